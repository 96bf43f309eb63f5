//! The parts of a claim that a checker looks at first, shown in bold: names, numbers, dates,
//! quotations.

use std::ops::Range;

use crate::text::{OPENING_MARKS, words};

/// The byte ranges of a text that are set in bold. `starts_sentence`: the first word starts a
/// sentence, so its capital letter does not make it a name.
pub fn bold(text: &str, starts_sentence: bool) -> Vec<Range<usize>> {
    let mut ranges = quoted(text);
    let mut is_first = starts_sentence;
    for word in words(text) {
        let letters = text.get(word.clone()).unwrap_or_default();
        let is_number = letters.contains(|c: char| c.is_ascii_digit());
        let mut chars = letters.chars();
        let is_capital = chars.next().is_some_and(char::is_uppercase);
        // A word at the start of a sentence is a name only if its second letter is a capital, too:
        // ISIS, НАТО.
        let is_name = is_capital && (!is_first || chars.next().is_some_and(char::is_uppercase));
        if is_number || is_name {
            ranges.push(word.clone());
        }
        let rest = text.get(word.end..).unwrap_or_default();
        is_first = rest.starts_with(['.', '!', '?', '…']);
    }
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            // The space between the words of one name is bold, too.
            Some(last) if range.start <= last.end + 1 => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// The quotations in a text, including their marks.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            None if OPENING_MARKS.contains(&c) => open = Some((at, c)),
            Some((start, mark)) if is_closing_mark(mark, c) => {
                ranges.push(start..at + c.len_utf8());
                open = None;
            }
            _ => {}
        }
    }
    ranges
}

fn is_closing_mark(mark: char, c: char) -> bool {
    match mark {
        '"' => c == '"',
        '“' => c == '”',
        '«' => c == '»',
        '„' => matches!(c, '“' | '”'),
        _ => c == '’',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_numbers_and_quotations_stand_out() {
        let of = |text: &str| -> Vec<String> {
            bold(text, true)
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect()
        };
        assert_eq!(
            of("The US embassy warned on 7 March. It said “stay away”."),
            ["US", "7 March", "“stay away”"]
        );
        assert_eq!(of("ISIS claimed it, CNN said."), ["ISIS", "CNN"]);
        assert_eq!(
            of("За словами мера Києва, загинуло 40 людей."),
            ["Києва", "40"]
        );
    }
}
