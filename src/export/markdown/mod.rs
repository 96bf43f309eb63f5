//! `markdown`: the checker's memo. Unfinished work comes first, then the claims with both
//! questions, evidence and rulings, then the sources and what they rely on.
//!
//! All text of the case is escaped ([`escaped`]), and so are the labels, which a newsroom can
//! change. So no text can become markup, a table cell, a link or an address.

mod claims;
mod escape;

use super::labels::{Fixed, Table};
use super::shown::{SHARE, Shown, web_address};
use super::{Options, filled};
use crate::case::standing::{CurrentStanding, is_checked, standing_of};
use crate::case::{Case, Claim, Date, Progress, Question, Source, Standing};
use crate::check::{Finding, is_nameless, waiver};
use crate::error::Error;
use crate::parallel;
use escape::{escaped, lines, safe};

/// The exported memo.
#[allow(clippy::unnecessary_wraps, reason = "as every export is called")]
pub(super) fn text(case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Error> {
    let words = options.words.made_safe(|label| safe(label, true));
    let safe = Options {
        words: &words,
        ..*options
    };
    let shown = Shown {
        case,
        options: &safe,
    };
    let mut memo = Memo {
        fixed: shown.fixed(),
        table: &words,
        shown,
        plain: Shown { case, options },
        text: String::with_capacity(1024 + case.claims.len() * 800),
    };
    memo.write_head();
    memo.write_troubles();
    memo.write_open();
    memo.write_claims();
    memo.write_sources();
    Ok(memo.text.into_bytes())
}

struct Memo<'a> {
    /// The case with escaped labels.
    shown: Shown<'a>,
    /// The case with unescaped labels, for text that is escaped as a whole.
    plain: Shown<'a>,
    fixed: &'a Fixed,
    table: &'a Table,
    text: String,
}

