//! Finds names in which somebody replaced letters: by digits (`H0l1oway`) or by signs (`H*lloway`).

use std::ops::Range;

use super::{Fitting, Found, TextSearch};
use crate::case::SourceId;
use crate::check::confidential::context::Word;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::letters::{looks, sound};
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::place::Doubt;

/// The letters that a digit may stand for in a name: `h0lloway`.
const LATIN: [(char, &[char]); 9] = [
    ('0', &['o']),
    ('1', &['l', 'i']),
    ('2', &['z']),
    ('3', &['e']),
    ('4', &['a']),
    ('5', &['s']),
    ('6', &['b', 'g']),
    ('7', &['t']),
    ('8', &['b']),
];
const CYRILLIC: [(char, &[char]); 7] = [
    ('0', &['о']),
    ('1', &['і', 'л']),
    ('3', &['з', 'е']),
    ('4', &['ч', 'а']),
    ('5', &['с']),
    ('6', &['б']),
    ('8', &['в']),
];
/// A word with more digits than `DIGITS` is read as a number, and one with fewer letters than
/// `LETTERS` as a code.
const DIGITS: usize = 4;
const LETTERS: usize = 3;
/// The most pieces into which signs may divide a name.
const PIECES: usize = 4;

impl TextSearch<'_> {
    /// Matches words in which digits may stand for letters.
    pub(super) fn match_with_digits(&mut self) {
        for at in 0..self.context.words.len() {
            let Some(word) = self.word(at).filter(|word| !word.is_letters) else {
                continue;
            };
            let plain = self.text.plain(&word.letters);
            let letters = word.letters.clone();
            for other in undigited(&plain, word.is_cyrillic) {
                let (look, sound) = (looks(&other), sound(&other));
                self.match_form(&look, &sound, &(at..at + 1), &letters, Fitting::default());
            }
        }
    }

    /// Asks about words in which signs may stand for letters.
    pub(super) fn ask_about_masked(&mut self) {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.context.words.len() {
            let one = self.masked_at(at);
            at += one.as_ref().map_or(1, |(count, _)| *count);
            found.extend(one.map(|(_, one)| one));
        }
        self.found.extend(found);
    }

    /// The signs before this word. For the place after the last word, the signs at the end of the
    /// text.
    fn gap(&self, at: usize) -> Gap {
        self.word(at).map_or(self.text.tail, |word| word.gap)
    }

    /// The masked name that begins at this word, with the number of words it takes.
    fn masked_at(&self, at: usize) -> Option<(usize, Found)> {
        // Whether these signs may stand for letters between two pieces.
        let is_inside = |gap: Gap| {
            !gap.is_none()
                && !gap.has(Gap::SPACE | Gap::LINE | Gap::COMMA | Gap::OTHER | Gap::SLASH)
                || (gap.has(Gap::MASK) && !gap.has(Gap::SPACE | Gap::LINE))
        };
        // `so...Then`: a sentence may begin behind dots, even without a space.
        let goes_on = |at: &usize| {
            let word = self.word(*at);
            word.is_some_and(|word| is_inside(word.gap) && !(is_dots(word.gap) && word.is_upper))
        };
        let behind = (at + 1..at + PIECES).take_while(goes_on);
        let count = 1 + behind.count();
        // Dots before or behind a word mostly stand for left-out words, not letters.
        let is_open = |at: usize| self.gap(at).has(Gap::MASK) && !is_dots(self.gap(at));
        if count == 1 && !is_open(at) && !is_open(at + 1) {
            return None;
        }
        (1..=count).rev().find_map(|count| {
            let words = self.context.words.get(at..at + count)?;
            let ends = (is_open(at), is_open(at + count));
            if count == 1 && ends == (false, false) {
                return None;
            }
            let source = self.unmasked(words, ends)?;
            let letters = self.whole(&(at..at + count));
            let doubt = Some(Doubt::Masked);
            Some((
                count,
                Found {
                    letters,
                    source,
                    doubt,
                },
            ))
        })
    }

    /// The source of a name that consists of these pieces with hidden letters between them. The
    /// flags say whether letters may also be hidden before the first piece and behind the last one.
    fn unmasked(
        &self,
        words: &[Word],
        (is_open, is_open_behind): (bool, bool),
    ) -> Option<SourceId> {
        let (first, last) = (words.first()?, words.last()?);
        let count: usize = words.iter().map(|word| word.letters.len()).sum();
        let is_mask = |word: &Word| word.gap.has(Gap::MASK);
        let inner = words.get(1..).unwrap_or_default();
        let is_masked = inner.iter().all(is_mask);
        let is_known =
            |word: &Word| LEXICON.kind_of(&word.look, word.is_cyrillic) != WordKind::NameOnly;
        let least = match words.len() {
            1 if is_known(first) => return None,
            1 => 4,
            // `H*****y`.
            _ if is_masked && first.is_upper => 2,
            _ => 5,
        };
        if count < least || !words.iter().all(|word| word.is_letters) {
            return None;
        }
        // A sign that is no mask hides exactly one letter. Masks are often shorter or longer than
        // what they hide, so their length hardly counts.
        let most = |word: &Word| match (is_mask(word), word.gap.has(Gap::FAR)) {
            (true, true) => 12,
            // The length of an ellipsis says nothing about the number of left-out letters.
            (true, false) if is_dots(word.gap) => 12,
            (true, false) if count > 4 => 8,
            (true, false) => 3,
            (false, _) => 1,
        };
        let hidden: Vec<Range<usize>> = inner.iter().map(|word| 1..most(word) + 1).collect();
        let names = self.terms.names_in_order();
        // If the beginning is hidden, all names are tried. Otherwise only those that begin with the
        // first piece.
        let from = if is_open {
            0
        } else {
            names.partition_point(|(name, _)| name.as_str() < first.look.as_str())
        };
        let mut names = names.get(from..)?.iter();
        if !is_open {
            let same = names.take_while(|(name, _)| name.starts_with(&first.look));
            let mut same = same.filter(|(name, _)| name.len() > first.look.len());
            let is_one = |(name, _): &&(String, SourceId)| {
                let rest = name.get(first.look.len()..).unwrap_or_default();
                goes_on(rest, inner, &hidden, is_open_behind)
            };
            return same.find(is_one).map(|(_, source)| *source);
        }
        let is_one = |(name, _): &&(String, SourceId)| {
            let hidden = name.len().checked_sub(last.look.len());
            words.len() == 1
                && hidden.is_some_and(|hidden| (1..=3).contains(&hidden))
                && name.ends_with(&last.look)
        };
        names.find(is_one).map(|(_, source)| *source)
    }
}

