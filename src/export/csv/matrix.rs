//! The matrix: a row per claim, a column per source with evidence, and in each cell the stances of
//! that evidence: `fact supports; said refutes`.

use std::collections::HashSet;

use super::cells::Table;
use crate::case::standing::standing_of;
use crate::case::{Case, Claim, Question, SourceId, Standing};
use crate::export::Options;

/// The header and the rows.
pub(super) fn table(case: &Case, options: &Options<'_>) -> Table {
    let selected = || {
        case.numbered()
            .filter(|(_, claim)| options.asks_for(claim.id))
    };
    let with_evidence: HashSet<SourceId> = selected()
        .flat_map(|(_, claim)| claim.items())
        .map(|item| item.source)
        .collect();
    let sources: Vec<_> = case
        .shown_sources()
        .filter(|source| with_evidence.contains(&source.id))
        .collect();
    let head = ["number", "id", "text", "said", "fact"];
    let names = sources.iter().map(|source| source.name.clone());
    let head = head.map(str::to_owned).into_iter().chain(names).collect();
    let row = |(number, claim): (usize, &std::sync::Arc<Claim>)| {
        let standing = |question| standing_of(claim, question).standing;
        let said = claim.attribution.as_ref();
        let own = [
            number.to_string(),
            claim.id.to_string(),
            claim.text.clone(),
            said.map_or("", |_| Standing::name(standing(Question::Said)))
                .to_owned(),
            standing(Question::Fact).to_string(),
        ];
        let cells = sources.iter().map(|source| cell(claim, source.id));
        own.into_iter().chain(cells).collect()
    };
    (head, selected().map(row).collect())
}

/// The stances of a source's evidence on a claim, without duplicates.
fn cell(claim: &Claim, source: SourceId) -> String {
    let items = claim.items().filter(|item| item.source == source);
    let mut stances: Vec<String> = items
        .map(|item| format!("{} {}", item.question, item.stance))
        .collect();
    stances.sort_unstable();
    stances.dedup();
    stances.join("; ")
}
