//! `html`: one self-contained page for people: the story with its claims marked and annotated, then
//! the claims with their rulings, the sources, and the findings.
//!
//! `maud` escapes all text, and hidden characters are made visible first. The page has no script
//! and loads nothing. Its content security policy forbids scripts and loading.

mod claims;
mod head;
mod picture;
mod pieces;
mod sources;
mod story;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::shown::Shown;
use super::{Options, filled};
use crate::case::Standing;
use crate::case::standing::Progress;
use crate::case::{Case, Claim, Draft};
use crate::error::Error;
use crate::text::visible;
use pieces::{Page, address, day, parts};

pub(super) use head::remarks;

/// The content security policy: allows only inline styles.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("style.css");

/// The exported page.
///
/// Errors: a public page for a claim that cannot be reviewed.
pub(super) fn page(case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Error> {
    let shown = Shown { case, options };
    let page = Page::of(shown);
    let fixed = page.fixed;
    let title = visible(&case.title);
    let claims: Vec<(usize, &Claim)> = page.numbered().collect();
    let free = claims.iter().copied();
    let free = free.filter(|(_, claim)| case.anchor(claim).is_none());
    let free: Vec<(usize, &Claim)> = free.collect();
    let public_head = if options.request.public {
        Some(head::head(&page)?)
    } else {
        None
    };
    let markup = html! {
        (DOCTYPE)
        html lang=(page.language()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="factdesk";
                title { (title) " · " (fixed.page) }
                @if let Some(head) = public_head { (head) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#story" { (fixed.skip) }
                div.sheet {
                    header {
                        p.kicker { (fixed.page) }
                        h1 lang=[page.foreign()] dir="auto" { (title) }
                        @if let Some(draft) = case.draft.as_deref() { (about(&page, draft)) }
                        (contents(&page))
                    }
                    main {
                        section aria-labelledby="summary" {
                            h2 id="summary" { (fixed.summary) }
                            (summary(&page))
                        }
                        section #story aria-labelledby="story-head" tabindex="-1" {
                            h2 id="story-head" { (fixed.story) }
                            (legend(&page))
                            (parts(&story::rows(&page), |row| story::render_row(&page, row)))
                        }
                        @if !free.is_empty() {
                            section #free aria-labelledby="free-head" {
                                h2 id="free-head" { (fixed.free) }
                                ul.notes.claims { (parts(&free, |(number, claim)| story::note(&page, *number, claim))) }
                            }
                        }
                        @if !case.claims.is_empty() {
                            section.claims #claims aria-labelledby="claims-head" {
                                h2 id="claims-head" { (fixed.claims) }
                                (parts(&claims, |(number, claim)| claims::claim_whole(&page, *number, claim)))
                            }
                        }
                        (sources::sources(&page))
                        @if !page.findings.is_empty() {
                            section #findings aria-labelledby="findings-head" {
                                h2 id="findings-head" { (fixed.findings) }
                                p { (page.shown.words().counted(page.findings.len(), &fixed.n_findings)) }
                                ul.trail { (parts(&page.findings, |finding| claims::finding(&page, finding))) }
                            }
                        }
                    }
                    footer {
                        p { (filled(&fixed.made, &[&shown.time(options.now)])) }
                        @if !options.request.public { @for line in options.remarks(page.shown.case) { p { (line) } } }
                    }
                }
            }
        }
    };
    Ok(markup.into_string().into_bytes())
}

/// The provenance of the story.
fn about(page: &Page<'_>, draft: &Draft) -> Markup {
    let fixed = page.fixed;
    html! {
        dl {
            @if !page.is_public() { dt { (fixed.file) } dd dir="auto" { (visible(&draft.name)) } }
            @for (label, words) in [(&fixed.author, &draft.author), (&fixed.publisher, &draft.publisher)] {
                @if !words.is_empty() { dt { (label) } dd dir="auto" { (visible(words)) } }
            }
            @for (label, date) in [(&fixed.published, draft.published), (&fixed.story_date, page.shown.case.story_date)] {
                @if let Some(date) = date { dt { (label) } dd { (day(date)) } }
            }
            @if !draft.url.is_empty() {
                dt { (fixed.link) }
                dd { (address(&draft.url)) @if let Some(seen) = draft.seen { ", " (page.seen(seen)) } }
            }
            @if !draft.archived.is_empty() { dt { (fixed.archived) } dd { (address(&draft.archived)) } }
        }
    }
}

/// The table of contents.
fn contents(page: &Page<'_>) -> Markup {
    let fixed = page.fixed;
    let parts = [
        ("summary", &fixed.summary, true),
        ("story", &fixed.story, true),
        ("free", &fixed.free, page.has_free()),
        ("claims", &fixed.claims, !page.shown.case.claims.is_empty()),
        ("sources", &fixed.sources, !page.shown.sources().is_empty()),
        ("findings", &fixed.findings, !page.findings.is_empty()),
    ];
    html! {
        nav aria-label=(fixed.contents) {
            ul { @for (id, words, _) in parts.iter().filter(|(_, _, is_there)| *is_there) {
                li { a href={ "#" (id) } { (words) } }
            } }
        }
    }
}

/// The counts, as text and as pictures.
fn summary(page: &Page<'_>) -> Markup {
    let (case, fixed) = (page.shown.case, page.fixed);
    let progress = Progress::of(case);
    let coverage = page.coverage;
    html! {
        p {
            (page.shown.checked_count()) ". "
            @if case.draft.is_some() { (filled(&fixed.coverage_is, &[&page.shown.words().percent(coverage)])) "." }
        }
        div.pictures {
            (picture::standings_bar(page, progress))
            @if case.draft.is_some() { (picture::coverage(page, coverage)) }
        }
        @let open: Vec<usize> = page.numbered().filter(|(_, claim)| !page.is_checked(claim)).map(|(number, _)| number).collect();
        @if page.is_public() {} @else {
        h3 { (fixed.stands_open) }
        @if open.is_empty() {
            // If only some claims are selected, others may still be open.
            @if page.shown.options.only.is_none() { p { (fixed.nothing_open) } }
        } @else {
            p { @for (index, number) in open.iter().enumerate() {
                @if index > 0 { ", " }
                a href={ "#claim-" (number) } { (filled(&fixed.claim, &[&number.to_string()])) }
            } }
        }
        }
    }
}

/// The meaning of the marks in the story.
fn legend(page: &Page<'_>) -> Markup {
    html! {
        p.unseen #legend { (page.fixed.legend) }
        ul.legend aria-labelledby="legend" {
            @for standing in Standing::ALL { li { (page.standing_alone(*standing)) } }
        }
    }
}
