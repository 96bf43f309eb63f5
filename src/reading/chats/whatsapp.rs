//! `WhatsApp` exports, in the formats of iOS and Android and of any country: `[23/03/2024,
//! 10:15:32] Ann: …`, `23.03.24, 10:15 - Ann: …`.

use super::super::document::Document;
use super::super::turn::Turn;
use super::{LeftOutCounts, document, post};

/// Placeholders for media that were not exported, and for deleted messages.
const WORDLESS: &[&str] = &[
    "media omitted",
    "image omitted",
    "video omitted",
    "audio omitted",
    "sticker omitted",
    "gif omitted",
    "document omitted",
    "contact card omitted",
    "this message was deleted",
    "you deleted this message",
    "null",
    "без медіафайлів",
    "медіафайли не включено",
    "медіафайл пропущено",
    "це повідомлення видалено",
    "ви видалили це повідомлення",
    "без медиафайлов",
    "медиафайлы не добавлены",
    "файл пропущен",
    "данное сообщение удалено",
    "это сообщение удалено",
    "вы удалили данное сообщение",
];

/// Notes that the program appends to a post.
const EDIT_NOTES: &[&str] = &[
    "<This message was edited>",
    "<Це повідомлення відредаговано>",
    "<Повідомлення змінено>",
    "<Сообщение изменено>",
    "<Это сообщение изменено>",
];

/// Reads a chat. None if the text is no chat.
pub(in super::super) fn read(text: &str) -> Option<Document> {
    let starts: Vec<Option<Start<'_>>> = text.lines().map(start).collect();
    let is_post = |start: &Start<'_>| start.post.is_some();
    let first = text
        .lines()
        .zip(&starts)
        .find(|(line, _)| !line.trim().is_empty())?
        .1
        .as_ref();
    let posts = starts
        .iter()
        .flatten()
        .filter(|start| is_post(start))
        .count();
    if first.is_none()
        || posts == 0
        || (posts < 2
            && starts.iter().flatten().count() < 2
            && !text.trim_start().starts_with(['[', '\u{200e}']))
    {
        return None;
    }
    let mut turns: Vec<Turn> = Vec::new();
    let mut left_out = LeftOutCounts::default();
    let mut is_notice = true;
    for (line, start) in text.lines().zip(starts) {
        match start {
            // The program marks its own messages with this character. It also marks media that were
            // not exported; these are posts without words.
            Some(Start {
                post: Some((_, words)),
                ..
            }) if words.starts_with('\u{200e}') && !is_wordless(words) => {
                left_out.notices += 1;
                is_notice = true;
            }
            Some(Start {
                when,
                post: Some((who, words)),
            }) => {
                let mut turn = post(who, &when);
                add(&mut turn, words);
                turns.push(turn);
                is_notice = false;
            }
            Some(Start { post: None, .. }) => {
                left_out.notices += 1;
                is_notice = true;
            }
            None if is_notice => {}
            None => {
                if let Some(turn) = turns.last_mut() {
                    add(turn, line);
                }
            }
        }
    }
    document(turns, left_out, "", "a WhatsApp chat")
}

/// Adds a line of a post, if it has words.
fn add(turn: &mut Turn, line: &str) {
    let mut line = without_direction_marks(line);
    for note in EDIT_NOTES {
        line = line.trim().trim_end_matches(note);
    }
    if !is_wordless(line) {
        turn.add_line(line);
    }
}

/// Whether a line of a post is only a placeholder for media or a deleted message.
fn is_wordless(line: &str) -> bool {
    const FILES: &[&str] = &["(file attached)", "(файл додано)", "(файл добавлен)"];
    let inside = without_direction_marks(line)
        .trim_matches(['<', '>', '.', ' '])
        .to_lowercase();
    let is_file = inside.starts_with("attached:") || FILES.iter().any(|end| inside.ends_with(end));
    is_file || WORDLESS.contains(&inside.as_str())
}

/// A line without the direction marks that the program puts at its start.
fn without_direction_marks(line: &str) -> &str {
    line.trim_start_matches(['\u{200e}', '\u{200f}', '\u{202a}', '\u{feff}'])
        .trim()
}

/// The start of a message: its time, then the sender and the first words. A notice of the program
/// has no sender.
struct Start<'a> {
    when: String,
    post: Option<(&'a str, &'a str)>,
}

