//! Computes the numbers of list items in ODT, which are not in the text itself.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::docx_numbers::format_number;
use super::xml::attribute;

/// The forms of numbers in ODT, and their names in DOCX.
const FORMS: &[(&str, &str)] = &[
    ("1", "decimal"),
    ("a", "lowerLetter"),
    ("A", "upperLetter"),
    ("i", "lowerRoman"),
    ("I", "upperRoman"),
];

/// The numbering of a list level.
#[derive(Clone, Debug)]
struct Level {
    form: &'static str,
    before: String,
    after: String,
    start: u32,
    /// How many levels the number includes: 2 for "1.a".
    shown_levels: usize,
}

/// An open list.
#[derive(Debug)]
struct List {
    style: String,
    count: u32,
}

/// The state of all lists during a walk through a document.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The numbering of each level, by style name and level (from 1).
    levels: HashMap<(String, usize), Level>,
    /// The list style being parsed.
    style: String,
    /// The open lists, the innermost last.
    open: Vec<List>,
    /// The last numbers of closed lists, by style and level, for lists that continue them.
    closed: HashMap<(String, usize), u32>,
    /// The number of the current item, until [`Numbers::take_number`] returns it.
    number: Option<String>,
}

impl Numbers {
    /// Parses a list style.
    pub(super) fn style(&mut self, element: &BytesStart<'_>) {
        let value = |name: &str| attribute(element, name);
        match element.name().as_ref() {
            "text:list-style" => self.style = value("style:name"),
            "text:list-level-style-number" => {
                let form = value("style:num-format");
                let known = FORMS.iter().find(|(odt_form, _)| *odt_form == form);
                let Some((_, form)) = known else { return };
                let level = Level {
                    form,
                    before: value("style:num-prefix"),
                    after: value("style:num-suffix"),
                    start: value("text:start-value").parse().unwrap_or(1),
                    shown_levels: value("text:display-levels").parse().unwrap_or(1),
                };
                let depth_of_level = value("text:level").parse().unwrap_or(1);
                self.levels
                    .insert((self.style.clone(), depth_of_level), level);
            }
            _ => {}
        }
    }

    /// Handles the start of a list or of a list item.
    pub(super) fn start(&mut self, element: &BytesStart<'_>) {
        let value = |name: &str| attribute(element, name);
        match element.name().as_ref() {
            "text:list" => {
                let outer = self.open.last().map(|list| list.style.clone());
                let style = Some(value("text:style-name")).filter(|style| !style.is_empty());
                let style = style.or(outer).unwrap_or_default();
                let key = (style.clone(), self.open.len() + 1);
                let continues = value("text:continue-numbering") == "true"
                    || !value("text:continue-list").is_empty();
                let start = self.levels.get(&key).map_or(1, |level| level.start);
                let last = self.closed.get(&key).filter(|_| continues);
                let count = last.copied().unwrap_or(start.saturating_sub(1));
                self.open.push(List { style, count });
            }
            "text:list-item" => {
                if let Some(list) = self.open.last_mut() {
                    let start = value("text:start-value").parse();
                    list.count = start.unwrap_or(list.count.saturating_add(1));
                }
                self.number = self.current_number();
            }
            _ => {}
        }
    }

    /// The number of the current item. None if the item has no numbering.
    fn current_number(&self) -> Option<String> {
        let depth = self.open.len();
        let level = |depth_of_level: usize| {
            let list = self.open.get(depth_of_level.checked_sub(1)?)?;
            let level = self.levels.get(&(list.style.clone(), depth_of_level))?;
            Some((level, format_number(list.count, level.form)))
        };
        let (innermost, number) = level(depth)?;
        let above = depth.saturating_sub(innermost.shown_levels.max(1)) + 1..depth;
        let mut all: Vec<String> = above.filter_map(|outer| Some(level(outer)?.1)).collect();
        all.push(number);
        Some(format!(
            "{}{}{}",
            innermost.before,
            all.join("."),
            innermost.after
        ))
    }

    /// Handles the end of a list or of a list item.
    pub(super) fn end(&mut self, name: &str) {
        match name {
            "text:list" => {
                let depth = self.open.len();
                if let Some(list) = self.open.pop() {
                    self.closed.insert((list.style, depth), list.count);
                }
            }
            "text:list-item" => self.number = None,
            _ => {}
        }
    }

    /// Returns the number of the current item once. None if there is none, or if it was returned
    /// before.
    pub(super) fn take_number(&mut self) -> Option<String> {
        self.number.take()
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml::{Piece, walk};
    use super::*;

    #[test]
    fn items_have_the_numbers_that_are_shown() {
        let level = |level: usize, more: &str| {
            format!("<text:list-level-style-number text:level=\"{level}\" {more}/>")
        };
        let item = |inside: &str| format!("<text:list-item><text:p/>{inside}</text:list-item>");
        let list = |more: &str, items: &[String]| {
            let items = items.concat();
            format!("<text:list {more}>{items}</text:list>")
        };
        let inner = list("", &[item(""), item("")]);
        let xml = format!(
            "<x><text:list-style style:name=\"L1\">{}{}</text:list-style>\
             <text:list-style style:name=\"L2\"><text:list-level-style-bullet text:level=\"1\"/></text:list-style>{}{}{}{}{}</x>",
            level(1, "style:num-suffix=\".\" style:num-format=\"1\""),
            level(
                2,
                "style:num-suffix=\")\" style:num-format=\"a\" text:display-levels=\"2\""
            ),
            list("text:style-name=\"L1\"", &[item(""), item(&inner)]),
            list(
                "text:style-name=\"L1\" text:continue-numbering=\"true\"",
                &[item("")]
            ),
            list("text:style-name=\"L2\"", &[item("")]),
            list(
                "text:style-name=\"L1\"",
                &["<text:list-item text:start-value=\"7\"><text:p/></text:list-item>".to_owned()]
            ),
            list("", &[item("")]),
        );
        let mut numbers = Numbers::default();
        let mut found = Vec::new();
        walk(&xml, "x", |piece| match piece {
            Piece::Start(element) => {
                numbers.style(element);
                numbers.start(element);
                if element.name().as_ref() == "text:p" {
                    found.push(numbers.take_number().unwrap_or_default());
                }
            }
            Piece::End(name) => numbers.end(name),
            Piece::Text(_) => {}
        })
        .unwrap();
        assert_eq!(found, ["1.", "2.", "2.a)", "2.b)", "3.", "", "7.", ""]);
    }
}
