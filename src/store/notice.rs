//! Notices for a user who opens a case, about the state of the file and later changes.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::journal::Journal;
use super::replay::{Origin, Replayed};
use crate::case::{Difference, Edit, FORMAT, Missing, Timestamp};
use crate::text::{counted, visible};

/// A notice for a user who opens a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// These edits, the first from this time, were in the journal and not in the file. They are in
    /// the case now.
    Recovered(Box<Difference>, Timestamp),
    /// Another factdesk, which has the case open, has recorded these edits. They are in the case,
    /// and not in the file yet.
    Included(Box<Difference>),
    /// A program that does not use this journal has changed the file.
    ChangedOutside,
    /// A program that does not use this journal has changed the file while the case was open. The
    /// number counts our unsaved edits, which were applied to the new version.
    Reloaded(Box<Difference>, usize),
    /// Another factdesk, which has the case open, has recorded these edits since.
    Followed(Box<Difference>),
    /// Recorded edits that no longer fit the changed file.
    Refused(Vec<Edit>),
    /// The file lacks recorded edits. They are restored only if the user asks.
    Missing(Box<MissingNotice>),
    /// This many lines of the journal were damaged and skipped.
    Damaged(usize),
    /// The last line of the journal was cut short and skipped. It was never acknowledged.
    JournalTorn,
    /// The damaged part of the journal is in this file.
    DamageKept(PathBuf),
    /// The journal of another case was at this case's place. It was not read, and is at this path.
    OtherJournal(PathBuf),
    /// The file was not in canonical form. Its old bytes are in this file.
    Kept(PathBuf),
    /// The file was upgraded from format 1. Its old bytes are in this file.
    Upgraded(PathBuf),
    /// Bytes that another program wrote during a save are in this file.
    OthersBytes(PathBuf),
    /// An interrupted overwrite of the file was repaired.
    Repaired,
    /// The file is overwritten in place, for this reason: replacing it would lose something.
    InPlace(String),
    /// No backup could be made, for this reason.
    NoBackup(String),
}

impl Notice {
    /// What the user can do on the command line, if anything. No full stop at the end.
    pub fn hint(&self) -> Option<String> {
        let Self::Missing(missing_notice) = self else {
            return None;
        };
        let name = &missing_notice.name;
        Some(format!(
            "`factdesk recover {name} 0` restores that beside what the file has now, and drops nothing"
        ))
    }

    /// The notice as a sentence, without a capital and a full stop. Times are shown relative to
    /// `now`, in `zone`.
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
            Self::Included(difference) => {
                format!(
                    "another factdesk has the case open; what it has recorded since its last save is included: {}",
                    difference.counted()
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
            Self::Missing(missing_notice) => missing_notice.sentence(),
            Self::Damaged(lines) => {
                let was = if *lines == 1 { "was" } else { "were" };
                format!(
                    "{} of the journal {was} damaged and left out",
                    counted(*lines, "line")
                )
            }
            Self::JournalTorn => {
                "the last line of the journal was cut short and left out".to_owned()
            }
            Self::DamageKept(path) => {
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
            Self::OthersBytes(path) => {
                format!(
                    "what another program wrote during a save is kept in {}",
                    shown(path)
                )
            }
            Self::Repaired => "an interrupted save has been repaired".to_owned(),
            Self::InPlace(why) => {
                format!(
                    "the file is saved in place, because {why}; an interrupted save is repaired on the next open"
                )
            }
            Self::NoBackup(why) => format!("no backup could be made: {}", visible(why)),
        }
    }
}

/// The recorded edits that a file lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingNotice {
    /// The missing edits.
    pub missing: Missing,
    /// Why the file lacks them.
    pub why: Why,
    /// The name of the file, with hidden characters made visible.
    pub name: String,
}

/// Why a file lacks recorded edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Git, a backup or a copy restored an earlier version of the file.
    PutBack,
    /// Another program changed the file.
    Changed,
    /// It is another file of the same case. The file that was worked on is gone.
    Other,
}

impl MissingNotice {
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

/// The notices after a case was opened, in the order in which they are shown. `is_held` returns
/// whether another process has the case open for writing. It is called only if that matters.
pub(super) fn notices(
    replayed: &Replayed,
    journal: &Journal,
    name: &str,
    is_held: impl FnOnce() -> bool,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    if journal.damaged > 0 {
        notices.push(Notice::Damaged(journal.damaged));
    }
    if journal.is_torn() {
        notices.push(Notice::JournalTorn);
    }
    let first = replayed.unsaved.first();
    if replayed.origin == Origin::Foreign && (first.is_some() || !replayed.refused.is_empty()) {
        notices.push(Notice::ChangedOutside);
    }
    if let Some(first) = first
        && !replayed.difference.is_empty()
    {
        let difference = Box::new(replayed.difference.clone());
        notices.push(if is_held() {
            Notice::Included(difference)
        } else {
            Notice::Recovered(difference, first.edit.at)
        });
    }
    notices.extend(refused_and_missing(replayed, name));
    notices
}

/// The notices after the file was changed while the case was open.
pub(super) fn reloaded(replayed: &Replayed, name: &str) -> Vec<Notice> {
    let difference = Box::new(replayed.difference.clone());
    let mut notices = vec![Notice::Reloaded(difference, replayed.unsaved.len())];
    notices.extend(refused_and_missing(replayed, name));
    notices
}

/// The notices about edits that no longer fit, and about edits that the file lacks.
fn refused_and_missing(replayed: &Replayed, name: &str) -> impl Iterator<Item = Notice> {
    let refused = replayed.refused.iter().map(|step| step.edit.clone());
    let refused: Vec<_> = refused.collect();
    let refused = (!refused.is_empty()).then_some(Notice::Refused(refused));
    let missing_notice = (!replayed.missing.is_empty()).then(|| {
        Notice::Missing(Box::new(MissingNotice {
            missing: replayed.missing.clone(),
            why: match replayed.origin {
                Origin::PutBack => Why::PutBack,
                Origin::Foreign => Why::Changed,
                Origin::Ours => Why::Other,
            },
            name: name.to_owned(),
        }))
    });
    refused.into_iter().chain(missing_notice)
}
