//! Stems, which make the forms of one word alike.

use crate::text::letters::is_cyrillic;

/// Whether a letter may be of the ending of a Ukrainian or Russian noun, adjective or verb.
fn is_ending(c: char) -> bool {
    matches!(
        c,
        'а' | 'я'
            | 'у'
            | 'ю'
            | 'о'
            | 'е'
            | 'є'
            | 'и'
            | 'і'
            | 'ї'
            | 'ы'
            | 'ь'
            | 'й'
            | 'в'
            | 'м'
            | 'х'
            | 'э'
            | 'ё'
    )
}

/// How many letters of a Cyrillic stem tell words apart, and how few are left of one.
const STEM: (usize, usize) = (6, 4);

/// What the forms of a word in lower case share, roughly: `killed`, `kills`; `поранених`,
/// `поранено`.
pub(in crate::check) fn stem(word: &str) -> &str {
    if word.is_ascii() || !word.starts_with(is_cyrillic) {
        return latin_stem(word);
    }
    let mut kept = word;
    let mut letters = word.chars().count();
    for _ in 0..3 {
        let cut = kept.trim_end_matches(is_ending);
        let shorter = kept.char_indices().next_back().map_or(0, |(at, _)| at);
        if cut.len() == kept.len() || letters <= STEM.1 {
            break;
        }
        kept = kept.get(..shorter).unwrap_or(kept);
        letters -= 1;
    }
    kept.char_indices()
        .nth(STEM.0)
        .and_then(|(at, _)| kept.get(..at))
        .unwrap_or(kept)
}

fn latin_stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let word = word.strip_suffix('\'').unwrap_or(word);
    let mut kept = word;
    for ending in ["ings", "ing", "ied", "ies", "ed", "es", "ly", "s"] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= 3
            && !(ending == "s" && rest.ends_with('s'))
        {
            kept = rest;
            break;
        }
    }
    if kept.len() > 3 {
        kept = kept.strip_suffix(['e', 'y', 'i']).unwrap_or(kept);
    }
    // "stopped" and "stop", "kill" and "killed".
    let mut ends = kept.chars().rev();
    match (ends.next(), ends.next()) {
        (Some(a), Some(b)) if a == b && kept.len() > 3 => {
            kept.get(..kept.len() - a.len_utf8()).unwrap_or(kept)
        }
        _ => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            ["killed", "kill", "kills"],
            ["injured", "injures", "injuring"],
            ["body", "bodies", "body's"],
            ["поранених", "поранені", "поранено"],
            ["удар", "удару", "ударом"],
            ["україна", "україни", "україною"],
            ["капитан", "капитана", "капитаном"],
        ] {
            let stems = forms.map(stem);
            // A stem may be cut short, never be that of a longer one.
            assert!(
                stems[0].starts_with(stems[2]) || stems[2].starts_with(stems[0]),
                "{stems:?}"
            );
        }
        assert_ne!(stem("killed"), stem("kiln"));
    }
}
