//! The numbers of list items in ODT, which are not in the text itself.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::docx_numbers::written;
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
    shown: usize,
}

/// An open list.
#[derive(Debug)]
struct List {
    style: String,
    count: u32,
}

/// The state of all lists while a document is walked.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The numbering of each level, by style name and level (from 1).
    levels: HashMap<(String, usize), Level>,
    /// The list style being parsed.
    style: String,
    /// The open lists, the innermost last.
    open: Vec<List>,
    /// The last numbers of closed lists, by style and level, for lists that continue them.
    ended: HashMap<(String, usize), u32>,
    /// The number of the current item, until it is taken.
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
                let known = FORMS.iter().find(|(own, _)| *own == form);
                let Some((_, form)) = known else { return };
                let level = Level {
                    form,
                    before: value("style:num-prefix"),
                    after: value("style:num-suffix"),
                    start: value("text:start-value").parse().unwrap_or(1),
                    shown: value("text:display-levels").parse().unwrap_or(1),
                };
                let place = value("text:level").parse().unwrap_or(1);
                self.levels.insert((self.style.clone(), place), level);
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
                let place = (style.clone(), self.open.len() + 1);
                let goes_on = value("text:continue-numbering") == "true"
                    || !value("text:continue-list").is_empty();
                let start = self.levels.get(&place).map_or(1, |level| level.start);
                let last = self.ended.get(&place).filter(|_| goes_on);
                let count = last.copied().unwrap_or(start.saturating_sub(1));
                self.open.push(List { style, count });
            }
            "text:list-item" => {
                if let Some(list) = self.open.last_mut() {
                    let start = value("text:start-value").parse();
                    list.count = start.unwrap_or(list.count.saturating_add(1));
                }
                self.number = self.now();
            }
            _ => {}
        }
    }

    /// The number of the current item. None if the item has no numbering.
    fn now(&self) -> Option<String> {
        let depth = self.open.len();
        let level = |place: usize| {
            let list = self.open.get(place.checked_sub(1)?)?;
            let level = self.levels.get(&(list.style.clone(), place))?;
            Some((level, written(list.count, level.form)))
        };
        let (own, number) = level(depth)?;
        let above = depth.saturating_sub(own.shown.max(1)) + 1..depth;
        let mut all: Vec<String> = above.filter_map(|place| Some(level(place)?.1)).collect();
        all.push(number);
        Some(format!("{}{}{}", own.before, all.join("."), own.after))
    }

    /// Handles the end of a list or of a list item.
    pub(super) fn end(&mut self, name: &str) {
        match name {
            "text:list" => {
                let depth = self.open.len();
                if let Some(list) = self.open.pop() {
                    self.ended.insert((list.style, depth), list.count);
                }
            }
            "text:list-item" => self.number = None,
            _ => {}
        }
    }

    /// Takes the number of the current item. None if there is none, or if it was taken before.
    pub(super) fn take(&mut self) -> Option<String> {
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
                    found.push(numbers.take().unwrap_or_default());
                }
            }
            Piece::End(name) => numbers.end(name),
            Piece::Text(_) => {}
        })
        .unwrap();
        assert_eq!(found, ["1.", "2.", "2.a)", "2.b)", "3.", "", "7.", ""]);
    }
}
