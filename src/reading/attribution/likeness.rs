//! Whether two names mean the same person or body: a surname after the whole name, a short name
//! after the long one.

use super::super::forms::{is_cyrillic, is_one_word};
use super::naming::Nature;
use super::phrases::is_kind_of_person;
use super::somebody::Somebody;
use crate::case::SourceKind;

/// How sure it is that a surname means the person who has it in their name.
pub(super) const SURNAME: usize = 80;

/// How likely two names mean the same person or body, from 0 (they do not) to 100.
pub(super) fn likeness(named: &Somebody, known: &Somebody) -> usize {
    let same = |a: &String, b: &String| a == b || is_one_word(a, b);
    let all_in = |few: &[String], many: &[String]| {
        few.iter().all(|word| {
            many.iter()
                .any(|other| same(word, other) || is_initial_of(word, other))
        })
    };
    // "учителя" are no "учитель".
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
    // "Lee" is not "Lee and Crane".
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
        // A surname, or first name and surname without the middle one.
        // "Иванов Сергей Ильич" is Иванов.
        let firsts = fewer.words.first().zip(more.words.first());
        let starts_alike = firsts.is_some_and(|(a, b)| same(a, b));
        let opens_with_surname =
            fewer.words.len() == 1 && more.words.len() == 3 && more.has_father && starts_alike;
        // "Liu Xiaming" is Liu, "Ann Lee" is not called Ann.
        let is_family_first = fewer.words.len() == 1
            && more.words.len() == 2
            && more.opens_with_family
            && fewer.words.first() == more.words.first();
        // "пані Олена" is Олена Кіт.
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
    // Sudan is not South Sudan, and the Tax Policy Center not the Urban Tax Policy Center; but the
    // Bureau is the State Security Bureau, and the Post the Washington Post. "New York" is no
    // paper.
    let is_other = if starts_alike {
        fewer.kind == SourceKind::Other && carries(more) && !ends_alike
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

fn carries(somebody: &Somebody) -> bool {
    matches!(somebody.kind, SourceKind::Outlet | SourceKind::Agency)
}

/// "Telegram" is not the channel "ASTRA" there.
fn is_platform(somebody: &Somebody) -> bool {
    somebody.kind == SourceKind::Social && somebody.words.len() == 1
}

fn is_body(somebody: &Somebody) -> bool {
    !matches!(somebody.kind, SourceKind::Other) && !is_kind_of_person(somebody.kind)
}

/// Whether one is the first letter of the other.
fn is_initial_of(short: &str, long: &str) -> bool {
    let mut letters = short.chars();
    let first = letters.next();
    letters.next().is_none() && first.is_some() && first == long.chars().next()
}

/// The key to look a word up by: its start, which is the same with all endings.
pub(super) fn key_of(word: &str) -> String {
    if is_cyrillic(word) {
        word.chars().take(4).collect()
    } else {
        word.to_owned()
    }
}
