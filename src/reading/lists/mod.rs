//! Lists of claims in tables and data files, with the meanings of their columns.
//!
//! Columns are recognised by their names in English, Ukrainian and Russian, as used by newsrooms
//! and in data sets of fact-checks. [`table`] reads CSV and TSV, [`json`] reads JSON.

pub(super) mod json;
pub(super) mod table;

use super::document::{Content, Document};
use super::entry::{Check, Entry};
use crate::text;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Claim,
    Speaker,
    Date,
    Place,
    Url,
    Verdict,
    Reviewer,
    ReviewUrl,
    Note,
}

/// The names of columns for each meaning, normalized by [`normalized_name`]. If several columns
/// have the same meaning, the column whose name is first in this list is used.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Claim,
        &[
            "claimreviewed",
            "claim",
            "claimtext",
            "claims",
            "statement",
            "statementtext",
            "assertion",
            "vclaim",
            "text",
            "твердження",
            "заява",
            "теза",
            "текст",
            "утверждение",
            "заявление",
            "тезис",
            "quote",
            "цитата",
            "sentence",
            "wording",
        ],
    ),
    (
        Field::Speaker,
        &[
            "speaker",
            "claimant",
            "saidby",
            "claimedby",
            "claimauthor",
            "politician",
            "person",
            "who",
            "мовець",
            "спікер",
            "речник",
            "ктосказал",
            "спикер",
            "говорящий",
            "хтосказав",
            "хто",
            "кто",
            "author",
            "автор",
        ],
    ),
    (
        Field::Date,
        &[
            "claimdate",
            "statementdate",
            "datesaid",
            "date",
            "day",
            "when",
            "дата",
            "день",
            "коли",
            "когда",
        ],
    ),
    (
        Field::Place,
        &[
            "place",
            "timestamp",
            "timecode",
            "time",
            "where",
            "таймкод",
            "місце",
            "час",
            "место",
            "время",
        ],
    ),
    (
        Field::Url,
        &[
            "originalclaimurl",
            "claimurl",
            "claimlink",
            "url",
            "link",
            "href",
            "посилання",
            "лінк",
            "ссылка",
            "appearance",
            "firstappearance",
        ],
    ),
    (
        Field::Verdict,
        &[
            "textualrating",
            "verdict",
            "rating",
            "ruling",
            "label",
            "alternatename",
            "вердикт",
            "висновок",
            "оцінка",
            "вывод",
            "оценка",
            "conclusion",
            "fact",
        ],
    ),
    (
        Field::Reviewer,
        &[
            "publisher",
            "publishername",
            "factchecker",
            "checker",
            "reviewer",
            "outlet",
            "видання",
            "издание",
            "перевіряв",
            "проверял",
        ],
    ),
    (
        Field::ReviewUrl,
        &[
            "factcheckingarticle",
            "reviewurl",
            "factcheckurl",
            "factcheck",
            "articleurl",
        ],
    ),
    (
        Field::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "justification",
            "explanation",
            "reason",
            "factnote",
            "примітка",
            "примітки",
            "коментар",
            "пояснення",
            "примечание",
            "комментарий",
            "пояснение",
            "обоснование",
        ],
    ),
];

/// Normalizes a column name: lower case, without white space, underscores, hyphens, full stops and
/// quotation marks.
fn normalized_name(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !['_', '-', '.', '\u{feff}', '"', '\''].contains(c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The columns whose meaning is known, by index.
#[derive(Clone, Debug, Default)]
struct Columns {
    indexes: Vec<(Field, usize)>,
}

impl Columns {
    /// Recognises columns by their names. `claim`: the index of the column that a person chose for
    /// the claims.
    fn new<'a>(names: impl Iterator<Item = &'a str>, claim: Option<usize>) -> Self {
        let names: Vec<String> = names.map(normalized_name).collect();
        let mut indexes: Vec<(Field, usize)> =
            claim.map(|at| (Field::Claim, at)).into_iter().collect();
        for (field, known) in NAMES {
            let at = known.iter().find_map(|known| {
                let mut places = names.iter().enumerate();
                places.find_map(|(at, name)| (name == known && Some(at) != claim).then_some(at))
            });
            if let Some(at) = at
                && indexes.iter().all(|(other, _)| other != field)
            {
                indexes.push((*field, at));
            }
        }
        Self { indexes }
    }

    fn index_of(&self, field: Field) -> Option<usize> {
        let mut indexes = self.indexes.iter();
        indexes.find_map(|(other, at)| (*other == field).then_some(*at))
    }

    fn has(&self, at: usize) -> bool {
        self.indexes.iter().any(|(_, other)| *other == at)
    }

    /// The entry of one row. `cell` returns the text of a column.
    fn row<'a>(&self, cell: impl Fn(usize) -> &'a str) -> Entry {
        let cell_of = |field: Field| self.index_of(field).map_or("", &cell).trim();
        let mut check = Check {
            by: one_line(cell_of(Field::Reviewer)),
            url: one_line(cell_of(Field::ReviewUrl)),
            note: String::new(),
        };
        check.add("Verdict", cell_of(Field::Verdict));
        check.add("Note", cell_of(Field::Note));
        Entry {
            text: one_line(cell_of(Field::Claim)),
            speaker: one_line(cell_of(Field::Speaker)),
            place: place(&[
                cell_of(Field::Date),
                cell_of(Field::Place),
                cell_of(Field::Url),
            ]),
            checks: Some(check)
                .filter(|check| !check.is_empty())
                .into_iter()
                .collect(),
        }
    }
}

/// A text with its white space collapsed to single spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The parts of a time and place that are not empty, joined.
fn place(parts: &[&str]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| one_line(part))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}

/// A document with these entries. `unused`: the names of the columns that were ignored.
fn list(rows: Vec<Entry>, what: &str, unused: &[String]) -> Document {
    const MAX_NAMED: usize = 12;
    let mut document = Document::new(Content::List(rows)).read_as(what);
    let mut named: Vec<String> = unused
        .iter()
        .take(MAX_NAMED)
        .map(|name| text::clip(&text::visible(name), 30).into_owned())
        .collect();
    if unused.len() > MAX_NAMED {
        named.push(format!("and {} more", unused.len() - MAX_NAMED));
    }
    if !named.is_empty() {
        document
            .notes
            .push(format!("Not read: {}", named.join(", ")));
    }
    document
}
