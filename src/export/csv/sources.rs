//! The table of sources, one row each: kind, what it relies on, how often it is used.

use std::collections::HashMap;

use crate::case::{Case, Source, SourceId};
use crate::export::Options;

/// A source, with the number of claims attributed to it and of its evidence items.
pub(super) struct Row<'a> {
    case: &'a Case,
    source: &'a Source,
    claims: usize,
    evidence: usize,
}

/// A column: its header, and the cell for a source.
type Column = (&'static str, fn(&Row<'_>) -> String);

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    ("id", |row| row.source.id.to_string()),
    ("name", |row| row.source.name.clone()),
    ("aliases", |row| row.source.aliases.join("; ")),
    ("kind", |row| row.source.kind.to_string()),
    ("reliability", |row| row.source.reliability.to_string()),
    ("relies_on", |row| {
        row.case.source_names(&row.source.relies_on).join("; ")
    }),
    ("claims", |row| row.claims.to_string()),
    ("evidence", |row| row.evidence.to_string()),
    ("confidential", |row| row.source.confidential.to_string()),
    ("url", |row| row.source.url.clone()),
    ("accessed", |row| {
        let day = row.source.accessed;
        day.map_or_else(String::new, |day| day.to_string())
    }),
    ("archived", |row| row.source.archived.clone()),
    ("note", |row| row.source.note.clone()),
    ("suggested", |row| row.source.suggested.to_string()),
];

/// The rows of the sources; if claims are selected, only of their sources.
pub(super) fn rows<'a>(case: &'a Case, options: &Options<'_>) -> Vec<Row<'a>> {
    let (mut claims, mut evidence) = (
        HashMap::<SourceId, usize>::new(),
        HashMap::<SourceId, usize>::new(),
    );
    for claim in case.uncut().filter(|claim| options.asks_for(claim.id)) {
        for id in claim.chain() {
            *claims.entry(*id).or_default() += 1;
        }
        for item in claim.items() {
            *evidence.entry(item.source).or_default() += 1;
        }
    }
    let row = |source: &'a std::sync::Arc<Source>| Row {
        case,
        source,
        claims: claims.get(&source.id).copied().unwrap_or_default(),
        evidence: evidence.get(&source.id).copied().unwrap_or_default(),
    };
    let is_selected = |row: &Row<'_>| options.only.is_none() || row.claims + row.evidence > 0;
    case.shown_sources().map(row).filter(is_selected).collect()
}
