//! Checks the sources of a case: circles, duplicates, and names that reveal a confidential source.

use super::collector::Collector;
use super::context::Context;
use super::finding::Finding;
use super::phrase::{Filling, phrase};
use super::standards::Standard;
use crate::case::{Case, duplicate_sources, similar_sources};
use crate::check::sourcing::circle_in_words;
use crate::text::visible;

/// All findings on the sources, the worst first.
pub(super) fn check(context: &Context, case: &Case) -> Vec<Finding> {
    let mut collector = Collector::new(context, None);
    if collector.is_on(Standard::CircularSourcing) {
        for circle in context.graph.circles() {
            let finding = collector.add(
                Standard::CircularSourcing,
                circle_in_words(case, &circle),
                phrase!("find out who had it first, and remove the wrong link"),
            );
            if let Some(finding) = finding {
                finding.source = circle.first().copied();
            }
        }
    }
    let public = case.sources.iter().filter(|source| !source.confidential);
    for source in public {
        let aliases = source.aliases.iter();
        let texts = std::iter::once(("name", source.name.as_str()))
            .chain(aliases.map(|alias| ("alias", alias.as_str())));
        let finding = collector.add_exposed(texts, phrase!("give this source another name"));
        if let Some(finding) = finding {
            finding.source = Some(source.id);
        }
    }
    if collector.is_on(Standard::ConfidentialOrdinary) {
        for source in context.secrets.ordinary() {
            let finding = collector.add(
                Standard::ConfidentialOrdinary,
                phrase!("the name of a confidential source is ordinary words: only the whole of it is cut"),
                phrase!("give it the name that people know it by, or other names"),
            );
            if let Some(finding) = finding {
                finding.source = Some(source);
            }
        }
    }
    if collector.is_on(Standard::DoubleSource) {
        check_duplicates(&mut collector, case);
    }
    if collector.is_on(Standard::SimilarSource) {
        check_similar(&mut collector, case);
    }
    collector.sorted()
}

/// Adds findings on sources that are listed more than once.
fn check_duplicates(collector: &mut Collector<'_>, case: &Case) {
    for duplicate_sources in duplicate_sources(case) {
        let Some((kept, others)) = duplicate_sources.split_first() else {
            continue;
        };
        for other in others {
            let finding = collector.add(
                Standard::DoubleSource,
                phrase!(
                    "{} ({}) is listed {} times, which count as {} sources",
                    visible(&other.name).as_ref(),
                    Filling::Word(other.kind.name()),
                    duplicate_sources.len(),
                    duplicate_sources.len()
                ),
                phrase!("merge it into the other {}", visible(&kept.name).as_ref()),
            );
            if let Some(finding) = finding {
                finding.source = Some(other.id);
            }
        }
    }
}

/// Adds findings on sources whose name is part of the name of another source.
fn check_similar(collector: &mut Collector<'_>, case: &Case) {
    for (part, whole) in similar_sources(case) {
        let finding = collector.add(
            Standard::SimilarSource,
            phrase!(
                "{} may be the same as {}",
                visible(&part.name).as_ref(),
                visible(&whole.name).as_ref()
            ),
            phrase!("if they are one, merge them"),
        );
        if let Some(finding) = finding {
            finding.source = Some(part.id);
        }
    }
}
