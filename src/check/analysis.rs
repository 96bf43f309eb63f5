//! The findings and suggested links of a case. For a large case they take longer than one frame to
//! compute.

use super::file_check::FileChecks;
use super::findings::Findings;
use super::house::House;
use super::links::LinkSuggestions;
use crate::case::{Case, Edit};

/// The findings on a case and the suggested links between its claims. Both are updated after an
/// edit.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The findings, and the source graph.
    pub findings: Findings,
    /// Links that the claims' words suggest and that nobody has added.
    pub suggestions: LinkSuggestions,
}

impl Analysis {
    /// Checks a whole case. `files`: the results of the checks of its evidence files.
    pub fn of(case: &Case, house: &House, files: &FileChecks) -> Self {
        let mut findings = Findings::of(case, house, files);
        findings.build_index(case);
        Self {
            findings,
            suggestions: LinkSuggestions::of(case),
        }
    }

    /// An analysis without findings and suggestions, for use until the full one is computed. Only
    /// the source graph is built.
    pub fn none(case: &Case, house: &House, files: &FileChecks) -> Self {
        Self {
            findings: Findings::none(case, house, files),
            suggestions: LinkSuggestions::default(),
        }
    }

    /// Updates the analysis after an edit. `case` already contains the edit.
    pub fn update(&mut self, edit: &Edit, case: &Case) {
        self.findings.update(edit, case);
        for swap in edit.claims(case) {
            let (before, after) = (swap.before.as_deref(), swap.after.as_deref());
            self.suggestions.update(before, after);
        }
    }
}
