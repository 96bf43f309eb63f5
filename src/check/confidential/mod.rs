//! Finds every place in a text that could identify a confidential source: its names and aliases,
//! addresses, handles, numbers and files, in any spelling.
//!
//! A newsroom that promised a source not to name it must find every place that does. One check
//! reports these places, and redaction removes them. Both use [`Secrets`].
//!
//! - `terms` has what is searched for: every form of every word (by `names`, `forms`, `sounds` and
//!   `transcribed`), and addresses (by `address`).
//! - `characters`, `alike` and `folded` make texts comparable. `context` describes what is around a
//!   word.
//! - `find` finds the places and says how certain each is. `across` finds names that continue in
//!   the next text, `in_address` those that a line end breaks in an address, `near` words that are
//!   only similar to a name.
//! - `office`, `clauses`, `described` and `descriptions` find words that say who somebody is: an
//!   office, a role, a relation.
//! - `details` reads the details in a source's fields (with `days`, `numbered`, `spoken`, `kin`,
//!   `relatives`, `traits`, `phrases`, `codes`, `quoted`, `place_adjectives`, `word_ids` and `frequencies`), `own_words` what the
//!   source said.
//! - `overlaps` brings the found places into order.
//! - `lexicon` has the words that identify nobody. They are data, from `assets/languages`.

mod across;
mod address;
mod alike;
mod base_forms;
mod characters;
mod clauses;
mod codes;
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
mod in_address;
mod inflected;
mod kin;
mod letters;
mod lexicon;
mod lists;
mod memo;
mod names;
mod near;
mod neighbours;
mod nicknames;
mod numbered;
mod numbering;
mod oblique;
mod office;
mod office_words;
mod overlaps;
mod own_words;
mod patronymics;
mod phrases;
mod pieces;
mod place;
mod place_adjectives;
mod quoted;
mod relatives;
mod rest;
mod sounds;
mod spoken;
mod stems;
mod taken;
mod terms;
mod tokens;
mod traits;
mod transcribed;
mod word_ids;
mod written;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::case::{Case, SourceId};
use crate::check::phrase::{Phrase, phrase};
use context::Context;
use described::{KnownRoles, TextKind};
use find::{Found, TextSearch};
use folded::{Folded, folded};
use memo::Memo;
use office::OfficeSearch;
use overlaps::{near_other_signs, outside, whole_phrases, with_initials, without_overlap};
pub use place::{Doubt, NAMELESS, Place, is_nameless};
use terms::SearchTerms;

/// The places that certainly identify a source: a range of the letters of a [`Folded`], and the
/// source.
type Certain = Vec<(Range<usize>, SourceId)>;

/// What one search of a text found.
#[derive(Debug)]
struct Searched {
    whole: Folded,
    certain: Certain,
    doubts: Vec<Found>,
    /// Details that are reported only near another sign of the same source ("the 14th").
    weak: Vec<Found>,
}

/// Finds everything that identifies a confidential source and must not leave the newsroom.
#[derive(Debug, Default)]
pub struct Secrets {
    terms: SearchTerms,
    /// The paragraphs of the story, the notes on its claims, and the texts about each source. They
    /// may say which office or role a source has.
    story: Vec<String>,
    notes: Vec<String>,
    about: Vec<(SourceId, TextKind, String)>,
    /// The offices and roles of the sources that these texts give, computed at first use.
    known_roles: OnceLock<KnownRoles>,
    searched: Memo<Arc<Searched>>,
    /// The addresses already searched, and whether each identifies a source.
    addresses: Memo<bool>,
}

impl Secrets {
    /// Collects what identifies each confidential source: its name and aliases, each word of them
    /// in all its forms; its addresses; and the addresses and files of its evidence. The guide's
    /// page on safety lists the forms.
    ///
    /// A word without a letter or a digit identifies nobody and is left out, and so is
    /// [`NAMELESS`].
    pub fn of(case: &Case) -> Self {
        let terms = SearchTerms::of(case);
        if terms.is_empty() {
            return Self::default();
        }
        Self {
            terms,
            story: described::story(case),
            notes: described::notes(case),
            about: described::about(case),
            ..Self::default()
        }
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The sources whose names consist only of words that may be ordinary words. Of such a name no
    /// single word is removed, only the whole name.
    pub fn ordinary(&self) -> Vec<SourceId> {
        self.terms.ordinary()
    }

    /// Whether a text has a word for a relative ("husband").
    pub fn has_relative(text: &str) -> bool {
        let folded = folded(text);
        let context = Context::of(&folded);
        OfficeSearch::new(text, &folded, &context).has_relative()
    }

    /// Whether a text certainly identifies a source.
    pub fn holds(&self, text: &str) -> bool {
        !self.is_empty() && !self.search(text).certain.is_empty()
    }

    /// The byte ranges of the certain places, in order and without overlap. If `[redacted]`
    /// replaces each of them, no certain place is left.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let certain = self.certain(text).into_iter();
        certain.map(|(range, _)| range).collect()
    }

    /// The ranges of [`Self::ranges`], each with its source.
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

