//! The pictures: the standings of the claims, and the coverage of the paragraphs.

use maud::{Markup, html};

use super::pieces::{Page, glyph};
use crate::case::Standing;
use crate::case::standing::{Coverage, Progress};

/// The width of a picture, in SVG units.
const WIDTH: usize = 1000;

/// The height of a picture, in SVG units.
const HEIGHT: usize = 100;

/// The most columns in the picture of coverage. Several paragraphs of a longer story share a
/// column.
const MAX_COLUMNS: usize = 120;

/// The standings of the claims, as a bar and as text.
pub(super) fn standings_bar(page: &Page<'_>, mut progress: Progress) -> Markup {
    let counts: Vec<(Standing, usize)> = Standing::ALL
        .iter()
        .map(|standing| (*standing, *progress.count(*standing)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let words = page.shown.words();
    let descriptions: Vec<String> = counts
        .iter()
        .map(|(standing, count)| format!("{} {count}", words.standing(*standing)))
        .collect();
    let mut done = 0;
    let bars: Vec<(Standing, usize, usize)> = counts
        .iter()
        .map(|(standing, count)| {
            let start = WIDTH * done / progress.claims.max(1);
            done += count;
            let end = WIDTH * done / progress.claims.max(1);
            (*standing, start, end - start)
        })
        .collect();
    html! {
        figure {
            svg role="img" aria-labelledby="verdicts-title verdicts-desc" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" {
                title id="verdicts-title" { (page.fixed.verdicts) }
                desc id="verdicts-desc" { (page.table.question.fact) ": " (descriptions.join(", ")) }
                @for (standing, x, width) in bars {
                    rect class={ "part " (standing) } x=(x) y="4" width=(width) height=(HEIGHT - 8) {}
                }
            }
            figcaption {
                (page.fixed.verdicts) " (" (page.table.question.fact) ")"
                ul.legend {
                    @for (standing, count) in counts {
                        li { span class={ "badge " (standing) } {
                            span.glyph aria-hidden="true" { (glyph(standing)) } " " (words.standing(standing)) " " (count)
                        } }
                    }
                }
            }
        }
    }
}

/// The share of each paragraph that is covered by checked claims. Each paragraph has one column, as
/// wide as the paragraph is long.
pub(super) fn coverage(page: &Page<'_>, whole: Coverage) -> Markup {
    let case = page.shown.case;
    let paragraphs = case
        .draft
        .as_ref()
        .map_or(0, |draft| draft.paragraphs.len());
    let per_column = paragraphs.div_ceil(MAX_COLUMNS).max(1);
    let mut columns: Vec<Coverage> = Vec::new();
    for index in 0..paragraphs {
        let coverage = Coverage::of_paragraph(case, index);
        match columns.last_mut() {
            Some(last) if index % per_column != 0 => *last += coverage,
            _ => columns.push(coverage),
        }
    }
    columns.retain(|column| column.words > 0);
    let mut done = 0;
    let bars: Vec<[usize; 4]> = columns
        .iter()
        .map(|column| {
            let start = WIDTH * done / whole.words.max(1);
            done += column.words;
            let end = WIDTH * done / whole.words.max(1);
            let height = HEIGHT * column.checked / column.words.max(1);
            [start, end - start, HEIGHT - height, height]
        })
        .collect();
    html! {
        figure {
            svg role="img" aria-labelledby="coverage-title coverage-desc" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" {
                title id="coverage-title" { (page.fixed.coverage) }
                desc id="coverage-desc" { (super::filled(&page.fixed.coverage_is, &[&page.shown.words().percent(whole)])) }
                @for [x, width, y, height] in bars {
                    rect.all x=(x) y="0" width=(width) height=(HEIGHT) {}
                    @if height > 0 { rect.done x=(x) y=(y) width=(width) height=(height) {} }
                }
            }
            figcaption { (page.fixed.coverage) ": " (super::filled(&page.fixed.coverage_is, &[&page.shown.words().percent(whole)])) }
        }
    }
}
