//! The reasons for which a claim gets no review: its standing, an error that is not waived, or a
//! text that says who made the statement.

use std::borrow::Cow;

use crate::case::standing::standing_of;
use crate::case::{Case, Claim, Question, Standing};
use crate::check::Findings;
use crate::text::search::folded;

/// The reason for which a claim is refused.
#[derive(Clone)]
pub(super) struct Stop<'a> {
    pub why: Cow<'static, str>,
    /// The reason in one or two words.
    pub short: &'a str,
    pub hint: &'static str,
    /// Whether something is wrong. False if only a verdict is missing.
    pub is_fault: bool,
}

/// The standings of *fact* for which a claim is refused.
const STANDINGS: &[(Standing, Stop<'static>)] = &[
    (
        Standing::Open,
        Stop {
            why: Cow::Borrowed("nobody has ruled on the fact"),
            short: "open",
            hint: "only a verdict can be reviewed: `factdesk tag CASE CLAIM VERDICT`",
            is_fault: false,
        },
    ),
    (
        Standing::Aside,
        Stop {
            why: Cow::Borrowed("its fact is set aside"),
            short: "aside",
            hint: "only a verdict can be reviewed: `factdesk tag CASE CLAIM VERDICT`",
            is_fault: false,
        },
    ),
    (
        Standing::Stale,
        Stop {
            why: Cow::Borrowed("its ruling is on an earlier wording of the claim"),
            short: "stale",
            hint: "rule on the words as they are: `factdesk tag CASE CLAIM VERDICT`",
            is_fault: true,
        },
    ),
    (
        Standing::Contested,
        Stop {
            why: Cow::Borrowed("people differ over it, and nobody has decided"),
            short: "contested",
            hint: "let somebody settle it: `factdesk tag CASE CLAIM VERDICT --decide --note WHY`",
            is_fault: true,
        },
    ),
];

const HOW_TO_WORD: &str = "restate what is rated without who said it, and rule on that: `factdesk open CASE`, then `:` *wording*";

/// The reason for a claim whose text says who made the statement.
const FRAMED: Stop<'static> = Stop {
    why: Cow::Borrowed("its words tell who said it, and the verdict is on what was said"),
    short: "no wording",
    hint: HOW_TO_WORD,
    is_fault: true,
};

/// The reason for a claim whose text hedges.
const HEDGED: Stop<'static> = Stop {
    why: Cow::Borrowed(
        "its words only report it with a hedge, and the verdict is on what is reported",
    ),
    short: "no wording",
    hint: HOW_TO_WORD,
    is_fault: true,
};

/// Why a claim is refused; none if it is not refused.
pub(super) fn stop<'a>(case: &Case, findings: &'a Findings, claim: &Claim) -> Option<Stop<'a>> {
    let standing = standing_of(claim, Question::Fact).standing;
    let by_standing = STANDINGS.iter().find(|(stopped, _)| *stopped == standing);
    by_standing
        .map(|(_, stop)| stop.clone())
        .or_else(|| {
            let errors = findings.on(claim.id).iter();
            let error = errors.into_iter().find(|finding| finding.is_error())?;
            Some(Stop {
                why: error.message.to_string().into(),
                short: error.standard.name(),
                hint: "fix it, or waive it with a reason: `factdesk waive --help`",
                is_fault: true,
            })
        })
        .or_else(|| stop_by_text(case, claim))
}

/// The reason if the text of a claim hedges or says who made the statement. A claim with a wording
/// is not refused, since the review shows only the wording.
fn stop_by_text(case: &Case, claim: &Claim) -> Option<Stop<'static>> {
    let credit = claim.attribution.as_ref()?;
    if !claim.wording.is_empty() {
        return None;
    }
    let words = folded(&claim.text);
    let contains = |part: &str| !part.trim().is_empty() && words.contains(folded(part).trim());
    if contains(&credit.hedge) {
        return Some(HEDGED);
    }
    // An attribution that a person entered may have no cue. Then the names of its sources are
    // searched for.
    let names = credit.chain.iter().filter_map(|id| case.sources.get(*id));
    let mut names = names.flat_map(|source| std::iter::once(&source.name).chain(&source.aliases));
    let is_framed =
        contains(&credit.cue) || credit.cue.is_empty() && names.any(|name| contains(name));
    is_framed.then_some(FRAMED)
}