/// Whether the gap is an ellipsis, as one sign or as dots.
fn is_dots(gap: Gap) -> bool {
    gap.has(Gap::MASK) && gap.only(Gap::DOT | Gap::END)
}

/// Whether `rest` of a name continues with hidden letters and `words` in turn. `counts` holds, for
/// each word, how many letters may be hidden before it. With `is_open`, up to three letters may
/// also be hidden at the end.
fn goes_on(rest: &str, words: &[Word], counts: &[Range<usize>], is_open: bool) -> bool {
    let Some(((word, words), (count, counts))) = words.split_first().zip(counts.split_first())
    else {
        return rest.is_empty() || (is_open && rest.chars().count() < 4);
    };
    count.clone().any(|hidden| {
        let at = rest.char_indices().nth(hidden).map(|(at, _)| at);
        let behind = at.and_then(|at| rest.get(at..)?.strip_prefix(word.look.as_str()));
        behind.is_some_and(|rest| goes_on(rest, words, counts, is_open))
    })
}

/// The readings of a word with each digit replaced by a letter. Empty if the word is more likely a
/// number or a code.
fn undigited(word: &str, is_cyrillic: bool) -> Vec<String> {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if !(1..=DIGITS).contains(&digits) || letters < LETTERS {
        return Vec::new();
    }
    let table: &[(char, &[char])] = if is_cyrillic { &CYRILLIC } else { &LATIN };
    let mut all = vec![String::new()];
    for c in word.chars() {
        let row = table.iter().find(|(digit, _)| *digit == c);
        let ways: &[char] = row.map_or(std::slice::from_ref(&c), |(_, letters)| letters);
        let longer = all.iter().flat_map(|before| {
            ways.iter().map(move |way| {
                let mut longer = before.clone();
                longer.push(*way);
                longer
            })
        });
        all = longer.collect();
    }
    all
}
