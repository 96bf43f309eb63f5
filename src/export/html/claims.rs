//! The part on claims: text, standings, rulings, evidence and findings.

use maud::{Markup, html};

use super::super::filled;
use super::super::shown::rulings;
use super::pieces::{Page, address, filled_with, lines};
use crate::case::{Claim, Evidence, Of, Question, Ruling};
use crate::check::{Finding, waiver};
use crate::text::visible;

/// A claim in the section that has all claims.
pub(super) fn claim_whole(page: &Page<'_>, number: usize, claim: &Claim) -> Markup {
    let (fixed, case) = (page.fixed, page.shown.case);
    html! {
        article.claim id={ "claim-" (number) } aria-labelledby={ "claim-" (number) "-head" } {
            h3 id={ "claim-" (number) "-head" } { (filled(&fixed.claim, &[&number.to_string()])) " " (page.badge(claim, Question::Fact)) }
            blockquote id=[page.is_public().then_some(claim.id)] lang=[page.language_of(&claim.text)] dir="auto" { p { (lines(&claim.text)) } }
            dl {
                @match case.anchor(claim) {
                    Some(span) => { dt { (fixed.words) } dd { a href={ "#ref-" (number) } {
                        (filled(&fixed.paragraph, &[&(span.paragraph + 1).to_string()]))
                    } } }
                    None => { dt { (fixed.words) } dd { (page.shown.why_nowhere(claim).unwrap_or_default()) } }
                }
                (row(&fixed.wording, &claim.wording))
                (row(&fixed.place, &claim.place))
                @if let Some(credit) = page.credit(claim) {
                    dt { (fixed.said_by) }
                    dd dir="auto" { (page.shown.said_by(claim)) @if credit.suggested && !claim.is_unsure() { " (" (fixed.suggested) ")" } }
                    (row(&fixed.cue, &credit.cue))
                    (row(&fixed.hedge, &credit.hedge))
                }
                @for fix in claim.fixes.iter().filter(|_| !page.is_public()) { (row(&fixed.fix, &page.shown.fix(fix))) }
                @if case.links(claim).next().is_some() {
                    dt { (fixed.links) }
                    dd { @for (index, link) in case.links(claim).enumerate() {
                        @if index > 0 { "; " }
                        (page.claim(link.to, page.table.link.of(link.kind)))
                    } }
                }
            }
            @for question in claim.questions() { (question_part(page, claim, question)) }
            @let findings = page.shown.options.findings.on(claim.id);
            @if !findings.is_empty() && !page.is_public() {
                h4 { (fixed.findings) }
                ul.trail { @for finding in findings { li { (finding_text(page, finding)) } } }
            }
        }
    }
}

fn row(label: &str, words: &str) -> Markup {
    html! { @if !words.is_empty() { dt { (label) } dd dir="auto" { (lines(words)) } } }
}

/// A question: its standing, rulings and evidence.
fn question_part(page: &Page<'_>, claim: &Claim, question: Question) -> Markup {
    let (fixed, table) = (page.fixed, page.table);
    let support = page.shown.options.findings.graph().support(claim, question);
    let origins = support.supports.origins.max(support.refutes.origins);
    html! {
        h4 { (table.asked.of(question)) " " (page.badge(claim, question)) }
        @let rulings = rulings(claim, question);
        @if page.is_public() {} @else if rulings.is_empty() { p.fine { (fixed.not_ruled) } } @else {
            @let of = claim.subject_hash(question);
            ol.trail aria-label=(fixed.rulings) { @for one in rulings { li { (ruling(page, of, one)) } } }
        }
        @let items: Vec<&Evidence> = claim.evidence_on(question).collect();
        @if items.is_empty() { p.fine { (fixed.no_evidence) } } @else {
            p.fine {
                (page.shown.words().counted(items.len(), &fixed.n_items))
                @if origins > 0 { ", " (page.shown.words().counted(origins, &fixed.n_origins)) }
            }
            ul.trail aria-label=(fixed.evidence) { @for one in items { li { (item(page, one)) } } }
        }
    }
}

