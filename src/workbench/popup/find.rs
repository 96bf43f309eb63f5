//! The find line and its results.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::{cells, clip, counted, padded, visible};
use crate::workbench::action::Action;
use crate::workbench::field::Field;
use crate::workbench::find::{Found, Hit, Query, SearchSpace};
use crate::workbench::index::Filter;
use crate::workbench::key::{Code, Key, Press};
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, hints};
use crate::workbench::template::template;
use crate::workbench::view::theme::Theme;
use crate::workbench::view::typed::{cursor_of, prompt_row, window};
use crate::workbench::view::{cell_at, put_row};

/// The find line.
#[derive(Clone, Debug)]
pub struct Find {
    /// The typed query.
    field: Field,
    /// The serial of the last query.
    serial: u64,
    /// The results so far.
    pub found: Found,
    /// The index of the selected hit.
    at: usize,
    /// Whether Enter was pressed before the search was done. It takes effect when the search is
    /// done.
    is_awaited: bool,
    /// This Enter key and the keys that were pressed after it.
    waiting_keys: Vec<Press>,
    space: Arc<SearchSpace>,
}

impl Find {
    /// An empty find line and its first query. With a filter it searches only the claims that the
    /// list shows.
    pub fn new(model: &mut Model) -> (Self, Query) {
        let shown = (model.list_view.filter != Filter::All).then_some(model.index.rows.as_slice());
        let mut find = Self {
            field: Field::line(""),
            serial: 0,
            found: Found::default(),
            at: 0,
            is_awaited: false,
            waiting_keys: Vec::new(),
            space: Arc::new(SearchSpace::new(model.case(), shown)),
        };
        let query = find.query(model);
        (find, query)
    }

    /// The query for the present text.
    fn query(&mut self, model: &mut Model) -> Query {
        model.recall.finds += 1;
        self.serial = model.recall.finds;
        Query {
            serial: self.serial,
            text: self.field.text(),
            space: Arc::clone(&self.space),
        }
    }

    /// Stores results, unless they belong to an older query. Returns the keys that waited for the
    /// results. They have their original times, so that held keys are still recognised.
    pub fn store_results(&mut self, found: Found) -> Vec<Press> {
        if found.serial != self.serial {
            return Vec::new();
        }
        self.at = self.at.min(found.hits.len().saturating_sub(1));
        self.found = found;
        if self.is_awaited && self.found.is_done {
            self.is_awaited = false;
            return std::mem::take(&mut self.waiting_keys);
        }
        Vec::new()
    }
}

impl Dialog for Find {
    fn key(&mut self, model: &mut Model, key: Key, _: Option<&Action>) -> Option<Action> {
        let hits = self.found.hits.len();
        let is_answered = self.found.serial == self.serial && self.found.is_done;
        // Another thread may not have the results when Enter comes. Enter and the keys after it
        // then wait for the results.
        self.is_awaited |= key.code == Code::Enter && !is_answered;
        if self.is_awaited {
            let press = model.pressed.unwrap_or(key.into());
            self.waiting_keys.push(Press { key, ..press });
            return None;
        }
        match key.code {
            Code::Enter => match self.found.hits.get(self.at) {
                Some(hit) => return Some(Action::GoTo(*hit)),
                None => model.say(nothing_found_message(model, &self.found)),
            },
            Code::Down => self.at = (self.at + 1).min(hits.saturating_sub(1)),
            Code::Up => self.at = self.at.saturating_sub(1),
            Code::PgDn => self.at = (self.at + 10).min(hits.saturating_sub(1)),
            Code::PgUp => self.at = self.at.saturating_sub(10),
            _ => return self.type_key(model, key),
        }
        None
    }

    fn title(&self, _: &Model) -> Option<String> {
        Some("Find".to_owned())
    }

