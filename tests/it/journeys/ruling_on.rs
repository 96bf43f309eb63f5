//! Ruling with one key each, undo, setting aside, and rulings on several claims at once.

use super::*;

#[test]
fn a_whole_story_is_ruled_on_with_one_key_each_in_every_language() {
    for story in [FERRY, MINE, DAM] {
        let mut bench = Bench::story(story);
        let mut presses = 0;
        while bench.app.model.index.progress.checked < bench.case().claims.len() {
            bench.keys(["c", "d", "u"][presses % 3]);
            presses += 1;
            assert!(presses < 200, "every key settles one question");
        }
        let questions: usize = bench
            .case()
            .claims
            .iter()
            .map(|claim| claim.questions().count())
            .sum();
        assert_eq!(presses, questions);
        // The last ruling may still take a reason. Any other key then shows the message.
        if bench.said().contains("Why?") {
            bench.keys("<Esc>");
        }
        assert!(
            bench.said().starts_with(&format!(
                "All {} claims checked:",
                bench.case().claims.len()
            )),
            "{}",
            bench.said()
        );
        let before = bench.case().clone();
        // After a kill and a restart everything is there, in memory and in the file.
        let mut bench = bench.reopened();
        assert_eq!(*bench.case(), before);
        assert_eq!(bench.file(), before);
    }
}

#[test]
fn said_comes_first_then_fact_then_the_next_claim() {
    let mut bench = Bench::demo();
    assert_eq!(
        (bench.focus(), bench.app.model.focus.question),
        (11, Question::Said)
    );
    assert!(bench.said().starts_with("Did Russian media say it?"));
    bench.keys("c");
    assert_eq!(
        (bench.focus(), bench.app.model.focus.question),
        (11, Question::Fact)
    );
    assert!(
        bench
            .said()
            .contains("SAID ✓ confirmed, as you; speaker: Russian media."),
        "{}",
        bench.said()
    );
    bench.keys("d");
    assert_eq!(
        (bench.focus(), bench.app.model.focus.question),
        (12, Question::Said)
    );
    assert!(
        bench
            .said()
            .contains("Why? 1 contradicted 2 conflict 3 denied 4 misleading"),
        "{}",
        bench.said()
    );
    bench.keys("1");
    assert_eq!(bench.fact(11), Standing::Disputed);
    let by = standing::standing_of(&bench.claim(11), Question::Fact)
        .by
        .cloned()
        .unwrap();
    assert_eq!(
        (by.reason, by.by.as_str()),
        (Some(Reason::Contradicted), "you")
    );
    assert_eq!(bench.focus(), 12, "focus stays where it went");
    // The digit after the reason chooses the source of the evidence. It counts against the claim,
    // since the verdict is disputed.
    let before = bench.claim(11).evidence.len();
    bench.keys("1");
    let item = bench.claim(11).evidence.last().cloned().unwrap();
    assert_eq!(bench.claim(11).evidence.len(), before + 1);
    assert_eq!(
        (item.question, item.stance, item.nature),
        (Question::Fact, Stance::Refutes, Nature::Secondary)
    );
}

#[test]
fn z_undoes_anything_and_capital_z_redoes_it() {
    let mut bench = Bench::demo();
    let start = bench.case().clone();
    bench.keys("c1d2xu.");
    let end = bench.case().clone();
    bench.keys("zzzzzzz");
    assert_eq!(*bench.case(), start);
    bench.keys("z");
    bench.keys("ZZZZZZZ");
    assert_eq!(*bench.case(), end);
}

#[test]
fn undoing_an_earlier_sessions_ruling_after_a_restart_is_shown() {
    let mut bench = Bench::demo();
    bench.keys("cd");
    let mut bench = bench.reopened();
    assert_eq!(bench.fact(11), Standing::Disputed);
    bench.keys("z");
    assert_eq!(bench.fact(11), Standing::Open);
    assert_eq!(
        (bench.focus(), bench.app.model.focus.question),
        (11, Question::Fact)
    );
    assert!(
        bench
            .said()
            .starts_with("undid: 11 FACT disputed (you, 10:0"),
        "{}",
        bench.said()
    );
    let last = bench.claim(11).rulings.last().cloned().unwrap();
    assert!(
        last.is_withdrawal(),
        "what others may have seen is answered, not erased"
    );
    bench.keys("Z");
    assert_eq!(bench.fact(11), Standing::Disputed);
}

