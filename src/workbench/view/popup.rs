//! Lists and forms, drawn over the claims. Where the Verdict pane does not show the claim's words, the popup does.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::text::{cells, clip, padded, visible, wrap};
use crate::workbench::actions::claims::{credit_proposals, row as credit_row};
use crate::workbench::field::Field;
use crate::workbench::find::{Find, Hit};
use crate::workbench::form::{Form, Input};
use crate::workbench::layout::{Layout, Shape};
use crate::workbench::model::Model;
use crate::workbench::popup::list::{Choice, Pick, Row};
use crate::workbench::popup::{Asks, Credits, Mode, Named, Prompt, Split};
use crate::workbench::view::theme::Theme;
use crate::workbench::view::{clash, cursor, frame, put_row};

/// Draws the topmost mode, if it needs a popup; says where the cursor is.
pub fn draw(model: &Model, theme: Theme, layout: &Layout, buffer: &mut Buffer) -> Option<Position> {
    let title = match model.modes.last()? {
        Mode::Pick(pick) => pick.title.clone(),
        Mode::Form(form) => form.title.clone(),
        Mode::Find(_) => "Find".to_owned(),
        Mode::Credit(credits) => format!("Who says claim {}?", model.number(credits.claim)),
        Mode::Prompt(Prompt {
            asks: Asks::Claim, ..
        }) => "New claim".to_owned(),
        Mode::Prompt(Prompt {
            asks: Asks::Wording(id),
            ..
        }) => format!("Wording of claim {}", model.number(*id)),
        Mode::Prompt(Prompt {
            asks: Asks::Waiver(id, standard),
            ..
        }) => format!("Why need claim {} not meet {standard}?", model.number(*id)),
        Mode::Split(split) => format!("Split claim {}", model.number(split.claim)),
        Mode::Clash(at) => clash::title(model, *at),
        _ => return None,
    };
    let area = layout.popup.intersection(buffer.area);
    let blank = Cell::new(" ");
    for position in area.positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            *cell = blank.clone();
        }
    }
    let title = if model.manner.is_unicode {
        title
    } else {
        title.replace('·', "-")
    };
    let shape = if layout.shape == Shape::Single {
        Shape::Stacked
    } else {
        layout.shape
    };
    frame(buffer, theme, shape, area, (&title, true), "", "Esc leaves");
    let mut inside = match shape {
        Shape::Beside => layout.inside(area),
        _ => Rect::new(
            area.x,
            area.y + 1,
            area.width,
            area.height.saturating_sub(1),
        ),
    };
    let of_paragraph = paragraph(model);
    let is_of_focus = !matches!(model.modes.last(), Some(Mode::Clash(_)));
    if is_of_focus && (layout.shape != Shape::Beside || of_paragraph.is_some()) {
        let words = of_paragraph.or_else(|| Some(visible(model.claim()?.shown()).into_owned()));
        inside = words_above(&words.unwrap_or_default(), theme, inside, buffer);
    }
    match model.modes.last()? {
        Mode::Pick(pick) => self::pick(theme, pick, inside, buffer),
        Mode::Form(form) => self::form(theme, form, inside, buffer),
        Mode::Find(find) => self::find(model, theme, find, inside, buffer),
        Mode::Credit(credits) => self::credits(model, theme, credits, inside, buffer),
        Mode::Prompt(prompt) => {
            let hint = "Enter records, Ctrl-O opens an editor";
            put_row(
                buffer,
                inside,
                usize::from(inside.height).saturating_sub(1),
                &Line::styled(format!("  {hint}"), theme.dim()),
            );
            let above = Rect::new(
                inside.x,
                inside.y,
                inside.width,
                inside.height.saturating_sub(1),
            );
            text_field(&prompt.field, above, 2, u16::from(above.height > 3), buffer)
        }
        Mode::Split(split) => self::split(model, theme, split, inside, buffer),
        Mode::Clash(at) => {
            clash::draw(model, theme, *at, inside, buffer);
            cursor::at(inside, 1, 1)
        }
        _ => None,
    }
}

/// The words of the paragraph that is asked about, which need not be the one of the claim in focus.
fn paragraph(model: &Model) -> Option<String> {
    let Some(Mode::Pick(pick)) = model.modes.last() else {
        return None;
    };
    let draft = model.case().draft.as_ref()?;
    let text = draft.paragraphs.get(pick.paragraph()?)?.text();
    Some(visible(text).into_owned())
}

/// What the popup is about, at its top; hands back the room below.
fn words_above(words: &str, theme: Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    if words.is_empty() {
        return area;
    }
    let most = usize::from(area.height) / 3;
    let lines = wrap(words, usize::from(area.width).saturating_sub(2));
    let taken = lines.len().min(most);
    for (row, range) in lines.into_iter().take(taken).enumerate() {
        let part = words.get(range).unwrap_or_default();
        put_row(
            buffer,
            area,
            row,
            &Line::styled(format!(" {part}"), theme.bold()),
        );
    }
    let taken = u16::try_from(taken).unwrap_or_default();
    Rect::new(area.x, area.y + taken, area.width, area.height - taken)
}

