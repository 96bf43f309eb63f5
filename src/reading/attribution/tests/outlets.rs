//! Tests of outlets: to which something was said, in which it appeared, and which pass on the words
//! of others.

use super::check;
use crate::reading::language::Language;

#[test]
fn english_outlets() {
    check(
        Language::English,
        &[
            (
                "The Norsund Times reported Saturday that it had seen the letter.",
                &["reported |  | Norsund Times (outlet)"],
            ),
            (
                "Mayor Ann Lee told CNN's Bob Blaine that the pier was shut.",
                &["told |  | CNN (outlet) < Ann Lee (official)"],
            ),
            (
                "Mayor Ann Lee said on CNN's “Morning” that the pier was shut.",
                &["said |  | CNN (outlet) < Ann Lee (official)"],
            ),
            (
                "Reuters, quoting the regional broadcaster KHLV, put the number at three.",
                &["put |  | Reuters (agency) < KHLV (outlet)"],
            ),
            (
                "According to AFP, which cited two officials, police are at the gates.",
                &["According to |  | AFP (agency) < officials (official)"],
            ),
            (
                "State media quoted the minister as saying the bridge was shut.",
                &["quoted |  | State media (outlet) < minister (official)"],
            ),
            // Her office publishes the statement, but is no outlet.
            (
                "“It is shut,” Lee said in a statement released by her office.",
                &["said |  | Lee (other)"],
            ),
        ],
    );
}

#[test]
fn russian_and_ukrainian_outlets() {
    check(
        Language::Russian,
        &[
            (
                "Депутат Госдумы Иван Котов в эфире радио «Волна» заявил, что рейсы отменены.",
                &["заявил |  | Волна (outlet) < Иван Котов (official)"],
            ),
            (
                "«Мы готовы», — цитирует Котова пресс-служба ведомства.",
                &["цитирует |  | пресс-служба ведомства (body) < Котов (other)"],
            ),
            (
                "«Мы готовы», — передаёт слова Котова «Волна».",
                &["передаёт |  | Волна (outlet) < Котов (other)"],
            ),
            (
                "Интерфакс сообщил со ссылкой на Reuters, что завод продадут.",
                &["сообщил |  | Интерфакс (agency) < Reuters (agency)"],
            ),
            (
                "В мэрии «Волне» сообщили, что мост закрыт.",
                &["сообщили |  | мэрия (body)"],
            ),
            // «Волна» is the name of the company here, and not an outlet.
            (
                "В компании «Волна» сообщили, что рейсы отменены.",
                &["сообщили |  | Волна (body)"],
            ),
            (
                "Матч завершился со счётом 3:1, передаёт ТАСС со ссылкой на онлайн-табло.",
                &["передаёт |  | ТАСС (agency) < онлайн-табло (other)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "Директорка Ірина Савчук заявила, що мішки порожні. Співрозмовниця видання, яка \
                 працює на заводі, розповіла, що про витік знали.",
            &[
                "заявила |  | Ірина Савчук (official)",
                "розповіла |  | Співрозмовниця видання (anonymous)",
            ],
        )],
    );
}

#[test]
fn a_body_is_what_an_aside_calls_it() {
    check(
        Language::English,
        &[
            (
                "Harbour Relief, a charity for sailors, said the pier was shut. Mayor Ann Lee said it \
                 was late. The charity said it had rained.",
                &[
                    "said |  | Harbour Relief (body)",
                    "said |  | Ann Lee (official)",
                    "said |  | Harbour Relief (body)",
                ],
            ),
            (
                "The governor, a Republican, called the law a mistake.",
                &["called |  | governor (official)"],
            ),
            (
                "It was shut, the Kelm County Sheriff's Office said.",
                &["said |  | Kelm County Sheriff's Office (body)"],
            ),
            (
                "One resident, Bob Crane, said the law harms farmers.",
                &["said |  | Bob Crane (witness)"],
            ),
            (
                "It is dead, according to two people familiar with the matter.",
                &["according to |  | people (anonymous)"],
            ),
            ("WHO says iodine is rare.", &["says |  | WHO (other)"]),
        ],
    );
}

#[test]
fn whoever_only_heard_it_is_no_link_of_the_chain() {
    check(
        Language::English,
        &[(
            "Ann Blair left the house. While speaking to Blair, officers found a dog, Harris said.",
            &["-", "said |  | Harris (other)"],
        )],
    );
    check(
        Language::Russian,
        &[
            (
                "Как сообщил СМИ начальник пресс-службы ГУ МВД по Ежской области Валерий Котов, срок назначен.",
                &["сообщил |  | Валерий Котов (official)"],
            ),
            (
                "«Он подал прошение», — сообщил источник агентству Франс Пресс.",
                &["сообщил |  | агентство Франс Пресс (agency) < источник (anonymous)"],
            ),
            (
                "«Игра была равная», — цитирует тренера официальный сайт «Лады».",
                &["цитирует |  | официальный сайт Лады (outlet) < тренер (official)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "«Черги немає», – наголосив Іван Кіт у коментарі ведучому ICTV Вадиму Рогачу.",
            &["наголосив |  | Іван Кіт (other)"],
        )],
    );
}

#[test]
fn a_label_or_phrase_credits_without_a_verb_of_saying() {
    check(
        Language::Russian,
        &[
            (
                "Вячеслав Котов, главный тренер «Луны»: «Мы проиграли заслуженно, вот и всё».",
                &[" |  | Вячеслав Котов (other)"],
            ),
            ("Ящик, как назвали его авторы, закрыт.", &["-"]),
            (
                "Глава завода Иван Котов заявил, что цех открыт. Ремонт шёл год. Мост закрыли. Отмечается, что закон \
                 приняли давно.",
                &["заявил |  | Иван Котов (official)", "-", "-", "-"],
            ),
            (
                "По информации, поступившей от пресс-службы МЧС, пожар потушен.",
                &["По информации, поступившей от |  | пресс-служба МЧС (body)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "Пряма мова Страшок: «До поліції надійшли повідомлення про замінування».",
            &["Пряма мова |  | Страшок (other)"],
        )],
    );
}

#[test]
fn a_woman_who_told_an_agency_is_called_in_the_nominative() {
    check(
        Language::Russian,
        &[
            (
                "Об этом «Интерфаксу» рассказала собеседница агентства.",
                &["рассказала |  | Интерфакс (agency) < собеседница агентства (anonymous)"],
            ),
            (
                "Глеб Сомов сообщил, что склад цел. По рассказу собеседницы агентства, сторож спал.",
                &[
                    "сообщил |  | Глеб Сомов (other)",
                    "По рассказу |  | собеседница агентства (anonymous)",
                ],
            ),
        ],
    );
}
