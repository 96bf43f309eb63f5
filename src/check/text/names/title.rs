//! Finds numbers and names in a title that its body lacks.

use super::super::figures::{Figure, ONE};
use super::super::line::Token;
use super::super::{FigureKind, Line, Lint, WORDS, shown};
use super::{spelling_key, without_possessive};
use crate::check::phrase::phrase;

/// A title with more tokens than this is ignored: it is probably a whole story.
const MAX_TITLE_TOKENS: usize = 60;

/// A body with fewer words need not contain the names of the title, and its numbers only if the
/// body has any number.
const MIN_BODY_WORDS: usize = 30;

/// The greatest length of an acronym, in letters.
const MAX_ACRONYM: usize = 8;

/// Numbers up to this are ignored: the title may say "two" where the body says "a man and his
/// wife".
const MAX_IGNORED: u64 = 3;

/// The numbers and names of a title that its body does not contain.
///
/// Numbers match by amount, in digits or words. A name matches its inflected forms, its other
/// spellings, and words for the same people. In a title that capitalises all words only acronyms
/// count as names; in a title in capital letters no word does.
pub fn missing_from_body(title: &str, body: &[&str]) -> Vec<Lint> {
    let line = Line::of(title);
    if line.len() > MAX_TITLE_TOKENS {
        return Vec::new();
    }
    let mut candidates = numbers(&line);
    candidates.extend(names(&line));
    let mut paragraph = Line::default();
    let (mut words, mut has_figures) = (0, false);
    let mut found_in_body = Vec::new();
    for text in body {
        if candidates.is_empty() {
            return Vec::new();
        }
        paragraph.set_text(text);
        words += (0..paragraph.len())
            .filter(|at| paragraph.is_word(*at))
            .count();
        let figures = paragraph.figures();
        has_figures |= !figures.is_empty();
        candidates.retain(|candidate| {
            let is_in_body = candidate.is_in_body(&paragraph, &figures);
            found_in_body.extend(is_in_body.then_some(candidate.from));
            !is_in_body
        });
    }
    if words < MIN_BODY_WORDS {
        candidates.retain(|candidate| {
            has_figures && matches!(candidate.kind, CandidateKind::Number { .. })
        });
    }
    // A name need not be in the body if a name beside it is there: for "Zlata Veresk" the body may
    // contain the surname alone.
    candidates.retain(|candidate| {
        let beside = [candidate.from.checked_sub(1), Some(candidate.to)];
        let is_named = |at: Option<usize>| {
            at.is_some_and(|at| found_in_body.contains(&at) && line.is_capital(at))
        };
        matches!(candidate.kind, CandidateKind::Number { .. }) || !beside.into_iter().any(is_named)
    });
    candidates.sort_by_key(|candidate| candidate.from);
    candidates
        .iter()
        .map(|candidate| Lint {
            range: line.range(candidate.from..candidate.to),
            message: phrase!(
                "the title has “{}”, which the body does not have",
                shown(line.raw_of(candidate.from..candidate.to))
            ),
        })
        .collect()
}

/// A number or name of a title that the body may lack.
struct Candidate {
    from: usize,
    to: usize,
    kind: CandidateKind,
}

enum CandidateKind {
    /// An amount in thousandths. An amount in the body matches if it differs by less than
    /// `tolerance`.
    Number { amount: u64, tolerance: u64 },
    /// A name in lower case, with its spelling key. `kin`: the index of the list of names for the
    /// same people ("Kyiv", "Ukraine"). `initials`: the letters of an acronym.
    Name {
        low: String,
        key: String,
        kin: Option<usize>,
        initials: Vec<char>,
    },
}

/// The numbers of a title that its body should contain.
fn numbers(line: &Line) -> Vec<Candidate> {
    let candidate = |figure: &Figure| {
        let amount = figure
            .amount
            .filter(|_| matches!(figure.kind, FigureKind::Count | FigureKind::Share))?;
        let is_listed = (figure.to..figure.to + 3).any(|at| WORDS.listed.at(line, at).is_some());
        let is_best = WORDS.listed.has(line.lower_before(figure.from));
        if amount <= MAX_IGNORED * ONE || is_listed || is_best {
            return None;
        }
        let may_round =
            figure.is_approximate || figure.kind == FigureKind::Share || amount >= 100 * ONE;
        let tolerance = if may_round { unit_of(amount) } else { 1 };
        Some(Candidate {
            from: figure.from,
            to: figure.to,
            kind: CandidateKind::Number { amount, tolerance },
        })
    };
    line.figures().iter().filter_map(candidate).collect()
}

