//! Finding, filtering, ordering; and what choosing a row of a list does.

use crate::case::{Standing, deeds};
use crate::check::Severity;
use crate::reading::proposals;
use crate::text::visible;

use crate::text::counted;
use crate::workbench::find::{Find, Found, Hit};
use crate::workbench::index::{Filter, Order};
use crate::workbench::key::{Code, Key, Press};
use crate::workbench::message::Message;
use crate::workbench::model::{Model, Pane};
use crate::workbench::popup::Mode;
use crate::workbench::popup::list::{Choice, Pick, Row};
use crate::workbench::template::template;
use crate::workbench::{Effect, Turn, words};

/// `/`
pub fn find(model: &mut Model, turn: &mut Turn<'_>) {
    let shown = (model.look.filter != Filter::All).then_some(model.index.rows.as_slice());
    let mut find = Find::new(model.case(), shown);
    turn.effects
        .push(Effect::Find(find.query(&mut model.recall.finds)));
    model.modes.push(Mode::Find(find));
}

/// What a find has come to, if it is still wanted.
pub fn found(model: &mut Model, found: Found, turn: &mut Turn<'_>) {
    if let Some(Mode::Find(find)) = model.modes.last_mut()
        && found.serial == find.serial
    {
        find.at = find.at.min(found.hits.len().saturating_sub(1));
        find.found = found;
        if find.is_awaited && find.found.is_done {
            find.is_awaited = false;
            let held = std::mem::take(&mut find.held);
            // As they came, so that one that was held down is that here, too.
            model.pressed = None;
            for press in held {
                crate::workbench::press(model, press, turn);
            }
        }
    }
}

/// Keys while finding.
pub fn typed(model: &mut Model, mut find: Find, key: Key, turn: &mut Turn<'_>) {
    let hits = find.found.hits.len();
    let is_answered = find.found.serial == find.serial && find.found.is_done;
    // Keys that come in one piece are for what is found, which another thread has yet to say.
    find.is_awaited |= key.code == Code::Enter && !is_answered;
    if find.is_awaited {
        let press = model.pressed.unwrap_or(key.into());
        find.held.push(Press { key, ..press });
        model.modes.push(Mode::Find(find));
        return;
    }
    match key.code {
        Code::Enter => {
            match find.found.hits.get(find.at) {
                Some(Hit::Claim(id)) => {
                    let id = *id;
                    model.focus.pane = Pane::Claims;
                    model.reveal(id);
                }
                Some(Hit::Source(id)) => {
                    model.focus.source = Some(*id);
                    model.focus.pane = Pane::Sources;
                }
                None => {
                    model.say(nothing_found(model, &find.found));
                    model.modes.push(Mode::Find(find));
                }
            }
            return;
        }
        Code::Down => find.at = (find.at + 1).min(hits.saturating_sub(1)),
        Code::Up => find.at = find.at.saturating_sub(1),
        Code::PgDn => find.at = (find.at + 10).min(hits.saturating_sub(1)),
        Code::PgUp => find.at = find.at.saturating_sub(10),
        _ => {
            let before = find.field.text();
            if find.field.key(key) && find.field.text() != before {
                find.at = 0;
                turn.effects
                    .push(Effect::Find(find.query(&mut model.recall.finds)));
            }
        }
    }
    model.modes.push(Mode::Find(find));
}

/// What is said where nothing is found: under a filter, that there is something outside it.
fn nothing_found(model: &Model, found: &Found) -> String {
    if !found.is_done {
        return "Nothing found yet".to_owned();
    }
    if found.hidden == 0 {
        return "Nothing is found".to_owned();
    }
    let hidden = counted(found.hidden, "claim");
    let filter = model.fill(template!("{filter} shows all"));
    format!("Nothing is found under this filter; {hidden} outside it: Esc, then {filter}")
}

/// `f`
pub fn filter(model: &mut Model, _: &mut Turn<'_>) {
    let progress = model.index.progress;
    let row = |label: String, count: usize, filter| Row {
        keys: String::new(),
        label,
        detail: counted(count, "claim"),
        is_on: true,
        choice: Choice::Filter(filter),
    };
    let mut rows = vec![
        row("all".to_owned(), progress.claims, Filter::All),
        row(
            "asks for a ruling".to_owned(),
            progress.claims - progress.checked,
            Filter::Work,
        ),
    ];
    for standing in Standing::ALL {
        let mut counts = progress;
        let label = format!("{} fact {standing}", model.glyph(*standing));
        rows.push(row(
            label,
            *counts.count(*standing),
            Filter::Standing(*standing),
        ));
    }
    for (standard, count) in model.index.findings.by_standard() {
        let house = model.index.findings.house();
        let weight = house.weighs(standard).unwrap_or(Severity::Info);
        rows.push(row(
            format!("{} {standard}", words::severity(weight)),
            count,
            Filter::Finding(standard),
        ));
    }
    if !model.look.marks.is_empty() {
        rows.push(row(
            "marked".to_owned(),
            model.look.marks.len(),
            Filter::Marked,
        ));
    }
    for (id, _) in &model.index.sources {
        if let Some(source) = model.case().sources.get(*id) {
            let (claims, items) = model.index.uses.get(id).copied().unwrap_or_default();
            rows.push(Row {
                keys: String::new(),
                label: visible(&source.name).into_owned(),
                detail: format!("{}, {}", counted(claims, "claim"), counted(items, "item")),
                is_on: true,
                choice: Choice::Filter(Filter::Source(*id)),
            });
        }
    }
    model.modes.push(Mode::Pick(Pick::new("Filter", rows)));
}

