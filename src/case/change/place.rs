//! Places: identify the records whose fields can change.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::no_longer_fits::{NoLongerFits, no_longer_fits};
use crate::case::Case;
use crate::case::id::{
    AnswerId, AnyId, ClaimId, CorrectionId, EvidenceId, FixId, OfAnswer, OfClaim, OfCorrection,
    OfEvidence, OfFix, OfQuery, OfSearch, OfSource, QueryId, SearchId, SourceId,
};
use crate::case::record::Fields;

/// A record whose fields are changed one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// The case itself: title, language, story date.
    Case,
    /// The draft.
    Draft,
    /// A source.
    Source(SourceId),
    /// A claim.
    Claim(ClaimId),
    /// An evidence item of a claim.
    Evidence(ClaimId, EvidenceId),
    /// A fix of a claim.
    Fix(ClaimId, FixId),
    /// A search of a claim.
    Search(ClaimId, SearchId),
    /// A query.
    Query(QueryId),
    /// An answer to a query.
    Answer(QueryId, AnswerId),
    /// A correction.
    Correction(CorrectionId),
}

impl Place {
    /// The claim at this place, or the claim that owns the record at this place.
    pub fn claim(self) -> Option<ClaimId> {
        match self {
            Self::Claim(id) | Self::Evidence(id, _) | Self::Fix(id, _) | Self::Search(id, _) => {
                Some(id)
            }
            _ => None,
        }
    }
}

impl Case {
    /// The record at a place.
    pub fn record(&self, place: Place) -> Option<&dyn Fields> {
        fn as_fields<T: Fields>(record: Option<&T>) -> Option<&dyn Fields> {
            record.map(|record| record as &dyn Fields)
        }
        let claim = |id| self.claims.get(id);
        let query = |id| self.queries.iter().find(|query| query.id == id);
        match place {
            Place::Case => Some(self),
            Place::Draft => as_fields(self.draft.as_deref()),
            Place::Source(id) => as_fields(self.sources.get(id).map(|source| &**source)),
            Place::Claim(id) => as_fields(claim(id).map(|claim| &**claim)),
            Place::Evidence(on, id) => {
                as_fields(claim(on)?.evidence.iter().find(|item| item.id == id))
            }
            Place::Fix(on, id) => as_fields(claim(on)?.fixes.iter().find(|fix| fix.id == id)),
            Place::Search(on, id) => as_fields(claim(on)?.searches.iter().find(|one| one.id == id)),
            Place::Query(id) => as_fields(query(id)),
            Place::Answer(on, id) => as_fields(query(on)?.answers.iter().find(|one| one.id == id)),
            Place::Correction(id) => as_fields(self.corrections.iter().find(|one| one.id == id)),
        }
    }

    /// The place of the record with this id. None if there is no such record, or if its fields are
    /// not changed one at a time.
    pub fn place_of(&self, id: AnyId) -> Option<Place> {
        let in_claims = |is_there: &dyn Fn(&crate::case::Claim) -> bool| {
            let claim = self.claims.iter().find(|claim| is_there(claim));
            claim.map(|claim| claim.id)
        };
        if id == AnyId::from(self.id) {
            Some(Place::Case)
        } else if let Some(id) = id.of_kind::<OfClaim>() {
            self.claims.has(id).then_some(Place::Claim(id))
        } else if let Some(id) = id.of_kind::<OfSource>() {
            self.sources.has(id).then_some(Place::Source(id))
        } else if let Some(id) = id.of_kind::<OfEvidence>() {
            in_claims(&|claim| claim.evidence.iter().any(|item| item.id == id))
                .map(|claim| Place::Evidence(claim, id))
        } else if let Some(id) = id.of_kind::<OfFix>() {
            in_claims(&|claim| claim.fixes.iter().any(|fix| fix.id == id))
                .map(|claim| Place::Fix(claim, id))
        } else if let Some(id) = id.of_kind::<OfSearch>() {
            in_claims(&|claim| claim.searches.iter().any(|search| search.id == id))
                .map(|claim| Place::Search(claim, id))
        } else if let Some(id) = id.of_kind::<OfQuery>() {
            let mut queries = self.queries.iter();
            queries
                .any(|query| query.id == id)
                .then_some(Place::Query(id))
        } else if let Some(id) = id.of_kind::<OfAnswer>() {
            let mut queries = self.queries.iter();
            let query = queries.find(|query| query.answers.iter().any(|answer| answer.id == id));
            query.map(|query| Place::Answer(query.id, id))
        } else if let Some(id) = id.of_kind::<OfCorrection>() {
            let mut corrections = self.corrections.iter();
            let is_there = corrections.any(|correction| correction.id == id);
            is_there.then_some(Place::Correction(id))
        } else {
            None
        }
    }

    /// Changes the record at a place. Returns the result of `change`; `None` if there is no such
    /// record.
    pub(in crate::case) fn change_record<R>(
        &mut self,
        place: Place,
        change: impl FnOnce(&mut dyn Fields) -> R,
    ) -> Option<R> {
        fn find_mut<T>(list: &mut [T], is_it: impl Fn(&T) -> bool) -> Option<&mut T> {
            list.iter_mut().find(|record| is_it(record))
        }
        match place {
            Place::Case => Some(change(self)),
            Place::Draft => {
                let draft: &mut crate::case::Draft = Arc::make_mut(self.draft.as_mut()?);
                Some(change(draft))
            }
            Place::Source(id) => self.sources.change(id, |source| change(source)),
            Place::Claim(id) => self.claims.change(id, |claim| change(claim)),
            Place::Evidence(on, id) => self.claims.change(on, |claim| {
                find_mut(&mut claim.evidence, |item| item.id == id).map(|item| change(item))
            })?,
            Place::Fix(on, id) => self.claims.change(on, |claim| {
                find_mut(&mut claim.fixes, |fix| fix.id == id).map(|fix| change(fix))
            })?,
            Place::Search(on, id) => self.claims.change(on, |claim| {
                find_mut(&mut claim.searches, |search| search.id == id).map(|search| change(search))
            })?,
            Place::Query(id) => {
                find_mut(&mut self.queries, |query| query.id == id).map(|it| change(it))
            }
            Place::Answer(on, id) => {
                let query = find_mut(&mut self.queries, |query| query.id == on)?;
                find_mut(&mut query.answers, |answer| answer.id == id).map(|answer| change(answer))
            }
            Place::Correction(id) => {
                find_mut(&mut self.corrections, |one| one.id == id).map(|one| change(one))
            }
        }
    }
}

/// The error for a missing record.
pub(in crate::case) fn gone(place: Place) -> NoLongerFits {
    let what = match place {
        Place::Case => "the case".to_owned(),
        Place::Draft => "the draft".to_owned(),
        Place::Source(id) => format!("the source {id}"),
        Place::Claim(id) => format!("the claim {id}"),
        Place::Evidence(_, id) => format!("the evidence {id}"),
        Place::Fix(_, id) => format!("the fix {id}"),
        Place::Search(_, id) => format!("the search {id}"),
        Place::Query(id) => format!("the query {id}"),
        Place::Answer(_, id) => format!("the answer {id}"),
        Place::Correction(id) => format!("the correction {id}"),
    };
    no_longer_fits(format!("{what} is gone"))
}
