//! New ids for a redacted case, so that it cannot be laid beside the one that it was made of.
//!
//! They follow from the ids in the case by a hash that cannot be turned back: an unchanged case has
//! the same ones whenever it is redacted. Who has not all of those ids can neither reckon the new
//! ones nor test a guess.

use std::collections::{HashMap, HashSet};

use crate::case::{AnyId, Case, Hex, Id, Kind, Mint, Sha256, SourceId};

/// The new id for each old one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids(HashMap<AnyId, AnyId>);

impl Ids {
    /// Fresh ids for every record of a case, in the order of the old ones, so that what ids put in
    /// order stays so. Only the sources that are given get theirs in an order of chance: nothing of
    /// it follows from who they are.
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
        // By their old ids: in the case they stand by name.
        let mut shuffled = shuffled.to_vec();
        shuffled.sort_unstable();
        for old in shuffled {
            let new: SourceId = mint.id(|id| case.sources.has(id));
            ids.0.insert(old.into(), new.into());
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

/// A mint whose ids follow from all ids of sources, claims and items of a case: the hashes of a key
/// and a number.
fn mint(case: &Case) -> Mint {
    let sources = case.sources.iter().map(|source| source.id.letters());
    let claims = case.claims.iter().map(|claim| claim.id.letters());
    let items = case.claims.iter().flat_map(|claim| &claim.evidence);
    let items = items.map(|item| item.id.letters());
    let mut all: Vec<_> = sources.chain(claims).chain(items).collect();
    // A source's place in the case is that of its name, which must make no difference.
    all.sort_unstable();
    let key = Sha256::over([case.id.letters().as_slice(), &all.concat()]).to_string();
    let mut number = 0_u64;
    Mint::new(move || {
        number += 1;
        Hex::<8>::over([key.as_bytes(), &number.to_be_bytes()]).bits()
    })
}
