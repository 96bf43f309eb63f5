//! The faults that the disk in memory can simulate.

use crate::support::disk::{Call, Memory, Operation};
use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::{Arc, Mutex};

use factdesk::store::disk::Disk;
use rustix::io::Errno;

const IO: i32 = Errno::IO.raw_os_error();

fn path(text: &str) -> &Path {
    Path::new(text)
}

/// A disk with one file, `/d/a`.
fn with_a() -> Memory {
    let memory = Memory::new();
    memory.put("/d/a", "old");
    memory
}

#[track_caller]
fn is_errno<T>(result: io::Result<T>, errno: Errno) {
    let error = result.map(|_| ()).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(errno.raw_os_error()), "{error}");
}

/// The names in `/d` and the contents of the files, with zero bytes as dots.
fn files_in_d(memory: &Memory) -> String {
    let names = memory.outside().list(path("/d")).unwrap_or_default();
    let files = names.iter().map(|name| {
        let bytes = memory.bytes(path("/d").join(name)).unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap().replace('\0', ".");
        format!("{}={text}", name.display())
    });
    files.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn cuts(memory: &Memory, expected: &[&str]) {
    let cuts = memory.power_cuts();
    let found: BTreeSet<String> = cuts.iter().map(files_in_d).collect();
    let expected: BTreeSet<String> = expected.iter().map(|state| (*state).to_owned()).collect();
    assert_eq!(found, expected);
    assert_eq!(cuts.len(), expected.len(), "each once");
}

/// Creates and writes `/d/t`, and renames it over `/d/a`.
fn replace(memory: &Memory) -> io::Result<()> {
    let mut file = memory.create(path("/d/t"), 0o600)?;
    file.write(b"new!")?;
    file.sync()?;
    memory.rename(path("/d/t"), path("/d/a"))?;
    memory.sync_folder(path("/d"))
}

#[test]
fn the_process_can_die_during_a_call() {
    let left = [
        "a=old",
        "a=old t=ne",
        "a=old t=new!",
        "a=old t=new!",
        "a=new!",
    ];
    for (call, left) in left.into_iter().enumerate() {
        let memory = with_a();
        memory.die_at(call);
        replace(&memory).unwrap_err();
        memory.look(path("/d/a")).unwrap_err();
        memory.remove(path("/d/a")).unwrap_err();
        memory.make_folder(path("/d")).unwrap_err();
        assert!(!memory.may_write(path("/d/a")));
        let revived = memory.revived();
        assert_eq!(
            (files_in_d(&revived).as_str(), revived.calls()),
            (left, 0),
            "{call}"
        );
        revived.look(path("/d/a")).unwrap();
    }
}

#[test]
fn the_process_can_die_right_after_a_call() {
    let left = [
        "a=old t=",
        "a=old t=new!",
        "a=old t=new!",
        "a=new!",
        "a=new!",
    ];
    for (call, left) in left.into_iter().enumerate() {
        let memory = with_a();
        memory.die_after(call);
        replace(&memory).unwrap_err();
        memory.look(path("/d/a")).unwrap_err();
        assert_eq!(files_in_d(&memory.revived()), left, "{call}");
    }
}

#[test]
fn locks_die_with_the_process() {
    let memory = with_a();
    let lock = memory.lock(path("/d/lock")).unwrap();
    assert!(memory.outside().lock(path("/d/lock")).unwrap().is_none());
    assert!(memory.revived().lock(path("/d/lock")).unwrap().is_some());
    drop(lock);
    assert!(memory.outside().lock(path("/d/lock")).unwrap().is_some());
}

#[test]
fn changing_and_reading_calls_are_counted_separately() {
    let memory = with_a();
    let count = |memory: &Memory| (memory.calls(), memory.looks());
    memory.look(path("/d/a")).unwrap();
    memory.read(path("/d/a"), 9).unwrap();
    memory.hash(path("/d/a")).unwrap();
    memory.real(path("/d/a")).unwrap();
    memory.list(path("/d")).unwrap();
    memory.link(path("/d/a")).unwrap_err();
    memory.may_write(path("/d/a"));
    memory.make_folder(path("/d")).unwrap();
    assert_eq!(count(&memory), (0, 8));
    drop(memory.lock(path("/d/lock")).unwrap());
    assert_eq!(count(&memory), (1, 8));
    let mut lock = memory.lock(path("/d/lock")).unwrap().unwrap();
    assert!(lock.is_at(path("/d/lock")).unwrap());
    assert_eq!(count(&memory), (1, 10));
    lock.write(b"x").unwrap();
    lock.reserve(9).unwrap();
    lock.copy_metadata(path("/d/a")).unwrap();
    lock.cut(0).unwrap();
    lock.sync().unwrap();
    memory.make_folder(path("/d/e/f")).unwrap();
    memory.append(path("/d/a")).unwrap();
    memory.overwrite(path("/d/a")).unwrap();
    memory.exchange(path("/d/a"), path("/d/lock")).unwrap();
    memory
        .rename_new(path("/d/a"), path("/d/lock"))
        .unwrap_err();
    memory.remove(path("/d/a")).unwrap();
    assert_eq!(count(&memory), (13, 10));
    // The calls of another program are not counted.
    replace(&memory.outside()).unwrap();
    assert_eq!(count(&memory), (13, 10));
}

#[test]
fn calls_can_be_refused_for_a_while() {
    let memory = with_a();
    memory.refuse(1, IO);
    let mut file = memory.append(path("/d/a")).unwrap();
    is_errno(file.write(b"1"), Errno::IO);
    file.write(b"2").unwrap();
    memory.refuse(3, Errno::INTR.raw_os_error());
    assert_eq!(file.write(b"3").unwrap_err().kind(), ErrorKind::Interrupted);
    memory.refuse_from(5, Errno::NOSPC.raw_os_error());
    file.write(b"4").unwrap();
    is_errno(file.write(b"5"), Errno::NOSPC);
    is_errno(memory.remove(path("/d/a")), Errno::NOSPC);
    memory.outside().look(path("/d/a")).unwrap();
    memory.relent();
    file.write(b"6").unwrap();
    assert_eq!(files_in_d(&memory), "a=old246");
    memory.refuse_look(1, Errno::ACCESS.raw_os_error());
    memory.refuse_look(2, Errno::ACCESS.raw_os_error());
    memory.look(path("/d/a")).unwrap();
    is_errno(memory.read(path("/d/a"), 9), Errno::ACCESS);
    assert!(!memory.may_write(path("/d/a")) && memory.may_write(path("/d/a")));
    memory.shorten(8);
    memory.shorten(9);
    assert_eq!(file.write(b"789").unwrap(), 1);
    assert_eq!(file.write(b"8").unwrap(), 1);
    assert_eq!(files_in_d(&memory), "a=old24678");
}

#[test]
fn a_full_disk_has_room_for_reserved_and_freed_bytes() {
    let memory = with_a();
    memory.put("/d/b", "12345678");
    memory.fill(4);
    let mut a = memory.overwrite(path("/d/a")).unwrap();
    assert_eq!(a.write(b"123456789").unwrap(), 7);
    is_errno(a.write(b"8"), Errno::NOSPC);
    is_errno(a.reserve(8), Errno::NOSPC);
    a.reserve(7).unwrap();
    // Existing bytes can be overwritten.
    let mut b = memory.overwrite(path("/d/b")).unwrap();
    assert_eq!(b.write(b"abcdefgh").unwrap(), 8);
    is_errno(b.write(b"i"), Errno::NOSPC);
    b.cut(5).unwrap();
    a.reserve(9).unwrap();
    b.write(b"x").unwrap_err();
    assert_eq!(a.write(b"89").unwrap(), 2);
    memory.remove(path("/d/b")).unwrap();
    assert_eq!(a.write(b"0123456").unwrap(), 6);
    memory.fill(u64::MAX);
    a.write(&[b'x'; 100]).unwrap();
    let full = with_a();
    full.fill(0);
    is_errno(replace(&full.revived()), Errno::NOSPC);
}

#[test]
fn protected_places_refuse_changes() {
    let memory = with_a();
    memory.put("/d/b", "b");
    memory.put("/e/c", "c");
    let (a, b, c) = (path("/d/a"), path("/d/b"), path("/e/c"));
    memory.without_exchange();
    assert_eq!(
        memory.exchange(a, b).unwrap_err().kind(),
        ErrorKind::Unsupported
    );
    assert_eq!(
        memory.revived().exchange(a, b).unwrap_err().kind(),
        ErrorKind::Unsupported
    );
    memory.mount(b);
    is_errno(memory.rename(a, b), Errno::BUSY);
    is_errno(memory.rename(b, a), Errno::BUSY);
    is_errno(memory.exchange(a, b), Errno::BUSY);
    is_errno(memory.remove(b), Errno::BUSY);
    memory.overwrite(b).unwrap().write(b"B").unwrap();
    memory.close_folder("/e");
    is_errno(memory.rename(a, path("/e/a")), Errno::ACCESS);
    is_errno(memory.remove(c), Errno::ACCESS);
    is_errno(memory.create(path("/e/d"), 0o600), Errno::ACCESS);
    assert!(!memory.may_write(path("/e")) && memory.may_write(c));
    memory.protect(c);
    is_errno(memory.overwrite(c), Errno::ACCESS);
    assert!(!memory.may_write(c));
    memory.give_away(a);
    let mut new = memory.create(path("/d/t"), 0o600).unwrap();
    let refused = new.copy_metadata(a).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Unsupported);
    assert!(refused.to_string().contains("owner and group"), "{refused}");
    memory.overwrite(a).unwrap().write(b"OLD").unwrap();
    assert_eq!(files_in_d(&memory), "a=OLD b=B t=");
}

