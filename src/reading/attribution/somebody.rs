//! Somebody or something that a story names: what they are called, what they are, and where the
//! story last spoke of them.

use super::super::words::Case;
use super::naming::{Naming, Nature, short_name};
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_person};
use crate::case::SourceKind;

/// A place in the cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::reading) struct Who(pub(super) usize);

/// Somebody or something that a story names.
#[derive(Clone, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one thing known of them"
)]
pub(in crate::reading) struct Somebody {
    /// The fullest name that the story has for them, in its base form where that is known.
    pub name: String,
    /// What their words tell them to be.
    pub kind: SourceKind,
    /// Where the story says that they have something from.
    pub relies_on: Vec<Who>,
    /// The name's words in lower case.
    pub(super) words: Vec<String>,
    /// Words that described them: "mayor", "начальник".
    pub(super) roles: Vec<String>,
    /// Their short name in capitals.
    pub(super) short: Option<String>,
    pub(super) nature: Nature,
    /// Whether a woman, where the name or what describes her shows it.
    pub(super) is_woman: Option<bool>,
    /// Whether the name is written like one throughout.
    pub(super) is_proper: bool,
    /// Whether they have a name of their own.
    pub(super) is_named: bool,
    /// Whether the name is surely in its base form.
    pub(super) is_base: bool,
    /// Whether the story has only mentioned this person so far, "with Ann Lee", and told nothing of
    /// what they did.
    pub(super) is_only_mentioned: bool,
    /// The sentence in which they were last.
    pub(super) seen: usize,
    /// The sentence in which they were last credited.
    pub(super) credited: Option<usize>,
    /// The last sentence that was about them.
    pub(super) topic: Option<usize>,
    /// Whether the name ends as in a case that no subject has.
    pub(super) is_oblique: bool,
    /// Whether the story has called them by their surname alone.
    pub(super) by_surname: bool,
    /// Whether the name is a given name and no more: "пані Олена".
    pub(super) is_given_name: bool,
    /// Whether the name ends with the one after the father: "Сергей Ильич".
    pub(super) has_father: bool,
    /// Whether the family's name stands first: "Liu Xiaming".
    pub(super) opens_with_family: bool,
    /// Whether all words of the name are such as any body may have: "the Bureau", "the Post".
    pub(super) is_general: bool,
    /// Whether the name says what it is: "Northport Council" is no company.
    pub(super) says_what_it_is: bool,
}

impl Somebody {
    pub(super) fn is_person(&self) -> bool {
        self.nature != Nature::Thing
    }

    /// Somebody whose name stands before what they say.
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
            by_surname: false,
            is_oblique: false,
            is_given_name: false,
            has_father: false,
            is_general: false,
            opens_with_family: false,
            says_what_it_is: false,
        }
    }

    /// "Ann Lee's" is Ann Lee.
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

    /// Somebody as a phrase of the sentence with this number names them.
    pub(super) fn named(mention: &Mention, of: &Phrases, now: usize) -> Self {
        let Mention { phrase, case } = mention;
        let naming = Naming::of(phrase, of);
        let own = naming.own();
        let case = &naming.oblique(&own).unwrap_or(*case);
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
        // "Ann Lee, a spokeswoman"
        let heads: Vec<usize> = beside.iter().map(|phrase| phrase.head).collect();
        let tells = heads.iter().find_map(|head| naming.gender_of(*head));
        let described = described
            .chain(beside.into_iter().flat_map(|phrase| phrase.words))
            .chain(body);
        Self {
            kind: phrase.kind.or(kind_of_body).unwrap_or_default(),
            relies_on: Vec::new(),
            roles: described
                .filter_map(|place| Some((place, of.tokens.get(place)?)))
                .filter(|(_, token)| token.is_word())
                .map(|(place, token)| {
                    // "с прокурором Иваном Котовым": he is a "прокурор".
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
            by_surname: false,
            is_oblique: false,
            is_given_name: of.words.has_cases
                && matches!(words.as_slice(), [only] if of.words.given.contains(only)),
            has_father: words
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
                    // What only an aside says is no word of the name.
                    of.words.kind_of(&head.lower).is_some() && !of.words.is_stand_in(&head.lower)
                }),
            words,
            name,
        }
    }
}
