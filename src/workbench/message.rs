//! The message line: what was just done, and the digits that say more about it.

use crate::case::{ClaimId, Nature, Question, Reason, SourceId, Stance, Verdict};
use crate::workbench::keymap::Keymap;
use crate::workbench::template::Template;

/// What the line above the footer says until the next key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// What comes first, `11`.
    pub head: String,
    /// A claim's words, which give way first where room is short.
    pub quote: String,
    /// What was done.
    pub tail: String,
    /// Who did it, with what stands around the name: `, as mk`. It goes after the words, before the full stop.
    pub by: String,
    /// What is asked now.
    pub asks: String,
    /// What the digits choose from: each digit, and what it stands for. All are shown.
    pub choices: Vec<(char, String)>,
    /// What a digit answers.
    pub answers: Option<Answers>,
    /// Whether it tells of something that did not work.
    pub is_trouble: bool,
    /// The way out, for whoever says it does not know the keys; it goes after the words once somebody does.
    pub way_out: Option<Template>,
}

/// What the digits mean while a message stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Why a ruling is what it is.
    Reasons {
        /// Of which claims.
        claims: Vec<ClaimId>,
        /// On which question.
        question: Question,
        /// The verdict; none for aside.
        verdict: Option<Verdict>,
        /// The reasons, in the order of the digits.
        list: Vec<Reason>,
    },
    /// Which source shows it.
    Sources {
        /// Of which claims.
        claims: Vec<ClaimId>,
        /// On which question.
        question: Question,
        /// Which way the item points.
        stance: Stance,
        /// The sources, in the order of the digits from 1.
        list: Vec<SourceId>,
        /// What 0 takes: the source used last, as it was used.
        last: Option<Shown>,
    },
}

/// Which source an item is of, which way it points, and whether it is primary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The source.
    pub source: SourceId,
    /// Which way the item points.
    pub stance: Stance,
    /// Whether it is primary, if a person has said so; else that follows from what it is on.
    pub nature: Option<Nature>,
}

impl Message {
    /// Plain words.
    pub fn new(words: impl Into<String>) -> Self {
        Self {
            tail: words.into(),
            ..Self::default()
        }
    }

    /// Words about something that did not work.
    pub fn trouble(words: impl Into<String>) -> Self {
        Self {
            is_trouble: true,
            ..Self::new(words)
        }
    }

    /// The same with the way out after it.
    #[must_use]
    pub fn with_way_out(self, way_out: Template) -> Self {
        Self {
            way_out: Some(way_out),
            ..self
        }
    }

    /// The same with foreign words made visible, and the way out with the keys in force.
    #[must_use]
    pub fn taken_in(mut self, keys: &Keymap) -> Self {
        self.tail = crate::text::visible(&self.tail).into_owned();
        if let Some(way_out) = self.way_out.take() {
            self.tail.push_str(": ");
            self.tail.push_str(&keys.fill(way_out));
        }
        self
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.head.is_empty() && self.tail.is_empty()
    }
}
