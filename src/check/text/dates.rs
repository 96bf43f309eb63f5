//! Finds weekdays that do not match their date ("Friday, March 22" in a year in which that day was
//! not a Friday) and days that do not exist (`no_day`).

mod date;
mod no_day;

use std::ops::Range;

use jiff::civil;

use date::{Date, MONTH_NAMES};
use no_day::no_such_day;

use super::line::{push_lower, word_length};
use super::words::WORDS;
use super::{Lint, shown};
use crate::check::phrase::{Filling, phrase};
use crate::text::letters::is_apostrophe;

/// Dates before this year are not checked: they may be Julian. Russia changed the calendar in 1918,
/// Greece in 1923.
const FIRST_YEAR: i16 = 1924;

/// The names of weekdays in messages, from Monday.
const WEEKDAY_NAMES: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The lints for days that do not exist ("31 April") and for weekdays that do not match the date
/// beside them. The year is the one in the text, else `year`; without either, no weekday is
/// reported. `month`: that of the story's date, 1 to 12. Near the turn of the year, a date without
/// a year may be in the year before or after.
pub fn date_lints(text: &str, year: Option<i16>, month: Option<i8>) -> Vec<Lint> {
    let mut lints = Vec::new();
    let mut low = String::new();
    let mut at = 0;
    while let Some(found) = text
        .as_bytes()
        .get(at..)
        .and_then(|rest| rest.iter().position(u8::is_ascii_digit))
    {
        let start = at + found;
        let digits = text.as_bytes().iter().skip(start);
        at = start + digits.take_while(|byte| byte.is_ascii_digit()).count();
        let mut reader = Reader {
            text,
            low: &mut low,
        };
        let Some(date) = reader.date(start..at) else {
            continue;
        };
        at = at.max(date.range.end);
        let no_day = no_such_day(text, &date);
        if no_day.is_some() {
            lints.extend(no_day);
        } else if let Some(named) = reader.weekday_beside(&date)
            && let Some(lint) = lint(text, &date, &named, (year, month))
        {
            lints.push(lint);
        }
    }
    lints
}

/// The lint for a date and the weekday next to it, if they do not match.
fn lint(
    text: &str,
    date: &Date,
    named: &NamedWeekday,
    (story_year, month): (Option<i16>, Option<i8>),
) -> Option<Lint> {
    let year = date.year.or(story_year)?;
    if year < FIRST_YEAR {
        return None;
    }
    let actual = day_of(year, date)?;
    // Near the turn of the year, a date without a year may be in the previous or next year.
    let neighbour = match date.month {
        _ if date.year.is_some() => None,
        1 | 2 if month.is_none_or(|month| month >= 10) => year.checked_add(1),
        10..=12 if month.is_none_or(|month| month <= 2) => year.checked_sub(1),
        _ => None,
    };
    let is_correct =
        named.day == actual || neighbour.is_some_and(|year| day_of(year, date) == Some(named.day));
    if is_correct {
        return None;
    }
    let range = date.range.start.min(named.range.start)..date.range.end.max(named.range.end);
    let month = MONTH_NAMES.get(usize::try_from(date.month.checked_sub(1)?).ok()?)?;
    let message = phrase!(
        "{} {} {} was a {}, not a {}: “{}”",
        date.day.to_string(),
        Filling::Word(month),
        year.to_string(),
        Filling::Word(WEEKDAY_NAMES.get(actual)?),
        Filling::Word(WEEKDAY_NAMES.get(named.day)?),
        shown(text.get(range.clone())?),
    );
    Some(Lint { range, message })
}

/// The weekday of a date, 0 for Monday. None if the year has no such day.
fn day_of(year: i16, date: &Date) -> Option<usize> {
    let day = civil::Date::new(year, date.month, date.day).ok()?;
    usize::try_from(day.weekday().to_monday_zero_offset()).ok()
}

/// A weekday in a text, 0 for Monday.
struct NamedWeekday {
    day: usize,
    range: Range<usize>,
}

/// Parses dates and weekdays around a number in a text.
struct Reader<'a> {
    text: &'a str,
    /// A buffer for the current word in lower case.
    low: &'a mut String,
}

/// The longest word that is compared, in bytes.
const MAX_WORD_LENGTH: usize = 32;

