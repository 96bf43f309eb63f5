//! The two lines at the bottom: what was just done, with the digits that say more; and the keys of the moment.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::case::Stance;
use crate::text::{cells, clip, visible, wrap};
use crate::workbench::actions::attach::{name, nature};
use crate::workbench::actions::evidence::{digit, meant};
use crate::workbench::actions::report::choices;
use crate::workbench::layout::Layout;
use crate::workbench::message::Answers;
use crate::workbench::model::{Model, Pane};
use crate::workbench::popup::{Asks, EvidenceLine, Mode, Named, Prompt, Yes};
use crate::workbench::view::put;
use crate::workbench::view::theme::Theme;

/// The commands that the footer names, the most needed first, and the word for each. What has no room is left out from
/// the end; help always stays.
const ON_CLAIMS: &[(&str, &str)] = &[
    ("confirm", "confirm"),
    ("dispute", "dispute"),
    ("unverified", "unverified"),
    ("question", ""),
    ("evidence", "evidence"),
    ("aside", "no fact"),
    ("next", "next"),
    ("credit", "source"),
    ("undo", "undo"),
    ("story", "story"),
    ("wording", "wording"),
    ("find", "find"),
    ("quit", "quit"),
];

const IN_STORY: &[(&str, &str)] = &[
    ("confirm", "confirm"),
    ("dispute", "dispute"),
    ("unverified", "unverified"),
    ("question", ""),
    ("select", "select"),
    ("new-claim", "new claim"),
    ("bare", "bare"),
    ("kind", "kind"),
    ("story", "list"),
    ("undo", "undo"),
];

const IN_VERDICT: &[(&str, &str)] = &[
    ("open-item", "open"),
    ("confirm", "confirm"),
    ("dispute", "dispute"),
    ("unverified", "unverified"),
    ("evidence", "evidence"),
    ("ruling", "reason, note"),
    ("drop-item", "drop"),
    ("undo", "undo"),
    ("leave", "back"),
];

const IN_SOURCES: &[(&str, &str)] = &[
    ("edit-source", "edit"),
    ("relies-on", "relies on"),
    ("put-together", "put into another"),
    ("open-link", "open link"),
    ("drop-source", "drop"),
    ("copy", "copy"),
    ("undo", "undo"),
    ("sources", "claims"),
];

/// Draws both lines; says where the caret is, if it is here.
pub fn draw(model: &Model, theme: Theme, layout: &Layout, buffer: &mut Buffer) -> Option<Position> {
    let width = usize::from(layout.message.width);
    let mut caret = None;
    let rows = match model.modes.last() {
        Some(Mode::Evidence(evidence)) => {
            let (rows, at) = evidence_rows(model, theme, evidence, width);
            caret = Some(at);
            rows
        }
        Some(Mode::Ask(ask)) => {
            // With its answers where there is room; the footer has them in any case.
            let answers: Vec<String> = answers(model, &ask.yes)
                .iter()
                .map(|(key, word)| format!("{key} {word}"))
                .collect();
            let whole = format!("{} {}", ask.words, answers.join("  "));
            let shown = if cells(&whole) < width {
                &whole
            } else {
                &ask.words
            };
            let rows = rows_of(shown, width.saturating_sub(1));
            let line = |row| Line::styled(format!(" {row}"), theme.bold());
            rows.into_iter().map(line).collect()
        }
        Some(Mode::Prompt(Prompt {
            asks: Asks::Initials(_),
            field,
        })) => {
            let ask = " Your initials? ";
            let (lines, (_, cell)) = field.drawn(width.saturating_sub(cells(ask) + 1));
            caret = Some(cells(ask) + cell);
            vec![Line::from(vec![
                Span::styled(ask, theme.bold()),
                Span::raw(lines.concat()),
            ])]
        }
        _ => message(model, theme, width),
    };
    put_up(buffer, layout.message, &rows);
    let room = usize::from(layout.footer.width);
    let footer = if model.notice.is_empty() {
        footer(model, theme, room)
    } else {
        let notice = format!(" {}", model.notice);
        Line::styled(clip(&notice, room).into_owned(), theme.trouble())
    };
    put(buffer, layout.footer, &footer);
    caret.and_then(|cell| place(layout.message, cell))
}

