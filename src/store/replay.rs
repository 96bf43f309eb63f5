//! From a case as its file has it, and the journal, to the case as it is to be gone on from.
//!
//! What a checkpoint once held is in the file, or somebody undid it by putting another file there:
//! it is never applied again unasked, but named and offered. What no checkpoint ever held goes on
//! top of the file, or is offered where somebody put the file back while the case was not open.

use std::collections::HashSet;

use super::disk::Stamp;
use super::line::{Line, Note};
use crate::case::{Case, Difference, Edit, History, Missing, Sha256, Step, missing};

/// A case as its file has it.
#[derive(Debug)]
pub(super) struct File {
    pub case: Case,
    /// Of the file's bytes.
    pub hash: Sha256,
    /// The very file, if it could be looked at.
    pub stamp: Option<Stamp>,
}

/// When a case is replayed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Occasion<'a> {
    /// It is opened. The journal `is_of_another` file of the same case, whose path is gone: what
    /// that file lacked is offered.
    Start { is_of_another: bool },
    /// It is open, and its file has changed.
    Running {
        history: &'a History,
        /// What the file held before.
        held: &'a Note,
        /// What is recorded and was never saved.
        unsaved: &'a [Step],
    },
    /// Its file cannot be read or is gone. All that was recorded goes on top of a backup.
    Rebuilding,
}

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The last save left it so, or nothing was ever saved here.
    Ours,
    /// An earlier save made it: somebody has put it back.
    PutBack,
    /// No save of this journal made it.
    Foreign,
}

/// A case to go on from, and how it came to be so.
#[derive(Debug)]
pub(super) struct Replayed {
    /// The case and the history.
    pub history: History,
    /// What is recorded and the file lacks, on top of it.
    pub unsaved: Vec<Step>,
    /// The result: how the case now differs from the case in the file. For a running history: how
    /// it differs from the case in that history.
    pub difference: Difference,
    /// Steps that no longer fit.
    pub refused: Vec<Step>,
    /// Where the file comes from.
    pub origin: Origin,
    /// What the file lacks of what a save once held, and what was recorded just before it was put
    /// back.
    pub missing: Missing,
    /// All that the file lacks of the journal, offered before or not.
    pub left_out: Vec<Edit>,
    /// What the file holds, and what of the journal it does not.
    pub holds: Note,
    /// Whether the journal's last word is that the file holds just that.
    pub is_noted: bool,
}

/// What becomes of a recorded step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// The file holds it.
    Held,
    /// It was left out before.
    Out,
    /// The file has never held it: it goes on top.
    OnTop,
    /// An interrupted save may have put it into the file that was changed then.
    Perhaps,
    /// It is left out, and offered.
    Offered,
}

/// Finds out what a file lacks of the journal, and what of that goes on top of it.
pub(super) fn replay(file: File, lines: &[Line], occasion: Occasion<'_>) -> Replayed {
    let File { case, hash, stamp } = file;
    let (origin, note) = origin(hash, stamp, lines, occasion);
    let mut replayed = Replayed {
        history: History::new(case),
        unsaved: Vec::new(),
        difference: Difference::default(),
        refused: Vec::new(),
        origin,
        missing: Missing::default(),
        left_out: Vec::new(),
        holds: Note {
            hash,
            file: stamp,
            ..note.clone()
        },
        is_noted: false,
    };
    let steps: Vec<&Step> = lines.iter().filter_map(Line::step).collect();
    let last = lines.iter().filter_map(Line::note).map(|note| note.until);
    let last = last.chain(steps.iter().map(|step| step.serial)).max();
    let last = last.unwrap_or_default();
    replayed.history.count_from(last);

    let fates = Fates::of(lines, origin, &note, occasion);
    let mut fates: Vec<Fate> = steps.iter().map(|step| fates.of_step(step)).collect();
    // A copy of a large case takes its time, and mostly nothing goes on top.
    let as_found = fates
        .contains(&Fate::OnTop)
        .then(|| replayed.history.case().clone());
    let parts = match origin {
        Origin::Foreign if !matches!(occasion, Occasion::Rebuilding) => {
            missing_parts(replayed.history.case(), &steps, &fates, &note)
        }
        _ => HashSet::new(),
    };
    for (place, step) in steps.iter().enumerate() {
        let Some(fate) = fates.get_mut(place) else {
            continue;
        };
        let lacks = |at: &usize| parts.contains(&(place, *at));
        let is_missing =
            !step.edit.changes.is_empty() && (0..step.edit.changes.len()).all(|at| lacks(&at));
        match *fate {
            Fate::Held if is_missing => {
                *fate = Fate::Offered;
                replayed.history.pass(step);
            }
            Fate::Held => replayed.history.remember((*step).clone()),
            Fate::Out | Fate::Offered => replayed.history.pass(step),
            // The save did happen, and then the file was changed.
            Fate::OnTop | Fate::Perhaps
                if step.edit.is_in(replayed.history.case()) && origin == Origin::Foreign =>
            {
                *fate = Fate::Held;
                replayed.history.remember((*step).clone());
            }
            Fate::Perhaps => {
                *fate = Fate::Offered;
                replayed.history.pass(step);
            }
            Fate::OnTop => match replayed.history.replay((*step).clone()) {
                Ok(step) => replayed.unsaved.push(step),
                Err(step) => {
                    replayed.history.pass(&step);
                    replayed.refused.push(*step);
                    *fate = Fate::Out;
                }
            },
        }
    }
    if let Occasion::Running { history, .. } = occasion {
        replayed.history.resume(history);
    }
    replayed.offer(&steps, &fates, &parts, lines);
    replayed.note(&steps, &fates, &parts, last);
    let last = lines.iter().rfind(|line| line.note().is_some());
    replayed.is_noted = last == Some(&Line::Holds(replayed.holds.clone()));
    let before = match occasion {
        Occasion::Running { history, .. } => Some(history.case()),
        _ => as_found.as_ref().filter(|_| !replayed.unsaved.is_empty()),
    };
    if let Some(before) = before {
        replayed.difference = Difference::between(before, replayed.history.case());
    }
    replayed
}

