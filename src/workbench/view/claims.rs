//! The list of claims: the standings of each claim, its number and words, who said it, the amount
//! of evidence.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::case::{Claim, Standing};
use crate::text::{cells, clip, padded, visible};
use crate::workbench::action::Pane;
use crate::workbench::index::{Filter, Order};
use crate::workbench::layout::{Layout, Shape};
use crate::workbench::model::Model;
use crate::workbench::template::{Template, template};
use crate::workbench::view::theme::Theme;
use crate::workbench::view::{frame, put_row};

/// The filter and order of the list, for the pane's frame.
pub fn filter_and_order(model: &Model, theme: Theme) -> String {
    let filter = match model.list_view.filter {
        Filter::All => "all".to_owned(),
        Filter::Work => "needs a ruling".to_owned(),
        Filter::Unsure => "not sure who said it".to_owned(),
        Filter::Standing(standing) => format!("fact {standing}"),
        Filter::Source(id) => {
            let source = model.case().sources.get(id);
            source.map_or_else(String::new, |source| visible(&source.name).into_owned())
        }
        Filter::Finding(standard) => standard.name().to_owned(),
        Filter::Marked => "marked".to_owned(),
    };
    let order = match model.list_view.order {
        Order::Draft => "draft order",
        Order::Work => "unruled first",
    };
    let marks = match model.list_view.marks.len() {
        0 => String::new(),
        count => format!("{}{count} marked", theme.dot()),
    };
    format!("{filter}{}{order}{marks}", theme.dot())
}

/// Draws the pane.
pub fn draw(model: &Model, theme: Theme, layout: &Layout, buffer: &mut Buffer) {
    let has_focus = model.focus.pane == Pane::Claims;
    let filter_and_order = filter_and_order(model, theme);
    let legend = "s said  f fact  ev evidence";
    let (more, right) = if layout.shape == Shape::Beside {
        (String::new(), filter_and_order.as_str())
    } else {
        (format!("{}{filter_and_order}", theme.dot()), legend)
    };
    frame(
        buffer,
        theme,
        layout.shape,
        layout.claims,
        ("Claims", has_focus),
        &more,
        right,
    );
    let list = layout.list();
    let columns = Columns::of(model, layout.shape, list.width);
    if layout.shape == Shape::Beside {
        let names = columns.names();
        put_row(
            buffer,
            layout.inside(layout.claims),
            0,
            &Line::styled(names, theme.dim()),
        );
    }
    if model.index.rows.is_empty() {
        draw_empty(model, theme, list, buffer);
    }
    let shown = model.index.rows.iter().enumerate().skip(model.scroll.list);
    for (row_index, (_, id)) in shown.take(usize::from(list.height)).enumerate() {
        if let Some(claim) = model.case().claims.get(*id) {
            let line = row(model, theme, claim, &columns, has_focus);
            put_row(buffer, list, row_index, &line);
        }
    }
}

fn draw_empty(model: &Model, theme: Theme, list: Rect, buffer: &mut Buffer) {
    let words: &[Template] = if model.case().claims.is_empty() {
        &[
            template!("No claims yet."),
            template!("{new-claim}  types one"),
            template!("{story}  shows the story, {select} selects words in it"),
        ]
    } else {
        &[
            template!("No claims match this filter."),
            template!("{filter}  changes the filter"),
            template!("{leave}  shows all"),
        ]
    };
    for (row, words) in words.iter().enumerate() {
        put_row(
            buffer,
            list,
            row + 1,
            &Line::styled(format!("  {}", model.fill(*words)), theme.dim()),
        );
    }
}

/// The minimum width of a claim's words if the panes are side by side, in cells. The column for who
/// said it is narrowed first, because the Verdict pane shows that too.
const MIN_WORDS: usize = 44;

/// The minimum width of the column for who said it, in cells. In less, names would be hard to tell
/// apart.
const MIN_SAID_BY: usize = 12;

/// The width of each column, in cells.
struct Columns {
    number: usize,
    words: usize,
    said_by: usize,
    evidence: usize,
}

