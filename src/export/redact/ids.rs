//! New ids for a redacted case, so that it cannot be matched with the original.
//!
//! They are computed from the ids in the case by a one-way hash, so an unchanged case always gets
//! the same ones. Without all of the original ids, nobody can compute the new ids or test a guess.

use std::collections::{HashMap, HashSet};

use crate::case::{AnyId, Case, Hex, Id, IdGen, Kind, Sha256, SourceId};

/// Maps old ids to new ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids(HashMap<AnyId, AnyId>);

impl Ids {
    /// New ids for all records of a case. They keep the order of the old ids, since ids order
    /// records. Only `shuffled` sources get ids in random order, so that their order shows nothing
    /// about them.
    pub(super) fn of(case: &Case, shuffled: &[SourceId]) -> Self {
        let mint = &mut mint(case);
        let mut ids = Self::default();
        ids.freshen(mint, std::iter::once(case.id));
        let claims = || case.claims.iter();
        let queries = || case.queries.iter();
        let sources = case.sources.iter().map(|source| source.id);
        ids.freshen(mint, sources.filter(|id| !shuffled.contains(id)));
        ids.freshen(mint, claims().map(|claim| claim.id));
        let evidence = claims().flat_map(|claim| &claim.evidence);
        ids.freshen(mint, evidence.map(|item| item.id));
        let fixes = claims().flat_map(|claim| &claim.fixes);
        ids.freshen(mint, fixes.map(|fix| fix.id));
        let searches = claims().flat_map(|claim| &claim.searches);
        ids.freshen(mint, searches.map(|search| search.id));
        ids.freshen(mint, queries().map(|query| query.id));
        let answers = queries().flat_map(|query| &query.answers);
        ids.freshen(mint, answers.map(|answer| answer.id));
        ids.freshen(mint, case.corrections.iter().map(|one| one.id));
        // Sorted by old id, since the case lists sources by name and the new ids must not depend on
        // names.
        let mut shuffled = shuffled.to_vec();
        shuffled.sort_unstable();
        for old in shuffled {
            let new: SourceId = mint.id(|id| case.sources.has(id));
            ids.0.insert(old.into(), new.into());
        }
        ids
    }

    fn freshen<K: Kind>(&mut self, mint: &mut IdGen, old: impl Iterator<Item = Id<K>>) {
        let mut old: Vec<Id<K>> = old.collect();
        old.sort_unstable();
        let there: HashSet<Id<K>> = old.iter().copied().collect();
        let fresh = old.iter().map(|_| mint.id(|id| there.contains(&id)));
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

    /// Like `get`, but gives the old id if there is no new one, which does not happen in a case
    /// that was loaded.
    pub(super) fn new_of<K: Kind>(&self, old: Id<K>) -> Id<K> {
        self.get(old).unwrap_or(old)
    }
}

/// A generator of ids that depend on all ids of sources, claims and evidence: hashes of a key and a
/// counter.
fn mint(case: &Case) -> IdGen {
    let sources = case.sources.iter().map(|source| source.id.letters());
    let claims = case.claims.iter().map(|claim| claim.id.letters());
    let items = case.claims.iter().flat_map(|claim| &claim.evidence);
    let items = items.map(|item| item.id.letters());
    let mut all: Vec<_> = sources.chain(claims).chain(items).collect();
    // Sources are sorted by name, and names must not influence the result.
    all.sort_unstable();
    let key = Sha256::over([case.id.letters().as_slice(), &all.concat()]).to_string();
    let mut number = 0_u64;
    IdGen::new(move || {
        number += 1;
        Hex::<8>::over([key.as_bytes(), &number.to_be_bytes()]).bits()
    })
}
