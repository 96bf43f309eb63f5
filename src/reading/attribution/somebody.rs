//! A person, body, outlet or document of which a story speaks: their name, what they are, and where
//! the story last mentioned or credited them.

use super::super::words::Case;
use super::naming::{Naming, Nature, short_name};
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_person};
use crate::case::SourceKind;

/// A member of the cast, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::reading) struct Who(pub(super) usize);

/// A person, body, outlet or document of which a story speaks, by name or by description.
#[derive(Clone, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one thing known of them"
)]
pub(in crate::reading) struct Somebody {
    /// The fullest name that the story gives, in its base form where that is known.
    pub name: String,
    /// The kind of source that the words for them show; `Other` if they show none.
    pub kind: SourceKind,
    /// The sources on which the story says that they rely: "CNN, citing Reuters".
    pub relies_on: Vec<Who>,
    /// The words of the name in lower case.
    pub(super) words: Vec<String>,
    /// The words that have described them, in lower case: "mayor", "начальник".
    pub(super) roles: Vec<String>,
    /// The short name that the text gives in brackets, such as "NATO". None if it gives none.
    pub(super) short: Option<String>,
    pub(super) nature: Nature,
    /// True for a woman, false for a man. None if neither the name nor a description shows it.
    pub(super) is_woman: Option<bool>,
    /// Whether all words of the name are written like a name, except those that join them ("of").
    pub(super) is_proper: bool,
    /// Whether the story gives a name, and not only a description ("a spokesman").
    pub(super) is_named: bool,
    /// Whether the name is in its base form without doubt.
    pub(super) is_base: bool,
    /// Whether the story has only mentioned this person in passing, as in "with Ann Lee", and has
    /// neither credited them nor said what they did.
    pub(super) is_only_mentioned: bool,
    /// The number of the last sentence that mentions them.
    pub(super) seen: usize,
    /// The number of the last sentence that credits them. None if none has.
    pub(super) credited: Option<usize>,
    /// The number of the last sentence that is about them. None if none is.
    pub(super) topic: Option<usize>,
    /// Whether the name has an ending of a case that no subject has.
    pub(super) is_oblique: bool,
    /// Whether the story has called them by surname alone.
    pub(super) was_called_by_surname: bool,
    /// Whether the name is one given name and nothing else: "пані Олена".
    pub(super) is_given_name: bool,
    /// Whether the name ends with a patronymic: "Сергей Ильич".
    pub(super) has_patronymic: bool,
    /// Whether the surname stands first: "Liu Xiaming".
    pub(super) opens_with_family: bool,
    /// Whether every word of the name is a general one that many bodies share: "the Bureau", "the
    /// Post".
    pub(super) is_general: bool,
    /// Whether the name contains the word for its kind, as in "Northport Council": it cannot be a
    /// company.
    pub(super) says_what_it_is: bool,
}

impl Somebody {
    /// Whether it is one person or several people.
    pub(super) fn is_person(&self) -> bool {
        self.nature != Nature::Thing
    }

    /// A person named by a label before their words: "LEE: We were late." `words` and `roles` are
    /// in lower case.
    pub(super) fn labelled(name: String, words: Vec<String>, roles: Vec<String>) -> Self {
        Self {
            name,
            kind: SourceKind::Other,
            relies_on: Vec::new(),
            words,
            roles,
            short: None,
            nature: Nature::Person,
            is_woman: None,
            is_proper: true,
            is_named: true,
            is_base: true,
            is_only_mentioned: false,
            seen: 0,
            credited: None,
            topic: None,
            was_called_by_surname: false,
            is_oblique: false,
            is_given_name: false,
            has_patronymic: false,
            is_general: false,
            opens_with_family: false,
            says_what_it_is: false,
        }
    }

