//! What a case is and every way it can change. No files, no terminal, no clock: time and ids come in as arguments.
//!
//! [`Case`] holds a draft, sources and claims; [`deeds`] are the verbs, each of which makes an [`Edit`]; [`History`]
//! makes, undoes and redoes edits; [`standing`] says what the rulings add up to.

mod bare;
mod between;
mod change;
mod claim;
mod clash;
mod contested;
pub mod deeds;
mod difference;
mod draft;
mod evidence;
mod hash;
mod history;
mod horizon;
mod id;
mod lacking;
mod lay;
pub mod offers;
mod on_file;
pub mod person;
pub mod quote;
mod ruling;
mod secrets;
mod shelf;
pub mod slips;
mod source;
pub mod sourcing;
pub mod standards;
pub mod standing;
mod time;
pub(crate) mod words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(crate) use bare::{bare, is_default};
pub use change::{Change, Edit, Head, Moved, Swap};
pub use claim::{Attribution, Claim, Link, LinkKind, Waiver};
pub use clash::Clash;
pub use deeds::{Refusal, Stamp};
pub use difference::Difference;
pub use draft::{Draft, Paragraph, Part, Provenance, Span};
pub use evidence::{Credibility, Evidence, File, Nature, NoCredibility, Stance};
pub use hash::{Hex, IllFormedHash, Of, Sha256};
pub use history::{History, Step, Turn, Turned};
pub use horizon::Horizon;
pub use id::{
    CaseId, ClaimId, EvidenceId, Id, IllFormedId, Kind, Mint, OfCase, OfClaim, OfEvidence,
    OfSource, SourceId,
};
pub use lacking::{Lacking, missing};
pub use offers::{Offer, Offers};
pub use on_file::{OnFile, OnFiles};
pub use quote::Match;
pub use ruling::{Question, Reason, Ruling, Verdict};
pub(crate) use secrets::merged;
pub use secrets::{NAMELESS, Secrets, is_nameless};
pub use shelf::{Record, Shelf};
pub use source::{Reliability, Source, SourceKind, same_as, source_named, sources_named};
pub use standing::{Progress, Standing};
pub use time::{Date, IllFormedTime, Timestamp};
pub use words::UnknownWord;

/// The case format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// One investigation: a draft, sources, claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The format of the file: [`FORMAT`].
    pub format: u32,
    /// Minted once.
    pub id: CaseId,
    /// What people call it.
    pub title: String,
    /// The story's language, `en`, `uk`, `ru`; empty when not known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: String,
    /// The day that the story's "today" is.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub story_date: Option<Date>,
    /// The text under check; none for a list of claims.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub draft: Option<Arc<Draft>>,
    /// The sources, by name and id.
    pub sources: Shelf<Source>,
    /// The claims, in draft order.
    pub claims: Shelf<Claim>,
    /// What time it was when the case was opened, a day later: see [`Case::see`].
    #[serde(skip)]
    pub horizon: Horizon,
}

impl Case {
    /// A case with nothing in it yet.
    pub fn new(id: CaseId, title: impl Into<String>) -> Self {
        Self {
            format: FORMAT,
            id,
            title: title.into(),
            language: String::new(),
            story_date: None,
            draft: None,
            sources: Shelf::default(),
            claims: Shelf::default(),
            horizon: Horizon::default(),
        }
    }

    /// Whether a claim's text does not stand at its span.
    pub fn is_adrift(&self, claim: &Claim) -> bool {
        claim.span.is_some_and(|span| {
            self.draft
                .as_ref()
                .and_then(|draft| draft.at(span))
                .is_none_or(|words| words != claim.text)
        })
    }

    /// Where a claim stands in the draft: none for a free-standing or adrift one.
    pub fn anchor(&self, claim: &Claim) -> Option<Span> {
        if self.is_adrift(claim) {
            None
        } else {
            claim.span
        }
    }

    /// The claims whose span is in this paragraph (from 0), adrift ones too, in draft order.
    pub fn claims_in(&self, paragraph: usize) -> impl Iterator<Item = &Arc<Claim>> {
        let start = self
            .claims
            .partition_point(|claim| claim.span.is_some_and(|span| span.paragraph < paragraph));
        self.claims
            .iter()
            .skip(start)
            .take_while(move |claim| claim.span.is_some_and(|span| span.paragraph == paragraph))
    }

    /// The names along a claim's chain, nearest first.
    pub fn said_by(&self, claim: &Claim) -> Vec<&str> {
        claim
            .chain()
            .iter()
            .filter_map(|id| self.sources.get(*id))
            .map(|source| source.name.as_str())
            .collect()
    }

    /// A claim's number: its place in draft order, from 1.
    pub fn number(&self, id: ClaimId) -> Option<usize> {
        self.claims.place(id).map(|place| place + 1)
    }
}
