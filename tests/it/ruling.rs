//! Nothing is ruled that nobody meant: evidence on its line, held keys, what the line above the
//! footer asks.

use super::bench::Bench;
use factdesk::case::*;
use factdesk::store::{emit, load};
use factdesk::workbench::{Event, Held, Manner, Press};

const FERRY: &str = include_str!("../stories/ferry.en.txt");

fn last(bench: &Bench, number: usize) -> Evidence {
    bench.claim(number).evidence.last().cloned().unwrap()
}

fn name(bench: &Bench, item: &Evidence) -> String {
    let source = bench.case().sources.get(item.source).unwrap();
    source.name.clone()
}

/// The footer.
fn footer(bench: &Bench) -> String {
    bench.frame().lines().last().unwrap().trim().to_owned()
}

#[test]
fn a_line_break_in_a_note_or_quote_is_one_on_the_screen() {
    let mut case = load(include_bytes!("../../assets/crocus-city-hall.case.ron")).unwrap();
    let claims = case.claims.iter().enumerate().map(|(place, claim)| {
        let mut claim: Claim = claim.as_ref().clone();
        if place == 10 {
            let item = &mut claim.evidence[0];
            item.quote = "They ran,\nhe said.".to_owned();
            item.note = "first\r\n\r\nsecond".to_owned();
        }
        claim.into()
    });
    case.claims = claims.collect::<Vec<_>>().into_iter().collect();
    let mut bench = Bench::over(&emit(&case).unwrap(), Some("mk"), Manner::default());
    bench.resize(120, 50);
    let frame = bench.frame();
    assert!(!frame.contains('␊') && !frame.contains('␍'), "{frame}");
    let lines: Vec<&str> = frame.lines().collect();
    let after = |start: &str, next: &str, by: usize| {
        let at = lines.iter().position(|line| line.contains(start)).unwrap();
        assert!(lines[at + by].contains(next), "{frame}");
    };
    after("“They ran,", "he said.”", 1);
    after("first", "second", 2);
}

#[test]
fn a_listed_source_takes_a_digit_and_enter() {
    let mut bench = Bench::demo();
    bench.keys("v");
    let before = bench.case().clone();
    bench.keys("e1");
    assert_eq!(*bench.case(), before, "a digit highlights");
    assert!(
        bench.said().contains("1  → Russian media, secondary"),
        "{}",
        bench.said()
    );
    bench.keys("<Enter>");
    let item = last(&bench, 11);
    assert_eq!(
        (
            item.question,
            item.stance,
            item.nature,
            name(&bench, &item).as_str()
        ),
        (
            Question::Fact,
            Stance::Supports,
            Nature::Secondary,
            "Russian media"
        )
    );
    assert!(bench.app.popups().is_empty());
    // Nothing named attaches nothing, and that is said.
    bench.keys("e<Enter>");
    assert!(
        footer(&bench).starts_with("Name the source first"),
        "{}",
        bench.frame()
    );
    bench.keys("<Esc>");
    // A digit that is none of the list attaches nothing either.
    let before = bench.case().clone();
    bench.keys("e9<Enter>");
    assert!(
        footer(&bench).starts_with("9 is not on the list"),
        "{}",
        bench.frame()
    );
    bench.keys("<Esc>");
    assert_eq!(*bench.case(), before);
}

#[test]
fn a_name_may_begin_with_digits() {
    for name in [
        "18 U.S.C. 371",
        "24 Канал",
        "5 канал",
        "112 Україна",
        "0 Day News",
        "1dcux.",
    ] {
        let mut bench = Bench::demo();
        let before = bench.claim(11).rulings.len();
        let sources = bench.case().sources.len();
        bench.keys(&format!("e{name}<Enter>"));
        let item = last(&bench, 11);
        assert_eq!(self::name(&bench, &item), name);
        assert_eq!(bench.case().sources.len(), sources + 1);
        assert_eq!((bench.claim(11).rulings.len(), bench.focus()), (before, 11));
        bench.keys("z");
        assert_eq!(bench.case().sources.len(), sources, "one edit, one undo");
    }
}

