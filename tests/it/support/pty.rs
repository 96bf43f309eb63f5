//! The built binary in its own terminal, for tests that wait for text on the screen.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::Desk;

/// A limit that only ends tests that would never end.
pub const LIMIT: Duration = Duration::from_secs(30);

/// The bytes that end a frame.
const WHOLE: &[u8] = b"\x1b[?2026l";

/// The program in its own terminal.
pub struct Screen {
    pub master: Option<Box<dyn MasterPty + Send>>,
    pub writer: Option<Box<dyn Write + Send>>,
    pub child: Box<dyn Child + Send + Sync>,
    pub parser: Arc<Mutex<vt100::Parser>>,
    /// Everything that the program wrote.
    pub raw: Arc<Mutex<Vec<u8>>>,
    /// Tells the reading thread to close its end.
    pub is_closing: Arc<AtomicBool>,
    /// The number of completely drawn frames, and the last of them.
    frame: Arc<Mutex<(usize, String)>>,
    reading: Option<JoinHandle<()>>,
}

impl Screen {
    pub fn start(desk: &Desk, arguments: &[&str], more: &[(&str, &str)]) -> Self {
        Self::run(desk, env!("CARGO_BIN_EXE_factdesk"), arguments, more)
    }

    pub fn run(desk: &Desk, program: &str, arguments: &[&str], more: &[(&str, &str)]) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(&desk.folder);
        command.env_clear();
        for (name, value) in [
            ("HOME", desk.path("home").to_str().unwrap()),
            ("PATH", "/usr/bin:/bin"),
            ("TZ", "UTC"),
            ("LANG", "C.UTF-8"),
            ("TERM", "xterm-256color"),
            ("FACTDESK_BY", "mk"),
            ("TMPDIR", desk.folder.to_str().unwrap()),
        ] {
            command.env(name, value);
        }
        for (name, value) in more {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = Arc::new(Mutex::new(vt100::Parser::new(24, 80, 0)));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (screen, bytes) = (Arc::clone(&parser), Arc::clone(&raw));
        let frame = Arc::new(Mutex::new((0, String::new())));
        let drawn = Arc::clone(&frame);
        let is_closing = Arc::new(AtomicBool::new(false));
        let is_done = Arc::clone(&is_closing);
        let reading = std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            let mut last = Vec::new();
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let mut screen = screen.lock().unwrap();
                // The mark may come in two parts, so that what was read last is looked at byte by
                // byte.
                for byte in &buffer[..count] {
                    screen.process(&[*byte]);
                    last.push(*byte);
                    if last.ends_with(WHOLE) {
                        let mut drawn = drawn.lock().unwrap();
                        *drawn = (drawn.0 + 1, screen.screen().contents());
                        last.clear();
                    }
                }
                bytes.lock().unwrap().extend_from_slice(&buffer[..count]);
                if is_done.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self {
            master: Some(pair.master),
            writer: Some(writer),
            child,
            parser,
            raw,
            is_closing,
            frame,
            reading: Some(reading),
        }
    }

    pub fn text(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    /// The number of completely drawn frames, and the last of them. A person never reads half a
    /// frame.
    pub fn frame(&self) -> (usize, String) {
        self.frame.lock().unwrap().clone()
    }

    /// Kills it, and hands back the last whole frame that it has drawn.
    pub fn killed(&mut self) -> String {
        self.signal(rustix::process::Signal::KILL);
        self.ended();
        self.reading.take().unwrap().join().unwrap();
        self.frame().1
    }

    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw.lock().unwrap()).into_owned()
    }

    /// Waits until something is so on the screen.
    pub fn until(&self, what: &str, is_so: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !is_so(&self.text()) {
            assert!(start.elapsed() < LIMIT, "never {what}:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    pub fn shows(&self, words: &str) {
        self.until(words, |text| text.contains(words));
    }

    pub fn send(&mut self, keys: &str) -> &mut Self {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) -> &mut Self {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Makes the window another size.
    pub fn resize(&self, rows: u16, cols: u16) {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.parser
            .lock()
            .unwrap()
            .screen_mut()
            .set_size(rows.max(1), cols.max(1));
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    pub fn pid(&self) -> rustix::process::Pid {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        rustix::process::Pid::from_raw(pid).unwrap()
    }

    pub fn signal(&self, signal: rustix::process::Signal) {
        rustix::process::kill_process(self.pid(), signal).unwrap();
    }

    /// The exit code, once it has ended.
    pub fn ended(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(start.elapsed() < LIMIT, "it does not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Whether the terminal was put back: off the other screen, caret shown, pastes and mouse as
    /// before.
    pub fn is_restored(&self) -> bool {
        let raw = self.raw();
        let last = |code: &str| raw.rfind(code);
        last("\x1b[?1049l") > last("\x1b[?1049h")
            && last("\x1b[?2004l") > last("\x1b[?2004h")
            && last("\x1b[?1000l") > last("\x1b[?1000h")
            && last("\x1b[?25h") >= last("\x1b[?25l")
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
