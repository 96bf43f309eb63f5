//! The punctuation that can end a sentence, together with the quotation marks, brackets and
//! footnote numbers after it that belong to the same sentence.

/// Closing characters that belong to the sentence whose end they follow.
const CLOSING_MARKS: [char; 15] = [
    '"', '”', '»', '’', ')', ']', '“', '\'', '*', '›', '†', '‡', '」', '』', '）',
];

/// Punctuation that ends a sentence even without a space after it.
const WIDE: [char; 14] = [
    '。', '！', '？', '．', '｡', '।', '॥', '؟', '۔', '։', '።', '။', '។', '\u{37e}',
];

/// From this character on, scripts have neither capitals nor spaces.
const CJK: char = '\u{2e80}';

/// The most letters and digits of a footnote mark in square brackets: `[citation needed]`.
const LONGEST_NOTE: usize = 20;

/// A word of this many lower-case letters before a full stop and a number is no abbreviation. The
/// number is that of a footnote.
const MIN_BEFORE_NUMBER: usize = 5;

/// Punctuation that may end a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct EndMark {
    pub sign: Sign,
    /// Its first byte.
    pub start: usize,
    /// The byte after it and all closing characters.
    pub end: usize,
    /// Whether quotation marks, brackets or a footnote number follow it in the same sentence.
    pub has_closer: bool,
    /// Whether a capital follows without a space.
    pub is_joined: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A single full stop.
    Stop,
    /// Several full stops, or `…`.
    Ellipsis,
    /// `!`, `?` or the Greek `;`, possibly several.
    Call,
    /// Punctuation of a script that needs no space after it.
    Wide,
}

/// Iterates over the marks of a text after which a sentence may start. White space, a capital or
/// the end of the text follows them, except after [`Sign::Wide`].
pub(super) struct Marks<'a> {
    text: &'a str,
    from: usize,
    /// Whether a semicolon is a question mark.
    is_greek: bool,
    /// Whether the text is from a list of notes, where each number precedes its note.
    is_of_notes: bool,
}

impl<'a> Marks<'a> {
    pub fn of(text: &'a str) -> Self {
        let letter = text.chars().find(|c| c.is_alphabetic());
        Self {
            text,
            from: 0,
            is_greek: letter.is_some_and(|c| ('\u{370}'..='\u{3ff}').contains(&c)),
            is_of_notes: text.starts_with('['),
        }
    }

    fn is_sign(&self, c: char) -> bool {
        match c {
            '.' | '!' | '?' | '…' => true,
            ';' => self.is_greek,
            _ => !c.is_ascii() && WIDE.contains(&c),
        }
    }

    /// The first byte of the next sentence mark. Only a few byte values can begin a mark, so a
    /// character is decoded only where one occurs.
    fn first(&self, text: &str) -> Option<usize> {
        let may_start = |byte: u8| {
            matches!(
                byte,
                b'.' | b'!' | b'?' | b';' | 0xcd | 0xd6 | 0xd8 | 0xdb | 0xe0..=0xe3 | 0xef
            )
        };
        text.bytes().enumerate().find_map(|(place, byte)| {
            let is_sign = may_start(byte)
                && text
                    .get(place..)
                    .and_then(|rest| rest.chars().next())
                    .is_some_and(|c| self.is_sign(c));
            is_sign.then_some(place)
        })
    }

    /// The mark at the start of a text and its length in bytes. Full stops with spaces between them
    /// are one mark: `. . .`
    fn sign(&self, text: &str) -> (Sign, usize) {
        let run = text.len() - text.trim_start_matches(|c| self.is_sign(c)).len();
        let run_text = text.get(..run).unwrap_or_default();
        let mut sign = match run_text {
            "." => Sign::Stop,
            run if run.contains(WIDE) => Sign::Wide,
            run if run.contains(['!', '?', ';']) => Sign::Call,
            _ => Sign::Ellipsis,
        };
        let mut length = run;
        if sign == Sign::Stop {
            while text
                .get(length..)
                .is_some_and(|rest| rest.starts_with(" ."))
            {
                length += 2;
                sign = Sign::Ellipsis;
            }
        }
        (sign, length)
    }

    /// The length in bytes of the closing characters after a mark. `before` is the text before it.
    fn closers(&self, text: &str, before: &str) -> usize {
        let mut end = 0;
        loop {
            let rest = text.get(end..).unwrap_or_default();
            let marks = rest.len() - rest.trim_start_matches(CLOSING_MARKS).len();
            let length = if marks > 0 {
                marks
            } else {
                let apart = closer_apart(rest);
                let note = note(rest, !self.is_of_notes);
                apart.or(note).unwrap_or_default()
            };
            if length == 0 {
                break;
            }
            end += length;
        }
        if end == 0 {
            number(text, before).unwrap_or_default()
        } else {
            end
        }
    }
}

