//! The words of a name as they are typed, and other ways to write one.

use super::entry::Ordinary;
use super::folded::{Folded, Gap, is_cyrillic};
use super::frequencies::Frequencies;
use super::letters::is_cyrillic_word;
use super::letters::{looks, sound};
use super::lexicon::{LEXICON, WordKind};
use super::lists::FIRST_NAMES;
use super::stems::stem;

/// The words of a name in lower case. An apostrophe does not divide a word; numbering such as `No`
/// is left out.
pub(super) fn words_of_name(folded: &Folded, text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (place, range) in folded.words.iter().enumerate() {
        let letters = folded.letters.get(range.clone());
        let Some(letters) = letters.filter(|_| !folded.is_numbering(place)) else {
            continue;
        };
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else {
            continue;
        };
        let plain: String = letters.iter().map(|letter| letter.plain).collect();
        let written: String = text
            .get(first.start..last.end)
            .unwrap_or_default()
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        // A word that mixes alphabets is read in its plain letters. Any other keeps its letters, so
        // that `й` is not `и` and `š` not `s`.
        let is_sound = looks(&written) == looks(&plain)
            && (written.chars().all(is_cyrillic) || !plain.contains(is_cyrillic));
        let word = if is_sound { written } else { plain };
        let is_joined = first.gap.only(Gap::APOSTROPHE) && !first.gap.is_none();
        match words.last_mut() {
            Some(last) if is_joined => last.push_str(&word),
            _ => words.push(word),
        }
    }
    words
}

/// How a word of a name is typed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed {
    pub is_upper: bool,
    pub is_all_upper: bool,
    /// Whether only a space stands before it.
    pub is_next: bool,
}

/// How each of the [`words_of_name`] is typed.
pub(super) fn typed(folded: &Folded) -> Vec<Typed> {
    let mut words: Vec<Typed> = Vec::new();
    for (place, range) in folded.words.iter().enumerate() {
        let letters = folded.letters.get(range.clone()).unwrap_or_default();
        let Some(first) = letters.first().filter(|_| !folded.is_numbering(place)) else {
            continue;
        };
        let is_joined = first.gap.only(Gap::APOSTROPHE) && !first.gap.is_none();
        let is_all_upper = letters.iter().all(|letter| letter.is_upper);
        match words.last_mut().filter(|_| is_joined) {
            Some(last) => last.is_all_upper &= is_all_upper,
            None => words.push(Typed {
                is_upper: first.is_upper,
                is_all_upper: is_all_upper && letters.len() > 1,
                is_next: first.gap.only(Gap::SPACE),
            }),
        }
    }
    words
}

/// Says for each word of a name whether it identifies the source by itself. A name without a first
/// name may describe an office and mention a place or body (`Голова Ковельської ОТГ`, `director of
/// Kovelia Hospital`). A long name in small letters is a description.
pub(super) fn ordinary(
    words: &[String],
    looked: &[String],
    typed: &[Typed],
    story: &Frequencies,
) -> Vec<Ordinary> {
    /// A name with this many words and no capital is a description.
    const LONG: usize = 4;
    let has_listed = looked
        .iter()
        .any(|look| FIRST_NAMES.rows_of(look).next().is_some());
    if has_listed || words.len() < 2 {
        return vec![Ordinary::No; words.len()];
    }
    let sort = |at: usize| {
        let word = words.get(at).zip(looked.get(at));
        word.map(|(word, look)| LEXICON.kind_of(look, is_cyrillic_word(word)))
    };
    let is_office = |at: usize| {
        let word = words.get(at).zip(looked.get(at));
        word.is_some_and(|(word, look)| LEXICON.office(look, is_cyrillic_word(word)).is_some())
    };
    let is_of = |at: usize| {
        looked
            .get(at)
            .is_some_and(|look| LEXICON.joints.contains(look))
    };
    let has_office = (0..words.len()).any(is_office);
    let is_long = words.len() >= LONG && typed.iter().all(|word| !word.is_upper);
    let is_shouted = typed.iter().all(|word| word.is_all_upper);
    let mut is_behind = false;
    let each = typed.iter().enumerate().map(|(at, here)| {
        let look = looked.get(at).map_or("", String::as_str);
        let word = words.get(at).map_or("", String::as_str);
        let is_cyrillic = is_cyrillic_word(word);
        // `director of the [Kovelia Hospital]`: capitals behind the joining words are a place or
        // body.
        let joints = (1..=at).take_while(|back| is_of(at - back)).count();
        let of_office = joints > 0 && at > joints && is_office(at - joints - 1);
        is_behind = here.is_next && (is_behind || of_office);
        // `[head] of the office`: a common word here, although it may be a name.
        if sort(at) == Some(WordKind::NameOrWord) && is_office(at) && is_of(at + 1) {
            return Ordinary::Whole;
        }
        if !here.is_upper {
            let is_word = sort(at) == Some(WordKind::NameOnly)
                && (is_long || story.is_small(stem(look, is_cyrillic)));
            return if is_word {
                Ordinary::Whole
            } else {
                Ordinary::No
            };
        }
        let next = typed.get(at + 1).filter(|next| next.is_next);
        let is_place = next.is_some_and(|next| {
            let is_word = !next.is_upper && sort(at + 1) == Some(WordKind::Word);
            (is_word && !is_office(at + 1)) || (is_cyrillic && is_of_place(word))
        });
        let is_short = here.is_all_upper && !is_shouted && word.chars().count() < 7;
        if has_office && !is_office(at) && (is_behind || is_place || is_short) {
            Ordinary::Asked
        } else {
            Ordinary::No
        }
    });
    each.collect()
}