/// A field in an area, from this column and row on; says where the caret is.
fn text_field(
    field: &Field,
    area: Rect,
    column: u16,
    row: u16,
    buffer: &mut Buffer,
) -> Option<Position> {
    if area.height <= row || area.width <= column + 2 {
        return None;
    }
    let room = usize::from(area.width - column - 1);
    let height = usize::from(area.height - row);
    let (lines, (line, cell)) = field.drawn(room);
    let first = (line + 1).saturating_sub(height);
    for (place, text) in lines.iter().skip(first).take(height).enumerate() {
        let area = Rect::new(
            area.x + column,
            area.y + row,
            area.width - column,
            area.height - row,
        );
        put_row(buffer, area, place, &Line::raw(text.clone()));
    }
    let x = area.x + column + u16::try_from(cell).ok()?;
    let y = area.y + row + u16::try_from(line - first).ok()?;
    Some(Position::new(
        x.min(area.right().saturating_sub(1)),
        y.min(area.bottom().saturating_sub(1)),
    ))
}

/// `> typed` on the first line of a list.
fn prompt_row(theme: Theme, field: &Field, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    put_row(buffer, area, 0, &Line::styled(" > ", theme.active()));
    text_field(
        field,
        Rect::new(area.x, area.y, area.width, area.height.min(1)),
        3,
        0,
        buffer,
    )
}

/// Where the cursor of a list stands: in its field while that is typed into, else on the chosen row.
fn cursor_of(
    field: &Field,
    chosen: usize,
    caret: Option<Position>,
    row: Option<Position>,
) -> Option<Position> {
    if chosen == 0 && !field.is_empty() {
        caret
    } else {
        row.or(caret)
    }
}

/// Which rows of a list are shown: from the first, as many as fit, with the chosen one among them.
fn window(at: usize, room: usize) -> usize {
    (at + 1).saturating_sub(room)
}

/// How many lines at the foot of a list of this width show its chosen row whole, if any row is cut.
fn foot(width: u16) -> u16 {
    if width < 70 { 3 } else { 2 }
}

fn pick(theme: Theme, pick: &Pick, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let caret = prompt_row(theme, &pick.field, area, buffer);
    let width = usize::from(area.width);
    let keys = pick.key_room().min(width / 4);
    let mut area = area;
    let foot = foot(area.width);
    if area.height > 3 * foot && pick.shown().any(|row| is_cut(row, keys, width)) {
        area.height -= foot;
        if let Some(row) = pick.chosen().filter(|row| is_cut(row, keys, width)) {
            let below = Rect::new(area.x, area.bottom(), area.width, foot);
            whole(row, theme, below, buffer);
        }
    }
    let room_of_rows = usize::from(area.height).saturating_sub(1);
    let first = window(pick.at, room_of_rows);
    for (place, row) in pick.shown().enumerate().skip(first).take(room_of_rows) {
        let is_focus = place == pick.at;
        let told = is_told(row);
        let keys = if told {
            String::new()
        } else {
            padded(&clip(&row.keys, keys), keys)
        };
        let room = width.saturating_sub(cells(&keys) + 3);
        let mut detail = clip(&row.detail, room / 2).into_owned();
        if !detail.is_empty() {
            detail.insert(0, ' ');
        }
        let room = room.saturating_sub(cells(&detail));
        let style = match (is_focus, row.is_on) {
            (true, _) => theme.focus(true),
            (false, true) => Style::new(),
            (false, false) => theme.dim(),
        };
        let line = Line::from(vec![
            Span::styled(if is_focus { theme.bar() } else { " " }, theme.active()),
            Span::styled(keys, theme.active()),
            Span::raw(" "),
            Span::styled(padded(&clip(&row.label, room), room), style),
            Span::styled(detail, theme.dim()),
        ]);
        put_row(buffer, area, place - first + 1, &line);
    }
    if pick.is_empty() {
        put_row(
            buffer,
            area,
            1,
            &Line::styled("  nothing matches", theme.dim()),
        );
    }
    let row = cursor::at(area, pick.at - first.min(pick.at) + 1, 0);
    cursor_of(
        &pick.field,
        pick.at,
        caret,
        row.filter(|_| !pick.is_empty()),
    )
}

/// Whether a row tells rather than chooses; such rows have no column of keys.
fn is_told(row: &Row) -> bool {
    matches!(row.choice, Choice::Nothing) && row.keys.is_empty()
}

