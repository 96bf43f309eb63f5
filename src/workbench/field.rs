//! A text field of one or several lines.
//!
//! `ratatui-textarea` does the editing. The field draws the visible form of its text, since a paste
//! may contain any characters.

use std::ops::Range;

use ratatui_textarea::{Input, Key as AreaKey, TextArea};

use crate::text;
use crate::workbench::key::{Code, Key};

/// A text being edited.
#[derive(Clone, Debug, Default)]
pub struct Field {
    area: TextArea<'static>,
    is_long: bool,
    /// Whether the next typed letter replaces the whole text.
    replaces_on_type: bool,
}

impl Field {
    /// A field of one line.
    pub fn line(text: &str) -> Self {
        Self::of(text, false)
    }

    /// A field of several lines.
    pub fn long(text: &str) -> Self {
        Self::of(text, true)
    }

    fn of(text: &str, is_long: bool) -> Self {
        let mut field = Self {
            area: TextArea::default(),
            is_long,
            replaces_on_type: false,
        };
        field.insert(text);
        field
    }

    /// The text, lines joined by line feeds.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether the field has no text.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Whether the field may contain several lines.
    pub fn is_long(&self) -> bool {
        self.is_long
    }

    /// Whether the caret is in the first line (`up`) or in the last line. A further step then
    /// leaves the field.
    pub fn is_at_edge(&self, up: bool) -> bool {
        let ratatui_textarea::DataCursor(row, _) = self.area.cursor();
        row == if up {
            0
        } else {
            self.area.lines().len().saturating_sub(1)
        }
    }

    /// Inserts text at the caret. Invisible characters are left out. In a field of one line, line
    /// breaks become spaces.
    pub fn insert(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let cleaned: String = text
            .chars()
            .filter_map(|c| match c {
                '\n' if self.is_long => Some(c),
                '\n' | '\t' => Some(' '),
                c if text::is_unseen(c) => None,
                c => Some(c),
            })
            .collect();
        self.clear_if_replaceable();
        self.area.insert_str(cleaned);
    }

    /// Replaces the whole text by one that the next typed letter replaces again. So a half-typed
    /// name does not become part of another name. Any other key keeps the text.
    pub fn set_replaceable(&mut self, text: &str) {
        self.set(text);
        self.replaces_on_type = true;
    }

    /// Removes the text if the next letter was to replace it.
    fn clear_if_replaceable(&mut self) {
        if std::mem::take(&mut self.replaces_on_type) {
            self.set("");
        }
    }

    /// Replaces the whole text.
    pub fn set(&mut self, text: &str) {
        *self = Self::of(text, self.is_long);
    }

    /// Handles an editing key. Returns false for other keys. Enter, Tab and Esc belong to the form.
    pub fn key(&mut self, key: Key) -> bool {
        if key.alt && key.code == Code::Enter && self.is_long {
            self.area.insert_newline();
            return true;
        }
        let is_letter = matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt;
        if is_letter {
            self.clear_if_replaceable();
        }
        self.replaces_on_type = false;
        let code = match key.code {
            Code::Char(c) => {
                // Keys that move and delete, as in emacs and shells. Other Control keys belong to
                // the form.
                if key.ctrl && !"abdefhkuwnp".contains(c) {
                    return false;
                }
                if text::is_unseen(c) {
                    return true;
                }
                AreaKey::Char(c)
            }
            Code::Backspace => AreaKey::Backspace,
            Code::Del => AreaKey::Delete,
            Code::Left => AreaKey::Left,
            Code::Right => AreaKey::Right,
            Code::Home => AreaKey::Home,
            Code::End => AreaKey::End,
            Code::Up if self.is_long => AreaKey::Up,
            Code::Down if self.is_long => AreaKey::Down,
            _ => return false,
        };
        // Ctrl-U deletes the line up to the caret, as in a shell. In the text area it would undo.
        if key.ctrl && key.code == Code::Char('u') {
            self.area.delete_line_by_head();
            return true;
        }
        self.area.input(Input {
            key: code,
            ctrl: key.ctrl,
            alt: key.alt,
            shift: key.shift,
        });
        true
    }

