//! Measures the checks of the house standards on 100,000 claims and after one edit, the suggested
//! links between the claims, and the search for hostile quotes.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::wildcard_imports
)]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use factdesk::case::ops::{self, Judgement, Stamp};
use factdesk::case::*;
use factdesk::check::text::{dates, names, numbers};
use factdesk::check::{FileChecks, Findings, House, LinkSuggestions, quote};

const CLAIMS: usize = 100_000;
const SOURCES: usize = 10_000;

/// Some 10 MB of claims in three languages. A third of them contain numbers, hardly two are alike,
/// and one in a hundred sums is wrong.
fn case() -> Case {
    const WORDS: [&str; 12] = [
        "harbour",
        "captain",
        "district",
        "letter",
        "museum",
        "signal",
        "порт",
        "капітан",
        "район",
        "письмо",
        "музей",
        "сигнал",
    ];
    let mut mint = IdGen::seeded(1);
    let mut case = Case::new(mint.id(|_| false), "x");
    let word = |number: usize| {
        // The words are chosen from some 20,000 by a multiplication that spreads them.
        let number = number.wrapping_mul(2_654_435_761) % 20_011;
        let ending: String = (0..3)
            .map(|place| char::from(b'a' + u8::try_from(number / 26usize.pow(place) % 26).unwrap()))
            .collect();
        format!("{}{ending}", WORDS[number % WORDS.len()])
    };
    let claims = (0..CLAIMS).map(|number| {
        let [a, b, c, d] = [number, number * 3 + 1, number * 7 + 2, number * 11 + 3].map(word);
        let text = match number % 6 {
            0 => format!("On Friday, 22 March 2024, {} people were killed near the {a} of Kelm, the {b} said, and the {c} knew.", number % 90 + 4),
            1 => format!("The {a} denied that the {b} had been near the {c} when it began, and its {d} would not say more of it."),
            2 => format!("За словами капітана, {a} та {b} не відповідали на виклики, і {c} пішов до міста, де був {d}."),
            3 => format!("По словам {a}, пострадали {} человек: 5 женщин и 8 мужчин, а {b} и {c} остались в порту.", if number % 100 == 3 { 12 } else { 13 }),
            4 => format!("Nobody at Crocus City Hall saw how the {a} and the {b} went down to the {c} with their {d} that night."),
            _ => format!("У місті Харків {a} розповів про {b}, і його слова про {c} та {d} повторили всі, хто там тоді був."),
        };
        Arc::new(Claim::new(mint.id(|_| false), None, text))
    });
    case.claims = claims.collect();
    case
}

fn standards(criterion: &mut Criterion) {
    let case = case();
    let mut group = criterion.benchmark_group("standards");
    group.sample_size(10);
    let texts = || case.claims.iter().map(|claim| claim.text.as_str());
    group.bench_function("weekdays of 100,000 claims", |bench| {
        bench.iter(|| {
            texts()
                .map(|text| dates::date_lints(black_box(text), Some(2024), None).len())
                .sum::<usize>()
        });
    });
    group.bench_function("sums of 100,000 claims", |bench| {
        bench.iter(|| {
            texts()
                .map(|text| numbers::sums(black_box(text)).len())
                .sum::<usize>()
        });
    });
    group.bench_function("spellings in 100,000 claims", |bench| {
        bench.iter(|| names::variants(black_box(texts())));
    });
    group.bench_function("suggestions: 100,000 claims read", |bench| {
        bench.iter(|| LinkSuggestions::of(black_box(&case)));
    });
    let mut suggestions = LinkSuggestions::of(&case);
    let claim = Arc::clone(case.claims.get_at(CLAIMS / 2).unwrap());
    let mut other = Claim::clone(&claim);
    other.text = "60 people were killed at Crocus City Hall, the harbour said later.".into();
    group.bench_function("suggestions: one claim edited", |bench| {
        bench.iter(|| {
            suggestions.update(Some(&claim), Some(&other));
            suggestions.update(Some(&other), Some(&claim));
        });
    });
    group.bench_function("suggestions on a claim", |bench| {
        bench.iter(|| suggestions.on(black_box(&case), claim.id));
    });
    group.finish();
}

