//! Recognises patronymics by their endings.

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
