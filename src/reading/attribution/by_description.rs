//! Finds whom a description without a name means, such as "the group" or "the mayor": who has been
//! called so, or whose kind fits.

use super::super::words::Case;
use super::cast::{Cast, is_of_team};
use super::choice::{Meant, Points};
use super::meaning::{may_be_body, may_be_surname, means_same_role};
use super::naming::Nature;
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_outlet, is_kind_of_publisher};
use super::somebody::Somebody;
use super::tokens::TokenKind;
use super::verb_beside::{gender_of_verb, is_done_by_several};
use crate::case::SourceKind;
use crate::reading::forms::is_one_word;

impl Cast {
    /// Whom a description without a name means: "the group", "the official", "відомство". `named`
    /// is the description read as somebody new.
    pub(super) fn described(&self, mention: &Mention, named: &Somebody, of: &Phrases) -> Meant {
        let it = Description::of(mention, named, of);
        if it.is_of_nobody_known() {
            return Meant::Nobody;
        }
        let margin = Points::get().margins.description;
        self.meant(margin, |somebody| self.points_as(&it, somebody))
    }

    /// The points of somebody whom a description may mean. None if it cannot mean them.
    fn points_as(&self, it: &Description, somebody: &Somebody) -> Option<i32> {
        let points = Points::get();
        if it.excludes(somebody) {
            return None;
        }
        let is_near = (it.is_single || it.is_leader) && self.is_recent(somebody.seen);
        let own = if it.is_role_of(somebody) {
            points.role
        } else if !is_near {
            return None;
        } else if it.is_leader && may_lead(somebody, it.head, it.of) {
            points.role
        } else if it.shows_kind_of(somebody) {
            points.kind
        } else if it.may_be_body(somebody) || it.may_be_person(somebody, self.just_spoke(somebody))
        {
            points.unknown
        } else {
            return None;
        };
        Some(own + self.presence(somebody))
    }
}

/// A description without a name, and what its words show.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one thing seen in the text"
)]
struct Description<'a> {
    phrase: &'a Phrase,
    /// The description read as somebody new.
    named: &'a Somebody,
    of: &'a Phrases<'a>,
    /// Its head in lower case.
    head: &'a str,
    /// Whether the head stands for sources named before: "the group".
    is_general: bool,
    /// Whether it is one word, or says no more than one word does.
    is_single: bool,
    /// Whether it is a word for people by age: "the 24-year-old".
    is_aged: bool,
    is_person: bool,
    /// Whether it says where people speak: "в кассе".
    is_where: bool,
    is_unknown_noun: bool,
    is_office_alone: bool,
    /// Whether it calls somebody the head of what was named before.
    is_leader: bool,
    /// The gender that the verb beside it shows.
    does: Option<bool>,
}

impl<'a> Description<'a> {
    fn of(mention: &'a Mention, named: &'a Somebody, of: &'a Phrases) -> Self {
        let phrase = &mention.phrase;
        let head = of.lower(phrase.head);
        let is_general = of.words.is_stand_in(head);
        let is_former =
            phrase.words.len() == 2 && of.words.former.contains(of.lower(phrase.words.start));
        let is_single = phrase.words.len() == 1
            || is_news_word_only(phrase, of)
            || is_former
            || is_general && is_behind_name(phrase, of)
            || (of.words.has_cases
                && is_general
                && (phrase.head + 1 == phrase.words.end || is_all_general(phrase, of)));
        let is_aged = of.words.is_aged(head);
        Self {
            phrase,
            named,
            of,
            head,
            is_general,
            is_single,
            is_aged,
            is_where: mention.case == Case::Locative,
            is_person: named.is_person() || of.words.is_of_people(head) || is_aged,
            is_unknown_noun: is_unknown_noun(phrase, is_former, head, of),
            is_office_alone: is_office_alone(mention, of),
            is_leader: leads_what_was_named(mention, of),
            does: gender_of_verb(phrase.words.clone(), of),
        }
    }

