//! Compares two names: whether they mean the same person or body, such as a full name and a later
//! surname ("Ann Lee", "Lee") or a long and a short name of a body.

use super::super::forms::{is_cyrillic, is_one_word};
use super::naming::Nature;
use super::phrases::{is_kind_of_outlet, is_kind_of_person};
use super::somebody::Somebody;
use crate::case::SourceKind;

/// The likeness of two names with the same short name: "UN".
const SAME_SHORT_NAME: usize = 100;

/// The likeness of names with the same words.
const SAME_WORDS: usize = 90;

/// The likeness of a full name and a part of it that names one person: a surname, a first name with
/// a surname, or a given name behind a title ("пані Олена").
pub(super) const SURNAME: usize = 80;

/// The likeness of the name of a body and a part of it, without one more for each word of the part.
const PART_OF_BODY: usize = 40;

/// How likely two names mean the same person or body, from 0 (different) to [`SAME_SHORT_NAME`].
pub(super) fn likeness(named: &Somebody, known: &Somebody) -> usize {
    if are_apart(named, known) {
        return 0;
    }
    if have_one_short_name(named, known) {
        return SAME_SHORT_NAME;
    }
    let mut pairs = named.words.iter().zip(&known.words);
    if named.words.len() == known.words.len() && pairs.all(|(a, b)| is_one_word(a, b)) {
        return SAME_WORDS;
    }
    let (fewer, more) = if named.words.len() <= known.words.len() {
        (named, known)
    } else {
        (known, named)
    };
    // "Lee" does not match the group "Lee and Crane".
    let is_one_of_them = more.nature == Nature::People && fewer.nature != Nature::People;
    if !fewer.is_named || !more.is_named || is_one_of_them || !are_words_of(fewer, more) {
        0
    } else if more.is_person() && !is_body(fewer) && is_part_of_person(fewer, more) {
        SURNAME
    } else if !more.is_person() && !fewer.is_person() && is_part_of_body(fewer, more) {
        PART_OF_BODY + fewer.words.len()
    } else {
        0
    }
}

/// Whether two names cannot mean the same: one of them is empty, means several people and the other
/// one ("учителя", "учитель"), or is of another gender.
fn are_apart(named: &Somebody, known: &Somebody) -> bool {
    let is_single_to_several = matches!(
        (named.nature, known.nature),
        (Nature::Person, Nature::People) | (Nature::People, Nature::Person)
    );
    let genders = named.is_woman.zip(known.is_woman);
    named.words.is_empty()
        || known.words.is_empty()
        || is_single_to_several
        || genders.is_some_and(|(a, b)| a != b)
}

/// Whether two names have the same short name, or one is the short name of the other.
fn have_one_short_name(named: &Somebody, known: &Somebody) -> bool {
    let is_short = |short: &Option<String>, words: &[String]| {
        short
            .as_ref()
            .is_some_and(|short| words.len() == 1 && words.first() == Some(short))
    };
    is_short(&known.short, &named.words)
        || is_short(&named.short, &known.words)
        || (named.short.is_some() && named.short == known.short)
}

/// Whether each word of a name, or a word with its initial, is in a longer name.
fn are_words_of(fewer: &Somebody, more: &Somebody) -> bool {
    fewer.words.iter().all(|word| {
        let mut others = more.words.iter();
        others.any(|other| is_one_word(word, other) || is_initial_of(word, other))
    })
}

/// Whether the first words of two names are forms of one word.
fn start_alike(fewer: &Somebody, more: &Somebody) -> bool {
    let firsts = fewer.words.first().zip(more.words.first());
    firsts.is_some_and(|(a, b)| is_one_word(a, b))
}

/// Whether the last words of two names are forms of one word.
fn end_alike(fewer: &Somebody, more: &Somebody) -> bool {
    let lasts = fewer.words.last().zip(more.words.last());
    lasts.is_some_and(|(a, b)| is_one_word(a, b))
}

/// Whether a part of a person's name names them: the surname, the first name and surname without
/// the middle name, or a given name behind a title.
fn is_part_of_person(fewer: &Somebody, more: &Somebody) -> bool {
    let is_one_of = |count: usize| fewer.words.len() == 1 && more.words.len() == count;
    // "Иванов" matches "Иванов Сергей Ильич", where the surname comes first.
    let opens_with_surname = is_one_of(3) && more.has_patronymic && start_alike(fewer, more);
    // "Liu" matches "Liu Xiaming", where the surname comes first; "Ann" does not match "Ann Lee".
    let is_family_first =
        is_one_of(2) && more.opens_with_family && fewer.words.first() == more.words.first();
    // "пані Олена" matches "Олена Кіт".
    let is_by_given_name = fewer.is_given_name
        && more.words.len() == 2
        && start_alike(fewer, more)
        && !have_other_roles(fewer, more);
    end_alike(fewer, more) || opens_with_surname || is_family_first || is_by_given_name
}

/// Whether the story has said what each of two people is, and nothing of it is the same:
/// "прибиральниця Олена", "речниця Олена Кіт".
fn have_other_roles(one: &Somebody, other: &Somebody) -> bool {
    let is_shared = |role: &String| other.roles.contains(role);
    !one.roles.is_empty() && !other.roles.is_empty() && !one.roles.iter().any(is_shared)
}

/// Whether a part of the name of a body or thing names it. "Sudan" does not match "South Sudan",
/// nor does "New York" match the paper "New York Times". But general words match a name that ends
/// with them: "the Bureau", "State Security Bureau".
fn is_part_of_body(fewer: &Somebody, more: &Somebody) -> bool {
    let ends_alike = end_alike(fewer, more);
    let is_unknown = fewer.kind == SourceKind::Other;
    let is_other = if start_alike(fewer, more) {
        is_unknown && is_kind_of_outlet(more.kind) && !ends_alike
    } else {
        ends_alike && fewer.is_proper && !fewer.is_general
    };
    let may_be_one = is_unknown || more.kind == SourceKind::Other || fewer.kind == more.kind;
    !is_other
        && !is_platform(fewer)
        && may_be_one
        && (ends_alike || fewer.words.len() > 1 || !is_unknown)
}

/// Whether this is a platform: "Telegram" alone does not match one channel there, "Telegram channel
/// ASTRA".
fn is_platform(somebody: &Somebody) -> bool {
    somebody.kind == SourceKind::Social && somebody.words.len() == 1
}

/// Whether the kind of source is known and is not a kind of person.
fn is_body(somebody: &Somebody) -> bool {
    !matches!(somebody.kind, SourceKind::Other) && !is_kind_of_person(somebody.kind)
}

/// Whether `short` is one letter and `long` begins with it.
fn is_initial_of(short: &str, long: &str) -> bool {
    let mut letters = short.chars();
    let first = letters.next();
    letters.next().is_none() && first.is_some() && first == long.chars().next()
}

/// The key under which the cast lists a lower-case word: the first four letters of a Cyrillic word,
/// which its inflected forms share, and any other word as a whole.
pub(super) fn key_of(word: &str) -> String {
    if is_cyrillic(word) {
        word.chars().take(4).collect()
    } else {
        word.to_owned()
    }
}
