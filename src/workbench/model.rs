//! The workbench as it is at one moment. Focus is a claim, never a row: rows move under it.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use crate::case::{
    Case, Claim, ClaimId, Edit, History, Question, Source, SourceId, Step, Timestamp,
};
use crate::check::{Analysis, FileChecks, House};
use crate::error::Error;
use crate::text::visible;
use crate::workbench::action::Pane;
use crate::workbench::analysis::Progress;
use crate::workbench::event::Size;
use crate::workbench::index::{Index, Look, Standings};
use crate::workbench::kept::Kept;
use crate::workbench::key::Press;
use crate::workbench::keymap::Keymap;
use crate::workbench::message::Message;
use crate::workbench::recall::Recall;
use crate::workbench::template::{Template, template};

/// What the keys are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// The pane.
    pub pane: Pane,
    /// The claim; none only if the case shows no claims.
    pub claim: Option<ClaimId>,
    /// The question that `▸` points at.
    pub question: Question,
    /// The source in the Sources pane.
    pub source: Option<SourceId>,
    /// The item in the Verdict pane, from 0: evidence first, then rulings.
    pub item: usize,
}

/// How far each pane is scrolled, in lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The list of claims.
    pub list: usize,
    /// The story.
    pub story: usize,
    /// The Verdict pane.
    pub verdict: usize,
    /// The Sources pane.
    pub sources: usize,
}

/// A selection in the story, inside one paragraph, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The paragraph, from 0.
    pub paragraph: usize,
    /// Where it was begun.
    pub from: usize,
    /// Where it has got to; before `from` if it goes backwards.
    pub to: usize,
}

impl Selection {
    /// The bytes that it covers.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.from.min(self.to)..self.from.max(self.to)
    }
}

/// What is safe on disk, as the header shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipts {
    /// The serial of the last edit made here.
    pub made: u64,
    /// The serial of the last one with a receipt.
    pub kept: u64,
    /// Why an edit could not be recorded, until it could.
    pub stuck: Option<String>,
    /// Why the case file could not be brought up to date, until it could. What has its receipt is
    /// safe all the same.
    pub unsaved: Option<String>,
    /// Why the case is open to read only, if it is.
    pub read_only: Option<String>,
    /// The serials of edits that no longer fitted a case which something else had changed.
    pub unfit: Vec<u64>,
}

impl Receipts {
    /// Whether every edit made has its receipt.
    pub fn is_all_kept(&self) -> bool {
        self.made == self.kept
    }

    /// What cannot be written, and why.
    pub fn trouble(&self) -> Option<&str> {
        self.stuck.as_deref().or(self.unsaved.as_deref())
    }
}

/// How the person wants things, and what the terminal can do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Manner {
    /// Whether focus goes on by itself after a ruling.
    pub auto_advance: bool,
    /// Whether there are glyphs beyond ASCII.
    pub is_unicode: bool,
    /// Whether there are colours.
    pub has_colour: bool,
    /// Whether it is the sample, and its first line explains the keys.
    pub is_demo: bool,
    /// The local time zone.
    pub zone: jiff::tz::TimeZone,
    /// The house standards in force.
    pub house: House,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            auto_advance: true,
            is_unicode: true,
            has_colour: true,
            is_demo: false,
            zone: jiff::tz::TimeZone::UTC,
            house: House::default(),
        }
    }
}

/// The workbench as it is at one moment.
#[derive(Clone, Debug)]
pub struct Model {
    /// The case and what was done to it.
    pub history: History,
    /// The case file's path, beside which exports go.
    pub file: PathBuf,
    /// Rows, standings, counts and the wrapped story, kept so that they are not computed again.
    pub index: Index,
    /// The state of the analysis, which finds findings and suggested links.
    pub analysis: Progress,
    /// How often the analysis was started.
    pub analyses: u64,
    /// What the list shows.
    pub look: Look,
    /// Whether the Claims pane shows the story.
    pub is_story: bool,
    /// What the keys are about.
    pub focus: Focus,
    /// The message line.
    pub message: Message,
    /// Messages for later: a message that asks for a digit is not replaced.
    pub waiting: VecDeque<Message>,
    /// What the footer says in place of keys, until the next key: why a key did nothing, while the
    /// message line stays.
    pub notice: String,
    /// The last key.
    pub pressed: Option<Press>,
    /// When something last took the keys by itself, as a popup does. Keys too soon after that are
    /// ignored. None after the first key that counts.
    pub unseen: Option<Timestamp>,
    /// What is safe on disk.
    pub receipts: Receipts,
    /// Edits that were sent to the desk and have no receipt yet, in order.
    pub pending: VecDeque<Step>,
    /// Our edits that no longer fit the case, or that the case lacks, until a person has chosen a
    /// side.
    pub unapplied: Vec<Edit>,
    /// Unapplied edits that a person has decided on: if the file changes again, they are shown
    /// again.
    pub decided: Vec<Edit>,
    /// Those of them that bring back what the file lacks.
    pub offered: Vec<Edit>,
    /// Who rules.
    pub person: Option<String>,
    /// What is of use again.
    pub recall: Recall,
    /// What was typed and not sent.
    pub kept: Kept,
    /// Which key runs which command.
    pub keys: Keymap,
    /// How the person wants things.
    pub manner: Manner,
    /// How large the screen is.
    pub size: Size,
    /// How far each pane is scrolled.
    pub scroll: Scroll,
    /// The time of the last event, for saying when something was.
    pub now: Timestamp,
}