#[test]
fn put_replaces_or_overwrites_a_file() {
    let memory = with_a();
    memory.put_name("/d/a", "/d/b");
    memory.put_into("/d/a", "in place");
    assert_eq!(files_in_d(&memory), "a=in place b=in place");
    memory.put("/d/a", "replaced");
    assert_eq!(files_in_d(&memory), "a=replaced b=in place");
    cuts(&memory, &["a=replaced b=in place"]);
}

#[test]
fn another_program_can_act_between_calls() {
    let memory = with_a();
    let calls = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&calls);
    memory.before_each(move |disk, call| {
        heard.lock().unwrap().push(call.clone());
        match call.operation {
            Operation::Write => disk.put("/d/a", "theirs"),
            Operation::Rename => {
                let mut theirs = disk.overwrite(path("/d/a")).unwrap();
                theirs.write(b"T").unwrap();
            }
            _ => {}
        }
    });
    memory.look(path("/d/a")).unwrap();
    let mut file = memory.create(path("/d/t"), 0o600).unwrap();
    file.write(b"new!").unwrap();
    assert_eq!(memory.bytes("/d/a").unwrap(), b"theirs");
    memory.rename(path("/d/a"), path("/d/b")).unwrap();
    assert_eq!(files_in_d(&memory), "b=Theirs t=new!");
    assert_eq!((memory.calls(), memory.looks()), (3, 1));
    let call = |operation, at: &str, to: Option<&str>| Call {
        operation,
        path: at.into(),
        to: to.map(Into::into),
    };
    assert_eq!(
        *calls.lock().unwrap(),
        [
            call(Operation::Look, "/d/a", None),
            call(Operation::Create, "/d/t", None),
            call(Operation::Write, "/d/t", None),
            call(Operation::Rename, "/d/a", Some("/d/b")),
        ]
    );
}

