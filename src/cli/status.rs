//! `factdesk status`: shows the progress of cases.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::World;
use super::failure::Result;
use super::gate;
use super::print::{self, Column};
use super::words;
use crate::case::standing::Coverage;
use crate::case::{Progress, Standing, Timestamp};

/// Show the progress of cases.
#[derive(Debug, Args)]
pub(super) struct Status {
    /// The case files
    #[arg(value_name = "CASE", required = true)]
    cases: Vec<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value = "table")]
    format: Form,
    /// Print nothing that leads, or may lead, to a confidential source
    #[arg(long)]
    redact: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    Table,
    /// For programs
    Json,
}

/// The JSON output. Its fields must stay compatible.
#[derive(Serialize)]
struct Listed {
    format: u32,
    cases: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    path: String,
    title: String,
    claims: usize,
    checked: usize,
    open: usize,
    confirmed: usize,
    disputed: usize,
    unverified: usize,
    aside: usize,
    contested: usize,
    stale: usize,
    coverage: f64,
    /// The coverage in per cent; none without a story.
    #[serde(skip)]
    percent: Option<String>,
    findings: usize,
    cut: usize,
    waiting: usize,
    overdue: usize,
    signed: Option<Signed>,
}

/// The latest sign-off.
#[derive(Serialize)]
struct Signed {
    by: String,
    at: Timestamp,
    /// Whether the approved content has changed since.
    changed: bool,
}

pub(super) fn run(arguments: &Status, world: &mut World) -> Result<()> {
    let mut rows = Vec::with_capacity(arguments.cases.len());
    let unopened = world.each_case(&arguments.cases, None, |world, path, opened| {
        if let Some(bad) = &opened.bad_house {
            words::warn_about_config(bad, words::OWN_STANDARDS);
        }
        let case = opened.case();
        let (progress, coverage) = (Progress::of(case), Coverage::of(case));
        let now = world.now;
        let queries = case.queries_in_story();
        let gate = |text: &str| gate::shown(case, text, arguments.redact);
        rows.push(Row {
            path: gate(&path.to_string_lossy()),
            title: gate(&case.title),
            claims: progress.claims,
            checked: progress.checked,
            open: progress.open,
            confirmed: progress.confirmed,
            disputed: progress.disputed,
            unverified: progress.unverified,
            aside: progress.aside,
            contested: progress.contested,
            stale: progress.stale,
            coverage: coverage.share(),
            percent: (coverage.words > 0).then(|| coverage.percent()),
            findings: opened.findings.counts(coverage).all,
            cut: case.claims.len() - progress.claims,
            waiting: queries.clone().filter(|query| query.is_waiting()).count(),
            overdue: queries.filter(|query| query.is_overdue(now)).count(),
            signed: case.signed().map(|(signed, changed)| Signed {
                by: gate(&signed.by),
                at: signed.at,
                changed,
            }),
        });
        Ok(())
    })?;
    if rows.is_empty() {
        return unopened.report();
    }
    match arguments.format {
        Form::Json => {
            let (format, cases) = (1, rows);
            print::json(&mut world.out, &Listed { format, cases })?;
        }
        Form::Table => {
            let rows: Vec<_> = rows.iter().map(cells).collect();
            print::table(&mut world.out, &TABLE, &rows)?;
        }
    }
    world.out.flush()?;
    unopened.report()
}

const TABLE: [Column; 5] = [
    Column::text("case"),
    Column::number("checked"),
    Column::number("coverage"),
    Column::number("findings"),
    Column::wide("fact"),
];

fn cells(row: &Row) -> [String; 5] {
    let coverage = row.percent.as_ref().map(|percent| format!("{percent} %"));
    [
        row.path.clone(),
        format!("{} of {}", row.checked, row.claims),
        coverage.unwrap_or_else(|| "-".to_owned()),
        row.findings.to_string(),
        standings(row),
    ]
}

/// The standings of *fact*. Unfinished ones come first, since a narrow window cuts off the end.
fn standings(row: &Row) -> String {
    let counts = [
        (row.contested, Standing::Contested),
        (row.stale, Standing::Stale),
        (row.open, Standing::Open),
        (row.unverified, Standing::Unverified),
        (row.disputed, Standing::Disputed),
        (row.confirmed, Standing::Confirmed),
        (row.aside, Standing::Aside),
    ];
    let nonzero = counts.iter().filter(|(count, _)| *count > 0);
    nonzero
        .map(|(count, standing)| format!("{count} {standing}"))
        .collect::<Vec<_>>()
        .join(", ")
}
