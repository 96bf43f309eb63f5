//! Credits by a participle of saying: "Lee attacked the plan, saying it was dead".

use super::clause::{Clause, Found};
use super::phrases::{Mention, Phrase};
use crate::case::SourceKind;

impl Clause<'_> {
    /// The subject of a sentence that goes on with a participle of saying: "Lee" in "Lee attacked
    /// the plan, saying it was dead".
    pub(super) fn by_participle(&self) -> Option<Found> {
        let words = self.words();
        let is_one = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                words.cues.participles.contains(&token.lower) && token.speech.is_none()
            }) && place.checked_sub(1).is_some_and(|before| {
                // "issued a statement calling it over": no comma is needed behind a word for a
                // document.
                self.is(before, ",")
                    || self.token(before).is_some_and(|token| {
                        let kind = words.kind_of(&token.lower);
                        token.speech.is_some()
                            || words.papers.contains(&token.lower)
                            || matches!(kind, Some(SourceKind::Document | SourceKind::Social))
                    })
            })
        };
        if let Some(found) = self
            .by_opening_participle()
            .or_else(|| self.by_participle_with())
        {
            return Some(found);
        }
        let cue = self.range.clone().find(is_one)?;
        let is_bound = words.conjunctions.contains(self.lower(self.range.start));
        let phrase = self
            .all
            .iter()
            .find(|phrase| phrase.preposition.is_none() && !phrase.is_owner)
            .filter(|phrase| phrase.words.end < cue && !is_bound)
            .filter(|phrase| {
                phrase.is_pronoun || phrase.kind.is_some() || self.is_surely_somebody(phrase)
            })?;
        let phrase = self.named_by_aside(phrase);
        Some(Found {
            cue: self.phrases.shown(&(cue..cue + 1)).to_owned(),
            chain: vec![Mention::nominative(phrase)],
            ..Found::default()
        })
    }

    /// The subject behind a participle of saying that opens the sentence: "Citing costs, the club
    /// sold it".
    fn by_opening_participle(&self) -> Option<Found> {
        let words = self.words();
        let start = self.range.start;
        let opens = words.cues.participles.contains(self.lower(start)) && !words.has_cases;
        let comma = (start..self.range.end).find(|place| opens && self.is(*place, ","))?;
        let phrase = self.phrases.at(comma + 1, self.range.end)?;
        let is_somebody = phrase.preposition.is_none()
            && (phrase.kind.is_some() || self.is_surely_somebody(&phrase));
        is_somebody.then(|| Found {
            cue: self.phrases.shown(&(start..start + 1)).to_owned(),
            chain: vec![Mention::nominative(self.named_by_aside(&phrase))],
            ..Found::default()
        })
    }

    /// The subject of a participle of saying behind "with": "The plan passed, with Lee calling it a
    /// disgrace".
    fn by_participle_with(&self) -> Option<Found> {
        let words = self.words();
        let end = |phrase: &Phrase| {
            let name = phrase.name.as_ref().map(|name| name.end);
            name.unwrap_or(phrase.words.end)
        };
        let says = |phrase: &&Phrase| {
            let cue = end(phrase);
            let is_with = phrase
                .preposition
                .is_some_and(|place| self.is(place, "with"));
            is_with
                && words.cues.participles.contains(self.lower(cue))
                && (phrase.kind.is_some() || self.is_surely_somebody(phrase))
        };
        let phrase = self.all.iter().find(says).filter(|_| !words.has_cases)?;
        Some(Found {
            cue: self
                .phrases
                .shown(&(end(phrase)..end(phrase) + 1))
                .to_owned(),
            chain: vec![Mention::nominative(Phrase {
                words: phrase.words.start..end(phrase),
                ..phrase.clone()
            })],
            ..Found::default()
        })
    }
}
