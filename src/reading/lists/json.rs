//! Lists of claims in JSON: `ClaimReview` from pages and feeds, exports of Google's Fact Check
//! Tools, data sets such as `AVeriTeC`, and any list of records that have a field for the claim.
//!
//! Fact-checks by others are kept in their own words and never become verdicts.

use serde_json::{Map, Value};

use super::super::document::Document;
use super::super::entry::{Check, Entry};
use super::super::report::MAX_CLAIMS;
use super::{Columns, Field, list, one_line, place};

type Object = Map<String, Value>;

/// How many values a list may have, estimated by its commas. In memory each value takes many times
/// its size.
const MAX_VALUES: usize = 4_000_000;

/// How deep records are searched for.
const MAX_DEPTH: usize = 12;

/// How many fact-checks are stored for one claim.
const MAX_CHECKS: usize = 100;

/// The fields that may contain the records in feeds and responses.
const RECORD_FIELDS: &[&str] = &[
    "claims",
    "@graph",
    "dataFeedElement",
    "itemListElement",
    "item",
    "items",
    "data",
    "records",
    "rows",
    "results",
    "mainEntity",
    "hasPart",
    "review",
];

/// Reads a list of claims. None if the text is no JSON with claims.
pub(in super::super) fn read(text: &str) -> Option<Document> {
    let text = text.trim();
    let is_json = text.starts_with(['{', '[']);
    if !is_json || text.bytes().filter(|byte| *byte == b',').count() > MAX_VALUES {
        return None;
    }
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(_) => Value::Array(json_lines(text)?),
    };
    let mut reviews = Vec::new();
    reviews_in(&value, &mut reviews, 0);
    if !reviews.is_empty() {
        return Some(list(reviews, "ClaimReview data", &[]));
    }
    let records = records_of(&value, 0)?;
    let mut rows = Vec::new();
    let mut unused: Vec<String> = Vec::new();
    for record in records.into_iter().take(MAX_CLAIMS + 1) {
        let columns = Columns::new(record.keys().map(String::as_str), None);
        let row = row_of(record, &columns);
        for (at, name) in record.keys().enumerate() {
            let is_read = columns.has(at) || ["claimReview", "questions"].contains(&name.as_str());
            if !is_read && unused.len() < MAX_CHECKS && !unused.contains(name) {
                unused.push(name.clone());
            }
        }
        rows.push(row);
    }
    // If fewer than half of the records have a claim, the wrong field was used as the claim.
    let claims = rows
        .iter()
        .filter(|row| row.text.contains(char::is_alphabetic))
        .count();
    (claims > 0 && claims * 2 >= rows.len()).then(|| list(rows, "a list in JSON", &unused))
}

/// The values of a text with one JSON object on each line. None if a line is something else.
fn json_lines(text: &str) -> Option<Vec<Value>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            serde_json::from_str::<Value>(line)
                .ok()
                .filter(Value::is_object)
        })
        .collect()
}

/// The records of the first list whose first record has a text field for the claim. The list may be
/// nested. A single such record is a list of one.
fn records_of(value: &Value, depth: usize) -> Option<Vec<&Object>> {
    let is_claim = |record: &&Object| {
        let columns = Columns::new(record.keys().map(String::as_str), None);
        let at = columns.index_of(Field::Claim);
        at.and_then(|at| record.values().nth(at))
            .is_some_and(Value::is_string)
    };
    match value {
        Value::Array(all) => {
            let records: Vec<&Object> = all.iter().filter_map(Value::as_object).collect();
            let first = records.first()?;
            is_claim(first).then_some(records)
        }
        Value::Object(object) => {
            let inside = || RECORD_FIELDS.iter().filter_map(|name| object.get(*name));
            let found = (depth < MAX_DEPTH)
                .then(|| inside().find_map(|value| records_of(value, depth + 1)));
            found.flatten().or_else(|| {
                let has_more = object.values().any(Value::is_array)
                    && !object.contains_key("claimReview")
                    && !object.contains_key("questions");
                (!has_more && is_claim(&object)).then(|| vec![object])
            })
        }
        _ => None,
    }
}

/// The text of a value. For a record it is the name, address or text in it; for a list, the texts
/// of its items.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is_so) => is_so.to_string(),
        Value::Null => String::new(),
        Value::Array(all) => {
            let all: Vec<String> = all
                .iter()
                .take(MAX_CHECKS)
                .map(text_of)
                .filter(|text| !text.is_empty())
                .collect();
            all.join("; ")
        }
        Value::Object(object) => {
            let known = ["name", "url", "@id", "text"];
            let text = known
                .iter()
                .find_map(|name| object.get(*name).and_then(Value::as_str));
            text.unwrap_or_default().to_owned()
        }
    }
}

fn field_text(object: &Object, name: &str) -> String {
    object.get(name).map(text_of).unwrap_or_default()
}

