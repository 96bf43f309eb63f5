//! Whether a quote stands in a text: word for word, or but for what typesetters, screens and keyboards change.
//!
//! Both are brought to one form, which takes no notice of spacing, of how quotation marks, dashes and dots are drawn, of hyphens
//! inside words (a line may end at one) and of how a letter and its accent are stored. Letters in another case, other words and
//! other digits are another text, and so is a part of a word or of a number. Takes time by the length of both, whatever they are.

use std::borrow::Cow;
use std::cell::OnceCell;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::words::words;
use crate::text::is_unseen;

words! {
    /// How a quote stands in a text, the best first.
    pub enum Match, "match" {
        /// Word for word.
        Verbatim = "verbatim",
        /// But for spacing, quotation marks, dashes and the like.
        ButForSpacing = "but-for-spacing",
        /// Not at all.
        Absent = "not-found",
    }
}

/// How a quote stands in a text. See [`Text::find`].
pub fn find(quote: &str, text: &str) -> Match {
    Text::new(text).find(quote)
}

/// A text in which quotes are looked for.
#[derive(Debug)]
pub struct Text<'a> {
    text: Cow<'a, str>,
    /// Made for the first quote that does not stand there verbatim.
    folded: OnceCell<Folded>,
}

impl<'a> Text<'a> {
    /// A text as it was read.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            folded: OnceCell::new(),
        }
    }

    /// How a quote stands in it. `…`, `...` and either in brackets stand for words left out: what is around them must stand in
    /// that order. A quote in which no letter and no digit stands is found only as it is.
    pub fn find(&self, quote: &str) -> Match {
        let quote = quote.trim();
        let is_verbatim =
            |parts: &[&str]| stand_in_order(parts, &self.text, &|_| false) && !parts.is_empty();
        let marked = LEFT_OUT
            .iter()
            .fold(quote.to_owned(), |quote, mark| quote.replace(mark, "…"));
        let parts = || marked.split('…').map(str::trim).filter(has_word);
        if is_verbatim(&[quote]) || is_verbatim(&parts().collect::<Vec<_>>()) {
            return Match::Verbatim;
        }
        let quote = LEFT_OUT
            .iter()
            .fold(fold(quote).text, |quote, mark| quote.replace(mark, "…"));
        let parts: Vec<&str> = quote.split('…').map(core).filter(has_word).collect();
        if parts.is_empty() {
            return Match::Absent;
        }
        let folded = self.folded.get_or_init(|| fold(&self.text));
        if stand_in_order(&parts, &folded.text, &|at| folded.is_joint(at)) {
            Match::ButForSpacing
        } else {
            Match::Absent
        }
    }
}

/// How people write that words are left out; each is taken for `…`, the longest first.
const LEFT_OUT: &[&str] = &["[...]", "(...)", "<...>", "...", "[…]", "(…)", "<…>"];

fn has_word(part: &&str) -> bool {
    part.contains(char::is_alphanumeric)
}

/// A part of a folded quote without the marks around it: they are who quotes, not what is quoted. A minus stays.
fn core(part: &str) -> &str {
    let mut rest = part;
    loop {
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some('-'), Some(next)) if next.is_numeric() => break,
            (Some('"' | '-'), _) => rest = chars_after_first(rest),
            _ => break,
        }
    }
    rest.trim_end_matches(['"', '-'])
}

