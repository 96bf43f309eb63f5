//! Finds what a text says somebody is: the office, trade or body beside a name that is cut (`the
//! hospital's head nurse, [redacted], said`), and the same office elsewhere. An office names nobody
//! but may identify one person, so a person decides.

use std::ops::Range;

use super::context::{Context, Word};
use super::find::Found;
use super::folded::{Folded, Gap};
use super::lexicon::{LEXICON, WordKind};
use super::place::Doubt;
use crate::case::SourceId;

/// The most words of an office, and the most words between it and a name.
pub(super) const MOST_WORDS: usize = 12;
/// The most words between a name and the office behind it.
pub(super) const NEAR: usize = 6;
/// The most unknown words of an office.
const UNKNOWN: usize = 4;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// Nothing that parts them: a space, a hyphen, a dot of an abbreviation.
    Near,
    /// A comma, a bracket, a slash, or a dash with spaces.
    Aside,
    /// The end of a sentence or line, the edge of the text, or more than six characters.
    End,
}

/// A text that is searched for offices.
pub(super) struct OfficeSearch<'a> {
    text: &'a str,
    pub(super) folded: &'a Folded,
    pub words: &'a [Word],
}

impl<'a> OfficeSearch<'a> {
    pub fn new(text: &'a str, folded: &'a Folded, context: &'a Context) -> Self {
        let words = &context.words;
        Self {
            text,
            folded,
            words,
        }
    }

    /// The words beside these certain names that say who the people are, as questions.
    pub fn beside(&self, certain: &[(Range<usize>, SourceId)]) -> Vec<Found> {
        let mut found = Vec::new();
        let cut = self.taken(certain.iter().map(|(name, _)| name));
        let is_cut = |at: usize| cut.get(at).copied().unwrap_or(true);
        for (name, source) in certain {
            let name = self.words_in(name);
            if name.is_empty() {
                continue;
            }
            let before = self.before(name.start, &is_cut);
            let after = self.after(name.end, &is_cut);
            let offices = before.into_iter().chain(after);
            let offices = offices.chain(self.said_of(&name, &is_cut));
            for words in offices.flat_map(|office| self.pieces(&office, &is_cut)) {
                found.push(Found {
                    letters: self.letters(&words),
                    source: *source,
                    doubt: Some(Doubt::Office),
                });
            }
        }
        found
    }

