//! The list of sources. Each source is below one that relies on it, and has its grade and its
//! number of uses. Below the list are the details of the source in focus.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::case::{Source, SourceId};
use crate::check::Finding;
use crate::text::counted;
use crate::text::{clip, padded, visible, visible_lines};
use crate::workbench::action::Pane;
use crate::workbench::labels::reliability;
use crate::workbench::layout::Layout;
use crate::workbench::model::Model;
use crate::workbench::template::template;
use crate::workbench::view::theme::Theme;
use crate::workbench::view::{frame, indented, put_row};

/// Draws the pane.
pub fn draw(model: &Model, theme: Theme, layout: &Layout, buffer: &mut Buffer) {
    let has_focus = model.focus.pane == Pane::Sources;
    let more = format!("{}{}", theme.dot(), model.case().sources.len());
    frame(
        buffer,
        theme,
        layout.shape,
        layout.sources,
        ("Sources", has_focus),
        &more,
        "",
    );
    let inside = layout.inside(layout.sources);
    let width = usize::from(inside.width);
    let (rows, about) = layout.source_list();
    let columns = format!("{:>width$}", "reliability, claims");
    put_row(buffer, inside, 0, &Line::styled(columns, theme.dim()));
    let shown = model.index.sources.iter().skip(model.scroll.sources);
    for (row, (id, depth)) in shown.take(usize::from(rows.height)).enumerate() {
        if let Some(source) = model.case().sources.get(*id) {
            put_row(
                buffer,
                rows,
                row,
                &source_row(model, theme, source, *depth, width, has_focus),
            );
        }
    }
    if model.case().sources.is_empty() {
        put_row(
            buffer,
            rows,
            0,
            &Line::styled(
                format!(
                    "  {}",
                    model.fill(template!("None yet: {evidence} and {credit} add them"))
                ),
                theme.dim(),
            ),
        );
    }
    if let Some(source) = model.source() {
        let mut lines = details(model, theme, source, width);
        let room = usize::from(about.height);
        if lines.len() > room {
            lines.truncate(room);
            if let Some(last) = lines.last_mut() {
                last.push_span(theme.gap());
            }
        }
        for (row, line) in lines.iter().enumerate() {
            put_row(buffer, about, row, line);
        }
    }
}

fn source_row(
    model: &Model,
    theme: Theme,
    source: &Source,
    depth: usize,
    width: usize,
    has_focus: bool,
) -> Line<'static> {
    let is_focus = model.focus.source == Some(source.id);
    let indent = (depth * 2).min(8);
    let room = width.saturating_sub(8 + indent);
    let mut name = visible(&source.name).into_owned();
    if source.confidential {
        name.insert_str(0, if model.prefs.is_unicode { "⊘ " } else { "! " });
    }
    let count = match model.index.uses.get(&source.id) {
        Some((claims, _)) if *claims > 0 => claims.to_string(),
        _ => "-".to_owned(),
    };
    let is_flagged = model
        .index
        .findings
        .on_source(source.id)
        .any(Finding::is_error);
    let style = match (is_focus, source.suggested) {
        (true, _) => theme.focus(has_focus),
        (false, true) => theme.dim(),
        _ => Style::new(),
    };
    Line::from(vec![
        Span::styled(if is_focus { theme.pointer() } else { " " }, theme.active()),
        Span::raw(format!(" {}", " ".repeat(indent))),
        Span::styled(padded(&clip(&name, room), room), style),
        Span::styled(if is_flagged { "!" } else { " " }, theme.trouble()),
        Span::raw(format!(" {} {count:>2}", source.reliability)),
    ])
}

/// From this width in cells on, the details are one text and not one line each. A wide pane has few
/// rows.
const MIN_WIDTH_OF_ONE_TEXT: usize = 60;

/// The details of a source, in a few lines.
fn details(model: &Model, theme: Theme, source: &Source, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![
        Line::default(),
        Line::styled(format!(" {}", visible(&source.name)), theme.bold()),
    ];
    let (claims, items) = model
        .index
        .uses
        .get(&source.id)
        .copied()
        .unwrap_or_default();
    let names = |ids: &[SourceId]| -> String {
        let names: Vec<_> = ids
            .iter()
            .filter_map(|id| model.case().sources.get(*id))
            .map(|source| visible(&source.name))
            .collect();
        names.join(", ")
    };
    let mut text = vec![format!(
        "{}, reliability {}: {}",
        source.kind,
        source.reliability,
        reliability(source.reliability)
    )];
    text.push(format!(
        "{}, {}",
        counted(claims, "claim"),
        counted(items, "item")
    ));
    text.push(if source.relies_on.is_empty() {
        "relies on nobody".to_owned()
    } else {
        format!("relies on {}", names(&source.relies_on))
    });
    if !source.aliases.is_empty() {
        text.push(visible(&format!("also: {}", source.aliases.join("; "))).into_owned());
    }
    if source.confidential {
        text.push("confidential".to_owned());
    }
    if source.suggested {
        text.push("factdesk's guess, not accepted".to_owned());
    }
    for finding in model.index.findings.on_source(source.id) {
        text.push(format!("{}: {}", finding.standard, finding.message));
    }
    for extra in [&source.url, &source.note] {
        if !extra.is_empty() {
            text.push(visible_lines(extra).into_owned());
        }
    }
    if width >= MIN_WIDTH_OF_ONE_TEXT {
        text = vec![text.join(theme.dot())];
    }
    for text in text {
        lines.extend(indented(&text, width.saturating_sub(1), 2, Style::new()));
    }
    lines
}
