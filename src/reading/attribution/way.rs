//! By what a sentence credits somebody, and how sure that is. How sure each way is stands in
//! `assets/points.ron`.

use serde::Deserialize;

use super::cast::Cast;
use super::choice::{Fading, Points};
use super::naming::Nature;
use super::phrases::Phrase;
use super::quotations::Credit;
use super::somebody::{Somebody, Who};
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
pub(in crate::reading) struct Signs {
    pub way: Way,
    /// With what word the last of the chain is called.
    pub called: Called,
    /// Whether the verb says something only at times: "показал", "adds".
    pub is_weak: bool,
    /// Whether a "that", a colon, a quotation or a comma shows what is said.
    pub is_marked: bool,
}

impl Signs {
    /// A credit that came so, and of which nothing else is known.
    pub(in crate::reading) fn of(way: Way) -> Self {
        Self {
            way,
            is_marked: true,
            ..Self::default()
        }
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
    pub unmarked: i32,
    pub nameless: i32,
    pub long: i32,
}

impl Sure {
    /// How sure it is that somebody is rightly credited, who was last credited so many sentences
    /// before.
    fn of(&self, signs: Signs, who: &Somebody, since: usize) -> i32 {
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
        let is_nameless =
            !who.is_named && who.kind == SourceKind::Other && who.nature == Nature::Thing;
        let when = |holds: bool, points: i32| if holds { points } else { 0 };
        way + called
            + when(signs.way == Way::Last && !who.is_person(), self.thing)
            + when(signs.is_weak, self.weak)
            + when(is_by_verb && !signs.is_marked, self.unmarked)
            + when(is_nameless, self.nameless)
            + when(is_nameless && who.words.len() > 1, self.long)
    }
}

impl Cast {
    /// Makes a question of a credit that is not sure, or nothing if it is hardly one.
    pub(super) fn doubted(&self, credit: Credit) -> Option<Credit> {
        self.doubted_at(self.now, credit)
    }

    /// The same for what stands in a sentence before.
    pub(super) fn doubted_at(&self, now: usize, credit: Credit) -> Option<Credit> {
        let sure = &Points::get().sure;
        let Some((last, who)) = credit
            .chain
            .last()
            .and_then(|last| Some((*last, self.get(*last)?)))
        else {
            return Some(credit);
        };
        let since = who.credited.map_or(0, |at| now.saturating_sub(at));
        let points = sure.of(credit.signs, who, since);
        if points >= sure.asks {
            return Some(credit);
        }
        if points < sure.drops {
            return None;
        }
        let mut candidates = vec![last];
        candidates.extend(self.beside(last).into_iter().take(sure.others));
        if candidates.len() < 2 {
            return Some(credit);
        }
        Some(Credit {
            chain: Vec::new(),
            candidates,
            ..credit
        })
    }

    /// Whom the story has just credited or spoken of, without this one, the likeliest first.
    fn beside(&self, who: Who) -> Vec<Who> {
        let speaks = |somebody: &Somebody| {
            let is_topic = somebody.is_person() && somebody.is_named && somebody.topic.is_some();
            self.is_recent(somebody.seen) && (somebody.credited.is_some() || is_topic)
        };
        let all = self.all.iter().enumerate().rev();
        let mut others: Vec<(i32, Who)> = all
            .filter(|(place, somebody)| Who(*place) != who && speaks(somebody))
            .map(|(place, somebody)| (self.presence(somebody), Who(place)))
            .collect();
        others.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        others.into_iter().map(|(_, who)| who).collect()
    }
}

#[cfg(test)]
mod tests {
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
        let unmarked = Signs {
            is_marked: false,
            is_weak: true,
            ..signs
        };
        assert!(sure.of(signs, &named, 0) >= sure.asks);
        assert!(sure.of(unmarked, &nameless, 0) < sure.asks);
        assert!(sure.of(Signs::of(Way::FirstPerson), &named, 0) < sure.asks);
        let last = Signs::of(Way::Last);
        assert!(sure.of(last, &named, 0) > sure.of(last, &named, 3));
        assert_eq!(sure.of(Signs::of(Way::Label), &nameless, 9), i32::MAX);
    }
}