/// Puts rows so that the last is on the line; those before it stand above, over the panes, until the next key.
fn put_up(buffer: &mut Buffer, area: Rect, rows: &[Line<'_>]) {
    for (up, row) in rows.iter().rev().enumerate() {
        let Some(y) = u16::try_from(up)
            .ok()
            .and_then(|up| area.y.checked_sub(up))
            .filter(|y| *y > 0)
        else {
            return;
        };
        let area = Rect::new(area.x, y, area.width, 1);
        for at in area.intersection(buffer.area).positions() {
            if let Some(cell) = buffer.cell_mut(at) {
                cell.reset();
            }
        }
        put(buffer, area, row);
    }
}

fn place(area: Rect, cell: usize) -> Option<Position> {
    let x = area.x + u16::try_from(cell).ok()?;
    Some(Position::new(x.min(area.right().saturating_sub(1)), area.y))
}

/// What was just done, and what is asked. Where it has no room on one row the claim's words give way, then the choices
/// stand in rows of their own. None of them is ever cut or left out.
fn message(model: &Model, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let message = &model.message;
    if message.is_empty() {
        let why = model.receipts.trouble();
        return why.map_or_else(Vec::new, |why| {
            said(theme, "", "", &format!("NOT SAVED: {why}"), true, width)
        });
    }
    let asks = if message.asks.is_empty() {
        String::new()
    } else {
        format!("  {}", message.asks)
    };
    let stop = if message.by.is_empty() { "" } else { "." };
    let choices: Vec<String> = message
        .choices
        .iter()
        .map(|(digit, word)| format!("{digit} {word}"))
        .collect();
    let in_line = choices.iter().flat_map(|choice| [" ", choice.as_str()]);
    let in_line: String = in_line.collect();
    let words = format!("{}{}{stop}{asks}", message.tail, message.by);
    let head_room = match cells(&message.head) {
        0 => 1,
        head => head + 2,
    };
    let (words, own_rows) = if head_room + cells(&words) + cells(&in_line) <= width {
        (words + &in_line, Vec::new())
    } else {
        (words, in_rows(choices, width.saturating_sub(1)))
    };
    // Four cells for the marks around it and the spaces.
    let room = width.saturating_sub(head_room + cells(&words) + 3);
    // The choices beside it say more than the end of a long claim.
    let room = match message.answers {
        Some(Answers::Sources { .. }) if own_rows.is_empty() => room.min(24),
        _ => room,
    };
    let quote = if message.quote.is_empty() || room < 8 {
        String::new()
    } else {
        format!("“{}” ", clip(&message.quote, room))
    };
    let mut rows = said(
        theme,
        &message.head,
        &quote,
        &words,
        message.is_trouble,
        width,
    );
    rows.extend(own_rows.into_iter().map(|row| Line::raw(format!(" {row}"))));
    rows
}

/// Words after a claim's number and words, in as many rows as they need.
fn said(
    theme: Theme,
    head: &str,
    quote: &str,
    words: &str,
    is_trouble: bool,
    width: usize,
) -> Vec<Line<'static>> {
    let style = if is_trouble {
        theme.trouble()
    } else {
        Style::new()
    };
    let head = match head {
        "" => " ".to_owned(),
        head => format!(" {head} "),
    };
    let margin = cells(&head) + cells(quote);
    let rows = rows_of(words, width.saturating_sub(margin));
    let first = vec![
        Span::styled(head, theme.bold()),
        Span::raw(quote.to_owned()),
    ];
    let mut before = Some(first);
    let line = |row| {
        let indent = || vec![Span::raw(" ".repeat(margin))];
        let mut spans = before.take().unwrap_or_else(indent);
        spans.push(Span::styled(row, style));
        Line::from(spans)
    };
    rows.into_iter().map(line).collect()
}

/// Words in as many rows of so many cells as they need.
fn rows_of(words: &str, room: usize) -> Vec<String> {
    let row = |range: Range<usize>| {
        let part = words.get(range).unwrap_or_default();
        clip(part.trim_end(), room).into_owned()
    };
    wrap(words, room).into_iter().map(row).collect()
}

/// Choices in as many rows of so many cells as they need, each whole in one of them.
fn in_rows(choices: impl IntoIterator<Item = String>, room: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for choice in choices {
        let choice = clip(&choice, room).into_owned();
        match rows.last_mut() {
            Some(row) if cells(row) + 2 + cells(&choice) <= room => {
                row.push_str("  ");
                row.push_str(&choice);
            }
            _ => rows.push(choice),
        }
    }
    rows
}

