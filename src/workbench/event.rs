//! What comes in from outside, what goes out, and what one event may draw on.

use crate::case::{History, Mint, Step, Timestamp};
use crate::store::{Notice, Receipt, Unsent};
use crate::workbench::find::{Found, Query};
use crate::workbench::job::{Job, Outcome};
use crate::workbench::key::Press;
use crate::workbench::message::Message;

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
    /// The wheel was turned at this column and row, by this many rows, downwards if positive.
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
    Found(Found),
    /// A text came back from the editor.
    Edited(String),
    /// None came back, for this reason; it may still come, if an editor was left with it.
    Unedited(Message, bool),
    /// What an editor that did not wait has saved by now.
    Late(Manuscript),
    /// This was typed earlier and not sent.
    Unsent(Vec<Unsent>),
    /// A job was done.
    Ran(Outcome),
    /// Something outside has this to say.
    Message(Message),
}

/// A case as the desk has it now.
#[derive(Clone, Debug)]
pub struct Reread {
    /// The case with everything that was recorded until then.
    pub history: History,
    /// What to say.
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
    Find(Query),
    /// Put a text on the clipboard; [`Event::Message`] says what came of it.
    Copy {
        /// What it is, in a few words.
        what: &'static str,
        /// The text, safe to paste anywhere.
        text: String,
    },
    /// Do this job; [`Event::Ran`] says what came of it.
    Run(Job),
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
    /// The key of the form that it is in.
    pub of: String,
    /// The field of the form; empty where there is only one.
    pub field: String,
    /// The text.
    pub text: String,
}

/// What one event may draw on, and what it asks for.
#[derive(Debug)]
pub struct Context<'a> {
    /// The time.
    pub at: Timestamp,
    /// Where ids come from.
    pub mint: &'a mut Mint,
    /// What is to be done outside, in this order.
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
    /// This many columns and rows.
    pub fn new(width: u16, height: u16) -> Self {
        Self { width, height }
    }
}
