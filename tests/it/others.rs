//! What an editor sees when something else changes the case under the workbench: another editor, a
//! git checkout, a second factdesk.

use crate::support::bench::{Bench, CASE};
use factdesk::case::ops::NewEvidence;
use factdesk::case::*;
use factdesk::store::Receipt;
use factdesk::workbench::{Event, Reread};

const FERRY: &str = include_str!("../stories/ferry.en.txt");

fn rename(case: &mut Case) {
    "Renamed".clone_into(&mut case.title);
}

fn stamp() -> Stamp<'static> {
    Stamp {
        by: "ab",
        at: "2026-11-23T10:00:30.000Z".parse().unwrap(),
    }
}

fn drop_claim(case: &mut Case, number: usize) {
    let id = case.claims[number - 1].id;
    let edit = ops::drop_claim(case, id, &stamp()).unwrap();
    edit.apply(case).unwrap();
}

fn reword(case: &mut Case, number: usize, wording: &str) {
    let id = case.claims[number - 1].id;
    let edit = ops::reword(case, id, wording, &stamp()).unwrap();
    edit.apply(case).unwrap();
}

#[test]
fn an_outside_change_is_read_and_reported_and_our_edits_stay() {
    let mut bench = Bench::story(FERRY);
    bench.keys("c");
    bench.save();
    bench.outside(rename);
    bench.look();
    assert!(bench.frame().contains("Renamed"));
    assert_eq!(bench.fact(1), Standing::Confirmed);
    bench.keys("j");
    // A second replacement of the file is noticed as well as the first.
    bench.outside(|case| reword(case, 3, "It stands for itself"));
    bench.look();
    assert!(bench.frame().contains("It stands for itself"));
    assert!(
        bench
            .said()
            .contains("changed outside and read again: 1 wording"),
        "{}",
        bench.said()
    );
}

#[test]
fn edits_made_while_the_file_changes_are_applied_on_top() {
    let mut bench = Bench::story(FERRY);
    bench.is_busy = true;
    bench.keys("c");
    bench.outside(rename);
    bench.look();
    assert_eq!(
        (bench.fact(1), bench.file().title.as_str()),
        (Standing::Confirmed, "Renamed")
    );
    // The edit still belongs to this session, so undo removes it completely.
    bench.keys("z");
    assert!(bench.claim(1).rulings.is_empty());
}

#[test]
fn conflicting_edits_are_shown_side_by_side_and_a_person_chooses() {
    for (answer, wording) in [("m", "Mine"), ("<Enter>", "Theirs")] {
        let mut bench = Bench::story(FERRY);
        bench.is_busy = true;
        bench.keys("ggw<Ctrl-U>Mine<Enter>");
        bench.outside(|case| reword(case, 1, "Theirs"));
        bench.look();
        let frame = bench.frame();
        for words in [
            "Changed outside",
            "yours",
            "there now",
            "“Mine”",
            "“Theirs”",
        ] {
            assert!(frame.contains(words), "{words}:\n{frame}");
        }
        insta::assert_snapshot!("clash_120x36", frame);
        bench.resize(80, 24);
        insta::assert_snapshot!("clash_80x24", bench.frame());
        assert_eq!(
            bench.file().claims[0].wording,
            "Theirs",
            "nothing is overwritten unasked"
        );
        // Esc postpones the question, and the palette opens it again.
        bench.keys("<Esc>q");
        assert!(
            bench
                .said()
                .contains("1 edit of yours could not be applied"),
            "{}",
            bench.said()
        );
        bench.keys("<Esc>:conflicts<Enter>");
        assert!(bench.frame().contains("there now"));
        bench.keys(answer);
        assert_eq!(bench.claim(1).wording, wording);
        assert_eq!(bench.file().claims[0].wording, wording);
        assert!(bench.app.model.unapplied.is_empty() && bench.app.popups().is_empty());
        if answer == "m" {
            bench.keys("z");
            assert_eq!(bench.claim(1).wording, "Theirs");
        }
    }
}

