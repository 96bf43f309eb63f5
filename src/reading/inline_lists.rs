//! Finds lists within one line: `1) One thing 2) Another`, `• 9. One • 10. Another`, `a. One b.
//! Another`.

/// The byte offsets of the items of a list within one line, except the first item.
pub(super) fn inline_items(text: &str) -> Vec<usize> {
    let Some(mut item) = Item::first(text) else {
        return Vec::new();
    };
    let mut starts = Vec::new();
    let mut from = 0;
    while let Some(next) = item.next()
        && let Some(place) = next.find(text, from)
    {
        starts.push(place);
        from = place + 1;
        item = next;
    }
    starts
}

/// The start of a list item: the text before its number or letter, the number or letter, and the
/// punctuation after it.
#[derive(Clone, Debug)]
struct Item {
    before: String,
    number: Result<u32, char>,
    after: &'static str,
}

impl Item {
    /// The item at the start of a text.
    fn first(text: &str) -> Option<Self> {
        let rest = text.trim_start_matches(['•', '⁃', ' ']);
        let before = text.get(..text.len() - rest.len())?.to_owned();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = if (1..=3).contains(&digits) {
            (Ok(rest.get(..digits)?.parse().ok()?), rest.get(digits..)?)
        } else {
            let letter = rest.chars().next().filter(char::is_ascii_lowercase)?;
            (Err(letter), rest.get(1..)?)
        };
        let after = [".) ", ") ", ". "]
            .into_iter()
            .find(|after| rest.starts_with(after))?;
        Some(Self {
            before,
            number,
            after,
        })
    }

    fn next(&self) -> Option<Self> {
        let number = match self.number {
            Ok(number) => Ok(number + 1),
            Err(letter) => {
                Err(char::from_u32(u32::from(letter) + 1).filter(char::is_ascii_lowercase)?)
            }
        };
        Some(Self {
            number,
            ..self.clone()
        })
    }

    /// The next place of this item after a byte offset in a text. A capital must follow the item's
    /// number.
    fn find(&self, text: &str, from: usize) -> Option<usize> {
        let number = self
            .number
            .map_or_else(String::from, |number| number.to_string());
        let item = format!(" {}{number}{}", self.before, self.after);
        let place = from + text.get(from..)?.find(&item)?;
        let has_capital = text
            .get(place + item.len()..)?
            .starts_with(char::is_uppercase);
        has_capital.then_some(place + 1)
    }
}
