//! What a title says beyond its body.

use super::super::figures::{Figure, ONE};
use super::super::line::Token;
use super::super::{Line, Lint, Sort, WORDS, shown};
use super::{bare, folded};
use crate::check::phrase::phrase;

/// A longer title is none: somebody has taken a story for it.
const LONGEST: usize = 60;

/// A body of fewer words need not say again what the title says; but where it counts at all, it
/// counts the same.
const SHORTEST: usize = 30;

/// How many letters an acronym has at most.
const ACRONYM: usize = 8;

/// A headline tells up to three by the word "a" in its body: "two dead", "a man and his wife".
const FEW: u64 = 3;

/// The numbers and names of a title that its body does not hold.
///
/// Numbers are compared by what they are, in digits or words; names by what their forms share.
/// Where a headline capitalises all its words only acronyms are surely names, and where it is all
/// in capitals nothing is.
pub fn beyond(title: &str, body: &[&str]) -> Vec<Lint> {
    let line = Line::of(title);
    if line.len() > LONGEST {
        return Vec::new();
    }
    let mut doubts = numbers(&line);
    doubts.extend(names(&line));
    let mut read = Line::default();
    let (mut words, mut has_figures) = (0, false);
    let mut held = Vec::new();
    for text in body {
        if doubts.is_empty() {
            return Vec::new();
        }
        read.read(text);
        words += (0..read.len()).filter(|at| read.is_word(*at)).count();
        let figures = read.figures();
        has_figures |= !figures.is_empty();
        doubts.retain(|doubt| {
            let is_held = doubt.is_held(&read, &figures);
            held.extend(is_held.then_some(doubt.from));
            !is_held
        });
    }
    if words < SHORTEST {
        doubts.retain(|doubt| has_figures && matches!(doubt.what, What::Number { .. }));
    }
    // Of "Zlata Veresk" the body may have the surname alone.
    doubts.retain(|doubt| {
        let beside = [doubt.from.checked_sub(1), Some(doubt.to)];
        let is_named =
            |at: Option<usize>| at.is_some_and(|at| held.contains(&at) && line.is_capital(at));
        matches!(doubt.what, What::Number { .. }) || !beside.into_iter().any(is_named)
    });
    doubts.sort_by_key(|doubt| doubt.from);
    doubts
        .iter()
        .map(|doubt| Lint {
            range: line.range(doubt.from..doubt.to),
            message: phrase!(
                "the title has “{}”, which the body does not have",
                shown(line.raw_of(doubt.from..doubt.to))
            ),
        })
        .collect()
}

/// Something in a title that the body may not hold.
struct Doubt {
    from: usize,
    to: usize,
    what: What,
}

enum What {
    /// An amount in thousandths, and by how much less than which the body's may differ.
    Number { amount: u64, slack: u64 },
    /// A name in lower case and its folded spelling; those for which it stands; the letters of an
    /// acronym.
    Name {
        low: String,
        key: String,
        kin: Option<usize>,
        initials: Vec<char>,
    },
}

/// The numbers of a title that its body should hold.
fn numbers(line: &Line) -> Vec<Doubt> {
    let doubt = |figure: &Figure| {
        let amount = figure
            .amount
            .filter(|_| matches!(figure.sort, Sort::Count | Sort::Share))?;
        let is_listed = (figure.to..figure.to + 3).any(|at| WORDS.listed.at(line, at).is_some());
        let is_best = WORDS.listed.has(line.low_before(figure.from));
        if amount <= FEW * ONE || is_listed || is_best {
            return None;
        }
        let may_round = figure.is_loose || figure.sort == Sort::Share || amount >= 100 * ONE;
        let slack = if may_round { unit_of(amount) } else { 1 };
        Some(Doubt {
            from: figure.from,
            to: figure.to,
            what: What::Number { amount, slack },
        })
    };
    line.figures().iter().filter_map(doubt).collect()
}

/// The unit of the last digit of an amount that is no zero: 10 of 40, 100,000 of 1,200,000.
fn unit_of(amount: u64) -> u64 {
    let mut unit = 1;
    while unit < amount && amount.is_multiple_of(unit * 10) {
        unit *= 10;
    }
    unit
}

/// The names of a title.
fn names(line: &Line) -> Vec<Doubt> {
    let words: Vec<usize> = (0..line.len()).filter(|at| line.is_word(*at)).collect();
    let is_shouted = |at: usize| {
        line.raw(at).chars().nth(1).is_some() && line.raw(at).chars().all(char::is_uppercase)
    };
    let telling = words.iter().skip(1).filter(|at| {
        line.low(**at).chars().nth(3).is_some() && !WORDS.stopwords.has(line.low(**at))
    });
    let (mut all, mut capital, mut shouted) = (0, 0, 0);
    for at in telling {
        all += 1;
        capital += usize::from(line.is_capital(*at));
        shouted += usize::from(is_shouted(*at));
    }
    // "PUMA ON THE PROWL: dad swears" is shouted, too.
    let is_small_shouted = words.iter().any(|at| {
        is_shouted(*at) && WORDS.stopwords.has(line.low(*at)) && !WORDS.kin.has(line.low(*at))
    });
    if shouted * 2 > all || is_small_shouted {
        return Vec::new();
    }
    // "Crocus City Hall" alone does not make it a headline in capitals.
    let is_title_case = all > 0 && capital * 10 > all * 6;
    let mut found = Vec::new();
    for at in words {
        let low = bare(line.low(at));
        let is_acronym = is_shouted(at) && !WORDS.numbers.has(low);
        let is_first = at == 0
            || (line.token(at - 1) == Some(Token::Mark)
                && !matches!(line.low(at - 1), "," | "-" | "(" | "&"));
        let is_name = is_acronym
            || (line.is_capital(at) && !is_first && !is_title_case && low.chars().nth(2).is_some());
        let is_other = (WORDS.stopwords.has(low) && !is_acronym)
            || WORDS.weekdays.has(low)
            || WORDS.months.has(low)
            || WORDS.titles.has(low);
        // "F-16", "G20".
        let is_glued = line.is_glued(at) && line.token(at.wrapping_sub(1)) == Some(Token::Number)
            || line.is_glued(at + 1) && line.token(at + 1) == Some(Token::Number);
        if is_name && !is_other && !is_glued {
            found.push(Doubt {
                from: at,
                to: at + 1,
                what: What::Name {
                    low: low.to_owned(),
                    key: folded(low),
                    kin: WORDS.kin.of(low).copied(),
                    initials: if is_acronym && low.len() <= 2 * ACRONYM {
                        low.chars().collect()
                    } else {
                        Vec::new()
                    },
                },
            });
        }
    }
    found
}

