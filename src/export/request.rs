//! What is asked for when a case is exported, by a command or by the form.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::format::Format;
use super::redact::redacted_text;
use crate::case::standing::stands;
use crate::case::words::words;
use crate::case::{Case, Claim, ClaimId, Standing};
use crate::error::Error;

words! {
    /// Which table of a case.
    #[derive(Default)]
    pub enum Sheet, "table" {
        /// A row a claim.
        #[default]
        Claims = "claims",
        /// A row an item of evidence, suggested ones too.
        Evidence = "evidence",
        /// A row a source.
        Sources = "sources",
        /// A row a claim, a column a source: which way its items point.
        Matrix = "matrix",
    }
}

/// Which claims are exported, by a format that has a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The only one that can be.
    #[default]
    Only,
    /// All that can be.
    All,
    /// This one.
    One(ClaimId),
}

/// An export as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "options that each stand alone"
)]
pub struct ExportRequest {
    /// As what.
    pub format: Format,
    /// To which file; none: standard output.
    pub output: Option<PathBuf>,
    /// Whether one that is there may be overwritten.
    pub force: bool,
    /// What becomes of confidential sources.
    pub confidential: Confidential,
    /// For `claimreview`: which claims are reviewed.
    pub choice: Choice,
    /// For `claimreview` and a public page: where it will stand.
    pub url: Option<String>,
    /// For `claimreview`: whose it is; none for what the settings say.
    pub publisher: Option<String>,
    /// For `claimreview`: whether it is wrapped as a page holds it.
    pub html: bool,
    /// For `html`: whether it is for readers outside the newsroom.
    pub public: bool,
    /// For `docx`: whether claims on which nobody has ruled are commented, too.
    pub open: bool,
    /// For `csv`: which table.
    pub sheet: Sheet,
    /// For `csv`: what parts its cells.
    pub delimiter: u8,
    /// For `csv`: whether it begins with a byte order mark.
    pub bom: bool,
    /// The language of the report; none for the desk's own.
    pub language: Option<&'static str>,
    /// Only claims of which a question stands like one of these; empty: all.
    pub only: Vec<Standing>,
    /// Claims that are left out.
    pub except: Vec<ClaimId>,
}

impl ExportRequest {
    /// All of a case in this format, to standard output.
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

    /// Refuses a redacted export whose file name, address or publisher leads to a confidential
    /// source, and says which of them it is: `file`, `url` or `publisher`.
    pub fn names_nobody(&self, case: &Case) -> Result<(), (&'static str, Error)> {
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
        let bad = given.into_iter().find(|(_, text, ..)| leads(case, text));
        bad.map_or(Ok(()), |(field, _, what, hint)| {
            let what = format!("{what} leads to a confidential source");
            Err((field, Error::refused(what, hint)))
        })
    }

    /// The claims of a case that are asked for, unless all are.
    pub fn asked(&self, case: &Case) -> Option<HashSet<ClaimId>> {
        let is_asked = |claim: &Claim| {
            let questions = claim.questions();
            let mut stands = questions.map(|question| stands(claim, question).standing);
            (self.only.is_empty() || stands.any(|standing| self.only.contains(&standing)))
                && !self.except.contains(&claim.id)
        };
        let asked = || {
            case.uncut()
                .filter(|claim| is_asked(claim))
                .map(|claim| claim.id)
        };
        (!self.only.is_empty() || !self.except.is_empty()).then(|| asked().collect())
    }
}

/// Whether a text outside of the case leads, or may lead, to a confidential source of it.
pub fn leads(case: &Case, text: &str) -> bool {
    redacted_text(case, text, 0..text.len()) != text
}

/// What becomes of confidential sources in an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidential {
    /// There is none, or nobody said.
    Unasked,
    /// Everything that leads to them is removed. Refused while there are places that nobody has
    /// decided about.
    Redact,
    /// Like `Redact`, but places that nobody has decided about stay.
    Reviewed,
    /// They stay in.
    Keep,
}

impl Confidential {
    /// Whether the export is redacted.
    pub fn is_redacted(self) -> bool {
        matches!(self, Self::Redact | Self::Reviewed)
    }
}
