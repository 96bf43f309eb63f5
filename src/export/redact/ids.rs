//! New ids for a redacted case, so that it cannot be matched with the original.
//!
//! They are computed from the ids in the case by a one-way hash. So an unchanged case always gets
//! the same new ids. Nobody can compute the new ids or test a guess without all of the original
//! ids.

use std::collections::{HashMap, HashSet};

use crate::case::{AnyId, Case, Hex, Id, IdGen, Kind, Sha256, SourceId};

/// Maps old ids to new ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids(HashMap<AnyId, AnyId>);

impl Ids {
    /// New ids for all records of a case. They are in the order of the old ids, since records are
    /// sorted by id. The `shuffled` sources get ids in random order, so that their order reveals
    /// nothing about them.
    pub(super) fn of(case: &Case, shuffled: &[SourceId]) -> Self {
        let generator = &mut generator(case);
        let mut ids = Self::default();
        ids.add_new(generator, std::iter::once(case.id));
        let claims = || case.claims.iter();
        let queries = || case.queries.iter();
        let sources = case.sources.iter().map(|source| source.id);
        ids.add_new(generator, sources.filter(|id| !shuffled.contains(id)));
        ids.add_new(generator, claims().map(|claim| claim.id));
        let evidence = claims().flat_map(|claim| &claim.evidence);
        ids.add_new(generator, evidence.map(|item| item.id));
        let fixes = claims().flat_map(|claim| &claim.fixes);
        ids.add_new(generator, fixes.map(|fix| fix.id));
        let searches = claims().flat_map(|claim| &claim.searches);
        ids.add_new(generator, searches.map(|search| search.id));
        ids.add_new(generator, queries().map(|query| query.id));
        let answers = queries().flat_map(|query| &query.answers);
        ids.add_new(generator, answers.map(|answer| answer.id));
        ids.add_new(generator, case.corrections.iter().map(|one| one.id));
        // They are sorted by old id. The case lists sources by name, and the new ids must not
        // depend on names.
        let mut shuffled = shuffled.to_vec();
        shuffled.sort_unstable();
        for old in shuffled {
            let new: SourceId = generator.id(|id| case.sources.has(id));
            ids.0.insert(old.into(), new.into());
        }
        ids
    }

    fn add_new<K: Kind>(&mut self, generator: &mut IdGen, old: impl Iterator<Item = Id<K>>) {
        let mut old: Vec<Id<K>> = old.collect();
        old.sort_unstable();
        let old_ids: HashSet<Id<K>> = old.iter().copied().collect();
        let fresh = old.iter().map(|_| generator.id(|id| old_ids.contains(&id)));
        let mut new: Vec<Id<K>> = fresh.collect();
        new.sort_unstable();
        for (old, new) in old.into_iter().zip(new) {
            self.0.insert(old.into(), new.into());
        }
    }

    /// The new id for an old one; none if the case has no such record.
    pub(super) fn get<K: Kind>(&self, old: Id<K>) -> Option<Id<K>> {
        self.0.get(&old.into())?.of_kind()
    }

    /// Like [`Ids::get`], but returns the old id if there is no new one. A case that was loaded
    /// always has one.
    pub(super) fn new_of<K: Kind>(&self, old: Id<K>) -> Id<K> {
        self.get(old).unwrap_or(old)
    }
}

/// A generator of ids that depend on all ids of sources, claims and evidence. Each id is the hash
/// of a key and a counter.
fn generator(case: &Case) -> IdGen {
    let sources = case.sources.iter().map(|source| source.id.letters());
    let claims = case.claims.iter().map(|claim| claim.id.letters());
    let items = case.claims.iter().flat_map(|claim| &claim.evidence);
    let items = items.map(|item| item.id.letters());
    let mut all: Vec<_> = sources.chain(claims).chain(items).collect();
    // The case lists sources by name, and names must not influence the result.
    all.sort_unstable();
    let key = Sha256::over([case.id.letters().as_slice(), &all.concat()]).to_string();
    let mut number = 0_u64;
    IdGen::new(move || {
        number += 1;
        Hex::<8>::over([key.as_bytes(), &number.to_be_bytes()]).bits()
    })
}
