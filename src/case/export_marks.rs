//! Marks in exported documents. When such a document is imported again, the marks show which words
//! belong to which claim, and which comments factdesk made.

use super::id::ClaimId;

/// The initials of the comments that factdesk makes. Word processors keep them.
pub const OWN_INITIALS: &str = "factdesk";

/// The prefix of bookmarks around the text of a claim. Word hides bookmarks whose names start with
/// an underscore.
const BOOKMARK: &str = "_factdesk_";

/// The name of the bookmark around the text of a claim.
pub fn bookmark_of(claim: ClaimId) -> String {
    format!("{BOOKMARK}{claim}")
}

/// The claim of a bookmark; none for a bookmark that factdesk did not make.
pub fn claim_of_bookmark(name: &str) -> Option<ClaimId> {
    name.strip_prefix(BOOKMARK)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bookmark_names_its_claim() {
        let claim: ClaimId = "c7k3m9q2x4bd".parse().unwrap();
        let name = bookmark_of(claim);
        // Word does not allow longer names.
        assert!(name.len() <= 40);
        assert_eq!(claim_of_bookmark(&name), Some(claim));
        for other in [
            "_GoBack",
            "_factdesk_",
            "_factdesk_s7k3m9q2x4bd",
            "c7k3m9q2x4bd",
        ] {
            assert_eq!(claim_of_bookmark(other), None, "{other}");
        }
    }
}
