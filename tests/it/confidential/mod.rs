//! A confidential source in every form that people write, planted in every field: none may be left
//! in a redacted export.
//!
//! The sources and their forms are written out by hand (`people`) or by rules of this folder
//! (`forms`, `spellings`, `romanised`), cases are made of them (`plant`), and what the exports hold
//! is read by a matcher of its own (`matcher`). Nothing here knows how the program looks for a
//! name.

mod fields;
mod forms;
mod matcher;
mod people;
mod plant;
mod romanised;
mod same;
mod spellings;
mod table;
mod texts;

use std::collections::BTreeMap;

use factdesk::case::*;
use factdesk::check::{FileChecks, Findings, House, Standard};
use factdesk::export::{Choice, ExportRequest, Format, Options, Words, export, redact, undecided};
use jiff::tz::TimeZone;

use crate::support::dice::{Dice, by_length_of_run, is_long};
use forms::Form;
use matcher::{Fate, fate, texts};
use people::{PEOPLE, Person};
use plant::{Planted, Planting, planting, spaced};

/// The limit in a long run, so that it can go down to nothing: names in small letters as another
/// language inflects them, and handles that a line end breaks.
const LONG_LIMIT: usize = 9;

/// A house that objects to nothing, so that every claim may be reviewed.
fn lenient() -> House {
    let off = Standard::ALL
        .iter()
        .map(|one| format!("{:?}: Off, ", one.name()));
    ron::from_str(&format!("(levels: {{{}}})", off.collect::<String>())).unwrap()
}

/// The exports of a case, all nine.
fn exports(case: &Case) -> Vec<(Format, Vec<u8>)> {
    let words = Words::of(&case.language).unwrap();
    let findings = Findings::of(case, &lenient(), &FileChecks::default());
    let zone = TimeZone::UTC;
    let now = "2026-11-23T22:30:00Z".parse().unwrap();
    let mut request = ExportRequest::new(Format::Claimreview);
    request.url = Some("https://desk.example/".to_owned());
    request.publisher = Some("Our desk".to_owned());
    request.choice = Choice::All;
    let options = Options::new(&request, &words, &findings, &zone, now);
    let each = |format: &Format| (*format, export(*format, case, &options).unwrap());
    Format::ALL.iter().map(each).collect()
}

/// What became of the planted forms of a kind.
#[derive(Default)]
struct Count {
    planted: usize,
    cut: usize,
    too_far: usize,
    /// Listed for a person, as a form that only resembles the name may be.
    asked: usize,
    /// Listed although it is the name.
    listed: usize,
    tail: usize,
    left: usize,
    example: String,
}

#[derive(Default)]
struct Counts(BTreeMap<String, Count>);

impl Counts {
    fn note(&mut self, kind: &str, name: &str, planted: &Planted, became: &Became) {
        let Became { fate, format, .. } = became;
        let count = self.0.entry(kind.to_owned()).or_default();
        count.planted += 1;
        let mut example = |what: &str| {
            if count.example.is_empty() {
                count.example = format!(
                    "{name:?}: {:?} in {} of {format}: {what:?}",
                    planted.form.text, planted.field
                );
            }
        };
        match fate {
            _ if became.is_listed && planted.form.may_ask => count.asked += 1,
            _ if became.is_listed => {
                example("listed");
                count.listed += 1;
            }
            Fate::Cut | Fate::Absent => count.cut += 1,
            Fate::CutTooFar(what) => {
                example(&format!("too far: {what}"));
                count.too_far += 1;
            }
            Fate::Tail(what) => {
                example(what);
                count.tail += 1;
            }
            Fate::Left(what) => {
                example(what);
                count.left += 1;
            }
        }
    }

    fn print(&self) {
        let mut all = Count::default();
        println!("planted     cut too far   asked  listed    tail    left  kind");
        for (kind, count) in &self.0 {
            println!(
                "{:7} {:7} {:7} {:7} {:7} {:7} {:7}  {kind}{}{}",
                count.planted,
                count.cut,
                count.too_far,
                count.asked,
                count.listed,
                count.tail,
                count.left,
                if count.example.is_empty() {
                    ""
                } else {
                    "  e.g. "
                },
                count.example
            );
            all.planted += count.planted;
            all.cut += count.cut;
            all.too_far += count.too_far;
            all.asked += count.asked;
            all.listed += count.listed;
            all.tail += count.tail;
            all.left += count.left;
        }
        println!(
            "{:7} {:7} {:7} {:7} {:7} {:7} {:7}  all",
            all.planted, all.cut, all.too_far, all.asked, all.listed, all.tail, all.left
        );
    }
}

/// What became of one that was planted.
struct Became {
    /// The worst in all exports, and in which one.
    fate: Fate,
    format: Format,
    /// Whether a person is asked about it before anything is written, and it is not cut.
    is_listed: bool,
}

