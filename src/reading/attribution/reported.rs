//! Turns a verb and its subject into a credit, with the further speakers that the verb brings in:
//! the person whom an outlet quotes ("ТАСС цитирует министра"), and the subject of a reported
//! clause ("CNN reported that ISIS had claimed").

use std::ops::Range;

use super::super::words::Case;
use super::clause::{Clause, Found, Verb};
use super::phrases::{Mention, Phrase, is_kind_of_person, is_kind_of_publisher};
use crate::case::SourceKind;

impl Clause<'_> {
    /// The credit for a verb of saying and its subject, with the chain from who passes the words on
    /// to the speaker.
    pub(super) fn with_verb(&self, verb: Verb) -> Found {
        let cue = self.phrases.shown(&(verb.place..verb.place + 1)).to_owned();
        // "цитирует министра" (quotes the minister), "передает слова министра" (passes on the
        // minister's words)
        let is_paper = |place: usize| self.words().papers.contains(self.lower(place));
        let quotes = self.token(verb.place).is_some_and(|token| {
            let cues = &self.words().cues;
            cues.quoting.contains(&token.lower)
                || cues.relaying.contains(&token.lower) && is_paper(verb.place + 1)
        });
        // "Об этом сообщает Morning Courier." (Morning Courier reports this.)
        let is_relayed = verb.relays || self.is_of_before() && self.relays(&verb);
        // "цитує тренера клубна пресслужба": the first word of the phrase is whom the rest quotes.
        if quotes && let Some((quoted, outlet)) = self.quoted_before_relay(&verb.who) {
            return Found {
                cue,
                chain: vec![outlet, quoted],
                is_relayed: true,
                ..Found::default()
            };
        }
        // "цитирует Котова Morning Courier": Kotov, who stands right behind the verb, is quoted by
        // the outlet.
        if quotes && let Some(outlet) = self.outlet_behind(&verb) {
            let quoted = Mention {
                case: Case::Accusative,
                ..verb.who
            };
            return Found {
                cue,
                chain: vec![outlet, quoted],
                is_relayed: true,
                ..Found::default()
            };
        }
        let is_relayed = is_relayed || quotes && self.whose_words(verb.place).is_some();
        let mut chain = vec![self.behind_report(verb.who)];
        if let Some(of) = verb.of {
            chain.push(of);
            return Found {
                cue,
                chain,
                is_relayed: true,
                ..Found::default()
            };
        }
        // "ТАСС цитирует министра": the minister is the speaker, TASS passes the words on.
        if quotes && self.passes_on(&chain, verb.place) {
            let is_other = |phrase: &&Phrase| {
                phrase.words.start > verb.place
                    && chain.iter().all(|who| who.phrase.words != phrase.words)
                    && self.could_be_credited(phrase)
            };
            let mut others = self.all.iter().filter(is_other);
            let named = others.clone().find(|phrase| {
                phrase
                    .name
                    .as_ref()
                    .is_some_and(|name| name.len() > 1 && name.end == phrase.words.end)
            });
            // «…», — цитує його «Вість»: the speaker is a pronoun right behind the verb.
            let place = verb.place + 1;
            let pronoun = self
                .token(place)
                .filter(|token| {
                    self.words().has_cases
                        && self.words().persons.contains(&token.lower)
                        && self.words().possessives.contains(&token.lower)
                })
                .map(|_| Phrase::pronoun(place));
            let quoted = named.or_else(|| others.next());
            let whose = self.whose_words(verb.place);
            let quoted = whose.as_ref().or(pronoun.as_ref()).or(quoted);
            chain.extend(quoted.map(|phrase| Mention {
                phrase: phrase.clone(),
                case: Case::Accusative,
            }));
        } else if let Some(inner) = self.reported_clause(verb.place, &chain) {
            chain.push(inner);
        }
        Found {
            cue,
            chain,
            is_relayed,
            ..Found::default()
        }
    }

    /// The possessive before a word for somebody's words that stands right before the verb, as a
    /// pronoun for the speaker: "Его" in "Его слова приводит «Волна»".
    pub(super) fn whose_words(&self, verb: usize) -> Option<Phrase> {
        let paper = verb.checked_sub(1)?;
        let whose = paper.checked_sub(1)?;
        let is_paper = self.words().papers.contains(self.lower(paper));
        let is_theirs = self.words().possessives.contains(self.lower(whose));
        (is_paper && is_theirs).then(|| Phrase::pronoun(whose))
    }

    /// The person whom a press office quotes, and the office, if one phrase holds both: "форварда |
    /// клубна пресслужба". None in English.
    fn quoted_before_relay(&self, who: &Mention) -> Option<(Mention, Mention)> {
        let words = self.words();
        let first = who.phrase.words.start;
        let quoted = self.token(first).filter(|token| {
            let is_person = words.is_of_people(&token.lower)
                || words.kind_of(&token.lower).is_some_and(is_kind_of_person);
            words.has_cases && is_person && !words.is_base(&token.lower)
        })?;
        let is_relay = |place: usize| {
            self.token(place)
                .is_some_and(|token| words.is_relay(&token.lower) && words.is_base(&token.lower))
        };
        let relay = (first + 1..who.phrase.words.end).find(|place| is_relay(*place))?;
        if words.people.contains(&quoted.lower) {
            return None;
        }
        let outlet = self.phrases.at(first + 1, who.phrase.words.end)?;
        let one = |words: Range<usize>, case| Mention {
            phrase: Phrase {
                kind: self.phrases.kind_and_head(&words).0,
                head: words.start,
                name: None,
                words,
                ..who.phrase.clone()
            },
            case,
        };
        let outlet = Mention {
            phrase: Phrase {
                head: relay,
                ..outlet
            },
            case: Case::Nominative,
        };
        Some((one(first..first + 1, Case::Genitive), outlet))
    }

    /// The outlet that quotes the phrase between the verb and it: "Morning Courier" in "цитирует
    /// Котова Morning Courier". None in English.
    fn outlet_behind(&self, verb: &Verb) -> Option<Mention> {
        let who = &verb.who.phrase;
        let is_outlet = |phrase: &Phrase| {
            let carries = phrase.kind.is_some_and(is_kind_of_publisher);
            let is_apart = self.token(phrase.words.start).is_some_and(|first| {
                !first.is_word() || first.is_capital && first.lower.is_ascii()
            });
            // "цитирует Котова пресс-служба" (the press service quotes Kotov)
            let relays = self.words().is_relay(self.lower(phrase.head));
            carries || is_apart || relays
        };
        let next = self
            .all
            .iter()
            .find(|phrase| phrase.words.start == who.words.end && phrase.preposition.is_none())?;
        let is_quoted = self.words().has_cases
            && who.words.start == verb.place + 1
            && !is_outlet(who)
            && is_outlet(next);
        is_quoted.then(|| Mention::nominative(next.clone()))
    }

    /// Whether a verb of quoting passes on what somebody else said. In English only if an outlet,
    /// agency or document quotes, or "as saying" follows: what a politician cites is an argument
    /// and no source.
    fn passes_on(&self, chain: &[Mention], verb: usize) -> bool {
        let carries = chain.iter().any(|who| {
            matches!(
                who.phrase.kind,
                Some(SourceKind::Outlet | SourceKind::Agency | SourceKind::Document)
            )
        });
        let says = (verb + 1..self.range.end).any(|place| {
            self.is(place, "as")
                && self
                    .words()
                    .cues
                    .participles
                    .contains(self.lower(place + 1))
        });
        self.words().has_cases || says || carries
    }

    /// Whether the verb in a reported clause makes its subject the speaker. Always if an outlet or
    /// agency reports. Otherwise only if the verb is a listed one and opens a statement: "Lee says
    /// that the mayor has long called for a bridge" is Lee's own statement about the mayor.
    fn is_plainly_reported(&self, inner: &Verb, chain: &[Mention]) -> bool {
        let words = self.words();
        let known = words.cues.verbs.contains(self.lower(inner.place));
        let that = (inner.place + 1..inner.place + 4).any(|place| {
            self.token(place).is_some_and(|token| {
                words.cues.that.contains(&token.lower) || token.speech.is_some()
            })
        });
        chain.iter().any(|who| who.phrase.is_outlet())
            || known && (that || self.claims(inner.place, true))
    }

    /// The speaker of the clause that somebody reports: "ISIS" in "CNN reported that ISIS had
    /// claimed". None if "that" does not follow within five words.
    pub(super) fn reported_clause(&self, verb: usize, chain: &[Mention]) -> Option<Mention> {
        let that = (verb + 1..self.range.end.min(verb + 6)).find(|place| {
            self.token(*place).is_some_and(|token| {
                self.words().cues.that.contains(&token.lower) && token.speech.is_none()
            })
        })?;
        let ends = |place: &usize| {
            // "Lee confirmed that the file existed but said that": Lee says the second thing too.
            let goes_on = self.words().links.contains(self.lower(*place))
                && self.words().cues.verbs.contains(self.lower(place + 1));
            goes_on
                || self
                    .token(*place)
                    .is_some_and(|token| token.is(",") || token.speech.is_some() || token.is(";"))
        };
        let end_of = |start: usize| (start..self.range.end).find(ends);
        // "that if the court asks, he will come": a condition, so nobody has asked yet.
        if self.token(that + 1).is_some_and(|token| {
            self.words().conditions.contains(&token.lower) && token.speech.is_none()
        }) {
            return None;
        }
        // "that in early March, the embassy warned": the time up to the comma is no clause, so the
        // clause goes on to the next mark.
        let opens_with_when = self.words().prepositions.contains(self.lower(that + 1));
        let end = end_of(that + 1)
            .and_then(|end| {
                if opens_with_when {
                    end_of(end + 1)
                } else {
                    Some(end)
                }
            })
            .unwrap_or(self.range.end);
        let inner = self.by_verb(that + 1..end, true)?;
        if !self.is_plainly_reported(&inner, chain) {
            return None;
        }
        let inner = inner.who;
        // The subject of the reported clause is no speaker if it is a pronoun ("The company said
        // that it had warned" is the company again), a number, or a noun that no list knows for a
        // person or body ("Her brief said that the view suggests").
        let is_count = self.is_number(inner.phrase.words.start);
        let is_somebody = inner.phrase.kind.is_some()
            || inner.phrase.name.is_some()
            || self.words().is_of_people(self.lower(inner.phrase.head));
        if inner.phrase.is_pronoun || is_count || !is_somebody {
            return None;
        }
        chain
            .iter()
            .all(|who| who.phrase.words != inner.phrase.words)
            .then_some(inner)
    }
}
