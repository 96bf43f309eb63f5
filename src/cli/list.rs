//! `factdesk list`: the claims of a case.

use std::collections::HashMap;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use serde::Serialize;

use super::desk::until_exit;
use super::failure::Result;
use super::gate::RedactionOptions;
use super::listed::listed;
use super::print::{self, Column, Listing};
use super::{World, find};
use crate::case::standing::{CurrentStanding, standing_of};
use crate::case::{Case, CaseId, Claim, ClaimId, LinkKind, Question, Reason, Standing, Timestamp};
use crate::check::{Finding, Findings};
use crate::export::Sheet;
use crate::parallel;
use crate::reading::{Worth, worth};
use crate::store::Access;

/// List the claims of a case.
#[derive(Debug, Args)]
pub(super) struct List {
    /// The case file
    case: PathBuf,
    /// Only claims with this standing on fact
    #[arg(long, value_parser = listed(Standing::NAMES, Standing::from_str))]
    standing: Option<Standing>,
    /// Only claims credited to this source, or with evidence of it
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// What to print
    #[arg(long, value_enum, default_value = "table")]
    format: Listing,
    #[command(flatten)]
    gate: RedactionOptions,
}

/// The least number of claims for a thread of its own.
const SHARE: usize = 2_000;

/// The JSON output. Its fields must stay compatible.
#[derive(Serialize)]
struct Listed<'a> {
    format: u32,
    case: Head<'a>,
    claims: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Head<'a> {
    id: CaseId,
    title: &'a str,
}

#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the fields are those of the JSON"
)]
struct Row<'a> {
    id: ClaimId,
    number: usize,
    paragraph: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    text: &'a str,
    wording: &'a str,
    place: &'a str,
    cue: &'a str,
    hedge: &'a str,
    said_by: Vec<&'a str>,
    suggested: bool,
    standing: &'static str,
    said: Option<&'static str>,
    reason: Option<&'static str>,
    note: Option<&'a str>,
    by: Option<&'a str>,
    at: Option<Timestamp>,
    evidence: usize,
    evidence_said: usize,
    origins: usize,
    links: Vec<LinkRow>,
    findings: Vec<&'static str>,
    worth: Vec<&'static str>,
    key: bool,
    accused: Vec<&'a str>,
    fix: usize,
    queries: usize,
    unsure: bool,
    candidates: Vec<&'a str>,
    cut: bool,
    conflicts: usize,
}

#[derive(Serialize)]
struct LinkRow {
    to: ClaimId,
    kind: &'static str,
}

pub(super) fn run(arguments: &List, world: &mut World) -> Result<()> {
    let desk = until_exit(world.desk(&arguments.case, Access::Read)?);
    let whole = desk.history().case();
    arguments.gate.note_names(whole, arguments.format);
    let case = &*arguments.gate.open(whole)?;
    let source = arguments
        .source
        .as_deref()
        .map(|word| find::source(case, word))
        .transpose()?
        .map(|source| source.id);
    let selected = (1..).zip(case.claims.iter()).filter(|(_, claim)| {
        let named = source.is_none_or(|id| claim.credits_or_cites(id));
        let has_standing =
            |standing| !claim.is_cut() && standing_of(claim, Question::Fact).standing == standing;
        named && arguments.standing.is_none_or(has_standing)
    });
    let selected: Vec<(usize, &Claim)> = selected.map(|(number, one)| (number, &**one)).collect();
    let findings = until_exit(world.findings(&arguments.case, (case, whole)));
    let conflicts = case.conflicts_on_claims();
    let row = |(number, claim)| row(case, &findings, &conflicts, claim, number);
    let zone = world.zone();
    let out = &mut world.out;
    match arguments.format {
        Listing::Json => {
            let head = Head {
                id: case.id,
                title: &case.title,
            };
            print::json(
                out,
                &Listed {
                    format: 1,
                    case: head,
                    claims: parallel::map(&selected, SHARE, |one| Row {
                        worth: worth_of(case, one.1),
                        ..row(*one)
                    }),
                },
            )
        }
        Listing::Csv => {
            let only = selected.iter().map(|(_, claim)| claim.id).collect();
            print::sheet(
                out,
                case,
                Sheet::Claims,
                &findings,
                (world.now, &zone),
                Some(&only),
            )
        }
        Listing::Table => Ok(print::table(
            out,
            &TABLE,
            &parallel::map(&selected, SHARE, |one| table_cells(&row(*one))),
        )?),
    }
}