/// A ruling: the verdict, the person, the time and the note.
fn ruling(page: &Page<'_>, of: Of, ruling: &Ruling) -> Markup {
    let fixed = page.fixed;
    html! {
        strong { (page.shown.ruled(ruling)) } ", " (filled_with(&fixed.ruled_by, &ruling.by)) ", " (page.time(ruling.at))
        @if ruling.decides { " (" (fixed.decides) ")" }
        @if ruling.of != of { " (" (fixed.on_other_words) ")" }
        @if !ruling.note.is_empty() { br; span.own dir="auto" { (lines(&ruling.note)) } }
    }
}

/// An evidence item.
fn item(page: &Page<'_>, item: &Evidence) -> Markup {
    let (fixed, case) = (page.fixed, page.shown.case);
    let source = case.sources.get(item.source);
    let number = case.sources.place(item.source).map(|index| index + 1);
    html! {
        strong { (page.shown.bearing(item)) } ": "
        @match number {
            Some(number) => a href={ "#source-" (number) } dir="auto" { (page.shown.name(item.source)) },
            None => (page.shown.name(item.source)),
        }
        @if let Some(source) = source { " (" (page.shown.grade(source)) ")" }
        @if let Some(digit) = item.credibility {
            "; " (fixed.credibility) ": " (u8::from(digit)) ", " (page.shown.words().credibility(digit))
        }
        @if !item.quote.is_empty() { br; q lang=[page.language_of(&item.quote)] dir="auto" { (lines(&page.shown.quoted(&item.quote))) } }
        @for (label, words, is_shown) in [(&fixed.locator, &item.locator, true), (&fixed.note, &item.note, !page.is_public())] {
            @if is_shown && !words.is_empty() { br; (label) ": " span dir="auto" { (lines(words)) } }
        }
        @if !item.url.is_empty() { br; (fixed.link) ": " (address(&item.url)) }
        @if let Some(seen) = item.accessed { ", " (page.seen(seen)) }
        @if !item.archived.is_empty() { br; (fixed.archived) ": " (address(&item.archived)) }
        @if let Some(file) = item.file.as_ref().filter(|_| !page.is_public()) {
            br; (fixed.file) ": " span dir="auto" { (visible(file.short_name())) } " "
            span.hash { (fixed.hash) " " (file.sha256) }
        }
        @if page.shown.shows_who_added(item) && !page.is_public() {
            br; span.fine { (filled_with(&fixed.brought_by, &item.by)) ", " (page.time(item.at)) }
        }
    }
}

/// A finding in the section with all findings.
pub(super) fn finding(page: &Page<'_>, finding: &Finding) -> Markup {
    html! {
        li class=[finding.claim.map(|_| "again")] {
            @if let Some(id) = finding.claim { (page.claim(id, &page.fixed.claim)) ": " }
            (finding_text(page, finding))
        }
    }
}

/// A finding, and its waiver if it is waived. The names of standards are English in every report.
fn finding_text(page: &Page<'_>, finding: &Finding) -> Markup {
    let fixed = page.fixed;
    let claim = finding.claim.and_then(|id| page.shown.case.claims.get(id));
    let waived = claim
        .filter(|_| finding.is_waived)
        .and_then(|claim| waiver(claim, finding.standard));
    let wordings = page.shown.words().findings();
    let [message, hint] = finding.translated(wordings);
    html! {
        strong { (wordings.word(finding.severity.name())) " " span lang="en" { (finding.standard.name()) } } ": " (visible(&message))
        @if let Some(waiver) = waived {
            br; span.fine { (filled_with(&fixed.waived_by, &waiver.by)) ", " (page.time(waiver.at)) ": " (lines(&waiver.reason)) }
        } @else if !hint.is_empty() {
            br; span.fine { (visible(&hint)) }
        }
    }
}
