//! The page for people, as an HTML parser reads it: its structure, its texts for people who do not
//! see it, its colours, and that foreign text in it is never anything but text.

mod looks;
mod outside;

use crate::support::payloads::{PAYLOADS, planted};
use crate::support::script::{moves, play};
use dom_query::{Document, NodeRef};
use factdesk::case::*;
use factdesk::check::{FileChecks, Findings, House};
use factdesk::export::{ExportRequest, Format, Options, Words, export};
use factdesk::store::load;
use factdesk::text::{visible, visible_lines};
use jiff::tz::{TimeZone, offset};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;

const SAMPLE: &str = include_str!("../../../assets/crocus-city-hall.case.ron");

const LEAK: &str = include_str!("../../paper/leak.case.ron");

fn page(case: &Case) -> String {
    let words = Words::of(&case.language).unwrap();
    let findings = Findings::of(case, &House::default(), &FileChecks::default());
    with(case, &words, &findings)
}

fn with(case: &Case, words: &Words, findings: &Findings) -> String {
    optioned(case, words, findings, |_| {})
}

/// The page for readers outside.
fn public(case: &Case) -> String {
    let words = Words::of(&case.language).unwrap();
    let findings = Findings::of(case, &House::default(), &FileChecks::default());
    optioned(case, &words, &findings, |request| {
        request.public = true;
        request.url = Some("https://desk.example/crocus".to_owned());
        request.publisher = Some("Our desk".to_owned());
    })
}

fn optioned(
    case: &Case,
    words: &Words,
    findings: &Findings,
    change: impl FnOnce(&mut ExportRequest),
) -> String {
    let zone = TimeZone::fixed(offset(2));
    let now = "2026-11-23T22:30:00Z".parse().unwrap();
    let mut request = ExportRequest::new(Format::Html);
    change(&mut request);
    let mut options = Options::new(&request, words, findings, &zone, now);
    options.home = "https://desk.example";
    String::from_utf8(export(Format::Html, case, &options).unwrap()).unwrap()
}

fn case(text: &str) -> Case {
    load(text.as_bytes()).unwrap()
}

/// All elements in order.
fn elements(document: &Document) -> Vec<NodeRef<'_>> {
    document.select("*").nodes().to_vec()
}

fn name(node: &NodeRef<'_>) -> String {
    node.node_name().unwrap().to_string()
}

fn attribute(node: &NodeRef<'_>, name: &str) -> Option<String> {
    node.attr(name).map(|value| value.to_string())
}

/// The text of the element, with all white space as single spaces.
fn words(node: &NodeRef<'_>) -> String {
    let text = node.text().to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks everything that must be true of every page.
fn is_sound(html: &str) -> Result<(), TestCaseError> {
    let document = Document::from(html);
    let mut ids = BTreeSet::new();
    for node in elements(&document) {
        if let Some(id) = attribute(&node, "id") {
            prop_assert!(ids.insert(id.clone()), "two elements have the id {}", id);
        }
    }
    let mut level = 0;
    for node in elements(&document) {
        let tag = name(&node);
        for (label, pointed) in [("href", "#"), ("aria-labelledby", "")] {
            for target in attribute(&node, label)
                .iter()
                .flat_map(|value| value.split(' '))
            {
                match target.strip_prefix(pointed) {
                    Some(target) => {
                        prop_assert!(ids.contains(target), "{}={} leads nowhere", label, target);
                    }
                    // The page gives its own address.
                    None if tag == "link" => prop_assert_eq!(target, "https://desk.example/crocus"),
                    None => {
                        let web = target.to_lowercase();
                        prop_assert!(
                            web.starts_with("http://") || web.starts_with("https://"),
                            "{}",
                            target
                        );
                        prop_assert_eq!(attribute(&node, "rel").unwrap(), "noopener noreferrer");
                    }
                }
            }
        }
        if let Some(next) = tag
            .strip_prefix('h')
            .and_then(|digit| digit.parse::<u32>().ok())
        {
            prop_assert!(
                next <= level + 1,
                "h{} after h{}: {}",
                next,
                level,
                words(&node)
            );
            prop_assert_eq!(next == 1, level == 0, "one h1, and first");
            level = next;
        }
        // Focus moves in the order of the page: nothing changes that order.
        if let Some(place) = attribute(&node, "tabindex") {
            prop_assert!(place == "0" || place == "-1");
        }
        if tag == "a" {
            prop_assert!(!words(&node).is_empty(), "a link without words");
        }
        if tag == "th" {
            prop_assert!(attribute(&node, "scope").is_some());
        }
        if tag == "svg" {
            prop_assert_eq!(attribute(&node, "role").unwrap(), "img");
            prop_assert!(attribute(&node, "aria-labelledby").is_some());
        }
        if let Some(language) = attribute(&node, "lang") {
            prop_assert!(
                language
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '-'),
                "{}",
                language
            );
        }
        if tag == "time" {
            let exact = attribute(&node, "datetime").unwrap();
            let is_time = exact.parse::<Timestamp>().is_ok() && exact.ends_with("+02:00");
            prop_assert!(is_time || exact.parse::<Date>().is_ok(), "{}", exact);
        }
    }
    for landmark in [
        "body > .sheet > header",
        "nav[aria-label]",
        "main",
        "footer",
        "head > title",
    ] {
        prop_assert_eq!(document.select(landmark).length(), 1, "{}", landmark);
    }
    // The first element that takes focus leads past the head.
    let first = elements(&document)
        .into_iter()
        .find(|node| name(node) == "a")
        .unwrap();
    prop_assert_eq!(attribute(&first, "class").unwrap(), "skip");
    Ok(())
}

