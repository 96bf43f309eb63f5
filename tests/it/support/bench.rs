//! The workbench on a test bench: a real desk over a disk in memory, a clock that advances with
//! each event, seeded ids, and keys from a script. Outgoing effects are carried out at once, and
//! their results come back as events.

use crate::support::disk::Memory;
use crate::support::other_keys;
use std::path::Path;
use std::sync::Arc;

use factdesk::case::*;
use factdesk::store::{Access, Desk, Disk, FileChange, emit, load};
use factdesk::workbench::find::{Finder, Found, Query};
use factdesk::workbench::key::script;
use factdesk::workbench::{
    App, Context, Effect, Event, Held, Keymap, Model, Press, Reread, Size, UiPrefs,
};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

pub const CASE: &str = "/news/story.case.ron";
const STATE: &str = "/home/state";

/// The sample, as the program has it.
pub const SAMPLE: &str = include_str!("../../../assets/crocus-city-hall.case.ron");

/// Whether every key is different, as in the module that runs the journeys that way.
pub fn has_other_keys() -> bool {
    module_path!().contains("::other_keys::")
}

pub struct Bench {
    pub disk: Memory,
    pub app: App,
    desk: Desk,
    mint: IdGen,
    pub clock: Timestamp,
    /// The milliseconds from one event to the next.
    pub tick: i64,
    /// Effects that are not carried out here: quit, copy, open, editor, suspend.
    pub out: Vec<Effect>,
    /// Whether receipts are held back.
    pub is_slow: bool,
    held: Vec<Event>,
    queries: Vec<Query>,
    /// Whether the desk is busy, so that steps wait.
    pub is_busy: bool,
    steps: Vec<Step>,
}

/// The final result of a search.
fn all_of(query: Query) -> Found {
    let mut finder = Finder::new(query);
    let mut found = finder.search_next(3);
    while !found.is_done {
        found = finder.search_next(1_000);
    }
    found
}

impl Bench {
    /// A bench with this case text and person, at 120x36.
    pub fn over(text: &str, person: Option<&str>, prefs: UiPrefs) -> Self {
        let disk = Memory::new();
        disk.put(CASE, text);
        Self::on(disk, person, prefs, "2026-11-23T10:00:00.000Z", 1)
    }

    fn on(disk: Memory, person: Option<&str>, prefs: UiPrefs, start: &str, seed: u64) -> Self {
        let seam: Arc<dyn Disk> = Arc::new(disk.clone());
        let mut desk =
            Desk::open(seam, Some(Path::new(STATE)), Path::new(CASE), Access::Write).unwrap();
        let clock: Timestamp = start.parse().unwrap();
        desk.observe_time(clock);
        let mut model = Model::new(
            desk.history().clone(),
            person.map(str::to_owned),
            if has_other_keys() {
                other_keys::keymap()
            } else {
                Keymap::default()
            },
            prefs,
            clock,
        );
        model.analyse();
        let mut bench = Self {
            disk,
            app: App::new(model),
            desk,
            mint: IdGen::seeded(seed),
            clock,
            tick: 1_000,
            out: Vec::new(),
            is_slow: false,
            held: Vec::new(),
            queries: Vec::new(),
            is_busy: false,
            steps: Vec::new(),
        };
        bench.resize(120, 36);
        let earlier = bench.desk.unsent();
        bench.app.keep_unsent(earlier.all);
        bench
    }

    /// A bench with a story, for the person `mk`.
    pub fn story(text: &str) -> Self {
        let format = factdesk::reading::Format::Plain;
        let read = factdesk::reading::read_story(text, format, "story.txt", &mut IdGen::seeded(7));
        Self::over(
            &emit(&read.unwrap().0).unwrap(),
            Some("mk"),
            UiPrefs::default(),
        )
    }

    /// A bench with the sample, as `factdesk demo` opens it.
    pub fn demo() -> Self {
        let prefs = UiPrefs {
            is_demo: true,
            ..UiPrefs::default()
        };
        Self::over(SAMPLE, Some("you"), prefs)
    }

