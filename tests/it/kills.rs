//! Kills the real program at random moments while an editor works in a terminal, and at every call
//! that changes a file. What the screen showed as recorded is there afterwards, and the file is
//! whole at every moment.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::support::dice::{Dice, by_length_of_run, is_long};
use crate::support::pty::{LIMIT, Screen};
use crate::support::{Desk, Ran, story};
use factdesk::case::ops::{self, Judgement};
use factdesk::case::{Case, Question, Stamp, Verdict};
use factdesk::store::{Access, Desk as Store, System, load};

const CASE: &str = "ferry.case.ron";

/// The rulings that the screen has confirmed: claim, question, and verdict.
type Said = HashMap<(usize, Question), Verdict>;

fn state(desk: &Desk) -> PathBuf {
    desk.path("home/.local/state/factdesk")
}

/// The case with everything that was recorded, as any reader sees it.
fn read(desk: &Desk) -> Case {
    let (state, path) = (state(desk), desk.path(CASE));
    let store = Store::open(Arc::new(System), Some(&state), &path, Access::Read).unwrap();
    store.history().case().clone()
}

/// The bytes of the journal. Empty if nothing was recorded yet.
fn journal(desk: &Desk) -> Vec<u8> {
    let cases = std::fs::read_dir(state(desk)).into_iter().flatten();
    let mut folders = cases.flatten().flat_map(|case| {
        let paths = std::fs::read_dir(case.path()).into_iter().flatten();
        paths.flatten().map(|path| path.path().join("journal"))
    });
    let journal = folders.find_map(|path| std::fs::read(path).ok());
    journal.unwrap_or_default()
}

fn steps(journal: &[u8]) -> usize {
    let is_step = |line: &&[u8]| line.windows(9).any(|part| part == b" {\"Step\":");
    journal.split(|byte| *byte == b'\n').filter(is_step).count()
}

/// The last line but one, which shows the last action and any question.
fn message(frame: &str) -> String {
    let lines: Vec<&str> = frame.lines().map(str::trim).collect();
    let mut at = lines.len().saturating_sub(2);
    let mut said = lines.get(at).map_or("", |line| line).to_owned();
    // Choices on rows of their own are shown below the message.
    while at > 0 && is_choices(lines[at]) {
        at -= 1;
        said = format!("{} {said}", lines[at]);
    }
    said
}

fn is_choices(row: &str) -> bool {
    let begins = row.split_once(' ').is_some_and(|(digit, _)| {
        digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit())
    });
    begins && !["SAID", "FACT", "“"].iter().any(|word| row.contains(word))
}

fn header(frame: &str) -> &str {
    frame.lines().next().unwrap_or_default().trim()
}

fn is_recorded(frame: &str) -> bool {
    header(frame).ends_with(" recorded")
}

/// How many claims the header says are checked.
fn checked(frame: &str) -> usize {
    let before = header(frame).split(" of 12 checked").next().unwrap();
    before.rsplit(' ').next().unwrap().parse().unwrap()
}

/// The ruling that a message reports: `2 SAID ✗ disputed, as mk.`
fn ruling(message: &str) -> Option<((usize, Question), Verdict)> {
    let mut words = message.split_whitespace();
    let number = words.next()?.parse().ok()?;
    let question = match words.next()? {
        "SAID" => Question::Said,
        "FACT" => Question::Fact,
        _ => return None,
    };
    let verdict = words.nth(1)?.trim_end_matches([',', ':']).parse().ok()?;
    Some(((number, question), verdict))
}

/// An editor who presses random keys.
struct Editor {
    screen: Screen,
    dice: Dice,
    said: Said,
    /// Counts the typed texts, so that no two are the same.
    typed: usize,
}

impl Editor {
    fn seen(&self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        self.screen.until(what, |_| is_so(&self.screen.frame().1));
        self.screen.frame().1
    }

    /// Closes every question until the message line is empty. The next message is then about the
    /// next key.
    fn close_messages(&mut self) {
        while !message(&self.screen.frame().1).is_empty() {
            let before = message(&self.screen.frame().1);
            self.screen.send("\x1b");
            self.seen("another message", |frame| message(frame) != before);
        }
    }

