//! Speakers' labels in a transcript, the record of a debate or a chat: the name before the colon
//! with which a paragraph begins.

use super::super::words::Words;
use super::cast::Cast;
use super::somebody::{Somebody, Who};
use super::speech::tokens;
use super::tokens::{Token, TokenKind};

/// How many tokens, times not counted, are searched for the colon behind a speaker's name.
const LONGEST: usize = 12;

/// A text with this many labels in capitals, or with more labels of any kind, may be a transcript.
const ENOUGH: usize = 2;

/// A speaker's label.
pub(super) struct Label {
    /// The name as shown: "Basil Deane".
    pub name: String,
    /// The words of the name in lower case. A place in brackets comes first.
    pub words: Vec<String>,
    /// The lower-case words behind the name that describe the speaker: "harbor board".
    pub roles: Vec<String>,
    /// The first token behind the colon.
    pub end: usize,
}

/// Whether these paragraphs are a transcript: enough of them start with a label. Labels without
/// capitals also need a name that occurs twice, or words behind most of them that can be spoken.
pub(in crate::reading) fn is_transcript<'a>(
    paragraphs: impl Iterator<Item = &'a str>,
    words: &Words,
) -> bool {
    let (mut all, mut in_capitals, mut spoken) = (0, 0, 0);
    let mut names: Vec<String> = Vec::new();
    let mut before = "";
    let mut is_list = false;
    for text in paragraphs {
        let start = text
            .char_indices()
            .nth(200)
            .map_or(text.len(), |(end, _)| end);
        let tokens = tokens(text.get(..start).unwrap_or_default(), false);
        if let Some(label) = label(text, &tokens, words) {
            all += 1;
            spoken += usize::from(can_be_spoken(&tokens, label.end, words));
            let has_capitals = tokens
                .iter()
                .take(label.end)
                .any(|token| token.is_acronym(text));
            in_capitals += usize::from(has_capitals);
            is_list |= names.is_empty() && before.ends_with(':');
            names.push(label.name);
        }
        before = text.trim_end();
    }
    names.sort_unstable();
    let is_repeated = names
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a == b));
    // "They face these charges:" before names that each occur once, or "Ann Lee, 34: possession of
    // a knife", is a list.
    in_capitals >= ENOUGH || all > ENOUGH && (is_repeated || !is_list && 2 * spoken >= all)
}

/// Whether the tokens from `from` on can be spoken: they contain a finite verb, a pronoun, a
/// question mark or an exclamation mark. Always true in languages with cases, where a sentence
/// needs none of these.
fn can_be_spoken(tokens: &[Token], from: usize, words: &Words) -> bool {
    let mut said = tokens.iter().skip(from);
    words.has_cases
        || said.any(|token| {
            token.is("?")
                || token.is("!")
                || words.stops_finite.contains(&token.lower)
                || words.first_person.contains(&token.lower)
                || words.pronouns.contains(&token.lower)
        })
}

/// The speaker's label with which a paragraph begins. None if it begins with no name and colon.
pub(super) fn label(text: &str, tokens: &[Token], words: &Words) -> Option<Label> {
    let start = after_time(tokens);
    let near = tokens.get(start..)?;
    let colon = near.iter().take(LONGEST).position(|token| token.is(":"))?;
    let said = near.get(colon + 1)?;
    let before = near.get(..colon)?;
    let is_time = |place: usize| {
        before
            .get(place)
            .is_some_and(|token| token.kind == TokenKind::Number)
    };
    // The colons in "10:30" and "https://" follow no name.
    if said.is("/") || is_time(colon.checked_sub(1)?) {
        return None;
    }
    let stop = before
        .iter()
        .position(|token| token.is(",") || token.is("("))
        .unwrap_or(colon);
    let named: Vec<&Token> = before
        .iter()
        .take(stop)
        .filter(|token| !words.articles.contains(&token.lower))
        .collect();
    let is_part = |token: &&Token| {
        token.is_capital || token.is(".") || words.particles.contains(&token.lower)
    };
    let is_none = named.iter().any(|token| {
        words.no_labels.contains(&token.lower) || words.cues.verbs.contains(&token.lower)
    });
    if named.is_empty() || named.len() > 6 || !named.iter().all(is_part) || is_none {
        return None;
    }
    // "Тёща, которая любит грибы: кому дали землю" is a headline.
    let describes = |token: &Token| words.relatives.contains(&token.lower);
    if before.iter().skip(stop).any(describes) {
        return None;
    }
    let is_title = |token: &&&Token| words.titles.contains(&token.lower);
    let title = named.first().filter(is_title).filter(|_| named.len() > 1);
    let own = named.iter().skip(usize::from(title.is_some()));
    let own: Vec<&Token> = own
        .copied()
        .filter(|token| token.is_word() || token.kind == TokenKind::Number)
        .collect();
    let rest: Vec<&Token> = before
        .iter()
        .skip(stop)
        .filter(|token| token.is_word())
        .collect();
    // "Mr Jones (Throsby)" is not "Mr Jones (Herbert)".
    let place = before
        .get(stop)
        .filter(|token| token.is("("))
        .and_then(|open| text.get(open.range.start..near.get(colon)?.range.start))
        .map(str::trim);
    let mut shown: Vec<String> = own.iter().map(|token| in_title_case(text, token)).collect();
    if own.len() < 2
        && let Some(title) = title
    {
        shown.insert(0, in_title_case(text, title));
    }
    shown.extend(place.map(str::to_owned));
    let places = rest.iter().filter(|_| place.is_some());
    Some(Label {
        name: shown.join(" "),
        words: places
            .copied()
            .chain(own.iter().copied())
            .map(|token| token.lower.clone())
            .collect(),
        roles: rest.iter().map(|token| token.lower.clone()).collect(),
        end: start + colon + 1,
    })
}

impl Label {
    /// The member of the cast with this label, who is added if new. None if it may be several.
    pub(super) fn who(&self, cast: &mut Cast) -> Option<Who> {
        let somebody =
            Somebody::labelled(self.name.clone(), self.words.clone(), self.roles.clone());
        cast.labelled(&somebody)
    }
}

/// The number of tokens of a time at the start: "[00:12] Minister: …", "(1:02:03) OKAFOR: …",
/// "00:12 Okafor: …". At most 10.
fn after_time(tokens: &[Token]) -> usize {
    let is_of_time = |token: &&Token| {
        token.kind == TokenKind::Number
            || matches!(
                token.lower.as_str(),
                "[" | "]" | "(" | ")" | ":" | "-" | "–"
            )
    };
    tokens.iter().take(10).take_while(is_of_time).count()
}

/// The token as written. Of a word in capitals, only the first letter of each part stays a capital:
/// "Deane" for "DEANE".
fn in_title_case(text: &str, token: &Token) -> String {
    let own = text.get(token.range.clone()).unwrap_or_default();
    if !token.is_acronym(text) {
        return own.to_owned();
    }
    let mut parts: Vec<String> = Vec::new();
    for part in own.split('-') {
        let mut letters = part.chars();
        let first = letters.next().map(String::from).unwrap_or_default();
        parts.push(first + &letters.as_str().to_lowercase());
    }
    parts.join("-")
}
