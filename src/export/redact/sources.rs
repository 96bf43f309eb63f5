//! The sources of a redacted case.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::place::{Decisions, Owner, place};
use super::redactor::Redactor;
use super::words::clear;
use crate::case::record::Class;
use crate::case::{Case, Question, Source, SourceId};
use crate::check::sourcing::SourceGraph;
use crate::check::{NAMELESS, Secrets, is_nameless};

/// The sources that are hidden: the confidential ones, and others whose whole name is cut. The name
/// is cut if it is exactly the same, or if a person decided so, for example on a suggested source
/// with the first name only.
pub(super) fn hidden(
    case: &Case,
    secrets: &Secrets,
    decisions: &Decisions<'_>,
) -> HashSet<SourceId> {
    let has_secret_name = |source: &Source| {
        let name = &source.name;
        let mut places = secrets.places(name);
        places.retain(|found| {
            let decided = || decisions.on(found.source, &place(name, &found.range));
            found.doubt.is_none() || decided() == Some(true)
        });
        let is_cut = |at: usize| places.iter().any(|found| found.range.contains(&at));
        let mut letters = name.char_indices().filter(|(_, c)| c.is_alphanumeric());
        !places.is_empty() && letters.all(|(at, _)| is_cut(at))
    };
    let sources = case.sources.iter();
    let hidden = sources.filter(|source| source.confidential || has_secret_name(source));
    hidden.map(|source| source.id).collect()
}

/// The hidden sources that get a new name. A source keeps its name if that is a name that redaction
/// gives, unless an earlier source has the same name.
pub(super) fn renamed(case: &Case, hidden: &HashSet<SourceId>) -> Vec<SourceId> {
    let mut used_names = HashSet::new();
    let hidden = case
        .sources
        .iter()
        .filter(|source| hidden.contains(&source.id));
    let renamed =
        hidden.filter(|source| !(is_nameless(&source.name) && used_names.insert(&source.name)));
    renamed.map(|source| source.id).collect()
}

/// The sources whose `relies_on` is shorter in the redacted case, with the new list. Reliance of or
/// on a confidential source is removed, since it may show who the source is. It stays if the number
/// of origins of any claim would otherwise change.
pub(super) fn new_relies_on(
    case: &Case,
    hidden: &HashSet<SourceId>,
) -> HashMap<SourceId, Vec<SourceId>> {
    let is_confidential = |id: &SourceId| hidden.contains(id);
    let is_concerned = |source: &&Arc<Source>| {
        let is_about = hidden.contains(&source.id) || source.relies_on.iter().any(is_confidential);
        is_about && !source.relies_on.is_empty()
    };
    let mut remaining: Vec<_> = case.sources.iter().filter(is_concerned).collect();
    let mut shorter = HashMap::new();
    if remaining.is_empty() {
        return shorter;
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
    // A list that had to stay may be trimmed after others were trimmed. So this is repeated until
    // nothing changes.
    loop {
        let left = remaining.len();
        remaining.retain(|source| {
            let mut trimmed = Source::clone(source);
            trimmed
                .relies_on
                .retain(|id| !is_confidential(&source.id) && !is_confidential(id));
            graph.update(&trimmed);
            let must_stay = origins(&graph) != before;
            if must_stay {
                graph.update(source);
            } else {
                shorter.insert(source.id, trimmed.relies_on);
            }
            must_stay
        });
        if remaining.is_empty() || remaining.len() == left {
            return shorter;
        }
    }
}

impl Redactor<'_> {
    /// The new names of sources. They are numbered in the order of the new ids, so that the numbers
    /// reveal nothing.
    pub(super) fn new_source_names(&self, renamed: &[SourceId]) -> HashMap<SourceId, String> {
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
            self.location.owner = Owner::Source(source.name.clone());
            self.redact_fields(&mut new);
        }
        new.id = self.ids().new_of(source.id);
        if let Some(relies_on) = self.new_relies_on.get(&source.id) {
            new.relies_on.clone_from(relies_on);
        }
        for id in &mut new.relies_on {
            *id = self.ids().new_of(*id);
        }
        new
    }

    /// Whether a source is hidden: see [`Redactor::hidden`].
    pub(super) fn is_confidential(&self, id: SourceId) -> bool {
        self.hidden.contains(&id)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{redact, undecided};
    use super::*;
    use crate::case::{IdGen, Redaction, Timestamp};

    #[test]
    fn a_suggested_source_that_a_person_decides_to_cut_is_hidden_like_the_confidential_one() {
        for (name, suggested) in [
            ("Rose Field", "Rose"),
            ("Rose Field", "Field"),
            ("Надія Мороз", "Надія"),
            ("Вера Лебедь", "Лебедь"),
        ] {
            let mut mint = IdGen::seeded(1);
            let mut case = Case::new(mint.id(|_| false), "x");
            let mut secret = Source::new(mint.id(|_| false), name);
            secret.confidential = true;
            let mut other = Source::new(mint.id(|_| false), suggested);
            other.suggested = true;
            other.note = "sings in the choir".to_owned();
            case.sources.insert(Arc::new(secret));
            case.sources.insert(Arc::new(other));
            let asked = undecided(&case);
            for one in &asked {
                case.redactions.push(Redaction {
                    source: one.source,
                    place: one.places[0].place.clone(),
                    cut: true,
                    by: "mk".to_owned(),
                    at: Timestamp::default(),
                });
            }
            let sources = redact(&case).0.sources;
            let all = sources
                .iter()
                .all(|source| source.name.starts_with(NAMELESS));
            assert!(
                all && sources.iter().all(|source| source.note.is_empty()),
                "{name}"
            );
        }
    }
}
