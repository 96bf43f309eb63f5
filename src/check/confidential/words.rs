//! The words that lead to a confidential source: a name in the ways in which names are written as one or turned round, the
//! parts of a person's name, the host of an address, a file without its ending.

use std::collections::BTreeSet;

use super::folded::folded;
use crate::case::SourceKind;

/// A secret with at most this many letters and digits counts only as a whole word: else `Li` would stand in `police`.
/// No shorter part of a name is looked for.
pub(super) const SHORT: usize = 3;

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
pub(super) const LONGEST: usize = 200;
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

/// A word to look for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    /// As [`folded`] makes it.
    pub(super) folded: String,
    /// Where it must begin a word, how many letters of an ending may follow in it; none where it counts anywhere.
    pub(super) ending: Option<usize>,
    /// Whether it is a name with the last word first.
    pub(super) is_turned: bool,
}

/// A word as a person wrote it; none where it has neither a letter nor a digit.
pub(super) fn word(text: &str) -> Option<Word> {
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
pub(super) fn spellings(name: &str) -> BTreeSet<Word> {
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
pub(super) fn stems(name: &str) -> Vec<Word> {
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
pub(super) fn parts(name: &str, kind: SourceKind) -> Vec<Word> {
    let is_person = matches!(
        kind,
        SourceKind::Official
            | SourceKind::Witness
            | SourceKind::Expert
            | SourceKind::Anonymous
            | SourceKind::Other
    );
    let names: Vec<&str> = name.split_whitespace().take(5).collect();
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
pub(super) fn addresses(url: &str) -> impl Iterator<Item = &str> {
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
