//! Decides which sentences become claims. Questions, labels and datelines do not; of a caption only
//! the part that does not repeat the headline does. The report counts the sentences that are left
//! out.

use std::ops::Range;

use super::Report;
use super::forms::is_one_word;
use super::line::is_credit;
use super::words::Words;
use crate::case::Part;
use crate::text;

/// A title with this many words counts as an assertion even if no known verb is in it.
const MIN_TITLE_WORDS: usize = 6;

/// The same limit for a title, heading or caption in an unsupported language, whose verbs are not
/// known.
const MIN_FOREIGN_WORDS: usize = 3;

/// The most words of a dateline: place, date and agency.
const MAX_DATELINE_WORDS: usize = 6;

/// Whether a sentence asserts something. `is_credited`: the sentence is attributed to somebody.
pub(super) fn asserts(
    part: Part,
    sentence: &str,
    words: &Words,
    is_credited: bool,
    report: &mut Report,
) -> bool {
    let ending =
        sentence.trim_end_matches(['"', '”', '»', '’', ')', ']', '*', '\'', '」', '』', '）']);
    let is_question = || {
        let lower = sentence.to_lowercase();
        let quoted = ["?”", "?\"", "?»", "?’", "? –", "? —"]
            .iter()
            .any(|mark| lower.contains(mark));
        quoted
            && text::words(&lower)
                .filter_map(|word| lower.get(word))
                .any(|word| words.asks.contains(word))
    };
    if ends_as_question(ending) || is_question() {
        report.questions += 1;
        return false;
    }
    let is_label = !sentence.contains(char::is_alphabetic)
        || (part == Part::Heading && opens_a_question(sentence, words))
        || (!is_credited && (is_label(part, sentence, words) || is_dateline(sentence, words)));
    report.labels += usize::from(is_label);
    !is_label
}

/// Whether a sentence ends with a question mark of any script.
fn ends_as_question(sentence: &str) -> bool {
    let is_greek = |c: char| ('\u{370}'..='\u{3ff}').contains(&c);
    sentence.ends_with(['?', '？', '؟', '\u{37e}', '՞'])
        || sentence
            .strip_suffix(';')
            .is_some_and(|rest| rest.ends_with(is_greek))
}

/// The part of a caption's sentence that does not repeat the headline, which is a claim of its own.
/// None if the whole sentence repeats it.
///
/// The sentence is split at colons, dashes, full stops and the like. The leading parts that repeat
/// the headline are removed.
pub(super) fn without_headline(
    text: &str,
    range: Range<usize>,
    headline: &str,
) -> Option<Range<usize>> {
    let sentence = text.get(range.clone())?;
    let marks = [':', ';', '–', '—', '.', '!', '|'];
    let parts = sentence
        .char_indices()
        .filter(|(_, c)| marks.contains(c))
        .map(|(place, c)| (place, place + c.len_utf8()))
        .chain([(sentence.len(), sentence.len())]);
    let mut rest = 0;
    for (end, next) in parts {
        if !sentence
            .get(rest..end)
            .is_some_and(|part| repeats(part, headline))
        {
            break;
        }
        rest = next;
    }
    let rest = sentence.get(rest..)?;
    if rest.len() == sentence.len() {
        return Some(range);
    }
    let rest = rest.trim_start_matches(|c: char| {
        !c.is_alphanumeric() && !['"', '“', '«', '(', '„'].contains(&c)
    });
    rest.contains(char::is_alphabetic)
        .then(|| range.end - rest.len()..range.end)
}

/// Whether a text has at least three words, and at least nine in ten of them are in the headline.
fn repeats(text: &str, headline: &str) -> bool {
    let known: Vec<&str> = text::words(headline)
        .filter_map(|word| headline.get(word))
        .collect();
    let lower = text.to_lowercase();
    let words: Vec<&str> = text::words(&lower)
        .filter_map(|word| lower.get(word))
        .collect();
    let is_known = |word: &&&str| {
        known
            .iter()
            .any(|known| known == *word || is_one_word(known, word))
    };
    words.len() > 2 && words.iter().filter(is_known).count() * 10 >= words.len() * 9
}

