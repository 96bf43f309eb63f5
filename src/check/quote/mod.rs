//! Whether a quote stands in a text: word for word, or apart from what typesetters, screens,
//! keyboards and editors change.
//!
//! Both are brought to one form, which takes no notice of spacing, of how quotation marks, dashes
//! and dots are drawn, of hyphens inside words (a line may end at one) and of how a letter and its
//! accent are stored. Letters in another case, other words and other digits are another text, and
//! so is a part of a word or of a number. What an editor put in brackets and the footnote marks of
//! the text are passed over. A quote may leave words out with a mark; where its meaning changes
//! without them, that is found (see `gap`). Takes time by the length of both, whatever they are.

mod fold;
mod gap;
mod pieces;
mod place;
mod text;

pub use text::{Text, find};

use crate::check::phrase::{Phrase, phrase};
use crate::text::{clip, visible};

/// How many cells of a quote a message shows.
const SHOWN: usize = 40;

/// How a quote stands in a text, the best first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Word for word.
    Verbatim,
    /// There, apart from spacing, quotation marks, dashes and the like.
    ButForSpacing,
    /// There, apart from what an editor put in brackets, or footnote marks of the text.
    ButForBrackets,
    /// It begins right after this word, which turns a sentence round.
    AfterNegation(String),
    /// More than thirty words are left out at one place.
    ManyLeftOut,
    /// Words are left out over the end of a sentence.
    OverSentence,
    /// A word that turns the sentence round is left out: this one.
    NegationLost(String),
    /// An editor's brackets turn the sentence round with this word.
    NegationAdded(String),
    /// Its parts stand there in another order.
    OutOfOrder,
    /// Not at all.
    Absent,
}

impl Match {
    /// Whether the quote says the same as the text.
    pub fn is_faithful(&self) -> bool {
        *self <= Self::ButForBrackets
    }

    /// Whether the quote says another thing than the text.
    pub fn is_wrong(&self) -> bool {
        *self >= Self::NegationLost(String::new())
    }

    /// What is wrong with a quote that was found so in this file, as a sentence without a full
    /// stop; none if nothing is.
    pub fn objection(&self, quote: &str, file: &str) -> Option<Phrase> {
        let quote = visible(quote);
        let quote = format!("“{}”", clip(&quote, SHOWN));
        Some(match self {
            Self::Verbatim | Self::ButForSpacing | Self::ButForBrackets => return None,
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
            Self::OverSentence => {
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
