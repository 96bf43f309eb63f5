//! Measures the redaction of a case with 1,000 claims and 20 confidential sources, in which every
//! tenth claim has evidence of one of these. For comparison it also measures writing and reading
//! any copy of the case, and a search for the plain names alone.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use aho_corasick::AhoCorasick;
use criterion::{Criterion, criterion_group, criterion_main};
use factdesk::case::{Case, Claim, ClaimId, Draft, Evidence, EvidenceId, IdGen, Source, Span};
use factdesk::export::redact;
use factdesk::store::{emit, load};

const SAMPLE: &[u8] = include_bytes!("../assets/crocus-city-hall.case.ron");

const CLAIMS: usize = 1_000;

/// Invented names with addresses.
const SOURCES: [(&str, &str); 20] = [
    ("Ярослава Підгаєцька", "https://t.me/yara_pidh"),
    ("Петро Кравець", "tel:+380501274563"),
    ("Федір Сокіл", ""),
    ("медсестра Ганна Тимчук", "mailto:h.tymchuk@mail.example"),
    ("Марія", ""),
    ("Лук'ян В'юнник", ""),
    ("Ірина Скородинська-Кюрлі", "https://олена-квітова.укр/"),
    ("Павел Заяц", ""),
    ("Алёна Ёлкина", "https://www.instagram.com/elkina_a/"),
    ("Любовь Шевчук", ""),
    ("Дмитрий Бонч-Осьмаковский", "tel:+79123456781"),
    ("капитан Ксения Мельниченко", ""),
    (
        "Olena Demchuk, nurse",
        "https://drive.example/d/zq81memo/view?token=Jk7xTq29",
    ),
    ("Anneke van Dijkhuizen", ""),
    ("Margaret Rose Whitfield", ""),
    ("Marta “Sparrow” Kowalchuk", ""),
    ("@nurse_kovel7", ""),
    ("Seán O'Rourke", ""),
    ("Mark Stone", ""),
    ("Mykhailo Zinchenko", "https://quillfenmarsh.example/"),
];

/// A case with the sample's story and claims, repeated until there are enough. Every tenth claim
/// names a confidential source and has evidence of it.
fn case() -> Case {
    let mut case = load(SAMPLE).unwrap();
    let draft = case.draft.clone().unwrap();
    let sample: Vec<Arc<Claim>> = case.claims.iter().cloned().collect();
    let mut mint = IdGen::seeded(7);
    let mut sources: Vec<Arc<Source>> = case.sources.iter().cloned().collect();
    let mut theirs = Vec::new();
    for (name, url) in SOURCES {
        let mut source = Source::new(mint.id(|_| false), name);
        source.url = url.to_owned();
        source.confidential = true;
        theirs.push(source.id);
        sources.push(Arc::new(source));
    }
    let (mut paragraphs, mut claims) = (Vec::new(), Vec::new());
    while claims.len() < CLAIMS {
        let before = paragraphs.len();
        paragraphs.extend(draft.paragraphs.iter().cloned());
        for claim in sample.iter().take(CLAIMS - claims.len()) {
            let mut claim = Claim::clone(claim);
            claim.id = mint.id(|_: ClaimId| false);
            claim.links.clear();
            for item in &mut claim.evidence {
                item.id = mint.id(|_: EvidenceId| false);
            }
            claim.span = claim.span.map(|span| Span {
                paragraph: span.paragraph + before,
                ..span
            });
            let place = claims.len();
            let template = sample.iter().find_map(|claim| claim.evidence.first());
            let mut item = Evidence::clone(template.unwrap());
            item.id = mint.id(|_: EvidenceId| false);
            if place.is_multiple_of(10) {
                let which = place / 10 % SOURCES.len();
                item.source = *theirs.get(which).unwrap();
                claim.wording = format!("{} said so", SOURCES.get(which).unwrap().0);
            }
            claim.evidence.push(item);
            claims.push(Arc::new(claim));
        }
    }
    case.sources = sources.into_iter().collect();
    case.claims = claims.into_iter().collect();
    case.draft = Some(Arc::new(Draft::new("story.txt", paragraphs)));
    case
}

fn redaction(criterion: &mut Criterion) {
    let case = case();
    let mut group = criterion.benchmark_group("redaction of 1000 claims");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(3));
    group.bench_function("redact", |bencher| {
        bencher.iter(|| black_box(redact(&case)));
    });
    group.bench_function("written and read", |bencher| {
        bencher.iter(|| black_box(load(emit(&case).unwrap().as_bytes()).unwrap()));
    });
    let text = emit(&case).unwrap();
    group.bench_function("the plain names alone", |bencher| {
        bencher.iter(|| {
            let names = SOURCES.iter().map(|(name, _)| name);
            let finder = AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .build(names)
                .unwrap();
            black_box(finder.find_iter(&text).count())
        });
    });
    group.finish();
}

criterion_group!(benches, redaction);
criterion_main!(benches);
