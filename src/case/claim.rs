//! Claims: checkable assertions with whom the story credits, what bears on them and what was ruled.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::bare::{bare, is_default};
use super::draft::Span;
use super::evidence::Evidence;
use super::hash::Of;
use super::horizon::Horizon;
use super::id::{ClaimId, SourceId};
use super::ruling::{Question, Ruling};
use super::time::Timestamp;
use super::words::words;

/// One checkable assertion, anchored to a span of the draft or free-standing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Minted once.
    pub id: ClaimId,
    /// Where its words stand in the draft; none for a free-standing claim.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub span: Option<Span>,
    /// Its words, as they stand at the span.
    pub text: String,
    /// The claim restated to stand alone where the text does not.
    #[serde(default, skip_serializing_if = "is_default")]
    pub wording: String,
    /// Where a free-standing claim was made: a minute of a video, a link.
    #[serde(default, skip_serializing_if = "is_default")]
    pub place: String,
    /// When a free-standing claim was added, which orders those.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub added: Option<Timestamp>,
    /// Whom the story credits.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub attribution: Option<Attribution>,
    /// What bears on it, in order of time and id.
    #[serde(default, skip_serializing_if = "is_default")]
    pub evidence: Vec<Evidence>,
    /// What was ruled, in order of time, person and question.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rulings: Vec<Ruling>,
    /// How it bears on other claims.
    #[serde(default, skip_serializing_if = "is_default")]
    pub links: Vec<Link>,
    /// House standards that it need not meet.
    #[serde(default, skip_serializing_if = "is_default")]
    pub waivers: Vec<Waiver>,
    /// Where rulings of it lie beyond the case's: see [`super::Case::see`].
    #[serde(skip)]
    pub horizon: Horizon,
}

impl Claim {
    /// A claim of these words, and nothing else known of it.
    pub fn new(id: ClaimId, span: Option<Span>, text: impl Into<String>) -> Self {
        Self {
            id,
            span,
            text: text.into(),
            wording: String::new(),
            place: String::new(),
            added: None,
            attribution: None,
            evidence: Vec::new(),
            rulings: Vec::new(),
            links: Vec::new(),
            waivers: Vec::new(),
            horizon: Horizon::default(),
        }
    }

    /// The words that people are shown: the wording, else the text.
    pub fn shown(&self) -> &str {
        if self.wording.is_empty() {
            &self.text
        } else {
            &self.wording
        }
    }

    /// The chain of sources that the story credits, nearest first; empty without attribution.
    pub fn chain(&self) -> &[SourceId] {
        self.attribution
            .as_ref()
            .map_or(&[], |attribution| &attribution.chain)
    }

    /// The questions that it has: *said* only where somebody is credited.
    pub fn questions(&self) -> impl Iterator<Item = Question> + use<> {
        let said = self.attribution.as_ref().map(|_| Question::Said);
        said.into_iter().chain([Question::Fact])
    }

    /// What a ruling on this question is on now: the words, and for *said* the chain, as the first 12 hex digits of a
    /// SHA-256 over text, U+001F, wording, then for *said* U+001F and each id of the chain. Cue and hedge are not in it.
    pub fn of(&self, question: Question) -> Of {
        let chain = match question {
            Question::Said => self.chain(),
            Question::Fact => &[],
        };
        let words = [self.text.as_bytes(), b"\x1f", self.wording.as_bytes()];
        let links = chain
            .iter()
            .flat_map(|id| [b"\x1f".as_slice(), id.as_str().as_bytes()]);
        Of::over(words.into_iter().chain(links))
    }

    /// The items on one question.
    pub fn evidence_on(&self, question: Question) -> impl Iterator<Item = &Evidence> {
        self.evidence
            .iter()
            .filter(move |item| item.question == question)
    }

    /// Every source that the claim names, in its chain or its evidence.
    pub fn named_sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.chain()
            .iter()
            .copied()
            .chain(self.evidence.iter().map(|item| item.source))
    }

    /// Draft order: by paragraph, start, end and id; free-standing claims last, by when they were added and id.
    pub fn order(&self, other: &Self) -> Ordering {
        let place = |claim: &Self| match claim.span {
            Some(span) => (false, Some(span), None, claim.id),
            None => (true, None, claim.added, claim.id),
        };
        place(self).cmp(&place(other))
    }

    /// Puts evidence, rulings, links and waivers into their canonical order.
    pub(crate) fn sort(&mut self) {
        self.evidence.sort_by(Evidence::order);
        self.rulings.sort_by(Ruling::order);
        self.links.sort_by(Link::order);
        self.waivers.sort_by(Waiver::order);
    }

    /// Whether they are in that order.
    pub(crate) fn is_sorted(&self) -> bool {
        self.evidence.is_sorted_by(|a, b| a.order(b).is_le())
            && self.rulings.is_sorted_by(|a, b| a.order(b).is_le())
            && self.links.is_sorted_by(|a, b| a.order(b).is_le())
            && self.waivers.is_sorted_by(|a, b| a.order(b).is_le())
    }
}

impl Evidence {
    /// Canonical order: time, then id.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        (self.at, self.id).cmp(&(other.at, other.id))
    }
}

impl Ruling {
    /// Whether it is the same person's ruling on the same question at the same time.
    pub fn has_key_of(&self, other: &Self) -> bool {
        self.order(other).is_eq()
    }

    /// Canonical order: time, then person, then question.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        (self.at, &self.by, self.question).cmp(&(other.at, &other.by, other.question))
    }
}

impl Link {
    /// Canonical order: time, then the other claim, kind and person.
    fn order(&self, other: &Self) -> Ordering {
        (self.at, self.to, self.kind, &self.by).cmp(&(other.at, other.to, other.kind, &other.by))
    }
}

impl Waiver {
    /// Canonical order: time, then standard and person.
    fn order(&self, other: &Self) -> Ordering {
        (self.at, &self.standard, &self.by).cmp(&(other.at, &other.standard, &other.by))
    }
}

/// Whom the story credits for a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// The words that credit: "according to", "said".
    #[serde(default, skip_serializing_if = "is_default")]
    pub cue: String,
    /// The words that hedge: "allegedly".
    #[serde(default, skip_serializing_if = "is_default")]
    pub hedge: String,
    /// The sources, nearest first (CNN, Amaq); at least one.
    pub chain: Vec<SourceId>,
    /// Proposed by the reader. It counts like any other until a person accepts, changes or drops it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub suggested: bool,
}

/// How a claim bears on another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The other claim.
    pub to: ClaimId,
    /// How.
    pub kind: LinkKind,
    /// Who saw it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

words! {
    /// How a claim bears on another.
    pub enum LinkKind, "kind of link" {
        /// Both cannot be so.
        Contradicts = "contradicts",
        /// It says the same again.
        Repeats = "repeats",
        /// It is a later count of the same.
        Updates = "updates",
    }
}

/// A house standard that a claim need not meet, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The standard's name.
    pub standard: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_hashes_words_and_for_said_the_chain() {
        let id = "c7k3m9q2x4bd".parse().unwrap();
        let mut claim = Claim::new(id, None, "ISIS claimed the attack, CNN said, citing Amaq.");
        let chain = ["s4vj8kq2wn6c", "s9d2m1q7x3za"]
            .map(|id| id.parse().unwrap())
            .to_vec();
        claim.attribution = Some(Attribution {
            cue: "said".into(),
            hedge: String::new(),
            chain,
            suggested: false,
        });
        assert_eq!(claim.of(Question::Said).to_string(), "ca9589bceb24");
        assert_eq!(claim.of(Question::Fact).to_string(), "ce65e8a698ee");
    }
}
