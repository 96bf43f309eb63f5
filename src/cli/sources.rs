//! `factdesk sources`: lists the sources of a case.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::World;
use super::failure::Result;
use super::gate::RedactionOptions;
use super::print::{self, Column, Listing};
use crate::case::{Case, SourceId};
use crate::check::{FileChecks, Findings, House};
use crate::export::Sheet;
use crate::store::Access;

/// List the sources of a case.
#[derive(Debug, Args)]
pub(super) struct Sources {
    /// The case file
    case: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value = "table")]
    format: Listing,
    #[command(flatten)]
    gate: RedactionOptions,
}

/// The JSON output. Its fields must stay compatible.
#[derive(Serialize)]
struct Listed<'a> {
    format: u32,
    sources: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: SourceId,
    name: &'a str,
    kind: &'static str,
    reliability: &'static str,
    relies_on: Vec<&'a str>,
    claims: usize,
    evidence: usize,
    confidential: bool,
    url: &'a str,
    suggested: bool,
}

pub(super) fn run(arguments: &Sources, world: &mut World) -> Result<()> {
    let desk = world.desk(&arguments.case, Access::Read)?;
    let whole = desk.history().case();
    arguments.gate.note_names(whole, arguments.format);
    let case = arguments.gate.open(whole)?;
    let rows = rows(&case);
    let zone = world.zone();
    let out = &mut world.out;
    match arguments.format {
        Listing::Json => print::json(
            out,
            &Listed {
                format: 1,
                sources: rows,
            },
        ),
        Listing::Csv => {
            let findings = Findings::of(&case, &House::default(), &FileChecks::default());
            print::sheet(
                out,
                &case,
                Sheet::Sources,
                &findings,
                (world.now, &zone),
                None,
            )
        }
        Listing::Table => Ok(print::table(
            out,
            &TABLE,
            &rows.iter().map(table_cells).collect::<Vec<_>>(),
        )?),
    }
}

fn rows(case: &Case) -> Vec<Row<'_>> {
    let (mut claims, mut evidence) = (
        HashMap::<SourceId, usize>::new(),
        HashMap::<SourceId, usize>::new(),
    );
    for claim in case.uncut() {
        for id in claim.chain() {
            *claims.entry(*id).or_default() += 1;
        }
        for item in claim.items() {
            *evidence.entry(item.source).or_default() += 1;
        }
    }
    let name = |id: &SourceId| case.sources.get(*id).map(|source| source.name.as_str());
    case.shown_sources()
        .map(|source| Row {
            id: source.id,
            name: &source.name,
            kind: source.kind.name(),
            reliability: source.reliability.name(),
            relies_on: source.relies_on.iter().filter_map(name).collect(),
            claims: claims.get(&source.id).copied().unwrap_or_default(),
            evidence: evidence.get(&source.id).copied().unwrap_or_default(),
            confidential: source.confidential,
            url: &source.url,
            suggested: source.suggested,
        })
        .collect()
}

const TABLE: [Column; 6] = [
    Column::wide("name"),
    Column::text("kind"),
    Column::text("grade"),
    Column::number("claims"),
    Column::number("evidence"),
    Column::text("relies on"),
];

fn table_cells(row: &Row<'_>) -> [String; 6] {
    let confidential = if row.confidential {
        " (confidential)"
    } else {
        ""
    };
    [
        format!("{}{confidential}", row.name),
        row.kind.to_owned(),
        row.reliability.to_owned(),
        row.claims.to_string(),
        row.evidence.to_string(),
        row.relies_on.join(", "),
    ]
}
