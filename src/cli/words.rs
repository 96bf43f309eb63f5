//! Sentences that several commands say.

use std::io::Write;

use crate::case::{Case, ClaimId};
use crate::store::Notice;
use crate::text::{clip, visible};

/// A claim's words as they are quoted back: `12 “By their account…”`. Words that are a quotation keep their own marks.
pub(super) fn claim(case: &Case, id: ClaimId) -> String {
    let words = case.claims.get(id).map_or("", |claim| claim.shown());
    let (number, shown) = (
        case.number(id).unwrap_or_default(),
        visible(&clip(words, 300)).into_owned(),
    );
    if shown.starts_with(['"', '“', '«', '„']) {
        format!("{number} {shown}")
    } else {
        format!("{number} “{shown}”")
    }
}

/// A number with its word: `1 claim`, `3 claims`.
pub(super) fn counted(number: usize, word: &str) -> String {
    match (number, word.strip_suffix('y')) {
        (1, _) => format!("1 {word}"),
        (_, Some(stem)) if !word.ends_with("ey") => format!("{number} {stem}ies"),
        _ => format!("{number} {word}s"),
    }
}

/// Says something on standard error. If nobody can hear it, work goes on.
pub(super) fn say(words: &str) {
    let _ = std::io::stderr().write_all(words.as_bytes());
}

/// Says on standard error what whoever opened a case should know.
pub(super) fn tell(notices: &[Notice], case: &Case) {
    for sentence in noticed(notices, case) {
        say(&format!("Note: {sentence}.\n"));
    }
}

/// The same as sentences without a full stop.
pub(super) fn noticed(notices: &[Notice], case: &Case) -> Vec<String> {
    let sentence = |notice: &Notice| match notice {
        Notice::Recovered(edits) => {
            format!(
                "recovered {} that the file did not hold yet",
                counted(*edits, "recorded edit")
            )
        }
        Notice::ChangedOutside => {
            "the file was changed outside; what was recorded here is put on top of it".to_owned()
        }
        Notice::Refused(names) => {
            let named: Vec<_> = names
                .iter()
                .map(|name| format!("“{}”", visible(name)))
                .collect();
            let fit = if names.len() == 1 { "fits" } else { "fit" };
            format!(
                "{} no longer {fit} the file: {}",
                counted(names.len(), "recorded edit"),
                named.join(", ")
            )
        }
        Notice::Missing(rulings) => {
            let name = |(claim, ruling): &(ClaimId, crate::case::Ruling)| {
                let number = case
                    .number(*claim)
                    .map_or_else(|| claim.to_string(), |number| number.to_string());
                format!(
                    "{number} {} {} ({})",
                    ruling.question.capitals(),
                    ruling.word(),
                    visible(&ruling.by)
                )
            };
            let names: Vec<_> = rulings.iter().map(name).collect();
            let rulings = counted(rulings.len(), "ruling");
            format!(
                "the file was changed outside and lacks {rulings} recorded here: {}",
                names.join(", ")
            )
        }
        Notice::Damaged(lines) => {
            let was = if *lines == 1 { "was" } else { "were" };
            format!(
                "{} of the journal {was} damaged and left out",
                counted(*lines, "line")
            )
        }
        Notice::Kept(path) => {
            let path = path.to_string_lossy();
            format!(
                "the file was not in canonical form; its bytes are kept in {}",
                visible(&path)
            )
        }
    };
    notices.iter().map(sentence).collect()
}
