//! What the reader knows of a language: its word lists, and the forms of the words in them.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::forms::{Forms, is_cyrillic, start};
use super::worth_words::WorthWords;
use crate::case::SourceKind;
use crate::text::languages::{FIRST_NAMES, Lists, Shared, spelled};
use crate::text::letters::is_apostrophe;

/// A word list as it stands under `assets/languages/*/reading.ron`, where each list says what it is
/// for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    pub code: String,
    /// Whether nouns have cases: an ending tells who speaks, and whose. Where they have none, as in
    /// English, the place before or behind the verb does, and articles part one noun from the next.
    pub has_cases: bool,
    /// Whether days and months have a capital wherever they stand.
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
    pub verb_endings: Vec<String>,
    pub sure_endings: Vec<String>,
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
    pub manner: Vec<String>,
    pub no_manner: HashSet<String>,
    pub platforms: Forms,
    pub pages: Forms,
    pub relations: HashSet<String>,
    pub no_labels: HashSet<String>,
    pub links: HashSet<String>,
    pub conjunctions: HashSet<String>,
    pub relatives: HashSet<String>,
    pub prepositions: HashSet<String>,
    pub places: HashSet<String>,
    pub districts: HashSet<String>,
    pub first_person: HashSet<String>,
    pub participles: HashSet<String>,
    pub of_subjects: HashSet<String>,
    pub whereabouts: HashSet<String>,
    pub tells_in: HashSet<String>,
    pub plural_endings: Vec<String>,
    pub several_endings: Vec<String>,
    pub plurals: Vec<String>,
    pub hearers: HashSet<String>,
    pub papers: Forms,
    pub stops: HashSet<String>,
    pub stops_finite: HashSet<String>,
    pub stand_ins: Forms,
    pub mastheads: HashSet<String>,
    pub ties: Vec<String>,
    pub patronymics: Vec<String>,
    pub genitives: Vec<String>,
    pub endings_of_places: Vec<String>,
    pub oblique: Vec<String>,
    pub womens_endings: Vec<String>,
    pub men: HashSet<String>,
    pub women: HashSet<String>,
    pub parts_of_places: Forms,
    pub she: HashSet<String>,
    pub asks: HashSet<String>,
    pub people: Forms,
    pub kinds: Vec<KindWords>,
    pub adjectives: Adjectives,
    pub endings: Vec<Ending>,
    pub several: Vec<String>,
    pub counts: HashMap<String, String>,
    pub undergone: HashSet<String>,
    pub times: Vec<String>,
    pub inserted: Vec<String>,
    pub relays: Forms,
    pub conditions: HashSet<String>,
    pub participle_endings: Vec<String>,
    pub aged: Vec<String>,
    pub dative_plurals: Vec<String>,
    pub she_did: Vec<String>,
    pub he_did: Vec<String>,
    pub former: HashSet<String>,
    pub oblique_names: Vec<String>,
    pub sides: HashSet<String>,
    pub expressed: HashSet<String>,
    pub dwellers: HashSet<String>,
    pub demonyms: Vec<String>,
    pub trades: Vec<String>,
    pub pointing: HashSet<String>,
    /// Given names, with those that all languages share.
    pub given: HashSet<String>,
    pub surnames: Vec<String>,
    #[serde(skip)]
    pub frequent: HashSet<String>,
    /// The words of `worth.ron`.
    #[serde(skip)]
    pub worth: WorthWords,
    /// The shared lists, which are also laid into `stops`, `inside` and `after_closing`.
    #[serde(skip)]
    pub titles: HashSet<String>,
    #[serde(skip)]
    pub ands: HashSet<String>,
    #[serde(skip)]
    pub numerals: HashSet<String>,
    /// The words of `kinds` by their first three letters, which their forms share.
    #[serde(skip)]
    pub by_start: HashMap<String, Vec<(SourceKind, String)>>,
}

/// The words that credit somebody.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Cues {
    #[serde(deserialize_with = "forms")]
    pub verbs: HashSet<String>,
    #[serde(deserialize_with = "forms")]
    pub weak: HashSet<String>,
    pub addressed: HashSet<String>,
    #[serde(deserialize_with = "forms")]
    pub quoting: HashSet<String>,
    pub phrases: Vec<CaseWords>,
    pub venues: Vec<CaseWords>,
    pub audiences: Vec<CaseWords>,
    pub citing: Vec<CaseWords>,
    pub of_before: Vec<String>,
    pub that: HashSet<String>,
    pub blocked_by: HashSet<String>,
    #[serde(deserialize_with = "forms")]
    pub not_denied: HashSet<String>,
    pub progressive: HashSet<String>,
    pub hearsay: HashSet<String>,
    pub impersonal: HashSet<String>,
    pub idle: Vec<Idle>,
    pub between: HashSet<String>,
    #[serde(rename = "as")]
    pub as_: HashSet<String>,
    pub inverting: HashSet<String>,
    pub objects: HashSet<String>,
    pub naming: HashSet<String>,
    #[serde(deserialize_with = "forms")]
    pub never: HashSet<String>,
    #[serde(deserialize_with = "forms")]
    pub relaying: HashSet<String>,
    pub no_sources: HashSet<String>,
    pub nouns: HashSet<String>,
    pub measuring: HashSet<String>,
    pub reasons: Forms,
    #[serde(deserialize_with = "forms")]
    pub plain: HashSet<String>,
    pub participles: HashSet<String>,
    pub supposed: HashSet<String>,
}

