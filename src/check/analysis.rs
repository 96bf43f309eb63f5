//! What reading all words of a case shows. Of a large case that takes longer than a frame may.

use super::findings::Findings;
use super::house::House;
use super::links::LinkSuggestions;
use super::on_file::OnFiles;
use crate::case::{Case, Edit};

/// The findings on a case, and the links that its words suggest. They follow edits.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The findings, and who relies on whom.
    pub findings: Findings,
    /// Links that the words show and nobody has set.
    pub suggestions: LinkSuggestions,
}

impl Analysis {
    /// Of a whole case, in this house, with what the files of its items were found to hold.
    pub fn of(case: &Case, house: &House, files: &OnFiles) -> Self {
        let mut findings = Findings::of(case, house, files);
        findings.ready(case);
        Self {
            findings,
            suggestions: LinkSuggestions::of(case),
        }
    }

    /// Before any word of a case was read: who relies on whom is known, and nothing is found.
    pub fn none(case: &Case, house: &House, files: &OnFiles) -> Self {
        Self {
            findings: Findings::none(case, house, files),
            suggestions: LinkSuggestions::default(),
        }
    }

    /// Follows an edit that the case now has.
    pub fn follow(&mut self, edit: &Edit, case: &Case) {
        self.findings.follow(edit, case);
        for swap in edit.claims(case) {
            let (before, after) = (swap.before.as_deref(), swap.after.as_deref());
            self.suggestions.follow(before, after);
        }
    }
}
