//! The claims in the memo: text, both questions, evidence and rulings.

use super::super::filled;
use super::super::shown::{SHARE, rulings};
use super::escape::{escaped, lines};
use super::{IN_LIST, Memo, address, blank_line, labels};
use crate::case::standing::standing_of;
use crate::case::{Claim, Evidence, Question, Ruling};
use crate::parallel;

impl Memo<'_> {
    pub(super) fn write_claims(&mut self) {
        let fixed = self.fixed;
        self.heading("##", &fixed.claims);
        let claims: Vec<(usize, &Claim)> = self.shown.claims().collect();
        let mut text = std::mem::take(&mut self.text);
        let part = |(number, claim): &(usize, &Claim)| self.claim(*number, claim);
        parallel::each(&claims, SHARE, part, |part| {
            blank_line(&mut text);
            text.push_str(&part);
        });
        self.text = text;
    }

    /// The part of the memo on one claim.
    fn claim(&self, number: usize, claim: &Claim) -> String {
        let mut part = Self {
            text: String::with_capacity(1024),
            ..*self
        };
        let title = filled(&self.fixed.claim, &[&number.to_string()]);
        part.heading("###", &title);
        part.line(&format!("> {}\n", lines(&claim.text, "\\\n> ")));
        part.write_details(claim);
        for question in claim.questions() {
            part.write_question(claim, question);
        }
        part.text
    }

    /// Writes the lines of a claim before its questions: place, attribution, fixes, links and
    /// findings.
    fn write_details(&mut self, claim: &Claim) {
        let fixed = self.fixed;
        let case = self.shown.case;
        let place = match case.anchor(claim) {
            Some(span) => {
                let part = case
                    .draft
                    .as_deref()
                    .and_then(|draft| draft.paragraphs.get(span.paragraph));
                let part = part.map_or("", |part| self.table.part.of(part.part()));
                let number = (span.paragraph + 1).to_string();
                format!("{}, {part}", filled(&fixed.paragraph, &[&number]))
            }
            None if claim.span.is_none() && !claim.place.is_empty() => {
                format!("{}: {}", fixed.place, address(&claim.place))
            }
            None => self.shown.why_nowhere(claim).unwrap_or_default().to_owned(),
        };
        self.line(&format!("- {place}"));
        let said_by = escaped(&self.plain.said_by(claim));
        let is_suggested = claim
            .attribution
            .as_ref()
            .is_some_and(|credit| credit.suggested && !claim.is_unsure());
        let said_by = if is_suggested {
            format!("{said_by} ({})", fixed.suggested)
        } else {
            said_by
        };
        let credit = claim.attribution.as_ref();
        let rows = [
            (&fixed.wording, lines(&claim.wording, IN_LIST)),
            (&fixed.said_by, said_by),
            (
                &fixed.cue,
                credit.map_or_else(String::new, |credit| self.some_quoted(&credit.cue)),
            ),
            (
                &fixed.hedge,
                credit.map_or_else(String::new, |credit| self.some_quoted(&credit.hedge)),
            ),
        ];
        for row in labels(&rows) {
            self.line(&format!("- {row}"));
        }
        for fix in &claim.fixes {
            let fix = lines(&self.plain.fix(fix), IN_LIST);
            self.line(&format!("- {}: {fix}", fixed.fix));
        }
        for link in case.links(claim) {
            let number = self.shown.number(link.to);
            let link = filled(self.table.link.of(link.kind), &[&number]);
            self.line(&format!("- {}: {link}", fixed.links));
        }
        let findings = self.shown.options.findings;
        for finding in findings.on(claim.id) {
            let line = self.finding(finding, Some(claim));
            self.line(&line);
        }
    }

    fn write_question(&mut self, claim: &Claim, question: Question) {
        let fixed = self.fixed;
        let asked = self.table.asked.of(question);
        let standing = self.shown.standing(claim, question);
        let evidence = self.shown.options.findings.graph().support(claim, question);
        let evidence = evidence.behind(standing_of(claim, question).standing);
        let evidence_count = if evidence.items > 0 {
            let words = self.shown.words();
            let items = words.counted(evidence.items, &fixed.n_items);
            format!(
                " ({items}, {})",
                words.counted(evidence.origins, &fixed.n_origins)
            )
        } else {
            String::new()
        };
        self.line(&format!("\n**{asked}** {standing}{evidence_count}\n"));
        let rulings = rulings(claim, question);
        if rulings.is_empty() {
            self.line(&format!("- {}", fixed.not_ruled));
        } else {
            let of = claim.subject_hash(question);
            for ruling in rulings {
                let line = self.ruling(ruling, ruling.of == of);
                self.line(&line);
            }
        }
        let mut has_items = false;
        for item in claim.evidence_on(question) {
            has_items = true;
            let line = self.item(item);
            self.line(&line);
        }
        if !has_items {
            self.line(&format!("- {}", fixed.no_evidence));
        }
    }

    fn ruling(&self, ruling: &Ruling, is_fresh: bool) -> String {
        let fixed = self.fixed;
        let by = filled(&fixed.ruled_by, &[&escaped(&ruling.by)]);
        let mut line = format!(
            "- {by}, {}: {}",
            self.shown.time(ruling.at),
            self.shown.ruled(ruling)
        );
        for (is_shown, word) in [
            (ruling.decides, &fixed.decides),
            (!is_fresh, &fixed.on_other_words),
        ] {
            if is_shown {
                line.push_str(&format!(" ({word})"));
            }
        }
        if !ruling.note.is_empty() {
            line.push_str(&format!(
                ". {}: {}",
                fixed.note,
                lines(&ruling.note, IN_LIST)
            ));
        }
        line
    }

    fn item(&self, item: &Evidence) -> String {
        let fixed = self.fixed;
        let source = self.shown.case.sources.get(item.source);
        let grade = source.map_or_else(String::new, |source| self.shown.grade(source));
        let name = escaped(&self.shown.name(item.source));
        let credibility = item.credibility.map_or_else(String::new, |digit| {
            let says = self.shown.words().credibility(digit);
            format!("{}, {says}", u8::from(digit))
        });
        let (file, hash) = match &item.file {
            Some(file) => (escaped(file.short_name()), file.sha256.to_string()),
            None => (String::new(), String::new()),
        };
        let mut parts = vec![
            format!("{}: {name} ({grade})", fixed.evidence),
            self.shown.bearing(item),
        ];
        parts.extend(labels(&[
            (&fixed.credibility, credibility),
            (&fixed.quote, self.some_quoted(&item.quote)),
            (&fixed.locator, lines(&item.locator, IN_LIST)),
            (&fixed.link, address(&item.url)),
        ]));
        if let Some(seen) = item.accessed {
            parts.push(filled(&fixed.accessed, &[&seen.to_string()]));
        }
        parts.extend(labels(&[
            (&fixed.archived, address(&item.archived)),
            (&fixed.file, file),
            (&fixed.hash, hash),
            (&fixed.note, lines(&item.note, IN_LIST)),
        ]));
        if self.shown.shows_who_added(item) {
            let by = filled(&fixed.brought_by, &[&escaped(&item.by)]);
            parts.push(format!("{by}, {}", self.shown.time(item.at)));
        }
        format!("- {}", parts.join("; "))
    }
}
