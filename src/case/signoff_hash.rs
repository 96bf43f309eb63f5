//! The content of a case that a sign-off approves.

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
    /// The hash of what a sign-off approves: the first 12 hex digits of the SHA-256 over lines of
    /// JSON, each ended by a line feed (JSON text has none). The lines are the title; the draft or
    /// `null`; each source; and for each uncut claim a list of its text, its wording, its
    /// attribution or `null`, the evidence that counts, its rulings, the accepted fixes and its
    /// waivers. Order and fields are those of the case file, without `archived`, so that archiving
    /// a page later does not change the hash.
    pub fn signoff_hash(&self) -> Of {
        let mut content = Vec::new();
        add_line(&mut content, &self.title);
        let draft = self.draft.as_deref().map(|draft| Draft {
            archived: String::new(),
            ..draft.clone()
        });
        add_line(&mut content, &draft);
        for source in self.sources.iter() {
            let source = Source {
                archived: String::new(),
                ..Source::clone(source)
            };
            add_line(&mut content, &source);
        }
        for claim in self.uncut() {
            add_claim(&mut content, claim);
        }
        Of::over([content.as_slice()])
    }

    /// The latest sign-off, and whether the approved content has changed since.
    pub fn signed(&self) -> Option<(&SignOff, bool)> {
        let last = self.signoffs.last()?;
        Some((last, last.of != self.signoff_hash()))
    }
}

fn add_claim(content: &mut Vec<u8>, claim: &Claim) {
    let items = claim.items().map(|item| Evidence {
        archived: String::new(),
        ..item.clone()
    });
    let items: Vec<Evidence> = items.collect();
    let is_accepted = |fix: &&Fix| fix.state == FixState::Accepted;
    let fixes: Vec<&Fix> = claim.fixes.iter().filter(is_accepted).collect();
    add_line(
        content,
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

fn add_line<T: Serialize>(content: &mut Vec<u8>, value: &T) {
    // Serialization cannot fail: records have no maps and no floats.
    let is_written = serde_json::to_writer(&mut *content, value);
    debug_assert!(is_written.is_ok(), "{is_written:?}");
    content.push(b'\n');
}
