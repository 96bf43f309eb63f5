//! Reads the text of a PDF from `pdftotext`, with the position of each line. Wrapped lines become
//! paragraphs, which may continue on the next page. Running heads and page numbers are removed.
//!
//! The output with positions is used, since in plain text `pdftotext` removes all hyphens at the
//! ends of lines: "3-4 percent" would become "34 percent".

use std::collections::HashMap;

use super::block::Block;
use super::document::{Content, Document};
use super::hyphens::{HYPHENS, LineJoiner};
use super::paragraphs::collapse_spaces;
use super::xml::{Piece, attribute, walk};
use crate::case::Part;
use crate::error::Error;
use crate::text::{self, cells};

/// A line is a running head if it is at the edge of at least this many pages. The second number
/// applies to texts of at most [`FEW_PAGES`] pages.
const MIN_REPEATS: usize = 3;
const MIN_REPEATS_IN_FEW_PAGES: usize = 2;
const FEW_PAGES: usize = 4;

/// How many characters a line with a page number may have. A line with a word may have twice as
/// many.
const MAX_NUMBER_CHARS: usize = 12;

/// How many times higher than the usual line a line of a headline must be.
const HEADLINE_RATIO: f64 = 1.2;

/// The part at the top of a page where a running head can be, as a share of the page.
const TOP_SHARE: f64 = 0.12;

/// A line, and its position if that is known.
#[derive(Clone, Debug, Default, PartialEq)]
struct PdfLine {
    text: String,
    /// Its height in points; 0 if unknown.
    height: f64,
    /// The distance of its top from the page's top, as a share of the page's height.
    top: f64,
}

