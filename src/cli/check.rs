//! `factdesk check`: the findings on a case, and the explanation of each house standard.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::failure::{Result, breach};
use super::files::findings_on;
use super::gate;
use super::listed::listed;
use super::{World, languages, print, words};
use crate::case::standing::Coverage;
use crate::case::{Case, ClaimId, SourceId};
use crate::check::{Finding, Findings, House, Severity, Standard, Wordings, listing, waiver};
use crate::config::BadConfig;
use crate::error::Error;
use crate::export::redact_strictly;
use crate::text::visible;

/// Check cases against the house standards, or explain one.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The case files
    #[arg(value_name = "CASE", required_unless_present = "explain")]
    cases: Vec<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    /// The house standards [default: standards.ron beside the case or in the config directory]
    #[arg(long, value_name = "FILE")]
    standards: Option<PathBuf>,
    /// The language of what is found, as text: en, uk or ru [default: as in config.ron, else that of
    /// the locale]
    #[arg(long, value_name = "LANGUAGE", value_parser = listed(languages::CODES, languages::of_word), hide_possible_values = true)]
    report_language: Option<&'static str>,
    /// Print nothing that leads, or may lead, to a confidential source: for logs that others read
    #[arg(long)]
    redact: bool,
    /// Explain a standard, with an example and how to fix it; `all` lists them
    #[arg(long, value_name = "NAME", hide_possible_values = true, value_parser = listed(&[Standard::NAMES, &["all"]].concat(), |name| Ok(name.to_owned())), conflicts_with_all = ["cases", "standards", "report_language"])]
    explain: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The JSON output. The fields of `findings` must stay compatible.
#[derive(Serialize)]
struct Checked {
    format: u32,
    findings: Vec<Row>,
    waived: Vec<Waived>,
    #[serde(rename = "houses")]
    own_standards: Vec<OwnStandards>,
}

/// The differences between the newsroom's standards and the defaults.
#[derive(Serialize)]
struct OwnStandards {
    case: String,
    file: String,
    differences: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    case: String,
    standard: &'static str,
    severity: &'static str,
    claim: Option<ClaimId>,
    number: Option<usize>,
    source: Option<SourceId>,
    exposes: Option<SourceId>,
    paragraph: Option<usize>,
    message: String,
    help: String,
}

#[derive(Serialize)]
struct Waived {
    #[serde(flatten)]
    row: Row,
    by: String,
    reason: String,
}

pub(super) fn run(arguments: &Check, world: &mut World) -> Result<()> {
    if let Some(name) = &arguments.explain {
        return explain(name, world);
    }
    let mut checked = Checked {
        format: 1,
        findings: Vec::new(),
        waived: Vec::new(),
        own_standards: Vec::new(),
    };
    let mut has_error = false;
    let standards = arguments.standards.as_deref();
    let unopened = world.each_case(&arguments.cases, standards, |world, path, opened| {
        if let Some(bad_house) = &opened.bad_house {
            return Err(bad_house_error(bad_house).into());
        }
        let (case, found) = (opened.case(), &opened.findings);
        let coverage = Coverage::of(case);
        let findings = found.all(case, coverage);
        has_error |= findings.iter().any(Finding::is_error);
        // The exit code depends on the whole case, even if the printed findings are redacted.
        let (whole, count) = (case, findings.len());
        let redacted = arguments.redact.then(|| redact_strictly(whole));
        let case = redacted.as_ref().unwrap_or(whole);
        let findings = if arguments.redact {
            let disk = world.disk.as_ref();
            findings_on(disk, path, (case, whole), found.house()).all(case, coverage)
        } else {
            findings
        };
        let gate = |text: &str| gate::shown(whole, text, arguments.redact);
        let path = &PathBuf::from(gate(&path.to_string_lossy()));
        match arguments.format {
            Form::Text => {
                if let Some(sentence) = found.house().sentence() {
                    let path = path.to_string_lossy();
                    writeln!(world.out, "{}: {}", visible(&path), gate(&sentence))?;
                }
                let desk = &world.settings().report_language;
                let language = languages::of_report(arguments.report_language, desk, None);
                let wordings = Wordings::of(language);
                print_findings(world, path, (case, arguments.redact), &findings, &wordings)?;
                if let Some(more) = count.checked_sub(findings.len()).filter(|more| *more > 0) {
                    let path = path.to_string_lossy();
                    let more = listing::withheld_count(more).translated(&wordings);
                    writeln!(world.out, "{}: {more}", visible(&path))?;
                }
            }
            Form::Json => {
                let house = found.house();
                if house.sentence().is_some() {
                    checked.own_standards.push(OwnStandards {
                        case: path.to_string_lossy().into_owned(),
                        file: gate(house.file()),
                        differences: house.differences(),
                    });
                }
                add_rows(&mut checked, path, case, findings);
            }
        }
        Ok(())
    })?;
    if arguments.format == Form::Json {
        print::json(&mut world.out, &checked)?;
    }
    world.out.flush()?;
    unopened.report()?;
    if has_error {
        return Err(breach().into());
    }
    Ok(())
}

