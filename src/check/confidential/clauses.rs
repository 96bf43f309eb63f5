//! Clauses that say who somebody is (`who heads the charity`), and who belongs to somebody (`the
//! sister of`), beside a name that is cut.

use std::ops::Range;

use super::folded::Gap;
use super::lexicon::LEXICON;
use super::office::{Between, MOST_WORDS, Stretch};
use super::stems::stem;

/// The verb of a clause stands among so many words at its beginning: `who until June headed`.
const VERB: usize = 4;
/// A name has no more words behind `sister`.
const NAME: usize = 3;

type IsCut<'a> = &'a dyn Fn(usize) -> bool;

impl Stretch<'_> {
    /// The clauses and relatives beside the name of these words.
    pub(super) fn said_of(&self, name: &Range<usize>, is_cut: IsCut) -> Vec<Range<usize>> {
        let found = [
            self.clause_after(name.end, is_cut),
            self.clause_before(name.start, is_cut),
            self.relative_after(name.end, is_cut),
            self.relative_before(name.start, is_cut),
        ];
        found.into_iter().flatten().collect()
    }

    /// `Olena, who heads the charity`, `Олена, яка очолює фонд`.
    fn clause_after(&self, at: usize, is_cut: IsCut) -> Option<Range<usize>> {
        if self.between(at) == Between::End || !self.is_whose(at) {
            return None;
        }
        let mut end = at + 1;
        while end < at + MOST_WORDS && !is_cut(end) && self.between(end) == Between::Near {
            // `Olena who heads the charity said`
            let is_credit = self
                .word(end)
                .is_some_and(|word| LEXICON.saying.contains(&word.look));
            if is_credit && end > at + 2 {
                break;
            }
            end += 1;
        }
        let clause = at..end;
        self.says_who(&clause).then_some(clause)
    }

    /// `the woman who heads the charity, Olena`.
    fn clause_before(&self, name: usize, is_cut: IsCut) -> Option<Range<usize>> {
        if self.between(name) == Between::End {
            return None;
        }
        for at in (name.saturating_sub(MOST_WORDS)..name).rev() {
            if is_cut(at) {
                return None;
            }
            if self.is_whose(at) {
                let clause = at..name;
                return self.says_who(&clause).then_some(clause);
            }
            if self.between(at) != Between::Near {
                return None;
            }
        }
        None
    }

    fn is_whose(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| LEXICON.whose.contains(&word.look) && !word.is_upper)
    }

    /// Whether a clause says what somebody is at the head of or stands for, or what they are.
    fn says_who(&self, clause: &Range<usize>) -> bool {
        let start = clause.start + 1;
        let verbs = start..clause.end.min(start + VERB);
        let has = |words: &std::collections::HashSet<String>| {
            verbs.clone().find(|at| {
                self.word(*at)
                    .is_some_and(|word| words.contains(&word.look))
            })
        };
        if has(&LEXICON.leading).is_some_and(|verb| verb + 1 < clause.end || verb > start) {
            return true;
        }
        has(&LEXICON.being).is_some_and(|verb| {
            let rest = verb + 1..clause.end;
            let is_body = |at: usize| {
                self.word(at)
                    .is_some_and(|word| LEXICON.is_body(&word.look, word.is_cyrillic))
            };
            self.tells(&rest) || rest.clone().any(is_body)
        })
    }

    fn is_relative(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            word.is_letters
                && LEXICON
                    .relatives
                    .contains(stem(&word.look, word.is_cyrillic))
        })
    }

    /// `Olena's sister Maria`, `Олены сестра`.
    fn relative_after(&self, at: usize, is_cut: IsCut) -> Option<Range<usize>> {
        let is_s = self
            .word(at)
            .is_some_and(|word| word.look == "s" && word.gap.has(Gap::APOSTROPHE));
        let mut start = at + usize::from(is_s);
        // `Olena's late husband`
        if is_s && !self.is_relative(start) {
            start += 1;
        }
        let is_near = |at: usize| !is_cut(at) && self.between(at) == Between::Near;
        if !self.is_relative(start) || !(at..=start).all(is_near) {
            return None;
        }
        let is_name = |at: &usize| is_near(*at) && self.word(*at).is_some_and(|word| word.is_upper);
        let behind = start + 1..start + 1 + NAME;
        let names = behind.take_while(is_name).count();
        Some(start..start + 1 + names)
    }

    /// `the sister of Olena`, `сестра Олени`.
    fn relative_before(&self, name: usize, is_cut: IsCut) -> Option<Range<usize>> {
        let last = name.checked_sub(1)?;
        let is_near = |at: usize| self.between(at) == Between::Near;
        let role = if self.is_relative(last) {
            last
        } else {
            let before = last.checked_sub(1)?;
            let is_of = self.word(last).is_some_and(|word| word.look == "of");
            (is_of && self.is_relative(before) && is_near(last)).then_some(before)?
        };
        (is_near(name) && !is_cut(role)).then_some(role..role + 1)
    }
}
