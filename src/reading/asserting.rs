//! Which sentences become claims: no questions, labels or datelines. Of a caption, only the part
//! that the headline does not say. The report counts the sentences that are left out.

use std::ops::Range;

use super::Report;
use super::forms::is_one_word;
use super::line::is_credit;
use super::words::Words;
use crate::case::Part;
use crate::text;

/// A title with this many words counts as an assertion even if no known verb is in it.
const MIN_TITLE_WORDS: usize = 6;

/// The same limit for a title, heading or caption in a language whose verbs are not known.
const MIN_FOREIGN_WORDS: usize = 3;

/// The most words of a dateline: place, date and agency.
const LONGEST_DATELINE: usize = 6;

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
    let asks = || {
        let lower = sentence.to_lowercase();
        let quoted = ["?”", "?\"", "?»", "?’", "? –", "? —"]
            .iter()
            .any(|mark| lower.contains(mark));
        quoted
            && text::words(&lower)
                .filter_map(|word| lower.get(word))
                .any(|word| words.asks.contains(word))
    };
    if ends_as_question(ending) || asks() {
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

/// The part of a caption's sentence that does not repeat the headline, which is already a claim.
/// None if the whole sentence repeats it.
///
/// The parts before a colon, dash, full stop and the like are removed from the start as long as
/// each repeats the headline.
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

/// Whether a text has at least three words, and nine in ten of them are in the headline.
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

/// Whether a subhead begins like a question: "What the law says".
fn opens_a_question(sentence: &str, words: &Words) -> bool {
    let lower = sentence.to_lowercase();
    let first = text::words(&lower).next().and_then(|word| lower.get(word));
    first.is_some_and(|first| words.asking.contains(first))
}

/// Whether a sentence is only a place, a date and an agency: "МОСКВА, 5 марта.", "/ТАСС/." It must
/// be short, consist of capitalized words, numbers and months, and begin in capitals or with a
/// slash.
fn is_dateline(sentence: &str, words: &Words) -> bool {
    let all: Vec<&str> = text::words(sentence)
        .filter_map(|word| sentence.get(word))
        .collect();
    let is_name = |word: &&str| {
        let lower = word.to_lowercase();
        word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || words.worth.months.contains(&lower)
            || words.inside.contains(&lower)
    };
    let shouts = all
        .first()
        .is_some_and(|first| first.chars().count() > 1 && !first.contains(char::is_lowercase));
    let ends = sentence.trim_end().ends_with(['.', '/', '—', '–', '-']);
    all.len() <= LONGEST_DATELINE
        && ends
        && (shouts || sentence.starts_with('/'))
        && all.iter().all(is_name)
}

/// Whether a sentence of a title, heading or caption only names its subject, without a verb.
fn is_label(part: Part, sentence: &str, known: &Words) -> bool {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = text::words(&lower)
        .filter_map(|word| lower.get(word))
        .collect();
    let asks = words
        .first()
        .is_some_and(|first| known.asking.contains(*first));
    let has_verb = || words.iter().any(|word| known.is_verb(word));
    // "Prices up 40%": a headline with a share says how much changed.
    let asserts_in_title =
        || sentence.contains('%') || words.iter().any(|word| known.is_headline_verb(word));
    if known.code.is_empty() {
        return part != Part::Body && words.len() < MIN_FOREIGN_WORDS;
    }
    match part {
        Part::Body | Part::Boilerplate => false,
        Part::Title => {
            asks || (words.len() < MIN_TITLE_WORDS && !(words.len() > 1 && asserts_in_title()))
        }
        Part::Caption if is_credit(sentence, known) => true,
        Part::Heading | Part::Caption => asks || !(words.len() > 2 && has_verb()),
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
