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

/// Says something on standard error. If nobody can hear it, work goes on.
pub(super) fn say(words: &str) {
    let _ = std::io::stderr().write_all(words.as_bytes());
}

/// Says on standard error what whoever opened a case should know.
pub(super) fn tell(notices: &[Notice], case: &Case) {
    for notice in notices {
        say(&format!("Note: {}.\n", notice.told(case)));
    }
}
