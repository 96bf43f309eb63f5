//! The story: turned to, selected from, its paragraphs named, its bare sentences found.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::case::{Part, Span};
use crate::reading::sentences_of;
use crate::text::{pasteable, words};

use crate::workbench::key::{Code, Key};
use crate::workbench::model::{Model, Pane};
use crate::workbench::popup::list::{Choice, Pick, Row};
use crate::workbench::popup::{Mode, Selection};
use crate::workbench::template::template;
use crate::workbench::{Effect, Turn};

/// `t`
pub fn turn(model: &mut Model, _: &mut Turn<'_>) {
    model.is_story = !model.is_story;
    model.focus.pane = Pane::Claims;
}

fn show_story(model: &mut Model) {
    model.is_story = true;
    model.focus.pane = Pane::Claims;
}

/// The paragraph that keys are about: that of the selection, of the claim in focus, else the first one shown.
fn paragraph(model: &Model) -> usize {
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

/// `V`: begins with the first word of the claim in focus.
pub fn select(model: &mut Model, _: &mut Turn<'_>) {
    let paragraph = paragraph(model);
    let start = model
        .claim()
        .and_then(|claim| model.case().anchor(claim))
        .map_or(0, |span| span.start);
    let text = text_of(model, paragraph);
    let first = words(text).find(|word| word.start >= start);
    let Range { start, end } = first.unwrap_or(0..0);
    show_story(model);
    model.modes.push(Mode::Select(Selection {
        paragraph,
        from: start,
        to: end,
    }));
}

/// Shows a paragraph (from 0), with its first word selected.
pub fn go_to(model: &mut Model, paragraph: usize) {
    show_story(model);
    let selection = first_word(model, paragraph);
    model.modes.push(Mode::Select(selection));
}

fn text_of(model: &Model, paragraph: usize) -> &str {
    let draft = model.case().draft.as_deref();
    draft
        .and_then(|draft| draft.paragraphs.get(paragraph))
        .map_or("", crate::case::Paragraph::text)
}

/// Keys while words are being selected.
pub fn select_typed(
    model: &mut Model,
    mut selection: Selection,
    key: Key,
    command: Option<&str>,
    turn: &mut Turn<'_>,
) {
    let text = text_of(model, selection.paragraph);
    match command {
        Some("new-claim") => return make(model, selection, turn),
        Some("copy") => {
            turn.effects.push(Effect::Copy {
                what: "the selection",
                text: pasteable(text.get(selection.range()).unwrap_or_default()),
            });
        }
        Some("kind") => return choose_kind(model, selection.paragraph),
        Some("bare") => {
            return match next_bare(model, selection.paragraph, selection.range().end) {
                Some(next) => model.modes.push(Mode::Select(next)),
                None => {
                    model.say("No bare sentence after this one");
                    model.modes.push(Mode::Select(selection));
                }
            };
        }
        _ => selection = moved(model, selection, key),
    }
    model.modes.push(Mode::Select(selection));
}

/// A selection whose end was moved by a key; for one that does not, what does is said.
fn moved(model: &mut Model, mut selection: Selection, key: Key) -> Selection {
    let text = text_of(model, selection.paragraph);
    let at = selection.to;
    let paragraphs = model
        .case()
        .draft
        .as_ref()
        .map_or(0, |draft| draft.paragraphs.len());
    match (key.code, key.latin().char()) {
        (_, Some('o')) => std::mem::swap(&mut selection.from, &mut selection.to),
        (Code::Right, _) if key.shift => {
            let next = text.get(at..).and_then(|rest| rest.graphemes(true).next());
            selection.to = at + next.map_or(0, str::len);
        }
        (Code::Left, _) if key.shift => {
            let last = text
                .get(..at)
                .and_then(|rest| rest.graphemes(true).next_back());
            selection.to = at - last.map_or(0, str::len);
        }
        (Code::Right, _) | (_, Some('l')) => {
            // With its closing marks, so that a sentence ends after its full stop.
            let end = words(text).map(|word| word.end).find(|end| *end > at);
            selection.to = end.map_or(text.len(), |end| past_marks(text, end));
        }
        (Code::Left, _) | (_, Some('h')) => {
            let start = words(text)
                .map(|word| word.start)
                .take_while(|start| *start < at)
                .last();
            selection.to = start.unwrap_or(0);
        }
        (Code::Home, _) => selection.to = 0,
        (Code::End, _) => selection.to = text.len(),
        (Code::Down, _) | (_, Some('j')) if selection.paragraph + 1 < paragraphs => {
            selection = first_word(model, selection.paragraph + 1);
        }
        (Code::Up, _) | (_, Some('k')) if selection.paragraph > 0 => {
            selection = first_word(model, selection.paragraph - 1);
        }
        _ => model.say(model.fill(template!(
            "A selection is no claim yet: {new-claim} makes it one, Esc leaves"
        ))),
    }
    selection
}

fn past_marks(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let marks = rest
        .char_indices()
        .find(|(_, c)| c.is_alphanumeric() || c.is_whitespace() || "(«“„[".contains(*c));
    end + marks.map_or(rest.len(), |(at, _)| at)
}

fn first_word(model: &Model, paragraph: usize) -> Selection {
    let text = text_of(model, paragraph);
    let Range { start, end } = words(text).next().unwrap_or(0..0);
    Selection {
        paragraph,
        from: start,
        to: past_marks(text, end),
    }
}

/// `a` on a selection.
fn make(model: &mut Model, selection: Selection, turn: &mut Turn<'_>) {
    let text = text_of(model, selection.paragraph);
    let range = selection.range();
    let chosen = text.get(range.clone()).unwrap_or_default();
    let words = chosen.trim().to_owned();
    let start = range.start + (chosen.len() - chosen.trim_start().len());
    let span = Span {
        paragraph: selection.paragraph,
        start,
        end: start + words.len(),
    };
    if !super::claims::make(model, &words, Some(span), turn) {
        model.modes.push(Mode::Select(selection));
    }
}

/// `K`
pub fn kind(model: &mut Model, _: &mut Turn<'_>) {
    let paragraph = paragraph(model);
    choose_kind(model, paragraph);
}

/// Asks what a paragraph is. One without a claim is reached by selecting in it: `V`, then Up and Down.
fn choose_kind(model: &mut Model, paragraph: usize) {
    let now = model
        .case()
        .draft
        .as_ref()
        .and_then(|draft| draft.paragraphs.get(paragraph))
        .map(crate::case::Paragraph::part);
    let rows = Part::ALL
        .iter()
        .map(|part| Row {
            keys: String::new(),
            label: part.name().to_owned(),
            detail: if Some(*part) == now {
                "as it is".to_owned()
            } else {
                String::new()
            },
            is_on: true,
            choice: Choice::Part(paragraph, *part),
        })
        .collect();
    let title = format!("Paragraph {} is", paragraph + 1);
    model.modes.push(Mode::Pick(Pick::new(title, rows)));
}

/// `b`
pub fn bare(model: &mut Model, _: &mut Turn<'_>) {
    let span = model.claim().and_then(|claim| model.case().anchor(claim));
    let (paragraph, byte) = span.map_or((0, 0), |span| (span.paragraph, span.end));
    let found = next_bare(model, paragraph, byte);
    let (found, has_turned) = match found {
        None => (next_bare(model, 0, 0), true),
        found => (found, false),
    };
    match found {
        None => model.say("No sentence is bare: a claim stands on every one"),
        Some(selection) => {
            show_story(model);
            model.modes.push(Mode::Select(selection));
            let turned = if has_turned {
                "From the top again. "
            } else {
                ""
            };
            let ways = model.fill(template!("{new-claim} makes it one, {bare} goes on"));
            model.say(format!("{turned}No claim covers this sentence: {ways}"));
        }
    }
}

/// The next sentence from a byte of a paragraph on that no claim touches.
fn next_bare(model: &Model, paragraph: usize, byte: usize) -> Option<Selection> {
    let case = model.case();
    let draft = case.draft.as_ref()?;
    for (place, text) in draft.paragraphs.iter().enumerate().skip(paragraph) {
        if text.part() == Part::Boilerplate {
            continue;
        }
        let spans: Vec<Span> = case
            .claims_in(place)
            .filter_map(|claim| case.anchor(claim))
            .collect();
        // A label asserts nothing and is not under check until someone makes it a claim.
        if text.part() != Part::Body && spans.is_empty() {
            continue;
        }
        let from = if place == paragraph { byte } else { 0 };
        // Both come in order, so each span is looked at once.
        let (mut spans, mut covered) = (spans.into_iter().peekable(), 0);
        let bare = sentences_of(text.text(), &case.language)
            .into_iter()
            .find(|range| {
                while let Some(span) = spans.next_if(|span| span.start < range.end) {
                    covered = covered.max(span.end);
                }
                range.start >= from && covered <= range.start
            });
        if let Some(range) = bare {
            return Some(Selection {
                paragraph: place,
                from: range.start,
                to: range.end,
            });
        }
    }
    None
}
