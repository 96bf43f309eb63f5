//! Names that people derive from other names: a surname cut short (`Пыж`, `Пыжик` of Пыжов) or made
//! smaller (`Котик` of Кіт, `Foxy`), a possessive adjective of a short name (`капітанових`), a patronymic (`Каренович` of Карен), the
//! surname of a Polish wife or daughter (`Szełudkowa`).

use std::sync::LazyLock;

use super::derived;
use super::forms;
use super::letters::looks;
use super::names::is_adjective;
use super::patronymics::is_patronymic;
use super::stems::stem;

/// Endings that turn a nickname into a surname: `Пыж`, `Пыжов`.
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
/// Further endings of surnames. Common nouns seldom have them.
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
/// Further diminutive endings of nouns: `Воробушек`, `Котяра`.
const OF_NOUNS: [&str; 11] = [
    "ушек", "ышек", "ушк", "юшк", "ишк", "очк", "ечк", "еньк", "оньк", "яр", "ар",
];
/// [`DIMINUTIVES`], and [`OF_NOUNS`], in letters as they look.
static SMALL: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
    [&DIMINUTIVES[..], &OF_NOUNS].map(|ends| ends.iter().map(|end| looks(end)).collect())
});
/// Diminutive endings of English surnames: `Foxy`.
const ENGLISH: [&str; 4] = ["ie", "ey", "y", "o"];
/// The fewest letters that are left of a name without its ending.
const MIN_LETTERS: usize = 3;
/// Endings of possessive adjectives (`капітанових`), without the case ending.
const POSSESSIVES: [&str; 7] = ["ов", "ев", "єв", "ів", "ин", "ін", "їн"];
/// Endings of patronymics, without the case ending, also colloquial ones: `Кареныч`.
const FATHERS: [&str; 10] = [
    "ович",
    "евич",
    "йович",
    "ьич",
    "ич",
    "ыч",
    "івн",
    "ївн",
    "овн",
    "евн",
];
/// Endings of patronymics in the nominative.
const PATRONYMICS: [&str; 10] = [
    "йович",
    "ович",
    "евич",
    "ївна",
    "івна",
    "овна",
    "евна",
    "ыч",
    "ьич",
    "ич",
];
/// Endings of Polish women's surnames, in several cases.
const POLISH_WOMEN: [&str; 9] = [
    "owa", "owej", "ową", "owna", "ówna", "ownej", "ówny", "ównej", "owny",
];

fn is_long(bare: &str) -> bool {
    bare.chars().count() >= MIN_LETTERS
}

/// Whether a word has an ending of surnames that few common nouns have.
pub(super) fn is_surname(word: &str) -> bool {
    let mut ends = FAMILIES.iter().chain(&SURNAMES);
    ends.any(|end| word.strip_suffix(end).is_some_and(is_long) && !["ина", "ин"].contains(end))
}

/// The stems of the nicknames from which a surname may be made, as they look.
pub(super) fn of_surname(word: &str) -> Vec<String> {
    let bare = FAMILIES.iter().filter_map(|end| word.strip_suffix(end));
    let bare: Vec<&str> = bare.filter(|bare| is_long(bare)).collect();
    // `Демко` of Демченко: the ending changes the `к`.
    let hard = bare.iter().filter_map(|bare| bare.strip_suffix('ч'));
    let hard = hard.map(|bare| format!("{bare}к"));
    let all = bare.iter().map(|bare| (*bare).to_owned()).chain(hard);
    all.map(|bare| stem(&looks(&bare), true).to_owned())
        .collect()
}

/// The stems from which diminutives of a surname that is a noun are made, as they look: `кот` of
/// Кіт, `вовч` of Вовк.
pub(super) fn of_noun(word: &str) -> Vec<String> {
    if is_surname(word) || is_adjective(word) {
        return Vec::new();
    }
    let bare = word.trim_end_matches(['а', 'я', 'о', 'е', 'й', 'ь', 'и', 'і']);
    let mut all = forms::other_stems(bare);
    all.push(bare.to_owned());
    let soft: Vec<String> = all
        .iter()
        .filter_map(|stem| derived::softened(stem))
        .collect();
    let all = all.iter().chain(&soft).filter(|stem| is_long(stem));
    all.map(|stem| looks(stem)).collect()
}

/// The stems under which a word is looked up as a nickname, in look-alike letters (see [`looks`]):
/// its own stem, and that stem without a diminutive ending.
pub(super) fn stems_of(look: &str) -> Vec<String> {
    let whole = stem(look, true);
    let [small, _] = &*SMALL;
    let small = without(whole, small);
    std::iter::once(whole)
        .chain(small)
        .map(str::to_owned)
        .collect()
}

/// The stems of the nouns of which a word may be a diminutive, as they look.
pub(super) fn nouns_of(look: &str) -> impl Iterator<Item = &str> {
    let whole = stem(look, true);
    SMALL.iter().flat_map(move |ends| without(whole, ends))
}

/// A stem without each of these endings.
fn without<'a>(stem: &'a str, ends: &'a [String]) -> impl Iterator<Item = &'a str> {
    let bare = ends
        .iter()
        .filter_map(|end| stem.strip_suffix(end.as_str()));
    bare.filter(|bare| is_long(bare))
}

/// The surnames of which an English word may be a diminutive: `fox` for `foxy`.
pub(super) fn english(look: &str) -> impl Iterator<Item = &str> {
    let bare = ENGLISH.iter().filter_map(|end| look.strip_suffix(end));
    bare.filter(|bare| is_long(bare))
}

/// The stems of the names from which a possessive adjective may be made, as they look: `капітан`
/// for `капітанових`.
pub(super) fn owners_of(look: &str) -> Vec<String> {
    let whole = stem(look, true);
    let bare = POSSESSIVES
        .iter()
        .filter_map(|end| whole.strip_suffix(looks(end).as_str()));
    bare.filter(|bare| is_long(bare))
        .map(str::to_owned)
        .collect()
}

/// The stems of the patronymics made of a first name, as they look. A patronymic gives its own
/// other forms.
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

/// The man's surname, without its ending, for a Polish woman's: `Szełudk` for `Szełudkowa`. `None`
/// for other words.
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
        for (surname, words) in [
            ("кіт", "котик котиком котяра"),
            ("заєць", "зайчик зайчика"),
            ("воробей", "воробушек"),
            ("жук", "жучок жучара"),
        ] {
            let stems = of_noun(surname);
            for word in words.split(' ') {
                let look = looks(word);
                let mut of = nouns_of(&look);
                assert!(of.any(|one| stems.iter().any(|stem| stem == one)), "{word}");
            }
        }
        assert!(of_noun("рудий").is_empty() && of_noun("пыжов").is_empty());
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
