//! Credits by a colon or a dash without a speech verb: labels, headlines, signatures.

use super::super::words::Case;
use super::clause::{Clause, Found};
use super::phrases::{Mention, Phrase};
use super::tokens::{Token, TokenKind};
use crate::case::{Part, SourceKind};

/// The most tokens of a speaker's name before a colon. A longer phrase is the start of a sentence.
const SHORT_NAME: usize = 4;

/// How many tokens behind a name and its comma are searched for the colon.
const LONGEST_ASIDE: usize = 16;

impl Clause<'_> {
    /// The credit of a sentence or headline by its layout: "Minister: “We won”", "Plant leaks —
    /// ministry". The dash counts only in titles and headings.
    pub(super) fn by_layout(&self) -> Option<Found> {
        let is_headline = matches!(self.part, Part::Title | Part::Heading);
        let found = self.by_verbatim().or_else(|| self.by_described_name());
        let found = found.or_else(|| self.by_name_dash_and_topic());
        let found = found.or_else(|| self.by_topic_of_headline().filter(|_| is_headline));
        if found.is_some() {
            return found;
        }
        let first = self.phrases.at(self.behind_time(), self.range.end);
        if let Some(phrase) = first
            && self.is(phrase.words.end, ":")
            && !self.is_no_speaker(&phrase)
            && (self
                .token(phrase.words.end + 1)
                .is_some_and(|token| token.speech.is_some())
                && self.could_be_credited(&phrase)
                || (phrase.words.len() <= SHORT_NAME
                    && phrase.kind.is_some_and(|kind| {
                        kind != SourceKind::Document && kind != SourceKind::Social
                    }))
                || (is_headline && self.is_given_name(&phrase)))
        {
            return Some(Found {
                chain: vec![Mention::nominative(phrase)],
                ..Found::default()
            });
        }
        if !is_headline {
            return None;
        }
        let dash = self
            .range
            .clone()
            .rev()
            .take(8)
            .find(|place| self.token(*place).is_some_and(Token::is_dash))?;
        let phrase = self.phrases.at(dash + 1, self.range.end)?;
        let ends = phrase.words.end == self.range.end
            && (phrase.kind.is_some() || self.has_own_name(&phrase));
        let opens = dash > self.range.start + 2;
        (ends && opens).then(|| Found {
            chain: vec![Mention::nominative(phrase)],
            ..Found::default()
        })
    }

    /// The first token, or the one behind a time of the day with which a report goes on: "13:58 Mayor
    /// Ann Lee: “Nobody is hurt”".
    fn behind_time(&self) -> usize {
        let start = self.range.start;
        let is_number = |place: usize| {
            let token = self.token(place);
            token.is_some_and(|token| token.kind == TokenKind::Number)
        };
        let is_time = is_number(start) && self.is(start + 1, ":") && is_number(start + 2);
        if is_time { start + 3 } else { start }
    }

    /// The speaker announced by a label for exact words: Страшок in "Пряма мова Страшок: «…»". A
    /// label alone, "Дослівно: «…»", gives a pronoun that the cast resolves to the last speaker.
    pub(super) fn by_verbatim(&self) -> Option<Found> {
        let start = self.range.start;
        let label = self
            .words()
            .cues
            .verbatim
            .iter()
            .find_map(|label| self.phrase(label, start).filter(|at| at.start == start))?;
        let is_alone = self.is(label.end, ":");
        let of = || {
            let phrase = self.phrases.at(label.end, self.range.end)?;
            (self.is(phrase.words.end, ":") && self.could_be_credited(&phrase)).then_some(phrase)
        };
        let (phrase, case) = if is_alone {
            (Phrase::pronoun(start), Case::Nominative)
        } else {
            (of()?, Case::Genitive)
        };
        Some(Found {
            cue: self.phrases.shown(&label).to_owned(),
            chain: vec![Mention { phrase, case }],
            ..Found::default()
        })
    }

    /// The speaker at the end of a headline with their topic: Lee in "Border is open: Lee on the
    /// protests", in languages with cases. Also the speaker at the start, see
    /// [`Self::by_name_and_topic`].
    pub(super) fn by_topic_of_headline(&self) -> Option<Found> {
        let words = self.words();
        let opens = self.phrases.at(self.range.start, self.range.end);
        if let Some(found) = opens.and_then(|phrase| self.by_name_and_topic(phrase)) {
            return Some(found);
        }
        let mark =
            self.range.clone().rev().find(|place| {
                self.is(*place, ":") || self.token(*place).is_some_and(Token::is_dash)
            })?;
        let phrase = self.phrases.at(mark + 1, self.range.end)?;
        let is_name = phrase.is_only_name()
            && phrase.words.len() <= SHORT_NAME
            && self
                .token(phrase.words.start)
                .is_some_and(|first| first.is_word() && !first.is_acronym(self.phrases.text));
        let tells = words.about.contains(self.lower(phrase.words.end));
        (tells && is_name && words.has_cases && self.has_statement(mark)).then(|| Found {
            chain: vec![Mention::nominative(phrase)],
            ..Found::default()
        })
    }

    /// The speaker at the start of a headline, before their topic and the colon: Яценюк in "Яценюк
    /// о конфликте: Я ничего не скажу".
    pub(super) fn by_name_and_topic(&self, phrase: Phrase) -> Option<Found> {
        let is_name = phrase.ends_in_name();
        let tells = self.words().about.contains(self.lower(phrase.words.end));
        let speaks = (phrase.words.end..self.range.end).any(|place| self.is(place, ":"));
        let is_person = phrase.words.len() < SHORT_NAME && self.could_be_credited(&phrase);
        (is_name && tells && speaks && is_person).then(|| Found {
            chain: vec![Mention::nominative(phrase)],
            ..Found::default()
        })
    }

    /// The speaker at the start, with a dash, the topic and a quotation behind: Котов in "Прокурор
    /// Иван Котов — о приговоре: «Слишком мягко»".
    fn by_name_dash_and_topic(&self) -> Option<Found> {
        let phrase = self.phrases.at(self.range.start, self.range.end)?;
        let dash = phrase.words.end;
        let tells = self.token(dash).is_some_and(Token::is_dash)
            && self.words().about.contains(self.lower(dash + 1));
        let colon = (dash..self.range.end).find(|place| self.is(*place, ":"))?;
        let speaks = self
            .token(colon + 1)
            .is_some_and(|token| token.speech.is_some());
        (tells && speaks && self.could_be_credited(&phrase)).then(|| Found {
            chain: vec![Mention::nominative(phrase)],
            ..Found::default()
        })
    }

    /// Whether a phrase is one word that is no speaker before a colon: "Source:", "Details:".
    pub(super) fn is_no_speaker(&self, phrase: &Phrase) -> bool {
        phrase.words.len() == 1
            && self
                .words()
                .no_labels
                .contains(self.lower(phrase.words.start))
    }

    /// The person whose full name opens a sentence, with a description between the name and the
    /// colon: Ann Lee in "Ann Lee, head coach of Dynamo: “We lost”".
    pub(super) fn by_described_name(&self) -> Option<Found> {
        let phrase = self.phrases.at(self.range.start, self.range.end)?;
        let is_name = phrase
            .name
            .as_ref()
            .is_some_and(|name| *name == phrase.words && name.len() > 1);
        let is_aside = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                token.speech.is_none() && !self.words().cues.verbs.contains(&token.lower)
            })
        };
        let comma = phrase.words.end;
        let colon = (comma + 1..comma + LONGEST_ASIDE)
            .take_while(is_aside)
            .find(|place| self.is(*place, ":"))?;
        let speaks = self
            .token(colon + 1)
            .is_some_and(|token| token.speech.is_some());
        (is_name && speaks && self.is(comma, ",")).then(|| Found {
            chain: vec![Mention::nominative(phrase)],
            ..Found::default()
        })
    }

    /// The person who is named behind a quotation and a dash: “It is over.” — Ann Lee. The
    /// quotation must open the sentence: in "Режиссёр фильма «Дом» — Иван Котов" the dash stands
    /// for "is".
    pub(super) fn by_signature(&self) -> Option<Found> {
        self.token(self.range.start)
            .filter(|first| first.speech.is_some())?;
        let dash = self.range.clone().find(|place| {
            self.token(*place).is_some_and(Token::is_dash)
                && place.checked_sub(1).is_some_and(|before| {
                    self.token(before)
                        .is_some_and(|token| token.speech.is_some() && !token.is_word())
                })
        })?;
        let phrase = self.phrases.at(dash + 1, self.range.end)?;
        let ends = self.token(phrase.words.end).is_none_or(|next| {
            next.is(",") || (next.is(".") && phrase.words.end + 1 == self.range.end)
        });
        let is_name = phrase.name.as_ref().is_some_and(|name| {
            name.start == phrase.words.start && name.end == phrase.words.end && name.len() > 1
        });
        let is_person = is_name
            && phrase.kind.is_none()
            && phrase.words.clone().all(|place| {
                self.token(place)
                    .is_some_and(|token| token.is_capital || token.is("."))
            });
        (ends && is_person).then(|| Found {
            chain: vec![Mention::nominative(phrase)],
            ..Found::default()
        })
    }

    /// Whether a phrase is a given name and one more capitalised word: "Анна Кроль" in "Анна Кроль:
    /// выборы прошли спокойно".
    pub(super) fn is_given_name(&self, phrase: &Phrase) -> bool {
        phrase.words.len() == 2
            && phrase.words.clone().all(|place| {
                self.token(place)
                    .is_some_and(|token| token.is_capital && token.is_word())
            })
            && self.words().given.contains(self.lower(phrase.words.start))
    }
}