impl Replayed {
    /// Finds out what the case lacks, and what of that was not offered for this very file.
    fn offer(
        &mut self,
        steps: &[&Step],
        fates: &[Fate],
        parts: &HashSet<(usize, usize)>,
        lines: &[Line],
    ) {
        let hash = self.holds.hash;
        let told_of = |serial: u64| {
            lines.iter().any(|line| {
                matches!(line, Line::Holds(note) if note.hash == hash && note.lost.has(serial))
            })
        };
        let mut offered = Vec::new();
        let mut offered_before = Vec::new();
        for (place, (step, fate)) in steps.iter().zip(fates).enumerate() {
            let mut edit = step.edit.clone();
            let is_out = *fate == Fate::Out;
            if *fate == Fate::Held {
                let mut at = 0;
                edit.changes.retain(|_| {
                    at += 1;
                    parts.contains(&(place, at - 1))
                        || !self.holds.holds_change(step.serial, at - 1)
                });
            } else if !matches!(fate, Fate::Out | Fate::Offered) {
                continue;
            }
            if edit.changes.is_empty() {
                continue;
            }
            if !is_out {
                offered.push(edit.clone());
                if told_of(step.serial) {
                    offered_before.push(edit.clone());
                }
            }
            self.left_out.push(edit);
        }
        if offered.len() > offered_before.len() {
            self.missing = Missing::of(self.history.case(), offered.iter(), offered_before.iter());
        }
    }

    /// Notes what the file holds.
    fn note(
        &mut self,
        steps: &[&Step],
        fates: &[Fate],
        parts: &HashSet<(usize, usize)>,
        last: u64,
    ) {
        let is_out = |fate: &Fate| matches!(fate, Fate::Out | Fate::Offered);
        if self.origin == Origin::Ours && !fates.contains(&Fate::Offered) && self.refused.is_empty()
        {
            return;
        }
        let out = steps.iter().zip(fates).filter(|(_, fate)| is_out(fate));
        self.holds.lost = out.map(|(step, _)| step.serial).collect();
        self.holds.until = self.unsaved.first().map_or(last, |step| step.serial - 1);
        for (place, step) in steps.iter().enumerate() {
            if fates.get(place) == Some(&Fate::Held) {
                let lacks = |at: &usize| parts.contains(&(place, *at));
                let missing = (0..step.edit.changes.len()).filter(lacks);
                self.holds
                    .partly
                    .extend(missing.map(|at| (step.serial, at)));
            }
        }
    }
}

