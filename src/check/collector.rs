//! Gathers what one look finds, without what the house does not ask for.

use super::context::Context;
use super::finding::{Finding, waiver};
use super::phrase::{Filling, Phrase, phrase};
use super::standards::Standard;
use crate::case::Claim;

/// What one look finds, as it is gathered.
pub(super) struct Collector<'a> {
    pub context: &'a Context,
    pub claim: Option<&'a Claim>,
    pub all: Vec<Finding>,
}

impl<'a> Collector<'a> {
    pub fn new(context: &'a Context, claim: Option<&'a Claim>) -> Self {
        Self {
            context,
            claim,
            all: Vec::new(),
        }
    }

    /// Whether the standard is on. A check whose standard is off need not run.
    pub fn is_on(&self, standard: Standard) -> bool {
        self.context.house.severity_of(standard).is_some()
    }

    /// Takes a finding in, unless its standard is off.
    pub fn say(
        &mut self,
        standard: Standard,
        message: Phrase,
        hint: Phrase,
    ) -> Option<&mut Finding> {
        let severity = self.context.house.severity_of(standard)?;
        self.all.push(Finding {
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
        self.all.last_mut()
    }

    /// Takes in a finding about a paragraph (from 0).
    pub fn say_of_paragraph(
        &mut self,
        standard: Standard,
        place: usize,
        message: Phrase,
        hint: Phrase,
    ) {
        if let Some(finding) = self.say(standard, message, hint) {
            finding.paragraph = Some(place);
        }
    }

    /// Takes in that one of the texts names a confidential source: the first that does. `what` says
    /// which each is.
    pub fn say_exposed<'t>(
        &mut self,
        texts: impl IntoIterator<Item = (&'static str, &'t str)>,
        help: Phrase,
    ) -> Option<&mut Finding> {
        let secrets = &self.context.secrets;
        let first = texts
            .into_iter()
            .find_map(|(what, text)| Some((what, secrets.whereabouts(text)?)));
        let (what, (source, place)) = first?;
        let message = phrase!(
            "its {} names a confidential source ({}): {}",
            Filling::Word(what),
            source.to_string(),
            place
        );
        let finding = self.say(Standard::ConfidentialExposed, message, help)?;
        finding.exposes = Some(source);
        Some(finding)
    }

    /// All of it, the worst first.
    pub fn sorted(mut self) -> Vec<Finding> {
        self.all.sort_by_key(Finding::order);
        // Most claims have one or none, and all are kept.
        self.all.shrink_to_fit();
        self.all
    }
}
