//! The source graph (which source relies on which), and the number of independent origins of
//! evidence.
//!
//! Four outlets that repeat one agency are one origin. The count depends only on sources and items,
//! not on their order or on how often something was repeated. `support` computes the evidence
//! behind a verdict, `circles` finds sources that rely on each other.

mod circles;
mod support;

use std::collections::{BTreeSet, HashMap, VecDeque};

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;

use crate::case::{Case, Claim, Evidence, Nature, Question, Source, SourceId};
pub use circles::circle_in_words;
pub use support::{Side, Support, needs_origins};

/// The source graph: an edge from a source to each source that it relies on.
#[derive(Clone, Debug, Default)]
pub struct SourceGraph {
    graph: DiGraph<SourceId, ()>,
    nodes: HashMap<SourceId, NodeIndex>,
    /// By node: whether it leads to a source that relies on nobody.
    has_root: Vec<bool>,
    /// By node: its connected component. Sources in different components have no common source.
    component_of: Vec<NodeIndex>,
}

impl SourceGraph {
    /// The graph of a case's sources. A `relies_on` with an unknown id is ignored.
    pub fn of(case: &Case) -> Self {
        let mut graph = DiGraph::with_capacity(case.sources.len(), case.sources.len());
        let nodes: HashMap<SourceId, NodeIndex> = case
            .sources
            .iter()
            .map(|source| (source.id, graph.add_node(source.id)))
            .collect();
        for source in case.sources.iter() {
            let Some(from) = nodes.get(&source.id) else {
                continue;
            };
            for to in source.relies_on.iter().filter_map(|id| nodes.get(id)) {
                graph.add_edge(*from, *to, ());
            }
        }
        let mut graph = Self {
            graph,
            nodes,
            has_root: Vec::new(),
            component_of: Vec::new(),
        };
        graph.compute_components();
        graph
    }

    /// Updates the edges of a changed source. Its name must be the same, since circles are ordered
    /// by name.
    pub fn update(&mut self, source: &Source) {
        let Some(from) = self.nodes.get(&source.id).copied() else {
            return;
        };
        while let Some(edge) = self.graph.first_edge(from, Direction::Outgoing) {
            self.graph.remove_edge(edge);
        }
        for to in source.relies_on.iter().filter_map(|id| self.nodes.get(id)) {
            self.graph.add_edge(from, *to, ());
        }
        self.compute_components();
    }

    fn compute_components(&mut self) {
        let mut components_so_far = UnionFind::new(self.graph.node_count());
        for edge in self.graph.raw_edges() {
            components_so_far.union(edge.source(), edge.target());
        }
        self.component_of = components_so_far.into_labeling();
        self.has_root = with_root(&self.graph);
    }

    /// The number of independent origins of these sources: the connected components of the graph of
    /// these sources and everything that they rely on. A component in which every source relies on
    /// another is a circle and does not count.
    pub fn origins(&self, sources: impl IntoIterator<Item = SourceId>) -> usize {
        let mut nodes: Vec<(NodeIndex, NodeIndex)> = sources
            .into_iter()
            .filter_map(|id| self.nodes.get(&id))
            .filter_map(|node| Some((*self.component_of.get(node.index())?, *node)))
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
            .chunk_by(|(island, _), (other, _)| island == other)
            .map(|island| match island {
                [(_, node)] => usize::from(self.reaches_root(*node)),
                more => {
                    let nodes: Vec<NodeIndex> = more.iter().map(|(_, node)| *node).collect();
                    self.components(&nodes, None)
                }
            })
            .sum()
    }

    fn reaches_root(&self, node: NodeIndex) -> bool {
        self.has_root.get(node.index()).copied().unwrap_or_default()
    }

