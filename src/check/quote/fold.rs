//! The form in which quotes and texts are compared.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::is_unseen;

/// A text in the form in which it is compared.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub text: String,
    /// Where two words were joined that may be separate, or one word split by a line end. A match
    /// that starts or ends here does not split a word.
    pub joints: Vec<usize>,
}

/// A text in that form.
pub(super) fn fold(text: &str) -> Folded {
    let composed = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    };
    let mut folding = Folding::default();
    folding.folded.text.reserve(composed.len());
    for c in composed.chars() {
        folding.take(c);
    }
    folding.folded
}

/// What has been folded, and what stood between its last character and the one to come.
#[derive(Default)]
struct Folding {
    folded: Folded,
    last: Option<char>,
    has_space: bool,
    has_dash: bool,
    /// A hyphen that is seen only at the end of a line.
    has_soft_hyphen: bool,
}

impl Folding {
    fn take(&mut self, c: char) {
        match c {
            _ if c.is_whitespace() => self.has_space = true,
            '\u{ad}' => self.has_soft_hyphen = true,
            '-' | '\u{2010}'..='\u{2015}' | '−' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
                self.has_dash = true;
            }
            _ if is_mark(c) => self.put('"'),
            '\u{200c}' | '\u{200d}' | '\u{2060}' => {}
            _ if is_unseen(c) => {}
            // Letters set as one, as they come out of a PDF.
            'ﬀ' => self.put_all("ff"),
            'ﬁ' => self.put_all("fi"),
            'ﬂ' => self.put_all("fl"),
            'ﬃ' => self.put_all("ffi"),
            'ﬄ' => self.put_all("ffl"),
            'ﬅ' | 'ﬆ' => self.put_all("st"),
            _ => self.put(c),
        }
    }

    fn put_all(&mut self, letters: &str) {
        for letter in letters.chars() {
            self.put(letter);
        }
    }

    fn put(&mut self, c: char) {
        let [space, dash, soft] = [
            &mut self.has_space,
            &mut self.has_dash,
            &mut self.has_soft_hyphen,
        ]
        .map(std::mem::take);
        let last = self.last.replace(c);
        let text = &mut self.folded.text;
        let is_between_letters = last.is_some_and(char::is_alphabetic) && c.is_alphabetic();
        let is_cut = dash || (soft && space);
        if is_cut && is_between_letters {
            self.folded.joints.push(text.len());
        } else if dash {
            text.push('-');
        } else if space && last.is_some_and(|last| is_parted(last, c)) {
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

/// Whether a space between two characters parts them: between words, and between the end of a
/// sentence and a number.
fn is_parted(last: char, next: char) -> bool {
    (last.is_alphanumeric() && next.is_alphanumeric())
        || (matches!(last, '.' | ',') && next.is_numeric())
}

/// Whether it is a quotation mark, or an apostrophe, since some keyboards have one mark for both.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '«' | '»' | '‹' | '›' | '\u{2018}'
            ..='\u{201f}' | '′' | '″' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '＂' | '＇'
    )
}

/// A part of a folded quote without the marks around it: they are who quotes, not what is quoted. A
/// minus stays.
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
