//! A place in a text that leads to a confidential source, and why a person must look at it; what
//! such a source is called instead.

use std::ops::Range;

use crate::case::SourceId;
use crate::case::closed_enum::closed_enum;

/// What a confidential source is called where it may not be named. No secret itself.
pub const NAMELESS: &str = "a confidential source";

/// A place in a text that leads, or may lead, to a confidential source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where, in bytes, on the borders of characters.
    pub range: Range<usize>,
    /// To whom.
    pub source: SourceId,
    /// Why only a person can tell; none where it is certain.
    pub doubt: Option<Doubt>,
}

closed_enum! {
    /// Why a person must look at a place.
    pub enum Doubt, "doubt" {
        /// The first letters of the words of a name.
        Initials = "initials",
        /// One letter differs from a word of a name.
        OneLetter = "one-letter",
        /// Letters of a word of a name, with signs for the others: `H*lloway`.
        Masked = "masked",
        /// A word that is made of a name: `ежовский`, `Демчиха`, the beginning of one in a handle.
        Derived = "derived",
        /// A word that sounds like a word of a name to those who write it in the other alphabet by
        /// ear.
        ByEar = "by-ear",
        /// A first name that others have, too: beside another surname, or in another language.
        GivenName = "given-name",
        /// A word of a name that is also a word of the language.
        CommonWord = "common-word",
        /// A rare word that the source's own fields hold, too.
        RareWord = "rare-word",
        /// A place, day, time, number or phrase of the source's own evidence.
        Detail = "detail",
        /// What somebody is, or where they work: beside a name that is cut, or the same elsewhere.
        Office = "office",
        /// Words in a row that the source's own evidence or notes have, too.
        OwnWords = "own-words",
    }
}

impl Doubt {
    /// The doubt in words for a person.
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

/// Whether a name is one that redaction gives.
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
