use std::sync::Arc;

use proptest::prelude::*;

use super::words::SHORT;
use super::*;
use crate::case::{Mint, Source, SourceKind};

/// Secrets of confidential sources with these names and urls.
fn secrets(sources: &[(&str, &str)]) -> Secrets {
    let mut mint = Mint::seeded(1);
    let mut case = Case::new(mint.id(|_| false), "x");
    for (name, url) in sources {
        let mut source = Source::new(mint.id(|_| false), *name);
        source.confidential = true;
        source.kind = SourceKind::Body;
        source.url = (*url).to_owned();
        case.sources.insert(Arc::new(source));
    }
    Secrets::of(&case)
}

fn found<'a>(secrets: &Secrets, text: &'a str) -> Vec<&'a str> {
    secrets
        .ranges(text)
        .into_iter()
        .map(|range| &text[range])
        .collect()
}

#[test]
fn a_name_is_found_however_it_is_written() {
    let secrets = secrets(&[
        ("Олена  Дем'янчук", ""),
        ("Артём Ёлкин", ""),
        ("Li", ""),
        ("Ada\tWeiß", ""),
    ]);
    for (text, there) in [
        (
            "сказала ОЛЕНА\u{a0}ДЕМ’ЯНЧУК.",
            vec!["ОЛЕНА\u{a0}ДЕМ’ЯНЧУК"],
        ),
        (
            "Олена \n Дем\u{2bc}янчук; від Олена Дем'янчукам",
            vec!["Олена \n Дем\u{2bc}янчук", "Олена Дем'янчук"],
        ),
        (
            "Оле\u{ad}на Дем'\u{200b}янчук",
            vec!["Оле\u{ad}на Дем'\u{200b}янчук"],
        ),
        (
            "Артем Елкин, Арте\u{308}м Е\u{308}лкин\u{301}!",
            vec!["Артем Елкин", "Арте\u{308}м Е\u{308}лкин\u{301}"],
        ),
        ("police, Li, oli, LI-", vec!["Li", "LI"]),
        ("ada weiss and ADA WEIẞ", vec!["ada weiss", "ADA WEIẞ"]),
        ("Олена. Демянчук", vec![]),
    ] {
        assert_eq!(found(&secrets, text), there, "{text}");
        assert_eq!(secrets.holds(text), !there.is_empty(), "{text}");
    }
}

#[test]
fn an_address_is_found_by_its_host_too() {
    let secrets = secrets(&[
        ("", "https://user@WWW.Leaks.example:8080/a?b"),
        ("", "mailto:olena@post.example"),
        ("", "tel: 555 12 34"),
    ]);
    for text in [
        "see leaks.example.",
        "http://www.LEAKS.example/other",
        "write to Olena@post.example",
        "call 555 12 34",
    ] {
        assert!(secrets.holds(text), "{text}");
    }
    assert!(!secrets.holds("leaks example"));
    assert!(secrets.holds_in_address("https://x.example/?u=leaks%2Eexample"));
}

#[test]
fn a_name_in_an_address_is_found() {
    let secrets = secrets(&[("Іван Франко", "")]);
    assert!(secrets.holds_in_address(
        "https://x.example/%D0%86%D0%B2%D0%B0%D0%BD_%D0%A4%D1%80%D0%B0%D0%BD%D0%BA%D0%BE"
    ));
    assert!(secrets.holds_in_address("https://x.example/іван-франко%"));
    assert!(!secrets.holds_in_address("https://x.example/%zz%"));
}

#[test]
fn what_is_written_in_percents_is_found() {
    let secrets = secrets(&[
        ("Ivan Sydorenko", "https://leaks.example/x"),
        ("José Niño", ""),
        ("Іван Франко", ""),
    ]);
    for (text, there) in [
        (
            "https://x.example/?u=Ivan%20Sydorenko&v=1",
            vec!["Ivan%20Sydorenko"],
        ),
        ("u=Ivan+Sydorenko.", vec!["Ivan+Sydorenko"]),
        (
            "ivan%2Dsydorenko, ivan%2dsydorenko",
            vec!["ivan%2Dsydorenko", "ivan%2dsydorenko"],
        ),
        ("at LEAKS%2EEXAMPLE%2Fy", vec!["LEAKS%2EEXAMPLE"]),
        ("%49van %53ydorenk%6F", vec!["%49van %53ydorenk%6F"]),
        ("é Jos%C3%A9%20Ni%C3%B1o é", vec!["Jos%C3%A9%20Ni%C3%B1o"]),
        (
            "Jos%65%CC%81 Nin%CC%83o%CC%81.",
            vec!["Jos%65%CC%81 Nin%CC%83o%CC%81"],
        ),
        (
            "q=%D0%86%D0%B2%D0%B0%D0%BD+%D0%A4%D1%80%D0%B0%D0%BD%D0%BA%D0%BE%D0",
            vec!["%D0%86%D0%B2%D0%B0%D0%BD+%D0%A4%D1%80%D0%B0%D0%BD%D0%BA%D0%BE"],
        ),
        ("Ivan%C3Sydorenko %2 %zz% Sydorenko%D0% %", vec![]),
    ] {
        assert_eq!(found(&secrets, text), there, "{text}");
        assert_eq!(secrets.holds(text), !there.is_empty(), "{text}");
    }
}

