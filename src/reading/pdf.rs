//! The text of a PDF as `pdftotext` gives it: pages parted by form feeds, each under and over lines that only tell which
//! page it is, paragraphs broken into lines and sometimes over pages.

use std::collections::HashMap;

use super::document::{Block, Content, Document};
use super::paragraphs::squeezed;
use crate::text::cells;

/// A line at the edge of so many pages is no line of the story.
const FEWEST_PAGES: usize = 3;

/// Reads the text of a PDF.
pub(super) fn read(text: &str) -> Document {
    let mut pages: Vec<Vec<&str>> = text
        .split('\u{c}')
        .map(|page| page.lines().collect())
        .collect();
    let mut heads: HashMap<String, usize> = HashMap::new();
    for page in &pages {
        for edge in edges(page) {
            *heads.entry(edge).or_default() += 1;
        }
    }
    let is_head = |line: &str| {
        heads
            .get(&shape(line))
            .is_some_and(|count| *count >= FEWEST_PAGES)
    };
    let mut dropped = 0;
    for page in &mut pages {
        let is_edge = |line: &&str| line.trim().is_empty() || is_head(line);
        let from = page.iter().take_while(|line| is_edge(line)).count();
        let after = page.iter().rev().take_while(|line| is_edge(line)).count();
        let to = page.len().saturating_sub(after).max(from);
        let kept = page.get(from..to).unwrap_or_default().to_vec();
        let words = |lines: &[&str]| lines.iter().filter(|line| !line.trim().is_empty()).count();
        dropped += words(page) - words(&kept);
        *page = kept;
    }
    let mut document = Document::new(Content::Blocks(joined(&pages)));
    document.read_as = "a PDF, through pdftotext".to_owned();
    document.leave_out(
        dropped,
        "line at the edge of a page",
        "lines at the edges of pages",
    );
    document
}

/// The paragraphs of the pages. A line that is about full goes on in the next one; so does one that ends no sentence, where
/// the next starts in the middle of one, even over a gap.
fn joined(pages: &[Vec<&str>]) -> Vec<Block> {
    let mut widths: Vec<usize> = pages
        .iter()
        .flatten()
        .map(|line| cells(line.trim()))
        .collect();
    widths.retain(|width| *width > 0);
    widths.sort_unstable();
    // The width of a full line: few are wider, since words broken over two lines are joined on the first.
    let full = widths
        .get(widths.len() * 3 / 4)
        .copied()
        .unwrap_or_default();
    let mut blocks: Vec<Block> = Vec::new();
    let (mut is_full, mut has_gap) = (false, true);
    for line in pages
        .iter()
        .flat_map(|page| page.iter().copied().chain([""]))
    {
        let line = squeezed(&line.replace('\t', " "));
        if line.is_empty() {
            has_gap = true;
            continue;
        }
        let is_middle = line.starts_with(char::is_lowercase);
        let last = blocks.last_mut().filter(|(_, text)| {
            let is_open = text.ends_with(|c: char| c.is_alphanumeric() || ",-–—".contains(c));
            (is_open && is_middle) || (is_full && !has_gap)
        });
        (is_full, has_gap) = (cells(&line) * 4 >= full * 3, false);
        match last {
            Some((_, text)) => {
                if !text.ends_with('-') {
                    text.push(' ');
                }
                text.push_str(&line);
            }
            None => blocks.push((None, line)),
        }
    }
    blocks
}

/// The first and the last line of a page that say something, as [`shape`] has them.
fn edges(page: &[&str]) -> Vec<String> {
    let full = || page.iter().filter(|line| !line.trim().is_empty());
    let mut edges: Vec<String> = full()
        .take(1)
        .chain(full().next_back())
        .map(|line| shape(line))
        .collect();
    edges.dedup();
    edges
}

/// A line with its numbers made alike: a page's number is another on each.
fn shape(line: &str) -> String {
    let shape: String = line
        .trim()
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    shape.replace("00", "0").replace("00", "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_feet_of_pages_go_and_a_sentence_goes_on_over_the_page() {
        let pages = [
            "Norsund Herald\n\nThe ferry sank on Monday, and nine of those on\n\n1",
            "Norsund Herald\n\nboard were hurt.\n\nTwo died.\n\n12",
            "Norsund Herald\n\nThe mayor came.\n\n3\n",
        ];
        let document = read(&pages.join("\u{c}"));
        let texts: Vec<&str> = document
            .blocks()
            .iter()
            .map(|(_, text)| text.as_str())
            .collect();
        let expected = [
            "The ferry sank on Monday, and nine of those on board were hurt.",
            "Two died.",
            "The mayor came.",
        ];
        assert_eq!(texts, expected);
        assert_eq!(document.left_out.first().map(|out| out.count), Some(6));
    }
}
