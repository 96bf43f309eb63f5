//! Every export of the sample case, the round trips of formats that can be read back, and the
//! fields that other standards require.

mod reviews;

use crate::support::script;
use crate::support::script::{moves, play};
use factdesk::case::ops::{self, Judgement};
use factdesk::case::*;
use factdesk::check::{FileChecks, Findings, House};
use factdesk::error::Error;
use factdesk::export::{Choice, ExportRequest, Format, Options, Words, export, remarks};
use factdesk::store::load;
use jiff::tz::{TimeZone, offset};
use proptest::prelude::*;
use serde_json::Value;

const SAMPLE: &str = include_str!("../../../assets/crocus-city-hall.case.ron");

fn sample() -> Case {
    load(SAMPLE.as_bytes()).unwrap()
}

fn findings(case: &Case) -> Findings {
    Findings::of(case, &House::default(), &FileChecks::default())
}

/// An export in the case's language, two hours east of Greenwich.
fn exported(
    format: Format,
    case: &Case,
    change: impl FnOnce(&mut ExportRequest),
) -> Result<String, Error> {
    let (words, findings) = (Words::of(&case.language).unwrap(), findings(case));
    let zone = TimeZone::fixed(offset(2));
    let now = "2024-03-23T22:30:00Z".parse().unwrap();
    let mut request = ExportRequest::new(format);
    change(&mut request);
    let mut options = Options::new(&request, &words, &findings, &zone, now);
    options.home = "https://desk.example";
    export(format, case, &options).map(|bytes| String::from_utf8(bytes).unwrap())
}

fn plain(format: Format, case: &Case) -> String {
    exported(format, case, |_| {}).unwrap()
}

/// The sample with each claim restated, and ruled on as restated.
fn worded() -> Case {
    let mut case = sample();
    let claims = case.claims.iter().map(|claim| {
        let mut new: Claim = claim.as_ref().clone();
        if claim.wording.is_empty() {
            new.wording = format!("What is rated, {}", claim.id);
        }
        for ruling in &mut new.rulings {
            if ruling.of == claim.subject_hash(ruling.question) {
                ruling.of = new_words(claim, &new.wording).subject_hash(ruling.question);
            }
        }
        new.into()
    });
    case.claims = claims.collect::<Vec<_>>().into_iter().collect();
    case
}

fn new_words(claim: &Claim, wording: &str) -> Claim {
    let mut new = claim.clone();
    new.wording = wording.to_owned();
    new
}

#[test]
fn the_sample_in_every_text_format() {
    let case = sample();
    for format in [Format::Csv, Format::Markdown, Format::Annotated] {
        insta::assert_snapshot!(format!("sample_{format}"), plain(format, &case));
    }
    assert_eq!(plain(Format::Ron, &case), SAMPLE);
    // Formats with a place for every field are compared on a case that has every field, and counted
    // on the sample.
    let whole = load(include_bytes!("../../whole.case.ron")).unwrap();
    for format in [Format::Json, Format::Annotations] {
        insta::assert_snapshot!(format!("whole_{format}"), plain(format, &whole));
    }
    let json: Value = serde_json::from_str(&plain(Format::Json, &case)).unwrap();
    assert_eq!(json["claims"].as_array().unwrap().len(), case.claims.len());
    assert_eq!(
        json["sources"].as_array().unwrap().len(),
        case.sources.len()
    );
    let annotations: Value = serde_json::from_str(&plain(Format::Annotations, &case)).unwrap();
    let anchored = case.claims.iter().filter(|claim| claim.span.is_some());
    assert_eq!(
        annotations["first"]["items"].as_array().map(Vec::len),
        Some(anchored.count()),
        "{annotations}"
    );
    insta::assert_snapshot!(
        "sample_claimreview",
        serde_json::to_string_pretty(&review(&case, 2).unwrap()).unwrap()
    );
}

#[test]
fn reports_are_in_the_language_of_the_case() {
    let mut case = sample();
    for language in ["uk", "ru"] {
        case.language = language.to_owned();
        let memo = plain(Format::Markdown, &case);
        let head: Vec<&str> = memo.lines().take(90).collect();
        insta::assert_snapshot!(format!("memo_{language}"), head.join("\n"));
        let marks = plain(Format::Annotated, &case);
        insta::assert_snapshot!(format!("annotated_{language}"), marks);
    }
}

