//! Places in a text that may reveal a confidential source, and decisions about them.
//!
//! A place is identified by its words and the words around them, not by its position. So one
//! decision applies to the same words in the same surroundings. It still applies after an edit
//! elsewhere. The same words in other surroundings need another decision.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use crate::case::{Case, SourceId};
use crate::check::Doubt;
use crate::text::visible;

/// The number of words before and after a place that are part of its key.
const AROUND: usize = 3;

/// The words of a place in brackets, with up to three words before and after in the same text:
/// `the old [Rose] garden by the`.
pub(super) fn place(text: &str, range: &Range<usize>) -> String {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let mut words: Vec<&str> = before.split_whitespace().rev().take(AROUND).collect();
    words.reverse();
    let mut place = words.join(" ");
    if !words.is_empty() && before.ends_with(char::is_whitespace) {
        place.push(' ');
    }
    place.push('[');
    place.push_str(&spaced(text.get(range.clone()).unwrap_or_default()));
    place.push(']');
    let words: Vec<&str> = after.split_whitespace().take(AROUND).collect();
    if !words.is_empty() && after.starts_with(char::is_whitespace) {
        place.push(' ');
    }
    place.push_str(&words.join(" "));
    place
}

/// The words of a text with one space between them.
fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The decisions: whether a place is cut. If a merge left two opposite decisions, the place is cut.
pub(super) struct Decisions<'a>(HashMap<(SourceId, &'a str), bool>);

impl<'a> Decisions<'a> {
    pub(super) fn of(case: &'a Case) -> Self {
        let mut decisions = HashMap::new();
        for one in &case.redactions {
            *decisions
                .entry((one.source, one.place.as_str()))
                .or_default() |= one.cut;
        }
        Self(decisions)
    }

    /// Whether this place is cut. None if nobody has decided about it.
    pub(super) fn on(&self, source: SourceId, place: &str) -> Option<bool> {
        self.0.get(&(source, place)).copied()
    }
}

/// A place that nobody has decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The words of the place in brackets, with the words around them. This is the key of a
    /// decision.
    pub place: String,
    /// The same as `place`, but with the certain names around it redacted, for a list that others
    /// may read.
    pub shown: String,
    /// The fields that have these words: `claim 4, evidence: quote`. One decision applies to all of
    /// them.
    pub stands: Vec<String>,
}

/// Undecided places of one source that a person decides together: with the same words in any form,
/// or with words that are a part of the words of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubtful {
    /// The confidential source.
    pub source: SourceId,
    /// The words; several are separated by commas.
    pub words: String,
    /// Why a person must decide.
    pub doubt: Doubt,
    /// The places, without duplicates, in the order of the case.
    pub places: Vec<Undecided>,
}

impl Doubtful {
    /// The lines of the question with this number, one per place: `3. claim 4, evidence: quote: the
    /// old [Rose] garden by the (a name, or a common word; source s…)`. The lines of further places
    /// have no number and no reason. The source is named only by its id.
    pub fn listed(&self, number: usize) -> impl Iterator<Item = String> + '_ {
        let number = format!("{number}. ");
        self.places.iter().enumerate().map(move |(at, one)| {
            let stands = one.stands.join(", also ");
            let place = format!("{}: {}", visible(&stands), visible(&one.shown));
            if at > 0 {
                return format!("{:1$}{place}", "", number.len());
            }
            let (why, source) = (self.doubt.label(), self.source);
            format!("{number}{place} ({why}; source {source})")
        })
    }

    /// Adds the places of another question.
    fn absorb(&mut self, other: Self) {
        for one in other.places {
            match self.places.iter_mut().find(|own| own.place == one.place) {
                Some(own) => {
                    own.stands.extend(one.stands);
                    own.stands.sort();
                    own.stands.dedup();
                }
                None => self.places.push(one),
            }
        }
    }
}

/// Adds an undecided place.
pub(super) fn ask(
    all: &mut Vec<Doubtful>,
    (source, doubt): (SourceId, Doubt),
    words: &str,
    (place, shown): (String, String),
    stands: String,
) {
    let words = spaced(words);
    let folded = words.to_lowercase();
    let is_same = |one: &Doubtful| {
        one.source == source && one.doubt == doubt && one.words.to_lowercase() == folded
    };
    let at = all.iter().position(is_same).unwrap_or(all.len());
    if at == all.len() {
        all.push(Doubtful {
            source,
            words,
            doubt,
            places: Vec::new(),
        });
    }
    let Some(one) = all.get_mut(at) else { return };
    match one.places.iter_mut().find(|other| other.place == place) {
        Some(other) if other.stands.contains(&stands) => {}
        Some(other) => other.stands.push(stands),
        None => one.places.push(Undecided {
            place,
            shown,
            stands: vec![stands],
        }),
    }
}

