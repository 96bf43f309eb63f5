//! Brings a case up to date: from the case in the file and the edits in the journal to the current
//! case.
//!
//! An edit that was saved once is in the file, unless somebody restored or changed the file. A
//! missing edit that was saved is not applied again; it is offered to the user. An edit that was
//! never saved is applied to the case in the file. If the file was restored while the case was not
//! open, that edit is offered too.

use std::collections::HashSet;

use super::disk::Stamp;
use super::journal_line::{FileState, Line};
use crate::case::{Case, Difference, Edit, History, Missing, Sha256, Step, missing};

/// The case in its file.
#[derive(Debug)]
pub(super) struct File {
    pub case: Case,
    /// The hash of the file's bytes.
    pub hash: Sha256,
    /// The stamp of the file, if it could be read.
    pub stamp: Option<Stamp>,
}

/// The occasion of a replay.
#[derive(Clone, Copy, Debug)]
pub(super) enum ReplayMode<'a> {
    /// The case is opened. With `is_from_other_file` the journal belongs to another file of the
    /// same case, which is gone. Then edits that were not in that file are only offered.
    Start { is_from_other_file: bool },
    /// The case is open, and its file has changed.
    Running {
        history: &'a History,
        /// The state of the file before the change.
        held: &'a FileState,
        /// Recorded edits that were never saved.
        unsaved: &'a [Step],
    },
    /// The file is unreadable or gone. All recorded edits are applied to a backup.
    Rebuilding,
}

/// The program that wrote the present version of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The last save of this journal wrote it, or nothing was ever saved here.
    Ours,
    /// An earlier save of this journal wrote it. Somebody restored that version.
    PutBack,
    /// Another program wrote it: it is no version of this journal.
    Foreign,
}

/// The result of a replay.
#[derive(Debug)]
pub(super) struct Replayed {
    /// The case and the history.
    pub history: History,
    /// Recorded edits that the file lacks and that were applied to its case.
    pub unsaved: Vec<Step>,
    /// The difference between the case in the file and the current case. If the case was already
    /// open: the difference between the case in that session and the current case.
    pub difference: Difference,
    /// Steps that no longer fit.
    pub refused: Vec<Step>,
    /// Who wrote the present version of the file.
    pub origin: Origin,
    /// Edits that the file once had and lacks now, or that were recorded just before it was
    /// restored. Empty if all were offered before.
    pub missing: Missing,
    /// All recorded edits that the case lacks, offered before or not.
    pub left_out: Vec<Edit>,
    /// The state of the file, including which steps it lacks.
    pub file_state: FileState,
    /// Whether the last state in the journal is equal to `file_state`.
    pub is_noted: bool,
}

/// The result of a replay for one recorded step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StepFate {
    /// The file has the step.
    Held,
    /// An earlier replay left the step out.
    LeftOut,
    /// No save ever wrote the step. It is applied.
    Applied,
    /// An interrupted save may have written the step, before the file was changed.
    MaybeHeld,
    /// The step is left out now, and offered to the user.
    Offered,
}

/// Determines which recorded steps the file lacks, and applies those that were never saved.
pub(super) fn replay(file: File, lines: &[Line], mode: ReplayMode<'_>) -> Replayed {
    let File { case, hash, stamp } = file;
    let (origin, state) = origin(hash, stamp, lines, mode);
    let mut replayed = Replayed {
        history: History::new(case),
        unsaved: Vec::new(),
        difference: Difference::default(),
        refused: Vec::new(),
        origin,
        missing: Missing::default(),
        left_out: Vec::new(),
        file_state: FileState {
            hash,
            file: stamp,
            ..state.clone()
        },
        is_noted: false,
    };
    let steps: Vec<&Step> = lines.iter().filter_map(Line::step).collect();
    let last = lines
        .iter()
        .filter_map(Line::file_state)
        .map(|state| state.until);
    let last = last.chain(steps.iter().map(|step| step.serial)).max();
    let last = last.unwrap_or_default();
    replayed.history.count_from(last);

    let fates = StepFates::of(lines, origin, &state, mode);
    let mut fates: Vec<StepFate> = steps.iter().map(|step| fates.of_step(step)).collect();
    // The copy is made only if a step has to be applied, since copying a large case takes time.
    let as_found = fates
        .contains(&StepFate::Applied)
        .then(|| replayed.history.case().clone());
    let missing_changes = match origin {
        Origin::Foreign if !matches!(mode, ReplayMode::Rebuilding) => {
            missing_from_file(replayed.history.case(), &steps, &fates, &state)
        }
        _ => HashSet::new(),
    };
    for (step_index, step) in steps.iter().enumerate() {
        let Some(fate) = fates.get_mut(step_index) else {
            continue;
        };
        let lacks = |at: &usize| missing_changes.contains(&(step_index, *at));
        let is_missing =
            !step.edit.changes.is_empty() && (0..step.edit.changes.len()).all(|at| lacks(&at));
        match *fate {
            StepFate::Held if is_missing => {
                *fate = StepFate::Offered;
                replayed.history.reserve_numbers(step);
            }
            StepFate::Held => replayed.history.remember((*step).clone()),
            StepFate::LeftOut | StepFate::Offered => replayed.history.reserve_numbers(step),
            // If the case has the result of the step, the interrupted save was completed and the
            // file was changed after it.
            StepFate::Applied | StepFate::MaybeHeld
                if step.edit.is_in(replayed.history.case()) && origin == Origin::Foreign =>
            {
                *fate = StepFate::Held;
                replayed.history.remember((*step).clone());
            }
            StepFate::MaybeHeld => {
                *fate = StepFate::Offered;
                replayed.history.reserve_numbers(step);
            }
            StepFate::Applied => match replayed.history.replay((*step).clone()) {
                Ok(step) => replayed.unsaved.push(step),
                Err(step) => {
                    replayed.history.reserve_numbers(&step);
                    replayed.refused.push(*step);
                    *fate = StepFate::LeftOut;
                }
            },
        }
    }
    if let ReplayMode::Running { history, .. } = mode {
        replayed.history.resume(history);
    }
    replayed.offer(&steps, &fates, &missing_changes, lines);
    replayed.update_file_state(&steps, &fates, &missing_changes, last);
    let last = lines.iter().rfind(|line| line.file_state().is_some());
    replayed.is_noted = last == Some(&Line::FileState(replayed.file_state.clone()));
    let before = match mode {
        ReplayMode::Running { history, .. } => Some(history.case()),
        _ => as_found.as_ref().filter(|_| !replayed.unsaved.is_empty()),
    };
    if let Some(before) = before {
        replayed.difference = Difference::between(before, replayed.history.case());
    }
    replayed
}

