//! The real terminal. It draws a [`Program`], passes keys and signals to it, and carries out its
//! effects.
//!
//! One thread reads keys, one waits for signals, one owns the open case, one searches, and two run
//! jobs. All of them send to one channel, and the loop in this file waits on it. So a key never
//! waits for a disk, and an idle program uses no processor time.

mod bytes;
mod clipboard;
mod desk;
mod editor;
mod finder;
mod guard;
mod incoming;
mod input;
mod jobs;
mod keeper;
mod sequence;
mod signals;
mod unsent_writes;

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size as TerminalSize};

use crate::case::{IdGen, Timestamp};
use crate::error::Error;
use crate::store::SharedUnsent;
use crate::template;
use crate::workbench::start::Start;
use crate::workbench::{App, Context, Effect, Event, Manuscript, Message, Size};

pub use desk::Session;
pub use jobs::JobRunner;

use editor::{Edited, LeftoverFile, OpenFile};
use guard::Guard;
use incoming::Incoming;
use input::Input;
use signals::Signals;

/// A program that takes events and draws itself.
pub trait Program {
    /// Handles an event.
    fn update(&mut self, event: Event, cx: &mut Context<'_>);

    /// Draws a frame. Returns the position of the caret, if there is one.
    fn draw(&self, buffer: &mut Buffer) -> Option<Position>;
}

impl Program for App {
    fn update(&mut self, event: Event, cx: &mut Context<'_>) {
        App::update(self, event, cx);
    }

    fn draw(&self, buffer: &mut Buffer) -> Option<Position> {
        App::draw(self, buffer)
    }
}

impl Program for Start {
    fn update(&mut self, event: Event, cx: &mut Context<'_>) {
        Start::update(self, event, cx);
    }

    fn draw(&self, buffer: &mut Buffer) -> Option<Position> {
        Start::draw(self, buffer)
    }
}

/// The run parameters of a program.
pub struct RunConfig<'a> {
    /// The clock.
    pub clock: Box<dyn Fn() -> Timestamp>,
    /// The generator of ids.
    pub mint: &'a mut IdGen,
    /// The command for editing text; if none, `$VISUAL`, `$EDITOR`, `vi`.
    pub editor: Option<String>,
    /// The directory for files that an editor has open, accessible to the user alone. None without
    /// a state directory.
    pub folder: Option<PathBuf>,
    /// The store for unsent text while there is no case.
    pub before: Option<SharedUnsent>,
    /// The command for opening links; if none, that of the system.
    pub opener: Option<String>,
    /// Whether the mouse is used.
    pub has_mouse: bool,
    /// Runs jobs.
    pub job_runner: Arc<dyn JobRunner>,
}

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    /// The signal that ended the program; none if the user quit.
    pub signal: Option<i32>,
    /// The error if something could not be saved at the end.
    pub trouble: Option<Error>,
}

/// Whether input and output are a terminal.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Runs a program until it quits, with the open case on its own thread. Restores the terminal in
/// any case.
///
/// Errors: the terminal cannot be set up or written to.
pub fn run(
    program: &mut impl Program,
    session: Option<Session>,
    config: RunConfig<'_>,
) -> io::Result<Ended> {
    let (sender, incoming) = channel();
    let signals = Signals::listen(sender.clone())?;
    let desk = session.map(|session| desk::start(session, sender.clone()));
    let desk = desk.transpose()?;
    let ran = Loop::start(config, desk.as_ref(), sender, incoming).and_then(|mut running| {
        let ran = running.run(program);
        // An editor that saves after this creates its file again. The next session finds that file.
        for file in std::mem::take(&mut running.open_files) {
            running.remove_leftover(file.into_leftover());
        }
        if let Some(keeper) = running.keeper.take() {
            keeper.close();
        }
        ran
    });
    // The loop has dropped the guard, so output goes to the restored terminal.
    let trouble = desk.and_then(desk::Thread::close);
    signals.close();
    // Writing to a terminal that was just closed can fail before the signal for it arrives.
    let ran = match ran {
        Err(_) if !is_there() => Ok(Some(signal_hook::consts::SIGHUP)),
        ran => ran,
    };
    Ok(Ended {
        signal: ran?,
        trouble,
    })
}

