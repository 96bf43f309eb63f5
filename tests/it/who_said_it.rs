//! Claims for which the reader does not choose who said them. `s` and a digit choose, a ruling key
//! asks for it first, the list of all of them takes one digit for each group, and so does the
//! command line.

use super::bench::Bench;
use crate::support::Desk;
use factdesk::case::{Case, Question};
use factdesk::workbench::UiPrefs;
use serde_json::json;

const FERRY: &str = include_str!("../stories/ferry.case.ron");
const CASE: &str = "ferry.case.ron";

/// The ferry with three open claims: 1 and 2 are between Lars Vik and Jon Aas, 3 is between Jon Aas
/// and Lars Vik.
fn three() -> String {
    let open = |likeliest: &str, other: &str| {
        format!(
            r#"attribution: (cue: "said", chain: [], candidates: ["{likeliest}", "{other}"], suggested: true),"#
        )
    };
    let first = r#"attribution: (cue: "said", chain: ["s2aaaaaaaaaa"]),"#;
    let third = "text: \"The company let it sail.\",\n";
    assert!(FERRY.contains(first) && FERRY.contains(third));
    FERRY
        .replace(first, &open("s4aaaaaaaaaa", "s3aaaaaaaaaa"))
        .replace(
            third,
            &format!("{third}{}\n", open("s3aaaaaaaaaa", "s4aaaaaaaaaa")),
        )
}

fn bench(person: Option<&str>) -> Bench {
    let mut bench = Bench::over(&three(), person, UiPrefs::default());
    bench.keys("<Esc>");
    bench
}

/// Whom each of the three claims credits, or `?` if nobody has chosen yet.
fn said_by(case: &Case) -> Vec<String> {
    let claims = case.claims.iter().take(3);
    let who = claims.map(|claim| {
        if claim.is_unsure() {
            "?".to_owned()
        } else {
            case.said_by(claim).join(", ")
        }
    });
    who.collect()
}

#[test]
fn one_digit_in_the_credit_popup_chooses() {
    let mut bench = bench(Some("mk"));
    bench.keys("gs");
    insta::assert_snapshot!("credit_asks_who", bench.frame());
    bench.keys("2");
    assert_eq!(said_by(bench.case()), ["Jon Aas", "?", "?"]);
    assert!(
        bench.said().contains("is credited to Jon Aas"),
        "{}",
        bench.said()
    );
    // The story itself says it.
    bench.keys("js0");
    assert_eq!(said_by(bench.case()), ["Jon Aas", "", "?"]);
    bench.keys("zz");
    assert_eq!(said_by(bench.case()), ["?", "?", "?"]);
    // Once something is typed, a digit is part of the name.
    bench.keys("gsRadio 2<Enter>");
    assert_eq!(said_by(bench.case()), ["Radio 2", "?", "?"]);
}

#[test]
fn a_digit_is_the_row_with_that_number_whoever_is_credited() {
    let mut bench = bench(Some("mk"));
    // For a claim without candidates, the sources in their order.
    bench.keys("G");
    let number = bench.focus();
    bench.keys("s");
    let frame = bench.frame();
    let row = frame
        .lines()
        .find(|line| line.contains("  2 "))
        .unwrap()
        .to_owned();
    let name = row
        .split("  2 ")
        .nth(1)
        .unwrap()
        .split("  ")
        .next()
        .unwrap()
        .to_owned();
    bench.keys("2");
    assert_eq!(
        bench.case().said_by(&bench.claim(number)),
        [name.trim_end_matches(['│', ' '])]
    );
    bench.keys("s0");
    assert!(bench.claim(number).attribution.is_none());
    // A number that is not on the list says so, and after a space a digit begins a name.
    bench.keys("s9");
    assert!(
        bench.frame().contains("9 is not on the list"),
        "{}",
        bench.frame()
    );
    bench.keys("<Space>5 Kanal<Enter>");
    assert_eq!(bench.case().said_by(&bench.claim(number)), ["5 Kanal"]);
}

#[test]
fn a_ruling_key_on_an_unsure_said_asks_who_and_rules_nothing() {
    for key in ["c", "d", "u", "."] {
        let mut bench = bench(Some("mk"));
        // A ruling that can be repeated.
        bench.keys("Gvcgg");
        assert_eq!(bench.app.model.focus.question, Question::Said, "{key}");
        bench.keys("g");
        bench.keys(key);
        assert!(
            bench.frame().contains("Who said claim 1?"),
            "{key}\n{}",
            bench.frame()
        );
        assert!(
            bench
                .case()
                .claims
                .iter()
                .next()
                .unwrap()
                .rulings
                .is_empty()
        );
        bench.keys("1");
        assert_eq!(said_by(bench.case())[0], "Lars Vik");
    }
}

#[test]
fn a_person_without_initials_is_asked_for_them_first() {
    let mut bench = bench(None);
    bench.keys("gsmk<Enter>1");
    assert_eq!(said_by(bench.case())[0], "Lars Vik");
    let mut bench = self::bench(None);
    bench.keys(":who said it<Enter>mk<Enter>1");
    assert_eq!(said_by(bench.case()), ["Lars Vik", "Lars Vik", "?"]);
}

