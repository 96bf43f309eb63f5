//! Finds the noun phrases of a sentence, which are the candidates for a credit.

use std::ops::Range;

use super::super::words::{Case, Words};
use super::tokens::{Token, TokenKind, lower_at};
use crate::case::SourceKind;

/// The most tokens of a phrase.
pub(super) const LONGEST: usize = 16;

/// A noun phrase. All places are indices of tokens.
#[derive(Clone, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one thing seen in the text"
)]
pub(super) struct Phrase {
    /// Its tokens, without an article before it.
    pub words: Range<usize>,
    /// The tokens in it that are written like a name: "Ann Lee" in "mayor Ann Lee".
    pub name: Option<Range<usize>>,
    /// The preposition right before it, if there is one.
    pub preposition: Option<usize>,
    /// Whether "the", a demonstrative or a possessive precedes it.
    pub is_definite: bool,
    /// Whether an article of any kind, a demonstrative or a possessive precedes it.
    pub has_article: bool,
    /// Whether it is a pronoun, or another word that stands for somebody named before.
    pub is_pronoun: bool,
    /// Whether it is a possessive: "Ann Lee's".
    pub is_owner: bool,
    /// Whether it is one or several out of a group: "one of the men".
    pub is_counted: bool,
    /// The words that describe the person somewhere before the phrase: "заступник міністра економіки,
    /// довкілля і праці" for "Тарас Кіт". Empty if there are none.
    pub office: Range<usize>,
    /// The kind of source that its words show: official for "mayor".
    pub kind: Option<SourceKind>,
    /// The token that shows the kind ("mayor"), or the last one if none does.
    pub head: usize,
}

impl Phrase {
    /// The phrase of one word that stands for somebody named before.
    pub(super) fn pronoun(place: usize) -> Self {
        Self {
            words: place..place + 1,
            name: None,
            preposition: None,
            is_definite: true,
            has_article: false,
            is_pronoun: true,
            is_owner: false,
            is_counted: false,
            office: 0..0,
            kind: None,
            head: place,
        }
    }

    /// Whether its last word belongs to its name.
    pub(super) fn ends_in_name(&self) -> bool {
        let name = self.name.as_ref();
        name.is_some_and(|name| name.end == self.words.end)
    }

    /// Whether all its words are its name.
    pub(super) fn is_only_name(&self) -> bool {
        self.name.as_ref() == Some(&self.words)
    }

    /// Whether its words show an outlet or a news agency.
    pub(super) fn is_outlet(&self) -> bool {
        self.kind.is_some_and(is_kind_of_outlet)
    }
}

/// The sentence in which noun phrases are found. `text` and `tokens` are those of its paragraph.
pub(super) struct Phrases<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a Words,
    /// The token at which the sentence starts, whose capital shows no name.
    pub start: usize,
}

