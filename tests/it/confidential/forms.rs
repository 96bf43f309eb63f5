//! The forms in which people write about a confidential source: inflected words, other alphabets,
//! handles and file names, grouped numbers, and all of these in odd spellings.

use super::people::{Person, Word};
use super::romanised::{RUSSIAN, UKRAINIAN, romanised};
use super::spellings::{SPELLINGS, puny};
use crate::support::dice::Dice;

/// A form as it is put into a case.
#[derive(Clone, Debug)]
pub struct Form {
    /// The kind of form, for example `inflected`.
    pub base: &'static str,
    /// The spelling, for example `zero width`, or `as it is` for the normal spelling.
    pub spelling: &'static str,
    /// Text before and after it that identifies nobody.
    pub before: String,
    pub text: String,
    pub after: String,
    /// Whether a person may be asked about it. Otherwise it must be cut.
    pub may_ask: bool,
}

/// A form before a spelling is applied.
#[derive(Clone)]
struct Base {
    kind: &'static str,
    before: String,
    text: String,
    after: String,
    may_ask: bool,
}

impl Base {
    fn new(kind: &'static str, text: impl Into<String>) -> Self {
        Self {
            kind,
            before: String::new(),
            text: text.into(),
            after: String::new(),
            may_ask: false,
        }
    }

    fn between(mut self, before: impl Into<String>, after: impl Into<String>) -> Self {
        self.before = before.into();
        self.after = after.into();
        self
    }

    fn asking(mut self, may_ask: bool) -> Self {
        self.may_ask = may_ask;
        self
    }
}

/// This many different forms of a source: first every form in its normal spelling, then every kind
/// of spelling, then random ones.
pub fn forms(person: &'static Person, count: usize, dice: &mut Dice) -> Vec<Form> {
    let bases = bases(person, dice);
    let mut made: Vec<Form> = bases.iter().map(plain).collect();
    let mut turn = dice.below(bases.len());
    for (name, spelling) in SPELLINGS {
        // Not every word has an apostrophe.
        for _ in 0..bases.len() {
            turn += 1;
            let base = &bases[turn % bases.len()];
            if let Some(form) = spelled(base, name, *spelling, dice) {
                made.push(form);
                break;
            }
        }
    }
    let mut tries = 0;
    while made.len() < count && tries < count * 20 {
        tries += 1;
        let (name, spelling) = *dice.pick(SPELLINGS);
        made.extend(spelled(dice.pick(&bases), name, spelling, dice));
    }
    let mut had = std::collections::HashSet::new();
    made.retain(|form| had.insert((form.before.clone(), form.text.clone(), form.after.clone())));
    // Shuffled, so that a short run has some of every kind.
    for place in (1..made.len()).rev() {
        made.swap(place, dice.below(place + 1));
    }
    made.truncate(count);
    made
}

fn plain(base: &Base) -> Form {
    Form {
        base: base.kind,
        spelling: "as it is",
        before: base.before.clone(),
        text: base.text.clone(),
        after: base.after.clone(),
        may_ask: base.may_ask,
    }
}

fn spelled(
    base: &Base,
    name: &'static str,
    spelling: super::spellings::Spelling,
    dice: &mut Dice,
) -> Option<Form> {
    if matches!(base.kind, "as in the case" | "initials" | "one letter off") {
        return None;
    }
    // Only these spellings keep a punycode host intact.
    if base.kind == "host in its code"
        && !matches!(name, "capitals" | "percent" | "entities, decimal")
    {
        return None;
    }
    // Nobody recognises a name in three letters with signs between them, and `Лев` in small letters
    // is an animal.
    let is_letter = |c: &char| c.is_alphanumeric() && !matches!(c, '\u{2b9}'..='\u{2bd}');
    let letters = base.text.chars().filter(is_letter).count();
    let takes_apart = name.contains("letters with")
        || name.contains("spaced")
        || name.contains("hyphen")
        || name.contains("over");
    if letters < 4 && takes_apart {
        return None;
    }
    // A common word in small letters is just a word, as the guide says. Examples are the words for
    // deer and for the month of March.
    let is_small = matches!(name, "lower case" | "percent, small" | "punycode");
    let is_word = base.may_ask || ["Олені", "Марти", "Марті", "Мартою"].contains(&&*base.text);
    if is_small && (is_word || letters < 5) {
        return None;
    }
    // A label of a host is a name or a word, not a letter and a word. A number has no punycode.
    if name == "punycode" && (base.kind == "letter and last word" || base.kind == "number") {
        return None;
    }
    // Anybody reads two short pieces as two words.
    if letters < 7 && matches!(name, "broken over a line" | "word over two paragraphs") {
        return None;
    }
    let text = spelling(&base.text, dice)?;
    (text != base.text).then(|| Form {
        spelling: name,
        text,
        ..plain(base)
    })
}

