use super::*;

fn check(language: Language, marked: &str) {
    let text = marked.replace('|', " ");
    let expected: Vec<&str> = marked.split('|').collect();
    let found: Vec<&str> = sentences(&text, Some(language))
        .into_iter()
        .map(|range| &text[range])
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn english_sentences() {
    for marked in [
        "Mr. Smith met Dr. J. R. Jones at 5 p.m. on Friday.|He left the U.S. in 2019.",
        "“Who was it?” he asked.|“They ran!”|It cost $3.5 million.",
        "“Who was it?” Ann Lee asked.|“They ran!” Lee said.|No one else did.",
        "See No. 5 of Acme Inc. for more.|The end…|Or not?",
        "So said Cllr. Ruth Addison.|Gen. Marsh agreed.",
        "He works for Acme Inc.|The firm is old.",
        "“We saw smoke.|It was black,” she said.",
        "The doors shut at 6 p.m.|Mr. Lee was inside.|At 7 a.m. Mr. Lee was gone.",
        "It opens at 9 a.m. Monday.|It sold bread, milk, etc.|Nobody came.",
        "They lack vitamin C.|The tests were done by Albert I. Jones.|You and I.|They.",
        "1) They came late 2) They left early 3) Nobody saw them",
        "a. The first thing b. The second thing",
        "1. They came late.|2. They left early.",
        "Two died.[12]|One was saved (see p. 5).|It cost more . . . I paid.",
        "Write to ann.lee@example.org.|The page is https://example.org/a.b.html?x=1.|It is up.",
        "He was sure (!) of it.|“Was he?”|“Yes!!!”|Yahoo! in London knew.",
    ] {
        let marked = if marked.contains(") They") || marked.starts_with("a.") {
            marked
                .replace(" 2)", "|2)")
                .replace(" 3)", "|3)")
                .replace(" b.", "|b.")
        } else {
            marked.to_owned()
        };
        check(Language::English, &marked);
    }
}

#[test]
fn ukrainian_sentences() {
    for marked in [
        "У 2019 р. на вул. Сагайдачного жив І. П. Котляревський.|Він писав.",
        "– Хто там? – спитав він.|– Ніхто!|Це коштувало 3 млн грн.|У місті тихо.",
        "Він пішов…|Вона лишилася.",
        "Пам'ятник на вул. І. Франка знесли.|Справу відкрито за ст. 286 і ч. II ст. 5.",
        "«Ми готові.|Чекаємо наказу», – сказав Петренко.|«Перемога!» – Зеленський.",
    ] {
        check(Language::Ukrainian, marked);
    }
}

#[test]
fn russian_sentences() {
    for marked in [
        "В 2019 г. на ул. Ленина жил А. С. Пушкин.|Он писал.",
        "Ущерб составил 5 млрд руб.|В городе тихо.|«Кто там?» — спросил он.",
        "Он родился в 1961 г.|Иванов стал врачом.|В 2019 г. Иванов уехал.",
        "Приехали дети, женщины и т. д.|Всех приняли.|Решил И. И. Иванов.",
    ] {
        check(Language::Russian, marked);
    }
}

#[test]
fn footnote_marks_belong_to_the_sentence_before_them() {
    for marked in [
        "The dyke broke in 1953. [6]|In later years it was raised.[7][8]|Nobody lives there.",
        "It was raised twice.[a][12]:36|Some doubt it.[citation needed]|The rest agree. [14] [15]|They left.",
        "So says the survey.12|Later ones differ.²|Version 2.5 stays.",
        "“It held.”[3]|They cheered. […]|The lake was full.",
    ] {
        check(Language::English, marked);
    }
    let notes = "[1] Ann Lee, Dykes.|[2] Bo Lee, Lakes.";
    check(Language::English, notes);
    check(
        Language::Ukrainian,
        "Дамбу звели 1953 року. [4]|Згодом її підняли.[5]|Ніхто там не живе.",
    );
}

#[test]
fn a_letter_that_is_no_initial_ends_a_sentence() {
    for (language, marked) in [
        (
            Language::English,
            "They fell back on plan C.|Nobody liked it.|Room B.|Nurses treat hepatitis B.|Cases rose.|Judge Ruth B. Karr left.",
        ),
        (
            Language::Ukrainian,
            "Ліфт зупинився в секції В.|Мешканці чекали.|Лікував Іван Б. Коваль.|Правив Людвік V.|А нині тут музей.",
        ),
        (
            Language::Russian,
            "Пожар тушили в секторе Г.|Рабочие ушли.|Руководил цехом Б. Орлов.|Правил Людвиг I.|Сын его бежал.",
        ),
    ] {
        check(language, marked);
    }
}

#[test]
fn a_sentence_may_end_without_a_space() {
    for (language, marked) in [
        (
            Language::English,
            "The ferry left on Sunday.Three tugs came.|Nobody slept.“We waited,” he said.",
        ),
        (
            Language::Ukrainian,
            "Уночі горіла школа в Умані.У Сумах було тихо.|Потяг рушив о 7:30.Люди чекали.",
        ),
        (Language::Russian, "Ночью горел склад.Двое ранены."),
    ] {
        let text = marked.replace('|', " ");
        let count = marked.matches('|').count();
        assert!(
            sentences(&text, Some(language)).len() > count + 1,
            "{marked}"
        );
    }
    for whole in [
        "Газета.Ру и Яндекс.Маркет молчат.",
        "The page is north.example.The list is long",
        "Version 2.Beta was not used by Mr.Smith of St.Ives.",
        "Пишіть на вул.Сагайдачного, 5.",
    ] {
        assert_eq!(
            sentences(whole, Some(Language::Ukrainian)).len(),
            1,
            "{whole}"
        );
    }
}

#[test]
fn text_in_brackets_and_titles_is_not_split() {
    for (language, marked) in [
        (
            Language::English,
            "The order (signed on 4 May. No. 33) was lifted.|He met [Ann W.] Karr (e.g. The Dean).|Prices fell.|(credit: A. Lee)",
        ),
        (
            Language::English,
            "In Karr v. Lowe the court sat.|See Op. 46 and Ed. K. Gross.|He sold nails, etc.|We bought none.",
        ),
        (
            Language::Ukrainian,
            "Міст (нім. Brücke) звели швидко (мал. 8).|Указ від 2 червня 2011 р. № 12 скасовано.|Він мав 20 м.|Почалося літо.",
        ),
        (
            Language::Ukrainian,
            "Наказ «Про виплати тощо. Загальні засади» (чинний з 4 травня. Номер 12) скасував уряд.|Це було в 1998 р.).|Усі мовчали.",
        ),
        (
            Language::Russian,
            "Он пел: \" Не шумите, соседи спят! \".|Потом он ушёл.|Её зовут ``Где ты? ``.|В 1932 году он погиб.",
        ),
        (
            Language::Russian,
            "Ген.-майор Орлов молчал.|Он писал на Objective-C.|Фильм сняла Warner Bros.|Актёры довольны.|Ген.-лейт. Иван Орлов ушёл.",
        ),
        (
            Language::English,
            "Yum! Brands closed.|Jeopardy! lost viewers.|Stop!|Ferries wait.",
        ),
    ] {
        check(language, marked);
    }
}

#[test]
fn unsupported_languages_and_scripts_are_split() {
    for marked in [
        "船は港を出た。|「誰も見なかった。」と市長は述べた。|本当か？|はい。",
        "渡轮离开了港口。|“没有人看见。”|他说了两次！|真的吗？",
        "नाव बंदरगाह से निकली।|किसी ने नहीं देखा।",
        "غادرت العبارة الميناء.|هل رآها أحد؟|لا أحد.",
        "Το πλοίο έφυγε.|Ποιος το είδε;|Κανείς.",
        "Նավը մեկնեց։|Ոչ ոք չտեսավ։",
        "Am 3. Mai kam Dr. Anke Thiel, z. Zt. in Bonn.|Es kostete 1,2 Mio. Euro.|Niemand kam.",
        "Płk. Jan Nowak był tam przed św. Janem.|Nikt nie przyszedł.",
        "Le 3 mai, M. Petit est parti.|Personne ne l’a vu.",
    ] {
        let text = if marked.starts_with(|c| c > '\u{2e80}') {
            marked.replace('|', "")
        } else {
            marked.replace('|', " ")
        };
        let found: Vec<&str> = sentences(&text, None)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, marked.split('|').collect::<Vec<_>>());
    }
}

proptest::proptest! {
    #[test]
    fn sentences_contain_every_letter_in_order(text in "[а-яА-Яa-zA-Z0-9 .,!?…\"«»()—'-]{0,120}") {
        for language in [None, Some(Language::Ukrainian), Some(Language::English)] {
            let found = sentences(&text, language);
            let joined: String = found.iter().map(|range| text[range.clone()].replace(' ', "")).collect();
            proptest::prop_assert_eq!(joined, text.replace(' ', ""));
            proptest::prop_assert!(found.is_sorted_by(|a, b| a.end <= b.start));
        }
    }
}
