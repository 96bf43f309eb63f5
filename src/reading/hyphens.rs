//! Joins the lines of a paragraph. A hyphen at the end of a line belongs to the word, or only shows
//! that the word was split.

use std::collections::HashSet;

use super::paragraphs::starts_with_conjunction;

/// The words of a text, which show whether a hyphen at the end of a line belongs to the word.
pub(super) struct LineJoiner {
    words: HashSet<String>,
    /// Words that have a hyphen.
    compounds: HashSet<String>,
}

impl LineJoiner {
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let (mut words, mut compounds) = (HashSet::new(), HashSet::new());
        for line in lines {
            for word in line.split_whitespace() {
                let word =
                    word.trim_matches(|c: char| !c.is_alphanumeric() && !HYPHENS.contains(&c));
                let word = word.to_lowercase();
                if word.contains(HYPHENS) {
                    compounds.insert(word.replace(['‐', '‑'], "-"));
                } else {
                    words.insert(word);
                }
            }
        }
        Self { words, compounds }
    }

    /// Appends the next line to a text.
    pub fn join(&self, text: &mut String, next: &str) {
        if let Some(start) = text.strip_suffix('\u{ad}') {
            text.truncate(start.len());
        } else if let Some(start) = text.strip_suffix(HYPHENS) {
            let is_letter_or_digit = |c: char| c.is_alphanumeric();
            if !start.ends_with(is_letter_or_digit)
                || !next.starts_with(is_letter_or_digit)
                || starts_with_conjunction(next)
            {
                text.push(' ');
            } else if self.is_line_hyphen(start, next) {
                text.truncate(start.len());
            }
        } else if !is_open_range(text, next) {
            text.push(' ');
        }
        text.push_str(next);
    }

    /// Whether a hyphen at the end of a line only shows that a word was split, so that it must be
    /// removed.
    fn is_line_hyphen(&self, start: &str, next: &str) -> bool {
        const MIN_PART_LETTERS: usize = 4;
        let is_part = |c: char| c.is_alphanumeric() || HYPHENS.contains(&c) || "'’ʼ".contains(c);
        let first = start
            .rsplit(|c: char| !is_part(c))
            .next()
            .unwrap_or_default();
        let second = next.split(|c: char| !is_part(c)).next().unwrap_or_default();
        let is_number = |word: &str, at_end: bool| {
            let c = if at_end {
                word.chars().next_back()
            } else {
                word.chars().next()
            };
            c.is_some_and(char::is_numeric)
        };
        if is_number(first, true) || is_number(second, false) {
            return false;
        }
        // A capital after the hyphen shows a compound, which keeps the hyphen: "Inspector-General",
        // "Koval-Sych". This does not apply to words in capital letters: "PERMIT-TED" is one word.
        let is_in_capitals =
            |word: &str| word.chars().count() > 1 && !word.contains(char::is_lowercase);
        if second.starts_with(char::is_uppercase)
            && !(is_in_capitals(first) && is_in_capitals(second))
        {
            return false;
        }
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        if self.words.contains(&format!("{first}{second}")) {
            return true;
        }
        let is_compound = self.compounds.contains(&format!("{first}-{second}"));
        let starts_compound = COMPOUND_STARTS.contains(&first.as_str()) || first.contains(HYPHENS);
        let are_words = [&first, &second]
            .into_iter()
            .all(|word| word.chars().count() >= MIN_PART_LETTERS && self.words.contains(word));
        !is_compound && !starts_compound && !are_words
    }
}

/// Hyphens that can be at the end of a line.
pub(super) const HYPHENS: [char; 3] = ['-', '‐', '‑'];

/// First parts of compounds that always have a hyphen. After one of them, the hyphen at the end of
/// a line stays.
const COMPOUND_STARTS: &[&str] = &[
    "vice",
    "self",
    "non",
    "well",
    "half",
    "quasi",
    "all",
    "віце",
    "екс",
    "прес",
    "міні",
    "топ",
    "онлайн",
    "інтернет",
    "медіа",
    "вице",
    "экс",
    "пресс",
    "мини",
    "онлайн",
    "интернет",
    "медиа",
    "по",
    "кто",
    "что",
    "где",
    "как",
    "когда",
    "какой",
    "будь",
    "хто",
    "що",
    "де",
    "як",
    "коли",
    "який",
];

/// Whether a number and a dash start a range that the next line continues: "2019–", "2021".
fn is_open_range(text: &str, next: &str) -> bool {
    let start = text.strip_suffix(['–', '—']);
    start.is_some_and(|start| start.ends_with(char::is_numeric))
        && next.starts_with(char::is_numeric)
}