impl Model {
    /// The workbench over a case, before its words are read: [`Self::analyse`] does that.
    pub fn new(
        history: History,
        person: Option<String>,
        keys: Keymap,
        manner: Manner,
        now: Timestamp,
    ) -> Self {
        let look = Look::default();
        let files = FileChecks::default();
        let analysis = Analysis::none(history.case(), &manner.house, &files);
        let index = Index::of(history.case(), &look, analysis);
        let last = history.last_serial();
        let mut model = Self {
            index,
            analysis: Progress::Due,
            analyses: 0,
            look,
            is_story: false,
            focus: Focus::default(),
            message: Message::default(),
            waiting: VecDeque::new(),
            notice: String::new(),
            pressed: None,
            unseen: None,
            receipts: Receipts {
                made: last,
                kept: last,
                ..Receipts::default()
            },
            pending: VecDeque::new(),
            unapplied: Vec::new(),
            decided: Vec::new(),
            offered: Vec::new(),
            person,
            recall: Recall::default(),
            kept: Kept::default(),
            keys,
            manner,
            size: Size::default(),
            scroll: Scroll::default(),
            now,
            history,
            file: PathBuf::new(),
        };
        model.focus.source = model.index.sources.first().map(|(id, _)| *id);
        let first = model
            .first_to_rule()
            .or_else(|| model.index.rows.first().copied());
        model.go_to(first);
        if model.manner.is_demo {
            model.message = Message::new(model.first_words());
        }
        model
    }

    /// The first line of the sample: what is asked, and that nothing is final. The footer has the answers.
    fn first_words(&self) -> String {
        let nearest = self.claim().and_then(|claim| {
            self.case()
                .said_by(claim)
                .first()
                .map(|name| visible(name).into_owned())
        });
        let asks = nearest.map_or("Is it true?".to_owned(), |name| {
            format!("Did {name} say it?")
        });
        let dot = if self.manner.is_unicode { "·" } else { "-" };
        let back = self.fill(template!("{undo} undoes anything"));
        format!("{asks}  {dot}  {back}")
    }

    /// Where a visitor begins: the sample at a claim with both questions open; a story at the first
    /// claim with work.
    fn first_to_rule(&self) -> Option<ClaimId> {
        let asks = |id: &&ClaimId| {
            self.index.standings(**id).is_some_and(|at| {
                !at.is_checked() && (!self.manner.is_demo || at.asks_for(Question::Said))
            })
        };
        self.index.rows.iter().find(asks).copied()
    }

    /// The case as it is now.
    pub fn case(&self) -> &Case {
        self.history.case()
    }

    /// The claim in focus.
    pub fn claim(&self) -> Option<&Arc<Claim>> {
        self.case().claims.get(self.focus.claim?)
    }

    /// The source in focus.
    pub fn source(&self) -> Option<&Arc<Source>> {
        self.case().sources.get(self.focus.source?)
    }

    /// How the claim in focus stands.
    pub fn standings(&self) -> Option<Standings> {
        self.index.standings(self.focus.claim?)
    }

    /// How many items the Verdict pane has for the claim in focus.
    pub fn item_count(&self) -> usize {
        self.claim()
            .map_or(0, |claim| claim.evidence.len() + claim.rulings.len())
    }

    /// Whether the story's file holds another text than the draft.
    pub fn is_story_changed(&self) -> bool {
        self.index.findings.files().is_story_changed
    }

    /// Says why something cannot be done, and what can.
    pub fn refuse(&mut self, refusal: &Error) {
        self.message = Message::trouble(format!(
            "{}: {}",
            visible(&refusal.what),
            visible(&refusal.hint)
        ));
    }

    /// Words with the keys in them that are in force.
    pub fn fill(&self, template: Template) -> String {
        self.keys.fill(template)
    }

    /// Forgets what was said about the popup that closes.
    pub fn forget_popup(&mut self) {
        if self.message.is_of_popup {
            self.message = Message::default();
        }
    }

    /// Says something on the message line.
    pub fn say(&mut self, words: impl Into<String>) {
        self.message = Message::new(words);
    }

    /// A claim's number, for messages; 0 for one that is gone.
    pub fn number(&self, id: ClaimId) -> usize {
        self.case().number(id).unwrap_or_default()
    }

    /// The marked claims in draft order.
    pub fn marked(&self) -> Vec<ClaimId> {
        let claims = self.case().claims.iter().map(|claim| claim.id);
        claims.filter(|id| self.look.marks.contains(id)).collect()
    }
}
