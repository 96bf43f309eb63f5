//! Detects the language of a text: by its letters, then by its most frequent words.

use std::cmp::Ordering;
use std::sync::LazyLock;

use super::language::{Language, frequent_in_others};
use crate::text::fnv::FnvMap;
use crate::text::languages::lists_of;
use crate::text::letters::is_cyrillic;

/// How many letters of a text are examined. Half a million give the same result as all of them.
const MAX_LETTERS_EXAMINED: usize = 500_000;

/// One word in this many must be among the language's most frequent words. A text in another
/// language with the same script has fewer.
const WORDS_PER_FREQUENT: usize = 12;

/// The same limit, if each unsupported language has less than half as many of its frequent words in
/// the text.
const WORDS_PER_FREQUENT_ALONE: usize = 40;

/// A text with fewer words is too short to judge by words. Cyrillic texts have a higher limit,
/// since single letters also show their language.
const MIN_WORDS: usize = 8;
const MIN_WORDS_CYRILLIC: usize = 25;

/// The greatest length of a frequent word, in bytes.
const MAX_COMMON_BYTES: usize = 24;

/// How many frequent words of an unsupported language a short text must have. Fewer may be chance.
const MIN_WORDS_OF_OTHER: usize = 3;

/// A text with accents on more than one letter in this many is not English.
const LETTERS_PER_ACCENT: usize = 8;

/// A text with fewer words may be a headline or a telegram, which lacks the frequent words.
const MAX_TELEGRAM_WORDS: usize = 60;

/// A Cyrillic text is in an unsupported language if more than one letter in this many is neither
/// Ukrainian nor Russian.
const LETTERS_PER_FOREIGN: usize = 100;

/// A set of languages, one bit each: first those of [`Language::ALL`], then the others.
type Bits = u64;

/// The most frequent words of all languages, each with the languages in which it is frequent.
fn common_words() -> &'static FnvMap<&'static str, Bits> {
    static COMMON_WORDS: LazyLock<FnvMap<&str, Bits>> = LazyLock::new(|| {
        let mut common = FnvMap::default();
        let mut add = |word: &'static str, index: usize| {
            *common.entry(word).or_default() |= 1 << index;
        };
        for (index, language) in Language::ALL.into_iter().enumerate() {
            for word in lists_of(language.code()).frequent() {
                add(word, index);
            }
        }
        for (index, words) in frequent_in_others().enumerate() {
            for word in words {
                add(word, Language::ALL.len() + index);
            }
        }
        common
    });
    &COMMON_WORDS
}

/// Loads the lists for detecting languages. The first call takes a millisecond, so a caller can
/// make it early on another thread.
pub fn load_languages() {
    common_words();
}

/// The result of examining a text's letters and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guess {
    /// It is in this language.
    Supported(Language),
    /// It is in an unsupported language.
    Unsupported,
    /// It is too short to judge, or consists mostly of names.
    Unknown,
}

/// The language of texts: by the letters that only one language has, else by its most frequent
/// words.
///
/// None if there are no letters, if most are in another script, or if there are more frequent words
/// of an unsupported language.
pub fn language_of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Language> {
    let mut stats = TextStats::default();
    for text in texts {
        stats.add(text);
        if stats.letters > MAX_LETTERS_EXAMINED {
            break;
        }
    }
    match stats.guess() {
        Guess::Supported(language) => Some(language),
        Guess::Unknown if stats.may_be_english() => Some(Language::English),
        Guess::Unsupported | Guess::Unknown => None,
    }
}

/// Counts for detecting a language.
struct TextStats {
    letters: usize,
    latin: usize,
    /// Letters of Latin alphabets that English does not have.
    accented: usize,
    cyrillic: usize,
    /// Letters of Cyrillic alphabets other than Ukrainian and Russian.
    foreign: usize,
    words: usize,
    /// Letters that only Ukrainian has, and letters that only Russian has.
    distinctive: [usize; 2],
    /// Hard signs, which are frequent in Bulgarian and rare in Russian.
    hard_signs: usize,
    /// For each language, how many words are among its most frequent ones.
    common: [usize; Bits::BITS as usize],
}

impl Default for TextStats {
    fn default() -> Self {
        Self {
            letters: 0,
            latin: 0,
            accented: 0,
            cyrillic: 0,
            foreign: 0,
            words: 0,
            distinctive: [0; 2],
            hard_signs: 0,
            common: [0; Bits::BITS as usize],
        }
    }
}

