//! A summary of the difference between two versions of a case, in numbers and words: for recovered
//! edits, outside changes, and backups.

use std::collections::BTreeMap;

use super::Case;
use super::between::between;
use super::change::{Change, Place, Swap};
use super::claim::Claim;
use super::names::{Kind, Names};
use crate::text::counted;

/// The largest number of records of a kind that are named. The rest are only counted.
const MAX_NAMED: usize = 3;

/// The records of one kind that differ, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Only in the second version.
    pub new: Vec<String>,
    /// Only in the first version.
    pub gone: Vec<String>,
    /// In both, and different.
    pub changed: Vec<String>,
}

/// The difference between two versions of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    kinds: BTreeMap<Kind, Records>,
    /// Whether the draft differs.
    pub has_other_draft: bool,
    /// Whether title, language or story date differ.
    pub has_other_details: bool,
}

impl Difference {
    /// The differences from `a` to `b`.
    pub fn between(a: &Case, b: &Case) -> Self {
        let mut difference = Self::default();
        let names = Names { a, b };
        for change in between(a, b) {
            difference.add(&change, names);
        }
        difference.sort();
        difference
    }

    /// Adds the name of a record that only the second version has.
    pub(super) fn add_new(&mut self, kind: Kind, name: String) {
        self.of(kind).new.push(name);
    }

    fn add(&mut self, change: &Change, names: Names<'_>) {
        match change {
            Change::Field(field) | Change::Element(field) => match field.of {
                Place::Case => self.has_other_details = true,
                Place::Draft => self.has_other_draft = true,
                Place::Claim(id) if field.field == "wording" => {
                    let wordings = self.of(Kind::Wording);
                    let list = match (&field.before, &field.after) {
                        (None, _) => &mut wordings.new,
                        (_, None) => &mut wordings.gone,
                        _ => &mut wordings.changed,
                    };
                    list.push(names.number(id).trim_end().to_owned());
                }
                place => {
                    let (kind, name) = names.at(place);
                    self.of(kind).changed.push(name);
                }
            },
            Change::Draft(_) | Change::Paragraph(..) | Change::Revision(_) => {
                self.has_other_draft = true;
            }
            // When a claim's text changes, its old text is added to `earlier`. The changed claim is
            // named already.
            Change::Earlier(..) => {}
            Change::Claim(swap) => self.claim(swap, names),
            other => {
                let Some((kind, before, after)) = names.item(other) else {
                    return;
                };
                let records = self.of(kind);
                match (before, after) {
                    (Some(_), Some(after)) if kind == Kind::Evidence => records.changed.push(after),
                    (before, after) => {
                        records.gone.extend(before);
                        records.new.extend(after);
                    }
                }
            }
        }
    }

    /// Adds a claim that was added or removed, with its evidence and rulings.
    fn claim(&mut self, swap: &Swap<std::sync::Arc<Claim>>, names: Names<'_>) {
        let Some(claim) = swap.either() else {
            return;
        };
        let is_new = swap.after.is_some();
        let mut add = |kind, name| {
            let records = self.of(kind);
            let list = if is_new {
                &mut records.new
            } else {
                &mut records.gone
            };
            list.push(name);
        };
        add(Kind::Claim, names.claim(claim.id, claim));
        for ruling in &claim.rulings {
            add(Kind::Ruling, names.ruling(claim.id, ruling));
        }
        for item in &claim.evidence {
            add(Kind::Evidence, names.evidence(claim.id, item));
        }
    }

    fn of(&mut self, kind: Kind) -> &mut Records {
        self.kinds.entry(kind).or_default()
    }

    fn sort(&mut self) {
        for records in self.kinds.values_mut() {
            records.sort();
        }
        self.kinds
            .retain(|_, records| *records != Records::default());
    }