#[test]
fn a_power_cut_keeps_what_was_synced() {
    let memory = with_a();
    cuts(&memory, &["a=old"]);
    let mut file = memory.create(path("/d/t"), 0o600).unwrap();
    cuts(&memory, &["a=old", "a=old t="]);
    file.write(b"new!").unwrap();
    let written = [
        "a=old",
        "a=old t=",
        "a=old t=ne",
        "a=old t=....",
        "a=old t=new!",
    ];
    cuts(&memory, &written);
    cuts(&memory.revived(), &written);
    file.sync().unwrap();
    cuts(&memory, &["a=old", "a=old t=new!"]);
    memory.rename(path("/d/t"), path("/d/a")).unwrap();
    cuts(&memory, &["a=old", "a=old t=new!", "a=new!"]);
    memory.sync_folder(path("/d")).unwrap();
    cuts(&memory, &["a=new!"]);
}

#[test]
fn a_name_without_a_sync_of_the_file_may_lead_to_nothing_or_zeros() {
    let memory = with_a();
    let mut file = memory.create(path("/d/t"), 0o600).unwrap();
    file.write(b"new!").unwrap();
    memory.exchange(path("/d/t"), path("/d/a")).unwrap();
    memory.sync_folder(path("/d")).unwrap();
    cuts(
        &memory,
        &["a= t=old", "a=ne t=old", "a=.... t=old", "a=new! t=old"],
    );
    memory.remove(path("/d/t")).unwrap();
    file.sync().unwrap();
    cuts(&memory, &["a=new! t=old", "a=new!"]);
}

