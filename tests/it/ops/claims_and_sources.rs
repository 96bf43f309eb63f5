//! Cut, split and joined claims, merged sources, suggested evidence.

use super::*;

#[test]
fn suggested_evidence_counts_once_somebody_accepts_it() {
    let case = ferry();
    let there = |case: &Case| {
        case.claims
            .get(claim(3))
            .unwrap()
            .evidence_on(Question::Fact)
            .count()
    };
    assert_eq!(there(&case), 0);
    let one = ops::accept_evidence(&case, claim(3), item(1), &by("mk", 1)).unwrap();
    let one = made(&case, one);
    assert_eq!(there(&one), 1);
    assert!(!one.sources.get(source(6)).unwrap().suggested);
    let again = ops::accept_evidence(&one, claim(3), item(1), &by("mk", 2));
    refuses(again, "not a suggested one", "nothing to accept");
    let all = made(
        &case,
        ops::accept_all_evidence(&case, &[claim(3)], &by("mk", 1)).unwrap(),
    );
    assert_eq!(there(&all), 2);
    let again = ops::accept_all_evidence(&all, &[claim(3)], &by("mk", 2));
    refuses(again, "no suggested evidence", "nothing to accept");
    let nobody = ops::accept_all_evidence(&case, &[claim(3)], &by(NOBODY, 1));
    refuses(nobody, "needs a person", "who you are");
    // Changing an item accepts it, since the person has looked at it.
    let change = |it: &mut Evidence| it.quote = "sailed".into();
    let changed = ops::change_evidence(&case, claim(3), item(2), change, &by("mk", 1)).unwrap();
    assert_eq!(there(&made(&case, changed)), 1);
    let dropped = ops::drop_evidence(&case, claim(3), item(2), &by("mk", 1)).unwrap();
    assert_eq!(
        made(&case, dropped)
            .claims
            .get(claim(3))
            .unwrap()
            .evidence
            .len(),
        1
    );
}

#[test]
fn a_cut_claim_is_not_counted() {
    let case = ferry();
    let progress = Progress::of(&case);
    assert_eq!(
        (progress.claims, progress.confirmed, progress.open),
        (3, 0, 3)
    );
    assert_eq!(case.numbered().count(), 3);
    assert_eq!(
        case.number(claim(4)),
        Some(4),
        "it keeps a number to be named by"
    );
}

#[test]
fn a_cut_claim_is_neither_split_nor_joined_and_is_anchored_again_at_its_words() {
    let (case, stamp) = (ferry(), by("mk", 9));
    let no_longer = "the words of claim 4 are no longer in the story";
    for refused in [
        ops::split(&case, claim(4), 6, &stamp, &mut mint()).map(|(edit, _)| edit),
        ops::join(&case, claim(3), claim(4), &stamp),
        ops::join(&case, claim(4), claim(3), &stamp),
    ] {
        refuses(refused, no_longer, "that is in it");
    }
    refuses(
        ops::anchor(&case, claim(4), &stamp),
        "are not in the draft exactly once",
        "select the words",
    );
    let there = ferry_with("Nobody was told.", "He knew of the crack in March");
    let back = made(&there, ops::anchor(&there, claim(4), &stamp).unwrap());
    let before = there.claims.get(claim(4)).unwrap();
    let after = back.claims.get(claim(4)).unwrap();
    assert_eq!(after.span.unwrap().start, 0);
    assert_eq!((after.cut, after.added), (None, None));
    assert_eq!(
        (&after.rulings, &after.evidence),
        (&before.rulings, &before.evidence)
    );
    // If another claim has the words by now, there would be two claims on them.
    let twice = ferry_with("Nobody was told.", "The company let it sail.");
    let again = ops::anchor(&twice, claim(4), &stamp);
    refuses(again, "these words are claim 3 already", "rule on that one");
}

