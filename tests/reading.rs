//! How near the reader comes to what a person has marked: `cargo test --test reading -- --nocapture` prints the scores that
//! the README quotes.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "support/gold.rs"]
mod gold;

use gold::{Score, stories};

/// The scores of one folder; with `FACTDESK_WRONG` set, also what went wrong.
fn score(folder: &str) -> Score {
    let score = Score::of(&stories(folder));
    println!("{folder:>4}: {score}");
    if std::env::var_os("FACTDESK_WRONG").is_some_and(|wanted| wanted == folder) {
        for line in &score.wrong {
            println!("      {line}");
        }
    }
    score
}

#[test]
fn the_gold_stories_are_read_well() {
    for folder in ["en", "uk", "ru"] {
        score(folder);
    }
}

#[test]
fn the_stories_that_no_rule_was_made_on_are_read_well() {
    for language in ["en", "uk", "ru"] {
        let held: Vec<_> = stories("held")
            .into_iter()
            .filter(|story| story.name.starts_with(language))
            .collect();
        println!("held {language}: {}", Score::of(&held));
    }
}