    pub(super) fn word(&self, at: usize) -> Option<&'a Word> {
        self.words.get(at)
    }

    /// The word at this index, in lower case and without accents.
    pub(super) fn plain(&self, at: usize) -> Option<String> {
        Some(self.folded.plain(&self.word(at)?.letters))
    }

    pub(super) fn letters(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.word(words.start).map_or(0, |word| word.letters.start);
        let last = words.end.checked_sub(1).and_then(|last| self.word(last));
        start..last.map_or(start, |word| word.letters.end)
    }

    /// What stands between this word and the one before it.
    pub(super) fn between(&self, at: usize) -> Between {
        let pair = at
            .checked_sub(1)
            .and_then(|before| self.word(before))
            .zip(self.word(at));
        let Some((before, word)) = pair else {
            return Between::End;
        };
        let letter = |at: usize| self.folded.letters.get(at);
        let from = before
            .letters
            .end
            .checked_sub(1)
            .and_then(letter)
            .map(|last| last.end);
        let to = letter(word.letters.start).map(|first| first.start);
        let gap = from.zip(to).and_then(|(from, to)| self.text.get(from..to));
        let Some(gap) = gap.filter(|gap| gap.chars().count() < 7) else {
            return Between::End;
        };
        // `Dr. Lee`, `A. Lee`: the full stop ends no sentence.
        let is_short = before.letters.len() == 1 || LEXICON.abbreviations.contains(&before.look);
        let has_space = gap.contains(char::is_whitespace);
        let ends = |c: char| match c {
            '.' => has_space && !is_short,
            c => "!?…;:\n\r\u{2028}\u{2029}".contains(c),
        };
        let parts = |c: char| match c {
            '-' | '–' | '—' => has_space,
            c => ",()[]|/".contains(c),
        };
        if gap.contains(ends) {
            Between::End
        } else if gap.contains(parts) {
            Between::Aside
        } else {
            Between::Near
        }
    }

    /// The words of an office before the name that begins at this word: `the head nurse Olena`,
    /// `the head nurse, Olena`, `the Forward's Olena`.
    fn before(&self, name: usize, is_cut: &dyn Fn(usize) -> bool) -> Option<Range<usize>> {
        let last = name.checked_sub(1)?;
        let is_near = match self.between(name) {
            Between::Near => true,
            Between::Aside => false,
            Between::End => return None,
        };
        if is_near && self.is_owner(name) {
            let owner = self.owner(last, is_cut);
            return (!owner.is_empty()).then_some(owner);
        }
        // `editor in chief`: of several words for an office, the first one from which the office
        // reaches up to the name.
        let mut office = None;
        for at in (name.saturating_sub(MOST_WORDS)..name).rev() {
            // A cut name may be a part of the office: `the director of the [Olena] Clinic`.
            let is_inside = || {
                at.checked_sub(1)
                    .is_some_and(|before| is_cut(before) || self.joins(before))
            };
            let ends = if is_cut(at) {
                !is_inside()
            } else {
                self.is_stop(at)
            };
            if ends {
                break;
            }
            if !is_cut(at) && self.office_of(at).is_some() {
                let words = self.office(at, &|at| at >= name);
                if words.end >= name && self.is_specific(&words) {
                    office = Some(words.start..name);
                }
            }
            if self.between(at) != Between::Near {
                break;
            }
        }
        office
    }

    /// The words of an office behind the name that ends before this word: `Olena, the head nurse`,
    /// `Olena works as a nurse`, `Olena of the hospital`.
    fn after(&self, at: usize, is_cut: &dyn Fn(usize) -> bool) -> Option<Range<usize>> {
        let word = self.word(at).filter(|_| !is_cut(at))?;
        let from = match self.between(at) {
            // `Olena, and a nurse, left`: the nurse is another person.
            Between::Aside if self.is_joint(at) && !self.is_article(at) => return None,
            Between::Aside => at,
            Between::Near if LEXICON.being.contains(&word.look) => {
                let more = (at + 1..at + 3).take_while(|at| {
                    let next = self.word(*at);
                    next.is_some_and(|word| LEXICON.being.contains(&word.look))
                });
                at + 1 + more.count()
            }
            Between::Near if LEXICON.from.contains(&word.look) => {
                return self.body(at + 1, is_cut);
            }
            Between::Near | Between::End => return None,
        };
        let is_aside = from == at;
        let has_article = self.is_article(from);
        let from = from + usize::from(has_article);
        let role = (from..from + NEAR)
            .take_while(|at| {
                let is_joined = *at == from || self.between(*at) == Between::Near;
                is_joined && !is_cut(*at) && !self.is_stop(*at)
            })
            .find(|at| self.office_of(*at).is_some());
        let Some(role) = role else {
            let works = from.checked_sub(1 + usize::from(has_article));
            let works = works.and_then(|at| self.word(at));
            let is_work = works.is_some_and(|word| LEXICON.working.contains(&word.look));
            let tells = (is_aside && has_article) || (is_work && !is_aside);
            let words = self.unlisted(from, is_cut).filter(|_| tells)?;
            return Some(words.start..self.with_place(words.end, is_cut));
        };
        let mut words = self.office(role, is_cut);
        words.start = words.start.min(from);
        let closed = self.words_to_comma(from, is_cut)?;
        // Between two commas all words say who somebody is.
        words.end = self.with_place(words.end.max(closed.end), is_cut);
        self.is_specific(&words).then_some(from..words.end)
    }

    /// The end of an office with its place of work, if one follows: `a nurse from the clinic`.
    /// Otherwise `end`.
    fn with_place(&self, end: usize, is_cut: &dyn Fn(usize) -> bool) -> usize {
        let is_from = self
            .word(end)
            .is_some_and(|word| LEXICON.from.contains(&word.look));
        let is_near = self.between(end) == Between::Near;
        let place = (is_from && is_near).then(|| self.body(end + 1, is_cut));
        place.flatten().map_or(end, |place| place.end)
    }

    /// Words behind a name that say what somebody is, although no list has them: `Olena, a bell
    /// ringer, said`, `працює швачкою на фабриці`.
    fn unlisted(&self, from: usize, is_cut: &dyn Fn(usize) -> bool) -> Option<Range<usize>> {
        const CASES: [&str; 8] = ["ою", "ею", "єю", "ом", "ем", "єм", "ой", "ей"];
        let words = self.words_to_comma(from, is_cut)?;
        let first = self.word(words.start).filter(|_| !words.is_empty())?;
        let joint = words.clone().find(|at| self.is_joint(*at));
        let head = joint.unwrap_or(words.end).checked_sub(1)?;
        let head = self.word(if first.is_cyrillic { words.start } else { head })?;
        // `працює в лікарні`, `працює швидко`: without an instrumental ending it is no trade.
        let plain = self.folded.plain(&head.letters);
        let is_case = !first.is_cyrillic || CASES.iter().any(|end| plain.ends_with(end));
        let is_one =
            head.is_letters && head.letters.len() > 2 && !LEXICON.moments.contains(&head.look);
        (is_case && is_one && !self.is_stop(words.start)).then_some(words)
    }

    /// The words up to the next comma or the end of the sentence. `None` where they contain a verb
    /// and so are a clause of their own; empty where there are too many of them.
    fn words_to_comma(&self, from: usize, is_cut: &dyn Fn(usize) -> bool) -> Option<Range<usize>> {
        let mut end = from;
        while end < from + MOST_WORDS
            && (end == from || self.between(end) == Between::Near)
            && !is_cut(end)
        {
            let word = self.word(end)?;
            if LEXICON.saying.contains(&word.look)
                || (end > from && LEXICON.being.contains(&word.look))
            {
                return None;
            }
            if self.is_stop(end) {
                break;
            }
            end += 1;
        }
        let is_long = end == from + MOST_WORDS;
        Some(
            from..if is_long {
                from
            } else {
                self.without_joints(from, end)
            },
        )
    }

    /// The end of the words without the joining words at their end.
    fn without_joints(&self, from: usize, mut end: usize) -> usize {
        while end > from && self.is_joint(end - 1) {
            end -= 1;
        }
        end
    }

    /// The words for the body where somebody works, behind `of` or `from`: `the regional hospital`.
    fn body(&self, from: usize, is_cut: &dyn Fn(usize) -> bool) -> Option<Range<usize>> {
        let from = from + usize::from(self.is_article(from));
        let mut end = from;
        let mut tells = false;
        while end < from + NEAR
            && (end == from || self.between(end) == Between::Near)
            && !is_cut(end)
        {
            let Some(word) = self.word(end) else { break };
            let is_body = LEXICON.is_body(&word.look, word.is_cyrillic);
            tells |= is_body || word.is_upper;
            let is_one = is_body
                || word.is_upper
                || self.is_joint(end)
                || is_known(word)
                || self.is_adjective(end);
            if !is_one || LEXICON.saying.contains(&word.look) {
                break;
            }
            end += 1;
        }
        let end = self.without_joints(from, end);
        (tells && end > from).then_some(from..end)
    }

    /// Whether the word before is a possessive: `the Forward's`, `Reuters'`.
    fn is_owner(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.word(before))
            .is_some_and(|before| {
                let next = self.word(at).map(|word| word.gap);
                before.look == "s" && before.gap.has(Gap::APOSTROPHE)
                    || before.look.ends_with('s')
                        && next.is_some_and(|gap| gap.has(Gap::APOSTROPHE))
            })
    }

    /// The possessive that ends with this word, with the capitals and bodies before it. Empty if
    /// there is none.
    fn owner(&self, last: usize, is_cut: &dyn Fn(usize) -> bool) -> Range<usize> {
        let mut start = last + 1;
        while start > 0 && last - (start - 1) < NEAR && !is_cut(start - 1) {
            let at = start - 1;
            let is_one = self.word(at).is_some_and(|word| {
                word.look == "s"
                    || (word.is_upper && !self.is_article(at))
                    || LEXICON.is_body(&word.look, word.is_cyrillic)
            });
            if !is_one || self.is_stop(at) {
                break;
            }
            start = at;
            if self.between(at) != Between::Near {
                break;
            }
        }
        let has_words = (start..=last).any(|at| self.word(at).is_some_and(|word| word.look != "s"));
        if has_words {
            start..last + 1
        } else {
            start..start
        }
    }

    /// The base form of an office, if the word is one. For a trade that no list has, the part that
    /// its forms share.
    pub(super) fn office_of(&self, at: usize) -> Option<&'a str> {
        let word = self.word(at)?;
        LEXICON.office(&word.look, word.is_cyrillic).or_else(|| {
            let is_name = word.is_upper && (!word.is_start || word.is_all_upper);
            let word = Some(word).filter(|word| word.is_letters && !word.is_in_handle && !is_name);
            word.and_then(|word| LEXICON.trade(&word.look, word.is_cyrillic))
        })
    }

    /// The words of an office around the word that says what it is: `the hospital's [head] nurse`,
    /// `[head] of surgery`.
    pub(super) fn office(&self, role: usize, is_cut: &dyn Fn(usize) -> bool) -> Range<usize> {
        let start = self.start(role, is_cut);
        let mut end = role + 1;
        let mut unknown = 0;
        let mut last = end;
        while end - start < MOST_WORDS && !is_cut(end) && self.between(end) == Between::Near {
            let Some(word) = self.word(end).filter(|_| !self.is_stop(end)) else {
                break;
            };
            let is_behind_joint = self.is_joint(end - 1);
            let is_one = self.is_joint(end)
                || word.is_upper
                || is_known(word)
                || self.office_of(end).is_some()
                || word.look == "s";
            if !is_one {
                unknown += 1;
                // In Cyrillic, the words behind an office may stand in the genitive, whatever they
                // are.
                let may_be = is_behind_joint
                    || (word.is_cyrillic && !self.is_verb(end))
                    || unknown > 1 && !word.is_cyrillic;
                if !may_be || unknown > UNKNOWN {
                    break;
                }
            } else if !self.is_joint(end) {
                unknown = 0;
            }
            end += 1;
            if !self.is_joint(end - 1) {
                last = end;
            }
        }
        start..last
    }

    /// The first word of an office: behind its article, with its possessive and its adjectives.
    fn start(&self, role: usize, is_cut: &dyn Fn(usize) -> bool) -> usize {
        let mut start = role;
        let mut article = None;
        for back in 1..=UNKNOWN + 2 {
            let Some(at) = role.checked_sub(back) else {
                break;
            };
            if self.between(at + 1) != Between::Near || is_cut(at) {
                break;
            }
            let Some(word) = self.word(at) else { break };
            if self.is_article(at) {
                article = Some(at + 1);
                break;
            }
            if word.look != "s" && (self.is_stop(at) || self.is_joint(at)) {
                break;
            }
            let is_known = if word.is_cyrillic {
                self.is_adjective(at)
            } else {
                word.is_upper || is_known(word) || word.look == "s"
            };
            let is_next = start == at + 1;
            if is_known && is_next {
                start = at;
            } else if word.is_cyrillic {
                break;
            }
        }
        article.map_or(start, |article: usize| article.min(start))
    }
}

/// Whether a word is a known word, and not a particle.
fn is_known(word: &Word) -> bool {
    !matches!(
        LEXICON.kind_of(&word.look, word.is_cyrillic),
        WordKind::NameOnly | WordKind::Particle
    )
}
