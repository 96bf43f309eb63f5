//! The normalized form in which quotes and texts are compared.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::is_unseen;

/// A text in normalized form.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub text: String,
    /// Byte offsets at which a hyphen or dash between two letters was removed. The letters may
    /// belong to two words, or to one word that was split at the end of a line, so a match may
    /// start or end here.
    pub removed_dashes: Vec<usize>,
}

/// Normalizes a text.
pub(super) fn fold(text: &str) -> Folded {
    let composed = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    };
    let mut folding = Folding::default();
    folding.folded.text.reserve(composed.len());
    for c in composed.chars() {
        folding.add(c);
    }
    folding.folded
}

/// The normalized text so far, and the separators since its last character.
#[derive(Default)]
struct Folding {
    folded: Folded,
    last: Option<char>,
    has_space: bool,
    has_dash: bool,
    /// Whether there was a soft hyphen. It is visible only at the end of a line.
    has_soft_hyphen: bool,
}

impl Folding {
    fn add(&mut self, c: char) {
        match c {
            _ if c.is_whitespace() => self.has_space = true,
            '\u{ad}' => self.has_soft_hyphen = true,
            '-' | '\u{2010}'..='\u{2015}' | '−' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
                self.has_dash = true;
            }
            _ if is_quote_mark(c) => self.push('"'),
            '\u{200c}' | '\u{200d}' | '\u{2060}' => {}
            _ if is_unseen(c) => {}
            // Ligatures, as PDF files contain them.
            'ﬀ' => self.push_all("ff"),
            'ﬁ' => self.push_all("fi"),
            'ﬂ' => self.push_all("fl"),
            'ﬃ' => self.push_all("ffi"),
            'ﬄ' => self.push_all("ffl"),
            'ﬅ' | 'ﬆ' => self.push_all("st"),
            _ => self.push(c),
        }
    }

    fn push_all(&mut self, letters: &str) {
        for letter in letters.chars() {
            self.push(letter);
        }
    }

    fn push(&mut self, c: char) {
        let [space, dash, soft] = [
            &mut self.has_space,
            &mut self.has_dash,
            &mut self.has_soft_hyphen,
        ]
        .map(std::mem::take);
        let last = self.last.replace(c);
        let text = &mut self.folded.text;
        let is_between_letters = last.is_some_and(char::is_alphabetic) && c.is_alphabetic();
        let is_joined = dash || (soft && space);
        if is_joined && is_between_letters {
            self.folded.removed_dashes.push(text.len());
        } else if dash {
            text.push('-');
        } else if space && last.is_some_and(|last| needs_space(last, c)) {
            text.push(' ');
        }
        if matches!(c, '.' | '…') && text.ends_with('…') {
            self.last = Some('…');
            return;
        }
        text.push(c);
        if text.ends_with("...") {
            text.truncate(text.len() - "...".len());
            text.push('…');
            self.last = Some('…');
        }
    }
}

/// Whether a space between two characters separates them: between words, and between the end of a
/// sentence and a number.
fn needs_space(last: char, next: char) -> bool {
    (last.is_alphanumeric() && next.is_alphanumeric())
        || (matches!(last, '.' | ',') && next.is_numeric())
}

/// Whether a character is a quotation mark or an apostrophe. Some keyboards have one key for both.
pub(super) fn is_quote_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '«' | '»' | '‹' | '›' | '\u{2018}'
            ..='\u{201f}' | '′' | '″' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '＂' | '＇'
    )
}

/// A part of a normalized quote without the quotation marks and dashes around it, which belong to
/// the person who quotes. A minus before a number stays.
pub(super) fn core(part: &str) -> &str {
    let mut rest = part;
    loop {
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some('-'), Some(next)) if next.is_numeric() => break,
            (Some('"' | '-'), _) => rest = rest.get(1..).unwrap_or_default(),
            _ => break,
        }
    }
    rest.trim_end_matches(['"', '-'])
}
