//! Finds where the text behind a dateline begins: "NORFOLK, Virginia (CNN) — The mate".

use super::tokens::{Token, lower_at};

/// The token behind a dateline, at which the text begins: "The" in "Norfolk, Virginia (CNN) The
/// mate". `start` itself if there is no dateline or `start` is not 0.
pub(super) fn behind_dateline(text: &str, tokens: &[Token], start: usize) -> usize {
    if start > 0 {
        return start;
    }
    if let Some(dash) = dateline_dash(text, tokens) {
        return dash + 1;
    }
    let Some(open) = (0..LONGEST_DATELINE).find(|place| lower_at(tokens, *place) == "(") else {
        return start;
    };
    let names = tokens.get(..open).unwrap_or_default().iter();
    let is_place = |token: &Token| token.is_capital || token.is(",") || token.is(".");
    let agency = tokens.get(open + 1);
    let is_agency = agency.is_some_and(|token| token.is_capital && token.is_word());
    let is_line = open > 0
        && names.clone().all(is_place)
        && is_agency
        && lower_at(tokens, open + 2) == ")"
        && tokens.get(open + 3).is_some_and(|next| {
            next.is_dash() || next.is_capital && agency.is_some_and(|a| a.is_acronym(text))
        });
    let dash = usize::from(tokens.get(open + 3).is_some_and(Token::is_dash));
    if is_line { open + 3 + dash } else { start }
}

/// The dash of a dateline whose place is in capitals: "LAKETOWN, Norsund — The mate".
fn dateline_dash(text: &str, tokens: &[Token]) -> Option<usize> {
    let is_shouted = |token: &Token| token.is_acronym(text) && token.lower.chars().count() > 2;
    let dash =
        (1..LONGEST_DATELINE).find(|place| tokens.get(*place).is_some_and(Token::is_dash))?;
    let place = tokens.get(..dash)?;
    let is_place = place
        .iter()
        .all(|token| token.is_capital || token.is(",") || token.is("."));
    (place.first().is_some_and(is_shouted)
        && is_place
        && tokens.get(dash + 1).is_some_and(|next| next.is_capital))
    .then_some(dash)
}

/// The most tokens before the agency or the dash of a dateline.
const LONGEST_DATELINE: usize = 8;
