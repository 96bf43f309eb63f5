//! Where the words of a confidential source stand: its names, addresses and files, however they are written.
//!
//! A newsroom that promised not to name somebody must find every place that does: a standard says so, redaction takes
//! it out. Both look through [`Secrets`], which would rather find too much than too little. In how many ways a name is written
//! stands in `words`, and which ways of writing make no difference in `folded`.

mod folded;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::case::words::words;
use crate::case::{Case, SourceId};
use folded::{folded, unfolded, without_percents};
use words::{LONGEST, Word, addresses, parts, spellings, stems, word};

/// What a confidential source is called where it may not be named. No secret itself.
pub const NAMELESS: &str = "a confidential source";

/// A place in a text that leads, or may lead, to a confidential source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where, in bytes, on the borders of characters.
    pub range: Range<usize>,
    /// To whom.
    pub source: SourceId,
    /// Why only a person can tell; none where it is certain.
    pub doubt: Option<Doubt>,
}

words! {
    /// Why a person must look at a place.
    pub enum Doubt, "doubt" {
        /// The first letters of the words of a name.
        Initials = "initials",
        /// One letter differs from a word of a name.
        OneLetter = "one-letter",
        /// A word of a name that is also a word of the language.
        CommonWord = "common-word",
        /// A rare word that the source's own fields hold, too.
        RareWord = "rare-word",
        /// A place or a time of the source's own evidence.
        Detail = "detail",
    }
}

impl Doubt {
    /// The same in words for a person.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Initials => "initials of the name",
            Self::OneLetter => "one letter from the name",
            Self::CommonWord => "a name, or a common word",
            Self::RareWord => "a rare word, also in the source's own fields",
            Self::Detail => "a place or time of the source's evidence",
        }
    }
}

/// What may not leave the newsroom: the words that lead to a confidential source.
#[derive(Debug)]
pub struct Secrets {
    /// Their folded forms, each once, none inside white space.
    words: Vec<(Word, SourceId)>,
    /// Finds them all at once; none where there are too many to look for, and then everything counts as secret.
    finder: Option<AhoCorasick>,
}

impl Secrets {
    /// Of every confidential source: its name, its aliases, its url, the url's host with and without `www.`, its archived url; and of
    /// the evidence that comes from it the urls, the files' paths, names and hashes. A name of several words is looked for with the last one first and with a hyphen, an underscore, a dot, a
    /// plus or, where none is short, nothing between them too; of a person, each word of the name that has four letters or more, in
    /// any of its forms: who is called by the full name once is mostly called by the last one afterwards; of a file, what stands before
    /// its ending.
    ///
    /// A word without a letter or a digit leads to nobody and is left out, and so is [`NAMELESS`].
    pub fn of(case: &Case) -> Self {
        let mut words = BTreeSet::new();
        for source in case.sources.iter().filter(|source| source.confidential) {
            let mut add = |word: Word| words.insert((word, source.id));
            let names = std::iter::once(&source.name).chain(&source.aliases);
            for name in names.filter(|name| !is_nameless(name)) {
                let spelled = word(name).into_iter().chain(spellings(name));
                for word in spelled.chain(parts(name, source.kind)) {
                    add(word);
                }
            }
            for word in addresses(&source.url).filter_map(word) {
                add(word);
            }
            addresses(&source.archived).next().and_then(word).map(add);
        }
        if !words.is_empty() || case.sources.iter().any(|source| source.confidential) {
            for item in case.claims.iter().flat_map(|claim| &claim.evidence) {
                let source = case.sources.get(item.source);
                if !source.is_some_and(|source| source.confidential) {
                    continue;
                }
                let mut add = |word: Word| words.insert((word, item.source));
                for word in [&item.url, &item.archived]
                    .into_iter()
                    .filter_map(|url| word(url))
                {
                    add(word);
                }
                if let Some(file) = &item.file {
                    let name = file.short_name();
                    let named = [word(&file.name), word(name), word(&file.sha256.to_string())];
                    for word in named.into_iter().flatten().chain(stems(name)) {
                        add(word);
                    }
                }
            }
        }
        // As a query has them.
        let is_spaced = |word: &&(Word, SourceId)| {
            word.0.folded.len() <= LONGEST && word.0.folded.contains(' ')
        };
        let queried: Vec<(Word, SourceId)> = words
            .iter()
            .filter(is_spaced)
            .map(|(word, source)| {
                let folded = word.folded.replace(' ', "+");
                (
                    Word {
                        folded,
                        ..word.clone()
                    },
                    *source,
                )
            })
            .collect();
        words.extend(queried);
        let words: Vec<(Word, SourceId)> = words.into_iter().collect();
        // Not the quickest kind, whose table for a name of 100 kB takes seconds to make.
        let finder = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words.iter().map(|(word, _)| word.folded.as_bytes()))
            .ok();
        Self { words, finder }
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether one of them stands in a text.
    pub fn holds(&self, text: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let folded = folded(text);
        // Short ones need a look at what is beside them.
        self.might_hold(&folded) && !self.ranges_in(&folded).is_empty()
    }

