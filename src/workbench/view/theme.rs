//! Styles and glyphs. Only the terminal's own 16 colours, which its user chose; nothing is shown by
//! colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::case::Standing;
use crate::workbench::model::Manner;

/// What the terminal can show.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    is_unicode: bool,
    has_colour: bool,
}

impl Theme {
    /// As the terminal is.
    pub fn of(manner: &Manner) -> Self {
        Self {
            is_unicode: manner.is_unicode,
            has_colour: manner.has_colour,
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

    /// What must not draw the eye: frames, columns' names, neighbours of a claim.
    #[expect(
        clippy::unused_self,
        reason = "a style is asked of the theme, whatever it depends on"
    )]
    pub fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// What matters most.
    #[expect(clippy::unused_self, reason = "as above")]
    pub fn bold(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The name of the pane that has the keys, and keys in the footer.
    pub fn active(self) -> Style {
        self.colour(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// The row in focus.
    #[expect(clippy::unused_self, reason = "as above")]
    pub fn focus(self, has_keys: bool) -> Style {
        if has_keys {
            Style::new().add_modifier(Modifier::REVERSED)
        } else {
            Style::new().add_modifier(Modifier::BOLD)
        }
    }

    /// Something that did not work.
    pub fn trouble(self) -> Style {
        self.colour(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// A standing's glyph.
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

    /// Before a marked row's number.
    pub fn mark(self) -> &'static str {
        self.pick("•", "*")
    }

    /// Before the question that keys act on, and the source in focus.
    pub fn pointer(self) -> &'static str {
        self.pick("▸", ">")
    }

    /// Before and after the claim's words among others.
    pub fn ends(self) -> (&'static str, &'static str) {
        (self.pick("▐", "["), self.pick("▌", "]"))
    }

    /// A line across.
    pub fn rule(self) -> &'static str {
        self.pick("─", "-")
    }

    /// Corners and sides of a box: top left, top right, bottom left, bottom right, across, down.
    pub fn corners(self) -> [&'static str; 6] {
        if self.is_unicode {
            ["╭", "╮", "╰", "╯", "─", "│"]
        } else {
            ["+", "+", "+", "+", "-", "|"]
        }
    }

    /// The margin of the story: checked, open, uncovered.
    pub fn coverage(self) -> [&'static str; 3] {
        if self.is_unicode {
            ["█", "▒", "░"]
        } else {
            ["#", "=", "."]
        }
    }

    /// Where a claim is cut.
    pub fn cut(self) -> &'static str {
        self.pick(" ┃ ", " | ")
    }

    /// Before and after the chosen word of a field.
    pub fn choice(self) -> [&'static str; 2] {
        if self.is_unicode {
            ["‹ ", " ›"]
        } else {
            ["< ", " >"]
        }
    }

    /// Before a caption.
    pub fn caption(self) -> &'static str {
        self.pick("┆ ", ": ")
    }

    /// Between two things on a line.
    pub fn dot(self) -> &'static str {
        self.pick(" · ", " - ")
    }

    /// More follows below.
    pub fn more(self) -> &'static str {
        self.pick("↓", "v")
    }

    /// Where text was left out.
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
