//! Decides whether a full stop ends a sentence, by the words before and after it.

use crate::reading::forms::is_cyrillic;
use crate::reading::language::Language;
use crate::reading::words::Words;
use crate::text::letters::is_apostrophe;

/// If fewer words than this are before an abbreviation, it is assumed to continue the sentence: "In
/// 2019 г. Иванов", "At 5 a.m. Mr Smith".
const FEW_WORDS: usize = 3;

/// How many letters an abbreviation may have.
const MAX_ABBREVIATION_LETTERS: usize = 7;

/// A full stop, with the text of its sentence before it and the text after it.
pub(super) struct Stop<'a> {
    pub before: &'a str,
    pub next: &'a str,
    pub words: &'a Words,
}

impl Stop<'_> {
    /// Whether the next word always starts a sentence. A single letter with a full stop is an
    /// initial and not a preposition: "В. Гюго", "І. Франка".
    pub fn starts_sentence(&self) -> bool {
        let is_letter = self.next.chars().nth(1) == Some('.');
        !is_letter && self.words.starters.contains(&first_word(self.next))
    }

    /// Whether it ends a sentence.
    pub fn is_end(&self) -> bool {
        let (before, next, words) = (self.before, self.next, self.words);
        if is_numbering(before) {
            return false;
        }
        if before.ends_with([')', ']', '»', '”']) {
            return true;
        }
        let word = last_word(before);
        let lower = word.to_lowercase();
        let before_word = before.strip_suffix(word).unwrap_or_default().trim_end();
        let previous = last_word(before_word);
        let follows_name = previous.starts_with(char::is_uppercase);
        if words.has_cases && word.is_ascii() {
            // Names in Cyrillic texts have Cyrillic initials, so a Latin letter after a name is a
            // Roman number: "Георг V. Нині".
            if is_roman(word) && follows_name && is_cyrillic(previous) {
                return next.chars().nth(1) != Some('.');
            }
            // A Latin abbreviation in a Cyrillic text follows the English rules: "Co."
            if word.len() > 1 && word.contains(|c: char| c.is_ascii_alphabetic()) {
                let words = Language::English.words();
                let is_company = words.inside.contains(&lower) && is_cyrillic(next);
                return is_company || Stop { words, ..*self }.is_end();
            }
        }
        // These words are no abbreviations in lower case: "Sat." is a day, "sat." is a verb.
        if words.after_closing.contains(&lower) && word.starts_with(char::is_lowercase) {
            return true;
        }
        // Case matters for a single letter: "V" is a king's number, "v" is "versus".
        let listed = if is_initial(word) {
            word
        } else {
            lower.as_str()
        };
        if words.joining.contains(listed) || is_first_in_brackets(before, word) {
            return false;
        }
        let is_short = before_word.split_whitespace().take(FEW_WORDS).count() < FEW_WORDS;
        let next_word = first_word(next);
        let starts_sentence = self.starts_sentence();
        if words.closing.contains(&lower) {
            return (!is_short || starts_sentence) && !words.after_closing.contains(&next_word);
        }
        // A single letter is an initial only as a capital: "с." is "page", "С." is an initial.
        if is_initial(word) {
            if word.chars().nth(1).is_none() && words.is_lettered(&previous.to_lowercase()) {
                return next.chars().nth(1) != Some('.');
            }
            let is_in_name = follows_name
                && !previous.ends_with('.')
                && !word.contains('.')
                && !matches!(word, "V" | "X");
            return (starts_sentence && !is_in_name) || (word == "I" && !follows_name);
        }
        let is_number =
            next.starts_with(|c: char| c.is_numeric() || "№#".contains(c)) || is_roman(next);
        if words.before_numbers.contains(&lower) && is_number {
            return false;
        }
        if words.code.is_empty() && is_foreign_abbreviation(word) {
            return starts_sentence;
        }
        // "г." is "year" after a number, elsewhere "town"; "ст." is "century" or "article".
        let number = last_word(before_word);
        let is_after_number =
            number.ends_with(char::is_numeric) || number.split(['–', '-']).all(is_roman);
        let is_year = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
        // An abbreviation of two words, such as "т. д." or "та ін."
        let pair = if lower.contains('.') {
            lower.replace('.', ". ")
        } else {
            format!("{} {lower}", last_word(before_word))
        };
        let ends_a_list = words.inside.contains(&pair);
        let may_end = ends_a_list || words.inside.contains(&lower);
        let parts = || lower.split(['.', '-']);
        let is_dotted = lower.contains('.') && parts().all(|part| part.chars().count() < 3);
        // A compound of abbreviations: "Ген.-лейт.", "С.-х."
        let is_compound = lower.contains(".-")
            && parts()
                .all(|part| part.is_empty() || part.chars().count() < 3 || self.is_listed(part));
        let is_short_for = [&lower, &pair]
            .into_iter()
            .any(|abbreviation| words.abbreviations.contains(abbreviation));
        if (is_short_for || is_dotted || is_compound)
            && !(is_after_number && may_end || ends_a_list)
        {
            return starts_sentence;
        }
        if may_end {
            let is_cyrillic = !lower.is_ascii();
            let continues = words.after_closing.contains(&next_word);
            let is_dated = is_short && (is_year || !is_after_number);
            return starts_sentence || (is_cyrillic && !is_dated && !is_number && !continues);
        }
        true
    }

    fn is_listed(&self, abbreviation: &str) -> bool {
        self.words.abbreviations.contains(abbreviation) || self.words.inside.contains(abbreviation)
    }

    /// Whether an exclamation mark belongs to a name: "Yum! Brands".
    pub fn is_exclaimed_name(&self) -> bool {
        let name = last_word(self.before).to_lowercase();
        let words = if name.is_ascii() {
            Language::English.words()
        } else {
            self.words
        };
        words.exclaimed.contains(&name) && !self.starts_sentence()
    }
}

