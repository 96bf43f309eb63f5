//! Finds numbers in boilerplate, which nobody checks.

use super::super::figures::Figure;
use super::super::line::Token;
use super::super::{FigureKind, Line, Lint, WORDS, shown};
use crate::check::phrase::phrase;

/// How many words a paragraph must have before a number in it can be a claim.
const MIN_WORDS: usize = 3;

/// The first number in a boilerplate paragraph that might be a claim: "Read also: 40 killed in
/// ...", but not "5 comments".
pub fn in_boilerplate(text: &str) -> Option<Lint> {
    if !text.bytes().any(|byte| byte.is_ascii_digit())
        || text.contains(['©', '@'])
        || text.contains("://")
    {
        return None;
    }
    let line = Line::of(text);
    let words = (0..line.len()).filter(|at| line.is_word(*at)).count();
    if words < MIN_WORDS {
        return None;
    }
    let figures = line.figures();
    let might_claim = |figure: &&Figure| {
        let is_number = figure.is_digits
            && figure.amount.is_some()
            && matches!(figure.kind, FigureKind::Count | FigureKind::Share);
        // A number beside one of these words belongs to the page: "3 min read", "Comments (5)",
        // "Page 2 of 7".
        let mut beside = [figure.to, figure.to + 1]
            .into_iter()
            .chain((1..=2).filter_map(|before| figure.from.checked_sub(before)));
        let is_counter = beside.any(|at| WORDS.counters.has(line.lower(at)));
        // A number without a word after it is no claim ("Gallery 12 |"), except a share.
        let counts_something = line.is_word(figure.to) || figure.kind == FigureKind::Share;
        let is_heading = WORDS.listed.at(&line, figure.to).is_some();
        is_number && counts_something && !is_counter && !is_heading && !is_phone(&line, figure)
    };
    let figure = figures.iter().find(might_claim)?;
    let range = line.range(figure.from..figure.to);
    let end = line.len().min(figure.to + 4);
    let message = phrase!(
        "“{}” is in boilerplate, which nobody checks",
        shown(line.raw_of(figure.from..end))
    );
    Some(Lint { range, message })
}

/// Whether other numbers are within two tokens of this one, as in a telephone number or "2 of 7".
fn is_phone(line: &Line, figure: &Figure) -> bool {
    let mut places = [figure.to, figure.to + 1].into_iter().map(Some);
    let before = (1..=2).map(|before| figure.from.checked_sub(before));
    let is_number = |at: Option<usize>| at.is_some_and(|at| line.token(at) == Some(Token::Number));
    places.any(is_number) || before.into_iter().any(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_may_be_claims_are_reported() {
        for text in [
            "Read also: 40 killed in a blast",
            "Read also: 12% of voters stayed at home",
            "Читайте також: 40 людей загинули",
            "Читайте также: погибли 40 человек",
        ] {
            assert!(in_boilerplate(text).is_some(), "{text}");
        }
        let found = in_boilerplate("Read also: 40 killed in a blast").unwrap();
        assert_eq!(found.range, 11..13);
        assert_eq!(
            found.message.to_string(),
            "“40 killed in a blast” is in boilerplate, which nobody checks"
        );
        for text in [
            "© 2024 All rights reserved 40 people",
            "Updated at 12:40 today by staff",
            "Published 22 March 2024 by our desk",
            "It is a 3 min read today",
            "Call us on +380 44 123 45 67 any day",
            "There are 5 comments on this",
            "You are on Page 2 of 7 here",
            "It has 1.2K views so far",
            "See https://example.com/40-killed now",
            "Read also: 5 things to know",
            "Read also: what happened in 2014",
            "Фото: 12 світлин дня тут",
            "Читати 3 хв усього тут",
            "Тел. 044 123 45 67 цілодобово",
            "18+ for adults only here",
            "Room 12",
        ] {
            assert!(
                in_boilerplate(text).is_none(),
                "{text} {:?}",
                in_boilerplate(text)
            );
        }
    }
}
