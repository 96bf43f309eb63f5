//! What stands in a text where a quote leaves words out, and whether the quote says another thing
//! without it.

use std::ops::Range;

use super::Match;
use super::fold::is_mark;
use super::pieces::Join;
use crate::check::text::WORDS;

/// How many words may be left out before somebody should look.
const MANY: usize = 30;
/// In place of how many words an editor's may stand.
const REPLACED: usize = 5;
/// How many letters of a word an editor's end may stand for.
const ENDING: usize = 8;
/// How many bytes of a sentence are read from the gap onwards. No sentence is longer.
const REACH: usize = 2000;

/// A text, and where two of its words were joined.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub text: &'a str,
    pub joints: &'a [usize],
}

impl View<'_> {
    pub fn is_joint(&self, at: usize) -> bool {
        self.joints.binary_search(&at).is_ok()
    }

    fn part(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The nearest place at or before this one that is between two characters.
    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// How well a quote that leaves out these bytes between two parts matches. None if the mark
    /// between the parts does not allow it.
    pub fn between(&self, gap: Range<usize>, join: &Join) -> Option<Match> {
        match join {
            Join::Ending => {
                let rest = self.part(gap).trim_end();
                let is_ending = rest.chars().take(ENDING + 1).count() <= ENDING
                    && rest.chars().all(char::is_alphabetic);
                is_ending.then_some(Match::Verbatim)
            }
            Join::Inserted(remark) => {
                let near = gap.start..self.floor(gap.end.min(gap.start + REACH));
                let is_near = near.end == gap.end && self.count(&near, REPLACED + 1) <= REPLACED;
                (is_near && self.ends(&near).is_empty()).then(|| self.replaced(&near, remark))
            }
            Join::LeftOut | Join::Edge => Some(self.left_out(gap)),
        }
    }

    fn left_out(&self, gap: Range<usize>) -> Match {
        if !self.part(gap.clone()).contains(char::is_alphanumeric) {
            return Match::Verbatim;
        }
        let head = gap.start..self.floor(gap.end.min(gap.start + REACH));
        let mut tail = self.floor(gap.start.max(gap.end.saturating_sub(REACH)))..gap.end;
        let ends = self.ends(&head);
        // A lost negation counts in the two sentences that the gap cuts, but not in a sentence that
        // is left out as a whole.
        let first = head.start..ends.first().copied().unwrap_or(head.end);
        tail.start = self.ends(&tail).last().copied().unwrap_or(tail.start);
        let count = self.count(&head, MANY + 1);
        if let Some(lost) = self.negation(&first).or_else(|| self.negation(&tail)) {
            Match::NegationLost(lost)
        } else if count > 0 && (!ends.is_empty() || tail.start > gap.start && head.end < gap.end) {
            Match::OverSentence
        } else if count > MANY || head.end < gap.end {
            Match::ManyLeftOut
        } else {
            Match::Verbatim
        }
    }

    /// How well an editor's words match the bytes that they replace.
    fn replaced(&self, gap: &Range<usize>, remark: &str) -> Match {
        let other = View {
            text: remark,
            joints: &[],
        };
        match (self.negation(gap), other.negation(&(0..remark.len()))) {
            (Some(lost), None) => Match::NegationLost(lost),
            (None, Some(added)) => Match::NegationAdded(added),
            _ => Match::Verbatim,
        }
    }

    /// How well a quote that begins here matches, given what comes before.
    pub fn before(&self, start: usize, join: &Join) -> Match {
        let from = self.floor(start.saturating_sub(REACH));
        let window = from..start;
        match join {
            Join::Edge | Join::Ending => {
                let before = self
                    .part(window)
                    .trim_end_matches(|c: char| c.is_whitespace() || is_mark(c));
                let word = before.rfind(|c: char| !(c.is_alphanumeric() || is_mark(c)));
                let word = word.map_or(0, |at| {
                    at + before
                        .get(at..)
                        .and_then(|rest| rest.chars().next())
                        .map_or(0, char::len_utf8)
                });
                let joint = self.joints.partition_point(|at| *at < from + before.len());
                let joint = joint
                    .checked_sub(1)
                    .and_then(|at| self.joints.get(at))
                    .copied()
                    .unwrap_or_default();
                let word = (from + word).max(joint);
                self.negation(&(word..from + before.len()))
                    .map_or(Match::Verbatim, Match::AfterNegation)
            }
            Join::LeftOut | Join::Inserted(_) => {
                let here = self.part(window.clone());
                let clause = here.rfind(is_clause_end).map_or(from, |at| from + at);
                let sentence = self.ends(&window).last().copied().unwrap_or(from);
                self.edge(clause.max(sentence)..start, join)
            }
        }
    }

    /// How well a quote that ends here matches, given what follows.
    pub fn after(&self, end: usize, join: &Join) -> Match {
        if matches!(join, Join::Edge | Join::Ending) {
            return Match::Verbatim;
        }
        let window = end..self.floor((end + REACH).min(self.text.len()));
        let clause = self
            .part(window.clone())
            .find(is_clause_end)
            .map_or(window.end, |at| end + at);
        let sentence = self.ends(&window).first().copied().unwrap_or(window.end);
        self.edge(end..clause.min(sentence), join)
    }

    /// How well a quote matches whose mark at the edge replaces the rest of a clause.
    fn edge(&self, gap: Range<usize>, join: &Join) -> Match {
        match join {
            Join::Inserted(remark) if self.count(&gap, 1) == 0 => self.replaced(&gap, remark),
            _ => self
                .negation(&gap)
                .map_or(Match::Verbatim, Match::NegationLost),
        }
    }

    /// Where words are among these bytes: between two places no other begins, and one that two were
    /// brought together in is two.
    fn words(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        let text = self.part(range.clone());
        let mut open: Option<usize> = None;
        for (at, c) in text.char_indices() {
            let at = range.start + at;
            let is_inside = c.is_alphanumeric() || (is_mark(c) && open.is_some());
            match open {
                Some(start) if !is_inside || self.is_joint(at) => {
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

    /// How many words are among these bytes, counted up to `most`.
    fn count(&self, range: &Range<usize>, most: usize) -> usize {
        self.words(range).len().min(most)
    }

    /// The first word among these bytes that turns a sentence round.
    fn negation(&self, range: &Range<usize>) -> Option<String> {
        let words = self.words(range);
        let low: Vec<String> = words
            .iter()
            .map(|word| {
                let word = self.part(word.clone()).trim_end_matches(is_mark);
                word.to_lowercase().replace(is_mark, "'")
            })
            .collect();
        let mut pairs = low.iter().zip(low.iter().skip(1).map(Some).chain([None]));
        let found = pairs.find(|(word, next)| {
            let is_more = next.is_some_and(|next| {
                // "No. 5" numbers something.
                let next = if next.starts_with(char::is_numeric) {
                    "#"
                } else {
                    next
                };
                WORDS.quote_not_only.contains(&format!("{word} {next}"))
            });
            !is_more && turns(word)
        });
        found.map(|(word, _)| word.clone())
    }

    /// The places among these bytes after which a sentence may begin.
    fn ends(&self, range: &Range<usize>) -> Vec<usize> {
        let text = self.part(range.clone());
        text.char_indices()
            .filter(|(_, c)| is_terminal(*c))
            .map(|(at, c)| (range.start + at, range.start + at + c.len_utf8()))
            .filter(|(at, end)| self.is_end(*at, *end))
            .map(|(_, end)| end)
            .collect()
    }

    /// Whether the mark at these bytes ends a sentence.
    fn is_end(&self, at: usize, end: usize) -> bool {
        let rest = self.part(end..self.floor((end + 80).min(self.text.len())));
        let mut rest =
            rest.trim_start_matches(|c: char| is_mark(c) || matches!(c, ')' | ']' | '-'));
        while let Some((_, more)) = rest
            .strip_prefix('[')
            .and_then(|inside| inside.split_once(']'))
        {
            rest = more;
        }
        let is_spaced = rest.starts_with(char::is_whitespace);
        let rest = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || is_mark(c) || matches!(c, '(' | '-' | '–' | '—')
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
        // "Prof. Hall", "Mar. Smith"; "No. 5", "ст. 12".
        let is_short = length <= 5 && (WORDS.titles.has(&word) || WORDS.months.has(&word));
        let is_short = is_short || (length <= 4 && next.is_numeric());
        !is_initial && !is_short
    }
}

/// Whether a word in lower case, alone or with what an apostrophe ties to it, turns a sentence
/// round.
fn turns(word: &str) -> bool {
    WORDS.quote_negations.has(word)
        || WORDS.quote_negation_ends.iter().any(|end| word.ends_with(end.as_str()))
        // A quotation mark that stands between two words looks like an apostrophe.
        || (word.contains('\'') && word.split('\'').any(|part| WORDS.quote_negations.has(part)))
}

fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔')
}

fn is_clause_end(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—' | '\n')
}
