//! Measures what safety costs: the time from a key to its receipt, a key while the case file is
//! being saved, and the start with a long journal.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code, unused_imports, reason = "the tests break it")]
#[path = "../tests/it/support/disk/mod.rs"]
mod disk;

use disk::Memory;
use std::fs::{self, OpenOptions};
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use factdesk::case::{Case, IdGen, Stamp, Timestamp, ops};
use factdesk::reading::{Format, read_story};
use factdesk::store::{Access, Desk, Disk, System, emit};
use factdesk::workbench::key::script;
use factdesk::workbench::{App, Context, Effect, Event, Keymap, Model, Size, UiPrefs};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn now() -> Timestamp {
    "2026-11-23T10:00:00.000Z".parse().unwrap()
}

fn case_of(claims: usize) -> Case {
    let paragraph = "The ferry of Kelm ran aground on the north cape at 19:40, the coast guard said. Її капітан не \
                     відповідав на виклики, повідомила поліція. Two helicopters and nine boats took part.\n\n";
    let story = format!("Ferry aground\n\n{}", paragraph.repeat(claims.div_ceil(3)));
    let read = read_story(&story, Format::Plain, "ferry.txt", &mut IdGen::seeded(1));
    read.unwrap().0
}

/// A directory on the real disk, under the build directory, where files are really synced.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn open(folder: &Path) -> Desk {
    let path = folder.join("story.case.ron");
    Desk::open(
        Arc::new(System),
        Some(&folder.join("state")),
        &path,
        Access::Write,
    )
    .unwrap()
}

/// A case of this size on the real disk, its desk and its workbench.
fn bench_of(claims: usize) -> (Desk, App, PathBuf) {
    let folder = folder(&format!("safety-{claims}"));
    fs::write(
        folder.join("story.case.ron"),
        emit(&case_of(claims)).unwrap(),
    )
    .unwrap();
    let desk = open(&folder);
    let (person, history) = (Some("mk".into()), desk.history().clone());
    let mut app = App::new(Model::new(
        history,
        person,
        Keymap::default(),
        UiPrefs::default(),
        now(),
    ));
    let size = Event::Resize(Size::new(120, 40));
    event(&mut app, size, 0);
    event(&mut app, Event::Begun, 0);
    (desk, app, folder)
}

fn event(app: &mut App, event: Event, tick: i64) -> Vec<Effect> {
    let mut mint = IdGen::seeded(2);
    let mut cx = Context {
        at: now().later(tick),
        mint: &mut mint,
        effects: Vec::new(),
    };
    app.update(event, &mut cx);
    cx.effects
}

fn keys(app: &mut App, text: &str, tick: i64) -> Vec<Effect> {
    let keys = script(text).unwrap().into_iter();
    keys.flat_map(|key| event(app, Event::Key(key.into()), tick))
        .collect()
}

/// Rules on the next claim: the key, the edit, the journal, and the receipt back in the workbench.
fn ruled(desk: &mut Desk, app: &mut App, tick: i64) {
    // Focus goes down the list and then starts at its top again, so that no claim gets more rulings
    // than a real one would.
    let go = if tick % 90 == 0 { "g" } else { "j" };
    // Each round gives another verdict, since the same verdict again would record nothing.
    let rule = match (tick + tick / 90) % 3 {
        0 => "c",
        1 => "d",
        _ => "u",
    };
    for effect in keys(app, &format!("{go}{rule}"), tick) {
        if let Effect::Record(step) = effect {
            let receipt = desk.record(step).unwrap();
            event(app, Event::Stored(receipt), tick);
        }
    }
}

