//! The nominatives of nouns whose stem changes in the case that a note has: `Мощенка` of `у Мощенці`,
//! `Острог` of `в Острозі`, `Елец` of `из Ельца`, `Торжок` of `в Торжке`.

/// Endings of other cases, each with the endings that the nominative may have.
const ENDINGS: [(&[&str], &[&str]); 5] = [
    (&["ці"], &["ка", "ко"]),
    (&["зі"], &["га", "г"]),
    (&["сі"], &["ха", "х"]),
    (
        &[
            "ця", "цю", "ці", "цем", "цеві", "ца", "цу", "це", "цом", "цем",
        ],
        &["ець", "ец"],
    ),
    (&["ка", "ку", "ке", "ком", "ці", "кові"], &["ок", "ек"]),
];
/// A noun that ends in one of these consonants behind another may have lost a vowel before it:
/// `Орёл`, `из Орла`.
const FLEETING: [&str; 2] = ["л", "н"];
/// The endings of such a noun.
const CASES: [&str; 6] = ["а", "у", "е", "ом", "і", "ові"];
const VOWELS: &str = "аеиіоуюяєїыь";
/// The fewest letters before an ending.
const MIN_STEM: usize = 2;

/// The nominatives that this Cyrillic noun, in small letters, may have besides itself.
pub(super) fn nominatives(plain: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (ends, nominatives) in ENDINGS {
        let Some(stem) = ends.iter().find_map(|end| plain.strip_suffix(end)) else {
            continue;
        };
        // A soft sign or `й` stands only before the consonant behind the lost vowel.
        let short = stem.trim_end_matches('ь');
        if short.chars().count() < MIN_STEM || short.ends_with(['с', 'ц']) {
            continue;
        }
        let stems = if nominatives.contains(&"ка") {
            stem
        } else {
            short
        };
        all.extend(nominatives.iter().map(|end| [stems, end].concat()));
    }
    for (stem, last) in CASES
        .iter()
        .filter_map(|end| plain.strip_suffix(end))
        .flat_map(|stem| {
            FLEETING
                .iter()
                .filter_map(move |last| Some((stem.strip_suffix(last)?, last)))
        })
    {
        let is_behind_consonant = !stem.ends_with(|c| VOWELS.contains(c)) || stem.ends_with('ь');
        if is_behind_consonant && stem.chars().count() >= MIN_STEM {
            all.push([stem.trim_end_matches('ь'), "е", last].concat());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_stem_gives_the_nominative() {
        for (forms, nominative) in [
            ("вербівці", "вербівка"),
            ("празі", "прага"),
            ("острозі", "острог"),
            ("балці балком", "балок"),
            ("бобринці бобринця бобринцем", "бобринець"),
            ("гдовца гдовце гдовцу", "гдовец"),
            ("сельца", "селец"),
            ("городка городке", "городок"),
            ("козла козлом", "козел"),
        ] {
            for form in forms.split(' ') {
                let all = nominatives(form);
                assert!(all.iter().any(|one| one == nominative), "{form}: {all:?}");
            }
        }
        for form in ["бердянську", "полтаві", "сумах", "києва"] {
            assert_eq!(nominatives(form), Vec::<String>::new(), "{form}");
        }
    }
}