#[test]
fn a_ruling_removed_by_somebody_is_offered_and_never_restored_unasked() {
    let mut bench = Bench::story(FERRY);
    let before = bench.file();
    bench.keys("c");
    bench.save();
    let ruling = bench.claim(1).rulings[0].clone();
    bench.outside(|case| {
        *case = before.clone();
        rename(case);
    });
    bench.look();
    assert_eq!(bench.fact(1), Standing::Open);
    assert!(bench.frame().contains("restored"), "{}", bench.frame());
    bench.keys("<Enter>");
    // A decided question is not asked again.
    bench.outside(|case| "Renamed again".clone_into(&mut case.title));
    bench.look();
    assert!(bench.app.model.unapplied.is_empty());

    let mut bench = Bench::story(FERRY);
    bench.keys("c");
    bench.save();
    bench.outside(|case| {
        *case = before.clone();
        rename(case);
    });
    bench.look();
    bench.keys("m");
    assert_eq!(bench.claim(1).rulings.len(), 1);
    assert_eq!(bench.claim(1).rulings[0].verdict, ruling.verdict);
}

#[test]
fn a_file_restored_by_git_is_accepted_and_missing_edits_are_offered_once() {
    let mut bench = Bench::story(FERRY);
    bench.save();
    let first = bench.disk.bytes(CASE).unwrap();
    bench.keys("gcjdwIt ran aground<Enter>");
    bench.save();
    let second = bench.disk.bytes(CASE).unwrap();
    bench.disk.put(CASE, first.clone());
    bench.look();
    assert_eq!(bench.case().claims[0].rulings.len(), 0);
    let frame = bench.frame();
    assert!(frame.contains("Changed outside"), "{frame}");
    assert!(frame.contains("back at an earlier state"), "{frame}");
    // The file stands as it is: nothing is restored, and the same file raises no question again.
    bench.keys("<Enter>");
    assert!(bench.app.model.unapplied.is_empty());
    bench.keys("Gu1gj");
    bench.save();
    bench.disk.put(CASE, second);
    bench.look();
    assert_eq!(bench.fact(1), Standing::Confirmed);
    let frame = bench.frame();
    assert!(frame.contains("1 ruling restored"), "{frame}");
    bench.keys("<Enter>j");
    bench.disk.put(CASE, first);
    bench.look();
    let said = bench.said();
    assert!(
        said.contains("2 rulings less") && !said.contains("recorded here"),
        "{said}"
    );
    assert!(bench.app.model.unapplied.is_empty());
}

#[test]
fn one_key_restores_the_edits_that_a_restored_file_lacks() {
    let mut bench = Bench::story(FERRY);
    bench.save();
    let first = bench.disk.bytes(CASE).unwrap();
    bench.keys("gcjdwIt ran aground<Enter>");
    bench.save();
    let case = bench.case().clone();
    bench.disk.put(CASE, first);
    bench.look();
    bench.keys("m");
    assert_eq!(*bench.case(), case, "{}", bench.said());
    bench.save();
    assert_eq!(bench.file(), case);
    bench.keys("z");
    assert_eq!(bench.case().claims[0].rulings.len(), 0);
}

#[test]
fn a_ruling_on_a_claim_that_is_gone_says_so() {
    let mut bench = Bench::story(FERRY);
    bench.is_busy = true;
    bench.keys("gc");
    bench.outside(|case| drop_claim(case, 1));
    bench.look();
    assert!(
        bench.frame().contains("the claim is gone"),
        "{}",
        bench.frame()
    );
    bench.keys("m");
    assert!(bench.said().contains("is gone"), "{}", bench.said());
    bench.keys("<Enter>");
    assert!(bench.app.model.unapplied.is_empty());
}

#[test]
fn only_the_form_on_a_deleted_record_closes() {
    let mut bench = Bench::story(FERRY);
    bench.keys("geReu");
    bench.outside(rename);
    bench.look();
    assert_eq!(bench.app.popups().len(), 1, "what is typed goes on");
    bench.keys("ters<Enter>");
    assert_eq!(bench.claim(1).evidence.len(), 1);
    bench.save();
    bench.keys("jjeReu");
    bench.outside(|case| drop_claim(case, 3));
    bench.look();
    assert!(
        bench.said().starts_with("The record of 1 form is gone"),
        "{}",
        bench.said()
    );
    bench.keys("<Enter>");
    assert!(bench.app.popups().is_empty());
}

