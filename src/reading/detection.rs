//! Which language a text is in: by its letters, then by the words that it uses most.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::language::{Language, frequent_in_others};
use crate::text::languages::lists_of;
use crate::text::letters::is_cyrillic;

/// A text's words are looked at up to this many characters: half a megabyte tells as much as all of
/// it.
const ENOUGH: usize = 500_000;

/// One word in this many must be one of the language's most used: a foreign text in the same script
/// has fewer.
const COMMON: usize = 12;

/// The same number, if no other language has half as many of its most used words in the text.
const RARE: usize = 40;

/// A text with fewer words is too short to judge by its words. A Cyrillic text also has letters of
/// its own.
const FEW: usize = 8;
const FEW_CYRILLIC: usize = 25;

/// No word that a language uses most has more bytes.
const LONGEST_COMMON: usize = 24;

/// In a short text, this many of another language's most used words are not chance.
const FEWEST_OF_OTHER: usize = 3;

/// If a text in Latin letters is not English, at least one letter in this many has an accent.
const ACCENTED: usize = 8;

/// A text with fewer words may be a telegram, which has none of a language's most used words.
const LONGEST_TELEGRAM: usize = 60;

/// One letter in this many is of another Cyrillic alphabet than Ukrainian and Russian, if the text
/// is.
const FOREIGN_LETTERS: usize = 100;

/// The languages that use a word most, a bit each: those of [`Language::ALL`], then the others.
type Bits = u64;

/// Which languages use a word most, for all words that are among the most used of any.
fn common_words() -> &'static HashMap<String, Bits> {
    static COMMON_WORDS: LazyLock<HashMap<String, Bits>> = LazyLock::new(|| {
        let mut common: HashMap<String, Bits> = HashMap::new();
        let mut add = |word: &str, place: usize| {
            *common.entry(word.to_owned()).or_default() |= 1 << place;
        };
        for (place, language) in Language::ALL.into_iter().enumerate() {
            for word in lists_of(language.code()).frequent() {
                add(&word, place);
            }
        }
        for (place, words) in frequent_in_others().enumerate() {
            for word in words {
                add(word, Language::ALL.len() + place);
            }
        }
        common
    });
    &COMMON_WORDS
}

/// Reads the lists by which languages are distinguished, which takes a millisecond once. A caller that
/// needs them soon may have that done on another thread meanwhile.
pub fn load_languages() {
    common_words();
}

/// What the letters and words of a text say about its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guess {
    /// It is in this one.
    In(Language),
    /// It is in none that the reader knows.
    InNone,
    /// It is too short to tell, or holds little but names.
    Nothing,
}

/// The language of a text: by its letters where those are one language's own, then by the words
/// that it uses most.
///
/// None where there are no letters, where most are of another script, and where another language
/// uses its words more.
pub fn language_of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Language> {
    let mut seen = Seen::default();
    for text in texts {
        seen.see(text);
        if seen.letters > ENOUGH {
            break;
        }
    }
    match seen.guess() {
        Guess::In(language) => Some(language),
        Guess::Nothing if seen.may_be_english() => Some(Language::English),
        Guess::InNone | Guess::Nothing => None,
    }
}

/// The counts by which the language of a text is found.
struct Seen {
    letters: usize,
    latin: usize,
    /// Letters of Latin alphabets that English does not have.
    accented: usize,
    cyrillic: usize,
    /// Letters of Cyrillic alphabets that neither Ukrainian nor Russian has.
    foreign: usize,
    words: usize,
    /// Letters that Ukrainian has and Russian has not, and the reverse.
    own: [usize; 2],
    /// Letters that Bulgarian has often and Russian hardly ever.
    hard_signs: usize,
    /// Words that each language uses most.
    common: [usize; Bits::BITS as usize],
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            letters: 0,
            latin: 0,
            accented: 0,
            cyrillic: 0,
            foreign: 0,
            words: 0,
            own: [0; 2],
            hard_signs: 0,
            common: [0; Bits::BITS as usize],
        }
    }
}

