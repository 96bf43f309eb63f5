//! The workbench as it is at one moment. Focus is a claim, never a row: rows move under it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use crate::case::{
    Case, Change, Claim, ClaimId, Edit, EvidenceId, History, Question, Reason, Refusal, Source,
    SourceId, Stamp, Step, Verdict,
};
use crate::check::{House, OnFiles};
use crate::store::Unsent;
use crate::text::visible;
use crate::workbench::commands::{Command, Place};
use crate::workbench::index::{Index, Look, Standings};
use crate::workbench::key::Key;
use crate::workbench::keymap::Keymap;
use crate::workbench::layout::{Scroll, Size};
use crate::workbench::message::{Message, Shown};
use crate::workbench::popup::{Ask, Mode, Yes};
use crate::workbench::template::{Template, template};
use crate::workbench::{Effect, Turn};

/// A pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Who says something.
    Sources,
    /// What is said: the list, or the story.
    #[default]
    Claims,
    /// What is known of the claim in focus.
    Verdict,
}

/// What the keys are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// The pane.
    pub pane: Pane,
    /// The claim; none only where there is none.
    pub claim: Option<ClaimId>,
    /// The question that `▸` points at.
    pub question: Question,
    /// The source in the Sources pane.
    pub source: Option<SourceId>,
    /// The item in the Verdict pane, from 0: evidence first, then rulings.
    pub item: usize,
}

/// What is safe on disk, as the header tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipts {
    /// The serial of the last edit made here.
    pub made: u64,
    /// The serial of the last one with a receipt.
    pub kept: u64,
    /// Why an edit could not be recorded, until it could.
    pub stuck: Option<String>,
    /// Why the case file could not be brought up to date, until it could. What has its receipt is safe all the same.
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

/// What was done before and is of use again.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    /// The claims ruled on, the last one last.
    pub ruled: Vec<ClaimId>,
    /// The last ruling: on which question, the verdict (none for aside), the reason.
    pub ruling: Option<(Question, Option<Verdict>, Option<Reason>)>,
    /// What was attached right after it, for the same again.
    pub evidence: Option<Shown>,
    /// What was attached last of all, for 0.
    pub last: Option<Shown>,
    /// The items attached just now, until another key.
    pub attached: Vec<(ClaimId, EvidenceId)>,
    /// What was ruled on just now, until another key: these claims, on this question.
    pub just: Option<(Vec<ClaimId>, Question)>,
    /// Whether it is still to be said that everything is checked.
    pub is_done: bool,
    /// The sources that had a digit last, and for which claims: while those are in hand each keeps its digit.
    pub numbers: (Vec<ClaimId>, Vec<SourceId>),
    /// Sources that evidence came from, the latest first.
    pub sources: Vec<SourceId>,
    /// What was typed into what was left, by its key.
    pub unsent: BTreeMap<String, Unsent>,
    /// The same with what is open: as it was last sent to be kept on disk.
    pub kept: BTreeMap<String, Unsent>,
    /// What editors have open, by its key: they may know more than its field does.
    pub edited: BTreeMap<String, Unsent>,
    /// What of it was copied, since its record is gone.
    pub copied: BTreeSet<String>,
    /// Whether what the topmost field holds came back just now, so that one key takes it away again.
    pub is_back: bool,
    /// How many finds there have been, so that an answer to an earlier one is known.
    pub finds: u64,
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
    /// What the house asks for.
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
    pub file: std::path::PathBuf,
    /// What is worth not computing twice.
    pub index: Index,
    /// What the list shows.
    pub look: Look,
    /// Whether the Claims pane shows the story.
    pub is_story: bool,
    /// What the keys are about.
    pub focus: Focus,
    /// What has the keys before the panes do; the last one is on top.
    pub modes: Vec<Mode>,
    /// The message line.
    pub message: Message,
    /// What is said there once it is free: a message that asks is not talked over.
    pub waiting: VecDeque<Message>,
    /// What the footer says instead of keys, until the next key: what a key did not do, while the line above it stays.
    pub notice: String,
    /// The last key.
    pub pressed: Option<crate::workbench::Press>,
    /// Since when what the keys go to is something that nobody has seen: it came by itself.
    pub unseen: Option<crate::case::Timestamp>,
    /// What is safe on disk.
    pub receipts: Receipts,
    /// What was sent to be recorded and has no receipt yet, in order.
    pub pending: VecDeque<Step>,
    /// Edits of ours that no longer fit the case, or that it lacks, until it is decided which side stands.
    pub clashes: Vec<Edit>,
    /// Those that it was decided on: a file that changes again brings them up again.
    pub decided: Vec<Edit>,
    /// Those of them that bring back what the file lacks.
    pub offered: Vec<Edit>,
    /// Who rules.
    pub person: Option<String>,
    /// What is of use again.
    pub recall: Recall,
    /// Which key runs which command.
    pub keys: Keymap,
    /// How the person wants things.
    pub manner: Manner,
    /// How large the screen is.
    pub size: Size,
    /// How far each pane is scrolled.
    pub scroll: Scroll,
    /// The time of the last event, for saying when something was.
    pub now: crate::case::Timestamp,
}

