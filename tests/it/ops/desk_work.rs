//! Fixes, queries, searches, sign-offs, corrections.

use super::*;

#[test]
fn a_fix_is_proposed_edited_settled_once_and_applied() {
    let (case, mint) = (ferry(), &mut mint());
    let to = "The company let it sail in May.";
    let (edit, id) = ops::propose_fix(
        &case,
        claim(3),
        &format!(" {to} "),
        "p. 14",
        &by("mk", 1),
        mint,
    )
    .unwrap();
    assert_eq!(
        edit.what,
        "3 fix proposed: “The company let it sail in May.”"
    );
    let proposed = made(&case, edit);
    let fix = |case: &Case| case.claims.get(claim(3)).unwrap().fixes[0].clone();
    let first = fix(&proposed);
    assert_eq!(
        (first.to.as_str(), first.why.as_str(), first.state),
        (to, "p. 14", FixState::Proposed)
    );

    let new = ("The company let it sail in June.", "");
    let edit = ops::edit_fix(&proposed, claim(3), id, new, &by("ab", 2)).unwrap();
    let edited = made(&proposed, edit);
    // The words are now by another person.
    assert_eq!(
        (fix(&edited).to.as_str(), fix(&edited).by.as_str()),
        (new.0, "ab")
    );

    let edit = ops::settle_fix(&edited, claim(3), id, true, &by("ab", 3)).unwrap();
    assert_eq!(edit.what, "3 fix accepted");
    let accepted = made(&edited, edit);
    let settled = fix(&accepted);
    assert_eq!(
        (settled.settled_by.as_str(), settled.settled_at),
        ("ab", Some(at(3)))
    );
    for is_accepted in [true, false] {
        let again = ops::settle_fix(&accepted, claim(3), id, is_accepted, &by("mk", 4));
        refuses(again, "is accepted by ab already", "propose another");
    }
    let again = ops::edit_fix(&accepted, claim(3), id, ("Other.", ""), &by("mk", 4));
    refuses(again, "is accepted", "propose another");

    let edit = ops::note_fix(&accepted, claim(3), id, true, &by("mk", 5)).unwrap();
    let done = made(&accepted, edit);
    let noted = fix(&done);
    assert_eq!(
        (noted.state, noted.settled_by.as_str()),
        (FixState::Made, "ab")
    );
    let again = ops::note_fix(&done, claim(3), id, false, &by("mk", 6));
    refuses(again, "is made by ab already", "undo");

    let edit = ops::drop_fix(&done, claim(3), id, &by("mk", 7)).unwrap();
    assert!(
        made(&done, edit)
            .claims
            .get(claim(3))
            .unwrap()
            .fixes
            .is_empty()
    );
    let lost = ops::drop_fix(&case, claim(3), id, &by("mk", 7));
    refuses(lost, "claim 3 has no fix", "look again");
}

#[test]
fn a_declined_fix_stays_and_new_words_replace_an_open_one() {
    let (case, mint) = (ferry(), &mut mint());
    let (edit, id) =
        ops::propose_fix(&case, claim(3), "It sailed.", "", &by("mk", 1), mint).unwrap();
    let case = made(&case, edit);
    let edit = ops::note_fix(&case, claim(3), id, false, &by("ab", 2)).unwrap();
    let replaced = made(&case, edit);
    let fix = &replaced.claims.get(claim(3)).unwrap().fixes[0];
    assert_eq!(
        (fix.state, fix.settled_by.as_str()),
        (FixState::Replaced, "ab")
    );
    let edit = ops::settle_fix(&case, claim(3), id, false, &by("ab", 2)).unwrap();
    let declined = made(&case, edit);
    let noted = ops::note_fix(&declined, claim(3), id, true, &by("mk", 3));
    refuses(noted, "is declined by ab already", "propose another");
    // A declined fix may be proposed again.
    let again = ops::propose_fix(&declined, claim(3), "It sailed.", "", &by("mk", 3), mint);
    assert!(again.is_ok());
}