impl Replayed {
    /// Collects the edits that the case lacks, and those of them that were already offered for this
    /// version of the file.
    fn offer(
        &mut self,
        steps: &[&Step],
        fates: &[StepFate],
        missing_changes: &HashSet<(usize, usize)>,
        lines: &[Line],
    ) {
        let hash = self.file_state.hash;
        let was_offered = |serial: u64| {
            lines.iter().any(|line| {
                matches!(line, Line::FileState(state) if state.hash == hash && state.lost.has(serial))
            })
        };
        let mut offered = Vec::new();
        let mut offered_before = Vec::new();
        for (step_index, (step, fate)) in steps.iter().zip(fates).enumerate() {
            let mut edit = step.edit.clone();
            let is_left_out = *fate == StepFate::LeftOut;
            if *fate == StepFate::Held {
                let mut at = 0;
                edit.changes.retain(|_| {
                    at += 1;
                    missing_changes.contains(&(step_index, at - 1))
                        || !self.file_state.has_change(step.serial, at - 1)
                });
            } else if !matches!(fate, StepFate::LeftOut | StepFate::Offered) {
                continue;
            }
            if edit.changes.is_empty() {
                continue;
            }
            if !is_left_out {
                offered.push(edit.clone());
                if was_offered(step.serial) {
                    offered_before.push(edit.clone());
                }
            }
            self.left_out.push(edit);
        }
        if offered.len() > offered_before.len() {
            self.missing = Missing::of(self.history.case(), offered.iter(), offered_before.iter());
        }
    }

    /// Updates `file_state`: which steps the file has and which it lacks.
    fn update_file_state(
        &mut self,
        steps: &[&Step],
        fates: &[StepFate],
        missing_changes: &HashSet<(usize, usize)>,
        last: u64,
    ) {
        let is_left_out = |fate: &StepFate| matches!(fate, StepFate::LeftOut | StepFate::Offered);
        if self.origin == Origin::Ours
            && !fates.contains(&StepFate::Offered)
            && self.refused.is_empty()
        {
            return;
        }
        let left_out_steps = steps
            .iter()
            .zip(fates)
            .filter(|(_, fate)| is_left_out(fate));
        self.file_state.lost = left_out_steps.map(|(step, _)| step.serial).collect();
        self.file_state.until = self.unsaved.first().map_or(last, |step| step.serial - 1);
        for (step_index, step) in steps.iter().enumerate() {
            if fates.get(step_index) == Some(&StepFate::Held) {
                let lacks = |at: &usize| missing_changes.contains(&(step_index, *at));
                let missing = (0..step.edit.changes.len()).filter(lacks);
                self.file_state
                    .partly
                    .extend(missing.map(|at| (step.serial, at)));
            }
        }
    }
}

