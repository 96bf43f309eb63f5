//! Finds initials and abbreviations of a name. They are always questions for a person.

use super::{Found, TextSearch};
use crate::case::SourceId;
use crate::check::confidential::context::Word;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::place::Doubt;

impl TextSearch<'_> {
    /// Two initials with dots, in either order: `O. D.`, `Ю.П.`.
    pub(super) fn initials(&self, at: usize) -> Option<Found> {
        let initial = |at: usize| {
            let word = self.word(at)?;
            let next = self.word(at + 1).map_or(self.text.tail, |next| next.gap);
            let is_one = word.is_letters
                && word.is_upper
                && word.letters.len() < 4
                && next.has(Gap::DOT)
                && !next.has(Gap::FAR);
            is_one.then_some(word)
        };
        let (first, second) = (initial(at)?, initial(at + 1)?);
        // A longer word with a capital behind them is a surname: they are the initials of its
        // bearer.
        let next = self.word(at + 2);
        let is_others = next.is_some_and(|word| {
            word.is_upper
                && !word.gap.has(Gap::LINE | Gap::END | Gap::QUOTE | Gap::COMMA)
                && word.letters.len() > 3
        });
        if is_others || first.letters.len() + second.letters.len() > 5 {
            return None;
        }
        let fits = |name: &Vec<String>| {
            let has =
                |one: &Word, word: &String| !one.sound.is_empty() && word.starts_with(&one.sound);
            let pairs = name.windows(2).chain(std::iter::once(&[][..]));
            let ends = name.first().zip(name.last());
            pairs
                .filter_map(|pair| pair.first().zip(pair.get(1)))
                .chain(ends)
                .any(|(a, b)| {
                    (has(first, a) && has(second, b)) || (has(first, b) && has(second, a))
                })
        };
        let (source, _) = self.terms.initials.iter().find(|(_, name)| fits(name))?;
        let letters = first.letters.start..second.letters.end;
        Some(Found {
            letters,
            source: *source,
            doubt: Some(Doubt::Initials),
        })
    }

    /// A single initial behind a word for a role: `Mrs W.`.
    pub(super) fn one_initial(&self, at: usize) -> Option<Found> {
        let word = self.word(at)?;
        let is_one = word.letters.len() == 1 && word.is_upper && word.is_letters;
        let next = self.word(at + 1).map_or(self.text.tail, |next| next.gap);
        if !is_one || !word.is_after_role || !next.has(Gap::DOT) || word.sound.is_empty() {
            return None;
        }
        let mut all = self.terms.initials.iter();
        let (source, _) = all.find(|(_, name)| {
            let mut name = name.iter();
            name.any(|part| part.starts_with(&word.sound))
        })?;
        Some(Found {
            letters: word.letters.clone(),
            source: *source,
            doubt: Some(Doubt::Initials),
        })
    }

    /// A single letter that stands for a person in a short note: "from H", "F was there".
    pub(super) fn lone_letter(&self, at: usize) -> Option<Found> {
        /// A text with more words is no note.
        const FEW: usize = 20;
        let word = self.word(at)?;
        let is_small =
            |word: &Word| LEXICON.kind_of(&word.look, word.is_cyrillic) == WordKind::Particle;
        let is_capital = word.letters.len() == 1 && word.is_letters && word.is_upper;
        // `У`, `I`: words of one letter.
        let is_word = if word.is_cyrillic {
            is_small(word)
        } else {
            matches!(&*word.look, "a" | "i")
        };
        if !is_capital || is_word || self.context.words.len() > FEW || self.context.is_shouted {
            return None;
        }
        let before = at.checked_sub(1).and_then(|at| self.word(at));
        let is_behind = before.is_none_or(|before| {
            is_small(before) && before.letters.len() > 1 && word.gap.only(Gap::SPACE)
        });
        let next = self.word(at + 1);
        let gap = next.map_or(self.text.tail, |next| next.gap);
        let is_apart = gap.only(Gap::SPACE | Gap::COMMA | Gap::END | Gap::LINE);
        let is_verb = next.is_none_or(|next| !next.is_upper && next.is_letters);
        if !is_behind || !is_apart || !is_verb || (before.is_none() && next.is_none()) {
            return None;
        }
        let mut all = self
            .terms
            .initials
            .iter()
            .filter(|(_, name)| name.len() > 1);
        let (source, _) = all.find(|(_, name)| {
            let mut ends = name.first().into_iter().chain(name.last());
            !word.sound.is_empty() && ends.any(|part| part.starts_with(&word.sound))
        })?;
        Some(Found {
            letters: word.letters.clone(),
            source: *source,
            doubt: Some(Doubt::Initials),
        })
    }

    /// The abbreviation of a body with dots: `I.M.F.`.
    pub(super) fn dotted(&self, at: usize) -> Option<Found> {
        let is_letter = |word: &Word| word.is_upper && word.is_letters && word.letters.len() == 1;
        let is_next = |word: &Word| is_letter(word) && word.gap.has(Gap::DOT);
        let more = (at + 1..at + 6).map_while(|at| self.word(at).filter(|word| is_next(word)));
        let first = self.word(at).filter(|word| is_letter(word))?;
        let words: Vec<&Word> = std::iter::once(first).chain(more).collect();
        let all = self.terms.abbreviations.iter();
        let mut all = all.filter(|(_, name)| name.len() == words.len());
        let (source, _) = all.find(|(_, name)| {
            let mut pairs = name.iter().zip(&words);
            pairs.all(|(name, word)| !word.sound.is_empty() && name.starts_with(&word.sound))
        })?;
        Some(Found {
            letters: words.first()?.letters.start..words.last()?.letters.end,
            source: *source,
            doubt: Some(Doubt::Initials),
        })
    }

    /// An abbreviation without dots, with the initials of all words in order: `GKB`. Two letters
    /// count in either order.
    pub(super) fn letters(&self, at: usize) -> Option<Found> {
        let word = self.word(at)?;
        let is_upper = word.is_all_upper && word.is_letters && (2..6).contains(&word.letters.len());
        if !is_upper || (word.letters.len() == 2 && !self.may_be_two_initials(word)) {
            return None;
        }
        let letters = word.letters.clone();
        let sounds: Vec<String> = letters.map(|at| self.text.sound(&(at..at + 1))).collect();
        let source = self.with_initials_of(&sounds)?;
        Some(Found {
            letters: word.letters.clone(),
            source,
            doubt: Some(Doubt::Initials),
        })
    }

    /// The source of a name whose words begin with these sounds.
    fn with_initials_of(&self, sounds: &[String]) -> Option<SourceId> {
        let begins = |(name, letter): (&String, &String)| {
            !letter.is_empty() && name.starts_with(letter.as_str())
        };
        let is_these = |name: &[String]| {
            let turned = match (name, sounds) {
                ([first, last], [one, other]) => begins((first, other)) && begins((last, one)),
                // First and last word of a longer name: `DW` for David Lloyd Weaver.
                ([first, .., last], [one, other]) => begins((first, one)) && begins((last, other)),
                // The surname first: `ЛВИ`.
                ([first, second, last], [one, two, three]) => {
                    begins((last, one)) && begins((first, two)) && begins((second, three))
                }
                _ => false,
            };
            turned || (name.len() == sounds.len() && name.iter().zip(sounds).all(begins))
        };
        let mut all = self.terms.initials.iter().chain(&self.terms.abbreviations);
        let (source, _) = all.find(|(_, name)| is_these(name))?;
        Some(*source)
    }

    /// Whether a word of two capitals may be initials: it is no known word and no common
    /// abbreviation.
    fn may_be_two_initials(&self, word: &Word) -> bool {
        !self.context.is_shouted
            && !word.is_in_handle
            && !LEXICON.short.contains(&word.look)
            && !LEXICON.has(&word.look)
    }

    /// Two single capitals: `D W`, `D-W`.
    pub(super) fn two_capitals(&self, at: usize) -> Option<Found> {
        let is_capital = |word: &Word| {
            let is_word = !word.is_cyrillic && matches!(&*word.look, "a" | "i" | "e");
            word.letters.len() == 1 && word.is_letters && word.is_upper && !is_word
        };
        let first = self.word(at).filter(|word| is_capital(word))?;
        let second = self.word(at + 1).filter(|word| is_capital(word))?;
        let is_near = second.gap.only(Gap::SPACE | Gap::HYPHEN | Gap::SLASH);
        let is_spelled = |at: Option<usize>| {
            at.and_then(|at| self.word(at))
                .is_some_and(|word| word.letters.len() == 1 && word.is_upper)
        };
        if !is_near
            || self.context.is_shouted
            || is_spelled(at.checked_sub(1))
            || is_spelled(Some(at + 2))
        {
            return None;
        }
        let sounds = [first.sound.clone(), second.sound.clone()];
        // The initials of a double surname: `H-S`.
        let of_double = || {
            let mut all = self.terms.initials.iter();
            let begins = |name: Option<&String>, sound: &String| {
                name.is_some_and(|name| !sound.is_empty() && name.starts_with(sound.as_str()))
            };
            let (source, _) = all.find(|(_, name)| {
                name.len() > 2
                    && name.windows(2).any(|pair| {
                        begins(pair.first(), &sounds[0]) && begins(pair.last(), &sounds[1])
                    })
            })?;
            second.gap.only(Gap::HYPHEN).then_some(*source)
        };
        let source = self.with_initials_of(&sounds).or_else(of_double)?;
        Some(Found {
            letters: first.letters.start..second.letters.end,
            source,
            doubt: Some(Doubt::Initials),
        })
    }
}
