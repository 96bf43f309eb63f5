//! Finds nationalities and visible traits (`left-handed`, `limps`) in any words of
//! `assets/languages/traits.ron`: a note says `from Poland`, a story `the Polish engineer`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::days::Piece;
use super::folded::{Gap, folded};
use super::forms;
use super::letters::{is_cyrillic_word, looks};
use super::stems::stem;
use crate::text::languages;

/// What kind of word says a nationality or trait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// A country: `Poland`. It counts only in a note.
    Country,
    /// An adjective, which may describe anything: `Polish`.
    Adjective,
    /// A word for a person: `a Pole`, `left-handed`.
    Person,
}

/// A word or phrase: the stems of the words behind the first, its row in the list, and its kind.
type Phrase = (Vec<String>, usize, Says);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    nations: Vec<(Vec<String>, Vec<String>, Vec<String>)>,
    traits: Vec<Vec<String>>,
}

/// The words and phrases of the list, by the stem of their first word.
static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let lists: Lists = ron::from_str(languages::TRAITS).unwrap_or_default();
    let mut all: HashMap<String, Vec<Phrase>> = HashMap::new();
    let mut put = |row: usize, words: &[String], says: Says| {
        for phrase in words {
            for (first, rest) in stems(phrase) {
                let of = all.entry(first).or_default();
                if !of.contains(&(rest.clone(), row, says)) {
                    of.push((rest, row, says));
                }
            }
        }
    };
    let count = lists.nations.len();
    for (row, (countries, adjectives, people)) in lists.nations.iter().enumerate() {
        put(row, countries, Says::Country);
        put(row, adjectives, Says::Adjective);
        put(row, people, Says::Person);
    }
    for (row, words) in lists.traits.iter().enumerate() {
        put(count + row, words, Says::Person);
    }
    all
});

/// The stems of a phrase: that of the first word, and those of the others. A single word has one
/// entry for each different stem of its forms.
fn stems(phrase: &str) -> Vec<(String, Vec<String>)> {
    let folded = folded(phrase);
    let words = folded.words.iter().map(|word| folded.look(word));
    let words = words.map(|look| stem(&look, is_cyrillic_word(&look)).to_owned());
    let mut words = words.collect::<Vec<_>>().into_iter();
    let first = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    if !rest.is_empty() {
        return vec![(first, rest)];
    }
    let forms = forms::cyrillic(phrase).into_iter();
    let forms = forms.filter(|(_, is_possessive)| !is_possessive);
    let stems = forms.map(|(form, _)| stem(&looks(&form), is_cyrillic_word(&form)).to_owned());
    let mut stems: Vec<String> = stems.filter(|stem| stem.chars().count() > 2).collect();
    stems.sort_unstable();
    stems.dedup();
    stems.into_iter().map(|stem| (stem, Vec::new())).collect()
}

/// The nationalities and traits that begin at this word, each with the number of words, the row in
/// the list, and the kind.
pub(super) fn traits_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, usize, Says)> {
    let Some(word) = words.get(at) else {
        return Vec::new();
    };
    let of = PHRASES.get(stem(word.look(), word.is_cyrillic()));
    let fits = of.into_iter().flatten().filter(|(rest, ..)| {
        let mut rest = (at + 1..).zip(rest);
        rest.all(|(at, own)| {
            words.get(at).is_some_and(|word| {
                let is_near = word.gap().only(Gap::SPACE | Gap::HYPHEN | Gap::APOSTROPHE);
                is_near && stem(word.look(), word.is_cyrillic()) == own
            })
        })
    });
    fits.map(|(rest, row, says)| (1 + rest.len(), *row, *says))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn a_trait_is_one_in_any_words() {
        ron::from_str::<Lists>(languages::TRAITS).unwrap();
        for same in [
            &[
                "Polish",
                "a Pole",
                "from Poland",
                "польського",
                "поляком",
                "с полячкой",
                "из Польши",
            ][..],
            &[
                "азербайджанка",
                "азербайджанцем",
                "Azeri",
                "азербайджанского",
            ],
            &["left-handed", "a left-hander", "левша", "шульгою", "лівші"],
            &["хромает", "limps", "кульгавого", "хромой"],
        ] {
            let rows: Vec<Option<usize>> = same
                .iter()
                .map(|text| {
                    let words = tokens(&folded(text));
                    let found = (0..words.len()).flat_map(|at| traits_at(&words, at));
                    found.into_iter().map(|(_, row, _)| row).next()
                })
                .collect();
            assert!(rows[0].is_some(), "{same:?}");
            assert!(rows.iter().all(|row| *row == rows[0]), "{same:?}: {rows:?}");
        }
    }
}