/// Where a file comes from, and what it holds as far as the journal can say.
fn origin(
    hash: Sha256,
    stamp: Option<Stamp>,
    lines: &[Line],
    occasion: Occasion<'_>,
) -> (Origin, Note) {
    let mut noted = lines.iter().filter(|line| line.note().is_some());
    let last = noted.next_back();
    let of_hash = |line: &Line| line.note().is_some_and(|note| note.hash == hash);
    let known = lines
        .iter()
        .rfind(|line| of_hash(line))
        .and_then(Line::note);
    // A save that was announced may not have happened: only a file that was found there counts.
    let found = || {
        let found = lines.iter().rev().find_map(|line| match line {
            Line::Holds(note) => Some(note.clone()),
            _ => None,
        });
        found.unwrap_or_else(|| Note::of(hash))
    };
    if let Occasion::Running { held, .. } = occasion {
        return match known {
            Some(note) => (Origin::PutBack, note.clone()),
            None => (Origin::Foreign, held.clone()),
        };
    }
    match (last, known) {
        (None, _) => (Origin::Ours, Note::of(hash)),
        (Some(line), Some(note)) if of_hash(line) => (Origin::Ours, note.clone()),
        // The save did not go through, if that is still the file which it was to replace, or nobody
        // can look.
        (Some(Line::Saving { before, was, .. }), Some(note))
            if *before == hash
                && was.is_none_or(|was| stamp.is_none_or(|now| was.is_still(now))) =>
        {
            (Origin::Ours, note.clone())
        }
        (_, Some(note)) => (Origin::PutBack, note.clone()),
        (_, None) => (Origin::Foreign, found()),
    }
}

/// What is needed to say what becomes of each step.
struct Fates<'a> {
    origin: Origin,
    note: &'a Note,
    /// What was last known to be in the case.
    latest: Option<&'a Note>,
    /// The last step that any save may have held.
    saved: u64,
    occasion: Occasion<'a>,
    unsaved: HashSet<u64>,
}

impl<'a> Fates<'a> {
    fn of(lines: &'a [Line], origin: Origin, note: &'a Note, occasion: Occasion<'a>) -> Self {
        let notes = || lines.iter().filter_map(Line::note);
        // An announced save counts as long as nothing was noted of the file since: it may have
        // happened.
        let open = notes_since_found(lines);
        let found = lines.iter().filter_map(|line| match line {
            Line::Holds(note) => Some(note),
            _ => None,
        });
        let (latest, unsaved) = match occasion {
            Occasion::Running { held, unsaved, .. } => {
                (Some(held), unsaved.iter().map(|step| step.serial).collect())
            }
            _ => (notes().next_back(), HashSet::new()),
        };
        Self {
            origin,
            note,
            latest,
            saved: found
                .chain(open)
                .map(|note| note.until)
                .max()
                .unwrap_or_default(),
            occasion,
            unsaved,
        }
    }

    fn of_step(&self, step: &Step) -> Fate {
        let serial = step.serial;
        if self.note.holds(serial) {
            return Fate::Held;
        }
        let was_out = self.latest.is_some_and(|note| note.lost.has(serial));
        let is_unsaved = match self.occasion {
            Occasion::Running { .. } => self.unsaved.contains(&serial),
            _ => serial > self.saved,
        };
        let goes_on_top = match (self.origin, self.occasion) {
            _ if was_out => return Fate::Out,
            (
                _,
                Occasion::Start {
                    is_of_another: true,
                },
            )
            | (Origin::PutBack, Occasion::Start { .. }) => false,
            (_, Occasion::Rebuilding) | (Origin::Ours, _) => true,
            (Origin::Foreign, _) | (Origin::PutBack, Occasion::Running { .. }) => is_unsaved,
        };
        match self.origin {
            _ if goes_on_top => Fate::OnTop,
            Origin::Foreign => Fate::Perhaps,
            Origin::Ours | Origin::PutBack => Fate::Offered,
        }
    }
}

/// The notes of saves that were announced after the file was looked at last.
fn notes_since_found(lines: &[Line]) -> impl Iterator<Item = &Note> {
    let found = lines
        .iter()
        .rposition(|line| matches!(line, Line::Holds(_)));
    let since = lines.iter().skip(found.map_or(0, |place| place + 1));
    since.filter_map(Line::note)
}

/// Which changes of the held steps are not in a file that was changed outside, each by the places
/// of its step and its own.
fn missing_parts(
    case: &Case,
    steps: &[&Step],
    fates: &[Fate],
    note: &Note,
) -> HashSet<(usize, usize)> {
    let held = steps
        .iter()
        .enumerate()
        .filter(|(place, _)| fates.get(*place) == Some(&Fate::Held));
    // Each change with where it stands, so that what is missing can be traced back.
    let mut edits = Vec::new();
    let mut places = Vec::new();
    for (place, step) in held {
        let mut edit = step.edit.clone();
        let mut at = Vec::new();
        let mut next = 0;
        edit.changes.retain(|_| {
            next += 1;
            let stays = note.holds_change(step.serial, next - 1);
            if stays {
                at.push(next - 1);
            }
            stays
        });
        edits.push(edit);
        places.push((place, at));
    }
    missing(case, edits.iter())
        .into_iter()
        .filter_map(|(edit, change)| {
            let (place, at) = places.get(edit)?;
            Some((*place, *at.get(change)?))
        })
        .collect()
}
