//! What the standards object to in the story as a whole, and in paragraphs where no claim stands.

use super::{Finding, Found, Ground, Standard};
use crate::case::Case;
use crate::case::standing::Coverage;

/// All that is found in the story but its coverage, the worst first.
pub(super) fn look(ground: &Ground, case: &Case) -> Vec<Finding> {
    let mut found = Found::new(ground, None);
    let Some(draft) = &case.draft else {
        return Vec::new();
    };
    for (place, paragraph) in draft.paragraphs.iter().enumerate() {
        if ground.secrets.holds(paragraph.text()) {
            let finding = found.say(
                Standard::ConfidentialExposed,
                format!("paragraph {} names a confidential source", place + 1),
                "have the draft mended",
            );
            if let Some(finding) = finding {
                finding.paragraph = Some(place);
            }
        }
    }
    let origin = [&draft.url, &draft.author, &draft.publisher];
    if origin.into_iter().all(String::is_empty) {
        found.say(
            Standard::StoryUnsourced,
            "the case does not say where its story is from",
            "say so when the story is read in: --from, --author, --publisher",
        );
    }
    found.sorted()
}

/// Whether too little of the story stands under checked claims.
pub(super) fn unread(ground: &Ground, coverage: Coverage) -> Option<Finding> {
    let asked = ground.house.coverage();
    if coverage.checked * 100 >= coverage.words * asked {
        return None;
    }
    let share = (coverage.checked * 100)
        .checked_div(coverage.words)
        .unwrap_or_default();
    let mut found = Found::new(ground, None);
    found.say(
        Standard::UnreadText,
        format!("{share} % of the story stands under checked claims, asked {asked} %"),
        "make claims of the bare sentences, and rule on what is open",
    );
    found.all.pop()
}
