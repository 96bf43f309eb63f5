//! What a person who opens a case must know: how the file was found, and what has happened to it
//! since.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::journal::Journal;
use super::replay::{Origin, Replayed};
use crate::case::{Difference, Edit, FORMAT, Missing, Timestamp};
use crate::text::{counted, visible};

/// What a person who opens a case must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The file lacked what was recorded since this time, which came to this; it is in the case.
    Recovered(Box<Difference>, Timestamp),
    /// Something that keeps no journal here has changed the file.
    ChangedOutside,
    /// Something that keeps no journal here has changed the file while the case was open, with this
    /// difference. This many of our edits that the file lacked are applied on top.
    Reloaded(Box<Difference>, usize),
    /// Another factdesk, which has the case, has recorded this.
    Followed(Box<Difference>),
    /// Recorded edits that no longer fit the changed file.
    Refused(Vec<Edit>),
    /// The file lacks what was recorded here; nothing puts it back unasked.
    Missing(Box<Lacks>),
    /// This many lines of the journal were damaged and left out.
    Damaged(usize),
    /// The last line of the journal was cut short and left out: it was never acknowledged.
    Torn,
    /// What was damaged of the journal is kept at this path.
    KeptAside(PathBuf),
    /// The journal of another case lay here; it was not read, and is at this path.
    OtherJournal(PathBuf),
    /// The file was not as this program writes it; its bytes are kept at this path.
    Kept(PathBuf),
    /// The file was of format 1 and is of the present one now; its bytes are kept at this path.
    Upgraded(PathBuf),
    /// What something else wrote at the very moment of a save is kept at this path.
    Stray(PathBuf),
    /// A write over the file had been cut off; it was put right.
    PutRight,
    /// The file is written over in place, for this reason, since replacing it would lose something.
    InPlace(String),
    /// No backup could be made, for this reason.
    NoBackup(String),
}

impl Notice {
    /// What a person can do about it on the command line, if anything: a sentence without a full
    /// stop.
    pub fn hint(&self) -> Option<String> {
        let Self::Missing(lacks) = self else {
            return None;
        };
        let name = &lacks.name;
        Some(format!(
            "`factdesk recover {name} 0` restores that beside what the file has now, and drops nothing"
        ))
    }

    /// As a sentence without a capital and a full stop. Times are shown as at `now`, in the
    /// person's zone.
    pub fn sentence(&self, now: Timestamp, zone: &TimeZone) -> String {
        let shown = |path: &PathBuf| visible(&path.to_string_lossy()).into_owned();
        match self {
            Self::Recovered(difference, since) => {
                format!(
                    "recovered {} from {}",
                    difference.counted(),
                    since.shown(now, zone)
                )
            }
            Self::ChangedOutside => {
                "the file was changed outside; what was recorded here is applied on top of it"
                    .to_owned()
            }
            Self::Reloaded(difference, ours) => {
                let what = match difference.counted() {
                    what if what.is_empty() => "nothing in the case differs".to_owned(),
                    what => what,
                };
                let on_top = match ours {
                    0 => String::new(),
                    ours => format!("; {} of yours applied on top", counted(*ours, "edit")),
                };
                format!("the file was changed outside and read again: {what}{on_top}")
            }
            Self::Followed(difference) => {
                format!("recorded by the other factdesk: {}", difference.counted())
            }
            Self::Refused(edits) => {
                let named: Vec<_> = edits
                    .iter()
                    .map(|edit| format!("“{}”", visible(&edit.what)))
                    .collect();
                let fit = if edits.len() == 1 { "fits" } else { "fit" };
                format!(
                    "{} no longer {fit} the file: {}",
                    counted(edits.len(), "recorded edit"),
                    named.join(", ")
                )
            }
            Self::Missing(lacks) => lacks.sentence(),
            Self::Damaged(lines) => {
                let was = if *lines == 1 { "was" } else { "were" };
                format!(
                    "{} of the journal {was} damaged and left out",
                    counted(*lines, "line")
                )
            }
            Self::Torn => "the last line of the journal was cut short and left out".to_owned(),
            Self::KeptAside(path) => {
                format!("the damaged part of the journal is kept in {}", shown(path))
            }
            Self::OtherJournal(path) => {
                format!(
                    "the journal of another case lay here and was not read: {}",
                    shown(path)
                )
            }
            Self::Kept(path) => {
                format!(
                    "the file was not in canonical form; its bytes are kept in {}",
                    shown(path)
                )
            }
            Self::Upgraded(path) => {
                format!(
                    "the case is of format {FORMAT} now, which version 0.1 does not read; the old file is kept in {}",
                    shown(path)
                )
            }
            Self::Stray(path) => {
                format!(
                    "what another program wrote during a save is kept in {}",
                    shown(path)
                )
            }
            Self::PutRight => "an interrupted save has been repaired".to_owned(),
            Self::InPlace(why) => {
                format!(
                    "the file is saved in place, because {why}; an interrupted save is repaired on the next open"
                )
            }
            Self::NoBackup(why) => format!("no backup could be made: {}", visible(why)),
        }
    }
}

