//! Where sentences end. A full stop, a mark or an ellipsis before a space may be an end; what stands on both sides of it,
//! looked up in the language's word list, says whether it is. Text in other scripts is cut where UAX #29 says.
//!
//! When in doubt a sentence is cut: two halves of a claim are seen at once, a claim that hides inside another is not.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::items::inline_items;
use super::language::Language;
use super::words::Words;

/// The byte ranges of the sentences of a paragraph, without the white space between them. Without a language it is cut
/// where UAX #29 says.
pub fn sentences(text: &str, language: Option<Language>) -> Vec<Range<usize>> {
    let ends: Vec<usize> = match language {
        Some(language) => ends(text, language.words()),
        None => text
            .split_sentence_bound_indices()
            .map(|(place, _)| place)
            .collect(),
    };
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts
        .zip(ends.iter().copied().chain([text.len()]))
        .filter_map(|(start, end)| trimmed(text, start..end))
        .collect()
}

/// A range without the white space at its ends; none if nothing is left.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = text.get(range.clone())?;
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    (start < end).then_some(start..end)
}

/// The bytes at which a sentence ends and another may start, ascending.
fn ends(text: &str, words: &Words) -> Vec<usize> {
    let mut ends = inline_items(text);
    let mut items = ends.clone().into_iter().peekable();
    let mut start = 0;
    let marks = Marks { text, from: 0 };
    for mark in marks {
        while let Some(item) = items.next_if(|item| *item <= mark.start) {
            start = item;
        }
        if (Place { text, start, mark }).is_end(words) {
            ends.push(mark.end);
            start = mark.end;
        }
    }
    ends.sort_unstable();
    ends
}

/// What closes with a sentence.
const CLOSERS: [char; 10] = ['"', '”', '»', '’', ')', ']', '“', '\'', '*', '›'];

/// What opens before one.
const OPENERS: [char; 11] = ['"', '“', '«', '„', '(', '[', '\'', '‘', '*', '‹', '¿'];

const DASHES: [char; 4] = ['—', '–', '-', '―'];

/// No word of a list is longer, in characters; what is longer is not looked at, so that no text makes reading slow.
const LONGEST_WORD: usize = 40;

/// A sentence has more words than this before an abbreviation ends it: "In 2019 г. Иванов" and "At 5 a.m. Mr Smith" go on.
const FEW_WORDS: usize = 3;

/// A quotation inside a sentence has no more characters than this.
const LONGEST_ASIDE: usize = 60;

/// What closes a sentence, as it stands in the text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    sign: Sign,
    /// The first byte of the sign.
    start: usize,
    /// The byte after the sign and all that closes with it.
    end: usize,
    /// Whether quotation marks, brackets or a footnote's number close with it.
    has_closer: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// One full stop.
    Stop,
    /// Two and more of them, or `…`.
    Ellipsis,
    /// `!` and `?`, alone or with others.
    Call,
}

/// The marks of a text that have white space or nothing after them.
struct Marks<'a> {
    text: &'a str,
    from: usize,
}

impl Iterator for Marks<'_> {
    type Item = Mark;

    fn next(&mut self) -> Option<Mark> {
        loop {
            let rest = self.text.get(self.from..)?;
            let start = self.from + first_sign(rest)?;
            let (sign, signed) = sign(self.text.get(start..)?);
            let behind = self.text.get(start + signed..)?;
            let closed = closers(behind);
            let end = start + signed + closed;
            self.from = end;
            let after = self.text.get(end..)?;
            if after.is_empty() || after.starts_with(char::is_whitespace) {
                return Some(Mark {
                    sign,
                    start,
                    end,
                    has_closer: closed > 0,
                });
            }
        }
    }
}

/// The first byte that may close a sentence.
fn first_sign(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_sign = |(place, byte): (usize, &u8)| match byte {
        b'.' | b'!' | b'?' => true,
        // The first byte of `…`.
        0xe2 => text.get(place..).is_some_and(|rest| rest.starts_with('…')),
        _ => false,
    };
    bytes.iter().enumerate().position(is_sign)
}

