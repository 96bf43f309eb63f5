//! Invented confidential sources, with every form of their names written out by hand, without the
//! program's own morphology.

use factdesk::case::SourceKind;
use factdesk::case::SourceKind::{
    Agency, Anonymous, Body, Document, Expert, Official, Other, Outlet, Social, Witness,
};

/// A word of a name.
pub struct Word {
    /// Its forms: nominative, genitive, dative, accusative, instrumental, locative, then any
    /// others. Only one if it is never inflected.
    pub forms: &'static str,
    /// The same word in other languages and alphabets, each with its forms in the same order.
    pub also: &'static [&'static str],
    /// Whether it is also an ordinary word, so that a person may be asked.
    pub is_common: bool,
}

/// A confidential source.
pub struct Person {
    pub name: &'static str,
    pub kind: SourceKind,
    /// The language in which people write about it: `en`, `uk`, `ru`.
    pub language: &'static str,
    /// The words of the name that identify somebody, in order.
    pub words: &'static [Word],
    pub aliases: &'static [&'static str],
    pub url: &'static str,
    /// The URL of an item from this source.
    pub item: &'static str,
    /// The file of that item.
    pub file: &'static str,
    /// Its handles online, which identify it in names, aliases and addresses.
    pub handles: &'static [&'static str],
    /// Its telephone number with the country code, only digits.
    pub phone: &'static str,
    /// A host of its own.
    pub host: &'static str,
}

pub const NOBODY: Person = Person {
    name: "",
    kind: Witness,
    language: "uk",
    words: &[],
    aliases: &[],
    url: "",
    item: "",
    file: "",
    handles: &[],
    phone: "",
    host: "",
};

