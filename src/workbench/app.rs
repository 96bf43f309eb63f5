//! The workbench: its model and the popups over it. An event goes to the topmost popup, or to the
//! command table if no popup is open. Both make an [`Action`] of it, which [`perform`] carries out.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::store::{Notice, Unsent};
use crate::text::visible;
use crate::workbench::action::Action;
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::actions::{analysis, jobs, perform, report, run};
use crate::workbench::commands::{Command, Place};
use crate::workbench::event::{Context, Event};
use crate::workbench::key::{Code, Key, Press};
use crate::workbench::keymap::Keymap;
use crate::workbench::layout::Layout;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::ask::Ask;
use crate::workbench::popup::find::Find;
use crate::workbench::template::template;
use crate::workbench::view::verdict::VerdictText;
use crate::workbench::{accidental_keys, mouse, screen, sync, unsent};

/// The workbench.
#[derive(Clone, Debug)]
pub struct App {
    /// The state behind the screen.
    pub model: Model,
    /// The open popups, the topmost last. The topmost popup receives the keys.
    popups: Vec<Popup>,
    /// The text of the Verdict pane.
    verdict: VerdictText,
}

impl App {
    /// The workbench with this model and no popups.
    pub fn new(model: Model) -> Self {
        Self {
            model,
            popups: Vec::new(),
            verdict: VerdictText::default(),
        }
    }

    /// The open popups, the topmost last.
    pub fn popups(&self) -> &[Popup] {
        &self.popups
    }

    /// The find line, if it is the topmost popup.
    pub fn finding(&self) -> Option<&Find> {
        match self.popups.last() {
            Some(Popup::Find(find)) => Some(find),
            _ => None,
        }
    }

    /// Shows what happened when the case was opened.
    pub fn found(&mut self, notices: Vec<Notice>) {
        let first = std::mem::take(&mut self.model.message);
        sync::take_notices(&mut self.model, &mut self.popups, notices, Vec::new());
        if !first.is_empty() {
            // The message on how the case is open comes first.
            let from_notices = std::mem::replace(&mut self.model.message, first);
            if !from_notices.is_empty() {
                self.model.waiting.push_back(from_notices);
            }
        }
    }

    /// Opens popups with texts that the person must close with Enter or Esc before doing anything
    /// else.
    pub fn must_read(&mut self, words: &[String]) {
        let questions = words.iter().rev().map(|words| Ask::to_read(words));
        self.popups.extend(questions.map(Popup::from));
    }

    /// Stores the unsent text of an earlier session.
    pub fn keep_unsent(&mut self, all: Vec<Unsent>) {
        unsent::add_earlier(&mut self.model, all);
    }

    /// Draws the screen. Returns the position of the caret: in the text field, or else on the row
    /// in focus.
    pub fn draw(&self, buffer: &mut Buffer) -> Option<Position> {
        screen::draw(&self.model, self.popups.last(), &self.verdict, buffer)
    }

    /// Handles an event.
    pub fn update(&mut self, event: Event, cx: &mut Context<'_>) {
        self.model.now = cx.at;
        if self.model.history.observe_time(cx.at) {
            self.model.rebuild_index();
        }
        self.handle_event(event, cx);
        let model = &mut self.model;
        analysis::start(model, cx);
        if model.message.is_empty()
            && let Some(message) = model.waiting.pop_front()
        {
            model.message = message;
        }
        if model.recall.is_done && model.message.is_empty() && self.popups.is_empty() {
            model.recall.is_done = false;
            let progress = model.index.progress;
            if progress.checked == progress.claims {
                model.message = report::all_checked(model);
            }
        }
        self.verdict = screen::scroll_to_focus(model, self.popups.last());
        unsent::store_on_disk(model, &self.popups, cx);
    }

