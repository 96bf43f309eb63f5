//! Random numbers that are the same every time, and how many of them a run takes.

/// Random numbers from a fixed seed, so that a failure is found again in the next run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits (`SplitMix64`).
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.bits() % u64::try_from(limit).unwrap()).unwrap()
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count)
            .map(|_| u8::try_from(self.bits() & 0xff).unwrap())
            .collect()
    }

    /// The bytes with one bit flipped.
    pub fn flipped(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        let place = self.below(bytes.len());
        bytes[place] ^= 1 << self.below(8);
        bytes
    }
}

/// Whether to run everything, which takes hours: `FACTDESK_LONG=1`.
pub fn is_long() -> bool {
    std::env::var_os("FACTDESK_LONG").is_some_and(|value| value == "1")
}

/// `short` by default, `long` in a long run.
pub fn by_length_of_run(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}