impl TextStats {
    fn add(&mut self, text: &str) {
        let mut word = String::new();
        for c in text.chars().take(MAX_LETTERS_EXAMINED) {
            if c.is_ascii_alphabetic() {
                self.letters += 1;
                self.latin += 1;
                word.push(c.to_ascii_lowercase());
                continue;
            }
            // The range check is first, since `is_alphabetic` is many times slower.
            let is_cyrillic = is_cyrillic(c);
            if c.is_ascii() || !is_cyrillic && !c.is_alphabetic() {
                self.end_word(&mut word);
                continue;
            }
            self.letters += 1;
            self.cyrillic += usize::from(is_cyrillic);
            match c {
                'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => self.distinctive[0] += 1,
                'ы' | 'э' | 'ё' | 'Ы' | 'Э' | 'Ё' => self.distinctive[1] += 1,
                'ъ' | 'Ъ' => self.hard_signs += 1,
                'а'..='я' | 'А'..='Я' => {}
                '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
                    self.latin += 1;
                    self.accented += 1;
                }
                _ => self.foreign += usize::from(is_cyrillic),
            }
            word.extend(c.to_lowercase());
        }
        self.end_word(&mut word);
    }

    fn end_word(&mut self, word: &mut String) {
        if word.is_empty() {
            return;
        }
        self.words += 1;
        if word.len() > MAX_COMMON_BYTES {
            word.clear();
            return;
        }
        let mut bits = common_words()
            .get(word.as_str())
            .copied()
            .unwrap_or_default();
        while bits != 0 {
            if let Some(count) = self.common.get_mut(bits.trailing_zeros() as usize) {
                *count += 1;
            }
            bits &= bits - 1;
        }
        word.clear();
    }

    fn guess(&self) -> Guess {
        if self.cyrillic * 2 > self.letters {
            self.guess_cyrillic()
        } else if self.latin * 2 > self.letters {
            self.guess_latin()
        } else if self.letters == 0 {
            Guess::Unknown
        } else {
            Guess::Unsupported
        }
    }

    /// The highest number of frequent words that any unsupported language has.
    fn best_other(&self) -> usize {
        let others = self.common.iter().skip(Language::ALL.len());
        others.copied().max().unwrap_or_default()
    }

    fn guess_cyrillic(&self) -> Guess {
        let [_, ukrainian, russian, ..] = self.common;
        let best_other = self.best_other();
        let [ukrainian_letters, russian_letters] = self.distinctive;
        let is_share = |count: usize| count * LETTERS_PER_FOREIGN > self.letters;
        // Belarusian has both і and ы. Bulgarian has ъ and no ы.
        let is_belarusian =
            is_share(ukrainian_letters.min(russian_letters)) && best_other > ukrainian.max(russian);
        let is_bulgarian = ukrainian_letters + russian_letters == 0
            && best_other > russian
            && (is_share(self.hard_signs) || best_other >= MIN_WORDS_OF_OTHER);
        if is_share(self.foreign) || is_belarusian || is_bulgarian {
            return Guess::Unsupported;
        }
        let (language, common) =
            match (ukrainian_letters, ukrainian).cmp(&(russian_letters, russian)) {
                Ordering::Greater => (Language::Ukrainian, ukrainian),
                Ordering::Less => (Language::Russian, russian),
                Ordering::Equal => return Guess::Unknown,
            };
        let is_known = self.words < MIN_WORDS_CYRILLIC || common * WORDS_PER_FREQUENT >= self.words;
        // Headlines and telegrams lack the most frequent words.
        let is_telegram =
            self.words < MAX_TELEGRAM_WORDS && ukrainian_letters + russian_letters > 0;
        if is_known || is_telegram {
            Guess::Supported(language)
        } else {
            Guess::Unsupported
        }
    }

    fn guess_latin(&self) -> Guess {
        let [english, ..] = self.common;
        let best_other = self.best_other();
        let is_short = self.words < MIN_WORDS;
        let is_plain = self.accented * LETTERS_PER_ACCENT < self.letters;
        if best_other > english {
            // A few words of another language may be a name: "Ms de la Rosa left" is English.
            if is_short && best_other < MIN_WORDS_OF_OTHER {
                Guess::Unknown
            } else {
                Guess::Unsupported
            }
        } else if english > 0 && (is_short || english * WORDS_PER_FREQUENT >= self.words)
            // Recipes and tables have few frequent English words, but almost none of another
            // language.
            || (is_plain && english > best_other * 2 && english * WORDS_PER_FREQUENT_ALONE >= self.words)
        {
            Guess::Supported(Language::English)
        } else if is_short {
            Guess::Unknown
        } else if is_plain && self.words < MAX_TELEGRAM_WORDS {
            Guess::Supported(Language::English)
        } else {
            // A list of names, or a language whose frequent words are not known.
            Guess::Unknown
        }
    }

    /// Whether a text of unknown language may be English: it is short, and has almost only English
    /// letters.
    fn may_be_english(&self) -> bool {
        self.latin * 2 > self.letters
            && self.accented * LETTERS_PER_ACCENT < self.letters
            && self.words < MAX_TELEGRAM_WORDS
    }
}

