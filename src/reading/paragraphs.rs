//! Splits plain text into paragraphs.

use super::block::Block;
use super::kinds::classify;
use crate::case::Paragraph;
use crate::text::cells;

/// If the widest line has more cells than this, the lines are not wrapped at a width: editors wrap
/// at less.
const MAX_WRAP_WIDTH: usize = 110;

/// If the widest line has fewer cells than this, the lines are not wrapped at a width.
const MIN_WRAP_WIDTH: usize = 40;

/// The paragraphs of a plain text. Tabs and runs of spaces become single spaces, and hard-wrapped
/// lines are joined.
pub(super) fn plain(text: &str) -> Vec<Paragraph> {
    let blocks = blocks(text).into_iter();
    classify(blocks.map(|block| Block::new(None, block)).collect())
}

/// The texts of the paragraphs of a plain text, without their kinds.
pub(super) fn blocks(text: &str) -> Vec<String> {
    let text = text.replace('\t', " ");
    let mut blocks = Vec::new();
    for block in text
        .split('\n')
        .collect::<Vec<_>>()
        .split(|line| line.trim().is_empty())
    {
        let lines: Vec<String> = block.iter().map(|line| collapse_spaces(line)).collect();
        if is_wrapped(&lines) {
            blocks.push(joined(&lines));
        } else {
            blocks.extend(lines);
        }
    }
    blocks.retain(|block: &String| !block.is_empty());
    blocks
}

/// Joins wrapped lines. A word or number that was broken after its hyphen becomes one ("price-",
/// "determining"). A soft hyphen at the end of a line is removed.
pub(super) fn joined(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        if let Some(start) = text.strip_suffix('\u{ad}') {
            text.truncate(start.len());
        } else if !text.is_empty() && !is_broken_word(&text, line) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// Conjunctions between two compounds with a common end.
const CONJUNCTIONS: [&str; 9] = ["and", "or", "to", "і", "й", "та", "або", "и", "или"];

/// Whether a line starts with a conjunction, after which the second of two compounds with a common
/// end follows: "two-", "and three-storey houses".
pub(super) fn starts_with_conjunction(next: &str) -> bool {
    CONJUNCTIONS.contains(&next.split(' ').next().unwrap_or_default())
}

/// Whether a text ends with a hyphen inside a word or number, which continues on the next line.
fn is_broken_word(text: &str, next: &str) -> bool {
    let start = text.strip_suffix(['-', '‐', '‑']);
    let is_letter_or_digit = |c: char| c.is_alphanumeric();
    start.is_some_and(|start| start.ends_with(is_letter_or_digit))
        && next.starts_with(is_letter_or_digit)
        && !starts_with_conjunction(next)
}

/// A line with its spaces collapsed to single ones.
pub(super) fn collapse_spaces(line: &str) -> String {
    line.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

/// Whether lines are one wrapped paragraph: no line starts like a list item, and nearly all lines
/// end because the next word did not fit, or inside a sentence.
pub(super) fn is_wrapped(lines: &[String]) -> bool {
    let is_item = |line: &String| {
        line.starts_with(['-', '–', '—', '•', '*', '·']) || starts_with_number(line)
    };
    if lines.len() < 2 || lines.iter().any(is_item) {
        return false;
    }
    // Two lines of which the second is a name are a headline and its byline.
    if let [_, last] = lines
        && is_name(last)
    {
        return false;
    }
    let widest = lines
        .iter()
        .map(|line| cells(line))
        .max()
        .unwrap_or_default();
    let may_be_full = (MIN_WRAP_WIDTH..=MAX_WRAP_WIDTH).contains(&widest);
    let continues = |(line, next): &(&String, &String)| {
        let word = next.split(' ').next().unwrap_or_default();
        let did_not_fit = may_be_full && cells(line) + 1 + cells(word) > widest;
        // A line wrapped by hand is almost full and ends inside a sentence.
        let is_about_full = may_be_full && cells(line) * 4 >= widest * 3;
        let ends = line.ends_with(['.', '!', '?', '…', ':', ';', '”', '"', '»']);
        let ends_inside_sentence = !ends && (is_about_full || next.starts_with(char::is_lowercase));
        did_not_fit || ends_inside_sentence
    };
    let break_count = lines.len() - 1;
    let joined = lines
        .iter()
        .zip(lines.iter().skip(1))
        .filter(continues)
        .count();
    // One line in eight may be short, since people also wrap lines by hand.
    joined > 0 && (break_count - joined) * 8 <= break_count
}

/// Whether a line consists of two or three capitalised words.
fn is_name(line: &str) -> bool {
    let mut words = line.split(' ');
    let is_capital =
        |word: &str| word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic);
    (2..=3).contains(&words.clone().count()) && words.all(is_capital)
}

/// Whether a line starts with `1. ` or `12) `.
fn starts_with_number(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Part;

    fn kinds(text: &str) -> Vec<(Part, String)> {
        plain(text)
            .into_iter()
            .map(|paragraph| (paragraph.part(), paragraph.text().to_owned()))
            .collect()
    }

    #[test]
    fn wrapped_lines_are_joined_and_short_lines_are_not() {
        let wrapped = "The harbour master said on Tuesday that the\nferry had left without a pilot, and that two\nof her lights \
                       were out.";
        assert_eq!(kinds(wrapped).len(), 1);
        let ragged = "Dr. Okafor, a structural engineer at the University of\nLeeds, told the radio that the second crack \
                      \"isn't an\nemergency\". It is the same kind of crack. I would want it\nmonitored every week, not every \
                      quarter.";
        assert_eq!(kinds(ragged).len(), 1);
        assert_eq!(kinds("Bread: 3\nMilk: 4\nTea").len(), 3);
        for (headline, by) in [
            (
                "The glass works at Kalmouth stop both furnaces",
                "Pat Lisle",
            ),
            (
                "Завод у Калинівцях зупинив виробництво скла",
                "Петро Лисенко",
            ),
        ] {
            let story = format!("{headline}\n{by}\n\nNobody is hurt, the mayor said on Monday.");
            let parts: Vec<Part> = kinds(&story).into_iter().map(|(part, _)| part).collect();
            assert_eq!(
                parts,
                [Part::Title, Part::Boilerplate, Part::Body],
                "{story}"
            );
        }
        assert_eq!(
            kinds("- one thing that is quite long and goes on and on\n- another one").len(),
            2
        );
    }

    #[test]
    fn words_broken_at_a_hyphen_are_joined() {
        let lines = "the press-|service said that 3-|4 percent, an inter\u{ad}|national share, was lost -|nobody knows where, in two-|and \
                     three-year deals";
        let lines: Vec<String> = lines.split('|').map(str::to_owned).collect();
        assert_eq!(
            joined(&lines),
            "the press-service said that 3-4 percent, an international share, was lost - nobody knows where, in two- and three-year deals"
        );
    }
}
