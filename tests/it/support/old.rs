//! Cases and edits as version 0.1 wrote them.

use std::sync::Arc;

use factdesk::case::*;
use factdesk::store::emit;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The case without what format 1 lacks.
pub fn plain(case: &Case) -> Case {
    let mut plain = Case::new(case.id, case.title.as_str());
    plain.language = case.language.clone();
    plain.story_date = case.story_date;
    plain.draft = case.draft.as_deref().map(|draft| {
        Arc::new(Draft {
            revisions: Vec::new(),
            ..draft.clone()
        })
    });
    let source = |source: &Arc<Source>| {
        Arc::new(Source {
            aliases: Vec::new(),
            own_reporting: false,
            interest: String::new(),
            known_to: String::new(),
            ..Source::clone(source)
        })
    };
    plain.sources = case.sources.iter().map(source).collect();
    let claim = |claim: &Arc<Claim>| {
        let mut claim = Claim::clone(claim);
        for item in &mut claim.evidence {
            item.suggested = false;
        }
        if let Some(credit) = &mut claim.attribution {
            credit.candidates.clear();
        }
        Arc::new(Claim {
            key: false,
            accused: Vec::new(),
            attribution: claim
                .attribution
                .take()
                .filter(|credit| !credit.chain.is_empty()),
            fixes: Vec::new(),
            searches: Vec::new(),
            earlier: Vec::new(),
            cut: None,
            ..claim
        })
    };
    plain.claims = case.claims.iter().map(claim).collect();
    plain
}

/// The file of a case without anything newer than format 1.
pub fn text(case: &Case) -> String {
    let text = emit(case).unwrap();
    let lines = text.lines().filter_map(|line| {
        let (indent, line) = line.split_at(line.len() - line.trim_start().len());
        let line = match line {
            "format: 2," => "format: 1,".to_owned(),
            "evidence: []," | "rulings: []," => return None,
            _ if line.starts_with("( // ") => "(".to_owned(),
            _ if line.starts_with("), // ") => "),".to_owned(),
            _ => line
                .strip_prefix("Boilerplate(")
                .map_or(line.to_owned(), |rest| format!("Furniture({rest}")),
        };
        Some(format!("{indent}{line}\n"))
    });
    lines.collect()
}

/// A record as it is written in a journal.
fn record(record: &impl Serialize) -> Value {
    fn old(value: &mut Value) {
        match value {
            Value::Object(object) => {
                object.retain(|name, value| {
                    !(["evidence", "rulings"].contains(&name.as_str()) && *value == json!([]))
                });
                if let Some(text) = object.remove("Boilerplate") {
                    object.insert("Furniture".to_owned(), text);
                }
                object.values_mut().for_each(old);
            }
            Value::Array(values) => values.iter_mut().for_each(old),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(record).unwrap();
    old(&mut value);
    value
}

/// A whole record before and after, if it differs.
fn swap<T: Serialize + PartialEq>(
    kind: &str,
    before: Option<&T>,
    after: Option<&T>,
) -> Option<Value> {
    let sides = [("before", before), ("after", after)];
    let sides = sides
        .into_iter()
        .filter_map(|(side, it)| Some((side.to_owned(), record(it?))));
    (before != after).then(|| json!({ kind: sides.collect::<Map<_, _>>() }))
}

/// The edit that turns one case into another, in JSON: every record that differs, as a whole.
pub fn edit(a: &Case, b: &Case) -> Value {
    let head = |case: &Case| {
        let head = serde_json::to_value(case).unwrap();
        let names = ["title", "language", "story_date"];
        let fields = names
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), head.get(name)?.clone())));
        Value::Object(fields.collect())
    };
    let mut changes: Vec<Value> = Vec::new();
    changes.extend(swap("Head", Some(&head(a)), Some(&head(b))));
    changes.extend(swap("Draft", a.draft.as_ref(), b.draft.as_ref()));
    let new = b.sources.iter().filter(|source| !a.sources.has(source.id));
    for source in a.sources.iter().chain(new) {
        changes.extend(swap(
            "Source",
            a.sources.get(source.id),
            b.sources.get(source.id),
        ));
    }
    let new = b.claims.iter().filter(|claim| !a.claims.has(claim.id));
    for claim in a.claims.iter().chain(new) {
        changes.extend(swap(
            "Claim",
            a.claims.get(claim.id),
            b.claims.get(claim.id),
        ));
    }
    json!({ "what": "all", "by": "mk", "at": "2026-11-23T10:00:00.000Z", "changes": changes })
}
