//! Splits text into sentences. A sentence may end at the punctuation of any script, depending on
//! the words before and after it, which are looked up in the lists of the language. All unsupported
//! languages share one list of common abbreviations.
//!
//! In doubt a sentence is split. A person notices a claim that was split by mistake at once, but
//! does not notice a claim inside another one.

mod marks;
mod stops;

use std::ops::Range;

use super::inline_lists::inline_items;
use super::language::{self, Language};
use super::words::Words;
use crate::text::letters::is_apostrophe;
use marks::{EndMark, Marks, Sign};
use stops::{
    MAX_WORD_CHARS, OPENING_MARKS, Stop, first_word, is_abbreviation, is_initial, is_numbering,
    last_word,
};

/// The byte ranges of a paragraph's sentences, without the white space between them.
pub fn sentences(text: &str, language: Option<Language>) -> Vec<Range<usize>> {
    let ends = ends(text, language::words_of(language));
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts
        .zip(ends.iter().copied().chain([text.len()]))
        .filter_map(|(start, end)| trimmed(text, start..end))
        .collect()
}

/// A range without white space at its ends. None if nothing is left.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = text.get(range.clone())?;
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    (start < end).then_some(start..end)
}

/// The bytes at which the text is split into sentences, ascending.
fn ends(text: &str, words: &Words) -> Vec<usize> {
    let mut ends = inline_items(text);
    let mut items = ends.clone().into_iter().peekable();
    let mut start = 0;
    for mark in Marks::of(text) {
        while let Some(item) = items.next_if(|item| *item <= mark.start) {
            start = item;
        }
        if (MarkInText { text, start, mark }).is_end(words) {
            ends.push(mark.end);
            start = mark.end;
        }
    }
    ends.sort_unstable();
    ends
}

const DASHES: [char; 4] = ['—', '–', '-', '―'];

/// How many characters a quoted question or exclamation inside a sentence may have.
const MAX_QUESTION_CHARS: usize = 60;

/// How many characters before and after a mark are searched for the brackets or quotation marks
/// around it.
const MAX_BRACKET_CHARS: usize = 200;

/// Top-level domains. After a full stop without a space, such a word belongs to an address.
const DOMAINS: [&str; 9] = ["com", "net", "org", "info", "ru", "ua", "рф", "укр", "ру"];

/// A word with at least this many letters before a full stop without a space is no abbreviation.
const MIN_LETTERS_BEFORE_JOINED: usize = 3;

/// A mark and the text around it.
struct MarkInText<'a> {
    text: &'a str,
    /// The first byte of the sentence that the mark may end.
    start: usize,
    mark: EndMark,
}

