//! Questions on the message line, and held keys.

use super::*;

#[test]
fn a_held_key_rules_at_most_twice_and_says_so() {
    let mut bench = Bench::story(FERRY);
    bench.keys("g");
    // A key held for a while acts at once, after the delay, and then fast.
    bench.at(10_000, "c");
    let asks = bench.said();
    bench.at(10_100, "c");
    assert_eq!(bench.rulings(), 1);
    assert!(
        footer(&bench).starts_with(&bench.filled("{confirm} is held down")),
        "{}",
        bench.frame()
    );
    assert_eq!(bench.said(), asks, "what is asked stays");
    for step in 0..40 {
        bench.at(10_700 + step * 30, "c");
    }
    assert_eq!(bench.rulings(), 2);
    // A slow connection sends in bursts.
    for burst in 0..20 {
        bench.at(12_200 + burst * 400, "ccc");
    }
    assert_eq!(bench.rulings(), 2);
    // After it is released, the key rules again.
    bench.at(20_400, "c");
    assert_eq!(bench.rulings(), 3);
    // A different key at the same moment is not a repeat.
    bench.at(30_000, "d1j");
    assert_eq!(bench.rulings(), 5, "a verdict and its reason");
    // All keys that rule, and the digits that answer.
    for key in ["d", "u", "x", "."] {
        let mut bench = Bench::story(FERRY);
        bench.keys("cg");
        let before = bench.rulings();
        bench.at(1, key).at(30, key).at(60, key).at(200, key);
        assert_eq!(bench.rulings(), before + 1, "{key}");
    }
    let mut bench = Bench::demo();
    bench.keys("vd");
    let items = bench.claim(11).evidence.len();
    bench.at(1, "1").at(40, "1").at(80, "1");
    assert_eq!(bench.claim(11).evidence.len(), items, "the reason alone");
    assert!(
        bench.said().contains("Which source shows it?"),
        "{}",
        bench.said()
    );
    // Moving the focus is not limited.
    bench.keys("g");
    bench.at(1, "jjj");
    assert_eq!(bench.focus(), 4);
}

#[test]
fn a_key_held_during_a_find_rules_at_most_twice() {
    let mut bench = Bench::story(FERRY);
    bench.keys("g");
    bench.is_slow = true;
    bench.at(1_000, "/inspector").at(1_900, "<Enter>");
    // A key pressed while a line has focus means the same there as everywhere.
    let key = bench.filled("{confirm}").parse().unwrap();
    let held = Held::Unknown;
    for at in [2_000, 2_500, 2_530, 2_560, 2_590] {
        bench.event(Event::Key(Press { key, at, held }));
    }
    bench.found();
    assert_eq!(bench.rulings(), 2, "{}", bench.frame());
    // It is still held when the find ends.
    bench.event(Event::Key(Press {
        key,
        at: 2_620,
        held,
    }));
    assert_eq!(bench.rulings(), 2);
}

#[test]
fn a_terminal_that_marks_repeats_has_only_those_ignored() {
    let mut bench = Bench::story(FERRY);
    bench.keys("g");
    let mut press = |at, held| {
        let key = bench.filled("{confirm}").parse().unwrap();
        bench.event(Event::Key(Press { key, at, held }));
        bench
            .case()
            .claims
            .iter()
            .map(|claim| claim.rulings.len())
            .sum::<usize>()
    };
    assert_eq!(press(0, Held::No), 1);
    assert_eq!(press(500, Held::Yes), 1);
    assert_eq!(press(5_000, Held::Yes), 1);
    assert_eq!(press(5_010, Held::No), 2);
    assert_eq!(press(5_020, Held::No), 3);
}

#[test]
fn a_question_on_the_line_is_shown_completely_on_any_screen() {
    for (width, height) in [(80, 24), (60, 20), (40, 10)] {
        let mut bench = Bench::demo();
        bench.resize(width, height);
        for name in [
            "Gazette of the Northern Coast",
            "Harbour",
            "Herald",
            "Institute",
            "Log",
        ] {
            bench.keys(&format!("e{name}<Enter>"));
        }
        bench.keys("c");
        let frame = bench.frame();
        let words: Vec<&str> = frame.split_whitespace().collect();
        let words = words.join(" ");
        assert!(words.contains("Which source shows it?"), "{frame}");
        for choice in [
            "1 Russian media",
            "2 ",
            "3 ",
            "4 ",
            "5 ",
            "6 ",
            "0 Log: supports",
        ] {
            assert!(frame.contains(choice), "{choice}: {frame}");
        }
        bench.keys("d");
        let frame = bench.frame();
        for choice in ["1 contradicted", "2 conflict", "3 denied", "4 misleading"] {
            assert!(frame.contains(choice), "{choice}: {frame}");
        }
        // A digit without a meaning says so, and the question stays.
        bench.keys("9");
        let frame = bench.frame();
        assert!(
            frame.contains("9 answers nothing here") && frame.contains("4 misleading"),
            "{frame}"
        );
        // So does any other key without a meaning here.
        bench.keys("é");
        let frame = bench.frame();
        assert!(
            frame.contains("é does nothing here") && frame.contains("4 misleading"),
            "{frame}"
        );
    }
}

