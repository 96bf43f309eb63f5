//! Finds the kind of source that the words of a noun phrase show, and the word that shows it.

use std::ops::Range;

use super::phrases::{Phrases, is_kind_of_outlet};
use crate::case::SourceKind;

impl Phrases<'_> {
    /// The kind of source that these words show, and the head that shows it. In English the head is
    /// the last such word before "of"; in languages with cases it is the first such word. If no
    /// word shows a kind, the head is the last token.
    pub(super) fn kind_and_head(&self, words: &Range<usize>) -> (Option<SourceKind>, usize) {
        let tells = |place: usize| Some((Some(self.kind_at(place, words)?), place));
        let nothing = (None, words.end.saturating_sub(1));
        if self.words.has_cases {
            // "Муж главы управления" is a person of no known kind, and not the office or the body.
            if self.is_person_of_no_kind(words.start) {
                return (None, words.start);
            }
            return words.clone().find_map(tells).unwrap_or(nothing);
        }
        let is_joint = |place: &usize| {
            let word = self.lower(*place);
            self.words.joints.contains(word)
                || self.words.locatives.contains(word)
                || self.words.joints_of_bodies.contains(word)
        };
        let joint = words.clone().find(is_joint);
        let near = words.start..joint.unwrap_or(words.end);
        let behind = || words.clone().rev().find_map(tells);
        near.clone()
            .rev()
            .find_map(tells)
            .or_else(|| behind().filter(|_| self.is_of_rest(near)))
            .unwrap_or(nothing)
    }

    /// The kind that the word at a place shows. `words`: the phrase that contains it.
    fn kind_at(&self, place: usize, words: &Range<usize>) -> Option<SourceKind> {
        let token = self.token(place).filter(|token| token.is_word())?;
        if self.only_describes(place) {
            return None;
        }
        // "The Post" is an outlet, "a post" is not.
        let follows_the = !self.words.has_cases
            && words.len() == 1
            && self.words.definite.contains(self.lower_before(place));
        if token.is_capital
            && (place > words.start || follows_the)
            && self.words.mastheads.contains(&token.lower)
        {
            return Some(SourceKind::Outlet);
        }
        let kind = self.words.kind_of(&token.lower)?;
        // "the European Space Agency" is a body, and not a news agency.
        let is_outlet = |place: usize| {
            let kind = self.words.kind_of(self.lower(place));
            kind.is_some_and(is_kind_of_outlet)
        };
        let is_body = !self.words.has_cases
            && kind == SourceKind::Agency
            && token.is_capital
            && self.words.bodies_of_state.contains(&token.lower)
            && words.len() > 1
            && !words
                .clone()
                .any(|other| other != place && is_outlet(other));
        Some(if is_body { SourceKind::Body } else { kind })
    }

    /// Whether a word that could show a kind only describes: "местную" in "местную газету",
    /// "громадська" in "громадська приймальня". "Громадське" is an outlet.
    fn only_describes(&self, place: usize) -> bool {
        let Some((token, base)) = self
            .token(place)
            .and_then(|token| Some((token, self.words.base_of(&token.lower)?)))
        else {
            return false;
        };
        let shows_kind = self
            .token(place + 1)
            .is_some_and(|next| !next.is_capital && self.words.kind_of(&next.lower).is_some());
        let is_masthead = self.words.has_cases && self.words.mastheads.contains(base);
        self.words.describing.contains(base) && shows_kind || !token.is_capital && is_masthead
    }

    /// Whether a word for people that shows no kind stands at a place, with a small letter or as
    /// the first word of the sentence.
    fn is_person_of_no_kind(&self, place: usize) -> bool {
        self.token(place).is_some_and(|token| {
            (!token.is_capital || place == self.start)
                && self.words.people.contains(&token.lower)
                && self.words.kind_of(&token.lower).is_none()
        })
    }

    /// Whether words behind "of" show the kind of those before it: in "a group of residents" and
    /// "the Bank of Norsund", but not in "red flags for investors".
    fn is_of_rest(&self, mut before: Range<usize>) -> bool {
        let last = before.next_back().and_then(|last| self.token(last));
        last.is_none_or(|token| {
            token.is_capital
                || !token.is_word()
                || self.words.counting.contains(&token.lower)
                || self.words.worth.numbers.contains(&token.lower)
        })
    }
}
