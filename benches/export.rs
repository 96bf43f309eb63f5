//! Measures every export of a case with 10,000 claims: the sample case, repeated with its evidence
//! and rulings. Throughput is in claims per second.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use factdesk::case::standing::standing_of;
use factdesk::case::{Case, Claim, Draft, IdGen, Question, Span, Standing};
use factdesk::check::{FileChecks, Finding, Findings, House};
use factdesk::export::{Choice, ExportRequest, Format, Options, Words, export};
use factdesk::store::load;
use jiff::tz::TimeZone;

const SAMPLE: &[u8] = include_bytes!("../assets/crocus-city-hall.case.ron");

const CLAIMS: usize = 10_000;

/// A case with the sample's story and the claims for which `keep` is true, repeated until there are
/// enough.
fn repeated(keep: impl Fn(&Claim) -> bool) -> Case {
    let mut case = load(SAMPLE).unwrap();
    let draft = case.draft.clone().unwrap();
    let kept: Vec<_> = case
        .claims
        .iter()
        .filter(|claim| keep(claim))
        .cloned()
        .collect();
    let (mut paragraphs, mut claims) = (Vec::new(), Vec::new());
    let mut mint = IdGen::seeded(7);
    while claims.len() < CLAIMS {
        let before = paragraphs.len();
        paragraphs.extend(draft.paragraphs.iter().cloned());
        claims.extend(kept.iter().take(CLAIMS - claims.len()).map(|claim| {
            let mut claim = Claim::clone(claim);
            claim.id = mint.id(|_| false);
            claim.links.clear();
            claim.span = claim.span.map(|span| Span {
                paragraph: span.paragraph + before,
                ..span
            });
            Arc::new(claim)
        }));
    }
    case.claims = claims.into_iter().collect();
    case.draft = Some(Arc::new(Draft::new("crocus.txt", paragraphs)));
    case
}

fn exports(criterion: &mut Criterion) {
    let whole = repeated(|_| true);
    let sample = load(SAMPLE).unwrap();
    let of_sample = Findings::of(&sample, &House::default(), &FileChecks::default());
    let reviewed = repeated(|claim| {
        let has_error = of_sample.on(claim.id).iter().any(Finding::is_error);
        !has_error && standing_of(claim, Question::Fact).standing != Standing::Aside
    });
    let (words, zone) = (Words::of("en").unwrap(), TimeZone::UTC);
    let now = "2026-11-23T10:00:00Z".parse().unwrap();
    let mut group = criterion.benchmark_group("export");
    group
        .throughput(Throughput::Elements(CLAIMS as u64))
        .sample_size(10)
        .measurement_time(Duration::from_secs(3));
    for format in Format::ALL {
        let case = if *format == Format::Claimreview {
            &reviewed
        } else {
            &whole
        };
        let findings = Findings::of(case, &House::default(), &FileChecks::default());
        let mut request = ExportRequest::new(*format);
        request.choice = Choice::All;
        request.url = Some("https://desk.example/checks".to_owned());
        request.publisher = Some("Our desk".to_owned());
        let options = Options::new(&request, &words, &findings, &zone, now);
        if let Err(refusal) = export(*format, case, &options) {
            println!("export/{format}: {}", refusal.what);
            continue;
        }
        group.bench_function(format.name(), |bencher| {
            bencher.iter(|| black_box(export(*format, case, &options).unwrap()));
        });
    }
    group.finish();
}

criterion_group!(benches, exports);
criterion_main!(benches);
