//! Work at a desk that may be interrupted at any call: what was acknowledged, and what must be
//! found afterwards.

use crate::support::disk::Memory;
use std::path::Path;
use std::sync::Arc;

use factdesk::case::ops::{self, Judgement, NewSource};
use factdesk::case::*;
use factdesk::error::Error;
use factdesk::store::{Access, Desk, Disk, FileChange, Notice, Recovery, emit, load};

use super::desk::{CASE, STATE, file, has, open, open_at, rule, save, time};

/// The copy of the bytes that are being written over the file.
const SAVING: &str = "saving";

/// The properties of the disk, or of the place of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Plain,
    WithoutExchange,
    HardLink,
    ClosedFolder,
    Mount,
}

impl Mode {
    pub const ALL: [Self; 5] = [
        Self::Plain,
        Self::WithoutExchange,
        Self::HardLink,
        Self::ClosedFolder,
        Self::Mount,
    ];

    /// Gives the disk these properties.
    pub fn lay(self, memory: &Memory) {
        match self {
            Self::Plain => {}
            Self::WithoutExchange => memory.without_exchange(),
            Self::HardLink => {
                memory.put("/vault/other", "");
                memory.put_name(CASE, "/vault/linked.case.ron");
            }
            Self::ClosedFolder => memory.close_folder("/news"),
            Self::Mount => memory.mount(CASE),
        }
    }

    /// Whether the file can only be overwritten in place, so that a kill may leave half of it.
    pub fn is_in_place(self) -> bool {
        !matches!(self, Self::Plain | Self::WithoutExchange)
    }

    /// Writes to the file as another program does in this mode.
    pub fn put(self, memory: &Memory, bytes: Vec<u8>) {
        if self.is_in_place() {
            memory.put_into(CASE, bytes);
        } else {
            memory.put(CASE, bytes);
        }
    }
}

/// The acknowledged state.
#[derive(Clone, Default)]
pub struct Log {
    /// The case with every edit that has a receipt. None before there is a case.
    pub acked: Option<Case>,
    /// The case with the step that was being recorded on top. The step may be there or not.
    pub pending: Option<Case>,
    /// Every case that may be in the file.
    pub states: Vec<Case>,
    /// Bytes that are not ours. Whatever happens to the file, they must still be somewhere.
    pub kept: Vec<Vec<u8>>,
    /// The number of edits that could be undone then.
    pub done: usize,
    /// Whether the content of the file must be restored first.
    pub is_broken: bool,
    /// Whether the file existed at some moment, whole or not.
    pub was_there: bool,
}

impl Log {
    fn sends(&mut self, case: Case) {
        self.states.push(case.clone());
        self.pending = Some(case);
    }

    fn hears(&mut self) {
        self.acked = self.pending.take();
        self.was_there = true;
    }

    /// Whether a case is the acknowledged one, with or without the pending step.
    pub fn knows(&self, case: &Case) -> bool {
        [&self.acked, &self.pending]
            .into_iter()
            .flatten()
            .any(|known| known == case)
    }
}

/// How often a failing action is repeated. None gives up at once, as a killed process does.
#[derive(Clone, Copy, Default)]
pub struct Patience(pub Option<usize>);

/// Work in progress: a desk, and what it has acknowledged.
pub struct Work {
    pub memory: Memory,
    pub mode: Mode,
    pub log: Log,
    pub patience: Patience,
    /// The errors after which an action was repeated.
    pub troubles: Vec<Error>,
    desk: Option<Desk>,
}

pub type Done = Result<(), Error>;

impl Work {
    pub fn new(memory: Memory, mode: Mode, log: Log) -> Self {
        Self {
            memory,
            mode,
            log,
            patience: Patience::default(),
            troubles: Vec::new(),
            desk: None,
        }
    }

