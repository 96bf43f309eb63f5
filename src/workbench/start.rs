//! The start screen: recent cases, and the ways to create one.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::case::Timestamp;
use crate::store::{Typed, Unsent};
use crate::text::{clip, padded, visible};
use crate::workbench::event::{Context, Effect, Event, Size};
use crate::workbench::field::Field;
use crate::workbench::key::{Code, Key};
use crate::workbench::view::typed::text_field;
use crate::workbench::view::{cell_at, put_row};

/// The choice made on the start screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Open this case or story.
    Open(PathBuf),
    /// Create a case from this text, at this path.
    Text(String, PathBuf),
    /// Create a case from these lines, one claim each, at this path.
    Lines(String, PathBuf),
    /// Create an empty case at this path.
    Empty(PathBuf),
    /// Open the sample.
    Sample,
}

/// The start screen.
#[derive(Clone, Debug, Default)]
pub struct Start {
    recent: Vec<PathBuf>,
    at: usize,
    page: Page,
    /// The texts of stories and of lists that the person has closed unfinished. The last one is
    /// offered next.
    closed_texts: [Vec<String>; 2],
    /// The unsent texts that were last sent to be stored on disk.
    sent: Vec<Typed>,
    /// The error of the last choice.
    pub error: String,
    /// The choice. None if the person quit.
    pub choice: Option<Choice>,
    size: Size,
}

/// The page of the start screen.
#[derive(Clone, Debug, Default)]
enum Page {
    #[default]
    Menu,
    /// The path of the file to open.
    Path(Field),
    /// The text of a story or of a list.
    Text { field: Field, is_list: bool },
    /// The name of the new case.
    Name {
        text: String,
        is_list: bool,
        field: Field,
    },
}

/// The keys and descriptions of the menu.
const MENU: &[(char, &str)] = &[
    ('o', "open a case, or a story to make one of"),
    ('p', "paste or type a text to check"),
    ('l', "type a list of claims, one per line"),
    ('e', "an empty case"),
    ('s', "the sample: Crocus City Hall, who claimed it?"),
    ('q', "quit"),
];

const DIM: Style = Style::new().add_modifier(Modifier::DIM);

/// The key under which the unsent text of a story is stored on disk.
const STORY: &str = "story";

/// The key under which the unsent text of a list is stored on disk.
const LIST: &str = "list of claims";

impl Start {
    /// The start screen with these recent cases.
    pub fn new(recent: Vec<PathBuf>) -> Self {
        Self {
            recent,
            ..Self::default()
        }
    }

    /// Stores unsent texts of an earlier session.
    pub fn keep_unsent(&mut self, texts: &[Unsent]) {
        for unsent in texts {
            let text = unsent
                .fields
                .first()
                .map_or("", |field| field.text.as_str());
            let is_list = unsent.form() == LIST;
            if let Some(closed_texts) = self.closed_texts.get_mut(usize::from(is_list)) {
                closed_texts.push(text.to_owned());
            }
            let way = if is_list { 'l' } else { 'p' };
            self.error = format!("What you typed earlier is back: {way} shows it");
        }
        self.sent = self.typed();
    }

    /// Discards the text of which a case was created.
    pub fn made(&mut self, choice: &Choice) {
        if matches!(choice, Choice::Text(..) | Choice::Lines(..)) {
            self.page = Page::Menu;
        }
    }

    /// The texts that are typed and not in a case yet.
    pub fn unsent(&self, at: Timestamp) -> Vec<Unsent> {
        let mut texts: Vec<Unsent> = Vec::new();
        for field in self.typed() {
            let unsent = Unsent {
                of: field.name.clone(),
                title: field.name.clone(),
                at,
                fields: vec![Typed {
                    name: String::new(),
                    ..field
                }],
            };
            texts.push(unsent.beside(|of| texts.iter().any(|other| other.of == of)));
        }
        texts
    }