/// A record of a list as a claim.
fn row_of(record: &Object, columns: &Columns) -> Entry {
    let cells: Vec<String> = record.values().map(text_of).collect();
    let mut row = columns.row(|at| cells.get(at).map_or("", String::as_str));
    let reviews = record.get("claimReview").map(items_of).unwrap_or_default();
    let reviews = reviews.iter().filter_map(|review| review.as_object());
    row.checks
        .extend(reviews.map(google_check).filter(|check| !check.is_empty()));
    let questions = record.get("questions").map(items_of).unwrap_or_default();
    for question in questions.iter().filter_map(|question| question.as_object()) {
        let answers = question.get("answers").map(items_of).unwrap_or_default();
        for answer in answers.iter().filter_map(|answer| answer.as_object()) {
            let mut check = Check {
                by: String::new(),
                url: one_line(&field_text(answer, "source_url")),
                note: String::new(),
            };
            check.add("Question", &field_text(question, "question"));
            check.add("Answer", &field_text(answer, "answer"));
            check.add("Note", &field_text(answer, "boolean_explanation"));
            if !check.is_empty() {
                row.checks.push(check);
            }
        }
    }
    row.checks.truncate(MAX_CHECKS);
    row
}

/// The first [`MAX_CHECKS`] values of a list, or the value itself if it is no list.
fn items_of(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(all) => all.iter().take(MAX_CHECKS).collect(),
        one => vec![one],
    }
}

/// A fact-check in the format of Google's Fact Check Tools.
fn google_check(review: &Object) -> Check {
    let publisher = review.get("publisher");
    let site = || {
        publisher
            .and_then(Value::as_object)
            .map(|publisher| field_text(publisher, "site"))
    };
    let mut check = Check {
        by: publisher
            .map(text_of)
            .filter(|name| !name.is_empty())
            .or_else(site)
            .unwrap_or_default(),
        url: one_line(&field_text(review, "url")),
        note: String::new(),
    };
    check.add("Verdict", &field_text(review, "textualRating"));
    check.add("Title", &field_text(review, "title"));
    check.add("Date", &field_text(review, "reviewDate"));
    check
}

/// Collects every `ClaimReview` inside a value.
fn reviews_in(value: &Value, found: &mut Vec<Entry>, depth: usize) {
    if depth > MAX_DEPTH || found.len() > MAX_CLAIMS {
        return;
    }
    match value {
        Value::Array(all) => {
            for one in all {
                reviews_in(one, found, depth + 1);
            }
        }
        Value::Object(object) => {
            let kinds = object.get("@type").map(items_of).unwrap_or_default();
            let is_review = kinds.iter().any(|kind| {
                let kind = kind.as_str().unwrap_or_default();
                kind.rsplit(['/', ':']).next() == Some("ClaimReview")
            });
            if is_review {
                let row = review(object);
                if !row.text.is_empty() {
                    found.push(row);
                }
                return;
            }
            for name in RECORD_FIELDS {
                if let Some(inside) = object.get(*name) {
                    reviews_in(inside, found, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// A `ClaimReview` as an entry: the claim, who made it and where, and the review.
fn review(review: &Object) -> Entry {
    let nothing = Map::new();
    let object = |value: Option<&Value>| {
        let value = value.map(items_of).unwrap_or_default();
        value.first().and_then(|value| value.as_object()).cloned()
    };
    let reviewed = object(review.get("itemReviewed")).unwrap_or_else(|| nothing.clone());
    let rating = object(review.get("reviewRating")).unwrap_or(nothing);
    let mut check = Check {
        by: one_line(&field_text(review, "author")),
        url: one_line(&field_text(review, "url")),
        note: String::new(),
    };
    check.add("Verdict", &field_text(&rating, "alternateName"));
    for name in [
        "ratingValue",
        "worstRating",
        "bestRating",
        "ratingExplanation",
    ] {
        check.add(name, &field_text(&rating, name));
    }
    check.add("Date", &field_text(review, "datePublished"));
    let text = [
        field_text(review, "claimReviewed"),
        field_text(&reviewed, "name"),
        field_text(&reviewed, "text"),
    ];
    let where_made = ["firstAppearance", "appearance", "url"]
        .map(|name| reviewed.get(name).map(address).unwrap_or_default());
    let at = where_made.iter().find(|address| !address.is_empty());
    Entry {
        text: text
            .iter()
            .map(|text| one_line(text))
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        speaker: one_line(&field_text(&reviewed, "author")),
        place: place(&[
            &field_text(&reviewed, "datePublished"),
            at.map_or("", String::as_str),
        ]),
        checks: Some(check)
            .filter(|check| !check.is_empty())
            .into_iter()
            .collect(),
    }
}

/// The address of a published work, or of the first work of a list.
fn address(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all
            .first()
            .filter(|first| !first.is_array())
            .map(address)
            .unwrap_or_default(),
        Value::Object(object) => {
            let known = ["url", "@id"];
            let text = known
                .iter()
                .find_map(|name| object.get(*name).and_then(Value::as_str));
            text.unwrap_or_default().to_owned()
        }
        _ => String::new(),
    }
}