impl PdfLine {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Parses the output of `pdftotext`: XML with positions, or plain text with form feeds between
/// pages. In the result, a blank line separates blocks.
///
/// Error: the XML is damaged.
fn pages(output: &str, name: &str) -> Result<Vec<Vec<PdfLine>>, Error> {
    if !output.trim_start().starts_with("<!DOCTYPE") {
        let line = |text: &str| PdfLine {
            text: text.to_owned(),
            ..PdfLine::default()
        };
        let page = |page: &str| page.lines().map(line).collect();
        return Ok(output.split('\u{c}').map(page).collect());
    }
    let mut pages: Vec<Vec<PdfLine>> = Vec::new();
    let (mut line, mut is_word, mut height) = (PdfLine::default(), false, 1.0_f64);
    // The text may contain characters that XML does not allow.
    let output: String = output
        .chars()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .collect();
    walk(&output, name, |piece| match piece {
        Piece::Start(element) => {
            let number = |name: &str| attribute(element, name).parse::<f64>().unwrap_or_default();
            match element.name().as_ref() {
                "page" => {
                    height = number("height").max(1.0);
                    pages.push(Vec::new());
                }
                "line" => {
                    let (top, bottom) = (number("yMin"), number("yMax"));
                    line = PdfLine {
                        text: String::new(),
                        height: bottom - top,
                        top: top / height,
                    };
                }
                "word" => {
                    is_word = true;
                    if !line.text.is_empty() {
                        line.text.push(' ');
                    }
                }
                _ => {}
            }
        }
        Piece::Text(text) if is_word => line.text.push_str(text),
        Piece::End("word") => is_word = false,
        Piece::End("line") => {
            if let Some(page) = pages.last_mut() {
                page.push(std::mem::take(&mut line));
            }
        }
        Piece::End("block") => {
            if let Some(page) = pages.last_mut() {
                page.push(PdfLine::default());
            }
        }
        Piece::Text(_) | Piece::End(_) => {}
    })?;
    Ok(pages)
}

/// The text of a PDF, line by line. `output` and `name` as for [`read`].
///
/// Error: see [`pages`].
pub(super) fn words(output: &str, name: &str) -> Result<String, Error> {
    let pages = pages(output, name)?;
    let lines: Vec<&str> = pages
        .iter()
        .flatten()
        .map(|line| line.text.as_str())
        .collect();
    Ok(lines.join("\n"))
}

/// Reads the output of `pdftotext`. `name` is safe to show.
///
/// Error: see [`pages`].
pub(super) fn read(output: &str, name: &str) -> Result<Document, Error> {
    let mut pages = pages(output, name)?;
    let full = pages
        .iter()
        .filter(|page| page.iter().any(|line| !line.is_blank()))
        .count();
    let min_repeats = if full <= FEW_PAGES {
        MIN_REPEATS_IN_FEW_PAGES
    } else {
        MIN_REPEATS
    };
    let mut edge_counts: HashMap<String, usize> = HashMap::new();
    for page in &pages {
        for edge in edges(page) {
            *edge_counts.entry(edge).or_default() += 1;
        }
    }
    let is_running_head = |line: &str| {
        edge_counts
            .get(&shape(line))
            .is_some_and(|count| *count >= min_repeats)
            || is_page_number(line)
    };
    let mut dropped = 0;
    for page in &mut pages {
        let is_edge = |line: &&PdfLine| line.is_blank() || is_running_head(&line.text);
        let from = page.iter().take_while(is_edge).count();
        let after = page.iter().rev().take_while(is_edge).count();
        let to = page.len().saturating_sub(after).max(from);
        let body = page.get(from..to).unwrap_or_default().to_vec();
        let words = |lines: &[PdfLine]| lines.iter().filter(|line| !line.is_blank()).count();
        dropped += words(page) - words(&body);
        *page = body;
    }
    let mut document = Document::new(Content::Blocks(joined(&pages)));
    document.read_as = "a PDF, through pdftotext".to_owned();
    document.leave_out(
        dropped,
        "line at the edge of a page",
        "lines at the edges of pages",
    );
    Ok(document)
}

/// The paragraphs of the pages. A line continues on the next line if it is almost full or ends
/// inside a word. A line that ends inside a sentence also continues across a gap, if the next line
/// starts with a lower-case letter. Lines of different sizes are never joined.
fn joined(pages: &[Vec<PdfLine>]) -> Vec<Block> {
    let all = || pages.iter().flatten().filter(|line| !line.is_blank());
    let mut widths: Vec<usize> = all().map(|line| cells(line.text.trim())).collect();
    widths.sort_unstable();
    // The width of a full line, in cells. Few lines are wider, since a word that is broken over two
    // lines is complete on the first.
    let full = widths
        .get(widths.len() * 3 / 4)
        .copied()
        .unwrap_or_default();
    let usual_height_of_text = usual_height(all());
    let is_large = |line: &PdfLine| {
        usual_height_of_text > 0.0 && line.height > usual_height_of_text * HEADLINE_RATIO
    };
    let first_large = pages.iter().flatten().position(is_large);
    let joiner = LineJoiner::of(pages.iter().flatten().map(|line| line.text.as_str()));
    let mut blocks: Vec<Block> = Vec::new();
    let (mut is_full, mut has_gap, mut was_large, mut height) = (false, true, false, 0.0);
    let blank = PdfLine::default();
    let lines = pages.iter().flat_map(|page| page.iter().chain([&blank]));
    let mut before_large = first_large.unwrap_or_default();
    let mut has_title = false;
    for line in lines {
        let is_before_headline = before_large > 0;
        before_large = before_large.saturating_sub(1);
        let text = collapse_spaces(&line.text.replace('\t', " "));
        if text.is_empty() {
            has_gap = true;
            continue;
        }
        let line_is_large = is_large(line);
        let continues_sentence = text.starts_with(char::is_lowercase);
        let is_same_size =
            line_is_large == was_large && (!line_is_large || (line.height - height).abs() < 1.0);
        let last = blocks.last_mut().filter(|last| {
            let last = &last.text;
            let is_open =
                last.ends_with(|c: char| c.is_alphanumeric() || ",-–—\u{ad}‐".contains(c));
            is_same_size
                && ((is_open && continues_sentence)
                    || (is_broken(last) && !has_gap)
                    || (is_full && !has_gap)
                    || (line_is_large && !has_gap))
        });
        (is_full, has_gap) = (cells(&text) * 4 >= full * 3, false);
        (was_large, height) = (line_is_large, line.height);
        match last {
            Some(last) => joiner.join(&mut last.text, &text),
            None => {
                // Smaller text above the headline at the top of the page is a running head.
                let part = if is_before_headline && line.top < TOP_SHARE && !line_is_large {
                    Some(Part::Boilerplate)
                } else if line_is_large
                    && !has_title
                    && blocks
                        .iter()
                        .all(|block| block.part == Some(Part::Boilerplate))
                {
                    has_title = true;
                    Some(Part::Title)
                } else {
                    None
                };
                blocks.push(Block::new(part, text));
            }
        }
    }
    blocks
}

/// Whether a line ends inside a word or a range of numbers.
fn is_broken(line: &str) -> bool {
    let start = line.strip_suffix(['-', '‐', '‑', '\u{ad}', '–', '—']);
    start.is_some_and(|start| start.ends_with(char::is_alphanumeric))
}

/// The median height of the text, in points; 0 if unknown.
fn usual_height<'a>(lines: impl Iterator<Item = &'a PdfLine>) -> f64 {
    let mut heights: Vec<(f64, usize)> = lines.map(|line| (line.height, line.text.len())).collect();
    heights.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let all: usize = heights.iter().map(|(_, words)| words).sum();
    let mut bytes_so_far = 0;
    let median = heights.iter().find(|(_, words)| {
        bytes_so_far += words;
        bytes_so_far * 2 >= all
    });
    median.map_or(0.0, |(height, _)| *height)
}

