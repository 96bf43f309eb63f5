//! Where a text has the parts of a quote, and which of these places match best.

use super::Match;
use super::gap::View;
use super::pieces::{Join, Part, Pieces};

/// In how many parts a quote may be for all places to be looked at. One of more is taken where its
/// parts come first.
const PARTS: usize = 24;
/// In how many places a part may stand for the same.
const PLACES: usize = 20_000;
/// How many places of the part before are tried for each place of a part, the nearest first.
const NEAREST: usize = 4;
/// How many pairs of places are tried in all.
const TRIES: usize = 100_000;

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    start: usize,
    end: usize,
}

/// The best match of a quote's parts in a text. None if a part is missing.
pub(super) fn best(pieces: &Pieces, view: View<'_>) -> Option<Match> {
    let first = firsts(pieces, view);
    if let Some(found) = &first
        && *found == Match::Verbatim
    {
        return first;
    }
    if first.is_none() && pieces.parts.len() == 1 {
        return None;
    }
    if pieces.parts.len() > PARTS {
        return first.filter(|_| pieces.parts.iter().all(|part| is_plain(&part.before)));
    }
    let mut all = Vec::with_capacity(pieces.parts.len());
    for (number, part) in pieces.parts.iter().enumerate() {
        let after = pieces
            .parts
            .get(number + 1)
            .map_or(&pieces.after, |next| &next.before);
        let places = places(part, after, view);
        if places.is_empty() {
            return None;
        }
        all.push(places);
    }
    if all.iter().any(|places| places.len() > PLACES) {
        return first;
    }
    in_order(pieces, &all, view).or_else(|| is_apart(pieces, &all).then_some(Match::OutOfOrder))
}

fn is_plain(join: &Join) -> bool {
    matches!(join, Join::Edge | Join::LeftOut)
}

/// How the parts stand where each is taken at the first place after the one before.
fn firsts(pieces: &Pieces, view: View<'_>) -> Option<Match> {
    let (mut from, mut worst, mut is_first) = (0, Match::Verbatim, true);
    for (number, part) in pieces.parts.iter().enumerate() {
        let after = pieces
            .parts
            .get(number + 1)
            .map_or(&pieces.after, |next| &next.before);
        let mut place = None;
        for way in &part.ways {
            each(way, view, from, tears(part, after), |found| {
                place = Some(place.map_or(found, |place: Place| place.min(found)));
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

/// The best way through the places of all parts.
fn in_order(pieces: &Pieces, all: &[Vec<Place>], view: View<'_>) -> Option<Match> {
    let mut tries = 0;
    let mut reached: Vec<(Place, Match)> = Vec::new();
    for (number, (part, places)) in pieces.parts.iter().zip(all).enumerate() {
        let mut next = Vec::new();
        for place in places {
            if number == 0 {
                next.push((*place, view.before(place.start, &part.before)));
                continue;
            }
            let upto = reached.partition_point(|(before, _)| before.end <= place.start);
            let nearest = reached.iter().take(upto).rev().take(NEAREST);
            let ways = nearest.filter_map(|(before, so_far)| {
                tries += 1;
                let found = view.between(before.end..place.start, &part.before)?;
                Some(found.max(so_far.clone()))
            });
            next.extend(ways.min().map(|found| (*place, found)));
            if tries > TRIES {
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

/// Whether the parts all stand there, none in the place of another, in whatever order.
fn is_apart(pieces: &Pieces, all: &[Vec<Place>]) -> bool {
    let mut taken: Vec<Place> = Vec::new();
    // Those that stand in few places choose first.
    let mut by_count: Vec<&Vec<Place>> = all.iter().collect();
    by_count.sort_by_key(|places| places.len());
    let each_has_one = by_count.into_iter().all(|places| {
        let free = places.iter().find(|place| {
            taken
                .iter()
                .all(|other| other.end <= place.start || place.end <= other.start)
        });
        taken.extend(free);
        free.is_some()
    });
    each_has_one
        && all.len() > 1
        && pieces
            .parts
            .iter()
            .skip(1)
            .all(|part| part.before == Join::LeftOut)
}

/// All places of a part, in their order; one more than are looked at where there are too many.
fn places(part: &Part, after: &Join, view: View<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    for way in &part.ways {
        each(way, view, 0, tears(part, after), |place| {
            places.push(place);
            places.len() <= PLACES
        });
    }
    places.sort_unstable();
    places
}

/// Whether a part may begin or end inside a word.
fn tears(part: &Part, after: &Join) -> (bool, bool) {
    (part.before == Join::Ending, *after == Join::Ending)
}

/// Visits the places at or after `from` that have these words, until `wants_more` returns false. A
/// place that splits a word of the text counts only if `may_tear` allows that.
fn each(
    part: &str,
    view: View<'_>,
    from: usize,
    may_tear: (bool, bool),
    mut wants_more: impl FnMut(Place) -> bool,
) {
    let text = view.text;
    let Some(first) = text.get(from..).and_then(|rest| rest.find(part)) else {
        return;
    };
    let first = from + first;
    let mut take = |start: usize, end: usize| {
        let (before, after) = torn(view, start, end);
        let is_whole = (!before || may_tear.0) && (!after || may_tear.1);
        !is_whole || wants_more(Place { start, end })
    };
    if !take(first, first + part.len()) || part.is_empty() {
        return;
    }
    // The same start may be torn in a million places: from here on each byte is looked at once
    // (Knuth, Morris and Pratt).
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
            if end - matched > first && !take(end - matched, end) {
                return;
            }
            matched = border(&borders, matched);
        }
    }
}

/// For each start of a part, by its length less one: how long the longest other start of it is with
/// which it ends.
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

/// Whether a word or a number goes on before and after these bytes of a text. "5 people" does not
/// stand in "15 people", nor "15" in "15,000".
fn torn(view: View<'_>, start: usize, end: usize) -> (bool, bool) {
    let part = |from, to| view.text.get(from..to).unwrap_or_default();
    let (before, found, after) = (part(0, start), part(start, end), part(end, view.text.len()));
    let (mut back, mut on) = (before.chars().rev(), after.chars());
    (
        goes_on(found.chars().next(), back.next(), back.next()) && !view.is_joint(start),
        goes_on(found.chars().next_back(), on.next(), on.next()) && !view.is_joint(end),
    )
}

/// Whether what has this character at its edge goes on with the next two.
fn goes_on(edge: Option<char>, next: Option<char>, after: Option<char>) -> bool {
    let (Some(edge), Some(next)) = (edge, next) else {
        return false;
    };
    let is_number = matches!(next, '.' | ',') && after.is_some_and(char::is_numeric);
    (is_of_word(edge) && is_of_word(next)) || (edge.is_numeric() && is_number)
}

/// Whether a character is part of words that have spaces between them. Chinese has none, and Arabic
/// writes "and" with the word after it: scripts without capitals are left alone.
fn is_of_word(c: char) -> bool {
    c.is_numeric() || c.is_lowercase() || c.is_uppercase()
}