    /// Removes the possessive ending from the name: "Ann Lee's" becomes "Ann Lee".
    pub(super) fn without_possessive(&mut self) {
        let trim = |word: &mut String| {
            for ending in ["'s", "’s"] {
                if let Some(rest) = word.strip_suffix(ending) {
                    *word = rest.to_owned();
                    return;
                }
            }
        };
        trim(&mut self.name);
        if let Some(last) = self.words.last_mut() {
            trim(last);
        }
    }

    /// A new cast member as a phrase of sentence number `now` names or describes them.
    pub(super) fn named(mention: &Mention, of: &Phrases, now: usize) -> Self {
        let Mention { phrase, case } = mention;
        let naming = Naming::of(phrase, of);
        let own = naming.own();
        let case = &naming.oblique_case(&own).unwrap_or(*case);
        let (name, words) = naming.shown(&own, *case);
        let is_listed_person = phrase.kind.is_some_and(is_kind_of_person);
        let beside = [of.described_after(phrase), of.described_before(phrase)];
        let beside: Vec<Phrase> = beside
            .into_iter()
            .flatten()
            .filter(|_| phrase.name.is_some() && naming.is_person())
            .collect();
        let described = phrase.words.clone().filter(|place| !own.contains(place));
        let body = of
            .body_word_in_aside(phrase)
            .filter(|_| phrase.name.is_some() && !is_listed_person);
        let kind_of_body = body
            .and_then(|place| of.tokens.get(place))
            .and_then(|token| of.words.kind_of(&token.lower));
        // "Ann Lee, a spokeswoman": the description beside the name shows the gender.
        let heads: Vec<usize> = beside.iter().map(|phrase| phrase.head).collect();
        let tells = heads.iter().find_map(|head| naming.gender_of(*head));
        let described = described
            .chain(phrase.office.clone())
            .chain(beside.into_iter().flat_map(|phrase| phrase.words))
            .chain(body);
        Self {
            kind: phrase.kind.or(kind_of_body).unwrap_or_default(),
            relies_on: Vec::new(),
            roles: described
                .filter_map(|place| Some((place, of.tokens.get(place)?)))
                .filter(|(_, token)| token.is_word() && !of.words.titles.contains(&token.lower))
                .map(|(place, token)| {
                    // "с прокурором Иваном Котовым": the role is kept in the base form, "прокурор".
                    let base = of.words.base_of(&token.lower);
                    let base = base.filter(|_| place == phrase.head && is_listed_person);
                    base.map_or_else(|| token.lower.clone(), str::to_owned)
                })
                .collect(),
            short: short_name(phrase, of).filter(|_| !is_listed_person),
            nature: match kind_of_body {
                Some(_) => Nature::Thing,
                None => naming.nature(*case),
            },
            is_woman: naming.is_woman(&words).or(tells),
            is_proper: naming.is_proper(&own),
            is_named: phrase.name.is_some(),
            is_base: *case == Case::Nominative,
            is_only_mentioned: false,
            seen: now,
            credited: None,
            topic: None,
            was_called_by_surname: false,
            is_oblique: false,
            is_given_name: of.words.has_cases
                && matches!(words.as_slice(), [only] if of.words.given.contains(only)),
            has_patronymic: words
                .last()
                .is_some_and(|last| of.words.patronymics.fit(last)),
            opens_with_family: words
                .first()
                .is_some_and(|first| of.words.families.contains(first)),
            is_general: words.iter().all(|word| {
                let known = of.words;
                known.kind_of(word).is_some()
                    || known.is_stand_in(word)
                    || known.mastheads.contains(word)
                    || known.joints.contains(word)
            }),
            says_what_it_is: phrase.kind == Some(SourceKind::Body)
                && naming.tells_itself()
                && words.len() > 1
                && !is_listed_person
                && of.tokens.get(phrase.head).is_some_and(|head| {
                    // A word for the kind that stands only in an aside is no part of the name.
                    of.words.kind_of(&head.lower).is_some() && !of.words.is_stand_in(&head.lower)
                }),
            words,
            name,
        }
    }
}
