//! CSV and TSV with a claim in each row. The separator is the one for which most rows have the same
//! number of cells.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::super::document::Document;
use super::super::entry::Entry;
use super::super::no_prose::is_table_of_figures;
use super::super::report::MAX_CLAIMS;
use super::{Columns, Field, list, normalized_name};
use crate::error::Error;
use crate::text;

/// The possible separators, in order of preference.
const DELIMITERS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// How many rows are read to find the separator.
const MAX_SAMPLE_ROWS: usize = 200;

/// The greatest length of a cell, in bytes. A longer cell probably lacks its closing quotation
/// mark.
const MAX_CELL_BYTES: usize = 30_000;

/// How many words the name of a column may have.
const MAX_NAME_WORDS: usize = 6;

/// How many columns and rows a table must have, to be recognised without a column for claims.
const MIN_COLUMNS: usize = 3;
const MIN_ROWS: usize = 4;

/// The separator and the first row of a table.
struct Shape {
    delimiter: u8,
    header: Vec<String>,
}

/// Reads a list of claims. None if the text is no table. `is_named`: the file name or a person
/// specifies a table. `column`: the name or number (from 1) of the column with the claims. `name`
/// is safe to show.
///
/// Errors: no column with claims is recognised; there is no such `column`; a cell is too long.
pub(in super::super) fn read(
    text: &str,
    name: &str,
    is_named: bool,
    column: Option<&str>,
) -> Option<Result<Document, Error>> {
    // Excel declares the separator in the first line.
    let (text, declared) = match text.split_once('\n') {
        Some((first, rest)) => match first.trim().strip_prefix("sep=") {
            Some(mark) if mark.len() <= 1 => (rest, Some(mark.bytes().next().unwrap_or(b'\t'))),
            _ => (text, None),
        },
        None => (text, None),
    };
    let is_sure = is_named || declared.is_some() || column.is_some();
    let shape = shape(text, declared, is_sure)?;
    Some(read_as(text, name, &shape, column))
}

fn read_as(text: &str, name: &str, shape: &Shape, column: Option<&str>) -> Result<Document, Error> {
    let header = &shape.header;
    let chosen_column = column
        .map(|column| chosen_column(header, column, name))
        .transpose()?;
    let columns = Columns::new(header.iter().map(String::as_str), chosen_column);
    let Some(claim) = columns.index_of(Field::Claim) else {
        return Err(no_column(text, header, name));
    };
    // If the first cell of the chosen column is a claim, the table has no column names.
    let has_names =
        chosen_column.is_none() || !is_claim(header.get(claim).map_or("", String::as_str));
    let mut rows: Vec<Entry> = Vec::new();
    let mut reader = reader(text, shape.delimiter);
    let mut record = StringRecord::new();
    let mut is_first = has_names;
    while reader.read_record(&mut record).unwrap_or_default() {
        if std::mem::take(&mut is_first) {
            continue;
        }
        if record.iter().any(|cell| cell.len() > MAX_CELL_BYTES) {
            let line = record.position().map_or(0, csv::Position::line);
            return Err(Error::refused(
                format!("{name}:{line}: a cell of this row is longer than any claim"),
                "look for a quotation mark that is missing or one too many there",
            ));
        }
        let row = if has_names {
            columns.row(|at| record.get(at).unwrap_or_default())
        } else {
            let text = super::one_line(record.get(claim).unwrap_or_default());
            Entry {
                text,
                ..Entry::default()
            }
        };
        let is_blank = record.iter().all(|cell| cell.trim().is_empty());
        if !is_blank {
            rows.push(row);
        }
        // The caller reports that there are too many claims.
        if rows.len() > MAX_CLAIMS {
            break;
        }
    }
    let unused: Vec<String> = header
        .iter()
        .enumerate()
        .filter(|(at, name)| has_names && !columns.has(*at) && !name.trim().is_empty())
        .map(|(_, name)| name.trim().to_owned())
        .collect();
    let what = match shape.delimiter {
        b'\t' => "a list in TSV",
        _ => "a list in CSV",
    };
    Ok(list(rows, what, &unused))
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(Trim::None)
        .from_reader(text.as_bytes())
}

/// The separator and the first row of a text. None if it is no table. `is_sure`: the text is known
/// to be a table.
fn shape(text: &str, declared: Option<u8>, is_sure: bool) -> Option<Shape> {
    let delimiters: Vec<u8> =
        declared.map_or_else(|| DELIMITERS.to_vec(), |declared| vec![declared]);
    let mut best: Option<(usize, Shape)> = None;
    for delimiter in delimiters {
        let Some((even_share, shape)) = rows_by(text, delimiter, is_sure) else {
            continue;
        };
        // The best separator is that for which most rows have as many cells as the first row. If
        // several are equal, the separator with more cells is used.
        let is_better = best.as_ref().is_none_or(|(other, known)| {
            (shape.header.len() > 1, even_share, shape.header.len())
                > (known.header.len() > 1, *other, known.header.len())
        });
        if is_better {
            best = Some((even_share, shape));
        }
    }
    best.map(|(_, shape)| shape)
}

