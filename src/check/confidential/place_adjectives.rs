//! Finds the place of which an adjective or a word for its residents is made: `ковельська`,
//! `ковельчанин`, `Kovelian` of Ковель.

use std::collections::HashSet;

use super::letters::is_cyrillic_word;
use super::sounds;

/// Suffixes of adjectives and residents. Each has the letters at the end of the place that the
/// suffix may replace.
const CYRILLIC: [(&str, &[&str]); 16] = [
    ("зьк", &["г", "ж", "з"]),
    ("цьк", &["к", "ц", "ч"]),
    ("ськ", &["", "с", "х", "ш", "к"]),
    ("цк", &["к", "ц", "ч"]),
    ("зк", &["г", "ж", "з"]),
    ("ск", &["", "с", "х", "к"]),
    ("чан", &["", "к", "ц", "ск", "ськ", "цк", "цьк"]),
    ("ец", &["", "к", "ц", "ск", "ськ"]),
    ("ич", &["", "ск", "ськ"]),
    ("нин", &[""]),
    ("ан", &[""]),
    ("ян", &[""]),
    ("нк", &[""]),
    ("к", &["", "ськ"]),
    ("ц", &["", "к", "ц"]),
    ("ит", &[""]),
];
const LATIN: [&str; 9] = [
    "ians", "ian", "ans", "an", "ites", "ite", "ers", "er", "ese",
];
/// What may stand between a place and such a suffix.
const JOINTS: [&str; 14] = [
    "", "ів", "ов", "ев", "ин", "ен", "ан", "ян", "а", "я", "ча", "ит", "ч", "л",
];
/// Consonants before a suffix, each with those that a place may have instead.
const HARD: [(&str, &[&str]); 3] = [("ж", &["г"]), ("ч", &["к", "ц"]), ("ш", &["х"])];
/// The fewest letters of the name of a place.
const MIN_LETTERS: usize = 4;
/// The most letters of a case ending behind a suffix.
const MAX_ENDING: usize = 3;
/// Case endings of places in the plural.
const PLURAL: [&str; 6] = ["ами", "ями", "ах", "ях", "ам", "ям"];
/// Case endings of places that are adjectives: `Рівного`.
const ADJECTIVE: [&str; 6] = ["ого", "ому", "ій", "ей", "им", "ім"];
/// Endings of places whose adjective keeps the sound before it (`Турія`, `турійський`), and the
/// endings of what is left of such an adjective without its suffix. Both also without the marks of
/// й and ї, which folded letters do not have.
const SOFT: [&str; 11] = [
    "ією", "ію", "ії", "іі", "ія", "ия", "ии", "ию", "ией", "иеи", "иею",
];
const SOFT_BASES: [&str; 4] = ["ій", "ий", "іи", "ии"];
const VOWELS: &str = "аеиіоуюяєїыь";

/// The key that all cases of a place share: its sound without the case ending and without the vowel
/// before the last consonant (`Харків`, `Харкова`; `Кинешма`, `кинешемский`). `None` where it is
/// too short.
pub(super) fn key(plain: &str) -> Option<String> {
    let bare = if is_cyrillic_word(plain) {
        let ending = PLURAL.iter().find_map(|end| plain.strip_suffix(end));
        let adjective = || ADJECTIVE.iter().find_map(|end| plain.strip_suffix(end));
        let is_long = |bare: &&str| bare.chars().count() >= MIN_LETTERS - 1;
        // `Греція` is no such place: its adjective is `грецький`.
        let soft = SOFT.iter().find_map(|end| plain.strip_suffix(end));
        let soft = soft.filter(|bare| is_long(bare) && !bare.ends_with('ц'));
        if let Some(bare) = soft {
            return Some(soft_key(bare));
        }
        ending
            .or_else(adjective)
            .filter(is_long)
            .unwrap_or(plain)
            .trim_end_matches(|c| VOWELS.contains(c))
    } else {
        plain.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y'])
    };
    if bare.chars().count() < MIN_LETTERS - 1 {
        return None;
    }
    let key = sounds::key(&letters_of(bare));
    // `ts` is one sound: `Елец`, `Ельца`.
    let last = key.strip_suffix("ts").map(str::len);
    let last = last.or_else(|| Some(key.char_indices().next_back()?.0))?;
    let (before, last) = key.split_at(last);
    let stem = before.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    (key.chars().count() >= MIN_LETTERS).then(|| [stem, last].concat())
}

/// The keys of the compound that an adjective and a noun of a place give together: `верхнесалд` of
/// `Верхней Салде`.
pub(super) fn compound_keys(adjective: &str, noun: &str) -> Vec<String> {
    const ENDS: [&str; 8] = ["ого", "его", "ому", "ему", "им", "ым", "их", "ых"];
    let bare = ENDS.iter().find_map(|end| adjective.strip_suffix(end));
    let bare = bare.unwrap_or(adjective);
    let bare = bare.trim_end_matches(|c| VOWELS.contains(c) || c == 'й');
    let is_one = bare.len() < adjective.len() && bare.chars().count() > 1;
    let joints = ["о", "е"]
        .iter()
        .filter(|_| is_one && is_cyrillic_word(noun));
    joints
        .filter_map(|joint| key(&[bare, joint, noun].concat()))
        .collect()
}

