//! The sources: a table, and a tree of which source relies on which.

use std::collections::HashSet;

use maud::{Markup, html};

use super::super::filled;
use super::pieces::{Page, address, lines};
use crate::case::{Source, SourceId};
use crate::check::is_nameless;

/// The greatest depth of the tree. A deeper source is only a link there, and has a tree of its own
/// at the top level.
const MAX_DEPTH: usize = 24;

/// The section with the table and the tree.
pub(super) fn sources(page: &Page<'_>) -> Markup {
    let fixed = page.fixed;
    html! {
        @let shown = page.shown.sources();
        @if !shown.is_empty() {
            section #sources aria-labelledby="sources-head" {
                h2 id="sources-head" { (fixed.sources) }
                h3 id="relies-head" { (fixed.who_relies) }
                (tree(page, &shown))
                @for circle in page.shown.options.findings.graph().circles() {
                    @let names: Vec<String> = circle.iter().map(|id| page.shown.name(*id)).collect();
                    p.fine dir="auto" { (filled(&fixed.circle, &[&names.join(", ")])) }
                }
                div.wide tabindex="0" role="region" aria-labelledby="table-head" {
                    table {
                        caption id="table-head" { (page.shown.words().counted(shown.len(), &fixed.n_sources)) }
                        thead { tr {
                            @for head in [&fixed.source, &fixed.kind, &fixed.reliability, &fixed.link] { th scope="col" { (head) } }
                            @if !page.is_public() { th scope="col" { (fixed.note) } }
                        } }
                        tbody { @for source in &shown { (row(page, source)) } }
                    }
                }
            }
        }
    }
}

fn row(page: &Page<'_>, source: &Source) -> Markup {
    let number = page.shown.case.sources.place(source.id).unwrap_or_default() + 1;
    html! {
        tr id={ "source-" (number) } {
            th scope="row" dir="auto" {
                (page.shown.name_of(source))
                @if source.confidential && !is_nameless(&source.name) && !page.is_public() { br; span.fine { "(" (page.fixed.confidential) ")" } }
            }
            td { (page.table.kind.of(source.kind)) }
            td { (page.shown.grade(source)) }
            td { (address(&source.url)) @if let Some(seen) = source.accessed { " " (page.seen(seen)) } }
            @if !page.is_public() { td dir="auto" { (lines(&source.note)) } }
        }
    }
}

/// The tree of sources. Its roots are the sources on which no other source relies. Below each
/// source are those on which it relies. A source is expanded only once. At its other places it is
/// only a link.
fn tree(page: &Page<'_>, sources: &[&Source]) -> Markup {
    let relied_on: HashSet<SourceId> = sources
        .iter()
        .flat_map(|source| {
            source
                .relies_on
                .iter()
                .copied()
                .filter(|id| *id != source.id)
        })
        .collect();
    let roots = sources
        .iter()
        .filter(|source| !relied_on.contains(&source.id));
    let mut expanded = HashSet::new();
    html! {
        ul.tree aria-labelledby="relies-head" {
            @for source in roots { (branch(page, source, &mut expanded, 0)) }
            // The remaining sources are only in circles, or too deep.
            @for source in sources.iter() {
                @if !expanded.contains(&source.id) { (branch(page, source, &mut expanded, 0)) }
            }
        }
    }
}

fn branch(
    page: &Page<'_>,
    source: &Source,
    expanded: &mut HashSet<SourceId>,
    depth: usize,
) -> Markup {
    let sources = &page.shown.case.sources;
    let number = sources.place(source.id).unwrap_or_default() + 1;
    let is_new = depth < MAX_DEPTH && expanded.insert(source.id);
    let relied_on: Vec<_> = source
        .relies_on
        .iter()
        .filter_map(|id| sources.get(*id))
        .collect();
    html! {
        li {
            a href={ "#source-" (number) } dir="auto" { (page.shown.name_of(source)) }
            @if depth > 0 && relied_on.is_empty() { " " span.fine { "(" (page.fixed.relies_on_nobody) ")" } }
            @if !relied_on.is_empty() && !is_new { " " span.fine aria-hidden="true" { "↑" } }
            @if is_new && !relied_on.is_empty() {
                ul aria-label=(page.fixed.relies_on) { @for next in relied_on { (branch(page, next, expanded, depth + 1)) } }
            }
        }
    }
}
