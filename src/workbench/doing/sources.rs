//! Sources: edited, put together, dropped, their links opened.

use crate::case::deeds;
use crate::text::visible;

use super::super::mode::Mode;
use super::super::model::Model;
use super::super::pick::{Choice, Pick, Row};
use super::super::{Effect, Turn};

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
    let rows = model
        .case()
        .sources
        .iter()
        .filter(|source| source.id != gone.id)
        .map(|source| Row {
            keys: String::new(),
            label: visible(&source.name).into_owned(),
            detail: source.kind.name().to_owned(),
            is_on: true,
            choice: Choice::PutInto(gone.id, source.id),
        })
        .collect();
    let title = format!("Put {} into", visible(&gone.name));
    model.modes.push(Mode::Pick(Pick::new(title, rows)));
}

/// Del in Sources.
pub fn drop(model: &mut Model, turn: &mut Turn<'_>) {
    let Some(source) = model.source().cloned() else {
        return;
    };
    let edit = deeds::drop_source(model.case(), source.id, &model.stamp(turn));
    if model.make(edit, turn) {
        model.say(format!(
            "{} is dropped; z brings it back",
            visible(&source.name)
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
            "{} is no http address, so it is not opened; y copies it",
            visible(&url)
        ));
    }
}