/// The key of a place in `-ія`, from the word without that ending.
fn soft_key(bare: &str) -> String {
    [&sounds::key(&letters_of(bare)), "-j"].concat()
}

fn letters_of(bare: &str) -> Vec<sounds::Plain> {
    bare.chars().map(|letter| (letter, false)).collect()
}

/// The keys of the places of which a word in small letters may be made.
pub(super) fn keys(plain: &str) -> HashSet<String> {
    let mut keys = HashSet::new();
    if !is_cyrillic_word(plain) {
        let bases = LATIN.iter().filter_map(|end| plain.strip_suffix(end));
        keys.extend(bases.filter_map(key));
        return keys;
    }
    for (end, lasts) in &CYRILLIC {
        let Some(at) = plain.rfind(*end) else {
            continue;
        };
        let (base, rest) = plain.split_at(at);
        if rest.chars().count() > end.chars().count() + MAX_ENDING {
            continue;
        }
        let bases = JOINTS.iter().filter_map(|joint| base.strip_suffix(joint));
        for base in bases {
            let base = base.trim_end_matches('ь');
            let soft = SOFT_BASES.iter().find_map(|end| base.strip_suffix(end));
            keys.extend(soft.filter(|_| lasts.contains(&"с")).map(soft_key));
            // `рівник` is nobody from Рівне.
            if lasts.first() == Some(&"")
                && !lasts.contains(&"с")
                && base.ends_with(|c| VOWELS.contains(c))
            {
                continue;
            }
            // `корюківець` of Корюківка.
            let is_behind = |last: &&&str| {
                !["к", "ц"].contains(*last) || !["ец", "ц"].contains(end) || base.ends_with('в')
            };
            let behind = lasts.iter().filter(is_behind);
            keys.extend(behind.filter_map(|last| key(&[base, last].concat())));
            // `ладожский` of Ладога.
            let hard = HARD
                .iter()
                .find_map(|(soft, hard)| Some((base.strip_suffix(soft)?, *hard)));
            let hard = hard.filter(|_| lasts.first() == Some(&""));
            let hard = hard.into_iter();
            let hard =
                hard.flat_map(|(base, hard)| hard.iter().map(move |last| [base, last].concat()));
            keys.extend(hard.filter_map(|base| key(&base)));
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adjective_is_of_its_place() {
        for (places, words) in [
            (
                "ковель ковелі kovel",
                "ковельська ковельського ковельчанин ковельский kovelian",
            ),
            (
                "харків харкова харкові",
                "харківський харківська харківських",
            ),
            ("одеса одесі", "одеський одесский одеської"),
            ("запоріжжя запоріжжі", "запорізький запорізької"),
            ("калуш калуші", "калуський калуської"),
            ("золотники золотниках", "золотницький золотницької"),
            ("борзна борзні borzna", "борзнянський борзнянської"),
            ("saltmere", "saltmerian saltmerians"),
            ("рівне рівного рівному", "рівненська рівнянка рівнянин"),
            (
                "кинешма кинешме",
                "кинешемская кинешемка кинешемку кинешемец кинешемцем",
            ),
            ("одеса одесі", "одесит одеситка одеситку"),
            ("калуш", "калушанин калушанка калушанку"),
            (
                "корюківка корюківки корюківці",
                "корюківчанин корюківчанка корюківець корюківці",
            ),
            ("турія турії турию", "турійський турійська турийский"),
            ("млинарська млинарській", "млинарка млинарку"),
            ("тернопіль", "тернополянка тернополянин тернопільчанка"),
            ("волга волги", "волжский волжанин волжанка волжанами"),
            ("вертуга", "вертузький вертужанин вертужанка вертужские"),
            ("хвалинск хвалинске", "хвалинский хвалинчанин хвалинец"),
            ("дубівка дубівки", "дубівський дубівчанин дубівчанка"),
            ("томск", "томич томичка томичей"),
            ("гдовец гдовца", "гдовецкий гдовчанин"),
            ("чугуїв чугуєва", "чугуївський чугуївець"),
        ] {
            for place in places.split(' ') {
                let key = key(place).unwrap();
                for word in words.split(' ') {
                    assert!(
                        keys(word).contains(&key),
                        "{place} {key}: {word} {:?}",
                        keys(word)
                    );
                }
            }
        }
        for (adjective, noun, word) in [
            ("нижней", "туре", "нижнетурский"),
            ("старой", "руссы", "старорусский"),
            ("білій", "церкві", "білоцерківський"),
            ("великого", "бурлука", "великобурлуцький"),
        ] {
            let all = compound_keys(adjective, noun);
            assert!(
                all.iter().any(|key| keys(word).contains(key)),
                "{word} {all:?}"
            );
        }
        assert!(!keys("рівник").contains(&key("рівне").unwrap()));
        assert!(!keys("польська").contains(&key("ковель").unwrap()));
    }
}
