//! Finds the document in which something is said: "В заявлении партии говорится, что", "в декларации
//! указаны", "из доклада следует".

use super::super::words::Case;
use super::clause::{Clause, Found};
use super::phrases::{Mention, Phrase};
use crate::case::SourceKind;

impl Clause<'_> {
    /// The document in which something is said, or its owner: "партии" in "В заявлении партии
    /// говорится, что". None without such a document and an impersonal verb.
    pub(super) fn by_paper(&self) -> Option<Found> {
        let words = self.words();
        let verb = self.range.clone().find(|place| {
            self.token(*place).is_some_and(|token| {
                let holds = words.cues.impersonal.contains(&token.lower)
                    || words.cues.written.contains(&token.lower);
                token.speech.is_none() && holds && self.lower_before(*place) != "не"
            })
        });
        let verb = verb.or_else(|| self.verb_behind_source())?;
        let is_paper = |phrase: &&Phrase| {
            // "В исковом заявлении утверждается": an adjective may stand before the word for a
            // document.
            let opens = phrase
                .words
                .clone()
                .take(2)
                .any(|place| words.papers.contains(self.lower(place)))
                || phrase.kind == Some(SourceKind::Document) && phrase.head == phrase.words.start;
            // "Из доклада следует": the document may be where something comes from.
            let emerges = words.cues.emerging.contains(self.lower(verb));
            // "В этом письме сказано": the preposition stands before a demonstrative.
            let pointed = phrase.words.start.checked_sub(2).filter(|place| {
                words.places.contains(self.lower(*place))
                    && words.stops.contains(self.lower(*place + 1))
            });
            let is_in = phrase.preposition.or(pointed).is_some_and(|place| {
                let place = self.lower(place);
                words.places.contains(place) && !emerges
                    || words.counted.of.contains(place) && emerges
            });
            // "В сообщении, опубликованном в среду, сказано, что": words between commas may stand
            // before the verb.
            let starts = phrase.words.start <= self.range.start + 2;
            opens && is_in && (starts || phrase.words.start >= self.clause_start(verb))
        };
        let before = self.all.iter().filter(|phrase| phrase.words.end <= verb);
        let Some(phrase) = before.clone().rev().find(is_paper).cloned() else {
            return words
                .cues
                .impersonal
                .contains(self.lower(verb))
                .then(|| self.by_paper_before(verb))
                .flatten();
        };
        let case = if words.cues.emerging.contains(self.lower(verb)) {
            Case::Genitive
        } else {
            Case::Locative
        };
        let phrase = self.without_what_it_holds(phrase);
        let who = self.of_last_speaker(Mention { phrase, case });
        Some(Found {
            cue: self.phrases.shown(&(verb..verb + 1)).to_owned(),
            chain: vec![who],
            ..Found::default()
        })
    }

    /// The verb of a sentence that opens with the document from which something is known: "Из
    /// доклада следует, что".
    fn verb_behind_source(&self) -> Option<usize> {
        let words = self.words();
        let is_from = words.counted.of.contains(self.lower(self.range.start));
        let mut places = self.range.clone();
        places
            .find(|place| words.cues.emerging.contains(self.lower(*place)))
            .filter(|verb| is_from && self.is(verb + 1, ","))
    }

    /// Cuts off the subject that stands right behind a document: "В отчётности | убыток
    /// объяснялся". It is a noun without an ending of the genitive.
    fn without_what_it_holds(&self, phrase: Phrase) -> Phrase {
        let words = self.words();
        let is_other = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                token.is_word()
                    && !token.is_capital
                    && !words.genitives.fit(&token.lower)
                    && !self.phrases.ends_like_adjective(&token.lower)
            })
        };
        let end = (phrase.head + 1..phrase.words.end).find(is_other);
        let end = end.filter(|_| phrase.head == phrase.words.start && phrase.name.is_none());
        match end {
            Some(end) => Phrase {
                words: phrase.words.start..end,
                ..phrase
            },
            None => phrase,
        }
    }

    /// The document that the sentence before names, for a pronoun: "Семьи подали иск. В нём
    /// говорится, что". `verb`: the impersonal verb.
    fn by_paper_before(&self, verb: usize) -> Option<Found> {
        let start = self.range.start;
        let words = self.words();
        let points_back = words.places.contains(self.lower(start))
            && words.of_things.contains(self.lower(start + 1))
            && start + 2 == verb
            || words.places.contains(self.lower(verb + 1))
                && words.of_things.contains(self.lower(verb + 2));
        let papers = self.phrases.all(0..start);
        let phrase = papers
            .into_iter()
            .rev()
            .find(|phrase| phrase.kind == Some(SourceKind::Document))
            .filter(|_| points_back)?;
        let stands_in = |place| words.places.contains(self.phrases.lower(place));
        let case = if phrase.preposition.is_some_and(stands_in) {
            Case::Locative
        } else {
            Case::Nominative
        };
        Some(Found {
            cue: self.phrases.shown(&(verb..verb + 1)).to_owned(),
            chain: vec![Mention { phrase, case }],
            ..Found::default()
        })
    }

    /// The speaker of a document: its owner in the phrase or right behind it ("на сайте мэрии"),
    /// else the last speaker, as a pronoun ("В тексте сообщения говорится").
    pub(super) fn of_last_speaker(&self, mention: Mention) -> Mention {
        let is_whose = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_word() && !self.words().is_paper(&token.lower))
        };
        if mention.phrase.words.clone().any(is_whose) {
            return self.behind_paper(mention);
        }
        if let Some(owner) = self.owner_of_paper(&mention.phrase) {
            return owner;
        }
        let Mention { phrase, case } = mention;
        let is_pronoun = true;
        let phrase = Phrase {
            is_pronoun,
            ..phrase
        };
        Mention { phrase, case }
    }

    /// The owner of a document, if it stands right behind it: "мэрии" in "на сайте мэрии".
    fn owner_of_paper(&self, paper: &Phrase) -> Option<Mention> {
        let behind = self.phrases.at(paper.words.end, self.range.end)?;
        let is_owner = behind.words.start == paper.words.end
            && behind.preposition.is_none()
            && !behind.is_pronoun
            && (behind.kind.is_some()
                || behind.name.is_some()
                || self.words().has_cases
                    && self
                        .token(behind.words.start)
                        .is_some_and(|first| self.words().genitives.fit(&first.lower))
                    && self
                        .token(behind.words.end)
                        .is_none_or(|next| !next.is_word()));
        is_owner.then_some(Mention {
            phrase: behind,
            case: Case::Genitive,
        })
    }
}