    /// Whether it introduces somebody, so that it means nobody whom the story has named before.
    fn is_of_nobody_known(&self) -> bool {
        let Self { phrase, of, .. } = self;
        let is_known = phrase.is_definite || of.words.has_cases && !phrase.has_article;
        // "Також голови ОТГ вважають": a plural verb shows several people, though the story has
        // called one person so.
        let are_several = || {
            of.words.has_cases
                && (self.named.is_person() || of.words.is_of_people(self.head))
                && is_done_by_several(phrase.words.clone(), of)
        };
        !is_known
            || are_several()
            || introduces_somebody(phrase, of)
            // "…, говорят в кассе", "из зала крикнули": where people speak is nobody known.
            || self.is_where && phrase.kind.is_none()
            || of.words.counted.crowds.contains(self.head)
            || self.named.nature == Nature::People
            // "The company's press office" is not the company.
            || of.words.is_relay(self.head)
    }

    /// Whether the description cannot mean somebody, because of their gender or nature.
    fn excludes(&self, somebody: &Somebody) -> bool {
        // A word for a woman ("собеседница") does not mean a man. An office ("депутат") may mean a
        // woman, so there the ending of the verb decides.
        let is_hers = self.named.is_woman == Some(true) && somebody.is_woman == Some(false);
        let is_other = is_hers
            || somebody
                .is_woman
                .zip(self.does)
                .is_some_and(|(a, b)| a != b);
        // A noun of unknown kind ("Киевлянка") does not mean a place that was never credited
        // ("Киев").
        let is_some_place = somebody.nature == Nature::Thing
            && somebody.kind == SourceKind::Other
            && somebody.credited.is_none();
        are_named(somebody)
            || self.is_person && somebody.is_person() && is_other
            || self.is_unknown_noun && is_some_place
    }

    /// Whether the word is for people of this kind. A word for an expert may also mean somebody of
    /// whom nothing is known: "Археолог Мец … исследовательница".
    fn may_have_kind(&self, kind: SourceKind) -> bool {
        let own = self.phrase.kind;
        own == Some(kind) || own == Some(SourceKind::Expert) && kind == SourceKind::Other
    }

    /// Whether the story has called somebody by these words.
    fn is_role_of(&self, somebody: &Somebody) -> bool {
        let is_alike = self.is_person == somebody.is_person()
            || !self.is_person && (self.is_unknown_noun || self.phrase.kind.is_none());
        let others = count_new_words(self.named, somebody, self.phrase, self.of);
        // One word may differ: "перший заступник голови Нацбанку", "перший заступник голови НБУ".
        let is_nearly =
            self.is_person && self.of.words.has_cases && self.named.words.len() > 3 && others == 1;
        is_alike && (others == 0 || is_nearly)
    }

    /// Whether a general word shows the kind of somebody. In English it means only somebody who has
    /// a name: "Harbour Relief … the group".
    fn shows_kind_of(&self, somebody: &Somebody) -> bool {
        let has_cases = self.of.words.has_cases;
        self.is_general
            && (has_cases || somebody.is_named)
            && self.phrase.kind.is_some_and(|kind| {
                // "NASA … the agency"
                let is_agency = !has_cases && kind == SourceKind::Agency;
                kinds_match(kind, somebody.kind) || is_agency && somebody.kind == SourceKind::Body
            })
            && !somebody.says_what_it_is
            && !self.is_company_for_authority(somebody)
    }

    /// Whether this is a word for a company ("the firm"), and somebody an authority whose name says
    /// so in one word: "the Kremlin".
    fn is_company_for_authority(&self, somebody: &Somebody) -> bool {
        let words = self.of.words;
        let is_authority = |name: &String| {
            words.kind_of(name) == Some(SourceKind::Body) && !words.is_stand_in(name)
        };
        words.companies.holds(self.head)
            && matches!(somebody.words.as_slice(), [only] if is_authority(only))
    }

    /// Whether a general word may mean a body of unknown kind.
    fn may_be_body(&self, somebody: &Somebody) -> bool {
        self.is_general && !self.is_person && may_be_any_body(somebody, self.phrase, self.of)
    }

