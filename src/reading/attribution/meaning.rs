//! Finds whom a pronoun or a description means among the people and bodies that the story has named
//! so far. Each candidate gets points, and `choice` takes the first or leaves the question open.

use super::super::forms::{common_prefix_len, is_cyrillic, is_one_word};
use super::super::words::{Case, Words};
use super::cast::{Cast, is_of_team};
use super::choice::{Meant, Points};
use super::naming::Nature;
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_outlet, is_kind_of_publisher};
use super::somebody::{Somebody, Who};
use super::tokens::TokenKind;
use super::verb_beside::{gender_of_verb, is_done_by_several};
use crate::case::SourceKind;

impl Cast {
    /// The points of a candidate for how recently the story was about them, credited them and named
    /// them. 0 if all of that is long past.
    pub(super) fn presence(&self, somebody: &Somebody) -> i32 {
        let points = Points::get();
        let since = |place: usize| self.now.saturating_sub(place);
        let topic = somebody.topic.map_or(0, |at| points.topic.after(since(at)));
        let credited = somebody
            .credited
            .map_or(0, |at| points.credited.after(since(at)));
        topic + credited + points.seen.after(since(somebody.seen))
    }

    /// Chooses whom a word means. `points_of` gives the points of a candidate, or None for one whom
    /// the word cannot mean. With equal points the one named last comes first.
    fn meant(&self, margin: i32, points_of: impl Fn(&Somebody) -> Option<i32>) -> Meant {
        let all = self.all.iter().enumerate().rev();
        let scored = all.filter_map(|(place, somebody)| {
            let when = (somebody.seen, somebody.credited);
            Some((when, Who(place), points_of(somebody)?))
        });
        let mut scored: Vec<_> = scored.collect();
        scored.sort_by_key(|(when, ..)| std::cmp::Reverse(*when));
        let scored = scored.into_iter().map(|(_, who, points)| (who, points));
        Points::get().choose(margin, scored.collect())
    }

    /// Whom a lower-case pronoun stands for: "she" one person, "it" a body, "they" a body or
    /// several people.
    pub(super) fn pronoun(&self, word: &str, words: &Words) -> Meant {
        let points = Points::get();
        if words.persons.contains(word) {
            let is_woman = words.she.contains(word);
            return self.meant(points.margins.pronoun, |somebody| {
                let is_person = somebody.nature == Nature::Person && !somebody.is_only_mentioned;
                let may_be_one = is_person || may_be_surname(somebody);
                let fits = somebody.is_woman.is_none_or(|known| known == is_woman);
                let is_outlet = is_kind_of_outlet(somebody.kind);
                if !may_be_one || !fits || is_outlet || !self.is_recent(somebody.seen) {
                    return None;
                }
                let gender = somebody.is_woman.map_or(0, |_| points.gender);
                let bare = if is_person { 0 } else { points.bare };
                // The gender alone does not keep a candidate whom the story has long left.
                let presence = self.presence(somebody);
                (presence > 0).then_some(presence + gender + bare)
            });
        }
        let is_thing = words.things.contains(word);
        self.meant(points.margins.pronoun, |somebody| {
            let is_several = somebody.nature == Nature::People && !is_thing;
            // "The statement noted it. They said": "they" does not stand for a document.
            let is_paper = !is_thing && somebody.kind == SourceKind::Document;
            let is_known = somebody.credited.is_some() || somebody.topic.is_some();
            if !is_known || !self.is_recent(somebody.seen) {
                return None;
            }
            let is_unsure = may_be_body(somebody, words);
            let may_be = is_several || (!somebody.is_person() || is_unsure) && !is_paper;
            if !may_be {
                return None;
            }
            let several = if is_several { points.several } else { 0 };
            let bare = if is_unsure { points.bare } else { 0 };
            Some(self.presence(somebody) + several + bare)
        })
    }

