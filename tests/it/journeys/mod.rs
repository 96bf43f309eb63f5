//! Work of an editor, as key scripts: the workbench without a terminal, over a real desk on a disk
//! in memory.

mod claims;
mod finding;
mod forms;
mod ruling_on;
mod screen;

use super::bench;
use super::bench::{Bench, SAMPLE};
use factdesk::case::*;
use factdesk::check::StoryChange;
use factdesk::store::Receipt;
use factdesk::workbench::find::Hit;
use factdesk::workbench::{Effect, Event, Pane, UiPrefs};
use std::sync::Arc;

const FERRY: &str = include_str!("../../stories/ferry.en.txt");

const MINE: &str = include_str!("../../stories/mine.uk.txt");

const DAM: &str = include_str!("../../stories/dam.ru.txt");
