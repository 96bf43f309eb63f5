//! Claims: checkable assertions with whom the story credits, what bears on them and what was ruled.

use std::cmp::Ordering;

use super::draft::Span;
use super::evidence::Evidence;
use super::fix::Fix;
use super::hash::Of;
use super::horizon::Horizon;
use super::id::{ClaimId, SourceId};
use super::record::record;
use super::ruling::{Question, Ruling};
use super::search::Search;
use super::time::Timestamp;
use super::words::words;

record! {
    /// One checkable assertion, anchored to a span of the draft or free-standing.
    pub struct Claim {
        /// Minted once.
        required public id: ClaimId as key,
        /// Where its words stand in the draft; none for a free-standing claim.
        optional public span: Span,
        /// Its words, as they stand at the span.
        required text text: String,
        /// The claim restated to stand alone where the text does not.
        default text wording: String,
        /// Where a free-standing claim was made: a minute of a video, a link.
        default text place: String,
        /// When a free-standing claim was added, or one was cut from the draft, which orders those.
        optional public added: Timestamp,
        /// Whether the story depends on it or could be sued for it.
        default public key: bool,
        /// Whom it accuses: they have a right of reply. By bytes.
        default public accused: Vec<SourceId> as elements,
        /// Whom the story credits.
        optional public attribution: Attribution,
        /// What bears on it, in order of time and id.
        always public evidence: Vec<Evidence> as records,
        /// What was ruled, in order of time, person and question.
        always public rulings: Vec<Ruling> as records,
        /// How it bears on other claims.
        default public links: Vec<Link> as records,
        /// House standards that it need not meet.
        default public waivers: Vec<Waiver> as records,
        /// Words that were proposed for the draft in place of its own.
        default public fixes: Vec<Fix> as records,
        /// Where somebody looked.
        default public searches: Vec<Search> as records,
        /// Its words before revisions of the draft changed them.
        default public earlier: Vec<Earlier> as records,
        /// When a revision left its words out of the draft. It then has no span.
        optional public cut: Timestamp,
        /// Where rulings of it lie beyond the case's: see [`super::Case::see`].
        unwritten internal horizon: Horizon,
    }
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
            key: false,
            accused: Vec::new(),
            attribution: None,
            evidence: Vec::new(),
            rulings: Vec::new(),
            links: Vec::new(),
            waivers: Vec::new(),
            fixes: Vec::new(),
            searches: Vec::new(),
            earlier: Vec::new(),
            cut: None,
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

    /// What a ruling on this question is on now: the words, and for *said* the chain, as the first
    /// 12 hex digits of a SHA-256 over text, U+001F, wording, then for *said* U+001F and each id of
    /// the chain. Cue and hedge are not in it.
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

    /// The items that count: those that a person added or accepted.
    pub fn items(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|item| !item.suggested)
    }

    /// The items on one question that count.
    pub fn evidence_on(&self, question: Question) -> impl Iterator<Item = &Evidence> {
        self.items().filter(move |item| item.question == question)
    }

    /// Whether its words are no longer in the draft: it is in no count.
    pub fn is_cut(&self) -> bool {
        self.cut.is_some()
    }

    /// Whether people have hung nothing on it: no evidence but what the reader suggests, no ruling,
    /// link, waiver, fix, search, earlier words.
    pub fn lists_are_empty(&self) -> bool {
        self.items().next().is_none()
            && self.rulings.is_empty()
            && self.links.is_empty()
            && self.waivers.is_empty()
            && self.fixes.is_empty()
            && self.searches.is_empty()
            && self.earlier.is_empty()
    }

    /// Whether somebody is credited by a chain or by candidates, not by both and not by neither.
    pub(crate) fn is_credited_soundly(&self) -> bool {
        self.attribution
            .as_ref()
            .is_none_or(|credit| credit.chain.is_empty() != credit.candidates.is_empty())
    }

    /// Whether the reader would not choose among several whom the story may credit, and nobody has.
    pub fn is_unsure(&self) -> bool {
        !self.candidates().is_empty()
    }

    /// Whom the story may credit, likeliest first, until somebody chooses.
    pub fn candidates(&self) -> &[SourceId] {
        self.attribution
            .as_ref()
            .map_or(&[], |attribution| &attribution.candidates)
    }

    /// Draft order: by paragraph, start, end and id; free-standing and cut claims last, by when
    /// they were added and id.
    pub fn order(&self, other: &Self) -> Ordering {
        let place = |claim: &Self| match claim.span {
            Some(span) => (false, Some(span), None, claim.id),
            None => (true, None, claim.added, claim.id),
        };
        place(self).cmp(&place(other))
    }
}

record! {
    /// Whom the story credits for a claim.
    pub struct Attribution {
        /// The words that credit: "according to", "said".
        default text cue: String,
        /// The words that hedge: "allegedly".
        default text hedge: String,
        /// The sources, nearest first (CNN, Amaq). Empty where nobody knows yet who of the
        /// candidates it is.
        always public chain: Vec<SourceId>,
        /// Whom the story may mean, likeliest first, until somebody chooses. Empty where there is a
        /// chain.
        default public candidates: Vec<SourceId>,
        /// Proposed by the reader. It counts like any other until a person accepts, changes or
        /// drops it.
        default public suggested: bool,
    }
}

record! {
    /// How a claim bears on another.
    pub struct Link {
        /// The other claim.
        required public to: ClaimId,
        /// How.
        required public kind: LinkKind,
        /// Who saw it.
        required text by: String,
        /// When.
        required public at: Timestamp,
    }
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

record! {
    /// A house standard that a claim need not meet, and who says so.
    pub struct Waiver {
        /// The standard's name.
        required text standard: String,
        /// Who.
        required text by: String,
        /// When.
        required public at: Timestamp,
        /// Why.
        required text reason: String,
    }
}

record! {
    /// The words of a claim before a revision of the draft changed them.
    pub struct Earlier {
        /// When they were changed.
        required public at: Timestamp as key,
        /// The words.
        required text text: String,
    }
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
            candidates: Vec::new(),
            suggested: false,
        });
        assert_eq!(claim.of(Question::Said).to_string(), "ca9589bceb24");
        assert_eq!(claim.of(Question::Fact).to_string(), "ce65e8a698ee");
    }
}
