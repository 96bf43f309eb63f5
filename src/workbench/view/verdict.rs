//! The Verdict pane: the claim in its context, both questions, evidence, rulings.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::case::standing::{fresh, standing_of};
use crate::case::{Claim, Evidence, Question, Ruling, Stance, Standing};
use crate::reading::{Worth, worth};
use crate::text::{visible, visible_lines, wrap};
use crate::workbench::action::Pane;
use crate::workbench::labels;
use crate::workbench::layout::{Layout, Shape};
use crate::workbench::model::Model;
use crate::workbench::template::template;
use crate::workbench::view::claim_words::words_of;
use crate::workbench::view::sourcing::{finding_lines, link_lines, support_lines};
use crate::workbench::view::theme::Theme;
use crate::workbench::view::{frame, indented, put_row, source_name};

/// The text of the pane, and the line on which each item (evidence, then rulings) begins.
#[derive(Clone, Debug, Default)]
pub struct VerdictText {
    /// All lines.
    pub lines: Vec<Line<'static>>,
    /// The first line of each item.
    pub items: Vec<usize>,
    /// How many lines show the claim: its words, both questions and the evidence.
    pub claim_lines: usize,
}

/// Draws the pane with this text.
pub fn draw(model: &Model, text: &VerdictText, theme: Theme, layout: &Layout, buffer: &mut Buffer) {
    let has_focus = model.focus.pane == Pane::Verdict;
    let place = model
        .claim()
        .map_or(String::new(), |claim| place_text(model, theme, claim));
    let (more, right) = match layout.shape {
        Shape::Stacked if !place.is_empty() => (
            format!("{}{place}", theme.dot()),
            model.fill(match (model.focus.pane, model.is_story) {
                (Pane::Sources, _) => template!("{sources} claims"),
                (_, true) => template!("{story} list"),
                (_, false) => template!("{sources} sources"),
            }),
        ),
        _ => (String::new(), String::new()),
    };
    frame(
        buffer,
        theme,
        layout.shape,
        layout.verdict,
        ("Verdict", has_focus),
        &more,
        &right,
    );
    let area = layout.inside(layout.verdict);
    for (row, line) in text
        .lines
        .iter()
        .skip(model.scroll.verdict)
        .take(usize::from(area.height))
        .enumerate()
    {
        put_row(buffer, area, row, line);
    }
    // A sign at the right end of the last line shows that there is more below.
    if text.lines.len() > model.scroll.verdict + usize::from(area.height)
        && area.width > 8
        && area.height > 1
    {
        let mark = format!(" {}", theme.more());
        buffer.set_string(area.right() - 2, area.bottom() - 1, mark, theme.active());
    }
}

/// Where the claim is: `claim 12 · paragraph 9 · body`.
fn place_text(model: &Model, theme: Theme, claim: &Claim) -> String {
    let number = model.number(claim.id);
    let dot = theme.dot();
    let draft = model.case().draft.as_deref();
    match model.case().anchor(claim) {
        Some(span) => {
            let part = draft.and_then(|draft| draft.paragraphs.get(span.paragraph));
            let part = part.map_or("", |paragraph| paragraph.part().name());
            format!(
                "claim {number}{dot}paragraph {}{dot}{part}",
                span.paragraph + 1
            )
        }
        None if claim.span.is_some() => format!("claim {number}{dot}unanchored: its words moved"),
        None => format!("claim {number}{dot}free-standing"),
    }
}

/// How many bytes of the story are shown on each side of the claim. About a sentence is best. The
/// next number is used if the evidence would be out of view.
const CONTEXT_BYTES: [usize; 3] = [160, 60, 0];

/// The text of the pane for this width in cells. The context of the claim is shortened until the
/// claim takes at most `max_claim_lines` lines.
pub fn text(model: &Model, width: usize, max_claim_lines: usize) -> VerdictText {
    let theme = Theme::of(&model.prefs);
    let Some(claim) = model.claim() else {
        return VerdictText {
            lines: vec![Line::styled("  No claim in focus.", theme.dim())],
            ..VerdictText::default()
        };
    };
    let shape = Layout::of(model).shape;
    let mut lines = Vec::new();
    if shape != Shape::Stacked {
        let place = place_text(model, theme, claim);
        lines.push(Line::styled(
            format!(" C{}", place.get(1..).unwrap_or_default()),
            theme.dim(),
        ));
        lines.push(Line::default());
    }
    let mut below = below_words(model, theme, claim, width);
    // The story above shows the claim in its context already.
    if !(shape == Shape::Stacked && model.is_story && model.focus.pane != Pane::Sources) {
        // The empty line below the words counts too.
        let others = lines.len() + 1 + below.claim_lines;
        let mut words = Vec::new();
        for context_bytes in CONTEXT_BYTES {
            words = words_of(model, theme, claim, (context_bytes, width));
            if words.len() + others <= max_claim_lines {
                break;
            }
        }
        lines.extend(words);
        lines.push(Line::default());
    }
    for item in &mut below.items {
        *item += lines.len();
    }
    below.claim_lines += lines.len();
    lines.append(&mut below.lines);
    VerdictText { lines, ..below }
}

