//! The interactive program, without a terminal: a [`Model`], [`Event`]s that come in, [`update`], [`Effect`]s that go out.
//!
//! Nothing in here touches a file, a clock or a terminal. Time and ids enter by [`Turn`] and nowhere else; what is to be
//! written, copied, looked up or opened goes out as an [`Effect`], and its outcome comes back as an [`Event`]. So a test
//! is a list of keys, and the same keys give the same case.

mod actions;
pub mod commands;
mod field;
pub mod find;
mod form;
mod held;
mod index;
mod job;
pub mod key;
mod keymap;
mod layout;
mod message;
mod model;
mod mouse;
mod popup;
mod prose;
pub mod start;
mod sync;
mod template;
mod unsent;
pub mod view;
mod words;

use crate::case::{History, Mint, Step, Timestamp};
use crate::store::{Notice, Receipt, Unsent};
use crate::text::visible;

pub use index::Index;
pub use job::{Confidential, Errand, Order, Outcome};
pub use key::{Held, Key, Press};
pub use keymap::{BadKeys, Keymap};
pub use layout::Size;
pub use message::Message;
pub use model::{Manner, Model, Pane};
pub use template::Template;

use commands::{Command, Place};
use key::Code;
use popup::Mode;
use template::template;

/// Something that happened outside.
#[derive(Clone, Debug)]
pub enum Event {
    /// The screen is there.
    Begun,
    /// A key was pressed.
    Key(Press),
    /// Text was pasted, as one piece.
    Paste(String),
    /// The mouse was pressed at this column and row, from 0.
    Click(u16, u16),
    /// The wheel was turned there: so many rows, downwards if positive.
    Wheel(u16, u16, isize),
    /// The window has this size now.
    Resize(Size),
    /// An edit is on disk.
    Stored(Receipt),
    /// Something else has changed the case, or it can be written now: this is what the desk has.
    Reread(Box<Reread>),
    /// An edit cannot be recorded, for this reason; it is tried again.
    Stuck(String),
    /// The case file cannot be brought up to date, for this reason; it is tried again.
    Unsaved(String),
    /// The case file is up to date.
    Saved,
    /// A find has got so far.
    Found(find::Found),
    /// A text came back from the editor.
    Edited(String),
    /// None came back, for this reason; it may still come, if an editor was left with it.
    Unedited(Message, bool),
    /// What an editor that did not wait has saved by now.
    Late(Manuscript),
    /// This was typed earlier and not sent.
    Unsent(Vec<Unsent>),
    /// An errand was run.
    Ran(Outcome),
    /// Something outside has this to say.
    Told(Message),
}

/// A case as the desk has it now.
#[derive(Clone, Debug)]
pub struct Reread {
    /// The case with everything that was recorded until then.
    pub history: History,
    /// What is to be told.
    pub notices: Vec<Notice>,
    /// Whether it can be changed here.
    pub is_ours: bool,
}

/// Something to be done outside.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Record this step; [`Event::Stored`] says when it is on disk.
    Record(Step),
    /// Bring the case file up to date now.
    Save,
    /// Look for claims; [`Event::Found`] says what was found.
    Find(find::Query),
    /// Put a text on the clipboard; [`Event::Told`] says what came of it.
    Copy {
        /// What it is, in a few words.
        what: &'static str,
        /// The text, safe to paste anywhere.
        text: String,
    },
    /// Run this errand; [`Event::Ran`] says what came of it.
    Run(Errand),
    /// Open this link.
    Open(String),
    /// Keep this, which was typed and is not sent, and nothing else.
    Keep(Vec<Unsent>),
    /// Let the person edit a text in an editor of their own; [`Event::Edited`] brings it back.
    Editor(Manuscript),
    /// Draw the whole screen again, whatever something else has written on it.
    Redraw,
    /// Stop until the shell says to go on.
    Suspend,
    /// Leave.
    Quit,
}

/// A text for an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manuscript {
    /// What tells the form that it is in from others.
    pub of: String,
    /// The field of the form; empty where there is only one.
    pub field: String,
    /// The text.
    pub text: String,
}

/// What one event may draw on, and what it asks for.
#[derive(Debug)]
pub struct Turn<'a> {
    /// The time.
    pub at: Timestamp,
    /// Where ids come from.
    pub mint: &'a mut Mint,
    /// What is to be done outside, in this order.
    pub effects: Vec<Effect>,
}

