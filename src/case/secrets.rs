//! Where the words of a confidential source stand: its names, addresses and files, however they are written.
//!
//! A newsroom that promised not to name somebody must find every place that does: a standard says so, redaction takes
//! it out. Both look through [`Secrets`], which would rather find too much than too little.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use unicode_normalization::char::decompose_canonical;

use super::{Case, Source, SourceKind};
use crate::text::is_unseen;

/// What a confidential source is called where it may not be named. No secret itself.
pub const NAMELESS: &str = "a confidential source";

/// A secret with at most this many letters and digits counts only as a whole word: else `Li` would stand in `police`.
/// No shorter part of a name is looked for.
const SHORT: usize = 3;

/// What may stand between the words of a name that is written as one: a handle, a file's name, a query.
const JOINTS: [&str; 6] = ["", " ", "-", "_", ".", "+"];

/// What may stand behind the last word of a name that is given first, and what between the others.
const TURNED: [(&str, &str); 9] = [
    ("", ""),
    (" ", " "),
    (", ", " "),
    (",", " "),
    (",+", "+"),
    ("-", "-"),
    ("_", "_"),
    (".", "."),
    ("+", "+"),
];

/// Longer names, and such of more words, are written in one way only: else a hostile one costs its length many times.
const LONGEST: usize = 200;
const MOST_WORDS: usize = 8;

/// The name of a file without its ending says something from so many letters and digits on.
const STEM: usize = 6;

/// What anybody calls a file, with or without a number. Folded.
const PLAIN_STEMS: [&str; 28] = [
    "agreement",
    "attachment",
    "audio",
    "contract",
    "data",
    "document",
    "download",
    "email",
    "evidence",
    "file",
    "image",
    "interview",
    "invoice",
    "letter",
    "message",
    "notes",
    "photo",
    "picture",
    "recording",
    "report",
    "scan",
    "screenshot",
    "statement",
    "transcript",
    "unnamed",
    "untitled",
    "video",
    "документ",
];

/// What may not leave the newsroom: the words that lead to a confidential source.
#[derive(Debug)]
pub struct Secrets {
    /// Their folded forms, each once, none inside white space.
    words: Vec<Word>,
    /// Finds them all at once; none where there are too many to look for, and then everything counts as secret.
    finder: Option<AhoCorasick>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    folded: String,
    /// Where it must begin a word, how many letters of an ending may follow in it; none where it counts anywhere.
    ending: Option<usize>,
    /// Whether it is a name with the last word first.
    is_turned: bool,
}

impl Secrets {
    /// Of every confidential source: its name, url, the url's host with and without `www.`, its archived url; and of
    /// the evidence that comes from it the urls, the files' paths and names with and without their endings, and their
    /// hashes. A name of several words is looked for with the last one first and with a hyphen, an underscore, a dot, a
    /// plus or, where none is short, nothing between them too.
    ///
    /// A word without a letter or a digit leads to nobody and is left out, and so is [`NAMELESS`].
    pub fn of(case: &Case) -> Self {
        Self::over(case, |_| Vec::new(), |_| Vec::new())
    }

    /// The same, and of a person each word of the name that has four letters or more, in any of its forms: who is called
    /// by the full name once is mostly called by the last one afterwards. Of a file, what stands before its ending, too. This
    /// finds namesakes, which is right for what goes out and too much for a standard.
    pub fn with_parts_of_names(case: &Case) -> Self {
        Self::over(case, parts, stems)
    }

