//! What a text is searched for: words of names with their forms, words that are found only
//! together, and numbers.

use std::collections::HashSet;

use super::lexicon::WordKind;
use crate::case::SourceId;

/// A word of a name.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub source: SourceId,
    /// The number of the name that it is a word of. Each name and alias of all sources has its own.
    pub name: usize,
    /// The index of the word in that name.
    pub word: usize,
    /// How many words that name has.
    pub of: usize,
    /// What the word may be besides a name.
    pub sort: WordKind,
    /// Whether a list of first names has it.
    pub is_first_name: bool,
    /// Whether people with another surname may have it: a first name, or, if the name has no known
    /// first name, any word but the last.
    pub is_given: bool,
    /// Whether it ends like an adjective. Names of places begin with adjectives, too: `Чорне море`.
    pub is_adjective: bool,
    /// Whether it may also be a common noun: a Cyrillic word that is no first name and does not end
    /// like a surname («Болт», «Кран»).
    pub is_noun: bool,
    /// Whether the name has quotation marks, as the name of a newspaper does.
    pub is_quoted: bool,
    /// Whether it is a first name that only the story gives, before the surname that the source is
    /// known by.
    pub is_learned: bool,
    /// Whether the word may be a common word in this name.
    pub ordinary: Ordinary,
    /// Whether it is a surname whose whole name the story has. Then the surname alone means the
    /// source, too.
    pub is_in_story: bool,
    pub is_cyrillic: bool,
    /// Whether it begins with a capital in the name as it was typed.
    pub is_upper: bool,
    /// Where in a text it counts.
    pub place: Where,
}

/// Whether a word of a name identifies the source by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ordinary {
    /// It does.
    No,
    /// It may be a place or a body that the name only mentions, so that a person must look.
    Asked,
    /// It is a common word in small letters. It counts only in the whole name.
    Whole,
}

/// Where a word counts as a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Anywhere,
    /// Only in an address, a handle or a file name.
    InAddress,
    /// In an address, a handle or a file name it is certain; elsewhere a person must look.
    OfFile,
}

/// One form of a word of a name.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FormOf {
    /// The index of the [`Entry`] that it is a form of.
    pub entry: usize,
    /// Whether it is a possessive adjective, or a case of one.
    pub is_possessive: bool,
    /// Whether it is the word itself, not an inflected form.
    pub is_base: bool,
    /// Whether it belongs to the name as written, not to its equivalent in another language.
    pub is_own: bool,
    /// Whether the form is in Cyrillic letters, whichever alphabet the name is in.
    pub is_cyrillic: bool,
}

/// A first name, to find pet names that no list has.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// The index of its [`Entry`].
    pub entry: usize,
    /// How it sounds. A pet name is without the vowel at its end.
    pub sound: String,
    /// Whether it is a pet name of the lists, from which longer ones are derived.
    pub is_pet: bool,
}

/// Words that match only together, in order.
#[derive(Clone, Debug)]
pub(super) struct JoinedWords {
    pub source: SourceId,
    /// All words without the signs between them, in letters as they look.
    pub look: String,
    /// The places in `look`, counted in letters, where signs may stand in a text.
    pub joints: HashSet<usize>,
    /// The signs that may stand there, as bits of a gap.
    pub between: u16,
    pub kind: JoinedKind,
}

/// What a match of such words means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JoinedKind {
    /// It is the source.
    Certain,
    /// They are common words with capitals in the name. Where the text has no capitals, a person
    /// must look.
    Common,
    /// It is a part of a registration number, so that a person must look.
    PartOfNumber,
}

/// The digits of a telephone number or of another number.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub source: SourceId,
    pub digits: String,
    pub is_phone: bool,
}
