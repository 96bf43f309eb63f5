//! Measures the store, each figure with its baseline in the same run: emitting and loading against
//! `ron::from_str`, a recorded edit against a bare append and fdatasync.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::{self, OpenOptions};
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use factdesk::case::ops::{self, Judgement, NewEvidence};
use factdesk::case::{Case, Edit, IdGen, Question, Stamp, Stance, Timestamp, Verdict};
use factdesk::reading::{Format, read_story};
use factdesk::store::{Access, Desk, System, emit, load};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn now() -> Timestamp {
    "2026-11-23T10:00:00.000Z".parse().unwrap()
}

/// A case of this many claims: every second one is attributed, every third one ruled on, and every
/// fourth one has evidence.
fn case_of(claims: usize) -> Case {
    let mut mint = IdGen::seeded(1);
    let paragraph = "The ferry of Kelm ran aground on the north cape at 19:40, the coast guard said. Її капітан не \
                     відповідав на виклики, повідомила поліція. Two helicopters and nine boats took part.\n\n";
    let story = format!("Ferry aground\n\n{}", paragraph.repeat(claims.div_ceil(3)));
    let (mut case, _) = read_story(&story, Format::Plain, "ferry.txt", &mut mint).unwrap();
    let source = case.sources.first().unwrap().id;
    let stamp = Stamp {
        by: "mk",
        at: now(),
    };
    let mut edit = Edit {
        what: String::new(),
        by: String::new(),
        at: now(),
        changes: Vec::new(),
    };
    let note = "the log of the harbour says so";
    for (place, claim) in case.claims.iter().enumerate().take(claims) {
        if place % 3 == 0 {
            let judged = Judgement {
                verdict: Some(Verdict::Disputed),
                note: note.into(),
                ..Judgement::default()
            };
            edit.changes.extend(
                ops::rule(&case, claim.id, Question::Fact, &judged, &stamp)
                    .unwrap()
                    .changes,
            );
        }
    }
    // Evidence is added directly, since an operation looks through all items for its id. Here the
    // ids are known to be new.
    let mut small = Case::new(mint.id(|_| false), "small");
    small.sources = case.sources.clone();
    small.claims = case.claims.iter().take(1).cloned().collect();
    let first = small.claims.first().unwrap().id;
    for (place, claim) in case.claims.iter().enumerate().take(claims) {
        if place % 4 == 0 {
            let mut new = NewEvidence::new(source, Question::Fact, Stance::Supports);
            new.quote = "19:40 aground, two lights out".into();
            let made = ops::add_evidence(&small, first, new, &stamp, &mut mint)
                .unwrap()
                .changes;
            for change in made {
                if let factdesk::case::Change::Evidence(_, swap) = change {
                    edit.changes
                        .push(factdesk::case::Change::Evidence(claim.id, swap));
                }
            }
        }
    }
    edit.apply(&mut case).unwrap();
    case
}

fn text(criterion: &mut Criterion) {
    for size in SIZES {
        let case = case_of(size);
        let text = emit(&case).unwrap();
        let mut group = criterion.benchmark_group(format!("text/{size}"));
        group
            .throughput(Throughput::Bytes(text.len() as u64))
            .sample_size(10)
            .measurement_time(Duration::from_secs(3));
        group.bench_function("ron::from_str", |bencher| {
            bencher.iter(|| black_box(ron::from_str::<Case>(&text).unwrap()));
        });
        group.bench_function("load", |bencher| {
            bencher.iter(|| black_box(load(text.as_bytes()).unwrap()));
        });
        group.bench_function("emit", |bencher| {
            bencher.iter(|| black_box(emit(&case).unwrap()));
        });
        group.finish();
    }
}

/// A directory on the real disk, under the build directory, where files are really synced.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Measures one ruling that is made, applied and recorded, in turn with an append and fdatasync of
/// as many bytes, so that both use the same disk at the same load.
fn record(criterion: &mut Criterion) {
    for size in SIZES {
        let folder = folder(&format!("record-{size}"));
        let path = folder.join("story.case.ron");
        fs::write(&path, emit(&case_of(size)).unwrap()).unwrap();
        let mut desk = Desk::open(
            Arc::new(System),
            Some(&folder.join("state")),
            &path,
            Access::Write,
        )
        .unwrap();
        let ids: Vec<_> = desk
            .history()
            .case()
            .claims
            .iter()
            .map(|claim| claim.id)
            .collect();
        let mut bare = OpenOptions::new()
            .append(true)
            .create(true)
            .open(folder.join("bare"))
            .unwrap();
        let line = vec![b'x'; 420];
        let mut turn = 0_usize;
        let mut history = desk.history().clone();
        let mut ruled = || {
            turn += 1;
            let claim = ids.get(turn * 7919 % ids.len()).copied().unwrap();
            let stamp = Stamp {
                by: "mk",
                at: now().later(i64::try_from(turn).unwrap()),
            };
            let judged = Judgement {
                verdict: Some(Verdict::Confirmed),
                ..Judgement::default()
            };
            let edit = ops::rule(history.case(), claim, Question::Fact, &judged, &stamp).unwrap();
            let step = history.make(edit).unwrap();
            desk.record(step).unwrap()
        };
        let mut appended = || {
            bare.write_all(&line).unwrap();
            bare.sync_data().unwrap();
        };
        let mut group = criterion.benchmark_group(format!("record/{size}"));
        group
            .sample_size(20)
            .measurement_time(Duration::from_secs(3));
        for name in ["append and fdatasync", "ruling made and recorded"] {
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                bencher.iter_custom(|rounds| {
                    let mut spent = Duration::ZERO;
                    for _ in 0..rounds {
                        // Each waits for the other's sync, so that a slow moment of the disk
                        // affects both.
                        let first = Instant::now();
                        appended();
                        let second = Instant::now();
                        black_box(ruled());
                        spent += if name.starts_with("append") {
                            second - first
                        } else {
                            second.elapsed()
                        };
                    }
                    spent
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, text, record);
criterion_main!(benches);