#[test]
fn a_memo_starts_with_open_claims() {
    let mut case = Case::new("k7q2m9x4tbw5".parse().unwrap(), "Empty");
    let memo = plain(Format::Markdown, &case);
    assert!(memo.contains("Nothing: every claim is checked."), "{memo}");
    case.title = "x".to_owned();
    let memo = plain(Format::Markdown, &sample());
    assert!(memo.find("## What is open").unwrap() < memo.find("## Claims").unwrap());
}

#[test]
fn marks_of_overlapping_claims_name_their_words() {
    let mut case = Case::new("k7q2m9x4tbw5".parse().unwrap(), "t");
    let text = "Two died [sic] and nine were hurt.";
    case.draft = Some(std::sync::Arc::new(Draft::new(
        "x",
        vec![Paragraph::Body(text.to_owned())],
    )));
    let span = |start, end| Span {
        paragraph: 0,
        start,
        end,
    };
    let claim = |id: &str, span: Option<Span>, words: &str| {
        std::sync::Arc::new(Claim::new(id.parse().unwrap(), span, words))
    };
    case.claims = [
        claim("c11111111111", Some(span(0, 34)), text),
        claim("c22222222222", Some(span(19, 34)), "nine were hurt."),
        claim("c33333333333", None, "Free [words]"),
    ]
    .into_iter()
    .collect();
    assert_eq!(
        plain(Format::Annotated, &case),
        "Two died [[sic]] and nine were hurt. [“nine were hurt.”: OPEN] [“Two died [[sic]] and nine were hurt.”: OPEN]\n\n\
         Claims that are not in the text of the story\n\nFree [[words]] [OPEN]\n"
    );
}

