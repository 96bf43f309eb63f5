//! The built binary in a real terminal: what it does to it, and what it does when that goes away.
//!
//! Each test waits for words on the screen, never for a time; a generous limit only ends a test
//! that would never end.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::support::pty::{LIMIT, Screen};
use crate::support::{Desk, story};

fn ferry(name: &str) -> Desk {
    let desk = Desk::new(&format!("pty-{name}"));
    desk.write("ferry.txt", story("ferry.en.txt"));
    desk
}

fn checked(desk: &Desk) -> u64 {
    let status = desk.json(&["status", "ferry.case.ron", "--format", "json"]);
    status["cases"][0]["checked"].as_u64().unwrap()
}

/// How many rulings the case has, as every reader sees it.
fn rulings(desk: &Desk) -> usize {
    let list = desk.json(&["list", "ferry.case.ron", "--format", "json"]);
    let claims = list["claims"].as_array().unwrap();
    let ruled = |claim: &&serde_json::Value| {
        claim["standing"] != "open" || !matches!(claim["said"].as_str(), None | Some("open"))
    };
    claims.iter().filter(ruled).count()
}

#[test]
fn a_story_is_opened_ruled_on_left_and_opened_again() {
    let desk = ferry("day");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    screen.shows("as mk");
    screen.send("c").shows("1 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    screen.until("restored", |_| screen.is_restored());
    assert_eq!(checked(&desk), 1);
    let file = desk.read("ferry.case.ron");
    assert!(
        file.contains("verdict: Confirmed"),
        "the file is up to date when it is left"
    );
    let mut screen = Screen::start(&desk, &["ferry.case.ron"], &[]);
    screen.shows("1 of 12 checked");
    screen.send("z").shows("undid: 1 FACT confirmed (mk,");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    assert_eq!(checked(&desk), 0);
    // The story changed since: its case is opened, and that is said.
    desk.write(
        "ferry.txt",
        "Another story altogether. It says something else.\n",
    );
    let screen = Screen::start(&desk, &["open", "ferry.txt"], &[]);
    screen.shows("ferry.txt has changed since");
}

#[test]
fn a_page_is_opened_like_a_text_and_said_to_have_changed() {
    let desk = Desk::new("pty-page");
    let page = fs::read_to_string("tests/formats/ferry.html").unwrap();
    desk.write("ferry.html", &page);
    for (page, says) in [
        (page.clone(), "Found 13 claims"),
        // What is around the article is not its words.
        (page.replace("Terms of use", "Terms"), "0 of 13 checked"),
        (
            page.replace("Two people", "Three people"),
            "ferry.html has changed since",
        ),
    ] {
        desk.write("ferry.html", page);
        let mut screen = Screen::start(&desk, &["ferry.html"], &[]);
        screen.shows(says);
        screen.send("q");
        assert_eq!(screen.ended(), 0);
    }
}

#[test]
fn the_demo_asks_its_first_question_and_leaves_nothing_behind() {
    let desk = Desk::new("pty-demo");
    let mut screen = Screen::start(&desk, &["demo"], &[]);
    screen.shows("Did Russian media say it?");
    screen.send("c").shows("SAID ✓ confirmed, as you");
    screen.send("d").shows("20 of 28 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    let left: Vec<_> = fs::read_dir(&desk.folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(left, ["home"], "the scratch copy is gone");
}

#[test]
fn a_bare_start_shows_ways_to_begin_and_recent_cases() {
    let desk = ferry("start");
    let mut screen = Screen::start(&desk, &[], &[]);
    screen.shows("No recent cases yet");
    screen.send("oferry.txt\r").shows("0 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    let mut screen = Screen::start(&desk, &[], &[]);
    screen.shows("Recent cases");
    // What cannot be opened is said, with the way out, and the path is there to be mended.
    screen.send("onowhere.case.ron\r").shows("Hint:");
    screen.shows("  nowhere.case.ron");
    screen.send("\x1b").shows("Recent cases");
    screen.send("1").shows("0 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    // A paste is a text to check.
    let mut screen = Screen::start(&desk, &[], &[]);
    screen.shows("a fact-check workbench");
    screen.send("\x1b[200~The bridge fell on Monday. Nine people died, the mayor said.\x1b[201~");
    screen.shows("The text to check");
    screen.send("\x04").shows("What is the case called?");
    screen.send("\r").shows("of 2 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    assert!(desk.path("the-bridge-fell-on-monday.case.ron").exists());
}

#[test]
fn it_is_drawn_anew_when_the_window_changes_even_to_nothing() {
    let desk = ferry("resize");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    for (rows, cols) in [(36, 120), (0, 0), (10, 40), (5, 20), (24, 80)] {
        screen.resize(rows, cols);
        match (rows, cols) {
            (0, 0) => {}
            (5, 20) => screen.shows("factdesk needs"),
            _ => screen.shows("of 12 checked"),
        }
    }
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn what_is_typed_as_the_window_changes_is_heard_at_once() {
    let desk = ferry("at-once");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    for round in 0..40 {
        screen.resize(24 + round % 5, 80 + round % 7);
        screen.send("c").shows("1 of 12 checked");
        screen.resize(24 + round % 3, 80 + round % 4);
        screen.send("z").shows("0 of 12 checked");
    }
    // A pasted note, while the window is dragged.
    for round in 0..20 {
        screen.resize(24 + round % 5, 80 + round % 7);
        screen
            .send("\x1b[200~so\x1b[201~")
            .shows("A paste this short does nothing here");
        screen.resize(24, 80 + round % 3);
        screen.send("j").until("heard", |text| {
            !text.contains("A paste this short does nothing here")
        });
    }
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn more_keys_than_are_read_in_one_go_are_all_heard() {
    let desk = ferry("many-keys");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    for round in 0..10 {
        screen.resize(24, 80 + round % 2);
        screen
            .send(&format!("{}c", "jk".repeat(1_500)))
            .shows("1 of 12 checked");
        screen
            .send(&format!("{}z", "jk".repeat(700)))
            .shows("0 of 12 checked");
    }
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn a_paste_is_never_keys() {
    let desk = ferry("paste");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    screen
        .send("\x1b[200~q\n:d\n\x1b[201~")
        .shows("A paste this short does nothing here");
    screen.send("c").shows("1 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

/// What a terminal sends by itself. Each has letters in it that would rule, quit or open something.
const ANSWERS: &[&[u8]] = &[
    b"\x1b]11;rgb:1e1e/dcdc/2e2e\x07",
    b"\x1b]11;rgb:1e1e/dcdc/2e2e\x1b\\",
    b"\x1b]52;c;ZGlzcHV0ZWQ=\x1b\\",
    b"\x1bP>|xterm(390)dcux\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1b_Gi=31;OKdcu\x1b\\",
    b"\x1b^duc.q\x1b\\",
    b"\x1bXduc.q\x1b\\",
    b"\x1b[24;80R",
    b"\x1b[?1;2c",
    b"\x1b[>41;390;0c",
    b"\x1b[?2026;2$y",
    b"\x1b[8;24;80t",
    b"\x1b[?997;1n",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[?1u",
    b"\x1b[99;1:3u",
    b"\xc3",
    b"\xf0\x9f",
];

/// Without what a terminal has at the ends of lines: spaces where something stood, nothing where
/// nothing did.
fn trimmed(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[test]
fn no_answer_of_the_terminal_acts_as_a_key_in_any_mode() {
    // What is open, a key with a visible effect there, and what shows it.
    for (open, key, shows) in [
        ("", "é", "é does nothing here"),
        ("e", "zz", "zz"),
        ("r", "\tzz", "zz"),
        ("a", "zz", "zz"),
        ("?", "zz", "nothing matches"),
        (":", "zz", "nothing matches"),
        ("/", "zz", "0 found"),
        ("s", "zz", "zz"),
        ("t", "é", "é does nothing here"),
        ("g   d", "v", "SAID"),
    ] {
        let desk = ferry("answers");
        let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
        screen.shows("0 of 12 checked");
        screen.send(open).send(key);
        screen.until(shows, |_| {
            let frame = screen.frame().1;
            frame.contains(shows) && frame.contains(" recorded")
        });
        let expected = trimmed(&screen.frame().1);
        screen.send("\x1b\x1b\x1b\x1b\x1b\x1b\x1bq");
        assert_eq!(screen.ended(), 0);
        fs::remove_file(desk.path("ferry.case.ron")).unwrap();
        fs::remove_dir_all(desk.path("home")).unwrap();
        fs::create_dir_all(desk.path("home")).unwrap();
        let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
        screen.shows("0 of 12 checked");
        screen.send(open);
        for answer in ANSWERS {
            screen.send_bytes(answer);
            for cut in 1..answer.len() {
                screen.send_bytes(&answer[..cut]);
                screen.send_bytes(&answer[cut..]);
            }
        }
        screen.send(key);
        let like = format!("as without them, {}", expected.join("\n"));
        screen.until(&like, |_| trimmed(&screen.frame().1) == expected);
        // Half a character or half a string does not turn a paste into keys.
        for half in [&b"\xc3"[..], b"\xf0\x9f", b"\x1b]11;rgb", b"\x1b[24;8"] {
            screen.send_bytes(half);
            screen.send("\x1b[200~\ndcuq\x1b[201~");
        }
        screen.send("\x1b\x1b\x1b\x1b\x1b\x1b\x1b");
        screen.send("gé").shows("é does nothing here");
        assert_eq!(rulings(&desk), 0, "{open:?}");
        screen.send("q");
        assert_eq!(screen.ended(), 0);
    }
}

#[test]
fn no_answer_of_the_terminal_acts_as_a_key_at_the_start() {
    let desk = ferry("answers-start");
    let mut screen = Screen::start(&desk, &[], &[]);
    screen.shows("No recent cases yet");
    for answer in ANSWERS {
        screen.send_bytes(answer);
    }
    screen.send("o").shows("Enter opens it");
    for answer in ANSWERS {
        screen.send_bytes(answer);
    }
    screen.send("ferry.txt\r").shows("0 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn a_held_key_rules_twice_at_the_most() {
    let desk = ferry("held");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    // As one read, which is how a slow line brings a held key.
    screen.send("cccccccccccccccccccc").shows("c is held down");
    screen.shows("1 of 12 checked");
    screen
        .send("j")
        .until("the next key", |text| !text.contains("is held down"));
    screen.shows("1 of 12 checked");
    // Other keys are other keys, however fast.
    screen.send("gdjuj").shows("2 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn an_end_by_signal_saves_and_puts_the_terminal_back() {
    for (signal, code) in [
        (rustix::process::Signal::TERM, 128 + 15),
        (rustix::process::Signal::HUP, 128 + 1),
    ] {
        let desk = ferry(&format!("signal-{code}"));
        let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
        screen.shows("0 of 12 checked");
        screen.send("c").shows("1 of 12 checked");
        screen.signal(signal);
        assert_eq!(screen.ended(), code);
        screen.until("restored", |_| screen.is_restored());
        assert!(desk.read("ferry.case.ron").contains("verdict: Confirmed"));
    }
}

#[test]
fn a_closed_window_ends_it_with_everything_saved() {
    let desk = ferry("closed");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    screen.send("c").shows("1 of 12 checked");
    // All ends of ours, the reading thread's too: the terminal is gone, as when its window is
    // closed. The thread waits for words, so a key that says some makes it look.
    screen.is_closing.store(true, Ordering::SeqCst);
    screen.send("j");
    screen.writer = None;
    screen.master = None;
    assert_eq!(screen.ended(), 128 + 1);
    assert!(desk.read("ferry.case.ron").contains("verdict: Confirmed"));
}

/// Waits until a process is stopped (or not): its state stands after its name in brackets, T is
/// stopped.
fn until_stopped(pid: &str) {
    let stat = format!("/proc/{pid}/stat");
    let start = Instant::now();
    let is_stopped = || {
        let stat = fs::read_to_string(&stat).unwrap();
        stat.rsplit(')')
            .next()
            .unwrap()
            .trim_start()
            .starts_with('T')
    };
    while !is_stopped() {
        assert!(start.elapsed() < LIMIT);
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The program under a shell that has it in a job of its own.
fn under_a_shell(desk: &Desk, more: &[(&str, &str)]) -> (Screen, String) {
    let factdesk = env!("CARGO_BIN_EXE_factdesk");
    let script = format!("set -m\n{factdesk} ferry.txt\necho stopped here\nread go\nfg\necho left");
    let screen = Screen::run(desk, "/bin/bash", &["-c", &script], more);
    screen.shows("0 of 12 checked");
    let parent = screen.pid().as_raw_nonzero().to_string();
    let is_child = |pid: &String| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // After the name in brackets: the state, then the parent.
        let rest = stat.rsplit(')').next().unwrap_or_default();
        rest.split_whitespace().nth(1) == Some(parent.as_str())
    };
    let all = fs::read_dir("/proc").unwrap().flatten();
    let mut pids = all.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let child = pids.find(is_child).unwrap();
    (screen, child)
}

#[test]
fn it_stops_for_the_shell_and_comes_back() {
    let desk = ferry("stop");
    let (mut screen, pid) = under_a_shell(&desk, &[]);
    screen.send("\x1a");
    until_stopped(&pid);
    screen.shows("stopped here");
    assert!(
        screen.raw().contains("\x1b[?1049l"),
        "the shell gets its screen back"
    );
    screen.send("go\n");
    screen.until("drawn anew", |text| {
        text.contains("0 of 12 checked") && text.contains("Verdict")
    });
    screen.send("c").shows("1 of 12 checked");
    screen.send("q").shows("left");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn without_a_shell_to_go_back_to_it_comes_back_by_itself() {
    let desk = ferry("no-shell");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    screen.send("\x1a");
    // That it stands still is over in a moment, and a busy machine may sleep through that moment:
    // what it leaves on the screen is waited for instead.
    screen.until("the terminal given back", |_| {
        screen.raw().contains("\x1b[?1049l")
    });
    screen.shows("There is no shell to go back to");
    // Stopped from outside, it takes the terminal again when it goes on.
    let before = screen.raw().matches("\x1b[?1049h").count();
    screen.signal(rustix::process::Signal::STOP);
    until_stopped(&screen.pid().as_raw_nonzero().to_string());
    screen.signal(rustix::process::Signal::CONT);
    screen.until("drawn anew", |_| {
        screen.raw().matches("\x1b[?1049h").count() > before
    });
    screen.send("c").shows("1 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn an_interrupt_in_the_editor_is_the_editors() {
    let desk = ferry("interrupt");
    // It ignores the interrupt itself, as editors do, says when it has come, and writes.
    desk.write("edit.sh", "#!/bin/bash\ntrap 'echo was interrupted' INT\nstty sane\necho ready\nuntil read line; do :; done\nprintf '%s' \"$line\" > \"$1\"\n");
    fs::set_permissions(desk.path("edit.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    let editor = desk.path("edit.sh");
    let mut screen = Screen::start(
        &desk,
        &["ferry.txt"],
        &[("VISUAL", editor.to_str().unwrap())],
    );
    screen.shows("0 of 12 checked");
    screen.send("E").shows("ready");
    screen.send("\x03").shows("was interrupted");
    screen.send("its words\n").shows("Back from the editor");
    screen.send("\r").shows("is the wording now");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn the_editor_has_the_keys_while_it_runs() {
    let desk = ferry("editor");
    desk.write(
        "edit.sh",
        "#!/bin/sh\nread line\nprintf '%s and more' \"$line\" > \"$1\"\n",
    );
    fs::set_permissions(desk.path("edit.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    let editor = desk.path("edit.sh");
    let mut screen = Screen::start(
        &desk,
        &["ferry.txt"],
        &[("VISUAL", editor.to_str().unwrap())],
    );
    screen.shows("0 of 12 checked");
    screen.send("E");
    let start = Instant::now();
    while !screen.raw().contains("\x1b[?1049l") {
        assert!(start.elapsed() < LIMIT);
        std::thread::sleep(Duration::from_millis(2));
    }
    // Keys that would rule, undo and quit are words for the editor.
    screen.send("cdzq words\n").shows("Back from the editor");
    screen.shows("cdzq words and more");
    screen.send("\r").shows("is the wording now");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    assert!(
        desk.read("ferry.case.ron")
            .contains("wording: \"cdzq words and more\"")
    );
}

#[test]
fn what_is_shown_as_recorded_survives_a_kill() {
    for pause in [false, true] {
        let desk = ferry(&format!("kill-{pause}"));
        let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
        screen.shows("0 of 12 checked");
        screen.send("c").shows("1 of 12 checked");
        if pause {
            screen.shows(" recorded");
        }
        let was_recorded = screen.text().contains(" recorded");
        screen.signal(rustix::process::Signal::KILL);
        screen.ended();
        let kept = rulings(&desk);
        assert!(
            kept == 1 || (kept == 0 && !was_recorded),
            "shown as recorded, and gone"
        );
        let screen = Screen::start(&desk, &["ferry.case.ron"], &[]);
        screen.shows(&format!("{kept} of 12 checked"));
    }
}

#[test]
fn a_second_workbench_only_reads() {
    let desk = ferry("second");
    let mut first = Screen::start(&desk, &["ferry.txt"], &[]);
    first.shows("recorded");
    let mut second = Screen::start(&desk, &["ferry.case.ron"], &[]);
    second.shows("read-only");
    second.shows("mk has it since");
    second.send("c").shows("open to read only");
    // It shows what the first one records, and takes over when that one leaves.
    first.send("c").shows("1 of 12 checked");
    second.shows("1 of 12 checked");
    first.send("q");
    assert_eq!(first.ended(), 0);
    second.shows("you can change it");
    second.shows("recorded");
    second.send("gjjc").shows("2 of 12 checked");
    second.send("q");
    assert_eq!(second.ended(), 0);
}

#[test]
fn what_something_else_makes_of_the_file_is_shown_and_kept() {
    let desk = ferry("outside");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    // As an editor or a checkout does it: a new file takes the name. Twice, for a watcher that
    // loses the file.
    for title in ["Renamed once", "Renamed twice"] {
        let case = desk.read("ferry.case.ron");
        let line = case
            .lines()
            .find(|line| line.contains("    title: "))
            .unwrap();
        desk.write(
            "new",
            case.replace(line, &format!("    title: \"{title}\",")),
        );
        fs::rename(desk.path("new"), desk.path("ferry.case.ron")).unwrap();
        screen.shows(title);
    }
    screen.send("c").shows("1 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    let case = desk.read("ferry.case.ron");
    assert!(case.contains("Renamed twice") && case.contains("verdict: Confirmed"));
    // Deleted under the workbench it stays so, until there is an edit to write.
    let whole = desk.read("ferry.case.ron");
    let mut screen = Screen::start(&desk, &["ferry.case.ron"], &[]);
    screen.shows("1 of 12 checked");
    fs::remove_file(desk.path("ferry.case.ron")).unwrap();
    screen.shows("The case file is gone");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    assert!(!desk.path("ferry.case.ron").exists());
    desk.write("ferry.case.ron", whole);
    let mut screen = Screen::start(&desk, &["ferry.case.ron"], &[]);
    screen.shows("1 of 12 checked");
    fs::remove_file(desk.path("ferry.case.ron")).unwrap();
    screen.shows("The case file is gone");
    screen.send("d").shows("recorded");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    assert!(desk.read("ferry.case.ron").contains("verdict: Disputed"));
}

#[test]
fn a_copy_reaches_the_terminal_inside_tmux_too() {
    let desk = ferry("copy");
    let mut screen = Screen::start(
        &desk,
        &["ferry.txt"],
        &[("TMUX", "/tmp/tmux-0/default,1,0")],
    );
    screen.shows("0 of 12 checked");
    screen
        .send("y")
        .shows("Copied the claim's words (tmux passes it on");
    let raw = screen.raw();
    assert!(
        raw.contains("\x1b]52;c;") && raw.contains("\x1bPtmux;\x1b\x1b]52;c;"),
        "{raw:?}"
    );
}

#[test]
fn a_broken_keys_file_is_read_about_before_any_key_acts() {
    let desk = ferry("config");
    fs::create_dir_all(desk.path("home/.config/factdesk")).unwrap();
    desk.write(
        "home/.config/factdesk/keys.ron",
        "{\n    \"confirm\": [\"d\"],\n}\n",
    );
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("keys.ron:2:17");
    // By keys that are not one's own nothing is done until that was read.
    screen.send("c").shows("0 of 12 checked");
    screen.send("\r").shows("c confirm");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    desk.write(
        "home/.config/factdesk/keys.ron",
        "{\n    \"confirm\": [\"y\"], \"copy\": [\"Y\"], \"undo\": [\"F2\"],\n}\n",
    );
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("y confirm");
    screen.send("y").shows("1 of 12 checked");
    // F2, as terminals send it.
    screen.send("\x1bOQ").shows("0 of 12 checked");
    screen.send("?undo").shows("F2");
    screen.send("\x1b").shows("y confirm");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

/// A file of the case's state whose name begins so.
fn of_state(desk: &Desk, name: &str) -> Option<std::path::PathBuf> {
    let cases = fs::read_dir(desk.path("home/.local/state/factdesk")).ok()?;
    let folders = cases
        .flatten()
        .filter_map(|case| fs::read_dir(case.path()).ok());
    let folders = folders.flatten().flatten();
    let files = folders.filter_map(|folder| fs::read_dir(folder.path()).ok());
    let mut files = files.flatten().flatten();
    let file = files.find(|file| file.file_name().to_string_lossy().starts_with(name));
    file.map(|file| file.path())
}

/// The file of what is typed and not sent.
fn unsent(desk: &Desk) -> Option<std::path::PathBuf> {
    of_state(desk, "unsent.json")
}

#[test]
fn what_is_typed_outlives_a_signal_a_hang_up_and_a_kill() {
    use rustix::process::Signal;
    let desk = ferry("typed");
    for (words, signal) in [
        ("first", Some(Signal::TERM)),
        ("second", Some(Signal::HUP)),
        ("third", None),
    ] {
        let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
        screen.shows("0 of 12 checked");
        // A note of a claim of its own, so that each comes from the one before.
        screen.send("w").shows("Enter record");
        screen.send(&format!(" {words}")).shows(words);
        if let Some(signal) = signal {
            screen.signal(signal);
            screen.ended();
        } else {
            screen.until("it is on disk", |_| {
                unsent(&desk).is_some_and(|file| fs::read_to_string(file).unwrap().contains(words))
            });
            screen.killed();
        }
        let mode = fs::metadata(unsent(&desk).unwrap())
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("Typed earlier and not sent: Wording of claim 1:");
    screen.send("w").shows("first second third");
    screen.send("\r").shows("is the wording now");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    assert!(unsent(&desk).is_none(), "what was sent is typed no longer");
    assert!(desk.read("ferry.case.ron").contains("first second third"));
}

#[test]
fn what_is_typed_before_there_is_a_case_is_kept_until_there_is_one() {
    let desk = ferry("before");
    let mut screen = Screen::start(&desk, &[], &[]);
    screen.shows("paste or type a text");
    screen.send("p").shows("The text to check");
    screen.send("The bridge is shut.").shows("bridge is shut");
    screen.signal(rustix::process::Signal::TERM);
    screen.ended();
    let mut screen = Screen::start(&desk, &[], &[]);
    screen.shows("What you typed earlier is back: p shows it");
    screen.send("p").shows("The bridge is shut.");
    // A kill, too, once a second has passed.
    screen.send(" Nobody knows why.").shows("knows why.");
    let file = desk.path("home/.local/state/factdesk/unsent.json");
    screen.until("it is on disk", |_| {
        fs::read_to_string(&file).is_ok_and(|text| text.contains("Nobody knows why."))
    });
    screen.killed();
    let mut screen = Screen::start(&desk, &[], &[]);
    screen.shows("What you typed earlier is back: p shows it");
    screen.send("p").shows("The bridge is shut. Nobody knows");
    screen.send("\x7f".repeat(18).as_str());
    screen.until("it is taken back", |text| !text.contains("Nobody"));
    screen.send("\x04").shows("What is the case called?");
    screen.send("\r").shows("0 of 1 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    let screen = Screen::start(&desk, &[], &[]);
    screen.shows("the-bridge-is-shut");
    assert!(
        !screen.text().contains("typed earlier"),
        "{}",
        screen.text()
    );
}

#[test]
fn an_editor_that_does_not_wait_is_named_and_what_it_saves_still_comes() {
    let desk = ferry("resize-at-once");
    let place = desk.path("place");
    let editor = desk.path("edit.sh");
    let script = format!("#!/bin/sh\nprintf %s \"$1\" > {}\n", place.display());
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let visual = [("VISUAL", editor.to_str().unwrap())];
    let mut screen = Screen::start(&desk, &["ferry.txt"], &visual);
    screen.shows("0 of 12 checked");
    screen.send("E").shows("set it to wait, e.g.");
    // The window that it opened saves.
    let file = fs::read_to_string(&place).unwrap();
    assert!(
        file.contains("/factdesk/"),
        "{file} is with the case's state"
    );
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    fs::write(&file, "Written in a window\n").unwrap();
    screen.shows("What you saved in the editor is here");
    screen.send("\r").shows("is the wording now");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    assert!(desk.read("ferry.case.ron").contains("Written in a window"));
    assert!(fs::metadata(&file).is_err());
}

#[test]
fn what_an_editor_writes_that_is_no_utf_8_is_kept_and_where_is_said() {
    let desk = ferry("bytes");
    let editor = desk.path("edit.sh");
    fs::write(&editor, "#!/bin/sh\nprintf 'caf\\351' > \"$1\"\n").unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let visual = [("VISUAL", editor.to_str().unwrap())];
    let mut screen = Screen::start(&desk, &["ferry.txt"], &visual);
    screen.shows("0 of 12 checked");
    screen.send("E").shows("is not UTF-8");
    let kept = of_state(&desk, "editor-");
    assert_eq!(fs::read(kept.unwrap()).unwrap(), b"caf\xe9");
}

#[test]
fn what_is_typed_after_a_find_in_one_piece_is_for_what_was_found() {
    let desk = ferry("burst");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    screen.send("/radar\rw");
    screen.shows("Wording of claim");
    screen.until("the claim", |_| screen.frame().1.contains("radar"));
    screen.send("\x1b").shows("confirm");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn a_story_that_changes_while_its_case_is_open_is_said_until_it_is_as_it_was() {
    let desk = ferry("story-changes");
    let text = desk.read("ferry.txt");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    // What was said of the story goes, and the line is free.
    screen
        .send("j")
        .until("a free line", |text| !text.contains("Found 12 claims"));
    desk.write("ferry.txt", format!("{text}\n\nThe mayor resigned.\n"));
    screen.shows("story changed");
    screen.shows("ferry.txt has changed since");
    screen.send("kc").shows("1 of 12");
    assert!(screen.text().contains("story changed"));
    desk.write("ferry.txt", &text);
    screen.until("no longer changed", |text| !text.contains("story changed"));
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn ctrl_l_draws_the_whole_screen_again() {
    let desk = ferry("redraw");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    // Something else has written over it.
    screen
        .parser
        .lock()
        .unwrap()
        .process(b"\x1b[2J\x1b[Hwall: the system goes down");
    assert!(!screen.text().contains("checked"));
    screen.send("\x0c").shows("0 of 12 checked");
    assert!(!screen.text().contains("wall:"));
}

#[test]
fn a_copy_goes_through_screen_and_is_not_said_where_there_is_no_clipboard() {
    let desk = ferry("copies");
    let with = |more: &[(&str, &str)], says: &str| {
        let mut screen = Screen::start(&desk, &["ferry.txt"], more);
        screen.shows("0 of 12 checked");
        screen.send("y").shows(says);
        let raw = screen.raw();
        screen.send("q");
        assert_eq!(screen.ended(), 0);
        raw
    };
    let raw = with(
        &[("STY", "1.pts"), ("TERM", "screen")],
        "Copied the claim's words",
    );
    assert!(raw.contains("\x1bP\x1b]52;c;"), "{raw:?}");
    let raw = with(&[("TERM", "linux")], "Not copied");
    assert!(!raw.contains("]52;"), "{raw:?}");
}
