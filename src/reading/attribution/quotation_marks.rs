//! Pairs the quotation marks of a paragraph: which mark opens a quotation and which one closes it.

use std::collections::HashMap;
use std::ops::Range;

use super::tokens::{Token, TokenKind};

/// The most tokens of a quotation that is never closed. If more text follows, the mark is an error
/// or an inch sign.
const LONGEST_OPEN: usize = 250;

/// The token ranges of the outermost quotations, both marks included. A quotation that is never
/// closed goes on to the end of the paragraph, if it has at most `LONGEST_OPEN` tokens.
pub(super) fn quotations(tokens: &[Token], text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let single = single_marks(tokens, text);
    let follows_space = |token: &Token| {
        text.get(..token.range.start).is_some_and(|before| {
            before.is_empty() || before.ends_with([' ', '\u{a0}', '(', '[', '—', '–', '«', '“'])
        })
    };
    for (place, token) in tokens.iter().enumerate() {
        let straight_open = open
            .last()
            .is_some_and(|open| tokens.get(*open).is_some_and(|token| token.is("\"")));
        let single_open = open
            .last()
            .is_some_and(|open| tokens.get(*open).is_some_and(|token| token.is("‘")));
        let opens = (open.is_empty() && single.get(&place) == Some(&true))
            || token.kind == TokenKind::OpenQuote
                && !(token.is("“") && is_low_mark_open(&open, tokens))
            || (token.is("\"")
                && follows_space(token)
                && (!straight_open || opens_inside(tokens, place, open.len() + 1, follows_space)));
        let closes = match token.lower.as_str() {
            "’" => single_open,
            "'" => {
                single.get(&place) == Some(&false)
                    && open
                        .last()
                        .is_some_and(|open| tokens.get(*open).is_some_and(|token| token.is("'")))
            }
            "\"" => straight_open,
            // In „So“ the closing mark is the one that opens in “So”.
            "“" => true,
            _ => token.kind == TokenKind::CloseQuote && !single_open,
        };
        if opens {
            open.push(place);
        } else if closes && let Some(start) = open.pop() {
            // «Мост «закрыт», – сказал он: one mark closes both quotations.
            let outer = open.first().copied();
            let outer = outer.filter(|_| open.len() == 1 && closes_both(tokens, place));
            if let Some(outer) = outer {
                open.clear();
                found.push(outer..place + 1);
            } else if open.is_empty() {
                found.push(start..place + 1);
            }
        }
    }
    if let Some(start) = open.first()
        && tokens.len() - start <= LONGEST_OPEN
    {
        found.push(*start..tokens.len());
    }
    found
}

/// The places of straight single quotation marks: true for one that opens, as in 'so', false for
/// one that closes. The apostrophes in "the dogs' home" and "don't" are left out.
fn single_marks(tokens: &[Token], text: &str) -> HashMap<usize, bool> {
    let is_mark = |place: usize| tokens.get(place).is_some_and(|token| token.is("'"));
    let follows = |place: usize| {
        place
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .zip(tokens.get(place))
            .filter(|(before, token)| before.range.end == token.range.start)
            .map(|(before, _)| before)
    };
    let opens = |place: usize| {
        is_mark(place)
            && follows(place).is_none_or(|before| matches!(before.lower.as_str(), "(" | "\""))
            && tokens
                .get(place)
                .zip(tokens.get(place + 1))
                .is_some_and(|(token, next)| token.range.end == next.range.start && next.is_word())
    };
    let closes = |place: usize| {
        is_mark(place)
            && follows(place).is_some()
            && tokens.get(place).is_some_and(|token| {
                text.get(token.range.end..)
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
    };
    // "the dogs' home": a mark behind an "s" closes the quotation only if no other mark does.
    let is_surer = |place: &usize| {
        follows(*place).is_some_and(|before| !(before.is_word() && before.lower.ends_with('s')))
    };
    let mut marks = HashMap::new();
    let mut place = 0;
    while place < tokens.len() {
        if !opens(place) {
            place += 1;
            continue;
        }
        let limit = tokens.len().min(place + LONGEST_OPEN);
        let end = (place + 1..limit)
            .find(|next| opens(*next))
            .unwrap_or(limit);
        let ends: Vec<usize> = (place + 2..end).filter(|next| closes(*next)).collect();
        let close = ends.iter().copied().find(is_surer).or(ends.last().copied());
        let Some(close) = close else {
            place += 1;
            continue;
        };
        marks.insert(place, true);
        marks.insert(close, false);
        place = close + 1;
    }
    marks
}

/// Whether a closing "»" ends the outer quotation too: the narrator goes on behind it with a dash
/// and a small letter, and no later mark closes the outer quotation.
fn closes_both(tokens: &[Token], close: usize) -> bool {
    let rest = tokens.get(close + 1..).unwrap_or_default();
    let comma = usize::from(rest.first().is_some_and(|token| token.is(",")));
    let narrates = rest.get(comma).is_some_and(Token::is_dash)
        && rest
            .get(comma + 1)
            .is_some_and(|next| next.is_word() && !next.is_capital);
    let mut open = 0_usize;
    let is_closed_later = rest.iter().any(|token| match token.kind {
        TokenKind::OpenQuote => {
            open += 1;
            false
        }
        TokenKind::CloseQuote if open == 0 => true,
        TokenKind::CloseQuote => {
            open -= 1;
            false
        }
        _ => false,
    });
    narrates && !is_closed_later && tokens.get(close).is_some_and(|token| token.is("»"))
}

/// Whether a straight mark inside a quotation opens an inner one: "so-called "lists" of banks". It
/// must touch the next word, and later marks must close all quotations that are then open. `open`:
/// their number, the new one included.
fn opens_inside(
    tokens: &[Token],
    place: usize,
    open: usize,
    follows_space: impl Fn(&Token) -> bool,
) -> bool {
    let touches = |place: usize| {
        let next = tokens.get(place).zip(tokens.get(place + 1));
        next.is_some_and(|(mark, next)| mark.range.end == next.range.start && next.is_word())
    };
    if !touches(place) {
        return false;
    }
    let near = place + 1..tokens.len().min(place + LONGEST_OPEN);
    let marks = near.filter_map(|at| Some((at, tokens.get(at)?)));
    let mut open = open;
    for (at, mark) in marks.filter(|(_, mark)| mark.is("\"")) {
        if follows_space(mark) && touches(at) {
            open += 1;
        } else {
            open -= 1;
        }
        if open == 0 {
            return true;
        }
    }
    false
}

/// Whether the innermost open quotation starts with „.
fn is_low_mark_open(open: &[usize], tokens: &[Token]) -> bool {
    open.last()
        .is_some_and(|open| tokens.get(*open).is_some_and(|token| token.is("„")))
}
