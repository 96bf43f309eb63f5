//! The places that could reveal a confidential source. The person decides whether redacted exports
//! cut or keep them. Places with the same words are one row and are decided together. Space on such
//! a row shows each place as a row of its own.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::case::SourceId;
use crate::export::{Doubtful, Undecided, undecided};
use crate::text::{cells, clip, counted, padded, visible, wrap};
use crate::workbench::action::Action;
use crate::workbench::form::Filled;
use crate::workbench::key::{Code, Key};
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, NOT_EXPORTED, hints, report_unknown_key};
use crate::workbench::view::theme::Theme;
use crate::workbench::view::typed::window;
use crate::workbench::view::{cell_at, put_row};

/// The largest height of the foot, which shows the selected place in full.
const FOOT: u16 = 4;

/// The list of places to decide.
#[derive(Clone, Debug)]
pub struct Redaction {
    /// The places that were undecided when the popup was opened.
    groups: Vec<Doubtful>,
    /// The index of the selected row.
    at: usize,
    /// The index in `groups` of the group whose places are rows of their own.
    open: Option<usize>,
    /// The export that waits for the decisions.
    export: Option<Filled>,
}

/// A row: a group with its undecided places, or a single place of the open group.
struct Row<'a> {
    of: usize,
    group: &'a Doubtful,
    places: Vec<&'a Undecided>,
}

impl Redaction {
    /// The popup for all undecided places. `export` waits for the decisions. None if there is
    /// nothing to decide.
    pub fn of(model: &Model, export: Option<Filled>) -> Option<Self> {
        let groups = undecided(model.case());
        (!groups.is_empty()).then_some(Self {
            groups,
            at: 0,
            open: None,
            export,
        })
    }

    fn rows(&self, model: &Model) -> Vec<Row<'_>> {
        let decided: HashSet<(SourceId, &str)> = model
            .case()
            .redactions
            .iter()
            .map(|decision| (decision.source, decision.place.as_str()))
            .collect();
        let mut rows = Vec::new();
        for (of, group) in self.groups.iter().enumerate() {
            let is_left =
                |place: &&Undecided| !decided.contains(&(group.source, place.place.as_str()));
            let places: Vec<&Undecided> = group.places.iter().filter(is_left).collect();
            if self.open == Some(of) {
                rows.extend(places.into_iter().map(|place| Row {
                    of,
                    group,
                    places: vec![place],
                }));
            } else if !places.is_empty() {
                rows.push(Row { of, group, places });
            }
        }
        rows
    }

    fn place_count(&self) -> usize {
        self.groups.iter().map(|group| group.places.len()).sum()
    }

    /// Cuts or keeps the places of the selected row.
    fn decide(&mut self, model: &Model, cut: bool) -> Option<Action> {
        let rows = self.rows(model);
        let row = rows.get(self.at.min(rows.len().saturating_sub(1)))?;
        let left: usize = rows.iter().map(|row| row.places.len()).sum();
        let places = row.places.iter();
        let action = Action::DecidePlaces {
            places: places
                .map(|place| (row.group.source, place.place.clone()))
                .collect(),
            cut,
            is_last: left == row.places.len(),
            export: self.export.clone(),
        };
        Some(action)
    }
}

impl Dialog for Redaction {
    fn key(&mut self, model: &mut Model, key: Key, _: Option<&Action>) -> Option<Action> {
        let rows = self.rows(model);
        let last = rows.len().saturating_sub(1);
        let at = self.at.min(last);
        let of = rows.get(at).map(|row| row.of);
        let has_several = rows.get(at).is_some_and(|row| row.places.len() > 1);
        let left: usize = rows.iter().map(|row| row.places.len()).sum();
        drop(rows);
        self.at = at;
        match (key.code, key.latin().char()) {
            (Code::Down, _) | (_, Some('j')) => self.at = (at + 1).min(last),
            (Code::Up, _) | (_, Some('k')) => self.at = at.saturating_sub(1),
            (_, Some('1')) => return self.decide(model, true),
            (_, Some('2')) => return self.decide(model, false),
            (Code::Backspace, _) | (_, Some('z')) if left < self.place_count() => {
                return Some(Action::UndoHere);
            }
            (Code::Enter | Code::Char(' '), _) if self.open == of => {
                self.open = None;
                self.at = of.unwrap_or_default();
            }
            (Code::Enter | Code::Char(' '), _) if has_several => self.open = of,
            _ => report_unknown_key(model, key, &self.footer(model)),
        }
        None
    }

    fn decides(&self, key: Key) -> bool {
        matches!(key.char(), Some('1' | '2'))
    }

    fn title(&self, model: &Model) -> Option<String> {
        let rows = self.rows(model);
        let left = rows.iter().map(|row| row.places.len()).sum();
        let left = counted(left, "place");
        Some(format!("Redaction · {left} to decide"))
    }

