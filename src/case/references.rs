//! References between records, and what refers to a source or claim.

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
    /// The sources in the attribution: the chain or the candidates.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.chain.iter().chain(&self.candidates).copied()
    }
}

impl Claim {
    /// All sources of the claim: in its chain or candidates, accused, in its evidence.
    pub fn named_sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        let credited = self.attribution.iter().flat_map(Attribution::sources);
        let items = self.evidence.iter().map(|item| item.source);
        credited.chain(self.accused.iter().copied()).chain(items)
    }

    /// The ids of the claim's evidence items, fixes and searches.
    pub(super) fn item_ids(&self) -> impl Iterator<Item = AnyId> + '_ {
        let evidence = self.evidence.iter().map(|item| AnyId::from(item.id));
        let fixes = self.fixes.iter().map(|fix| AnyId::from(fix.id));
        let searches = self.searches.iter().map(|search| AnyId::from(search.id));
        evidence.chain(fixes).chain(searches)
    }

    /// Whether the claim is attributed to a source, or has evidence from it. The accused do not
    /// count.
    pub fn credits_or_cites(&self, source: SourceId) -> bool {
        self.chain().contains(&source) || self.items().any(|item| item.source == source)
    }

    fn references(&self) -> impl Iterator<Item = AnyId> + '_ {
        let links = self.links.iter().map(|link| link.to.into());
        self.named_sources().map(AnyId::from).chain(links)
    }
}

impl Query {
    /// The sources in the query: the addressee, and the source that the addressee speaks for.
    pub fn named_sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.source.into_iter().chain(self.behalf)
    }

    /// The id of the query and those of its answers.
    pub(super) fn ids(&self) -> impl Iterator<Item = AnyId> + '_ {
        let answers = self.answers.iter().map(|answer| AnyId::from(answer.id));
        answers.chain([self.id.into()])
    }

    fn references(&self) -> impl Iterator<Item = AnyId> + '_ {
        let claims = self.claims.iter().map(|id| AnyId::from(*id));
        self.named_sources().map(AnyId::from).chain(claims)
    }
}

impl Source {
    fn references(&self) -> impl Iterator<Item = AnyId> + '_ {
        self.relies_on.iter().map(|id| AnyId::from(*id))
    }
}

impl Correction {
    fn references(&self) -> impl Iterator<Item = AnyId> + use<> {
        self.claim.map(AnyId::from).into_iter()
    }
}

impl Conflict {
    /// Whether one of the conflict's values contains the id of a record. Ids are random, so any
    /// occurrence is a reference.
    fn mentions(&self, id: AnyId) -> bool {
        let values = [&self.ours, &self.theirs, &self.base];
        let mut values = values.into_iter().flatten();
        values.any(|value| value.contains(id.as_str()))
    }

    /// The record that the conflict is about. [`Case::conflict_error`] checks the references in its
    /// versions.
    fn references(&self) -> impl Iterator<Item = AnyId> + use<> {
        std::iter::once(self.record)
    }
}

/// A reference from one record to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The record with the reference; none for a redaction, which has no id.
    pub by: Option<AnyId>,
    /// The referenced record.
    pub what: AnyId,
}