#[test]
fn a_name_is_found_whatever_joins_its_words() {
    let secrets = secrets(&[
        ("Ivan Sydorenko", ""),
        ("Jean-Paul Le Guin", ""),
        ("Anna Maria-Luisa Rossi", ""),
        ("Li Na", ""),
    ]);
    for name in [
        "Ivan\u{ad}Sydorenko",
        "Ivan\u{200b}Sydorenko",
        "Ivan\u{2060}\u{200d}Sydorenko",
        "Ivan-Sydorenko",
        "ivan\u{2011}sydorenko",
        "ivan_sydorenko",
        "ivan.sydorenko",
        "ivansydorenko",
        "SydorenkoIvan",
        "Sydorenko Ivan",
        "Sydorenko, Ivan",
        "SYDORENKO,\u{a0}IVAN",
        "Sydorenko,Ivan",
        "sydorenko.ivan",
        "sydorenko%2C%20ivan",
        "sydorenko,+ivan",
        "jean_paul_le_guin",
        "anna.maria.luisa.rossi",
        "annamarialuisarossi",
        "Rossi, Anna Maria-Luisa",
        "Rossi, Anna Maria Luisa",
        "li-na",
    ] {
        for text in [format!("by @{name}: 1"), format!("x/{name}")] {
            assert_eq!(found(&secrets, &text), [name], "{text}");
            assert!(secrets.holds(&text), "{text}");
        }
    }
    for text in [
        "Ivan met Sydorenko",
        "Ivan; Sydorenko. Ivan",
        "Ivan and Sydorenko",
        "Ivan, Sydorenko",
        "Sydorenko",
        "lina, Nali; China likes",
    ] {
        assert!(!secrets.holds(text), "{text}");
    }
}

#[test]
fn a_name_that_is_turned_is_not_begun_by_another() {
    let secrets = secrets(&[("Ivan Franko", "")]);
    assert_eq!(
        found(&secrets, "Ivan Franko, Ivan Bahrianyi"),
        ["Ivan Franko"]
    );
    assert_eq!(
        found(&secrets, "Franko, Ivan Franko"),
        ["Franko, Ivan Franko"]
    );
}

#[test]
fn what_is_between_two_parts_of_a_name_stays() {
    let mut mint = Mint::seeded(1);
    let mut case = Case::new(mint.id(|_| false), "x");
    let mut source = Source::new(mint.id(|_| false), "Ivan Sydorenko");
    source.confidential = true;
    case.sources.insert(Arc::new(source));
    let secrets = Secrets::of(&case);
    assert_eq!(found(&secrets, "Ivan met Sydorenko"), ["Ivan", "Sydorenko"]);
    assert_eq!(found(&secrets, "@ivansydorenko met"), ["ivansydorenko"]);
}

#[test]
fn a_name_is_found_as_hypertext_has_it() {
    let secrets = secrets(&[("Smith & Sons", ""), ("Pat O'Hara", "")]);
    for name in [
        "Smith & Sons",
        "Smith &amp; Sons",
        "SMITH&nbsp;&#38;&#x20;SONS",
        "smith+%26+sons",
        "Pat O&#39;Hara",
        "Pat&shy;&nbsp;O&apos;Hara",
    ] {
        assert_eq!(found(&secrets, &format!("<{name}>")), [name]);
    }
    for text in [
        "Smith &lt; Sons",
        "Smith &am; Sons",
        "&#xffffffff; &#-1; &; &&&",
    ] {
        assert!(!secrets.holds(text), "{text}");
    }
}

#[test]
fn a_file_is_found_by_its_name_without_the_ending() {
    let of = |name: &str| {
        stems(name)
            .into_iter()
            .map(|word| word.folded)
            .collect::<Vec<_>>()
    };
    assert_eq!(of("SecretMemo.pdf"), ["secretmemo"]);
    assert_eq!(of("secretmemo.tar.gz"), ["secretmemo.tar", "secretmemo"]);
    for name in [
        "secretmemo",
        "memo.pdf",
        "Document.pdf",
        "scan 0001.png",
        "report_2.pdf",
        ".pdf",
        "…….a",
        "",
    ] {
        assert_eq!(of(name), Vec::<String>::new(), "{name}");
    }
    assert_eq!(
        stems("123456.pdf").first().map(|word| word.ending),
        Some(Some(0))
    );
}