/// Whether a word is an adjective of a place in the genitive: `Ковельської`, `Ковельского`.
fn is_of_place(word: &str) -> bool {
    [
        "ської",
        "цької",
        "зької",
        "ского",
        "ського",
        "цького",
        "ской",
        "цкой",
        "цкого",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

/// Letters with marks, as they are transcribed in plain Latin letters: Polish, Czech, Romanian,
/// Turkish, Azerbaijani, Hungarian and South Slavic ones.
const MARKED: [(char, &str); 26] = [
    ('ś', "sh"),
    ('ş', "sh"),
    ('ș', "sh"),
    ('ź', "zh"),
    ('ż', "zh"),
    ('ć', "ch"),
    ('ç', "ch"),
    ('ř', "rzh"),
    ('ń', "n"),
    ('ň', "n"),
    ('ą', "on"),
    ('ę', "en"),
    ('ł', "l"),
    ('ó', "u"),
    ('ț', "ts"),
    ('ţ', "ts"),
    ('ă', "a"),
    ('â', "y"),
    ('î', "y"),
    ('ğ', "g"),
    ('ı', "y"),
    ('ö', "o"),
    ('ü', "u"),
    ('ő', "o"),
    ('ű', "u"),
    ('đ', "dzh"),
];
/// Plain letters that Azerbaijani and Turkish read differently, and the letters that show that a
/// word is in one of these languages.
const TURKIC: [(char, &str); 4] = [('c', "dzh"), ('j', "zh"), ('x', "kh"), ('q', "g")];
const TURKIC_SIGNS: [char; 4] = ['ə', 'ğ', 'ı', 'ş'];

/// Transcriptions of a foreign word in plain Latin letters: `Wishniewski` for Wiśniewski,
/// `Mammedov` for Məmmədov.
fn foreign(word: &str) -> Vec<String> {
    let is_turkic = word.contains(TURKIC_SIGNS);
    let table = MARKED.iter().chain(TURKIC.iter().filter(|_| is_turkic));
    let table: Vec<&(char, &str)> = table.collect();
    let read = |vowels: &[&str]| -> String {
        let mut count = 0;
        let letters = word.chars().map(|c| {
            if c == 'ə' {
                let vowel = vowels.get(count).or(vowels.last());
                count += 1;
                return vowel.map_or_else(String::new, |vowel| (*vowel).to_owned());
            }
            let read = table.iter().find(|(letter, _)| *letter == c);
            read.map_or_else(|| c.to_string(), |(_, read)| (*read).to_owned())
        });
        letters.collect()
    };
    // Some hear `ə` as `a`, some as `e`, and some the first one as `a` and the others as `e`.
    let mut all: Vec<String> = [&["a"][..], &["e"], &["a", "e"]].map(read).to_vec();
    // `Щепанская` for Szczepańska.
    let adjectives = all
        .iter()
        .filter(|word| word.ends_with("ska") || word.ends_with("cka"));
    let adjectives: Vec<String> = adjectives.map(|word| format!("{word}ia")).collect();
    all.extend(adjectives);
    all.sort();
    all.dedup();
    all.retain(|other| other != word);
    all
}

/// Other spellings of a word: without umlauts (`Kuehnemann`), transcribed, and in Russian with
/// another vowel than in Ukrainian (`Белоус`).
pub(super) fn respelled(word: &str) -> Vec<String> {
    let german = word
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue");
    let nordic = german.replace('ø', "oe").replace('å', "aa");
    let mut all: Vec<String> = Vec::new();
    if nordic != word {
        all.push(nordic);
    }
    if !is_cyrillic_word(word) {
        all.extend(foreign(word));
    }
    if word.chars().count() > 4 {
        let others = ["е", "о"].map(|vowel| word.replacen('і', vowel, 1));
        all.extend(others.into_iter().filter(|other| other != word));
    }
    all
}

/// Whether a Cyrillic word is an adjective: by its ending, or because the lexicon has the masculine
/// of it.
pub(super) fn is_adjective(word: &str) -> bool {
    let has = |ends: &[&str], is: &dyn Fn(&str) -> bool| {
        let mut stems = ends.iter().filter_map(|end| word.strip_suffix(end));
        stems.any(is)
    };
    has(&["ий", "ый", "ій", "ой"], &|_| true)
        || has(&["ая", "яя", "а", "я", "ое", "е", "є"], &|stem| {
            ["ий", "ый"]
                .iter()
                .any(|end| LEXICON.has(&looks(&format!("{stem}{end}"))))
        })
}

/// The words of a body's name as they sound, and their first letters as they sound, for
/// abbreviations such as `IMF`. Common words count, particles do not. Empty with fewer than three
/// words.
pub(super) fn abbreviations(words: &[String], looked: &[String]) -> Vec<Vec<String>> {
    const MOST: usize = 6;
    let parts = words
        .iter()
        .zip(looked)
        .filter(|(word, look)| LEXICON.kind_of(look, is_cyrillic_word(word)) != WordKind::Particle);
    let parts: Vec<&String> = parts.map(|(word, _)| word).take(MOST).collect();
    if parts.len() < 3 {
        return Vec::new();
    }
    let first = |word: &str| word.chars().take(1).collect::<String>();
    vec![
        parts.iter().map(|word| sound(word)).collect(),
        parts.iter().map(|word| sound(&first(word))).collect(),
    ]
}
