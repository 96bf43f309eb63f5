//! `json`: the whole case, with the field names of the case file. It can be read back as the same
//! case.

use std::fmt::Write;

use serde::Serialize;

use super::options::broken;
use crate::case::Case;
use crate::error::Error;
use crate::text::is_unseen;

/// The exported JSON.
pub(super) fn text(case: &Case) -> Result<Vec<u8>, Error> {
    safe(case)
        .map(String::into_bytes)
        .map_err(|error| broken(&error))
}

/// A value as indented JSON that ends with a line feed. Hidden characters in strings are escaped,
/// so that the output is safe in a terminal and has the same value. `</` and `<!--` are escaped
/// too: they could end a script element if the JSON is pasted into a page. All of these occur only
/// in strings.
pub fn safe<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<String> {
    let text = serde_json::to_string_pretty(value)?;
    let mut safe = String::with_capacity(text.len() + 1);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c| c == '<' || (is_unseen(c) && c != '\n')) {
        let (plain, from) = rest.split_at(at);
        safe.push_str(plain);
        let mut remaining = from.chars();
        match remaining.next().unwrap_or_default() {
            '<' if remaining.as_str().starts_with('/') => safe.push_str("<\\"),
            '<' if !remaining.as_str().starts_with("!--") => safe.push('<'),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // A write to a String does not fail.
                    let _ = write!(safe, "\\u{unit:04x}");
                }
            }
        }
        rest = remaining.as_str();
    }
    safe.push_str(rest);
    safe.push('\n');
    Ok(safe)
}

/// JSON for use inside of a web page. `<`, `>` and `&` occur only in strings. They are escaped, so
/// that no text can end the script element.
pub(super) fn for_pages(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_no_hidden_character_and_the_same_value() {
        let text = "a\u{9b}31m\u{202e}\u{e0041}\u{200b}\x1b\n";
        let printed = safe(&text).unwrap();
        assert!(!printed.trim_end().contains(is_unseen), "{printed:?}");
        assert_eq!(serde_json::from_str::<String>(&printed).unwrap(), text);
    }

    #[test]
    fn json_ends_no_script_element() {
        let text = "</script><!-- <b>a</b>";
        let printed = safe(text).unwrap();
        assert!(
            !printed.contains("</") && !printed.contains("<!--"),
            "{printed}"
        );
        assert_eq!(serde_json::from_str::<String>(&printed).unwrap(), text);
        let page = for_pages(&printed);
        assert!(!page.contains('<'), "{page}");
        assert_eq!(serde_json::from_str::<String>(&page).unwrap(), text);
    }
}
