//! Templates: messages that refer to keys by command, such as `{undo} undoes it`. The keymap fills
//! in the keys, so a message is right for every `keys.ron`.
//!
//! [`template!`](crate::workbench::template) makes one from a literal, and an unknown command is a
//! compile error. Text from people is never part of a template: it is added around the filled
//! template.

use std::borrow::Cow;

use crate::workbench::commands;
use crate::workbench::keymap::Keymap;

/// Words with `{command}` in place of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template(&'static str);

impl Template {
    /// A template whose commands are all in the table.
    ///
    /// # Panics
    /// If a command is unknown. The macro makes that a compile error.
    pub const fn new(words: &'static str) -> Self {
        assert!(
            names_known_commands(words),
            "it names a command that is not in the table"
        );
        Self(words)
    }

    /// The words with their placeholders.
    pub const fn words(self) -> &'static str {
        self.0
    }
}

/// A [`Template`](crate::workbench::Template) from a literal: `template!("{undo} undoes it")`.
#[macro_export]
#[doc(hidden)]
macro_rules! template {
    ($words:expr) => {
        const { $crate::workbench::Template::new($words) }
    };
}
pub use crate::template;

/// Whether each `{command}` is in the table.
pub const fn names_known_commands(words: &str) -> bool {
    let bytes = words.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (_, rest) = bytes.split_at(at);
        if matches!(rest, [b'{', ..]) {
            let length = length_of_id(rest);
            let (id, after) = rest.split_at(length);
            if after.is_empty() || !is_id(id) {
                return false;
            }
            at += length;
        }
        at += 1;
    }
    true
}

/// The length of the text from a `{` up to its `}`, else up to the end.
const fn length_of_id(words: &[u8]) -> usize {
    let mut at = 0;
    let mut rest = words;
    while let [first, after @ ..] = rest {
        if *first == b'}' {
            return at;
        }
        (at, rest) = (at + 1, after);
    }
    at
}

/// Whether the text after `{` is the id of a command.
const fn is_id(given: &[u8]) -> bool {
    let [_, given @ ..] = given else {
        return false;
    };
    let mut ids = commands::IDS;
    while let [id, after @ ..] = ids {
        if is_same(id.as_bytes(), given) {
            return true;
        }
        ids = after;
    }
    false
}

const fn is_same(mut left: &[u8], mut right: &[u8]) -> bool {
    while let ([a, more @ ..], [b, others @ ..]) = (left, right) {
        if *a != *b {
            return false;
        }
        (left, right) = (more, others);
    }
    left.is_empty() && right.is_empty()
}

impl Keymap {
    /// Replaces commands with the keys that run them.
    pub fn fill(&self, template: Template) -> String {
        self.fill_known(template.0).into_owned()
    }

    /// Fills in the keys in a text of the table of standards, which does not depend on the
    /// workbench. A test checks that the commands in the table exist.
    pub fn fill_known(&self, words: &'static str) -> Cow<'static, str> {
        if !words.contains('{') {
            return Cow::Borrowed(words);
        }
        let mut filled = String::new();
        let mut rest = words;
        while let Some((before, after)) = rest.split_once('{') {
            let (id, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            filled.push_str(&self.way_to(id));
            rest = after;
        }
        filled.push_str(rest);
        Cow::Owned(filled)
    }

    /// How to run a command: its key, or the key of the palette and the command's id.
    pub fn way_to(&self, id: &str) -> String {
        let key = self.key(id);
        match (key.is_empty(), self.key("palette")) {
            (false, _) => key,
            (true, palette) if palette.is_empty() => format!("`{id}`"),
            (true, palette) => format!("`{palette} {id}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::check::Standard;
    use crate::workbench::commands::Command;

    #[test]
    fn a_template_is_filled_with_the_keys_of_the_keymap() {
        let words = template!("there is no claim here: {new-claim} makes one");
        let filled = |own: &[(&str, &[&str])]| {
            let own: BTreeMap<String, Vec<String>> = own
                .iter()
                .map(|(id, keys)| {
                    (
                        (*id).to_owned(),
                        keys.iter().map(|key| (*key).to_owned()).collect(),
                    )
                })
                .collect();
            Keymap::with_own(&own).unwrap().fill(words)
        };
        assert_eq!(filled(&[]), "there is no claim here: a makes one");
        assert_eq!(
            filled(&[("new-claim", &["F2"])]),
            "there is no claim here: F2 makes one"
        );
        assert_eq!(
            filled(&[("new-claim", &[])]),
            "there is no claim here: `: new-claim` makes one"
        );
        assert_eq!(
            filled(&[("new-claim", &[]), ("palette", &["F1"])]),
            "there is no claim here: `F1 new-claim` makes one"
        );
        assert_eq!(
            Keymap::default().fill(template!("{confirm}{dispute} rule")),
            "cd rule"
        );
    }

    #[test]
    fn a_template_with_an_unknown_command_is_recognised() {
        for wrong in ["{x}", "{}", "{undo", "a {undo} {undone}", "{"] {
            assert!(!names_known_commands(wrong), "{wrong}");
        }
        assert!(names_known_commands("} {undo}{redo}"));
    }

    #[test]
    fn the_table_of_standards_names_only_known_commands() {
        for standard in Standard::ALL {
            let about = standard.about();
            for words in [about.asks, about.why, about.example, about.hint] {
                assert!(names_known_commands(words), "{standard}: {words}");
            }
            assert!(
                about.command.is_empty() || Command::of(about.command).is_some(),
                "{standard}"
            );
        }
    }
}
