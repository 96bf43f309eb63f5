//! The word lists of a language, and tests of words against them.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

pub(super) use super::cases::Case;
use super::cases::{Adjectives, Ending, NameEndings};
use super::counted_words::CountedWords;
pub(super) use super::cue_words::CaseWords;
use super::cue_words::Cues;
use super::forms::{Endings, Forms, is_cyrillic, start};
use super::ministries::Ministries;
use super::offices::Offices;
use super::worth_words::WorthWords;
use crate::case::SourceKind;
use crate::text::languages::{FIRST_NAMES, Lists, Shared, spelled};
use crate::text::letters::is_apostrophe;

/// The contents of `assets/languages/*/reading.ron`, which explains each list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    pub code: String,
    /// Whether nouns have cases. If so, endings show the subject and the possessor. Otherwise, as
    /// in English, word order shows them, and articles separate noun phrases.
    pub has_cases: bool,
    /// Whether days and months always have a capital.
    pub capital_days: bool,
    pub abbreviations: HashSet<String>,
    pub joining: HashSet<String>,
    pub lettered: Forms,
    pub exclaimed: HashSet<String>,
    pub before_numbers: HashSet<String>,
    pub inside: HashSet<String>,
    pub closing: HashSet<String>,
    pub after_closing: HashSet<String>,
    pub starters: HashSet<String>,
    pub tags: HashSet<String>,
    pub boilerplate: Vec<String>,
    pub captions: Vec<String>,
    pub caption_marks: Vec<String>,
    pub credits: Vec<String>,
    pub of_site: Vec<String>,
    pub verbs: HashSet<String>,
    pub asking: HashSet<String>,
    pub headline_verbs: HashSet<String>,
    pub headline_endings: Endings,
    pub verb_endings: Endings,
    pub sure_endings: Endings,
    pub cues: Cues,
    pub hedges: Vec<String>,
    pub nobody: HashSet<String>,
    pub pronouns: HashSet<String>,
    pub persons: HashSet<String>,
    pub object_pronouns: HashSet<String>,
    pub enclitics: HashSet<String>,
    pub things: HashSet<String>,
    pub possessives: HashSet<String>,
    pub articles: HashSet<String>,
    pub definite: HashSet<String>,
    pub particles: HashSet<String>,
    pub joints: HashSet<String>,
    pub joints_of_bodies: HashSet<String>,
    pub counting: HashSet<String>,
    pub rounding: HashSet<String>,
    pub describing: HashSet<String>,
    pub leads: Forms,
    pub synonyms: Vec<Forms>,
    pub led: HashSet<String>,
    pub offices: Offices,
    pub manner: Vec<String>,
    pub no_manner: HashSet<String>,
    pub platforms: Forms,
    pub pages: Forms,
    pub relations: Forms,
    pub no_labels: HashSet<String>,
    pub links: HashSet<String>,
    pub conjunctions: HashSet<String>,
    pub relatives: HashSet<String>,
    /// Words that start a clause with a reason: "because", "так как".
    pub reasons: Vec<String>,
    pub prepositions: HashSet<String>,
    pub places: HashSet<String>,
    pub about: HashSet<String>,
    pub districts: HashSet<String>,
    pub first_person: HashSet<String>,
    pub participles: Endings,
    pub of_subjects: Endings,
    #[serde(rename = "whereabouts")]
    pub locatives: HashSet<String>,
    pub tells_in: HashSet<String>,
    pub plural_endings: Endings,
    pub several_endings: Endings,
    pub plurals: Vec<String>,
    pub hearers: HashSet<String>,
    pub press: HashSet<String>,
    pub papers: Forms,
    pub stops: HashSet<String>,
    pub stops_finite: HashSet<String>,
    pub companies: Forms,
    pub stand_ins: Forms,
    pub mastheads: HashSet<String>,
    pub ties: Endings,
    pub patronymics: Endings,
    pub genitives: Endings,
    pub endings_of_places: Endings,
    pub oblique: Endings,
    pub womens_endings: Endings,
    pub men: HashSet<String>,
    pub women: HashSet<String>,
    pub no_surnames: HashSet<String>,
    pub several_verbs: HashSet<String>,
    pub parts_of_places: Forms,
    pub she: HashSet<String>,
    pub asks: HashSet<String>,
    pub people: Forms,
    pub kinds: Vec<KindWords>,
    pub adjectives: Adjectives,
    pub name_endings: NameEndings,
    pub endings: Vec<Ending>,
    pub several: Vec<String>,
    pub counts: HashMap<String, String>,
    pub counted: CountedWords,
    pub ministries: Ministries,
    pub kin: HashMap<String, String>,
    pub undergone: HashSet<String>,
    pub times: Vec<String>,
    pub inserted: Vec<String>,
    pub relays: Forms,
    /// Words for an outlet's own reporters, whose reports are the outlet's: "our correspondent".
    pub staff: HashSet<String>,
    pub conditions: HashSet<String>,
    pub participle_endings: Endings,
    pub aged: Endings,
    pub dative_plurals: Endings,
    pub she_did: Endings,
    pub he_did: Endings,
    pub former: HashSet<String>,
    pub oblique_names: Endings,
    pub sides: HashSet<String>,
    /// Bodies that reject a request and do not make a statement by that: "суд".
    pub courts: Forms,
    pub gerunds: Endings,
    /// Occasions on which something is said; they are not bodies: "брифинг".
    pub occasions: Forms,
    /// Endings of nouns in the locative.
    pub in_places: Endings,
    /// Adjectives that refer to the subject: "собственный".
    pub own: Forms,
    /// Pronouns after a preposition of place that refer to a text named before: "в нём".
    pub of_things: HashSet<String>,
    /// Conjunctions of place: "где".
    pub wheres: HashSet<String>,
    pub expressed: HashSet<String>,
    pub dwellers: HashSet<String>,
    pub demonyms: Vec<String>,
    pub trades: Vec<String>,
    pub pointing: HashSet<String>,
    /// Given names of the language, and those that are common to all languages.
    pub given: HashSet<String>,
    pub surnames: Endings,
    pub owners: Endings,
    /// Endings of adjectives that judge something: "unfounded".
    pub judging_endings: Endings,
    /// Words for news agencies that can also name another body: "the European Space Agency".
    pub bodies_of_state: HashSet<String>,
    /// Conjunctions that contrast one statement with another: "while".
    pub contrasts: HashSet<String>,
    /// Letters after the name of a person, for a rank, a degree or an honour: "Ann Lee KC".
    pub postnominals: HashSet<String>,
    /// Verbs that describe a person if they precede the word for the person: "lead researcher".
    pub leading: HashSet<String>,
    /// Words for people by origin, which can refer to a person named before: "the Spaniard".
    pub nationals: HashSet<String>,
    /// Surnames that precede the given name: "Liu Xiaming".
    pub families: HashSet<String>,
    /// The first two letters of the words of `synonyms`.
    #[serde(skip)]
    pub synonym_starts: HashSet<[char; 2]>,
    #[serde(skip)]
    pub frequent: HashSet<String>,
    /// The words of `worth.ron`.
    #[serde(skip)]
    pub worth: WorthWords,
    /// Titles from the shared lists. Days and months from there are added to `stops`, `inside` and
    /// `after_closing`.
    #[serde(skip)]
    pub titles: HashSet<String>,
    #[serde(skip)]
    pub ands: HashSet<String>,
    #[serde(skip)]
    pub numerals: HashSet<String>,
    /// The words of `kinds` by their first three letters, which all their forms share.
    #[serde(skip)]
    pub by_start: HashMap<String, Vec<(SourceKind, String)>>,
}

