//! What records name: a source, a claim, any record. Each name leads to something that is there.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Case;
use super::change::Place;
use super::claim::{Attribution, Claim};
use super::conflict::Conflict;
use super::id::{AnyId, ClaimId, SourceId};
use super::publication::Correction;
use super::query::Query;
use super::source::Source;
use crate::text::visible;

impl Attribution {
    /// The sources that it names: its chain, or its candidates.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.chain.iter().chain(&self.candidates).copied()
    }
}

impl Claim {
    /// Every source that the claim names: in its chain or candidates, as accused, in its evidence.
    pub fn named_sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        let credited = self.attribution.iter().flat_map(Attribution::sources);
        let items = self.evidence.iter().map(|item| item.source);
        credited.chain(self.accused.iter().copied()).chain(items)
    }

    /// The ids of its items.
    pub(super) fn item_ids(&self) -> impl Iterator<Item = AnyId> + '_ {
        let evidence = self.evidence.iter().map(|item| AnyId::from(item.id));
        let fixes = self.fixes.iter().map(|fix| AnyId::from(fix.id));
        let searches = self.searches.iter().map(|search| AnyId::from(search.id));
        evidence.chain(fixes).chain(searches)
    }

    /// Whether it is credited to a source, or has evidence of it. Whom it accuses is none of its
    /// sources.
    pub fn credits_or_cites(&self, source: SourceId) -> bool {
        self.chain().contains(&source) || self.items().any(|item| item.source == source)
    }

    fn names(&self) -> impl Iterator<Item = AnyId> + '_ {
        let links = self.links.iter().map(|link| link.to.into());
        self.named_sources().map(AnyId::from).chain(links)
    }
}

impl Query {
    /// The sources that it names: the addressee, and whom that speaks for.
    pub fn named_sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.source.into_iter().chain(self.behalf)
    }

    /// Its own id and those of its answers.
    pub(super) fn ids(&self) -> impl Iterator<Item = AnyId> + '_ {
        let answers = self.answers.iter().map(|answer| AnyId::from(answer.id));
        answers.chain([self.id.into()])
    }

    fn names(&self) -> impl Iterator<Item = AnyId> + '_ {
        let claims = self.claims.iter().map(|id| AnyId::from(*id));
        self.named_sources().map(AnyId::from).chain(claims)
    }
}

impl Source {
    fn names(&self) -> impl Iterator<Item = AnyId> + '_ {
        self.relies_on.iter().map(|id| AnyId::from(*id))
    }
}

impl Correction {
    fn names(&self) -> impl Iterator<Item = AnyId> + use<> {
        self.claim.map(AnyId::from).into_iter()
    }
}

impl Conflict {
    /// Whether one of its values names a record. Ids are never made of words, so that one in a text
    /// is no chance.
    fn mentions(&self, id: AnyId) -> bool {
        let values = [&self.ours, &self.theirs, &self.base];
        let mut values = values.into_iter().flatten();
        values.any(|value| value.contains(id.as_str()))
    }

    /// The record that it is about. What its versions name is looked at by [`Case::fault_of`].
    fn names(&self) -> impl Iterator<Item = AnyId> + use<> {
        std::iter::once(self.record)
    }
}

/// A record names another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who names it; none where that is a redaction, which has no id.
    pub by: Option<AnyId>,
    /// What is named.
    pub what: AnyId,
}

