//! Properties of single letters, used by several modules.

/// Whether a letter is Cyrillic, of any alphabet.
pub(crate) fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
}

/// Whether a character is an apostrophe inside of a word, typed or printed.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}
