//! The hyperlinks in comments. A Word document lists their targets in a separate XML part.

use std::collections::HashMap;
use std::fmt::Write;
use std::io;

use super::xml::{Formatting, Xml, element, empty, part, run};
use crate::export::shown::web_address;

/// The longest target of a link, in bytes. Word reports a document as damaged if a target has more
/// than 2083 characters.
const MAX_TARGET: usize = 2000;

/// The targets in the order of first use, without duplicates.
#[derive(Debug, Default)]
pub(super) struct Links {
    targets: Vec<String>,
    indices: HashMap<String, usize>,
}

impl Links {
    /// Writes an address: as a link if Word accepts it, otherwise as text.
    pub fn write(&mut self, xml: &mut Xml, url: &str) -> io::Result<()> {
        let Some(target) = target(url) else {
            return run(xml, url, Formatting::default());
        };
        let next = self.targets.len();
        let index = *self.indices.entry(target.clone()).or_insert(next);
        if index == next {
            self.targets.push(target);
        }
        let id = id(index);
        let link = [("r:id", id.as_str()), ("w:history", "1")];
        element(xml, "w:hyperlink", &link, |xml| {
            let formatting = Formatting {
                style: "Hyperlink",
                ..Formatting::default()
            };
            run(xml, url, formatting)
        })
    }

    /// The XML part with the targets.
    pub fn part(&self) -> io::Result<Vec<u8>> {
        let space = [(
            "xmlns",
            "http://schemas.openxmlformats.org/package/2006/relationships",
        )];
        part("Relationships", &space, |xml| self.write_all(xml))
    }

    /// Appends the targets to another part. Some programs, such as pandoc 2.17, search for the
    /// targets of links in comments among those of the story.
    pub fn appended_to(&self, others: &str) -> io::Result<Vec<u8>> {
        let mut xml = Xml::new(Vec::new());
        self.write_all(&mut xml)?;
        let (head, end) = others.split_at(others.find("</Relationships>").unwrap_or_default());
        Ok([head.as_bytes(), &xml.into_inner(), end.as_bytes()].concat())
    }

    fn write_all(&self, xml: &mut Xml) -> io::Result<()> {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
        for (index, target) in self.targets.iter().enumerate() {
            let id = id(index);
            let link = [
                ("Id", id.as_str()),
                ("Type", kind),
                ("Target", target),
                ("TargetMode", "External"),
            ];
            empty(xml, "Relationship", &link)?;
        }
        Ok(())
    }
}

fn id(index: usize) -> String {
    format!("link{}", index + 1)
}

/// The address as the target of a link. None if its host or port is invalid, since a program that
/// parses the targets would reject the whole document.
fn target(url: &str) -> Option<String> {
    let url = web_address(url)?;
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    let is_label = |label: &str| {
        let is_part = |c: char| c.is_alphanumeric() || "-_".contains(c);
        !label.is_empty() && label.chars().all(is_part)
    };
    if !name.split('.').all(is_label) || port.parse::<u16>().is_err() {
        return None;
    }
    let mut target = format!("{scheme}://{host}");
    let path = rest.get(host.len()..)?;
    for (at, c) in path.char_indices() {
        let is_hex = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
        let after = path.as_bytes().get(at + 1..).unwrap_or_default();
        if c == '%' && !(is_hex(after.first()) && is_hex(after.get(1))) {
            target.push_str("%25");
        } else if c.is_ascii() {
            target.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // A write to a String does not fail.
                let _ = write!(target, "%{byte:02X}");
            }
        }
    }
    (target.len() <= MAX_TARGET).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_valid_in_any_parser() {
        for (url, wanted) in [
            ("https://a.example/b?c=d&e#f", "https://a.example/b?c=d&e#f"),
            ("http://a.example:8080", "http://a.example:8080"),
            ("https://п.укр/ї%zz", "https://п.укр/%D1%97%25zz"),
            ("https://a.example/100%", "https://a.example/100%25"),
        ] {
            assert_eq!(target(url).as_deref(), Some(wanted));
        }
        let long = format!("https://a.example/{}", "a".repeat(MAX_TARGET));
        for url in [
            "https://",
            "https:///a",
            "https://a..example",
            "https://a:b@c/",
            "https://a.example:99999/",
            "https://a.example:/",
            "ftp://a.example",
            &long,
        ] {
            assert_eq!(target(url), None, "{url}");
        }
    }
}
