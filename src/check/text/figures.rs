//! The numbers of a text and what they are: a count of something, a share, or none that may be
//! added or compared.

use super::line::{Line, Token};
use super::words::WORDS;

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Sort {
    /// A count of something: `40 people`, `twelve`.
    Count,
    /// A share in per cent.
    Share,
    /// A year.
    Year,
    /// A measure, money, a time, a date, an age, a label: `40 km`, `$5`, `Page 2`, `40th`, `5-8`.
    Other,
}

/// A number where it stands.
#[derive(Clone, Debug)]
pub(in crate::check) struct Figure {
    /// Its first token.
    pub from: usize,
    /// The token after it, and after the `%` or `million` that belongs to it.
    pub to: usize,
    /// In thousandths; none where it is no plain number.
    pub amount: Option<u64>,
    /// What it is.
    pub sort: Sort,
    /// Said to be more or less than that, or rounded: `about 40`, `1.2 million`, `at least`.
    pub is_loose: bool,
    /// Said in digits.
    pub is_digits: bool,
}

impl Figure {
    /// The number of a count that the text gives exactly, in thousandths.
    pub fn exact(&self, sort: Sort) -> Option<u64> {
        self.amount.filter(|_| self.sort == sort && !self.is_loose)
    }
}

/// The thousandths of one, in which amounts are counted.
pub(in crate::check) const ONE: u64 = 1000;

/// The amount of digits with separators, in thousandths: `1,200`, `1.200` and `1 200` are one
/// number, `1.5` and `1,5` another. None for times, dates and what is too long.
fn amount(digits: &str) -> Option<u64> {
    let mut whole: u64 = 0;
    let mut groups = digits.split(|c: char| !c.is_ascii_digit()).peekable();
    let separators = || digits.chars().filter(|c| !c.is_ascii_digit());
    let first = groups.next()?;
    if separators().any(|c| matches!(c, ':' | '/')) {
        return None;
    }
    let add = |whole: u64, group: &str| {
        let scale = 10u64.checked_pow(u32::try_from(group.len()).ok()?)?;
        whole.checked_mul(scale)?.checked_add(group.parse().ok()?)
    };
    whole = add(whole, first)?;
    let separator = separators().next();
    let mut grouping = separators();
    while let Some(group) = groups.next() {
        let mark = grouping.next();
        let is_last = groups.peek().is_none();
        let is_thousand = group.len() == 3 && mark == separator && first.len() <= 3 && first != "0";
        if is_thousand {
            whole = add(whole, group)?;
        } else if is_last
            && matches!(mark, Some('.' | ','))
            && group.len() <= 3
            && (mark != separator || digits.len() == first.len() + 1 + group.len())
        {
            let missing = u32::try_from(3 - group.len()).ok()?;
            let fraction = group
                .parse::<u64>()
                .ok()?
                .checked_mul(10u64.checked_pow(missing)?)?;
            return whole.checked_mul(ONE)?.checked_add(fraction);
        } else {
            return None;
        }
    }
    whole.checked_mul(ONE)
}

/// Whether digits are a year's: `1987`, `2024`.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

const CURRENCIES: &str = "$€£₴₽¥";