impl Seen {
    fn see(&mut self, text: &str) {
        let mut word = String::new();
        for c in text.chars().take(ENOUGH) {
            if c.is_ascii_alphabetic() {
                self.letters += 1;
                self.latin += 1;
                word.push(c.to_ascii_lowercase());
                continue;
            }
            // Asked of the range first, which is many times as fast as asking of any letter.
            let is_cyrillic = is_cyrillic(c);
            if c.is_ascii() || !is_cyrillic && !c.is_alphabetic() {
                self.end_word(&mut word);
                continue;
            }
            self.letters += 1;
            self.cyrillic += usize::from(is_cyrillic);
            match c {
                'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => self.own[0] += 1,
                'ы' | 'э' | 'ё' | 'Ы' | 'Э' | 'Ё' => self.own[1] += 1,
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
        if word.len() > LONGEST_COMMON {
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
            self.of_cyrillic()
        } else if self.latin * 2 > self.letters {
            self.of_latin()
        } else if self.letters == 0 {
            Guess::Nothing
        } else {
            Guess::InNone
        }
    }

    /// How many words are among the most used of that other language which has most of them.
    fn best_other(&self) -> usize {
        let others = self.common.iter().skip(Language::ALL.len());
        others.copied().max().unwrap_or_default()
    }

    fn of_cyrillic(&self) -> Guess {
        let [_, ukrainian, russian, ..] = self.common;
        let best_other = self.best_other();
        let [ours, theirs] = self.own;
        let is_share = |count: usize| count * FOREIGN_LETTERS > self.letters;
        // Belarusian has і and ы, Bulgarian ъ and no ы.
        let is_belarusian = is_share(ours.min(theirs)) && best_other > ukrainian.max(russian);
        let is_bulgarian = ours + theirs == 0
            && best_other > russian
            && (is_share(self.hard_signs) || best_other >= FEWEST_OF_OTHER);
        if is_share(self.foreign) || is_belarusian || is_bulgarian {
            return Guess::InNone;
        }
        let (language, common) = match (ours, ukrainian).cmp(&(theirs, russian)) {
            Ordering::Greater => (Language::Ukrainian, ukrainian),
            Ordering::Less => (Language::Russian, russian),
            Ordering::Equal => return Guess::Nothing,
        };
        let is_known = self.words < FEW_CYRILLIC || common * COMMON >= self.words;
        // Headlines and telegrams do without the words that are used most.
        let is_telegram = self.words < LONGEST_TELEGRAM && ours + theirs > 0;
        if is_known || is_telegram {
            Guess::In(language)
        } else {
            Guess::InNone
        }
    }

    fn of_latin(&self) -> Guess {
        let [english, ..] = self.common;
        let best_other = self.best_other();
        let is_short = self.words < FEW;
        let is_plain = self.accented * ACCENTED < self.letters;
        if best_other > english {
            // "Ms de la Rosa left" has words of another language, and is in none.
            if is_short && best_other < FEWEST_OF_OTHER {
                Guess::Nothing
            } else {
                Guess::InNone
            }
        } else if english > 0 && (is_short || english * COMMON >= self.words)
            // Recipes and tables have few common English words, but almost none of another
            // language.
            || (is_plain && english > best_other * 2 && english * RARE >= self.words)
        {
            Guess::In(Language::English)
        } else if is_short {
            Guess::Nothing
        } else if is_plain && self.words < LONGEST_TELEGRAM {
            Guess::In(Language::English)
        } else {
            // A list of names, or a language that is not listed.
            Guess::Nothing
        }
    }

    /// Whether a text that does not tell its language has letters of English alone, and not more
    /// words than say nothing.
    fn may_be_english(&self) -> bool {
        self.latin * 2 > self.letters
            && self.accented * ACCENTED < self.letters
            && self.words < LONGEST_TELEGRAM
    }
}

/// The language by whose rules to read a text: its own; or the story's, if the text is too short to
/// decide and has the story's script. None if it is in another language.
pub(super) fn nearest(text: &str, story: Option<Language>) -> Option<Language> {
    own_and_nearest(text, story).1
}

/// The language that a text shows itself, and the [`nearest`].
pub(super) fn own_and_nearest(
    text: &str,
    story: Option<Language>,
) -> (Option<Language>, Option<Language>) {
    let mut seen = Seen::default();
    seen.see(text);
    match seen.guess() {
        Guess::In(language) => (Some(language), Some(language)),
        Guess::InNone => (None, None),
        Guess::Nothing => (None, likeliest(text, story)),
    }
}

/// The story's language for a text that tells nothing, if it is in that script; else the one with
/// most texts in it.
fn likeliest(text: &str, story: Option<Language>) -> Option<Language> {
    let letter = text.chars().find(|c| c.is_alphabetic())?;
    let is_cyrillic = is_cyrillic(letter);
    let in_script = story.filter(|story| (*story == Language::English) != is_cyrillic);
    in_script.or(is_cyrillic.then_some(Language::Russian))
}

/// Whether a text is beyond doubt not in the story's language: in another script, or with letters
/// that it has not.
pub(super) fn is_foreign(text: &str, story: Language) -> bool {
    let mut seen = Seen::default();
    seen.see(text);
    let [ours, theirs] = seen.own;
    let is_latin = seen.latin * 2 > seen.letters;
    match story {
        Language::English => seen.cyrillic * 2 > seen.letters,
        Language::Ukrainian => is_latin || (theirs > 0 && ours == 0),
        Language::Russian => is_latin || (ours > 0 && theirs == 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Language> {
        language_of(std::iter::once(text))
    }

    #[test]
    fn languages_are_told_by_their_letters_and_words() {
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
    fn other_languages_are_none_of_those_that_are_known() {
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
            assert_eq!(nearest(text, Some(Language::English)), None, "{text}");
        }
    }

    #[test]
    fn a_line_too_short_to_tell_is_in_the_language_of_its_story() {
        for (text, story) in [
            ("Dr. Ines de la Rosa", Language::English),
            ("Тарас Коваль", Language::Ukrainian),
            ("Тарас Коваль", Language::Russian),
        ] {
            assert_eq!(nearest(text, Some(story)), Some(story));
        }
        assert_eq!(nearest("Anke Thiel", None), None);
    }
}
