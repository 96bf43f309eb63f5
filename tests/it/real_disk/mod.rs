//! The real program on real file systems: full disks, closed folders, links, mounts, other people's
//! files. For each, the tests check the message, the exit code, and the files afterwards.
//!
//! Cases that need missing rights or tools are skipped, and the tests print that.

mod full_or_closed;

use crate::support::pty::{LIMIT, Screen};
use crate::support::{Desk, Ran, story};
use factdesk::case::Case;
use factdesk::store::load;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const CASE: &str = "ferry.case.ron";

const PROGRAM: &str = env!("CARGO_BIN_EXE_factdesk");

const NOBODY: u32 = 65_534;

/// A desk with the case of a story, with a ruling on claim 1. Claims 1, 3 and 7 credit nobody, so
/// one ruling checks each of them.
fn ferry(name: &str) -> Desk {
    let desk = Desk::new(&format!("real-{name}"));
    desk.write("ferry.txt", story("ferry.en.txt"));
    desk.ok(&["new", "ferry.txt"]);
    desk.ok(&["tag", CASE, "1", "confirmed"]);
    desk
}

fn bytes(desk: &Desk, name: &str) -> Vec<u8> {
    fs::read(desk.path(name)).unwrap()
}

fn case(desk: &Desk, name: &str) -> Case {
    load(&bytes(desk, name)).unwrap()
}

/// The number of rulings in a case file.
fn rulings(case: &Case) -> usize {
    case.claims.iter().map(|claim| claim.rulings.len()).sum()
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().flatten();
    let mut names: Vec<String> = names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn not_run(what: &str) {
    println!("NOT RUN: {what}");
}

/// The command prefix that runs a program with mounts of its own. It may mount anything, and the
/// mounts are gone when it ends. None if that is not allowed.
fn own_mounts() -> Option<Vec<&'static str>> {
    let unshare = if is_root() { "-m" } else { "-rm" };
    let mut probe = Command::new("unshare");
    probe.args([unshare, "sh", "-c", "mount -t tmpfs none /mnt"]);
    let may = probe.output().is_ok_and(|ran| ran.status.success());
    may.then(|| vec!["unshare", unshare, "sh", "-c"])
}

/// The command prefix that makes permissions apply. For root it switches to the user nobody. None
/// if that is not possible.
fn with_permissions() -> Option<Vec<&'static str>> {
    if !is_root() {
        return Some(Vec::new());
    }
    let under = vec![
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
    ];
    let mut probe = Command::new(under[0]);
    probe.args(&under[1..]).arg(PROGRAM).arg("--version");
    probe
        .output()
        .is_ok_and(|ran| ran.status.success())
        .then_some(under)
}

/// Gives everything in a folder to the user for whom permissions apply.
fn give_to_nobody(folder: &Path) {
    if is_root() {
        let owner = format!("{NOBODY}:{NOBODY}");
        let given = Command::new("chown")
            .args(["-R", &owner])
            .arg(folder)
            .status();
        assert!(given.unwrap().success());
    }
}

/// Runs the program with these arguments under a command prefix.
fn run_under(desk: &Desk, under: &[&str], arguments: &[&str]) -> Ran {
    let plain = desk.command(arguments);
    let Some((first, rest)) = under.split_first() else {
        return desk.run(arguments);
    };
    let mut command = Command::new(first);
    command
        .args(rest)
        .arg(PROGRAM)
        .args(arguments)
        .current_dir(&desk.folder)
        .env_clear();
    for (name, value) in plain.get_envs() {
        command.env(name, value.unwrap());
    }
    Ran::of(
        command
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .output()
            .unwrap(),
    )
}

/// Runs a script in mounts of its own; `$F` is the program.
fn script(desk: &Desk, under: &[&str], script: &str) -> Ran {
    let mut command = Command::new(under[0]);
    command
        .args(&under[1..])
        .arg(script)
        .current_dir(&desk.folder)
        .env_clear();
    for (name, value) in desk.command(&[]).get_envs() {
        command.env(name, value.unwrap());
    }
    command
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .env("F", PROGRAM);
    Ran::of(command.output().unwrap())
}

