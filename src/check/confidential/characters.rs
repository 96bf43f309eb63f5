//! Decodes the characters of a text, however they are written: `%D0%90`, `&shy;`, `&#x410;`,
//! `\u0410`, `xn--80ak6aa92e`. Inline tags such as `<b>` become an invisible character.

use html5ever::data::NAMED_ENTITIES;

/// A decoded character, and the byte range of the text that it is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Character {
    pub c: char,
    pub start: usize,
    pub end: usize,
}

/// How many layers of encoding are decoded: `%2526amp;` is an `&`.
const PASSES: usize = 4;

/// The characters of a text after decoding, in order.
pub(super) fn characters(text: &str) -> Vec<Character> {
    let mut characters: Vec<Character> = text
        .char_indices()
        .map(|(start, c)| Character {
            c,
            start,
            end: start + c.len_utf8(),
        })
        .collect();
    for _ in 0..PASSES {
        if !characters
            .iter()
            .any(|character| matches!(character.c, '%' | '&' | '\\' | '<'))
            && !has_punycode(&characters)
        {
            break;
        }
        let Some(decoded) = decoded(&characters) else {
            break;
        };
        characters = decoded;
    }
    characters
}

fn has_punycode(characters: &[Character]) -> bool {
    let mut parts = characters.windows(MARK.len());
    parts.any(|part| {
        part.iter()
            .zip(MARK.chars())
            .all(|(character, c)| character.c.eq_ignore_ascii_case(&c))
    })
}

/// A label of a host in punycode begins with this.
const MARK: &str = "xn--";

/// The characters with one layer of encoding decoded. None if there is no encoding.
fn decoded(characters: &[Character]) -> Option<Vec<Character>> {
    let mut read = Vec::with_capacity(characters.len());
    let mut rest = characters;
    let mut has_any = false;
    while let Some((first, after)) = rest.split_first() {
        let found = match first.c {
            '%' => percent(rest),
            '&' => entity(rest),
            '\\' => escape(rest),
            '<' => tag(rest),
            'x' | 'X' => punycode(rest),
            _ => None,
        };
        let Some((letters, length)) = found else {
            read.push(*first);
            rest = after;
            continue;
        };
        has_any = true;
        let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        let end = taken.last().map_or(first.end, |last| last.end);
        read.extend(letters.chars().map(|c| Character {
            c,
            start: first.start,
            end,
        }));
        rest = after;
    }
    has_any.then_some(read)
}

/// Decodes one character that these begin with, written as `%D0%90`, with the count of characters
/// that it takes. None if they begin with no valid one.
fn percent(characters: &[Character]) -> Option<(String, usize)> {
    let digit = |character: &Character| character.c.to_digit(16);
    let mut bytes = Vec::with_capacity(4);
    for triple in characters.chunks_exact(3).take(4) {
        let [Character { c: '%', .. }, high, low] = triple else {
            return None;
        };
        bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
        if let Ok(read) = std::str::from_utf8(&bytes) {
            return Some((read.to_owned(), bytes.len() * 3));
        }
    }
    None
}

/// Decodes `&amp;` and `&#38;`, with the count of characters read. The name may have at most 32
/// letters: a text of many `&` must not be read to its end for each.
fn entity(characters: &[Character]) -> Option<(String, usize)> {
    let end = characters
        .iter()
        .take(34)
        .position(|character| character.c == ';')?;
    let name: String = characters
        .get(1..=end)?
        .iter()
        .map(|character| character.c)
        .collect();
    let read = if let Some(number) = name.strip_prefix('#') {
        let number = number.trim_end_matches(';');
        let hex = number.strip_prefix(['x', 'X']);
        let (digits, radix) = hex.map_or((number, 10), |hex| (hex, 16));
        String::from(char::from_u32(u32::from_str_radix(digits, radix).ok()?)?)
    } else {
        let lower = name.to_ascii_lowercase();
        let named = NAMED_ENTITIES
            .get(name.as_str())
            .or_else(|| NAMED_ENTITIES.get(lower.as_str()));
        let (first, second) = *named?;
        let letters = [first, second].into_iter().filter(|code| *code > 0);
        letters.filter_map(char::from_u32).collect()
    };
    (!read.is_empty()).then_some((read, end + 1))
}