    /// Each text with its kind, story or list. The text on the open page comes last, so that it is
    /// offered first.
    fn typed(&self) -> Vec<Typed> {
        let open = match &self.page {
            Page::Name { text, is_list, .. } => Some((text.clone(), *is_list)),
            Page::Text { field, is_list } => Some((field.text(), *is_list)),
            Page::Menu | Page::Path(_) => None,
        };
        let [stories, lists] = &self.closed_texts;
        let stories = stories.iter().map(|text| (text.clone(), false));
        let lists = lists.iter().map(|text| (text.clone(), true));
        let texts = stories.chain(lists).chain(open);
        let texts = texts.filter(|(text, _)| !text.trim().is_empty());
        let texts =
            texts.map(|(text, is_list)| Typed::new(if is_list { LIST } else { STORY }, "", text));
        texts.collect()
    }

    /// Handles an event.
    pub fn update(&mut self, event: Event, cx: &mut Context<'_>) {
        match event {
            Event::Resize(size) => self.size = size,
            Event::Paste(text) => self.handle_paste(&text),
            Event::Key(press) if press.key == Key::ctrl('z') => cx.effects.push(Effect::Suspend),
            Event::Key(press) if press.key == Key::ctrl('l') => cx.effects.push(Effect::Redraw),
            Event::Key(press) if self.handle_key(press.key) => {
                cx.effects.push(Effect::Quit);
            }
            Event::Message(message) => self.error = message.tail,
            _ => {}
        }
        let typed = self.typed();
        if typed != self.sent {
            self.sent = typed;
            let unsent = self.unsent(cx.at);
            cx.effects.insert(0, Effect::Keep(unsent));
        }
    }

    /// Handles a paste. On the menu, the path of a dropped file is opened, and any other text is
    /// checked.
    fn handle_paste(&mut self, text: &str) {
        match &mut self.page {
            Page::Menu if is_dropped(text.trim()) => {
                let mut field = Field::line("");
                field.insert(text.trim());
                self.page = Page::Path(field);
            }
            Page::Menu if !text.trim().is_empty() => {
                let mut field = Field::long("");
                field.insert(text);
                self.page = Page::Text {
                    field,
                    is_list: false,
                };
            }
            Page::Menu => {}
            Page::Path(field) | Page::Text { field, .. } | Page::Name { field, .. } => {
                field.insert(text);
            }
        }
    }

    /// Handles a key. Returns true when the screen is done.
    fn handle_key(&mut self, key: Key) -> bool {
        let is_out = key.code == Code::Esc || key == Key::ctrl('c');
        match std::mem::take(&mut self.page) {
            Page::Menu => {
                self.error.clear();
                if is_out {
                    "q quits".clone_into(&mut self.error);
                    return false;
                }
                return self.press_on_menu(key);
            }
            // Esc keeps the text. From the page for the name it leads back to the text.
            Page::Text { field, is_list } if is_out => {
                self.error.clear();
                self.keep(is_list, field.text());
                let count = self
                    .closed_texts
                    .get(usize::from(is_list))
                    .map_or(0, Vec::len);
                if count > 1 {
                    let way = if is_list { 'l' } else { 'p' };
                    self.error = format!("{count} texts are kept: {way} shows them in turn");
                }
            }
            Page::Name { text, is_list, .. } if is_out && !text.is_empty() => {
                self.page = Page::Text {
                    field: Field::long(&text),
                    is_list,
                };
            }
            _ if is_out => {}
            Page::Path(mut field) => {
                let path = field.text().trim().to_owned();
                field.key(key);
                // If the file cannot be opened, the person can correct the path.
                self.page = Page::Path(field);
                if key.code == Code::Enter && !path.is_empty() {
                    return self.finish_with(Choice::Open(PathBuf::from(path)));
                }
            }
            Page::Text { mut field, is_list } => {
                // Enter starts a new line here, so another key finishes the text.
                if key == Key::ctrl('s') || key == Key::ctrl('d') {
                    if field.text().trim().is_empty() {
                        "There is no text yet".clone_into(&mut self.error);
                        self.page = Page::Text { field, is_list };
                    } else {
                        self.page = name_page(field.text(), is_list);
                    }
                    return false;
                }
                if key.code == Code::Enter {
                    field.insert("\n");
                } else {
                    field.key(key);
                }
                self.page = Page::Text { field, is_list };
            }
            Page::Name {
                text,
                is_list,
                mut field,
            } => {
                let name = field.text().trim().to_owned();
                if key.code == Code::Enter && !name.is_empty() {
                    let is_case = name.to_lowercase().ends_with(".ron");
                    let path = PathBuf::from(if is_case {
                        name
                    } else {
                        format!("{name}.case.ron")
                    });
                    let choice = match (text.is_empty(), is_list) {
                        (true, _) => Choice::Empty(path),
                        (false, true) => Choice::Lines(text.clone(), path),
                        (false, false) => Choice::Text(text.clone(), path),
                    };
                    // If the case cannot be written, the person can type another name.
                    self.page = Page::Name {
                        text,
                        is_list,
                        field,
                    };
                    return self.finish_with(choice);
                }
                field.key(key);
                self.page = Page::Name {
                    text,
                    is_list,
                    field,
                };
            }
        }
        false
    }

