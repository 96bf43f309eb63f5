//! Subtitles in SRT and `WebVTT`, with the speakers that they name. Automatic captions repeat a
//! line while the next one scrolls in; the repetition is removed.

use std::collections::HashMap;

use super::super::document::Document;
use super::{Utterance, document, is_speaker_style, speaker, split_at_closer, time};

/// The captions scroll if at least two cues, and at least this many in a thousand, repeat a line of
/// the previous cue.
const MIN_REPEATS_PER_THOUSAND: usize = 250;

/// A cue: its times in milliseconds, and its lines, each with its speaker.
#[derive(Debug, Default)]
struct Cue {
    time_shown: String,
    start: u64,
    end: u64,
    lines: Vec<(String, String)>,
}

/// Reads subtitles as a transcript. None if the text has no subtitles.
pub(in super::super) fn read(text: &str) -> Option<Document> {
    let is_vtt = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with("WEBVTT");
    let timings = text.lines().filter(|line| timing(line).is_some()).count();
    let first = text.lines().filter(|line| !line.trim().is_empty()).take(4);
    let is_srt = timings > 0 && first.into_iter().any(|line| timing(line).is_some());
    if timings == 0 || !(is_vtt || is_srt) {
        return None;
    }
    let (cues, sounds) = cues(text);
    let mut document = document(
        pieces(cues),
        if is_vtt {
            "subtitles (WebVTT)"
        } else {
            "subtitles (SRT)"
        },
    )?;
    document.leave_out(sounds, "sound", "sounds");
    Some(document)
}

/// The start of a cue, as it is in the text and in milliseconds, and its end in milliseconds.
fn timing(line: &str) -> Option<(&str, u64, u64)> {
    let (start, end) = line.split_once("-->")?;
    let (time_shown, start, rest) = time(start.trim())?;
    let (_, end, _) = time(end.trim())?;
    rest.is_empty().then_some((time_shown, start, end))
}

/// The cues of a text, and the number of lines that only describe a sound.
fn cues(text: &str) -> (Vec<Cue>, usize) {
    let mut cues: Vec<Cue> = Vec::new();
    let mut sounds = 0;
    let mut is_inside = false;
    let mut named_speaker = String::new();
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        if let Some((time_shown, start, end)) = timing(line) {
            let time_shown = time_shown.to_owned();
            cues.push(Cue {
                time_shown,
                start,
                end,
                lines: Vec::new(),
            });
            is_inside = true;
            named_speaker.clear();
            continue;
        }
        let next_starts = lines.get(at + 1).is_some_and(|next| timing(next).is_some());
        // A line directly before a time is the number or name of the cue.
        let is_name =
            next_starts && (!is_inside || line.trim().bytes().all(|byte| byte.is_ascii_digit()));
        if line.trim().is_empty() || is_name {
            is_inside &= !line.trim().is_empty();
            continue;
        }
        let Some(cue) = cues.last_mut().filter(|_| is_inside) else {
            continue;
        };
        for (name, words) in spoken(line) {
            if let Some(name) = name {
                named_speaker = name;
            }
            if is_sound(&words) {
                sounds += usize::from(!words.is_empty());
            } else {
                cue.lines.push((named_speaker.clone(), words));
            }
        }
    }
    (cues, sounds)
}

/// The text of a line without markup, split by the speakers that it names.
fn spoken(line: &str) -> Vec<(Option<String>, String)> {
    let mut parts: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{', '&']) {
        let (before, from) = rest.split_at(at);
        push(&mut parts, before);
        let (open, close) = match from.chars().next() {
            Some('<') => ('<', '>'),
            Some('{') => ('{', '}'),
            _ => {
                let (text, after) = entity(from);
                push(&mut parts, text);
                rest = after;
                continue;
            }
        };
        let inside = from.strip_prefix(open).unwrap_or(from);
        // An opening bracket without a closing one is ordinary text.
        let Some((mark, after)) =
            split_at_closer(inside, close).filter(|(mark, _)| is_mark(mark, open))
        else {
            push(&mut parts, if open == '<' { "<" } else { "{" });
            rest = inside;
            continue;
        };
        let named_speaker = mark
            .split_once(char::is_whitespace)
            .filter(|(tag, _)| *tag == "v" || tag.starts_with("v."));
        if let Some((_, name)) = named_speaker {
            parts.push((Some(name.trim().to_owned()), String::new()));
        }
        rest = after;
    }
    push(&mut parts, rest);
    let parts = parts.into_iter().map(|(named_speaker, words)| {
        let words: Vec<&str> = words.split_whitespace().collect();
        (named_speaker, words.join(" "))
    });
    parts
        .filter(|(named_speaker, words)| named_speaker.is_some() || !words.is_empty())
        .collect()
}

