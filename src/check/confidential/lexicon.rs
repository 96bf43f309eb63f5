//! The words of each language that identify nobody by themselves, from `names.ron` in the
//! language's folder of `assets/languages`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::base_forms::{ENDING, Listed};
use super::folded::folded;
use super::inflected::Inflected;
use super::letters::is_cyrillic_word;
use super::letters::looks;
use super::lists::FIRST_NAMES;
use super::stems::stem;
use crate::reading::{self, Known};
use crate::text::languages;

/// What a word may be in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    /// A word in no list: it can only be a name.
    NameOnly,
    /// A name as often as a common word: `Rose`, `Надія`.
    NameOrWord,
    /// A name as often as a common word, with a capital in both uses: `May`.
    CapitalWord,
    /// A common word: `hospital`, `nurse`.
    Word,
    /// A word that only joins others: `of`, `van`.
    Particle,
}

/// The lists of one language as `names.ron` has them, where each is explained.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    small: Vec<String>,
    roles: Vec<String>,
    words: Vec<String>,
    both: Vec<String>,
    capitals: Vec<String>,
    anybody: Vec<String>,
    joints: Vec<String>,
    being: Vec<String>,
    from: Vec<String>,
    leading: Vec<String>,
    whose: Vec<String>,
    relatives: Vec<String>,
    short: Vec<String>,
    locators: Vec<String>,
    trades: Vec<String>,
    things: Vec<String>,
    working: Vec<String>,
    moments: Vec<String>,
    heads: Vec<String>,
    headed: Vec<String>,
    posts: Vec<String>,
    numbering: Vec<String>,
    hours: Vec<Vec<String>>,
    times: Vec<(String, i16)>,
    day_parts: Vec<(String, i16)>,
    before_times: Vec<String>,
    behind_times: Vec<String>,
    ordinals: Vec<(i16, Vec<String>)>,
    same_roles: Vec<Vec<String>>,
    leaders: Vec<String>,
    former: Vec<String>,
    kin: Vec<Vec<String>>,
    friends: Vec<String>,
    changed: Vec<String>,
    hyphened: Vec<String>,
    streets: Vec<String>,
    places: Vec<String>,
    owners: Vec<String>,
    articles: Vec<String>,
    naming: Vec<String>,
    compounds: Vec<String>,
}

/// How a language expresses the time in words.
pub(super) struct Clock {
    /// The words for each hour, from one o'clock.
    pub hours: Vec<Vec<String>>,
    /// Patterns such as "half past {h}", each with the minutes to add to its hour. In a pattern
    /// with a number of minutes, 1 adds this number, -1 subtracts it, and any other value counts it
    /// in the hour before.
    pub times: Vec<(String, i16)>,
    /// Phrases behind an hour that say which part of the day it is: 1 after noon, -1 before it, 0
    /// at night. Each is its words in letters as they look.
    pub day_parts: Vec<(Vec<String>, i16)>,
}

/// Phrases by their first words. A phrase is its words in letters as they look.
pub(super) type Phrases = HashMap<String, Vec<Vec<String>>>;