#[test]
fn a_fix_needs_new_words_a_person_and_a_claim_in_the_story() {
    let (case, mint) = (ferry(), &mut mint());
    let mut propose = |case: &Case, number, to: &str, who| {
        ops::propose_fix(case, claim(number), to, "", &by(who, 1), mint)
    };
    refuses(
        propose(&case, 3, " \n", "mk"),
        "needs words",
        "give the words",
    );
    refuses(
        propose(&case, 3, "The company let it sail.", "mk"),
        "these are the words of claim 3",
        "change them",
    );
    refuses(
        propose(&case, 3, "It sailed.", NOBODY),
        "needs a person",
        "who you are",
    );
    refuses(
        propose(&case, 4, "It sailed.", "mk"),
        "no longer in the story",
        "in it",
    );
    refuses(
        propose(&case, 9, "It sailed.", "mk"),
        "no claim c9",
        "look again",
    );
    let (edit, id) = propose(&case, 3, "It sailed.", "mk").unwrap();
    let case = made(&case, edit);
    refuses(
        propose(&case, 3, "It sailed.", "ab"),
        "mk has proposed these words for claim 3 already",
        "accept or decline",
    );
    let settled = ops::settle_fix(&case, claim(3), id, true, &by(NOBODY, 2));
    refuses(settled, "needs a person", "who you are");
}

#[test]
fn a_query_is_added_changed_answered_and_dropped() {
    let (case, mint) = (ferry(), &mut mint());
    let (edit, id) = ops::ask(&case, question(), &by("mk", 1), mint).unwrap();
    assert_eq!(edit.what, "query to R. Holm about 2, 3");
    let asked = made(&case, edit);
    let query = |case: &Case| case.queries[0].clone();
    assert_eq!(query(&asked).claims, [claim(2), claim(3)]);
    assert_eq!(query(&asked).to, "R. Holm");
    let suggested = asked.sources.get(source(3)).unwrap().suggested;
    assert!(
        !suggested,
        "whom a person speaks for is a source that a person knows"
    );
    assert!(query(&asked).is_waiting());
    assert!(query(&asked).is_overdue(at(31)) && !query(&asked).is_overdue(at(30)));

    let change = |query: &mut Query| {
        query.via = "a call".to_owned();
        query.claims = vec![claim(3)];
        query.by = "somebody else".to_owned();
        query.answers.clear();
    };
    let edit = ops::change_query(&asked, id, change, &by("ab", 2)).unwrap();
    let changed = made(&asked, edit);
    assert_eq!(query(&changed).by, "mk");
    assert_eq!(query(&changed).via, "a call");

    let mut answered = changed;
    for (minute, kind, text, is_waiting) in [
        (3, AnswerKind::Holding, "", true),
        (4, AnswerKind::Answer, "He did not.", false),
    ] {
        let stamp = by("mk", minute);
        let (edit, _) = ops::answer(&answered, id, text, kind, &stamp, mint).unwrap();
        answered = made(&answered, edit);
        assert_eq!(query(&answered).is_waiting(), is_waiting);
    }
    let first = query(&answered).answers[0].id;
    let edit = ops::drop_answer(&answered, id, first, &by("mk", 5)).unwrap();
    assert_eq!(made(&answered, edit).queries[0].answers.len(), 1);
    let edit = ops::drop_query(&answered, id, &by("mk", 5)).unwrap();
    assert!(made(&answered, edit).queries.is_empty());
}

