//! Earlier actions that can be repeated or referred to.

use crate::case::{Case, ClaimId, EvidenceId, Question, Reason, SourceId, Verdict};
use crate::workbench::action::{FindingRef, UsedSource};

/// Earlier actions that can be repeated or referred to.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    /// The claims ruled on, the latest last.
    pub ruled: Vec<ClaimId>,
    /// The last ruling: question, verdict (none for aside), reason.
    pub ruling: Option<(Question, Option<Verdict>, Option<Reason>)>,
    /// The item attached right after that ruling, for `again`.
    pub evidence: Option<UsedSource>,
    /// The item attached last, for the digit `0`.
    pub last: Option<UsedSource>,
    /// The items attached just now, until another key is pressed.
    pub attached: Vec<(ClaimId, EvidenceId)>,
    /// The claims and the question ruled on just now, until another key is pressed.
    pub just_ruled: Option<(Vec<ClaimId>, Question)>,
    /// Whether the message that everything is checked has not been shown yet.
    pub is_done: bool,
    /// The sources with a digit, and the claims for which they got it. While the same claims are in
    /// focus or marked, each source keeps its digit.
    pub numbers: (Vec<ClaimId>, Vec<SourceId>),
    /// Sources of attached evidence, the latest first.
    pub sources: Vec<SourceId>,
    /// The finding that the list led to last. `W` offers it first.
    pub finding: Option<FindingRef>,
    /// The number of searches, which identifies outdated answers.
    pub finds: u64,
}

impl Recall {
    /// Moves a source to the front of those used lately.
    pub fn used(&mut self, source: SourceId) {
        self.sources.retain(|id| *id != source);
        self.sources.insert(0, source);
    }

    /// The sources with a digit for these claims: those of their attributions, of their items, and
    /// those used lately; at most nine. While the claims are the same, each source keeps its digit.
    pub fn sources_for_digits(&mut self, case: &Case, claims: &[ClaimId]) -> Vec<SourceId> {
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

    /// The item for the digit `0`: the one attached last, if its source still exists.
    pub fn last_shown(&self, case: &Case) -> Option<UsedSource> {
        self.last.filter(|shown| case.sources.has(shown.source))
    }
}
