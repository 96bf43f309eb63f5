//! The person's own editor for a long text, and their own program for a link.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The most that comes back from an editor, in bytes.
const MOST: u64 = 1 << 20;

/// Lets the person edit a text; the terminal is theirs meanwhile. Says why not, if it cannot be done.
pub(super) fn edit(configured: Option<&str>, text: &str) -> Result<String, String> {
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
    let path = scratch(text).map_err(|error| format!("No place for a text to edit: {error}"))?;
    // As git does it: the setting is a shell's words, the file an argument of its own. The shell gives way to the editor
    // where it can: one that stays would take an interrupt for its own end.
    let first = editor.split_whitespace().next().unwrap_or_default();
    let exec = if first.contains('=') { "" } else { "exec " };
    let status = Command::new("sh")
        .arg("-c")
        .arg(format!("{exec}{editor} \"$@\""))
        .arg("sh")
        .arg(&path)
        .status();
    let edited = match status {
        Ok(status) if status.success() => read(&path),
        Ok(status) => Err(format!(
            "{editor} ended with {status}; the text is as it was"
        )),
        Err(error) => Err(format!("{editor} cannot be run: {error}")),
    };
    let _ = fs::remove_file(&path);
    edited
}

fn read(path: &Path) -> Result<String, String> {
    let unread = |error: io::Error| format!("What the editor wrote cannot be read: {error}");
    // An editor may leave anything in its place, such as a pipe that nobody writes to.
    if !fs::metadata(path).map_err(unread)?.is_file() {
        return Err("The editor left no file; the text is as it was".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unread)?;
    file.take(MOST + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() as u64 > MOST {
        return Err(
            "What came back from the editor is longer than a megabyte; the text is as it was"
                .to_owned(),
        );
    }
    String::from_utf8(bytes).map_err(|_| {
        "What came back from the editor is not UTF-8; the text is as it was".to_owned()
    })
}

/// A new file that only its owner can read, with the text in it.
fn scratch(text: &str) -> std::io::Result<PathBuf> {
    let mut last = std::io::Error::other("no free name");
    for turn in 0..100 {
        let path = std::env::temp_dir().join(format!("factdesk-{}-{turn}.txt", std::process::id()));
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
        {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                return Ok(path);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Opens a link and does not wait for it; `failed` is told why, if it could not be done.
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
    std::thread::spawn(move || match child.and_then(|mut child| child.wait()) {
        Ok(status) if status.success() => {}
        Ok(_) => failed(format!("{opener} could not open it")),
        Err(error) => failed(format!("{opener} cannot be run: {error}")),
    });
}
