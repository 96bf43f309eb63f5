//! A place in a text that leads to a confidential source, why a person must look at it, and what
//! such a source is called instead.

use std::ops::Range;

use crate::case::SourceId;
use crate::case::closed_enum::closed_enum;

/// What a confidential source is called where it may not be named. This text itself is no secret.
pub const NAMELESS: &str = "a confidential source";

/// A place in a text that leads, or may lead, to a confidential source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The place in bytes, on the borders of characters.
    pub range: Range<usize>,
    /// The source to which it leads.
    pub source: SourceId,
    /// Why only a person can decide; `None` where the place certainly names the source.
    pub doubt: Option<Doubt>,
}

closed_enum! {
    /// Why a person must look at a place.
    pub enum Doubt, "doubt" {
        /// The initials of a name: `O. D.`
        Initials = "initials",
        /// A difference of one letter from a word of a name.
        OneLetter = "one-letter",
        /// A word of a name with signs or dashes for some of its letters: `H*lloway`.
        Masked = "masked",
        /// A word that is made of a name: `ежовский`, `Демчиха`, or in a handle the beginning of a
        /// name.
        Derived = "derived",
        /// A transliteration of a word of a name by ear: `Холлоуэй` for Holloway.
        ByEar = "by-ear",
        /// A first name that may be another person's: beside another surname, or in another
        /// language.
        GivenName = "given-name",
        /// A word of a name that is also a common word.
        CommonWord = "common-word",
        /// A rare word that the source's own fields have, too.
        RareWord = "rare-word",
        /// A place, day, time, number or phrase of the source's own evidence or notes.
        Detail = "detail",
        /// What somebody is, or where they work: beside a name that is cut, or the same words
        /// elsewhere.
        Office = "office",
        /// Several words in a row that the source's own evidence or notes have, too.
        OwnWords = "own-words",
    }
}

impl Doubt {
    /// The reason in words for a person.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Initials => "initials of the name",
            Self::OneLetter => "one letter from the name",
            Self::Masked => "some letters of the name",
            Self::Derived => "made of the name",
            Self::ByEar => "sounds like the name",
            Self::GivenName => "a first name that others have, too",
            Self::CommonWord => "a name, or a common word",
            Self::RareWord => "a rare word, also in the source's own fields",
            Self::Detail => "a detail of the source's evidence",
            Self::Office => "says who the source is",
            Self::OwnWords => "the source's own words",
        }
    }
}

/// Whether a name is [`NAMELESS`], also with a number, or consists of signs only, as redaction
/// writes it.
pub fn is_nameless(name: &str) -> bool {
    let number = |rest: &str| {
        rest.strip_prefix(" (")
            .and_then(|rest| rest.strip_suffix(')'))
            .is_some_and(|number| number.parse::<u32>().is_ok())
    };
    name.strip_prefix(NAMELESS)
        .is_some_and(|rest| rest.is_empty() || number(rest))
        || (!name.is_empty() && !name.contains(char::is_alphanumeric))
}
