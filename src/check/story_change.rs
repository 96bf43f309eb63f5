//! What has changed in the story's own file since it was read in: which of the draft's paragraphs it
//! no longer holds, and so which claims somebody must look at again.

use crate::case::Case;

/// How the text of the story's file differs from the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryChange {
    /// The number of the file's first paragraph, from 1, that differs from the draft.
    pub from: usize,
    /// The indexes of the draft's paragraphs that the file no longer holds, from 0, in order.
    pub lost: Vec<usize>,
}

/// The most claims that a message names by their numbers.
const MAX_NAMED_CLAIMS: usize = 8;

impl StoryChange {
    /// The numbers of the claims in the paragraphs that the file no longer holds: "3, 4, 9"; of many
    /// the first and "…". Empty if there are none.
    pub fn claims(&self, case: &Case) -> String {
        let claims = self.lost.iter().flat_map(|place| case.claims_in(*place));
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