/// Verbs of saying that say nothing where one of these words is what they act on: "reported a loss",
/// "dismissed the charges".
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Idle {
    #[serde(deserialize_with = "forms")]
    pub verbs: HashSet<String>,
    pub objects: HashSet<String>,
}

/// The words before a name, and the case in which they put it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseWords {
    #[serde(default)]
    pub case: Case,
    pub words: Vec<String>,
}

/// A case of a noun. English has none but the first here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) enum Case {
    #[default]
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Instrumental,
    Locative,
}

/// How a name ends in a case, and how it ends in its base form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ending {
    pub case: Case,
    pub from: String,
    pub to: String,
}

/// The endings of adjectives: those of the cases, and those of the base form by gender.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Adjectives {
    pub inflected: Vec<String>,
    pub base: Vec<String>,
    pub dative: Vec<String>,
    pub genitive: Vec<String>,
    pub masculine: String,
    pub feminine: String,
    pub neuter: String,
    pub plural: String,
}

/// The words by which a kind of source is known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindWords {
    pub kind: SourceKind,
    pub words: HashSet<String>,
}

/// Words of no more letters are no demonyms: "зміни", "пани".
const LONGEST_SHORT: usize = 5;

/// Words of which each may be written as what its forms share and how they end: `sa/id/ys/y`.
fn forms<'de, D: serde::Deserializer<'de>>(from: D) -> Result<HashSet<String>, D::Error> {
    let entries = Vec::<String>::deserialize(from)?;
    let forms = entries.iter().flat_map(|entry| {
        let (stem, endings) = entry.split_once('/').unwrap_or((entry, ""));
        endings
            .split('/')
            .map(move |ending| format!("{stem}{ending}"))
    });
    Ok(forms.collect())
}

/// The first names that all languages share, in lower case. The same holds for this list.
fn given_names() -> impl Iterator<Item = String> {
    let rows: Vec<Vec<String>> = ron::from_str(FIRST_NAMES).unwrap_or_default();
    rows.into_iter().flatten().map(|name| name.to_lowercase())
}