    fn handle_event(&mut self, event: Event, cx: &mut Context<'_>) {
        let model = &mut self.model;
        match event {
            Event::Begun => {
                model.analyse();
                model.check_files(cx);
            }
            Event::Key(press) => {
                model.notice.clear();
                self.press_if_meant(press, cx);
            }
            Event::Paste(text) => self.paste(&text, cx),
            Event::Click(x, y) => {
                model.recall.just_ruled = None;
                match self.popups.last_mut() {
                    Some(popup) => mouse::click_popup(model, popup, x, y),
                    None => mouse::click(model, &self.verdict, x, y),
                }
            }
            Event::Wheel(x, y, rows) => {
                model.recall.just_ruled = None;
                match self.popups.last_mut() {
                    Some(Popup::List(list)) => list.step(rows),
                    Some(_) => {}
                    None => mouse::wheel(model, x, y, rows),
                }
            }
            Event::Resize(size) => model.size = size,
            Event::Stored(receipt) => sync::stored(model, receipt),
            Event::Reread(reread) => {
                sync::reread(model, &mut self.popups, *reread);
                model.check_files(cx);
            }
            Event::Stuck(why) => {
                let before = model.receipts.stuck.replace(visible(&why).into_owned());
                clear_for_trouble(model, before.is_none());
            }
            Event::Unsaved(why) => {
                let before = model.receipts.unsaved.replace(visible(&why).into_owned());
                clear_for_trouble(model, before.is_none());
            }
            Event::Saved => model.receipts.unsaved = None,
            Event::Found(found) => {
                if let Some(Popup::Find(find)) = self.popups.last_mut() {
                    let waiting_keys = find.store_results(found);
                    if !waiting_keys.is_empty() {
                        model.pressed = None;
                    }
                    for press in waiting_keys {
                        self.press_if_meant(press, cx);
                    }
                }
            }
            Event::Ran(outcome) => jobs::handle_result(model, outcome, cx),
            Event::Edited(text) => unsent::editor_returned(model, &mut self.popups, &text),
            Event::Unedited(message, may_come) => {
                if !may_come {
                    unsent::editor_closed(model, &self.popups);
                }
                model.message = message.prepared(&model.keys);
            }
            Event::Late(text) => unsent::editor_saved(model, &mut self.popups, &text),
            Event::Unsent(all) => unsent::add_earlier(model, all),
            // Do not replace a message that asks for a digit.
            Event::Message(message) if model.message.asks_for_digit() => {
                model.waiting.push_back(message.prepared(&model.keys));
            }
            Event::Message(message) => model.message = message.prepared(&model.keys),
        }
    }

    /// Handles a key, unless it was held down or came too soon after a popup appeared.
    fn press_if_meant(&mut self, press: Press, cx: &mut Context<'_>) {
        // If the screen is too small to show anything, no key rules or types.
        if !Layout::is_drawn(&self.model) && !self.is_exit_key(press.key) {
            return;
        }
        let open_count = self.popups.len();
        if accidental_keys::is_ignored(&mut self.model, self.popups.last(), press)
            || accidental_keys::is_too_soon(&mut self.model)
        {
            return;
        }
        self.press(press.key, cx);
        if self.popups.len() < open_count && matches!(self.popups.last(), Some(Popup::Unapplied(_)))
        {
            // The popup that closed has covered this one until now.
            self.model.unseen = Some(cx.at);
        }
    }

    /// Whether a key closes something or quits the program.
    fn is_exit_key(&self, key: Key) -> bool {
        let command = self.pane_command(&self.model.keys, key);
        let is_leaving = command.is_some_and(|command| command.action.is_exit());
        key.code == Code::Esc || self.popups.is_empty() && is_leaving
    }

