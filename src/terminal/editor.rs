//! Running the user's editor for a long text, and a program that opens links.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::store::{MAX_EDITOR_TEXT, editor_file};
use crate::text::visible;
use crate::workbench::Manuscript;

/// An editor that returns sooner than this, without a change, may not have waited for its window to
/// close.
const SOONEST_RETURN: Duration = Duration::from_secs(2);

/// The result of editing.
pub(super) enum Edited {
    /// The new text. Its file is removed once the text is on disk.
    Changed(String, LeftoverFile),
    /// The text is unchanged, for this reason.
    Unchanged(String),
    /// The editor may still be open, so its file stays.
    StillOpen(OpenFile),
}

/// The file of an editor that has ended. Its text is also in memory. The file stays until that text
/// is on disk.
pub(super) struct LeftoverFile {
    path: PathBuf,
    text: String,
}

impl LeftoverFile {
    /// Removes the file, unless its content has changed.
    pub(super) fn remove(&self) {
        if read(&self.path).is_ok_and(|text| text == self.text) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A file that an editor may still have open.
pub(super) struct OpenFile {
    path: PathBuf,
    of: String,
    field: String,
    /// The content of the file when it was last read.
    last_read: String,
}

impl OpenFile {
    /// Whether the file belongs to this field of this form.
    pub(super) fn belongs_to(&self, text: &Manuscript) -> bool {
        self.of == text.of && self.field == text.field
    }

    /// The file, to be removed unless the editor has saved more since the last check.
    pub(super) fn into_leftover(self) -> LeftoverFile {
        LeftoverFile {
            path: self.path,
            text: self.last_read,
        }
    }

    /// Returns the text that the editor has saved since the last call, if any.
    pub(super) fn newly_saved(&mut self) -> Option<Manuscript> {
        let text = read(&self.path)
            .ok()
            .filter(|text| *text != self.last_read)?;
        self.last_read.clone_from(&text);
        Some(Manuscript {
            of: self.of.clone(),
            field: self.field.clone(),
            text,
        })
    }
}

/// Runs an editor on a text and waits for its end. The editor has the terminal meanwhile. The text
/// is in a file in `folder`, so that it is found again after a crash. Only the user can read the
/// file.
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
    let path = match create_file(folder, text) {
        Ok(path) => path,
        Err(error) => return Edited::Unchanged(format!("No place for a text to edit: {error}")),
    };
    let start = Instant::now();
    // As in git, the setting is shell code and the file is a separate argument. With `exec` the
    // editor replaces the shell, because a waiting shell would end on an interrupt. `exec` does not
    // work before a variable assignment.
    let first = editor.split_whitespace().next().unwrap_or_default();
    let exec = if first.contains('=') { "" } else { "exec " };
    let status = Command::new("sh")
        .arg("-c")
        .arg(format!("{exec}{editor} \"$@\""))
        .arg("sh")
        .arg(&path)
        .status();
    let content = read(&path);
    let is_same = content.as_ref().is_ok_and(|content| *content == text.text);
    // If the result is not used, the file stays.
    let kept_hint = || {
        let shown = visible(&path.to_string_lossy()).into_owned();
        format!("; the text here is as it was, what the editor wrote is kept in {shown}")
    };
    let failed = match status {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("{editor} ended with {status}")),
        Err(error) => Some(format!("{editor} cannot be run: {error}")),
    };
    match (failed, content) {
        (None, Ok(_)) if is_same && start.elapsed() < SOONEST_RETURN => {
            Edited::StillOpen(OpenFile {
                path,
                of: text.of.clone(),
                field: text.field.clone(),
                last_read: text.text.clone(),
            })
        }
        (None, Ok(content)) => {
            let text = content.clone();
            Edited::Changed(content, LeftoverFile { path, text })
        }
        (None, Err(why)) if path.is_file() => Edited::Unchanged(format!("{why}{}", kept_hint())),
        (None, Err(why)) => Edited::Unchanged(format!("{why}; the text is as it was")),
        (Some(why), content) if is_same || content.is_err() && !path.is_file() => {
            let _ = fs::remove_file(&path);
            Edited::Unchanged(format!("{why}; the text is as it was"))
        }
        (Some(why), _) => Edited::Unchanged(format!("{why}{}", kept_hint())),
    }
}

fn read(path: &Path) -> Result<String, String> {
    let unreadable = |error: io::Error| format!("What the editor wrote cannot be read: {error}");
    // An editor may leave anything at the path, such as a pipe without a writer.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err("The editor left no file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_EDITOR_TEXT + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_EDITOR_TEXT {
        return Err("What came back from the editor is longer than a megabyte".to_owned());
    }
    String::from_utf8(bytes).map_err(|_| "What came back from the editor is not UTF-8".to_owned())
}

/// Creates a file with the text, which only the user can read. Replaces a file that has the same
/// text, so that none is left over. Does not overwrite a file with other content: the new name gets
/// a number.
fn create_file(folder: Option<&Path>, text: &Manuscript) -> io::Result<PathBuf> {
    let name = editor_file(&text.of, &text.field);
    let (folder, prefix) = match folder {
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
            0 => format!("{prefix}{name}"),
            turn => format!("{prefix}{stem}-{turn}.txt"),
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

/// Opens a link in the background. If that fails, calls `failed` with the reason.
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
    // A thread waits for the process, so that no zombie remains.
    let wait = move || match child.and_then(|mut child| child.wait()) {
        Ok(status) if status.success() => {}
        Ok(_) => failed(format!("{opener} could not open it")),
        Err(error) => failed(format!("{opener} cannot be run: {error}")),
    };
    // Without a thread, a failure is not reported.
    let _ = std::thread::Builder::new().spawn(wait);
}