/// Splits a text by this separator, and returns how many rows in a thousand have as many cells as
/// the first row. None if the text does not look like a table.
fn rows_by(text: &str, delimiter: u8, is_sure: bool) -> Option<(usize, Shape)> {
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let mut header: Vec<String> = Vec::new();
    let (mut rows, mut even_rows, mut cells, mut cells_after_space) =
        (0_usize, 0_usize, 0_usize, 0_usize);
    while rows < MAX_SAMPLE_ROWS && reader.read_record(&mut record).unwrap_or_default() {
        if header.is_empty() {
            header = record.iter().map(str::to_owned).collect();
            continue;
        }
        rows += 1;
        even_rows += usize::from(record.len() == header.len());
        cells += record.len().saturating_sub(1);
        cells_after_space += record
            .iter()
            .skip(1)
            .filter(|cell| cell.starts_with(' '))
            .count();
    }
    let share = even_rows * 1000 / rows.max(1);
    let columns = Columns::new(header.iter().map(String::as_str), None);
    let has_claim = columns.index_of(Field::Claim).is_some();
    let are_names = || header.iter().all(|name| is_name(name));
    let is_table = if is_sure {
        rows > 0 && !header.is_empty()
    } else if has_claim {
        // Prose has spaces after its commas.
        let is_prose = columns.indexes.len() < 2 && cells_after_space * 2 >= cells;
        header.len() > 1 && rows > 0 && are_names() && share >= 800 && !is_prose
    } else {
        header.len() >= MIN_COLUMNS
            && rows + 1 >= MIN_ROWS
            && share >= 950
            && are_names()
            && cells_after_space * 2 < cells
    };
    is_table.then_some((share, Shape { delimiter, header }))
}

/// Whether a cell can be a column name: it is short and does not end like a sentence.
fn is_name(cell: &str) -> bool {
    let cell = cell.trim();
    cell.split_whitespace().count() <= MAX_NAME_WORDS && !cell.ends_with(['.', '!', '?', '…', ','])
}

/// Whether a cell is rather a claim than a column name.
fn is_claim(cell: &str) -> bool {
    cell.split_whitespace().count() > MAX_NAME_WORDS || cell.trim_end().ends_with(['.', '!', '…'])
}

/// The index of the column that a person chose, by name or number.
fn chosen_column(header: &[String], column: &str, name: &str) -> Result<usize, Error> {
    let wanted = normalized_name(column);
    let by_name = header
        .iter()
        .position(|name| normalized_name(name) == wanted);
    let by_number = || {
        let number: usize = column.trim().parse().ok()?;
        (1..=header.len()).contains(&number).then(|| number - 1)
    };
    by_name.or_else(by_number).ok_or_else(|| {
        Error::refused(
            format!("{name} has no column `{}`", text::visible(column)),
            format!("its columns are: {}", column_names(header)),
        )
    })
}

/// The names of columns, safe to show.
fn column_names(header: &[String]) -> String {
    const MAX_NAMED_COLUMNS: usize = 20;
    let names: Vec<String> = header
        .iter()
        .take(MAX_NAMED_COLUMNS)
        .enumerate()
        .map(|(at, name)| format!("{} {}", at + 1, text::clip(&text::visible(name.trim()), 30)))
        .collect();
    names.join(", ")
}

fn no_column(text: &str, header: &[String], name: &str) -> Error {
    let what = if is_table_of_figures(text) {
        format!("{name} is a table of figures, not a story")
    } else {
        format!("{name} is a table, and no column of it is named `claim`, `text` or `statement`")
    };
    Error::refused(
        what,
        format!(
            "where a column holds sentences to be checked, name it with --column NAME, or its number: {}",
            column_names(header)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::document::Content;
    use super::*;

    fn rows(text: &str, column: Option<&str>) -> Vec<Entry> {
        let document = read(text, "x", false, column)
            .expect("a table")
            .expect("with claims");
        match document.content {
            Content::List(rows) => rows,
            _ => panic!("no list"),
        }
    }

    #[test]
    fn the_separator_is_detected() {
        for (text, speaker) in [
            ("claim,speaker\n\"It sank, at noon.\",Ann Lee\n", "Ann Lee"),
            (
                "sep=;\nclaim;speaker\n\"It sank, at noon.\";Ann Lee\n",
                "Ann Lee",
            ),
            ("speaker;claim\nAnn Lee;It sank, at noon.\n", "Ann Lee"),
            (
                "Speaker\tClaim text\nAnn Lee\tIt sank, at noon.\n",
                "Ann Lee",
            ),
            ("Хто;Твердження\nОлена Сич;It sank, at noon.\n", "Олена Сич"),
        ] {
            let rows = rows(text, None);
            assert_eq!(rows.len(), 1, "{text}");
            assert_eq!(
                (rows[0].text.as_str(), rows[0].speaker.as_str()),
                ("It sank, at noon.", speaker),
                "{text}"
            );
        }
    }

    #[test]
    fn a_column_is_chosen_by_its_name_or_number() {
        let text = "nr,what was said,whom\n1,It sank.,Ann\n2,It burned.,Bob\n3,It rose.,Cy\n";
        for column in ["what was said", "What_was-said", "2"] {
            let found = rows(text, Some(column));
            let texts: Vec<&str> = found.iter().map(|row| row.text.as_str()).collect();
            assert_eq!(texts, ["It sank.", "It burned.", "It rose."], "{column}");
        }
        let bare = "1\tfalse\tIt sank at noon on Monday in the harbour.\n2\ttrue\tIt burned.\n";
        assert_eq!(rows(bare, Some("3")).len(), 2);
        let wrong = read(text, "x", true, Some("7"))
            .expect("a table")
            .unwrap_err();
        assert!(wrong.hint.contains("2 what was said"), "{}", wrong.hint);
        let none = read(text, "x", true, None).expect("a table").unwrap_err();
        assert!(none.hint.contains("--column"), "{none:?}");
    }

    #[test]
    fn prose_with_commas_is_no_table() {
        for text in [
            "Yesterday, the mayor spoke.\nToday, he left.\n",
            "The text, he said, was false.\nThe port, it said, was shut.\nThe ferry, they say, sank.\nIt, too, burned.\n",
            "Text; he said\nIt sank; it burned.\n",
        ] {
            assert!(read(text, "x", false, None).is_none(), "{text}");
        }
    }
}
