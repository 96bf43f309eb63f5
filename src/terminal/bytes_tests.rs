use super::*;

/// Answers that a terminal sends by itself.
const ANSWERS: &[&str] = &[
    // Colours, the clipboard, the title.
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "\x1b]10;rgb:cdcd/d6d6/f4f4\x07",
    "\x1b]4;1;rgb:cccc/dddd/uuuu\x1b\\",
    "\x1b]52;c;ZGlzcHV0ZWQ=\x1b\\",
    "\x1b]lducx\x1b\\",
    // Settings, the terminal's name and version, its unit.
    "\x1bP1$r0m\x1b\\",
    "\x1bP>|xterm(390)dcu\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1bP!|00000000\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b^duc\x1b\\",
    "\x1bXduc.x=\x1b\\",
    // The cursor, the device, the modes, the window, the focus.
    "\x1b[24;80R",
    "\x1b[?24;80R",
    "\x1b[0n",
    "\x1b[?1;2c",
    "\x1b[?64;1;2;6;9;15;18;21;22c",
    "\x1b[>41;390;0c",
    "\x1b[=1;2;3c",
    "\x1b[?2026;2$y",
    "\x1b[4;1$y",
    "\x1b[8;24;80t",
    "\x1b[6;18;9t",
    "\x1b[?997;1n",
    "\x1b[I",
    "\x1b[O",
    // The supported keyboard protocol, and a key release.
    "\x1b[?1u",
    "\x1b[?31u",
    "\x1b[99;1:3u",
    "\x1b[57441;2u",
    "\x1b[<35;10;10M",
    "\x1b[<0;10;10m",
];

fn keys(heard: &[InputEvent]) -> Vec<String> {
    heard
        .iter()
        .map(|event| match event {
            InputEvent::Key(key, _) => key.to_string(),
            other => format!("{other:?}"),
        })
        .collect()
}

/// The events for these reads, which are `gap` milliseconds apart, and for a pause at the end.
fn reads(parts: &[&[u8]], gap: u64) -> Vec<String> {
    let parts: Vec<_> = parts.iter().map(|part| (gap, *part)).collect();
    timed(&parts)
}

/// The events for these reads, each after its own pause.
fn timed(parts: &[(u64, &[u8])]) -> Vec<String> {
    let mut bytes = Bytes::default();
    let (mut heard, mut now) = (Vec::new(), 10_000);
    for (gap, part) in parts {
        if let Some(wait) = bytes.time_to_tick(now)
            && wait <= *gap
        {
            heard.extend(bytes.tick(now + wait));
        }
        now += gap;
        heard.extend(bytes.feed(part, now));
    }
    heard.extend(bytes.tick(now + 60_000));
    keys(&heard)
}

#[test]
fn no_answer_of_the_terminal_is_a_key_however_it_is_cut() {
    let none: [&str; 0] = [];
    for answer in ANSWERS {
        let whole_answer = answer.as_bytes();
        assert_eq!(reads(&[whole_answer], 0), none, "{answer:?}");
        for cut in 1..whole_answer.len() {
            let parts = [&whole_answer[..cut], &whole_answer[cut..]];
            assert_eq!(reads(&parts, 90), none, "{answer:?} cut at {cut}");
        }
        let each: Vec<&[u8]> = whole_answer.chunks(1).collect();
        assert_eq!(reads(&each, 90), none, "{answer:?} byte by byte");
    }
}

#[test]
fn an_answer_after_a_long_pause_gives_no_key_but_esc() {
    for answer in ANSWERS {
        let whole_answer = answer.as_bytes();
        for cut in 1..whole_answer.len() {
            // A single byte after such a pause is a key.
            if whole_answer.len() - cut == 1 {
                continue;
            }
            let came = reads(&[&whole_answer[..cut], &whole_answer[cut..]], 1_500);
            if [b'X', b'^'].contains(&whole_answer[1]) {
                continue;
            }
            // Esc alone, or with the first byte, may have been typed.
            assert!(
                came.iter()
                    .all(|key| key == "Esc" || key.starts_with("Alt-")),
                "{answer:?} cut at {cut}: {came:?}"
            );
        }
    }
}