/// The unit of the last nonzero digit of an amount: 10 for 40, 100,000 for 1,200,000.
fn unit_of(amount: u64) -> u64 {
    let mut unit = 1;
    while unit < amount && amount.is_multiple_of(unit * 10) {
        unit *= 10;
    }
    unit
}

/// The names of a title.
fn names(line: &Line) -> Vec<Candidate> {
    let words: Vec<usize> = (0..line.len()).filter(|at| line.is_word(*at)).collect();
    let is_all_caps = |at: usize| {
        line.raw(at).chars().nth(1).is_some() && line.raw(at).chars().all(char::is_uppercase)
    };
    let content = words.iter().skip(1).filter(|at| {
        line.lower(**at).chars().nth(3).is_some() && !WORDS.stopwords.has(line.lower(**at))
    });
    let (mut content_count, mut capital_count, mut all_caps_count) = (0, 0, 0);
    for at in content {
        content_count += 1;
        capital_count += usize::from(line.is_capital(*at));
        all_caps_count += usize::from(is_all_caps(*at));
    }
    // A stopword in capital letters shows that a part of the title is in capitals: "PUMA ON THE
    // PROWL: dad swears".
    let is_small_word_in_caps = words.iter().any(|at| {
        is_all_caps(*at) && WORDS.stopwords.has(line.lower(*at)) && !WORDS.kin.has(line.lower(*at))
    });
    if all_caps_count * 2 > content_count || is_small_word_in_caps {
        return Vec::new();
    }
    // A title is in title case only if most words have a capital; "Crocus City Hall" alone does not
    // make it so.
    let is_title_case = content_count > 0 && capital_count * 10 > content_count * 6;
    let mut names = Vec::new();
    for at in words {
        let low = without_possessive(line.lower(at));
        let is_acronym = is_all_caps(at) && !WORDS.numbers.has(low);
        let is_first = at == 0
            || (line.token(at - 1) == Some(Token::Mark)
                && !matches!(line.lower(at - 1), "," | "-" | "(" | "&"));
        let is_name = is_acronym
            || (line.is_capital(at) && !is_first && !is_title_case && low.chars().nth(2).is_some());
        let is_other = (WORDS.stopwords.has(low) && !is_acronym)
            || WORDS.weekdays.has(low)
            || WORDS.months.has(low)
            || WORDS.titles.has(low);
        // A word that touches a number is part of a label: "KC135".
        let is_glued = line.is_glued(at) && line.token(at.wrapping_sub(1)) == Some(Token::Number)
            || line.is_glued(at + 1) && line.token(at + 1) == Some(Token::Number);
        if is_name && !is_other && !is_glued {
            names.push(Candidate {
                from: at,
                to: at + 1,
                kind: CandidateKind::Name {
                    low: low.to_owned(),
                    key: spelling_key(low),
                    kin: WORDS.kin.of(low).copied(),
                    initials: if is_acronym && low.len() <= 2 * MAX_ACRONYM {
                        low.chars().collect()
                    } else {
                        Vec::new()
                    },
                },
            });
        }
    }
    names
}

impl Candidate {
    /// Whether a paragraph of the body contains the candidate.
    fn is_in_body(&self, line: &Line, figures: &[Figure]) -> bool {
        match &self.kind {
            CandidateKind::Number { amount, tolerance } => {
                let is = |other: u64| amount.abs_diff(other) < *tolerance;
                let sums = figures.iter().zip(figures.iter().skip(1));
                // "140 casualties" may be the sum of 40 killed and 100 injured.
                let mut sums = sums.filter_map(|(a, b)| a.amount?.checked_add(b.amount?));
                figures.iter().filter_map(|figure| figure.amount).any(is)
                    || sums.any(is)
                    || (0..line.len()).any(|at| {
                        WORDS
                            .scales
                            .of(line.lower(at))
                            .is_some_and(|scale| scale.checked_mul(ONE).is_some_and(is))
                    })
            }
            CandidateKind::Name {
                low,
                key,
                kin,
                initials,
            } => (0..line.len()).filter(|at| line.is_word(*at)).any(|at| {
                let word = without_possessive(line.lower(at));
                is_form(low, word)
                    || kin.is_some_and(|kin| {
                        WORDS
                            .kin
                            .at(line, at)
                            .is_some_and(|(_, other)| *other == kin)
                    })
                    || (line.is_capital(at)
                        && word.starts_with(|c: char| {
                            key.starts_with(c) || !c.is_ascii() || "cqwyj".contains(c)
                        })
                        && spelling_key(word) == *key)
                    || (!initials.is_empty() && is_spelled_out(line, at, initials))
            }),
        }
    }
}

