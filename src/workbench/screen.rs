//! The whole screen: panes, the topmost popup over them, and the two lines at the bottom.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::text::{clip, wrap};
use crate::workbench::action::Pane;
use crate::workbench::layout::{Layout, Shape};
use crate::workbench::model::{Model, Selection};
use crate::workbench::popup::Popup;
use crate::workbench::view::status_line::{self, draw_rows_above, fit_keys};
use crate::workbench::view::theme::Theme;
use crate::workbench::view::verdict::{self, VerdictText};
use crate::workbench::view::{claims, cursor, frame, header, put, put_row, sources, story, tabs};

/// Draws the workbench. Returns the caret's position: in the field for typing, or else on the row
/// in focus.
pub fn draw(
    model: &Model,
    popup: Option<&Popup>,
    text: &VerdictText,
    buffer: &mut Buffer,
) -> Option<Position> {
    let layout = Layout::of(model);
    let theme = Theme::of(&model.prefs);
    let selection = popup.and_then(selection_of);
    if layout.shape == Shape::None {
        let words = "factdesk needs 40x10 or more";
        put(buffer, buffer.area, &Line::raw(words));
        return None;
    }
    put(
        buffer,
        layout.header,
        &header::line(model, theme, layout.header.width),
    );
    if let Some(below) = header::conditions_below(model, layout.header.width) {
        let line = Line::styled(format!(" {below}"), theme.trouble());
        put_row(buffer, layout.header, 1, &line);
    }
    if layout.shape == Shape::Single {
        put(buffer, layout.tabs, &tabs::tabs(model, theme).0);
    }
    if layout.sources.height > 0 {
        sources::draw(model, theme, &layout, buffer);
    }
    if layout.claims.height > 0 {
        if model.is_story {
            story::draw(model, selection, theme, &layout, buffer);
        } else {
            claims::draw(model, theme, &layout, buffer);
        }
    }
    if layout.verdict.height > 0 {
        verdict::draw(model, text, theme, &layout, buffer);
    }
    let caret = popup.and_then(|popup| draw_popup(model, popup, theme, &layout, buffer));
    let line_caret = draw_lines(model, popup, theme, &layout, buffer).or(caret);
    line_caret.or_else(|| cursor::on_focus(model, selection, text, &layout))
}

/// The selection in the story, if the topmost popup is one.
fn selection_of(popup: &Popup) -> Option<&Selection> {
    match popup {
        Popup::Select(selection) => Some(selection.as_ref()),
        _ => None,
    }
}

/// The areas of a popup.
struct PopupAreas {
    /// The area with the frame.
    whole: Rect,
    /// The area inside the frame.
    inside: Rect,
    /// The part that the popup draws itself. It is below the words that the popup is about.
    own: Rect,
    /// The words that the popup is about; empty if a pane shows them.
    about: String,
}

impl PopupAreas {
    fn of(model: &Model, popup: &Popup, layout: &Layout) -> Option<Self> {
        popup.title(model)?;
        let mut whole = layout.popup.intersection(layout.screen);
        let is_wide = layout.shape == Shape::Beside
            && popup.needs_more_than(usize::from(layout.inside(whole).width));
        if is_wide {
            whole.width = layout.screen.right().saturating_sub(whole.x);
        }
        let inside = match layout.shape {
            Shape::Beside => layout.inside(whole),
            _ => Rect::new(
                whole.x,
                whole.y + 1,
                whole.width,
                whole.height.saturating_sub(1),
            ),
        };
        let shows_words = layout.shape != Shape::Beside || is_wide || popup.is_about_elsewhere();
        let about = if shows_words {
            popup.about(model)
        } else {
            String::new()
        };
        let height = wrap_about(&about, inside).len();
        let height = u16::try_from(height).unwrap_or_default();
        let own = Rect {
            y: inside.y + height,
            height: inside.height.saturating_sub(height),
            ..inside
        };
        Some(Self {
            whole,
            inside,
            own,
            about,
        })
    }
}

/// The area that a popup draws itself. None for a popup on the message line.
pub fn popup_area(model: &Model, popup: &Popup) -> Option<Rect> {
    let layout = Layout::of(model);
    if layout.shape == Shape::None {
        return None;
    }
    PopupAreas::of(model, popup, &layout).map(|room| room.own)
}

/// Draws a popup, unless it is on the message line. First come the words that the popup is about,
/// if the Verdict pane does not show them. Returns the caret's position.
fn draw_popup(
    model: &Model,
    popup: &Popup,
    theme: Theme,
    layout: &Layout,
    buffer: &mut Buffer,
) -> Option<Position> {
    let title = popup.title(model)?;
    let room = PopupAreas::of(model, popup, layout)?;
    for position in room.whole.positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            cell.reset();
        }
    }
    let title = if model.prefs.is_unicode {
        title
    } else {
        title.replace('·', "-")
    };
    let shape = if layout.shape == Shape::Single {
        Shape::Stacked
    } else {
        layout.shape
    };
    let area = room.whole;
    frame(buffer, theme, shape, area, (&title, true), "", "Esc closes");
    for (row, range) in wrap_about(&room.about, room.inside).into_iter().enumerate() {
        let part = room.about.get(range).unwrap_or_default();
        let line = Line::styled(format!(" {part}"), theme.bold());
        put_row(buffer, room.inside, row, &line);
    }
    popup.draw(model, theme, room.own, buffer)
}

