//! Paths as a person types them or drags them to the terminal: `~`, quotes, backslashes, `file://`.
//!
//! If a path exists exactly as it is typed, it is not interpreted.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use clap::builder::{OsStringValueParser, TypedValueParser};

/// The path for the text of a form's field.
pub(super) fn typed(text: &str) -> PathBuf {
    resolve(text, home().as_deref(), &|path| {
        path.symlink_metadata().is_ok()
    })
}

/// The parser for path arguments. The shell has removed quotes already, but it does not expand
/// `--file=~/notes.pdf` or `file://`.
pub(super) fn argument() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(|word| of_argument(&word))
}

/// The path for a word of the command line.
pub(super) fn of_argument(word: &OsStr) -> PathBuf {
    let is_there = Path::new(word).symlink_metadata().is_ok();
    let text = word.to_str().filter(|_| !is_there);
    let interpreted =
        text.and_then(|text| of_url(text).or_else(|| at_home(word, home().as_deref())));
    interpreted.unwrap_or_else(|| PathBuf::from(word))
}

fn home() -> Option<PathBuf> {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    home.map(PathBuf::from)
}

fn resolve(text: &str, home: Option<&Path>, is_there: &dyn Fn(&Path) -> bool) -> PathBuf {
    let text = text.trim();
    if is_there(Path::new(text)) {
        return PathBuf::from(text);
    }
    let word = unquoted(text);
    let word = word.as_deref().unwrap_or(text);
    of_url(word)
        .or_else(|| at_home(OsStr::new(word), home))
        .unwrap_or_else(|| PathBuf::from(word))
}

/// Expands `~`. `~user` is left to the shell.
fn at_home(word: &OsStr, home: Option<&Path>) -> Option<PathBuf> {
    let rest = Path::new(word).strip_prefix("~").ok()?;
    let home = home?;
    Some(if rest.as_os_str().is_empty() {
        home.to_owned()
    } else {
        home.join(rest)
    })
}

/// The path of a `file:` address on this machine.
fn of_url(word: &str) -> Option<PathBuf> {
    let scheme = word.get(..5)?;
    if !scheme.eq_ignore_ascii_case("file:") {
        return None;
    }
    let rest = word.get(5..)?;
    let path = match rest.strip_prefix("//") {
        Some(rest) => {
            let (host, _) = rest.split_at(rest.find('/')?);
            let is_here = host.is_empty() || host.eq_ignore_ascii_case("localhost");
            is_here.then(|| rest.get(host.len()..)).flatten()?
        }
        None => rest,
    };
    let path = decoded(path)?;
    path.starts_with(b"/")
        .then(|| PathBuf::from(OsString::from_vec(path)))
}

/// Decodes escapes such as `%41`. None for an incomplete escape or a zero byte.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        let byte = u8::try_from(high * 16 + low).ok()?;
        bytes.push(Some(byte).filter(|byte| *byte != 0)?);
    }
    Some(bytes)
}

/// Removes quotes and backslashes like a shell. None if a quote is not closed: then it is part of
/// the name. Unquoted spaces stay, since people do not quote paths in a field.
fn unquoted(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut quote = None;
    while let Some(c) = rest.next() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), close) if open == close => quote = None,
            (None | Some('"'), '\\') => match rest.peek() {
                // A terminal escapes only the characters that are special in a shell.
                Some(next) if !next.is_alphanumeric() => plain.extend(rest.next()),
                _ => plain.push('\\'),
            },
            _ => plain.push(c),
        }
    }
    quote.is_none().then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> PathBuf {
        resolve(text, Some(Path::new("/home/mk")), &|_| false)
    }

    #[test]
    fn typed_paths_are_interpreted() {
        for (text, means) in [
            ("notes.pdf", "notes.pdf"),
            (" lists/My notes.pdf ", "lists/My notes.pdf"),
            ("~", "/home/mk"),
            ("~/notes.pdf", "/home/mk/notes.pdf"),
            ("'~/My notes.pdf'", "/home/mk/My notes.pdf"),
            ("~ab/notes.pdf", "~ab/notes.pdf"),
            ("'/w/My notes.pdf'", "/w/My notes.pdf"),
            ("\"/w/My notes.pdf\"", "/w/My notes.pdf"),
            (r#""/w/the \"list\".pdf""#, r#"/w/the "list".pdf"#),
            (r"'/w/it'\''s.pdf'", "/w/it's.pdf"),
            (r"/w/My\ notes\ \(2\).pdf", "/w/My notes (2).pdf"),
            (r"/w/a\b.pdf", r"/w/a\b.pdf"),
            ("/w/it's.pdf", "/w/it's.pdf"),
            ("/w/її нотатки.pdf", "/w/її нотатки.pdf"),
            ("file:///w/My%20notes.pdf", "/w/My notes.pdf"),
            ("file://localhost/w/%D1%97.pdf", "/w/ї.pdf"),
            ("FILE:/w/a.pdf", "/w/a.pdf"),
            ("'file:///w/a.pdf'", "/w/a.pdf"),
            // Another machine, an invalid escape, a relative path: such an address is used as an
            // ordinary name.
            ("file://desk-3/w/a.pdf", "file://desk-3/w/a.pdf"),
            ("file:///w/100%", "file:///w/100%"),
            ("file:///w/a%00b", "file:///w/a%00b"),
            ("file:a.pdf", "file:a.pdf"),
        ] {
            assert_eq!(path(text), Path::new(means), "{text}");
        }
        assert_eq!(resolve("~/a", None, &|_| false), Path::new("~/a"));
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_kept() {
        let path = path("file:///w/%FF.pdf");
        assert_eq!(path.into_os_string().into_encoded_bytes(), b"/w/\xff.pdf");
    }

    #[test]
    fn a_path_that_exists_as_typed_is_not_interpreted() {
        let name = r"'a'\ b";
        let means = resolve(name, None, &|path| path == Path::new(name));
        assert_eq!(means, Path::new(name));
    }
}