#[test]
fn text_typed_for_a_deleted_record_goes_to_no_other() {
    for (open, rest) in [
        ("w and so", " cdud m<Enter>"),
        ("eReu", "ters<Enter>cdu"),
        ("sReu", "ters<Enter>cdu"),
        ("f", "conf<Enter>cdu"),
        (" d", "<Enter>cdu"),
        ("", "c<Enter>du"),
    ] {
        let mut bench = Bench::story(FERRY);
        bench.keys("gjj");
        bench.save();
        bench.keys(open);
        bench.outside(|case| drop_claim(case, 3));
        bench.look();
        let (case, modes) = (bench.case().clone(), bench.app.popups().len());
        bench.tick = 90;
        bench.keys(rest);
        assert_eq!(*bench.case(), case, "{open}");
        assert_eq!(bench.app.popups().len(), modes, "{open}: it still stands");
        assert!(
            bench.frame().contains("appeared by itself"),
            "{}",
            bench.frame()
        );
        bench.tick = 1_000;
        // However slowly somebody types on, the replacement is shown first.
        if !open.is_empty() {
            bench.keys("cdu");
            assert_eq!(*bench.case(), case, "{open}");
            bench.keys("<Enter>");
        }
        assert!(bench.app.popups().is_empty(), "{open}");
        bench.keys("c");
        assert_ne!(*bench.case(), case, "{open}");
    }
}

#[test]
fn a_conflict_is_not_decided_before_it_is_seen() {
    for open in ["", "eReu"] {
        let mut bench = Bench::story(FERRY);
        bench.is_busy = true;
        bench.keys("ggw<Ctrl-U>Mine<Enter>jj");
        bench.keys(open);
        bench.outside(|case| {
            reword(case, 1, "Theirs");
            drop_claim(case, 3);
        });
        bench.tick = 90;
        bench.look();
        assert_eq!(bench.app.model.unapplied.len(), 1);
        bench.keys("m<Enter>m<Enter>");
        assert_eq!(bench.app.model.unapplied.len(), 1, "{open}");
        bench.tick = 1_000;
        if !open.is_empty() {
            bench.keys("<Enter>");
            bench.tick = 90;
            bench.keys("<Enter>m");
            assert_eq!(bench.app.model.unapplied.len(), 1, "{open}");
            bench.tick = 1_000;
        }
        assert!(bench.frame().contains("there now"), "{}", bench.frame());
        bench.keys("m");
        assert!(bench.app.model.unapplied.is_empty(), "{open}");
        assert_eq!(bench.claim(1).wording, "Mine");
    }
}

#[test]
fn a_reader_sees_the_writers_edits_and_may_write_afterwards() {
    let mut bench = Bench::story(FERRY);
    bench.app.model.receipts.read_only = Some("ab has it since 10:00".to_owned());
    bench.keys("c");
    assert!(
        bench.said().contains("ab has it since 10:00"),
        "{}",
        bench.said()
    );
    assert!(bench.frame().contains("read-only"));
    let history = bench.app.model.history.clone();
    bench.event(Event::Reread(Box::new(Reread {
        history,
        notices: Vec::new(),
        is_ours: true,
    })));
    assert!(
        bench.said().contains("you can change it"),
        "{}",
        bench.said()
    );
    assert!(bench.frame().contains("recorded") && !bench.frame().contains("read-only"));
    bench.keys("c");
    assert_eq!(bench.fact(1), Standing::Confirmed);
}

#[test]
fn a_screen_that_differs_from_the_file_says_so() {
    let mut bench = Bench::story(FERRY);
    let serial = bench.app.model.receipts.made;
    bench.event(Event::Stored(Receipt {
        serial,
        fits: false,
    }));
    assert!(bench.frame().contains("NOT SAVED"));
}

#[test]
fn the_running_counts_of_the_workbench_match_a_fresh_count() {
    let mut bench = Bench::demo();
    bench.keys("cd1cu1ex<Esc>eReuters<Enter>n|<Enter>jJwother words<Enter>eBaza<Enter>zzzZx1n");
    bench.keys("jjs<Tab>TASS<Enter>jj<Del>kkc1zd2");
    let index = &bench.app.model.index;
    let mut fresh = factdesk::workbench::Model::new(
        bench.app.model.history.clone(),
        None,
        bench.app.model.keys.clone(),
        bench.app.model.prefs.clone(),
        bench.clock,
    );
    fresh.analyse();
    let fresh = fresh.index;
    let uses = |index: &factdesk::workbench::Index| {
        let mut uses: Vec<_> = index
            .uses
            .iter()
            .filter(|(_, count)| **count != (0, 0))
            .map(|(id, count)| (*id, *count))
            .collect();
        uses.sort_unstable();
        uses
    };
    assert_eq!(uses(index), uses(&fresh));
    assert_eq!(
        (&index.rows, &index.sources, index.progress, index.coverage),
        (&fresh.rows, &fresh.sources, fresh.progress, fresh.coverage)
    );
}

