//! Names that people make of other names by themselves: a surname cut short (`Пыж`, `Пыжик` of Пыжов),
//! what belongs to somebody with a short name (`капітанових`), a patronymic (`Каренович` of Карен),
//! a Polish wife's or daughter's surname (`Szełudkowa`).

use super::letters::looks;
use super::lexicon::is_patronymic;
use super::stems::stem;

/// Endings that make a surname of a nickname: `Пыж`, `Пыжов`.
const FAMILIES: [&str; 27] = [
    "енков",
    "енко",
    "єнко",
    "овська",
    "овський",
    "овская",
    "овский",
    "инська",
    "инський",
    "ська",
    "ський",
    "ская",
    "ский",
    "ова",
    "ева",
    "єва",
    "ина",
    "іна",
    "їна",
    "ов",
    "ев",
    "єв",
    "ин",
    "ін",
    "їн",
    "чук",
    "юк",
];
/// More endings of surnames, which common nouns seldom have.
const SURNAMES: [&str; 14] = [
    "ько",
    "ейко",
    "шко",
    "щук",
    "цька",
    "цький",
    "цкая",
    "цкий",
    "зький",
    "зька",
    "швілі",
    "ович",
    "ївна",
    "їв",
];
/// Diminutive endings: `Пыжик`.
const DIMINUTIVES: [&str; 9] = ["ик", "ок", "ек", "к", "ич", "ух", "аш", "ан", "ець"];
/// The fewest letters that a nickname has.
const MIN_LETTERS: usize = 3;
/// Endings of possessive adjectives (`капітанових`), without the ending of a case.
const POSSESSIVES: [&str; 7] = ["ов", "ев", "єв", "ів", "ин", "ін", "їн"];
/// Endings of patronymics, without the ending of a case; also those of speech (`Кареныч`).
const FATHERS: [&str; 9] = [
    "ович",
    "евич",
    "йович",
    "ич",
    "ыч",
    "івн",
    "ївн",
    "овн",
    "евн",
];
/// Endings of patronymics in the nominative.
const PATRONYMICS: [&str; 9] = [
    "йович",
    "ович",
    "евич",
    "ївна",
    "івна",
    "овна",
    "евна",
    "ыч",
    "ич",
];
/// Endings of Polish women's surnames.
const POLISH_WOMEN: [&str; 9] = [
    "owa", "owej", "ową", "owna", "ówna", "ownej", "ówny", "ównej", "owny",
];

fn is_long(bare: &str) -> bool {
    bare.chars().count() >= MIN_LETTERS
}

/// Whether a word has the ending of a surname, which few common nouns have.
pub(super) fn is_surname(word: &str) -> bool {
    let mut ends = FAMILIES.iter().chain(&SURNAMES);
    ends.any(|end| word.strip_suffix(end).is_some_and(is_long) && !["ина", "ин"].contains(end))
}

/// The nicknames that a surname may be made of: their stems, folded to letters that look the same.
pub(super) fn of_surname(word: &str) -> Vec<String> {
    let bare = FAMILIES.iter().filter_map(|end| word.strip_suffix(end));
    let bare: Vec<&str> = bare.filter(|bare| is_long(bare)).collect();
    // `Демко` of Демченко.
    let hard = bare.iter().filter_map(|bare| bare.strip_suffix('ч'));
    let hard = hard.map(|bare| format!("{bare}к"));
    let all = bare.iter().map(|bare| (*bare).to_owned()).chain(hard);
    all.map(|bare| stem(&looks(&bare), true).to_owned())
        .collect()
}

/// The nicknames that a folded word may be a form of: their stems.
pub(super) fn stems_of(look: &str) -> Vec<String> {
    let whole = stem(look, true);
    let small = DIMINUTIVES
        .iter()
        .filter_map(|end| whole.strip_suffix(looks(end).as_str()));
    let small = small.filter(|bare| is_long(bare));
    let all = std::iter::once(whole).chain(small);
    all.map(str::to_owned).collect()
}

/// The names that a folded possessive adjective may be made of, their stems: `капітан` for
/// `капітанових`.
pub(super) fn owners_of(look: &str) -> Vec<String> {
    let whole = stem(look, true);
    let bare = POSSESSIVES
        .iter()
        .filter_map(|end| whole.strip_suffix(looks(end).as_str()));
    bare.filter(|bare| is_long(bare))
        .map(str::to_owned)
        .collect()
}

/// The patronymics made of a first name, or a patronymic itself: their stems, folded.
pub(super) fn patronymics(name: &str) -> Vec<String> {
    let own = PATRONYMICS.iter().find_map(|end| name.strip_suffix(end));
    let own = own.filter(|_| is_patronymic(name));
    let bare = own
        .unwrap_or(name)
        .trim_end_matches(['а', 'я', 'о', 'й', 'ь', 'и', 'і']);
    if !is_long(bare) {
        return Vec::new();
    }
    let all = FATHERS.map(|end| format!("{bare}{end}"));
    all.map(|word| stem(&looks(&word), true).to_owned())
        .to_vec()
}

/// The man's surname for a Polish woman's: `Szełudko` for `Szełudkowa`.
pub(super) fn polish_husband(word: &str) -> Option<&str> {
    let bare = POLISH_WOMEN.iter().find_map(|end| word.strip_suffix(end))?;
    is_long(bare).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nickname_is_of_its_surname() {
        for (surname, words) in [
            ("пыжов", "пыж пыжа пыжом пыжик пыжика"),
            ("демченко", "демко демка демчик"),
            ("млинарська", "млинарка млинарку млинар"),
            ("горобенко", "горобок"),
        ] {
            let stems = of_surname(surname);
            for word in words.split(' ') {
                let of = stems_of(&looks(word));
                assert!(
                    of.iter().any(|one| stems.contains(one)),
                    "{word}: {of:?} {stems:?}"
                );
            }
        }
        assert!(is_surname("демченко") && is_surname("зінько") && !is_surname("болт"));
    }

    #[test]
    fn a_patronymic_is_of_its_father() {
        for (father, words) in [
            (
                "карен",
                "каренович кареновича кареныч каренівна каренівною каренич",
            ),
            ("каренович", "кареныч каренович"),
            ("северина", "северинівна"),
        ] {
            let stems = patronymics(father);
            for word in words.split(' ') {
                let look = looks(word);
                assert!(
                    stems.iter().any(|one| one == stem(&look, true)),
                    "{word} {stems:?}"
                );
            }
        }
    }
}
