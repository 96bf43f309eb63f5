//! Conflicts of any record, item or field of a case.

use factdesk::case::record::{Field, Fields, Grain};
use factdesk::case::*;
use serde::Serialize;

use super::choices::Choices;
use super::records::UNWRITTEN;

/// Two values of a field of any record or item, or of a record or item as a whole.
pub(super) fn conflict(case: &Case, choices: &mut Choices) -> Conflict {
    let record = choices.pick(&owners(case));
    let place = case.place_of(record).unwrap();
    let keyed = keyed(case, place);
    let (key, fields) = if !keyed.is_empty() && choices.one_in(3) {
        choices.pick(&keyed)
    } else {
        let of_draft = case
            .record(Place::Draft)
            .filter(|_| place == Place::Case && choices.one_in(2));
        (String::new(), of_draft.or(case.record(place)).unwrap())
    };
    let can_change = |field: &&Field| field.grain != Grain::Key && field.name != UNWRITTEN;
    let fields_that_change: Vec<_> = fields.fields().iter().filter(can_change).collect();
    let field = choices.pick(&fields_that_change);
    let values = values(case).into_iter();
    let fitting = values.filter(|text| fields.parse(field.name, text).is_ok());
    let fitting: Vec<String> = fitting.collect();
    if !fitting.is_empty() && !choices.one_in(4) {
        let mut value = || choices.one_in(2).then(|| choices.pick(&fitting));
        let values = (value(), value(), value());
        return Conflict::new(record, key, field.name, values);
    }
    match whole(case, place) {
        Some(whole) => {
            let dropped = choices.one_in(2);
            let values = (Some(whole.clone()), (!dropped).then_some(whole), None);
            Conflict::new(record, "", "", values)
        }
        None => Conflict::new(record, "", "title", (None, None, None)),
    }
}

/// The record at a place, as text. None for the case and its draft, which are never chosen as a
/// whole.
fn whole(case: &Case, place: Place) -> Option<String> {
    fn text<T: Serialize>(list: &[T], is_it: impl Fn(&T) -> bool) -> Option<String> {
        let bare = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let record = list.iter().find(|record| is_it(record));
        record.map(|record| bare.to_string(record).unwrap())
    }
    let claim = |id| case.claims.get(id).unwrap();
    let query = |id| case.queries.iter().find(|one| one.id == id).unwrap();
    match place {
        Place::Case | Place::Draft => None,
        Place::Source(id) => text(&case.sources, |source| source.id == id),
        Place::Claim(id) => text(&case.claims, |claim| claim.id == id),
        Place::Evidence(on, id) => text(&claim(on).evidence, |item| item.id == id),
        Place::Fix(on, id) => text(&claim(on).fixes, |fix| fix.id == id),
        Place::Search(on, id) => text(&claim(on).searches, |search| search.id == id),
        Place::Query(id) => text(&case.queries, |query| query.id == id),
        Place::Answer(on, id) => text(&query(on).answers, |answer| answer.id == id),
        Place::Correction(id) => text(&case.corrections, |one| one.id == id),
    }
}

/// The items without an id in the lists of the record at a place, by their keys.
fn keyed(case: &Case, place: Place) -> Vec<(String, &dyn Fields)> {
    fn all<T: Fields>(list: &[T], key: impl Fn(&T) -> String) -> Vec<(String, &dyn Fields)> {
        let items = list.iter();
        items.map(|item| (key(item), item as &dyn Fields)).collect()
    }
    match place {
        Place::Claim(id) => {
            let claim = case.claims.get(id).unwrap();
            let rulings = all(&claim.rulings, |it| {
                format!("{} {} {}", it.at, it.by, it.question)
            });
            let waivers = all(&claim.waivers, |it| {
                format!("{} {} {}", it.at, it.standard, it.by)
            });
            [rulings, waivers].concat()
        }
        Place::Case => {
            let signoffs = all(&case.signoffs, |it| format!("{} {}", it.at, it.by));
            let redactions = all(&case.redactions, |it| {
                format!("{} {} {}", it.at, it.source, it.place)
            });
            [signoffs, redactions].concat()
        }
        _ => Vec::new(),
    }
}

/// Every record with an id that a conflict can be about.
fn owners(case: &Case) -> Vec<AnyId> {
    let mut owners: Vec<AnyId> = vec![case.id.into()];
    owners.extend(case.sources.iter().map(|source| AnyId::from(source.id)));
    for claim in case.claims.iter() {
        owners.push(claim.id.into());
        owners.extend(claim.evidence.iter().map(|item| AnyId::from(item.id)));
        owners.extend(claim.fixes.iter().map(|fix| AnyId::from(fix.id)));
        owners.extend(claim.searches.iter().map(|search| AnyId::from(search.id)));
    }
    for query in &case.queries {
        owners.push(query.id.into());
        owners.extend(query.answers.iter().map(|answer| AnyId::from(answer.id)));
    }
    owners.extend(
        case.corrections
            .iter()
            .map(|correction| AnyId::from(correction.id)),
    );
    owners
}

/// Values of all types, as they are written in the file.
fn values(case: &Case) -> Vec<String> {
    let mut values: Vec<String> = [
        "\"\"", "\"so\"", "\"\\u{202e}Їжак\\n\"", "true", "false", "3", "[]", "[\"a\", \"b\"]", "\"2024-03-23\"",
        "\"2026-11-23T10:12:40.007Z\"", "\"b11c8456b0a597cc3ad1213a3666ed4fbc9d29bf61aa21e2394e35c3eee66d00\"", "Social", "B", "Said",
        "Refutes", "Primary", "Accepted", "NotFound", "Refused", "(paragraph: 0, start: 1, end: 2)", "[Title(\"x\"), Boilerplate(\"y\")]",
        "(name: \"x\", sha256: \"b11c8456b0a597cc3ad1213a3666ed4fbc9d29bf61aa21e2394e35c3eee66d00\")",
    ]
    .map(str::to_owned)
    .to_vec();
    for source in case.sources.iter() {
        values.push(format!("\"{}\"", source.id));
        values.push(format!("[\"{}\"]", source.id));
        values.push(format!(
            "(hedge: \"allegedly\", chain: [\"{}\"])",
            source.id
        ));
    }
    for claim in case.claims.iter() {
        values.push(format!("\"{}\"", claim.id));
        values.push(format!("[\"{}\"]", claim.id));
    }
    values
}
