//! Names around a verb or phrase that credits: where they start and end, and whether they can name a speaker.

use std::ops::Range;

use super::tokens::{Token, TokenKind};
use super::{Named, Reader};

/// A name has no more words than this.
const LONGEST_NAME: usize = 9;

impl Reader<'_> {
    /// The tokens of a name that starts here.
    pub(super) fn name_after(&self, from: usize) -> Option<Range<usize>> {
        let mut start = from;
        while self
            .token(start)
            .is_some_and(|token| self.words.articles.contains(&token.lower))
        {
            start += 1;
        }
        let mut end = start;
        let mut quoted_name = false;
        while let Some(token) = self.token(end) {
            let joins = self.words.joints.contains(&token.lower)
                || self.words.articles.contains(&token.lower);
            let goes_on = match token.kind {
                // «Суспільне» after "видання": a name in quotation marks belongs to whom it names.
                TokenKind::OpenQuote if self.is_short_quotation(end) => {
                    quoted_name = true;
                    true
                }
                TokenKind::CloseQuote if quoted_name => {
                    end += 1;
                    break;
                }
                TokenKind::Word | TokenKind::Number => {
                    let ends = self.words.stops.contains(&token.lower) || self.is_saying(end);
                    let is_first = end == start;
                    (quoted_name && token.quoted)
                        || !(ends || (is_first && joins) || (!is_first && self.is_plain_verb(end)))
                }
                _ => token.lower == "." && end > start && self.is_initial(end - 1),
            };
            if !goes_on || end - start >= LONGEST_NAME + 2 * usize::from(quoted_name) {
                break;
            }
            end += 1;
        }
        self.without_loose_end(start..end)
    }

    /// Whether a pronoun after a verb is who said it, and not the start of what was said: "said she" ends there.
    pub(super) fn ends_clause(&self, name: &Range<usize>) -> bool {
        let is_pronoun = |token: &Token| self.words.pronouns.contains(&token.lower);
        let goes_on = self
            .token(name.end)
            .is_some_and(|token| token.kind == TokenKind::Word);
        !(goes_on && name.len() == 1 && self.token(name.start).is_some_and(is_pronoun))
    }

    /// The tokens of a name before a verb that something stands between in commas: "Ann Lee, a sailor, said" and "the
    /// operator, Norsund Lines, denied". Of the two the one that is written like a name.
    pub(super) fn name_before_aside(&self, verb: usize) -> Option<Range<usize>> {
        let close = verb.checked_sub(1)?;
        let is_comma = |place: usize| self.token(place).is_some_and(|token| token.lower == ",");
        let open = (close.saturating_sub(LONGEST_NAME)..close)
            .rev()
            .find(|place| is_comma(*place))?;
        let aside = self
            .name_before(close)
            .filter(|name| name.start == open + 1);
        let is_name = |place| self.first_letter(place).is_some_and(char::is_uppercase);
        aside
            .filter(|aside| is_comma(close) && is_name(aside.start))
            .or_else(|| self.name_before(open))
    }

    /// The tokens of a name that ends before the verb at this place.
    pub(super) fn name_before(&self, verb: usize) -> Option<Range<usize>> {
        let mut end = verb;
        while end > 0
            && self
                .token(end - 1)
                .is_some_and(|token| self.words.cues.between.contains(&token.lower))
        {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && end - start < LONGEST_NAME + 2 {
            let Some(token) = self.token(start - 1) else {
                break;
            };
            let is_article = self.words.articles.contains(&token.lower);
            let goes_on = match token.kind {
                TokenKind::CloseQuote => start == end && self.opening_of(start - 1).is_some(),
                TokenKind::Word | TokenKind::Number => {
                    !self.words.stops.contains(&token.lower)
                        && !self.is_saying(start - 1)
                        && !self.words.cues.blocked_by.contains(&token.lower)
                }
                _ => token.lower == "." && start > 1 && self.is_initial(start - 2),
            };
            if !goes_on {
                break;
            }
            if token.kind == TokenKind::CloseQuote {
                start = self.opening_of(start - 1).unwrap_or(start - 1);
                continue;
            }
            let before = start.checked_sub(2).and_then(|before| self.token(before));
            start -= 1;
            if is_article && !before.is_some_and(|token| self.words.joints.contains(&token.lower)) {
                break;
            }
        }
        while start < end
            && self.token(start).is_some_and(|token| {
                self.words.articles.contains(&token.lower)
                    || self.words.joints.contains(&token.lower)
            })
        {
            start += 1;
        }
        self.without_loose_end(start..end)
    }

    /// Whether a quotation of at most four words opens here: a name, not speech.
    fn is_short_quotation(&self, open: usize) -> bool {
        (open + 2..=open + 5).any(|place| {
            self.token(place)
                .is_some_and(|token| token.kind == TokenKind::CloseQuote)
        })
    }

    /// Where the short quotation that closes here opens.
    fn opening_of(&self, close: usize) -> Option<usize> {
        let open = (close.saturating_sub(5)..close).rev();
        open.into_iter()
            .find(|place| {
                self.token(*place)
                    .is_some_and(|token| token.kind == TokenKind::OpenQuote)
            })
            .filter(|open| *open + 1 < close && *open > 0)
    }

    fn is_initial(&self, place: usize) -> bool {
        self.token(place)
            .is_some_and(|token| token.lower.chars().count() == 1)
    }

    pub(super) fn is_saying(&self, place: usize) -> bool {
        self.token(place)
            .is_some_and(|token| self.words.cues.verbs.contains(&token.lower))
    }

    fn is_plain_verb(&self, place: usize) -> bool {
        let is_lower = self.first_letter(place).is_some_and(char::is_lowercase);
        is_lower
            && self.token(place).is_some_and(|token| {
                self.words.kind_of(&token.lower).is_none() && self.words.is_verb(&token.lower)
            })
    }

    fn first_letter(&self, place: usize) -> Option<char> {
        self.sentence
            .get(self.token(place)?.range.clone())?
            .chars()
            .next()
    }

    fn without_loose_end(&self, mut name: Range<usize>) -> Option<Range<usize>> {
        let is_loose = |place: usize| {
            self.token(place).is_some_and(|token| {
                self.words.joints.contains(&token.lower)
                    || self.words.articles.contains(&token.lower)
                    || token.kind == TokenKind::Mark
            })
        };
        while name.end > name.start && is_loose(name.end - 1) {
            name.end -= 1;
        }
        (!name.is_empty()).then_some(name)
    }

    /// Whether these words can name somebody who says something: a pronoun, a word for a speaker, or a proper name.
    pub(super) fn could_say(&self, name: &Range<usize>) -> bool {
        let is_name = |place: usize| self.first_letter(place).is_some_and(char::is_uppercase);
        let tells = |place: usize| {
            self.token(place).is_some_and(|token| {
                self.words.kind_of(&token.lower).is_some()
                    || (name.len() == 1 && self.words.pronouns.contains(&token.lower))
            })
        };
        let has_article = name
            .start
            .checked_sub(1)
            .and_then(|before| self.token(before));
        let is_somebody = name.len() <= 4
            && has_article.is_some_and(|token| self.words.articles.contains(&token.lower));
        // The first word of a sentence is written like a name whatever it is.
        is_somebody
            || name
                .clone()
                .any(|place| tells(place) || (place > 0 && is_name(place)))
            || (name.start == 0 && (2..=4).contains(&name.len()) && is_name(0))
            || (name.start == 0 && name.len() == 1 && self.looks_like_a_name(0))
    }

    /// Whether a word at the start of a sentence is a name: all capitals, or no word of the language's lists.
    fn looks_like_a_name(&self, place: usize) -> bool {
        let Some(token) = self.token(place) else {
            return false;
        };
        let written = self.sentence.get(token.range.clone()).unwrap_or_default();
        written.chars().filter(|c| c.is_uppercase()).count() > 1
            || (!self.words.starters.contains(&token.lower)
                && !self.words.is_verb(&token.lower)
                && token.lower.chars().count() > 3)
    }

    pub(super) fn named(&self, name: Range<usize>) -> Option<Named> {
        let stands_for_last = name.len() == 1
            && self
                .token(name.start)
                .is_some_and(|token| self.words.pronouns.contains(&token.lower));
        if stands_for_last {
            return self.last.cloned();
        }
        let tells = |token: &Token| self.words.kind_of(&token.lower);
        // The first word that tells is the head of the name in Ukrainian and Russian, the last one in English.
        let mut kinds = self.tokens.get(name.clone())?.iter().filter_map(tells);
        let kind = if self.words.code == "en" {
            kinds.next_back()
        } else {
            kinds.next()
        };
        Some(Named {
            name: self.text(name),
            kind: kind.unwrap_or_default(),
        })
    }
}