/// Whether a row of a list with so wide a column of keys has more to say than it shows.
fn is_cut(row: &Row, keys: usize, width: usize) -> bool {
    let keys = if is_told(row) { 0 } else { keys };
    let room = width.saturating_sub(keys + 3);
    let detail = match cells(&row.detail) {
        0 => 0,
        detail if detail > room / 2 => return true,
        detail => detail + 1,
    };
    cells(&row.label) + detail > room
}

/// A row of a list with all its words, behind the bar of the row itself.
fn whole(row: &Row, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let words = format!("{}  {}", row.label, row.detail);
    let lines = wrap(words.trim_end(), usize::from(area.width).saturating_sub(3));
    for (place, range) in lines.into_iter().take(usize::from(area.height)).enumerate() {
        let part = words.get(range).unwrap_or_default();
        let line = Line::from(vec![
            Span::styled(theme.bar(), theme.active()),
            Span::styled(format!(" {part}"), theme.dim()),
        ]);
        put_row(buffer, area, place, &line);
    }
}

fn find(
    model: &Model,
    theme: Theme,
    find: &Find,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let caret = prompt_row(theme, &find.field, area, buffer);
    let more = if find.found.is_done { "" } else { theme.gap() };
    let hidden = match find.found.hidden {
        0 => String::new(),
        hidden => format!(", {hidden} filtered out"),
    };
    let count = format!("{}{more} found{hidden}", find.found.count);
    let x = usize::from(area.width).saturating_sub(cells(&count) + 1);
    if let Ok(x) = u16::try_from(x)
        && area.height > 0
    {
        buffer.set_string(area.x + x, area.y, count, theme.dim());
    }
    let room = usize::from(area.height).saturating_sub(1);
    let first = window(find.at, room);
    let hits = find.found.hits.iter().enumerate().skip(first).take(room);
    for (place, hit) in hits {
        let is_focus = place == find.at;
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
        put_row(buffer, area, place - first + 1, &line);
    }
    let row = cursor::at(area, find.at - first.min(find.at) + 1, 0);
    let row = row.filter(|_| !find.found.hits.is_empty());
    cursor_of(&find.field, find.at, caret, row)
}

/// Of something that was found: a glyph, a number, its words and what stands after them.
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

fn name_of(model: &Model, named: &Named) -> String {
    match named {
        Named::Known(id) => model
            .case()
            .sources
            .get(*id)
            .map_or(String::new(), |source| visible(&source.name).into_owned()),
        Named::New(name) => format!("new source “{}”", visible(name)),
    }
}

fn credits(
    model: &Model,
    theme: Theme,
    credits: &Credits,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let mut spans = vec![Span::styled(" nearest first: ", theme.dim())];
    for (place, named) in credits.chain.iter().enumerate() {
        if place > 0 {
            spans.push(Span::styled(", who has it from ", theme.dim()));
        }
        let style = if place == credits.link {
            theme.active().add_modifier(Modifier::UNDERLINED)
        } else {
            theme.bold()
        };
        spans.push(Span::styled(name_of(model, named), style));
    }
    if credits.link >= credits.chain.len() {
        let words = if credits.chain.is_empty() {
            "nobody yet"
        } else {
            ", who has it from ?"
        };
        spans.push(Span::styled(words, theme.active()));
    }
    put_row(buffer, area, 0, &Line::from(spans));
    let below = Rect::new(
        area.x,
        area.y + 1,
        area.width,
        area.height.saturating_sub(1),
    );
    let caret = prompt_row(theme, &credits.field, below, buffer);
    let rows = credit_proposals(model, credits);
    let room = usize::from(below.height).saturating_sub(2);
    let at = credit_row(credits);
    let is_idle = credits.field.is_empty() && credits.at == 0;
    for (place, named) in rows.iter().enumerate().skip(window(at, room)).take(room) {
        let is_focus = place == at && !is_idle;
        let line = Line::from(vec![
            Span::styled(if is_focus { theme.bar() } else { " " }, theme.active()),
            Span::raw(" "),
            Span::styled(
                name_of(model, named),
                if is_focus {
                    theme.focus(true)
                } else {
                    Style::new()
                },
            ),
        ]);
        put_row(buffer, below, place - window(at, room) + 1, &line);
    }
    let suggested = model
        .claim()
        .and_then(|claim| claim.attribution.as_ref())
        .is_some_and(|credit| credit.suggested);
    let hint = if !is_idle {
        "Enter takes it, Tab takes it and asks whom they have it from"
    } else if suggested {
        "Enter accepts the suggestion, Del drops it, or type another"
    } else {
        "type a name; Left Right along the chain, Del drops the credit"
    };
    put_row(
        buffer,
        below,
        usize::from(below.height).saturating_sub(1),
        &Line::styled(format!("  {hint}"), theme.dim()),
    );
    if is_idle || rows.is_empty() {
        return caret;
    }
    let row = cursor::at(below, at - window(at, room) + 1, 0);
    cursor_of(&credits.field, credits.at, caret, row)
}