    fn press_on_menu(&mut self, key: Key) -> bool {
        let rows = self.recent.len() + MENU.len();
        let latin = key.latin();
        match (key.code, latin.char()) {
            (Code::Down, _) | (_, Some('j')) => self.at = (self.at + 1).min(rows - 1),
            (Code::Up, _) | (_, Some('k')) => self.at = self.at.saturating_sub(1),
            (Code::Enter, _) => {
                return match self.recent.get(self.at) {
                    Some(path) => self.finish_with(Choice::Open(path.clone())),
                    None => MENU
                        .get(self.at - self.recent.len())
                        .is_some_and(|(way, _)| self.choose_way(*way)),
                };
            }
            (_, Some(c)) => {
                let recent = c
                    .to_digit(10)
                    .and_then(|digit| self.recent.get((digit as usize).checked_sub(1)?));
                if let Some(path) = recent {
                    let path = path.clone();
                    return self.finish_with(Choice::Open(path));
                }
                return self.choose_way(c);
            }
            _ => {}
        }
        false
    }

    fn choose_way(&mut self, way: char) -> bool {
        match way {
            'o' => self.page = Page::Path(Field::line("")),
            'p' | 'l' => {
                let is_list = way == 'l';
                let closed_texts = self.closed_texts.get_mut(usize::from(is_list));
                let text = closed_texts.and_then(Vec::pop).unwrap_or_default();
                self.page = Page::Text {
                    field: Field::long(&text),
                    is_list,
                };
            }
            'e' => self.page = name_page(String::new(), false),
            's' => return self.finish_with(Choice::Sample),
            'q' => {
                self.choice = None;
                return true;
            }
            _ => {}
        }
        false
    }

    /// Stores a closed text, to be offered after the others.
    fn keep(&mut self, is_list: bool, text: String) {
        if let Some(closed_texts) = self.closed_texts.get_mut(usize::from(is_list))
            && !text.trim().is_empty()
        {
            closed_texts.insert(0, text);
        }
    }

    fn finish_with(&mut self, choice: Choice) -> bool {
        self.choice = Some(choice);
        true
    }