    /// One action, of one or a few keys. Its result is on the screen when this returns.
    fn works(&mut self) {
        self.close_messages();
        self.typed += 1;
        match self.dice.below(10) {
            0..=4 => {
                let key = *self.dice.pick(&["c", "d", "u"]);
                self.rules(key);
                let is_asked = message(&self.screen.frame().1).contains("? 1 ");
                if is_asked && self.dice.below(2) == 0 {
                    // A reason, or the source of the evidence.
                    let before = message(&self.screen.frame().1);
                    self.screen.send("1");
                    self.seen("an answer", |frame| message(frame) != before);
                }
            }
            5 => self.rules("x"),
            6 => {
                let keys = format!("eHarbour log {}\r", self.typed);
                self.screen.send(&keys);
                self.seen("evidence", |frame| message(frame).contains("attached"));
            }
            7 => {
                let keys = format!("w no. {}\r", self.typed);
                self.screen.send(&keys);
                let frame = self.seen("a wording", |frame| {
                    message(frame).contains("is the wording now") || frame.contains("still hold")
                });
                if frame.contains("still hold") {
                    self.screen.send("\r");
                    self.seen("an answer", |frame| !frame.contains("still hold"));
                }
                self.said.clear();
            }
            _ => self.rules("z"),
        }
    }

    /// Sends a key that rules or undoes, and notes what the screen says.
    fn rules(&mut self, key: &str) {
        self.screen.send(key);
        let frame = self.seen("what was done", |frame| !message(frame).is_empty());
        self.note(key, &frame);
    }

    fn note(&mut self, key: &str, frame: &str) {
        match ruling(&message(frame)) {
            Some((claim, verdict)) if key != "z" => {
                self.said.insert(claim, verdict);
            }
            // After an undo, or an action other than a ruling, the screen does not show the current
            // verdict.
            _ => self.said.clear(),
        }
    }

    fn all_recorded(&self) -> String {
        self.seen("recorded", is_recorded)
    }
}

/// When the program is killed.
#[derive(Clone, Copy, PartialEq, Debug)]
enum When {
    /// Right after a key, before it is handled or while it is being recorded.
    Key,
    /// While there is nothing to record.
    Idle,
    /// While the file is being saved, with everything recorded.
    Save,
}

/// How many kills met the program in each state.
#[derive(Default, Debug)]
struct Tally {
    kills: usize,
    recording: usize,
    saving: usize,
    saved: usize,
    behind: usize,
}

/// Works until the kill, and compares what is left with what was shown. `left` is what the earlier
/// round left: how many claims are checked, and whether the file is out of date. Returns the same
/// for this round.
fn life(
    desk: &Desk,
    dice: Dice,
    left: (usize, bool),
    when: When,
    tally: &mut Tally,
) -> (usize, bool) {
    let (expected, was_behind) = left;
    let mut editor = Editor {
        screen: Screen::start(desk, &[CASE], &[]),
        dice,
        said: Said::new(),
        typed: expected * 100 + tally.kills,
    };
    let shown = format!(" {expected} of 12 checked");
    editor.seen(&shown, |frame| header(frame).contains(&shown));
    assert_eq!(
        editor.screen.frame().1.contains("ecovered "),
        was_behind,
        "what was recovered is said"
    );
    for _ in 0..=editor.dice.below(5) {
        editor.works();
    }
    let before = match when {
        When::Key => {
            editor.close_messages();
            editor.all_recorded()
        }
        When::Idle | When::Save => editor.all_recorded(),
    };
    let (case, recorded) = (read(desk), journal(desk));
    let mut key = "";
    match when {
        When::Idle => {}
        When::Save => {
            editor.close_messages();
            editor.screen.send(":save now");
            editor.seen("the command", |frame| frame.contains("> save now"));
            editor.screen.send("\r");
            // The journal says when the save begins, unless the file was saved in the meantime.
            let start = Instant::now();
            while journal(desk) == recorded && !is_up_to_date(desk, &case) {
                assert!(start.elapsed() < LIMIT, "never saved");
            }
            std::thread::sleep(Duration::from_micros(editor.dice.bits() % 6_000));
        }
        When::Key => {
            key = *editor.dice.pick(&["c", "d", "u", "x", "z"]);
            editor.screen.send(key);
            std::thread::sleep(Duration::from_micros(editor.dice.bits() % 8_000));
        }
    }
    let last = editor.screen.killed();

    let bytes = std::fs::read(desk.path(CASE)).unwrap();
    let file = load(&bytes).expect("the file is a whole case");
    let now = read(desk);
    let after = journal(desk);
    assert!(after.starts_with(&recorded), "the journal only grows");
    if when == When::Key {
        assert!(steps(&after) <= steps(&recorded) + 1);
        let is_shown = message(&last) != message(&before);
        let is_kept = is_recorded(&last) && is_shown;
        if is_kept {
            editor.note(key, &last);
            assert_eq!(checked_of(&now), checked(&last), "{key}:\n{last}");
        }
        tally.recording += usize::from(!is_kept);
        // Either the case is as shown before that key, or that key has changed it.
        if steps(&after) == steps(&recorded) {
            assert!(now == case, "nothing was recorded, and the case differs");
        } else if !is_kept {
            editor.said.clear();
        }
    } else {
        assert!(is_recorded(&last) && now == case, "{when:?}:\n{last}");
        assert_eq!(checked_of(&now), checked(&before));
    }
    for ((number, question), verdict) in &editor.said {
        let rulings = &now.claims[number - 1].rulings;
        let mine = rulings
            .iter()
            .rfind(|ruling| ruling.by == "mk" && ruling.question == *question);
        let found = mine.and_then(|ruling| ruling.verdict);
        assert_eq!(found, Some(*verdict), "{number} {question:?}:\n{last}");
    }
    let listed = desk.run(&["list", CASE, "--format", "json"]);
    assert_eq!(listed.code, 0, "{listed:?}");
    let is_behind = file != now;
    assert_eq!(listed.err.contains("recovered "), is_behind, "{listed:?}");
    let verified = desk.run(&["verify", CASE]);
    assert!(
        verified.code == 0 && verified.out.contains("is sound"),
        "{verified:?}"
    );
    tally.kills += 1;
    tally.behind += usize::from(is_behind);
    if when == When::Save {
        let is_midst = leftovers(desk) || has_announced(&after);
        tally.saving += usize::from(is_midst);
        tally.saved += usize::from(!is_midst && !is_behind);
    }
    (checked_of(&now), is_behind)
}

