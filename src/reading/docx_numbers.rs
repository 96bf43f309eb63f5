//! The numbers that Word generates for list items: "2.", "b)", "IV.", "1.3".

use std::collections::HashMap;

use super::xml::{Piece, attribute};

/// The number of levels of a list.
const LEVELS: usize = 9;

/// A level of a list: its first number, the form of the number, and the text around it.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    form: String,
    text: String,
}

/// The lists of a document and their current numbers.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The levels of each definition of lists, by its id.
    definitions: HashMap<String, Vec<Level>>,
    /// The id of each list's definition.
    lists: HashMap<String, String>,
    /// The first number of a list on a level, if it differs from the list's definition.
    starts: HashMap<(String, usize), u32>,
    /// The current number on each level, by the id of the definition.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    started_lists: std::collections::HashSet<String>,
    /// The definition, list and level being parsed.
    definition: String,
    list: String,
    level: usize,
}

impl Numbers {
    /// Parses a piece of the part that defines the lists.
    pub(super) fn read_definition(&mut self, piece: &Piece<'_>) {
        let Piece::Start(element) = piece else { return };
        let value = || attribute(element, "w:val");
        let level = || {
            attribute(element, "w:ilvl")
                .parse::<usize>()
                .unwrap_or_default()
                .min(LEVELS - 1)
        };
        match element.name().as_ref() {
            "w:abstractNum" => {
                self.definition = attribute(element, "w:abstractNumId");
                self.list.clear();
                self.definitions
                    .insert(self.definition.clone(), vec![Level::default(); LEVELS]);
            }
            "w:num" => {
                self.list = attribute(element, "w:numId");
                self.definition.clear();
            }
            "w:abstractNumId" if !self.list.is_empty() => {
                self.lists.insert(self.list.clone(), value());
            }
            "w:lvl" | "w:lvlOverride" => self.level = level(),
            "w:startOverride" => {
                let start = value().parse().unwrap_or(1);
                self.starts.insert((self.list.clone(), self.level), start);
            }
            "w:start" => self.set_level(|level| level.start = value().parse().unwrap_or(1)),
            "w:numFmt" => self.set_level(|level| level.form = value()),
            "w:lvlText" => self.set_level(|level| level.text = value()),
            _ => {}
        }
    }

    fn set_level(&mut self, change: impl FnOnce(&mut Level)) {
        let levels = self.definitions.get_mut(&self.definition);
        if let Some(level) = levels.and_then(|levels| levels.get_mut(self.level)) {
            change(level);
        }
    }

    /// The number of the next item of a list on this level (from 0). None if the item has a bullet,
    /// or neither a number nor a bullet.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let definition = self.lists.get(list)?;
        let levels = self.definitions.get(definition)?;
        let counts = self.counts.entry(definition.clone()).or_default();
        let is_new = self.started_lists.insert(list.to_owned());
        let restarts = self
            .starts
            .get(&(list.to_owned(), level))
            .filter(|_| is_new);
        let start = levels.get(level).map_or(1, |level| level.start);
        let count = counts.get_mut(level)?;
        let number = match (restarts, *count) {
            (Some(start), _) => *start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => start,
        };
        *count = Some(number);
        for deeper in counts.iter_mut().skip(level + 1) {
            *deeper = None;
        }
        let current = levels.get(level)?;
        if matches!(current.form.as_str(), "bullet" | "none" | "") {
            return None;
        }
        let mut text = current.text.clone();
        for (place, (level, count)) in levels.iter().zip(counts.iter()).enumerate() {
            let sign = format!("%{}", place + 1);
            if text.contains(&sign) {
                text = text.replace(
                    &sign,
                    &format_number(count.unwrap_or(level.start), &level.form),
                );
            }
        }
        Some(text).filter(|text| !text.trim().is_empty())
    }
}

/// Formats a number in the form of a list level.
pub(super) fn format_number(number: u32, form: &str) -> String {
    match form {
        "lowerLetter" => letters(number, 'a', 26),
        "upperLetter" => letters(number, 'A', 26),
        "russianLower" => letters(number, 'а', 32),
        "russianUpper" => letters(number, 'А', 32),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// The letter for a number (from 1). After the last letter of the alphabet, letters are repeated as
/// in Word: `BB` for 28.
fn letters(number: u32, first: char, count: u32) -> String {
    const MAX_REPEATS: usize = 5;
    let Some(place) = number.checked_sub(1) else {
        return number.to_string();
    };
    let letter = char::from_u32(u32::from(first) + place % count);
    let times = usize::try_from(place / count).map_or(MAX_REPEATS, |times| times + 1);
    letter.map_or_else(String::new, |letter| {
        letter.to_string().repeat(times.min(MAX_REPEATS))
    })
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::xml::walk;
    use super::*;

    #[test]
    fn items_are_numbered_as_word_shows_them() {
        let level = |level: usize, form: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
            )
        };
        let xml = format!(
            "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum><w:num \
             w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num><w:num \
             w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num></w:numbering>",
            level(0, "decimal", "%1."),
            level(1, "lowerLetter", "%2)"),
            level(2, "upperRoman", "%1.%2.%3"),
            level(0, "bullet", "•"),
        );
        let mut numbers = Numbers::default();
        walk(&xml, "x", |piece| numbers.read_definition(&piece)).unwrap();
        let mut next = |list: &str, level: usize| numbers.next(list, level).unwrap_or_default();
        let items = [
            ("1", 0),
            ("1", 1),
            ("1", 1),
            ("1", 2),
            ("1", 0),
            ("1", 1),
            ("2", 0),
            ("3", 0),
            ("3", 0),
            ("9", 0),
        ];
        let expected = ["1.", "a)", "b)", "1.b.I", "2.", "a)", "", "5.", "6.", ""];
        assert_eq!(items.map(|(list, level)| next(list, level)), expected);
        assert_eq!(
            [
                format_number(28, "upperLetter"),
                format_number(44, "lowerRoman")
            ],
            ["BB", "xliv"]
        );
    }
}
