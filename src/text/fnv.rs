//! A hash map with a fast hash, for our own word lists.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A hash map that uses FNV-1a. It is only for keys from our own tables, for which nobody can
/// choose colliding keys. With short keys it is faster than the map of the standard library.
pub(crate) type FnvMap<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// The state of the hash function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        // The map uses the upper bits, and short keys hardly change those.
        self.0 ^ (self.0 >> 32)
    }
}