    /// The popup is about places, not about the claim in focus.
    fn about(&self, _: &Model) -> String {
        String::new()
    }

    fn draw(&self, model: &Model, theme: Theme, area: Rect, out: &mut Buffer) -> Option<Position> {
        let rows = self.rows(model);
        let at = self.at.min(rows.len().saturating_sub(1));
        let foot = foot_height(area);
        let room = usize::from(area.height.saturating_sub(foot));
        let first = window(at, room);
        let width = usize::from(area.width);
        for (place, row) in rows.iter().enumerate().skip(first).take(room) {
            let is_focus = place == at;
            let (label, detail) = label_and_detail(model, row, self.open == Some(row.of));
            let detail = clip(&detail, width / 2).into_owned();
            let room = width.saturating_sub(cells(&detail) + 4);
            let style = if is_focus {
                theme.focus(true)
            } else {
                Style::new()
            };
            let line = Line::from(vec![
                Span::styled(if is_focus { theme.bar() } else { " " }, theme.active()),
                Span::raw(" "),
                Span::styled(padded(&clip(&label, room), room), style),
                Span::raw(" "),
                Span::styled(detail, theme.dim()),
            ]);
            put_row(out, area, place - first, &line);
        }
        if let Some(row) = rows.get(at) {
            let below = Rect::new(area.x, area.bottom().saturating_sub(foot), area.width, foot);
            let room = width.saturating_sub(3);
            let foot_texts = foot_lines(row);
            let lines = foot_texts.iter().flat_map(|words| {
                let parts = wrap(words, room).into_iter();
                parts.map(|range| words.get(range).unwrap_or_default())
            });
            for (place, part) in lines.take(usize::from(foot)).enumerate() {
                let line = Line::styled(format!("  {part}"), theme.dim());
                put_row(out, below, place, &line);
            }
        }
        cell_at(area, at - first.min(at), 0)
    }

    fn choice_at(&self, model: &Model, area: Rect, line: usize) -> Option<usize> {
        let count = self.rows(model).len();
        let room = usize::from(area.height.saturating_sub(foot_height(area)));
        let place = window(self.at.min(count.saturating_sub(1)), room) + line;
        (line < room && place < count).then_some(place)
    }

    fn choose(&mut self, _: &Model, choice: usize) {
        self.at = choice;
    }

    fn footer(&self, model: &Model) -> Vec<Hint> {
        let rows = self.rows(model);
        let left: usize = rows.iter().map(|row| row.places.len()).sum();
        let mut all = vec![("1", "cut"), ("2", "keep")];
        match rows.get(self.at.min(rows.len().saturating_sub(1))) {
            Some(row) if self.open == Some(row.of) => all.push(("Space", "together")),
            Some(row) if row.places.len() > 1 => all.push(("Space", "one by one")),
            _ => {}
        }
        if left < self.place_count() {
            all.push(("Backspace", "back"));
        }
        all.push(("Esc", "later"));
        hints(&all)
    }

    fn cancel_message(&self) -> Option<&'static str> {
        self.export.is_some().then_some(NOT_EXPORTED)
    }

    /// A change from outside may change the words. The popup then closes, and an export asks again.
    fn is_valid(&self, model: &Model, is_same_story: bool) -> bool {
        let is_secret = |group: &Doubtful| {
            let source = model.case().sources.get(group.source);
            source.is_some_and(|source| source.confidential)
        };
        is_same_story && self.groups.iter().all(is_secret)
    }
}

/// The height of the foot, which shows the selected place in full.
fn foot_height(area: Rect) -> u16 {
    if area.height > 3 * FOOT { FOOT } else { 2 }
}

/// The label of a row, and its detail at the right.
fn label_and_detail(model: &Model, row: &Row<'_>, is_open: bool) -> (String, String) {
    let source = model.case().sources.get(row.group.source);
    let name = source.map_or("", |source| &source.name);
    match row.places.as_slice() {
        [place] if is_open => (
            format!("  {}", visible(&place.place)),
            visible(&place.stands.join(", ")).into_owned(),
        ),
        places => (
            format!(
                "“{}” · {}",
                visible(&row.group.words),
                counted(places.len(), "place")
            ),
            visible(name).into_owned(),
        ),
    }
}

/// The lines of the foot: the first place of a row in full, the reason for asking, and the record
/// with the place.
fn foot_lines(row: &Row<'_>) -> Vec<String> {
    let Some(place) = row.places.first() else {
        return Vec::new();
    };
    let more = match row.places.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    let stands = visible(&place.stands.join(", ")).into_owned();
    vec![
        visible(&place.place).into_owned(),
        row.group.doubt.label().to_owned(),
        format!("{stands}{more}"),
    ]
}
