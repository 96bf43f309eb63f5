//! Describes an edit that no longer fits, because the case was changed outside: its values and the
//! present ones.

use serde_json::Value;

use super::Case;
use super::change::{Change, Edit, FieldChange, Item, Place, Swap, on_item};
use super::claim::Claim;
use super::id::ClaimId;
use super::record::{Fields, Grain};
use super::ruling::Ruling;
use crate::text::{clip, visible};

/// A record that does not have the values that the edit expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditConflict {
    /// The record: `claim 12`, `source CNN`.
    pub record: String,
    /// The value after the edit.
    pub mine: String,
    /// The present value.
    pub theirs: String,
}

const GONE: &str = "it is gone";

impl Edit {
    /// For each record that the edit changes: the value after the edit, and the present value.
    /// Hidden characters in foreign text are made visible.
    pub fn conflicts(&self, case: &Case) -> Vec<EditConflict> {
        let mut conflicts: Vec<EditConflict> = Vec::new();
        for change in &self.changes {
            let Some(conflict) = conflict(change, case) else {
                continue;
            };
            // All changed fields of one record are shown as one conflict.
            let is_field = matches!(change, Change::Field(_) | Change::Element(_));
            let same = conflicts
                .iter_mut()
                .find(|other| is_field && other.record == conflict.record);
            match same {
                Some(same) => {
                    same.mine = format!("{}; {}", same.mine, conflict.mine);
                    if same.theirs != GONE {
                        same.theirs = format!("{}; {}", same.theirs, conflict.theirs);
                    }
                }
                None => conflicts.push(conflict),
            }
        }
        conflicts
    }
}

/// The two sides of one change; `None` if the change fits.
fn conflict(change: &Change, case: &Case) -> Option<EditConflict> {
    let (record, (mine, theirs)) = match change {
        Change::Field(field) => field_conflict(field, false, case),
        Change::Element(field) => field_conflict(field, true, case),
        Change::Draft(_) | Change::Paragraph(..) | Change::Revision(_) => {
            if change.fits(case) {
                return None;
            }
            let sides = ("another draft", "yet another draft");
            (
                "the draft".to_owned(),
                (sides.0.to_owned(), sides.1.to_owned()),
            )
        }
        Change::Source(swap) => {
            let one = swap.either()?;
            let now = case.sources.get(one.id).map(|now| &**now);
            let swap = (swap.before.as_deref(), swap.after.as_deref());
            (
                format!("source {}", visible(&one.name)),
                sides(swap, now, case),
            )
        }
        Change::Claim(swap) => {
            let one = swap.either()?;
            let now = case.claims.get(one.id).map(|now| &**now);
            let swap = (swap.before.as_deref(), swap.after.as_deref());
            (claim_name(case, one.id, Some(one)), sides(swap, now, case))
        }
        Change::Ruling(id, swap) => return ruling_conflict(*id, swap, case),
        other => on_item!(other, |owner, swap| item_conflict(swap, *owner, case), _ => return None),
    };
    Some(EditConflict {
        record,
        mine,
        theirs,
    })
}

fn field_conflict(
    field: &FieldChange,
    is_element: bool,
    case: &Case,
) -> (String, (String, String)) {
    let name = field.field.replace('_', " ");
    let described = |value: &Option<Value>| match value {
        Some(value) => format!("{name} {}", value_as_text(value, case)),
        None => format!("no {name}"),
    };
    let mine = match (&field.before, &field.after) {
        (Some(_), None) if is_element => format!("without {}", described(&field.before)),
        _ => described(&field.after),
    };
    let theirs = field
        .on(case)
        .map_or_else(|| GONE.to_owned(), |on| described(&on.before));
    (record_name(field.of, case), (mine, theirs))
}

/// The name of the record at a place.
fn record_name(place: Place, case: &Case) -> String {
    let of_claim = |what: &str, id: ClaimId| format!("{what} on {}", claim_name(case, id, None));
    match place {
        Place::Case => "the case".to_owned(),
        Place::Draft => "the draft".to_owned(),
        Place::Source(id) => {
            let name = case
                .sources
                .get(id)
                .map_or("", |source| source.name.as_str());
            format!("source {}", visible(name))
        }
        Place::Claim(id) => claim_name(case, id, None),
        Place::Evidence(id, _) => of_claim("evidence", id),
        Place::Fix(id, _) => of_claim("fix", id),
        Place::Search(id, _) => of_claim("search", id),
        Place::Query(id) | Place::Answer(id, _) => {
            let query = case.queries.iter().find(|query| query.id == id);
            let to = query.map_or("", |query| query.to.as_str());
            format!("query to {}", visible(to))
        }
        Place::Correction(_) => "correction".to_owned(),
    }
}

