//! What a speech verb next to a name shows about the speaker: a woman or a man, one or several.
//! Only Ukrainian and Russian verbs show it.

use std::ops::Range;

use super::phrases::Phrases;
use super::tokens::Token;

/// The first speech verb among three tokens: the one right behind these words, the one right before
/// them, and the second one behind them.
fn verb_beside<'a>(words: Range<usize>, of: &'a Phrases) -> Option<&'a Token> {
    let before = words.start.checked_sub(1);
    let near = [Some(words.end), before, Some(words.end + 1)];
    let mut near = near
        .into_iter()
        .flatten()
        .filter_map(|place| of.tokens.get(place));
    near.find(|token| of.words.cues.verbs.contains(&token.lower))
}

/// Whether the speech verb next to these words is in the plural: "вважають".
pub(super) fn is_done_by_several(words: Range<usize>, of: &Phrases) -> bool {
    verb_beside(words, of).is_some_and(|verb| of.words.several_endings.fit(&verb.lower))
}

/// The gender that the past tense of the speech verb next to these words shows: true for a woman
/// ("заявила"), false for a man ("заявил"). None if it shows none.
pub(super) fn gender_of_verb(words: Range<usize>, of: &Phrases) -> Option<bool> {
    let verb = verb_beside(words, of)?;
    let women = of.words.she_did.fit(&verb.lower);
    (women || of.words.he_did.fit(&verb.lower)).then_some(women)
}