/// Applies an edit as a colleague does.
fn by_another(case: &mut Case, make: impl Fn(&Case) -> Edit) {
    let edit = make(case);
    edit.apply(case).unwrap();
}

#[test]
fn a_form_changes_only_the_edited_fields() {
    let mut bench = Bench::demo();
    let (claim, item) = (bench.claim(11).id, bench.claim(11).evidence[0].clone());
    // One of each form is open, and a colleague changes all its other fields.
    bench.keys("<Enter><Enter><Tab><Tab><Tab><Tab><Tab><Tab>p. 4");
    let source = item.source;
    let day: Date = "2024-03-24".parse().unwrap();
    bench.outside(|case| {
        by_another(case, |case| {
            let change = |item: &mut Evidence| {
                item.stance = Stance::Context;
                item.nature = Nature::Primary;
                item.credibility = Credibility::try_from(2).ok();
                item.accessed = Some(day);
                "their note".clone_into(&mut item.note);
            };
            ops::change_evidence(case, claim, item.id, change, &stamp()).unwrap()
        });
        by_another(case, |case| {
            let change = |source: &mut Source| "Another name".clone_into(&mut source.name);
            ops::change_source(case, source, change, &stamp()).unwrap()
        });
    });
    bench.look();
    let sources = bench.case().sources.len();
    bench.keys("<Enter>");
    let now = bench.claim(11).evidence[0].clone();
    assert_eq!(
        now.locator,
        format!("{}p. 4", item.locator),
        "{}",
        bench.frame()
    );
    assert_eq!(
        (now.source, now.stance, now.nature, now.accessed),
        (source, Stance::Context, Nature::Primary, Some(day))
    );
    assert_eq!(
        (now.credibility.map(u8::from), now.note.as_str()),
        (Some(2), "their note")
    );
    assert_eq!(
        bench.case().sources.len(),
        sources,
        "no source is made anew"
    );

    let mut bench = Bench::demo();
    bench.keys("SG<Enter><Tab><Tab><Tab><Tab>https://example.org");
    let id = bench.app.model.focus.source.unwrap();
    bench.outside(|case| {
        by_another(case, |case| {
            let change = |source: &mut Source| {
                "Another name".clone_into(&mut source.name);
                source.accessed = Some(day);
                source.confidential = true;
                "their note".clone_into(&mut source.note);
            };
            ops::change_source(case, id, change, &stamp()).unwrap()
        });
    });
    bench.look();
    bench.keys("<Enter>");
    let now = bench.case().sources.get(id).unwrap();
    assert!(now.url.ends_with("https://example.org"), "{}", now.url);
    assert_eq!(
        (
            now.name.as_str(),
            now.accessed,
            now.confidential,
            now.note.as_str()
        ),
        ("Another name", Some(day), true, "their note")
    );

    let mut bench = Bench::demo();
    bench.keys(":case details<Enter><Tab><Tab><Tab>, and others");
    bench.outside(rename);
    bench.look();
    bench.keys("<Enter>");
    let author = &bench.case().draft.as_ref().unwrap().author;
    assert!(author.ends_with(", and others"), "{author}");
    assert_eq!(bench.case().title, "Renamed");
}

#[test]
fn the_newest_item_becomes_primary_whatever_a_colleagues_clock_says() {
    let mut bench = Bench::story(FERRY);
    bench.keys("g");
    bench.save();
    bench.outside(|case| {
        by_another(case, |case| {
            let new = NewEvidence::new(case.sources[0].id, Question::Fact, Stance::Refutes);
            let ahead = Stamp {
                at: "2026-11-23T10:05:00.000Z".parse().unwrap(),
                ..stamp()
            };
            let mut mint = IdGen::seeded(9);
            ops::add_evidence(case, case.claims[0].id, new, &ahead, &mut mint).unwrap()
        });
    });
    bench.look();
    bench.keys("eReuters<Down><Enter>");
    assert!(bench.said().contains("Reuters"), "{}", bench.said());
    bench.keys("p");
    let items = bench.claim(1).evidence.clone();
    let natures: Vec<_> = items
        .iter()
        .map(|item| (item.by.as_str(), item.nature))
        .collect();
    assert_eq!(
        natures,
        [("mk", Nature::Primary), ("ab", Nature::Secondary)]
    );
}
