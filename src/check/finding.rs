//! One violation of a house standard.

use super::phrase::{Phrase, Wordings};
use super::standards::{Severity, Standard};
use crate::case::{Claim, ClaimId, Question, SourceId, Waiver};

/// One violation of a house standard, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which standard.
    pub standard: Standard,
    /// How much it weighs in this house.
    pub severity: Severity,
    /// The claim that it is about, if it is about one.
    pub claim: Option<ClaimId>,
    /// The source that it is about, if it is about one.
    pub source: Option<SourceId>,
    /// The confidential source that its words lead to. Its name is never in the message.
    pub exposes: Option<SourceId>,
    /// The question that it is about, where it says so.
    pub question: Option<Question>,
    /// The paragraph (from 0) that it is about, if it is about no claim on it.
    pub paragraph: Option<usize>,
    /// What is wrong, as a sentence without a full stop; imported words in it are visible.
    pub message: Phrase,
    /// What to do about it, also without a full stop.
    pub hint: Phrase,
    /// Whether somebody said, with a reason, that the claim need not meet it.
    pub is_waived: bool,
}

impl Finding {
    /// What is wrong, and what to do about it, in another language.
    pub fn in_words(&self, wordings: &Wordings) -> [String; 2] {
        [&self.message, &self.hint].map(|phrase| phrase.in_words(wordings))
    }

    /// Whether it is an error that nobody waived.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error && !self.is_waived
    }

    /// The worst first, then in the order of the table.
    pub(super) fn order(&self) -> (Severity, Standard) {
        (self.severity, self.standard)
    }
}

/// The waiver of a standard on a claim, the latest if there are several. One without a reason,
/// which only a file edited by hand can have, does not count.
pub fn waiver(claim: &Claim, standard: Standard) -> Option<&Waiver> {
    claim
        .waivers
        .iter()
        .rev()
        .find(|waiver| waiver.standard.parse() == Ok(standard) && !waiver.reason.trim().is_empty())
}
