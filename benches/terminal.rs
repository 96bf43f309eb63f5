//! Measures the built program in a terminal of its own (120x40), each figure with its baseline in
//! the same run: `less` and `fzf` on the same text, or the time in which the commands read a case.
//! Times are measured up to the last byte of output. A baseline that is not installed is skipped
//! with a notice.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use factdesk::store::{Access, Desk, System};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const PROGRAM: &str = env!("CARGO_BIN_EXE_factdesk");

const SAMPLE: &str = include_str!("../assets/crocus-city-hall.case.ron");
const STORY: &str = include_str!("../assets/crocus-city-hall.txt");

/// How many claims the large case has.
const MANY: usize = 100_000;

/// How many ordinary cases there are.
const CASES: usize = 500;

/// The words that are searched for in the large case.
const WORDS: &str = "russian media";

/// After a pause of this length no more bytes of a frame come.
const PAUSE: Duration = Duration::from_millis(60);

/// The findings of the large case come within a pause of this length.
const ANALYSIS: Duration = Duration::from_secs(1);

/// The bytes that end each frame of factdesk: the end of a synchronized update.
const END: &[u8] = b"\x1b[?2026l";

/// The time after which a measurement fails.
const LIMIT: Duration = Duration::from_secs(30);

/// Lines of the sample's words in random order, the same in each run.
fn lines() -> String {
    let words: Vec<&str> = STORY.split_whitespace().collect();
    let mut state = 1_u64;
    let mut word = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        words[usize::try_from(state >> 33).unwrap() % words.len()]
    };
    let mut text = String::new();
    for _ in 0..MANY {
        let line: Vec<&str> = (0..16).map(|_| word()).collect();
        text.push_str(&line.join(" "));
        text.push('\n');
    }
    text
}

