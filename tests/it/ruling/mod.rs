//! Nobody rules by accident: evidence on its line, held keys, questions on the line above the
//! footer.

mod asked;
mod attaching;

use super::bench::Bench;
use factdesk::case::*;
use factdesk::store::{emit, load};
use factdesk::workbench::{Event, Held, Press, UiPrefs};

const FERRY: &str = include_str!("../../stories/ferry.en.txt");

fn last(bench: &Bench, number: usize) -> Evidence {
    bench.claim(number).evidence.last().cloned().unwrap()
}

fn name(bench: &Bench, item: &Evidence) -> String {
    let source = bench.case().sources.get(item.source).unwrap();
    source.name.clone()
}

/// The footer.
fn footer(bench: &Bench) -> String {
    bench.frame().lines().last().unwrap().trim().to_owned()
}

#[test]
fn a_line_break_in_a_note_or_quote_is_shown() {
    let mut case = load(include_bytes!("../../../assets/crocus-city-hall.case.ron")).unwrap();
    let claims = case.claims.iter().enumerate().map(|(place, claim)| {
        let mut claim: Claim = claim.as_ref().clone();
        if place == 10 {
            let item = &mut claim.evidence[0];
            item.quote = "They ran,\nhe said.".to_owned();
            item.note = "first\r\n\r\nsecond".to_owned();
        }
        claim.into()
    });
    case.claims = claims.collect::<Vec<_>>().into_iter().collect();
    let mut bench = Bench::over(&emit(&case).unwrap(), Some("mk"), UiPrefs::default());
    bench.resize(120, 50);
    let frame = bench.frame();
    assert!(!frame.contains('␊') && !frame.contains('␍'), "{frame}");
    let lines: Vec<&str> = frame.lines().collect();
    let after = |start: &str, next: &str, by: usize| {
        let at = lines.iter().position(|line| line.contains(start)).unwrap();
        assert!(lines[at + by].contains(next), "{frame}");
    };
    after("“They ran,", "he said.”", 1);
    after("first", "second", 2);
}