/// The words that show a kind of source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindWords {
    pub kind: SourceKind,
    pub words: HashSet<String>,
}

/// Words of at most this many letters are too short to be tested by their ending: "зміни" and
/// "пани" are no demonyms.
const MAX_SHORT_WORD_LETTERS: usize = 5;

/// The given names common to all languages, in lower case. Empty if the list does not parse; a test
/// checks that it does.
fn given_names() -> impl Iterator<Item = String> {
    let rows: Vec<Vec<String>> = ron::from_str(FIRST_NAMES).unwrap_or_default();
    rows.into_iter().flatten().map(|name| name.to_lowercase())
}

/// The first two letters of a word.
fn first_letters(word: &str) -> Option<[char; 2]> {
    let mut letters = word.chars();
    Some([letters.next()?, letters.next()?])
}

impl Words {
    /// The lists of a language. A list that does not parse becomes empty; a test checks that the
    /// built-in ones parse.
    pub(super) fn of(lists: &Lists) -> Self {
        let mut words: Self = ron::from_str(lists.reading).unwrap_or_default();
        let frequent = lists.frequent().into_iter().map(str::to_owned);
        words.frequent.extend(frequent);
        words.worth = WorthWords::of(lists);
        words.given.extend(given_names());
        words.add_shared(lists.shared());
        words.add_impersonal_phrases();
        let synonyms = words.synonyms.iter().flat_map(Forms::iter);
        words.synonym_starts = synonyms.filter_map(|word| first_letters(word)).collect();
        for kind in &words.kinds {
            for word in &kind.words {
                words
                    .by_start
                    .entry(start(word))
                    .or_default()
                    .push((kind.kind, word.clone()));
            }
        }
        words
    }

