//! By what a sentence credits somebody, and how sure that is. How sure each way is stands in
//! `assets/points.ron`.

use serde::Deserialize;

use super::naming::Nature;
use super::phrases::Phrase;
use super::somebody::Somebody;
use crate::case::SourceKind;

/// By what somebody is credited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::reading) enum Way {
    /// A verb right behind or before who says it: "Lee said".
    #[default]
    Verb,
    /// A verb farther off.
    FarVerb,
    /// "According to Lee".
    Phrase,
    /// "В заявлении партии говорится".
    Paper,
    /// ", warns Lee,".
    Parenthesis,
    /// "Kyodo, citing an official, put".
    Citing,
    /// "Lee attacked the plan, saying".
    Participle,
    /// "“It is over.” — Ann Lee".
    Signature,
    /// "Lee: “It is over”", "Plant leaks — ministry".
    Layout,
    /// "“…,” she grinned".
    Narration,
    /// "Запевняє, що".
    Dropped,
    /// "she is blunt: “They sign everything”".
    Colon,
    /// A sentence of a quotation of which another sentence says whose it is.
    Quotation,
    /// A quotation of which nothing says whose it is: of who spoke last.
    Last,
    /// "Ann Lee sat down. “It is over.”"
    Beat,
    /// A speaker's name before what they say.
    Label,
    /// "We were late.", outside of quotation marks, behind somebody who spoke.
    FirstPerson,
    /// "Мовляв, дах цілий".
    Hearsay,
}

/// With what word somebody is called.
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

/// What is known of how a credit came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one sign in the text"
)]
pub(in crate::reading) struct Signs {
    pub way: Way,
    /// With what word the last of the chain is called.
    pub called: Called,
    /// Whether the verb says something only at times: "показал", "adds".
    pub is_weak: bool,
    /// Whether a "that", a colon, a quotation or a comma shows what is said.
    pub is_introduced: bool,
    /// Whether they are many, and the verb is one that only people do: "dockers say".
    pub is_crowd: bool,
    /// Whether somebody who is surely one passes it on.
    pub is_passed_on: bool,
    /// Whether somebody else in the clause could have said it: see `Clause::contender`.
    pub is_contested: bool,
    /// Whether the name has the form of an outlet that is told something, as in "сообщил «Заре»".
    pub is_told: bool,
    /// Whether nothing shows that the name is a person's, a body's or an outlet's.
    pub is_strange: bool,
    /// Whether what is taken for a name has words in small letters: "Giants coach".
    pub is_ragged: bool,
}

impl Signs {
    /// A credit that came so, and of which nothing else is known.
    pub(in crate::reading) fn of(way: Way) -> Self {
        Self {
            way,
            is_introduced: true,
            ..Self::default()
        }
    }
}

/// Points that each sentence since then takes from, down to none.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Fading {
    pub has: i32,
    pub fades: i32,
}

impl Fading {
    /// The points that are left after this many sentences.
    pub fn after(self, sentences: usize) -> i32 {
        let sentences = i32::try_from(sentences).unwrap_or(i32::MAX);
        (self.has - self.fades.saturating_mul(sentences)).max(0)
    }
}

/// The points as they stand in `assets/points.ron`, where each says what it is for.
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
    pub told: i32,
    pub strange: i32,
    pub ragged: i32,
}

impl Sure {
    /// How sure it is that somebody is rightly credited, who was last credited so many sentences
    /// before.
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
            Way::Quotation => self.quotation,
            Way::Last => self.last.after(since),
            Way::Beat => self.beat,
            Way::Hearsay => self.hearsay,
            // Asks in any case.
            Way::FirstPerson => self.asks - 1,
            // The format says it.
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
            + when(signs.is_told && !signs.is_passed_on, self.told)
            + when(signs.is_strange, self.strange)
            + when(signs.is_ragged, self.ragged)
    }
}

#[cfg(test)]
thread_local! {
    /// The signs behind the attribution of each claim of the last story, to which the points are
    /// fitted.
    static NOTED: std::cell::RefCell<Vec<Option<Signs>>> =
        const { std::cell::RefCell::new(Vec::new()) };
}

/// Notes by what the claims of a story are credited.
#[cfg(test)]
pub(in crate::reading) fn note_ways(signs: impl Iterator<Item = Option<Signs>>) {
    NOTED.set(signs.collect());
}

/// What was noted last.
#[cfg(test)]
pub(super) fn noted_ways() -> Vec<Option<Signs>> {
    NOTED.take()
}

#[cfg(test)]
mod tests {
    use super::super::choice::Points;
    use super::*;

    #[test]
    fn what_speaks_against_a_credit_makes_it_a_question() {
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
        // Each of them alone leaves it sure; two of them do not.
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
