//! A single field: the person's initials, the words of a new claim, a claim's wording, or the
//! reason for a waiver.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::case::ClaimId;
use crate::check::Standard;
use crate::store::{Typed, Unsent};
use crate::text::{cells, clip, counted, visible};
use crate::workbench::action::Action;
use crate::workbench::commands::Command;
use crate::workbench::event::Manuscript;
use crate::workbench::field::Field;
use crate::workbench::key::{Code, Key};
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, NOT_EXPORTED, Restored, Rows, hints};
use crate::workbench::popup::form::{RECORDS, SHOWN};
use crate::workbench::view::status_line::rows_of;
use crate::workbench::view::theme::Theme;
use crate::workbench::view::typed::text_field;

/// A popup with one field.
#[derive(Clone, Debug)]
pub struct Prompt {
    purpose: Purpose,
    field: Field,
    /// A description of the action that waits for the answer; empty if there is none.
    waiting_action: String,
    /// The action after the answer, if this is more than a command.
    then: Option<Action>,
}

/// The purpose of a prompt.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// The person's initials, needed by the command with this id.
    Initials(Option<&'static str>),
    /// The words of a new claim.
    Claim,
    /// The wording of a claim.
    Wording(ClaimId),
    /// The reason why a claim is exempt from a standard.
    Waiver(ClaimId, Standard),
}

impl Purpose {
    /// The key under which unsent text is stored. None if it is not stored.
    fn key(self) -> Option<String> {
        match self {
            Self::Initials(_) => None,
            Self::Claim => Some("claim".to_owned()),
            Self::Wording(id) => Some(format!("wording {id}")),
            Self::Waiver(id, standard) => Some(format!("waiver {id} {standard}")),
        }
    }

    fn title(self, model: &Model) -> String {
        match self {
            Self::Wording(id) => format!("Wording of claim {}", model.number(id)),
            Self::Waiver(id, standard) => {
                format!("Why waive {standard} for claim {}?", model.number(id))
            }
            Self::Claim | Self::Initials(_) => "New claim".to_owned(),
        }
    }

    /// The initial text of the field.
    fn opened(self, model: &Model) -> String {
        match self {
            Self::Wording(id) => {
                let claim = model.case().claims.get(id);
                Field::long(claim.map_or("", |claim| claim.shown())).text()
            }
            Self::Claim | Self::Waiver(..) | Self::Initials(_) => String::new(),
        }
    }
}

impl Prompt {
    /// A field for this purpose.
    pub fn new(model: &Model, purpose: Purpose) -> Self {
        let opened = purpose.opened(model);
        let field = match purpose {
            Purpose::Wording(_) => Field::long(&opened),
            _ => Field::line(&opened),
        };
        let waiting_action = match purpose {
            Purpose::Initials(command) => command
                .and_then(Command::of)
                .map(|command| describe_waiting(model, command)),
            _ => None,
        };
        let waiting_action = waiting_action.unwrap_or_default();
        Self {
            purpose,
            field,
            waiting_action,
            then: None,
        }
    }

    /// Describes the action that waits for the answer.
    #[must_use]
    pub fn for_what(mut self, waiting_action: &str) -> Self {
        waiting_action.clone_into(&mut self.waiting_action);
        self
    }

    /// Sets an action that runs after the answer.
    #[must_use]
    pub fn before(self, then: Action) -> Self {
        Self {
            then: Some(then),
            ..self
        }
    }

    /// Whether the prompt is on the message line. Only the prompt for initials is.
    fn is_on_message_line(&self) -> bool {
        matches!(self.purpose, Purpose::Initials(_))
    }
}

/// The characters that no name contains.
const NOT_IN_NAMES: [char; 6] = ['/', '\\', ';', '|', '<', '>'];

/// A description of what a command would do: `FACT confirmed on claim 11`.
fn describe_waiting(model: &Model, command: &Command) -> String {
    let marks = model.list_view.marks.len();
    let on = match (model.focus.claim, marks) {
        _ if !command.action.is_about_a_claim() => String::new(),
        (_, 1..) => format!(" on {} marked", counted(marks, "claim")),
        (Some(id), 0) => format!(" on claim {}", model.number(id)),
        (None, 0) => String::new(),
    };
    let what = match command.action {
        Action::Verdict(verdict) if marks == 0 => {
            format!("{} {verdict}", model.focus.question.capitals())
        }
        Action::Verdict(verdict) => verdict.to_string(),
        _ => format!("“{}”", command.name()),
    };
    format!("{what}{on}")
}

