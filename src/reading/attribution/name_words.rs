//! Finds which words of a phrase are the name itself, without titles, an owner or a description.

use std::ops::Range;

use super::super::forms::is_cyrillic;
use super::super::words::Case;
use super::inflect::base_of_name;
use super::phrases::{Phrase, Phrases, is_kind_of_person, is_kind_of_publisher};
use super::tokens::Token;
use crate::case::SourceKind;
use crate::reading::forms::Endings;

/// A name without the titles and offices before it ("Senator", "Dr.", "Mr"). In English it also
/// loses an owner before a given name.
pub(super) fn without_titles(mut name: Range<usize>, of: &Phrases) -> Range<usize> {
    let is_title = |place: usize| {
        of.tokens.get(place).is_some_and(|token| {
            of.words.titles.contains(&token.lower)
                || (token.is_word()
                    && (of
                        .words
                        .kind_of(&token.lower)
                        .is_some_and(is_kind_of_person)
                        || (of.words.has_cases && of.words.people.contains(&token.lower)))
                    && !token.is_acronym(of.text))
        })
    };
    let last_title = name.clone().rev().skip(1).find(|place| is_title(*place));
    // "Argentina's Guido Pella" is "Guido Pella".
    let is_word = |place: &usize| of.tokens.get(*place).is_some_and(Token::is_word);
    let owner = name.clone().rev().find(|place| {
        of.tokens
            .get(*place)
            .is_some_and(|token| token.lower.ends_with("'s") || token.lower.ends_with("’s"))
    });
    if let Some(owner) = owner
        .filter(|owner| !of.words.has_cases && (owner + 1..name.end).filter(is_word).count() == 2)
        && of.words.given.contains(of.lower(owner + 1))
    {
        name.start = owner + 1;
    }
    let has_person = last_title.is_some_and(|place| {
        (place + 1..name.end)
            .any(|place| of.tokens.get(place).is_some_and(|token| token.is_capital))
    });
    if let Some(place) = last_title.filter(|_| has_person) {
        name.start = place + 1;
        while name.start < name.end && of.tokens.get(name.start).is_some_and(|token| token.is("."))
        {
            name.start += 1;
        }
    }
    name
}

/// A person's name without the words of their office: "начальник Полтавської ОВА Володимир Когут"
/// is "Володимир Когут". Acronyms, words in other letters and genitives are dropped from its start.
/// Two words are kept, or three if one is a patronymic or an initial.
pub(super) fn own_name(name: Range<usize>, of: &Phrases) -> Range<usize> {
    let is_word = |place: &usize| of.tokens.get(*place).is_some_and(Token::is_word);
    let words: Vec<usize> = name.clone().filter(is_word).collect();
    let ends = |place: usize, endings: &Endings| endings.fit(of.lower(place));
    let is_of_office = |place: usize| {
        of.tokens.get(place).is_some_and(|token| {
            token.is_acronym(of.text)
                || !is_cyrillic(&token.lower)
                || ends(place, &of.words.genitives)
        })
    };
    let is_initial = |place: &usize| {
        of.tokens
            .get(*place)
            .is_some_and(|token| token.lower.chars().count() == 1)
    };
    let has_father = words
        .iter()
        .any(|place| ends(*place, &of.words.patronymics) || is_initial(place));
    let kept = if has_father { 3 } else { 2 };
    // The name begins at a given name behind other words: "прем'єр Франції Еммануель Макрон",
    // "Додатково Іван Котов".
    let is_given = |place: &usize| of.words.given.contains(of.lower(*place));
    let given = words.iter().position(is_given).filter(|given| {
        let is_last = given + 1 == words.len();
        // "Соседка Анны Мария Петровна": the first given name is in the genitive, and the second is
        // that of the neighbour.
        let is_hers = words.first().is_some_and(|place| {
            let token = of.tokens.get(*place);
            let word = token.and_then(|token| of.text.get(token.range.clone()));
            word.is_some_and(|word| {
                let based = base_of_name(word, Case::Genitive, of.words).to_lowercase();
                based != word.to_lowercase() && of.words.given.contains(&based)
            })
        });
        let has_father = words
            .get(given + 1)
            .is_some_and(|next| ends(*next, &of.words.patronymics));
        !is_last && (*given > 0 && (is_hers || !has_father) || *given > 1)
    });
    let mut first = given.unwrap_or_default();
    while words.len() - first > kept && words.get(first).is_some_and(|place| is_of_office(*place)) {
        first += 1;
    }
    words
        .get(first)
        .map_or(name.clone(), |start| *start..name.end)
}