/// The largest number of questions that a person answers one by one. If there are more, people stop
/// reading and keep everything.
const MAX_QUESTIONS: usize = 10;

/// A question with its words in lower case.
type Worded = (Doubtful, Vec<String>);

/// Groups the questions that a person would answer in the same way. All questions about the own
/// words of a source become one. So do two questions if the words of one are all in the other, in
/// any form: "nurse" and "the nurses of the clinic". If there are still more than
/// [`MAX_QUESTIONS`], all questions of one source with the same doubt become one.
pub(super) fn grouped(all: Vec<Doubtful>) -> Vec<Doubtful> {
    let is_own = |one: &Doubtful| one.doubt == Doubt::OwnWords;
    let mut questions_so_far = joined(all, |(row, words), (one, others)| {
        let one_own = usize::from(is_own(row)) + usize::from(is_own(one));
        let is_part = || has_all(words, others) || has_all(others, words);
        one_own == 2 || (one_own == 0 && is_part())
    });
    if questions_so_far.len() > MAX_QUESTIONS {
        questions_so_far = joined(questions_so_far, |(row, _), (one, _)| {
            row.doubt == one.doubt
        });
    }
    questions_so_far
}

/// Joins questions of one source if `is_same` returns true for them.
fn joined(all: Vec<Doubtful>, is_same: impl Fn(&Worded, &Worded) -> bool) -> Vec<Doubtful> {
    let mut questions_so_far: Vec<Worded> = Vec::new();
    for one in all {
        let words = words_of(&one.words);
        let one = (one, words);
        let mut same = questions_so_far.iter_mut();
        let same = same.find(|row| row.0.source == one.0.source && is_same(row, &one));
        let Some((row, own)) = same else {
            questions_so_far.push(one);
            continue;
        };
        let (one, words) = one;
        if !has_all(own, &words) {
            row.words = if has_all(&words, own) {
                one.words.clone()
            } else {
                format!("{}, {}", row.words, one.words)
            };
            *own = words_of(&row.words);
        }
        row.absorb(one);
    }
    questions_so_far.into_iter().map(|(row, _)| row).collect()
}

/// The words of a text in lower case.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether each of `words` is in `all`, in any form.
fn has_all(all: &[String], words: &[String]) -> bool {
    let has = |word: &String| all.iter().any(|one| may_be_forms(one, word));
    words.iter().all(has)
}

/// Whether two words may be forms of the same word: the first four letters are the same, or the
/// first three if both are shorter than six letters. Numbers must be equal.
fn may_be_forms(one: &str, other: &str) -> bool {
    let (letters, others) = (one.chars(), other.chars());
    let same = letters.clone().zip(others.clone());
    let same = same.take_while(|(a, b)| a == b && !a.is_numeric()).count();
    let is_short = || letters.count().max(others.count()) < 6;
    one == other || same >= 4 || (same == 3 && is_short())
}

/// The record that has a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Owner {
    /// The case.
    #[default]
    Case,
    /// The draft.
    Draft,
    /// A paragraph, from 1.
    Paragraph(usize),
    /// A claim, by its number.
    Claim(usize),
    /// A source, by its name.
    Source(String),
    /// A query, from 1.
    Query(usize),
    /// A correction, from 1.
    Correction(usize),
}