    /// The person whom the story last credited or was about, or several if their points are close.
    /// Used for words by origin: "the Spaniard".
    pub(super) fn person_last_spoken_of(&self) -> Meant {
        self.meant(Points::get().margins.pronoun, |somebody| {
            let is_one = somebody.nature == Nature::Person || may_be_surname(somebody);
            let is_told_of = somebody.credited.is_some() || somebody.topic.is_some();
            (is_one && is_told_of && self.is_recent(somebody.seen)).then(|| self.presence(somebody))
        })
    }

    /// Whether one word stands for an outlet that the story has not named: "цитирует издание".
    pub(super) fn is_some_outlet(&self, mention: &Mention, of: &Phrases) -> bool {
        let phrase = &mention.phrase;
        if !phrase.is_outlet()
            || phrase.name.is_some()
            || phrase.is_pronoun
            || phrase.words.len() > 1
        {
            return false;
        }
        // At the start of a sentence the capital does not tell "Reuters" from "Agency".
        let is_some = of.tokens.get(phrase.head).is_some_and(|head| {
            !head.is_capital
                || of.words.is_stand_in(&head.lower)
                || of.words.has_cases && is_cyrillic(&head.lower) && !of.words.is_base(&head.lower)
        });
        let named = Somebody::named(mention, of, self.now);
        is_some && self.described(mention, &named, of) == Meant::Nobody
    }

    /// A person whom the story has called by a word for a leader, if a phrase now speaks of such an
    /// office: "Глава ЦИК" after "Председатель Центризбиркома Элла Панфёрова". The phrase may mean
    /// them or somebody else, so the caller asks. None if `found` is somebody who was credited
    /// before.
    pub(super) fn leader(&self, mention: &Mention, found: &Meant, of: &Phrases) -> Option<Who> {
        let phrase = &mention.phrase;
        let head = of.tokens.get(phrase.head).filter(|_| of.words.has_cases)?;
        let is_new = match found {
            Meant::Nobody => true,
            Meant::One(who) => self.get(*who).is_some_and(|who| who.credited.is_none()),
            Meant::Several(_) => false,
        };
        if is_done_by_several(phrase.words.clone(), of) {
            return None;
        }
        let leads_any = of.words.leads.holds(&head.lower);
        let is_office = phrase.words.len() > 1
            && phrase.head == phrase.words.start
            && (leads_any || of.words.is_side(&head.lower))
            && phrase.name.as_ref().is_none_or(|name| name.len() < 2);
        if !is_new || !is_office {
            return None;
        }
        let does = gender_of_verb(phrase.words.clone(), of);
        let leads = |somebody: &Somebody| {
            somebody.nature == Nature::Person
                && somebody.is_named
                && somebody.is_proper
                && self.is_recent(somebody.seen)
                && somebody.is_woman.zip(does).is_none_or(|(a, b)| a == b)
                && somebody.roles.iter().any(|role| {
                    *role == head.lower
                        || leads_any && (of.words.leads.holds(role) || of.words.is_side(role))
                })
        };
        let all = self.all.iter().enumerate().filter(|(_, who)| leads(who));
        let nearest = all.max_by_key(|(place, who)| (self.presence(who), *place));
        nearest.map(|(place, _)| Who(place))
    }

    /// The person who was credited last and holds the office by which a phrase calls somebody
    /// without a name: "нардеп ОПЗЖ Ренат Кузьмін", and then "нардеп проросійської партії". The
    /// phrase may mean them or somebody else, so the caller asks.
    pub(super) fn who_just_spoke_as(
        &self,
        mention: &Mention,
        named: &Somebody,
        of: &Phrases,
    ) -> Option<Who> {
        let phrase = &mention.phrase;
        let head = of.tokens.get(phrase.head).filter(|_| of.words.has_cases)?;
        let has_capital = phrase.words.clone().any(|place| {
            place > of.start && of.tokens.get(place).is_some_and(|token| token.is_capital)
        });
        let who = self.last()?;
        let last = self.get(who)?;
        let does = gender_of_verb(phrase.words.clone(), of);
        let is_near = last.credited.is_some_and(|at| at + 2 >= self.now);
        let holds_it = last
            .roles
            .iter()
            .any(|role| means_same_role(role, &head.lower, of));
        let is_one = last.nature == Nature::Person
            && last.is_named
            && !is_done_by_several(phrase.words.clone(), of)
            && last.is_woman.zip(does).is_none_or(|(a, b)| a == b);
        (named.nature == Nature::Person
            && !named.is_named
            && !has_capital
            && phrase.words.len() > 1
            && is_near
            && holds_it
            && is_one)
            .then_some(who)
    }

