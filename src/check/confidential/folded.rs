//! A text as a row of letters, without what a reader does not notice: case, accents, widths,
//! invisible characters, how a character is encoded. Each letter keeps the signs before it and its
//! place in the text.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::alike::{
    cyrillic_for, cyrillic_like, decimal, greek_look, latin_for, look, own_letter, set_as_one,
};
use super::characters::{Character, characters};
use super::sounds;
use crate::text::is_unseen;

/// The signs between a letter and the letter before it, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap(u16);

impl Gap {
    pub const NONE: Self = Self(0);
    pub const SPACE: u16 = 1;
    pub const LINE: u16 = 2;
    pub const HYPHEN: u16 = 4;
    pub const DOT: u16 = 8;
    pub const UNDERSCORE: u16 = 16;
    pub const SLASH: u16 = 32;
    pub const AT: u16 = 64;
    pub const APOSTROPHE: u16 = 128;
    /// `!`, `?`, `…`, `:` or `;`. Behind one of these a sentence may begin.
    pub const END: u16 = 256;
    /// A quotation mark, a bracket or another sign that may stand around a word.
    pub const QUOTE: u16 = 512;
    pub const PLUS: u16 = 1024;
    pub const COMMA: u16 = 2048;
    pub const OTHER: u16 = 4096;
    /// More signs than stand inside a name, even if it is split.
    pub const FAR: u16 = 8192;
    /// A sign that may stand for letters that the writer hides: `H*lloway`.
    pub const MASK: u16 = 16384;
    /// Two or more dashes directly behind a letter: `Mrs T———`.
    pub const DASHES: u16 = 32768;

    /// Whether the gap has any of these bits.
    pub fn has(self, bits: u16) -> bool {
        self.0 & bits != 0
    }

    /// Whether the gap has no other bits than these; [`Self::MASK`] and [`Self::DASHES`] are
    /// ignored. True for an empty gap.
    pub fn only(self, bits: u16) -> bool {
        self.0 & !(bits | Self::MASK | Self::DASHES) == 0
    }

    /// Whether no sign stands between the two letters.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// This gap, made so wide that no name continues across it.
    pub fn far(self) -> Self {
        Self(self.0 | Self::FAR | Self::OTHER | Self::QUOTE)
    }

    /// Whether a part of the text was removed here, as [`Self::far`] marks it.
    pub fn is_edge(self) -> bool {
        const EDGE: u16 = Gap::FAR | Gap::OTHER | Gap::QUOTE;
        self.0 & EDGE == EDGE
    }

    /// Whether these signs may stand between the words of one name.
    pub fn is_inside_name(self) -> bool {
        self.only(
            Self::SPACE
                | Self::LINE
                | Self::HYPHEN
                | Self::DOT
                | Self::UNDERSCORE
                | Self::APOSTROPHE
                | Self::AT
                | Self::PLUS,
        ) && !(self.has(Self::DOT | Self::AT) && self.has(Self::SPACE))
    }
}

/// A letter or digit of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// The letter in lower case, without accents, in the alphabet of its word.
    pub plain: char,
    /// The one letter that stands for all that look like `plain` in Latin, Cyrillic and Greek.
    pub look: char,
    /// `plain` before its word, which mixes alphabets, was converted to one.
    pub typed: char,
    /// Whether it was typed with a caron, as `č`, `š`, `ž` are.
    pub has_caron: bool,
    pub is_upper: bool,
    /// Whether its word mixes two alphabets.
    pub is_mixed: bool,
    /// The signs between the letter before and this one.
    pub gap: Gap,
    /// Its byte range in the text.
    pub start: usize,
    pub end: usize,
}

/// The letters of a text, and its words: letters with no sign between them.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub letters: Vec<Letter>,
    /// Each word as a range of `letters`.
    pub words: Vec<Range<usize>>,
    /// The signs behind the last letter.
    pub tail: Gap,
    /// The letters as input for keys of sounds.
    plains: Vec<sounds::Plain>,
}

