//! The behaviour that the real disk and the disk in memory must share: the store is tested on one
//! and used on the other.

use std::fmt::Debug;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use crate::support::ground::on_both;
use factdesk::case::Sha256;
use factdesk::store::disk::{Kind, Writing};
use rustix::io::Errno;

fn write(file: &mut dyn Writing, text: &str) {
    assert_eq!(file.write(text.as_bytes()).unwrap(), text.len());
}

#[track_caller]
fn is_errno<T>(result: io::Result<T>, errno: Errno) {
    let error = result.map(|_| ()).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(errno.raw_os_error()), "{error}");
}

#[track_caller]
fn is_kind<T: Debug>(result: io::Result<T>, kind: ErrorKind) {
    assert_eq!(result.unwrap_err().kind(), kind);
}

#[test]
fn a_new_file_is_created_once_and_never_through_a_link() {
    on_both("create", |ground| {
        let (disk, a) = (ground.disk(), ground.path("a"));
        let mut file = disk.create(&a, 0o600).unwrap();
        write(file.as_mut(), "one ");
        write(file.as_mut(), "two");
        file.sync().unwrap();
        disk.sync_folder(&ground.path("")).unwrap();
        assert_eq!(
            (ground.text("a").as_str(), ground.mode("a")),
            ("one two", 0o600)
        );
        is_errno(disk.create(&a, 0o600), Errno::EXIST);
        ground.put_link("nowhere", "b");
        is_errno(disk.create(&ground.path("nowhere"), 0o600), Errno::EXIST);
        is_errno(disk.create(&ground.path("no/b"), 0o600), Errno::NOENT);
        is_errno(disk.create(&ground.path("a/b"), 0o600), Errno::NOTDIR);
        let long = "x".repeat(256);
        is_errno(disk.create(&ground.path(&long), 0o600), Errno::NAMETOOLONG);
        is_errno(disk.look(&ground.path(&long)), Errno::NAMETOOLONG);
        assert_eq!(ground.names(), ["a", "nowhere"]);
    });
}

#[test]
fn append_creates_a_missing_file() {
    on_both("append", |ground| {
        let (disk, a) = (ground.disk(), ground.path("a"));
        let mut file = disk.append(&a).unwrap();
        assert_eq!(ground.mode("a"), 0o600);
        write(file.as_mut(), "one\n");
        let mut other = disk.append(&a).unwrap();
        write(other.as_mut(), "two\n");
        write(file.as_mut(), "three\n");
        assert_eq!(ground.text("a"), "one\ntwo\nthree\n");
        file.cut(4).unwrap();
        write(other.as_mut(), "2\n");
        other.sync().unwrap();
        assert_eq!(ground.text("a"), "one\n2\n");
        ground.put_link("link", "a");
        is_errno(disk.append(&ground.path("link")), Errno::LOOP);
        is_errno(disk.append(&ground.path("")), Errno::ISDIR);
        is_errno(disk.append(&ground.path("no/a")), Errno::NOENT);
    });
}

#[test]
fn overwrite_starts_at_the_first_byte() {
    on_both("overwrite", |ground| {
        let (disk, a) = (ground.disk(), ground.path("a"));
        ground.put("a", "12345678");
        ground.put_name("a", "b");
        let mut file = disk.overwrite(&a).unwrap();
        write(file.as_mut(), "ab");
        write(file.as_mut(), "c");
        assert_eq!(ground.text("b"), "abc45678");
        file.cut(3).unwrap();
        assert_eq!(ground.text("b"), "abc");
        file.cut(1).unwrap();
        write(file.as_mut(), "d");
        assert_eq!(ground.text("b"), "a\0\0d", "it writes on where it was");
        file.cut(6).unwrap();
        assert_eq!(ground.text("b"), "a\0\0d\0\0");
        file.reserve(100).unwrap();
        assert_eq!(ground.text("b"), "a\0\0d\0\0");
        ground.put_link("link", "a");
        is_errno(disk.overwrite(&ground.path("link")), Errno::LOOP);
        is_errno(disk.overwrite(&ground.path("no")), Errno::NOENT);
        is_errno(disk.overwrite(&ground.path("")), Errno::ISDIR);
    });
}

