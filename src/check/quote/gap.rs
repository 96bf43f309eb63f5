//! The words of a text that a quote leaves out, and whether the quote changes the meaning without
//! them.

use std::ops::Range;

use super::Match;
use super::fold::is_quote_mark;
use super::pieces::Join;
use crate::check::text::WORDS;

/// How many words a quote may leave out at one place without a finding.
const MAX_LEFT_OUT: usize = 30;
/// How many words of the text an editor's remark may replace.
const MAX_REPLACED: usize = 5;
/// How many letters at the end of a word an editor may replace.
const MAX_ENDING: usize = 8;
/// How many bytes of a sentence are searched before or after a gap. Real sentences are shorter.
const MAX_SENTENCE: usize = 2000;

/// A text, and the byte offsets of the removed dashes, as in `Folded`.
#[derive(Clone, Copy, Debug)]
pub(super) struct SearchText<'a> {
    pub text: &'a str,
    pub removed_dashes: &'a [usize],
}

impl SearchText<'_> {
    pub fn is_removed_dash(&self, at: usize) -> bool {
        self.removed_dashes.binary_search(&at).is_ok()
    }

    fn part(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The nearest character boundary at or before this byte.
    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// How well a quote matches that leaves out the bytes of `gap`. None if the mark in the quote
    /// does not allow this gap.
    pub fn between(&self, gap: Range<usize>, join: &Join) -> Option<Match> {
        match join {
            Join::Ending => {
                let rest = self.part(gap).trim_end();
                let is_ending = rest.chars().take(MAX_ENDING + 1).count() <= MAX_ENDING
                    && rest.chars().all(char::is_alphabetic);
                is_ending.then_some(Match::Verbatim)
            }
            Join::Inserted(remark) => {
                let near = gap.start..self.floor(gap.end.min(gap.start + MAX_SENTENCE));
                let is_near =
                    near.end == gap.end && self.count(&near, MAX_REPLACED + 1) <= MAX_REPLACED;
                (is_near && self.sentence_ends(&near).is_empty())
                    .then(|| self.replaced(&near, remark))
            }
            Join::LeftOut | Join::Edge => Some(self.left_out(gap)),
        }
    }

    fn left_out(&self, gap: Range<usize>) -> Match {
        if !self.part(gap.clone()).contains(char::is_alphanumeric) {
            return Match::Verbatim;
        }
        let head = gap.start..self.floor(gap.end.min(gap.start + MAX_SENTENCE));
        let mut tail = self.floor(gap.start.max(gap.end.saturating_sub(MAX_SENTENCE)))..gap.end;
        let ends = self.sentence_ends(&head);
        // The quote cuts the first and the last sentence of the gap, so their negations are lost. A
        // sentence that is left out entirely does not count.
        let first = head.start..ends.first().copied().unwrap_or(head.end);
        tail.start = self
            .sentence_ends(&tail)
            .last()
            .copied()
            .unwrap_or(tail.start);
        let count = self.count(&head, MAX_LEFT_OUT + 1);
        if let Some(lost) = self.negation(&first).or_else(|| self.negation(&tail)) {
            Match::NegationLost(lost)
        } else if count > 0 && (!ends.is_empty() || tail.start > gap.start && head.end < gap.end) {
            Match::AcrossSentences
        } else if count > MAX_LEFT_OUT || head.end < gap.end {
            Match::ManyLeftOut
        } else {
            Match::Verbatim
        }
    }

    /// How well an editor's remark matches the bytes that it replaces.
    fn replaced(&self, gap: &Range<usize>, remark: &str) -> Match {
        let other = SearchText {
            text: remark,
            removed_dashes: &[],
        };
        match (self.negation(gap), other.negation(&(0..remark.len()))) {
            (Some(lost), None) => Match::NegationLost(lost),
            (None, Some(added)) => Match::NegationAdded(added),
            _ => Match::Verbatim,
        }
    }

    /// How well a quote that begins here matches, given the text before it.
    pub fn before(&self, start: usize, join: &Join) -> Match {
        let from = self.floor(start.saturating_sub(MAX_SENTENCE));
        let window = from..start;
        match join {
            Join::Edge | Join::Ending => {
                let before = self
                    .part(window)
                    .trim_end_matches(|c: char| c.is_whitespace() || is_quote_mark(c));
                let word = before.rfind(|c: char| !(c.is_alphanumeric() || is_quote_mark(c)));
                let word = word.map_or(0, |at| {
                    at + before
                        .get(at..)
                        .and_then(|rest| rest.chars().next())
                        .map_or(0, char::len_utf8)
                });
                let removed_dash = self
                    .removed_dashes
                    .partition_point(|at| *at < from + before.len());
                let removed_dash = removed_dash
                    .checked_sub(1)
                    .and_then(|at| self.removed_dashes.get(at))
                    .copied()
                    .unwrap_or_default();
                let word = (from + word).max(removed_dash);
                self.negation(&(word..from + before.len()))
                    .map_or(Match::Verbatim, Match::AfterNegation)
            }
            Join::LeftOut | Join::Inserted(_) => {
                let here = self.part(window.clone());
                let clause = here.rfind(is_clause_end).map_or(from, |at| from + at);
                let sentence = self.sentence_ends(&window).last().copied().unwrap_or(from);
                self.edge(clause.max(sentence)..start, join)
            }
        }
    }

    /// How well a quote that ends here matches, given the text after it.
    pub fn after(&self, end: usize, join: &Join) -> Match {
        if matches!(join, Join::Edge | Join::Ending) {
            return Match::Verbatim;
        }
        let window = end..self.floor((end + MAX_SENTENCE).min(self.text.len()));
        let clause = self
            .part(window.clone())
            .find(is_clause_end)
            .map_or(window.end, |at| end + at);
        let sentence = self
            .sentence_ends(&window)
            .first()
            .copied()
            .unwrap_or(window.end);
        self.edge(end..clause.min(sentence), join)
    }

    /// How well a quote matches that begins or ends with a mark. The mark replaces the bytes of
    /// `gap`: the rest of the clause.
    fn edge(&self, gap: Range<usize>, join: &Join) -> Match {
        match join {
            Join::Inserted(remark) if self.count(&gap, 1) == 0 => self.replaced(&gap, remark),
            _ => self
                .negation(&gap)
                .map_or(Match::Verbatim, Match::NegationLost),
        }
    }

    /// The ranges of the words among these bytes. A removed dash ends a word.
    fn words(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        let text = self.part(range.clone());
        let mut open: Option<usize> = None;
        for (at, c) in text.char_indices() {
            let at = range.start + at;
            let is_inside = c.is_alphanumeric() || (is_quote_mark(c) && open.is_some());
            match open {
                Some(start) if !is_inside || self.is_removed_dash(at) => {
                    words.push(start..at);
                    open = is_inside.then_some(at);
                }
                None if is_inside => open = Some(at),
                _ => {}
            }
        }
        words.extend(open.map(|start| start..range.end));
        words
    }

    /// The number of words among these bytes, counted up to `most`.
    fn count(&self, range: &Range<usize>, most: usize) -> usize {
        self.words(range).len().min(most)
    }

    /// The first negation among these bytes.
    fn negation(&self, range: &Range<usize>) -> Option<String> {
        let words = self.words(range);
        let low: Vec<String> = words
            .iter()
            .map(|word| {
                let word = self.part(word.clone()).trim_end_matches(is_quote_mark);
                word.to_lowercase().replace(is_quote_mark, "'")
            })
            .collect();
        let mut pairs = low.iter().zip(low.iter().skip(1).map(Some).chain([None]));
        let found = pairs.find(|(word, next)| {
            let is_not_only = next.is_some_and(|next| {
                // "No. 5" is a label and no negation.
                let next = if next.starts_with(char::is_numeric) {
                    "#"
                } else {
                    next
                };
                WORDS
                    .quote_not_only
                    .contains(format!("{word} {next}").as_str())
            });
            !is_not_only && is_negation(word)
        });
        found.map(|(word, _)| word.clone())
    }

    /// The places among these bytes after which a sentence may begin.
    fn sentence_ends(&self, range: &Range<usize>) -> Vec<usize> {
        let text = self.part(range.clone());
        text.char_indices()
            .filter(|(_, c)| is_terminal(*c))
            .map(|(at, c)| (range.start + at, range.start + at + c.len_utf8()))
            .filter(|(at, end)| self.is_sentence_end(*at, *end))
            .map(|(_, end)| end)
            .collect()
    }

    /// Whether the punctuation at these bytes ends a sentence.
    fn is_sentence_end(&self, at: usize, end: usize) -> bool {
        let rest = self.part(end..self.floor((end + 80).min(self.text.len())));
        let mut rest =
            rest.trim_start_matches(|c: char| is_quote_mark(c) || matches!(c, ')' | ']' | '-'));
        while let Some((_, more)) = rest
            .strip_prefix('[')
            .and_then(|inside| inside.split_once(']'))
        {
            rest = more;
        }
        let is_spaced = rest.starts_with(char::is_whitespace);
        let rest = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || is_quote_mark(c) || matches!(c, '(' | '-' | '–' | '—')
        });
        let Some(next) = rest.chars().next() else {
            return true;
        };
        let mark = self.part(at..end);
        if matches!(mark, "。" | "！" | "？" | "؟" | "۔") {
            return true;
        }
        let begins = next.is_uppercase()
            || (next.is_numeric() && is_spaced)
            || (next.is_alphabetic() && !next.is_lowercase());
        if !begins {
            return false;
        }
        if mark != "." {
            return true;
        }
        let before = self.part(self.floor(at.saturating_sub(60))..at);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
        let word = word.unwrap_or_default().to_lowercase();
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let length = word.chars().count();
        // A short word may be an abbreviation: "Prof. Hall", "Mar. Smith"; "No. 5", "ст. 12".
        let is_short = length <= 5 && (WORDS.titles.has(&word) || WORDS.months.has(&word));
        let is_short = is_short || (length <= 4 && next.is_numeric());
        !is_initial && !is_short
    }
}

/// Whether a lower-case word is a negation, has the ending of one (`n't`), or contains one beside
/// an apostrophe.
fn is_negation(word: &str) -> bool {
    WORDS.quote_negations.has(word)
        || WORDS.quote_negation_ends.iter().any(|end| word.ends_with(end))
        // In a normalized text a quotation mark between two words looks like an apostrophe.
        || (word.contains('\'') && word.split('\'').any(|part| WORDS.quote_negations.has(part)))
}

fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔')
}

fn is_clause_end(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—' | '\n')
}
