//! What the commands do, and what keys do in each mode. The table in `commands` says which.

pub mod app;
pub mod claims;
pub mod evidence;
pub mod find;
pub mod forms;
pub mod mouse;
pub mod moving;
pub mod rule;
pub mod sources;
pub mod story;
