//! Exports: each format has its own file, with a function from a case to bytes.
//!
//! An exporter uses no disk, terminal or clock. `export` depends on `store` for one function only:
//! the format `ron` is the text that the store would write. A case is redacted before it is
//! exported, so exporters need no code for redaction.

mod annotated;
mod annotations;
mod bad_words;
mod claimreview;
mod csv;
mod cuts;
mod docx;
mod format;
mod html;
mod json;
pub mod labels;
mod markdown;
mod options;
mod redact;
mod request;
mod ron;
pub mod shown;
mod verdicts;
mod words;

use crate::case::Case;
use crate::error::Error;

pub use bad_words::BadWords;
pub use csv::harmless;
pub use format::Format;
pub use json::safe;
pub use options::{HOUSE_WORDS, Options};
pub use redact::{
    Doubtful, Undecided, Withheld, decided_to_keep, on_ordinary_names, redact, redact_and_ask,
    redact_strictly, redacted_text, undecided,
};
pub use request::{Choice, Confidential, ExportRequest, Sheet, leads};
pub use words::{Words, filled, time};

/// Exports a case in a format.
///
/// Errors: the format cannot export this case, or not with these options.
pub fn export(format: Format, case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Error> {
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

/// Remarks on what readers and programs may misunderstand in an export, as sentences without a full
/// stop. [`Format::loses`] says what a format leaves out.
pub fn remarks(format: Format, case: &Case, options: &Options<'_>) -> Vec<String> {
    match format {
        Format::Claimreview => claimreview::remarks(case, options),
        Format::Docx => docx::remarks(case, options),
        Format::Html => html::remarks(case, options),
        _ => Vec::new(),
    }
}