/// Whether a line is only a page number: "12", "– 3 –", "Page 2 of 5", "стор. 7".
fn is_page_number(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "page",
        "of",
        "p",
        "стор",
        "сторінка",
        "з",
        "стр",
        "страница",
        "из",
    ];
    let line = line.trim().to_lowercase();
    // A number before a hyphen continues on the next line, so the line is not a page number.
    if line.ends_with(HYPHENS) && !line.starts_with(HYPHENS) {
        return false;
    }
    let mut words = text::words(&line).filter_map(|word| line.get(word));
    let is_number = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let all = words.all(|word| is_number(word) || WORDS.contains(&word));
    let numbers = text::words(&line)
        .filter_map(|word| line.get(word))
        .filter(|word| is_number(word))
        .count();
    let has_word = line.contains(char::is_alphabetic);
    let longest = if has_word {
        MAX_NUMBER_CHARS * 2
    } else {
        MAX_NUMBER_CHARS
    };
    all && (1..=2).contains(&numbers)
        && (has_word || numbers == 1 || line.contains('/'))
        && line.chars().count() <= longest
        && !line.ends_with('.')
}

/// The first and last non-blank lines of a page, normalized by [`shape`].
fn edges(page: &[PdfLine]) -> Vec<String> {
    let full = || page.iter().filter(|line| !line.is_blank());
    let mut edges: Vec<String> = full()
        .take(1)
        .chain(full().next_back())
        .map(|line| shape(&line.text))
        .collect();
    edges.dedup();
    edges
}