impl Model {
    /// The workbench over a case.
    pub fn new(
        history: History,
        person: Option<String>,
        keys: Keymap,
        manner: Manner,
        now: crate::case::Timestamp,
    ) -> Self {
        let look = Look::default();
        let index = Index::of(history.case(), &look, &manner.house, &OnFiles::default());
        let last = history.last_serial();
        let mut model = Self {
            index,
            look,
            is_story: false,
            focus: Focus::default(),
            modes: Vec::new(),
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
            clashes: Vec::new(),
            decided: Vec::new(),
            offered: Vec::new(),
            person,
            recall: Recall::default(),
            keys,
            manner,
            size: Size::default(),
            scroll: Scroll::default(),
            now,
            history,
            file: std::path::PathBuf::new(),
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

    /// Takes in how the case was found.
    pub fn found(&mut self, notices: Vec<crate::store::Notice>) {
        let first = std::mem::take(&mut self.message);
        crate::workbench::sync::take_notices(self, notices, Vec::new());
        if !first.is_empty() {
            // How it is open comes before what was found.
            let found = std::mem::replace(&mut self.message, first);
            if !found.is_empty() {
                self.waiting.push_back(found);
            }
        }
    }

    /// Shows what has to be read before anything is done: each stands until Enter or Esc.
    pub fn must_read(&mut self, words: Vec<String>) {
        let asks = words.into_iter().rev().map(|words| {
            Mode::Ask(Ask {
                words: format!("{words}."),
                yes: Yes::GoOn,
            })
        });
        self.modes.extend(asks);
    }

    /// Takes in what was typed in an earlier session and not sent.
    pub fn take_unsent(&mut self, all: Vec<Unsent>) {
        crate::workbench::unsent::take_in(self, all);
    }

    /// The first line of the sample: what is asked, the three answers, and that nothing is final.
    fn first_words(&self) -> String {
        let nearest = self.claim().and_then(|claim| {
            self.case()
                .said_by(claim)
                .first()
                .map(|name| visible(name).into_owned())
        });
        let asks = nearest.map_or("Is it so?".to_owned(), |name| format!("Did {name} say it?"));
        let dot = if self.manner.is_unicode { "·" } else { "-" };
        let ways = self.fill(template!(
            "{confirm} yes  {dispute} no  {unverified} cannot tell"
        ));
        let back = self.fill(template!("{undo} takes anything back"));
        format!("{asks}  {ways}  {dot}  {back}")
    }

    /// Where a visitor begins: the sample at a claim with both questions open; a story at the first claim with work.
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

    /// Puts a claim into focus, and `▸` on the question that a checker would take first.
    pub fn go_to(&mut self, claim: Option<ClaimId>) {
        if self.focus.claim != claim || claim.is_none() {
            (self.focus.item, self.scroll.verdict) = (0, 0);
        }
        self.focus.claim = claim;
        self.focus.question = self
            .standings()
            .map(Standings::first_question)
            .unwrap_or_default();
    }

    /// The same for a claim that the list may not show: then it shows all again.
    pub fn reveal(&mut self, claim: ClaimId) {
        if self.index.row(claim).is_none() {
            self.look.filter = crate::workbench::index::Filter::All;
            self.arrange();
        }
        self.go_to(Some(claim));
    }

    /// The find line, if it is what the keys go to.
    pub fn finding(&self) -> Option<&crate::workbench::find::Find> {
        match self.modes.last() {
            Some(crate::workbench::popup::Mode::Find(find)) => Some(find),
            _ => None,
        }
    }

    /// Looks through the whole case again, with what the files of its items were found to hold. Where focus moves for it, that is to
    /// be seen first.
    pub fn index_anew(&mut self) {
        let focus = self.focus.claim;
        let row = self.focus.claim.and_then(|id| self.index.row(id));
        let files = self.index.findings.files().clone();
        self.index = Index::of(self.history.case(), &self.look, &self.manner.house, &files);
        self.keep_focus(row);
        if self.focus.claim != focus {
            self.unseen = Some(self.now);
        }
    }

    /// Makes the rows of the list anew. A claim in focus that they lack gives way to the one that stands in its place.
    pub fn arrange(&mut self) {
        let row = self.focus.claim.and_then(|id| self.index.row(id));
        self.index.arrange(self.history.case(), &self.look);
        self.keep_focus(row);
    }

    /// Sees that focus is on something that is there; `row` is where it was.
    pub fn keep_focus(&mut self, row: Option<usize>) {
        if self
            .focus
            .claim
            .is_none_or(|id| self.index.row(id).is_none())
        {
            let rows = &self.index.rows;
            let next = row.and_then(|row| rows.get(row.min(rows.len().saturating_sub(1))));
            let next = next.or_else(|| rows.first()).copied();
            self.go_to(next);
        }
        if self.source().is_none() {
            self.focus.source = self.index.sources.first().map(|(id, _)| *id);
        }
        let items = self.item_count();
        self.focus.item = self.focus.item.min(items.saturating_sub(1));
        let has_said = self
            .claim()
            .is_some_and(|claim| claim.attribution.is_some());
        if self.focus.question == Question::Said && !has_said {
            self.focus.question = Question::Fact;
        }
    }

    /// How many items the Verdict pane has for the claim in focus.
    pub fn item_count(&self) -> usize {
        self.claim()
            .map_or(0, |claim| claim.evidence.len() + claim.rulings.len())
    }

    /// The person and the time of what is done now.
    pub fn stamp<'a>(&'a self, turn: &Turn<'_>) -> Stamp<'a> {
        Stamp {
            by: self.person.as_deref().unwrap_or_default(),
            at: turn.at,
        }
    }

    /// Makes an edit: the case has it at once, and the desk is asked to record it. Says why not, if it cannot be made.
    pub fn make(&mut self, edit: Result<Edit, Refusal>, turn: &mut Turn<'_>) -> bool {
        if self.is_read_only() {
            return false;
        }
        let made = match edit {
            Ok(edit) => self.history.make(edit),
            Err(refusal) => {
                self.refuse(&refusal);
                return false;
            }
        };
        match made {
            Ok(step) => {
                self.take(&step, turn);
                true
            }
            Err(moved) => {
                self.message = Message::new(visible(&moved.to_string()));
                false
            }
        }
    }

    /// Whether the story's file holds another text than the draft.
    pub fn is_story_changed(&self) -> bool {
        self.index.findings.files().is_story_changed
    }

    /// Whether nothing can be changed here; says why.
    pub fn is_read_only(&mut self) -> bool {
        if let Some(why) = &self.receipts.read_only {
            self.message = Message::trouble(format!("This case is open to read only: {why}"));
        }
        self.receipts.read_only.is_some()
    }

    /// Sends a step that the history made to be recorded, and follows it.
    pub fn take(&mut self, step: &Step, turn: &mut Turn<'_>) {
        self.receipts.made = step.serial;
        self.pending.push_back(step.clone());
        turn.effects.push(Effect::Record(step.clone()));
        let row = self.focus.claim.and_then(|id| self.index.row(id));
        if step.edit.changes.iter().any(names_file) {
            crate::workbench::actions::jobs::look(self, turn);
        }
        self.index
            .follow(&step.edit, self.history.case(), &self.look);
        let case = self.history.case();
        self.look.marks.retain(|id| case.claims.has(*id));
        self.keep_focus(row);
    }

    /// Says why something cannot be done, and what can.
    pub fn refuse(&mut self, refusal: &Refusal) {
        self.message = Message::trouble(format!(
            "{}: {}",
            visible(&refusal.why),
            visible(&refusal.hint)
        ));
    }

    /// The command that a key means now: on the panes any, in a mode one of those that it takes.
    pub fn command(&self, key: Key) -> Option<&'static Command> {
        self.meant(&self.keys, key)
    }

    /// The same by other keys than those in force.
    pub fn meant(&self, keys: &Keymap, key: Key) -> Option<&'static Command> {
        let command = keys.find(&Place::of(self.focus.pane), key);
        let mode = self.modes.last();
        command.filter(|command| mode.is_none_or(|mode| mode.takes().contains(&command.id)))
    }