#[test]
fn a_query_needs_claims_an_addressee_a_question_and_a_person() {
    let (case, mint) = (ferry(), &mut mint());
    let mut ask = |change: &dyn Fn(&mut NewQuery), who| {
        let mut new = question();
        change(&mut new);
        ops::ask(&case, new, &by(who, 1), mint)
    };
    refuses(
        ask(&|new| new.claims.clear(), "mk"),
        "at least one claim",
        "name",
    );
    refuses(
        ask(&|new| new.claims.push(claim(9)), "mk"),
        "no claim c9",
        "look again",
    );
    refuses(
        ask(&|new| new.to.clear(), "mk"),
        "an addressee",
        "whom you ask",
    );
    refuses(
        ask(&|new| new.question = " ".into(), "mk"),
        "a question",
        "what you ask",
    );
    refuses(
        ask(&|new| new.source = Some(source(9)), "mk"),
        "no source s9",
        "look again",
    );
    refuses(
        ask(&|_| (), NOBODY),
        "a query needs a person",
        "who you are",
    );
    let (edit, id) = ask(
        &|new| {
            new.to.clear();
            new.source = Some(source(5));
        },
        "mk",
    )
    .unwrap();
    let case = made(&case, edit);
    assert_eq!(case.queries[0].to, "Norsund Lines");
    let lost = ops::change_query(&case, id, |query| query.claims.clear(), &by("mk", 2));
    refuses(lost, "at least one claim", "name");
    let silent = ops::answer(
        &case,
        id,
        " ",
        AnswerKind::Answer,
        &by("mk", 2),
        &mut IdGen::seeded(1),
    );
    refuses(silent, "an answer needs words", "their words");
    let refused = ops::answer(
        &case,
        id,
        " ",
        AnswerKind::Refused,
        &by("mk", 2),
        &mut IdGen::seeded(1),
    );
    assert!(refused.is_ok());
    let unknown = "q9aaaaaaaaaa".parse().unwrap();
    refuses(
        ops::drop_query(&case, unknown, &by("mk", 2)),
        "no query q9",
        "look again",
    );
}

#[test]
fn a_search_is_recorded_and_dropped() {
    let (case, mint) = (ferry(), &mut mint());
    let mut note = |place: &str, query: &str, who| {
        ops::note_search(
            &case,
            claim(3),
            (place, query),
            Found::NotFound,
            &by(who, 1),
            mint,
        )
    };
    refuses(
        note(" ", "crack", "mk"),
        "needs a place",
        "where you looked",
    );
    refuses(
        note("the register", "", "mk"),
        "the words looked for",
        "what you looked for",
    );
    refuses(
        note("the register", "crack", NOBODY),
        "needs a person",
        "who you are",
    );
    let (edit, id) = note("the register", "crack", "mk").unwrap();
    assert_eq!(edit.what, "3 searched the register: not-found");
    let noted = made(&case, edit);
    let edit = ops::drop_search(&noted, claim(3), id, &by("mk", 2)).unwrap();
    assert_eq!(made(&noted, edit), case);
    let lost = ops::drop_search(&case, claim(3), id, &by("mk", 2));
    refuses(lost, "claim 3 has no search", "look again");
}

#[test]
fn a_claim_can_be_a_key_claim_and_accuse_sources() {
    let case = ferry();
    let key = made(
        &case,
        ops::mark_key_claim(&case, claim(3), true, &by("mk", 1)).unwrap(),
    );
    assert!(key.claims.get(claim(3)).unwrap().key);
    refuses(
        ops::mark_key_claim(&key, claim(3), true, &by("mk", 2)),
        "a key claim already",
        "nothing",
    );
    refuses(
        ops::mark_key_claim(&case, claim(3), false, &by("mk", 2)),
        "not a key claim",
        "nothing",
    );

    let edit = ops::accuse(&case, claim(3), source(3), &by("mk", 1)).unwrap();
    assert_eq!(edit.what, "3 accuses Jon Aas");
    let accused = made(&case, edit);
    assert_eq!(accused.claims.get(claim(3)).unwrap().accused, [source(3)]);
    assert!(!accused.sources.get(source(3)).unwrap().suggested);
    let again = ops::accuse(&accused, claim(3), source(3), &by("mk", 2));
    refuses(again, "accuses Jon Aas already", "nothing");
    let edit = ops::unaccuse(&accused, claim(3), source(3), &by("mk", 2)).unwrap();
    assert!(
        made(&accused, edit)
            .claims
            .get(claim(3))
            .unwrap()
            .accused
            .is_empty()
    );
    let not = ops::unaccuse(&case, claim(3), source(5), &by("mk", 2));
    refuses(not, "does not accuse Norsund Lines", "nothing");
    // Two people mark two accused sources at once.
    let other = ops::accuse(&case, claim(3), source(5), &by("ab", 1)).unwrap();
    let both = made(&accused, other);
    assert_eq!(
        both.claims.get(claim(3)).unwrap().accused,
        [source(3), source(5)]
    );
}

