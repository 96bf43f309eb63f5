//! Transcripts with times, in the formats of noScribe, oTranscribe, Whisper, Zoom and Teams, or
//! copied from the page of a video.

use std::collections::HashMap;

use super::super::document::Document;
use super::{Utterance, document, is_speaker_style, speaker, split_at_closer, time};

/// How many lines with a time a transcript must have: with the time in brackets, and without
/// brackets.
const MIN_LINES_WITH_BRACKETS: usize = 2;
const MIN_LINES_WITHOUT_BRACKETS: usize = 3;

/// Units of time, and the words between them, in a time that is written out: "1 minute and 12
/// seconds".
const UNITS: &[&str] = &[
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "секунда",
    "секунди",
    "секунд",
    "секунды",
    "хвилина",
    "хвилини",
    "хвилин",
    "минута",
    "минуты",
    "минут",
    "година",
    "години",
    "годин",
    "час",
    "часа",
    "часов",
    "і",
    "и",
    "and",
];

/// Reads a text as a transcript. None if few of its lines have a time.
pub(in super::super) fn read(text: &str) -> Option<Document> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    if is_live_report(&lines) {
        return None;
    }
    let (mut total, mut with_brackets, mut without_brackets, mut only_time) =
        (0_usize, 0_usize, 0_usize, 0_usize);
    for line in lines.iter().filter(|line| !line.is_empty()) {
        total += 1;
        let Some(mark) = mark(line) else {
            let has_time_after_name = || {
                speaker(line)
                    .is_some_and(|(_, rest)| mark(rest).is_some_and(|mark| mark.has_brackets))
            };
            with_brackets += usize::from(speaker_and_time(line).is_some() || has_time_after_name());
            continue;
        };
        let counts = if mark.rest.is_empty() {
            &mut only_time
        } else if mark.has_brackets {
            &mut with_brackets
        } else {
            &mut without_brackets
        };
        *counts += 1;
    }
    let is_transcript = (with_brackets >= MIN_LINES_WITH_BRACKETS && with_brackets * 3 >= total)
        || (without_brackets >= MIN_LINES_WITHOUT_BRACKETS && without_brackets * 2 >= total)
        || (only_time >= MIN_LINES_WITHOUT_BRACKETS && only_time * 4 >= total)
        || (with_brackets + without_brackets + only_time >= MIN_LINES_WITHOUT_BRACKETS
            && (with_brackets + without_brackets + only_time) * 2 >= total);
    if !is_transcript {
        return None;
    }
    let (pieces, lines_before) = pieces(&lines);
    let mut document = document(pieces, "a transcript with times")?;
    document.leave_out(
        lines_before,
        "line above the transcript",
        "lines above the transcript",
    );
    Some(document)
}

/// Whether the times are times of day, in a live report: "13:40 The fire broke out." The times of a
/// transcript begin near 0:00.
fn is_live_report(lines: &[&str]) -> bool {
    /// The hours of the times in a live report.
    const HOURS: std::ops::RangeInclusive<u64> = 4..=23;
    let marks = lines.iter().filter_map(|line| mark(line));
    let marks: Vec<TimeMark> = marks.filter(|mark| !mark.rest.is_empty()).collect();
    let is_of_day = |mark: &TimeMark| {
        let mut parts = mark.time_shown.split(':');
        let hour = parts.next().and_then(|hour| hour.parse().ok());
        let is_short = parts.next().is_some() && parts.next().is_none();
        is_short && !mark.has_brackets && hour.is_some_and(|hour| HOURS.contains(&hour))
    };
    let is_sentence = |mark: &TimeMark| mark.rest.ends_with(['.', '!', '?', '…', '"', '”', '»']);
    !marks.is_empty() && marks.iter().all(is_of_day) && marks.iter().any(is_sentence)
}

/// A time at the start of a line.
struct TimeMark<'a> {
    time_shown: &'a str,
    /// Whether the time is in brackets or between number signs.
    has_brackets: bool,
    rest: &'a str,
}

/// The time at the start of a line: `[00:12]`, `(1:02:03)`, `00:12`, `[00:12 --> 00:15]`,
/// `#00:12-3#`.
fn mark(line: &str) -> Option<TimeMark<'_>> {
    let pairs = [('[', ']'), ('(', ')'), ('{', '}'), ('#', '#'), ('<', '>')];
    let pair = pairs.into_iter().find(|(open, _)| line.starts_with(*open));
    let Some((open, close)) = pair else {
        let (time_shown, _, rest) = time(line)?;
        // "10:30 a.m." is a time of day, and "2:1" is a score.
        let half = rest.trim_start().to_lowercase();
        let is_time_of_day = ["am", "a.m", "pm", "p.m", "год", "ч."]
            .iter()
            .any(|word| half.starts_with(word));
        let is_score = rest.starts_with(|c: char| c.is_alphanumeric() && !c.is_uppercase());
        let rest = rest
            .trim_start_matches([' ', '\t', '-', '–', '—', ':', '|', '.'])
            .trim();
        return (!is_time_of_day && !is_score).then_some(TimeMark {
            time_shown,
            has_brackets: false,
            rest,
        });
    };
    let (inside, rest) = split_at_closer(line.strip_prefix(open)?, close)?;
    let (time_shown, _, after) = time(inside.trim())?;
    let after = after.trim_start();
    let is_only_time = after.is_empty() || after.starts_with(['-', '–', '—', ';', ',']);
    let rest = rest
        .trim_start_matches([' ', '\t', '-', '–', '—', ':'])
        .trim();
    is_only_time.then_some(TimeMark {
        time_shown,
        has_brackets: true,
        rest,
    })
}

