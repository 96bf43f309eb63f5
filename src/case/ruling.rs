//! Rulings: one person's judgement on one question of a claim at one time.

use super::closed_enum::closed_enum;
use super::hash::Of;
use super::record::record;
use super::time::Timestamp;

closed_enum! {
    /// The questions about a claim.
    #[derive(Default)]
    pub enum Question, "question" {
        /// Did the source say the claim, as the story asserts?
        Said = "said",
        /// Is the claim true?
        #[default]
        Fact = "fact",
    }
}

impl Question {
    /// The other question.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Said => Self::Fact,
            Self::Fact => Self::Said,
        }
    }

    /// The name in capitals, as in messages and the footer.
    pub fn capitals(self) -> &'static str {
        match self {
            Self::Said => "SAID",
            Self::Fact => "FACT",
        }
    }
}

closed_enum! {
    /// The three verdicts.
    pub enum Verdict, "verdict" {
        /// The claim is true.
        Confirmed = "confirmed",
        /// The claim is false, or sources differ.
        Disputed = "disputed",
        /// Somebody checked and could not establish whether the claim is true.
        Unverified = "unverified",
    }
}

closed_enum! {
    /// The reason for a ruling.
    pub enum Reason, "reason" {
        /// Confirmed, in the words of the claim.
        AsStated = "as-stated",
        /// Confirmed, but readers need context to understand it correctly.
        WithContext = "with-context",
        /// Disputed: evidence says otherwise.
        Contradicted = "contradicted",
        /// Disputed: good sources differ.
        SourcesConflict = "sources-conflict",
        /// Disputed: the person or body concerned denies it.
        Denied = "denied",
        /// Disputed: literally true, but misleading.
        Misleading = "misleading",
        /// Unverified: the evidence is not sufficient.
        Insufficient = "insufficient",
        /// Unverified: the evidence that would be needed is not available.
        Unavailable = "unavailable",
        /// Aside: an opinion.
        Opinion = "opinion",
        /// Aside: the text asserts nothing.
        NoAssertion = "no-assertion",
        /// Aside: another claim says the same, and is checked.
        Elsewhere = "elsewhere",
    }
}

impl Reason {
    /// The verdict that the reason is for; none for a reason to set aside.
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

    /// Whether the reason is possible for this verdict (`None`: set aside) on this question.
    ///
    /// `SourcesConflict` is not possible for *said*: the source either said it or did not.
    pub fn fits(self, question: Question, verdict: Option<Verdict>) -> bool {
        self.verdict() == verdict && !(question == Question::Said && self == Self::SourcesConflict)
    }

    /// The reasons that are possible, in the order of the digits that choose them.
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
    /// A ruling without a verdict but with a reason sets the question aside. A ruling with neither
    /// withdraws the person's earlier ruling.
    pub struct Ruling {
        /// The time; later than the person's previous ruling on the same question.
        required public at: Timestamp as key,
        /// The person.
        required text by: String as key,
        /// The question.
        default public question: Question as key,
        /// The verdict.
        optional public verdict: Verdict,
        /// The reason, one of those for the verdict.
        optional public reason: Reason,
        /// The hash of the content that was ruled on: the first 12 hex digits of a SHA-256 over the
        /// claim's text, U+001F and its wording; for *said* also U+001F and each id of the chain.
        /// If the content changes, the ruling is stale.
        required text of: Of,
        /// The person's note.
        default text note: String,
        /// Whether the ruling decides a contested question.
        default public decides: bool,
    }
}

impl Ruling {
    /// Whether the ruling withdraws the person's earlier ruling.
    pub fn is_withdrawal(&self) -> bool {
        self.verdict.is_none() && self.reason.is_none()
    }

    /// Whether the reason is possible for the verdict.
    pub fn has_valid_reason(&self) -> bool {
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
