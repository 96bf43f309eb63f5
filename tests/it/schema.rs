//! `factdesk export --schema`: its text on every field, that every case matches it, and that
//! nothing else does.

use crate::support::cases;
use std::collections::BTreeSet;

use crate::support::Desk;
use crate::support::cases::{RECORDS, UNWRITTEN};
use crate::support::schema::Schema;
use factdesk::case::record::Class;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value};

const SAMPLE: &str = include_str!("../../assets/crocus-city-hall.case.ron");

fn schema() -> Schema {
    Schema::new(factdesk::case::schema())
}

/// This many random cases, always the same ones, as JSON.
fn random(many: usize) -> impl Iterator<Item = Value> {
    let mut runner = TestRunner::deterministic();
    let case = move || cases::cases().new_tree(&mut runner).unwrap().current().0;
    std::iter::repeat_with(case)
        .take(many)
        .map(|case| serde_json::to_value(&case).unwrap())
}

#[test]
fn the_command_prints_the_schema_without_a_case() {
    let desk = Desk::new("schema");
    let printed = desk.ok(&["export", "--schema"]);
    let value: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(value, factdesk::case::schema());
    assert_eq!(
        value["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(desk.ok(&["export", "--schema", "-o", "-"]), printed);

    let (out, said) = desk.both(&["export", "--schema", "-o", "case.schema.json"]);
    assert_eq!(
        (out.as_str(), said.as_str()),
        ("", "Wrote case.schema.json.\n")
    );
    assert_eq!(desk.read("case.schema.json"), printed);
    let said = desk.fails(2, &["export", "--schema", "-o", "case.schema.json"]);
    assert!(said.contains("--force"), "{said}");
    desk.ok(&["export", "--schema", "-o", "case.schema.json", "--force"]);
    let said = desk.fails(2, &["export", "--schema", "-o", "x.case.ron"]);
    assert!(said.contains("is named like a case"), "{said}");
}

#[test]
fn the_schema_takes_no_case_and_only_one_format() {
    let desk = Desk::new("schema-alone");
    desk.write("crocus.case.ron", SAMPLE);
    let others: [&[&str]; 9] = [
        &["crocus.case.ron"],
        &["--to", "json"],
        &["--redact"],
        &["--with-confidential"],
        &["--claim", "1"],
        &["--all"],
        &["--url", "https://desk.example"],
        &["--publisher", "Desk"],
        &["--bom"],
    ];
    for other in others {
        let said = desk.fails(2, &[&["export", "--schema"], other].concat());
        assert!(said.contains("cannot be used with"), "{other:?}: {said}");
    }
    for missing in [
        &["export", "crocus.case.ron"][..],
        &["export", "--to", "json"],
        &["export"],
    ] {
        let said = desk.fails(2, missing);
        assert!(said.contains("not provided"), "{missing:?}: {said}");
    }
    let help = desk.ok(&["export", "--help"]);
    assert!(
        help.contains("factdesk export --schema [--output <FILE>]"),
        "{help}"
    );
}

#[test]
fn the_schema_explains_every_field_of_every_record() {
    let schema = schema();
    let mut objects = BTreeSet::new();
    for (name, definition) in schema.definitions() {
        if let Some(properties) = definition.get("properties") {
            objects.insert(name);
            let fields = RECORDS.iter().find(|(record, _)| *record == name);
            let Some((_, fields)) = fields else {
                assert_eq!(
                    name, "Span",
                    "a record that is not in tests/support/cases.rs"
                );
                continue;
            };
            let written = fields.iter().filter(|field| field.name != UNWRITTEN);
            let names: BTreeSet<&str> = written.map(|field| field.name).collect();
            let there = properties.as_object().unwrap().keys();
            assert_eq!(
                there.map(String::as_str).collect::<BTreeSet<_>>(),
                names,
                "{name}"
            );
        }
    }
    for (name, _) in RECORDS {
        assert!(objects.contains(name), "{name} is in no case");
    }
}

/// The schema must make sense without the code: every record, field and word is described in plain
/// words.
#[test]
fn the_schema_makes_sense_without_the_code() {
    fn look(value: &Value, place: &str) {
        assert!(!value.is_null(), "{place}");
        if let Value::Object(object) = value {
            if object.get("type").is_some_and(|kind| kind == "object") {
                assert_eq!(object["additionalProperties"], false, "{place}");
            }
            assert!(
                object.get("type").is_none_or(Value::is_string),
                "{place} may be null"
            );
            if let Some(Value::String(words)) = object.get("description") {
                let is_code = ["[`", "::", "](", "Arc<"]
                    .iter()
                    .any(|code| words.contains(code));
                let is_broken = words.replace("\n\n", " ").contains('\n');
                assert!(
                    !is_code && !is_broken && words.ends_with(['.', '?', '"']),
                    "{place}: {words}"
                );
            }
            for (name, value) in object {
                look(value, &format!("{place}/{name}"));
            }
        } else if let Value::Array(values) = value {
            for value in values {
                look(value, place);
            }
        }
    }
    let schema = schema();
    for (name, definition) in schema.definitions() {
        assert!(definition.contains_key("description"), "{name}");
        let properties = definition.get("properties").and_then(Value::as_object);
        for (field, property) in properties.into_iter().flatten() {
            assert!(property.get("description").is_some(), "{name}.{field}");
        }
        let words = definition.get("oneOf").and_then(Value::as_array);
        for word in words.into_iter().flatten() {
            assert!(word.get("description").is_some(), "{name}: {word}");
        }
        look(&Value::Object(definition.clone()), name);
    }
}

#[test]
fn every_case_matches_the_schema_and_every_part_of_it_is_used() {
    let schema = schema();
    for case in random(500) {
        if let Err(why) = schema.check(&case) {
            panic!("{why}");
        }
    }
    let mut seen = schema.seen.borrow().clone();
    // The default of every optional field occurs there.
    for (_, definition) in schema.definitions() {
        let properties = definition.get("properties").and_then(Value::as_object);
        for property in properties.into_iter().flat_map(Map::values) {
            let name = property.get("$ref").and_then(Value::as_str);
            let default = property.get("default").and_then(Value::as_str);
            if let (Some(name), Some(default)) = (name, default) {
                seen.insert((name.replace("#/$defs/", ""), default.to_owned()));
            }
        }
    }
    for (name, definition) in schema.definitions() {
        let properties = definition.get("properties").and_then(Value::as_object);
        let words = definition.get("oneOf").and_then(Value::as_array);
        let words = words.into_iter().flatten().filter_map(|word| {
            let word = word.get("const").or(word.pointer("/required/0"));
            word.and_then(Value::as_str)
        });
        let parts = properties
            .into_iter()
            .flat_map(Map::keys)
            .map(String::as_str)
            .chain(words);
        for part in parts {
            assert!(
                seen.contains(&(name.to_owned(), part.to_owned())),
                "no random case has {name}.{part}"
            );
        }
    }
}

#[test]
fn an_exported_case_matches_the_schema() {
    let desk = Desk::new("schema-export");
    desk.write("crocus.case.ron", SAMPLE);
    desk.write("whole.case.ron", include_str!("../whole.case.ron"));
    let schema = schema();
    schema
        .check(&desk.json(&["export", "crocus.case.ron", "--to", "json"]))
        .unwrap();
    let whole = [
        "export",
        "whole.case.ron",
        "--to",
        "json",
        "--with-confidential",
    ];
    schema.check(&desk.json(&whole)).unwrap();
}

/// Every value of a case by its path.
fn places(value: &Value, place: &str, places: &mut Vec<String>) {
    let mut look = |name: &str, value| {
        let place = format!("{place}/{name}");
        places.push(place.clone());
        self::places(value, &place, places);
    };
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| look(name, value)),
        Value::Array(values) => values
            .iter()
            .enumerate()
            .for_each(|(at, value)| look(&at.to_string(), value)),
        _ => {}
    }
}