/// Whether a word of an unsupported language is a single letter, as in "z. Zt.", or an ordinal
/// number of one or two digits, as in "am 3. Mai".
fn is_foreign_abbreviation(word: &str) -> bool {
    let is_ordinal = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_ordinal || word.chars().nth(1).is_none()
}

/// The text after the last space, bracket or opening quotation mark.
pub(super) fn last_word(text: &str) -> &str {
    let separates = |c: char| c.is_whitespace() || OPENING_MARKS.contains(&c) || c == '/';
    let letters = text
        .char_indices()
        .rev()
        .take(MAX_WORD_CHARS)
        .take_while(|(_, c)| !separates(*c));
    let start = letters.last().map_or(text.len(), |(place, _)| place);
    text.get(start..).unwrap_or_default()
}

/// Whether a short lower-case word is the first in brackets, where it is an abbreviation that
/// labels the rest: "(нім. Haus)", "(мал. 8)".
fn is_first_in_brackets(before: &str, word: &str) -> bool {
    let is_first = before
        .strip_suffix(word)
        .is_some_and(|rest| rest.ends_with('('));
    is_first
        && word.chars().nth(MAX_ABBREVIATION_LETTERS).is_none()
        && word.chars().all(char::is_lowercase)
}

/// Whether the word before a full stop is an initial or a listed abbreviation.
pub(super) fn is_abbreviation(before: &str, words: &Words) -> bool {
    let word = last_word(before);
    let lower = word.to_lowercase();
    is_initial(word)
        || words.abbreviations.contains(&lower)
        || words.inside.contains(&lower)
        || words.joining.contains(&lower)
}

/// Whether the text before a mark only numbers the text after it: `1`, `8.1`, `IV`, `• 9`, `§2`,
/// `a`.
pub(super) fn is_numbering(before: &str) -> bool {
    let word = before
        .trim_start()
        .trim_start_matches(['•', '⁃', '-', '–', '—', '§', '№', ' ']);
    let is_short = |part: &str| part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = word.len() <= 6 && word.split('.').all(is_short);
    let is_letter = word.chars().nth(1).is_none();
    !word.is_empty() && (is_number || is_letter || (is_roman(word) && word.len() < 5))
}

/// Whether a text starts with a Roman numeral.
fn is_roman(text: &str) -> bool {
    let number = text.len() - text.trim_start_matches(['I', 'V', 'X', 'L', 'C']).len();
    let is_whole = !text
        .get(number..)
        .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    (1..=7).contains(&number) && is_whole && !text.starts_with("I ")
}

/// Whether a word is a single capital, or ends with one after a full stop or hyphen: `J`, `U.S`,
/// `к.п.Н`, `Ж.-П`. The English `I` is a word, and `Objective-C` is no person's name.
pub(super) fn is_initial(word: &str) -> bool {
    let last = word.rsplit(['.', '-']).next().unwrap_or_default();
    let mut letters = last.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let is_joined_to_word = word
        .strip_suffix(last)
        .and_then(|rest| rest.strip_suffix('-'))
        .is_some_and(|rest| rest.chars().nth(1).is_some() && !rest.ends_with('.'));
    is_capital && !is_joined_to_word
}

/// Quotation marks, brackets and the like that can precede the first word of a sentence.
pub(super) const OPENING_MARKS: [char; 15] = [
    '"', '“', '«', '„', '(', '[', '\'', '‘', '*', '‹', '¿', '¡', '`', '「', '『',
];

/// How many characters of a word are looked up. Longer words are cut, so that no text is slow to
/// read.
pub(super) const MAX_WORD_CHARS: usize = 40;

/// The first word of a text in lower case, without the punctuation around it, cut at
/// [`MAX_WORD_CHARS`].
pub(super) fn first_word(word: &str) -> String {
    word.chars()
        .skip_while(|c| !c.is_alphanumeric())
        .take_while(|c| c.is_alphanumeric() || is_apostrophe(*c) || *c == '-')
        .take(MAX_WORD_CHARS)
        .flat_map(char::to_lowercase)
        .collect()
}