#[test]
fn setting_marked_claims_aside_names_those_with_rulings() {
    let mut bench = Bench::story(FERRY);
    bench.keys("gc<Esc>g   x");
    let said = bench.said();
    assert!(
        said.contains("for 3 marked claims (1, 2, 3)?  1 is ruled on already."),
        "{said}"
    );
}

#[test]
fn a_digit_without_sources_says_how_to_add_one() {
    let mut bench = Bench::story("The bridge was built in 1912.");
    bench.keys("gc1");
    let said = bench.said();
    assert!(
        said.starts_with("There is no other source to take by a digit: "),
        "{said}"
    );
}

#[test]
fn marked_claims_are_ruled_on_together_after_one_question() {
    let mut bench = Bench::story(FERRY);
    bench.keys("g");
    let start = bench.case().clone();
    bench.keys("   d");
    assert_eq!(
        bench.said(),
        "FACT: ✗ disputed for 3 marked claims (1, 2, 3)?  Not claim 4 in focus."
    );
    assert_eq!(*bench.case(), start, "nothing is done before the answer");
    bench.keys("v");
    assert!(
        bench
            .said()
            .starts_with("SAID: ✗ disputed for 1 marked claim (2)?  Not 1, 3: no attribution."),
        "{}",
        bench.said()
    );
    bench.keys("v<Esc>");
    assert_eq!(*bench.case(), start);
    bench.keys("d<Enter>");
    assert_eq!(
        [1, 2, 3].map(|number| bench.fact(number)),
        [Standing::Disputed; 3]
    );
    assert!(bench.app.model.list_view.marks.is_empty());
    // The reason applies to all of them, and so does the source of the evidence.
    bench.keys("1");
    let reason = |number| {
        standing::standing_of(&bench.claim(number), Question::Fact)
            .by
            .and_then(|by| by.reason)
    };
    assert_eq!([1, 2, 3].map(reason), [Some(Reason::Contradicted); 3]);
    bench.keys("1zzz");
    assert_eq!(*bench.case(), start, "one edit each, one undo each");
    bench.keys("gx");
    bench.keys("<Backspace>xg  e1<Enter>");
    assert_eq!(
        [1, 2].map(|number| bench.claim(number).evidence.len()),
        [1, 1],
        "{}",
        bench.frame()
    );
}

#[test]
fn a_suggested_credit_is_accepted_by_enter_and_by_ruling_on_said() {
    let mut bench = Bench::demo();
    assert!(bench.claim(11).attribution.as_ref().unwrap().suggested);
    bench.keys("s<Enter>");
    assert!(!bench.claim(11).attribution.as_ref().unwrap().suggested);
    bench.keys("j");
    assert!(bench.claim(12).attribution.as_ref().unwrap().suggested);
    bench.keys("c");
    assert!(!bench.claim(12).attribution.as_ref().unwrap().suggested);
}

#[test]
fn no_fact_here_takes_one_key_and_a_digit_for_the_reason() {
    let mut bench = Bench::demo();
    bench.keys("x");
    assert_eq!(bench.fact(11), Standing::Aside);
    assert_eq!(bench.standing_of(11, Question::Said), Standing::Open);
    bench.keys("1");
    assert_eq!(
        bench.standing_of(11, Question::Said),
        Standing::Open,
        "an opinion may still be misquoted"
    );
    let rulings = bench.claim(11).rulings.len();
    bench.keys("<Backspace>x");
    assert_eq!(bench.fact(11), Standing::Open, "again takes it back");
    bench.keys("x2");
    assert_eq!(
        bench.claim(11).rulings.len(),
        rulings + 3,
        "what is set aside so already is not set aside twice"
    );
    bench.keys("zz");
    bench.keys("x3");
    assert_eq!(
        (bench.fact(11), bench.standing_of(11, Question::Said)),
        (Standing::Aside, Standing::Aside)
    );
    assert_eq!(bench.focus(), 12, "nothing is left to rule on there");
}

