//! Converts inflected names to their base form: "за словами Зеленського" credits Зеленський.
//!
//! The words before a name require a grammatical case, and the data of the language lists the
//! endings of each case. A name that has none of them is unchanged.

use std::ops::Range;

use super::super::words::{Case, Words};
use crate::text::letters::{is_apostrophe, is_cyrillic};

/// The words of a phrase as written, and what they are.
pub(super) struct Inflected<'a> {
    pub words: Vec<&'a str>,
    /// The positions in `words` of the words that form a name.
    pub name: Option<Range<usize>>,
    /// The position in `words` of the noun for a job or a body, if there is one.
    pub head: Option<usize>,
    /// Whether the name is a person's. If so, each of its words is inflected on its own.
    pub is_person: bool,
}

/// The words of a phrase in their base form. Unchanged in the nominative, and in languages without
/// inflected names.
pub(super) fn base(phrase: &Inflected, case: Case, known: &Words) -> Vec<String> {
    let as_they_stand = || phrase.words.iter().map(|word| (*word).to_owned()).collect();
    if case == Case::Nominative || known.endings.is_empty() {
        return as_they_stand();
    }
    let mut based: Vec<String> = as_they_stand();
    // "двух собеседников" becomes "двое собеседников". For people, the accusative ("на двух
    // собеседников") has the same form as the genitive.
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
        // Without a noun for a job or body, the first word is inflected.
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

/// The nominative plural of a surname in the genitive plural: "Дуровы" for "Дуровых", "Стругацкие"
/// for "Стругацких".
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
    /// The gender of a noun, by the ending of its base form.
    fn of(noun: &str) -> Self {
        // Neuter, although the last letter is "я": "відділення", "життя".
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

/// The base form of an adjective that agrees with a noun of this gender. Unchanged if it has no
/// listed ending.
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
    // Spelling: "русский", not "русскый".
    let is_soft = stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'щ', 'ч']);
    let ending = if is_soft && ending.starts_with('ы') {
        ending.replacen('ы', "и", 1)
    } else {
        ending.clone()
    };
    format!("{stem}{ending}")
}

/// The base form of one word of a name in a case. Unchanged if it has no listed ending or is not in
/// Cyrillic.
pub(super) fn base_of_name(word: &str, case: Case, known: &Words) -> String {
    let is_inflected = word
        .chars()
        .all(|c| is_cyrillic(c) || is_apostrophe(c) || c == '-')
        && word.chars().skip(1).any(char::is_lowercase);
    if !is_inflected {
        return word.to_owned();
    }
    // "Рубиной-Шац", "Манделы-младшего": each part is inflected on its own.
    if let Some((first, last)) = word.split_once('-')
        && first.chars().nth(2).is_some()
        && first.starts_with(char::is_uppercase)
    {
        let first = base_of_name(first, case, known);
        return format!("{first}-{}", base_of_name(last, case, known));
    }
    let fits = |ending: &&super::super::cases::Ending| {
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

/// The inflected forms whose base form is `name`, in lower case like `name`.
pub(in crate::reading) fn forms_of_name<'a>(
    name: &'a str,
    known: &'a Words,
) -> impl Iterator<Item = String> + use<'a> {
    known.endings.iter().filter_map(move |ending| {
        // A capital marks an ending that is a whole name. All others are compared without a copy in
        // lower case, because there are many.
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

/// The listed base form with the capital of the word in the text. A word in the text that is all
/// capitals is returned as it is.
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
