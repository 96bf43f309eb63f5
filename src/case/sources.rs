//! Which sources are one, and which a name stands for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Case;
use super::source::{Source, SourceKind, identity, key};

/// The sources that are listed more than once: of one name in any case, kind and host (or none). Of
/// each, the one to keep first: one that a person accepted, else the first by name and id. Those
/// without a name have none in common.
pub fn twins(case: &Case) -> Vec<Vec<&Source>> {
    let mut named: BTreeMap<(String, SourceKind, String), Vec<&Source>> = BTreeMap::new();
    let sources = case.sources.iter();
    for source in sources.filter(|source| !source.name.trim().is_empty()) {
        named.entry(identity(source)).or_default().push(source);
    }
    let mut twins: Vec<_> = named.into_values().filter(|same| same.len() > 1).collect();
    for same in &mut twins {
        same.sort_by_key(|source| source.suggested);
    }
    twins
}

/// The source with this name: an exact match if there is one, else one whose name differs only in
/// case, spaces or apostrophes.
pub fn source_named<'a>(case: &'a Case, name: &str) -> Option<&'a Arc<Source>> {
    let mut all = case.sources.iter();
    let exact = all.find(|source| source.name == name.trim());
    exact.or_else(|| sources_named(case, name).next())
}

/// All sources with this name, whatever its case, spaces and apostrophes.
pub fn sources_named<'a>(case: &'a Case, name: &str) -> impl Iterator<Item = &'a Arc<Source>> {
    let name = key(name);
    let all = case.sources.iter();
    all.filter(move |source| key(&source.name) == name)
}
