//! Runs external programs that convert a document to text. They get an argument vector and no
//! shell, the document on a pipe, and limits on time and output, so that none of them can block
//! factdesk.

use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::reading::{self, Document, Given, Tool};
use crate::text;

/// The time limit of a program.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// The largest output that is read, in bytes.
const MAX_OUTPUT: u64 = reading::MAX_BYTES;

/// The largest error output that is read, in bytes.
const MAX_COMPLAINT: u64 = 4096;

/// The memory limit of a program, in bytes. Counts what it writes to, not what it only reserves:
/// the runtime of pandoc reserves a terabyte.
#[cfg(target_os = "linux")]
const MEMORY_LIMIT: u64 = 1 << 30;

/// The interval between checks whether a program has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// Reads a document in any format. `name` is its file name, or `-`.
pub(super) fn document(bytes: &[u8], name: &str) -> Result<Document, Error> {
    document_given(bytes, name, &Given::default())
}

/// Like `document`, with the user's options for the document.
pub(super) fn document_given(bytes: &[u8], name: &str, given: &Given) -> Result<Document, Error> {
    reading::read_given(bytes, name, given, &mut |tool, bytes| {
        let name = if name == "-" { "standard input" } else { name };
        run(tool, bytes, &text::visible(name))
    })
}

/// A program with its arguments, and how to install it.
struct Call {
    program: &'static str,
    /// Extra arguments that limit the memory of the program's runtime.
    bounds: &'static [&'static str],
    arguments: Vec<&'static str>,
    hint: &'static str,
}

fn call(tool: Tool) -> Call {
    match tool {
        Tool::PdfToText => Call {
            program: "pdftotext",
            bounds: &[],
            arguments: vec!["-bbox-layout", "-enc", "UTF-8", "-", "-"],
            hint: "install poppler-utils (`apt install poppler-utils`, `brew install poppler`), or save it as plain text",
        },
        Tool::Pandoc(format) => Call {
            program: "pandoc",
            bounds: &["+RTS", "-M512M", "-RTS"],
            // The sandbox keeps pandoc from opening files and connections that the document names.
            arguments: vec![
                "--sandbox",
                "--standalone",
                "--wrap=none",
                "--from",
                format,
                "--to",
                "html5",
            ],
            hint: "install pandoc (`apt install pandoc`, `brew install pandoc`), or save it as plain text",
        },
    }
}

/// Converts a document. `name` is already made visible.
///
/// Errors: the program is not installed, fails, takes too long or writes too much.
pub(super) fn run(tool: Tool, bytes: &[u8], name: &str) -> Result<Vec<u8>, Error> {
    let call = call(tool);
    let ran = ran(&call, call.bounds, bytes, name)?;
    let ran = if !ran.is_success && is_memory_limit_refused(&ran.complaint) {
        self::ran(&call, &[], bytes, name)?
    } else {
        ran
    };
    if ran.is_success {
        return Ok(ran.output);
    }
    let complaint = String::from_utf8_lossy(&ran.complaint);
    let mut lines = complaint.lines().map(str::trim);
    let complaint = lines.find(|line| !line.is_empty());
    let complaint = complaint.map_or_else(String::new, |line| format!(": {}", text::visible(line)));
    Err(Error::refused(
        format!("{} cannot read {name}{complaint}", call.program),
        SAVE_AS_TEXT.to_owned(),
    ))
}

const SAVE_AS_TEXT: &str = "save it as plain text, or look at it with the program itself";

/// Whether a program was built without support for the memory limit. Some packages are.
fn is_memory_limit_refused(complaint: &[u8]) -> bool {
    let complaint = String::from_utf8_lossy(complaint);
    complaint.contains("RTS options") || complaint.contains("+RTS")
}

