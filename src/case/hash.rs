//! Hashes: the SHA-256 of a draft or file, and the short hash of what a ruling was about.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use sha2::Digest;

use super::from_str_visitor::from_str_visitor;

/// A SHA-256, written as 64 lower-case hex digits.
pub type Sha256 = Hex<32>;

/// The hash of what a ruling was about: the first 12 hex digits of a SHA-256.
pub type Of = Hex<6>;

/// `N` bytes, written as `2 N` lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex<const N: usize>([u8; N]);

impl<const N: usize> Hex<N> {
    /// A hash with these bytes.
    pub fn new(bytes: [u8; N]) -> Self {
        Self(bytes)
    }

    /// The first `N` bytes of the SHA-256 over the concatenated parts. `N` is at most 32.
    pub fn over<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        let mut bytes = [0; N];
        for (byte, digest) in bytes.iter_mut().zip(hasher.finalize()) {
            *byte = digest;
        }
        Self(bytes)
    }
}

impl Hex<8> {
    /// The bytes as a big-endian number.
    pub(crate) fn bits(self) -> u64 {
        u64::from_be_bytes(self.0)
    }
}

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0 {
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The error for a text that is no hash of the expected length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IllFormedHash {
    given: String,
    digits: usize,
}

impl fmt::Display for IllFormedHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = crate::text::visible(&self.given);
        write!(
            f,
            "`{given}` is not a hash of {} lower-case hex digits",
            self.digits
        )
    }
}

impl std::error::Error for IllFormedHash {}

impl<const N: usize> FromStr for Hex<N> {
    type Err = IllFormedHash;

    fn from_str(text: &str) -> Result<Self, IllFormedHash> {
        let ill_formed = || IllFormedHash {
            given: text.to_owned(),
            digits: 2 * N,
        };
        if text.len() != 2 * N {
            return Err(ill_formed());
        }
        let mut bytes = [0; N];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            for digit in pair {
                let value = match digit {
                    b'0'..=b'9' => digit - b'0',
                    b'a'..=b'f' => digit - b'a' + 10,
                    _ => return Err(ill_formed()),
                };
                *byte = *byte << 4 | value;
            }
        }
        Ok(Self(bytes))
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(from_str_visitor("a hash"))
    }
}