#[test]
fn the_last_ruling_says_that_all_is_done() {
    let mut bench = Bench::demo();
    // Where others differ, a third opinion settles nothing. Somebody must decide with a note.
    bench.keys("fcontested<Enter>r<Right><Tab>both were asked again<Tab><Right><Enter>f<Enter>");
    assert!(
        bench.standing_of(18, Question::Fact).is_settled(),
        "{}",
        bench.said()
    );
    for _ in 0..60 {
        if bench.app.model.index.progress.checked < bench.case().claims.len() {
            bench.keys("u");
        }
    }
    assert!(bench.said().contains("Why?"), "{}", bench.said());
    bench.keys("<Esc>");
    let errors = bench.app.model.index.flags();
    assert!(errors > 1);
    let lists = bench.filled("{findings} lists them.");
    let stand = format!("{errors} errors stand: {lists}");
    let said = bench.said();
    assert!(
        said.starts_with("All 28 claims checked: ✓") && said.ends_with(&stand),
        "{said}"
    );
    bench.keys("n");
    assert_eq!(bench.said(), "No claim shown needs a ruling");
}

#[test]
fn without_a_name_the_first_ruling_asks_for_one_and_is_then_recorded() {
    let mut bench = Bench::over(bench::SAMPLE, None, UiPrefs::default());
    assert!(bench.frame().contains("as -"));
    bench.keys("/layout<Enter>d");
    assert!(
        bench.said().starts_with("Your initials?"),
        "{}",
        bench.said()
    );
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 10)] {
        bench.resize(width, height);
        let frame = bench.frame();
        let words = frame.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains("SAID disputed on claim 11 waits: first say who rules."),
            "{frame}"
        );
        assert!(words.contains("Esc leave it undone"), "{frame}");
    }
    bench.resize(120, 36);
    // A shell command is not accepted as a name.
    bench.keys("factdesk ./notes.txt; ls<Enter>");
    assert!(bench.frame().contains("none of / "), "{}", bench.frame());
    bench.keys("<Ctrl-U>");
    assert_eq!(bench.standing_of(11, Question::Said), Standing::Open);
    bench.keys("<Esc>");
    assert_eq!(bench.standing_of(11, Question::Said), Standing::Open);
    bench.keys("dмк<Enter>");
    assert_eq!(bench.standing_of(11, Question::Said), Standing::Disputed);
    assert!(bench.frame().contains("as мк"));
    assert_eq!(bench.claim(11).rulings.last().unwrap().by, "мк");
}

#[test]
fn cyrillic_letters_act_as_the_latin_letters_on_their_keys_and_capitals_do_nothing() {
    let mut bench = Bench::demo();
    bench.keys("с");
    assert_eq!(bench.standing_of(11, Question::Said), Standing::Confirmed);
    bench.keys("в");
    assert_eq!(bench.fact(11), Standing::Disputed);
    let before = bench.case().clone();
    for key in ["C", "D", "U", "С", "В", "Г"] {
        bench.keys(key);
        assert_eq!(
            bench.said(),
            bench.filled("Caps Lock? {confirm} confirms, {undo} undoes")
        );
    }
    assert_eq!(*bench.case(), before);
    bench.keys("я");
    assert_eq!(bench.fact(11), Standing::Open);
}

#[test]
fn a_digit_that_is_not_shown_does_nothing_and_the_credited_source_comes_first() {
    let mut bench = Bench::demo();
    bench.keys("c");
    assert!(
        bench
            .said()
            .contains("Which source shows it? 1 Russian media 2 "),
        "{}",
        bench.said()
    );
    let before = bench.claim(11).evidence.len();
    bench.keys("9");
    assert!(
        bench.said().contains("Which source shows it?"),
        "the line stays: {}",
        bench.said()
    );
    assert!(
        bench.frame().contains("9 answers nothing here: 1 to "),
        "{}",
        bench.frame()
    );
    assert_eq!(bench.claim(11).evidence.len(), before);
    bench.keys("<Backspace>vd1<Backspace>vc1");
    let item = bench.claim(11).evidence.last().cloned().unwrap();
    assert_eq!(
        (item.question, item.nature),
        (Question::Said, Nature::Primary)
    );
}

