//! Finds the credit of a sentence: the words that credit, and the phrases for those credited. It
//! knows "according to X", "X said", "…, said X", "as X told Y" and "X, citing Y". The cast then
//! decides which person or body a phrase means.
//!
//! `verbs` finds the speech verbs that count, `subject` their subjects, and `behind` the name after
//! a description. `ways` has the credits without a listed verb, and `links` the further sources of
//! a chain.

use std::ops::Range;

use super::super::words::{Case, Words};
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_person};
use super::tokens::{Token, TokenKind};
use super::way::{Signs, Way};
use crate::case::Part;
use crate::reading::forms::Endings;

/// The most tokens of a sentence that are searched. A longer sentence is a list or no prose.
const LONGEST: usize = 400;

/// A credit as a sentence words it.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The words that credit, as written: "according to".
    pub cue: String,
    /// Those credited, nearest to this text first: the Herald, then the mayor who told it. The last
    /// is the speaker.
    pub chain: Vec<Mention>,
    /// How many mentions at the end of the chain are those that the one before them names as its
    /// source.
    pub relied_on: usize,
    /// Whether an attribution phrase names the first of the chain: "according to X".
    pub is_by_phrase: bool,
    /// Whether the credit is for the sentence before this one: "Про це пише …".
    pub is_of_before: bool,
    /// Whether the first of the chain only passes on what others say: ", сообщает «Весть»".
    pub is_relayed: bool,
    /// The tokens for the occasion, or for the outlet that somebody spoke to, if the chain contains
    /// it.
    pub venue: Option<Range<usize>>,
    /// Another possible speaker, on the other side of the verb.
    pub other: Option<Mention>,
    /// How the credit was found, and what makes it doubtful.
    pub signs: Signs,
}

/// A sentence whose credit is searched. Places in it are positions in the paragraph's tokens.
pub(super) struct Clause<'a> {
    pub(super) phrases: Phrases<'a>,
    pub(super) all: Vec<Phrase>,
    pub(super) range: Range<usize>,
    pub(super) part: Part,
}

/// A function that finds credits of one [`Way`].
type Find<'a> = fn(&Clause<'a>) -> Option<Found>;

/// A speech verb with its subject.
pub(super) struct Verb {
    pub place: usize,
    pub who: Mention,
    /// The one who makes the statement, if `who` only passes it on: the group in "The group took
    /// responsibility, CNN reports".
    pub of: Option<Mention>,
    /// Whether the verb only passes on what others say: "reports".
    pub relays: bool,
}

impl<'a> Clause<'a> {
    pub(super) fn new(
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

    /// All noun phrases of the sentence outside of quotations, in order.
    pub(super) fn all(&self) -> &[Phrase] {
        &self.all
    }

    /// The person named right before the colon with which the paragraph ends, or the only one whom
    /// the sentence names with an office: their words follow in the next paragraph. None if the
    /// phrase shows no person.
    pub(super) fn announced(&self) -> Option<Mention> {
        let colon = self.range.end.checked_sub(1)?;
        let ends = self.is(colon, ":") && self.range.end == self.phrases.tokens.len();
        let last = self.all.last().filter(|phrase| phrase.words.end == colon);
        // "Начал депутат Иван Котов, настроенный решительно:"
        let mut people = self.all.iter().filter(|phrase| {
            phrase.kind.is_some_and(is_kind_of_person)
                && phrase
                    .name
                    .as_ref()
                    .is_some_and(|name| name.end == phrase.words.end && name.len() > 1)
        });
        let only = || people.next().filter(|_| people.next().is_none());
        let phrase = last.or_else(only).filter(|_| ends)?;
        let name = phrase
            .name
            .as_ref()
            .filter(|name| name.end == phrase.words.end)?;
        let is_person = phrase.kind.map_or(name.len() > 1, is_kind_of_person);
        let is_base = phrase.preposition.is_none()
            && (!self.words().has_cases || self.words().is_base(self.lower(phrase.head)));
        is_person.then(|| Mention {
            phrase: phrase.clone(),
            case: if is_base {
                Case::Nominative
            } else {
                Case::Genitive
            },
        })
    }

    /// The name or pronoun with which the sentence opens. None if a preposition stands before it,
    /// or if it does not start at the first or second token.
    pub(super) fn opening(&self) -> Option<Phrase> {
        let first = self.all.first()?;
        let cut = self.phrases.name_first(first);
        let first = cut.as_ref().unwrap_or(first);
        let names = first.is_pronoun || first.ends_in_name();
        let is_near = first.words.start <= self.range.start + 1;
        (names && is_near && first.preposition.is_none()).then(|| first.clone())
    }

    pub(super) fn phrases(&self) -> &Phrases<'a> {
        &self.phrases
    }

