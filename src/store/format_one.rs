//! Reads journals of format 1, in which an edit changed whole records. Such a change is converted
//! to several changes of fields and items. A line that refers to it is converted to refer to all of
//! them.

use std::collections::HashMap;

use super::journal_line::Line;

/// Converts the `partly` lists of format 1, in which an index counts changes of whole records.
/// `old` has the text of the first lines in `lines`.
pub(super) fn convert_partly_notes(lines: &mut [Line], old: &[&[u8]]) {
    let names_parts = |line: &Line| {
        line.file_state()
            .is_some_and(|state| !state.partly.is_empty())
    };
    if !lines.iter().take(old.len()).any(names_parts) {
        return;
    }
    let mut pieces: HashMap<u64, Vec<usize>> = HashMap::new();
    for (line, text) in lines.iter_mut().zip(old) {
        match line {
            Line::Step(step) => drop(pieces.insert(step.serial, change_counts(text))),
            Line::Saving { after: state, .. } | Line::FileState(state) => {
                let parts = state.partly.iter().flat_map(|(serial, part)| {
                    let pieces = pieces.get(serial).map_or(&[][..], Vec::as_slice);
                    let first: usize = pieces.iter().take(*part).sum();
                    let count = pieces.get(*part).copied().unwrap_or(1);
                    (first..first + count).map(|part| (*serial, part))
                });
                state.partly = parts.collect();
            }
            Line::Opened { .. } => {}
        }
    }
}

/// For each change of the edit on this line of format 1: the number of changes that it is converted
/// to, or 1 if it cannot be parsed.
fn change_counts(line: &[u8]) -> Vec<usize> {
    let json = std::str::from_utf8(line)
        .ok()
        .and_then(|line| line.split_once(' '));
    let step: Option<serde_json::Value> =
        json.and_then(|(_, json)| serde_json::from_str(json).ok());
    let changes = step
        .as_ref()
        .and_then(|step| step.pointer("/Step/edit/changes")?.as_array());
    let pieces = |change| crate::case::pieces(change).unwrap_or(1);
    changes.map_or_else(Vec::new, |changes| changes.iter().map(pieces).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::journal_line::FileState;
    use super::*;
    use crate::case::Sha256;

    #[test]
    fn a_missing_change_of_a_whole_record_becomes_all_its_converted_changes() {
        let claim = |wording: &str, place: &str| {
            format!(
                r#"{{"id":"c7k3m9q2x4bd","text":"It sank.","wording":"{wording}","place":"{place}"}}"#
            )
        };
        let changed = format!(
            r#"{{"Claim":{{"before":{},"after":{}}}}}"#,
            claim("a", "b"),
            claim("c", "d")
        );
        let dropped = format!(r#"{{"Claim":{{"before":{}}}}}"#, claim("a", "b"));
        let json = format!(
            r#"{{"Step":{{"serial":4,"session":1,"edit":{{"what":"x","at":"2026-11-23T10:00:00.000Z","changes":[{dropped},{changed},{dropped}]}}}}}}"#
        );
        let step: Line = serde_json::from_str(&json).unwrap();
        assert_eq!(step.step().unwrap().edit.changes.len(), 4);
        let state = FileState {
            partly: vec![(4, 1), (4, 2)],
            ..FileState::of(Sha256::over([]))
        };
        let mut lines = [step, Line::FileState(state)];
        convert_partly_notes(&mut lines, &[format!("sum {json}\n").as_bytes(), b""]);
        assert_eq!(
            lines.last().and_then(Line::file_state).unwrap().partly,
            [(4, 1), (4, 2), (4, 3)]
        );
    }
}
