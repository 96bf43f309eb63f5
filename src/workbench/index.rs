//! Cached values of a case: the rows of the list, standings, counts, coverage, the wrapped story.
//!
//! All of them follow from the case and the view of the list. A ruling updates only the values that
//! it affects, so it costs the same among 100,000 claims as among a hundred. Rows and sources are
//! rebuilt if an edit may reorder them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::case::standing::{Coverage, CurrentStanding, standing_of};
use crate::case::{
    Case, Change, Claim, ClaimId, Edit, LinkKind, Part, Place, Progress, Question, SourceId,
    Standing,
};
use crate::check::{Analysis, Findings, LinkSuggestions, Standard};
use crate::text;

/// The standings of a claim's two questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standings {
    /// The standing of *said*; none for a claim without attribution.
    pub said: Option<Standing>,
    /// The standing of *fact*.
    pub fact: Standing,
}

impl Standings {
    /// The standings of this claim.
    pub fn of(claim: &Claim) -> Self {
        let standing = |question| {
            let CurrentStanding { standing, .. } = standing_of(claim, question);
            standing
        };
        Self {
            said: claim.attribution.as_ref().map(|_| standing(Question::Said)),
            fact: standing(Question::Fact),
        }
    }

    /// The standing of one question. None for *said* of a claim without attribution.
    pub fn on(self, question: Question) -> Option<Standing> {
        match question {
            Question::Said => self.said,
            Question::Fact => Some(self.fact),
        }
    }

    /// Whether the claim has this question and it needs a ruling.
    pub fn needs_ruling(self, question: Question) -> bool {
        self.on(question)
            .is_some_and(|standing| !standing.is_settled())
    }

    /// Whether every question has a verdict or is set aside.
    pub fn is_checked(self) -> bool {
        !self.needs_ruling(Question::Said) && !self.needs_ruling(Question::Fact)
    }

    /// The first question that needs a ruling: *said*, else *fact*.
    pub fn first_question(self) -> Question {
        if self.needs_ruling(Question::Said) {
            Question::Said
        } else {
            Question::Fact
        }
    }
}

/// The filter of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All claims.
    #[default]
    All,
    /// Claims with a question that needs a ruling.
    Work,
    /// Claims with several candidates for who said them.
    Unsure,
    /// Claims with this standing of *fact*.
    Standing(Standing),
    /// Claims attributed to this source, or with evidence of it.
    Source(SourceId),
    /// Claims with a finding of this standard.
    Finding(Standard),
    /// Marked claims.
    Marked,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The order of the story.
    #[default]
    Draft,
    /// Claims that need a ruling first.
    Work,
}

/// The view of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    /// The filter.
    pub filter: Filter,
    /// The order.
    pub order: Order,
    /// The marked claims.
    pub marks: HashSet<ClaimId>,
}

/// Cached values of a case; see the module documentation.
#[derive(Clone, Debug)]
pub struct Index {
    /// The claims of the list, in its order.
    pub rows: Vec<ClaimId>,
    row_of: HashMap<ClaimId, usize>,
    standings: HashMap<ClaimId, Standings>,
    /// The numbers of claims by the standing of *fact*.
    pub progress: Progress,
    paragraphs: Vec<Coverage>,
    /// The coverage of the whole story.
    pub coverage: Coverage,
    /// By source: how many claims are attributed to it, and how many items it has.
    pub uses: HashMap<SourceId, (usize, usize)>,
    /// The sources in the order of the Sources pane, with their depth. Each source is below the
    /// first source that relies on it.
    pub sources: Vec<(SourceId, usize)>,
    /// By claim: the claims with a link to it, and the kinds of the links.
    linked: HashMap<ClaimId, Vec<(ClaimId, LinkKind)>>,
    /// Suggested links that nobody has added.
    pub suggestions: LinkSuggestions,
    /// The findings and the source graph.
    pub findings: Findings,
    /// The story in lines.
    pub story: Story,
}

impl Index {
    /// The index of a case that was just opened, with its analysis.
    pub fn of(case: &Case, list_view: &ListView, analysis: Analysis) -> Self {
        let mut index = Self {
            rows: Vec::new(),
            row_of: HashMap::new(),
            standings: HashMap::new(),
            progress: Progress::default(),
            paragraphs: Vec::new(),
            coverage: Coverage::default(),
            uses: HashMap::new(),
            sources: Vec::new(),
            linked: HashMap::new(),
            suggestions: analysis.suggestions,
            findings: analysis.findings,
            story: Story::default(),
        };
        index.rebuild(case, list_view);
        index
    }

    /// The number of errors that are flagged with `!`.
    pub fn flags(&self) -> usize {
        self.findings.counts(self.coverage).flags
    }

    /// The standings of a claim.
    pub fn standings(&self, id: ClaimId) -> Option<Standings> {
        self.standings.get(&id).copied()
    }

    /// The row of a claim in the list, from 0.
    pub fn row(&self, id: ClaimId) -> Option<usize> {
        self.row_of.get(&id).copied()
    }