impl Words {
    /// A list that does not parse is empty: a test checks that the built-in ones parse.
    pub(super) fn of(lists: &Lists) -> Self {
        let mut words: Self = ron::from_str(lists.reading).unwrap_or_default();
        words.frequent.extend(lists.frequent());
        words.worth = WorthWords::of(lists);
        words.given.extend(given_names());
        words.share(lists.shared());
        words.place_papers();
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

    /// Adds what the checks know as well.
    fn share(&mut self, shared: Shared) {
        let all = |lists: &[Vec<String>]| -> Vec<String> { spelled(lists.iter().flatten()) };
        let (days, months) = (all(&shared.weekdays), all(&shared.months));
        let short = [all(&shared.short_weekdays), all(&shared.short_months)].concat();
        // A day that has a capital everywhere does not tell that a sentence begins.
        if self.capital_days {
            for words in [&days, &months, &short] {
                self.after_closing.extend(words.iter().cloned());
            }
        }
        self.inside.extend(short);
        self.stops.extend(days.into_iter().chain(months));
        self.titles.extend(shared.titles);
        self.ands.extend(shared.ands);
        let numbers = shared.numbers.into_keys();
        self.numerals
            .extend(numbers.chain(shared.scales.into_keys()));
    }

    /// A verb without a subject credits what stands behind it in a place: "сказано в", "сообщается
    /// на".
    fn place_papers(&mut self) {
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

    /// Whether a word in lower case is a finite verb by which a line asserts something.
    pub fn is_verb(&self, word: &str) -> bool {
        let ends_like_one = |ending: &String| {
            word.strip_suffix(ending.as_str())
                .is_some_and(|stem| stem.chars().nth(2).is_some())
        };
        self.verbs.contains(word)
            || self.cues.verbs.contains(word)
            || self.verb_endings.iter().any(ends_like_one)
    }

    /// Whether a word in lower case, in any form, stands for somebody who was named before: "the
    /// newspaper".
    pub fn is_stand_in(&self, word: &str) -> bool {
        self.stand_ins.holds(word)
    }

    /// Whether a word in lower case, in any form, may have a letter as its number: "plan B".
    pub fn is_lettered(&self, word: &str) -> bool {
        self.lettered.holds(word)
    }

    /// Whether a word in lower case, in any form, is for a person, whatever kind of source.
    pub fn is_of_people(&self, word: &str) -> bool {
        self.people.holds(word) || self.is_demonym(word)
    }

    /// Whether a word in lower case may say what somebody is, as "пекарка" does, and "Ольга" does
    /// not: it ends as such words do.
    pub fn may_describe(&self, word: &str) -> bool {
        self.is_of_people(word)
            || self.kind_of(word).is_some()
            || self.trades.iter().any(|ending| {
                let stem = word.strip_suffix(ending.as_str());
                stem.is_some_and(|stem| stem.chars().nth(2).is_some())
            })
    }

    /// Whether a word in lower case names people by where they are from: "харків'яни".
    pub fn is_demonym(&self, word: &str) -> bool {
        word.chars().nth(LONGEST_SHORT).is_some()
            && self.demonyms.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a word in lower case is for several people to whom something is said or done:
    /// "россиянам", "министрам", and not "Адам" or "Вьетнам", which only end so.
    pub fn is_dative_of_people(&self, word: &str) -> bool {
        let stem = self
            .dative_plurals
            .iter()
            .find_map(|ending| word.strip_suffix(ending.as_str()));
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

    /// Whether a word in lower case, in any form, is an office that passes on what its people say:
    /// "пресс-служба".
    pub fn is_relay(&self, word: &str) -> bool {
        self.relays.holds(word)
    }

    /// Whether a word in lower case, in any form, is what somebody's words stand in: "сообщение",
    /// "текст".
    pub fn is_paper(&self, word: &str) -> bool {
        self.papers.holds(word)
    }

    /// Whether a word in lower case, with any apostrophe, is an office that is called by no other
    /// word: "прем’єр".
    pub fn is_side(&self, word: &str) -> bool {
        self.sides.contains(&word.replace(is_apostrophe, "'"))
    }

    /// Whether a word in lower case is what somebody is doing: "leading".
    pub fn is_participle(&self, word: &str) -> bool {
        let mut endings = self.participle_endings.iter();
        word.chars().nth(LONGEST_SHORT).is_some() && endings.any(|ending| word.ends_with(ending))
    }

    /// Whether a word in lower case may stand between somebody and what they say: "also", "flatly".
    pub fn is_between(&self, word: &str) -> bool {
        let mut endings = self.manner.iter();
        self.cues.between.contains(word)
            || word.chars().nth(LONGEST_SHORT).is_some()
                && endings.any(|ending| word.ends_with(ending))
                && !self.no_manner.contains(word)
                && self.kind_of(word).is_none()
    }

    /// Whether a word in lower case tells somebody by their age: "24-year-old".
    pub fn is_aged(&self, word: &str) -> bool {
        self.aged.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a word in lower case, in any form, is why something is done and nobody who says it:
    /// "погода".
    pub fn is_reason(&self, word: &str) -> bool {
        self.cues.reasons.holds(word)
    }

    /// Whether a word in lower case, in any form, is of where something is posted, or of what
    /// somebody has there.
    pub fn is_of_platform(&self, word: &str) -> bool {
        let part = word.rsplit_once('-').filter(|_| is_cyrillic(word));
        let is_one = |word: &str| self.platforms.holds(word) || self.pages.holds(word);
        is_one(word) || part.is_some_and(|(_, last)| is_one(last))
    }

    /// Whether a word in lower case, in any form, starts the name of a place and of no person:
    /// "South".
    pub fn is_of_place(&self, word: &str) -> bool {
        self.parts_of_places.holds(word)
    }

    /// Whether a word in lower case ends as several people do in the genitive: "водіїв".
    pub fn is_of_several(&self, word: &str) -> bool {
        self.several.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a word in lower case and in its base form ends as several people do: "водії".
    pub fn is_plural(&self, word: &str) -> bool {
        self.plurals.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a word in lower case ends a noun phrase since it is surely a verb.
    pub fn is_sure_verb(&self, word: &str) -> bool {
        self.verbs.contains(word)
            || self.cues.verbs.contains(word)
            || self.sure_endings.iter().any(|ending| {
                word.strip_suffix(ending.as_str())
                    .is_some_and(|stem| stem.chars().nth(2).is_some())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::Language;

    #[test]
    fn every_word_list_that_is_built_in_can_be_read() {
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
