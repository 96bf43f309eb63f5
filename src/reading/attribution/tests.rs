//! Tests of attribution: sentences of three languages, and whom they credit. Their files are by
//! theme.

mod acts;
mod counted;
mod cyrillic;
mod english;
mod far;
mod nobody;
mod offices;
mod opinions;
mod outlets;
mod passing_on;
mod places;
mod quotations;
mod same_person;
mod speakers;
mod stance;
mod sureness;
mod together;
mod told;

use super::*;
use crate::reading::language::Language;
use crate::reading::sentences::sentences;

/// The credit of each sentence of a paragraph, as `cue | hedge | name (kind) < name (kind)`, as
/// `cue ? name / name` if it has only candidates, and as `-` if there is none.
fn shown(language: Language, text: &str) -> Vec<String> {
    shown_to(&mut Cast::default(), language, text)
}

/// Like `shown`, with a cast that has read the paragraphs before.
fn shown_to(cast: &mut Cast, language: Language, text: &str) -> Vec<String> {
    let ranges = sentences(text, Some(language));
    let all = credits(text, &ranges, Part::Body, language.words(), cast);
    let one = |credit: Option<Credit>| {
        let Some(credit) = credit else {
            return "-".to_owned();
        };
        let names = credit.chain.iter().filter_map(|who| cast.get(*who));
        let chain: Vec<String> = names
            .map(|somebody| format!("{} ({})", somebody.name, somebody.kind))
            .collect();
        let candidates = credit.candidates.iter().filter_map(|who| cast.get(*who));
        let candidates: Vec<&str> = candidates.map(|somebody| somebody.name.as_str()).collect();
        if !candidates.is_empty() {
            return format!("{} ? {}", credit.cue, candidates.join(" / "));
        }
        format!("{} | {} | {}", credit.cue, credit.hedge, chain.join(" < "))
    };
    all.into_iter().map(one).collect()
}

fn check(language: Language, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(shown(language, text), *expected, "{text}");
    }
}

#[test]
fn english_credits() {
    check(
        Language::English,
        &[
            (
                "Bob Crane, whose house was flooded, claims the sirens were silent.",
                &["claims |  | Bob Crane (other)"],
            ),
            ("Bob Crane claims damages from the city.", &["-"]),
            (
                "The Millers' Union said it was shut. The Bakers’ Union said it was open.",
                &[
                    "said |  | Millers' Union (body)",
                    "said |  | Bakers’ Union (body)",
                ],
            ),
            (
                "'They sold the dogs' was all that Bob Crane said.",
                &["said |  | Bob Crane (other)"],
            ),
            (
                "Mayor Moira Pell said it was over. Ms Pell added that it was late.",
                &[
                    "said |  | Moira Pell (official)",
                    "added |  | Moira Pell (official)",
                ],
            ),
            (
                "Sources in Kelm said it sank. Sources in Norsund said it did not.",
                &[
                    "said |  | Sources in Kelm (anonymous)",
                    "said |  | Sources in Norsund (anonymous)",
                ],
            ),
            (
                "Officials in March warned of a flood.",
                &["warned |  | Officials (official)"],
            ),
            (
                "ISIS claimed the attack, CNN said, citing Amaq.",
                &["said |  | CNN (outlet) < Amaq (agency)"],
            ),
            (
                "The bridge was closed, according to the city council.",
                &["according to |  | city council (body)"],
            ),
            (
                "Two died, said Mayor Ann Lee on Monday.",
                &["said |  | Ann Lee (official)"],
            ),
            (
                "CNN reported that ISIS had claimed the attack.",
                &["reported |  | CNN (outlet) < ISIS (body)"],
            ),
            (
                "According to CNN, the group claimed responsibility in a short statement published by the ISIS-affiliated Amaq agency.",
                &["According to |  | CNN (outlet) < Amaq agency (agency) < group (body)"],
            ),
            (
                "The Washington Post reports that in early March the US embassy in Russia warned of a threat.",
                &["reports |  | Washington Post (outlet) < US embassy (body)"],
            ),
            (
                "An American official, in an interview with CBS News, stated that the US has intelligence. The official also confirmed that \
                 Moscow had been warned. He added that it was passed on.",
                &[
                    "stated |  | CBS News (outlet) < American official (official)",
                    "confirmed |  | American official (official)",
                    "added |  | American official (official)",
                ],
            ),
            (
                "Russian media suggest that the announcement may be fake. According to their information, the layout was old.",
                &[
                    "suggest |  | Russian media (outlet)",
                    "According to |  | Russian media (outlet)",
                ],
            ),
            (
                "The ship allegedly sank, a resident told reporters.",
                &["told | allegedly | resident (witness)"],
            ),
            (
                "The operator, Norsund Lines, denied that.",
                &["denied |  | Norsund Lines (body)"],
            ),
            (
                "The paper's author, Dr. Ann Lee, who was not there, told Swedish Radio that it burned.",
                &["told |  | Swedish Radio (outlet) < Ann Lee (other)"],
            ),
            (
                "The mine closed. The minister declined to say why. The storm claimed 40 lives.",
                &["-", "-", "-"],
            ),
            (
                "Judge Sam Lee told jurors not to look. He said the report was late.",
                &["-", "said |  | Sam Lee (official)"],
            ),
        ],
    );
}

