//! Tests of where people speak: in a body, in a body that no list knows, there, out of a crowd.

use super::check;
use crate::reading::language::Language;

#[test]
fn a_clause_may_stand_between_a_body_and_the_verb_of_its_people() {
    check(
        Language::Russian,
        &[
            (
                "В компании «Чистый дом», которая вывозит мусор, признали, что ошиблись.",
                &["признали |  | Чистый дом (body)"],
            ),
            (
                "В компании Voltara, которой принадлежит склад, слова министра назвали поспешными.",
                &["назвали |  | Voltara (body)"],
            ),
            (
                "В управлении культуры визит подтверждают, но называют плановым.",
                &["подтверждают |  | управление культуры (body)"],
            ),
            (
                "Корреспонденту «Волны» в дирекции объяснили, что сцену чинят.",
                &["объяснили |  | Волна (other) < дирекция (body)"],
            ),
        ],
    );
}

#[test]
fn a_body_that_no_list_knows_speaks_behind_what_it_says() {
    check(
        Language::Ukrainian,
        &[
            (
                "Квитки розпродано, стверджують у касі.",
                &["стверджують |  | каса (other)"],
            ),
            ("Квитки розпродано, розповіли в інтерв'ю.", &["-"]),
        ],
    );
    check(
        Language::Russian,
        &[
            (
                "— Вызывайте врача, — напоминают в горздраве.",
                &["напоминают |  | горздрав (body)"],
            ),
            ("Билетов нет, сообщили в пятницу.", &["-"]),
        ],
    );
}

#[test]
fn there_stands_for_the_body_that_spoke_last() {
    check(
        Language::Ukrainian,
        &[(
            "У департаменті освіти уточнили, що школа зачинена. Решті дітей, додали там, дали підручники.",
            &[
                "уточнили |  | департамент освіти (body)",
                "додали |  | департамент освіти (body)",
            ],
        )],
    );
    check(
        Language::Russian,
        &[(
            "В мэрии сообщили, что мост закрыт. «Объезд есть», — ответили там на вопрос прохожего.",
            &["сообщили |  | мэрия (body)", "ответили |  | мэрия (body)"],
        )],
    );
}

#[test]
fn a_crowd_calls_out() {
    check(
        Language::Russian,
        &[(
            "Мэр Пётр Лунин говорил, что денег нет. Из зала крикнули, что деньги есть.",
            &[
                "говорил |  | Пётр Лунин (official)",
                "крикнули |  | зал (other)",
            ],
        )],
    );
    check(
        Language::Ukrainian,
        &[(
            "З натовпу вигукували: «Брехня!»",
            &["вигукували |  | натовп (other)"],
        )],
    );
}

#[test]
fn a_pronoun_behind_in_is_the_document_of_the_sentence_before() {
    check(
        Language::Russian,
        &[(
            "Семьи подали коллективный иск. В нём утверждается, что воды нет.",
            &["-", "утверждается |  | коллективный иск (document)"],
        )],
    );
}
