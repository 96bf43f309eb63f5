//! Where what is looked for stands in a text, and how certain that is. Words are here; `glued` has
//! handles, file names and numbers, `resembling` what only a person can tell.

mod glued;
mod resembling;

use std::collections::HashMap;
use std::ops::Range;

use super::book::{Book, Entry, FormOf, Where};
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
    /// What the word is besides a name.
    sort: Sort,
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
        is_part: bool,
    ) {
        let by_look = self.book.looks.get(look);
        let by_sound = self.book.sounds.get(sound);
        if by_look.is_none() && by_sound.is_none() {
            return;
        }
        let is_cyrillic = self
            .text
            .letters
            .get(letters.start)
            .is_some_and(|letter| is_cyrillic(letter.plain));
        let sort = LEXICON.sort(look, is_cyrillic);
        let by_look = by_look.into_iter().flatten().map(|form| (form, true));
        let by_sound = by_sound.into_iter().flatten().map(|form| (form, false));
        for (form, is_look) in by_look.chain(by_sound) {
            let Some(entry) = self.entry(*form) else {
                continue;
            };
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
                sort: if sort == Sort::Telling { own } else { sort },
            });
        }
    }

    /// Each word, and what is left of it without digits at its ends.
    fn words(&mut self) {
        for at in 0..self.context.words.len() {
            let Some(word) = self.context.words.get(at) else {
                continue;
            };
            let (letters, bare) = (word.letters.clone(), word.bare.clone());
            let (look, sound) = (word.look.clone(), word.sound.clone());
            self.fit(&look, &sound, &(at..at + 1), &letters, false);
            if bare != letters && bare.len() > 2 {
                let look = self.text.look(&bare);
                let sound = self.text.sound(&bare);
                self.fit(&look, &sound, &(at..at + 1), &bare, true);
            }
        }
    }

    /// Words that are pieces of one: over an apostrophe, a hyphen, the end of a line.
    fn pieces(&mut self) {
        let count = self.context.words.len();
        for from in 0..count {
            let mut letters = 0;
            for to in from + 1..(from + PIECES).min(count) {
                let Some(word) = self.context.words.get(to) else {
                    break;
                };
                let gap = word.gap;
                let is_apostrophe = gap.only(Gap::APOSTROPHE);
                let is_cut = !gap.has(Gap::FAR)
                    && gap.only(Gap::HYPHEN | Gap::SPACE | Gap::LINE)
                    && gap.has(Gap::HYPHEN | Gap::LINE);
                if !is_apostrophe && !is_cut {
                    break;
                }
                letters += usize::from(is_cut);
                let Some(start) = self.context.words.get(from).map(|word| word.letters.start)
                else {
                    break;
                };
                let range = start..word.letters.end;
                if range.len() > 48 {
                    break;
                }
                // Short ones meet by chance at the end of a line.
                if letters > 0 && (range.len() < 4 || self.are_words(from..to + 1)) {
                    continue;
                }
                let (look, sound) = (self.text.look(&range), self.text.sound(&range));
                self.fit(&look, &sound, &(from..to + 1), &range, false);
            }
        }
    }

    /// Whether all of these words are ones that anybody uses.
    fn are_words(&self, words: Range<usize>) -> bool {
        let mut words = self.context.words.get(words).unwrap_or_default().iter();
        words.all(|word| {
            LEXICON.sort(&word.look, word.is_cyrillic) != Sort::Telling && !word.letters.is_empty()
        })
    }

    /// Letters with something between any two: `M a r i a`, `Д-Е-М-Ч-У-К`.
    fn spelled(&mut self) {
        let mut from = 0;
        while from < self.context.words.len() {
            let is_letter = |word: &Word| word.letters.len() == 1 && word.is_letters;
            let run = self
                .context
                .words
                .get(from..)
                .unwrap_or_default()
                .iter()
                .enumerate();
            let goes_on = |(place, word): &(usize, &Word)| {
                is_letter(word) && (*place == 0 || !word.gap.has(Gap::FAR))
            };
            let count = run.take_while(goes_on).take(80).count();
            for start in from..from + count {
                for end in start + 3..=(from + count).min(start + 24) {
                    let letters =
                        |at: usize| self.context.words.get(at).map(|word| word.letters.clone());
                    let (Some(first), Some(last)) = (letters(start), letters(end - 1)) else {
                        break;
                    };
                    let range = first.start..last.end;
                    let (look, sound) = (self.text.look(&range), self.text.sound(&range));
                    self.fit(&look, &sound, &(start..end), &range, false);
                }
            }
            from += count.max(1);
        }
    }

    /// Decides on each word that fits.
    fn decide(&mut self) {
        let mut found = Vec::new();
        for one in &self.matches {
            let Some(entry) = self.entry(one.form) else {
                continue;
            };
            if self.is_genitive(one) {
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
                // Beside a word that is spelled out another may be, which is no initial.
                None if one.letters.len() >= 2 * one.words.len() => {
                    self.with_initials(&one.words, letters, entry.source)
                }
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
    fn with_initials(
        &self,
        words: &Range<usize>,
        letters: Range<usize>,
        source: SourceId,
    ) -> Range<usize> {
        let is_initial = |word: &Word| {
            let all = self.book.initials.iter().filter(|(of, _)| *of == source);
            let mut names = all.flat_map(|(_, names)| names);
            word.letters.len() <= 2
                && word.is_letters
                && names.any(|name| !word.sound.is_empty() && name.starts_with(&word.sound))
        };
        let gap = |at: usize| self.word(at).map_or(self.text.tail, |word| word.gap);
        let is_near = |gap: Gap| !gap.has(Gap::FAR | Gap::END);
        let mut whole = letters;
        let before = words.start.checked_sub(1).and_then(|at| self.word(at));
        if let Some(word) = before.filter(|word| is_initial(word)) {
            let between = gap(words.start);
            let is_joined =
                between.has(Gap::DOT) || (word.is_in_handle && !between.has(Gap::SPACE));
            if is_joined && is_near(between) {
                whole.start = word.letters.start;
            }
        }
        if let Some(word) = self.word(words.end).filter(|word| is_initial(word)) {
            let is_in_handle = word.is_in_handle && !word.gap.has(Gap::SPACE);
            let is_dotted = !word.gap.has(Gap::DOT) && gap(words.end + 1).has(Gap::DOT);
            if (is_in_handle || is_dotted) && is_near(word.gap) {
                whole.end = word.letters.end;
            }
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

    fn verdict(&self, one: &Match, entry: &Entry) -> Verdict {
        let Some(word) = self.word(one.words.start) else {
            return Verdict::Nobody;
        };
        let letter = self.text.letters.get(one.letters.start);
        let is_capital = letter.is_some_and(|letter| letter.is_upper);
        match entry.place {
            Where::Anywhere if word.is_in_handle => return in_handle(one, is_capital),
            Where::Anywhere => {}
            Where::InAddress | Where::OfFile if word.is_in_handle => return Verdict::Certain,
            Where::OfFile if one.words.len() == 1 => return Verdict::Ask(Doubt::RareWord),
            Where::InAddress | Where::OfFile => return Verdict::Nobody,
        }
        if (one.is_part && one.sort != Sort::Telling)
            || (!one.is_look && !self.is_heard(one, entry, is_capital))
        {
            return Verdict::Nobody;
        }
        // A capital tells where the other words have small letters, and no sentence begins.
        let tells = is_capital && !word.is_start && !self.context.is_titled && !word.is_all_upper;
        let is_name = match one.sort {
            Sort::Telling if one.letters.len() < 3 => return certain_if(one.is_look && tells),
            Sort::Telling => {
                let is_short = one.letters.len() < 4 && !is_capital && !self.context.is_small;
                let is_anothers = entry.is_first_name
                    && (one.form.is_possessive || self.is_of_another(one, entry));
                !is_short && !is_anothers
            }
            Sort::Both => tells || (is_capital && word.is_after_role),
            Sort::Capital => is_capital && word.is_after_role,
            Sort::Word => tells && entry.sort != Sort::Word,
            Sort::Small => tells && entry.sort != Sort::Small,
        };
        if is_name {
            return Verdict::Certain;
        }
        let is_asked = match one.sort {
            Sort::Telling => true,
            Sort::Both => is_capital || self.context.is_small,
            Sort::Word if entry.sort == Sort::Word => entry.of == 1 && tells,
            Sort::Capital | Sort::Word => is_capital,
            Sort::Small => {
                entry.sort != Sort::Small && is_capital && one.form.is_base && one.form.is_own
            }
        };
        if is_asked {
            Verdict::Ask(Doubt::CommonWord)
        } else {
            Verdict::Nobody
        }
    }

    /// Whether a sound alone is enough.
    fn is_heard(&self, one: &Match, entry: &Entry, is_capital: bool) -> bool {
        let count = one.letters.len();
        let is_cyrillic = self
            .word(one.words.start)
            .is_some_and(|word| word.is_cyrillic);
        let is_other = is_cyrillic != entry.is_cyrillic;
        let is_name = is_capital || self.context.is_small;
        match (is_other || !one.form.is_own, is_cyrillic) {
            (true, _) => (count > 2 && is_name) || count > 4,
            (false, true) => count > 4,
            (false, false) => count > 5 && is_name,
        }
    }

    /// Whether a first name stands beside a surname that is not the source's: it is another's.
    fn is_of_another(&self, one: &Match, entry: &Entry) -> bool {
        let other = |at: Option<usize>, gap: Option<Gap>| {
            let word = self.word(at?)?;
            let is_name = word.is_upper
                && !word.is_all_upper
                && word.is_letters
                && word.letters.len() > 2
                && !word.is_start
                && gap?.only(Gap::SPACE)
                && !is_patronymic(&self.text.plain(&word.letters));
            let is_known = LEXICON.sort(&word.look, word.is_cyrillic) != Sort::Telling;
            let is_own = self.matches_over(at?).iter().any(|found| {
                self.entry(found.form)
                    .is_some_and(|near| near.source == entry.source)
            });
            Some(is_name && !is_known && !is_own)
        };
        let next = self.word(one.words.end).map(|word| word.gap);
        let this = self.word(one.words.start).map(|word| word.gap);
        !self.context.is_titled
            && (other(Some(one.words.end), next) == Some(true)
                || other(one.words.start.checked_sub(1), this) == Some(true))
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

/// What a word that fits a form is.
enum Verdict {
    Nobody,
    Certain,
    Ask(Doubt),
}

fn certain_if(is: bool) -> Verdict {
    if is {
        Verdict::Certain
    } else {
        Verdict::Nobody
    }
}

/// In a handle or an address anybody's words tell nothing.
fn in_handle(one: &Match, is_capital: bool) -> Verdict {
    let count = one.letters.len();
    let is_long = count > 3 || (one.is_look && count > 2 && is_capital);
    certain_if(one.sort == Sort::Telling && is_long)
}

fn is_plain(sort: Sort) -> bool {
    matches!(sort, Sort::Small | Sort::Word)
}

/// `Іванівна`, `Petrovich`.
fn is_patronymic(word: &str) -> bool {
    let ends = [
        "вич",
        "вна",
        "вичу",
        "вича",
        "вичем",
        "вни",
        "вні",
        "вну",
        "вною",
        "вне",
        "вной",
        "ич",
        "ичу",
        "ича",
        "vych",
        "vich",
        "vna",
        "ivna",
        "ovich",
        "evich",
    ];
    ends.iter().any(|end| word.ends_with(end))
}
