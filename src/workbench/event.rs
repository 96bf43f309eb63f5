//! The events that come in, the effects that go out, and the context of one event.

use crate::case::{History, IdGen, Step, Timestamp};
use crate::store::{Notice, Receipt, Unsent};
use crate::workbench::find::{Found, Query};
use crate::workbench::job::{Job, JobResult};
use crate::workbench::key::Press;
use crate::workbench::message::Message;

/// An event from the terminal, the store thread, a job or the editor.
#[derive(Clone, Debug)]
pub enum Event {
    /// The screen is ready.
    Begun,
    /// A key was pressed.
    Key(Press),
    /// Text was pasted in one piece.
    Paste(String),
    /// The mouse was pressed at this column and row, from 0.
    Click(u16, u16),
    /// The wheel was turned at this column and row, by this many rows, downwards if positive.
    Wheel(u16, u16, isize),
    /// The window has a new size.
    Resize(Size),
    /// An edit is on disk.
    Stored(Receipt),
    /// Another program changed the case, or the case has become writable: its present state.
    Reread(Box<Reread>),
    /// An edit cannot be recorded, for this reason. The store keeps trying.
    Stuck(String),
    /// The case file cannot be updated, for this reason. The store keeps trying.
    Unsaved(String),
    /// The case file is up to date.
    Saved,
    /// Results of a search so far.
    Found(Found),
    /// The editor returned this text.
    Edited(String),
    /// The editor returned no text, with a message. True if an editor that runs in the background
    /// still has the text.
    Unedited(Message, bool),
    /// A background editor has saved this text.
    Late(Manuscript),
    /// Unsent text of an earlier session.
    Unsent(Vec<Unsent>),
    /// A job is done.
    Ran(JobResult),
    /// A message to show.
    Message(Message),
}

/// The present state of the case in the store thread.
#[derive(Clone, Debug)]
pub struct Reread {
    /// The case with every edit that is recorded.
    pub history: History,
    /// What happened, for the person to read.
    pub notices: Vec<Notice>,
    /// Whether this session can change the case.
    pub is_ours: bool,
}

/// An effect to be carried out by the caller.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Record this step. [`Event::Stored`] reports when it is on disk.
    Record(Step),
    /// Update the case file now.
    Save,
    /// Start a search. [`Event::Found`] reports the results.
    Find(Query),
    /// Copy a text to the clipboard. [`Event::Message`] reports the outcome.
    Copy {
        /// A name for the text, in a few words.
        what: &'static str,
        /// The text, safe to paste anywhere.
        text: String,
    },
    /// Run this job. [`Event::Ran`] reports its result.
    Run(Job),
    /// Open this link.
    Open(String),
    /// Store exactly these unsent texts on disk.
    Keep(Vec<Unsent>),
    /// Open a text in the person's editor. [`Event::Edited`] returns it.
    Editor(Manuscript),
    /// Redraw the whole screen, in case another program has written on it.
    Redraw,
    /// Suspend the program until the shell resumes it.
    Suspend,
    /// Quit.
    Quit,
}

/// A text for an external editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manuscript {
    /// The key of the form that the text is in.
    pub of: String,
    /// The field of the form; empty if there is only one.
    pub field: String,
    /// The text.
    pub text: String,
}

/// The input for handling one event, and the effects that this produces.
#[derive(Debug)]
pub struct Context<'a> {
    /// The time.
    pub at: Timestamp,
    /// The generator of ids.
    pub mint: &'a mut IdGen,
    /// The effects, in the order in which they must be carried out.
    pub effects: Vec<Effect>,
}

/// The size of the screen in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Size {
    /// A size in columns and rows.
    pub fn new(width: u16, height: u16) -> Self {
        Self { width, height }
    }
}
