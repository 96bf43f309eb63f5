//! Rulings that lie ahead of the clock, while the clock goes on: which of them count in a workbench
//! and on a desk that stay open for days.

use crate::support::bench::Bench;
use factdesk::case::*;
use factdesk::workbench::Event;

const HOUR: i64 = 60 * 60 * 1000;

/// A story of one sentence that is a claim, at the bench.
fn ferry() -> Bench {
    Bench::story("The ferry of Kelm ran aground on the north cape on Friday.\n")
}

fn fact(case: &Case) -> Standing {
    let claim = case.claims.get_at(0).unwrap();
    standing::standing_of(claim, Question::Fact).standing
}

/// How the claim stands, which is the same wherever one looks.
fn standing_of(bench: &Bench) -> Standing {
    let here = fact(bench.case());
    let id = bench.case().claims.get_at(0).unwrap().id;
    assert_eq!(bench.app.model.index.standings(id).unwrap().fact, here);
    here
}

/// A ruling of somebody else's, put into the file by something else.
fn ruled_outside(bench: &mut Bench, by: &str, at: Timestamp) {
    bench.outside(|case| {
        let judged = ops::Judgement {
            verdict: Some(Verdict::Disputed),
            note: "seen".to_owned(),
            decides: true,
            ..ops::Judgement::default()
        };
        let id = case.claims.get_at(0).unwrap().id;
        let edit = ops::rule(case, id, Question::Fact, &judged, &Stamp { by, at });
        edit.unwrap().apply(case).unwrap();
    });
}

#[test]
fn what_is_ruled_after_days_in_one_session_counts() {
    let mut bench = ferry();
    bench.keys("c");
    bench.save();
    assert_eq!(standing_of(&bench), Standing::Confirmed);
    for hours in [25, 100] {
        for (key, standing) in [("d", Standing::Disputed), ("c", Standing::Confirmed)] {
            bench.clock = bench.clock.later(hours * HOUR);
            bench.keys(key);
            assert_eq!(standing_of(&bench), standing, "after {hours} hours");
        }
    }
    // The desk has looked at its file meanwhile, as it does all the time.
    bench.clock = bench.clock.later(25 * HOUR);
    bench.look();
    bench.keys("d");
    bench.look();
    assert_eq!(standing_of(&bench), Standing::Disputed);
}

#[test]
fn a_ruling_from_the_future_counts_once_its_time_has_come() {
    let mut bench = ferry();
    bench.keys("c");
    bench.save();
    let ahead = bench.clock.later(48 * HOUR);
    ruled_outside(&mut bench, "zz", ahead);
    bench.look();
    bench.clock = bench.clock.later(60_000);
    bench.keys("dc");
    let claim = bench.case().claims.get_at(0).unwrap();
    assert_eq!(standing::rulings_ahead(claim).count(), 1);
    assert_eq!(standing::by_time(claim).next().unwrap().by, "zz");
    bench.clock = ahead;
    bench.event(Event::Saved);
    let claim = bench.case().claims.get_at(0).unwrap();
    assert_eq!(standing::rulings_ahead(claim).count(), 0);
    assert_eq!(standing::by_time(claim).next_back().unwrap().by, "zz");
    assert_eq!(standing_of(&bench), Standing::Disputed);
}

#[test]
fn a_save_that_finds_the_file_changed_does_not_set_the_clock_back() {
    let mut bench = ferry();
    bench.keys("c");
    // It waits for days to be saved, and a colleague who rules meanwhile is not ahead of anything.
    bench.clock = bench.clock.later(60 * HOUR);
    bench.look_at_the_clock();
    let now = bench.clock;
    ruled_outside(&mut bench, "zz", now);
    bench.save();
    let claim = bench.saved().claims.get_at(0).unwrap();
    assert_eq!(claim.rulings.len(), 2);
    assert_eq!(standing::rulings_ahead(claim).count(), 0);
    assert_eq!(fact(bench.saved()), Standing::Disputed);
}
