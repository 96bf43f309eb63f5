//! The texts of the screen and the position of its cursor.

use super::*;

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
    // The first row of the list is the third line of the screen.
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
    // While text is being typed, a click does nothing.
    bench.keys("S/");
    bench.event(Event::Click(3, 1));
    assert_eq!(bench.app.model.focus.pane, Pane::Claims);
}

#[test]
fn notices_wait_until_the_message_line_is_free() {
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
fn escape_and_a_letter_in_one_read_both_act() {
    let mut bench = Bench::demo();
    bench.keys("?<Alt-c>");
    assert!(bench.app.popups().is_empty());
    assert_eq!(bench.standing_of(11, Question::Said), Standing::Confirmed);
    bench.keys("w<Alt-b><Alt-q>");
    assert!(
        matches!(bench.out.pop(), Some(Effect::Quit)),
        "a field keeps its moves by word, and Esc q leaves it and quits"
    );
}

#[test]
fn the_cursor_is_on_the_row_in_focus_or_in_the_field() {
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 10)] {
        let mut bench = Bench::demo();
        bench.resize(width, height);
        let standing_of = |bench: &Bench, on: &str| {
            let (row, _) = bench.cursor();
            assert!(
                row.contains(on),
                "{width}x{height}: {on}: {row:?}\n{}",
                bench.frame()
            );
        };
        standing_of(&bench, "▌");
        bench.keys("jj");
        standing_of(&bench, "▌");
        bench.keys("t");
        let claim = bench.claim(bench.focus());
        standing_of(&bench, claim.text.split(' ').next().unwrap());
        bench.keys("V<Right>");
        bench.cursor();
        bench.keys("<Esc>tS");
        standing_of(&bench, "▸");
        bench.keys("<Esc>l");
        if bench.app.model.focus.pane == Pane::Verdict && bench.app.model.item_count() > 0 {
            standing_of(&bench, "▌");
        }
        for list in ["?", ":", "f", "!", "X"] {
            bench.keys("<Esc><Esc><Esc>").keys(list);
            standing_of(&bench, "▌");
            bench.keys("<Down><Down>");
            standing_of(&bench, "▌");
        }
        bench.keys("<Esc><Esc><Esc>:the");
        let (row, column) = bench.cursor();
        assert!(row.contains("> the") && column >= 6, "{row:?} {column}");
        bench.keys("<Down>");
        standing_of(&bench, "▌");
        // A field with choices, a text field, and the line.
        bench.keys("<Esc><Esc><Esc>cr");
        standing_of(&bench, "▌");
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
fn the_redraw_key_works_in_forms_too() {
    let mut bench = Bench::demo();
    for keys in ["", ":", "<Esc>w", "<Esc>e", "<Esc>t"] {
        bench.keys(keys);
        // The letter that redraws the screen in the panes is ordinary text in a field.
        if bench::has_other_keys() && !bench.app.popups().is_empty() {
            continue;
        }
        bench.keys("<Ctrl-L>");
        assert!(matches!(bench.out.pop(), Some(Effect::Redraw)), "{keys}");
    }
}

#[test]
fn a_changed_story_is_reported_while_it_differs() {
    use factdesk::workbench::JobResult;
    let change = StoryChange {
        from: 2,
        missing: vec![1],
    };
    let mut bench = Bench::story(FERRY);
    bench.event(Event::Begun);
    assert!(matches!(
        bench.out.pop(),
        Some(Effect::Run(factdesk::workbench::Job::WatchStory(Some(_))))
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
        bench.event(Event::Ran(JobResult::StoryChecked(Some(change.clone()))));
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
        bench.event(Event::Ran(JobResult::StoryChecked(None)));
        assert!(
            !bench
                .frame()
                .lines()
                .take(2)
                .any(|line| line.contains("story changed"))
        );
    }
    bench.event(Event::Ran(JobResult::StoryChecked(Some(change.clone()))));
    bench.resize(80, 24);
    assert!(
        bench.frame().contains("from its paragraph 2 on"),
        "{}",
        bench.frame()
    );
    bench.keys("!");
    assert!(bench.frame().contains("story-changed"), "{}", bench.frame());
}

/// Clicks on the first row of the screen that contains these words.
fn click(bench: &mut Bench, words: &str) {
    let frame = bench.frame();
    let lines: Vec<&str> = frame.lines().collect();
    let y = lines.iter().position(|line| line.contains(words));
    let y = y.unwrap_or_else(|| panic!("no row has {words}: {frame}"));
    let x = lines[y]
        .find(words)
        .map_or(0, |at| lines[y][..at].chars().count());
    let [x, y] = [x, y].map(|at| u16::try_from(at).unwrap());
    bench.event(Event::Click(x, y));
}

#[test]
fn a_short_screen_shortens_the_list_before_the_evidence() {
    let mut bench = Bench::demo();
    for (height, rows) in [(24, 4), (30, 10)] {
        bench.resize(80, height);
        let frame = bench.frame();
        let lines: Vec<&str> = frame.lines().collect();
        let at = |word: &str| lines.iter().position(|line| line.contains(word)).unwrap();
        assert_eq!(at("── Verdict") - at("── Claims") - 1, rows, "{frame}");
        assert!(frame.contains("fact ✓ Kyiv Post"), "{frame}");
    }
    // The neighbouring claims are hidden before the evidence is, and three rows of the list stay.
    bench.resize(80, 20);
    let frame = bench.frame();
    assert!(
        frame.contains("…▐Its layout had been out of use for years, they said.▌…"),
        "{frame}"
    );
    assert!(frame.contains("▌· ·  11 "), "{frame}");
    bench.resize(80, 30);
}

#[test]
fn a_click_goes_to_a_row_of_a_popup() {
    for (width, height) in [(120, 36), (80, 24), (60, 20)] {
        let mut bench = Bench::demo();
        bench.resize(width, height);
        // A list, even when it is scrolled.
        bench.keys("f");
        click(&mut bench, "fact disputed");
        bench.keys("<Enter>");
        assert!(bench.app.model.index.rows.len() < 28, "{}", bench.frame());
        bench.keys("<Esc>f<PgDn><PgDn>");
        click(&mut bench, "CNN");
        bench.keys("<Enter>");
        assert!(
            format!("{:?}", bench.app.model.list_view.filter).starts_with("Source"),
            "{}",
            bench.frame()
        );
        bench.keys("<Esc>");
        // A click outside the rows does nothing.
        bench.keys("f");
        let before = bench.frame();
        bench.event(Event::Click(1, height - 1));
        bench.event(Event::Click(width - 1, 0));
        assert_eq!(bench.frame(), before);
        bench.keys("<Esc>");
        // A find.
        bench.keys("/russian");
        click(&mut bench, "Russian officials");
        bench.keys("<Enter>");
        assert_eq!(bench.focus(), 23, "{}", bench.frame());
        // A form: typed text goes to the field.
        bench.keys(":new source<Enter>");
        click(&mut bench, "  note");
        bench.keys("called twice");
        click(&mut bench, "  name");
        bench.keys("Ann<Enter>");
        let case = bench.case();
        let source = case
            .sources
            .iter()
            .find(|source| source.name == "Ann")
            .unwrap();
        assert_eq!(source.note, "called twice");
        // The credit of a claim.
        bench.keys("Sgs");
        click(&mut bench, "Washington Post");
        bench.keys("<Enter>");
        let id = bench.app.model.focus.claim.unwrap();
        assert_eq!(
            bench.app.model.said_by(id),
            "Washington Post",
            "{}",
            bench.frame()
        );
    }
}

#[test]
fn the_reason_for_refusing_a_form_is_shown_completely() {
    for (width, height) in [(120, 36), (80, 24), (60, 20)] {
        let mut bench = Bench::demo();
        bench.resize(width, height);
        bench.keys(":new source<Enter>CNN<Enter>");
        let frame = bench.frame();
        let words = frame
            .split(['│', ' ', '\n'])
            .filter(|word| !word.is_empty());
        let words = words.collect::<Vec<_>>().join(" ");
        assert!(words.contains(" apart "), "{frame}");
        if width < 120 {
            let whole = "use that one, or give this one a name that tells them apart";
            assert!(words.contains(whole), "{frame}");
        }
    }
}
