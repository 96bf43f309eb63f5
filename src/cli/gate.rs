//! Redaction options for commands that print a case.

use std::borrow::Cow;

use clap::Args;

use super::print::Listing;
use super::words::say;
use crate::case::Case;
use crate::error::Error;
use crate::export::{Confidential, Doubtful, Withheld, redact, redact_and_ask, redacted_text};
use crate::text::counted;

/// The redaction options of a command that prints a case.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Gate {
    /// Remove what leads to a confidential source; refused while places are undecided
    #[arg(long)]
    redact: bool,
    /// With --redact: places that nobody has decided about stay as they are
    #[arg(long, requires = "redact")]
    reviewed: bool,
}

impl Gate {
    /// What the options ask for.
    pub(super) fn wants(self) -> Confidential {
        match (self.redact, self.reviewed) {
            (true, false) => Confidential::Redact,
            (true, true) => Confidential::Reviewed,
            (false, _) => Confidential::Unasked,
        }
    }

    /// Says on standard error that a table for a file names confidential sources: unlike an export,
    /// it is not refused.
    pub(super) fn note_names(self, case: &Case, format: Listing) {
        let count = case.sources.iter().filter(|one| one.confidential).count();
        if count > 0 && !self.redact && format != Listing::Table {
            let sources = counted(count, "confidential source");
            let whom = if count == 1 { "it" } else { "them" };
            say(&format!(
                "Note: this names {sources}; --redact removes what leads to {whom}.\n"
            ));
        }
    }

    /// The case as this command may show it. Undecided places are listed on standard error.
    pub(super) fn open(self, case: &Case) -> Result<Cow<'_, Case>, Error> {
        let mut notes = Vec::new();
        let opened = redacted_if_asked(case, self.wants(), &mut notes);
        for note in notes {
            say(&format!("{note}\n"));
        }
        opened.map(|(case, _)| case)
    }
}

/// The case, redacted if requested, and what was withheld.
///
/// Errors: a person has not decided about some places yet. `notes` lists them.
pub(super) fn redacted_if_asked<'a>(
    case: &'a Case,
    wants: Confidential,
    notes: &mut Vec<String>,
) -> Result<(Cow<'a, Case>, Option<Withheld>), Error> {
    let (redacted, withheld) = match wants {
        Confidential::Redact => {
            let (redacted, withheld, asked) = redact_and_ask(case);
            require_decided(&asked, notes)?;
            (redacted, withheld)
        }
        Confidential::Reviewed => redact(case),
        Confidential::Unasked | Confidential::Keep => return Ok((Cow::Borrowed(case), None)),
    };
    Ok((Cow::Owned(redacted), Some(withheld)))
}

/// An error if there are undecided places. `notes` gets a list of them.
fn require_decided(asked: &[Doubtful], notes: &mut Vec<String>) -> Result<(), Error> {
    let count = asked.iter().map(|one| one.places.len()).sum();
    notes.extend((1..).zip(asked).flat_map(|(at, one)| one.listed(at)));
    if count == 0 {
        return Ok(());
    }
    Err(Error::refused(
        format!(
            "{} may lead to a confidential source, and nobody has decided on {}: {}",
            counted(count, "place"),
            if count == 1 { "it" } else { "them" },
            counted(asked.len(), "question"),
        ),
        "decide in the workbench (`factdesk open CASE`, then `:` *redaction*), or leave them all as they are with --reviewed",
    ))
}

/// A text from a case as it is printed. If `is_redacted`, without words that may reveal a
/// confidential source.
pub(super) fn shown(case: &Case, text: &str, is_redacted: bool) -> String {
    if is_redacted {
        redacted_text(case, text, 0..text.len())
    } else {
        text.to_owned()
    }
}
