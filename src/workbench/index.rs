//! What is worth not computing twice: the rows of the list, standings, counts, coverage, the
//! wrapped story.
//!
//! Everything in here follows from the case and the look of the list; a ruling refreshes only what
//! it touched, so that it costs the same among 100,000 claims as among a hundred. Rows and sources
//! are rebuilt where an edit may move them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::case::standing::{Coverage, Stands, stands};
use crate::case::{
    Case, Change, Claim, ClaimId, Edit, LinkKind, Part, Place, Progress, Question, SourceId,
    Standing,
};
use crate::check::{Analysis, Findings, LinkSuggestions, Standard};
use crate::text;

/// How the two questions of a claim stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standings {
    /// None where nobody is credited.
    pub said: Option<Standing>,
    /// Of *fact*.
    pub fact: Standing,
}

impl Standings {
    /// Of this claim.
    pub fn of(claim: &Claim) -> Self {
        let standing = |question| {
            let Stands { standing, .. } = stands(claim, question);
            standing
        };
        Self {
            said: claim.attribution.as_ref().map(|_| standing(Question::Said)),
            fact: standing(Question::Fact),
        }
    }

    /// How one question stands; none for *said* of a claim that credits nobody.
    pub fn on(self, question: Question) -> Option<Standing> {
        match question {
            Question::Said => self.said,
            Question::Fact => Some(self.fact),
        }
    }

    /// Whether it is there and neither a verdict nor aside.
    pub fn asks_for(self, question: Question) -> bool {
        self.on(question)
            .is_some_and(|standing| !standing.is_settled())
    }

    /// Whether every question stands as a verdict or aside.
    pub fn is_checked(self) -> bool {
        !self.asks_for(Question::Said) && !self.asks_for(Question::Fact)
    }

    /// The question that a checker would take first: *said* if it is not ruled on, else *fact*.
    pub fn first_question(self) -> Question {
        if self.asks_for(Question::Said) {
            Question::Said
        } else {
            Question::Fact
        }
    }
}

/// Which claims the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    #[default]
    All,
    /// Those with a question that is not ruled on.
    Work,
    /// Those of which nobody has chosen who said them.
    Unsure,
    /// Those whose *fact* stands so.
    Standing(Standing),
    /// Those that credit this source or have evidence of it.
    Source(SourceId),
    /// Those to which a house standard objects.
    Finding(Standard),
    /// Those that are marked.
    Marked,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they stand in the story.
    #[default]
    Draft,
    /// Those with a question that is not ruled on first.
    Work,
}

/// What the list shows, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Which claims.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// The marked ones.
    pub marks: HashSet<ClaimId>,
}

/// See the head of the module.
#[derive(Clone, Debug)]
pub struct Index {
    /// The claims of the list, in its order.
    pub rows: Vec<ClaimId>,
    row_of: HashMap<ClaimId, usize>,
    standings: HashMap<ClaimId, Standings>,
    /// The case's claims counted by the standing of *fact*.
    pub progress: Progress,
    paragraphs: Vec<Coverage>,
    /// Of the whole story.
    pub coverage: Coverage,
    /// How many claims credit a source, and how many items are its.
    pub uses: HashMap<SourceId, (usize, usize)>,
    /// The sources as their pane shows them: each under the first one that relies on it, and how
    /// deep.
    pub sources: Vec<(SourceId, usize)>,
    /// From a claim to those that are linked to it, and how.
    linked: HashMap<ClaimId, Vec<(ClaimId, LinkKind)>>,
    /// Links that the words show and nobody has set.
    pub suggestions: LinkSuggestions,
    /// The findings, and who relies on whom.
    pub findings: Findings,
    /// The story in lines.
    pub story: Story,
}

impl Index {
    /// Of a case that was just opened, with what reading its words has shown.
    pub fn of(case: &Case, look: &Look, analysis: Analysis) -> Self {
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
        index.rebuild(case, look);
        index
    }

    /// How many errors raise a flag.
    pub fn flags(&self) -> usize {
        self.findings.counts(self.coverage).flags
    }

    /// How a claim stands.
    pub fn standings(&self, id: ClaimId) -> Option<Standings> {
        self.standings.get(&id).copied()
    }