/// Runs a program on a document.
///
/// Errors: the program is not installed, takes too long or writes too much.
fn ran(call: &Call, bounds: &[&str], bytes: &[u8], name: &str) -> Result<Ran, Error> {
    let program = call.program;
    let failed = |what: String, hint: &str| Error::refused(what, hint.to_owned());
    let started = Command::new(program)
        .args(bounds)
        .args(&call.arguments)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // In its own process group, so that its children are killed with it.
        .process_group(0)
        .spawn();
    let mut child = started.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => failed(
            format!("{name} is read by {program}, which is not installed"),
            call.hint,
        ),
        _ => failed(
            format!("{name} is read by {program}, which cannot be run: {error}"),
            call.hint,
        ),
    })?;
    bound(&child);
    let run = pipe_through(&mut child, bytes);
    if run.is_err() {
        // Its output is no longer needed.
        end(&mut child);
    }
    run.map_err(|what| failed(format!("{program} {what} on {name}"), SAVE_AS_TEXT))
}

/// Limits the memory of a program that was just started, and of its children. It has not read any
/// of the document yet.
#[cfg(target_os = "linux")]
fn bound(child: &Child) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    // Without a process id, the limit would apply to ourselves.
    let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else {
        return;
    };
    let limit = Rlimit {
        current: Some(MEMORY_LIMIT),
        maximum: Some(MEMORY_LIMIT),
    };
    // If the system forbids it, the time limit still applies.
    let _ = prlimit(Some(pid), Resource::Data, limit);
}

#[cfg(not(target_os = "linux"))]
fn bound(_: &Child) {}

struct Ran {
    is_success: bool,
    output: Vec<u8>,
    complaint: Vec<u8>,
}

/// Pipes a document into a program and reads its output at the same time, since a full pipe would
/// block both.
///
/// Errors: what went wrong, starting with a verb.
fn pipe_through(child: &mut Child, bytes: &[u8]) -> Result<Ran, String> {
    let until = Instant::now() + TIME_LIMIT;
    let late = || format!("took more than {} seconds", TIME_LIMIT.as_secs());
    let (Some(mut input), Some(output), Some(complaint)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err("could not be given the document".to_owned());
    };
    // The threads are not joined: they end when the pipes are closed, at the latest by `end`.
    let bytes = bytes.to_vec();
    // A program that stops reading reports the reason itself.
    let write = move || input.write_all(&bytes).is_ok();
    let no_thread = |error| format!("could not be given the document ({error})");
    thread::Builder::new().spawn(write).map_err(no_thread)?;
    let output = gathered(output, MAX_OUTPUT + 1).map_err(no_thread)?;
    let complaint = gathered(complaint, MAX_COMPLAINT).map_err(no_thread)?;
    let output = output
        .recv_timeout(until.saturating_duration_since(Instant::now()))
        .map_err(|_| late())?;
    if output.len() as u64 > MAX_OUTPUT {
        return Err(format!("wrote more than {}", text::mib(MAX_OUTPUT)));
    }
    let is_success = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status.success(),
            Ok(None) if Instant::now() < until => thread::sleep(POLL_INTERVAL),
            Ok(None) => return Err(late()),
            Err(error) => return Err(format!("could not be watched ({error})")),
        }
    };
    let complaint = complaint
        .recv_timeout(until.saturating_duration_since(Instant::now()))
        .unwrap_or_default();
    Ok(Ran {
        is_success,
        output,
        complaint,
    })
}

/// Reads the first `most` bytes of a pipe on a thread. All further bytes are read and dropped,
/// since the program would fail on a closed pipe.
///
/// Errors: no thread could be started.
fn gathered(
    mut pipe: impl Read + Send + 'static,
    most: u64,
) -> io::Result<mpsc::Receiver<Vec<u8>>> {
    let (send, receive) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        let mut bytes = Vec::new();
        // After an error, the bytes read so far are returned.
        let _ = pipe.by_ref().take(most).read_to_end(&mut bytes);
        let _ = io::copy(&mut pipe, &mut io::sink());
        let _ = send.send(bytes);
    })?;
    Ok(receive)
}

/// Kills a program and its children, and waits for it, so that no zombie remains.
fn end(child: &mut Child) {
    if let Some(group) = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        // They may all have ended already.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.wait();
}
