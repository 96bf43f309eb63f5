//! Where everything is on the screen. View, mouse and paging all ask here, so that they cannot
//! disagree.
//!
//! From 120 columns three panes stand side by side; from 80 the claims stand above the verdict;
//! below that one pane is shown at a time, with tabs; below 40x10 there is only a line that says
//! so.

use ratatui::layout::Rect;

use crate::workbench::action::Pane;
use crate::workbench::event::Size;
use crate::workbench::model::Model;
use crate::workbench::view::header::below;

/// How wide the Sources pane is beside others, in cells, frame included.
const SOURCES: u16 = 23;

/// How wide the Verdict pane is beside others. The Claims pane has the rest: of 120 columns enough
/// for 44 of a claim's words.
const VERDICT: u16 = 37;

/// How the panes are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Side by side, in boxes.
    #[default]
    Beside,
    /// One above the other, each under a line with its name.
    Stacked,
    /// One at a time, under tabs.
    Single,
    /// There is no room.
    None,
}

/// Every rectangle. A pane that is not shown has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// How the panes are arranged.
    pub shape: Shape,
    /// The whole screen.
    pub screen: Rect,
    /// Title, person, progress, what lasts, receipts: one line, or two where they have no room on
    /// one.
    pub header: Rect,
    /// The tabs of [`Shape::Single`].
    pub tabs: Rect,
    /// The Sources pane, frame included.
    pub sources: Rect,
    /// The Claims pane, frame included.
    pub claims: Rect,
    /// The Verdict pane, frame included.
    pub verdict: Rect,
    /// What was just done.
    pub message: Rect,
    /// What can be done.
    pub footer: Rect,
    /// Where lists and forms go: beside others over the claims; else over all, and then they show
    /// the claim's words.
    pub popup: Rect,
}

impl Layout {
    /// The layout of this moment.
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
        let top = 1 + u16::from(below(model, width).is_some());
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
            let middle = width - SOURCES - VERDICT;
            layout.sources = Rect::new(0, top, SOURCES, body.height);
            layout.claims = Rect::new(SOURCES, top, middle, body.height);
            layout.verdict = Rect::new(SOURCES + middle, top, VERDICT, body.height);
            layout.popup = layout.claims;
        } else if width >= 80 {
            layout.shape = Shape::Stacked;
            // The story needs more room than the list, and shows the claim's words itself; so do
            // the sources, with what is known of one below them.
            let above = if model.is_story || model.focus.pane == Pane::Sources {
                body.height * 2 / 3
            } else {
                body.height * 3 / 7
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

    /// Whether there is room to draw anything.
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

    /// The rows of the list of claims; the first line of the pane beside others has the columns'
    /// names.
    pub fn list(&self) -> Rect {
        let inside = self.inside(self.claims);
        if self.shape == Shape::Beside && inside.height > 1 {
            Rect::new(inside.x, inside.y + 1, inside.width, inside.height - 1)
        } else {
            inside
        }
    }

    /// The rows of the list of sources, and below them what is known of the one in focus.
    pub fn source_list(&self) -> (Rect, Rect) {
        let inside = self.inside(self.sources);
        let about = if inside.height >= 16 {
            9
        } else if inside.height >= 8 {
            3
        } else {
            0
        };
        // The first line has the columns' names.
        let rows = inside.height.saturating_sub(about + 1);
        (
            Rect::new(inside.x, inside.y + 1, inside.width, rows).intersection(inside),
            Rect::new(inside.x, inside.y + 1 + rows, inside.width, about).intersection(inside),
        )
    }

    /// The width of the story's text: the pane's without the margins for glyphs and coverage, and
    /// without two cells for the ends of what is chosen.
    pub fn story_width(&self) -> usize {
        usize::from(self.inside(self.claims).width).saturating_sub(8)
    }
}