impl Memo<'_> {
    /// Writes a line.
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, level: &str, words: &str) {
        blank_line(&mut self.text);
        self.text.push_str(&format!("{level} {words}\n\n"));
    }

    fn write_head(&mut self) {
        let case = self.shown.case;
        let title = escaped(&case.title);
        self.heading("#", &format!("{}: {title}", self.fixed.memo));
        if let Some(draft) = case.draft.as_deref() {
            let mut parts = vec![escaped(&draft.name)];
            let labelled = [
                (&self.fixed.author, escaped(&draft.author)),
                (&self.fixed.publisher, escaped(&draft.publisher)),
                (&self.fixed.published, day(draft.published)),
                (&self.fixed.link, address(&draft.url)),
                (&self.fixed.archived, address(&draft.archived)),
            ];
            parts.extend(labels(&labelled));
            if let Some(seen) = draft.seen {
                parts.push(filled(&self.fixed.accessed, &[&seen.to_string()]));
            }
            self.line(&format!("- {}: {}", self.fixed.story, parts.join("; ")));
        }
        if let Some(day) = case.story_date {
            self.line(&format!("- {}: {day}", self.fixed.story_date));
        }
        let mut progress = Progress::of(case);
        self.line(&format!("- {}", self.shown.checked_count()));
        let counts: Vec<String> = Standing::ALL
            .iter()
            .map(|standing| (*standing, *progress.count(*standing)))
            .filter(|(_, count)| *count > 0)
            .map(|(standing, count)| format!("{} {count}", self.table.standing.of(standing)))
            .collect();
        if !counts.is_empty() {
            self.line(&format!(
                "- {}: {}",
                self.table.question.fact,
                counts.join(", ")
            ));
        }
        if case.draft.is_some() {
            let share = self
                .plain
                .words()
                .percent(self.plain.options.coverage(case));
            self.line(&format!("- {}", filled(&self.fixed.coverage_is, &[&share])));
        }
        let now = self.shown.time(self.shown.options.now);
        self.line(&format!("- {}", filled(&self.fixed.made, &[&now])));
        for line in self.plain.options.remarks(case) {
            self.line(&format!("- {}", escaped(&line)));
        }
    }

    /// Writes the disputed and unverified claims with their reasons. They come first, since they
    /// are most important to the writer.
    fn write_troubles(&mut self) {
        let claims: Vec<(usize, &Claim)> = self.shown.claims().collect();
        let lines = parallel::map(&claims, SHARE, |(number, claim)| {
            self.trouble_line(*number, claim)
        });
        let mut heading = Some(&self.fixed.troubles);
        for line in lines.into_iter().flatten() {
            if let Some(heading) = heading.take() {
                self.heading("##", heading);
            }
            self.line(&line);
        }
    }

    /// The line on a claim with a disputed or unverified question. None for any other claim.
    fn trouble_line(&self, number: usize, claim: &Claim) -> Option<String> {
        let troubles: Vec<String> = claim
            .questions()
            .map(|question| (question, standing_of(claim, question)))
            .filter(|(_, current)| {
                matches!(current.standing, Standing::Disputed | Standing::Unverified)
            })
            .map(|(question, current)| self.trouble(question, current))
            .collect();
        if troubles.is_empty() {
            return None;
        }
        let words = self.quoted(claim.shown());
        let number = filled(&self.fixed.claim, &[&number.to_string()]);
        let said_by = match self.shown.said_by(claim) {
            who if who.is_empty() => who,
            who => format!(" ({})", escaped(&who)),
        };
        let troubles = troubles.join("; ");
        Some(format!("- {number}, {words}{said_by}: {troubles}"))
    }

    /// A question with its standing and reason: `Fact: disputed: contradicted. It was Tuesday.`
    fn trouble(&self, question: Question, current: CurrentStanding<'_>) -> String {
        let asked = self.table.question.of(question);
        let standing = self.shown.standing_words(question, current);
        let note = current.by.map_or("", |ruling| ruling.note.as_str());
        let gap = if note.is_empty() { "" } else { ". " };
        format!("{asked}: {standing}{gap}{}", lines(note, IN_LIST))
    }

    fn write_open(&mut self) {
        let fixed = self.fixed;
        self.heading("##", &fixed.stands_open);
        let claims: Vec<(usize, &Claim)> = self.shown.claims().collect();
        let lines = parallel::map(&claims, SHARE, |(number, claim)| {
            self.open_line(*number, claim)
        });
        let mut has_lines = false;
        for line in lines.into_iter().flatten() {
            has_lines = true;
            self.line(&line);
        }
        // If only some claims are selected, others may still be open.
        if !has_lines && self.shown.options.only.is_none() {
            self.line(&fixed.nothing_open);
        }
        let case = self.shown.case;
        let coverage = self.shown.options.coverage(case);
        let findings = self.shown.options.findings.all(case, coverage);
        let mut heading = Some(&fixed.findings);
        for finding in findings.iter().filter(|finding| finding.claim.is_none()) {
            if let Some(heading) = heading.take() {
                self.heading("##", heading);
            }
            let line = self.finding(finding, None);
            self.line(&line);
        }
    }

    /// The line on a claim that is not checked or has errors. None for any other claim.
    fn open_line(&self, number: usize, claim: &Claim) -> Option<String> {
        let findings = self.shown.options.findings.on(claim.id);
        let errors = findings.iter().filter(|finding| finding.is_error());
        let errors: Vec<&str> = errors
            .filter(|finding| finding.standard.standing().is_none())
            .map(|finding| finding.standard.name())
            .collect();
        if is_checked(claim) && errors.is_empty() {
            return None;
        }
        let mut open: Vec<String> = claim
            .questions()
            .map(|question| (question, standing_of(claim, question).standing))
            .filter(|(_, standing)| !standing.is_settled())
            .map(|(question, standing)| {
                let question = self.table.question.of(question);
                format!("{question}: {}", self.table.standing.of(standing))
            })
            .collect();
        open.extend(errors.iter().map(|name| format!("! {name}")));
        let words = self.quoted(claim.shown());
        let claim = filled(&self.fixed.claim, &[&number.to_string()]);
        Some(format!("- {claim}, {words}: {}", open.join("; ")))
    }

    /// A finding, and its waiver if it is waived.
    fn finding(&self, finding: &Finding, claim: Option<&Claim>) -> String {
        let fixed = self.fixed;
        let source = finding.source.map_or_else(String::new, |id| {
            format!(" {}: {};", fixed.source, escaped(&self.shown.name(id)))
        });
        let place = finding.paragraph.map_or_else(String::new, |place| {
            let number = (place + 1).to_string();
            format!(" {};", filled(&fixed.paragraph, &[&number]))
        });
        let (wordings, standard) = (self.shown.words().findings(), finding.standard);
        let severity = wordings.word(finding.severity.name());
        let [message, _] = finding.translated(wordings);
        let message = escaped(&message);
        let mut line = format!("- {severity} {standard}:{source}{place} {message}");
        if finding.is_waived {
            let waiver = claim.and_then(|claim| waiver(claim, standard));
            line.push_str(&waiver.map_or_else(
                || format!(" ({})", fixed.waived),
                |waiver| {
                    let by = filled(&fixed.waived_by, &[&escaped(&waiver.by)]);
                    let (at, reason) = (self.shown.time(waiver.at), lines(&waiver.reason, IN_LIST));
                    format!(" ({by}, {at}: {reason})")
                },
            ));
        }
        line
    }

    fn write_sources(&mut self) {
        let fixed = self.fixed;
        let sources = self.shown.sources();
        if sources.is_empty() {
            return;
        }
        self.heading("##", &fixed.sources);
        let heads = [
            &fixed.source,
            &fixed.kind,
            &fixed.reliability,
            &fixed.relies_on,
            &fixed.link,
            &fixed.note,
        ];
        let heads = heads.map(String::as_str).join(" | ");
        self.line(&format!("| {heads} |\n|{}", " --- |".repeat(6)));
        for source in sources {
            let row = self.source(source);
            self.line(&row);
        }
        let circles = self.shown.options.findings.graph().circles();
        for circle in circles {
            let names: Vec<String> = circle
                .iter()
                .map(|id| escaped(&self.shown.name(*id)))
                .collect();
            self.line(&format!(
                "\n{}",
                filled(&fixed.circle, &[&names.join(", ")])
            ));
        }
    }

    fn source(&self, source: &Source) -> String {
        let fixed = self.fixed;
        let relies: Vec<String> = source
            .relies_on
            .iter()
            .map(|id| escaped(&self.shown.name(*id)))
            .collect();
        let relies = if relies.is_empty() {
            fixed.relies_on_nobody.clone()
        } else {
            relies.join(", ")
        };
        let mut name = escaped(&self.shown.name_of(source));
        if source.confidential && !is_nameless(&source.name) {
            name.push_str(&format!(" ({})", fixed.confidential));
        }
        let mut links = vec![address(&source.url)];
        if let Some(seen) = source.accessed {
            links.push(filled(&fixed.accessed, &[&seen.to_string()]));
        }
        links.extend(labels(&[(&fixed.archived, address(&source.archived))]));
        links.retain(|link| !link.is_empty());
        let link = links.join("; ");
        let cells = [
            name,
            self.table.kind.of(source.kind).to_owned(),
            self.shown.grade(source),
            relies,
            link,
            lines(&source.note, "<br>"),
        ];
        format!("| {} |", cells.join(" | "))
    }

    fn quoted(&self, words: &str) -> String {
        lines(&self.plain.quoted(words), IN_LIST)
    }

    /// Like `quoted`, but empty for an empty text.
    fn some_quoted(&self, words: &str) -> String {
        if words.is_empty() {
            String::new()
        } else {
            self.quoted(words)
        }
    }
}

/// Writes an empty line, unless there is one already.
fn blank_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
}

/// The line break inside of a list item.
const IN_LIST: &str = "\\\n  ";

/// Puts the labels before their values. Rows without a value are left out.
fn labels(rows: &[(&String, String)]) -> Vec<String> {
    rows.iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(label, words)| format!("{label}: {words}"))
        .collect()
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// A web address as a link; any other text as it is.
fn address(url: &str) -> String {
    web_address(url).map_or_else(|| escaped(url), |url| format!("<{url}>"))
}