#[test]
fn a_file_that_is_not_regular_is_refused_at_once() {
    let desk = ferry("special");
    let made = Command::new("mkfifo")
        .arg(desk.path("fifo.case.ron"))
        .status();
    assert!(made.unwrap().success());
    fs::create_dir(desk.path("folder.case.ron")).unwrap();
    for (name, is) in [
        ("fifo.case.ron", "is not a regular file"),
        ("folder.case.ron", "is a directory, not a case"),
    ] {
        for arguments in [
            &["list", name][..],
            &["tag", name, "1", "confirmed"],
            &["verify", name],
            &["recover", name],
            &["undo", name],
        ] {
            let said = desk.fails(2, arguments);
            assert_eq!(
                said,
                format!("Error: {name} {is}\nHint: name a file like story.case.ron\n")
            );
        }
        for arguments in [
            &["new", "ferry.txt", "-o", name][..],
            &["new", "--force", "ferry.txt", "-o", name],
        ] {
            let said = desk.fails(2, arguments);
            assert_eq!(
                said,
                format!("Error: {name} is not a regular file\nHint: name another file with -o\n")
            );
        }
        let mut screen = Screen::start(&desk, &[name], &[]);
        screen.shows(is);
        assert_eq!(screen.ended(), 2);
    }
    assert!(desk.path("folder.case.ron").is_dir());
    println!("14 commands on a FIFO and a directory, and 2 workbenches");
}

#[test]
fn two_copies_of_a_case_in_one_folder_do_not_disturb_each_other() {
    // Each removes what killed saves of that case have left there, but must not remove the other's
    // new file.
    let desk = ferry("copies");
    fs::copy(desk.path(CASE), desk.path("copy.case.ron")).unwrap();
    let before = desk.read(CASE).matches("verdict: ").count();
    let work = |case: &'static str| {
        let mut commands = Vec::new();
        for number in 1..=40 {
            let verdict = if number % 2 == 0 {
                "confirmed"
            } else {
                "disputed"
            };
            let number = (number % 12 + 1).to_string();
            commands.push(desk.command(&["tag", case, &number, verdict]));
        }
        move || {
            for mut command in commands {
                let ran = command.output().unwrap();
                assert!(ran.status.success(), "{ran:?}");
            }
        }
    };
    let (first, second) = (work(CASE), work("copy.case.ron"));
    std::thread::scope(|scope| {
        scope.spawn(first);
        scope.spawn(second);
    });
    for case in [CASE, "copy.case.ron"] {
        assert_eq!(
            desk.read(case).matches("verdict: ").count(),
            before + 40,
            "{case}"
        );
    }
}

#[test]
fn a_file_name_of_255_bytes_is_saved_like_any_other() {
    for letter in ["x", "ї"] {
        let ending = ".case.ron";
        let name = letter.repeat((255 - ending.len()) / letter.len()) + ending;
        assert_eq!(name.len(), 255);
        let desk = Desk::new("real-long-name");
        desk.write("ferry.txt", story("ferry.en.txt"));
        desk.ok(&["new", "ferry.txt", "-o", &name]);
        for number in ["1", "3"] {
            let ran = desk.run(&["tag", &name, number, "confirmed"]);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        }
        assert_eq!(rulings(&case(&desk, &name)), 2);
        assert!(
            desk.ok(&["verify", &name])
                .ends_with("is sound: 12 claims, 2 checked\n")
        );
        assert_eq!(names(&desk.folder), ["ferry.txt", "home", &name]);
        let longer = format!("x{name}");
        let said = desk.fails(3, &["new", "ferry.txt", "-o", &longer]);
        assert!(said.contains("File name too long"), "{said}");
    }
    println!("2 names of 255 bytes");
}

#[test]
fn a_file_with_other_names_keeps_them_all() {
    let desk = ferry("hard-link");
    fs::hard_link(desk.path(CASE), desk.path("other")).unwrap();
    let inode = fs::metadata(desk.path(CASE)).unwrap().ino();
    let ran = desk.run(&["tag", CASE, "3", "disputed"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            0,
            "Note: the file is saved in place, because it has other names too (hard links); an interrupted save is \
             repaired on the next open.\n"
        )
    );
    let metadata = fs::metadata(desk.path("other")).unwrap();
    assert_eq!((metadata.ino(), metadata.nlink()), (inode, 2));
    assert_eq!(rulings(&case(&desk, "other")), 2);
    println!("1 file with two names");
}

/// Five links in a row to a file.
fn chain(desk: &Desk, name: &str, to: &str) -> Vec<String> {
    let links: Vec<String> = (1..=5)
        .map(|number| format!("{name}{number}.case.ron"))
        .collect();
    let mut to = to;
    for link in &links {
        symlink(to, desk.path(link)).unwrap();
        to = link;
    }
    links
}

