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
pub(super) struct RedactionOptions {
    /// Remove what leads to a confidential source; refused while places are undecided
    #[arg(long)]
    redact: bool,
    /// With --redact: places that nobody has decided about stay as they are
    #[arg(long, requires = "redact")]
    reviewed: bool,
}

impl RedactionOptions {
    /// The treatment of confidential sources that the options request.
    pub(super) fn wants(self) -> Confidential {
        match (self.redact, self.reviewed) {
            (true, false) => Confidential::Redact,
            (true, true) => Confidential::Reviewed,
            (false, _) => Confidential::Unasked,
        }
    }

    /// Prints on standard error that a JSON or CSV listing names confidential sources. Unlike an
    /// export, such a listing is not refused.
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

/// The case, redacted if requested, and the counts of what was removed.
///
/// Errors: nobody has decided about some places yet. They are added to `notes`.
pub(super) fn redacted_if_asked<'a>(
    case: &'a Case,
    wants: Confidential,
    notes: &mut Vec<String>,
) -> Result<(Cow<'a, Case>, Option<Withheld>), Error> {
    let (redacted, withheld) = match wants {
        Confidential::Redact => {
            let (redacted, withheld, questions) = redact_and_ask(case);
            require_decided(&questions, notes)?;
            (redacted, withheld)
        }
        Confidential::Reviewed => redact(case),
        Confidential::Unasked | Confidential::Keep => return Ok((Cow::Borrowed(case), None)),
    };
    Ok((Cow::Owned(redacted), Some(withheld)))
}

/// Checks that there are no undecided places.
///
/// Errors: there are some. They are added to `notes`.
fn require_decided(questions: &[Doubtful], notes: &mut Vec<String>) -> Result<(), Error> {
    let count = questions.iter().map(|one| one.places.len()).sum();
    notes.extend((1..).zip(questions).flat_map(|(at, one)| one.listed(at)));
    if count == 0 {
        return Ok(());
    }
    Err(Error::refused(
        format!(
            "{} may lead to a confidential source, and nobody has decided on {}: {}",
            counted(count, "place"),
            if count == 1 { "it" } else { "them" },
            counted(questions.len(), "question"),
        ),
        "decide in the workbench (`factdesk open CASE`, then `:` *redaction*), or leave them all as they are with --reviewed",
    ))
}

/// A text of a case for output. With `is_redacted`, words that may reveal a confidential source are
/// replaced.
pub(super) fn shown(case: &Case, text: &str, is_redacted: bool) -> String {
    if is_redacted {
        redacted_text(case, text, 0..text.len())
    } else {
        text.to_owned()
    }
}
