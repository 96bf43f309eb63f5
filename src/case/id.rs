//! Ids: a letter for the kind and 11 random characters. An id never changes.
//!
//! An id is not a counter, since two copies of a case would assign the same one. It is not made
//! from text, since text gets corrected. All randomness comes from [`IdGen`], so that tests can fix
//! it.

use super::from_str_visitor::from_str_visitor;
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// Lower-case Crockford base 32: no `i`, `l`, `o`, `u`.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The length of an id in bytes, all ASCII: the letter and 11 characters of 5 bits each.
const LENGTH: usize = 12;

/// The kind of record that an id names.
pub trait Kind: Copy + Ord + fmt::Debug + std::hash::Hash {
    /// The first letter of every id of this kind.
    const LETTER: u8;
    /// The word for a record of this kind.
    const WORD: &'static str;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $marker:ident, $alias:ident, $letter:literal, $word:literal;)+) => {
        /// The letter and word of each kind.
        const KINDS: &[(u8, &str)] = &[$(($letter, $word)),+];
        $(
        /// Marks the kind of an id. It has no values.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $marker {}

        impl Kind for $marker {
            const LETTER: u8 = $letter;
            const WORD: &'static str = $word;
        }

        $(#[$doc])*
        pub type $alias = Id<$marker>;
    )+ };
}

kinds! {
    /// The id of a case: `k` and 11 characters.
    OfCase, CaseId, b'k', "case";
    /// The id of a source: `s` and 11 characters.
    OfSource, SourceId, b's', "source";
    /// The id of a claim: `c` and 11 characters.
    OfClaim, ClaimId, b'c', "claim";
    /// The id of an evidence item: `e` and 11 characters.
    OfEvidence, EvidenceId, b'e', "evidence";
    /// The id of a fix: `f` and 11 characters.
    OfFix, FixId, b'f', "fix";
    /// The id of a query: `q` and 11 characters.
    OfQuery, QueryId, b'q', "query";
    /// The id of an answer to a query: `a` and 11 characters.
    OfAnswer, AnswerId, b'a', "answer";
    /// The id of a search: `h` and 11 characters.
    OfSearch, SearchId, b'h', "search";
    /// The id of a correction: `n` and 11 characters.
    OfCorrection, CorrectionId, b'n', "correction";
    /// The id of a conflict: `x` and 11 characters.
    OfConflict, ConflictId, b'x', "conflict";
}

/// An id of one kind: 12 ASCII characters, ordered by bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id<K> {
    letters: [u8; LENGTH],
    kind: PhantomData<K>,
}

impl<K: Kind> Id<K> {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters).unwrap_or_default()
    }

    /// The id as its 12 ASCII bytes.
    pub fn letters(&self) -> [u8; LENGTH] {
        self.letters
    }
}

impl<K: Kind> Id<K> {
    /// An id made from content: the first 55 bits of its SHA-256. It is only for records that must
    /// have the same id on two machines.
    pub(crate) fn from_hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let bits = super::hash::Hex::<8>::over(parts).bits() >> 9;
        // The first five bits make the first character, as usual in base 32.
        let five_bits = |at: u32| (bits >> (5 * at)) & 31;
        Self::from_bits((0..11).fold(0, |reversed, at| (reversed << 5) | five_bits(at)))
    }

    /// The id made from the lowest 55 bits, five to a character.
    fn from_bits(mut bits: u64) -> Self {
        let mut letters = [K::LETTER; LENGTH];
        for letter in letters.iter_mut().skip(1) {
            *letter = ALPHABET.get((bits & 31) as usize).copied().unwrap_or(b'0');
            bits >>= 5;
        }
        Self {
            letters,
            kind: PhantomData,
        }
    }
}

/// An id of any kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnyId([u8; LENGTH]);

impl AnyId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The word for the kind of record: `claim`.
    pub fn word(&self) -> &'static str {
        let kind = KINDS
            .iter()
            .find(|(letter, _)| Some(letter) == self.0.first());
        kind.map_or("record", |(_, word)| word)
    }

    /// The letters of all kinds.
    pub(crate) fn first_letters() -> String {
        KINDS
            .iter()
            .map(|(letter, _)| char::from(*letter))
            .collect()
    }

    /// The id as one of this kind; none if it is of another kind.
    pub fn of_kind<K: Kind>(self) -> Option<Id<K>> {
        (self.0.first() == Some(&K::LETTER)).then_some(Id {
            letters: self.0,
            kind: PhantomData,
        })
    }
}

