//! Marks that factdesk puts into the documents that it exports. When somebody sends such a document
//! back with additions, the reader finds by the marks which words belong to which claim, and which
//! comments factdesk made.

use super::id::ClaimId;

/// The initials of the comments that factdesk makes. Word processors keep them.
pub const OWN_INITIALS: &str = "factdesk";

/// How the names of bookmarks start that are around the words of a claim. Word hides bookmarks whose
/// names start with an underscore, whichever program wrote them.
const BOOKMARK: &str = "_factdesk_";

/// The name of the bookmark around the words of a claim.
pub fn bookmark_of(claim: ClaimId) -> String {
    format!("{BOOKMARK}{claim}")
}

/// The claim whose words a bookmark of this name is around; none for a bookmark of somebody else's.
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
        // Word takes no longer names.
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
