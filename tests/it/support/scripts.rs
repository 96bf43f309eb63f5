//! Scripts of work, each with its initial disk. Together they contain everything that changes a
//! case on disk.

use crate::support::disk::{Memory, Operation};
use std::sync::{Arc, Mutex};

use factdesk::case::*;
use factdesk::store::{Disk, emit, load};

use super::desk::{CASE, disk_with, journal, new_case, start, time};
use super::work::{Done, Log, Mode, Work, ruling, sources};

/// Work that people do on a case.
pub struct Script {
    pub name: &'static str,
    pub modes: &'static [Mode],
    pub before: fn(Mode) -> Memory,
    pub run: fn(&mut Work) -> Done,
}

/// The modes in which the file can be replaced.
const REPLACING: &[Mode] = &[Mode::Plain, Mode::WithoutExchange];

pub const SCRIPTS: &[Script] = &[
    Script {
        name: "a first save",
        modes: REPLACING,
        before: |mode| {
            let memory = Memory::new();
            memory.put("/news/notes.txt", "x");
            mode.lay(&memory);
            memory
        },
        run: |work| created(work, false),
    },
    Script {
        name: "a new case over another one",
        modes: &Mode::ALL,
        before: |mode| {
            let memory = disk_with(&another());
            mode.lay(&memory);
            memory
        },
        run: |work| created(work, true),
    },
    Script {
        name: "saves as one goes along",
        modes: &Mode::ALL,
        before: foreign,
        run: saved,
    },
    Script {
        name: "edits",
        modes: &Mode::ALL,
        before: laid,
        run: |work| {
            work.open()?;
            work.edit(ruling(1, 1))?;
            work.edit(ruling(2, 2))?;
            work.undo(3)?;
            work.edit(sources("Harbour", 1, 4))
        },
    },
    Script {
        name: "work after a kill in the midst of a save",
        modes: &Mode::ALL,
        before: killed,
        run: |work| {
            work.open()?;
            work.save()?;
            work.edit(ruling(3, 20))?;
            work.save()
        },
    },
    Script {
        name: "a journal that is damaged and torn",
        modes: &[Mode::Plain, Mode::Mount],
        before: damaged,
        run: |work| {
            work.open()?;
            work.edit(ruling(3, 20))?;
            work.save()
        },
    },
    Script {
        name: "a backup restored",
        modes: &Mode::ALL,
        before: worked,
        run: |work| {
            work.open()?;
            work.save()?;
            let backups = work.desk().backups();
            let bytes = backups.last().map(|backup| backup.bytes(&work.memory));
            let Some(Ok(bytes)) = bytes else {
                return Ok(());
            };
            let then = load(&bytes).unwrap();
            work.edit(|now| Edit::restore(now, &then, "put back", "mk", time(20)))?;
            work.save()
        },
    },
    Script {
        name: "a broken file put back",
        modes: &Mode::ALL,
        before: |mode| {
            let memory = worked(mode);
            mode.put(&memory, b"( by mistake".to_vec());
            memory
        },
        run: put_back,
    },
    Script {
        name: "a file that is gone put back",
        modes: REPLACING,
        before: |mode| {
            let memory = worked(mode);
            memory.outside().remove(CASE.as_ref()).unwrap();
            memory.outside().sync_folder("/news".as_ref()).unwrap();
            memory
        },
        run: put_back,
    },
    Script {
        name: "undo in a later session",
        modes: &Mode::ALL,
        before: worked,
        run: |work| {
            work.open()?;
            work.undo(20)?;
            work.undo(21)?;
            work.save()?;
            work.open()?;
            work.redo(22)?;
            work.save()
        },
    },
    Script {
        name: "a file that something else changes",
        modes: &Mode::ALL,
        before: worked,
        run: followed,
    },
];

fn created(work: &mut Work, force: bool) -> Done {
    work.create(&new_case(), force)?;
    work.open()?;
    work.edit(ruling(1, 1))?;
    work.save()
}

fn saved(work: &mut Work) -> Done {
    work.open()?;
    work.edit(ruling(1, 1))?;
    work.save()?;
    work.edit(ruling(2, 2))?;
    work.edit(sources("Harbour", 1, 3))?;
    // The file is saved before this edit.
    work.edit(sources("Port", 12, 4))?;
    work.save()?;
    work.edit(ruling(3, 5))?;
    work.open()?;
    work.save()
}

