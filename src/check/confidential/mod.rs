//! Finds a confidential source in a text: its names, other names, addresses, handles, numbers and
//! files, however they are written.
//!
//! A newsroom that promised not to name somebody must find every place that does. A house standard
//! reports these places, and redaction removes them. Both use [`Secrets`]. `book` has what is
//! searched for: every form of every word (by `names`, `forms` and `sounds`), and addresses (by
//! `address`). `signs`, `alike` and `folded` make a text comparable. `context` describes what is
//! around a word, `find` finds the places and how certain each is, and `near` what is only similar.
//! `office`, `clauses`, `described` and `descriptions` find what says who somebody is, `details` (with `days` and
//! `frequencies`) and `own_words` what a source's own fields say. `lexicon` has the words that
//! identify nobody: that is data.

mod address;
mod alike;
mod base_forms;
mod book;
mod clauses;
mod context;
mod days;
mod derived;
mod described;
mod descriptions;
mod details;
mod entry;
mod find;
mod folded;
mod forms;
mod frequencies;
mod kin;
mod letters;
mod lexicon;
mod lists;
mod memo;
mod names;
mod near;
mod numbered;
mod numbering;
mod office;
mod own_words;
mod pieces;
mod place;
mod place_adjectives;
mod rest;
mod signs;
mod sounds;
mod stems;
mod tokens;
mod transcribed;
mod written;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::case::{Case, SourceId};
use crate::check::phrase::{Phrase, phrase};
use book::Book;
use context::Context;
use described::{Of, Signs};
use find::{Found, Look};
use folded::{Folded, folded};
use memo::Memo;
use office::Stretch;
pub use place::{Doubt, NAMELESS, Place, is_nameless};

/// Letters that certainly lead to a source.
type Certain = Vec<(Range<usize>, SourceId)>;

/// What stands in a text: its letters, the certain places, and those that a person must look at.
#[derive(Debug)]
struct Searched {
    whole: Folded,
    certain: Certain,
    doubts: Vec<Found>,
}