    /// Kills the program and starts it again on the same disk, an hour later.
    pub fn reopened(self) -> Self {
        let Self {
            disk, app, desk, ..
        } = self;
        drop(desk);
        Self::on(
            disk,
            app.model.person.as_deref(),
            app.model.prefs,
            "2026-11-23T11:00:00.000Z",
            2,
        )
    }

    pub fn event(&mut self, event: Event) {
        self.clock = self.clock.later(self.tick);
        let mut cx = Context {
            at: self.clock,
            mint: &mut self.mint,
            effects: Vec::new(),
        };
        self.app.update(event, &mut cx);
        let kept = |effect: &&Effect| matches!(effect, Effect::Keep(_));
        let after = cx.effects.iter().skip_while(|effect| !kept(effect));
        assert!(
            !after
                .into_iter()
                .any(|effect| matches!(effect, Effect::Record(_))),
            "a text goes from the disk only after its edit is in the journal"
        );
        for effect in cx.effects {
            match effect {
                Effect::Record(step) if self.is_busy => self.steps.push(step),
                Effect::Record(step) => {
                    let stored = Event::Stored(self.desk.record(step).unwrap());
                    if self.is_slow {
                        self.held.push(stored);
                    } else {
                        self.event(stored);
                    }
                }
                Effect::Save => {
                    self.save();
                    self.event(Event::Saved);
                }
                Effect::Keep(unsent) => self.desk.keep_unsent(&unsent).unwrap(),
                Effect::Find(query) if self.is_slow => self.queries.push(query),
                Effect::Find(query) => self.event(Event::Found(all_of(query))),
                other => self.out.push(other),
            }
        }
        // The memory of the workbench matches the disk of the desk.
        if !self.is_busy {
            assert_eq!(self.app.model.case(), self.desk.history().case());
        }
    }

    /// Changes the file as a program does that knows nothing of us.
    pub fn outside(&mut self, change: impl FnOnce(&mut Case)) {
        let mut theirs = load(&self.disk.bytes(CASE).unwrap()).unwrap();
        change(&mut theirs);
        self.disk.put(CASE, emit(&theirs).unwrap());
    }

    /// The desk checks the file, as it does every second, and then records the waiting edits.
    pub fn look(&mut self) {
        let was_busy = std::mem::replace(&mut self.is_busy, true);
        if self.desk.follow(self.clock).unwrap() == FileChange::Changed {
            let notices = self.desk.take_notices();
            let history = self.desk.history().clone();
            let reread = Reread {
                history,
                notices,
                is_ours: true,
            };
            self.event(Event::Reread(Box::new(reread)));
        }
        for step in std::mem::take(&mut self.steps) {
            let receipt = self.desk.record(step).unwrap();
            self.event(Event::Stored(receipt));
        }
        self.is_busy = false;
        if was_busy || self.desk.is_behind() {
            self.save();
            self.event(Event::Saved);
        }
        assert_eq!(self.app.model.case(), self.desk.history().case());
    }

    /// The desk observes the time, as it does every second.
    pub fn look_at_the_clock(&mut self) {
        self.desk.observe_time(self.clock);
    }

    /// The case as the desk has it.
    pub fn saved(&self) -> &Case {
        self.desk.history().case()
    }

    /// The folder on this machine for the data of the case.
    pub fn folder(&self) -> std::path::PathBuf {
        self.desk.folder().unwrap().to_owned()
    }

    /// Delivers the result of the last find, which was held back.
    pub fn found(&mut self) {
        if let Some(query) = std::mem::take(&mut self.queries).pop() {
            self.event(Event::Found(all_of(query)));
        }
    }

    /// Delivers the receipts that were held back.
    pub fn receipts(&mut self) {
        for event in std::mem::take(&mut self.held) {
            self.event(event);
        }
    }

    pub fn keys(&mut self, text: &str) -> &mut Self {
        for key in script(text).unwrap() {
            if has_other_keys() {
                let key = other_keys::translated(&self.app, key);
                self.event(Event::Key(key.into()));
                let mut buffer = self.buffer();
                let caret = self.app.draw(&mut buffer);
                let typed = caret.map(|caret| usize::from(caret.y));
                other_keys::names_no_default(&self.app, &self.frame(), typed);
            } else {
                self.event(Event::Key(key.into()));
            }
        }
        self
    }

