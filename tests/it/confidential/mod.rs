//! A confidential source in every form that people write, planted in every field: none may be left in a redacted export.
//!
//! The sources and their forms are written out by hand (`people`) or by rules of this folder (`forms`, `spellings`,
//! `romanised`), cases are made of them (`plant`), and what the exports hold is read by a matcher of its own (`matcher`). Nothing
//! here knows how the program looks for a name.

mod forms;
mod matcher;
mod people;
mod plant;
mod romanised;
mod spellings;
mod table;

use std::collections::BTreeMap;

use factdesk::case::*;
use factdesk::check::{Findings, House, OnFiles, Standard};
use factdesk::export::{Choice, Format, Options, Words, export, redact};
use jiff::tz::TimeZone;

use crate::support::dice::{Dice, is_long, so_many};
use forms::Form;
use matcher::{Fate, fate, texts};
use people::PEOPLE;
use plant::{Planted, Planting, planting};

/// How many of a short run are known to be left, and of the source's own: to go down to nothing.
const KNOWN: usize = 650;
const KNOWN_OWN: usize = 1_600;

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
    let findings = Findings::of(case, &lenient(), &OnFiles::default());
    let zone = TimeZone::UTC;
    let now = "2026-11-23T22:30:00Z".parse().unwrap();
    let mut options = Options::new(&words, &findings, &zone, now);
    (options.url, options.publisher) = ("https://desk.example/", "Our desk");
    options.choice = Choice::All;
    let each = |format: &Format| (*format, export(*format, case, &options).unwrap());
    Format::ALL.iter().map(each).collect()
}

/// What became of the planted forms of a kind.
#[derive(Default)]
struct Count {
    planted: usize,
    cut: usize,
    too_far: usize,
    asked: usize,
    tail: usize,
    left: usize,
    example: String,
}

#[derive(Default)]
struct Counts(BTreeMap<String, Count>);

impl Counts {
    fn note(&mut self, kind: &str, name: &str, planted: &Planted, fate: &Fate, format: Format) {
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
            Fate::Cut | Fate::Absent => count.cut += 1,
            Fate::CutTooFar(what) => {
                example(&format!("too far: {what}"));
                count.too_far += 1;
            }
            Fate::Tail(what) => {
                example(what);
                count.tail += 1;
            }
            Fate::Left(what) if planted.form.may_ask => {
                example(what);
                count.asked += 1;
            }
            Fate::Left(what) => {
                example(what);
                count.left += 1;
            }
        }
    }

    fn print(&self) {
        let mut all = Count::default();
        println!("planted     cut too far   asked    tail    left  kind");
        for (kind, count) in &self.0 {
            println!(
                "{:7} {:7} {:7} {:7} {:7} {:7}  {kind}{}{}",
                count.planted,
                count.cut,
                count.too_far,
                count.asked,
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
            all.tail += count.tail;
            all.left += count.left;
        }
        println!(
            "{:7} {:7} {:7} {:7} {:7} {:7}  all",
            all.planted, all.cut, all.too_far, all.asked, all.tail, all.left
        );
    }
}

/// What became of what was planted, in all exports of the redacted case: of each form the worst, and what is left of the
/// source's own.
fn fates(planting: &Planting, seed: u64) -> (Vec<(Fate, Format)>, Vec<String>) {
    let (redacted, _) = redact(&planting.case, &mut Mint::seeded(seed));
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
    (worst, own)
}

#[test]
fn no_form_of_a_confidential_source_is_left_in_any_export() {
    let mut dice = Dice::new(18);
    let (mut by_base, mut by_spelling, mut by_field) =
        (Counts::default(), Counts::default(), Counts::default());
    let (mut leaks, mut own) = (Vec::new(), Vec::new());
    for person in PEOPLE {
        let all = forms::forms(person, so_many(10, 480), &mut dice);
        for forms in all.chunks(120) {
            let planting = planting(person, forms, &mut dice);
            let (fates, left) = fates(&planting, dice.bits());
            own.extend(
                left.into_iter()
                    .map(|what| format!("{}: {what}", person.name)),
            );
            for (planted, (fate, format)) in planting.planted.iter().zip(&fates) {
                let Form {
                    base,
                    spelling,
                    may_ask,
                    ..
                } = planted.form;
                by_base.note(base, person.name, planted, fate, *format);
                by_spelling.note(spelling, person.name, planted, fate, *format);
                by_field.note(planted.field, person.name, planted, fate, *format);
                let is_left = matches!(fate, Fate::Tail(_) | Fate::Left(_)) && !may_ask;
                if is_left {
                    leaks.push(format!(
                        "{:?}: {:?}, {base}, {spelling}, in {} of {format}: {fate:?}",
                        person.name, planted.form.text, planted.field
                    ));
                }
            }
        }
    }
    if is_long() || std::env::var_os("FACTDESK_LEAKS").is_some() {
        by_base.print();
        by_spelling.print();
        by_field.print();
        println!("of the source's own: {} left, {:?}", own.len(), own.first());
    }
    let known = so_many(KNOWN, usize::MAX);
    assert!(
        leaks.len() <= known,
        "{} left:\n{}",
        leaks.len(),
        leaks.join("\n")
    );
    assert!(
        own.len() <= so_many(KNOWN_OWN, usize::MAX),
        "{}: {own:#?}",
        own.len()
    );
}