impl Iterator for Marks<'_> {
    type Item = EndMark;

    fn next(&mut self) -> Option<EndMark> {
        loop {
            let rest = self.text.get(self.from..)?;
            let start = self.from + self.first(rest)?;
            let (sign, signed) = self.sign(self.text.get(start..)?);
            let behind = self.text.get(start + signed..)?;
            let mut closed = self.closers(behind, self.text.get(..start)?);
            // An opening quotation mark without a space before it is no closing one: "Nobody was
            // hurt.“We ran,”".
            if behind
                .get(..closed)
                .is_some_and(|closers| matches!(closers, "“" | "\""))
                && behind
                    .get(closed..)
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c > CJK))
            {
                closed = 0;
            }
            let end = start + signed + closed;
            self.from = end;
            let after = self.text.get(end..)?;
            let is_apart = after.is_empty() || after.starts_with(char::is_whitespace);
            let is_joined = !is_apart
                && matches!(sign, Sign::Stop | Sign::Call)
                && after
                    .trim_start_matches(['“', '«', '„', '"'])
                    .starts_with(char::is_uppercase);
            if is_apart || is_joined || sign == Sign::Wide {
                return Some(EndMark {
                    sign,
                    start,
                    end,
                    has_closer: closed > 0,
                    is_joined,
                });
            }
        }
    }
}

/// Marks that can open or close a quotation. After a space they close it only if a dash, comma or
/// full stop follows.
const MARKS_OF_BOTH_ENDS: [&str; 3] = ["\"", "``", "''"];

/// The length in bytes of a closing mark after a space: `… »`, `... "- she said`, `! ".`.
fn closer_apart(text: &str) -> Option<usize> {
    let apart = text.trim_start_matches(' ');
    let spaces = text.len() - apart.len();
    let goes_on = |mark: &&&str| {
        let rest = apart.strip_prefix(**mark);
        rest.is_some_and(|rest| rest.starts_with(['-', '–', '—', ',', '.']))
    };
    let closer = if apart.starts_with(['»', '”', ')', ']']) {
        apart.chars().next().map(char::len_utf8)
    } else {
        MARKS_OF_BOTH_ENDS
            .iter()
            .find(goes_on)
            .map(|mark| mark.len())
    };
    closer.filter(|_| spaces > 0).map(|closer| spaces + closer)
}

/// The length in bytes of a footnote mark: `[6]`, `[note 2]`, `[a]`, `[...]`, `²`, possibly with a
/// page, `[6]:36`. With `may_be_apart`, a space may precede a number or an omission in brackets.
fn note(text: &str, may_be_apart: bool) -> Option<usize> {
    let is_raised = |c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let raised = text.len() - text.trim_start_matches(is_raised).len();
    if raised > 0 {
        return Some(raised);
    }
    let apart = text.trim_start_matches(' ');
    let spaces = text.len() - apart.len();
    let inside = apart.strip_prefix('[')?;
    let mark_end = inside
        .char_indices()
        .take(LONGEST_NOTE + 1)
        .find(|(_, c)| *c == ']')?
        .0;
    let (mark, rest) = (inside.get(..mark_end)?, inside.get(mark_end + 1..)?);
    let is_omission = matches!(mark, "..." | "…");
    let is_number = (1..=3).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_digit());
    let is_words = mark.starts_with(char::is_lowercase)
        && mark
            .chars()
            .all(|c| c.is_alphanumeric() || " .?".contains(c));
    let fits = if spaces > 0 {
        may_be_apart && (is_number || is_omission)
    } else {
        is_number || is_omission || is_words
    };
    let length = spaces + mark.len() + 2;
    let page = rest.strip_prefix(':').map(|page| {
        let number = page.trim_start();
        let left = number.trim_start_matches(|c: char| c.is_ascii_digit() || "-–,".contains(c));
        if left.len() < number.len() && (left.is_empty() || left.starts_with(' ')) {
            rest.len() - left.len()
        } else {
            0
        }
    });
    fits.then(|| length + page.unwrap_or_default())
}

/// The length in bytes of a footnote number that has lost its superscript: "so says the study.12
/// Later".
fn number(text: &str, before: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = text.len() - rest.len();
    let letters = before.chars().rev().take(MIN_BEFORE_NUMBER);
    let is_word =
        letters.clone().count() == MIN_BEFORE_NUMBER && letters.clone().all(char::is_lowercase);
    let starts = rest
        .strip_prefix(' ')
        .is_some_and(|next| next.starts_with(char::is_uppercase));
    ((1..=3).contains(&length) && is_word && starts).then_some(length)
}
