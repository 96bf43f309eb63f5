//! Adds what a source has besides the words of its names: handles, addresses, numbers, files.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{JOINED, SearchTerms};
use crate::case::{Source, SourceId};
use crate::check::confidential::address::{self, Part};
use crate::check::confidential::entry::{
    Entry, FormOf, JoinedKind, JoinedWords, Number, Ordinary, Where,
};
use crate::check::confidential::folded::{Gap, folded};
use crate::check::confidential::letters::is_cyrillic_word;
use crate::check::confidential::letters::{looks, sound};
use crate::check::confidential::lexicon::WordKind;
use crate::check::confidential::lists::{ADDRESSES, BODIES, FIRST_NAMES};
use crate::check::confidential::names::words_of_name;
use crate::check::confidential::patronymics::is_patronymic;
use crate::check::confidential::place::is_nameless;

impl SearchTerms {
    pub(super) fn source(&mut self, source: &Source) {
        let names: Vec<&String> = std::iter::once(&source.name)
            .chain(&source.aliases)
            .collect();
        for name in BODIES.others(&names) {
            if is_abbreviation(name) {
                let letters = name.chars().map(|c| sound(c.encode_utf8(&mut [0; 4])));
                self.abbreviations.push((source.id, letters.collect()));
            } else {
                self.name(source.id, name);
            }
        }
        for name in names {
            if is_nameless(name) {
                continue;
            }
            let is_one = !name.trim().contains(char::is_whitespace);
            let is_handle = name.contains('@')
                || name.contains("://")
                || name.contains('_')
                || (is_one
                    && name.contains(['.', '/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']));
            let mut parts = Vec::new();
            if is_handle {
                for piece in name.split_whitespace() {
                    address::of_address(
                        piece
                            .trim_matches(['(', ')', '<', '>', ',', ';'])
                            .trim_start_matches('@'),
                        &mut parts,
                    );
                }
            }
            address::of_number(name, &mut parts);
            self.parts(source.id, parts);
            let words = without_hosts(name);
            if !words.trim().is_empty() {
                self.name(source.id, &words);
            }
        }
        self.initials_of_names(source);
        self.address(source.id, &source.url);
        self.address(source.id, &source.archived);
        self.noted(source.id, &source.note);
    }

    /// Adds the initials of the whole name that two names give together: `В. И. Л.` for Вера Ложкина,
    /// also called Вера Иосифовна.
    fn initials_of_names(&mut self, source: &Source) {
        let names = std::iter::once(&source.name).chain(&source.aliases);
        let names: Vec<Vec<String>> = names
            .map(|name| words_of_name(&folded(name), name))
            .collect();
        let fathers = names.iter().filter_map(|name| match name.as_slice() {
            [first, father] if is_patronymic(father) => Some((first, father)),
            _ => None,
        });
        for (first, father) in fathers {
            let surnames = names.iter().filter_map(|name| match name.as_slice() {
                [one, surname] | [surname, one] if one == first && surname != father => {
                    Some(surname)
                }
                _ => None,
            });
            let all = surnames.map(|surname| {
                (
                    source.id,
                    [first, father, surname].map(|word| sound(word)).to_vec(),
                )
            });
            self.initials.extend(all);
        }
        // `М. Д.` for a source called Марина, also called Демидова.
        let single: Vec<&String> = names
            .iter()
            .filter_map(|name| match name.as_slice() {
                [word] => Some(word),
                _ => None,
            })
            .collect();
        let is_given = |word: &&&String| FIRST_NAMES.has(&looks(word));
        for first in single.iter().filter(is_given) {
            for surname in single.iter().filter(|word| !is_given(word)) {
                let initials = [first, surname].map(|word| sound(word)).to_vec();
                self.initials.push((source.id, initials));
            }
        }
    }

    /// Adds the numbers and addresses in a note on a source.
    pub(super) fn noted(&mut self, source: SourceId, note: &str) {
        let mut parts = Vec::new();
        address::of_note(note, &mut parts);
        self.parts(source, parts);
    }