/// Everything that leads to a confidential source and must not leave the newsroom.
#[derive(Debug, Default)]
pub struct Secrets {
    book: Book,
    /// The texts that may say who the sources are: the paragraphs of the story, and the texts about
    /// each source.
    story: Vec<String>,
    about: Vec<(SourceId, Of, String)>,
    /// The offices and roles of the sources in these texts, found when they are first needed.
    signs: OnceLock<Signs>,
    searched: Memo<Arc<Searched>>,
    /// The addresses that were searched, and whether one of them stands in each.
    addresses: Memo<bool>,
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
            ..Self::default()
        }
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.book.is_empty()
    }

    /// The sources of whose names no word is cut by itself, since each may be an ordinary word: only
    /// the whole name is.
    pub fn ordinary(&self) -> Vec<SourceId> {
        self.book.ordinary()
    }

    /// Whether a text speaks of who belongs to somebody: `her husband`.
    pub fn has_relative(text: &str) -> bool {
        let folded = folded(text);
        let context = Context::of(&folded);
        Stretch::new(text, &folded, &context).has_relative()
    }

    /// Whether one of them certainly stands in a text.
    pub fn holds(&self, text: &str) -> bool {
        !self.is_empty() && !self.search(text).certain.is_empty()
    }

    /// Whether one of them stands in an address, where signs may be written as `%D0%90` and spaces
    /// as `_`, `+` or `-`.
    pub fn holds_in_address(&self, address: &str) -> bool {
        !self.is_empty() && self.addresses.get(address, || self.is_in_address(address))
    }

    fn is_in_address(&self, address: &str) -> bool {
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
            || (address.contains('_') && self.holds(&format!("/{}/", without_breaks(address))))
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
        let searched = self.search(text);
        let certain = searched.certain.iter();
        certain
            .map(|(letters, source)| (searched.whole.bytes(letters), *source))
            .collect()
    }

    /// What stands in the case beside the names of the sources, and in their own notes.
    fn signs(&self) -> &Signs {
        self.signs.get_or_init(|| {
            let mut signs = Signs::default();
            for (source, of, text) in &self.about {
                let folded = folded(text);
                let context = Context::of(&folded);
                signs.take_all(&Stretch::new(text, &folded, &context), *of, *source);
            }
            for text in &self.story {
                let found = self.search(text);
                if !found.certain.is_empty() {
                    let context = Context::of(&found.whole);
                    signs.take(&Stretch::new(text, &found.whole, &context), &found.certain);
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

    /// What stands in a text.
    fn search(&self, text: &str) -> Arc<Searched> {
        self.searched.get(text, || Arc::new(self.search_anew(text)))
    }

    fn search_anew(&self, text: &str) -> Searched {
        let whole = folded(text);
        let mut certain = Certain::new();
        let mut rest = whole.without(&[]);
        loop {
            let (doubts, more): (Vec<Found>, Vec<Found>) = Look::at(&self.book, &rest.text)
                .into_iter()
                .partition(|found| found.doubt.is_some());
            if more.is_empty() {
                let doubts = doubts.iter().map(|found| rest.in_whole(found)).collect();
                return Searched {
                    whole,
                    certain,
                    doubts,
                };
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
        let searched = self.search(text);
        let Searched {
            whole,
            certain,
            doubts,
        } = &*searched;
        let (own_words, mut doubts): (Vec<Found>, Vec<Found>) = doubts
            .iter()
            .cloned()
            .partition(|found| found.doubt == Some(Doubt::OwnWords));
        let is_certain = |letters: &Range<usize>| {
            let next = certain.partition_point(|(other, _)| other.end <= letters.start);
            let next = certain.get(next);
            next.is_some_and(|(other, _)| other.start < letters.end)
        };
        doubts.retain(|found| !is_certain(&found.letters));
        let mut asked = apart(doubts);
        asked.extend(self.offices(text, whole, certain, &asked));
        let mut taken: Vec<Range<usize>> = certain.iter().map(|(at, _)| at.clone()).collect();
        taken.extend(asked.iter().map(|found| found.letters.clone()));
        taken.sort_unstable_by_key(|at| at.start);
        asked.extend(around(own_words, &taken));
        let certain = certain
            .iter()
            .map(|(letters, source)| (letters, *source, None));
        let asked = asked
            .iter()
            .map(|found| (&found.letters, found.source, found.doubt));
        let places = certain.chain(asked).map(|(letters, source, doubt)| Place {
            range: whole.bytes(letters),
            source,
            doubt,
        });
        let mut places: Vec<Place> = places.collect();
        places.sort_by_key(|place| place.range.start);
        places
    }

    /// What says who the sources are, in order and apart from what is cut and from what is asked
    /// about for another reason: an answer about an office is none about a name in it.
    fn offices(
        &self,
        text: &str,
        whole: &Folded,
        certain: &[(Range<usize>, SourceId)],
        asked: &[Found],
    ) -> Vec<Found> {
        let signs = self.signs();
        if certain.is_empty() && signs.is_empty() {
            return Vec::new();
        }
        let context = Context::of(whole);
        let stretch = Stretch::new(text, whole, &context);
        let mut offices = stretch.beside(certain);
        offices.extend(signs.again(&stretch, certain));
        let other = stretch.taken(asked.iter().map(|found| &found.letters));
        let is_other = |at: usize| other.get(at).copied().unwrap_or(true);
        let pieces = offices.into_iter().flat_map(|found| {
            let words = stretch.words_in(&found.letters);
            let pieces = stretch.pieces(&words, &is_other).into_iter();
            pieces.map(move |words| (words, found.clone()))
        });
        apart(
            pieces
                .map(|(words, found)| Found {
                    letters: stretch.letters(&words),
                    ..found
                })
                .collect(),
        )
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

/// What is found, in order and without overlap. Of what begins in another, an office is asked about
/// from where that ends.
fn apart(mut all: Vec<Found>) -> Vec<Found> {
    all.sort_by_key(|found| {
        (
            found.letters.start,
            std::cmp::Reverse(found.letters.end),
            found.doubt,
        )
    });
    let mut end = 0;
    all.retain_mut(|found| {
        if found.doubt == Some(Doubt::Office) {
            found.letters.start = found.letters.start.max(end).min(found.letters.end);
        }
        let is_apart = found.letters.start >= end && !found.letters.is_empty();
        if is_apart {
            end = found.letters.end;
        }
        is_apart
    });
    all
}

/// Fewer letters of own words beside what is cut or asked about say nothing: `said`.
const REMNANT: usize = 6;

/// What is left of own words around places that are cut or asked about for another reason, which
/// are in order.
fn around(own_words: Vec<Found>, taken: &[Range<usize>]) -> Vec<Found> {
    let mut left = Vec::new();
    for found in own_words {
        let Range { start: first, end } = found.letters;
        let inside = taken.iter().filter(|at| at.end > first && at.start < end);
        let edge = end..end;
        let mut start = first;
        for at in inside.chain([&edge]) {
            let is_whole = start == first && at.start == end;
            if at.start >= start + REMNANT || (is_whole && at.start > start) {
                left.push(Found {
                    letters: start..at.start,
                    ..found
                });
            }
            start = start.max(at.end);
        }
    }
    left
}

/// An address, each of its parts once more for every `_` in it, without that `_`: it may stand for
/// the end of a line inside a name. The number of tries for each part is limited.
fn without_breaks(address: &str) -> String {
    let parts = address.split('/').flat_map(|part| {
        let joints = part.match_indices('_');
        joints.take(16).map(|(at, _)| {
            let (before, after) = part.split_at(at);
            [before, after.trim_start_matches('_')].concat()
        })
    });
    parts.collect::<Vec<_>>().join("/")
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

#[cfg(test)]
mod tests;
