//! Where a sentence credits somebody, and with which words: "according to X", "X said", "…, said X", "as X told Y", "X,
//! citing Y". What is found is who stands there; who that is, the cast knows.

use std::ops::Range;

use super::super::language::{Case, CaseWords, Words};
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_person};
use super::tokens::{Token, TokenKind};
use crate::case::{Part, SourceKind};

/// Words of a sentence that are looked at. Longer ones are lists or no prose.
const LONGEST: usize = 400;

/// Before a colon a name of so many words says who speaks; a longer one is the start of a sentence.
const SHORT_NAME: usize = 4;

/// What a sentence says about who says it.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The words that credit.
    pub cue: String,
    /// Who, nearest first.
    pub chain: Vec<Mention>,
    /// How many at the end of the chain the one before names as where it has it from.
    pub relied_on: usize,
    /// Whether the first is named by a phrase: "according to X".
    pub is_by_phrase: bool,
    /// Whether it speaks of the sentence before: "Про це пише …".
    pub is_of_before: bool,
}

/// A sentence in which credits are looked for.
pub(super) struct Clause<'a> {
    phrases: Phrases<'a>,
    all: Vec<Phrase>,
    range: Range<usize>,
    part: Part,
}

impl<'a> Clause<'a> {
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        words: &'a Words,
        range: Range<usize>,
        part: Part,
    ) -> Self {
        let phrases = Phrases {
            text,
            tokens,
            words,
            start: range.start,
        };
        let range = range.start..range.end.min(range.start + LONGEST);
        let all = phrases.all(range.clone());
        Self {
            phrases,
            all,
            range,
            part,
        }
    }

    /// All noun phrases, in order.
    pub fn all(&self) -> &[Phrase] {
        &self.all
    }

    pub fn phrases(&self) -> &Phrases<'a> {
        &self.phrases
    }

    fn words(&self) -> &'a Words {
        self.phrases.words
    }

    fn token(&self, place: usize) -> Option<&'a Token> {
        self.phrases
            .tokens
            .get(place)
            .filter(|_| self.range.contains(&place))
    }

    fn is(&self, place: usize, mark: &str) -> bool {
        self.token(place).is_some_and(|token| token.is(mark))
    }

    /// Whom it credits.
    pub fn credit(&self) -> Option<Found> {
        let by_phrase = self.by_phrase();
        let by_verb = self.by_verb(self.range.clone(), false);
        let mut found = match (by_phrase, by_verb) {
            (Some(mut found), Some(verb)) => {
                let is_weak = self
                    .token(verb.place)
                    .is_some_and(|token| self.words().cues.weak.contains(&token.lower));
                let cue = self
                    .phrase(&found.cue.to_lowercase(), self.range.start)
                    .unwrap_or_default();
                let who = &verb.who.phrase.words;
                let is_apart = who.end <= cue.start || cue.end <= who.start;
                let is_weak = is_weak
                    && !self
                        .token(verb.place + 1)
                        .is_some_and(|next| self.words().cues.objects.contains(&next.lower));
                if !is_weak
                    && is_apart
                    && found
                        .chain
                        .iter()
                        .all(|mention| mention.phrase.words != verb.who.phrase.words)
                {
                    found.chain.push(verb.who);
                }
                found
            }
            (Some(found), None) => found,
            (None, Some(verb)) => self.with_verb(verb),
            (None, None) => self
                .by_parenthesis()
                .or_else(|| self.by_citing())
                .or_else(|| self.by_layout())
                .or_else(|| self.by_narration())
                .or_else(|| self.by_colon())?,
        };
        self.add_venue(&mut found);
        self.add_relied_on(&mut found);
        found.is_of_before = self.is_of_before();
        Some(found)
    }

    /// The words that hedge, as they stand outside of somebody's own.
    pub fn hedge(&self) -> String {
        let hedges = self.words().hedges.iter();
        let mut places = hedges.filter_map(|hedge| self.phrase(hedge, self.range.start));
        places
            .next()
            .map_or(String::new(), |at| self.phrases.shown(&at).to_owned())
    }

    /// Where some words stand in a row outside of somebody's own; `_` stands for a possessive.
    fn phrase(&self, phrase: &str, from: usize) -> Option<Range<usize>> {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let fits = |place: &usize| {
            parts.iter().enumerate().all(|(offset, part)| {
                self.token(place + offset).is_some_and(|token| {
                    let fits = if *part == "_" {
                        self.words().possessives.contains(&token.lower)
                    } else {
                        token.lower == **part
                    };
                    fits && token.speech.is_none()
                })
            })
        };
        (from..self.range.end)
            .find(fits)
            .map(|place| place..place + parts.len())
    }

    /// The first of some phrases, with who stands after it or in its gap.
    fn after(&self, lists: &[CaseWords]) -> Option<(Range<usize>, Mention)> {
        let each = lists
            .iter()
            .flat_map(|list| list.words.iter().map(move |words| (list.case, words)));
        let mut found: Vec<_> = each
            .filter_map(|(case, words)| {
                let cue = self.phrase(words, self.range.start)?;
                let phrase = if words.contains('_') {
                    self.possessor(cue.clone())?
                } else {
                    self.phrases
                        .at(cue.end, self.range.end)
                        .filter(|phrase| {
                            phrase.words.clone().any(|place| {
                                self.token(place).is_some_and(|token| {
                                    token.is_word()
                                        && !self.words().cues.no_sources.contains(&token.lower)
                                })
                            })
                        })
                        .filter(|phrase| {
                            case == Case::Accusative
                                || !phrase.words.clone().any(|place| {
                                    self.token(place).is_some_and(|token| {
                                        self.words().cues.no_sources.contains(&token.lower)
                                    })
                                })
                        })
                        .map(|phrase| self.named_by_aside(phrase))?
                };
                Some((cue, Mention { phrase, case }))
            })
            .collect();
        found.sort_by_key(|(cue, _)| (cue.start, usize::MAX - cue.len()));
        found.into_iter().next()
    }

    /// The possessive in a cue as somebody: "in her view".
    fn possessor(&self, cue: Range<usize>) -> Option<Phrase> {
        let place = cue.clone().find(|place| {
            self.token(*place)
                .is_some_and(|token| self.words().possessives.contains(&token.lower))
        })?;
        Some(Phrase {
            words: place..place + 1,
            name: None,
            preposition: None,
            is_definite: true,
            has_article: false,
            is_pronoun: true,
            kind: None,
            head: place,
        })
    }

    fn by_phrase(&self) -> Option<Found> {
        let (cue, who) = self.after(&self.words().cues.phrases)?;
        // "The statement of the group": it is the group that says it.
        let who = self.behind_paper(who);
        let cue = self.phrases.shown(&cue).to_owned();
        Some(Found {
            cue,
            chain: vec![who],
            is_by_phrase: true,
            ..Found::default()
        })
    }

    /// Whoever a statement is of, for what only carries their words.
    fn behind_paper(&self, mention: Mention) -> Mention {
        let Phrase { words, head, .. } = &mention.phrase;
        let is_paper = self
            .token(*head)
            .is_some_and(|token| self.words().papers.contains(&token.lower));
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
        let of = if self.words().code == "en" {
            rest + 1
        } else {
            rest
        };
        let has_of = self.words().code != "en"
            || ["of", "from", "by"].iter().any(|word| self.is(rest, word));
        if is_paper
            && self.words().code == "en"
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

    /// The clause in which a verb says that somebody says it: of several the one that stands by itself, "…, X said.", else
    /// the first.
    fn by_verb(&self, among: Range<usize>, is_inner: bool) -> Option<Verb> {
        let mut first = None;
        for place in among.clone() {
            let Some(verb) = self.verb(place, &among, is_inner) else {
                continue;
            };
            if is_inner || self.stands_alone(&verb) {
                return Some(verb);
            }
            first.get_or_insert(verb);
        }
        first
    }

    /// Whether a verb with its subject is all that stands between two marks.
    fn stands_alone(&self, verb: &Verb) -> bool {
        let words = &verb.who.phrase.words;
        let (start, end) = (words.start.min(verb.place), words.end.max(verb.place + 1));
        let is_mark = |token: &Token| {
            token.is(",") || token.is(".") || token.speech.is_some() || token.is_dash()
        };
        let opens = (self.range.start..start)
            .rev()
            .filter_map(|place| self.token(place))
            .find(|token| {
                !self.words().articles.contains(&token.lower)
                    && !self.words().cues.as_.contains(&token.lower)
            })
            .is_some_and(is_mark);
        opens && self.token(end).is_none_or(is_mark)
    }

    fn verb(&self, place: usize, among: &Range<usize>, is_inner: bool) -> Option<Verb> {
        let verb = self.token(place).filter(|verb| verb.speech.is_none())?;
        let cues = &self.words().cues;
        let is_known = cues.verbs.contains(&verb.lower);
        if !(is_known || self.is_told_by_that(place))
            || self.is_blocked(place)
            || self.is_part_of_name(place)
            || self.is_noun(place)
            || self.is_order(place)
        {
            return None;
        }
        let who = self.subject(place, among)?;
        if !is_known && !self.is_surely_somebody(&who.phrase) {
            return None;
        }
        let quotes_somebody = || {
            cues.quoting.contains(&verb.lower)
                && self
                    .all
                    .iter()
                    .any(|phrase| phrase.words.start == place + 1 && phrase.name.is_some())
        };
        let tells_enough = || {
            is_inner
                || self
                    .token(place + 1)
                    .is_some_and(|next| cues.objects.contains(&next.lower))
                || self.introduces(place)
                || self.follows_words(place, &who)
                || matches!(
                    who.phrase.kind,
                    Some(SourceKind::Expert | SourceKind::Document)
                )
                || quotes_somebody()
                || self.names_it(place)
                || (self.words().code != "en"
                    && who.phrase.words.start > place
                    && who.phrase.kind.is_some())
        };
        (!cues.weak.contains(&verb.lower) || tells_enough()).then_some(Verb { place, who })
    }

    /// "called the shooting a provocation": what somebody calls a thing is what they say of it.
    fn names_it(&self, verb: usize) -> bool {
        let names = self
            .token(verb)
            .is_some_and(|token| self.words().cues.naming.contains(&token.lower));
        names && (verb + 2..verb + 9).any(|place| self.is(place, "a") || self.is(place, "an"))
    }

    /// Whether a word that no list knows is a verb all the same, and "that" follows it: "he swears that".
    fn is_told_by_that(&self, place: usize) -> bool {
        let Some(token) = self
            .token(place)
            .filter(|token| token.is_word() && !token.is_capital)
        else {
            return false;
        };
        let that = if self.words().code == "en" {
            place + 1
        } else {
            place + 2
        };
        let follows = self.token(that).is_some_and(|next| {
            self.words().cues.that.contains(&next.lower) && next.speech.is_none()
        }) && (that == place + 1 || self.is(place + 1, ","));
        follows
            && self.words().is_verb(&token.lower)
            && !self.words().cues.never.contains(&token.lower)
    }

    /// "The claim" is no verb.
    fn is_noun(&self, place: usize) -> bool {
        place > self.range.start
            && self.words().code == "en"
            && self
                .token(place - 1)
                .is_some_and(|before| self.words().articles.contains(&before.lower))
    }

    /// "The Union said" is a verb, "Union Said" in a name is not.
    fn is_part_of_name(&self, place: usize) -> bool {
        let is_capital = |place: usize| self.token(place).is_some_and(|token| token.is_capital);
        place > self.range.start && is_capital(place) && self.part == Part::Body
    }

    /// "told jurors not to look": asked and not said.
    fn is_order(&self, verb: usize) -> bool {
        let is_told = self
            .token(verb)
            .is_some_and(|token| self.words().cues.addressed.contains(&token.lower));
        is_told
            && (verb + 1..verb + 7)
                .take_while(|place| !self.has_break(verb, *place))
                .any(|place| {
                    self.is(place, "to")
                        && !self.token(place + 1).is_some_and(|next| {
                            next.is_capital || self.words().articles.contains(&next.lower)
                        })
                })
    }

    /// Whether what is said stands right before the verb and who says it.
    fn follows_words(&self, verb: usize, who: &Mention) -> bool {
        let first = verb.min(who.phrase.words.start);
        let last = (verb + 1).max(who.phrase.words.end);
        let cues = &self.words().cues;
        let is_skipped = |token: &Token| {
            self.words().articles.contains(&token.lower)
                || cues.between.contains(&token.lower)
                || cues.as_.contains(&token.lower)
        };
        let before = (self.range.start..first)
            .rev()
            .filter_map(|place| self.token(place))
            .find(|token| !is_skipped(token));
        let Some(before) = before else {
            // "As the court found, …"
            let first = self.token(self.range.start);
            return first.is_some_and(|token| cues.as_.contains(&token.lower));
        };
        // "…, Norway recalled its envoy" goes on with what it does.
        let goes_on = self.words().code == "en"
            && verb > who.phrase.words.start
            && self.token(last).is_some_and(|token| {
                token.is_word() && !self.words().prepositions.contains(&token.lower)
            });
        before.speech.is_some()
            || before.is(":")
            || (!goes_on && (before.is(",") || before.is_dash()))
    }

    /// Whether what is said follows: "that", a colon, somebody's own words.
    fn introduces(&self, verb: usize) -> bool {
        let that = |place: usize| {
            self.token(place)
                .is_some_and(|token| self.words().cues.that.contains(&token.lower))
        };
        let next = verb + 1;
        (next..next + 12)
            .take_while(|place| *place < self.range.end)
            .any(|place| {
                that(place)
                    || self.is(place, ":")
                    || self
                        .token(place)
                        .is_some_and(|token| token.speech.is_some())
            })
    }

    /// Whether the verb asserts nothing here: "to say", "would not say", "who said".
    fn is_blocked(&self, place: usize) -> bool {
        let before = (self.range.start..place)
            .rev()
            .filter_map(|before| self.token(before));
        let mut before =
            before.skip_while(|token| self.words().cues.between.contains(&token.lower));
        before
            .next()
            .is_some_and(|token| self.words().cues.blocked_by.contains(&token.lower))
    }

    /// Who does what this verb says, before it or after it.
    fn subject(&self, verb: usize, among: &Range<usize>) -> Option<Mention> {
        let nominative = |phrase: Phrase| Mention {
            phrase,
            case: Case::Nominative,
        };
        let inverts = self.may_invert(verb);
        if self.words().code == "en" {
            let that = self
                .token(verb + 1)
                .is_some_and(|next| self.words().cues.that.contains(&next.lower));
            let right = || {
                self.right(verb)
                    .filter(|_| !that)
                    .filter(|phrase| self.ends_clause(phrase))
                    .map(|phrase| self.named_by_aside(phrase))
            };
            let after_words = verb.checked_sub(1).is_some_and(|before| {
                self.token(before)
                    .is_some_and(|token| token.speech.is_some())
            });
            let may_follow = inverts
                && (after_words
                    || self
                        .token(verb)
                        .is_some_and(|token| self.words().cues.inverting.contains(&token.lower))
                    || self.all.iter().any(|phrase| {
                        phrase.words.start > verb
                            && phrase.words.start <= verb + 2
                            && (phrase.kind.is_some_and(is_kind_of_person)
                                || phrase.name.as_ref().is_some_and(|name| {
                                    name.len() > 1 && name.start == phrase.words.start
                                }))
                    }))
                && !self
                    .token(verb)
                    .is_some_and(|token| self.words().cues.addressed.contains(&token.lower));
            let right = may_follow.then(right).flatten();
            return right.or_else(|| self.left(verb, among)).map(nominative);
        }
        if let Some(body) = self.speaks_from(verb) {
            return Some(body);
        }
        let left = self.left(verb, among);
        if let Some(left) = left.clone().filter(|left| self.is_surely_somebody(left)) {
            return Some(nominative(left));
        }
        self.right(verb)
            .map(|phrase| self.named_by_aside(phrase))
            .or(left)
            .map(nominative)
    }

    /// Somebody described, by the name that stands behind: "the lead author, Wen-Li Strand,".
    fn named_by_aside(&self, phrase: Phrase) -> Phrase {
        let is_open = phrase
            .name
            .as_ref()
            .is_none_or(|name| name.end < phrase.words.end)
            && self.is(phrase.words.end, ",");
        let phrase = self.named_by_tail(phrase);
        let aside = is_open
            .then(|| self.phrases.at(phrase.words.end + 1, self.range.end))
            .flatten();
        let aside = aside.filter(|aside| {
            let ends = self.token(aside.words.end).is_none_or(|token| {
                token.is(",") || token.is(".") || token.speech.is_some() || token.is_dash()
            });
            let is_name = aside.name.as_ref().is_some_and(|name| {
                name.end == aside.words.end && (name.len() > 1 || name.start > aside.words.start)
            });
            ends && is_name && aside.preposition.is_none()
        });
        aside.map_or_else(
            || phrase.clone(),
            |aside| self.with_kind_of(&aside, &phrase),
        )
    }

    /// Somebody described, by the name at the end of where they are from: "туристка из Омска Юлия Жданова".
    fn named_by_tail(&self, phrase: Phrase) -> Phrase {
        let is_person = phrase.name.is_none()
            && (phrase.kind.is_some_and(is_kind_of_person)
                || self
                    .token(phrase.head)
                    .is_some_and(|head| self.words().is_of_people(&head.lower)));
        let tail = self.all.iter().find(|tail| {
            tail.words.start == phrase.words.end + 1 && tail.preposition == Some(phrase.words.end)
        });
        let name = tail
            .filter(|_| is_person && self.words().code != "en")
            .and_then(|tail| {
                let name = tail
                    .name
                    .clone()
                    .filter(|name| name.end == tail.words.end)?;
                let starts_later = name.start > tail.words.start && name.len() > 1;
                (name.len() > 2 || starts_later).then(|| name.end - 2..name.end)
            });
        name.map_or(phrase.clone(), |name| Phrase {
            name: Some(name.clone()),
            words: name,
            ..phrase
        })
    }

    /// Whether who says it may stand after the verb: what is said stands before it.
    fn may_invert(&self, verb: usize) -> bool {
        verb == self.range.start
            || self.token(verb - 1).is_some_and(|token| {
                token.speech.is_some()
                    || token.is(",")
                    || token.is_dash()
                    || token.kind == TokenKind::CloseQuote
            })
    }

    /// Whether a phrase after a verb is who said it, and not the start of what was said: "said she" ends there.
    fn ends_clause(&self, phrase: &Phrase) -> bool {
        let Some(next) = self.token(phrase.words.end) else {
            return true;
        };
        let goes_on = next.is_word() && next.speech.is_none();
        !goes_on
            || (!phrase.is_pronoun
                && !self.words().is_verb(&next.lower)
                && !self.words().stops_finite.contains(&next.lower))
    }

    /// The body of which people speak: "У поліції повідомили", "сообщили в мэрии".
    fn speaks_from(&self, verb: usize) -> Option<Mention> {
        let is_plural = self.token(verb).is_some_and(|token| {
            self.words()
                .plural_endings
                .iter()
                .any(|ending| token.lower.ends_with(ending.as_str()))
        });
        if !is_plural {
            return None;
        }
        let is_place = |phrase: &&Phrase| {
            phrase.preposition.is_some_and(|place| {
                self.token(place)
                    .is_some_and(|token| self.words().places.contains(&token.lower))
            }) && !phrase.is_pronoun
                && (phrase.kind.is_some_and(|kind| kind != SourceKind::Document)
                    || self.has_own_name(phrase))
        };
        let start = self.clause_start(verb);
        let before = self
            .all
            .iter()
            .filter(|phrase| phrase.words.start >= start && phrase.words.end <= verb);
        let mut opening = before.clone();
        let has_subject = before.clone().next_back().is_some_and(|last| {
            last.preposition.is_none()
                && last.words.end == verb
                && self.is_surely_somebody(last)
                && last.name.is_some()
        });
        let opens = opening
            .next()
            .filter(is_place)
            .filter(|phrase| phrase.words.start <= start + 4 && !has_subject);
        let follows = || {
            let next = self
                .all
                .iter()
                .find(|phrase| phrase.words.start > verb && !self.is_venue(phrase));
            next.filter(|next| next.preposition.is_some())?;
            let after = self
                .all
                .iter()
                .filter(|phrase| phrase.words.start > verb && phrase.words.start <= verb + 8);
            after
                .take_while(|phrase| !self.has_break(verb, phrase.words.start))
                .find(is_place)
                .filter(|_| {
                    before
                        .clone()
                        .next_back()
                        .is_none_or(|last| last.words.end < verb || last.preposition.is_some())
                })
        };
        let phrase = opens.or_else(follows)?.clone();
        let case = Case::Locative;
        Some(Mention { phrase, case })
    }

    /// Whether a comma, colon, dash or somebody's own words stand between two places.
    fn has_break(&self, from: usize, to: usize) -> bool {
        (from..to).any(|place| {
            self.token(place).is_some_and(|token| {
                token.is(",") || token.is(":") || token.is_dash() || token.speech.is_some()
            })
        })
    }

    /// Where the clause of a verb starts: behind the conjunction, mark or quotation before it.
    fn clause_start(&self, verb: usize) -> usize {
        let ends = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                token.speech.is_some()
                    || self.words().conjunctions.contains(&token.lower)
                    || matches!(token.lower.as_str(), ":" | ";" | "," | "(" | ")")
                    || token.is_dash()
            }) && !self.is_inside_phrase(*place)
        };
        (self.range.start..verb)
            .rev()
            .take(40)
            .find(ends)
            .map_or(self.range.start.max(verb.saturating_sub(40)), |place| {
                place + 1
            })
    }

    fn is_inside_phrase(&self, place: usize) -> bool {
        let near = self
            .all
            .partition_point(|phrase| phrase.words.start < place);
        near.checked_sub(1)
            .and_then(|near| self.all.get(near))
            .is_some_and(|phrase| phrase.words.end > place)
    }

    /// Who stands before a verb as its subject.
    fn left(&self, verb: usize, among: &Range<usize>) -> Option<Phrase> {
        let mut at = verb;
        while at > among.start
            && self.token(at - 1).is_some_and(|token| {
                self.words().cues.between.contains(&token.lower) && token.speech.is_none()
            })
        {
            at -= 1;
        }
        if at == among.start {
            return None;
        }
        if self.is(at - 1, ",") {
            return self.before_aside(at - 1, among);
        }
        let start = self.clause_start(at);
        let inside = |phrase: &&Phrase| {
            phrase.words.start >= start.max(among.start)
                && phrase.words.end <= at
                && phrase.preposition.is_none()
        };
        let near: Vec<&Phrase> = self
            .all
            .iter()
            .filter(inside)
            .filter(|phrase| self.could_be_credited(phrase))
            .collect();
        let is_counted = |phrase: &&&Phrase| {
            self.token(phrase.words.start)
                .is_some_and(|token| token.kind == TokenKind::Number)
                && phrase.kind.is_none()
        };
        let opens_far_off = |phrase: &&&Phrase| {
            phrase.words == (self.range.start..self.range.start + 1)
                && phrase.words.end != at
                && phrase.kind.is_none()
                && !phrase.is_pronoun
        };
        if let Some(phrase) = near
            .iter()
            .rev()
            .filter(|phrase| !opens_far_off(phrase))
            .find(|phrase| !is_counted(phrase))
            .or(near.last().filter(|phrase| !opens_far_off(phrase)))
        {
            return Some(self.named_behind(phrase, at));
        }
        let boundary = start.checked_sub(1).and_then(|place| self.token(place))?;
        if boundary.is(",") {
            return self.before_aside(start - 1, among);
        }
        let before: Vec<&Phrase> = self
            .all
            .iter()
            .filter(|phrase| {
                phrase.words.end < start
                    && phrase.words.start >= among.start
                    && phrase.preposition.is_none()
            })
            .filter(|phrase| self.could_be_credited(phrase))
            .collect();
        let holds_phrase = self.all.iter().any(|phrase| {
            phrase.words.start >= start && phrase.words.end <= at && phrase.preposition.is_none()
        });
        if holds_phrase {
            return None;
        }
        if self.words().relatives.contains(&boundary.lower) {
            return before.last().map(|phrase| (*phrase).clone());
        }
        // "He resigned and said …": the verbs share whom the sentence is about.
        self.words()
            .links
            .contains(&boundary.lower)
            .then(|| self.topic(&before))
            .flatten()
    }

    /// A described person by the name that stands at the end of what describes them: "депутат от партии «Дело» Роман Ступин".
    fn named_behind(&self, phrase: &Phrase, end: usize) -> Phrase {
        let is_person = phrase.kind.is_some_and(is_kind_of_person)
            && phrase
                .name
                .as_ref()
                .is_none_or(|name| name.end < phrase.words.end);
        let last = self
            .all
            .iter()
            .rev()
            .find(|last| last.words.end == end && last.words.start > phrase.words.end);
        match last.and_then(|last| last.name.clone()) {
            Some(name)
                if is_person
                    && name.end == end
                    && name.len() > 1
                    && last.is_some_and(|last| name.start > last.words.start) =>
            {
                Phrase {
                    name: Some(name.clone()),
                    words: name,
                    ..phrase.clone()
                }
            }
            _ => phrase.clone(),
        }
    }

    /// Whom a sentence is about: the first who could say something, by name if an aside names them.
    fn topic(&self, before: &[&Phrase]) -> Option<Phrase> {
        let first = before.first()?;
        let named = before.get(1).filter(|next| {
            first.name.is_none()
                && next.name.is_some()
                && next.words.start == first.words.end + 1
                && self.is(first.words.end, ",")
        });
        Some(named.map_or_else(|| (*first).clone(), |named| self.with_kind_of(named, first)))
    }

    /// Who stands before the aside that closes here: "Ann Lee, a sailor, said", "the operator, Norsund Lines, denied".
    fn before_aside(&self, close: usize, among: &Range<usize>) -> Option<Phrase> {
        let places = (among.start..close).rev().take(40);
        let is_open = |place: &usize| self.is(*place, ",");
        let mut opens = places.clone().filter(is_open);
        let relative = places.clone().find(|place| {
            self.token(*place)
                .is_some_and(|token| self.words().relatives.contains(&token.lower))
                && place.checked_sub(1).is_some_and(|before| {
                    self.is(before, ",")
                        || self
                            .token(before)
                            .is_some_and(|token| self.words().prepositions.contains(&token.lower))
                })
        });
        let open = match relative {
            Some(place) => places.clone().filter(|open| *open < place).find(is_open)?,
            None => opens.next()?,
        };
        let aside = self.all.iter().find(|phrase| {
            phrase.words.end == close
                && phrase.words.start <= open + 2
                && phrase.words.start > open
                && phrase.preposition.is_none()
        });
        // Ages stand between commas too: "Ann Lee, 44, who was there, said".
        let is_number = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.kind == TokenKind::Number)
        };
        let open = if open >= 2 && is_number(open - 1) && self.is(open - 2, ",") {
            open - 2
        } else {
            open
        };
        let mut open = open;
        let mut start = self.clause_start(open);
        // "a captain who passed the scene, and who asked …": the captain.
        while let Some(relative) = start.checked_sub(1).filter(|place| {
            *place > among.start
                && self
                    .token(*place)
                    .is_some_and(|token| self.words().relatives.contains(&token.lower))
        }) {
            open = relative;
            start = self.clause_start(open);
        }
        let outer = self.all.iter().rev().find(|phrase| {
            phrase.words.end <= open
                && phrase.words.start >= start.max(among.start)
                && phrase.preposition.is_none()
                && self.could_be_credited(phrase)
        });
        match (aside, outer) {
            (Some(aside), Some(outer))
                if aside.name.is_some() && self.is_named_by(outer, aside) =>
            {
                Some(self.with_kind_of(aside, outer))
            }
            (Some(aside), None) if self.could_be_credited(aside) => None,
            (_, outer) => outer.cloned(),
        }
    }

    /// Whether an aside says what somebody is called who was only described: "its leader, Marisol Quintero".
    fn is_named_by(&self, outer: &Phrase, aside: &Phrase) -> bool {
        let ends_in_name = outer
            .name
            .as_ref()
            .is_some_and(|name| name.end == outer.words.end);
        !ends_in_name
            && aside
                .name
                .as_ref()
                .is_some_and(|name| name.end == aside.words.end)
    }

    fn with_kind_of(&self, phrase: &Phrase, other: &Phrase) -> Phrase {
        let kind = phrase.kind.or(other.kind);
        Phrase {
            kind,
            ..phrase.clone()
        }
    }

    /// Who stands after a verb as its subject. In Ukrainian and Russian whom they told it to may stand between.
    fn right(&self, verb: usize) -> Option<Phrase> {
        let is_english = self.words().code == "en";
        let mut place = verb + 1;
        let mut venue = None;
        let mut tail = None;
        while place < self.range.end && place < verb + 24 {
            let token = self.token(place)?;
            if token.speech.is_some()
                || matches!(token.lower.as_str(), "," | ":" | ";" | ".")
                || token.is_dash()
            {
                break;
            }
            if self.words().cues.between.contains(&token.lower)
                || self.words().hearers.contains(&token.lower)
            {
                place += 1;
                continue;
            }
            let phrase = self.phrases.at(place, self.range.end);
            match phrase {
                Some(phrase) if phrase.preposition.is_none() && self.could_be_credited(&phrase) => {
                    let is_latin = self
                        .token(phrase.words.start)
                        .is_some_and(|token| token.lower.is_ascii());
                    let next = self
                        .phrases
                        .at(phrase.words.end, self.range.end)
                        .filter(|next| next.words.start == phrase.words.end);
                    if !is_english
                        && is_latin
                        && venue.is_none()
                        && next.is_some_and(|next| self.is_surely_somebody(&next))
                    {
                        place = phrase.words.end;
                        venue = Some(phrase);
                        continue;
                    }
                    if is_english || (!self.is_venue(&phrase) && venue.is_none()) {
                        return Some(phrase);
                    }
                    if venue.is_some() {
                        return if self.is_surely_somebody(&phrase) {
                            Some(phrase)
                        } else {
                            venue
                        };
                    }
                    place = phrase.words.end;
                    venue = Some(phrase);
                }
                Some(phrase) if !is_english => {
                    tail = self.named_at_end(&phrase).or(tail);
                    place = phrase.words.end.max(place + 1);
                }
                None if !is_english => place += 1,
                _ => return None,
            }
        }
        // Nobody but the outlet: "пише «Весло»".
        venue.or(tail)
    }

    /// A person's name at the end of a phrase that begins with where it was: "на пресконференції наставник гостей Роман
    /// Палагнюк".
    fn named_at_end(&self, phrase: &Phrase) -> Option<Phrase> {
        let name = phrase
            .name
            .clone()
            .filter(|name| name.end == phrase.words.end && name.start > phrase.words.start)?;
        let words = name
            .clone()
            .filter(|place| self.token(*place).is_some_and(Token::is_word))
            .count();
        (2..=3).contains(&words).then(|| Phrase {
            words: name.clone(),
            name: Some(name),
            preposition: None,
            kind: None,
            ..phrase.clone()
        })
    }

    /// Whether a phrase names where something is said and not who says it: an outlet, in a case that no subject has.
    fn is_venue(&self, phrase: &Phrase) -> bool {
        let carries = matches!(phrase.kind, Some(SourceKind::Outlet | SourceKind::Agency));
        let head = self.token(phrase.head);
        let is_nominative =
            head.is_some_and(|head| phrase.kind.is_some() && self.words().is_base(&head.lower));
        let is_quoted = phrase.name.as_ref() == Some(&phrase.words)
            && self
                .token(phrase.words.start)
                .is_some_and(|token| !token.is_word());
        (carries && (!is_nominative || head.is_some_and(|head| head.is_capital)))
            || (is_quoted && phrase.kind.is_none())
    }

    /// A pronoun, a word for somebody who speaks, a name, or somebody known.
    fn could_be_credited(&self, phrase: &Phrase) -> bool {
        let is_listed = self
            .token(phrase.head)
            .is_some_and(|head| self.words().is_of_people(&head.lower))
            || phrase.words.clone().any(|place| {
                self.token(place)
                    .is_some_and(|token| self.words().people.contains(&token.lower))
            });
        // Any sentence starts with a capital: that alone makes no name of its first words.
        let only_opens = phrase
            .name
            .as_ref()
            .is_some_and(|name| *name == (self.range.start..self.range.start + 1))
            && phrase.words.len() > 1;
        let only_numbers = phrase
            .words
            .clone()
            .all(|place| self.token(place).is_some_and(|token| !token.is_word()));
        let is_short = phrase.words.len() <= 5;
        !only_numbers
            && (phrase.is_pronoun
                || is_listed
                || phrase.kind.is_some()
                || (phrase.name.is_some() && !only_opens)
                || (phrase.has_article && is_short))
    }

    fn has_own_name(&self, phrase: &Phrase) -> bool {
        phrase.name.as_ref().is_some_and(|name| {
            name.start > self.range.start
                || self
                    .token(name.start)
                    .is_some_and(|token| token.is_acronym(self.phrases.text))
        })
    }

    /// Whether a phrase before a verb is a subject beyond doubt.
    fn is_surely_somebody(&self, phrase: &Phrase) -> bool {
        let is_base = phrase.kind.is_some()
            && self
                .token(phrase.head)
                .is_some_and(|head| self.words().is_base(&head.lower));
        let is_listed = self
            .token(phrase.head)
            .is_some_and(|head| self.words().people.contains(&head.lower));
        phrase.is_pronoun
            || is_base
            || is_listed
            || self.has_own_name(phrase)
            || (phrase.name.is_some() && phrase.words.len() > 1)
    }

    fn with_verb(&self, verb: Verb) -> Found {
        let cue = self.phrases.shown(&(verb.place..verb.place + 1)).to_owned();
        let quotes = self
            .token(verb.place)
            .is_some_and(|token| self.words().cues.quoting.contains(&token.lower));
        let mut chain = vec![verb.who];
        // "ТАСС цитирует министра": what is quoted is the minister's.
        if quotes {
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
            let quoted = named.or_else(|| others.next());
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
            ..Found::default()
        }
    }

    /// Who says something at the start of what somebody reports: "CNN reported that ISIS had claimed".
    fn reported_clause(&self, verb: usize, chain: &[Mention]) -> Option<Mention> {
        let that = (verb + 1..self.range.end.min(verb + 6)).find(|place| {
            self.token(*place).is_some_and(|token| {
                self.words().cues.that.contains(&token.lower) && token.speech.is_none()
            })
        })?;
        let ends = |place: &usize| {
            self.token(*place)
                .is_some_and(|token| token.is(",") || token.speech.is_some() || token.is(";"))
        };
        let end = (that + 1..self.range.end)
            .find(ends)
            .unwrap_or(self.range.end);
        let inner = self.by_verb(that + 1..end, true)?.who;
        chain
            .iter()
            .all(|who| who.phrase.words != inner.phrase.words)
            .then_some(inner)
    }

    /// Puts before the chain where it was said: "in an interview with CBS News", "told the newspaper".
    fn add_venue(&self, found: &mut Found) {
        let is_new = |phrase: &Phrase, found: &Found| {
            found
                .chain
                .iter()
                .all(|who| who.phrase.words != phrase.words)
        };
        if let Some((_, venue)) = self.after(&self.words().cues.venues)
            && !venue.phrase.is_pronoun
            && is_new(&venue.phrase, found)
        {
            // "According to CNN, ISIS said in a statement published by Amaq": CNN is nearer still.
            let place = usize::from(found.is_by_phrase).min(found.chain.len());
            found.chain.insert(place, venue);
            return;
        }
        let Some(verb) = self.cue_place(found) else {
            return;
        };
        let told = if self.words().code == "en" {
            self.told(verb)
        } else {
            let near = self
                .all
                .iter()
                .filter(|phrase| phrase.words.start > verb && phrase.words.start <= verb + 6);
            let is_in = |phrase: &Phrase| {
                phrase.kind == Some(SourceKind::Outlet)
                    && phrase.preposition.is_some_and(|place| {
                        self.token(place)
                            .is_some_and(|token| self.words().places.contains(&token.lower))
                    })
            };
            near.take_while(|phrase| !self.has_break(verb, phrase.words.start))
                .find(|phrase| {
                    (phrase.preposition.is_none() && self.is_venue(phrase)) || is_in(phrase)
                })
                .cloned()
        };
        if let Some(phrase) = told
            && is_new(&phrase, found)
        {
            found.chain.insert(
                0,
                Mention {
                    phrase,
                    case: Case::Dative,
                },
            );
        }
    }

    /// The verb by which the sentence was found to credit somebody.
    fn cue_place(&self, found: &Found) -> Option<usize> {
        let cue = found.cue.to_lowercase();
        self.range.clone().find(|place| {
            self.token(*place)
                .is_some_and(|token| token.speech.is_none() && token.lower == cue)
        })
    }

    /// The outlet that was told: "told AFP", "complained to Swedish Radio".
    fn told(&self, verb: usize) -> Option<Phrase> {
        let is_told = self
            .token(verb)
            .is_some_and(|token| self.words().cues.addressed.contains(&token.lower));
        let place = if is_told {
            verb + 1
        } else {
            (verb + 1..verb + 3).find(|place| self.is(*place, "to"))? + 1
        };
        let phrase = self.phrases.at(place, self.range.end)?;
        let carries = matches!(phrase.kind, Some(SourceKind::Outlet | SourceKind::Agency));
        let hears = phrase.words.clone().any(|place| {
            self.token(place)
                .is_some_and(|token| self.words().hearers.contains(&token.lower))
        });
        let is_unknown = is_told
            && phrase.name.is_some()
            && !phrase.kind.is_some_and(is_kind_of_person)
            && phrase.kind != Some(SourceKind::Body);
        (!hears && (carries || is_unknown)).then_some(phrase)
    }

    /// Puts behind the chain on whom its last one relies: "citing drone footage".
    fn add_relied_on(&self, found: &mut Found) {
        if let Some((_, relied_on)) = self.after(&self.words().cues.citing)
            && found
                .chain
                .iter()
                .all(|who| who.phrase.words != relied_on.phrase.words)
        {
            found.chain.push(relied_on);
            found.relied_on = 1;
        }
    }

    /// Whether the sentence only says who says what stands before it.
    fn is_of_before(&self) -> bool {
        let opens = |phrase: &String| {
            self.phrase(phrase, self.range.start)
                .is_some_and(|at| at.start == self.range.start)
        };
        self.words().cues.of_before.iter().any(opens)
    }

    /// Whoever stands in a parenthesis of verb and subject: ", наполягає колишній посадовець,", ", cautions Prof. Strand,".
    fn by_parenthesis(&self) -> Option<Found> {
        let words = self.words();
        let opens =
            |place: &usize| self.is(*place, ",") || self.token(*place).is_some_and(Token::is_dash);
        let commas = self.range.clone().filter(opens);
        let mut found = commas.filter_map(|comma| {
            let as_ = self
                .token(comma + 1)
                .is_some_and(|token| words.cues.as_.contains(&token.lower));
            let place = comma + 1 + usize::from(as_);
            let verb = self
                .token(place)
                .filter(|token| token.is_word() && !token.is_capital && token.speech.is_none())?;
            let is_verb = words.is_verb(&verb.lower)
                && !words.stops.contains(&verb.lower)
                && !words.conjunctions.contains(&verb.lower)
                && !words.cues.never.contains(&verb.lower)
                && words.kind_of(&verb.lower).is_none()
                && !words.people.contains(&verb.lower);
            if !is_verb || !self.has_statement(comma) {
                return None;
            }
            let phrase = if words.code == "en" {
                self.phrases
                    .at(place + 1, self.range.end)
                    .filter(|phrase| phrase.preposition.is_none())?
            } else {
                self.right(place)?
            };
            let phrase = self.named_by_aside(phrase);
            let closes = self.token(phrase.words.end).is_none_or(|token| {
                token.is(",")
                    || token.is(".")
                    || token.is(":")
                    || token.is_dash()
                    || words.prepositions.contains(&token.lower)
            });
            (closes && self.is_surely_somebody(&phrase)).then_some((place, phrase))
        });
        let (place, phrase) = found.next()?;
        Some(Found {
            cue: self.phrases.shown(&(place..place + 1)).to_owned(),
            chain: vec![Mention {
                phrase,
                case: Case::Nominative,
            }],
            ..Found::default()
        })
    }

    /// Whether a whole statement stands before a place: a finite verb, and no "when" or "if" to begin with.
    fn has_statement(&self, end: usize) -> bool {
        let words = self.words();
        let first = self.token(self.range.start);
        let is_bound = first.is_some_and(|token| {
            words.conjunctions.contains(&token.lower) && !words.links.contains(&token.lower)
        });
        let is_verb = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.speech.is_some() || words.is_verb(&token.lower))
        };
        !is_bound && (self.range.start..end).any(is_verb)
    }

    /// Whoever names their source before they do anything: "Kyodo, citing an official, put the figure at 400".
    fn by_citing(&self) -> Option<Found> {
        let (cue, _) = self.after(&self.words().cues.citing)?;
        let end =
            cue.start - usize::from(cue.start > self.range.start && self.is(cue.start - 1, ","));
        let phrase = self
            .all
            .iter()
            .find(|phrase| phrase.words.end == end && phrase.preposition.is_none())?;
        let carries = phrase.kind.is_some() || self.has_own_name(phrase) || phrase.name.is_some();
        carries.then(|| Found {
            cue: self.phrases.shown(&cue).to_owned(),
            chain: vec![Mention {
                phrase: phrase.clone(),
                case: Case::Nominative,
            }],
            ..Found::default()
        })
    }

    /// A headline's ways: "Minister: “We won”", "Plant leaks — ministry".
    fn by_layout(&self) -> Option<Found> {
        let is_headline = matches!(self.part, Part::Title | Part::Heading);
        let first = self.phrases.at(self.range.start, self.range.end);
        if let Some(phrase) = first
            && self.is(phrase.words.end, ":")
            && (self
                .token(phrase.words.end + 1)
                .is_some_and(|token| token.speech.is_some())
                && self.could_be_credited(&phrase)
                || (phrase.words.len() <= SHORT_NAME
                    && phrase.kind.is_some_and(|kind| {
                        kind != SourceKind::Document && kind != SourceKind::Social
                    })))
        {
            return Some(Found {
                chain: vec![Mention {
                    phrase,
                    case: Case::Nominative,
                }],
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
            chain: vec![Mention {
                phrase,
                case: Case::Nominative,
            }],
            ..Found::default()
        })
    }

    /// Whoever stands before a colon and somebody's own words: "she is blunt: “They sign everything”".
    fn by_colon(&self) -> Option<Found> {
        let colon = self.range.clone().find(|place| {
            self.is(*place, ":")
                && self
                    .token(place + 1)
                    .is_some_and(|token| token.speech.is_some())
        })?;
        let start = self.clause_start(colon);
        let fits = |phrase: &&Phrase| {
            phrase.words.start >= start
                && phrase.words.end < colon
                && phrase.preposition.is_none()
                && (phrase.is_pronoun
                    || phrase.kind.is_some_and(is_kind_of_person)
                    || (phrase.kind.is_none()
                        && phrase.name.as_ref().is_some_and(|name| name.len() > 1)))
        };
        let phrase = self.all.iter().find(fits)?.clone();
        Some(Found {
            cue: ":".to_owned(),
            chain: vec![Mention {
                phrase,
                case: Case::Nominative,
            }],
            ..Found::default()
        })
    }

    /// Whoever the narrator names while somebody speaks, whatever they do: «…», – зітхає вона. “…,” she grinned.
    fn by_narration(&self) -> Option<Found> {
        let speaks = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.speech.is_some())
        };
        let start = (self.range.start..self.range.end)
            .find(|place| !speaks(*place) && place.checked_sub(1).is_some_and(&speaks))?;
        let before = start.checked_sub(1).and_then(|place| self.token(place))?;
        let after_dash = self.token(start).is_some_and(Token::is_dash)
            || self.is(start, ",") && self.token(start + 1).is_some_and(Token::is_dash);
        let first =
            (start..self.range.end).find(|place| self.token(*place).is_some_and(Token::is_word))?;
        let is_lower = self.token(first).is_some_and(|token| !token.is_capital);
        let who = if self.words().code == "en" {
            // The quotation ends with a comma, and then somebody does something.
            let is_pause = |place: usize| [",", "!", "?"].iter().any(|mark| self.is(place, mark));
            let pauses = before.kind != TokenKind::Word
                && (start.checked_sub(2).is_some_and(is_pause) || before.is(","));
            let is_verb = |place: usize| {
                self.token(place).is_some_and(|token| {
                    !token.is_capital
                        && (self.words().is_verb(&token.lower) || token.lower.ends_with('s'))
                })
            };
            let after = self
                .phrases
                .at(first + 1, self.range.end)
                .filter(|phrase| is_verb(first) && phrase.name.is_some());
            let phrase = after.or_else(|| {
                self.phrases
                    .at(first, self.range.end)
                    .filter(|phrase| is_verb(phrase.words.end))
            })?;
            (pauses && self.could_be_credited(&phrase)).then_some(phrase)
        } else {
            let described = || {
                // «…», – хекає старий: whoever that is, it is the one of whom is spoken.
                let phrase = self
                    .phrases
                    .at(first + 1, self.range.end)
                    .filter(|phrase| phrase.preposition.is_none() && phrase.words.len() == 1)?;
                self.token(phrase.words.end)
                    .is_none_or(|token| {
                        token.is(",")
                            || token.is(".")
                            || token.is_dash()
                            || self.words().prepositions.contains(&token.lower)
                    })
                    .then_some(phrase)
            };
            (after_dash && is_lower)
                .then(|| self.right(first).or_else(described))
                .flatten()
                .map(|phrase| self.named_by_aside(phrase))
        }?;
        let cue = if self.words().code == "en" && who.words.start <= first {
            who.words.end
        } else {
            first
        };
        Some(Found {
            cue: self.phrases.shown(&(cue..cue + 1)).to_owned(),
            chain: vec![Mention {
                phrase: who,
                case: Case::Nominative,
            }],
            ..Found::default()
        })
    }
}

/// A verb that says that somebody says something, and who.
struct Verb {
    place: usize,
    who: Mention,
}