    pub(super) fn address(&mut self, source: SourceId, url: &str) {
        let mut parts = Vec::new();
        address::of_address(url, &mut parts);
        self.parts(source, parts);
    }

    pub(super) fn parts(&mut self, source: SourceId, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Together(words) => {
                    self.join_words(source, &words, JOINED, JoinedKind::Certain);
                }
                Part::Fragment(words) => {
                    self.join_words(source, &words, JOINED, JoinedKind::PartOfNumber);
                }
                Part::Host(words) => {
                    self.join_words(source, &words, Gap::DOT | Gap::HYPHEN, JoinedKind::Certain);
                }
                Part::Phone(digits) => self.number(source, digits, true),
                Part::Number(digits) => self.number(source, digits, false),
                Part::Word(word) => self.single_word(source, word, Where::Anywhere),
                Part::InAddress(word) => self.single_word(source, word, Where::InAddress),
                // A word of a file name that is frequent in the story identifies nobody.
                Part::OfFile(word) if !self.story.is_rare(&word) => {}
                Part::OfFile(word) => self.single_word(source, word, Where::OfFile),
            }
        }
    }

    /// Adds a word in one form, as it looks.
    fn single_word(&mut self, source: SourceId, look: String, place: Where) {
        let entry = self.entry(Entry {
            source,
            name: self.names,
            word: 0,
            of: 1,
            sort: WordKind::NameOnly,
            is_first_name: false,
            is_given: false,
            is_adjective: false,
            is_noun: false,
            is_quoted: false,
            is_learned: false,
            ordinary: Ordinary::No,
            is_in_story: false,
            is_cyrillic: is_cyrillic_word(&look),
            is_upper: false,
            place,
        });
        self.names += 1;
        self.edges(&sound(&look));
        let form = FormOf {
            entry,
            is_possessive: false,
            is_base: true,
            is_own: true,
            is_cyrillic: is_cyrillic_word(&look),
        };
        self.looks.entry(look).or_default().push(form);
    }

    fn number(&mut self, source: SourceId, digits: String, is_phone: bool) {
        self.numbers.push(Number {
            source,
            digits,
            is_phone,
        });
    }

    pub(super) fn entry(&mut self, entry: Entry) -> usize {
        self.entries.push(entry);
        self.entries.len() - 1
    }

    pub(super) fn join_words(
        &mut self,
        source: SourceId,
        words: &[String],
        between: u16,
        kind: JoinedKind,
    ) {
        let mut joints = HashSet::new();
        let mut count = 0;
        for word in words {
            joints.insert(count);
            count += word.chars().count();
        }
        let look = words.concat();
        if count > 2 {
            self.joined_words.push(JoinedWords {
                source,
                look,
                joints,
                between,
                kind,
            });
        }
    }
}

/// A name without the hosts in it. A host counts as a whole: `St Brannock's` is not the host of
/// `x@brannocks.nhs.uk`.
fn without_hosts(name: &str) -> Cow<'_, str> {
    let is_host = |host: &str| {
        let ending = host.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| ADDRESSES.endings.contains(&ending.to_lowercase()))
    };
    let of_piece = |piece: &'_ str| -> String {
        let address = piece
            .split_once("://")
            .map_or(piece, |(_, address)| address);
        let (start, path) = address.split_once('/').unwrap_or((address, ""));
        let (local, host) = start.rsplit_once('@').unwrap_or(("", start));
        if is_host(host.trim_end_matches(['.', ',', ')', '>'])) {
            [local, path].join(" ")
        } else {
            piece.to_owned()
        }
    };
    if !name.contains('.') {
        return Cow::Borrowed(name);
    }
    let pieces: Vec<String> = name.split_whitespace().map(of_piece).collect();
    Cow::Owned(pieces.join(" "))
}

/// Whether a name is one word in capitals: `IMF`, `ЄС`.
fn is_abbreviation(name: &str) -> bool {
    !name.contains(' ') && name.chars().skip(1).all(char::is_uppercase)
}