/// Folds a text.
pub(super) fn folded(text: &str) -> Folded {
    let mut folding = Folding::default();
    for character in characters(text) {
        folding.take(character);
    }
    let Folding {
        mut letters, gap, ..
    } = folding;
    let mut from = 0;
    for at in 1..=letters.len() {
        // An apostrophe does not divide a word here: `O'Рурк` is read in one alphabet.
        let goes_on = |letter: &Letter| letter.gap.only(Gap::APOSTROPHE);
        if !letters.get(at).is_some_and(goes_on) {
            one_script(letters.get_mut(from..at).unwrap_or_default());
            from = at;
        }
    }
    Folded::new(letters, gap)
}

impl Folded {
    /// Divides letters into words.
    pub fn new(letters: Vec<Letter>, tail: Gap) -> Self {
        let mut words = Vec::new();
        let mut from = 0;
        for at in 1..=letters.len() {
            if letters.get(at).is_none_or(|letter| !letter.gap.is_none()) && from < at {
                words.push(from..at);
                from = at;
            }
        }
        let plains = letters
            .iter()
            .map(|letter| (letter.plain, letter.has_caron))
            .collect();
        Self {
            letters,
            words,
            tail,
            plains,
        }
    }
}

/// The state while a text is folded.
#[derive(Default)]
struct Folding {
    letters: Vec<Letter>,
    /// The signs since the last letter.
    gap: Gap,
    /// How many signs the gap has. Spaces and line breaks count as one.
    signs: usize,
    /// Whether a soft hyphen stands in the gap: before a space it is a hyphen at the end of a line.
    has_soft_hyphen: bool,
}

