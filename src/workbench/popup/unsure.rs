//! The list of claims with several candidates for who said them. Claims with the same candidates
//! are one group, which one digit answers.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::case::{Claim, ClaimId, Paragraph, SourceId};
use crate::text::{cells, clip, counted, padded, visible, wrap};
use crate::workbench::action::Action;
use crate::workbench::find::Hit;
use crate::workbench::key::{Code, Key};
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, hints, report_unknown_key};
use crate::workbench::view::status_line::in_rows;
use crate::workbench::view::theme::Theme;
use crate::workbench::view::typed::window;
use crate::workbench::view::{cell_at, put_row};

/// The largest height of the foot, in rows: the candidates with their digits, then the selected
/// sentence in its context.
const FOOT: u16 = 8;

/// How many code points of the story before the selected sentence are shown at most.
const MAX_LEAD: usize = 160;

/// The answer of the digit `0`: the claim gets no attribution.
const NOBODY: &str = "nobody: the story says it itself";

/// The list of claims for which a person must choose who said them.
#[derive(Clone, Debug)]
pub struct Unsure {
    /// The number of these claims when the popup was opened.
    opened: usize,
    /// The index of the selected claim over all groups.
    at: usize,
    /// Claims that the person has taken out of their group. The group's digit does not answer them.
    taken_out: HashSet<ClaimId>,
}

/// Claims with the same candidates in the same order, in draft order.
struct Group<'a> {
    candidates: &'a [SourceId],
    claims: Vec<&'a Claim>,
}

impl Group<'_> {
    /// The names of the candidates: `Lars Vik or Jon Aas`.
    fn names(&self, model: &Model) -> String {
        let names = self
            .claims
            .first()
            .map(|claim| model.case().candidates(claim));
        visible(&names.unwrap_or_default().join(" or ")).into_owned()
    }
}

/// The action of a digit for claims with the same candidates. It chooses the candidate with that
/// number, or nobody for `0`. None for other keys, for a number without a candidate, and if there
/// are no candidates.
pub fn answer(
    candidates: &[SourceId],
    key: Key,
    claims: Vec<ClaimId>,
    is_last: bool,
) -> Option<Action> {
    let digit = key.char()?.to_digit(10)? as usize;
    let who = match digit.checked_sub(1) {
        Some(place) => Some(*candidates.get(place)?),
        None if candidates.is_empty() => return None,
        None => None,
    };
    Some(Action::Choose {
        claims,
        who,
        is_last,
    })
}

impl Unsure {
    /// The list of all claims with several candidates. None if there are no such claims.
    pub fn of(model: &Model) -> Option<Self> {
        let opened = unsure_count(model);
        (opened > 0).then(|| Self {
            opened,
            at: 0,
            taken_out: HashSet::new(),
        })
    }

    /// The selected claim and its group.
    fn chosen<'a>(&self, groups: &'a [Group<'a>]) -> Option<(&'a Group<'a>, &'a Claim)> {
        let mut entries = groups
            .iter()
            .flat_map(|group| group.claims.iter().map(move |claim| (group, *claim)));
        let last = groups.iter().map(|group| group.claims.len()).sum::<usize>();
        entries.nth(self.at.min(last.saturating_sub(1)))
    }

    /// The action of a digit: it answers all claims of the selected group that are not taken out.
    fn choose(&mut self, model: &Model, key: Key) -> Option<Action> {
        let groups = groups(model);
        let (group, _) = self.chosen(&groups)?;
        let is_in = |claim: &&&Claim| !self.taken_out.contains(&claim.id);
        let claims: Vec<ClaimId> = group
            .claims
            .iter()
            .filter(is_in)
            .map(|claim| claim.id)
            .collect();
        if claims.is_empty() {
            return None;
        }
        let is_last = claims.len() == unsure_count(model);
        let action = answer(group.candidates, key, claims, is_last)?;
        // The claims that were taken out become the next group.
        for claim in &group.claims {
            self.taken_out.remove(&claim.id);
        }
        let before = groups
            .iter()
            .take_while(|listed| !std::ptr::eq(*listed, group));
        self.at = before.map(|listed| listed.claims.len()).sum();
        Some(action)
    }
}