/// Whether a word of the body may be a form or a derivative of a name: "Telmar", "Telmarian";
/// "Харків", "Харкова".
fn is_form(name: &str, word: &str) -> bool {
    let length = name.chars().count();
    let shared = name
        .chars()
        .zip(word.chars())
        .take_while(|(a, b)| a == b)
        .count();
    // Cyrillic endings are longer: "Вязах", "Вязов".
    let required = if name.is_ascii() { 4 } else { 3 };
    shared >= length.saturating_sub(3).max(length.min(required))
}

/// Whether the words from this token on spell out an acronym. Small words are skipped: "Institute
/// for the Study of War".
fn is_spelled_out(line: &Line, at: usize, initials: &[char]) -> bool {
    let mut letters = initials.iter().peekable();
    for at in at..(at + initials.len() * 2 + 2).min(line.len()) {
        let Some(letter) = letters.peek() else {
            return true;
        };
        let low = line.lower(at);
        if low.starts_with(**letter) {
            letters.next();
        } else if line.is_word(at) && !WORDS.stopwords.has(low) {
            return false;
        }
    }
    letters.peek().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENGLISH: &str = "A blast killed forty people in the port of Telmar on Monday, the coast guard said, and Ukrainian rescuers found another 97 of them. \
                           The Institute for the Study of War has seen it as the work of a general who was dismissed in the spring of that year, and of his men.";
    const UKRAINIAN: &str = "Унаслідок вибуху в порту Харкова загинули сорок людей, повідомила берегова охорона. Рятувальники знайшли ще дев'яносто сім. Міжнародний валютний фонд \
                             обіцяє допомогу, і в Києві про це вже знають усі, хто був того дня на набережній і бачив, як горіли склади.";

    fn lints(title: &str, body: &str) -> Vec<String> {
        missing_from_body(title, &[body])
            .into_iter()
            .map(|lint| title[lint.range].to_owned())
            .collect()
    }

    #[test]
    fn numbers_and_names_missing_from_the_body_are_reported() {
        assert_eq!(lints("Blast in Telmar kills 60", ENGLISH), ["60"]);
        assert_eq!(lints("Blast in Norvik kills 40", ENGLISH), ["Norvik"]);
        assert_eq!(
            lints("Blast Kills Sixty In Telmar Port, NATO Says", ENGLISH),
            ["Sixty", "NATO"]
        );
        assert_eq!(
            lints("Вибух у Полтаві: загинули 50 людей", UKRAINIAN),
            ["Полтаві", "50"]
        );
        assert_eq!(
            lints("Взрыв в порту: погибли 50 человек", &ENGLISH.repeat(2)),
            ["50"]
        );
        let found = missing_from_body("Blast kills 60", &[ENGLISH]);
        assert_eq!(
            found[0].message.to_string(),
            "the title has “60”, which the body does not have"
        );
    }

    #[test]
    fn other_words_for_the_same_are_not_reported() {
        for title in [
            "Blast in Telmar kills 40",
            "Forty killed in Telmar, ISW says",
            "Telmar's coast guard counts 97",
            "Blast kills nearly 100 in Telmar",
            "Kyiv sends help after 137 are hurt",
            "Two dead in 2024 blast",
            "5 things to know about Telmar",
            "Big Blast In Norvik Kills Many In Port Town",
            "BLAST IN NORVIK",
            "BLAST IN THE NORVIK: a port burns for many hours",
            "Norvik Telmar port burns, Anna Telmar says",
            "Norvik blast",
            "Telmarian port burns: Norvik",
            "On Friday a blast in March",
        ] {
            assert_eq!(lints(title, ENGLISH), [""; 0], "{title}");
        }
        for title in [
            "Вибух у Харкові: загинули 40 людей",
            "Харків: 97 врятованих, МВФ допоможе",
            "Вибух забрав життя сорока людей, знають у Києві",
            "Україна допоможе Харкову",
        ] {
            assert_eq!(lints(title, UKRAINIAN), [""; 0], "{title}");
        }
        assert!(lints("Blast kills 60", "Nothing is known.").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_gives_ranges_on_character_boundaries(title in "([0-9]{1,4}|million|Kyiv|NATO|Київ|[-,.:–() ]|\u{202e}|é|😀){0,20}", any in any::<String>()) {
            for title in [title, any] {
                for lint in missing_from_body(&title, &[ENGLISH, &title]) {
                    prop_assert!(title.get(lint.range).is_some());
                }
                for lint in missing_from_body(&title, &[ENGLISH]) {
                    prop_assert!(title.get(lint.range).is_some());
                }
            }
        }
    }
}
