//! Transcripts: subtitles and texts with times become turns of speech, and each turn becomes a
//! paragraph. The times are stored for the words that follow them.

pub(super) mod cues;
pub(super) mod timed;

use super::document::{Content, Document};
use super::turn::Turn;

/// A turn of more than this many bytes ends at the next end of a sentence.
const LONG_TURN_BYTES: usize = 400;

/// A turn of more than this many bytes ends even inside a sentence, since automatic captions have
/// no full stops.
const MAX_TURN_BYTES: usize = 1000;

/// The greatest length of a turn in a transcript with almost no punctuation at the ends of
/// sentences.
const MAX_TURN_BYTES_UNPUNCTUATED: usize = 250;

/// After the end of a sentence, a pause of this many milliseconds starts a new turn.
const PAUSE_MS: u64 = 2000;

/// Words and the time when they were said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Utterance {
    /// The speaker; empty if the transcript does not say.
    speaker: String,
    /// The time as the transcript writes it, without fractions of a second; empty if it has none.
    place: String,
    /// The pause before the words, in milliseconds.
    pause: u64,
    /// Whether the transcript itself starts a new turn here.
    is_new: bool,
    words: String,
}

/// The document of a transcript. None if nothing was said.
fn document(pieces: Vec<Utterance>, what: &str) -> Option<Document> {
    let with_end_marks = pieces
        .iter()
        .filter(|piece| piece.words.contains(['.', '!', '?', '…']))
        .count();
    let is_unpunctuated = with_end_marks * 20 < pieces.len();
    let mut turns: Vec<Turn> = Vec::new();
    for piece in pieces {
        let continues = turns.last().is_some_and(|turn| {
            let is_same = turn.speakers.first().map_or("", String::as_str) == piece.speaker;
            let ends = turn.text.ends_with(['.', '!', '?', '…', '"', '”', '»']);
            let is_long = if is_unpunctuated {
                turn.text.len() > MAX_TURN_BYTES_UNPUNCTUATED
            } else {
                turn.text.len() > MAX_TURN_BYTES
                    || (ends && (turn.text.len() > LONG_TURN_BYTES || piece.pause >= PAUSE_MS))
            };
            is_same && !piece.is_new && !is_long
        });
        if !continues {
            turns.push(Turn {
                speakers: Some(piece.speaker.clone())
                    .filter(|name| !name.is_empty())
                    .into_iter()
                    .collect(),
                when: piece.place.clone(),
                ..Turn::default()
            });
        }
        if let Some(turn) = turns.last_mut() {
            turn.add_words(&piece.words, &piece.place);
        }
    }
    turns.retain(|turn| turn.text.contains(char::is_alphanumeric));
    (!turns.is_empty()).then(|| Document::new(Content::Turns(turns)).read_as(what))
}

/// The text before this character and the text after it. Only a short text is searched, since
/// markup is short and a text may have many brackets that are never closed.
fn split_at_closer(text: &str, close: char) -> Option<(&str, &str)> {
    const MAX_CHARS: usize = 200;
    let (at, _) = text
        .char_indices()
        .take(MAX_CHARS)
        .find(|(_, c)| *c == close)?;
    let (inside, rest) = text.split_at_checked(at)?;
    Some((inside, rest.strip_prefix(close)?))
}

/// A time at the start of a text: `0:12`, `00:00:12`, `1:02:03.5`. Returns the time without
/// fractions of a second, the time in milliseconds, and the text after it.
fn time(text: &str) -> Option<(&str, u64, &str)> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == ':'))
        .unwrap_or(text.len());
    let (time, rest) = text.split_at_checked(end)?;
    let parts: Vec<&str> = time.split(':').collect();
    let is_part = |part: &&str| part.len() == 2 && *part < "60";
    let first = parts.first()?;
    let is_time = (2..=3).contains(&parts.len())
        && (1..=3).contains(&first.len())
        && parts.iter().skip(1).all(is_part);
    if !is_time {
        return None;
    }
    let mut seconds = 0_u64;
    for part in &parts {
        seconds = seconds * 60 + part.parse::<u64>().ok()?;
    }
    // Media players may add a fraction of a second.
    let fraction = rest
        .strip_prefix(['.', ','])
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let (fraction, rest) = fraction.map_or(("", rest), |fraction| {
        let end = fraction
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(fraction.len());
        fraction.split_at_checked(end).unwrap_or(("", rest))
    });
    let thousandths: String = format!("{fraction:0<3}").chars().take(3).collect();
    Some((
        time,
        seconds * 1000 + thousandths.parse::<u64>().unwrap_or_default(),
        rest,
    ))
}

/// The speaker before a colon at the start of a text, and the words after it.
fn speaker(text: &str) -> Option<(&str, &str)> {
    const MAX_WORDS: usize = 6;
    const MAX_NAME: usize = 60;
    let (name, words) = text.split_once(':')?;
    let name = name
        .trim()
        .trim_start_matches(['-', '–', '—', '>', '/'])
        .trim();
    let is_name = !name.is_empty()
        && name.len() <= MAX_NAME * 2
        && name.chars().count() <= MAX_NAME
        && name.split_whitespace().count() <= MAX_WORDS
        && name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && name.contains(char::is_alphabetic)
        && !name.contains(['?', '!', '"', '“', '«', ';', '(', '[']);
    let is_address = words.starts_with("//");
    (is_name && !is_address && (words.is_empty() || words.starts_with(char::is_whitespace)))
        .then(|| (name, words.trim()))
}

/// Whether a name is in the style of a speaker's name in a transcript: `DORA KEENE`, `S01`,
/// `Speaker 2`.
fn is_speaker_style(name: &str) -> bool {
    let own = name.split(',').next().unwrap_or(name);
    !own.contains(char::is_lowercase) || own.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_distinguished_from_scores_and_dates() {
        assert_eq!(
            time("00:00:12,500 --> x"),
            Some(("00:00:12", 12_500, " --> x"))
        );
        assert_eq!(time("1:02:03]"), Some(("1:02:03", 3_723_000, "]")));
        assert_eq!(time("0:12The"), Some(("0:12", 12_000, "The")));
        for text in ["2:1 was", "12", "10:75", "2024-03-23", "1:2:3", ":12"] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_distinguished_from_sentences() {
        assert_eq!(
            speaker("DORA KEENE, HOST: Welcome."),
            Some(("DORA KEENE, HOST", "Welcome."))
        );
        assert_eq!(speaker("- Олена: Так."), Some(("Олена", "Так.")));
        for text in [
            "https://a.example",
            "he said: no",
            "The board of the harbour said on Monday that: no",
            "What? Yes: no",
        ] {
            assert_eq!(speaker(text), None, "{text}");
        }
    }
}
