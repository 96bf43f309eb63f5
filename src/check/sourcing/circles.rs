//! Circles: sources that have their knowledge from each other, and in the end from nobody. They are
//! found here and put in words.

use std::collections::{HashMap, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::NodeIndex;

use super::Web;
use crate::case::{Case, Source, SourceId};
use crate::check::phrase::{Filling, Phrase, phrase};

/// How many links of a circle are named from its start; a longer one is cut before its last.
const SHOWN: usize = 6;

impl Web {
    /// The circles, each link by link: a source, the one that it relies on, and so on back to the
    /// first, which is not said again. Of sources that hang together in several circles the
    /// shortest through the first of them by name is given.
    pub fn circles(&self) -> Vec<Vec<SourceId>> {
        // Nodes are numbered in the order of the sources, which is by name.
        let mut knots: Vec<Vec<NodeIndex>> = kosaraju_scc(&self.graph)
            .into_iter()
            .filter(|knot| match knot.as_slice() {
                [one] => self.graph.contains_edge(*one, *one),
                more => !more.is_empty(),
            })
            .collect();
        for knot in &mut knots {
            knot.sort_unstable();
        }
        knots.sort_unstable();
        knots
            .iter()
            .map(|knot| self.shortest_circle(knot))
            .collect()
    }

    /// The shortest way from the first of these nodes back to it.
    fn shortest_circle(&self, knot: &[NodeIndex]) -> Vec<SourceId> {
        let Some(first) = knot.first() else {
            return Vec::new();
        };
        let mut came_from: HashMap<NodeIndex, NodeIndex> = HashMap::new();
        let mut queue = VecDeque::from([*first]);
        while let Some(node) = queue.pop_front() {
            let mut next: Vec<NodeIndex> = self
                .graph
                .neighbors(node)
                .filter(|next| knot.binary_search(next).is_ok())
                .collect();
            next.sort_unstable();
            if next.contains(first) {
                let mut way = vec![node];
                while let Some(before) = way.last().and_then(|last| came_from.get(last)) {
                    way.push(*before);
                }
                way.reverse();
                return way
                    .into_iter()
                    .filter_map(|node| self.graph.node_weight(node).copied())
                    .collect();
            }
            for next in next {
                if next != *first && !came_from.contains_key(&next) {
                    came_from.insert(next, node);
                    queue.push_back(next);
                }
            }
        }
        Vec::new()
    }
}

/// A circle in words: "A relies on B, B relies on A".
pub fn circle_in_words(case: &Case, circle: &[SourceId]) -> Phrase {
    let name = |id: &SourceId| {
        let source = case.sources.get(*id).map(AsRef::as_ref);
        crate::text::visible(source.map_or("", |source: &Source| &source.name)).into_owned()
    };
    let next = circle.iter().cycle().skip(1);
    let left_out = circle.len().saturating_sub(SHOWN + 1);
    let mut links: Vec<Filling> = circle
        .iter()
        .zip(next)
        .enumerate()
        .filter(|(place, _)| *place < SHOWN || place + 1 == circle.len())
        .map(|(_, (from, to))| Filling::Phrase(phrase!("{} relies on {}", name(from), name(to))))
        .collect();
    if left_out > 0 {
        links.insert(SHOWN, Filling::Phrase(phrase!("{} more", left_out)));
    }
    phrase!("{}", Filling::List(links, ", "))
}
