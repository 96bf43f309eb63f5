//! Checks a value against the JSON schema of a case, with exactly the part of JSON Schema that the
//! schema uses.

use std::cell::RefCell;
use std::collections::BTreeSet;

use factdesk::case::{Date, Timestamp};
use regex::Regex;
use serde_json::{Map, Value};

/// A schema, and the parts of it that checked values have used.
pub struct Schema {
    root: Value,
    /// Each property and each word, with the name of its definition.
    pub seen: RefCell<BTreeSet<(String, String)>>,
}

impl Schema {
    pub fn new(root: Value) -> Self {
        Self {
            root,
            seen: RefCell::default(),
        }
    }

    /// The definitions by name, including that of the whole schema.
    pub fn definitions(&self) -> Vec<(&str, &Map<String, Value>)> {
        let all = self.root["$defs"].as_object().unwrap().iter();
        let all = all.map(|(name, schema)| (name.as_str(), schema.as_object().unwrap()));
        all.chain([("Case", self.root.as_object().unwrap())])
            .collect()
    }

    /// The reason why a value does not match the schema, if there is one.
    pub fn check(&self, value: &Value) -> Result<(), String> {
        self.held(value, &self.root, "Case")
    }

    fn held(&self, value: &Value, schema: &Value, of: &str) -> Result<(), String> {
        let schema = schema.as_object().unwrap();
        let see = |what: &str| {
            self.seen
                .borrow_mut()
                .insert((of.to_owned(), what.to_owned()));
        };
        for (keyword, rule) in schema {
            let fits = match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "default" => true,
                "$ref" => {
                    let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                    self.held(value, &self.root["$defs"][name], name)?;
                    true
                }
                "type" => match rule.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "boolean" => value.is_boolean(),
                    "integer" => value.is_u64() || value.is_i64(),
                    other => panic!("a type that no case has: {other}"),
                },
                "const" => {
                    see(value.as_str().unwrap_or_default());
                    value == rule
                }
                "oneOf" => {
                    let all = rule.as_array().unwrap().iter();
                    let fitting = all.filter(|one| self.held(value, one, of).is_ok());
                    fitting.count() == 1
                }
                "properties" => {
                    let there = value.as_object().into_iter().flatten();
                    for (name, value) in there {
                        if let Some(rule) = rule.get(name) {
                            see(name);
                            self.held(value, rule, of)
                                .map_err(|why| format!("{name}: {why}"))?;
                        }
                    }
                    true
                }
                "required" => {
                    let names = rule.as_array().unwrap().iter();
                    names
                        .map(|name| name.as_str().unwrap())
                        .all(|name| value.get(name).is_some())
                }
                "additionalProperties" => {
                    assert_eq!(rule, &Value::Bool(false));
                    let mut names = value.as_object().into_iter().flatten();
                    names.all(|(name, _)| schema["properties"].get(name).is_some())
                }
                "items" => {
                    let items = value.as_array().into_iter().flatten();
                    for item in items {
                        self.held(item, rule, of)?;
                    }
                    true
                }
                "pattern" => {
                    let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
                    value.as_str().is_none_or(|text| pattern.is_match(text))
                }
                "format" => match (rule.as_str().unwrap(), value.as_str()) {
                    ("date", Some(text)) => text.parse::<Date>().is_ok(),
                    ("date-time", Some(text)) => text.parse::<Timestamp>().is_ok(),
                    ("date" | "date-time", None) => true,
                    (other, _) => panic!("a format that no case has: {other}"),
                },
                "minimum" => value.as_u64() >= rule.as_u64(),
                "maximum" => value.as_u64() <= rule.as_u64(),
                other => panic!("a keyword that is not checked: {other}"),
            };
            if !fits {
                let value: String = value.to_string().chars().take(80).collect();
                return Err(format!("`{keyword}` of {of} is not met by {value}"));
            }
        }
        Ok(())
    }
}
