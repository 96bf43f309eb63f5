//! A keymap in which every key of every command is another one, and what no screen under it may
//! say.

use std::collections::BTreeMap;

use factdesk::workbench::commands::{COMMANDS, Command, Place};
use factdesk::workbench::{App, Key, Keymap, Model};

/// Letters of alphabets that no story, message or name here is written in, each as wide as a Latin
/// one.
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

/// The key that does here what a key does by default; the same where it means no command, as in a
/// field.
pub fn translated(app: &App, key: Key) -> Key {
    let defaults = Keymap::default();
    // Esc and a letter that come together: the letter is for the panes, except for moves by word in
    // a field.
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

/// The key of a command that stands in the place of this one among its default keys.
fn of(model: &Model, command: &Command, key: Key) -> Key {
    let place = command
        .keys
        .iter()
        .position(|name| *name == key.to_string());
    model.keys.keys(command)[place.unwrap_or_default()]
        .parse()
        .unwrap()
}

/// Words that are a key by default and something else as well: a column, an article, a sign, a
/// letter of Admiralty, a key that popups have as their own.
const ELSE: &[&str] = &["a", ".", "/", "?", "!", "|", "=", ":", "C", "D", "Enter"];

/// What stands on the screen and names no command's key though it looks like one.
const LEGENDS: &[&str] = &["s said  f fact", " s f ", "o other end", "Esc, then "];

/// What names a key that is a word or a sign, too.
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

/// Fails if a screen names a default key for a command. The row that is typed into may hold
/// anything.
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
            // What has the keys has its own Esc and Tab.
            if has_own && key.len() > 1 {
                continue;
            }
            // Whoever names a key goes on to say what it does.
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
