//! Finds a confidential source in a text: its names, other names, addresses, handles, numbers and
//! files, however they are written.
//!
//! A newsroom that promised not to name somebody must find every place that does. A house standard
//! reports these places, and redaction removes them. Both use [`Secrets`]. `book` has what is
//! searched for: every form of every word (by `names`, `forms` and `sounds`), and addresses (by
//! `address`). `signs`, `alike` and `folded` make a text comparable. `context` describes what is
//! around a word, `find` finds the places and how certain each is, and `doubt` finds what is only
//! similar. `office` and `described` find what says who somebody is. `lexicon` has the words that
//! identify nobody: that is data.

mod address;
mod alike;
mod book;
mod context;
mod described;
mod doubt;
mod entry;
mod find;
mod folded;
mod forms;
mod lexicon;
mod names;
mod office;
mod place;
mod signs;
mod sounds;

use std::ops::Range;
use std::sync::OnceLock;

use crate::case::{Case, SourceId};
use crate::check::phrase::{Phrase, phrase};
use book::Book;
use context::Context;
use described::Signs;
use find::{Found, Look};
use folded::{Folded, folded};
use office::Stretch;
pub use place::{Doubt, NAMELESS, Place, is_nameless};

/// Letters that certainly lead to a source.
type Certain = Vec<(Range<usize>, SourceId)>;

/// Everything that leads to a confidential source and must not leave the newsroom.
#[derive(Debug, Default)]
pub struct Secrets {
    book: Book,
    /// Where it is told who the sources are: the story, and by source the texts about it.
    story: Vec<String>,
    about: Vec<(SourceId, String)>,
    /// What is told there, from when it is first asked for.
    signs: OnceLock<Signs>,
}

impl Secrets {
    /// Collects for every confidential source: its name and aliases, each word of them in all its
    /// forms; its addresses; and the addresses and files of its evidence. The guide's page on
    /// safety lists the forms.
    ///
    /// A word without a letter or a digit identifies nobody and is left out, and so is
    /// [`NAMELESS`].
    pub fn of(case: &Case) -> Self {
        let book = Book::of(case);
        if book.is_empty() {
            return Self::default();
        }
        Self {
            book,
            story: described::story(case),
            about: described::about(case),
            signs: OnceLock::new(),
        }
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.book.is_empty()
    }

    /// Whether one of them certainly stands in a text.
    pub fn holds(&self, text: &str) -> bool {
        !self.is_empty() && !self.search(text).1.is_empty()
    }

    /// Whether one of them stands in an address, where signs may be written as `%D0%90` and spaces
    /// as `_`, `+` or `-`.
    pub fn holds_in_address(&self, address: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        // Between slashes every word is part of an address.
        if self.holds(&format!("/{address}/")) || self.holds(address) {
            return true;
        }
        // A name in it may be broken where a line once ended: `dem-_chuk`, `dem+chuk`.
        let is_joint = |c: char| c.is_whitespace() || "-_+".contains(c);
        let mut joined = String::with_capacity(address.len());
        for piece in address.split_inclusive(|c| !is_joint(c)) {
            let joint = piece.trim_end_matches(|c| !is_joint(c));
            let is_break = joint.len() > 1 || joint.contains(['+', ' ', '\n']);
            joined += if is_break {
                piece.trim_start_matches(is_joint)
            } else {
                piece
            };
        }
        let leads = |address: &str| {
            self.places(&format!("/{address}/")).iter().any(|place| {
                matches!(
                    place.doubt,
                    None | Some(Doubt::GivenName | Doubt::CommonWord)
                )
            })
        };
        (joined.len() < address.len() && leads(&joined))
            || self.holds(&format!("/{}/", mended(address)))
    }

