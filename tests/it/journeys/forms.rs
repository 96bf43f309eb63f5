//! Forms, pastes and typed text.

use super::*;

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
    // An invalid date is reported in the form, and nothing typed is lost.
    bench.keys("ekyiv post<Down><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>tomorrow<Enter>");
    assert!(
        bench.frame().contains("`tomorrow` is not a date"),
        "{}",
        bench.frame()
    );
}

#[test]
fn other_names_of_a_source_are_edited_in_its_form_and_shown() {
    let mut bench = Bench::demo();
    bench.keys("S<Enter>");
    let id = bench.app.model.focus.source.unwrap();
    bench.keys("<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Right><Tab>PW-3; Mac ;; PW-3<Enter>");
    let source = bench.case().sources.get(id).unwrap().clone();
    assert_eq!(source.aliases, ["Mac", "PW-3"]);
    assert!(source.confidential);
    assert!(
        bench.frame().contains("also: Mac; PW-3"),
        "{}",
        bench.frame()
    );
    // The edit that makes her identifiable again says so.
    bench.keys("z");
    assert!(
        bench.said().contains("made confidential"),
        "{}",
        bench.said()
    );
}

#[test]
fn down_leaves_a_field_of_several_lines_at_its_last_one() {
    let mut bench = Bench::demo();
    bench.keys("ekyiv post<Down><Tab><Tab><Tab><Tab><Tab>their<Alt-Enter>own words<Down>p. 4");
    bench.keys("<Up><Up><Down><Down>5<Enter>");
    let item = bench.claim(11).evidence.last().cloned().unwrap();
    assert_eq!(
        (item.quote.as_str(), item.locator.as_str()),
        ("their\nown words", "p. 45")
    );
}

#[test]
fn a_paste_becomes_evidence_or_nothing() {
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
fn the_verdict_pane_opens_items_and_changes_my_ruling_with_a_note() {
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
    // The last choice withdraws the ruling.
    bench.keys("vr<Left>");
    bench.keys("<Esc>");
}

#[test]
fn keys_request_a_copy_an_editor_a_suspend_and_a_quit() {
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
    // The footer offers no key that would be refused.
    bench.keys("<Esc><Esc>t");
    let frame = bench.frame();
    let footer = frame.lines().last().unwrap();
    assert!(
        !footer.contains("confirm") && footer.contains("help"),
        "{frame}"
    );
}

#[test]
fn reopening_a_form_does_not_overwrite_later_changes() {
    let mut bench = Bench::demo();
    bench.keys("c<Backspace>vr<Esc>");
    bench.keys("d<Backspace>v");
    assert_eq!(
        bench.standing_of(11, Question::Said),
        Standing::Disputed,
        "{}",
        bench.said()
    );
    bench.keys("r");
    assert!(bench.frame().contains("‹ disputed ›"), "{}", bench.frame());
    bench.keys("<Esc>");
    // The content of the line wins over what was left in the form, and the rest is offered again.
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
fn a_paste_into_a_search_searches_and_an_unfinished_form_is_offered_again() {
    let mut bench = Bench::demo();
    bench.keys("/").paste("embassy").keys("<Enter>");
    assert_eq!(bench.focus(), 16, "the first claim about an embassy");
    bench
        .paste("https://example.org/page")
        .keys("kyi<Tab><Esc>");
    bench.keys("e");
    assert!(
        bench.said().contains("refutes example.org/page"),
        "{}",
        bench.said()
    );
    bench.keys("<Esc>");
    // Enter without a change to the wording makes no edit.
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
fn a_note_typed_on_the_row_of_a_choice_chooses_nothing() {
    let mut bench = Bench::demo();
    bench.keys("r");
    let chosen = |bench: &Bench| {
        let frame = bench.frame();
        let row = frame.lines().find(|line| line.contains("▌ ruling"));
        let (_, words) = row.unwrap().split_once('‹').unwrap();
        words.split_once('›').unwrap().0.trim().to_owned()
    };
    let before = chosen(&bench);
    for words in ["counted twice by the ministry", "dated wrongly", "uncle of"] {
        bench.keys(words);
        assert_eq!(chosen(&bench), before, "{words}");
        let frame = bench.frame();
        assert!(frame.contains("No choice of ruling begins"), "{frame}");
        // Another key starts a new search.
        bench.keys("<Tab><Shift-Tab>");
    }
    // One letter, the same letter again, and the start of a word.
    bench.keys("d");
    let first = chosen(&bench);
    assert!(first.starts_with("disputed"), "{first}");
    bench.keys("d");
    assert!(chosen(&bench).starts_with("disputed") && chosen(&bench) != first);
    bench.keys("<Tab><Shift-Tab>disputed: out");
    assert_eq!(chosen(&bench), "disputed: out of context");
}

#[test]
fn a_typed_address_is_kept_with_the_evidence_and_the_source_of_its_host_comes_first() {
    let mut bench = Bench::demo();
    let sources = bench.case().sources.len();
    bench.resize(80, 24);
    bench.keys("ehttps://www.kyivpost.example/post/1");
    let frame = bench.frame();
    assert!(
        frame.contains("https://www.kyivpost.example/post/1"),
        "the whole address is seen while it is typed:\n{frame}"
    );
    assert!(frame.contains("Enter keep the address"), "{frame}");
    bench.keys("<Enter>");
    let frame = bench.frame();
    assert!(frame.contains("kyivpost.example/post/1"), "{frame}");
    bench.keys("kyiv post<Enter>");
    let item = bench.claim(11).evidence.last().cloned().unwrap();
    assert_eq!(item.url, "https://www.kyivpost.example/post/1");
    assert_eq!(bench.case().sources.len(), sources);
    // For another page of the same host, its source is the first one, which a digit takes.
    bench
        .keys("n")
        .paste("https://kyivpost.example/post/2")
        .keys("1<Enter>");
    let claim = bench.app.model.claim().unwrap();
    let second = claim.evidence.last().unwrap();
    assert_eq!(second.url, "https://kyivpost.example/post/2");
    assert_eq!(second.source, item.source);
}

#[test]
fn evidence_for_a_marked_claim_says_that_it_is_not_for_the_claim_in_focus() {
    let mut bench = Bench::demo();
    bench.resize(80, 24);
    bench.keys("k<Space>e");
    let frame = bench.frame();
    assert!(
        frame.contains("For marked claim 10, not claim 11 in focus."),
        "{frame}"
    );
    bench.keys("<Esc>ke");
    assert!(!bench.frame().contains("in focus."), "{}", bench.frame());
}

#[test]
fn a_form_of_a_source_shows_no_claim() {
    let mut bench = Bench::demo();
    bench.resize(80, 24);
    bench.keys("S<Enter>");
    let words = bench.app.model.claim().unwrap().text.clone();
    let frame = bench.frame();
    assert!(
        frame.contains("Source · ") && !frame.contains(&words),
        "{frame}"
    );
}
