//! "According to X": credits by a phrase, and who a report or statement is of.

use std::ops::Range;

use super::super::words::{Case, CaseWords};
use super::clause::{Clause, Found};
use super::phrases::{Mention, Phrase};
use super::tokens::{Token, TokenKind};
use super::way::{Signs, Way};
use crate::case::SourceKind;

impl Clause<'_> {
    /// Where some words stand in a row outside of somebody's own; `_` stands for a possessive.
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
        // "Per" may be somebody's name.
        let is_capital = |place: usize| self.token(place).is_some_and(|token| token.is_capital);
        let is_name = |place: usize| is_capital(place) && is_capital(place + 1);
        // All phrases are looked for in all sentences: the first word decides nearly always.
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

    /// The first attribution phrase of the clause ("according to") with the person or body named
    /// behind it. A phrase with `_` ("by _ account") has them in the place of the `_`.
    pub(super) fn after(&self, lists: &[CaseWords]) -> Option<(Range<usize>, Mention)> {
        let each = lists
            .iter()
            .flat_map(|list| list.words.iter().map(move |words| (list.case, words)));
        let mut found: Vec<_> = each
            .filter_map(|(case, words)| {
                let cue = self.phrase(words, self.range.start)?;
                if self.measures(&cue) {
                    return None;
                }
                let phrase = if words.contains('_') {
                    self.possessor(cue.clone())?
                } else if self.is_object(cue.end) {
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
                                    self.token(place).is_some_and(|token| {
                                        self.words().cues.no_sources.contains(&token.lower)
                                    })
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

    /// "Per the Lee plan": a plan says nothing, whosever it is.
    fn ends_in_no_source(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        !words.has_cases
            && (phrase.words.end.saturating_sub(1)..=phrase.words.end).any(|place| {
                self.token(place)
                    .is_some_and(|token| words.cues.no_sources.contains(&token.lower))
            })
    }

    /// The place behind a word that only says how many they are: "according to two officials".
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

    /// A phrase in a case without the subject that stands right behind it: "за даними реєстру | нова
    /// адреса фірми".
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

    /// Whether a cue of one word only measures: "per cent", "per hour", "30 dollars per head". "Per
    /// the report" credits.
    fn measures(&self, cue: &Range<usize>) -> bool {
        let names = self.token(cue.end).is_some_and(|next| {
            next.is_capital
                || self.words().articles.contains(&next.lower)
                || self.words().kind_of(&next.lower).is_some()
        });
        let counts = cue
            .start
            .checked_sub(1)
            .and_then(|before| self.token(before))
            .is_some_and(|before| before.is_word() || before.kind == TokenKind::Number);
        let is_one = self
            .token(cue.start)
            .is_some_and(|token| self.words().cues.measuring.contains(&token.lower));
        is_one && (!names || counts)
    }

    /// Whether somebody is meant by a pronoun behind a preposition: "according to him". "According
    /// to her lawyer" is of the lawyer.
    fn is_object(&self, place: usize) -> bool {
        let words = self.words();
        self.token(place).is_some_and(|token| {
            let is_alone = !words.possessives.contains(&token.lower)
                || !self.token(place + 1).is_some_and(Token::is_word);
            words.object_pronouns.contains(&token.lower) && is_alone
        })
    }

    /// The possessive in a cue as somebody: "in her view".
    pub(super) fn possessor(&self, cue: Range<usize>) -> Option<Phrase> {
        let place = cue.clone().find(|place| {
            self.token(*place)
                .is_some_and(|token| self.words().possessives.contains(&token.lower))
        })?;
        Some(Phrase::pronoun(place))
    }

    pub(super) fn by_phrase(&self) -> Option<Found> {
        let (cue, who) = self.after(&self.words().cues.phrases)?;
        // "…published an inquiry, according to which": it belongs to the one who did.
        let is_relative = self
            .token(who.phrase.words.start)
            .is_some_and(|token| self.words().relatives.contains(&token.lower));
        let who = if is_relative {
            let before: Vec<&Phrase> = self
                .all
                .iter()
                .filter(|phrase| phrase.words.end <= cue.start && phrase.preposition.is_none())
                .filter(|phrase| self.is_surely_somebody(phrase))
                .collect();
            Mention {
                phrase: self.topic(&before)?,
                case: Case::Nominative,
            }
        } else {
            who
        };
        // "The statement of the group": it is the group that says it.
        let says_itself = self
            .token(cue.start)
            .is_some_and(|token| self.words().cues.impersonal.contains(&token.lower));
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

    /// Whose a report is that says something in English: "said a report from the Lee Institute".
    pub(super) fn behind_report(&self, mention: Mention) -> Mention {
        let words = &mention.phrase.words;
        let is_from = ["from", "by"].iter().any(|word| self.is(words.end, word));
        let is_paper = mention.phrase.kind == Some(SourceKind::Document)
            || self
                .token(mention.phrase.head)
                .is_some_and(|head| self.words().papers.contains(&head.lower));
        // "The statement said": of whoever was quoted from it.
        let is_alone =
            mention.phrase.is_definite && words.len() == 1 && mention.phrase.name.is_none();
        let is_statement = self
            .token(mention.phrase.head)
            .is_some_and(|head| self.words().papers.contains(&head.lower));
        if is_alone && is_statement && !self.words().has_cases {
            let phrase = Phrase::pronoun(mention.phrase.head);
            return Mention { phrase, ..mention };
        }
        let of = self.phrases.at(words.end + 1, self.range.end);
        match of.filter(|of| self.has_own_name(of)) {
            Some(phrase) if is_from && is_paper && !self.words().has_cases => Mention {
                phrase,
                case: Case::Nominative,
            },
            _ => mention,
        }
    }

    /// Who a statement is of, for what only carries their words.
    pub(super) fn behind_paper(&self, mention: Mention) -> Mention {
        let Phrase { words, head, .. } = &mention.phrase;
        let is_listed = |place: usize| {
            self.token(place)
                .is_some_and(|token| self.words().papers.contains(&token.lower))
        };
        // "Згідно з висновком експертизи": the paper comes first, whatever the words after it say.
        let opens = self.words().has_cases && is_listed(words.start);
        let head = if opens { &words.start } else { head };
        let is_paper = is_listed(*head);
        // "According to their information": it is theirs.
        let owner = words.start.checked_sub(1).filter(|place| {
            is_paper
                && *head < words.start + 2
                && self
                    .token(*place)
                    .is_some_and(|token| self.words().possessives.contains(&token.lower))
        });
        if let Some(place) = owner
            && let Some(phrase) = self.possessor(place..place + 1)
        {
            return Mention {
                phrase,
                case: Case::Nominative,
            };
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
            return Mention {
                phrase,
                case: Case::Nominative,
            };
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
}
