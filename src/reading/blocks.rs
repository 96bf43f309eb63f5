//! Collects the blocks of marked-up formats. White space is collapsed. A line break starts a new
//! block, unless the lines are only wrapped. A row of a table is one block.

use super::annotations::{
    Annotation, MAX_ANNOTATIONS, Mark, Sign, is_mark_char, mark, without_marks,
};
use super::block::Block;
use super::paragraphs::{collapse_spaces, is_wrapped, joined};
use crate::case::{ClaimId, Part};

/// How many digits the base of a power may have, such as the `10` of 10⁶. A longer number before a
/// superscript is no base.
const MAX_BASE_DIGITS: usize = 2;

/// How many digits a footnote number may have.
const MAX_NOTE_DIGITS: usize = 3;

/// How many letters a unit that is squared may have.
const MAX_UNIT_LETTERS: usize = 2;

/// Collects blocks in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    done: Vec<Block>,
    part: Option<Part>,
    /// The text of the current block, with its marks.
    text: String,
    /// The outer blocks that a block inside them interrupts, the innermost last: a paragraph with a
    /// text box in it.
    interrupted: Vec<(Option<Part>, String)>,
    /// The open rows of tables, the innermost last.
    rows: Vec<Row>,
    /// The links, notes and comments so far.
    pub annotations: Vec<Annotation>,
    /// The claims whose words are marked in a document that factdesk exported.
    pub claims: Vec<ClaimId>,
}

/// A row of a table: the index of the first block of each cell.
#[derive(Debug)]
struct Row {
    cells: Vec<usize>,
}

impl Blocks {
    /// Ends the current block and starts one of this kind. With none, the kind is determined later
    /// from the text.
    pub(super) fn start(&mut self, part: Option<Part>) {
        let text = std::mem::take(&mut self.text);
        let part = std::mem::replace(&mut self.part, part);
        let (clean, lines): (Vec<String>, Vec<String>) = text
            .split('\n')
            .map(collapse_spaces)
            .map(|line| (without_marks(&line).0, line))
            .filter(|(clean, _)| !clean.is_empty())
            .unzip();
        // A title, heading or caption is one block even if it has several lines.
        let is_one = matches!(part, Some(Part::Title | Part::Heading | Part::Caption));
        if lines.len() < 2 || is_one || is_wrapped(&clean) {
            self.done.extend(Block::of_marked(part, &joined(&lines)));
        } else {
            let blocks = lines.iter().filter_map(|line| Block::of_marked(part, line));
            self.done.extend(blocks);
        }
    }

    /// Interrupts the current block by a block inside it. [`Blocks::leave`] continues the outer
    /// block.
    pub(super) fn enter(&mut self, part: Option<Part>) {
        let outer = std::mem::take(&mut self.text);
        self.interrupted.push((self.part, outer));
        self.part = part;
    }

    /// Ends the block that [`Blocks::enter`] started and continues the outer one.
    pub(super) fn leave(&mut self) {
        self.start(None);
        if let Some((part, text)) = self.interrupted.pop() {
            (self.part, self.text) = (part, text);
        }
    }

    /// Adds text to the block. White space becomes a single space, and soft hyphens are removed.
    pub(super) fn push(&mut self, text: &str) {
        let visible = text.chars().filter(|&c| c != '\u{ad}');
        self.text.extend(visible.map(|c| {
            if c.is_ascii_whitespace() || c == '\u{a0}' {
                ' '
            } else if is_mark_char(c) {
                '\u{fffd}'
            } else {
                c
            }
        }));
    }

    /// Marks the place of a link, note or comment, and returns its index in
    /// [`Blocks::annotations`]. The contents may be set later.
    pub(super) fn annotate(&mut self, annotation: Annotation, sign: Sign) -> usize {
        let index = self.annotations.len();
        if index < MAX_ANNOTATIONS {
            self.annotations.push(annotation);
            self.mark(index, sign);
        }
        index
    }

    /// Inserts a mark at the current place.
    pub(super) fn mark(&mut self, index: usize, sign: Sign) {
        self.text.push_str(&mark(index, sign));
    }

    /// Records a claim and marks the start of its words. Returns its index, which marks the end.
    pub(super) fn start_claim(&mut self, claim: ClaimId) -> usize {
        self.claims.push(claim);
        let index = self.claims.len() - 1;
        self.mark(index, Sign::ClaimStart);
        index
    }

    /// The characters of the current block without marks, the last one first.
    fn last_chars(&self) -> impl Iterator<Item = char> {
        self.text.chars().rev().filter(|c| !is_mark_char(*c))
    }

    /// Adds a superscript number. An exponent is written after a `^`, so that 10⁵ does not become
    /// 105. The number of a note is written in brackets. If the text is no number, it adds nothing
    /// and returns false.
    pub(super) fn push_superscript(&mut self, text: &str) -> bool {
        let number = text.trim();
        let digits = number.trim_start_matches(['-', '−']);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let is_of_number = |c: char| c.is_ascii_digit() || ".,\u{a0} ’".contains(c);
        let base = self.text.trim_end_matches(is_of_number);
        let base = self.text.get(base.len()..).unwrap_or_default();
        let last = self.last_chars().next();
        let is_power = digits.len() < number.len() || base.trim_start().len() <= MAX_BASE_DIGITS;
        match last {
            Some(c) if c.is_ascii_digit() && is_power => self.text.push('^'),
            // The 2 of "km2" is written right after its unit. A number after a space starts a
            // footnote.
            Some(c) if c.is_whitespace() => {}
            Some(c) if c.is_alphabetic() && self.is_in_unit() => {}
            Some(_) if digits.len() <= MAX_NOTE_DIGITS => {
                self.text.push('[');
                self.text.push_str(digits);
                self.text.push(']');
                return true;
            }
            _ => {}
        }
        self.text.push_str(number);
        true
    }

