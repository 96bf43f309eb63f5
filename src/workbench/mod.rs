//! The interactive program without a terminal: an [`App`] handles [`Event`]s and returns
//! [`Effect`]s.
//!
//! This module uses no file, clock or terminal. Time and ids come in through [`Context`] only.
//! Writing, copying, searching and opening are [`Effect`]s, and their outcome comes back as an
//! [`Event`]. So a test is a list of keys, and the same keys give the same case.
//!
//! The path of a key: `app` gives it to the topmost `popup`, else to the table in `commands`.
//! Either makes an `Action` of it, which `actions` performs on the `model`. Then `screen` draws the
//! model.

mod accidental_keys;
mod action;
mod actions;
mod analysis;
mod app;
pub mod commands;
mod emphasis;
mod event;
mod field;
pub mod find;
mod focus;
mod form;
mod index;
mod job;
pub mod key;
mod keymap;
mod labels;
mod layout;
mod message;
mod model;
mod mouse;
mod popup;
mod recall;
mod record;
mod screen;
pub mod start;
mod sync;
mod template;
mod unsent;
mod view;
mod why_not;

pub use action::Pane;
pub use app::App;
pub use event::{Context, Effect, Event, Manuscript, Reread, Size};
pub use index::Index;
pub use job::{Job, JobResult};
pub use key::{Held, Key, Press};
pub use keymap::{BadKeys, Keymap};
pub use message::Message;
pub use model::{Model, UiPrefs};
pub use template::Template;
