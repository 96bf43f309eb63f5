//! Lints of names: names in a title that its body lacks, and one name in several spellings.

use crate::text::letters::is_apostrophe;

mod spelling;
mod title;

pub use spelling::variants;
pub use title::missing_from_body;

/// A lower-case name without its possessive ending: `wagner's`, `crocus'`.
fn without_possessive(name: &str) -> &str {
    let without_ending = |name: &str| {
        name.strip_suffix("'s")
            .or_else(|| name.strip_suffix("’s"))
            .map(str::len)
    };
    let without_ending = without_ending(name)
        .and_then(|length| name.get(..length))
        .unwrap_or(name);
    without_ending.trim_end_matches(['\'', '’'])
}

/// Pairs of letters that sound like one letter.
const SAME_SOUND: [(&str, &str); 8] = [
    ("ph", "f"),
    ("kh", "h"),
    ("gh", "g"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ie", "e"),
    ("th", "t"),
];

/// A key that all spellings of one name share: `zelensky`, `zelenskyy` and `zelenskiy`. Letters and
/// pairs of letters with the same sound become one letter. In Cyrillic only `ё`, `ґ`, `э` and
/// doubled letters are changed.
fn spelling_key(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' => plain.push('a'),
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => plain.push('e'),
            'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' | 'y' | 'j' | 'ý' => plain.push('i'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' => plain.push('o'),
            'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' => plain.push('u'),
            'ç' | 'c' | 'ć' | 'č' | 'q' => plain.push('k'),
            'š' | 'ś' | 'ş' => plain.push('s'),
            'ž' | 'ź' | 'ż' => plain.push('z'),
            'ñ' | 'ń' => plain.push('n'),
            'ł' => plain.push('l'),
            'ğ' => plain.push('g'),
            'w' => plain.push('v'),
            'x' => plain.push_str("ks"),
            'ё' | 'э' => plain.push('е'),
            'ґ' => plain.push('г'),
            '\u{300}'..='\u{36f}' => {}
            _ if is_apostrophe(c) => {}
            _ => plain.push(c),
        }
    }
    for (pair, letter) in SAME_SOUND {
        if plain.contains(pair) {
            plain = plain.replace(pair, letter);
        }
    }
    let mut key = String::with_capacity(plain.len());
    for c in plain.chars() {
        // A doubled Cyrillic vowel makes another word: "Марії" is not a spelling of "Марі".
        let is_double = key.ends_with(c) && !"аеиіоуюяїє".contains(c);
        if !is_double {
            key.push(c);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for names in [
            ["crocus", "krokus"],
            ["zelensky", "zelenskyy"],
            ["zelenskyy", "zelenskiy"],
            ["wagner", "vagner"],
            ["kharkiv", "harkiv"],
            ["артём", "артем"],
            ["ґонґадзе", "гонгадзе"],
            ["kadyrov", "qadyrov"],
            ["yousef", "yusef"],
        ] {
            assert_eq!(spelling_key(names[0]), spelling_key(names[1]));
        }
        for names in [
            ["київ", "києва"],
            ["крокус", "крокуса"],
            ["oleksandr", "alexander"],
            ["martin", "marten"],
            ["марія", "марії"],
        ] {
            assert_ne!(spelling_key(names[0]), spelling_key(names[1]));
        }
    }
}