    /// The number of connected components among these nodes and everything that they rely on, with
    /// the node `without` removed. A component counts only if it contains a source that relies on
    /// nobody.
    fn components(&self, from: &[NodeIndex], without: Option<NodeIndex>) -> usize {
        let mut components_so_far = UnionFind::new(from.len());
        let mut reached_by: HashMap<NodeIndex, usize> = HashMap::new();
        let mut rooted = Vec::new();
        for (place, node) in from.iter().enumerate() {
            let mut stack = vec![*node];
            while let Some(node) = stack.pop() {
                if Some(node) == without {
                    continue;
                }
                if let Some(other) = reached_by.insert(node, place) {
                    // Another start node has already reached this node and everything above it.
                    components_so_far.union(place, other);
                    continue;
                }
                let before = stack.len();
                stack.extend(self.graph.neighbors(node));
                if stack.len() == before {
                    rooted.push(place);
                }
            }
        }
        let origins: BTreeSet<usize> = rooted
            .into_iter()
            .map(|place| components_so_far.find(place))
            .collect();
        origins.len()
    }

    /// These nodes and everything that they rely on, the nearest first.
    fn above(&self, from: &[NodeIndex]) -> Vec<NodeIndex> {
        let mut queue: VecDeque<NodeIndex> = from.iter().copied().collect();
        let (mut seen, mut all) = (BTreeSet::new(), Vec::new());
        while let Some(node) = queue.pop_front() {
            if seen.insert(node) {
                all.push(node);
                queue.extend(self.graph.neighbors(node));
            }
        }
        all
    }

    /// A source and all sources that rely on it, directly or not.
    pub fn below(&self, id: SourceId) -> Vec<SourceId> {
        let mut stack: Vec<NodeIndex> = self.nodes.get(&id).copied().into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(node) = stack.pop() {
            if seen.insert(node) {
                stack.extend(self.graph.neighbors_directed(node, Direction::Incoming));
            }
        }
        seen.into_iter()
            .filter_map(|node| self.graph.node_weight(node).copied())
            .collect()
    }

    /// Whether a source relies on another, directly or not. Every source relies on itself.
    pub fn relies(&self, id: SourceId, on: SourceId) -> bool {
        let (Some(from), Some(on)) = (self.nodes.get(&id), self.nodes.get(&on)) else {
            return id == on;
        };
        self.above(&[*from]).contains(on)
    }
}

/// By node, whether it leads to a source that relies on nobody. Computed by walking back along the
/// edges from all such sources.
fn with_root(graph: &DiGraph<SourceId, ()>) -> Vec<bool> {
    let mut has_root = vec![false; graph.node_count()];
    let mut stack: Vec<NodeIndex> = graph.externals(Direction::Outgoing).collect();
    while let Some(node) = stack.pop() {
        if let Some(mark) = has_root.get_mut(node.index())
            && !*mark
        {
            *mark = true;
            stack.extend(graph.neighbors_directed(node, Direction::Incoming));
        }
    }
    has_root
}

