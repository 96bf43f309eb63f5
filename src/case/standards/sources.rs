//! What the standards object to among the sources: circles, and names that give a confidential one away.

use super::{Finding, Found, Ground, Standard};
use crate::case::Case;
use crate::case::sourcing::told;
use crate::text::visible;

/// All that is found among the sources, the worst first.
pub(super) fn look(ground: &Ground, case: &Case) -> Vec<Finding> {
    let mut found = Found::new(ground, None);
    if found.asks(Standard::CircularSourcing) {
        for circle in ground.web.circles() {
            let finding = found.say(
                Standard::CircularSourcing,
                told(case, &circle),
                "find out who had it first, and take out the link that is not so",
            );
            if let Some(finding) = finding {
                finding.source = circle.first().copied();
            }
        }
    }
    let public = case.sources.iter().filter(|source| !source.confidential);
    for source in public.filter(|source| ground.secrets.holds(&source.name)) {
        let finding = found.say(
            Standard::ConfidentialExposed,
            format!(
                "the name {} names a confidential source",
                visible(&source.name)
            ),
            "give this source another name",
        );
        if let Some(finding) = finding {
            finding.source = Some(source.id);
        }
    }
    found.sorted()
}
