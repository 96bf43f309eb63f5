//! What exporters need besides the case.

use std::collections::HashSet;

use jiff::tz::TimeZone;

use super::request::ExportRequest;
use super::words::{Words, filled};
use crate::case::standing::Coverage;
use crate::case::{Case, ClaimId, Timestamp};
use crate::check::Findings;
use crate::error::Error;

/// What exporters need besides the case.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// What was asked for.
    pub request: &'a ExportRequest,
    /// The words of reports, in the case's language.
    pub words: &'a Words,
    /// The findings on the case as it is exported.
    pub findings: &'a Findings,
    /// The zone in which people are shown times. Dates that a person typed are shown as they are.
    pub zone: &'a TimeZone,
    /// When the report is made.
    pub now: Timestamp,
    /// How much of the whole story is checked, where the case is redacted: without the words that
    /// are cut it would be another figure than everywhere else.
    pub coverage: Option<Coverage>,
    /// What the settings say whose review it is; empty if nothing.
    pub publisher: &'a str,
    /// The newsroom's own address; empty if not known.
    pub home: &'a str,
    /// The claims of the report. None: all. The others keep their numbers, and the report says
    /// nothing about them.
    pub only: Option<&'a HashSet<ClaimId>>,
}

impl<'a> Options<'a> {
    /// Options with nothing known of the newsroom.
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

    /// The page on the net that the review, or the page itself, will stand at; empty if not said.
    pub fn url(&self) -> &'a str {
        self.request.url.as_deref().unwrap_or_default()
    }

    /// Whose review it is; empty if not said.
    pub fn publisher(&self) -> &'a str {
        self.request.publisher.as_deref().unwrap_or(self.publisher)
    }

    /// How much of the story is checked.
    pub fn coverage(&self, case: &Case) -> Coverage {
        self.coverage.unwrap_or_else(|| Coverage::of(case))
    }

    /// Whether a claim is asked for.
    pub fn asks_for(&self, claim: ClaimId) -> bool {
        self.only.is_none_or(|only| only.contains(&claim))
    }
}

impl Options<'_> {
    /// What a report says of itself: of how many claims it is, where not of all; and what the files
    /// of the newsroom do to it.
    pub(super) fn remarks(&self, case: &Case) -> Vec<String> {
        let asked = case.uncut().filter(|claim| self.asks_for(claim.id)).count();
        let all = case.uncut().count();
        let (asked, all) = (asked.to_string(), all.to_string());
        let part = || filled(&self.words.report.part, &[&asked, &all]);
        let part = self.only.is_some().then(part);
        part.into_iter().chain(self.house()).collect()
    }

    /// What the report says about the newsroom's own files: which standards they switch off or
    /// change, and which verdicts they rename. A file is named without its folder, which readers
    /// outside need not know.
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

/// The name of the file with a newsroom's own words.
pub const HOUSE_WORDS: &str = "house.ron";

/// A case that a format's own writer would not take, which is a fault of ours.
pub(super) fn broken(error: &dyn std::fmt::Display) -> Error {
    Error::refused(
        format!("the case cannot be written in this format: {error}"),
        "please report this".to_owned(),
    )
}
