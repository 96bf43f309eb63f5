//! Runs external programs that convert a document to text. A program gets its arguments without a
//! shell and the document on a pipe. Its time and output are limited, so that it cannot block
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
const MAX_ERROR_OUTPUT: u64 = 4096;

/// The memory limit of a program, in bytes. Memory that is only reserved does not count: the
/// runtime of pandoc reserves a terabyte.
#[cfg(target_os = "linux")]
const MEMORY_LIMIT: u64 = 1 << 30;

/// The interval between two checks of whether a program has ended.
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
    /// Extra arguments that limit the memory of the program's own runtime.
    memory_options: &'static [&'static str],
    arguments: Vec<&'static str>,
    hint: &'static str,
}

fn call(tool: Tool) -> Call {
    match tool {
        Tool::PdfToText => Call {
            program: "pdftotext",
            memory_options: &[],
            arguments: vec!["-bbox-layout", "-enc", "UTF-8", "-", "-"],
            hint: "install poppler-utils (`apt install poppler-utils`, `brew install poppler`), or save it as plain text",
        },
        Tool::Pandoc(format) => Call {
            program: "pandoc",
            memory_options: &["+RTS", "-M512M", "-RTS"],
            // The sandbox prevents pandoc from opening files and connections that the document
            // names.
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

/// Converts a document. Hidden characters in `name` are visible already.
///
/// Errors: the program is not installed, fails, takes too long or writes too much.
pub(super) fn run(tool: Tool, bytes: &[u8], name: &str) -> Result<Vec<u8>, Error> {
    let call = call(tool);
    let ran = run_program(&call, call.memory_options, bytes, name)?;
    let ran = if !ran.is_success && is_memory_limit_refused(&ran.error_output) {
        run_program(&call, &[], bytes, name)?
    } else {
        ran
    };
    if ran.is_success {
        return Ok(ran.output);
    }
    let error_output = String::from_utf8_lossy(&ran.error_output);
    let mut lines = error_output.lines().map(str::trim);
    let error_output = lines.find(|line| !line.is_empty());
    let error_output =
        error_output.map_or_else(String::new, |line| format!(": {}", text::visible(line)));
    Err(Error::refused(
        format!("{} cannot read {name}{error_output}", call.program),
        SAVE_AS_TEXT.to_owned(),
    ))
}

const SAVE_AS_TEXT: &str = "save it as plain text, or look at it with the program itself";

/// Whether a program rejected its memory options. Some packages of pandoc are built without them.
fn is_memory_limit_refused(error_output: &[u8]) -> bool {
    let error_output = String::from_utf8_lossy(error_output);
    error_output.contains("RTS options") || error_output.contains("+RTS")
}

/// Runs a program on a document.
///
/// Errors: the program is not installed, takes too long or writes too much.
fn run_program(
    call: &Call,
    memory_options: &[&str],
    bytes: &[u8],
    name: &str,
) -> Result<ProgramResult, Error> {
    let program = call.program;
    let failed = |what: String, hint: &str| Error::refused(what, hint.to_owned());
    let started = Command::new(program)
        .args(memory_options)
        .args(&call.arguments)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // The program gets its own process group, so that its children can be killed with it.
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
    limit_memory(&child);
    let run = pipe_through(&mut child, bytes);
    if run.is_err() {
        // The output is no longer needed.
        kill_group(&mut child);
    }
    run.map_err(|what| failed(format!("{program} {what} on {name}"), SAVE_AS_TEXT))
}

/// Limits the memory of a program that was just started, and of its children. The program has not
/// read any of the document yet.
#[cfg(target_os = "linux")]
fn limit_memory(child: &Child) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    // Without a process id, the limit would apply to ourselves.
    let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else {
        return;
    };
    let limit = Rlimit {
        current: Some(MEMORY_LIMIT),
        maximum: Some(MEMORY_LIMIT),
    };
    // If the system forbids the limit, the time limit still applies.
    let _ = prlimit(Some(pid), Resource::Data, limit);
}

#[cfg(not(target_os = "linux"))]
fn limit_memory(_: &Child) {}

struct ProgramResult {
    is_success: bool,
    output: Vec<u8>,
    error_output: Vec<u8>,
}

/// Writes a document to a program and reads its output at the same time, since a full pipe would
/// block both.
///
/// Errors: what went wrong, as text that starts with a verb.
fn pipe_through(child: &mut Child, bytes: &[u8]) -> Result<ProgramResult, String> {
    let until = Instant::now() + TIME_LIMIT;
    let timed_out = || format!("took more than {} seconds", TIME_LIMIT.as_secs());
    let (Some(mut input), Some(output), Some(error_output)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err("could not be given the document".to_owned());
    };
    // The threads are not joined. They end when the pipes are closed, at the latest after
    // `kill_group`.
    let bytes = bytes.to_vec();
    // A failed write is ignored: a program that stops reading reports the reason itself.
    let write = move || input.write_all(&bytes).is_ok();
    let no_thread = |error| format!("could not be given the document ({error})");
    thread::Builder::new().spawn(write).map_err(no_thread)?;
    let output = read_in_thread(output, MAX_OUTPUT + 1).map_err(no_thread)?;
    let error_output = read_in_thread(error_output, MAX_ERROR_OUTPUT).map_err(no_thread)?;
    let output = output
        .recv_timeout(until.saturating_duration_since(Instant::now()))
        .map_err(|_| timed_out())?;
    if output.len() as u64 > MAX_OUTPUT {
        return Err(format!("wrote more than {}", text::mib(MAX_OUTPUT)));
    }
    let is_success = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status.success(),
            Ok(None) if Instant::now() < until => thread::sleep(POLL_INTERVAL),
            Ok(None) => return Err(timed_out()),
            Err(error) => return Err(format!("could not be watched ({error})")),
        }
    };
    let error_output = error_output
        .recv_timeout(until.saturating_duration_since(Instant::now()))
        .unwrap_or_default();
    Ok(ProgramResult {
        is_success,
        output,
        error_output,
    })
}

/// Reads the first `most` bytes of a pipe in a thread. All further bytes are read and dropped,
/// since the program would fail on a closed pipe.
///
/// Errors: no thread could be started.
fn read_in_thread(
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

/// Kills a program and its children, and waits for the program, so that no zombie process stays.
fn kill_group(child: &mut Child) {
    if let Some(group) = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        // All of them may have ended already.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.wait();
}