    /// The row of a claim in the list, from 0.
    pub fn row(&self, id: ClaimId) -> Option<usize> {
        self.row_of.get(&id).copied()
    }

    fn rebuild(&mut self, case: &Case, look: &Look) {
        self.standings.clear();
        self.progress = Progress::default();
        for claim in case.claims.iter() {
            self.count(claim);
        }
        let paragraphs = case
            .draft
            .as_ref()
            .map_or(0, |draft| draft.paragraphs.len());
        self.paragraphs.clear();
        self.coverage = Coverage::default();
        for place in 0..paragraphs {
            let here = Coverage::of_paragraph(case, place);
            self.coverage += here;
            self.paragraphs.push(here);
        }
        self.uses.clear();
        self.linked.clear();
        for claim in case.claims.iter() {
            self.uses_of(claim, |count| *count += 1);
            self.link(claim);
        }
        self.sources = tree(case);
        self.arrange(case, look);
        let width = self.story.width;
        self.story = Story::default();
        self.story.fit(case, width);
    }

    fn count(&mut self, claim: &Claim) {
        if claim.is_cut() {
            return;
        }
        let standings = Standings::of(claim);
        self.progress.claims += 1;
        self.progress.checked += usize::from(standings.is_checked());
        *self.progress.count(standings.fact) += 1;
        self.standings.insert(claim.id, standings);
    }

    fn uncount(&mut self, id: ClaimId) {
        if let Some(standings) = self.standings.remove(&id) {
            self.progress.claims -= 1;
            self.progress.checked -= usize::from(standings.is_checked());
            *self.progress.count(standings.fact) -= 1;
        }
    }

    /// Follows an edit that the case now has.
    pub fn follow(&mut self, edit: &Edit, case: &Case, look: &Look) {
        self.findings.follow(edit, case);
        let mut touched = Vec::new();
        let mut paragraphs = Vec::new();
        let (mut claims_moved, mut shown_moved) = (false, false);
        let claims = edit.claims(case);
        for swap in &claims {
            self.suggestions
                .follow(swap.before.as_deref(), swap.after.as_deref());
        }
        if edit.changes.iter().any(is_of_draft) {
            return self.rebuild(case, look);
        }
        for swap in claims {
            if let Some(claim) = &swap.before {
                self.uses_of(claim, |count| *count = count.saturating_sub(1));
                self.unlink(claim);
            }
            if let Some(claim) = &swap.after {
                self.link(claim);
                self.uses_of(claim, |count| *count += 1);
            }
            // A claim that stays at its place moves no row.
            let stays = swap.before.as_ref().zip(swap.after.as_ref());
            claims_moved |=
                stays.is_none_or(|(a, b)| a.order(b).is_ne() || a.is_cut() != b.is_cut());
            for claim in [&swap.before, &swap.after].into_iter().flatten() {
                shown_moved |= claim.is_unsure();
                touched.push(claim.id);
                paragraphs.extend(claim.span.map(|span| span.paragraph));
            }
        }
        let sources_moved = shown_moved || !edit.sources(case).is_empty();
        touched.sort_unstable();
        touched.dedup();
        for id in touched {
            self.uncount(id);
            if let Some(claim) = case.claims.get(id) {
                self.count(claim);
                paragraphs.extend(claim.span.map(|span| span.paragraph));
            }
        }
        paragraphs.sort_unstable();
        paragraphs.dedup();
        for place in paragraphs {
            if let Some(slot) = self.paragraphs.get_mut(place) {
                let now = Coverage::of_paragraph(case, place);
                self.coverage += now;
                self.coverage -= *slot;
                *slot = now;
            }
        }
        if sources_moved {
            self.sources = tree(case);
        }
        if claims_moved || !matches!(look.filter, Filter::All) || look.order == Order::Work {
            self.arrange(case, look);
        }
    }