    fn over(
        case: &Case,
        parts: impl Fn(&Source) -> Vec<Word>,
        stems: impl Fn(&str) -> Vec<Word>,
    ) -> Self {
        let confidential = || case.sources.iter().filter(|source| source.confidential);
        let mut words = BTreeSet::new();
        for source in confidential() {
            if !is_nameless(&source.name) {
                words.extend(word(&source.name));
                words.extend(spellings(&source.name));
                words.extend(parts(source));
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
                    let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
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

fn word(text: &str) -> Option<Word> {
    folded_word(&folded(text))
}

fn folded_word(folded: &str) -> Option<Word> {
    let folded = folded.trim_matches(' ');
    let letters = letters(folded, SHORT + 1);
    (letters > 0).then(|| Word {
        folded: folded.to_owned(),
        ending: (letters <= SHORT).then_some(0),
        is_turned: false,
    })
}

/// How many letters and digits there are, counted up to so many.
fn letters(text: &str, most: usize) -> usize {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.take(most).count()
}

/// The other ways to write a name of several words as one.
fn spellings(name: &str) -> BTreeSet<Word> {
    let folded = folded(name);
    let mut all = BTreeSet::new();
    if folded.len() > LONGEST {
        return all;
    }
    let is_joint = |c: char| matches!(c, ' ' | '-' | '_' | '.' | '+' | ',');
    // `Jean-Paul Sartre` is two words in `Sartre, Jean-Paul`, and three in `jean_paul_sartre`.
    spell(folded.split(' '), &mut all);
    spell(folded.split(is_joint), &mut all);
    all
}

fn spell<'a>(words: impl Iterator<Item = &'a str>, all: &mut BTreeSet<Word>) {
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let Some((last, others)) = words.split_last() else {
        return;
    };
    if others.is_empty() || words.len() > MOST_WORDS {
        return;
    }
    // `An Na` is no `Anna`, and `na li` stands in `China likes`.
    let is_long = words.iter().all(|word| letters(word, SHORT) == SHORT);
    let joints = JOINTS.iter().filter(|joint| is_long || !joint.is_empty());
    all.extend(joints.filter_map(|joint| folded_word(&words.join(joint))));
    if is_long {
        let turned = TURNED.iter();
        all.extend(turned.filter_map(|(first, joint)| {
            let word = folded_word(&[last, *first, &others.join(joint)].concat())?;
            Some(Word {
                is_turned: true,
                ..word
            })
        }));
    }
}

/// The name of a file without its ending, and without the one before that, where that says anything.
fn stems(name: &str) -> Vec<Word> {
    let mut stems = Vec::new();
    let mut rest = name;
    for _ in 0..2 {
        let Some((stem, _)) = rest.rsplit_once('.') else {
            break;
        };
        rest = stem;
        let Some(mut word) = word(stem) else {
            break;
        };
        let bare = word.folded.trim_matches(|c: char| !c.is_alphabetic());
        if letters(&word.folded, STEM) < STEM || PLAIN_STEMS.contains(&bare) {
            continue;
        }
        if bare.is_empty() {
            // A number stands in longer ones by chance.
            word.ending = Some(0);
        }
        stems.push(word);
    }
    stems
}

/// The words of a person's name, each without a Cyrillic ending. A name is one if each of its two to four words has a
/// capital.
fn parts(source: &Source) -> Vec<Word> {
    let is_person = matches!(
        source.kind,
        SourceKind::Official
            | SourceKind::Witness
            | SourceKind::Expert
            | SourceKind::Anonymous
            | SourceKind::Other
    );
    let names: Vec<&str> = source.name.split_whitespace().take(5).collect();
    let is_name = |name: &&str| name.starts_with(char::is_uppercase);
    if !is_person || !(2..=4).contains(&names.len()) || !names.iter().all(is_name) {
        return Vec::new();
    }
    let part = |name: &&str| {
        let folded = folded(name.trim_matches(|c: char| !c.is_alphanumeric()));
        let is_cyrillic = folded.contains(|c| matches!(c, 'а'..='я' | 'є' | 'і' | 'ґ'));
        // Folded, so `й` is `и` and `ї` is `і`.
        let stem = folded.trim_end_matches(|c| "аеиоуыэюяєіьъ".contains(c));
        let is_long = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count() > SHORT;
        let stem = if is_long(stem) { stem } else { &folded };
        is_long(stem).then(|| Word {
            folded: stem.to_owned(),
            ending: Some(if is_cyrillic { 4 } else { 1 }),
            is_turned: false,
        })
    };
    names.iter().filter_map(part).collect()
}

/// An address, what stands in it after `mailto:` or `tel:`, its host, and the host without `www.`.
fn addresses(url: &str) -> impl Iterator<Item = &str> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://").unwrap_or_else(|| {
        let is_scheme = |scheme: &str| scheme.chars().all(|c| c.is_ascii_alphabetic());
        url.split_once(':')
            .filter(|(scheme, rest)| {
                is_scheme(scheme) && !rest.starts_with(|c: char| c.is_ascii_digit())
            })
            .unwrap_or(("", url))
    });
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host
        .rsplit_once(':')
        .filter(|(_, port)| port.chars().all(|c| c.is_ascii_digit()))
        .map_or(host, |(host, _)| host);
    // Something typed that is no address has no host, only words.
    let host = if host.contains(char::is_whitespace) {
        ""
    } else {
        host
    };
    let bare = host
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("www."));
    let bare = bare.and_then(|_| host.get(4..)).unwrap_or_default();
    let inner = if scheme.is_empty() { "" } else { rest };
    // A scheme alone is everybody's.
    let is_somewhere = rest.contains(char::is_alphanumeric);
    let all = [url, inner, host, bare].into_iter();
    all.filter(move |_| is_somewhere)
}

