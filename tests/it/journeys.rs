//! What an editor does, as key scripts: the workbench without a terminal, over a real desk on a
//! disk in memory.

use super::bench;
use std::sync::Arc;

use super::bench::{Bench, SAMPLE};
use factdesk::case::*;
use factdesk::store::Receipt;
use factdesk::workbench::find::Hit;
use factdesk::workbench::{Effect, Event, Manner, Pane};

const FERRY: &str = include_str!("../stories/ferry.en.txt");
const MINE: &str = include_str!("../stories/mine.uk.txt");
const DAM: &str = include_str!("../stories/dam.ru.txt");

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
        // The last ruling may still be given its reason; any other key, and it is said.
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
        // Quit, killed, reopened: everything is there, in memory and in the file.
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
        bench.said().contains("SAID ✓ confirmed, as you."),
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
    let by = standing::stands(&bench.claim(11), Question::Fact)
        .by
        .cloned()
        .unwrap();
    assert_eq!(
        (by.reason, by.by.as_str()),
        (Some(Reason::Contradicted), "you")
    );
    assert_eq!(bench.focus(), 12, "focus stays where it went");
    // The digit after the reason is the source that shows it: against it, since it is disputed.
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
fn z_takes_anything_back_and_big_z_makes_it_again() {
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
fn an_earlier_sessions_ruling_is_taken_back_after_a_restart_in_sight() {
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
fn the_form_behind_the_line_has_every_field_and_keeps_what_was_typed() {
    let mut bench = Bench::demo();
    bench.keys("ekyiv post<Down>");
    bench.keys("<Tab><Tab><Tab><Tab>");
    bench.keys("<Right><Right><Tab>their own words<Tab>p. 4<Esc>");
    assert!(bench.app.popups().is_empty());
    bench.keys("e<Down>");
    assert!(
        bench.frame().contains("their own words"),
        "{}",
        bench.frame()
    );
    bench.keys("<Enter>");
    let item = bench.claim(11).evidence.last().cloned().unwrap();
    assert_eq!(
        (item.quote.as_str(), item.locator.as_str()),
        ("their own words", "p. 4")
    );
    assert_eq!(item.credibility.map(u8::from), Some(2));
    // A date that is none is said in the form, and nothing is lost.
    bench.keys("ekyiv post<Down><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>tomorrow<Enter>");
    assert!(
        bench.frame().contains("`tomorrow` is not a date"),
        "{}",
        bench.frame()
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
    assert!(bench.app.model.look.marks.is_empty());
    // The reason is theirs together, and so is the source that shows it.
    bench.keys("1");
    let reason = |number| {
        standing::stands(&bench.claim(number), Question::Fact)
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
fn a_claim_is_split_and_joined_and_dropped() {
    let mut bench = Bench::demo();
    let claims = bench.case().claims.len();
    bench.keys("/at least 100<Enter>");
    let number = bench.focus();
    let whole = bench.claim(number);
    bench.keys("|");
    assert!(bench.frame().contains("Split claim"), "{}", bench.frame());
    bench.keys("<Home><Right><Enter>");
    assert_eq!(bench.case().claims.len(), claims + 1);
    let (first, second) = (bench.claim(number), bench.claim(number + 1));
    assert_eq!(first.id, whole.id);
    assert!(whole.text.starts_with(&first.text) && whole.text.ends_with(&second.text));
    // The ruling was on other words: it is asked whether it holds, if it was mine; this one is
    // somebody else's.
    assert_eq!(bench.fact(number), Standing::Stale);
    bench.keys("J");
    assert_eq!(bench.claim(number).text, whole.text);
    assert_eq!(bench.case().claims.len(), claims);
    bench.keys("<Del>");
    assert_eq!(bench.case().claims.len(), claims - 1);
    bench.keys("z");
    assert_eq!(bench.case().claims.len(), claims);
    assert_eq!(bench.focus(), number);
}

#[test]
fn a_paragraph_that_becomes_boilerplate_loses_its_claims_and_gets_them_back() {
    let mut bench = Bench::story(FERRY);
    let claims = bench.case().claims.len();
    bench.keys("jtKboil<Enter>");
    let left = bench.case().claims.len();
    assert!(left < claims, "{}", bench.said());
    assert!(
        bench.said().contains("is boilerplate, without"),
        "{}",
        bench.said()
    );
    bench.keys("z");
    assert_eq!(bench.case().claims.len(), claims);
    // On a claim that was ruled on somebody has worked: it stays.
    bench.keys("c");
    bench.keys("kKboil<Enter>");
    assert!(
        bench
            .case()
            .claims
            .iter()
            .any(|claim| !claim.rulings.is_empty())
    );
    bench.keys("z");
    assert_eq!(bench.case().claims.len(), claims);
}

#[test]
fn boilerplate_that_becomes_text_gets_claims_with_whom_they_credit() {
    let mut bench = Bench::story(
        "Ferry sinks\n\nFerry sinks off Kelm.\n\nRead also: two died, the coast guard said\n",
    );
    let claims = bench.case().claims.len();
    let part = |bench: &Bench| bench.case().draft.as_ref().unwrap().paragraphs[2].part();
    assert_eq!(part(&bench).name(), "boilerplate");
    // Where no claim stands the paragraph is reached by selecting.
    bench.keys("tV<Down><Down>K");
    // Its own words are shown, not those of the claim in focus.
    assert!(
        bench.frame().contains("Read also: two died"),
        "{}",
        bench.frame()
    );
    bench.keys("body<Enter>");
    assert_eq!(part(&bench).name(), "body", "{}", bench.frame());
    assert!(
        bench.said().contains("is body, with 1 claim"),
        "{}",
        bench.said()
    );
    assert_eq!(bench.case().claims.len(), claims + 1);
    assert!(
        bench
            .case()
            .sources
            .iter()
            .any(|source| source.name == "coast guard")
    );
    bench.keys("z");
    assert_eq!(bench.case().claims.len(), claims);
    assert!(bench.case().sources.is_empty());
}

#[test]
fn a_claim_is_made_of_words_selected_in_the_story_and_of_a_bare_sentence() {
    let mut bench = Bench::story(FERRY);
    let claims = bench.case().claims.len();
    bench.keys("tV<Right><Right><Shift-Left>a");
    assert_eq!(bench.case().claims.len(), claims + 1, "{}", bench.said());
    let id = bench.app.model.focus.claim.unwrap();
    let made = bench.case().claims.get(id).unwrap();
    let span = made.span.unwrap();
    assert_eq!(
        bench.case().draft.as_ref().unwrap().at(span),
        Some(made.text.as_str())
    );
    // Dropping every claim leaves the sentences bare; b walks over them.
    let mut bench = Bench::story(FERRY);
    let text = bench.claim(2).text.clone();
    bench.keys("gj<Del>");
    bench.keys("gb");
    assert!(
        bench.said().contains("No claim covers this sentence"),
        "{}",
        bench.said()
    );
    bench.keys("a");
    assert_eq!(bench.case().claims.len(), claims);
    assert_eq!(bench.app.model.claim().unwrap().text, text);
}

#[test]
fn a_typed_claim_gets_its_words_and_source() {
    let mut bench = Bench::demo();
    bench.keys("aThe hall has 6,200 seats<Enter>");
    let claim = bench.app.model.claim().unwrap().clone();
    assert_eq!(
        (claim.text.as_str(), claim.span),
        ("The hall has 6,200 seats", None)
    );
    bench.keys("shall's web<Enter>");
    assert_eq!(
        bench.case().said_by(bench.app.model.claim().unwrap()),
        ["Hall's website"]
    );
    assert_eq!(bench.app.model.focus.question, Question::Said);
    // Along the chain: who has it from a new source.
    bench.keys("s<Right>Builder Ltd<Enter>");
    assert_eq!(
        bench.case().said_by(bench.app.model.claim().unwrap()),
        ["Hall's website", "Builder Ltd"]
    );
    assert!(
        bench.said().contains("Builder Ltd via Hall's website"),
        "{}",
        bench.said()
    );
    bench.keys("s<Del>");
    assert!(bench.app.model.claim().unwrap().attribution.is_none());
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
fn no_fact_here_is_one_key_and_says_why_with_a_digit() {
    let mut bench = Bench::demo();
    bench.keys("x");
    assert_eq!(bench.fact(11), Standing::Aside);
    assert_eq!(bench.stands(11, Question::Said), Standing::Open);
    bench.keys("1");
    assert_eq!(
        bench.stands(11, Question::Said),
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
        (bench.fact(11), bench.stands(11, Question::Said)),
        (Standing::Aside, Standing::Aside)
    );
    assert_eq!(bench.focus(), 12, "nothing is left to rule on there");
}

#[test]
fn the_last_ruling_says_that_all_is_done() {
    let mut bench = Bench::demo();
    // Where others differ a third opinion settles nothing: somebody decides, with a note.
    bench.keys("fcontested<Enter>r<Right><Tab>both were asked again<Tab><Right><Enter>f<Enter>");
    assert!(
        bench.stands(18, Question::Fact).is_settled(),
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
fn changed_words_ask_whether_my_ruling_holds() {
    let mut bench = Bench::demo();
    bench.keys("cc");
    bench.keys("<Backspace>");
    assert_eq!((bench.focus(), bench.fact(11)), (11, Standing::Confirmed));
    bench.keys("w<Ctrl-U>The layout was old<Enter>");
    assert!(
        bench
            .said()
            .starts_with("The words of claim 11 changed under your ruling."),
        "{}",
        bench.said()
    );
    let frame = bench.frame();
    assert!(
        frame.contains("Enter: keep the verdict") && frame.contains("Esc: leave it stale"),
        "{frame}"
    );
    assert_eq!(
        bench.said(),
        "The words of claim 11 changed under your ruling. Enter: keep the verdict  Esc: leave it stale"
    );
    bench.keys("<Esc>");
    assert_eq!(bench.fact(11), Standing::Stale);
    bench.keys("z");
    assert_eq!(bench.fact(11), Standing::Confirmed);
    bench.keys("w<Ctrl-U>The layout was old<Enter><Enter>");
    assert_eq!(
        (bench.fact(11), bench.stands(11, Question::Said)),
        (Standing::Confirmed, Standing::Confirmed)
    );
}

#[test]
fn without_a_name_the_first_ruling_asks_and_then_records_that_very_ruling() {
    let mut bench = Bench::over(bench::SAMPLE, None, Manner::default());
    assert!(bench.frame().contains("as -"));
    bench.keys("/layout<Enter>d");
    assert!(
        bench.said().starts_with("Your initials?"),
        "{}",
        bench.said()
    );
    assert_eq!(bench.stands(11, Question::Said), Standing::Open);
    bench.keys("мк<Enter>");
    assert_eq!(bench.stands(11, Question::Said), Standing::Disputed);
    assert!(bench.frame().contains("as мк"));
    assert_eq!(bench.claim(11).rulings.last().unwrap().by, "мк");
}

#[test]
fn cyrillic_keys_are_the_keys_they_share_and_capitals_do_nothing() {
    let mut bench = Bench::demo();
    bench.keys("с");
    assert_eq!(bench.stands(11, Question::Said), Standing::Confirmed);
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
fn pastes_become_evidence_or_nothing() {
    let mut bench = Bench::demo();
    bench.paste("q\n:d\n");
    assert!(bench.app.popups().is_empty() && bench.out.is_empty());
    assert!(
        bench.said().contains("this short does nothing"),
        "{}",
        bench.said()
    );
    bench
        .paste("https://archive.example/1")
        .keys("kyiv post<Enter>");
    let item = bench.claim(11).evidence.last().cloned().unwrap();
    assert_eq!(item.url, "https://archive.example/1");
    bench
        .paste("“Nobody has used this layout since 2019.”\x1b[31m")
        .keys("baza<Enter>");
    let item = bench.claim(11).evidence.last().cloned().unwrap();
    assert!(item.quote.starts_with("“Nobody has used"));
    bench.keys("a").paste("one\r\ntwo\u{202e}").keys("<Enter>");
    assert_eq!(bench.app.model.claim().unwrap().text, "one two");
}

#[test]
fn the_header_says_recorded_only_when_every_edit_has_its_receipt() {
    let mut bench = Bench::demo();
    let word = |bench: &Bench| {
        bench
            .frame()
            .lines()
            .next()
            .unwrap()
            .trim_end()
            .rsplit("  ")
            .next()
            .unwrap()
            .trim()
            .to_owned()
    };
    assert_eq!(word(&bench), "recorded");
    bench.is_slow = true;
    bench.keys("cd");
    assert_eq!(word(&bench), "recording");
    bench.receipts();
    assert_eq!(word(&bench), "recorded");
    bench.event(Event::Stuck("no space left on device".into()));
    assert_eq!(word(&bench), "NOT SAVED");
    bench.keys("<Esc>");
    assert!(
        bench
            .said()
            .starts_with("NOT SAVED: no space left on device"),
        "{}",
        bench.said()
    );
    bench.event(Event::Saved);
    assert_eq!(
        word(&bench),
        "NOT SAVED",
        "a saved file does not record an edit"
    );
    bench.event(Event::Stored(Receipt {
        serial: bench.app.model.receipts.made,
        fits: true,
    }));
    assert_eq!(word(&bench), "recorded");
    bench.is_slow = false;
    bench.event(Event::Unsaved("the file was changed".into()));
    bench.keys("c");
    assert_eq!(
        word(&bench),
        "NOT SAVED",
        "a receipt does not save the file"
    );
    bench.event(Event::Saved);
    assert_eq!(word(&bench), "recorded");
    bench.app.model.receipts.read_only = Some("another factdesk has it".into());
    bench.keys("c");
    assert_eq!(word(&bench), "read-only");
    assert!(bench.said().contains("read only"), "{}", bench.said());
}

#[test]
fn finding_puts_whole_words_first_and_goes_there() {
    let mut bench = Bench::demo();
    bench.keys("/duty warn");
    assert!(bench.frame().contains("1 found"), "{}", bench.frame());
    bench.keys("<Enter>");
    assert_eq!(bench.focus(), 20);
    bench.keys("/12<Ctrl-U>21<Enter>");
    assert_eq!(bench.focus(), 21, "a number finds that claim");
}

/// What the find line has found.
fn hits(bench: &Bench) -> Vec<Hit> {
    bench.app.finding().unwrap().found.hits.clone()
}

#[test]
fn finding_takes_no_notice_of_how_letters_are_drawn() {
    let story = "Мер сказав, що м’яч зник. Ёлка стои\u{301}т. The café burned. A train of thought left. Rainy days \
        remain. It is raining plainly. Reign and ruin.";
    let mut bench = Bench::story(story);
    let mut of = |typed: &str| {
        bench.keys(&format!("/{typed}"));
        let words: Vec<String> = hits(&bench)
            .into_iter()
            .map(|hit| match hit {
                Hit::Claim(id) => bench.case().claims.get(id).unwrap().text.clone(),
                Hit::Source(id) => bench.case().sources.get(id).unwrap().name.clone(),
            })
            .collect();
        bench.keys("<Esc>");
        words
    };
    for typed in ["мʼяч", "М'ЯЧ", "мяч"] {
        assert!(of(typed)[0].contains("м’яч"), "{typed}");
    }
    for (typed, found) in [
        ("елка", "Ёлка"),
        ("СТОИТ", "Ёлка"),
        ("cafe", "café"),
        ("CAFÉ", "café"),
        ("thougth", "thought"),
    ] {
        assert!(of(typed)[0].contains(found), "{typed}");
    }
    let rain = of("rain");
    assert!(
        rain[0].starts_with("Rainy") && rain[1].contains("raining"),
        "{rain:?}"
    );
    assert!(
        rain.iter()
            .all(|words| words.to_lowercase().contains("rain")),
        "{rain:?}"
    );
}

#[test]
fn finding_keeps_the_filter_starts_empty_and_finds_sources() {
    let mut bench = Bench::demo();
    bench.keys("fcontested<Enter>/russian");
    let claims = bench.case().claims.clone();
    let has = |claim: &Claim| claim.text.to_lowercase().contains("russian");
    assert!(claims.iter().filter(|claim| has(claim)).count() > 2);
    let rows = bench.app.model.index.rows.clone();
    let is_shown = |hit: &Hit| match hit {
        Hit::Claim(id) => rows.contains(id),
        Hit::Source(_) => true,
    };
    assert!(hits(&bench).iter().all(is_shown));
    assert!(bench.frame().contains("filtered out"), "{}", bench.frame());
    bench.keys("<Esc>/duty warn<Enter>");
    let said = bench.said();
    assert!(
        said.contains(&bench.filled("1 claim outside it: Esc, then {filter} shows all")),
        "{said}"
    );
    bench.keys("<Esc>/");
    assert_eq!(
        hits(&bench).len(),
        rows.len(),
        "it starts empty, under the filter"
    );
    bench.keys("<Esc>");
    assert_eq!(bench.app.model.index.rows, rows, "the filter stays");
    bench.keys("<Esc>/baza");
    let place = hits(&bench)
        .iter()
        .position(|hit| matches!(hit, Hit::Source(_)))
        .unwrap();
    bench.keys(&"<Down>".repeat(place));
    assert!(bench.frame().contains("source, "), "{}", bench.frame());
    bench.keys("<Enter>");
    assert_eq!(bench.app.model.focus.pane, Pane::Sources);
    assert_eq!(bench.app.model.source().unwrap().name, "Baza");
}

#[test]
fn a_source_that_is_listed_twice_is_merged_from_its_finding() {
    let mut case = factdesk::store::load(SAMPLE.as_bytes()).unwrap();
    let baza = case
        .sources
        .iter()
        .find(|source| source.name == "Baza")
        .unwrap();
    let twin = Source {
        id: "s00000000zzz".parse().unwrap(),
        name: "BAZA".to_owned(),
        ..Source::clone(baza)
    };
    let sources = case.sources.iter().cloned().chain([Arc::new(twin)]);
    case.sources = sources.collect();
    let text = factdesk::store::emit(&case).unwrap();
    let mut bench = Bench::over(&text, Some("mk"), Manner::default());
    let count = bench.case().sources.len();
    bench.keys("!double<Enter>");
    assert_eq!(bench.app.model.focus.pane, Pane::Sources);
    assert!(
        bench
            .said()
            .contains(&bench.filled("double-source: {merge} merge it into the other")),
        "{}",
        bench.said()
    );
    bench.keys("M");
    assert!(
        bench.frame().contains("the same source"),
        "{}",
        bench.frame()
    );
    bench.keys("<Enter>");
    assert_eq!(bench.case().sources.len(), count - 1);
    bench.keys("!double");
    assert!(
        bench.frame().contains("nothing matches"),
        "{}",
        bench.frame()
    );
}

#[test]
fn a_filter_shows_some_and_escape_all() {
    let mut bench = Bench::demo();
    bench.keys("fcontested<Enter>");
    assert_eq!((bench.app.model.index.rows.len(), bench.focus()), (1, 18));
    bench.keys("<Esc>");
    assert_eq!(bench.app.model.index.rows.len(), 28);
    assert_eq!(bench.focus(), 18, "focus stays on the claim");
    bench.keys("fneeds<Enter>g");
    let before = bench.app.model.index.rows.len();
    bench.keys("cc");
    assert!(
        bench.app.model.index.rows.len() < before,
        "what is checked leaves the list of what asks"
    );
}

#[test]
fn sources_are_edited_put_together_and_dropped_only_when_nothing_names_them() {
    let mut bench = Bench::demo();
    bench.keys("S");
    assert_eq!(bench.app.model.focus.pane, Pane::Sources);
    bench.keys("<Del>");
    assert!(bench.said().contains("still named"), "{}", bench.said());
    bench.keys("<Enter><Tab><Tab>b<Enter>");
    let source = bench.app.model.source().unwrap().clone();
    assert_eq!(
        (source.name.as_str(), source.reliability),
        ("ASTRA", Reliability::B)
    );
    let sources = bench.case().sources.len();
    bench.keys("MCNN<Enter>");
    assert_eq!(bench.case().sources.len(), sources - 1);
    assert_eq!(bench.app.model.source().unwrap().name, "CNN");
    bench.keys("z");
    assert_eq!(bench.case().sources.len(), sources);
    bench.keys("S");
    assert_eq!(bench.app.model.focus.pane, Pane::Claims);
}

#[test]
fn the_verdict_pane_opens_items_and_my_ruling_is_changed_with_a_note() {
    let mut bench = Bench::demo();
    bench.keys("<Enter><Enter>");
    assert!(
        bench.frame().contains("Evidence · claim 11"),
        "{}",
        bench.frame()
    );
    bench.keys("<Esc><Esc>d");
    bench.keys("<Backspace>r");
    assert!(
        bench.frame().contains("Ruling · claim 11"),
        "{}",
        bench.frame()
    );
    bench.keys("<Esc>vr<Tab>they say so themselves<Enter>");
    let ruling = bench.claim(11).rulings.last().cloned().unwrap();
    assert_eq!(ruling.note, "they say so themselves");
    assert_eq!(
        (ruling.question, ruling.verdict),
        (Question::Said, Some(Verdict::Disputed))
    );
    // The last choice takes it back.
    bench.keys("vr<Left>");
    bench.keys("<Esc>");
}

#[test]
fn a_paragraphs_kind_is_changed_and_its_words_stay() {
    let mut bench = Bench::demo();
    let hash = bench.case().draft.as_ref().unwrap().sha256;
    let place = bench.claim(11).span.unwrap().paragraph;
    bench.keys("Kboil<Enter>");
    let draft = bench.case().draft.clone().unwrap();
    assert_eq!(
        (draft.paragraphs[place].part(), draft.sha256),
        (Part::Boilerplate, hash)
    );
    bench.keys("z");
    assert_eq!(
        bench.case().draft.as_ref().unwrap().paragraphs[place].part(),
        Part::Body
    );
}

#[test]
fn what_goes_out_is_asked_for_once() {
    let mut bench = Bench::demo();
    bench.keys("y");
    assert!(
        matches!(bench.out.pop(), Some(Effect::Copy { text, .. }) if text.starts_with("The announcement's layout"))
    );
    bench.keys("E");
    assert!(
        matches!(bench.out.pop(), Some(Effect::Editor(text)) if text.text.starts_with("The announcement's layout"))
    );
    bench.event(Event::Edited("From the editor\n".into()));
    bench.keys("<Enter>");
    assert_eq!(bench.claim(11).wording, "From the editor");
    bench.keys("<Ctrl-Z>");
    assert!(matches!(bench.out.pop(), Some(Effect::Suspend)));
    bench.keys("<Ctrl-C>");
    assert_eq!(bench.said(), bench.filled("{quit} quits"));
    bench.keys("q");
    assert!(matches!(bench.out.pop(), Some(Effect::Quit)));
}

#[test]
fn a_disabled_command_says_why() {
    let mut bench = Bench::story("");
    for (key, why) in [
        ("c", "there is no claim here"),
        ("z", "there is nothing to undo"),
        (".", "nothing was ruled on"),
        ("/", "there are no claims"),
    ] {
        bench.keys(key);
        assert!(bench.said().contains(why), "{key}: {}", bench.said());
    }
    bench.keys("é");
    assert!(
        bench.said().contains("é does nothing here"),
        "{}",
        bench.said()
    );
}

#[test]
fn the_mouse_focuses_and_the_wheel_moves() {
    let mut bench = Bench::demo();
    // The list's first row is the third line of the screen.
    bench.event(Event::Click(40, 3));
    assert_eq!(
        (bench.focus(), bench.app.model.focus.pane),
        (1, Pane::Claims)
    );
    bench.event(Event::Wheel(40, 10, 3));
    assert_eq!(bench.focus(), 4);
    bench.event(Event::Click(5, 5));
    assert_eq!(bench.app.model.focus.pane, Pane::Sources);
    assert_eq!(bench.app.model.source().unwrap().name, "US official");
    bench.event(Event::Click(100, 20));
    assert_eq!(bench.app.model.focus.pane, Pane::Verdict);
    bench.keys("t<Esc>");
    bench.event(Event::Click(30, 12));
    assert!(bench.app.model.is_story && bench.app.model.claim().is_some());
    bench.resize(60, 20);
    bench.event(Event::Click(3, 1));
    assert_eq!(bench.app.model.focus.pane, Pane::Sources);
    // While something is typed a click does nothing.
    bench.keys("S/");
    bench.event(Event::Click(3, 1));
    assert_eq!(bench.app.model.focus.pane, Pane::Claims);
}

#[test]
fn what_is_told_waits_until_the_line_is_free() {
    let mut bench = Bench::demo();
    bench.keys("vd");
    bench.event(Event::Message(factdesk::workbench::Message::new(
        "bytes are kept",
    )));
    assert!(bench.said().contains("Why?"), "{}", bench.said());
    bench.keys("<Esc>");
    assert_eq!(bench.said(), "bytes are kept");
}

#[test]
fn a_digit_that_nobody_sees_is_none_and_the_credited_source_comes_first() {
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
fn a_key_pressed_twice_rules_once_and_the_same_again_has_no_foreign_reason() {
    let mut bench = Bench::demo();
    bench.keys("d1");
    assert_eq!(bench.app.model.focus.question, Question::Fact);
    bench.keys(".");
    let by = standing::stands(&bench.claim(11), Question::Fact)
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
fn undo_tells_a_reason_from_a_verdict() {
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
fn a_case_open_to_read_only_opens_no_form_and_changes_nothing() {
    let mut bench = Bench::demo();
    let before = bench.case().clone();
    bench.app.model.receipts.read_only = Some("another factdesk has it".into());
    for key in [
        "c", "x", "e", "s", "w", "a", "|", "J", "<Del>", "K", "r", "SM", "S<Enter>",
    ] {
        bench.keys(key);
        assert!(
            bench.said().contains("another factdesk has it"),
            "{key}: {}",
            bench.said()
        );
        assert!(bench.app.popups().is_empty(), "{key}");
        bench.keys("<Esc>");
    }
    bench.keys("jn?<Esc>t/duty<Enter>y");
    assert_eq!(*bench.case(), before);
}

#[test]
fn a_form_that_was_left_does_not_overwrite_what_has_changed_since() {
    let mut bench = Bench::demo();
    bench.keys("c<Backspace>vr<Esc>");
    bench.keys("d<Backspace>v");
    assert_eq!(
        bench.stands(11, Question::Said),
        Standing::Disputed,
        "{}",
        bench.said()
    );
    bench.keys("r");
    assert!(bench.frame().contains("‹ disputed ›"), "{}", bench.frame());
    bench.keys("<Esc>");
    // What the line carries wins over what was left in the form; the rest is offered again.
    bench.keys("ebaza<Down><Tab><Tab><Tab><Tab><Tab><Tab>p. 4<Esc>");
    bench.paste("https://cnn.example/x").keys("CNN<Down>");
    let frame = bench.frame();
    assert!(
        frame.contains("source        CNN") || frame.contains("source      CNN"),
        "{frame}"
    );
    assert!(
        frame.contains("https://cnn.example/x") && frame.contains("p. 4"),
        "{frame}"
    );
}

#[test]
fn setting_aside_twice_brings_back_what_was_ruled_before() {
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
    // Where nothing was ruled before, the question is open.
    bench.keys("jxgjx");
    assert_eq!(bench.fact(2), Standing::Open);
}

#[test]
fn setting_many_aside_or_the_same_again_leaves_said_alone() {
    let mut bench = Bench::demo();
    bench.keys("/layout<Enter>  x<Enter>");
    assert_eq!(
        [11, 12].map(|number| bench.fact(number)),
        [Standing::Aside; 2]
    );
    assert_eq!(
        [11, 12].map(|number| bench.stands(number, Question::Said)),
        [Standing::Open; 2]
    );
    // The digit is for both, and takes said along.
    bench.keys("2");
    assert_eq!(
        [11, 12].map(|number| bench.stands(number, Question::Said)),
        [Standing::Aside; 2]
    );
    let mut bench = Bench::demo();
    bench.keys("xj.");
    assert_eq!(
        (bench.fact(12), bench.stands(12, Question::Said)),
        (Standing::Aside, Standing::Open)
    );
}

#[test]
fn a_paste_into_a_search_searches_and_what_was_left_is_offered_again() {
    let mut bench = Bench::demo();
    bench.keys("/").paste("embassy").keys("<Enter>");
    assert_eq!(bench.focus(), 16, "the first claim about an embassy");
    bench
        .paste("https://example.org/page")
        .keys("kyi<Tab><Esc>");
    bench.keys("e");
    assert!(
        bench.said().contains("refutes https://example.org/page"),
        "{}",
        bench.said()
    );
    bench.keys("<Esc>");
    // A wording that nobody changed is no edit.
    let before = bench.case().clone();
    bench.keys("w<Enter>");
    assert_eq!(*bench.case(), before);
    bench.keys("wnew words<Esc>w<Enter>");
    assert!(
        bench
            .app
            .model
            .claim()
            .unwrap()
            .wording
            .ends_with("new words")
    );
}

#[test]
fn marks_and_filters_stay_true() {
    let mut bench = Bench::demo();
    bench.keys("g  fmarked<Enter>");
    assert_eq!(bench.app.model.index.rows.len(), 2);
    bench.keys("g ");
    assert_eq!(
        bench.app.model.index.rows.len(),
        1,
        "an unmarked claim leaves the marked ones"
    );
    bench.keys(" ");
    assert_eq!(
        bench.app.model.index.rows.len(),
        28,
        "without a mark all are shown again"
    );
    bench.keys("fcontested<Enter>J");
    assert!(bench.said().contains("not shown"), "{}", bench.said());
}

#[test]
fn in_any_order_and_filter_focus_goes_to_the_next_claim_that_asks() {
    let mut bench = Bench::demo();
    bench.keys(":order of<Enter>what needs<Enter>");
    assert_eq!(
        (bench.focus(), bench.app.model.index.row(bench.claim(11).id)),
        (11, Some(0)),
        "{}",
        bench.frame()
    );
    bench.keys("jcd");
    assert_eq!(bench.focus(), 18, "not back to the top: {}", bench.frame());
    let mut bench = Bench::demo();
    bench.keys("fopen<Enter>vd");
    assert_eq!(
        bench.focus(),
        12,
        "the ruled claim has left the list of open ones"
    );
}

#[test]
fn escape_and_a_letter_that_come_together_are_both_heard() {
    let mut bench = Bench::demo();
    bench.keys("?<Alt-c>");
    assert!(bench.app.popups().is_empty());
    assert_eq!(bench.stands(11, Question::Said), Standing::Confirmed);
    bench.keys("w<Alt-b><Alt-q>");
    assert!(
        matches!(bench.out.pop(), Some(Effect::Quit)),
        "a field keeps its moves by word, and Esc q leaves it and quits"
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
    assert_eq!(bench.stands(number, question), Standing::Contested);
    bench.keys("!contested<Enter>");
    assert_eq!(bench.focus(), number);
    assert!(
        bench
            .said()
            .contains(&bench.filled("contested: {decide} let one of them decide")),
        "{}",
        bench.said()
    );
    // Who ruled what stands in the pane.
    let frame = bench.frame();
    assert!(frame.contains("mk ✓") && frame.contains("ab ✗"), "{frame}");
    // Without a note nobody decides.
    bench.keys("=<Enter>");
    assert_eq!(bench.stands(number, question), Standing::Contested);
    bench.keys("the log of the harbour says so<Enter>");
    assert_eq!(bench.stands(number, question), Standing::Disputed);
    bench.keys("=");
    assert!(bench.said().contains("nothing is contested here"));
    bench.keys("z");
    assert_eq!(bench.stands(number, question), Standing::Contested);
}

#[test]
fn circular_reporting_is_found_and_mended() {
    let mut bench = Bench::demo();
    bench.keys("SjjjRcbs<Enter><Esc>gjjjjRcnn<Enter><Esc>");
    assert!(bench.app.model.index.flags() > 1);
    bench.keys("!circ<Enter>");
    assert_eq!(bench.app.model.focus.pane, Pane::Sources);
    assert!(
        bench
            .said()
            .starts_with(&bench.filled("circular-sourcing: {relies-on} ")),
        "{}",
        bench.said()
    );
    let frame = bench.frame();
    assert!(frame.contains("circular-sourcing"), "{frame}");
    // The message names the key: it takes the link out again.
    bench.keys("Rcnn<Enter><Esc>!circular");
    assert!(bench.frame().contains("nothing matches"));
}

#[test]
fn a_gate_that_fails_is_mended_finding_by_finding_and_passes() {
    let mut bench = Bench::story("The bridge was closed for two days.");
    let errors = |bench: &Bench| {
        let index = &bench.app.model.index;
        let all = index.findings.all(bench.case(), index.coverage);
        all.iter().filter(|finding| finding.is_error()).count()
    };
    bench.keys("c");
    assert_eq!(errors(&bench), 1);
    bench.keys("!<Enter>");
    assert!(
        bench.said().starts_with(
            &bench.filled("1 confirmed-without-evidence: {evidence} add an item on fact")
        ),
        "{}",
        bench.said()
    );
    assert!(bench.frame().contains("✓!  1 "), "{}", bench.frame());
    // The key that it names, and an item of one outlet: one origin is too few.
    bench.keys("eGazette<Enter>!<Enter>");
    assert!(
        bench
            .said()
            .starts_with(&bench.filled("1 single-origin: {evidence} ")),
        "{}",
        bench.said()
    );
    // An outlet that relies on the first one adds none.
    bench.keys("eHerald<Enter>SgjRgaz<Enter><Esc>");
    assert_eq!(errors(&bench), 1);
    bench.keys("h:I am<Enter>ab<Enter>eCity log<Enter>");
    assert_eq!(errors(&bench), 0);
    assert!(!bench.frame().contains("✓!  1 "));
}

#[test]
fn what_is_waived_needs_a_reason_and_can_be_taken_back() {
    let mut bench = Bench::story("The bridge was closed for two days.");
    bench.keys("cWconf<Enter><Enter>");
    assert!(
        bench.said().contains("A waiver needs a reason"),
        "{}",
        bench.said()
    );
    bench.keys("the mayor signed it before us<Enter>");
    assert_eq!(bench.claim(1).waivers.len(), 1);
    assert_eq!(bench.app.model.index.flags(), 0);
    bench.keys("Wconf<Enter>");
    assert_eq!(bench.claim(1).waivers.len(), 0);
    bench.keys("z");
    assert_eq!(bench.claim(1).waivers.len(), 1);
}

#[test]
fn what_is_waived_first_is_the_finding_that_the_list_led_to() {
    let mut bench = Bench::story("The bridge was closed on Thursday, March 22, 2024.");
    bench.keys("c!weekday<Enter>");
    // No key rules on what a person has to find out first.
    let said = bench.said();
    assert!(said.contains("weekday-mismatch: find out"), "{said}");
    bench.keys("W<Enter>the town's own calendar<Enter>");
    let waivers = &bench.claim(1).waivers;
    let waived: Vec<_> = waivers.iter().map(|one| one.standard.as_str()).collect();
    assert_eq!(waived, ["weekday-mismatch"]);
}

#[test]
fn a_split_says_that_a_wording_went() {
    let mut bench = Bench::story("The bridge was closed for two days and the school for three.");
    bench.keys("w now<Enter>|<Home><Right><Enter>");
    assert!(
        bench.said().contains("The wording is gone"),
        "{}",
        bench.said()
    );
    bench.keys("z");
    assert!(bench.claim(1).wording.ends_with("now"));
}

#[test]
fn a_language_is_a_tag() {
    let mut bench = Bench::story(FERRY);
    bench.keys(":case details<Enter><Tab>bad words<Enter>");
    assert!(
        bench.frame().contains("it is a tag like"),
        "{}",
        bench.frame()
    );
    assert_eq!(bench.case().language, "en");
}

#[test]
fn a_later_count_supersedes_an_earlier_one_and_is_offered_unasked() {
    let mut bench = Bench::story(
        "At least 40 people were killed at the hall, Russian media said. \
         Later that night the toll rose to 60 people killed at the hall, the ministry said.",
    );
    bench.keys("G");
    assert!(bench.frame().contains("updates? 1"), "{}", bench.frame());
    assert!(bench.claim(2).links.is_empty());
    bench.keys("L<Enter>");
    assert_eq!(bench.claim(2).links[0].kind, LinkKind::Updates);
    bench.keys("g");
    let frame = bench.frame();
    assert!(frame.contains("(superseded)"), "{frame}");
}

#[test]
fn where_a_story_is_from_is_said_in_the_details() {
    let mut bench = Bench::story(FERRY);
    bench.keys(":case details<Enter><Tab><Tab><Tab>Anna<Tab>Kelm<Tab>http://k.ex<Enter>");
    let provenance = bench.case().draft.as_ref().unwrap().provenance();
    assert_eq!(
        (
            provenance.author.as_str(),
            provenance.publisher.as_str(),
            provenance.url.as_str()
        ),
        ("Anna", "Kelm", "http://k.ex")
    );
    bench.save();
    assert_eq!(bench.file(), *bench.case());
    bench.keys("z");
    let provenance = bench.case().draft.as_ref().unwrap().provenance();
    assert_eq!(provenance, Provenance::default());
}

#[test]
fn the_cursor_stands_on_the_row_in_focus_or_in_the_field() {
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 10)] {
        let mut bench = Bench::demo();
        bench.resize(width, height);
        let stands = |bench: &Bench, on: &str| {
            let (row, _) = bench.cursor();
            assert!(
                row.contains(on),
                "{width}x{height}: {on}: {row:?}\n{}",
                bench.frame()
            );
        };
        stands(&bench, "▌");
        bench.keys("jj");
        stands(&bench, "▌");
        bench.keys("t");
        let claim = bench.claim(bench.focus());
        stands(&bench, claim.text.split(' ').next().unwrap());
        bench.keys("V<Right>");
        bench.cursor();
        bench.keys("<Esc>tS");
        stands(&bench, "▸");
        bench.keys("<Esc>l");
        if bench.app.model.focus.pane == Pane::Verdict && bench.app.model.item_count() > 0 {
            stands(&bench, "▌");
        }
        for list in ["?", ":", "f", "!", "X"] {
            bench.keys("<Esc><Esc><Esc>").keys(list);
            stands(&bench, "▌");
            bench.keys("<Down><Down>");
            stands(&bench, "▌");
        }
        bench.keys("<Esc><Esc><Esc>:the");
        let (row, column) = bench.cursor();
        assert!(row.contains("> the") && column >= 6, "{row:?} {column}");
        bench.keys("<Down>");
        stands(&bench, "▌");
        // A field that offers a choice, one that is typed into, and the line.
        bench.keys("<Esc><Esc><Esc>cr");
        stands(&bench, "▌");
        bench.keys("<Esc><Esc>w");
        bench.cursor();
        bench.keys("<Esc>e");
        assert_eq!(
            bench.frame().lines().nth(usize::from(height) - 2),
            Some(bench.cursor().0.as_str())
        );
    }
}

#[test]
fn the_screen_is_drawn_again_over_forms_too() {
    let mut bench = Bench::demo();
    for keys in ["", ":", "<Esc>w", "<Esc>e", "<Esc>t"] {
        bench.keys(keys);
        // A letter that draws it on the panes is one more letter in a field.
        if bench::has_other_keys() && !bench.app.popups().is_empty() {
            continue;
        }
        bench.keys("<Ctrl-L>");
        assert!(matches!(bench.out.pop(), Some(Effect::Redraw)), "{keys}");
    }
}

#[test]
fn a_changed_story_is_said_as_long_as_it_lasts() {
    use factdesk::workbench::Outcome;
    let mut bench = Bench::story(FERRY);
    bench.event(Event::Begun);
    assert!(matches!(
        bench.out.pop(),
        Some(Effect::Run(factdesk::workbench::Job::Story(Some(_))))
    ));
    let header = |bench: &Bench| {
        let lines: Vec<String> = bench.frame().lines().take(2).map(str::to_owned).collect();
        (lines[0].clone(), lines[1].clone())
    };
    for (width, height) in [
        (120, 36),
        (99, 30),
        (80, 24),
        (60, 20),
        (56, 20),
        (48, 15),
        (40, 10),
    ] {
        bench.resize(width, height);
        bench.event(Event::Ran(Outcome::Story(true)));
        let (first, second) = header(&bench);
        assert!(
            first.contains(" of ") && first.contains("checked"),
            "{first}"
        );
        assert!(first.contains("as mk") || width < 44, "{first}");
        assert!(first.trim_end().ends_with("recorded"), "{first}");
        assert!(
            first.contains("story changed") || second.contains("story changed"),
            "{first}\n{second}"
        );
        bench.event(Event::Ran(Outcome::Story(false)));
        assert!(
            !bench
                .frame()
                .lines()
                .take(2)
                .any(|line| line.contains("story changed"))
        );
    }
    bench.event(Event::Ran(Outcome::Story(true)));
    bench.resize(80, 24).keys("!");
    assert!(bench.frame().contains("story-changed"), "{}", bench.frame());
}
