//! Posts copied from a page of X: a name and a handle, then the words, then counters.

use super::super::document::Document;
use super::super::turn::Turn;
use super::{LeftOutCounts, document, post};

/// Lines of the page that do not belong to a post, in lower case.
const PAGE_LINES: &[&str] = &[
    "·",
    "show more",
    "show this thread",
    "show replies",
    "show more replies",
    "translate post",
    "quote",
    "pinned",
    "views",
    "view",
    "replies",
    "reply",
    "reposts",
    "repost",
    "quotes",
    "likes",
    "like",
    "bookmarks",
    "post",
    "follow",
    "read replies",
    "view quotes",
    "subscribe",
    "ad",
    "gif",
    "alt",
    "image",
    "показати більше",
    "показати цю гілку",
    "перекласти допис",
    "цитата",
    "закріплено",
    "перегляди",
    "перегляд",
    "переглядів",
    "відповіді",
    "відповісти",
    "репости",
    "вподобання",
    "закладки",
    "показать ещё",
    "показать еще",
    "показать эту ветку",
    "перевести пост",
    "закреплено",
    "просмотры",
    "просмотров",
    "просмотр",
    "ответы",
    "ответить",
    "репост",
    "репостов",
    "отметки «нравится»",
    "закладок",
];

/// The starts of lines that name the account replied to.
const REPLY_STARTS: &[&str] = &["replying to", "у відповідь", "відповідає", "в ответ"];

/// The ends of lines that name the account that reposted.
const REPOST_ENDS: &[&str] = &[
    " reposted",
    " retweeted",
    " поширив(-ла)",
    " репостнув",
    " репостнула",
    " ретвітнув",
    " ретвітнула",
    " ретвитнул(а)",
    " сделал(а) репост",
    " сделал репост",
];

/// Reads a thread. None if the text is no thread.
pub(in super::super) fn read(text: &str) -> Option<Document> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let heads: Vec<Head<'_>> = (0..lines.len()).filter_map(|at| head(&lines, at)).collect();
    let is_thread = heads.iter().any(|head| head.has_dot) || heads.len() > 2;
    if !is_thread {
        return None;
    }
    let mut posts: Vec<Turn> = Vec::new();
    let mut reposters: Vec<String> = Vec::new();
    let first = heads.first().map_or(0, |head| head.start);
    if let Some(name) = lines
        .get(..first)
        .and_then(|lines| lines.last())
        .and_then(|line| reposted_by(line))
    {
        reposters.push(name.to_owned());
    }
    let ends = heads
        .iter()
        .skip(1)
        .map(|head| head.start)
        .chain([lines.len()]);
    for (head, end) in heads.iter().zip(ends) {
        let mut body = lines.get(head.body..end).unwrap_or_default().to_vec();
        let mut turn = post(&head.account(), head.when);
        turn.speakers.splice(0..0, std::mem::take(&mut reposters));
        if let Some(name) = body.last().and_then(|line| reposted_by(line)) {
            reposters.push(name.to_owned());
            body.pop();
        }
        while body.last().is_some_and(|line| is_page_line(line)) {
            if let Some(when) = body.pop().and_then(parse_detail_line)
                && turn.when.is_empty()
            {
                when.clone_into(&mut turn.when);
            }
        }
        for line in body {
            let lower = line.to_lowercase();
            let is_reply = REPLY_STARTS.iter().any(|start| lower.starts_with(start))
                || (line.starts_with('@') && !line.contains(' '));
            if let Some(when) = parse_detail_line(line) {
                if turn.when.is_empty() {
                    when.clone_into(&mut turn.when);
                }
            } else if !is_reply && !PAGE_LINES.contains(&lower.as_str()) {
                turn.add_line(line);
            }
        }
        posts.push(turn);
    }
    document(posts, LeftOutCounts::default(), "", "posts copied from X")
}

/// The lines before the words of a post, which name the account and the time.
struct Head<'a> {
    name: &'a str,
    handle: &'a str,
    when: &'a str,
    /// The index of its first line.
    start: usize,
    /// The index of the first line after it.
    body: usize,
    /// Whether it has the dot between handle and time, which only X writes.
    has_dot: bool,
}

impl Head<'_> {
    /// The name of the account with its handle, since two accounts can have the same name.
    fn account(&self) -> String {
        if self.name.is_empty() {
            self.handle.to_owned()
        } else {
            format!("{} ({})", self.name, self.handle)
        }
    }
}

fn is_handle(text: &str) -> bool {
    let name = text.strip_prefix('@').unwrap_or_default();
    (1..=20).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The head of a post, if the line `at` has its handle. A handle on its own line needs a name on
/// the line before it.
fn head<'a>(lines: &[&'a str], at: usize) -> Option<Head<'a>> {
    let line = *lines.get(at)?;
    let next = |step: usize| lines.get(at + step).copied().unwrap_or_default();
    if is_handle(line) {
        let before = at
            .checked_sub(1)
            .and_then(|at| lines.get(at))
            .copied()
            .unwrap_or_default();
        // The handles below "Replying to" are those of other accounts.
        let is_reply = REPLY_STARTS
            .iter()
            .any(|start| before.to_lowercase().starts_with(start));
        let name = Some(before)
            .filter(|name| is_account_name(name))
            .unwrap_or_default();
        if is_reply || name.is_empty() {
            return None;
        }
        let has_dot = next(1) == "·";
        let (when, body) = match (has_dot, next(1), next(2)) {
            (true, _, when) if is_when(when) => (when, at + 3),
            (true, ..) => ("", at + 2),
            (false, dotted, _) if dotted.starts_with('·') => {
                (dotted.trim_start_matches(['·', ' ']), at + 2)
            }
            _ => ("", at + 1),
        };
        let has_dot = has_dot || next(1).starts_with('·');
        return Some(Head {
            name,
            handle: line,
            when,
            start: at - 1,
            body,
            has_dot,
        });
    }
    // The whole head is on one line: `Ann Lee @annlee · Mar 23, 2024`.
    let (before, when) = line.split_once('·')?;
    let (name, handle) = before
        .trim()
        .rsplit_once(' ')
        .unwrap_or(("", before.trim()));
    (is_handle(handle) && is_when(when.trim())).then(|| Head {
        name: name.trim(),
        handle,
        when: when.trim(),
        start: at,
        body: at + 1,
        has_dot: true,
    })
}

