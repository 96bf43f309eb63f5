//! A list to choose from, narrowed by typing: palette, help, filter, sources, kinds.

use crate::case::{ClaimId, LinkKind, Part, Question, SourceId};
use crate::check::Standard;
use crate::export::Format;
use crate::workbench::commands::Command;
use crate::workbench::field::Field;
use crate::workbench::find::rank;
use crate::workbench::index::{Filter, Order};

/// A list to choose from.
#[derive(Clone, Debug)]
pub struct Pick {
    /// What it is.
    pub title: String,
    /// What narrows it.
    pub field: Field,
    rows: Vec<Row>,
    shown: Vec<usize>,
    /// The chosen one of those shown, from 0.
    pub at: usize,
}

/// A row of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its keys, which stand before it; empty in a list without keys.
    pub keys: String,
    /// What it is called.
    pub label: String,
    /// What stands after it: a place, a count, why it cannot be chosen now.
    pub detail: String,
    /// Whether it can be chosen now.
    pub is_on: bool,
    /// What choosing it does.
    pub choice: Choice,
}

impl Row {
    /// What `keys.ron`, and messages where it has no key, call the command that it runs; empty for other rows.
    fn id(&self) -> &'static str {
        match self.choice {
            Choice::Run(command) => command.id,
            _ => "",
        }
    }
}

/// What choosing a row does.
#[derive(Clone, Copy, Debug)]
pub enum Choice {
    /// Runs a command.
    Run(&'static Command),
    /// Shows only these claims.
    Filter(Filter),
    /// Puts them in this order.
    Order(Order),
    /// Says what a paragraph (from 0) is.
    Part(usize, Part),
    /// Puts the first source into the second.
    PutInto(SourceId, SourceId),
    /// Goes to what a house standard objects to.
    Go(Objection),
    /// Says that a claim need not meet a standard.
    Waive(ClaimId, Standard),
    /// Says that the first source has its knowledge from the second, or no longer.
    RelyOn(SourceId, SourceId),
    /// Says that a claim bears on another, and is then asked how.
    LinkTo(ClaimId, ClaimId),
    /// Says how a claim bears on another, or that it no longer does.
    Link(ClaimId, ClaimId, LinkKind),
    /// Opens again what this text, from 0, was typed into.
    Unsent(usize),
    /// Exports the case in this format.
    Export(Format),
    /// Nothing: the row only tells.
    Nothing,
}

/// What a house standard objects to, and where.
#[derive(Clone, Copy, Debug)]
pub struct Objection {
    /// The question that it is about, where it says so.
    pub question: Option<Question>,
    /// The standard.
    pub standard: Standard,
    /// The claim, if it is about one.
    pub claim: Option<ClaimId>,
    /// The source, if it is about one.
    pub source: Option<SourceId>,
    /// The paragraph (from 0), if it is about one.
    pub paragraph: Option<usize>,
}

impl Pick {
    /// The paragraph whose kind is chosen, if that is what it is for.
    pub fn paragraph(&self) -> Option<usize> {
        match self.rows.first()?.choice {
            Choice::Part(paragraph, _) => Some(paragraph),
            _ => None,
        }
    }

    /// Whether it is a list of commands, which is the same whatever becomes of the case.
    pub fn is_of_commands(&self) -> bool {
        let first = self.rows.first();
        first.is_some_and(|row| matches!(row.choice, Choice::Run(_) | Choice::Nothing))
    }

    /// A list with all its rows shown.
    pub fn new(title: impl Into<String>, rows: Vec<Row>) -> Self {
        let mut pick = Self {
            title: title.into(),
            field: Field::line(""),
            rows,
            shown: Vec::new(),
            at: 0,
        };
        pick.narrow();
        pick
    }

    /// Shows the rows that match what is typed.
    pub fn narrow(&mut self) {
        let query = self.field.text();
        self.shown = if query.trim().is_empty() {
            (0..self.rows.len()).collect()
        } else {
            let texts: Vec<String> = self
                .rows
                .iter()
                .map(|row| format!("{} {} {} {}", row.label, row.id(), row.keys, row.detail))
                .collect();
            rank(&query, texts.iter().map(String::as_str))
        };
        self.at = 0;
    }

    /// The rows that are shown.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.shown
            .iter()
            .filter_map(|place| self.rows.get(*place))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// How many cells the keys take; 0 in a list without keys.
    pub fn key_room(&self) -> usize {
        let keys = self.rows.iter().map(|row| crate::text::cells(&row.keys));
        keys.max()
            .map_or(0, |room| if room > 0 { room + 1 } else { 0 })
    }

    /// How many those are.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether none are.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The chosen row.
    pub fn chosen(&self) -> Option<&Row> {
        self.rows.get(*self.shown.get(self.at)?)
    }

    /// Moves the choice by so many rows, and stops at the ends.
    pub fn step(&mut self, by: isize) {
        self.at = self
            .at
            .saturating_add_signed(by)
            .min(self.len().saturating_sub(1));
    }
}