/// Parses a line with the speaker and then the time: `Ann Lee 0:12`, `Ann Lee [00:12]:`, `ANN
/// (0:12): …`. Returns the speaker, the time and the text after it.
fn speaker_and_time(line: &str) -> Option<(&str, &str, &str)> {
    const MAX_WORDS: usize = 6;
    const MAX_LEN: usize = 120;
    let (at, _) = line.char_indices().take(MAX_LEN).find(|(at, c)| {
        let is_start = *at > 0 && (c.is_ascii_digit() || ['[', '('].contains(c));
        is_start && line.get(*at..).is_some_and(|rest| mark(rest).is_some())
    })?;
    let (name, rest) = line.split_at_checked(at)?;
    let mark = mark(rest)?;
    // The line ends after the time, or a colon separates the words.
    let after_time = line.get(line.len() - mark.rest.len()..)?;
    let has_colon = line
        .get(..line.len() - after_time.len())?
        .trim_end()
        .ends_with(':');
    let name = name
        .trim()
        .trim_end_matches([',', '-', '–', '—', '|', '·', ':'])
        .trim();
    let is_name = name.contains(char::is_alphabetic)
        && name.split_whitespace().count() <= MAX_WORDS
        && name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !name.contains(['.', '!', '?', ';', ':', '"', '“', '«']);
    (is_name && (after_time.is_empty() || (mark.has_brackets && has_colon))).then_some((
        name,
        mark.time_shown,
        after_time,
    ))
}

/// Whether a line only gives a time in words: "4 seconds".
fn is_length(line: &str) -> bool {
    let mut words = line
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .peekable();
    let starts = words
        .peek()
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let is_part = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || UNITS.contains(&word.to_lowercase().as_str())
    };
    starts && line.split_whitespace().count() > 1 && words.all(is_part)
}

/// The pieces of speech with their times, and the number of lines before the first time or speaker.
fn pieces(lines: &[&str]) -> (Vec<Utterance>, usize) {
    let names = names(lines);
    let mut pieces: Vec<Utterance> = Vec::new();
    let (mut who, mut time_shown) = (String::new(), String::new());
    let mut is_new = true;
    let (mut lines_before, mut has_begun, mut is_after_time) = (0, false, false);
    for line in lines {
        if line.is_empty() {
            is_new = true;
            continue;
        }
        if is_after_time && is_length(line) {
            continue;
        }
        is_after_time = false;
        let mut rest = *line;
        if let Some((name, at, after_time)) = speaker_and_time(line) {
            (who, time_shown) = (name.to_owned(), at.to_owned());
            (rest, is_new, has_begun) = (after_time, true, true);
        } else if let Some(mark) = mark(line) {
            time_shown = mark.time_shown.to_owned();
            (rest, has_begun) = (mark.rest, true);
            is_after_time = rest.is_empty();
            // Text copied from the page of a video has a time before each line, and the line may
            // continue the sentence.
            is_new &= !is_after_time;
        }
        if let Some((name, words)) = speaker(rest)
            && names.contains_key(name)
        {
            if name != who {
                is_new = true;
            }
            (who, rest, has_begun) = (name.to_owned(), words, true);
            // Some transcripts, such as those by noScribe, have the time after the name.
            if let Some(mark) = mark(rest).filter(|mark| mark.has_brackets) {
                time_shown = mark.time_shown.to_owned();
                rest = mark.rest;
            }
        }
        if !has_begun {
            lines_before += 1;
            continue;
        }
        for (at, words) in split_at_times(rest) {
            if let Some(at) = at {
                time_shown = at.to_owned();
            }
            if words.is_empty() {
                continue;
            }
            pieces.push(Utterance {
                speaker: who.clone(),
                place: time_shown.clone(),
                // Only the start of each piece is known, so a long interval may be a pause or long
                // speech.
                pause: 0,
                is_new: std::mem::take(&mut is_new),
                words: words.to_owned(),
            });
        }
    }
    (pieces, lines_before)
}

