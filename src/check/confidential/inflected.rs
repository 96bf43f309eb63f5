//! Words of the lists that a text may have in any form. A text has few of the words of a list, so the
//! forms of a word are made when a text first has a word that begins in the same way.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::forms::{self, Form};
use super::letters::looks;

/// The most letters that a group has in common.
const MOST: usize = 3;
/// At most this many letters at the end of a word change in its forms.
const CHANGING: usize = 4;

/// Words in all their forms, each form with a value.
pub(super) struct Inflected<T> {
    /// The words by their first letters, as they look.
    groups: HashMap<String, Group<T>>,
    /// The key of a form, and its value.
    form: fn(&Form, &T) -> Option<(String, T)>,
}

/// Words that begin with the same letters.
struct Group<T> {
    words: Vec<(String, T)>,
    /// The values of all forms, by the keys of the forms.
    forms: OnceLock<HashMap<String, Vec<T>>>,
}

impl<T: PartialEq> Inflected<T> {
    /// These words. `form` gives the key by which a form is found, and its value: of the form and
    /// the value of the word. The key must begin as the form looks.
    pub fn of(
        words: impl IntoIterator<Item = (String, T)>,
        form: fn(&Form, &T) -> Option<(String, T)>,
    ) -> Self {
        let mut groups: HashMap<String, Group<T>> = HashMap::new();
        for (word, value) in words {
            let group = groups.entry(beginning(&word)).or_insert_with(|| Group {
                words: Vec::new(),
                forms: OnceLock::new(),
            });
            group.words.push((word, value));
        }
        Self { groups, form }
    }

    /// The values of the forms with a key.
    pub fn get<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a T> {
        let ends = key.char_indices().skip(1).map(|(at, _)| at);
        let ends = ends.chain([key.len()]).take(MOST);
        let groups = ends.filter_map(|end| self.groups.get(key.get(..end)?));
        groups.flat_map(|group| self.forms(group).get(key).into_iter().flatten())
    }

    /// Whether any form has a key.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).next().is_some()
    }

    fn forms<'a>(&self, group: &'a Group<T>) -> &'a HashMap<String, Vec<T>> {
        group.forms.get_or_init(|| {
            let mut all: HashMap<String, Vec<T>> = HashMap::new();
            for (word, value) in &group.words {
                let forms = forms::cyrillic(word);
                for (key, value) in forms.iter().filter_map(|form| (self.form)(form, value)) {
                    let of = all.entry(key).or_default();
                    if !of.contains(&value) {
                        of.push(value);
                    }
                }
            }
            all
        })
    }

    /// The keys that do not begin as their group does, so that [`Self::get`] does not find them.
    #[cfg(test)]
    pub fn lost(&self) -> Vec<String> {
        let groups = self.groups.iter();
        let lost = groups.flat_map(|(start, group)| {
            let keys = self.forms(group).keys();
            keys.filter(|key| !key.starts_with(start.as_str())).cloned()
        });
        lost.collect()
    }
}

/// The letters that all forms of a word begin with, as they look.
fn beginning(word: &str) -> String {
    let first = word.split(['\'', '’', 'ʼ', '-', ' ']).next();
    let count = word.chars().count().saturating_sub(CHANGING).clamp(1, MOST);
    looks(first.unwrap_or_default())
        .chars()
        .take(count)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_all_forms() {
        let words = [("поляк", 1), ("польща", 2), ("полька", 1), ("лев", 3)];
        let words = words.map(|(word, number)| (word.to_owned(), number));
        let all = Inflected::of(words, |(form, _), number| Some((looks(form), *number)));
        for (form, found) in [
            ("поляками", &[1][..]),
            ("польщі", &[2]),
            ("польок", &[]),
            ("лев", &[3]),
            ("п", &[]),
            ("", &[]),
        ] {
            let look = looks(form);
            let values: Vec<i32> = all.get(&look).copied().collect();
            assert_eq!(values, found, "{form}");
            assert_eq!(all.has(&look), !found.is_empty(), "{form}");
        }
        assert_eq!(all.lost(), Vec::<String>::new());
    }
}
