//! The popup for a claim's attribution: a chain of sources, nearest first.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::case::{Case, ClaimId, SourceId};
use crate::store::{Typed, Unsent};
use crate::text::visible;
use crate::workbench::action::{Action, NamedSource};
use crate::workbench::field::Field;
use crate::workbench::key::{Code, Key};
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, Restored, hints};
use crate::workbench::popup::evidence::proposals;
use crate::workbench::popup::unsure::answer;
use crate::workbench::view::theme::Theme;
use crate::workbench::view::typed::{cursor_of, prompt_row, window};
use crate::workbench::view::{cell_at, put_more, put_row};

/// The name of the unsent field for the chain. This field contains ids, so it is never shown.
pub const CHAIN: &str = "chain";

/// The chain of sources being edited.
#[derive(Clone, Debug)]
pub struct Credit {
    /// The claim.
    claim: ClaimId,
    /// The chain when the popup was opened.
    opened: Vec<NamedSource>,
    /// The chain so far.
    chain: Vec<NamedSource>,
    /// The index of the source in the chain that the field edits; the chain's length for a further
    /// source.
    position: usize,
    /// The source as typed so far.
    field: Field,
    /// The index of the selected proposal.
    at: usize,
}

impl Credit {
    /// The popup for a claim, with its present chain.
    pub fn of(claim: ClaimId, chain: &[SourceId]) -> Self {
        let opened: Vec<NamedSource> = chain.iter().copied().map(NamedSource::Known).collect();
        Self {
            claim,
            chain: opened.clone(),
            opened,
            position: 0,
            field: Field::line(""),
            at: 0,
        }
    }

    /// Whether nothing is typed or selected. Enter then keeps the chain as it is.
    fn is_idle(&self) -> bool {
        self.is_unnamed() && self.at == 0
    }

    /// Whether nothing is typed that could be a name.
    fn is_unnamed(&self) -> bool {
        self.field.text().trim().is_empty()
    }

    /// The index of the selected proposal. If nothing is typed, the first step down selects the
    /// first proposal. Before that step, Enter keeps the chain.
    fn proposal_index(&self) -> usize {
        self.at.saturating_sub(usize::from(self.is_unnamed()))
    }

    /// The sources that match the typed text. If nothing is typed: the candidates, then the sources
    /// that nearby claims credit (nearest claim first), then all others.
    fn proposals(&self, model: &Model) -> Vec<NamedSource> {
        let typed = self.field.text();
        if !typed.trim().is_empty() {
            return proposals(model.case(), &typed, &[]);
        }
        let claim = model.case().claims.get(self.claim);
        let candidates = claim.map_or(&[][..], |claim| claim.candidates());
        let others = model.index.sources.iter().map(|(id, _)| *id);
        let mut seen = HashSet::new();
        let sources = candidates.iter().copied();
        let sources = sources
            .chain(nearby(model.case(), self.claim))
            .chain(others);
        let sources = sources.filter(|id| seen.insert(*id));
        sources.map(NamedSource::Known).collect()
    }

    /// The number of candidates at the top of the list; 0 if something is typed or selected.
    fn candidate_count(&self, model: &Model) -> usize {
        let claim = model.case().claims.get(self.claim);
        let claim = claim.filter(|_| self.field.is_empty() && self.chain.is_empty());
        claim.map_or(0, |claim| claim.candidates().len())
    }

    /// The digit of a key, if nothing is typed yet. After a space a digit begins a name, such as "5
    /// Канал".
    fn digit(&self, key: Key) -> Option<usize> {
        let digit = key.char().filter(|_| self.field.is_empty())?.to_digit(10)?;
        Some(digit as usize)
    }

    /// The action of a digit: it credits the source in that row, or nobody for `0`.
    fn answer_digit(&mut self, model: &mut Model, key: Key, digit: usize) -> Option<Action> {
        let claim = model.case().claims.get(self.claim)?;
        if self.candidate_count(model) > 0
            && let Some(action) = answer(claim.candidates(), key, vec![self.claim], true)
        {
            return Some(action);
        }
        let Some(index) = digit.checked_sub(1) else {
            return Some(Action::Unattribute(self.claim));
        };
        let Some(named) = self.proposals(model).into_iter().nth(index) else {
            model.notice = format!("{digit} is not on the list: after a space it begins a name");
            return None;
        };
        self.set_source(named);
        Some(Action::Attribute(self.claim, self.chain.clone()))
    }

    fn set_source(&mut self, named: NamedSource) {
        if let Some(source) = self.chain.get_mut(self.position) {
            *source = named;
        } else {
            self.chain.push(named);
        }
        self.position += 1;
        self.field.set("");
        self.at = 0;
    }
}

