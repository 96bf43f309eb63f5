//! What a case is and every way it can change. No files, no terminal, no clock: time and ids come
//! in as arguments.
//!
//! [`Case`] holds a draft, sources and claims; [`ops`] build edits, one for each thing that a
//! person can do; [`History`] makes, undoes and redoes edits; [`standing`] says what the rulings
//! add up to.

mod ahead;
mod bare;
mod between;
mod change;
mod claim;
mod conflict;
mod difference;
mod draft;
mod edit_conflict;
mod evidence;
mod fix;
mod hash;
mod history;
mod horizon;
mod id;
mod missing;
mod names;
pub mod ops;
mod ordered_map;
mod own_marks;
mod parsed;
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
mod signed;
mod source;
mod sources;
pub mod standing;
mod time;
mod versions;
pub(crate) mod words;

use std::sync::Arc;

use record::record;

pub use change::{Change, Edit, FieldChange, NoLongerFits, Place, Swap, pieces};
pub use claim::{Attribution, Claim, Earlier, Link, LinkKind, Waiver};
pub use conflict::Conflict;
pub use difference::Difference;
pub use draft::{Draft, Paragraph, Part, Provenance, Revision, Span};
pub use edit_conflict::EditConflict;
pub use evidence::{Credibility, Evidence, File, Nature, NoCredibility, Stance};
pub use fix::{Fix, FixState};
pub use hash::{Hex, IllFormedHash, Of, Sha256};
pub use history::{History, Step, StepKind, Turned};
pub use horizon::Horizon;
pub use id::{
    AnswerId, AnyId, CaseId, ClaimId, ConflictId, CorrectionId, EvidenceId, FixId, Id, IllFormedId,
    Kind, Mint, OfCase, OfClaim, OfEvidence, OfSource, QueryId, SearchId, SourceId,
};
pub use missing::{Missing, missing};
pub use ops::Stamp;
pub use ordered_map::{OrderedMap, Record};
pub use own_marks::{OWN_INITIALS, bookmark_of, claim_of_bookmark};
pub use publication::{Correction, SignOff};
pub use query::{Answer, AnswerKind, Query};
pub use redaction::Redaction;
pub use references::Named;
pub use ruling::{Question, Reason, Ruling, Verdict};
pub use schema::schema;
pub use search::{Found, Search};
pub use source::{Reliability, Source, SourceKind, host, identity};
pub use sources::{similar, source_named, sources_named, twins};
pub use standing::{Progress, Standing};
pub use time::{Date, IllFormedTime, Timestamp};
pub use words::UnknownWord;

/// The case format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 2;

record! {
    /// One investigation: a draft, sources, claims.
    pub struct Case {
        /// The format of the file: [`FORMAT`].
        required public format: u32 as key,
        /// Minted once.
        required public id: CaseId as key,
        /// What people call it.
        required text title: String,
        /// The story's language, `en`, `uk`, `ru`; empty when not known.
        default text language: String,
        /// The day that the story's "today" is.
        optional public story_date: Date,
        /// The text under check; none for a list of claims.
        optional public draft: Arc<Draft> as records,
        /// The sources, by name and id.
        required public sources: OrderedMap<Source> as records,
        /// The claims, in draft order.
        required public claims: OrderedMap<Claim> as records,
        /// Questions put to people, and what they answered.
        default public queries: Vec<Query> as records,
        /// Who said that the case may be published.
        default public signoffs: Vec<SignOff> as records,
        /// What was wrong after publication.
        default public corrections: Vec<Correction> as records,
        /// Values of which nobody has chosen one yet, after a merge.
        default internal conflicts: Vec<Conflict> as records,
        /// What people decided to cut or keep in a redacted export.
        default internal redactions: Vec<Redaction> as records,
        /// What time it was when the case was opened, a day later: see [`Case::see`].
        unwritten internal horizon: Horizon,
    }
}

/// What a case is called and when its story's "today" is.
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
    /// Title, language, story date.
    pub fn head(&self) -> Head {
        Head {
            title: self.title.clone(),
            language: self.language.clone(),
            story_date: self.story_date,
        }
    }

    /// A case with nothing in it yet.
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

    /// Whether a claim's text does not stand at its span.
    pub fn is_unanchored(&self, claim: &Claim) -> bool {
        claim.span.is_some_and(|span| {
            self.draft
                .as_ref()
                .and_then(|draft| draft.at(span))
                .is_none_or(|words| words != claim.text)
        })
    }

    /// Where a claim stands in the draft: none for a free-standing or unanchored one.
    pub fn anchor(&self, claim: &Claim) -> Option<Span> {
        if self.is_unanchored(claim) {
            None
        } else {
            claim.span
        }
    }

    /// The claims whose span is in this paragraph (from 0), unanchored ones too, in draft order.
    pub fn claims_in(&self, paragraph: usize) -> impl Iterator<Item = &Arc<Claim>> {
        let start = self
            .claims
            .partition_point(|claim| claim.span.is_some_and(|span| span.paragraph < paragraph));
        self.claims
            .iter()
            .skip(start)
            .take_while(move |claim| claim.span.is_some_and(|span| span.paragraph == paragraph))
    }

    /// The claims that count: those that are not cut.
    pub fn uncut(&self) -> impl Iterator<Item = &Arc<Claim>> {
        self.claims.iter().filter(|claim| !claim.is_cut())
    }

    /// How a claim bears on others that count.
    pub fn links<'a>(&'a self, claim: &'a Claim) -> impl Iterator<Item = &'a Link> {
        let is_cut = |id| self.claims.get(id).is_some_and(|claim| claim.is_cut());
        claim.links.iter().filter(move |link| !is_cut(link.to))
    }

    /// The claims that count with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &Arc<Claim>)> {
        let all = (1..).zip(self.claims.iter());
        all.filter(|(_, claim)| !claim.is_cut())
    }

    /// The names of those who may have said it, likeliest first; none once somebody has chosen.
    pub fn candidates(&self, claim: &Claim) -> Vec<&str> {
        self.source_names(claim.candidates())
    }

    /// The names of sources that are there.
    pub fn source_names(&self, ids: &[SourceId]) -> Vec<&str> {
        let sources = ids.iter().filter_map(|id| self.sources.get(*id));
        sources.map(|source| source.name.as_str()).collect()
    }

    /// The names along a claim's chain, nearest first; nobody while that is unsure.
    pub fn said_by(&self, claim: &Claim) -> Vec<&str> {
        self.source_names(claim.chain())
    }

    /// A claim's number: its place in draft order, from 1.
    pub fn number(&self, id: ClaimId) -> Option<usize> {
        self.claims.place(id).map(|place| place + 1)
    }
}
