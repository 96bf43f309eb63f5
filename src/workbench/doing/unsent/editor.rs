//! A text that goes to an editor of the person's own, and comes back sooner or later.

use super::super::super::form::Input;
use super::super::super::mode::Mode;
use super::super::super::model::Model;
use super::super::super::template::template;
use super::super::super::{Effect, Manuscript, Turn};
use super::super::forms;
use super::{keep, whole};

/// Lets the person edit the text of the topmost field in an editor of their own.
pub fn edit(model: &mut Model, turn: &mut Turn<'_>) {
    let place = model.modes.last().and_then(place);
    let text = forms::top_field(model).map(|field| field.text());
    if let (Some((of, field)), Some(text)) = (place, text) {
        let mode = model.modes.last();
        model.recall.edited = mode.and_then(|mode| whole(model, mode));
        turn.effects
            .push(Effect::Editor(Manuscript { of, field, text }));
    }
}

/// In which field of which form typing goes to.
fn place(mode: &Mode) -> Option<(String, String)> {
    match mode {
        Mode::Form(form) => {
            let entry = form.entries.get(form.at)?;
            matches!(entry.input, Input::Text(_)).then(|| (form.of.key(), entry.name.to_owned()))
        }
        Mode::Prompt(prompt) => Some((prompt.asks.key()?, String::new())),
        _ => None,
    }
}

/// An editor that did not wait has saved a text: it goes where it came from if that is still open, else it is kept.
pub fn late(model: &mut Model, saved: &Manuscript) {
    let text = saved.text.trim_end_matches('\n');
    let here = model.modes.last().and_then(place);
    if here.is_some_and(|(of, field)| of == saved.of && field == saved.field) {
        if let Some(field) = forms::top_field(model) {
            field.set(text);
        }
        model.say("What you saved in the editor is here: Enter records it");
        return;
    }
    let known = model.recall.unsent.remove(&saved.of);
    let Some(mut unsent) = known.or_else(|| model.recall.edited.clone()) else {
        return;
    };
    for field in &mut unsent.fields {
        if field.name == saved.field {
            text.clone_into(&mut field.text);
        }
    }
    unsent.at = model.now;
    keep(model, unsent);
    let lists = model.fill(template!("{unsent} lists it"));
    model.say(format!("What you saved in the editor is kept: {lists}"));
}
