//! The claims of a case with their suggested evidence.

use serde_json::Value;

use super::Desk;

/// The claims of a case, each with its suggested items.
pub fn suggested(desk: &Desk, case: &str) -> Vec<(String, Vec<Value>)> {
    let json = desk.json(&["export", case, "--to", "json"]);
    let claims = json["claims"].as_array().unwrap().iter();
    let claim = |claim: &Value| {
        let items = claim["evidence"].as_array().unwrap().clone();
        assert!(items.iter().all(|item| item["suggested"] == true));
        (claim["text"].as_str().unwrap().to_owned(), items)
    };
    claims.map(claim).collect()
}

pub fn texts(claims: &[(String, Vec<Value>)]) -> Vec<&str> {
    claims.iter().map(|(text, _)| text.as_str()).collect()
}

pub fn count(claims: &[(String, Vec<Value>)]) -> usize {
    claims.iter().map(|(_, items)| items.len()).sum()
}
