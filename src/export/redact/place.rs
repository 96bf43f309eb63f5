//! Places in a text that may reveal a confidential source, and decisions about them.
//!
//! A place is identified by its words and the words around them, not by its position. So one
//! decision covers the same words in the same surroundings, an edit elsewhere keeps it, and new
//! surroundings need a new decision.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use crate::case::{Case, SourceId};
use crate::check::Doubt;
use crate::text::visible;

/// How many words before and after a place are part of its key.
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

/// Words with one space between them.
fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The decisions: whether a place is cut. Of two opposite decisions after a merge, the one that
/// cuts counts.
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

    /// Whether this place is cut; none if nobody has decided.
    pub(super) fn on(&self, source: SourceId, place: &str) -> Option<bool> {
        self.0.get(&(source, place)).copied()
    }
}

/// A place that nobody has decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// Its words in brackets, with the words around them: the key of a decision.
    pub place: String,
    /// The place with the certain names around it redacted, for a list that others may read.
    pub shown: String,
    /// The fields that have these words: `claim 4, evidence: quote`. One decision covers them all.
    pub stands: Vec<String>,
}

/// Undecided places with the same words and source. If there are very many, similar places are
/// grouped. They can be decided at once.
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
    /// One line per place, numbered from `from`: `3. claim 4, evidence: quote: the old [Rose]
    /// garden by the (a name, or a common word; source s…)`. The source is named by its id only.
    pub fn listed(&self, from: usize) -> impl Iterator<Item = String> + '_ {
        (from..).zip(&self.places).map(|(number, one)| {
            format!(
                "{number}. {}: {} ({}; source {})",
                visible(&one.stands.join(", also ")),
                visible(&one.shown),
                self.doubt.label(),
                self.source
            )
        })
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

/// The most questions that a person answers one by one. With more, people get tired and keep
/// everything.
const MAX_QUESTIONS: usize = 10;

/// Groups undecided places if there are too many: first those of one source and doubt whose words
/// have the same first four letters, as forms of a word have, then all of one source and doubt.
pub(super) fn gathered(all: Vec<Doubtful>) -> Vec<Doubtful> {
    let stem = |one: &Doubtful| one.words.to_lowercase().chars().take(4).collect::<String>();
    let mut all = all;
    for is_loose in [false, true] {
        if all.len() <= MAX_QUESTIONS {
            break;
        }
        let mut rows: Vec<Doubtful> = Vec::new();
        for one in all {
            let is_same = |row: &&mut Doubtful| {
                let is_one_word = is_loose || stem(row) == stem(&one);
                row.source == one.source && row.doubt == one.doubt && is_one_word
            };
            match rows.iter_mut().find(is_same) {
                Some(row) => {
                    if is_loose {
                        row.words = format!("{}, {}", row.words, one.words);
                    }
                    row.places.extend(one.places);
                }
                None => rows.push(one),
            }
        }
        all = rows;
    }
    all
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
pub(super) struct Spot {
    pub owner: Owner,
    /// The kind of the record that has the field.
    pub kind: &'static str,
    pub field: &'static str,
}

impl fmt::Display for Spot {
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
    fn a_place_is_its_words_with_three_around() {
        let text = "He came to the old \u{a0}Rose\n garden by the river.";
        assert_eq!(at(text, "Rose"), "to the old [Rose] garden by the");
        assert_eq!(at("“Rose’s”", "Rose"), "“[Rose]’s”");
        assert_eq!(at("Rose", "Rose"), "[Rose]");
        assert_eq!(
            at("a  b Анна\tМарія c", "Анна\tМарія"),
            "a b [Анна Марія] c"
        );
        // Words that are further away do not matter.
        let other = "She never came to the old Rose garden by the sea.";
        assert_eq!(at(other, "Rose"), at(text, "Rose"));
    }

    #[test]
    fn of_two_opposite_decisions_the_one_that_cuts_holds() {
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

    #[test]
    fn of_many_questions_those_of_one_word_and_then_those_of_one_source_are_one_row() {
        let source: SourceId = IdGen::seeded(1).id(|_| false);
        let asked = |words: &[&str]| {
            let mut all = Vec::new();
            for (number, word) in words.iter().enumerate() {
                let place = format!("{number} [{word}]");
                let place = (place.clone(), place);
                ask(
                    &mut all,
                    (source, Doubt::GivenName),
                    word,
                    place,
                    "claim 1: words".to_owned(),
                );
            }
            let places: usize = gathered(all.clone())
                .iter()
                .map(|one| one.places.len())
                .sum();
            assert_eq!(places, all.len());
            gathered(all)
                .into_iter()
                .map(|one| one.words)
                .collect::<Vec<_>>()
        };
        let few = ["Paul", "Bob", "Надія", "Надії"];
        assert_eq!(asked(&few), few);
        let cases = [
            "Надія",
            "Надії",
            "Надію",
            "Надією",
            "Надіє",
            "Надя",
            "Наді",
            "Надіями",
            "Ада",
            "Бе",
            "Ве",
        ];
        assert_eq!(asked(&cases), ["Надія", "Надя", "Ада", "Бе", "Ве"]);
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];
        assert_eq!(asked(&names), [names.join(", ")]);
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
        assert!(lines[1].starts_with("5. claim 2: words: the [rose]"));
    }
}
