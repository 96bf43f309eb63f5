//! Turns of transcripts and chats: what somebody said or posted, with the speakers and the time.

use crate::case::{Paragraph, Part};

/// The words of one speaker or one post, which become a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Turn {
    /// The speakers, nearest first: the person who posted it, then the original author. Empty if
    /// nobody is named.
    pub speakers: Vec<String>,
    /// The time as the document writes it, for the line before the words.
    pub when: String,
    /// Its text, on one line.
    pub text: String,
    /// The byte offsets in the text from which a time or address applies, in order.
    pub places: Vec<(usize, String)>,
    /// The byte offset at which the words start. The text before it only names the original author.
    pub start: usize,
    /// Whether it is a post and not speech. Each post has a line before it with the account.
    pub is_post: bool,
    /// The byte offsets of the line breaks at which a sentence ends, in order.
    pub breaks: Vec<usize>,
}

/// The role of a paragraph in a document with turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It only names the speaker and time of the text below it.
    Label,
    /// It contains the words of this turn.
    Turn(Turn),
    /// Other text.
    Text,
}

/// The starts of lines, in lower case, that name the original author of the post after them.
const FORWARDED_STARTS: &[&str] = &[
    "forwarded from",
    "forwarded message from",
    "переслано від",
    "переслано з",
    "переслано из",
    "переслано от",
];

/// How many characters such a line may have.
const MAX_FORWARDED_CHARS: usize = 100;

/// The roles of paragraphs with pasted posts. Such a post has a line `Forwarded from X` before it,
/// which becomes boilerplate, or starts with `RT @x:`.
pub(super) fn roles_of_posts(paragraphs: &mut [Paragraph]) -> Vec<Role> {
    let mut from: Option<String> = None;
    let mut roles = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs.iter_mut() {
        let text = paragraph.text().to_owned();
        if let Some(name) = forwarded(&text) {
            from = Some(name.to_owned());
            *paragraph = Paragraph::new(Part::Boilerplate, text);
            roles.push(Role::Label);
            continue;
        }
        let reposted_by = reposted(&text).map(|(name, start)| (name.to_owned(), start));
        // It is unknown where a forwarded post ends, so only its first paragraph is attributed.
        let speaker = reposted_by.or_else(|| from.take().map(|name| (name, 0)));
        from = None;
        roles.push(speaker.map_or(Role::Text, |(name, start)| {
            Role::Turn(Turn {
                speakers: vec![name],
                text,
                start,
                is_post: true,
                ..Turn::default()
            })
        }));
    }
    roles
}

/// The original author that the line before a forwarded post names.
fn forwarded(line: &str) -> Option<&str> {
    if line.chars().count() > MAX_FORWARDED_CHARS {
        return None;
    }
    let inside = line.trim_matches(['[', ']', '(', ')', ' ']);
    let lower = inside.to_lowercase();
    let start = FORWARDED_STARTS
        .iter()
        .find(|start| lower.starts_with(*start))?;
    let name = inside.get(start.len()..)?;
    let is_whole = name.starts_with([':', ' ', '\u{a0}']);
    let name = name.trim_matches([':', ' ', '\u{a0}']);
    // A sentence that starts with these words belongs to the story.
    let is_name = !name.is_empty()
        && !name.ends_with(['.', '!', '?', ','])
        && name.split_whitespace().count() <= 8;
    (is_whole && is_name).then_some(name)
}

/// The account of a reposted text, and the byte offset at which its words start: `RT @x: …`.
fn reposted(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix("RT ")?;
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '@'))?;
    let (name, rest) = rest.split_at_checked(end)?;
    let words = rest.strip_prefix(':')?.trim_start();
    (name.starts_with('@') && name.len() > 1 && !words.is_empty())
        .then(|| (name, text.len() - words.len()))
}

