//! Who speaks in a transcript, a record of a debate or a chat: the name before the colon with which
//! a paragraph begins.

use super::super::words::Words;
use super::cast::Cast;
use super::somebody::{Somebody, Who};
use super::speech::tokens;
use super::tokens::{Token, TokenKind};

/// A name before a colon has no more tokens than this.
const LONGEST: usize = 12;

/// The fewest paragraphs with such a start for a text to count as a transcript.
const ENOUGH: usize = 2;

/// A name before the colon with which a paragraph begins.
pub(super) struct Label {
    /// As it is shown: "Basil Deane".
    pub name: String,
    /// Its words in lower case; where they are from stands first.
    pub words: Vec<String>,
    /// What they are: "harbor board".
    pub roles: Vec<String>,
    /// The first token of what they say.
    pub end: usize,
}

/// Whether these paragraphs are a transcript.
pub(in crate::reading) fn is_transcript<'a>(
    paragraphs: impl Iterator<Item = &'a str>,
    words: &Words,
) -> bool {
    let (mut all, mut loud, mut speaking) = (0, 0, 0);
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
            speaking += usize::from(speaks(&tokens, label.end, words));
            let is_loud = tokens
                .iter()
                .take(label.end)
                .any(|token| token.is_acronym(text));
            loud += usize::from(is_loud);
            is_list |= names.is_empty() && before.ends_with(':');
            names.push(label.name);
        }
        before = text.trim_end();
    }
    names.sort_unstable();
    let is_repeated = names
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a == b));
    // "They face these charges:", and each of them once, or "Ann Lee, 34: possession of a knife": that is
    // a list.
    loud >= ENOUGH || all > ENOUGH && (is_repeated || !is_list && 2 * speaking >= all)
}

/// Whether what stands behind a label could be said aloud: it has a verb that stands for itself, somebody
/// speaks of themselves or asks. Only English always has such a word.
fn speaks(tokens: &[Token], from: usize, words: &Words) -> bool {
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

/// The name with which a paragraph of a transcript begins.
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
    // "10:30" and "https://" name nobody.
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
    // "Mr Jones (Throsby)" is not the one of Herbert.
    let place = before
        .get(stop)
        .filter(|token| token.is("("))
        .and_then(|open| text.get(open.range.start..near.get(colon)?.range.start))
        .map(str::trim);
    let mut shown: Vec<String> = own.iter().map(|token| titled(text, token)).collect();
    if own.len() < 2
        && let Some(title) = title
    {
        shown.insert(0, titled(text, title));
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
    /// Who that is.
    pub(super) fn who(&self, cast: &mut Cast) -> Option<Who> {
        let somebody =
            Somebody::labelled(self.name.clone(), self.words.clone(), self.roles.clone());
        cast.labelled(&somebody)
    }
}

/// The first token behind a time in brackets: "[00:12] Minister: …", "(1:02:03) OKAFOR: …", "00:12
/// Okafor: …".
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

/// "DEANE" as "Deane"; what is not shouted stays as it is.
fn titled(text: &str, token: &Token) -> String {
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
