//! The export formats.

use std::path::{Path, PathBuf};

use crate::case::closed_enum::closed_enum;

closed_enum! {
    /// The export formats: first those for people, then those for programs.
    pub enum Format, "format" {
        /// The checker's memo.
        Markdown = "markdown" | "md" | "memo",
        /// One self-contained page for people.
        Html = "html" | "htm" | "page" | "report",
        /// The story as a Word document with the verdicts as comments.
        Docx = "docx" | "word",
        /// The story as text with newsroom marks.
        Annotated = "annotated" | "txt" | "text",
        /// Tables for spreadsheets.
        Csv = "csv",
        /// schema.org `ClaimReview`.
        Claimreview = "claimreview" | "claim-review" | "review",
        /// W3C Web Annotation.
        Annotations = "annotations" | "annotation",
        /// The whole case, for programs.
        Json = "json",
        /// The case itself, canonical: a case file to hand on.
        Ron = "ron" | "case",
    }
}

/// File endings and their formats. The endings of [`Format::ending`], such as `claimreview.json`,
/// are tried first.
const ENDINGS: &[(&str, Format)] = &[
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("docx", Format::Docx),
    ("txt", Format::Annotated),
    ("csv", Format::Csv),
    ("tsv", Format::Csv),
    ("json", Format::Json),
    ("ron", Format::Ron),
];

impl Format {
    /// The format for a file name, by its ending: `x.html`, `x.claimreview.json`.
    pub fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let own = Self::ALL.iter().map(|format| (format.ending(), format));
        let known = ENDINGS.iter().map(|(ending, format)| (*ending, format));
        let is_of = |ending: &str| {
            let stem = name.strip_suffix(ending);
            stem.is_some_and(|stem| stem.ends_with('.') && stem.len() > 1)
        };
        let found = own.chain(known).find(|(ending, _)| is_of(ending));
        found.map(|(_, format)| *format)
    }

    /// Whether the output must not be printed on a terminal.
    pub fn is_binary(self) -> bool {
        self == Self::Docx
    }

    /// The file ending of an export beside `NAME.case.ron`: `memo.md` in `NAME.memo.md`.
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

    /// The default file of an export: beside the case, `story.memo.md` for `story.case.ron`.
    pub fn beside(self, case: &Path) -> PathBuf {
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        let stem = name.strip_suffix(".ron").unwrap_or(&name);
        let stem = stem.strip_suffix(".case").unwrap_or(stem);
        case.with_file_name(format!("{stem}.{}", self.ending()))
    }

    /// A short description.
    pub fn about(self) -> &'static str {
        match self {
            Self::Ron => "the case itself, to hand on",
            Self::Json => "the whole case, for programs",
            Self::Csv => "tables of claims, evidence, sources",
            Self::Markdown => "the checker's memo",
            Self::Html => "a page for people, with the story",
            Self::Annotated => "the story with newsroom marks",
            Self::Docx => "a Word document, verdicts as comments",
            Self::Claimreview => "schema.org, one claim",
            Self::Annotations => "W3C Web Annotations",
        }
    }

    /// The data that the format leaves out of a case, in one line; empty if it leaves out nothing.
    pub fn loses(self) -> &'static str {
        match self {
            Self::Ron | Self::Json => "",
            Self::Csv => {
                "the story, rulings that are not the standing, and what its other tables hold (--table)"
            }
            Self::Markdown => "the story except the claims' words",
            Self::Html => "boilerplate, and what a program would need to read the case back",
            Self::Annotated => "boilerplate, evidence, sources, and who ruled when",
            Self::Docx => "boilerplate, links between claims, and who relies on whom",
            Self::Claimreview => "whether it was said, the evidence, the notes, and who ruled",
            Self::Annotations => {
                "evidence, sources, rulings that are not the standing, and claims that are in no paragraph"
            }
        }
    }
}
