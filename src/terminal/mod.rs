//! The real terminal: a [`Program`] is drawn on it, keys and signals come from it, effects are
//! carried out around it.
//!
//! One thread reads keys, one waits for signals, one owns the desk, one finds, one does jobs; all
//! send to one channel, on which the loop here waits. So nothing on the way of a keystroke waits
//! for a disk, and while nothing happens nothing runs.

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
mod typed;

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::case::{Mint, Timestamp};
use crate::error::Error;
use crate::store::Before;
use crate::template;
use crate::workbench::start::Start;
use crate::workbench::{App, Context, Effect, Event, Manuscript, Message, Size};

pub use desk::Seat;
pub use jobs::Outside;

use editor::{Edited, Left, Spent};
use guard::Guard;
use incoming::Incoming;
use input::Input;
use signals::Signals;

/// Something that takes events and can be drawn.
pub trait Program {
    /// Takes an event in.
    fn update(&mut self, event: Event, cx: &mut Context<'_>);

    /// Draws itself; says where the caret is, if something is being typed.
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

/// What a program runs with.
pub struct Setting<'a> {
    /// The clock.
    pub clock: Box<dyn Fn() -> Timestamp>,
    /// Where ids come from.
    pub mint: &'a mut Mint,
    /// The command that edits text; else `$VISUAL`, `$EDITOR`, `vi`.
    pub editor: Option<String>,
    /// The directory, for the user alone, of texts that the editor has; none where the machine has
    /// no place for state.
    pub folder: Option<PathBuf>,
    /// Where what is typed before there is a case is kept.
    pub before: Option<Before>,
    /// The command that opens links; else the system's.
    pub opener: Option<String>,
    /// Whether the mouse is listened to.
    pub has_mouse: bool,
    /// What does jobs.
    pub outside: Arc<dyn Outside>,
}

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    /// The signal that ended it; none if its user did.
    pub signal: Option<i32>,
    /// What could not be saved at the end.
    pub trouble: Option<Error>,
}

/// Whether there is a terminal to draw on and to read keys from.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Runs a program until it is left, its desk (if it has one) on a thread of its own. The terminal
/// is as it was before when this returns, whatever happened.
///
/// Errors: the terminal cannot be set up or written to.
pub fn run(
    program: &mut impl Program,
    seat: Option<Seat>,
    setting: Setting<'_>,
) -> io::Result<Ended> {
    let (sender, incoming) = channel();
    let signals = Signals::listen(sender.clone())?;
    let desk = seat.map(|seat| desk::start(seat, sender.clone()));
    let desk = desk.transpose()?;
    let ran = Loop::start(setting, sender, incoming).and_then(|mut running| {
        let ran = running.run(program, desk.as_ref());
        // An editor that saves yet makes its file again, and the next session finds it.
        let left = running.left.drain(..).map(Left::spent);
        left.for_each(|spent| forget(spent, desk.as_ref()));
        if let Some(keeper) = running.keeper.take() {
            keeper.close();
        }
        ran
    });
    // The guard is gone with the loop, so what follows is printed on the terminal as it was before.
    let trouble = desk.and_then(desk::Thread::close);
    signals.close();
    // Writing to a terminal that has just gone fails before anybody says that it has.
    let ran = match ran {
        Err(_) if !is_there() => Ok(Some(signal_hook::consts::SIGHUP)),
        ran => ran,
    };
    Ok(Ended {
        signal: ran?,
        trouble,
    })
}

/// Lets a file of an editor go once what it holds is kept.
fn forget(spent: Spent, desk: Option<&desk::Thread>) {
    match desk {
        Some(desk) => desk.forget(spent),
        None => spent.remove(),
    }
}

struct Loop<'a> {
    setting: Setting<'a>,
    screen: CrosstermBackend<BufWriter<Stdout>>,
    input: Input,
    jobs: jobs::Thread,
    finder: finder::Thread,
    keeper: Option<keeper::Thread>,
    sender: Sender<Incoming>,
    incoming: Receiver<Incoming>,
    guard: Guard,
    /// The size that the program knows.
    size: Size,
    /// Texts that editors which did not wait were left with.
    left: Vec<Left>,
    /// The frame that the terminal shows, and its caret. None if nobody knows what it shows.
    last: Option<(Buffer, Option<Position>)>,
}

