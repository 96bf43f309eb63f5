//! Finds words that differ from a name by one letter, as questions for a person.

use std::collections::HashMap;

use crate::case::SourceId;

/// A name with fewer letters is not compared: too many words differ from it by one letter.
const MIN_LETTERS: usize = 6;
/// A name with more letters is not compared: it would be kept once for each of its letters.
const MAX_LETTERS: usize = 24;

/// The forms of names, by themselves and by each spelling with one letter left out.
#[derive(Debug, Default)]
pub(super) struct Near {
    shortened: HashMap<String, Vec<(String, SourceId)>>,
}

impl Near {
    /// Collects the forms that have [`MIN_LETTERS`] to [`MAX_LETTERS`] letters and no digit.
    pub fn of<'a>(names: impl Iterator<Item = (&'a str, SourceId)>) -> Self {
        let mut near = Self::default();
        for (look, source) in names {
            let is_long = (MIN_LETTERS..=MAX_LETTERS).contains(&look.chars().count());
            if !is_long || look.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            for short in shortened(look) {
                let all = near.shortened.entry(short).or_default();
                all.push((look.to_owned(), source));
            }
        }
        near
    }

    /// The source from whose name a word differs by one letter (another, a missing or an extra one)
    /// or by two swapped letters. `None` if the word is such a name itself.
    pub fn find(&self, look: &str) -> Option<SourceId> {
        let count = look.chars().count();
        if self.shortened.is_empty() || !(MIN_LETTERS - 1..=MAX_LETTERS + 1).contains(&count) {
            return None;
        }
        let short = shortened(look);
        let of = short
            .iter()
            .map(String::as_str)
            .chain([look])
            .filter_map(|short| self.shortened.get(short));
        of.flatten()
            .find(|(form, _)| is_one_letter(form, look))
            .map(|(_, source)| *source)
    }
}

/// The word without each of its letters in turn, and the word.
fn shortened(word: &str) -> Vec<String> {
    let without = word.char_indices().map(|(at, c)| {
        let (before, after) = word.split_at(at);
        [before, after.get(c.len_utf8()..).unwrap_or_default()].concat()
    });
    without.chain([word.to_owned()]).collect()
}

/// Whether two words differ by one letter or by two swapped ones. Equal words do not.
fn is_one_letter(one: &str, other: &str) -> bool {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one == other {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (
        one.get(same..).unwrap_or_default(),
        other.get(same..).unwrap_or_default(),
    );
    match (one, other) {
        ([a, b, one @ ..], [c, d, other @ ..]) if a == d && b == c && one == other => true,
        ([_, one @ ..], [_, rest @ ..]) if one == rest => true,
        ([_, rest @ ..], _) if rest == other => true,
        (_, [_, rest @ ..]) if rest == one => true,
        _ => false,
    }
}
