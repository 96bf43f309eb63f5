//! Names of which somebody wrote only a part, or some letters otherwise.

use super::*;

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
        let asked: Vec<&str> = asked(&secrets, text)
            .into_iter()
            .map(|(words, _)| words)
            .collect();
        assert_eq!(
            (found(&secrets, text), asked),
            (cut.to_vec(), ask.to_vec()),
            "{text}"
        );
    }
}
