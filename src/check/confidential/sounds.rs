//! Keys that say how words sound: one key for all the spellings of a name in Latin and in Cyrillic
//! letters (`Зеленський`, `Зеленский`, `Zelenskyy`, `Selenskyj`). A key has small letters, with `S`
//! for sh, `C` for ch, `Z` for zh.

/// A letter in lower case without accents, and whether it had a caron.
pub(super) type Plain = (char, bool);

/// The most keys of one word.
const MOST_KEYS: usize = 48;

/// The first two sounds of a word; `None` where it has fewer. Only its first five letters are read.
pub(super) fn start(word: &[Plain]) -> Option<[char; 2]> {
    let key = key(word.get(..word.len().min(5))?);
    let mut letters = key.chars();
    Some([letters.next()?, letters.next()?])
}

/// The usual key of a word.
pub(super) fn key(word: &[Plain]) -> String {
    let mut key = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(rest) = word.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, sounds) = sound(rest, at == 0);
        push(&mut key, sounds.first().copied().unwrap_or_default());
        at += length;
    }
    key
}

/// The keys of all ways to read a word. The one that [`key`] returns comes first.
pub(super) fn keys(word: &[Plain]) -> Vec<String> {
    some_keys(word, MOST_KEYS)
}

/// Like [`keys`], but with at most `most` keys.
pub(super) fn some_keys(word: &[Plain], most: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut at = 0;
    while let Some(rest) = word.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, sounds) = sound(rest, at == 0);
        let allowed = most / all.len();
        let chosen = sounds
            .get(..sounds.len().min(allowed.max(1)))
            .unwrap_or(sounds);
        let mut next = Vec::with_capacity(all.len() * chosen.len());
        for sound in chosen {
            for before in &all {
                let mut longer = before.clone();
                push(&mut longer, sound);
                next.push(longer);
            }
        }
        all = next;
        at += length;
    }
    let mut seen = std::collections::HashSet::new();
    all.retain(|key| seen.insert(key.clone()));
    all
}

/// Adds a sound to a key. A repeated letter counts once, and an `i` before an `e` is left out.
fn push(key: &mut String, sound: &str) {
    for c in sound.chars() {
        if key.ends_with(c) && !c.is_ascii_digit() {
            continue;
        }
        if c == 'e' && key.ends_with('i') {
            key.pop();
            if key.ends_with('e') {
                continue;
            }
        }
        key.push(c);
    }
}

/// How many letters at the beginning of `rest` are read together, and their possible sounds, the
/// usual one first.
fn sound(rest: &[Plain], is_start: bool) -> (usize, &'static [&'static str]) {
    let (first, has_caron) = rest.first().copied().unwrap_or_default();
    if first.is_ascii_alphabetic() {
        latin(rest, first, has_caron, is_start)
    } else {
        cyrillic(rest, first)
    }
}

/// Latin letters that are read together, longer ones before their own beginnings.
const TOGETHER: &[(&str, &[&str])] = &[
    ("shch", &["SC"]),
    ("sch", &["S", "SC"]),
    ("tsch", &["C"]),
    ("tch", &["C"]),
    ("sh", &["S"]),
    ("sz", &["S", "s"]),
    ("rz", &["rs", "Z", "S"]),
    ("ch", &["C", "h", "S"]),
    ("cz", &["C"]),
    ("zh", &["Z"]),
    ("kh", &["h"]),
    ("ph", &["f"]),
    ("th", &["t"]),
    ("ck", &["k"]),
    ("tz", &["ts"]),
    ("ou", &["u"]),
    ("oo", &["o", "u"]),
    ("ei", &["ei", "ai", "i"]),
    ("ee", &["e", "i"]),
    ("yo", &["io", "e"]),
    ("jo", &["io", "e"]),
    ("ue", &["ue", "u"]),
    ("oe", &["oe", "o"]),
    ("ae", &["ae", "a", "e"]),
];

