//! Rulings: one person's judgement on one question of a claim at one time.

use super::hash::Of;
use super::record::record;
use super::time::Timestamp;
use super::words::words;

words! {
    /// What is asked of a claim.
    #[derive(Default)]
    pub enum Question, "question" {
        /// Did the chain say it, as the story gives it?
        Said = "said",
        /// Is it so?
        #[default]
        Fact = "fact",
    }
}

impl Question {
    /// The one that this is not.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Said => Self::Fact,
            Self::Fact => Self::Said,
        }
    }

    /// The question's name in capitals, as messages and the footer name it.
    pub fn capitals(self) -> &'static str {
        match self {
            Self::Said => "SAID",
            Self::Fact => "FACT",
        }
    }
}

words! {
    /// The three tags. There is no fourth.
    pub enum Verdict, "verdict" {
        /// It is true.
        Confirmed = "confirmed",
        /// It is not so, or sources differ.
        Disputed = "disputed",
        /// Somebody looked and could not establish it.
        Unverified = "unverified",
    }
}

words! {
    /// Why a ruling is what it is.
    pub enum Reason, "reason" {
        /// Confirmed, in these words.
        AsStated = "as-stated",
        /// Confirmed, but a reader needs more to understand it rightly.
        WithContext = "with-context",
        /// Disputed: evidence says otherwise.
        Contradicted = "contradicted",
        /// Disputed: good sources differ.
        SourcesConflict = "sources-conflict",
        /// Disputed: whom it concerns denies it.
        Denied = "denied",
        /// Disputed: true in its words, false in what it makes believe.
        Misleading = "misleading",
        /// Unverified: what there is does not suffice.
        Insufficient = "insufficient",
        /// Unverified: what would show it cannot be had.
        Unavailable = "unavailable",
        /// Aside: an opinion.
        Opinion = "opinion",
        /// Aside: nothing is asserted.
        NoAssertion = "no-assertion",
        /// Aside: said elsewhere in the story, and checked there.
        Elsewhere = "elsewhere",
    }
}

impl Reason {
    /// The verdict that it gives a reason for; none for a reason to set a question aside.
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Self::AsStated | Self::WithContext => Some(Verdict::Confirmed),
            Self::Contradicted | Self::SourcesConflict | Self::Denied | Self::Misleading => {
                Some(Verdict::Disputed)
            }
            Self::Insufficient | Self::Unavailable => Some(Verdict::Unverified),
            Self::Opinion | Self::NoAssertion | Self::Elsewhere => None,
        }
    }

    /// Whether it can be the reason of this verdict (none: aside) on this question.
    ///
    /// Sources cannot conflict over whether one of them said something: each either did or did not.
    pub fn fits(self, question: Question, verdict: Option<Verdict>) -> bool {
        self.verdict() == verdict && !(question == Question::Said && self == Self::SourcesConflict)
    }

    /// The reasons that fit, in the order of the digits that choose them.
    pub fn fitting(question: Question, verdict: Option<Verdict>) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |reason| reason.fits(question, verdict))
    }
}

record! {
    /// One person's judgement on one question at one time.
    ///
    /// Without a verdict but with a reason it sets the question aside; with neither it withdraws
    /// the person's earlier one.
    pub struct Ruling {
        /// When; always later than the same person's ruling before it on the same question.
        required public at: Timestamp as key,
        /// Who.
        required text by: String as key,
        /// On what.
        default public question: Question as key,
        /// The tag.
        optional public verdict: Verdict,
        /// Why. It fits the verdict.
        optional public reason: Reason,
        /// What was ruled on: the first 12 hex digits of a SHA-256 over the claim's text, U+001F
        /// and its wording, and for *said* U+001F and each id of the chain. Changed words make the
        /// ruling stale.
        required text of: Of,
        /// The person's own words about it.
        default text note: String,
        /// Whether it settles a question over which people differ.
        default public decides: bool,
    }
}

impl Ruling {
    /// Whether it withdraws what the same person ruled before.
    pub fn is_withdrawal(&self) -> bool {
        self.verdict.is_none() && self.reason.is_none()
    }

    /// Whether its reason can stand beside its verdict.
    pub fn is_sound(&self) -> bool {
        self.reason
            .is_none_or(|reason| reason.fits(self.question, self.verdict))
    }

    /// The verdict's name, `aside`, or `withdrawn`.
    pub fn word(&self) -> &'static str {
        match (self.verdict, self.reason) {
            (Some(verdict), _) => verdict.name(),
            (None, Some(_)) => "aside",
            (None, None) => "withdrawn",
        }
    }
}