    /// Starts from what is on the disk.
    pub fn on(memory: &Memory, mode: Mode) -> Self {
        let mut log = Log {
            was_there: memory.bytes(CASE).is_some(),
            ..Log::default()
        };
        if let Ok(found) = recovery(memory) {
            // The file is first restored from a backup, and the journal adds the rest when it is
            // opened.
            log.states = found
                .backups
                .into_iter()
                .filter_map(|(_, case)| case)
                .collect();
            log.is_broken = found.broken.is_some();
            log.sends(found.now);
            log.acked = log.pending.take();
        }
        if let Some(bytes) = memory.bytes(CASE) {
            let case = load(&bytes).ok();
            // A half written file that is not a case is repaired, and nothing of it is missed.
            let is_half =
                case.is_none() && memory.paths().iter().any(|path| path.ends_with(SAVING));
            if !is_half
                && case
                    .as_ref()
                    .and_then(|case| emit(case).ok())
                    .map(String::into_bytes)
                    != Some(bytes.clone())
            {
                log.kept.push(bytes);
            }
            log.states.extend(case);
        }
        Self::new(memory.clone(), mode, log)
    }

    pub fn desk(&mut self) -> &mut Desk {
        self.desk.as_mut().unwrap()
    }

    pub fn case(&self) -> &Case {
        self.desk.as_ref().unwrap().history().case()
    }

