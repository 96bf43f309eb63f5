//! Earlier actions that can be repeated or referred to.

use crate::case::{Case, ClaimId, EvidenceId, Question, Reason, SourceId, Verdict};
use crate::workbench::action::{FindingRef, UsedSource};

/// Earlier actions that can be repeated or referred to.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    /// The claims that were ruled on, the latest last.
    pub ruled: Vec<ClaimId>,
    /// The last ruling: question, verdict (none for aside), reason.
    pub ruling: Option<(Question, Option<Verdict>, Option<Reason>)>,
    /// The source of the item that was attached right after that ruling. The command `again`
    /// attaches it too.
    pub evidence: Option<UsedSource>,
    /// The source of the last attached item, for the digit `0`.
    pub last: Option<UsedSource>,
    /// The items that were just attached. Empty after the next key.
    pub attached: Vec<(ClaimId, EvidenceId)>,
    /// The claims that were just ruled on, and the question. None after the next key.
    pub just_ruled: Option<(Vec<ClaimId>, Question)>,
    /// Whether the message that every claim is checked must still be shown.
    pub is_done: bool,
    /// The sources with a digit, and the claims for which they got it. While the same claims are in
    /// focus or marked, each source keeps its digit.
    pub numbers: (Vec<ClaimId>, Vec<SourceId>),
    /// Sources of attached evidence, the latest first.
    pub sources: Vec<SourceId>,
    /// The last finding that the person went to from the list. `W` offers its standard first.
    pub finding: Option<FindingRef>,
    /// The number of searches, which identifies outdated answers.
    pub finds: u64,
}

impl Recall {
    /// Moves a source to the front of the sources that were used lately.
    pub fn used(&mut self, source: SourceId) {
        self.sources.retain(|id| *id != source);
        self.sources.insert(0, source);
    }

    /// The sources with a digit for these claims, at most nine: those of their attributions, those
    /// of their items, and those used lately. While the claims are the same, each source keeps its
    /// digit.
    pub fn sources_for_digits(&mut self, case: &Case, claims: &[ClaimId]) -> Vec<SourceId> {
        let (numbered_for, mut ids) = std::mem::take(&mut self.numbers);
        if numbered_for != claims {
            ids.clear();
        }
        let records = || claims.iter().filter_map(|id| case.claims.get(*id));
        let chains = records().flat_map(|claim| claim.chain().iter().copied());
        let items = records().flat_map(|claim| claim.items().map(|item| item.source));
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

    /// The choice for the digit `0`: the source of the last attached item, if the case still has
    /// that source.
    pub fn last_shown(&self, case: &Case) -> Option<UsedSource> {
        self.last.filter(|shown| case.sources.has(shown.source))
    }
}