    /// Whether somebody with a surname alone was credited in this sentence or the one before.
    fn just_spoke(&self, somebody: &Somebody) -> bool {
        let is_near = somebody.credited.is_some_and(|at| at + 1 >= self.now);
        is_near && may_be_surname(somebody)
    }

    /// Whom a description without a name means: "the group", "the official", "відомство". `named`
    /// is the description read as somebody new.
    pub(super) fn described(&self, mention: &Mention, named: &Somebody, of: &Phrases) -> Meant {
        let phrase = &mention.phrase;
        let head = of.lower(phrase.head);
        let has_cases = of.words.has_cases;
        let is_general = of.words.is_stand_in(&head);
        let is_former =
            phrase.words.len() == 2 && of.words.former.contains(of.lower(phrase.words.start));
        let is_single = phrase.words.len() == 1
            || is_news_word_only(phrase, of)
            || is_former
            || (has_cases
                && is_general
                && (phrase.head + 1 == phrase.words.end || is_all_general(phrase, of)));
        let is_known = if has_cases {
            !phrase.has_article || phrase.is_definite
        } else {
            phrase.is_definite
        };
        // "Також голови ОТГ вважають": a plural verb shows several people, though the story has
        // called one person so.
        let are_several = has_cases && is_done_by_several(phrase.words.clone(), of);
        if !is_known
            || are_several && (named.is_person() || of.words.is_of_people(&head))
            || introduces_somebody(phrase, of)
            || named.nature == Nature::People
            // "The company's press office" is not the company.
            || of.words.is_relay(&head)
        {
            return Meant::Nobody;
        }
        // "The 24-year-old said"
        let is_aged = of.words.is_aged(&head);
        let is_person = named.is_person() || of.words.is_of_people(&head) || is_aged;
        let is_unknown_noun = is_unknown_noun(phrase, is_former, &head, of);
        let is_office_alone = is_office_alone(mention, of);
        let is_leader = leads_what_was_named(mention, of);
        // "Лужков считает, что … Мэр подчеркнул": one word for an office may mean the surname
        // before it.
        let is_office_of_last = has_cases && is_single && phrase.kind == Some(SourceKind::Official);
        let does = gender_of_verb(phrase.words.clone(), of);
        let points = Points::get();
        self.meant(points.margins.description, |somebody| {
            // A word for a woman ("собеседница") does not mean a man. An office ("депутат") may
            // mean a woman, so there the ending of the verb decides.
            let is_hers = named.is_woman == Some(true) && somebody.is_woman == Some(false);
            let is_other = is_hers || somebody.is_woman.zip(does).is_some_and(|(a, b)| a != b);
            if are_named(somebody) || is_person && somebody.is_person() && is_other {
                return None;
            }
            // A noun of unknown kind ("Киевлянка") does not mean a place that was never credited
            // ("Киев").
            let is_some_place = somebody.nature == Nature::Thing
                && somebody.kind == SourceKind::Other
                && somebody.credited.is_none();
            if is_unknown_noun && is_some_place {
                return None;
            }
            let is_alike = is_person == somebody.is_person()
                || !is_person && (is_unknown_noun || phrase.kind.is_none());
            let others = count_new_words(named, somebody, phrase, of);
            // One word may differ: "перший заступник голови Нацбанку", "перший заступник голови
            // НБУ".
            let is_nearly = is_person && has_cases && named.words.len() > 3 && others == 1;
            let has_role = is_alike && (others == 0 || is_nearly);
            let is_recent = self.is_recent(somebody.seen);
            if has_role {
                return Some(points.role + self.presence(somebody));
            }
            if !is_single && !is_leader {
                return None;
            }
            // In English a general word ("the group") means only somebody who has a name ("Harbour
            // Relief").
            let is_kind = is_general
                && is_recent
                && (has_cases || somebody.is_named)
                && phrase.kind.is_some_and(|kind| {
                    // "NASA … the agency"
                    let is_agency = !has_cases && kind == SourceKind::Agency;
                    kinds_match(kind, somebody.kind)
                        || is_agency && somebody.kind == SourceKind::Body
                })
                && !somebody.says_what_it_is;
            let is_unknown =
                is_general && is_recent && !is_person && may_be_any_body(somebody, phrase, of);
            let is_last = is_office_of_last && self.just_spoke(somebody);
            let is_some_person = (is_unknown_noun
                || is_last
                || (is_person
                    && (is_general
                        || is_aged
                        || (is_office_alone && phrase.kind == Some(somebody.kind))
                        || has_cases && of.words.is_of_people(&head))))
                && is_recent
                && !somebody.is_only_mentioned
                && !has_another_office(somebody, &head, of)
                && (somebody.nature == Nature::Person || is_last);
            if is_leader && is_recent && may_lead(somebody, &head, of) {
                return Some(points.role + self.presence(somebody));
            }
            let own = if is_kind {
                points.kind
            } else if is_unknown || is_some_person {
                points.unknown
            } else {
                return None;
            };
            Some(own + self.presence(somebody))
        })
    }
}