    /// Adds the lists that are shared with other checks.
    fn add_shared(&mut self, shared: Shared) {
        let all = |lists: &[Vec<&'static str>]| -> Vec<String> { spelled(lists.iter().flatten()) };
        let (days, months) = (all(&shared.weekdays), all(&shared.months));
        let short = [all(&shared.short_weekdays), all(&shared.short_months)].concat();
        // Where days and months always have a capital, they do not show that a sentence starts.
        if self.capital_days {
            for words in [&days, &months, &short] {
                self.after_closing.extend(words.iter().cloned());
            }
        }
        self.inside.extend(short);
        self.stops.extend(days.into_iter().chain(months));
        let owned = |words: Vec<&'static str>| words.into_iter().map(str::to_owned);
        self.titles.extend(owned(shared.titles));
        self.ands.extend(owned(shared.ands));
        let numbers = shared.numbers.into_keys();
        let numbers = numbers.chain(shared.scales.into_keys());
        self.numerals.extend(numbers.map(str::to_owned));
    }

    /// Adds phrases of an impersonal verb and a preposition, which attribute a statement to the
    /// noun after them: "сказано в", "сообщается на".
    fn add_impersonal_phrases(&mut self) {
        let verbs = self.cues.impersonal.iter();
        let words = verbs.flat_map(|verb| {
            let places = self.places.iter();
            places.map(move |place| format!("{verb} {place}"))
        });
        let mut words: Vec<String> = words.collect();
        words.sort();
        let case = Case::Locative;
        self.cues.phrases.push(CaseWords { case, words });
    }

    /// Whether a lower-case word looks like a finite verb, which shows that a line is an assertion.
    pub fn is_verb(&self, word: &str) -> bool {
        let ends_like_one = |ending: &str| {
            word.strip_suffix(ending)
                .is_some_and(|stem| stem.chars().nth(2).is_some())
        };
        self.verbs.contains(word)
            || self.cues.verbs.contains(word)
            || self.verb_endings.iter().any(ends_like_one)
    }

    /// Whether a lower-case word of a headline looks like a finite verb, even if it may be a noun
    /// in a sentence: "raids".
    pub fn is_headline_verb(&self, word: &str) -> bool {
        let ends_like_one = |ending: &str| {
            word.strip_suffix(ending)
                .is_some_and(|stem| stem.chars().nth(1).is_some())
        };
        self.is_verb(word)
            || self.headline_verbs.contains(word)
            || self.headline_endings.iter().any(ends_like_one)
    }

    /// Whether a lower-case word is a given name. In English the names in the lists of men and
    /// women count, too.
    pub fn is_given(&self, word: &str) -> bool {
        let is_english = !self.has_cases;
        self.given.contains(word)
            || is_english && (self.women.contains(word) || self.men.contains(word))
    }

    /// Whether a lower-case word, in any form, can stand for a source that was named before: "the
    /// newspaper".
    pub fn is_stand_in(&self, word: &str) -> bool {
        self.stand_ins.holds(word)
    }

    /// Whether two lower-case words, in any form, can both be used for one person: "депутат",
    /// "нардеп".
    pub fn are_synonyms(&self, a: &str, b: &str) -> bool {
        // The first two letters exclude most words, so that comparing all people of a story is
        // fast.
        let may_be_one = |word: &str| {
            first_letters(word).is_some_and(|start| self.synonym_starts.contains(&start))
        };
        let mut groups = self.synonyms.iter();
        may_be_one(a) && may_be_one(b) && groups.any(|group| group.holds(a) && group.holds(b))
    }

    /// Whether a lower-case word, in any form, may have a letter as its number: "plan B".
    pub fn is_lettered(&self, word: &str) -> bool {
        self.lettered.holds(word)
    }

    /// Whether a lower-case word, in any form, is a word for people.
    pub fn is_of_people(&self, word: &str) -> bool {
        self.people.holds(word) || self.is_demonym(word) || self.is_national(word)
    }

    /// Whether a lower-case word can describe a person, by the lists or by its ending: "пекарка",
    /// but not "Ольга".
    pub fn may_describe(&self, word: &str) -> bool {
        self.is_of_people(word)
            || self.kind_of(word).is_some()
            || self.trades.iter().any(|ending| {
                let stem = word.strip_suffix(ending);
                stem.is_some_and(|stem| stem.chars().nth(2).is_some())
            })
    }

    /// Whether a word says where one person is from, in Ukrainian or Russian: "норвежец".
    pub fn is_national(&self, word: &str) -> bool {
        self.has_cases && self.nationals.contains(word)
    }

    /// Whether a lower-case word names people by their origin: "харків'яни".
    pub fn is_demonym(&self, word: &str) -> bool {
        word.chars().nth(MAX_SHORT_WORD_LETTERS).is_some()
            && self.demonyms.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a lower-case word is the dative plural of a word for people: "россиянам",
    /// "министрам", but not "Адам" or "Вьетнам", which have the same ending.
    pub fn is_dative_of_people(&self, word: &str) -> bool {
        let stem = self
            .dative_plurals
            .iter()
            .find_map(|ending| word.strip_suffix(ending));
        let Some(stem) = stem else {
            return false;
        };
        let is_base = self.people.contains(word) || self.is_base(word);
        let are_from = self.demonyms.iter().any(|ending| {
            let last = ending.chars().next_back();
            last.is_some_and(|last| self.is_demonym(&format!("{stem}{last}")))
        });
        let is_known = are_from || self.people.holds(word) || self.kind_of(word).is_some();
        is_known && !is_base && !self.given.contains(word)
    }

    /// Whether a lower-case word, in any form, is an office that speaks for somebody else:
    /// "пресс-служба".
    pub fn is_relay(&self, word: &str) -> bool {
        self.relays.holds(word)
    }

    /// Whether a lower-case word, in any form, is a word for a text that somebody published:
    /// "сообщение", "текст".
    pub fn is_paper(&self, word: &str) -> bool {
        self.papers.holds(word)
    }

    /// Whether a lower-case word, with any kind of apostrophe, is an office that names a speaker
    /// without a further word: "прем’єр".
    pub fn is_side(&self, word: &str) -> bool {
        self.sides.contains(&word.replace(is_apostrophe, "'"))
    }

    /// Whether a lower-case word is a present participle: "leading".
    pub fn is_participle(&self, word: &str) -> bool {
        let mut endings = self.participle_endings.iter();
        word.chars().nth(MAX_SHORT_WORD_LETTERS).is_some()
            && endings.any(|ending| word.ends_with(ending))
    }

    /// Whether a lower-case word may be between a speaker and the verb of saying: "also", "flatly".
    pub fn is_between(&self, word: &str) -> bool {
        let mut endings = self.manner.iter();
        self.cues.between.contains(word)
            || word.chars().nth(MAX_SHORT_WORD_LETTERS).is_some()
                && endings.any(|ending| word.ends_with(ending))
                && !self.no_manner.contains(word)
                && self.kind_of(word).is_none()
    }

    /// Whether a lower-case word describes a person by age: "24-year-old".
    pub fn is_aged(&self, word: &str) -> bool {
        self.aged.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a lower-case word, in any form, is the cause of an event rather than a speaker:
    /// "погода".
    pub fn is_reason(&self, word: &str) -> bool {
        self.cues.reasons.holds(word)
    }

    /// Whether a lower-case word, in any form, is an online platform, or an account or page on one.
    pub fn is_of_platform(&self, word: &str) -> bool {
        let part = word.rsplit_once('-').filter(|_| is_cyrillic(word));
        let is_one = |word: &str| self.platforms.holds(word) || self.pages.holds(word);
        is_one(word) || part.is_some_and(|(_, last)| is_one(last))
    }

    /// Whether a lower-case word, in any form, begins the names of places rather than persons:
    /// "South".
    pub fn is_of_place(&self, word: &str) -> bool {
        self.parts_of_places.holds(word)
    }

    /// Whether a lower-case word has an ending of the genitive plural for people: "водіїв".
    pub fn is_of_several(&self, word: &str) -> bool {
        self.several.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a lower-case word has an ending of the nominative plural for people: "водії".
    pub fn is_plural(&self, word: &str) -> bool {
        self.plurals.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a lower-case word is certainly a verb, so that it ends a noun phrase.
    pub fn is_sure_verb(&self, word: &str) -> bool {
        self.verbs.contains(word)
            || self.cues.verbs.contains(word)
            || self.cues.impersonal.contains(word)
            || self.cues.written.contains(word)
            || self.cues.emerging.contains(word)
            || self.sure_endings.iter().any(|ending| {
                word.strip_suffix(ending)
                    .is_some_and(|stem| stem.chars().nth(2).is_some())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::Language;

    #[test]
    fn built_in_word_lists_parse() {
        for (language, code) in [
            (Language::English, "en"),
            (Language::Ukrainian, "uk"),
            (Language::Russian, "ru"),
        ] {
            let words = language.words();
            assert_eq!(words.code, code);
            assert!(!words.cues.verbs.is_empty() && !words.kinds.is_empty());
            let cues = &words.cues;
            for few in [&cues.weak, &cues.addressed, &cues.quoting, &cues.inverting] {
                let unknown: Vec<&String> = few.difference(&cues.verbs).collect();
                assert_eq!(unknown, Vec::<&String>::new(), "{code}");
            }
            let lower = |word: &&String| **word != word.to_lowercase();
            let all = [
                &words.abbreviations,
                &words.inside,
                &words.verbs,
                &words.stops,
                &words.cues.verbs,
            ];
            assert_eq!(all.into_iter().flatten().find(lower), None);
        }
    }
}