/// The field that has a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Location {
    pub owner: Owner,
    /// The kind of the record that has the field.
    pub kind: &'static str,
    pub field: &'static str,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.owner {
            Owner::Case => f.write_str("the case")?,
            Owner::Draft => f.write_str("the draft")?,
            Owner::Paragraph(number) => return write!(f, "paragraph {number}"),
            Owner::Claim(number) => write!(f, "claim {number}")?,
            Owner::Source(name) => write!(f, "source {name}")?,
            Owner::Query(number) => write!(f, "query {number}")?,
            Owner::Correction(number) => write!(f, "correction {number}")?,
        }
        let item = match self.kind {
            "Evidence" | "File" => ", evidence",
            "Ruling" => ", ruling",
            "Attribution" => ", attribution",
            "Link" => ", link",
            "Waiver" => ", waiver",
            "Fix" => ", fix",
            "Search" => ", search",
            "Earlier" => ", earlier words",
            "Answer" => ", answer",
            _ => "",
        };
        let field = match (self.kind, self.field) {
            ("Fix", "to") => "new words",
            ("Query", "to") => "addressee",
            (_, "by") => "who",
            (_, "text") => "words",
            (_, field) => field,
        };
        write!(f, "{item}: {}", field.replace('_', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{CaseId, IdGen, Redaction};

    fn at(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap();
        place(text, &(start..start + words.len()))
    }

    #[test]
    fn a_place_is_its_words_with_three_words_before_and_after() {
        let text = "He came to the old \u{a0}Rose\n garden by the river.";
        assert_eq!(at(text, "Rose"), "to the old [Rose] garden by the");
        assert_eq!(at("“Rose’s”", "Rose"), "“[Rose]’s”");
        assert_eq!(at("Rose", "Rose"), "[Rose]");
        assert_eq!(
            at("a  b Анна\tМарія c", "Анна\tМарія"),
            "a b [Анна Марія] c"
        );
        // Only the three words before and after matter.
        let other = "She never came to the old Rose garden by the sea.";
        assert_eq!(at(other, "Rose"), at(text, "Rose"));
    }

    #[test]
    fn of_two_opposite_decisions_the_one_that_cuts_counts() {
        let mut mint = IdGen::seeded(1);
        let (id, source): (CaseId, SourceId) = (mint.id(|_| false), mint.id(|_| false));
        let mut case = Case::new(id, "");
        for cuts in [[true, false], [false, true]] {
            case.redactions = cuts
                .map(|cut| Redaction {
                    source,
                    place: "[Rose]".to_owned(),
                    cut,
                    by: "mk".to_owned(),
                    at: "2026-11-23T10:00:00.000Z".parse().unwrap(),
                })
                .into();
            assert_eq!(Decisions::of(&case).on(source, "[Rose]"), Some(true));
        }
        assert_eq!(Decisions::of(&case).on(source, "a [Rose]"), None);
        case.redactions.remove(1);
        assert_eq!(Decisions::of(&case).on(source, "[Rose]"), Some(false));
    }

    /// The words of the questions that are made from places with these words, each at another
    /// place.
    fn questions(all: &[(&str, Doubt)]) -> Vec<String> {
        let source: SourceId = IdGen::seeded(1).id(|_| false);
        let mut asked = Vec::new();
        for (number, (words, doubt)) in all.iter().enumerate() {
            let place = format!("{number} [{words}]");
            let place = (place.clone(), place);
            let stands = "claim 1: words".to_owned();
            ask(&mut asked, (source, *doubt), words, place, stands);
        }
        let questions_so_far = grouped(asked);
        let places: usize = questions_so_far.iter().map(|row| row.places.len()).sum();
        assert_eq!(places, all.len());
        questions_so_far.into_iter().map(|row| row.words).collect()
    }

    #[test]
    fn words_in_other_forms_and_parts_of_others_are_one_question() {
        let office = |words| (words, Doubt::Office);
        let detail = |words| (words, Doubt::Detail);
        let all = [
            office("nurse"),
            detail("9 January"),
            office("nurses at the clinic"),
            office("Head of the archive"),
            detail("9 January, 04:20"),
            office("clinic"),
            office("head"),
        ];
        assert_eq!(
            questions(&all),
            [
                "nurses at the clinic",
                "9 January, 04:20",
                "Head of the archive"
            ]
        );
        let names = ["Надія", "Надії", "Оски", "Осках", "Ада"].map(|name| (name, Doubt::GivenName));
        assert_eq!(questions(&names), ["Надія", "Оски", "Ада"]);
        let numbers = ["2024", "2025"].map(|number| (number, Doubt::Detail));
        assert_eq!(questions(&numbers), ["2024", "2025"]);
    }

    #[test]
    fn all_of_a_sources_own_words_are_one_question() {
        let own = |words| (words, Doubt::OwnWords);
        let all = [
            own("the nurse came late to the clinic"),
            ("nurse", Doubt::Office),
            own("and left before us"),
        ];
        assert_eq!(
            questions(&all),
            [
                "the nurse came late to the clinic, and left before us",
                "nurse"
            ]
        );
    }

    #[test]
    fn of_more_than_ten_questions_those_of_one_kind_are_one() {
        let letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];
        let names = letters.map(|letter| (letter, Doubt::GivenName));
        assert_eq!(questions(&names[..10]), &letters[..10]);
        assert_eq!(questions(&names), [letters.join(", ")]);
    }

    #[test]
    fn the_same_words_are_one_question_and_the_same_place_one_decision() {
        let source: SourceId = IdGen::seeded(1).id(|_| false);
        let mut all = Vec::new();
        let mut add = |words: &str, place: &str, stands: &str| {
            let whom = (source, Doubt::CommonWord);
            let place = (place.to_owned(), place.to_owned());
            ask(&mut all, whom, words, place, stands.to_owned());
        };
        add("Rose", "a [Rose]", "claim 1: words");
        add("rose", "the [rose]", "claim 2: words");
        add("Rose", "a [Rose]", "paragraph 3");
        add("Rose", "a [Rose]", "paragraph 3");
        add("Lily", "a [Lily]", "claim 1: words");
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].places.len(), 2);
        let lines: Vec<String> = all[0].listed(4).collect();
        assert_eq!(
            lines[0],
            format!(
                "4. claim 1: words, also paragraph 3: a [Rose] (a name, or a common word; source {source})"
            )
        );
        assert_eq!(lines[1], "   claim 2: words: the [rose]");
    }
}