    /// Repeats an action until it succeeds or patience runs out. With patience the faults end too,
    /// and then it must succeed.
    fn insist<T>(
        &mut self,
        mut act: impl FnMut(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut failures = 0;
        loop {
            let trouble = match act(self) {
                Ok(done) => return Ok(done),
                Err(trouble) => trouble,
            };
            let Some(patience) = self.patience.0 else {
                return Err(trouble);
            };
            failures += 1;
            assert!(
                failures <= patience,
                "it fails for no reason any more: {trouble:?}, after {:?}",
                self.troubles
            );
            self.seen_from_outside(&trouble);
            self.troubles.push(trouble);
            if failures == patience {
                self.memory.relent();
            }
        }
    }

    /// Checks after a failure that a new reader finds everything acknowledged.
    fn seen_from_outside(&self, trouble: &Error) {
        let outside = self.memory.outside();
        let reader = match open_at(&outside, CASE, Access::Read) {
            Ok(reader) => reader,
            // The file is about to be restored, or still has to be made.
            Err(_) if self.is_to_come(&outside) => return,
            Err(now) => panic!("after {trouble:?}: {now:?}"),
        };
        let case = reader.history().case();
        assert!(self.log.knows(case), "after {trouble:?}: {case:?}");
    }

    fn is_to_come(&self, outside: &Memory) -> bool {
        let is_known = |found: Recovery| self.log.knows(&found.now);
        self.log.acked.is_none() || self.log.is_broken && recovery(outside).is_ok_and(is_known)
    }

    pub fn create(&mut self, case: &Case, force: bool) -> Done {
        self.log.sends(case.clone());
        self.log.kept.extend(self.memory.bytes(CASE));
        self.insist(|work| {
            let state = Some(Path::new(STATE));
            let made = Desk::create(&work.memory, state, Path::new(CASE), case, force);
            // It exists although the last attempt failed: it got its name, and only syncing the
            // name failed.
            let is_made = !force
                && work.patience.0.is_some()
                && !work.troubles.is_empty()
                && work.memory.bytes(CASE) == Some(emit(case).unwrap().into_bytes());
            if is_made { Ok(None) } else { made }
        })?;
        self.log.hears();
        Ok(())
    }

    /// Opens the case for writing. Afterwards it is settled whether the pending step is there.
    pub fn open(&mut self) -> Done {
        self.desk = None;
        let desk = self.insist(|work| open_at(&work.memory, CASE, Access::Write))?;
        let case = desk.history().case().clone();
        assert!(self.log.knows(&case), "{:?}", desk.notices());
        (self.log.acked, self.log.pending) = (Some(case), None);
        self.desk = Some(desk);
        Ok(())
    }

    pub fn close(&mut self) {
        self.desk = None;
    }

    /// Makes an edit of the current case, and records it.
    pub fn edit(&mut self, edit: impl FnOnce(&Case) -> Edit) -> Done {
        let mut history = self.desk().history().clone();
        let edit = edit(history.case());
        let step = history.make(edit).unwrap();
        self.take(&step, history.case())
    }

    pub fn undo(&mut self, minute: usize) -> Done {
        let mut history = self.desk().history().clone();
        let step = history.undo(&stamp(minute)).unwrap().step;
        self.take(&step, history.case())
    }

    pub fn redo(&mut self, minute: usize) -> Done {
        let mut history = self.desk().history().clone();
        let step = history.redo(&stamp(minute)).unwrap().step;
        self.take(&step, history.case())
    }

    fn take(&mut self, step: &Step, then: &Case) -> Done {
        self.log.sends(then.clone());
        let receipt = self.insist(|work| work.desk().record(step.clone()))?;
        assert!(receipt.fits && receipt.serial == step.serial);
        self.log.hears();
        self.log.done = self.desk().history().done().count();
        assert_eq!(self.case(), then);
        Ok(())
    }

    /// Saves the file. A failed save leaves the file as it was or has replaced it, and the desk
    /// knows which.
    pub fn save(&mut self) -> Done {
        self.insist(|work| {
            let before = work.memory.bytes(CASE);
            let saved = work.desk().checkpoint();
            let now = work.memory.bytes(CASE);
            if saved.is_err() && work.patience.0.is_some() {
                let is_new = now == Some(emit(work.case()).unwrap().into_bytes());
                let is_old = now == before && work.desk().is_behind();
                assert!(is_new || is_old || work.mode.is_in_place(), "{saved:?}");
            }
            saved
        })?;
        assert!(!self.desk().is_behind());
        assert_eq!(file(&self.memory), *self.case());
        Ok(())
    }

    pub fn checkpoint_restored(&mut self) -> Done {
        self.insist(|work| work.desk().checkpoint_restored())
    }

    /// Checks whether something else has changed the file, as the workbench does every second.
    pub fn follow(&mut self) -> Result<FileChange, Error> {
        let fate = self.insist(|work| work.desk().follow(time(40)))?;
        assert_eq!(Some(self.case()), self.log.acked.as_ref());
        Ok(fate)
    }

    pub fn put_back(&mut self) -> Done {
        self.insist(|work| put_back(&work.memory))?;
        (self.log.was_there, self.log.is_broken) = (true, false);
        Ok(())
    }

    /// Somebody else changes the title of the case in the file.
    pub fn retitle(&mut self, title: &str) {
        let outside = self.memory.outside();
        let Some(mut theirs) = outside.bytes(CASE).and_then(|bytes| load(&bytes).ok()) else {
            // The program was killed while overwriting the file, and only our reader can repair it.
            return;
        };
        title.clone_into(&mut theirs.title);
        self.mode.put(&outside, emit(&theirs).unwrap().into_bytes());
        self.log.states.push(theirs);
        for case in [&mut self.log.acked, &mut self.log.pending]
            .into_iter()
            .flatten()
        {
            title.clone_into(&mut case.title);
            self.log.states.push(case.clone());
        }
    }
}

fn recovery(memory: &Memory) -> Result<Recovery, Error> {
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    Recovery::of(&disk, Some(Path::new(STATE)), Path::new(CASE))
}

fn put_back(memory: &Memory) -> Done {
    let state = Some(Path::new(STATE));
    factdesk::store::put_back(memory, state, Path::new(CASE), time(50))
}

pub fn stamp(minute: usize) -> Stamp<'static> {
    Stamp {
        by: "mk",
        at: time(minute),
    }
}

/// A ruling on the claim with this number.
pub fn ruling(number: usize, minute: usize) -> impl Fn(&Case) -> Edit {
    move |case| {
        let judged = Judgement {
            verdict: Some(Verdict::Disputed),
            ..Judgement::default()
        };
        let claim = case.claims[number - 1].id;
        ops::rule(case, claim, Question::Fact, &judged, &stamp(minute)).unwrap()
    }
}