/// Whether a line can be the name of an account rather than a sentence.
fn is_account_name(line: &str) -> bool {
    const MAX_WORDS: usize = 8;
    const MAX_CHARS: usize = 60;
    line.chars().count() <= MAX_CHARS
        && line.split_whitespace().count() <= MAX_WORDS
        && !line.ends_with(['.', ',', ':', ';', '?'])
        && !is_handle(line)
}

/// Whether a text is a date or an age: `Mar 23, 2024`, `23 бер.`, `2h`, `14 год`.
fn is_when(text: &str) -> bool {
    const MAX_CHARS: usize = 24;
    text.chars().count() <= MAX_CHARS
        && text.contains(|c: char| c.is_ascii_digit())
        && text.split_whitespace().count() <= 4
}

/// The date and time below a post on its own page: `10:15 AM · Mar 23, 2024 · 1.2M Views`.
fn parse_detail_line(line: &str) -> Option<&str> {
    let mut parts = line.split('·').map(str::trim);
    let (first, second) = (parts.next()?, parts.next()?);
    let is_clock = first.split_once(':').is_some_and(|(hours, _)| {
        hours.len() <= 2 && hours.bytes().all(|byte| byte.is_ascii_digit())
    });
    let end = line.find(second)? + second.len();
    (is_clock && is_when(second))
        .then(|| line.get(..end))
        .flatten()
}

/// Whether a line below the words is a counter ("1.2K", "3 replies") or another line of the page.
fn is_page_line(line: &str) -> bool {
    let lower = line.to_lowercase();
    let is_number = |word: &str| {
        let digits = word.trim_end_matches(['k', 'm', 'b', 'к', 'м', '.', ',', '\u{a0}']);
        let is_empty = digits.is_empty();
        !is_empty
            && digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    };
    let is_unit = |word: &str| {
        matches!(word, "тис." | "тис" | "млн" | "тыс." | "тыс") || PAGE_LINES.contains(&word)
    };
    let mut words = lower.split_whitespace().peekable();
    let starts = words.peek().is_some_and(|word| is_number(word));
    (starts && words.all(|word| is_number(word) || is_unit(word)))
        || PAGE_LINES.contains(&lower.as_str())
        || parse_detail_line(line).is_some()
}

/// The account that reposted the post below this line: "Bob reposted".
fn reposted_by(line: &str) -> Option<&str> {
    REPOST_ENDS
        .iter()
        .find_map(|end| line.strip_suffix(end))
        .map(str::trim)
        .filter(|name| is_account_name(name))
}

#[cfg(test)]
mod tests {
    use super::super::super::document::Content;
    use super::*;

    fn posts(text: &str) -> Vec<String> {
        let Some(Content::Turns(turns)) = read(text).map(|document| document.content) else {
            panic!("no thread: {text}")
        };
        turns
            .into_iter()
            .map(|turn| format!("{}|{}", turn.label(), turn.text))
            .collect()
    }

    #[test]
    fn the_words_of_posts_are_read_without_page_lines() {
        let text = "Ann Lee\n@annlee\n·\nMar 23, 2024\nThe dam leaked in May.\n\nIt holds 40 million tonnes\nShow more\n12\n34\n1.2K\n45K\nBob \
                    reposted\nОлена Сич\n@olena_sych\n·\n2 год\nReplying to \n@annlee\nand 2 others\nДвоє загинули 4 травня\n3\n1,2 \
                    тис.\nAnn Lee\n@annlee\nNobody paid.\n10:15 AM · Mar 23, 2024\n·\n1.2M\n Views\n5\n";
        assert_eq!(
            posts(text),
            [
                "Ann Lee (@annlee) · Mar 23, 2024|The dam leaked in May. It holds 40 million tonnes",
                "Bob ← Олена Сич (@olena_sych) · 2 год|and 2 others Двоє загинули 4 травня",
                "Ann Lee (@annlee) · 10:15 AM · Mar 23, 2024|Nobody paid.",
            ]
        );
        let lines = "Ann Lee @annlee · Mar 23\nThe dam leaked.\n\n@bob · 2h\nNo.\n";
        assert_eq!(
            posts(lines),
            [
                "Ann Lee (@annlee) · Mar 23|The dam leaked.",
                "@bob · 2h|No."
            ]
        );
    }

    #[test]
    fn a_story_with_handles_is_no_thread() {
        for text in [
            "The dam leaked, wrote\n@annlee\non Monday.\n",
            "Source: @annlee\n\nIt sank.\n",
            "Port · Harbour · Sea\nIt sank.\n",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
