//! The message line: what was just done, and the digits that say more about it.

use crate::workbench::action::Action;
use crate::workbench::keymap::Keymap;
use crate::workbench::template::Template;

/// What the line above the footer says until the next key.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// What comes first, `11`.
    pub head: String,
    /// A claim's words, which give way first where room is short.
    pub quote: String,
    /// What was done.
    pub tail: String,
    /// Who did it, with what stands around the name: `, as mk`. It goes after the words, before the
    /// full stop.
    pub by: String,
    /// What is asked now.
    pub asks: String,
    /// What the digits choose from. All are shown.
    pub choices: Vec<Choice>,
    /// Whether it says something that did not work.
    pub is_trouble: bool,
    /// Whether it is about the popup on top alone, and goes when that closes.
    pub is_of_popup: bool,
    /// The hint, for code that does not know the keys; it is added to the words where the keys are
    /// known.
    pub hint: Option<Template>,
}

/// What a digit takes.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The digit.
    pub digit: char,
    /// What it stands for, in a word or two.
    pub words: String,
    /// What it asks for.
    pub action: Action,
}

impl Message {
    /// Plain words.
    pub fn new(words: impl Into<String>) -> Self {
        Self {
            tail: words.into(),
            ..Self::default()
        }
    }

    /// Words about the popup on top, which go when it closes.
    pub fn of_popup(words: impl Into<String>) -> Self {
        Self {
            is_of_popup: true,
            ..Self::new(words)
        }
    }

    /// Words about something that did not work.
    pub fn trouble(words: impl Into<String>) -> Self {
        Self {
            is_trouble: true,
            ..Self::new(words)
        }
    }

    /// This message with the hint after it.
    #[must_use]
    pub fn with_hint(self, hint: Template) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    /// This message, ready to show: control characters in foreign text made visible, and the keys
    /// in force filled into the hint.
    #[must_use]
    pub fn taken_in(mut self, keys: &Keymap) -> Self {
        self.tail = crate::text::visible(&self.tail).into_owned();
        if let Some(hint) = self.hint.take() {
            self.tail.push_str(": ");
            self.tail.push_str(&keys.fill(hint));
        }
        self
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.head.is_empty() && self.tail.is_empty()
    }

    /// Whether it waits for a digit: such a message is not talked over.
    pub fn asks_for_digit(&self) -> bool {
        !self.choices.is_empty()
    }

    /// What a digit takes; else what does answer, in words.
    pub fn choice(&self, digit: char) -> Result<&Action, String> {
        let chosen = self.choices.iter().find(|choice| choice.digit == digit);
        if let Some(choice) = chosen {
            return Ok(&choice.action);
        }
        let has_last = self.choices.iter().any(|choice| choice.digit == '0');
        let count = self.choices.len() - usize::from(has_last);
        let those = match (count, has_last) {
            (0, _) => "0 does".to_owned(),
            (1, false) => "1 does".to_owned(),
            (1, true) => "0 and 1 do".to_owned(),
            (count, false) => format!("1 to {count} do"),
            (count, true) => format!("0 and 1 to {count} do"),
        };
        Err(format!("{digit} answers nothing here: {those}"))
    }
}
