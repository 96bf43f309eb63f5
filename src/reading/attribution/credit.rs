//! The credit of a sentence: whom it credits and by which words, and what of it another sentence of
//! the same speech takes over.

use super::cast::Cast;
use super::phrases::is_kind_of_outlet;
use super::somebody::{Somebody, Who};
use super::way::{Called, Signs, Way};

/// Whom a sentence credits, and by which words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::reading) struct Credit {
    /// The words that credit, such as "said", as they stand in the text. Empty if another sentence
    /// has them.
    pub cue: String,
    /// The words that hedge, such as "allegedly". Empty if there are none.
    pub hedge: String,
    /// Those credited. The last one is the speaker; those before pass the words on, the first one
    /// directly to the text. Empty if the text leaves the speaker open; see `candidates`.
    pub chain: Vec<Who>,
    /// Who may be the speaker, likeliest first. Empty if the text does not leave it open.
    pub candidates: Vec<Who>,
    /// Whether the sentence is the first of its paragraph and credits the sentence before it, in an
    /// earlier paragraph: "Про це повідомили в поліції".
    pub is_of_before: bool,
    /// What in the text led to the credit; how sure it is depends on this.
    pub signs: Signs,
}

impl Credit {
    /// This credit, which a sentence such as "Lee told AFP so" gives to the sentence before it, for
    /// that sentence. Outlets are left out as in `without_outlets`.
    pub(in crate::reading) fn of_sentence_before(&self, cast: &Cast) -> Self {
        Self {
            is_of_before: false,
            ..self.without_outlets(cast)
        }
    }

    /// Whether a sentence behind this one may say better who speaks: the reader asks, or a label
    /// such as "Дословно:" does not name the speaker.
    pub(super) fn is_open(&self) -> bool {
        let is_label = self.signs.way == Way::Layout && self.signs.called == Called::Pronoun;
        !self.candidates.is_empty() || is_label
    }

    /// This credit for another sentence, without the outlets and bodies that only pass the words
    /// on. If the speaker, the last of the chain, is an outlet or agency, the chain stays as it is.
    /// Otherwise three kinds of links stay: the speaker, people, and those known to rely on the
    /// speaker.
    pub(super) fn without_outlets(&self, cast: &Cast) -> Self {
        let is_outlet = |who: &Who| {
            let kind = cast.get(*who).map(|somebody| somebody.kind);
            kind.is_some_and(is_kind_of_outlet)
        };
        let mut chain = self.chain.clone();
        if let Some(last) = chain.last().copied().filter(|last| !is_outlet(last)) {
            let is_person = |who: &Who| cast.get(*who).is_some_and(Somebody::is_person);
            let relies = |who: &Who| {
                cast.get(*who)
                    .is_some_and(|who| who.relies_on.contains(&last))
            };
            chain.retain(|who| *who == last || is_person(who) && !is_outlet(who) || relies(who));
        }
        Self {
            chain,
            ..self.clone()
        }
    }

    /// This credit for another sentence of the same speech: without cue and hedge, as a credit of
    /// [`Way::SameQuotation`].
    pub(super) fn of_quotation(&self) -> Self {
        Self {
            cue: String::new(),
            hedge: String::new(),
            signs: Signs::of(Way::SameQuotation),
            ..self.clone()
        }
    }

    /// This credit for another sentence of the same quotation: without cue and hedge, and as doubtful
    /// as it is.
    pub(super) fn within_quotation(self) -> Self {
        let way = match self.signs.way {
            Way::Last | Way::Beat => self.signs.way,
            _ => Way::SameQuotation,
        };
        Self {
            cue: String::new(),
            hedge: String::new(),
            signs: Signs { way, ..self.signs },
            ..self
        }
    }
}