#[test]
fn an_error_does_not_replace_a_question() {
    let mut bench = Bench::demo();
    bench.keys("vd");
    bench.event(Event::Stuck("disk full".into()));
    bench.event(Event::Message(factdesk::workbench::Message::trouble(
        "the link does not open",
    )));
    assert!(bench.said().contains("4 misleading"), "{}", bench.said());
    assert!(bench.frame().contains("NOT SAVED"));
    bench.keys("1");
    let by = standing::standing_of(&bench.claim(11), Question::Fact)
        .by
        .cloned()
        .unwrap();
    assert_eq!(by.reason, Some(Reason::Contradicted));
    bench.keys("<Esc>");
    assert_eq!(bench.said(), "the link does not open");
}

#[test]
fn a_contested_ruling_says_so_and_names_the_key_that_decides() {
    let mut bench = Bench::story(FERRY);
    bench.keys("gu:I am<Enter>ab<Enter>g");
    let number = bench.focus();
    bench.keys("c");
    let frame = bench.frame();
    assert!(
        frame.contains(&bench.filled("Now ≠ contested (mk says unverified): {decide} decides.")),
        "{frame}"
    );
    assert_ne!(bench.focus(), number);
    assert!(
        footer(&bench).contains(&format!("{} {number}", bench.filled("{decide} decide"))),
        "{frame}"
    );
    // The key decides on the claim just ruled on, though focus has moved on.
    bench.keys("=");
    assert!(
        bench.frame().contains(&format!("Ruling · claim {number} ")),
        "{}",
        bench.frame()
    );
    bench.keys("<Tab><Tab><Tab><Esc>g");
    assert!(
        footer(&bench).contains(&bench.filled("{decide} decide ")),
        "{}",
        bench.frame()
    );
}

#[test]
fn right_after_a_ruling_r_is_about_that_ruling() {
    let mut bench = Bench::demo();
    bench.keys("vd1");
    assert_eq!(
        (bench.focus(), bench.app.model.focus.question),
        (11, Question::Said),
        "focus has gone on"
    );
    bench.keys("r");
    assert!(
        bench.frame().contains("Ruling · claim 11 · FACT"),
        "{}",
        bench.frame()
    );
    bench.keys("<Tab>they say so themselves<Enter>");
    let ruling = bench.claim(11).rulings.last().cloned().unwrap();
    assert_eq!(
        (ruling.reason, ruling.note.as_str()),
        (Some(Reason::Contradicted), "they say so themselves")
    );
    // After another key it is about the question in focus.
    bench.keys("kjr");
    assert!(
        bench.frame().contains("Ruling · claim 11 · SAID"),
        "{}",
        bench.frame()
    );
    // For a ruling on many claims there is a message.
    let mut bench = Bench::story(FERRY);
    bench.keys("g  d<Enter>r");
    assert!(
        bench
            .said()
            .contains("The ruling just made is on 2 claims (1, 2)"),
        "{}",
        bench.said()
    );
}

#[test]
fn the_message_that_all_is_checked_waits_for_the_last_reason() {
    let mut bench = Bench::story("The bridge was closed for two days.");
    bench.keys("d");
    assert!(bench.said().contains("4 misleading"), "{}", bench.said());
    bench.keys("1");
    let said = bench.said();
    assert!(
        said.starts_with(&bench.filled("All 1 claim checked: ✗1.  {quit} quits, {undo} undoes.")),
        "{said}"
    );
    // Findings of the house standards come before leaving.
    let mut bench = Bench::story("The bridge was closed for two days.");
    bench.keys("c");
    let said = bench.said();
    assert!(
        said.starts_with(
            &bench.filled("All 1 claim checked: ✓1.  1 error stands: {findings} lists them.")
        ),
        "{said}"
    );
    // With evidence there is no finding, and the message waits for the answer.
    let mut bench = Bench::story("The bridge was closed for two days. It was opened then.");
    bench.keys("gd1geCity log<Enter>pjd1");
    let said = bench.said();
    assert!(
        said.contains("Which source shows it? 1 City log 0 City log: refutes primary"),
        "{said}"
    );
    bench.keys("0");
    assert!(
        bench.said().contains("FACT refutes: City log"),
        "{}",
        bench.said()
    );
    bench.keys("j");
    assert_eq!(
        bench.said(),
        bench.filled("All 2 claims checked: ✗2.  {quit} quits, {undo} undoes.")
    );
    // If the last ruling is undone before the message appears, there is no message.
    let mut bench = Bench::story("The bridge was closed for two days.");
    bench.keys("dzj");
    assert!(!bench.said().contains("checked"), "{}", bench.said());
}

#[test]
fn no_key_rules_on_a_screen_too_small_to_read() {
    let mut bench = Bench::story("The bridge was closed for two days. It was opened then.");
    bench.keys("g").resize(39, 9);
    bench.keys("cd1ux.");
    bench.resize(80, 24);
    assert_eq!(bench.fact(1), Standing::Open);
    assert_eq!(bench.fact(2), Standing::Open);
}

#[test]
fn a_letter_with_alt_in_a_field_rules_on_nothing() {
    let mut bench = Bench::story("The bridge was closed for two days. It was opened then.");
    for keys in ["g/two<Alt-c>", "w<Alt-u>", "a<Alt-x>", "eCity<Alt-c>"] {
        bench.keys(keys);
        bench.keys("<Esc><Esc><Esc>");
        assert_eq!(bench.fact(1), Standing::Open, "{keys}");
        assert_eq!(bench.fact(2), Standing::Open, "{keys}");
    }
}