    fn rebuild(&mut self, case: &Case, list_view: &ListView) {
        self.standings.clear();
        self.progress = Progress::default();
        for claim in case.claims.iter() {
            self.add_standings(claim);
        }
        let paragraphs = case
            .draft
            .as_ref()
            .map_or(0, |draft| draft.paragraphs.len());
        self.paragraphs.clear();
        self.coverage = Coverage::default();
        for paragraph in 0..paragraphs {
            let covered = Coverage::of_paragraph(case, paragraph);
            self.coverage += covered;
            self.paragraphs.push(covered);
        }
        self.uses.clear();
        self.linked.clear();
        for claim in case.claims.iter() {
            self.update_uses(claim, |count| *count += 1);
            self.link(claim);
        }
        self.sources = source_tree(case);
        self.arrange(case, list_view);
        let width = self.story.width;
        self.story = Story::default();
        self.story.fit(case, width);
    }

    fn add_standings(&mut self, claim: &Claim) {
        if claim.is_cut() {
            return;
        }
        let standings = Standings::of(claim);
        self.progress.claims += 1;
        self.progress.checked += usize::from(standings.is_checked());
        *self.progress.count(standings.fact) += 1;
        self.standings.insert(claim.id, standings);
    }

    fn remove_standings(&mut self, id: ClaimId) {
        if let Some(standings) = self.standings.remove(&id) {
            self.progress.claims -= 1;
            self.progress.checked -= usize::from(standings.is_checked());
            *self.progress.count(standings.fact) -= 1;
        }
    }

    /// Updates the index after an edit. `case` already contains the edit.
    pub fn update(&mut self, edit: &Edit, case: &Case, list_view: &ListView) {
        self.findings.update(edit, case);
        let mut touched = Vec::new();
        let mut paragraphs = Vec::new();
        let (mut rows_moved, mut candidates_changed) = (false, false);
        let claims = edit.claims(case);
        for swap in &claims {
            self.suggestions
                .update(swap.before.as_deref(), swap.after.as_deref());
        }
        if edit.changes.iter().any(is_of_draft) {
            return self.rebuild(case, list_view);
        }
        for swap in claims {
            if let Some(claim) = &swap.before {
                self.update_uses(claim, |count| *count = count.saturating_sub(1));
                self.unlink(claim);
            }
            if let Some(claim) = &swap.after {
                self.link(claim);
                self.update_uses(claim, |count| *count += 1);
            }
            // Rows move if a claim is added, removed or reordered, or if it becomes cut or uncut.
            let before_and_after = swap.before.as_ref().zip(swap.after.as_ref());
            rows_moved |= before_and_after
                .is_none_or(|(a, b)| a.order(b).is_ne() || a.is_cut() != b.is_cut());
            for claim in [&swap.before, &swap.after].into_iter().flatten() {
                candidates_changed |= claim.is_unsure();
                touched.push(claim.id);
                paragraphs.extend(claim.span.map(|span| span.paragraph));
            }
        }
        let sources_changed = candidates_changed || !edit.sources(case).is_empty();
        touched.sort_unstable();
        touched.dedup();
        for id in touched {
            self.remove_standings(id);
            if let Some(claim) = case.claims.get(id) {
                self.add_standings(claim);
                paragraphs.extend(claim.span.map(|span| span.paragraph));
            }
        }
        paragraphs.sort_unstable();
        paragraphs.dedup();
        for paragraph in paragraphs {
            if let Some(slot) = self.paragraphs.get_mut(paragraph) {
                let covered = Coverage::of_paragraph(case, paragraph);
                self.coverage += covered;
                self.coverage -= *slot;
                *slot = covered;
            }
        }
        if sources_changed {
            self.sources = source_tree(case);
        }
        if rows_moved || !matches!(list_view.filter, Filter::All) || list_view.order == Order::Work
        {
            self.arrange(case, list_view);
        }
    }

    /// Rebuilds the rows of the list.
    pub fn arrange(&mut self, case: &Case, list_view: &ListView) {
        let standings = |claim: &Claim| self.standings.get(&claim.id);
        let is_work = |claim: &Claim| standings(claim).is_some_and(|at| !at.is_checked());
        let shows = |claim: &Claim| match list_view.filter {
            Filter::All => true,
            Filter::Work => is_work(claim),
            Filter::Unsure => claim.is_unsure(),
            Filter::Standing(standing) => standings(claim).is_some_and(|at| at.fact == standing),
            Filter::Source(source) => claim.credits_or_cites(source),
            Filter::Finding(standard) => self.findings.has(claim.id, standard),
            Filter::Marked => list_view.marks.contains(&claim.id),
        };
        let shown = case.uncut().filter(|claim| shows(claim));
        let mut rows: Vec<(bool, ClaimId)> = shown
            .map(|claim| (list_view.order == Order::Work && !is_work(claim), claim.id))
            .collect();
        // A stable sort keeps draft order in each half.
        rows.sort_by_key(|(is_done, _)| *is_done);
        self.rows = rows.into_iter().map(|(_, id)| id).collect();
        self.row_of = self
            .rows
            .iter()
            .enumerate()
            .map(|(row, id)| (*id, row))
            .collect();
    }

