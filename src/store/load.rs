//! Reads a case from bytes, or reports the place of the error.
//!
//! An invalid file is an error with a line and a hint, and is not changed. While `ron` parses, the
//! types reject ill-formed ids, dates and hashes. Duplicate ids and references to missing records
//! are found afterwards; their lines are found by searching the text for the quoted id.

use std::fmt;

use super::chunks;
use super::emit::emit_old;
use super::flaws::flaws;
use crate::case::{Case, FORMAT, Sha256};
use crate::text;

/// The largest case file that is read, in bytes: 512 MiB, ten times the size of a case with 100,000
/// claims.
pub const MAX_BYTES: u64 = 512 << 20;

/// The oldest format that is read.
const OLDEST: u32 = 1;

/// Why bytes are not a valid case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// Line and column from 1, the column in characters. None if the error is about the whole file.
    pub place: Option<(usize, Option<usize>)>,
    /// What is wrong.
    pub what: String,
    /// What the user can do about it.
    pub hint: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, Some(column))) => write!(f, "{line}:{column}: {}", self.what),
            Some((line, None)) => write!(f, "{line}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

impl std::error::Error for LoadError {}

/// The longest message, in terminal cells. A message may quote the file, which may be hostile.
const LONGEST_MESSAGE: usize = 400;

pub(super) const HINT: &str =
    "fix that place in an editor, or take an earlier version of the file; it was left as it is";

pub(super) fn error_at(
    line: usize,
    column: Option<usize>,
    what: impl Into<String>,
    hint: &str,
) -> LoadError {
    LoadError {
        place: Some((line, column)),
        what: what.into(),
        hint: hint.to_owned(),
    }
}

fn error_in_file(what: impl Into<String>, hint: &str) -> LoadError {
    LoadError {
        place: None,
        what: what.into(),
        hint: hint.to_owned(),
    }
}

/// Reads a case. The result is in canonical order and in the current format, whatever the order and
/// format of the text.
///
/// Errors: not UTF-8, a NUL, empty, conflict markers, a newer format, syntax, an unknown field or
/// variant, an ill-formed id, time or hash, a duplicate id, a reference to a missing record, a
/// reason that does not go with its verdict, an empty attribution.
pub fn load(bytes: &[u8]) -> Result<Case, LoadError> {
    Ok(read(bytes)?.case)
}

/// A case that was read, and its text.
pub(super) struct Read<'a> {
    pub case: Case,
    pub text: &'a str,
    /// The format of the text.
    pub format: u32,
    /// Whether the text is known to be canonical.
    pub is_canonical: bool,
}

/// The version of this program that would write the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// This version would.
    Canonical,
    /// Version 0.1 would, in format 1.
    Old,
    /// No version would.
    Foreign,
}

impl Form {
    /// The form of a file with this hash, from which a case of this format was read. `canonical` is
    /// the hash of the canonical text of that case.
    pub fn of(hash: Sha256, (case, format): (&Case, u32), canonical: Sha256) -> Self {
        let is_old = || emit_old(case).is_ok_and(|old| Sha256::over([old.as_bytes()]) == hash);
        if hash == canonical {
            Self::Canonical
        } else if format < FORMAT && is_old() {
            Self::Old
        } else {
            Self::Foreign
        }
    }
}

/// Like [`load`]. Also returns the text and its format.
pub(super) fn read(bytes: &[u8]) -> Result<Read<'_>, LoadError> {
    let read = parse(bytes)?;
    let flaw = flaws(&read.case, read.text).next();
    flaw.map_or(Ok(read), Err)
}

/// Reads a case without checking references and ids. [`flaws`] checks those.
pub(super) fn parse(bytes: &[u8]) -> Result<Read<'_>, LoadError> {
    let text = decode(bytes)?;
    if let Some(case) = chunks::read(text, chunks::CHUNK) {
        return Ok(Read {
            case,
            text,
            format: FORMAT,
            is_canonical: text.len() == bytes.len(),
        });
    }
    let mut case: Case = chunks::options()
        .from_str(text)
        .map_err(|error| explain_syntax_error(text, &error))?;
    if !(OLDEST..=FORMAT).contains(&case.format) {
        return Err(other_format(case.format.into()));
    }
    case.sort();
    let format = std::mem::replace(&mut case.format, FORMAT);
    Ok(Read {
        case,
        text,
        format,
        is_canonical: false,
    })
}

