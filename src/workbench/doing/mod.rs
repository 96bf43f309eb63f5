//! What the commands do, and what keys do in each mode. The table in `commands` says which.

pub mod answer;
pub mod app;
pub mod aside;
pub mod asking;
pub mod attach;
pub mod claims;
pub mod errands;
pub mod evidence;
pub mod find;
pub mod forms;
pub mod holds;
pub mod links;
pub mod mouse;
pub mod moving;
pub mod outside;
pub mod rule;
pub mod sources;
pub mod standards;
pub mod story;
pub mod unsent;