#[test]
fn evidence_lands_on_the_question_pointed_at() {
    let mut bench = Bench::demo();
    bench.keys("ebaza");
    assert!(
        bench.said().contains("11 evidence on SAID ✓ supports"),
        "{}",
        bench.said()
    );
    bench.keys("<Enter>");
    assert_eq!(last(&bench, 11).question, Question::Said);
    assert!(
        bench
            .said()
            .contains("SAID supports: Baza, secondary, attached."),
        "{}",
        bench.said()
    );
    bench.keys("vebaza<Tab><Enter>");
    let item = last(&bench, 11);
    assert_eq!(
        (item.question, item.stance),
        (Question::Fact, Stance::Refutes)
    );
    // Tab and Shift-Tab go round; the chain knows at first hand what it said.
    bench.keys("verussian m<Shift-Tab><Enter>");
    let item = last(&bench, 11);
    assert_eq!(
        (item.question, item.stance, item.nature),
        (Question::Said, Stance::Context, Nature::Primary)
    );
    // What was left open comes back on its own question, and on no other.
    bench.keys("ecnn<Esc>ve");
    let said = bench.said();
    assert!(
        said.contains("evidence on FACT") && !said.contains("cnn"),
        "{said}"
    );
    bench.keys("<Esc>ve");
    let said = bench.said();
    assert!(
        said.contains("evidence on SAID") && said.contains("cnn"),
        "{said}"
    );
    bench.keys("<Enter>");
    assert_eq!(last(&bench, 11).question, Question::Said);
}

#[test]
fn p_makes_what_was_just_attached_primary_and_takes_it_back() {
    let mut bench = Bench::demo();
    bench.keys("vebaza<Enter>");
    assert!(
        bench.said().ends_with(&bench.filled("{primary} primary")),
        "{}",
        bench.said()
    );
    bench.keys("p");
    assert_eq!(last(&bench, 11).nature, Nature::Primary);
    assert!(
        bench
            .said()
            .contains(&bench.filled("Baza, primary, attached.  {primary} secondary")),
        "{}",
        bench.said()
    );
    bench.keys("p");
    assert_eq!(last(&bench, 11).nature, Nature::Secondary);
    bench.keys("pj");
    let before = bench.case().clone();
    bench.keys("p");
    assert_eq!(*bench.case(), before, "another key, and it is over");
    assert!(
        bench.said().contains("nothing was attached just now"),
        "{}",
        bench.said()
    );
    bench.keys("z");
    assert_eq!(last(&bench, 11).nature, Nature::Secondary);
}

#[test]
fn the_same_item_is_not_attached_twice() {
    let mut bench = Bench::demo();
    bench.keys("vebaza<Enter>");
    let before = bench.case().clone();
    bench.keys("ebaza<Enter>");
    assert!(
        footer(&bench).contains("Baza is attached on FACT already"),
        "{}",
        bench.frame()
    );
    bench.keys("<Esc>");
    bench.keys("e<Down><Enter>");
    assert!(
        bench.frame().contains("Baza is attached on FACT already"),
        "{}",
        bench.frame()
    );
    bench.keys("<Esc>");
    // As the answer to a ruling neither, and the line stays for another.
    bench.keys("c");
    let items = bench.claim(11).evidence.len();
    let place = bench
        .said()
        .find(" Baza")
        .map(|at| bench.said()[..at].chars().last().unwrap());
    bench.keys(&place.unwrap().to_string());
    assert!(footer(&bench).contains("already"), "{}", bench.frame());
    assert!(
        bench.said().contains("Which source shows it?"),
        "{}",
        bench.said()
    );
    assert_eq!(bench.claim(11).evidence.len(), items);
    assert_eq!(before.claims.len(), bench.case().claims.len());
    // Other words, another place, the other question: another item.
    bench.keys("<Backspace>");
    bench.paste("https://baza.example/1").keys("baza<Enter>");
    assert_eq!(bench.claim(11).evidence.len(), items + 1);
}