impl Case {
    /// All references in the case.
    pub fn references(&self) -> impl Iterator<Item = Reference> + '_ {
        fn references_of(
            by: impl Into<AnyId>,
            names: impl Iterator<Item = AnyId>,
        ) -> impl Iterator<Item = Reference> {
            let by = Some(by.into());
            names.map(move |what| Reference { by, what })
        }
        let sources = self.sources.iter();
        let claims = self.claims.iter();
        let queries = self.queries.iter();
        let corrections = self.corrections.iter();
        let conflicts = self.conflicts.iter();
        let redactions = self.redactions.iter();
        sources
            .flat_map(|source| references_of(source.id, source.references()))
            .chain(claims.flat_map(|claim| references_of(claim.id, claim.references())))
            .chain(queries.flat_map(|query| references_of(query.id, query.references())))
            .chain(corrections.flat_map(|one| references_of(one.id, one.references())))
            .chain(conflicts.flat_map(|one| references_of(one.id, one.references())))
            .chain(redactions.map(|one| Reference {
                by: None,
                what: one.source.into(),
            }))
    }

    /// The first reference in a record that leads to a missing record.
    pub(super) fn dangling_reference(&self, place: Place) -> Option<AnyId> {
        fn first_missing(case: &Case, mut names: impl Iterator<Item = AnyId>) -> Option<AnyId> {
            names.find(|name| !case.has(*name))
        }
        match place {
            Place::Source(id) => first_missing(self, self.sources.get(id)?.references()),
            Place::Query(id) | Place::Answer(id, _) => {
                let query = self.queries.iter().find(|query| query.id == id)?;
                first_missing(self, query.references())
            }
            Place::Correction(id) => {
                let correction = self.corrections.iter().find(|one| one.id == id)?;
                first_missing(self, correction.references())
            }
            Place::Case | Place::Draft => None,
            of_claim => first_missing(self, self.claims.get(of_claim.claim()?)?.references()),
        }
    }

    /// Whether the case has a record with this id.
    pub fn has(&self, id: AnyId) -> bool {
        self.place_of(id).is_some()
    }

    /// The ids of all records except the case, its sources and claims.
    pub(super) fn item_ids(&self) -> impl Iterator<Item = AnyId> + '_ {
        let claims = self.claims.iter().flat_map(|claim| claim.item_ids());
        let queries = self.queries.iter().flat_map(Query::ids);
        let corrections = self.corrections.iter().map(|one| AnyId::from(one.id));
        let conflicts = self.conflicts.iter().map(|one| AnyId::from(one.id));
        claims.chain(queries).chain(corrections).chain(conflicts)
    }

    /// The first record that refers to a source, as words: `the source CNN`, `the accused of claim
    /// 3`. Redactions do not count.
    pub fn referrer_of(&self, id: SourceId) -> Option<String> {
        let relying = |source: &&Arc<Source>| source.id != id && source.relies_on.contains(&id);
        if let Some(source) = self.sources.iter().find(relying) {
            return Some(format!("the source {}", visible(&source.name)));
        }
        let names_it = |claim: &&Arc<Claim>| claim.named_sources().any(|named| named == id);
        if let Some(claim) = self.claims.iter().find(names_it) {
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
        let names_it = |query: &&Query| query.named_sources().any(|named| named == id);
        let query = self.queries.iter().find(names_it)?;
        Some(format!("a query to {}", visible(&query.to)))
    }

    /// Whether another record refers to this source. Redactions do not count.
    pub fn is_source_referenced(&self, id: SourceId) -> bool {
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

    /// The sources to show. Suggested sources that are only candidates are hidden: nobody has
    /// confirmed that the story means them.
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
        let sources = self.sources.iter();
        sources.filter(move |source| !hidden.contains(&source.id))
    }

    /// The kind of record that prevents a claim from being dropped: `a correction`, `a query`, `a
    /// conflict`. Links do not count.
    pub fn claim_blocker(&self, id: ClaimId) -> Option<&'static str> {
        if self.corrections.iter().any(|one| one.claim == Some(id)) {
            Some("a correction")
        } else if self.queries.iter().any(|query| query.claims.contains(&id)) {
            Some("a query")
        } else {
            let is_about_claim = |conflict: &Conflict| self.is_of_claim(conflict.record, id);
            self.conflicts
                .iter()
                .any(is_about_claim)
                .then_some("a conflict")
        }
    }

    /// The queries about a claim.
    pub fn queries_on(&self, id: ClaimId) -> impl Iterator<Item = &Query> {
        let queries = self.queries.iter();
        queries.filter(move |query| query.claims.contains(&id))
    }

    /// The queries about at least one claim that is not cut.
    pub fn queries_in_story(&self) -> impl Iterator<Item = &Query> + Clone {
        let is_cut = |id| self.claims.get(id).is_some_and(|claim| claim.is_cut());
        let queries = self.queries.iter();
        queries.filter(move |query| !query.claims.iter().all(|id| is_cut(*id)))
    }

    /// The number of conflicts on each claim and its items. Claims without conflicts are not in the
    /// map.
    pub fn conflicts_on_claims(&self) -> HashMap<ClaimId, usize> {
        let places = self.conflicts.iter().map(|one| self.place_of(one.record));
        let mut counts = HashMap::new();
        for id in places.flatten().filter_map(Place::claim) {
            *counts.entry(id).or_default() += 1;
        }
        counts
    }

    /// Whether there is a conflict about a record.
    pub fn is_in_conflict(&self, id: AnyId) -> bool {
        self.conflicts.iter().any(|conflict| conflict.record == id)
    }

    /// Whether a version in an open conflict refers to a record.
    pub fn is_named_in_conflict(&self, id: AnyId) -> bool {
        self.conflicts.iter().any(|conflict| conflict.mentions(id))
    }

    /// Whether a record is this claim or one of its items.
    fn is_of_claim(&self, record: AnyId, id: ClaimId) -> bool {
        let place = self.place_of(record);
        place.and_then(Place::claim) == Some(id)
    }
}
