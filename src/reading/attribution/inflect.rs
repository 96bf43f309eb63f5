//! Brings names to their base form: "за словами Зеленського" credits Зеленський.
//!
//! The words before the name require a grammatical case, and the language's data has the endings of
//! each case. A name that fits none of them is kept unchanged.

use std::ops::Range;

use super::super::words::{Case, Words};
use crate::text::letters::{is_apostrophe, is_cyrillic};

/// A phrase's words as they stand, and what is known of them.
pub(super) struct Inflected<'a> {
    pub words: Vec<&'a str>,
    /// The words that are written like a name.
    pub name: Option<Range<usize>>,
    /// The word that tells what it is, if one does.
    pub head: Option<usize>,
    /// Whether the name is a person's: then each of its words has an ending of its own.
    pub is_person: bool,
}

/// The words in their base form.
pub(super) fn base(phrase: &Inflected, case: Case, known: &Words) -> Vec<String> {
    let as_they_stand = || phrase.words.iter().map(|word| (*word).to_owned()).collect();
    if case == Case::Nominative || known.endings.is_empty() {
        return as_they_stand();
    }
    let mut based: Vec<String> = as_they_stand();
    // "двух собеседников" are "двое собеседников"; of people "на двух собеседников" has the same
    // form.
    if matches!(case, Case::Genitive | Case::Accusative)
        && let Some(first) = based.first_mut()
        && let Some(count) = known.counts.get(&first.to_lowercase())
    {
        first.clone_from(count);
        return based;
    }
    if case == Case::Genitive
        && let Some(first) = based.first()
        && let Some(family) = known.kin.get(&first.to_lowercase())
        && based.len() > 1
    {
        let shown = with_capitals_of(first, family);
        let surnames = based.iter().skip(1).map(|word| surname_of_several(word));
        return [shown].into_iter().chain(surnames).collect();
    }
    if phrase.is_person
        && let Some(name) = &phrase.name
    {
        for word in based.get_mut(name.clone()).into_iter().flatten() {
            *word = base_of_name(word, case, known);
        }
        return based;
    }
    let Some(head) = phrase.head else {
        // A name alone, its first word is its head.
        if let Some(word) = based.first_mut() {
            *word = base_of_name(word, case, known);
        }
        return based;
    };
    let mut gender = None;
    if let Some(word) = based.get_mut(head)
        && let Some(listed) = known.base_of(&word.to_lowercase())
    {
        *word = with_capitals_of(word, listed);
        gender = Some(Gender::of(listed));
    }
    if let Some(gender) = gender {
        for word in based.iter_mut().take(head) {
            *word = base_of_adjective(word, gender, known);
        }
    }
    based
}

/// The surname of several people: "Дуровых" as "Дуровы", "Стругацких" as "Стругацкие".
fn surname_of_several(word: &str) -> String {
    match word.strip_suffix('х') {
        Some(stem) if stem.ends_with("ки") => format!("{stem}е"),
        Some(stem) if stem.ends_with(['ы', 'и']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[derive(Clone, Copy)]
enum Gender {
    Masculine,
    Feminine,
    Neuter,
    Plural,
}

impl Gender {
    /// As its base form ends.
    fn of(noun: &str) -> Self {
        // "відділення", "життя"
        if noun.ends_with("ння") || noun.ends_with("ття") {
            return Self::Neuter;
        }
        match noun.chars().last() {
            Some('а' | 'я') => Self::Feminine,
            Some('о' | 'е' | 'є') => Self::Neuter,
            Some('и' | 'і' | 'ы' | 'ї') => Self::Plural,
            _ => Self::Masculine,
        }
    }
}

fn base_of_adjective(word: &str, gender: Gender, known: &Words) -> String {
    let adjectives = &known.adjectives;
    let stem = adjectives
        .inflected
        .iter()
        .find_map(|ending| word.strip_suffix(ending));
    let Some(stem) = stem.filter(|stem| stem.chars().nth(2).is_some()) else {
        return word.to_owned();
    };
    let ending = match gender {
        Gender::Masculine => &adjectives.masculine,
        Gender::Feminine => &adjectives.feminine,
        Gender::Neuter => &adjectives.neuter,
        Gender::Plural => &adjectives.plural,
    };
    // "русский", not "русскый".
    let is_soft = stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'щ', 'ч']);
    let ending = if is_soft && ending.starts_with('ы') {
        ending.replacen('ы', "и", 1)
    } else {
        ending.clone()
    };
    format!("{stem}{ending}")
}

pub(super) fn base_of_name(word: &str, case: Case, known: &Words) -> String {
    let is_inflected = word
        .chars()
        .all(|c| is_cyrillic(c) || is_apostrophe(c) || c == '-')
        && word.chars().skip(1).any(char::is_lowercase);
    if !is_inflected {
        return word.to_owned();
    }
    // "Рубиной-Шац", "Манделы-младшего": each part has its own ending.
    if let Some((first, last)) = word.split_once('-')
        && first.chars().nth(2).is_some()
        && first.starts_with(char::is_uppercase)
    {
        let first = base_of_name(first, case, known);
        return format!("{first}-{}", base_of_name(last, case, known));
    }
    let fits = |ending: &&super::super::words::Ending| {
        ending.case == case
            && word.strip_suffix(ending.from.as_str()).is_some_and(|stem| {
                stem.chars().nth(1).is_some()
                    || (stem.is_empty() && ending.from.starts_with(char::is_uppercase))
                    || (ending.from.chars().count() > 3 && !stem.is_empty())
            })
    };
    let ending = known.endings.iter().find(fits);
    ending.map_or_else(
        || word.to_owned(),
        |ending| {
            format!(
                "{}{}",
                word.strip_suffix(ending.from.as_str()).unwrap_or(word),
                ending.to
            )
        },
    )
}

/// The other way round: the forms that are brought to this name, in small letters like the name.
pub(in crate::reading) fn forms_of_name<'a>(
    name: &'a str,
    known: &'a Words,
) -> impl Iterator<Item = String> + use<'a> {
    known.endings.iter().filter_map(move |ending| {
        // Only a whole name has a capital. The endings, which are many, are compared as they are.
        let is_whole = ending.to.starts_with(char::is_uppercase);
        let stem = if is_whole {
            name.strip_suffix(ending.to.to_lowercase().as_str())?
        } else {
            name.strip_suffix(ending.to.as_str())?
        };
        let is_long = is_whole || stem.chars().nth(1).is_some();
        is_long.then(|| format!("{stem}{}", ending.from.to_lowercase()))
    })
}

/// A listed word, its first letters as large as those of the one that stands in the text.
fn with_capitals_of(word: &str, listed: &str) -> String {
    if !word.contains(char::is_lowercase) {
        word.to_owned()
    } else if word.starts_with(char::is_uppercase) {
        let mut letters = listed.chars();
        letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect()
    } else {
        listed.to_owned()
    }
}
