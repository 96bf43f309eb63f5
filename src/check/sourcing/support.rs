//! The evidence for one question of a claim: items for and against, their independent origins, and
//! the sources on which a verdict depends.

use petgraph::graph::NodeIndex;

use super::SourceGraph;
use crate::case::standing::{CurrentStanding, Standing};
use crate::case::{Claim, Evidence, Nature, Question, Reason, SourceId, Stance, Verdict};

/// How many sources are tried as the deciding one. A verdict with more sources hardly depends on
/// one of them, and trying each would be slow.
const MAX_TRIED_SOURCES: usize = 200;

/// The evidence for one question of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// The items that support it.
    pub supports: Side,
    /// The items that refute it.
    pub refutes: Side,
    /// How many items only give context.
    pub context: usize,
}

/// The items of one stance on one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// How many items there are.
    pub items: usize,
    /// How many independent origins they have.
    pub origins: usize,
    /// How many of them are primary.
    pub primary: usize,
}

impl Side {
    /// Whether the items suffice if this many origins are required. One primary item always
    /// suffices.
    pub fn suffices(self, required: usize) -> bool {
        self.primary > 0 || self.origins >= required
    }
}

impl Support {
    /// The items on which a verdict rests: those that refute a disputed claim, or those that
    /// support any other.
    pub fn behind(self, standing: Standing) -> Side {
        match side_of(standing) {
            Stance::Refutes => self.refutes,
            Stance::Supports | Stance::Context => self.supports,
        }
    }
}

/// The stance of the items on which a verdict rests.
fn side_of(standing: Standing) -> Stance {
    match standing {
        Standing::Disputed => Stance::Refutes,
        _ => Stance::Supports,
    }
}

/// Whether a verdict needs independent origins, because it says that the claim is true or false. A
/// verdict that sources conflict or that somebody denies the claim needs none: the sources
/// themselves show it.
pub fn needs_origins(current: CurrentStanding<'_>) -> bool {
    match current.by.map(|ruling| (ruling.verdict, ruling.reason)) {
        Some((Some(Verdict::Confirmed), _)) => true,
        Some((Some(Verdict::Disputed), reason)) => {
            !matches!(reason, Some(Reason::SourcesConflict | Reason::Denied))
        }
        _ => false,
    }
}

impl SourceGraph {
    /// The evidence for a question of a claim.
    pub fn support(&self, claim: &Claim, question: Question) -> Support {
        let side = |stance| {
            let items = || {
                claim
                    .evidence_on(question)
                    .filter(move |item| item.stance == stance)
            };
            Side {
                items: items().count(),
                origins: self.origins(items().map(|item| item.source)),
                primary: items()
                    .filter(|item| item.nature == Nature::Primary)
                    .count(),
            }
        };
        Support {
            supports: side(Stance::Supports),
            refutes: side(Stance::Refutes),
            context: claim
                .evidence_on(question)
                .filter(|item| item.stance == Stance::Context)
                .count(),
        }
    }

    /// The sources on which a verdict depends: without one of them, the verdict would have too few
    /// origins. Items of sources that rely only on the removed source are removed too. Empty if the
    /// verdict has too few origins anyway, and if it has very many sources.
    pub fn deciding_sources(
        &self,
        claim: &Claim,
        question: Question,
        standing: Standing,
        required: usize,
    ) -> Vec<SourceId> {
        let stance = side_of(standing);
        let items: Vec<&Evidence> = claim
            .evidence_on(question)
            .filter(|item| item.stance == stance)
            .collect();
        if !self
            .support(claim, question)
            .behind(standing)
            .suffices(required)
        {
            return Vec::new();
        }
        let from = |without: Option<NodeIndex>| -> Vec<NodeIndex> {
            let nodes = items.iter().filter_map(|item| self.nodes.get(&item.source));
            nodes
                .copied()
                .filter(|node| Some(*node) != without)
                .collect()
        };
        let mut all = self.above(&from(None));
        if all.len() > MAX_TRIED_SOURCES {
            return Vec::new();
        }
        all.retain(|node| {
            let has_primary = items.iter().any(|item| {
                item.nature == Nature::Primary && self.nodes.get(&item.source) != Some(node)
            });
            !has_primary && self.components(&from(Some(*node)), Some(*node)) < required
        });
        all.into_iter()
            .filter_map(|node| self.graph.node_weight(node).copied())
            .collect()
    }
}