    /// The lines as drawn in `room` cells, and the caret's line and cell, from 0.
    pub fn drawn(&self, room: usize) -> (Vec<String>, (usize, usize)) {
        let ratatui_textarea::DataCursor(row, column) = self.area.cursor();
        let mut drawn = Vec::new();
        let mut caret = (0, 0);
        for (index, line) in self.area.lines().iter().enumerate() {
            let at = line
                .char_indices()
                .nth(column)
                .map_or(line.len(), |(at, _)| at);
            let lines = if self.is_long {
                text::wrap(line, room.saturating_sub(1))
            } else {
                std::iter::once(0..line.len()).collect()
            };
            for (part, range) in lines.iter().enumerate() {
                let has_caret = index == row
                    && range.start <= at
                    && lines.get(part + 1).is_none_or(|next| at < next.start);
                if has_caret {
                    let before = line.get(range.start..at.min(range.end)).unwrap_or_default();
                    caret = (drawn.len(), text::cells(&text::visible(before)));
                }
                drawn.push(shown(line, range));
            }
        }
        if !self.is_long {
            let line = drawn.pop().unwrap_or_default();
            let (line, column) = scrolled(&line, caret.1, room);
            (drawn, caret) = (vec![line], (0, column));
        }
        (drawn, caret)
    }
}

fn shown(line: &str, range: &Range<usize>) -> String {
    text::visible(line.get(range.clone()).unwrap_or_default()).into_owned()
}

/// A line, scrolled so that the caret is visible in `room` cells, and the caret's cell.
fn scrolled(line: &str, caret: usize, room: usize) -> (String, usize) {
    use unicode_segmentation::UnicodeSegmentation;
    let hidden_cells = (caret + 1).saturating_sub(room);
    let mut used = 0;
    let mut start = line.len();
    for (at, grapheme) in line.grapheme_indices(true) {
        if used >= hidden_cells {
            start = at;
            break;
        }
        used += text::cells(grapheme);
    }
    let rest = line.get(start..).unwrap_or_default();
    let mut visible = String::new();
    for grapheme in rest.graphemes(true) {
        if text::cells(&visible) + text::cells(grapheme) > room {
            break;
        }
        visible.push_str(grapheme);
    }
    (visible, caret.saturating_sub(used))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(field: &mut Field, script: &str) {
        for key in super::super::key::script(script).unwrap() {
            field.key(key);
        }
    }

    #[test]
    fn a_line_accepts_letters_and_no_invisible_characters() {
        let mut field = Field::line("");
        typed(&mut field, "їж<Left>a");
        field.insert("\u{202e}b\r\nc\x1b");
        assert_eq!(field.text(), "їab cж");
        typed(&mut field, "<Ctrl-U>");
        assert_eq!(field.text(), "ж");
    }

    #[test]
    fn a_letter_replaces_a_replaceable_text_and_another_key_keeps_it() {
        for (script, text) in [("b", "b"), ("<End>b", "reub"), ("<Backspace>", "re")] {
            let mut field = Field::line("");
            field.set_replaceable("reu");
            typed(&mut field, script);
            assert_eq!(field.text(), text, "{script}");
        }
        let mut field = Field::line("");
        field.set_replaceable("reu");
        field.insert("CNN");
        assert_eq!(field.text(), "CNN");
    }

    #[test]
    fn drawn_lines_fit_and_contain_the_caret() {
        let field = Field::line("a long line of words");
        assert_eq!(field.drawn(8), (vec!["f words".into()], (0, 7)));
        let field = Field::long("one two three\nfour");
        assert_eq!(field.drawn(8).0, ["one two", "three", "four"]);
        assert_eq!(field.drawn(8).1, (2, 4));
    }
}