#[test]
fn annotations_have_the_fields_that_are_asked_for_and_point_at_the_words() {
    let mut case = sample();
    // Positions count code points, also with characters of two to four bytes before each claim.
    let mut draft = Draft::clone(case.draft.as_deref().unwrap());
    draft
        .paragraphs
        .insert(0, Paragraph::Boilerplate("їжак 🦔 naïve".to_owned()));
    draft.sha256 = Draft::hash(&draft.paragraphs);
    let texts = draft.paragraphs.iter();
    let text = texts.fold(String::new(), |text, paragraph| {
        text + paragraph.text() + "\n"
    });
    case.draft = Some(std::sync::Arc::new(draft));
    case.claims = case
        .claims
        .iter()
        .map(|claim| {
            let mut claim = Claim::clone(claim);
            claim.span = claim.span.map(|span| Span {
                paragraph: span.paragraph + 1,
                ..span
            });
            std::sync::Arc::new(claim)
        })
        .collect();
    let value: Value = serde_json::from_str(&plain(Format::Annotations, &case)).unwrap();
    assert_eq!(value["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(
        (value["type"].clone(), value["total"].clone()),
        ("AnnotationCollection".into(), 28.into())
    );
    assert_eq!(value["first"]["type"], "AnnotationPage");
    let items = value["first"]["items"].as_array().unwrap();
    let text: Vec<char> = text.chars().collect();
    let of = |from: usize, to: usize| text[from..to].iter().collect::<String>();
    for (item, claim) in items.iter().zip(case.claims.iter()) {
        assert_eq!(
            (item["type"].clone(), item["motivation"].clone()),
            ("Annotation".into(), "assessing".into())
        );
        assert!(item["id"].as_str().unwrap().starts_with("urn:x-factdesk:"));
        assert!(
            item["body"]
                .as_array()
                .unwrap()
                .iter()
                .all(|body| body["type"] == "TextualBody")
        );
        let (quote, position) = (
            &item["target"]["selector"][0],
            &item["target"]["selector"][1],
        );
        assert_eq!(
            (quote["type"].clone(), position["type"].clone()),
            ("TextQuoteSelector".into(), "TextPositionSelector".into())
        );
        let at = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
        assert_eq!(of(at("start"), at("end")), claim.text);
        assert_eq!(quote["exact"], claim.text);
        assert_eq!(
            quote["prefix"],
            of(at("start").saturating_sub(32), at("start"))
        );
        assert_eq!(
            quote["suffix"],
            of(at("end"), (at("end") + 32).min(text.len()))
        );
    }
}

#[test]
fn files_are_named_after_the_case() {
    let beside = |format: Format, case: &str| format.beside(case.as_ref()).display().to_string();
    assert_eq!(
        beside(Format::Markdown, "/w/story.case.ron"),
        "/w/story.memo.md"
    );
    assert_eq!(beside(Format::Csv, "story.ron"), "story.claims.csv");
    assert_eq!(beside(Format::Ron, "a.case.ron"), "a.copy.case.ron");
}

#[test]
fn a_manual_ruling_is_in_every_format() {
    let mut case = sample();
    let stamp = Stamp {
        by: "zz",
        at: "2026-11-23T10:00:00Z".parse().unwrap(),
    };
    let judged = Judgement {
        verdict: Some(Verdict::Confirmed),
        note: "seen with my own eyes".to_owned(),
        reason: Some(Reason::WithContext),
        ..Judgement::default()
    };
    let id = case.claims.get_at(10).unwrap().id;
    let edit = ops::rule(&case, id, Question::Fact, &judged, &stamp).unwrap();
    edit.apply(&mut case).unwrap();
    for format in [
        Format::Json,
        Format::Csv,
        Format::Markdown,
        Format::Annotated,
        Format::Annotations,
    ] {
        assert!(
            plain(format, &case).contains("seen with my own eyes"),
            "{format}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn ron_and_json_read_back_as_the_same_case(script in moves(60)) {
        let case = play(&script).0.case().clone();
        let ron = plain(Format::Ron, &case);
        prop_assert_eq!(&load(ron.as_bytes()).unwrap(), &case);
        let json = plain(Format::Json, &case);
        prop_assert_eq!(&serde_json::from_str::<Case>(&json).unwrap(), &case);
        prop_assert!(!json.contains(|c| factdesk::text::is_unseen(c) && c != '\n'));
    }

    #[test]
    fn every_case_can_be_exported(script in moves(40)) {
        let case = play(&script).0.case().clone();
        for format in [Format::Csv, Format::Markdown, Format::Annotated, Format::Annotations] {
            let text = plain(format, &case);
            prop_assert!(!text.contains(|c| factdesk::text::is_unseen(c) && c != '\n'), "{}", format);
        }
    }
}

/// A review of one claim, by its number.
fn review(case: &Case, number: usize) -> Result<Value, Error> {
    reviewed(case, number, |_| {})
}

fn reviewed(
    case: &Case,
    number: usize,
    change: impl FnOnce(&mut ExportRequest),
) -> Result<Value, Error> {
    let id = case.claims.get_at(number - 1).unwrap().id;
    let text = exported(Format::Claimreview, case, |request| {
        request.choice = Choice::One(id);
        request.url = Some("https://desk.example/crocus".to_owned());
        request.publisher = Some("Our desk".to_owned());
        change(request);
    })?;
    Ok(serde_json::from_str(&text).unwrap())
}

/// The sample with one more verdict on a fact, and none on who said it.
fn with_a_fact_alone(language: &str) -> Case {
    let mut case = sample();
    case.language = language.to_owned();
    let id = case.claims.get_at(10).unwrap().id;
    let judged = Judgement {
        verdict: Some(Verdict::Confirmed),
        ..Judgement::default()
    };
    let stamp = Stamp {
        by: "mk",
        at: "2024-03-23T22:00:00.000Z".parse().unwrap(),
    };
    let edit = ops::rule(&case, id, Question::Fact, &judged, &stamp).unwrap();
    edit.apply(&mut case).unwrap();
    case
}

#[test]
fn the_number_of_checked_claims_agrees_with_the_verdicts() {
    for (language, said) in [
        (
            "en",
            "19 of 28 claims checked, 4 of them set aside, 1 more on the fact alone",
        ),
        (
            "uk",
            "перевірено тверджень: 19 з 28, з них поза перевіркою: 4, ще 1 лише за фактом",
        ),
        (
            "ru",
            "проверено утверждений: 19 из 28, из них вне проверки: 4, ещё 1 только по факту",
        ),
    ] {
        let case = with_a_fact_alone(language);
        let memo = plain(Format::Markdown, &case);
        assert!(memo.contains(&format!("- {said}\n")), "{memo}");
        let page = plain(Format::Html, &case);
        assert!(page.contains(&format!("{said}. ")), "{language}");
        let public = exported(Format::Html, &case, |request| request.public = true).unwrap();
        let head = "name=\"description\" content=\"";
        let start = public.find(head).unwrap() + head.len();
        let described = public[start..].split('"').next().unwrap();
        let numbers: Vec<usize> = described
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .collect();
        let [checked, all, counts @ ..] = numbers.as_slice() else {
            panic!("{described}")
        };
        assert_eq!((*checked, *all), (19, 28), "{described}");
        assert_eq!(counts.iter().sum::<usize>(), 19, "{described}");
    }
}