fn start(line: &str) -> Option<Start<'_>> {
    let line = without_direction_marks(line);
    let (when, rest) = match line.strip_prefix('[') {
        Some(inside) => inside.split_once(']')?,
        None => line.split_once(" - ").or_else(|| line.split_once(" – "))?,
    };
    let when = parse_time(when)?;
    let rest = without_direction_marks(rest);
    Some(Start {
        when,
        post: sender_and_words(rest),
    })
}

/// The sender and the first words. None if the text before the colon cannot be a name.
fn sender_and_words(rest: &str) -> Option<(&str, &str)> {
    const MAX_NAME_CHARS: usize = 80;
    let (who, words) = rest.split_once(':')?;
    let who = who.trim().trim_start_matches('~').trim();
    let is_name = !who.is_empty()
        && who.chars().count() <= MAX_NAME_CHARS
        && !who.contains(['"', '“', '«', '.']);
    // Initials have full stops: "A. Lee".
    let is_initial = || who.split_whitespace().count() <= 4 && !who.ends_with('.');
    (is_name || (!who.contains(['"', '“', '«']) && !who.is_empty() && is_initial()))
        .then(|| (who, words.trim_start_matches(' ')))
}

/// Parses a date and time in the formats of phones. Returns them with normalized white space, or
/// none if the text is no date and time.
fn parse_time(text: &str) -> Option<String> {
    let text = text
        .replace(['\u{202f}', '\u{a0}'], " ")
        .replace(['\u{200e}', '\u{200f}'], "");
    let text = text.trim();
    let (day, time) = text.split_once([',', ' '])?;
    let day_parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    let is_number = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_day = day_parts.len() == 3 && day_parts.iter().all(is_number);
    let time = time.trim_start_matches([',', ' ']);
    let clock = time.split(' ').next()?;
    let clock: Vec<&str> = clock
        .split([':', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let is_time = (2..=3).contains(&clock.len())
        && clock.iter().all(|part| part.len() <= 2 && is_number(part));
    let word_count = time.split(' ').count();
    (is_day && is_time && word_count <= 3).then(|| format!("{day} {time}"))
}

#[cfg(test)]
mod tests {
    use super::super::super::document::Content;
    use super::*;

    fn posts(text: &str) -> Vec<String> {
        let Some(Content::Turns(turns)) = read(text).map(|document| document.content) else {
            panic!("no chat: {text}")
        };
        turns
            .into_iter()
            .map(|turn| format!("{}|{}", turn.label(), turn.text))
            .collect()
    }

    #[test]
    fn exports_of_both_systems_are_read() {
        let ios = "\u{200e}[23/03/2024, 10:15:32] Crew: \u{200e}Messages are encrypted.\n[23/03/2024, 10:16:00] Ann Lee: The dam leaked.\nTwo \
                   men drowned.\n\u{200e}[23/03/2024, 10:17:00] Bob: \u{200e}<attached: 01.jpg>\n";
        assert_eq!(
            posts(ios),
            ["Ann Lee · 23/03/2024 10:16:00|The dam leaked. Two men drowned."]
        );
        let android = "23.03.24, 10:15 - Повідомлення захищено наскрізним шифруванням.\n23.03.24, 10:16 - Оля Сич: Гребля тече: \
                       дивіться\n23.03.24, 10:17 - +380 50 000 0000: <Без медіафайлів>\n23.03.24, 10:18 - Оля Сич: Двоє загинули <Це \
                       повідомлення відредаговано>\n";
        assert_eq!(
            posts(android),
            [
                "Оля Сич · 23.03.24 10:16|Гребля тече: дивіться",
                "Оля Сич · 23.03.24 10:18|Двоє загинули"
            ]
        );
        let american = "3/23/24, 10:15\u{202f}PM - Ann: It sank.\n3/23/24, 10:16\u{202f}PM - Bob left\n3/23/24, 10:17\u{202f}PM - Ann: No.\n";
        assert_eq!(
            posts(american),
            [
                "Ann · 3/23/24 10:15 PM|It sank.",
                "Ann · 3/23/24 10:17 PM|No."
            ]
        );
    }

    #[test]
    fn a_text_with_dates_is_no_chat() {
        for text in [
            "23.03.2024 - The ferry sank.\n24.03.2024 - It burned.\n",
            "The ferry sank - it was 10:15 - and: nobody came.\n",
            "[1] Ann: It sank.\n[2] Bob: It burned.\n",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