/// The language whose rules apply to a text: its own, or the story's if the text does not show its
/// language and has the story's script. None for a text in an unsupported language.
pub(super) fn rules_language(text: &str, story: Option<Language>) -> Option<Language> {
    own_and_rules_language(text, story).1
}

/// The language that a text itself shows, and its [`rules_language`].
pub(super) fn own_and_rules_language(
    text: &str,
    story: Option<Language>,
) -> (Option<Language>, Option<Language>) {
    let mut stats = TextStats::default();
    stats.add(text);
    match stats.guess() {
        Guess::Supported(language) => (Some(language), Some(language)),
        Guess::Unsupported => (None, None),
        Guess::Unknown => (None, likely_language(text, story)),
    }
}

/// The likely language of a text that does not show its own: the story's if the script fits, else
/// Russian for Cyrillic, else none.
fn likely_language(text: &str, story: Option<Language>) -> Option<Language> {
    let letter = text.chars().find(|c| c.is_alphabetic())?;
    let is_cyrillic = is_cyrillic(letter);
    let in_script = story.filter(|story| (*story == Language::English) != is_cyrillic);
    in_script.or(is_cyrillic.then_some(Language::Russian))
}

/// Whether a text is certainly not in the story's language: it is in another script, or has
/// Cyrillic letters that the story's language lacks.
pub(super) fn is_foreign(text: &str, story: Language) -> bool {
    let mut stats = TextStats::default();
    stats.add(text);
    let [ukrainian_letters, russian_letters] = stats.distinctive;
    let is_latin = stats.latin * 2 > stats.letters;
    match story {
        Language::English => stats.cyrillic * 2 > stats.letters,
        Language::Ukrainian => is_latin || (russian_letters > 0 && ukrainian_letters == 0),
        Language::Russian => is_latin || (ukrainian_letters > 0 && russian_letters == 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Language> {
        language_of(std::iter::once(text))
    }

    #[test]
    fn languages_are_detected_by_letters_and_words() {
        let known = [
            (Language::English, "The ferry left the port at noon."),
            (Language::English, "Ferry sinks off cape"),
            (
                Language::English,
                "Fourteen crew rescued; captain missing; navy divers searching hull; insurers notified; port closed.",
            ),
            (
                Language::English,
                "Mayor Ines de la Rosa left the port in a hurry.",
            ),
            (
                Language::Ukrainian,
                "Пором вийшов із порту опівдні, її чекали.",
            ),
            (
                Language::Ukrainian,
                "Пожежа: шестеро врятованих, капітан зник, водолази обстежують корпус, страхувальників повідомлено, гавань зачинено, \
                 рейси скасовано, пасажирів евакуйовано, причину з'ясовують, слідчі прибули, вантаж знищено, вітер слабшає, берег охороняють.",
            ),
            (Language::Russian, "Паром вышел из порта в полдень."),
            (Language::Russian, "Паром не вышел в море из-за ветра"),
            (
                Language::Russian,
                "Объект сдан, подъезд закрыт, съезд отложен.",
            ),
        ];
        for (language, text) in known {
            assert_eq!(of(text), Some(language), "{text}");
        }
    }

    #[test]
    fn unsupported_languages_are_not_detected() {
        for text in [
            "12:30 — 14",
            "船は正午に港を出た",
            "Die Fähre verließ den Hafen am Mittag, und niemand hatte sie gewarnt.",
            "Die Polizei in Bonn warnt: Das Wasser ist in der Nacht gestiegen.",
            "Il traghetto ha lasciato il porto a mezzogiorno e nessuno lo ha visto.",
            "A balsa saiu do porto ao meio-dia, e o vento era forte na costa.",
            "El barco salió del puerto a mediodía y no lo vio nadie.",
            "Prom wypłynął z portu w południe i nikt go nie widział na morzu.",
            "Паром выйшаў з порта ў поўдзень, і яго ніхто не бачыў на моры.",
            "Фериботът излезе от пристанището по обяд и никой не го видя в морето.",
            "Брод је изашао из луке у подне и нико га није видео на мору.",
        ] {
            assert_eq!(of(text), None, "{text}");
            assert_eq!(
                rules_language(text, Some(Language::English)),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn a_short_line_is_in_the_language_of_its_story() {
        for (text, story) in [
            ("Dr. Ines de la Rosa", Language::English),
            ("Тарас Коваль", Language::Ukrainian),
            ("Тарас Коваль", Language::Russian),
        ] {
            assert_eq!(rules_language(text, Some(story)), Some(story));
        }
        assert_eq!(rules_language("Anke Thiel", None), None);
    }
}