impl Line {
    /// The numbers of the line, in order.
    pub fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        let mut at = 0;
        while at < self.len() {
            match self.figure(at) {
                Some(figure) => {
                    at = figure.to.max(at + 1);
                    figures.push(figure);
                }
                None => at += 1,
            }
        }
        figures
    }

    /// The number that starts at a token.
    fn figure(&self, at: usize) -> Option<Figure> {
        let is_digits = self.token(at) == Some(Token::Number);
        let (mut to, mut amount, mut sort) = if is_digits {
            let digits = self.low(at);
            let sort = if is_year(digits) {
                Sort::Year
            } else {
                Sort::Count
            };
            (at + 1, amount(digits), sort)
        } else {
            let (to, amount) = self.number_in_words(at)?;
            (to, Some(amount), Sort::Count)
        };
        // "two hundred" is round, "two hundred and ten" is not.
        let is_round = !is_digits && self.is_hundred(to - 1);
        let mut is_loose = is_round || self.is_hedged(at);
        if amount.is_none() || (is_digits && self.is_label(at)) {
            sort = Sort::Other;
        }
        if let Some(scale) = WORDS
            .scales
            .of(self.low(to))
            .filter(|_| !self.is_glued(to) || is_digits)
        {
            amount = amount.and_then(|amount| amount.checked_mul(*scale));
            to += 1;
            // "тис." and "млн." with their full stop.
            is_loose = true;
            if sort == Sort::Year {
                sort = Sort::Count;
            }
        } else if is_digits && self.is_word(to) && self.is_glued(to) {
            sort = Sort::Other;
        }
        if self.low(to) == "%" {
            to += 1;
            sort = Sort::Share;
        } else if let Some((length, ())) = WORDS.percent.at(self, to) {
            to += length;
            sort = Sort::Share;
        } else if sort == Sort::Count && self.is_measure(at, to) {
            sort = Sort::Other;
        }
        if amount.is_some_and(|amount| amount % ONE != 0) && sort == Sort::Count && !is_loose {
            sort = Sort::Other;
        }
        Some(Figure {
            from: at,
            to,
            amount,
            sort,
            is_loose,
            is_digits,
        })
    }

    /// A number in words at a token, `forty-two`, `two hundred and fifty`, `one and a half`: the token
    /// after it, and how many in thousandths. A thousand and more is a scale of its own.
    fn number_in_words(&self, at: usize) -> Option<(usize, u64)> {
        let (mut to, mut number) = match self.below_hundred(at) {
            Some(found) => found,
            // "hundred and twenty", "a hundred and one"
            None if self.is_hundred(at) && WORDS.ands.has(self.low(at + 1)) => (at, 1),
            None => return None,
        };
        if let Some((length, ())) = WORDS.halves.at(self, to) {
            return Some((to + length, number.checked_mul(ONE)? + ONE / 2));
        }
        let mut is_hundreds = number >= 100;
        if number < 100 && self.is_hundred(to) {
            (to, number, is_hundreds) = (to + 1, number * 100, true);
        }
        if is_hundreds {
            let rest = to + usize::from(WORDS.ands.has(self.low(to)) && self.is_hundred(to - 1));
            if let Some((end, units)) = self.below_hundred(rest).filter(|(_, units)| *units < 100) {
                (to, number) = (end, number + units);
            }
        }
        Some((to, number.checked_mul(ONE)?))
    }

    fn is_hundred(&self, at: usize) -> bool {
        WORDS.scales.of(self.low(at)) == Some(&100)
    }

    /// A number word with the units behind tens: `forty-two`, `двести`.
    fn below_hundred(&self, at: usize) -> Option<(usize, u64)> {
        let tens = *WORDS.numbers.of(self.low(at))?;
        let next = at + 1 + usize::from(self.low(at + 1) == "-");
        let units = WORDS.numbers.of(self.low(next)).copied();
        match units {
            Some(units) if (20..100).contains(&tens) && tens.is_multiple_of(10) && units < 10 => {
                Some((next + 1, tens + units))
            }
            _ => Some((at + 1, tens)),
        }
    }

    /// Whether words before a number say that it is not exact, or that more is counted elsewhere.
    fn is_hedged(&self, at: usize) -> bool {
        (1..=4).any(|back| {
            let Some(start) = at.checked_sub(back) else {
                return false;
            };
            // What is hedged directly: "at least 40", "at least some 40" by the second.
            WORDS
                .approximations
                .at(self, start)
                .is_some_and(|(length, ())| length == back)
        })
    }

    /// Whether a figure is a label and counts nothing, judging by what touches it or precedes it:
    /// `F-16`, `№ 3`, `$5`, `Page 2`, `5–8`.
    fn is_label(&self, at: usize) -> bool {
        let before = self.low_before(at);
        let after = self.low(at + 1);
        let is_dash = |mark: &str| matches!(mark, "-" | "–" | "—" | "−");
        let glued_after = self.is_glued(at + 1)
            && (is_dash(after) && self.is_glued(at + 2)
                || matches!(after, "/" | "°" | "+" | "’" | "'" | "\"" | "″"));
        let glued_before = self.is_glued(at)
            && (self.token(at.wrapping_sub(1)) == Some(Token::Word)
                || is_dash(before)
                || matches!(before, "+" | "/" | "@" | "#" | "'" | "’" | "." | "_" | "="));
        glued_after
            || glued_before
            || matches!(before, "№" | "#" | "+" | "©" | "§")
            || before.starts_with(|c| CURRENCIES.contains(c))
            || (!after.is_empty() && CURRENCIES.contains(after))
            || after == "°"
            || WORDS.labels.has(before)
            || (before == "." && at >= 2 && WORDS.labels.has(self.low(at - 2)))
    }

    /// Whether a number measures, or is of a date or an age: `40 km`, `5-year`, `22 March`,
    /// `John, 40, said`.
    fn is_measure(&self, from: usize, to: usize) -> bool {
        // "22-year-old", "40 square kilometres" by the word after.
        let next = to + usize::from(self.low(to) == "-");
        let is_unit = |at: usize| WORDS.units.has(self.low(at));
        let is_month = |word: &str| WORDS.months.has(word);
        let is_age = self.low_before(from) == ","
            && matches!(self.low(to), "," | ".")
            && from >= 2
            && self.is_capital(from - 2);
        is_unit(next)
            || is_month(self.low(to))
            || (WORDS.ordinals.has(self.low(next)) && next != to)
            || is_month(self.low_before(from))
            || (self.low_before(from) == "." && from >= 2 && is_month(self.low(from - 2)))
            || is_age
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorts(text: &str) -> Vec<(Option<u64>, Sort, bool)> {
        Line::of(text)
            .figures()
            .into_iter()
            .map(|figure| {
                (
                    figure.amount.map(|amount| amount / ONE),
                    figure.sort,
                    figure.is_loose,
                )
            })
            .collect()
    }

    #[test]
    fn thousands_are_written_in_many_ways_and_are_one_number() {
        for text in ["1200", "1,200", "1.200", "1 200", "1\u{a0}200"] {
            assert_eq!(amount(text), Some(1_200_000), "{text}");
        }
        assert_eq!(amount("1.5"), Some(1500));
        assert_eq!(amount("1,5"), Some(1500));
        assert_eq!(amount("0.125"), Some(125));
        assert_eq!(amount("1,200.5"), Some(1_200_500));
        assert_eq!(amount("1.200.000"), Some(1_200_000_000));
        for text in ["12:40", "22.03.2024", "1/2", "99999999999999999999999"] {
            assert_eq!(amount(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_in_words_are_read_whole() {
        let amounts = |text: &str| -> Vec<Option<u64>> {
            sorts(text).into_iter().map(|(amount, ..)| amount).collect()
        };
        for (text, expected) in [
            ("two hundred and fifty ships", 250),
            ("one hundred and ninety-eight crew", 198),
            ("a hundred and one days", 101),
            ("hundred and twenty missing", 120),
            ("one and a half thousand homes", 1500),
            ("two hundred people", 200),
            ("двести пятьдесят один человек", 251),
            ("сто двадцать два", 122),
        ] {
            assert_eq!(amounts(text), [Some(expected)], "{text}");
        }
        // The fifty are others.
        assert_eq!(amounts("twenty and fifty"), [Some(20), Some(50)]);
    }

    #[test]
    fn counts_are_told_from_measures_dates_and_labels() {
        assert_eq!(
            sorts("40 people and forty-two more"),
            [
                (Some(40), Sort::Count, false),
                (Some(42), Sort::Count, false)
            ]
        );
        for text in [
            "40 km",
            "$40",
            "22 March",
            "March 22",
            "F-16",
            "page 2",
            "№ 3",
            "40th",
            "5-8",
            "at 12:40",
            "22 березня",
            "40 років",
            "5-річний",
            "о 12.40.15",
        ] {
            assert!(
                sorts(text).iter().all(|figure| figure.1 == Sort::Other),
                "{text} {:?}",
                sorts(text)
            );
        }
        assert_eq!(sorts("60 per cent, 5%")[1], (Some(5), Sort::Share, false));
        assert_eq!(
            sorts("at least 40 і близько 50"),
            [(Some(40), Sort::Count, true), (Some(50), Sort::Count, true)]
        );
        assert_eq!(sorts("in 1987"), [(Some(1987), Sort::Year, false)]);
        assert_eq!(sorts("1.2 million"), [(Some(1_200_000), Sort::Count, true)]);
    }
}
