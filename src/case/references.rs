//! What records name: a source, a claim, any record. Each name leads to something that is there.

use super::Case;
use super::change::Place;
use super::claim::{Attribution, Claim};
use super::conflict::Conflict;
use super::id::{AnyId, ClaimId, SourceId};
use super::publication::Correction;
use super::query::Query;
use super::source::Source;

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
    /// The record that it is about, and what its values name where they are ids.
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

    /// Whether another record names this source.
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

    /// What keeps a claim from being dropped, other than links to it: `a correction`, `a query`, `a conflict`.
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

    /// Whether a conflict is about a record.
    pub fn is_in_conflict(&self, id: AnyId) -> bool {
        self.conflicts.iter().any(|conflict| conflict.record == id)
    }

    /// Whether a record is this claim, or an item of it.
    fn is_of_claim(&self, record: AnyId, id: ClaimId) -> bool {
        let place = self.place_of(record);
        place.and_then(Place::claim) == Some(id)
    }
}