impl Became {
    fn is_left(&self) -> bool {
        matches!(self.fate, Fate::Tail(_) | Fate::Left(_)) && !self.is_listed
    }
}

/// What became of what was planted, in all exports of the redacted case; and what is left of the
/// source's own.
fn fates(planting: &Planting) -> (Vec<Became>, Vec<String>) {
    let (redacted, _) = redact(&planting.case);
    let mut worst = vec![(Fate::Absent, Format::Ron); planting.planted.len()];
    let mut own = Vec::new();
    for (format, bytes) in exports(&redacted) {
        let texts = texts(format, &bytes);
        for (planted, worst) in planting.planted.iter().zip(&mut worst) {
            let fate = fate(&texts, planted, format == Format::Ron);
            if fate > worst.0 {
                *worst = (fate, format);
            }
        }
        let is_left = |code: &&String| texts.iter().any(|text| text.contains(code.as_str()));
        let left = planting.own.iter().filter(is_left);
        own.extend(left.map(|code| format!("{format}: {code}")));
    }
    let asked = asked(&planting.case);
    let each = planting.planted.iter().zip(worst);
    let became = each.map(|(planted, (fate, format))| Became {
        is_listed: matches!(fate, Fate::Left(_)) && asked.iter().any(|place| is_of(planted, place)),
        fate,
        format,
    });
    (became.collect(), own)
}

/// Whether a place is one of what was planted.
fn is_of(planted: &Planted, place: &str) -> bool {
    planted.text.contains(place)
        || (place.contains(&planted.open) && place.contains(&planted.close))
}

/// The places that are listed for a person, with the words around them.
fn asked(case: &Case) -> Vec<String> {
    let doubtful = undecided(case).into_iter().flat_map(|one| one.places);
    doubtful
        .map(|one| spaced(&one.place.replace(['[', ']'], "")))
        .collect()
}

/// What became of the forms of some people.
#[derive(Default)]
struct JobResult {
    planted: Vec<(&'static str, Planted, Became)>,
    own: Vec<String>,
}

/// Plants so many forms of each of these people.
fn outcome(people: &[(usize, &'static Person)], count: usize) -> JobResult {
    let mut outcome = JobResult::default();
    for (place, person) in people {
        let mut dice = Dice::new(18 + u64::try_from(*place).unwrap());
        let all = forms::forms(person, count, &mut dice);
        for forms in all.chunks(120) {
            let planting = planting(person, forms, &mut dice);
            let (fates, left) = fates(&planting);
            let left = left.into_iter();
            outcome
                .own
                .extend(left.map(|what| format!("{}: {what}", person.name)));
            let planted = planting.planted.into_iter().zip(fates);
            outcome
                .planted
                .extend(planted.map(|(planted, became)| (person.name, planted, became)));
        }
    }
    outcome
}

/// 1,040 planted forms, or more than 20,000 in a long run, on all cores: each must be cut, or
/// listed for a person before anything is written.
#[test]
fn no_form_of_a_confidential_source_is_left_in_any_export() {
    let people: Vec<(usize, &Person)> = PEOPLE.iter().enumerate().collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let count = by_length_of_run(10, 480);
    let outcomes: Vec<JobResult> = std::thread::scope(|scope| {
        let parts = people.chunks(people.len().div_ceil(cores));
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(move || outcome(part, count)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let (mut by_base, mut by_spelling, mut by_field) =
        (Counts::default(), Counts::default(), Counts::default());
    let (mut planted_count, mut leaks) = (0, Vec::new());
    for (name, planted, became) in outcomes.iter().flat_map(|outcome| &outcome.planted) {
        let Form { base, spelling, .. } = planted.form;
        by_base.note(base, name, planted, became);
        by_spelling.note(spelling, name, planted, became);
        by_field.note(planted.field, name, planted, became);
        planted_count += 1;
        if became.is_left() {
            leaks.push(format!(
                "{name:?}: {:?}, {base}, {spelling}, in {} of {}: {:?}",
                planted.form.text, planted.field, became.format, became.fate
            ));
        }
    }
    let own: Vec<&String> = outcomes.iter().flat_map(|outcome| &outcome.own).collect();
    if is_long() || std::env::var_os("FACTDESK_LEAKS").is_some() {
        by_base.print();
        by_spelling.print();
        by_field.print();
        println!("{}", leaks.join("\n"));
        println!("of the source's own: {} left, {:?}", own.len(), own.first());
    }
    assert!(
        planted_count >= by_length_of_run(1_000, 20_000),
        "{planted_count} were planted"
    );
    at_most(by_length_of_run(0, LONG_LIMIT), &leaks);
    assert!(own.is_empty(), "{own:#?}");
}

/// Fails with the list where there are more than are known.
fn at_most(known: usize, left: &[String]) {
    let count = left.len();
    assert!(count <= known, "{count} left:\n{}", left.join("\n"));
}