impl<K: Kind> From<Id<K>> for AnyId {
    fn from(id: Id<K>) -> Self {
        Self(id.letters)
    }
}

impl FromStr for AnyId {
    type Err = IllFormedId;

    fn from_str(text: &str) -> Result<Self, IllFormedId> {
        let ill_formed = || IllFormedId {
            given: text.to_owned(),
            letter: 'c',
            word: "record",
        };
        let letters = <[u8; LENGTH]>::try_from(text.as_bytes()).map_err(|_| ill_formed())?;
        let (first, rest) = letters.split_first().ok_or_else(ill_formed)?;
        let is_kind = KINDS.iter().any(|(letter, _)| letter == first);
        if is_kind && rest.iter().all(|letter| ALPHABET.contains(letter)) {
            Ok(Self(letters))
        } else {
            Err(ill_formed())
        }
    }
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for AnyId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for AnyId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(from_str_visitor("an id"))
    }
}

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The error for a text that is no id of the expected kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IllFormedId {
    given: String,
    letter: char,
    word: &'static str,
}

impl fmt::Display for IllFormedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = crate::text::visible(&self.given);
        write!(
            f,
            "`{given}` is not a valid {} id: `{}` and 11 of 0-9 a-z without i l o u",
            self.word, self.letter
        )
    }
}

impl std::error::Error for IllFormedId {}

impl<K: Kind> FromStr for Id<K> {
    type Err = IllFormedId;

    fn from_str(text: &str) -> Result<Self, IllFormedId> {
        let well_formed = |letters: &[u8; LENGTH]| {
            letters.first() == Some(&K::LETTER)
                && letters
                    .iter()
                    .skip(1)
                    .all(|letter| ALPHABET.contains(letter))
        };
        match <[u8; LENGTH]>::try_from(text.as_bytes()) {
            Ok(letters) if well_formed(&letters) => Ok(Self {
                letters,
                kind: PhantomData,
            }),
            _ => Err(IllFormedId {
                given: text.to_owned(),
                letter: char::from(K::LETTER),
                word: K::WORD,
            }),
        }
    }
}

impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(from_str_visitor("an id"))
    }
}

/// A generator of ids. It never returns an id twice.
pub struct IdGen {
    draw: Box<dyn FnMut() -> u64 + Send>,
    given: HashSet<[u8; LENGTH]>,
}

impl IdGen {
    /// A generator that uses this source of 64 random bits.
    pub fn new(draw: impl FnMut() -> u64 + Send + 'static) -> Self {
        Self {
            draw: Box::new(draw),
            given: HashSet::new(),
        }
    }

    /// A generator for tests, with ids determined by `seed`. `SplitMix64` does not repeat within
    /// 2^64 draws.
    pub fn seeded(seed: u64) -> Self {
        let mut state = seed;
        Self::new(move || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        })
    }

    /// A new id that was not returned before and is not `taken`.
    pub fn id<K: Kind>(&mut self, taken: impl Fn(Id<K>) -> bool) -> Id<K> {
        loop {
            let id = Id::from_bits((self.draw)());
            if !taken(id) && self.given.insert(id.letters) {
                return id;
            }
        }
    }
}

impl fmt::Debug for IdGen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mint")
            .field("given", &self.given.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_letter_and_eleven_characters() {
        assert!("c7k3m9q2x4bd".parse::<ClaimId>().is_ok());
        for wrong in [
            "",
            "c7k3m9q2x4b",
            "s7k3m9q2x4bd",
            "c7k3m9q2x4bi",
            "C7K3M9Q2X4BD",
            "c7k3m9q2x4bї",
        ] {
            assert!(wrong.parse::<ClaimId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_generator_skips_repeated_draws() {
        let mut draws = [7, 7, 7, 8].into_iter();
        let mut ids = IdGen::new(move || draws.next().unwrap_or(9));
        let first: ClaimId = ids.id(|_| false);
        let second: ClaimId = ids.id(|_| false);
        assert_ne!(first, second);
    }
}