/// The words of all languages together, in letters as they look.
pub(super) struct Lexicon {
    /// All known words, with what they may be.
    kinds: Listed<WordKind>,
    /// Words for people behind which a name may follow.
    roles: Listed<String>,
    /// Words for offices, trades and relations.
    offices: Listed<String>,
    /// Words for bodies.
    bodies: Listed<String>,
    /// Roles that too many people have to identify anybody: `resident`.
    pub anybody: HashSet<String>,
    /// Words that join the words of an office: `editor in chief`.
    pub joints: HashSet<String>,
    /// Words between a name and an office: `is`, `works`.
    pub being: HashSet<String>,
    /// Words between a name or an office and a body: `of`, `from`.
    pub from: HashSet<String>,
    /// Verbs for heading or representing something: `heads`, `represents`.
    pub leading: HashSet<String>,
    /// Words that begin a relative clause: `who`, `яка`.
    pub whose: HashSet<String>,
    /// The stems of words for relatives: `sister`.
    pub relatives: HashSet<String>,
    /// Abbreviations of two letters that everybody uses, so that they are no initials: `EU`.
    pub short: HashSet<String>,
    /// The stems of words beside which any note has a number: `page`.
    pub locators: HashSet<String>,
    /// The endings of names of trades without the ending of a case: Latin, then Cyrillic.
    trades: [Vec<String>; 2],
    /// Words with such an ending that are no trade: `computer`.
    things: Listed<()>,
    /// Words behind which a person's work is named: `as` in "works as".
    pub working: HashSet<String>,
    /// Words that may follow an article behind a name without saying who somebody is: "Ann Lee, a
    /// year later".
    pub moments: HashSet<String>,
    /// Verbs that say what somebody heads, behind the name in English, on either side of it in
    /// Cyrillic: "Olena runs".
    pub heads: Phrases,
    /// Phrases that say what somebody heads, before the name: "run by Olena".
    pub headed: Phrases,
    /// Phrases that say what somebody heads, on either side of the name: "in charge of".
    pub posts: Phrases,
    /// Words directly before a number: `No` in "No 5".
    pub numbering: HashSet<String>,
    /// How each language expresses the time in words.
    pub clocks: Vec<Clock>,
    /// Words before a time that may otherwise be any number: "at 0915".
    pub before_times: HashSet<String>,
    /// Words behind such a time: "0915 hours".
    pub behind_times: HashSet<String>,
    /// The ordinals of each language with their values, in base forms.
    pub ordinals: Vec<Vec<(i16, Vec<String>)>>,
    /// For each word of an office, in base form, the synonym that stands for all.
    role_of: HashMap<String, String>,
    /// For each word that stands for its synonyms, all of these.
    pub same_roles: HashMap<String, Vec<String>>,
    /// Words for the head of something: `director`.
    pub leaders: HashSet<String>,
    /// Words for what somebody no longer is: `ex` in "ex-Navy".
    pub former: HashSet<String>,
    /// Words and phrases for relatives by their first words: the words of each, and the row of
    /// synonyms that it belongs to.
    pub kin: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// Words for relatives and friends, by the stems of their forms.
    pub close: Inflected<()>,
    /// Phrases that say that a name is not the real one: "name changed".
    pub changed: Phrases,
    /// Words with a hyphen that look like a name with only its ends written: `р-н`. They keep their
    /// hyphens.
    pub hyphened: HashSet<String>,
    /// Words beside which the name of a street or a town stands: `street`.
    pub streets: HashSet<String>,
    /// Words behind which a word with a capital is a place: `from`.
    pub places: HashSet<String>,
    /// Words that say whose relative somebody is: `her`.
    pub owners: HashSet<String>,
    /// Words that stand before things and not before people: `the`, or `в` before a locative.
    pub articles: HashSet<String>,
    /// The first parts of compound words for trades: `авіа` in `авіадиспетчер`.
    pub compounds: HashSet<String>,
    /// The stems of words for names and their absence: `name`, `anonymity`.
    pub naming: HashSet<String>,
    /// Speech verbs: `said`.
    pub saying: HashSet<String>,
    /// Abbreviations whose full stop does not end a sentence.
    pub abbreviations: HashSet<String>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

/// The known words of the name lists and of the reader, in letters as they look.
struct KnownWords {
    kinds: HashMap<String, WordKind>,
    offices: HashSet<String>,
    bodies: HashSet<String>,
    saying: HashSet<String>,
}

impl KnownWords {
    fn of(lists: &[Names]) -> Self {
        let mut kinds = HashMap::new();
        let mut put = |word: &str, sort: WordKind| {
            kinds.entry(looks(word)).or_insert(sort);
        };
        for (sort, of) in [
            (
                WordKind::CapitalWord,
                (|names| &names.capitals) as fn(&Names) -> &Vec<String>,
            ),
            (WordKind::NameOrWord, |names| &names.both),
            (WordKind::Particle, |names| &names.small),
            (WordKind::Word, |names| &names.roles),
            (WordKind::Word, |names| &names.words),
        ] {
            for word in lists.iter().flat_map(of) {
                put(word, sort);
            }
        }
        let (mut offices, mut bodies, mut saying) =
            (HashSet::new(), HashSet::new(), HashSet::new());
        for (word, known) in reading::known_words() {
            match known {
                Known::Person => offices.insert(looks(word)),
                Known::Body => bodies.insert(looks(word)),
                Known::Saying => saying.insert(looks(word)),
                Known::Joining | Known::Other => false,
            };
            if known != Known::Saying && !word.contains(' ') {
                let is_joining = known == Known::Joining;
                put(
                    word,
                    if is_joining {
                        WordKind::Particle
                    } else {
                        WordKind::Word
                    },
                );
            }
        }
        Self {
            kinds,
            offices,
            bodies,
            saying,
        }
    }
}

/// For each word of an office, in base form, the synonym that stands for all; and for each such
/// synonym, all words.
fn same_roles(lists: &[Names]) -> (HashMap<String, String>, HashMap<String, Vec<String>>) {
    let (mut role_of, mut same_roles) = (HashMap::<String, String>::new(), HashMap::new());
    for row in lists.iter().flat_map(|names| &names.same_roles) {
        let row: Vec<String> = row.iter().map(|word| looks(word)).collect();
        // A row of another language may have the same word.
        let known = row.iter().find_map(|word| role_of.get(word)).cloned();
        let Some(first) = known.or_else(|| row.first().cloned()) else {
            continue;
        };
        role_of.extend(row.iter().map(|word| (word.clone(), first.clone())));
        let of: &mut Vec<String> = same_roles.entry(first).or_default();
        of.extend(row);
    }
    (role_of, same_roles)
}

/// Words and phrases for relatives by their first words: the words of each, and the row of synonyms
/// that it belongs to. A single word is kept as its stem.
fn kin(lists: &[Names]) -> HashMap<String, Vec<(Vec<String>, usize)>> {
    let mut kin: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
    for (row, words) in lists.iter().flat_map(|names| &names.kin).enumerate() {
        for phrase in words {
            let is_phrase = phrase.contains(' ');
            let words = phrase.split(' ').map(|word| {
                if is_phrase {
                    looks(word)
                } else {
                    stem(&looks(word), is_cyrillic_word(word)).to_owned()
                }
            });
            let words: Vec<String> = words.collect();
            let first = words.first().cloned().unwrap_or_default();
            kin.entry(first).or_default().push((words, row));
        }
    }
    kin
}

/// Words for relatives and friends, by the stems of their forms.
fn close(lists: &[Names]) -> Inflected<()> {
    let kin = lists.iter().flat_map(|names| names.kin.iter().flatten());
    let others = lists
        .iter()
        .flat_map(|names| names.relatives.iter().chain(&names.friends));
    let words = kin.filter(|word| !word.contains(' ')).chain(others);
    Inflected::of(words.map(|word| (word.clone(), ())), |(form, _), ()| {
        let stem = stem(&looks(form), is_cyrillic_word(form)).to_owned();
        Some((stem, ()))
    })
}

/// Words with a hyphen. Their parts are in letters as they look.
fn hyphened(lists: &[Names]) -> HashSet<String> {
    let words = lists.iter().flat_map(|names| &names.hyphened);
    let parts = words.map(|word| word.split('-').map(looks).collect::<Vec<_>>().join("-"));
    parts.collect()
}

/// These phrases for parts of the day, each as its words in letters as they look.
fn day_parts(listed: &[(String, i16)]) -> Vec<(Vec<String>, i16)> {
    let parts = listed.iter();
    let parts = parts.map(|(phrase, half)| (phrase.split(' ').map(looks).collect(), *half));
    parts.collect()
}

impl Lexicon {
    fn new() -> Self {
        let lists: Vec<Names> = languages::ALL
            .iter()
            .filter_map(|lists| ron::from_str(lists.names).ok())
            .collect();
        let KnownWords {
            kinds,
            mut offices,
            bodies,
            saying,
        } = KnownWords::of(&lists);
        let all = |of: fn(&Names) -> &Vec<String>| -> HashSet<String> {
            let words = lists.iter().flat_map(of);
            words.map(|word| looks(word)).collect()
        };
        let stems = |of: fn(&Names) -> &Vec<String>| -> HashSet<String> {
            let words = lists.iter().flat_map(of);
            let stems = words.map(|word| stem(&looks(word), is_cyrillic_word(word)).to_owned());
            stems.collect()
        };
        let phrases = |of: fn(&Names) -> &Vec<String>| -> Phrases {
            let mut phrases = Phrases::new();
            for phrase in lists.iter().flat_map(of) {
                let folded = folded(phrase);
                let words = folded.words.iter().map(|word| folded.look(word));
                let words: Vec<String> = words.collect();
                let first = words.first().cloned().unwrap_or_default();
                phrases.entry(first).or_default().push(words);
            }
            phrases
        };
        let trades = [false, true].map(|is_cyrillic| {
            let ends = lists.iter().flat_map(|names| &names.trades);
            let ends = ends.filter(|end| is_cyrillic_word(end) == is_cyrillic);
            let bare = |end: &String| looks(end).trim_end_matches(ENDING).to_owned();
            ends.map(bare).collect()
        });
        let things = all(|names| &names.things);
        let things = things.into_iter().map(|word| (word, ())).collect();
        let roles = all(|names| &names.roles);
        let (role_of, same_roles) = same_roles(&lists);
        offices.extend(role_of.keys().cloned());
        let kin = kin(&lists);
        offices.extend(roles.iter().cloned());
        Self {
            kinds: Listed::of(kinds, |sort| *sort != WordKind::Particle),
            roles: Listed::bases(roles),
            offices: Listed::bases(offices),
            bodies: Listed::bases(bodies),
            anybody: all(|names| &names.anybody),
            joints: all(|names| &names.joints),
            being: all(|names| &names.being),
            from: all(|names| &names.from),
            leading: all(|names| &names.leading),
            whose: all(|names| &names.whose),
            relatives: stems(|names| &names.relatives),
            short: all(|names| &names.short),
            locators: stems(|names| &names.locators),
            trades,
            things: Listed::of(things, |()| true),
            working: all(|names| &names.working),
            moments: all(|names| &names.moments),
            heads: phrases(|names| &names.heads),
            headed: phrases(|names| &names.headed),
            posts: phrases(|names| &names.posts),
            numbering: all(|names| &names.numbering),
            clocks: lists
                .iter()
                .map(|names| Clock {
                    hours: names.hours.clone(),
                    times: names.times.clone(),
                    day_parts: day_parts(&names.day_parts),
                })
                .collect(),
            before_times: all(|names| &names.before_times),
            behind_times: all(|names| &names.behind_times),
            ordinals: lists.iter().map(|names| names.ordinals.clone()).collect(),
            abbreviations: reading::abbreviations().map(looks).collect(),
            role_of,
            same_roles,
            leaders: all(|names| &names.leaders),
            former: all(|names| &names.former),
            kin,
            close: close(&lists),
            changed: phrases(|names| &names.changed),
            hyphened: hyphened(&lists),
            streets: all(|names| &names.streets),
            places: all(|names| &names.places),
            owners: all(|names| &names.owners),
            articles: all(|names| &names.articles),
            naming: stems(|names| &names.naming),
            compounds: all(|names| &names.compounds),
            saying,
        }
    }