    fn press(&mut self, key: Key, cx: &mut Context<'_>) {
        if let Some(c) = self.char_after_esc(key) {
            // In a field, Alt and a letter may be meant as an editing key, so it must not rule on a
            // claim.
            let is_typing = match self.popups.last_mut() {
                Some(Popup::List(list)) => !list.is_unfiltered(),
                Some(popup) => popup.field().is_some(),
                None => false,
            };
            self.press(Code::Esc.into(), cx);
            let is_open = !self.popups.is_empty();
            if !(is_typing && accidental_keys::would_rule(&self.model, is_open, c.into())) {
                self.press(c.into(), cx);
            }
            return;
        }
        if self.popups.is_empty() {
            return self.press_on_panes(key, cx);
        }
        // These actions work in every popup, unless a field uses the key.
        let pane_command = self.pane_command(&self.model.keys, key);
        let is_redraw =
            pane_command.is_some_and(|command| matches!(command.action, Action::Redraw));
        let global_action = match key {
            _ if key == Key::ctrl('z') => Some(Action::Suspend),
            _ if key.char().is_none() && is_redraw => Some(Action::Redraw),
            _ => None,
        };
        let was_restored = std::mem::take(&mut self.model.unsent_input.is_restored);
        // Find the command before the popup is removed, because the popup decides which commands
        // are valid.
        let command = self.command(key).map(|command| &command.action);
        let Some(mut popup) = self.popups.pop() else {
            return;
        };
        let model = &mut self.model;
        if let Some(action) = global_action {
            self.popups.push(popup);
            let done = perform(&mut self.model, action, cx);
            self.open_and_close(done, None, cx);
        } else if was_restored && key == Key::ctrl('u') {
            popup.clear(model);
            self.popups.push(popup);
            self.model.say("Cleared");
        } else if key.code == Code::Esc || key == Key::ctrl('c') {
            unsent::keep_on_close(model, &popup);
            model.clear_popup_message();
            if let Some(words) = popup.cancel_message() {
                model.say(words);
            }
        } else {
            let action = popup.key(model, key, command);
            self.perform_for(popup, action, cx);
        }
    }

    /// Performs the action that a popup requests. The popup stays open if there is no action.
    fn perform_for(&mut self, popup: Popup, action: Option<Action>, cx: &mut Context<'_>) {
        let done = match action {
            Some(action) => perform(&mut self.model, action, cx),
            None => ActionResult::Stays,
        };
        self.open_and_close(done, Some(popup), cx);
    }

    /// Opens and closes popups according to the outcome of an action. `asker` is the popup that
    /// requested it.
    fn open_and_close(
        &mut self,
        done: ActionResult,
        mut asker: Option<Popup>,
        cx: &mut Context<'_>,
    ) {
        let (stays, next, is_edited) = match done {
            ActionResult::Closes => {
                self.model.clear_popup_message();
                (false, None, false)
            }
            ActionResult::Stays => (true, None, false),
            ActionResult::Opens(next) => (false, Some(next), false),
            ActionResult::OpensAbove(next) => (true, Some(next), false),
            ActionResult::Edits(next) => (false, Some(next), true),
            ActionResult::OpensEditor => (true, None, true),
            ActionResult::Refuses(field, why) => {
                match &mut asker {
                    Some(popup) => popup.refuse(&mut self.model, field, why),
                    None => self.model.message = Message::trouble(why),
                }
                (true, None, false)
            }
        };
        self.popups.extend(asker.filter(|_| stays));
        if let Some(mut popup) = next {
            // Fill in its unsent text from the last time.
            unsent::restore(&mut self.model, &mut popup);
            self.popups.push(popup);
        }
        if is_edited {
            unsent::edit(&mut self.model, &self.popups, cx);
        }
    }

    /// The character of an Alt key that has no binding. A terminal sends the same bytes for Alt and
    /// a character as for Esc and a character. A slow connection may deliver the bytes of Esc and
    /// the character together, so Esc counts too.
    fn char_after_esc(&mut self, key: Key) -> Option<char> {
        let c = key.char_after_esc()?;
        let is_bound = self.popups.is_empty() && self.pane_command(&self.model.keys, key).is_some();
        let popup = self.popups.last_mut();
        // A field uses these keys to move or delete by words.
        let is_editing_key =
            "bdf".contains(c) && popup.is_some_and(|popup| popup.field().is_some());
        (!is_editing_key && !is_bound).then_some(c)
    }

