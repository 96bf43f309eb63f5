//! The state of the workbench. The focus is a claim, not a row, since rows can move.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use crate::case::{
    Case, Claim, ClaimId, Edit, History, Question, Source, SourceId, Step, Timestamp,
};
use crate::check::{Analysis, FileChecks, House};
use crate::error::Error;
use crate::store::Unsent;
use crate::text::visible;
use crate::workbench::action::Pane;
use crate::workbench::analysis::Progress;
use crate::workbench::event::Size;
use crate::workbench::index::{Index, ListView, Standings};
use crate::workbench::key::Press;
use crate::workbench::keymap::Keymap;
use crate::workbench::message::Message;
use crate::workbench::recall::Recall;
use crate::workbench::template::{Template, template};

/// The objects that keys act on.
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
    /// The index of the item in the Verdict pane: evidence first, then rulings.
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
    /// How many lines of the Verdict pane show the claim, down to its evidence. On a short screen
    /// the list of claims shrinks to make room for them.
    pub claim_lines: usize,
}

/// A selection in one paragraph of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The paragraph, from 0.
    pub paragraph: usize,
    /// The byte at which it began.
    pub from: usize,
    /// The byte of its moving end; before `from` if the selection goes backwards.
    pub to: usize,
}

impl Selection {
    /// The selected bytes.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.from.min(self.to)..self.from.max(self.to)
    }
}

/// Unsent input. It is stored when a form is closed, and offered when the form is opened again. The
/// same data is on disk. So a form is restored in the same words after it was closed and after the
/// program was killed.
#[derive(Clone, Debug, Default)]
pub struct UnsentInput {
    /// The input of closed forms, by the form's key.
    pub all: BTreeMap<String, Unsent>,
    /// The input of closed and open forms, as last written to disk.
    pub stored: BTreeMap<String, Unsent>,
    /// The texts that are open in an editor, by the form's key. They are newer than the texts of
    /// the fields.
    pub in_editor: BTreeMap<String, Unsent>,
    /// The keys of input that was copied because its record is gone.
    pub copied: BTreeSet<String>,
    /// Whether input was just put back into the topmost form. Ctrl-U then clears it.
    pub is_restored: bool,
}

impl UnsentInput {
    /// Stores unsent input until its form is opened again. There may be other input of this form
    /// already, if something was pasted into a new form meanwhile. Then both are stored.
    pub fn keep(&mut self, unsent: Unsent) {
        let all = &mut self.all;
        let of = unsent.of.clone();
        if let Some(before) = all.insert(of.clone(), unsent)
            && Some(&before.fields) != all.get(&of).map(|newer| &newer.fields)
        {
            let before = Unsent { of, ..before }.beside(|of| all.contains_key(of));
            all.insert(before.of.clone(), before);
        }
    }
}

/// The state of recording, as the header shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipts {
    /// The serial of the last edit made here.
    pub made: u64,
    /// The serial of the last edit that is on disk.
    pub recorded: u64,
    /// Why an edit cannot be recorded; none if it can.
    pub stuck: Option<String>,
    /// Why the case file cannot be updated; none if it can. Recorded edits are in the journal even
    /// then.
    pub unsaved: Option<String>,
    /// Why the case is read-only, if it is.
    pub read_only: Option<String>,
    /// The serials of edits that did not fit the case after another program changed it.
    pub unfit: Vec<u64>,
}

impl Receipts {
    /// Whether every edit made here is on disk.
    pub fn is_all_stored(&self) -> bool {
        self.made == self.recorded
    }

    /// Why something cannot be written; none if everything can.
    pub fn trouble(&self) -> Option<&str> {
        self.stuck.as_deref().or(self.unsaved.as_deref())
    }
}

/// The person's settings and the terminal's abilities.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct UiPrefs {
    /// Whether the focus moves on after a ruling.
    pub auto_advance: bool,
    /// Whether the terminal shows glyphs beyond ASCII.
    pub is_unicode: bool,
    /// Whether the terminal shows colours.
    pub has_colour: bool,
    /// Whether the case is the sample. Then the first message explains the keys.
    pub is_demo: bool,
    /// The local time zone.
    pub zone: jiff::tz::TimeZone,
    /// The house standards in force.
    pub house: House,
}