impl World {
    /// The standards for a case. If their file cannot be read, the default standards and the error.
    pub(super) fn house_or_default(&self, path: &Path) -> (House, Option<BadConfig>) {
        match crate::config::house(self.disk.as_ref(), &self.paths, path, None) {
            Ok(house) => (house, None),
            Err(bad_house) => (House::default(), Some(bad_house)),
        }
    }

    /// The findings on a case as it is shown (it may be redacted). The story file is compared with
    /// the whole case. If the standards file cannot be read, prints a warning and uses the default
    /// standards.
    pub(super) fn findings(&self, path: &Path, (case, whole): (&Case, &Case)) -> Findings {
        let (house, bad_house) = self.house_or_default(path);
        if let Some(bad_house) = bad_house {
            words::warn_about_config(&bad_house, words::OWN_STANDARDS);
        }
        findings_on(self.disk.as_ref(), path, (case, whole), &house)
    }
}

/// The error for a standards file that cannot be read.
fn bad_house_error(bad_house: &BadConfig) -> Error {
    let hint = "fix it: `factdesk config --standards` prints a whole one";
    Error::refused(bad_house.to_string(), hint)
}

fn add_rows(checked: &mut Checked, path: &Path, case: &Case, findings: Vec<Finding>) {
    for finding in findings {
        let claim = finding.claim.and_then(|id| case.claims.get(id));
        let waiver = claim.and_then(|claim| waiver(claim, finding.standard));
        let row = Row {
            case: path.to_string_lossy().into_owned(),
            standard: finding.standard.name(),
            severity: finding.severity.name(),
            claim: finding.claim,
            number: finding.claim.and_then(|id| case.number(id)),
            source: finding.source,
            exposes: finding.exposes,
            paragraph: finding.paragraph,
            message: finding.message.to_string(),
            help: finding.hint.to_string(),
        };
        match waiver.filter(|_| finding.is_waived) {
            Some(waiver) => checked.waived.push(Waived {
                row,
                by: waiver.by.clone(),
                reason: waiver.reason.clone(),
            }),
            None => checked.findings.push(row),
        }
    }
}

/// The label of a waived finding.
const WAIVED: &str = "waived";

/// The least width of the severity column, in characters.
const NARROWEST: usize = 8;

/// Prints the findings, grouped by their subject, and a summary.
fn print_findings(
    world: &mut World,
    path: &Path,
    (case, is_redacted): (&Case, bool),
    findings: &[Finding],
    wordings: &Wordings,
) -> Result<()> {
    let out = &mut world.out;
    let path = path.to_string_lossy();
    let path = visible(&path);
    let labels = Severity::ALL.iter().map(|it| it.name()).chain([WAIVED]);
    let width = labels
        .map(|label| wordings.word(label).chars().count())
        .max();
    let width = width.unwrap_or_default().max(NARROWEST);
    let mut about = None;
    for finding in findings {
        let here = (finding.claim, finding.source, finding.paragraph);
        if about != Some(here) {
            about = Some(here);
            let subject = finding.claim.map(|id| words::claim(case, id));
            let other = || listing::subject(case, finding).translated(wordings);
            writeln!(out, "{path}: {}", subject.unwrap_or_else(other))?;
        }
        let claim = finding.claim.and_then(|id| case.claims.get(id));
        let waiver = claim.and_then(|claim| waiver(claim, finding.standard));
        let [mut message, hint] = finding.translated(wordings);
        // If the output is not redacted, the name of the source may be printed.
        let exposed = finding.exposes.filter(|_| !is_redacted);
        if let Some(source) = exposed.and_then(|id| case.sources.get(id)) {
            message = format!("{message} [{}]", visible(&source.name));
        }
        let waiver = waiver.filter(|_| finding.is_waived);
        let label = wordings.word(waiver.map_or(finding.severity.name(), |_| WAIVED));
        let below = waiver.map_or(hint, |waiver| {
            listing::waived_by(waiver).translated(wordings)
        });
        let indent = " ".repeat(width + 3);
        let below = below.replace('\n', &format!("\n{indent}"));
        writeln!(
            out,
            "  {label:<width$} {}: {message}\n{indent}{below}",
            finding.standard
        )?;
    }
    writeln!(
        out,
        "{path}: {}",
        listing::summary(findings).translated(wordings)
    )?;
    Ok(())
}

fn explain(name: &str, world: &mut World) -> Result<()> {
    let keys = super::open::keymap(world).unwrap_or_default();
    let out = &mut world.out;
    if name == "all" {
        for standard in Standard::ALL {
            let about = standard.about();
            writeln!(out, "{:<8} {standard:<26} {}", about.severity, about.asks)?;
        }
        return Ok(());
    }
    let standard: Standard = name.parse().map_err(|_| {
        let shown = visible(name);
        Error::refused(
            format!("there is no standard `{shown}`"),
            "`factdesk check --explain all` lists them",
        )
    })?;
    let about = standard.about();
    writeln!(
        out,
        "{standard} ({})\n{}\n\nWhy      {}\nExample  {}\nFix      {}",
        about.severity,
        about.asks,
        about.why,
        about.example,
        keys.fill_known(about.hint)
    )?;
    Ok(())
}