/// The paragraphs of turns. A line with the name and time is added before each post and at each
/// change of speaker.
pub(super) fn to_paragraphs(turns: Vec<Turn>) -> (Vec<Paragraph>, Vec<Role>) {
    let (mut paragraphs, mut roles) = (Vec::new(), Vec::new());
    let mut previous_speakers: Vec<String> = Vec::new();
    for turn in turns {
        if turn.is_post || turn.speakers != previous_speakers {
            let label = turn.label();
            if !label.is_empty() && (turn.is_post || !turn.speakers.is_empty()) {
                paragraphs.push(Paragraph::new(Part::Heading, label));
                roles.push(Role::Label);
            }
            previous_speakers.clone_from(&turn.speakers);
        }
        paragraphs.push(Paragraph::new(Part::Body, turn.text.clone()));
        roles.push(Role::Turn(turn));
    }
    (paragraphs, roles)
}

impl Turn {
    /// The line before the words: the speakers and the time. Empty if neither is known.
    pub fn label(&self) -> String {
        let who = self.speakers.join(" ← ");
        match (who.is_empty(), self.when.is_empty()) {
            (true, _) => self.when.clone(),
            (_, true) => who,
            _ => format!("{who} · {}", self.when),
        }
    }

    /// Adds a line of a post. A line that starts with a lower-case letter continues the sentence.
    pub fn add_line(&mut self, line: &str) {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
            if line.starts_with(|c: char| !c.is_lowercase()) {
                self.breaks.push(self.text.len());
            }
        }
        self.text.push_str(&line);
    }

    /// Adds words that were said at this time. They may continue a sentence.
    pub fn add_words(&mut self, words: &str, place: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let is_new = self.places.last().is_none_or(|(_, last)| last != place);
        if is_new && !place.is_empty() {
            self.places.push((self.text.len(), place.to_owned()));
        }
        self.text.push_str(&words);
    }

    /// The time of the words at this byte offset.
    pub fn place(&self, at: usize) -> &str {
        let count_before = self.places.partition_point(|(start, _)| *start <= at);
        let place = count_before
            .checked_sub(1)
            .and_then(|last| self.places.get(last));
        place.map_or(self.when.as_str(), |(_, place)| place.as_str())
    }

    /// Splits these sentences at the line breaks, too, and removes the text before the words.
    pub fn sentences(&self, ranges: Vec<std::ops::Range<usize>>) -> Vec<std::ops::Range<usize>> {
        if self.breaks.is_empty() && self.start == 0 {
            return ranges;
        }
        let mut parts = Vec::with_capacity(ranges.len());
        let mut breaks = self.breaks.iter().copied().peekable();
        for range in ranges {
            let mut start = range.start.max(self.start);
            while let Some(at) = breaks.next_if(|at| *at < range.end) {
                if at <= start {
                    continue;
                }
                let end = self
                    .text
                    .get(start..at)
                    .map_or(at, |part| start + part.trim_end().len());
                if start < end {
                    parts.push(start..end);
                }
                start = at;
            }
            if start < range.end {
                parts.push(start..range.end);
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_posts_have_their_authors() {
        let texts = [
            "Переслано від: ДСНС Київ",
            "Горить склад.",
            "Двоє загинули.",
            "RT @mer_dnipro: Загроза минула. Вода є.",
            "Forwarded from the harbour, the note was read aloud.",
            "[Forwarded from Port News]",
            "It sank.",
        ];
        let mut paragraphs: Vec<Paragraph> = texts
            .map(|text| Paragraph::new(Part::Body, text.to_owned()))
            .into();
        let roles = roles_of_posts(&mut paragraphs);
        let shown: Vec<String> = roles
            .iter()
            .map(|role| match role {
                Role::Label => "label".to_owned(),
                Role::Text => String::new(),
                Role::Turn(turn) => format!("{} {}", turn.speakers.concat(), turn.start),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "label",
                "ДСНС Київ 0",
                "",
                "@mer_dnipro 16",
                "",
                "label",
                "Port News 0"
            ]
        );
        let Some(Role::Turn(turn)) = roles.get(3) else {
            panic!("no turn")
        };
        let text = &turn.text;
        let end = text.find(" Вода").unwrap();
        let ranges = turn.sentences(vec![0..end, end + 1..text.len()]);
        assert_eq!(ranges, [16..end, end + 1..text.len()]);
    }
}