    /// What a word, given in letters as they look, may be in a text. A Cyrillic word counts in any
    /// of its cases.
    pub fn kind_of(&self, look: &str, is_cyrillic: bool) -> WordKind {
        // A joining word has no other forms.
        let has_forms = |sort: &WordKind| *sort != WordKind::Particle;
        let sort = self.kinds.get(look, is_cyrillic, has_forms);
        let sort = sort.copied().unwrap_or(WordKind::NameOnly);
        // A first name such as `Олена` must not be taken for a form of `олень`.
        let is_name = || FIRST_NAMES.has(look) && !self.has(look);
        if sort != WordKind::NameOnly && is_cyrillic && is_name() {
            return WordKind::NameOnly;
        }
        sort
    }

    /// Whether the lists have this word itself, not only a form of it.
    pub fn has(&self, look: &str) -> bool {
        self.kinds.words.contains_key(look)
    }

    /// Whether a word says what somebody is, so that a name may follow ("nurse").
    pub fn is_role(&self, look: &str, is_cyrillic: bool) -> bool {
        self.roles.base(look, is_cyrillic).is_some()
    }

    /// The base form of a word for an office, a trade or a relation; of synonyms the one that
    /// stands for all. None for any other word.
    pub fn office(&self, look: &str, is_cyrillic: bool) -> Option<&str> {
        let base = self.offices.base(look, is_cyrillic)?;
        Some(self.role_of.get(base).map_or(base, String::as_str))
    }

