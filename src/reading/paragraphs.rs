//! Plain text: where paragraphs end, and what each is in the story.

use super::language::{Language, Words, language_of};
use crate::case::{Paragraph, Part};
use crate::text::cells;

/// Lines wider than this, in cells, were not broken by hand or by an editor.
const WIDEST_WRAP: usize = 110;

/// Lines narrower than this, in cells, are lines of their own.
const NARROWEST_WRAP: usize = 40;

/// A title has no more words than this.
const LONGEST_TITLE: usize = 30;

/// A subhead has no more words than this.
const LONGEST_HEADING: usize = 14;

/// The paragraphs of a plain text. Tabs become spaces, runs of spaces one; hard-wrapped lines are joined.
pub(super) fn plain(text: &str) -> Vec<Paragraph> {
    let text = text.replace('\t', " ");
    let mut blocks = Vec::new();
    for block in text
        .split('\n')
        .collect::<Vec<_>>()
        .split(|line| line.trim().is_empty())
    {
        let lines: Vec<String> = block.iter().map(|line| squeezed(line)).collect();
        if is_wrapped(&lines) {
            blocks.push(lines.join(" "));
        } else {
            blocks.extend(lines);
        }
    }
    of_kinds(
        blocks
            .into_iter()
            .filter(|block| !block.is_empty())
            .map(|block| (None, block))
            .collect(),
    )
}

