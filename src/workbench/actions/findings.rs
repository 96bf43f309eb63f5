//! Findings: listed, gone to with the key that mends them, waived with a reason.

use crate::case::{ClaimId, Question, deeds};
use crate::check::{Finding, Severity, Standard, waiver};
use crate::text::{counted, visible};

use crate::workbench::field::Field;
use crate::workbench::message::Message;
use crate::workbench::model::{Model, Pane};
use crate::workbench::popup::list::{Choice, Objection, Pick, Row};
use crate::workbench::popup::{Asks, Mode, Prompt};
use crate::workbench::template::template;
use crate::workbench::unsent::offered;
use crate::workbench::{Turn, words};

/// `!`: all findings, grouped by what they are about, the worst first.
pub fn findings(model: &mut Model, _: &mut Turn<'_>) {
    let all = model.index.findings.all(model.case(), model.index.coverage);
    let house = model.index.findings.house().told();
    if all.is_empty() && house.is_none() {
        model.say("The house objects to nothing in this case");
        return;
    }
    let told: Vec<String> = Severity::ALL
        .iter()
        .map(|severity| {
            let unwaived = all
                .iter()
                .filter(|finding| finding.severity == *severity && !finding.is_waived);
            (severity, unwaived.count())
        })
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| match severity {
            Severity::Info => counted(count, "note"),
            other => counted(count, other.name()),
        })
        .collect();
    let house_row = house.as_ref().map(|told| Row {
        keys: String::new(),
        label: told.clone(),
        detail: String::new(),
        is_on: false,
        choice: Choice::Nothing,
    });
    let found = all.iter().map(|finding| row(model, finding));
    // Last, so that Enter goes to the worst finding.
    let rows = found.chain(house_row).collect();
    let own = house.is_some().then(|| "own standards".to_owned());
    let told: Vec<String> = told.into_iter().chain(own).collect();
    let title = format!("Findings · {}", told.join(", "));
    model.modes.push(Mode::Pick(Pick::new(title, rows)));
}

fn row(model: &Model, finding: &Finding) -> Row {
    let claim = finding.claim.and_then(|id| model.case().claims.get(id));
    let waiver = claim
        .and_then(|claim| waiver(claim, finding.standard))
        .filter(|_| finding.is_waived);
    let source = finding.source.and_then(|id| model.case().sources.get(id));
    let about = match (finding.claim, source, finding.paragraph) {
        (Some(id), ..) => format!("{} ", model.number(id)),
        (None, Some(source), _) => format!("{} ", visible(&source.name)),
        (None, None, Some(paragraph)) => format!("paragraph {} ", paragraph + 1),
        (None, None, None) => String::new(),
    };
    Row {
        keys: words::severity(finding.severity).to_owned(),
        label: format!("{about}{}: {}", finding.standard, finding.message),
        detail: waiver.map_or_else(String::new, |waiver| {
            format!("waived by {}", visible(&waiver.by))
        }),
        is_on: true,
        choice: Choice::Go(Objection {
            standard: finding.standard,
            claim: finding.claim,
            question: finding.question,
            source: finding.source,
            paragraph: finding.paragraph,
        }),
    }
}

/// Goes to what a standard objects to, and says the way out with its key.
pub fn go(model: &mut Model, place: Objection, turn: &mut Turn<'_>) {
    let standard = place.standard;
    let mut findings = model
        .index
        .findings
        .all(model.case(), model.index.coverage)
        .into_iter();
    let found = findings.find(|finding| {
        (
            finding.standard,
            finding.claim,
            finding.question,
            finding.source,
            finding.paragraph,
        ) == (
            standard,
            place.claim,
            place.question,
            place.source,
            place.paragraph,
        )
    });
    let Some(found) = found else { return };
    if let Some(claim) = place.claim {
        model.reveal(claim);
        model.focus.pane = Pane::Claims;
        let has_said = model
            .claim()
            .is_some_and(|claim| claim.attribution.is_some());
        model.focus.question = match standard {
            _ if found.question == Some(Question::Said) && has_said => Question::Said,
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
        super::story::go_to(model, paragraph);
    } else if standard == Standard::UnreadText {
        super::story::bare(model, turn);
    }
    let about = place
        .claim
        .map_or(String::new(), |id| model.number(id).to_string());
    let way_out = match (standard.about().mend, found.is_waived) {
        (_, true) => model.fill(template!("it is waived; {waive} takes the waiver back")),
        ("", false) => found.help.clone(),
        (mend, false) => format!("{} {}", model.keys.way_to(mend), found.help),
    };
    let waives = match place.claim {
        Some(_) if !found.is_waived => model.fill(template!("  {waive} waives it")),
        _ => String::new(),
    };
    model.message = Message {
        head: about,
        tail: format!("{standard}: {way_out}{waives}"),
        ..Message::default()
    };
}

/// `W`: which of the standards that object need the claim in focus not meet? One that is waived has to be met again.
pub fn waive(model: &mut Model, turn: &mut Turn<'_>) {
    let Some(claim) = model.focus.claim else {
        return;
    };
    let mut rows: Vec<Row> = Vec::new();
    for finding in model.index.findings.on(claim) {
        let is_new = rows.iter().all(
            |row| !matches!(row.choice, Choice::Waive(_, standard) if standard == finding.standard),
        );
        if is_new {
            rows.push(Row {
                choice: Choice::Waive(claim, finding.standard),
                ..row(model, finding)
            });
        }
    }
    match rows.as_slice() {
        [] => {}
        [
            Row {
                choice: Choice::Waive(claim, standard),
                ..
            },
        ] => ask_why(model, *claim, *standard, turn),
        _ => {
            let title = format!("What need claim {} not meet?", model.number(claim));
            model.modes.push(Mode::Pick(Pick::new(title, rows)));
        }
    }
}

/// Asks why a claim need not meet a standard; if it is waived, takes that back.
pub fn ask_why(model: &mut Model, claim: ClaimId, standard: Standard, turn: &mut Turn<'_>) {
    let waived = model
        .case()
        .claims
        .get(claim)
        .is_some_and(|claim| waiver(claim, standard).is_some());
    if waived {
        let edit = deeds::unwaive(model.case(), claim, standard.name(), &model.stamp(turn));
        if model.make(edit, turn) {
            model.say(format!(
                "{} has to meet {standard} again; {}",
                model.number(claim),
                model.fill(template!("{undo} takes it back"))
            ));
        }
        return;
    }
    let asks = Asks::Waiver(claim, standard);
    let field = Field::line(&offered(model, asks));
    model.modes.push(Mode::Prompt(Prompt { asks, field }));
}

/// Records a waiver, if its reason says anything.
pub fn waived(
    model: &mut Model,
    claim: ClaimId,
    standard: Standard,
    reason: &str,
    turn: &mut Turn<'_>,
) -> bool {
    if reason.trim().is_empty() {
        model.say("A waiver needs a reason: say why, or Esc leaves");
        return false;
    }
    let edit = deeds::waive(
        model.case(),
        claim,
        standard.name(),
        reason,
        &model.stamp(turn),
    );
    let is_made = model.make(edit, turn);
    if is_made {
        model.say(format!(
            "{} need not meet {standard}: {}; {}",
            model.number(claim),
            visible(reason.trim()),
            model.fill(template!("{undo} takes it back"))
        ));
    }
    is_made
}