#[test]
fn settling_anything_needs_a_person() {
    let (case, mint) = (ferry(), &mut mint());
    let (edit, fix) =
        ops::propose_fix(&case, claim(3), "It sailed.", "", &by("mk", 1), mint).unwrap();
    let case = made(&case, edit);
    let (edit, query) = ops::ask(&case, question(), &by("mk", 1), mint).unwrap();
    let case = made(&case, edit);
    let (edit, answer) =
        ops::answer(&case, query, "No.", AnswerKind::Answer, &by("mk", 2), mint).unwrap();
    let case = made(&case, edit);
    let (edit, search) = ops::note_search(
        &case,
        claim(3),
        ("the register", "crack"),
        Found::NotFound,
        &by("mk", 2),
        mint,
    )
    .unwrap();
    let case = made(&case, edit);
    let nobody = by(NOBODY, 3);
    for refused in [
        ops::edit_fix(&case, claim(3), fix, ("It did sail.", ""), &nobody),
        ops::note_fix(&case, claim(3), fix, true, &nobody),
        ops::drop_fix(&case, claim(3), fix, &nobody),
        ops::change_query(
            &case,
            query,
            |query| query.via = "a call".to_owned(),
            &nobody,
        ),
        ops::drop_answer(&case, query, answer, &nobody),
        ops::drop_query(&case, query, &nobody),
        ops::drop_search(&case, claim(3), search, &nobody),
        ops::mark_key_claim(&case, claim(3), true, &nobody),
        ops::accuse(&case, claim(3), source(5), &nobody),
    ] {
        refuses(refused, "needs a person", "who you are");
    }
    // The question that was asked cannot change any more, since the answer refers to it. Channel
    // and claims can.
    let reword = |query: &mut Query| query.question = "Is it true?".to_owned();
    refuses(
        ops::change_query(&case, query, reword, &by("mk", 3)),
        "R. Holm has answered this query",
        "put a new query",
    );
    let about = |query: &mut Query| query.claims = vec![claim(3)];
    assert!(ops::change_query(&case, query, about, &by("mk", 3)).is_ok());
}

#[test]
fn splitting_and_joining_keep_stakes() {
    let (case, mint) = (ferry(), &mut mint());
    let key = made(
        &case,
        ops::mark_key_claim(&case, claim(3), true, &by("mk", 1)).unwrap(),
    );
    let key = made(
        &key,
        ops::accuse(&key, claim(3), source(5), &by("mk", 2)).unwrap(),
    );
    let (edit, second) = ops::split(&key, claim(3), 11, &by("mk", 3), mint).unwrap();
    let parts = made(&key, edit);
    for id in [claim(3), second] {
        let part = parts.claims.get(id).unwrap();
        assert!(part.key && part.accused == [source(5)], "{part:?}");
    }
    let (edit, _) = ops::propose_fix(&key, claim(3), "x", "", &by("mk", 3), mint).unwrap();
    let key = made(&key, edit);
    let looked = ("here", "that");
    let (edit, _) =
        ops::note_search(&key, claim(3), looked, Found::Found, &by("mk", 4), mint).unwrap();
    let key = made(&key, edit);
    let joined = made(
        &key,
        ops::join(&key, claim(2), claim(3), &by("mk", 5)).unwrap(),
    );
    let one = joined.claims.get(claim(2)).unwrap();
    assert!(one.key && one.accused == [source(5)]);
    assert_eq!(
        (one.fixes.len(), one.searches.len(), one.evidence.len()),
        (1, 1, 2)
    );
}

