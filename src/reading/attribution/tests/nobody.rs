//! Tests of phrases that look like a speaker or a verb of saying and are neither, of given names,
//! and of straight quotation marks.

use super::check;
use crate::reading::attribution::inside;
use crate::reading::language::Language;

#[test]
fn a_noun_behind_for_or_of_is_no_speaker() {
    check(
        Language::English,
        &[
            (
                "Red flags for investors included that Reeves had sold the barges.",
                &["-"],
            ),
            (
                "The yard is the subject of a Harbour Commission inquiry into losses related to its barges.",
                &["-"],
            ),
            (
                "A group of residents said the dam was safe.",
                &["said |  | group of residents (body)"],
            ),
            (
                "Still, Reeves’s past comments were mild compared to these.",
                &["-"],
            ),
            (
                "The number of sailors who have reported using it was low.",
                &["-"],
            ),
            ("The price wasn’t announced.", &["-"]),
            ("As the town continued to grow, the port was dug.", &["-"]),
            ("What did Reeves say after the storm?", &["-"]),
        ],
    );
}

#[test]
fn what_looks_like_a_verb_of_saying_is_none() {
    check(
        Language::English,
        &[
            (
                "His repeated claims of having no memory of alleged victims were mocked.",
                &["-"],
            ),
            (
                "Lawmakers say the fall is due to worries over his repeated calls for lower rates, and other disputes.",
                &["say |  | Lawmakers (official)"],
            ),
            (
                "The Kelm offices opened inquiries into people suspected of fraud, the Kelm Post reported.",
                &["reported |  | Kelm Post (outlet)"],
            ),
            (
                "The man arrested on Monday said he was ill.",
                &["said |  | man (other)"],
            ),
            (
                "Ann Lee, who had left before, shoved Bob Crane in the back.",
                &["-"],
            ),
            ("The duke blankly denied it.", &["denied |  | duke (other)"]),
            (
                "Rep. Ann Lee (R-Kelm), for example, said it was over.",
                &["said |  | Ann Lee (other)"],
            ),
            (
                "Save what you can, says certified financial planner Eric Roban.",
                &["says |  | Eric Roban (other)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "У закупівлі лікарських засобів, що внесені до реєстру, Порядок не діє.",
            &["-"],
        )],
    );
    check(
        Language::Russian,
        &[(
            "Владимир Котов заявил, что соседи, погибшие под «Арканом», уверены в вине его внука.",
            &["заявил |  | Владимир Котов (other)"],
        )],
    );
}

#[test]
fn the_quoted_person_is_not_the_quoting_outlet() {
    check(
        Language::Russian,
        &[
            (
                "«Я не верю», — цитирует Ивана Котова Morning Courier.",
                &["цитирует |  | Morning Courier (outlet) < Иван Котов (other)"],
            ),
            (
                "«Я не верю», — цитирует Котова «Заря».",
                &["цитирует |  | Заря (outlet) < Котов (other)"],
            ),
            (
                "«Я не верю», — цитирует издание мать солдата Светлану Жданову.",
                &["цитирует |  | Светлана Жданова (other)"],
            ),
            (
                "Как передаёт РИА \"Новости\" со ссылкой на местную газету \"Время\", Иван Котов, служивший в области, заявил, что невиновен.",
                &["передаёт |  | РИА Новости (agency) < Время (outlet) < Иван Котов (other)"],
            ),
        ],
    );
    check(
        Language::English,
        &[(
            "Ann Lee told a gathering of Turkish envoys that the judges were acting.",
            &["told |  | Ann Lee (other)"],
        )],
    );
}

#[test]
fn a_name_begins_with_the_given_name() {
    check(
        Language::Ukrainian,
        &[
            (
                "Колись Микола Коваль розповів, що дах тік.",
                &["розповів |  | Микола Коваль (other)"],
            ),
            (
                "Президент Франції Еммануель Лакруа заявив, що приїде.",
                &["заявив |  | Еммануель Лакруа (official)"],
            ),
            (
                "Гість Fox News заявив, що міст упав.",
                &["заявив |  | Гість Fox News (other)"],
            ),
        ],
    );
    check(
        Language::Russian,
        &[
            (
                "Ранее в Севастополе Лужин, в частности, заявил, что город ждёт.",
                &["заявил |  | Лужин (other)"],
            ),
            (
                "В МИД Дании сочли, что мэр неправ.",
                &["сочли |  | МИД Дании (body)"],
            ),
            ("Сотрудники театра написали открытое письмо.", &["-"]),
            (
                "Мать рядового Владислава Чалаха пришла. Сама женщина заявила, что устала. Владислав Чалах сказал, что ждал.",
                &[
                    "-",
                    "заявила |  | женщина (other)",
                    "сказал |  | Владислав Чалах (other)",
                ],
            ),
        ],
    );
}

#[test]
fn straight_marks_hold_over_paragraphs() {
    assert_eq!(
        inside(&[
            "Он начал. \"Мы стоим.",
            "Мы ждём.",
            "Нас видно\". Дождь.",
            "Снег."
        ]),
        [false, true, true, false]
    );
    assert_eq!(inside(&["\"One.", "\"Two.\"", "Three."]), [false; 3]);
    assert_eq!(inside(&["A 12\" pipe.", "So it is\"."]), [false; 2]);
}
