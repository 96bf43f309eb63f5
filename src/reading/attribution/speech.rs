//! Decides which tokens of a paragraph are quoted words and which are the narrator's.
//!
//! Quoted words stand in quotation marks or, in Ukrainian and Russian, behind the dash that opens a
//! line of dialogue. The narrator may interrupt either kind: «Нас не попередили, – сказав він. – Ми
//! чекаємо». A name in quotation marks («Суспільне») is no quotation.

use std::ops::Range;

use super::quotation_marks::quotations;
use super::tokens::{Token, TokenKind, pieces};

/// The most tokens of a name in quotation marks.
const LONGEST_NAME: usize = 5;

/// The tokens of a paragraph, each with the number of its quotation. `is_inside`: the paragraph
/// starts inside a quotation that an earlier paragraph opened.
pub(super) fn tokens(text: &str, is_inside: bool) -> Vec<Token> {
    let mut tokens = pieces(text);
    let mut quotations = quotations(&tokens, text);
    if is_inside {
        let close = tokens
            .iter()
            .position(|token| token.kind == TokenKind::CloseQuote || token.is("\""))
            .map_or(tokens.len(), |close| close + 1);
        quotations.insert(0, 0..close);
    }
    for (number, quotation) in quotations.iter().enumerate() {
        if !is_name(&tokens, quotation) {
            for token in tokens.get_mut(quotation.clone()).into_iter().flatten() {
                token.speech = Some(number);
            }
            unmark_narration(&mut tokens, quotation, false);
        }
    }
    if let Some(start) = dialogue_dash(&tokens) {
        for token in tokens.iter_mut().skip(start) {
            token.speech.get_or_insert(quotations.len());
        }
        let words = start + 1..tokens.len();
        unmark_narration(&mut tokens, &words, true);
    }
    tokens
}

/// The most paragraphs behind the opening one in which the end of a quotation is looked for.
const MOST_PARAGRAPHS: usize = 8;

/// The byte at which the first quotation opens that the paragraph does not close. None if all are
/// closed.
pub(in crate::reading) fn left_open(text: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    for (at, mark) in text.char_indices() {
        let before = text.get(..at).unwrap_or_default();
        let opens = before.is_empty() || before.ends_with([' ', '\u{a0}', '(', '—', '–']);
        match mark {
            '«' | '“' if mark == '«' || !text.contains('„') => open.push(at),
            '"' if opens => open.push(at),
            '»' | '”' | '"' => {
                open.pop();
            }
            '’' if before.ends_with('’') => {
                open.pop();
            }
            _ => (),
        }
    }
    open.first().copied()
}

/// For each paragraph whether it starts inside a quotation that an earlier paragraph opened. Such a
/// paragraph has no opening mark of its own, and only the last one closes the quotation.
pub(in crate::reading) fn inside(paragraphs: &[&str]) -> Vec<bool> {
    let mark = |c: &char| matches!(c, '«' | '»' | '“' | '”');
    let opens = |c: char| matches!(c, '«' | '“');
    // In „So“ the closing mark is the one that opens in “So”. Such pairs are removed before the
    // marks are counted.
    let without_low = |text: &str| {
        let mut is_low = false;
        let keeps = |c: &char| {
            let is_of_low = *c == '„' || is_low && *c == '“';
            is_low = *c == '„' || is_low && *c != '“';
            !is_of_low
        };
        let text = text.replace("’’", "”");
        text.chars().filter(keeps).collect::<String>()
    };
    let paragraphs: Vec<String> = paragraphs.iter().map(|text| without_low(text)).collect();
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let is_open = |text: &str| {
        let marks = text.chars().filter(mark);
        let depth = marks.fold(0_usize, |depth, c| {
            if opens(c) {
                depth + 1
            } else {
                depth.saturating_sub(1)
            }
        });
        depth > 0
    };
    let mut found = inside_straight(&paragraphs);
    for (place, _) in paragraphs
        .iter()
        .enumerate()
        .filter(|(_, text)| is_open(text))
    {
        let rest = paragraphs
            .iter()
            .enumerate()
            .skip(place + 1)
            .take(MOST_PARAGRAPHS);
        let next = rest
            .map(|(at, text)| (at, text.chars().find(mark)))
            .find_map(|(at, first)| Some((at, first?)));
        // A paragraph that opens a quotation again is recognized by its own marks.
        if let Some((last, _)) = next.filter(|(_, first)| !opens(*first)) {
            for slot in found.iter_mut().take(last + 1).skip(place + 1) {
                *slot = true;
            }
        }
    }
    found
}

