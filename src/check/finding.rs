//! A finding: one violation of a house standard.

use super::phrase::{Phrase, Wordings};
use super::standards::{Severity, Standard};
use crate::case::{Claim, ClaimId, Question, SourceId, Waiver};

/// One violation of a house standard, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The standard that is violated.
    pub standard: Standard,
    /// Its severity under this house's standards.
    pub severity: Severity,
    /// The claim that it is about, if any.
    pub claim: Option<ClaimId>,
    /// The source that it is about, if any.
    pub source: Option<SourceId>,
    /// The confidential source that its words could reveal. The message never names that source.
    pub exposes: Option<SourceId>,
    /// The question that it is about. None if it is about both or neither.
    pub question: Option<Question>,
    /// The paragraph (from 0) that it is about. None for a finding on a claim.
    pub paragraph: Option<usize>,
    /// What is wrong, as a sentence without a full stop. Hidden characters of imported text in it
    /// are made visible.
    pub message: Phrase,
    /// What to do about it, without a full stop.
    pub hint: Phrase,
    /// Whether somebody waived the standard for the claim, with a reason.
    pub is_waived: bool,
}

impl Finding {
    /// The message and the hint in another language.
    pub fn translated(&self, wordings: &Wordings) -> [String; 2] {
        [&self.message, &self.hint].map(|phrase| phrase.translated(wordings))
    }

    /// Whether it is an error that nobody waived.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error && !self.is_waived
    }

    /// Sort key: the most severe first, then in the order of the table of standards.
    pub(super) fn order(&self) -> (Severity, Standard) {
        (self.severity, self.standard)
    }
}

/// The latest waiver of a standard on a claim. A waiver without a reason does not count; only a
/// file edited by hand can contain one.
pub fn waiver(claim: &Claim, standard: Standard) -> Option<&Waiver> {
    claim
        .waivers
        .iter()
        .rev()
        .find(|waiver| waiver.standard.parse() == Ok(standard) && !waiver.reason.trim().is_empty())
}
