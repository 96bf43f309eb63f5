//! The commands as an editor or a script uses them. Stories in three languages become cases that
//! are ruled on, undone, killed and opened again.

mod new_case;
mod shell;
mod trouble;
mod work;

use crate::support::{Desk, Ran, story};
use factdesk::case::{
    LinkKind, Question, Reason, Reliability, SourceKind, Stance, Standing, Verdict,
};
use factdesk::check::Standard;
use factdesk::export::Format;
use serde_json::{Value, json};
use std::process::Stdio;

/// A desk with the case of one of the stories.
fn desk_with(name: &str, language: &str) -> Desk {
    let desk = Desk::new(&format!("commands-{name}"));
    desk.write("story.txt", story(language));
    desk.run(&["new", "story.txt"]);
    desk
}

fn status(desk: &Desk) -> Value {
    desk.json(&["status", "story.case.ron", "--format", "json"])["cases"][0].clone()
}

fn claim(desk: &Desk, number: usize) -> Value {
    desk.json(&["list", "story.case.ron", "--format", "json"])["claims"][number - 1].clone()
}