    /// Draws the screen. Returns the caret's position: in the field for typing, or else on the
    /// selected row.
    pub fn draw(&self, buffer: &mut Buffer) -> Option<Position> {
        let area = buffer.area;
        if area.width < 20 || area.height < 5 {
            return None;
        }
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let name = Span::styled(" factdesk", bold);
        let head = Line::from(vec![name, Span::raw("  a fact-check workbench")]);
        put_row(buffer, area, 0, &head);
        let (asks, field, foot) = match &self.page {
            Page::Menu => (
                "",
                None,
                "j k or arrows choose, Enter takes, or press the key. A paste is a text to check.",
            ),
            Page::Path(field) => (
                "A case (NAME.case.ron) or a story (text or Markdown):",
                Some(field),
                "Enter opens it, Esc goes back",
            ),
            Page::Text { field, is_list } => (
                if *is_list {
                    "The claims, one per line:"
                } else {
                    "The text to check:"
                },
                Some(field),
                "Ctrl-D when done, Esc goes back",
            ),
            Page::Name { field, .. } => (
                "What is the case called? Its file is written in this directory:",
                Some(field),
                "Enter makes the case, Esc goes back",
            ),
        };
        let cursor = match field {
            Some(field) => {
                put_row(buffer, area, 2, &Line::raw(format!("  {asks}")));
                let room = Rect::new(area.x, area.y, area.width - 1, area.height - 2);
                text_field(field, room, 2, 3, buffer)
            }
            None => self.draw_menu(buffer),
        };
        let last = usize::from(area.height) - 1;
        let foot = Line::styled(format!(" {foot}"), DIM);
        put_row(buffer, area, last, &foot);
        if !self.error.is_empty() {
            let error = format!(" {}", visible(&self.error));
            put_row(buffer, area, last - 1, &Line::styled(error, bold));
        }
        cursor
    }

    /// Draws the recent cases and the menu. Returns the position of the selected row.
    fn draw_menu(&self, buffer: &mut Buffer) -> Option<Position> {
        let area = buffer.area;
        let title = match self.recent.as_slice() {
            [] => "  No recent cases yet.",
            _ => "  Recent cases",
        };
        put_row(buffer, area, 2, &Line::styled(title, DIM));
        let recent = self.recent.iter().enumerate().map(|(index, path)| {
            let name = visible(&path.to_string_lossy()).into_owned();
            ((index + 1).to_string(), name)
        });
        let ways = MENU
            .iter()
            .map(|(key, words)| (key.to_string(), (*words).to_owned()));
        let mut cursor = None;
        for (index, (key, words)) in recent.chain(ways).enumerate() {
            // An empty row separates the menu from the cases.
            let row = 3 + index + usize::from(index >= self.recent.len());
            let line = self.row_line(index, &key, &words, usize::from(area.width));
            put_row(buffer, area, row, &line);
            if index == self.at {
                cursor = cell_at(area, row, 1);
            }
        }
        cursor
    }

    fn row_line(&self, index: usize, key: &str, words: &str, width: usize) -> Line<'static> {
        let is_selected = index == self.at;
        let style = if is_selected {
            Style::new().add_modifier(Modifier::REVERSED)
        } else {
            Style::new()
        };
        let text = padded(
            &clip(words, width.saturating_sub(8)),
            width.saturating_sub(8).min(60),
        );
        Line::from(vec![
            Span::raw(if is_selected { " > " } else { "   " }),
            Span::styled(
                format!("{key}  "),
                Style::new().add_modifier(Modifier::BOLD),
            ),
            Span::styled(text, style),
        ])
    }
}

/// Whether a paste is the absolute path of a file, as terminals insert it for a dropped file.
fn is_dropped(text: &str) -> bool {
    let path = text.trim_start_matches(['\'', '"']);
    let is_absolute = ["/", "~/", "file:/"]
        .iter()
        .any(|start| path.starts_with(start));
    is_absolute && !text.contains('\n')
}

fn name_page(text: String, is_list: bool) -> Page {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let mut slug: String = first
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .collect::<String>()
        .split_whitespace()
        .take(5)
        .collect::<Vec<_>>()
        .join("-")
        .to_lowercase();
    if is_list {
        "claims".clone_into(&mut slug);
    }
    Page::Name {
        text,
        is_list,
        field: Field::line(&slug),
    }
}