fn latin(
    rest: &[Plain],
    first: char,
    has_caron: bool,
    is_start: bool,
) -> (usize, &'static [&'static str]) {
    if has_caron {
        match first {
            'c' => return (1, &["C"]),
            's' => return (1, &["S"]),
            'z' => return (1, &["Z"]),
            _ => {}
        }
    }
    let begins = |letters: &str| {
        letters.len() <= rest.len()
            && rest
                .iter()
                .zip(letters.chars())
                .all(|((c, has_caron), letter)| *c == letter && !has_caron)
    };
    // A quick check, because most letters begin none of these groups.
    let second = rest.get(1).map_or(' ', |(c, _)| *c);
    let may_begin = "aceyjkoprstuz".contains(first) && "cehikosuz".contains(second);
    for (letters, sounds) in TOGETHER.iter().filter(|_| may_begin) {
        let is_first = letters.bytes().next().map(char::from) == Some(first);
        if is_first && begins(letters) {
            return (letters.len(), sounds);
        }
    }
    if first == 'f' && rest.len() == 2 && begins("ff") {
        return (2, &["v", "f"]);
    }
    let sounds: &[&str] = match first {
        'a' => &["a"],
        'b' => &["b"],
        'c' => &["k", "ts"],
        'd' => &["d"],
        // `Rourke`: a final `e` may be silent.
        'e' if rest.len() == 1 && !is_start => &["e", ""],
        'e' => &["e"],
        'f' => &["f"],
        'g' | 'h' => &["h"],
        'i' | 'y' => &["i"],
        'j' if is_start => &["i", "Z", "dZ"],
        'j' => &["i", "Z"],
        'k' | 'q' => &["k"],
        'l' => &["l"],
        'm' => &["m"],
        'n' => &["n"],
        'o' => &["o"],
        'p' => &["p"],
        'r' => &["r"],
        's' => &["s"],
        't' => &["t"],
        'u' => &["u"],
        'v' | 'w' => &["v"],
        'x' if is_start => &["ks", "h"],
        'x' => &["ks"],
        'z' => &["s", "ts"],
        _ => &[""],
    };
    (1, sounds)
}

fn cyrillic(rest: &[Plain], first: char) -> (usize, &'static [&'static str]) {
    let next = rest.get(1).map(|(c, _)| *c);
    let sounds: &[&str] = match first {
        // The accent of `й` was removed, so it is `и` here.
        'а' if next == Some('и') => return (2, &["ai", "ei"]),
        'а' => &["a"],
        'б' => &["b"],
        'в' if next.is_none() => &["v", "f"],
        'в' | 'ў' => &["v"],
        'г' | 'ґ' => &["h"],
        'д' => &["d"],
        // `Заєць` is `Заяц` in Russian.
        'є' | 'е' if next == Some('ц') => &["e", "ia"],
        'я' if next == Some('ц') => &["ia", "e", "a"],
        'е' | 'є' | 'э' => &["e"],
        'ё' => &["e", "io", "o"],
        'ж' => &["Z", "i", "S", "s", "rs"],
        'и' | 'і' | 'ї' | 'й' | 'ы' | 'ј' => &["i"],
        'к' => &["k"],
        'л' => &["l"],
        'м' => &["m"],
        'н' => &["n"],
        'о' => &["o"],
        'п' => &["p"],
        'р' => &["r"],
        'з' | 'с' | 'ѕ' => &["s"],
        'т' => &["t"],
        'у' => &["u"],
        'ф' => &["f"],
        'х' => &["h", "C", "ks"],
        'ц' => &["ts", "k", "s"],
        'ч' => &["C", "k"],
        'ш' => &["S", "C", "s"],
        'щ' => &["SC", "S", "sC", "sk"],
        'ь' if next == Some('о') => &["i"],
        'ю' => &["iu", "u"],
        'я' => &["ia", "a"],
        'ь' | 'ъ' => &[""],
        c if c.is_ascii_digit() => digit(c),
        _ => &[""],
    };
    // `оу` may transcribe a single vowel.
    if first == 'о' && next == Some('у') {
        return (2, &["u", "ou"]);
    }
    (1, sounds)
}

fn digit(c: char) -> &'static [&'static str] {
    match c {
        '0' => &["0"],
        '1' => &["1"],
        '2' => &["2"],
        '3' => &["3"],
        '4' => &["4"],
        '5' => &["5"],
        '6' => &["6"],
        '7' => &["7"],
        '8' => &["8"],
        _ => &["9"],
    }
}

/// A Cyrillic word with this key, to build the Cyrillic case forms of a name in Latin letters.
pub(super) fn as_cyrillic(key: &str) -> String {
    let mut word = String::with_capacity(key.len() * 2);
    let mut rest = key;
    while let Some(c) = rest.chars().next() {
        let (taken, letter) = match c {
            _ if rest.starts_with("SC") => (2, 'щ'),
            _ if rest.starts_with("ts") => (2, 'ц'),
            _ if rest.starts_with("ia") => (2, 'я'),
            _ if rest.starts_with("iu") => (2, 'ю'),
            'S' => (1, 'ш'),
            'C' => (1, 'ч'),
            'Z' => (1, 'ж'),
            'a' => (1, 'а'),
            'b' => (1, 'б'),
            'd' => (1, 'д'),
            'e' => (1, 'е'),
            'f' => (1, 'ф'),
            'h' => (1, 'г'),
            'i' => (1, 'і'),
            'k' => (1, 'к'),
            'l' => (1, 'л'),
            'm' => (1, 'м'),
            'n' => (1, 'н'),
            'o' => (1, 'о'),
            'p' => (1, 'п'),
            'r' => (1, 'р'),
            's' => (1, 'с'),
            't' => (1, 'т'),
            'u' => (1, 'у'),
            'v' => (1, 'в'),
            _ => (1, c),
        };
        word.push(letter);
        rest = rest.get(taken..).unwrap_or_default();
    }
    word
}