/// The same for straight double marks, which look alike at both ends. A paragraph with an odd
/// number of them opens a quotation if its last one stands right before a word. The next paragraph
/// with such marks must close it.
fn inside_straight(paragraphs: &[&str]) -> Vec<bool> {
    let is_odd = |text: &str| text.matches('"').count() % 2 == 1;
    let mut found = vec![false; paragraphs.len()];
    let opens = |text: &&str| {
        let last = text.rsplit_once('"');
        is_odd(text)
            && last.is_some_and(|(before, after)| {
                (before.is_empty() || before.ends_with(char::is_whitespace))
                    && after.starts_with(char::is_alphanumeric)
            })
    };
    for (place, _) in paragraphs.iter().enumerate().filter(|(_, t)| opens(t)) {
        let rest = paragraphs.iter().enumerate().skip(place + 1);
        let next = rest
            .take(MOST_PARAGRAPHS)
            .find(|(_, text)| text.contains('"'));
        let closes = |text: &str| {
            let before = text.split('"').next().unwrap_or_default();
            is_odd(text) && before.ends_with(|c: char| !c.is_whitespace() && c != '(')
        };
        if let Some((last, _)) = next.filter(|(_, text)| closes(text)) {
            for slot in found.iter_mut().take(last + 1).skip(place + 1) {
                *slot = true;
            }
        }
    }
    found
}

/// The place of the dash that opens a line of dialogue: the first token of the paragraph, or a dash
/// behind a sentence. A dash behind a sentence counts only if the narrator breaks in later, with a
/// second dash and a small letter. None if there is no such dash.
fn dialogue_dash(tokens: &[Token]) -> Option<usize> {
    let is_capital = |place: usize| {
        (place..place + 2).any(|place| {
            tokens
                .get(place)
                .is_some_and(|token| token.is_word() && token.is_capital)
        })
    };
    if tokens.first().is_some_and(Token::is_dash) && is_capital(1) {
        return Some(0);
    }
    let ends = |place: usize| {
        tokens
            .get(place)
            .is_some_and(|token| matches!(token.lower.as_str(), "." | "!" | "?" | "…"))
    };
    let answers = |start: usize| {
        (start + 2..tokens.len()).any(|place| {
            tokens
                .get(place)
                .is_some_and(|token| token.is_dash() && token.speech.is_none())
                && tokens.get(place - 1).is_some_and(Token::ends_words)
                && tokens
                    .get(place + 1)
                    .is_some_and(|next| next.is_word() && !next.is_capital)
        })
    };
    (1..tokens.len()).find(|place| {
        tokens
            .get(*place)
            .is_some_and(|token| token.is_dash() && token.speech.is_none())
            && ends(place - 1)
            && is_capital(place + 1)
            && answers(*place)
    })
}

/// Whether a text in quotation marks is a name: at most `LONGEST_NAME` tokens, the first with a
/// capital or a number, no comma or mark that ends a sentence inside, no colon before it, and no
/// comma and dash behind it.
fn is_name(tokens: &[Token], quotation: &Range<usize>) -> bool {
    let inside = tokens
        .get(quotation.start + 1..quotation.end.saturating_sub(1))
        .unwrap_or_default();
    let before = quotation
        .start
        .checked_sub(1)
        .and_then(|place| tokens.get(place));
    let after = tokens.get(quotation.end);
    let says = |token: &Token| matches!(token.lower.as_str(), "." | "!" | "?" | "…" | "," | ":");
    let follows_colon = before.is_some_and(|token| token.is(":"));
    let before_speech_dash = after.is_some_and(|token| token.is(","))
        && tokens.get(quotation.end + 1).is_some_and(Token::is_dash);
    let closes = tokens
        .get(quotation.end.saturating_sub(1))
        .is_some_and(|token| token.kind != TokenKind::Word);
    // “Meth. We’re On It” is a slogan: each word has a capital, and the sentence goes on behind it.
    let is_slogan = inside
        .iter()
        .all(|token| !token.is_word() || token.is_capital)
        && !inside.last().is_some_and(says)
        && after.is_some_and(|token| token.is_word() && !token.is_capital);
    // «Радио Степь: Никополь» is a name with a colon.
    let is_station = inside
        .iter()
        .all(|token| token.is_word() && token.is_capital || token.is(":"))
        && !inside.last().is_some_and(says)
        && !inside.iter().any(|token| says(token) && !token.is(":"));
    closes
        && inside.len() <= LONGEST_NAME
        && inside
            .first()
            .is_some_and(|token| token.is_capital || token.kind == TokenKind::Number)
        && (is_slogan || is_station || !inside.iter().any(says))
        && !follows_colon
        && !before_speech_dash
}

