//! Snapshots of whole screens as text. A person reads each one before it is accepted.

use crate::support::bench;
use crate::support::bench::Bench;
use factdesk::workbench::commands::COMMANDS;
use factdesk::workbench::{Event, Message, UiPrefs};

/// A screen: its name, and the keys that lead to it from the sample.
const SCREENS: &[(&str, &str)] = &[
    ("start", ""),
    ("ruled", "cd"),
    ("reasoned", "cd1"),
    ("story", "t"),
    ("selection", "tV<Right><Right>"),
    ("sources", "Sjjj"),
    ("verdict", "/duty<Enter><Enter>"),
    ("evidence_line", "ekyi"),
    ("evidence_form", "ekyiv post<Down><Tab><Tab>"),
    ("credit", "s"),
    ("wording", "w"),
    ("find", "/russian"),
    ("filter", "f"),
    ("palette", ":"),
    ("help", "?"),
    ("split", "/at least 100<Enter>|"),
    ("bulk", "g   d"),
    ("ruling_form", "d<Backspace>vr"),
    ("source_form", "S<Enter>"),
    ("new_claim", "aThe hall has 6,200 seats"),
    ("kind", "K"),
    ("hold", "cc<Backspace>w!<Enter>"),
    ("bare", "tb"),
    ("findings", "!"),
    ("objection", "!<Enter>"),
    ("waive", "g<Down><Down><Down><Down>W<Enter>"),
    ("decide", "/intelligence which<Enter>="),
    ("link", "/40 people<Enter>L"),
    ("link_kind", "/40 people<Enter>L100<Enter>"),
    ("superseded", "/100 people<Enter>L40<Enter>updates<Enter>k"),
    ("relies_on", "SjjjR"),
    ("export", "X"),
    ("export_form", "Xmemo<Enter>"),
    (
        "circle",
        "SjjjRcbs<Enter><Esc>gjjjjRcnn<Enter><Esc>!circ<Enter>",
    ),
];

fn snapshot(name: &str, width: u16, height: u16, keys: &str) {
    let mut bench = Bench::demo();
    bench.resize(width, height);
    bench.keys(keys);
    insta::assert_snapshot!(format!("{name}_{width}x{height}"), bench.frame());
}

#[test]
fn every_screen_on_a_wide_terminal() {
    for (name, keys) in SCREENS {
        snapshot(name, 120, 36, keys);
    }
}

#[test]
fn every_screen_on_a_small_terminal() {
    for (name, keys) in SCREENS {
        snapshot(name, 80, 24, keys);
    }
}

#[test]
fn the_main_screen_on_even_smaller_terminals() {
    for (width, height) in [(60, 20), (40, 10), (39, 10), (100, 30)] {
        snapshot("start", width, height, "");
    }
}

#[test]
fn the_main_screen_with_styles_without_colours_and_in_ascii() {
    let mut bench = Bench::demo();
    bench.resize(80, 24);
    insta::assert_snapshot!("styled", bench.styled());
    bench.app.model.prefs.has_colour = false;
    bench.resize(80, 24);
    let mono = bench.styled();
    for colour in ["red", "green", "yellow", "cyan", "magenta"] {
        assert!(
            !mono.contains(&format!("{{{colour}")),
            "NO_COLOR has no {colour}"
        );
    }
    insta::assert_snapshot!("mono", mono);
    bench.app.model.prefs.is_unicode = false;
    bench.resize(80, 24);
    insta::assert_snapshot!("ascii", bench.frame());
    bench.keys("t");
    insta::assert_snapshot!("ascii_story", bench.frame());
}

#[test]
fn ascii_mode_has_no_other_letters_than_those_of_the_story() {
    let prefs = UiPrefs {
        is_unicode: false,
        ..UiPrefs::default()
    };
    for (name, keys) in SCREENS {
        for (width, height) in [(120, 36), (80, 24), (60, 20)] {
            let mut bench = Bench::over(
                &bench::SAMPLE.replace(|c: char| !c.is_ascii(), "x"),
                Some("you"),
                prefs.clone(),
            );
            bench.resize(width, height);
            bench.keys(keys);
            let frame = bench.frame();
            let beyond: Vec<char> = frame
                .chars()
                .filter(|c| !c.is_ascii() && !"“”…".contains(*c))
                .collect();
            assert_eq!(beyond, [], "{name}\n{frame}");
        }
    }
}

