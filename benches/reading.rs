//! Measures how fast a story is read, and for comparison how fast `unicode-segmentation` finds its
//! sentence boundaries.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use factdesk::case::IdGen;
use factdesk::reading::{Format, Language, read_story, sentences};
use unicode_segmentation::UnicodeSegmentation;

/// A story of at least one mebibyte, made by repeating one of the test stories.
fn story(text: &str) -> String {
    text.repeat((1 << 20) / text.len() + 1)
}

fn read(criterion: &mut Criterion) {
    let stories = [
        (
            "en",
            Language::English,
            include_str!("../tests/stories/ferry.en.txt"),
        ),
        (
            "uk",
            Language::Ukrainian,
            include_str!("../tests/stories/mine.uk.txt"),
        ),
        (
            "ru",
            Language::Russian,
            include_str!("../tests/stories/dam.ru.txt"),
        ),
    ];
    for (code, language, text) in stories {
        let text = story(text);
        let mut group = criterion.benchmark_group(format!("read/{code}"));
        group
            .throughput(Throughput::Bytes(text.len() as u64))
            .sample_size(10)
            .measurement_time(Duration::from_secs(3));
        group.bench_function("boundaries of unicode-segmentation", |bencher| {
            bencher.iter(|| {
                black_box(
                    text.lines()
                        .map(|line| line.split_sentence_bounds().count())
                        .sum::<usize>(),
                )
            });
        });
        group.bench_function("sentences", |bencher| {
            bencher.iter(|| {
                black_box(
                    text.lines()
                        .map(|line| sentences(line, Some(language)).len())
                        .sum::<usize>(),
                )
            });
        });
        group.bench_function("story to case", |bencher| {
            bencher.iter(|| {
                black_box(
                    read_story(&text, Format::Plain, "story.txt", &mut IdGen::seeded(1)).unwrap(),
                )
            });
        });
        group.finish();
    }
}

criterion_group!(benches, read);
criterion_main!(benches);
