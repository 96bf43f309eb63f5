//! Where sentences end: the boundaries of UAX #29, mended by what a language's word list knows.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::language::{Language, Words};

/// The byte ranges of the sentences of a paragraph, without the white space between them.
pub fn sentences(text: &str, language: Language) -> Vec<Range<usize>> {
    let words = language.words();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (place, piece) in text.split_sentence_bound_indices() {
        for end in inner_ends(piece)
            .chain([piece.len()])
            .map(|end| place + end)
        {
            if end == text.len() || is_end(text, start, end, words) {
                found.extend(trimmed(text, start..end));
                start = end;
            }
        }
    }
    found
}

/// A range without the white space at its ends; none if nothing is left.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = text.get(range.clone())?;
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    (start < end).then_some(start..end)
}

const CLOSERS: [char; 9] = ['"', '”', '»', '’', ')', ']', '“', '\'', '*'];

const DASHES: [char; 3] = ['—', '–', '-'];

/// Ends that UAX #29 does not know, both before a capital: after `…`, and after a full stop before the dash with which
/// somebody else speaks.
fn inner_ends(piece: &str) -> impl Iterator<Item = usize> + '_ {
    piece
        .match_indices(['…', '.'])
        .filter_map(move |(place, mark)| {
            let after = piece.get(place + mark.len()..)?;
            let gap = if mark == "…" {
                after.trim_start_matches(CLOSERS)
            } else {
                after
            };
            let next = gap.trim_start();
            let speech = next.trim_start_matches(DASHES);
            let speaks = speech.len() < next.len() && speech.starts_with(' ');
            let is_capital = speech
                .trim_start_matches(['"', '“', '«', '„', ' '])
                .starts_with(char::is_uppercase);
            (next.len() < gap.len() && is_capital && (speaks || mark == "…"))
                .then(|| piece.len() - next.len())
        })
}

/// No word of a list is longer, in characters; what is longer is not looked at, so that no text makes reading slow.
const LONGEST_WORD: usize = 40;

/// What stands after the last space, bracket or opening quotation mark.
fn last_word(text: &str) -> &str {
    let separates = |c: char| [' ', '\u{a0}', '(', '«', '"', '“', '[', '/'].contains(&c);
    let letters = text
        .char_indices()
        .rev()
        .take(LONGEST_WORD)
        .take_while(|(_, c)| !separates(*c));
    let start = letters.last().map_or(text.len(), |(place, _)| place);
    text.get(start..).unwrap_or_default()
}

/// Whether the sentence that starts at `start` really ends at `end`.
fn is_end(text: &str, start: usize, end: usize, words: &Words) -> bool {
    let before = text.get(start..end).unwrap_or_default().trim_end();
    let after = text.get(end..).unwrap_or_default().trim_start();
    let next = after.trim_start_matches(['"', '“', '«', '„', '(', '[', '\'', '‘']);
    let stripped = before.trim_end_matches(CLOSERS);
    let had_closer = stripped.len() < before.len();
    // Speech goes on: “Who?” he asked. – Так! – сказав він.
    let dash = after.trim_start_matches(DASHES).trim_start();
    if next.starts_with(char::is_lowercase)
        || after.starts_with([',', ';', ':'])
        || (dash.len() < after.len() && dash.starts_with(char::is_lowercase))
    {
        return false;
    }
    let Some(body) = stripped.strip_suffix('.') else {
        return true;
    };
    if had_closer || body.ends_with('.') {
        return true;
    }
    let word = last_word(body);
    let lower = word.to_lowercase();
    let is_initial = word.rsplit('.').next().is_some_and(|last| {
        let mut letters = last.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    });
    let next_word: String = next
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(LONGEST_WORD)
        .flat_map(char::to_lowercase)
        .collect();
    let starts_anew = words.starters.contains(&next_word);
    // "1." at the start of a line numbers what follows.
    if !word.is_empty() && word.chars().all(|c| c.is_ascii_digit()) && body.trim() == word {
        return false;
    }
    // Case matters for one-letter abbreviations: "с." is a page, "С." somebody's name.
    if is_initial {
        return starts_anew && word.contains('.');
    }
    // After a number "г." is a year, elsewhere a town; "ст." a century or an article.
    let counts = last_word(body.strip_suffix(word).unwrap_or_default().trim_end())
        .ends_with(|c: char| c.is_numeric());
    let is_number = next.starts_with(|c: char| c.is_numeric());
    if (words.before_numbers.contains(&lower) && is_number)
        || (words.abbreviations.contains(&lower)
            && !starts_anew
            && !(counts && words.inside.contains(&lower)))
    {
        return false;
    }
    if words.inside.contains(&lower) {
        return starts_anew
            || (!is_number && !lower.is_ascii() && next.starts_with(char::is_uppercase));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Language, marked: &str) {
        let text = marked.replace('|', " ");
        let expected: Vec<&str> = marked.split('|').collect();
        let found: Vec<&str> = sentences(&text, language)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn english_sentences() {
        check(
            Language::English,
            "Mr. Smith met Dr. J. R. Jones at 5 p.m. on Friday.|He left the U.S. in 2019.",
        );
        check(
            Language::English,
            "“Who was it?” he asked.|“They ran!”|It cost $3.5 million.",
        );
        check(
            Language::English,
            "See No. 5 of Acme Inc. for more.|The end…|Or not?",
        );
        check(
            Language::English,
            "So said Cllr. Ruth Addison.|Gen. Marsh agreed.",
        );
        check(Language::English, "He works for Acme Inc.|The firm is old.");
        check(
            Language::English,
            "“We saw smoke. It was black,” she said."
                .replace(". It", ".|It")
                .as_str(),
        );
    }

    #[test]
    fn ukrainian_sentences() {
        check(
            Language::Ukrainian,
            "У 2019 р. на вул. Сагайдачного жив І. П. Котляревський.|Він писав.",
        );
        check(
            Language::Ukrainian,
            "– Хто там? – спитав він.|– Ніхто!|Це коштувало 3 млн грн.|У місті тихо.",
        );
        check(Language::Ukrainian, "Він пішов…|Вона лишилася.");
    }

    #[test]
    fn russian_sentences() {
        check(
            Language::Russian,
            "В 2019 г. на ул. Ленина жил А. С. Пушкин.|Он писал.",
        );
        check(
            Language::Russian,
            "Ущерб составил 5 млрд руб.|В городе тихо.|«Кто там?» — спросил он.",
        );
    }

    proptest::proptest! {
        #[test]
        fn sentences_hold_every_letter_in_order(text in "[а-яА-Яa-zA-Z0-9 .,!?…\"«»()—'-]{0,120}") {
            let found = sentences(&text, Language::Ukrainian);
            let joined: String = found.iter().map(|range| text[range.clone()].replace(' ', "")).collect();
            proptest::prop_assert_eq!(joined, text.replace(' ', ""));
            proptest::prop_assert!(found.is_sorted_by(|a, b| a.end <= b.start));
        }
    }
}
