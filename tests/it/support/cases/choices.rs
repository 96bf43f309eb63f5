//! The numbers from which a case is made. They are used from the front, and when none is left the
//! plainest option is chosen.

use factdesk::case::{Date, Sha256, Timestamp};

use crate::support::payloads::PAYLOADS;

/// Numbers to choose by.
pub struct Choices(std::vec::IntoIter<u16>);

impl Choices {
    pub fn new(choices: Vec<u16>) -> Self {
        Self(choices.into_iter())
    }

    pub(super) fn next(&mut self) -> usize {
        self.0.next().unwrap_or_default().into()
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.next() % limit
    }

    /// Whether the rarer of two is chosen.
    pub fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == many - 1
    }

    pub fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    /// Some of them, in their order.
    pub(super) fn some<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        all.iter().filter(|_| self.one_in(3)).cloned().collect()
    }

    /// Like `some`, but never empty.
    pub(super) fn some_of<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        let some = self.some(all);
        if some.is_empty() {
            vec![self.pick(all)]
        } else {
            some
        }
    }

    pub(super) fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.one_in(3).then(|| make(self))
    }

    /// Zero to `most` elements, each made by `make`.
    pub(super) fn several<T>(
        &mut self,
        most: usize,
        mut make: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let many = self.below(most + 1);
        (0..many).map(|_| make(self)).collect()
    }

    /// A text: none, plain, hostile or random.
    pub(super) fn text(&mut self) -> String {
        match self.below(7) {
            0 | 1 => String::new(),
            2 => self
                .pick(&["mk", "Їжак сказав: «Ні».", "so", "a\nb", "м'я"])
                .to_owned(),
            3 | 4 => self.pick(PAYLOADS).to_owned(),
            5 => self
                .pick(&[
                    "] // c7k3m9q2x4bd",
                    "evidence: [],\n            rulings: [],",
                    "Furniture(\"x\")",
                    "format: 1",
                    "Some(1)",
                ])
                .to_owned(),
            _ => {
                let many = self.below(6);
                (0..many)
                    .map(|_| {
                        char::from_u32(u32::try_from(self.next()).unwrap() * 17).unwrap_or('x')
                    })
                    .collect()
            }
        }
    }

    pub(super) fn person(&mut self) -> String {
        match self.below(5) {
            4 => self.text(),
            place => ["mk", "ab", "MK", "їр"][place].to_owned(),
        }
    }

    pub(super) fn time(&mut self) -> Timestamp {
        match self.below(12) {
            11 => "0001-01-01T00:00:00.000Z".parse().unwrap(),
            10 => "9999-12-30T21:59:59.999Z".parse().unwrap(),
            place => time(place / 2),
        }
    }

    pub(super) fn date(&mut self) -> Date {
        self.pick(&["2024-03-23", "2024-02-29", "0001-01-01", "9999-12-31"])
            .parse()
            .unwrap()
    }

    pub(super) fn hash(&mut self) -> Sha256 {
        Sha256::over([self.pick(&["a", "b", "c"]).as_bytes()])
    }
}

pub fn time(minute: usize) -> Timestamp {
    let start: Timestamp = "2026-11-23T10:00:00.000Z".parse().unwrap();
    start.later(i64::try_from(minute).unwrap() * 60_000)
}