#[test]
fn an_open_file_is_independent_of_its_name() {
    on_both("open", |ground| {
        let (disk, a, b) = (ground.disk(), ground.path("a"), ground.path("b"));
        let mut file = disk.create(&a, 0o600).unwrap();
        assert!(file.is_at(&a).unwrap() && !file.is_at(&b).unwrap());
        disk.rename(&a, &b).unwrap();
        ground.put("a", "another");
        assert!(file.is_at(&b).unwrap() && !file.is_at(&a).unwrap());
        write(file.as_mut(), "first");
        assert_eq!(
            (ground.text("a"), ground.text("b")),
            ("another".into(), "first".into())
        );
        ground.put_link("link", "b");
        assert!(
            !file.is_at(&ground.path("link")).unwrap(),
            "links are not followed"
        );
        disk.exchange(&a, &b).unwrap();
        assert!(file.is_at(&a).unwrap() && !file.is_at(&b).unwrap());
        disk.remove(&a).unwrap();
        assert!(!file.is_at(&a).unwrap());
        write(file.as_mut(), " and more");
        file.sync().unwrap();
        assert_eq!(ground.names(), ["b", "link"]);
    });
}

#[test]
fn rename_does_not_follow_links() {
    on_both("rename", |ground| {
        let (disk, a, b) = (ground.disk(), ground.path("a"), ground.path("b"));
        ground.put("a", "a");
        ground.put("b", "b");
        is_errno(disk.rename_new(&a, &b), Errno::EXIST);
        disk.rename(&a, &b).unwrap();
        assert_eq!(
            (ground.names(), ground.text("b")),
            (vec!["b".into()], "a".into())
        );
        is_errno(disk.rename(&a, &b), Errno::NOENT);
        is_errno(disk.rename_new(&a, &b), Errno::NOENT);
        is_errno(disk.rename(&b, &ground.path("no/b")), Errno::NOENT);
        disk.rename_new(&b, &a).unwrap();
        ground.put_link("link", "a");
        disk.rename(&ground.path("link"), &b).unwrap();
        assert_eq!(disk.link(&b).unwrap(), Path::new("a"));
        ground.put("c", "c");
        disk.rename(&ground.path("c"), &b).unwrap();
        assert_eq!(
            (ground.text("a"), ground.text("b")),
            ("a".into(), "c".into())
        );
        is_errno(disk.link(&b), Errno::INVAL);
        // A rename between two names of one file changes nothing.
        ground.put_name("a", "d");
        disk.rename(&a, &ground.path("d")).unwrap();
        assert_eq!(ground.names(), ["a", "b", "d"]);
        is_errno(disk.rename_new(&a, &ground.path("d")), Errno::EXIST);
    });
}

