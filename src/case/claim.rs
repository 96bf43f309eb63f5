//! Claims: checkable assertions with their attribution, evidence and rulings.

use std::cmp::Ordering;

use super::closed_enum::closed_enum;
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

record! {
    /// One checkable assertion. It is anchored to a span of the draft, or free-standing (without a
    /// span).
    pub struct Claim {
        /// The id; never changes.
        required public id: ClaimId as key,
        /// Where the text is in the draft; none for a free-standing claim.
        optional public span: Span,
        /// The text at the span, word for word.
        required text text: String,
        /// The claim restated, if the text cannot be understood alone.
        default text wording: String,
        /// Where a free-standing claim was made: a minute of a video, a link.
        default text place: String,
        /// When a free-standing claim was added, or a claim was cut from the draft. Orders the
        /// claims that have no span.
        optional public added: Timestamp,
        /// Whether the story depends on the claim, or could be sued for it.
        default public key: bool,
        /// The sources that the claim accuses; they have a right of reply. Sorted by bytes.
        default public accused: Vec<SourceId> as elements,
        /// The attribution: who made the assertion, according to the story.
        optional public attribution: Attribution,
        /// The evidence, by time and id.
        always public evidence: Vec<Evidence> as records,
        /// The rulings, by time, person and question.
        always public rulings: Vec<Ruling> as records,
        /// Links to other claims.
        default public links: Vec<Link> as records,
        /// House standards that do not apply to this claim.
        default public waivers: Vec<Waiver> as records,
        /// Proposals to change its text in the draft.
        default public fixes: Vec<Fix> as records,
        /// Searches that somebody made for evidence.
        default public searches: Vec<Search> as records,
        /// The claim's earlier texts, before revisions of the draft.
        default public earlier: Vec<Earlier> as records,
        /// When a revision removed its text from the draft. It then has no span.
        optional public cut: Timestamp,
        /// Rulings after this time are never the latest: see [`super::Case::observe_time`].
        transient internal horizon: Horizon,
    }
}

impl Claim {
    /// A claim with this text. All other fields are empty.
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

    /// The text to show: the wording, or the claim's text if there is no wording.
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

    /// The claim's questions: *said* if it has an attribution, and *fact*.
    pub fn questions(&self) -> impl Iterator<Item = Question> + use<> {
        let said = self.attribution.as_ref().map(|_| Question::Said);
        said.into_iter().chain([Question::Fact])
    }

    /// The hash of what a ruling on this question would rule on: the first 12 hex digits of a
    /// SHA-256 over text, U+001F and wording; for *said* also U+001F and each id of the chain. Cue
    /// and hedge are not included.
    pub fn subject_hash(&self, question: Question) -> Of {
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

    /// The evidence that a person added or accepted. Suggested evidence does not count.
    pub fn items(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|item| !item.suggested)
    }

    /// The evidence on one question, without suggested evidence.
    pub fn evidence_on(&self, question: Question) -> impl Iterator<Item = &Evidence> {
        self.items().filter(move |item| item.question == question)
    }

    /// Whether a revision removed the claim's text from the draft. Cut claims are not counted.
    pub fn is_cut(&self) -> bool {
        self.cut.is_some()
    }

    /// Whether people have added nothing to the claim: no evidence (except suggested), ruling,
    /// link, waiver, fix, search or earlier text.
    pub fn is_untouched(&self) -> bool {
        self.items().next().is_none()
            && self.rulings.is_empty()
            && self.links.is_empty()
            && self.waivers.is_empty()
            && self.fixes.is_empty()
            && self.searches.is_empty()
            && self.earlier.is_empty()
    }

    /// Whether an attribution has either a chain or candidates, and not both.
    pub(crate) fn has_valid_attribution(&self) -> bool {
        self.attribution
            .as_ref()
            .is_none_or(|credit| credit.chain.is_empty() != credit.candidates.is_empty())
    }

    /// Whether the attribution has only candidates, and nobody has chosen one.
    pub fn is_unsure(&self) -> bool {
        !self.candidates().is_empty()
    }

    /// The sources that may have said the claim, likeliest first.
    pub fn candidates(&self) -> &[SourceId] {
        self.attribution
            .as_ref()
            .map_or(&[], |attribution| &attribution.candidates)
    }

    /// Draft order: by paragraph, start, end and id. Claims without a span come last, by the time
    /// they were added and id.
    pub fn order(&self, other: &Self) -> Ordering {
        let sort_key = |claim: &Self| match claim.span {
            Some(span) => (false, Some(span), None, claim.id),
            None => (true, None, claim.added, claim.id),
        };
        sort_key(self).cmp(&sort_key(other))
    }
}

record! {
    /// Who made the assertion of a claim, according to the story.
    pub struct Attribution {
        /// The words that name the speaker: "according to", "said".
        default text cue: String,
        /// The words that hedge: "allegedly".
        default text hedge: String,
        /// The sources, nearest first (CNN, Amaq). Empty if there are only candidates.
        always public chain: Vec<SourceId>,
        /// The sources that may have said it, likeliest first. Empty if there is a chain.
        default public candidates: Vec<SourceId>,
        /// Whether the program proposed the attribution and nobody has accepted it yet. Unlike
        /// suggested evidence, it counts.
        default public suggested: bool,
    }
}

record! {
    /// The relation of a claim to another.
    pub struct Link {
        /// The other claim.
        required public to: ClaimId,
        /// The kind of relation.
        required public kind: LinkKind,
        /// The person who added the link.
        required text by: String,
        /// When the link was added.
        required public at: Timestamp,
    }
}

closed_enum! {
    /// The relation of a claim to another.
    pub enum LinkKind, "kind of link" {
        /// The two claims cannot both be true.
        Contradicts = "contradicts",
        /// This claim repeats the assertion of the other.
        Repeats = "repeats",
        /// This claim has a later figure for the same thing.
        Updates = "updates",
    }
}

record! {
    /// A house standard that does not apply to a claim, and who decided that.
    pub struct Waiver {
        /// The standard's name.
        required text standard: String,
        /// The person who waived the standard.
        required text by: String,
        /// When it was waived.
        required public at: Timestamp,
        /// Why it does not apply.
        required text reason: String,
    }
}

record! {
    /// An earlier text of a claim, before a revision of the draft.
    pub struct Earlier {
        /// When the text was replaced.
        required public at: Timestamp as key,
        /// The text.
        required text text: String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_hash_covers_the_words_and_for_said_the_chain() {
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
        assert_eq!(
            claim.subject_hash(Question::Said).to_string(),
            "ca9589bceb24"
        );
        assert_eq!(
            claim.subject_hash(Question::Fact).to_string(),
            "ce65e8a698ee"
        );
    }
}
