//! Measures how close the reader comes to stories that a person has marked. `cargo test --test it
//! reading:: -- --nocapture` prints the scores that the guide quotes. `FACTDESK_WRONG=uk` also
//! prints the errors in the stories of one language.
//!
//! The rules were made with the stories under `en`, `uk` and `ru` in view. Those under `held` were
//! marked before, and nobody looked at their errors, so their scores show how the reader does on
//! unseen text.
//!
//! `FACTDESK_CORPORA=FOLDER` also scores texts that other people have marked, with the same
//! command: see `support/corpora.rs`. `FACTDESK_WRONG=gum-dev` prints the errors in the first half
//! of one of those sets.

use crate::support::corpora;
use std::path::PathBuf;

use crate::support::gold::{Score, Story, stories};
use factdesk::case::IdGen;
use factdesk::reading::{Format, read_story};
use factdesk::store::{emit, load};
use proptest::prelude::*;

/// Prints the score of some stories and returns it.
fn score(name: &str, stories: &[Story]) -> Score {
    let score = Score::of(stories);
    println!("{name:>7}: {score}");
    print_wrong(name, &score.wrong);
    score
}

/// Prints the errors in a set, if they are requested.
fn print_wrong(name: &str, wrong: &[String]) {
    if std::env::var_os("FACTDESK_WRONG").is_some_and(|wanted| wanted == name) {
        for line in wrong {
            println!("         {line}");
        }
    }
}

/// Prints the scores on each set in the folder that `FACTDESK_CORPORA` names, for both halves.
#[test]
fn texts_marked_by_others_are_scored() {
    let Some(folder) = std::env::var_os("FACTDESK_CORPORA").map(PathBuf::from) else {
        return;
    };
    for set in corpora::ends(&folder) {
        let [one, other] = set.halves;
        let all = one + other;
        println!(
            "{:>9}: sentence ends {:.3} (precision {:.3}, recall {:.3}), halves {:.3} and {:.3}",
            set.name,
            all.f1(),
            all.precision(),
            all.recall(),
            one.f1(),
            other.f1()
        );
        print_wrong(&set.name, &set.wrong);
    }
    for set in corpora::pages(&folder) {
        let [one, other] = set.halves;
        let all = one + other;
        println!(
            "{:>9}: articles {:.4} (precision {:.3}, recall {:.3}), halves {:.4} and {:.4}",
            set.name,
            all.f1(),
            all.precision(),
            all.recall(),
            one.f1(),
            other.f1()
        );
        print_wrong(&set.name, &set.wrong);
    }
    for set in corpora::said(&folder) {
        let [one, other] = set.halves;
        let all = one + other;
        println!(
            "{:>9}: claims found {:.3}, said by {:.3}, names right {:.3}; halves {:.3} and {:.3}",
            set.name,
            all.claims.recall(),
            all.right.recall(),
            all.names.precision(),
            one.right.recall(),
            other.right.recall()
        );
        print_wrong(&set.name, &set.wrong);
    }
}

#[test]
fn the_gold_stories_are_read_well() {
    for folder in ["en", "uk", "ru"] {
        let score = score(folder, &stories(folder));
        assert!(score.kinds.precision() > 0.95, "{folder}: {score}");
        assert!(score.ends.f1() > 0.98, "{folder}: {score}");
        assert!(score.claims.f1() > 0.96, "{folder}: {score}");
        assert!(score.credited.recall() > 0.74, "{folder}: {score}");
        assert!(score.links.precision() > 0.82, "{folder}: {score}");
    }
}

#[test]
fn the_stories_that_no_rule_was_made_on_are_read_well() {
    let held = stories("held");
    for language in ["en", "uk", "ru"] {
        let of_language = |story: &&Story| story.name.starts_with(language);
        let some: Vec<Story> = held.iter().filter(of_language).cloned().collect();
        let score = score(&format!("held {language}"), &some);
        assert!(score.ends.f1() > 0.97, "{language}: {score}");
        assert!(score.claims.f1() > 0.92, "{language}: {score}");
        // A question does not count as found.
        assert!(score.credited.recall() > 0.65, "{language}: {score}");
        assert!(score.links.precision() > 0.73, "{language}: {score}");
    }
}

/// Words and punctuation of sentences that credit somebody, in any order.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "said",
        "CNN",
        "Ann",
        "Lee",
        "the",
        "group",
        "according",
        "to",
        "that",
        "citing",
        "Amaq",
        "who",
        "she",
        "told",
        "Reuters",
        "in",
        "a",
        "statement",
        "published",
        "by",
        "mayor",
        "Dr.",
        "St.",
        "(SSB)",
        "(",
        ")",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "–",
        "—",
        "-",
        ",",
        ".",
        "…",
        "?",
        "!",
        ":",
        ";",
        "за",
        "словами",
        "мера",
        "Івана",
        "Гнатюка",
        "повідомили",
        "в",
        "поліції",
        "він",
        "сказав",
        "«Степ»",
        "по",
        "данным",
        "Росстата",
        "сообщил",
        "ТАСС",
        "со",
        "ссылкой",
        "на",
        "источник",
        "который",
        "г.",
        "2019",
        "№",
        "@handle",
        "x.com",
        "\u{301}",
        "I.",
        "1)",
        "2)",
        "’s",
        "&",
        "and",
        "и",
        "та",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_words_in_any_order_are_read(
        words in prop::collection::vec((word(), prop::bool::weighted(0.8)), 0..80),
        breaks in prop::collection::vec(0..80_usize, 0..4),
    ) {
        let mut text = String::new();
        for (place, (word, spaced)) in words.iter().enumerate() {
            text.push_str(word);
            text.push_str(if breaks.contains(&place) { "\n\n" } else if *spaced { " " } else { "" });
        }
        let (case, report) = read_story(&text, Format::Plain, "any.txt", &mut IdGen::seeded(3)).unwrap();
        prop_assert_eq!(report.claims, case.claims.iter().count());
        for claim in case.claims.iter() {
            prop_assert!(!case.is_unanchored(claim));
            let is_either = claim
                .attribution
                .as_ref()
                .is_none_or(|credit| credit.chain.is_empty() != credit.candidates.is_empty());
            prop_assert!(is_either);
        }
        for source in case.sources.iter() {
            prop_assert!(!source.name.trim().is_empty());
        }
        let text = emit(&case).unwrap();
        prop_assert_eq!(emit(&load(text.as_bytes()).unwrap()).unwrap(), text);
    }
}
