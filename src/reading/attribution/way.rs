//! How a sentence credits somebody, and how certain that is. The points for each way and each sign
//! stand in `assets/points.ron`.

use serde::Deserialize;

use super::naming::Nature;
use super::phrases::Phrase;
use super::somebody::Somebody;
use crate::case::SourceKind;

/// What in the text credits somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::reading) enum Way {
    /// A verb with at most two words between it and its subject: "Lee said".
    #[default]
    Verb,
    /// A verb with more words between it and its subject.
    FarVerb,
    /// A phrase before or behind the name: "According to Lee".
    Phrase,
    /// A document in which something is said: "В заявлении партии говорится".
    Paper,
    /// A verb that no list knows, with its subject behind a comma or dash: ", warns Lee,".
    Parenthesis,
    /// A phrase for a source between a name and its verb: "Kyodo, citing an official, put".
    Citing,
    /// A participle of saying: "Lee attacked the plan, saying".
    Participle,
    /// A name behind a quotation: "“It is over.” — Ann Lee".
    Signature,
    /// A name and a colon or dash: "Lee: “It is over”", "Plant leaks — ministry".
    Layout,
    /// What the narrator says about somebody beside a quotation: "“…,” she grinned".
    Narration,
    /// A verb without a subject, so that the last speaker is meant: "Запевняє, що".
    Dropped,
    /// The person before a colon and a quotation: "she is blunt: “They sign everything”".
    Colon,
    /// Another sentence of the same quotation names the speaker.
    SameQuotation,
    /// Nothing names the speaker of the quotation; the last speaker is taken.
    Last,
    /// The person with whom the sentence before the quotation opens: "Ann Lee sat down. “It is
    /// over.”"
    Beat,
    /// The label with the speaker's name in a transcript.
    Label,
    /// A sentence in the first person without quotation marks, before one that names its speaker:
    /// "We were late. Nobody told us, said Lee."
    FirstPerson,
    /// A word that marks the sentence as somebody's statement: "Мовляв, дах цілий".
    Hearsay,
}

/// By which kind of word a sentence refers to the speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::reading) enum Called {
    /// "Ann Lee".
    #[default]
    Name,
    /// "The mayor".
    Description,
    /// "She".
    Pronoun,
}

impl Called {
    /// The kind of word that a phrase is.
    pub(super) fn of(phrase: &Phrase) -> Self {
        if phrase.is_pronoun {
            Self::Pronoun
        } else if phrase.name.is_some() {
            Self::Name
        } else {
            Self::Description
        }
    }
}

/// The signs in the text that make a credit more or less certain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one sign in the text"
)]
pub(in crate::reading) struct Signs {
    pub way: Way,
    /// How the text refers to the speaker, the last of the chain.
    pub called: Called,
    /// Whether the verb often means something else than saying: "показал", "adds".
    pub is_weak: bool,
    /// Whether a "that", a colon, a quotation or a comma marks the statement.
    pub is_introduced: bool,
    /// Whether the subject is a plural noun, and the verb one that only people do: "dockers say".
    pub is_crowd: bool,
    /// Whether the chain has several links, so that somebody passes the words on.
    pub is_passed_on: bool,
    /// Whether somebody else in the clause may be the speaker: see `Clause::contender`.
    pub is_contested: bool,
    /// Whether another part of the sentence is somebody else's: see `Clause::second_speaker`.
    pub is_shared: bool,
    /// Whether the name is in the dative, as of an outlet that hears the words: "сообщил «Заре»".
    pub is_told: bool,
    /// Whether nothing shows that the name is a person's, a body's or an outlet's.
    pub is_strange: bool,
    /// Whether the supposed name has words in small letters: "Giants coach".
    pub is_ragged: bool,
}

impl Signs {
    /// The signs of a credit of this way that has no other signs. It counts as introduced.
    pub(in crate::reading) fn of(way: Way) -> Self {
        Self {
            way,
            is_introduced: true,
            ..Self::default()
        }
    }
}

/// Points that shrink with each sentence: `has` at first, less `fades` per sentence, never below
/// zero.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Fading {
    pub has: i32,
    pub fades: i32,
}

impl Fading {
    /// The points left after so many sentences.
    pub fn after(self, sentences: usize) -> i32 {
        let sentences = i32::try_from(sentences).unwrap_or(i32::MAX);
        (self.has - self.fades.saturating_mul(sentences)).max(0)
    }
}

/// How certain a credit is: the points for each way and each sign. Values and meanings stand in
/// `assets/points.ron`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Sure {
    pub asks: i32,
    pub drops: i32,
    pub others: usize,
    pub verb: i32,
    pub far_verb: i32,
    pub phrase: i32,
    pub paper: i32,
    pub parenthesis: i32,
    pub citing: i32,
    pub participle: i32,
    pub signature: i32,
    pub layout: i32,
    pub narration: i32,
    pub dropped: i32,
    pub colon: i32,
    pub quotation: i32,
    pub last: Fading,
    pub beat: i32,
    pub thing: i32,
    pub hearsay: i32,
    pub description: i32,
    pub pronoun: i32,
    pub weak: i32,
    pub not_introduced: i32,
    pub nameless: i32,
    pub long: i32,
    pub contested: i32,
    pub shared: i32,
    pub told: i32,
    pub strange: i32,
    pub ragged: i32,
}

