//! Finds where to split a claim: between sentences, else between clauses that both state something.
//! A statement is never split from the words that attribute it to somebody.

use super::detection::rules_language;
use super::language::{Language, words_of};
use super::sentences::sentences;
use super::words::Words;
use crate::text;

/// Marks that close a quotation.
const CLOSING_QUOTES: [char; 4] = ['"', '”', '»', '“'];

/// Marks that open a quotation.
const OPENING_QUOTES: [char; 4] = ['"', '“', '«', '„'];

/// The byte offsets in a claim's text at which a second statement may start, the likeliest first.
/// Each is the start of a word. `code`: the language code for a text that does not show its
/// language.
pub fn split_points(text: &str, code: &str) -> Vec<usize> {
    let language = rules_language(text, Language::of_code(code));
    let known = words_of(language);
    let middle = text.len() / 2;
    let starts = sentences(text, language);
    let starts: Vec<usize> = starts.iter().skip(1).map(|range| range.start).collect();
    let mut points: Vec<(usize, usize)> = text::words(text)
        .skip(1)
        .map(|word| word.start)
        .filter_map(|point| {
            let begin = word_start(text, point);
            let is_start = starts.iter().any(|start| (begin..=point).contains(start));
            if !is_start && is_inside_unit(text, point, code) {
                return None;
            }
            Some((likelihood(text, point, is_start, known)?, point))
        })
        .collect();
    points.sort_by_key(|(likelihood, point)| (usize::MAX - likelihood, point.abs_diff(middle)));
    points.into_iter().map(|(_, point)| point).collect()
}

/// Whether a byte offset between two words is inside a unit: a number and its noun, an abbreviation
/// and the next word, or a name. `code`: see [`split_points`].
pub fn is_inside_unit(text: &str, point: usize, code: &str) -> bool {
    let known = words_of(rules_language(text, Language::of_code(code)));
    let (before, after) = text.split_at_checked(point).unwrap_or_default();
    let mut before = before.split_whitespace().rev().map(WrittenWord::of);
    let mut after = after.split_whitespace().map(WrittenWord::of);
    let (Some(last), Some(next)) = (before.next(), after.next()) else {
        return false;
    };
    let (second_last, second_next) = (
        before.next().unwrap_or_default(),
        after.next().unwrap_or_default(),
    );
    let is_short = |token: &WrittenWord<'_>| {
        known.abbreviations.contains(&token.lower) || known.inside.contains(&token.lower)
    };
    if last.word.ends_with(ends_phrase) {
        // The full stop of an abbreviation is inside a unit, the end of a sentence is not.
        return last.word.ends_with('.') && is_short(&last);
    }
    let is_scale = |token: &WrittenWord<'_>| known.numerals.contains(&token.lower);
    let is_number = |token: &WrittenWord<'_>| token.is_figure() || is_scale(token);
    let is_after_number = is_number(&last) || is_number(&second_last) && is_short(&last);
    let is_counted = next.is_figure()
        && (last.has_capital() || !last.word.contains(char::is_alphanumeric))
        || next.is_figure() && known.before_numbers.contains(&last.lower)
        || is_scale(&next) && is_number(&last);
    let joins = |token: &WrittenWord<'_>| {
        known.particles.contains(&token.lower) || known.joints.contains(&token.lower)
    };
    let is_name = last.has_capital() && next.has_capital()
        || last.has_capital() && joins(&next) && second_next.has_capital()
        || second_last.has_capital() && joins(&last) && next.has_capital();
    is_after_number || is_counted || is_name
}

/// Whether a character ends a phrase, so that no unit continues across it.
fn ends_phrase(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '–' | '—') || CLOSING_QUOTES.contains(&c)
}

/// A word with the punctuation around it.
#[derive(Default)]
struct WrittenWord<'a> {
    word: &'a str,
    /// The word in lower case, without punctuation.
    lower: String,
}

impl<'a> WrittenWord<'a> {
    fn of(word: &'a str) -> Self {
        let lower = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        Self { word, lower }
    }

    fn is_figure(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_ascii_digit())
    }

    fn has_capital(&self) -> bool {
        let first = self.word.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(char::is_uppercase)
    }
}

/// The byte offset of the white space before a word and before the punctuation attached to the
/// word.
fn word_start(text: &str, point: usize) -> usize {
    let before = text.get(..point).unwrap_or_default();
    before.rfind(char::is_whitespace).unwrap_or_default()
}

