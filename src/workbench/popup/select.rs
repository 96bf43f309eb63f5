//! A selection in the story. `a` makes a claim of the selected words.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::case::{Paragraph, Span};
use crate::text::words;
use crate::workbench::action::Action;
use crate::workbench::key::{Code, Key};
use crate::workbench::model::{Model, Selection};
use crate::workbench::popup::dialog::{Dialog, Hint};
use crate::workbench::template::template;

impl Dialog for Selection {
    fn key(&mut self, model: &mut Model, key: Key, command: Option<&Action>) -> Option<Action> {
        let text = text_of(model, self.paragraph);
        let range = self.range();
        let chosen = text.get(range.clone()).unwrap_or_default();
        match command {
            Some(Action::NewClaim) => {
                let words = chosen.trim().to_owned();
                let start = range.start + (chosen.len() - chosen.trim_start().len());
                let span = Span {
                    paragraph: self.paragraph,
                    start,
                    end: start + words.len(),
                };
                Some(Action::MakeClaim(words, Some(span)))
            }
            Some(Action::Copy) => Some(Action::CopyRange(self.paragraph, range)),
            Some(Action::Kind) => Some(Action::AskParagraphKind(self.paragraph)),
            Some(Action::NextUncovered) => Some(Action::UncoveredFrom(self.paragraph, range.end)),
            _ => {
                *self = after_key(model, self.clone(), key);
                None
            }
        }
    }

    fn accepts(&self, action: &Action) -> bool {
        matches!(
            action,
            Action::NewClaim | Action::NextUncovered | Action::Kind | Action::Copy
        )
    }

    fn footer(&self, model: &Model) -> Vec<Hint> {
        let key = |id| model.keys.key(id);
        vec![
            (key("new-claim"), "make a claim of it"),
            ("Right Left".to_owned(), "by word"),
            ("Shift".to_owned(), "by character"),
            ("o".to_owned(), "other end"),
            (key("uncovered"), "next uncovered"),
            (key("kind"), "kind"),
            (key("copy"), "copy"),
            ("Esc".to_owned(), "close"),
        ]
    }

    fn is_valid(&self, _: &Model, is_same_story: bool) -> bool {
        is_same_story
    }
}

/// The text of a paragraph.
pub fn text_of(model: &Model, paragraph: usize) -> &str {
    let draft = model.case().draft.as_deref();
    draft
        .and_then(|draft| draft.paragraphs.get(paragraph))
        .map_or("", Paragraph::text)
}

/// The selection after a key that moves its end. For other keys, a message names the keys that do
/// something.
fn after_key(model: &mut Model, mut selection: Selection, key: Key) -> Selection {
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
            // The selection includes closing punctuation. So a sentence ends after its full stop.
            let end = words(text).map(|word| word.end).find(|end| *end > at);
            selection.to = end.map_or(text.len(), |end| skip_closing_marks(text, end));
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
            "The selection is no claim yet: {new-claim} makes it a claim, Esc drops it"
        ))),
    }
    selection
}

fn skip_closing_marks(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let next = rest
        .char_indices()
        .find(|(_, c)| c.is_alphanumeric() || c.is_whitespace() || "(«“„[".contains(*c));
    end + next.map_or(rest.len(), |(at, _)| at)
}

/// A selection of the first word of a paragraph.
pub fn first_word(model: &Model, paragraph: usize) -> Selection {
    let text = text_of(model, paragraph);
    let Range { start, end } = words(text).next().unwrap_or(0..0);
    Selection {
        paragraph,
        from: start,
        to: skip_closing_marks(text, end),
    }
}