fn item_conflict<T: Item>(
    swap: &Swap<T>,
    owner: T::Owner,
    case: &Case,
) -> (String, (String, String)) {
    let name = match T::claim(owner) {
        Some(id) => format!("{} on {}", T::KIND, claim_name(case, id, None)),
        None => T::KIND.to_owned(),
    };
    let one = swap.either();
    let of = (swap.before.as_ref(), swap.after.as_ref());
    let sides = match (T::list(case, owner), one) {
        (Some(list), Some(one)) => {
            let same = |now: &&T| now.is_same_item(one) || now.key() == one.key();
            sides(of, list.iter().find(same), case)
        }
        (None, Some(one)) => (
            fields_as_text(one, None, case),
            "its claim is gone".to_owned(),
        ),
        (_, None) => (String::new(), String::new()),
    };
    (name, sides)
}

fn ruling_conflict(id: ClaimId, swap: &Swap<Ruling>, case: &Case) -> Option<EditConflict> {
    let one = swap.either()?;
    let word = |ruling: &Ruling| {
        let note = if ruling.note.is_empty() {
            String::new()
        } else {
            format!(": {}", visible(&ruling.note))
        };
        format!("{} ({}){note}", ruling.word(), visible(&ruling.by))
    };
    let theirs = match case.claims.get(id) {
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
        format!("{} withdrawn", word(one))
    };
    Some(EditConflict {
        record: format!("{} {}", claim_name(case, id, None), one.question.capitals()),
        mine,
        theirs,
    })
}

/// `claim 12 “…”`. A removed claim has no number and is named by its last text.
fn claim_name(case: &Case, id: ClaimId, claim: Option<&Claim>) -> String {
    let now = case.claims.get(id).map(|claim| &**claim);
    match (case.number(id), now.or(claim)) {
        (Some(number), Some(claim)) => {
            let words = clip(&claim.text, 60).into_owned();
            format!("claim {number} “{}”", visible(&words))
        }
        (Some(number), None) => format!("claim {number}"),
        (None, Some(claim)) => {
            format!("claim “{}”", visible(&clip(claim.shown(), 40)))
        }
        (None, None) => format!("claim {id}"),
    }
}

/// Both sides for a record that the edit adds or removes.
fn sides<T: Fields + PartialEq>(
    (before, after): (Option<&T>, Option<&T>),
    now: Option<&T>,
    case: &Case,
) -> (String, String) {
    let fits = before == now;
    let mine = after.map_or_else(
        || "removed".to_owned(),
        |after| fields_as_text(after, before, case),
    );
    // `theirs` shows only the fields that differ from `before`. If none differs, it shows those
    // that the edit would change.
    let compared_with = if fits { after } else { before };
    let theirs = match now {
        Some(now) => fields_as_text(now, compared_with, case),
        None if fits => "it is not there".to_owned(),
        None => GONE.to_owned(),
    };
    (mine, theirs)
}

/// The fields of a record as text: those that differ from `before`; without a `before`, those that
/// people fill in.
fn fields_as_text<T: Fields>(record: &T, before: Option<&T>, case: &Case) -> String {
    let is_shown = |name: &str| match before {
        Some(before) => before.value(name) != record.value(name),
        None => !matches!(name, "id" | "at" | "by" | "span" | "added"),
    };
    let fields = record.fields().iter().filter(|field| is_shown(field.name));
    let word = |field: &super::record::Field| {
        let name = field.name.replace('_', " ");
        match record.value(field.name) {
            Some(Value::Array(items)) if field.grain == Grain::Records => {
                Some(format!("{name} {} items", items.len()))
            }
            Some(value) => Some(format!("{name} {}", value_as_text(&value, case))),
            None => before.map(|_| format!("no {name}")),
        }
    };
    fields.filter_map(word).collect::<Vec<_>>().join("; ")
}

/// A value as text: a source by its name, a list with commas.
fn value_as_text(value: &Value, case: &Case) -> String {
    match value {
        Value::String(text) => {
            let source = text.parse().ok().and_then(|id| case.sources.get(id));
            let words = source.map_or(text.as_str(), |source| source.name.as_str());
            format!("“{}”", visible(words))
        }
        Value::Array(list) if list.iter().any(Value::is_object) => format!("{} items", list.len()),
        Value::Array(list) => {
            let words: Vec<String> = list
                .iter()
                .map(|value| value_as_text(value, case))
                .collect();
            words.join(", ")
        }
        Value::Object(fields) => {
            let words = fields.iter();
            let words = words.map(|(name, value)| format!("{name} {}", value_as_text(value, case)));
            words.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
