//! A keymap in which every key of every command is different, and the texts that no screen under it
//! may show.

use std::collections::BTreeMap;

use factdesk::workbench::commands::{COMMANDS, Command, Place};
use factdesk::workbench::{App, Key, Keymap, Model};

/// Letters of alphabets that no story, message or name here uses, each as wide as a Latin letter.
fn strange() -> impl Iterator<Item = char> {
    ('α'..='ω').chain('ա'..='ֆ').chain('Ա'..='Ֆ')
}

/// Every command has as many keys as it has by default, and none of them is a default key.
pub fn keymap() -> Keymap {
    let mut letters = strange();
    let own: BTreeMap<String, Vec<String>> = COMMANDS
        .iter()
        .map(|command| {
            let keys = letters.by_ref().take(command.keys.len());
            let keys: Vec<_> = keys.map(String::from).collect();
            assert_eq!(keys.len(), command.keys.len(), "there are letters enough");
            (command.id.to_owned(), keys)
        })
        .collect();
    Keymap::with_own(&own).unwrap()
}

/// The key that does here what a key does by default. The same key if it stands for no command, as
/// in a field.
pub fn translated(app: &App, key: Key) -> Key {
    let defaults = Keymap::default();
    // When Esc and a letter arrive together, the letter is for the panes, except for moves by word
    // in a field.
    if let Some(letter) = key.char_after_esc() {
        let plain = Key::from(letter);
        let command = defaults.find(&Place::of(app.model.focus.pane), plain);
        return match command.filter(|_| app.popups().is_empty() || !"bdf".contains(letter)) {
            Some(command) => Key {
                alt: true,
                ..of(&app.model, command, plain)
            },
            None => key,
        };
    }
    match app.meant(&defaults, key) {
        Some(command) => of(&app.model, command, key),
        None => key,
    }
}

/// The key of a command at the position of this one among its default keys.
fn of(model: &Model, command: &Command, key: Key) -> Key {
    let place = command
        .keys
        .iter()
        .position(|name| *name == key.to_string());
    model.keys.keys(command)[place.unwrap_or_default()]
        .parse()
        .unwrap()
}

/// Words that are a default key and also something else: a column, an article, a sign, a letter of
/// the Admiralty code, a key that popups use themselves.
const ELSE: &[&str] = &["a", ".", "/", "?", "!", "|", "=", ":", "C", "D", "Enter"];

/// Texts on the screen that look like a command's key but are not.
const LEGENDS: &[&str] = &["s said  f fact", " s f ", "o other end", "Esc, then "];

/// Texts that name a key which is also a word or a sign.
const TELLING: &[&str] = &[
    " a make",
    " a  type",
    "Enter edits",
    "? help",
    "? shows",
    "! shows",
    "(:)",
    "= decide",
    ": clashes",
    "/ find",
    "| the next",
    ". again",
];

/// Fails if a screen names a default key for a command. The row of typed text may contain anything.
pub fn names_no_default(app: &App, frame: &str, typed: Option<usize>) {
    let rows = frame.lines().enumerate();
    let rows = rows.filter(|(row, _)| Some(*row) != typed);
    let mut shown = rows.map(|(_, row)| row).collect::<Vec<_>>().join("\n");
    for legend in LEGENDS {
        shown = shown.replace(legend, " ");
    }
    let has_own = !app.popups().is_empty();
    for command in COMMANDS {
        for key in command.keys.iter().filter(|key| !ELSE.contains(*key)) {
            // The popup that has focus has its own Esc and Tab.
            if has_own && key.len() > 1 {
                continue;
            }
            // After a key is named, its effect follows.
            let is_named = shown.lines().any(|row| {
                let words: Vec<_> = row.split_whitespace().collect();
                words.windows(2).any(|pair| {
                    let word = pair[0].trim_matches([',', ';', ':', '(', ')']);
                    word == *key && !pair[1].starts_with('│') && pair[1] != "does"
                })
            });
            assert!(
                !is_named,
                "`{key}` is named, which is no longer {command:?}:\n{frame}"
            );
        }
    }
    for words in TELLING {
        assert!(
            !shown.contains(words),
            "`{words}` names a key that is another:\n{frame}"
        );
    }
}
