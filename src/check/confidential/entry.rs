//! What is searched for: words of names, their forms, words that are found as one, numbers.

use std::collections::HashSet;

use super::lexicon::WordKind;
use crate::case::SourceId;

/// A word of a name.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub source: SourceId,
    /// Which of all names it is a word of, and which word of it.
    pub name: usize,
    pub word: usize,
    /// How many words that name has.
    pub of: usize,
    pub sort: WordKind,
    pub is_first_name: bool,
    /// Whether others are called so beside another surname: a first name, and where none is known
    /// all but the last word.
    pub is_given: bool,
    /// Whether it is written like an adjective, which also begins names of places: `Чорне море`.
    pub is_adjective: bool,
    /// Whether it ends as a common noun may, and as surnames seldom do: `Болт`, `Кран`.
    pub is_noun: bool,
    /// Whether the name stands in quotation marks, as a paper's does.
    pub is_quoted: bool,
    /// Whether the story alone has it, before the surname that the source is known by.
    pub is_learned: bool,
    /// Whether the name is one in which this may be a word of the language.
    pub ordinary: Ordinary,
    /// Whether it is a surname, and the story has the whole name: alone it is hers, too.
    pub is_in_story: bool,
    pub is_cyrillic: bool,
    /// Whether it is typed with a capital.
    pub is_upper: bool,
    pub place: Where,
}

/// Whether a word of a name leads to the source by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ordinary {
    /// It does.
    No,
    /// It may be a place or a body that the name only mentions: a person looks.
    Asked,
    /// It is a word in small letters, which only the whole name is searched for with.
    Whole,
}

/// Where a word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Anywhere,
    /// Only in an address, a handle, a file's name.
    InAddress,
    /// There certainly, elsewhere a person looks.
    OfFile,
}

/// A form of a word.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FormOf {
    pub entry: usize,
    /// Whether it says what belongs to somebody.
    pub is_possessive: bool,
    /// Whether it is the word itself, in its base form.
    pub is_base: bool,
    /// Whether it is of that very name, not of its equivalent in another language.
    pub is_own: bool,
    /// The alphabet that it is written in.
    pub is_cyrillic: bool,
}

/// A first name, for pet names that no list has.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub entry: usize,
    /// How it sounds; a pet name without the vowel at its end.
    pub sound: String,
    /// Whether it is a pet name of the lists, from which others are made.
    pub is_pet: bool,
}

/// Words that are found as one, whatever joins them.
#[derive(Clone, Debug)]
pub(super) struct JoinedWords {
    pub source: SourceId,
    pub look: String,
    /// The places in it, counted in letters, where something may be in between.
    pub joints: HashSet<usize>,
    /// What may be there.
    pub between: u16,
    pub kind: JoinedKind,
}

/// What words that are found as one are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JoinedKind {
    /// Found, they are the source.
    Certain,
    /// Words of the language, capitalised in the name: a question where they have no capital.
    Common,
    /// A part of a registration number: a question.
    Part,
}

/// The digits of a telephone or of another number.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub source: SourceId,
    pub digits: String,
    pub is_phone: bool,
}
