//! The table of evidence, one row each: claim, source, stance, location.

use super::cells::{offset, time};
use crate::case::{Case, Claim, Evidence, Source};
use crate::export::Options;
use crate::export::shown::Shown;

/// An evidence item with its claim and source.
pub(super) struct Row<'a> {
    shown: Shown<'a>,
    claim: &'a Claim,
    number: usize,
    item: &'a Evidence,
    source: Option<&'a Source>,
}

/// A column: its header, and the cell for an item.
type Column = (&'static str, fn(&Row<'_>) -> String);

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    ("number", |row| row.number.to_string()),
    ("claim", |row| row.claim.id.to_string()),
    ("text", |row| row.claim.text.clone()),
    ("id", |row| row.item.id.to_string()),
    ("question", |row| row.item.question.to_string()),
    ("stance", |row| row.item.stance.to_string()),
    ("nature", |row| row.item.nature.to_string()),
    ("source", |row| {
        row.source_part(|source| source.name.clone())
    }),
    ("source_id", |row| row.item.source.to_string()),
    ("kind", |row| {
        row.source_part(|source| source.kind.to_string())
    }),
    ("reliability", |row| {
        row.source_part(|source| source.reliability.to_string())
    }),
    ("credibility", |row| {
        let digit = row.item.credibility;
        digit.map_or_else(String::new, |digit| u8::from(digit).to_string())
    }),
    ("quote", |row| row.item.quote.clone()),
    ("locator", |row| row.item.locator.clone()),
    ("url", |row| row.item.url.clone()),
    ("accessed", |row| {
        let day = row.item.accessed;
        day.map_or_else(String::new, |day| day.to_string())
    }),
    ("archived", |row| row.item.archived.clone()),
    ("file", |row| {
        let file = row.item.file.as_ref();
        file.map_or_else(String::new, |file| file.short_name().to_owned())
    }),
    ("sha256", |row| {
        let file = row.item.file.as_ref();
        file.map_or_else(String::new, |file| file.sha256.to_string())
    }),
    ("note", |row| row.item.note.clone()),
    ("by", |row| row.if_shown(row.item.by.clone())),
    ("at", |row| {
        row.if_shown(time(row.item.at, row.shown.options))
    }),
    ("offset", |row| {
        row.if_shown(offset(row.item.at, row.shown.options))
    }),
    ("suggested", |row| row.item.suggested.to_string()),
];

/// The rows of the selected claims' evidence.
pub(super) fn rows<'a>(case: &'a Case, options: &'a Options<'a>) -> Vec<Row<'a>> {
    let selected = case
        .numbered()
        .filter(|(_, claim)| options.asks_for(claim.id));
    let of_claim = |(number, claim): (usize, &'a std::sync::Arc<Claim>)| {
        claim.evidence.iter().map(move |item| Row {
            shown: Shown { case, options },
            claim,
            number,
            item,
            source: case.sources.get(item.source).map(AsRef::as_ref),
        })
    };
    selected.flat_map(of_claim).collect()
}

impl Row<'_> {
    fn source_part(&self, part: fn(&Source) -> String) -> String {
        self.source.map_or_else(String::new, part)
    }

    /// A cell with the person who added the item, or the time; empty if redaction removed that.
    fn if_shown(&self, cell: String) -> String {
        if self.shown.shows_who_added(self.item) {
            cell
        } else {
            String::new()
        }
    }
}