/// Who wrote the file, and which steps are in it according to the journal.
fn origin(
    hash: Sha256,
    stamp: Option<Stamp>,
    lines: &[Line],
    mode: ReplayMode<'_>,
) -> (Origin, FileState) {
    let mut with_state = lines.iter().filter(|line| line.file_state().is_some());
    let last = with_state.next_back();
    let has_hash = |line: &Line| line.file_state().is_some_and(|state| state.hash == hash);
    let known = lines
        .iter()
        .rfind(|line| has_hash(line))
        .and_then(Line::file_state);
    // An announced save may have failed. So only `FileState` lines prove a state.
    let last_noted = || {
        let found = lines.iter().rev().find_map(|line| match line {
            Line::FileState(state) => Some(state.clone()),
            _ => None,
        });
        found.unwrap_or_else(|| FileState::of(hash))
    };
    if let ReplayMode::Running { held, .. } = mode {
        return match known {
            Some(state) => (Origin::PutBack, state.clone()),
            None => (Origin::Foreign, held.clone()),
        };
    }
    match (last, known) {
        (None, _) => (Origin::Ours, FileState::of(hash)),
        (Some(line), Some(state)) if has_hash(line) => (Origin::Ours, state.clone()),
        // If the file is still the one that the announced save was to replace, the save failed. The
        // same is assumed if the stamp is unknown.
        (Some(Line::Saving { before, was, .. }), Some(state))
            if *before == hash
                && was.is_none_or(|was| stamp.is_none_or(|now| was.is_still(now))) =>
        {
            (Origin::Ours, state.clone())
        }
        (_, Some(state)) => (Origin::PutBack, state.clone()),
        (_, None) => (Origin::Foreign, last_noted()),
    }
}

/// The inputs that decide the fate of each step.
struct StepFates<'a> {
    origin: Origin,
    state: &'a FileState,
    /// The last state in the journal, or that of the open case.
    latest: Option<&'a FileState>,
    /// The serial of the last step that any save may have written.
    saved: u64,
    mode: ReplayMode<'a>,
    unsaved: HashSet<u64>,
}

impl<'a> StepFates<'a> {
    fn of(lines: &'a [Line], origin: Origin, state: &'a FileState, mode: ReplayMode<'a>) -> Self {
        let states = || lines.iter().filter_map(Line::file_state);
        // An announced save may have been completed, unless a later `FileState` line says
        // otherwise.
        let open = states_since_last_check(lines);
        let found = lines.iter().filter_map(|line| match line {
            Line::FileState(state) => Some(state),
            _ => None,
        });
        let (latest, unsaved) = match mode {
            ReplayMode::Running { held, unsaved, .. } => {
                (Some(held), unsaved.iter().map(|step| step.serial).collect())
            }
            _ => (states().next_back(), HashSet::new()),
        };
        Self {
            origin,
            state,
            latest,
            saved: found
                .chain(open)
                .map(|state| state.until)
                .max()
                .unwrap_or_default(),
            mode,
            unsaved,
        }
    }

    fn of_step(&self, step: &Step) -> StepFate {
        let serial = step.serial;
        if self.state.has_step(serial) {
            return StepFate::Held;
        }
        let was_left_out = self.latest.is_some_and(|state| state.lost.has(serial));
        let is_unsaved = match self.mode {
            ReplayMode::Running { .. } => self.unsaved.contains(&serial),
            _ => serial > self.saved,
        };
        let is_applied = match (self.origin, self.mode) {
            _ if was_left_out => return StepFate::LeftOut,
            (
                _,
                ReplayMode::Start {
                    is_from_other_file: true,
                },
            )
            | (Origin::PutBack, ReplayMode::Start { .. }) => false,
            (_, ReplayMode::Rebuilding) | (Origin::Ours, _) => true,
            (Origin::Foreign, _) | (Origin::PutBack, ReplayMode::Running { .. }) => is_unsaved,
        };
        match self.origin {
            _ if is_applied => StepFate::Applied,
            Origin::Foreign => StepFate::MaybeHeld,
            Origin::Ours | Origin::PutBack => StepFate::Offered,
        }
    }
}

/// The states of saves that were announced after the last `FileState` line.
fn states_since_last_check(lines: &[Line]) -> impl Iterator<Item = &FileState> {
    let found = lines
        .iter()
        .rposition(|line| matches!(line, Line::FileState(_)));
    let since = lines.iter().skip(found.map_or(0, |index| index + 1));
    since.filter_map(Line::file_state)
}

/// The changes of held steps that are missing from a file that another program changed, as pairs of
/// indices: the step, and the change in it.
fn missing_from_file(
    case: &Case,
    steps: &[&Step],
    fates: &[StepFate],
    state: &FileState,
) -> HashSet<(usize, usize)> {
    let held = steps
        .iter()
        .enumerate()
        .filter(|(index, _)| fates.get(*index) == Some(&StepFate::Held));
    // `missing` returns indices among the changes that it was given. The original indices are
    // stored to convert them.
    let mut edits = Vec::new();
    let mut indices = Vec::new();
    for (index, step) in held {
        let mut edit = step.edit.clone();
        let mut at = Vec::new();
        let mut next = 0;
        edit.changes.retain(|_| {
            next += 1;
            let stays = state.has_change(step.serial, next - 1);
            if stays {
                at.push(next - 1);
            }
            stays
        });
        edits.push(edit);
        indices.push((index, at));
    }
    missing(case, edits.iter())
        .into_iter()
        .filter_map(|(edit, change)| {
            let (index, at) = indices.get(edit)?;
            Some((*index, *at.get(change)?))
        })
        .collect()
}
