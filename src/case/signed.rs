//! What a sign-off is on.

use serde::Serialize;

use super::Case;
use super::claim::Claim;
use super::draft::Draft;
use super::evidence::Evidence;
use super::fix::{Fix, FixState};
use super::hash::Of;
use super::publication::SignOff;
use super::source::Source;

impl Case {
    /// What a sign-off is on: the first 12 hex digits of the SHA-256 over lines of JSON, each ended
    /// by a line feed, which stands in no line. The title; the draft or `null`; each source; and
    /// for each claim that is not cut a list of its text, its wording, its attribution or `null`,
    /// the evidence that counts, its rulings, the accepted fixes and its waivers. Records stand in
    /// the order and with the fields of the case file, except for `archived`: a copy that is kept
    /// later changes nothing.
    pub fn of(&self) -> Of {
        let mut seen = Vec::new();
        line(&mut seen, &self.title);
        let draft = self.draft.as_deref().map(|draft| Draft {
            archived: String::new(),
            ..draft.clone()
        });
        line(&mut seen, &draft);
        for source in self.sources.iter() {
            let source = Source {
                archived: String::new(),
                ..Source::clone(source)
            };
            line(&mut seen, &source);
        }
        for claim in self.uncut() {
            of_claim(&mut seen, claim);
        }
        Of::over([seen.as_slice()])
    }

    /// The latest sign-off, and whether what it is on has changed since.
    pub fn signed(&self) -> Option<(&SignOff, bool)> {
        let last = self.signoffs.last()?;
        Some((last, last.of != self.of()))
    }
}

fn of_claim(seen: &mut Vec<u8>, claim: &Claim) {
    let items = claim.items().map(|item| Evidence {
        archived: String::new(),
        ..item.clone()
    });
    let items: Vec<Evidence> = items.collect();
    let is_accepted = |fix: &&Fix| fix.state == FixState::Accepted;
    let fixes: Vec<&Fix> = claim.fixes.iter().filter(is_accepted).collect();
    line(
        seen,
        &(
            &claim.text,
            &claim.wording,
            &claim.attribution,
            items,
            &claim.rulings,
            fixes,
            &claim.waivers,
        ),
    );
}

fn line<T: Serialize>(seen: &mut Vec<u8>, value: &T) {
    // Records have no maps and no floats: they are JSON always.
    let is_written = serde_json::to_writer(&mut *seen, value);
    debug_assert!(is_written.is_ok(), "{is_written:?}");
    seen.push(b'\n');
}