/// Said when an editor is back at once.
const AT_ONCE: &str = "The editor came back at once with nothing changed: if it opens a window of its own, set it to \
                       wait, e.g. `code --wait`. What you save there still comes here";

/// How often it is looked whether the terminal is still there, for one that goes without a signal.
const LOOK: Duration = Duration::from_secs(1);

impl<'a> Loop<'a> {
    fn start(
        setting: Setting<'a>,
        sender: Sender<Incoming>,
        incoming: Receiver<Incoming>,
    ) -> io::Result<Self> {
        let guard = Guard::enter(setting.has_mouse)?;
        let screen = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        let input = Input::start(sender.clone())?;
        let before = setting.before.clone();
        let keeper = before.map(|before| keeper::start(before, sender.clone()));
        Ok(Self {
            jobs: jobs::start(Arc::clone(&setting.outside), sender.clone())?,
            finder: finder::start(sender.clone())?,
            keeper: keeper.transpose()?,
            setting,
            screen,
            input,
            sender,
            incoming,
            guard,
            size: Size::default(),
            left: Vec::new(),
            last: None,
        })
    }

    /// Until it is left: the signal that ended it, if one did.
    fn run(
        &mut self,
        program: &mut impl Program,
        desk: Option<&desk::Thread>,
    ) -> io::Result<Option<i32>> {
        let size = self.screen.size()?;
        self.take(
            program,
            Event::Resize(Size::new(size.width, size.height)),
            desk,
        )?;
        self.draw(program)?;
        // What this looks for, and starts in the background, must not hold up the first frame.
        self.take(program, Event::Begun, desk)?;
        self.draw(program)?;
        loop {
            let mut next = match self.incoming.recv_timeout(LOOK) {
                Ok(incoming) => Some(incoming),
                Err(RecvTimeoutError::Timeout) if io::stdin().is_terminal() => {
                    match self.left.iter_mut().find_map(Left::saved) {
                        Some(text) => Some(Incoming::Event(Event::Late(text))),
                        None => continue,
                    }
                }
                Err(_) => Some(Incoming::HungUp),
            };
            // What has come meanwhile is taken in before the next frame is drawn.
            while let Some(incoming) = next.take() {
                match incoming {
                    Incoming::HungUp => return Ok(Some(signal_hook::consts::SIGHUP)),
                    Incoming::Signal(signal_hook::consts::SIGWINCH) => {
                        let size = self.screen.size()?;
                        self.take(
                            program,
                            Event::Resize(Size::new(size.width, size.height)),
                            desk,
                        )?;
                    }
                    Incoming::Signal(signal_hook::consts::SIGTSTP) => self.suspend()?,
                    // Stopped and woken from outside: the shell has had the terminal meanwhile.
                    Incoming::Signal(signal_hook::consts::SIGCONT) => self.draw_all()?,
                    Incoming::Signal(signal) => return Ok(Some(signal)),
                    Incoming::Event(event) => {
                        if self.take(program, event, desk)? {
                            return Ok(None);
                        }
                    }
                }
                next = self.incoming.try_recv().ok();
            }
            self.draw(program)?;
        }
    }