    /// The stem of a word that no list has but that ends like a name of a trade («весовщица»,
    /// "radiographer"). None for any other word.
    pub fn trade<'a>(&self, look: &'a str, is_cyrillic: bool) -> Option<&'a str> {
        const LEAST: usize = 5;
        let stem = stem(look, is_cyrillic);
        stem.chars().nth(LEAST - 1)?;
        let [latin, cyrillic] = &self.trades;
        let mut ends = if is_cyrillic { cyrillic } else { latin }.iter();
        let is_one = ends.any(|end| stem.ends_with(end.as_str()));
        let is_thing = || self.things.get(look, is_cyrillic, |()| true).is_some();
        let is_new = is_one && self.kind_of(look, is_cyrillic) == WordKind::NameOnly && !is_thing();
        is_new.then_some(stem)
    }

    /// Whether a word means a body ("hospital").
    pub fn is_body(&self, look: &str, is_cyrillic: bool) -> bool {
        self.bodies.base(look, is_cyrillic).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_is_built_in_can_be_read() {
        for lists in languages::ALL {
            ron::from_str::<Names>(lists.names).unwrap();
        }
    }

    #[test]
    fn every_form_of_a_word_for_a_relative_is_found() {
        assert_eq!(LEXICON.close.lost(), Vec::<String>::new());
    }

    #[test]
    fn inflected_words_have_the_kind_of_their_base_forms() {
        for (word, sort) in [
            ("Rose", WordKind::NameOrWord),
            ("May", WordKind::CapitalWord),
            ("nurses", WordKind::Word),
            ("van", WordKind::Particle),
            ("Надією", WordKind::NameOrWord),
            ("лікарні", WordKind::Word),
            ("Демчук", WordKind::NameOnly),
            ("Demchuk", WordKind::NameOnly),
            ("Кравченко", WordKind::NameOnly),
        ] {
            let is = LEXICON.kind_of(&looks(word), is_cyrillic_word(word));
            assert_eq!(is, sort, "{word}");
        }
        assert!(LEXICON.is_role(&looks("пані"), true) && LEXICON.is_role("nurse", false));
    }
}
