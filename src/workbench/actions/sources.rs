//! Sources: edited, put together, dropped, their links opened.

use std::collections::HashSet;

use crate::case::{Source, SourceId, deeds, same_as};
use crate::text::visible;

use crate::workbench::model::Model;
use crate::workbench::popup::Mode;
use crate::workbench::popup::list::{Choice, Pick, Row};
use crate::workbench::template::template;
use crate::workbench::{Effect, Turn};

/// Enter in Sources.
pub fn edit(model: &mut Model, _: &mut Turn<'_>) {
    super::forms::source(model, model.focus.source);
}

/// A new source.
pub fn new(model: &mut Model, _: &mut Turn<'_>) {
    super::forms::source(model, None);
}

/// `M`: into which other?
pub fn put_together(model: &mut Model, _: &mut Turn<'_>) {
    let Some(gone) = model.source().cloned() else {
        return;
    };
    let sources = model.case().sources.iter();
    let mut others: Vec<&Source> = sources.map(AsRef::as_ref).collect();
    others.retain(|source| source.id != gone.id);
    // The same source listed twice is what this is mostly for.
    let same = same_as(&gone);
    let is_twin = |source: &Source| same_as(source) == same;
    others.sort_by_key(|source| !is_twin(source));
    let rows = others
        .into_iter()
        .map(|source| Row {
            keys: String::new(),
            label: visible(&source.name).into_owned(),
            detail: if is_twin(source) {
                format!("{}, the same source", source.kind)
            } else {
                source.kind.name().to_owned()
            },
            is_on: true,
            choice: Choice::PutInto(gone.id, source.id),
        })
        .collect();
    let title = format!("Put {} into", visible(&gone.name));
    model.modes.push(Mode::Pick(Pick::new(title, rows)));
}

/// `R`: whom does it have its knowledge from? Those that it is said to rely on come first.
pub fn relies_on(model: &mut Model, _: &mut Turn<'_>) {
    if let Some(id) = model.focus.source {
        model.modes.extend(reliance(model, id).map(Mode::Pick));
    }
}

fn reliance(model: &Model, id: SourceId) -> Option<Pick> {
    let source = model.case().sources.get(id)?;
    let is_relied = |other: &Source| source.relies_on.contains(&other.id);
    let mut others: Vec<&Source> = model.case().sources.iter().map(AsRef::as_ref).collect();
    others.retain(|other| other.id != id);
    let below: HashSet<SourceId> = model.index.findings.web().below(id).into_iter().collect();
    // Stable, so that the order by name holds in each half.
    others.sort_by_key(|other| !is_relied(other));
    let rows = others.into_iter().map(|other| Row {
        keys: String::new(),
        label: visible(&other.name).into_owned(),
        detail: if is_relied(other) {
            "relied on: Enter takes it out".to_owned()
        } else if below.contains(&other.id) {
            format!("relies on {} itself: a circle", visible(&source.name))
        } else {
            other.kind.name().to_owned()
        },
        is_on: true,
        choice: Choice::RelyOn(id, other.id),
    });
    let title = format!("Who does {} rely on?", visible(&source.name));
    Some(Pick::new(title, rows.collect()))
}

/// Says that a source has its knowledge from another, or no longer, and asks on: there may be more.
pub fn rely(model: &mut Model, id: SourceId, other: SourceId, turn: &mut Turn<'_>) {
    let name = |model: &Model, id| {
        let source = model.case().sources.get(id);
        source.map_or_else(String::new, |source| visible(&source.name).into_owned())
    };
    let (who, on) = (name(model, id), name(model, other));
    let mut is_new = false;
    let change = |source: &mut Source| {
        is_new = !source.relies_on.contains(&other);
        if is_new {
            source.relies_on.push(other);
        } else {
            source.relies_on.retain(|relied| *relied != other);
        }
    };
    let edit = deeds::change_source(model.case(), id, change, &model.stamp(turn));
    if model.make(edit, turn) {
        let told = if is_new {
            "relies on"
        } else {
            "no longer relies on"
        };
        let circle = model.index.findings.on_source(id).next().is_some();
        let circle = if circle {
            model.fill(template!(": a circle, {findings} shows it"))
        } else {
            String::new()
        };
        let back = model.fill(template!("{undo} takes it back"));
        model.say(format!("{who} {told} {on}{circle}; {back}"));
        model.modes.extend(reliance(model, id).map(Mode::Pick));
    }
}

/// Del in Sources.
pub fn drop(model: &mut Model, turn: &mut Turn<'_>) {
    let Some(source) = model.source().cloned() else {
        return;
    };
    let edit = deeds::drop_source(model.case(), source.id, &model.stamp(turn));
    if model.make(edit, turn) {
        model.say(format!(
            "{} is dropped; {}",
            visible(&source.name),
            model.fill(template!("{undo} brings it back"))
        ));
    }
}

/// `o` in Sources.
pub fn open_link(model: &mut Model, turn: &mut Turn<'_>) {
    let Some(source) = model.source() else { return };
    let url = source.url.clone();
    // What opens a link is a program with arguments: only an address of the net may get there.
    if url.starts_with("https://") || url.starts_with("http://") {
        model.say(format!("Opening {}", visible(&url)));
        turn.effects.push(Effect::Open(url));
    } else {
        model.say(format!(
            "{} is no http address, so it is not opened; {}",
            visible(&url),
            model.fill(template!("{copy} copies it"))
        ));
    }
}
