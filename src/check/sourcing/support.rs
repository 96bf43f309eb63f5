//! What a question of a claim rests on: its items for and against, how many independent origins
//! they have, and the sources without which a verdict would not stand.

use petgraph::graph::NodeIndex;

use super::Web;
use crate::case::standing::{Standing, Stands};
use crate::case::{Claim, Evidence, Nature, Question, Reason, SourceId, Stance, Verdict};

/// With so many sources, no single one decides a verdict, and trying each would take long.
const MANY: usize = 200;

/// What one question of a claim rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// The items that support it.
    pub supports: Side,
    /// The items that refute it.
    pub refutes: Side,
    /// How many items give context only.
    pub context: usize,
}

/// The items of one stance on one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// How many.
    pub items: usize,
    /// How many independent origins they have.
    pub origins: usize,
    /// How many of them are primary.
    pub primary: usize,
}

impl Side {
    /// Whether it suffices where this many origins are asked for: a primary item answers by itself.
    pub fn suffices(self, asked: usize) -> bool {
        self.primary > 0 || self.origins >= asked
    }
}

impl Support {
    /// The side that makes a verdict stand: for a disputed claim what refutes it.
    pub fn behind(self, standing: Standing) -> Side {
        match side_of(standing) {
            Stance::Refutes => self.refutes,
            Stance::Supports | Stance::Context => self.supports,
        }
    }
}

/// Which way the items point that make such a verdict stand.
fn side_of(standing: Standing) -> Stance {
    match standing {
        Standing::Disputed => Stance::Refutes,
        _ => Stance::Supports,
    }
}

/// Whether a verdict says something that needs sources of its own: that it is true, or that it is
/// not. That sources conflict or that somebody denies it is shown by those very sources.
pub fn asks_for_origins(stands: Stands<'_>) -> bool {
    match stands.by.map(|ruling| (ruling.verdict, ruling.reason)) {
        Some((Some(Verdict::Confirmed), _)) => true,
        Some((Some(Verdict::Disputed), reason)) => {
            !matches!(reason, Some(Reason::SourcesConflict | Reason::Denied))
        }
        _ => false,
    }
}

impl Web {
    /// What a question of a claim rests on.
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

    /// The sources of which each one, if it were taken away, would leave a verdict without enough:
    /// its own items gone, and with them those of sources that rely on that source alone. Empty
    /// where the verdict has not enough anyhow, and where very many sources stand behind it.
    pub fn deciding_sources(
        &self,
        claim: &Claim,
        question: Question,
        standing: Standing,
        asked: usize,
    ) -> Vec<SourceId> {
        let stance = side_of(standing);
        let items: Vec<&Evidence> = claim
            .evidence_on(question)
            .filter(|item| item.stance == stance)
            .collect();
        if !self
            .support(claim, question)
            .behind(standing)
            .suffices(asked)
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
        if all.len() > MANY {
            return Vec::new();
        }
        all.retain(|node| {
            let has_primary = items.iter().any(|item| {
                item.nature == Nature::Primary && self.nodes.get(&item.source) != Some(node)
            });
            !has_primary && self.components(&from(Some(*node)), Some(*node)) < asked
        });
        all.into_iter()
            .filter_map(|node| self.graph.node_weight(node).copied())
            .collect()
    }
}