#[test]
fn one_digit_answers_a_group_and_one_key_undoes_it() {
    for (width, height) in [(120, 36), (80, 24)] {
        let mut bench = bench(Some("mk"));
        bench.resize(width, height);
        bench.keys(":who said it<Enter>");
        insta::assert_snapshot!(format!("groups_{width}x{height}"), bench.frame());
        bench.keys("1");
        assert_eq!(said_by(bench.case()), ["Lars Vik", "Lars Vik", "?"]);
        bench.keys("<Backspace>");
        assert_eq!(said_by(bench.case()), ["?", "?", "?"]);
        // There is nothing more of this popup to undo.
        bench.keys("<Backspace>");
        // The second sentence is excluded, so the digit answers the first alone. Then it asks
        // again.
        bench.keys("<Down><Space><Up>1");
        assert_eq!(said_by(bench.case()), ["Lars Vik", "?", "?"]);
        assert!(
            bench.frame().contains("He knew of the crack"),
            "{}",
            bench.frame()
        );
        bench.keys("0");
        assert_eq!(said_by(bench.case()), ["Lars Vik", "", "?"]);
        bench.keys("1");
        assert_eq!(said_by(bench.case()), ["Lars Vik", "", "Jon Aas"]);
        // The last answer closes the list.
        assert!(!bench.frame().contains("Who said it?"), "{}", bench.frame());
        bench.keys(":who said it<Enter>");
        assert!(bench.said().contains("leaves it open"), "{}", bench.said());
        bench.keys("zzz");
        assert_eq!(said_by(bench.case()), ["?", "?", "?"]);
    }
}

#[test]
fn a_digit_that_is_held_down_answers_one_group() {
    let mut bench = bench(Some("mk"));
    bench.keys(":who said it<Enter>");
    bench.at(5_000, "1").at(5_050, "1").at(5_100, "1");
    assert_eq!(said_by(bench.case()), ["Lars Vik", "Lars Vik", "?"]);
    bench.at(6_000, "1");
    assert_eq!(said_by(bench.case())[2], "Jon Aas");
}

#[test]
fn enter_goes_to_the_sentence() {
    let mut bench = bench(Some("mk"));
    bench.keys(":who said it<Enter><Down><Down><Enter>");
    assert_eq!(bench.focus(), 3);
    assert!(!bench.frame().contains("Who said it?"));
}

#[test]
fn the_filter_shows_claims_with_an_unsure_speaker() {
    let mut bench = bench(Some("mk"));
    bench.keys("gs1fnot sure who<Enter>");
    assert_eq!(bench.app.model.index.rows.len(), 2);
}

#[test]
fn the_command_line_chooses_too() {
    let desk = Desk::new("who-said-it");
    desk.write(CASE, three());
    let said = |desk: &Desk| {
        let list = desk.json(&["list", CASE, "--format", "json"]);
        let claims = list["claims"].as_array().unwrap().clone();
        claims
            .iter()
            .take(3)
            .map(|claim| claim["said_by"].clone())
            .collect::<Vec<_>>()
    };
    let out = desk.ok(&["claim", "who", CASE, "1", "Jon Aas"]);
    assert!(out.contains("said by Jon Aas"), "{out}");
    let out = desk.ok(&["claim", "who", CASE, "2", "nobody"]);
    assert!(out.contains("said by nobody"), "{out}");
    assert_eq!(said(&desk)[0], json!(["Jon Aas"]));
    assert_eq!(
        desk.ok(&["undo", CASE]).matches("said by nobody").count(),
        1
    );
    let again = desk.fails(2, &["claim", "who", CASE, "1", "Jon Aas"]);
    assert!(again.contains("is credited to Jon Aas already"), "{again}");
    assert!(again.contains("Hint:"), "{again}");
    let unknown = desk.fails(2, &["claim", "who", CASE, "3", "Nemo"]);
    assert!(unknown.contains("there is no source `Nemo`"), "{unknown}");
    let nobody = desk.fails(2, &["claim", "who", CASE, "9", "nobody"]);
    assert!(nobody.contains("Hint:"), "{nobody}");
}

