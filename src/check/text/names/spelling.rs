//! Finds names that a story spells in several ways.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::line::{letter_length, word_length};
use super::super::{WORDS, shown};
use super::{spelling_key, without_possessive};

/// The shortest name that is compared, in letters. Shorter names are alike by chance.
const MIN_LETTERS: usize = 4;

/// The longest name that is compared, in bytes.
const MAX_BYTES: usize = 64;

/// How many spellings of one name are listed.
const MAX_SPELLINGS: usize = 12;

/// The names that these texts spell in several ways, each with its spellings in order of
/// appearance: Crocus, Krokus; Zelensky, Zelenskyy; Kyiv, Kiev.
///
/// Inflected forms, plurals and possessives do not count as spellings. Names of two persons, who
/// differ in the other part of the name, do not count either: Marc Jones, Mark Smith. A word that
/// the texts also write in lower case is no name.
pub fn variants<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Vec<String>> {
    let texts: Vec<&str> = texts.collect();
    let names = names(&texts);
    let groups = groups(&names);
    if groups.is_empty() {
        return Vec::new();
    }
    let uses = usages(&texts, &groups);
    groups
        .iter()
        .filter_map(|group| spellings(group, &uses))
        .collect()
}

/// The capitalised words of the texts, each once, in order of appearance.
fn names<'a>(texts: &[&'a str]) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for text in texts {
        for word in WordRanges::of(text) {
            let word = text.get(word).unwrap_or_default();
            if is_name(word) && seen.insert(word) {
                names.push(word);
            }
        }
    }
    names
}

/// Whether a word is capitalised like a name: `Crocus`, not `CROCUS` or `crocus`.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    word.len() >= MIN_LETTERS
        && word.len() <= MAX_BYTES
        && letters.next().is_some_and(char::is_uppercase)
        && letters.any(char::is_lowercase)
}

/// A spelling without its possessive ending: as it first appears, and in lower case.
#[derive(Clone, Debug)]
struct Spelling<'a> {
    raw: &'a str,
    lowercase: String,
}

/// Groups of spellings that may be one name, by their key.
fn groups<'a>(names: &[&'a str]) -> Vec<Vec<Spelling<'a>>> {
    let mut by_key: HashMap<String, Vec<Spelling<'a>>> = HashMap::new();
    let mut order = Vec::new();
    for name in names {
        let raw = without_possessive(name);
        let lowercase = raw.to_lowercase();
        if lowercase.chars().nth(MIN_LETTERS - 1).is_none()
            || WORDS.stopwords.has(&lowercase)
            || WORDS.weekdays.has(&lowercase)
            || WORDS.months.has(&lowercase)
        {
            continue;
        }
        let known = WORDS
            .same_names
            .of(&lowercase)
            .map(|(list, _)| format!("={list}"));
        let key = known.unwrap_or_else(|| spelling_key(singular(&lowercase)));
        let group = by_key.entry(key).or_insert_with_key(|key| {
            order.push(key.clone());
            Vec::new()
        });
        if group.len() < MAX_SPELLINGS
            && group
                .iter()
                .all(|other| !is_same_name(&other.lowercase, &lowercase))
        {
            group.push(Spelling { raw, lowercase });
        }
    }
    let mut groups: Vec<_> = order.iter().filter_map(|key| by_key.remove(key)).collect();
    groups.retain(|group| group.len() > 1);
    groups
}

/// A lower-case ASCII name without the plural `s` ("wagners"), if at least [`MIN_LETTERS`] letters
/// are left. The caller has removed a possessive ending.
fn singular(lowercase: &str) -> &str {
    let is_latin = lowercase.is_ascii();
    lowercase
        .strip_suffix('s')
        .filter(|rest| is_latin && rest.len() >= MIN_LETTERS)
        .unwrap_or(lowercase)
}

/// Whether two lower-case spellings are equal except for a plural ending, or listed as forms of one
/// spelling.
fn is_same_name(a: &str, b: &str) -> bool {
    let listed = (WORDS.same_names.of(a), WORDS.same_names.of(b));
    match listed {
        (Some(a), Some(b)) => a == b,
        _ => singular(a) == singular(b),
    }
}