/// What digits take, then `12 FACT ✓ supports, from: kyi▏ → Kyiv Post, secondary`, and the cell of the caret.
fn evidence_rows(
    model: &Model,
    theme: Theme,
    line: &EvidenceLine,
    width: usize,
) -> (Vec<Line<'static>>, usize) {
    let text = line.field.text();
    let meant = meant(model.case(), line);
    let is_typed = !text.trim().is_empty();
    let chosen = meant.get(line.at).filter(|_| is_typed || line.at > 0);
    let of = match line.claims.as_slice() {
        [id] => model.number(*id).to_string(),
        claims => format!("{} claims ({})", claims.len(), model.numbers(claims)),
    };
    let pasted = if !line.url.is_empty() {
        format!(" {}", clip(&visible(&line.url), 24))
    } else if !line.quote.is_empty() {
        format!(" “{}”", clip(&visible(&line.quote), 22))
    } else {
        String::new()
    };
    let glyph = crate::workbench::words::stance(line.stance, model.manner.is_unicode);
    let on = line.question.capitals();
    let stance = line.stance;
    let heads = [
        format!(" {of} evidence on {on} {glyph} {stance}{pasted}, from: "),
        format!(" {of} {on} {glyph} {stance}, from: "),
        format!(
            " {} claims {on} {glyph} {stance}, from: ",
            line.claims.len()
        ),
    ];
    let head = heads
        .iter()
        .find(|head| cells(head) + 30 <= width)
        .or(heads.get(1))
        .cloned()
        .unwrap_or_default();
    let claim = line
        .claims
        .first()
        .and_then(|id| model.case().claims.get(*id))
        .map(AsRef::as_ref);
    let target = match chosen {
        Some(Named::Known(id)) => {
            let of = |source| nature(claim, source, line.question);
            let nature = line.nature.unwrap_or_else(|| of(*id));
            Some(format!("{}, {nature}", name(model.case(), *id)))
        }
        Some(Named::New(name)) => Some(format!("new source {}", visible(name))),
        None => None,
    };
    let arrow = if model.manner.is_unicode { "→" } else { "->" };
    let target = target.map_or(String::new(), |name| format!("  {arrow} {name}"));
    let room = width
        .saturating_sub(cells(&head) + cells(&target) + 1)
        .max(8);
    let (typed, (_, cell)) = line.field.drawn(room);
    let caret = cells(&head) + cell;
    let mut rows = Vec::new();
    if !is_typed || digit(line).is_some() {
        let choices = choices(model, &line.list, line.last);
        let choices = choices
            .into_iter()
            .map(|(digit, word)| format!("{digit} {word}"));
        let choices = in_rows(choices, width.saturating_sub(1));
        rows.extend(choices.into_iter().map(|row| Line::raw(format!(" {row}"))));
    }
    let whole = cells(&head) + cells(&typed.concat()) + cells(&target) <= width;
    // A name that has no room beside what is typed stands above it.
    if !whole {
        let row = clip(target.trim_start(), width.saturating_sub(1)).into_owned();
        rows.push(Line::styled(format!(" {row}"), theme.active()));
    }
    let mut spans = vec![
        Span::styled(head, theme.bold()),
        Span::raw(typed.concat().trim_end().to_owned()),
    ];
    if whole {
        spans.push(Span::styled(target, theme.active()));
    }
    rows.push(Line::from(spans));
    (rows, caret)
}

fn footer(model: &Model, theme: Theme, width: usize) -> Line<'static> {
    match model.modes.last() {
        None => on_panes(model, theme, width),
        Some(Mode::Evidence(line)) => {
            let next = match line.stance {
                Stance::Supports => "refutes",
                Stance::Refutes => "context",
                Stance::Context => "supports",
            };
            let mut keys = vec![
                ("Enter", "attach"),
                ("Tab", next),
                ("Down", "all fields"),
                ("Esc", "leave"),
            ];
            if line.field.is_empty() {
                keys.insert(0, ("0-9", "a source"));
            } else {
                keys.push(("Up", "another match"));
            }
            fitted(theme, Span::raw(" "), &keys, None, width)
        }
        Some(Mode::Ask(ask)) => {
            let keys = answers(model, &ask.yes);
            fitted(theme, Span::raw(" "), &keys, None, width)
        }
        Some(Mode::Select(_)) => {
            let key = |id| model.keys.key(id);
            let keys = [
                (key("new-claim"), "make a claim of it"),
                ("Right Left".to_owned(), "by word"),
                ("Shift".to_owned(), "by character"),
                ("o".to_owned(), "other end"),
                (key("bare"), "next bare"),
                (key("kind"), "kind"),
                (key("copy"), "copy"),
                ("Esc".to_owned(), "leave"),
            ];
            fitted(theme, Span::raw(" "), &keys, None, width)
        }
        Some(Mode::Split(_)) => {
            let keys = [
                ("Left Right".to_owned(), "move the cut"),
                (model.keys.key("split"), "the next likely place"),
                ("Enter".to_owned(), "cut"),
                ("Esc".to_owned(), "leave"),
            ];
            fitted(theme, Span::raw(" "), &keys, None, width)
        }
        Some(mode) => {
            let keys: &[(&str, &str)] = match mode {
                Mode::Pick(_) => &[
                    ("type", "to narrow"),
                    ("Up Down", "choose"),
                    ("Enter", "take"),
                    ("Esc", "leave"),
                ],
                Mode::Find(_) => &[
                    ("type", "words"),
                    ("Up Down", "choose"),
                    ("Enter", "go there"),
                    ("Esc", "leave"),
                ],
                Mode::Clash(_) => &[
                    ("m", "mine stands"),
                    ("Enter", "what is there stands"),
                    ("Up Down", "another"),
                    ("Esc", "later"),
                ],
                Mode::Credit(_) => &[
                    ("Enter", "take"),
                    ("Tab", "take, and one further back"),
                    ("Del", "credit nobody"),
                    ("Esc", "leave"),
                ],
                _ => &[
                    ("Enter", "record"),
                    ("Ctrl-O", "editor"),
                    ("Esc", "leave, kept"),
                ],
            };
            fitted(theme, Span::raw(" "), keys, None, width)
        }
    }
}

