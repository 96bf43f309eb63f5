//! Compares two names: whether they mean the same person or body, such as a full name and a later
//! surname ("Ann Lee", "Lee") or a long and a short name of a body.

use super::super::forms::{is_cyrillic, is_one_word};
use super::naming::Nature;
use super::phrases::{is_kind_of_outlet, is_kind_of_person};
use super::somebody::Somebody;
use crate::case::SourceKind;

/// The likeness of a full name and a part of it that names one person: a surname, a first name with
/// a surname, or a given name behind a title ("пані Олена").
pub(super) const SURNAME: usize = 80;

/// How likely two names mean the same person or body, from 0 (different) to 100 (the same short
/// name). Equal names have 90, a surname has `SURNAME`, and a part of the name of a body has 40 and
/// one more for each word.
pub(super) fn likeness(named: &Somebody, known: &Somebody) -> usize {
    let same = |a: &String, b: &String| a == b || is_one_word(a, b);
    let all_in = |few: &[String], many: &[String]| {
        few.iter().all(|word| {
            many.iter()
                .any(|other| same(word, other) || is_initial_of(word, other))
        })
    };
    // A plural ("учителя") does not mean one person ("учитель").
    let is_single_to_several = matches!(
        (named.nature, known.nature),
        (Nature::Person, Nature::People) | (Nature::People, Nature::Person)
    );
    let is_other_gender = named
        .is_woman
        .zip(known.is_woman)
        .is_some_and(|(a, b)| a != b);
    if named.words.is_empty() || known.words.is_empty() || is_single_to_several || is_other_gender {
        return 0;
    }
    let is_short = |short: &Option<String>, words: &[String]| {
        short
            .as_ref()
            .is_some_and(|short| words.len() == 1 && words.first() == Some(short))
    };
    if is_short(&known.short, &named.words)
        || is_short(&named.short, &known.words)
        || (named.short.is_some() && named.short == known.short)
    {
        return 100;
    }
    if named.words.len() == known.words.len()
        && named
            .words
            .iter()
            .zip(&known.words)
            .all(|(a, b)| same(a, b))
    {
        return 90;
    }
    let (fewer, more) = if named.words.len() <= known.words.len() {
        (named, known)
    } else {
        (known, named)
    };
    // "Lee" does not match the group "Lee and Crane".
    let is_one_of_them = more.nature == Nature::People && fewer.nature != Nature::People;
    if !fewer.is_named || !more.is_named || is_one_of_them || !all_in(&fewer.words, &more.words) {
        return 0;
    }
    let ends_alike = fewer
        .words
        .last()
        .zip(more.words.last())
        .is_some_and(|(a, b)| same(a, b));
    let is_person = more.is_person() && !is_body(fewer);
    if is_person {
        // One person: by surname, or by first name and surname without the middle name. "Иванов"
        // matches "Иванов Сергей Ильич", where the surname comes first.
        let firsts = fewer.words.first().zip(more.words.first());
        let starts_alike = firsts.is_some_and(|(a, b)| same(a, b));
        let opens_with_surname =
            fewer.words.len() == 1 && more.words.len() == 3 && more.has_father && starts_alike;
        // "Liu" matches "Liu Xiaming", where the surname comes first; "Ann" does not match "Ann
        // Lee".
        let is_family_first = fewer.words.len() == 1
            && more.words.len() == 2
            && more.opens_with_family
            && fewer.words.first() == more.words.first();
        // "пані Олена" matches "Олена Кіт".
        let is_by_given_name = fewer.is_given_name && more.words.len() == 2 && starts_alike;
        return if ends_alike || opens_with_surname || is_family_first || is_by_given_name {
            SURNAME
        } else {
            0
        };
    }
    if more.is_person() || fewer.is_person() {
        return 0;
    }
    let alike = fewer.kind == more.kind
        || fewer.kind == SourceKind::Other
        || more.kind == SourceKind::Other;
    let starts_alike = fewer
        .words
        .first()
        .zip(more.words.first())
        .is_some_and(|(a, b)| same(a, b));
    // "Sudan" does not match "South Sudan", nor does "New York" match the paper "New York Times".
    // But general words match a name that ends with them: "the Bureau", "State Security Bureau".
    let is_other = if starts_alike {
        fewer.kind == SourceKind::Other && is_kind_of_outlet(more.kind) && !ends_alike
    } else {
        ends_alike && fewer.is_proper && !fewer.is_general
    };
    if is_other || is_platform(fewer) {
        return 0;
    }
    if alike && (ends_alike || fewer.words.len() > 1 || fewer.kind != SourceKind::Other) {
        40 + fewer.words.len()
    } else {
        0
    }
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
