//! Rules for the records of a case: what is true of every record, field and item of the format, and
//! of every edit of them.

#[allow(dead_code, reason = "one story is start enough for the laws of ops")]
use crate::support::dice;
use crate::support::script;
use std::collections::{BTreeMap, BTreeSet};

use crate::support::cases::{
    Choices, One, Pair, RECORDS, UNWRITTEN, between, cases, choices, is_canonical, pairs, records,
    single, time,
};
use factdesk::case::*;
use factdesk::store::{emit, load};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{TestCaseError, TestRunner};

/// Checks that the store can keep a case: it reads back as the same case, and is in canonical
/// order.
fn sound(case: &Case) -> Result<(), TestCaseError> {
    prop_assert!(is_canonical(case), "not in order");
    match load(emit(case).unwrap().as_bytes()) {
        Ok(read) => prop_assert_eq!(&read, case),
        Err(refused) => prop_assert!(false, "{}", refused),
    }
    Ok(())
}

/// The edit with its changes in another order.
fn shuffled(edit: &Edit, choices: &mut Choices) -> Edit {
    let mut left = edit.changes.clone();
    let mut changes = Vec::with_capacity(left.len());
    while !left.is_empty() {
        changes.push(left.remove(choices.below(left.len())));
    }
    Edit {
        changes,
        ..edit.clone()
    }
}

/// The target of a change: a field, an element or item, or a whole record.
#[derive(Clone, Debug, PartialEq)]
enum Target {
    Field(Place, String),
    Element(Place, String, String),
    Paragraph(usize),
    Draft,
    /// An item, identified by its record, kind and key. Changes to items with the same key
    /// conflict.
    Item(String),
    Whole(AnyId),
}

/// The key of an item: its id, else the fields that identify it in its list.
fn item(kind: &str, owner: impl std::fmt::Debug, item: Option<&impl serde::Serialize>) -> Target {
    let json = serde_json::to_value(item).unwrap();
    let key = match json.get("id") {
        Some(id) => id.to_string(),
        None => json.to_string(),
    };
    Target::Item(format!("{kind} {owner:?} {key}"))
}

fn target(change: &Change) -> Target {
    match change {
        Change::Field(it) => Target::Field(it.of, it.field.clone()),
        Change::Element(it) => {
            let value = it.after.as_ref().or(it.before.as_ref()).unwrap();
            Target::Element(it.of, it.field.clone(), value.to_string())
        }
        Change::Paragraph(place, _) => Target::Paragraph(*place),
        Change::Draft(_) => Target::Draft,
        Change::Source(swap) => Target::Whole(swap.either().unwrap().id.into()),
        Change::Claim(swap) => Target::Whole(swap.either().unwrap().id.into()),
        Change::Revision(swap) => item("revision", (), swap.either()),
        Change::Evidence(id, swap) => item("evidence", id, swap.either()),
        Change::Ruling(id, swap) => item("ruling", id, swap.either()),
        Change::Link(id, swap) => item("link", id, swap.either()),
        Change::Waiver(id, swap) => item("waiver", id, swap.either()),
        Change::Fix(id, swap) => item("fix", id, swap.either()),
        Change::Search(id, swap) => item("search", id, swap.either()),
        Change::Earlier(id, swap) => item("earlier", id, swap.either()),
        Change::Query(swap) => item("query", (), swap.either()),
        Change::Answer(id, swap) => item("answer", id, swap.either()),
        Change::SignOff(swap) => item("sign-off", (), swap.either()),
        Change::Correction(swap) => item("correction", (), swap.either()),
        Change::Conflict(swap) => item("conflict", (), swap.either()),
        Change::Redaction(swap) => item("redaction", (), swap.either()),
    }
}

/// Applies two edits in turn to a copy, or returns why one was refused.
fn both(case: &Case, one: &Edit, then: &Edit) -> Result<Case, NoLongerFits> {
    let mut case = case.clone();
    one.apply(&mut case)?;
    then.apply(&mut case)?;
    Ok(case)
}