/// The words that scripts rely on are shown down to a width of forty columns.
#[test]
fn the_words_that_scripts_rely_on_are_shown_down_to_forty_columns() {
    for width in 40..=130 {
        let mut bench = Bench::demo();
        bench.resize(width, 24);
        let frame = bench.frame();
        let header = frame.lines().next().unwrap();
        for word in ["as you", "19 of 28 checked", "recorded"] {
            assert!(header.contains(word), "{width}: {header}");
        }
        // Nothing else on the main screen reads `<number> of <number>`.
        let words: Vec<&str> = frame.split_whitespace().collect();
        let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
        let is_pair =
            |three: &&[&str]| three[1] == "of" && is_number(three[0]) && is_number(three[2]);
        assert_eq!(words.windows(3).filter(is_pair).count(), 1, "{width}");
        assert!(frame.contains("Claims"), "{width}");
        if width >= 80 {
            assert!(frame.contains("Verdict"));
        }
        bench.event(Event::Stuck("disk full".into()));
        bench.app.model.person = Some("Katharina von Langen".into());
        assert!(
            bench.frame().lines().next().unwrap().contains("NOT SAVED"),
            "{width}"
        );
    }
}

#[test]
fn a_message_without_room_loses_its_quote_first() {
    let mut bench = Bench::demo();
    bench.keys("vd");
    for (width, said) in [
        (
            120,
            "11 “The announcement's layout had been…” FACT ✗ disputed, as you.  Why? 1 contradicted 2 conflict 3 denied 4 misleading",
        ),
        (80, "1 contradicted  2 conflict  3 denied  4 misleading"),
        (60, "1 contradicted  2 conflict  3 denied  4 misleading"),
    ] {
        bench.resize(width, 24);
        assert_eq!(bench.said(), said);
    }
    bench.keys("<Esc>");
    bench.event(Event::Message(Message::new("x\u{1b}[31m\u{202e}y")));
    assert_eq!(
        bench.said(),
        "x␛[31m⟦RLO⟧y",
        "what an editor or opener says is made visible"
    );
}

/// The footer names the keys that can be used now, and the key for help is always among them.
#[test]
fn the_footer_always_names_help() {
    for width in [40, 60, 80, 100, 120, 200] {
        for keys in ["", "t", "S", "<Enter>"] {
            let mut bench = Bench::demo();
            bench.resize(width, 24).keys(keys);
            let frame = bench.frame();
            assert!(
                frame.lines().last().unwrap().trim_end().ends_with("? help"),
                "{width} {keys}\n{frame}"
            );
        }
    }
}

/// A row of a table without the spaces that align it.
fn cells(row: &str) -> String {
    row.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key tables of the guide and the README match the program.
#[test]
fn the_guide_lists_the_commands_of_the_program() {
    let keymap = factdesk::workbench::Keymap::default();
    let commands = COMMANDS.iter().filter(|command| command.id != "caps-lock");
    let rows: Vec<String> = commands
        .map(|command| {
            let keys: Vec<String> = keymap
                .keys(command)
                .iter()
                .map(|key| format!("`{}`", key.replace('|', "\\|")))
                .collect();
            let keys = if keys.is_empty() {
                "`:`".to_owned()
            } else {
                keys.join(" ")
            };
            let place = command.place.name();
            let place = if place.is_empty() {
                String::new()
            } else {
                format!(" ({place})")
            };
            format!("| {keys} | {}{place} |", command.doc)
        })
        .collect();
    let keys_of = |text: &str| -> Vec<String> {
        let table = text.lines().filter(|line| line.starts_with("| `"));
        table.map(cells).collect()
    };
    assert_eq!(
        keys_of(include_str!("../../assets/guide/keys.md")),
        rows,
        "assets/guide/keys.md"
    );
    let picked = keys_of(include_str!("../../README.md"));
    assert_eq!(picked.len(), 15);
    for row in picked {
        assert!(rows.contains(&row), "README: {row}");
    }
}

fn start(
    keys: &str,
    paste: &str,
    width: u16,
    height: u16,
) -> (factdesk::workbench::start::Start, String) {
    use factdesk::workbench::{Context, Size, key::script, start::Start};
    let mut start = Start::new(vec![
        "/news/ferry.case.ron".into(),
        "/news/dam\u{202e}.case.ron".into(),
    ]);
    let mut mint = factdesk::case::IdGen::seeded(1);
    let mut cx = Context {
        at: "2026-11-23T10:00:00.000Z".parse().unwrap(),
        mint: &mut mint,
        effects: Vec::new(),
    };
    start.update(Event::Resize(Size::new(width, height)), &mut cx);
    if !paste.is_empty() {
        start.update(Event::Paste(paste.to_owned()), &mut cx);
    }
    for key in script(keys).unwrap() {
        start.update(Event::Key(key.into()), &mut cx);
    }
    let mut buffer =
        ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, width, height));
    if let Some(caret) = start.draw(&mut buffer) {
        assert!(buffer.area.contains(caret));
    }
    let line = |y| {
        (0..width)
            .map(|x| buffer[(x, y)].symbol().to_owned())
            .collect::<String>()
    };
    let frame: Vec<String> = (0..height).map(|y| line(y).trim_end().to_owned()).collect();
    (start, frame.join("\n"))
}

