//! The two lines at the bottom: what was just done, with the digits that say more; and the keys of the moment.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::put;
use super::theme::Theme;
use crate::case::Stance;
use crate::text::{cells, clip, padded, visible, wrap};
use crate::workbench::doing::evidence::{proposals, start};
use crate::workbench::layout::Layout;
use crate::workbench::message::Answers;
use crate::workbench::mode::{Asks, EvidenceLine, Mode, Named, Prompt, Yes};
use crate::workbench::model::{Model, Pane};

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
    let line = match model.modes.last() {
        Some(Mode::Evidence(evidence)) => {
            let (line, at) = evidence_line(model, theme, evidence, width);
            caret = Some(at);
            line
        }
        Some(Mode::Ask(ask)) => {
            // With its answers where there is room; the footer has them in any case.
            let answers: Vec<String> = answers(model, &ask.yes)
                .iter()
                .map(|(key, word)| format!("{key} {word}"))
                .collect();
            let whole = format!(" {} {}", ask.words, answers.join("  "));
            let words = format!(" {}", ask.words);
            let shown = if cells(&whole) <= width { whole } else { words };
            Line::styled(clip(&shown, width).into_owned(), theme.bold())
        }
        Some(Mode::Prompt(Prompt {
            asks: Asks::Initials(_),
            field,
        })) => {
            let ask = " Your initials? ";
            let (lines, (_, cell)) = field.drawn(width.saturating_sub(cells(ask) + 1));
            caret = Some(cells(ask) + cell);
            Line::from(vec![
                Span::styled(ask, theme.bold()),
                Span::raw(lines.concat()),
            ])
        }
        _ => message(model, theme, layout, buffer),
    };
    put(buffer, layout.message, &line);
    put(
        buffer,
        layout.footer,
        &footer(model, theme, usize::from(layout.footer.width)),
    );
    caret.and_then(|cell| place(layout.message, cell))
}

fn place(area: Rect, cell: usize) -> Option<Position> {
    let x = area.x + u16::try_from(cell).ok()?;
    Some(Position::new(x.min(area.right().saturating_sub(1)), area.y))
}

/// How many of the choices the message line has room for.
pub fn choices_shown(model: &Model) -> usize {
    let width = usize::from(Layout::of(model).message.width);
    Parts::of(model, width).choices.len()
}

/// The message line's parts, fitted to its room: the claim's words give way first, then who did it, then choices from the
/// end. All reasons are shown before anything else is; of sources the first few are.
struct Parts {
    head: String,
    quote: String,
    words: String,
    choices: Vec<String>,
}

impl Parts {
    /// Nothing but these words.
    fn of_words(words: String) -> Self {
        Self {
            head: " ".to_owned(),
            quote: String::new(),
            words,
            choices: Vec::new(),
        }
    }

    fn of(model: &Model, width: usize) -> Self {
        let message = &model.message;
        let choices: Vec<String> = message
            .choices
            .iter()
            .enumerate()
            .map(|(place, word)| format!(" {} {word}", place + 1))
            .collect();
        let asks = if message.asks.is_empty() {
            String::new()
        } else {
            format!("  {}", message.asks)
        };
        let stop = if message.by.is_empty() { "" } else { "." };
        let least = match message.answers {
            Some(Answers::Sources { .. }) => 2,
            _ => choices.len(),
        };
        let chosen: usize = choices.iter().take(least).map(|choice| cells(choice)).sum();
        let need = |by: &str| {
            let said = format!("{} {}{by}{stop}{asks}", message.head, message.tail);
            cells(&said) + chosen
        };
        let by = if need(&message.by) <= width {
            message.by.as_str()
        } else {
            ""
        };
        let margin = if need(by) < width { " " } else { "" };
        let head = match message.head.as_str() {
            "" => margin.to_owned(),
            head => format!("{margin}{head} "),
        };
        // Four cells for the marks around it and the spaces.
        let room = width.saturating_sub(need(by) + 4);
        // Sources to choose from are worth more than the end of a long claim.
        let room = match message.answers {
            Some(Answers::Sources { .. }) => room.min(24),
            _ => room,
        };
        let quote = if message.quote.is_empty() || room < 8 {
            String::new()
        } else {
            format!("“{}” ", clip(&message.quote, room))
        };
        let words = format!("{}{by}{stop}{asks}", message.tail);
        let mut left = width.saturating_sub(cells(&head) + cells(&quote) + cells(&words));
        let fits = |choice: &String| {
            let fits = cells(choice) <= left;
            left = left.saturating_sub(cells(choice));
            fits
        };
        let choices = choices.into_iter().take_while(fits).collect();
        Self {
            head,
            quote,
            words,
            choices,
        }
    }
}