/// An address with `%D0%90` as the sign that it stands for, where that is a sign.
fn without_percents(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after.split_at_checked(2).filter(|_| first == b'%');
        let decoded = pair.and_then(|(pair, after)| {
            let digits = std::str::from_utf8(pair).ok()?;
            Some((u8::from_str_radix(digits, 16).ok()?, after))
        });
        let (byte, after) = decoded.unwrap_or((first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
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

/// Ranges in order, put together where they overlap or touch.
pub(crate) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The form in which texts are compared.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold(text, &mut folded, |_, _, _| ());
    folded
}

/// Where ranges of the folded text, in order and apart, stand in the text itself: whole characters, with the marks that
/// belong to the last one.
fn unfolded(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut places = Vec::with_capacity(ranges.len());
    let mut ranges = ranges.iter().peekable();
    let mut open: Option<Range<usize>> = None;
    let mut folded = String::with_capacity(text.len());
    fold(text, &mut folded, |here, from, to| {
        if to == from {
            // Nothing came of it: it goes with what is before it.
            if let Some(open) = &mut open
                && open.end == here.start
            {
                open.end = here.end;
            }
            return;
        }
        while ranges.next_if(|range| range.end <= from).is_some() {
            places.extend(open.take());
        }
        if ranges.peek().is_some_and(|range| range.start < to) {
            let start = open.as_ref().map_or(here.start, |open| open.start);
            open = Some(start..here.end);
        }
    });
    places.extend(open);
    merged(places)
}

/// Folds a text, and tells of each character where it stands and from where to where its folded form does.
fn fold(text: &str, folded: &mut String, mut each: impl FnMut(Range<usize>, usize, usize)) {
    let (mut at, mut rest) = (0, text);
    while let Some(c) = rest.chars().next() {
        let written = match c {
            '%' => percent(rest),
            '&' => entity(rest),
            _ => None,
        };
        let (c, length) = written.unwrap_or((c, c.len_utf8()));
        let from = folded.len();
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            _ if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            _ if c.is_ascii() && !c.is_ascii_control() => folded.push(plain(c)),
            // By way of upper case, which knows that `ς` and `σ`, `ẞ` and `ss` are one.
            _ => decompose_canonical(c, |part| {
                let lower = part.to_lowercase().flat_map(char::to_uppercase);
                let lower = lower.flat_map(char::to_lowercase);
                folded.extend(lower.filter(|&c| !is_mark(c)).map(plain));
            }),
        }
        each(at..at + length, from, folded.len());
        at += length;
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// The character that a text begins with as `%D0%90`, and how many bytes that takes.
fn percent(text: &str) -> Option<(char, usize)> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = Vec::with_capacity(4);
    for triple in text.as_bytes().chunks_exact(3).take(4) {
        let [b'%', high, low] = *triple else {
            return None;
        };
        bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
        if let Ok(decoded) = std::str::from_utf8(&bytes) {
            return Some((decoded.chars().next()?, bytes.len() * 3));
        }
    }
    None
}

/// The character that a text begins with as `&amp;` or `&#38;`, and how many bytes that takes.
fn entity(text: &str) -> Option<(char, usize)> {
    // None is longer, and a text of nothing but `&` is not read to its end for each.
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?.to_ascii_lowercase();
    let c = if let Some(number) = name.strip_prefix('#') {
        let (digits, radix) = number
            .strip_prefix('x')
            .map_or((number, 10), |hex| (hex, 16));
        char::from_u32(u32::from_str_radix(digits, radix).ok()?)?
    } else {
        match name.as_str() {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => ' ',
            "shy" => '\u{ad}',
            "hyphen" | "dash" => '-',
            "lowbar" => '_',
            "period" => '.',
            "plus" => '+',
            _ => return None,
        }
    };
    Some((c, end + 1))
}

/// One apostrophe and one dash for all of them.
fn plain(c: char) -> char {
    match c {
        '`' | '\u{b4}' | '\u{2b9}' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{201b}'
        | '\u{ff07}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    }
}

/// Accents of Latin, Greek and Cyrillic, and what nobody sees. Vowel signs of other scripts stay.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{ad}' | '\u{180e}' | '\u{200c}' | '\u{200d}'
        | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}')
        || is_unseen(c)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::case::{Mint, Source};

    /// Secrets of confidential sources with these names and urls.
    fn secrets(sources: &[(&str, &str)]) -> Secrets {
        let mut mint = Mint::seeded(1);
        let mut case = Case::new(mint.id(|_| false), "x");
        for (name, url) in sources {
            let mut source = Source::new(mint.id(|_| false), *name);
            source.confidential = true;
            source.url = (*url).to_owned();
            case.sources.insert(Arc::new(source));
        }
        Secrets::of(&case)
    }

    fn found<'a>(secrets: &Secrets, text: &'a str) -> Vec<&'a str> {
        secrets
            .ranges(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let secrets = secrets(&[
            ("Олена  Дем'янчук", ""),
            ("Артём Ёлкин", ""),
            ("Li", ""),
            ("Ada\tWeiß", ""),
        ]);
        for (text, there) in [
            (
                "сказала ОЛЕНА\u{a0}ДЕМ’ЯНЧУК.",
                vec!["ОЛЕНА\u{a0}ДЕМ’ЯНЧУК"],
            ),
            (
                "Олена \n Дем\u{2bc}янчук; від Олена Дем'янчукам",
                vec!["Олена \n Дем\u{2bc}янчук", "Олена Дем'янчук"],
            ),
            (
                "Оле\u{ad}на Дем'\u{200b}янчук",
                vec!["Оле\u{ad}на Дем'\u{200b}янчук"],
            ),
            (
                "Артем Елкин, Арте\u{308}м Е\u{308}лкин\u{301}!",
                vec!["Артем Елкин", "Арте\u{308}м Е\u{308}лкин\u{301}"],
            ),
            ("police, Li, oli, LI-", vec!["Li", "LI"]),
            ("ada weiss and ADA WEIẞ", vec!["ada weiss", "ADA WEIẞ"]),
            ("Олена. Демянчук", vec![]),
        ] {
            assert_eq!(found(&secrets, text), there, "{text}");
            assert_eq!(secrets.holds(text), !there.is_empty(), "{text}");
        }
    }

    #[test]
    fn an_address_is_found_by_its_host_too() {
        let secrets = secrets(&[
            ("", "https://user@WWW.Leaks.example:8080/a?b"),
            ("", "mailto:olena@post.example"),
            ("", "tel: 555 12 34"),
        ]);
        for text in [
            "see leaks.example.",
            "http://www.LEAKS.example/other",
            "write to Olena@post.example",
            "call 555 12 34",
        ] {
            assert!(secrets.holds(text), "{text}");
        }
        assert!(!secrets.holds("leaks example"));
        assert!(secrets.holds_in_address("https://x.example/?u=leaks%2Eexample"));
    }

    #[test]
    fn a_name_in_an_address_is_found() {
        let secrets = secrets(&[("Іван Франко", "")]);
        assert!(secrets.holds_in_address(
            "https://x.example/%D0%86%D0%B2%D0%B0%D0%BD_%D0%A4%D1%80%D0%B0%D0%BD%D0%BA%D0%BE"
        ));
        assert!(secrets.holds_in_address("https://x.example/іван-франко%"));
        assert!(!secrets.holds_in_address("https://x.example/%zz%"));
    }

    #[test]
    fn what_is_written_in_percents_is_found() {
        let secrets = secrets(&[
            ("Ivan Sydorenko", "https://leaks.example/x"),
            ("José Niño", ""),
            ("Іван Франко", ""),
        ]);
        for (text, there) in [
            (
                "https://x.example/?u=Ivan%20Sydorenko&v=1",
                vec!["Ivan%20Sydorenko"],
            ),
            ("u=Ivan+Sydorenko.", vec!["Ivan+Sydorenko"]),
            (
                "ivan%2Dsydorenko, ivan%2dsydorenko",
                vec!["ivan%2Dsydorenko", "ivan%2dsydorenko"],
            ),
            ("at LEAKS%2EEXAMPLE%2Fy", vec!["LEAKS%2EEXAMPLE"]),
            ("%49van %53ydorenk%6F", vec!["%49van %53ydorenk%6F"]),
            ("é Jos%C3%A9%20Ni%C3%B1o é", vec!["Jos%C3%A9%20Ni%C3%B1o"]),
            (
                "Jos%65%CC%81 Nin%CC%83o%CC%81.",
                vec!["Jos%65%CC%81 Nin%CC%83o%CC%81"],
            ),
            (
                "q=%D0%86%D0%B2%D0%B0%D0%BD+%D0%A4%D1%80%D0%B0%D0%BD%D0%BA%D0%BE%D0",
                vec!["%D0%86%D0%B2%D0%B0%D0%BD+%D0%A4%D1%80%D0%B0%D0%BD%D0%BA%D0%BE"],
            ),
            ("Ivan%C3Sydorenko %2 %zz% Sydorenko%D0% %", vec![]),
        ] {
            assert_eq!(found(&secrets, text), there, "{text}");
            assert_eq!(secrets.holds(text), !there.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_name_is_found_whatever_joins_its_words() {
        let secrets = secrets(&[
            ("Ivan Sydorenko", ""),
            ("Jean-Paul Le Guin", ""),
            ("Anna Maria-Luisa Rossi", ""),
            ("Li Na", ""),
        ]);
        for name in [
            "Ivan\u{ad}Sydorenko",
            "Ivan\u{200b}Sydorenko",
            "Ivan\u{2060}\u{200d}Sydorenko",
            "Ivan-Sydorenko",
            "ivan\u{2011}sydorenko",
            "ivan_sydorenko",
            "ivan.sydorenko",
            "ivansydorenko",
            "SydorenkoIvan",
            "Sydorenko Ivan",
            "Sydorenko, Ivan",
            "SYDORENKO,\u{a0}IVAN",
            "Sydorenko,Ivan",
            "sydorenko.ivan",
            "sydorenko%2C%20ivan",
            "sydorenko,+ivan",
            "jean_paul_le_guin",
            "anna.maria.luisa.rossi",
            "annamarialuisarossi",
            "Rossi, Anna Maria-Luisa",
            "Rossi, Anna Maria Luisa",
            "li-na",
        ] {
            for text in [format!("by @{name}: 1"), format!("x/{name}")] {
                assert_eq!(found(&secrets, &text), [name], "{text}");
                assert!(secrets.holds(&text), "{text}");
            }
        }
        for text in [
            "Ivan met Sydorenko",
            "Ivan; Sydorenko. Ivan",
            "Ivan and Sydorenko",
            "Ivan, Sydorenko",
            "Sydorenko",
            "lina, Nali; China likes",
        ] {
            assert!(!secrets.holds(text), "{text}");
        }
    }

    #[test]
    fn a_name_that_is_turned_is_not_begun_by_another() {
        let secrets = secrets(&[("Ivan Franko", "")]);
        assert_eq!(
            found(&secrets, "Ivan Franko, Ivan Bahrianyi"),
            ["Ivan Franko"]
        );
        assert_eq!(
            found(&secrets, "Franko, Ivan Franko"),
            ["Franko, Ivan Franko"]
        );
    }

    #[test]
    fn what_is_between_two_parts_of_a_name_stays() {
        let mut mint = Mint::seeded(1);
        let mut case = Case::new(mint.id(|_| false), "x");
        let mut source = Source::new(mint.id(|_| false), "Ivan Sydorenko");
        source.confidential = true;
        case.sources.insert(Arc::new(source));
        let secrets = Secrets::with_parts_of_names(&case);
        assert_eq!(found(&secrets, "Ivan met Sydorenko"), ["Ivan", "Sydorenko"]);
        assert_eq!(found(&secrets, "@ivansydorenko met"), ["ivansydorenko"]);
    }

    #[test]
    fn a_name_is_found_as_hypertext_has_it() {
        let secrets = secrets(&[("Smith & Sons", ""), ("Pat O'Hara", "")]);
        for name in [
            "Smith & Sons",
            "Smith &amp; Sons",
            "SMITH&nbsp;&#38;&#x20;SONS",
            "smith+%26+sons",
            "Pat O&#39;Hara",
            "Pat&shy;&nbsp;O&apos;Hara",
        ] {
            assert_eq!(found(&secrets, &format!("<{name}>")), [name]);
        }
        for text in [
            "Smith &lt; Sons",
            "Smith &am; Sons",
            "&#xffffffff; &#-1; &; &&&",
        ] {
            assert!(!secrets.holds(text), "{text}");
        }
    }

    #[test]
    fn a_file_is_found_by_its_name_without_the_ending() {
        let of = |name: &str| {
            stems(name)
                .into_iter()
                .map(|word| word.folded)
                .collect::<Vec<_>>()
        };
        assert_eq!(of("SecretMemo.pdf"), ["secretmemo"]);
        assert_eq!(of("secretmemo.tar.gz"), ["secretmemo.tar", "secretmemo"]);
        for name in [
            "secretmemo",
            "memo.pdf",
            "Document.pdf",
            "scan 0001.png",
            "report_2.pdf",
            ".pdf",
            "…….a",
            "",
        ] {
            assert_eq!(of(name), Vec::<String>::new(), "{name}");
        }
        assert_eq!(
            stems("123456.pdf").first().map(|word| word.ending),
            Some(Some(0))
        );
    }

    #[test]
    fn a_person_is_found_by_a_part_of_the_name_where_that_is_asked_for() {
        let mut mint = Mint::seeded(1);
        let mut case = Case::new(mint.id(|_| false), "x");
        for name in [
            "Marta Kowal",
            "Олексій Іванович Петренко",
            "a senior official",
            "Mark Ng",
        ] {
            let mut source = Source::new(mint.id(|_| false), name);
            source.confidential = true;
            case.sources.insert(Arc::new(source));
        }
        let secrets = Secrets::with_parts_of_names(&case);
        for (text, there) in [
            (
                "Kowal's letters; KOWALS, Marta.",
                vec!["Kowal", "KOWALS", "Marta"],
            ),
            ("Kowalska, market, martas'", vec!["martas"]),
            (
                "за словами Петренка, Олексієві Петренковій",
                vec!["Петренка", "Олексієві", "Петренковій"],
            ),
            ("an official", vec![]),
        ] {
            assert_eq!(found(&secrets, text), there, "{text}");
        }
        assert!(!Secrets::of(&case).holds("Kowal"));
    }

    #[test]
    fn overlapping_ones_are_one_and_what_is_left_is_looked_at_again() {
        let secrets = secrets(&[("abcd", ""), ("cdef", ""), ("xy", "")]);
        assert_eq!(found(&secrets, "abcdefxyabcd xyz"), ["abcdefxyabcd"]);
        assert_eq!(found(&secrets, "zabcdxy xyz"), ["abcdxy"]);
    }

    #[test]
    fn hostile_names_do_no_harm() {
        let long = "я".repeat(50_000);
        let secrets = secrets(&[
            ("", ""),
            (" \u{a0}\n", "://"),
            (".*+?^$(){}|[]\\", "http://"),
            (&long, "%"),
            ("\u{301}\u{200b}", "@:?#"),
            (NAMELESS, ""),
            ("a confidential source (12)", ""),
            ("—", ""),
        ]);
        assert_eq!(secrets.words.len(), 1);
        assert!(secrets.holds(&format!("x{long}")) && !secrets.holds(".*+?^$(){}|[]\\ — %"));
        assert!(super::tests::secrets(&[(" ", ""), ("…", "")]).is_empty());
    }

    #[test]
    fn every_letter_is_found_in_its_other_case() {
        let differ = (0..=0x0010_ffff).filter_map(char::from_u32).filter(|&c| {
            let whole = folded(c.encode_utf8(&mut [0; 4]));
            let lower: String = c.to_lowercase().collect();
            let upper: String = c.to_uppercase().collect();
            folded(&lower) != whole || folded(&upper) != whole
        });
        assert_eq!(differ.collect::<Vec<_>>(), []);
    }

    fn words() -> impl Strategy<Value = String> {
        prop_oneof!["[abаїßИ ]{1,6}", "[a-z]{1,3}", any::<String>()]
    }

    proptest! {
        #[test]
        fn what_stands_in_a_text_is_found_and_nothing_is_left(
            names in prop::collection::vec(words(), 1..4),
            around in prop::collection::vec(words(), 4),
            which in any::<usize>(),
        ) {
            let pairs: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
            let secrets = secrets(&pairs);
            let name = &names[which % names.len()];
            let text = format!("{} {} {}{}", around[0], name.to_uppercase(), around[1], around[2]);
            let ranges = secrets.ranges(&text);
            prop_assert_eq!(secrets.holds(&text), !ranges.is_empty());
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end < pair[1].start));
            let mut rest = String::new();
            let mut end = 0;
            for range in ranges {
                rest += &text[end..range.start];
                rest += "█";
                end = range.end;
            }
            rest += &text[end..];
            prop_assert!(!secrets.holds(&rest), "{rest:?}");
            let folded = folded(name.trim());
            if folded.chars().filter(|c| c.is_alphanumeric()).count() > SHORT && !folded.starts_with(' ') && !folded.ends_with(' ') {
                prop_assert!(rest != text);
            }
        }
    }
}