fn chars_after_first(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

/// A text in the form in which it is compared.
#[derive(Debug, Default)]
struct Folded {
    text: String,
    /// Where in it two words were brought together that may be two, or one that a line's end has cut: what ends or starts there
    /// is no part of a word.
    joints: Vec<usize>,
}

impl Folded {
    fn is_joint(&self, at: usize) -> bool {
        self.joints.binary_search(&at).is_ok()
    }
}

fn fold(text: &str) -> Folded {
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
            // With them every apostrophe, since some keyboards have one mark for both.
            '"'
            | '\''
            | '`'
            | '´'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '\u{2018}'..='\u{201f}'
            | '′'
            | '″'
            | 'ʹ'
            | 'ʻ'
            | 'ʼ'
            | 'ʽ'
            | '＂'
            | '＇' => self.put('"'),
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

/// Whether a space between two characters parts them: between words, and between the end of a sentence and a number.
fn is_parted(last: char, next: char) -> bool {
    (last.is_alphanumeric() && next.is_alphanumeric())
        || (matches!(last, '.' | ',') && next.is_numeric())
}

/// Whether the parts stand in a text one after the other, each as whole words.
fn stand_in_order(parts: &[&str], text: &str, is_joint: &dyn Fn(usize) -> bool) -> bool {
    let mut from = 0;
    parts.iter().all(|part| {
        let end = end_of(part, text, from, is_joint);
        from = end.unwrap_or(from);
        end.is_some()
    })
}

/// Where the first part of a text ends, at or after `from`, that has these words and tears none of its own.
fn end_of(part: &str, text: &str, from: usize, is_joint: &dyn Fn(usize) -> bool) -> Option<usize> {
    let first = from + text.get(from..)?.find(part)?;
    if !is_torn(text, first, first + part.len(), is_joint) {
        return Some(first + part.len());
    }
    // The same start may be torn in a million places: from here on each byte is looked at once (Knuth, Morris and Pratt).
    let borders = borders(part.as_bytes());
    let part = part.as_bytes();
    let mut matched = 0;
    for (at, byte) in text.bytes().enumerate().skip(first) {
        while matched > 0 && part.get(matched) != Some(&byte) {
            matched = border(&borders, matched);
        }
        if part.get(matched) == Some(&byte) {
            matched += 1;
        }
        if matched == part.len() {
            let end = at + 1;
            if !is_torn(text, end - matched, end, is_joint) {
                return Some(end);
            }
            matched = border(&borders, matched);
        }
    }
    None
}

/// For each start of a part, by its length less one: how long the longest other start of it is with which it ends.
fn borders(part: &[u8]) -> Vec<usize> {
    let mut borders = vec![0];
    let mut length = 0;
    for byte in part.iter().skip(1) {
        while length > 0 && part.get(length) != Some(byte) {
            length = border(&borders, length);
        }
        if part.get(length) == Some(byte) {
            length += 1;
        }
        borders.push(length);
    }
    borders
}

fn border(borders: &[usize], length: usize) -> usize {
    borders.get(length - 1).copied().unwrap_or_default()
}

/// Whether a word or a number goes on before or after these bytes of a text. "5 people" does not stand in "15 people", nor
/// "15" in "15,000".
fn is_torn(text: &str, start: usize, end: usize, is_joint: &dyn Fn(usize) -> bool) -> bool {
    let part = |from, to| text.get(from..to).unwrap_or_default();
    let (before, found, after) = (part(0, start), part(start, end), part(end, text.len()));
    let (mut back, mut on) = (before.chars().rev(), after.chars());
    let is_torn_before =
        goes_on(found.chars().next(), back.next(), back.next()) && !is_joint(start);
    let is_torn_after = goes_on(found.chars().next_back(), on.next(), on.next()) && !is_joint(end);
    is_torn_before || is_torn_after
}

/// Whether what has this character at its edge goes on with the next two.
fn goes_on(edge: Option<char>, next: Option<char>, after: Option<char>) -> bool {
    let (Some(edge), Some(next)) = (edge, next) else {
        return false;
    };
    let is_number = matches!(next, '.' | ',') && after.is_some_and(char::is_numeric);
    (is_of_word(edge) && is_of_word(next)) || (edge.is_numeric() && is_number)
}

/// Whether a character is part of words that have spaces between them. Chinese has none, and Arabic writes "and" with the word
/// after it: scripts without capitals are left alone.
fn is_of_word(c: char) -> bool {
    c.is_numeric() || c.is_lowercase() || c.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    const STORY: &str = "The harbour master said on Friday: “We’ve not seen the ferry’s log since 2019 — nobody has.”\n\
        Of 15,000 people 15 died, 3.5 per cent were Norwe-\ngians, a well-\nknown inter\u{ad}\nnational crew… of the Kyiv–London line.\n\
        За словами мера, м’я\u{301}ч «їжака» – це 10–15 км\u{a0}/\u{a0}год; −5 °C. The ﬁnal oﬃce, said he. 7 left.";

    #[test]
    fn words_stand_there_verbatim() {
        for quote in [
            "We’ve not seen the ferry’s log",
            "  We’ve not seen the ferry’s log\n",
            "since 2019 — nobody has",
            "We’ve […] since 2019",
            "We’ve not … the ferry’s log ... nobody has.",
            "[...] nobody has.”",
            "15,000 people",
            "15 died",
            "Kyiv",
            "London line",
            "– це 10–15 км",
            "«їжака»",
        ] {
            assert_eq!(find(quote, STORY), Match::Verbatim, "{quote}");
        }
    }

    #[test]
    fn what_a_keyboard_or_a_printer_changes_is_said_and_no_more() {
        for quote in [
            "We've not seen the ferry's log",
            "\"We've not seen the ferry's log since 2019 - nobody has.\"",
            "„We’ve not seen the ferry’s log since 2019—nobody has.“",
            "since 2019 -- nobody  has. ” Of 15,000 people",
            "log since\u{a0}2019",
            "were Norwegians, a well-known international crew",
            "a well-known inter-\nnational crew",
            "Norwe\u{ad}gians",
            "crew... of the Kyiv-London line",
            "crew … Kyiv — London [ . . . ] line",
            "м'я\u{301}ч \"їжака\" - це 10-15 км/год",
            "м’я\u{301}ч «і\u{308}жака»",
            "це 10−15 км / год; -5 °C",
            "“їжака” … км/год",
            "The final office",
            "« nobody has »",
        ] {
            assert_eq!(find(quote, STORY), Match::ButForSpacing, "{quote}");
        }
    }

    #[test]
    fn other_words_do_not_stand_there() {
        for quote in [
            "we’ve not seen",
            "We have not seen",
            "nobody … not seen",
            "2019 … 2019",
            "5 died",
            "5,000 people",
            "15,000 people died",
            "15,00",
            "000 people",
            "1015 км",
            "since 201",
            "ferry’s lo",
            "Of 15 people",
            "arbour master",
            "theferry",
            "“”",
            "3 per cent",
            "5 per cent",
        ] {
            assert_eq!(find(quote, STORY), Match::Absent, "{quote}");
        }
        // A mark alone, or nothing, is found as it is.
        for quote in ["…", ""] {
            assert_eq!(find(quote, STORY), Match::Verbatim, "{quote}");
        }
        assert_eq!(find("10 5", "105"), Match::Absent);
        assert_eq!(find("105", "10 5"), Match::Absent);
        assert_eq!(find("10-5", "105"), Match::Absent);
        assert_eq!(find("-5", "“ 5"), Match::Absent);
    }

    #[test]
    fn a_quote_that_ends_before_a_dash_ends_with_its_word() {
        let text = "It’s well — and more, said he – the mayor";
        assert_eq!(find("It's well", text), Match::ButForSpacing);
        assert_eq!(find("“and more, said he”", text), Match::ButForSpacing);
    }

    #[test]
    fn scripts_without_spaces_or_capitals_have_no_word_to_tear() {
        assert_eq!(find("沉没", "渡轮沉没了"), Match::Verbatim);
        assert_eq!(find("العبارة", "والعبارة غرقت"), Match::Verbatim);
    }

    /// What is long or made to do harm takes no longer than a page does by its length.
    #[test]
    fn hostile_texts_take_no_time() {
        let text = "a".repeat(4_000_000);
        let quote = "a".repeat(100_000);
        let dashes = "a-".repeat(500_000);
        let parts = "a…".repeat(100_000);
        let accents = format!("a{}", "\u{301}\u{323}".repeat(300_000));
        let start = Instant::now();
        assert_eq!(find(&quote, &text), Match::Absent);
        assert_eq!(find(&format!("{quote}b"), &text), Match::Absent);
        assert_eq!(find(&quote, &dashes), Match::ButForSpacing);
        assert_eq!(find(&parts, &"a ".repeat(100_001)), Match::Verbatim);
        assert_eq!(find(&parts, &"a ".repeat(99_999)), Match::Absent);
        find(&accents, &accents.replace('\u{301}', "\u{300}"));
        find(&"«".repeat(300_000), &".".repeat(300_000));
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{:?}",
            start.elapsed()
        );
    }

    /// Words with what may stand between them in a text.
    fn pieces() -> impl Strategy<Value = Vec<(String, &'static str)>> {
        let between = prop::sample::select(vec![
            " ", "  ", "\n", "\u{a0}", ", ", " — ", " “", "” ", " ", ". ", " ", "... ",
        ]);
        prop::collection::vec(("[A-Za-zїґЯй]{1,6}|[0-9]{1,4}", between), 1..20)
    }

    fn joined(pieces: &[(String, &'static str)]) -> String {
        let each = pieces
            .iter()
            .flat_map(|(word, between)| [word.as_str(), between]);
        each.collect()
    }

    /// The same text as somebody else would type it.
    fn retyped(text: &str) -> String {
        text.replace(['“', '”'], "\"")
            .replace(" — ", " - ")
            .replace(['\n', '\u{a0}'], " ")
            .replace("...", "…")
            .replace('й', "и\u{306}")
    }

    proptest! {
        /// Whole words of a text stand in it, and retyped they stand there but for that.
        #[test]
        fn words_of_a_text_stand_in_it(pieces in pieces(), at in any::<prop::sample::Index>(), count in 1_usize..8) {
            let text = joined(&pieces);
            let at = at.index(pieces.len());
            let some = pieces.get(at..(at + count).min(pieces.len())).unwrap();
            let mut quote = joined(some);
            quote.truncate(quote.len() - some.last().unwrap().1.len());
            prop_assert_eq!(find(&quote, &text), Match::Verbatim);
            prop_assert_ne!(find(&retyped(&quote), &text), Match::Absent);
            prop_assert_ne!(find(&quote, &retyped(&text)), Match::Absent);
            // No piece is as long.
            let missing = format!("{quote} Elsewhere");
            prop_assert_eq!(find(&missing, &text), Match::Absent);
        }

        /// Parts in their order stand there; turned round they do only where they stand twice.
        #[test]
        fn what_is_left_out_keeps_the_order(count in 2_usize..30, first in 0_usize..30, second in 0_usize..30) {
            let text = (0..count).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
            let quote = format!("w{first} […] w{second}");
            let is_there = first < second && second < count;
            let expected = if is_there { Match::Verbatim } else { Match::Absent };
            prop_assert_eq!(find(&quote, &text), expected);
        }

        /// Nothing that anybody can write breaks it, and what is there is found.
        #[test]
        fn any_text_is_found_in_itself(text in "\\PC*", before in "\\PC*", quote in "\\PC*") {
            prop_assert_eq!(find(&text, &text), Match::Verbatim);
            let within = format!("{before} {text} {before}");
            prop_assert_eq!(find(&text, &within), Match::Verbatim);
            let found = find(&quote, &text);
            prop_assert!(found != Match::Verbatim || quote.contains('.') || quote.contains('…') || text.contains(quote.trim()));
        }

        /// What is verbatim in the folded form stays found whatever is folded twice.
        #[test]
        fn folding_twice_is_folding_once(text in "[a-zA-Z0-9 .,…“”«»'\\-–—\u{ad}\u{a0}\nйїﬁ]{0,60}") {
            let once = fold(&text).text;
            // A dash between letters goes the first time; what is left is left.
            prop_assert_eq!(fold(&once).text, once);
        }
    }
}