/// A line with its numbers replaced by 0, so that lines with different page numbers are equal.
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

    fn texts(output: &str) -> Vec<String> {
        let document = read(output, "x").unwrap();
        let shown = document.blocks().iter().map(|block| match block.part {
            Some(part) => format!("{part}: {}", block.text),
            None => block.text.clone(),
        });
        shown.collect()
    }

    /// The output of `pdftotext` for pages of blocks of lines. Each line has a height.
    fn placed(pages: &[&[&[(f64, &str)]]]) -> String {
        let mut xml = "<!DOCTYPE html><html><body><doc>".to_owned();
        for page in pages {
            xml.push_str("<page width=\"595\" height=\"842\"><flow>");
            let mut top = 40.0;
            for block in *page {
                xml.push_str("<block>");
                for (height, line) in *block {
                    xml.push_str(&format!("<line yMin=\"{top}\" yMax=\"{}\">", top + height));
                    for word in line.split(' ') {
                        xml.push_str(&format!("<word>{word}</word>"));
                    }
                    xml.push_str("</line>");
                    top += height * 1.5;
                }
                xml.push_str("</block>");
            }
            xml.push_str("</flow></page>");
        }
        xml + "</doc></body></html>"
    }

    #[test]
    fn running_heads_are_removed_and_paragraphs_continue() {
        let pages = [
            "Norsund Herald\n\nThe ferry sank on Monday, and nine of those on\n\n1",
            "Norsund Herald\n\nboard were hurt.\n\nTwo died.\n\n12",
            "Norsund Herald\n\nThe mayor came.\n\n3\n",
        ];
        let expected = [
            "The ferry sank on Monday, and nine of those on board were hurt.",
            "Two died.",
            "The mayor came.",
        ];
        for count in [2, 3] {
            let output = pages[..count].join("\u{c}");
            assert_eq!(texts(&output), expected[..count]);
        }
        let document = read(&pages.join("\u{c}"), "x").unwrap();
        assert_eq!(document.left_out.first().map(|out| out.count), Some(6));
    }

    #[test]
    fn hyphens_at_the_ends_of_lines_are_kept_or_removed() {
        for (lines, expected) in [
            ("about 3-|4 percent of it", "about 3-4 percent of it"),
            ("in 2019-|2021, she said", "in 2019-2021, she said"),
            ("in 2019–|2021, she said", "in 2019–2021, she said"),
            ("the COVID-|19 ward", "the COVID-19 ward"),
            ("a 5-|year plan", "a 5-year plan"),
            (
                "the Inspector-|General spoke",
                "the Inspector-General spoke",
            ),
            ("Olena Koval-|Sych spoke", "Olena Koval-Sych spoke"),
            ("it is permit-|ted here", "it is permitted here"),
            ("IT IS PERMIT-|TED HERE", "IT IS PERMITTED HERE"),
            (
                "the price-|determining and price-determining things",
                "the price-determining and price-determining things",
            ),
            (
                "a report- ing thing and its report-|ing",
                "a report- ing thing and its reporting",
            ),
            (
                "in two-|and three-storey houses",
                "in two- and three-storey houses",
            ),
            ("an inter\u{ad}|national share", "an international share"),
            ("підняли на 3-|4 відсотки", "підняли на 3-4 відсотки"),
            ("тонн ван-|тажу", "тонн вантажу"),
            ("сказала віце-|прем’єрка", "сказала віце-прем’єрка"),
            ("повідомила прес-|служба", "повідомила прес-служба"),
            ("сообщила пресс-|служба", "сообщила пресс-служба"),
            ("за 2019-|2021 годы", "за 2019-2021 годы"),
            ("это под-|твердили", "это подтвердили"),
            ("40-|річний чоловік", "40-річний чоловік"),
        ] {
            let lines: Vec<(f64, &str)> = lines.split('|').map(|line| (10.0, line)).collect();
            assert_eq!(texts(&placed(&[&[&lines]])), [expected]);
        }
    }

    #[test]
    fn a_running_head_is_no_title() {
        let page: &[&[(f64, &str)]] = &[
            &[(8.0, "Norsund Herald, 3 October 2026")],
            &[(24.0, "Ferry sinks"), (24.0, "off Norsund")],
            &[
                (10.0, "The ferry sank at noon on Monday, and two"),
                (10.0, "of those on board died."),
            ],
        ];
        let expected = [
            "boilerplate: Norsund Herald, 3 October 2026",
            "title: Ferry sinks off Norsund",
            "The ferry sank at noon on Monday, and two of those on board died.",
        ];
        assert_eq!(texts(&placed(&[page])), expected);
    }

    #[test]
    fn page_numbers_are_recognised() {
        for line in ["12", "– 3 –", "Page 2 of 5", "стор. 7", "2/5", "стр 8"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in [
            "40-",
            "1994 1995",
            "12 died",
            "3.",
            "Page of",
            "12 345 678 900",
        ] {
            assert!(!is_page_number(line), "{line}");
        }
    }
}