#[test]
fn files_and_names_become_durable_independently() {
    let memory = with_a();
    let mut kept = memory.create(path("/d/k"), 0o600).unwrap();
    kept.write(b"old").unwrap();
    kept.sync().unwrap();
    let mut file = memory.overwrite(path("/d/a")).unwrap();
    file.write(b"new!").unwrap();
    // The name of the copy was not synced, so the file may be half written and the copy missing.
    cuts(
        &memory,
        &[
            "a=old",
            "a=old k=old",
            "a=ned",
            "a=ned k=old",
            "a=old.",
            "a=old. k=old",
            "a=new!",
            "a=new! k=old",
        ],
    );
    memory.sync_folder(path("/d")).unwrap();
    kept.write(b"er").unwrap();
    let found: BTreeSet<String> = memory.power_cuts().iter().map(files_in_d).collect();
    assert!(
        found.contains("a=old k=older") && found.contains("a=new! k=old"),
        "{found:?}"
    );
}

#[test]
fn a_file_is_as_durable_as_its_folders() {
    let memory = Memory::new();
    memory.make_folder(path("/d")).unwrap();
    replace(&memory).unwrap();
    cuts(&memory.revived(), &["", "a=new!"]);
    memory.sync_folder(path("/")).unwrap();
    cuts(&memory, &["a=new!"]);
}

#[test]
fn a_move_is_durable_with_its_target_folder() {
    let memory = with_a();
    memory.put("/e/x", "x");
    memory.rename(path("/e/x"), path("/d/x")).unwrap();
    memory.sync_folder(path("/e")).unwrap();
    cuts(&memory, &["a=old", "a=old x=x"]);
    memory.sync_folder(path("/d")).unwrap();
    cuts(&memory, &["a=old x=x"]);
    assert_eq!(memory.power_cuts()[0].bytes("/e/x"), None);
}

#[test]
fn a_failed_sync_loses_the_written_bytes() {
    let memory = with_a();
    let mut file = memory.append(path("/d/a")).unwrap();
    file.write(b"12").unwrap();
    memory.refuse(memory.calls(), IO);
    is_errno(file.sync(), Errno::IO);
    file.write(b"34").unwrap();
    file.sync().unwrap();
    assert_eq!(files_in_d(&memory), "a=old1234");
    cuts(&memory, &["a=old..34", "a=old1.34", "a=old1234"]);
    // Truncated bytes are lost permanently.
    file.cut(3).unwrap();
    file.sync().unwrap();
    cuts(&memory, &["a=old"]);
    // An interrupted sync loses nothing.
    file.write(b"5").unwrap();
    memory.refuse(memory.calls(), Errno::INTR.raw_os_error());
    assert_eq!(file.sync().unwrap_err().kind(), ErrorKind::Interrupted);
    file.sync().unwrap();
    cuts(&memory, &["a=old5"]);
}

#[test]
fn permissions_and_attributes_are_durable_with_the_file() {
    let memory = with_a();
    memory.set_mode("/d/a", 0o640);
    memory.put_attribute("/d/a", "user.desk", "kept");
    let mut file = memory.create(path("/d/t"), 0o600).unwrap();
    memory.sync_folder(path("/d")).unwrap();
    file.copy_metadata(path("/d/a")).unwrap();
    let found = |memory: &Memory| {
        let cuts = memory.power_cuts();
        let found = cuts.iter().map(|cut| {
            let has_attribute = cut.attribute("/d/t", "user.desk").is_some();
            (cut.mode("/d/t").unwrap(), has_attribute)
        });
        found.collect::<Vec<_>>()
    };
    assert_eq!(found(&memory), [(0o600, false), (0o640, true)]);
    file.sync().unwrap();
    assert_eq!(found(&memory), [(0o640, true)]);
}
