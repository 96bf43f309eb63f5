//! `csv`: one row per claim, for spreadsheets. Every cell is text made visible, and none is taken
//! for a formula.
//!
//! A cell that starts like a formula gets an apostrophe before it and is otherwise left as it is;
//! see [`harmless`].

use super::options::broken;
use super::{Options, time};
use crate::case::standing::{Stands, stands};
use crate::case::{Case, Claim, LinkKind, Question, Reason, Ruling, Stance};
use crate::error::Error;
use crate::text::visible;

/// What Excel needs to see that a file is UTF-8.
const MARK: &str = "\u{feff}";

/// A column: its header, and what it says of a claim. Words are those of the case file, so that
/// they can be sorted and filtered in any language; times are local with their offset; lists are
/// joined by `; `.
type Column = (&'static str, fn(&Row<'_>) -> String);

const COLUMNS: &[Column] = &[
    ("number", |row| row.number.to_string()),
    ("id", |row| row.claim.id.to_string()),
    ("paragraph", |row| row.place(|span| span.paragraph)),
    ("start", |row| row.place(|span| span.start)),
    ("end", |row| row.place(|span| span.end)),
    ("text", |row| row.claim.text.clone()),
    ("wording", |row| row.claim.wording.clone()),
    ("place", |row| row.claim.place.clone()),
    ("unanchored", |row| {
        row.case.is_unanchored(row.claim).to_string()
    }),
    ("cue", |row| row.credit(|credit| credit.cue.clone())),
    ("hedge", |row| row.credit(|credit| credit.hedge.clone())),
    ("said_by", |row| row.case.said_by(row.claim).join("; ")),
    ("suggested", |row| {
        row.credit(|credit| credit.suggested.to_string())
    }),
    ("said", |row| {
        row.said.map_or("", |said| said.standing.name()).to_owned()
    }),
    ("said_reason", |row| row.reason(Question::Said)),
    ("said_note", |row| row.note(Question::Said)),
    ("said_ruled_by", |row| row.by(Question::Said)),
    ("said_ruled_at", |row| row.at(Question::Said)),
    ("fact", |row| row.fact.standing.name().to_owned()),
    ("fact_reason", |row| row.reason(Question::Fact)),
    ("fact_note", |row| row.note(Question::Fact)),
    ("fact_ruled_by", |row| row.by(Question::Fact)),
    ("fact_ruled_at", |row| row.at(Question::Fact)),
    ("rulings", |row| row.claim.rulings.len().to_string()),
    ("said_supports", |row| {
        row.items(Question::Said, Stance::Supports)
    }),
    ("said_refutes", |row| {
        row.items(Question::Said, Stance::Refutes)
    }),
    ("said_context", |row| {
        row.items(Question::Said, Stance::Context)
    }),
    ("fact_supports", |row| {
        row.items(Question::Fact, Stance::Supports)
    }),
    ("fact_refutes", |row| {
        row.items(Question::Fact, Stance::Refutes)
    }),
    ("fact_context", |row| {
        row.items(Question::Fact, Stance::Context)
    }),
    ("said_origins", |row| row.origins(Question::Said)),
    ("fact_origins", |row| row.origins(Question::Fact)),
    ("evidence_from", |row| row.evidence_from()),
    ("links", |row| row.links()),
    ("findings", |row| row.findings()),
    ("waivers", |row| row.waivers()),
];

/// A claim, and what is reckoned of it once for several columns.
struct Row<'a> {
    case: &'a Case,
    options: &'a Options<'a>,
    claim: &'a Claim,
    number: usize,
    said: Option<Stands<'a>>,
    fact: Stands<'a>,
}

