//! The request for an export, from the command line or the form.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::format::Format;
use super::redact::redacted_text;
use crate::case::closed_enum::closed_enum;
use crate::case::standing::standing_of;
use crate::case::{Case, Claim, ClaimId, Standing};
use crate::error::Error;

closed_enum! {
    /// The tables for spreadsheets.
    #[derive(Default)]
    pub enum Sheet, "table" {
        /// One row per claim.
        #[default]
        Claims = "claims",
        /// One row per evidence item, including suggested ones.
        Evidence = "evidence",
        /// One row per source.
        Sources = "sources",
        /// Claims in rows, sources in columns: the stances of their evidence.
        Matrix = "matrix",
    }
}

/// The choice of claims to review, for a format with reviews.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// No choice was made. `claimreview` reviews the only claim with a verdict on *fact*; a public
    /// page reviews all of them.
    #[default]
    Only,
    /// All claims with a verdict on *fact*.
    All,
    /// This claim.
    One(ClaimId),
}

/// The request for an export.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "options that each stand alone"
)]
pub struct ExportRequest {
    /// The format.
    pub format: Format,
    /// The output file; none for standard output.
    pub output: Option<PathBuf>,
    /// Whether an existing file may be overwritten.
    pub force: bool,
    /// The treatment of confidential sources.
    pub confidential: Confidential,
    /// For `claimreview`: which claims are reviewed.
    pub choice: Choice,
    /// For `claimreview` and a public page: the web address at which it will be published.
    pub url: Option<String>,
    /// For `claimreview`: the publisher; none for the one in the settings.
    pub publisher: Option<String>,
    /// For `claimreview`: whether the JSON is wrapped in a script element.
    pub html: bool,
    /// For `html`: whether the page is for readers outside of the newsroom.
    pub public: bool,
    /// For `docx`: whether claims without a ruling get a comment.
    pub open: bool,
    /// For `csv`: the table.
    pub sheet: Sheet,
    /// For `csv`: the separator of cells.
    pub delimiter: u8,
    /// For `csv`: whether the table starts with a byte order mark.
    pub bom: bool,
    /// The language of the report; none for the one in the settings.
    pub language: Option<&'static str>,
    /// Only claims with one of these standings on a question; empty for all.
    pub only: Vec<Standing>,
    /// Claims that are left out.
    pub except: Vec<ClaimId>,
}

impl ExportRequest {
    /// The request for an export of the whole case in this format, to standard output.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            output: None,
            force: false,
            confidential: Confidential::Unasked,
            choice: Choice::Only,
            url: None,
            publisher: None,
            html: false,
            public: false,
            open: false,
            sheet: Sheet::Claims,
            delimiter: b',',
            bom: false,
            language: None,
            only: Vec::new(),
            except: Vec::new(),
        }
    }

    /// Refuses a redacted export whose file name, address or publisher may reveal a confidential
    /// source. The error comes with the name of the field: `file`, `url` or `publisher`.
    pub fn require_no_source_named(&self, case: &Case) -> Result<(), (&'static str, Error)> {
        if !self.confidential.is_redacted() {
            return Ok(());
        }
        let file = self.output.as_deref().and_then(Path::file_name);
        let file = file.unwrap_or_default().to_string_lossy();
        let [url, publisher] =
            [&self.url, &self.publisher].map(|text| text.as_deref().unwrap_or_default());
        let given = [
            ("file", &*file, "the name of the file", "name another file"),
            (
                "url",
                url,
                "the address of the page",
                "give another, or none",
            ),
            ("publisher", publisher, "the publisher", "name another"),
        ];
        let revealing = given
            .into_iter()
            .find(|(_, text, ..)| !text.is_empty() && leads(case, text));
        revealing.map_or(Ok(()), |(field, _, what, hint)| {
            let what = format!("{what} leads to a confidential source");
            Err((field, Error::refused(what, hint)))
        })
    }

    /// The selected claims; none if all claims are selected.
    pub fn asked(&self, case: &Case) -> Option<HashSet<ClaimId>> {
        let is_selected = |claim: &Claim| {
            let questions = claim.questions();
            let mut stands = questions.map(|question| standing_of(claim, question).standing);
            (self.only.is_empty() || stands.any(|standing| self.only.contains(&standing)))
                && !self.except.contains(&claim.id)
        };
        let asked = || {
            case.uncut()
                .filter(|claim| is_selected(claim))
                .map(|claim| claim.id)
        };
        (!self.only.is_empty() || !self.except.is_empty()).then(|| asked().collect())
    }
}

/// Whether a text may reveal a confidential source of the case.
pub fn leads(case: &Case, text: &str) -> bool {
    redacted_text(case, text, 0..text.len()) != text
}

/// The treatment of confidential sources in an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidential {
    /// Nobody has chosen. This is possible only for a case without confidential sources.
    Unasked,
    /// Everything that reveals them is removed. Such an export is refused while there are undecided
    /// places.
    Redact,
    /// Everything that certainly reveals them is removed. Undecided places stay.
    Reviewed,
    /// Confidential sources are kept.
    Keep,
}

impl Confidential {
    /// Whether the export is redacted.
    pub fn is_redacted(self) -> bool {
        matches!(self, Self::Redact | Self::Reviewed)
    }
}
