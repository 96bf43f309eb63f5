//! Finds the parts of a quote in a text, and the places that match best.

use super::Match;
use super::gap::SearchText;
use super::pieces::{Join, Part, Pieces};

/// A quote with more parts than this is matched only at the first place of each part.
const MAX_PARTS: usize = 24;
/// A part with more places in the text than this is matched only at the first place.
const MAX_PLACES: usize = 20_000;
/// For each place of a part, how many places of the previous part are tried, the nearest first.
const MAX_PREDECESSORS: usize = 4;
/// How many pairs of places are tried in total.
const MAX_TRIES: usize = 100_000;

/// The bytes of a text at which a part was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FoundPart {
    start: usize,
    end: usize,
}

/// The best match of a quote's parts in a text. None if a part is missing.
pub(super) fn best_match(pieces: &Pieces, view: SearchText<'_>) -> Option<Match> {
    let first = match_first_places(pieces, view);
    if let Some(found) = &first
        && *found == Match::Verbatim
    {
        return first;
    }
    if first.is_none() && pieces.parts.len() == 1 {
        return None;
    }
    if pieces.parts.len() > MAX_PARTS {
        return first.filter(|_| pieces.parts.iter().all(|part| is_plain(&part.before)));
    }
    let mut places_by_part = Vec::with_capacity(pieces.parts.len());
    for (number, part) in pieces.parts.iter().enumerate() {
        let after = pieces
            .parts
            .get(number + 1)
            .map_or(&pieces.after, |next| &next.before);
        let places = places(part, after, view);
        if places.is_empty() {
            return None;
        }
        places_by_part.push(places);
    }
    if places_by_part
        .iter()
        .any(|places| places.len() > MAX_PLACES)
    {
        return first;
    }
    best_in_order(pieces, &places_by_part, view)
        .or_else(|| is_in_any_order(pieces, &places_by_part).then_some(Match::OutOfOrder))
}

fn is_plain(join: &Join) -> bool {
    matches!(join, Join::Edge | Join::LeftOut)
}

/// How well the quote matches if each part is at its first place after the previous part.
fn match_first_places(pieces: &Pieces, view: SearchText<'_>) -> Option<Match> {
    let (mut from, mut worst, mut is_first) = (0, Match::Verbatim, true);
    for (number, part) in pieces.parts.iter().enumerate() {
        let after = pieces
            .parts
            .get(number + 1)
            .map_or(&pieces.after, |next| &next.before);
        let mut place = None;
        for spelling in &part.spellings {
            visit_places(spelling, view, from, may_split(part, after), |found| {
                place = Some(place.map_or(found, |place: FoundPart| place.min(found)));
                false
            });
        }
        let place = place?;
        let found = if std::mem::take(&mut is_first) {
            view.before(place.start, &part.before)
        } else {
            view.between(from..place.start, &part.before)?
        };
        worst = worst.max(found);
        from = place.end;
    }
    Some(worst.max(view.after(from, &pieces.after)))
}

/// How well the quote matches at the best of all places that keep the parts in order.
fn best_in_order(
    pieces: &Pieces,
    places_by_part: &[Vec<FoundPart>],
    view: SearchText<'_>,
) -> Option<Match> {
    let mut tries = 0;
    let mut reached: Vec<(FoundPart, Match)> = Vec::new();
    for (number, (part, places)) in pieces.parts.iter().zip(places_by_part).enumerate() {
        let mut next = Vec::new();
        for place in places {
            if number == 0 {
                next.push((*place, view.before(place.start, &part.before)));
                continue;
            }
            let upto = reached.partition_point(|(before, _)| before.end <= place.start);
            let nearest = reached.iter().take(upto).rev().take(MAX_PREDECESSORS);
            let spellings = nearest.filter_map(|(before, so_far)| {
                tries += 1;
                let found = view.between(before.end..place.start, &part.before)?;
                Some(found.max(so_far.clone()))
            });
            next.extend(spellings.min().map(|found| (*place, found)));
            if tries > MAX_TRIES {
                break;
            }
        }
        reached = next;
        reached.sort_by_key(|(place, _)| place.end);
    }
    let ends = reached
        .into_iter()
        .map(|(place, found)| found.max(view.after(place.end, &pieces.after)));
    ends.min()
}