fn put_back(work: &mut Work) -> Done {
    work.put_back()?;
    work.open()?;
    work.checkpoint_restored()?;
    work.edit(ruling(3, 60))?;
    work.save()
}

fn followed(work: &mut Work) -> Done {
    work.open()?;
    work.edit(ruling(3, 20))?;
    work.retitle("Renamed");
    work.follow()?;
    work.save()?;
    work.edit(ruling(4, 21))?;
    // Only the save notices this change.
    work.retitle("Renamed again");
    work.save()?;
    work.retitle("Renamed once more");
    work.follow()?;
    Ok(())
}

fn another() -> Case {
    start(&mut IdGen::seeded(99))
}

fn laid(mode: Mode) -> Memory {
    let memory = disk_with(&new_case());
    mode.lay(&memory);
    memory
}

/// A disk with a file that is not written by us.
fn foreign(mode: Mode) -> Memory {
    let memory = Memory::new();
    memory.put(CASE, format!("// by hand\n{}", emit(&new_case()).unwrap()));
    mode.lay(&memory);
    memory
}

/// A disk with a saved edit, an undone one, and one that is only recorded.
fn worked(mode: Mode) -> Memory {
    let memory = laid(mode);
    let mut work = Work::on(&memory, mode);
    let mut run = || {
        work.open()?;
        work.edit(ruling(1, 1))?;
        work.edit(sources("Harbour", 1, 2))?;
        work.save()?;
        work.edit(sources("Port", 1, 3))?;
        work.undo(4)?;
        work.save()?;
        work.edit(ruling(2, 5))
    };
    run().unwrap();
    work.close();
    memory.revived()
}

/// A disk after a save that was killed just before the new bytes replaced the file.
fn killed(mode: Mode) -> Memory {
    let start = worked(mode);
    let save = |memory: &Memory| {
        let mut work = Work::on(&memory.outside(), mode);
        work.memory = memory.clone();
        let _ = work.open().and_then(|()| work.save());
    };
    let memory = start.revived();
    let found = Arc::new(Mutex::new(None));
    let heard = Arc::clone(&found);
    memory.before_each(move |memory, call| {
        let named = call.to.as_deref().unwrap_or(&call.path);
        let is_it = named.ends_with(&CASE[1..])
            && matches!(
                call.operation,
                Operation::Exchange | Operation::Rename | Operation::Write
            );
        // Without exchange, the rename follows the failed attempt to exchange.
        if is_it {
            *heard.lock().unwrap() = Some(memory.calls());
        }
    });
    save(&memory);
    let call = found.lock().unwrap().unwrap();
    let memory = start.revived();
    memory.die_at(call);
    save(&memory);
    memory.revived()
}

/// A disk whose journal has a damaged line, and half a line at the end.
fn damaged(mode: Mode) -> Memory {
    let memory = worked(mode);
    let journal = journal(&memory);
    let mut bytes = memory.bytes(&journal).unwrap();
    let steps = bytes.windows(8).position(|part| part == br#"{"Step":"#);
    bytes[steps.unwrap() + 20] ^= 1;
    bytes.extend_from_slice(b"0123456789abcdef {\"Step\":{\"ser");
    memory.put(&journal, bytes);
    memory
}

/// The initial state of a script in a mode, and what is known then.
pub struct Start {
    pub memory: Memory,
    pub log: Log,
    pub script: &'static Script,
    pub mode: Mode,
}

impl Start {
    pub fn all(mode: Mode) -> impl Iterator<Item = Self> {
        let fitting = SCRIPTS
            .iter()
            .filter(move |script| script.modes.contains(&mode));
        fitting.map(move |script| {
            let memory = (script.before)(mode).revived();
            let log = Work::on(&memory, mode).log;
            Self {
                memory: memory.revived(),
                log,
                script,
                mode,
            }
        })
    }

    /// Work that is about to start, on its own disk.
    pub fn work(&self) -> Work {
        Work::new(self.memory.revived(), self.mode, self.log.clone())
    }

    /// The number of calls of the script that change something, and of those that only look.
    pub fn calls(&self) -> (usize, usize) {
        let mut work = self.work();
        let done = (self.script.run)(&mut work);
        done.unwrap_or_else(|trouble| panic!("{self}: {trouble:?}"));
        (work.memory.calls(), work.memory.looks())
    }
}

impl std::fmt::Display for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {:?}", self.script.name, self.mode)
    }
}