/// The sign that a text starts with and its bytes; full stops may stand apart: `. . .`
fn sign(text: &str) -> (Sign, usize) {
    let run = text.len() - text.trim_start_matches(['.', '!', '?', '…']).len();
    let mut sign = match text.get(..run) {
        Some(".") => Sign::Stop,
        Some(run) if run.contains(['!', '?']) => Sign::Call,
        _ => Sign::Ellipsis,
    };
    let mut length = run;
    if sign == Sign::Stop {
        while text
            .get(length..)
            .is_some_and(|rest| rest.starts_with(" ."))
        {
            length += 2;
            sign = Sign::Ellipsis;
        }
    }
    (sign, length)
}

/// The bytes of what closes here: quotation marks, brackets, and a footnote's number in square ones.
fn closers(text: &str) -> usize {
    let apart = text.trim_start_matches(' ');
    // "… »"
    let text_or_apart = if apart.starts_with(['»', '”', ')', ']']) {
        apart
    } else {
        text
    };
    let marks = text.len() - text_or_apart.trim_start_matches(CLOSERS).len();
    let rest = text.get(marks..).unwrap_or_default();
    let note = rest.strip_prefix('[').and_then(|note| {
        let number = note.len() - note.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let closes = note.get(number..)?.starts_with(']');
        (closes && (1..=3).contains(&number)).then_some(number + 2)
    });
    marks + note.unwrap_or_default()
}

/// A mark with what stands around it.
struct Place<'a> {
    text: &'a str,
    /// The first byte of the sentence that it may end.
    start: usize,
    mark: Mark,
}

impl Place<'_> {
    fn is_end(&self, words: &Words) -> bool {
        let before = self
            .text
            .get(self.start..self.mark.start)
            .unwrap_or_default();
        let after = self
            .text
            .get(self.mark.end..)
            .unwrap_or_default()
            .trim_start();
        let next = after.trim_start_matches(OPENERS);
        let says_something = |text: &str| {
            text.chars()
                .rev()
                .take(LONGEST_WORD)
                .any(char::is_alphanumeric)
        };
        if !says_something(before) || before.ends_with(['(', '[']) || is_continued(after, next) {
            return false;
        }
        // Speech goes on: – Так! – сказав він. «Победа!» — Иванов.
        let speech = after.trim_start_matches(DASHES);
        if speech.len() < after.len() {
            if self.mark.sign == Sign::Stop
                && !self.mark.has_closer
                && is_abbreviation(before, words)
            {
                return false;
            }
            let speech = speech.trim_start();
            let said = speech.trim_start_matches(OPENERS);
            return (!self.mark.has_closer || said.len() < speech.len())
                && !said.starts_with(char::is_lowercase);
        }
        match self.mark.sign {
            // What is left out of a quotation leaves a gap . . . on both sides.
            Sign::Ellipsis => {
                !(before.ends_with(' ') && self.mark.end - self.mark.start == ". . .".len())
            }
            // “Who was it?” Smith asked.
            Sign::Call => {
                let mut near = next.split(' ').take(4).map(bare);
                let is_tagged = near.any(|word| words.tags.contains(&word));
                !(self.mark.has_closer && (is_tagged || is_inside(before, next, words)))
            }
            Sign::Stop if self.mark.has_closer => !is_numbering(before),
            Sign::Stop => is_full_stop(before, next, words),
        }
    }
}

/// Whether the question or cry that closes here is only a part of what the sentence says: asked «Who is next?» Lee went.
fn is_inside(before: &str, next: &str, words: &Words) -> bool {
    let near: String = before
        .chars()
        .rev()
        .take(LONGEST_ASIDE)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let Some((opening, _)) = near.rsplit_once(['«', '“', '"']) else {
        return false;
    };
    let opening = opening.trim_end();
    let is_joined = opening.ends_with(|c: char| c.is_alphanumeric());
    is_joined && !words.starters.contains(&bare(next))
}

/// Whether what follows belongs to what came before: a small letter, or a mark that stands inside a sentence.
fn is_continued(after: &str, next: &str) -> bool {
    next.starts_with(char::is_lowercase) || after.starts_with([',', ';', ':', ')', ']'])
}

/// A word in lower case, without the marks around it, cut where it is longer than any that is listed.
fn bare(word: &str) -> String {
    word.chars()
        .skip_while(|c| !c.is_alphanumeric())
        .take_while(|c| c.is_alphanumeric() || ['\'', '’', '-'].contains(c))
        .take(LONGEST_WORD)
        .flat_map(char::to_lowercase)
        .collect()
}