/// A line without spaces around it and with no two in a row.
pub(super) fn squeezed(line: &str) -> String {
    line.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

/// Whether the lines were one paragraph before something broke them: the word that starts a line had no room on the one
/// before, or goes on with its sentence; and no line starts like an item of a list.
pub(super) fn is_wrapped(lines: &[String]) -> bool {
    let is_item = |line: &String| {
        line.starts_with(['-', '–', '—', '•', '*', '·']) || starts_with_number(line)
    };
    if lines.len() < 2 || lines.iter().any(is_item) {
        return false;
    }
    let widest = lines
        .iter()
        .map(|line| cells(line))
        .max()
        .unwrap_or_default();
    let may_be_full = (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest);
    let goes_on = |(line, next): &(&String, &String)| {
        let word = next.split(' ').next().unwrap_or_default();
        let had_no_room = may_be_full && cells(line) + 1 + cells(word) > widest;
        // A line broken by hand is about full, and does not end where a sentence does.
        let is_about_full = may_be_full && cells(line) * 4 >= widest * 3;
        let ends = line.ends_with(['.', '!', '?', '…', ':', ';', '”', '"', '»']);
        let is_cut = !ends && (is_about_full || next.starts_with(char::is_lowercase));
        had_no_room || is_cut
    };
    let breaks = lines.len() - 1;
    let joined = lines
        .iter()
        .zip(lines.iter().skip(1))
        .filter(goes_on)
        .count();
    // One line in eight may be short: people break lines by hand too.
    joined > 0 && (breaks - joined) * 8 <= breaks
}

/// `1. ` or `12) `.
fn starts_with_number(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// Gives each block a kind, where the format has not said it.
pub(super) fn of_kinds(blocks: Vec<(Option<Part>, String)>) -> Vec<Paragraph> {
    let story =
        language_of(blocks.iter().map(|(_, text)| text.as_str())).unwrap_or(Language::English);
    let has_title = blocks.iter().any(|(part, _)| *part == Some(Part::Title));
    let several = blocks.len() > 1;
    let mut before_title = !has_title;
    let mut kinds = Vec::with_capacity(blocks.len());
    for (part, text) in blocks {
        let words = language_of(std::iter::once(text.as_str()))
            .unwrap_or(story)
            .words();
        let part = part.unwrap_or_else(|| {
            if is_furniture(&text, words) {
                Part::Furniture
            } else if is_caption(&text, words) {
                Part::Caption
            } else if std::mem::take(&mut before_title) {
                if several && is_line(&text, LONGEST_TITLE) {
                    Part::Title
                } else {
                    Part::Body
                }
            } else if is_line(&text, LONGEST_HEADING)
                && !text.starts_with(['-', '–', '—', '•', '*'])
            {
                Part::Heading
            } else {
                Part::Body
            }
        });
        kinds.push(Paragraph::new(part, text));
    }
    // What ends a story is no subhead: there is nothing under it.
    if let Some(last) = kinds
        .iter()
        .rposition(|paragraph| paragraph.part() != Part::Furniture)
        && let Some(paragraph) = kinds.get_mut(last)
        && paragraph.part() == Part::Heading
        && !has_title
    {
        *paragraph = Paragraph::new(Part::Body, paragraph.text().to_owned());
    }
    kinds
}

/// Navigation, language switches, "read also", credits, links on their own, lines without a letter.
fn is_furniture(text: &str, words: &Words) -> bool {
    let lower = text.to_lowercase();
    let short = lower.split(' ').count() <= 16;
    let is_switch = |word: &str| {
        [
            "ua", "uk", "en", "ru", "de", "fr", "pl", "укр", "рус", "eng", "|", "/",
        ]
        .contains(&word)
    };
    (short
        && words
            .furniture
            .iter()
            .any(|start| lower.starts_with(start.as_str())))
        || lower
            .split([' ', '|', '/'])
            .all(|word| word.is_empty() || is_switch(word))
        || (!text.contains(' ') && (lower.starts_with("http://") || lower.starts_with("https://")))
        || !text.contains(char::is_alphanumeric)
}

fn is_caption(text: &str, words: &Words) -> bool {
    let lower = text.to_lowercase();
    words
        .captions
        .iter()
        .any(|start| lower.starts_with(start.as_str()))
}

/// A line of few words that no full stop ends.
fn is_line(text: &str, most: usize) -> bool {
    let ending = text.trim_end_matches(['"', '”', '»', '’', ')', ']']);
    let ends_a_sentence = ending.ends_with(['.', ':', ';', ',']) && !ending.ends_with("...");
    !ends_a_sentence && text.split(' ').count() <= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use Part::{Body, Caption, Furniture, Heading, Title};

    fn kinds(text: &str) -> Vec<(Part, String)> {
        plain(text)
            .into_iter()
            .map(|paragraph| (paragraph.part(), paragraph.text().to_owned()))
            .collect()
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph_and_short_lines_are_not() {
        let wrapped = "The harbour master said on Tuesday that the\nferry had left without a pilot, and that two\nof her lights \
                       were out.";
        assert_eq!(kinds(wrapped).len(), 1);
        let ragged = "Dr. Okafor, a structural engineer at the University of\nLeeds, told the radio that the second crack \
                      \"isn't an\nemergency\". It is the same kind of crack. I would want it\nmonitored every week, not every \
                      quarter.";
        assert_eq!(kinds(ragged).len(), 1);
        assert_eq!(kinds("Bread: 3\nMilk: 4\nTea").len(), 3);
        assert_eq!(
            kinds("- one thing that is quite long and goes on and on\n- another one").len(),
            2
        );
    }

    #[test]
    fn a_story_has_a_title_subheads_captions_and_furniture() {
        let story = "ua en ru\n\nFerry sinks off the cape\n\nBy Ann Lee\n\nThe ferry sank on Monday.\n\nRescue\n\nBoats came \
                     at noon.\n\nPictured: the ferry in 2019.\n\nRead also: What we know\n\nhttps://example.org/x";
        let found: Vec<Part> = kinds(story).into_iter().map(|(part, _)| part).collect();
        assert_eq!(
            found,
            [
                Furniture, Title, Furniture, Body, Heading, Body, Caption, Furniture, Furniture
            ]
        );
    }

    #[test]
    fn a_text_of_one_line_is_body() {
        assert_eq!(
            kinds("The ferry sank on Monday"),
            [(Part::Body, "The ferry sank on Monday".to_owned())]
        );
    }
}