    /// Sends keys at a time in milliseconds, from a terminal that does not say whether they repeat.
    pub fn at(&mut self, at: u64, text: &str) -> &mut Self {
        for mut key in script(text).unwrap() {
            if has_other_keys() {
                key = other_keys::translated(&self.app, key);
            }
            let held = Held::Unknown;
            self.event(Event::Key(Press { key, at, held }));
        }
        self
    }

    /// The text with the current keys filled in: `{undo} undoes it`.
    pub fn filled(&self, words: &'static str) -> String {
        self.app.model.keys.fill_known(words).into_owned()
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.event(Event::Paste(text.to_owned()));
        self
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.event(Event::Resize(Size::new(width, height)));
        self
    }

    /// Saves the file, as after a short idle time.
    pub fn save(&mut self) {
        self.desk.checkpoint().unwrap();
    }

    /// The content of the file after a save.
    pub fn file(&mut self) -> Case {
        self.save();
        load(&self.disk.bytes(CASE).unwrap()).unwrap()
    }

    pub fn case(&self) -> &Case {
        self.app.model.case()
    }

    /// The number of rulings in the case.
    pub fn rulings(&self) -> usize {
        let claims = self.case().claims.iter();
        claims.map(|claim| claim.rulings.len()).sum()
    }

    /// The claim with this number.
    pub fn claim(&self, number: usize) -> Arc<Claim> {
        Arc::clone(&self.case().claims[number - 1])
    }

    /// The number of the claim in focus.
    pub fn focus(&self) -> usize {
        self.case()
            .number(self.app.model.focus.claim.unwrap())
            .unwrap()
    }

    /// The standing of a question on the claim with this number.
    pub fn standing_of(&self, number: usize, question: Question) -> Standing {
        standing::standing_of(&self.claim(number), question).standing
    }

    /// The standing of *fact* on the claim with this number.
    pub fn fact(&self, number: usize) -> Standing {
        self.standing_of(number, Question::Fact)
    }

    /// The screen.
    pub fn buffer(&self) -> Buffer {
        let Size { width, height } = self.app.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        if let Some(caret) = self.app.draw(&mut buffer) {
            assert!(
                buffer.area.contains(caret),
                "the caret {caret} is on the screen"
            );
        }
        buffer
    }

    /// The row of the terminal's cursor as text, and its column.
    pub fn cursor(&self) -> (String, u16) {
        let Size { width, height } = self.app.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let at = self
            .app
            .draw(&mut buffer)
            .expect("the cursor stands somewhere");
        let frame = self.frame();
        let row = frame.lines().nth(usize::from(at.y)).unwrap_or_default();
        (row.to_owned(), at.x)
    }

    /// The screen as text, without spaces at line ends.
    pub fn frame(&self) -> String {
        let buffer = self.buffer();
        let mut text = String::new();
        for y in buffer.area.rows() {
            let mut line = String::new();
            let mut skip = 0;
            for cell in y.positions().map(|position| &buffer[position]) {
                if skip == 0 {
                    line.push_str(cell.symbol());
                    skip = factdesk::text::cells(cell.symbol()).max(1);
                }
                skip -= 1;
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// The screen as text with `{style}` where the style changes.
    pub fn styled(&self) -> String {
        let buffer = self.buffer();
        let mut text = String::new();
        for row in buffer.area.rows() {
            let mut last = String::new();
            let mut line = String::new();
            for cell in row.positions().map(|position| &buffer[position]) {
                let style = style(cell.fg, cell.modifier);
                if style != last {
                    line.push_str(&format!("{{{style}}}"));
                    last = style;
                }
                line.push_str(cell.symbol());
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// The last line but one, which shows the last action.
    pub fn said(&self) -> String {
        let frame = self.frame();
        let lines: Vec<&str> = frame.lines().collect();
        lines[lines.len() - 2].trim().to_owned()
    }
}

fn style(colour: Color, modifier: Modifier) -> String {
    let mut parts = Vec::new();
    if colour != Color::Reset {
        parts.push(format!("{colour}").to_lowercase());
    }
    for (flag, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "under"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if modifier.contains(flag) {
            parts.push(name.to_owned());
        }
    }
    parts.join(" ")
}