    /// Rebuilds the rows of the list.
    pub fn arrange(&mut self, case: &Case, look: &Look) {
        let standings = |claim: &Claim| self.standings.get(&claim.id);
        let is_work = |claim: &Claim| standings(claim).is_some_and(|at| !at.is_checked());
        let shows = |claim: &Claim| match look.filter {
            Filter::All => true,
            Filter::Work => is_work(claim),
            Filter::Unsure => claim.is_unsure(),
            Filter::Standing(standing) => standings(claim).is_some_and(|at| at.fact == standing),
            Filter::Source(source) => claim.credits_or_cites(source),
            Filter::Finding(standard) => self.findings.has(claim.id, standard),
            Filter::Marked => look.marks.contains(&claim.id),
        };
        let shown = case.uncut().filter(|claim| shows(claim));
        let mut rows: Vec<(bool, ClaimId)> = shown
            .map(|claim| (look.order == Order::Work && !is_work(claim), claim.id))
            .collect();
        // Stable, so that draft order holds within each half.
        rows.sort_by_key(|(is_done, _)| *is_done);
        self.rows = rows.into_iter().map(|(_, id)| id).collect();
        self.row_of = self
            .rows
            .iter()
            .enumerate()
            .map(|(row, id)| (*id, row))
            .collect();
    }

    /// The claims that bear on this one, and how.
    pub fn links_to(&self, id: ClaimId) -> impl Iterator<Item = (ClaimId, LinkKind)> + '_ {
        self.linked.get(&id).into_iter().flatten().copied()
    }

    /// Whether another claim has a later figure for the same.
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

    /// Counts the sources that a claim credits and those of its evidence, up or down.
    fn uses_of(&mut self, claim: &Claim, count: fn(&mut usize)) {
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

/// Whether a change is of the story's own words or of what they are.
fn is_of_draft(change: &Change) -> bool {
    match change {
        Change::Draft(_) | Change::Paragraph(..) => true,
        Change::Field(field) => field.of == Place::Draft,
        _ => false,
    }
}

/// The sources by name, each that others rely on under the first of those.
fn tree(case: &Case) -> Vec<(SourceId, usize)> {
    let relied: HashSet<SourceId> = case
        .sources
        .iter()
        .flat_map(|source| source.relies_on.iter().copied())
        .collect();
    let mut rows = Vec::new();
    let mut seen = HashSet::new();
    let shown: Vec<_> = case.shown_sources().collect();
    let roots = shown.iter().filter(|source| !relied.contains(&source.id));
    // Sources in a circle are below no root: they come last, in order of name.
    for source in roots.chain(&shown) {
        let mut stack = vec![(source.id, 0)];
        while let Some((id, depth)) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            rows.push((id, depth));
            if let Some(source) = case.sources.get(id) {
                let mut under: Vec<_> = source
                    .relies_on
                    .iter()
                    .filter_map(|id| case.sources.get(*id))
                    .collect();
                under.sort_by(|a, b| b.name.cmp(&a.name));
                stack.extend(under.iter().map(|source| (source.id, depth + 1)));
            }
        }
    }
    rows
}

/// The story in lines of one width.
#[derive(Clone, Debug, Default)]
pub struct Story {
    width: usize,
    /// The lines; between two paragraphs an empty one that belongs to the first.
    pub lines: Vec<StoryLine>,
    starts: Vec<usize>,
}

/// A line of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryLine {
    /// The paragraph, from 0.
    pub paragraph: usize,
    /// The bytes of it that the line holds; none for the empty line after it.
    pub bytes: Option<Range<usize>>,
}

impl Story {
    /// Wraps the story to this many cells, if it is not so already.
    pub fn fit(&mut self, case: &Case, width: usize) {
        if width == self.width && !self.lines.is_empty() {
            return;
        }
        (self.width, self.lines, self.starts) = (width, Vec::new(), Vec::new());
        if width == 0 {
            return;
        }
        let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
        for (paragraph, text) in paragraphs.enumerate() {
            self.starts.push(self.lines.len());
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

    /// The line on which a byte of a paragraph stands.
    pub fn line_of(&self, paragraph: usize, byte: usize) -> usize {
        let start = self.starts.get(paragraph).copied().unwrap_or_default();
        let rest = self.lines.get(start..).unwrap_or_default();
        let here = rest
            .iter()
            .take_while(|line| line.paragraph == paragraph)
            .filter_map(|line| line.bytes.as_ref())
            .take_while(|bytes| bytes.start <= byte)
            .count();
        start + here.saturating_sub(1)
    }
}