#[test]
fn no_text_on_the_start_screen_replaces_another() {
    use factdesk::workbench::{key::script, start::Start};
    let texts = |start: &Start| -> Vec<String> {
        let unsent = start.unsent("2026-11-23T10:00:00.000Z".parse().unwrap());
        let texts = unsent.iter().map(|it| it.fields[0].text.clone());
        texts.collect()
    };
    let (first, _) = start("<Esc>", "The bridge fell.", 80, 24);
    let mut mint = factdesk::case::IdGen::seeded(1);
    let mut cx = factdesk::workbench::Context {
        at: "2026-11-23T10:00:00.000Z".parse().unwrap(),
        mint: &mut mint,
        effects: Vec::new(),
    };
    let mut again = Start::new(Vec::new());
    again.keep_unsent(&first.unsent(cx.at));
    again.update(Event::Paste("Nine died.".to_owned()), &mut cx);
    let kept = cx.effects.first();
    assert!(matches!(kept, Some(factdesk::workbench::Effect::Keep(all)) if all.len() == 2));
    assert_eq!(texts(&again), ["The bridge fell.", "Nine died."]);
    // A case is made of the new text, and the other text is kept.
    let mut made = again.clone();
    for key in script("<Ctrl-D><Enter>").unwrap() {
        made.update(Event::Key(key.into()), &mut cx);
    }
    let choice = made.choice.take().unwrap();
    made.made(&choice);
    assert_eq!(texts(&made), ["The bridge fell."]);
    // When the field is left and opened again, the texts are offered in turn.
    for (keys, next) in [("<Esc>p", "The bridge fell."), ("<Esc>p", "Nine died.")] {
        for key in script(keys).unwrap() {
            again.update(Event::Key(key.into()), &mut cx);
        }
        assert_eq!(texts(&again).last().unwrap(), next);
        assert_eq!(texts(&again).len(), 2);
    }
}

#[test]
fn the_start_screen_and_its_choices() {
    use factdesk::workbench::start::Choice;
    insta::assert_snapshot!("begin", start("", "", 80, 24).1);
    insta::assert_snapshot!(
        "begin_text",
        start("", "The bridge fell.\nNine died.", 80, 24).1
    );
    let chosen = |keys: &str, paste: &str| start(keys, paste, 80, 24).0.choice;
    assert_eq!(
        chosen("1", ""),
        Some(Choice::Open("/news/ferry.case.ron".into()))
    );
    assert_eq!(
        chosen("j<Enter>", ""),
        Some(Choice::Open("/news/dam\u{202e}.case.ron".into()))
    );
    assert_eq!(
        chosen("ostory.txt<Enter>", ""),
        Some(Choice::Open("story.txt".into()))
    );
    assert_eq!(
        chosen("e<Ctrl-U>mine<Enter>", ""),
        Some(Choice::Empty("mine.case.ron".into()))
    );
    assert_eq!(
        chosen("lone<Enter>two<Ctrl-D><Enter>", ""),
        Some(Choice::Lines("one\ntwo".into(), "claims.case.ron".into()))
    );
    assert_eq!(
        chosen("<Ctrl-D><Enter>", "The bridge fell."),
        Some(Choice::Text(
            "The bridge fell.".into(),
            "the-bridge-fell.case.ron".into()
        ))
    );
    assert_eq!(chosen("s", ""), Some(Choice::Sample));
    assert_eq!(chosen("p<Esc>q", ""), None);
    for width in 0..90 {
        for height in [0, 1, 4, 5, 8, 12, 24] {
            for keys in ["", "o", "p", "l", "e", "<Esc>"] {
                start(keys, "", width, height);
            }
        }
    }
}
