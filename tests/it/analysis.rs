//! A large case is shown before its findings and suggested links are computed. When they come, they
//! are those of the case at that time.

use std::sync::Arc;

use crate::support::bench::Bench;
use factdesk::case::{Case, Claim, IdGen, Question, Stamp, Timestamp, Verdict, ops};
use factdesk::check::{Analysis, FileChecks, Findings, House, LinkSuggestions};
use factdesk::store::emit;
use factdesk::workbench::{Effect, Event, Job, JobResult, UiPrefs};

/// More claims than are checked in one step.
const MANY: usize = 4_100;

fn large() -> Bench {
    over(&many())
}

fn over(case: &Case) -> Bench {
    let mut bench = Bench::over(&emit(case).unwrap(), Some("mk"), UiPrefs::default());
    bench.resize(120, 36);
    bench
}

fn many() -> Case {
    let mut mint = IdGen::seeded(3);
    let mut case = Case::new(mint.id(|_| false), "many");
    let start: Timestamp = "2026-11-23T10:00:00.000Z".parse().unwrap();
    let claim = |at: usize| {
        let text = match at {
            0 => "40 people were killed in Norsund on Friday, 23 November 2026.".to_owned(),
            1 => "60 people were killed in Norsund.".to_owned(),
            _ => format!("The ferry number {at} left."),
        };
        let mut claim = Claim::new(mint.id(|_| false), None, text);
        claim.added = Some(start.later(i64::try_from(at).unwrap()));
        Arc::new(claim)
    };
    case.claims = (0..MANY).map(claim).collect();
    case
}

/// Runs the last requested job and returns its result.
fn analysed(bench: &mut Bench) -> Event {
    let Some(Effect::Run(Job::Analyse {
        serial,
        case,
        house,
        files,
    })) = bench.out.pop()
    else {
        panic!("nothing was asked for")
    };
    let analysis = Analysis::of(&case, &house, &files);
    Event::Ran(JobResult::Analysed(serial, Box::new(analysis)))
}

fn is_checking(bench: &Bench) -> bool {
    bench
        .frame()
        .lines()
        .next()
        .unwrap()
        .contains("  checking ")
}

/// Whether the workbench has the same findings as a check of the whole case.
fn is_whole(bench: &Bench) -> bool {
    let (case, index) = (bench.case(), &bench.app.model.index);
    let found = Findings::of(case, &House::default(), &FileChecks::default());
    let all = |findings: &Findings| findings.all(case, index.coverage);
    let suggested = LinkSuggestions::of(case);
    let ids = case.claims.iter().take(3).map(|claim| claim.id);
    all(&found) == all(&index.findings)
        && ids
            .into_iter()
            .all(|id| suggested.on(case, id) == index.suggestions.on(case, id))
}

#[test]
fn edits_during_the_analysis_are_included() {
    let mut bench = large();
    assert!(is_checking(&bench) && !is_whole(&bench));
    let event = analysed(&mut bench);
    assert!(bench.out.is_empty(), "asked for once");
    // The edits change the words of a count, add a verdict without evidence, and drop a claim.
    bench.keys("ggw<Ctrl-U>50 people were killed there.<Enter>");
    bench.keys("jc<Esc>jj<Del>");
    assert!(is_checking(&bench) && !is_whole(&bench));
    bench.event(event);
    assert!(!is_checking(&bench));
    assert!(is_whole(&bench));
    let header = bench.frame().lines().next().unwrap().to_owned();
    assert!(header.contains(" ! 2 "), "{}", bench.frame());
    assert_eq!(bench.case().claims.len(), MANY - 1);
    bench.keys("z");
    assert!(is_whole(&bench));
}

#[test]
fn an_analysis_from_before_a_file_change_is_ignored() {
    let mut bench = large();
    let before = analysed(&mut bench);
    bench.outside(|case| {
        let id = case.claims[0].id;
        let mut claims: Vec<Arc<Claim>> = case.claims.iter().cloned().collect();
        let claim = claims.iter_mut().find(|claim| claim.id == id).unwrap();
        Arc::make_mut(claim).text = "50 people were killed in Norsund.".to_owned();
        case.claims = claims.into_iter().collect();
    });
    bench.look();
    let after = analysed(&mut bench);
    bench.event(before);
    assert!(is_checking(&bench) && !is_whole(&bench));
    bench.event(after);
    assert!(!is_checking(&bench) && is_whole(&bench));
}

#[test]
fn the_list_of_findings_waits_for_the_analysis() {
    let mut bench = large();
    bench.keys("!");
    assert!(bench.said().contains("still being checked"));
    let event = analysed(&mut bench);
    bench.event(event);
    bench.keys("!");
    assert!(bench.frame().contains("Findings"), "{}", bench.frame());
}

#[test]
fn no_findings_are_not_reported_before_the_analysis() {
    let mut bench = large();
    bench.keys("W");
    assert!(
        bench.said().contains("the case is still being checked"),
        "{}",
        bench.said()
    );
    bench.keys("f");
    assert!(
        bench
            .frame()
            .contains("claims with findings: still being checked"),
        "{}",
        bench.frame()
    );
    bench.keys("<Esc>");
    bench.keys("<Esc>");
    let event = analysed(&mut bench);
    bench.event(event);
    bench.keys("f");
    assert!(!bench.frame().contains("still being checked"));
}

#[test]
fn all_checked_is_not_called_free_of_findings_too_early() {
    let mut case = many();
    let ids: Vec<_> = case.claims.iter().map(|claim| claim.id).collect();
    let judged = ops::Judgement {
        verdict: Some(Verdict::Confirmed),
        ..ops::Judgement::default()
    };
    for id in ids.into_iter().skip(1) {
        let stamp = Stamp {
            by: "mk",
            at: "2026-11-23T10:00:00.000Z".parse().unwrap(),
        };
        let edit = ops::rule(&case, id, Question::Fact, &judged, &stamp).unwrap();
        edit.apply(&mut case).unwrap();
    }
    let mut bench = over(&case);
    bench.keys("ggc");
    let said = bench.said();
    assert!(said.contains("All 4100 claims checked"), "{said}");
    assert!(said.contains("Findings are not counted yet"), "{said}");
}
