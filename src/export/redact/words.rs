//! Redacts a field by its class and content.

use std::any::Any;
use std::ops::Range;

use super::place::{ask, place};
use super::redactor::Redactor;
use crate::case::person;
use crate::case::record::{Class, Field, Fields, Grain};
use crate::check::Place;
use crate::export::cuts::Cuts;
use crate::text::merged;

/// The content of a field with text. It decides how the field is redacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextKind {
    /// Text. Secrets are cut out of it.
    Words,
    /// A note of the newsroom. It is replaced as a whole if it names a confidential source: the
    /// words around the name ("her sister drives for us") would tell who that is.
    Note,
    /// A web address. It is removed as a whole if it contains a secret.
    Address,
    /// The name of a person of the newsroom. If it contains a secret, it is always replaced by the
    /// same name.
    Person,
    /// A keyword, such as a language.
    Keyword,
}

impl TextKind {
    /// Whether people wrote it as a text.
    fn is_prose(self) -> bool {
        matches!(self, Self::Words | Self::Note)
    }

    fn of(field: &Field) -> Self {
        match field.name {
            "url" | "archived" => Self::Address,
            "by" | "settled_by" => Self::Person,
            "language" | "standard" => Self::Keyword,
            "note" | "locator" => Self::Note,
            _ => Self::Words,
        }
    }
}

/// Whether a field has text that people wrote.
fn has_text(field: &Field) -> bool {
    matches!(field.class, Class::Text | Class::Source)
}

/// Sets the fields of a class to their default. Fields that need a value are left; the caller sets
/// them.
pub(super) fn clear<T: Fields>(record: &mut T, class: Class) {
    let fields = record.fields().iter();
    for field in fields.filter(|field| field.class == class && field.grain != Grain::Key) {
        let _ = record.set(field.name, None);
    }
}