    /// Words with the keys in them that are in force.
    pub fn fill(&self, template: Template) -> String {
        self.keys.fill(template)
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

    /// The claim that `n` (or, backwards, `N`) goes to, and whether the search turned round the end.
    pub fn next_to_rule(&self, is_back: bool) -> Option<(ClaimId, bool)> {
        let rows = &self.index.rows;
        let here = self.focus.claim.and_then(|id| self.index.row(id));
        let asks = |row: &usize| {
            rows.get(*row)
                .and_then(|id| self.index.standings(*id))
                .is_some_and(|at| !at.is_checked())
        };
        let count = rows.len();
        let start = here.unwrap_or(count.saturating_sub(1));
        let row = if is_back {
            let before = (0..start).rev();
            before.chain((start + 1..count).rev()).find(asks)
        } else {
            (start + 1..count).chain(0..start.min(count)).find(asks)
        }?;
        let has_turned = if is_back { row > start } else { row < start };
        Some((*rows.get(row)?, has_turned && here.is_some()))
    }

    /// The claims whose rulings, evidence or own words an edit touches, as they come.
    pub fn touched(edit: &Edit) -> Option<(ClaimId, Option<Question>)> {
        edit.changes.iter().rev().find_map(|change| match change {
            Change::Ruling(id, swap) => {
                let ruling = swap.after.as_ref().or(swap.before.as_ref())?;
                Some((*id, Some(ruling.question)))
            }
            other => Some((other.claim()?, None)),
        })
    }

    /// Follows a change of the marks: a list that shows the marked claims shows those.
    pub fn marks_changed(&mut self) {
        if self.look.filter == crate::workbench::index::Filter::Marked {
            if self.look.marks.is_empty() {
                self.look.filter = crate::workbench::index::Filter::All;
            }
            self.arrange();
        }
    }

    /// Remembers that evidence came from a source.
    pub fn used(&mut self, source: SourceId) {
        self.recall.sources.retain(|id| *id != source);
        self.recall.sources.insert(0, source);
    }

    /// The sources that a digit takes for these claims: whom they credit, whose items they have, and those used lately; at
    /// most nine. While the same claims are in hand each keeps its digit.
    pub fn numbered_sources(&mut self, claims: &[ClaimId]) -> Vec<SourceId> {
        let (of, mut ids) = std::mem::take(&mut self.recall.numbers);
        if of != claims {
            ids.clear();
        }
        let case = self.history.case();
        let all = || claims.iter().filter_map(|id| case.claims.get(*id));
        let chains = all().flat_map(|claim| claim.chain().iter().copied());
        let items = all().flat_map(|claim| claim.items().map(|item| item.source));
        let recent = self.recall.sources.iter().copied();
        for id in chains.chain(items).chain(recent) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.retain(|id| case.sources.has(*id));
        ids.truncate(9);
        self.recall.numbers = (claims.to_vec(), ids.clone());
        ids
    }

    /// What 0 takes: the source used last, if it is still there.
    pub fn last_shown(&self) -> Option<Shown> {
        let last = self.recall.last;
        last.filter(|shown| self.case().sources.has(shown.source))
    }

    /// Whether people differ on a question of a claim.
    pub fn is_contested(&self, claim: ClaimId, question: Question) -> bool {
        let standing = self.index.standings(claim).and_then(|at| at.on(question));
        standing == Some(crate::case::Standing::Contested)
    }

    /// The question that would be decided now: the one ruled on just now, else one of the claim in focus.
    pub fn to_decide(&self) -> Option<(ClaimId, Question)> {
        let just = self.recall.just.as_ref();
        let just = just.and_then(|(claims, question)| match claims.as_slice() {
            [id] if self.is_contested(*id, *question) => Some((*id, *question)),
            _ => None,
        });
        let here = || {
            let id = self.focus.claim?;
            let question = self.focus.question;
            let questions = [question, question.other()];
            let on = questions
                .into_iter()
                .find(|question| self.is_contested(id, *question))?;
            Some((id, on))
        };
        just.or_else(here)
    }
}

/// Whether a change brings or takes an item that names a file.
fn names_file(change: &Change) -> bool {
    match change {
        Change::Evidence(_, swap) => {
            let mut items = swap.before.iter().chain(&swap.after);
            items.any(|item| item.file.is_some())
        }
        Change::Claim(swap) => {
            let mut claims = swap.before.iter().chain(&swap.after);
            claims.any(|claim| claim.evidence.iter().any(|item| item.file.is_some()))
        }
        Change::Field(field) => {
            matches!(field.of, crate::case::Place::Evidence(..)) && field.field == "file"
        }
        _ => false,
    }
}
