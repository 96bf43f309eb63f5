//! Descriptions of a source in its own names and notes, in words that need not be in any list:
//! «лаборантка з Ковеля», "a bell ringer at the cathedral".

use std::ops::Range;

use super::described::TextKind;
use super::folded::Gap;
use super::lexicon::{LEXICON, WordKind};
use super::lists::FIRST_NAMES;
use super::neighbours::is_inflected;
use super::office::{Between, MOST_WORDS, OfficeSearch};

/// A note that begins with a description has at most this many words before its first comma or full
/// stop.
const SHORT: usize = 6;

impl OfficeSearch<'_> {
    /// The descriptions in a text: the index of the word that says what somebody is, and the range
    /// of all words.
    pub(super) fn descriptions(&self, of: TextKind) -> Vec<(usize, Range<usize>)> {
        let mut all = Vec::new();
        let mut start = 0;
        for at in 1..=self.words.len() {
            if at < self.words.len() && self.between(at) == Between::Near {
                continue;
            }
            let part = start..at;
            start = at;
            match of {
                TextKind::Name => all.extend(self.in_name(&part)),
                TextKind::Note => all.extend(self.in_note(&part)),
                TextKind::Item => {}
            }
        }
        all
    }

    /// The description at the beginning of a part of a name: its words in small letters, alone or
    /// before a person's name.
    fn in_name(&self, part: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let is_plain = |at: &usize| {
            let word = self.word(*at);
            word.is_some_and(|word| word.is_letters && !word.is_upper && !word.is_in_handle)
        };
        // In the alias "Nurse from Kovel" the first word has its capital only because it is first.
        let starts_like_sentence = self.word(0).is_some_and(|word| {
            let is_name = FIRST_NAMES.rows_of(&word.look).next().is_some();
            word.is_upper && !word.is_all_upper && !is_name
        });
        let first = usize::from(part.start == 0 && starts_like_sentence && part.len() > 1);
        let end = (part.start + first..part.end).take_while(is_plain).last()? + 1;
        self.described(part.start..end)
    }

    /// The descriptions in a part of a note: at its beginning if the part is short, and behind "is
    /// a", "works as", «працює».
    fn in_note(&self, part: &Range<usize>) -> Vec<(usize, Range<usize>)> {
        let is_being = |at: usize| {
            self.word(at).is_some_and(|word| {
                LEXICON.being.contains(&word.look) || LEXICON.working.contains(&word.look)
            })
        };
        let begins = part.start == 0 && part.len() <= SHORT;
        let begin = Some(part.clone()).filter(|_| begins);
        let behind = part
            .clone()
            .filter(|at| is_being(*at) && !is_being(at + 1))
            .map(|at| at + 1..part.end.min(at + MOST_WORDS));
        let found = begin.into_iter().chain(behind);
        let found = found.filter_map(|words| self.described(words));
        let is_one = |(head, _): &(usize, Range<usize>)| {
            self.word(*head).is_some_and(|word| {
                let is_new = LEXICON.kind_of(&word.look, word.is_cyrillic) == WordKind::NameOnly;
                let is_name = word.is_upper && !word.is_start;
                is_new && !is_name && !is_inflected(&self.plain(*head).unwrap_or_default())
            })
        };
        found.filter(is_one).collect()
    }

    /// The description that these words begin with, and the index of its head: in English the last
    /// word before a joining word, else the first word that is no adjective.
    fn described(&self, words: Range<usize>) -> Option<(usize, Range<usize>)> {
        let start = words.start + usize::from(self.is_article(words.start));
        let ends = |at: &usize| self.is_stop(*at);
        let end = (start..words.end).find(ends).unwrap_or(words.end);
        let joint = (start..end).find(|at| self.is_joint(*at)).unwrap_or(end);
        let head = if self.word(start)?.is_cyrillic {
            (start..joint).find(|at| !self.is_adjective(*at) || at + 1 == joint)
        } else {
            joint.checked_sub(1)
        };
        let head = head.filter(|at| *at >= start)?;
        let word = self
            .word(head)
            .filter(|word| word.is_letters && word.letters.len() > 2)?;
        let is_small = LEXICON.kind_of(&word.look, word.is_cyrillic) == WordKind::Particle;
        // "Pass 50327": a word before a number describes nobody.
        let is_label = self.word(head + 1).is_some_and(|next| {
            next.gap.only(Gap::SPACE) && next.look.contains(|c: char| c.is_ascii_digit())
        });
        (!is_small && !is_label).then_some((head, start..end))
    }
}