    /// This difference without the names that `other` has too.
    #[must_use]
    pub fn without(mut self, other: &Self) -> Self {
        for (kind, records) in &mut self.kinds {
            let Some(known) = other.kinds.get(kind) else {
                continue;
            };
            records.new.retain(|name| !known.new.contains(name));
            records.gone.retain(|name| !known.gone.contains(name));
            records.changed.retain(|name| !known.changed.contains(name));
        }
        self.kinds
            .retain(|_, records| *records != Records::default());
        self.has_other_draft &= !other.has_other_draft;
        self.has_other_details &= !other.has_other_details;
        self
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The counts of added, changed and removed records: `2 rulings and 1 source`, `1 claim
    /// changed`, `1 claim less`.
    pub fn counted(&self) -> String {
        let mut parts = Vec::new();
        for (records, word) in self.records_by_kind() {
            if !records.new.is_empty() {
                parts.push(counted(records.new.len(), word));
            }
        }
        for (records, word) in self.records_by_kind() {
            if !records.changed.is_empty() {
                parts.push(format!("{} changed", counted(records.changed.len(), word)));
            }
        }
        for (records, word) in self.records_by_kind() {
            // A changed ruling counts as one removed and one added.
            let less = records.gone.len().saturating_sub(records.new.len());
            if less > 0 {
                parts.push(format!("{} less", counted(less, word)));
            }
        }
        if self.has_other_draft {
            parts.push("another draft".to_owned());
        }
        if self.has_other_details {
            parts.push("the case's details".to_owned());
        }
        join_words(&parts)
    }

    fn records_by_kind(&self) -> impl Iterator<Item = (&Records, &'static str)> + '_ {
        self.kinds
            .iter()
            .map(|(kind, records)| (records, kind.word()))
    }

    /// What the first version lacks, compared with the recorded second version: `lacks 2 rulings
    /// (…) recorded here`.
    pub fn lacked(&self) -> String {
        let names = |of: fn(&Records) -> Vec<String>| -> Vec<String> {
            let kinds = self.records_by_kind();
            let by_kind = kinds.map(|(records, word)| (of(records), word));
            let present = by_kind.filter(|(names, _)| !names.is_empty());
            present
                .map(|(names, word)| count_and_names(&names, word))
                .collect()
        };
        let mut lacks = names(|records| records.new.clone());
        let changed = names(|records| records.changed.clone());
        lacks.extend(changed.iter().map(|names| format!("changes of {names}")));
        if self.has_other_draft {
            lacks.push("the draft as it was".to_owned());
        }
        if self.has_other_details {
            lacks.push("the case's details as they were".to_owned());
        }
        let mut parts = Vec::new();
        if !lacks.is_empty() {
            parts.push(format!("lacks {} recorded here", join_words(&lacks)));
        }
        let still_there = names(|records| records.gone.clone());
        if !still_there.is_empty() {
            parts.push(format!(
                "still has {} removed here",
                join_words(&still_there)
            ));
        }
        parts.join(" and ")
    }

    /// What the second version has and lacks compared with the first, with the names of records.
    pub fn in_words(&self) -> String {
        let mut parts = Vec::new();
        let mut add_part = |verb: &str, of: fn(&Records) -> &[String]| {
            let kinds = self.records_by_kind();
            let named: Vec<String> = kinds
                .filter(|(records, _)| !of(records).is_empty())
                .map(|(records, word)| count_and_names(of(records), word))
                .collect();
            if !named.is_empty() {
                parts.push(format!("{verb} {}", join_words(&named)));
            }
        };
        add_part("lacks", |records| &records.gone);
        add_part("has", |records| &records.new);
        add_part("differs in", |records| &records.changed);
        if self.has_other_draft {
            parts.push("has another draft".to_owned());
        }
        if self.has_other_details {
            parts.push("has another title, language or date".to_owned());
        }
        parts.join("; ")
    }
}

impl Records {
    fn sort(&mut self) {
        for list in [&mut self.new, &mut self.gone, &mut self.changed] {
            // Claim numbers are padded with spaces, so that sorting by text sorts by number.
            // Rulings that differ only in their reason have the same name; only one name stays.
            list.sort();
            list.dedup();
            for name in list {
                *name = name.trim_start().to_owned();
            }
        }
    }
}

/// Counts and names records: `2 rulings (12 FACT disputed (mk), 13 SAID confirmed (mk))`.
fn count_and_names(names: &[String], word: &str) -> String {
    let mut shown: Vec<&str> = names.iter().take(MAX_NAMED).map(String::as_str).collect();
    if names.len() > MAX_NAMED {
        shown.push("…");
    }
    format!("{} ({})", counted(names.len(), word), shown.join(", "))
}

/// Joins words: `a`, `a and b`, `a, b and c`.
fn join_words(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::super::ops::{self, Judgement, NewClaim, NewSource};
    use super::super::{IdGen, Question, Stamp, Verdict};
    use super::*;

    fn stamp() -> Stamp<'static> {
        Stamp {
            by: "mk",
            at: "2026-11-23T10:15:00.000Z".parse().unwrap(),
        }
    }

    #[test]
    fn added_and_removed_records_are_counted_and_named() {
        let mut mint = IdGen::seeded(3);
        let mut before = Case::new(mint.id(|_| false), "ferry");
        for words in ["It sank.", "Nobody died."] {
            let edit = {
                let new = NewClaim {
                    text: words.to_owned(),
                    ..NewClaim::default()
                };
                ops::add_claim(&before, new, &stamp(), &mut mint).unwrap().0
            };
            edit.apply(&mut before).unwrap();
        }
        let mut after = before.clone();
        for claim in before.claims.iter() {
            let judged = Judgement {
                verdict: Some(Verdict::Disputed),
                ..Judgement::default()
            };
            let edit = ops::rule(&after, claim.id, Question::Fact, &judged, &stamp()).unwrap();
            edit.apply(&mut after).unwrap();
        }
        let new = NewSource {
            name: "Reuters".to_owned(),
            ..NewSource::default()
        };
        let edit = ops::add_source(&after, new, &stamp(), &mut mint).unwrap().0;
        edit.apply(&mut after).unwrap();

        let forward = Difference::between(&before, &after);
        assert_eq!(forward.counted(), "2 rulings and 1 source");
        assert_eq!(
            forward.in_words(),
            "has 2 rulings (1 FACT disputed (mk), 2 FACT disputed (mk)) and 1 source (Reuters)"
        );
        let backward = Difference::between(&after, &before);
        assert_eq!(backward.counted(), "2 rulings less and 1 source less");
        assert_eq!(
            backward.in_words(),
            "lacks 2 rulings (1 FACT disputed (mk), 2 FACT disputed (mk)) and 1 source (Reuters)"
        );
        assert!(Difference::between(&after, &after.clone()).is_empty());
    }
}
