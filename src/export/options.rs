//! The options of exports.

use std::collections::HashSet;

use jiff::tz::TimeZone;

use super::request::ExportRequest;
use super::words::{Words, filled};
use crate::case::standing::Coverage;
use crate::case::{Case, ClaimId, Timestamp};
use crate::check::Findings;
use crate::error::Error;

/// The options of an export, without the case.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The request: format and options.
    pub request: &'a ExportRequest,
    /// The labels of the report.
    pub words: &'a Words,
    /// The findings on the case as it is exported.
    pub findings: &'a Findings,
    /// The time zone for times. Dates that a person entered do not depend on it.
    pub zone: &'a TimeZone,
    /// The time of the report.
    pub now: Timestamp,
    /// The coverage of the whole story, if the case is redacted. The redacted text would give
    /// another figure.
    pub coverage: Option<Coverage>,
    /// The publisher of the review, from the settings; may be empty.
    pub publisher: &'a str,
    /// The newsroom's web address; may be empty.
    pub home: &'a str,
    /// The claims in the report; none for all. Other claims are not mentioned, but keep their
    /// numbers.
    pub only: Option<&'a HashSet<ClaimId>>,
}

impl<'a> Options<'a> {
    /// The default options.
    pub fn new(
        request: &'a ExportRequest,
        words: &'a Words,
        findings: &'a Findings,
        zone: &'a TimeZone,
        now: Timestamp,
    ) -> Self {
        Self {
            request,
            words,
            findings,
            zone,
            now,
            coverage: None,
            publisher: "",
            home: "",
            only: None,
        }
    }

    /// The web address at which the review or page will be published; may be empty.
    pub fn url(&self) -> &'a str {
        self.request.url.as_deref().unwrap_or_default()
    }

    /// The publisher of the review; may be empty.
    pub fn publisher(&self) -> &'a str {
        self.request.publisher.as_deref().unwrap_or(self.publisher)
    }

    /// The coverage of the story: that in the options, otherwise that of `case`.
    pub fn coverage(&self, case: &Case) -> Coverage {
        self.coverage.unwrap_or_else(|| Coverage::of(case))
    }

    /// Whether a claim is in the report.
    pub fn asks_for(&self, claim: ClaimId) -> bool {
        self.only.is_none_or(|only| only.contains(&claim))
    }
}

impl Options<'_> {
    /// Remarks in the report itself: the number of selected claims, and what the newsroom's files
    /// change.
    pub(super) fn remarks(&self, case: &Case) -> Vec<String> {
        let selected = case.uncut().filter(|claim| self.asks_for(claim.id)).count();
        let all = case.uncut().count();
        let (selected, all) = (selected.to_string(), all.to_string());
        let part = || filled(&self.words.report.part, &[&selected, &all]);
        let part = self.only.is_some().then(part);
        part.into_iter().chain(self.house()).collect()
    }

    /// Remarks on the newsroom's files: which standards are switched off or changed, and which
    /// verdicts are renamed. A file is named without its directory, which readers outside of the
    /// newsroom must not see.
    fn house(&self) -> Vec<String> {
        let house = self.findings.house();
        let file = std::path::Path::new(house.file()).file_name();
        let file = file.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let fixed = &self.words.report;
        let filled = |pattern: &str, file: &str, what: &[String]| {
            (!what.is_empty()).then(|| filled(pattern, &[file, &what.join(", ")]))
        };
        let standards = filled(&fixed.house_standards, &file, &house.differences());
        let words = filled(&fixed.house_words, HOUSE_WORDS, self.words.own());
        standards.into_iter().chain(words).collect()
    }
}

/// The name of the file with a newsroom's own labels.
pub const HOUSE_WORDS: &str = "house.ron";

/// The error if the serializer of a format fails. This is a bug.
pub(super) fn broken(error: &dyn std::fmt::Display) -> Error {
    Error::refused(
        format!("the case cannot be written in this format: {error}"),
        "please report this".to_owned(),
    )
}
