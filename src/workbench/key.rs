//! Keys, and their notation: `c`, `Ctrl-D`, `Shift-Tab`, `PgUp`.
//!
//! `terminal` converts the terminal's input to [`Key`]s. This file parses the keys of `keys.ron`
//! and of key scripts.

use std::fmt;
use std::str::FromStr;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character. Shift is part of it: `G`, not Shift and `g`.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Del,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Start of line or list.
    Home,
    /// End of line or list.
    End,
    /// A page up.
    PgUp,
    /// A page down.
    PgDn,
    /// A function key, from 1 to [`MAX_FUNCTION_KEY`].
    F(u8),
}

/// Keyboards have F1 to F12. Terminal protocols define more.
pub const MAX_FUNCTION_KEY: u8 = 12;

/// Whether a key is being held down, as reported by the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Held {
    /// The terminal does not report it.
    #[default]
    Unknown,
    /// The key was pressed just now.
    No,
    /// The key is held down and repeats.
    Yes,
}

/// A key press and its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// The key.
    pub key: Key,
    /// The time in milliseconds, on a monotonic clock. Keys that the terminal sent together have
    /// the same time.
    pub at: u64,
    /// Whether the key is being held down.
    pub held: Held,
}

impl From<Key> for Press {
    /// A press of a key that is not held down.
    fn from(key: Key) -> Self {
        Self {
            key,
            at: 0,
            held: Held::No,
        }
    }
}

/// The keys with a name instead of a character.
const NAMES: &[(Code, &str)] = &[
    (Code::Char(' '), "Space"),
    (Code::Enter, "Enter"),
    (Code::Esc, "Esc"),
    (Code::Tab, "Tab"),
    (Code::Backspace, "Backspace"),
    (Code::Del, "Del"),
    (Code::Up, "Up"),
    (Code::Down, "Down"),
    (Code::Left, "Left"),
    (Code::Right, "Right"),
    (Code::Home, "Home"),
    (Code::End, "End"),
    (Code::PgUp, "PgUp"),
    (Code::PgDn, "PgDn"),
];

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key without modifiers.
    pub code: Code,
    /// Control. A letter is then in lower case.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
    /// Shift; never with a character.
    pub shift: bool,
}

impl From<Code> for Key {
    fn from(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }
}

impl From<char> for Key {
    fn from(c: char) -> Self {
        Code::Char(c).into()
    }
}

impl Key {
    /// A letter with Control.
    pub fn ctrl(c: char) -> Self {
        Self {
            ctrl: true,
            ..c.into()
        }
    }

    /// The character, if it was typed without Control and Alt.
    pub fn char(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The character of an Alt key. A terminal sends the same bytes for Esc and a character that
    /// arrive together.
    pub fn char_after_esc(self) -> Option<char> {
        match self.code {
            Code::Char(c) if self.alt && !self.ctrl => Some(c),
            _ => None,
        }
    }

    /// The Latin letter on the same key as a Cyrillic letter of the Ukrainian and Russian ЙЦУКЕН
    /// layouts. Other keys are returned unchanged.
    #[must_use]
    pub fn latin(self) -> Self {
        let Code::Char(c) = self.code else {
            return self;
        };
        let lower = c.to_lowercase().next().unwrap_or(c);
        let Some((_, latin)) = JCUKEN.iter().find(|(cyrillic, _)| *cyrillic == lower) else {
            return self;
        };
        let code = Code::Char(if c == lower || self.ctrl {
            *latin
        } else {
            shifted(*latin)
        });
        Self { code, ..self }
    }
}

/// A Latin key with Shift (US layout).
fn shifted(c: char) -> char {
    match c {
        '[' => '{',
        ']' => '}',
        ';' => ':',
        '\'' => '"',
        ',' => '<',
        '.' => '>',
        '`' => '~',
        '\\' => '|',
        letter => letter.to_ascii_uppercase(),
    }
}

/// The letters of the ЙЦУКЕН layouts, each with the character of the same key on a US keyboard. The
/// Russian layout comes first, then the letters that differ in Ukrainian.
const JCUKEN: &[(char, char)] = &[
    ('й', 'q'),
    ('ц', 'w'),
    ('у', 'e'),
    ('к', 'r'),
    ('е', 't'),
    ('н', 'y'),
    ('г', 'u'),
    ('ш', 'i'),
    ('щ', 'o'),
    ('з', 'p'),
    ('х', '['),
    ('ъ', ']'),
    ('ф', 'a'),
    ('ы', 's'),
    ('в', 'd'),
    ('а', 'f'),
    ('п', 'g'),
    ('р', 'h'),
    ('о', 'j'),
    ('л', 'k'),
    ('д', 'l'),
    ('ж', ';'),
    ('э', '\''),
    ('я', 'z'),
    ('ч', 'x'),
    ('с', 'c'),
    ('м', 'v'),
    ('и', 'b'),
    ('т', 'n'),
    ('ь', 'm'),
    ('б', ','),
    ('ю', '.'),
    ('ё', '`'),
    ('і', 's'),
    ('ї', ']'),
    ('є', '\''),
    ('ґ', '\\'),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if self.shift {
            f.write_str("Shift-")?;
        }
        match (NAMES.iter().find(|(code, _)| *code == self.code), self.code) {
            (Some((_, name)), _) => f.write_str(name),
            (None, Code::Char(c)) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            (None, Code::F(number)) => write!(f, "F{number}"),
            // A terminal may send any character as a key.
            (None, Code::Char(c)) => f.write_str(&crate::text::visible(c.encode_utf8(&mut [0; 4]))),
            (None, _) => Ok(()),
        }
    }
}

