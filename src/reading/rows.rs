//! Creates a case from the rows of a list. Each row is a free-standing claim, with the row's
//! speaker, and with fact-checks by others as suggested evidence.

use super::Report;
use super::attribution::{Cast, credits, spoken_by};
use super::detection::{language_of, rules_language};
use super::entry::{Check, Entry};
use super::language::{Language, words_of};
use super::propose::{check_claim_count, finish};
use super::suggest::{SuggestedItem, suggest};
use super::turn::Turn;
use crate::case::{Case, Claim, IdGen, Part, Timestamp};
use crate::error::Error;

/// The case of a list with one claim on each line.
pub(super) fn list(
    list: &str,
    name: &str,
    now: Timestamp,
    mint: &mut IdGen,
    report: &mut Report,
) -> Result<Case, Error> {
    let row = |line: &str| {
        let (place, words) = split_time(line.trim());
        Entry {
            text: words.to_owned(),
            place: place.to_owned(),
            ..Entry::default()
        }
    };
    let lines = list.lines().filter(|line| !line.trim().is_empty());
    let entries: Vec<Entry> = lines.map(row).collect();
    rows(&entries, name, now, mint, report)
}

/// The case of a list with entries.
pub(super) fn rows(
    rows: &[Entry],
    name: &str,
    now: Timestamp,
    mint: &mut IdGen,
    report: &mut Report,
) -> Result<Case, Error> {
    let language = language_of(rows.iter().map(|row| row.text.as_str()));
    let mut case = Case::new(mint.id(|_| false), name);
    language
        .map_or("", Language::code)
        .clone_into(&mut case.language);
    let mut cast = Cast::default();
    let mut proposed = Vec::new();
    let mut suggestions: Vec<(usize, SuggestedItem)> = Vec::new();
    for row in rows {
        let words = row.text.as_str();
        if !words.contains(char::is_alphanumeric) {
            report.labels += 1;
            continue;
        }
        let mut claim = Claim::new(mint.id(|_| false), None, words);
        row.place.clone_into(&mut claim.place);
        // Free-standing claims are sorted by the time when they were added, so each is added a
        // millisecond after the previous one.
        claim.added = Some(now.later(i64::try_from(proposed.len()).unwrap_or(i64::MAX)));
        let language = rules_language(words, language);
        // A pronoun in one row does not refer to another row.
        cast.part();
        let whole_text = std::iter::once(0..words.len()).collect::<Vec<_>>();
        let mut credit = language.and_then(|language| {
            credits(words, &whole_text, Part::Body, language.words(), &mut cast)
                .pop()
                .flatten()
        });
        if !row.speaker.is_empty() {
            let turn = Turn {
                speakers: vec![row.speaker.clone()],
                is_post: true,
                ..Turn::default()
            };
            spoken_by(&turn, words_of(language), &mut credit, &mut cast);
        }
        check_claim_count(proposed.len() + 1)?;
        let suggested = row.checks.iter().map(evidence_of);
        suggestions.extend(suggested.map(|suggested| (proposed.len(), suggested)));
        proposed.push((claim, credit));
    }
    let mut case = finish(case, proposed, &cast, mint, report);
    report.suggested = suggestions.len();
    suggest(&mut case, suggestions, name, now, mint);
    Ok(case)
}

/// A fact-check by somebody else as suggested evidence.
fn evidence_of(check: &Check) -> SuggestedItem {
    SuggestedItem {
        source: check.by.clone(),
        url: check.url.clone(),
        note: check.note.clone(),
        ..SuggestedItem::default()
    }
}

/// The time at the start of a line, such as `0:42` or `1:02:03`, and the rest of the line.
fn split_time(line: &str) -> (&str, &str) {
    let line = line
        .trim_start_matches(['-', '–', '—', '*', '•'])
        .trim_start();
    let (first, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let place = first.trim_matches(['[', ']', '(', ')']);
    let parts: Vec<&str> = place.split(':').collect();
    let is_number = |part: &str| {
        part.len() <= 3 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    // Minutes and seconds have two digits; the first part may have one to three.
    let is_time = (2..=3).contains(&parts.len())
        && parts.iter().all(|part| is_number(part))
        && parts
            .iter()
            .skip(1)
            .all(|part| part.len() == 2 && *part < "60");
    let is_time_of_day = ["a.m", "p.m", "am ", "pm "]
        .iter()
        .any(|half| rest.trim_start().to_lowercase().starts_with(half));
    if is_time && !is_time_of_day && !rest.trim().is_empty() {
        (
            place,
            rest.trim().trim_start_matches(['-', '–', '—']).trim_start(),
        )
    } else {
        ("", line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_at_the_starts_of_lines_are_places() {
        assert_eq!(
            split_time("0:42 The sea is rising"),
            ("0:42", "The sea is rising")
        );
        assert_eq!(split_time("[1:02:03] — He lies"), ("1:02:03", "He lies"));
        assert_eq!(split_time("12 people died"), ("", "12 people died"));
        assert_eq!(split_time("- 1:15:00 True?"), ("1:15:00", "True?"));
        assert_eq!(split_time("2:1 was the score"), ("", "2:1 was the score"));
        assert_eq!(split_time("10:30 a.m. is late"), ("", "10:30 a.m. is late"));
        assert_eq!(split_time("0:42"), ("", "0:42"));
        assert_eq!(split_time("Psalm 3:4 is long"), ("", "Psalm 3:4 is long"));
    }
}
