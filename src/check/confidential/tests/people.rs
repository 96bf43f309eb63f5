//! Tests of what notes say of people: trades for the other sex, what somebody no longer is, nations,
//! offices at the beginning.

use super::described::secrets_of;
use super::*;

/// Checks that exactly the words in braces are asked about, for a source with this note.
fn asks(rows: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (note, marked) in rows {
        let text = marked.replace(['{', '}'], "");
        let pieces = marked.split('{').skip(1);
        let there: Vec<&str> = pieces.filter_map(|rest| rest.split('}').next()).collect();
        let secrets = secrets_of("D.", note, &["It is cold."]);
        let is = asked(&secrets, &text);
        let words: Vec<&str> = is.iter().map(|(words, _)| *words).collect();
        if words != there {
            wrong.push(format!("{note}: {marked}: {is:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_trade_is_one_for_both_sexes() {
    asks(&[
        ("Санитар.", "Плакала {санитарка}."),
        ("Оператор насосной.", "Как {оператор} записал, вода ушла."),
        ("Лекарь.", "Пришла {лекарша}."),
        ("Трубач.", "Плакала {трубачиха}."),
        ("Ветврач.", "Приехала {ветеринарша}, за ней {ветеринарка}."),
        ("Шахтёр.", "Молчала {шахтёрка}, потом {шахтерша}."),
        ("Медсестра.", "Пришёл {медбрат}."),
        ("Сантехник.", "Сказала {сантехничиха}."),
        ("Ветлікар.", "Приїхала {ветеринарка}."),
        ("Продавець.", "Мовчала {продавчиня}."),
        ("Бригадир.", "Мовчала {бригадирка}, потім {бригадирша}."),
        ("Waiter.", "A {waitress} told us."),
        ("Steward.", "The {stewardess} left."),
    ]);
}

#[test]
fn what_somebody_no_longer_is_is_asked_about_in_any_words() {
    asks(&[
        (
            "Ex-Coast Guard.",
            "An {ex-Guard} man, a {former Coast} man, a {Guard veteran}.",
        ),
        (
            "Бывшая военная.",
            "Это {экс-военная}, {отставная военная} и {эксвоенная}.",
        ),
        (
            "Колишній військовий.",
            "Це {ексвійськовий}, а не військовий.",
        ),
    ]);
}

#[test]
fn a_nation_stands_anywhere_in_a_note() {
    asks(&[
        (
            "Сторож. Чуваш, живёт один.",
            "Ему помог {чуваш} из депо, {чувашский} парень.",
        ),
        ("Кухар. Гагауз, приїхав торік.", "Допоміг {гагауз}."),
        (
            "Porter. Latvian.",
            "A {Latvian} lad and that {Latvian} fella left.",
        ),
    ]);
}

#[test]
fn an_office_of_two_words_at_the_beginning_of_a_note_is_asked_about() {
    asks(&[
        (
            "Night sister, burns clinic.",
            "The {night sister} came. A {burns clinic sister} spoke.",
        ),
        (
            "Night sister, burns clinic.",
            "The sister from the {burns clinic} knew.",
        ),
    ]);
}