    /// The command of a key on the panes.
    fn pane_command(&self, keys: &Keymap, key: Key) -> Option<&'static Command> {
        keys.find(&Place::of(self.model.focus.pane), key)
    }

    /// The command of a key in the present state. On the panes this is any command, in a popup only
    /// one that the popup accepts.
    fn command(&self, key: Key) -> Option<&'static Command> {
        self.meant(&self.model.keys, key)
    }

    /// The command that a key has in the present state with this keymap.
    pub fn meant(&self, keys: &Keymap, key: Key) -> Option<&'static Command> {
        let command = self.pane_command(keys, key);
        let popup = self.popups.last();
        command.filter(|command| popup.is_none_or(|popup| popup.accepts(&command.action)))
    }

    fn press_on_panes(&mut self, key: Key, cx: &mut Context<'_>) {
        let model = &mut self.model;
        let digit = key.char().filter(char::is_ascii_digit);
        if let Some(digit) = digit.filter(|_| model.message.asks_for_digit()) {
            // If there is no room for the message line, nobody has seen its question.
            if !Layout::is_drawn(model) {
                return;
            }
            // If the digit does not settle the question, the message stays.
            let action = match model.message.choice(digit) {
                Ok(action) => action.clone(),
                Err(why) => return model.notice = why,
            };
            model.recall.attached.clear();
            let answered = std::mem::take(&mut model.message);
            let done = perform(model, action, cx);
            if matches!(done, ActionResult::Stays) {
                model.message = answered;
            }
            return self.open_and_close(done, None, cx);
        }
        let command = self.command(key);
        let model = &mut self.model;
        // A key without a command does not remove a question.
        if command.is_none() && model.message.asks_for_digit() {
            model.notice = no_meaning_message(model, key);
            return;
        }
        model.message = Message::default();
        let was_just_ruled = model.recall.just_ruled.is_some();
        // "Just ruled" and "just attached" last only until the next key.
        let action = command.map(|command| &command.action);
        if !matches!(action, Some(Action::Primary)) {
            model.recall.attached.clear();
        }
        if !matches!(
            action,
            Some(Action::Primary | Action::MyRuling | Action::Decide)
        ) {
            model.recall.just_ruled = None;
        }
        match command {
            Some(command) => {
                let done = run(model, command, cx);
                self.open_and_close(done, None, cx);
            }
            None if digit.is_some() => {
                let words = if was_just_ruled {
                    template!("There is no other source to take by a digit: {evidence} adds one")
                } else {
                    template!(
                        "Digits answer the line after a ruling: {confirm}, {dispute}, {unverified} or {aside} first"
                    )
                };
                model.say(model.fill(words));
            }
            None => model.say(no_meaning_message(model, key)),
        }
    }

    /// Handles a paste: in the topmost popup, or on the panes as a quote or a URL.
    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        self.model.unsent_input.is_restored = false;
        if let Some(mut popup) = self.popups.pop() {
            let action = popup.paste(&mut self.model, text);
            return self.perform_for(popup, action, cx);
        }
        let done = perform(&mut self.model, Action::Paste(text.to_owned()), cx);
        self.open_and_close(done, None, cx);
    }
}

/// The message for a key that has no command here. It says what the key does in another pane, or
/// how to see the keys.
fn no_meaning_message(model: &Model, key: Key) -> String {
    let elsewhere = Place::ALL.iter().find_map(|place| {
        let command = model.keys.find(&[*place], key)?;
        Some(format!("{key} works {}: {}", place.name(), command.name()))
    });
    elsewhere.unwrap_or_else(|| {
        let shows = model.fill(template!("{help} shows what does"));
        format!("{key} does nothing here; {shows}")
    })
}

/// Removes the old message when saving starts to fail, unless it asks for a digit. The reason for
/// `NOT SAVED` appears on an empty message line.
fn clear_for_trouble(model: &mut Model, begins: bool) {
    if begins && !model.message.asks_for_digit() {
        model.message = Message::default();
    }
}
