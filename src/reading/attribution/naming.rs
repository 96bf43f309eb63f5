//! Reads the name in a phrase: its words without titles and descriptions, its base form, and
//! whether it names a person, a woman or several people.

use std::ops::Range;

use super::super::words::Case;
use super::inflect::base_of_name;
use super::name_words::{is_apart, is_elsewhere, own_name, without_owner, without_titles};
use super::phrases::{Phrase, Phrases, is_kind_of_outlet, is_kind_of_person};
use super::tokens::Token;

/// Whether a name is that of one person, of several people, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// A body, an outlet, a document, a place, or something of which nothing is known.
    Thing,
    /// One person.
    Person,
    /// Several people: "local residents".
    People,
}

/// A phrase, and the name in it.
pub(super) struct Naming<'a> {
    pub phrase: &'a Phrase,
    pub of: &'a Phrases<'a>,
    /// The name without titles. None if the phrase has no name.
    pub name: Option<Range<usize>>,
    /// A title and a name of one word ("Ms Pell"), which is shown with the title as long as no
    /// fuller name is known.
    pub titled: Option<Range<usize>>,
}

impl<'a> Naming<'a> {
    pub(super) fn of(phrase: &'a Phrase, of: &'a Phrases<'a>) -> Self {
        let whole = phrase.name.clone().unwrap_or_default();
        let name = without_titles(whole.clone(), of);
        let is_title = of.words.titles.contains(of.lower(whole.start));
        let is_titled = is_title
            && name.len() == 1
            && name.start > whole.start
            && phrase.kind.is_none_or(is_kind_of_person);
        Self {
            phrase,
            of,
            titled: is_titled.then(|| whole.clone()),
            name: Some(name).filter(|name| !name.is_empty()),
        }
    }

    pub(super) fn token(&self, place: usize) -> Option<&Token> {
        self.of.tokens.get(place)
    }

    /// The lower-case text of the token at a place. Empty if there is none.
    pub(super) fn lower(&self, place: usize) -> &str {
        self.of.lower(place)
    }

    pub(super) fn ends_in_name(&self) -> bool {
        self.name
            .as_ref()
            .is_some_and(|name| name.end == self.phrase.words.end)
    }

    pub(super) fn is_quoted(&self) -> bool {
        let first = self.name.as_ref().and_then(|name| self.token(name.start));
        first.is_some_and(|token| !token.is_word() && !token.is("@"))
    }

    /// Whether the word that shows the kind of source is part of the name: "Swedish Radio".
    pub(super) fn tells_itself(&self) -> bool {
        self.phrase.kind.is_some()
            && self
                .name
                .as_ref()
                .is_some_and(|name| name.contains(&self.phrase.head))
    }

    pub(super) fn is_listed_person(&self) -> bool {
        self.phrase.kind.is_some_and(is_kind_of_person)
    }