/// Whether the refusal is because a value of a conflict names the record. Such a value may precede
/// what it names, which then stays.
fn is_in_a_value(refused: &NoLongerFits) -> bool {
    refused.what.starts_with("a conflict names ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: u32::try_from(dice::by_length_of_run(100, 1_000)).unwrap(), ..ProptestConfig::default() })]

    #[test]
    fn a_case_reads_back_from_its_file_and_from_json(One(case) in cases()) {
        sound(&case)?;
        let text = emit(&case).unwrap();
        prop_assert_eq!(&emit(&load(text.as_bytes()).unwrap()).unwrap(), &text);
        prop_assert_eq!(&ron::from_str::<Case>(&text).unwrap(), &case);
        let json = serde_json::to_string(&case).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Case>(&json).unwrap(), &case);
        let value = serde_json::to_value(&case).unwrap();
        prop_assert_eq!(&serde_json::from_value::<Case>(value).unwrap(), &case);
    }

    #[test]
    fn a_file_whose_lists_stand_in_another_order_is_the_same_case(One(case) in cases()) {
        let mut mixed = case.clone();
        for query in &mut mixed.queries {
            query.answers.reverse();
        }
        mixed.queries.reverse();
        mixed.signoffs.reverse();
        mixed.corrections.reverse();
        mixed.conflicts.reverse();
        mixed.redactions.reverse();
        if let Some(draft) = &mut mixed.draft {
            std::sync::Arc::make_mut(draft).revisions.reverse();
        }
        let text = emit(&mixed).unwrap();
        prop_assert_eq!(&load(text.as_bytes()).unwrap(), &case);
    }

    #[test]
    fn the_edit_between_two_cases_turns_one_into_the_other_and_back(Pair(a, b) in pairs()) {
        let edit = between(&a, &b);
        prop_assert!(between(&a, &a).changes.is_empty());
        prop_assert_eq!(edit.changes.is_empty(), a == b);
        prop_assert!(!edit.changes.iter().any(|change| serde_json::to_value(change).is_err()));
        let mut case = a.clone();
        edit.apply(&mut case).unwrap();
        prop_assert_eq!(&case, &b);
        sound(&case)?;
        prop_assert!(edit.is_in(&case));
        edit.inverse().apply(&mut case).unwrap();
        prop_assert_eq!(&case, &a);
        prop_assert_eq!(edit.inverse().inverse(), edit);
    }

    #[test]
    fn an_edit_reads_back_from_json(Pair(a, b) in pairs()) {
        let edit = between(&a, &b);
        let json = serde_json::to_string(&edit).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Edit>(&json).unwrap(), &edit);
        for change in &edit.changes {
            prop_assert_eq!(pieces(&serde_json::to_value(change).unwrap()), Some(1));
        }
    }

    #[test]
    fn the_changes_of_an_edit_give_the_same_result_in_any_order(Pair(a, b) in pairs(), choices in choices()) {
        let edit = shuffled(&between(&a, &b), &mut Choices::new(choices));
        let mut case = a.clone();
        edit.apply(&mut case).unwrap();
        prop_assert_eq!(&case, &b);
        edit.inverse().apply(&mut case).unwrap();
        prop_assert_eq!(&case, &a);
    }

    #[test]
    fn each_change_of_an_edit_leaves_a_sound_case_and_all_give_the_same_result(Pair(a, b) in pairs(), choices in choices()) {
        let mut left = single(&shuffled(&between(&a, &b), &mut Choices::new(choices)));
        let mut case = a.clone();
        loop {
            let many = left.len();
            let mut refused = Vec::new();
            for edit in left {
                let before = case.clone();
                if edit.apply(&mut case).is_ok() {
                    sound(&case)?;
                    if let Err(refused) = edit.inverse().apply(&mut case.clone()) {
                        prop_assert!(is_in_a_value(&refused), "{}", refused);
                    }
                } else {
                    prop_assert_eq!(&case, &before);
                    refused.push(edit);
                }
            }
            left = refused;
            if left.len() == many {
                break;
            }
        }
        // These are valid only together: two sources that rely on each other.
        let changes = left.iter().flat_map(|edit| edit.changes.clone()).collect();
        let rest = Edit { changes, ..between(&a, &b) };
        rest.apply(&mut case).unwrap();
        prop_assert_eq!(&case, &b);
    }

    #[test]
    fn a_refused_edit_changes_nothing(Pair(a, b) in pairs(), One(c) in cases()) {
        for edit in [between(&a, &b), between(&b, &a)] {
            let mut case = c.clone();
            match edit.apply(&mut case) {
                Ok(()) => sound(&case)?,
                Err(_) => prop_assert_eq!(&case, &c),
            }
            for edit in single(&edit) {
                let before = case.clone();
                match edit.apply(&mut case) {
                    Ok(()) => sound(&case)?,
                    Err(_) => prop_assert_eq!(&case, &before),
                }
            }
        }
    }

    #[test]
    fn edits_with_different_targets_do_not_conflict(Pair(a, b) in pairs(), One(c) in cases(), choices in choices()) {
        let fits = |edit: &Edit| edit.apply(&mut a.clone()).is_ok();
        let alone = |other: &Case| -> Vec<Edit> { single(&between(&a, other)).into_iter().filter(fits).collect() };
        let (mine, theirs) = (alone(&b), alone(&c));
        let choices = &mut Choices::new(choices);
        for one in &mine {
            if theirs.is_empty() {
                break;
            }
            let other = choices.pick(&theirs);
            if !are_apart(&one.changes[0], &other.changes[0]) {
                continue;
            }
            match (both(&a, one, &other), both(&a, &other, one)) {
                (Ok(one_first), Ok(other_first)) => prop_assert_eq!(one_first, other_first),
                // Each removes what the other names, so neither can come second.
                (Err(_), Err(_)) => {
                    let changes = [one.changes.clone(), other.changes.clone()].concat();
                    let together = Edit { changes, ..one.clone() };
                    prop_assert!(together.apply(&mut a.clone()).is_err());
                }
                (Ok(_), Err(refused)) | (Err(refused), Ok(_)) if is_in_a_value(&refused) => {}
                (first, second) => prop_assert!(false, "{:?} {:?}\n{one:?}\n{other:?}", first.err(), second.err()),
            }
        }
    }

    #[test]
    fn an_edit_knows_each_claim_and_source_before_and_after(Pair(a, b) in pairs()) {
        let edit = between(&a, &b);
        let claims = edit.claims(&b);
        for swap in &claims {
            let id = swap.either().unwrap().id;
            prop_assert_eq!(swap.before.as_ref(), a.claims.get(id));
            prop_assert_eq!(swap.after.as_ref(), b.claims.get(id));
        }
        let named: BTreeSet<ClaimId> = claims.iter().filter_map(|swap| swap.either()).map(|claim| claim.id).collect();
        let all = a.claims.iter().chain(b.claims.iter()).map(|claim| claim.id);
        let differing: BTreeSet<ClaimId> = all.filter(|id| a.claims.get(*id) != b.claims.get(*id)).collect();
        prop_assert_eq!(named, differing);

        let sources = edit.sources(&b);
        for swap in &sources {
            let id = swap.either().unwrap().id;
            prop_assert_eq!(swap.before.as_ref(), a.sources.get(id));
            prop_assert_eq!(swap.after.as_ref(), b.sources.get(id));
        }
        let named: BTreeSet<SourceId> = sources.iter().filter_map(|swap| swap.either()).map(|source| source.id).collect();
        let all = a.sources.iter().chain(b.sources.iter()).map(|source| source.id);
        let differing: BTreeSet<SourceId> = all.filter(|id| a.sources.get(*id) != b.sources.get(*id)).collect();
        prop_assert_eq!(named, differing);
    }

    #[test]
    fn a_restored_case_is_the_requested_state(Pair(a, b) in pairs()) {
        let edit = Edit::restore(&a, &b, "restore", "mk", time(0));
        let mut case = a.clone();
        edit.apply(&mut case).unwrap();
        prop_assert_eq!(&case, &b);
        edit.inverse().apply(&mut case).unwrap();
        prop_assert_eq!(&case, &a);
    }

    #[test]
    fn all_ops_leave_a_case_sound_and_can_be_undone(One(case) in cases(), moves in script::moves(20)) {
        let (mut case, mint) = (case, &mut IdGen::seeded(99));
        for (turn, step) in moves.iter().enumerate() {
            let Some(edit) = script::edit(&case, turn, step, mint) else {
                continue;
            };
            let before = case.clone();
            if let Err(refused) = edit.apply(&mut case) {
                prop_assert!(false, "{}: {}", edit.what, refused);
            }
            sound(&case)?;
            if edit.what.ends_with(" joined") {
                prop_assert_eq!(verdicts(&case), verdicts(&before), "{}", edit.what);
            }
            let mut back = case.clone();
            edit.inverse().apply(&mut back).unwrap();
            prop_assert_eq!(back, before);
        }
    }

    #[test]
    fn rebasing_an_edit_leaves_a_case_sound(Pair(a, b) in pairs(), One(c) in cases()) {
        if let Ok(laid) = between(&a, &b).rebased(&c) {
            let mut case = c.clone();
            laid.apply(&mut case).unwrap();
            sound(&case)?;
            laid.inverse().apply(&mut case).unwrap();
            prop_assert_eq!(&case, &c);
        }
    }
}