#[test]
fn a_pasted_url_is_the_address_and_today_the_day_it_was_seen() {
    let mut bench = Bench::demo();
    bench
        .paste("https://archive.example/1")
        .keys("kyiv post<Enter>");
    let item = last(&bench, 11);
    assert_eq!(item.url, "https://archive.example/1");
    assert_eq!(item.accessed.unwrap().to_string(), "2026-11-23");
    // On the open line too, and not into the name.
    bench
        .keys("ecnn")
        .paste("https://cnn.example/x")
        .keys("<Enter>");
    let item = last(&bench, 11);
    assert_eq!(
        (name(&bench, &item).as_str(), item.url.as_str()),
        ("CNN", "https://cnn.example/x")
    );
    bench.paste("https://cnn.example/y").keys("cnn<Down>");
    assert!(bench.frame().contains("2026-11-23"), "{}", bench.frame());
}

#[test]
fn marked_claims_get_it_together_and_stay_marked() {
    let mut bench = Bench::story(FERRY);
    bench.keys("g   eHarbour log");
    assert!(
        bench.frame().contains("3 claims (1, 2, 3)"),
        "{}",
        bench.frame()
    );
    bench.keys("<Enter>");
    assert_eq!(
        [1, 2, 3].map(|number| bench.claim(number).evidence.len()),
        [1; 3]
    );
    assert_eq!(bench.app.model.look.marks.len(), 3);
    bench.keys("p");
    assert_eq!(
        [1, 2, 3].map(|number| last(&bench, number).nature),
        [Nature::Primary; 3]
    );
    // The next ruling is on the marked ones, after the question that names them.
    bench.keys("c");
    assert!(
        bench.said().contains("3 marked claims (1, 2, 3)"),
        "{}",
        bench.said()
    );
    bench.keys("<Esc>");
    let before = bench.case().clone();
    // The same again rules on one claim: it does not fall back to the focus while others are
    // marked.
    bench.keys("<Esc>ugg");
    let mut bench = Bench::story(FERRY);
    bench.keys("gcg");
    let rulings = |bench: &Bench| -> usize {
        bench
            .case()
            .claims
            .iter()
            .map(|claim| claim.rulings.len())
            .sum()
    };
    let were = rulings(&bench);
    bench.keys("jj  .");
    assert_eq!(rulings(&bench), were);
    assert!(
        bench
            .frame()
            .contains("rules on one claim, and 2 claims are marked"),
        "{}",
        bench.frame()
    );
    drop(before);
    // A paste is for the marked ones, too.
    bench.paste("https://example.org/a").keys("Gazette<Enter>");
    let items = bench
        .case()
        .claims
        .iter()
        .filter(|claim| !claim.evidence.is_empty());
    assert_eq!(items.count(), 2);
}

#[test]
fn the_same_again_has_its_source_stance_and_primary() {
    let mut bench = Bench::story(FERRY);
    bench.keys("gcjjj");
    let mut bench = Bench::demo();
    bench.keys("vd1");
    bench.paste("the words of a page that is long enough");
    bench.keys("<Esc><Backspace>");
    bench.keys("vvebaza<Tab><Enter>p");
    bench.keys("/40 people<Enter>");
    let number = bench.focus();
    if bench.app.model.focus.question == Question::Said {
        bench.keys("v");
    }
    bench.keys(".");
    let item = last(&bench, number);
    assert_eq!(
        (
            name(&bench, &item).as_str(),
            item.stance,
            item.nature,
            item.quote.as_str()
        ),
        ("Baza", Stance::Refutes, Nature::Primary, "")
    );
}

