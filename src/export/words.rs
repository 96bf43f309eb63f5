//! The labels of reports in one language: standings, reasons, stances, kinds and fixed texts.
//!
//! They come from `assets/languages/*/reports.ron`, and a newsroom's `house.ron` overrides some of
//! them. No label can be missing, since [`Table`] requires all.

use super::bad_words::BadWords;

use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;

use super::labels::{Counted, Override, OwnTable, Table};
use super::verdicts;
use crate::case::standing::Coverage;
use crate::case::{Credibility, Question, Reason, Standing, Timestamp, Verdict};
use crate::check::Wordings;
use crate::text::languages::{self, lists_of};

/// The labels of reports. Its fields are those of [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    table: Table,
    /// The changed labels of standings, each with its meaning.
    own: Vec<String>,
    /// The texts of findings.
    findings: Wordings,
}

impl std::ops::Deref for Words {
    type Target = Table;

    fn deref(&self) -> &Table {
        &self.table
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, BadWords> {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(8)
        .from_str(text)
        .map_err(|error| BadWords {
            line: error.span.start.line,
            column: error.span.start.col,
            what: error.code.to_string(),
        })
}

impl Words {
    /// The labels for a language tag such as `uk` or `pt-BR`. English if there are none for it.
    ///
    /// Errors: an invalid file of the program itself; a test excludes this.
    pub fn of(language: &str) -> Result<Self, BadWords> {
        let code = language.split('-').next().unwrap_or_default();
        Ok(Self {
            table: read(lists_of(code).reports)?,
            own: Vec::new(),
            findings: Wordings::of(code),
        })
    }

    /// These labels, overridden by the text of a newsroom's `house.ron`.
    ///
    /// Errors, with line and column: an invalid file, or the same label for two verdicts.
    pub fn with_own(mut self, house: &str) -> Result<Self, BadWords> {
        let own: OwnTable = read(house)?;
        let before = self.table.clone();
        self.table.override_with(own);
        let all: Vec<Table> = languages::ALL
            .iter()
            .map(|language| read(language.reports))
            .collect::<Result<_, _>>()?;
        self.own = verdicts::own(&all, &before, &self.table, house)?;
        Ok(self)
    }

    /// These labels with `safe` applied to each, for a format in which a label could be markup.
    pub(super) fn made_safe(&self, safe: impl Fn(&str) -> String) -> Self {
        let mut words = self.clone();
        words.table.each(&mut |label| *label = safe(label));
        words
    }

    /// The labels of standings that the newsroom has changed, each with its meaning: `disputed:
    /// “not so”`.
    pub fn own(&self) -> &[String] {
        &self.own
    }

    /// The texts of findings in the same language.
    pub fn findings(&self) -> &Wordings {
        &self.findings
    }

    /// The label of a standing.
    pub fn standing(&self, standing: Standing) -> &str {
        self.table.standing.of(standing)
    }

    /// The label of a verdict, which is the label of its standing.
    pub fn verdict(&self, verdict: Verdict) -> &str {
        self.standing(Standing::of(Some(verdict)))
    }

    /// The label of a reason. Some labels are different for *said*.
    pub fn reason(&self, question: Question, reason: Reason) -> &str {
        let said = &self.table.reason_said;
        match (question, reason) {
            (Question::Said, Reason::AsStated) => &said.as_stated,
            (Question::Said, Reason::WithContext) => &said.with_context,
            (Question::Said, Reason::Contradicted) => &said.contradicted,
            (Question::Said, Reason::Denied) => &said.denied,
            (Question::Said, Reason::Misleading) => &said.misleading,
            _ => self.table.reason.of(reason),
        }
    }

    /// The label of a verdict on *fact* for readers outside of the newsroom.
    pub fn rating(&self, verdict: Verdict, reason: Option<Reason>) -> &str {
        let rating = &self.table.rating;
        match (verdict, reason) {
            (Verdict::Confirmed, Some(Reason::WithContext)) => &rating.with_context,
            (Verdict::Confirmed, _) => &rating.as_stated,
            (Verdict::Disputed, Some(Reason::Contradicted)) => &rating.contradicted,
            (Verdict::Disputed, Some(Reason::SourcesConflict)) => &rating.sources_conflict,
            (Verdict::Disputed, Some(Reason::Denied)) => &rating.denied,
            (Verdict::Disputed, Some(Reason::Misleading)) => &rating.misleading,
            (Verdict::Disputed, _) => &rating.disputed,
            (Verdict::Unverified, _) => &rating.unverified,
        }
    }

    /// The meaning of a digit of credibility.
    pub fn credibility(&self, credibility: Credibility) -> &str {
        let digits = &self.table.credibility;
        match u8::from(credibility) {
            1 => &digits.one,
            2 => &digits.two,
            3 => &digits.three,
            4 => &digits.four,
            5 => &digits.five,
            _ => &digits.six,
        }
    }

    /// The coverage in per cent, with the decimal separator of the language: `39.6 %`.
    pub fn percent(&self, coverage: Coverage) -> String {
        let number = coverage.percent().replace('.', &self.table.report.decimal);
        format!("{number} %")
    }

    /// A number with its word, in the right plural form.
    pub fn counted(&self, number: usize, word: &Counted) -> String {
        let is_slavic = matches!(self.table.language.as_str(), "uk" | "ru");
        // The plural rules of Unicode CLDR for integers.
        let form = match (number % 10, number % 100) {
            _ if !is_slavic => [&word.many, &word.one]
                .get(usize::from(number == 1))
                .copied()
                .unwrap_or(&word.many),
            (1, last) if last != 11 => &word.one,
            (2..=4, last) if !(12..=14).contains(&last) && !word.few.is_empty() => &word.few,
            _ => &word.many,
        };
        form.replace("{}", &number.to_string())
    }
}

/// Fills each `{}` of a pattern in turn. A `{}` in an inserted text is not filled.
pub fn filled(pattern: &str, parts: &[&str]) -> String {
    let mut pieces = pattern.split("{}");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    let mut parts = parts.iter();
    for piece in pieces {
        text.push_str(parts.next().unwrap_or(&"{}"));
        text.push_str(piece);
    }
    text
}

/// A time as text in reports: local, to the minute, with its UTC offset: `2024-03-23 10:07 +02:00`.
/// It is the same in every language.
pub fn time(at: Timestamp, zone: &TimeZone) -> String {
    at.instant()
        .to_zoned(zone.clone())
        .strftime("%Y-%m-%d %H:%M %:z")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        for language in languages::ALL {
            let words = Words::of(language.code).unwrap();
            assert_eq!(words.language, language.code);
            let is_whole = !language.reports.contains("\"\"");
            assert!(is_whole, "{}: an empty word", language.code);
        }
        assert_eq!(Words::of("pt-BR").unwrap().language, "en");
        assert_eq!(Words::of("uk-UA").unwrap().language, "uk");
    }

    #[test]
    fn patterns_have_the_same_places_in_every_language() {
        let places = |file: &str| -> Vec<(String, usize)> {
            file.lines()
                .filter(|line| !line.contains("few:") && !line.contains("many:"))
                .filter_map(|line| Some((line.split_once(':')?.0.trim().to_owned(), line)))
                .map(|(name, line)| (name, line.matches("{}").count()))
                .collect()
        };
        let first = places(languages::ENGLISH.reports);
        for language in languages::ALL {
            assert_eq!(places(language.reports), first, "{}", language.code);
        }
    }

    #[test]
    fn numbers_have_the_plural_form_of_their_language() {
        let of = |language: &str, number| {
            let words = Words::of(language).unwrap();
            words.counted(number, &words.report.n_claims)
        };
        assert_eq!([of("en", 1), of("en", 21)], ["1 claim", "21 claims"]);
        let ukrainian = [1, 2, 5, 11, 12, 21, 24, 100, 111, 112].map(|number| of("uk", number));
        let word = |text: &str| text.split_once(' ').unwrap().1.to_owned();
        let ends = ukrainian.map(|text| word(&text).ends_with("ь"));
        assert_eq!(
            ends,
            [
                false, false, true, true, true, false, false, true, true, true
            ]
        );
        let russian = [1, 3, 7, 11, 21, 22, 25].map(|number| word(&of("ru", number)));
        assert_eq!(
            russian,
            [
                "утверждение",
                "утверждения",
                "утверждений",
                "утверждений",
                "утверждение",
                "утверждения",
                "утверждений"
            ]
        );
    }

    #[test]
    fn own_labels_override_the_default_ones() {
        let words = Words::of("en").unwrap();
        let own = words
            .with_own("(standing: (disputed: \"not so\"), report: (memo: \"Check sheet\"))")
            .unwrap();
        assert_eq!(own.standing(Standing::Disputed), "not so");
        assert_eq!(own.standing(Standing::Confirmed), "confirmed");
        assert_eq!(own.report.memo, "Check sheet");
        let error = Words::of("en")
            .unwrap()
            .with_own("(\n  standing: (\n    refuted: \"no\",\n  ),\n)")
            .unwrap_err();
        assert_eq!((error.line, error.column), (3, 5), "{error}");
    }

    #[test]
    fn a_percentage_has_the_decimal_separator_of_its_language() {
        let share = Coverage {
            checked: 396,
            words: 1000,
        };
        let of = |language: &str| Words::of(language).unwrap().percent(share);
        assert_eq!(["en", "uk", "ru"].map(of), ["39.6 %", "39,6 %", "39,6 %"]);
    }

    #[test]
    fn some_reasons_have_other_labels_for_said() {
        let words = Words::of("en").unwrap();
        assert_eq!(
            words.reason(Question::Said, Reason::Contradicted),
            "misquoted"
        );
        assert_eq!(
            words.reason(Question::Fact, Reason::Contradicted),
            "contradicted"
        );
    }

    #[test]
    fn inserted_text_is_not_filled_again() {
        assert_eq!(filled("{} of {}", &["{}", "3"]), "{} of 3");
    }

    #[test]
    fn times_are_local_with_their_offset() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let at = "2024-03-23T22:30:00Z".parse().unwrap();
        assert_eq!(time(at, &zone), "2024-03-24 00:30 +02:00");
    }
}
