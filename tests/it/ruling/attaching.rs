//! Attaching evidence: its source, and the keys for it.

use super::*;

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
    // Without a name nothing is attached, with a message.
    bench.keys("e<Enter>");
    assert!(
        footer(&bench).starts_with("Name the source first"),
        "{}",
        bench.frame()
    );
    bench.keys("<Esc>");
    // A digit that is not on the list attaches nothing either.
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
fn evidence_is_attached_to_the_question_in_focus() {
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
    // Tab and Shift-Tab go through the fields. A source in the chain knows at first hand what it
    // said.
    bench.keys("verussian m<Shift-Tab><Enter>");
    let item = last(&bench, 11);
    assert_eq!(
        (item.question, item.stance, item.nature),
        (Question::Said, Stance::Context, Nature::Primary)
    );
    // An unfinished line is offered again for its own question and for no other.
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
fn p_makes_the_new_item_primary_and_undoes_that() {
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
    // Nor is it attached as the answer to a ruling, and the line stays open for another.
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
    // Other words, another place or the other question make another item.
    bench.keys("<Backspace>");
    bench.paste("https://baza.example/1").keys("baza<Enter>");
    assert_eq!(bench.claim(11).evidence.len(), items + 1);
}

#[test]
fn a_pasted_url_is_the_address_and_today_the_access_date() {
    let mut bench = Bench::demo();
    bench
        .paste("https://archive.example/1")
        .keys("kyiv post<Enter>");
    let item = last(&bench, 11);
    assert_eq!(item.url, "https://archive.example/1");
    assert_eq!(item.accessed.unwrap().to_string(), "2026-11-23");
    // This is so on the open line too, where it does not go into the name.
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
fn marked_claims_get_evidence_together_and_stay_marked() {
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
    assert_eq!(bench.app.model.list_view.marks.len(), 3);
    bench.keys("p");
    assert_eq!(
        [1, 2, 3].map(|number| last(&bench, number).nature),
        [Nature::Primary; 3]
    );
    // The next ruling is on the marked claims, after the question that names them.
    bench.keys("c");
    assert!(
        bench.said().contains("3 marked claims (1, 2, 3)"),
        "{}",
        bench.said()
    );
    bench.keys("<Esc>");
    let before = bench.case().clone();
    // Repeating rules on one claim, and does not fall back to the claim in focus while others are
    // marked.
    bench.keys("<Esc>ugg");
    let mut bench = Bench::story(FERRY);
    bench.keys("gcg");
    let were = bench.rulings();
    bench.keys("jj  .");
    assert_eq!(bench.rulings(), were);
    assert!(
        bench
            .frame()
            .contains("rules on one claim, and 2 claims are marked"),
        "{}",
        bench.frame()
    );
    drop(before);
    // A paste is for the marked claims, too.
    bench.paste("https://example.org/a").keys("Gazette<Enter>");
    let items = bench
        .case()
        .claims
        .iter()
        .filter(|claim| !claim.evidence.is_empty());
    assert_eq!(items.count(), 2);
}

#[test]
fn repeating_keeps_source_stance_and_primary() {
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
fn numbers_stay_the_same_for_both_questions_and_0_is_the_source_used_last() {
    let mut bench = Bench::demo();
    bench.keys("vebaza<Tab><Enter>pv");
    bench.keys("c");
    let asked = bench.said();
    // The choices have their own row where they do not fit behind the question.
    let list = |said: &str| -> Vec<String> {
        let list = said.split("shows it?").last().unwrap();
        list.split_whitespace().map(str::to_owned).collect()
    };
    assert!(
        list(&asked).ends_with(&["0", "Baza:", "refutes", "primary"].map(str::to_owned)),
        "{asked}"
    );
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
    // On another claim 0 brings the source as it was used.
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
fn a_source_is_recognised_however_its_name_is_typed() {
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
        // The same is true in a form and in a chain.
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
fn removing_the_source_of_0_removes_its_details() {
    let mut bench = Bench::demo();
    bench.keys("ve<Tab>2<Enter>e0");
    assert!(bench.said().contains("refutes"), "{}", bench.said());
    bench.keys("<Backspace>1<Enter>");
    assert_eq!(last(&bench, 11).stance, Stance::Supports);
    // A stance that the person chose stays, before and after.
    bench.keys("e<Tab><Tab>0<Backspace>3<Enter>");
    assert_eq!(last(&bench, 11).stance, Stance::Context);
    bench.keys("e0<Tab><Backspace>4<Esc>");
    bench.keys("e");
    assert!(bench.said().contains("supports"), "{}", bench.said());
    bench.keys("<Backspace>0<Left><Enter>");
    assert_eq!(last(&bench, 11).stance, Stance::Context);
}

#[test]
fn pasted_text_is_shown_on_a_small_screen() {
    let mut bench = Bench::demo();
    bench.resize(80, 24);
    bench.paste("The hall is in Krasnogorsk");
    let frame = bench.frame();
    assert!(frame.contains("“The hall is in Krasno…”, from:"), "{frame}");
}

#[test]
fn the_stance_of_evidence_follows_the_verdict() {
    let mut bench = Bench::story(FERRY);
    for (rules, stance) in [
        ("", "supports"),
        ("c", "supports"),
        ("d1", "refutes"),
        ("d3", "refutes"),
        ("u", "context"),
        ("x", "supports"),
    ] {
        bench.keys("gv").keys(rules).keys("<Esc>gv");
        if bench.app.model.focus.question == Question::Said {
            bench.keys("v");
        }
        bench.keys("e");
        let said = bench.said();
        assert!(said.contains(stance), "{rules}: {said}");
        bench.keys("<Esc>");
    }
    // A stance that a person chose stays, also after Esc.
    bench.keys("e<Tab>Harbour log<Esc>e");
    let chosen = bench.said();
    bench.keys("<Esc>e");
    assert_eq!(bench.said(), chosen);
    bench.keys("<Ctrl-U><Esc>");
    // For marked claims with different standings it supports.
    bench.keys("g").keys(" jd1<Esc>").keys("g jj <Esc>");
}