/// What stands after the last space, bracket or opening quotation mark.
fn last_word(text: &str) -> &str {
    let separates = |c: char| c.is_whitespace() || OPENERS.contains(&c) || c == '/';
    let letters = text
        .char_indices()
        .rev()
        .take(LONGEST_WORD)
        .take_while(|(_, c)| !separates(*c));
    let start = letters.last().map_or(text.len(), |(place, _)| place);
    text.get(start..).unwrap_or_default()
}

/// Whether what stands before a full stop is short for something.
fn is_abbreviation(before: &str, words: &Words) -> bool {
    let word = last_word(before);
    let lower = word.to_lowercase();
    is_initial(word) || words.abbreviations.contains(&lower) || words.inside.contains(&lower)
}

/// Whether one full stop ends a sentence between these two.
fn is_full_stop(before: &str, next: &str, words: &Words) -> bool {
    if is_numbering(before) {
        return false;
    }
    let word = last_word(before);
    let lower = word.to_lowercase();
    // "Co." in a Ukrainian text is read as in an English one.
    if !words.is_english()
        && word.len() > 1
        && word.is_ascii()
        && word.contains(|c: char| c.is_ascii_alphabetic())
    {
        return is_full_stop(before, next, Language::English.words());
    }
    let before_word = before.strip_suffix(word).unwrap_or_default().trim_end();
    let is_short = before_word.split_whitespace().take(FEW_WORDS).count() < FEW_WORDS;
    let next_word = bare(next);
    if words.closing.contains(&lower) {
        return !is_short && !words.after_closing.contains(&next_word);
    }
    // "В. Гюго", "І. Франка": a letter before a full stop is no preposition.
    let is_letter = next.chars().nth(1) == Some('.');
    let starts_anew = !is_letter && words.starters.contains(&next_word);
    // Case matters for one letter: "с." is a page, "С." is somebody's name.
    if is_initial(word) {
        let follows_name = last_word(before_word).starts_with(char::is_uppercase);
        let is_in_name =
            follows_name && !last_word(before_word).ends_with('.') && !word.contains('.');
        return (starts_anew && !is_in_name) || (word == "I" && !follows_name);
    }
    let is_number = next.starts_with(char::is_numeric) || is_roman(next);
    if words.before_numbers.contains(&lower) && is_number {
        return false;
    }
    // After a number "г." is a year, elsewhere a town; "ст." a century or an article.
    let number = last_word(before_word);
    let counts = number.ends_with(char::is_numeric) || number.split(['–', '-']).all(is_roman);
    // "и т. д.", "та ін."
    let pair = if lower.contains('.') {
        lower.replace('.', ". ")
    } else {
        format!("{} {lower}", last_word(before_word))
    };
    let ends_a_list = words.inside.contains(&pair);
    let may_end = ends_a_list || words.inside.contains(&lower);
    let is_dotted = lower.contains('.') && lower.split('.').all(|part| part.chars().count() < 3);
    let is_short_for = [&lower, &pair]
        .into_iter()
        .any(|short| words.abbreviations.contains(short));
    if (is_short_for || is_dotted) && !(counts && may_end || ends_a_list) {
        return starts_anew;
    }
    if may_end {
        let is_cyrillic = !lower.is_ascii();
        let goes_on = words.after_closing.contains(&next_word);
        return starts_anew || (is_cyrillic && !is_short && !is_number && !goes_on);
    }
    true
}

/// Whether all that stands before a mark numbers what follows: `1`, `8.1`, `IV`, `• 9`, `§2`, `a`.
fn is_numbering(before: &str) -> bool {
    let word = before
        .trim_start()
        .trim_start_matches(['•', '⁃', '-', '–', '—', '§', '№', ' ']);
    let is_short = |part: &str| part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = word.len() <= 6 && word.split('.').all(is_short);
    let is_letter = word.chars().nth(1).is_none();
    !word.is_empty() && (is_number || is_letter || (is_roman(word) && word.len() < 5))
}

/// Whether a text starts with a Roman number.
fn is_roman(text: &str) -> bool {
    let number = text.len() - text.trim_start_matches(['I', 'V', 'X', 'L', 'C']).len();
    let is_whole = !text
        .get(number..)
        .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    (1..=7).contains(&number) && is_whole && !text.starts_with("I ")
}