/// Where the claim would be cut; says where that is.
fn split(
    model: &Model,
    theme: Theme,
    split: &Split,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let claim = model.case().claims.get(split.claim)?;
    let (first, second) = claim
        .text
        .split_at_checked(split.at)
        .unwrap_or((&claim.text, ""));
    let cut = theme.cut();
    let whole = format!("{}{cut}{}", first.trim_end(), second);
    let mark = first.trim_end().len()..first.trim_end().len() + cut.len();
    let (mut rows, mut cursor) = (0, None);
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
            cursor = cursor::at(area, row + 1, 2 + before);
        }
        let line = Line::from(vec![
            Span::raw("  "),
            Span::raw(part(bytes.start..mark.start)),
            Span::styled(part(mark.clone()), theme.active()),
            Span::styled(part(mark.end..bytes.end), theme.bold()),
        ]);
        put_row(buffer, area, row + 1, &line);
        rows = row + 1;
    }
    let hint = "Left and Right move the cut, Enter cuts there";
    put_row(
        buffer,
        area,
        rows + 2,
        &Line::styled(format!("  {hint}"), theme.dim()),
    );
    cursor
}

#[expect(
    clippy::too_many_lines,
    reason = "a form is drawn from its top to its foot"
)]
fn form(theme: Theme, form: &Form, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let name = form
        .entries
        .iter()
        .map(|entry| cells(entry.name))
        .max()
        .unwrap_or_default()
        + 3;
    let room = usize::from(area.width).saturating_sub(name + 2);
    let mut caret = None;
    // The field that has the keys may take several lines; every other one takes one.
    let tall = match form.entries.get(form.at).map(|entry| &entry.input) {
        Some(Input::Text(field)) if field.is_long() => field.drawn(room).0.len().clamp(1, 6),
        _ => 1,
    };
    let foot = 1;
    let height = usize::from(area.height).saturating_sub(foot);
    let first = (form.at + tall).saturating_sub(height);
    let mut row = 0;
    for (place, entry) in form.entries.iter().enumerate().skip(first) {
        if row >= height {
            break;
        }
        let is_focus = place == form.at;
        let label = Line::from(vec![
            Span::styled(if is_focus { theme.bar() } else { " " }, theme.active()),
            Span::styled(
                format!(" {}", padded(entry.name, name - 2)),
                if is_focus { theme.bold() } else { theme.dim() },
            ),
        ]);
        put_row(buffer, area, row, &label);
        let column = u16::try_from(name).unwrap_or(12);
        match &entry.input {
            Input::Choice { words, at } => {
                let word = words.get(*at).map_or("", String::as_str);
                let text = if is_focus {
                    format!("‹ {word} ›")
                } else {
                    format!("  {word}")
                };
                let text = if theme.rule() == "─" {
                    text
                } else {
                    text.replace('‹', "<").replace('›', ">")
                };
                let line = Line::styled(
                    clip(&text, room).into_owned(),
                    if is_focus {
                        theme.active()
                    } else {
                        Style::new()
                    },
                );
                put_row(
                    buffer,
                    Rect::new(
                        area.x + column,
                        area.y,
                        area.width.saturating_sub(column),
                        area.height,
                    ),
                    row,
                    &line,
                );
                if is_focus {
                    caret = cursor::at(area, row, name);
                }
            }
            Input::Text(field) => {
                if is_focus {
                    let bottom = u16::try_from(row + tall).unwrap_or(u16::MAX);
                    let at = Rect::new(area.x, area.y, area.width, area.height.min(bottom));
                    let row = u16::try_from(row).unwrap_or_default();
                    caret = text_field(field, at, column, row, buffer);
                } else {
                    // A field that nobody types in shows how it begins, not where its caret is.
                    let text = visible(&field.text().replace('\n', " ")).into_owned();
                    let at = Rect::new(
                        area.x + column,
                        area.y,
                        area.width.saturating_sub(column),
                        area.height,
                    );
                    put_row(buffer, at, row, &Line::raw(clip(&text, room).into_owned()));
                }
                if field.is_empty() && !entry.hint.is_empty() {
                    let at = Rect::new(
                        area.x + column + 1,
                        area.y,
                        area.width.saturating_sub(column + 1),
                        area.height,
                    );
                    put_row(buffer, at, row, &Line::styled(entry.hint, theme.dim()));
                }
            }
        }
        row += if is_focus { tall } else { 1 };
    }
    let foot = if form.error.is_empty() {
        Line::styled(
            "  Enter records, Tab next, Left Right choose, Ctrl-O editor",
            theme.dim(),
        )
    } else {
        Line::styled(format!("  {}", form.error), theme.trouble())
    };
    put_row(buffer, area, height, &foot);
    caret
}
