//! The case: its records and all ways to change it. No files, no terminal, no clock: time and ids
//! are arguments.
//!
//! [`Case`] has a draft, sources and claims. [`ops`] builds edits, one for each action of a person.
//! [`History`] applies, undoes and redoes edits. [`standing`] derives the state of a question from
//! its rulings.

mod ahead;
mod between;
mod change;
mod claim;
pub(crate) mod closed_enum;
mod conflict;
mod difference;
mod draft;
mod edit_conflict;
mod evidence;
mod export_marks;
mod fix;
mod from_str_visitor;
mod hash;
mod history;
mod horizon;
mod id;
mod missing;
mod names;
pub mod ops;
mod optional;
mod ordered_map;
pub mod person;
mod publication;
mod query;
mod rebase;
pub mod record;
mod redaction;
mod references;
mod ruling;
mod schema;
mod search;
mod signoff_hash;
mod source;
mod source_lookup;
pub mod standing;
mod time;
mod versions;

use std::sync::Arc;

use record::record;

pub use change::{Change, Edit, FieldChange, NoLongerFits, Place, Swap, pieces};
pub use claim::{Attribution, Claim, Earlier, Link, LinkKind, Waiver};
pub use closed_enum::UnknownWord;
pub use conflict::Conflict;
pub use difference::Difference;
pub use draft::{Draft, Paragraph, Part, Provenance, Revision, Span};
pub use edit_conflict::EditConflict;
pub use evidence::{Credibility, Evidence, File, Nature, NoCredibility, Stance};
pub use export_marks::{OWN_INITIALS, bookmark_of, claim_of_bookmark};
pub use fix::{Fix, FixState};
pub use hash::{Hex, IllFormedHash, Of, Sha256};
pub use history::{History, Step, StepKind, UndoOutcome};
pub use horizon::Horizon;
pub use id::{
    AnswerId, AnyId, CaseId, ClaimId, ConflictId, CorrectionId, EvidenceId, FixId, Id, IdGen,
    IllFormedId, Kind, OfCase, OfClaim, OfEvidence, OfSource, QueryId, SearchId, SourceId,
};
pub use missing::{Missing, missing};
pub use ops::Stamp;
pub use ordered_map::{OrderedMap, Record};
pub use publication::{Correction, SignOff};
pub use query::{Answer, AnswerKind, Query};
pub use redaction::Redaction;
pub use references::Reference;
pub use ruling::{Question, Reason, Ruling, Verdict};
pub use schema::schema;
pub use search::{Found, Search};
pub use source::{Reliability, Source, SourceKind, host, identity};
pub use source_lookup::{duplicate_sources, similar_sources, source_named, sources_named};
pub use standing::{Progress, Standing};
pub use time::{Date, IllFormedTime, Timestamp};

/// The case format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 2;

record! {
    /// One investigation: a draft, sources, claims.
    pub struct Case {
        /// The format of the file: [`FORMAT`].
        required public format: u32 as key,
        /// The id; never changes.
        required public id: CaseId as key,
        /// The name of the case.
        required text title: String,
        /// The language of the story, `en`, `uk`, `ru`; empty if not known.
        default text language: String,
        /// The date that "today" means in the story.
        optional public story_date: Date,
        /// The text under check; none for a list of claims without a story.
        optional public draft: Arc<Draft> as records,
        /// The sources, sorted by name and id.
        required public sources: OrderedMap<Source> as records,
        /// The claims, in draft order.
        required public claims: OrderedMap<Claim> as records,
        /// Questions put to people, with their answers.
        default public queries: Vec<Query> as records,
        /// Approvals for publication.
        default public signoffs: Vec<SignOff> as records,
        /// Errors found after publication.
        default public corrections: Vec<Correction> as records,
        /// Merge conflicts that nobody has decided yet.
        default internal conflicts: Vec<Conflict> as records,
        /// Decisions about what a redacted export cuts or keeps.
        default internal redactions: Vec<Redaction> as records,
        /// Rulings after this time are never the latest: see [`Case::observe_time`].
        transient internal horizon: Horizon,
    }
}

/// The details of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// [`Case::title`].
    pub title: String,
    /// [`Case::language`].
    pub language: String,
    /// [`Case::story_date`].
    pub story_date: Option<Date>,
}

impl Case {
    /// The details of the case.
    pub fn head(&self) -> Head {
        Head {
            title: self.title.clone(),
            language: self.language.clone(),
            story_date: self.story_date,
        }
    }

    /// An empty case.
    pub fn new(id: CaseId, title: impl Into<String>) -> Self {
        Self {
            format: FORMAT,
            id,
            title: title.into(),
            language: String::new(),
            story_date: None,
            draft: None,
            sources: OrderedMap::default(),
            claims: OrderedMap::default(),
            queries: Vec::new(),
            signoffs: Vec::new(),
            corrections: Vec::new(),
            conflicts: Vec::new(),
            redactions: Vec::new(),
            horizon: Horizon::default(),
        }
    }

    /// Whether the draft has another text at the claim's span.
    pub fn is_unanchored(&self, claim: &Claim) -> bool {
        claim.span.is_some_and(|span| {
            self.draft
                .as_ref()
                .and_then(|draft| draft.at(span))
                .is_none_or(|words| words != claim.text)
        })
    }

    /// Where a claim is in the draft. None for a free-standing or unanchored one.
    pub fn anchor(&self, claim: &Claim) -> Option<Span> {
        if self.is_unanchored(claim) {
            None
        } else {
            claim.span
        }
    }

    /// The claims whose span is in this paragraph (from 0), in draft order, including unanchored
    /// ones.
    pub fn claims_in(&self, paragraph: usize) -> impl Iterator<Item = &Arc<Claim>> {
        let start = self
            .claims
            .partition_point(|claim| claim.span.is_some_and(|span| span.paragraph < paragraph));
        self.claims
            .iter()
            .skip(start)
            .take_while(move |claim| claim.span.is_some_and(|span| span.paragraph == paragraph))
    }

    /// The claims without those that were cut.
    pub fn uncut(&self) -> impl Iterator<Item = &Arc<Claim>> {
        self.claims.iter().filter(|claim| !claim.is_cut())
    }

    /// The links of a claim, without those to cut claims.
    pub fn links<'a>(&'a self, claim: &'a Claim) -> impl Iterator<Item = &'a Link> {
        let is_cut = |id| self.claims.get(id).is_some_and(|claim| claim.is_cut());
        claim.links.iter().filter(move |link| !is_cut(link.to))
    }

    /// The uncut claims with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &Arc<Claim>)> {
        let numbered = (1..).zip(self.claims.iter());
        numbered.filter(|(_, claim)| !claim.is_cut())
    }

    /// The names of the sources that may have said a claim, likeliest first. Empty once somebody
    /// has chosen one.
    pub fn candidates(&self, claim: &Claim) -> Vec<&str> {
        self.source_names(claim.candidates())
    }

    /// The names of the sources with these ids. Missing sources are skipped.
    pub fn source_names(&self, ids: &[SourceId]) -> Vec<&str> {
        let sources = ids.iter().filter_map(|id| self.sources.get(*id));
        sources.map(|source| source.name.as_str()).collect()
    }

    /// The names along a claim's chain, nearest first. Empty while the attribution is unsure.
    pub fn said_by(&self, claim: &Claim) -> Vec<&str> {
        self.source_names(claim.chain())
    }

    /// The number of a claim: its position in draft order, from 1.
    pub fn number(&self, id: ClaimId) -> Option<usize> {
        self.claims.place(id).map(|place| place + 1)
    }
}
