//! Tests of who speaks in a transcript, behind a colon, and in a quotation of several sentences.

use super::{Cast, check, shown_to};
use crate::reading::attribution::is_transcript;
use crate::reading::language::Language;

#[test]
fn the_name_before_a_colon_speaks_in_a_transcript() {
    let mut cast = Cast::default();
    let said = [
        "ADA POE, HARBOUR BOARD: We have 14 ships. The mayor said it was over.",
        "[00:12] POE: The dam leaks.",
        "Mr LIND (North): It is dry.",
        "Mr LIND (South): It is wet.",
        "TEXT: Poll: 32 percent agree",
    ];
    let words = Language::English.words();
    cast.is_transcript = is_transcript(said.into_iter(), words);
    let shown = said.map(|text| shown_to(&mut cast, Language::English, text));
    let expected: [&[&str]; 5] = [
        &[
            " |  | Ada Poe (other)",
            "said |  | Ada Poe (other) < mayor (official)",
        ],
        &[" |  | Ada Poe (other)"],
        &[" |  | Mr Lind (North) (other)"],
        &[" |  | Mr Lind (South) (other)"],
        &["-"],
    ];
    assert_eq!(
        shown.map(|shown| shown.join("\n")),
        expected.map(|lines| lines.join("\n"))
    );
    assert!(!is_transcript(
        ["The plan: a dam.", "It is 10:30 now."].into_iter(),
        words
    ));
}

#[test]
fn a_line_that_ends_with_a_colon_names_whose_the_next_paragraph_is() {
    let mut cast = Cast::default();
    let mut read = |text| shown_to(&mut cast, Language::English, text);
    assert_eq!(
        read("“It is dry,” said Bo Lind."),
        ["said |  | Bo Lind (other)"]
    );
    assert_eq!(read("And from Mayor Ann Lee:"), ["-"]);
    assert_eq!(read("“It is wet.”"), [" |  | Ann Lee (official)"]);
    let mut cast = Cast::default();
    let mut read = |text| shown_to(&mut cast, Language::Russian, text);
    assert_eq!(read("Слова инженера Анны Лыковой:"), ["-"]);
    assert_eq!(
        read("«Дом пуст. Воды нет».").first().map(String::as_str),
        Some(" |  | Анна Лыкова (expert)")
    );
}

#[test]
fn a_line_names_whose_the_next_quotation_is() {
    check(
        Language::English,
        &[(
            "Inspector Ann Lee sat down. “The valve was shut.” Bo Lind nodded. “It was not.”",
            &["-", " |  | Ann Lee (official)", "-", " ? Bo Lind / Ann Lee"],
        )],
    );
}

#[test]
fn the_sentences_of_a_quotation_are_of_who_speaks_in_it() {
    check(
        Language::English,
        &[
            (
                "“We saw smoke. It was black,” said Ruth Okafor, who leads the council. “Then it stopped.”",
                &[
                    " |  | Ruth Okafor (other)",
                    "said |  | Ruth Okafor (other)",
                    " |  | Ruth Okafor (other)",
                ],
            ),
            (
                "Ann Lee was blunt: “They ran. Nobody looked.” The road is open.",
                &[": |  | Ann Lee (other)", " |  | Ann Lee (other)", "-"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "– Стоїмо з відрами, – зітхає пенсіонерка Ганна Лобода. – Обіцяли воду.",
            &[
                "зітхає |  | Ганна Лобода (witness)",
                " |  | Ганна Лобода (witness)",
            ],
        )],
    );
}

#[test]
fn somebody_of_whom_the_story_has_spoken_since_may_be_the_one_who_speaks() {
    let mut cast = Cast::default();
    let mut read = |text| shown_to(&mut cast, Language::English, text);
    assert_eq!(
        read("“It is dry,” said Bob Crane."),
        ["said |  | Bob Crane (other)"]
    );
    assert_eq!(read("“Nobody came.”"), [" |  | Bob Crane (other)"]);
    assert_eq!(read("Mary Lind walked the dam at noon."), ["-"]);
    assert_eq!(read("“It is wet.”"), [" ? Mary Lind / Bob Crane"]);
    assert_eq!(read("The day was grey."), ["-"]);
    let mut cast = Cast::default();
    let mut read = |text| shown_to(&mut cast, Language::English, text);
    assert_eq!(
        read("“It is dry,” said Bob Crane."),
        ["said |  | Bob Crane (other)"]
    );
    assert_eq!(
        read("Mary Lind’s yearslong fight with the dam goes on."),
        ["-"]
    );
    assert_eq!(read("“It is wet.”"), [" ? Mary Lind / Bob Crane"]);
    let mut cast = Cast::default();
    let mut read = |text| shown_to(&mut cast, Language::English, text);
    assert_eq!(
        read("The harbour board said it was dry."),
        ["said |  | harbour board (body)"]
    );
    assert_eq!(
        read("Mary Lind walked the dam at noon. She slept."),
        ["-", "-"]
    );
    assert_eq!(read("“It is wet.”"), [" ? Mary Lind / harbour board"]);
}

#[test]
fn a_name_behind_a_dash_signs_what_stands_before() {
    check(
        Language::English,
        &[(
            "“The dam is dry. Nobody came.” ― Mary Lind.",
            &[" |  | Mary Lind (other)", " |  | Mary Lind (other)"],
        )],
    );
    check(
        Language::Ukrainian,
        &[(
            "«Дощу немає. Ніхто не прийшов» — Марія Лин",
            &[" |  | Марія Лин (other)", " |  | Марія Лин (other)"],
        )],
    );
    check(
        Language::Russian,
        &[(
            "Режиссёр фильма «Мы не уйдём отсюда из дома никогда» — Иван Котов.",
            &["-"],
        )],
    );
}

#[test]
fn the_questions_of_an_interview_are_not_his_who_answers() {
    let mut cast = Cast::default();
    let mut read = |text| shown_to(&mut cast, Language::Russian, text);
    assert_eq!(
        read("Режиссёр Кирилл Серов дал интервью. Он рассказал, почему уезжает."),
        ["-", "рассказал |  | Кирилл Серов (other)"]
    );
    assert_eq!(read("- Вы уходите. Почему?"), ["-", "-"]);
    assert_eq!(
        read("- Договор закончился."),
        [" |  | Кирилл Серов (other)"]
    );
}