/// The text below the claim's words. Its line numbers begin there.
fn below_words(model: &Model, theme: Theme, claim: &Claim, width: usize) -> VerdictText {
    let mut text = VerdictText::default();
    let mut lines = Vec::new();
    if !claim.wording.is_empty() {
        let text = format!("Wording: {}", visible_lines(&claim.wording));
        lines.extend(indented(
            &text,
            width,
            2,
            Style::new().add_modifier(Modifier::ITALIC),
        ));
    }
    for question in claim.questions() {
        lines.extend(question_lines(model, theme, claim, question, width));
        if question == Question::Said {
            lines.extend(credit_lines(model, theme, claim, width));
        }
    }
    let has_focus = model.focus.pane == Pane::Verdict;
    let mut item = 0;
    let mut add_items =
        |title: &str, blocks: Vec<Vec<Line<'static>>>, lines: &mut Vec<Line<'static>>| {
            if blocks.is_empty() {
                return;
            }
            lines.push(Line::default());
            lines.push(Line::styled(format!(" {title}"), theme.bold()));
            for block in blocks {
                text.items.push(lines.len());
                let is_focus = has_focus && item == model.focus.item;
                for (place, line) in block.into_iter().enumerate() {
                    let bar = if is_focus && place == 0 {
                        theme.bar()
                    } else {
                        " "
                    };
                    let mut spans = vec![Span::styled(bar, theme.active())];
                    spans.extend(line.spans);
                    let style = if is_focus { theme.bold() } else { Style::new() };
                    lines.push(Line::from(spans).style(style));
                }
                item += 1;
            }
        };
    let evidence = claim
        .evidence
        .iter()
        .enumerate()
        .map(|(place, item)| {
            // The address is shown only for the item in focus, to save lines.
            let is_open = has_focus && place == model.focus.item;
            evidence_lines(model, theme, item, is_open, width)
        })
        .collect();
    add_items("Evidence", evidence, &mut lines);
    let claim_lines = lines.len();
    lines.extend(support_lines(model, theme, claim, width));
    lines.extend(finding_lines(model, theme, claim, width));
    let rulings = claim
        .rulings
        .iter()
        .rev()
        .map(|ruling| ruling_lines(model, theme, ruling, width))
        .collect();
    add_items("Rulings", rulings, &mut lines);
    lines.extend(link_lines(model, theme, claim, width));
    lines.extend(worth_lines(model, theme, claim, width));
    text.lines = lines;
    text.claim_lines = claim_lines;
    text
}

/// Warnings about the attribution: it has several candidates, it is only suggested, or it is
/// hedged.
fn credit_lines(model: &Model, theme: Theme, claim: &Claim, width: usize) -> Vec<Line<'static>> {
    let Some(credit) = &claim.attribution else {
        return Vec::new();
    };
    let mut text = Vec::new();
    if claim.is_unsure() {
        let names = model.case().candidates(claim).join(" or ");
        let names = visible(&names).into_owned();
        let chooses = model.fill(template!("{credit} chooses"));
        text.push(format!("not sure who said it: {names}, {chooses}"));
    } else if credit.suggested {
        text.push(model.fill(template!(
            "factdesk's guess: {credit}, then Enter, accepts it"
        )));
    }
    if !credit.hedge.is_empty() {
        text.push(format!("hedged: “{}”", visible(&credit.hedge)));
    }
    if text.is_empty() {
        return Vec::new();
    }
    indented(&text.join(theme.dot()), width, 9, theme.dim())
}