#[test]
fn a_sign_off_covers_what_the_person_saw() {
    let (case, mint) = (ferry(), &mut mint());
    let with = |findings, errors, with_errors: &str| NewSignOff {
        findings,
        errors,
        note: String::new(),
        with_errors: with_errors.to_owned(),
    };
    let sign = |signing: NewSignOff, who| ops::sign_off(&case, &signing, &by(who, 1));
    refuses(
        sign(with(3, 1, " "), "mk"),
        "1 finding of the level error stands",
        "waive it",
    );
    refuses(
        sign(with(3, 2, ""), "mk"),
        "2 findings of the level error stand",
        "waive them",
    );
    refuses(
        sign(with(0, 0, ""), NOBODY),
        "needs a person",
        "who you are",
    );
    let errors = made(&case, sign(with(3, 1, "the lawyer says so"), "mk").unwrap());
    assert_eq!(errors.signoffs[0].with_errors, "the lawyer says so");
    let signed = made(&case, sign(with(3, 0, "never mind"), "mk").unwrap());
    let signoff = &signed.signoffs[0];
    assert_eq!((signoff.of, signoff.findings), (case.signoff_hash(), 3));
    assert_eq!(signoff.with_errors, "", "no errors, no reason");
    assert_eq!(signed.signed(), Some((signoff, false)));
    // The same person signs again at the same time.
    let twice = made(
        &signed,
        ops::sign_off(&signed, &with(0, 0, ""), &by("mk", 1)).unwrap(),
    );
    assert_eq!(twice.signoffs.len(), 2);

    let judged = Judgement {
        verdict: Some(Verdict::Confirmed),
        ..Judgement::default()
    };
    let ruled = ops::rule(&signed, claim(3), Question::Fact, &judged, &by("mk", 2)).unwrap();
    let (edit, fix) =
        ops::propose_fix(&signed, claim(3), "It sailed.", "", &by("mk", 2), mint).unwrap();
    let fixed = made(&signed, edit);
    let is_changed = |case: &Case| case.signed().unwrap().1;
    for edit in [
        ruled,
        ops::reword(
            &signed,
            claim(3),
            "Norsund Lines let it sail.",
            &by("mk", 2),
        )
        .unwrap(),
        ops::accept_evidence(&signed, claim(3), item(1), &by("mk", 2)).unwrap(),
        ops::choose_credit(&signed, claim(2), None, &by("mk", 2)).unwrap(),
        ops::change_source(&signed, source(2), |it| it.note = "x".into(), &by("mk", 2)).unwrap(),
    ] {
        assert!(is_changed(&made(&signed, edit.clone())), "{}", edit.what);
    }
    assert!(!is_changed(&fixed), "a proposal is no change");
    let edit = ops::settle_fix(&fixed, claim(3), fix, true, &by("mk", 3)).unwrap();
    assert!(is_changed(&made(&fixed, edit)), "accepting it is one");
    let correction = NewCorrection {
        was: "six".into(),
        now: "seven".into(),
        ..NewCorrection::default()
    };
    for edit in [
        ops::ask(&signed, question(), &by("mk", 2), mint)
            .map(|(edit, _)| edit)
            .map(|mut edit| {
                // Accepting the source is a change, but the query is not.
                edit.changes
                    .retain(|change| matches!(change, Change::Query(_)));
                edit
            }),
        ops::correct(&signed, &correction, &by("mk", 2), mint).map(|(edit, _)| edit),
        ops::mark_key_claim(&signed, claim(3), true, &by("mk", 2)),
        ops::change_source(
            &signed,
            source(2),
            |it| it.archived = "x".into(),
            &by("mk", 2),
        ),
        ops::change_evidence(
            &signed,
            claim(4),
            item(3),
            |it| it.archived = "x".into(),
            &by("mk", 2),
        ),
    ] {
        let edit = edit.unwrap();
        assert!(!is_changed(&made(&signed, edit.clone())), "{}", edit.what);
    }
}

