//! Moving the focus.

use crate::case::{ClaimId, Question, Standing};
use crate::workbench::analysis::{self, Progress};
use crate::workbench::index::{Filter, Index, Standings};
use crate::workbench::model::Model;

impl Model {
    /// Moves the focus to a claim, and to its first question that needs a ruling.
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

    /// Moves the focus to a claim that the filter may hide. If it does, removes the filter.
    pub fn reveal(&mut self, claim: ClaimId) {
        if self.index.row(claim).is_none() {
            self.list_view.filter = Filter::All;
            self.arrange();
        }
        self.go_to(Some(claim));
    }

    /// Rebuilds the index after a change of the whole case. Keeps the results of file checks. If
    /// the focus moves, keys are ignored until the person can have seen that.
    pub fn rebuild_index(&mut self) {
        let focus = self.focus.claim;
        let row = self.focus.claim.and_then(|id| self.index.row(id));
        let files = self.index.findings.files().clone();
        let case = self.history.case();
        let (analysis, progress) = analysis::begin(case, &self.prefs.house, &files);
        // During the analysis no claim has findings yet. A filter by finding would leave the list
        // empty and move the focus.
        if progress.is_running() && matches!(self.list_view.filter, Filter::Finding(_)) {
            self.list_view.filter = Filter::All;
        }
        self.index = Index::of(case, &self.list_view, analysis);
        self.analysis = progress;
        self.keep_focus(row);
        if self.focus.claim != focus {
            self.unseen = Some(self.now);
        }
    }

    /// Runs the analysis that the first frame did not wait for.
    pub fn analyse(&mut self) {
        if matches!(self.analysis, Progress::Due) {
            let files = self.index.findings.files().clone();
            let case = self.history.case();
            let (analysis, progress) = analysis::begin(case, &self.prefs.house, &files);
            self.index.findings = analysis.findings;
            self.index.suggestions = analysis.suggestions;
            self.analysis = progress;
        }
    }

    /// Rebuilds the rows of the list. If the claim in focus has no row after that, the claim in the
    /// same row gets the focus.
    pub fn arrange(&mut self) {
        let row = self.focus.claim.and_then(|id| self.index.row(id));
        self.index.arrange(self.history.case(), &self.list_view);
        self.keep_focus(row);
    }

    /// Keeps the focus on an existing claim and source. `row` is the claim's former row.
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
        if self.focus.question == Question::Said && !self.has_said() {
            self.focus.question = Question::Fact;
        }
    }

    /// The claim that `n` (backwards: `N`) goes to, and whether the search wrapped around.
    pub fn next_to_rule(&self, is_back: bool) -> Option<(ClaimId, bool)> {
        let rows = &self.index.rows;
        let focus_row = self.focus.claim.and_then(|id| self.index.row(id));
        let needs_ruling = |row: &usize| {
            rows.get(*row)
                .and_then(|id| self.index.standings(*id))
                .is_some_and(|at| !at.is_checked())
        };
        let count = rows.len();
        let start = focus_row.unwrap_or(count.saturating_sub(1));
        let row = if is_back {
            let before = (0..start).rev();
            before.chain((start + 1..count).rev()).find(needs_ruling)
        } else {
            (start + 1..count)
                .chain(0..start.min(count))
                .find(needs_ruling)
        }?;
        let has_wrapped = if is_back { row > start } else { row < start };
        Some((*rows.get(row)?, has_wrapped && focus_row.is_some()))
    }

    /// Updates a list that shows only marked claims after a change of the marks.
    pub fn marks_changed(&mut self) {
        if self.list_view.filter == Filter::Marked {
            if self.list_view.marks.is_empty() {
                self.list_view.filter = Filter::All;
            }
            self.arrange();
        }
    }

    /// Whether the claim in focus has an attribution, so that it has the question *said*.
    pub fn has_said(&self) -> bool {
        let claim = self.claim();
        claim.is_some_and(|claim| claim.attribution.is_some())
    }

    /// Whether people differ on a question of a claim.
    pub fn is_contested(&self, claim: ClaimId, question: Question) -> bool {
        let standing = self.index.standings(claim).and_then(|at| at.on(question));
        standing == Some(Standing::Contested)
    }

    /// The contested question that `=` decides: the question that was just ruled on, or else one of
    /// the claim in focus.
    pub fn to_decide(&self) -> Option<(ClaimId, Question)> {
        let just = self.recall.just_ruled.as_ref();
        let just = just.and_then(|(claims, question)| match claims.as_slice() {
            [id] if self.is_contested(*id, *question) => Some((*id, *question)),
            _ => None,
        });
        let in_focus = || {
            let id = self.focus.claim?;
            let question = self.focus.question;
            let questions = [question, question.other()];
            let on = questions
                .into_iter()
                .find(|question| self.is_contested(id, *question))?;
            Some((id, on))
        };
        just.or_else(in_focus)
    }
}
