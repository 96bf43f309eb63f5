//! The ops of fixes, queries, searches, stakes, sign-offs, corrections, candidates, conflicts,
//! redactions and suggested evidence: what each makes of a case, what it refuses and with which way
//! out, and that its inverse takes it back.

use factdesk::case::ops::{self, Credit, Judgement, NewCorrection, NewEvidence, NewQuery, Signing};
use factdesk::case::standing::{Progress, is_checked, stands};
use factdesk::case::*;
use factdesk::error::Error;

const FERRY: &str = include_str!("../stories/ferry.case.ron");

pub fn ferry() -> Case {
    ron::from_str(FERRY).unwrap()
}

/// The ferry with this instead of that in its file.
fn ferry_with(that: &str, this: &str) -> Case {
    assert!(FERRY.contains(that), "{that}");
    ron::from_str(&FERRY.replacen(that, this, 1)).unwrap()
}

/// The ferry with more lists at the end of its file.
pub fn ferry_and(lists: &str) -> Case {
    let end = FERRY.rfind(')').unwrap();
    ron::from_str(&format!("{}{lists}\n)", &FERRY[..end])).unwrap()
}

pub fn claim(number: u8) -> ClaimId {
    format!("c{number}aaaaaaaaaa").parse().unwrap()
}

pub fn source(number: u8) -> SourceId {
    format!("s{number}aaaaaaaaaa").parse().unwrap()
}

pub fn item(number: u8) -> EvidenceId {
    format!("e{number}aaaaaaaaaa").parse().unwrap()
}

fn at(minute: u32) -> Timestamp {
    format!("2026-11-23T11:{minute:02}:00.000Z")
        .parse()
        .unwrap()
}

pub fn by(person: &str, minute: u32) -> Stamp<'_> {
    Stamp {
        by: person,
        at: at(minute),
    }
}

pub const NOBODY: &str = " ";

/// The case with an edit, which its inverse takes back whole, and which is one person's at one time
/// under a name.
#[allow(clippy::needless_pass_by_value, reason = "an edit is made as it comes")]
pub fn made(case: &Case, edit: Edit) -> Case {
    let mut after = case.clone();
    edit.apply(&mut after).unwrap();
    assert_ne!(*case, after, "{edit:?}");
    assert!(edit.is_in(&after), "{edit:?}");
    assert!(!edit.what.trim().is_empty() && !edit.by.trim().is_empty());
    let mut back = after.clone();
    edit.inverse().apply(&mut back).unwrap();
    assert_eq!(*case, back, "{edit:?}");
    after
}

#[track_caller]
pub fn refuses<T: std::fmt::Debug>(made: Result<T, Error>, why: &str, hint: &str) {
    let refusal = made.unwrap_err();
    assert!(refusal.what.contains(why), "{refusal:?}");
    assert!(refusal.hint.contains(hint), "{refusal:?}");
}

pub fn mint() -> Mint {
    Mint::seeded(16)
}