/// A hundred thousand claims on ten thousand sources in chains of twenty. Each claim has rulings by
/// two people, two items on *fact* and one on *said*.
fn web() -> Case {
    let mut mint = IdGen::seeded(2);
    let mut case = case();
    let ids: Vec<SourceId> = (0..SOURCES).map(|_| mint.id(|_| false)).collect();
    let sources = ids.iter().enumerate().map(|(place, id)| {
        let mut source = Source::new(*id, format!("Source {place:05}"));
        if place % 20 > 0 {
            source.relies_on = vec![ids[place - 1]];
        }
        Arc::new(source)
    });
    case.sources = sources.collect();
    let item = |mint: &mut IdGen, source: SourceId, question| Evidence {
        url: "https://log.example/7".to_owned(),
        ..Evidence::new(
            mint.id(|_| false),
            "mk",
            now(),
            source,
            (question, Stance::Supports),
        )
    };
    let claims: Vec<Arc<Claim>> = case
        .claims
        .iter()
        .enumerate()
        .map(|(place, claim)| {
            let mut claim = Claim::clone(claim);
            let at = |step: usize| ids[(place * 7 + step * 4_999) % SOURCES];
            claim.attribution = Some(Attribution {
                cue: "said".to_owned(),
                hedge: String::new(),
                chain: vec![at(0), at(1)],
                suggested: false,
                candidates: Vec::new(),
            });
            claim.evidence = vec![
                item(&mut mint, at(0), Question::Said),
                item(&mut mint, at(2), Question::Fact),
                item(&mut mint, at(3), Question::Fact),
            ];
            for by in ["ab", "mk"] {
                for question in [Question::Said, Question::Fact] {
                    claim.rulings.push(Ruling {
                        at: now(),
                        by: by.to_owned(),
                        question,
                        verdict: Some(Verdict::Confirmed),
                        reason: Some(Reason::AsStated),
                        of: claim.subject_hash(question),
                        note: String::new(),
                        decides: false,
                    });
                }
            }
            Arc::new(claim)
        })
        .collect();
    case.claims = claims.into_iter().collect();
    case
}

fn now() -> Timestamp {
    "2026-11-23T10:00:00.000Z".parse().unwrap()
}

fn check(criterion: &mut Criterion) {
    let case = web();
    let (house, files) = (House::default(), FileChecks::default());
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    group.bench_function("100,000 claims, 10,000 sources, chains of 20", |bench| {
        bench.iter_with_large_drop(|| Findings::of(black_box(&case), &house, &files));
    });
    let mut findings = Findings::of(&case, &house, &files);
    findings.build_index(&case);
    let stamp = Stamp {
        by: "cd",
        at: now().later(1_000),
    };
    let id = case.claims.get_at(CLAIMS / 2).unwrap().id;
    let judged = Judgement {
        verdict: Some(Verdict::Confirmed),
        ..Judgement::default()
    };
    let mut history = History::new(case.clone());
    let mut after = |edit: Edit| {
        history.make(edit.clone()).unwrap();
        let after = history.case().clone();
        history.undo(&stamp).unwrap();
        (edit, after)
    };
    let (ruling, ruled) = after(ops::rule(&case, id, Question::Fact, &judged, &stamp).unwrap());
    let leaf = case.sources.get_at(19).unwrap().id;
    let rely = |source: &mut Source| source.relies_on.clear();
    let (relied, parted) = after(ops::change_source(&case, leaf, rely, &stamp).unwrap());
    let root = case.sources.get_at(0).unwrap().id;
    let relies = |source: &mut Source| source.relies_on = vec![case.sources.get_at(20).unwrap().id];
    let (joined, whole) = after(ops::change_source(&case, root, relies, &stamp).unwrap());
    for (name, edit, next) in [
        ("after a ruling", &ruling, &ruled),
        ("after a change at the end of a chain", &relied, &parted),
        ("after a change at the root of a chain", &joined, &whole),
    ] {
        let back = edit.inverse();
        group.bench_function(format!("{name}, and back"), |bench| {
            bench.iter(|| {
                findings.update(edit, next);
                findings.update(&back, &case);
            });
        });
    }
    group.finish();
}

/// Measures quotes in texts for which a naive search would take time in proportion to the product
/// of both lengths. Here twice the length must take twice the time.
fn quotes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("quotes");
    group.sample_size(10);
    for count in [50_000, 100_000] {
        let letters = "a".repeat(count);
        let torn = "a".repeat(count * 20);
        let dashes = "a-".repeat(count * 5);
        let parts = "a…".repeat(count);
        let words = "a ".repeat(count - 1);
        let accents = format!("a{}", "\u{301}\u{323}".repeat(count * 3));
        let others = accents.replace('\u{301}', "\u{300}");
        for (name, quote, text) in [
            ("one letter", &letters, &torn),
            ("one letter, parted by dashes", &letters, &dashes),
            ("as many parts as words but one", &parts, &words),
            ("accents", &accents, &others),
        ] {
            group.bench_function(format!("{name}, {count}"), |bench| {
                bench.iter(|| quote::find(black_box(quote), black_box(text)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, check, standards, quotes);
criterion_main!(benches);
