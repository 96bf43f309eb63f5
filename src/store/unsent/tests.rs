//! Unsent text is read back, also after its files were damaged or renamed.

use super::*;
use crate::store::Memory;

fn unsent(of: &str, opened: &str, text: &str) -> Unsent {
    Unsent {
        of: of.to_owned(),
        title: of.to_owned(),
        at: "2026-11-23T10:00:00.000Z".parse().unwrap(),
        fields: vec![Typed {
            name: "note".to_owned(),
            opened: opened.to_owned(),
            text: text.to_owned(),
        }],
    }
}

#[test]
fn written_text_reads_back_and_removed_text_does_not() {
    let disk = Memory::new();
    let folder = Path::new("/state/case");
    disk.make_folder(folder).unwrap();
    assert_eq!(read(&disk, folder), EarlierUnsent::default());
    let all = [
        unsent("wording c1", "a", "b"),
        unsent("wording c2", "", "ї"),
    ];
    write(&disk, folder, &all).unwrap();
    assert_eq!(read(&disk, folder).all, all);
    assert_eq!(disk.look(&folder.join(NAME)).unwrap().mode & 0o777, 0o600);
    write(&disk, folder, &[]).unwrap();
    assert!(disk.list(folder).unwrap().is_empty());
}

#[test]
fn text_left_in_an_editor_is_found() {
    let disk = Memory::new();
    let folder = Path::new("/state/case");
    disk.make_folder(folder).unwrap();
    // Nothing was typed into the form itself: the text was open in the editor.
    write(
        &disk,
        folder,
        &[unsent("wording c1", "as it was", "as it was")],
    )
    .unwrap();
    let name = editor_file("wording c1", "note");
    disk.put(folder.join(name), "as it was, and more\n");
    disk.put(
        folder.join("editor-0123456789abcdef.txt"),
        "of nobody knows what",
    );
    disk.put(folder.join("editor-0000000000000000.txt"), &b"\xff\xfe"[..]);
    let all = read(&disk, folder).all;
    let texts: Vec<_> = all
        .iter()
        .map(|unsent| unsent.fields[0].text.as_str())
        .collect();
    assert!(texts.contains(&"as it was, and more"), "{all:?}");
    assert!(texts.contains(&"of nobody knows what"), "{all:?}");
    assert_eq!(all.len(), 2);
}

#[test]
fn text_typed_while_an_editor_was_open_stays_beside_the_text_of_the_editor() {
    let disk = Memory::new();
    let folder = Path::new("/state/case");
    disk.make_folder(folder).unwrap();
    write(&disk, folder, &[unsent("claim", "", "typed here")]).unwrap();
    disk.put(folder.join(editor_file("claim", "note")), "written there");
    let all = read(&disk, folder).all;
    let texts = all
        .iter()
        .map(|it| (it.of.as_str(), it.fields[0].text.as_str()));
    let texts: Vec<_> = texts.collect();
    assert_eq!(
        texts,
        [("claim", "written there"), ("claim +1", "typed here")]
    );
}

#[test]
fn a_damaged_file_stays_unchanged_beside_later_text() {
    let disk = Memory::new();
    let folder = Path::new("/state/case");
    disk.make_folder(folder).unwrap();
    for (turn, name) in ["unsent.json.damaged", "unsent.json.damaged-1"]
        .into_iter()
        .enumerate()
    {
        let damaged = format!("[{{\"of\": {turn}}}]");
        disk.put(folder.join(NAME), damaged.as_bytes());
        let earlier = read(&disk, folder);
        assert!(earlier.all.is_empty());
        assert!(earlier.unreadable.unwrap().ends_with(name));
        write(&disk, folder, &[unsent("claim", "", "x")]).unwrap();
        assert_eq!(disk.bytes(folder.join(name)).unwrap(), damaged.as_bytes());
    }
    assert_eq!(read(&disk, folder).unreadable, None, "it is said once");
}

#[test]
fn an_unreadable_file_is_read_once_it_is_readable() {
    let disk = Memory::new();
    let folder = Path::new("/state/case");
    disk.make_folder(folder).unwrap();
    let all = [unsent("claim", "", "typed yesterday")];
    write(&disk, folder, &all).unwrap();
    // The second error is for the renamed file.
    disk.refuse_look(disk.looks(), 5);
    disk.refuse_look(disk.looks() + 2, 5);
    let earlier = read(&disk, folder);
    assert!(earlier.all.is_empty() && earlier.unreadable.is_some());
    assert!(!earlier.is_unmovable);
    write(&disk, folder, &[unsent("claim", "", "typed today")]).unwrap();
    let earlier = read(&disk, folder);
    let texts: Vec<_> = earlier.all.iter().map(|it| &it.fields[0].text).collect();
    assert_eq!(texts, ["typed today", "typed yesterday"]);
    write(&disk, folder, &earlier.all).unwrap();
    remove_read_files(&disk, &earlier);
    let names = disk.list(folder).unwrap();
    assert_eq!(names, [NAME]);
    assert_eq!(read(&disk, folder).all, earlier.all);
}

#[test]
fn a_damaged_file_that_cannot_be_renamed_is_reported_as_unmovable() {
    let disk = Memory::new();
    let folder = Path::new("/state/case");
    disk.make_folder(folder).unwrap();
    disk.put(folder.join(NAME), "{");
    disk.refuse_from(disk.calls(), 5);
    let earlier = read(&disk, folder);
    assert!(earlier.is_unmovable && earlier.unreadable.is_some());
    assert_eq!(disk.bytes(folder.join(NAME)).unwrap(), b"{");
}

#[test]
fn a_file_that_an_editor_saved_after_reading_is_not_removed() {
    let disk = Memory::new();
    let folder = Path::new("/state/case");
    disk.make_folder(folder).unwrap();
    let path = folder.join(editor_file("claim", "note"));
    disk.put(&path, "first");
    let earlier = read(&disk, folder);
    disk.put(&path, "first, and second");
    remove_read_files(&disk, &earlier);
    assert_eq!(disk.bytes(&path).unwrap(), b"first, and second");
    remove_read_files(&disk, &read(&disk, folder));
    assert!(disk.bytes(&path).is_none());
}

#[test]
fn two_start_screens_change_only_their_own_texts() {
    let disk: Arc<dyn Disk> = Arc::new(Memory::new());
    let state = Path::new("/state");
    let on_disk = || {
        let all = read(disk.as_ref(), state).all;
        let texts = all.iter().map(|it| it.fields[0].text.clone());
        let mut texts: Vec<_> = texts.collect();
        texts.sort();
        texts
    };
    let (first, _) = SharedUnsent::read(Arc::clone(&disk), state);
    first.keep(&[unsent("story", "", "a")]).unwrap();
    let (second, earlier) = SharedUnsent::read(Arc::clone(&disk), state);
    assert_eq!(earlier.all.len(), 1);
    let mut typed = earlier.all;
    typed.push(unsent("story +1", "", "b"));
    second.keep(&typed).unwrap();
    first.keep(&[unsent("story", "", "a, and more")]).unwrap();
    assert_eq!(on_disk(), ["a, and more", "b"]);
    // The first screen's text has become a case.
    first.keep(&[]).unwrap();
    assert_eq!(on_disk(), ["b"]);
    // Keeping an unchanged form writes nothing.
    second.keep(&typed).unwrap();
    assert_eq!(on_disk(), ["b"]);
    let lock = disk.lock(&state.join(LOCK)).unwrap();
    assert!(lock.is_some() && second.keep(&[]).is_err());
}
