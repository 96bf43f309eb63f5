//! Recognises patronymics by their endings.

use super::letters::{is_cyrillic_word, looks};
use super::lists::FIRST_NAMES;

/// The endings of patronymics in all cases, in Cyrillic and in Latin letters.
const PATRONYMICS: &[&str] = &[
    "вич",
    "вича",
    "вичу",
    "вичем",
    "вна",
    "вни",
    "вні",
    "вну",
    "вною",
    "вне",
    "вной",
    "ич",
    "ича",
    "ичу",
    "ичем",
    "ичом",
    "іч",
    "іча",
    "ічу",
    "ічем",
    "чна",
    "чни",
    "чны",
    "чні",
    "чне",
    "чну",
    "чною",
    "чной",
    "vych",
    "vich",
    "vna",
    "ivna",
    "ovich",
    "evich",
    "ych",
    "ichna",
    "ychna",
];

/// Whether a word in small letters ends like a patronymic: `іванівна`, `ильич`, `кузьминична`,
/// `petrovich`.
pub(super) fn is_patronymic(word: &str) -> bool {
    word.chars().count() > 4 && PATRONYMICS.iter().any(|end| word.ends_with(end))
}

/// Whether a word in small letters is the patronymic of a listed first name, or ends like one that
/// is no surname: `андреевич`, `іванівна`, but not `хоткевич`.
pub(super) fn is_of_first_name(word: &str) -> bool {
    const CASES: [&str; 10] = ["", "а", "у", "ем", "ом", "еві", "ові", "і", "е", "и"];
    const SONS: [&str; 7] = ["йович", "иович", "ович", "евич", "євич", "ич", "іч"];
    // What a first name loses before these endings.
    const ENDS: [&str; 9] = ["", "й", "ь", "а", "я", "о", "ья", "ий", "ій"];
    if !is_patronymic(word) {
        return false;
    }
    let sons = CASES.iter().filter_map(|case| word.strip_suffix(case));
    let fathers = sons.flat_map(|son| SONS.iter().filter_map(move |end| son.strip_suffix(end)));
    let mut fathers = fathers.peekable();
    // A daughter's patronymic is no surname.
    if fathers.peek().is_none() || !is_cyrillic_word(word) {
        return true;
    }
    let is_listed = |name: &str| FIRST_NAMES.has(&looks(name));
    let is_father = |father: &str| {
        let bare = father.trim_end_matches('ь');
        let mut letters = bare.chars();
        let last = letters.next_back().map(String::from).unwrap_or_default();
        // `Павлович`, `Львович`.
        let with_vowel =
            ["е", "о"].map(|vowel| [letters.as_str().trim_end_matches('ь'), vowel, &last].concat());
        let mut ends = ENDS.iter().map(|end| [bare, end].concat());
        ends.any(|name| is_listed(&name)) || with_vowel.iter().any(|name| is_listed(name))
    };
    fathers.any(is_father)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patronymic_has_the_first_name_of_a_father() {
        for word in [
            "андреевич",
            "андрійовича",
            "павловичу",
            "львович",
            "ильичом",
            "кузьмич",
            "юрьевич",
            "николаевич",
            "миколайович",
            "петровичем",
            "игоревич",
            "остапівна",
            "сергеевну",
        ] {
            assert!(is_of_first_name(word), "{word}");
        }
        for word in ["ступкевич", "яцкевича", "бабич", "кораблевич", "лікар"]
        {
            assert!(!is_of_first_name(word), "{word}");
        }
    }
}
