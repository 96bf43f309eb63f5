//! Tests of a confidential source beside people who may be named, of initials beside a name, and of
//! what notes say.

use super::*;

/// Checks rows of a confidential source, its note, the sources that may be named, and texts. What
/// is cut stands in square brackets, what is asked about in braces.
fn rows(rows: &[(&str, &str, &[&str], &[&str])]) {
    for (name, note, public, texts) in rows {
        let (mut case, mut mint) = case(&[(name, "")]);
        let mut source = case.sources.iter().next().unwrap().as_ref().clone();
        source.note = (*note).to_owned();
        case.sources.insert(Arc::new(source));
        for name in *public {
            let source = Source::new(mint.id(|_| false), *name);
            case.sources.insert(Arc::new(source));
        }
        let secrets = Secrets::of(&case);
        for text in *texts {
            assert_eq!(marked(&secrets, text), *text, "{name}, {note}");
        }
    }
}

#[test]
fn whoever_may_be_named_is_no_detail_of_a_source() {
    rows(&[
        (
            "Frank Orlop",
            "lives next door to Kasia Brzoza",
            &["Kasia Brzoza"],
            &["The widow, Kasia Brzoza, left.", "The [Orlops] left."],
        ),
        (
            "Олена Ступка",
            "Кума Гайдабури, росла з Дроздовим у Ковелі",
            &["Роман Гайдабура", "Сергій Дроздов"],
            &["Голова Роман Гайдабура і син Дроздова.", "Були у {Ковелі}."],
        ),
        (
            "Вера Ступкина",
            "Кума Гайдабуры",
            &[],
            &["Пришёл {муж Гайдабуры}."],
        ),
    ]);
}

#[test]
fn of_somebody_who_may_be_named_a_common_surname_is_cut_and_a_common_first_name_stays() {
    rows(&[
        (
            "Dobrosz",
            "",
            &["Dobrosz Brzoza"],
            &["So [Dobrosz] Brzoza sang.", "So [Dobrosz] sang."],
        ),
        (
            "Олег Вертипорох",
            "",
            &["Ніна Вертипорох"],
            &[
                "Ми чули Ніну [Вертипорох] там.",
                "Ми чули [Вертипороха] там.",
                "Ми чули [Олега Вертипороха] там.",
            ],
        ),
        // A first name is the other person's.
        (
            "Тимофей Ступкин",
            "",
            &["Тимофей Гайдабура"],
            &["Пел Тимофей Гайдабура.", "Пел {Тимофей} Щур."],
        ),
        (
            "Emma Orlop",
            "",
            &["Emma Brzoza"],
            &["So Emma Brzoza sang."],
        ),
    ]);
}

#[test]
fn the_initial_beside_what_is_asked_about_belongs_to_it() {
    rows(&[
        (
            "Hope Miller",
            "",
            &[],
            &[
                "So {Hope M}. is on tape",
                "So {Hope M} is on tape",
                "So {Hope} K. is on tape",
            ],
        ),
        (
            "Любовь Воробей",
            "",
            &[],
            &["Это {Воробей Л}., так.", "Мы с {Любовь} В городе."],
        ),
        (
            "Олексій Ступка",
            "старший сержант",
            &[],
            &[
                "Цифру дав {старший сержант О}., так.",
                "Цей {сержант} Р. пішов.",
            ],
        ),
    ]);
}

#[test]
fn a_thing_that_a_note_places_the_source_in_is_asked_about_in_any_case() {
    rows(&[
        (
            "Вера Ступкина",
            "Трудится в аптеке, играет в хоккей.",
            &[],
            &["Лекарства из {аптеки} нашли.", "Были вместе на {хоккее}."],
        ),
        (
            "Олена Ступка",
            "Обідає в їдальні при заводі.",
            &[],
            &["Їх бачили біля {їдальні}."],
        ),
        (
            "Ann Orlop",
            "cleans at the bakery",
            &[],
            &["She owns a {bakery} now.", "They baked bread."],
        ),
    ]);
    // What the story says of itself is public.
    let (mut case, _) = case(&[("Ann Orlop", "")]);
    let mut source = case.sources.iter().next().unwrap().as_ref().clone();
    source.note = "cleans at the bakery".to_owned();
    case.sources.insert(Arc::new(source));
    let story = vec![Paragraph::new(Part::Body, "A bakery burned.".to_owned())];
    case.draft = Some(Arc::new(Draft::new("a.txt", story)));
    assert_eq!(asked(&Secrets::of(&case), "A bakery burned."), []);
}

#[test]
fn an_office_beside_the_name_in_one_note_is_asked_about_in_another() {
    let (mut case, mut mint) = case(&[("Frank Orlop", "")]);
    let public = Source::new(mint.id(|_| false), "The paper");
    let mut other = item(&mut mint, public.id);
    other.note = "At home, plumber Frank Orlop made tea.".to_owned();
    case.sources.insert(Arc::new(public));
    let mut claim = Claim::new(mint.id(|_| false), None, "It is cold.".to_owned());
    claim.evidence = vec![other];
    case.claims.insert(Arc::new(claim));
    let about = asked(&Secrets::of(&case), "A plumber, sees who comes.");
    assert_eq!(about, [("plumber", Doubt::Office)]);
}

#[test]
fn a_letter_that_stands_for_a_person_in_a_note_is_asked_about() {
    rows(&[
        (
            "Hope Orlop",
            "",
            &[],
            &[
                "got his number from {H}, he has all",
                "{O} was there on Sun",
                "Plan O is off",
                "went from A to B",
            ],
        ),
        (
            "Ганна Ступка",
            "",
            &[],
            &["узяли номер від {Г}, так", "План Г не діє", "З нею були"],
        ),
        (
            "Тимофей Жаворонков",
            "",
            &[],
            &["узнали от {Ж}, он был там", "В доме был свет"],
        ),
    ]);
}

#[test]
fn two_names_of_one_word_give_initials_together() {
    for (name, other, text, initials) in [
        ("Марина", "Демидова", "так сказав (М. Д.) учора", "М. Д"),
        ("Demidova", "Maryna", "he said so (M. D.) there", "M. D"),
        ("Марина", "Демидова", "сказала (М.Д.) вчера", "М.Д"),
    ] {
        let (mut case, _) = case(&[(name, "")]);
        let mut source = case.sources.iter().next().unwrap().as_ref().clone();
        source.aliases = vec![other.to_owned()];
        case.sources.insert(Arc::new(source));
        assert_eq!(
            asked(&Secrets::of(&case), text),
            [(initials, Doubt::Initials)]
        );
    }
}
