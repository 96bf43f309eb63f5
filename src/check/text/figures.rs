//! The numbers of a text, classified: counts, shares, years, and others that cannot be added or
//! compared.

use super::line::{Line, Token};
use super::words::WORDS;
use crate::text::is_year;

/// The kind of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum FigureKind {
    /// A count of something: `40 people`, `twelve`.
    Count,
    /// A share in per cent.
    Share,
    /// A year.
    Year,
    /// A measure, money, a time, a date, an age, a label: `40 km`, `$5`, `Page 2`, `40th`, `5-8`.
    Other,
}

/// A number in a text.
#[derive(Clone, Debug)]
pub(in crate::check) struct Figure {
    /// The index of its first token.
    pub from: usize,
    /// The index after its last token, including a `%` or `million` that belongs to it.
    pub to: usize,
    /// The amount in thousandths. None if it is not a plain number, such as a time or a date.
    pub amount: Option<u64>,
    /// Whether it is a count, a share, a year or something else.
    pub kind: FigureKind,
    /// Whether the text calls it approximate, or rounds it: `about 40`, `1.2 million`, `at least`.
    pub is_approximate: bool,
    /// Whether it is written in digits.
    pub is_digits: bool,
}

impl Figure {
    /// The amount in thousandths, if the number is of this kind and exact.
    pub fn exact(&self, kind: FigureKind) -> Option<u64> {
        self.amount
            .filter(|_| self.kind == kind && !self.is_approximate)
    }
}

/// The amount of the number one, in thousandths.
pub(in crate::check) const ONE: u64 = 1000;