/// The number of claims with several candidates.
fn unsure_count(model: &Model) -> usize {
    model
        .case()
        .uncut()
        .filter(|claim| claim.is_unsure())
        .count()
}

fn groups(model: &Model) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for claim in model.case().uncut().filter(|claim| claim.is_unsure()) {
        let candidates = claim.candidates();
        match groups
            .iter_mut()
            .find(|group| group.candidates == candidates)
        {
            Some(group) => group.claims.push(claim),
            None => groups.push(Group {
                candidates,
                claims: vec![claim],
            }),
        }
    }
    groups
}

impl Dialog for Unsure {
    fn key(&mut self, model: &mut Model, key: Key, _: Option<&Action>) -> Option<Action> {
        let left = unsure_count(model);
        let last = left.saturating_sub(1);
        self.at = self.at.min(last);
        match (key.code, key.latin().char()) {
            (Code::Down, _) | (_, Some('j')) => self.at = (self.at + 1).min(last),
            (Code::Up, _) | (_, Some('k')) => self.at = self.at.saturating_sub(1),
            (Code::Char(' '), _) => {
                let groups = groups(model);
                let (_, claim) = self.chosen(&groups)?;
                if !self.taken_out.remove(&claim.id) {
                    self.taken_out.insert(claim.id);
                }
                self.at = (self.at + 1).min(last);
            }
            (Code::Enter, _) => {
                let groups = groups(model);
                let (_, claim) = self.chosen(&groups)?;
                return Some(Action::GoTo(Hit::Claim(claim.id)));
            }
            (Code::Backspace, _) | (_, Some('z')) if left < self.opened => {
                return Some(Action::UndoHere);
            }
            _ => {
                let chosen = self.choose(model, key);
                if chosen.is_none() {
                    report_unknown_key(model, key, &self.footer(model));
                }
                return chosen;
            }
        }
        None
    }

    fn decides(&self, key: Key) -> bool {
        key.char().is_some_and(|c| c.is_ascii_digit())
    }

    fn title(&self, model: &Model) -> Option<String> {
        let left = counted(unsure_count(model), "claim");
        Some(format!("Who said it? · {left} to choose for"))
    }

    /// The list is about many claims.
    fn about(&self, _: &Model) -> String {
        String::new()
    }

    fn needs_more_than(&self, _: usize) -> bool {
        true
    }

    fn draw(&self, model: &Model, theme: Theme, area: Rect, out: &mut Buffer) -> Option<Position> {
        let groups = groups(model);
        let (group, chosen) = self.chosen(&groups)?;
        let width = usize::from(area.width);
        let mut lines = Vec::new();
        let mut at = 0;
        for listed in &groups {
            let count = counted(listed.claims.len(), "claim");
            let style = if std::ptr::eq(listed, group) {
                theme.bold()
            } else {
                Style::new()
            };
            let names =
                clip(&listed.names(model), width.saturating_sub(count.len() + 4)).into_owned();
            lines.push(Line::from(vec![
                Span::styled(format!(" {names}"), style),
                Span::styled(format!("{}{count}", theme.dot()), theme.dim()),
            ]));
            for claim in &listed.claims {
                let is_focus = claim.id == chosen.id;
                if is_focus {
                    at = lines.len();
                }
                lines.push(self.row(model, theme, claim, (is_focus, width)));
            }
        }
        let foot = FOOT.min(area.height / 2);
        let room = usize::from(area.height - foot);
        let first = window(at, room);
        for (place, line) in lines.iter().skip(first).take(room).enumerate() {
            put_row(out, area, place, line);
        }
        let below = Rect::new(area.x, area.bottom() - foot, area.width, foot);
        let choices = in_rows(digits(model, group), width.saturating_sub(1));
        for (place, row) in choices.iter().enumerate() {
            let line = Line::styled(format!(" {row}"), theme.bold());
            put_row(out, below, place, &line);
        }
        let words = in_context(model, theme, chosen);
        let parts = wrap(&words, width.saturating_sub(3));
        let shown = usize::from(foot).saturating_sub(choices.len());
        for (place, part) in parts.iter().take(shown).enumerate() {
            let part = words.get(part.clone()).unwrap_or_default();
            let line = Line::styled(format!("  {part}"), theme.dim());
            put_row(out, below, choices.len() + place, &line);
        }
        cell_at(area, at - first.min(at), 0)
    }