/// Whether a heading begins like a question: "What the law says".
fn opens_a_question(sentence: &str, words: &Words) -> bool {
    let lower = sentence.to_lowercase();
    let first = text::words(&lower).next().and_then(|word| lower.get(word));
    first.is_some_and(|first| words.asking.contains(first))
}

/// Whether a sentence is only a place, a date and an agency ("МОСКВА, 5 марта.", "/ТАСС/."): it is
/// short, consists of capitalized words, numbers and months, and begins in capital letters or with
/// a slash.
fn is_dateline(sentence: &str, words: &Words) -> bool {
    let words_of_sentence: Vec<&str> = text::words(sentence)
        .filter_map(|word| sentence.get(word))
        .collect();
    let is_name = |word: &&str| {
        let lower = word.to_lowercase();
        word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || words.worth.months.contains(&lower)
            || words.inside.contains(&lower)
    };
    let starts_in_capitals = words_of_sentence
        .first()
        .is_some_and(|first| first.chars().count() > 1 && !first.contains(char::is_lowercase));
    let has_end_mark = sentence.trim_end().ends_with(['.', '/', '—', '–', '-']);
    words_of_sentence.len() <= MAX_DATELINE_WORDS
        && has_end_mark
        && (starts_in_capitals || sentence.starts_with('/'))
        && words_of_sentence.iter().all(is_name)
}

/// Whether a sentence of a title, heading or caption only names its subject, without a verb.
fn is_label(part: Part, sentence: &str, known: &Words) -> bool {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = text::words(&lower)
        .filter_map(|word| lower.get(word))
        .collect();
    let is_question = words
        .first()
        .is_some_and(|first| known.asking.contains(*first));
    let has_verb = || words.iter().any(|word| known.is_verb(word));
    // A headline with a share asserts how much something changed: "Prices up 40%".
    let asserts_in_title =
        || sentence.contains('%') || words.iter().any(|word| known.is_headline_verb(word));
    if known.code.is_empty() {
        return part != Part::Body && words.len() < MIN_FOREIGN_WORDS;
    }
    match part {
        Part::Body | Part::Boilerplate => false,
        Part::Title => {
            is_question
                || (words.len() < MIN_TITLE_WORDS && !(words.len() > 1 && asserts_in_title()))
        }
        Part::Caption if is_credit(sentence, known) => true,
        Part::Heading | Part::Caption => is_question || !(words.len() > 2 && has_verb()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::Language;
    use super::*;

    #[test]
    fn a_short_headline_with_a_verb_asserts() {
        let asserts = |language: Language, title: &str| {
            let words = language.words();
            asserts(Part::Title, title, words, false, &mut Report::default())
        };
        for (language, titles) in [
            (
                Language::English,
                [
                    "Court jails driver",
                    "Quarry shut",
                    "Dam collapses",
                    "Rents up 12%",
                ],
            ),
            (
                Language::Ukrainian,
                [
                    "Директор пішов у відпустку",
                    "Борги зросли",
                    "Міст перекрито",
                    "Тарифи +12%",
                ],
            ),
            (
                Language::Russian,
                [
                    "Долги выросли",
                    "Причал закрыт",
                    "Дороги развезло",
                    "Тарифы +12%",
                ],
            ),
        ] {
            for title in titles {
                assert!(asserts(language, title), "{title}");
            }
        }
        for (language, title) in [
            (Language::English, "The old harbour"),
            (Language::English, "Weekend guide"),
            (Language::Ukrainian, "Стара гавань"),
            (Language::Russian, "Старая гавань"),
        ] {
            assert!(!asserts(language, title), "{title}");
        }
    }
}
