//! Where a sentence credits somebody, and with which words: "according to X", "X said", "…, said
//! X", "as X told Y", "X, citing Y". This finds the words for the person; the cast knows who that
//! is.
//!
//! Verbs have files of their own: `verbs` finds the verbs that count, `subject` finds their
//! subjects, and `behind` completes a description by the name after it. `ways` has the credits
//! without a listed verb, and `links` the further links of a chain.

use std::ops::Range;

use super::super::words::{Case, Words};
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_person};
use super::tokens::Token;
use super::way::{Signs, Way};
use crate::case::{Part, SourceKind};
use crate::reading::forms::Endings;

/// Words of a sentence that are looked at. Longer ones are lists or no prose.
const LONGEST: usize = 400;

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
    /// Whether the first only passes on what others say: ", сообщает «Весть»".
    pub is_relayed: bool,
    /// The words for where it was said, or who heard it, if the chain has them.
    pub venue: Option<Range<usize>>,
    /// Who stands on the other side of the verb and could do what it says.
    pub other: Option<Mention>,
    /// How it came.
    pub signs: Signs,
}

/// A sentence in which credits are looked for.
pub(super) struct Clause<'a> {
    pub(super) phrases: Phrases<'a>,
    pub(super) all: Vec<Phrase>,
    pub(super) range: Range<usize>,
    pub(super) part: Part,
}

/// What finds the credit of one way.
type Find<'a> = fn(&Clause<'a>) -> Option<Found>;

/// A verb that says that somebody says something, and who.
pub(super) struct Verb {
    pub place: usize,
    pub who: Mention,
    /// Who says it if that one only passes it on: "The group took responsibility, CNN reports".
    pub of: Option<Mention>,
    /// Whether it only passes on what others say.
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

    /// All noun phrases, in order.
    pub(super) fn all(&self) -> &[Phrase] {
        &self.all
    }

    /// Who is named right before the colon with which the paragraph ends.
    pub(super) fn announced(&self) -> Option<Mention> {
        let colon = self.range.end.checked_sub(1)?;
        let ends = self.is(colon, ":") && self.range.end == self.phrases.tokens.len();
        let phrase = self
            .all
            .last()
            .filter(|phrase| ends && phrase.words.end == colon)?;
        let name = phrase.name.as_ref().filter(|name| name.end == colon)?;
        let is_person = phrase.kind.map_or(name.len() > 1, is_kind_of_person);
        let is_base = phrase.preposition.is_none()
            && (!self.words().has_cases
                || self
                    .token(phrase.head)
                    .is_some_and(|head| self.words().is_base(&head.lower)));
        is_person.then(|| Mention {
            phrase: phrase.clone(),
            case: if is_base {
                Case::Nominative
            } else {
                Case::Genitive
            },
        })
    }

    /// With whom the sentence opens: a name or a pronoun for a person.
    pub(super) fn opening(&self) -> Option<Phrase> {
        let first = self.all.first()?;
        let cut = self.phrases.name_first(first);
        let first = cut.as_ref().unwrap_or(first);
        let names = first.is_pronoun
            || first
                .name
                .as_ref()
                .is_some_and(|name| name.end == first.words.end);
        let is_near = first.words.start <= self.range.start + 1;
        (names && is_near && first.preposition.is_none()).then(|| first.clone())
    }