/// How likely it is that a second statement starts at a word: from 1 to 6, higher is likelier. None
/// if it cannot start there.
fn likelihood(text: &str, point: usize, is_start: bool, known: &Words) -> Option<usize> {
    let (before, after) = text.split_at_checked(point)?;
    let inside = is_in_quotation(before);
    if is_start {
        // A split between two sentences of one quotation separates the first of them from its
        // speaker.
        return Some(if inside { 1 } else { 6 });
    }
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || c == '(');
    let is_at_quotation = before
        .trim_end_matches([',', '–', '—', ' '])
        .ends_with(CLOSING_QUOTES)
        || before.ends_with(OPENING_QUOTES);
    if inside || is_at_quotation {
        return None;
    }
    let (first, second) = (Part::of(before, known), Part::of(after, known));
    let ends = |marks: &[char]| before.ends_with(marks);
    if ends(&[';']) && (first.has_statement || second.has_statement) && !second.starts_with_cue {
        return Some(5);
    }
    if !first.has_statement || !second.has_statement {
        return None;
    }
    let word = second.words.first()?;
    let is_link = known.links.contains(word);
    let clause = match (is_link, ends(&[','])) {
        (true, true) => 4,
        (true, false) => 3,
        (false, true) => 2,
        (false, false) if ends(&[':', '–', '—']) && !first.ends_in_cue => return Some(2),
        (false, false) => return None,
    };
    if is_link {
        // In "left and came back" both verbs have one subject, so the second part must have its
        // own. In a language with cases, where a verb may come first, a comma is enough.
        let has_subject = second.verb.is_some_and(|verb| verb > 1);
        return (has_subject || known.has_cases && clause == 4).then_some(clause);
    }
    // A clause belongs to the other part if it only names the speaker (", the mayor said", "The
    // mayor said,") or describes a noun (", who left").
    let belongs_to_other_part = second.starts_with_cue
        || first.ends_in_cue
        || known.relatives.contains(word)
        || known.asking.contains(word)
        || second.verb == Some(0);
    (!belongs_to_other_part).then_some(clause)
}

/// Whether a quotation is open at the end of a text.
fn is_in_quotation(before: &str) -> bool {
    let mut is_open = false;
    for c in before.chars() {
        is_open = match c {
            // “ opens a quotation in some languages. In others it closes a quotation that „ opened.
            '"' | '“' => !is_open,
            '«' | '„' => true,
            '»' | '”' => false,
            _ => is_open,
        };
    }
    // A quotation mark right before the point opens a quotation in the second part.
    is_open && !before.ends_with(OPENING_QUOTES)
}

/// One of the two parts of a split claim.
struct Part {
    /// Its words in lower case.
    words: Vec<String>,
    /// The index of its first verb.
    verb: Option<usize>,
    /// Whether it has a verb other than verbs of attribution, such as "said".
    has_statement: bool,
    /// Whether its first verb is a verb of attribution.
    starts_with_cue: bool,
    /// Whether its last verb is a verb of attribution.
    ends_in_cue: bool,
}

