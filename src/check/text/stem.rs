//! A simple stemmer: most forms of a word get the same stem.

use crate::text::letters::is_cyrillic;

/// Whether a letter can be part of the ending of a Ukrainian or Russian noun, adjective or verb.
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
    let mut stem = word;
    let mut letters = word.chars().count();
    for _ in 0..3 {
        let cut = stem.trim_end_matches(is_ending);
        let shorter = stem.char_indices().next_back().map_or(0, |(at, _)| at);
        if cut.len() == stem.len() || letters <= STEM_LENGTH.1 {
            break;
        }
        stem = stem.get(..shorter).unwrap_or(stem);
        letters -= 1;
    }
    stem.char_indices()
        .nth(STEM_LENGTH.0)
        .and_then(|(at, _)| stem.get(..at))
        .unwrap_or(stem)
}

fn latin_stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let word = word.strip_suffix('\'').unwrap_or(word);
    let mut stem = word;
    for ending in ["ings", "ing", "ied", "ies", "ed", "es", "ly", "s"] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= 3
            && !(ending == "s" && rest.ends_with('s'))
        {
            stem = rest;
            break;
        }
    }
    if stem.len() > 3 {
        stem = stem.strip_suffix(['e', 'y', 'i']).unwrap_or(stem);
    }
    // A doubled last letter is reduced, so that "stopped" has the stem of "stop". "killed" and
    // "kill" both lose an "l".
    let mut ends = stem.chars().rev();
    match (ends.next(), ends.next()) {
        (Some(a), Some(b)) if a == b && stem.len() > 3 => {
            stem.get(..stem.len() - a.len_utf8()).unwrap_or(stem)
        }
        _ => stem,
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
            // One stem may be the beginning of another.
            assert!(
                stems[0].starts_with(stems[2]) || stems[2].starts_with(stems[0]),
                "{stems:?}"
            );
        }
        assert_ne!(stem("killed"), stem("kiln"));
    }
}
