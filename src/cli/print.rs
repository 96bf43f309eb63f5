//! Output that is safe to view and to load: JSON without hidden characters, tables that fit the
//! window.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::failure::Result;
use crate::case::{Case, ClaimId, Timestamp};
use crate::check::Findings;
use crate::export::{self, ExportRequest, Format, Sheet};
use crate::text::{cells, clip, padded, visible};

/// The format of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listing {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// Prints a value as JSON without hidden characters.
pub(super) fn json<T: Serialize>(out: &mut dyn Write, value: &T) -> Result<()> {
    Ok(out.write_all(export::safe(value)?.as_bytes())?)
}

/// Prints a table as CSV, in the same way as `factdesk export`. `only` has the selected claims;
/// none for all.
pub(super) fn sheet(
    out: &mut dyn Write,
    case: &Case,
    sheet: Sheet,
    findings: &Findings,
    (now, zone): (Timestamp, &TimeZone),
    only: Option<&HashSet<ClaimId>>,
) -> Result<()> {
    // The cells have keywords and no labels, so the language does not matter.
    let words = export::Words::of("").map_err(|error| anyhow::anyhow!("{error}"))?;
    let request = ExportRequest {
        sheet,
        ..ExportRequest::new(Format::Csv)
    };
    let options = export::Options {
        only,
        ..export::Options::new(&request, &words, findings, zone, now)
    };
    Ok(out.write_all(&export::export(Format::Csv, case, &options)?)?)
}

/// The largest padding of a column, in cells, if the output is not a terminal.
const LONGEST_PADDING: usize = 160;

/// A column of a table.
pub(super) struct Column {
    name: &'static str,
    /// Whether the column is right-aligned, as for numbers.
    is_right_aligned: bool,
    /// Whether the column is shortened before the others in a narrow window.
    shrinks_first: bool,
}

impl Column {
    pub const fn text(name: &'static str) -> Self {
        Self {
            name,
            is_right_aligned: false,
            shrinks_first: false,
        }
    }

    pub const fn number(name: &'static str) -> Self {
        Self {
            name,
            is_right_aligned: true,
            shrinks_first: false,
        }
    }

    pub const fn wide(name: &'static str) -> Self {
        Self {
            name,
            is_right_aligned: false,
            shrinks_first: true,
        }
    }
}

/// Prints rows as a table with a header. Hidden characters are made visible. In a terminal the
/// table is fitted to the width of the window.
pub(super) fn table<const N: usize>(
    out: &mut dyn Write,
    columns: &[Column; N],
    rows: &[[String; N]],
) -> io::Result<()> {
    let rows: Vec<[String; N]> = rows
        .iter()
        .map(|row| {
            std::array::from_fn(|at| visible(row.get(at).map_or("", String::as_str)).into_owned())
        })
        .collect();
    let widest = |at: usize| {
        rows.iter()
            .filter_map(|row| row.get(at))
            .map(|cell| cells(cell))
            .max()
            .unwrap_or_default()
    };
    let mut widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| widest(at).max(cells(column.name)))
        .collect();
    let gaps = 2 * (N - 1);
    let window = window_width();
    match window {
        Some(window) => fit(columns, &mut widths, window.saturating_sub(gaps)),
        // In a file nothing is cut off. A longer cell is not padded to, so that it does not widen
        // all rows.
        None => widths
            .iter_mut()
            .for_each(|width| *width = (*width).min(LONGEST_PADDING)),
    }
    let mut line = |row: &[&str]| -> io::Result<()> {
        let mut text = String::new();
        for ((cell, width), column) in row.iter().zip(&widths).zip(columns) {
            let cell = if window.is_some() {
                clip(cell, *width)
            } else {
                Cow::Borrowed(*cell)
            };
            let blank = " ".repeat(width.saturating_sub(cells(&cell)));
            let filled = if column.is_right_aligned {
                format!("{blank}{cell}")
            } else {
                padded(&cell, *width)
            };
            text.push_str(&filled);
            text.push_str("  ");
        }
        writeln!(out, "{}", text.trim_end())
    };
    line(&columns.iter().map(|column| column.name).collect::<Vec<_>>())?;
    rows.iter()
        .try_for_each(|row| line(&row.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// Fits columns into `room` cells. Each column gets at most a quarter of the room. The columns that
/// shrink first get the rest, but at least 20 cells.
fn fit(columns: &[Column], widths: &mut [usize], room: usize) {
    let mut left = room;
    for (width, _) in widths
        .iter_mut()
        .zip(columns)
        .filter(|(_, column)| !column.shrinks_first)
    {
        *width = (*width).min(room / 4);
        left = left.saturating_sub(*width);
    }
    for (width, _) in widths
        .iter_mut()
        .zip(columns)
        .filter(|(_, column)| column.shrinks_first)
    {
        *width = (*width).min(left.max(20));
    }
}

/// The width of the terminal, if standard output is one.
fn window_width() -> Option<usize> {
    let stdout = io::stdout();
    let size = stdout
        .is_terminal()
        .then(|| rustix::termios::tcgetwinsize(&stdout).ok())
        .flatten()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}
