//! A simple stemmer: most forms of a word get the same stem.

use crate::text::letters::is_cyrillic;

/// Whether a letter can belong to the ending of a Ukrainian or Russian noun, adjective or verb.
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

/// The greatest and smallest length of a Cyrillic stem, in letters.
const STEM_LENGTH: (usize, usize) = (6, 4);

/// The approximate stem of a lower-case word: `killed`, `kills`; `поранених`, `поранено`.
pub(in crate::check) fn stem(word: &str) -> &str {
    if word.is_ascii() || !word.starts_with(is_cyrillic) {
        return latin_stem(word);
    }
    let mut kept = word;
    let mut letters = word.chars().count();
    for _ in 0..3 {
        let cut = kept.trim_end_matches(is_ending);
        let shorter = kept.char_indices().next_back().map_or(0, |(at, _)| at);
        if cut.len() == kept.len() || letters <= STEM_LENGTH.1 {
            break;
        }
        kept = kept.get(..shorter).unwrap_or(kept);
        letters -= 1;
    }
    kept.char_indices()
        .nth(STEM_LENGTH.0)
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
    // A doubled last letter is reduced, so that "stopped" has the stem of "stop". "killed" and
    // "kill" both lose an "l".
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
            // A stem may be shorter than another's, but must be its beginning.
            assert!(
                stems[0].starts_with(stems[2]) || stems[2].starts_with(stems[0]),
                "{stems:?}"
            );
        }
        assert_ne!(stem("killed"), stem("kiln"));
    }
}
