//! Laws that hold for every case and every edit.

use std::collections::HashSet;

use crate::support::script::{moves, play, start, time};
use factdesk::case::ops::{self, Judgement};
use factdesk::case::standing::standing_of;
use factdesk::case::*;
use factdesk::store::{emit, load};
use proptest::prelude::*;

/// Whether everything is in the order that the guide's page on the case file gives.
fn is_canonical(case: &Case) -> bool {
    let sources = case
        .sources
        .is_sorted_by_key(|source| (source.name.clone(), source.id));
    let claims = case.claims.is_sorted_by_key(|claim| match claim.span {
        Some(span) => (false, span.paragraph, span.start, span.end, None, claim.id),
        None => (true, 0, 0, 0, claim.added, claim.id),
    });
    let inside = case.claims.iter().all(|claim| {
        claim.evidence.is_sorted_by_key(|item| (item.at, item.id))
            && claim
                .rulings
                .is_sorted_by_key(|ruling| (ruling.at, ruling.by.clone(), ruling.question))
    });
    sources && claims && inside
}

/// The rule for a standing, sentence by sentence and without optimisation.
fn by_the_rule(claim: &Claim, question: Question) -> Standing {
    let on_it: Vec<&Ruling> = claim
        .rulings
        .iter()
        .filter(|ruling| ruling.question == question)
        .collect();
    let people: HashSet<&str> = on_it.iter().map(|ruling| ruling.by.as_str()).collect();
    // Each person's last ruling; a withdrawal removes theirs.
    let last = people.iter().filter_map(|by| {
        on_it
            .iter()
            .filter(|ruling| ruling.by == *by)
            .max_by_key(|ruling| ruling.at)
    });
    let left: Vec<&&Ruling> = last
        .filter(|ruling| ruling.verdict.is_some() || ruling.reason.is_some())
        .collect();
    // A verdict on *said* means nothing while nobody has chosen who said it. Until then *said* is
    // open or set aside.
    let is_unsure = question == Question::Said && claim.is_unsure();
    // The rulings whose `of` matches are fresh.
    let fresh: Vec<&&&Ruling> = left
        .iter()
        .filter(|ruling| ruling.of == claim.subject_hash(question))
        .filter(|ruling| !is_unsure || ruling.verdict.is_none())
        .collect();
    let word = |ruling: &Ruling| match ruling.verdict {
        Some(Verdict::Confirmed) => Standing::Confirmed,
        Some(Verdict::Disputed) => Standing::Disputed,
        Some(Verdict::Unverified) => Standing::Unverified,
        None => Standing::Aside,
    };
    // A fresh ruling that decides gives the standing, the latest one if there are several.
    if let Some(deciding) = fresh
        .iter()
        .filter(|ruling| ruling.decides)
        .max_by_key(|ruling| (ruling.at, &ruling.by))
    {
        return word(deciding);
    }
    let words: HashSet<Standing> = fresh.iter().map(|ruling| word(ruling)).collect();
    match (words.len(), left.len()) {
        (1, _) => words.into_iter().next().unwrap(),
        (0, 0) => Standing::Open,
        (0, _) if is_unsure => Standing::Open,
        (0, _) => Standing::Stale,
        _ => Standing::Contested,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_and_its_inverse_change_nothing(script in moves(40)) {
        let (history, cases) = play(&script);
        for (edit, pair) in history.done().zip(cases.windows(2)) {
            let mut case = pair[0].clone();
            edit.apply(&mut case).unwrap();
            prop_assert_eq!(&case, &pair[1]);
            edit.inverse().apply(&mut case).unwrap();
            prop_assert_eq!(&case, &pair[0]);
        }
    }

    #[test]
    fn the_edit_between_two_cases_turns_one_into_the_other(script in moves(40), from in any::<usize>(), to in any::<usize>()) {
        let (_, cases) = play(&script);
        let (a, b) = (&cases[from % cases.len()], &cases[to % cases.len()]);
        let between = Edit::between(a, b, "restore", "mk", time(0));
        let mut case = a.clone();
        between.apply(&mut case).unwrap();
        prop_assert_eq!(&case, b);
    }

    #[test]
    fn a_refused_edit_changes_nothing(script in moves(40), at in any::<usize>()) {
        let (history, cases) = play(&script);
        let mut case = cases[at % cases.len()].clone();
        for edit in history.done() {
            let before = case.clone();
            if edit.apply(&mut case).is_err() {
                prop_assert_eq!(&case, &before);
            }
        }
    }

    #[test]
    fn canonical_order_holds_after_every_edit(script in moves(40)) {
        for case in play(&script).1 {
            prop_assert!(is_canonical(&case), "{case:?}");
        }
    }

    #[test]
    fn ids_never_repeat(script in moves(40)) {
        for case in play(&script).1 {
            let ids = case.sources.iter().map(|source| source.id.to_string());
            let ids = ids.chain(case.claims.iter().map(|claim| claim.id.to_string()));
            let items = case.claims.iter().flat_map(|claim| claim.evidence.iter().map(|item| item.id.to_string()));
            let all: Vec<_> = ids.chain(items).collect();
            let distinct: HashSet<_> = all.iter().collect();
            prop_assert_eq!(all.len(), distinct.len());
        }
    }

    #[test]
    fn each_ruling_of_a_person_on_a_question_is_later_than_the_one_before(script in moves(40)) {
        for case in play(&script).1 {
            for claim in case.claims.iter() {
                let keys: Vec<_> = claim.rulings.iter().map(|ruling| (&ruling.by, ruling.question, ruling.at)).collect();
                let distinct: HashSet<_> = keys.iter().collect();
                prop_assert_eq!(keys.len(), distinct.len());
            }
        }
    }

    #[test]
    fn undo_removes_an_edit_completely_and_redo_restores_it(script in moves(30)) {
        let (mut history, cases) = play(&script);
        let at = time(9_000);
        let stamp = Stamp { by: "mk", at };
        for case in cases.iter().rev().skip(1) {
            let by = history.last_done().unwrap().by.clone();
            history.undo(&Stamp { by: &by, at }).unwrap();
            prop_assert_eq!(history.case(), case);
        }
        prop_assert!(history.undo(&stamp).is_err());
        for case in cases.iter().skip(1) {
            let by = history.last_undone().unwrap().by.clone();
            history.redo(&Stamp { by: &by, at }).unwrap();
            prop_assert_eq!(history.case(), case);
        }
        prop_assert!(history.redo(&stamp).is_err());
    }

    #[test]
    fn the_file_reads_back_as_the_same_case_and_is_always_the_same_bytes(script in moves(40)) {
        let (_, cases) = play(&script);
        let case = cases.last().unwrap();
        let text = emit(case).unwrap();
        let read = load(text.as_bytes()).unwrap();
        prop_assert_eq!(&read, case);
        prop_assert_eq!(emit(&read).unwrap(), text);
    }

    #[test]
    fn a_step_reads_back_from_json(script in moves(20)) {
        let (history, _) = play(&script);
        for step in history.steps() {
            let json = serde_json::to_string(step).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Step>(&json).unwrap(), step);
        }
    }

    #[test]
    fn a_standing_depends_on_nothing_but_rulings_and_words(script in moves(60)) {
        let (_, cases) = play(&script);
        for claim in cases.last().unwrap().claims.iter() {
            let mut other = Claim::clone(claim);
            other.evidence.clear();
            other.links.clear();
            other.waivers.clear();
            other.place = "elsewhere".to_owned();
            other.span = None;
            if let Some(credit) = &mut other.attribution {
                credit.cue = "it is said".to_owned();
                credit.hedge = "allegedly".to_owned();
                credit.suggested = !credit.suggested;
            }
            for question in claim.questions() {
                prop_assert_eq!(standing_of(claim, question), standing_of(&other, question));
            }
        }
    }

    #[test]
    fn a_standing_follows_the_rule_as_it_is_written(script in moves(60)) {
        for case in play(&script).1 {
            for claim in case.claims.iter() {
                for question in claim.questions() {
                    prop_assert_eq!(standing_of(claim, question).standing, by_the_rule(claim, question));
                }
            }
        }
    }

    #[test]
    fn the_counts_of_verdicts_match_the_claims(script in moves(60)) {
        for case in play(&script).1 {
            let progress = Progress::of(&case);
            let Progress { open, confirmed, disputed, unverified, aside, contested, stale, .. } = progress;
            prop_assert_eq!(open + confirmed + disputed + unverified + aside + contested + stale, progress.claims);
            prop_assert!(progress.checked <= progress.claims);
            let share = standing::Coverage::of(&case).share();
            prop_assert!((0.0..=1.0).contains(&share));
        }
    }
}