#[test]
fn different_cases_never_have_the_same_sign_off_hash() {
    let of = |that: &str, this: &str| ferry_with(that, this).signoff_hash();
    let all = [
        ferry().signoff_hash(),
        of("title: \"The ferry\"", "title: \"The ferr\""),
        of(
            "cue: \"said\", hedge: \"allegedly\"",
            "cue: \"saidallegedly\"",
        ),
        of(
            "cue: \"said\", hedge: \"allegedly\"",
            "cue: \"said\", hedge: \"\\\"allegedly\"",
        ),
        of("name: \"Lars Vik\"", "name: \"Lars\\nVik\""),
        of("name: \"Lars Vik\"", "name: \"Lars\", note: \"Vik\""),
    ];
    for (place, one) in all.iter().enumerate() {
        assert!(!all[..place].contains(one), "{place}");
    }
    assert_eq!(ferry().signoff_hash().to_string(), "1aa5b0490b6b");
}

#[test]
fn a_correction_is_of_a_claim_or_the_story_and_keeps_its_claim_from_being_dropped() {
    let (case, mint) = (ferry(), &mut mint());
    let new = |was: &str, now: &str| NewCorrection {
        claim: Some(claim(3)),
        was: was.to_owned(),
        now: now.to_owned(),
        found_by: "a reader".to_owned(),
        ..NewCorrection::default()
    };
    let mut correct = |new: NewCorrection, who| ops::correct(&case, &new, &by(who, 1), mint);
    refuses(
        correct(new("", "May"), "mk"),
        "what was wrong",
        "was published",
    );
    refuses(
        correct(new("March", " "), "mk"),
        "what is right",
        "what is right",
    );
    refuses(
        correct(new("May", "May "), "mk"),
        "is what was published",
        "instead",
    );
    refuses(
        correct(new("March", "May"), NOBODY),
        "needs a person",
        "who you are",
    );
    let mut unknown = new("March", "May");
    unknown.claim = Some(claim(9));
    refuses(correct(unknown, "mk"), "no claim c9", "look again");
    let (edit, _) = correct(new("March", "May"), "mk").unwrap();
    assert_eq!(edit.what, "3 corrected: “May”");
    let corrected = made(&case, edit);
    refuses(
        ops::drop_claim(&corrected, claim(3), &by("mk", 2)),
        "claim 3 cannot be dropped: a correction names it",
        "set the claim aside",
    );
    refuses(
        ops::join(&corrected, claim(2), claim(3), &by("mk", 2)),
        "a correction names claim 3",
        "set the claim aside",
    );
    let mut of_story = new("March", "May");
    of_story.claim = None;
    let (edit, _) = ops::correct(&case, &of_story, &by("mk", 1), mint).unwrap();
    let corrected = made(&case, edit);
    assert!(ops::drop_claim(&corrected, claim(3), &by("mk", 2)).is_ok());
}

#[test]
fn a_query_keeps_its_claims_from_being_dropped_and_names_its_sources() {
    let (case, mint) = (ferry(), &mut mint());
    let mut new = question();
    new.source = Some(source(1));
    let (edit, id) = ops::ask(&case, new, &by("mk", 1), mint).unwrap();
    let asked = made(&case, edit);
    refuses(
        ops::drop_claim(&asked, claim(3), &by("mk", 2)),
        "a query names it",
        "take the claim out of it",
    );
    refuses(
        ops::join(&asked, claim(2), claim(3), &by("mk", 2)),
        "a query names claim 3",
        "take the claim out of it",
    );
    // The claim that stays may be part of a query.
    let out = |query: &mut Query| query.claims = vec![claim(2)];
    let freed = made(
        &asked,
        ops::change_query(&asked, id, out, &by("mk", 2)).unwrap(),
    );
    assert!(ops::join(&freed, claim(2), claim(3), &by("mk", 3)).is_ok());
    for (number, user) in [
        (1, "by a query to R. Holm"),
        (2, "by the credit of claim 1"),
        (4, "by the candidates of claim 2"),
        (6, "by the evidence of claim 3"),
    ] {
        let dropped = ops::drop_source(&asked, source(number), &by("mk", 2));
        refuses(dropped, user, "merge it into another source");
    }
    let accused = ops::accuse(&case, claim(1), source(1), &by("mk", 2)).unwrap();
    let accused = made(&case, accused);
    let dropped = ops::drop_source(&accused, source(1), &by("mk", 2));
    refuses(dropped, "by the accused of claim 1", "merge");
}