impl Part {
    fn of(part: &str, known: &Words) -> Self {
        let words = text::words(part).filter_map(|word| part.get(word));
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        let verbs = words.iter().enumerate();
        let verbs: Vec<(usize, &String)> = verbs.filter(|(_, word)| known.is_verb(word)).collect();
        let is_cue = |verb: &(usize, &String)| known.cues.verbs.contains(verb.1);
        Self {
            verb: verbs.first().map(|(index, _)| *index),
            has_statement: !verbs.iter().all(is_cue),
            starts_with_cue: verbs.first().is_some_and(is_cue),
            ends_in_cue: verbs.last().is_some_and(is_cue),
            words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two parts of a text split at the likeliest place.
    fn split(text: &str) -> (&str, &str) {
        let point = split_points(text, "en")[0];
        (text[..point].trim_end(), &text[point..])
    }

    #[test]
    fn a_claim_is_split_where_a_second_statement_starts() {
        assert_eq!(
            split("Ann Lee, a sailor, left the port on Monday, and the ferry sank at noon."),
            (
                "Ann Lee, a sailor, left the port on Monday,",
                "and the ferry sank at noon."
            )
        );
        assert_eq!(
            split("Two died; one was saved, the mayor said.").1,
            "one was saved, the mayor said."
        );
        assert_eq!(
            split("Пором затонув, а поліція шукає винних.").1,
            "а поліція шукає винних."
        );
        assert_eq!(
            split("It rained, the road was shut.").1,
            "the road was shut."
        );
        assert!(split_points("It burned all night", "en").is_empty());
    }

    #[test]
    fn claims_are_split_between_sentences() {
        for (text, second) in [
            (
                "Mr. Vik and Dr. Aas left the port at 6 p.m. on Monday. The ferry sank at noon.",
                "The ferry sank at noon.",
            ),
            (
                "The U.S. Coast Guard found J. R. Holm. He was alive.",
                "He was alive.",
            ),
            (
                "Міст закрили о 18 год. на вул. Садовій. Рух зупинився.",
                "Рух зупинився.",
            ),
            (
                "В 2023 г. завод на ул. Мира сгорел. Погибли двое.",
                "Погибли двое.",
            ),
        ] {
            let all = split_points(text, "en");
            let point = all.first().copied().unwrap();
            assert_eq!(&text[point..], second, "{text}");
            let shorts = [
                "Mr.", "Dr.", "p.m.", "U.S.", "J.", "R.", "год.", "вул.", "г.", "ул.",
            ];
            for point in all {
                let before = text[..point].trim_end();
                let last = before.split(' ').next_back().unwrap();
                assert!(!shorts.contains(&last), "{text}: {last}");
            }
        }
        for text in [
            "Mr. Vik met Dr. Aas at St. Olav on Monday",
            "The U.S. Coast Guard found J. R. Holm",
        ] {
            assert!(split_points(text, "en").is_empty(), "{text}");
        }
    }

    #[test]
    fn a_statement_is_not_split_from_its_speaker() {
        for text in [
            "CNN reported that the group had claimed it.",
            "Bread and milk cost more, shops said.",
            "The road was shut, the mayor said after he left.",
            "“The road was shut,” the mayor said and left.",
            "\"The road was shut\", the mayor said when he left.",
            "The mayor said: “The road was shut and two people died.”",
            "The mayor said, the road was shut.",
            "According to CNN, the group claimed it.",
            "The minister, who resigned in May, said the road was shut.",
            "«Дорогу закрыли», — сказал мэр и уехал.",
            "«Дорогу закрили», — сказав мер.",
            "Мэр сообщил, что дорогу закрыли.",
        ] {
            let rests: Vec<&str> = split_points(text, "en")
                .into_iter()
                .map(|point| &text[point..])
                .collect();
            assert!(rests.is_empty(), "{text}: {rests:?}");
        }
        // A split between the sentences of one quotation is the last choice.
        let text = "“We left. It burned,” he said. The mayor denied it and resigned.";
        let rests: Vec<&str> = split_points(text, "en")
            .iter()
            .map(|at| &text[*at..])
            .collect();
        assert_eq!(
            rests,
            [
                "The mayor denied it and resigned.",
                "It burned,” he said. The mayor denied it and resigned."
            ]
        );
    }

    #[test]
    fn units_of_several_words_are_recognised() {
        for (text, code) in [
            ("a gain of 2.4 |million", "en"),
            ("a gain of 2.4 million |dollars", "en"),
            ("a gain of 2.4 |million", "uk"),
            ("two |million", "en"),
            ("40 |people", "en"),
            ("from March |23 on", "en"),
            ("see No |5", "en"),
            ("met Ann |Lee", "en"),
            ("met Dr |Lee", "en"),
            ("met Dr. |Lee", "en"),
            ("Jan |van Dam", "en"),
            ("Jan van |Dam", "en"),
            ("the Bank |of Norsund", "en"),
            ("the Bank of |Norsund", "en"),
            ("збитки 2,4 млн |гривень", "uk"),
            ("збитки 2,4 |мільйона", "uk"),
            ("на вул. |Садовій", "uk"),
            ("в 2023 |году", "ru"),
            ("Анна |Ли", "ru"),
        ] {
            let point = text.find('|').unwrap();
            let whole = text.replace('|', "");
            assert!(is_inside_unit(&whole, point, code), "{text}");
        }
        for (text, code) in [
            ("the ferry |sank", "en"),
            ("Lee |left", "en"),
            ("he met Lee, |Vik left", "en"),
            ("it lost |2.4 million", "en"),
            ("it cost 40, |people paid", "en"),
            ("Пором |затонув", "uk"),
        ] {
            let point = text.find('|').unwrap();
            let whole = text.replace('|', "");
            assert!(!is_inside_unit(&whole, point, code), "{text}");
        }
    }

    #[test]
    fn verbs_with_one_subject_are_not_split() {
        assert!(split_points("Ann Lee left the port and came back.", "en").is_empty());
    }
}
