//! A text that goes to an editor of the person's own, and comes back sooner or later.

use crate::store::{Typed, Unsent};
use crate::workbench::actions::forms;
use crate::workbench::field::Field;
use crate::workbench::form::Input;
use crate::workbench::model::Model;
use crate::workbench::popup::Mode;
use crate::workbench::template::template;
use crate::workbench::unsent::{keep, whole};
use crate::workbench::{Effect, Manuscript, Turn};

/// Lets the person edit the text of the topmost field in an editor of their own.
pub fn edit(model: &mut Model, turn: &mut Turn<'_>) {
    let place = model.modes.last().and_then(place);
    let text = forms::top_field(model).map(|field| field.text());
    if let (Some((of, field)), Some(text)) = (place, text) {
        let mode = model.modes.last();
        let edited = mode.and_then(|mode| whole(model, mode));
        let edited = edited.map(|edited| (edited.of.clone(), edited));
        model.recall.edited.extend(edited);
        turn.effects
            .push(Effect::Editor(Manuscript { of, field, text }));
    }
}

/// The editor that was waited for is back, so that it has no text any more. Others may.
pub fn came_back(model: &mut Model) {
    if let Some((of, _)) = model.modes.last().and_then(place) {
        model.recall.edited.remove(&of);
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

/// The field of a form that a text came from, if that is the form.
fn field_of<'a>(mode: &'a mut Mode, text: &Manuscript) -> Option<&'a mut Field> {
    match mode {
        Mode::Form(form) if form.of.key() == text.of => {
            let mut entries = form.entries.iter_mut();
            let entry = entries.find(|entry| entry.name == text.field)?;
            match &mut entry.input {
                Input::Text(field) => Some(field),
                Input::Choice { .. } => None,
            }
        }
        Mode::Prompt(prompt) if prompt.asks.key().as_ref() == Some(&text.of) => {
            Some(&mut prompt.field)
        }
        _ => None,
    }
}

/// An editor that did not wait has saved a text: it goes where it came from if that is still open, else it is kept. What was
/// typed there meanwhile is kept beside it.
pub fn late(model: &mut Model, saved: &Manuscript) {
    let text = saved.text.trim_end_matches('\n');
    let is_field = |field: &Typed| field.name == saved.field;
    let edited = model.recall.edited.get_mut(&saved.of);
    let edited = edited.and_then(|edited| edited.fields.iter_mut().find(|it| is_field(it)));
    // What the editor had before.
    let known = edited.map(|field| std::mem::replace(&mut field.text, text.to_owned()));
    let is_typed = |before: &str| known.as_deref() != Some(before) && !text.contains(before);
    let lists = model.fill(template!("{unsent} lists it"));
    let whole = |mode: &Mode| whole(model, mode).filter(|it| it.of == saved.of);
    let open = model.modes.iter().rev().find_map(whole);
    let field = model.modes.iter_mut().rev();
    let field = field.into_iter().find_map(|mode| field_of(mode, saved));
    if let (Some(open), Some(field)) = (open, field) {
        let is_other = is_typed(&field.text());
        field.set(text);
        let words = if is_other {
            let all = &mut model.recall.unsent;
            let open = open.beside(|of| of == saved.of || all.contains_key(of));
            all.insert(open.of.clone(), open);
            format!("What you saved in the editor is here, what you typed is kept: {lists}")
        } else {
            "What you saved in the editor is here: Enter records it".to_owned()
        };
        model.say(words);
        return;
    }
    let all = &mut model.recall.unsent;
    let before = all.get(&saved.of).cloned();
    let field = before.iter().flat_map(|it| &it.fields);
    if !field
        .into_iter()
        .any(|it| is_field(it) && is_typed(&it.text))
    {
        all.remove(&saved.of);
    }
    let known = before.or_else(|| model.recall.edited.get(&saved.of).cloned());
    let known = known.filter(|known| known.fields.iter().any(is_field));
    let mut unsent = known.unwrap_or_else(|| {
        let (of, field) = (saved.of.clone(), saved.field.clone());
        Unsent::of_editor(of, field, String::new(), model.now)
    });
    for field in unsent.fields.iter_mut().filter(|field| is_field(field)) {
        text.clone_into(&mut field.text);
    }
    unsent.at = model.now;
    keep(model, unsent);
    model.say(format!("What you saved in the editor is kept: {lists}"));
}
