//! A question that Enter answers with yes and Esc with no. It comes before an action on many claims
//! or an action that cannot be undone.

use ratatui::text::Line;

use crate::text::cells;
use crate::workbench::action::Action;
use crate::workbench::key::{Code, Key};
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, Rows, report_unknown_key};
use crate::workbench::view::status_line::rows_of;
use crate::workbench::view::theme::Theme;

/// A question.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The question without its answers.
    pub words: String,
    /// The action of Enter.
    pub yes: Action,
}

impl Ask {
    /// A text that must be read before anything else. Enter and Esc close it.
    pub fn to_read(words: &str) -> Self {
        Self {
            words: format!("{words}."),
            yes: Action::Nothing,
        }
    }
}

impl Dialog for Ask {
    /// Enter performs the action. Before a ruling on marked claims, the key of `question` switches
    /// to the other question.
    fn key(&mut self, model: &mut Model, key: Key, command: Option<&Action>) -> Option<Action> {
        match (&self.yes, command) {
            (
                Action::Rule {
                    question, verdict, ..
                },
                Some(Action::OtherQuestion),
            ) => Some(Action::AskToRule(question.other(), *verdict)),
            _ if key.code == Code::Enter => Some(self.yes.clone()),
            _ => {
                report_unknown_key(model, key, &self.footer(model));
                None
            }
        }
    }

    fn accepts(&self, action: &Action) -> bool {
        let is_ruling = matches!(self.yes, Action::Rule { .. });
        is_ruling && matches!(action, Action::OtherQuestion)
    }

    fn rows(&self, model: &Model, theme: Theme, width: usize) -> Option<Rows> {
        // The answers follow the question if there is room. They are in the footer too, unless the
        // footer shows a notice.
        let answers = self.footer(model);
        let answers = answers.iter().map(|(key, word)| format!("{key} {word}"));
        let whole = format!("{} {}", self.words, answers.collect::<Vec<_>>().join("  "));
        let shown = if cells(&whole) < width || !model.notice.is_empty() {
            &whole
        } else {
            &self.words
        };
        let rows = rows_of(shown, width.saturating_sub(1));
        let line = |row| Line::styled(format!(" {row}"), theme.bold());
        Some((rows.into_iter().map(line).collect(), 1))
    }

    fn footer(&self, model: &Model) -> Vec<Hint> {
        let other = format!("{}:", model.keys.key("question"));
        let answers: &[(&str, &'static str)] = match &self.yes {
            Action::Reconfirm(_, questions) if questions.len() > 1 => {
                &[("Enter:", "keep them"), ("Esc:", "leave them stale")]
            }
            Action::Reconfirm(..) => &[("Enter:", "keep the verdict"), ("Esc:", "leave it stale")],
            Action::Rule { .. } => &[
                ("Enter:", "yes, all of them"),
                (&other, "the other question"),
                ("Esc:", "no"),
            ],
            Action::Nothing => &[("Enter:", "go on")],
            Action::Discard(_) => &[("Enter:", "discard it"), ("Esc:", "keep it")],
            Action::QuitAnyway => &[("Enter:", "quit anyway"), ("Esc:", "stay")],
            _ => &[("Enter:", "yes, all of them"), ("Esc:", "no")],
        };
        let answers = answers.iter().filter(|(key, _)| *key != ":");
        answers
            .map(|(key, word)| ((*key).to_owned(), *word))
            .collect()
    }

    /// A question about claims refers to the case as it was when the question was asked. So it
    /// closes after a change from outside.
    fn is_valid(&self, _: &Model, _: bool) -> bool {
        matches!(
            self.yes,
            Action::Nothing | Action::Discard(_) | Action::QuitAnyway
        )
    }
}