/// The parts of a line, split at the times in brackets inside it.
fn split_at_times(line: &str) -> Vec<(Option<&str>, &str)> {
    let mut parts = Vec::new();
    let (mut at, mut from, mut search) = (None, 0, 0);
    while let Some(found) = line.get(search..).and_then(|rest| rest.find(['[', '('])) {
        let start = search + found;
        let rest = line.get(start..).unwrap_or_default();
        match mark(rest).filter(|mark| mark.has_brackets) {
            Some(mark) => {
                parts.push((at, line.get(from..start).unwrap_or_default().trim()));
                at = Some(mark.time_shown);
                from = line.len() - mark.rest.len();
                search = from;
            }
            None => search = start + 1,
        }
    }
    parts.push((at, line.get(from..).unwrap_or_default().trim()));
    parts
}

/// The names before colons that are taken for speakers: names after a time, names in the style of a
/// transcript, and names that occur more than once.
fn names(lines: &[&str]) -> HashMap<String, usize> {
    let mut names: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let time_mark = mark(line);
        let rest = time_mark.as_ref().map_or(*line, |mark| mark.rest);
        if let Some((name, _)) = speaker(rest) {
            let weight = if time_mark.is_some() || is_speaker_style(name) {
                2
            } else {
                1
            };
            *names.entry(name.to_owned()).or_default() += weight;
        }
    }
    names.retain(|_, count| *count > 1);
    names
}

#[cfg(test)]
mod tests {
    use super::super::super::document::Content;
    use super::*;

    fn turns(text: &str) -> Vec<String> {
        let Some(Content::Turns(turns)) = read(text).map(|document| document.content) else {
            panic!("no transcript: {text}")
        };
        let shown = turns
            .into_iter()
            .map(|turn| format!("{}|{}", turn.label(), turn.text));
        shown.collect()
    }

    #[test]
    fn times_and_names_become_turns() {
        for (text, expected) in [
            (
                "[00:00:12] ANN LEE: The dam holds\n40 million tonnes.\n\n[00:00:19] BOB: Who knew?\nNobody did.\n",
                vec![
                    "ANN LEE · 00:00:12|The dam holds 40 million tonnes.",
                    "BOB · 00:00:19|Who knew? Nobody did.",
                ],
            ),
            (
                "Ann Lee  0:12\nThe dam holds 40 million tonnes.\n\nБорис Кіт  0:19\nХто знав?\n",
                vec![
                    "Ann Lee · 0:12|The dam holds 40 million tonnes.",
                    "Борис Кіт · 0:19|Хто знав?",
                ],
            ),
            (
                "interview.mp3\nTranscribed with noScribe vers. 0.6\n\nS00: [00:00:01] The dam holds 40 million tonnes. [00:01:02] It \
                 leaked.\n\nS01: [00:01:10] In May.\n",
                vec![
                    "S00 · 00:00:01|The dam holds 40 million tonnes. It leaked.",
                    "S01 · 00:01:10|In May.",
                ],
            ),
            (
                "0:00\nwelcome back the dam\n0:04\n4 seconds\nholds 40 million tonnes\n1:02\n1 minute, 2 seconds\nand it leaked\n",
                vec!["0:00|welcome back the dam holds 40 million tonnes and it leaked"],
            ),
            (
                "0:00\nwelcome back\n1:02:03\nthe dam leaked\n1:02:09\nin May\n",
                vec!["0:00|welcome back the dam leaked in May"],
            ),
            (
                "0:00The dam holds\n0:04All of it.\n0:09It leaked in May.\n",
                vec!["0:00|The dam holds All of it. It leaked in May."],
            ),
            (
                "00:12 The dam holds 40 million tonnes.\n\n00:19 It leaked in May.\n\n01:30 Two men drowned.\n",
                vec![
                    "00:12|The dam holds 40 million tonnes.",
                    "00:19|It leaked in May.",
                    "01:30|Two men drowned.",
                ],
            ),
            (
                "[00:00:00.000 --> 00:00:04.000]  The dam holds\n[00:00:04.000 --> 00:00:06.000]  40 million tonnes.\n",
                vec!["00:00:00|The dam holds 40 million tonnes."],
            ),
        ] {
            assert_eq!(turns(text), expected, "{text}");
        }
    }

    #[test]
    fn a_story_with_times_of_day_is_no_transcript() {
        for text in [
            "The ferry left at 10:30.\n\nAt 11:15 it sank, the harbour board said.\n\n12:40 was when help came.\n",
            "Fire in Kelm\n\n13:40 A house burns.\n\n13:58 Mayor Ann Lee: “Nobody is hurt”.\n\n14:20 The road is shut.\n",
            "10:30 a.m. is late.\n11:30 a.m. is later.\n12:30 p.m. is too late.\n",
            "Kelm won.\n2:1 was the score\n3:0 in Aas\n4:4 in Vik\n",
            "ANN: It sank.\n\nBOB: It burned.\n",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