/// The threads for jobs and searches.
struct Workers {
    jobs: jobs::Thread,
    finder: finder::Thread,
}

struct Loop<'a> {
    config: RunConfig<'a>,
    /// The thread of the open case; none while there is no case.
    desk: Option<&'a desk::Thread>,
    screen: CrosstermBackend<BufWriter<Stdout>>,
    input: Input,
    /// None until the first frame is drawn, so that the frame does not wait for the threads to
    /// start.
    workers: Option<Workers>,
    keeper: Option<keeper::Thread>,
    sender: Sender<Incoming>,
    incoming: Receiver<Incoming>,
    guard: Guard,
    /// The window size that the program was last given, in cells.
    size: Size,
    /// Files of editors that returned at once and may still be open.
    open_files: Vec<OpenFile>,
    /// The last frame and caret. None if the content of the terminal is unknown.
    last_frame: Option<(Buffer, Option<Position>)>,
    /// The buffer of the frame before the last one, to be used again. Allocating its quarter of a
    /// megabyte takes longer than drawing.
    spare: Option<Buffer>,
}

/// The message when an editor returns at once.
const AT_ONCE: &str = "The editor came back at once with nothing changed: if it opens a window of its own, set it to \
                       wait, e.g. `code --wait`. What you save there still comes here";

/// How often to check whether the terminal still exists: it may close without a signal.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

impl<'a> Loop<'a> {
    fn start(
        config: RunConfig<'a>,
        desk: Option<&'a desk::Thread>,
        sender: Sender<Incoming>,
        incoming: Receiver<Incoming>,
    ) -> io::Result<Self> {
        let guard = Guard::enter(config.has_mouse)?;
        let screen = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        let input = Input::start(sender.clone())?;
        let before = config.before.clone();
        let keeper = before.map(|before| keeper::start(before, sender.clone()));
        Ok(Self {
            keeper: keeper.transpose()?,
            workers: None,
            config,
            desk,
            screen,
            input,
            sender,
            incoming,
            guard,
            size: Size::default(),
            open_files: Vec::new(),
            last_frame: None,
            spare: None,
        })
    }

    /// Runs until the program quits. Returns the signal that ended it, if any.
    fn run(&mut self, program: &mut impl Program) -> io::Result<Option<i32>> {
        // The work that `Begun` starts must not delay the first frame.
        if self.show(program)? || self.handle_event(program, Event::Begun)? || self.show(program)? {
            return Ok(None);
        }
        // Start the threads even if there is no job: they watch the story file.
        self.workers()?;
        loop {
            let mut next = match self.incoming.recv_timeout(POLL_INTERVAL) {
                Ok(incoming) => Some(incoming),
                Err(RecvTimeoutError::Timeout) if io::stdin().is_terminal() => {
                    match self.open_files.iter_mut().find_map(OpenFile::newly_saved) {
                        Some(text) => Some(Incoming::Event(Event::Late(text))),
                        None => continue,
                    }
                }
                Err(_) => Some(Incoming::HungUp),
            };
            // Handle everything that has arrived before drawing the next frame.
            while let Some(incoming) = next.take() {
                match incoming {
                    Incoming::HungUp => return Ok(Some(signal_hook::consts::SIGHUP)),
                    Incoming::Signal(signal_hook::consts::SIGWINCH) => {
                        if self.fit_window(program)? {
                            return Ok(None);
                        }
                    }
                    Incoming::Signal(signal_hook::consts::SIGTSTP) => self.suspend()?,
                    // Another process has stopped and continued the program. The shell has used the
                    // terminal meanwhile.
                    Incoming::Signal(signal_hook::consts::SIGCONT) => self.draw_all()?,
                    Incoming::Signal(signal) => return Ok(Some(signal)),
                    Incoming::Event(event) => {
                        if self.handle_event(program, event)? {
                            return Ok(None);
                        }
                    }
                }
                next = self.incoming.try_recv().ok();
            }
            if self.show(program)? {
                return Ok(None);
            }
        }
    }

