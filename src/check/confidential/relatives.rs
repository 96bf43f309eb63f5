//! Finds the first names of relatives and friends in a note on a source (`his wife Olha`, `дочка
//! Мар'яна`), and where a text says whose relative the source is: `Olha's husband`, `мати Мар'яни`.

use std::collections::HashSet;

use super::days::Piece;
use super::folded::Gap;
use super::forms;
use super::letters::{is_cyrillic_word, looks};
use super::lexicon::{LEXICON, WordKind};
use super::lists::FIRST_NAMES;
use super::nicknames;
use super::stems::stem;
use super::tokens::Token;

/// The fewest letters of a first name.
const MIN_LETTERS: usize = 3;

/// Diminutive endings of first names. They replace the vowel at the end.
const DIMINUTIVES: [&str; 4] = ["ка", "очка", "ечка", "енька"];
const VOWELS: [char; 6] = ['а', 'я', 'о', 'е', 'и', 'і'];

/// Whether the word at this index means a relative or friend.
fn is_relative<P: Piece>(words: &[P], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|word| LEXICON.close.has(stem(word.look(), word.is_cyrillic())))
}

/// How many words the name at this index takes: two if an apostrophe divides it (`Мар'яна`), but a
/// possessive `s` (`Olha's`) is not counted.
pub(super) fn count_at<P: Piece>(words: &[P], at: usize) -> usize {
    let next = words.get(at + 1);
    let is_joined = next.is_some_and(|next| {
        let gap = next.gap();
        gap.only(Gap::APOSTROPHE) && !gap.is_none() && next.look() != "s"
    });
    1 + usize::from(is_joined)
}

/// The words that say whose relative somebody is, together with the name: `мати Мар'яни`, `the
/// husband of Olha`, `Olha's husband`, `Зоина подруга`. `None` where no word for a relative stands
/// beside the name.
pub(super) fn beside<P: Piece>(
    words: &[P],
    name: std::ops::Range<usize>,
) -> Option<std::ops::Range<usize>> {
    let is_near = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.gap().only(Gap::SPACE | Gap::LINE))
    };
    let is_of = |at: usize| words.get(at).is_some_and(|word| word.look() == "of");
    let before = |back: usize| {
        name.start
            .checked_sub(back)
            .filter(|at| is_relative(words, *at))
    };
    if is_near(name.start)
        && let Some(at) = before(1)
    {
        return Some(at..name.end);
    }
    let is_behind_of = name.start > 0 && is_of(name.start - 1) && is_near(name.start);
    if let Some(at) = before(2).filter(|_| is_behind_of && is_near(name.start - 1)) {
        return Some(at..name.end);
    }
    let is_s = words
        .get(name.end)
        .is_some_and(|word| word.look() == "s" && word.gap().only(Gap::APOSTROPHE));
    let behind = name.end + usize::from(is_s);
    (is_near(behind) && is_relative(words, behind)).then(|| name.start..behind + 1)
}

/// For each first name of a relative or friend in a note: the stems of all its forms, and the stems
/// of the patronymics that are made of it. A word of no list that is in the name of a source that
/// may be named (`is_public`) is a surname, not a first name.
pub(super) fn stems_of(
    words: &[Token],
    is_public: impl Fn(&Token) -> bool,
) -> Vec<(HashSet<String>, HashSet<String>)> {
    let is_first_name = |at: usize| {
        let word = words.get(at)?;
        let pieces = words.get(at..at + count_at(words, at))?;
        let look: String = pieces.iter().map(|word| word.look.as_str()).collect();
        let is_listed = FIRST_NAMES
            .rows_of_form(&look, word.is_cyrillic)
            .next()
            .is_some();
        let is_unknown = || LEXICON.kind_of(&look, word.is_cyrillic) == WordKind::NameOnly;
        let is_name = is_listed || (is_unknown() && !is_public(word));
        let is_long = look.chars().count() >= MIN_LETTERS;
        (word.is_upper && word.is_letters && is_name && is_long).then_some(pieces)
    };
    let found = (0..words.len()).filter_map(|at| {
        let pieces = is_first_name(at)?;
        let name = at..at + pieces.len();
        // `Olha, his wife`, `his wife, Olha`.
        let is_apposed = || {
            let has_comma =
                |word: Option<&Token>| word.is_some_and(|word| word.gap.has(Gap::COMMA));
            let owner = words.get(name.end);
            let is_owned = owner.is_some_and(|owner| LEXICON.owners.contains(&owner.look));
            let is_before = is_owned && has_comma(owner) && is_relative(words, name.end + 1);
            let last = name.start.checked_sub(1);
            let is_behind = last.is_some_and(|at| is_relative(words, at));
            (is_before || (is_behind && has_comma(words.get(at)))).then_some(())
        };
        beside(words, name.clone())
            .map(|_| ())
            .or_else(is_apposed)?;
        Some((stems(pieces), patronymics(pieces)))
    });
    found.collect()
}

/// The stems of the patronymics of the children of a person with this first name.
fn patronymics(pieces: &[Token]) -> HashSet<String> {
    let plain: String = pieces.iter().map(|word| word.plain.as_str()).collect();
    let all = Some(nicknames::patronymics(&plain)).filter(|_| is_cyrillic_word(&plain));
    all.into_iter().flatten().collect()
}

/// The stems of all forms of a first name, with its forms in other languages and pet names if the
/// lists have the name.
fn stems(pieces: &[Token]) -> HashSet<String> {
    let plains: Vec<&str> = pieces.iter().map(|word| word.plain.as_str()).collect();
    let plain = plains.join("'");
    let is_cyrillic = is_cyrillic_word(&plain);
    let look = looks(&plain);
    let rows = FIRST_NAMES.rows_of_form(&look, is_cyrillic);
    let listed = rows.flatten().map(|name| name.to_lowercase());
    let nominatives = forms::nominatives(&plain, true);
    let mut names: HashSet<String> = listed.chain(nominatives).chain([plain]).collect();
    let small = names.iter().filter(|name| is_cyrillic_word(name));
    let small: Vec<String> = small
        .flat_map(|name| DIMINUTIVES.map(|end| format!("{}{end}", name.trim_end_matches(VOWELS))))
        .collect();
    names.extend(small);
    let forms = names.iter().flat_map(|name| forms::cyrillic(name));
    let stems = forms.map(|(form, _)| stem(&looks(&form), is_cyrillic_word(&form)).to_owned());
    stems.filter(|stem| stem.chars().count() > 1).collect()
}
