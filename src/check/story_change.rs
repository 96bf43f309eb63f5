//! What has changed in the story's own file since the case was created: the draft's paragraphs that
//! the file no longer contains, and the claims in them, which must be checked again.

use crate::case::Case;

/// How the text of the story's file differs from the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryChange {
    /// The number of the file's first paragraph, from 1, that differs from the draft.
    pub from: usize,
    /// The indexes (from 0, ascending) of the draft's paragraphs that the file does not contain.
    pub missing: Vec<usize>,
}

/// How many claims a message names by their numbers at most.
const MAX_NAMED_CLAIMS: usize = 8;

impl StoryChange {
    /// The numbers of the claims in the missing paragraphs: "3, 4, 9". The list is cut with "…"
    /// after `MAX_NAMED_CLAIMS`. Empty if there are no such claims.
    pub fn claims(&self, case: &Case) -> String {
        let claims = self
            .missing
            .iter()
            .flat_map(|paragraph| case.claims_in(*paragraph));
        let numbers = claims.filter_map(|claim| case.number(claim.id));
        let mut numbers: Vec<String> = numbers
            .take(MAX_NAMED_CLAIMS + 1)
            .map(|number| number.to_string())
            .collect();
        if numbers.len() > MAX_NAMED_CLAIMS {
            numbers.truncate(MAX_NAMED_CLAIMS);
            numbers.push("…".to_owned());
        }
        numbers.join(", ")
    }
}