#[test]
fn a_ruling_takes_only_reasons_that_fit_its_verdict_and_question() {
    let mut mint = IdGen::seeded(7);
    let case = start(&mut mint);
    let claim = case
        .claims
        .iter()
        .find(|claim| claim.attribution.is_some())
        .unwrap();
    let stamp = Stamp {
        by: "mk",
        at: time(0),
    };
    let verdicts = Verdict::ALL
        .iter()
        .map(|verdict| Some(*verdict))
        .chain([None]);
    for verdict in verdicts {
        for question in Question::ALL {
            for reason in Reason::ALL {
                let judged = Judgement {
                    verdict,
                    reason: Some(*reason),
                    ..Judgement::default()
                };
                let edit = ops::rule(&case, claim.id, *question, &judged, &stamp);
                let fits = reason.verdict() == verdict
                    && !(*question == Question::Said && *reason == Reason::SourcesConflict);
                assert_eq!(edit.is_ok(), fits, "{verdict:?} {question} {reason}");
            }
        }
    }
}

#[test]
fn coverage_counts_words_under_checked_claims_and_nothing_else() {
    let paragraphs = vec![
        Paragraph::Title("Ferry sinks off Kelm".into()),
        Paragraph::Heading("Background".into()),
        Paragraph::Body("One two three. Four five.".into()),
        Paragraph::Boilerplate("Read also more".into()),
    ];
    let mut mint = IdGen::seeded(1);
    let mut case = Case::new(mint.id(|_| false), "Ferry");
    case.draft = Some(Draft::new("x", paragraphs).into());
    let at = |paragraph, start, end| {
        Some(Span {
            paragraph,
            start,
            end,
        })
    };
    let spans = [
        at(0, 0, 20),
        at(2, 0, 14),
        at(2, 4, 9),
        at(2, 15, 18),
        at(3, 0, 4),
        None,
    ];
    let claims = spans.map(|span| {
        let words = span
            .and_then(|span| case.draft.as_ref()?.at(span))
            .unwrap_or("free");
        std::sync::Arc::new(Claim::new(mint.id(|_| false), span, words))
    });
    case.claims = claims.into_iter().collect();
    let coverage = |case: &Case| {
        let coverage = standing::Coverage::of(case);
        (coverage.checked, coverage.words)
    };
    // Four words of the title and five of the body count. The heading is a bare label, and
    // boilerplate never counts.
    assert_eq!(coverage(&case), (0, 9));
    let stamp = Stamp {
        by: "mk",
        at: time(0),
    };
    let rule = |case: &mut Case, place: usize| {
        let id = case.claims[place].id;
        let judged = Judgement {
            verdict: Some(Verdict::Confirmed),
            ..Judgement::default()
        };
        ops::rule(case, id, Question::Fact, &judged, &stamp)
            .unwrap()
            .apply(case)
            .unwrap();
    };
    // "two t" covers "two" and the start of "three".
    rule(&mut case, 2);
    assert_eq!(coverage(&case), (2, 9));
    // "One two three." overlaps it, and each word counts once.
    rule(&mut case, 1);
    assert_eq!(coverage(&case), (3, 9));
    // "Fou" touches a word. Claims in boilerplate and free-standing ones cover nothing.
    for place in 3..6 {
        rule(&mut case, place);
    }
    assert_eq!(coverage(&case), (4, 9));
    rule(&mut case, 0);
    assert_eq!(coverage(&case), (8, 9));
    assert!((standing::Coverage::of(&case).share() - 0.8888).abs() < 1e-9);
}

