//! Descriptions in apposition to a name: "Ann Lee, the harbour minister,", "Harbour Relief, a
//! charity,".

use super::phrases::{LONGEST, Phrase, Phrases, is_kind_of_person};

impl Phrases<'_> {
    /// The description in the aside right behind a name: "the harbour minister" in "Ann Lee, the
    /// harbour minister,".
    pub(super) fn described_after(&self, phrase: &Phrase) -> Option<Phrase> {
        let end = phrase.words.end;
        self.token(end).filter(|token| token.is(","))?;
        let aside = self.at(end + 1, end + LONGEST)?;
        self.is_description(&aside).then_some(aside)
    }

    /// The head noun of the aside right behind a body's name: "charity" in "Harbour Relief, a
    /// charity for sailors,". None if the aside has no article, contains a name or describes a
    /// person.
    pub(super) fn body_word_in_aside(&self, phrase: &Phrase) -> Option<usize> {
        let end = phrase.words.end;
        self.token(end).filter(|token| token.is(","))?;
        let aside = self.at(end + 1, end + LONGEST)?;
        let closes = self
            .token(aside.words.end)
            .is_some_and(|token| token.is(",") || token.is("."));
        let is_body = aside.kind.is_some_and(|kind| !is_kind_of_person(kind));
        (closes && is_body && aside.has_article && aside.name.is_none()).then_some(aside.head)
    }

    /// The description right before the comma and the name `phrase`: "the harbour minister" in "the
    /// harbour minister, Ann Lee,".
    pub(super) fn described_before(&self, phrase: &Phrase) -> Option<Phrase> {
        let comma = phrase.words.start.checked_sub(1)?;
        self.token(comma).filter(|token| token.is(","))?;
        (1..6)
            .filter_map(|back| comma.checked_sub(back))
            .take_while(|place| *place >= self.start)
            .filter_map(|place| self.at(place, comma))
            .find(|before| before.words.end == comma && self.is_description(before))
    }

    /// Whether a phrase describes a person and does not name them.
    fn is_description(&self, phrase: &Phrase) -> bool {
        let is_of_people = self.words.is_of_people(self.lower(phrase.head));
        let names = phrase.ends_in_name();
        // "Head of Research" is an office, although its words have capitals.
        let is_office = !self.words.has_cases
            && phrase.kind.is_some_and(is_kind_of_person)
            && phrase.head == phrase.words.start
            && self.words.joints.contains(self.lower(phrase.head + 1));
        (phrase.kind.is_some_and(is_kind_of_person) || is_of_people)
            && (!names || is_office)
            && !phrase.is_pronoun
            && phrase.preposition.is_none()
    }
}