/// A text that is not a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAKey(String);

impl fmt::Display for NotAKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a key: one is written like c, G, Ctrl-D, Shift-Tab, Enter, PgUp, Space, F5",
            crate::text::visible(&self.0)
        )
    }
}

impl std::error::Error for NotAKey {}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let no_key = || NotAKey(text.to_owned());
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        loop {
            let modifier = [
                ("Ctrl-", &mut ctrl),
                ("Alt-", &mut alt),
                ("Shift-", &mut shift),
            ]
            .into_iter()
            .find_map(|(prefix, flag)| Some((rest.strip_prefix(prefix)?, flag)))
            .filter(|(rest, _)| !rest.is_empty());
            match modifier {
                Some((left, flag)) if !*flag => (rest, *flag) = (left, true),
                Some(_) => return Err(no_key()),
                None => break,
            }
        }
        let named = NAMES.iter().find(|(_, name)| *name == rest);
        let code = match (named, parse_function_key(rest)) {
            (Some((code, _)), _) => *code,
            (None, Some(number)) => Code::F(number),
            (None, None) => {
                let mut letters = rest.chars();
                match (letters.next(), letters.next()) {
                    (Some(c), None) if !crate::text::is_unseen(c) && !c.is_whitespace() => {
                        Code::Char(c)
                    }
                    _ => return Err(no_key()),
                }
            }
        };
        match code {
            Code::Char(c) if ctrl => Ok(Self {
                code: Code::Char(c.to_ascii_lowercase()),
                ctrl,
                alt,
                shift: false,
            }),
            Code::Char(_) if shift => Err(no_key()),
            _ => Ok(Self {
                code,
                ctrl,
                alt,
                shift,
            }),
        }
    }
}

/// Parses the name of a function key, `F5`.
fn parse_function_key(name: &str) -> Option<u8> {
    let number = name.strip_prefix('F')?;
    let is_plain = !number.starts_with(['0', '+']);
    let number = number.parse().ok()?;
    (is_plain && (1..=MAX_FUNCTION_KEY).contains(&number)).then_some(number)
}

/// Parses a key script: `c`, `<Ctrl-D>`, `<Enter>`; characters between names are keys, and `<lt>`
/// is `<`.
///
/// For tests, examples and pictures.
pub fn script(text: &str) -> Result<Vec<Key>, NotAKey> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named = rest
            .strip_prefix('<')
            .and_then(|inner| inner.split_once('>'));
        if let Some((name, left)) = named {
            keys.push(if name == "lt" {
                '<'.into()
            } else {
                name.parse()?
            });
            rest = left;
        } else {
            keys.push(c.into());
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_names_are_parsed_and_printed_alike() {
        for name in [
            "c",
            "G",
            "|",
            "Ctrl-D",
            "Shift-Tab",
            "Enter",
            "Space",
            "Alt-x",
            "Shift-Left",
            "-",
            "Ctrl-Alt-Del",
            "F1",
            "F12",
            "Shift-F5",
            "F",
        ] {
            assert_eq!(
                name.parse::<Key>().map(|key| key.to_string()).as_deref(),
                Ok(name)
            );
        }
        for wrong in [
            "",
            "cc",
            "Ctrl-",
            "Hyper-x",
            "Shift-a",
            "Ctrl-Ctrl-a",
            " ",
            "enter",
            "F0",
            "F01",
            "F13",
            "f1",
        ] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn cyrillic_letters_become_the_latin_letters_of_their_keys() {
        let latin = |c: char| Key::from(c).latin().char();
        assert_eq!(
            "свгымніїґСЖ".chars().filter_map(latin).collect::<String>(),
            "cdusvys]\\C:"
        );
        assert_eq!(latin('c'), Some('c'));
    }

    #[test]
    fn a_script_names_keys_in_angle_brackets() {
        let keys: Vec<String> = script("d1<Enter><Ctrl-D>ї<lt>")
            .unwrap()
            .iter()
            .map(Key::to_string)
            .collect();
        assert_eq!(keys, ["d", "1", "Enter", "Ctrl-D", "ї", "<"]);
    }
}
