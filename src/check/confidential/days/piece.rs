//! Days, times, and what these need to know about a word of a text.

use crate::check::confidential::context::Word;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::tokens::Token;

/// A day of the year: the day (1 to 31), then the month (1 to 12).
pub(in crate::check::confidential) type Day = (u8, u8);
/// A time of the day: the hour (0 to 23), then the minute (0 to 59).
pub(in crate::check::confidential) type Time = (u8, u8);

/// A word of a text, with what the search for days and times needs to know about it.
pub(in crate::check::confidential) trait Piece {
    /// Its letters as they look.
    fn look(&self) -> &str;
    /// The signs before it.
    fn gap(&self) -> Gap;
    fn is_cyrillic(&self) -> bool;
    /// Whether its first letter is a capital.
    fn is_upper(&self) -> bool;
    /// Whether all its letters are capitals.
    fn is_all_upper(&self) -> bool;
}

impl Piece for Word {
    fn is_upper(&self) -> bool {
        self.is_upper
    }

    fn is_all_upper(&self) -> bool {
        let is_letter = self.letters.len() == 1 && self.is_letters;
        self.is_all_upper || (is_letter && self.is_upper)
    }

    fn look(&self) -> &str {
        &self.look
    }

    fn gap(&self) -> Gap {
        self.gap
    }

    fn is_cyrillic(&self) -> bool {
        self.is_cyrillic
    }
}

impl Piece for Token {
    fn is_upper(&self) -> bool {
        self.is_upper
    }

    fn is_all_upper(&self) -> bool {
        self.is_all_upper
    }

    fn look(&self) -> &str {
        &self.look
    }

    fn gap(&self) -> Gap {
        self.gap
    }

    fn is_cyrillic(&self) -> bool {
        self.is_cyrillic
    }
}