    /// Whether a word for people may mean a person of whom nothing else is known. `just_spoke`:
    /// whether somebody with a surname alone was credited right before.
    fn may_be_person(&self, somebody: &Somebody, just_spoke: bool) -> bool {
        let words = self.of.words;
        // "Лужков считает, что … Мэр подчеркнул": one word for an office may mean the surname
        // before it.
        let is_last = words.has_cases
            && self.is_single
            && self.phrase.kind == Some(SourceKind::Official)
            && just_spoke;
        let is_word_for_person = self.is_general
            || self.is_aged
            || self.is_office_alone && self.may_have_kind(somebody.kind)
            || words.has_cases && words.is_of_people(self.head);
        (self.is_unknown_noun || is_last || self.is_person && is_word_for_person)
            && !somebody.is_only_mentioned
            // A word for an office that has only opened a sentence is called by no other word.
            && (somebody.is_named || somebody.credited.is_some())
            && !has_another_office(somebody, self.head, self.of)
            && (somebody.nature == Nature::Person
                || is_last
                || !words.has_cases && self.is_general && may_be_surname(somebody))
    }
}

/// Whether an English description has only the name of a team, party or place before its noun: "the
/// Falcons winger", "the California senator".
fn is_behind_name(phrase: &Phrase, of: &Phrases) -> bool {
    let is_before =
        |name: &std::ops::Range<usize>| name.start == phrase.words.start && name.end == phrase.head;
    !of.words.has_cases
        && phrase.head + 1 == phrase.words.end
        && phrase.name.as_ref().is_some_and(is_before)
}

/// Whether all words of a phrase are ones that stand for sources named before: "собеседник
/// агентства". In "пресс-служба губернатора" they are not.
fn is_all_general(phrase: &Phrase, of: &Phrases) -> bool {
    let mut tokens = phrase.words.clone().map(|place| of.tokens.get(place));
    tokens.all(|token| token.is_some_and(|token| of.words.is_stand_in(&token.lower)))
}

/// Whether a relative clause follows, which introduces somebody new: "Собеседник агентства, который
/// там работает, рассказал".
pub(super) fn introduces_somebody(phrase: &Phrase, of: &Phrases) -> bool {
    let end = phrase.words.end;
    let next = of.tokens.get(end + 1);
    of.words.has_cases
        && of.tokens.get(end).is_some_and(|comma| comma.is(","))
        && next.is_some_and(|next| of.words.relatives.contains(&next.lower))
}

/// Whether one noun of unknown kind may be a word for a person. It is not if it is a word for a
/// text: "згідно з висновком".
fn is_unknown_noun(phrase: &Phrase, is_former: bool, head: &str, of: &Phrases) -> bool {
    // "Согласно пункту 4.5 норматива": a number follows, so the noun is no person.
    let next = of.tokens.get(phrase.words.end);
    of.words.has_cases
        && phrase.kind.is_none()
        && (phrase.words.len() == 1 || is_former)
        && !of.words.papers.contains(head)
        && next.is_none_or(|next| next.kind != TokenKind::Number)
}

/// Whether this is a group with names: "the harbour master" does not mean "Lee and harbour master
/// Crane".
fn are_named(somebody: &Somebody) -> bool {
    somebody.nature == Nature::People && somebody.is_named
}

/// The number of words in a description that the story has not used for somebody. The words of a
/// team are not counted ("the Rovers coach"), for the story may have called it otherwise.
fn count_new_words(named: &Somebody, somebody: &Somebody, phrase: &Phrase, of: &Phrases) -> usize {
    let team = phrase.name.clone().filter(|_| is_of_team(phrase, of));
    let is_of_name = |word: &String| {
        let mut places = team.clone().into_iter().flatten();
        places.any(|place| {
            of.tokens
                .get(place)
                .is_some_and(|token| token.lower == *word)
        })
    };
    let is_described = !somebody.is_person() || !somebody.is_proper;
    let is_theirs = |word: &&String| {
        let own = somebody.words.iter().filter(|_| is_described);
        let mut known = somebody.roles.iter().chain(own);
        known.any(|known| means_same_role(known, word, of))
    };
    let words = named.words.iter();
    words
        .filter(|word| !is_of_name(word) && !is_theirs(word))
        .count()
}

