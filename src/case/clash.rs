//! An edit that no longer fits a case which was changed outside: its two sides beside each other.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Case;
use super::change::{Change, Edit, Swap};
use super::claim::Claim;
use super::evidence::Evidence;
use super::id::ClaimId;
use super::lay::{fields, plain};
use super::ruling::Ruling;
use crate::text::visible;

/// One record that an edit would change and that is not as the edit found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Which record: `claim 12`, `source CNN`.
    pub record: String,
    /// What the edit makes of it.
    pub mine: String,
    /// What is there now.
    pub theirs: String,
}

const GONE: &str = "it is gone";

impl Edit {
    /// What it would make of the records that it changes, beside what is there now. Foreign words in it are made visible.
    pub fn clashes(&self, case: &Case) -> Vec<Clash> {
        let changes = self.changes.iter();
        changes.filter_map(|change| clash(change, case)).collect()
    }
}

/// The two sides of a change that does not fit.
fn clash(change: &Change, case: &Case) -> Option<Clash> {
    let (record, (mine, theirs)) = match change {
        Change::Head(swap) => ("the case".to_owned(), sides(swap, Some(&case.head()), case)),
        Change::Draft(swap) => {
            if swap.before == case.draft {
                return None;
            }
            let sides = ("another draft", "yet another draft");
            (
                "the draft".to_owned(),
                (sides.0.to_owned(), sides.1.to_owned()),
            )
        }
        Change::Source(swap) => {
            let one = swap.before.as_ref().or(swap.after.as_ref())?;
            let now = case.sources.get(one.id).map(|now| (**now).clone());
            let name = format!("source {}", visible(&one.name));
            (name, sides(&plain(swap), now.as_ref(), case))
        }
        Change::Claim(swap) => {
            let one = swap.before.as_ref().or(swap.after.as_ref())?;
            let now = case.claims.get(one.id).map(|now| (**now).clone());
            (
                called(case, one.id, Some(one)),
                sides(&plain(swap), now.as_ref(), case),
            )
        }
        Change::Evidence(id, swap) => {
            let one = swap.before.as_ref().or(swap.after.as_ref())?;
            let name = format!("evidence on {}", called(case, *id, None));
            let now = case.claims.get(*id).map(|claim| {
                let same = |now: &&Evidence| now.id == one.id;
                claim.evidence.iter().find(same).cloned()
            });
            let sides = match now {
                Some(now) => sides(swap, now.as_ref(), case),
                None => (
                    of_fields(&fields(one), None, case),
                    "its claim is gone".to_owned(),
                ),
            };
            (name, sides)
        }
        Change::Ruling(id, swap) => {
            let one = swap.after.as_ref().or(swap.before.as_ref())?;
            let word = |ruling: &Ruling| {
                let note = if ruling.note.is_empty() {
                    String::new()
                } else {
                    format!(": {}", visible(&ruling.note))
                };
                format!("{} ({}){note}", ruling.word(), visible(&ruling.by))
            };
            let name = format!("{} {}", called(case, *id, None), one.question.capitals());
            let theirs = match case.claims.get(*id) {
                None => "the claim is gone".to_owned(),
                Some(claim) if swap.after.is_none() && claim.rulings.contains(one) => return None,
                Some(claim) => {
                    let on = claim
                        .rulings
                        .iter()
                        .filter(|now| now.question == one.question);
                    let words: Vec<String> = on.map(word).collect();
                    if words.is_empty() {
                        "nobody has ruled".to_owned()
                    } else {
                        words.join(", ")
                    }
                }
            };
            let mine = if swap.after.is_some() {
                word(one)
            } else {
                format!("{} taken back", word(one))
            };
            (name, (mine, theirs))
        }
    };
    Some(Clash {
        record,
        mine,
        theirs,
    })
}

/// `claim 12 “…”`, or its words as they were where it is gone.
fn called(case: &Case, id: ClaimId, claim: Option<&Claim>) -> String {
    let now = case.claims.get(id).map(|claim| &**claim);
    match (case.number(id), now.or(claim)) {
        (Some(number), Some(claim)) => {
            let words = crate::text::clip(&claim.text, 60).into_owned();
            format!("claim {number} “{}”", visible(&words))
        }
        (Some(number), None) => format!("claim {number}"),
        (None, Some(claim)) => {
            format!("claim “{}”", visible(&crate::text::clip(claim.shown(), 40)))
        }
        (None, None) => format!("claim {id}"),
    }
}

/// What a swap makes of a record and what is there now, in the fields where it matters.
fn sides<T: Serialize + PartialEq>(
    swap: &Swap<T>,
    now: Option<&T>,
    case: &Case,
) -> (String, String) {
    let fits = swap.before.as_ref() == now;
    let before = swap.before.as_ref().map(fields);
    let after = swap.after.as_ref().map(fields);
    let now = now.map(fields);
    let mine = after.as_ref().map_or_else(
        || "taken away".to_owned(),
        |after| of_fields(after, before.as_ref(), case),
    );
    // Of theirs, too, only what changed; where nothing did, what mine would change.
    let beside = if fits { &after } else { &before };
    let theirs = match &now {
        Some(now) => of_fields(now, beside.as_ref(), case),
        None if fits => "it is not there".to_owned(),
        None => GONE.to_owned(),
    };
    (mine, theirs)
}

/// Fields as words: those that differ from `before`, else all that people typed.
fn of_fields(
    fields: &Map<String, Value>,
    before: Option<&Map<String, Value>>,
    case: &Case,
) -> String {
    let differs = |name: &String| match before {
        Some(before) => before.get(name) != fields.get(name),
        None => !matches!(name.as_str(), "id" | "at" | "by" | "span" | "added"),
    };
    let gone = before
        .into_iter()
        .flat_map(Map::keys)
        .filter(|name| !fields.contains_key(*name))
        .map(|name| format!("no {}", name.replace('_', " ")));
    let there = fields
        .iter()
        .filter(|(name, _)| differs(name))
        .map(|(name, value)| format!("{} {}", name.replace('_', " "), shown(value, case)));
    let words: Vec<String> = there.chain(gone).collect();
    words.join("; ")
}

/// A value as people read it: a source by its name, a list with commas.
fn shown(value: &Value, case: &Case) -> String {
    match value {
        Value::String(text) => {
            let source = text.parse().ok().and_then(|id| case.sources.get(id));
            let words = source.map_or(text.as_str(), |source| source.name.as_str());
            format!("“{}”", visible(words))
        }
        Value::Array(list) if list.iter().any(Value::is_object) => format!("{} items", list.len()),
        Value::Array(list) => {
            let words: Vec<String> = list.iter().map(|value| shown(value, case)).collect();
            words.join(", ")
        }
        Value::Object(fields) => {
            let words = fields.iter();
            let words = words.map(|(name, value)| format!("{name} {}", shown(value, case)));
            words.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