#[test]
fn folders_have_rules_of_their_own() {
    on_both("folders", |ground| {
        let disk = ground.disk();
        let (file, folder) = (ground.path("file"), ground.path("folder"));
        ground.put("file", "x");
        disk.make_folder(&folder.join("deep/er")).unwrap();
        disk.make_folder(&folder.join("deep/er")).unwrap();
        assert_eq!(ground.mode("folder/deep"), 0o700);
        assert_eq!(disk.look(&folder).unwrap().kind, Kind::Folder);
        is_errno(disk.make_folder(&file), Errno::EXIST);
        is_errno(disk.make_folder(&file.join("x")), Errno::NOTDIR);
        is_kind(disk.read(&folder, 9), ErrorKind::InvalidInput);
        is_kind(disk.hash(&folder), ErrorKind::InvalidInput);
        is_errno(disk.read(&file.join("x"), 9), Errno::NOTDIR);
        is_errno(disk.list(&file), Errno::NOTDIR);
        is_errno(disk.list(&ground.path("no")), Errno::NOENT);
        is_errno(disk.remove(&folder), Errno::ISDIR);
        is_errno(disk.rename(&file, &folder), Errno::ISDIR);
        is_errno(disk.rename(&folder, &file), Errno::NOTDIR);
        is_errno(disk.rename(&folder, &folder.join("deep/x")), Errno::INVAL);
        disk.make_folder(&ground.path("other")).unwrap();
        is_errno(disk.rename(&ground.path("other"), &folder), Errno::NOTEMPTY);
        disk.rename(&folder, &ground.path("other")).unwrap();
        assert_eq!(disk.list(&ground.path("other")).unwrap(), ["deep"]);
        disk.rename(&file, &ground.path("other/deep/file")).unwrap();
        assert_eq!(ground.text("other/deep/file"), "x");
        let deep = ground.path("other/deep");
        is_kind(
            disk.exchange(&deep, &deep.join("file")),
            ErrorKind::Unsupported,
        );
        disk.sync_folder(&ground.path("other")).unwrap();
        is_errno(disk.sync_folder(&ground.path("no")), Errno::NOENT);
        is_errno(disk.lock(&ground.path("other")), Errno::ISDIR);
    });
}

#[test]
fn two_files_exchange_their_names() {
    on_both("exchange", |ground| {
        let (disk, a, b) = (ground.disk(), ground.path("a"), ground.path("b"));
        ground.put("a", "a");
        is_errno(disk.exchange(&a, &b), Errno::NOENT);
        is_errno(disk.exchange(&b, &a), Errno::NOENT);
        ground.put("b", "b");
        let before = disk.look(&a).unwrap().stamp.file;
        disk.exchange(&a, &b).unwrap();
        assert_eq!(
            (ground.text("a"), ground.text("b")),
            ("b".into(), "a".into())
        );
        assert_eq!(disk.look(&b).unwrap().stamp.file, before);
        ground.put_link("link", "a");
        disk.exchange(&ground.path("link"), &b).unwrap();
        assert_eq!(disk.link(&b).unwrap(), Path::new("a"));
        assert_eq!(ground.text("link"), "a");
    });
}

#[test]
fn remove_does_not_follow_links() {
    on_both("remove", |ground| {
        ground.put("a", "a");
        ground.put_link("link", "a");
        ground.disk().remove(&ground.path("link")).unwrap();
        assert_eq!(ground.names(), ["a"]);
        ground.disk().remove(&ground.path("a")).unwrap();
        is_errno(ground.disk().remove(&ground.path("a")), Errno::NOENT);
    });
}

#[test]
fn reading_follows_links() {
    on_both("links", |ground| {
        let disk = ground.disk();
        ground.put("a", "hello");
        disk.make_folder(&ground.path("folder")).unwrap();
        ground.put("folder/deep", "deep");
        ground.put_link("one", "two");
        ground.put_link("two", "folder/../a");
        ground.put_link("way", "folder");
        ground.put_link("whole", ground.path("way").to_str().unwrap());
        ground.put_link("nowhere", "no");
        ground.put_link("loop", "pool");
        ground.put_link("pool", "loop");
        let real = |name: &str| disk.real(&ground.path(name));
        assert_eq!(real("one").unwrap(), ground.path("a"));
        assert_eq!(real("whole/deep").unwrap(), ground.path("folder/deep"));
        assert_eq!(real("way/../a").unwrap(), ground.path("a"));
        assert_eq!(
            (ground.text("one"), ground.text("way/deep")),
            ("hello".into(), "deep".into())
        );
        assert_eq!(
            disk.hash(&ground.path("one")).unwrap(),
            Sha256::over([&b"hello"[..]])
        );
        assert_eq!(
            disk.look(&ground.path("one")).unwrap(),
            disk.look(&ground.path("a")).unwrap()
        );
        for (name, errno) in [("nowhere", Errno::NOENT), ("loop", Errno::LOOP)] {
            let path = ground.path(name);
            is_errno(disk.real(&path), errno);
            is_errno(disk.look(&path), errno);
            is_errno(disk.read(&path, 9), errno);
            is_errno(disk.hash(&path), errno);
            assert!(!disk.may_write(&path));
        }
        assert_eq!(disk.link(&ground.path("loop")).unwrap(), Path::new("pool"));
        is_errno(disk.link(&ground.path("no")), Errno::NOENT);
        // Folders in a path may be links, also for writing.
        drop(disk.create(&ground.path("way/new"), 0o600).unwrap());
        disk.rename(&ground.path("way/new"), &ground.path("new"))
            .unwrap();
        assert_eq!(disk.list(&ground.path("way")).unwrap(), ["deep"]);
    });
}

