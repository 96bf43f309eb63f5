//! The identifying parts of addresses, handles, numbers and file names, which are then searched
//! for.

use super::folded::{Folded, Gap, folded};
use super::letters::is_cyrillic_word;
use super::lexicon::{LEXICON, WordKind};
use super::lists::ADDRESSES;

/// One thing to search for, taken from an address, a number or a file name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Words that follow each other, however they are joined: a handle, the name of a file.
    Together(Vec<String>),
    /// Words that follow each other with only dots between them: a host.
    Host(Vec<String>),
    /// One word, anywhere in the text.
    Word(String),
    /// One word that anybody may use. It is searched for only in addresses, handles and file names.
    InAddress(String),
    /// A word of a file's name or of a handle. A match is certain in an address, a handle or a file
    /// name; elsewhere a person must look at it.
    OfFile(String),
    /// The digits of a telephone number, without the prefixes that are dialled before it.
    Phone(String),
    /// The digits of another number.
    Number(String),
    /// A part of a registration number or of a file name, in groups of letters and of digits. A
    /// person must look at a match.
    Fragment(Vec<String>),
}

/// A word of a handle with at least this many characters identifies somebody wherever it stands, if
/// no list has it.
const MIN_ANYWHERE: usize = 6;
/// The fewest and the most digits of a telephone number.
const MIN_DIGITS: usize = 7;
const MAX_DIGITS: usize = 15;

/// The words of a text, in letters as they look.
fn words(folded: &Folded) -> Vec<String> {
    folded
        .words
        .iter()
        .filter_map(|range| folded.letters.get(range.clone()))
        .map(|letters| letters.iter().map(|letter| letter.look).collect())
        .collect()
}

/// Adds the parts of an address as somebody typed it into a source or an item.
pub(super) fn of_address(url: &str, parts: &mut Vec<Part>) {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://").unwrap_or_else(|| {
        let is_scheme = |scheme: &str| scheme.chars().all(|c| c.is_ascii_alphabetic());
        url.split_once(':')
            .filter(|(scheme, rest)| {
                is_scheme(scheme)
                    && !rest.starts_with(|c: char| c.is_ascii_digit() && *scheme != "tel")
            })
            .unwrap_or(("", url))
    });
    if phone(rest).is_some() {
        of_number(rest, parts);
        return;
    }
    if rest.contains(char::is_whitespace) {
        // A text with spaces is no address. Its words are read like those of a handle.
        of_handle(rest, parts);
        return;
    }
    let (authority, path) = rest
        .find(['/', '?', '#', '\\'])
        .map_or((rest, ""), |at| rest.split_at(at));
    let (local, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let host = host
        .rsplit_once(':')
        .filter(|(_, port)| port.chars().all(|c| c.is_ascii_digit()))
        .map_or(host, |(host, _)| host);
    if scheme.is_empty() && !host.contains('.') {
        of_handle(host, parts);
    } else {
        of_host(host, parts);
    }
    let pieces = path.split(['/', '?', '&', '=', '#', ';', ',', '\\', ':']);
    for piece in pieces.chain(local.split(':')) {
        of_handle(piece, parts);
    }
    // The whole address, in case no part of it identifies anybody.
    let all = words(&folded(rest));
    if all.len() > 1 && path.len() > 1 {
        parts.push(Part::Together(all));
    }
}

fn of_host(host: &str, parts: &mut Vec<Part>) {
    let lower = host.to_lowercase();
    let lower = lower
        .trim_end_matches('.')
        .strip_prefix("www.")
        .unwrap_or(lower.trim_end_matches('.'));
    if ADDRESSES.hosts.contains(lower) {
        return;
    }
    // The part of a shared host that belongs to one person: `olena` of `olena.livejournal.com`.
    let shared = ADDRESSES
        .hosts
        .iter()
        .find_map(|shared| lower.strip_suffix(shared.as_str())?.strip_suffix('.'));
    let own = shared.unwrap_or(lower);
    let all = words(&folded(own));
    if shared.is_none() && all.len() > 1 {
        parts.push(Part::Host(all));
    }
    let labels = own.split('.');
    for label in labels.filter(|label| !ADDRESSES.endings.contains(*label)) {
        let mut of_label = Vec::new();
        of_handle(label, &mut of_label);
        // A host counts as a whole: `St Brannock's` is no part of `brannocks.nhs.uk`.
        parts.extend(of_label.into_iter().filter_map(|part| match part {
            part if shared.is_some() => Some(part),
            Part::Word(word) | Part::InAddress(word) => Some(Part::InAddress(word)),
            _ => None,
        }));
    }
}