    /// Passes an event to the program and carries out its effects. Returns whether to quit.
    fn handle_event(&mut self, program: &mut impl Program, event: Event) -> io::Result<bool> {
        let mut cx = Context {
            at: (self.config.clock)(),
            mint: self.config.mint,
            effects: Vec::new(),
        };
        let resized = match event {
            Event::Resize(size) => Some(size),
            _ => None,
        };
        program.update(event, &mut cx);
        if let Some(size) = resized {
            self.size = size;
        }
        for effect in cx.effects {
            match effect {
                Effect::Record(step) => {
                    if self.desk.is_some_and(|desk| !desk.record(step)) {
                        let reason = "factdesk cannot record any more, because of a bug: quit, and open the case again".to_owned();
                        let _ = self.sender.send(Incoming::Event(Event::Stuck(reason)));
                    }
                }
                Effect::Save => {
                    if let Some(desk) = self.desk {
                        desk.save();
                    }
                }
                Effect::Keep(unsent) => {
                    if let Some(desk) = self.desk {
                        desk.keep(unsent);
                    } else if let Some(keeper) = &self.keeper {
                        keeper.keep(unsent);
                    }
                }
                Effect::Find(query) => self.workers()?.finder.find(query),
                Effect::Run(job) => self.workers()?.jobs.run(job),
                Effect::Copy { what, text } => {
                    let sender = self.sender.clone();
                    clipboard::copy(&mut self.screen, what, &text, move |message| {
                        // If the receiver is gone, the program has ended.
                        let _ = sender.send(Incoming::Event(Event::Message(message)));
                    });
                }
                Effect::Open(link) => {
                    let sender = self.sender.clone();
                    editor::open(self.config.opener.as_deref(), &link, move |why| {
                        let message =
                            Message::trouble(why).with_hint(template!("{copy} copies the link"));
                        let _ = sender.send(Incoming::Event(Event::Message(message)));
                    });
                }
                Effect::Editor(text) => {
                    // Handle the edited text before any key that was typed meanwhile: its field
                    // must still be open.
                    let (edited, leftover) = self.edit(&text)?;
                    let quits = self.handle_event(program, edited)?;
                    if let Some(leftover) = leftover {
                        self.remove_leftover(leftover);
                    }
                    if quits {
                        return Ok(true);
                    }
                }
                Effect::Redraw => self.draw_all()?,
                Effect::Suspend => self.suspend()?,
                Effect::Quit => return Ok(true),
            }
        }
        Ok(false)
    }

    /// The size of the window, in cells. The method of the backend would open the terminal in every
    /// frame.
    fn window_size(&self) -> io::Result<TerminalSize> {
        match rustix::termios::tcgetwinsize(io::stdout()) {
            Ok(window) => Ok(TerminalSize::new(window.ws_col, window.ws_row)),
            Err(_) => self.screen.size(),
        }
    }

    fn send_message(&self, message: Message) {
        // The receiver is this loop itself.
        let _ = self.sender.send(Incoming::Event(Event::Message(message)));
    }

    /// Returns the threads for jobs and searches. Starts them if they are not running.
    fn workers(&mut self) -> io::Result<&Workers> {
        let workers = match self.workers.take() {
            Some(workers) => workers,
            None => Workers {
                jobs: jobs::start(Arc::clone(&self.config.job_runner), self.sender.clone())?,
                finder: finder::start(self.sender.clone())?,
            },
        };
        Ok(self.workers.insert(workers))
    }

    /// Removes a leftover file of an editor, once its content is on disk.
    fn remove_leftover(&self, leftover: LeftoverFile) {
        match self.desk {
            Some(desk) => desk.remove_leftover(leftover),
            None => leftover.remove(),
        }
    }

    /// Passes the size of the window to the program, if it has changed. The signal for a change may
    /// come late. Returns whether to quit.
    fn fit_window(&mut self, program: &mut impl Program) -> io::Result<bool> {
        let size = self.window_size()?;
        let size = Size::new(size.width, size.height);
        Ok(size != self.size && self.handle_event(program, Event::Resize(size))?)
    }