fn push(parts: &mut [(Option<String>, String)], words: &str) {
    if let Some((_, text)) = parts.last_mut() {
        text.push_str(words);
    }
}

/// Whether the text after an opening bracket is markup of subtitles: a tag, a time, `\an8`.
fn is_mark(mark: &str, open: char) -> bool {
    const TAGS: &[&str] = &[
        "v", "c", "i", "b", "u", "s", "font", "ruby", "rt", "lang", "br", "span",
    ];
    if open == '{' {
        return mark.starts_with('\\');
    }
    let name = mark.trim_start_matches('/');
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let tag = name.get(..end).unwrap_or_default().to_ascii_lowercase();
    time(mark).is_some_and(|(_, _, rest)| rest.is_empty()) || TAGS.contains(&tag.as_str())
}

/// The character of the entity at the start of a text, and the text after it. For an unknown
/// entity, the `&` is an ordinary character.
fn entity(text: &str) -> (&str, &str) {
    const KNOWN: &[(&str, &str)] = &[
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lrm;", ""),
        ("&rlm;", ""),
    ];
    let known = KNOWN
        .iter()
        .find_map(|(name, sign)| Some((*sign, text.strip_prefix(name)?)));
    known.unwrap_or_else(|| ("&", text.strip_prefix('&').unwrap_or(text)))
}

/// Whether words only describe a sound: `[Music]`, `(applause)`, `♪`.
fn is_sound(words: &str) -> bool {
    let words = words.trim_matches(['♪', '♫', ' ', '-']);
    words.is_empty()
        || [('[', ']'), ('(', ')')].iter().any(|(open, close)| {
            words
                .strip_prefix(*open)
                .and_then(|rest| rest.strip_suffix(*close))
                .is_some_and(|inside| !inside.contains([*open, *close]))
        })
}

/// The cues as pieces with speakers, without the lines that scrolling captions repeat.
fn pieces(cues: Vec<Cue>) -> Vec<Utterance> {
    let names = names(&cues);
    let repeats = |pair: &[Cue]| match pair {
        [before, after] => {
            let is_same = |line: &&(String, String)| {
                after.lines.first().is_some_and(|first| first.1 == line.1)
            };
            let grows = || {
                let (text, next) = (joined(before), joined(after));
                !text.is_empty() && next.len() > text.len() && next.starts_with(&text)
            };
            before.lines.last().is_some_and(|last| is_same(&last)) || grows()
        }
        _ => false,
    };
    let repeated = cues.windows(2).filter(|pair| repeats(pair)).count();
    let is_scrolling = repeated > 1 && repeated * 1000 >= cues.len() * MIN_REPEATS_PER_THOUSAND;
    let mut pieces: Vec<Utterance> = Vec::new();
    let mut previous_words: Vec<String> = Vec::new();
    let mut current_speaker = String::new();
    let mut end = 0;
    for cue in cues {
        let pause = cue.start.saturating_sub(end);
        end = end.max(cue.end);
        let words_of_cue: Vec<String> = joined(&cue).split(' ').map(str::to_owned).collect();
        let mut skipped = if is_scrolling {
            overlap(&previous_words, &words_of_cue)
        } else {
            0
        };
        previous_words = words_of_cue;
        let mut is_first = true;
        for (named_speaker, line) in cue.lines {
            let (name, words) = match speaker(&line) {
                Some((name, words)) if named_speaker.is_empty() && names.contains_key(name) => {
                    (name.to_owned(), words)
                }
                _ => (named_speaker.clone(), line.as_str()),
            };
            // `>>` marks a change to an unnamed speaker.
            let changes = name.is_empty() && words.starts_with(">>");
            if !name.is_empty() {
                current_speaker.clone_from(&name);
            } else if changes || !named_speaker.is_empty() {
                current_speaker.clear();
            }
            let count = line.split(' ').count();
            let new_words: Vec<&str> = words
                .trim_start_matches(['>', '-', '–', ' '])
                .split(' ')
                .collect();
            let removed = skipped.min(count);
            skipped -= removed;
            let new_words = new_words
                .get(removed.min(new_words.len())..)
                .unwrap_or_default()
                .join(" ");
            if new_words.is_empty() {
                continue;
            }
            pieces.push(Utterance {
                speaker: current_speaker.clone(),
                place: cue.time_shown.clone(),
                pause: if is_first { pause } else { 0 },
                is_new: changes,
                words: new_words,
            });
            is_first = false;
        }
    }
    pieces
}

