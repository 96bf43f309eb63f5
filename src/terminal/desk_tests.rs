//! Tests of the desk thread with a disk in memory: unsent text and recorded edits.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::*;
use crate::case::{Stamp, ops};
use crate::store::disk::Operation;
use crate::store::{Disk, Memory, Typed as Field};

const CASE: &str = "/news/story.case.ron";
const SAMPLE: &str = include_str!("../../assets/crocus-city-hall.case.ron");

struct Setup {
    disk: Memory,
    file: PathBuf,
    thread: Thread,
    step: Step,
    events: Receiver<Incoming>,
}

/// The thread on an in-memory disk, and an edit for it.
fn setup() -> Setup {
    let disk = Memory::new();
    disk.put(CASE, SAMPLE);
    let seam: Arc<dyn Disk> = Arc::new(disk.clone());
    let open = move |access| {
        let state = Path::new("/home/state");
        Desk::open(Arc::clone(&seam), Some(state), Path::new(CASE), access)
    };
    let desk = open(Access::Write).unwrap();
    let file = desk.folder().unwrap().join("unsent.json");
    let mut history = desk.history().clone();
    let claim = history.case().claims[0].id;
    let at = "2026-11-23T10:00:00.000Z".parse().unwrap();
    let stamp = Stamp { by: "mk", at };
    let edit = ops::reword(history.case(), claim, "Other words", &stamp).unwrap();
    let step = history.make(edit).unwrap();
    let (sender, events) = channel();
    let session = Session {
        desk,
        unsent: Vec::new(),
        zone: jiff::tz::TimeZone::UTC,
        first: None,
        open: Box::new(open),
    };
    Setup {
        disk,
        file,
        thread: start(session, sender).unwrap(),
        step,
        events,
    }
}

fn text(words: &str) -> Unsent {
    Unsent {
        of: "wording c1".to_owned(),
        title: "Wording of claim 1".to_owned(),
        at: "2026-11-23T10:00:00.000Z".parse().unwrap(),
        fields: vec![Field {
            name: String::new(),
            opened: String::new(),
            text: words.to_owned(),
        }],
    }
}

impl Setup {
    fn stored(&self) -> String {
        let bytes = self.disk.bytes(&self.file).unwrap_or_default();
        String::from_utf8(bytes).unwrap()
    }

    fn wait_until(&self, condition: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !condition(self) {
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "{}",
                self.stored()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn is_stuck(&self) -> bool {
        let mut events = self.events.try_iter();
        events.any(|event| matches!(event, Incoming::Event(Event::Stuck(_))))
    }
}

#[test]
fn a_sent_text_leaves_the_disk_after_its_edit_is_in_the_journal() {
    let setup = setup();
    setup.thread.keep(vec![text("Other words")]);
    setup.wait_until(|setup| setup.stored().contains("Other words"));
    let order = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&order);
    let file = setup.file.clone();
    setup.disk.before_each(move |_, call| {
        let is_journal = call.path.to_string_lossy().contains("journal");
        let mut seen = seen.lock().unwrap();
        match call.operation {
            Operation::Write if is_journal => seen.push("journal"),
            Operation::Remove if call.path == file => seen.push("gone"),
            _ => {}
        }
    });
    setup.thread.record(setup.step.clone());
    setup.thread.keep(Vec::new());
    setup.wait_until(|setup| setup.stored().is_empty());
    let order = order.lock().unwrap().clone();
    assert_eq!(order.first(), Some(&"journal"), "{order:?}");
    assert!(setup.thread.close().is_none());
}

#[test]
fn a_text_whose_edit_cannot_be_recorded_stays_on_disk_beside_what_is_typed_next() {
    let setup = setup();
    setup.thread.keep(vec![text("Other words")]);
    setup.wait_until(|setup| setup.stored().contains("Other words"));
    // The journal cannot be written, but unsent text can.
    setup.disk.before_each(|disk, call| {
        let is_journal = call.path.to_string_lossy().contains("journal");
        if is_journal && call.operation == Operation::Write {
            disk.refuse(disk.calls(), 28);
        }
    });
    setup.thread.record(setup.step.clone());
    setup.thread.keep(Vec::new());
    setup.wait_until(Setup::is_stuck);
    assert!(setup.stored().contains("Other words"));
    setup.thread.keep(vec![text("Words typed meanwhile")]);
    setup.wait_until(|setup| setup.stored().contains("Words typed meanwhile"));
    assert!(setup.stored().contains("Other words"), "{}", setup.stored());
    setup.thread.keep(vec![text("Words typed last")]);
    let (disk, file) = (setup.disk.clone(), setup.file.clone());
    assert!(setup.thread.close().is_some());
    let stored = String::from_utf8(disk.bytes(file).unwrap()).unwrap();
    assert!(stored.contains("Other words") && stored.contains("Words typed last"));
}

#[test]
fn unsent_text_is_stored_once_the_disk_has_room_again() {
    let setup = setup();
    setup.disk.refuse_from(setup.disk.calls(), 28);
    setup.thread.keep(vec![text("Other words")]);
    setup.wait_until(|setup| {
        let mut events = setup.events.try_iter();
        events.any(|event| matches!(event, Incoming::Event(Event::Message(_))))
    });
    assert!(setup.stored().is_empty());
    setup.disk.relent();
    setup.wait_until(|setup| setup.stored().contains("Other words"));
    assert!(setup.thread.close().is_none());
}

#[test]
fn the_file_of_an_editor_stays_until_its_text_is_stored() {
    let setup = setup();
    let folder = std::env::temp_dir().join(format!("factdesk-spent-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let text_of = crate::workbench::Manuscript {
        of: "wording c1".to_owned(),
        field: String::new(),
        text: "Before".to_owned(),
    };
    let editor = "sh -c 'printf After > \"$1\"' -";
    let edited = super::super::editor::edit(Some(editor), Some(&folder), &text_of);
    let super::super::editor::Edited::Changed(after, leftover) = edited else {
        panic!("it came back");
    };
    assert_eq!(after, "After");
    let files = || std::fs::read_dir(&folder).unwrap().count();
    setup.disk.refuse_from(setup.disk.calls(), 28);
    setup.thread.keep(vec![text("After")]);
    setup.thread.remove_leftover(leftover);
    setup.wait_until(|setup| {
        let mut events = setup.events.try_iter();
        events.any(|event| matches!(event, Incoming::Event(Event::Message(_))))
    });
    assert_eq!(files(), 1, "the disk has it nowhere else");
    setup.disk.relent();
    setup.wait_until(|_| files() == 0);
    assert!(setup.stored().contains("After"));
    assert!(setup.thread.close().is_none());
    std::fs::remove_dir(&folder).unwrap();
}