/// Whether a name is that of the place or body where somebody is, and not theirs: a preposition
/// ("источник в МЧС") or a word for a district ("прокурор района Карино") precedes it.
pub(super) fn is_elsewhere(name: &Range<usize>, phrase: &Phrase, of: &Phrases) -> bool {
    let before = name.start.checked_sub(1).filter(|_| name.len() == 1);
    let before = before.and_then(|before| of.tokens.get(before));
    before.is_some_and(|before| of.words.districts.contains(&before.lower))
        || (phrase.head..name.start).any(|place| of.words.prepositions.contains(of.lower(place)))
            && !is_behind_field(name, of)
}

/// Whether an English full name stands right behind another capital word, which ends the office:
/// "Commissioner of Police Ann Lee".
fn is_behind_field(name: &Range<usize>, of: &Phrases) -> bool {
    let before = name.start.checked_sub(1);
    let before = before.and_then(|before| of.tokens.get(before));
    !of.words.has_cases && name.len() > 1 && before.is_some_and(|before| before.is_capital)
}

/// Whether a name can stand without the description before it: any in English, and elsewhere one in
/// Latin letters or an outlet's acronym. "Банк України" and "Генштаб ЗСУ" are names as a whole.
pub(super) fn is_apart(name: &Range<usize>, kind: SourceKind, of: &Phrases) -> bool {
    !of.words.has_cases
        || of.tokens.get(name.start).is_some_and(|token| {
            !is_cyrillic(&token.lower) || (is_kind_of_publisher(kind) && token.is_acronym(of.text))
        })
}

/// The words of a phrase without an owner ("Osterra’s State Security Bureau") or an affiliation
/// ("the ISIS-affiliated Amaq agency"), if what follows is a name itself. All words of the phrase
/// if it has neither.
pub(super) fn without_owner(phrase: &Phrase, of: &Phrases) -> Range<usize> {
    let owner = phrase.words.clone().rev().find(|place| {
        of.tokens.get(*place).is_some_and(|token| {
            token.lower.ends_with("'s")
                || token.lower.ends_with("’s")
                || token.lower.ends_with("s’")
        })
    });
    let named = |start: usize| {
        let first = of.tokens.get(start).is_some_and(|token| token.is_capital);
        // "The Sheriff's Office": "Office" alone is no name.
        let goes_on = of
            .tokens
            .get(start + 1)
            .is_some_and(|next| next.is_capital || next.lower == "of" || of.words.has_cases);
        let is_general = (start + 1 == phrase.words.end || !goes_on)
            && of.words.kind_of(of.lower(start)).is_some();
        first && start < phrase.words.end && !is_general && phrase.ends_in_name()
    };
    let is_tie = |token: &super::tokens::Token| of.words.ties.fit(&token.lower);
    let tie = phrase
        .words
        .clone()
        .rev()
        .find(|place| of.tokens.get(*place).is_some_and(is_tie));
    let after_tie = tie.filter(|place| {
        of.tokens
            .get(place + 1)
            .is_some_and(|token| token.is_capital)
    });
    if let Some(place) = after_tie {
        return place + 1..phrase.words.end;
    }
    // "The Directorate of Ukraine's Ministry" means the directorate, so its name stays whole.
    let is_inside = |place: usize| {
        (phrase.words.start..place).any(|before| of.words.joints.contains(of.lower(before)))
    };
    // "The County Attorney's Office": the owner is an office, and part of the name.
    let is_office = |place: usize| {
        of.tokens.get(place).is_some_and(|token| {
            let lower = token.lower.as_str();
            let base = lower.strip_suffix("'s").or(lower.strip_suffix("’s"));
            base.and_then(|base| of.words.kind_of(base))
                .is_some_and(is_kind_of_person)
        })
    };
    match owner.filter(|place| named(place + 1) && !is_inside(*place) && !is_office(*place)) {
        Some(place) => place + 1..phrase.words.end,
        None => phrase.words.clone(),
    }
}