    /// The offices and roles of the sources, read from their notes and from the words beside their
    /// names in the story and in the notes on its claims.
    fn known_roles(&self) -> &KnownRoles {
        self.known_roles.get_or_init(|| {
            let mut known_roles = KnownRoles::default();
            for (source, of, text) in &self.about {
                let folded = folded(text);
                let context = Context::of(&folded);
                known_roles.learn_from_notes(
                    &OfficeSearch::new(text, &folded, &context),
                    *of,
                    *source,
                );
            }
            for text in self.story.iter().chain(&self.notes) {
                let found = self.search(text);
                if !found.certain.is_empty() {
                    let context = Context::of(&found.whole);
                    known_roles.learn_beside_names(
                        &OfficeSearch::new(text, &found.whole, &context),
                        &found.certain,
                    );
                }
            }
            if !known_roles.is_empty() {
                for text in &self.story {
                    let folded = folded(text);
                    let context = Context::of(&folded);
                    known_roles.count(&OfficeSearch::new(text, &folded, &context));
                }
            }
            known_roles
        })
    }

    /// What a search of a text finds, from the memo if the text was searched before.
    fn search(&self, text: &str) -> Arc<Searched> {
        self.searched
            .get(text, || Arc::new(self.search_uncached(text)))
    }

    fn search_uncached(&self, text: &str) -> Searched {
        let whole = folded(text);
        let mut certain = Certain::new();
        let mut rest = whole.without(&[]);
        loop {
            let (found, weak) = TextSearch::run(&self.terms, &rest.text);
            let (doubts, more): (Vec<Found>, Vec<Found>) =
                found.into_iter().partition(|found| found.doubt.is_some());
            if more.is_empty() {
                let doubts = doubts.iter().map(|found| rest.in_whole(found)).collect();
                let weak = weak.iter().map(|found| rest.in_whole(found)).collect();
                return Searched {
                    whole,
                    certain,
                    doubts,
                    weak,
                };
            }
            certain.extend(more.into_iter().map(|found| {
                let found = rest.in_whole(&found);
                (found.letters, found.source)
            }));
            certain = whole.joined(certain);
            // A removed range leaves an edge: another name may now begin or end there. So the rest
            // is searched again until nothing new is certain.
            rest = whole.without(&certain);
        }
    }

    /// All places that identify a source, or may, in order. A place with no doubt is certain; a
    /// person must decide on the others. Certain places overlap nothing. Where a place may mean
    /// several sources, it has the first.
    pub fn places(&self, text: &str) -> Vec<Place> {
        if self.is_empty() {
            return Vec::new();
        }
        let searched = self.search(text);
        let Searched {
            whole,
            certain,
            doubts,
            weak,
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
        let mut asked = without_overlap(doubts);
        asked.extend(self.offices(text, whole, certain, &asked));
        let weak = near_other_signs(weak, certain, &asked);
        asked.extend(weak);
        asked = whole_phrases(whole, asked);
        asked = with_initials(whole, asked, |source, sound| {
            self.terms.is_initial(source, sound)
        });
        let mut taken: Vec<Range<usize>> = certain.iter().map(|(at, _)| at.clone()).collect();
        taken.extend(asked.iter().map(|found| found.letters.clone()));
        taken.sort_unstable_by_key(|at| at.start);
        asked.extend(outside(whole, own_words, &taken));
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

    /// The words that say who a source is, in order. Places that are certain or doubtful for
    /// another reason are left out: an answer about an office does not decide about a name inside
    /// it.
    fn offices(
        &self,
        text: &str,
        whole: &Folded,
        certain: &[(Range<usize>, SourceId)],
        asked: &[Found],
    ) -> Vec<Found> {
        let known_roles = self.known_roles();
        if certain.is_empty() && known_roles.is_empty() {
            return Vec::new();
        }
        let context = Context::of(whole);
        let search = OfficeSearch::new(text, whole, &context);
        let mut offices = search.beside(certain);
        offices.extend(known_roles.again(&search, certain));
        let other = search.taken(asked.iter().map(|found| &found.letters));
        let is_other = |at: usize| other.get(at).copied().unwrap_or(true);
        let pieces = offices.into_iter().flat_map(|found| {
            let words = search.words_in(&found.letters);
            let pieces = search.pieces(&words, &is_other).into_iter();
            pieces.map(move |words| (words, found.clone()))
        });
        without_overlap(
            pieces
                .map(|(words, found)| Found {
                    letters: search.letters(&words),
                    ..found
                })
                .collect(),
        )
    }

    /// The source that a text certainly identifies, and in which words ("word 4 and 1 more"), for a
    /// message that must not quote the name. None if no place is certain.
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

    /// Whether a marked passage certainly identifies a source, or a name could begin before it and
    /// end inside, or begin inside and end behind it.
    pub fn may_touch(&self, mark: &str) -> bool {
        let marked = folded(mark);
        let words = marked.words.iter().map(|word| marked.look(word));
        self.holds(mark) || words.into_iter().any(|word| self.terms.may_hold(&word))
    }
}

#[cfg(test)]
mod tests;