/// The verdicts that people have given, on any claim.
fn verdicts(case: &Case) -> Vec<String> {
    let rulings = case.claims.iter().flat_map(|claim| &claim.rulings);
    let mut verdicts: Vec<String> = rulings
        .map(|it| format!("{} {} {} {}", it.by, it.question, it.word(), it.note))
        .collect();
    verdicts.sort();
    verdicts
}

/// Whether two changes have different targets, neither of which is part of the other.
fn are_apart(one: &Change, other: &Change) -> bool {
    let is_part = |part: &Change, whole: &Change| match (target(part), target(whole)) {
        (_, Target::Whole(id)) => owner(part).contains(&id),
        (Target::Paragraph(_), Target::Field(Place::Draft, field)) => {
            field == "paragraphs" || field == "sha256"
        }
        (Target::Field(Place::Draft, _) | Target::Paragraph(_), Target::Draft) => true,
        (Target::Item(key), Target::Draft) => key.starts_with("revision"),
        (_, Target::Item(key)) => owner(part)
            .iter()
            .any(|id| key.ends_with(&format!("\"{id}\""))),
        _ => false,
    };
    target(one) != target(other) && !is_part(one, other) && !is_part(other, one)
}

/// The records that a change is part of.
fn owner(change: &Change) -> Vec<AnyId> {
    let mut owners: Vec<AnyId> = change.claim().map(AnyId::from).into_iter().collect();
    match change {
        Change::Field(it) | Change::Element(it) => match it.of {
            Place::Source(id) => owners.push(id.into()),
            Place::Evidence(_, id) => owners.push(id.into()),
            Place::Fix(_, id) => owners.push(id.into()),
            Place::Search(_, id) => owners.push(id.into()),
            Place::Query(id) => owners.push(id.into()),
            Place::Answer(on, id) => owners.extend([AnyId::from(on), id.into()]),
            Place::Correction(id) => owners.push(id.into()),
            Place::Case | Place::Draft | Place::Claim(_) => {}
        },
        Change::Answer(on, _) => owners.push((*on).into()),
        Change::Source(swap) => owners.extend(swap.either().map(|source| AnyId::from(source.id))),
        _ => {}
    }
    owners
}