impl Default for UiPrefs {
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

/// The state of the workbench.
#[derive(Clone, Debug)]
pub struct Model {
    /// The case and its history.
    pub history: History,
    /// The path of the case file. Exports go beside it.
    pub file: PathBuf,
    /// Cached values: rows, standings, counts and the wrapped story.
    pub index: Index,
    /// The progress of the analysis, which computes findings and suggested links.
    pub analysis: Progress,
    /// How many analyses have been started.
    pub analyses: u64,
    /// The filter, the order and the marks of the list.
    pub list_view: ListView,
    /// Whether the Claims pane shows the story.
    pub is_story: bool,
    /// The objects that keys act on.
    pub focus: Focus,
    /// The message line.
    pub message: Message,
    /// Messages that wait because the present message asks for a digit.
    pub waiting: VecDeque<Message>,
    /// A notice in place of the footer until the next key. It says why a key did nothing. The
    /// message line stays.
    pub notice: String,
    /// The last key.
    pub pressed: Option<Press>,
    /// When a popup or another change last appeared by itself. Keys that come too soon after that
    /// are ignored. None after the first key that is not ignored.
    pub unseen: Option<Timestamp>,
    /// The state of recording.
    pub receipts: Receipts,
    /// Edits sent to the store thread that are not on disk yet, in order.
    pub pending: VecDeque<Step>,
    /// The person's edits that do not fit the case, or that the file has lost. They stay here until
    /// the person decides on them.
    pub unapplied: Vec<Edit>,
    /// Unapplied edits that the person has decided on. If the file changes again, they are shown
    /// again.
    pub decided: Vec<Edit>,
    /// The unapplied edits that would restore what the file has lost.
    pub offered: Vec<Edit>,
    /// The name under which rulings are made.
    pub person: Option<String>,
    /// Earlier actions that can be repeated.
    pub recall: Recall,
    /// Unsent input.
    pub unsent_input: UnsentInput,
    /// The keymap.
    pub keys: Keymap,
    /// The person's settings and the terminal's abilities.
    pub prefs: UiPrefs,
    /// The size of the screen.
    pub size: Size,
    /// How far each pane is scrolled.
    pub scroll: Scroll,
    /// The time of the last event, to show other times relative to it.
    pub now: Timestamp,
}

impl Model {
    /// The workbench for a case. The analysis comes later: see [`Self::analyse`].
    pub fn new(
        history: History,
        person: Option<String>,
        keys: Keymap,
        prefs: UiPrefs,
        now: Timestamp,
    ) -> Self {
        let list_view = ListView::default();
        let files = FileChecks::default();
        let analysis = Analysis::none(history.case(), &prefs.house, &files);
        let index = Index::of(history.case(), &list_view, analysis);
        let last = history.last_serial();
        let mut model = Self {
            index,
            analysis: Progress::Due,
            analyses: 0,
            list_view,
            is_story: false,
            focus: Focus::default(),
            message: Message::default(),
            waiting: VecDeque::new(),
            notice: String::new(),
            pressed: None,
            unseen: None,
            receipts: Receipts {
                made: last,
                recorded: last,
                ..Receipts::default()
            },
            pending: VecDeque::new(),
            unapplied: Vec::new(),
            decided: Vec::new(),
            offered: Vec::new(),
            person,
            recall: Recall::default(),
            unsent_input: UnsentInput::default(),
            keys,
            prefs,
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
        if model.prefs.is_demo {
            model.message = Message::new(model.first_message());
        }
        model
    }

    /// The first message of the sample: the question of the claim in focus, and that everything can
    /// be undone. The footer shows the keys.
    fn first_message(&self) -> String {
        let nearest = self.claim().and_then(|claim| {
            self.case()
                .said_by(claim)
                .first()
                .map(|name| visible(name).into_owned())
        });
        let question = nearest.map_or("Is it true?".to_owned(), |name| {
            format!("Did {name} say it?")
        });
        let dot = if self.prefs.is_unicode { "·" } else { "-" };
        let back = self.fill(template!("{undo} undoes anything"));
        format!("{question}  {dot}  {back}")
    }

    /// The claim that gets the first focus: the first one that needs a ruling. In the sample it is
    /// the first one whose *said* needs a ruling.
    fn first_to_rule(&self) -> Option<ClaimId> {
        let is_candidate = |id: &&ClaimId| {
            self.index.standings(**id).is_some_and(|at| {
                !at.is_checked() && (!self.prefs.is_demo || at.needs_ruling(Question::Said))
            })
        };
        self.index.rows.iter().find(is_candidate).copied()
    }

    /// The present case.
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

    /// The standings of the claim in focus.
    pub fn standings(&self) -> Option<Standings> {
        self.index.standings(self.focus.claim?)
    }

    /// The number of items in the Verdict pane for the claim in focus.
    pub fn item_count(&self) -> usize {
        self.claim()
            .map_or(0, |claim| claim.evidence.len() + claim.rulings.len())
    }

    /// Whether the text of the story's file differs from the draft.
    pub fn is_story_changed(&self) -> bool {
        self.index.findings.files().story_change.is_some()
    }

    /// Shows an error: what cannot be done, and the way out.
    pub fn refuse(&mut self, refusal: &Error) {
        self.message = Message::trouble(format!(
            "{}: {}",
            visible(&refusal.what),
            visible(&refusal.hint)
        ));
    }

    /// Replaces the commands in a template with their keys.
    pub fn fill(&self, template: Template) -> String {
        self.keys.fill(template)
    }

    /// Removes a message about a popup when the popup closes.
    pub fn clear_popup_message(&mut self) {
        if self.message.is_of_popup {
            self.message = Message::default();
        }
    }

    /// Shows a message.
    pub fn say(&mut self, words: impl Into<String>) {
        self.message = Message::new(words);
    }

    /// A claim's number for messages; 0 if the claim does not exist.
    pub fn number(&self, id: ClaimId) -> usize {
        self.case().number(id).unwrap_or_default()
    }

    /// The marked claims in draft order.
    pub fn marked(&self) -> Vec<ClaimId> {
        let claims = self.case().claims.iter().map(|claim| claim.id);
        claims
            .filter(|id| self.list_view.marks.contains(id))
            .collect()
    }
}
