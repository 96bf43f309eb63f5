//! The interactive program, without a terminal: an [`App`] takes [`Event`]s in, and what it asks
//! for goes out as [`Effect`]s.
//!
//! Nothing in here touches a file, a clock or a terminal. Time and ids enter by [`Context`] and
//! nowhere else; what is to be written, copied, looked up or opened goes out as an [`Effect`], and
//! its outcome comes back as an [`Event`]. So a test is a list of keys, and the same keys give the
//! same case.
//!
//! The way of a key: `app` gives it to the topmost `popup`, else to the table in `commands`; either
//! makes an `Action` of it, which `actions` performs on the `model`; `screen` then draws it.

mod action;
mod actions;
mod analysis;
mod app;
pub mod commands;
mod event;
mod field;
pub mod find;
mod focus;
mod form;
mod held;
mod index;
mod job;
mod kept;
pub mod key;
mod keymap;
mod layout;
mod message;
mod model;
mod mouse;
mod popup;
mod prose;
mod recall;
mod record;
mod screen;
pub mod start;
mod sync;
mod template;
mod unsent;
mod view;
mod why_not;
mod words;

pub use action::Pane;
pub use app::App;
pub use event::{Context, Effect, Event, Manuscript, Reread, Size};
pub use index::Index;
pub use job::{Job, Outcome};
pub use key::{Held, Key, Press};
pub use keymap::{BadKeys, Keymap};
pub use message::Message;
pub use model::{Manner, Model};
pub use template::Template;
