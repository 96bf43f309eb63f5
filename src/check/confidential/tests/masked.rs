//! Tests of names that somebody shortened, or in which somebody replaced letters.

use super::*;

/// Checks what is cut from a text and what is asked about in it.
#[track_caller]
fn is_found(secrets: &Secrets, text: &str, cut: &[&str], ask: &[&str]) {
    let asked: Vec<&str> = asked(secrets, text)
        .into_iter()
        .map(|(words, _)| words)
        .collect();
    assert_eq!(
        (found(secrets, text), asked),
        (cut.to_vec(), ask.to_vec()),
        "{text}"
    );
}

#[test]
fn digits_and_signs_for_letters_are_found() {
    table(&[
        (
            "Katherine Holloway",
            &[
                "saw [ho1loway], [H0lloway], [H0110way] and [h0ll0w4y]",
                "saw [holl_oway], [Holl.oway], <b>[H</b>olloway] and [H-o-l-l-o-w-a-y]",
                "saw {H*lloway}, [Hol*oway], {H**loway}, {Ho||oway}, {H******y} there",
                "saw [Hollowa]* and {H*ll*way} there",
                "a h*t, a holiday*, *holiday* and 2nd A4 covid19",
            ],
        ),
        (
            "Олена Демчук",
            &["бачили [Дем4ук] там", "бачили {Д*мчук}, {Дем*ука} там"],
        ),
    ]);
}

#[test]
fn a_part_of_a_handle_of_a_file_and_of_a_surname_is_found() {
    let (mut case, _) = case(&[("Katherine Holloway", "mailto:gkislov77@mail.example")]);
    let mut source = case.sources.iter().next().unwrap().as_ref().clone();
    source.aliases = vec!["Kat".to_owned(), "Big Mulligan".to_owned()];
    case.sources.insert(Arc::new(source));
    let secrets = Secrets::of(&case);
    for (text, cut, ask) in [
        ("gkislov said so", &[][..], &["gkislov"][..]),
        ("@gkislov said so", &["gkislov"], &[]),
        ("out/kat.md, notes/kat-2.txt", &["kat", "kat-2"], &[]),
        ("kat-holl.md", &["kat"], &["holl"]),
        ("in kat-holl there", &["kat"], &["holl"]),
        ("Mul said, Holl said", &[], &["Mul", "Holl"]),
        ("MUL SAID SO THERE", &[], &[]),
        ("the mul said, the holl said", &[], &[]),
    ] {
        is_found(&secrets, text, cut, ask);
    }
}

#[test]
fn a_name_with_dashes_or_many_signs_for_its_letters_is_asked_about() {
    table(&[
        (
            "Огюст Мамедьяров",
            &[
                "сказал {Мам***ров} там, {Мам**яров} молчал",
                "сказал {М-ов} там, {М——в} молчал",
                "сказала {М}. (имя изменено), {М}., имя изменено",
                "пришёл М. вчера, р-н и м-н",
            ],
        ),
        (
            "Зоряна Зателепна",
            &["сказала {З-на} там", "сказала {З}. (ім'я змінено) там"],
        ),
        (
            "Katherine Tollanski",
            &[
                "Then Mrs {T}——— said, and {T--------i} left.",
                "Met {T__i} there, {T}. (not her real name) was.",
                "A T-shirt, an I——, a T.",
            ],
        ),
    ]);
}

#[test]
fn a_part_of_a_handle_and_of_a_file_is_found() {
    let (mut case, mut mint) = case(&[("Siobhan Tollanski", "https://t.me/qmd.kyiv")]);
    let id = case.sources.iter().next().unwrap().id;
    let mut claim = Claim::new(mint.id(|_| false), None, "It is cold.");
    let mut item = item(&mut mint, id);
    item.file = Some(File {
        name: "voice-memo-0314.m4a".to_owned(),
        sha256: Sha256::new([7; 32]),
    });
    claim.evidence.push(item);
    case.claims.insert(Arc::new(claim));
    let secrets = Secrets::of(&case);
    for (text, cut, ask) in [
        ("written by @qmd there", &["qmd"][..], &[][..]),
        ("from siobt88 there", &[], &["siobt88"]),
        ("from @tollas there", &[], &["tollas"]),
        ("in voice memo 0314 there", &[], &["voice memo 0314"]),
        ("a voice memo, 0315, a qmd", &[], &[]),
    ] {
        is_found(&secrets, text, cut, ask);
    }
}
