//! Names that people make of other names by themselves: a surname cut short (`Пыж`, `Пыжик` of Пыжов),
//! what belongs to somebody with a short name (`капітанових`), a patronymic (`Каренович` of Карен),
//! a Polish wife's or daughter's surname (`Szełudkowa`).

use super::letters::looks;
use super::lexicon::is_patronymic;
use super::stems::stem;

/// How surnames end that are made of a nickname.
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
/// Other endings of surnames that common nouns seldom have.
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
/// What makes a nickname small.
const SMALL: [&str; 9] = ["ик", "ок", "ек", "к", "ич", "ух", "аш", "ан", "ець"];
/// A nickname has at least so many letters.
const MIN_LETTERS: usize = 3;
/// How what belongs to somebody ends, without the ending of a case.
const OWN: [&str; 7] = ["ов", "ев", "єв", "ів", "ин", "ін", "їн"];
/// How patronymics end, without the ending of a case, also in the short form that is spoken.
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
/// How they end as they are written in full.
const WRITTEN: [&str; 9] = [
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
/// How women's surnames end in Polish.
const POLISH: [&str; 9] = [
    "owa", "owej", "ową", "owna", "ówna", "ownej", "ówny", "ównej", "owny",
];

fn is_long(bare: &str) -> bool {
    bare.chars().count() >= MIN_LETTERS
}

/// Whether a word ends as surnames do, and common nouns seldom.
pub(super) fn is_surname(word: &str) -> bool {
    let mut ends = FAMILIES.iter().chain(&SURNAMES);
    ends.any(|end| word.strip_suffix(end).is_some_and(is_long) && !["ина", "ин"].contains(end))
}

/// The stems of the nicknames that a surname may be made of, as they look.
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

/// The stems of nicknames that a word, as it looks, may be a form of.
pub(super) fn stems_of(look: &str) -> Vec<String> {
    let whole = stem(look, true);
    let small = SMALL
        .iter()
        .filter_map(|end| whole.strip_suffix(looks(end).as_str()));
    let small = small.filter(|bare| is_long(bare));
    let all = std::iter::once(whole).chain(small);
    all.map(str::to_owned).collect()
}

/// The stems of the names whose a word may say that something is: `капітан` of `капітанових`.
pub(super) fn owners_of(look: &str) -> Vec<String> {
    let whole = stem(look, true);
    let bare = OWN
        .iter()
        .filter_map(|end| whole.strip_suffix(looks(end).as_str()));
    bare.filter(|bare| is_long(bare))
        .map(str::to_owned)
        .collect()
}

/// The stems of the patronymics that are made of a first name, or of which a patronymic is one, as
/// they look.
pub(super) fn patronymics(name: &str) -> Vec<String> {
    let own = WRITTEN.iter().find_map(|end| name.strip_suffix(end));
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

/// What the surname of a man is whose wife or daughter has this one in Polish.
pub(super) fn polish_husband(word: &str) -> Option<&str> {
    let bare = POLISH.iter().find_map(|end| word.strip_suffix(end))?;
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