/// What a file lacks of what was recorded here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacks {
    /// What it lacks, and the edits that bring it back.
    pub missing: Missing,
    /// Why it lacks that.
    pub why: Why,
    /// The file, made visible.
    pub name: String,
}

/// Why a file lacks what was recorded here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Something put an earlier state of it back: git, a backup, a copy.
    PutBack,
    /// Something else wrote to it.
    Changed,
    /// It is another file than the one that was worked on, which is gone.
    Other,
}

impl Lacks {
    fn sentence(&self) -> String {
        let what = self.missing.difference.lacked();
        match self.why {
            Why::PutBack => format!("the file is back at an earlier state: it {what}"),
            Why::Changed => format!("the file was changed outside: it {what}"),
            Why::Other => {
                format!(
                    "this is another file than the one you worked on here, which is gone: it {what}"
                )
            }
        }
    }
}

/// The notices that a replay produces, in the order in which they are shown.
pub(super) fn notices(replayed: &Replayed, journal: &Journal, name: &str) -> Vec<Notice> {
    let mut notices = Vec::new();
    if journal.damaged > 0 {
        notices.push(Notice::Damaged(journal.damaged));
    }
    if journal.is_torn() {
        notices.push(Notice::Torn);
    }
    let first = replayed.unsaved.first();
    if replayed.origin == Origin::Foreign && (first.is_some() || !replayed.refused.is_empty()) {
        notices.push(Notice::ChangedOutside);
    }
    if let Some(first) = first
        && !replayed.difference.is_empty()
    {
        let difference = Box::new(replayed.difference.clone());
        notices.push(Notice::Recovered(difference, first.edit.at));
    }
    notices.extend(unfit(replayed, name));
    notices
}

/// The notices about a file that was changed while the case was open.
pub(super) fn reloaded(replayed: &Replayed, name: &str) -> Vec<Notice> {
    let difference = Box::new(replayed.difference.clone());
    let mut notices = vec![Notice::Reloaded(difference, replayed.unsaved.len())];
    notices.extend(unfit(replayed, name));
    notices
}

/// Our edits that no longer fit the file, and those that the file no longer has.
fn unfit(replayed: &Replayed, name: &str) -> impl Iterator<Item = Notice> {
    let refused = replayed.refused.iter().map(|step| step.edit.clone());
    let refused: Vec<_> = refused.collect();
    let refused = (!refused.is_empty()).then_some(Notice::Refused(refused));
    let lacks = (!replayed.missing.is_empty()).then(|| {
        Notice::Missing(Box::new(Lacks {
            missing: replayed.missing.clone(),
            why: match replayed.origin {
                Origin::PutBack => Why::PutBack,
                Origin::Foreign => Why::Changed,
                Origin::Ours => Why::Other,
            },
            name: name.to_owned(),
        }))
    });
    refused.into_iter().chain(lacks)
}