#[test]
fn a_fix_is_proposed_edited_settled_once_and_made() {
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
    // The words are another's now.
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
fn a_declined_fix_stays_declined_and_other_words_replace_one_that_nobody_settled() {
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
    // What was declined may be proposed again.
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
        "--by",
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
    refuses(settled, "needs a person", "--by");
}

fn question() -> NewQuery {
    NewQuery {
        claims: vec![claim(2), claim(3), claim(2)],
        to: "R. Holm ".to_owned(),
        behalf: Some(source(3)),
        via: "mail".to_owned(),
        question: "Did he know?".to_owned(),
        due: Some(at(30)),
        ..NewQuery::default()
    }
}

#[test]
fn a_query_is_put_changed_answered_and_dropped() {
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
    refuses(ask(&|_| (), NOBODY), "a query needs a person", "--by");
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
        &mut Mint::seeded(1),
    );
    refuses(silent, "an answer needs words", "their words");
    let refused = ops::answer(
        &case,
        id,
        " ",
        AnswerKind::Refused,
        &by("mk", 2),
        &mut Mint::seeded(1),
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
fn a_search_is_noted_and_dropped() {
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
        "--by",
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
fn a_claim_is_a_key_claim_and_accuses() {
    let case = ferry();
    let key = made(
        &case,
        ops::set_key(&case, claim(3), true, &by("mk", 1)).unwrap(),
    );
    assert!(key.claims.get(claim(3)).unwrap().key);
    refuses(
        ops::set_key(&key, claim(3), true, &by("mk", 2)),
        "a key claim already",
        "nothing",
    );
    refuses(
        ops::set_key(&case, claim(3), false, &by("mk", 2)),
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
    let edit = ops::clear(&accused, claim(3), source(3), &by("mk", 2)).unwrap();
    assert!(
        made(&accused, edit)
            .claims
            .get(claim(3))
            .unwrap()
            .accused
            .is_empty()
    );
    let not = ops::clear(&case, claim(3), source(5), &by("mk", 2));
    refuses(not, "does not accuse Norsund Lines", "nothing");
    // Two people accuse two sources at once.
    let other = ops::accuse(&case, claim(3), source(5), &by("ab", 1)).unwrap();
    let both = made(&accused, other);
    assert_eq!(
        both.claims.get(claim(3)).unwrap().accused,
        [source(3), source(5)]
    );
}

#[test]
fn a_sign_off_is_on_what_the_person_saw() {
    let (case, mint) = (ferry(), &mut mint());
    let with = |findings, errors, with_errors: &str| Signing {
        findings,
        errors,
        note: String::new(),
        with_errors: with_errors.to_owned(),
    };
    let sign = |signing: Signing, who| ops::sign(&case, &signing, &by(who, 1));
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
    refuses(sign(with(0, 0, ""), NOBODY), "needs a person", "--by");
    let errors = made(&case, sign(with(3, 1, "the lawyer says so"), "mk").unwrap());
    assert_eq!(errors.signoffs[0].with_errors, "the lawyer says so");
    let signed = made(&case, sign(with(3, 0, "never mind"), "mk").unwrap());
    let signoff = &signed.signoffs[0];
    assert_eq!((signoff.of, signoff.findings), (case.of(), 3));
    assert_eq!(signoff.with_errors, "", "no errors, no reason");
    assert_eq!(signed.signed(), Some((signoff, false)));
    // The same person at the same time signs once more.
    let twice = made(
        &signed,
        ops::sign(&signed, &with(0, 0, ""), &by("mk", 1)).unwrap(),
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
        ops::choose(&signed, claim(2), None, &by("mk", 2)).unwrap(),
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
                // The source that it accepts is a change; the query is none.
                edit.changes
                    .retain(|change| matches!(change, Change::Query(_)));
                edit
            }),
        ops::correct(&signed, &correction, &by("mk", 2), mint).map(|(edit, _)| edit),
        ops::set_key(&signed, claim(3), true, &by("mk", 2)),
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
fn what_a_sign_off_is_on_cannot_be_said_in_two_ways() {
    let of = |that: &str, this: &str| ferry_with(that, this).of();
    let all = [
        ferry().of(),
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
    assert_eq!(ferry().of().to_string(), "1aa5b0490b6b");
}

#[test]
fn a_correction_is_of_a_claim_or_of_the_story_and_holds_its_claim() {
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
        "--by",
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
fn a_query_holds_its_claims_and_names_its_sources() {
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
    // The claim that stays may be in a query.
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

#[test]
fn while_nobody_has_chosen_said_is_open_and_nobody_is_credited() {
    let case = ferry();
    let unsure = case.claims.get(claim(2)).unwrap();
    let said = |case: &Case| stands(case.claims.get(claim(2)).unwrap(), Question::Said).standing;
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
    // A verdict that a hand wrote there is none: nobody knows of whom it speaks.
    let of = unsure.of(Question::Said);
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
    let edit = ops::choose(&case, claim(2), Some(source(4)), &by("mk", 1)).unwrap();
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
    let again = ops::choose(&chosen, claim(2), Some(source(5)), &by("mk", 2));
    refuses(
        again,
        "claim 2 is credited to Lars Vik",
        "credit another source",
    );
    let none = ops::choose(&chosen, claim(3), None, &by("mk", 2));
    refuses(none, "claim 3 is credited to nobody", "credit a source");

    let nobody = made(
        &case,
        ops::choose(&case, claim(2), None, &by("mk", 1)).unwrap(),
    );
    assert!(nobody.claims.get(claim(2)).unwrap().attribution.is_none());
    assert!(!nobody.sources.has(source(3)) && !nobody.sources.has(source(4)));

    let other = ops::choose(&case, claim(2), Some(source(5)), &by("mk", 1)).unwrap();
    let other = made(&case, other);
    assert_eq!(other.claims.get(claim(2)).unwrap().chain(), [source(5)]);
    assert!(!other.sources.has(source(3)) && !other.sources.has(source(4)));

    let unknown = ops::choose(&case, claim(2), Some(source(9)), &by("mk", 1));
    refuses(unknown, "no source s9", "look again");
    // Crediting and crediting nobody choose, too.
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
fn a_dropped_claim_takes_the_candidates_along_whom_nobody_chose() {
    let case = ferry();
    let dropped = ops::drop_claim(&case, claim(2), &by("mk", 1)).unwrap();
    let dropped = made(&case, dropped);
    assert!(!dropped.sources.has(source(3)) && !dropped.sources.has(source(4)));
}

#[test]
fn whom_a_claim_accuses_is_none_of_its_sources() {
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
fn a_candidate_that_something_else_names_stays() {
    let case = ferry();
    let accused = ops::accuse(&case, claim(3), source(3), &by("mk", 1)).unwrap();
    let accused = made(&case, accused);
    let chosen = ops::choose(&accused, claim(2), Some(source(4)), &by("mk", 2)).unwrap();
    assert!(made(&accused, chosen).sources.has(source(3)));
    let known = ops::change_source(&case, source(3), |it| it.note = "x".into(), &by("mk", 1));
    let known = made(&case, known.unwrap());
    let chosen = ops::choose(&known, claim(2), None, &by("mk", 2)).unwrap();
    assert!(
        made(&known, chosen).sources.has(source(3)),
        "a person has worked on it"
    );
}

#[test]
fn only_people_who_may_be_meant_are_shown_nowhere() {
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
    refuses(nobody, "needs a person", "--by");
    // Whoever changes an item has looked at it.
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
fn a_cut_claim_is_in_no_count() {
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
fn a_cut_claim_is_neither_split_nor_joined_and_comes_back_where_its_words_stand() {
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
    // Where another claim has the words by now, there would be two claims of them.
    let twice = ferry_with("Nobody was told.", "The company let it sail.");
    let again = ops::anchor(&twice, claim(4), &stamp);
    refuses(again, "these words are claim 3 already", "rule on that one");
}

#[test]
fn what_people_settle_is_settled_by_somebody() {
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
        ops::set_key(&case, claim(3), true, &nobody),
        ops::accuse(&case, claim(3), source(5), &nobody),
    ] {
        refuses(refused, "needs a person", "--by");
    }
    // What was asked stands beside the answer for good; how and about what may still change.
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
fn splitting_and_joining_keep_what_is_at_stake() {
    let (case, mint) = (ferry(), &mut mint());
    let key = made(
        &case,
        ops::set_key(&case, claim(3), true, &by("mk", 1)).unwrap(),
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
fn merging_two_sources_moves_all_that_names_the_one() {
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
    let edit = ops::put_together(&case, source(3), source(4), &by("mk", 5)).unwrap();
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
    // Both were the candidates: who said it is known now.
    assert_eq!(claims(2).chain(), [source(3)]);
    assert!(!claims(2).is_unsure());
    assert_eq!(claims(3).accused, [source(3)]);
    let query = &merged.queries[0];
    assert_eq!(
        (query.source, query.behalf),
        (Some(source(3)), Some(source(3)))
    );
    assert_eq!(merged.redactions[0].source, source(3));
    // Merged with somebody else, one of the two candidates is that one.
    let edit = ops::put_together(&case, source(2), source(4), &by("mk", 5)).unwrap();
    let merged = made(&case, edit);
    assert_eq!(
        merged.claims.get(claim(2)).unwrap().candidates(),
        [source(2), source(3)]
    );
}

#[test]
fn a_decision_on_a_place_takes_the_place_of_the_one_before_and_goes_with_its_source() {
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
        "--by",
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
    // A case in which a decision names nobody cannot be.
    let mut edit = ops::drop_source(&kept, source(1), &by("mk", 3)).unwrap();
    edit.changes
        .retain(|change| matches!(change, Change::Source(_)));
    assert!(edit.apply(&mut kept.clone()).is_err());
}

#[test]
fn a_new_item_of_a_source_that_is_only_suggested_leaves_the_writers_own_where_it_is() {
    let (case, mint) = (ferry(), &mut mint());
    let new = NewEvidence::new(source(6), Question::Fact, Stance::Supports);
    let edit = ops::add_evidence(&case, claim(3), new, &by("mk", 1), mint).unwrap();
    let added = made(&case, edit);
    let there = added.claims.get(claim(3)).unwrap();
    assert_eq!((there.evidence.len(), there.items().count()), (3, 1));
}
