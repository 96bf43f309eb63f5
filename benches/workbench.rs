//! Measures the workbench: the time from the start to the first frame, a frame at 100 and at
//! 100,000 claims, a keystroke at each size, the first hits of a search, and the bytes that a
//! keystroke sends to the terminal.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code, unused_imports, reason = "the tests break it")]
#[path = "../tests/it/support/disk/mod.rs"]
mod disk;

use disk::Memory;
use std::cell::Cell;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use factdesk::case::{Case, History, IdGen, Timestamp};
use factdesk::reading::{Format, read_story};
use factdesk::store::{Access, Desk, Disk, emit};
use factdesk::workbench::find::Finder;
use factdesk::workbench::key::script;
use factdesk::workbench::{App, Context, Effect, Event, Keymap, Model, Size, UiPrefs};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SAMPLE: &str = include_str!("../assets/crocus-city-hall.case.ron");

fn now() -> Timestamp {
    "2026-11-23T10:00:00.000Z".parse().unwrap()
}

fn case_of(claims: usize) -> Case {
    let paragraph = "The ferry of Kelm ran aground on the north cape at 19:40, the coast guard said. Її капітан не \
                     відповідав на виклики, повідомила поліція. Two helicopters and nine boats took part.\n\n";
    let story = format!("Ferry aground\n\n{}", paragraph.repeat(claims.div_ceil(3)));
    read_story(&story, Format::Plain, "ferry.txt", &mut IdGen::seeded(1))
        .unwrap()
        .0
}

fn model_of(case: Case) -> App {
    let history = History::new(case);
    let mut app = App::new(Model::new(
        history,
        Some("mk".into()),
        Keymap::default(),
        UiPrefs::default(),
        now(),
    ));
    event(&mut app, Event::Resize(Size::new(120, 40)));
    event(&mut app, Event::Begun);
    app
}

fn event(app: &mut App, event: Event) -> Vec<Effect> {
    let mut mint = IdGen::seeded(2);
    let mut cx = Context {
        at: now(),
        mint: &mut mint,
        effects: Vec::new(),
    };
    app.update(event, &mut cx);
    cx.effects
}

fn keys(app: &mut App, text: &str) -> Vec<Effect> {
    let keys = script(text).unwrap().into_iter();
    keys.flat_map(|key| event(app, Event::Key(key.into())))
        .collect()
}

fn frame(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    app.draw(&mut buffer);
    buffer
}

fn start(criterion: &mut Criterion) {
    let cases = [
        ("the sample", SAMPLE.to_owned()),
        ("100000 claims", emit(&case_of(100_000)).unwrap()),
    ];
    for (name, text) in cases {
        let disk = Memory::new();
        disk.put("/a.case.ron", text);
        let disk: Arc<dyn Disk> = Arc::new(disk);
        let path = Path::new("/a.case.ron");
        let opened = || Desk::open(Arc::clone(&disk), None, path, Access::Read).unwrap();
        let mut group = criterion.benchmark_group(format!("start/{name}"));
        group.sample_size(20);
        group.bench_function("from its file to a case", |bench| bench.iter(opened));
        group.bench_function("from its file to the first frame", |bench| {
            bench.iter(|| frame(&model_of(opened().history().case().clone())));
        });
    }
}

fn frames(criterion: &mut Criterion) {
    for claims in [100, 100_000] {
        let mut app = model_of(case_of(claims));
        keys(&mut app, "G");
        criterion.bench_function(&format!("frame/list, {claims} claims"), |bench| {
            bench.iter(|| black_box(frame(&app)));
        });
        criterion.bench_function(&format!("key/down and up, {claims} claims"), |bench| {
            bench.iter(|| keys(&mut app, "kj"));
        });
        criterion.bench_function(&format!("key/ruling and undo, {claims} claims"), |bench| {
            bench.iter(|| keys(&mut app, "vcz"));
        });
        keys(&mut app, "t");
        criterion.bench_function(&format!("frame/story, {claims} claims"), |bench| {
            bench.iter(|| black_box(frame(&app)));
        });
    }
}

fn finds(criterion: &mut Criterion) {
    let mut app = model_of(case_of(100_000));
    let effects = keys(&mut app, "/helicopters");
    let Some(Effect::Find(query)) = effects.into_iter().last() else {
        panic!("a find")
    };
    criterion.bench_function("find/first hits, 100000 claims", |bench| {
        bench.iter(|| Finder::new(query.clone()).search_next(4_000));
    });
    criterion.bench_function("find/all hits, 100000 claims", |bench| {
        bench.iter(|| {
            let mut finder = Finder::new(query.clone());
            while !finder.search_next(4_000).is_done {}
        });
    });
}

/// A writer that counts the bytes written to it.
#[derive(Clone, Default)]
struct Count(Rc<Cell<usize>>);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Prints the number of bytes that a key sends to the terminal. This is no time measurement.
fn bytes(_: &mut Criterion) {
    let mut app = model_of(case_of(100));
    let count = Count::default();
    let options = ratatui::TerminalOptions {
        viewport: ratatui::Viewport::Fixed(Rect::new(0, 0, 120, 40)),
    };
    let mut terminal =
        Terminal::with_options(CrosstermBackend::new(count.clone()), options).unwrap();
    let mut sent = 0;
    for (name, text) in [
        ("the first frame", ""),
        ("j", "j"),
        ("a ruling", "c"),
        ("the story", "t"),
    ] {
        keys(&mut app, text);
        terminal
            .draw(|frame| {
                app.draw(frame.buffer_mut());
            })
            .unwrap();
        let now = count.0.get();
        println!("bytes/{name}, 120x40: {}", now - sent);
        sent = now;
    }
}

criterion_group!(benches, bytes, start, frames, finds);
criterion_main!(benches);
