//! Tests of credits that are a question because they are not sure, and of statements without
//! quotation marks.

use super::{check, shown_to};
use crate::reading::attribution::Cast;
use crate::reading::language::Language;

#[test]
fn what_stands_behind_a_colon_without_marks_is_of_the_one_before_it() {
    check(
        Language::Russian,
        &[(
            "Начальник порта Иван Котов отметил: Мост открыли в срок. Рабочие не подвели. Это их \
             заслуга.",
            &[
                "отметил |  | Иван Котов (official)",
                " |  | Иван Котов (official)",
                " |  | Иван Котов (official)",
            ],
        )],
    );
    check(
        Language::English,
        &[(
            "Harbour master Ann Lee wrote: The bridge opened on time. The crews did well.",
            &["wrote |  | Ann Lee (other)", " |  | Ann Lee (other)"],
        )],
    );
    // Ann Lee is not right before the colon, so the next sentence is not credited to her.
    check(
        Language::English,
        &[(
            "Ann Lee denied the idea that the port was shut: The crews had slept there. It rained.",
            &["denied |  | Ann Lee (other)", "-"],
        )],
    );
    // A quotation follows the colon later, so the sentence without quotation marks is not credited.
    check(
        Language::Ukrainian,
        &[(
            "Начальниця порту Ольга Лебідь сказала: Міст відкрили. Дощ іде. «Ми раді, що люди нарешті можуть їздити».",
            &[
                "сказала |  | Ольга Лебідь (official)",
                "-",
                " |  | Ольга Лебідь (official)",
            ],
        )],
    );
}

#[test]
fn a_colon_at_the_end_announces_the_next_paragraph() {
    let mut cast = Cast::default();
    let said = |cast: &mut Cast, text: &str| shown_to(cast, Language::Ukrainian, text);
    assert_eq!(
        said(&mut cast, "Начальниця порту Ольга Лебідь повідомила:"),
        ["повідомила |  | Ольга Лебідь (official)"]
    );
    assert_eq!(
        said(&mut cast, "Міст відкрили вчасно. Рух відновлено."),
        [
            " |  | Ольга Лебідь (official)",
            " |  | Ольга Лебідь (official)"
        ]
    );
    assert_eq!(said(&mut cast, "Дощ ішов три дні."), ["-"]);
}

#[test]
fn somebody_who_speaks_of_themselves_is_named_behind() {
    check(
        Language::Ukrainian,
        &[(
            "Загін створили влітку. Ми ночуємо в лісі. Без рацій важко, – пояснив командир загону \
             Іван Козак.",
            &[
                "-",
                " |  | Іван Козак (official)",
                "пояснив |  | Іван Козак (official)",
            ],
        )],
    );
    check(
        Language::English,
        &[
            (
                "The crew slept in the hall. We had no light, and the pumps failed twice, said the \
                 captain, Ann Lee.",
                &["-", "said |  | Ann Lee (other)"],
            ),
            // "We" may be the narrator, so the sentence is not credited to Ann Lee.
            (
                "We asked the port. Ann Lee said it was open.",
                &["-", "said |  | Ann Lee (other)"],
            ),
        ],
    );
}

#[test]
fn verbs_without_a_subject_credit_where_it_stands() {
    check(
        Language::Ukrainian,
        &[
            (
                "Про це повідомляється на сайті Лозівської міськради.",
                &["повідомляється на |  | Лозівська міськрада (body)"],
            ),
            (
                "Про це йдеться на сайті Лозівського відділення комітету.",
                &["йдеться на |  | Лозівське відділення комітету (body)"],
            ),
            (
                "Водоканал повідомив, що насос працює. Натомість визнали, що труба стара.",
                &[
                    "повідомив |  | Водоканал (body)",
                    "визнали |  | Водоканал (body)",
                ],
            ),
        ],
    );
    check(
        Language::Russian,
        &[
            (
                "Об этом сообщается на сайте мэрии.",
                &["сообщается на |  | мэрия (body)"],
            ),
            (
                "На сайте мэрии отмечается, что мост закрыт.",
                &["отмечается |  | мэрия (body)"],
            ),
            (
                "В исковом заявлении утверждается, что мост закрыт.",
                &["утверждается |  | исковое заявление (document)"],
            ),
        ],
    );
}

