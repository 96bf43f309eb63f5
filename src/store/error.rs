//! The errors of the store, with hints for the user.

use std::io;

use super::emit::emit;
use super::load::{LoadError, MAX_BYTES, load};
use super::save::Unsaved;
use crate::case::Case;
use crate::error::Error;
use crate::text::mib;

/// The error for a file that is not a case, with its line and a hint.
pub(super) fn no_case(name: &str, error: &LoadError) -> Error {
    let colon = if error.place.is_some() { ":" } else { ": " };
    Error::refused(format!("{name}{colon}{error}"), error.hint.clone())
}

/// The hint for a file that is not a case.
pub(super) const NAME_A_CASE: &str = "name a file like story.case.ron";

/// The hint after a failed save.
pub(super) const RECORDED: &str =
    "what you did is recorded, and the next command puts it into the file";

/// The error for a file that cannot be read.
pub(super) fn cannot_read(name: &str, error: &io::Error) -> Error {
    let (what, hint) = match error.kind() {
        io::ErrorKind::NotFound => (
            format!("there is no file {name}"),
            "make a case with `factdesk new STORY`",
        ),
        io::ErrorKind::FileTooLarge => (
            format!(
                "{name} is larger than {}, so it is not a case",
                mib(MAX_BYTES)
            ),
            NAME_A_CASE,
        ),
        _ => (
            format!("{name} cannot be read"),
            "check that you may read the file",
        ),
    };
    let cause = if error.kind() == io::ErrorKind::NotFound {
        String::new()
    } else {
        error.to_string()
    };
    Error::refused(what, hint).because(cause)
}

/// The error if no state directory is known.
pub(super) fn no_place_for_state() -> Error {
    Error::write_failed(
        "there is no directory to record edits in",
        "neither XDG_STATE_HOME nor HOME is set",
        "set HOME",
    )
}

/// The error for a failed save.
pub(super) fn not_saved(name: &str, unsaved: Unsaved, hint: &str) -> Error {
    let (what, cause) = match unsaved {
        Unsaved::Failed(step, error) => (format!("{} failed", step.words()), error.to_string()),
        Unsaved::InPlaceOnly(why) => (why, String::new()),
        Unsaved::Changed | Unsaved::ChangedDuringSave => (
            "something else changed it just now".to_owned(),
            String::new(),
        ),
    };
    Error::write_failed(format!("{name} could not be saved: {what}"), cause, hint)
}

/// The canonical text of a case, checked by reading it back.
///
/// Errors: the text is larger than [`MAX_BYTES`]; it does not read back as the same case.
pub(super) fn text_of(case: &Case, name: &str) -> Result<String, Error> {
    let text = emit(case).map_err(|error| unfaithful(name, &error))?;
    if text.len() as u64 > MAX_BYTES {
        let what = format!(
            "{name} could not be saved: it would be larger than {}, and could not be read again",
            mib(MAX_BYTES)
        );
        return Err(Error::write_failed(
            what,
            "",
            "split the case; nothing was written",
        ));
    }
    match load(text.as_bytes()) {
        Ok(read) if read == *case => Ok(text),
        Ok(_) => Err(unfaithful(name, &"a record differs")),
        Err(error) => Err(unfaithful(name, &error)),
    }
}

/// The error for a case whose text does not read back as the same case.
pub(super) fn unfaithful(name: &str, cause: &dyn std::fmt::Display) -> Error {
    Error::write_failed(
        format!("{name} could not be saved: its text does not read back as the same case"),
        cause,
        "please report this; what you did is recorded in the journal",
    )
}