impl Redactor<'_> {
    /// Redacts all fields of a record by their class: internal fields are cleared, text is
    /// searched. The caller handles ids, times, hashes and records.
    pub(super) fn redact_fields<T: Fields>(&mut self, record: &mut T) {
        clear(record, Class::Internal);
        self.location.kind = record.kind();
        record.visit(&mut |field, value| {
            if has_text(field) {
                self.location.field = field.name;
                self.field(field, value);
            }
        });
    }

    /// Like [`Redactor::redact_fields`]. But if the record names a confidential source, its whole
    /// text is replaced, not only the name.
    pub(super) fn redact_whole_text<T: Fields>(&mut self, record: &mut T) {
        if self.names_source(record) {
            record.visit(&mut |field, value| {
                let is_words = has_text(field) && TextKind::of(field).is_prose();
                if let Some(text) = value.downcast_mut::<String>()
                    && is_words
                    && !text.is_empty()
                {
                    self.withheld.passages += 1;
                    text.clone_from(&self.mark);
                }
            });
        }
        self.redact_fields(record);
    }

    /// Whether a record names a confidential source.
    pub(super) fn names_source<T: Fields>(&self, record: &mut T) -> bool {
        let mut does_name = false;
        if self.secrets.is_empty() {
            return does_name;
        }
        record.visit(&mut |field, value| {
            if has_text(field)
                && TextKind::of(field).is_prose()
                && let Some(text) = value.downcast_ref::<String>()
            {
                does_name |= self.is_named_at(text, &self.secrets.places(text));
            }
        });
        does_name
    }

    /// Whether one of these places in a text certainly names a confidential source, or a person
    /// decided that it does.
    pub(super) fn is_named_at(&self, text: &str, places: &[Place]) -> bool {
        let is_decided = |found: &Place| {
            let kept = place(text, &found.range);
            self.decisions.on(found.source, &kept) == Some(true)
        };
        let mut places = places.iter();
        places.any(|found| found.doubt.is_none() || is_decided(found))
    }

    fn field(&mut self, field: &Field, value: &mut dyn Any) {
        if let Some(text) = value.downcast_mut::<String>() {
            match TextKind::of(field) {
                TextKind::Words => *text = self.text(text),
                TextKind::Note => *text = self.note(text),
                TextKind::Address => self.link(text),
                TextKind::Person => self.person(text),
                TextKind::Keyword => self.keyword(text, field),
            }
        } else if let Some(texts) = value.downcast_mut::<Vec<String>>() {
            for text in texts.iter_mut() {
                *text = self.text(text);
            }
            texts.sort_unstable();
            texts.dedup();
        }
    }

    /// A note: the mark alone if it names a confidential source.
    fn note(&mut self, text: &str) -> String {
        let places = self.secrets.places(text);
        if self.is_named_at(text, &places) {
            self.withheld.passages += 1;
            return self.mark.clone();
        }
        self.text_at(text, places)
    }

    /// A text with its secrets replaced by the mark.
    pub(super) fn text(&mut self, text: &str) -> String {
        self.text_at(text, self.secrets.places(text))
    }

    fn text_at(&mut self, text: &str, places: Vec<Place>) -> String {
        let cut = self.cut_at(text, places);
        if cut.is_empty() {
            return text.to_owned();
        }
        self.withheld.passages += cut.len();
        Cuts::new(cut, &self.mark).apply(text)
    }

    /// The ranges to cut from a text: certain ones, and those that a person decided to cut.
    /// Undecided places are recorded.
    pub(super) fn cut(&mut self, text: &str) -> Vec<Range<usize>> {
        self.cut_at(text, self.secrets.places(text))
    }

    /// Like [`Redactor::cut`], for places that were found before.
    pub(super) fn cut_at(&mut self, text: &str, places: Vec<Place>) -> Vec<Range<usize>> {
        let certain = places.iter().filter(|found| found.doubt.is_none());
        let certain: Vec<Range<usize>> = certain.map(|found| found.range.clone()).collect();
        let mut cut = Vec::new();
        for found in places {
            let Some(doubt) = found.doubt else {
                cut.push(found.range);
                continue;
            };
            let key = place(text, &found.range);
            match self.decisions.on(found.source, &key) {
                Some(true) => cut.push(found.range),
                Some(false) => {
                    self.kept.insert((found.source, key));
                }
                None if self.cuts_undecided => cut.push(found.range),
                None => {
                    let cuts = Cuts::new(certain.clone(), &self.mark);
                    let range = cuts.start(found.range.start)..cuts.end(found.range.end);
                    let shown = place(&cuts.apply(text), &range);
                    ask(
                        &mut self.undecided,
                        (found.source, doubt),
                        text.get(found.range).unwrap_or_default(),
                        (key, shown),
                        self.location.to_string(),
                    );
                }
            }
        }
        self.joined(text, cut)
    }

    /// Joins ranges, and marks already in the text, if only spaces are between them. Otherwise two
    /// marks in a row would show that a name has two words.
    pub(super) fn joined(&self, text: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let is_space = |c: char| c == ' ' || c == '\u{a0}';
        let mut all: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for Range { mut start, mut end } in merged(ranges) {
            let before = text.get(..start).unwrap_or_default();
            let before = before.trim_end_matches(is_space);
            if let Some(rest) = before.strip_suffix(self.mark.as_str()) {
                start = rest.len();
            }
            let after = text.get(end..).unwrap_or_default();
            let after = after.trim_start_matches(is_space);
            if let Some(rest) = after.strip_prefix(self.mark.as_str()) {
                end = text.len() - rest.len();
            }
            match all.last_mut() {
                Some(last) if last.end >= before.len() => last.end = end,
                _ => all.push(start..end),
            }
        }
        all
    }

    /// Clears an address that contains a secret.
    fn link(&mut self, url: &mut String) {
        if self.secrets.holds_in_address(url) || !self.cut(url).is_empty() {
            self.withheld.links += 1;
            url.clear();
        }
    }

    /// Redacts a keyword that contains a secret. A language is cleared. In the name of a standard
    /// the secret is replaced, since a waiver needs a name.
    fn keyword(&mut self, word: &mut String, field: &Field) {
        if field.name == "standard" {
            *word = self.text(word);
        } else if self.secrets.holds(word) {
            self.withheld.passages += 1;
            word.clear();
        }
    }

    /// Replaces the name of a person if it contains a secret. Two people get two different names,
    /// since their rulings count separately.
    fn person(&mut self, by: &mut String) {
        let folded = person::folded(by).into_owned();
        if let Some(name) = self.people.get(&folded) {
            if let Some(name) = name {
                by.clone_from(name);
            }
            return;
        }
        let cut = self.cut(by);
        let name = (!cut.is_empty()).then(|| {
            self.withheld.passages += cut.len();
            let mut name = Cuts::new(cut, &self.mark).apply(by);
            while !self.taken.insert(name.clone()) {
                name.push(self.disambiguator);
            }
            name
        });
        if let Some(name) = &name {
            by.clone_from(name);
        }
        self.people.insert(folded, name);
    }
}