/// Whether a word is one capital, or ends with one after a full stop: `J`, `U.S`, `к.п.Н`. The English `I` is a word.
fn is_initial(word: &str) -> bool {
    let mut letters = word.rsplit(['.', '-']).next().unwrap_or_default().chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Language, marked: &str) {
        let text = marked.replace('|', " ");
        let expected: Vec<&str> = marked.split('|').collect();
        let found: Vec<&str> = sentences(&text, Some(language))
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn english_sentences() {
        for marked in [
            "Mr. Smith met Dr. J. R. Jones at 5 p.m. on Friday.|He left the U.S. in 2019.",
            "“Who was it?” he asked.|“They ran!”|It cost $3.5 million.",
            "“Who was it?” Ann Lee asked.|“They ran!” Lee said.|No one else did.",
            "See No. 5 of Acme Inc. for more.|The end…|Or not?",
            "So said Cllr. Ruth Addison.|Gen. Marsh agreed.",
            "He works for Acme Inc.|The firm is old.",
            "“We saw smoke.|It was black,” she said.",
            "The doors shut at 6 p.m.|Mr. Lee was inside.|At 7 a.m. Mr. Lee was gone.",
            "It opens at 9 a.m. Monday.|It sold bread, milk, etc.|Nobody came.",
            "They lack vitamin C.|The tests were done by Albert I. Jones.|You and I.|They.",
            "1) They came late 2) They left early 3) Nobody saw them",
            "a. The first thing b. The second thing",
            "1. They came late.|2. They left early.",
            "Two died.[12]|One was saved (see p. 5).|It cost more . . . I paid.",
            "Write to ann.lee@example.org.|The page is https://example.org/a.b.html?x=1.|It is up.",
            "He was sure (!) of it.|“Was he?”|“Yes!!!”|Yahoo! in London knew.",
        ] {
            let marked = if marked.contains(") They") || marked.starts_with("a.") {
                marked
                    .replace(" 2)", "|2)")
                    .replace(" 3)", "|3)")
                    .replace(" b.", "|b.")
            } else {
                marked.to_owned()
            };
            check(Language::English, &marked);
        }
    }

    #[test]
    fn ukrainian_sentences() {
        for marked in [
            "У 2019 р. на вул. Сагайдачного жив І. П. Котляревський.|Він писав.",
            "– Хто там? – спитав він.|– Ніхто!|Це коштувало 3 млн грн.|У місті тихо.",
            "Він пішов…|Вона лишилася.",
            "Пам'ятник на вул. І. Франка знесли.|Справу відкрито за ст. 286 і ч. II ст. 5.",
            "«Ми готові.|Чекаємо наказу», – сказав Петренко.|«Перемога!» – Зеленський.",
        ] {
            check(Language::Ukrainian, marked);
        }
    }

    #[test]
    fn russian_sentences() {
        for marked in [
            "В 2019 г. на ул. Ленина жил А. С. Пушкин.|Он писал.",
            "Ущерб составил 5 млрд руб.|В городе тихо.|«Кто там?» — спросил он.",
            "Он родился в 1961 г.|Иванов стал врачом.|В 2019 г. Иванов уехал.",
            "Приехали дети, женщины и т. д.|Всех приняли.|Решил И. И. Иванов.",
        ] {
            check(Language::Russian, marked);
        }
    }

    #[test]
    fn other_scripts_have_sentences_too() {
        let text = "船は港を出た。誰も見なかった。";
        assert_eq!(sentences(text, None).len(), 2);
    }

    proptest::proptest! {
        #[test]
        fn sentences_hold_every_letter_in_order(text in "[а-яА-Яa-zA-Z0-9 .,!?…\"«»()—'-]{0,120}") {
            for language in [None, Some(Language::Ukrainian), Some(Language::English)] {
                let found = sentences(&text, language);
                let joined: String = found.iter().map(|range| text[range.clone()].replace(' ', "")).collect();
                proptest::prop_assert_eq!(joined, text.replace(' ', ""));
                proptest::prop_assert!(found.is_sorted_by(|a, b| a.end <= b.start));
            }
        }
    }
}