/// The sources of a claim's chain, nearest first, each with whether evidence from it shows what it
/// said. An item on *said* shows it, and so does a primary item on *fact*, such as a recording.
pub fn links_with_seen(claim: &Claim) -> impl Iterator<Item = (SourceId, bool)> + '_ {
    claim.chain().iter().map(|id| {
        let shows_words =
            |item: &Evidence| item.question == Question::Said || item.nature == Nature::Primary;
        let mut items = claim.items().filter(|item| item.source == *id);
        let is_seen = items.any(shows_words);
        (*id, is_seen)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::case::standing::Standing;
    use crate::case::{IdGen, Stance, Timestamp};

    /// A case with one source for each list; the list contains the indexes of the sources it relies
    /// on.
    fn case(relies_on: &[Vec<usize>]) -> (Case, Vec<SourceId>) {
        let mut mint = IdGen::seeded(7);
        let mut case = Case::new(mint.id(|_| false), "t");
        let ids: Vec<SourceId> = relies_on.iter().map(|_| mint.id(|_| false)).collect();
        let sources = ids
            .iter()
            .zip(relies_on)
            .enumerate()
            .map(|(place, (id, on))| {
                let mut source = Source::new(*id, format!("S{place:03}"));
                source.relies_on = on.iter().map(|to| ids[*to]).collect();
                Arc::new(source)
            });
        case.sources = sources.collect();
        (case, ids)
    }

    fn origins(relies_on: &[Vec<usize>], of: &[usize]) -> usize {
        let (case, ids) = case(relies_on);
        SourceGraph::of(&case).origins(of.iter().map(|place| ids[*place]))
    }

    #[test]
    fn four_outlets_of_one_agency_are_one_origin() {
        let agency = vec![vec![], vec![0], vec![0], vec![0], vec![0], vec![]];
        assert_eq!(origins(&agency, &[1, 2, 3, 4]), 1);
        assert_eq!(origins(&agency, &[1, 2, 5]), 2);
        assert_eq!(origins(&agency, &[]), 0);
    }

    #[test]
    fn a_source_without_items_does_not_join_two_origins() {
        // Source 2 relies on both others, but no item is by source 2.
        assert_eq!(origins(&[vec![], vec![], vec![0, 1]], &[0, 1]), 2);
        assert_eq!(origins(&[vec![], vec![], vec![0, 1]], &[0, 1, 2]), 1);
    }

    #[test]
    fn a_circle_has_no_origin_and_is_described_in_words() {
        let circle = vec![vec![1], vec![2], vec![0], vec![0], vec![]];
        assert_eq!(origins(&circle, &[0, 1, 3]), 0);
        assert_eq!(origins(&circle, &[0, 4]), 1);
        let (case, ids) = case(&circle);
        let circles = SourceGraph::of(&case).circles();
        assert_eq!(circles, [ids[..3].to_vec()]);
        assert_eq!(
            circle_in_words(&case, &circles[0]).to_string(),
            "S000 relies on S001, S001 relies on S002, S002 relies on S000"
        );
    }

    #[test]
    fn a_circle_that_relies_on_an_outsider_has_one_origin() {
        assert_eq!(origins(&[vec![1], vec![0, 2], vec![]], &[0]), 1);
    }

    #[test]
    fn a_source_that_relies_on_itself_is_a_circle() {
        let (case, ids) = case(&[vec![0]]);
        assert_eq!(SourceGraph::of(&case).circles(), [vec![ids[0]]]);
        assert_eq!(
            circle_in_words(&case, &ids).to_string(),
            "S000 relies on S000"
        );
    }

    #[test]
    fn a_long_chain_does_not_overflow_the_stack() {
        let relies_on: Vec<Vec<usize>> = (0..100_000)
            .map(|place: usize| place.checked_sub(1).into_iter().collect())
            .collect();
        let (case, ids) = case(&relies_on);
        let graph = SourceGraph::of(&case);
        assert_eq!(graph.origins([ids[99_999], ids[5]]), 1);
        assert!(graph.circles().is_empty());
    }

    /// A claim with one supporting item on *fact* for each source.
    fn claim(sources: &[SourceId], nature: Nature) -> Claim {
        let mut mint = IdGen::seeded(8);
        let mut claim = Claim::new(mint.id(|_| false), None, "c");
        claim.evidence = sources
            .iter()
            .map(|source| Evidence {
                nature,
                ..Evidence::new(
                    mint.id(|_| false),
                    "mk",
                    Timestamp::default(),
                    *source,
                    (Question::Fact, Stance::Supports),
                )
            })
            .collect();
        claim
    }

    #[test]
    fn deciding_sources_are_found() {
        // 1 and 2 rely on 0; 3 relies on nobody.
        let (case, ids) = case(&[vec![], vec![0], vec![0], vec![]]);
        let graph = SourceGraph::of(&case);
        let deciding_sources = |sources: &[usize], nature, required| {
            let sources: Vec<_> = sources.iter().map(|place| ids[*place]).collect();
            let claim = claim(&sources, nature);
            graph.deciding_sources(&claim, Question::Fact, Standing::Confirmed, required)
        };
        // Without 0, sources 1 and 2 have no origin; without 3 one origin is left.
        assert_eq!(
            deciding_sources(&[1, 2, 3], Nature::Secondary, 2),
            [ids[3], ids[0]]
        );
        // If one origin is enough, 3 remains without 0, and 1 and 2 remain without 3.
        assert!(deciding_sources(&[1, 2, 3], Nature::Secondary, 1).is_empty());
        assert_eq!(
            deciding_sources(&[1], Nature::Secondary, 1),
            [ids[1], ids[0]]
        );
        // A primary item counts without the sources that its source relies on.
        assert_eq!(deciding_sources(&[1], Nature::Primary, 2), [ids[1]]);
        // A verdict with too few origins depends on no single source.
        assert!(deciding_sources(&[1, 2], Nature::Secondary, 2).is_empty());
    }

    fn graphs() -> impl Strategy<Value = (Vec<Vec<usize>>, Vec<usize>)> {
        (1_usize..12).prop_flat_map(|count| {
            let relies_on = prop::collection::vec(prop::collection::vec(0..count, 0..3), count);
            (relies_on, prop::collection::vec(0..count, 0..6))
        })
    }

    /// The number of origins straight from the definition: take everything that the sources rely
    /// on, split it into connected components, and count those with a source that relies on nobody.
    fn by_definition(relies_on: &[Vec<usize>], of: &[usize]) -> usize {
        let mut all: BTreeSet<usize> = of.iter().copied().collect();
        loop {
            let more: BTreeSet<usize> = all.iter().flat_map(|at| relies_on[*at].clone()).collect();
            let before = all.len();
            all.extend(more);
            if all.len() == before {
                break;
            }
        }
        let mut component: HashMap<usize, usize> = all.iter().map(|at| (*at, *at)).collect();
        for _ in 0..all.len() {
            for at in &all {
                for to in &relies_on[*at] {
                    let least = component[at].min(component[to]);
                    component.insert(*at, least);
                    component.insert(*to, least);
                }
            }
        }
        let roots = all.iter().filter(|at| relies_on[**at].is_empty());
        roots.map(|at| component[at]).collect::<BTreeSet<_>>().len()
    }

    proptest! {
        #[test]
        fn origins_are_as_defined_in_any_order((relies_on, of) in graphs()) {
            let count = origins(&relies_on, &of);
            prop_assert_eq!(count, by_definition(&relies_on, &of));
            let mut turned = of.clone();
            turned.reverse();
            turned.extend(&of);
            prop_assert_eq!(count, origins(&relies_on, &turned));
        }

        #[test]
        fn closing_a_circle_adds_no_origin((relies_on, of) in graphs(), at in 0_usize..12, to in 0_usize..12) {
            let count = relies_on.len();
            let mut more = relies_on.clone();
            more[at % count].push(to % count);
            let closed = origins(&more, &of);
            // Only a link from a circle to a source that relies on nobody can add an origin.
            let (case, ids) = case(&relies_on);
            let graph = SourceGraph::of(&case);
            let has_root = |place: usize| graph.origins([ids[place % count]]) == 1;
            if graph.relies(ids[to % count], ids[at % count]) && (has_root(at) || !has_root(to)) {
                prop_assert!(closed <= origins(&relies_on, &of));
            }
        }

        #[test]
        fn a_relying_source_adds_no_origin((relies_on, of) in graphs(), on in 0_usize..12) {
            let count = relies_on.len();
            let on = on % count;
            let mut more = relies_on.clone();
            more.push(vec![on]);
            let mut with_new = of.clone();
            with_new.push(count);
            let mut with_relied = of.clone();
            with_relied.push(on);
            prop_assert!(origins(&more, &with_new) <= origins(&relies_on, &with_relied));
        }
    }
}
