//! Candidates: the sources that the story may credit, until somebody chooses.

use super::*;

#[test]
fn said_is_open_and_nobody_is_credited_until_somebody_chooses() {
    let case = ferry();
    let unsure = case.claims.get(claim(2)).unwrap();
    let said =
        |case: &Case| standing_of(case.claims.get(claim(2)).unwrap(), Question::Said).standing;
    assert_eq!(unsure.questions().count(), 2);
    assert_eq!(said(&case), Standing::Open);
    assert!(case.said_by(unsure).is_empty());
    assert_eq!(case.candidates(unsure), ["Lars Vik", "Jon Aas"]);
    for verdict in Verdict::ALL {
        let judged = Judgement {
            verdict: Some(*verdict),
            ..Judgement::default()
        };
        let ruled = ops::rule(&case, claim(2), Question::Said, &judged, &by("mk", 1));
        refuses(
            ruled,
            "nobody has chosen yet who said claim 2",
            "first choose who said it: Lars Vik or Jon Aas",
        );
        assert!(ops::rule(&case, claim(2), Question::Fact, &judged, &by("mk", 1)).is_ok());
    }
    let accepted = ops::accept(&case, claim(2), &by("mk", 1));
    refuses(accepted, "nobody has chosen", "first choose who said it");
    let aside = ops::set_aside(&case, claim(2), Reason::NoAssertion, &by("mk", 1)).unwrap();
    let aside = made(&case, aside);
    assert_eq!(said(&aside), Standing::Aside);
    assert!(is_checked(aside.claims.get(claim(2)).unwrap()));
    assert!(aside.claims.get(claim(2)).unwrap().is_unsure());
    let back = ops::withdraw(&aside, claim(2), Question::Said, &by("mk", 2)).unwrap();
    assert_eq!(said(&made(&aside, back)), Standing::Open);
    // A verdict written into the file by hand does not count, since nobody knows whom it is about.
    let of = unsure.subject_hash(Question::Said);
    let ruling = format!(
        "suggested: true),\n            evidence: [],\n            rulings: [(at: \"2026-11-23T10:00:00.000Z\", by: \"mk\", question: Said, verdict: Confirmed, reason: AsStated, of: \"{of}\")],"
    );
    let by_hand = ferry_with(
        "suggested: true),\n            evidence: [],\n            rulings: [],",
        &ruling,
    );
    assert_eq!(said(&by_hand), Standing::Open);
}

#[test]
fn choosing_credits_one_and_drops_the_others() {
    let case = ferry();
    let edit = ops::choose_credit(&case, claim(2), Some(source(4)), &by("mk", 1)).unwrap();
    assert_eq!(edit.what, "2 said by Lars Vik");
    let chosen = made(&case, edit);
    let credit = chosen
        .claims
        .get(claim(2))
        .unwrap()
        .attribution
        .clone()
        .unwrap();
    assert_eq!((credit.chain, credit.candidates), (vec![source(4)], vec![]));
    assert_eq!(
        (credit.cue.as_str(), credit.hedge.as_str()),
        ("said", "allegedly")
    );
    assert!(!credit.suggested && !chosen.sources.get(source(4)).unwrap().suggested);
    assert!(
        !chosen.sources.has(source(3)),
        "nothing names Jon Aas any more"
    );
    let again = ops::choose_credit(&chosen, claim(2), Some(source(5)), &by("mk", 2));
    refuses(
        again,
        "claim 2 is credited to Lars Vik",
        "credit another source",
    );
    let none = ops::choose_credit(&chosen, claim(3), None, &by("mk", 2));
    refuses(none, "claim 3 is credited to nobody", "credit a source");

    let nobody = made(
        &case,
        ops::choose_credit(&case, claim(2), None, &by("mk", 1)).unwrap(),
    );
    assert!(nobody.claims.get(claim(2)).unwrap().attribution.is_none());
    assert!(!nobody.sources.has(source(3)) && !nobody.sources.has(source(4)));

    let other = ops::choose_credit(&case, claim(2), Some(source(5)), &by("mk", 1)).unwrap();
    let other = made(&case, other);
    assert_eq!(other.claims.get(claim(2)).unwrap().chain(), [source(5)]);
    assert!(!other.sources.has(source(3)) && !other.sources.has(source(4)));

    let unknown = ops::choose_credit(&case, claim(2), Some(source(9)), &by("mk", 1));
    refuses(unknown, "no source s9", "look again");
    // Crediting somebody, and crediting nobody, are choices too.
    let credit = Credit {
        chain: vec![source(4), source(5)],
        ..Credit::default()
    };
    let credited = made(
        &case,
        ops::attribute(&case, claim(2), credit, &by("mk", 1)).unwrap(),
    );
    assert!(credited.sources.has(source(4)) && !credited.sources.has(source(3)));
    let nobody = made(
        &case,
        ops::unattribute(&case, claim(2), &by("mk", 1)).unwrap(),
    );
    assert!(!nobody.sources.has(source(3)) && !nobody.sources.has(source(4)));
}

#[test]
fn dropping_a_claim_drops_its_unchosen_candidates() {
    let case = ferry();
    let dropped = ops::drop_claim(&case, claim(2), &by("mk", 1)).unwrap();
    let dropped = made(&case, dropped);
    assert!(!dropped.sources.has(source(3)) && !dropped.sources.has(source(4)));
}

#[test]
fn an_accused_source_is_not_a_source_of_the_claim() {
    let case = ferry();
    let accused = ops::accuse(&case, claim(3), source(5), &by("mk", 1)).unwrap();
    let before = case.claims.get(claim(3)).unwrap();
    let after = made(&case, accused).claims.get(claim(3)).unwrap().clone();
    assert_eq!(after.accused, [source(5)]);
    assert_eq!(
        after.credits_or_cites(source(5)),
        before.credits_or_cites(source(5))
    );
}

#[test]
fn a_candidate_that_is_used_elsewhere_stays() {
    let case = ferry();
    let accused = ops::accuse(&case, claim(3), source(3), &by("mk", 1)).unwrap();
    let accused = made(&case, accused);
    let chosen = ops::choose_credit(&accused, claim(2), Some(source(4)), &by("mk", 2)).unwrap();
    assert!(made(&accused, chosen).sources.has(source(3)));
    let known = ops::change_source(&case, source(3), |it| it.note = "x".into(), &by("mk", 1));
    let known = made(&case, known.unwrap());
    let chosen = ops::choose_credit(&known, claim(2), None, &by("mk", 2)).unwrap();
    assert!(
        made(&known, chosen).sources.has(source(3)),
        "a person has worked on it"
    );
}

#[test]
fn mere_candidates_are_not_listed_as_sources() {
    let names = |case: &Case| -> Vec<String> {
        let shown = case.shown_sources();
        shown.map(|source| source.name.clone()).collect()
    };
    let case = ferry();
    assert_eq!(
        names(&case),
        [
            "Coast guard",
            "Harbour radio",
            "Norsund Lines",
            "The register"
        ]
    );
    let accused = ops::accuse(&case, claim(3), source(3), &by("mk", 1)).unwrap();
    assert!(names(&made(&case, accused)).contains(&"Jon Aas".to_owned()));
}