impl Case {
    /// Every name of another record that stands in a record of the case.
    pub fn names(&self) -> impl Iterator<Item = Named> + '_ {
        fn named(
            by: impl Into<AnyId>,
            names: impl Iterator<Item = AnyId>,
        ) -> impl Iterator<Item = Named> {
            let by = Some(by.into());
            names.map(move |what| Named { by, what })
        }
        let sources = self.sources.iter();
        let claims = self.claims.iter();
        let queries = self.queries.iter();
        let corrections = self.corrections.iter();
        let conflicts = self.conflicts.iter();
        let redactions = self.redactions.iter();
        sources
            .flat_map(|source| named(source.id, source.names()))
            .chain(claims.flat_map(|claim| named(claim.id, claim.names())))
            .chain(queries.flat_map(|query| named(query.id, query.names())))
            .chain(corrections.flat_map(|one| named(one.id, one.names())))
            .chain(conflicts.flat_map(|one| named(one.id, one.names())))
            .chain(redactions.map(|one| Named {
                by: None,
                what: one.source.into(),
            }))
    }

    /// The first name in the record at a place that leads nowhere.
    pub(super) fn lost_name(&self, place: Place) -> Option<AnyId> {
        fn lost(case: &Case, mut names: impl Iterator<Item = AnyId>) -> Option<AnyId> {
            names.find(|name| !case.has(*name))
        }
        match place {
            Place::Source(id) => lost(self, self.sources.get(id)?.names()),
            Place::Query(id) | Place::Answer(id, _) => {
                let query = self.queries.iter().find(|query| query.id == id)?;
                lost(self, query.names())
            }
            Place::Correction(id) => {
                let correction = self.corrections.iter().find(|one| one.id == id)?;
                lost(self, correction.names())
            }
            Place::Case | Place::Draft => None,
            of_claim => lost(self, self.claims.get(of_claim.claim()?)?.names()),
        }
    }

    /// Whether a record of this id is there.
    pub fn has(&self, id: AnyId) -> bool {
        self.place_of(id).is_some()
    }

    /// The id of everything but the case, its sources and claims.
    pub(super) fn item_ids(&self) -> impl Iterator<Item = AnyId> + '_ {
        let claims = self.claims.iter().flat_map(|claim| claim.item_ids());
        let queries = self.queries.iter().flat_map(Query::ids);
        let corrections = self.corrections.iter().map(|one| AnyId::from(one.id));
        let conflicts = self.conflicts.iter().map(|one| AnyId::from(one.id));
        claims.chain(queries).chain(corrections).chain(conflicts)
    }

    /// What names a source, as people call it: `the source CNN`, `the accused of claim 3`. None
    /// where nothing but a redaction does.
    pub fn user_of(&self, id: SourceId) -> Option<String> {
        let relying = |source: &&Arc<Source>| source.id != id && source.relies_on.contains(&id);
        if let Some(source) = self.sources.iter().find(relying) {
            return Some(format!("the source {}", visible(&source.name)));
        }
        let naming = |claim: &&Arc<Claim>| claim.named_sources().any(|named| named == id);
        if let Some(claim) = self.claims.iter().find(naming) {
            let how = if claim.chain().contains(&id) {
                "the credit"
            } else if claim.candidates().contains(&id) {
                "the candidates"
            } else if claim.accused.contains(&id) {
                "the accused"
            } else {
                "the evidence"
            };
            let number = self.number(claim.id).unwrap_or_default();
            return Some(format!("{how} of claim {number}"));
        }
        let naming = |query: &&Query| query.named_sources().any(|named| named == id);
        let query = self.queries.iter().find(naming)?;
        Some(format!("a query to {}", visible(&query.to)))
    }

    /// Whether another record names this source. Redactions, which are the source's own, do not.
    pub fn names_source(&self, id: SourceId) -> bool {
        let relying = |source: &Source| source.id != id && source.relies_on.contains(&id);
        self.sources.iter().any(|source| relying(source))
            || self
                .claims
                .iter()
                .any(|claim| claim.named_sources().any(|named| named == id))
            || self
                .queries
                .iter()
                .any(|query| query.named_sources().any(|named| named == id))
    }

    /// The sources that people are shown. Left out are suggested ones that only candidates name:
    /// nobody has said yet that the story means them.
    pub fn shown_sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        let unsure = self.claims.iter().filter(|claim| claim.is_unsure());
        let mut hidden: HashSet<SourceId> = unsure
            .flat_map(|claim| claim.candidates().iter().copied())
            .filter(|id| self.sources.get(*id).is_some_and(|source| source.suggested))
            .collect();
        if !hidden.is_empty() {
            for claim in self.claims.iter() {
                let items = claim.evidence.iter().map(|item| item.source);
                let named = claim.chain().iter().chain(&claim.accused).copied();
                for id in named.chain(items) {
                    hidden.remove(&id);
                }
            }
            for id in self.queries.iter().flat_map(Query::named_sources) {
                hidden.remove(&id);
            }
            for source in self.sources.iter() {
                for id in source.relies_on.iter().filter(|id| **id != source.id) {
                    hidden.remove(id);
                }
            }
        }
        let all = self.sources.iter();
        all.filter(move |source| !hidden.contains(&source.id))
    }

    /// What keeps a claim from being dropped, other than links to it: `a correction`, `a query`,
    /// `a conflict`.
    pub fn holds_claim(&self, id: ClaimId) -> Option<&'static str> {
        if self.corrections.iter().any(|one| one.claim == Some(id)) {
            Some("a correction")
        } else if self.queries.iter().any(|query| query.claims.contains(&id)) {
            Some("a query")
        } else {
            let is_its = |conflict: &Conflict| self.is_of_claim(conflict.record, id);
            self.conflicts.iter().any(is_its).then_some("a conflict")
        }
    }

    /// The queries about a claim.
    pub fn queries_on(&self, id: ClaimId) -> impl Iterator<Item = &Query> {
        let queries = self.queries.iter();
        queries.filter(move |query| query.claims.contains(&id))
    }

    /// The queries about a claim that is in the story.
    pub fn queries_in_story(&self) -> impl Iterator<Item = &Query> + Clone {
        let is_cut = |id| self.claims.get(id).is_some_and(|claim| claim.is_cut());
        let queries = self.queries.iter();
        queries.filter(move |query| !query.claims.iter().all(|id| is_cut(*id)))
    }

    /// How many conflicts are about each claim or its items; none for a claim that is not in it.
    pub fn conflicts_on_claims(&self) -> HashMap<ClaimId, usize> {
        let places = self.conflicts.iter().map(|one| self.place_of(one.record));
        let mut counts = HashMap::new();
        for id in places.flatten().filter_map(Place::claim) {
            *counts.entry(id).or_default() += 1;
        }
        counts
    }

    /// Whether a conflict is about a record.
    pub fn is_in_conflict(&self, id: AnyId) -> bool {
        self.conflicts.iter().any(|conflict| conflict.record == id)
    }

    /// Whether a version of something, which nobody has chosen yet, names a record.
    pub fn is_named_in_conflict(&self, id: AnyId) -> bool {
        self.conflicts.iter().any(|conflict| conflict.mentions(id))
    }

    /// Whether a record is this claim, or an item of it.
    fn is_of_claim(&self, record: AnyId, id: ClaimId) -> bool {
        let place = self.place_of(record);
        place.and_then(Place::claim) == Some(id)
    }
}
