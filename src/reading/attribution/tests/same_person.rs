//! Tests of one person who is called in several ways, by a surname that another person shares or by
//! an office, and of objects of an accusation, which credit nobody.

use super::{check, shown_to};
use crate::reading::attribution::Cast;
use crate::reading::language::Language;

#[test]
fn the_verb_tells_a_man_from_a_woman_of_one_surname() {
    check(
        Language::Russian,
        &[(
            "Иван Котов вернулся домой. Анна Котова сообщила, что мост закрыт. Раиса Бут живёт здесь. Виктор Бут \
             молчал. Раиса Бут добавила, что ждёт. Бут заявил, что ни при чём.",
            &[
                "-",
                "сообщила |  | Анна Котова (other)",
                "-",
                "-",
                "добавила |  | Раиса Бут (other)",
                "заявил |  | Виктор Бут (other)",
            ],
        )],
    );
}

#[test]
fn a_relation_with_a_surname_is_not_that_person() {
    check(
        Language::Russian,
        &[
            (
                "Адвокат Медведева напомнил, что записи нет.",
                &["напомнил |  | Адвокат Медведева (official)"],
            ),
            (
                "Ранее мэр Кемерова сообщил о семистах эвакуированных.",
                &["сообщил |  | мэр Кемерова (official)"],
            ),
            (
                "Адвокат Медведева напомнила, что записи нет.",
                &["напомнила |  | Медведева (official)"],
            ),
            (
                "По словам адвоката Сущенко Фейгина, приговор огласят в июне.",
                &["По словам |  | Фейгин (official)"],
            ),
            (
                "Прокурор заявил, что вина Медведева доказана, и потребовал срока.",
                &["заявил |  | Прокурор (official)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "Дружина Коваленка розповіла, що він удома.",
            &["розповіла |  | Дружина Коваленка (other)"],
        )],
    );
}

#[test]
fn what_somebody_was_called_finds_them_again() {
    check(
        Language::Ukrainian,
        &[(
            "Головний тренер збірної України Остап Кіт сказав, що гра вдалася. Тренер української збірної нагадав, \
             що моменти були.",
            &[
                "сказав |  | Остап Кіт (official)",
                "нагадав |  | Остап Кіт (official)",
            ],
        )],
    );
    check(
        Language::Russian,
        &[
            (
                "Губернатор Василий Котов сообщил, что небо закрыто. По словам главы региона, угрозы нет.",
                &[
                    "сообщил |  | Василий Котов (official)",
                    "По словам |  | Василий Котов (official)",
                ],
            ),
            (
                "Прошла встреча прокурора Ежской области Владимира Степанова с жителями. По словам прокурора, денег нет. \
                 Говорить рано, сказал Степанов.",
                &[
                    "-",
                    "По словам |  | Владимир Степанов (official)",
                    "сказал |  | Владимир Степанов (official)",
                ],
            ),
        ],
    );
}

#[test]
fn several_people_are_not_the_one_who_was_called_so() {
    check(
        Language::Ukrainian,
        &[(
            "За словами голови Малинської ОТГ Віктора Талащука, податки зросли. Голови ОТГ солідарні в тому, що це погано. \
             Також голови ОТГ вважають, що закон треба змінити.",
            &[
                "За словами |  | Віктор Талащук (official)",
                "солідарні |  | Голови ОТГ (official)",
                "вважають |  | Голови ОТГ (official)",
            ],
        )],
    );
    check(
        Language::Russian,
        &[(
            "Президент Иван Котов заявил, что мост закрыт. Политологи заключили, что он уйдёт.",
            &[
                "заявил |  | Иван Котов (official)",
                "заключили |  | Политологи (expert)",
            ],
        )],
    );
}

#[test]
fn a_long_quotation_does_not_make_its_speaker_forgotten() {
    let mut cast = Cast::default();
    let mut said = |text: &str| shown_to(&mut cast, Language::Ukrainian, text);
    said("Начальник області Сергій Тур повідомив, що вибуху не було.");
    said("Чув вибух, розповів Анатолій Кіт. Він живе поруч. Відразу вибіг на вулицю.");
    let man = " |  | Анатолій Кіт (other)";
    assert_eq!(
        said("«Я на кухні був. Аж злякався. Хто знає? Війна. Страшний вибух був», – каже чоловік."),
        [man, man, man, man, "каже |  | Анатолій Кіт (other)"]
    );
}

#[test]
fn a_name_that_ends_like_a_company_is_no_person() {
    check(
        Language::English,
        &[
            (
                "Ann Lee met Tom Crane on Canon Road. He said it was late.",
                &["-", "said |  | Tom Crane (other)"],
            ),
            (
                "The group that owns the music, Big Machine, says she may play. But the company says she need not ask. \
                 Big Machine have denied it twice. “We did not say so,” they said.",
                &[
                    "says |  | Big Machine (body)",
                    "says |  | Big Machine (body)",
                    "denied |  | Big Machine (body)",
                    "said |  | Big Machine (body)",
                ],
            ),
            (
                "“It will recover,” said a report from Kelm Equities. The brokerage said it was sure.",
                &[
                    "said |  | Kelm Equities (other)",
                    "said |  | Kelm Equities (other)",
                ],
            ),
        ],
    );
}

#[test]
fn other_words_for_an_office_find_who_holds_it() {
    check(
        Language::Ukrainian,
        &[
            (
                "Про це повідомив нардеп Ренат Кіт. «Їх підозрюють», – додав нардеп проросійської партії.",
                &[
                    "повідомив |  | Ренат Кіт (official)",
                    "додав ? Ренат Кіт / нардеп проросійської партії",
                ],
            ),
            (
                "У народного депутата Ігоря Мосійчука тривають обшуки. Про це парламентарій повідомив у Facebook. \
                 «Нам немає чого ховати!» – написав уранці 22 грудня.",
                &[
                    "повідомив |  | Ігор Мосійчук (official)",
                    "повідомив |  | Ігор Мосійчук (official)",
                    "написав |  | Ігор Мосійчук (official)",
                ],
            ),
        ],
    );
    check(
        Language::Russian,
        &[
            (
                "Председатель банка Валерия Гонтарева сказала, что причин нет. В.Гонтарева пообещала, что всё стихнет.",
                &[
                    "сказала |  | Валерия Гонтарева (official)",
                    "пообещала |  | Валерия Гонтарева (official)",
                ],
            ),
            (
                "Министр заявила, выступая в парламенте, что причин нет, передаёт корреспондент «Луны».",
                &["передаёт |  | корреспондент Луны (expert) < Министр (official)"],
            ),
        ],
    );
}

#[test]
fn whom_others_accuse_says_nothing() {
    check(
        Language::Russian,
        &[
            ("Депутата Рады заподозрили в вывозе людей.", &["-"]),
            (
                "Юрист, представляющий интересы Горбунова, утверждает, что улик нет.",
                &["утверждает |  | Юрист (expert)"],
            ),
            (
                "Дмитрий Песков назвал публикацию Financial Times «гаданием на кофейной гуще».",
                &["назвал |  | Дмитрий Песков (other)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[
            (
                "Офіс генпрокурора оголосив директору театру Андрію Коту підозру.",
                &["-"],
            ),
            (
                "Про це заявив депутат Сергій Була, передає власкор «Вістей».",
                &["передає |  | Вістей (outlet) < Сергій Була (official)"],
            ),
            (
                "Депутат Кіт заявляє про обшук в його громадській приймальні у Львові.",
                &["заявляє |  | Кіт (official)"],
            ),
        ],
    );
}

#[test]
fn a_given_name_or_an_office_alone_is_of_whoever_just_spoke() {
    check(
        Language::Ukrainian,
        &[(
            "Керівниця фонду Олена Кіт додала, що машин було двадцять. «Ми все бачили», – запевнила пані Олена.",
            &[
                "додала |  | Олена Кіт (official)",
                "запевнила |  | Олена Кіт (official)",
            ],
        )],
    );
    check(
        Language::Russian,
        &[
            (
                "Глава агентства Василий Якеменко заявил, что ни при чём. Лужков считает, что всё было подстроено. \
                 Мэр подчеркнул, что виновных накажут.",
                &[
                    "заявил |  | Василий Якеменко (official)",
                    "считает |  | Лужков (other)",
                    "подчеркнул ? Василий Якеменко / Лужков",
                ],
            ),
            (
                "По версии следствия, стрелял Аслан Черкесов.",
                &["По версии |  | следствие (body)"],
            ),
            (
                "Представитель «Лукойла» сообщил, что загорелась установка. Жертв нет, уверяет он.",
                &[
                    "сообщил |  | Представитель Лукойла (official)",
                    "уверяет |  | Представитель Лукойла (official)",
                ],
            ),
            (
                "По словам братьев Дуровых, они ничего не знали.",
                &["По словам |  | братья Дуровы (other)"],
            ),
        ],
    );
}

#[test]
fn statements_laws_and_those_who_are_accused() {
    check(
        Language::English,
        &[
            (
                "Two are missing, the coast guard said in a statement. “The cause is under inquiry,” the statement said. It \
                 said it was waiting.",
                &[
                    "said |  | coast guard (body)",
                    "said |  | coast guard (body)",
                    "said |  | coast guard (body)",
                ],
            ),
            (
                "When Harmon was stopped, he told police he had found the car.",
                &["told |  | Harmon (other)"],
            ),
        ],
    );
    check(
        Language::Russian,
        &[(
            "В прошлом году женщину обвинили в краже. Она могла потерять работу, согласно местным законам.",
            &["-", "-"],
        )],
    );
}

#[test]
fn whom_a_crime_was_done_to_says_nothing() {
    check(
        Language::Russian,
        &[
            ("Ее обвинили в убийстве мэра Ивана Петрова.", &["-"]),
            ("Обвинили в убийстве Ивана Петрова и её соседа.", &["-"]),
            ("В убийстве мэра Ивана Петрова заподозрили соседа.", &["-"]),
        ],
    );
    check(
        Language::Ukrainian,
        &[("Його звинуватили у вбивстві мера Івана Петренка.", &["-"])],
    );
}

#[test]
fn the_country_of_an_envoy_is_no_part_of_the_name() {
    check(
        Language::Ukrainian,
        &[
            (
                "Посол Великої Британії Джудіт Гоф зауважила, що закон поганий.",
                &["зауважила |  | Джудіт Гоф (official)"],
            ),
            (
                "Посол Південної Кореї Кім Чен зауважив, що закон поганий.",
                &["зауважив |  | Кім Чен (official)"],
            ),
        ],
    );
}

/// The credits of the last of these paragraphs, which one cast has read in order.
fn last_of(language: Language, paragraphs: &[&str]) -> Vec<String> {
    let mut cast = Cast::default();
    let shown = paragraphs
        .iter()
        .map(|text| shown_to(&mut cast, language, text));
    shown.last().unwrap_or_default()
}

#[test]
fn a_surname_of_two_who_spoke_is_asked_about() {
    let english = [
        "Council leader Helen Carver said the bridge was shut.",
        "Mark Carver said the noise was bad. The road is long.",
        "Nobody counts the lorries.",
        "“They will take the long way,” Carver said.",
    ];
    let asked = ["said ? Mark Carver / Helen Carver"];
    assert_eq!(last_of(Language::English, &english), asked);
    let russian = [
        "Глава района Иван Котов сказал, что мост закрыт.",
        "Пётр Котов сказал, что дорога длинная.",
        "«Они поедут в объезд», – сказал Котов.",
    ];
    let asked = ["сказал ? Пётр Котов / Иван Котов"];
    assert_eq!(last_of(Language::Russian, &russian), asked);
    let ukrainian = [
        "Мер Ігор Мельник сказав, що міст закрито.",
        "Петро Мельник сказав, що дорога довга.",
        "«Вони поїдуть в об’їзд», – додав Мельник.",
    ];
    let asked = ["додав ? Петро Мельник / Ігор Мельник"];
    assert_eq!(last_of(Language::Ukrainian, &ukrainian), asked);
}

#[test]
fn who_spoke_by_full_name_in_the_paragraph_keeps_the_surname() {
    let english = [
        "Council leader Helen Carver said the bridge was shut.",
        "Mark Carver said the noise was bad. The road is long. Carver said it had to stop.",
    ];
    let sure = [
        "said |  | Mark Carver (other)",
        "-",
        "said |  | Mark Carver (other)",
    ];
    assert_eq!(last_of(Language::English, &english), sure);
}

#[test]
fn the_verb_or_the_ending_keeps_a_surname_of_two_sure() {
    let ukrainian = [
        "Мер Ігор Мельник сказав, що міст закрито.",
        "Олена Мельник сказала, що дорога довга.",
        "«Вони поїдуть в об’їзд», – додав Мельник.",
    ];
    let sure = ["додав |  | Ігор Мельник (official)"];
    assert_eq!(last_of(Language::Ukrainian, &ukrainian), sure);
    let russian = [
        "Глава района Иван Котов сказал, что мост закрыт.",
        "Анна Котова сказала, что дорога длинная.",
        "По словам Котова, все поедут в объезд.",
    ];
    let sure = ["По словам |  | Иван Котов (official)"];
    assert_eq!(last_of(Language::Russian, &russian), sure);
}

#[test]
fn a_witness_with_a_first_name_is_not_the_official_of_that_name() {
    let english = [
        "Carla Ortega, the council’s press officer, said the fire was out by noon.",
        "Carla, who sweeps the hall, said the door was locked. “They chained it,” she said.",
    ];
    let carla = ["said |  | Carla (other)", "said |  | Carla (other)"];
    assert_eq!(last_of(Language::English, &english), carla);
    let ukrainian = [
        "Речниця мерії Ірина Гук повідомила, що пожежу загасили.",
        "Вихід був замкнений, розповіла пакувальниця Ірина. «Ми стукали», — каже вона.",
    ];
    let iryna = ["розповіла |  | Ірина (other)", "каже |  | Ірина (other)"];
    assert_eq!(last_of(Language::Ukrainian, &ukrainian), iryna);
    let russian = [
        "«Мы стучали», — вспоминает укладчица Галина.",
        "Проверка закончена, сообщила представитель ведомства Галина Рудь.",
        "«Никто не открыл», — говорит Галина.",
    ];
    let galina = ["говорит |  | Галина (other)"];
    assert_eq!(last_of(Language::Russian, &russian), galina);
}

#[test]
fn a_word_for_a_company_is_no_authority() {
    let english = [
        "The Kremlin has denied involvement.",
        "In a statement, the firm called the claims “false”.",
    ];
    assert!(!last_of(Language::English, &english)[0].contains("Kremlin"));
    let russian = [
        "Кремль опроверг сообщение.",
        "В компании назвали обвинения «ложью».",
    ];
    assert!(!last_of(Language::Russian, &russian)[0].contains("Кремль"));
    let english = [
        "Halworth Ltd has denied the report.",
        "In a statement, the firm called the claims “false”.",
    ];
    assert!(last_of(Language::English, &english)[0].contains("Halworth"));
}

#[test]
fn an_ampersand_stays_in_a_name() {
    check(
        Language::English,
        &[(
            "Carver & Sons denied the claim.",
            &["denied |  | Carver & Sons (other)"],
        )],
    );
}