    pub(super) fn phrases(&self) -> &Phrases<'a> {
        &self.phrases
    }

    pub(super) fn words(&self) -> &'a Words {
        self.phrases.words
    }

    pub(super) fn token(&self, place: usize) -> Option<&'a Token> {
        self.phrases
            .tokens
            .get(place)
            .filter(|_| self.range.contains(&place))
    }

    pub(super) fn is(&self, place: usize, mark: &str) -> bool {
        self.token(place).is_some_and(|token| token.is(mark))
    }

    /// Whom it credits.
    pub(super) fn credit(&self) -> Option<Found> {
        if self.asks() {
            return None;
        }
        let by_phrase = self.by_phrase();
        let by_verb = self.by_verb(self.range.clone(), false);
        let mut found = match (by_phrase, by_verb) {
            (Some(found), Some(verb)) => self.both(found, verb),
            (Some(found), None) => found,
            (None, Some(verb)) => {
                let other = self.contender(&verb);
                let signs = Signs {
                    is_contested: other.is_some(),
                    ..self.signs(&verb)
                };
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

    /// The credits without a verb that a list knows, the surest first.
    fn by_another_way(&self) -> Option<Found> {
        let ways: [(Way, Find<'a>); 10] = [
            (Way::Paper, Self::by_paper),
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

    /// Whether the narrator asks something: "What did Lee say after the game?"
    fn asks(&self) -> bool {
        let last = self.range.end.checked_sub(1);
        last.is_some_and(|last| self.is(last, "?"))
            && !self.range.clone().any(|place| {
                self.token(place)
                    .is_some_and(|token| token.speech.is_some() || token.is(":"))
            })
    }

    /// Whether all that is credited is a question: «Когда?» — спросили его журналисты. It asserts
    /// nothing, and who answers has not changed.
    fn is_question_of(&self, found: &Found) -> bool {
        let asks = self.words().asks.contains(&found.cue.to_lowercase());
        let spoken = |place: &usize| {
            self.token(*place)
                .is_some_and(|token| token.speech.is_some())
        };
        let mut marks = self.range.clone().filter(spoken);
        asks && marks.any(|place| self.is(place, "?"))
    }

    /// Whether a phrase is where something was posted: "on Telegram", "his Facebook page". A
    /// channel that posts is somebody.
    fn is_platform(&self, phrase: &Phrase) -> bool {
        let lowers = || {
            phrase
                .words
                .clone()
                .filter_map(|place| self.token(place))
                .filter(|token| token.is_word())
        };
        let words = self.words();
        let owner = phrase
            .words
            .start
            .checked_sub(1)
            .and_then(|before| self.token(before))
            .is_some_and(|before| words.possessives.contains(&before.lower));
        let posts = lowers().any(|token| words.pages.contains(&token.lower))
            && phrase.preposition.is_none()
            && !owner;
        !phrase.is_pronoun
            && !posts
            && lowers().next().is_some()
            && lowers().all(|token| words.is_of_platform(&token.lower))
    }

    /// A credit by phrase and one by verb in one sentence: the phrase is nearer to the reader,
    /// except for an outlet that writes what it has from somebody: "Bloomberg, со слов источников,
    /// писал".
    fn both(&self, mut found: Found, verb: Verb) -> Found {
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
        // "The union denies it: by its figures …": "its" is the one who denies.
        if is_apart && found.chain.iter().all(|mention| mention.phrase.is_pronoun) {
            found.chain = vec![verb.who];
            return found;
        }
        let carries = matches!(who.kind, Some(SourceKind::Outlet | SourceKind::Agency))
            && verb.place > cue.start;
        if carries && is_apart && is_new {
            found.chain.insert(0, verb.who);
        } else if !is_weak && is_apart && is_new && self.opens_beside(&found, &cue, who) {
            found.chain.push(verb.who);
        }
        found
    }

    /// Whether somebody stands right beside a phrase that credits: "According to CNN, the group
    /// claimed". Who comes later is in what the one credited says.
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

    /// The words that hedge, as they stand outside of somebody's own.
    pub(super) fn hedge(&self) -> String {
        let hedges = self.words().hedges.iter();
        let mut places = hedges.filter_map(|hedge| self.phrase(hedge, self.range.start));
        places
            .next()
            .map_or(String::new(), |at| self.phrases.shown(&at).to_owned())
    }

    /// Whether a comma, colon, dash or somebody's own words stand between two places.
    pub(super) fn has_break(&self, from: usize, to: usize) -> bool {
        (from..to).any(|place| {
            self.token(place).is_some_and(|token| {
                token.is(",") || token.is(":") || token.is_dash() || token.speech.is_some()
            })
        })
    }

    /// Where the clause of a verb starts: behind the conjunction, mark or quotation before it.
    pub(super) fn clause_start(&self, verb: usize) -> usize {
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

    pub(super) fn is_inside_phrase(&self, place: usize) -> bool {
        let near = self
            .all
            .partition_point(|phrase| phrase.words.start < place);
        near.checked_sub(1)
            .and_then(|near| self.all.get(near))
            .is_some_and(|phrase| phrase.words.end > place)
    }

    /// A pronoun, a word for somebody who speaks, a name, or somebody known.
    pub(super) fn could_be_credited(&self, phrase: &Phrase) -> bool {
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
            && phrase.words.len() > 1
            && !self.is_owner(self.range.start);
        let only_numbers = phrase
            .words
            .clone()
            .all(|place| self.token(place).is_some_and(|token| !token.is_word()));
        let is_short = phrase.words.len() <= 5;
        // "Lee's past": it is his, and says nothing.
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

    /// Things out of which one is counted, which say nothing: "one of the houses".
    fn is_counted_thing(&self, phrase: &Phrase) -> bool {
        let article = usize::from(phrase.has_article);
        let counted = phrase.words.start.checked_sub(2 + article);
        phrase.kind.is_none()
            && phrase.name.is_none()
            && counted.is_some_and(|counted| self.phrases.starts_counted(counted))
    }

    /// "вина Медведева": a noun that no list knows for people, with a surname in a case that says
    /// whose it is.
    fn is_thing_of_somebody(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        let ends = |place: usize, endings: &Endings| {
            self.token(place)
                .is_some_and(|token| endings.fit(&token.lower))
        };
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

    /// Whether a common noun in the plural stands right before a verb that only people do: "critics
    /// say", "dockers said".
    pub(super) fn is_of_several(&self, phrase: &Phrase, verb: usize) -> bool {
        let is_plain = self
            .token(verb)
            .is_some_and(|token| self.words().cues.plain.contains(&token.lower));
        let is_many = self.token(phrase.words.end - 1).is_some_and(|last| {
            last.lower.len() > 4
                && last.lower.ends_with('s')
                && !["ss", "us", "is", "'s", "’s"]
                    .iter()
                    .any(|ending| last.lower.ends_with(ending))
                && !self.words().worth.dates.contains(&last.lower)
        });
        let all_words = phrase
            .words
            .clone()
            .all(|place| self.token(place).is_some_and(Token::is_word));
        is_plain
            && is_many
            && all_words
            && phrase.words.len() <= 3
            && !self.is_counted_thing(phrase)
    }

    pub(super) fn has_own_name(&self, phrase: &Phrase) -> bool {
        phrase.name.as_ref().is_some_and(|name| {
            name.start > self.range.start
                || self.is_owner(name.start)
                || self
                    .token(name.start)
                    .is_some_and(|token| token.is_acronym(self.phrases.text))
        })
    }

    /// Whether one word names people by where they are from: "харків'яни".
    pub(super) fn is_demonym(&self, phrase: &Phrase) -> bool {
        let word = self.token(phrase.words.start);
        phrase.words.len() == 1 && word.is_some_and(|word| self.words().is_demonym(&word.lower))
    }

    /// Whether a phrase before a verb is a subject beyond doubt.
    pub(super) fn is_surely_somebody(&self, phrase: &Phrase) -> bool {
        let is_base = phrase.kind.is_some()
            && self
                .token(phrase.head)
                .is_some_and(|head| self.words().is_base(&head.lower));
        let is_listed = self
            .token(phrase.head)
            .is_some_and(|head| self.words().people.contains(&head.lower));
        phrase.is_pronoun
            || phrase.is_counted
            || is_base
            || is_listed
            || self.is_demonym(phrase)
            || self.has_own_name(phrase)
            || (phrase.name.is_some() && phrase.words.len() > 1)
    }
}
