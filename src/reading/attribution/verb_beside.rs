//! What the verb of saying beside somebody tells of them: a woman or a man, one or several.

use std::ops::Range;

use super::phrases::Phrases;
use super::tokens::Token;

/// The verb of saying right behind or before these words.
fn verb_beside<'a>(words: Range<usize>, of: &'a Phrases) -> Option<&'a Token> {
    let before = words.start.checked_sub(1);
    let near = [Some(words.end), before, Some(words.end + 1)];
    let mut near = near
        .into_iter()
        .flatten()
        .filter_map(|place| of.tokens.get(place));
    near.find(|token| of.words.cues.verbs.contains(&token.lower))
}

/// Whether the verb of saying beside these words is of several: "вважають".
pub(super) fn is_done_by_several(words: Range<usize>, of: &Phrases) -> bool {
    verb_beside(words, of).is_some_and(|verb| of.words.several_endings.fit(&verb.lower))
}

/// Whether the verb of saying right behind or before these words tells that a woman does it:
/// "заявила", "заявил".
pub(super) fn gender_of_verb(words: Range<usize>, of: &Phrases) -> Option<bool> {
    let verb = verb_beside(words, of)?;
    let women = of.words.she_did.fit(&verb.lower);
    (women || of.words.he_did.fit(&verb.lower)).then_some(women)
}