fn joined(cue: &Cue) -> String {
    let lines: Vec<&str> = cue.lines.iter().map(|(_, line)| line.as_str()).collect();
    lines.join(" ")
}

/// How many words at the start of a cue repeat the end of the previous one.
fn overlap(before: &[String], current: &[String]) -> usize {
    let max_overlap = before.len().min(current.len()).min(60);
    let is_same = |count: &usize| before.get(before.len() - count..) == current.get(..*count);
    (1..=max_overlap).rev().find(is_same).unwrap_or_default()
}

/// The names before colons that are taken for speakers: names in the style of a transcript, and
/// names that occur more than once.
fn names(cues: &[Cue]) -> HashMap<String, usize> {
    let mut names: HashMap<String, usize> = HashMap::new();
    for (_, line) in cues.iter().flat_map(|cue| &cue.lines) {
        if let Some((name, _)) = speaker(line) {
            *names.entry(name.to_owned()).or_default() += 1;
        }
    }
    names.retain(|name, count| *count > 1 || is_speaker_style(name));
    names
}

#[cfg(test)]
mod tests {
    use super::super::super::document::Content;
    use super::super::super::turn::Turn;
    use super::*;

    fn turns(text: &str) -> Vec<(String, String)> {
        let Some(Content::Turns(turns)) = read(text).map(|document| document.content) else {
            panic!("no subtitles: {text}")
        };
        turns
            .into_iter()
            .map(|turn: Turn| (turn.speakers.join(","), turn.text))
            .collect()
    }

    fn pair(who: &str, text: &str) -> (String, String) {
        (who.to_owned(), text.to_owned())
    }

    #[test]
    fn cues_are_joined_by_speaker() {
        let vtt = "WEBVTT - a\n\nNOTE The ferry\nis a note\n\n1\n00:12.000 --> 00:14.000 align:start\n<v Ann Lee>The <i>dam</i> holds\n\n\
                   00:14.000 --> 00:16.000\n<v Ann Lee>40 million tonnes &amp; more.\n\n00:00:16.000 --> 00:00:17.000\n<v.loud Bob>Who \
                   knew</v>\n\n00:18.000 --> 00:19.000\n[Music]\n";
        let expected = [
            pair("Ann Lee", "The dam holds 40 million tonnes & more."),
            pair("Bob", "Who knew"),
        ];
        assert_eq!(turns(vtt), expected);
        let srt = "1\n00:00:01,000 --> 00:00:02,500\nANN: It sank 3 < 4\n\n2\n00:00:02,500 --> 00:00:04,000\nat noon.\nBOB: {\\an8}No.\n\n3\n\
                   00:00:05,000 --> 00:00:06,000\n1994\n";
        assert_eq!(
            turns(srt),
            [
                pair("ANN", "It sank 3 < 4 at noon."),
                pair("BOB", "No. 1994")
            ]
        );
    }

    #[test]
    fn repetitions_in_scrolling_captions_are_removed() {
        let vtt = "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.000 --> 00:00:02.000\n \nthe<00:00:00.500><c> dam</c><c> \
                   holds</c>\n\n00:00:02.000 --> 00:00:02.010\nthe dam holds\n \n\n00:00:02.010 --> 00:00:04.000\nthe dam holds\n40<c> \
                   million</c>\n\n00:00:04.000 --> 00:00:04.010\n40 million\n \n\n00:00:04.010 --> 00:00:06.000\n40 million\ntonnes \
                   tonnes\n";
        assert_eq!(
            turns(vtt),
            [pair("", "the dam holds 40 million tonnes tonnes")]
        );
        // Outside scrolling captions, repetitions are the speaker's own.
        let srt = "1\n00:00:01,000 --> 00:00:02,000\nNo.\n\n2\n00:00:02,000 --> 00:00:03,000\nNo.\n\n3\n00:00:03,000 --> 00:00:04,000\nIt \
                   sank.\n";
        assert_eq!(turns(srt), [pair("", "No. No. It sank.")]);
    }
}
