//! The lower blocks of the Verdict pane: the evidence for each question, findings, links to other
//! claims.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::case::standing::standing_of;
use crate::case::{Claim, ClaimId, Question, Stance};
use crate::check::sourcing::{Side, links_with_seen};
use crate::check::{Severity, Standard, waiver};
use crate::text::{clip, counted, visible, visible_lines};
use crate::workbench::labels;
use crate::workbench::model::Model;
use crate::workbench::view::theme::Theme;
use crate::workbench::view::{indented, source_name};

/// A summary of the evidence for each question that has any: items and origins for and against, how
/// many origins are required, and the sources on which the verdict depends.
pub fn support_lines(
    model: &Model,
    theme: Theme,
    claim: &Claim,
    width: usize,
) -> Vec<Line<'static>> {
    let findings = &model.index.findings;
    let required = findings.house().origins();
    let dot = theme.dot();
    let mut lines = Vec::new();
    for question in claim.questions() {
        let support = findings.graph().support(claim, question);
        let standing = standing_of(claim, question).standing;
        for (stance, side) in [
            (Stance::Supports, support.supports),
            (Stance::Refutes, support.refutes),
        ] {
            if side.items == 0 {
                continue;
            }
            let mut text = format!(
                "{question} {} {}{dot}{}",
                labels::stance(stance, model.prefs.is_unicode),
                counted(side.items, "item"),
                counted(side.origins, "independent origin"),
            );
            // The required number applies to the side of the verdict. If the fact is open, it
            // applies to the supporting side.
            let is_side_of_verdict = support.behind(standing) == side;
            if question == Question::Fact && is_side_of_verdict {
                text.push_str(&requirement(side, required, dot));
            }
            lines.extend(indented(&text, width, 1, theme.dim()));
        }
        let needed_sources = findings
            .graph()
            .deciding_sources(claim, question, standing, required);
        if question == Question::Fact && standing.is_settled() && !needed_sources.is_empty() {
            let names: Vec<String> = needed_sources
                .into_iter()
                .map(|id| source_name(model, id))
                .collect();
            let text = format!("would not hold without {}", names.join(", nor without "));
            lines.extend(indented(&text, width, 6, theme.dim()));
        }
    }
    let has_said = claim.evidence_on(Question::Said).next().is_some();
    if claim.chain().len() > 1 && has_said {
        let seen: Vec<String> = links_with_seen(claim)
            .map(|(id, is_seen)| {
                let seen = if is_seen { "seen" } else { "not seen" };
                format!("{} {seen}", source_name(model, id))
            })
            .collect();
        lines.extend(indented(&seen.join(", "), width, 1, theme.dim()));
    }
    lines
}

/// The text after a number of origins: ` · 2 required, or 1 primary`.
fn requirement(side: Side, required: usize, dot: &str) -> String {
    match side.primary {
        0 => format!("{dot}{required} required, or 1 primary"),
        primary => format!("{dot}{primary} primary"),
    }
}

/// The findings with their hints. Open questions are left out, because their glyphs show them.
pub fn finding_lines(
    model: &Model,
    theme: Theme,
    claim: &Claim,
    width: usize,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for finding in model.index.findings.on(claim.id) {
        if finding.standard == Standard::OpenClaim {
            continue;
        }
        let (text, style) = match waiver(claim, finding.standard).filter(|_| finding.is_waived) {
            Some(waiver) => (
                format!(
                    "  {} waived by {}: {}",
                    finding.standard,
                    visible(&waiver.by),
                    visible_lines(&waiver.reason)
                ),
                theme.dim(),
            ),
            None => (
                format!(
                    "{} {}: {}{}{}",
                    labels::severity(finding.severity),
                    finding.standard,
                    finding.message,
                    theme.dot(),
                    finding.hint
                ),
                match finding.severity {
                    Severity::Error => theme.trouble(),
                    Severity::Warning => Style::new(),
                    Severity::Info => theme.dim(),
                },
            ),
        };
        lines.extend(hanging(&text, width, style));
    }
    titled("Findings", lines, theme)
}

/// Text with an indent of two cells, and of four from the second line on.
fn hanging(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    let mut lines = indented(text, width.saturating_sub(2), 2, style);
    for line in lines.iter_mut().skip(1) {
        line.spans.insert(0, Span::raw("  "));
    }
    lines
}

/// The links from and to the claim, then suggested links, which `L` adds. A claim with a later
/// figure supersedes the earlier claim and does not refute it.
pub fn link_lines(model: &Model, theme: Theme, claim: &Claim, width: usize) -> Vec<Line<'static>> {
    let quote = |id: ClaimId| {
        let words = model
            .case()
            .claims
            .get(id)
            .map_or(String::new(), |other| visible(other.shown()).into_owned());
        format!("{} “{}”", model.number(id), clip(&words, 60))
    };
    let mut lines = Vec::new();
    for link in &claim.links {
        let text = format!("{} {}", link.kind, quote(link.to));
        lines.extend(indented(&text, width, 2, Style::new()));
    }
    for (from, kind) in model.index.links_to(claim.id) {
        let text = format!("{} {}", labels::linked(kind), quote(from));
        lines.extend(indented(&text, width, 2, Style::new()));
    }
    for suggestion in model.index.suggestions.on(model.case(), claim.id) {
        let text = format!(
            "{}? {}: {}",
            suggestion.kind,
            quote(suggestion.to),
            suggestion.why
        );
        lines.extend(indented(&text, width, 2, theme.dim()));
    }
    titled("Links", lines, theme)
}

fn titled(title: &str, lines: Vec<Line<'static>>, theme: Theme) -> Vec<Line<'static>> {
    if lines.is_empty() {
        return lines;
    }
    let mut block = vec![
        Line::default(),
        Line::styled(format!(" {title}"), theme.bold()),
    ];
    block.extend(lines);
    block
}
