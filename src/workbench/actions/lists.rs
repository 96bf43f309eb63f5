//! The palette, help, filter and order lists, and the find line.

use crate::case::Standing;
use crate::check::Severity;
use crate::text::{counted, visible};
use crate::workbench::action::{Action, Pane};
use crate::workbench::commands::{COMMANDS, Command, Group};
use crate::workbench::event::{Context, Effect};
use crate::workbench::find::Hit;
use crate::workbench::index::{Filter, Order};
use crate::workbench::labels;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::find::Find;
use crate::workbench::popup::list::{List, Row};
use crate::workbench::template::{Template, template};
use crate::workbench::view::theme::Theme;
use crate::workbench::why_not::why_not;

/// A row for a command and its keys, dimmed if it is not possible now.
fn command_row(model: &Model, command: &Command) -> Row {
    let action = Action::Command(command.id);
    Row {
        keys: model.keys.keys(command).join(" "),
        is_on: why_not(model, &command.action).is_none(),
        ..Row::new(command.doc, command.place.name(), action)
    }
}

/// `:`: lists all commands.
pub fn palette(model: &Model) -> Popup {
    let is_shown =
        |command: &&Command| !matches!(command.id, "caps-lock" | "interrupt" | "leave" | "palette");
    let (keyless, keyed): (Vec<_>, Vec<_>) = COMMANDS
        .iter()
        .filter(is_shown)
        .partition(|command| model.keys.keys(command).is_empty());
    // Commands without a key are listed only here, so they come first. If a command is not possible
    // now, its row says why.
    let rows = keyless.into_iter().chain(keyed).map(|command| Row {
        detail: why_not(model, &command.action)
            .map_or_else(|| command.place.name().to_owned(), |why| model.fill(why)),
        ..command_row(model, command)
    });
    let rows = rows.collect();
    List::new("Commands", rows).into()
}

/// The text at the top of the help.
const INTRODUCTION: &[Template] = &[
    template!("A claim with a source has two questions:"),
    template!("said (did they say it?) and fact (is it true?)."),
    template!("{confirm}, {dispute} and {unverified} rule on the one that the pointer is at,"),
    template!("and focus moves on by itself."),
    template!("0-9 answer the line at the bottom: why, which"),
    template!("source shows it. Esc closes the popup."),
];

/// `?`: lists the keys that work now.
pub fn help(model: &Model) -> Popup {
    let rule = if model.prefs.is_unicode {
        "──"
    } else {
        "--"
    };
    let first = INTRODUCTION.iter().map(|line| Row::note(model.fill(*line)));
    let mut rows: Vec<Row> = first.collect();
    for group in Group::ALL {
        rows.push(Row::note(format!("{rule} {} {rule}", group.name())));
        let commands = COMMANDS.iter().filter(|command| command.group == *group);
        rows.extend(commands.map(|command| command_row(model, command)));
    }
    rows.push(Row::note(format!("{rule} What the signs mean {rule}")));
    let sign = |keys: &str, says: &str| Row {
        keys: keys.to_owned(),
        ..Row::note(says)
    };
    let standings = Standing::ALL.iter();
    rows.extend(
        standings.map(|standing| sign(model.glyph(*standing), labels::standing(*standing))),
    );
    let theme = Theme::of(&model.prefs);
    let [checked, open, uncovered] = theme.coverage();
    rows.extend(
        [
            ("!", "an error-level finding"),
            (theme.mark(), "marked: keys act on all marked claims"),
            ("s f", "columns: how said stands, how fact stands"),
            ("ev", "column: items of evidence"),
            (checked, "right of the story: the line is checked"),
            (open, "right of the story: not all of it is checked"),
            (uncovered, "right of the story: no claim is on some of it"),
        ]
        .map(|(keys, says)| sign(keys, says)),
    );
    List::new("Help", rows).into()
}

/// `/`: opens the search line.
pub fn find(model: &mut Model, cx: &mut Context<'_>) -> Popup {
    let (find, query) = Find::new(model);
    cx.effects.push(Effect::Find(query));
    find.into()
}

/// Goes to a search result.
pub fn go_to(model: &mut Model, hit: Hit) {
    match hit {
        Hit::Claim(id) => {
            model.focus.pane = Pane::Claims;
            model.reveal(id);
        }
        Hit::Source(id) => {
            model.focus.source = Some(id);
            model.focus.pane = Pane::Sources;
        }
    }
}

/// `f`: asks which claims to show.
pub fn filter(model: &Model) -> Popup {
    let progress = model.index.progress;
    let row = |label: String, count: usize, filter| {
        Row::new(label, counted(count, "claim"), Action::ShowOnly(filter))
    };
    let mut rows = vec![
        row("all".to_owned(), progress.claims, Filter::All),
        row(
            "needs a ruling".to_owned(),
            progress.claims - progress.checked,
            Filter::Work,
        ),
    ];
    let unsure = model.case().uncut().filter(|claim| claim.is_unsure());
    let unsure = unsure.count();
    if unsure > 0 {
        rows.push(row("not sure who".to_owned(), unsure, Filter::Unsure));
    }
    for standing in Standing::ALL {
        let mut counts = progress;
        let label = format!("{} fact {standing}", model.glyph(*standing));
        rows.push(row(
            label,
            *counts.count(*standing),
            Filter::Standing(*standing),
        ));
    }
    if model.analysis.is_running() {
        rows.push(Row {
            is_on: false,
            ..Row::note("claims with findings: still being checked")
        });
    }
    for (standard, count) in model.index.findings.by_standard() {
        let house = model.index.findings.house();
        let weight = house.severity_of(standard).unwrap_or(Severity::Info);
        rows.push(row(
            format!("{} {standard}", labels::severity(weight)),
            count,
            Filter::Finding(standard),
        ));
    }
    if !model.list_view.marks.is_empty() {
        rows.push(row(
            "marked".to_owned(),
            model.list_view.marks.len(),
            Filter::Marked,
        ));
    }
    for (id, _) in &model.index.sources {
        if let Some(source) = model.case().sources.get(*id) {
            let (claims, items) = model.index.uses.get(id).copied().unwrap_or_default();
            let uses = format!("{}, {}", counted(claims, "claim"), counted(items, "item"));
            let only = Action::ShowOnly(Filter::Source(*id));
            rows.push(Row::new(visible(&source.name), uses, only));
        }
    }
    List::new("Filter", rows).into()
}

/// Sets the filter of the list.
pub fn show_only(model: &mut Model, filter: Filter) {
    model.list_view.filter = filter;
    model.arrange();
    model.focus.pane = Pane::Claims;
    if model.index.rows.is_empty() {
        model.say(model.fill(template!(
            "No claims match this filter; {filter} changes it, {leave} clears it"
        )));
    }
}

/// Asks for the order of the list.
pub fn order() -> Popup {
    let row = |label: &str, order| Row::new(label, "", Action::Arrange(order));
    let rows = vec![
        row("draft order", Order::Draft),
        row("what needs a ruling first", Order::Work),
    ];
    List::new("Order", rows).into()
}

/// Sets the order of the list.
pub fn arrange(model: &mut Model, order: Order) {
    model.list_view.order = order;
    model.arrange();
}
