//! Searches for planted forms in the bytes of an export: unpacks it, undoes the escapes of the
//! format, and reads the text between two known words. It knows no name and shares no code with the
//! program.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use factdesk::export::Format;
use unicode_normalization::UnicodeNormalization;

use super::plant::Planted;

/// The texts of an export, in every way in which its bytes can be read.
pub fn texts(format: Format, bytes: &[u8]) -> Vec<String> {
    if format == Format::Docx {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut texts = Vec::new();
        for place in 0..archive.len() {
            let mut file = archive.by_index(place).unwrap();
            texts.push(file.name().unwrap().into_owned());
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            texts.extend(marked_up(&text));
        }
        return texts;
    }
    let text = std::str::from_utf8(bytes).unwrap();
    match format {
        Format::Ron => vec![without_escapes(text)],
        Format::Json | Format::Annotations | Format::Claimreview => {
            let mut all = Vec::new();
            strings(&serde_json::from_str(text).unwrap(), &mut all);
            vec![all.join("\n")]
        }
        Format::Csv => {
            let mut rows = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(bytes);
            let rows = rows.records().map(|row| {
                let row = row.unwrap();
                row.iter().collect::<Vec<_>>().join("\n")
            });
            vec![rows.collect::<Vec<_>>().join("\n")]
        }
        Format::Html => marked_up(text),
        Format::Markdown => {
            let plain = without_backslashes(text);
            vec![without_entities(&plain), plain]
        }
        _ => vec![text.to_owned(), without_backslashes(text)],
    }
}

fn strings(value: &serde_json::Value, all: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => all.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, all)),
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                all.push(name.clone());
                strings(value, all);
            }
        }
        _ => {}
    }
}

/// Undoes the escapes of RON and JSON.
fn without_escapes(text: &str) -> String {
    let mut made = String::new();
    let mut signs = text.chars();
    while let Some(c) = signs.next() {
        if c != '\\' {
            made.push(c);
            continue;
        }
        match signs.next() {
            Some('n') => made.push('\n'),
            Some('r') => made.push('\r'),
            Some('t') => made.push('\t'),
            Some('u') => {
                let number: String = signs
                    .by_ref()
                    .skip_while(|c| *c == '{')
                    .take_while(|c| *c != '}')
                    .collect();
                let c = u32::from_str_radix(&number, 16)
                    .ok()
                    .and_then(char::from_u32);
                made.push(c.unwrap());
            }
            Some(c) => made.push(c),
            None => {}
        }
    }
    made
}

/// The text between the tags, and the text in the tags.
fn marked_up(text: &str) -> Vec<String> {
    let (mut between, mut inside) = (String::new(), String::new());
    let mut is_tag = false;
    for c in text.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                inside.push('\n');
            }
            _ if is_tag => inside.push(c),
            _ => between.push(c),
        }
    }
    vec![without_entities(&between), without_entities(&inside)]
}

/// Replaces the entities that exporters write: five by name, the others by number.
fn without_entities(text: &str) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        made += before;
        let end = after.char_indices().take(10).find(|(_, c)| *c == ';');
        let name = end.map_or("", |(at, _)| &after[..at]);
        let c = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            _ => name.strip_prefix('#').and_then(|number| {
                let (digits, radix) = number
                    .strip_prefix('x')
                    .map_or((number, 10), |hex| (hex, 16));
                u32::from_str_radix(digits, radix)
                    .ok()
                    .and_then(char::from_u32)
            }),
        };
        if let Some(c) = c {
            made.push(c);
            rest = &after[name.len() + 1..];
        } else {
            made.push('&');
            rest = after;
        }
    }
    made + rest
}

fn without_backslashes(text: &str) -> String {
    let mut made = String::new();
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        if c == '\\'
            && let Some(next) = signs.next_if(char::is_ascii_punctuation)
        {
            made.push(next);
        } else {
            made.push(c);
        }
    }
    made
}

/// The fate of a planted form in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// The words around it are not in the text.
    Absent,
    /// Nothing of it is left.
    Cut,
    /// Too much was cut: not only the form, but also an unrelated word next to it.
    CutTooFar(String),
    /// A letter or a digit of it is left next to the mark.
    Tail(String),
    /// The form is in the text.
    Left(String),
}

/// The worst fate of a planted form in these texts. `are_whole` says that no text of the case is
/// shortened in them.
pub fn fate(texts: &[String], planted: &Planted, are_whole: bool) -> Fate {
    let all = texts.iter().flat_map(|text| each(text, planted, are_whole));
    all.max().unwrap_or(Fate::Absent)
}

