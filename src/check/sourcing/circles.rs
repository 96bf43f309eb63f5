//! Finds circles (sources that rely on each other directly or through others) and describes them in
//! words.

use std::collections::{HashMap, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::NodeIndex;

use super::SourceGraph;
use crate::case::{Case, Source, SourceId};
use crate::check::phrase::{Filling, Phrase, phrase};

/// How many links of a circle are named; a longer circle is shortened before its last link.
const MAX_LINKS_SHOWN: usize = 6;

impl SourceGraph {
    /// The circles. Each starts with a source, then the source that it relies on, and so on; the
    /// first source is not repeated at the end. If several circles share sources, only one is
    /// returned: the shortest through the source that is first by name.
    pub fn circles(&self) -> Vec<Vec<SourceId>> {
        // Nodes are numbered in the order of the sources, which is by name.
        let mut components: Vec<Vec<NodeIndex>> = kosaraju_scc(&self.graph)
            .into_iter()
            .filter(|component| match component.as_slice() {
                [one] => self.graph.contains_edge(*one, *one),
                more => !more.is_empty(),
            })
            .collect();
        for component in &mut components {
            component.sort_unstable();
        }
        components.sort_unstable();
        components
            .iter()
            .map(|component| self.shortest_circle(component))
            .collect()
    }

    /// The shortest path from the first of these nodes back to it.
    fn shortest_circle(&self, component: &[NodeIndex]) -> Vec<SourceId> {
        let Some(first) = component.first() else {
            return Vec::new();
        };
        let mut came_from: HashMap<NodeIndex, NodeIndex> = HashMap::new();
        let mut queue = VecDeque::from([*first]);
        while let Some(node) = queue.pop_front() {
            let mut next: Vec<NodeIndex> = self
                .graph
                .neighbors(node)
                .filter(|next| component.binary_search(next).is_ok())
                .collect();
            next.sort_unstable();
            if next.contains(first) {
                let mut path = vec![node];
                while let Some(before) = path.last().and_then(|last| came_from.get(last)) {
                    path.push(*before);
                }
                path.reverse();
                return path
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
    let left_out = circle.len().saturating_sub(MAX_LINKS_SHOWN + 1);
    let mut links: Vec<Filling> = circle
        .iter()
        .zip(next)
        .enumerate()
        .filter(|(place, _)| *place < MAX_LINKS_SHOWN || place + 1 == circle.len())
        .map(|(_, (from, to))| Filling::Phrase(phrase!("{} relies on {}", name(from), name(to))))
        .collect();
    if left_out > 0 {
        links.insert(
            MAX_LINKS_SHOWN,
            Filling::Phrase(phrase!("{} more", left_out)),
        );
    }
    phrase!("{}", Filling::List(links, ", "))
}