/// The lines of a question: `▸ Fact?  ✓ confirmed · as stated · mk 12:12`.
fn question_lines(
    model: &Model,
    theme: Theme,
    claim: &Claim,
    question: Question,
    width: usize,
) -> Vec<Line<'static>> {
    let at = standing_of(claim, question);
    let is_current = model.focus.question == question;
    let dot = theme.dot();
    let name = match question {
        Question::Said => "Said?",
        Question::Fact => "Fact?",
    };
    let mut text = labels::standing(at.standing).to_owned();
    if let Some(ruling) = at.by {
        if let Some(reason) = ruling.reason {
            text.push_str(&format!("{dot}{}", labels::reason(question, reason)));
        }
        text.push_str(&format!(
            "{dot}{} {}",
            visible(&ruling.by),
            ruling.at.shown(model.now, &model.prefs.zone)
        ));
        if ruling.decides {
            text.push_str(&format!("{dot}decided"));
        }
    }
    if at.standing == Standing::Contested {
        for ruling in fresh(claim, question) {
            let shown = ruling.at.shown(model.now, &model.prefs.zone);
            let (who, word) = (visible(&ruling.by), model.ruled_word(ruling));
            text.push_str(&format!("{dot}{who} {word} {shown}"));
        }
    }
    if question == Question::Said {
        text.push_str(&format!("{dot}{}", model.said_by(claim.id)));
    }
    let parts = wrap(&text, width.saturating_sub(12));
    let mut lines = Vec::new();
    for (place, range) in parts.into_iter().enumerate() {
        let part = text.get(range).unwrap_or_default().to_owned();
        let spans = if place == 0 {
            vec![
                Span::styled(
                    if is_current { theme.pointer() } else { " " },
                    theme.active(),
                ),
                Span::raw(" "),
                Span::styled(
                    name,
                    if is_current {
                        theme.bold()
                    } else {
                        Style::new()
                    },
                ),
                Span::raw("  "),
                Span::styled(model.glyph(at.standing), theme.standing(at.standing)),
                Span::raw(" "),
                Span::raw(part),
            ]
        } else {
            vec![Span::raw(" ".repeat(11)), Span::raw(part)]
        };
        lines.push(Line::from(spans));
    }
    lines
}

fn evidence_lines(
    model: &Model,
    theme: Theme,
    item: &Evidence,
    is_open: bool,
    width: usize,
) -> Vec<Line<'static>> {
    let dot = theme.dot();
    let name = source_name(model, item.source);
    let stance = labels::stance(item.stance, model.prefs.is_unicode);
    let mut text = format!("{} {stance} {name}{dot}{}", item.question, item.nature);
    if item.stance == Stance::Context {
        text.push_str(&format!("{dot}context"));
    }
    if let Some(credibility) = item.credibility {
        let letter = model
            .case()
            .sources
            .get(item.source)
            .map_or("", |source| source.reliability.name());
        text.push_str(&format!("{dot}{letter}{}", u8::from(credibility)));
    }
    if item.suggested {
        let accepts = model.fill(template!("{accept} accepts it"));
        let by = visible(&item.by);
        text.push_str(&format!("{dot}suggested by {by}, {accepts}"));
    }
    for (extra, is_shown) in [(&item.locator, true), (&item.url, is_open)] {
        if is_shown && !extra.is_empty() {
            text.push_str(&format!("{dot}{}", visible(extra)));
        }
    }
    if let Some(date) = item.accessed {
        text.push_str(&format!("{dot}seen {date}"));
    }
    let mut lines = indented(&text, width, 1, Style::new());
    for (text, open, close) in [(&item.quote, "“", "”"), (&item.note, "", "")] {
        if !text.is_empty() {
            let shown = format!("{open}{}{close}", visible_lines(text));
            lines.extend(indented(
                &shown,
                width,
                6,
                Style::new().add_modifier(Modifier::ITALIC),
            ));
        }
    }
    lines
}

fn ruling_lines(model: &Model, theme: Theme, ruling: &Ruling, width: usize) -> Vec<Line<'static>> {
    let dot = theme.dot();
    let mut text = format!(
        "{} {} {} {}",
        visible(&ruling.by),
        ruling.question,
        model.ruled_word(ruling),
        ruling.at.shown(model.now, &model.prefs.zone)
    );
    if let Some(reason) = ruling.reason {
        text.push_str(&format!("{dot}{}", labels::reason(ruling.question, reason)));
    }
    if ruling.decides {
        text.push_str(&format!("{dot}decides"));
    }
    let mut lines = indented(&text, width, 1, Style::new());
    if !ruling.note.is_empty() {
        lines.extend(indented(
            &visible_lines(&ruling.note),
            width,
            6,
            Style::new().add_modifier(Modifier::ITALIC),
        ));
    }
    lines
}

/// Why the claim may be worth checking, as the last lines of the pane. This is only a hint. It does
/// not sort or hide anything.
fn worth_lines(model: &Model, theme: Theme, claim: &Claim, width: usize) -> Vec<Line<'static>> {
    let hedge = claim
        .attribution
        .as_ref()
        .map_or("", |credit| credit.hedge.as_str());
    let reasons: Vec<&str> = worth(&claim.text, &model.case().language, hedge)
        .into_iter()
        .map(Worth::name)
        .collect();
    if reasons.is_empty() {
        return Vec::new();
    }
    let text = format!("worth checking: {}", reasons.join(", "));
    let mut lines = vec![Line::default()];
    lines.extend(indented(&text, width, 2, theme.dim()));
    lines
}
