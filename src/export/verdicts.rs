//! Checks a newsroom's own labels for verdicts: no label may be that of another verdict.

use std::collections::HashMap;

use super::bad_words::BadWords;
use super::labels::Table;
use crate::text::search::folded;

/// A label of a standing: its group and field in the file, the standing that it means, and the
/// label.
type Label<'a> = (&'static str, &'static str, &'static str, &'a str);

/// Lists the labels in fields of the table as [`Label`]s.
macro_rules! labels {
    ($table:expr; $($group:ident { $($says:literal: $($field:ident)+;)+ })+) => {
        vec![$($($((stringify!($group), stringify!($field), $says, $table.$group.$field.as_str()),)+)+)+]
    };
}

/// All labels that mean a standing.
fn labels(table: &Table) -> Vec<Label<'_>> {
    labels! { table;
        standing {
            "open": open;
            "confirmed": confirmed;
            "disputed": disputed;
            "unverified": unverified;
            "aside": aside;
            "contested": contested;
            "stale": stale;
        }
        reason {
            "confirmed": as_stated with_context;
            "disputed": contradicted sources_conflict denied misleading;
            "unverified": insufficient unavailable;
            "aside": opinion no_assertion elsewhere;
        }
        reason_said {
            "confirmed": as_stated with_context;
            "disputed": contradicted denied misleading;
        }
        rating {
            "confirmed": as_stated with_context;
            "disputed": contradicted sources_conflict denied misleading disputed;
            "unverified": unverified;
        }
        mark {
            "open": open;
            "confirmed": confirmed no_evidence;
            "disputed": disputed;
            "unverified": unverified;
            "contested": contested;
            "stale": stale;
            "aside": opinion no_assertion elsewhere;
        }
    }
}

/// The part of a label that is compared: letters and digits, in lower case.
fn core(words: &str) -> String {
    let folded = folded(words);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The labels that a newsroom has changed, with the new text: `disputed: “not so”`.
///
/// Errors: a new label is that of another standing, in any language or among the newsroom's own
/// labels. The error has the line and column in `file`.
pub(super) fn own(
    all: &[Table],
    before: &Table,
    after: &Table,
    file: &str,
) -> Result<Vec<String>, BadWords> {
    let mut meanings: HashMap<String, Vec<&str>> = HashMap::new();
    for table in all.iter().chain([after]) {
        for (_, _, says, words) in labels(table) {
            meanings.entry(core(words)).or_default().push(says);
        }
    }
    let mut own = Vec::new();
    for ((group, field, says, words), (.., was)) in labels(after).into_iter().zip(labels(before)) {
        if words == was {
            continue;
        }
        let others = meanings.get(&core(words)).into_iter().flatten();
        if let Some(other) = others.into_iter().find(|other| **other != says) {
            let (line, column) = place(file, group, field);
            let words = crate::text::visible(words);
            let what = format!(
                "“{words}” for {says} is the word for {other}: a label may not be another verdict's"
            );
            return Err(BadWords { line, column, what });
        }
        own.push(format!("{says}: “{}”", crate::text::visible(words)));
    }
    own.dedup();
    Ok(own)
}

/// The line and column of a field in a file. If the field is not found, those of the start of the
/// file.
fn place(file: &str, group: &str, field: &str) -> (usize, usize) {
    let starts_group = |rest: &str| {
        let rest = rest.trim_start().strip_prefix(':');
        rest.is_some_and(|rest| rest.trim_start().starts_with('('))
    };
    let at = find_word(file, group, 0, starts_group)
        .and_then(|at| find_word(file, field, at, |rest| rest.trim_start().starts_with(':')));
    crate::text::place_of(file.get(..at.unwrap_or_default()).unwrap_or_default())
}

/// The byte position of a word in a file: the first whole word `name` at or after `from` for which
/// `is_match` accepts the text after it.
fn find_word(
    file: &str,
    name: &str,
    from: usize,
    is_match: impl Fn(&str) -> bool,
) -> Option<usize> {
    let rest = file.get(from..)?;
    let found = rest.match_indices(name).find(|(at, _)| {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let before = rest
            .get(..*at)
            .and_then(|before| before.chars().next_back());
        !before.is_some_and(is_part) && rest.get(at + name.len()..).is_some_and(&is_match)
    });
    found.map(|(at, _)| from + at)
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;

    fn refused(language: &str, house: &str) -> Option<String> {
        let words = Words::of(language).unwrap().with_own(house);
        words.err().map(|error| error.to_string())
    }

    #[test]
    fn a_label_may_not_be_that_of_another_verdict() {
        for (house, place, other) in [
            (
                "(\n standing: (\n  disputed: \"CONFIRMED\"))",
                "3:3",
                "confirmed",
            ),
            (
                "(standing: (disputed: \" Confirmed! \"))",
                "1:13",
                "confirmed",
            ),
            ("(standing: (confirmed: \"спірно\"))", "1:13", "disputed"),
            ("(standing: (open: \"confirmed\"))", "1:13", "confirmed"),
            (
                "(rating: (contradicted: \"confirmed\"))",
                "1:11",
                "confirmed",
            ),
            ("(mark: (unverified: \"CONFIRMED\"))", "1:9", "confirmed"),
            (
                "(reason: (contradicted: \"as stated\"))",
                "1:11",
                "confirmed",
            ),
            (
                "(standing: (confirmed: \"fine\", disputed: \"Fine\"))",
                "1:13",
                "disputed",
            ),
        ] {
            let error = refused("en", house).unwrap_or_default();
            assert!(error.starts_with(place), "{house}: {error}");
            assert!(
                error.contains(&format!("is the word for {other}")),
                "{house}: {error}"
            );
        }
        assert_eq!(
            refused(
                "uk",
                "(standing: (disputed: \"not so\", confirmed: \"so\"))"
            ),
            None
        );
        // A newsroom may use the default labels, and the same label twice for one verdict.
        assert_eq!(
            refused(
                "en",
                "(rating: (contradicted: \"False\", disputed: \"False\"))"
            ),
            None
        );
    }

    #[test]
    fn no_language_has_one_label_for_two_verdicts() {
        for language in ["en", "uk", "ru"] {
            let words = Words::of(language).unwrap();
            let mut meanings = std::collections::HashMap::new();
            for (group, field, says, label) in super::labels(&words) {
                let core = super::core(label);
                let before = meanings.insert(core, says).unwrap_or(says);
                assert_eq!(before, says, "{language}: {group}.{field} {label}");
            }
        }
    }

    #[test]
    fn changed_labels_are_listed() {
        let house = "(standing: (disputed: \"not so\"), report: (memo: \"Sheet\"))";
        let words = Words::of("en").unwrap().with_own(house).unwrap();
        assert_eq!(words.own(), ["disputed: “not so”"]);
        assert!(Words::of("en").unwrap().own().is_empty());
    }
}
