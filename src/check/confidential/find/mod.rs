//! Where what is looked for stands in a text. Which words of it fit a form is here; `verdict`
//! decides whether that is the source, `apart` puts words together that were taken apart, `glued`
//! has handles, file names and numbers, `resembling` what only a person can tell.

mod apart;
mod glued;
mod resembling;
mod verdict;

use std::collections::HashMap;
use std::ops::Range;

use super::book::{Book, Entry, FormOf};
use super::context::{Context, Word};
use super::folded::{Folded, Gap, is_cyrillic};
use super::lexicon::{LEXICON, Sort};
use super::place::Doubt;
use crate::case::SourceId;

/// What is found, in letters of the text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub letters: Range<usize>,
    pub source: SourceId,
    pub doubt: Option<Doubt>,
}

/// Words of a text that a form fits.
#[derive(Clone, Debug)]
struct Match {
    words: Range<usize>,
    letters: Range<usize>,
    form: FormOf,
    /// Whether its letters are those of the form, not only its sound.
    is_look: bool,
    /// Whether signs of the words are left over: digits, the rest of a handle.
    is_part: bool,
    /// Whether nothing but a space breaks the word.
    is_broken: bool,
    /// What the word is besides a name.
    sort: Sort,
}

impl Match {
    /// Whether each of its letters stands apart.
    fn is_spelled(&self) -> bool {
        self.words.len() > 1 && self.words.len() == self.letters.len()
    }
}

/// What a word that fits a form is.
enum Verdict {
    Nobody,
    Certain,
    Ask(Doubt),
}

/// One look at a text.
pub(super) struct Look<'a> {
    book: &'a Book,
    text: &'a Folded,
    context: Context,
    matches: Vec<Match>,
    /// The matches that begin at a word.
    by_word: HashMap<usize, Vec<usize>>,
    found: Vec<Found>,
}

/// So many words with nothing, a hyphen or the end of a line between them may be one.
const PIECES: usize = 4;

impl<'a> Look<'a> {
    pub fn at(book: &'a Book, text: &'a Folded) -> Vec<Found> {
        let mut look = Self {
            book,
            text,
            context: Context::of(text),
            matches: Vec::new(),
            by_word: HashMap::new(),
            found: Vec::new(),
        };
        look.words();
        look.pieces();
        look.spelled();
        for (place, found) in look.matches.iter().enumerate() {
            look.by_word
                .entry(found.words.start)
                .or_default()
                .push(place);
        }
        look.decide();
        look.phrases();
        look.handles();
        look.glues();
        look.phones();
        look.doubts();
        look.found
    }

    fn word(&self, at: usize) -> Option<&Word> {
        self.context.words.get(at)
    }

