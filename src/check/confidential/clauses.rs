//! Clauses that say who somebody is ("who heads the charity", "the charity run by"), and words for
//! a relative ("the sister of"), beside a name that is removed.

use std::ops::Range;

use super::folded::Gap;
use super::lexicon::{LEXICON, Phrases};
use super::office::{Between, MOST_WORDS, NEAR, OfficeSearch};
use super::stems::stem;

/// The verb of a clause is among this many words at its beginning ("who until June headed").
const VERB: usize = 4;
/// The most words of a name behind a word for a relative.
const NAME: usize = 3;

/// Whether the word with this index is part of a name that is removed.
type IsCut<'a> = &'a dyn Fn(usize) -> bool;

impl OfficeSearch<'_> {
    /// The ranges of words beside a name that say who its bearer is. `name` is the range of the
    /// name's words.
    pub(super) fn said_of(&self, name: &Range<usize>, is_cut: IsCut) -> Vec<Range<usize>> {
        let found = [
            self.clause_after(name.end, is_cut),
            self.clause_before(name.start, is_cut),
            self.relative_after(name.end, is_cut),
            self.relative_before(name.start, is_cut),
            self.leads_after(name.end, is_cut),
            self.leads_before(name.start, is_cut),
        ];
        found.into_iter().flatten().collect()
    }

    /// The clause behind a name that ends before word `at`: "Olena, who heads the charity", «Олена,
    /// яка очолює фонд». None if the words do not say who she is.
    fn clause_after(&self, at: usize, is_cut: IsCut) -> Option<Range<usize>> {
        if self.between(at) == Between::End || !self.is_whose(at) {
            return None;
        }
        let mut end = at + 1;
        while end < at + MOST_WORDS && !is_cut(end) && self.between(end) == Between::Near {
            // "Olena who heads the charity said": the speech verb is outside the clause.
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

    /// The clause before the name that begins with word `name`: "the woman who heads the charity,
    /// Olena".
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

    /// Whether a phrase begins here that says who is the head of something ("heads", "run by").
    pub(super) fn leads(&self, at: usize) -> bool {
        let is_verb = self
            .word(at)
            .is_some_and(|word| LEXICON.leading.contains(&word.look));
        let phrases = [&LEXICON.heads, &LEXICON.headed, &LEXICON.posts];
        is_verb || phrases.iter().any(|all| self.phrase(at, all).is_some())
    }

    /// How many words the longest of these phrases has that begins at word `at`. None if none
    /// begins there.
    fn phrase(&self, at: usize, phrases: &Phrases) -> Option<usize> {
        let all = phrases.get(&self.word(at)?.look)?.iter();
        let fits = |phrase: &&Vec<String>| {
            let mut words = (at..).zip(phrase.iter());
            words.all(|(at, look)| self.word(at).is_some_and(|word| word.look == *look))
        };
        all.filter(fits).map(Vec::len).max()
    }

    /// Whether a word is a speech verb ("said").
    fn is_saying(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| LEXICON.saying.contains(&word.look))
    }

    /// A main clause behind a name that says what its bearer heads: "Olena heads the charity",
    /// "Olena, now in charge of the archive,", «Олена керує фондом».
    fn leads_after(&self, name: usize, is_cut: IsCut) -> Option<Range<usize>> {
        if self.between(name) == Between::End || is_cut(name) {
            return None;
        }
        let is_one = |at: &usize| {
            let is_near = *at == name || self.between(*at) == Between::Near;
            is_near && !is_cut(*at) && !self.is_saying(*at)
        };
        let mut first = (name..name + VERB).take_while(|at| is_one(at) && !self.is_whose(*at));
        let (at, count) = first.find_map(|at| {
            let verb = self.phrase(at, &LEXICON.heads);
            let found = verb.or_else(|| self.phrase(at, &LEXICON.posts));
            Some((at, found?))
        })?;
        let what = at + count;
        let is_and = |at: usize| {
            let word = self.word(at);
            word.is_some_and(|word| ["and", "і", "та", "u", "й"].contains(&&*word.look))
        };
        let goes_on =
            |at: &usize| is_one(at) && !is_and(*at) && (!self.is_stop(*at) || self.is_article(*at));
        let end = (what..name + MOST_WORDS).take_while(goes_on).last()? + 1;
        // "led the way": without a capital, an article or a word for a body, the words behind the
        // verb do not say what somebody heads.
        let is_post = self.phrase(at, &LEXICON.posts).is_some();
        let is_what = |at: usize| {
            self.word(at).is_some_and(|word| {
                let is_body = LEXICON.is_body(&word.look, word.is_cyrillic);
                word.is_cyrillic || word.is_upper || is_body || self.is_article(what)
            })
        };
        (is_post || (what..end).any(is_what)).then_some(name..end)
    }

    /// The words before a name that say what its bearer heads: "the charity run by Olena", «Фондом
    /// керує Олена», "in charge of the archive is Olena".
    fn leads_before(&self, name: usize, is_cut: IsCut) -> Option<Range<usize>> {
        if self.between(name) == Between::End {
            return None;
        }
        let is_near = |at: usize| self.between(at) == Between::Near;
        let mut start = name;
        while start > 0 && name - start < MOST_WORDS && !is_cut(start - 1) {
            let is_parted = start < name && !is_near(start);
            if is_parted || self.is_saying(start - 1) {
                break;
            }
            start -= 1;
        }
        let at = (start..name).rev().find(|at| {
            let behind = |phrases| self.phrase(*at, phrases).map(|count| at + count);
            let word = self.word(*at);
            let is_verb =
                word.is_some_and(|word| word.is_cyrillic) && behind(&LEXICON.heads).is_some();
            let is_next = behind(&LEXICON.headed).is_some_and(|end| end == name || end + 3 > name);
            is_verb || is_next || behind(&LEXICON.posts).is_some()
        })?;
        // What is headed is named before the verb, perhaps with a comma between: "the archive,
        // headed by".
        let mut from = at;
        while from > 0 && at - from < NEAR && !is_cut(from - 1) && !self.is_saying(from - 1) {
            let is_open = from == at || is_near(from);
            let is_end = self.between(from) == Between::End;
            let is_article = self.is_article(from - 1);
            if !is_open || is_end || is_article || (self.is_stop(from - 1) && from < at) {
                break;
            }
            from -= 1;
        }
        Some(from..name)
    }

    /// Whether a word begins a relative clause ("who", «яка»).
    fn is_whose(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| LEXICON.whose.contains(&word.look) && !word.is_upper)
    }

    /// Whether a clause says what somebody heads or represents, or which office they have.
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
            self.is_specific(&rest) || rest.clone().any(is_body)
        })
    }

    /// Whether the text has a word for a relative ("husband").
    pub(super) fn has_relative(&self) -> bool {
        (0..self.words.len()).any(|at| self.is_relative(at))
    }

    fn is_relative(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            word.is_letters
                && LEXICON
                    .relatives
                    .contains(stem(&word.look, word.is_cyrillic))
        })
    }

    /// The relative behind a name, with the relative's own name: "Olena's sister Maria", «Олены
    /// сестра».
    fn relative_after(&self, at: usize, is_cut: IsCut) -> Option<Range<usize>> {
        let is_s = self
            .word(at)
            .is_some_and(|word| word.look == "s" && word.gap.has(Gap::APOSTROPHE));
        let mut start = at + usize::from(is_s);
        // One word may stand between: "Olena's late husband".
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

    /// The word for a relative before a name: "the sister of Olena", «сестра Олени».
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