#[test]
fn numbers_stay_between_the_two_questions_and_0_is_the_source_used_last() {
    let mut bench = Bench::demo();
    bench.keys("vebaza<Tab><Enter>pv");
    bench.keys("c");
    let asked = bench.said();
    let list = |said: &str| said.split("shows it?").nth(1).unwrap().to_owned();
    assert!(list(&asked).contains("0 Baza: refutes primary"), "{asked}");
    bench.keys("c");
    assert_eq!(
        list(&bench.said()),
        list(&asked),
        "the same numbers on FACT"
    );
    bench.keys("2");
    bench.keys("e");
    let digits = bench.frame();
    assert!(digits.contains("1 ") && bench.app.model.focus.claim.is_some());
    bench.keys("<Esc>n");
    // On another claim 0 brings it as it was used.
    bench.keys("e0");
    let said = bench.said();
    assert!(said.contains("→"), "{said}");
    bench.keys("<Enter>");
    let number = bench.focus();
    assert_eq!(
        name(&bench, &last(&bench, number)),
        name(&bench, &last(&bench, 11))
    );
}

#[test]
fn one_source_is_one_however_its_name_is_typed() {
    let mut bench = Bench::story(FERRY);
    bench.keys(":new source<Enter>Ryan O’Neil<Enter>g");
    let count = bench.case().sources.len();
    for typed in [
        "Ryan O'Neil",
        "ryan  o´neil",
        "RYAN OʼNEIL",
        " Ryan O’Neil ",
    ] {
        bench.keys("e").keys(typed);
        let said = bench.said();
        assert!(!said.contains("new source"), "{typed}: {said}");
        bench.keys("<Enter>z");
        // The same in a form, and in a chain.
        bench.keys("e<Down>").keys(typed).keys("<Enter>");
        assert_eq!(bench.claim(1).evidence.len(), 1, "{}", bench.frame());
        assert_eq!(name(&bench, &last(&bench, 1)), "Ryan O’Neil");
        bench.keys("zs").keys(typed).keys("<Enter>z");
        assert_eq!(bench.case().sources.len(), count, "{typed}");
    }
    bench.keys("eRyan O'Neill<Enter>");
    assert_eq!(bench.case().sources.len(), count + 1);
}

#[test]
fn what_0_brings_goes_with_it() {
    let mut bench = Bench::demo();
    bench.keys("ve<Tab>2<Enter>e0");
    assert!(bench.said().contains("refutes"), "{}", bench.said());
    bench.keys("<Backspace>1<Enter>");
    assert_eq!(last(&bench, 11).stance, Stance::Supports);
    // One's own stands, before and after.
    bench.keys("e<Tab><Tab>0<Backspace>3<Enter>");
    assert_eq!(last(&bench, 11).stance, Stance::Context);
    bench.keys("e0<Tab><Backspace>4<Esc>");
    bench.keys("e");
    assert!(bench.said().contains("supports"), "{}", bench.said());
    bench.keys("<Backspace>0<Left><Enter>");
    assert_eq!(last(&bench, 11).stance, Stance::Context);
}

