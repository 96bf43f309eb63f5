//! The built binary in a real terminal: what it does to the terminal, and how it reacts when the
//! terminal goes away.
//!
//! Each test waits for words on the screen and never for a time. A generous limit only ends a test
//! that would never end.

mod ends;
mod keys;

use crate::support::pty::{LIMIT, Screen};
use crate::support::{Desk, story};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

fn ferry(name: &str) -> Desk {
    let desk = Desk::new(&format!("pty-{name}"));
    desk.write("ferry.txt", story("ferry.en.txt"));
    desk
}

fn checked(desk: &Desk) -> u64 {
    let status = desk.json(&["status", "ferry.case.ron", "--format", "json"]);
    status["cases"][0]["checked"].as_u64().unwrap()
}

/// The number of rulings in the case, as every reader sees it.
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
    // The story has changed since. Its case is opened, with a notice.
    desk.write(
        "ferry.txt",
        "Another story altogether. It says something else.\n",
    );
    let screen = Screen::start(&desk, &["open", "ferry.txt"], &[]);
    screen.shows("ferry.txt has changed since");
}

#[test]
fn without_a_name_the_last_person_who_ruled_is_assumed() {
    let desk = ferry("again");
    let nobody = [("FACTDESK_BY", ""), ("USER", "root")];
    let mut screen = Screen::start(&desk, &["ferry.txt"], &nobody);
    screen.shows("0 of 12 checked");
    screen.shows("as -");
    screen
        .send("c")
        .shows("confirmed on claim 1 waits: first say who rules.");
    screen.send("mk\r").shows("1 of 12 checked");
    screen.shows("as mk");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    let mut screen = Screen::start(&desk, &["ferry.case.ron"], &nobody);
    screen.shows("You rule as mk, as last time");
    screen.shows("as mk");
    screen.send("c").shows("confirmed, as mk");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    // After a colleague's command it is unknown which of the two is at the keyboard.
    let tag = ["tag", "ferry.case.ron", "2", "disputed", "--by", "ab"];
    desk.run(&tag);
    let screen = Screen::start(&desk, &["ferry.case.ron"], &nobody);
    screen.shows("as -");
    drop(screen);
    // A given name takes precedence.
    let named = [("FACTDESK_BY", "ab")];
    let screen = Screen::start(&desk, &["ferry.case.ron"], &named);
    screen.shows("as ab");
}

#[test]
fn a_page_is_opened_like_a_text_and_its_changes_are_reported() {
    let desk = Desk::new("pty-page");
    let page = fs::read_to_string("tests/formats/ferry.html").unwrap();
    desk.write("ferry.html", &page);
    for (page, says) in [
        (page.clone(), "Found 13 claims"),
        // Text around the article is not part of it.
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
    // The program says that the path cannot be opened, gives a hint, and leaves the path in the
    // field to be fixed.
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
fn it_redraws_when_the_window_changes_even_to_size_zero() {
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
fn a_second_workbench_only_reads() {
    let desk = ferry("second");
    let mut first = Screen::start(&desk, &["ferry.txt"], &[]);
    first.shows("recorded");
    let mut second = Screen::start(&desk, &["ferry.case.ron"], &[]);
    second.shows("read-only");
    second.shows("mk has it since");
    second.send("c").shows("open to read only");
    // It shows the edits of the first one, and takes over when that one leaves.
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
fn outside_changes_to_the_file_are_shown_and_kept() {
    let desk = ferry("outside");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    // As an editor or a checkout does it, a new file takes the name. This happens twice, in case a
    // watcher loses the file.
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
    // A file deleted under the workbench stays deleted until there is an edit to write.
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
    // No server answers at this socket, whatever runs on the machine.
    let tmux = format!("{},1,0", desk.path("tmux.socket").display());
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[("TMUX", &tmux)]);
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
fn a_broken_keys_file_is_reported_before_any_key_acts() {
    let desk = ferry("config");
    fs::create_dir_all(desk.path("home/.config/factdesk")).unwrap();
    desk.write(
        "home/.config/factdesk/keys.ron",
        "{\n    \"confirm\": [\"d\"],\n}\n",
    );
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("keys.ron:2:17");
    // Keys that are not the person's own do nothing until the message was read.
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

#[test]
fn a_story_that_changes_while_its_case_is_open_is_reported_until_it_is_restored() {
    let desk = ferry("story-changes");
    let text = desk.read("ferry.txt");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    // The message about the story goes, and the line is free.
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
fn ctrl_l_redraws_the_whole_screen() {
    let desk = ferry("redraw");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    // Something else has overwritten the screen.
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
fn a_copy_goes_through_screen_and_is_not_reported_without_a_clipboard() {
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

#[test]
fn a_command_over_many_cases_shows_progress_and_keeps_their_order() {
    let desk = ferry("many");
    let names: Vec<String> = (10..50).map(|at| format!("{at}.case.ron")).collect();
    for name in &names {
        fs::write(desk.folder.join(name), crate::support::bench::SAMPLE).unwrap();
    }
    let all = ["status"]
        .into_iter()
        .chain(names.iter().map(String::as_str));
    let mut screen = Screen::start(&desk, &all.collect::<Vec<_>>(), &[]);
    screen.shows("49.case.ron");
    assert_eq!(screen.ended(), 0);
    let raw = screen.raw();
    assert!(raw.contains("\r16 of 40 cases\r\x1b[K"), "{raw}");
    assert!(!screen.text().contains(" of 40 cases"), "{}", screen.text());
    let places: Vec<_> = names
        .iter()
        .map(|name| raw.find(name.as_str()).unwrap())
        .collect();
    assert!(places.is_sorted());
}
