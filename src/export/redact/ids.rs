//! New ids for a redacted case, so that it cannot be laid beside the one that it was made of.

use std::collections::{HashMap, HashSet};

use crate::case::{AnyId, Case, Id, Kind, Mint, SourceId};

/// The new id for each old one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids(HashMap<AnyId, AnyId>);

impl Ids {
    /// Fresh ids for every record of a case, in the order of the old ones, so that what ids put in
    /// order stays so. Only the sources that are given get theirs in any order: nothing of it
    /// follows from who they are.
    pub(super) fn of(case: &Case, shuffled: &[SourceId], mint: &mut Mint) -> Self {
        let mut ids = Self::default();
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
        for old in shuffled {
            let new: SourceId = mint.id(|id| case.sources.has(id));
            ids.0.insert((*old).into(), new.into());
        }
        ids
    }

    fn freshen<K: Kind>(&mut self, mint: &mut Mint, old: impl Iterator<Item = Id<K>>) {
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

    /// The new id for an old one; none where the case has no record of it.
    pub(super) fn get<K: Kind>(&self, old: Id<K>) -> Option<Id<K>> {
        self.0.get(&old.into())?.of_kind()
    }

    /// The same, and the old one where there is none, which happens in no case that was loaded.
    pub(super) fn new_of<K: Kind>(&self, old: Id<K>) -> Id<K> {
        self.get(old).unwrap_or(old)
    }
}
