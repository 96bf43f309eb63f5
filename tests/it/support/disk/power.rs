//! Which changes are permanently on the disk, and the states that a machine may start with after a
//! power failure now.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::files::{Change, Files, Id, Inode, Name};

/// The files as they are permanently on the disk, and the changes since.
#[derive(Clone, Debug)]
pub(super) struct Power {
    durable: Files,
    log: Vec<Logged>,
}

#[derive(Clone, Debug)]
struct Logged {
    change: Change,
    tick: u64,
    lasts: Lasts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lasts {
    /// It was synced.
    Yes,
    /// It was not synced yet.
    NotYet,
    /// Its sync failed: it is only in memory, and no later sync brings it to the disk.
    Never,
}

/// How much of a change reached the disk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    Whole,
    /// For a write, the first half.
    Half,
    /// For a write, only the greater length of the file: the new part is zeros.
    Length,
    Nothing,
}

/// What lags behind the other changes.
#[derive(Clone, Copy)]
enum Laggard {
    Nobody,
    /// The content of this file, or the names in this folder.
    One(Id),
    AllFiles,
    AllFolders,
}

impl Power {
    pub fn new(durable: Files) -> Self {
        Self {
            durable,
            log: Vec::new(),
        }
    }

    /// Adds a new file. It matters only once a name leads to it.
    pub fn add(&mut self, id: Id, inode: Inode) {
        self.durable.add(id, inode);
    }

    /// Applies what the test changes in a file, permanently.
    pub fn alter(&mut self, id: Id, alter: impl FnOnce(&mut Inode)) {
        self.durable.alter(id, alter);
    }

    /// Records a change.
    pub fn note(&mut self, change: Change, tick: u64, lasts: bool) {
        let lasts = if lasts { Lasts::Yes } else { Lasts::NotYet };
        self.log.push(Logged {
            change,
            tick,
            lasts,
        });
    }

    /// Makes the changes to a file, or to the names in a folder, permanent.
    pub fn sync(&mut self, id: Id) {
        self.settle(id, Lasts::Yes);
        self.fold();
    }

    /// Gives up the changes to a file since its last sync.
    pub fn lose(&mut self, id: Id) {
        self.settle(id, Lasts::Never);
    }

    fn settle(&mut self, id: Id, lasts: Lasts) {
        for logged in &mut self.log {
            if logged.lasts == Lasts::NotYet && logged.change.lasts_with(id) {
                logged.lasts = lasts;
            }
        }
    }

    /// Moves permanent changes out of the log, unless an earlier change to the same thing may still
    /// be lost.
    fn fold(&mut self) {
        let mut kept = BTreeSet::new();
        for logged in std::mem::take(&mut self.log) {
            let about = logged.change.about();
            if logged.lasts == Lasts::Yes && about.iter().all(|id| !kept.contains(id)) {
                self.durable.apply(&logged.change, logged.tick);
            } else {
                kept.extend(about);
                self.log.push(logged);
            }
        }
    }

    /// Every state that the machine may start with, without duplicates, the oldest first.
    pub fn cuts(&self) -> Vec<Files> {
        let mut seen = BTreeSet::new();
        let mut states = Vec::new();
        // The changes that a failed sync gave up may still have reached the disk.
        let mut without = self.clone();
        without.log.retain(|logged| logged.lasts != Lasts::Never);
        for power in [&without, self] {
            for moment in power.moments() {
                for lag in power.lags() {
                    let state = power.replayed(moment, lag);
                    if seen.insert(state.snapshot()) {
                        states.push(state);
                    }
                }
            }
        }
        states
    }

    /// The changes that are not permanent yet, each with its place in the log.
    fn open(&self) -> impl Iterator<Item = (usize, &Change)> {
        let log = self.log.iter().enumerate();
        log.filter(|(_, logged)| logged.lasts != Lasts::Yes)
            .map(|(place, logged)| (place, &logged.change))
    }

    /// The last open change that reached the disk, with everything before it, and how much of it
    /// did. None is the moment before the first.
    fn moments(&self) -> impl Iterator<Item = (Option<usize>, Share)> {
        let last = self.open().map(|(place, _)| Some(place));
        let shares = [Share::Half, Share::Length, Share::Whole];
        std::iter::once(None)
            .chain(last)
            .flat_map(move |last| shares.map(|share| (last, share)))
    }

    /// What lags behind, and how much of its changes reached the disk.
    fn lags(&self) -> impl Iterator<Item = (Laggard, Share)> {
        let about: BTreeSet<Id> = self.open().flat_map(|(_, change)| change.about()).collect();
        let all = [Laggard::Nobody, Laggard::AllFiles, Laggard::AllFolders];
        let shares = [Share::Nothing, Share::Half, Share::Length];
        all.into_iter()
            .chain(about.into_iter().map(Laggard::One))
            .flat_map(move |laggard| shares.map(|share| (laggard, share)))
    }

    /// The files if the changes up to one in the log reached the disk, with this much of the last
    /// one, and only this much of what lags behind.
    fn replayed(
        &self,
        (last, last_share): (Option<usize>, Share),
        (laggard, lag): (Laggard, Share),
    ) -> Files {
        let mut files = self.durable.clone();
        for (place, logged) in self.log.iter().enumerate() {
            let share = if logged.lasts == Lasts::Yes {
                Share::Whole
            } else if last.is_none_or(|last| place > last) {
                Share::Nothing
            } else if laggard.has(&logged.change) {
                lag
            } else if last == Some(place) {
                last_share
            } else {
                Share::Whole
            };
            if let Some(change) = logged.change.cut(share) {
                files.apply(&change, logged.tick);
            }
        }
        files.forget_nameless();
        files
    }
}

impl Laggard {
    fn has(self, change: &Change) -> bool {
        let is_names = matches!(change, Change::Names(_));
        match self {
            Self::Nobody => false,
            Self::One(id) => change.about().contains(&id),
            Self::AllFiles => !is_names,
            Self::AllFolders => is_names,
        }
    }
}

impl Change {
    /// The file or the folders that it changes.
    fn about(&self) -> Vec<Id> {
        match self {
            Self::Names(names) => names.iter().map(|(name, _)| name.folder).collect(),
            Self::Write { file, .. }
            | Self::Length { file, .. }
            | Self::Grow { file, .. }
            | Self::Dress { file, .. } => vec![*file],
        }
    }

    /// Whether a sync of this file or folder makes it permanent. A rename from one folder to
    /// another lasts with the target folder.
    fn lasts_with(&self, id: Id) -> bool {
        let Self::Names(names) = self else {
            return self.about().contains(&id);
        };
        let gives = |(_, to): &&(Name, Option<Id>)| to.is_some();
        let only_takes = !names.iter().any(|name| gives(&name));
        names
            .iter()
            .filter(|name| only_takes || gives(name))
            .any(|(name, _)| name.folder == id)
    }

    /// The given share of the change. None for nothing. Only a write can be divided.
    fn cut(&self, share: Share) -> Option<Self> {
        match (share, self) {
            (Share::Nothing, _) => None,
            (Share::Half, Self::Write { file, at, bytes }) => Some(Self::Write {
                file: *file,
                at: *at,
                bytes: Arc::from(bytes.get(..bytes.len() / 2)?),
            }),
            (Share::Length, Self::Write { file, at, bytes }) => Some(Self::Grow {
                file: *file,
                bytes: at + bytes.len(),
            }),
            _ => Some(self.clone()),
        }
    }
}
