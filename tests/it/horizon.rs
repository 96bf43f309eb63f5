//! Rulings dated in the future, in a workbench and on a desk that stay open for days: which of them
//! count, and from when.

use crate::support::bench::Bench;
use factdesk::case::*;
use factdesk::workbench::Event;

const HOUR: i64 = 60 * 60 * 1000;

/// A bench with a story of one sentence, which is a claim.
fn ferry() -> Bench {
    Bench::story("The ferry of Kelm ran aground on the north cape on Friday.\n")
}

fn fact(case: &Case) -> Standing {
    let claim = case.claims.get_at(0).unwrap();
    standing::standing_of(claim, Question::Fact).standing
}

/// The standing of the claim, which must be the same in the workbench and on the desk.
fn standing_of(bench: &Bench) -> Standing {
    let here = fact(bench.case());
    let id = bench.case().claims.get_at(0).unwrap().id;
    assert_eq!(bench.app.model.index.standings(id).unwrap().fact, here);
    here
}

/// Another program writes a ruling by somebody else into the file.
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
fn a_ruling_counts_after_days_in_one_session() {
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
    // The desk has looked at its file in the meantime, as it does every second.
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
fn saving_over_a_changed_file_does_not_set_the_clock_back() {
    let mut bench = ferry();
    bench.keys("c");
    // The edit waits for days to be saved, and a colleague's ruling in the meantime is not in the
    // future.
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
