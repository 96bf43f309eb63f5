//! Days, times, and the words of a text as far as these need them.

use crate::check::confidential::context::Word;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::tokens::Token;

/// A day of the year: day and month.
pub(in crate::check::confidential) type Day = (u8, u8);
/// A time of the day: hour and minute.
pub(in crate::check::confidential) type Time = (u8, u8);

/// A word of a text, as far as days and times need it.
pub(in crate::check::confidential) trait Piece {
    /// As it looks.
    fn look(&self) -> &str;
    /// What stands before it.
    fn gap(&self) -> Gap;
    fn is_cyrillic(&self) -> bool;
}

impl Piece for Word {
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
