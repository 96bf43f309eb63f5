//! Credits by an attribution phrase ("according to X"), and the person or body behind a report or
//! statement ("a report from the Lee Institute").

use std::ops::Range;

use super::super::words::{Case, CaseWords};
use super::clause::{Clause, Found, Verb};
use super::phrases::{Mention, Phrase};
use super::tokens::{Token, TokenKind};
use super::way::{Signs, Way};
use crate::case::SourceKind;

impl Clause<'_> {
    /// The first place at or behind `from` where the words of `phrase` stand in a row outside of
    /// quotations. `_` in `phrase` stands for any possessive: "by _ account". A single word does
    /// not match where it and the next word have capitals: "Per Eklund".
    pub(super) fn phrase(&self, phrase: &str, from: usize) -> Option<Range<usize>> {
        let (first, rest) = match phrase.split_once(' ') {
            Some((first, rest)) => (first, Some(rest)),
            None => (phrase, None),
        };
        let is_part = |place: usize, part: &str| {
            self.token(place).is_some_and(|token| {
                let fits = if part == "_" {
                    self.words().possessives.contains(&token.lower)
                } else {
                    token.lower == part
                };
                fits && token.speech.is_none()
            })
        };
        // "Per Eklund" is a name.
        let is_capital = |place: usize| self.token(place).is_some_and(|token| token.is_capital);
        let is_name = |place: usize| is_capital(place) && is_capital(place + 1);
        // For speed: each listed phrase is tried on each sentence, and nearly always its first word
        // already fails.
        (from..self.range.end)
            .filter(|place| is_part(*place, first))
            .find_map(|place| match rest {
                None => (!is_name(place)).then_some(place..place + 1),
                Some(rest) => {
                    let mut end = place + 1;
                    let fits = rest.split(' ').all(|part| {
                        end += 1;
                        is_part(end - 1, part)
                    });
                    fits.then_some(place..end)
                }
            })
    }

    /// The first attribution phrase of the clause, such as "according to", and the source that it
    /// credits. The source stands behind the phrase, or is the possessive in place of the `_`: "by
    /// her account". None if no listed phrase has a source.
    pub(super) fn after(&self, lists: &[CaseWords]) -> Option<(Range<usize>, Mention)> {
        let each = lists
            .iter()
            .flat_map(|list| list.words.iter().map(move |words| (list.case, words)));
        let mut found: Vec<_> = each
            .filter_map(|(case, words)| {
                let cue = self.phrase(words, self.range.start)?;
                // "отмечается в нём": the document was named before, see `by_paper_before`.
                let is_thing = self.words().of_things.contains(self.lower(cue.end))
                    && self.words().places.contains(self.lower(cue.end - 1));
                if is_thing || self.is_rate(&cue) {
                    return None;
                }
                let phrase = if words.contains('_') {
                    match self.named_behind_own(&cue) {
                        Some(named) => named,
                        None => self.possessor(cue.clone())?,
                    }
                } else if self.is(cue.end, ",") && self.is_of_own(&cue) {
                    self.beside_commas(&cue)?
                } else if self.is_object_pronoun(cue.end) {
                    Phrase::pronoun(cue.end)
                } else {
                    self.phrases
                        .at(self.behind_count(cue.end), self.range.end)
                        .filter(|phrase| {
                            phrase.words.clone().any(|place| {
                                self.token(place).is_some_and(|token| {
                                    token.is_word()
                                        && !self.words().cues.no_sources.contains(&token.lower)
                                })
                            })
                        })
                        .filter(|phrase| !self.ends_in_no_source(phrase))
                        .filter(|phrase| {
                            case == Case::Accusative
                                || !phrase.words.clone().any(|place| {
                                    self.words().cues.no_sources.contains(self.lower(place))
                                })
                        })
                        .map(|phrase| self.named_by_aside(&phrase))?
                };
                let phrase = self.without_subject(phrase, case);
                Some((cue, Mention { phrase, case }))
            })
            .collect();
        found.sort_by_key(|(cue, _)| (cue.start, usize::MAX - cue.len()));
        found.into_iter().next()
    }

    /// Whom an attribution phrase at the start of the sentence means by its possessive, if "own"
    /// shows that it is the subject behind the comma: "By his own account, Lee never opened it".
    fn named_behind_own(&self, cue: &Range<usize>) -> Option<Phrase> {
        let is_own = cue.clone().any(|place| self.is(place, "own"));
        let opens = cue.start == self.range.start && self.is(cue.end, ",");
        let behind = self.phrases.at(cue.end + 1, self.range.end)?;
        (is_own && opens && behind.name.is_some() && behind.preposition.is_none())
            .then(|| self.named_by_aside(&behind))
    }

    /// Whether an attribution phrase is about the subject of the sentence: "по собственному
    /// признанию".
    fn is_of_own(&self, cue: &Range<usize>) -> bool {
        let own = &self.words().own;
        cue.clone()
            .filter_map(|place| self.token(place))
            .any(|token| own.holds(&token.lower))
    }

    /// The subject right before or right behind an attribution phrase between commas: "он" in
    /// "Спектакля он, по собственному признанию, не видел".
    fn beside_commas(&self, cue: &Range<usize>) -> Option<Phrase> {
        let open = cue.start.checked_sub(1).filter(|open| self.is(*open, ","));
        let all = || self.all.iter();
        let is_subject =
            |phrase: &&Phrase| phrase.preposition.is_none() && self.is_surely_somebody(phrase);
        let before = all()
            .find(|phrase| Some(phrase.words.end) == open)
            .filter(is_subject);
        let behind = || all().find(|phrase| phrase.words.start == cue.end + 1);
        before.or_else(|| behind().filter(is_subject)).cloned()
    }

    /// Whether an English phrase ends in, or is followed by, a noun that cannot be a source: "per
    /// the Lee plan".
    fn ends_in_no_source(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        !words.has_cases
            && (phrase.words.end.saturating_sub(1)..=phrase.words.end)
                .any(|place| words.cues.no_sources.contains(self.lower(place)))
    }

    /// The place behind a count, or `place` itself if no count stands there: "according to two
    /// officials" credits "officials". A count out of a group, "two of the officials", is not
    /// skipped. Nothing is skipped in languages with cases.
    fn behind_count(&self, place: usize) -> usize {
        let words = self.words();
        let counts = self.token(place).is_some_and(|token| {
            words.stops.contains(&token.lower)
                && (words.counting.contains(&token.lower)
                    || words.worth.numbers.contains(&token.lower))
        });
        let is_of_group = self.phrases.starts_counted(place);
        place + usize::from(counts && !words.has_cases && !is_of_group)
    }

    /// Cuts off the subject of the sentence where it directly follows a phrase in an oblique case:
    /// "за даними реєстру | нова адреса фірми". Returns the phrase unchanged if no subject follows.
    fn without_subject(&self, phrase: Phrase, case: Case) -> Phrase {
        let words = self.words();
        let is_in_case = words.has_cases && case != Case::Nominative && case != Case::Accusative;
        let ends = |place: usize| {
            self.token(place).is_some_and(|token| {
                let is_noun = self.token(place + 1).is_some_and(|next| {
                    next.is_word() && !next.is_capital && place + 1 < phrase.words.end
                });
                !token.is_capital
                    && is_noun
                    && words.kind_of(&token.lower).is_none()
                    && words.of_subjects.fit(&token.lower)
            })
        };
        let first = phrase.words.start + 1;
        let Some(end) = (first..phrase.words.end).find(|place| is_in_case && ends(*place)) else {
            return phrase;
        };
        let name = phrase.name.clone().filter(|name| name.end <= end);
        Phrase {
            words: phrase.words.start..end,
            head: phrase.head.min(end - 1),
            kind: phrase.kind.filter(|_| phrase.head < end),
            name,
            ..phrase
        }
    }

    /// Whether a cue of one word gives a rate and credits nobody: "per cent", "per hour", "30
    /// dollars per head". "Per the report" credits the report.
    fn is_rate(&self, cue: &Range<usize>) -> bool {
        let names = self.token(cue.end).is_some_and(|next| {
            next.is_capital
                || self.words().articles.contains(&next.lower)
                || self.words().kind_of(&next.lower).is_some()
        });
        let counts = self
            .token_before(cue.start)
            .is_some_and(|before| before.is_word() || before.kind == TokenKind::Number);
        let is_one = self.words().cues.measuring.contains(self.lower(cue.start));
        is_one && (!names || counts)
    }

    /// Whether an object pronoun that stands alone is at `place`: "according to him". In "according
    /// to her lawyer", "her" is a possessive and the lawyer is the source.
    fn is_object_pronoun(&self, place: usize) -> bool {
        let words = self.words();
        self.token(place).is_some_and(|token| {
            let is_alone = !words.possessives.contains(&token.lower)
                || !self.token(place + 1).is_some_and(Token::is_word);
            words.object_pronouns.contains(&token.lower) && is_alone
        })
    }

    /// The possessive in a cue, as a pronoun phrase for the person credited: "her" in "in her
    /// view". None if the cue has no possessive.
    pub(super) fn possessor(&self, cue: Range<usize>) -> Option<Phrase> {
        let place = cue
            .clone()
            .find(|place| self.words().possessives.contains(self.lower(*place)))?;
        Some(Phrase::pronoun(place))
    }

    /// The credit of an attribution phrase: "according to Lee". None if the clause has none, or if
    /// "according to which" has no source before it.
    pub(super) fn by_phrase(&self) -> Option<Found> {
        let (cue, who) = self.after(&self.words().cues.phrases)?;
        // "…published an inquiry, according to which": the person or body that published it is the
        // source.
        let is_relative = self
            .words()
            .relatives
            .contains(self.lower(who.phrase.words.start));
        let who = if is_relative {
            let before: Vec<&Phrase> = self
                .all
                .iter()
                .filter(|phrase| phrase.words.end <= cue.start && phrase.preposition.is_none())
                .filter(|phrase| self.is_surely_somebody(phrase))
                .collect();
            Mention::nominative(self.topic(&before)?)
        } else {
            who
        };
        // "The statement of the group": the group is the source.
        let says_itself = self.words().cues.impersonal.contains(self.lower(cue.start));
        let who = if says_itself {
            self.of_last_speaker(who)
        } else {
            self.behind_paper(who)
        };
        let cue = self.phrases.shown(&cue).to_owned();
        Some(Found {
            cue,
            chain: vec![who],
            is_by_phrase: true,
            signs: Signs::of(Way::Phrase),
            ..Found::default()
        })
    }

    /// The person or body whose report says something, in English: the institute in "said a report
    /// from the Lee Institute". "The statement said" gives a pronoun, which is resolved to the one
    /// quoted from it. Any other mention is returned unchanged.
    pub(super) fn behind_report(&self, mention: Mention) -> Mention {
        let Phrase { words, head, .. } = &mention.phrase;
        let is_statement = self.words().papers.contains(self.lower(*head));
        if self.words().has_cases
            || !is_statement && mention.phrase.kind != Some(SourceKind::Document)
        {
            return mention;
        }
        // "The statement said" credits the one who was quoted from the statement before.
        let is_alone =
            mention.phrase.is_definite && words.len() == 1 && mention.phrase.name.is_none();
        if is_alone && is_statement {
            let phrase = Phrase::pronoun(*head);
            return Mention { phrase, ..mention };
        }
        let is_from = ["from", "by"].iter().any(|word| self.is(words.end, word));
        let of = self.phrases.at(words.end + 1, self.range.end);
        match of.filter(|of| is_from && self.has_own_name(of)) {
            Some(phrase) => Mention::nominative(phrase),
            None => mention,
        }
    }

    /// The person or body behind a paper, such as a statement or report: the owner ("their
    /// information") or the noun that depends on it ("the statement of the group"). Any other
    /// mention is returned unchanged.
    pub(super) fn behind_paper(&self, mention: Mention) -> Mention {
        let Phrase { words, head, .. } = &mention.phrase;
        let is_listed = |place: usize| self.words().papers.contains(self.lower(place));
        // "Згідно з висновком експертизи": the first word is the paper, even if a later word is the
        // head of the phrase.
        let opens = self.words().has_cases && is_listed(words.start);
        let head = if opens { &words.start } else { head };
        let is_paper = is_listed(*head);
        // "According to their information" credits them.
        let owner = words.start.checked_sub(1).filter(|place| {
            is_paper
                && *head < words.start + 2
                && self.words().possessives.contains(self.lower(*place))
        });
        if let Some(place) = owner
            && let Some(phrase) = self.possessor(place..place + 1)
        {
            return Mention::nominative(phrase);
        }
        let rest = *head + 1;
        let of = if self.words().has_cases {
            rest
        } else {
            rest + 1
        };
        let has_of =
            self.words().has_cases || ["of", "from", "by"].iter().any(|word| self.is(rest, word));
        if is_paper
            && !self.words().has_cases
            && has_of
            && rest == words.end
            && let Some(phrase) = self
                .phrases
                .at(rest + 1, self.range.end)
                .filter(|phrase| self.could_be_credited(phrase))
        {
            return Mention::nominative(phrase);
        }
        if is_paper
            && has_of
            && of < words.end
            && let Some(phrase) = self.phrases.at(of, words.end)
        {
            return Mention {
                phrase,
                case: Case::Genitive,
            };
        }
        mention
    }

    /// Combines a credit by attribution phrase with one by verb in the same sentence. The source of
    /// the attribution phrase is first in the chain, and the subject of the verb behind it. An
    /// outlet that is the subject comes first: "Bloomberg, со слов источников, писал".
    pub(super) fn combined(&self, mut found: Found, verb: Verb) -> Found {
        let cues = &self.words().cues;
        let says = self.token(verb.place);
        let is_claiming = self.claims(verb.place, false);
        let is_weak = says.is_some_and(|says| cues.weak.contains(&says.lower)) && !is_claiming;
        let cue = self
            .phrase(&found.cue.to_lowercase(), self.range.start)
            .unwrap_or_default();
        let who = &verb.who.phrase;
        let is_apart = who.words.end <= cue.start || cue.end <= who.words.start;
        let is_new = found
            .chain
            .iter()
            .all(|mention| mention.phrase.words != who.words);
        // "The union denies it: by its figures …": "its" refers to the subject of the verb.
        if who.words.end <= cue.start && found.chain.iter().all(|mention| mention.phrase.is_pronoun)
        {
            found.chain = vec![verb.who];
            return found;
        }
        if who.is_outlet() && verb.place > cue.start && is_apart && is_new {
            found.chain.insert(0, verb.who);
        } else if !is_weak && is_apart && is_new && self.opens_beside(&found, &cue, who) {
            found.chain.push(verb.who);
        }
        found
    }

    /// Whether a phrase stands before an attribution phrase or directly behind its source: the
    /// group in "According to CNN, the group claimed". A speaker who comes later is part of what
    /// that source says.
    fn opens_beside(&self, found: &Found, cue: &Range<usize>, who: &Phrase) -> bool {
        let end = found
            .chain
            .iter()
            .map(|mention| mention.phrase.words.end)
            .fold(cue.end, usize::max);
        who.words.end <= cue.start
            || !(end + 1..who.words.start).any(|place| {
                self.token(place).is_some_and(|token| {
                    token.is_word() && !self.words().articles.contains(&token.lower)
                })
            })
    }
}