/// Adds the parts of a handle, of a part of a path, or of a value in a query.
pub(super) fn of_handle(handle: &str, parts: &mut Vec<Part>) {
    // Removes a file ending such as `.html`: it is not part of a page's name.
    let bare = handle
        .rsplit_once('.')
        .filter(|(_, ending)| ADDRESSES.words.contains(&ending.to_lowercase()) && ending.len() > 2)
        .map_or(handle, |(bare, _)| bare);
    let all = words(&folded(bare));
    match all.as_slice() {
        [] => {}
        [word] => single_word(word, parts),
        all => {
            let is_plain = |word: &String| ADDRESSES.words.contains(word) || is_short_number(word);
            if !all.iter().all(is_plain)
                && all.iter().map(|word| word.chars().count()).sum::<usize>() > 3
            {
                parts.push(Part::Together(all.to_vec()));
            }
            // `p.zork85`: in a handle of two or three words without hyphens each word may be a
            // name.
            if all.len() < 4 && !bare.contains('-') {
                for word in all.iter().filter(|word| !is_plain(word)) {
                    part_of_handle(word, parts);
                }
            }
        }
    }
}

/// Adds a word of a handle that ends in digits, and its letters without these digits.
fn part_of_handle(word: &str, parts: &mut Vec<Part>) {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters != word && letters.chars().count() > 1 && word.chars().count() > 3 {
        parts.push(Part::Word(word.to_owned()));
    }
    without_digits(letters, parts);
}

/// Adds the letters of a handle's word, which has lost the digits at its end, if they can only be a
/// name.
fn without_digits(letters: &str, parts: &mut Vec<Part>) {
    let is_own = !ADDRESSES.words.contains(letters) && !ADDRESSES.stems.contains(letters);
    let is_telling = LEXICON.kind_of(letters, is_cyrillic_word(letters)) == WordKind::NameOnly;
    match letters.chars().count() {
        4.. if is_own && is_telling => parts.push(Part::OfFile(letters.to_owned())),
        3 if is_own && is_telling => parts.push(Part::InAddress(letters.to_owned())),
        _ => {}
    }
}

fn single_word(word: &str, parts: &mut Vec<Part>) {
    let count = word.chars().count();
    if ADDRESSES.words.contains(word)
        || ADDRESSES.stems.contains(word)
        || count < 3
        || is_short_number(word)
    {
        return;
    }
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    let is_telling = LEXICON.kind_of(word, is_cyrillic_word(word)) == WordKind::NameOnly;
    // `gkislov` of `gkislov77`.
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters != word {
        without_digits(letters, parts);
    }
    let word = word.to_owned();
    parts.push(
        if is_telling && (count >= MIN_ANYWHERE || (has_digit && count > 3)) {
            Part::Word(word)
        } else if is_telling && count > 3 {
            Part::OfFile(word)
        } else {
            Part::InAddress(word)
        },
    );
}

/// Whether a word is a number of at most four digits, such as a year, a day or a page: it
/// identifies nobody.
fn is_short_number(word: &str) -> bool {
    word.len() < 5 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Adds the path of a file, its name, and its name without endings.
pub(super) fn of_file(path: &str, parts: &mut Vec<Part>) {
    let all = words(&folded(path));
    if all.len() > 1 && path.contains(['/', '\\']) {
        parts.push(Part::Together(all));
    }
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let whole = words(&folded(name));
    let mut stem = name;
    for _ in 0..2 {
        let shorter = stem.rsplit_once('.').filter(|(shorter, ending)| {
            !shorter.is_empty() && ending.len() < 6 && !ending.contains(' ')
        });
        let Some((shorter, _)) = shorter else { break };
        stem = shorter;
    }
    let stems = words(&folded(stem));
    let is_digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = |word: &&String| ADDRESSES.stems.contains(*word) || is_digits(word);
    let own: Vec<&String> = stems.iter().filter(|word| !is_plain(word)).collect();
    if own.is_empty()
        && !stems
            .iter()
            .any(|word| word.len() > 7 && word.bytes().all(|byte| byte.is_ascii_digit()))
    {
        // `scan 0001.png`: anybody may have such a name, but with its ending it means a file.
        if stems.len() > 1 && whole.len() > stems.len() {
            parts.push(Part::Together(whole));
        }
        // Without its ending it may be chance, so that a person looks: `voice memo 0314`.
        let is_long = |word: &String| word.len() > 2 && is_digits(word);
        if stems.len() > 1 && stems.iter().any(is_long) {
            parts.push(Part::Fragment(stems));
        }
        return;
    }
    if whole.len() > stems.len() {
        parts.push(Part::Together(whole));
    }
    match stems.as_slice() {
        [] => {}
        [word] => {
            let is_telling = LEXICON.kind_of(word, is_cyrillic_word(word)) == WordKind::NameOnly;
            let has_digit = word.chars().any(|c| c.is_ascii_digit());
            parts.push(if is_telling && (word.chars().count() > 3 || has_digit) {
                Part::Word(word.clone())
            } else {
                Part::InAddress(word.clone())
            });
        }
        all => parts.push(Part::Together(all.to_vec())),
    }
    for word in own {
        let is_word = word.chars().all(char::is_alphabetic) && word.chars().count() > 4;
        if is_word
            && stems.len() > 1
            && LEXICON.kind_of(word, is_cyrillic_word(word)) == WordKind::NameOnly
        {
            parts.push(Part::OfFile(word.clone()));
        }
    }
}

/// The digits of a text, if it is nothing but one telephone number; else None.
fn phone(text: &str) -> Option<String> {
    let is_sign = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || "+-().\u{a0}/\u{2010}\u{2011}\u{2013}*".contains(c)
    };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= MIN_DIGITS && digits.len() <= MAX_DIGITS && text.trim().chars().all(is_sign))
        .then_some(digits)
}