impl Folding {
    /// Adds a character of the text.
    fn take(&mut self, sign: Character) {
        let c = sign.c;
        if c.is_whitespace() {
            let is_line = matches!(
                c,
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
            );
            let soft = if self.has_soft_hyphen { Gap::HYPHEN } else { 0 };
            let line = if is_line { Gap::LINE } else { 0 };
            if !self.gap.has(Gap::SPACE) {
                self.signs += 1;
            }
            self.gap.0 |= Gap::SPACE | line | soft;
            return;
        }
        if is_nothing(c) && c != '\u{345}' {
            self.has_soft_hyphen |= c == '\u{ad}';
            self.stretch(sign);
            return;
        }
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                self.put(c.to_ascii_lowercase(), c.is_ascii_uppercase(), sign);
            } else {
                self.part(c);
            }
            return;
        }
        // A short path for most Cyrillic letters, which have no accent to remove.
        let is_plain = |c: char| matches!(c, 'а'..='я' | 'А'..='Я') && !matches!(c, 'й' | 'Й');
        if is_plain(c) {
            let is_upper = c < 'а';
            let lower = u32::from(c) + if is_upper { 0x20 } else { 0 };
            self.put(char::from_u32(lower).unwrap_or(c), is_upper, sign);
            return;
        }
        if c == '№' {
            self.part(c);
            self.put('n', true, sign);
            self.put('o', false, sign);
            self.part(c);
            return;
        }
        let is_upper = c.is_uppercase();
        if let Some(letters) = set_as_one(c) {
            for letter in letters.chars() {
                self.put(letter, true, sign);
            }
            return;
        }
        for part in std::iter::once(c).nfkd() {
            if part == '\u{30c}'
                && let Some(last) = self.letters.last_mut()
            {
                last.has_caron = true;
            }
            // Through upper case, which makes `ς` equal to `σ` and `ẞ` to `ss`.
            let lower = part.to_lowercase().flat_map(char::to_uppercase);
            for letter in lower.flat_map(char::to_lowercase) {
                // The prime transliterates a soft sign, which has no sound.
                if is_nothing(letter) || matches!(letter, '\u{2b9}' | '\u{2ba}') {
                    self.stretch(sign);
                    continue;
                }
                // Apostrophes that Unicode classifies as letters.
                if matches!(letter, '\u{2bb}'..='\u{2bd}') {
                    self.part(letter);
                    continue;
                }
                if let Some(digit) = decimal(letter) {
                    self.put(digit, false, sign);
                } else if letter.is_alphanumeric() || is_vowel_sign(letter) {
                    match own_letter(letter) {
                        "" => self.put(letter, is_upper || part.is_uppercase(), sign),
                        others => {
                            for other in others.chars() {
                                self.put(other, is_upper, sign);
                            }
                        }
                    }
                } else {
                    self.part(letter);
                }
            }
        }
    }

    /// Extends the byte range of the letter before by an invisible character.
    fn stretch(&mut self, sign: Character) {
        if let Some(last) = self.letters.last_mut()
            && last.end == sign.start
        {
            last.end = sign.end;
        }
    }

    /// Adds a letter or digit.
    fn put(&mut self, plain: char, is_upper: bool, sign: Character) {
        let gap = std::mem::take(&mut self.gap);
        (self.signs, self.has_soft_hyphen) = (0, false);
        self.letters.push(Letter {
            plain,
            look: look(plain),
            typed: plain,
            has_caron: false,
            is_upper,
            is_mixed: false,
            gap,
            start: sign.start,
            end: sign.end,
        });
    }

    /// Adds a sign that is no letter to the gap.
    fn part(&mut self, c: char) {
        self.signs += 1;
        if matches!(
            c,
            '*' | '#' | '$' | '|' | '•' | '·' | '●' | '×' | '…' | '\u{2580}'..='\u{25ff}'
        ) {
            self.gap.0 |= Gap::MASK;
        }
        let is_dash =
            |gap: Gap| !gap.is_none() && (gap.only(Gap::HYPHEN) || gap.only(Gap::UNDERSCORE));
        let was_dash = is_dash(self.gap);
        self.gap.0 |= match c {
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '~' => {
                Gap::HYPHEN
            }
            '.' | '·' | '•' | '\u{2024}' | '\u{2219}' | '。' => Gap::DOT,
            '_' => Gap::UNDERSCORE,
            '/' | '\\' | '⁄' | '=' | '#' | '&' | '%' => Gap::SLASH,
            '@' => Gap::AT,
            '+' => Gap::PLUS,
            ',' | '、' => Gap::COMMA,
            '\'' | '`' | '\u{b4}' | '\u{2b9}' | '\u{2bb}' | '\u{2bc}' | '\u{2bd}' | '\u{2018}'
            | '\u{2019}' | '\u{201b}' | '\u{2032}' => Gap::APOSTROPHE,
            '!' | '?' | '…' | ':' | ';' => Gap::END,
            '"' | '«' | '»' | '‹' | '›' | '“' | '”' | '„' | '‟' | '(' | ')' | '[' | ']' | '{'
            | '}' | '<' | '>' | '*' | '|' => Gap::QUOTE,
            _ => Gap::OTHER,
        };
        if (was_dash && is_dash(self.gap)) || matches!(c, '\u{2e3a}' | '\u{2e3b}') {
            self.gap.0 |= Gap::DASHES;
        }
        // `H...way`: dots that stand for letters.
        if self.gap.only(Gap::DOT) && self.signs > 1 {
            self.gap.0 |= Gap::MASK;
        }
        if self.signs > 3 {
            self.gap.0 |= Gap::FAR;
        }
    }
}

