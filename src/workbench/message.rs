//! The message line: the outcome of the last action, and digits for what follows.

use crate::workbench::action::Action;
use crate::workbench::keymap::Keymap;
use crate::workbench::template::Template;

/// The message above the footer until the next key.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// The start, such as a claim's number: `11`.
    pub head: String,
    /// A claim's words. They are shortened first if there is too little room.
    pub quote: String,
    /// The outcome.
    pub tail: String,
    /// The person, with the words around the name: `, as mk`. This comes after the outcome and
    /// before the full stop.
    pub by: String,
    /// The question that the message asks.
    pub asks: String,
    /// The choices for digits. All of them are shown.
    pub choices: Vec<Choice>,
    /// Whether the message reports a failure.
    pub is_trouble: bool,
    /// Whether the message is only about the topmost popup. It then disappears with the popup.
    pub is_of_popup: bool,
    /// A hint from code that does not know the keys. Its text is appended by code that knows them.
    pub hint: Option<Template>,
}

/// The choice for a digit.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The digit.
    pub digit: char,
    /// Its label, in a word or two.
    pub words: String,
    /// Its action.
    pub action: Action,
}

impl Message {
    /// A message of plain words.
    pub fn new(words: impl Into<String>) -> Self {
        Self {
            tail: words.into(),
            ..Self::default()
        }
    }

    /// A message about the topmost popup. It disappears with the popup.
    pub fn of_popup(words: impl Into<String>) -> Self {
        Self {
            is_of_popup: true,
            ..Self::new(words)
        }
    }

    /// A message about a failure.
    pub fn trouble(words: impl Into<String>) -> Self {
        Self {
            is_trouble: true,
            ..Self::new(words)
        }
    }

    /// This message with a hint.
    #[must_use]
    pub fn with_hint(self, hint: Template) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    /// This message, ready to be shown. Control characters in foreign text are made visible, and
    /// the hint contains the keys in force.
    #[must_use]
    pub fn prepared(mut self, keys: &Keymap) -> Self {
        self.tail = crate::text::visible(&self.tail).into_owned();
        if let Some(hint) = self.hint.take() {
            self.tail.push_str(": ");
            self.tail.push_str(&keys.fill(hint));
        }
        self
    }

    /// Whether the message is empty.
    pub fn is_empty(&self) -> bool {
        self.head.is_empty() && self.tail.is_empty()
    }

    /// Whether the message waits for a digit. Other messages do not replace such a message.
    pub fn asks_for_digit(&self) -> bool {
        !self.choices.is_empty()
    }

    /// The action of a digit. The error is a sentence that names the digits with an action.
    pub fn choice(&self, digit: char) -> Result<&Action, String> {
        let chosen = self.choices.iter().find(|choice| choice.digit == digit);
        if let Some(choice) = chosen {
            return Ok(&choice.action);
        }
        let has_last = self.choices.iter().any(|choice| choice.digit == '0');
        let count = self.choices.len() - usize::from(has_last);
        let valid_digits = match (count, has_last) {
            (0, _) => "0 does".to_owned(),
            (1, false) => "1 does".to_owned(),
            (1, true) => "0 and 1 do".to_owned(),
            (count, false) => format!("1 to {count} do"),
            (count, true) => format!("0 and 1 to {count} do"),
        };
        Err(format!("{digit} answers nothing here: {valid_digits}"))
    }
}
