//! Findings: listing them, going to their place, waiving them.

use crate::case::{ClaimId, Question, ops};
use crate::check::{Finding, Severity, Standard, waiver};
use crate::text::{counted, visible};
use crate::workbench::action::{Action, FindingRef, Pane};
use crate::workbench::actions::story;
use crate::workbench::event::Context;
use crate::workbench::labels;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::list::{List, Row};
use crate::workbench::popup::prompt::{Prompt, Purpose};
use crate::workbench::template::template;

/// `!`: lists all findings: errors, then warnings, then notes. After these come the findings that
/// only say what is left to rule on, then the waived ones.
pub fn findings(model: &mut Model) -> Option<Popup> {
    let mut all_findings = model.index.findings.all(model.case(), model.index.coverage);
    let house = model.index.findings.house().sentence();
    if model.analysis.is_running() {
        model.say("The case is still being checked");
        return None;
    }
    if all_findings.is_empty() && house.is_none() {
        model.say("No findings in this case");
        return None;
    }
    let is_left_to_rule = |finding: &Finding| finding.standard == Standard::OpenClaim;
    all_findings.sort_by_key(|finding| {
        (
            finding.is_waived,
            is_left_to_rule(finding),
            finding.severity,
        )
    });
    let counts: Vec<String> = Severity::ALL
        .iter()
        .map(|severity| {
            let unwaived = all_findings
                .iter()
                .filter(|finding| finding.severity == *severity && !finding.is_waived);
            (severity, unwaived.count())
        })
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| match severity {
            Severity::Info => counted(count, "note"),
            Severity::Error if (1..count).contains(&model.index.flags()) => {
                // The header counts only the errors that are flagged with `!`. The glyph of a
                // standing shows the others.
                let errors = counted(count, "error");
                format!("{errors} ({} shown as !)", model.index.flags())
            }
            other => counted(count, other.name()),
        })
        .collect();
    let house_row = house.as_ref().map(|sentence| Row {
        is_on: false,
        ..Row::note(sentence)
    });
    let finding_rows = all_findings
        .iter()
        .map(|finding| finding_row(model, finding));
    // The row about the house standards comes last, so that Enter goes to the worst finding.
    let rows = finding_rows.chain(house_row).collect();
    let own = house.is_some().then(|| "own standards".to_owned());
    let counts: Vec<String> = counts.into_iter().chain(own).collect();
    let title = format!("Findings · {}", counts.join(", "));
    Some(List::new(title, rows).into())
}

fn finding_row(model: &Model, finding: &Finding) -> Row {
    let claim = finding.claim.and_then(|id| model.case().claims.get(id));
    let waiver = claim
        .and_then(|claim| waiver(claim, finding.standard))
        .filter(|_| finding.is_waived);
    let source = finding.source.and_then(|id| model.case().sources.get(id));
    let exposed = finding.exposes.and_then(|id| model.case().sources.get(id));
    let about = match (finding.claim, source, finding.paragraph) {
        (Some(id), ..) => format!("{} ", model.number(id)),
        (None, Some(source), _) => format!("{} ", visible(&source.name)),
        (None, None, Some(paragraph)) => format!("paragraph {} ", paragraph + 1),
        (None, None, None) => String::new(),
    };
    // Like the header, the row shows `!` only for flagged errors.
    let sign = match finding.standard.standing() {
        Some(standing) if finding.is_error() => model.glyph(standing),
        _ => labels::severity(finding.severity),
    };
    Row {
        keys: sign.to_owned(),
        label: format!("{about}{}: {}", finding.standard, finding.message),
        detail: match (waiver, exposed) {
            (Some(waiver), _) => format!("waived by {}", visible(&waiver.by)),
            (None, Some(source)) => visible(&source.name).into_owned(),
            (None, None) => String::new(),
        },
        is_on: true,
        action: Action::GoToFinding(finding_ref(finding)),
    }
}

fn finding_ref(finding: &Finding) -> FindingRef {
    FindingRef {
        standard: finding.standard,
        question: finding.question,
        claim: finding.claim,
        source: finding.source,
        paragraph: finding.paragraph,
    }
}