/// Adds this many new sources in one edit.
pub fn sources(name: &str, many: usize, minute: usize) -> impl Fn(&Case) -> Edit {
    move |case| {
        let mut mint = IdGen::seeded(minute as u64);
        let mut then = case.clone();
        let edits = (0..many).map(|number| {
            let new = NewSource {
                name: format!("{name} {number}"),
                ..NewSource::default()
            };
            let (edit, _) = ops::add_source(&then, new, &stamp(minute), &mut mint).unwrap();
            edit.apply(&mut then).unwrap();
            edit
        });
        let edits: Vec<Edit> = edits.collect();
        let changes = edits.iter().flat_map(|edit| edit.changes.clone()).collect();
        Edit {
            changes,
            ..edits[0].clone()
        }
    }
}

/// The files that killed processes left.
pub fn leftovers(memory: &Memory) -> Vec<String> {
    let paths = memory.paths();
    let paths = paths.iter().map(|path| path.to_string_lossy().into_owned());
    paths.filter(|path| path.contains(".factdesk-")).collect()
}

/// Checks what a new process must find: the file whole, everything acknowledged, and work that can
/// go on.
pub fn is_sound(memory: &Memory, log: &Log, mode: Mode, at: &str) {
    let bytes = memory.bytes(CASE);
    assert!(bytes.is_some() || !log.was_there, "{at}: the file is gone");
    let is_kept = |bytes: &Vec<u8>| {
        memory
            .paths()
            .iter()
            .any(|path| memory.bytes(path).as_ref() == Some(bytes))
    };
    assert!(log.kept.iter().all(is_kept), "{at}: foreign bytes are gone");
    let found = open_at(memory, CASE, Access::Read);
    if let Some(case) = bytes.as_ref().and_then(|bytes| load(bytes).ok()) {
        assert!(log.states.contains(&case), "{at}: a case that never was");
    } else if bytes.is_some() {
        // The file is half written, or as it was before it was restored.
        assert!(mode.is_in_place() || log.is_broken, "{at}: half a case");
    }
    match found {
        Ok(reader) => {
            let case = reader.history().case();
            assert!(log.knows(case), "{at}: something is lost");
            // One less if an undo was pending.
            let done = reader.history().done().count();
            assert!(
                done + 1 >= log.done,
                "{at}: {done} of {} can be undone",
                log.done
            );
        }
        Err(_) if log.is_broken => {
            let found = recovery(memory).unwrap();
            assert!(log.knows(&found.now), "{at}: something is lost");
            put_back(memory).unwrap_or_else(|trouble| panic!("{at}: {trouble:?}"));
            open(memory, Access::Write).checkpoint_restored().unwrap();
        }
        Err(trouble) => {
            assert!(bytes.is_none() && log.acked.is_none(), "{at}: {trouble:?}");
            let new = log.pending.clone().unwrap();
            let state = Some(Path::new(STATE));
            Desk::create(memory, state, Path::new(CASE), &new, false).unwrap();
        }
    }
    let mut desk =
        open_at(memory, CASE, Access::Write).unwrap_or_else(|trouble| panic!("{at}: {trouble:?}"));
    assert!(
        log.knows(desk.history().case()),
        "{at}: {:?}",
        desk.notices()
    );
    let more = rule(&mut desk, 4, 70).unwrap_or_else(|trouble| panic!("{at}: {trouble:?}"));
    save(&mut desk).unwrap_or_else(|trouble| panic!("{at}: {trouble:?}"));
    let case = desk.history().case().clone();
    assert!(has(&case, &more) && file(memory) == case, "{at}");
    drop(desk);
    for access in [Access::Read, Access::Write] {
        let again = open(memory, access);
        let notices: Vec<&Notice> = again.notices().iter().collect();
        let is_known = |notice: &&Notice| matches!(notice, Notice::InPlace(_));
        assert!(notices.iter().all(is_known), "{at}: {notices:?}");
        assert_eq!(*again.history().case(), case, "{at}");
    }
    assert_eq!(leftovers(memory), Vec::<String>::new(), "{at}");
    assert!(log.kept.iter().all(is_kept), "{at}: foreign bytes are gone");
}

/// Whether to try everything, however long it takes.
pub fn is_long() -> bool {
    std::env::var_os("FACTDESK_LONG").is_some_and(|long| long == "1")
}