fn bases(person: &'static Person, dice: &mut Dice) -> Vec<Base> {
    let mut all = Vec::new();
    if !person.words.is_empty() {
        words(person, &mut all);
        names(person, &mut all);
        joined(person, dice, &mut all);
        resembling(person, &mut all);
    }
    for handle in person.handles {
        handles(handle, &mut all);
    }
    if !person.phone.is_empty() {
        numbers(person.phone, &mut all);
    }
    if !person.host.is_empty() {
        hosts(person.host, &mut all);
    }
    all
}

/// Each word alone, in each of its forms and languages.
fn words(person: &Person, all: &mut Vec<Base>) {
    for word in person.words {
        for (place, form) in word.forms.split(' ').enumerate() {
            let kind = if place == 0 { "word" } else { "inflected" };
            all.push(Base::new(kind, form).asking(word.is_common));
        }
        for paradigm in word.also {
            for (place, form) in paradigm.split(' ').enumerate() {
                let kind = if place == 0 {
                    "other language"
                } else {
                    "other language, inflected"
                };
                all.push(Base::new(kind, form).asking(word.is_common));
            }
        }
        for (place, form) in word.forms.split(' ').enumerate() {
            for table in tables(person.language) {
                if let Some(latin) = romanised(form, table.1) {
                    let kind = if place == 0 {
                        "transliterated"
                    } else {
                        "transliterated, inflected"
                    };
                    all.push(Base::new(kind, latin).asking(word.is_common));
                }
            }
        }
    }
}

type Table = (&'static str, &'static [(char, &'static str, &'static str)]);

fn tables(language: &str) -> &'static [Table] {
    match language {
        "uk" => UKRAINIAN,
        "ru" => RUSSIAN,
        _ => &[],
    }
}