    /// Gives the program an event and carries out what it asks for; says whether it is to be left.
    fn take(
        &mut self,
        program: &mut impl Program,
        event: Event,
        desk: Option<&desk::Thread>,
    ) -> io::Result<bool> {
        let mut cx = Context {
            at: (self.setting.clock)(),
            mint: self.setting.mint,
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
                    if desk.is_some_and(|desk| !desk.record(step)) {
                        let gone = "the desk has failed: quit, and open the case again".to_owned();
                        let _ = self.sender.send(Incoming::Event(Event::Stuck(gone)));
                    }
                }
                Effect::Save => {
                    if let Some(desk) = desk {
                        desk.save();
                    }
                }
                Effect::Keep(unsent) => {
                    if let Some(desk) = desk {
                        desk.keep(unsent);
                    } else if let Some(keeper) = &self.keeper {
                        keeper.keep(unsent);
                    }
                }
                Effect::Find(query) => self.finder.find(query),
                Effect::Run(job) => self.jobs.run(job),
                Effect::Copy { what, text } => {
                    let sender = self.sender.clone();
                    clipboard::copy(&mut self.screen, what, &text, move |message| {
                        // If the receiver is gone, the program has ended and the message is not
                        // needed.
                        let _ = sender.send(Incoming::Event(Event::Message(message)));
                    });
                }
                Effect::Open(link) => {
                    let sender = self.sender.clone();
                    editor::open(self.setting.opener.as_deref(), &link, move |why| {
                        let message =
                            Message::trouble(why).with_hint(template!("{copy} copies the link"));
                        let _ = sender.send(Incoming::Event(Event::Message(message)));
                    });
                }
                Effect::Editor(text) => {
                    // Before any key that was typed meanwhile: the field that it is for must still
                    // be there.
                    let (edited, spent) = self.edit(&text)?;
                    self.take(program, edited, desk)?;
                    if let Some(spent) = spent {
                        forget(spent, desk);
                    }
                }
                Effect::Redraw => self.draw_all()?,
                Effect::Suspend => self.suspend()?,
                Effect::Quit => return Ok(true),
            }
        }
        Ok(false)
    }

    fn send_message(&self, message: Message) {
        // The loop that reads the other end is this one.
        let _ = self.sender.send(Incoming::Event(Event::Message(message)));
    }

    fn draw(&mut self, program: &mut impl Program) -> io::Result<()> {
        let size = self.screen.size()?;
        if size.width == 0 || size.height == 0 {
            return Ok(());
        }
        // The window may be another one before anybody has said so; the program must know which it
        // draws for.
        let size = Size::new(size.width, size.height);
        if size != self.size {
            self.take(program, Event::Resize(size), None)?;
        }
        let area = Rect::new(0, 0, size.width, size.height);
        let mut buffer = Buffer::empty(area);
        let caret = program.draw(&mut buffer);
        let (before, caret_before) = match self.last.take() {
            Some((before, caret)) if before.area == area => (before, Some(caret)),
            _ => (Buffer::empty(area), None),
        };
        let mut changes = before.diff_iter(&buffer).peekable();
        // A frame that is the same is not sent again, not even as nothing between two marks.
        if changes.peek().is_some() || caret_before != Some(caret) {
            // The backend's own words for cursor and screen would each be a write of their own.
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
        self.last = Some((buffer, caret));
        Ok(())
    }

    /// Hands the terminal to something else meanwhile; keys and what they signal go there, not
    /// here.
    fn with_terminal_released<R>(&mut self, meanwhile: impl FnOnce() -> R) -> io::Result<R> {
        self.input.pause();
        self.guard.leave();
        let result = meanwhile();
        self.draw_all()?;
        self.input.resume();
        Ok(result)
    }

    /// Takes the terminal and draws everything on it again.
    fn draw_all(&mut self) -> io::Result<()> {
        self.guard.enter_again()?;
        let size = self.screen.size()?;
        self.last = None;
        // The window may have changed meanwhile.
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

    fn edit(&mut self, text: &Manuscript) -> io::Result<(Event, Option<Spent>)> {
        // What was saved there just now and not seen yet is what is edited.
        let here = self.left.iter().position(|left| left.is_of(text));
        let late = here.and_then(|here| self.left.swap_remove(here).saved());
        let text = late.as_ref().unwrap_or(text);
        let (editor, folder) = (self.setting.editor.clone(), self.setting.folder.clone());
        signals::set_aside(true);
        let edited = self
            .with_terminal_released(|| editor::edit(editor.as_deref(), folder.as_deref(), text));
        signals::set_aside(false);
        Ok(match edited? {
            Edited::Back(text, spent) => (Event::Edited(text), Some(spent)),
            Edited::Not(why) => (Event::Unedited(Message::trouble(why), false), None),
            Edited::Left(left) => {
                self.left.push(left);
                (Event::Unedited(Message::trouble(AT_ONCE), true), None)
            }
        })
    }
}
