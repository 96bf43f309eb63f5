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

/// Scripts from this character on have neither capitals nor spaces.
const CJK: char = '\u{2e80}';

/// How many characters a footnote mark in square brackets may have: `[citation needed]`.
const MAX_NOTE_CHARS: usize = 20;

/// A word of at least this many lower-case letters before a full stop and a number is no
/// abbreviation: the number is that of a footnote.
const MIN_LETTERS_BEFORE_NUMBER: usize = 5;

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
    Exclamation,
    /// Punctuation of a script that needs no space after it.
    Wide,
}

/// Iterates over the marks of a text after which a sentence may start. A mark is followed by white
/// space, a capital or the end of the text, except [`Sign::Wide`].
pub(super) struct Marks<'a> {
    text: &'a str,
    from: usize,
    /// Whether a semicolon is a question mark.
    is_greek: bool,
    /// Whether the text is from a list of notes, in which each number is before its note.
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

    /// The byte offset of the next mark. Only a few byte values can start a mark, so only at these
    /// a character is decoded.
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
            run if run.contains(['!', '?', ';']) => Sign::Exclamation,
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
                let after_spaces = closer_after_space(rest);
                let footnote_length = footnote_length(rest, !self.is_of_notes);
                after_spaces.or(footnote_length).unwrap_or_default()
            };
            if length == 0 {
                break;
            }
            end += length;
        }
        if end == 0 {
            note_number_length(text, before).unwrap_or_default()
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
            let (sign, sign_length) = self.sign(self.text.get(start..)?);
            let after_sign = self.text.get(start + sign_length..)?;
            let mut closers_length = self.closers(after_sign, self.text.get(..start)?);
            // A quotation mark without a space after the sentence opens the next one: "Nobody was
            // hurt.“We ran,”".
            if after_sign
                .get(..closers_length)
                .is_some_and(|closers| matches!(closers, "“" | "\""))
                && after_sign
                    .get(closers_length..)
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c > CJK))
            {
                closers_length = 0;
            }
            let end = start + sign_length + closers_length;
            self.from = end;
            let after = self.text.get(end..)?;
            let has_space_after = after.is_empty() || after.starts_with(char::is_whitespace);
            let is_joined = !has_space_after
                && matches!(sign, Sign::Stop | Sign::Exclamation)
                && after
                    .trim_start_matches(['“', '«', '„', '"'])
                    .starts_with(char::is_uppercase);
            if has_space_after || is_joined || sign == Sign::Wide {
                return Some(EndMark {
                    sign,
                    start,
                    end,
                    has_closer: closers_length > 0,
                    is_joined,
                });
            }
        }
    }
}

/// Marks that can open or close a quotation. After a space they close it only if a dash, a comma or
/// a full stop follows.
const AMBIGUOUS_MARKS: [&str; 3] = ["\"", "``", "''"];

/// The length in bytes of a closing mark after a space: `… »`, `... "- she said`, `! ".`.
fn closer_after_space(text: &str) -> Option<usize> {
    let after_spaces = text.trim_start_matches(' ');
    let spaces = text.len() - after_spaces.len();
    let continues = |mark: &&&str| {
        let rest = after_spaces.strip_prefix(**mark);
        rest.is_some_and(|rest| rest.starts_with(['-', '–', '—', ',', '.']))
    };
    let closer = if after_spaces.starts_with(['»', '”', ')', ']']) {
        after_spaces.chars().next().map(char::len_utf8)
    } else {
        AMBIGUOUS_MARKS
            .iter()
            .find(continues)
            .map(|mark| mark.len())
    };
    closer.filter(|_| spaces > 0).map(|closer| spaces + closer)
}

/// The length in bytes of a footnote mark: `[6]`, `[note 2]`, `[a]`, `[...]`, `²`, possibly with a
/// page (`[6]:36`). With `may_follow_space`, a space may precede a number or an omission in
/// brackets.
fn footnote_length(text: &str, may_follow_space: bool) -> Option<usize> {
    let is_superscript = |c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let raised = text.len() - text.trim_start_matches(is_superscript).len();
    if raised > 0 {
        return Some(raised);
    }
    let after_spaces = text.trim_start_matches(' ');
    let spaces = text.len() - after_spaces.len();
    let inside = after_spaces.strip_prefix('[')?;
    let mark_end = inside
        .char_indices()
        .take(MAX_NOTE_CHARS + 1)
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
        may_follow_space && (is_number || is_omission)
    } else {
        is_number || is_omission || is_words
    };
    let length = spaces + mark.len() + 2;
    let page = rest.strip_prefix(':').map(|page| {
        let number = page.trim_start();
        let rest_of_page =
            number.trim_start_matches(|c: char| c.is_ascii_digit() || "-–,".contains(c));
        if rest_of_page.len() < number.len()
            && (rest_of_page.is_empty() || rest_of_page.starts_with(' '))
        {
            rest.len() - rest_of_page.len()
        } else {
            0
        }
    });
    fits.then(|| length + page.unwrap_or_default())
}

/// The length in bytes of a footnote number that has lost its superscript: "so says the study.12
/// Later".
fn note_number_length(text: &str, before: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = text.len() - rest.len();
    let letters = before.chars().rev().take(MIN_LETTERS_BEFORE_NUMBER);
    let is_word = letters.clone().count() == MIN_LETTERS_BEFORE_NUMBER
        && letters.clone().all(char::is_lowercase);
    let starts = rest
        .strip_prefix(' ')
        .is_some_and(|next| next.starts_with(char::is_uppercase));
    ((1..=3).contains(&length) && is_word && starts).then_some(length)
}
