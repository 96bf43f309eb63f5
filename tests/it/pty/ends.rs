//! Signals, the shell, the editor, a kill.

use super::*;

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
    // All our ends are closed, the reading thread's too: the terminal is gone, as when its window
    // is closed. The thread waits for output, so a key that produces some makes it notice.
    screen.is_closing.store(true, Ordering::SeqCst);
    screen.send("j");
    screen.writer = None;
    screen.master = None;
    assert_eq!(screen.ended(), 128 + 1);
    assert!(desk.read("ferry.case.ron").contains("verdict: Confirmed"));
}

/// Waits until a process is stopped. Its state follows its name in brackets, and T means stopped.
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

/// The program under a shell that runs it as a job of its own.
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
fn it_suspends_to_the_shell_and_resumes() {
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
fn it_resumes_by_itself_without_a_shell() {
    let desk = ferry("no-shell");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    screen.send("\x1a");
    // The stop is over in a moment, and a busy machine may miss that moment. So the test waits for
    // what the stop leaves on the screen.
    screen.until("the terminal given back", |_| {
        screen.raw().contains("\x1b[?1049l")
    });
    screen.shows("There is no shell to go back to");
    // After a stop from outside, it takes the terminal again when it continues.
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
fn an_interrupt_in_the_editor_goes_to_the_editor() {
    let desk = ferry("interrupt");
    // The script handles the interrupt itself, as editors do, reports it, and writes.
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
    // Keys that would rule, undo and quit are text for the editor.
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
fn edits_shown_as_recorded_survive_a_kill() {
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

/// A file of the case's state whose name begins with this.
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

/// The file of unsent text.
fn unsent(desk: &Desk) -> Option<std::path::PathBuf> {
    of_state(desk, "unsent.json")
}

#[test]
fn typed_text_survives_a_signal_a_hang_up_and_a_kill() {
    use rustix::process::Signal;
    let desk = ferry("typed");
    for (words, signal) in [
        ("first", Some(Signal::TERM)),
        ("second", Some(Signal::HUP)),
        ("third", None),
    ] {
        let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
        screen.shows("0 of 12 checked");
        // Each round adds a word to the text that the round before left.
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
fn text_typed_before_a_case_exists_is_kept_until_then() {
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
    // The text also survives a kill once a second has passed.
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
fn an_editor_that_does_not_wait_is_named_and_its_later_saves_arrive() {
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
    // The window that the editor opened saves.
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
fn editor_text_that_is_not_utf_8_is_kept_and_its_place_reported() {
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
