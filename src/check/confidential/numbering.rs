//! Words that announce a number: `school No 5`, `школа №5`.

use super::folded::Folded;
use super::lexicon::LEXICON;

impl Folded {
    /// Whether a word of the lists, such as `No` or `№`, stands before a number: `No 5`, `№5`.
    pub fn is_numbering(&self, place: usize) -> bool {
        let next = self.words.get(place + 1);
        let next = next.and_then(|next| self.letters.get(next.start));
        let is_number = next.is_some_and(|letter| letter.plain.is_ascii_digit());
        let word = self.words.get(place).filter(|_| is_number);
        word.is_some_and(|word| LEXICON.numbering.contains(&self.look(word)))
    }
}
