//! Names that are split between two texts, such as paragraphs.

use super::{Doubt, Place, Secrets};

impl Secrets {
    /// Like [`Secrets::places`], for consecutive texts. Also finds a name that is split between two
    /// of them. Returns the places of each text.
    pub fn places_across(&self, texts: &[&str]) -> Vec<Vec<Place>> {
        let mut all: Vec<Vec<Place>> = texts.iter().map(|text| self.places(text)).collect();
        for (place, pair) in texts.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            let (tail, head) = (end_of(before), start_of(after));
            let joined = format!("{tail}\n{head}");
            let border = tail.len();
            let from = before.len() - tail.len();
            for found in self.places(&joined) {
                if found.range.start >= border || found.range.end <= border + 1 {
                    // Joined with the other text, a place that was doubtful alone may become
                    // certain.
                    let is_after = found.range.start > border;
                    let shift = |at: usize| if is_after { at - border - 1 } else { from + at };
                    let range = shift(found.range.start)..shift(found.range.end);
                    if found.doubt.is_none() {
                        add_place(
                            &mut all,
                            place + usize::from(is_after),
                            Place { range, ..found },
                        );
                    }
                    continue;
                }
                // No quotation of somebody's words goes on in the next text.
                if found.doubt == Some(Doubt::OwnWords) {
                    continue;
                }
                let (start, end) = (from + found.range.start, found.range.end - border - 1);
                add_place(
                    &mut all,
                    place,
                    Place {
                        range: start..before.len(),
                        ..found.clone()
                    },
                );
                add_place(
                    &mut all,
                    place + 1,
                    Place {
                        range: 0..end,
                        ..found
                    },
                );
            }
        }
        all
    }
}

/// How many bytes at the end and the beginning of a text are searched for a name that continues in
/// the next text.
const EDGE: usize = 240;

/// The last character boundary at or before this byte.
fn char_boundary(text: &str, at: usize) -> usize {
    let mut places = (0..=at.min(text.len())).rev();
    places.find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The last [`EDGE`] bytes of a text, without a word that their beginning cuts in two.
fn end_of(text: &str) -> &str {
    let at = char_boundary(text, text.len().saturating_sub(EDGE));
    let edge = text.get(at..).unwrap_or_default();
    let cut = |(_, rest)| rest;
    match at {
        0 => edge,
        _ => edge.split_once(char::is_whitespace).map_or(edge, cut),
    }
}

/// The first [`EDGE`] bytes of a text, without a word that their end cuts in two.
fn start_of(text: &str) -> &str {
    let at = char_boundary(text, EDGE);
    let edge = text.get(..at).unwrap_or_default();
    let cut = |(rest, _)| rest;
    if edge.len() == text.len() {
        return edge;
    }
    edge.rsplit_once(char::is_whitespace).map_or(edge, cut)
}

/// Adds a place to those of a text. A certain place replaces all that it overlaps and grows to
/// cover the certain ones among them. A doubtful place that overlaps another is not added.
fn add_place(all: &mut [Vec<Place>], text: usize, mut place: Place) {
    let Some(places) = all.get_mut(text) else {
        return;
    };
    if place.range.is_empty() {
        return;
    }
    let touches =
        |other: &Place| other.range.start < place.range.end && place.range.start < other.range.end;
    if place.doubt.is_some() && places.iter().any(touches) {
        return;
    }
    let (inside, mut apart): (Vec<Place>, Vec<Place>) =
        std::mem::take(places).into_iter().partition(touches);
    for other in inside.iter().filter(|other| other.doubt.is_none()) {
        place.range =
            place.range.start.min(other.range.start)..place.range.end.max(other.range.end);
    }
    apart.push(place);
    apart.sort_by_key(|place| place.range.start);
    *places = apart;
}
