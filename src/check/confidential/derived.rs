//! Words that are made of a surname: `Ежовская`, `ежовский`, `Ежиха`, `Демчиха`, `Trumpian`.

use std::sync::LazyLock;

use super::forms;
use super::letters::is_cyrillic_word;
use super::letters::looks;
use super::stems::stem;

/// What such words have behind the beginning of the surname and before their own ending.
static ENDS: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
    let latin = [
        "ian", "ism", "ite", "ist", "esque", "ish", "ized", "ville", "land", "gate",
    ];
    let cyrillic = [
        "ск", "ськ", "щин", "их", "ишин", "ш", "ец", "ц", "івн", "івец", "ист", "ізм", "изм",
        "іан", "иан", "ят", "івк", "овк", "онок", "ёнок", "енк", "ыч", "ич",
    ];
    let [latin, cyrillic] = [&latin[..], &cyrillic[..]];
    [latin, cyrillic].map(|ends| ends.iter().map(|end| looks(end)).collect())
});

/// What stands between a surname and such an end.
const JOINTS: [&str; 6] = ["", "ов", "ев", "ів", "їв", "єв"];
/// How families are called: another word may be made of what stands before.
const FAMILIES: [&str; 20] = [
    "ов", "ев", "єв", "їв", "ів", "ин", "ін", "їн", "ук", "юк", "ак", "як", "ик", "енк", "ець",
    "ец", "ськ", "ск", "цьк", "цк",
];

/// What is left of a surname in `-ко` without that has at least so many letters.
const MIN_HARD: usize = 4;

/// The beginnings that words made of a surname have, as they look.
pub(super) fn bases(word: &str) -> Vec<String> {
    if !is_cyrillic_word(word) {
        return vec![looks(word)];
    }
    let bare = word.trim_end_matches([
        'а', 'я', 'о', 'е', 'є', 'и', 'і', 'ї', 'ы', 'у', 'ю', 'й', 'ь',
    ]);
    let mut stems: Vec<String> = vec![bare.to_owned()];
    stems.extend(forms::other_stems(bare));
    let families = FAMILIES.iter().filter_map(|end| bare.strip_suffix(end));
    stems.extend(families.map(str::to_owned));
    // `Шелудиха` of Шелудько.
    let hard = ["ьк", "к"].iter().find_map(|end| bare.strip_suffix(end));
    let hard = hard.filter(|hard| word.ends_with('о') && hard.chars().count() >= MIN_HARD);
    stems.extend(hard.map(str::to_owned));
    let soft: Vec<String> = stems
        .iter()
        .filter_map(|stem| {
            let (at, last) = stem.char_indices().next_back()?;
            let soft = match last {
                'к' | 'ц' => "ч",
                'г' => "ж",
                'х' => "ш",
                _ => return None,
            };
            Some([stem.get(..at)?, soft].concat())
        })
        .collect();
    stems.extend(soft);
    // `Шелудчиха`
    let plain: Vec<String> = stems
        .iter()
        .filter_map(|stem| Some([stem.strip_suffix("ьч")?, "ч"].concat()))
        .collect();
    stems.extend(plain);
    let stems = stems.iter().filter(|stem| stem.chars().nth(1).is_some());
    let all = stems.flat_map(|stem| JOINTS.map(|joint| looks(&[stem, joint].concat())));
    all.collect()
}

/// The beginnings of a word, as it looks, by which it may be made of a surname.
pub(super) fn beginnings(look: &str, is_cyrillic: bool) -> impl Iterator<Item = &str> {
    let [latin, cyrillic] = &*ENDS;
    let ends = if is_cyrillic { cyrillic } else { latin };
    let stem = stem(look, is_cyrillic);
    // `Петрович` is somebody's patronymic.
    let is_patronymic = is_cyrillic && PATRONYMICS.iter().any(|end| stem.ends_with(end.as_str()));
    ends.iter()
        .filter_map(move |end| stem.strip_suffix(end.as_str()))
        .filter(move |_| !is_patronymic)
}

/// How patronymics end, without the ending of a case.
static PATRONYMICS: LazyLock<Vec<String>> = LazyLock::new(|| {
    ["ович", "евич", "йович", "івн", "овн", "евн"]
        .map(looks)
        .to_vec()
});