    /// The source that a text leads to, and where, for a person who must not read its name there: `word 4 and 1 more`. None
    /// where nothing is certain.
    pub fn told(&self, text: &str) -> Option<(SourceId, String)> {
        let places = self.places(text).into_iter();
        let mut certain = places.filter(|place| place.doubt.is_none());
        let first = certain.next()?;
        let before = text.get(..first.range.start).unwrap_or_default();
        let inside = text.get(first.range.clone()).unwrap_or_default();
        let is_cut = before.ends_with(|c: char| !c.is_whitespace());
        let from = before.split_whitespace().count() + usize::from(!is_cut);
        let to = (from + inside.split_whitespace().count()).saturating_sub(1);
        let words = if from < to {
            format!("words {from} to {to}")
        } else {
            format!("word {from}")
        };
        let place = match certain.count() {
            0 => words,
            more => format!("{words} and {more} more"),
        };
        Some((first.source, place))
    }

    /// Whether one of them stands in a mark, or could begin before it and end in it, or begin in it and end behind it.
    pub fn may_touch(&self, mark: &str) -> bool {
        let edges = [mark.chars().next(), mark.chars().next_back()];
        let has = |c: &char| self.words.iter().any(|(word, _)| word.folded.contains(*c));
        self.holds(mark) || edges.iter().flatten().any(has)
    }

    /// Whether one of them stands in an address, where signs may be written as `%D0%90` and spaces as `_`, `+` or `-`.
    pub fn holds_in_address(&self, address: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let plain = without_percents(address);
        let spaced = plain.replace(['_', '+', '-'], " ");
        self.holds(address) || self.holds(&plain) || self.holds(&spaced)
    }