/// Marks what the narrator says between dashes inside a quotation as the narrator's own words.
/// `to_the_end`: the narrator's words may go on to the end of the range without a second dash.
fn unmark_narration(tokens: &mut [Token], words: &Range<usize>, to_the_end: bool) {
    // "Уйти в «Зенит» — правильное решение": a dash behind the closing mark of a name is the
    // speaker's own dash.
    let is_dialogue_dash = |tokens: &[Token], place: usize| {
        let before = place.checked_sub(1).and_then(|before| tokens.get(before));
        tokens.get(place).is_some_and(Token::is_dash)
            && before
                .is_some_and(|before| before.ends_words() && before.kind != TokenKind::CloseQuote)
    };
    let mut place = words.start;
    while place < words.end {
        let narrates = is_dialogue_dash(tokens, place)
            && tokens
                .get(place + 1)
                .is_some_and(|next| next.is_word() && !next.is_capital);
        if !narrates {
            place += 1;
            continue;
        }
        let next = (place + 1..words.end).find(|next| is_dialogue_dash(tokens, *next));
        let Some(end) = next.or(to_the_end.then_some(words.end)) else {
            return;
        };
        for token in tokens.get_mut(place..end).into_iter().flatten() {
            token.speech = None;
        }
        place = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a paragraph outside of quotations, joined by spaces.
    fn narrated(text: &str) -> String {
        let own = tokens(text, false)
            .into_iter()
            .filter(|token| token.speech.is_none() && token.is_word());
        own.map(|token| text[token.range].to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_quotation_goes_on_until_a_paragraph_closes_it() {
        let all = ["Він сказав: «Так.", "Ні.", "Ні». Дощ.", "Сніг."];
        assert_eq!(inside(&all), [false, true, true, false]);
        assert_eq!(inside(&["“One.", "“Two.”", "Three."]), [false; 3]);
        assert_eq!(inside(&["A 12” pipe.", "«Так»."]), [false; 2]);
    }

    #[test]
    fn quoted_words_are_separated_from_the_narrators() {
        assert_eq!(
            narrated("“They ran,” he said, “and hid.” Nobody came."),
            "he said Nobody came"
        );
        assert_eq!(narrated("‘I don’t blame them,’ she said."), "she said");
        assert_eq!(narrated("“I don’t blame them,’’ she said."), "she said");
        assert_eq!(
            narrated("«Ми чекаємо, – сказав він. – У мене вантаж». Його чули."),
            "сказав він Його чули"
        );
        assert_eq!(
            narrated("– Стоїмо, – зітхає вона. – Обіцяли воду."),
            "зітхає вона"
        );
        assert_eq!(
            narrated("Про це пише «Суспільне»."),
            "Про це пише Суспільне"
        );
        assert_eq!(
            narrated("\"Так\", – сказав він \"Правді\"."),
            "сказав він Правді"
        );
        assert_eq!(
            narrated("«Он «открывает дверь», – указал физик Пол Херц. Шёл дождь."),
            "указал физик Пол Херц Шёл дождь"
        );
        assert_eq!(
            narrated("«Он играл за «Динамо», – и это важно», – сказал он."),
            "сказал он"
        );
        assert_eq!(
            narrated("He called it “free, from the bridge on” then."),
            "He called it then"
        );
        assert_eq!(narrated("“We waited. Nobody came"), "");
        assert_eq!(narrated("''They ran,'' he said."), "he said");
        assert_eq!(
            narrated("'The cats' home is shut,' said Ida. 'Nobody came.' It rained."),
            "said Ida It rained"
        );
        assert_eq!(
            narrated("The cats' home isn't 'plain wrong'. It's the 90s'."),
            "The cats' home isn't It's the 90s"
        );
    }
}