#[test]
fn what_only_looks_like_a_credit_is_none() {
    check(
        Language::English,
        &[
            (
                "The pump lifts 40 litres per hour and costs $2 per litre.",
                &["-"],
            ),
            (
                "Per the audit, two wells were dry.",
                &["Per |  | audit (document)"],
            ),
            ("The lake is shrinking faster than reported.", &["-"]),
            ("No union claimed responsibility for the strike.", &["-"]),
            (
                "Neither the mayor nor the harbour board confirmed the sum.",
                &["-"],
            ),
            (
                "Hugh Marsh said the auditors’ claims were late.",
                &["said |  | Hugh Marsh (other)"],
            ),
            ("Ada Poe sent a series of tweets on Monday.", &["-"]),
            (
                "Ada Poe told the board that she had tried to warn it.",
                &["told |  | Ada Poe (other)"],
            ),
            ("Ada Poe cited problems in the Northern Basin.", &["-"]),
        ],
    );
}

#[test]
fn several_speakers_and_common_nouns_are_credited() {
    check(
        Language::English,
        &[
            (
                "Ann Lee and Bob Crane said the gate was open.",
                &["said |  | Ann Lee and Bob Crane (other)"],
            ),
            (
                "Thousands of weavers said they had not been paid.",
                &["said |  | Thousands of weavers (other)"],
            ),
            (
                "And traders say prices fell.",
                &["say |  | traders (other)"],
            ),
            (
                "Ann Lee attacked the plan, saying it was dead.",
                &["saying |  | Ann Lee (other)"],
            ),
            (
                "CNN reported that in early May, the Danish embassy warned of floods.",
                &["reported |  | CNN (outlet) < Danish embassy (body)"],
            ),
        ],
    );
}

