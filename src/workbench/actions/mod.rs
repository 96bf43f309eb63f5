//! What the commands do, and what keys do in each mode. The table in `commands` says which.

pub mod app;
pub mod aside;
pub mod attach;
pub mod bulk;
pub mod claims;
pub mod evidence;
pub mod findings;
pub mod forms;
pub mod jobs;
pub mod links;
pub mod lists;
pub mod navigate;
pub mod reconfirm;
pub mod report;
pub mod rule;
pub mod sources;
pub mod story;
pub mod unsent;