/// Reads a case from the JSON that `export --to json` writes. The checks are those of [`load`].
///
/// Errors: those of [`load`], with line and column in the JSON.
pub fn load_json(bytes: &[u8]) -> Result<Case, LoadError> {
    let text = decode(bytes)?;
    let mut case: Case = serde_json::from_str(text).map_err(|error| {
        let what = error.to_string();
        // `serde_json` ends its message with line and column, which `error_at` adds itself.
        let what = what.split(" at line ").next().unwrap_or_default();
        let what = text::clip(&text::visible(what), LONGEST_MESSAGE).into_owned();
        error_at(error.line(), Some(error.column()), what, HINT)
    })?;
    if !(OLDEST..=FORMAT).contains(&case.format) {
        return Err(other_format(case.format.into()));
    }
    case.sort();
    case.format = FORMAT;
    let flaw = flaws(&case, text).next();
    flaw.map_or(Ok(case), Err)
}

fn decode(bytes: &[u8]) -> Result<&str, LoadError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (good, rest) = bytes
            .split_at_checked(error.valid_up_to())
            .unwrap_or((bytes, &[]));
        let (line, column) = text::place_of(&String::from_utf8_lossy(good));
        let byte = rest.first().copied().unwrap_or_default();
        error_at(
            line,
            Some(column),
            format!("the byte {byte:#04x} is not UTF-8 text"),
            HINT,
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.starts_with("version https://git-lfs.github.com/spec/") {
        return Err(error_in_file(
            "this is a Git LFS pointer and not the case itself",
            "fetch the case first: `git lfs pull`; a case is text, and merges only where LFS leaves it alone",
        ));
    }
    if let Some((good, _)) = text.split_once('\0') {
        let (line, column) = text::place_of(good);
        return Err(error_at(
            line,
            Some(column),
            "there is a NUL byte here, so this is not text",
            HINT,
        ));
    }
    if text.trim().is_empty() {
        return Err(error_in_file(
            "the file is empty",
            "take an earlier version of it, or make a case with `factdesk new`",
        ));
    }
    Ok(text)
}

/// The hint for a file with conflict markers: how to keep the work of both sides.
pub const BOTH_SIDES: &str = "the work of both sides is in the file: in an editor, keep the lines of both, take out \
    the marker lines, and where both begin the same field (`rulings: [`), leave one beginning before the \
    items of both; `factdesk verify` then names what is left to fix. It was left as it is";

/// Whether a line is a conflict marker of git or jj: seven or more equal characters, alone or
/// before a space. `=` is not tested, since it never occurs without the others.
pub(super) fn is_conflict_marker(line: &str) -> bool {
    const MIN_LEN: usize = 7;
    ['<', '>', '|'].into_iter().any(|sign| {
        let rest = line.trim_start_matches(sign);
        line.len() - rest.len() >= MIN_LEN && (rest.is_empty() || rest.starts_with(' '))
    })
}

/// The error for a text that `ron` cannot parse. Conflict markers and a newer format are checked
/// first, since they explain most syntax errors.
fn explain_syntax_error(text: &str, error: &ron::error::SpannedError) -> LoadError {
    if let Some(line) = text.lines().position(is_conflict_marker) {
        return error_at(line + 1, None, "git left conflict markers here", BOTH_SIDES);
    }
    if let Some(format) = leading_format(text)
        && !(u64::from(OLDEST)..=u64::from(FORMAT)).contains(&format)
    {
        return other_format(format);
    }
    if text.trim_start().starts_with('{') {
        return error_at(
            1,
            Some(1),
            "this is JSON and not a case file: a case starts with `(`",
            "if it is a case that was exported as JSON, make a case file of it with `factdesk new FILE.json`",
        );
    }
    if !text.trim_start().starts_with(['(', '/', '#']) && !text.trim_start().starts_with("Case") {
        return error_at(
            1,
            Some(1),
            "this is not a case: a case starts with `(`",
            "make a case of a story with `factdesk new STORY`",
        );
    }
    let what = match &error.code {
        ron::Error::ExceededRecursionLimit => "brackets nest deeper than in any case".to_owned(),
        code => text::clip(&text::visible(&code.to_string()), LONGEST_MESSAGE).into_owned(),
    };
    error_at(
        error.span.start.line,
        Some(error.span.start.col),
        what,
        HINT,
    )
}

/// The number of the `format` field, if that is the first field of the file.
fn leading_format(text: &str) -> Option<u64> {
    let fields = text.split_once('(')?.1;
    let first = fields
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("//"))?;
    let number = first
        .strip_prefix("format")?
        .trim_start()
        .strip_prefix(':')?
        .trim_start();
    let digits = number
        .find(|c: char| !c.is_ascii_digit())
        .map_or(number, |end| number.get(..end).unwrap_or_default());
    digits.parse().ok()
}

fn other_format(format: u64) -> LoadError {
    if format > u64::from(FORMAT) {
        error_in_file(
            format!(
                "this case is of format {format}, and this factdesk reads formats {OLDEST} to {FORMAT}"
            ),
            "open it with a newer factdesk; it was left as it is",
        )
    } else {
        error_in_file(
            format!(
                "there is no case format {format}; this factdesk reads formats {OLDEST} to {FORMAT}"
            ),
            HINT,
        )
    }
}