impl Dialog for Prompt {
    fn key(&mut self, model: &mut Model, key: Key, _: Option<&Action>) -> Option<Action> {
        if key == Key::ctrl('o') {
            return Some(Action::EditField);
        }
        if key.code != Code::Enter || key.alt {
            self.field.key(key);
            return None;
        }
        let text = self.field.text();
        match self.purpose {
            Purpose::Initials(command) => {
                let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
                // A command line that was meant for the shell is not a name.
                let is_name = name.chars().any(char::is_alphabetic) && !name.contains(NOT_IN_NAMES);
                if !is_name {
                    let why = "A ruling needs a person: type your initials or name, with a letter and none of / \\ ; | < >";
                    why.clone_into(&mut model.notice);
                    return None;
                }
                let then = self.then.clone().or(command.map(Action::Command));
                Some(Action::SetPerson(name, then.map(Box::new)))
            }
            Purpose::Claim => Some(Action::MakeClaim(text, None)),
            Purpose::Waiver(claim, standard) => Some(Action::WaiveFor(claim, standard, text)),
            Purpose::Wording(id) => Some(Action::Reword(id, text)),
        }
    }

    fn title(&self, model: &Model) -> Option<String> {
        (!self.is_on_message_line()).then(|| self.purpose.title(model))
    }

    fn draw(&self, _: &Model, _: Theme, area: Rect, out: &mut Buffer) -> Option<Position> {
        text_field(&self.field, area, 2, u16::from(area.height > 3), out)
    }

    fn rows(&self, _: &Model, theme: Theme, width: usize) -> Option<Rows> {
        if !self.is_on_message_line() {
            return None;
        }
        let ask = " Your initials? ";
        let (lines, (_, cell)) = self.field.drawn(width.saturating_sub(cells(ask) + 1));
        let mut rows = Vec::new();
        if !self.waiting_action.is_empty() {
            let words = format!("{} waits: first say who rules.", self.waiting_action);
            let parts = rows_of(&words, width.saturating_sub(2));
            rows.extend(parts.into_iter().map(|row| Line::raw(format!(" {row}"))));
        }
        rows.push(Line::from(vec![
            Span::styled(ask, theme.bold()),
            Span::raw(lines.concat()),
        ]));
        Some((rows, cells(ask) + cell))
    }

    fn footer(&self, _: &Model) -> Vec<Hint> {
        match (self.is_on_message_line(), self.waiting_action.is_empty()) {
            (true, true) => hints(&[("Enter", "rule under this name"), ("Esc", "close")]),
            (true, false) => hints(&[("Enter", "go on"), ("Esc", "leave it undone")]),
            (false, _) => hints(RECORDS),
        }
    }

    fn cancel_message(&self) -> Option<&'static str> {
        let is_export = matches!(&self.then, Some(Action::Record(form)) if form.is_export());
        is_export.then_some(NOT_EXPORTED)
    }

    fn is_valid(&self, model: &Model, _: bool) -> bool {
        match self.purpose {
            Purpose::Wording(id) | Purpose::Waiver(id, _) => model.case().claims.has(id),
            Purpose::Claim | Purpose::Initials(_) => true,
        }
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn unsent(&self, model: &Model) -> Option<Unsent> {
        let opened = self.purpose.opened(model);
        Some(Unsent {
            of: self.purpose.key()?,
            title: self.purpose.title(model),
            at: model.now,
            fields: vec![Typed::new("", opened, self.field.text())],
        })
    }

    fn restore_unsent(&mut self, model: &Model, unsent: &Unsent) -> Restored {
        let opened = self.purpose.opened(model);
        let field = unsent.fields.first();
        let Some(field) = field.filter(|field| field.text != opened) else {
            return Restored::Unused;
        };
        self.field.set(&field.text);
        let changed_value =
            (field.opened != opened).then(|| format!("“{}”", clip(&visible(&opened), SHOWN)));
        Restored::WithChanges(changed_value.into_iter().collect())
    }

    fn clear(&mut self, model: &Model) {
        self.field.set(&self.purpose.opened(model));
    }

    fn manuscript(&self) -> Option<Manuscript> {
        Some(Manuscript {
            of: self.purpose.key()?,
            field: String::new(),
            text: self.field.text(),
        })
    }

    fn field_of(&mut self, text: &Manuscript) -> Option<&mut Field> {
        (self.purpose.key().as_ref() == Some(&text.of)).then_some(&mut self.field)
    }
}