fn is_up_to_date(desk: &Desk, case: &Case) -> bool {
    load(&std::fs::read(desk.path(CASE)).unwrap()).is_ok_and(|file| file == *case)
}

/// Whether a file that was to replace the case lies beside it.
fn leftovers(desk: &Desk) -> bool {
    let names = std::fs::read_dir(&desk.folder).unwrap().flatten();
    let mut names = names.map(|entry| entry.file_name());
    names.any(|name| name.to_string_lossy().contains(".factdesk-"))
}

/// Whether the last line of the journal announces a save.
fn has_announced(journal: &[u8]) -> bool {
    let last = journal
        .trim_ascii_end()
        .rsplit(|byte| *byte == b'\n')
        .next();
    last.is_some_and(|line| line.windows(8).any(|part| part == b"\"Saving\""))
}

fn checked_of(case: &Case) -> usize {
    factdesk::case::Progress::of(case).checked
}

#[test]
fn what_the_screen_shows_as_recorded_survives_a_kill_at_any_moment() {
    let kills = by_length_of_run(40, 1_000);
    let mut dice = Dice::new(9);
    let mut tally = Tally::default();
    while tally.kills < kills {
        let desk = Desk::new("kills");
        desk.write("ferry.txt", story("ferry.en.txt"));
        desk.ok(&["new", "ferry.txt"]);
        let mut left = (0, false);
        // Each round starts from what the one before it left.
        for _ in 0..8.min(kills - tally.kills) {
            let when = *dice.pick(&[When::Key, When::Key, When::Idle, When::Save]);
            left = life(&desk, Dice::new(dice.bits()), left, when, &mut tally);
        }
    }
    println!(
        "{} kills: {} before a receipt was on the screen, {} in the midst of a save, {} right after one, {} with the file \
         behind",
        tally.kills, tally.recording, tally.saving, tally.saved, tally.behind
    );
}

/// The calls by which a program changes files.
const CALLS: &[&str] = &[
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "ftruncate",
    "fallocate",
    "mkdir",
    "mkdirat",
    "flock",
    "fchown",
    "fchmod",
    "fsetxattr",
    "linkat",
    "execve",
];

/// A case with one ruling in its file and one only in its journal, as a killed workbench leaves it.
fn left_behind(desk: &Desk, is_linked: bool) {
    desk.write("ferry.txt", story("ferry.en.txt"));
    desk.ok(&["new", "ferry.txt"]);
    if is_linked {
        std::fs::hard_link(desk.path(CASE), desk.path("other name")).unwrap();
    }
    desk.ok(&["tag", CASE, "1", "confirmed"]);
    let (state, path) = (state(desk), desk.path(CASE));
    let mut store = Store::open(Arc::new(System), Some(&state), &path, Access::Write).unwrap();
    let mut history = store.history().clone();
    let case = store.history().case();
    let judged = Judgement {
        verdict: Some(Verdict::Disputed),
        ..Judgement::default()
    };
    let stamp = Stamp {
        by: "mk",
        at: "2026-11-23T10:30:00.000Z".parse().unwrap(),
    };
    let edit = ops::rule(case, case.claims[1].id, Question::Fact, &judged, &stamp).unwrap();
    store.record(history.make(edit).unwrap()).unwrap();
}