#[test]
fn a_key_pressed_twice_rules_once_and_repeating_takes_no_other_reason() {
    let mut bench = Bench::demo();
    bench.keys("d1");
    assert_eq!(bench.app.model.focus.question, Question::Fact);
    bench.keys(".");
    let by = standing::standing_of(&bench.claim(11), Question::Fact)
        .by
        .cloned()
        .unwrap();
    assert_eq!((by.verdict, by.reason), (Some(Verdict::Disputed), None));
    let before = bench.claim(11).rulings.len();
    bench.keys("<Backspace>vv");
    bench.keys("d");
    assert_eq!(bench.claim(11).rulings.len(), before);
    assert!(
        bench.said().contains("already, as you ruled"),
        "{}",
        bench.said()
    );
}

#[test]
fn undo_distinguishes_a_reason_from_a_verdict() {
    let mut bench = Bench::demo();
    bench.keys("vu1z");
    assert!(
        bench
            .said()
            .starts_with("undid: the reason of 11 FACT unverified"),
        "{}",
        bench.said()
    );
    bench.keys("z");
    assert!(
        bench.said().starts_with("undid: 11 FACT unverified"),
        "{}",
        bench.said()
    );
    assert_eq!(bench.fact(11), Standing::Open);
}

#[test]
fn setting_aside_twice_restores_the_earlier_ruling() {
    let mut bench = Bench::story("The bridge was closed for two days. The school was shut.");
    bench.keys("u2gx");
    assert_eq!(bench.fact(1), Standing::Aside);
    bench.keys("1gx");
    assert_eq!(bench.fact(1), Standing::Unverified);
    assert!(bench.said().contains("no longer aside"), "{}", bench.said());
    let last = bench.claim(1).rulings.last().cloned().unwrap();
    assert_eq!(last.reason, Some(Reason::Unavailable));
    bench.keys("z");
    assert_eq!(bench.fact(1), Standing::Aside);
    // Without an earlier ruling the question is open.
    bench.keys("jxgjx");
    assert_eq!(bench.fact(2), Standing::Open);
}

#[test]
fn setting_many_claims_aside_or_repeating_leaves_said_alone() {
    let mut bench = Bench::demo();
    bench.keys("/layout<Enter>  x<Enter>");
    assert_eq!(
        [11, 12].map(|number| bench.fact(number)),
        [Standing::Aside; 2]
    );
    assert_eq!(
        [11, 12].map(|number| bench.standing_of(number, Question::Said)),
        [Standing::Open; 2]
    );
    // The digit applies to both claims and also sets *said* aside.
    bench.keys("2");
    assert_eq!(
        [11, 12].map(|number| bench.standing_of(number, Question::Said)),
        [Standing::Aside; 2]
    );
    let mut bench = Bench::demo();
    bench.keys("xj.");
    assert_eq!(
        (bench.fact(12), bench.standing_of(12, Question::Said)),
        (Standing::Aside, Standing::Open)
    );
}

#[test]
fn two_checkers_disagree_and_one_decides() {
    let mut bench = Bench::story(FERRY);
    bench.keys("g");
    let number = bench.focus();
    let question = bench.app.model.focus.question;
    bench.keys("c:I am<Enter>ab<Enter>");
    bench.keys("<Backspace>");
    if bench.app.model.focus.question != question {
        bench.keys("v");
    }
    bench.keys("d3");
    assert_eq!(bench.standing_of(number, question), Standing::Contested);
    bench.keys("!contested<Enter>");
    assert_eq!(bench.focus(), number);
    assert!(
        bench
            .said()
            .contains(&bench.filled("contested: {decide} let one of them decide")),
        "{}",
        bench.said()
    );
    // The pane shows who gave which ruling.
    let frame = bench.frame();
    assert!(frame.contains("mk ✓") && frame.contains("ab ✗"), "{frame}");
    // Without a note nobody decides.
    bench.keys("=<Enter>");
    assert_eq!(bench.standing_of(number, question), Standing::Contested);
    bench.keys("the log of the harbour says so<Enter>");
    assert_eq!(bench.standing_of(number, question), Standing::Disputed);
    bench.keys("=");
    assert!(bench.said().contains("nothing is contested here"));
    bench.keys("z");
    assert_eq!(bench.standing_of(number, question), Standing::Contested);
}
