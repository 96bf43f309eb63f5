//! Checks the evidence of a claim against the house standards: its files, the archived copies of
//! its web pages, and the days on which these were seen.

use super::collector::{Collector, name};
use super::file_check::FileCheck;
use super::phrase::phrase;
use super::quote::Match;
use super::standards::{Severity, Standard};
use crate::case::{Case, Claim, Evidence};
use crate::text::visible;

/// Adds findings on the files of evidence, and on web pages without an archived copy or without the
/// day on which they were seen.
pub(super) fn check_items(collector: &mut Collector<'_>, case: &Case, claim: &Claim) {
    for item in claim.items() {
        if let (Some(file), Some(check)) = (&item.file, collector.context.files.get(item.id)) {
            let first = collector.findings.len();
            check_file(collector, &visible(&file.name), check, item);
            for finding in collector.findings.iter_mut().skip(first) {
                finding.question = Some(item.question);
            }
        }
    }
    let sources_of_pages = |is_lacking: fn(&Evidence) -> bool| {
        let lacking = claim
            .items()
            .filter(|item| !item.url.is_empty() && is_lacking(item));
        let mut names: Vec<String> = lacking.map(|item| name(case, item.source)).collect();
        names.dedup();
        names.join(", ")
    };
    let no_copy = sources_of_pages(|item| item.archived.is_empty() && item.file.is_none());
    if !no_copy.is_empty() {
        collector.add(
            Standard::EvidenceUnarchived,
            phrase!("no archived copy of the page of {}", no_copy),
            phrase!("note the address of an archived copy, or name a file"),
        );
    }
    let no_day = sources_of_pages(|item| item.accessed.is_none());
    if !no_day.is_empty() {
        collector.add(
            Standard::EvidenceUndated,
            phrase!("nobody noted when the page of {} was seen", no_day),
            phrase!("note the day in `seen`"),
        );
    }
}

/// Adds the findings about the file that an item of evidence names.
fn check_file(collector: &mut Collector<'_>, file: &str, check: &FileCheck, item: &Evidence) {
    let trouble = match check {
        FileCheck::Missing => Some(phrase!("{} is not there", file)),
        FileCheck::Changed(_) => Some(phrase!("{} is not the file that was attached", file)),
        FileCheck::Unreadable(why) => Some(phrase!(
            "{} cannot be read: {}",
            file,
            visible(why).as_ref()
        )),
        FileCheck::AsNoted(_) => None,
    };
    if let Some(trouble) = trouble {
        collector.add(
            Standard::FileChanged,
            trouble,
            phrase!("put the file back, or attach the new one as an item of its own"),
        );
    }
    let (FileCheck::Changed(Some(match_with_file)) | FileCheck::AsNoted(Some(match_with_file))) =
        check
    else {
        return;
    };
    let Some(objection) = match_with_file.objection(&item.quote, file) else {
        return;
    };
    if *match_with_file == Match::Absent {
        collector.add(
            Standard::QuoteNotFound,
            objection,
            phrase!("copy the words from the file, or name the file that has them"),
        );
        return;
    }
    let hint = if match_with_file.is_wrong() {
        phrase!("quote the words as they are there")
    } else {
        phrase!("look at what is left out; quote it whole where it matters")
    };
    if let Some(finding) = collector.add(Standard::QuoteLeftOut, objection, hint)
        && !match_with_file.is_wrong()
    {
        finding.severity = finding.severity.max(Severity::Warning);
    }
}
