//! Finds names inside handles, addresses, file names and long words, and words that are joined by
//! any sign.

use std::ops::Range;

use super::{Found, Match, TextSearch};
use crate::case::SourceId;
use crate::check::confidential::context::Word;
use crate::check::confidential::entry::{Entry, FormOf, JoinedKind, Where};
use crate::check::confidential::folded::{Gap, is_cyrillic};
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::place::Doubt;

impl TextSearch<'_> {
    /// Finds names inside single words: `odemchuk`, `demchuk85`, `elenademchuk`.
    pub(super) fn find_handles(&mut self) {
        let mut found = Vec::new();
        for (at, word) in self.context.words.iter().enumerate() {
            // `@re-\nalsokil`: a handle goes on after the end of a line.
            let before = at.checked_sub(1).and_then(|at| self.word(at));
            let is_behind = word.gap.has(Gap::HYPHEN)
                && !word.gap.has(Gap::FAR)
                && before.is_some_and(|before| before.is_in_handle);
            let is_handle = word.is_in_handle || word.letters != word.bare || is_behind;
            found.extend(self.names_in_word(word, is_handle));
            // Two names written as one and divided inside: `elenadem-chuk`.
            let next = self.word(at + 1).filter(|next| {
                let is_near =
                    !next.gap.has(Gap::FAR) && next.gap.only(Gap::HYPHEN | Gap::SPACE | Gap::LINE);
                // "NEWSru.com Морозова": a space parts words of two alphabets.
                let is_other = next.gap.only(Gap::SPACE) && next.is_cyrillic != word.is_cyrillic;
                is_near && !is_other && (word.is_in_handle || next.is_in_handle)
            });
            if let Some(next) = next {
                let bare = word.letters.start..next.bare.end.max(word.letters.end);
                let whole = word.letters.start..next.letters.end;
                let broken = self.in_letters(&whole, &bare, (true, Some(word.letters.end)));
                found.extend(broken.into_iter().map(|one| match one.doubt {
                    None => self.with_letters(at..at + 2, &one),
                    Some(_) => one,
                }));
            }
        }
        self.found.extend(found);
    }

    /// Extends a name in a divided handle by the initial beside it: `k.kovy\nnkivka`.
    fn with_letters(&self, words: Range<usize>, found: &Found) -> Found {
        let form = FormOf {
            entry: 0,
            is_possessive: false,
            is_base: true,
            is_own: true,
            is_cyrillic: false,
        };
        let word = self.word(words.start);
        let letters = word.map(|word| {
            let one = Match {
                words: words.clone(),
                ..Match::of_word(words.start, word, form)
            };
            self.with_initials(&one, found.letters.clone(), found.source)
        });
        Found {
            letters: letters.unwrap_or_else(|| found.letters.clone()),
            source: found.source,
            doubt: found.doubt,
        }
    }

    /// The names inside a word.
    fn names_in_word(&self, word: &Word, is_handle: bool) -> Vec<Found> {
        let in_letters = || self.in_letters(&word.letters, &word.bare, (is_handle, None));
        let mut letters = self.text.letters.get(word.letters.clone()).into_iter();
        // Words that mix alphabets can be read in several ways, so the cache is not used for them.
        if letters.any(|all| all.iter().any(|one| one.is_mixed || one.has_caron)) {
            return in_letters();
        }
        let mut key = self.text.plain(&word.letters);
        key.push(if is_handle { '@' } else { ' ' });
        let found = self.terms.inside.get(&key, || {
            let found = in_letters().into_iter();
            found.map(|one| (one.source, one.doubt)).collect()
        });
        let found = found.into_iter().map(|(source, doubt)| Found {
            letters: word.letters.clone(),
            source,
            doubt,
        });
        found.collect()
    }

    /// The names inside `whole`. `bare`: the same range without digits at its ends. `broken`: if two
    /// words were joined, the letter where the second begins. A part then counts only if it has six
    /// letters or more and reaches into both words; otherwise the rest must be of the same name.
    fn in_letters(
        &self,
        whole: &Range<usize>,
        bare: &Range<usize>,
        (is_handle, broken): (bool, Option<usize>),
    ) -> Vec<Found> {
        let mut found = Vec::new();
        let least = if is_handle { 3 } else { 7 };
        if bare.len() <= least || bare.len() > 40 {
            return found;
        }
        let all = (0..=bare.len() - least).filter(|from| self.may_begin(bare.start + from));
        let parts = all.flat_map(|from| (from + least..=bare.len()).map(move |to| (from, to)));
        for (from, to) in parts.filter(|(from, to)| to - from < bare.len()) {
            let part = bare.start + from..bare.start + to;
            let is_in_one = |at: usize| part.end <= at || part.start >= at || part.len() < 6;
            let needs_all = broken.is_some_and(is_in_one);
            let Some((source, doubt)) = self.name_in(bare, &part, (is_handle, needs_all)) else {
                continue;
            };
            found.push(Found {
                letters: whole.clone(),
                source,
                doubt,
            });
            if doubt.is_none() {
                break;
            }
        }
        found
    }

    /// Whether a name begins with the two letters or sounds at this place.
    fn may_begin(&self, at: usize) -> bool {
        let look = |at: usize| self.text.letters.get(at).map(|letter| letter.look);
        let has = |start| self.terms.beginnings.contains(&start);
        let looks = look(at).zip(look(at + 1));
        looks.is_some_and(|(first, second)| has([first, second]))
            || self
                .text
                .start(&(at..self.text.letters.len()))
                .is_none_or(has)
    }

    /// The source whose name this part of a word is, and why a person must look; `None` where the
    /// match may be chance. With `needs_all`, the rest of the word must be of the same name.
    fn name_in(
        &self,
        word: &Range<usize>,
        part: &Range<usize>,
        (is_handle, needs_all): (bool, bool),
    ) -> Option<(SourceId, Option<Doubt>)> {
        let look = self.text.look(part);
        let sound = self.text.sound(part);
        let by_look = self
            .terms
            .looks
            .get(&look)
            .into_iter()
            .flatten()
            .map(|form| (form, true));
        let by_sound = self
            .terms
            .sounds
            .get(&sound)
            .into_iter()
            .flatten()
            .map(|form| (form, false));
        let is_cyrillic = self
            .text
            .letters
            .get(part.start)
            .is_some_and(|letter| is_cyrillic(letter.plain));
        let is_edge = part.start == word.start || part.end == word.end;
        for (form, is_look) in by_look.chain(by_sound) {
            let Some(entry) = self.entry(*form) else {
                continue;
            };
            if !form.is_base
                || entry.place != Where::Anywhere
                || matches!(entry.sort, WordKind::Particle | WordKind::Word)
            {
                continue;
            }
            let rest = [word.start..part.start, part.end..word.end];
            let is_whole = rest
                .iter()
                .all(|rest| rest.is_empty() || self.is_of_name(rest, entry));
            // A part of fewer than five letters that only sounds like a name is a question at most.
            let is_short = part.len() < 5;
            let is_enough = if needs_all {
                false
            } else if is_handle {
                match (entry.is_first_name, is_look) {
                    (true, _) => is_edge && part.len() > 4,
                    (false, true) => !is_short || (is_edge && part.len() > 3),
                    (false, false) => !is_short || (is_edge && part.len() > 3 && form.is_own),
                }
            } else {
                !entry.is_first_name && form.is_own && is_look
            };
            // A common word inside a longer word is no sign, unless it is written in the other
            // alphabet.
            let is_same = entry.is_cyrillic == is_cyrillic;
            let is_real = rest
                .iter()
                .all(|rest| rest.is_empty() || self.text.look(rest) == "real");
            if is_handle && is_real && form.is_own && entry.sort == WordKind::NameOrWord && is_look
            {
                return Some((entry.source, Some(Doubt::CommonWord)));
            }
            let is_enough =
                is_enough && (entry.sort == WordKind::NameOnly || (form.is_own && !is_same));
            let is_common = LEXICON.kind_of(&look, is_cyrillic) != WordKind::NameOnly
                || (form.is_own && is_look && entry.sort != WordKind::NameOnly);
            if is_whole || (is_enough && !is_common) {
                let doubt = match is_whole {
                    true => None,
                    false if !form.is_own && entry.of > 1 => Some(Doubt::GivenName),
                    // `Georgetown` is no George.
                    false if !is_handle && entry.is_given => Some(Doubt::GivenName),
                    false => (is_short && !is_look).then_some(Doubt::CommonWord),
                };
                return Some((entry.source, doubt));
            }
        }
        None
    }

    /// Whether the rest of the word is another word of the same name, or the beginning of one.
    fn is_of_name(&self, rest: &Range<usize>, entry: &Entry) -> bool {
        let (look, sound) = (self.text.look(rest), self.text.sound(rest));
        let of = self
            .terms
            .looks
            .get(&look)
            .into_iter()
            .chain(self.terms.sounds.get(&sound))
            .flatten();
        let mut of = of.filter_map(|form| self.entry(*form));
        if rest.len() > 1 && of.any(|near| near.name == entry.name && near.word != entry.word) {
            return true;
        }
        let names = self
            .terms
            .initials
            .iter()
            .filter(|(source, _)| *source == entry.source);
        rest.len() < 3
            && names
                .flat_map(|(_, words)| words)
                .any(|word| !sound.is_empty() && word.starts_with(&sound))
    }

    /// Finds the words of a name, address or number in order, whatever signs join them.
    pub(super) fn find_joined_words(&mut self) {
        let looks = &self.context.looks;
        let mut found = Vec::new();
        let Some(finder) = &self.terms.finder else {
            // The finder could not be built. The whole text is taken out, so that nothing leaks.
            let all = 0..self.text.letters.len();
            let first = self.terms.joined_words.first();
            self.found.extend(first.map(|joined| Found {
                letters: all,
                source: joined.source,
                doubt: None,
            }));
            return;
        };
        for one in finder.find_overlapping_iter(looks) {
            let Some(joined) = self.terms.joined_words.get(one.pattern().as_usize()) else {
                continue;
            };
            let letter = |at: usize| self.context.letters.get(at).copied();
            let (Some(start), Some(end)) = (letter(one.start()), letter(one.end())) else {
                continue;
            };
            let is_edge = |at: usize| {
                at == 0
                    || self
                        .text
                        .letters
                        .get(at)
                        .is_none_or(|letter| !letter.gap.is_none())
            };
            let has_digit = |at: usize| {
                self.text
                    .letters
                    .get(at)
                    .is_some_and(|letter| letter.plain.is_ascii_digit())
            };
            let is_part = joined.kind == JoinedKind::PartOfNumber;
            let is_long = end - start > 7 && !is_part;
            // Eight letters or more also count inside a longer word. Fewer would often match other
            // words, so they must stand alone or before a digit.
            let is_whole = (is_edge(start) || is_long)
                && (is_edge(end) || is_long || (has_digit(end) && !is_part));
            // Single letters with a sign between any two are one word, whatever the signs are.
            let is_spelled = (start + 1..end).all(|at| {
                let gap = self.text.letters.get(at).map(|letter| letter.gap);
                gap.is_some_and(|gap| !gap.is_none() && !gap.has(Gap::FAR))
            });
            // Eight letters or more may have one space inside, which may come from the end of a
            // line.
            let mut breaks = usize::from(is_long);
            let fits = (start + 1..end).all(|at| {
                let gap = self
                    .text
                    .letters
                    .get(at)
                    .map_or(Gap::NONE, |letter| letter.gap);
                gap.is_none()
                    || gap.only(Gap::APOSTROPHE)
                    || (joined.joints.contains(&(at - start)) && gap.only(joined.between))
                    || (gap.has(Gap::LINE | Gap::HYPHEN)
                        && gap.only(Gap::LINE | Gap::SPACE | Gap::HYPHEN))
                    || (gap.only(Gap::SPACE)
                        && !joined.joints.contains(&(at - start))
                        && std::mem::take(&mut breaks) > 0)
            });
            if is_whole && (fits || is_spelled) {
                // `a grey house` is no Grey House.
                let is_word = |at: usize| {
                    let letter = self.text.letters.get(at);
                    letter.is_some_and(|letter| {
                        let is_joint = joined.joints.contains(&(at - start)) && at > start;
                        !letter.is_upper && (!is_joint || letter.gap.only(Gap::SPACE))
                    })
                };
                let gap = |at: usize| {
                    self.text
                        .letters
                        .get(at)
                        .map_or(Gap::NONE, |letter| letter.gap)
                };
                let is_joined = |at: &&usize| **at > 0 && gap(start + **at).is_none();
                let is_common = joined.kind == JoinedKind::Common
                    && !self.context.is_small
                    && (start..end).all(is_word)
                    && joined.joints.iter().find(is_joined).is_none();
                found.push(Found {
                    letters: start..end,
                    source: joined.source,
                    doubt: if is_part {
                        Some(Doubt::Detail)
                    } else {
                        is_common.then_some(Doubt::CommonWord)
                    },
                });
            }
        }
        self.found.extend(found);
    }
}