/// The wrapped lines of the words that a popup is about, at most a third of its height.
fn wrap_about(words: &str, area: Rect) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    let mut lines = wrap(words, usize::from(area.width).saturating_sub(2));
    lines.truncate(usize::from(area.height) / 3);
    lines
}

/// Draws the message line and the footer. Returns the caret's position if the caret is there.
fn draw_lines(
    model: &Model,
    popup: Option<&Popup>,
    theme: Theme,
    layout: &Layout,
    buffer: &mut Buffer,
) -> Option<Position> {
    let width = usize::from(layout.message.width);
    let own = popup.and_then(|popup| popup.rows(model, theme, width));
    let caret = own.as_ref().map(|(_, cell)| *cell);
    let rows = own.map_or_else(
        || status_line::message(model, theme, width),
        |(rows, _)| rows,
    );
    draw_rows_above(buffer, layout.message, &rows);
    let room = usize::from(layout.footer.width);
    let footer = match popup {
        _ if !model.notice.is_empty() => {
            let notice = format!(" {}", model.notice);
            Line::styled(clip(&notice, room).into_owned(), theme.trouble())
        }
        Some(popup) => fit_keys(theme, Span::raw(" "), &popup.footer(model), None, room),
        None => status_line::on_panes(model, theme, room),
    };
    put(buffer, layout.footer, &footer);
    let Rect { x, y, .. } = layout.message;
    let x = x + u16::try_from(caret?).ok()?;
    Some(Position::new(
        x.min(layout.message.right().saturating_sub(1)),
        y,
    ))
}

/// How many lines around the focus stay visible, if they exist.
const MARGIN: usize = 2;

/// The first line to show, so that line `at` and some lines around it are within `room` lines. No
/// empty space follows the last line. `first` is the present first line.
fn window(first: usize, at: usize, room: usize, lines: usize) -> usize {
    let last = lines.saturating_sub(room);
    let margin = MARGIN.min(room.saturating_sub(1) / 2);
    let (least, most) = (
        (at + margin + 1).saturating_sub(room),
        at.saturating_sub(margin),
    );
    first.clamp(least.min(most), most).min(last)
}

/// Wraps the story, and scrolls every pane so that the focus is visible. Returns the text of the
/// Verdict pane, which is built once for each event.
pub fn scroll_to_focus(model: &mut Model, popup: Option<&Popup>) -> VerdictText {
    let text = verdict_text(model);
    model.scroll.claim_lines = text.claim_lines;
    let layout = Layout::of(model);
    let selection = popup.and_then(selection_of);
    if layout.shape == Shape::None {
        return VerdictText::default();
    }
    if model.is_story && layout.claims.width > 0 {
        model
            .index
            .story
            .fit(model.history.case(), layout.story_width());
    }
    let list = usize::from(layout.list().height);
    if let Some(row) = model.focus.claim.and_then(|id| model.index.row(id)) {
        model.scroll.list = window(model.scroll.list, row, list, model.index.rows.len());
    }
    let room = usize::from(layout.inside(layout.claims).height);
    if model.is_story && room > 0 {
        let lines = model.index.story.lines.len();
        if let Some((first, last)) = story_focus(model, selection) {
            // Both ends are visible if they fit. If not, the beginning is.
            let first_shown = window(model.scroll.story, last, room, lines);
            model.scroll.story = window(first_shown, first, room, lines);
        } else {
            model.scroll.story = model.scroll.story.min(lines.saturating_sub(room));
        }
    }
    let rows = usize::from(layout.source_list().0.height);
    let source_row = model
        .index
        .sources
        .iter()
        .position(|(id, _)| Some(*id) == model.focus.source);
    if let Some(source_row) = source_row {
        model.scroll.sources = window(
            model.scroll.sources,
            source_row,
            rows,
            model.index.sources.len(),
        );
    }
    let inside = layout.inside(layout.verdict);
    if inside.height > 0 {
        let room = usize::from(inside.height);
        let at = text.items.get(model.focus.item).copied();
        let has_focus = model.focus.pane == Pane::Verdict;
        model.scroll.verdict = match at {
            Some(at) if has_focus => window(model.scroll.verdict, at, room, text.lines.len()),
            _ => model
                .scroll
                .verdict
                .min(text.lines.len().saturating_sub(room)),
        };
    }
    text
}

/// The text of the Verdict pane, empty if the pane is not shown.
fn verdict_text(model: &Model) -> VerdictText {
    let layout = Layout::of(model);
    let width = usize::from(layout.inside(layout.verdict).width);
    if width == 0 {
        return VerdictText::default();
    }
    verdict::text(model, width, layout.max_claim_lines())
}

/// The first and the last line of the story with the focus: the moving end of the selection, or the
/// claim.
fn story_focus(model: &Model, selection: Option<&Selection>) -> Option<(usize, usize)> {
    let story = &model.index.story;
    if let Some(selection) = selection {
        let line = story.line_of(selection.paragraph, selection.to);
        return Some((line, line));
    }
    let span = model.claim().and_then(|claim| model.case().anchor(claim))?;
    let line = |byte| story.line_of(span.paragraph, byte);
    Some((line(span.start), line(span.end.saturating_sub(1))))
}