    /// The names of each group are above its sentences.
    fn choice_at(&self, model: &Model, area: Rect, line: usize) -> Option<usize> {
        let groups = groups(model);
        let mut next = 0;
        let mut lines = Vec::new();
        for group in &groups {
            lines.push(None);
            lines.extend((next..next + group.claims.len()).map(Some));
            next += group.claims.len();
        }
        let at = self.at.min(next.saturating_sub(1));
        let at = lines.iter().position(|choice| *choice == Some(at))?;
        let room = usize::from(area.height - FOOT.min(area.height / 2));
        let shown = lines.get(window(at, room) + line).filter(|_| line < room);
        shown.copied().flatten()
    }

    fn choose(&mut self, _: &Model, choice: usize) {
        self.at = choice;
    }

    fn footer(&self, model: &Model) -> Vec<Hint> {
        let mut entries = vec![
            ("digit", "who said all of it"),
            ("Space", "take out"),
            ("Enter", "go there"),
        ];
        if unsure_count(model) < self.opened {
            entries.push(("Backspace", "back"));
        }
        entries.push(("Esc", "later"));
        hints(&entries)
    }

    /// The list always shows the present claims, so it stays open while there are any.
    fn is_valid(&self, model: &Model, _: bool) -> bool {
        unsure_count(model) > 0
    }
}

impl Unsure {
    /// The row of a claim with its number, and whether it is taken out.
    fn row(
        &self,
        model: &Model,
        theme: Theme,
        claim: &Claim,
        (is_focus, width): (bool, usize),
    ) -> Line<'static> {
        let is_out = self.taken_out.contains(&claim.id);
        let detail = if is_out { " taken out" } else { "" };
        let words = format!("{:>4} {}", model.number(claim.id), visible(claim.shown()));
        let room = width.saturating_sub(cells(detail) + 3);
        let style = match (is_focus, is_out) {
            (true, _) => theme.focus(true),
            (false, true) => theme.dim(),
            (false, false) => Style::new(),
        };
        Line::from(vec![
            Span::styled(if is_focus { theme.bar() } else { " " }, theme.active()),
            Span::styled(padded(&clip(&words, room), room), style),
            Span::styled(detail, theme.dim()),
        ])
    }
}

/// The choices for digits: `1 Lars Vik  2 Jon Aas  0 nobody: the story says it itself`.
fn digits(model: &Model, group: &Group<'_>) -> Vec<String> {
    let names = group
        .claims
        .first()
        .map(|claim| model.case().candidates(claim));
    let names = names.unwrap_or_default();
    let mut entries: Vec<String> = (1..)
        .zip(&names)
        .map(|(digit, name)| format!("{digit} {}", visible(name)))
        .collect();
    entries.push(format!("0 {NOBODY}"));
    entries
}

/// A claim with the text around it. A person meant by "she" is usually named before the claim, the
/// speaker of a quotation often after it.
fn in_context(model: &Model, theme: Theme, claim: &Claim) -> String {
    let draft = model.case().draft.as_deref();
    let words = model
        .case()
        .anchor(claim)
        .zip(draft)
        .and_then(|(span, draft)| {
            let text = draft.paragraphs.get(span.paragraph)?.text();
            let before = span.paragraph.checked_sub(1);
            let before = before.and_then(|place| draft.paragraphs.get(place));
            let lead = before.map_or("", Paragraph::text);
            let lead = format!("{lead} {}", text.get(..span.start)?);
            let far = lead.chars().count().saturating_sub(MAX_LEAD);
            let near = lead.char_indices().nth(far).map_or(0, |(at, _)| at);
            let near = lead.get(near..)?;
            let near = if far > 0 {
                near.split_once(' ').map_or(near, |(_, rest)| rest)
            } else {
                near
            };
            let (open, close) = theme.ends();
            let (here, rest) = (text.get(span.start..span.end)?, text.get(span.end..)?);
            Some(visible(&format!("{near}{open}{here}{close}{rest}")).into_owned())
        });
    words.unwrap_or_else(|| visible(claim.shown()).into_owned())
}
