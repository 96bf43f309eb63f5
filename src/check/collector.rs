//! Collects the findings of one check and drops those whose standard is off.

use super::context::Context;
use super::finding::{Finding, waiver};
use super::phrase::{Filling, Phrase, phrase};
use super::standards::Standard;
use crate::case::{Case, Claim, SourceId};
use crate::text::visible;

/// The findings of one check. `claim` is none if the sources or the story are checked.
pub(super) struct Collector<'a> {
    pub context: &'a Context,
    pub claim: Option<&'a Claim>,
    pub findings: Vec<Finding>,
}

impl<'a> Collector<'a> {
    pub fn new(context: &'a Context, claim: Option<&'a Claim>) -> Self {
        Self {
            context,
            claim,
            findings: Vec::new(),
        }
    }

    /// Whether the standard is on. A check can be skipped if its standard is off.
    pub fn is_on(&self, standard: Standard) -> bool {
        self.context.house.severity_of(standard).is_some()
    }

    /// Adds a finding, unless its standard is off.
    pub fn add(
        &mut self,
        standard: Standard,
        message: Phrase,
        hint: Phrase,
    ) -> Option<&mut Finding> {
        let severity = self.context.house.severity_of(standard)?;
        self.findings.push(Finding {
            standard,
            severity,
            claim: self.claim.map(|claim| claim.id),
            source: None,
            exposes: None,
            question: None,
            paragraph: None,
            message,
            hint,
            is_waived: self
                .claim
                .is_some_and(|claim| waiver(claim, standard).is_some()),
        });
        self.findings.last_mut()
    }

    /// Adds a finding about a paragraph (from 0).
    pub fn add_on_paragraph(
        &mut self,
        standard: Standard,
        paragraph: usize,
        message: Phrase,
        hint: Phrase,
    ) {
        if let Some(finding) = self.add(standard, message, hint) {
            finding.paragraph = Some(paragraph);
        }
    }

    /// Adds one finding if any of these texts names a confidential source: for the first of them.
    /// Each text comes with the name of its field, such as `title`.
    pub fn add_exposed<'t>(
        &mut self,
        texts: impl IntoIterator<Item = (&'static str, &'t str)>,
        hint: Phrase,
    ) -> Option<&mut Finding> {
        let secrets = &self.context.secrets;
        let first = texts
            .into_iter()
            .find_map(|(field, text)| Some((field, secrets.whereabouts(text)?)));
        let (field, (source, place)) = first?;
        let message = phrase!(
            "its {} names a confidential source ({}): {}",
            Filling::Word(field),
            source.to_string(),
            place
        );
        let finding = self.add(Standard::ConfidentialExposed, message, hint)?;
        finding.exposes = Some(source);
        Some(finding)
    }

    /// All findings, the worst first.
    pub fn sorted(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(Finding::order);
        // All findings stay in memory, and most claims have at most one.
        self.findings.shrink_to_fit();
        self.findings
    }
}

/// A source's name with its control characters made visible.
pub(super) fn name(case: &Case, id: SourceId) -> String {
    let source = case.sources.get(id);
    source.map_or_else(String::new, |source| visible(&source.name).into_owned())
}
