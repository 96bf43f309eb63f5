//! Tests of outlets that were told something, and of their own correspondents, who only pass it on.

use super::check;
use crate::reading::language::Language;

#[test]
fn an_outlet_that_was_told_stands_before_who_told_it() {
    check(
        Language::Russian,
        &[
            (
                "В порту упал кран. Об этом РИА Новости сообщил начальник порта Пётр Громов.",
                &[
                    "сообщил |  | Пётр Громов (official)",
                    "сообщил |  | РИА Новости (agency) < Пётр Громов (official)",
                ],
            ),
            (
                "Стало тихо, рассказала «Северному радио» жительница второго этажа Инна.",
                &[
                    "рассказала |  | Северное радио (outlet) < жительница второго этажа Инна (witness)",
                ],
            ),
            (
                "Стоянки закроют, сказала «Кама.Медиа» экономист Зоя Громова.",
                &["сказала |  | Кама.Медиа (other) < Зоя Громова (expert)"],
            ),
            (
                "Пожар потушен. Его слова приводит «Волна».",
                &["-", "приводит |  | Волна (outlet)"],
            ),
            (
                "Глава порта Пётр Громов сообщил, что пожар потушен. Его слова приводит «Волна».",
                &[
                    "сообщил |  | Пётр Громов (official)",
                    "приводит |  | Волна (outlet) < Пётр Громов (official)",
                ],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "У порту впав кран. Про це ТАСС повідомив начальник порту Петро Грім.",
            &[
                "повідомив |  | Петро Грім (official)",
                "повідомив |  | ТАСС (agency) < Петро Грім (official)",
            ],
        )],
    );
    check(
        Language::English,
        &[
            (
                "In a later update to Eurosport, coach Bob Crane said she was out.",
                &["said |  | Eurosport (other) < Bob Crane (other)"],
            ),
            // An outlet that has seen a document is no link of the chain.
            (
                "The ministry documents, obtained by Reuters, showed that the port was shut.",
                &["showed |  | ministry documents (document)"],
            ),
            // The second part of the quotation is credited to the speaker without the outlet.
            (
                "“It is shut,” Ann Lee told CNN. “It will stay so.”",
                &[
                    "told |  | CNN (outlet) < Ann Lee (other)",
                    " |  | Ann Lee (other)",
                ],
            ),
        ],
    );
}

#[test]
fn the_papers_own_people_only_pass_on() {
    check(
        Language::Russian,
        &[
            (
                "Движение открыли к утру, передаёт корреспондент агентства.",
                &["-"],
            ),
            (
                "Мост открыт, сказал мэр Иван Котов, передаёт корреспондент агентства.",
                &["сказал |  | Иван Котов (official)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[("Рух відкрили зранку, передає кореспондент видання.", &["-"])],
    );
}

#[test]
fn there_is_the_body_that_spoke_before() {
    check(
        Language::Russian,
        &[(
            "В городской управе ответили, что денег нет. Там же пообещали вернуться к вопросу весной.",
            &[
                "ответили |  | городская управа (body)",
                "пообещали |  | городская управа (body)",
            ],
        )],
    );
    check(
        Language::Ukrainian,
        &[
            (
                "У мерії пояснили, що грошей немає. Там додали, що чекають весни.",
                &["пояснили |  | мерія (body)", "додали |  | мерія (body)"],
            ),
            ("Міст закрили. Там працюють водолази.", &["-", "-"]),
        ],
    );
}

#[test]
fn the_person_an_adviser_works_for_is_not_credited() {
    check(
        Language::Russian,
        &[
            (
                "Советник Анны Громовой, попросивший не называть его, полагает, что суд отложат.",
                &["полагает |  | Советник Анны Громовой (official)"],
            ),
            (
                "Губернатор Заокской области сообщил о пожаре. Пострадавших, по его словам, нет.",
                &[
                    "сообщил |  | Губернатор Заокской области (official)",
                    "по его словам |  | Губернатор Заокской области (official)",
                ],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "У Вербополі слідчі кажуть, що доказів бракує.",
            &["кажуть |  | слідчі (official)"],
        )],
    );
    check(
        Language::English,
        &[(
            "HARBOUR ROVERS HEAD COACH Per-Olof Lind said that Sara would rest. “She is tired,” the \
             Rovers coach added.",
            &[
                "said |  | Per-Olof Lind (official)",
                "added |  | Per-Olof Lind (official)",
            ],
        )],
    );
}

#[test]
fn the_outlet_behind_a_speaker_was_told() {
    check(
        Language::Russian,
        &[
            (
                "«Мост цел», — сказал Громов «Волна ТВ».",
                &["сказал |  | Волна ТВ (other) < Громов (other)"],
            ),
            (
                "«Мост цел», — рассказал инженер Пётр Громов «Маяку».",
                &["рассказал |  | Маяк (other) < Пётр Громов (expert)"],
            ),
            (
                "«Мост цел», — сказал Громов РИА Новости.",
                &["сказал |  | РИА Новости (agency) < Громов (other)"],
            ),
            (
                "«Мост цел», — рассказал Громов изданию «Волна».",
                &["рассказал |  | Волна (outlet) < Громов (other)"],
            ),
            (
                "Об этом сообщила журналисту УНН адвокат истца Зоя Громова.",
                &["сообщила |  | УНН (agency) < Зоя Громова (official)"],
            ),
            (
                "Причал закрыт, сообщили Portoline в мэрии.",
                &["сообщили |  | Portoline (other) < мэрия (body)"],
            ),
            (
                "Причал закрыт, сообщили корреспонденту Кама.фм в мэрии.",
                &["сообщили |  | Кама.фм (other) < мэрия (body)"],
            ),
            (
                "Причал закрыт, сообщили «Волне» в аппарате мэра.",
                &["сообщили |  | Волна (other) < аппарат мэра (body)"],
            ),
            (
                "«Жаль», — цитирует тренера Port24.",
                &["цитирует |  | Port24 (other) < тренер (official)"],
            ),
            // Those who are only told at home speak to nobody else.
            (
                "Громов рассказал сестре, что причал закрыт.",
                &["рассказал |  | Громов (other)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[
            (
                "«Міст цілий», — сказав Грім «Заграві».",
                &["сказав |  | Заграва (other) < Грім (other)"],
            ),
            (
                "«Міст цілий», — сказав Кравчук УНН.",
                &["сказав |  | УНН (agency) < Кравчук (other)"],
            ),
            (
                "Причал закрито, повідомили Portoline у мерії.",
                &["повідомили |  | Portoline (other) < мерія (body)"],
            ),
        ],
    );
}