fn each(text: &str, planted: &Planted, is_whole: bool) -> Vec<Fate> {
    let mut fates = Vec::new();
    for (at, open) in text.match_indices(&planted.open) {
        let rest = &text[at + open.len()..];
        let end = rest.find(&planted.close);
        let inner = end.map(|end| &rest[..end]);
        // A format that quotes only a part omits the end.
        match inner.filter(|inner| inner.len() < 4_000 && !inner.contains("Zq")) {
            Some(inner) => fates.push(inner_fate(inner, planted)),
            None if is_whole => fates.push(Fate::CutTooFar(planted.close.clone())),
            None => {}
        }
    }
    fates
}

fn words(text: &str) -> impl Iterator<Item = String> {
    // Primes and apostrophes that Unicode counts as letters are not letters here.
    text.split(|c: char| !c.is_alphanumeric() || matches!(c, '\u{2b9}'..='\u{2bd}'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// The words of the mark, in all languages.
const MARKS: &[&str] = &["redacted", "вилучено", "изъято"];

/// The characters of a format's marks for hidden signs and for paragraphs.
const OURS: &[&str] = &["body", "n", "lf", "p", "br"];

/// Parts of a form that may stay beside the mark: the `s` of a possessive, and the common parts of
/// addresses and paths.
const EVERYBODYS: &[&str] = &[
    "s",
    "https",
    "www",
    "com",
    "t",
    "me",
    "tg",
    "resolve",
    "domain",
    "instagram",
    "mail",
    "example",
    "token",
    "at",
    "home",
    "desk",
    "scans",
];

/// Replaces `%27` and `&#115;` by their characters and letters of other shapes by plain ones. These
/// are left beside the mark when a possessive or another sign was written that way.
fn readable(text: &str) -> String {
    let mut made = text.to_owned();
    for _ in 0..3 {
        let (mut bytes, mut rest) = (Vec::new(), made.as_bytes());
        while let Some((first, after)) = rest.split_first() {
            let code = after
                .get(..2)
                .and_then(|code| std::str::from_utf8(code).ok());
            match code
                .and_then(|code| u8::from_str_radix(code, 16).ok())
                .filter(|_| *first == b'%')
            {
                Some(code) => {
                    bytes.push(code);
                    rest = &after[2..];
                }
                None => {
                    bytes.push(*first);
                    rest = after;
                }
            }
        }
        made = without_entities(&String::from_utf8_lossy(&bytes));
    }
    made.nfkc().collect()
}

fn inner_fate(inner: &str, planted: &Planted) -> Fate {
    let inner = &*readable(inner);
    let harmless: BTreeSet<String> = [
        planted.left,
        planted.right,
        &planted.form.before,
        &planted.form.after,
    ]
    .into_iter()
    .flat_map(words)
    .chain(
        [MARKS, OURS, EVERYBODYS]
            .concat()
            .into_iter()
            .map(str::to_owned),
    )
    .collect();
    let here: Vec<String> = words(inner).collect();
    // A year after a removed handle reveals nothing.
    let is_handle = planted.form.base.starts_with("handle") || planted.form.base == "address";
    let is_year =
        |word: &&str| is_handle && word.len() < 5 && word.bytes().all(|byte| byte.is_ascii_digit());
    let left: Vec<&str> = here
        .iter()
        .map(String::as_str)
        .filter(|word| !harmless.contains(*word) && !is_year(word))
        .collect();
    let is_cut =
        here.iter().any(|word| MARKS.contains(&&**word)) || inner.contains(['█', '▌', '▀']);
    // `real` before a name reveals nothing, not even in part or broken across lines.
    let is_real = "real".starts_with(&left.concat());
    // Signs that look like letters but are not: circled ones, and math ones that no table contains.
    let odd: String = inner.chars().filter(|c| is_odd_letter(*c)).collect();
    let is_clean = left.is_empty() || (is_cut && is_real);
    if !is_clean || !odd.is_empty() {
        let what = inner.trim().to_owned();
        return if is_cut {
            Fate::Tail(what)
        } else {
            Fate::Left(what)
        };
    }
    if !is_cut {
        // Every letter of the form is in the words around it, or the form has no letters.
        return Fate::Left(inner.trim().to_owned());
    }
    let gone = words(planted.left)
        .chain(words(planted.right))
        .find(|word| !here.contains(word));
    gone.map_or(Fate::Cut, Fate::CutTooFar)
}

fn is_odd_letter(c: char) -> bool {
    matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1d400}'..='\u{1d7ff}' | '\u{ff10}'..='\u{ff5a}')
}