/// How many claims before a claim and after it are nearby.
const MAX_DISTANCE: usize = 30;

/// The sources that the claims around a claim credit, the nearest claim first. The claim itself is
/// left out, so that a new attribution of it does not change what each digit means.
fn nearby(case: &Case, claim: ClaimId) -> impl Iterator<Item = SourceId> + '_ {
    let own_index = case.claims.place(claim);
    let places = own_index.into_iter().flat_map(|own_index| {
        (1..=MAX_DISTANCE)
            .flat_map(move |by| [own_index.checked_sub(by), own_index.checked_add(by)])
    });
    let claims = places
        .flatten()
        .filter_map(|index| case.claims.get_at(index));
    claims.flat_map(|claim| claim.chain().iter().copied())
}

impl Dialog for Credit {
    fn key(&mut self, model: &mut Model, key: Key, _: Option<&Action>) -> Option<Action> {
        let rows = self.proposals(model);
        let (is_empty, is_idle) = (self.field.is_empty(), self.is_idle());
        let end = self.chain.len();
        if let Some(digit) = self.digit(key) {
            return self.answer_digit(model, key, digit);
        }
        match key.code {
            Code::Enter if is_idle => {
                return Some(Action::Attribute(self.claim, self.chain.clone()));
            }
            Code::Enter | Code::Tab => {
                if let Some(named) = rows.get(self.proposal_index()).filter(|_| !is_idle) {
                    self.set_source(named.clone());
                    if key.code == Code::Enter {
                        return Some(Action::Attribute(self.claim, self.chain.clone()));
                    }
                } else if key.code == Code::Tab {
                    self.position = (self.position + 1).min(end);
                }
            }
            Code::Del if is_empty => return Some(Action::Unattribute(self.claim)),
            Code::Backspace if is_empty => {
                self.position = self.position.min(end.saturating_sub(1));
                if end > 0 {
                    self.chain.remove(self.position);
                }
            }
            Code::Left if is_empty => self.position = self.position.saturating_sub(1),
            Code::Right if is_empty => self.position = (self.position + 1).min(end),
            Code::Down => {
                let last = rows.len().saturating_sub(usize::from(!self.is_unnamed()));
                self.at = (self.at + 1).min(last);
            }
            Code::Up => self.at = self.at.saturating_sub(1),
            _ => return self.type_key(model, key),
        }
        None
    }

    fn title(&self, model: &Model) -> Option<String> {
        Some(format!("Who said claim {}?", model.number(self.claim)))
    }

    fn draw(&self, model: &Model, theme: Theme, area: Rect, out: &mut Buffer) -> Option<Position> {
        let mut spans = vec![Span::styled(" said by: ", theme.dim())];
        for (index, named) in self.chain.iter().enumerate() {
            if index > 0 {
                spans.push(Span::styled(", who has it from ", theme.dim()));
            }
            let style = if index == self.position {
                theme.active().add_modifier(Modifier::UNDERLINED)
            } else {
                theme.bold()
            };
            spans.push(Span::styled(name_of(model, named), style));
        }
        if self.position >= self.chain.len() {
            let words = if self.chain.is_empty() {
                "nobody yet"
            } else {
                ", who has it from ?"
            };
            spans.push(Span::styled(words, theme.active()));
        }
        put_row(out, area, 0, &Line::from(spans));
        let below = Rect::new(
            area.x,
            area.y + 1,
            area.width,
            area.height.saturating_sub(1),
        );
        let caret = prompt_row(theme, &self.field, below, out);
        let rows = self.proposals(model);
        let room = usize::from(below.height).saturating_sub(2);
        let chosen = self.proposal_index();
        let is_idle = self.is_idle();
        let candidate_count = self.candidate_count(model);
        let has_digits = self.field.is_empty();
        for (index, named) in rows
            .iter()
            .enumerate()
            .skip(window(chosen, room))
            .take(room)
        {
            let is_focus = index == chosen && !is_idle;
            let digit = match index + 1 {
                digit @ 1..=9 if has_digits => format!(" {digit} "),
                _ if has_digits => "   ".to_owned(),
                _ => " ".to_owned(),
            };
            let line = Line::from(vec![
                Span::styled(if is_focus { theme.bar() } else { " " }, theme.active()),
                Span::styled(digit, theme.active()),
                Span::styled(
                    name_of(model, named),
                    if is_focus {
                        theme.focus(true)
                    } else {
                        Style::new()
                    },
                ),
            ]);
            put_row(out, below, index - window(chosen, room) + 1, &line);
        }
        let hidden_below = rows.len().saturating_sub(window(chosen, room) + room);
        put_more(theme, hidden_below, below, out);
        let suggested = model
            .claim()
            .and_then(|claim| claim.attribution.as_ref())
            .is_some_and(|credit| credit.suggested);
        let hint = if !is_idle {
            "Enter takes it, Tab also asks for their source"
        } else if !has_digits {
            "type a name, which may begin with a digit"
        } else if candidate_count > 0 {
            "a digit: who; 0: nobody; Space or a letter: a name"
        } else if suggested {
            "Enter accepts it; a digit or a name: who; 0: nobody"
        } else {
            "a digit or a name: who; 0: nobody; Left, Right: the chain"
        };
        put_row(
            out,
            below,
            usize::from(below.height).saturating_sub(1),
            &Line::styled(format!("  {hint}"), theme.dim()),
        );
        if is_idle || rows.is_empty() {
            return caret;
        }
        let row = cell_at(below, chosen - window(chosen, room) + 1, 0);
        cursor_of(&self.field, self.at, caret, row)
    }