/// An answer with eight-bit control characters: as UTF-8 and as single bytes.
fn in_eight_bits(answer: &str) -> [Vec<u8>; 2] {
    let (mut characters, mut single_bytes) = (Vec::new(), Vec::new());
    let mut bytes = answer.bytes();
    while let Some(byte) = bytes.next() {
        if byte == ESC {
            let control = bytes.next().unwrap() + 0x40;
            characters.extend([0xc2, control]);
            single_bytes.push(control);
        } else {
            characters.push(byte);
            single_bytes.push(byte);
        }
    }
    [characters, single_bytes]
}

#[test]
fn no_answer_in_eight_bits_is_a_key_either() {
    let none: [&str; 0] = [];
    for answer in ANSWERS {
        for whole_answer in in_eight_bits(answer) {
            assert_eq!(reads(&[&whole_answer], 0), none, "{answer:?}");
            let each: Vec<&[u8]> = whole_answer.chunks(1).collect();
            assert_eq!(reads(&each, 90), none, "{answer:?} byte by byte");
            for cut in 1..whole_answer.len() {
                for gap in [90, 900, 1_500] {
                    // A single byte after such a pause is a key.
                    if gap > 1_000 && whole_answer.len() - cut == 1 {
                        continue;
                    }
                    let parts = [&whole_answer[..cut], &whole_answer[cut..]];
                    assert_eq!(reads(&parts, gap), none, "{answer:?} cut at {cut}");
                }
            }
            let then = [whole_answer.as_slice(), "cЛд\x1b[A".as_bytes()].concat();
            assert_eq!(reads(&[&then], 0), ["c", "Л", "д", "Up"], "{answer:?}");
        }
    }
    // The UTF-8 bytes of letters include C1 bytes. Letters must stay letters.
    let letters: String = ('а'..='я')
        .chain('А'..='Я')
        .chain("їєґіЇЄҐІĜś".chars())
        .collect();
    let keys: Vec<String> = letters.chars().map(String::from).collect();
    assert_eq!(reads(&[letters.as_bytes()], 0), keys);
    let title = format!("\u{9d}2;{letters}\u{9c}c");
    assert_eq!(reads(&[title.as_bytes()], 0), ["c"]);
}

#[test]
fn the_late_rest_of_an_answer_is_recognised_after_its_start_was_read_as_keys() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["\x1b", "]", "11;rgb:1e1e/1e1e/2e2e\x07"], &["Esc", "]"]),
        (&["\x1b", "]", "1", "1;rgb:cd/u1/2e\x1b\\"], &["Esc", "]"]),
        (&["\x1b", "[", "2", "4;80R"], &["Esc", "["]),
        (&["\x1b", "P", "1$r0m\x1b\\"], &["Esc", "P"]),
        // A byte that cannot continue the sequence is a key, and so are those after it.
        (
            &["\x1b", "[", "c", "24;80R"],
            &["Esc", "[", "c", "2", "4", ";", "8", "0", "R"],
        ),
        (&["\x1b", "]", "\x1b[A", "c"], &["Esc", "]", "Up", "c"]),
        (&["\x1b", "]", "1", "\x1b[A"], &["Esc", "]", "Up"]),
    ];
    for (parts, heard) in cases {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        assert_eq!(reads(&parts, 150), *heard, "{parts:?}");
    }
}

#[test]
fn keys_and_pastes_after_an_answer_are_reported() {
    for answer in ANSWERS {
        let then = format!("{answer}c\x1b[200~d\nq\x1b[201~\x1b[A");
        assert_eq!(
            reads(&[then.as_bytes()], 0),
            ["c", "Paste(\"d\\nq\")", "Up"],
            "{answer:?}"
        );
        // A paste after an unfinished answer is not lost.
        let half = &answer[..answer.len() - 1];
        let then = format!("{half}\x1b[200~d\nq\x1b[201~");
        assert_eq!(
            reads(&[then.as_bytes()], 0).last().map(String::as_str),
            Some("Paste(\"d\\nq\")"),
            "{half:?}"
        );
    }
}

