//! Words that are derived from a surname: `Ежовская`, `ежовский`, `Ежиха`, `Демчиха`, `Trumpian`.

use std::sync::LazyLock;

use super::forms;
use super::letters::is_cyrillic_word;
use super::letters::looks;
use super::stems::stem;

/// The suffixes of such words without the ending of a case, in letters as they look: Latin, then
/// Cyrillic.
static SUFFIXES: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
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

/// The endings that may stand between a surname's stem and such a suffix.
const JOINTS: [&str; 6] = ["", "ов", "ев", "ів", "їв", "єв"];
/// Suffixes of surnames. A derived word may have lost them: `Демчиха` of Демчук.
const SURNAME_SUFFIXES: [&str; 20] = [
    "ов", "ев", "єв", "їв", "ів", "ин", "ін", "їн", "ук", "юк", "ак", "як", "ик", "енк", "ець",
    "ец", "ськ", "ск", "цьк", "цк",
];

/// A surname in `-ко` loses `ьк` or `к` only if at least this many letters are left.
const MIN_HARD: usize = 4;

/// The parts before the suffix that words derived from this surname may have, in letters as they
/// look.
pub(super) fn bases(word: &str) -> Vec<String> {
    if !is_cyrillic_word(word) {
        return vec![looks(word)];
    }
    let bare = word.trim_end_matches([
        'а', 'я', 'о', 'е', 'є', 'и', 'і', 'ї', 'ы', 'у', 'ю', 'й', 'ь',
    ]);
    let mut stems: Vec<String> = vec![bare.to_owned()];
    stems.extend(forms::other_stems(bare));
    let families = SURNAME_SUFFIXES
        .iter()
        .filter_map(|end| bare.strip_suffix(end));
    stems.extend(families.map(str::to_owned));
    // `Шелудиха` of Шелудько.
    let hard = ["ьк", "к"].iter().find_map(|end| bare.strip_suffix(end));
    let hard = hard.filter(|hard| word.ends_with('о') && hard.chars().count() >= MIN_HARD);
    stems.extend(hard.map(str::to_owned));
    let soft: Vec<String> = stems.iter().filter_map(|stem| softened(stem)).collect();
    stems.extend(soft);
    // `Шелудчиха` of Шелудько.
    let plain: Vec<String> = stems
        .iter()
        .filter_map(|stem| Some([stem.strip_suffix("ьч")?, "ч"].concat()))
        .collect();
    stems.extend(plain);
    let stems = stems.iter().filter(|stem| stem.chars().nth(1).is_some());
    let all = stems.flat_map(|stem| JOINTS.map(|joint| looks(&[stem, joint].concat())));
    all.collect()
}

/// A stem with its last consonant as it is before many suffixes: `вовч` of `вовк`.
pub(super) fn softened(stem: &str) -> Option<String> {
    let (at, last) = stem.char_indices().next_back()?;
    let soft = match last {
        'к' | 'ц' => "ч",
        'г' => "ж",
        'х' => "ш",
        _ => return None,
    };
    Some([stem.get(..at)?, soft].concat())
}

/// The parts of a word before each suffix that it ends with, in letters as they look. Empty if it
/// is not derived, or is a patronymic.
pub(super) fn beginnings(look: &str, is_cyrillic: bool) -> impl Iterator<Item = &str> {
    let [latin, cyrillic] = &*SUFFIXES;
    let ends = if is_cyrillic { cyrillic } else { latin };
    let stem = stem(look, is_cyrillic);
    // `Петрович` is a patronymic, not derived from a surname.
    let is_patronymic = is_cyrillic && PATRONYMICS.iter().any(|end| stem.ends_with(end.as_str()));
    let softened = WIFE.iter().filter(move |_| is_cyrillic);
    let softened = softened
        .filter_map(move |(end, kept)| look.strip_suffix(end.as_str()).map(|bare| (bare, kept)));
    let softened = softened.filter_map(move |(bare, kept)| look.get(..bare.len() + kept));
    ends.iter()
        .filter_map(move |end| stem.strip_suffix(end.as_str()))
        .filter(move |_| !is_patronymic)
        .chain(softened)
}

/// Endings of words for somebody's wife or daughter that no suffix above covers: `Шульженчисі`,
/// `Грищучка`, `Грищучці`. Each with the bytes that still belong to the part before it.
static WIFE: LazyLock<Vec<(String, usize)>> = LazyLock::new(|| {
    let kept = [
        ("исі", 0),
        ("чка", 1),
        ("чки", 1),
        ("чку", 1),
        ("чкою", 1),
        ("чці", 1),
        ("чок", 1),
        ("чкой", 1),
        ("чке", 1),
        ("чками", 1),
        ("чкам", 1),
        ("чках", 1),
        ("чко", 1),
    ];
    let kept = kept.map(|(end, count)| {
        (
            looks(end),
            looks(end).chars().take(count).map(char::len_utf8).sum(),
        )
    });
    kept.to_vec()
});

/// The suffixes of patronymics without the ending of a case, in letters as they look.
static PATRONYMICS: LazyLock<Vec<String>> = LazyLock::new(|| {
    ["ович", "евич", "йович", "івн", "овн", "евн"]
        .map(looks)
        .to_vec()
});