/// Takes an event in: the topmost mode has it first, then the command table.
pub fn update(model: &mut Model, event: Event, turn: &mut Turn<'_>) {
    model.now = turn.at;
    if model.history.see(turn.at) {
        model.index_anew();
    }
    match event {
        Event::Begun => actions::jobs::look(model, turn),
        Event::Key(press) => {
            model.notice.clear();
            self::press(model, press, turn);
        }
        Event::Paste(text) => {
            model.recall.is_back = false;
            actions::app::pasted(model, &text, turn);
        }
        Event::Click(x, y) => {
            model.recall.just = None;
            mouse::click(model, x, y);
        }
        Event::Wheel(x, y, rows) => {
            model.recall.just = None;
            mouse::wheel(model, x, y, rows);
        }
        Event::Resize(size) => model.size = size,
        Event::Stored(receipt) => sync::stored(model, receipt),
        Event::Reread(reread) => {
            sync::reread(model, *reread);
            actions::jobs::look(model, turn);
        }
        Event::Stuck(why) => {
            let before = model.receipts.stuck.replace(visible(&why).into_owned());
            make_way_for_trouble(model, before.is_none());
        }
        Event::Unsaved(why) => {
            let before = model.receipts.unsaved.replace(visible(&why).into_owned());
            make_way_for_trouble(model, before.is_none());
        }
        Event::Saved => model.receipts.unsaved = None,
        Event::Found(found) => actions::lists::found(model, found, turn),
        Event::Ran(outcome) => actions::jobs::ran(model, outcome, turn),
        Event::Edited(text) => actions::forms::edited(model, &text),
        Event::Unedited(message, may_come) => {
            if !may_come {
                unsent::came_back(model);
            }
            model.message = message.taken_in(&model.keys);
        }
        Event::Late(text) => unsent::late(model, &text),
        Event::Unsent(all) => unsent::take_in(model, all),
        // A question on the line is not talked over.
        Event::Told(message) if model.message.answers.is_some() => {
            model.waiting.push_back(message.taken_in(&model.keys));
        }
        Event::Told(message) => model.message = message.taken_in(&model.keys),
    }
    if model.message.is_empty()
        && let Some(message) = model.waiting.pop_front()
    {
        model.message = message;
    }
    if model.recall.is_done && model.message.is_empty() && model.modes.is_empty() {
        model.recall.is_done = false;
        let progress = model.index.progress;
        if progress.checked == progress.claims {
            model.message = actions::report::all_checked(model);
        }
    }
    layout::settle(model);
    unsent::send(model, turn);
}

/// Why something is not saved stands on the line where the last words stand: when it begins those go, unless they ask.
fn make_way_for_trouble(model: &mut Model, begins: bool) {
    if begins && model.message.answers.is_none() {
        model.message = Message::default();
    }
}

/// Takes a key in, unless it is none that a hand meant.
fn press(model: &mut Model, press: Press, turn: &mut Turn<'_>) {
    // Where nothing can be read, nothing is ruled or typed.
    if !view::is_drawn(model) && !leaves(model, press.key) {
        return;
    }
    if held::is_ignored(model, press) || held::is_too_soon(model) {
        return;
    }
    let open = model.modes.len();
    pressed(model, press.key, turn);
    if model.modes.len() < open && matches!(model.modes.last(), Some(Mode::Clash(_))) {
        // What it lay under was over it until now.
        model.unseen = Some(turn.at);
    }
}

/// Whether a key leaves something or the program.
fn leaves(model: &Model, key: Key) -> bool {
    const LEAVING: &[&str] = &["leave", "quit", "interrupt", "suspend", "redraw"];
    let command = model.keys.find(&Place::of(model.focus.pane), key);
    let is_leaving = command.is_some_and(|command| LEAVING.contains(&command.id));
    key.code == Code::Esc || model.modes.is_empty() && is_leaving
}

