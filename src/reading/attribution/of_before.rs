//! Recognizes a sentence or clause that says who speaks in what precedes it: "об этом сообщил", "так
//! объяснил директор".

use super::clause::Clause;

impl Clause<'_> {
    /// Whether the sentence opens with words by which it credits the sentence before it: "this was
    /// reported by", "об этом".
    pub(super) fn is_of_before(&self) -> bool {
        let opens = |phrase: &String| {
            self.phrase(phrase, self.range.start)
                .is_some_and(|at| at.start == self.range.start)
        };
        self.words().cues.of_before.iter().any(opens) || self.opens_with_so()
    }

    /// Whether the sentence opens with words such as "так", without a comma, and holds no statement
    /// of its own: "Так объяснил задержку директор". It says who speaks in the sentence before it.
    fn opens_with_so(&self) -> bool {
        let cues = &self.words().cues;
        let start = self.range.start;
        let opening = cues.so.iter().find_map(|phrase| {
            let parts = phrase.split(' ');
            let end = start + parts.clone().count();
            let fits = parts
                .zip(start..end)
                .all(|(part, place)| self.is(place, part));
            fits.then_some(end)
        });
        let states = |place: usize| {
            self.token(place).is_some_and(|token| {
                token.speech.is_some() || token.is(":") || cues.that.contains(&token.lower)
            })
        };
        opening.is_some_and(|end| !self.is(end, ",") && !self.range.clone().any(states))
    }

    /// Whether such words stand right before the verb, so that the clause credits what precedes it:
    /// "…, об этом говорит министр".
    pub(super) fn is_about_before(&self, verb: usize) -> bool {
        let ends = |phrase: &String| {
            let start = verb.checked_sub(phrase.split(' ').count());
            start.is_some_and(|start| {
                start >= self.range.start
                    && self
                        .phrase(phrase, start)
                        .is_some_and(|at| at == (start..verb))
            })
        };
        self.words().cues.of_before.iter().any(ends)
    }
}