/// The verdicts on the first four claims, as a reader sees them.
fn verdicts(desk: &Desk) -> Vec<String> {
    let list = desk.json(&["list", CASE, "--format", "json"]);
    let claims = list["claims"].as_array().unwrap().iter().take(4);
    claims
        .map(|claim| claim["standing"].as_str().unwrap().to_owned())
        .collect()
}

/// Kills `factdesk tag` as it enters the `n`th call of a kind. Returns whether the program made
/// that call.
fn killed_at(desk: &Desk, call: &str, n: usize) -> bool {
    let _ = std::fs::remove_dir_all(&desk.folder);
    let twin = desk.folder.with_extension("twin");
    let copied = Command::new("cp")
        .args(["-a", "--"])
        .arg(&twin)
        .arg(&desk.folder)
        .status();
    assert!(copied.unwrap().success());
    let tag = desk.command(&["tag", CASE, "3", "unverified"]);
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-o", "/dev/null", "-e"])
        .arg(format!("inject={call}:signal=KILL:when={n}"))
        .arg(tag.get_program())
        .args(tag.get_args())
        .current_dir(&desk.folder)
        .stdin(Stdio::null())
        .env_clear();
    for (name, value) in tag.get_envs() {
        command.env(name, value.unwrap());
    }
    command.env("PATH", "/usr/bin:/bin");
    let output = command.output().unwrap();
    let is_killed = !output.status.success();
    let ran = Ran::of(output);
    assert!(
        is_killed || ran.err.is_empty() || ran.err.starts_with("Note: "),
        "{ran:?}"
    );

    // A file that is overwritten in place may be half written until it is opened again.
    let is_linked = desk.path("other name").exists();
    let bytes = std::fs::read(desk.path(CASE)).unwrap();
    assert!(
        is_linked || load(&bytes).is_ok(),
        "{call} {n}: the file is whole"
    );
    let now = verdicts(desk);
    assert_eq!(now[..2], ["confirmed", "disputed"], "{call} {n}");
    let is_there = now[2] == "unverified";
    assert!(is_there || ran.out.is_empty(), "{call} {n}: {ran:?}");
    // The next command works and writes everything into the file.
    desk.ok(&["tag", CASE, "4", "confirmed"]);
    let mut expected = now;
    expected[3] = "confirmed".to_owned();
    assert_eq!(verdicts(desk), expected, "{call} {n}");
    let file = load(&std::fs::read(desk.path(CASE)).unwrap()).unwrap();
    assert!(file == read(desk), "{call} {n}: the file is up to date");
    assert!(!leftovers(desk), "{call} {n}: nothing stays beside it");
    assert!(
        desk.ok(&["verify", CASE]).contains("is sound"),
        "{call} {n}"
    );
    if is_linked {
        let other = std::fs::read(desk.path("other name")).unwrap();
        assert!(
            load(&other).unwrap() == file,
            "{call} {n}: by its other name, too"
        );
    }
    is_killed
}

#[test]
fn a_kill_at_any_call_that_changes_files_loses_nothing_that_was_acknowledged() {
    let has_strace = Command::new("strace")
        .arg("-V")
        .output()
        .is_ok_and(|ran| ran.status.success());
    if !has_strace || !is_long() {
        println!("NOT RUN: kills at every call of the system need strace and FACTDESK_LONG=1");
        return;
    }
    for is_linked in [false, true] {
        let desk = Desk::new(&format!("calls-{is_linked}"));
        left_behind(&desk, is_linked);
        let twin = desk.folder.with_extension("twin");
        let _ = std::fs::remove_dir_all(&twin);
        std::fs::rename(&desk.folder, &twin).unwrap();
        let mut kills = 0;
        for call in CALLS {
            // A program makes hundreds of calls at most. This ends at the first call that is not
            // made.
            kills += (1..1_000)
                .take_while(|n| killed_at(&desk, call, *n))
                .count();
        }
        println!("{kills} kills at calls of the system, file with another name: {is_linked}");
        assert!(kills > 30, "{kills}");
    }
}