    pub(super) fn is_person(&self) -> bool {
        if self.phrase.is_counted {
            return true;
        }
        let head = self.token(self.phrase.head);
        let Some(name) = &self.name else {
            return self.is_listed_person()
                || head.is_some_and(|head| self.of.words.is_of_people(&head.lower));
        };
        // "представитель «Луны»" is a person, «Луна» is not.
        if self.is_quoted() {
            return self.of.words.has_cases
                && self.is_listed_person()
                && self.phrase.head < name.start;
        }
        if !self.ends_in_name() {
            // The name is that of a place or body, and the word for the person stands on its other
            // side: "An American official", "the California congressman", "губернатор Заокской
            // области".
            let is_apart = if self.of.words.has_cases {
                self.phrase.head < name.start
            } else {
                self.phrase.head >= name.end
            };
            return self.is_listed_person() && is_apart;
        }
        // "South Sudan" is a place, and its last word no surname.
        let is_place = self.of.words.is_of_place(self.lower(name.start));
        let capitals = name
            .clone()
            .filter(|place| self.token(*place).is_some_and(Token::is_word))
            .count();
        let is_acronym = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_acronym(self.of.text))
        };
        let looks_like_one = self.titled.is_some()
            || self.has_title_before(name)
            || (2..=4).contains(&capitals)
                && !is_place
                && !name.clone().take(2).any(is_acronym)
                && !self.is_of_body(name);
        self.is_listed_person()
            || (self.phrase.kind.is_none()
                && (looks_like_one || self.is_given_name_of_person(name)))
    }

    /// Whether a name is one given name ("Anna"), or one surname in the nominative behind a word for
    /// people: "пекарка Лом".
    fn is_given_name_of_person(&self, name: &Range<usize>) -> bool {
        let words = &self.of.words;
        let only = self.lower(name.start);
        let before = name.start.checked_sub(1);
        let is_of_people = || {
            before
                .filter(|place| self.phrase.words.contains(place))
                .and_then(|place| self.token(place))
                .is_some_and(|token| words.people.contains(&token.lower))
        };
        let is_given = words.is_given(only) && (is_of_people() || !words.is_of_place(only));
        let is_surname = || words.has_cases && !words.genitives.fit(only) && is_of_people();
        name.len() == 1 && (is_given || is_surname())
    }

    /// Whether a title precedes a name: "пані Олена".
    fn has_title_before(&self, name: &Range<usize>) -> bool {
        let before = name.start.checked_sub(1);
        before
            .filter(|place| self.phrase.words.contains(place))
            .is_some_and(|place| self.of.words.titles.contains(self.lower(place)))
    }

    /// Whether the last word of a name ("Canon Road") or a plural verb behind it ("Big Machine have
    /// denied") shows that it is not the name of one person.
    fn is_of_body(&self, name: &Range<usize>) -> bool {
        let words = self.of.words;
        words.no_surnames.contains(self.of.lower_before(name.end))
            || words.several_verbs.contains(self.lower(name.end)) && !self.is_joint()
    }

    pub(super) fn nature(&self, case: Case) -> Nature {
        let head = self.lower(self.phrase.head);
        let words = self.of.words;
        if self.phrase.is_counted {
            let is_one = self.of.is_one_counted(self.phrase);
            return if is_one {
                Nature::Person
            } else {
                Nature::People
            };
        }
        if self.is_joint() {
            return Nature::People;
        }
        let is_several = case == Case::Genitive && words.is_of_several(head);
        let is_before_head = |name: &Range<usize>| !words.has_cases && name.end <= self.phrase.head;
        let is_elsewhere =
            |name: &Range<usize>| words.has_cases && name.end < self.phrase.words.end;
        let is_plural = self
            .phrase
            .name
            .as_ref()
            .is_none_or(|name| is_before_head(name) || is_elsewhere(name))
            && (is_several || words.is_plural(words.base_of(head).unwrap_or(head)));
        if is_several && is_plural && self.phrase.kind.is_none() {
            // "за словами шахтарів": an unknown noun in the genitive plural is a group.
            return Nature::People;
        }
        match (self.is_person(), is_plural) {
            (false, _) => Nature::Thing,
            (true, false) => Nature::Person,
            (true, true) => Nature::People,
        }
    }

    /// Whether a phrase names two people with one name: "Ann Lee and Bob Crane", "Олесь і Олена
    /// Коваленки".
    pub(super) fn is_joint(&self) -> bool {
        let words = &self.phrase.words;
        // Two people who are described differently ("Lee and harbour master Bob Crane") are joined
        // in `together`.
        let is_and = |place: usize| self.of.words.ands.contains(self.lower(place));
        let is_whole = self.phrase.name.as_ref() == Some(words) && !self.is_quoted();
        if is_whole && words.clone().any(is_and) {
            return true;
        }
        let capital = |place: usize| self.token(place).is_some_and(|token| token.is_capital);
        let and = words
            .clone()
            .find(|place| self.of.words.ands.contains(self.lower(*place)));
        and.is_some_and(|and| {
            self.phrase.kind.is_none_or(is_kind_of_person)
                && self.ends_in_name()
                && (words.start..and).all(|place| {
                    self.token(place)
                        .is_some_and(|token| token.is_capital || token.is("."))
                })
                && capital(and + 1)
                && (and + 1 < words.end)
        })
    }

    /// Whether all words of the name are capitalized, except for particles and words that join its
    /// parts: "Bill de Lorca".
    pub(super) fn is_proper(&self, own: &Range<usize>) -> bool {
        own.clone()
            .filter_map(|place| self.token(place))
            .filter(|token| token.is_word())
            .all(|token| {
                token.is_capital
                    || self.of.words.joints.contains(&token.lower)
                    || self.of.words.particles.contains(&token.lower)
            })
    }

    /// The words of a phrase that are the name: "Der Morgenbote" in "the weekly Der Morgenbote",
    /// "Ann Lee" in "mayor Ann Lee", and all of "Unity Bloc volunteer".
    pub(super) fn own(&self) -> Range<usize> {
        if self.is_joint() || self.phrase.is_counted {
            return self.phrase.words.clone();
        }
        if let Some(titled) = self.titled.clone().filter(|_| self.ends_in_name()) {
            return titled;
        }
        let is_person = self.is_person();
        let stands_alone = |name: &Range<usize>| {
            let is_enough = is_person
                || self.is_quoted()
                || self
                    .phrase
                    .kind
                    .is_some_and(|kind| is_apart(name, kind, self.of));
            let is_of_another = self.is_page_of(name) || is_elsewhere(name, self.phrase, self.of);
            self.ends_in_name()
                && !is_of_another
                && (is_person || !self.tells_itself())
                && !(self.is_quoted() && self.is_listed_person())
                && is_enough
        };
        // РИА "Новости": the acronym of an outlet belongs to the name in quotation marks.
        let with_short = |name: Range<usize>| {
            let before = name.start.checked_sub(1).filter(|before| {
                self.phrase.words.contains(before)
                    && self.is_quoted()
                    && self.token(*before).is_some_and(|token| {
                        token.is_acronym(self.of.text)
                            && self
                                .of
                                .words
                                .kind_of(&token.lower)
                                .is_some_and(is_kind_of_outlet)
                    })
            });
            before.map_or(name.start, |before| before)..name.end
        };
        match self.name.clone().filter(stands_alone).map(with_short) {
            Some(name) if !self.of.words.has_cases || !self.is_person() => name,
            Some(name) => own_name(name, self.of),
            None => without_owner(self.phrase, self.of),
        }
    }

    /// Whether the word before a name in quotation marks is one for a page or site, and the name is
    /// not in its base form, so that it is that of the owner: "сайт «Лады»".
    fn is_page_of(&self, name: &Range<usize>) -> bool {
        let is_page = self
            .token(self.phrase.head)
            .is_some_and(|head| self.of.words.pages.contains(&head.lower));
        self.of.words.has_cases
            && is_page
            && self.is_quoted()
            && self.phrase.head < name.start
            && self.of.last_word(name).is_some_and(|last| {
                last.lower.ends_with(['ы', 'и'])
                    && !self.of.words.mastheads.contains(&last.lower)
                    && self.of.words.kind_of(&last.lower).is_none()
            })
    }

    /// Whether a name of several words begins with a given name, in any case.
    pub(super) fn has_given_name(&self, own: &Range<usize>) -> bool {
        let words = self.of.words;
        let text = |place: usize| self.of.text.get(self.token(place)?.range.clone());
        let is_given = |first: &str| {
            let cases = [
                Case::Nominative,
                Case::Genitive,
                Case::Dative,
                Case::Instrumental,
            ];
            let mut bases = cases
                .into_iter()
                .map(|case| base_of_name(first, case, words));
            bases.any(|base| words.given.contains(&base.to_lowercase()))
        };
        own.len() > 1 && text(own.start).is_some_and(is_given)
    }
}

/// The short name in brackets in a phrase, in lower case: "chs" in "Council of Herders (CHS)".
pub(super) fn short_name(phrase: &Phrase, of: &Phrases) -> Option<String> {
    let open = phrase
        .words
        .clone()
        .find(|place| of.is_short_name(*place))?;
    Some(of.tokens.get(open + 1)?.lower.clone())
}
