//! The texts in a list of findings besides their messages: the subject of each, and the totals.

use super::finding::Finding;
use super::phrase::{Filling, Phrase, phrase};
use super::standards::Severity;
use crate::case::{Case, Waiver};
use crate::text::{visible, visible_lines};

/// The names of severities in the totals.
const SEVERITIES: &[(Severity, &str)] = &[
    (Severity::Error, "error"),
    (Severity::Warning, "warning"),
    (Severity::Info, "note"),
];

/// The subject of a finding that is not about a claim.
pub fn subject(case: &Case, finding: &Finding) -> Phrase {
    let source = finding.source.and_then(|id| case.sources.get(id));
    match (source, finding.paragraph) {
        (Some(source), _) => phrase!("source {}", visible(&source.name).into_owned()),
        (None, Some(paragraph)) => phrase!("paragraph {}", paragraph + 1),
        (None, None) => phrase!("the case"),
    }
}

/// The person who waived a finding, and the reason.
pub fn waived_by(waiver: &Waiver) -> Phrase {
    let [by, reason] = [visible(&waiver.by), visible_lines(&waiver.reason)].map(String::from);
    phrase!("by {}: {}", by, reason)
}

/// The number of findings left out of a list, since they could reveal a confidential source.
pub fn withheld_count(count: usize) -> Phrase {
    phrase!("withheld: {}", count)
}

/// The numbers of findings by severity: `3 errors, 1 warning; 2 waived`.
pub fn summary(findings: &[Finding]) -> Phrase {
    let count = |severity: Severity| {
        let with_severity = findings.iter().filter(|one| one.severity == severity);
        with_severity.filter(|one| !one.is_waived).count()
    };
    let counts = SEVERITIES
        .iter()
        .map(|(severity, what)| (count(*severity), *what))
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| Filling::Tally(count, what));
    let counts: Vec<Filling> = counts.collect();
    let found = if counts.is_empty() {
        Filling::Phrase(phrase!("no findings"))
    } else {
        Filling::List(counts, ", ")
    };
    match findings.iter().filter(|one| one.is_waived).count() {
        0 => phrase!("{}", found),
        waived => phrase!("{}; {} waived", found, waived),
    }
}
