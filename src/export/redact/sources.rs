//! The sources of a redacted case.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::place::Owner;
use super::redactor::Redactor;
use super::words::clear;
use crate::case::record::Class;
use crate::case::{Case, Question, Source, SourceId};
use crate::check::sourcing::SourceGraph;
use crate::check::{NAMELESS, Secrets, is_nameless};

/// The sources that are hidden: the confidential ones, and others with exactly the same name, for
/// instance when two people added the same source.
pub(super) fn hidden(case: &Case, secrets: &Secrets) -> HashSet<SourceId> {
    let is_named_so = |source: &Source| {
        let name = &source.name;
        let ranges = secrets.ranges(name);
        let is_cut = |at: usize| ranges.iter().any(|range| range.contains(&at));
        let mut letters = name.char_indices().filter(|(_, c)| c.is_alphanumeric());
        !ranges.is_empty() && letters.all(|(at, _)| is_cut(at))
    };
    let sources = case.sources.iter();
    let hidden = sources.filter(|source| source.confidential || is_named_so(source));
    hidden.map(|source| source.id).collect()
}

/// The hidden sources that get a new name. A source keeps its name if redaction could have given
/// it, unless an earlier source has the same name.
pub(super) fn renamed(case: &Case, hidden: &HashSet<SourceId>) -> Vec<SourceId> {
    let mut had = HashSet::new();
    let hidden = case
        .sources
        .iter()
        .filter(|source| hidden.contains(&source.id));
    let renamed = hidden.filter(|source| !(is_nameless(&source.name) && had.insert(&source.name)));
    renamed.map(|source| source.id).collect()
}

/// The sources whose `relies_on` is shorter in the redacted case, with the new list. Links from and
/// to a confidential source are removed, since they may show who it is. A link stays if some claim
/// would otherwise have more or fewer origins.
pub(super) fn relying(case: &Case, hidden: &HashSet<SourceId>) -> HashMap<SourceId, Vec<SourceId>> {
    let is_confidential = |id: &SourceId| hidden.contains(id);
    let is_concerned = |source: &&Arc<Source>| {
        let is_about = hidden.contains(&source.id) || source.relies_on.iter().any(is_confidential);
        is_about && !source.relies_on.is_empty()
    };
    let mut rest: Vec<_> = case.sources.iter().filter(is_concerned).collect();
    let mut less = HashMap::new();
    if rest.is_empty() {
        return less;
    }
    let claims = case
        .claims
        .iter()
        .filter(|claim| !claim.evidence.is_empty());
    let origins = |graph: &SourceGraph| -> Vec<_> {
        let each = claims.clone().flat_map(|claim| {
            Question::ALL
                .iter()
                .map(move |question| graph.support(claim, *question))
        });
        each.collect()
    };
    let mut graph = SourceGraph::of(case);
    let before = origins(&graph);
    // A list that must stay may be trimmed after others were, so repeat until nothing changes.
    loop {
        let left = rest.len();
        rest.retain(|source| {
            let mut trimmed = Source::clone(source);
            trimmed
                .relies_on
                .retain(|id| !is_confidential(&source.id) && !is_confidential(id));
            graph.update(&trimmed);
            let must_stay = origins(&graph) != before;
            if must_stay {
                graph.update(source);
            } else {
                less.insert(source.id, trimmed.relies_on);
            }
            must_stay
        });
        if rest.is_empty() || rest.len() == left {
            return less;
        }
    }
}

impl Redactor<'_> {
    /// The new names of sources, numbered in the order of their new ids, so that the numbers show
    /// nothing.
    pub(super) fn nameless(&self, renamed: &[SourceId]) -> HashMap<SourceId, String> {
        let kept = self.case.sources.iter().map(|source| source.name.as_str());
        let mut taken: HashSet<String> = kept
            .filter(|name| is_nameless(name))
            .map(str::to_owned)
            .collect();
        let mut renamed = renamed.to_vec();
        renamed.sort_unstable_by_key(|id| self.ids().new_of(*id));
        let mut next = 1;
        let named = renamed.into_iter().map(|id| {
            loop {
                let name = self.numbered(next);
                next += 1;
                if taken.insert(name.clone()) {
                    return (id, name);
                }
            }
        });
        named.collect()
    }

    fn numbered(&self, number: usize) -> String {
        let name = match number {
            1 => NAMELESS.to_owned(),
            number => format!("{NAMELESS} ({number})"),
        };
        if self.secrets.holds(&name) {
            self.disambiguator.to_string().repeat(number + 4)
        } else {
            name
        }
    }

    /// Redacts a source. `name` is its new name, if it gets one.
    pub(super) fn source(&mut self, source: &Source, name: Option<&String>) -> Source {
        let mut new = source.clone();
        if self.is_confidential(source.id) {
            new.confidential = true;
            clear(&mut new, Class::Internal);
            clear(&mut new, Class::Source);
            new.name.clone_from(name.unwrap_or(&source.name));
            self.withheld.sources += usize::from(new != *source);
        } else {
            self.spot.owner = Owner::Source(source.name.clone());
            self.sweep(&mut new);
        }
        new.id = self.ids().new_of(source.id);
        if let Some(relies_on) = self.relying.get(&source.id) {
            new.relies_on.clone_from(relies_on);
        }
        for id in &mut new.relies_on {
            *id = self.ids().new_of(*id);
        }
        new
    }

    /// Whether a source is hidden.
    pub(super) fn is_confidential(&self, id: SourceId) -> bool {
        self.hidden.contains(&id)
    }
}