    /// The byte ranges where they stand in a text, in order, put together where they overlap or touch.
    ///
    /// Case is ignored in every script; white space of any kind and length is a space; accents, `ё` for `е`, the kind of
    /// apostrophe and dash, soft hyphens and other unseen characters make no difference, nor does it whether a character
    /// is written as `%D0%90` or `&amp;`. One of up to three letters
    /// counts as a whole word only, a longer one wherever it stands: an inflected form mostly begins with the name.
    /// With the ranges taken out, there are no more of them.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let places = self.places(text).into_iter();
        let certain = places.filter(|place| place.doubt.is_none());
        certain.map(|place| place.range).collect()
    }

    /// The places of [`Self::ranges`], each with the source that it leads to (the first of several), and those that only a
    /// person can tell, in order.
    pub fn places(&self, text: &str) -> Vec<Place> {
        if self.is_empty() {
            return Vec::new();
        }
        let folded = folded(text);
        if !self.might_hold(&folded) {
            return Vec::new();
        }
        let found = self.ranges_in(&folded);
        let ranges: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
        let mut places: Vec<Place> = unfolded(text, &ranges)
            .into_iter()
            .zip(found)
            .map(|(range, (_, source))| Place {
                range,
                source,
                doubt: None,
            })
            .collect();
        places.dedup_by(|next, kept| {
            let touches = next.range.start <= kept.range.end;
            if touches {
                kept.range.end = kept.range.end.max(next.range.end);
            }
            touches
        });
        places
    }

    fn might_hold(&self, folded: &str) -> bool {
        self.finder
            .as_ref()
            .is_none_or(|finder| finder.is_match(folded))
    }

    /// Ranges in folded text, in order and apart, each with its source.
    fn ranges_in(&self, folded: &str) -> Vec<(Range<usize>, SourceId)> {
        let Some(finder) = &self.finder else {
            let first = self.words.first();
            return first
                .map(|(_, source)| (0..folded.len(), *source))
                .into_iter()
                .collect();
        };
        let (mut found, mut bound, mut turned) = (Vec::new(), Vec::new(), Vec::new());
        for one in finder.find_overlapping_iter(folded) {
            let Some((word, source)) = self.words.get(one.pattern().as_usize()) else {
                continue;
            };
            let here = (one.range(), *source);
            match word.ending {
                Some(ending) => bound.push((here, ending)),
                None if word.is_turned => turned.push(here),
                None => found.push(here),
            }
        }
        let mut found = joined(found);
        // In `Ivan Franko, Ivan Bahrianyi` the first two words are gone, and the third is another's.
        turned.retain(|(range, _)| {
            let place = found.partition_point(|(other, _)| other.end <= range.start);
            found
                .get(place)
                .is_none_or(|(other, _)| other.start >= range.start)
        });
        found.extend(turned);
        // What is taken out leaves an edge: another beside it may begin or end there.
        found = joined(found);
        loop {
            let (mut more, mut rest) = (Vec::new(), Vec::new());
            for ((range, source), ending) in bound {
                match whole(folded, &range, ending, &found) {
                    Some(whole) => more.push((whole, source)),
                    None => rest.push(((range, source), ending)),
                }
            }
            if more.is_empty() {
                return found;
            }
            found.extend(more);
            found = joined(found);
            bound = rest;
        }
    }
}

/// In order, put together where they overlap or touch, with the source of the first.
fn joined(mut ranges: Vec<(Range<usize>, SourceId)>) -> Vec<(Range<usize>, SourceId)> {
    ranges.sort_by_key(|(range, source)| (range.start, range.end, *source));
    ranges.dedup_by(|(next, _), (kept, _)| {
        let touches = next.start <= kept.end;
        if touches {
            kept.end = kept.end.max(next.end);
        }
        touches
    });
    ranges
}

/// Whether a name is one that redaction gives.
pub fn is_nameless(name: &str) -> bool {
    let number = |rest: &str| {
        rest.strip_prefix(" (")
            .and_then(|rest| rest.strip_suffix(')'))
            .is_some_and(|number| number.parse::<u32>().is_ok())
    };
    name.strip_prefix(NAMELESS)
        .is_some_and(|rest| rest.is_empty() || number(rest))
        || (!name.is_empty() && !name.contains(char::is_alphanumeric))
}

/// The word that one begins at an edge, with at most so many letters of an ending; none where it begins none or a longer
/// one. What is found already is an edge.
fn whole(
    folded: &str,
    range: &Range<usize>,
    ending: usize,
    found: &[(Range<usize>, SourceId)],
) -> Option<Range<usize>> {
    let before = folded.get(..range.start)?.chars().next_back();
    let is_found = |at: usize| {
        let place = found.partition_point(|(other, _)| other.end <= at);
        found.get(place).is_some_and(|(other, _)| other.start <= at)
    };
    if before.is_some_and(char::is_alphanumeric) && !is_found(range.start - 1) {
        return None;
    }
    let mut end = range.end;
    let mut letters = 0;
    for c in folded.get(range.end..)?.chars() {
        if !c.is_alphanumeric() || is_found(end) {
            break;
        }
        letters += 1;
        end += c.len_utf8();
        if letters > ending {
            return None;
        }
    }
    Some(range.start..end)
}

#[cfg(test)]
mod tests;
