//! Which language a text is in.

use std::cmp::Ordering;
use std::sync::LazyLock;

use super::words::Words;

/// A language that the reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Ukrainian.
    Ukrainian,
    /// Russian.
    Russian,
}

impl Language {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::English, Self::Ukrainian, Self::Russian];

    /// The one with this ISO 639-1 code.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        &self.words().code
    }

    /// What the reader knows of it.
    pub(super) fn words(self) -> &'static Words {
        static ENGLISH: LazyLock<Words> =
            LazyLock::new(|| Words::of(include_str!("../../assets/reading/en.ron")));
        static UKRAINIAN: LazyLock<Words> =
            LazyLock::new(|| Words::of(include_str!("../../assets/reading/uk.ron")));
        static RUSSIAN: LazyLock<Words> =
            LazyLock::new(|| Words::of(include_str!("../../assets/reading/ru.ron")));
        match self {
            Self::English => &ENGLISH,
            Self::Ukrainian => &UKRAINIAN,
            Self::Russian => &RUSSIAN,
        }
    }
}

/// A text's words are looked at up to this many characters: half a megabyte tells as much as all of it.
const ENOUGH: usize = 500_000;

/// One word in this many must be one of the language's most used: a foreign text in the same script has fewer.
const COMMON: usize = 12;

/// A text with fewer words tells nothing by them; a Cyrillic one has letters of its own, too.
const FEW: usize = 8;
const FEW_CYRILLIC: usize = 25;

/// The language of a text: Ukrainian and Russian by the letters that only one of them has, then each by the words that it
/// uses most.
///
/// None where there are no letters, where most are of another script, and where a text of some length has none of those
/// words: it is in a language that the reader does not know.
pub fn language_of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Language> {
    let mut seen = Seen::default();
    for text in texts {
        seen.see(text);
        if seen.letters > ENOUGH {
            break;
        }
    }
    seen.language()
}

/// What tells the language of a text.
#[derive(Default)]
struct Seen {
    letters: usize,
    latin: usize,
    cyrillic: usize,
    words: usize,
    /// Letters that Ukrainian has and Russian has not, and the reverse.
    own: [usize; 2],
    /// Words that each language uses most.
    common: [usize; 3],
}

impl Seen {
    fn see(&mut self, text: &str) {
        for c in text.chars().filter(|c| c.is_alphabetic()).take(ENOUGH) {
            self.letters += 1;
            match c {
                'a'..='z' | 'A'..='Z' => self.latin += 1,
                'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => self.own[0] += 1,
                'ы' | 'э' | 'ё' | 'ъ' | 'Ы' | 'Э' | 'Ё' | 'Ъ' => self.own[1] += 1,
                _ => {}
            }
            self.cyrillic += usize::from(('\u{400}'..='\u{4ff}').contains(&c));
        }
        for word in text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .take(ENOUGH)
        {
            self.words += 1;
            let word = word.to_lowercase();
            for (count, language) in self.common.iter_mut().zip(Language::ALL) {
                *count += usize::from(language.words().common.contains(&word));
            }
        }
    }

    fn language(&self) -> Option<Language> {
        let [english, ukrainian, russian] = self.common;
        let is_known =
            |common: usize, few: usize| self.words < few || common * COMMON >= self.words;
        if self.cyrillic * 2 > self.letters {
            let [ours, theirs] = self.own;
            let (language, common) = match (ours, ukrainian).cmp(&(theirs, russian)) {
                Ordering::Greater => (Language::Ukrainian, ukrainian),
                Ordering::Less => (Language::Russian, russian),
                Ordering::Equal => return None,
            };
            is_known(common, FEW_CYRILLIC).then_some(language)
        } else {
            (self.latin * 2 > self.letters && is_known(english, FEW)).then_some(Language::English)
        }
    }
}

/// The language by whose rules a text is best read: its own, else the story's, else that of its neighbours in script.
pub(super) fn nearest(text: &str, story: Option<Language>) -> Option<Language> {
    language_of(std::iter::once(text)).or_else(|| {
        let letter = text.chars().find(|c| c.is_alphabetic())?;
        let is_latin = letter < '\u{250}';
        let is_cyrillic = ('\u{400}'..='\u{4ff}').contains(&letter);
        let in_script = story.filter(|story| (*story == Language::English) != is_cyrillic);
        in_script
            .or(is_latin.then_some(Language::English))
            .or(is_cyrillic.then_some(Language::Russian))
    })
}

/// Whether a text is beyond doubt not in the story's language: in another script, or with letters that it has not.
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

    #[test]
    fn languages_are_told_by_their_letters() {
        let of = |text| language_of(std::iter::once(text));
        assert_eq!(
            of("The ferry left the port at noon."),
            Some(Language::English)
        );
        assert_eq!(
            of("Пором вийшов із порту опівдні, її чекали."),
            Some(Language::Ukrainian)
        );
        assert_eq!(
            of("Паром вышел из порта в полдень."),
            Some(Language::Russian)
        );
        assert_eq!(of("12:30 — 14"), None);
        assert_eq!(of("船は正午に港を出た"), None);
        assert_eq!(
            of("Die Fähre verließ den Hafen am Mittag, und niemand hatte sie gewarnt."),
            None
        );
        assert_eq!(
            of("Паром не вышел в море из-за ветра"),
            Some(Language::Russian)
        );
    }
}
