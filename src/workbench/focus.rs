//! Moves the focus.

use crate::case::{ClaimId, Question, Standing};
use crate::workbench::analysis::{self, Progress};
use crate::workbench::index::{Filter, Index, Standings};
use crate::workbench::model::Model;

impl Model {
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

    /// Like `go_to`, for a claim that the list may not show. In that case the list shows all claims
    /// again.
    pub fn reveal(&mut self, claim: ClaimId) {
        if self.index.row(claim).is_none() {
            self.look.filter = Filter::All;
            self.arrange();
        }
        self.go_to(Some(claim));
    }

    /// Looks through the whole case again, with what the files of its items were found to hold.
    /// Where focus moves for it, that is to be seen first.
    pub fn rebuild_index(&mut self) {
        let focus = self.focus.claim;
        let row = self.focus.claim.and_then(|id| self.index.row(id));
        let files = self.index.findings.files().clone();
        let case = self.history.case();
        let (analysis, progress) = analysis::begin(case, &self.manner.house, &files);
        // Until they are looked for again nothing has findings: a list of those that have would be
        // empty, and focus somewhere else.
        if progress.is_running() && matches!(self.look.filter, Filter::Finding(_)) {
            self.look.filter = Filter::All;
        }
        self.index = Index::of(case, &self.look, analysis);
        self.analysis = progress;
        self.keep_focus(row);
        if self.focus.claim != focus {
            self.unseen = Some(self.now);
        }
    }

    /// Reads the words of the case, which the first frame does not wait for.
    pub fn analyse(&mut self) {
        if matches!(self.analysis, Progress::Due) {
            let files = self.index.findings.files().clone();
            let case = self.history.case();
            let (analysis, progress) = analysis::begin(case, &self.manner.house, &files);
            self.index.findings = analysis.findings;
            self.index.suggestions = analysis.suggestions;
            self.analysis = progress;
        }
    }

    /// Rebuilds the rows of the list. If the claim in focus is no longer among them, the one in its
    /// place gets the focus.
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
        if self.focus.question == Question::Said && !self.has_said() {
            self.focus.question = Question::Fact;
        }
    }

    /// The claim that `n` (or, backwards, `N`) goes to, and whether the search turned round the
    /// end.
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

    /// Follows a change of the marks: a list that shows the marked claims shows those.
    pub fn marks_changed(&mut self) {
        if self.look.filter == Filter::Marked {
            if self.look.marks.is_empty() {
                self.look.filter = Filter::All;
            }
            self.arrange();
        }
    }

    /// Whether the claim in focus credits anybody, so that *said* is asked of it.
    pub fn has_said(&self) -> bool {
        let claim = self.claim();
        claim.is_some_and(|claim| claim.attribution.is_some())
    }

    /// Whether people differ on a question of a claim.
    pub fn is_contested(&self, claim: ClaimId, question: Question) -> bool {
        let standing = self.index.standings(claim).and_then(|at| at.on(question));
        standing == Some(Standing::Contested)
    }

    /// The question that would be decided now: the one ruled on just now, else one of the claim in
    /// focus.
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
