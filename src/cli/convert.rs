//! The programs beside factdesk that turn a document into text, run so that none of them can hold
//! it up: with an argument vector and no shell, the document piped in, what comes out bounded in
//! time and size.

use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::reading::{self, Document, Given, Tool};
use crate::text;

/// How long a program may take.
const MOST_TIME: Duration = Duration::from_secs(20);

/// The most bytes that are taken of what a program writes.
const MOST_OUTPUT: u64 = reading::MOST_BYTES;

/// The most bytes that are taken of its complaints.
const MOST_COMPLAINT: u64 = 4096;

/// The most memory that a program may take to write in, in bytes. What it only reserves does not
/// count: the runtime of pandoc reserves a terabyte.
#[cfg(target_os = "linux")]
const MOST_MEMORY: u64 = 1 << 30;

/// How often it is looked whether a program has ended, once its output has.
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// Reads a document in any format. `name` is that of its file, or `-`.
pub(super) fn document(bytes: &[u8], name: &str) -> Result<Document, Error> {
    document_given(bytes, name, &Given::default())
}

/// Like `document`, with what the person says about the document.
pub(super) fn document_given(bytes: &[u8], name: &str, given: &Given) -> Result<Document, Error> {
    reading::read_given(bytes, name, given, &mut |tool, bytes| {
        let name = if name == "-" { "standard input" } else { name };
        run(tool, bytes, &text::visible(name))
    })
}

/// A program, its arguments, and how to install it.
struct Call {
    program: &'static str,
    /// Arguments that limit the memory of its runtime, if the program has such arguments.
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
            // In its sandbox it opens no file and no connection that the document names.
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

/// What a program makes of a document. `name` is fit to be shown.
///
/// Errors: it is not installed, fails, takes too long or writes too much.
pub(super) fn run(tool: Tool, bytes: &[u8], name: &str) -> Result<Vec<u8>, Error> {
    let call = call(tool);
    let ran = ran(&call, call.bounds, bytes, name)?;
    let ran = if !ran.is_success && is_bound_refused(&ran.complaint) {
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
        SAVE.to_owned(),
    ))
}

const SAVE: &str = "save it as plain text, or look at it with the program itself";

/// Whether a program says that it was built without a way to bound its memory, as some of its
/// packages are.
fn is_bound_refused(complaint: &[u8]) -> bool {
    let complaint = String::from_utf8_lossy(complaint);
    complaint.contains("RTS options") || complaint.contains("+RTS")
}

/// Runs a program on a document.
///
/// Errors: it is not installed, takes too long or writes too much.
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
        // A group of its own, so that what it starts ends with it.
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
    let run = exchange(&mut child, bytes);
    if run.is_err() {
        // Its output is no longer needed, whatever it still does.
        end(&mut child);
    }
    run.map_err(|what| failed(format!("{program} {what} on {name}"), SAVE))
}

/// Limits the memory of a program that has just been started, and of its children. It has read
/// nothing of the document yet.
#[cfg(target_os = "linux")]
fn bound(child: &Child) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    // Without one it would be our own memory that is bounded.
    let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else {
        return;
    };
    let limit = Rlimit {
        current: Some(MOST_MEMORY),
        maximum: Some(MOST_MEMORY),
    };
    // A system that does not let us has its own bounds, and the time is bounded in any case.
    let _ = prlimit(Some(pid), Resource::Data, limit);
}

#[cfg(not(target_os = "linux"))]
fn bound(_: &Child) {}

struct Ran {
    is_success: bool,
    output: Vec<u8>,
    complaint: Vec<u8>,
}

/// Pipes a document into a program and takes what it answers, all at once, since a full pipe would
/// hold up both.
///
/// Error: what went wrong, as a verb.
fn exchange(child: &mut Child, bytes: &[u8]) -> Result<Ran, String> {
    let until = Instant::now() + MOST_TIME;
    let late = || format!("took more than {} seconds", MOST_TIME.as_secs());
    let (Some(mut input), Some(output), Some(complaint)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err("cannot be talked to".to_owned());
    };
    // The threads are not waited for: they end when the pipes do, which `end` sees to.
    let bytes = bytes.to_vec();
    // A program that does not read to the end says itself why.
    let write = move || input.write_all(&bytes).is_ok();
    let no_thread = |error| format!("cannot be talked to ({error})");
    thread::Builder::new().spawn(write).map_err(no_thread)?;
    let output = gathered(output, MOST_OUTPUT + 1).map_err(no_thread)?;
    let complaint = gathered(complaint, MOST_COMPLAINT).map_err(no_thread)?;
    let output = output
        .recv_timeout(until.saturating_duration_since(Instant::now()))
        .map_err(|_| late())?;
    if output.len() as u64 > MOST_OUTPUT {
        return Err(format!("wrote more than {}", text::mib(MOST_OUTPUT)));
    }
    let is_success = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status.success(),
            Ok(None) if Instant::now() < until => thread::sleep(BETWEEN_LOOKS),
            Ok(None) => return Err(late()),
            Err(error) => return Err(format!("cannot be waited for ({error})")),
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

/// The first `most` bytes from a pipe, once the pipe ends. All further bytes are read and dropped,
/// since the program would fail if its pipe broke.
///
/// Error: the system gives no thread.
fn gathered(
    mut pipe: impl Read + Send + 'static,
    most: u64,
) -> io::Result<mpsc::Receiver<Vec<u8>>> {
    let (send, receive) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is what there is.
        let _ = pipe.by_ref().take(most).read_to_end(&mut bytes);
        let _ = io::copy(&mut pipe, &mut io::sink());
        let _ = send.send(bytes);
    })?;
    Ok(receive)
}

/// Kills a program and all its children, and waits for it, so that no zombie stays.
fn end(child: &mut Child) {
    if let Some(group) = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        // All of them may have ended already.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.wait();
}