/// The table.
pub(super) fn table(case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Error> {
    let start = if options.bom { MARK } else { "" };
    let mut writer = csv::Writer::from_writer(start.as_bytes().to_vec());
    let mut write = || -> csv::Result<()> {
        writer.write_record(COLUMNS.iter().map(|(name, _)| name))?;
        for (number, claim) in case.numbered() {
            let said = claim.attribution.as_ref();
            let row = Row {
                case,
                options,
                claim,
                number,
                said: said.map(|_| stands(claim, Question::Said)),
                fact: stands(claim, Question::Fact),
            };
            for (_, cell) in COLUMNS {
                writer.write_field(harmless(&cell(&row)))?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    };
    write().map_err(|error| broken(&error))?;
    writer.into_inner().map_err(|error| broken(error.error()))
}

impl Row<'_> {
    fn place(&self, part: fn(crate::case::Span) -> usize) -> String {
        self.case
            .anchor(self.claim)
            .map_or_else(String::new, |span| part(span).to_string())
    }

    fn credit(&self, part: fn(&crate::case::Attribution) -> String) -> String {
        self.claim
            .attribution
            .as_ref()
            .map_or_else(String::new, part)
    }

    /// The ruling that makes a question's standing.
    fn ruling(&self, question: Question) -> Option<&Ruling> {
        match question {
            Question::Said => self.said?.by,
            Question::Fact => self.fact.by,
        }
    }

    fn reason(&self, question: Question) -> String {
        let reason = self.ruling(question).and_then(|ruling| ruling.reason);
        reason.map_or("", Reason::name).to_owned()
    }

    fn note(&self, question: Question) -> String {
        let ruling = self.ruling(question);
        ruling.map_or_else(String::new, |ruling| ruling.note.clone())
    }

    fn by(&self, question: Question) -> String {
        let ruling = self.ruling(question);
        ruling.map_or_else(String::new, |ruling| ruling.by.clone())
    }

    fn at(&self, question: Question) -> String {
        let ruling = self.ruling(question);
        ruling.map_or_else(String::new, |ruling| time(ruling.at, self.options.zone))
    }

    fn items(&self, question: Question, stance: Stance) -> String {
        let items = self.claim.evidence_on(question);
        items
            .filter(|item| item.stance == stance)
            .count()
            .to_string()
    }

    /// How many origins the items have that make the standing: for a disputed claim those that
    /// refute it.
    fn origins(&self, question: Question) -> String {
        let standing = match question {
            Question::Said => self.said,
            Question::Fact => Some(self.fact),
        };
        let Some(standing) = standing.map(|stands| stands.standing) else {
            return String::new();
        };
        let support = self.options.findings.web().support(self.claim, question);
        support.behind(standing).origins.to_string()
    }

    /// What the house objects to and nobody waived.
    fn findings(&self) -> String {
        let findings = self.options.findings.on(self.claim.id).iter();
        let names: Vec<&str> = findings
            .filter(|finding| !finding.is_waived)
            .map(|finding| finding.standard.name())
            .collect();
        names.join("; ")
    }

    /// Whose evidence it is, each source once.
    fn evidence_from(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for item in self.claim.items() {
            let name = self.case.sources.get(item.source);
            let name = name.map_or("", |source| source.name.as_str());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join("; ")
    }

    fn links(&self) -> String {
        let links = self.case.links(self.claim);
        let links: Vec<String> = links
            .map(|link| format!("{} {}", LinkKind::name(link.kind), link.to))
            .collect();
        links.join("; ")
    }

    fn waivers(&self) -> String {
        let waivers = self.claim.waivers.iter();
        let waivers: Vec<&str> = waivers.map(|waiver| waiver.standard.as_str()).collect();
        waivers.join("; ")
    }
}

/// What a spreadsheet takes for the start of a formula, in the widths of East Asian keyboards too;
/// and the pictures of tab, carriage return and line feed, since some spreadsheets skip those
/// before they look.
const SIGNS: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠', '⇥', '␍', '␊'];

/// A cell that no spreadsheet takes for a formula.
///
/// Where it starts like one, spaces and quotation marks aside, it gets one apostrophe before it; so
/// does what follows a semicolon, which is where half of Europe's spreadsheets would cut. Plain
/// numbers are left alone. Nothing else is changed: an apostrophe taken off wherever a formula
/// would still start behind it gives back the visible text.
pub fn harmless(cell: &str) -> String {
    let shown = visible(cell);
    if !shown.contains(SIGNS) {
        return shown.into_owned();
    }
    let mut safe = String::with_capacity(shown.len() + 1);
    for (place, piece) in shown.split(';').enumerate() {
        if place > 0 {
            safe.push(';');
        }
        if starts_formula(piece) {
            safe.push('\'');
        }
        safe.push_str(piece);
    }
    safe
}

fn starts_formula(piece: &str) -> bool {
    let core = piece.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"'));
    core.starts_with(SIGNS) && !is_number(core.trim_end())
}

/// Whether it is digits with a sign and a decimal point at most.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_start_like_a_formula_are_text() {
        for cell in [
            "=1+1", "+1+1", "-cmd", "@SUM(A1)", "\t=1", " =1", "\r=1", "'=1", "\"=1\"", "＝1+1",
            "-inf", "- said",
        ] {
            assert!(harmless(cell).starts_with('\''), "{cell:?}");
        }
        for cell in [
            "-5",
            "+3.25",
            "12",
            "a=b",
            "— said",
            "'tis",
            "he said - and left; so",
        ] {
            assert_eq!(harmless(cell), cell);
        }
        assert_eq!(harmless("a; =1+1;b"), "a;' =1+1;b");
    }

    proptest::proptest! {
        #[test]
        fn the_visible_text_comes_back(text in "[-=+@;'\" a1.\t]{0,12}") {
            let safe = harmless(&text);
            let back: Vec<&str> = safe
                .split(';')
                .map(|piece| if starts_formula(piece) { &piece[1..] } else { piece })
                .collect();
            proptest::prop_assert_eq!(back.join(";"), visible(&text));
            proptest::prop_assert!(safe.split(';').all(|piece| !starts_formula(piece) || piece.starts_with('\'')));
        }
    }
}
