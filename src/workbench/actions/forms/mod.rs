//! Forms and prompts: the keys in them, what Enter makes of them, what is kept when they are left.
//!
//! Each form has a room of its own here, which opens it and makes the edit of it.

mod evidence;
mod ruling;
mod source;

use crate::case::deeds;
use crate::case::{ClaimId, Date, Edit, EvidenceId, Refusal, source_named};
use crate::text::visible;

use crate::workbench::Turn;
use crate::workbench::actions::attach::items_of;
use crate::workbench::field::Field;
use crate::workbench::form::{Entry, Form, FormOf, Input};
use crate::workbench::key::{Code, Key};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::{Asks, Mode, Named, Prompt};
use crate::workbench::template::template;
use crate::workbench::unsent;

pub use evidence::{evidence, new_evidence};
pub use ruling::ruling;
pub use source::source;

/// Opens a form, with what was typed into it when it was last left.
pub(super) fn open(model: &mut Model, mut form: Form) {
    if form.opened.is_empty() {
        form.opened = form.values();
    }
    unsent::offer(model, &mut form);
    model.modes.push(Mode::Form(Box::new(form)));
}

/// The words of a choice.
fn names<T: Copy + std::fmt::Display>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

/// What a field for a day wants.
const A_DAY: &str = "a day: year-month-day";

/// A day as it stands in a field; empty for none.
fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// The case's details: what it is called, and where its draft is from.
pub fn details(model: &mut Model) {
    let head = model.case().head();
    let mut entries = vec![
        Entry::line("title", &head.title, ""),
        Entry::line("language", &head.language, "en, uk, ru"),
        Entry::line("story date", &day(head.story_date), A_DAY),
    ];
    if let Some(draft) = &model.case().draft {
        entries.extend([
            Entry::line("author", &draft.author, "who wrote it"),
            Entry::line("publisher", &draft.publisher, "who published it"),
            Entry::line("url", &draft.url, "where it was published"),
            Entry::line("published", &day(draft.published), A_DAY),
            Entry::line("seen", &day(draft.seen), A_DAY),
            Entry::line("archived", &draft.archived, "url of a copy"),
        ]);
    }
    open(model, Form::new("Case details", FormOf::Details, entries));
}

/// Keys in a form.
pub fn typed(model: &mut Model, mut form: Box<Form>, key: Key, turn: &mut Turn<'_>) {
    let in_long = matches!(form.entry(), Some(Entry { input: Input::Text(field), .. }) if field.is_long() && !field.is_empty());
    match key.code {
        Code::Enter if !key.alt => {
            if let FormOf::Export(format) = form.of {
                return match needed(&form, "file", "name the file to write") {
                    Ok(_) => super::jobs::export(model, &form, format, turn),
                    Err((name, why)) => {
                        form.refuse(name, why);
                        model.modes.push(Mode::Form(form));
                    }
                };
            }
            return match taken(model, &form, turn) {
                Ok(edit) => {
                    let items = edit.as_ref().map(items_of).unwrap_or_default();
                    let is_made = model.make(edit, turn);
                    if is_made || evidence::names_file(&form) && !model.message.is_trouble {
                        after(model, &form, items, turn);
                    } else if model.message.is_trouble {
                        form.error = std::mem::take(&mut model.message).tail;
                        model.modes.push(Mode::Form(form));
                    }
                }
                Err((name, why)) => {
                    form.refuse(name, why);
                    model.modes.push(Mode::Form(form));
                }
            };
        }
        Code::Char('o') if key.ctrl => {
            let is_text = matches!(
                form.entry(),
                Some(Entry {
                    input: Input::Text(_),
                    ..
                })
            );
            model.modes.push(Mode::Form(form));
            if is_text {
                unsent::edit(model, turn);
            }
            return;
        }
        Code::Tab if key.shift => form.step(-1),
        Code::Tab => form.step(1),
        Code::Up if !in_long => form.step(-1),
        Code::Down if !in_long => form.step(1),
        code => match form.entry() {
            Some(entry) if matches!(entry.input, Input::Choice { .. }) => match code {
                Code::Left => entry.turn(-1),
                Code::Right | Code::Char(' ') => entry.turn(1),
                Code::Char(c) => jump(entry, c),
                _ => {}
            },
            Some(Entry {
                input: Input::Text(field),
                ..
            }) => {
                field.key(key);
            }
            _ => {}
        },
    }
    model.modes.push(Mode::Form(form));
}

/// A letter goes to the next word of a choice that begins with it.
fn jump(entry: &mut Entry, c: char) {
    let lower = c.to_lowercase().to_string();
    if let Input::Choice { words, at } = &mut entry.input {
        let count = words.len();
        let next = (1..=count)
            .map(|by| (*at + by) % count.max(1))
            .find(|place| {
                words
                    .get(*place)
                    .is_some_and(|word| word.to_lowercase().starts_with(&lower))
            });
        *at = next.unwrap_or(*at);
    }
}

