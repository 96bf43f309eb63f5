//! Whether a text contains a quote: verbatim, or with changes that typesetting, copying, typing or
//! editing makes.
//!
//! The quote and the text are normalized first. Spacing, the shapes of quotation marks, dashes and
//! dots, hyphens inside words (a line may end there) and the composition of accented letters make
//! no difference. Capitals, words and digits must be the same, and a match never splits a word or a
//! number. An editor's words in brackets and the text's footnote marks are skipped. A quote may
//! leave out words with a mark such as `…`; if that changes its meaning, the match says so (see
//! `gap`). The time is linear in the lengths of both texts.

mod fold;
mod gap;
mod pieces;
mod place;
mod text;

pub use text::{Text, find};

use crate::check::phrase::{Phrase, phrase};
use crate::text::{clip, visible};

/// How many terminal cells of a quote a message shows.
const MAX_CELLS_SHOWN: usize = 40;

/// How well a text contains a quote, the best first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Word for word.
    Verbatim,
    /// Verbatim except for spacing, quotation marks, dashes, hyphens and ligatures.
    ExceptSpacing,
    /// Verbatim except for an editor's words in brackets, or footnote marks of the text.
    ExceptBrackets,
    /// The quote begins right after this word, which negates the sentence.
    AfterNegation(String),
    /// The quote leaves out more than thirty words at one place.
    ManyLeftOut,
    /// The quote leaves out words across the end of a sentence.
    AcrossSentences,
    /// The quote leaves out this negation.
    NegationLost(String),
    /// An editor's brackets add this negation.
    NegationAdded(String),
    /// The parts of the quote are in the text in another order.
    OutOfOrder,
    /// The text does not contain the quote.
    Absent,
}

impl Match {
    /// Whether the quote says the same as the text.
    pub fn is_faithful(&self) -> bool {
        *self <= Self::ExceptBrackets
    }

    /// Whether the quote says something else than the text.
    pub fn is_wrong(&self) -> bool {
        *self >= Self::NegationLost(String::new())
    }

    /// What is wrong with a quote that has this match with the text of `file`, as a sentence
    /// without a full stop. None if it is faithful.
    pub fn objection(&self, quote: &str, file: &str) -> Option<Phrase> {
        let quote = visible(quote);
        let quote = format!("“{}”", clip(&quote, MAX_CELLS_SHOWN));
        Some(match self {
            Self::Verbatim | Self::ExceptSpacing | Self::ExceptBrackets => return None,
            Self::AfterNegation(word) => {
                phrase!(
                    "{} begins right after “{}” in {}",
                    quote,
                    visible(word).as_ref(),
                    file
                )
            }
            Self::ManyLeftOut => {
                phrase!(
                    "{} leaves out more than 30 words of {} at one place",
                    quote,
                    file
                )
            }
            Self::AcrossSentences => {
                phrase!(
                    "{} leaves out words of {} over the end of a sentence",
                    quote,
                    file
                )
            }
            Self::NegationLost(word) => phrase!(
                "{} leaves out “{}”, which is there in {}",
                quote,
                visible(word).as_ref(),
                file
            ),
            Self::NegationAdded(word) => phrase!(
                "{} adds “{}”, which is not there in {}",
                quote,
                visible(word).as_ref(),
                file
            ),
            Self::OutOfOrder => phrase!("the parts of {} are in another order in {}", quote, file),
            Self::Absent => phrase!("{} is not in {}", quote, file),
        })
    }
}
