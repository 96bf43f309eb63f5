//! Redaction: the same case with nothing in it that leads to a confidential source.
//!
//! It happens once, before any exporter is asked, so no format can forget it: what comes out is a case like any other, with ids of
//! its own, so that it cannot be laid beside the original either. What belongs to a confidential source goes by where it stands,
//! whatever it says: the class of each field says so (`claims`, `sources`). Every other text is searched for what [`Secrets`] finds
//! (`words`, `draft`).

mod claims;
mod draft;
mod ids;
mod sources;
mod withheld;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::case::{Case, CaseId, ClaimId, Mint, Span};
use crate::check::Secrets;
use ids::Ids;
pub use withheld::Withheld;

/// What stands where a name, an address or a file stood.
const MARK: &str = "[redacted]";

/// A valid case in which every confidential source is [`crate::check::NAMELESS`] (the next ones with a number, in no order that tells
/// anything) and has nothing but its kind, its reliability and whom it relies on: origins are counted by them. Its evidence keeps
/// what it bears on, stance, nature and credibility; queries to it are gone. Every other text has `[redacted]` where one of
/// [`Secrets`] stood, every address with one is gone, and so is what stands in the case for the newsroom alone.
///
/// All ids are fresh. Spans and the draft's hash fit the new text. What was unanchored stays so, what a ruling was on is made again,
/// fresh where it was fresh, stale where it was stale. Sign-offs and the hashes of earlier drafts are of what is not there any more,
/// and go.
pub fn redact(case: &Case, mint: &mut Mint) -> (Case, Withheld) {
    let secrets = Secrets::of(case);
    let block = sources::block(&secrets);
    let mark = if secrets.may_touch(MARK) {
        block.to_string().repeat(5)
    } else {
        MARK.to_owned()
    };
    let renamed = sources::renamed(case);
    let rulings = case.claims.iter().flat_map(|claim| &claim.rulings);
    let mut redactor = Redactor {
        case,
        secrets: &secrets,
        mark,
        block,
        taken: rulings.map(|ruling| ruling.by.clone()).collect(),
        people: HashMap::new(),
        spans: HashMap::new(),
        withheld: Withheld {
            ids: Ids::of(case, &renamed, mint),
            ..Withheld::default()
        },
    };
    let names = redactor.nameless(&renamed);
    let id: CaseId = mint.id(|id| id == case.id);
    (redactor.case(id, &names), redactor.withheld)
}

struct Redactor<'a> {
    case: &'a Case,
    secrets: &'a Secrets,
    /// What stands where a secret stood. Nothing of it can be part of one.
    mark: String,
    /// What makes names differ where nothing else may.
    block: char,
    /// The names that people of the desk rule by.
    taken: HashSet<String>,
    /// The new names of those whose own holds a secret, by the old one, folded.
    people: HashMap<String, String>,
    /// Where the spans of the old draft stand in the new one.
    spans: HashMap<ClaimId, Span>,
    withheld: Withheld,
}

impl Redactor<'_> {
    fn case(&mut self, id: CaseId, names: &HashMap<crate::case::SourceId, String>) -> Case {
        let case = self.case;
        let mut new = Case::new(id, case.title.clone());
        new.format = case.format;
        new.language.clone_from(&case.language);
        new.story_date = case.story_date;
        new.horizon = case.horizon;
        self.sweep(&mut new);
        new.draft = case
            .draft
            .as_deref()
            .map(|draft| Arc::new(self.draft(draft)));
        let sources = case.sources.iter();
        new.sources = sources
            .map(|source| Arc::new(self.source(source, names.get(&source.id))))
            .collect();
        let draft = new.draft.as_deref();
        let claims = case.claims.iter();
        new.claims = claims
            .map(|claim| Arc::new(self.claim(claim, draft)))
            .collect();
        let queries = case.queries.iter();
        new.queries = queries.filter_map(|query| self.query(query)).collect();
        let corrections = case.corrections.iter();
        new.corrections = corrections.map(|one| self.correction(one)).collect();
        new
    }

    /// The new ids.
    fn ids(&self) -> &Ids {
        &self.withheld.ids
    }
}