/// The form of a word in a case.
fn case(forms: &'static str, place: usize) -> &'static str {
    let all: Vec<&str> = forms.split(' ').collect();
    all.get(place).copied().unwrap_or(all[0])
}

/// The whole name in each case and language, and in reverse order.
fn names(person: &Person, all: &mut Vec<Base>) {
    all.push(Base::new("as in the case", person.name));
    if person.words.len() < 2 {
        return;
    }
    let whole = |pick: &dyn Fn(&Word) -> &'static str| -> Vec<&'static str> {
        person.words.iter().map(pick).collect()
    };
    let (first, rest) = person.words.split_at(1);
    for place in 0..6 {
        // In English only the last word takes the `'s`.
        let is_english = person.language == "en";
        let inner = if is_english { 0 } else { place };
        let all_but_last = whole(&|word| case(word.forms, inner));
        let others = all_but_last[..all_but_last.len() - 1].join(" ");
        let last = case(rest[rest.len() - 1].forms, place);
        all.push(Base::new("name", format!("{others} {last}")));
        let last = if is_english {
            all_but_last[all_but_last.len() - 1]
        } else {
            last
        };
        all.push(Base::new(
            "name, last word first",
            format!("{last} {others}"),
        ));
        all.push(Base::new(
            "name, last word first",
            format!("{last}, {others}"),
        ));
        let other = whole(&|word| {
            word.also
                .first()
                .map_or(case(word.forms, inner), |one| case(one, place))
        });
        all.push(Base::new("name, other language", other.join(" ")));
        // `О. Демчук`: the initial belongs to the name.
        let letter = first[0].forms.chars().next().unwrap().to_uppercase();
        let last = rest[rest.len() - 1].forms;
        let with_letter = format!("{letter}. {}", case(last, place));
        all.push(
            Base::new("letter and last word", with_letter).asking(rest[rest.len() - 1].is_common),
        );
    }
    for table in tables(person.language) {
        let name = whole(&|word| case(word.forms, 0)).join(" ");
        all.extend(romanised(&name, table.1).map(|latin| Base::new("name, transliterated", latin)));
    }
}

/// The words of a name in Latin letters, as the person may write them online.
fn latin(word: &'static Word) -> Option<String> {
    let written = word.also.iter().chain(std::iter::once(&word.forms));
    let first = written.map(|forms| case(forms, 0));
    let found = first
        .filter(|word| word.is_ascii())
        .map(|word| word.replace('\'', "").to_lowercase());
    found.into_iter().next()
}

/// The name in handles, addresses and file names.
fn joined(person: &'static Person, dice: &mut Dice, all: &mut Vec<Base>) {
    let first = &person.words[0];
    let last = &person.words[person.words.len() - 1];
    let is_common = person.words.len() < 2 || last.is_common;
    let cyrillic = last.forms.split(' ').next().unwrap();
    let year = 1960 + dice.below(45);
    let mut file = |stem: String, ending: &str| {
        let may_ask = is_common && !stem.contains(['_', '-']);
        all.push(
            Base::new("file", stem.clone())
                .between("", ending)
                .asking(may_ask),
        );
        all.push(
            Base::new("path", stem)
                .between("/home/desk/", ending)
                .asking(may_ask),
        );
    };
    file(cyrillic.to_owned(), ".mp3");
    if let (Some(f), Some(l)) = (latin(first), latin(last)) {
        let letter = f.chars().next().unwrap();
        if person.words.len() > 1 {
            file(format!("{l}_{f}"), "-2024.pdf");
            file(format!("{f}-{l}"), ".jpg");
            for handle in [
                format!("{f}{l}"),
                format!("{l}{f}"),
                format!("{f}.{l}"),
                format!("{f}_{l}"),
                format!("{l}.{f}"),
                format!("{f}{l}{year}"),
            ] {
                all.push(Base::new("handle", handle.clone()).between("@", ""));
                all.push(Base::new("address", handle).between("https://t.me/", "/12"));
            }
        }
        if l.len() > 3 {
            let handle = Base::new("handle with the last word", l.clone()).asking(is_common);
            all.push(handle.between("@", "_official"));
            for handle in [
                format!("{letter}{l}"),
                format!("{l}{}", year % 100),
                format!("{l}_{letter}"),
                format!("{letter}.{l}"),
                format!("real{l}"),
            ] {
                let handle = Base::new("handle with the last word", handle).asking(is_common);
                all.push(handle.clone().between("@", ""));
                all.push(handle.between("", "@mail.example"));
            }
        }
    }
    all.push(
        Base::new("hashtag", cyrillic)
            .between("#", "")
            .asking(is_common),
    );
}

/// Words that only resemble a name.
fn resembling(person: &Person, all: &mut Vec<Base>) {
    if person.words.len() > 1 {
        let letters: Vec<String> = person
            .words
            .iter()
            .map(|word| {
                word.forms
                    .chars()
                    .next()
                    .unwrap()
                    .to_uppercase()
                    .to_string()
            })
            .collect();
        all.push(Base::new("initials", letters.join(". ") + ".").asking(true));
        all.push(Base::new("initials", letters.join(".") + ".").asking(true));
    }
    for word in person.words.iter().filter(|word| !word.is_common) {
        let letters: Vec<char> = case(word.forms, 0).chars().collect();
        if letters.len() < 6 {
            continue;
        }
        let (mut dropped, mut swapped, mut doubled) = (letters.clone(), letters.clone(), letters);
        dropped.remove(3);
        if swapped[2] != swapped[3] {
            swapped.swap(2, 3);
        }
        let letter = doubled[3];
        doubled.insert(3, letter);
        for made in [dropped, swapped, doubled] {
            let made: String = made.into_iter().collect();
            if made != case(word.forms, 0) {
                all.push(Base::new("one letter off", made).asking(true));
            }
        }
    }
}

/// A handle in a text, an address and a file name.
fn handles(handle: &str, all: &mut Vec<Base>) {
    let base = || Base::new("handle of the source", handle);
    all.push(base());
    all.push(base().between("@", ""));
    all.push(base().between("t.me/", ""));
    all.push(base().between("https://t.me/s/", "/118"));
    all.push(base().between("tg://resolve?domain=", ""));
    all.push(base().between("https%3A%2F%2Ft.me%2F", ""));
    all.push(base().between("/home/desk/", ".txt"));
    all.push(base().between("", " (1).pdf"));
    all.push(base().between("u=", "&v=2"));
    for (from, to) in [
        ("_", "-"),
        ("-", "_"),
        ("_", " "),
        ("-", " "),
        (".", "_"),
        (".", " "),
        ("_", ""),
        ("-", ""),
    ] {
        if handle.contains(from) && !handle.contains('@') {
            all.push(Base::new("handle, other joints", handle.replace(from, to)));
        }
    }
    if handle.contains('_') {
        all.push(Base::new(
            "handle, other joints",
            handle.replace('_', "\\_"),
        ));
    }
}

/// A telephone number in every grouping.
fn numbers(digits: &str, all: &mut Vec<Base>) {
    let (code, national) = match digits {
        _ if digits.starts_with("380") => ("380", &digits[3..]),
        _ if digits.starts_with('7') => ("7", &digits[1..]),
        _ => ("1", &digits[1..]),
    };
    let prefixes: Vec<String> = match code {
        "380" => [
            "+380", "380", "0", "+38 0", "38 0", "00380", "8 0", "(0", "+38 (0",
        ]
        .map(String::from)
        .into(),
        "7" => ["+7", "7", "8", "+7 ", "8 ", "007", "+7 (", "8 ("]
            .map(String::from)
            .into(),
        _ => ["+1", "1", "", "+1 ", "1 ", "001", "+1 (", "("]
            .map(String::from)
            .into(),
    };
    let groups: &[&[usize]] = if national.len() == 9 {
        &[
            &[9],
            &[2, 3, 2, 2],
            &[2, 3, 4],
            &[2, 7],
            &[2, 2, 2, 3],
            &[3, 3, 3],
        ]
    } else {
        &[
            &[10],
            &[3, 3, 2, 2],
            &[3, 3, 4],
            &[3, 7],
            &[2, 2, 2, 2, 2],
            &[3, 2, 2, 3],
        ]
    };
    for prefix in &prefixes {
        for sizes in groups {
            for joint in [" ", "-", ".", "\u{a0}", "", " - "] {
                if joint.is_empty() != (sizes.len() == 1) {
                    continue;
                }
                let mut rest = national;
                let mut parts = Vec::new();
                for size in *sizes {
                    let (part, after) = rest.split_at(*size);
                    parts.push(part);
                    rest = after;
                }
                let mut text = format!("{prefix}{}", parts.join(joint));
                if prefix.contains('(') {
                    if sizes.len() == 1 {
                        continue;
                    }
                    let end = prefix.len() + sizes[0];
                    text.insert(end, ')');
                }
                all.push(Base::new("number", text));
            }
        }
    }
    all.push(Base::new("number", digits).between("tel:+", ""));
    let arabic = |c: char| {
        c.to_digit(10)
            .and_then(|d| char::from_u32(0x660 + d))
            .unwrap_or(c)
    };
    all.push(Base::new(
        "number, Arabic digits",
        digits.chars().map(arabic).collect::<String>(),
    ));
    all.push(Base::new("number without its code", national));
    let tail = &national[national.len() - 7..];
    all.push(
        Base::new(
            "last seven digits",
            format!("{}-{}-{}", &tail[..3], &tail[3..5], &tail[5..]),
        )
        .asking(true),
    );
}

/// A host in letters and in punycode.
fn hosts(host: &str, all: &mut Vec<Base>) {
    let coded: Vec<String> = host.split('.').map(puny).collect();
    let coded = coded.join(".");
    for (kind, host) in [("host", host), ("host in its code", &coded)] {
        let base = || Base::new(kind, host);
        all.push(base());
        all.push(base().between("https://", "/"));
        all.push(base().between("http://www.", "/a?b=1"));
        all.push(base().between("desk@", ""));
        all.push(base().between("https://mail.", ":8080/"));
    }
}