impl Columns {
    fn of(model: &Model, shape: Shape, width: u16) -> Self {
        let width = usize::from(width);
        let number = model.case().claims.len().to_string().len().max(2);
        // Bar, said, space, fact, flag, mark, number, space.
        let rest = width.saturating_sub(7 + number);
        let (said_by, evidence) = match width {
            0..44 => (0, 0),
            44..56 => (MIN_SAID_BY, 2),
            56..100 => (17, 2),
            _ => (24, 3),
        };
        // One space before the evidence column and one after it.
        let rest = rest.saturating_sub(if evidence > 0 { evidence + 2 } else { 0 });
        let said_by = if shape == Shape::Beside {
            let room = rest.saturating_sub(MIN_WORDS + 1).min(said_by);
            if room < MIN_SAID_BY { 0 } else { room }
        } else {
            said_by
        };
        Self {
            number,
            words: rest.saturating_sub(if said_by > 0 { said_by + 1 } else { 0 }),
            said_by,
            evidence,
        }
    }

    fn names(&self) -> String {
        let number = format!("{:>1$}", "#", self.number + 1);
        let mut names = format!(" s f {number} {}", padded("claim", self.words));
        if self.said_by > 0 {
            names.push_str(&format!(" {}", padded("said by", self.said_by)));
        }
        if self.evidence > 0 {
            names.push_str(" ev");
        }
        names
    }
}

/// A row of the list.
fn row(
    model: &Model,
    theme: Theme,
    claim: &Claim,
    columns: &Columns,
    has_focus: bool,
) -> Line<'static> {
    let standings = model.index.standings(claim.id);
    let glyph = |standing: Option<Standing>| match standing {
        Some(standing) => Span::styled(model.glyph(standing), theme.standing(standing)),
        None => Span::raw(" "),
    };
    let fact = standings.map(|at| at.fact);
    let is_focus = model.focus.claim == Some(claim.id);
    let is_marked = model.list_view.marks.contains(&claim.id);
    let number = format!("{:>1$}", model.number(claim.id), columns.number);
    let mut words = String::new();
    // If the column for who said it is hidden, the words must show that nobody has chosen yet.
    if columns.said_by == 0 && !claim.candidates().is_empty() {
        words.push_str(&format!("({}) ", model.said_by(claim.id)));
    }
    if fact == Some(Standing::Aside) {
        words.push_str("(no fact) ");
    }
    if model.index.is_superseded(claim.id) {
        words.push_str("(superseded) ");
    }
    if claim.span.is_none() && !claim.place.is_empty() {
        words.push_str(&format!("{} ", visible(&claim.place)));
    }
    words.push_str(&visible(claim.shown()));
    let style = if is_focus {
        theme.focus(has_focus)
    } else if fact == Some(Standing::Aside) {
        theme.dim()
    } else {
        ratatui::style::Style::new()
    };
    let mut spans = vec![
        Span::styled(if is_focus { theme.bar() } else { " " }, theme.active()),
        glyph(standings.and_then(|at| at.said)),
        Span::raw(" "),
        glyph(fact),
        Span::styled(
            if model.index.findings.is_flagged(claim.id) {
                "!"
            } else {
                " "
            },
            theme.trouble(),
        ),
        Span::styled(if is_marked { theme.mark() } else { " " }, theme.active()),
        Span::styled(
            number,
            if is_marked {
                theme.active()
            } else {
                theme.dim()
            },
        ),
        Span::raw(" "),
        Span::styled(padded(&clip(&words, columns.words), columns.words), style),
    ];
    if columns.said_by > 0 {
        let said_by = model.said_by(claim.id);
        let said_by = padded(&clip(&said_by, columns.said_by), columns.said_by);
        let credit = claim.attribution.as_ref();
        let style = if credit.is_some_and(|credit| credit.suggested) {
            theme.dim()
        } else {
            ratatui::style::Style::new()
        };
        spans.push(Span::raw(" "));
        spans.push(Span::styled(said_by, style));
    }
    if columns.evidence > 0 {
        let count = match claim.items().count() {
            0 => String::new(),
            count => count.to_string(),
        };
        let room = columns.evidence.saturating_sub(cells(&count));
        spans.push(Span::raw(format!(" {}{count} ", " ".repeat(room))));
    }
    Line::from(spans)
}
