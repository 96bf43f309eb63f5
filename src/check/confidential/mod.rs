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

use crate::case::{Case, SourceKind};
use crate::text::merged;
use folded::{folded, unfolded, without_percents};
use words::{LONGEST, Word, addresses, parts, spellings, stems, word};

/// What a confidential source is called where it may not be named. No secret itself.
pub const NAMELESS: &str = "a confidential source";

/// What may not leave the newsroom: the words that lead to a confidential source.
#[derive(Debug)]
pub struct Secrets {
    /// Their folded forms, each once, none inside white space.
    words: Vec<Word>,
    /// Finds them all at once; none where there are too many to look for, and then everything counts as secret.
    finder: Option<AhoCorasick>,
}

impl Secrets {
    /// Of every confidential source: its name, its aliases, its url, the url's host with and without `www.`, its archived url; and of
    /// the evidence that comes from it the urls, the files' paths, names and hashes. A name of several words is looked for with the last one first and with a hyphen, an underscore, a dot, a
    /// plus or, where none is short, nothing between them too.
    ///
    /// A word without a letter or a digit leads to nobody and is left out, and so is [`NAMELESS`].
    pub fn of(case: &Case) -> Self {
        Self::over(case, |_, _| Vec::new(), |_| Vec::new())
    }

    /// The same, and of a person each word of the name that has four letters or more, in any of its forms: who is called
    /// by the full name once is mostly called by the last one afterwards. Of a file, what stands before its ending, too. This
    /// finds namesakes, which is right for what goes out and too much for a standard.
    pub fn with_parts_of_names(case: &Case) -> Self {
        Self::over(case, parts, stems)
    }

    fn over(
        case: &Case,
        parts: impl Fn(&str, SourceKind) -> Vec<Word>,
        stems: impl Fn(&str) -> Vec<Word>,
    ) -> Self {
        let confidential = || case.sources.iter().filter(|source| source.confidential);
        let mut words = BTreeSet::new();
        for source in confidential() {
            let names = std::iter::once(&source.name).chain(&source.aliases);
            for name in names.filter(|name| !is_nameless(name)) {
                words.extend(word(name));
                words.extend(spellings(name));
                words.extend(parts(name, source.kind));
            }
            words.extend(addresses(&source.url).filter_map(word));
            words.extend(addresses(&source.archived).next().and_then(word));
        }
        if confidential().next().is_some() {
            let items = case.claims.iter().flat_map(|claim| &claim.evidence);
            let is_theirs = |id| {
                case.sources
                    .get(id)
                    .is_some_and(|source| source.confidential)
            };
            for item in items.filter(|item| is_theirs(item.source)) {
                words.extend(
                    [&item.url, &item.archived]
                        .into_iter()
                        .filter_map(|url| word(url)),
                );
                if let Some(file) = &item.file {
                    let name = file.short_name();
                    words.extend(word(&file.name));
                    words.extend(word(name));
                    words.extend(stems(name));
                    words.extend(word(&file.sha256.to_string()));
                }
            }
        }
        // As a query has them.
        let is_spaced = |word: &&Word| word.folded.len() <= LONGEST && word.folded.contains(' ');
        let queried: Vec<Word> = words
            .iter()
            .filter(is_spaced)
            .map(|word| Word {
                folded: word.folded.replace(' ', "+"),
                ..word.clone()
            })
            .collect();
        words.extend(queried);
        let words: Vec<Word> = words.into_iter().collect();
        // Not the quickest kind, whose table for a name of 100 kB takes seconds to make.
        let finder = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words.iter().map(|word| word.folded.as_bytes()))
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

    /// Whether one of them stands in a mark, or could begin before it and end in it, or begin in it and end behind it.
    pub fn may_touch(&self, mark: &str) -> bool {
        let edges = [mark.chars().next(), mark.chars().next_back()];
        let has = |c: &char| self.words.iter().any(|word| word.folded.contains(*c));
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
        if self.is_empty() {
            return Vec::new();
        }
        let folded = folded(text);
        if !self.might_hold(&folded) {
            return Vec::new();
        }
        unfolded(text, &self.ranges_in(&folded))
    }

    fn might_hold(&self, folded: &str) -> bool {
        self.finder
            .as_ref()
            .is_none_or(|finder| finder.is_match(folded))
    }

    /// Ranges in folded text.
    fn ranges_in(&self, folded: &str) -> Vec<Range<usize>> {
        let Some(finder) = &self.finder else {
            return std::iter::once(0..folded.len()).collect();
        };
        let (mut found, mut bound, mut turned) = (Vec::new(), Vec::new(), Vec::new());
        for one in finder.find_overlapping_iter(folded) {
            let word = self.words.get(one.pattern().as_usize());
            match word.and_then(|word| word.ending) {
                Some(ending) => bound.push((one.range(), ending)),
                None if word.is_some_and(|word| word.is_turned) => turned.push(one.range()),
                None => found.push(one.range()),
            }
        }
        let mut found = merged(found);
        // In `Ivan Franko, Ivan Bahrianyi` the first two words are gone, and the third is another's.
        turned.retain(|range| {
            let place = found.partition_point(|other| other.end <= range.start);
            found
                .get(place)
                .is_none_or(|other| other.start >= range.start)
        });
        found.extend(turned);
        // What is taken out leaves an edge: another beside it may begin or end there.
        found = merged(found);
        loop {
            let (mut more, mut rest) = (Vec::new(), Vec::new());
            for (range, ending) in bound {
                match whole(folded, &range, ending, &found) {
                    Some(whole) => more.push(whole),
                    None => rest.push((range, ending)),
                }
            }
            if more.is_empty() {
                return found;
            }
            found.extend(more);
            found = merged(found);
            bound = rest;
        }
    }
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
    found: &[Range<usize>],
) -> Option<Range<usize>> {
    let before = folded.get(..range.start)?.chars().next_back();
    let is_found = |at: usize| {
        let place = found.partition_point(|other| other.end <= at);
        found.get(place).is_some_and(|other| other.start <= at)
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