impl Reader<'_> {
    /// The date of which these digits are the day or the start: "March 22", `2024-03-22`.
    fn date(&mut self, digits: Range<usize>) -> Option<Date> {
        let number = self.text.get(digits.clone())?;
        // The digits are not a day if they are part of a label ("F16"), the end of a longer number,
        // or the end of a range ("18–22").
        let before = self.text.get(..digits.start)?.chars().next_back();
        if before.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '.' | ':' | '/' | '-' | '–' | '−' | '$')
        }) {
            return None;
        }
        if let Some(date) = self.numeric_date(digits.clone()) {
            return Some(date);
        }
        let day: i8 = number.parse().ok().filter(|day| (1..=31).contains(day))?;
        let mut end = digits.end;
        let is_dash = |c: char| matches!(c, '-' | '–' | '−');
        let rest = self.text.get(end..)?;
        if let Some((gap, word)) = self.word_after(end)
            && (gap.is_empty() || gap == "-")
        {
            // A word that follows the day directly or after a hyphen must be an ordinal ending:
            // "22nd", "22-го".
            if !WORDS.ordinals.has(self.lower(word.clone())?) {
                return None;
            }
            end = word.end;
        } else if rest.starts_with(is_dash) || rest.starts_with([':', '/', '%', '°']) {
            return None;
        }
        let month_first = self.month_before(digits.start);
        let (month, range) = match month_first {
            Some((month, start)) => (month, start..end),
            None => {
                let (month, after) = self.month_after(end)?;
                (month, digits.start..after)
            }
        };
        let (year, end) = self.year_after(range.end, month_first.is_some());
        if year.is_none() && self.is_of_another_year(end) {
            return None;
        }
        Some(Date {
            year,
            month,
            day,
            range: range.start..end,
        })
    }

    /// A date in digits only: `22.03.2024`, `2024-03-22`.
    fn numeric_date(&self, first: Range<usize>) -> Option<Date> {
        let rest = self.text.get(first.start..)?;
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-'))
            .unwrap_or(rest.len());
        let digits = rest.get(..end)?.trim_end_matches(['.', '-']);
        let split_as = |lengths: [usize; 3], mark: char| {
            let mut parts = digits.split(mark);
            let [a, b, c] = [parts.next()?, parts.next()?, parts.next()?];
            let fits = [a, b, c].map(str::len) == lengths && parts.next().is_none();
            fits.then_some([a, b, c])
        };
        let [year, month, day] = if let Some(parts) = split_as([4, 2, 2], '-') {
            parts
        } else {
            let [day, month, year] =
                split_as([2, 2, 4], '.').or_else(|| split_as([1, 2, 4], '.'))?;
            [year, month, day]
        };
        Some(Date {
            year: Some(year.parse().ok()?),
            month: month
                .parse()
                .ok()
                .filter(|month| (1..=12).contains(month))?,
            day: day.parse().ok()?,
            range: first.start..first.start + digits.len(),
        })
    }

    /// The month right before a number, and where the month starts: "March 22", "Mar. 22".
    fn month_before(&mut self, start: usize) -> Option<(i8, usize)> {
        // Only English writes the month before the day: "у березні 22 людини" is no date.
        let before = self.text.as_bytes().get(..start)?.trim_ascii_end();
        if !before
            .last()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | 0xa0))
        {
            return None;
        }
        let (gap, word) = self.word_before(start)?;
        if !matches!(gap.trim_start_matches('.'), " " | "\u{a0}") {
            return None;
        }
        let month = self.parse_month(word.clone())?;
        let is_latin = self.text.as_bytes().get(word.start)?.is_ascii();
        is_latin.then_some((month, word.start))
    }

    /// The month right after a day, and where the month ends: "22 March", "22nd of March", "22
    /// березня".
    fn month_after(&mut self, end: usize) -> Option<(i8, usize)> {
        let (gap, mut word) = self.word_after(end)?;
        if !matches!(gap, " " | "\u{a0}" | "\u{202f}") {
            return None;
        }
        if WORDS.month_joints.has(self.lower(word.clone())?) {
            word = self.word_after(word.end).filter(|(gap, _)| *gap == " ")?.1;
        }
        Some((self.parse_month(word.clone())?, word.end))
    }

    /// The month that a word names, 1 for January. Latin letters need a capital: "may 5" is no
    /// month.
    fn parse_month(&mut self, word: Range<usize>) -> Option<i8> {
        if !self.may_be_weekday_or_month(word.clone()) {
            return None;
        }
        let month = WORDS.months.of(self.lower(word)?)?;
        i8::try_from(month + 1).ok()
    }

    /// The year after a date, and where the date then ends: "22 March 2024", "March 22, 2024", "22
    /// Mar. 2024".
    fn year_after(&self, end: usize, is_month_first: bool) -> (Option<i16>, usize) {
        let rest = self.text.get(end..).unwrap_or_default();
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        let comma = rest.strip_prefix(',').filter(|_| is_month_first);
        let year = comma
            .unwrap_or(rest)
            .trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let digits = year.bytes().take_while(u8::is_ascii_digit).count();
        let is_year = digits == 4 && year.len() < rest.len() && rest.len() - year.len() <= 4;
        let parsed = year.get(..digits).and_then(|digits| digits.parse().ok());
        match parsed.filter(|year| is_year && (1000..2200).contains(year)) {
            Some(parsed) => (Some(parsed), self.text.len() - year.len() + digits),
            None => (None, end),
        }
    }

    /// Whether the words after a date say that it is in another year than the story: "March 22 last
    /// year".
    fn is_of_another_year(&mut self, mut end: usize) -> bool {
        for _ in 0..3 {
            let Some((gap, word)) = self.word_after(end) else {
                return false;
            };
            if gap
                .trim_matches([' ', '\u{a0}', ',', '('])
                .chars()
                .next()
                .is_some()
            {
                return false;
            }
            end = word.end;
            if self
                .lower(word)
                .is_some_and(|word| WORDS.other_years.has(word))
            {
                return true;
            }
        }
        false
    }

    /// The weekday beside a date, before or after it.
    fn weekday_beside(&mut self, date: &Date) -> Option<NamedWeekday> {
        self.weekday_before(date.range.start)
            .or_else(|| self.weekday_after(date.range.end))
    }

    /// The weekday right before a date: "Friday, March 22", "Fri. 22 Mar", "Friday (22 March)", "on
    /// Friday the 22nd of March".
    fn weekday_before(&mut self, start: usize) -> Option<NamedWeekday> {
        let (mut gap, mut word) = self.word_before(start)?;
        if matches!(gap, " ") && self.lower(word.clone())? == "the" {
            (gap, word) = self.word_before(word.start)?;
        }
        if !is_joint(gap) || gap.contains(')') {
            return None;
        }
        let day = self.parse_weekday(word.clone())?;
        if let Some((gap, before)) = self.word_before(word.start) {
            let is_range = gap.contains(['-', '–', '—']) && !gap.contains(' ');
            // A weekday that ends a range ("Monday–Friday") or belongs to a name ("Good Friday") is
            // ignored.
            if is_range || (gap == " " && WORDS.named_days.has(self.lower(before)?)) {
                return None;
            }
        }
        Some(NamedWeekday { day, range: word })
    }

    /// The weekday after a date, with at most two words in between: "March 22, a Friday", "22
    /// березня, у п'ятницю", "22 March (Friday)".
    fn weekday_after(&mut self, end: usize) -> Option<NamedWeekday> {
        let (first, mut word) = self.word_after(end)?;
        let mut gap = first;
        // "2024 року", "2024 года", "2024 р.": the word for "year" may follow the number.
        if first == " " && WORDS.units.has(self.lower(word.clone())?) {
            (gap, word) = self.word_after(word.end)?;
        }
        let opening = gap;
        if !is_joint(opening) {
            return None;
        }
        let mut joint = String::new();
        for _ in 0..3 {
            if let Some(day) = self.parse_weekday(word.clone()) {
                let is_joined = joint.is_empty() || {
                    let line = super::Line::of(&joint);
                    WORDS
                        .day_joints
                        .at(&line, 0)
                        .is_some_and(|(length, ())| length == line.len())
                };
                // "He came on March 22, Friday's train": the weekday belongs to another phrase.
                let rest = self.text.get(word.end..).unwrap_or_default();
                let is_closed = rest
                    .trim_start_matches([' ', '\u{a0}'])
                    .chars()
                    .next()
                    .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-' | '–'));
                return (is_joined && (is_closed || !opening.contains(',')))
                    .then_some(NamedWeekday { day, range: word });
            }
            joint.push_str(self.lower(word.clone())?);
            joint.push(' ');
            (gap, word) = self.word_after(word.end)?;
            if gap != " " {
                return None;
            }
        }
        None
    }

    /// The weekday that a word names. Latin letters need a capital: "sun" is no weekday.
    fn parse_weekday(&mut self, word: Range<usize>) -> Option<usize> {
        if !self.may_be_weekday_or_month(word.clone()) {
            return None;
        }
        WORDS.weekdays.of(self.lower(word)?).copied()
    }

    /// Whether a word may be a weekday or month. In Latin letters it must be capitalised. In other
    /// scripts it need not: Cyrillic weekdays and months have no capital.
    fn may_be_weekday_or_month(&self, word: Range<usize>) -> bool {
        let first = self.text.get(word).and_then(|word| word.chars().next());
        first.is_some_and(|c| !c.is_ascii() || c.is_ascii_uppercase())
    }

    /// A word in lower case with plain apostrophes. None if it is longer than `MAX_WORD_LENGTH`.
    fn lower(&mut self, word: Range<usize>) -> Option<&str> {
        let word = self
            .text
            .get(word)
            .filter(|word| word.len() <= MAX_WORD_LENGTH)?;
        self.low.clear();
        push_lower(self.low, word);
        Some(self.low)
    }

    /// The word after a byte offset, and the separator in between: at most three characters,
    /// normalized. None if a date cannot contain the separator.
    fn word_after(&self, at: usize) -> Option<(&'static str, Range<usize>)> {
        let rest = self.text.get(at..)?;
        let (start, _) = rest
            .char_indices()
            .take(4)
            .find(|(_, c)| c.is_alphabetic())?;
        let word = rest.get(start..)?;
        let end = word_length(word);
        let gap = normalize_gap(rest.get(..start)?)?;
        Some((gap, at + start..at + start + end))
    }

    /// The word before a byte offset, and the separator in between, as in `word_after`.
    fn word_before(&self, at: usize) -> Option<(&'static str, Range<usize>)> {
        let rest = self.text.get(..at)?;
        let (last, c) = rest
            .char_indices()
            .rev()
            .take(4)
            .find(|(_, c)| c.is_alphabetic())?;
        let end = last + c.len_utf8();
        let word = rest.get(..end)?;
        let start = word
            .char_indices()
            .rev()
            .find(|(at, c)| !is_word_char(word, *at, *c))
            .map_or(0, |(at, c)| at + c.len_utf8());
        let gap = normalize_gap(rest.get(end..)?)?;
        Some((gap, start..end))
    }
}

