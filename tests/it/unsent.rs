//! Nothing typed is lost: whatever closes a form, its text is kept and offered again.

use crate::support::bench::Bench;
use factdesk::case::{Case, Edit, Question, Stamp, ops};
use factdesk::error::Error;
use factdesk::store::editor_file;
use factdesk::workbench::{Effect, Event, Manuscript};

/// Keys that type into each kind of form, keys that open it again, and the text that must be back.
const FORMS: &[(&str, &str, &str)] = &[
    ("wother words", "w", "other words"),
    ("aA claim of its own", "a", "A claim of its own"),
    ("eNovaya gaz", "e", "Novaya gaz"),
    (
        "eBaza<Down><Tab><Tab><Tab><Tab><Tab>their words",
        "e",
        "their words",
    ),
    ("SgG<Enter>x", "SG<Enter>", "Washington Postx"),
    ("cvr<Tab>why it is so", "vr", "why it is so"),
    (
        ":case details<Enter> and after",
        ":case details<Enter>",
        "who claimed it? and after",
    ),
    ("sTelegram ch", "s", "Telegram ch"),
    (":new source<Enter>Meduza", ":new source<Enter>", "Meduza"),
];

/// A change that a colleague makes elsewhere.
fn by_another(case: &mut Case, make: impl Fn(&Case, &Stamp<'_>) -> Result<Edit, Error>) {
    let at = "2026-11-23T09:00:00.000Z".parse().unwrap();
    let edit = make(case, &Stamp { by: "ab", at }).unwrap();
    edit.apply(case).unwrap();
}

#[test]
fn typed_text_is_offered_again_after_a_kill() {
    for (keys, again, text) in FORMS {
        let mut bench = Bench::demo();
        bench.keys(keys);
        assert!(bench.frame().contains(text), "{keys}\n{}", bench.frame());
        // No Esc, no quit: the program is gone.
        let mut bench = bench.reopened();
        bench.keys("/layout<Enter>");
        bench.keys(again);
        assert!(bench.frame().contains(text), "{again}\n{}", bench.frame());
    }
}

#[test]
fn restored_text_is_reported_and_can_be_removed() {
    let mut bench = Bench::demo();
    let words = bench.claim(11).shown().to_owned();
    bench.keys("w, or so<Esc>");
    let mut bench = bench.reopened();
    let messages: Vec<_> = bench
        .app
        .model
        .waiting
        .iter()
        .chain([&bench.app.model.message])
        .collect();
    assert!(
        messages.iter().any(|message| message
            .tail
            .starts_with("Typed earlier and not sent: Wording of claim 11: “")
            && message.tail.ends_with("; `: unsent` lists it")),
        "{messages:?}"
    );
    bench.keys("w");
    assert_eq!(
        bench.said(),
        "What you typed at 10:00 is back; Ctrl-U clears it"
    );
    bench.keys("<Ctrl-U>");
    assert_eq!(bench.said(), "Cleared");
    bench.keys("<Enter>");
    assert_eq!(bench.claim(11).shown(), words);
    let mut bench = bench.reopened();
    bench.keys(":unsent<Enter>");
    assert!(
        bench.said().contains("there is no unsent text"),
        "{}",
        bench.said()
    );
    // After another key, the same key belongs to the field again.
    bench.keys("w, or so<Esc>wx<Ctrl-U>y");
    assert!(!bench.frame().contains("or so"), "{}", bench.frame());
    bench.keys("<Enter>");
    assert_eq!(bench.claim(11).wording, "y");
}

#[test]
fn messages_about_a_form_go_when_it_closes() {
    let mut bench = Bench::demo();
    bench.keys("w, or so<Esc>w");
    assert!(bench.said().starts_with("What you typed at"));
    bench.keys("<Esc>");
    assert_eq!(
        bench.said(),
        "Not sent, and kept: it is back when you open this again"
    );
}

#[test]
fn sent_text_is_not_offered_again() {
    let mut bench = Bench::demo();
    bench.keys("wother words<Enter>aA claim<Enter>eNovaya<Enter>");
    let bench = bench.reopened();
    assert!(
        bench.app.model.unsent_input.all.is_empty(),
        "{:?}",
        bench.app.model.unsent_input.all
    );
}

#[test]
fn text_for_a_deleted_record_can_still_be_copied() {
    let mut bench = Bench::demo();
    bench.keys("w, as they told me on the phone");
    let gone = bench.claim(11).id;
    bench.outside(|case| by_another(case, |case, stamp| ops::drop_claim(case, gone, stamp)));
    bench.look();
    let frame = bench.frame();
    assert!(
        frame.contains("The record of 1 form is gone from the case; what you typed is kept: `: unsent` lists it."),
        "{frame}"
    );
    bench.keys("<Enter>");
    assert!(bench.app.popups().is_empty(), "{}", bench.frame());
    let mut bench = bench.reopened();
    bench.keys(":unsent<Enter>");
    assert!(
        bench.frame().contains("Wording of claim 11: “…")
            && bench.frame().contains("as they told me"),
        "{}",
        bench.frame()
    );
    bench.keys("<Enter>");
    let copied = bench.out.pop();
    assert!(
        matches!(&copied, Some(Effect::Copy { text, .. }) if text.ends_with(", as they told me on the phone")),
        "{copied:?}"
    );
    // There may be no clipboard, so the text is discarded only on request.
    bench.keys(":unsent<Enter><Enter><Esc>:unsent<Enter><Enter>");
    assert!(
        bench.frame().contains("It was copied. Discard it?"),
        "{}",
        bench.frame()
    );
    bench.keys("<Enter>");
    assert!(bench.reopened().app.model.unsent_input.all.is_empty());
}

#[test]
fn a_colleagues_newer_text_is_reported_and_not_overwritten_unseen() {
    let mut bench = Bench::demo();
    bench.keys("w, or so<Esc>");
    let id = bench.claim(11).id;
    let theirs = "The layout is an old one";
    bench.outside(|case| by_another(case, |case, stamp| ops::reword(case, id, theirs, stamp)));
    bench.look();
    bench.keys("w");
    assert!(
        bench
            .frame()
            .contains("was changed since (“The layout is an old one”): Ctrl-U takes"),
        "{}",
        bench.frame()
    );
    assert!(bench.frame().contains(", or so"), "{}", bench.frame());
    bench.keys("<Ctrl-U>");
    assert!(!bench.frame().contains(", or so"), "{}", bench.frame());
}

#[test]
fn the_list_opens_what_it_lists() {
    for (keys, _, text) in FORMS {
        let mut bench = Bench::demo();
        bench.keys(keys).keys("<Esc>");
        let mut bench = bench.reopened();
        bench.keys("G:unsent<Enter><Enter>");
        assert!(bench.frame().contains(text), "{keys}\n{}", bench.frame());
    }
}

#[test]
fn a_line_of_evidence_is_kept_for_its_question() {
    let quote = "The layout is one that nobody has used since 2016";
    let mut bench = Bench::demo();
    bench.paste(quote);
    bench.keys("Meduza<Esc>ve");
    assert!(!bench.frame().contains("Meduza"), "{}", bench.frame());
    bench.keys("Baza<Esc>v");
    let mut bench = bench.reopened();
    bench.keys("/layout<Enter>v");
    for (word, question) in [("Meduza", "SAID"), ("Baza", "FACT")] {
        // Whichever question is in focus.
        for keys in ["v", "v"] {
            bench
                .keys(keys)
                .keys(":unsent<Enter>")
                .keys(word)
                .keys("<Enter>");
            let said = bench.said();
            assert!(said.contains(question) && said.contains(word), "{said}");
            bench.keys("<Esc>");
        }
    }
    bench.keys(":unsent<Enter>Meduza<Enter><Enter>");
    let item = bench.claim(11).evidence.last().cloned().unwrap();
    assert_eq!(
        (item.question, item.quote.as_str()),
        (Question::Said, quote)
    );
    bench.keys(":unsent<Enter>");
    assert!(!bench.frame().contains("Meduza:"), "{}", bench.frame());
}

#[test]
fn text_left_in_an_editor_is_offered() {
    let mut bench = Bench::demo();
    let of = format!("wording {}", bench.claim(11).id);
    bench.keys("E");
    assert!(matches!(bench.out.pop(), Some(Effect::Editor(text)) if text.of == of));
    // The program is killed while the editor is open, which has saved.
    let file = bench.folder().join(editor_file(&of, ""));
    bench.disk.put(&file, "Written in the editor\n");
    let mut bench = bench.reopened();
    assert!(bench.disk.bytes(&file).is_none(), "it is with the rest now");
    bench.keys("w");
    assert!(
        bench.frame().contains("Written in the editor"),
        "{}",
        bench.frame()
    );
    bench.keys("<Enter>");
    assert_eq!(bench.claim(11).wording, "Written in the editor");
}

#[test]
fn text_saved_after_the_editor_returned_still_arrives() {
    let mut bench = Bench::demo();
    bench.keys("E");
    let Some(Effect::Editor(text)) = bench.out.pop() else {
        panic!("no text went out");
    };
    let left = factdesk::workbench::Message::trouble("The editor came back at once");
    bench.event(Event::Unedited(left, true));
    let saved = |words: &str| {
        Event::Late(Manuscript {
            text: words.to_owned(),
            ..text.clone()
        })
    };
    bench.event(saved("First words\n"));
    assert!(bench.frame().contains("First words"), "{}", bench.frame());
    bench.keys("<Enter>");
    assert_eq!(bench.claim(11).wording, "First words");
    // The form is gone by now, so text saved then is kept.
    bench.event(saved("Second words\n"));
    let mut bench = bench.reopened();
    bench.keys("/layout<Enter>w");
    assert!(bench.frame().contains("Second words"), "{}", bench.frame());
}

/// Presses `E` on the claim in focus, with an editor that does not wait. Returns the text that went
/// out.
fn with_an_editor(bench: &mut Bench) -> Manuscript {
    bench.keys("E");
    let Some(Effect::Editor(text)) = bench.out.pop() else {
        panic!("no text went out");
    };
    let left = factdesk::workbench::Message::trouble("The editor came back at once");
    bench.event(Event::Unedited(left, true));
    text
}

#[test]
fn a_late_text_from_one_of_two_editors_goes_to_its_own_claim() {
    let mut bench = Bench::demo();
    let first = with_an_editor(&mut bench);
    bench.keys("<Esc>j");
    // The second editor is waited for and returns.
    bench.keys("E");
    bench.event(Event::Edited("Words of the second".to_owned()));
    bench.keys("<Esc>");
    bench.event(Event::Late(Manuscript {
        text: "Words of the first\n".to_owned(),
        ..first.clone()
    }));
    let unsent = &bench.app.model.unsent_input.all;
    assert_eq!(unsent[&first.of].fields[0].text, "Words of the first");
    let mut bench = bench.reopened();
    bench.keys("/layout<Enter>w");
    assert!(bench.frame().contains("Words of the first"));
    bench.keys("<Esc>jw");
    assert!(bench.frame().contains("Words of the second"));
}

#[test]
fn a_late_text_of_unknown_origin_is_kept() {
    let mut bench = Bench::demo();
    let of = format!("wording {}", bench.claim(11).id);
    bench.event(Event::Late(Manuscript {
        of,
        field: String::new(),
        text: "Written long ago".to_owned(),
    }));
    let mut bench = bench.reopened();
    bench.keys("w");
    assert!(bench.frame().contains("Written long ago"));
}

#[test]
fn text_typed_while_an_editor_is_open_is_not_lost_when_it_saves() {
    for leaves in ["", "<Esc>"] {
        let mut bench = Bench::demo();
        let text = with_an_editor(&mut bench);
        let saved = |words: &str| {
            Event::Late(Manuscript {
                text: words.to_owned(),
                ..text.clone()
            })
        };
        bench.keys(" and typed here").keys(leaves);
        bench.event(saved("First words"));
        bench.event(saved("Second words"));
        let bench = bench.reopened();
        let all = bench.app.model.unsent_input.all.values();
        let texts: Vec<_> = all.map(|it| it.fields[0].text.as_str()).collect();
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert_eq!(texts[0], "Second words");
        assert!(texts[1].ends_with(" and typed here"), "{texts:?}");
    }
}

#[test]
fn enter_in_one_piece_with_a_find_is_not_lost() {
    let mut bench = Bench::demo();
    bench.is_slow = true;
    bench.keys("/embassy<Enter>w");
    assert_eq!(bench.focus(), 11);
    bench.is_slow = false;
    bench.found();
    assert_eq!(bench.focus(), 16, "{}", bench.frame());
    assert!(
        bench.frame().contains("Wording of claim 16"),
        "what came with it is for that one"
    );
    bench.keys("<Esc>");
    // The next find starts empty.
    bench.keys("/");
    assert!(!bench.frame().contains("> embassy"), "{}", bench.frame());
}