impl MarkInText<'_> {
    fn is_end(&self, words: &Words) -> bool {
        let before = self
            .text
            .get(self.start..self.mark.start)
            .unwrap_or_default();
        let rest = self.text.get(self.mark.end..).unwrap_or_default();
        let after = rest.trim_start();
        let next = after.trim_start_matches(OPENING_MARKS);
        let has_word = |text: &str| {
            text.chars()
                .rev()
                .take(MAX_WORD_CHARS)
                .any(char::is_alphanumeric)
        };
        if !has_word(before) || before.ends_with(['(', '[']) {
            return false;
        }
        if self.mark.sign == Sign::Wide {
            // A hiragana particle after a closing mark continues the sentence: 「はい。」と述べた.
            let is_particle = next.starts_with(|c| ('\u{3041}'..='\u{309f}').contains(&c));
            let continues = self.mark.has_closer && is_particle;
            let is_inside = after.starts_with(['，', '、', '」', '』', '）', ',', ')']);
            return !continues && !is_inside;
        }
        if self.precedes_remark(before, after, words) {
            return true;
        }
        if is_continued(after, next) || self.is_in_brackets(before, after) {
            return false;
        }
        if self.mark.is_joined {
            return is_joined_end(before, rest, words);
        }
        // Before a dash, a sentence ends only if no lower-case letter follows the dash: – Так! –
        // сказав він. After a quotation, another quotation must follow: «Победа!» — Иванов is one
        // sentence.
        let after_dash = after.trim_start_matches(DASHES);
        if after_dash.len() < after.len() {
            if self.mark.sign == Sign::Stop
                && !self.mark.has_closer
                && is_abbreviation(before, words)
            {
                return false;
            }
            let after_dash = after_dash.trim_start();
            let after_quote = after_dash.trim_start_matches(OPENING_MARKS);
            return (!self.mark.has_closer || after_quote.len() < after_dash.len())
                && !after_quote.starts_with(char::is_lowercase);
        }
        let stop = Stop {
            before,
            next,
            words,
        };
        match self.mark.sign {
            Sign::Wide => true,
            // `. . .` after a space is an omission inside a quotation. In "around ... 2023" the
            // writer hesitates. Neither ends the sentence.
            Sign::Ellipsis => {
                let follows_space = before.ends_with(' ');
                let is_spaced_ellipsis = self.mark.end - self.mark.start == ". . .".len();
                !(follows_space
                    && (is_spaced_ellipsis || next.starts_with(|c: char| c.is_ascii_digit())))
            }
            // A question before the name of its speaker does not end the sentence: “Who was it?”
            // Smith asked.
            Sign::Exclamation => {
                let mut nearby = next.split(' ').take(4).map(first_word);
                let has_speaker = nearby.any(|word| words.tags.contains(&word));
                !(self.mark.has_closer && (has_speaker || is_inside(before, next, words))
                    || !self.mark.has_closer && stop.is_exclaimed_name())
            }
            // An initial in brackets is part of a name: "[George W.] Bush".
            Sign::Stop if self.mark.has_closer => {
                let is_name = self.closes_with([')', ']'])
                    && is_initial(last_word(before))
                    && !stop.starts_sentence();
                !is_numbering(before) && !is_name
            }
            Sign::Stop => stop.is_end() && !is_in_title(before, after, words),
        }
    }

    /// Whether one of these closing characters belongs to the mark.
    fn closes_with(&self, signs: [char; 2]) -> bool {
        let closed = self.text.get(self.mark.start..self.mark.end);
        closed.is_some_and(|closed| closed.contains(signs))
    }

    /// Whether a remark in brackets follows a full stop after a plain word: "It rose. (credit: A.
    /// Lee)".
    fn precedes_remark(&self, before: &str, after: &str, words: &Words) -> bool {
        let is_plain = || {
            let word = last_word(before);
            let is_listed = is_abbreviation(before, words)
                || words.closing.contains(&word.to_lowercase())
                || words.before_numbers.contains(&word.to_lowercase());
            word.chars().count() >= MIN_LETTERS_BEFORE_JOINED
                && word.chars().all(char::is_lowercase)
                && !is_listed
        };
        self.mark.sign == Sign::Stop && !self.mark.is_joined && after.starts_with('(') && is_plain()
    }

    /// Whether the mark is in brackets inside a sentence: "the order (in force since 4 May. No. 33)
    /// was lifted".
    fn is_in_brackets(&self, before: &str, after: &str) -> bool {
        if self.closes_with([')', '）']) {
            return false;
        }
        let Some((before, inside)) = last_of(before, MAX_BRACKET_CHARS).rsplit_once('(') else {
            return false;
        };
        if inside.contains(')') || !before.contains(char::is_alphanumeric) {
            return false;
        }
        let Some((inside, rest)) = first_of(after, MAX_BRACKET_CHARS).split_once(')') else {
            return false;
        };
        // Whole sentences in brackets are split like others.
        !inside.trim_end().ends_with(['.', '!', '?', '…']) && !inside.contains('(')
            || rest.trim_start().starts_with(char::is_lowercase)
    }
}