#[test]
fn percentages_of_whole_hundreds_are_exact() {
    for checked in 0..=100_u32 {
        let coverage = standing::Coverage {
            words: 100,
            checked: checked as usize,
        };
        assert!(
            (coverage.share() - f64::from(checked) / 100.0).abs() < 1e-12,
            "{checked}"
        );
    }
}

#[test]
fn an_unanchored_claim_is_neither_split_nor_joined() {
    let mut mint = IdGen::seeded(7);
    let mut case = start(&mut mint);
    let mut claims: Vec<_> = case.claims.to_vec();
    let mut unanchored = Claim::clone(&claims[1]);
    unanchored.span = Some(Span {
        paragraph: 900,
        start: 0,
        end: 1,
    });
    claims[1] = unanchored.into();
    case.claims = claims.into_iter().collect();
    let stamp = Stamp {
        by: "mk",
        at: time(0),
    };
    let last = case.claims.len() - 1;
    let (first, unanchored) = (case.claims[0].id, case.claims[last].id);
    assert!(
        ops::split(&case, unanchored, 4, &stamp, &mut mint)
            .unwrap_err()
            .what
            .contains("unanchored")
    );
    assert!(
        ops::join(&case, first, unanchored, &stamp)
            .unwrap_err()
            .what
            .contains("unanchored")
    );
    let anchored = ops::anchor(&case, unanchored, &stamp).unwrap();
    anchored.apply(&mut case).unwrap();
    assert!(case.claims.iter().all(|claim| !case.is_unanchored(claim)));
}