    /// The claims with a link to this one, and the kinds of the links.
    pub fn links_to(&self, id: ClaimId) -> impl Iterator<Item = (ClaimId, LinkKind)> + '_ {
        self.linked.get(&id).into_iter().flatten().copied()
    }

    /// Whether another claim gives a later figure for the same thing.
    pub fn is_superseded(&self, id: ClaimId) -> bool {
        self.links_to(id).any(|(_, kind)| kind == LinkKind::Updates)
    }

    fn link(&mut self, claim: &Claim) {
        if claim.is_cut() {
            return;
        }
        for link in &claim.links {
            let linked = self.linked.entry(link.to).or_default();
            linked.push((claim.id, link.kind));
        }
    }

    fn unlink(&mut self, claim: &Claim) {
        for link in &claim.links {
            if let Some(linked) = self.linked.get_mut(&link.to) {
                linked.retain(|(from, _)| *from != claim.id);
            }
        }
    }

    /// Adds or subtracts a claim's uses of sources: its attribution and its evidence.
    fn update_uses(&mut self, claim: &Claim, count: fn(&mut usize)) {
        if claim.is_cut() {
            return;
        }
        for id in claim.chain() {
            count(&mut self.uses.entry(*id).or_default().0);
        }
        for item in claim.items() {
            count(&mut self.uses.entry(item.source).or_default().1);
        }
    }
}

/// Whether a change affects the draft's texts or the kinds of its paragraphs.
fn is_of_draft(change: &Change) -> bool {
    match change {
        Change::Draft(_) | Change::Paragraph(..) => true,
        Change::Field(field) => field.of == Place::Draft,
        _ => false,
    }
}

/// The sources by name, each below the first source that relies on it.
fn source_tree(case: &Case) -> Vec<(SourceId, usize)> {
    let relied: HashSet<SourceId> = case
        .sources
        .iter()
        .flat_map(|source| source.relies_on.iter().copied())
        .collect();
    let mut rows = Vec::new();
    let mut seen = HashSet::new();
    let shown: Vec<_> = case.shown_sources().collect();
    let roots = shown.iter().filter(|source| !relied.contains(&source.id));
    // Sources in a circle are below no root. They come last, by name.
    for source in roots.chain(&shown) {
        let mut stack = vec![(source.id, 0)];
        while let Some((id, depth)) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            rows.push((id, depth));
            if let Some(source) = case.sources.get(id) {
                let mut below: Vec<_> = source
                    .relies_on
                    .iter()
                    .filter_map(|id| case.sources.get(*id))
                    .collect();
                below.sort_by(|a, b| b.name.cmp(&a.name));
                stack.extend(below.iter().map(|source| (source.id, depth + 1)));
            }
        }
    }
    rows
}

/// The story wrapped to one width.
#[derive(Clone, Debug, Default)]
pub struct Story {
    width: usize,
    /// The lines. The empty line between two paragraphs belongs to the first.
    pub lines: Vec<StoryLine>,
    /// The first line of each paragraph.
    first_lines: Vec<usize>,
}

/// A line of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryLine {
    /// The paragraph, from 0.
    pub paragraph: usize,
    /// The bytes of the paragraph on this line. None for the empty line after it.
    pub bytes: Option<Range<usize>>,
}

impl Story {
    /// Wraps the story to this many cells, unless it has that width already.
    pub fn fit(&mut self, case: &Case, width: usize) {
        if width == self.width && !self.lines.is_empty() {
            return;
        }
        (self.width, self.lines, self.first_lines) = (width, Vec::new(), Vec::new());
        if width == 0 {
            return;
        }
        let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
        for (paragraph, text) in paragraphs.enumerate() {
            self.first_lines.push(self.lines.len());
            // A caption has a sign before its first line.
            let sign = if text.part() == Part::Caption { 2 } else { 0 };
            let lines = text::wrap(text.text(), width.saturating_sub(sign));
            self.lines.extend(lines.into_iter().map(|bytes| StoryLine {
                paragraph,
                bytes: Some(bytes),
            }));
            self.lines.push(StoryLine {
                paragraph,
                bytes: None,
            });
        }
    }

    /// The line that contains a byte of a paragraph.
    pub fn line_of(&self, paragraph: usize, byte: usize) -> usize {
        let start = self.first_lines.get(paragraph).copied().unwrap_or_default();
        let rest = self.lines.get(start..).unwrap_or_default();
        let before = rest
            .iter()
            .take_while(|line| line.paragraph == paragraph)
            .filter_map(|line| line.bytes.as_ref())
            .take_while(|bytes| bytes.start <= byte)
            .count();
        start + before.saturating_sub(1)
    }
}