/// Parses digits with separators, in thousandths: `1,200`, `1.200` and `1 200` are one number,
/// `1.5` and `1,5` another. None for times and dates, and for numbers that are too long.
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
        let (mut to, mut amount, mut kind) = if is_digits {
            let digits = self.lower(at);
            let kind = if is_year(digits) {
                FigureKind::Year
            } else {
                FigureKind::Count
            };
            (at + 1, amount(digits), kind)
        } else {
            let (to, amount) = self.number_in_words(at)?;
            (to, Some(amount), FigureKind::Count)
        };
        // "two hundred" is taken as rounded, "two hundred and ten" as exact.
        let is_round = !is_digits && self.is_hundred(to - 1);
        let mut is_approximate = is_round || self.is_hedged(at);
        if amount.is_none() || (is_digits && self.is_label(at)) {
            kind = FigureKind::Other;
        }
        if let Some(scale) = WORDS
            .scales
            .of(self.lower(to))
            .filter(|_| !self.is_glued(to) || is_digits)
        {
            amount = amount.and_then(|amount| amount.checked_mul(*scale));
            to += 1;
            // An amount in thousands or millions is usually rounded.
            is_approximate = true;
            if kind == FigureKind::Year {
                kind = FigureKind::Count;
            }
        } else if is_digits && self.is_word(to) && self.is_glued(to) {
            kind = FigureKind::Other;
        }
        if self.lower(to) == "%" {
            to += 1;
            kind = FigureKind::Share;
        } else if let Some((length, ())) = WORDS.percent.at(self, to) {
            to += length;
            kind = FigureKind::Share;
        } else if kind == FigureKind::Count && self.is_measure(at, to) {
            kind = FigureKind::Other;
        }
        if amount.is_some_and(|amount| amount % ONE != 0)
            && kind == FigureKind::Count
            && !is_approximate
        {
            kind = FigureKind::Other;
        }
        Some(Figure {
            from: at,
            to,
            amount,
            kind,
            is_approximate,
            is_digits,
        })
    }

    /// Parses a number in words: `forty-two`, `two hundred and fifty`, `one and a half`. Returns
    /// the index after its last token and the amount in thousandths. Thousands and more are scales,
    /// which `figure` parses.
    fn number_in_words(&self, at: usize) -> Option<(usize, u64)> {
        let (mut to, mut number) = match self.below_hundred(at) {
            Some(found) => found,
            // "Hundred" may come first if "and" follows: "hundred and twenty", "a hundred and one".
            None if self.is_hundred(at) && WORDS.ands.has(self.lower(at + 1)) => (at, 1),
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
            let rest = to + usize::from(WORDS.ands.has(self.lower(to)) && self.is_hundred(to - 1));
            if let Some((end, units)) = self.below_hundred(rest).filter(|(_, units)| *units < 100) {
                (to, number) = (end, number + units);
            }
        }
        Some((to, number.checked_mul(ONE)?))
    }

    fn is_hundred(&self, at: usize) -> bool {
        WORDS.scales.of(self.lower(at)) == Some(&100)
    }

    /// Parses a number word, or a word for tens and one for units: `двести`, `forty-two`.
    fn below_hundred(&self, at: usize) -> Option<(usize, u64)> {
        let tens = *WORDS.numbers.of(self.lower(at))?;
        let next = at + 1 + usize::from(self.lower(at + 1) == "-");
        let units = WORDS.numbers.of(self.lower(next)).copied();
        match units {
            Some(units) if (20..100).contains(&tens) && tens.is_multiple_of(10) && units < 10 => {
                Some((next + 1, tens + units))
            }
            _ => Some((at + 1, tens)),
        }
    }

    /// Whether the words before a number make it approximate ("about 40"), or add it to another
    /// count ("another 40").
    fn is_hedged(&self, at: usize) -> bool {
        (1..=4).any(|back| {
            let Some(start) = at.checked_sub(back) else {
                return false;
            };
            // The phrase must end right before the number. "at least some 40" matches by its second
            // phrase.
            WORDS
                .approximations
                .at(self, start)
                .is_some_and(|(length, ())| length == back)
        })
    }

    /// Whether the tokens around a number show that it is no count: it is in a label (`F-16`, `№
    /// 3`, `Page 2`), an amount of money (`$5`) or a range (`5–8`).
    fn is_label(&self, at: usize) -> bool {
        let before = self.lower_before(at);
        let after = self.lower(at + 1);
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
            || (before == "." && at >= 2 && WORDS.labels.has(self.lower(at - 2)))
    }

    /// Whether a number is a measure or part of a date or an age: `40 km`, `5-year`, `22 March`,
    /// `John, 40, said`.
    fn is_measure(&self, from: usize, to: usize) -> bool {
        // A hyphen may precede the unit: "22-year-old".
        let next = to + usize::from(self.lower(to) == "-");
        let is_unit = |at: usize| WORDS.units.has(self.lower(at));
        let is_month = |word: &str| WORDS.months.has(word);
        let is_age = self.lower_before(from) == ","
            && matches!(self.lower(to), "," | ".")
            && from >= 2
            && self.is_capital(from - 2);
        is_unit(next)
            || is_month(self.lower(to))
            || (WORDS.ordinals.has(self.lower(next)) && next != to)
            || is_month(self.lower_before(from))
            || (self.lower_before(from) == "." && from >= 2 && is_month(self.lower(from - 2)))
            || is_age
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classified(text: &str) -> Vec<(Option<u64>, FigureKind, bool)> {
        Line::of(text)
            .figures()
            .into_iter()
            .map(|figure| {
                (
                    figure.amount.map(|amount| amount / ONE),
                    figure.kind,
                    figure.is_approximate,
                )
            })
            .collect()
    }

    #[test]
    fn numbers_with_separators_are_parsed() {
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
    fn numbers_in_words_are_parsed() {
        let amounts = |text: &str| -> Vec<Option<u64>> {
            classified(text)
                .into_iter()
                .map(|(amount, ..)| amount)
                .collect()
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
        // After "and", "fifty" is a number of its own.
        assert_eq!(amounts("twenty and fifty"), [Some(20), Some(50)]);
    }

    #[test]
    fn counts_are_told_from_measures_dates_and_labels() {
        assert_eq!(
            classified("40 people and forty-two more"),
            [
                (Some(40), FigureKind::Count, false),
                (Some(42), FigureKind::Count, false)
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
                classified(text)
                    .iter()
                    .all(|figure| figure.1 == FigureKind::Other),
                "{text} {:?}",
                classified(text)
            );
        }
        assert_eq!(
            classified("60 per cent, 5%")[1],
            (Some(5), FigureKind::Share, false)
        );
        assert_eq!(
            classified("at least 40 і близько 50"),
            [
                (Some(40), FigureKind::Count, true),
                (Some(50), FigureKind::Count, true)
            ]
        );
        assert_eq!(
            classified("in 1987"),
            [(Some(1987), FigureKind::Year, false)]
        );
        assert_eq!(
            classified("1.2 million"),
            [(Some(1_200_000), FigureKind::Count, true)]
        );
    }
}