/// What can be answered to a question: the keys, and what each does.
fn answers(model: &Model, yes: &Yes) -> Vec<(String, &'static str)> {
    let other = format!("{}:", model.keys.key("question"));
    let answers: &[(&str, &'static str)] = match yes {
        Yes::Hold(..) => &[
            ("Enter:", "it holds (recorded anew)"),
            ("Esc:", "leave it stale"),
        ],
        Yes::Rule(..) => &[
            ("Enter:", "yes, all of them"),
            (&other, "the other question"),
            ("Esc:", "no"),
        ],
        Yes::GoOn => &[("Enter:", "go on")],
        Yes::LetGo(_) => &[("Enter:", "let it go"), ("Esc:", "keep it")],
        Yes::Quit => &[("Enter:", "leave without it"), ("Esc:", "stay")],
        Yes::Aside(_) => &[("Enter:", "yes, all of them"), ("Esc:", "no")],
    };
    let answers = answers.iter().filter(|(key, _)| *key != ":");
    answers
        .map(|(key, word)| ((*key).to_owned(), *word))
        .collect()
}

fn on_panes(model: &Model, theme: Theme, width: usize) -> Line<'static> {
    let list = match model.focus.pane {
        Pane::Sources => IN_SOURCES,
        Pane::Verdict => IN_VERDICT,
        Pane::Claims if model.is_story => IN_STORY,
        Pane::Claims => ON_CLAIMS,
    };
    let other = model.focus.question.other().name();
    let has_said = model
        .claim()
        .is_some_and(|claim| claim.attribution.is_some());
    let keys: Vec<(String, String)> = list
        .iter()
        .filter(|(id, _)| *id != "question" || has_said)
        .map(|(id, word)| {
            let word = if *id == "question" { other } else { word };
            (model.keys.key(id), word.to_owned())
        })
        .filter(|(key, _)| !key.is_empty())
        .collect();
    let keys: Vec<(&str, String)> = keys
        .iter()
        .map(|(key, word)| (key.as_str(), word.clone()))
        .collect();
    let mut keys = keys;
    let decide = model.keys.key("decide");
    let word = match model.to_decide() {
        Some((id, _)) if Some(id) != model.focus.claim => format!("decide {}", model.number(id)),
        _ => "decide".to_owned(),
    };
    if model.focus.pane != Pane::Sources && model.to_decide().is_some() && !decide.is_empty() {
        keys.insert(keys.len().min(3), (&decide, word));
    }
    let help = model.keys.key("help");
    let on = if model.focus.pane == Pane::Sources || model.claim().is_none() {
        Span::raw(" ")
    } else {
        Span::styled(
            format!(" on {}: ", model.focus.question.capitals()),
            theme.bold(),
        )
    };
    fitted(theme, on, &keys, Some((&help, "help")), width)
}

/// As many keys as fit, in order; `last` always.
fn fitted<K: AsRef<str>, S: AsRef<str>>(
    theme: Theme,
    head: Span<'static>,
    keys: &[(K, S)],
    last: Option<(&str, &str)>,
    width: usize,
) -> Line<'static> {
    let mut used =
        cells(&head.content) + last.map_or(0, |(key, word)| cells(key) + cells(word) + 2);
    let mut spans = vec![head];
    // On a narrow screen one more key is worth more than the air between them.
    let gap = if width < 100 { " " } else { "  " };
    let entry = |key: &str, word: &str| {
        [
            Span::styled(key.to_owned(), theme.active()),
            Span::raw(format!(" {word}")),
        ]
    };
    for (key, word) in keys {
        let (key, word) = (key.as_ref(), word.as_ref());
        // A command without a key is in the palette alone.
        if key.is_empty() {
            continue;
        }
        let room = cells(key) + cells(word) + 1 + cells(gap);
        if used + room > width {
            continue;
        }
        used += room;
        spans.extend(entry(key, word));
        spans.push(Span::raw(gap));
    }
    if let Some((key, word)) = last {
        spans.extend(entry(key, word));
    }
    Line::from(spans)
}
