//! Choosing where to split a claim in two.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::case::ClaimId;
use crate::reading::{is_inside_unit, split_points};
use crate::text::{cells, visible, words, wrap};
use crate::workbench::action::Action;
use crate::workbench::key::{Code, Key};
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, report_unknown_key};
use crate::workbench::view::theme::Theme;
use crate::workbench::view::{cell_at, put_row};

/// A popup for choosing where to split a claim in two.
#[derive(Clone, Debug)]
pub struct Split {
    claim: ClaimId,
    /// The byte of the claim's text at which it is split.
    at: usize,
}

impl Split {
    /// Starts at the likeliest split point of the claim in focus, or else near the middle of the
    /// claim. None if the claim has only one word.
    pub fn of(model: &Model) -> Option<Self> {
        let claim = model.claim()?;
        let cuts = cuts(&claim.text);
        let likely = likely_cuts(model, &claim.text);
        let language = &model.case().language;
        let at = *likely
            .first()
            .or(middle_cut(&cuts, &claim.text, language))?;
        Some(Self {
            claim: claim.id,
            at,
        })
    }
}

impl Dialog for Split {
    fn key(&mut self, model: &mut Model, key: Key, command: Option<&Action>) -> Option<Action> {
        let claim = model.case().claims.get(self.claim)?;
        let cuts = cuts(&claim.text);
        let at = cuts.iter().position(|at| *at == self.at);
        let at = at.unwrap_or_default();
        let to = match (key.code, key.latin().char()) {
            (Code::Enter, _) => return Some(Action::SplitAt(self.claim, self.at)),
            _ if matches!(command, Some(Action::Split)) => {
                let likely = likely_cuts(model, &claim.text);
                let present = likely.iter().position(|at| *at == self.at);
                let next = likely
                    .get(present.map_or(0, |index| index + 1))
                    .or(likely.first());
                if next.is_none_or(|next| *next == self.at) {
                    "No other likely place: Left and Right move the split"
                        .clone_into(&mut model.notice);
                }
                next.and_then(|next| cuts.iter().position(|at| at == next))
                    .unwrap_or(at)
            }
            (Code::Left | Code::Up, _) | (_, Some('h' | 'k')) => at.saturating_sub(1),
            (Code::Right | Code::Down, _) | (_, Some('l' | 'j')) => at + 1,
            (Code::Home, _) => 0,
            (Code::End, _) => cuts.len(),
            _ => {
                report_unknown_key(model, key, &self.footer(model));
                at
            }
        };
        if let Some(to) = cuts.get(to.min(cuts.len().saturating_sub(1))) {
            self.at = *to;
        }
        None
    }

    fn accepts(&self, action: &Action) -> bool {
        matches!(action, Action::Split)
    }

    fn title(&self, model: &Model) -> Option<String> {
        Some(format!("Split claim {}", model.number(self.claim)))
    }

    /// Draws the claim with the split marked. Returns the position of the mark.
    fn draw(&self, model: &Model, theme: Theme, area: Rect, out: &mut Buffer) -> Option<Position> {
        let claim = model.case().claims.get(self.claim)?;
        let (first, second) = claim
            .text
            .split_at_checked(self.at)
            .unwrap_or((&claim.text, ""));
        let cut = theme.cut();
        let whole = format!("{}{cut}{}", first.trim_end(), second);
        let mark = first.trim_end().len()..first.trim_end().len() + cut.len();
        let mut cursor = None;
        for (row, bytes) in wrap(&whole, usize::from(area.width).saturating_sub(4))
            .into_iter()
            .enumerate()
        {
            let part = |range: std::ops::Range<usize>| {
                let start = range.start.clamp(bytes.start, bytes.end);
                let end = range.end.clamp(start, bytes.end);
                visible(whole.get(start..end).unwrap_or_default()).into_owned()
            };
            if bytes.contains(&mark.start) {
                let before = cells(&part(bytes.start..mark.start));
                cursor = cell_at(area, row + 1, 2 + before);
            }
            let line = Line::from(vec![
                Span::raw("  "),
                Span::raw(part(bytes.start..mark.start)),
                Span::styled(part(mark.clone()), theme.active()),
                Span::styled(part(mark.end..bytes.end), theme.bold()),
            ]);
            put_row(out, area, row + 1, &line);
        }
        cursor
    }

    fn footer(&self, model: &Model) -> Vec<Hint> {
        vec![
            ("Left Right".to_owned(), "move the split"),
            (model.keys.key("split"), "the next likely place"),
            ("Enter".to_owned(), "split here"),
            ("Esc".to_owned(), "close"),
        ]
    }

    fn is_valid(&self, model: &Model, _: bool) -> bool {
        let claim = model.case().claims.get(self.claim);
        claim.is_some_and(|claim| claim.text.is_char_boundary(self.at))
    }
}

/// The bytes at which a claim can be split: the starts of its words except the first, before any
/// opening punctuation.
fn cuts(text: &str) -> Vec<usize> {
    let starts = words(text).map(|Range { start, .. }| {
        let before = text.get(..start).unwrap_or_default();
        before.rfind(char::is_whitespace).map_or(0, |space| {
            let width = before.get(space..).and_then(|rest| rest.chars().next());
            space + width.map_or(0, char::len_utf8)
        })
    });
    let mut cuts: Vec<usize> = starts.filter(|at| *at > 0).collect();
    cuts.dedup();
    cuts
}

/// The split point nearest to the middle that splits no unit such as a number or a name. A point
/// next to punctuation, as at the edge of a quotation, is chosen only if there is no other. If
/// every point splits a unit, the middle one.
fn middle_cut<'a>(cuts: &'a [usize], text: &str, language: &str) -> Option<&'a usize> {
    let is_between_letters = |at: &&usize| {
        let (before, after) = text.split_at_checked(**at).unwrap_or_default();
        let before = before.trim_end();
        before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
    };
    let whole = cuts
        .iter()
        .filter(|at| !is_inside_unit(text, **at, language));
    whole
        .min_by_key(|at| (!is_between_letters(at), at.abs_diff(text.len() / 2)))
        .or(cuts.get(cuts.len() / 2))
}

/// The points where a person would probably split the text, the likeliest first.
fn likely_cuts(model: &Model, text: &str) -> Vec<usize> {
    let cuts = cuts(text);
    let places = split_points(text, &model.case().language);
    // An opening quotation mark goes to the part after the split.
    let cut = |place: usize| cuts.iter().rev().find(|at| **at <= place).copied();
    places.into_iter().filter_map(cut).collect()
}