    fn entry(&self, form: FormOf) -> Option<&'a Entry> {
        self.book.entries.get(form.entry)
    }

    /// Takes in what fits words of the text.
    fn fit(
        &mut self,
        look: &str,
        sound: &str,
        words: &Range<usize>,
        letters: &Range<usize>,
        (is_part, is_broken): (bool, bool),
    ) {
        let by_look = self.book.looks.get(look);
        let by_sound = self.book.sounds.get(sound);
        if by_look.is_none() && by_sound.is_none() {
            return;
        }
        let is_cyrillic = {
            let letters = self.text.letters.get(letters.clone()).unwrap_or_default();
            letters.iter().any(|letter| is_cyrillic(letter.plain))
        };
        let sort = LEXICON.sort(look, is_cyrillic);
        let by_look = by_look.into_iter().flatten().map(|form| (form, true));
        let by_sound = by_sound.into_iter().flatten().map(|form| (form, false));
        for (form, is_look) in by_look.chain(by_sound) {
            let Some(entry) = self.entry(*form) else {
                continue;
            };
            // A word in the other alphabet that looks like a name has letters alone that really do.
            if is_look && form.is_cyrillic != is_cyrillic && !self.is_look_alike(letters) {
                continue;
            }
            let own = if form.is_own && entry.is_cyrillic == is_cyrillic {
                entry.sort
            } else {
                Sort::Telling
            };
            self.matches.push(Match {
                words: words.clone(),
                letters: letters.clone(),
                form: *form,
                is_look,
                is_part,
                is_broken,
                sort: if sort == Sort::Telling { own } else { sort },
            });
        }
    }

    /// Whether these letters look the same in Latin and in Cyrillic.
    fn is_look_alike(&self, letters: &Range<usize>) -> bool {
        let letters = self.text.letters.get(letters.clone()).unwrap_or_default();
        let is_mixed = letters.iter().any(|letter| letter.is_mixed);
        is_mixed
            || letters.iter().all(|letter| {
                let same = if letter.is_upper {
                    "abcehijkmoptxys"
                } else {
                    "aceijkmopstxy"
                };
                same.contains(letter.look) || letter.plain.is_ascii_digit()
            })
    }

    /// Each word, and what is left of it without digits at its ends.
    fn words(&mut self) {
        for at in 0..self.context.words.len() {
            let Some(word) = self.context.words.get(at) else {
                continue;
            };
            let (letters, bare) = (word.letters.clone(), word.bare.clone());
            let (look, sound) = (word.look.clone(), word.sound.clone());
            self.fit(&look, &sound, &(at..at + 1), &letters, (false, false));
            if bare != letters && bare.len() > 2 {
                let look = self.text.look(&bare);
                let sound = self.text.sound(&bare);
                self.fit(&look, &sound, &(at..at + 1), &bare, (true, false));
            }
        }
    }

    /// Decides on each word that fits.
    fn decide(&mut self) {
        let mut found = Vec::new();
        for one in &self.matches {
            let Some(entry) = self.entry(one.form) else {
                continue;
            };
            if self.is_genitive(one) || self.is_whole_before(one) {
                continue;
            }
            let verdict = if self.is_beside(one, entry) {
                Verdict::Certain
            } else {
                self.verdict(one, entry)
            };
            let doubt = match verdict {
                Verdict::Nobody => continue,
                Verdict::Certain => None,
                Verdict::Ask(doubt) => Some(doubt),
            };
            let letters = if one.is_part || self.is_in_handle(&one.words) {
                self.whole(&one.words)
            } else {
                one.letters.clone()
            };
            let letters = match doubt {
                None => self.with_initials(one, letters, entry.source),
                _ => letters,
            };
            found.push(Found {
                letters,
                source: entry.source,
                doubt,
            });
        }
        self.found.extend(found);
    }

    /// The letters of a word with the initial of the same name beside it: `O. Demchuk`, `Demchuk
    /// O.`, `demchuk_o`.
    fn with_initials(&self, one: &Match, letters: Range<usize>, source: SourceId) -> Range<usize> {
        let words = &one.words;
        let is_initial = |word: &Word| {
            let all = self.book.initials.iter().filter(|(of, _)| *of == source);
            let mut names = all.flat_map(|(_, names)| names);
            let is_one = names.any(|name| !word.sound.is_empty() && name.starts_with(&word.sound));
            // In a handle it may be that of the name in another language.
            let is_any = word.letters.len() == 1 && word.is_in_handle;
            let is_greek = word.letters.len() == 1 && word.is_upper && word.sound.is_empty();
            word.letters.len() <= 2 && word.is_letters && (is_one || is_any || is_greek)
        };
        let gap = |at: usize| self.word(at).map_or(self.text.tail, |word| word.gap);
        let is_near = |gap: Gap| !gap.has(Gap::FAR | Gap::END);
        let mut whole = letters;
        let is_in_handle = self.word(words.start).is_some_and(|word| word.is_in_handle);
        if one.is_spelled() {
            return self.with_spelled(words, whole, &is_initial);
        }
        let before = words.start.checked_sub(1).and_then(|at| self.word(at));
        if let Some(word) = before.filter(|word| is_initial(word)) {
            let between = gap(words.start);
            let is_joined = between.has(Gap::DOT)
                || (word.is_in_handle && !between.has(Gap::SPACE | Gap::SLASH | Gap::AT));
            if is_joined && is_near(between) {
                whole.start = word.letters.start;
            }
        }
        if let Some(word) = self.word(words.end).filter(|word| is_initial(word)) {
            let is_in_handle =
                word.is_in_handle && !word.gap.has(Gap::SPACE | Gap::SLASH | Gap::AT);
            let is_dotted = !word.gap.has(Gap::DOT) && gap(words.end + 1).has(Gap::DOT);
            if (is_in_handle || is_dotted) && is_near(word.gap) {
                whole.end = word.letters.end;
            }
        }
        // A year or a number in the same handle, of one digit each where all is spelled out.
        for at in words.end..(words.end + 4).min(self.context.words.len()) {
            let number = self.word(at).filter(|word| {
                let is_number = word.bare.is_empty() && word.letters.len() < 5;
                is_number && is_in_handle && word.gap.has(Gap::UNDERSCORE | Gap::DOT | Gap::HYPHEN)
            });
            let Some(number) = number.filter(|word| !word.gap.has(Gap::SPACE | Gap::LINE)) else {
                break;
            };
            whole.end = whole.end.max(number.letters.end);
        }
        whole
    }

    /// The letters of a word that is spelled out, with those spelled out beside it: a single one
    /// only if it is an initial with a dot, since a short word may stand there.
    fn with_spelled(
        &self,
        words: &Range<usize>,
        letters: Range<usize>,
        is_initial: &dyn Fn(&Word) -> bool,
    ) -> Range<usize> {
        let is_one = |at: &usize| self.word(*at).is_some_and(|word| word.letters.len() == 1);
        let gap = |at: usize| self.word(at).map_or(self.text.tail, |word| word.gap);
        let is_near = |at: usize| !gap(at).has(Gap::FAR | Gap::END | Gap::COMMA);
        let before = (0..words.start).rev().take(24);
        let before = before
            .take_while(|at| is_one(at) && is_near(at + 1))
            .count();
        let after = (words.end..words.end + 24)
            .take_while(|at| is_one(at) && is_near(*at))
            .count();
        let mut whole = letters;
        let start = words.start - before;
        let is_in_handle =
            (start..words.end).any(|at| self.word(at).is_some_and(|word| word.is_in_handle));
        let first = self.word(start).filter(|word| {
            let is_dotted = gap(words.start).has(Gap::DOT) && !gap(words.start + 1).has(Gap::DOT);
            let is_one = is_in_handle || (word.is_upper && is_dotted && is_initial(word));
            before > 1 || (before == 1 && is_one)
        });
        if let Some(first) = first {
            whole.start = first.letters.start;
        }
        let is_joined = is_in_handle && !gap(words.end).has(Gap::SPACE | Gap::LINE);
        let last = self.word(words.end + after.saturating_sub(1));
        if let Some(last) = last.filter(|_| after > 1 || (after == 1 && is_joined)) {
            whole.end = last.letters.end;
        }
        whole
    }

    /// Whether it is a name with the English `'s`, and the name is found without it.
    fn is_genitive(&self, one: &Match) -> bool {
        let last = one.words.end.saturating_sub(1);
        let is_s = self
            .word(last)
            .is_some_and(|word| word.look == "s" && word.gap.only(Gap::APOSTROPHE));
        let without = one.words.start..last;
        is_s && !without.is_empty()
            && self
                .matches_over(one.words.start)
                .iter()
                .any(|other| other.words == without && other.form.entry == one.form.entry)
    }

    /// Whether a piece of a word that a space breaks is the name, too.
    fn is_with_name(&self, one: &Match) -> bool {
        let is_one = |other: &Match| {
            other.words.len() < one.words.len()
                && one.words.contains(&other.words.start)
                && other.form.entry == one.form.entry
        };
        one.is_broken && self.matches.iter().any(is_one)
    }

    /// The same where the other piece is a word that stands beside it.
    fn is_whole_before(&self, one: &Match) -> bool {
        let ends = [one.words.start, one.words.end.saturating_sub(1)];
        let mut ends = ends.into_iter().filter_map(|at| self.word(at));
        ends.any(|word| LEXICON.sort(&word.look, word.is_cyrillic) != Sort::Telling)
            && self.is_with_name(one)
    }

    fn whole(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.word(words.start).map_or(0, |word| word.letters.start);
        let end = self
            .word(words.end.saturating_sub(1))
            .map_or(start, |word| word.letters.end);
        start..end
    }

    fn is_in_handle(&self, words: &Range<usize>) -> bool {
        words.len() == 1 && self.word(words.start).is_some_and(|word| word.is_in_handle)
    }

    /// Whether another word of the same name stands beside it.
    fn is_beside(&self, one: &Match, entry: &Entry) -> bool {
        if entry.of < 2 || one.letters.len() < 2 {
            return false;
        }
        let after = self.neighbours(one.words.end, 1);
        let before = self.neighbours(one.words.start, -1);
        after.into_iter().chain(before).any(|at| {
            let here = self.matches_over(at);
            here.into_iter().any(|other| {
                self.entry(other.form).is_some_and(|near| {
                    near.name == entry.name
                        && near.word != entry.word
                        && other.letters.len() > 1
                        && !(is_plain(one.sort) && is_plain(other.sort))
                        && !(one.sort == Sort::Small && near.word.abs_diff(entry.word) > 1)
                })
            })
        })
    }

    /// The words that a name may go on with from here: the next, and those behind small ones and
    /// initials.
    fn neighbours(&self, from: usize, step: isize) -> Vec<usize> {
        let mut all = Vec::new();
        let mut at = if step > 0 {
            Some(from)
        } else {
            from.checked_sub(1)
        };
        for _ in 0..3 {
            let Some(place) = at else { break };
            let Some(word) = self.word(place) else { break };
            let Some(gap) = (if step > 0 {
                Some(word.gap)
            } else {
                self.word(place + 1).map(|word| word.gap)
            }) else {
                break;
            };
            let other = if step > 0 {
                place.checked_sub(1)
            } else {
                Some(place + 1)
            };
            let is_initial = |word: &Word| word.letters.len() == 1 && word.is_upper;
            let has_initial =
                is_initial(word) || other.and_then(|at| self.word(at)).is_some_and(is_initial);
            if gap.has(Gap::FAR | Gap::END)
                || (gap.has(Gap::DOT) && gap.has(Gap::SPACE | Gap::LINE) && !has_initial)
            {
                break;
            }
            all.push(place);
            if !is_initial(word) && LEXICON.sort(&word.look, word.is_cyrillic) != Sort::Small {
                break;
            }
            at = place.checked_add_signed(step);
        }
        all
    }

    fn matches_over(&self, at: usize) -> Vec<&Match> {
        (0..PIECES)
            .filter_map(|back| self.by_word.get(&at.checked_sub(back)?))
            .flatten()
            .filter_map(|place| self.matches.get(*place))
            .filter(|found| found.words.contains(&at))
            .collect()
    }

    /// Names none of whose words tell by itself, where all of them stand in order.
    fn phrases(&mut self) {
        let mut found = Vec::new();
        for one in &self.matches {
            let Some(entry) = self.entry(one.form) else {
                continue;
            };
            if entry.word != 0 || entry.of < 2 {
                continue;
            }
            let mut at = one.words.end;
            let mut end = one.letters.end;
            let mut has_all = true;
            for word in 1..entry.of {
                let here = self.word(at).filter(|word| !word.gap.has(Gap::FAR));
                let next = here.and_then(|_| {
                    let all = self.by_word.get(&at)?;
                    let all = all.iter().filter_map(|place| self.matches.get(*place));
                    let mut all = all.filter(|next| {
                        self.entry(next.form)
                            .is_some_and(|near| near.name == entry.name && near.word == word)
                    });
                    all.next()
                });
                let Some(next) = next else {
                    has_all = false;
                    break;
                };
                (at, end) = (next.words.end, next.letters.end);
            }
            if has_all {
                found.push(Found {
                    letters: one.letters.start..end,
                    source: entry.source,
                    doubt: None,
                });
            }
        }
        self.found.extend(found);
    }
}

fn is_plain(sort: Sort) -> bool {
    matches!(sort, Sort::Small | Sort::Word)
}
