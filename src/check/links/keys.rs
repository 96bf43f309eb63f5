//! The words that show what a claim is about, and the keys by which they are compared.

use crate::check::text::{WORDS, stem};

/// The key by which a lower-case word is compared. All words for the same people have one key, and
/// so have all words for the same outcome. Any other word has the key of its stem. None for a word
/// that says nothing about the subject.
pub(super) fn key_of(low: &str) -> Option<u32> {
    if low.len() < 2 || WORDS.stopwords.has(low) && !WORDS.kin.has(low) {
        return None;
    }
    let numbered = |mark: u8, number: usize| hash([mark].into_iter().chain(number.to_le_bytes()));
    let kin = WORDS.kin.of(low).map(|kin| numbered(0, *kin));
    let counted = || WORDS.counted.of(low).map(|counted| numbered(1, *counted));
    let hashed = kin
        .or_else(counted)
        .unwrap_or_else(|| hash(stem(low).bytes()));
    u32::try_from(hashed >> 32).ok()
}

/// 64-bit FNV-1a.
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
