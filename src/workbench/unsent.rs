//! Unsent text between the popups and the disk. It is stored when a popup closes, restored when the
//! popup opens again, and passed to an editor and back.

use std::collections::BTreeMap;

use crate::store::{Typed, Unsent};
use crate::text::{clip, counted, visible};
use crate::workbench::event::{Context, Effect, Manuscript};
use crate::workbench::form::EXPORT;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::credit::CHAIN;
use crate::workbench::popup::dialog::Restored;
use crate::workbench::popup::evidence::STANCE;
use crate::workbench::popup::form::SHOWN;
use crate::workbench::template::template;

/// The unsent text of a popup. None if nothing was typed, or if the text need not be stored.
pub fn of_popup(model: &Model, popup: &Popup) -> Option<Unsent> {
    let unsent = popup.unsent(model)?;
    // A stance alone is not typed text.
    let is_line = matches!(popup, Popup::Evidence(_));
    (unsent.is_changed() && (!is_line || has_words(&unsent))).then_some(unsent)
}

/// Stores the unsent text of a popup that is closing. The text is offered when the popup is next
/// opened for the same record.
pub fn keep_on_close(model: &mut Model, popup: &Popup) {
    if let Some(mut unsent) = of_popup(model, popup) {
        // If the record does not exist any more, use the number and the words that were stored
        // before.
        if let Some(before) = model.unsent_input.stored.get(&unsent.of) {
            unsent.title.clone_from(&before.title);
            for (field, before) in unsent.fields.iter_mut().zip(&before.fields) {
                field.opened.clone_from(&before.opened);
            }
        }
        model.unsent_input.keep(unsent);
        model.say("Not sent, and kept: it is back when you open this again");
    }
}

/// Stores all unsent text on disk, if it has changed. This effect comes after the edits of the
/// event, so that a text is removed only once its edit is in the journal. It comes before all other
/// effects, because they may take a while or end the program.
pub fn store_on_disk(model: &mut Model, popups: &[Popup], cx: &mut Context<'_>) {
    if model.receipts.read_only.is_some() {
        return;
    }
    let open = popups.iter().filter_map(|popup| of_popup(model, popup));
    let open: Vec<_> = open.collect();
    // An editor may have a text whose field is unchanged here. If its form was sent meanwhile, the
    // text is not unsent any more.
    for edited in model.unsent_input.in_editor.values_mut() {
        let is_open = open.iter().any(|open| open.of == edited.of);
        if !is_open && !model.unsent_input.all.contains_key(&edited.of) {
            for field in &mut edited.fields {
                field.opened.clone_from(&field.text);
            }
        }
    }
    let edited = model.unsent_input.in_editor.values().cloned();
    let texts = edited.chain(model.unsent_input.all.values().cloned());
    let texts = texts.chain(open).map(|unsent| (unsent.of.clone(), unsent));
    let mut texts: BTreeMap<_, _> = texts.collect();
    // The path of an export is not stored.
    texts.retain(|of, _| !of.starts_with(EXPORT));
    for (of, unsent) in &mut texts {
        // The time is that of typing. So an unchanged text keeps its time.
        if let Some(before) = model.unsent_input.stored.get(of)
            && before.fields == unsent.fields
        {
            unsent.at = before.at;
        }
    }
    if texts != model.unsent_input.stored {
        let is_edit = |effect: &Effect| matches!(effect, Effect::Record(_));
        let at = cx.effects.iter().rposition(is_edit).map_or(0, |at| at + 1);
        cx.effects
            .insert(at, Effect::Keep(texts.values().cloned().collect()));
        model.unsent_input.stored = texts;
    }
}

/// Stores the unsent text of an earlier session and reports it.
pub fn add_earlier(model: &mut Model, texts: Vec<Unsent>) {
    if texts.is_empty() {
        return;
    }
    let titles: Vec<_> = texts.iter().map(title).collect();
    let (first, more) = (
        titles.first().cloned().unwrap_or_default(),
        titles.len() - 1,
    );
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    let lists = model.fill(template!("{unsent} lists it"));
    let words = format!("Typed earlier and not sent: {first}{more}; {lists}");
    for unsent in texts {
        model
            .unsent_input
            .stored
            .insert(unsent.of.clone(), unsent.clone());
        model.unsent_input.keep(unsent);
    }
    if model.message.is_empty() {
        model.message = Message::new(words);
    } else {
        model.waiting.push_back(Message::new(words));
    }
}

/// Restores a popup's unsent text and reports that.
pub fn restore(model: &mut Model, popup: &mut Popup) {
    let of = popup.unsent(model).map(|unsent| unsent.of);
    let Some(unsent) = of
        .filter(|_| popup.wants_unsent())
        .and_then(|of| model.unsent_input.all.remove(&of))
    else {
        return;
    };
    match popup.restore_unsent(model, &unsent) {
        Restored::Unused => {}
        Restored::Visible => model.unsent_input.is_restored = true,
        Restored::WithChanges(changed_values) => announce_restored(model, &unsent, &changed_values),
    }
}

/// Reports that the typed text is restored, and the values that the record has got meanwhile.
fn announce_restored(model: &mut Model, unsent: &Unsent, changed_values: &[String]) {
    let time = unsent.at.shown(model.now, &model.prefs.zone);
    model.unsent_input.is_restored = true;
    model.message = Message::of_popup(if changed_values.is_empty() {
        format!("What you typed at {time} is back; Ctrl-U clears it")
    } else {
        let changed_values = changed_values.join(", ");
        format!(
            "What you typed at {time} is back. The field was changed since ({changed_values}): Ctrl-U takes the new value"
        )
    });
}