    pub(super) fn words(&self) -> &'a Words {
        self.phrases.words
    }

    /// The token at a place of the sentence. None outside of the sentence.
    pub(super) fn token(&self, place: usize) -> Option<&'a Token> {
        self.phrases
            .tokens
            .get(place)
            .filter(|_| self.range.contains(&place))
    }

    /// The lower-case text of the token at a place of the sentence. Empty outside of the sentence.
    pub(super) fn lower(&self, place: usize) -> &'a str {
        self.token(place).map_or("", |token| &token.lower)
    }

    /// The lower-case text of the token before a place of the sentence. Empty outside of the
    /// sentence.
    pub(super) fn lower_before(&self, place: usize) -> &'a str {
        place.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// The token before a place of the sentence. None outside of the sentence.
    pub(super) fn token_before(&self, place: usize) -> Option<&'a Token> {
        self.token(place.checked_sub(1)?)
    }

    /// Whether a number stands at a place.
    pub(super) fn is_number(&self, place: usize) -> bool {
        self.token(place)
            .is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether "a" or "an" stands before a place.
    pub(super) fn is_behind_a(&self, place: usize) -> bool {
        matches!(self.lower_before(place), "a" | "an")
    }

    pub(super) fn is(&self, place: usize, mark: &str) -> bool {
        self.lower(place) == mark
    }

    /// The credit of the sentence. None if it credits nobody or is the narrator's question. A
    /// credit by attribution phrase and one by verb are combined; other ways are tried only without
    /// both.
    pub(super) fn credit(&self) -> Option<Found> {
        if self.is_question() {
            return None;
        }
        let by_verb = self.by_verb(self.range.clone(), false);
        // "Про це, каже він, свідчать сліди сокири": a thing is evidence of what somebody says.
        let is_evidence = |found: &Found| {
            let mut chain = found.chain.iter();
            by_verb.is_some()
                && self.words().has_cases
                && !chain.any(|who| self.could_be_credited(&who.phrase))
        };
        let by_phrase = self.by_phrase().filter(|found| !is_evidence(found));
        let mut found = match (by_phrase, by_verb) {
            (Some(found), Some(verb)) => self.combined(found, verb),
            (Some(found), None) => found,
            (None, Some(verb)) => {
                let second = self.second_speaker(&verb);
                let other = self.contender(&verb);
                let signs = Signs {
                    is_contested: other.is_some(),
                    is_shared: second.is_some(),
                    ..self.signs(&verb)
                };
                let other = second.or(other);
                Found {
                    other,
                    signs,
                    ..self.with_verb(verb)
                }
            }
            (None, None) => self.by_another_way()?,
        };
        if self.is_question_of(&found) {
            return None;
        }
        self.add_venue(&mut found);
        self.add_relied_on(&mut found);
        self.part_sources_of_outlets(&mut found);
        found.chain.retain(|who| !self.is_platform(&who.phrase));
        found.is_of_before = self.is_of_before();
        (!found.chain.is_empty()).then_some(found)
    }

    /// The credit without a listed speech verb. The ways are tried in the order of the table, and
    /// the first that finds a credit counts: first those by words of attribution, then those by the
    /// layout, last those in which only quoted words or a word of hearsay show that somebody speaks.
    fn by_another_way(&self) -> Option<Found> {
        let ways: [(Way, Find<'a>); 11] = [
            (Way::Paper, Self::by_paper),
            (Way::Phrase, Self::by_opinion),
            (Way::Parenthesis, Self::by_parenthesis),
            (Way::Citing, Self::by_citing),
            (Way::Participle, Self::by_participle),
            (Way::Signature, Self::by_signature),
            (Way::Layout, Self::by_layout),
            (Way::Narration, Self::by_narration),
            (Way::Dropped, Self::by_dropped),
            (Way::Colon, Self::by_colon),
            (Way::Hearsay, Self::by_hearsay),
        ];
        ways.into_iter().find_map(|(way, find)| {
            let signs = Signs::of(way);
            Some(Found {
                signs,
                ..find(self)?
            })
        })
    }

    /// Whether the sentence is a question of the narrator, without a quotation or colon: "What did
    /// Lee say after the game?"
    fn is_question(&self) -> bool {
        let last = self.range.end.checked_sub(1);
        last.is_some_and(|last| self.is(last, "?"))
            && !self.range.clone().any(|place| {
                self.token(place)
                    .is_some_and(|token| token.speech.is_some() || token.is(":"))
            })
    }

    /// Whether the credit has a verb of asking and the quotation a question mark: «Когда?» —
    /// спросили его журналисты. Such a sentence credits nobody: a question asserts nothing, and the
    /// answer is still the last speaker's.
    fn is_question_of(&self, found: &Found) -> bool {
        let asks = self.words().asks.contains(&found.cue.to_lowercase());
        let spoken = |place: &usize| {
            self.token(*place)
                .is_some_and(|token| token.speech.is_some())
        };
        let mut marks = self.range.clone().filter(spoken);
        // “Prices will go up. How could they not?” asks Lee: the first sentence is a statement.
        let quotation = self.token(self.range.start).and_then(|first| first.speech);
        let before = self.range.start.checked_sub(1);
        let before = before.and_then(|before| self.phrases.token(before));
        let goes_on = quotation.is_some() && before.is_some_and(|last| last.speech == quotation);
        asks && !goes_on && marks.any(|place| self.is(place, "?"))
    }

    /// Whether a phrase is the platform on which something was posted: "on Telegram", "his Facebook
    /// page". A page or channel that is itself the subject is a source.
    fn is_platform(&self, phrase: &Phrase) -> bool {
        let lowers = || {
            phrase
                .words
                .clone()
                .filter_map(|place| self.token(place))
                .filter(|token| token.is_word())
        };
        let words = self.words();
        let owner = words
            .possessives
            .contains(self.lower_before(phrase.words.start));
        // "according to a post": a post that the story has not mentioned before is a source.
        let is_new = phrase.has_article && !phrase.is_definite;
        let posts = lowers().any(|token| words.pages.contains(&token.lower))
            && (phrase.preposition.is_none() || is_new)
            && !owner;
        !phrase.is_pronoun
            && !posts
            && lowers().next().is_some()
            && lowers().all(|token| words.is_of_platform(&token.lower))
    }

    /// The first listed hedge that stands outside of quotations, as written. Empty if there is
    /// none.
    pub(super) fn hedge(&self) -> String {
        let hedges = self.words().hedges.iter();
        let mut places = hedges.filter_map(|hedge| self.phrase(hedge, self.range.start));
        places
            .next()
            .map_or(String::new(), |at| self.phrases.shown(&at).to_owned())
    }

    /// Whether a comma, colon, dash or quoted token stands in `from..to`.
    pub(super) fn has_break(&self, from: usize, to: usize) -> bool {
        (from..to).any(|place| {
            self.token(place).is_some_and(|token| {
                token.is(",") || token.is(":") || token.is_dash() || token.speech.is_some()
            })
        })
    }

    /// The first token of a verb's clause: the one behind the conjunction, mark or quotation before
    /// the verb. At most 40 tokens back.
    pub(super) fn clause_start(&self, verb: usize) -> usize {
        let ends = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                token.speech.is_some()
                    || self.words().conjunctions.contains(&token.lower) && !self.is_so_far(*place)
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

    /// Whether a noun phrase starts before `place` and goes on at least to it.
    pub(super) fn is_inside_phrase(&self, place: usize) -> bool {
        let near = self
            .all
            .partition_point(|phrase| phrase.words.start < place);
        near.checked_sub(1)
            .and_then(|near| self.all.get(near))
            .is_some_and(|phrase| phrase.words.end > place)
    }

    /// Whether a phrase can be a source: a pronoun, a word for people or for a kind of source, a
    /// name, or a short phrase with an article.
    pub(super) fn could_be_credited(&self, phrase: &Phrase) -> bool {
        let is_listed = self.words().is_of_people(self.lower(phrase.head))
            || phrase
                .words
                .clone()
                .any(|place| self.words().people.contains(self.lower(place)));
        // The capital of a sentence's first word alone does not make it a name.
        let only_opens = phrase
            .name
            .as_ref()
            .is_some_and(|name| *name == (self.range.start..self.range.start + 1))
            && phrase.words.len() > 1
            && !self.is_owner(self.range.start);
        let only_numbers = phrase
            .words
            .clone()
            .all(|place| self.token(place).is_some_and(|token| !token.is_word()));
        let is_short = phrase.words.len() <= 5;
        // "Lee's past": Lee is only the owner, and a thing says nothing.
        let only_owns = phrase.kind.is_none()
            && !is_listed
            && phrase
                .name
                .as_ref()
                .is_some_and(|name| name.end < phrase.words.end && self.is_owner(name.end - 1));
        !only_numbers
            && (is_listed || !self.is_counted_thing(phrase))
            && !self.is_thing_of_somebody(phrase)
            && !only_owns
            && (phrase.is_pronoun
                || phrase.is_counted
                || is_listed
                || phrase.kind.is_some()
                || (phrase.name.is_some() && !only_opens)
                || (phrase.has_article && is_short))
    }

    /// Whether a phrase is the group in a count of things, which say nothing: "the houses" in "one
    /// of the houses".
    fn is_counted_thing(&self, phrase: &Phrase) -> bool {
        let article = usize::from(phrase.has_article);
        let counted = phrase.words.start.checked_sub(2 + article);
        phrase.kind.is_none()
            && phrase.name.is_none()
            && counted.is_some_and(|counted| self.phrases.starts_counted(counted))
    }

    /// Whether a phrase is a noun that no list has for people, with a surname that names its owner:
    /// "вина Медведева". Always false in languages without cases.
    fn is_thing_of_somebody(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        let ends = |place: usize, endings: &Endings| endings.fit(self.lower(place));
        let name = phrase.name.as_ref().filter(|name| name.len() == 1);
        words.has_cases
            && phrase.kind.is_none()
            && name.is_some_and(|name| {
                name.start > phrase.words.start && ends(name.start, &words.owners)
            })
            && self.token(phrase.words.start).is_some_and(|first| {
                first.is_word()
                    && !first.is_capital
                    && !words.may_describe(&first.lower)
                    && !self.phrases.ends_like_adjective(&first.lower)
            })
    }

    /// Whether a phrase has neither numbers nor quotation marks or other signs.
    pub(super) fn has_only_words(&self, phrase: &Phrase) -> bool {
        let mut words = phrase.words.clone();
        words.all(|place| self.token(place).is_some_and(Token::is_word))
    }

    /// Whether a phrase is an English plural noun before a verb that only people can do: "critics
    /// say", "dockers said".
    pub(super) fn is_of_several(&self, phrase: &Phrase, verb: usize) -> bool {
        let is_plain = self.words().cues.plain.contains(self.lower(verb));
        let is_many = self.token(phrase.words.end - 1).is_some_and(|last| {
            last.lower.len() > 4
                && last.lower.ends_with('s')
                && !["ss", "us", "is", "'s", "’s"]
                    .iter()
                    .any(|ending| last.lower.ends_with(ending))
                && !self.words().worth.dates.contains(&last.lower)
        });
        is_plain
            && is_many
            && self.has_only_words(phrase)
            && phrase.words.len() <= 3
            && !self.is_counted_thing(phrase)
    }

    /// Whether a phrase has a name that more than the capital of the sentence's first word shows.
    pub(super) fn has_own_name(&self, phrase: &Phrase) -> bool {
        phrase.name.as_ref().is_some_and(|name| {
            name.start > self.range.start
                || self.is_owner(name.start)
                || self
                    .token(name.start)
                    .is_some_and(|token| token.is_acronym(self.phrases.text))
        })
    }

    /// Whether a phrase is one word that names people by their origin: "харків'яни".
    pub(super) fn is_demonym(&self, phrase: &Phrase) -> bool {
        let word = self.token(phrase.words.start);
        phrase.words.len() == 1 && word.is_some_and(|word| self.words().is_demonym(&word.lower))
    }

    /// Whether a phrase before a verb is certainly its subject: a pronoun, a count of people, a
    /// word for people or a source in its base form, or a name.
    pub(super) fn is_surely_somebody(&self, phrase: &Phrase) -> bool {
        let is_base = phrase.kind.is_some() && self.words().is_base(self.lower(phrase.head));
        let head = self.lower(phrase.head);
        let is_listed = self.words().people.contains(head) || self.words().is_national(head);
        phrase.is_pronoun
            || phrase.is_counted
            || is_base
            || is_listed
            || self.is_demonym(phrase)
            || self.has_own_name(phrase)
            || (phrase.name.is_some() && phrase.words.len() > 1)
    }
}