#[test]
fn half_a_character_before_a_paste_does_not_turn_it_into_keys() {
    for half in [
        &b"\xc3"[..],
        b"\xd0",
        b"\xe2\x82",
        b"\xf0\x9f",
        b"\xff",
        b"\x80",
    ] {
        let paste = [half, b"\x1b[200~dcu\n:d\n\x1b[201~"].concat();
        assert_eq!(reads(&[&paste], 0), ["Paste(\"dcu\\n:d\\n\")"], "{half:?}");
        assert_eq!(
            reads(&[half, b"\x1b[200~dcu\n:d\n", b"\x1b[201~"], 2_000),
            ["Paste(\"dcu\\n:d\\n\")"],
            "{half:?}"
        );
    }
}

#[test]
fn key_sequences_become_keys() {
    for (bytes, heard) in [
        (
            "c1\r\t\x7f\x03\x1a",
            "c 1 Enter Tab Backspace Ctrl-C Ctrl-Z",
        ),
        ("сїґ漢", "с ї ґ 漢"),
        (
            "\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F",
            "Up Down Right Left Home End",
        ),
        ("\x1bOA\x1bOB\x1bOH\x1bOM", "Up Down Home Enter"),
        (
            "\x1b[3~\x1b[5~\x1b[6~\x1b[1~\x1b[4~",
            "Del PgUp PgDn Home End",
        ),
        (
            "\x1b[1;2D\x1b[1;5C\x1b[Z",
            "Shift-Left Ctrl-Right Shift-Tab",
        ),
        ("\x1bc\x1b\r\x1bb", "Alt-c Alt-Enter Alt-b"),
        (
            "\x1b\x1b\x1b\x1b\x1b\x1b\x1b",
            "Esc Esc Esc Esc Esc Esc Esc",
        ),
        (
            "\x1b[27u\x1b[99u\x1b[99;5u\x1b[99:67;2u\x1b[13;3u",
            "Esc c Ctrl-C C Alt-Enter",
        ),
        ("\x1b[27;2;13~\x1b[27;5;105~", "Shift-Enter Ctrl-I"),
        ("\x1b[[Ac", "c"),
        ("\x1bOP\x1b[15~\x1b[1;2S", "F1 F5 Shift-F4"),
    ] {
        assert_eq!(reads(&[bytes.as_bytes()], 0).join(" "), heard, "{bytes:?}");
    }
    for (bytes, heard) in [
        ("\x1b[<0;5;7M", InputEvent::Click(4, 6)),
        ("\x1b[<65;1;1M", InputEvent::Wheel(0, 0, 3)),
        ("\x1b[<64;0;0M", InputEvent::Wheel(0, 0, -3)),
        ("\x1b[M %'", InputEvent::Click(4, 6)),
        ("\x1b[32;5;7M", InputEvent::Click(4, 6)),
    ] {
        assert_eq!(
            Bytes::default().feed(bytes.as_bytes(), 0),
            [heard],
            "{bytes:?}"
        );
    }
}

#[test]
fn typed_alt_and_esc_keys_are_not_lost() {
    // The keys are far apart in time.
    assert_eq!(reads(&[b"\x1b]", b"c"], 200), ["Alt-]", "c"]);
    assert_eq!(reads(&[b"\x1b[", b"c"], 200), ["Alt-[", "c"]);
    assert_eq!(reads(&[b"\x1bX", b"c"], 200), ["Alt-X", "c"]);
    assert_eq!(
        reads(&[b"\x1b", b"c", b"]", b"1"], 200),
        ["Esc", "c", "]", "1"]
    );
    assert_eq!(
        reads(&[b"\x1b", b"b"], 10),
        ["Esc", "b"],
        "two keys, not Alt-b"
    );
    // A script sends these bytes in one write. A terminal never leaves a string after `ESC X`
    // unfinished.
    assert_eq!(
        reads(&[b"\x1bXmemo\r"], 0),
        ["Alt-X", "m", "e", "m", "o", "Enter"]
    );
    // A string without an end does not swallow keys forever.
    assert_eq!(reads(&[b"\x1b]11;rgb:1e", b"c", b"d"], 1_200), ["c", "d"]);
}

