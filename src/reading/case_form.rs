//! Recognises files that are cases, in RON or JSON.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The form of a case in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseForm {
    /// A case file, in RON.
    Ron,
    /// The output of `export --to json`.
    Json,
}

/// The form of the case in these bytes. None if they are no case. Any version of the format is
/// recognised. A case in RON is recognised by its start alone, even if the rest is damaged.
pub fn case_form(bytes: &[u8]) -> Option<CaseForm> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.trim_ascii_start();
    match start.first()? {
        b'(' | b'/' | b'#' | b'C' => starts_as_case(start).then_some(CaseForm::Ron),
        b'{' => {
            let text = std::str::from_utf8(start).ok()?;
            is_case_in_json(text).then_some(CaseForm::Json)
        }
        _ => None,
    }
}

/// Whether a text starts like a case file: a parenthesis, then the field `format` with a number.
fn starts_as_case(bytes: &[u8]) -> bool {
    const MAX_BYTES_SEARCHED: usize = 4096;
    let start =
        String::from_utf8_lossy(bytes.get(..MAX_BYTES_SEARCHED).unwrap_or(bytes)).into_owned();
    let mut rest = start.as_str();
    let skip = |rest: &mut &str| {
        loop {
            *rest = rest.trim_start();
            let is_comment = rest.starts_with("//") || rest.starts_with('#');
            match rest.split_once('\n') {
                Some((_, after)) if is_comment => *rest = after,
                _ => return,
            }
        }
    };
    skip(&mut rest);
    rest = rest.strip_prefix("Case").unwrap_or(rest).trim_start();
    let Some(after) = rest.strip_prefix('(') else {
        return false;
    };
    rest = after;
    skip(&mut rest);
    let number = rest
        .strip_prefix("format")
        .and_then(|rest| rest.trim_start().strip_prefix(':'));
    number.is_some_and(|number| {
        number
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit())
    })
}

/// The fields by which a case in JSON is recognised.
#[derive(Deserialize)]
#[expect(dead_code, reason = "it is only asked whether they are there")]
struct CaseStart {
    format: u32,
    id: String,
    title: IgnoredAny,
    sources: Vec<IgnoredAny>,
    claims: Vec<IgnoredAny>,
}

fn is_case_in_json(text: &str) -> bool {
    serde_json::from_str::<CaseStart>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_recognised_in_both_forms() {
        let ron = "// a note\n(\n    format: 9,\n    id: \"k7q2m9x4tbw5\",";
        assert_eq!(case_form(ron.as_bytes()), Some(CaseForm::Ron));
        let json = r#"{"format":2,"id":"k7q2m9x4tbw5","title":"t","sources":[],"claims":[]}"#;
        assert_eq!(case_form(json.as_bytes()), Some(CaseForm::Json));
        for text in [
            "(format: the paper says 2)",
            "{}",
            "(",
            "",
            r#"{"claims":[]}"#,
        ] {
            assert_eq!(case_form(text.as_bytes()), None, "{text}");
        }
    }
}