    fn draw(&self, model: &Model, theme: Theme, area: Rect, out: &mut Buffer) -> Option<Position> {
        let caret = prompt_row(theme, &self.field, area, out);
        let more = if self.found.is_done { "" } else { theme.gap() };
        let hidden = match self.found.hidden {
            0 => String::new(),
            hidden => format!(", {hidden} filtered out"),
        };
        let count = format!("{}{more} found{hidden}", self.found.count);
        let x = usize::from(area.width).saturating_sub(cells(&count) + 1);
        if let Ok(x) = u16::try_from(x)
            && area.height > 0
        {
            out.set_string(area.x + x, area.y, count, theme.dim());
        }
        let room = usize::from(area.height).saturating_sub(1);
        let first = window(self.at, room);
        let hits = self.found.hits.iter().enumerate().skip(first).take(room);
        for (index, hit) in hits {
            let is_focus = index == self.at;
            let Some((glyph, number, words, detail)) = hit_row(model, *hit) else {
                continue;
            };
            let detail = clip(&detail, 18).into_owned();
            let width = usize::from(area.width).saturating_sub(11 + cells(&detail));
            let line = Line::from(vec![
                Span::styled(if is_focus { theme.bar() } else { " " }, theme.active()),
                Span::raw(format!("{glyph} {number:>4} ")),
                Span::styled(
                    padded(&clip(&words, width), width),
                    if is_focus {
                        theme.focus(true)
                    } else {
                        Style::new()
                    },
                ),
                Span::styled(format!(" {detail}"), theme.dim()),
            ]);
            put_row(out, area, index - first + 1, &line);
        }
        let row = cell_at(area, self.at - first.min(self.at) + 1, 0);
        let row = row.filter(|_| !self.found.hits.is_empty());
        cursor_of(&self.field, self.at, caret, row)
    }

    fn choice_at(&self, _: &Model, area: Rect, line: usize) -> Option<usize> {
        let room = usize::from(area.height).saturating_sub(1);
        let index = window(self.at, room) + line.checked_sub(1)?;
        (index < self.found.hits.len()).then_some(index)
    }

    fn choose(&mut self, _: &Model, choice: usize) {
        self.at = choice;
    }

    fn footer(&self, _: &Model) -> Vec<Hint> {
        hints(&[
            ("type", "words"),
            ("Up Down", "choose"),
            ("Enter", "go there"),
            ("Esc", "close"),
        ])
    }

    /// The find line stays open when the case changes. It searches the claims as they were when it
    /// was opened, and goes only to claims that still exist.
    fn is_valid(&self, _: &Model, _: bool) -> bool {
        true
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn typed(&mut self, model: &mut Model) -> Option<Action> {
        self.at = 0;
        Some(Action::Search(self.query(model)))
    }
}

/// The message if nothing is found. With a filter, it says whether there are hits that the filter
/// hides.
fn nothing_found_message(model: &Model, found: &Found) -> String {
    if !found.is_done {
        return "Nothing found yet".to_owned();
    }
    if found.hidden == 0 {
        return "Nothing found".to_owned();
    }
    let hidden = counted(found.hidden, "claim");
    let filter = model.fill(template!("{filter} shows all"));
    format!("Nothing found under this filter; {hidden} outside it: Esc, then {filter}")
}

/// The glyph, number, words and detail of a hit.
fn hit_row(model: &Model, hit: Hit) -> Option<(&'static str, String, String, String)> {
    match hit {
        Hit::Claim(id) => {
            let claim = model.case().claims.get(id)?;
            let standings = model.index.standings(id);
            let glyph = standings.map_or(" ", |at| model.glyph(at.fact));
            let words = visible(claim.shown()).into_owned();
            Some((
                glyph,
                model.number(id).to_string(),
                words,
                model.said_by(id),
            ))
        }
        Hit::Source(id) => {
            let source = model.case().sources.get(id)?;
            let detail = format!("source, {}", source.kind);
            Some((
                " ",
                String::new(),
                visible(&source.name).into_owned(),
                detail,
            ))
        }
    }
}