fn pressed(model: &mut Model, key: Key, turn: &mut Turn<'_>) {
    if let Some(c) = after_esc(model, key) {
        // In a field Alt and a letter is a key of many editors' own: no claim is ruled on by it.
        let is_list = matches!(model.modes.last(), Some(Mode::Pick(_)));
        let is_typing = actions::forms::top_field(model)
            .is_some_and(|field| !(is_list && field.text().is_empty()));
        pressed(model, Code::Esc.into(), turn);
        if !(is_typing && held::rules(model, c.into())) {
            pressed(model, c.into(), turn);
        }
        return;
    }
    if model.modes.is_empty() {
        return on_panes(model, key, turn);
    }
    if key == Key::ctrl('z') {
        return actions::app::suspend(model, turn);
    }
    if std::mem::take(&mut model.recall.is_back) && key == Key::ctrl('u') {
        return unsent::clear(model);
    }
    // Over forms and lists too: no field knows such a key.
    if key.char().is_none() && is_redraw(model, key) {
        return actions::app::redraw(model, turn);
    }
    // By the mode that has the keys, so before it is taken off.
    let command = model.command(key).map(|command| command.id);
    let Some(mode) = model.modes.pop() else {
        return;
    };
    if key.code == Code::Esc || key == Key::ctrl('c') {
        return unsent::left(model, &mode);
    }
    match mode {
        Mode::Evidence(line) => actions::evidence::typed(model, line, key, turn),
        Mode::Credit(credits) => actions::claims::credit_typed(model, credits, key, turn),
        Mode::Form(form) => actions::forms::typed(model, form, key, turn),
        Mode::Pick(pick) => actions::lists::picked(model, pick, key, turn),
        Mode::Find(find) => actions::lists::typed(model, find, key, turn),
        Mode::Prompt(prompt) => actions::forms::prompted(model, prompt, key, turn),
        Mode::Ask(ask) => actions::bulk::asked(model, ask, key, command, turn),
        Mode::Split(split) => actions::claims::split_typed(model, split, key, command, turn),
        Mode::Select(selection) => {
            actions::story::select_typed(model, selection, key, command, turn);
        }
        Mode::Clash(at) => sync::typed(model, at, key, turn),
    }
}

/// The character of a key with Alt that means nothing as such. To a terminal Esc and a character that come together, as they
/// do over a slow line, are Alt and that character; no Esc may get lost so.
fn after_esc(model: &mut Model, key: Key) -> Option<char> {
    let c = key.char_after_esc()?;
    // Moves by word that a field knows.
    let edits = "bdf".contains(c) && actions::forms::top_field(model).is_some();
    let places = Place::of(model.focus.pane);
    let is_bound = model.modes.is_empty() && model.keys.find(&places, key).is_some();
    (!edits && !is_bound).then_some(c)
}

/// Whether a key draws the screen again on the panes.
fn is_redraw(model: &Model, key: Key) -> bool {
    let command = model.keys.find(&[Place::Panes], key);
    command.is_some_and(|command| command.id == "redraw")
}

fn on_panes(model: &mut Model, key: Key, turn: &mut Turn<'_>) {
    let digit = key.char().and_then(|c| c.to_digit(10));
    if let (Some(digit), Some(answers)) = (digit, &model.message.answers) {
        let digit = digit as usize;
        // On a screen with no room for the line nobody has seen what it asks.
        if !view::is_drawn(model) {
            return;
        }
        // The line stays for a digit that is on it.
        if let Err(why) = actions::report::takes(answers, digit) {
            model.notice = why;
            return;
        }
        model.recall.attached.clear();
        let said = std::mem::take(&mut model.message);
        return actions::report::answer(model, said, digit, turn);
    }
    model.message = Message::default();
    let command = model.command(key);
    // What was done just now is that only until another key.
    let id = command.map(|command| command.id);
    if id != Some("primary") {
        model.recall.attached.clear();
    }
    if !matches!(id, Some("primary" | "ruling" | "decide")) {
        model.recall.just = None;
    }
    match command {
        Some(command) => run(command, model, turn),
        None if digit.is_some() => {
            let words = template!(
                "Digits answer the line here after a ruling: {confirm}, {dispute}, {unverified} or {aside} first"
            );
            model.say(model.fill(words));
        }
        None => {
            let shows = model.fill(template!("{help} shows what does"));
            model.say(format!("{key} does nothing here; {shows}"));
        }
    }
}

/// Runs a command, or says why it cannot be run now.
fn run(command: &'static Command, model: &mut Model, turn: &mut Turn<'_>) {
    if let Some(why) = (command.off)(model) {
        let why = model.fill(why);
        model.message = Message::trouble(format!("Not now ({}): {why}", command.name()));
    } else if command.changes && model.is_read_only() {
        // It has been said why.
    } else if command.needs_person && model.person.is_none() {
        actions::app::ask_initials(model, Some(command));
    } else {
        (command.run)(model, turn);
    }
}
