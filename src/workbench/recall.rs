//! What was done before and is of use again.

use crate::case::{Case, ClaimId, EvidenceId, Question, Reason, SourceId, Verdict};
use crate::workbench::action::{Objection, Shown};

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
    /// The sources that had a digit last, and for which claims: while those are in hand each keeps
    /// its digit.
    pub numbers: (Vec<ClaimId>, Vec<SourceId>),
    /// Sources that evidence came from, the latest first.
    pub sources: Vec<SourceId>,
    /// The finding that the list led to last: `W` is about that one first.
    pub finding: Option<Objection>,
    /// How many finds there have been, so that an answer to an earlier one is known.
    pub finds: u64,
}

impl Recall {
    /// Remembers that evidence came from a source.
    pub fn used(&mut self, source: SourceId) {
        self.sources.retain(|id| *id != source);
        self.sources.insert(0, source);
    }

    /// The sources that a digit takes for these claims: whom they credit, whose items they have,
    /// and those used lately; at most nine. While the same claims are in hand each keeps its digit.
    pub fn numbered(&mut self, case: &Case, claims: &[ClaimId]) -> Vec<SourceId> {
        let (of, mut ids) = std::mem::take(&mut self.numbers);
        if of != claims {
            ids.clear();
        }
        let all = || claims.iter().filter_map(|id| case.claims.get(*id));
        let chains = all().flat_map(|claim| claim.chain().iter().copied());
        let items = all().flat_map(|claim| claim.items().map(|item| item.source));
        let recent = self.sources.iter().copied();
        for id in chains.chain(items).chain(recent) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.retain(|id| case.sources.has(*id));
        ids.truncate(9);
        self.numbers = (claims.to_vec(), ids.clone());
        ids
    }

    /// What 0 takes: the source used last, if it is still there.
    pub fn last_shown(&self, case: &Case) -> Option<Shown> {
        self.last.filter(|shown| case.sources.has(shown.source))
    }
}