const fn word(forms: &'static str, also: &'static [&'static str]) -> Word {
    Word {
        forms,
        also,
        is_common: false,
    }
}

const fn common(forms: &'static str, also: &'static [&'static str]) -> Word {
    Word {
        forms,
        also,
        is_common: true,
    }
}

const OLENA: Word = word(
    "Олена Олени Олені Олену Оленою Олені Олено",
    &[
        "Елена Елены Елене Елену Еленой Елене",
        "Olena",
        "Elena",
        "Yelena",
    ],
);
const DEMCHUK: Word = word("Демчук", &["Demchuk"]);

pub const PEOPLE: &[Person] = &[
    Person {
        name: "Олена Демчук",
        words: &[OLENA, DEMCHUK],
        ..NOBODY
    },
    Person {
        name: "Марія",
        aliases: &["Маша"],
        words: &[word(
            "Марія Марії Марії Марію Марією Марії Маріє",
            &[
                "Мария Марии Марии Марию Марией Марии",
                "Maria",
                "Mariia",
                "Mariya",
                "Маша Маші Маші Машу Машею Маші Машо",
                "Маша Маши Маше Машу Машей Маше",
                "Masha",
            ],
        )],
        ..NOBODY
    },
    Person {
        name: "Петро Кравець",
        words: &[
            word(
                "Петро Петра Петрові Петра Петром Петрові Петре Петру",
                &[
                    "Петр Петра Петру Петра Петром Петре",
                    "Пётр",
                    "Petro",
                    "Pyotr",
                    "Petr",
                ],
            ),
            common(
                "Кравець Кравця Кравцю Кравця Кравцем Кравцю Кравче Кравцеві",
                &[
                    "Кравец Кравца Кравцу Кравца Кравцом Кравце",
                    "Kravets",
                    "Kravetz",
                    "Kravec",
                ],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Ольга Заєць",
        words: &[
            word(
                "Ольга Ольги Ользі Ольгу Ольгою Ользі Ольго",
                &["Ольга Ольги Ольге Ольгу Ольгой Ольге", "Olha", "Olga"],
            ),
            common("Заєць", &["Заяц", "Zaiets", "Zayats"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Вероніка Скородинська-Кюрлі",
        kind: Expert,
        words: &[
            word(
                "Вероніка Вероніки Вероніці Вероніку Веронікою Вероніці Вероніко",
                &[
                    "Вероника Вероники Веронике Веронику Вероникой Веронике",
                    "Veronika",
                    "Veronica",
                ],
            ),
            word(
                "Скородинська Скородинської Скородинській Скородинську Скородинською Скородинській",
                &[
                    "Скородинская Скородинской Скородинской Скородинскую Скородинской Скородинской",
                    "Skorodynska",
                    "Skorodyńska",
                    "Skorodynskaya",
                ],
            ),
            word("Кюрлі", &["Кюрли", "Kiurli"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Федір Сокіл",
        words: &[
            word(
                "Федір Федора Федорові Федора Федором Федорові Федоре Федору",
                &[
                    "Федор Федора Федору Федора Федором Федоре",
                    "Фёдор Фёдора Фёдору",
                    "Fedir",
                    "Fedor",
                    "Fyodor",
                ],
            ),
            common(
                "Сокіл Сокола Соколові Сокола Соколом Соколові Соколе Соколу",
                &["Сокол", "Sokil"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Надія Гриценко",
        words: &[
            common(
                "Надія Надії Надії Надію Надією Надії Надіє",
                &[
                    "Надежда Надежды Надежде Надежду Надеждой Надежде",
                    "Nadiia",
                    "Nadiya",
                    "Nadezhda",
                ],
            ),
            word("Гриценко", &["Hrytsenko", "Gritsenko", "Grytsenko"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Кіт",
        kind: Anonymous,
        words: &[common("Кіт Кота Котові Кота Котом Котові Коте Коту", &[])],
        ..NOBODY
    },
    Person {
        name: "Тарас Білоус",
        kind: Official,
        words: &[
            word(
                "Тарас Тараса Тарасові Тараса Тарасом Тарасові Тарасе Тарасу",
                &["Taras"],
            ),
            word(
                "Білоус Білоуса Білоусові Білоуса Білоусом Білоусові Білоусе Білоусу",
                &[
                    "Белоус Белоуса Белоусу Белоуса Белоусом Белоусе",
                    "Bilous",
                    "Belous",
                ],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Лук'ян В'юнник",
        words: &[
            word(
                "Лук'ян Лук'яна Лук'янові Лук'яна Лук'яном Лук'янові Лук'яне",
                &[
                    "Лукьян Лукьяна Лукьяну Лукьяна Лукьяном Лукьяне",
                    "Lukian",
                    "Lukyan",
                ],
            ),
            word(
                "В'юнник В'юнника В'юнникові В'юнника В'юнником В'юнникові В'юннику",
                &[
                    "Вьюнник Вьюнника Вьюннику Вьюнника Вьюнником Вьюннике",
                    "Viunnyk",
                    "Vyunnyk",
                ],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Зоряна Щербань",
        words: &[
            word(
                "Зоряна Зоряни Зоряні Зоряну Зоряною Зоряні Зоряно",
                &[
                    "Зоряна Зоряны Зоряне Зоряну Зоряной Зоряне",
                    "Zoriana",
                    "Zoryana",
                ],
            ),
            word("Щербань", &["Щербань", "Shcherban"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Юрій Голуб",
        words: &[
            word(
                "Юрій Юрія Юрієві Юрія Юрієм Юрієві Юрію",
                &[
                    "Юрий Юрия Юрию Юрия Юрием Юрии",
                    "Yurii",
                    "Yuriy",
                    "Yury",
                    "Iurii",
                ],
            ),
            common(
                "Голуб Голуба Голубові Голуба Голубом Голубові Голубе Голубу",
                &["Holub", "Golub"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "медсестра Ганна Тимчук",
        words: &[
            word(
                "Ганна Ганни Ганні Ганну Ганною Ганні Ганно",
                &["Анна Анны Анне Анну Анной Анне", "Hanna", "Anna"],
            ),
            word("Тимчук", &["Tymchuk", "Timchuk"]),
        ],
        ..NOBODY
    },
    Person {
        name: "оксана пилипець",
        kind: Other,
        words: &[
            word(
                "Оксана Оксани Оксані Оксану Оксаною Оксані Оксано",
                &[
                    "Оксана Оксаны Оксане Оксану Оксаной Оксане",
                    "Oksana",
                    "Oxana",
                ],
            ),
            word("Пилипець", &["Пилипец", "Pylypets", "Pilipets"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Микола Степанович Дзюба",
        kind: Official,
        words: &[
            word(
                "Микола Миколи Миколі Миколу Миколою Миколі Миколо",
                &[
                    "Николай Николая Николаю Николая Николаем Николае",
                    "Mykola",
                    "Nikolai",
                    "Nikolay",
                ],
            ),
            word(
                "Степанович Степановича Степановичу Степановича Степановичем Степановичу",
                &["Stepanovych", "Stepanovich"],
            ),
            word(
                "Дзюба Дзюби Дзюбі Дзюбу Дзюбою Дзюбі Дзюбо",
                &["Дзюба Дзюбы Дзюбе Дзюбу Дзюбой Дзюбе", "Dziuba", "Dzyuba"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Богдан «Кувалдич» Лисянський (шофер)",
        words: &[
            word(
                "Богдан Богдана Богданові Богдана Богданом Богданові Богдане Богдану",
                &["Bohdan", "Bogdan"],
            ),
            word(
                "Кувалдич Кувалдича Кувалдичу Кувалдича Кувалдичем Кувалдичеві",
                &["Kuvaldych"],
            ),
            word(
                "Лисянський Лисянського Лисянському Лисянського Лисянським Лисянському",
                &[
                    "Лисянский Лисянского Лисянскому Лисянского Лисянским Лисянском",
                    "Lysianskyi",
                    "Lysyansky",
                ],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Нова Ковиньківка",
        kind: Outlet,
        words: &[word(
            "Ковиньківка Ковиньківки Ковиньківці Ковиньківку Ковиньківкою Ковиньківці",
            &["Kovynkivka"],
        )],
        ..NOBODY
    },
    Person {
        name: "ТОВ «Альфацентр»",
        kind: Body,
        words: &[word(
            "Альфацентр Альфацентру Альфацентру Альфацентр Альфацентром Альфацентрі",
            &["Alfatsentr"],
        )],
        ..NOBODY
    },
    Person {
        name: "Лист Остапа Ревуцького",
        kind: Document,
        words: &[
            word("Остапа Остап Остапові Остапу Остапом", &["Ostap"]),
            word(
                "Ревуцького Ревуцький Ревуцькому Ревуцьким",
                &["Revutskyi", "Ревуцкий Ревуцкого Ревуцкому"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Павел Заяц",
        language: "ru",
        words: &[
            word(
                "Павел Павла Павлу Павла Павлом Павле",
                &["Павло Павла Павлові Павла Павлом Павлові", "Pavel", "Pavlo"],
            ),
            common("Заяц Зайца Зайцу Зайца Зайцем Зайце", &["Zayats", "Zaiats"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Алёна Ёлкина",
        language: "ru",
        words: &[
            word(
                "Алёна Алёны Алёне Алёну Алёной Алёне",
                &[
                    "Альона Альони Альоні Альону Альоною Альоні",
                    "Alyona",
                    "Alena",
                ],
            ),
            word(
                "Ёлкина Ёлкиной Ёлкиной Ёлкину Ёлкиной Ёлкиной",
                &["Yolkina", "Elkina"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Игорь Соловей",
        language: "ru",
        kind: Expert,
        words: &[
            word(
                "Игорь Игоря Игорю Игоря Игорем Игоре",
                &["Ігор Ігоря Ігореві Ігоря Ігорем Ігореві", "Igor", "Ihor"],
            ),
            common(
                "Соловей Соловья Соловью Соловья Соловьём Соловье",
                &["Solovei", "Solovey"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Любовь Шевчук",
        language: "ru",
        words: &[
            common(
                "Любовь Любови Любови Любовь Любовью Любови",
                &[
                    "Любов Любові Любові Любов Любов'ю Любові",
                    "Lyubov",
                    "Liubov",
                ],
            ),
            word("Шевчук", &["Shevchuk"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Лев Гольдвассер",
        language: "ru",
        words: &[
            common("Лев Льва Льву Льва Львом Льве", &[]),
            word(
                "Гольдвассер Гольдвассера Гольдвассеру Гольдвассера Гольдвассером Гольдвассере",
                &["Goldvasser", "Goldwasser"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Светлана Петровна Жук",
        language: "ru",
        words: &[
            word(
                "Светлана Светланы Светлане Светлану Светланой Светлане",
                &[
                    "Світлана Світлани Світлані Світлану Світланою Світлані",
                    "Svetlana",
                    "Svitlana",
                ],
            ),
            word(
                "Петровна Петровны Петровне Петровну Петровной Петровне",
                &["Petrovna"],
            ),
            common("Жук", &["Zhuk"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Дмитрий Бонч-Осьмаковский",
        language: "ru",
        kind: Official,
        words: &[
            word(
                "Дмитрий Дмитрия Дмитрию Дмитрия Дмитрием Дмитрии",
                &[
                    "Дмитро Дмитра Дмитрові Дмитра Дмитром Дмитрові",
                    "Dmitry",
                    "Dmytro",
                    "Dmitrii",
                ],
            ),
            word("Бонч", &["Bonch"]),
            word(
                "Осьмаковский Осьмаковского Осьмаковскому Осьмаковского Осьмаковским Осьмаковском",
                &["Osmakovsky", "Osmakovskiy"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Илья Горобец",
        language: "ru",
        words: &[
            word(
                "Илья Ильи Илье Илью Ильёй Илье",
                &["Ілля Іллі Іллі Іллю Іллею Іллі", "Ilya", "Illia"],
            ),
            // A sparrow in Ukrainian.
            common(
                "Горобец Горобца Горобцу Горобца Горобцом Горобце",
                &["Gorobets", "Horobets"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "капитан Ксения Мельниченко",
        language: "ru",
        kind: Official,
        words: &[
            word(
                "Ксения Ксении Ксении Ксению Ксенией Ксении",
                &[
                    "Ксенія Ксенії Ксенії Ксенію Ксенією Ксенії",
                    "Ksenia",
                    "Kseniya",
                    "Xenia",
                ],
            ),
            word("Мельниченко", &["Melnychenko", "Melnichenko"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Olena Demchuk, nurse",
        language: "en",
        words: &[
            word(
                "Olena Olena's",
                &[
                    "Олена Олени Олені Олену Оленою Олені",
                    "Елена Елены Елене Елену Еленой Елене",
                    "Elena",
                ],
            ),
            word("Demchuk Demchuk's", &["Демчук"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Anneke van Dijkhuizen",
        language: "en",
        words: &[
            word("Anneke Anneke's", &[]),
            word("Dijkhuizen Dijkhuizen's", &[]),
        ],
        ..NOBODY
    },
    Person {
        name: "Abu Bakr al-Harrani",
        language: "en",
        words: &[word("Harrani Harrani's", &["Харрані"])],
        ..NOBODY
    },
    Person {
        name: "Marta “Sparrow” Kowalchuk",
        language: "en",
        kind: Anonymous,
        words: &[
            word("Marta Marta's", &["Марта Марти Марті Марту Мартою Марті"]),
            common("Sparrow Sparrow's", &[]),
            word("Kowalchuk Kowalchuk's", &["Ковальчук"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Margaret Rose Whitfield",
        language: "en",
        words: &[
            word("Margaret Margaret's", &["Маргарет"]),
            common("Rose Rose's", &[]),
            word("Whitfield Whitfield's", &["Вітфілд", "Уитфилд"]),
        ],
        ..NOBODY
    },
    Person {
        name: "robert underhill",
        language: "en",
        kind: Other,
        words: &[
            word(
                "Robert Robert's",
                &["Роберт Роберта Робертові Роберта Робертом Робертові"],
            ),
            word(
                "Underhill Underhill's Underhills",
                &["Андерхілл Андерхілла"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "Seán O'Rourke",
        language: "en",
        words: &[
            word("Seán Seán's", &["Sean"]),
            word("O'Rourke O'Rourke's", &["О'Рурк О'Рурка"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Zoë Kühnemann",
        language: "en",
        words: &[
            word("Zoë Zoë's", &["Zoe"]),
            word("Kühnemann Kühnemann's", &["Kuehnemann", "Kuhnemann"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Mark Stone",
        language: "en",
        words: &[common("Mark Mark's", &[]), common("Stone Stone's", &[])],
        ..NOBODY
    },
    Person {
        name: "Mykhailo Zinchenko",
        language: "en",
        kind: Official,
        words: &[
            word(
                "Mykhailo Mykhailo's",
                &[
                    "Михайло Михайла Михайлові Михайла Михайлом Михайлові",
                    "Михаил Михаила Михаилу Михаила Михаилом Михаиле",
                    "Mikhail",
                ],
            ),
            word(
                "Zinchenko Zinchenko's",
                &["Зінченко Зінченка Зінченкові", "Зинченко"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "the harbour master, Grzegorz Brzęczykowski (night shift)",
        language: "en",
        kind: Official,
        words: &[
            word("Grzegorz Grzegorz's", &["Гжегож Гжегожа"]),
            word("Brzęczykowski Brzęczykowski's", &["Brzeczykowski"]),
        ],
        ..NOBODY
    },
    Person {
        name: "Ярослава Підгаєцька",
        aliases: &["+380671239845", "Славуня"],
        phone: "380671239845",
        words: &[
            word(
                "Ярослава Ярослави Ярославі Ярославу Ярославою Ярославі",
                &[
                    "Yaroslava",
                    "Iaroslava",
                    "Ярослава Ярославы Ярославе Ярославу Ярославой Ярославе",
                ],
            ),
            word(
                "Підгаєцька Підгаєцької Підгаєцькій Підгаєцьку Підгаєцькою Підгаєцькій",
                &["Pidhaietska", "Подгаецкая Подгаецкой Подгаецкую"],
            ),
            word(
                "Славуня Славуні Славуні Славуню Славунею Славуні",
                &["Slavunia"],
            ),
        ],
        ..NOBODY
    },
    Person {
        name: "@nurse_kovel7",
        kind: Social,
        language: "en",
        handles: &["nurse_kovel7"],
        ..NOBODY
    },
    Person {
        name: "канал про пором",
        kind: Social,
        url: "https://t.me/porom_zsered",
        handles: &["porom_zsered"],
        ..NOBODY
    },
    Person {
        name: "a nurse",
        kind: Anonymous,
        language: "en",
        url: "https://www.instagram.com/vik.torrens_9/",
        handles: &["vik.torrens_9"],
        ..NOBODY
    },
    Person {
        name: "a letter",
        kind: Document,
        language: "en",
        item: "https://drive.example/d/zq81secretmemo/view?token=Jk7xTq29",
        handles: &["zq81secretmemo", "Jk7xTq29"],
        ..NOBODY
    },
    Person {
        name: "a reader",
        kind: Other,
        language: "en",
        url: "mailto:o.kvitkova@mail.example",
        handles: &["o.kvitkova", "o.kvitkova@mail.example"],
        ..NOBODY
    },
    Person {
        name: "диспетчер",
        kind: Witness,
        url: "tel:+380501274563",
        phone: "380501274563",
        ..NOBODY
    },
    Person {
        name: "a caller",
        kind: Anonymous,
        language: "en",
        aliases: &["+1 (415) 555-0127"],
        phone: "14155550127",
        ..NOBODY
    },
    Person {
        name: "сторож",
        kind: Witness,
        language: "ru",
        aliases: &["8 (912) 345-67-81"],
        phone: "79123456781",
        ..NOBODY
    },
    Person {
        name: "сайт",
        kind: Outlet,
        url: "https://олена-квітова.укр/",
        host: "олена-квітова.укр",
        ..NOBODY
    },
    Person {
        name: "a site",
        kind: Agency,
        language: "en",
        url: "https://www.quillfenmarsh.example/contact",
        host: "quillfenmarsh.example",
        ..NOBODY
    },
    Person {
        name: "a clerk",
        kind: Official,
        language: "en",
        file: "scans/olenka-7742.pdf",
        handles: &["olenka-7742"],
        ..NOBODY
    },
    Person {
        name: "бухгалтер",
        kind: Official,
        file: "голос_Тетяни.mp3",
        handles: &["голос_Тетяни"],
        ..NOBODY
    },
];