/// The reasons why a claim may be worth checking.
fn worth_of(case: &Case, claim: &Claim) -> Vec<&'static str> {
    let credit = claim.attribution.as_ref();
    let hedge = credit.map_or("", |credit| credit.hedge.as_str());
    let worth = worth(&claim.text, &case.language, hedge);
    worth.into_iter().map(Worth::name).collect()
}

/// The row of a claim. `worth` is left empty, since it takes long to compute.
fn row<'a>(
    case: &'a Case,
    findings: &Findings,
    conflicts: &HashMap<ClaimId, usize>,
    claim: &'a Claim,
    number: usize,
) -> Row<'a> {
    let CurrentStanding { standing, by } = standing_of(claim, Question::Fact);
    let span = case.anchor(claim);
    let credit = claim.attribution.as_ref();
    Row {
        id: claim.id,
        number,
        paragraph: span.map(|span| span.paragraph),
        start: span.map(|span| span.start),
        end: span.map(|span| span.end),
        text: &claim.text,
        wording: &claim.wording,
        place: &claim.place,
        cue: credit.map_or("", |credit| credit.cue.as_str()),
        hedge: credit.map_or("", |credit| credit.hedge.as_str()),
        said_by: case.said_by(claim),
        suggested: credit.is_some_and(|credit| credit.suggested),
        standing: standing.name(),
        said: credit.map(|_| standing_of(claim, Question::Said).standing.name()),
        reason: by.and_then(|ruling| ruling.reason).map(Reason::name),
        note: by.map(|ruling| ruling.note.as_str()),
        by: by.map(|ruling| ruling.by.as_str()),
        at: by.map(|ruling| ruling.at),
        evidence: claim.evidence_on(Question::Fact).count(),
        evidence_said: claim.evidence_on(Question::Said).count(),
        origins: findings
            .graph()
            .support(claim, Question::Fact)
            .behind(standing)
            .origins,
        links: claim
            .links
            .iter()
            .map(|link| LinkRow {
                to: link.to,
                kind: LinkKind::name(link.kind),
            })
            .collect(),
        findings: unwaived_standards(findings.on(claim.id)),
        worth: Vec::new(),
        key: claim.key,
        accused: case.source_names(&claim.accused),
        fix: claim.fixes.len(),
        queries: case.queries_on(claim.id).count(),
        unsure: claim.is_unsure(),
        candidates: case.candidates(claim),
        cut: claim.is_cut(),
        conflicts: conflicts.get(&claim.id).copied().unwrap_or_default(),
    }
}

/// The standards that a claim does not meet, without the waived ones and without duplicates, the
/// most severe first.
fn unwaived_standards(findings: &[Finding]) -> Vec<&'static str> {
    let unwaived = findings.iter().filter(|finding| !finding.is_waived);
    let mut names: Vec<_> = unwaived.map(|finding| finding.standard.name()).collect();
    names.dedup();
    names
}

const TABLE: [Column; 6] = [
    Column::number("#"),
    Column::text("said"),
    Column::text("fact"),
    Column::wide("claim"),
    Column::text("said by"),
    Column::number("ev"),
];

fn table_cells(row: &Row<'_>) -> [String; 6] {
    let words = if row.wording.is_empty() {
        row.text
    } else {
        row.wording
    };
    let evidence = row.evidence + row.evidence_said;
    let (said, fact) = if row.cut {
        ("", "cut")
    } else {
        (row.said.unwrap_or_default(), row.standing)
    };
    [
        row.number.to_string(),
        said.to_owned(),
        fact.to_owned(),
        words.to_owned(),
        if row.unsure {
            format!("not sure: {}", row.candidates.join(" or "))
        } else {
            // The origin comes first.
            let names: Vec<&str> = row.said_by.iter().rev().copied().collect();
            names.join(" via ")
        },
        if evidence == 0 {
            String::new()
        } else {
            evidence.to_string()
        },
    ]
}