/// What was just done. A message that is longer than its row begins above it, over the panes, until the next key.
fn message(model: &Model, theme: Theme, layout: &Layout, buffer: &mut Buffer) -> Line<'static> {
    let width = usize::from(layout.message.width);
    let message = &model.message;
    let trouble = model.receipts.trouble();
    let (parts, is_trouble) = match (message.is_empty(), trouble) {
        (false, _) => (Parts::of(model, width), message.is_trouble),
        (true, Some(why)) => (Parts::of_words(format!("NOT SAVED: {why}")), true),
        (true, None) => return Line::default(),
    };
    let style = if is_trouble {
        theme.trouble()
    } else {
        Style::new()
    };
    let words = format!("{}{}", parts.words, parts.choices.concat());
    let margin = cells(&parts.head) + cells(&parts.quote);
    let room = width.saturating_sub(margin);
    let mut rows = rows_of(&words, room);
    let last = rows.pop().unwrap_or_default();
    let mut before = vec![
        Span::styled(parts.head, theme.bold()),
        Span::raw(parts.quote),
    ];
    let mut area = layout.message;
    area.y = area
        .y
        .saturating_sub(u16::try_from(rows.len()).unwrap_or_default());
    for row in rows {
        before.push(Span::styled(row, style));
        put(buffer, area, &Line::from(before));
        before = vec![Span::raw(" ".repeat(margin))];
        area.y += 1;
    }
    before.push(Span::styled(last, style));
    Line::from(before)
}

/// Words in as many rows of so many cells as they need, up to four; the last is cut where even that is too little.
fn rows_of(words: &str, room: usize) -> Vec<String> {
    const MOST: usize = 4;
    let mut ranges = wrap(words, room);
    ranges.truncate(MOST);
    if let Some(last) = ranges.last_mut() {
        last.end = words.len();
    }
    let row = |range: Range<usize>| {
        let part = words.get(range).unwrap_or_default();
        padded(&clip(part, room), room)
    };
    ranges.into_iter().map(row).collect()
}

/// `12 FACT ✓ supports, secondary · from: kyi▏ → Kyiv Post`, and the cell of the caret.
fn evidence_line(
    model: &Model,
    theme: Theme,
    line: &EvidenceLine,
    width: usize,
) -> (Line<'static>, usize) {
    let rows = proposals(model.case(), &line.field.text(), &model.numbered_sources());
    let is_typed = !line.field.text().trim().is_empty();
    let chosen = rows.get(line.at).filter(|_| is_typed || line.at > 0);
    let claim = line
        .claims
        .first()
        .and_then(|id| model.case().claims.get(*id))
        .map(AsRef::as_ref);
    let source = match chosen {
        Some(Named::Known(id)) => Some(*id),
        _ => None,
    };
    let (question, nature) = start(claim, source);
    let of = match line.claims.as_slice() {
        [id] => model.number(*id).to_string(),
        claims => format!("{} claims", claims.len()),
    };
    let pasted = if !line.url.is_empty() {
        format!(" {}", clip(&visible(&line.url), 24))
    } else if !line.quote.is_empty() {
        format!(" “{}”", clip(&visible(&line.quote), 22))
    } else {
        String::new()
    };
    // Which question and nature it will be follows from the source, so it is said once that is known.
    let on = chosen.map_or(String::new(), |_| {
        format!(" on {}, {nature}", question.capitals())
    });
    let glyph = crate::workbench::words::stance(line.stance, model.manner.is_unicode);
    let mut head = format!(" {of} evidence {glyph} {}{pasted}{on}, from: ", line.stance);
    if cells(&head) + 16 > width {
        head = format!(" {of} {glyph} from: ");
    }
    let target = match chosen {
        Some(Named::Known(id)) => model
            .case()
            .sources
            .get(*id)
            .map(|source| visible(&source.name).into_owned()),
        Some(Named::New(_)) => Some("new source".to_owned()),
        None => None,
    };
    let arrow = if model.manner.is_unicode { "→" } else { "->" };
    let target = target.map_or(String::new(), |name| format!("  {arrow} {name}"));
    let room = width
        .saturating_sub(cells(&head) + cells(&target) + 1)
        .max(8);
    let (typed, (_, cell)) = line.field.drawn(room);
    let caret = cells(&head) + cell;
    let spans = vec![
        Span::styled(head, theme.bold()),
        Span::raw(typed.concat()),
        Span::styled(target, theme.active()),
    ];
    (Line::from(spans), caret)
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
                ("Enter", "attach".to_owned()),
                ("Tab", next.to_owned()),
                ("Down", "all fields".to_owned()),
                ("Esc", "leave".to_owned()),
            ];
            let sources = model.numbered_sources();
            if line.field.is_empty() {
                let digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
                for (digit, id) in digits.into_iter().zip(sources) {
                    let name = model
                        .case()
                        .sources
                        .get(id)
                        .map(|source| visible(&source.name).into_owned());
                    keys.push((digit, name.unwrap_or_default()));
                }
            } else {
                keys.push(("Up", "another match".to_owned()));
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
        Yes::Aside(_) | Yes::Evidence(_) => &[("Enter:", "yes, all of them"), ("Esc:", "no")],
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