#[test]
fn reads_are_limited_and_a_fifo_is_refused() {
    on_both("read", |ground| {
        let disk = ground.disk();
        ground.put("a", "12345");
        assert_eq!(disk.read(&ground.path("a"), 5).unwrap(), b"12345");
        is_kind(disk.read(&ground.path("a"), 4), ErrorKind::FileTooLarge);
        ground.put_special("fifo");
        let fifo = ground.path("fifo");
        assert_eq!(disk.look(&fifo).unwrap().kind, Kind::Special);
        is_kind(disk.read(&fifo, 5), ErrorKind::InvalidInput);
        is_kind(disk.hash(&fifo), ErrorKind::InvalidInput);
        is_errno(disk.overwrite(&fifo), Errno::NXIO);
        is_errno(disk.lock(&fifo), Errno::NXIO);
    });
}

#[test]
fn link_counts_and_timestamps_are_reported() {
    on_both("stamps", |ground| {
        let (disk, a) = (ground.disk(), ground.path("a"));
        let tick = || std::thread::sleep(Duration::from_millis(20));
        ground.put("a", "12345");
        let first = disk.look(&a).unwrap();
        assert_eq!(
            (first.kind, first.bytes, first.mode, first.names),
            (Kind::File, 5, 0o644, 1)
        );
        tick();
        ground.put_name("a", "b");
        let named = disk.look(&a).unwrap();
        assert_eq!(named, disk.look(&ground.path("b")).unwrap());
        assert_eq!((named.names, named.stamp.bytes), (2, first.stamp.bytes));
        assert_ne!(named.stamp.inode, first.stamp.inode);
        tick();
        write(disk.overwrite(&a).unwrap().as_mut(), "x");
        let written = disk.look(&a).unwrap();
        assert_eq!(written.stamp.file, first.stamp.file);
        assert_ne!(written.stamp.bytes, named.stamp.bytes);
        assert_ne!(written.stamp.inode, named.stamp.inode);
        tick();
        ground.set_mode("a", 0o600);
        let mode = disk.look(&a).unwrap();
        assert_eq!((mode.mode, mode.stamp.bytes), (0o600, written.stamp.bytes));
        assert_ne!(mode.stamp.inode, written.stamp.inode);
        disk.remove(&a).unwrap();
        assert_eq!(disk.look(&ground.path("b")).unwrap().names, 1);
        ground.put("a", "x");
        assert_ne!(disk.look(&a).unwrap().stamp.file, first.stamp.file);
    });
}

#[test]
fn metadata_is_copied_to_another_file() {
    on_both("copy_metadata", |ground| {
        let disk = ground.disk();
        ground.put("old", "old");
        ground.set_mode("old", 0o640);
        let has_attributes = ground.put_attribute("old", "kept").is_some();
        if !has_attributes {
            println!(
                "this file system has no extended attributes: that they are kept is not tested"
            );
        }
        ground.put_link("link", "old");
        for (new, from) in [("a", "old"), ("b", "link")] {
            let mut file = disk.create(&ground.path(new), 0o600).unwrap();
            is_errno(file.copy_metadata(&ground.path("no")), Errno::NOENT);
            file.copy_metadata(&ground.path(from)).unwrap();
            assert_eq!((ground.mode(new), ground.text(new).as_str()), (0o640, ""));
        }
        if has_attributes {
            assert_eq!(ground.attribute("a").unwrap(), b"kept");
        }
    });
}