/// Adds the telephone numbers in a text.
pub(super) fn of_number(text: &str, parts: &mut Vec<Part>) {
    let folded = folded(text);
    for run in digits(&folded) {
        let digits: String = folded
            .letters
            .get(run)
            .unwrap_or_default()
            .iter()
            .map(|letter| letter.plain)
            .collect();
        if digits.len() >= MIN_DIGITS && digits.len() <= MAX_DIGITS {
            parts.push(Part::Phone(without_prefix(&digits).to_owned()));
        }
    }
}

/// Adds the numbers, addresses and handles in a note, which is about other things, too. Days and
/// times are not taken for telephone numbers.
pub(super) fn of_note(text: &str, parts: &mut Vec<Part>) {
    let mut numbers = Vec::new();
    of_number(text, &mut numbers);
    numbers
        .retain(|part| !matches!(part, Part::Phone(digits) if digits.len() < 9 || is_day(digits)));
    parts.extend(numbers);
    of_numbers(text, parts);
    for code in codes(text) {
        let groups = groups(&code);
        for from in 0..groups.len() {
            let parts_of_it = (from + 1..=groups.len()).filter_map(|to| groups.get(from..to));
            let parts_of_it = parts_of_it.filter(|part| {
                let has = |is: fn(char) -> bool| part.iter().any(|group| group.contains(is));
                let is_whole = part.len() == groups.len();
                !is_whole && has(|c| c.is_ascii_digit()) && has(char::is_alphabetic)
            });
            parts.extend(parts_of_it.map(|part| Part::Fragment(part.to_vec())));
        }
        // `7731` of `СВ 7731 КМ`, which a story may write as `77-31`.
        let numbers = groups.iter();
        let numbers =
            numbers.filter(|group| group.len() > 3 && !group.contains(char::is_alphabetic));
        parts.extend(numbers.map(|group| Part::Number(group.clone())));
        parts.push(Part::Together(groups));
    }
    let signs = ['(', ')', '<', '>', ',', ';', '.', ':', '"', '«', '»'];
    for word in text.split_whitespace() {
        let word = word.trim_matches(signs);
        if word.contains("://") || (word.contains('@') && word.chars().count() > 4) {
            of_address(word.trim_start_matches('@'), parts);
        }
    }
}

