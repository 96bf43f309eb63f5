//! Ways of naming a source that were once left in redacted exports, one per row. None may be left
//! in any format.

use std::collections::BTreeSet;

use factdesk::case::*;
use factdesk::export::{Format, redact};

use super::forms::Form;
use super::matcher::texts;
use super::people::{NOBODY, Person};
use super::plant::planting;
use super::{at_most, exports, fates};
use crate::support::dice::Dice;

/// A source, and texts that identify it.
struct Row {
    what: &'static str,
    source: Person,
    texts: &'static [&'static str],
}

const fn row(what: &'static str, name: &'static str, texts: &'static [&'static str]) -> Row {
    Row {
        what,
        source: Person { name, ..NOBODY },
        texts,
    }
}

const fn of_kind(kind: SourceKind, name: &'static str, texts: &'static [&'static str]) -> Row {
    Row {
        what: "any kind of source",
        source: Person {
            name,
            kind,
            ..NOBODY
        },
        texts,
    }
}

const fn at(url: &'static str, texts: &'static [&'static str]) -> Row {
    Row {
        what: "an address",
        source: Person {
            name: "a colleague",
            language: "en",
            url,
            ..NOBODY
        },
        texts,
    }
}

const ROWS: &[Row] = &[
    row(
        "a name of one word",
        "Марія",
        &["Марії", "Марію", "МАРІЄЮ", "марії"],
    ),
    Row {
        what: "a pet name that a person added",
        source: Person {
            name: "Марія",
            aliases: &["Маша", "Lena"],
            ..NOBODY
        },
        texts: &["Маши", "Машу", "Маші", "Lena", "Lena's"],
    },
    row(
        "a role behind",
        "Olena Demchuk, nurse",
        &["Demchuk", "Olena", "Demchuk's"],
    ),
    row(
        "a role before",
        "nurse Olena Demchuk",
        &["Demchuk", "Olena Demchuk"],
    ),
    row(
        "a role in brackets",
        "Olena Demchuk (ward nurse)",
        &["Olena Demchuk", "Demchuk"],
    ),
    row(
        "a particle",
        "Anna van Dijk",
        &["van Dijk", "Dijk", "Anna Dijk"],
    ),
    row(
        "particles",
        "Abu Bakr al-Harrani",
        &["Harrani", "al-Harrani", "Abu Bakr"],
    ),
    row(
        "small letters",
        "olena demchuk",
        &["Demchuk", "Olena", "OLENA DEMCHUK"],
    ),
    row(
        "a nickname in quotes",
        "Olena “Kestrel” Demchuk",
        &["Demchuk", "Olena Demchuk", "Kestrel"],
    ),
    row(
        "six words",
        "Olena Maria Halyna Daria Sofia Demchuk",
        &["Demchuk", "Halyna"],
    ),
    row(
        "a stem that changes",
        "Петро Кравець",
        &["Кравця", "Кравцеві", "Кравцем", "Петра"],
    ),
    row(
        "a stem that changes",
        "Павел Заяц",
        &["Павла Зайца", "Павла", "Павлом Зайцем"],
    ),
    row(
        "a stem that changes",
        "Ольга Вербова",
        &["Ользі", "Вербової", "Ольгою Вербовою"],
    ),
    row(
        "a stem that changes",
        "Вероніка Дорош",
        &["Вероніці", "Вероніку"],
    ),
    row(
        "a stem that changes",
        "Іван Сокіл",
        &["Івана Сокола", "Іванові Соколу"],
    ),
    row(
        "a stem that changes",
        "Федір Чичибабюк",
        &["Федора", "Чичибабюка", "Федору"],
    ),
    row(
        "a double name",
        "Ірина Скородинська-Кюрлі",
        &[
            "Скородинської-Кюрлі",
            "Кюрлі",
            "Скородинській",
            "Скородинську",
        ],
    ),
    of_kind(SourceKind::Social, "Olena Demchuk", &["Demchuk", "Olena"]),
    of_kind(SourceKind::Document, "Olena Demchuk", &["Demchuk"]),
    of_kind(
        SourceKind::Body,
        "«Альфа»",
        &["«Альфи»", "«Альфою»", "Альфі"],
    ),
    of_kind(
        SourceKind::Outlet,
        "Слобідська правда",
        &["«Слобідської правди»", "Слобідську правду"],
    ),
    of_kind(
        SourceKind::Agency,
        "Ковиньківка-Інформ",
        &["Ковиньківки-Інформ", "Ковиньківці"],
    ),
    at(
        "https://www.instagram.com/nurse.kovel/",
        &[
            "nurse.kovel",
            "@nurse.kovel",
            "instagram.com/nurse.kovel",
            "NURSE.KOVEL",
        ],
    ),
    at(
        "https://t.me/nurse_kovel",
        &[
            "nurse_kovel",
            "@nurse_kovel",
            "t.me/s/nurse_kovel",
            "tg://resolve?domain=nurse_kovel",
            "nurse\\_kovel",
        ],
    ),
    at(
        "https://drive.example/file/qsecretdoc7/view?token=abXc81q",
        &["qsecretdoc7", "token=abXc81q", "abXc81q"],
    ),
    row(
        "a handle as the name",
        "@nurse_kovel",
        &["nurse_kovel", "t.me/nurse_kovel", "@NURSE_KOVEL"],
    ),
    at(
        "mailto:olena.d@mail.example",
        &[
            "OLENA.D",
            "olena.d",
            "olena.d@mail.example",
            "OLENA.D at mail",
        ],
    ),
    at(
        "tel:+380501234567",
        &[
            "+38 050 123 45 67",
            "050-123-45-67",
            "(050) 123 45 67",
            "+380 (50) 123-45-67",
            "0501234567",
            "50 123 45 67",
            "38.050.123.45.67",
        ],
    ),
    row(
        "a handle made of the name",
        "Olena Demchuk",
        &[
            "odemchuk@mail.example",
            "demchuk85@mail.example",
            "@elenademchuk",
            "@olena_demchuk",
            "@demchuk.olena",
            "odemchuk",
        ],
    ),
    row(
        "another alphabet",
        "Olena Demchuk",
        &[
            "Олена Демчук",
            "Олени Демчук",
            "Елена Демчук",
            "Елены",
            "Демчук",
        ],
    ),
    row(
        "another alphabet",
        "Олена Демчук",
        &[
            "Olena Demchuk",
            "Olena",
            "Елена",
            "Еленой",
            "Elena Demchuk",
            "Demchuk",
        ],
    ),
    row(
        "look-alike letters",
        "Олена Демчук",
        &["Oлeнa", "Дeмчyк", "Олеna"],
    ),
    row(
        "full-width letters",
        "Olena Demchuk",
        &["Ｏｌｅｎａ", "ＤＥＭＣＨＵＫ", "𝐃𝐞𝐦𝐜𝐡𝐮𝐤"],
    ),
    row(
        "characters that fill",
        "Олена Демчук",
        &[
            "Дем\u{3164}чук",
            "Дем\u{115f}чук",
            "Дем\u{17b4}чук",
            "Дем\u{fffc}чук",
            "Дем&ZeroWidthSpace;чук",
            "Дем\u{200b}чук",
        ],
    ),
    row(
        "two paragraphs",
        "Олена Демчук",
        &["Олена\u{2029}Демчук", "Дем\u{2029}чук", "Дем-\u{2029}чук"],
    ),
    at(
        "https://олена-квітова.укр/",
        &[
            "xn----7sbbhao1bethh1czs.xn--j1amh",
            "олена-квітова.укр",
            "ОЛЕНА-КВІТОВА.УКР",
        ],
    ),
    Row {
        what: "a file",
        source: Person {
            name: "a clerk",
            language: "en",
            file: "scans/olenka-7742.pdf",
            ..NOBODY
        },
        texts: &[
            "OLENKA_7742",
            "olenka 7742",
            "olenka7742",
            "/home/desk/scans/olenka-7742.pdf",
            "olenka-7742",
        ],
    },
    Row {
        what: "a file with a short name",
        source: Person {
            name: "a clerk",
            language: "en",
            file: "vq7.pdf",
            ..NOBODY
        },
        texts: &["vq7.pdf", "VQ7"],
    },
];

/// The number of rows that are known to be left, which should become zero.
const KNOWN: usize = 0;

#[test]
fn no_row_of_the_table_is_left_in_any_format() {
    let mut dice = Dice::new(2);
    let mut left = Vec::new();
    for row in ROWS {
        let forms: Vec<Form> = row.texts.iter().map(|text| form(text)).collect();
        let planting = planting(&row.source, &forms, &mut dice);
        let (fates, own) = fates(&planting);
        for (planted, became) in planting.planted.iter().zip(fates) {
            if became.is_left() {
                let Row { what, source, .. } = row;
                left.push(format!(
                    "{what}: {} {}: {:?} in {} of {}: {:?}",
                    source.name,
                    source.url,
                    planted.form.text,
                    planted.field,
                    became.format,
                    became.fate
                ));
            }
        }
        left.extend(own);
    }
    at_most(KNOWN, &left);
}

fn form(text: &str) -> Form {
    Form {
        base: "row",
        spelling: "as it is",
        before: String::new(),
        text: text.to_owned(),
        after: String::new(),
        may_ask: false,
    }
}

/// Several confidential sources are numbered in an order that reveals nothing: over many
/// redactions, each gets each number.
#[test]
fn the_numbers_of_confidential_sources_reveal_nothing_of_their_names() {
    let mut orders = BTreeSet::new();
    for seed in 0..60 {
        let mut mint = IdGen::seeded(seed);
        let mut case = Case::new(mint.id(|_| false), "The ferry");
        let mut sources = Vec::new();
        let kinds = [SourceKind::Witness, SourceKind::Body, SourceKind::Social];
        for (name, kind) in ["Anton Brevik", "Mila Corvane", "Zoe Dallen"]
            .into_iter()
            .zip(kinds)
        {
            let mut source = Source::new(mint.id(|_| false), name);
            source.kind = kind;
            source.confidential = true;
            sources.push(std::sync::Arc::new(source));
        }
        case.sources = sources.into_iter().collect();
        let (redacted, _) = redact(&case);
        let mut named: Vec<(String, SourceKind)> = redacted
            .sources
            .iter()
            .map(|source| (source.name.clone(), source.kind))
            .collect();
        named.sort_by(|a, b| a.0.cmp(&b.0));
        let order: Vec<String> = named.iter().map(|(_, kind)| kind.to_string()).collect();
        orders.insert(order.join(" "));
    }
    assert_eq!(orders.len(), 6, "{orders:?}");
}

/// The mark is one pair of brackets in every format.
#[test]
fn the_mark_is_the_same_in_every_format() {
    let source = Person {
        name: "Olena Demchuk",
        language: "en",
        ..NOBODY
    };
    let planting = planting(&source, &[form("Olena Demchuk")], &mut Dice::new(3));
    let (redacted, _) = redact(&planting.case);
    for (format, bytes) in exports(&redacted) {
        if format == Format::Annotated {
            let all = texts(format, &bytes).join("\n");
            assert!(all.contains("[redacted]"), "{all}");
            assert!(!all.contains("[[redacted]]"), "{all}");
        }
    }
}
