//! Questions about single letters that several modules ask.

/// A letter of a Cyrillic alphabet, of Ukrainian, Russian or any other.
pub(crate) fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
}

/// An apostrophe inside a word, as it is typed and as it is printed.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}