impl Doubt {
    /// Whether a paragraph of the body holds it.
    fn is_held(&self, line: &Line, figures: &[Figure]) -> bool {
        match &self.what {
            What::Number { amount, slack } => {
                let is = |other: u64| amount.abs_diff(other) < *slack;
                let sums = figures.iter().zip(figures.iter().skip(1));
                // "140 casualties" of 40 killed and 100 injured.
                let mut sums = sums.filter_map(|(a, b)| a.amount?.checked_add(b.amount?));
                figures.iter().filter_map(|figure| figure.amount).any(is)
                    || sums.any(is)
                    || (0..line.len()).any(|at| {
                        WORDS
                            .scales
                            .of(line.low(at))
                            .is_some_and(|scale| scale.checked_mul(ONE).is_some_and(is))
                    })
            }
            What::Name {
                low,
                key,
                kin,
                initials,
            } => (0..line.len()).filter(|at| line.is_word(*at)).any(|at| {
                let word = bare(line.low(at));
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
                        && folded(word) == *key)
                    || (!initials.is_empty() && is_spelled_out(line, at, initials))
            }),
        }
    }
}

/// Whether a word of the body may be a form of a name, or come of it: "Telmar", "Telmarian";
/// "Харків", "Харкова".
fn is_form(name: &str, word: &str) -> bool {
    let length = name.chars().count();
    let shared = name
        .chars()
        .zip(word.chars())
        .take_while(|(a, b)| a == b)
        .count();
    // Cyrillic endings are longer: "Вязах", "Вязов".
    let least = if name.is_ascii() { 4 } else { 3 };
    shared >= length.saturating_sub(3).max(length.min(least))
}

/// Whether the words from here on begin with the letters of an acronym, passing over small ones:
/// "Institute for the Study of War".
fn is_spelled_out(line: &Line, at: usize, initials: &[char]) -> bool {
    let mut letters = initials.iter().peekable();
    for at in at..(at + initials.len() * 2 + 2).min(line.len()) {
        let Some(letter) = letters.peek() else {
            return true;
        };
        let low = line.low(at);
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

    fn of(title: &str, body: &str) -> Vec<String> {
        beyond(title, &[body])
            .into_iter()
            .map(|lint| title[lint.range].to_owned())
            .collect()
    }

    #[test]
    fn numbers_and_names_that_the_body_has_not_are_found() {
        assert_eq!(of("Blast in Telmar kills 60", ENGLISH), ["60"]);
        assert_eq!(of("Blast in Norvik kills 40", ENGLISH), ["Norvik"]);
        assert_eq!(
            of("Blast Kills Sixty In Telmar Port, NATO Says", ENGLISH),
            ["Sixty", "NATO"]
        );
        assert_eq!(
            of("Вибух у Полтаві: загинули 50 людей", UKRAINIAN),
            ["Полтаві", "50"]
        );
        assert_eq!(
            of("Взрыв в порту: погибли 50 человек", &ENGLISH.repeat(2)),
            ["50"]
        );
        let found = beyond("Blast kills 60", &[ENGLISH]);
        assert_eq!(
            found[0].message.to_string(),
            "the title has “60”, which the body does not have"
        );
    }

    #[test]
    fn what_the_body_says_in_other_words_is_left_alone() {
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
            assert_eq!(of(title, ENGLISH), [""; 0], "{title}");
        }
        for title in [
            "Вибух у Харкові: загинули 40 людей",
            "Харків: 97 врятованих, МВФ допоможе",
            "Вибух забрав життя сорока людей, знають у Києві",
            "Україна допоможе Харкову",
        ] {
            assert_eq!(of(title, UKRAINIAN), [""; 0], "{title}");
        }
        assert!(of("Blast kills 60", "Nothing is known.").is_empty());
    }

    proptest! {
        #[test]
        fn nothing_panics_and_ranges_are_of_characters(title in "([0-9]{1,4}|million|Kyiv|NATO|Київ|[-,.:–() ]|\u{202e}|é|😀){0,20}", any in any::<String>()) {
            for title in [title, any] {
                for lint in beyond(&title, &[ENGLISH, &title]) {
                    prop_assert!(title.get(lint.range).is_some());
                }
                for lint in beyond(&title, &[ENGLISH]) {
                    prop_assert!(title.get(lint.range).is_some());
                }
            }
        }
    }
}
