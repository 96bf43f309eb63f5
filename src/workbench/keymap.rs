//! The keymap: the keys of the table in `commands`, overridden by those of `keys.ron`.

use std::collections::{BTreeMap, HashMap};

use crate::workbench::commands::{COMMANDS, Command, Place};
use crate::workbench::key::Key;

/// A map from place and key to command.
#[derive(Clone, Debug)]
pub struct Keymap {
    by_key: HashMap<(Place, Key), &'static Command>,
    by_command: HashMap<&'static str, Vec<Key>>,
}

/// An error in a person's own keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadKeys {
    /// The command id or key at fault, as written in the file.
    pub word: String,
    /// What is wrong with it.
    pub what: String,
}

impl Default for Keymap {
    /// The keys of the table. A test checks that they do not conflict.
    fn default() -> Self {
        Self::with_own(&BTreeMap::new()).unwrap_or_else(|_| Self {
            by_key: HashMap::new(),
            by_command: HashMap::new(),
        })
    }
}

impl Keymap {
    /// The keys of the table, replaced by those in `own` for the commands that it names.
    ///
    /// Errors: an unknown command id, a command named twice, a malformed key, one key for two
    /// commands in one place.
    pub fn with_own(own: &BTreeMap<String, Vec<String>>) -> Result<Self, BadKeys> {
        let mut by_id = BTreeMap::new();
        for (id, keys) in own {
            let bad = |what| BadKeys {
                word: id.clone(),
                what,
            };
            let command = Command::of(id).ok_or_else(|| {
                bad(format!(
                    "there is no command `{}`",
                    crate::text::visible(id)
                ))
            })?;
            if by_id.insert(command.id, keys).is_some() {
                return Err(bad(format!("`{}` has two names here", command.id)));
            }
        }
        let mut map = Self {
            by_key: HashMap::new(),
            by_command: HashMap::new(),
        };
        // Own keys come last, so that an error names the key that the person wrote.
        let (named, others): (Vec<_>, Vec<_>) = COMMANDS
            .iter()
            .partition(|command| by_id.contains_key(command.id));
        for command in others.into_iter().chain(named) {
            let texts: Vec<&str> = match by_id.get(command.id) {
                Some(texts) => texts.iter().map(String::as_str).collect(),
                None => command.keys.to_vec(),
            };
            for text in texts {
                let bad = |what| BadKeys {
                    word: text.to_owned(),
                    what,
                };
                let key: Key = text.parse().map_err(|error| bad(format!("{error}")))?;
                if let Some(other) = map.by_key.insert((command.place, key), command) {
                    return Err(bad(format!(
                        "`{key}` would be both {} and {}",
                        other.id, command.id
                    )));
                }
                map.by_command.entry(command.id).or_default().push(key);
            }
        }
        if map.key("quit").is_empty() {
            return Err(BadKeys {
                word: "quit".to_owned(),
                what: "`quit` needs a key: nothing else quits".to_owned(),
            });
        }
        Ok(map)
    }

    /// The command of a key, looked up in these places in order.
    pub fn find(&self, places: &[Place], key: Key) -> Option<&'static Command> {
        let find_exact = |key| {
            places
                .iter()
                .find_map(|place| self.by_key.get(&(*place, key)).copied())
        };
        find_exact(key).or_else(|| find_exact(key.latin()))
    }

    /// The keys of a command in their notation.
    pub fn keys(&self, command: &Command) -> Vec<String> {
        self.by_command
            .get(command.id)
            .map(|keys| keys.iter().map(Key::to_string).collect())
            .unwrap_or_default()
    }

    /// The first key of a command; empty if it has none.
    pub fn key(&self, id: &str) -> String {
        self.by_command
            .get(id)
            .and_then(|keys| keys.first())
            .map(Key::to_string)
            .unwrap_or_default()
    }
}
