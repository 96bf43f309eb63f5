//! Finds what a source said or wrote, and its short aliases as they were typed.

use super::{Found, TextSearch};
use crate::check::confidential::folded::Gap;
use crate::check::confidential::place::Doubt;

impl TextSearch<'_> {
    /// Asks about several words in a row that a source's own evidence or notes have, too. The story
    /// may quote them on purpose, so a person decides.
    pub(super) fn ask_about_own_words(&mut self) {
        if self.terms.own_words.is_empty() {
            return;
        }
        let words = &self.context.words;
        let looks: Vec<&str> = words.iter().map(|word| word.look.as_str()).collect();
        let is_mark = |at: usize| {
            let gap = words.get(at).map_or(self.text.tail, |word| word.gap);
            gap.has(Gap::QUOTE)
        };
        let mut found = Vec::new();
        let (mut at, mut marks) = (0, 0);
        while at < looks.len() {
            marks += usize::from(is_mark(at));
            // Quotation marks come in pairs: behind an odd one a quotation is open.
            let is_open = is_mark(at) && marks % 2 == 1;
            let ends_quote = |count: usize| {
                let inside = at + 1..at + count;
                is_open && is_mark(at + count) && !inside.into_iter().any(is_mark)
            };
            let rest = looks.get(at..).unwrap_or_default();
            let own = self.terms.own_words.find(rest, &ends_quote);
            let Some((count, source)) = own else {
                at += 1;
                continue;
            };
            found.push(Found {
                letters: self.whole(&(at..at + count)),
                source,
                doubt: Some(Doubt::OwnWords),
            });
            marks += (at + 1..at + count).filter(|at| is_mark(*at)).count();
            at += count;
        }
        self.found.extend(found);
    }

    /// Finds short aliases.
    pub(super) fn find_written(&mut self) {
        let mut found = Vec::new();
        for name in &self.terms.written {
            for word in &self.context.words {
                let from = word.letters.start;
                if word.is_start && name.is_word {
                    continue;
                }
                // Addresses and handles are written in small letters.
                let count = name.at(self.text, from, false);
                let small = || name.at(self.text, from, true).filter(|_| word.is_in_handle);
                if let Some(letters) = count.or_else(small) {
                    let is_asked = name.is_asked || (name.is_noun && word.is_start);
                    found.push(Found {
                        letters: from..from + letters,
                        source: name.source,
                        doubt: (is_asked || count.is_none()).then_some(Doubt::CommonWord),
                    });
                }
            }
        }
        self.found.extend(found);
    }
}