#[test]
fn what_stands_between_or_around_somebody_is_not_them() {
    check(
        Language::Russian,
        &[
            (
                "Прокурор, занимающийся этим делом заявил, что мост закрыт.",
                &["заявил |  | Прокурор (official)"],
            ),
            (
                "О ценах вокруг Карелии Анна Белова сказала, что они вырастут.",
                &["сказала |  | Анна Белова (other)"],
            ),
            ("Котов передал запись пожара сотрудникам порта.", &["-"]),
            (
                "Прокурор района Карино, начал проверку завода Ивана Котова.",
                &["-"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[
            (
                "Про пожежу повідомив у суботу, 24 листопада, міністр транспорту Тарас Коваль.",
                &["повідомив |  | Тарас Коваль (official)"],
            ),
            (
                "За даними держреєстру нова адреса фірми «Насос» – вулиця Садова.",
                &["За даними |  | держреєстр (document)"],
            ),
        ],
    );
}

#[test]
fn what_is_not_sure_is_asked() {
    check(
        Language::Ukrainian,
        &[(
            "Іван Козак сказав, що міст закрито. Ольга Лебідь заявила, що він відкритий. Мовляв, \
             дощу не було.",
            &[
                "сказав |  | Іван Козак (other)",
                "заявила |  | Ольга Лебідь (other)",
                "Мовляв ? Ольга Лебідь / Іван Козак",
            ],
        )],
    );
}

#[test]
fn who_only_heard_it_is_no_source() {
    check(
        Language::English,
        &[
            (
                "“The bridge is shut,” Tom Crane told Bill Strand on Friday.",
                &["told |  | Tom Crane (other)"],
            ),
            (
                "“The bridge is shut,” Tom Crane told CNN’s Will Blaine.",
                &["told |  | CNN (outlet) < Tom Crane (other)"],
            ),
            (
                "Speaking to students in Norsund, Tom Crane said the bridge was shut.",
                &["said |  | Tom Crane (other)"],
            ),
            (
                "Speaking to Reuters, Tom Crane said the bridge was shut.",
                &["said |  | Reuters (agency) < Tom Crane (other)"],
            ),
            (
                "Tom Crane’s brief said that the view suggests a flood.",
                &["said |  | Tom Crane’s brief (document)"],
            ),
        ],
    );
}

#[test]
fn who_speaks_is_in_the_nominative_and_what_is_said_is_a_statement() {
    check(
        Language::Ukrainian,
        &[(
            "Жителям громади війну оголосили сусіди з міста, бо колодязі сухі.",
            &["оголосили |  | сусіди (witness)"],
        )],
    );
    check(
        Language::Russian,
        &[
            // A verb that states nothing here ("исключает") adds no second link to the chain.
            (
                "Как передаёт «Волна», Союз гребли исключает Норсунд из отбора.",
                &["передаёт |  | Волна (outlet)"],
            ),
            ("Тренер Анна Громова оценила ничью (27:27) в кубке.", &["-"]),
        ],
    );
}

#[test]
fn a_quotation_behind_a_question_is_asked_about_too() {
    let mut cast = Cast::default();
    let said = |cast: &mut Cast, text: &str| shown_to(cast, Language::English, text);
    said(
        &mut cast,
        "Lawyer Ann Lee met lawyer Eva Crane on Monday. She said the case was lost.",
    );
    let asked = cast.asked.clone();
    assert!(asked.len() > 1);
    said(&mut cast, "“We will go on to the very end.”");
    assert_eq!(cast.asked, asked);
}

#[test]
fn why_somebody_is_not_named_is_no_statement_of_others() {
    let after = |language, before: &str, text: &str| {
        let mut cast = Cast::default();
        shown_to(&mut cast, language, before);
        shown_to(&mut cast, language, text)
    };
    for text in [
        "A doctor, who asked not to be named because they feared dismissal, said two patients died.",
        "A doctor who asked not to be named because she was not cleared to speak said two patients died.",
        "A doctor who spoke on condition of anonymity said two patients died.",
        "A doctor from the ward who asked not to be named said two patients died.",
        "A doctor who spoke on condition of anonymity as he feared for his job said two patients died.",
    ] {
        let said = after(
            Language::English,
            "Nurses told reporters of three deaths.",
            text,
        );
        assert_eq!(said, ["said |  | doctor (expert)"], "{text}");
    }
    for text in [
        "Врач, попросивший не называть его, поскольку они опасаются мести, сообщил, что двое умерли.",
        "Врач, попросивший об анонимности, так как он боится увольнения, сообщил, что двое умерли.",
    ] {
        let said = after(
            Language::Russian,
            "Медсёстры рассказали о трёх смертях.",
            text,
        );
        assert_eq!(said, ["сообщил |  | Врач (expert)"], "{text}");
    }
    let text = "Лікар, який просив про анонімність, бо вони побоюються помсти, повідомив, що двоє померли.";
    let said = after(
        Language::Ukrainian,
        "Медсестри розповіли про три смерті.",
        text,
    );
    assert_eq!(said, ["повідомив |  | Лікар (expert)"]);
    // A reason outside a description may be what somebody said.
    let text = "The ward was shut because inspectors said it was unsafe.";
    let said = after(
        Language::English,
        "Nurses told reporters of three deaths.",
        text,
    );
    assert_eq!(said, ["said |  | inspectors (official)"]);
}