/// Whether digits are a date as year, month, day, or as day, month, year.
fn is_day(digits: &str) -> bool {
    let number = |from: usize, to: usize| -> u32 {
        let digits = digits.get(from..to).unwrap_or_default();
        digits.parse().unwrap_or(0)
    };
    let is_one = |year: u32, month: u32, day: u32| {
        (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    is_one(number(0, 4), number(4, 6), number(6, 8))
        || is_one(number(4, 8), number(2, 4), number(0, 2))
}

/// Adds the numbers in a note that may belong to somebody: five digits or more, together or with
/// hyphens between them.
fn of_numbers(text: &str, parts: &mut Vec<Part>) {
    const LEAST: usize = 5;
    let folded = folded(text);
    for run in digits(&folded) {
        let letters = folded.letters.get(run).unwrap_or_default();
        let is_one = letters
            .iter()
            .skip(1)
            .all(|letter| letter.gap.only(Gap::HYPHEN));
        let has_year = letters.split(|letter| !letter.gap.is_none()).count() > 2;
        let digits: String = letters.iter().map(|letter| letter.plain).collect();
        let is_number =
            (LEAST..=MAX_DIGITS).contains(&digits.len()) && !(has_year && is_day(&digits));
        if is_one && is_number {
            parts.push(Part::Number(digits));
        }
    }
}

/// The groups of letters and of digits in a registration number, in letters as they look.
fn groups(code: &str) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for word in words(&folded(code)) {
        let mut was_digit = None;
        for c in word.chars() {
            let is_digit = c.is_ascii_digit();
            match groups.last_mut().filter(|_| was_digit == Some(is_digit)) {
                Some(group) => group.push(c),
                None => groups.push(c.to_string()),
            }
            was_digit = Some(is_digit);
        }
    }
    groups
}

/// The registration numbers in a note, which have capitals and digits: `AB123456`, `KX07 BVA`,
/// `АА 1234 ВС`.
fn codes(text: &str) -> impl Iterator<Item = String> + '_ {
    let all: Vec<&str> = text.split_whitespace().map(trimmed).collect();
    let mut found: Vec<String> = Vec::new();
    for (at, _) in all.iter().enumerate() {
        let run = |count: usize| all.get(at..at + count).map(|words| words.join(" "));
        let longest = (1..=3).rev().filter_map(run).find(|code| is_code(code));
        // A part of the number found last is not a number of its own.
        let new = longest.filter(|code| !found.last().is_some_and(|last| last.contains(code)));
        found.extend(new);
    }
    found.into_iter()
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a text has only capitals and digits, as a registration number does: at least two digits,
/// and at most three capitals in a row.
fn is_code(text: &str) -> bool {
    const LETTERS: usize = 3;
    let is_sign = |c: char| c.is_uppercase() || c.is_ascii_digit() || c == '-' || c == ' ';
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_uppercase()).count();
    let mut runs = text.split(|c: char| !c.is_uppercase());
    // "BBC 2024" is an abbreviation and a year. In a registration number letters and digits share a
    // word, or letters stand at both ends.
    let is_mixed = |word: &str| {
        word.contains(char::is_uppercase) && word.contains(|c: char| c.is_ascii_digit())
    };
    let mixed = text.split(' ').filter(|word| is_mixed(word)).count();
    let ends = text.starts_with(char::is_uppercase) && text.ends_with(char::is_uppercase);
    text.chars().all(is_sign)
        && letters > 0
        && digits > 1
        && letters + digits > 4
        && runs.all(|run| run.chars().count() <= LETTERS)
        && (mixed == 1 || mixed == 0 && ends)
        && text.split(' ').all(|word| !word.is_empty())
}

/// The digits of a telephone number without its international, country or trunk prefix.
fn without_prefix(digits: &str) -> &str {
    let bare = digits.strip_prefix("00").unwrap_or(digits);
    match (bare.len(), bare.as_bytes().first()) {
        (12, _) if bare.starts_with("380") => bare.get(3..).unwrap_or(bare),
        (11, Some(b'7' | b'8' | b'1')) | (10, Some(b'0')) => bare.get(1..).unwrap_or(bare),
        _ => bare,
    }
}

/// Whether these digits may be dialled before a telephone number.
pub(super) fn is_dialled(before: &str) -> bool {
    matches!(
        before,
        "" | "0" | "380" | "00380" | "38" | "7" | "8" | "1" | "001" | "007" | "+"
    ) || (before.len() < 4 && !before.is_empty())
        || (before.len() < 6 && before.starts_with("00"))
}

/// The runs of digits between which only signs of a telephone number stand, as ranges of letters.
pub(super) fn digits(folded: &Folded) -> Vec<std::ops::Range<usize>> {
    const BETWEEN: u16 = Gap::SPACE
        | Gap::LINE
        | Gap::HYPHEN
        | Gap::DOT
        | Gap::UNDERSCORE
        | Gap::SLASH
        | Gap::QUOTE
        | Gap::PLUS;
    let mut runs = Vec::new();
    let mut from = None;
    for (at, letter) in folded.letters.iter().enumerate() {
        let is_digit = letter.plain.is_ascii_digit();
        let goes_on = is_digit && letter.gap.only(BETWEEN);
        if let Some(start) = from
            && !goes_on
        {
            runs.push(start..at);
            from = None;
        }
        if is_digit && from.is_none() {
            from = Some(at);
        }
    }
    runs.extend(from.map(|start| start..folded.letters.len()));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registration_numbers_differ_from_other_capitals_with_digits() {
        for (note, expected) in [
            ("plate KX07 BVA, met at 7", &["KX07 BVA"][..]),
            ("passport AB123456.", &["AB123456"]),
            ("badge (B-7731)", &["B-7731"]),
            ("номер АА 1234 ВС на авто", &["АА 1234 ВС"]),
            ("BBC 2024, COVID-19, MH17, F16, on 3 May at 18.40", &[]),
            ("Room 412 in block C, A4 paper, 7B", &[]),
        ] {
            assert_eq!(codes(note).collect::<Vec<_>>(), expected, "{note}");
        }
    }
}