#[test]
fn the_pages_of_the_samples_are_sound() {
    for text in [SAMPLE, LEAK] {
        is_sound(&page(&case(text))).unwrap();
    }
    for (name, text) in [
        ("uk", "Паром затонув."),
        ("ru", "Паром затонул."),
        ("", "x"),
    ] {
        let mut case = case(LEAK);
        case.language = name.to_owned();
        case.title = text.to_owned();
        let html = page(&case);
        is_sound(&html).unwrap();
        let document = Document::from(html.as_str());
        let spoken = if name.is_empty() { "en" } else { name };
        assert_eq!(
            document.select("html").attr("lang").unwrap().as_ref(),
            spoken
        );
        // A story in an unnamed language says so, and so does one that is not in its case's own
        // letters.
        let own = document
            .select("h1")
            .attr("lang")
            .map(|lang| lang.to_string());
        assert_eq!(own, name.is_empty().then(String::new));
        let body = document
            .select("#story p[lang]")
            .attr("lang")
            .map(|lang| lang.to_string());
        assert_eq!(
            body.as_deref(),
            Some(if name.is_empty() { "" } else { "und-Latn" })
        );
    }
}

#[test]
fn the_page_of_a_case_with_one_of_each_record() {
    let html = page(&case(include_str!("../../whole.case.ron")));
    let (head, rest) = html.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    let lines = format!("{head}{body}").replace("><", ">\n<");
    insta::assert_snapshot!(lines);
}

#[test]
fn every_claim_is_marked_noted_and_told() {
    let case = case(SAMPLE);
    let html = page(&case);
    let document = Document::from(html.as_str());
    for (place, claim) in case.claims.iter().enumerate() {
        let number = place + 1;
        let one = |selector: &str| {
            let found = document.select(selector);
            assert_eq!(found.length(), 1, "{selector}");
            words(&found.nodes()[0])
        };
        let standing = standing::standing_of(claim, Question::Fact)
            .standing
            .to_string();
        assert!(one(&format!("#ref-{number}")).contains(&standing));
        assert!(one(&format!("#note-{number}")).contains(&standing));
        let article = one(&format!("#claim-{number}"));
        let said = claim.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(article.contains(&said));
        for ruling in &claim.rulings {
            assert!(article.contains(&ruling.note));
        }
        for item in &claim.evidence {
            assert!(
                article.contains(&item.quote)
                    && article.contains(&item.url)
                    && article.contains(&item.note)
            );
        }
    }
    let story = words(&document.select("#story").nodes()[0]);
    assert!(story.contains("According to Russian media, 40 people had been killed by that night"));
}

#[test]
fn a_typed_line_break_is_kept() {
    let mut case = case(SAMPLE);
    let mut claim: Claim = case.claims.get_at(0).unwrap().as_ref().clone();
    claim.rulings[0].note = "first\r\nsecond".to_owned();
    claim.evidence[0].quote = "one\ntwo".to_owned();
    let others = case.claims.iter().skip(1).cloned();
    case.claims = std::iter::once(claim.into()).chain(others).collect();
    let html = page(&case);
    for lines in ["first<br>second", "one<br>two"] {
        assert!(html.contains(lines), "{lines}");
    }
    assert!(!html.contains('␊') && !html.contains('␍'));
}

#[test]
fn a_deep_and_circular_web_of_sources_is_shown_as_a_tree() {
    let mut mint = IdGen::seeded(3);
    let mut case = Case::new(mint.id(|_| false), "x");
    let ids: Vec<SourceId> = (0..5_000).map(|_| mint.id(|_| false)).collect();
    case.sources = ids
        .iter()
        .enumerate()
        .map(|(place, id)| {
            let mut source = Source::new(*id, format!("s{place:04}"));
            // One long circle, and each relies on many.
            source.relies_on = (1..4)
                .map(|step| ids[(place * step + 1) % ids.len()])
                .collect();
            source.into()
        })
        .collect();
    // All of them are behind the source that a claim credits.
    let mut claim = Claim::new(mint.id(|_| false), None, "It sank.");
    claim.attribution = Some(Attribution {
        cue: String::new(),
        hedge: String::new(),
        chain: vec![ids[0]],
        candidates: Vec::new(),
        suggested: false,
    });
    case.claims = std::iter::once(claim.into()).collect();
    let html = page(&case);
    let document = Document::from(html.as_str());
    assert_eq!(document.select("#sources tbody tr").length(), 5_000);
    let linked: BTreeSet<String> = document
        .select(".tree a")
        .nodes()
        .iter()
        .filter_map(|node| attribute(node, "href"))
        .collect();
    assert_eq!(linked.len(), 5_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_page_is_sound(script in moves(60)) {
        let case = play(&script).0.case().clone();
        is_sound(&page(&case))?;
        is_sound(&public(&case))?;
    }
}
