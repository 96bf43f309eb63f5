//! Finds nationalities and visible traits (`left-handed`, `limps`) in any words of
//! `assets/languages/traits.ron`: a note says `from Poland`, a story `the Polish engineer`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::days::Piece;
use super::folded::{Gap, folded};
use super::inflected::Inflected;
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

/// The words and the phrases of the list, both by the stem of their first word.
struct Traits {
    words: Inflected<Phrase>,
    phrases: HashMap<String, Vec<Phrase>>,
}

static TRAITS: LazyLock<Traits> = LazyLock::new(|| {
    let lists: Lists = ron::from_str(languages::TRAITS).unwrap_or_default();
    let nations = lists.nations.into_iter();
    let nations = nations.map(|(countries, adjectives, people)| {
        vec![
            (countries, Says::Country),
            (adjectives, Says::Adjective),
            (people, Says::Person),
        ]
    });
    let traits = lists.traits.into_iter();
    let rows = nations.chain(traits.map(|words| vec![(words, Says::Person)]));
    let (mut words, mut phrases) = (Vec::new(), HashMap::<String, Vec<Phrase>>::new());
    for (row, kinds) in rows.enumerate() {
        for (phrase, says) in kinds
            .into_iter()
            .flat_map(|(all, says)| all.into_iter().map(move |phrase| (phrase, says)))
        {
            let mut stems = stems(&phrase).into_iter();
            let first = stems.next().unwrap_or_default();
            let rest: Vec<String> = stems.collect();
            if rest.is_empty() {
                words.push((phrase, (rest, row, says)));
            } else {
                phrases.entry(first).or_default().push((rest, row, says));
            }
        }
    }
    let words = Inflected::of(words, |(form, is_possessive), phrase| {
        let stem = stem(&looks(form), is_cyrillic_word(form)).to_owned();
        (!is_possessive && stem.chars().count() > 2).then(|| (stem, phrase.clone()))
    });
    Traits { words, phrases }
});

/// The stems of the words of a phrase.
fn stems(phrase: &str) -> Vec<String> {
    let folded = folded(phrase);
    let words = folded.words.iter().map(|word| folded.look(word));
    let stems = words.map(|look| stem(&look, is_cyrillic_word(&look)).to_owned());
    stems.collect()
}

/// The nationalities and traits that begin at this word, each with the number of words, the row in
/// the list, and the kind.
pub(super) fn traits_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, usize, Says)> {
    let Some(word) = words.get(at) else {
        return Vec::new();
    };
    let first = stem(word.look(), word.is_cyrillic());
    let phrases = TRAITS.phrases.get(first).into_iter().flatten();
    let fits = TRAITS.words.get(first).chain(phrases).filter(|(rest, ..)| {
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
    fn every_form_of_a_nation_is_found() {
        assert_eq!(TRAITS.words.lost(), Vec::<String>::new());
    }

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
