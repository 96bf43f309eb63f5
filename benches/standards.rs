//! What the house standards that read words take over 100,000 claims, and the offers of links there.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use factdesk::case::slips::{dates, names, numbers};
use factdesk::case::{Case, Claim, Mint, Offers};

const CLAIMS: usize = 100_000;

/// Some 10 MB of claims in three languages, of which a third hold numbers and hardly two are alike; one in a
/// hundred of the sums is wrong.
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
    let mut mint = Mint::seeded(1);
    let mut case = Case::new(mint.id(|_| false), "x");
    let word = |number: usize| {
        // The words are drawn from some 20,000 by a step that spreads them.
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
                .map(|text| dates::weekday(black_box(text), Some(2024)).len())
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
    group.bench_function("offers: 100,000 claims read", |bench| {
        bench.iter(|| Offers::of(black_box(&case)));
    });
    let mut offers = Offers::of(&case);
    let claim = Arc::clone(case.claims.get_at(CLAIMS / 2).unwrap());
    let mut other = Claim::clone(&claim);
    other.text = "60 people were killed at Crocus City Hall, the harbour said later.".into();
    group.bench_function("offers: one claim edited", |bench| {
        bench.iter(|| {
            offers.follow(Some(&claim), Some(&other));
            offers.follow(Some(&other), Some(&claim));
        });
    });
    group.bench_function("offers on a claim", |bench| {
        bench.iter(|| offers.on(black_box(&case), claim.id));
    });
    group.finish();
}

criterion_group!(benches, standards);
criterion_main!(benches);
