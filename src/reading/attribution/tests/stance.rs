//! Tests of verbs that take a stance: to agree, to urge, to back, to value; and of whose own words
//! a phrase such as "by her own admission" means.

use super::check;
use crate::reading::language::Language;

#[test]
fn who_agrees_or_does_not_says_so_and_a_court_only_decides() {
    check(
        Language::Russian,
        &[
            (
                "Глава района Зоя Белкина с этим не согласилась.",
                &["согласилась |  | Зоя Белкина (official)"],
            ),
            (
                "Тренер гостей Пётр Лунин согласился с коллегой лишь отчасти.",
                &["согласился |  | Пётр Лунин (official)"],
            ),
            (
                "В «Маяке» с этим не спорят, но просят публиковать записи.",
                &["спорят |  | Маяк (other)"],
            ),
            ("Суд согласился с доводами защиты.", &["-"]),
            ("Судья с доводами защиты не согласился.", &["-"]),
            ("Стороны согласились на перерыв.", &["-"]),
        ],
    );
    check(
        Language::Ukrainian,
        &[
            (
                "З цим не погоджується художниця Рената Лось, яка шила костюми.",
                &["погоджується |  | Рената Лось (other)"],
            ),
            ("Суд погодився з аргументами захисту.", &["-"]),
        ],
    );
}

#[test]
fn who_urges_backs_or_values_says_so() {
    check(
        Language::English,
        &[
            (
                "The ministry has urged residents to boil water.",
                &["urged |  | ministry (body)"],
            ),
            (
                "Mr Pell backed calls for a bypass rather than a bridge.",
                &["backed |  | Mr Pell (other)"],
            ),
            ("Bob Crane backed the car into a wall.", &["-"]),
            (
                "Ann Lee credited a clerk with spotting the mark.",
                &["credited |  | Ann Lee (other)"],
            ),
            (
                "Chairwoman Moira Pell feels the roof should be mended first.",
                &["feels |  | Moira Pell (official)"],
            ),
            ("Bob Crane felt the floor with his foot.", &["-"]),
        ],
    );
    check(
        Language::Ukrainian,
        &[
            (
                "Аудиторка Ніна Гай рекомендувала уряду призупинити закупівлі.",
                &["рекомендувала |  | Ніна Гай (other)"],
            ),
            (
                "Автори звіту звертають увагу на те, що мостів не перевіряли.",
                &["звертають |  | Автори звіту (expert)"],
            ),
            (
                "Збитки слідчі оцінили у 3 млн гривень.",
                &["оцінили |  | слідчі (official)"],
            ),
            ("Іван Гай рекомендував книжку.", &["-"]),
        ],
    );
    check(
        Language::Russian,
        &[
            (
                "Эколог Зоя Белкина советует закрыть свалку.",
                &["советует |  | Зоя Белкина (expert)"],
            ),
            (
                "Депутат Пётр Лунин поддержал инициативу жителей.",
                &["поддержал |  | Пётр Лунин (official)"],
            ),
            ("Пётр Лунин поддержал падавшую соседку.", &["-"]),
            (
                "Reuters написало со ссылкой на двух сотрудников порта, что кран упал.",
                &["написало |  | Reuters (agency) < двое сотрудников порта (other)"],
            ),
        ],
    );
}

#[test]
fn somebodys_own_words_are_those_of_the_subject() {
    check(
        Language::Russian,
        &[
            (
                "Депутат Пётр Лунин пришёл. Спектакля он, по собственному признанию, не видел.",
                &["-", "по собственному признанию |  | Пётр Лунин (official)"],
            ),
            (
                "Критик Жанна Лось считает роль удачной. Играют, на её взгляд, прекрасно.",
                &[
                    "считает |  | Жанна Лось (expert)",
                    "на её взгляд |  | Жанна Лось (expert)",
                ],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "Депутат Петро Лунь прийшов. Вистави він, за власним зізнанням, не бачив.",
            &["-", "за власним зізнанням |  | Петро Лунь (official)"],
        )],
    );
}

#[test]
fn what_is_done_with_a_document_is_not_said_by_it() {
    check(
        Language::Ukrainian,
        &[
            (
                "Звіт за результатами перевірки оприлюднили на сайті.",
                &["-"],
            ),
            ("Матеріали перевірки передали слідчим.", &["-"]),
        ],
    );
    check(
        Language::Russian,
        &[("Отчёт о проверке опубликовали в среду.", &["-"])],
    );
}

#[test]
fn a_verb_alone_between_commas_goes_on_with_the_last_speaker() {
    check(
        Language::Russian,
        &[(
            "Пётр Лунин сказал, что годы шли. Письма, говорит, не доходили.",
            &[
                "сказал |  | Пётр Лунин (other)",
                "говорит |  | Пётр Лунин (other)",
            ],
        )],
    );
    check(
        Language::Ukrainian,
        &[(
            "Петро Лунь сказав, що роки минали. Листи, каже, не доходили.",
            &[
                "сказав |  | Петро Лунь (other)",
                "каже |  | Петро Лунь (other)",
            ],
        )],
    );
}