/// How the texts use a spelling.
#[derive(Default)]
struct Usage {
    /// Whether the texts also write it in lower case, so that it is an ordinary word.
    is_word: bool,
    /// Whether it is capitalised inside a sentence.
    is_name: bool,
    /// The keys of the names beside it.
    neighbours: HashSet<String>,
}

/// How the texts use the spellings of all groups.
fn usages<'g>(texts: &[&str], groups: &'g [Vec<Spelling<'_>>]) -> HashMap<&'g str, Usage> {
    let mut uses: HashMap<&str, Usage> = HashMap::new();
    for spelling in groups.iter().flatten() {
        uses.insert(&spelling.lowercase, Usage::default());
    }
    // Most words are skipped by their first letter.
    let first_letters: HashSet<char> = groups
        .iter()
        .flatten()
        .filter_map(|spelling| spelling.lowercase.chars().next())
        .collect();
    let mut lowercase = String::new();
    for text in texts {
        let mut words = WordRanges::of(text).peekable();
        let mut before: Option<Range<usize>> = None;
        while let Some(range) = words.next() {
            let word = text.get(range.clone()).unwrap_or_default();
            let first = word.chars().next().and_then(|c| c.to_lowercase().next());
            if word.len() >= MIN_LETTERS
                && word.len() <= MAX_BYTES
                && first.is_some_and(|c| first_letters.contains(&c))
            {
                lowercase.clear();
                lowercase.extend(
                    without_possessive(word)
                        .chars()
                        .flat_map(char::to_lowercase),
                );
                if let Some(seen) = uses.get_mut(lowercase.as_str()) {
                    let is_capital = word.starts_with(char::is_uppercase);
                    let starts = starts_clause(text, before.as_ref(), &range);
                    seen.is_word |= !is_capital;
                    seen.is_name |= is_capital && !starts;
                    let after = words
                        .peek()
                        .filter(|after| !starts_clause(text, Some(&range), after));
                    for (a, b) in [
                        (before.clone(), Some(range.clone())),
                        (Some(range.clone()), after.cloned()),
                    ] {
                        let (Some(a), Some(b)) = (a, b) else { continue };
                        let other = if a == range { b.clone() } else { a.clone() };
                        let is_beside = text
                            .get(a.end..b.start)
                            .is_some_and(|gap| matches!(gap, " " | "\u{a0}" | "-"));
                        let other = text.get(other).unwrap_or_default();
                        if is_beside && is_capital && !starts_text(text, a.start, other) {
                            seen.neighbours.extend(neighbour_key(other));
                        }
                    }
                }
            }
            before = Some(range);
        }
    }
    uses
}

/// Whether `other` is the first word of the text. It has a capital even if it is no name:
/// "Yesterday Zelensky".
fn starts_text(text: &str, at: usize, other: &str) -> bool {
    at == 0 && text.starts_with(other)
}

/// The key of a capitalised word beside a name. None for a title, a stopword, a weekday, a month,
/// or a word with an apostrophe.
fn neighbour_key(word: &str) -> Option<String> {
    let is_other = word.len() < 2
        || word.len() > MAX_BYTES
        || !word.starts_with(char::is_uppercase)
        || word.contains(['\'', '’']);
    let lowercase = word.to_lowercase();
    let is_small = WORDS.titles.has(&lowercase)
        || WORDS.stopwords.has(&lowercase)
        || WORDS.weekdays.has(&lowercase)
        || WORDS.months.has(&lowercase);
    (!is_other && !is_small).then(|| spelling_key(&lowercase))
}

/// Whether a sentence, a quotation or a clause begins at a word.
fn starts_clause(text: &str, before: Option<&Range<usize>>, word: &Range<usize>) -> bool {
    let gap = before.and_then(|before| text.get(before.end..word.start));
    gap.is_none_or(|gap| {
        gap.contains([
            '.', '!', '?', '…', ':', ';', '“', '”', '"', '«', '»', '„', '—', '–', '\n',
        ])
    })
}

/// The spellings of a group that belong to one name. None if fewer than two do.
fn spellings(group: &[Spelling<'_>], uses: &HashMap<&str, Usage>) -> Option<Vec<String>> {
    let names: Vec<(&Spelling<'_>, &Usage)> = group
        .iter()
        .filter_map(|spelling| Some((spelling, uses.get(spelling.lowercase.as_str())?)))
        .filter(|(_, used)| !used.is_word)
        .collect();
    if !names.iter().any(|(_, used)| used.is_name) {
        return None;
    }
    let is_one = |a: &Usage, b: &Usage| {
        a.neighbours.is_empty()
            || b.neighbours.is_empty()
            || !a.neighbours.is_disjoint(&b.neighbours)
    };
    let has_partner = |at: usize, used: &Usage| {
        names
            .iter()
            .enumerate()
            .any(|(other, (_, partner))| other != at && is_one(used, partner))
    };
    let found: Vec<String> = names
        .iter()
        .enumerate()
        .filter(|(at, (_, used))| has_partner(*at, used))
        .map(|(_, (spelling, _))| shown(spelling.raw))
        .collect();
    (found.len() > 1).then_some(found)
}

/// The words of a text as byte ranges: letters, with apostrophes between them.
struct WordRanges<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> WordRanges<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for WordRanges<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        loop {
            let byte = *bytes.get(start)?;
            if letter_length(self.text, start) > 0 {
                break;
            }
            start += 1;
            if !byte.is_ascii() {
                while !self.text.is_char_boundary(start) {
                    start += 1;
                }
            }
        }
        self.at = start + word_length(self.text.get(start..)?);
        Some(start..self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(texts: &[&str]) -> Vec<Vec<String>> {
        variants(texts.iter().copied())
    }

    #[test]
    fn several_spellings_of_one_name_are_reported() {
        assert_eq!(
            of(&[
                "Shots at Crocus City Hall.",
                "A message on Krokus, a shopping centre."
            ]),
            [["Crocus", "Krokus"]]
        );
        assert_eq!(
            of(&[
                "Volodymyr Zelensky spoke.",
                "We asked President Zelenskyy. Then Zelenskiy left."
            ]),
            [["Zelensky", "Zelenskyy", "Zelenskiy"]]
        );
        assert_eq!(
            of(&["He went to Kyiv, then from Kiev to Paris."]),
            [["Kyiv", "Kiev"]]
        );
        assert_eq!(
            of(&["The men of Wagner and of Vagner's son"]),
            [["Wagner", "Vagner"]]
        );
        assert_eq!(
            of(&["Он видел Артёма. Затем Артема увезли, и Артема нет."]),
            [["Артёма", "Артема"]]
        );
        assert_eq!(
            of(&["Справа Ґонґадзе, про Гонгадзе писали."]),
            [["Ґонґадзе", "Гонгадзе"]]
        );
        assert_eq!(
            of(&["Бойці Хамасу відійшли. Про Гамас нічого."]),
            [["Хамасу", "Гамас"]]
        );
    }

    #[test]
    fn inflected_forms_and_other_people_are_not_reported() {
        for text in [
            "У Києві кажуть: Київ, Києва, Київ. Крокус, Крокуса, Крокусом.",
            "Near Crocus and Crocus' hall, Crocus's roof, the Crocuses.",
            "We met Marc Jones and Mark Smith. Then Marc Jones left Mark Smith.",
            "He told Oleksandr that Alexander had left.",
            "The More he sees of Moore the more he likes Moore.",
            "CROCUS at Crocus, crocus.",
            "Зеленський і Зеленського, Зеленському; Марія і Марії.",
            "Пётр и Петра, с Петром.",
            "Where is he? Were they? In Wales and Whales live.",
            "He saw James and Jane, Will and Bill.",
        ] {
            assert_eq!(of(&[text]), [[""; 0]; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(texts in prop::collection::vec("([A-Z][a-z]{2,6}|Crocus|Krokus|Київ|Артём|Артем|['’ .,-]|\u{202e}|é|İ|😀){0,20}", 0..4), any in any::<String>()) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).chain([any.as_str()]).collect();
            for spelling in of(&texts).iter().flatten() {
                prop_assert!(!spelling.contains(crate::text::is_unseen));
            }
        }
    }
}