/// Whether a quote has several parts, joined only by marks for omitted words, and the text contains
/// all of them without overlap, in any order.
fn is_in_any_order(pieces: &Pieces, places_by_part: &[Vec<FoundPart>]) -> bool {
    let mut assigned: Vec<FoundPart> = Vec::new();
    // Parts with few places are assigned first, so that others do not take their places.
    let mut by_count: Vec<&Vec<FoundPart>> = places_by_part.iter().collect();
    by_count.sort_by_key(|places| places.len());
    let each_has_one = by_count.into_iter().all(|places| {
        let free = places.iter().find(|place| {
            assigned
                .iter()
                .all(|other| other.end <= place.start || place.end <= other.start)
        });
        assigned.extend(free);
        free.is_some()
    });
    each_has_one
        && places_by_part.len() > 1
        && pieces
            .parts
            .iter()
            .skip(1)
            .all(|part| part.before == Join::LeftOut)
}

/// All places of a part in order, but at most one more than [`MAX_PLACES`].
fn places(part: &Part, after: &Join, view: SearchText<'_>) -> Vec<FoundPart> {
    let mut places = Vec::new();
    for spelling in &part.spellings {
        visit_places(spelling, view, 0, may_split(part, after), |place| {
            places.push(place);
            places.len() <= MAX_PLACES
        });
    }
    places.sort_unstable();
    places
}

/// Whether a part may begin or end inside a word.
fn may_split(part: &Part, after: &Join) -> (bool, bool) {
    (part.before == Join::Ending, *after == Join::Ending)
}

/// Visits the places of a part at or after `from`, until `wants_more` returns false. A place that
/// splits a word of the text counts only if `may_split_word` allows it at that end.
fn visit_places(
    part: &str,
    view: SearchText<'_>,
    from: usize,
    may_split_word: (bool, bool),
    mut wants_more: impl FnMut(FoundPart) -> bool,
) {
    let text = view.text;
    let Some(first) = text.get(from..).and_then(|rest| rest.find(part)) else {
        return;
    };
    let first = from + first;
    let mut visit = |start: usize, end: usize| {
        let (before, after) = splits_word(view, start, end);
        let is_whole = (!before || may_split_word.0) && (!after || may_split_word.1);
        !is_whole || wants_more(FoundPart { start, end })
    };
    if !visit(first, first + part.len()) || part.is_empty() {
        return;
    }
    // The text may repeat the start of the part a million times, so the rest is searched with the
    // Knuth-Morris-Pratt algorithm, which reads each byte once.
    let borders = borders(part.as_bytes());
    let part = part.as_bytes();
    let mut matched = 0;
    for (at, byte) in text.bytes().enumerate().skip(first) {
        while matched > 0 && part.get(matched) != Some(&byte) {
            matched = border(&borders, matched);
        }
        if part.get(matched) == Some(&byte) {
            matched += 1;
        }
        if matched == part.len() {
            let end = at + 1;
            if end - matched > first && !visit(end - matched, end) {
                return;
            }
            matched = border(&borders, matched);
        }
    }
}

/// The failure function of the search: for each prefix of a part, the length of its longest proper
/// prefix that is also its suffix.
fn borders(part: &[u8]) -> Vec<usize> {
    let mut borders = vec![0];
    let mut length = 0;
    for byte in part.iter().skip(1) {
        while length > 0 && part.get(length) != Some(byte) {
            length = border(&borders, length);
        }
        if part.get(length) == Some(byte) {
            length += 1;
        }
        borders.push(length);
    }
    borders
}

fn border(borders: &[usize], length: usize) -> usize {
    borders.get(length - 1).copied().unwrap_or_default()
}

/// Whether a match splits a word or a number of the text at its start and at its end: "5 people" in
/// "15 people", or "15" in "15,000".
fn splits_word(view: SearchText<'_>, start: usize, end: usize) -> (bool, bool) {
    let part = |from, to| view.text.get(from..to).unwrap_or_default();
    let (before, found, after) = (part(0, start), part(start, end), part(end, view.text.len()));
    let (mut back, mut on) = (before.chars().rev(), after.chars());
    (
        continues_word(found.chars().next(), back.next(), back.next())
            && !view.is_removed_dash(start),
        continues_word(found.chars().next_back(), on.next(), on.next())
            && !view.is_removed_dash(end),
    )
}

/// Whether the word or number that ends with `edge` continues with `next` and `after`.
fn continues_word(edge: Option<char>, next: Option<char>, after: Option<char>) -> bool {
    let (Some(edge), Some(next)) = (edge, next) else {
        return false;
    };
    let is_number = matches!(next, '.' | ',') && after.is_some_and(char::is_numeric);
    (is_word_char(edge) && is_word_char(next)) || (edge.is_numeric() && is_number)
}

/// Whether a character belongs to a word that a match must not split. Letters without case do not:
/// Chinese has no spaces between words, and Arabic writes "and" and the next word as one.
fn is_word_char(c: char) -> bool {
    c.is_numeric() || c.is_lowercase() || c.is_uppercase()
}