#[test]
fn merging_two_sources_moves_every_reference() {
    let (case, mint) = (ferry(), &mut mint());
    let mut new = question();
    new.source = Some(source(4));
    new.behalf = Some(source(4));
    let (edit, _) = ops::ask(&case, new, &by("mk", 1), mint).unwrap();
    let case = made(&case, edit);
    let case = made(
        &case,
        ops::accuse(&case, claim(3), source(4), &by("mk", 2)).unwrap(),
    );
    let change = |it: &mut Source| {
        it.confidential = true;
        it.aliases = vec!["Vik".into()];
        it.known_to = "mk".into();
        it.own_reporting = true;
    };
    let case = made(
        &case,
        ops::change_source(&case, source(4), change, &by("mk", 3)).unwrap(),
    );
    let case = made(
        &case,
        ops::redact(&case, source(4), "p", true, &by("mk", 4)).unwrap(),
    );
    let edit = ops::merge_sources(&case, source(3), source(4), &by("mk", 5)).unwrap();
    let merged = made(&case, edit);
    let kept = merged.sources.get(source(3)).unwrap();
    assert_eq!(kept.aliases, ["Lars Vik", "Vik"]);
    assert_eq!(
        (
            kept.known_to.as_str(),
            kept.own_reporting,
            kept.confidential
        ),
        ("mk", true, true)
    );
    let claims = |number| merged.claims.get(claim(number)).unwrap();
    // Both candidates are now one source, so who said it is known.
    assert_eq!(claims(2).chain(), [source(3)]);
    assert!(!claims(2).is_unsure());
    assert_eq!(claims(3).accused, [source(3)]);
    let query = &merged.queries[0];
    assert_eq!(
        (query.source, query.behalf),
        (Some(source(3)), Some(source(3)))
    );
    assert_eq!(merged.redactions[0].source, source(3));
    // If one candidate is merged with a third source, that source takes its place.
    let edit = ops::merge_sources(&case, source(2), source(4), &by("mk", 5)).unwrap();
    let merged = made(&case, edit);
    assert_eq!(
        merged.claims.get(claim(2)).unwrap().candidates(),
        [source(2), source(3)]
    );
}

#[test]
fn a_new_redaction_decision_replaces_the_old_one_and_is_dropped_with_its_source() {
    let case = ferry();
    let redact = |case: &Case, number, place: &str, cut, who| {
        ops::redact(case, source(number), place, cut, &by(who, 1))
    };
    refuses(
        redact(&case, 2, "p", true, "mk"),
        "Harbour radio is not confidential",
        "confidential",
    );
    refuses(
        redact(&case, 1, " ", true, "mk"),
        "needs a place",
        "which words",
    );
    refuses(
        redact(&case, 1, "p", true, NOBODY),
        "needs a person",
        "who you are",
    );
    refuses(
        redact(&case, 9, "p", true, "mk"),
        "no source s9",
        "look again",
    );
    let cut = made(&case, redact(&case, 1, "p", true, "mk").unwrap());
    refuses(
        redact(&cut, 1, "p", true, "ab"),
        "is cut already, as mk",
        "nothing",
    );
    let kept = made(
        &cut,
        ops::redact(&cut, source(1), "p", false, &by("ab", 2)).unwrap(),
    );
    let [one] = kept.redactions.as_slice() else {
        panic!("{:?}", kept.redactions)
    };
    assert_eq!((one.cut, one.by.as_str()), (false, "ab"));
    let gone = made(
        &kept,
        ops::drop_source(&kept, source(1), &by("mk", 3)).unwrap(),
    );
    assert!(gone.redactions.is_empty() && !gone.sources.has(source(1)));
    // A case must not have a decision that names nobody.
    let mut edit = ops::drop_source(&kept, source(1), &by("mk", 3)).unwrap();
    edit.changes
        .retain(|change| matches!(change, Change::Source(_)));
    assert!(edit.apply(&mut kept.clone()).is_err());
}

#[test]
fn adding_an_item_keeps_the_suggested_items_of_its_source() {
    let (case, mint) = (ferry(), &mut mint());
    let new = NewEvidence::new(source(6), Question::Fact, Stance::Supports);
    let edit = ops::add_evidence(&case, claim(3), new, &by("mk", 1), mint).unwrap();
    let added = made(&case, edit);
    let there = added.claims.get(claim(3)).unwrap();
    assert_eq!((there.evidence.len(), there.items().count()), (3, 1));
}