/// Lists who may see each field, for a reviewer. A new field adds a line here.
#[test]
fn every_field_has_its_class_for_redaction() {
    let lines = RECORDS.iter().flat_map(|(name, fields)| {
        let fields = fields.iter().map(|field| {
            let class = format!("{:?}", field.class).to_lowercase();
            format!("  {:<15} {class}\n", field.name)
        });
        [format!("{name}\n")].into_iter().chain(fields)
    });
    insta::assert_snapshot!("classes", lines.collect::<String>());
}

#[test]
fn every_field_is_present_and_absent_in_random_cases() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<(&str, &str), BTreeSet<Option<String>>> = BTreeMap::new();
    let mut duplicate_sources = BTreeSet::new();
    for _ in 0..500 {
        let case = cases().new_tree(&mut runner).unwrap().current().0;
        for record in records(&case) {
            for field in record.fields() {
                let value = record.value(field.name).map(|value| value.to_string());
                seen.entry((record.kind(), field.name))
                    .or_default()
                    .insert(value);
            }
        }
        duplicate_sources.extend(twins_of(&case));
    }
    let fixed = [("Case", "format"), ("Case", "id")];
    for (kind, fields) in RECORDS {
        for field in fields
            .iter()
            .filter(|field| field.name != UNWRITTEN && !fixed.contains(&(*kind, field.name)))
        {
            let values = seen.get(&(*kind, field.name)).map_or(0, BTreeSet::len);
            assert!(
                values > 1,
                "{kind}.{} is always the same in the cases of tests/support/cases.rs",
                field.name
            );
        }
    }
    assert_eq!(
        duplicate_sources.into_iter().collect::<Vec<_>>(),
        ["redaction", "revision", "ruling", "sign-off", "waiver"]
    );
}

/// The kinds of items of which a case has two with the same key that differ elsewhere.
fn twins_of(case: &Case) -> Vec<&'static str> {
    fn has_twins<T>(list: &[T], is_key: impl Fn(&T, &T) -> bool) -> bool {
        list.windows(2).any(|pair| is_key(&pair[0], &pair[1]))
    }
    let mut duplicate_sources = Vec::new();
    for claim in case.claims.iter() {
        duplicate_sources.extend(has_twins(&claim.rulings, Ruling::has_key_of).then_some("ruling"));
        let is_one =
            |a: &Waiver, b: &Waiver| (a.at, &a.standard, &a.by) == (b.at, &b.standard, &b.by);
        duplicate_sources.extend(has_twins(&claim.waivers, is_one).then_some("waiver"));
    }
    let is_one = |a: &SignOff, b: &SignOff| (a.at, &a.by) == (b.at, &b.by);
    duplicate_sources.extend(has_twins(&case.signoffs, is_one).then_some("sign-off"));
    let is_one =
        |a: &Redaction, b: &Redaction| (a.at, a.source, &a.place) == (b.at, b.source, &b.place);
    duplicate_sources.extend(has_twins(&case.redactions, is_one).then_some("redaction"));
    let revisions = case
        .draft
        .as_ref()
        .map_or(&[][..], |draft| &draft.revisions);
    let is_one = |a: &Revision, b: &Revision| (a.at, &a.by, &a.name) == (b.at, &b.by, &b.name);
    duplicate_sources.extend(has_twins(revisions, is_one).then_some("revision"));
    duplicate_sources
}