/// Whether a character is invisible, or an accent of the Latin, Greek, Cyrillic, Hebrew or Arabic
/// script.
fn is_nothing(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{180b}'..='\u{180f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{2800}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{fffc}')
        || is_unseen(c)
}

/// Whether a character is a combining mark. Those left here are vowel signs, which belong to words
/// of their scripts.
fn is_vowel_sign(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether a character is in a Cyrillic block of Unicode.
pub(super) fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// Converts a word that mixes alphabets to Cyrillic or Latin. Letters that only one alphabet has
/// decide which, else the number of letters. A zero next to letters becomes an `o`.
fn one_script(word: &mut [Letter]) {
    if word.iter().all(|letter| letter.plain.is_ascii_alphabetic())
        || word.iter().all(|letter| is_cyrillic(letter.plain))
    {
        return;
    }
    let count = |is: fn(char) -> bool| word.iter().filter(|letter| is(letter.plain)).count();
    let cyrillic = count(is_cyrillic);
    let latin = count(|c| c.is_ascii_alphabetic());
    let greek = count(|c| ('\u{370}'..='\u{3ff}').contains(&c));
    let is_mixed = [cyrillic, latin, greek]
        .iter()
        .filter(|count| **count > 0)
        .count()
        > 1;
    // A letter without a look-alike in the other alphabet shows the word's alphabet better than the
    // number of letters does.
    let is_only = |c: char| {
        let alike = "abcehikmoptxy";
        (c.is_ascii_alphabetic() && !alike.contains(c)) || (is_cyrillic(c) && !look(c).is_ascii())
    };
    let only = |is: fn(char) -> bool| {
        word.iter()
            .any(|letter| is(letter.plain) && is_only(letter.plain))
    };
    let is_more_cyrillic = match (only(is_cyrillic), only(|c| c.is_ascii_alphabetic())) {
        (true, false) => true,
        (false, true) => false,
        _ => cyrillic > 0 && cyrillic >= latin,
    };
    let is_letter: Vec<bool> = word
        .iter()
        .map(|letter| letter.plain.is_alphabetic())
        .collect();
    for (at, letter) in word.iter_mut().enumerate() {
        if letter.plain == '0' {
            let before = at.checked_sub(1).and_then(|at| is_letter.get(at)).copied();
            let after = is_letter.get(at + 1).copied();
            if before != Some(false) && after != Some(false) && (before, after) != (None, None) {
                letter.plain = if is_more_cyrillic { 'о' } else { 'o' };
                letter.look = 'o';
            }
            continue;
        }
        if !is_mixed {
            continue;
        }
        letter.is_mixed = true;
        let latin_look = look(greek_look(letter.plain, letter.is_upper));
        letter.look = latin_look;
        letter.plain = if is_more_cyrillic {
            if is_cyrillic(letter.plain) {
                letter.plain
            } else {
                cyrillic_for(latin_look)
            }
        } else {
            latin_look
        };
    }
}

impl Folded {
    /// These letters as they look.
    pub fn look(&self, range: &Range<usize>) -> String {
        self.letters
            .get(range.clone())
            .unwrap_or_default()
            .iter()
            .map(|letter| letter.look)
            .collect()
    }

    /// These letters in lower case, without accents.
    pub fn plain(&self, range: &Range<usize>) -> String {
        self.letters
            .get(range.clone())
            .unwrap_or_default()
            .iter()
            .map(|letter| letter.plain)
            .collect()
    }

    /// The most likely key of how these letters sound.
    pub fn sound(&self, range: &Range<usize>) -> String {
        sounds::key(self.plains.get(range.clone()).unwrap_or_default())
    }

    /// The key of how these letters sound if they are read as the Cyrillic letters that look the
    /// same.
    pub fn cyrillic_sound(&self, range: &Range<usize>) -> String {
        let letters = self.letters.get(range.clone()).unwrap_or_default().iter();
        let plain: Vec<sounds::Plain> = letters
            .map(|letter| (cyrillic_like(letter.look), false))
            .collect();
        sounds::key(&plain)
    }

    /// The key of how these letters sound if each letter of a word that mixes alphabets is read in
    /// its own: `Езхова`.
    pub fn mixed_sound(&self, range: &Range<usize>) -> String {
        let letters = self.letters.get(range.clone()).unwrap_or_default().iter();
        let latin = letters.flat_map(|letter| latin_for(letter.typed).chars());
        let plain: Vec<sounds::Plain> = latin.map(|letter| (letter, false)).collect();
        sounds::key(&plain)
    }

    /// The first two sounds of the most likely key of these letters. None if there are fewer
    /// letters.
    pub fn start(&self, range: &Range<usize>) -> Option<[char; 2]> {
        sounds::start(self.plains.get(range.clone())?)
    }
}
