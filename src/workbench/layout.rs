//! The layout of the screen. Drawing, mouse and paging all use it, so that they agree.
//!
//! From 120 columns the three panes are side by side. From 80 columns the claims are above the
//! verdict. Below that, one pane is shown at a time, with tabs. Below 40x10 a line says that the
//! screen is too small.

use ratatui::layout::Rect;

use crate::workbench::action::Pane;
use crate::workbench::event::Size;
use crate::workbench::model::Model;
use crate::workbench::view::header::conditions_below;

/// The width of the Sources pane beside others, in cells, including its frame.
const SOURCES_WIDTH: u16 = 23;

/// The width of the Verdict pane beside others. The Claims pane gets the rest: 44 cells for the
/// claim's words on a screen of 120 columns.
const VERDICT_WIDTH: u16 = 37;

/// A screen with fewer rows than this is short.
const SHORT_SCREEN: u16 = 30;

/// The smallest number of rows of the list of claims on a short screen, below the pane's name.
const MIN_LIST_ROWS: u16 = 3;

/// The height of the Claims pane above the Verdict pane. `body` is the height of both. On a short
/// screen the list shrinks before anything of the claim in focus is cut.
fn above_verdict(model: &Model, body: u16) -> u16 {
    let max_height = body * 3 / 7;
    if model.size.height >= SHORT_SCREEN {
        return max_height;
    }
    let verdict_height = u16::try_from(model.scroll.claim_lines + 1).unwrap_or(body);
    body.saturating_sub(verdict_height)
        .max(MIN_LIST_ROWS + 1)
        .min(max_height)
}

/// The arrangement of the panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Side by side, in boxes.
    #[default]
    Beside,
    /// One above the other, each below a line with its name.
    Stacked,
    /// One at a time, below tabs.
    Single,
    /// The screen is too small.
    None,
}

/// All areas of the screen. A pane that is not shown has an empty area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The arrangement of the panes.
    pub shape: Shape,
    /// The whole screen.
    pub screen: Rect,
    /// Title, person, progress, lasting conditions, receipts: one line, or two if there is too
    /// little room.
    pub header: Rect,
    /// The tabs of [`Shape::Single`].
    pub tabs: Rect,
    /// The Sources pane, including its frame.
    pub sources: Rect,
    /// The Claims pane, including its frame.
    pub claims: Rect,
    /// The Verdict pane, including its frame.
    pub verdict: Rect,
    /// The message line.
    pub message: Rect,
    /// The footer with the keys.
    pub footer: Rect,
    /// The area of lists and forms. With panes side by side it covers the claims. Otherwise it
    /// covers everything, and the popup repeats the claim's words.
    pub popup: Rect,
}

impl Layout {
    /// The layout for the model's screen size and focus.
    pub fn of(model: &Model) -> Self {
        let Size { width, height } = model.size;
        let screen = Rect::new(0, 0, width, height);
        if width < 40 || height < 10 {
            return Self {
                shape: Shape::None,
                screen,
                ..Self::default()
            };
        }
        let top = 1 + u16::from(conditions_below(model, width).is_some());
        let body = Rect::new(0, top, width, height - 2 - top);
        let mut layout = Self {
            screen,
            header: Rect::new(0, 0, width, top),
            message: Rect::new(0, height - 2, width, 1),
            footer: Rect::new(0, height - 1, width, 1),
            ..Self::default()
        };
        if width >= 120 {
            layout.shape = Shape::Beside;
            let middle = width - SOURCES_WIDTH - VERDICT_WIDTH;
            layout.sources = Rect::new(0, top, SOURCES_WIDTH, body.height);
            layout.claims = Rect::new(SOURCES_WIDTH, top, middle, body.height);
            layout.verdict = Rect::new(SOURCES_WIDTH + middle, top, VERDICT_WIDTH, body.height);
            layout.popup = layout.claims;
        } else if width >= 80 {
            layout.shape = Shape::Stacked;
            // The story needs more room than the list, and shows the claim's words itself. The
            // sources also need more, for the details of the source in focus.
            let above = if model.is_story || model.focus.pane == Pane::Sources {
                body.height * 2 / 3
            } else {
                above_verdict(model, body.height)
            };
            let upper = Rect::new(0, top, width, above);
            layout.verdict = Rect::new(0, top + above, width, body.height - above);
            if model.focus.pane == Pane::Sources {
                layout.sources = upper;
            } else {
                layout.claims = upper;
            }
            layout.popup = body;
        } else {
            layout.shape = Shape::Single;
            layout.tabs = Rect::new(0, top, width, 1);
            let pane = Rect::new(0, top + 1, width, body.height - 1);
            match model.focus.pane {
                Pane::Sources => layout.sources = pane,
                Pane::Claims => layout.claims = pane,
                Pane::Verdict => layout.verdict = pane,
            }
            layout.popup = pane;
        }
        layout
    }

    /// Whether the screen is large enough to draw anything.
    pub fn is_drawn(model: &Model) -> bool {
        Self::of(model).shape != Shape::None
    }

    /// The part of a pane inside its frame.
    pub fn inside(&self, pane: Rect) -> Rect {
        match self.shape {
            Shape::Beside if pane.width > 2 && pane.height > 2 => {
                Rect::new(pane.x + 1, pane.y + 1, pane.width - 2, pane.height - 2)
            }
            Shape::Stacked if pane.height > 1 => {
                Rect::new(pane.x, pane.y + 1, pane.width, pane.height - 1)
            }
            Shape::Single => pane,
            _ => Rect::default(),
        }
    }

    /// The rows of the list of claims. With panes side by side, the first line of the pane has the
    /// column names.
    pub fn list(&self) -> Rect {
        let inside = self.inside(self.claims);
        if self.shape == Shape::Beside && inside.height > 1 {
            Rect::new(inside.x, inside.y + 1, inside.width, inside.height - 1)
        } else {
            inside
        }
    }

    /// The area of the list of sources, and below it the area for the details of the source in
    /// focus.
    pub fn source_list(&self) -> (Rect, Rect) {
        let inside = self.inside(self.sources);
        let detail_height = if inside.height >= 16 {
            9
        } else if inside.height >= 8 {
            3
        } else {
            0
        };
        // The first line has the column names.
        let rows = inside.height.saturating_sub(detail_height + 1);
        (
            Rect::new(inside.x, inside.y + 1, inside.width, rows).intersection(inside),
            Rect::new(inside.x, inside.y + 1 + rows, inside.width, detail_height)
                .intersection(inside),
        )
    }

    /// The largest number of lines of the Verdict pane, reached when the list of claims above it is
    /// as small as possible.
    pub fn max_claim_lines(&self) -> usize {
        let inside = self.inside(self.verdict).height;
        let rows_from_list = match self.shape {
            Shape::Stacked if self.screen.height < SHORT_SCREEN => {
                self.claims.height.saturating_sub(MIN_LIST_ROWS + 1)
            }
            _ => 0,
        };
        usize::from(inside + rows_from_list)
    }

    /// The width of the story's text: the pane without the margins for glyphs and coverage and
    /// without two cells for the ends of the selection.
    pub fn story_width(&self) -> usize {
        usize::from(self.inside(self.claims).width).saturating_sub(8)
    }
}