/// Whether all words of a phrase are ones that stand for sources named before: "собеседник
/// агентства". In "пресс-служба губернатора" they are not.
fn is_all_general(phrase: &Phrase, of: &Phrases) -> bool {
    let mut tokens = phrase.words.clone().map(|place| of.tokens.get(place));
    tokens.all(|token| token.is_some_and(|token| of.words.is_stand_in(&token.lower)))
}

/// Whether a relative clause follows, which introduces somebody new: "Собеседник агентства, который
/// там работает, рассказал".
fn introduces_somebody(phrase: &Phrase, of: &Phrases) -> bool {
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

/// Whether two lower-case words describe somebody in the same way: equal, forms of one word, of one
/// root, or synonyms.
fn means_same_role(known: &str, word: &str, of: &Phrases) -> bool {
    known == word
        || is_one_word(known, word)
        || is_one_root(known, word)
        || of.words.are_synonyms(known, word)
}

/// Whether two Cyrillic words have a root in common, as a country and its adjective do: "України",
/// "української".
fn is_one_root(a: &str, b: &str) -> bool {
    is_cyrillic(a) && common_prefix_len(a, b) >= LETTERS_OF_A_ROOT
}

/// The number of letters with which both words of one root begin.
const LETTERS_OF_A_ROOT: usize = 6;

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

/// Whether an English name that looks like a person's may be the name of a body, since no office,
/// gender or given name shows a person: "Norsund Relief Lines".
fn may_be_body(somebody: &Somebody, words: &Words) -> bool {
    !words.has_cases
        && somebody.nature == Nature::Person
        && somebody.kind == SourceKind::Other
        && somebody.is_woman.is_none()
        && somebody.is_named
        && somebody.roles.is_empty()
        && somebody.words.len() > 1
        && !somebody
            .words
            .first()
            .is_some_and(|first| words.given.contains(first))
}

/// Whether a name of one word may be a surname, though nothing shows a person: "Lee" was credited,
/// or a sentence was about "Lee".
fn may_be_surname(somebody: &Somebody) -> bool {
    somebody.nature == Nature::Thing
        && somebody.kind == SourceKind::Other
        && somebody.is_named
        && somebody.is_proper
        && somebody.words.len() == 1
        && (somebody.credited.is_some() || somebody.topic.is_some())
}

/// Whether a word for a source of one kind may mean a source of the other: CNN may be "the channel"
/// or "the agency".
fn kinds_match(a: SourceKind, b: SourceKind) -> bool {
    a == b || (is_kind_of_publisher(a) && is_kind_of_publisher(b))
}