#[test]
fn a_person_is_found_by_a_part_of_the_name_where_that_is_asked_for() {
    let mut mint = Mint::seeded(1);
    let mut case = Case::new(mint.id(|_| false), "x");
    for name in [
        "Marta Kowal",
        "Олексій Іванович Петренко",
        "a senior official",
        "Mark Ng",
    ] {
        let mut source = Source::new(mint.id(|_| false), name);
        source.confidential = true;
        case.sources.insert(Arc::new(source));
    }
    let secrets = Secrets::of(&case);
    for (text, there) in [
        (
            "Kowal's letters; KOWALS, Marta.",
            vec!["Kowal", "KOWALS", "Marta"],
        ),
        ("Kowalska, market, martas'", vec!["martas"]),
        (
            "за словами Петренка, Олексієві Петренковій",
            vec!["Петренка", "Олексієві", "Петренковій"],
        ),
        ("an official", vec![]),
    ] {
        assert_eq!(found(&secrets, text), there, "{text}");
    }
}

#[test]
fn overlapping_ones_are_one_and_what_is_left_is_looked_at_again() {
    let secrets = secrets(&[("abcd", ""), ("cdef", ""), ("xy", "")]);
    assert_eq!(found(&secrets, "abcdefxyabcd xyz"), ["abcdefxyabcd"]);
    assert_eq!(found(&secrets, "zabcdxy xyz"), ["abcdxy"]);
}

#[test]
fn a_place_is_told_by_its_words_and_not_by_the_name() {
    let secrets = secrets(&[("Ivan Franko", ""), ("Lesia", "")]);
    let told = |text| secrets.told(text).map(|(_, place)| place);
    assert_eq!(
        told("He met (Ivan Franko) there.").as_deref(),
        Some("words 3 to 4")
    );
    assert_eq!(
        told("Lesia, and Ivan Franko").as_deref(),
        Some("word 1 and 1 more")
    );
    assert_eq!(told("@ivanfranko").as_deref(), Some("word 1"));
    assert_eq!(told("nobody"), None);
    let sources: Vec<SourceId> = secrets
        .places("Lesia, and Ivan Franko, and Lesia")
        .into_iter()
        .map(|place| place.source)
        .collect();
    assert!(sources[0] == sources[2] && sources[0] != sources[1]);
}

#[test]
fn hostile_names_do_no_harm() {
    let long = "я".repeat(50_000);
    let secrets = secrets(&[
        ("", ""),
        (" \u{a0}\n", "://"),
        (".*+?^$(){}|[]\\", "http://"),
        (&long, "%"),
        ("\u{301}\u{200b}", "@:?#"),
        (NAMELESS, ""),
        ("a confidential source (12)", ""),
        ("—", ""),
    ]);
    assert_eq!(secrets.words.len(), 1);
    assert!(secrets.holds(&format!("x{long}")) && !secrets.holds(".*+?^$(){}|[]\\ — %"));
    assert!(super::tests::secrets(&[(" ", ""), ("…", "")]).is_empty());
}

#[test]
fn every_letter_is_found_in_its_other_case() {
    let differ = (0..=0x0010_ffff).filter_map(char::from_u32).filter(|&c| {
        let whole = folded(c.encode_utf8(&mut [0; 4]));
        let lower: String = c.to_lowercase().collect();
        let upper: String = c.to_uppercase().collect();
        folded(&lower) != whole || folded(&upper) != whole
    });
    assert_eq!(differ.collect::<Vec<_>>(), []);
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[abаїßИ ]{1,6}", "[a-z]{1,3}", any::<String>()]
}

proptest! {
    #[test]
    fn what_stands_in_a_text_is_found_and_nothing_is_left(
        names in prop::collection::vec(words(), 1..4),
        around in prop::collection::vec(words(), 4),
        which in any::<usize>(),
    ) {
        let pairs: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
        let secrets = secrets(&pairs);
        let name = &names[which % names.len()];
        let text = format!("{} {} {}{}", around[0], name.to_uppercase(), around[1], around[2]);
        let ranges = secrets.ranges(&text);
        prop_assert_eq!(secrets.holds(&text), !ranges.is_empty());
        prop_assert!(ranges.windows(2).all(|pair| pair[0].end < pair[1].start));
        let mut rest = String::new();
        let mut end = 0;
        for range in ranges {
            rest += &text[end..range.start];
            rest += "█";
            end = range.end;
        }
        rest += &text[end..];
        prop_assert!(!secrets.holds(&rest), "{rest:?}");
        let folded = folded(name.trim());
        if folded.chars().filter(|c| c.is_alphanumeric()).count() > SHORT && !folded.starts_with(' ') && !folded.ends_with(' ') {
            prop_assert!(rest != text);
        }
    }
}
