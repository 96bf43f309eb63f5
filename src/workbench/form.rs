//! Forms of several fields: evidence, a source, a ruling, the case's details.
//!
//! A form is data: entries with a name and an input. What it is of says what Enter makes of them,
//! in `actions::forms`; how it has the keys, `popup::form`.

use crate::case::{Case, ClaimId, EvidenceId, Question, SourceId, Timestamp};
use crate::export::Format;
use crate::store::Unsent;
use crate::workbench::field::Field;
use crate::workbench::kept::typed;

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is called.
    pub title: String,
    /// What it is of.
    pub of: FormOf,
    /// Its fields, from the top.
    pub entries: Vec<Entry>,
    /// What stood in each field when it was opened.
    pub opened: Vec<String>,
    /// What is to be known before it is sent; stands below the fields.
    pub note: String,
}

/// What the keys of export forms begin with.
pub const EXPORT: &str = "export ";

/// What a form is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormOf {
    /// New evidence for these claims.
    NewEvidence(Vec<ClaimId>),
    /// An item of a claim.
    Evidence(ClaimId, EvidenceId),
    /// A source; none for a new one.
    Source(Option<SourceId>),
    /// My ruling on a question of a claim.
    Ruling(ClaimId, Question),
    /// The case's details.
    Details,
    /// An export in this format.
    Export(Format),
}

impl FormOf {
    /// The key of this form, under which unsent input is offered again.
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

    /// Whether it is of something that is in the case.
    pub fn is_record(&self) -> bool {
        !matches!(
            self,
            Self::NewEvidence(_) | Self::Source(None) | Self::Export(_)
        )
    }

    /// Whether what it is of is in this case.
    pub fn is_in(&self, case: &Case) -> bool {
        let has = |id: &ClaimId| case.claims.has(*id);
        match self {
            Self::NewEvidence(claims) => claims.iter().all(has),
            Self::Evidence(claim, item) => case
                .claims
                .get(*claim)
                .is_some_and(|claim| claim.evidence.iter().any(|there| there.id == *item)),
            Self::Source(id) => id.is_none_or(|id| case.sources.has(id)),
            Self::Ruling(claim, _) => has(claim),
            Self::Details | Self::Export(_) => true,
        }
    }
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is called.
    pub name: &'static str,
    /// What goes in.
    pub input: Input,
    /// What may stand there, in a word or two.
    pub hint: &'static str,
}

/// What goes into a field.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a form has a dozen of them")]
pub enum Input {
    /// Typed text.
    Text(Field),
    /// One of several words.
    Choice {
        /// The words.
        words: Vec<String>,
        /// The chosen one, from 0.
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

    /// One of several words.
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

    /// What stands in it.
    pub fn value(&self) -> String {
        match &self.input {
            Input::Text(field) => field.text(),
            Input::Choice { words, at } => words.get(*at).cloned().unwrap_or_default(),
        }
    }

    /// Whether it is a text, and nothing stands in it.
    pub fn is_empty(&self) -> bool {
        matches!(&self.input, Input::Text(field) if field.is_empty())
    }

    /// Puts a value in it; a choice takes only one of its words.
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

    /// Puts a value in a field, if the form has it.
    pub fn set(&mut self, name: &str, value: &str) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.name == name) {
            entry.set(value);
        }
    }

    /// Everything that stands in it, in order.
    pub fn values(&self) -> Vec<String> {
        self.entries.iter().map(Entry::value).collect()
    }

    /// What was typed into it.
    pub fn unsent(&self, at: Timestamp) -> Unsent {
        let fields = self.entries.iter().zip(&self.opened);
        Unsent {
            of: self.of.key(),
            title: self.title.clone(),
            at,
            fields: fields
                .map(|(entry, opened)| typed(entry.name, opened.as_str(), entry.value()))
                .collect(),
        }
    }
}

/// What a form holds when it is sent.
#[derive(Clone, Debug)]
pub struct Filled {
    /// What it is of.
    pub of: FormOf,
    /// Its fields.
    pub typed: Unsent,
}

impl Filled {
    /// Whether it is where to and how a case is exported.
    pub fn is_export(&self) -> bool {
        matches!(self.of, FormOf::Export(_))
    }

    /// The text of a field. Empty if the form does not have it.
    pub fn value(&self, name: &str) -> String {
        let mut fields = self.typed.fields.iter();
        let field = fields.find(|field| field.name == name);
        field.map(|field| field.text.clone()).unwrap_or_default()
    }

    /// Whether a field holds something else than when it was opened.
    pub fn is_touched(&self, name: &str) -> bool {
        let mut fields = self.typed.fields.iter();
        fields.any(|field| field.name == name && field.text != field.opened)
    }

    /// Stores a value, if somebody changed its field. An unchanged field leaves the stored value
    /// alone: a colleague may have changed it since, and a field cannot show invisible characters.
    pub fn put<T>(&self, name: &str, slot: &mut T, value: T) {
        if self.is_touched(name) {
            *slot = value;
        }
    }
}
