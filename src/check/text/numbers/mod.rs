//! Lints of numbers: parts that do not add up to their total, and numbers in boilerplate.

mod boilerplate;
mod sums;

pub use boilerplate::in_boilerplate;
pub use sums::sums;

use super::figures::ONE;

/// Formats an amount in thousandths: `40`, `12.5`.
pub(in crate::check) fn number(amount: u64) -> String {
    let (whole, rest) = (amount / ONE, amount % ONE);
    if rest == 0 {
        return whole.to_string();
    }
    let fraction = format!("{rest:03}");
    format!("{whole}.{}", fraction.trim_end_matches('0'))
}

/// Joins the numbers of a sum: `5 + 8 + 3`, the same in every language.
fn joined(numbers: impl Iterator<Item = String>) -> String {
    numbers.collect::<Vec<_>>().join(" + ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_gives_ranges_on_character_boundaries(text in "([0-9]{1,4}|%|per cent|people|for|against|women|men|жінок|чоловіків|усього|in all|of the|and|[-,.:–() ]|\u{202e}|é|😀|[0-9]{30}){0,30}", any in any::<String>()) {
            for text in [text, any] {
                for lint in sums(&text).into_iter().chain(in_boilerplate(&text)) {
                    prop_assert!(text.get(lint.range).is_some());
                    prop_assert!(!lint.message.to_string().contains(crate::text::is_unseen));
                }
            }
        }
    }
}