    /// Draws a frame for the current size of the window. Returns whether to quit instead.
    fn show(&mut self, program: &mut impl Program) -> io::Result<bool> {
        if self.fit_window(program)? {
            return Ok(true);
        }
        self.draw(program)?;
        Ok(false)
    }

    fn draw(&mut self, program: &impl Program) -> io::Result<()> {
        let size = self.size;
        if size.width == 0 || size.height == 0 {
            return Ok(());
        }
        let area = Rect::new(0, 0, size.width, size.height);
        let spare = self.spare.take().filter(|spare| spare.area == area);
        let mut buffer = spare.map_or_else(
            || Buffer::empty(area),
            |mut spare| {
                spare.reset();
                spare
            },
        );
        let caret = program.draw(&mut buffer);
        let (before, caret_before) = match self.last_frame.take() {
            Some((before, caret)) if before.area == area => (before, Some(caret)),
            _ => (Buffer::empty(area), None),
        };
        let mut changes = before.diff_iter(&buffer).peekable();
        // An unchanged frame is not sent again.
        if changes.peek().is_some() || caret_before != Some(caret) {
            // Queue all commands, since the backend's own cursor methods would flush each one.
            let screen = &mut self.screen;
            crossterm::queue!(screen, BeginSynchronizedUpdate)?;
            if caret_before.is_none() {
                crossterm::queue!(screen, Clear(ClearType::All))?;
            }
            screen.draw(changes)?;
            match caret {
                Some(Position { x, y }) => crossterm::queue!(screen, Show, MoveTo(x, y))?,
                None => crossterm::queue!(screen, Hide)?,
            }
            crossterm::queue!(screen, EndSynchronizedUpdate)?;
            Write::flush(screen)?;
        }
        self.last_frame = Some((buffer, caret));
        self.spare = Some(before);
        Ok(())
    }

    /// Releases the terminal, runs `meanwhile`, and sets the terminal up again. Keys and the
    /// signals that they cause go to the other program.
    fn with_terminal_released<R>(&mut self, meanwhile: impl FnOnce() -> R) -> io::Result<R> {
        self.input.pause();
        self.guard.leave();
        let result = meanwhile();
        self.draw_all()?;
        self.input.resume();
        Ok(result)
    }

    /// Sets up the terminal and draws everything again.
    fn draw_all(&mut self) -> io::Result<()> {
        self.guard.enter_again()?;
        let size = self.window_size()?;
        self.last_frame = None;
        // The window may have been resized meanwhile.
        let resized = Event::Resize(Size::new(size.width, size.height));
        let _ = self.sender.send(Incoming::Event(resized));
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        if !self.with_terminal_released(signals::stop)? {
            let why = Message::trouble("There is no shell to go back to");
            self.send_message(why.with_hint(template!("{quit} quits")));
        }
        Ok(())
    }

    fn edit(&mut self, text: &Manuscript) -> io::Result<(Event, Option<LeftoverFile>)> {
        // An earlier editor may have saved a newer text of this field since the last check.
        let index = self
            .open_files
            .iter()
            .position(|file| file.belongs_to(text));
        let newer_text = index.and_then(|index| self.open_files.swap_remove(index).newly_saved());
        let text = newer_text.as_ref().unwrap_or(text);
        let (editor, folder) = (self.config.editor.clone(), self.config.folder.clone());
        signals::lend_terminal(true);
        let edited = self
            .with_terminal_released(|| editor::edit(editor.as_deref(), folder.as_deref(), text));
        signals::lend_terminal(false);
        Ok(match edited? {
            Edited::Changed(text, leftover) => (Event::Edited(text), Some(leftover)),
            Edited::Unchanged(why) => (Event::Unedited(Message::trouble(why), false), None),
            Edited::StillOpen(file) => {
                self.open_files.push(file);
                (Event::Unedited(Message::trouble(AT_ONCE), true), None)
            }
        })
    }
}