/// Whether an abbreviation before the mark is in a quoted title inside a sentence: the order «On
/// pay etc. General part» says.
fn is_in_title(before: &str, after: &str, words: &Words) -> bool {
    if !is_abbreviation(before, words) && !words.closing.contains(&last_word(before).to_lowercase())
    {
        return false;
    }
    let before = last_of(before, MAX_BRACKET_CHARS);
    let after = first_of(after, MAX_BRACKET_CHARS);
    [('«', '»'), ('“', '”'), ('„', '“')]
        .into_iter()
        .any(|(opener, closer)| {
            let is_open = before
                .rsplit_once(opener)
                .is_some_and(|(_, inside)| !inside.contains(closer));
            let rest = after.split_once(closer).map(|(_, rest)| rest.trim_start());
            is_open
                && rest.is_some_and(|rest| {
                    let continues = rest.starts_with('(') || rest.starts_with(char::is_lowercase);
                    continues && !words.cues.verbs.contains(&first_word(rest))
                })
        })
}

/// Whether a sentence ends at a mark without a space after it: "shut on Monday.Two ferries".
/// Addresses, names of sites and versions are excluded: "north.example.The", "Газета.Ru", "Version
/// 2.Beta".
fn is_joined_end(before: &str, rest: &str, words: &Words) -> bool {
    let word = last_word(before);
    let lower = word.to_lowercase();
    let next = first_of(rest.trim_start_matches(OPENING_MARKS), MAX_WORD_CHARS);
    let token = next.split(char::is_whitespace).next().unwrap_or_default();
    let token = token.trim_end_matches(|c: char| !c.is_alphanumeric());
    let next_word = first_word(next);
    let starts_sentence = words.starters.contains(&next_word);
    let is_word = |word: &str| {
        word.chars()
            .all(|c| c.is_alphabetic() || is_apostrophe(c) || c == '-')
    };
    if !is_word(token)
        || token.chars().skip(1).any(char::is_uppercase)
        || DOMAINS.contains(&next_word.as_str())
        || !(starts_sentence || token.chars().nth(1).is_some())
        || before
            .strip_suffix(word)
            .is_some_and(|rest| rest.ends_with('/'))
        || is_abbreviation(before, words)
    {
        return false;
    }
    if word.ends_with(|c: char| c.is_ascii_digit() || c == '%') {
        let is_time = word.contains(':');
        return is_time || word.ends_with('%') || starts_sentence && !word.contains('.');
    }
    let is_plain = is_word(word) && word.chars().nth(MIN_LETTERS_BEFORE_JOINED - 1).is_some();
    let is_name = word.starts_with(char::is_uppercase) && !words.worth.dates.contains(&lower);
    is_plain && word.ends_with(char::is_lowercase) && (starts_sentence || !is_name)
}

/// The last `limit` characters of a text.
fn last_of(text: &str, limit: usize) -> &str {
    let start = text.char_indices().rev().nth(limit);
    text.get(start.map_or(0, |(place, _)| place)..)
        .unwrap_or_default()
}

/// The first `limit` characters of a text.
fn first_of(text: &str, limit: usize) -> &str {
    let end = text.char_indices().nth(limit);
    text.get(..end.map_or(text.len(), |(place, _)| place))
        .unwrap_or_default()
}

/// Whether a quoted question or exclamation is only a part of the sentence. A word directly
/// precedes the quotation, and the next word does not start a sentence: asked «Who is next?» Lee
/// went.
fn is_inside(before: &str, next: &str, words: &Words) -> bool {
    let nearby = last_of(before, MAX_QUESTION_CHARS);
    let Some((opening, _)) = nearby.rsplit_once(['«', '“', '"']) else {
        return false;
    };
    let opening = opening.trim_end();
    let is_joined = opening.ends_with(|c: char| c.is_alphanumeric());
    is_joined && !words.starters.contains(&first_word(next))
}

/// Whether the sentence continues after the mark: with a lower-case letter, or with punctuation
/// that occurs only inside sentences.
fn is_continued(after: &str, next: &str) -> bool {
    next.starts_with(char::is_lowercase) || after.starts_with([',', ';', ':', ')', ']', '.'])
}

#[cfg(test)]
mod tests;
