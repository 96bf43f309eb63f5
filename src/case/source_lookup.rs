//! Finding sources by name, and sources that may be duplicates.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Case;
use super::id::SourceId;
use super::source::{Source, SourceKind, identity, key};

/// Groups of duplicate sources: equal name in any case, kind and host (or none). The first of each
/// group is the one to keep: an accepted one, else the first by name and id. Sources without a name
/// are left out.
pub fn duplicate_sources(case: &Case) -> Vec<Vec<&Source>> {
    let mut named: BTreeMap<(String, SourceKind, String), Vec<&Source>> = BTreeMap::new();
    let sources = case.sources.iter();
    for source in sources.filter(|source| !source.name.trim().is_empty()) {
        named.entry(identity(source)).or_default().push(source);
    }
    let mut groups: Vec<_> = named.into_values().filter(|same| same.len() > 1).collect();
    for same in &mut groups {
        same.sort_by_key(|source| source.suggested);
    }
    groups
}

/// Pairs of sources that may be the same, with the shorter name first. One name begins or ends with
/// the other at a word boundary ("Echo" and "Echo agency"), or abbreviates it ("IMF" and
/// "International Monetary Fund"). A shorter name is paired with at most one longer name.
///
/// Left out are pairs of different kinds (`other` matches any kind), pairs where one source relies
/// on the other, and confidential sources, whose names must not be shown.
pub fn similar_sources(case: &Case) -> Vec<(&Source, &Source)> {
    let public = || case.sources.iter().filter(|source| !source.confidential);
    let mut parts: HashMap<String, Vec<&Source>> = HashMap::new();
    for source in public().filter(|source| !source.name.trim().is_empty()) {
        parts.entry(key(&source.name)).or_default().push(source);
    }
    let mut pairs: BTreeMap<(&str, SourceId), &Source> = BTreeMap::new();
    for whole in public() {
        let name = key(&whole.name);
        let gaps = name.match_indices(' ');
        let ends = gaps.flat_map(|(at, _)| [name.get(..at), name.get(at + 1..)]);
        let named = ends.flatten().filter_map(|end| parts.get(end));
        let short = abbreviations(&whole.name).into_iter();
        let short = short.filter_map(|short| parts.get(&key(&short)));
        let short = short.flatten().filter(|part| is_abbreviation(&part.name));
        for part in named
            .flatten()
            .chain(short)
            .filter(|part| may_be_same(part, whole))
        {
            pairs.entry((&part.name, part.id)).or_insert(whole);
        }
    }
    let part = |id: SourceId| case.sources.get(id).map(AsRef::as_ref);
    let pairs = pairs.into_iter();
    pairs
        .filter_map(|((_, id), whole)| Some((part(id)?, whole)))
        .collect()
}

/// The abbreviations of a name of several words: its capital initials, and all initials. For
/// "Department of Justice" these are `DJ` and `DoJ`.
fn abbreviations(name: &str) -> Vec<String> {
    let initials = || {
        name.split_whitespace()
            .filter_map(|word| word.chars().next())
    };
    let capital_initials: String = initials().filter(|c| c.is_uppercase()).collect();
    let all_initials: String = initials().collect();
    let mut forms = vec![capital_initials, all_initials];
    forms.retain(|short| short.chars().nth(1).is_some());
    forms
}

/// Whether a name is written as an abbreviation: two or more capitals and nothing else.
fn is_abbreviation(name: &str) -> bool {
    name.chars().nth(1).is_some() && name.chars().all(char::is_uppercase)
}

/// Whether two sources may be the same: neither relies on the other, and their kinds match.
fn may_be_same(one: &Source, other: &Source) -> bool {
    let relies = |one: &Source, other: &Source| one.relies_on.contains(&other.id);
    let kinds = [one.kind, other.kind];
    let is_kind = one.kind == other.kind || kinds.contains(&SourceKind::Other);
    is_kind && !relies(one, other) && !relies(other, one)
}

/// The source with this name. An exact match is preferred; otherwise case, spaces and apostrophes
/// may differ.
pub fn source_named<'a>(case: &'a Case, name: &str) -> Option<&'a Arc<Source>> {
    let mut sources = case.sources.iter();
    let exact = sources.find(|source| source.name == name.trim());
    exact.or_else(|| sources_named(case, name).next())
}

/// All sources with this name; case, spaces and apostrophes may differ.
pub fn sources_named<'a>(case: &'a Case, name: &str) -> impl Iterator<Item = &'a Arc<Source>> {
    let name = key(name);
    let sources = case.sources.iter();
    sources.filter(move |source| key(&source.name) == name)
}
