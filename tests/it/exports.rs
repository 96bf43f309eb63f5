//! Every export of the sample case as it is read, the laws of those that are read back, and the
//! fields that others ask for.

use crate::support::script;
use crate::support::script::{moves, play};
use factdesk::case::ops::{self, Judgement};
use factdesk::case::*;
use factdesk::check::{Findings, House, OnFiles};
use factdesk::error::Error;
use factdesk::export::{Choice, Format, Options, Words, export, remarks};
use factdesk::store::load;
use jiff::tz::{TimeZone, offset};
use proptest::prelude::*;
use serde_json::Value;

const SAMPLE: &str = include_str!("../../assets/crocus-city-hall.case.ron");

fn sample() -> Case {
    load(SAMPLE.as_bytes()).unwrap()
}

fn findings(case: &Case) -> Findings {
    Findings::of(case, &House::default(), &OnFiles::default())
}

/// An export in the case's language, two hours east of Greenwich.
fn exported(
    format: Format,
    case: &Case,
    change: impl FnOnce(&mut Options<'_>),
) -> Result<String, Error> {
    let (words, findings) = (Words::of(&case.language).unwrap(), findings(case));
    let zone = TimeZone::fixed(offset(2));
    let now = "2024-03-23T22:30:00Z".parse().unwrap();
    let mut options = Options::new(&words, &findings, &zone, now);
    change(&mut options);
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
            if ruling.of == claim.of(ruling.question) {
                ruling.of = new_words(claim, &new.wording).of(ruling.question);
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

/// A review of one claim, by its number.
fn review(case: &Case, number: usize) -> Result<Value, Error> {
    reviewed(case, number, |_| {})
}

fn reviewed(
    case: &Case,
    number: usize,
    change: impl FnOnce(&mut Options<'_>),
) -> Result<Value, Error> {
    let id = case.claims.get_at(number - 1).unwrap().id;
    let text = exported(Format::Claimreview, case, |options| {
        options.choice = Choice::One(id);
        options.url = "https://desk.example/crocus";
        options.publisher = "Our desk";
        options.home = "https://desk.example";
        change(options);
    })?;
    Ok(serde_json::from_str(&text).unwrap())
}

#[test]
fn the_sample_in_every_text_format() {
    let case = sample();
    for format in [Format::Csv, Format::Markdown, Format::Annotated] {
        insta::assert_snapshot!(format!("sample_{format}"), plain(format, &case));
    }
    assert_eq!(plain(Format::Ron, &case), SAMPLE);
    // What has a place for every field is read on a case that has one of each, and counted on the
    // sample.
    let whole = load(include_bytes!("../whole.case.ron")).unwrap();
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
fn the_reports_speak_the_language_of_the_case() {
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
fn a_memo_starts_with_what_stands_open_and_says_when_nothing_does() {
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
fn a_review_has_the_fields_that_are_asked_for() {
    let case = worded();
    let rated = |number| review(&case, number).unwrap()["reviewRating"].clone();
    let value = review(&case, 7).unwrap();
    // schema.org and Google: required and recommended properties.
    for field in [
        "@context",
        "@type",
        "url",
        "claimReviewed",
        "reviewRating",
        "author",
        "itemReviewed",
        "datePublished",
    ] {
        assert!(!value[field].is_null(), "{field}: {value}");
    }
    assert_eq!(value["@context"], "https://schema.org");
    assert_eq!(value["url"], "https://desk.example/crocus");
    // The ruling was on the 23rd, the export is of the 24th.
    assert_eq!(value["datePublished"], "2024-03-23");
    assert_eq!(value["author"]["name"], "Our desk");
    assert_eq!(value["author"]["url"], "https://desk.example");
    assert_eq!(value["inLanguage"], "en");
    // Where it was found that they said it, at first hand first.
    assert_eq!(
        value["itemReviewed"]["appearance"][0]["url"],
        "https://cnn.example/2024/03/22/crocus-city-hall"
    );
    // The far end of the chain: CNN cites Amaq.
    assert_eq!(value["itemReviewed"]["author"]["name"], "Amaq");
    assert_eq!(value["itemReviewed"]["@type"], "Claim");
    assert_eq!(rated(7)["ratingValue"], 5);
    assert_eq!(
        (
            rated(7)["bestRating"].clone(),
            rated(7)["worstRating"].clone()
        ),
        (5.into(), 1.into())
    );
    assert_eq!(rated(14)["ratingValue"], 4);
    assert_eq!(rated(10)["ratingValue"], 3);
    assert_eq!(rated(2)["ratingValue"], 1);
    // What was not established has no number, and none is to be read into it.
    assert_eq!(
        rated(6),
        serde_json::json!({"@type": "Rating", "alternateName": "Unverified"})
    );
    assert_eq!(
        review(&case, 2).unwrap()["claimReviewed"],
        "Crocus City Hall is a shopping centre"
    );
}

#[test]
fn a_review_is_refused_where_it_would_mislead() {
    let case = sample();
    let why = |number| review(&case, number).unwrap_err().what;
    assert!(why(11).contains("nobody has ruled"), "{}", why(11));
    assert!(why(13).contains("set aside"), "{}", why(13));
    assert!(why(18).contains("people differ"), "{}", why(18));
    assert!(why(20).contains("an earlier wording"), "{}", why(20));
    assert!(why(5).contains("no item supports it"), "{}", why(5));
    let of = |choice, url, publisher| {
        exported(Format::Claimreview, &case, |options| {
            (options.choice, options.url, options.publisher) = (choice, url, publisher);
        })
        .unwrap_err()
    };
    insta::assert_debug_snapshot!(
        "review_candidates",
        of(Choice::Only, "https://a.example", "x")
    );
    insta::assert_debug_snapshot!("review_stopped", of(Choice::All, "https://a.example", "x"));
    let one = Choice::One(case.claims.get_at(1).unwrap().id);
    assert!(of(one, "", "x").hint.contains("--url"));
    assert!(
        of(one, "https://a.example", " ")
            .hint
            .contains("--publisher")
    );
    assert!(
        of(one, "javascript:alert(1)", "x")
            .what
            .contains("not a web address")
    );
}

/// A property with the types of its values.
type Term = (&'static str, &'static [&'static str]);

/// schema.org's own terms: which properties each type has, of those that we use, and of what type
/// their values are (`schema-dts` 2.1).
const TERMS: &[(&str, &[Term])] = &[
    (
        "ClaimReview",
        &[
            ("@context", &["Text"]),
            ("url", &["Text"]),
            ("datePublished", &["Date"]),
            ("inLanguage", &["Text"]),
            ("claimReviewed", &["Text"]),
            ("author", &["Organization", "Person"]),
            ("itemReviewed", &["Claim"]),
            ("reviewRating", &["Rating"]),
        ],
    ),
    (
        "Claim",
        &[
            ("inLanguage", &["Text"]),
            ("author", &["Organization", "Person"]),
            ("datePublished", &["Date"]),
            ("appearance", &["CreativeWork"]),
        ],
    ),
    ("CreativeWork", &[("url", &["Text"])]),
    (
        "Organization",
        &[
            ("name", &["Text"]),
            ("url", &["Text"]),
            ("sameAs", &["Text"]),
        ],
    ),
    ("Person", &[("name", &["Text"]), ("sameAs", &["Text"])]),
    (
        "Rating",
        &[
            ("alternateName", &["Text"]),
            ("ratingValue", &["Number"]),
            ("bestRating", &["Number"]),
            ("worstRating", &["Number"]),
        ],
    ),
];

fn is_in_terms(value: &Value) {
    let kind = value["@type"].as_str().unwrap();
    let (_, terms) = TERMS.iter().find(|(name, _)| *name == kind).unwrap();
    for (name, value) in value
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| *name != "@type")
    {
        let (_, kinds) = terms.iter().find(|(term, _)| term == name).unwrap();
        let each = match value {
            Value::Array(values) => values.clone(),
            one => vec![one.clone()],
        };
        for value in each {
            match value {
                Value::Object(_) => {
                    assert!(kinds.contains(&value["@type"].as_str().unwrap()), "{name}");
                    is_in_terms(&value);
                }
                Value::Number(_) => assert!(kinds.contains(&"Number"), "{name}"),
                Value::String(text) if kinds.contains(&"Date") => {
                    text.parse::<Date>().unwrap();
                }
                Value::String(_) => assert!(kinds.contains(&"Text"), "{name}"),
                other => panic!("{name}: {other}"),
            }
        }
    }
}

#[test]
fn a_review_says_only_what_schema_org_has_terms_for() {
    let case = worded();
    let reviews: Vec<Value> = (1..=case.claims.len())
        .filter_map(|number| review(&case, number).ok())
        .collect();
    assert!(reviews.len() >= 14, "{}", reviews.len());
    reviews.iter().for_each(is_in_terms);
}

#[test]
fn a_review_is_dated_by_the_ruling_or_a_later_sign_off() {
    let mut case = worded();
    let day = |case: &Case| review(case, 7).unwrap()["datePublished"].clone();
    let signed = |at: &str| SignOff {
        by: "mk".to_owned(),
        at: at.parse().unwrap(),
        of: case.of(),
        findings: 0,
        note: String::new(),
        with_errors: String::new(),
    };
    let (early, late) = (
        signed("2024-01-02T10:00:00Z"),
        signed("2024-03-26T22:30:00Z"),
    );
    case.signoffs = vec![early];
    assert_eq!(day(&case), "2024-03-23");
    case.signoffs.push(late);
    // In the newsroom it is the next day already.
    assert_eq!(day(&case), "2024-03-27");
}

#[test]
fn what_is_rated_is_asked_for_without_who_said_it() {
    let case = sample();
    // Claim 7: "ISIS has claimed responsibility for the attack, CNN reported, citing the Amaq agency."
    let error = review(&case, 7).unwrap_err();
    assert!(
        error.what.contains("its words tell who said it"),
        "{error:?}"
    );
    assert!(error.hint.contains("*wording*"), "{error:?}");
    review(&worded(), 7).unwrap();
    // The same of what is only hedged, and of a credit by hand, which has no cue.
    let mut mint = Mint::seeded(8);
    let stamp = |by| Stamp {
        by,
        at: "2026-11-23T10:00:00Z".parse().unwrap(),
    };
    for (text, cue, hedge, why) in [
        ("The dam may burst, Vik said.", "said", "", "who said it"),
        ("The dam allegedly burst.", "", "allegedly", "with a hedge"),
        ("LARS VIK: the dam burst.", "", "", "who said it"),
        ("The dam burst.", "said", "", ""),
        ("The dam burst.", "", "", ""),
    ] {
        let mut case = Case::new(mint.id(|_| false), "x");
        let source = Source::new(mint.id(|_| false), "Lars Vik");
        let mut claim = Claim::new(mint.id(|_| false), None, text);
        claim.attribution = Some(Attribution {
            cue: cue.to_owned(),
            hedge: hedge.to_owned(),
            chain: vec![source.id],
            candidates: Vec::new(),
            suggested: false,
        });
        let id = claim.id;
        case.sources = std::iter::once(source.into()).collect();
        case.claims = std::iter::once(claim.into()).collect();
        let judged = Judgement {
            verdict: Some(Verdict::Unverified),
            reason: Some(Reason::Insufficient),
            ..Judgement::default()
        };
        for question in [Question::Said, Question::Fact] {
            let edit = ops::rule(&case, id, question, &judged, &stamp("mk")).unwrap();
            edit.apply(&mut case).unwrap();
        }
        match review(&case, 1) {
            Ok(review) => assert_eq!((why, &review["claimReviewed"]), ("", &text.into())),
            Err(error) => assert!(!why.is_empty() && error.what.contains(why), "{error:?}"),
        }
    }
}

#[test]
fn what_readers_of_a_review_miss_is_said() {
    let case = worded();
    let told = |case: &Case, number: usize, url: &'static str| {
        let (words, findings) = (Words::of("en").unwrap(), findings(case));
        let zone = TimeZone::UTC;
        let now = "2024-03-23T22:30:00Z".parse().unwrap();
        let mut options = Options::new(&words, &findings, &zone, now);
        options.choice = Choice::One(case.claims.get_at(number - 1).unwrap().id);
        (options.url, options.home) = (url, "https://desk.example/");
        remarks(Format::Claimreview, case, &options)
    };
    let page = "https://desk.example/crocus";
    assert_eq!(told(&case, 7, page), Vec::<String>::new());
    assert!(told(&case, 2, page)[0].contains("nobody is credited"));
    assert!(told(&case, 7, "https://desk.example")[0].contains("the newsroom's own address"));
    let mut long = case.clone();
    let mut claim: Claim = long.claims.get_at(1).unwrap().as_ref().clone();
    claim.wording = "word ".repeat(20);
    let others = case
        .claims
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != 1);
    let others = others.map(|(_, claim)| claim.clone());
    long.claims = others.chain([claim.into()]).collect();
    let told = told(&long, 2, page).join("\n");
    assert!(told.contains("claim 2: over 75 characters"), "{told}");
}

#[test]
fn a_review_can_come_as_a_page_needs_it() {
    let id = sample().claims.get_at(1).unwrap().id;
    let text = exported(Format::Claimreview, &sample(), |options| {
        options.choice = Choice::One(id);
        options.url = "https://desk.example/crocus";
        options.publisher = "Our </script> desk";
        options.html = true;
    })
    .unwrap();
    let inner = text
        .strip_prefix("<script type=\"application/ld+json\">\n")
        .and_then(|text| text.strip_suffix("</script>\n"))
        .unwrap();
    assert!(!inner.contains('<'), "{inner}");
    let review: Value = serde_json::from_str(inner).unwrap();
    assert_eq!(review["author"]["name"], "Our </script> desk");
}

#[test]
fn all_reviews_have_an_address_each() {
    let mut case = worded();
    let stamp = Stamp {
        by: "mk",
        at: script::time(0),
    };
    // What would be refused goes: only claims with a verdict that nothing stands against, and open
    // ones, are left.
    let stopped: Vec<ClaimId> = [5, 18, 20]
        .map(|number| case.claims.get_at(number - 1).unwrap().id)
        .to_vec();
    for id in stopped {
        ops::drop_claim(&case, id, &stamp)
            .unwrap()
            .apply(&mut case)
            .unwrap();
    }
    let text = exported(Format::Claimreview, &case, |options| {
        options.choice = Choice::All;
        // What the page has behind the sign of a place on it gives way.
        options.url = "https://desk.example/crocus#top";
        options.publisher = "Our desk";
    });
    let reviews: Vec<Value> = serde_json::from_str(&text.unwrap()).unwrap();
    let mut urls: Vec<&str> = reviews
        .iter()
        .map(|review| review["url"].as_str().unwrap())
        .collect();
    assert_eq!(urls.len(), 14);
    assert!(
        urls.iter()
            .all(|url| url.starts_with("https://desk.example/crocus#c"))
    );
    urls.sort_unstable();
    urls.dedup();
    assert_eq!(urls.len(), 14);
}

#[test]
fn annotations_have_the_fields_that_are_asked_for_and_point_at_the_words() {
    let mut case = sample();
    // Positions count code points: with letters and signs of two to four bytes before every claim.
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
fn a_ruling_by_hand_shows_in_every_format() {
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
