//! What leaves the house: one case, every reader. Each format is `&Case -> bytes` in a file of its own.
//!
//! This room stands after `store` in the order of dependence, for one call: `ron` is what the store would write. It meets
//! no disk, no terminal and no clock. Whether a case is redacted is settled before it comes here: exporters cannot tell.

mod annotated;
mod annotations;
mod claimreview;
mod csv;
mod cuts;
mod docx;
mod html;
mod json;
pub mod labels;
mod markdown;
mod redact;
mod ron;
pub mod shown;
mod verdicts;
mod words;

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use crate::case::words::words;
use crate::case::{Case, ClaimId, Refusal, Timestamp};
use crate::check::Findings;

pub use csv::harmless;
pub use json::safe;
pub use redact::{Withheld, redact};
pub use words::{BadWords, Words, filled, time};

words! {
    /// What a case can be exported as.
    pub enum Format, "format" {
        /// The case itself, canonical: a case file to hand on.
        Ron = "ron",
        /// The whole case, for programs.
        Json = "json",
        /// A row a claim, for spreadsheets.
        Csv = "csv",
        /// The checker's memo.
        Markdown = "markdown",
        /// One self-contained page for people.
        Html = "html",
        /// The story as text with newsroom marks.
        Annotated = "annotated",
        /// The story as a Word document with the verdicts as comments.
        Docx = "docx",
        /// schema.org `ClaimReview`.
        Claimreview = "claimreview",
        /// W3C Web Annotation.
        Annotations = "annotations",
    }
}

impl Format {
    /// Whether it is bytes that no terminal should be shown.
    pub fn is_binary(self) -> bool {
        self == Self::Docx
    }

    /// How the name of the file ends that is written beside `NAME.case.ron`: `NAME.memo.md`.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Ron => "copy.case.ron",
            Self::Json => "case.json",
            Self::Csv => "claims.csv",
            Self::Markdown => "memo.md",
            Self::Html => "report.html",
            Self::Annotated => "annotated.txt",
            Self::Docx => "annotated.docx",
            Self::Claimreview => "claimreview.json",
            Self::Annotations => "annotations.json",
        }
    }

    /// The file that a case is exported to where nobody says another: beside it, `story.case.ron` to `story.memo.md`.
    pub fn beside(self, case: &Path) -> PathBuf {
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        let stem = name.strip_suffix(".ron").unwrap_or(&name);
        let stem = stem.strip_suffix(".case").unwrap_or(stem);
        case.with_file_name(format!("{stem}.{}", self.ending()))
    }

    /// What it is, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Ron => "the case itself, to hand on",
            Self::Json => "the whole case, for programs",
            Self::Csv => "a row a claim, for spreadsheets",
            Self::Markdown => "the checker's memo",
            Self::Html => "a page for people, with the story",
            Self::Annotated => "the story with newsroom marks",
            Self::Docx => "a Word document, verdicts as comments",
            Self::Claimreview => "schema.org, one claim",
            Self::Annotations => "W3C Web Annotations",
        }
    }

    /// What the format cannot hold of a case, in one line; empty where it holds all.
    pub fn loses(self) -> &'static str {
        match self {
            Self::Ron | Self::Json => "",
            Self::Csv => {
                "the story, the items of evidence but for their number, and rulings that are not what stands"
            }
            Self::Markdown => "the story but for the claims' words",
            Self::Html => "boilerplate, and what a program would need to read the case back",
            Self::Annotated => "boilerplate, evidence, sources, and who ruled when",
            Self::Docx => "boilerplate, links between claims, and who relies on whom",
            Self::Claimreview => "whether it was said, the evidence, the notes, and who ruled",
            Self::Annotations => {
                "evidence, sources, rulings that are not what stands, and claims that stand in no paragraph"
            }
        }
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

/// What exporters need besides the case.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The words of reports, in the case's language.
    pub words: &'a Words,
    /// What the house objects to in the case, as it is exported.
    pub findings: &'a Findings,
    /// The zone in which people are shown times. Dates that a person typed are shown as they are.
    pub zone: &'a TimeZone,
    /// When the report is made.
    pub now: Timestamp,
    /// Which claims are asked for.
    pub choice: Choice,
    /// Where the review will stand on the net; empty if not said.
    pub url: &'a str,
    /// Whose review it is; empty if not said.
    pub publisher: &'a str,
    /// Whether CSV starts with a byte order mark, which Excel asks for.
    pub bom: bool,
}

impl<'a> Options<'a> {
    /// Options with nothing asked for.
    pub fn new(
        words: &'a Words,
        findings: &'a Findings,
        zone: &'a TimeZone,
        now: Timestamp,
    ) -> Self {
        Self {
            words,
            findings,
            zone,
            now,
            choice: Choice::Only,
            url: "",
            publisher: "",
            bom: false,
        }
    }
}

impl Options<'_> {
    /// What a report says of the files of the newsroom that holds for it: which standards they turn off or weigh otherwise, and
    /// which verdicts they call otherwise. A file by its name alone: where it lies is nobody else's business.
    fn house(&self) -> Vec<String> {
        let house = self.findings.house();
        let file = std::path::Path::new(house.file()).file_name();
        let file = file.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let fixed = &self.words.report;
        let told = |pattern: &str, file: &str, what: &[String]| {
            (!what.is_empty()).then(|| filled(pattern, &[file, &what.join(", ")]))
        };
        let standards = told(&fixed.house_standards, &file, &house.departures());
        let words = told(&fixed.house_words, HOUSE_WORDS, self.words.own());
        standards.into_iter().chain(words).collect()
    }
}

/// The name of the file with a newsroom's own words.
pub const HOUSE_WORDS: &str = "house.ron";

/// The case in a format.
///
/// Errors: the format refuses this case or these options, with the way out.
pub fn export(format: Format, case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Refusal> {
    match format {
        Format::Ron => ron::text(case),
        Format::Json => json::text(case),
        Format::Csv => csv::table(case, options),
        Format::Html => html::page(case, options),
        Format::Docx => docx::document(case, options),
        Format::Annotated => annotated::text(case, options),
        Format::Claimreview => claimreview::text(case, options),
        Format::Annotations => annotations::text(case, options),
        Format::Markdown => markdown::text(case, options),
    }
}

/// A case that a format's own writer would not take, which is a fault of ours.
fn broken(error: &dyn std::fmt::Display) -> Refusal {
    Refusal {
        why: format!("the case cannot be written so: {error}"),
        hint: "please report this".to_owned(),
    }
}
