//! Tests of names that people derive from other names, and of common nouns and towns that only look
//! like a source's name.

use super::*;

/// Checks rows of name, alias, note and texts. What is cut stands in square brackets, what is asked
/// about in braces.
fn rows(rows: &[(&str, &str, &str, &[&str])]) {
    let mut wrong = Vec::new();
    for (name, alias, note, texts) in rows {
        let (mut case, _) = case(&[(name, "")]);
        let mut source = case.sources.iter().next().unwrap().as_ref().clone();
        source
            .aliases
            .extend((!alias.is_empty()).then(|| (*alias).to_owned()));
        source.note = (*note).to_owned();
        case.sources.insert(Arc::new(source));
        let secrets = Secrets::of(&case);
        for text in *texts {
            let is = marked(&secrets, text);
            if is != *text {
                wrong.push(format!("{name}, {alias}, {note}: {is} for {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_common_noun_that_is_another_name_is_asked_about() {
    rows(&[
        (
            "Семен Гурко",
            "Болт",
            "",
            &[
                "Ми чекали на {болти}.",
                "Мы ждали {болты} там.",
                "Купили {болтів} багато.",
                "Ми бачили [Болта] там.",
            ],
        ),
        (
            "Семен Цвях",
            "",
            "",
            &["Забивали {цвяхи} там.", "Бачили [Цвяха] там."],
        ),
        (
            "Семен Гурко",
            "Кран",
            "",
            &["{Кран} стоїть без роботи.", "Там [Кран] мовчав."],
        ),
        (
            "Семен Гурко",
            "Мира",
            "",
            &["{Мира} хотят все.", "Хотим мира."],
        ),
        (
            "Семен Гурко",
            "Штурман",
            "",
            &["{Штурман} самолёта молчал.", "Говорил [Штурман] тихо."],
        ),
        ("Семен Гурко", "Зінько", "", &["[Зінько] мовчав."]),
    ]);
}

#[test]
fn a_word_behind_a_whole_name_is_its_own() {
    rows(&[
        (
            "Chidi Okonjo",
            "",
            "",
            &[
                "met [Oconjo] go home",
                "[Okonjo] go home",
                "[Okonjo] jo went",
            ],
        ),
        ("Okonjo", "", "", &["[Oconjo] go home"]),
    ]);
}

#[test]
fn the_rest_of_a_name_in_two_pieces_goes_with_it() {
    rows(&[
        (
            "Robert Underhill",
            "",
            "",
            &["[Robe rt] came", "met [Роберт ом]"],
        ),
        (
            "Margaret Rose Whitfield",
            "",
            "",
            &["[Marg aret Rose] came"],
        ),
    ]);
}

#[test]
fn a_town_that_is_called_by_a_name_is_asked_about() {
    rows(&[(
        "Семен Зінько",
        "",
        "",
        &[
            "Місто {Зіньків} стоїть.",
            "У {Зінькові} тихо.",
            "{Зіньків} стоїть.",
            "Бачили [Зінька].",
        ],
    )]);
}

#[test]
fn who_is_called_by_a_surname_in_another_form_is_asked_about() {
    rows(&[
        (
            "Ганна Шелудько",
            "",
            "",
            &[
                "Бачили {Шелудиху} там.",
                "{Шелудчиха} пішла.",
                "{Шелудчишин} син.",
                "Pani {Szełudkowa} left.",
            ],
        ),
        (
            "Павел Пыжов",
            "",
            "",
            &[
                "Видели {Пыжа} там.",
                "{Пыжик} пришёл.",
                "{П…жов} сказал.",
                "{П...жов} сказал.",
                "Но тут...жов там.",
            ],
        ),
        ("Олег Зарембин", "", "", &["{З…н} сказав."]),
        (
            "Олена Демченко",
            "",
            "",
            &["{Демчик} прийшов.", "Бачили {Демка} там."],
        ),
        ("Ганна Млинарська", "", "", &["Бачили {Млинарку}."]),
        ("Семен Гурко", "Капітан", "", &["серед {капітанових} людей"]),
        ("Сенька", "", "", &["Среди {Сенькиных} людей."]),
        ("Семен Гурко", "Арс", "", &["з [Арсом]", "@{ars}_77 there"]),
    ]);
}

#[test]
fn a_first_name_with_an_initial_and_a_patronymic_alone_are_asked_about() {
    rows(&[
        (
            "Сергій Шевелюк",
            "",
            "",
            &["{Маруся Ш}. сказала.", "Маруся К. сказала."],
        ),
        (
            "Anne Hale-Sutton",
            "",
            "",
            &["Mrs. {H-S} left.", "met {H-S} there"],
        ),
        (
            "Иван Каренович Дробот",
            "",
            "",
            &["{Кареныч} ушёл.", "Пётр Кареныч ушёл."],
        ),
        ("Иван Аркадьевич Дробот", "", "", &["{Аркадьич} ушёл."]),
        (
            "Іван Дробот",
            "",
            "син Карена",
            &["{Каренович} пішов.", "{Каренич} пішов."],
        ),
        (
            "Фаддей Коршун",
            "",
            "",
            &["{Thaddeus} left.", "{Thaddy} left.", "{Тадей} пішов."],
        ),
    ]);
}

#[test]
fn relatives_are_found_by_their_other_first_names() {
    rows(&[
        (
            "Семен Гурко",
            "",
            "дочка Алевтина",
            &["{Алина мама} мовчала."],
        ),
        (
            "Семен Гурко",
            "",
            "дочка Зарема",
            &["{Заремин чоловік} пішов."],
        ),
        (
            "Семен Гурко",
            "",
            "дочка Северина",
            &["{Северинівна} мовчала"],
        ),
        (
            "Семен Гурко",
            "",
            "his wife Eva",
            &["{Yewa's husband} left."],
        ),
    ]);
}

#[test]
fn residents_of_a_noted_place_are_asked_about() {
    rows(&[
        (
            "Семен Гурко",
            "",
            "з Корюківки",
            &["каже {корюківчанин} і {корюківець}"],
        ),
        (
            "Семен Гурко",
            "",
            "живе на Млинарській",
            &["каже {Млинарка}"],
        ),
    ]);
}

#[test]
fn a_trade_is_asked_about_in_compounds_and_variants() {
    rows(&[
        (
            "Семен Гурко",
            "",
            "диспетчер порта",
            &["там {авиадиспетчеры} молчат"],
        ),
        (
            "Семен Гурко",
            "",
            "химик завода",
            &["сказала {химичка} там"],
        ),
        ("Семен Гурко", "", "лаборантка", &["каже {лаборантша} там"]),
        (
            "Семен Гурко",
            "",
            "бухгалтер лікарні",
            &["каже {рахівниця} там"],
        ),
    ]);
}

#[test]
fn a_label_is_asked_about_with_its_number_alone() {
    rows(&[
        (
            "Семен Гурко",
            "",
            "Пропуск 50327",
            &[
                "Пропуск на стадион.",
                "{Пропуск пятьдесят тысяч триста двадцать семь} там.",
            ],
        ),
        (
            "Семен Гурко",
            "",
            "Машина КХ19",
            &["Машина мэра.", "Машины там."],
        ),
        (
            "Семен Гурко",
            "",
            "табельний 50327",
            &["{Табельний п'ятдесят тисяч триста двадцять сім} там"],
        ),
        (
            "Ann Fernley",
            "",
            "+380501234567",
            &[
                "it ends in {567} there",
                "it ends in {five six seven} there",
                "bus 567 there",
            ],
        ),
        ("Ann Fernley", "", "з Турії", &["там {турійський} міст"]),
    ]);
}

#[test]
fn common_pet_names_are_asked_about() {
    table(&[
        (
            "Надежда Кобзарь",
            &["Потом пришла {Надюха}.", "Говорили с {Наденькой}."],
        ),
        (
            "Виктор Кобзарь",
            &["Потом пришёл {Витёк}.", "Звонили {Витьку}."],
        ),
        (
            "Микола Кобза",
            &["Потім прийшов {Миколка}.", "Дзвонили {Николці}."],
        ),
        (
            "Patrick Plumb",
            &["Later {Paddy} rang.", "Later [Pat Plumb] rang."],
        ),
        ("Winifred Plumb", &["Later {Winnie} rang."]),
    ]);
}

#[test]
fn two_names_together_give_three_initials() {
    let (mut case, _) = case(&[("Раиса Кобзарь", "")]);
    let mut source = (**case.sources.iter().next().unwrap()).clone();
    source.aliases = vec!["Раиса Глебовна".into()];
    case.sources.insert(Arc::new(source));
    let secrets = Secrets::of(&case);
    for text in ["Звонила РГК вчера.", "Звонила КРГ вчера."] {
        assert_eq!(asked(&secrets, text).len(), 1, "{text}");
    }
    assert_eq!(asked(&secrets, "Звонила ГРК вчера."), []);
}

#[test]
fn a_diminutive_of_a_surname_is_asked_about() {
    rows(&[
        (
            "Ярослав Кіт",
            "",
            "",
            &[
                "{Котик} чув усе.",
                "З {Котиком} не жартуй.",
                "Ось {Котяра} йде.",
            ],
        ),
        (
            "Семён Жук",
            "",
            "",
            &["Пришёл {Жучок} сюда.", "Ползёт жучок по листу."],
        ),
        (
            "Семён Воробей",
            "",
            "",
            &["Пришёл {Воробушек} сюда.", "Прилетел воробушек."],
        ),
        ("Mark Fox", "", "", &["So {Foxy} came in.", "A foxy smile."]),
    ]);
}

#[test]
fn pet_names_of_rarer_first_names_are_asked_about() {
    rows(&[
        ("Janet Orlop", "", "", &["We met {Jan} there."]),
        ("Edward Orlop", "", "", &["We met {Ned} there."]),
        ("Cassandra Orlop", "", "", &["We met {Cass} there."]),
        (
            "Вениамин Ступкин",
            "",
            "",
            &["Видели {Веньку} там.", "Это {Венечка} там."],
        ),
        ("Ростислав Ступка", "", "", &["Був {Ростик} там."]),
        ("Зоя Ступка", "", "", &["Прийшла {Зойка} сюди."]),
    ]);
}