#[test]
fn an_owner_or_relative_is_not_the_speaker() {
    check(
        Language::English,
        &[
            (
                "Mayor Ann Lee was not told. Her lawyer said she was ill.",
                &["-", "said |  | Ann Lee’s lawyer (other)"],
            ),
            (
                "Ann Lee, the harbour minister, left. The harbour minister said it was late.",
                &["-", "said |  | Ann Lee (other)"],
            ),
            (
                "Bo Lind studies geese. Mr. Lind said they were few.",
                &["-", "said |  | Bo Lind (other)"],
            ),
            (
                "Mayor Ann Lee wrote on Telegram: “It is over.”",
                &["wrote |  | Ann Lee (official)"],
            ),
            (
                "Senator Bo Lind insisted that it was over, citing good weather.",
                &["insisted |  | Bo Lind (official)"],
            ),
            (
                "The Council of Herders and the Steppe (CHS) said it was late.",
                &["said |  | Council of Herders and the Steppe (body)"],
            ),
            (
                "The Committee on Rivers and Roads said it was late.",
                &["said |  | Committee on Rivers and Roads (body)"],
            ),
            (
                "The chairman, Bo Lind, said the farmers' claims were late.",
                &["said |  | Bo Lind (official)"],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[
            (
                "За словами Льва Кваші, дах цілий. За словами Зої Лиски, дах гнилий.",
                &[
                    "За словами |  | Лев Кваша (other)",
                    "За словами |  | Зоя Лиска (other)",
                ],
            ),
            (
                "Іван Кіт сказав, що дах цілий. Запевняє, що снігу нема.",
                &[
                    "сказав |  | Іван Кіт (other)",
                    "Запевняє |  | Іван Кіт (other)",
                ],
            ),
            (
                "Марія та Петро Лиски заявили, що дах цілий.",
                &["заявили |  | Марія та Петро Лиски (other)"],
            ),
            (
                "Міністр Ігор Лом прийшов. Олена Лом сказала, що бачила сніг. Пекарка Лом додала, що він тане.",
                &[
                    "-",
                    "сказала |  | Олена Лом (other)",
                    "додала |  | Олена Лом (other)",
                ],
            ),
        ],
    );
    check(
        Language::Russian,
        &[
            (
                "Мэр Казани заявил, что снег тает. Пресс-секретарь мэра Лыков возразил: лёд стоит.",
                &[
                    "заявил |  | Мэр Казани (official)",
                    "возразил |  | Лыков (official)",
                ],
            ),
            (
                "Лыков Сергей Ильич сказал, что снег тает. Лыков добавил, что воды нет.",
                &[
                    "сказал |  | Лыков Сергей Ильич (other)",
                    "добавил |  | Лыков Сергей Ильич (other)",
                ],
            ),
        ],
    );
}

#[test]
fn a_description_means_the_candidate_with_the_most_points() {
    check(
        Language::English,
        &[
            (
                "Mayor Ann Lee met Senator Rob Cole. She said the dam was safe. He said it was not.",
                &[
                    "-",
                    "said |  | Ann Lee (official)",
                    "said |  | Rob Cole (official)",
                ],
            ),
            (
                "Tom Hill said the dam was safe. Bob Crane left the room. He said it would fail.",
                &[
                    "said |  | Tom Hill (other)",
                    "-",
                    "said ? Bob Crane / Tom Hill",
                ],
            ),
            (
                "Northport Council said the bridge was safe. The company said it had warned it.",
                &[
                    "said |  | Northport Council (body)",
                    "said |  | company (body)",
                ],
            ),
            (
                "Police chief Huy Tran said it was shut. Linh Tran, who bakes, said it was open. Ms Tran said she drove there.",
                &[
                    "said |  | Huy Tran (official)",
                    "said |  | Linh Tran (other)",
                    "said |  | Linh Tran (other)",
                ],
            ),
            (
                "The Norsund Post wrote that the dam was safe. The newspaper said it was old.",
                &[
                    "wrote |  | Norsund Post (outlet)",
                    "said |  | Norsund Post (outlet)",
                ],
            ),
            (
                "Police chief Huy Tran said it was shut. Linh Tran, who bakes, said it was open. Chief Tran denied that.",
                &[
                    "said |  | Huy Tran (official)",
                    "said |  | Linh Tran (other)",
                    "denied |  | Huy Tran (official)",
                ],
            ),
            (
                "Guinea said it would answer. Equatorial Guinea said it would not.",
                &[
                    "said |  | Guinea (other)",
                    "said |  | Equatorial Guinea (other)",
                ],
            ),
            (
                "Mayor Bill de Lorca said it was safe. The mayor added that it was dry.",
                &[
                    "said |  | Bill de Lorca (official)",
                    "added |  | Bill de Lorca (official)",
                ],
            ),
        ],
    );
    check(
        Language::Ukrainian,
        &[(
            "Заступник міністра праці і спорту Іван Кіт повідомив, що сніг тане. Голова ОТГ додав, що дах цілий.",
            &[
                "повідомив |  | Іван Кіт (official)",
                "додав |  | Голова ОТГ (official)",
            ],
        )],
    );
    check(
        Language::Russian,
        &[(
            "О связи между заводом и президентом Петром Седовым заговорил бизнесмен Иван Котов. Он заявил, что завод продан.",
            &["-", "заявил |  | Иван Котов (other)"],
        )],
    );
}