/// A program on a terminal of its own.
struct Terminal {
    /// The time of each output, and whether it contained the end of a frame.
    bytes: Receiver<(Instant, bool)>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Terminal {
    fn start(folder: &Path, program: &str, arguments: &[&str]) -> Self {
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(folder);
        for (name, value) in environment(folder) {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            let mut rest = Vec::new();
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let now = Instant::now();
                // The end mark may be split over two reads.
                rest.extend_from_slice(&buffer[..count]);
                let is_end = rest.windows(END.len()).any(|bytes| bytes == END);
                rest.drain(..rest.len().saturating_sub(END.len() - 1));
                if sender.send((now, is_end)).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self {
            bytes,
            writer,
            child,
            _master: pair.master,
        }
    }

    /// Waits for a pause of this length, and returns the time of the last byte before it.
    fn settled(&self, pause: Duration) -> Instant {
        let (first, _) = self.bytes.recv_timeout(LIMIT).expect("something to show");
        self.settled_after(first, pause)
    }

    /// Like `settled`, if the last byte so far came at this time.
    fn settled_after(&self, mut last: Instant, pause: Duration) -> Instant {
        loop {
            match self.bytes.recv_timeout(pause) {
                Ok((at, _)) => last = at,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return last,
            }
        }
    }

    /// The time at which the first frame was complete, for a program that marks the end of each
    /// frame.
    fn framed(&self) -> Instant {
        loop {
            let (at, is_end) = self.bytes.recv_timeout(LIMIT).expect("a frame");
            if is_end {
                return at;
            }
        }
    }

    fn key(&mut self, key: &str) -> Duration {
        let start = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        self.settled(PAUSE).duration_since(start)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn environment(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    vec![
        ("HOME", folder.join("home")),
        ("XDG_STATE_HOME", folder.join("state")),
        ("XDG_CONFIG_HOME", folder.join("config")),
        ("FACTDESK_BY", "mk".into()),
        ("TERM", "xterm-256color".into()),
        ("LANG", "C.UTF-8".into()),
    ]
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Prints a figure and its ratio to the baseline.
fn say(what: &str, ours: Duration, baseline: Option<(&str, Duration)>) {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
    let beside = baseline.map_or(String::new(), |(name, theirs)| {
        let times = ours.as_secs_f64() / theirs.as_secs_f64();
        format!("   {name} {:.2} ms: {times:.2} times", milliseconds(theirs))
    });
    println!("{what:<46} {:>9.2} ms{beside}", milliseconds(ours));
}

fn is_installed(program: &str) -> bool {
    let run = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    let is_there = run.is_ok();
    if !is_there {
        println!("{program} is not installed: its figures are left out");
    }
    is_there
}

/// The median times from the start of factdesk to the end of its first frame, and to the last byte
/// of the output after it; then the same for `less` on the text. The two programs run in turn.
fn first_frames(folder: &Path, runs: usize, case: &str, text: Option<&str>) -> [Duration; 3] {
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..runs {
        let start = Instant::now();
        let terminal = Terminal::start(folder, PROGRAM, &["open", case]);
        let framed = terminal.framed();
        times[0].push(framed - start);
        times[1].push(terminal.settled_after(framed, ANALYSIS) - start);
        drop(terminal);
        if let Some(text) = text {
            let start = Instant::now();
            let terminal = Terminal::start(folder, "less", &[text]);
            times[2].push(terminal.settled(PAUSE) - start);
        }
    }
    times.map(|times| {
        if times.is_empty() {
            Duration::ZERO
        } else {
            median(times)
        }
    })
}

/// The median time from a key to the last byte of its frame, when nothing else is running. Two keys
/// are sent in turn: one moves forward, the other back.
fn keys(folder: &Path, program: &str, arguments: &[&str], keys: [&str; 2]) -> Duration {
    let mut terminal = Terminal::start(folder, program, arguments);
    terminal.settled(Duration::from_secs(2));
    let times = (0..31).map(|at| terminal.key(keys[at % 2])).collect();
    median(times)
}

/// The median time of three runs of a command.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Duration {
    let times = (0..3).map(|_| {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder);
        command.envs(environment(folder));
        let start = Instant::now();
        let output = command.output().unwrap();
        assert!(output.status.code().is_some_and(|code| code < 2));
        start.elapsed()
    });
    median(times.collect())
}

fn main() {
    // `cargo test` runs benches once, without the argument `--bench`.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terminal");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    put("small.case.ron", SAMPLE);
    put("small.txt", STORY);
    put("large.txt", &lines());
    run(
        &folder,
        PROGRAM,
        &[
            "new",
            "--lines",
            "large.txt",
            "-o",
            "large.case.ron",
            "--force",
        ],
    );
    let (has_less, has_fzf) = (is_installed("less"), is_installed("fzf"));

    for (name, runs) in [("small", 31), ("large", 9)] {
        let (case, text) = (format!("{name}.case.ron"), format!("{name}.txt"));
        let less = has_less.then_some(text.as_str());
        let [frame, all, theirs] = first_frames(&folder, runs, &case, less);
        let less = has_less.then_some(("less", theirs));
        say(&format!("first frame, {name} case"), frame, less);
        say(&format!("with findings, {name} case"), all, less);
        let ours = keys(&folder, PROGRAM, &["open", &case], ["j", "k"]);
        let search = format!("fzf < {text}");
        let theirs = has_fzf.then(|| keys(&folder, "sh", &["-c", &search], ["\x1b[A", "\x1b[B"]));
        let fzf = theirs.map(|time| ("fzf", time));
        say(&format!("key to frame, {name} case"), ours, fzf);
    }

    let mut terminal = Terminal::start(&folder, PROGRAM, &["open", "large.case.ron"]);
    terminal.settled(Duration::from_secs(2));
    terminal.key("/");
    let start = Instant::now();
    terminal.writer.write_all(WORDS.as_bytes()).unwrap();
    let all = terminal.settled(Duration::from_millis(400)) - start;
    drop(terminal);
    let filter = format!("fzf --filter '{WORDS}' < large.txt");
    let fzf = has_fzf.then(|| ("fzf --filter", run(&folder, "sh", &["-c", &filter])));
    say("find, all hits, large case", all, fzf);

    let path = folder.join("large.case.ron");
    let loading = (0..3).map(|_| {
        let start = Instant::now();
        let desk = Desk::open(Arc::new(System), None, &path, Access::Read).unwrap();
        let loaded = start.elapsed();
        drop(desk);
        loaded
    });
    let loading = median(loading.collect());
    for arguments in [
        vec!["list", "--format", "csv"],
        vec!["status"],
        vec!["check"],
        vec!["export", "--to", "csv"],
        vec!["export", "--to", "json"],
        vec!["export", "--to", "markdown"],
        vec!["export", "--to", "html"],
    ] {
        let what = format!("{}, large case", arguments.join(" "));
        let arguments = [arguments, vec!["large.case.ron"]].concat();
        say(
            &what,
            run(&folder, PROGRAM, &arguments),
            Some(("loading", loading)),
        );
    }

    let cases: Vec<String> = (0..CASES).map(|at| format!("{at}.case.ron")).collect();
    for case in &cases {
        put(case, SAMPLE);
    }
    let all = ["status"]
        .into_iter()
        .chain(cases.iter().map(String::as_str));
    let status = run(&folder, PROGRAM, &all.collect::<Vec<_>>());
    say(&format!("status of {CASES} small cases"), status, None);
    let _ = fs::remove_dir_all(&folder);
}