/// The order of the list.
pub fn order(model: &mut Model, _: &mut Turn<'_>) {
    let row = |label: &str, order| Row {
        keys: String::new(),
        label: label.to_owned(),
        detail: String::new(),
        is_on: true,
        choice: Choice::Order(order),
    };
    let rows = vec![
        row("draft order", Order::Draft),
        row("what asks for a ruling first", Order::Work),
    ];
    model.modes.push(Mode::Pick(Pick::new("Order", rows)));
}

/// Keys in a list.
pub fn picked(model: &mut Model, mut pick: Pick, key: Key, turn: &mut Turn<'_>) {
    match key.code {
        Code::Enter => match pick
            .chosen()
            .map(|row| (row.choice, row.is_on, row.detail.clone()))
        {
            None => {
                model.say("Nothing matches what is typed");
                model.modes.push(Mode::Pick(pick));
            }
            Some((Choice::Nothing, ..)) => model.modes.push(Mode::Pick(pick)),
            Some((choice, ..)) => choose(model, choice, turn),
        },
        Code::Down | Code::Tab if !key.shift => {
            pick.step(1);
            model.modes.push(Mode::Pick(pick));
        }
        Code::Up | Code::Tab => {
            pick.step(-1);
            model.modes.push(Mode::Pick(pick));
        }
        Code::PgDn => {
            pick.step(10);
            model.modes.push(Mode::Pick(pick));
        }
        Code::PgUp => {
            pick.step(-10);
            model.modes.push(Mode::Pick(pick));
        }
        _ => {
            let before = pick.field.text();
            if pick.field.key(key) && pick.field.text() != before {
                pick.narrow();
            }
            model.modes.push(Mode::Pick(pick));
        }
    }
}

fn choose(model: &mut Model, choice: Choice, turn: &mut Turn<'_>) {
    match choice {
        Choice::Run(command) => {
            // A command of another pane is meant there.
            match command.place {
                crate::workbench::commands::Place::Sources => model.focus.pane = Pane::Sources,
                crate::workbench::commands::Place::Verdict => model.focus.pane = Pane::Verdict,
                crate::workbench::commands::Place::Claims => model.focus.pane = Pane::Claims,
                crate::workbench::commands::Place::Panes => {}
            }
            crate::workbench::run(command, model, turn);
        }
        Choice::Filter(filter) => {
            model.look.filter = filter;
            model.arrange();
            model.focus.pane = Pane::Claims;
            let count = model.index.rows.len();
            if count == 0 {
                model.say(model.fill(template!(
                    "No claim is so; {filter} shows others, {leave} all"
                )));
            }
        }
        Choice::Order(order) => {
            model.look.order = order;
            model.arrange();
        }
        Choice::Part(paragraph, part) => {
            let proposed = proposals(model.case(), paragraph, part, turn.mint);
            let edit = deeds::set_part(model.case(), paragraph, part, proposed, &model.stamp(turn));
            let told = edit
                .as_ref()
                .map(|edit| edit.what.clone())
                .unwrap_or_default();
            if model.make(edit, turn) {
                model.say(format!(
                    "P{} now; {}",
                    told.get(1..).unwrap_or_default(),
                    model.fill(template!("{undo} takes it back"))
                ));
            }
        }
        Choice::PutInto(gone, keep) => {
            let name = |id| {
                model
                    .case()
                    .sources
                    .get(id)
                    .map(|source| visible(&source.name).into_owned())
            };
            let (lost, kept) = (
                name(gone).unwrap_or_default(),
                name(keep).unwrap_or_default(),
            );
            let edit = deeds::put_together(model.case(), keep, gone, &model.stamp(turn));
            if model.make(edit, turn) {
                model.focus.source = Some(keep);
                if model.look.filter == Filter::Source(gone) {
                    model.look.filter = Filter::Source(keep);
                    model.arrange();
                }
                let parts = model.fill(template!("{undo} parts them"));
                model.message = Message::new(format!("{lost} is {kept} now; {parts}"));
            }
        }
        Choice::Go(place) => super::findings::go(model, place, turn),
        Choice::Waive(claim, standard) => super::findings::ask_why(model, claim, standard, turn),
        Choice::RelyOn(source, other) => super::sources::rely(model, source, other, turn),
        Choice::LinkTo(claim, to) => super::links::ask_how(model, claim, to),
        Choice::Link(claim, to, kind) => super::links::link(model, claim, to, kind, turn),
        Choice::Export(format) => super::jobs::ask_where(model, format),
        Choice::Unsent(place) => super::unsent::reopen(model, place, turn),
        Choice::Nothing => {}
    }
}
