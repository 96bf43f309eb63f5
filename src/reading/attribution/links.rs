//! The further links of a chain of sources: the outlet to which something was said or in which it
//! appeared, and the source that the speaker cites.

use std::ops::Range;

use super::super::words::Case;
use super::clause::{Clause, Found};
use super::phrases::{Mention, Phrase, is_kind_of_person};
use super::tokens::Token;
use crate::case::SourceKind;

/// How many tokens behind a verb are searched for the outlet that heard its object.
const FAR_OUTLET: usize = 14;

impl Clause<'_> {
    /// Puts the outlet to which something was said at the front of the chain: "in an interview with
    /// CBS News", "told the newspaper". Behind "according to CNN" it comes second.
    pub(super) fn add_venue(&self, found: &mut Found) {
        if let Some(venue) = self.named_venue(found) {
            // "According to CNN, ISIS said in a statement published by Amaq": CNN stays in front of
            // Amaq.
            let place = usize::from(found.is_by_phrase).min(found.chain.len());
            found.venue = Some(venue.phrase.words.clone());
            found.chain.insert(place, venue);
            return;
        }
        let hearer = self.cue_place(found).and_then(|verb| {
            if self.words().has_cases {
                self.addressee(verb, found)
            } else {
                self.hearer(verb)
            }
        });
        if let Some(phrase) = hearer
            && is_new(&phrase, found)
        {
            found.venue = Some(phrase.words.clone());
            let case = if self.is_behind_hearer(&phrase) {
                Case::Genitive
            } else {
                Case::Dative
            };
            found.chain.insert(0, Mention { phrase, case });
        }
    }

    /// The outlet behind words for an interview, a publication or an audience: "in an interview
    /// with CBS News", "speaking to CNN".
    fn named_venue(&self, found: &Found) -> Option<Mention> {
        let heard = || {
            let (cue, who) = self.after(&self.words().cues.audiences)?;
            // "While speaking to Blair, Lee said": a single capitalized word may be a person, so an
            // outlet of unknown kind needs two words or capitals throughout.
            let is_outlet = who.phrase.is_outlet()
                || who.phrase.name.as_ref().is_some_and(|name| {
                    name.len() > 1
                        || self
                            .token(name.start)
                            .is_some_and(|token| token.is_acronym(self.phrases.text))
                });
            (is_outlet && self.could_pass_on(&who.phrase)).then_some((cue, who))
        };
        let (cue, mut venue) = self.after(&self.words().cues.venues).or_else(heard)?;
        let is_one = !self.has_only_seen(&cue)
            && !self.tells_of_subject(&cue, found)
            && !venue.phrase.is_pronoun
            && !self.is_owned_or_person(&venue.phrase)
            && !self.is_unnamed_people(&venue.phrase)
            && !self
                .words()
                .occasions
                .holds(self.lower(venue.phrase.words.start))
            && is_new(&venue.phrase, found);
        venue.phrase = self.outlet_that_owns(&venue.phrase).unwrap_or(venue.phrase);
        is_one.then_some(venue)
    }

    /// The outlet to which something was said in Ukrainian or Russian, beside the verb: "сообщил
    /// «Заре»", "сказали в «Заре»".
    fn addressee(&self, verb: usize, found: &Found) -> Option<Phrase> {
        let is_in = |phrase: &Phrase| {
            phrase.is_outlet()
                && !self.words().occasions.holds(self.lower(phrase.words.start))
                && phrase
                    .preposition
                    .is_some_and(|place| self.words().tells_in.contains(self.lower(place)))
        };
        // "указал квартиру и «Шкоду»": what "and" joins to an object hears nothing.
        let is_joined = |phrase: &Phrase| {
            self.words()
                .ands
                .contains(self.lower_before(phrase.words.start))
        };
        let hears = |phrase: &Phrase| {
            self.is_outlet_of_hearer(phrase)
                || self.is_before_place_of_speakers(phrase, verb, found)
                || phrase.preposition.is_none()
                    && !is_joined(phrase)
                    && !self.is_press(phrase)
                    && !self.is_owned_by_outlet(phrase)
                    && self.is_venue(phrase)
                    && (phrase.kind.is_some()
                        || self.could_be_addressee(phrase)
                        || self.is_before_speaker(phrase, verb, found))
                    && !self.has_undergone(verb..phrase.words.end)
        };
        let behind = self
            .all
            .iter()
            .filter(|phrase| phrase.words.start > verb && phrase.words.start <= verb + 6)
            .take_while(|phrase| !self.has_break(verb, phrase.words.start))
            .find(|phrase| hears(phrase) || is_in(phrase));
        let outlet = behind.or_else(|| self.addressee_before(verb, found))?;
        Some(self.with_name_behind(outlet.clone(), found))
    }

    /// The outlet before a verb to which something was said: "В департаменте журналу возразили".
    fn addressee_before(&self, verb: usize, found: &Found) -> Option<&Phrase> {
        let start = self.clause_start(verb);
        // "Об этом ТАСС сообщил начальник порта": the speaker follows the verb, so an outlet before
        // the verb is the addressee, even in its base form.
        let speaker = found.chain.last();
        let is_said_behind = speaker.is_some_and(|who| who.phrase.words.start > verb);
        self.all.iter().find(|phrase| {
            phrase.words.start >= start
                && phrase.words.end <= verb
                && phrase.preposition.is_none()
                && self.count_words(phrase) <= 2
                && !self.is_press(phrase)
                && self.is_venue(phrase)
                && (self.is_behind_hearer(phrase)
                    || phrase.kind.is_some()
                        && (is_said_behind || !self.words().is_base(self.lower(phrase.head))))
        })
    }

    /// Whether a cue stands between the subject and its verb in English, so that it is about
    /// something else: "Lee, who put the toll at nine against 21 reported by the media, said".
    fn tells_of_subject(&self, cue: &Range<usize>, found: &Found) -> bool {
        let verb = self.cue_place(found);
        let is_between = |who: &Mention| {
            let starts = who.phrase.words.end < cue.start;
            starts
                && verb.is_some_and(|verb| cue.end <= verb)
                && (who.phrase.words.end..cue.start).any(|place| {
                    self.token(place)
                        .is_some_and(|token| self.words().relatives.contains(&token.lower))
                })
        };
        !self.words().has_cases && found.chain.iter().any(is_between)
    }

    /// Whether the cue only says that an outlet has seen a document ("documents seen by Reuters"),
    /// so that the outlet is no link of the chain.
    fn has_only_seen(&self, cue: &Range<usize>) -> bool {
        let cue = self.phrases.shown(cue).to_lowercase();
        self.words().cues.seen.contains(&cue)
    }

    /// Whether an English phrase is people without a name, who publish nothing: "seen by millions".
    fn is_unnamed_people(&self, phrase: &Phrase) -> bool {
        !self.words().has_cases
            && phrase.name.is_none()
            && phrase.kind.is_none_or(is_kind_of_person)
    }

    /// Whether an English phrase is no outlet because a possessive precedes it ("a statement
    /// released by her office") or because it is a full name with a given name ("Ann Lee").
    fn is_owned_or_person(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        let is_theirs = words
            .possessives
            .contains(self.lower_before(phrase.words.start));
        let is_person = phrase
            .name
            .as_ref()
            .is_some_and(|name| name.len() > 1 && words.given.contains(self.lower(name.start)));
        !words.has_cases && (is_theirs || is_person)
    }

    /// Whether a phrase is one word for the press in general, which is no outlet: "сообщил СМИ
    /// начальник".
    fn is_press(&self, phrase: &Phrase) -> bool {
        phrase.words.len() == 1 && self.words().press.contains(self.lower(phrase.words.start))
    }

    /// Whether a phrase begins with a common noun of unknown kind, so that an outlet in it only
    /// owns something: "публикацию Financial Times".
    fn is_owned_by_outlet(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        self.token(phrase.words.start).is_some_and(|first| {
            first.is_word()
                && !first.is_capital
                && words.kind_of(&first.lower).is_none()
                && !self.phrases.ends_like_adjective(&first.lower)
        })
    }

    /// The outlet that was told something, extended by the name right behind it unless that name is
    /// in the chain: "сообщил источник агентству | Франс Пресс".
    fn with_name_behind(&self, outlet: Phrase, found: &Found) -> Phrase {
        let name = self.all.iter().find(|next| {
            next.words.start == outlet.words.end
                && next.is_only_name()
                && found.chain.iter().all(|who| who.phrase.words != next.words)
        });
        match name.filter(|_| outlet.name.is_none()) {
            Some(name) => Phrase {
                words: outlet.words.start..name.words.end,
                name: Some(name.words.clone()),
                ..outlet
            },
            None => outlet,
        }
    }

    /// Whether a phrase stands right between a verb and the person who speaks, so that it is the
    /// addressee: "сказала «Волна» | экономист Котова".
    fn is_before_speaker(&self, phrase: &Phrase, verb: usize, found: &Found) -> bool {
        let is_weak = self.words().cues.weak.contains(self.lower(verb));
        let mut chain = found.chain.iter();
        // "сказал Котов «Матч ТВ»": the speaker may also stand between.
        let is_behind = chain.clone().any(|who| {
            let words = &who.phrase.words;
            words.start > verb && words.end == phrase.words.start && who.phrase.name.is_some()
        });
        is_behind && !is_weak
            || phrase.words.start == verb + 1
                && !is_weak
                && chain.any(|who| {
                    who.phrase.words.start == phrase.words.end
                        && who.phrase.kind.is_some_and(is_kind_of_person)
                })
    }

    /// The number of words in a phrase, without its punctuation marks.
    fn count_words(&self, phrase: &Phrase) -> usize {
        let is_word = |place: &usize| self.token(*place).is_some_and(Token::is_word);
        phrase.words.clone().filter(is_word).count()
    }

    /// Whether a phrase may be the addressee of a verb by the last word of it, which ends as in the
    /// dative or is in Latin letters: "рассказал «Весте»", and not "назвал «Сорбент»".
    fn could_be_addressee(&self, phrase: &Phrase) -> bool {
        let last = phrase
            .words
            .clone()
            .rev()
            .filter_map(|place| self.token(place))
            .find(|token| token.is_word());
        last.is_some_and(|last| {
            last.lower.is_ascii() || self.words().adjectives.dative.fit(&last.lower)
        })
    }

    /// Whether one of these words is a thing that people deny or confirm, and no speaker: "опроверг
    /// информацию издания «Заря»".
    pub(super) fn has_undergone(&self, mut words: Range<usize>) -> bool {
        words.any(|place| self.words().undergone.contains(self.lower(place)))
    }

    /// Splits an anonymous source of an outlet into two links of the chain, the outlet and behind
    /// it the source: "источник Reuters в миссии", "джерела «Форбса»".
    pub(super) fn part_sources_of_outlets(&self, found: &mut Found) {
        let Some(place) = found
            .chain
            .iter()
            .position(|mention| mention.phrase.kind == Some(SourceKind::Anonymous))
        else {
            return;
        };
        let Some(source) = found.chain.get_mut(place) else {
            return;
        };
        let next = source.phrase.head + 1;
        if !self.words().has_cases || next >= source.phrase.words.end {
            return;
        }
        let Some(outlet) = self.phrases.outlet_at(next, source.phrase.words.end) else {
            return;
        };
        source.phrase.words.end = next;
        source.phrase.name = None;
        if found.chain.iter().all(|mention| {
            mention.phrase.words.end <= outlet.words.start
                || outlet.words.end <= mention.phrase.words.start
        }) {
            found.chain.insert(
                place,
                Mention {
                    phrase: outlet,
                    case: Case::Genitive,
                },
            );
        }
    }

    /// The common noun for an outlet behind an anonymous source: "газеты" in "источники газеты". It
    /// means an outlet that was named before.
    pub(super) fn outlet_of_source(&self, source: &Phrase) -> Option<Mention> {
        let words = self.words();
        let place = source.head + 1;
        let noun = self
            .token(place)
            .filter(|_| place + 1 == source.words.end)?;
        let kind = words.kind_of(&noun.lower)?;
        let is_one = source.kind == Some(SourceKind::Anonymous)
            && matches!(kind, SourceKind::Outlet | SourceKind::Agency)
            && !noun.is_capital
            && !words.is_base(&noun.lower);
        let phrase = Phrase {
            kind: Some(kind),
            is_pronoun: false,
            is_definite: false,
            ..Phrase::pronoun(place)
        };
        let case = Case::Genitive;
        is_one.then_some(Mention { phrase, case })
    }

    /// The token of the cue outside of quotations. None if the cue has several words ("according
    /// to").
    pub(super) fn cue_place(&self, found: &Found) -> Option<usize> {
        let cue = found.cue.to_lowercase();
        self.range.clone().find(|place| {
            self.token(*place)
                .is_some_and(|token| token.speech.is_none() && token.lower == cue)
        })
    }

    /// The outlet to which a programme or an employee belongs: CNN in "CNN's Ann Lee".
    fn outlet_that_owns(&self, phrase: &Phrase) -> Option<Phrase> {
        let owner = self.phrases.owner_in(phrase)?;
        owner.is_outlet().then_some(owner)
    }

    /// The outlet behind "on", right after the verb: "said on CNN's “Morning”".
    fn outlet_after_on(&self, verb: usize) -> Option<Phrase> {
        let is_in = self.words().tells_in.contains(self.lower(verb + 1));
        let phrase = self
            .phrases
            .at(verb + 2, self.range.end)
            .filter(|_| is_in)?;
        let names = phrase.ends_in_name();
        self.outlet_that_owns(&phrase)
            .or_else(|| (phrase.is_outlet() && names).then_some(phrase))
    }

    /// The outlet to which something was said in English: "told AFP", "complained to Swedish
    /// Radio", "said on CNN". None for other addressees ("told reporters").
    pub(super) fn hearer(&self, verb: usize) -> Option<Phrase> {
        if let Some(outlet) = self.outlet_after_on(verb) {
            return Some(outlet);
        }
        // "The court was told that Lee had left"
        if self.is_heard(verb) {
            return None;
        }
        let is_telling = self.words().cues.addressed.contains(self.lower(verb));
        let place = if is_telling {
            verb + 1
        } else {
            (verb + 1..verb + 3)
                .find(|place| self.is(*place, "to"))
                .or_else(|| self.to_before_outlet(verb))?
                + 1
        };
        let phrase = self.phrases.at(place, self.range.end)?;
        if let Some(outlet) = self.outlet_that_owns(&phrase) {
            return Some(outlet);
        }
        let hears = phrase.words.clone().any(|place| {
            self.token(place).is_some_and(|token| {
                !token.is_capital && self.words().hearers.contains(&token.lower)
            })
        });
        // "told the club's website": it is the speaker's own, and no outlet.
        let is_own = phrase.name.is_none()
            && phrase.words.clone().any(|place| self.is_owner(place))
            && self.words().is_of_platform(self.lower(phrase.head));
        let is_unknown = is_telling && self.could_pass_on(&phrase);
        let hears = hears || is_own;
        (!hears && (phrase.is_outlet() || is_unknown)).then_some(phrase)
    }

    /// The place of "to" before a named outlet behind the object of an English verb: "confirmed the
    /// deaths to The Associated Press".
    fn to_before_outlet(&self, verb: usize) -> Option<usize> {
        let is_outlet = |to: &usize| {
            self.is(*to, "to")
                && self
                    .phrases
                    .at(to + 1, self.range.end)
                    .is_some_and(|phrase| {
                        let carries =
                            matches!(phrase.kind, Some(SourceKind::Outlet | SourceKind::Agency));
                        carries && phrase.is_only_name()
                    })
        };
        (verb + 1..verb + FAR_OUTLET)
            .take_while(|place| !self.has_break(verb, *place + 1))
            .find(is_outlet)
    }

    /// Whether a phrase could be an outlet: one of a known kind, or a name that is not a full name
    /// of a person ("Will Blaine"), not one plural word ("Republicans"), and not part of a
    /// description of people or a body ("a gathering of Turkish envoys").
    fn could_pass_on(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        let ends_in_name = phrase.name.as_ref().is_some_and(|name| {
            // "Channel 12"
            let is_numbered = (name.end..phrase.words.end).all(|place| self.is_number(place));
            is_numbered || name.clone().any(|place| self.is_owner(place))
        });
        let is_given = |place: usize| words.given.contains(self.lower(place));
        let is_person = phrase.name.as_ref().is_some_and(|name| {
            let has_letters = words.postnominals.contains(self.lower(name.end - 1));
            name.len() > 1 && (has_letters || name.clone().any(is_given))
        });
        let is_group = phrase.words.len() == 1
            && self.token(phrase.words.start).is_some_and(|only| {
                only.lower.ends_with('s') && !only.is_acronym(self.phrases.text)
            });
        let describes =
            phrase.kind.is_some_and(is_kind_of_person) || phrase.kind == Some(SourceKind::Body);
        phrase.is_outlet() || ends_in_name && !is_person && !is_group && !describes
    }

    /// Adds the source that is cited, as in "citing an official": at the end of the chain, as that
    /// on which the speaker relies. If an outlet passes on what somebody else says, the cited
    /// source goes before that speaker.
    pub(super) fn add_relied_on(&self, found: &mut Found) {
        if let Some((_, relied_on)) = self.after(&self.words().cues.citing)
            && self.could_tell(&relied_on.phrase)
            && found
                .chain
                .iter()
                .all(|who| who.phrase.words != relied_on.phrase.words)
        {
            // "Как передаёт «Весть» со ссылкой на газету «Заря», Котов заявил": the outlet cites
            // the newspaper, and the newspaper has it from Котов.
            let last = found.chain.len().saturating_sub(1);
            if found.is_relayed && last > 0 {
                found.chain.insert(last, relied_on);
            } else {
                found.chain.push(relied_on);
                found.relied_on = 1;
            }
        }
    }

    /// Whether a phrase behind "citing" is a source: "citing an official", and not "citing bad
    /// weather".
    pub(super) fn could_tell(&self, phrase: &Phrase) -> bool {
        let is_of_people = self.words().is_of_people(self.lower(phrase.head));
        if self.words().has_cases {
            return !phrase
                .words
                .clone()
                .any(|place| self.words().is_reason(self.lower(place)));
        }
        // "citing the Norsund flight": a name that does not end the phrase is no source.
        let ends_in_name = phrase.ends_in_name();
        phrase.is_pronoun || phrase.kind.is_some() || ends_in_name || is_of_people
    }

    /// Whether a phrase may be an outlet that was told something, rather than the speaker: an
    /// outlet that is inflected ("газете") or capitalized ("ТАСС"), or a name in quotation marks of
    /// unknown kind («Волна»).
    pub(super) fn is_venue(&self, phrase: &Phrase) -> bool {
        let head = self.token(phrase.head);
        let is_nominative =
            head.is_some_and(|head| phrase.kind.is_some() && self.words().is_base(&head.lower));
        let is_quoted = phrase.is_only_name()
            && self
                .token(phrase.words.start)
                .is_some_and(|token| !token.is_word());
        // «Громадскому радио»: the noun has one form, and the adjective shows the dative.
        let is_inflected = (phrase.words.start..phrase.head)
            .any(|place| self.words().adjectives.dative_only.fit(self.lower(place)));
        let is_capital = head.is_some_and(|head| head.is_capital);
        (phrase.is_outlet() && (is_inflected || !is_nominative || is_capital))
            || (is_quoted && phrase.kind.is_none())
    }
}

/// Whether a phrase is not in the chain yet.
fn is_new(phrase: &Phrase, found: &Found) -> bool {
    let mut chain = found.chain.iter();
    chain.all(|who| who.phrase.words != phrase.words)
}