/// Opens the text of the topmost field in the person's own editor.
pub fn edit(model: &mut Model, popups: &[Popup], cx: &mut Context<'_>) {
    let Some(popup) = popups.last() else { return };
    if let Some(manuscript) = popup.manuscript() {
        let edited = popup.unsent(model);
        let edited = edited.map(|edited| (edited.of.clone(), edited));
        model.unsent_input.in_editor.extend(edited);
        cx.effects.push(Effect::Editor(manuscript));
    }
}

/// Removes the text of an editor that has finished. Background editors may still have theirs.
pub fn editor_closed(model: &mut Model, popups: &[Popup]) {
    if let Some(text) = popups.last().and_then(|popup| popup.manuscript()) {
        model.unsent_input.in_editor.remove(&text.of);
    }
}

/// Puts the text of an editor into the field that it came from.
pub fn editor_returned(model: &mut Model, popups: &mut [Popup], text: &str) {
    editor_closed(model, popups);
    let text = text.trim_end_matches('\n');
    if let Some(field) = popups.last_mut().and_then(|popup| popup.field()) {
        field.set(text);
        model.message = Message::of_popup("Back from the editor: Enter records it");
    }
}

/// Handles a text that a background editor has saved. If the field of the text is open, the text
/// goes into it. If not, it is stored. Text that the person typed into the field meanwhile is
/// stored too.
pub fn editor_saved(model: &mut Model, popups: &mut [Popup], saved: &Manuscript) {
    let text = saved.text.trim_end_matches('\n');
    let is_field = |field: &Typed| field.name == saved.field;
    let edited = model.unsent_input.in_editor.get_mut(&saved.of);
    let edited = edited.and_then(|edited| edited.fields.iter_mut().find(|field| is_field(field)));
    // The text that the editor had before.
    let in_editor = edited.map(|field| std::mem::replace(&mut field.text, text.to_owned()));
    let is_typed = |before: &str| in_editor.as_deref() != Some(before) && !text.contains(before);
    let lists = model.fill(template!("{unsent} lists it"));
    let of_same_form = |popup: &Popup| popup.unsent(model).filter(|unsent| unsent.of == saved.of);
    let open = popups.iter().rev().find_map(of_same_form);
    let field = popups.iter_mut().rev();
    let field = field.into_iter().find_map(|popup| popup.field_of(saved));
    if let (Some(open), Some(field)) = (open, field) {
        let has_other_text = is_typed(&field.text());
        field.set(text);
        let words = if has_other_text {
            let texts = &mut model.unsent_input.all;
            let open = open.beside(|of| of == saved.of || texts.contains_key(of));
            texts.insert(open.of.clone(), open);
            format!("What you saved in the editor is here, what you typed is kept: {lists}")
        } else {
            "What you saved in the editor is here: Enter records it".to_owned()
        };
        model.message = Message::of_popup(words);
        return;
    }
    let texts = &mut model.unsent_input.all;
    let before = texts.get(&saved.of).cloned();
    let field = before.iter().flat_map(|unsent| &unsent.fields);
    if !field
        .into_iter()
        .any(|field| is_field(field) && is_typed(&field.text))
    {
        texts.remove(&saved.of);
    }
    let previous = before.or_else(|| model.unsent_input.in_editor.get(&saved.of).cloned());
    let previous = previous.filter(|unsent| unsent.fields.iter().any(is_field));
    let mut unsent = previous
        .unwrap_or_else(|| Unsent::from_editor(saved.of.clone(), &saved.field, "", model.now));
    for field in unsent.fields.iter_mut().filter(|field| is_field(field)) {
        text.clone_into(&mut field.text);
    }
    unsent.at = model.now;
    model.unsent_input.keep(unsent);
    model.say(format!("What you saved in the editor is kept: {lists}"));
}

/// The title in a list: the form, and the text from the first change on.
pub fn title(unsent: &Unsent) -> String {
    let typed = typed_fields(unsent).next();
    let text = typed.map_or("", |field| new_part(&field.opened, &field.text));
    let gap = match typed {
        Some(field) if field.text != text => "…",
        _ => "",
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "{}: “{gap}{}”",
        visible(&unsent.title),
        clip(&visible(&text), SHOWN)
    )
}

/// The text from the last unchanged word on.
fn new_part<'a>(opened: &str, text: &'a str) -> &'a str {
    let pairs = text.char_indices().zip(opened.chars());
    let same = pairs.take_while(|((_, a), b)| a == b).last();
    let end = same.map_or(0, |((at, c), _)| at + c.len_utf8());
    let same = text.get(..end).unwrap_or_default();
    let word = same.trim_end().rfind(char::is_whitespace);
    let start = word.map_or(0, |at| at + 1);
    text.get(start..).unwrap_or(text).trim_start()
}

/// All text that the person typed.
pub fn words(unsent: &Unsent) -> String {
    let texts: Vec<_> = typed_fields(unsent)
        .map(|field| field.text.as_str())
        .collect();
    texts.join("\n")
}

fn typed_fields(unsent: &Unsent) -> impl Iterator<Item = &Typed> {
    unsent.fields.iter().filter(|field| {
        let is_shown = field.name != CHAIN && field.name != STANCE;
        is_shown && field.text != field.opened && !field.text.is_empty()
    })
}

fn has_words(unsent: &Unsent) -> bool {
    !words(unsent).is_empty()
}

/// The message after forms were closed because their records are gone. It says where the typed text
/// is.
pub fn gone_message(model: &Model, count: usize) -> String {
    let lists = model.fill(template!("{unsent} lists it"));
    let forms = counted(count, "form");
    format!("The record of {forms} is gone from the case; what you typed is kept: {lists}")
}
