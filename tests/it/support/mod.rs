//! Shared by the tests of the binary: each gets a directory of its own, with a fixed clock, ids, a
//! home and no git user.

pub mod bench;
pub mod cases;
pub mod corpora;
pub mod desk;
pub mod dice;
pub mod disk;
pub mod gold;
pub mod ground;
pub mod old;
pub mod other_keys;
pub mod outsider;
pub mod payloads;
pub mod programs;
pub mod pty;
pub mod schema;
pub mod script;
pub mod scripts;
pub mod secretive;
pub mod suggested;
pub mod work;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::thread::{self, ThreadId};

/// A time of reading for tests in which it does not matter.
pub fn start_of_1970() -> factdesk::case::Timestamp {
    "1970-01-01T00:00:00Z".parse().unwrap()
}

/// The desks so far, and the test of each. Two that shared a folder would remove each other's
/// files.
static DESKS: Mutex<BTreeMap<String, ThreadId>> = Mutex::new(BTreeMap::new());

/// A directory with a home in it, otherwise empty at first.
pub struct Desk {
    pub folder: PathBuf,
    seed: std::cell::Cell<u64>,
}

impl Desk {
    /// `name` is the name of the test.
    pub fn new(name: &str) -> Self {
        let test = thread::current().id();
        let taken = *DESKS.lock().unwrap().entry(name.into()).or_insert(test);
        assert_eq!(taken, test, "another test has a desk `{name}`");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("home")).unwrap();
        Self {
            folder,
            seed: 0.into(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program with these arguments, run by `mk`, with ids from an increasing seed and a clock
    /// that advances by a minute each time.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let seed = self.seed.get() + 1;
        self.seed.set(seed);
        let mut command = Command::new(env!("CARGO_BIN_EXE_factdesk"));
        command
            .args(arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .env_clear();
        command
            .env("HOME", self.path("home"))
            .env("PATH", "/nonexistent")
            .env("TZ", "UTC");
        command
            .env("FACTDESK_BY", "mk")
            .env("FACTDESK_SEED", seed.to_string());
        command.env(
            "FACTDESK_TIME",
            format!("2026-11-23T10:{:02}:00.000Z", seed % 60),
        );
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// Runs a command that must succeed, and returns what it printed.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
        ran.out
    }

    /// Like `ok`, but also returns standard error.
    pub fn both(&self, arguments: &[&str]) -> (String, String) {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
        (ran.out, ran.err)
    }

    /// The JSON that a command prints.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }

    /// Runs a command that must fail with this exit code, and returns its message.
    pub fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert_eq!(ran.out, "", "{arguments:?}");
        ran.err
    }
}

/// The result of a run.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// One of the stories under `tests/stories/`.
pub fn story(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/stories")
        .join(name);
    fs::read_to_string(path).unwrap()
}