#[test]
fn a_value_that_is_not_a_case_does_not_match_the_schema() {
    let schema = schema();
    for case in random(10) {
        let mut all = Vec::new();
        places(&case, "", &mut all);
        for place in all {
            let mut broken = case.clone();
            let value = broken.pointer_mut(&place).unwrap();
            match value {
                Value::Object(object) => drop(object.insert("x".to_owned(), Value::Bool(true))),
                _ => *value = Value::Null,
            }
            assert!(schema.check(&broken).is_err(), "{place}");
        }
    }
    let case = factdesk::store::load(SAMPLE.as_bytes()).unwrap();
    let case = serde_json::to_value(case).unwrap();
    for (place, wrong) in [
        ("/id", "s1qw1csk7vyc"),
        ("/id", "k1qw1csk7vyi"),
        ("/story_date", "23.03.2024"),
        ("/sources/0/kind", "social"),
        ("/draft/sha256", "b11c"),
        ("/claims/0/span", ""),
    ] {
        let mut broken = case.clone();
        *broken.pointer_mut(place).unwrap() = wrong.into();
        assert!(schema.check(&broken).is_err(), "{place}: {wrong}");
    }
}

/// The schema of a field's content: for a list, of its elements.
fn form(property: &Value) -> &Value {
    property.get("items").unwrap_or(property)
}

#[test]
fn fields_of_free_text_are_never_public_and_fields_of_records_never_text() {
    let schema = schema();
    for (name, definition) in schema.definitions() {
        let Some((_, fields)) = RECORDS.iter().find(|(record, _)| *record == name) else {
            continue;
        };
        for field in fields.iter().filter(|field| field.name != UNWRITTEN) {
            let form = form(&definition["properties"][field.name]);
            let is_string = form.get("type").is_some_and(|kind| kind == "string");
            let is_free =
                is_string && form.get("pattern").is_none() && form.get("format").is_none();
            let names = form.get("$ref").and_then(Value::as_str);
            let is_record = RECORDS
                .iter()
                .any(|(record, _)| names == Some(&format!("#/$defs/{record}")));
            assert!(
                !(is_free && field.class == Class::Public),
                "{name}.{} is public and holds words",
                field.name
            );
            assert!(
                !(is_record && field.class == Class::Text),
                "{name}.{} is text and holds records",
                field.name
            );
        }
    }
}