#[test]
fn correcting_a_credit_by_command_reports_what_happens_to_the_verdict() {
    let desk = Desk::new("who-corrected");
    desk.write(CASE, FERRY);
    let said = |desk: &Desk| {
        let list = desk.json(&["list", CASE, "--format", "json"]);
        list["claims"][0]["said_by"].clone()
    };
    let before = said(&desk);
    desk.ok(&["tag", CASE, "1", "confirmed", "--question", "said"]);
    let out = desk.ok(&["claim", "who", CASE, "1", "Jon Aas"]);
    assert!(out.contains("said by Jon Aas, not by "), "{out}");
    assert!(
        out.contains("SAID confirmed, by mk, is stale now: "),
        "{out}"
    );
    assert!(
        out.contains("`factdesk tag CASE 1 confirmed --question said`"),
        "{out}"
    );
    assert!(!out.contains("FACT"), "{out}");
    assert_eq!(said(&desk), json!(["Jon Aas"]));
    let findings = desk.run(&["check", CASE]).out;
    let either = "said was ruled on before the words or the credit changed";
    assert!(findings.contains(either), "{findings}");
    // With the credit that was ruled on, the verdict counts again, and a message says so.
    let first = before[0].as_str().unwrap();
    let out = desk.ok(&["claim", "who", CASE, "1", first]);
    assert!(out.contains("SAID confirmed, by mk, counts again"), "{out}");
    desk.ok(&["undo", CASE]);
    // A ruling on the same words shows that the words did not change.
    desk.ok(&["undo", CASE]);
    desk.ok(&["tag", CASE, "1", "confirmed"]);
    desk.ok(&["tag", CASE, "1", "confirmed", "--question", "said"]);
    desk.ok(&["claim", "who", CASE, "1", "Jon Aas"]);
    let findings = desk.run(&["check", CASE]).out;
    assert!(
        findings.contains("said was ruled on before the credit changed"),
        "{findings}"
    );
    desk.ok(&["undo", CASE]);
    assert_eq!(said(&desk), before);
    let out = desk.ok(&["claim", "who", CASE, "1", "nobody"]);
    assert!(out.contains("said by nobody, not by "), "{out}");
    assert!(
        out.contains("SAID confirmed, by mk, no longer counts"),
        "{out}"
    );
    let out = desk.ok(&["claim", "who", CASE, "1", "Lars Vik"]);
    assert!(out.contains("said by Lars Vik, not by nobody"), "{out}");
    let nobody = desk.ok(&["claim", "who", CASE, "1", "nobody"]);
    assert!(nobody.contains("said by nobody"), "{nobody}");
    let again = desk.fails(2, &["claim", "who", CASE, "1", "nobody"]);
    assert!(again.contains("is credited to nobody already"), "{again}");
    let help = desk.ok(&["claim", "who", "--help"]);
    assert!(help.contains("corrects any other"), "{help}");
}

#[test]
fn after_a_space_a_digit_begins_a_name() {
    for (width, height) in [(120, 36), (80, 24), (60, 20)] {
        let mut bench = bench(Some("mk"));
        bench.resize(width, height);
        bench.keys("gs");
        assert!(
            bench.frame().contains("Space begin a name"),
            "{}",
            bench.frame()
        );
        bench.keys(" <Enter>");
        assert_eq!(said_by(bench.case()), ["?", "?", "?"], "nothing is named");
        bench.keys("<Esc>s<Ctrl-U> 5 Канал<Enter>");
        assert_eq!(said_by(bench.case()), ["5 Канал", "?", "?"]);
    }
}

#[test]
fn the_rest_of_a_quotation_follows_its_speaker() {
    let desk = Desk::new("who-quotation");
    desk.write(
        "q.txt",
        "Council votes on harbour\n\nThe harbour master, Lena Koss, spoke to reporters on Monday. \"The pier is safe,\" she said. \
         \"It was checked in May. Nobody has told us anything else.\"\n\n\"We will open on Friday,\" Koss added. \"That is certain.\"\n",
    );
    desk.ok(&["new", "q.txt", "-o", CASE]);
    let credits = || {
        let list = desk.json(&["list", CASE, "--format", "json"]);
        let claims = list["claims"].as_array().unwrap().clone();
        let words = |claim: &serde_json::Value| claim["text"].as_str().unwrap().to_owned();
        let of = |start: &str| {
            let claim = claims
                .iter()
                .position(|claim| words(claim).starts_with(start));
            let at = claim.unwrap_or_else(|| panic!("{start}: {list}"));
            (
                at + 1,
                claims[at]["said_by"][0].as_str().unwrap().to_owned(),
            )
        };
        ["\"The pier", "\"It was", "Nobody", "\"We will", "\"That"].map(of)
    };
    let number = credits()[0].0.to_string();
    assert!(
        credits().iter().all(|(_, who)| who == "Lena Koss"),
        "{:?}",
        credits()
    );
    desk.ok(&["source", "add", CASE, "Jon Aas"]);
    let out = desk.ok(&["claim", "who", CASE, &number, "Jon Aas"]);
    let [_, second, third, ..] = credits().map(|(number, _)| number);
    let rest = format!("so is the rest of the quotation, as a suggestion: {second}, {third}\n");
    assert!(out.contains(&rest), "{out}");
    // What Koss added has its own cue.
    let names = credits().map(|(_, who)| who);
    assert_eq!(
        names,
        ["Jon Aas", "Jon Aas", "Jon Aas", "Lena Koss", "Lena Koss"]
    );
    // One undo reverts all of it, and what a person has accepted stays.
    desk.ok(&["undo", CASE]);
    assert!(
        credits().iter().all(|(_, who)| who == "Lena Koss"),
        "{:?}",
        credits()
    );
    desk.ok(&["claim", "who", CASE, &second.to_string(), "Lena Koss"]);
    let out = desk.ok(&["claim", "who", CASE, &number, "Jon Aas"]);
    assert!(!out.contains("the rest of the quotation"), "{out}");
    assert_eq!(credits()[1].1, "Lena Koss");
}
