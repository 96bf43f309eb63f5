//! Tests of speakers who are not the noun nearest to the verb: an owner, an addressee, an object of
//! a denial or a time stands between.

use super::check;
use crate::reading::language::Language;

#[test]
fn somebodys_people_are_not_that_person() {
    check(
        Language::Russian,
        &[
            (
                "Адвокаты Котова заявили, что он невиновен.",
                &["заявили |  | Адвокаты Котова (official)"],
            ),
            (
                "«Насосы стоят», — жалуются жители центра Тореза.",
                &["жалуются |  | жители центра Тореза (witness)"],
            ),
            (
                "Представители Навальнова заявили, что он болен.",
                &["заявили |  | Представители Навальнова (official)"],
            ),
            (
                "Редактор «Луны» Иван Котов сообщил, что сайт закрыт.",
                &["сообщил |  | Иван Котов (official)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "Батьки Олени заявили, що вона хвора.",
            &["заявили |  | Батьки Олени (witness)"],
        )],
    );
}

#[test]
fn what_is_denied_or_named_says_nothing() {
    check(
        Language::Russian,
        &[
            (
                "Котов опроверг информацию издания «Луна» о продаже завода.",
                &["опроверг |  | Котов (other)"],
            ),
            (
                "Адвокаты не отрицают, что он был там.",
                &["отрицают |  | Адвокаты (official)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "Спецслужба заперечила заяви директора заводу Кривоноса про мінування.",
            &["заперечила |  | Спецслужба (other)"],
        )],
    );
    check(
        Language::English,
        &[
            (
                "Prosecutors dismissed charges after the witness left, according to a 2003 article.",
                &["according to |  | 2003 article (other)"],
            ),
            (
                "Kelm Lines reported results for the quarter that beat forecasts.",
                &["-"],
            ),
            (
                "The office opened a separate inquiry called a second look.",
                &["-"],
            ),
        ],
    );
}

#[test]
fn when_something_was_is_no_credit() {
    check(
        Language::English,
        &[("When the board announced the cut, the stock fell.", &["-"])],
    );
    check(
        Language::Russian,
        &[
            (
                "Он уехал после того, как президент Котов объявил о войне.",
                &["-"],
            ),
            (
                "Днём ранее «Рейтер» заявило со ссылкой на Акимова, что мост закрыт.",
                &["заявило |  | Рейтер (agency) < Акимов (other)"],
            ),
        ],
    );
}

#[test]
fn asides_and_offices_stand_between_a_person_and_the_verb() {
    check(
        Language::English,
        &[
            (
                "Norman Radley, a biologist from the Kelm Survey in Norsund, United Kingdom, said \
                 that the birds were sick.",
                &["said |  | Norman Radley (other)"],
            ),
            (
                "Hugh Lamb, a sailor and author of several books, including two novels, warned the \
                 council that it was late.",
                &["warned |  | Hugh Lamb (other)"],
            ),
            (
                "Harbour State Park Ranger Supervisor Robert Collins said it was calm. He added \
                 that such storms are rare.",
                &[
                    "said |  | Robert Collins (other)",
                    "added |  | Robert Collins (other)",
                ],
            ),
            (
                "The channel is shallow, making it easier to spot the wreck, say divers.",
                &["say |  | divers (other)"],
            ),
            (
                "Scientists are warning that the ice is thin.",
                &["warning |  | Scientists (expert)"],
            ),
        ],
    );
    check(
        Language::Russian,
        &[
            (
                "— Мост стоит, — заявил, в частности, руководитель «Моста» Константин Калинин.",
                &["заявил |  | Константин Калинин (official)"],
            ),
            (
                "Эксперты в беседе с «Зарей» заявили, что это вброс.",
                &["заявили |  | Заря (other) < Эксперты (expert)"],
            ),
        ],
    );
}

#[test]
fn a_paper_says_what_stands_in_it() {
    check(
        Language::Russian,
        &[
            (
                "В сообщении говорится, что флаг приспущен.",
                &["говорится |  | сообщение (document)"],
            ),
            (
                "В заявлении партии говорится, что флаг приспущен.",
                &["говорится |  | партия (body)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "У заяві партії йдеться, що прапор приспущено.",
            &["йдеться |  | партія (body)"],
        )],
    );
}

#[test]
fn an_office_passes_on_what_its_people_say() {
    check(
        Language::Ukrainian,
        &[(
            "Заступник міністра Антон Кіт заявив, що підозри готуються, передає прес-служба МВС.",
            &["передає |  | прес-служба МВС (body) < Антон Кіт (official)"],
        )],
    );
    check(
        Language::Russian,
        &[(
            "О смерти певицы сообщила его дочь. Она рассказала, что та болела.",
            &[
                "сообщила |  | дочь (witness)",
                "рассказала |  | дочь (witness)",
            ],
        )],
    );
}

#[test]
fn an_inch_opens_no_quotation() {
    check(
        Language::English,
        &[
            (
                "The leak came from a 12\" pipe under Mill Lane, engineer Sam Oduya said. \"We were short \
             of staff,\" Councillor Bea Holt said.",
                &[
                    "said |  | Sam Oduya (expert)",
                    "said |  | Bea Holt (official)",
                ],
            ),
            (
                "Mark Warden, the Virginia Democrat, called the bill the worst in years.",
                &["called |  | Mark Warden (other)"],
            ),
        ],
    );
}

#[test]
fn people_by_where_they_are_from() {
    check(
        Language::Ukrainian,
        &[
            (
                "Труби поремонтували, і після того, кажуть лозівчани, стоків не було.",
                &["кажуть |  | лозівчани (other)"],
            ),
            (
                "У тому, що сталося, лозівчани звинувачують Північний завод.",
                &["звинувачують |  | лозівчани (other)"],
            ),
            (
                "Позов подав житель Краматорська. За версією позивача, закон порушено.",
                &["-", "За версією |  | позивач (other)"],
            ),
        ],
    );
    check(
        Language::Russian,
        &[(
            "Морозов называет нового главреда Елену Котову «ставленницей» и говорит о ней.",
            &["называет |  | Морозов (other)"],
        )],
    );
}

#[test]
fn a_pronoun_behind_a_preposition_is_who_spoke_last() {
    check(
        Language::English,
        &[
            (
                "Anne Pryce said the doors were shut. According to her, the alarm was new.",
                &[
                    "said |  | Anne Pryce (other)",
                    "According to |  | Anne Pryce (other)",
                ],
            ),
            (
                "John Harker said the gate was locked. The key was lost, according to him.",
                &[
                    "said |  | John Harker (other)",
                    "according to |  | John Harker (other)",
                ],
            ),
            (
                "Anne Pryce said the doors were shut. According to her lawyer, the alarm was new.",
                &[
                    "said |  | Anne Pryce (other)",
                    "According to |  | Anne Pryce’s lawyer (other)",
                ],
            ),
        ],
    );
}

#[test]
fn a_surname_that_is_spelled_like_a_little_word_is_a_name() {
    check(
        Language::Russian,
        &[(
            "Директор Марина Ли сообщила, что ворота закрыты. По её словам, ключ потеряли.",
            &[
                "сообщила |  | Марина Ли (official)",
                "По её словам |  | Марина Ли (official)",
            ],
        )],
    );
    check(
        Language::Ukrainian,
        &[(
            "Директорка Ольга Бо повідомила, що ворота зачинені.",
            &["повідомила |  | Ольга Бо (official)"],
        )],
    );
}

#[test]
fn a_time_of_the_day_may_stand_before_a_speaker_and_a_colon() {
    check(
        Language::English,
        &[(
            "13:58 Mayor Ann Lee: “Nobody is hurt.”",
            &[" |  | Ann Lee (official)"],
        )],
    );
    check(
        Language::Ukrainian,
        &[(
            "13:58 Мер Ян Гук: «Усі живі».",
            &[" |  | Ян Гук (official)"],
        )],
    );
}

#[test]
fn who_hears_and_where_it_is_said_are_no_speakers() {
    check(
        Language::Ukrainian,
        &[
            (
                "Мер Олег Ярема сказав місцевим мешканцям, що мосту не буде.",
                &["сказав |  | Олег Ярема (official)"],
            ),
            (
                "Про це власкору «Вісті» повідомили у відділі освіти.",
                &["повідомили |  | Вісті (other) < відділ освіти (body)"],
            ),
            (
                "Про це повідомили на сторінці музею.",
                &["повідомили |  | музей (body)"],
            ),
            (
                "Під КМДА активісти вимагають скасувати дозвіл.",
                &["вимагають |  | активісти (other)"],
            ),
            (
                "Ярема порекомендував мешканцям двору звернутися до суду.",
                &["порекомендував |  | Ярема (other)"],
            ),
            (
                "Мер Олег Ярема сказав, що міст закрито. За його словами, ЗСУ продовжують оборону.",
                &[
                    "сказав |  | Олег Ярема (official)",
                    "За його словами |  | Олег Ярема (official)",
                ],
            ),
            (
                "«Тут тихо», – каже одна з активісток.",
                &["каже |  | одна з активісток (other)"],
            ),
        ],
    );
    check(
        Language::Russian,
        &[
            (
                "Мэр Олег Ярёмин сказал местным жителям, что моста не будет.",
                &["сказал |  | Олег Ярёмин (official)"],
            ),
            (
                "Об этом сообщили на странице музея.",
                &["сообщили |  | музей (body)"],
            ),
            (
                "«Здесь тихо», – говорит одна из активисток.",
                &["говорит |  | одна из активисток (other)"],
            ),
            (
                "Мэр Олег Ярёмин сказал, что мост закрыт. По его словам, ВСУ продолжают оборону.",
                &[
                    "сказал |  | Олег Ярёмин (official)",
                    "По его словам |  | Олег Ярёмин (official)",
                ],
            ),
        ],
    );
}

#[test]
fn a_name_stands_behind_a_long_office() {
    check(
        Language::Ukrainian,
        &[
            (
                "Про це повідомив заступник міністра економіки, довкілля і праці Тарас Кіт.",
                &["повідомив |  | Тарас Кіт (official)"],
            ),
            (
                "Як заявила громадська активістка, голова міської організації «Барви міста» Лідія Кіт, парк зник.",
                &["заявила |  | Лідія Кіт (official)"],
            ),
            (
                "Глава МЗС Польщі додав, що міст закрито.",
                &["додав |  | Глава МЗС Польщі (official)"],
            ),
        ],
    );
    check(
        Language::Russian,
        &[(
            "Об этом сообщил заместитель министра экономики, торговли и труда Тарас Кот.",
            &["сообщил |  | Тарас Кот (official)"],
        )],
    );
}