impl Sure {
    /// The points of a credit of `who`. With fewer than `asks` it is a question, with fewer than
    /// `drops` it is none. `since`: sentences since `who` was last credited. A label has
    /// `i32::MAX`.
    pub fn of(&self, signs: Signs, who: &Somebody, since: usize) -> i32 {
        let way = match signs.way {
            Way::Verb => self.verb,
            Way::FarVerb => self.far_verb,
            Way::Phrase => self.phrase,
            Way::Paper => self.paper,
            Way::Parenthesis => self.parenthesis,
            Way::Citing => self.citing,
            Way::Participle => self.participle,
            Way::Signature => self.signature,
            Way::Layout => self.layout,
            Way::Narration => self.narration,
            Way::Dropped => self.dropped,
            Way::Colon => self.colon,
            Way::SameQuotation => self.quotation,
            Way::Last => self.last.after(since),
            Way::Beat => self.beat,
            Way::Hearsay => self.hearsay,
            // One too few, so that the reader asks.
            Way::FirstPerson => self.asks - 1,
            // A label of a transcript leaves no doubt.
            Way::Label => return i32::MAX,
        };
        let called = match signs.called {
            Called::Name => 0,
            Called::Description => self.description,
            Called::Pronoun => self.pronoun,
        };
        let is_by_verb = matches!(signs.way, Way::Verb | Way::FarVerb);
        let is_nameless = !who.is_named
            && !signs.is_crowd
            && !signs.is_passed_on
            && who.kind == SourceKind::Other
            && who.nature == Nature::Thing;
        let when = |holds: bool, points: i32| if holds { points } else { 0 };
        way + called
            + when(signs.way == Way::Last && !who.is_person(), self.thing)
            + when(signs.is_weak && !signs.is_passed_on, self.weak)
            + when(is_by_verb && !signs.is_introduced, self.not_introduced)
            + when(is_nameless, self.nameless)
            + when(is_nameless && who.words.len() > 1, self.long)
            + when(signs.is_contested, self.contested)
            + when(signs.is_shared, self.shared)
            + when(signs.is_told && !signs.is_passed_on, self.told)
            + when(signs.is_strange, self.strange)
            + when(signs.is_ragged, self.ragged)
    }
}

#[cfg(test)]
thread_local! {
    /// The signs of each claim's credit in the last story read, for the tests that fit the points.
    /// None for a claim without a credit.
    static NOTED: std::cell::RefCell<Vec<Option<Signs>>> =
        const { std::cell::RefCell::new(Vec::new()) };
}

/// Stores the signs of the claims of a story, in order. Replaces those of the story before.
#[cfg(test)]
pub(in crate::reading) fn note_ways(signs: impl Iterator<Item = Option<Signs>>) {
    NOTED.set(signs.collect());
}

/// Takes the stored signs out; the store is empty afterwards.
#[cfg(test)]
pub(super) fn noted_ways() -> Vec<Option<Signs>> {
    NOTED.take()
}

#[cfg(test)]
mod tests {
    use super::super::choice::Points;
    use super::*;

    #[test]
    fn signs_against_a_credit_make_it_a_question() {
        let sure = &Points::get().sure;
        let words = |name: &str| name.split(' ').map(str::to_owned).collect();
        let named = Somebody::labelled("Ann Lee".to_owned(), words("ann lee"), Vec::new());
        let mut nameless = Somebody::labelled("view".to_owned(), words("view of it"), Vec::new());
        nameless.is_named = false;
        nameless.nature = Nature::Thing;
        let signs = Signs::of(Way::Verb);
        let not_introduced = Signs {
            is_introduced: false,
            is_weak: true,
            ..signs
        };
        assert!(sure.of(signs, &named, 0) >= sure.asks);
        assert!(sure.of(not_introduced, &nameless, 0) < sure.asks);
        // One of these signs alone leaves the credit certain; two make it a question.
        let strange = Signs {
            is_strange: true,
            ..signs
        };
        let strange_and_contested = Signs {
            is_contested: true,
            ..strange
        };
        assert!(sure.of(strange, &named, 0) >= sure.asks);
        assert!(sure.of(strange_and_contested, &named, 0) < sure.asks);
        let told = Signs {
            is_told: true,
            is_ragged: true,
            ..signs
        };
        assert!(sure.of(told, &named, 0) < sure.asks);
        assert!(sure.of(Signs::of(Way::FirstPerson), &named, 0) < sure.asks);
        let last = Signs::of(Way::Last);
        assert!(sure.of(last, &named, 0) > sure.of(last, &named, 3));
        assert_eq!(sure.of(Signs::of(Way::Label), &nameless, 9), i32::MAX);
    }
}