#[test]
fn a_held_key_rules_twice_at_the_most_and_says_so() {
    let mut bench = Bench::story(FERRY);
    bench.keys("g");
    let rulings = |bench: &Bench| -> usize {
        bench
            .case()
            .claims
            .iter()
            .map(|claim| claim.rulings.len())
            .sum()
    };
    // Held for a while: at once, after the delay, and then fast.
    bench.at(10_000, "c");
    let asks = bench.said();
    bench.at(10_100, "c");
    assert_eq!(rulings(&bench), 1);
    assert!(
        footer(&bench).starts_with(&bench.filled("{confirm} is held down")),
        "{}",
        bench.frame()
    );
    assert_eq!(bench.said(), asks, "what is asked stays");
    for step in 0..40 {
        bench.at(10_700 + step * 30, "c");
    }
    assert_eq!(rulings(&bench), 2);
    // A line that stalls sends in bursts.
    for burst in 0..20 {
        bench.at(12_200 + burst * 400, "ccc");
    }
    assert_eq!(rulings(&bench), 2);
    // Let go, it rules again.
    bench.at(20_400, "c");
    assert_eq!(rulings(&bench), 3);
    // Another key in the same moment is another key.
    bench.at(30_000, "d1j");
    assert_eq!(rulings(&bench), 5, "a verdict and its reason");
    // All that rule, and the digits that answer.
    for key in ["d", "u", "x", "."] {
        let mut bench = Bench::story(FERRY);
        bench.keys("cg");
        let before = rulings(&bench);
        bench.at(1, key).at(30, key).at(60, key).at(200, key);
        assert_eq!(rulings(&bench), before + 1, "{key}");
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
    // Moving about is not ruling.
    bench.keys("g");
    bench.at(1, "jjj");
    assert_eq!(bench.focus(), 4);
}

#[test]
fn a_key_that_is_held_while_a_find_goes_on_rules_twice_at_the_most() {
    let mut bench = Bench::story(FERRY);
    bench.keys("g");
    bench.is_slow = true;
    bench.at(1_000, "/inspector").at(1_900, "<Enter>");
    // What is pressed while a line has the keys means there what it means everywhere.
    let key = bench.filled("{confirm}").parse().unwrap();
    let held = Held::Unknown;
    for at in [2_000, 2_500, 2_530, 2_560, 2_590] {
        bench.event(Event::Key(Press { key, at, held }));
    }
    bench.found();
    let rulings = |bench: &Bench| -> usize {
        let claims = bench.case().claims.iter();
        claims.map(|claim| claim.rulings.len()).sum()
    };
    assert_eq!(rulings(&bench), 2, "{}", bench.frame());
    // And on, now that it is found.
    bench.event(Event::Key(Press {
        key,
        at: 2_620,
        held,
    }));
    assert_eq!(rulings(&bench), 2);
}

#[test]
fn where_the_terminal_tells_repeats_those_alone_are_ignored() {
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
fn what_the_line_asks_is_whole_on_any_screen() {
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
        // A digit that answers nothing says so, and the question stays.
        bench.keys("9");
        let frame = bench.frame();
        assert!(
            frame.contains("9 answers nothing here") && frame.contains("4 misleading"),
            "{frame}"
        );
    }
}

#[test]
fn trouble_does_not_talk_over_a_question() {
    let mut bench = Bench::demo();
    bench.keys("vd");
    bench.event(Event::Stuck("disk full".into()));
    bench.event(Event::Message(factdesk::workbench::Message::trouble(
        "the link does not open",
    )));
    assert!(bench.said().contains("4 misleading"), "{}", bench.said());
    assert!(bench.frame().contains("NOT SAVED"));
    bench.keys("1");
    let by = standing::stands(&bench.claim(11), Question::Fact)
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
    // It decides on the one just ruled on, though focus has gone on.
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
    // After another key it is about the question pointed at.
    bench.keys("kjr");
    assert!(
        bench.frame().contains("Ruling · claim 11 · SAID"),
        "{}",
        bench.frame()
    );
    // Of a ruling on many it is said.
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
fn that_all_is_checked_waits_for_the_last_reason() {
    let mut bench = Bench::story("The bridge was closed for two days.");
    bench.keys("d");
    assert!(bench.said().contains("4 misleading"), "{}", bench.said());
    bench.keys("1");
    let said = bench.said();
    assert!(
        said.starts_with(&bench.filled("All 1 claim checked: ✗1.  {quit} quits, {undo} undoes.")),
        "{said}"
    );
    // What the house finds comes before leaving.
    let mut bench = Bench::story("The bridge was closed for two days.");
    bench.keys("c");
    let said = bench.said();
    assert!(
        said.starts_with(
            &bench.filled("All 1 claim checked: ✓1.  1 error stands: {findings} lists them.")
        ),
        "{said}"
    );
    // With the source that shows it there is none, and it waits for that.
    let mut bench = Bench::story("The bridge was closed for two days. It was opened then.");
    bench.keys("gd1geCity log<Tab><Enter>pjd1");
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
    // Taken back before it was said, it is not said.
    let mut bench = Bench::story("The bridge was closed for two days.");
    bench.keys("dzj");
    assert!(!bench.said().contains("checked"), "{}", bench.said());
}

#[test]
fn nothing_is_ruled_where_nothing_can_be_read() {
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