/// Whether a phrase is one word for an office or a profession, as in "Депутат подчеркнул". Without
/// articles it may mean the one named before, and rarely introduces somebody new.
fn is_office_alone(mention: &Mention, of: &Phrases) -> bool {
    let phrase = &mention.phrase;
    let head = of.tokens.get(phrase.head).map(|token| &token.lower);
    of.words.has_cases
        && phrase.words.len() == 1
        && matches!(phrase.kind, Some(SourceKind::Official | SourceKind::Expert))
        && head
            .is_some_and(|head| is_expected_form(head, mention.case, of) && !of.words.is_side(head))
}

/// Whether a phrase calls somebody the head of what was named before: two words ("глава ведомства",
/// "глава региона"), or one word for the head of a ministry or a city ("министр").
fn leads_what_was_named(mention: &Mention, of: &Phrases) -> bool {
    let phrase = &mention.phrase;
    let stands_in = |place: usize| of.words.is_stand_in(of.lower(place));
    // "глава региона"
    let is_led = |place: usize| of.words.led.contains(of.lower(place));
    let head = of.tokens.get(phrase.head).map(|token| &token.lower);
    of.words.has_cases
        && head.is_some_and(|head| {
            let is_of_it = phrase.words.len() == 2
                && (stands_in(phrase.words.start + 1) || is_led(phrase.words.start + 1));
            is_of_it && of.words.leads.holds(head)
                || phrase.words.len() == 1
                    && is_expected_form(head, mention.case, of)
                    && of.words.is_side(head)
        })
}

/// Whether a noun is in its base form, or, behind words that ask for another case, in any listed
/// form: "по словам прокурора".
fn is_expected_form(head: &str, case: Case, of: &Phrases) -> bool {
    of.words.is_base(head) || case != Case::Nominative && of.words.base_of(head).is_some()
}

/// Whether the story knows somebody by another office than this one, which excludes it: a
/// prosecutor is not a lawyer.
fn has_another_office(somebody: &Somebody, head: &str, of: &Phrases) -> bool {
    let own = somebody.words.iter().filter(|_| !somebody.is_named);
    let mut offices = somebody.roles.iter().chain(own);
    of.words.is_side(head)
        && offices.any(|office| of.words.is_side(office) && !is_one_word(office, head))
}

/// Whether the story has called a person by a word for a leader, so that "глава" or "министр" may
/// mean them.
fn may_lead(somebody: &Somebody, head: &str, of: &Phrases) -> bool {
    let words = of.words;
    // "Its head, Ivan Kotov": nothing is known of what he leads, so "the mayor" does not mean him.
    let leads_something = somebody.roles.len() > 1 || !words.is_side(head);
    somebody.nature == Nature::Person
        && leads_something
        && somebody
            .roles
            .iter()
            .any(|role| words.leads.holds(role) || words.leads.holds(head) && words.is_side(role))
}

/// Whether all words of an English phrase are words for outlets and agencies: "the news agency".
fn is_news_word_only(phrase: &Phrase, of: &Phrases) -> bool {
    let is_one = |place: usize| {
        let kind = of.words.kind_of(of.lower(place));
        kind.is_some_and(is_kind_of_outlet)
    };
    !of.words.has_cases && phrase.name.is_none() && phrase.words.clone().all(is_one)
}

/// Whether a word for any body ("the company") may mean somebody of whom the story has given only a
/// name.
fn may_be_any_body(somebody: &Somebody, phrase: &Phrase, of: &Phrases) -> bool {
    let stands_for_body = phrase.kind == Some(SourceKind::Body)
        || phrase.kind == Some(SourceKind::Agency) && !of.words.has_cases;
    stands_for_body
        && somebody.kind == SourceKind::Other
        && somebody.is_named
        && somebody.is_proper
        && !somebody.says_what_it_is
        && somebody.roles.is_empty()
        && (!somebody.is_person() || may_be_body(somebody, of.words))
}

/// Whether a word for a source of one kind may mean a source of the other: CNN may be "the channel"
/// or "the agency".
fn kinds_match(a: SourceKind, b: SourceKind) -> bool {
    a == b || (is_kind_of_publisher(a) && is_kind_of_publisher(b))
}
