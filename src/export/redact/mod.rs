//! Redaction: makes a copy of a case without anything that reveals a confidential source.
//!
//! A case is redacted once, before any exporter runs, so that no format can omit it. The result is
//! a normal case. It has new ids, so that it cannot be compared with the original. Fields of a
//! confidential source are removed according to their class (`claims`, `sources`). In all other
//! text, everything that [`Secrets`] finds is removed (`words`, `draft`). If words only resemble a
//! name, a person decides (`place`).

mod claims;
mod draft;
mod ids;
mod place;
mod redactor;
mod sources;
mod withheld;
mod words;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::case::{Case, SourceId};
use crate::check::Secrets;
use crate::export::cuts::Cuts;
use crate::text::counted;
use ids::Ids;
use place::Decisions;

use redactor::Redactor;

pub use place::{Doubtful, Undecided};
pub(in crate::export) use redactor::{is_mark, mark_in};
pub use withheld::Withheld;

/// Redacts a case. The result is a valid case.
///
/// Each confidential source gets the name [`crate::check::NAMELESS`], with a number from the second
/// source on. It keeps only its kind and reliability. It also keeps the sources that it relies on,
/// if the number of origins depends on them. Its evidence keeps question, stance, nature and
/// credibility. Queries to it are removed. In all other text, `[redacted]` replaces what
/// [`Secrets`] finds, and addresses with a secret are removed. So are all fields of class internal.
///
/// All ids are new, and computed from the old ones. Spans and the draft's hash are updated.
/// Unanchored claims stay unanchored; fresh rulings stay fresh and stale ones stale. Sign-offs and
/// the hashes of earlier drafts are removed.
///
/// A place that only a person can judge is cut if somebody decided to cut it. It stays if somebody
/// decided to keep it, or if nobody has decided. [`undecided`] lists the places without a decision.
pub fn redact(case: &Case) -> (Case, Withheld) {
    redacted(case, |case, redactor| (case, redactor.results().0))
}

/// The results of [`redact`] and [`undecided`], with only one search of the case.
pub fn redact_and_ask(case: &Case) -> (Case, Withheld, Vec<Doubtful>) {
    redacted(case, |case, redactor| {
        let (withheld, undecided) = redactor.results();
        (case, withheld, place::grouped(undecided))
    })
}

/// The places that may reveal a confidential source and that nobody has decided about. Places that
/// a redacted export would not show are left out. Places with the same words are grouped, in the
/// order of the case. If there are very many, similar places are grouped too.
pub fn undecided(case: &Case) -> Vec<Doubtful> {
    if !case.sources.iter().any(|source| source.confidential) {
        return Vec::new();
    }
    redacted(case, |_, redactor| place::grouped(redactor.undecided))
}

/// The number of places that somebody decided to keep in redacted exports. Some of them may not be
/// in the case any more.
pub fn decided_to_keep(case: &Case) -> usize {
    let is_secret = |id: SourceId| {
        case.sources
            .get(id)
            .is_some_and(|source| source.confidential)
    };
    let decisions = Decisions::of(case);
    let kept = case
        .redactions
        .iter()
        .filter(|one| is_secret(one.source) && decisions.on(one.source, &one.place) == Some(false));
    let places: HashSet<(SourceId, &str)> =
        kept.map(|one| (one.source, one.place.as_str())).collect();
    places.len()
}

/// A remark on a redacted export if the name of a confidential source is an ordinary word, which
/// may stay in the text. None if there is no such name.
pub fn on_ordinary_names(case: &Case) -> Option<String> {
    let count = Secrets::of(case).ordinary().len();
    let (names, are) = if count == 1 {
        ("the name", "is")
    } else {
        ("the names", "are")
    };
    (count > 0).then(|| {
        format!(
            "{names} of {} {are} ordinary words, of which only the whole is cut and one alone may stay: `factdesk check` says whose, and an other name of the source is found everywhere",
            counted(count, "confidential source"),
        )
    })
}

/// Like [`redact`], for an output where nobody can be asked: undecided places are cut too.
pub fn redact_strictly(case: &Case) -> Case {
    let secrets = Secrets::of(case);
    let mut redactor = Redactor::of(case, &secrets, Ids::default());
    redactor.cuts_undecided = true;
    redactor.redacted_case()
}

/// Redacts a part of a text, for an output that is not an export. Undecided places are cut too.
pub fn redacted_text(case: &Case, text: &str, part: Range<usize>) -> String {
    let words = text.get(part.clone()).unwrap_or_default();
    if !case.sources.iter().any(|source| source.confidential) {
        return words.to_owned();
    }
    let secrets = Secrets::of(case);
    let mut redactor = Redactor::of(case, &secrets, Ids::default());
    redactor.cuts_undecided = true;
    let cut = redactor.cut(text).into_iter().filter_map(|range| {
        let range = range.start.max(part.start)..range.end.min(part.end);
        (!range.is_empty()).then(|| range.start - part.start..range.end - part.start)
    });
    Cuts::new(cut.collect(), &redactor.mark).apply(words)
}

/// Redacts a case, and calls `use_result` with the result and the redactor. The redactor borrows the
/// secrets, so it cannot be returned.
fn redacted<T>(case: &Case, use_result: impl FnOnce(Case, Redactor<'_>) -> T) -> T {
    let secrets = Secrets::of(case);
    let mut redactor = Redactor::of(case, &secrets, Ids::default());
    let case = redactor.redacted_case();
    use_result(case, redactor)
}

impl Redactor<'_> {
    /// The counts of what was removed, and the places without a decision, each as a question of its
    /// own.
    fn results(self) -> (Withheld, Vec<Doubtful>) {
        let places = self.undecided.iter().map(|one| one.places.len());
        let withheld = Withheld {
            kept: [self.kept.len(), places.sum()],
            ..self.withheld
        };
        (withheld, self.undecided)
    }

    /// The whole redacted case.
    fn redacted_case(&mut self) -> Case {
        self.hidden = sources::hidden(self.case, self.secrets, &self.decisions);
        let renamed = sources::renamed(self.case, &self.hidden);
        self.withheld.ids = Ids::of(self.case, &renamed);
        self.new_relies_on = sources::new_relies_on(self.case, &self.hidden);
        let names = self.new_source_names(&renamed);
        self.build_case(&names)
    }

    fn build_case(&mut self, names: &HashMap<SourceId, String>) -> Case {
        let case = self.case;
        let mut new = Case::new(self.ids().new_of(case.id), case.title.clone());
        new.format = case.format;
        new.language.clone_from(&case.language);
        new.story_date = case.story_date;
        new.horizon = case.horizon;
        self.redact_fields(&mut new);
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
        let queries = (1..).zip(&case.queries);
        new.queries = queries
            .filter_map(|(number, query)| self.query(number, query))
            .collect();
        let corrections = (1..).zip(&case.corrections);
        new.corrections = corrections
            .map(|(number, one)| self.correction(number, one))
            .collect();
        new
    }
}
