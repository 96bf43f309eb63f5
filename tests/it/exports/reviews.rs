//! Reviews for publication, in the terms of schema.org.

use super::*;

#[test]
fn a_review_has_the_fields_that_are_asked_for() {
    let case = worded();
    let rated = |number| review(&case, number).unwrap()["reviewRating"].clone();
    let value = review(&case, 7).unwrap();
    // Properties that schema.org and Google require or recommend.
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
    // The ruling is of the 23rd, the export of the 24th.
    assert_eq!(value["datePublished"], "2024-03-23");
    assert_eq!(value["author"]["name"], "Our desk");
    assert_eq!(value["author"]["url"], "https://desk.example");
    assert_eq!(value["inLanguage"], "en");
    // The pages that show the statement, primary ones first.
    assert_eq!(
        value["itemReviewed"]["appearance"][0]["url"],
        "https://cnn.example/2024/03/22/crocus-city-hall"
    );
    // The origin of the chain: CNN cites Amaq.
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
    // An unverified claim has no number that could be misread as a rating.
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
fn a_misleading_review_is_refused() {
    let case = sample();
    let why = |number| review(&case, number).unwrap_err().what;
    assert!(why(11).contains("nobody has ruled"), "{}", why(11));
    assert!(why(13).contains("set aside"), "{}", why(13));
    assert!(why(18).contains("people differ"), "{}", why(18));
    assert!(why(20).contains("an earlier wording"), "{}", why(20));
    assert!(why(5).contains("no item supports it"), "{}", why(5));
    let of = |choice, url, publisher| {
        exported(Format::Claimreview, &case, |request| {
            request.choice = choice;
            [request.url, request.publisher] =
                [url, publisher].map(|text: &str| Some(text.to_owned()));
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

/// A property, with the types that its values may have.
type Term = (&'static str, &'static [&'static str]);

/// The schema.org terms that we use: the properties of each type, and the types of their values
/// (`schema-dts` 2.1).
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
fn a_review_uses_only_schema_org_terms() {
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
        of: case.signoff_hash(),
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
    // In the newsroom's time zone it is already the next day.
    assert_eq!(day(&case), "2024-03-27");
}

#[test]
fn a_rated_claim_must_be_worded_without_its_speaker() {
    let case = sample();
    // Claim 7: "ISIS has claimed responsibility for the attack, CNN reported, citing the Amaq
    // agency."
    let error = review(&case, 7).unwrap_err();
    assert!(
        error.what.contains("its words tell who said it"),
        "{error:?}"
    );
    assert!(error.hint.contains("*wording*"), "{error:?}");
    review(&worded(), 7).unwrap();
    // The same applies to a claim with only a hedge, and to an attribution made by hand, which has
    // no cue.
    let mut mint = IdGen::seeded(8);
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
fn missing_recommended_fields_are_reported() {
    let case = worded();
    let remarks_on = |case: &Case, number: usize, url: &'static str| {
        let (words, findings) = (Words::of("en").unwrap(), findings(case));
        let zone = TimeZone::UTC;
        let now = "2024-03-23T22:30:00Z".parse().unwrap();
        let mut request = ExportRequest::new(Format::Claimreview);
        request.choice = Choice::One(case.claims.get_at(number - 1).unwrap().id);
        request.url = Some(url.to_owned());
        let mut options = Options::new(&request, &words, &findings, &zone, now);
        options.home = "https://desk.example/";
        remarks(Format::Claimreview, case, &options)
    };
    let page = "https://desk.example/crocus";
    assert_eq!(remarks_on(&case, 7, page), Vec::<String>::new());
    assert!(remarks_on(&case, 2, page)[0].contains("nobody is credited"));
    assert!(remarks_on(&case, 7, "https://desk.example")[0].contains("the newsroom's own address"));
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
    let remarks = remarks_on(&long, 2, page).join("\n");
    assert!(remarks.contains("claim 2: over 75 characters"), "{remarks}");
}

#[test]
fn a_review_can_be_embedded_in_a_page() {
    let id = sample().claims.get_at(1).unwrap().id;
    let text = exported(Format::Claimreview, &sample(), |request| {
        request.choice = Choice::One(id);
        request.url = Some("https://desk.example/crocus".to_owned());
        request.publisher = Some("Our </script> desk".to_owned());
        request.html = true;
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
    // Claims that would be refused are removed. Only open claims and claims with an undisputed
    // verdict are left.
    let stopped: Vec<ClaimId> = [5, 18, 20]
        .map(|number| case.claims.get_at(number - 1).unwrap().id)
        .to_vec();
    for id in stopped {
        ops::drop_claim(&case, id, &stamp)
            .unwrap()
            .apply(&mut case)
            .unwrap();
    }
    let text = exported(Format::Claimreview, &case, |request| {
        request.choice = Choice::All;
        // The fragment of the page's address is replaced.
        request.url = Some("https://desk.example/crocus#top".to_owned());
        request.publisher = Some("Our desk".to_owned());
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
