//! Tests of codes, numbers and names in quotation marks that a note and another text both have.

use super::details::Met;

#[test]
fn a_code_of_a_note_is_asked_about_however_often_the_story_has_it() {
    Met {
        story: "ВЧ-12, ВЧ-12, ВЧ-12 и ещё раз ВЧ-12.",
        ..Met::noted("Брат служит в ВЧ-12, дочь в 7-Г, склад РЖ-3. В 6 часов.")
    }
    .asks(&[
        "Он служит в {ВЧ-12} с осени.",
        "Сказали в {вч-12} и в {ВЧ 12}, ещё раз: {ВЧ12}.",
        "Из {12-й воинской части} уволились трое.",
        "В {воинской части № 12} молчат.",
        "Класс {7-Г} уехал, {7Г} остался.",
        "За {РЖ-3} никто не отвечает.",
        "В РЖ-4 и в ВЧ-13 молчат, в 12 тоже.",
    ]);
    Met::noted("Works at HS-6, was in the RG 41 hangar.").asks(&[
        "She worked at {HS-6} until May.",
        "At {HS 6} and {hs-6}, not at HS-7.",
        "The {RG-41} yard.",
    ]);
    Met::noted("Чоловік із ВП-9, донька в 8-Є.").asks(&[
        "Черговий {ВП-9} мовчав.",
        "У {відділі поліції № 9} мовчать.",
        "Учні {8-Є} поїхали.",
    ]);
}

#[test]
fn a_word_with_one_letter_is_a_code() {
    Met::noted("Crew D. D wing, hangar F. Talked to A. Pemble.").asks(&[
        "She was on {crew D} until May.",
        "The {D crew} and {hangar “F}” are shut.",
        "Nobody on {wing D} knew. The {D wing} is new.",
        "Crew E and a hangar.",
    ]);
    Met::noted("Лаборант, бригада Г, корпус Д. Главврач Б. Ревуцкая.").asks(&[
        "Она работала в {бригаде Г} до мая.",
        "Из {бригады «Г}» и {корпуса «Д}» ушли все.",
        "Из бригады Ж ушли все.",
    ]);
    Met::noted("Санітарка, черга Г.").asks(&["Чергували в {черзі «Г}»."]);
}

#[test]
fn a_name_in_marks_is_asked_about_in_marks_whatever_the_word_lists_say() {
    Met {
        story: "Пиво в «Якорі». Знову «Якір». І ще «Якір», і «Якір».",
        ..Met::noted("Зустріч у пабі «Якір», потім у «Синій птах». Каже: «не хочу в суд».")
    }
    .asks(&[
        "Вони сиділи в пабі «{Якір}» до ночі.",
        "У «{Якорі}» було тісно, а в „{Синьому птаху}“ ні.",
        "Паб {Якір} зачинено. Якір підняли.",
        "Кинули якір, птах полетів, «не хочу в суд».",
    ]);
    Met::noted("Встреча в кафе «Весна», остановка «Рынок».").asks(&[
        "Сидели в кафе «{Весна}» и в \"{Весне}\".",
        "Ждали на остановке {Рынок}.",
        "Весна пришла на рынок.",
    ]);
    Met::noted("Meets at the \"Anchor\", then ‘The Two Sisters’.").asks(&[
        "They sat in the “{Anchor}” until night.",
        "In '{The Two Sisters}' nobody knew.",
    ]);
}