/// A field that is wrong, and why.
type Wrong = (&'static str, String);

/// The date in a field; none if it is empty.
fn date(form: &Form, name: &'static str) -> Result<Option<Date>, Wrong> {
    let text = form.value(name);
    if text.trim().is_empty() {
        return Ok(None);
    }
    text.trim()
        .parse()
        .map(Some)
        .map_err(|error| (name, format!("{error}")))
}

/// What stands in a field that must not be empty.
fn needed(form: &Form, name: &'static str, why: &str) -> Result<String, Wrong> {
    let text = form.value(name).trim().to_owned();
    if text.is_empty() {
        Err((name, why.to_owned()))
    } else {
        Ok(text)
    }
}

/// The source that a name in a form stands for, which may be a new one.
fn named(model: &Model, name: &str) -> Named {
    match source_named(model.case(), name) {
        Some(source) => Named::Known(source.id),
        None => Named::New(name.trim().to_owned()),
    }
}

/// The edit that a form makes; else which field is wrong, and why.
fn taken(model: &Model, form: &Form, turn: &mut Turn<'_>) -> Result<Result<Edit, Refusal>, Wrong> {
    match &form.of {
        FormOf::NewEvidence(claims) => evidence::added(model, form, claims, turn),
        FormOf::Evidence(claim, item) => evidence::changed(model, form, *claim, *item, turn),
        FormOf::Source(id) => source::taken(model, form, *id, turn),
        FormOf::Ruling(claim, question) => ruling::taken(model, form, *claim, *question, turn),
        FormOf::Details => {
            let case = model.case();
            let mut head = case.head();
            let title = needed(form, "title", "a case needs a title")?;
            form.put("title", &mut head.title, title);
            let text = |name| form.value(name).trim().to_owned();
            form.put("language", &mut head.language, text("language"));
            form.put(
                "story date",
                &mut head.story_date,
                date(form, "story date")?,
            );
            let mut from = case.draft.as_ref().map(|draft| draft.provenance());
            if let Some(from) = &mut from {
                form.put("url", &mut from.url, text("url"));
                form.put("author", &mut from.author, text("author"));
                form.put("publisher", &mut from.publisher, text("publisher"));
                form.put("published", &mut from.published, date(form, "published")?);
                form.put("seen", &mut from.seen, date(form, "seen")?);
                form.put("archived", &mut from.archived, text("archived"));
            }
            Ok(deeds::describe(case, head, from, &model.stamp(turn)))
        }
        FormOf::Export(_) => Err(("file", "an export is no edit".to_owned())),
    }
}

/// What the message line says when a form was taken, which brought these items, and what else follows from it.
fn after(model: &mut Model, form: &Form, items: Vec<(ClaimId, EvidenceId)>, turn: &mut Turn<'_>) {
    model.message = match &form.of {
        FormOf::NewEvidence(claims) => evidence::was_added(model, form, claims, items, turn),
        FormOf::Evidence(claim, item) => evidence::was_changed(model, form, (*claim, *item), turn),
        FormOf::Source(_) => source::was_taken(model, form),
        FormOf::Ruling(claim, question) => {
            return ruling::was_taken(model, form, *claim, *question);
        }
        // It makes no edit, and has been sent on its way.
        FormOf::Export(_) => return,
        FormOf::Details => Message::new(model.fill(template!(
            "The case's details are changed; {undo} takes it back"
        ))),
    };
}

/// Keys in a prompt.
pub fn prompted(model: &mut Model, mut prompt: Prompt, key: Key, turn: &mut Turn<'_>) {
    if key == Key::ctrl('o') {
        model.modes.push(Mode::Prompt(prompt));
        unsent::edit(model, turn);
        return;
    }
    if key.code != Code::Enter || key.alt {
        prompt.field.key(key);
        model.modes.push(Mode::Prompt(prompt));
        return;
    }
    let text = prompt.field.text();
    match prompt.asks {
        Asks::Initials(command) => {
            let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if name.is_empty() {
                model.say("A ruling needs a person: type your initials");
                model.modes.push(Mode::Prompt(prompt));
                return;
            }
            model.say(format!("You are {} now", visible(&name)));
            model.person = Some(name);
            if let Some(command) = command {
                crate::workbench::run(command, model, turn);
            }
        }
        Asks::Claim => {
            if !super::claims::make(model, &text, None, turn) {
                model.modes.push(Mode::Prompt(prompt));
            }
        }
        Asks::Waiver(claim, standard) => {
            if !super::findings::waived(model, claim, standard, &text, turn) {
                model.modes.push(Mode::Prompt(prompt));
            }
        }
        Asks::Wording(id) => {
            if !super::claims::reword(model, id, &text, turn) && model.message.is_trouble {
                model.modes.push(Mode::Prompt(prompt));
            }
        }
    }
}

/// A text came back from the editor: it goes where it came from.
pub fn edited(model: &mut Model, text: &str) {
    unsent::came_back(model);
    let text = text.trim_end_matches('\n');
    if let Some(field) = top_field(model) {
        field.set(text);
        model.say("Back from the editor: Enter records it");
    }
}

/// The field that typing goes to now.
pub fn top_field(model: &mut Model) -> Option<&mut Field> {
    match model.modes.last_mut()? {
        Mode::Form(form) => match &mut form.entry()?.input {
            Input::Text(field) => Some(field),
            Input::Choice { .. } => None,
        },
        Mode::Prompt(prompt) => Some(&mut prompt.field),
        Mode::Evidence(line) => Some(&mut line.field),
        Mode::Credit(credits) => Some(&mut credits.field),
        Mode::Pick(pick) => Some(&mut pick.field),
        Mode::Find(find) => Some(&mut find.field),
        Mode::Ask(_) | Mode::Split(_) | Mode::Select(_) | Mode::Clash(_) => None,
    }
}