    /// The byte ranges of the certain places, in order and without overlap. A text without these
    /// ranges has no certain place.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let certain = self.certain(text).into_iter();
        certain.map(|(range, _)| range).collect()
    }

    /// The same with the source of each.
    fn certain(&self, text: &str) -> Vec<(Range<usize>, SourceId)> {
        if self.is_empty() {
            return Vec::new();
        }
        let (whole, certain, _) = self.search(text);
        let certain = certain.into_iter();
        certain
            .map(|(letters, source)| (whole.bytes(&letters), source))
            .collect()
    }

    /// What stands in the case beside the names of the sources, and in their own notes.
    fn signs(&self) -> &Signs {
        self.signs.get_or_init(|| {
            let mut signs = Signs::default();
            for (source, text) in &self.about {
                let folded = folded(text);
                let context = Context::of(&folded);
                signs.take_all(&Stretch::new(text, &folded, &context), *source);
            }
            for text in &self.story {
                let (folded, certain, _) = self.search(text);
                if !certain.is_empty() {
                    let context = Context::of(&folded);
                    signs.take(&Stretch::new(text, &folded, &context), &certain);
                }
            }
            if !signs.is_empty() {
                for text in &self.story {
                    let folded = folded(text);
                    let context = Context::of(&folded);
                    signs.count(&Stretch::new(text, &folded, &context));
                }
            }
            signs
        })
    }

    /// What stands in a text: its letters, the certain places, and those that a person must look at.
    fn search(&self, text: &str) -> (Folded, Certain, Vec<Found>) {
        let whole = folded(text);
        let mut certain = Certain::new();
        let mut rest = whole.without(&[]);
        loop {
            let (doubts, more): (Vec<Found>, Vec<Found>) = Look::at(&self.book, &rest.text)
                .into_iter()
                .partition(|found| found.doubt.is_some());
            if more.is_empty() {
                let doubts = doubts.iter().map(|found| rest.in_whole(found)).collect();
                return (whole, certain, doubts);
            }
            certain.extend(more.into_iter().map(|found| {
                let found = rest.in_whole(&found);
                (found.letters, found.source)
            }));
            certain = whole.joined(certain);
            // What is taken out leaves an edge: another beside it may begin or end there.
            rest = whole.without(&certain);
        }
    }

    /// All places that lead to a source, or may, in order: the certain ones apart from one another,
    /// those that a person must look at apart from them. Where several sources are meant, the place
    /// has the first.
    pub fn places(&self, text: &str) -> Vec<Place> {
        if self.is_empty() {
            return Vec::new();
        }
        let (whole, certain, mut asked) = self.search(text);
        let signs = self.signs();
        if !certain.is_empty() || !signs.is_empty() {
            let context = Context::of(&whole);
            let stretch = Stretch::new(text, &whole, &context);
            asked.extend(stretch.beside(&certain));
            asked.extend(signs.again(&stretch));
        }
        let range = |letters: &Range<usize>| whole.bytes(letters);
        let mut places: Vec<Place> = certain
            .iter()
            .map(|(letters, source)| Place {
                range: range(letters),
                source: *source,
                doubt: None,
            })
            .collect();
        asked.sort_by_key(|found| {
            (
                found.letters.start,
                std::cmp::Reverse(found.letters.end),
                found.doubt,
            )
        });
        let mut end = 0;
        for mut found in asked {
            // What says who somebody is may begin in another doubt.
            if found.doubt == Some(Doubt::Office) {
                found.letters.start = found.letters.start.max(end).min(found.letters.end);
            }
            let is_certain = certain.iter().any(|(other, _)| {
                other.start < found.letters.end && found.letters.start < other.end
            });
            if found.letters.start >= end && !found.letters.is_empty() && !is_certain {
                end = found.letters.end;
                places.push(Place {
                    range: range(&found.letters),
                    source: found.source,
                    doubt: found.doubt,
                });
            }
        }
        places.sort_by_key(|place| place.range.start);
        places
    }

    /// Like `Secrets::places` for consecutive texts: finds a name that is split between two of
    /// them, too. Gives the places of each text.
    pub fn places_across(&self, texts: &[&str]) -> Vec<Vec<Place>> {
        let mut all: Vec<Vec<Place>> = texts.iter().map(|text| self.places(text)).collect();
        for (place, pair) in texts.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            let (tail, head) = (last_line(before), first_line(after));
            let joined = format!("{tail}\n{head}");
            let border = tail.len();
            let from = before.len() - tail.len();
            for found in self.places(&joined) {
                if found.range.start >= border || found.range.end <= border + 1 {
                    // Beside the name in the other text it may be certain.
                    let is_after = found.range.start > border;
                    let shift = |at: usize| if is_after { at - border - 1 } else { from + at };
                    let range = shift(found.range.start)..shift(found.range.end);
                    if found.doubt.is_none() {
                        put(
                            &mut all,
                            place + usize::from(is_after),
                            Place { range, ..found },
                        );
                    }
                    continue;
                }
                let (start, end) = (from + found.range.start, found.range.end - border - 1);
                put(
                    &mut all,
                    place,
                    Place {
                        range: start..before.len(),
                        ..found.clone()
                    },
                );
                put(
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

    /// The source that a text leads to, and where, for a person who must not read its name there:
    /// `word 4 and 1 more`. None where nothing is certain.
    pub fn whereabouts(&self, text: &str) -> Option<(SourceId, Phrase)> {
        let mut certain = self.certain(text).into_iter();
        let (range, source) = certain.next()?;
        let before = text.get(..range.start).unwrap_or_default();
        let inside = text.get(range).unwrap_or_default();
        let is_cut = before.ends_with(|c: char| !c.is_whitespace());
        let from = before.split_whitespace().count() + usize::from(!is_cut);
        let to = (from + inside.split_whitespace().count()).saturating_sub(1);
        let words = if from < to {
            phrase!("words {} to {}", from, to)
        } else {
            phrase!("word {}", from)
        };
        let place = match certain.count() {
            0 => words,
            more => phrase!("{} and {} more", words, more),
        };
        Some((source, place))
    }

    /// Whether one of them stands in a mark, or could begin before it and end in it, or begin in it
    /// and end behind it.
    pub fn may_touch(&self, mark: &str) -> bool {
        let marked = folded(mark);
        let words = marked.words.iter().map(|word| marked.look(word));
        self.holds(mark) || words.into_iter().any(|word| self.book.may_hold(&word))
    }
}

/// The parts of an address without one of the `_` in each, in turn: where a line once ended, which
/// is one more than the name has. Not more than so many.
fn mended(address: &str) -> String {
    let parts = address.split('/').flat_map(|part| {
        let joints = part.match_indices('_');
        joints.map(|(at, _)| {
            let (before, after) = part.split_at(at);
            [before, after.trim_start_matches('_')].concat()
        })
    });
    parts.take(16).collect::<Vec<_>>().join("/")
}

/// How many bytes at the end and the beginning of a text are searched for a name that continues in
/// the next text.
const EDGE: usize = 240;

/// Where a character begins in a text, at this byte or before it.
fn border(text: &str, at: usize) -> usize {
    let mut places = (0..=at.min(text.len())).rev();
    places.find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The last words of a text.
fn last_line(text: &str) -> &str {
    let at = border(text, text.len().saturating_sub(EDGE));
    let edge = text.get(at..).unwrap_or_default();
    let cut = |(_, rest)| rest;
    match at {
        0 => edge,
        _ => edge.split_once(char::is_whitespace).map_or(edge, cut),
    }
}

/// Its first words.
fn first_line(text: &str) -> &str {
    let at = border(text, EDGE);
    let edge = text.get(..at).unwrap_or_default();
    let cut = |(rest, _)| rest;
    if edge.len() == text.len() {
        return edge;
    }
    edge.rsplit_once(char::is_whitespace).map_or(edge, cut)
}

/// Puts a place among those of a text, instead of the ones that it covers.
fn put(all: &mut [Vec<Place>], text: usize, mut place: Place) {
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

/// A text after certain places were removed, and for each of its letters the position in the whole
/// text.
struct Rest {
    text: Folded,
    letters: Vec<usize>,
}

impl Rest {
    fn in_whole(&self, found: &Found) -> Found {
        let start = self
            .letters
            .get(found.letters.start)
            .copied()
            .unwrap_or_default();
        let last = found
            .letters
            .end
            .checked_sub(1)
            .and_then(|last| self.letters.get(last));
        Found {
            letters: start..last.map_or(start, |last| last + 1),
            ..found.clone()
        }
    }
}

impl Folded {
    /// This text without these ranges of letters. In the place of each is a gap that no name
    /// continues across.
    fn without(&self, ranges: &[(Range<usize>, SourceId)]) -> Rest {
        let mut letters = Vec::with_capacity(self.letters.len());
        let mut kept = Vec::with_capacity(self.letters.len());
        let mut ranges = ranges.iter().peekable();
        let mut is_edge = false;
        for (at, letter) in self.letters.iter().enumerate() {
            while ranges.next_if(|(range, _)| range.end <= at).is_some() {}
            if ranges.peek().is_some_and(|(range, _)| range.start <= at) {
                is_edge = true;
                continue;
            }
            let mut letter = *letter;
            if std::mem::take(&mut is_edge) {
                letter.gap = letter.gap.far();
            }
            letters.push(letter);
            kept.push(at);
        }
        let tail = if is_edge { self.tail.far() } else { self.tail };
        Rest {
            text: Folded::new(letters, tail),
            letters: kept,
        }
    }

    /// In order, joined where they overlap or touch, and where nothing stands between that is
    /// not part of a name; with the source of the first.
    fn joined(&self, mut ranges: Vec<(Range<usize>, SourceId)>) -> Vec<(Range<usize>, SourceId)> {
        // Several letters may be of one sign, which is taken out whole.
        let sign = |at: usize| self.letters.get(at).map(|letter| letter.start);
        for (range, _) in &mut ranges {
            while range
                .start
                .checked_sub(1)
                .is_some_and(|before| sign(before) == sign(range.start))
            {
                range.start -= 1;
            }
            while range.end > range.start
                && sign(range.end).is_some()
                && sign(range.end) == sign(range.end - 1)
            {
                range.end += 1;
            }
        }
        ranges.sort_by_key(|(range, source)| (range.start, std::cmp::Reverse(range.end), *source));
        ranges.dedup_by(|(next, other), (kept, source)| {
            let gap = self.letters.get(next.start).map(|letter| letter.gap);
            let is_near = next.start == kept.end
                && source == other
                && gap.is_some_and(folded::Gap::is_inside_name);
            let touches = next.start < kept.end
                || (next.start == kept.end && gap.is_some_and(folded::Gap::is_none))
                || is_near;
            if touches {
                kept.end = kept.end.max(next.end);
            }
            touches
        });
        ranges
    }

    /// Where letters stand in the text, in bytes.
    fn bytes(&self, letters: &Range<usize>) -> Range<usize> {
        let start = self
            .letters
            .get(letters.start)
            .map_or(0, |letter| letter.start);
        let last = letters
            .end
            .checked_sub(1)
            .and_then(|last| self.letters.get(last));
        start..last.map_or(start, |letter| letter.end)
    }
}

#[cfg(test)]
mod tests;
