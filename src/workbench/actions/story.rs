//! The story: showing it, selecting in it, setting the kind of a paragraph, finding uncovered
//! sentences.

use std::ops::Range;

use crate::case::{Paragraph, Part, Span, ops};
use crate::reading::{proposals, sentences_of};
use crate::text::words;
use crate::workbench::action::{Action, Pane};
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::event::Context;
use crate::workbench::model::{Model, Selection};
use crate::workbench::popup::Popup;
use crate::workbench::popup::list::{List, Row};
use crate::workbench::popup::select::{first_word, text_of};
use crate::workbench::template::template;

/// `t`: shows the story, or goes back to the list.
pub fn toggle_story(model: &mut Model) {
    model.is_story = !model.is_story;
    model.focus.pane = Pane::Claims;
}

fn show_story(model: &mut Model) {
    model.is_story = true;
    model.focus.pane = Pane::Claims;
}

/// The current paragraph: that of the claim in focus, else the first one shown.
fn current_paragraph(model: &Model) -> usize {
    let span = model.claim().and_then(|claim| model.case().anchor(claim));
    let shown = || {
        model
            .index
            .story
            .lines
            .get(model.scroll.story)
            .map(|line| line.paragraph)
    };
    span.map(|span| span.paragraph)
        .or_else(shown)
        .unwrap_or_default()
}

/// `V`: starts a selection at the first word of the claim in focus.
pub fn select(model: &mut Model) -> Popup {
    let paragraph = current_paragraph(model);
    let start = model
        .claim()
        .and_then(|claim| model.case().anchor(claim))
        .map_or(0, |span| span.start);
    let text = text_of(model, paragraph);
    let first = words(text).find(|word| word.start >= start);
    let Range { start, end } = first.unwrap_or(0..0);
    show_story(model);
    Selection {
        paragraph,
        from: start,
        to: end,
    }
    .into()
}

/// Shows a paragraph (from 0), with its first word selected.
pub fn go_to(model: &mut Model, paragraph: usize) -> Popup {
    show_story(model);
    first_word(model, paragraph).into()
}

/// `K`: asks for the kind of the current paragraph.
pub fn kind(model: &Model) -> Popup {
    ask_paragraph_kind(model, current_paragraph(model))
}

/// Asks for the kind of a paragraph. The person reaches a paragraph without a claim by selecting in
/// it: `V`, then Up and Down.
pub fn ask_paragraph_kind(model: &Model, paragraph: usize) -> Popup {
    let present = model
        .case()
        .draft
        .as_ref()
        .and_then(|draft| draft.paragraphs.get(paragraph))
        .map(Paragraph::part);
    let rows = Part::ALL
        .iter()
        .map(|part| {
            let is_current = Some(*part) == present;
            let detail = if is_current { "as it is" } else { "" };
            Row::new(
                part.name(),
                detail,
                Action::SetParagraphKind(paragraph, *part),
            )
        })
        .collect();
    let title = format!("Paragraph {} is", paragraph + 1);
    let at = Part::ALL.iter().position(|part| Some(*part) == present);
    let mut list = List::new(title, rows);
    list.choose(at.unwrap_or_default());
    list.into()
}

/// Sets the kind of a paragraph.
pub fn set_paragraph_kind(model: &mut Model, paragraph: usize, part: Part, cx: &mut Context<'_>) {
    let proposed = proposals(model.case(), paragraph, part, cx.mint);
    let edit = ops::set_part(model.case(), paragraph, part, proposed, &model.stamp(cx));
    let what = edit.as_ref().map(|edit| edit.what.clone());
    let what = what.unwrap_or_default();
    if model.make(edit, cx) {
        model.say(format!(
            "P{} now; {}",
            what.get(1..).unwrap_or_default(),
            model.fill(template!("{undo} undoes it"))
        ));
    }
}

/// `b`: goes to the next sentence without a claim; after the last one, to the first.
pub fn next_uncovered(model: &mut Model) -> Option<Popup> {
    let span = model.claim().and_then(|claim| model.case().anchor(claim));
    let (paragraph, byte) = span.map_or((0, 0), |span| (span.paragraph, span.end));
    let selection = uncovered_after(model, paragraph, byte);
    let (selection, has_wrapped) = match selection {
        None => (uncovered_after(model, 0, 0), true),
        selection => (selection, false),
    };
    let Some(selection) = selection else {
        model.say("Every sentence has a claim; coverage counts those that are checked");
        return None;
    };
    show_story(model);
    let turned = if has_wrapped { "Back at the top. " } else { "" };
    let ways = model.fill(template!(
        "{new-claim} makes it a claim, {uncovered} goes to the next"
    ));
    model.say(format!("{turned}No claim covers this sentence: {ways}"));
    Some(selection.into())
}

/// Selects the next uncovered sentence, from this byte of a paragraph on. If there is none, the
/// selection stays.
pub fn uncovered_from(model: &mut Model, paragraph: usize, byte: usize) -> ActionResult {
    match uncovered_after(model, paragraph, byte) {
        Some(next) => ActionResult::Opens(next.into()),
        None => {
            model.say("No uncovered sentence after this one");
            ActionResult::Stays
        }
    }
}

/// The first sentence without a claim, from this byte of a paragraph on.
fn uncovered_after(model: &Model, paragraph: usize, byte: usize) -> Option<Selection> {
    let case = model.case();
    let draft = case.draft.as_ref()?;
    for (index, text) in draft.paragraphs.iter().enumerate().skip(paragraph) {
        if text.part() == Part::Boilerplate {
            continue;
        }
        let spans: Vec<Span> = case
            .claims_in(index)
            .filter_map(|claim| case.anchor(claim))
            .collect();
        // Titles, headings and captions are searched only if they have a claim.
        if text.part() != Part::Body && spans.is_empty() {
            continue;
        }
        let from = if index == paragraph { byte } else { 0 };
        // Sentences and spans are both in order, so each span is visited once.
        let (mut spans, mut covered) = (spans.into_iter().peekable(), 0);
        let uncovered = sentences_of(text.text(), &case.language)
            .into_iter()
            .find(|range| {
                while let Some(span) = spans.next_if(|span| span.start < range.end) {
                    covered = covered.max(span.end);
                }
                range.start >= from && covered <= range.start
            });
        if let Some(range) = uncovered {
            return Some(Selection {
                paragraph: index,
                from: range.start,
                to: range.end,
            });
        }
    }
    None
}