/// Whether a character belongs to a word: a letter, or an apostrophe between letters.
fn is_word_char(word: &str, at: usize, c: char) -> bool {
    let next = || {
        word.get(at + c.len_utf8()..)
            .and_then(|rest| rest.chars().next())
    };
    c.is_alphabetic() || (is_apostrophe(c) && at > 0 && next().is_some_and(char::is_alphabetic))
}

/// The separator between two words of a date, with its spaces normalized. None if a date cannot
/// contain it.
fn normalize_gap(between: &str) -> Option<&'static str> {
    const GAPS: [&str; 13] = [
        "", " ", ", ", ". ", "., ", ".", ",", " (", "-", "–", " – ", " — ", ". (",
    ];
    // Most separators are already normalized.
    let plain = GAPS.into_iter().find(|gap| *gap == between);
    if plain.is_some() || between.is_ascii() && !between.contains('\n') && between.trim().len() > 1
    {
        return plain;
    }
    let mut spaces = between.chars().map(|c| {
        if matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\n') {
            ' '
        } else {
            c
        }
    });
    GAPS.into_iter()
        .find(|gap| gap.chars().eq(spaces.clone()))
        .or_else(|| {
            // Several spaces count as one.
            spaces.by_ref().all(|c| c == ' ').then_some(" ")
        })
}

/// Whether a separator joins a weekday and a date into one phrase.
fn is_joint(gap: &str) -> bool {
    matches!(gap, " " | ", " | "." | ". " | "., " | "," | " (" | ". (")
}

#[cfg(test)]
mod tests;