/// Measures the time from a key to its receipt, in turn with an append and fdatasync of as many
/// bytes, so that both use the same disk at the same load.
fn receipts(criterion: &mut Criterion) {
    for claims in [100, 100_000] {
        let (mut desk, mut app, folder) = bench_of(claims);
        let mut bare = OpenOptions::new()
            .append(true)
            .create(true)
            .open(folder.join("bare"))
            .unwrap();
        let line = vec![b'x'; 420];
        let mut tick = 0;
        let mut group = criterion.benchmark_group(format!("key to receipt/{claims} claims"));
        group
            .sample_size(30)
            .measurement_time(Duration::from_secs(4));
        for name in ["append and fdatasync", "key to receipt"] {
            group.bench_function(name, |bencher| {
                bencher.iter_custom(|rounds| {
                    let mut spent = Duration::ZERO;
                    for _ in 0..rounds {
                        let first = Instant::now();
                        bare.write_all(&line).unwrap();
                        bare.sync_data().unwrap();
                        let second = Instant::now();
                        tick += 1;
                        ruled(&mut desk, &mut app, tick);
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

fn frame(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    app.draw(&mut buffer);
    buffer
}

/// Measures a save, and how long a key and its frame take at most while the save runs on the desk's
/// thread. The result is printed, since it is a maximum and not a mean.
fn checkpoints(criterion: &mut Criterion) {
    for claims in [100, 100_000] {
        let (mut desk, mut app, _) = bench_of(claims);
        let mut tick = 0;
        let mut group = criterion.benchmark_group(format!("checkpoint/{claims} claims"));
        group
            .sample_size(10)
            .measurement_time(Duration::from_secs(4));
        group.bench_function("a ruling saved", |bencher| {
            bencher.iter_custom(|rounds| {
                let mut spent = Duration::ZERO;
                for _ in 0..rounds {
                    tick += 1;
                    ruled(&mut desk, &mut app, tick);
                    let start = Instant::now();
                    desk.checkpoint().unwrap();
                    spent += start.elapsed();
                }
                spent
            });
        });
        group.finish();
        let longest = |app: &mut App, until: &dyn Fn(usize) -> bool| {
            let (mut longest, mut count) = (Duration::ZERO, 0);
            while !until(count) {
                let start = Instant::now();
                keys(app, if count % 2 == 0 { "j" } else { "k" }, 0);
                black_box(frame(app));
                longest = longest.max(start.elapsed());
                count += 1;
            }
            (longest, count)
        };
        let (alone, _) = longest(&mut app, &|count| count == 500);
        let mut worst = (Duration::ZERO, 0);
        for _ in 0..5 {
            tick += 1;
            ruled(&mut desk, &mut app, tick);
            let is_done = AtomicBool::new(false);
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    desk.checkpoint().unwrap();
                    is_done.store(true, Ordering::SeqCst);
                });
                let (now, count) = longest(&mut app, &|_| is_done.load(Ordering::SeqCst));
                worst = (worst.0.max(now), worst.1 + count);
            });
        }
        println!(
            "checkpoint/{claims} claims: the longest key and frame is {alone:?} alone, {:?} of {} while a save runs",
            worst.0, worst.1
        );
    }
}

/// Measures the start with a journal of 100,000 edits. The first writer shortens the journal, and
/// later ones find it short.
fn long_journal(criterion: &mut Criterion) {
    let folder = folder("safety-journal");
    let path = folder.join("story.case.ron");
    // The files are made in memory, where nothing is synced, at the same paths.
    let memory = Memory::new();
    memory.put(&path, emit(&case_of(400)).unwrap());
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let state = folder.join("state");
    let mut desk = Desk::open(disk, Some(&state), &path, Access::Write).unwrap();
    let mut history = desk.history().clone();
    for number in 0..100_000_usize {
        let stamp = Stamp {
            by: "mk",
            at: now(),
        };
        let claims = &history.case().claims;
        let id = claims.get_at(number % claims.len()).unwrap().id;
        let wording = format!("Wording {number}");
        let edit = ops::reword(history.case(), id, &wording, &stamp).unwrap();
        desk.record(history.make(edit).unwrap()).unwrap();
    }
    desk.checkpoint().unwrap();
    drop(desk);
    let put = || {
        let _ = fs::remove_dir_all(&folder);
        for path in memory.paths() {
            if let (true, Some(bytes)) = (path.starts_with(&folder), memory.bytes(&path)) {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
    };
    let mut group = criterion.benchmark_group("start/journal of 100000 edits");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    group.bench_function("for the first time", |bencher| {
        bencher.iter_batched(put, |()| black_box(open(&folder)), BatchSize::PerIteration);
    });
    group.bench_function("later", |bencher| {
        bencher.iter(|| black_box(open(&folder)));
    });
    put();
    group.bench_function("to read", |bencher| {
        let state = folder.join("state");
        bencher.iter(|| Desk::open(Arc::new(System), Some(&state), &path, Access::Read).unwrap());
    });
    group.finish();
}

criterion_group!(benches, receipts, checkpoints, long_journal);
criterion_main!(benches);
