//! Where a person would cut a claim in two: between sentences, at a semicolon, before "and" with a
//! statement of its own behind it, at what somebody reports.

use super::language::{Language, nearest, words_of};
use super::words::Words;
use crate::text;

/// Byte offsets in a claim's text where a second statement may start, likeliest first; each starts
/// a word. The language of a text that does not show its own is given by its code.
pub fn places_to_cut(text: &str, code: &str) -> Vec<usize> {
    let known = words_of(nearest(text, Language::of_code(code)));
    let middle = text.len() / 2;
    let mut places: Vec<(usize, usize)> = text::words(text)
        .skip(1)
        .map(|word| word.start)
        .filter_map(|place| Some((likelihood(text, place, known)?, place)))
        .collect();
    places.sort_by_key(|(likelihood, place)| (usize::MAX - likelihood, place.abs_diff(middle)));
    places.into_iter().map(|(_, place)| place).collect()
}

/// How likely a second statement starts at a word; none if nothing says so.
fn likelihood(text: &str, place: usize, known: &Words) -> Option<usize> {
    let (before, after) = text.split_at_checked(place)?;
    let before = before
        .trim_end_matches(|c: char| c.is_whitespace() || ['"', '“', '«', '(', '„'].contains(&c));
    let lower = |text: &str| text.to_lowercase();
    let word = lower(text::words(after).next().and_then(|word| after.get(word))?);
    let last = text::words(before)
        .last()
        .and_then(|word| before.get(word))
        .map(lower)
        .unwrap_or_default();
    let has_verb = |part: &str| {
        text::words(part)
            .filter_map(|word| part.get(word))
            .any(|word| known.is_verb(&lower(word)))
    };
    let is_statement = || has_verb(before) && has_verb(after);
    let ends = |marks: &[char]| before.ends_with(marks);
    if ends(&['.', '!', '?', '…']) {
        Some(6)
    } else if ends(&[';']) {
        Some(5)
    } else if known.links.contains(&word) && is_statement() {
        Some(if ends(&[',']) { 4 } else { 3 })
    } else if ends(&[':', '–', '—'])
        || (known.cues.that.contains(&word) && known.cues.verbs.contains(&last))
    {
        Some(2)
    } else {
        ends(&[',']).then_some(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two parts of the likeliest cut.
    fn cut(text: &str) -> (&str, &str) {
        let place = places_to_cut(text, "en")[0];
        (text[..place].trim_end(), &text[place..])
    }

    #[test]
    fn a_claim_is_cut_where_a_second_statement_starts() {
        assert_eq!(
            cut("Ann Lee, a sailor, left the port on Monday, and the ferry sank at noon."),
            (
                "Ann Lee, a sailor, left the port on Monday,",
                "and the ferry sank at noon."
            )
        );
        assert_eq!(
            cut("Two died; one was saved, the mayor said.").1,
            "one was saved, the mayor said."
        );
        assert_eq!(
            cut("CNN reported that the group had claimed it.").1,
            "that the group had claimed it."
        );
        assert_eq!(
            cut("Bread and milk cost more, shops said.").1,
            "shops said."
        );
        assert_eq!(
            cut("Пором затонув, а поліція шукає винних.").1,
            "а поліція шукає винних."
        );
        assert!(places_to_cut("It burned all night", "en").is_empty());
    }
}
