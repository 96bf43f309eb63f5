//! Decides how certain it is that a match is the source: certain, a question for a person, or not
//! the source.
//!
//! A word that can only be this name is certain. A common word, a first name beside another
//! surname, and a form that comes from another language are questions, mostly only if they have a
//! capital.

use super::{Match, Outcome, TextSearch};
use crate::check::confidential::context::Word;
use crate::check::confidential::entry::{Entry, Ordinary, Where};
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::lists::FIRST_NAMES;
use crate::check::confidential::patronymics::is_of_first_name;
use crate::check::confidential::place::Doubt;

const ASK: Outcome = Outcome::Ask(Doubt::CommonWord);

impl TextSearch<'_> {
    pub(super) fn verdict(&self, one: &Match, entry: &Entry) -> Outcome {
        let Some(word) = self.word(one.words.start) else {
            return Outcome::Nobody;
        };
        // Any capital counts: `mArk`.
        let letters = self
            .text
            .letters
            .get(one.letters.clone())
            .unwrap_or_default();
        let is_capital = letters.iter().any(|letter| letter.is_upper);
        match entry.ordinary {
            Ordinary::No => {}
            Ordinary::Asked if is_capital && one.is_look => return ASK,
            Ordinary::Asked | Ordinary::Whole => return Outcome::Nobody,
        }
        if entry.is_learned {
            return self.verdict_on_learned(one, entry, word);
        }
        if one.is_by_ear {
            return self.verdict_by_ear(one, word, is_capital);
        }
        match entry.place {
            Where::Anywhere if one.is_spelled() || one.is_broken => {}
            Where::Anywhere if self.has_handle(one) => {
                return self.verdict_in_handle(one, entry, is_capital);
            }
            Where::Anywhere => {}
            Where::InAddress | Where::OfFile if word.is_in_handle => return Outcome::Certain,
            Where::OfFile if one.words.len() == 1 => return Outcome::Ask(Doubt::RareWord),
            Where::InAddress | Where::OfFile => return Outcome::Nobody,
        }
        if self.is_in_phrase(one, entry, is_capital) {
            return Outcome::Nobody;
        }
        // A handle that is divided by a space is written in small letters.
        let is_name =
            is_capital || self.context.is_small || (one.is_broken && self.has_handle(one));
        if (one.is_part && one.sort != WordKind::NameOnly && !word.is_in_handle)
            || (!one.is_look && !Self::is_sound_enough(one, entry, is_name))
        {
            return Outcome::Nobody;
        }
        if one.is_spelled() {
            // Nobody spells out a common word letter by letter.
            let is_enough = match one.sort {
                WordKind::Particle => false,
                WordKind::NameOnly | WordKind::NameOrWord => true,
                WordKind::Word | WordKind::CapitalWord => one.form.is_own,
            };
            return if is_enough {
                Outcome::Certain
            } else {
                Outcome::Nobody
            };
        }
        if one.is_broken {
            let words = self
                .context
                .words
                .get(one.words.clone())
                .unwrap_or_default();
            let is_handle = words
                .iter()
                .any(|word| word.is_in_handle || !word.is_letters);
            return match one.form.is_own {
                // `Kot ovi`: the name and, behind a space, its case ending.
                true if self.has_name_inside(one) => Outcome::Certain,
                true if is_name || is_handle => ASK,
                // `На дежды`: one piece is no word.
                false if is_capital && one.letters.len() > 5 && one.is_look => ASK,
                _ => Outcome::Nobody,
            };
        }
        self.verdict_by_kind(one, entry, (is_capital, is_name))
    }

    /// Whether a name that is a common word stands here as one, in small letters behind an article
    /// or preposition: `the final stretch`, «в ходе следствия». No article stands before a person.
    fn is_in_phrase(&self, one: &Match, entry: &Entry, is_capital: bool) -> bool {
        const LOCATIVE: [&str; 4] = ["е", "і", "ах", "ях"];
        let is_word = entry.is_upper && !is_capital && !self.context.is_small;
        if !is_word || one.words.len() > 1 || self.has_handle(one) {
            return false;
        }
        let near = |at: Option<usize>| {
            let at = at?;
            let next = self.word(at + 1)?;
            self.word(at)
                .filter(|word| next.gap.only(Gap::SPACE) && !word.is_in_handle)
        };
        let before = near(one.words.start.checked_sub(1));
        let far = near(one.words.start.checked_sub(2)).filter(|_| before.is_some());
        // `По словам pavle`: an article or preposition only counts before a word of its own
        // alphabet.
        let is_article = |word: &Word| {
            word.is_cyrillic == one.is_cyrillic && LEXICON.articles.contains(&word.look)
        };
        if one.is_cyrillic {
            let plain = self.text.plain(&one.letters);
            let is_locative = LOCATIVE.iter().any(|end| plain.ends_with(end));
            return is_locative && before.is_some_and(is_article);
        }
        let is_plain = |word: &Word| !word.is_upper && kind_of(word) != WordKind::Particle;
        before.is_some_and(is_article)
            || (far.is_some_and(is_article) && before.is_some_and(is_plain))
    }

    /// Decides on a whole word by what it is besides a name.
    fn verdict_by_kind(
        &self,
        one: &Match,
        entry: &Entry,
        (is_capital, is_name): (bool, bool),
    ) -> Outcome {
        let Some(word) = self.word(one.words.start) else {
            return Outcome::Nobody;
        };
        let is_exact = one.is_look && one.form.is_own;
        // A capital shows a name only where other words are written small and no sentence begins.
        let tells = is_capital && !word.is_start && !self.context.is_titled && !word.is_all_upper;
        match one.sort {
            WordKind::NameOnly if one.letters.len() < 3 => {
                if one.is_look && tells {
                    Outcome::Certain
                } else {
                    Outcome::Nobody
                }
            }
            WordKind::NameOnly if one.letters.len() < 4 && !is_name => ASK,
            // `машина` is a car, `Машина` may be Masha's.
            WordKind::NameOnly if one.form.is_possessive && !is_name => Outcome::Nobody,
            WordKind::NameOnly if self.may_be_anothers(one, entry, is_name) => {
                Outcome::Ask(Doubt::GivenName)
            }
            // `Море` beside another name is not Moore.
            WordKind::NameOnly
                if entry.sort == WordKind::NameOrWord && self.is_part_of_longer_name(one, word) =>
            {
                ASK
            }
            // `Sierra` is hardly Серый, and `Miriam` hardly a form of Мир.
            WordKind::NameOnly
                if (entry.sort != WordKind::NameOnly && Self::is_unlikely(one, entry, word))
                    || Self::is_short_case(one, entry) =>
            {
                ASK
            }
            WordKind::NameOnly
                if self.may_be_noun(one, entry, word)
                    || self.may_be_town(one, word)
                    || (!tells && Self::may_be_word_of_handle(one, entry, word)) =>
            {
                ASK
            }
            WordKind::NameOnly => Outcome::Certain,
            WordKind::NameOrWord if is_exact && self.is_alone(one, entry, tells) => {
                Outcome::Certain
            }
            WordKind::NameOrWord if is_name => ASK,
            // `олені` are deer, or somebody called Олена in small letters.
            WordKind::NameOrWord if is_exact && entry.sort == WordKind::NameOnly => ASK,
            WordKind::CapitalWord if is_exact && is_capital && word.is_after_role => {
                Outcome::Certain
            }
            WordKind::Word
                if entry.sort == WordKind::NameOnly
                    && is_exact
                    && self.is_alone(one, entry, tells) =>
            {
                Outcome::Certain
            }
            WordKind::Word if entry.sort == WordKind::Word && entry.of == 1 && tells => ASK,
            WordKind::Word if entry.sort != WordKind::Word && is_exact && is_capital => ASK,
            // A common word that looks like the name in the other alphabet: `Марту`, also "March".
            WordKind::Word | WordKind::CapitalWord
                if one.form.is_own
                    && entry.sort != WordKind::Word
                    && one.letters.len() > 4
                    && is_capital =>
            {
                ASK
            }
            WordKind::CapitalWord if is_capital => ASK,
            // A name of a single word may be a particle: `Mac`.
            WordKind::Particle
                if (entry.sort != WordKind::Particle || entry.of == 1)
                    && is_exact
                    && one.form.is_base
                    && is_capital =>
            {
                ASK
            }
            _ => Outcome::Nobody,
        }
    }

    /// Whether a match by sound alone is more likely another name: of an adjective, or of an
    /// inflected form that is itself a listed first name.
    fn is_unlikely(one: &Match, entry: &Entry, word: &Word) -> bool {
        // `Lyubov’yu` is two words of the text, and its first word alone is a listed first name.
        let is_listed = || one.words.len() == 1 && FIRST_NAMES.rows_of(&word.look).next().is_some();
        !one.is_look && (entry.is_adjective || (!one.form.is_base && is_listed()))
    }

    /// Whether a short word of the other alphabet only sounds like an inflected adjective:
    /// `Sierra`.
    fn is_short_case(one: &Match, entry: &Entry) -> bool {
        const LONG: usize = 7;
        let is_other = one.is_cyrillic != entry.is_cyrillic;
        let is_case = !one.is_look && !one.form.is_base && entry.is_adjective;
        is_other && is_case && one.letters.len() < LONG
    }

    /// A first name that only the story gives the source. Alone it may be another person's.
    fn verdict_on_learned(&self, one: &Match, entry: &Entry, word: &Word) -> Outcome {
        // With a capital, `Олену` is a name and not a deer.
        let is_own = one.form.is_own && entry.sort == WordKind::NameOnly;
        let is_word = one.sort == WordKind::Particle || (one.sort == WordKind::Word && !is_own);
        let is_start = word.is_start && one.sort != WordKind::NameOnly;
        let is_name = one.is_look && word.is_upper && !is_word && !is_start;
        if is_name && !one.form.is_possessive && !self.is_of_another(one, entry) {
            Outcome::Ask(Doubt::GivenName)
        } else {
            Outcome::Nobody
        }
    }

    /// A transliteration by ear is a question, unless it is a known word.
    fn verdict_by_ear(&self, one: &Match, word: &Word, is_capital: bool) -> Outcome {
        let count = one.letters.len();
        let is_name = is_capital || self.context.is_small || one.is_spelled() || count > 6;
        if one.sort == WordKind::NameOnly
            && is_name
            && count > 4
            && (is_capital || !word.is_in_handle)
        {
            Outcome::Ask(Doubt::ByEar)
        } else {
            Outcome::Nobody
        }
    }

    /// Whether a word of the match is in a handle.
    fn has_handle(&self, one: &Match) -> bool {
        let words = self.context.words.get(one.words.clone());
        words.into_iter().flatten().any(|word| word.is_in_handle)
    }

    /// Decides on a match in a handle or address. A common word counts there only if it is the
    /// whole handle or has a capital.
    fn verdict_in_handle(&self, one: &Match, entry: &Entry, is_capital: bool) -> Outcome {
        let count = one.letters.len();
        let gap = |at: usize| self.word(at).map_or(self.text.tail, |word| word.gap);
        let (before, after) = (gap(one.words.start), gap(one.words.end));
        let is_all = before.has(Gap::AT | Gap::SLASH)
            && (after.has(Gap::SPACE | Gap::LINE | Gap::QUOTE)
                || one.words.end == self.context.words.len());
        let is_own = one.form.is_own || entry.of == 1;
        // `m.stone`, `stone60`: a common word with an initial or a number may be a handle made of
        // the name.
        let is_letter = |at: usize| {
            self.word(at)
                .is_some_and(|word| word.letters.len() == 1 && word.is_letters)
        };
        let is_joined = |gap: Gap| gap.has(Gap::DOT | Gap::UNDERSCORE) && !gap.has(Gap::SPACE);
        let has_letter = (is_joined(before)
            && one.words.start.checked_sub(1).is_some_and(is_letter))
            || (is_joined(after) && is_letter(one.words.end));
        // `stone 60@`: a line ended inside the handle.
        let has_number = self.word(one.words.end).is_some_and(|next| {
            next.bare.is_empty() && next.is_in_handle && next.gap.only(Gap::SPACE | Gap::LINE)
        });
        let is_all = is_all || has_letter || has_number || one.is_part || before.has(Gap::AT);
        match one.sort {
            WordKind::NameOnly if is_own && count > 3 => Outcome::Certain,
            WordKind::NameOnly if one.is_look && count > 2 && is_capital => Outcome::Certain,
            // `out/kat.md` for the alias `Kat`.
            WordKind::NameOnly if one.is_look && count > 2 && one.form.is_own && entry.of == 1 => {
                Outcome::Certain
            }
            WordKind::NameOnly if count > 3 || (count > 2 && (is_capital || is_all)) => ASK,
            WordKind::NameOrWord if is_capital || (one.form.is_own && is_all) => ASK,
            WordKind::Word | WordKind::CapitalWord
                if is_capital && entry.sort == WordKind::NameOnly =>
            {
                ASK
            }
            _ => Outcome::Nobody,
        }
    }

    /// Whether the sound alone is enough for a match.
    fn is_sound_enough(one: &Match, entry: &Entry, is_name: bool) -> bool {
        let count = one.letters.len();
        let is_other = one.is_cyrillic != entry.is_cyrillic;
        match (one.form.is_own, is_other, one.is_cyrillic) {
            // The lists have a foreign name in its own alphabet. A word of that alphabet that only
            // sounds like it is another name.
            (false, is_other, _) => is_other && is_name && one.form.is_base && count > 4,
            (true, true, _) if one.form.is_possessive => false,
            // `франков` means money more often than Frank's.
            (true, true, _) => {
                let is_telling = entry.sort == WordKind::NameOnly;
                (count > 2 && is_name)
                    || (count > 4 && is_telling)
                    || (count > 3 && one.is_spelled())
            }
            (true, false, true)
                if matches!(one.sort, WordKind::NameOnly | WordKind::NameOrWord) =>
            {
                // The Russian form of a Ukrainian surname: `скородинскую` for Скородинська.
                let is_long =
                    count > 6 && one.sort == WordKind::NameOnly && entry.sort == WordKind::NameOnly;
                (count > 3 && is_name) || (count > 4 && one.is_spelled()) || is_long
            }
            (true, false, true) => false,
            (true, false, false) => count > 5 && is_name && !one.form.is_possessive,
        }
    }

    /// Whether a match that can only be a name may be another person's: a first name that many
    /// people have. The first name as the source has it counts as the source's; in another language
    /// or as a pet name it may be anybody's.
    fn may_be_anothers(&self, one: &Match, entry: &Entry, is_name: bool) -> bool {
        if !entry.is_first_name {
            return entry.is_given && self.is_of_another(one, entry);
        }
        let is_alone = entry.of < 2 && entry.sort == WordKind::NameOnly;
        let word = self.word(one.words.start);
        let is_cyrillic = word.is_some_and(|word| word.is_cyrillic);
        // `Roberts` is a surname, and `HANO` an abbreviation.
        let is_plural = !one.form.is_base && !is_cyrillic && !entry.is_cyrillic;
        let is_letters =
            !one.form.is_base && !one.is_look && word.is_some_and(|word| word.is_all_upper);
        let is_exact = one.form.is_own && is_name && !is_plural && !is_letters;
        one.form.is_possessive
            || self.has_surname_ending(one)
            || !(is_exact || is_alone)
            || self.is_of_another(one, entry)
    }

    /// Whether a common word with a capital is certainly a name without another word of it.
    fn is_alone(&self, one: &Match, entry: &Entry, tells: bool) -> bool {
        let Some(word) = self.word(one.words.start) else {
            return false;
        };
        // `Чорного моря`: an adjective may begin another name. «Перемога»: in quotation marks it is
        // mostly a title.
        let is_in_marks = word.gap.has(Gap::QUOTE | Gap::APOSTROPHE);
        let may_be_else =
            entry.is_adjective || (is_in_marks && !entry.is_quoted && !entry.is_in_story);
        // `Miller said`, if the story also has Rose Miller.
        let begins = word.is_upper && (word.is_after_role || entry.is_in_story);
        !one.form.is_possessive
            && !self.has_surname_ending(one)
            && (word.is_after_role || !may_be_else)
            && (tells || (begins && !self.context.is_titled))
            && !self.is_part_of_longer_name(one, word)
    }

    /// Whether a form has the ending of a surname made of the name: `Морозов` of `Мороз`, `Петров`
    /// of `Петро`.
    fn has_surname_ending(&self, one: &Match) -> bool {
        let plain = self.text.plain(&one.letters);
        let families = ["ов", "ев", "єв", "ів", "їв"];
        !one.form.is_base && families.iter().any(|end| plain.ends_with(end))
    }

    /// Whether a common word may be part of another, longer name.
    fn is_part_of_longer_name(&self, one: &Match, word: &Word) -> bool {
        let is_known = |word: &Word| {
            matches!(
                kind_of(word),
                WordKind::Particle | WordKind::Word | WordKind::CapitalWord
            )
        };
        let is_near = |gap: Gap| gap.only(Gap::SPACE | Gap::HYPHEN | Gap::QUOTE | Gap::APOSTROPHE);
        let before = one.words.start.checked_sub(1).and_then(|at| self.word(at));
        let before = before.filter(|_| is_near(word.gap));
        let after = self.word(one.words.end).filter(|word| is_near(word.gap));
        let behind = self
            .word(one.words.end + 1)
            .filter(|word| is_near(word.gap));
        let is_capital = |word: &Word| word.is_upper && word.is_letters;
        // `White House`, `Hope and Glory`, `Bill de Blasio`, `King's College`, `King of Athens`,
        // `Brown v.`
        let goes_on = after.is_some_and(|after| {
            let is_joint = after.look == "s" || kind_of(after) == WordKind::Particle;
            is_capital(after)
                || ["of", "v", "vs"].contains(&&*after.look)
                || (is_joint && behind.is_some_and(is_capital))
        });
        // At the beginning of a sentence a capital shows a name only on a listed first name, or on a
        // Latin word that no list has.
        let is_name = |word: &Word| {
            let is_first = FIRST_NAMES.rows_of(&word.look).next().is_some();
            is_capital(word)
                && (!word.is_start || is_first || !(word.is_cyrillic || is_known(word)))
        };
        let far = one.words.start.checked_sub(2).and_then(|at| self.word(at));
        let has_before = before.is_some_and(|before| {
            (is_name(before) && !word.is_after_role)
                // `School of Law`.
                || (before.look == "of" && far.is_some_and(|far| is_capital(far) && !far.is_start))
                || ["the", "a", "an"].contains(&&*before.look)
                || (before.gap.only(Gap::SPACE)
                    && ["and", "і", "та", "и", "й"].contains(&&*self.text.plain(&before.letters))
                    && far.is_some_and(is_name))
        });
        goes_on || has_before
    }

    /// Whether another person's surname or initial stands beside a first name.
    pub(super) fn is_of_another(&self, one: &Match, entry: &Entry) -> bool {
        let is_own = |at: usize| {
            self.matches_over(at).iter().any(|found| {
                self.entry(found.form)
                    .is_some_and(|near| near.source == entry.source)
            })
        };
        let is_initial = |at: usize| {
            let after = self.word(at + 1).map_or(self.text.tail, |word| word.gap);
            let sound = self.word(at).map_or("", |word| &word.sound);
            let all = self
                .terms
                .initials
                .iter()
                .filter(|(of, _)| *of == entry.source);
            let mut names = all.flat_map(|(_, names)| names);
            after.has(Gap::DOT) && !names.any(|name| name.starts_with(sound))
        };
        let is_name = |at: usize| {
            self.word(at).is_some_and(|word| {
                let is_known = matches!(kind_of(word), WordKind::Particle | WordKind::Word);
                match word.letters.len() {
                    1 => word.is_upper && word.is_letters && is_initial(at),
                    2 => false,
                    _ => {
                        word.is_upper
                            && word.is_letters
                            && !is_known
                            && !is_own(at)
                            && !is_of_first_name(&self.text.plain(&word.letters))
                    }
                }
            })
        };
        let is_near = |at: usize| {
            let gap = self.word(at).map_or(self.text.tail, |word| word.gap);
            gap.only(Gap::SPACE | Gap::HYPHEN) && !gap.is_none()
        };
        let next = one.words.end;
        let is_particle = self
            .word(next)
            .is_some_and(|word| !word.is_upper && kind_of(word) == WordKind::Particle);
        let is_between = is_particle
            || self
                .word(next)
                .is_some_and(|word| is_of_first_name(&self.text.plain(&word.letters)));
        let goes_on = is_near(next)
            && (is_name(next) || (is_between && is_near(next + 1) && is_name(next + 1)));
        // At the beginning of a sentence a capital shows nothing, except on a listed first name.
        let comes_before = |at: usize| {
            let is_start = self.word(at).is_some_and(|word| {
                word.is_start && FIRST_NAMES.rows_of(&word.look).next().is_none()
            });
            is_near(one.words.start) && is_name(at) && !is_start
        };
        goes_on || one.words.start.checked_sub(1).is_some_and(comes_before)
    }
}

/// What a word is besides a name.
fn kind_of(word: &Word) -> WordKind {
    LEXICON.kind_of(&word.look, word.is_cyrillic)
}