    /// Whether the current word is short enough to be a unit.
    fn is_in_unit(&self) -> bool {
        let letters = self.last_chars().take_while(|c| c.is_alphabetic());
        letters.take(MAX_UNIT_LETTERS + 1).count() <= MAX_UNIT_LETTERS
    }

    /// Adds a line break inside the block.
    pub(super) fn break_line(&mut self) {
        self.text.push('\n');
    }

    /// Whether all earlier blocks are boilerplate.
    pub(super) fn is_first(&self) -> bool {
        self.done
            .iter()
            .all(|block| block.part == Some(Part::Boilerplate))
    }

    /// Whether the current block is still empty.
    pub(super) fn is_blank(&self) -> bool {
        self.last_chars().all(char::is_whitespace)
    }

    /// The kind of the current block.
    pub(super) fn part(&self) -> Option<Part> {
        self.part
    }

    /// Sets the kind of the current block, if it is known only after its start.
    pub(super) fn set_part(&mut self, part: Option<Part>) {
        self.part = part;
    }

    /// The kind of a heading of this level (from 1). The first heading of level 1 is the title if
    /// no text precedes it.
    pub(super) fn heading(&self, level: usize) -> Part {
        if level == 1 && self.is_first() {
            Part::Title
        } else {
            Part::Heading
        }
    }

    /// Starts a row of a table.
    pub(super) fn start_row(&mut self) {
        self.start(Some(Part::Body));
        self.rows.push(Row { cells: Vec::new() });
    }

    /// Starts a cell in the row.
    pub(super) fn start_cell(&mut self) {
        self.start(Some(Part::Body));
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(self.done.len());
        }
    }

    /// Ends a row. It becomes one block if every cell has at most one block. Otherwise the table is
    /// a layout, and the blocks stay separate.
    pub(super) fn end_row(&mut self) {
        self.start(None);
        let Some(Row { cells }) = self.rows.pop() else {
            return;
        };
        let ends = cells
            .iter()
            .skip(1)
            .copied()
            .chain(std::iter::once(self.done.len()));
        let is_data = cells
            .iter()
            .zip(ends)
            .all(|(start, end)| end.saturating_sub(*start) <= 1);
        let start = cells.first().copied().unwrap_or(self.done.len());
        if is_data && self.done.len() > start + 1 {
            let mut row = Block::new(Some(Part::Body), String::new());
            for cell in self.done.drain(start..) {
                if !row.text.is_empty() {
                    row.text.push(' ');
                }
                let start = row.text.len();
                row.marks.extend(cell.marks.into_iter().map(|mark| Mark {
                    at: start + mark.at,
                    ..mark
                }));
                row.text.push_str(&cell.text);
            }
            self.done.push(row);
        }
    }

    /// Returns all blocks and annotations, including interrupted blocks that were never continued.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Annotation>) {
        while !self.interrupted.is_empty() {
            self.leave();
        }
        self.start(None);
        let annotations = self.annotations.into_iter().map(Annotation::finished);
        (self.done, annotations.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_block_unless_its_table_is_a_layout() {
        let mut blocks = Blocks::default();
        for cells in [&[&["Kelm"][..], &["12"]][..], &[&["One.", "Two."], &["x"]]] {
            blocks.start_row();
            for cell in cells {
                blocks.start_cell();
                for text in *cell {
                    blocks.start(None);
                    blocks.push(text);
                }
            }
            blocks.end_row();
        }
        let texts: Vec<String> = blocks.finish().0.into_iter().map(|one| one.text).collect();
        assert_eq!(texts, ["Kelm 12", "One.", "Two.", "x"]);
    }

    #[test]
    fn a_block_inside_another_comes_first() {
        let mut blocks = Blocks::default();
        blocks.push("The ferry ");
        blocks.enter(Some(Part::Caption));
        blocks.push("In\u{a0}port, 20\u{ad}19");
        blocks.leave();
        blocks.push("\n sank.");
        let expected = [
            Block::new(Some(Part::Caption), "In port, 2019".to_owned()),
            Block::new(None, "The ferry sank.".to_owned()),
        ];
        assert_eq!(blocks.finish().0, expected);
    }

    #[test]
    fn superscripts_are_separated_from_the_number_before_them() {
        for (before, raised, expected) in [
            ("10", "6", "10^6"),
            ("2", "-3", "2^-3"),
            ("in 2019", "4", "in 2019[4]"),
            ("40,000", "3", "40,000[3]"),
            ("It rose.", "12", "It rose.[12]"),
            ("the camps", "2", "the camps[2]"),
            ("5 km", "2", "5 km2"),
            ("", "1", "1"),
        ] {
            let mut blocks = Blocks::default();
            blocks.push(before);
            assert!(blocks.push_superscript(raised));
            assert_eq!(blocks.finish().0.remove(0).text, expected);
        }
        assert!(!Blocks::default().push_superscript("st"));
    }
}
