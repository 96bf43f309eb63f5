//! Tests of speakers who are one or several out of a group: "one of the men".

use super::check;
use crate::reading::language::Language;

#[test]
fn one_of_a_group_is_called_by_the_whole_phrase_in_english() {
    check(
        Language::English,
        &[
            (
                "One of the men said: “I have two sons. The roof leaks.”",
                &[
                    "said |  | one of the men (other)",
                    " |  | one of the men (other)",
                ],
            ),
            (
                "One of the workers told reporters that the shop was closed.",
                &["told |  | one of the workers (witness)"],
            ),
            (
                "Some of the residents said the water was off.",
                &["said |  | some of the residents (witness)"],
            ),
            (
                "A few of the residents said the water was off.",
                &["said |  | a few of the residents (witness)"],
            ),
            (
                "Someone in the crowd said the gate was locked.",
                &["said |  | someone in the crowd (other)"],
            ),
            (
                "According to one of the residents, the water was off. She added that it was cold.",
                &[
                    "According to |  | one of the residents (witness)",
                    "added |  | one of the residents (witness)",
                ],
            ),
            (
                "One of the workers, Ivan Cotter, said the roof fell.",
                &["said |  | Ivan Cotter (witness)"],
            ),
            ("One of the roads said the roof fell.", &["-"]),
        ],
    );
}

#[test]
fn one_of_a_group_is_called_by_the_whole_phrase_in_ukrainian() {
    check(
        Language::Ukrainian,
        &[
            (
                "Один із чоловіків сказав: «У мене двоє дітей. Дах тече».",
                &[
                    "сказав |  | один із чоловіків (other)",
                    " |  | один із чоловіків (other)",
                ],
            ),
            (
                "Одна з працівниць розповіла, що цех закрили. Вона додала, що холодно.",
                &[
                    "розповіла |  | одна з працівниць (other)",
                    "додала |  | одна з працівниць (other)",
                ],
            ),
            (
                "Дехто з мешканців каже, що води немає.",
                &["каже |  | дехто з мешканців (witness)"],
            ),
            (
                "«Води немає», – додав хтось із сусідів.",
                &["додав |  | хтось із сусідів (witness)"],
            ),
            (
                "Більшість з опитаних вважають, що міст старий.",
                &["вважають |  | більшість з опитаних (other)"],
            ),
            (
                "За словами однієї з мешканок, світла немає.",
                &["За словами |  | одна з мешканок (other)"],
            ),
            (
                "Одному з чоловіків повідомив лікар Петро Гай, що аналізи добрі.",
                &["повідомив |  | Петро Гай (expert)"],
            ),
            (
                "Один із чоловіків, Петро Гай, розповів, що дах упав.",
                &["розповів |  | Петро Гай (other)"],
            ),
            ("Один із будинків сказав, що дах упав.", &["-"]),
        ],
    );
}

#[test]
fn one_of_a_group_is_called_by_the_whole_phrase_in_russian() {
    check(
        Language::Russian,
        &[
            (
                "Один из мужчин сказал: «У меня двое детей. Крыша течёт».",
                &[
                    "сказал |  | один из мужчин (other)",
                    " |  | один из мужчин (other)",
                ],
            ),
            (
                "Одна из работниц рассказала, что цех закрыли.",
                &["рассказала |  | одна из работниц (other)"],
            ),
            (
                "Двое из рабочих рассказали, что зарплату задержали.",
                &["рассказали |  | двое из рабочих (other)"],
            ),
            (
                "Большинство из опрошенных считают, что мост старый.",
                &["считают |  | большинство из опрошенных (other)"],
            ),
            (
                "Кто-то из соседей добавил, что слышал крик.",
                &["добавил |  | кто-то из соседей (witness)"],
            ),
            (
                "Как рассказал один из местных жителей, воды нет.",
                &["рассказал |  | один из местных жителей (witness)"],
            ),
            (
                "Один из рабочих, Иван Котов, сказал, что крыша упала.",
                &["сказал |  | Иван Котов (other)"],
            ),
            (
                "Один из рабочих Иван Котов сказал, что крыша упала.",
                &["сказал |  | Иван Котов (other)"],
            ),
            ("Один из домов сказал, что крыша упала.", &["-"]),
        ],
    );
}
