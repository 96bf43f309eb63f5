//! Keys, pastes and answers of the terminal.

use super::*;

#[test]
fn keys_typed_during_a_resize_act_at_once() {
    let desk = ferry("at-once");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    for round in 0..40 {
        screen.resize(24 + round % 5, 80 + round % 7);
        screen.send("c").shows("1 of 12 checked");
        screen.resize(24 + round % 3, 80 + round % 4);
        screen.send("z").shows("0 of 12 checked");
    }
    // A note is pasted while the window is resized.
    for round in 0..20 {
        screen.resize(24 + round % 5, 80 + round % 7);
        screen
            .send("\x1b[200~so\x1b[201~")
            .shows("A paste this short does nothing here");
        screen.resize(24, 80 + round % 3);
        screen.send("j").until("heard", |text| {
            !text.contains("A paste this short does nothing here")
        });
    }
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn more_keys_than_one_read_takes_all_act() {
    let desk = ferry("many-keys");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    for round in 0..10 {
        screen.resize(24, 80 + round % 2);
        screen
            .send(&format!("{}c", "jk".repeat(1_500)))
            .shows("1 of 12 checked");
        screen
            .send(&format!("{}z", "jk".repeat(700)))
            .shows("0 of 12 checked");
    }
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn a_paste_never_acts_as_keys() {
    let desk = ferry("paste");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    screen
        .send("\x1b[200~q\n:d\n\x1b[201~")
        .shows("A paste this short does nothing here");
    screen.send("c").shows("1 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

/// Answers that a terminal sends by itself. Each contains letters that would rule, quit or open
/// something.
const ANSWERS: &[&[u8]] = &[
    b"\x1b]11;rgb:1e1e/dcdc/2e2e\x07",
    b"\x1b]11;rgb:1e1e/dcdc/2e2e\x1b\\",
    b"\x1b]52;c;ZGlzcHV0ZWQ=\x1b\\",
    b"\x1bP>|xterm(390)dcux\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1b_Gi=31;OKdcu\x1b\\",
    b"\x1b^duc.q\x1b\\",
    b"\x1bXduc.q\x1b\\",
    b"\x1b[24;80R",
    b"\x1b[?1;2c",
    b"\x1b[>41;390;0c",
    b"\x1b[?2026;2$y",
    b"\x1b[8;24;80t",
    b"\x1b[?997;1n",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[?1u",
    b"\x1b[99;1:3u",
    b"\xc3",
    b"\xf0\x9f",
];

/// Without the ends of lines, where a terminal has spaces if there was text before.
fn trimmed(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[test]
fn no_answer_of_the_terminal_acts_as_a_key_in_any_mode() {
    // The open form, a key with a visible effect there, and the text that shows it.
    for (open, key, shows) in [
        ("", "é", "é does nothing here"),
        ("e", "zz", "zz"),
        ("r", "\tzz", "zz"),
        ("a", "zz", "zz"),
        ("?", "zz", "nothing matches"),
        (":", "zz", "nothing matches"),
        ("/", "zz", "0 found"),
        ("s", "zz", "zz"),
        ("t", "é", "é does nothing here"),
        ("g   d", "v", "SAID"),
    ] {
        let desk = ferry("answers");
        let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
        screen.shows("0 of 12 checked");
        screen.send(open).send(key);
        screen.until(shows, |_| {
            let frame = screen.frame().1;
            frame.contains(shows) && frame.contains(" recorded")
        });
        let expected = trimmed(&screen.frame().1);
        screen.send("\x1b\x1b\x1b\x1b\x1b\x1b\x1bq");
        assert_eq!(screen.ended(), 0);
        fs::remove_file(desk.path("ferry.case.ron")).unwrap();
        fs::remove_dir_all(desk.path("home")).unwrap();
        fs::create_dir_all(desk.path("home")).unwrap();
        let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
        screen.shows("0 of 12 checked");
        screen.send(open);
        for answer in ANSWERS {
            screen.send_bytes(answer);
            for cut in 1..answer.len() {
                screen.send_bytes(&answer[..cut]);
                screen.send_bytes(&answer[cut..]);
            }
        }
        screen.send(key);
        let like = format!("as without them, {}", expected.join("\n"));
        screen.until(&like, |_| trimmed(&screen.frame().1) == expected);
        // Half a character or half an escape sequence does not turn a paste into keys.
        for half in [&b"\xc3"[..], b"\xf0\x9f", b"\x1b]11;rgb", b"\x1b[24;8"] {
            screen.send_bytes(half);
            screen.send("\x1b[200~\ndcuq\x1b[201~");
        }
        screen.send("\x1b\x1b\x1b\x1b\x1b\x1b\x1b");
        screen.send("gé").shows("é does nothing here");
        assert_eq!(rulings(&desk), 0, "{open:?}");
        screen.send("q");
        assert_eq!(screen.ended(), 0);
    }
}

#[test]
fn no_answer_of_the_terminal_acts_as_a_key_at_the_start() {
    let desk = ferry("answers-start");
    let mut screen = Screen::start(&desk, &[], &[]);
    screen.shows("No recent cases yet");
    for answer in ANSWERS {
        screen.send_bytes(answer);
    }
    screen.send("o").shows("Enter opens it");
    for answer in ANSWERS {
        screen.send_bytes(answer);
    }
    screen.send("ferry.txt\r").shows("0 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn a_held_key_rules_at_most_twice() {
    let desk = ferry("held");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    // In one read, as a held key arrives over a slow connection.
    screen.send("cccccccccccccccccccc").shows("c is held down");
    screen.shows("1 of 12 checked");
    screen
        .send("j")
        .until("the next key", |text| !text.contains("is held down"));
    screen.shows("1 of 12 checked");
    // Different keys all act, however fast.
    screen.send("gdjuj").shows("2 of 12 checked");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn keys_sent_in_one_piece_after_a_find_apply_to_the_hit() {
    let desk = ferry("burst");
    let mut screen = Screen::start(&desk, &["ferry.txt"], &[]);
    screen.shows("0 of 12 checked");
    screen.send("/radar\rw");
    screen.shows("Wording of claim");
    screen.until("the claim", |_| screen.frame().1.contains("radar"));
    screen.send("\x1b").shows("confirm");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}