#[test]
fn key_repeats_are_recognised_where_the_terminal_reports_them() {
    let mut bytes = Bytes::default();
    let heard = bytes.feed(b"c\x1b[99;1:1u\x1b[99;1:2u\x1b[99;1:3u\x1b[100u", 0);
    let held: Vec<Held> = heard
        .into_iter()
        .filter_map(|event| match event {
            InputEvent::Key(_, held) => Some(held),
            _ => None,
        })
        .collect();
    assert_eq!(held, [Held::Unknown, Held::No, Held::Yes, Held::No]);
}

#[test]
fn random_bytes_never_panic() {
    // A fixed generator, so that every run uses the same bytes.
    let mut seed = 7_u64;
    let mut bytes = Bytes::default();
    for now in 0..200_000 {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let among = b"\x1b[]PX^_O\\\x07;:?<>0129Mmu~Rc \xc3\xa9\xe2\xff\r\xc2\x9b\x9d\x9c\x90";
        let byte = among[usize::try_from(seed >> 33).unwrap() % among.len()];
        bytes.feed(&[byte], now * 40);
    }
}

#[test]
fn a_paste_whose_beginning_stalls_and_comes_in_pieces_is_a_paste() {
    let rest: &[u8] = b"cdu\x1b[201~";
    for pieces in [
        &["\x1b", "[2", "00~"][..],
        &["\x1b", "[", "200~"],
        &["\x1b", "[2", "0", "0~"],
        &["\x1b[", "2", "00~"],
        &["\x1b[", "20", "0~"],
        &["\x1b[", "2", "0", "0~"],
    ] {
        for gap in [20, 200] {
            let mut parts: Vec<(u64, Vec<u8>)> = vec![(0, pieces[0].as_bytes().to_vec())];
            for (index, piece) in pieces.iter().enumerate().skip(1) {
                let is_last = index + 1 == pieces.len();
                let tail = if is_last { rest } else { b"" };
                let wait = if index == 1 { 150 } else { gap };
                parts.push((wait, [piece.as_bytes(), tail].concat()));
            }
            let parts: Vec<(u64, &[u8])> = parts
                .iter()
                .map(|(gap, part)| (*gap, part.as_slice()))
                .collect();
            let heard = timed(&parts);
            assert_eq!(
                heard.last().unwrap(),
                "Paste(\"cdu\")",
                "{pieces:?} {gap}: {heard:?}"
            );
            let is_harmless = |key: &String| ["Esc", "Alt-[", "["].contains(&key.as_str());
            assert!(
                heard[..heard.len() - 1].iter().all(is_harmless),
                "{pieces:?} {gap}: {heard:?}"
            );
        }
    }
}

#[test]
fn an_answer_that_stalls_and_comes_in_pieces_gives_no_letters() {
    for parts in [
        &[(0, &b"\x1b"[..]), (150, b"_Gi=1;c"), (20, b"du\x1b\\")][..],
        &[(0, b"\x1b"), (150, b"[>1;"), (20, b"95;0c")],
        &[(0, b"\x1b"), (150, b"[>1;"), (20, b"95;0"), (20, b"c")],
        &[
            (0, b"\x1b"),
            (150, b"]11;rgb:c"),
            (20, b"ccc/dddd/uuuu\x07"),
        ],
        &[(0, b"\x1b[?62;1;2"), (1_200, b"c")],
    ] {
        let heard = timed(parts);
        let is_harmless = |key: &String| ["Esc", "Alt-["].contains(&key.as_str());
        assert!(heard.iter().all(is_harmless), "{parts:?}: {heard:?}");
    }
}