#[test]
fn links_stay_links_and_the_file_keeps_its_metadata() {
    let desk = ferry("links");
    let links = chain(&desk, "link", CASE);
    let real = desk.path(CASE);
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    let has_attributes = xattr::set(&real, "user.desk", b"day").is_ok();
    if !has_attributes {
        not_run("extended attributes: this file system has none");
    }
    let owner = if is_root() {
        chown(&real, Some(1234), Some(5678)).unwrap();
        (1234, 5678)
    } else {
        not_run("a file of another owner: only root may give files away");
        let metadata = fs::metadata(&real).unwrap();
        (metadata.uid(), metadata.gid())
    };
    let inode = fs::metadata(&real).unwrap().ino();
    let ran = desk.run(&["tag", &links[4], "3", "disputed"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let is_link = |name: &String| fs::symlink_metadata(desk.path(name)).unwrap().is_symlink();
    assert!(links.iter().all(is_link));
    let metadata = fs::symlink_metadata(&real).unwrap();
    assert!(
        metadata.is_file() && metadata.ino() != inode,
        "it was replaced whole"
    );
    assert_eq!(metadata.mode() & 0o7777, 0o640);
    assert_eq!((metadata.uid(), metadata.gid()), owner);
    if has_attributes {
        assert_eq!(xattr::get(&real, "user.desk").unwrap().unwrap(), b"day");
    }
    assert_eq!(rulings(&case(&desk, CASE)), 2);
    println!("1 file behind five links");
}

#[test]
fn a_new_case_is_made_where_dangling_links_lead() {
    let desk = Desk::new("real-dangling");
    desk.write("ferry.txt", story("ferry.en.txt"));
    let links = chain(&desk, "link", "there.case.ron");
    desk.ok(&["new", "ferry.txt", "-o", &links[4]]);
    assert!(
        fs::symlink_metadata(desk.path("there.case.ron"))
            .unwrap()
            .is_file()
    );
    assert!(
        fs::symlink_metadata(desk.path(&links[4]))
            .unwrap()
            .is_symlink()
    );
    desk.ok(&["tag", &links[2], "1", "confirmed"]);
    assert_eq!(rulings(&case(&desk, "there.case.ron")), 1);
    assert!(
        desk.fails(2, &["list", "nowhere.case.ron"])
            .starts_with("Error: there is no file")
    );
    println!("1 new case behind five links");
}

fn until(what: &str, screen: &Screen, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < LIMIT, "never {what}:\n{}", screen.text());
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

#[test]
fn the_next_edit_rewrites_a_case_deleted_under_the_workbench() {
    let desk = ferry("deleted");
    let mut screen = Screen::start(&desk, &[CASE], &[]);
    screen.shows("1 of 12 checked");
    fs::remove_file(desk.path(CASE)).unwrap();
    screen.shows("The case file is gone: your next edit writes it again");
    assert!(!desk.path(CASE).exists(), "nobody asked for it yet");
    screen.send("d").shows(" recorded");
    let has_both = || {
        fs::read(desk.path(CASE))
            .is_ok_and(|bytes| load(&bytes).is_ok_and(|case| rulings(&case) == 2))
    };
    until("written anew", &screen, has_both);
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    assert!(desk.ok(&["verify", CASE]).contains("is sound"));
    println!("1 deleted case");
}

#[test]
fn a_case_whose_folder_is_deleted_is_reported_as_unsaved_until_it_is_back() {
    for comes_back in [true, false] {
        let desk = ferry(&format!("folder-{comes_back}"));
        let folder = desk.path("news");
        fs::create_dir(&folder).unwrap();
        fs::rename(desk.path(CASE), folder.join(CASE)).unwrap();
        let path = format!("news/{CASE}");
        let mut screen = Screen::start(&desk, &[&path], &[]);
        screen.shows("1 of 12 checked");
        fs::remove_dir_all(&folder).unwrap();
        screen.shows("The case file is gone");
        screen.send("d").shows("NOT SAVED");
        if comes_back {
            fs::create_dir(&folder).unwrap();
            screen.shows(" recorded");
            screen.send("q");
            assert_eq!(screen.ended(), 0);
        } else {
            screen.send("q").shows("could not be saved");
            screen.send("q");
            assert_eq!(screen.ended(), 3);
            // The recorded edits are there again once the file can be written.
            fs::create_dir(&folder).unwrap();
            desk.ok(&["recover", &path, "0"]);
        }
        assert_eq!(rulings(&case(&desk, &path)), 2);
        assert!(desk.ok(&["verify", &path]).contains("is sound"));
    }
    println!("2 deleted folders");
}