/// Reads an inline tag without attributes (`<b>`, `</span>`) as one invisible character, so that it
/// does not split a word.
fn tag(characters: &[Character]) -> Option<(String, usize)> {
    const TAGS: [&str; 22] = [
        "b", "i", "u", "s", "q", "a", "em", "tt", "ins", "del", "sub", "sup", "big", "wbr", "bdi",
        "abbr", "code", "mark", "span", "font", "small", "strong",
    ];
    let end = characters
        .iter()
        .take(10)
        .position(|character| character.c == '>')?;
    let inside: String = characters
        .get(1..end)?
        .iter()
        .map(|character| character.c)
        .collect();
    let name = inside.trim_matches(['/', ' ']).to_ascii_lowercase();
    TAGS.contains(&&*name)
        .then(|| ("\u{200c}".to_owned(), end + 1))
}

/// Decodes `\u0410`, the escape of JSON, with the count of characters read: 6, or 12 for a
/// surrogate pair.
fn escape(characters: &[Character]) -> Option<(String, usize)> {
    let unit = |characters: &[Character]| {
        let [
            Character { c: '\\', .. },
            Character { c: 'u', .. },
            digits @ ..,
        ] = characters
        else {
            return None;
        };
        let digits: String = digits
            .get(..4)?
            .iter()
            .map(|character| character.c)
            .collect();
        u16::from_str_radix(&digits, 16).ok()
    };
    let first = unit(characters)?;
    if let Ok(read) = String::from_utf16(&[first]) {
        return Some((read, 6));
    }
    let second = unit(characters.get(6..)?)?;
    Some((String::from_utf16(&[first, second]).ok()?, 12))
}

/// Decodes a label of a host name that starts with `xn--`, with the count of characters read.
fn punycode(characters: &[Character]) -> Option<(String, usize)> {
    let is_marked = characters
        .iter()
        .zip(MARK.chars())
        .all(|(character, c)| character.c.to_ascii_lowercase() == c);
    if !is_marked || characters.len() < 5 {
        return None;
    }
    let is_part = |character: &&Character| {
        character.c.is_ascii_alphanumeric() || matches!(character.c, '-' | '_' | '\'')
    };
    let label: String = characters
        .iter()
        .skip(4)
        .take_while(is_part)
        .map(|character| character.c.to_ascii_lowercase())
        .collect();
    // Two labels in punycode may be joined by a hyphen.
    let label = label.split("-xn--").next().unwrap_or_default().to_owned();
    if label.is_empty() || label.len() > 63 {
        return None;
    }
    // A host is written without capitals, so a small first letter would prove nothing. A capital
    // keeps a name from being taken for a common word.
    let short = label.split('_').next().unwrap_or_default();
    let (label, decoded) = [label.as_str(), short]
        .into_iter()
        .find_map(|label| Some((label, decoded_label(label)?)))?;
    let first = decoded.chars().next()?;
    let rest = decoded.get(first.len_utf8()..).unwrap_or_default();
    let capital: String = first.to_uppercase().chain(rest.chars()).collect();
    Some((capital, label.len() + MARK.len()))
}

/// Decodes a label in punycode by RFC 3492, with the names of its sections 5 and 6.2. None if the
/// label is invalid.
fn decoded_label(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    let (basic, digits) = label.rsplit_once('-').unwrap_or(("", label));
    let mut letters: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = digits.chars();
    while !digits.as_str().is_empty() {
        let before = i;
        let mut weight = 1_u32;
        for k in (1..).map(|step| step * BASE) {
            let digit = match digits.next()? {
                c @ 'a'..='z' => u32::from(c) - u32::from('a'),
                c @ '0'..='9' => u32::from(c) - u32::from('0') + 26,
                _ => return None,
            };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let least = k.saturating_sub(bias).clamp(1, 26);
            if digit < least {
                break;
            }
            weight = weight.checked_mul(BASE - least)?;
        }
        let count = u32::try_from(letters.len()).ok()? + 1;
        let mut delta = (i - before) / if before == 0 { 700 } else { 2 };
        delta += delta / count;
        let mut k = 0;
        while delta > 455 {
            delta /= BASE - 1;
            k += BASE;
        }
        bias = k + 36 * delta / (delta + 38);
        n = n.checked_add(i / count)?;
        i %= count;
        letters.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i += 1;
    }
    Some(letters.into_iter().collect())
}