/// Goes to the place of a finding, and shows its hint with the key.
pub fn go_to(model: &mut Model, place: FindingRef) -> Option<Popup> {
    let standard = place.standard;
    let mut findings = model
        .index
        .findings
        .all(model.case(), model.index.coverage)
        .into_iter();
    let finding = findings.find(|finding| finding_ref(finding) == place)?;
    model.recall.finding = Some(place);
    let mut popup = None;
    if let Some(claim) = place.claim {
        model.reveal(claim);
        model.focus.pane = Pane::Claims;
        let has_said = model.has_said();
        model.focus.question = match standard {
            _ if finding.question == Some(Question::Said) && has_said => Question::Said,
            Standard::LinkUnseen | Standard::SaidNotChecked if has_said => Question::Said,
            Standard::OpenClaim | Standard::Contested | Standard::StaleRuling => {
                model.focus.question
            }
            _ => Question::Fact,
        };
    } else if let Some(source) = place.source {
        model.focus.source = Some(source);
        model.focus.pane = Pane::Sources;
    } else if let Some(paragraph) = place.paragraph {
        popup = Some(story::go_to(model, paragraph));
    } else if standard == Standard::UnreadText {
        popup = story::next_uncovered(model);
    }
    let about = place
        .claim
        .map_or(String::new(), |id| model.number(id).to_string());
    let hint = match (standard.about().command, finding.is_waived) {
        (_, true) => model.fill(template!("it is waived; {waive} removes the waiver")),
        ("", false) => finding.hint.to_string(),
        (command, false) => format!("{} {}", model.keys.way_to(command), finding.hint),
    };
    let waives = match place.claim {
        Some(_) if !finding.is_waived => model.fill(template!("  {waive} waives it")),
        _ => String::new(),
    };
    model.message = Message {
        head: about,
        tail: format!("{standard}: {hint}{waives}"),
        ..Message::default()
    };
    popup
}

/// `W`: asks which of the standards with a finding on the claim to waive. For a standard that is
/// already waived, the row removes the waiver.
pub fn waive(model: &mut Model, cx: &mut Context<'_>) -> Option<Popup> {
    let claim = model.focus.claim?;
    let mut rows: Vec<Row> = Vec::new();
    for finding in model.index.findings.on(claim) {
        let is_new_standard = rows.iter().all(
            |row| !matches!(row.action, Action::AskWaiver(_, standard) if standard == finding.standard),
        );
        if is_new_standard {
            rows.push(Row {
                action: Action::AskWaiver(claim, finding.standard),
                ..finding_row(model, finding)
            });
        }
    }
    match rows.as_slice() {
        [] => None,
        [
            Row {
                action: Action::AskWaiver(claim, standard),
                ..
            },
        ] => ask_why(model, *claim, *standard, cx),
        _ => {
            let title = format!("Which standard to waive for claim {}?", model.number(claim));
            let last = model
                .recall
                .finding
                .filter(|last| last.claim == Some(claim));
            let is_last = |row: &Row| matches!(row.action, Action::AskWaiver(_, standard) if last.is_some_and(|last| last.standard == standard));
            let place = rows.iter().position(is_last).unwrap_or_default();
            let mut list = List::new(title, rows).about_claim();
            list.step(isize::try_from(place).unwrap_or_default());
            Some(list.into())
        }
    }
}

/// Asks why a claim is exempt from a standard. If the standard is waived already, removes the
/// waiver.
pub fn ask_why(
    model: &mut Model,
    claim: ClaimId,
    standard: Standard,
    cx: &mut Context<'_>,
) -> Option<Popup> {
    let waived = model
        .case()
        .claims
        .get(claim)
        .is_some_and(|claim| waiver(claim, standard).is_some());
    if waived {
        let edit = ops::unwaive(model.case(), claim, standard.name(), &model.stamp(cx));
        if model.make(edit, cx) {
            model.say(format!(
                "{} has to meet {standard} again; {}",
                model.number(claim),
                model.fill(template!("{undo} undoes it"))
            ));
        }
        return None;
    }
    let purpose = Purpose::Waiver(claim, standard);
    Some(Prompt::new(model, purpose).into())
}

/// Records a waiver. An empty reason is refused.
pub fn record_waiver(
    model: &mut Model,
    claim: ClaimId,
    standard: Standard,
    reason: &str,
    cx: &mut Context<'_>,
) -> bool {
    if reason.trim().is_empty() {
        model.say("A waiver needs a reason: say why, or Esc closes");
        return false;
    }
    let edit = ops::waive(
        model.case(),
        claim,
        standard.name(),
        reason,
        &model.stamp(cx),
    );
    let is_made = model.make(edit, cx);
    if is_made {
        model.say(format!(
            "{} need not meet {standard}: {}; {}",
            model.number(claim),
            visible(reason.trim()),
            model.fill(template!("{undo} undoes it"))
        ));
    }
    is_made
}
