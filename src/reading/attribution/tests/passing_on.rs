//! Tests of outlets that pass on the words of others, of what "he", a surname or an office refers
//! to behind them, and of where an office ends and a name begins.

use super::check;
use crate::reading::language::Language;

#[test]
fn who_passes_it_on_stands_before_who_says_it() {
    check(
        Language::Russian,
        &[
            (
                "Об этом, сообщает Morning Courier, министр Иван Котов заявил на встрече в Торезе.",
                &["сообщает |  | Morning Courier (outlet) < Иван Котов (official)"],
            ),
            (
                "При этом, уточняет «Луна», министр Котов подчеркнул, что дамба цела. Он отметил, что вода спала.",
                &[
                    "уточняет |  | Луна (outlet) < Котов (official)",
                    "отметил |  | Котов (official)",
                ],
            ),
            (
                "Дамба цела, заявил министр Котов, сообщает Morning Courier.",
                &["сообщает |  | Morning Courier (outlet) < Котов (official)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "Комарі звикають до диму, розповів завідувач кафедри екології Юрій Вербенко, пише Луна. За його словами, птахів мало.",
            &[
                "пише |  | Луна (outlet) < Юрій Вербенко (official)",
                "За його словами |  | Юрій Вербенко (official)",
            ],
        )],
    );
}

#[test]
fn an_outlet_is_no_he() {
    check(
        Language::Russian,
        &[(
            "Министр Котов уехал в Торез. Дамба цела, сообщает Morning Courier. Он отметил, что вода спала.",
            &[
                "-",
                "сообщает |  | Morning Courier (outlet)",
                "отметил |  | Котов (official)",
            ],
        )],
    );
}

#[test]
fn another_given_name_is_somebody_else() {
    check(
        Language::Ukrainian,
        &[(
            "Архітектор Лев Довбенко помер. За словами Михайла Довбенка, він хворів.",
            &["-", "За словами |  | Михайло Довбенко (other)"],
        )],
    );
}

#[test]
fn a_surname_alone_is_of_whoever_had_it_alone_first() {
    check(
        Language::English,
        &[(
            "Louis Norden was found at sea. \"It took so long,\" Norden said. His father, Frank Norden, said he was glad. \"I tried to collect rain,\" Norden said.",
            &[
                "-",
                "said |  | Louis Norden (other)",
                "said |  | Frank Norden (witness)",
                "said |  | Louis Norden (other)",
            ],
        )],
    );
}

#[test]
fn a_message_is_credited_to_whoever_spoke_last() {
    check(
        Language::Russian,
        &[(
            "Завод «Луна» сообщил, что цех закрыт. «Мы ждём», — говорится в тексте сообщения.",
            &["сообщил |  | Луна (body)", "говорится в |  | Луна (body)"],
        )],
    );
}

#[test]
fn a_verb_with_the_noun_opinion_credits_its_subject() {
    check(
        Language::Russian,
        &[
            (
                "«Это слабость», — выразил мнение президент Котов.",
                &["выразил |  | Котов (official)"],
            ),
            (
                "Котов выразил мнение, что если Седов считает себя правым, он должен вернуться.",
                &["выразил |  | Котов (other)"],
            ),
        ],
    );
}

#[test]
fn datelines_and_headlines() {
    check(
        Language::English,
        &[(
            "Kelm, Norland (CNN) Captain Ann Lee said she saw a man.",
            &["said |  | Captain Ann Lee (other)"],
        )],
    );
}

#[test]
fn a_surname_is_as_the_story_writes_it() {
    check(
        Language::Russian,
        &[(
            "По словам генерала Нортона Шварца, ведомство проверит всё. Как заявил Шварц, мост цел.",
            &[
                "По словам |  | Нортон Шварц (official)",
                "заявил |  | Нортон Шварц (official)",
            ],
        )],
    );
}

#[test]
fn an_office_of_one_word_is_who_was_just_named() {
    check(
        Language::Russian,
        &[(
            "Депутат Михаил Котов рассказал, что дело закрыто. Парламентарий подчеркнул, что вины нет.",
            &[
                "рассказал |  | Михаил Котов (official)",
                "подчеркнул |  | Михаил Котов (official)",
            ],
        )],
    );
}

#[test]
fn people_of_a_body_are_several() {
    check(
        Language::English,
        &[(
            "The station WAVY reported that he walked. Coast Guard officials have said they found him. They noted that it was late.",
            &[
                "reported |  | WAVY (outlet)",
                "said |  | Coast Guard officials (official)",
                "noted |  | Coast Guard officials (official)",
            ],
        )],
    );
}

#[test]
fn an_outlet_in_quotation_marks_was_told() {
    check(
        Language::Russian,
        &[
            (
                "Агентству «Маяк» сообщила начальник цеха Ольга Котова, что он закрыт.",
                &["сообщила |  | Маяк (agency) < Ольга Котова (official)"],
            ),
            (
                "«Всё хуже», — заявил экономист «Новостям».",
                &["заявил |  | Новости (outlet) < экономист (expert)"],
            ),
        ],
    );
}

#[test]
fn an_office_ends_in_the_name_however_long_it_is() {
    check(
        Language::Ukrainian,
        &[
            (
                "Комарі звикають до диму, розповів завідувач кафедри екології та охорони природи Східного університету \"Колегіум\" імені Тараса Козака Юрій Вербенко, пише Луна.",
                &["пише |  | Луна (outlet) < Юрій Вербенко (official)"],
            ),
            (
                "Заступник начальника відділу звітності та захисту інтересів міської громади Східнянська Інна Козак наголосила, що міст закрито.",
                &["наголосила |  | Інна Козак (official)"],
            ),
            (
                "Про це повідомила радник з комунікацій ЦБС Тетяна Козак на брифінгу.",
                &["повідомила |  | Тетяна Козак (official)"],
            ),
            (
                "Комунікатор ЦБС запевнила, що сили не буде.",
                &["запевнила |  | Комунікатор ЦБС (other)"],
            ),
            (
                "У Державному бюро перевірок пояснили, що він відмовився.",
                &["пояснили |  | Державне бюро перевірок (body)"],
            ),
            (
                "Ситуація буде стабільною, передає 24 канал.",
                &["передає |  | 24 канал (social)"],
            ),
        ],
    );
    check(
        Language::Russian,
        &[(
            "Об этом рассказал первый зампред комитета Облдумы по госстроительству и законодательству Михаил Котов во вторник, 7 марта.",
            &["рассказал |  | Михаил Котов (official)"],
        )],
    );
    check(
        Language::English,
        &[
            (
                "The Shadow Secretary of State for the Family, Ann Lee, said: \"It was late.\"",
                &["said |  | Ann Lee (official)"],
            ),
            (
                "The Norland Party's deputy Eastern leader Alex Crane was in Kelm. He said it was late.",
                &["-", "said |  | Alex Crane (official)"],
            ),
            (
                "Norland's air force said it was late.",
                &["said |  | Norland's air force (body)"],
            ),
        ],
    );
}

#[test]
fn a_verb_tells_of_a_woman() {
    check(
        Language::Russian,
        &[(
            "Адвокат Михаил Котов сказал, что он болен. В ответ представитель заявила, что это не так.",
            &[
                "сказал |  | Михаил Котов (official)",
                "заявила |  | представитель (official)",
            ],
        )],
    );
}

#[test]
fn marks_inside_of_marks_leave_the_words_whole() {
    check(
        Language::Russian,
        &[(
            "\"Я знаю, что \"черные списки\" есть. Но это слухи\", - считает Игорь Котов.",
            &[
                " |  | Игорь Котов (other)",
                "считает |  | Игорь Котов (other)",
            ],
        )],
    );
    check(
        Language::Ukrainian,
        &[(
            "\"Загинули не тільки \"соколівці\", а й інші. Було знищено багато\", – наголосив Роман Козак.",
            &[
                " |  | Роман Козак (other)",
                "наголосив |  | Роман Козак (other)",
            ],
        )],
    );
}

#[test]
fn what_stands_before_a_name_is_no_part_of_it() {
    check(
        Language::Russian,
        &[
            (
                "Как полагает вице-президент ассоциации банков Норландии Ольга Котова, данных нет.",
                &["полагает |  | Ольга Котова (official)"],
            ),
            (
                "Губернатор Иван Котов уехал. Позднее Котов уточнил, что дом цел.",
                &["-", "уточнил |  | Иван Котов (official)"],
            ),
            (
                "Глава правительства в Норане Халифа аль-Седуй (Khalifa al-Seduj) заявил, что флот уйдёт. «Это не так», — сказал аль-Седуй.",
                &[
                    "заявил |  | Халифа аль-Седуй (official)",
                    "сказал |  | Халифа аль-Седуй (official)",
                ],
            ),
            (
                "Рассказала жительница Петровки, 68-летняя пенсионерка Нина Котова.",
                &["Рассказала |  | Нина Котова (witness)"],
            ),
            (
                "Согласно пункту 4 этого норматива, банк не может держать счета.",
                &["Согласно |  | пункт (other)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "«Треба було йти», – наводить слова тренера пресслужба клубу.",
            &["наводить |  | пресслужба клубу (body) < тренер (official)"],
        )],
    );
}

#[test]
fn who_stands_beside_a_participle_or_a_day() {
    check(
        Language::English,
        &[
            (
                "The Norland prosecutor leading an investigation into the crash insisted that it was late.",
                &["insisted |  | Norland prosecutor (official)"],
            ),
            (
                "Norland airline Sunhaven confirmed it. Crane told his school in May that he was ill, the airline said Tuesday.",
                &[
                    "confirmed |  | Sunhaven (body)",
                    "said |  | Sunhaven (body)",
                ],
            ),
            (
                "\"It is late,\" said the lead author of the study, Prof Corinne Crane from the University of Kelm.",
                &["said |  | Corinne Crane (other)"],
            ),
            (
                "Stoffel Crane won the race. The 24-year-old said he was glad.",
                &["-", "said |  | Stoffel Crane (other)"],
            ),
            (
                "He died at home, representative Keith Crane told The Associated Press.",
                &["told |  | Associated Press (outlet) < Keith Crane (official)"],
            ),
        ],
    );
}

#[test]
fn a_club_or_a_car_says_nothing() {
    check(
        Language::Russian,
        &[
            (
                "Главный тренер ХК \"Сокол\" Иван Котов рассказал, что все здоровы.",
                &["рассказал |  | Иван Котов (official)"],
            ),
            (
                "«Я не удивлён. Уйти в «Сокол» — правильное решение. Лучшее решение — уехать», — сказал Котов.",
                &[
                    " |  | Котов (other)",
                    " |  | Котов (other)",
                    "сказал |  | Котов (other)",
                ],
            ),
            (
                "«Огня нет», — цитирует представителя ведомства агентство городских новостей «Маяк».",
                &["цитирует |  | Маяк (agency) < представитель ведомства (official)"],
            ),
            (
                "По мнению депутата, логика ведомства похожа на сказку «Заря», где всё не так.",
                &["По мнению |  | депутат (official)"],
            ),
            (
                "«Ставки вырастут», — сообщил руководитель направления «Ипотека» банка «Маяк» Алексей Котов.",
                &["сообщил |  | Алексей Котов (official)"],
            ),
            (
                "О том, что эвакуации не было, подтвердили и другие сотрудники «Сокола».",
                &["подтвердили |  | сотрудники Сокола (other)"],
            ),
            ("Пожар произошел напротив дома — горел Sokol 307.", &["-"]),
        ],
    );
    check(
        Language::Ukrainian,
        &[
            (
                "При цьому голова Народної Ради підкреслив, що вибори будуть.",
                &["підкреслив |  | голова Народної Ради (official)"],
            ),
            (
                "Рініке закликала вивести танки Leopard, а потім продати їх.",
                &["закликала |  | Рініке (other)"],
            ),
        ],
    );
}

#[test]
fn given_names_that_end_like_a_trade_are_given_names() {
    check(
        Language::Ukrainian,
        &[(
            "Іван Коваль сказав, що дощить. Це неправда, додав Назар Коваль.",
            &[
                "сказав |  | Іван Коваль (other)",
                "додав |  | Назар Коваль (other)",
            ],
        )],
    );
    check(
        Language::Russian,
        &[(
            "Иван Котов сказал, что идёт дождь. Это неправда, добавил Виктор Котов.",
            &[
                "сказал |  | Иван Котов (other)",
                "добавил |  | Виктор Котов (other)",
            ],
        )],
    );
}

#[test]
fn who_passes_it_on_may_stand_before_the_verb() {
    check(
        Language::Russian,
        &[(
            "Об этом, ТАСС сообщает, министр Орлов заявил на встрече, что дамба цела.",
            &["сообщает |  | ТАСС (agency) < Орлов (official)"],
        )],
    );
}

#[test]
fn a_woman_is_called_by_her_own_name() {
    check(
        Language::Ukrainian,
        &[(
            "За словами директорки Зої Козак, школа закрита.",
            &["За словами |  | Зоя Козак (official)"],
        )],
    );
    check(
        Language::Russian,
        &[(
            "Депутат Анна Котова рассказала, что дело закрыто. Депутат подчеркнула, что вины нет.",
            &[
                "рассказала |  | Анна Котова (official)",
                "подчеркнула |  | Анна Котова (official)",
            ],
        )],
    );
}
