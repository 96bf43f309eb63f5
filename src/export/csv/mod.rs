//! `csv`: tables for spreadsheets: of claims, evidence, sources, or claims against sources.
//!
//! `factdesk list` and `factdesk sources` print the same tables. Keywords such as standings are
//! those of the case file, also in reports in other languages. Lists are joined by `; `. Times are
//! local, with their UTC offset in the next column. Hidden characters are made visible. A cell that
//! a spreadsheet would read as a formula gets an apostrophe before it; see [`harmless`].

mod cells;
mod claims;
mod evidence;
mod matrix;
mod sources;

use std::borrow::Cow;

use super::Options;
use super::options::broken;
use super::request::Sheet;
use crate::case::Case;
use crate::error::Error;
use crate::parallel;
use crate::text::visible_lines;

/// The number of rows that a thread writes at a time.
const BLOCK: usize = 2_000;

/// The byte order mark by which Excel detects UTF-8.
const MARK: &str = "\u{feff}";

/// Writes the header and rows of a table. It is a macro, since the lifetimes of the row types
/// differ.
macro_rules! write_table {
    ($columns:expr, $rows:expr, $options:expr) => {{
        let head: Vec<String> = $columns
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect();
        let cells = |row| -> Vec<String> { $columns.iter().map(|(_, cell)| cell(row)).collect() };
        let rows = $rows;
        let blocks: Vec<_> = rows.chunks(BLOCK).collect();
        let blocks = parallel::map(&blocks, 1, |rows| {
            write_rows(rows.iter().map(cells), $options.request.delimiter)
        });
        let head = write_rows(std::iter::once(head), $options.request.delimiter);
        std::iter::once(head)
            .chain(blocks)
            .collect::<csv::Result<Vec<_>>>()
    }};
}

/// The exported table.
pub(super) fn table(case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Error> {
    let parts = match options.request.sheet {
        Sheet::Claims => write_table!(claims::COLUMNS, claims::rows(case, options), options),
        Sheet::Evidence => write_table!(evidence::COLUMNS, evidence::rows(case, options), options),
        Sheet::Sources => write_table!(sources::COLUMNS, sources::rows(case, options), options),
        Sheet::Matrix => {
            let (head, rows) = matrix::table(case, options);
            let rows = std::iter::once(head).chain(rows);
            write_rows(rows, options.request.delimiter).map(|all| vec![all])
        }
    };
    let mut parts = parts.map_err(|error| broken(&error))?;
    if options.request.bom {
        parts.insert(0, MARK.as_bytes().to_vec());
    }
    Ok(parts.concat())
}

/// Writes rows as CSV.
fn write_rows(rows: impl Iterator<Item = Vec<String>>, delimiter: u8) -> csv::Result<Vec<u8>> {
    let mut text = Vec::new();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(&mut text);
    for row in rows {
        for cell in &row {
            writer.write_field(harmless(cell).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(text)
}

/// Characters that start a formula in a spreadsheet, with their full-width forms. Also the symbols
/// for tab, carriage return and line feed: some spreadsheets skip those characters before a
/// formula.
const SIGNS: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠', '⇥', '␍', '␊'];

/// The characters at which a spreadsheet may split a cell.
const CUTS: [char; 2] = [';', '\n'];

/// Prevents a spreadsheet from reading a cell as a formula.
///
/// A cell that starts like a formula, after spaces and quotation marks, gets an apostrophe before
/// it. So does the text after a line break, and after a semicolon, at which spreadsheets split
/// cells in many countries. Plain numbers are unchanged. Removing each apostrophe before the start
/// of a formula gives back the visible text.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let shown = visible_lines(cell);
    if !shown.split_inclusive(CUTS).any(starts_formula) {
        return shown;
    }
    let mut safe = String::with_capacity(shown.len() + 1);
    for piece in shown.split_inclusive(CUTS) {
        if starts_formula(piece) {
            safe.push('\'');
        }
        safe.push_str(piece);
    }
    Cow::Owned(safe)
}

fn starts_formula(piece: &str) -> bool {
    let core = piece.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"'));
    core.starts_with(SIGNS) && !is_number(core.trim_end_matches(CUTS).trim_end())
}

/// Whether a text is a plain number: digits, with an optional sign and decimal point.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_start_like_a_formula_are_text() {
        for cell in [
            "=1+1", "+1+1", "-cmd", "@SUM(A1)", "\t=1", " =1", "\r=1", "'=1", "\"=1\"", "＝1+1",
            "-inf", "- said",
        ] {
            assert!(harmless(cell).starts_with('\''), "{cell:?}");
        }
        for cell in [
            "-5",
            "+3.25",
            "12",
            "a=b",
            "— said",
            "'tis",
            "he said - and left; so",
        ] {
            assert_eq!(harmless(cell), cell);
        }
        assert_eq!(harmless("a; =1+1;b"), "a;' =1+1;b");
        assert_eq!(
            harmless("first\r\n- second\n-5;x"),
            "first\n'- second\n-5;x"
        );
    }

    proptest::proptest! {
        #[test]
        fn the_visible_text_can_be_restored(text in "[-=+@;'\" a1.\t\n]{0,12}") {
            let safe = harmless(&text);
            let back: String = safe
                .split_inclusive(CUTS)
                .map(|piece| if starts_formula(piece) { &piece[1..] } else { piece })
                .collect();
            proptest::prop_assert_eq!(back, visible_lines(&text));
            proptest::prop_assert!(safe.split_inclusive(CUTS).all(|piece| !starts_formula(piece) || piece.starts_with('\'')));
        }
    }
}
