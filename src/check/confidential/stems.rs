//! A cheap stem that all forms of a word share, so that a text is compared without building forms.

use std::sync::LazyLock;

use super::folded::folded;

/// Case endings of more than one letter, as they look.
static ENDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    [
        "ого", "его", "ому", "ему", "ими", "ыми", "ами", "ями", "ям", "ах", "ях", "им", "ым", "их",
        "ых", "ом", "ем", "ів", "ов", "ев",
    ]
    .map(looks)
    .to_vec()
});

fn looks(word: &str) -> String {
    let folded = folded(word);
    folded.letters.iter().map(|letter| letter.look).collect()
}

/// Letters that are cut at the end of a word, as they look: а я у ю о е є и і ы ь.
const ENDING: [char; 11] = ['a', 'я', 'y', 'ю', 'o', 'e', 'є', 'u', 'i', 'ы', 'ь'];

/// The stem of a word, as it looks. A Latin word loses a final `s`. A Cyrillic stem has at least
/// three letters, or the word stays whole.
pub(super) fn stem(look: &str, is_cyrillic: bool) -> &str {
    if !is_cyrillic {
        let singular = look.strip_suffix('s').filter(|word| word.len() > 2);
        return singular.unwrap_or(look);
    }
    let bare = ENDS.iter().find_map(|end| look.strip_suffix(end.as_str()));
    let bare = bare.unwrap_or(look).trim_end_matches(ENDING);
    if bare.chars().nth(2).is_some() {
        bare
    } else {
        look
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["Золотники", "Золотників", "Золотниках"][..],
            &["Сумська", "Сумської", "Сумській"],
            &["серый", "серого", "серым", "серых"],
            &["лікарня", "лікарні", "лікарнею"],
        ] {
            let all: Vec<String> = forms
                .iter()
                .map(|form| stem(&looks(form), true).to_owned())
                .collect();
            assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
        }
        assert_eq!((stem("wards", false), stem("gas", false)), ("ward", "gas"));
        assert_eq!(stem(&looks("дім"), true), looks("дім"));
    }
}
