//! Forms of several fields: evidence, a source, a ruling, the case's details.
//!
//! A form is data: entries with a name and an input. `actions::forms` records the values,
//! `popup::form` handles keys and drawing.

use crate::case::{Case, ClaimId, EvidenceId, Question, SourceId, Timestamp};
use crate::export::Format;
use crate::store::{Typed, Unsent};
use crate::workbench::field::Field;

/// What a form shows and edits: the fields of one record.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its title.
    pub title: String,
    /// The record that it edits.
    pub of: FormOf,
    /// Its fields, from the top.
    pub entries: Vec<Entry>,
    /// The value of each field when the form was opened.
    pub opened: Vec<String>,
    /// A note below the fields.
    pub note: String,
}

/// The prefix of the keys of export forms.
pub const EXPORT: &str = "export ";

/// The record that a form edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormOf {
    /// New evidence for these claims.
    NewEvidence(Vec<ClaimId>),
    /// An item of a claim.
    Evidence(ClaimId, EvidenceId),
    /// A source; none for a new one.
    Source(Option<SourceId>),
    /// The person's own ruling on a question of a claim.
    Ruling(ClaimId, Question),
    /// The case's details.
    Details,
    /// An export in this format.
    Export(Format),
}

impl FormOf {
    /// The key under which unsent input of this form is stored.
    pub fn key(&self) -> String {
        match self {
            Self::NewEvidence(claims) => {
                let ids: Vec<_> = claims.iter().map(ToString::to_string).collect();
                format!("evidence {}", ids.join(" "))
            }
            Self::Evidence(_, id) => format!("item {id}"),
            Self::Source(Some(id)) => format!("source {id}"),
            Self::Source(None) => "source".to_owned(),
            Self::Ruling(claim, question) => format!("ruling {claim} {question}"),
            Self::Details => "details".to_owned(),
            Self::Export(format) => format!("{EXPORT}{format}"),
        }
    }

    /// The claim that the form is about; the first if there are several.
    pub fn claim(&self) -> Option<ClaimId> {
        match self {
            Self::NewEvidence(claims) => claims.first().copied(),
            Self::Evidence(claim, _) | Self::Ruling(claim, _) => Some(*claim),
            Self::Source(_) | Self::Details | Self::Export(_) => None,
        }
    }

    /// Whether the form edits a record that exists in the case.
    pub fn is_record(&self) -> bool {
        !matches!(
            self,
            Self::NewEvidence(_) | Self::Source(None) | Self::Export(_)
        )
    }

    /// Whether the case still has the record.
    pub fn is_in(&self, case: &Case) -> bool {
        let has = |id: &ClaimId| case.claims.has(*id);
        match self {
            Self::NewEvidence(claims) => claims.iter().all(has),
            Self::Evidence(claim, item) => case
                .claims
                .get(*claim)
                .is_some_and(|claim| claim.evidence.iter().any(|existing| existing.id == *item)),
            Self::Source(id) => id.is_none_or(|id| case.sources.has(id)),
            Self::Ruling(claim, _) => has(claim),
            Self::Details | Self::Export(_) => true,
        }
    }
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// Its input.
    pub input: Input,
    /// A hint on valid values, in a word or two.
    pub hint: &'static str,
}

/// The input of a field.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a form has a dozen of them")]
pub enum Input {
    /// Typed text.
    Text(Field),
    /// A choice between several options.
    Choice {
        /// The options.
        words: Vec<String>,
        /// The index of the selected option.
        at: usize,
    },
}

impl Entry {
    /// A line of text.
    pub fn line(name: &'static str, text: &str, hint: &'static str) -> Self {
        Self {
            name,
            input: Input::Text(Field::line(text)),
            hint,
        }
    }

    /// Text of several lines.
    pub fn long(name: &'static str, text: &str) -> Self {
        Self {
            name,
            input: Input::Text(Field::long(text)),
            hint: "",
        }
    }

    /// A choice between several options.
    pub fn choice(
        name: &'static str,
        words: impl IntoIterator<Item = String>,
        chosen: &str,
    ) -> Self {
        let words: Vec<String> = words.into_iter().collect();
        let at = words
            .iter()
            .position(|word| word == chosen)
            .unwrap_or_default();
        Self {
            name,
            input: Input::Choice { words, at },
            hint: "",
        }
    }

    /// A choice between no and yes; no at first.
    pub fn switch(name: &'static str, hint: &'static str) -> Self {
        Self {
            hint,
            ..Self::choice(name, ["no", "yes"].map(str::to_owned), "no")
        }
    }

    /// The value: the text, or the selected option.
    pub fn value(&self) -> String {
        match &self.input {
            Input::Text(field) => field.text(),
            Input::Choice { words, at } => words.get(*at).cloned().unwrap_or_default(),
        }
    }

    /// Whether this is a text field without text.
    pub fn is_empty(&self) -> bool {
        matches!(&self.input, Input::Text(field) if field.is_empty())
    }

    /// Sets the value. A choice ignores a value that is not one of its options.
    pub fn set(&mut self, value: &str) {
        match &mut self.input {
            Input::Text(field) => field.set(value),
            Input::Choice { words, at } => {
                *at = words.iter().position(|word| word == value).unwrap_or(*at);
            }
        }
    }
}

impl Form {
    /// A form with these fields.
    pub fn new(title: impl Into<String>, of: FormOf, entries: Vec<Entry>) -> Self {
        Self {
            title: title.into(),
            of,
            entries,
            opened: Vec::new(),
            note: String::new(),
        }
    }

    /// Sets the value of a field, if the form has that field.
    pub fn set(&mut self, name: &str, value: &str) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.name == name) {
            entry.set(value);
        }
    }

    /// The values of all fields, in order.
    pub fn values(&self) -> Vec<String> {
        self.entries.iter().map(Entry::value).collect()
    }

    /// The typed values as unsent text.
    pub fn unsent(&self, at: Timestamp) -> Unsent {
        let fields = self.entries.iter().zip(&self.opened);
        Unsent {
            of: self.of.key(),
            title: self.title.clone(),
            at,
            fields: fields
                .map(|(entry, opened)| Typed::new(entry.name, opened.as_str(), entry.value()))
                .collect(),
        }
    }
}

/// The values of a form that is sent.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The record that the form edits.
    pub of: FormOf,
    /// The values of its fields.
    pub typed: Unsent,
}

impl Filled {
    /// Whether this is an export form.
    pub fn is_export(&self) -> bool {
        matches!(self.of, FormOf::Export(_))
    }

    /// The text of a field. Empty if the form does not have it.
    pub fn value(&self, name: &str) -> String {
        let mut fields = self.typed.fields.iter();
        let field = fields.find(|field| field.name == name);
        field.map(|field| field.text.clone()).unwrap_or_default()
    }

    /// Whether the person has changed the value of a field since the form was opened.
    pub fn is_touched(&self, name: &str) -> bool {
        let mut fields = self.typed.fields.iter();
        fields.any(|field| field.name == name && field.text != field.opened)
    }

    /// Stores a value in `slot` if the person has changed its field. An unchanged field does not
    /// change the stored value: a colleague may have changed that meanwhile, and a field cannot
    /// show invisible characters.
    pub fn put<T>(&self, name: &str, slot: &mut T, value: T) {
        if self.is_touched(name) {
            *slot = value;
        }
    }
}
