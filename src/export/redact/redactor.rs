//! A redaction on its way: the case, what is looked for in it, and what was found so far.

use std::collections::{HashMap, HashSet};

use super::ids::Ids;
use super::place::{Decisions, Doubtful, Spot};
use super::withheld::Withheld;
use crate::case::{Case, ClaimId, SourceId, Span};
use crate::check::Secrets;

/// What stands where a name, an address or a file stood.
pub(in crate::export) const MARK: &str = "[redacted]";

/// A redaction in progress.
pub(super) struct Redactor<'a> {
    pub case: &'a Case,
    pub secrets: &'a Secrets,
    /// The text that replaces a secret. No part of it can be part of a secret.
    pub mark: String,
    /// A character that makes two names differ, if no other character is safe.
    pub block: char,
    /// The names that people of the desk rule by.
    pub taken: HashSet<String>,
    /// The new names of people, by the old one, folded; none for those who keep theirs.
    pub people: HashMap<String, Option<String>>,
    /// Where the spans of the old draft stand in the new one.
    pub spans: HashMap<ClaimId, Span>,
    /// Whom sources rely on, where that is less than in the case.
    pub relying: HashMap<SourceId, Vec<SourceId>>,
    pub decisions: Decisions<'a>,
    /// Whether to cut places that nobody has decided about, for an output where nobody can be
    /// asked.
    pub cuts_undecided: bool,
    /// The sources that are hidden: the confidential ones, and others with exactly the same name.
    pub hidden: HashSet<SourceId>,
    pub undecided: Vec<Doubtful>,
    /// The places that somebody decided to keep, as far as they are there.
    pub kept: HashSet<(SourceId, String)>,
    /// The text that is looked at.
    pub spot: Spot,
    pub withheld: Withheld,
}

impl<'a> Redactor<'a> {
    pub fn of(case: &'a Case, secrets: &'a Secrets, ids: Ids) -> Self {
        let block = block(secrets);
        let mark = if secrets.may_touch(MARK) {
            block.to_string().repeat(5)
        } else {
            MARK.to_owned()
        };
        let rulings = case.claims.iter().flat_map(|claim| &claim.rulings);
        Self {
            case,
            secrets,
            mark,
            block,
            taken: rulings.map(|ruling| ruling.by.clone()).collect(),
            people: HashMap::new(),
            spans: HashMap::new(),
            relying: HashMap::new(),
            decisions: Decisions::of(case),
            cuts_undecided: false,
            hidden: HashSet::new(),
            undecided: Vec::new(),
            kept: HashSet::new(),
            spot: Spot::default(),
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

/// A character that is no letter and is in no secret. Only a case made for that has secrets with
/// all candidates: it gets the first one.
fn block(secrets: &Secrets) -> char {
    let is_free = |c: &char| !secrets.may_touch(c.encode_utf8(&mut [0; 4]));
    ('\u{2588}'..='\u{25ff}')
        .find(is_free)
        .unwrap_or('\u{2588}')
}