impl Phrases<'_> {
    pub(super) fn token(&self, place: usize) -> Option<&Token> {
        self.tokens.get(place)
    }

    /// The lower-case text of the token at a place. Empty if there is none.
    pub(super) fn lower(&self, place: usize) -> &str {
        lower_at(self.tokens, place)
    }

    /// The lower-case text of the token before a place. Empty if there is none.
    pub(super) fn lower_before(&self, place: usize) -> &str {
        place.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// The token before a place.
    pub(super) fn token_before(&self, place: usize) -> Option<&Token> {
        self.token(place.checked_sub(1)?)
    }

    /// All phrases among these tokens, in order, except those in quotations.
    pub(super) fn all(&self, among: Range<usize>) -> Vec<Phrase> {
        let mut found = Vec::new();
        let mut place = among.start;
        while place < among.end {
            match self.at(place, among.end) {
                Some(phrase) => {
                    place = phrase.words.end.max(place + 1);
                    found.push(phrase);
                }
                None => place += 1,
            }
        }
        found
    }

    /// The phrase that starts at the token `from`, which may be an article. It ends before `limit`.
    pub(super) fn at(&self, from: usize, limit: usize) -> Option<Phrase> {
        // "One of the men" must come first, for "one" and "some" are articles otherwise.
        if let Some(counted) = self.counted_at(from, limit) {
            return Some(counted);
        }
        let mut start = from;
        let is_article = |place: usize| self.words.articles.contains(self.lower(place));
        while start < limit && is_article(start) {
            start += 1;
        }
        let first = self.token(start).filter(|token| token.speech.is_none())?;
        if start >= limit {
            return None;
        }
        if let Some(counted) = self.counted_at(start, limit) {
            return Some(counted);
        }
        let is_pronoun = self.words.pronouns.contains(&first.lower);
        let mut end = start;
        while end < limit.min(start + LONGEST)
            && self.goes_on(start, end, is_pronoun)
            && !(end > start && (self.is_next(start, end) || self.starts_counted(end)))
        {
            end = self.step(end);
        }
        while end > start && self.is_loose(end - 1) {
            end -= 1;
        }
        if end == start {
            return None;
        }
        let words = start..end.min(limit);
        // "на своей странице"
        let is_own =
            |place: &usize| self.words.has_cases && self.words.own.holds(self.lower(*place));
        let before = from.checked_sub(1);
        let before = before
            .filter(is_own)
            .map_or(before, |own| own.checked_sub(1));
        let preposition = before.filter(|before| {
            self.token(*before)
                .is_some_and(|token| self.is_preposition(token, *before))
        });
        let (kind, head) = self.kind_and_head(&words);
        let name = self
            .name(&words)
            .map(|name| self.without_name_of_another(name, &words))
            .filter(|name| {
                // "Commissioner of Police Ann Lee"
                !self.is_of_others(name, &words, (kind, head))
                    || self.own_name_behind_body(name).is_some()
            });
        // "Harbour Park Ranger Supervisor Ann Lee" is a person, though "park" shows another kind.
        let given = name.as_ref().and_then(|name| {
            let given = self
                .given_name(name)
                .or_else(|| self.own_name_behind_body(name))
                .or_else(|| self.behind_capitals(name))?;
            Some(given..name.end)
        });
        let person = given
            .clone()
            .filter(|given| head < given.start)
            .or_else(|| {
                let is_author = |name: &Range<usize>| self.is_author(name, &words, head);
                name.clone().filter(is_author)
            });
        let (kind, head) = match person {
            Some(person) if !kind.is_some_and(is_kind_of_person) => (None, person.end - 1),
            _ => (kind, head),
        };
        Some(Phrase {
            name: given.or(name),
            preposition,
            is_definite: self.words.definite.contains(self.lower(from)),
            has_article: start > from,
            is_pronoun,
            is_owner: false,
            is_counted: false,
            office: 0..0,
            kind,
            head,
            words,
        })
    }

    /// Whether a name is that of a person, and the word before it describes them: "study lead author
    /// Ann Lee" is a person, and not a study. `head`: the word that shows a kind.
    fn is_author(&self, name: &Range<usize>, words: &Range<usize>, head: usize) -> bool {
        let before = self.lower_before(name.start);
        !self.words.has_cases
            && name.len() > 1
            && name.end == words.end
            && head < name.start
            && self.words.people.contains(before)
            && self.words.kind_of(before).is_none()
    }

    pub(super) fn last_word(&self, words: &Range<usize>) -> Option<&Token> {
        let mut tokens = words.clone().rev().filter_map(|place| self.token(place));
        tokens.find(|token| token.is_word())
    }

    /// The name with which a phrase starts, if further words follow it in the phrase, such as a
    /// verb that no list has: "Иван Котов дал показания". In English an office may precede it.
    pub(super) fn name_first(&self, phrase: &Phrase) -> Option<Phrase> {
        let is_officer = !self.words.has_cases && phrase.kind.is_some_and(is_kind_of_person);
        let name = phrase.name.clone().filter(|name| {
            let opens = name.start == phrase.words.start
                || (is_officer
                    && phrase.head + 1 == name.start
                    && name.start == phrase.words.start + 1);
            opens && name.end < phrase.words.end && name.len() > 1
        })?;
        // "Ann Lee's long fight" names Ann Lee as an owner.
        let is_owner = self.last_word(&name).is_some_and(is_possessive);
        (phrase.kind.is_none() || is_officer).then(|| Phrase {
            is_owner,
            words: phrase.words.start..name.end,
            head: phrase.head.min(name.end - 1),
            name: Some(name),
            ..phrase.clone()
        })
    }

    /// The owner in a phrase: "Ann Lee" in "Ann Lee's plan".
    pub(super) fn owner_in(&self, phrase: &Phrase) -> Option<Phrase> {
        let owns = |place: &usize| {
            self.token(*place)
                .is_some_and(|token| token.is_capital && is_possessive(token))
        };
        let last = phrase.words.clone().find(owns)?;
        let words = phrase.words.start..last + 1;
        let name = self.name(&words).filter(|name| name.end == words.end)?;
        let (kind, head) = self.kind_and_head(&words);
        // "The Labour Party's": the word that shows the kind has the possessive ending.
        let owner = self.token(last).and_then(|token| {
            let lower = token.lower.as_str();
            lower.strip_suffix("'s").or(lower.strip_suffix("’s"))
        });
        let of_owner = owner.and_then(|word| self.words.kind_of(word));
        let (kind, head) = of_owner.map_or((kind, head), |kind| (Some(kind), last));
        Some(Phrase {
            name: Some(name),
            is_owner: true,
            kind,
            head,
            words,
            ..phrase.clone()
        })
    }

    /// The last run of tokens among these that are written like a name: capitalized words, initials
    /// and names in quotation marks.
    pub(super) fn name(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let is_part = |place: usize| {
            self.token(place).is_some_and(|token| match token.kind {
                TokenKind::Word => {
                    token.is_capital && (place != self.start || self.looks_like_a_name(place))
                        || (self.words.particles.contains(&token.lower) && place > words.start)
                        || token.lower.contains(['.', '_']) && token.lower.len() > 4
                }
                TokenKind::Number => false,
                TokenKind::Mark => {
                    token.is(".") && place > words.start || token.is("@") || token.is("\"")
                }
                TokenKind::OpenQuote | TokenKind::CloseQuote => true,
            })
        };
        let quoted = self.names_in_quotation_marks(words);
        let is_quote = |place: usize| quoted.iter().any(|quoted| quoted.contains(&place));
        let is_name = |place: usize| is_part(place) || is_quote(place);
        let mut end = words.clone().rev().find(|place| is_name(*place))? + 1;
        let mut start = end - 1;
        while start > words.start && is_name(start - 1) && is_quote(start - 1) == is_quote(start) {
            start -= 1;
        }
        while start < end
            && self.token(start).is_some_and(|token| {
                token.is(".") || (!token.is_capital && self.words.particles.contains(&token.lower))
            })
        {
            start += 1;
        }
        while end > start
            && self.token(end - 1).is_some_and(|token| token.is("."))
            && end < words.end
        {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// The names in quotation marks among these tokens, with their marks. They are found from the
    /// start, because a straight mark closes what another has opened.
    fn names_in_quotation_marks(&self, words: &Range<usize>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut place = words.start;
        while place < words.end {
            let end = self.step(place);
            if self.opens_name(place) {
                found.push(place..end);
            }
            place = end;
        }
        found
    }

    /// Whether the first word of a sentence is a name, although every first word is capitalized.
    pub(super) fn looks_like_a_name(&self, place: usize) -> bool {
        let Some(token) = self.token(place) else {
            return false;
        };
        // "Later Ann Lee said": an adverb is no name.
        if self.words.cues.between.contains(&token.lower) {
            return false;
        }
        let is_of_people = self.words.has_cases && self.words.people.contains(&token.lower);
        // "That’s", "It's"
        let short = token
            .lower
            .strip_suffix("'s")
            .or(token.lower.strip_suffix("’s"));
        let is_common = is_of_people
            || self.words.is_national(&token.lower)
            || short.is_some_and(|word| self.words.starters.contains(word))
            || self.words.starters.contains(&token.lower)
            || self.words.frequent.contains(&token.lower)
            || self.words.is_verb(&token.lower)
            || self
                .words
                .kind_of(&token.lower)
                .is_some_and(|_| !token.is_acronym(self.text));
        let before_name = self
            .token(place + 1)
            .is_some_and(|next| next.is_capital && next.is_word() && !next.is_acronym(self.text));
        // "Mr. Reeves said"
        if self.words.titles.contains(&token.lower)
            && self
                .token(place + 1)
                .is_some_and(|next| next.is(".") || next.is_capital)
        {
            return true;
        }
        let is_title = is_of_people
            || self
                .words
                .kind_of(&token.lower)
                .is_some_and(is_kind_of_person);
        // "Ли назвала": the token keeps its capital, which shows a surname that is spelled like a
        // short common word.
        let is_kept = token.lower.contains(char::is_uppercase);
        token.is_acronym(self.text)
            || is_kept
            || (before_name && !is_title)
            || !is_common && self.words.families.contains(&token.lower)
            || (!is_common && token.lower.chars().count() > 2)
    }

    /// The name of an outlet inside a phrase, starting at the token `start`: a name in quotation
    /// marks or capitalized words in Latin letters, of an outlet's kind or of none.
    pub(super) fn outlet_at(&self, start: usize, limit: usize) -> Option<Phrase> {
        let is_latin = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_capital && token.lower.is_ascii())
        };
        let end = if self.opens_name(start) {
            self.step(start)
        } else {
            (start..limit)
                .find(|place| !is_latin(*place))
                .unwrap_or(limit)
        };
        let words = start..end.min(limit);
        let (kind, head) = self.kind_and_head(&words);
        let carries = kind.is_none_or(is_kind_of_outlet);
        (!words.is_empty() && carries).then(|| Phrase {
            name: Some(words.clone()),
            preposition: None,
            is_definite: false,
            has_article: false,
            is_pronoun: false,
            is_owner: false,
            is_counted: false,
            office: 0..0,
            kind,
            head,
            words,
        })
    }

    /// The text of a range of tokens.
    pub(super) fn shown(&self, range: &Range<usize>) -> &str {
        let ends = self.token(range.start).zip(self.token_before(range.end));
        let text = ends.and_then(|(first, last)| self.text.get(first.range.start..last.range.end));
        text.unwrap_or_default()
    }
}

/// A phrase that is credited, with the case that the words before it ask for.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub phrase: Phrase,
    pub case: Case,
}

impl Mention {
    /// The phrase as the subject of a verb, or under a word that asks for no case.
    pub fn nominative(phrase: Phrase) -> Self {
        let case = Case::Nominative;
        Self { phrase, case }
    }
}

/// Whether a word has a possessive ending: "Lee's".
fn is_possessive(token: &Token) -> bool {
    token.lower.ends_with("'s") || token.lower.ends_with("’s")
}

/// Whether a source of this kind is an outlet or a news agency.
pub(super) fn is_kind_of_outlet(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Outlet | SourceKind::Agency)
}

/// Whether a source of this kind publishes what others say: an outlet, an agency or an account.
pub(super) fn is_kind_of_publisher(kind: SourceKind) -> bool {
    is_kind_of_outlet(kind) || kind == SourceKind::Social
}

/// Whether a source of this kind is a person.
pub(super) fn is_kind_of_person(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Official | SourceKind::Expert | SourceKind::Witness | SourceKind::Anonymous
    )
}