#[test]
fn a_lock_has_one_holder_until_it_is_dropped() {
    on_both("lock", |ground| {
        let (disk, path) = (ground.disk(), ground.path("lock"));
        let mut first = disk.lock(&path).unwrap().unwrap();
        assert_eq!(ground.mode("lock"), 0o600);
        assert!(disk.lock(&path).unwrap().is_none());
        write(first.as_mut(), "17 desk");
        assert_eq!(ground.text("lock"), "17 desk");
        disk.rename(&path, &ground.path("moved")).unwrap();
        assert!(first.is_at(&ground.path("moved")).unwrap());
        assert!(disk.lock(&ground.path("moved")).unwrap().is_none());
        // A new file with the same name has a lock of its own.
        let other = disk.lock(&path).unwrap().unwrap();
        drop(first);
        let mut second = disk.lock(&ground.path("moved")).unwrap().unwrap();
        // After several names were written into it, the lock contains only the last one.
        for name in ["4", "lena"] {
            second.cut(0).unwrap();
            write(second.as_mut(), name);
            assert_eq!(ground.text("moved"), name);
        }
        drop(other);
        ground.put_link("link", "lock");
        is_errno(disk.lock(&ground.path("link")), Errno::LOOP);
        is_errno(disk.lock(&ground.path("no/lock")), Errno::NOENT);
    });
}

#[test]
fn permissions_are_enforced() {
    on_both("permissions", |ground| {
        let disk = ground.disk();
        ground.put("a", "a");
        disk.make_folder(&ground.path("closed")).unwrap();
        ground.put("closed/b", "b");
        assert!(disk.may_write(&ground.path("a")) && disk.may_write(&ground.path("closed")));
        assert!(!disk.may_write(&ground.path("no")));
        if !ground.has_permissions() {
            return println!("root may write anywhere: what permissions refuse is not tested");
        }
        ground.set_mode("a", 0o444);
        ground.set_mode("closed", 0o555);
        let (a, b) = (ground.path("a"), ground.path("closed/b"));
        assert!(!disk.may_write(&a) && !disk.may_write(&ground.path("closed")));
        assert!(disk.may_write(&b));
        is_errno(disk.overwrite(&a), Errno::ACCESS);
        is_errno(disk.append(&a), Errno::ACCESS);
        is_errno(disk.lock(&a), Errno::ACCESS);
        is_errno(disk.create(&ground.path("closed/c"), 0o600), Errno::ACCESS);
        is_errno(disk.append(&ground.path("closed/c")), Errno::ACCESS);
        is_errno(disk.make_folder(&ground.path("closed/c")), Errno::ACCESS);
        is_errno(disk.rename(&a, &b), Errno::ACCESS);
        is_errno(disk.rename(&b, &a), Errno::ACCESS);
        is_errno(disk.rename_new(&a, &ground.path("closed/c")), Errno::ACCESS);
        is_errno(disk.exchange(&a, &b), Errno::ACCESS);
        is_errno(disk.remove(&b), Errno::ACCESS);
        write(disk.overwrite(&b).unwrap().as_mut(), "c");
        ground.set_mode("a", 0);
        is_errno(disk.read(&a, 9), Errno::ACCESS);
        is_errno(disk.hash(&a), Errno::ACCESS);
        // A file without write permission can still be replaced and removed.
        ground.put("c", "c");
        disk.exchange(&a, &ground.path("c")).unwrap();
        disk.remove(&ground.path("c")).unwrap();
        ground.set_mode("closed", 0o755);
    });
}