    fn footer(&self, model: &Model) -> Vec<Hint> {
        let mut keys = Vec::new();
        if self.field.is_empty() {
            keys.extend([("digit", "who"), ("0", "nobody"), ("Space", "begin a name")]);
        }
        if self.candidate_count(model) == 0 {
            keys.extend([("Enter", "take"), ("Tab", "take, and one further back")]);
        }
        keys.push(("Esc", "close"));
        hints(&keys)
    }

    /// The choices are below the chain and the field.
    fn choice_at(&self, model: &Model, area: Rect, line: usize) -> Option<usize> {
        let room = usize::from(area.height).saturating_sub(3);
        let line = line.checked_sub(2).filter(|line| *line < room)?;
        let index = window(self.proposal_index(), room) + line;
        (index < self.proposals(model).len()).then_some(index)
    }

    fn choose(&mut self, _: &Model, choice: usize) {
        self.at = choice + usize::from(self.is_unnamed());
    }

    fn is_valid(&self, model: &Model, _: bool) -> bool {
        let case = model.case();
        let exists = |named: &NamedSource| match named {
            NamedSource::Known(id) => case.sources.has(*id),
            NamedSource::New(_) => true,
        };
        case.claims.has(self.claim) && self.chain.iter().all(exists)
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn typed(&mut self, _: &mut Model) -> Option<Action> {
        self.at = 0;
        None
    }

    fn unsent(&self, model: &Model) -> Option<Unsent> {
        Some(Unsent {
            of: format!("credit {}", self.claim),
            title: self.title(model).unwrap_or_default(),
            at: model.now,
            fields: vec![
                Typed::new("source", "", self.field.text()),
                Typed::new(CHAIN, serialize(&self.opened), serialize(&self.chain)),
            ],
        })
    }

    /// Restores the typed name. Restores the chain too, if the claim still has the same chain.
    fn restore_unsent(&mut self, model: &Model, unsent: &Unsent) -> Restored {
        for field in &unsent.fields {
            match field.name.as_str() {
                CHAIN if field.opened == serialize(&self.opened) => {
                    // If the person had not changed the chain, the typed name replaces a source of
                    // it.
                    if let Some(chain) = parse(model, &field.text)
                        && field.text != field.opened
                    {
                        self.position = chain.len();
                        self.chain = chain;
                    }
                }
                "source" => self.field.set_replaceable(&field.text),
                _ => {}
            }
        }
        Restored::WithChanges(Vec::new())
    }

    fn clear(&mut self, _: &Model) {
        self.chain.clone_from(&self.opened);
        self.field.set("");
    }
}

/// Serializes a chain as ids. The names of new sources begin with `+`.
fn serialize(chain: &[NamedSource]) -> String {
    let links: Vec<String> = chain
        .iter()
        .map(|named| match named {
            NamedSource::Known(id) => id.to_string(),
            NamedSource::New(name) => format!("+{name}"),
        })
        .collect();
    links.join("\n")
}

/// Parses a serialized chain. None if one of its sources does not exist.
fn parse(model: &Model, written: &str) -> Option<Vec<NamedSource>> {
    let links = written.lines().map(|link| match link.strip_prefix('+') {
        Some(name) => Some(NamedSource::New(name.to_owned())),
        None => {
            let id: SourceId = link.parse().ok()?;
            model
                .case()
                .sources
                .has(id)
                .then_some(NamedSource::Known(id))
        }
    });
    links.collect()
}

fn name_of(model: &Model, named: &NamedSource) -> String {
    match named {
        NamedSource::Known(id) => model
            .case()
            .sources
            .get(*id)
            .map_or(String::new(), |source| visible(&source.name).into_owned()),
        NamedSource::New(name) => format!("new source “{}”", visible(name)),
    }
}
