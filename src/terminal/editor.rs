//! The person's own editor for a long text, and their own program for a link.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::store::{LONGEST, editor_file};
use crate::text::visible;
use crate::workbench::Manuscript;

/// An editor that is back so soon, with nothing changed, may not have waited for its window.
const AT_ONCE: Duration = Duration::from_secs(2);

/// What came of an edit.
pub(super) enum Edited {
    /// The text as it is now. The file goes when that is kept.
    Back(String, Spent),
    /// None came back, for this reason; the text is as it was.
    Not(String),
    /// None came back yet: the file stays for an editor that may still have it.
    Left(Left),
}

/// A file of an editor that holds nothing but what is here too. It stays until that is on disk.
pub(super) struct Spent {
    path: PathBuf,
    text: String,
}

impl Spent {
    /// Takes the file away, unless something else was saved in it.
    pub(super) fn remove(&self) {
        if read(&self.path).is_ok_and(|text| text == self.text) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A text that an editor was left with.
pub(super) struct Left {
    path: PathBuf,
    of: String,
    field: String,
    /// What stood in the file when it was looked at last.
    was: String,
}

impl Left {
    /// Whether it is of the same field of the same form.
    pub(super) fn is_of(&self, text: &Manuscript) -> bool {
        self.of == text.of && self.field == text.field
    }

    /// The file, to be taken away unless something was saved that nobody has seen.
    pub(super) fn spent(self) -> Spent {
        Spent {
            path: self.path,
            text: self.was,
        }
    }

    /// What was saved since the last look, if anything was.
    pub(super) fn saved(&mut self) -> Option<Manuscript> {
        let text = read(&self.path).ok().filter(|text| *text != self.was)?;
        self.was.clone_from(&text);
        Some(Manuscript {
            of: self.of.clone(),
            field: self.field.clone(),
            text,
        })
    }
}

/// Lets the person edit a text; the terminal is theirs meanwhile. It stands in `folder`, which is
/// the user's alone, so that it is found again whatever becomes of the editor or of us.
pub(super) fn edit(configured: Option<&str>, folder: Option<&Path>, text: &Manuscript) -> Edited {
    let variable = |name: &str| {
        std::env::var(name)
            .ok()
            .filter(|value| !value.trim().is_empty())
    };
    let editor = configured
        .map(str::to_owned)
        .or_else(|| variable("VISUAL"))
        .or_else(|| variable("EDITOR"))
        .unwrap_or_else(|| "vi".to_owned());
    let path = match scratch(folder, text) {
        Ok(path) => path,
        Err(error) => return Edited::Not(format!("No place for a text to edit: {error}")),
    };
    let start = Instant::now();
    // As git does it: the setting is a shell's words, the file an argument of its own. The shell
    // gives way to the editor where it can: one that stays would take an interrupt for its own end.
    let first = editor.split_whitespace().next().unwrap_or_default();
    let exec = if first.contains('=') { "" } else { "exec " };
    let status = Command::new("sh")
        .arg("-c")
        .arg(format!("{exec}{editor} \"$@\""))
        .arg("sh")
        .arg(&path)
        .status();
    let now = read(&path);
    let is_same = now.as_ref().is_ok_and(|now| *now == text.text);
    // What is not handed back stays for its person to take from there.
    let kept = || {
        let shown = visible(&path.to_string_lossy()).into_owned();
        format!("; the text here is as it was, what the editor wrote is kept in {shown}")
    };
    let failed = match status {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("{editor} ended with {status}")),
        Err(error) => Some(format!("{editor} cannot be run: {error}")),
    };
    match (failed, now) {
        (None, Ok(_)) if is_same && start.elapsed() < AT_ONCE => Edited::Left(Left {
            path,
            of: text.of.clone(),
            field: text.field.clone(),
            was: text.text.clone(),
        }),
        (None, Ok(now)) => {
            let text = now.clone();
            Edited::Back(now, Spent { path, text })
        }
        (None, Err(why)) if path.is_file() => Edited::Not(format!("{why}{}", kept())),
        (None, Err(why)) => Edited::Not(format!("{why}; the text is as it was")),
        (Some(why), now) if is_same || now.is_err() && !path.is_file() => {
            let _ = fs::remove_file(&path);
            Edited::Not(format!("{why}; the text is as it was"))
        }
        (Some(why), _) => Edited::Not(format!("{why}{}", kept())),
    }
}

fn read(path: &Path) -> Result<String, String> {
    let unread = |error: io::Error| format!("What the editor wrote cannot be read: {error}");
    // An editor may leave anything in its place, such as a pipe that nobody writes to.
    if !fs::metadata(path).map_err(unread)?.is_file() {
        return Err("The editor left no file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unread)?;
    file.take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() as u64 > LONGEST {
        return Err("What came back from the editor is longer than a megabyte".to_owned());
    }
    String::from_utf8(bytes).map_err(|_| "What came back from the editor is not UTF-8".to_owned())
}

/// A new file that only its owner can read, with the text in it. The same text has the same one
/// again, so that nothing is left behind by it; one that holds something else is not written over.
fn scratch(folder: Option<&Path>, text: &Manuscript) -> io::Result<PathBuf> {
    let name = editor_file(&text.of, &text.field);
    let (folder, own) = match folder {
        Some(folder) => (folder.to_owned(), String::new()),
        None => (
            std::env::temp_dir(),
            format!("factdesk-{}-", std::process::id()),
        ),
    };
    let stem = name.strip_suffix(".txt").unwrap_or(&name);
    let mut last = io::Error::other("no free name");
    for turn in 0..100 {
        let path = folder.join(match turn {
            0 => format!("{own}{name}"),
            turn => format!("{own}{stem}-{turn}.txt"),
        });
        if read(&path).is_ok_and(|there| there == text.text) {
            fs::remove_file(&path)?;
        }
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
        {
            Ok(mut file) => {
                file.write_all(text.text.as_bytes())?;
                return Ok(path);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Opens a link and does not wait for it; if that fails, `failed` gets the reason.
pub(super) fn open(
    configured: Option<&str>,
    link: &str,
    failed: impl FnOnce(String) + Send + 'static,
) {
    let system = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let opener = configured.unwrap_or(system).to_owned();
    let child = Command::new("sh")
        .arg("-c")
        .arg(format!("exec {opener} \"$@\""))
        .arg("sh")
        .arg(link)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    // Waited for on a thread of its own, so that it leaves no trace in the table of processes.
    let wait = move || match child.and_then(|mut child| child.wait()) {
        Ok(status) if status.success() => {}
        Ok(_) => failed(format!("{opener} could not open it")),
        Err(error) => failed(format!("{opener} cannot be run: {error}")),
    };
    // Without a thread nobody learns whether it could.
    let _ = std::thread::Builder::new().spawn(wait);
}
