//! Styles and glyphs. Only the 16 colours of the terminal are used, as its user has set them.
//! Colour is never the only distinction.

use ratatui::style::{Color, Modifier, Style};

use crate::case::Standing;
use crate::workbench::model::UiPrefs;

/// The abilities of the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    is_unicode: bool,
    has_colour: bool,
}

impl Theme {
    /// The theme for the terminal.
    pub fn of(prefs: &UiPrefs) -> Self {
        Self {
            is_unicode: prefs.is_unicode,
            has_colour: prefs.has_colour,
        }
    }

    fn pick(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.is_unicode { unicode } else { ascii }
    }

    fn colour(self, colour: Color) -> Style {
        if self.has_colour {
            Style::new().fg(colour)
        } else {
            Style::new()
        }
    }

    /// Text that must not attract attention: frames, column names, the context of a claim.
    #[expect(
        clippy::unused_self,
        reason = "a style is asked of the theme, whatever it depends on"
    )]
    pub fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The most important text.
    #[expect(clippy::unused_self, reason = "as above")]
    pub fn bold(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The name of the pane in focus, and keys in the footer.
    pub fn active(self) -> Style {
        self.colour(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// The row in focus. `pane_has_focus`: its pane has the focus too.
    #[expect(clippy::unused_self, reason = "as above")]
    pub fn focus(self, pane_has_focus: bool) -> Style {
        if pane_has_focus {
            Style::new().add_modifier(Modifier::REVERSED)
        } else {
            Style::new().add_modifier(Modifier::BOLD)
        }
    }

    /// Failures.
    pub fn trouble(self) -> Style {
        self.colour(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// The style of a standing's glyph.
    pub fn standing(self, standing: Standing) -> Style {
        match standing {
            Standing::Confirmed => self.colour(Color::Green),
            Standing::Disputed => self.colour(Color::Red).add_modifier(Modifier::BOLD),
            Standing::Unverified => self.colour(Color::Yellow),
            Standing::Contested => self.colour(Color::Magenta).add_modifier(Modifier::BOLD),
            Standing::Stale => self.colour(Color::Cyan),
            Standing::Open => Style::new().add_modifier(Modifier::BOLD),
            Standing::Aside => self.dim(),
        }
    }

    /// The bar before the row in focus.
    pub fn bar(self) -> &'static str {
        self.pick("▌", ">")
    }

    /// The sign before the number of a marked row.
    pub fn mark(self) -> &'static str {
        self.pick("•", "*")
    }

    /// The sign before the current question, and before the source in focus.
    pub fn pointer(self) -> &'static str {
        self.pick("▸", ">")
    }

    /// The signs before and after a claim's words in their context.
    pub fn ends(self) -> (&'static str, &'static str) {
        (self.pick("▐", "["), self.pick("▌", "]"))
    }

    /// A horizontal line.
    pub fn rule(self) -> &'static str {
        self.pick("─", "-")
    }

    /// The corners and sides of a box: top left, top right, bottom left, bottom right, horizontal,
    /// vertical.
    pub fn corners(self) -> [&'static str; 6] {
        if self.is_unicode {
            ["╭", "╮", "╰", "╯", "─", "│"]
        } else {
            ["+", "+", "+", "+", "-", "|"]
        }
    }

    /// The right margin of the story: checked, open, uncovered.
    pub fn coverage(self) -> [&'static str; 3] {
        if self.is_unicode {
            ["█", "▒", "░"]
        } else {
            ["#", "=", "."]
        }
    }

    /// The sign at which a claim is split.
    pub fn cut(self) -> &'static str {
        self.pick(" ┃ ", " | ")
    }

    /// The signs before and after the selected option of a field.
    pub fn choice(self) -> [&'static str; 2] {
        if self.is_unicode {
            ["‹ ", " ›"]
        } else {
            ["< ", " >"]
        }
    }

    /// The sign before a caption.
    pub fn caption(self) -> &'static str {
        self.pick("┆ ", ": ")
    }

    /// The separator between two texts on a line.
    pub fn dot(self) -> &'static str {
        self.pick(" · ", " - ")
    }

    /// The sign for more rows below.
    pub fn more(self) -> &'static str {
        self.pick("↓", "v")
    }

    /// The sign for omitted text.
    pub fn gap(self) -> &'static str {
        self.pick("…", "..")
    }

    /// The filled and the empty part of the progress bar, and its ends.
    pub fn gauge(self) -> [&'static str; 4] {
        if self.is_unicode {
            ["█", " ", "▕", "▏"]
        } else {
            ["#", ".", "[", "]"]
        }
    }
}
