//! The state of a redaction: the case, the secrets, and what was found.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::ids::Ids;
use super::place::{Decisions, Doubtful, Location};
use super::withheld::Withheld;
use crate::case::{Case, ClaimId, SourceId, Span};
use crate::check::Secrets;
use crate::export::words::Words;
use crate::text::languages::CODES;

/// The replacement for a name, address or file, in each language.
static MARKS: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let marks = CODES.iter().filter_map(|code| {
        let words = Words::of(code).ok()?;
        Some((*code, words.report.redacted.clone()))
    });
    marks.collect()
});

/// Whether a text is the replacement for a name, in any language.
pub(in crate::export) fn is_mark(text: &str) -> bool {
    MARKS.iter().any(|(_, mark)| mark == text)
}

/// The replacement that a text contains, in any language. None if it contains none.
pub(in crate::export) fn mark_in(text: &str) -> Option<&'static str> {
    let mut marks = MARKS.iter().map(|(_, mark)| mark.as_str());
    marks.find(|mark| text.contains(*mark))
}

/// The replacement for a name in a story of this language. English if the language has none.
fn mark_of(language: &str) -> &'static str {
    let code = language.split('-').next().unwrap_or_default();
    let mut marks = MARKS.iter();
    let own = marks.find(|(of, _)| code.eq_ignore_ascii_case(of));
    own.or(MARKS.first()).map_or("", |(_, mark)| mark)
}

/// A redaction in progress.
pub(super) struct Redactor<'a> {
    pub case: &'a Case,
    pub secrets: &'a Secrets,
    /// The text that replaces a secret. No part of it can be part of a secret.
    pub mark: String,
    /// A character that is appended to a name to make it unique. It is in no secret.
    pub disambiguator: char,
    /// The names of people that are in use. A new name must differ from them.
    pub taken: HashSet<String>,
    /// The new names of people, by the folded old name. None for a name that is not replaced.
    pub people: HashMap<String, Option<String>>,
    /// The redacted spans of claims.
    pub spans: HashMap<ClaimId, Span>,
    /// The new lists `relies_on`, for sources whose list is shorter after redaction.
    pub new_relies_on: HashMap<SourceId, Vec<SourceId>>,
    pub decisions: Decisions<'a>,
    /// Whether undecided places are cut, for an output where nobody can be asked.
    pub cuts_undecided: bool,
    /// The sources that are hidden: the confidential ones, and others whose whole name is cut.
    pub hidden: HashSet<SourceId>,
    pub undecided: Vec<Doubtful>,
    /// The places that somebody decided to keep and that occur in the case.
    pub kept: HashSet<(SourceId, String)>,
    /// The field that is being redacted.
    pub location: Location,
    pub withheld: Withheld,
}

impl<'a> Redactor<'a> {
    pub fn of(case: &'a Case, secrets: &'a Secrets, ids: Ids) -> Self {
        let disambiguator = disambiguator(secrets);
        let mark = Some(mark_of(&case.language)).filter(|mark| !secrets.may_touch(mark));
        let mark = mark.map_or_else(|| disambiguator.to_string().repeat(5), str::to_owned);
        let rulings = case.claims.iter().flat_map(|claim| &claim.rulings);
        Self {
            case,
            secrets,
            mark,
            disambiguator,
            taken: rulings.map(|ruling| ruling.by.clone()).collect(),
            people: HashMap::new(),
            spans: HashMap::new(),
            new_relies_on: HashMap::new(),
            decisions: Decisions::of(case),
            cuts_undecided: false,
            hidden: HashSet::new(),
            undecided: Vec::new(),
            kept: HashSet::new(),
            location: Location::default(),
            withheld: Withheld {
                ids,
                ..Withheld::default()
            },
        }
    }

    /// The new ids.
    pub fn ids(&self) -> &Ids {
        &self.withheld.ids
    }
}

/// A symbol that is in no secret. If all candidates are in secrets, which does not happen by
/// chance, it is the first one.
fn disambiguator(secrets: &Secrets) -> char {
    let is_free = |c: &char| !secrets.may_touch(c.encode_utf8(&mut [0; 4]));
    ('\u{2588}'..='\u{25ff}')
        .find(is_free)
        .unwrap_or('\u{2588}')
}
