//! Two speakers joined by "and": "Lee and harbour master Bob Crane said".

use super::super::words::Case;
use super::clause::Clause;
use super::phrases::{Mention, Phrase};
use super::tokens::Token;

impl Clause<'_> {
    /// The phrase for two subjects of a verb, if "and" joins another one to the subject found: "Lee
    /// and Bob Crane said". None if there is only one.
    pub(super) fn with_another(&self, who: &Mention, verb: usize) -> Option<Phrase> {
        let phrase = &who.phrase;
        if who.case != Case::Nominative || !self.may_have_two_subjects(verb) {
            return None;
        }
        if let Some(joint) = self.with_two_names(phrase) {
            return Some(joint);
        }
        let (first, second) = if phrase.words.end <= verb {
            // With the office before the name: "harbour master Bob Crane".
            let whole = self.all.iter().find(|whole| {
                whole.words.end == phrase.words.end && whole.words.start <= phrase.words.start
            });
            let second = whole.unwrap_or(phrase);
            (self.first_of_two(second)?, second.clone())
        } else {
            (phrase.clone(), self.second_of_two(phrase)?)
        };
        let words = first.words.start..second.words.end;
        let is_named = first.ends_in_name() && second.ends_in_name();
        Some(Phrase {
            name: is_named.then(|| words.clone()),
            kind: second.kind.filter(|_| second.kind == first.kind),
            has_article: first.has_article,
            is_definite: first.is_definite,
            words,
            ..second
        })
    }

    /// The phrase around `phrase` if it has two names in it, the first one right before the "and":
    /// "мэр Иван Котов и прокурор Ольга Лебедь".
    fn with_two_names(&self, phrase: &Phrase) -> Option<Phrase> {
        let is_name = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_capital && token.is_word())
        };
        let whole = self.all.iter().find(|whole| {
            whole.words.end == phrase.words.end && whole.words.start <= phrase.words.start
        })?;
        let name = phrase.name.clone()?;
        let mut ands = whole.words.clone().filter(|place| self.is_and(*place));
        let and = ands.next().filter(|and| *and < name.start)?;
        let is_full = is_name(and.checked_sub(1)?) && is_name(and.checked_sub(2)?);
        (is_full && and > whole.words.start + 1 && name.len() > 1).then(|| Phrase {
            name: Some(whole.words.clone()),
            ..whole.clone()
        })
    }

    /// Whether the form of a verb allows two subjects: "said", but not "says" or "заявил".
    fn may_have_two_subjects(&self, verb: usize) -> bool {
        self.token(verb).is_some_and(|verb| {
            if self.words().has_cases {
                self.words().several_endings.fit(&verb.lower)
            } else {
                !verb.lower.ends_with('s')
            }
        })
    }

    /// Whether these words contain two phrases joined by "and", the second at their end.
    pub(super) fn joins_two(&self, words: std::ops::Range<usize>) -> bool {
        let ends = |and: &usize| self.all.iter().any(|first| first.words.end == *and);
        words
            .clone()
            .filter(|place| self.is_and(*place))
            .any(|and| {
                ends(&and)
                    && self
                        .all
                        .iter()
                        .any(|second| second.words.start > and && second.words.end == words.end)
            })
    }

    fn is_and(&self, place: usize) -> bool {
        self.words().ands.contains(self.lower(place))
    }

    fn is_article(&self, place: usize) -> bool {
        self.words().articles.contains(self.lower(place))
    }

    /// The phrase that opens the clause and ends right before the "and" in front of `phrase`: "Lee"
    /// in "Lee and Crane said".
    fn first_of_two(&self, phrase: &Phrase) -> Option<Phrase> {
        let and = (self.range.start..phrase.words.start)
            .rev()
            .find(|place| !self.is_article(*place))
            .filter(|place| self.is_and(*place))?;
        let start = self.clause_start(and);
        let first = self.all.iter().find(|first| first.words.end == and)?;
        // "However, both Lee and Crane said": words such as "both" may stand before the first.
        let is_both = |place: usize| self.words().cues.between.contains(self.lower(place));
        let opens =
            (start..first.words.start).all(|place| self.is_article(place) || is_both(place));
        (opens && first.preposition.is_none() && self.are_both_named_or_described(first, phrase))
            .then(|| first.clone())
    }

    /// Whether both phrases end in a name, or both only describe somebody.
    fn are_both_named_or_described(&self, one: &Phrase, other: &Phrase) -> bool {
        let is_described = |phrase: &Phrase| {
            let head = self.token(phrase.head);
            let is_of_people = head.is_some_and(|head| self.words().is_of_people(&head.lower));
            phrase.name.is_none() && (phrase.kind.is_some() || is_of_people)
        };
        !one.is_pronoun
            && !other.is_pronoun
            && (one.ends_in_name() && other.ends_in_name()
                || is_described(one) && is_described(other))
    }

    /// The phrase right behind the "and" that follows `phrase`, if it ends the clause: "Crane" in
    /// "said Lee and Crane".
    fn second_of_two(&self, phrase: &Phrase) -> Option<Phrase> {
        let and = phrase.words.end;
        let second = self.phrases.at(and + 1, self.range.end)?;
        let ends = self
            .token(second.words.end)
            .is_none_or(|next| !Token::is_word(next));
        (self.is_and(and) && ends && self.are_both_named_or_described(phrase, &second))
            .then_some(second)
    }
}
