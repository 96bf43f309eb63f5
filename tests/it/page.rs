//! The page for people, as an HTML parser reads it: its structure, its words for those who do not
//! see it, its colours, and that nothing foreign in it is anything but text.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;

use crate::support::payloads::{PAYLOADS, planted};
use crate::support::script::{moves, play};
use dom_query::{Document, NodeRef};
use factdesk::case::*;
use factdesk::check::{Findings, House, OnFiles};
use factdesk::export::{Format, Options, Words, export};
use factdesk::store::load;
use factdesk::text::{visible, visible_lines};
use jiff::tz::{TimeZone, offset};
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../../assets/crocus-city-hall.case.ron");
const LEAK: &str = include_str!("../paper/leak.case.ron");

fn page(case: &Case) -> String {
    let words = Words::of(&case.language).unwrap();
    let findings = Findings::of(case, &House::default(), &OnFiles::default());
    with(case, &words, &findings)
}

fn with(case: &Case, words: &Words, findings: &Findings) -> String {
    optioned(case, words, findings, |_| {})
}

/// The page for readers outside.
fn public(case: &Case) -> String {
    let words = Words::of(&case.language).unwrap();
    let findings = Findings::of(case, &House::default(), &OnFiles::default());
    optioned(case, &words, &findings, |options| {
        options.public = true;
        options.url = "https://desk.example/crocus";
        options.publisher = "Our desk";
        options.home = "https://desk.example";
    })
}

fn optioned(
    case: &Case,
    words: &Words,
    findings: &Findings,
    change: impl FnOnce(&mut Options<'_>),
) -> String {
    let zone = TimeZone::fixed(offset(2));
    let now = "2026-11-23T22:30:00Z".parse().unwrap();
    let mut options = Options::new(words, findings, &zone, now);
    change(&mut options);
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

/// What stands in the element, with all white space as one space.
fn words(node: &NodeRef<'_>) -> String {
    let text = node.text().to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All that must hold of every page.
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
                    // The page names its own address.
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
        // What has the focus, in the order in which it stands: nothing changes that order.
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
    // The first thing with a focus leads past the head.
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
        // A story in a language that nobody named, and one that is not in its case's own letters,
        // say so.
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
    let html = page(&case(include_str!("../whole.case.ron")));
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
        let standing = standing::stands(claim, Question::Fact).standing.to_string();
        assert!(one(&format!("#ref-{number}")).contains(&standing));
        assert!(one(&format!("#note-{number}")).contains(&standing));
        let told = one(&format!("#claim-{number}"));
        let said = claim.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(&said));
        for ruling in &claim.rulings {
            assert!(told.contains(&ruling.note));
        }
        for item in &claim.evidence {
            assert!(
                told.contains(&item.quote) && told.contains(&item.url) && told.contains(&item.note)
            );
        }
    }
    let story = words(&document.select("#story").nodes()[0]);
    assert!(story.contains("According to Russian media, 40 people had been killed by that night"));
}

/// The colours of each scheme, by name.
fn schemes(style: &str) -> [HashMap<String, [f64; 3]>; 3] {
    let mut blocks = style.split(":root").skip(1).map(|block| {
        let block = &block[..block.find('}').unwrap()];
        let pairs = block
            .split(';')
            .filter_map(|line| line.trim().trim_start_matches('{').trim().split_once(": #"));
        let colour = |hex: &str| {
            let hex = if hex.len() == 3 {
                hex.chars().flat_map(|c| [c, c]).collect()
            } else {
                hex.to_owned()
            };
            [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
        };
        pairs
            .map(|(name, hex)| (name.to_owned(), colour(hex)))
            .collect()
    });
    [
        blocks.next().unwrap(),
        blocks.next().unwrap(),
        blocks.next().unwrap(),
    ]
}

/// Relative luminance and contrast as WCAG 2.2 reckons them.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |colour: [f64; 3]| {
        let [r, g, b] = colour.map(|part| {
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (light(one), light(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_colours_of_both_schemes_and_of_print_can_be_read() {
    let html = page(&case(SAMPLE));
    let style = html
        .split("<style>")
        .nth(1)
        .unwrap()
        .split("</style>")
        .next()
        .unwrap();
    let mut worst = (f64::MAX, String::new());
    for (scheme, colours) in schemes(style).iter().enumerate() {
        let mut pairs = Vec::new();
        for ground in ["--paper", "--panel"] {
            pairs.extend(
                ["--ink", "--quiet", "--link"].map(|ink| (ink.to_owned(), ground.to_owned())),
            );
        }
        for standing in Standing::ALL {
            let (tone, tint) = (format!("--{standing}"), format!("--{standing}-tint"));
            for ink in ["--ink", "--quiet", &tone] {
                pairs.push((ink.to_owned(), tint.clone()));
            }
            for ground in ["--paper", "--panel"] {
                pairs.push((tone.clone(), ground.to_owned()));
            }
        }
        for (ink, ground) in pairs {
            let ratio = contrast(colours[&ink], colours[&ground]);
            assert!(
                ratio >= 4.5,
                "scheme {scheme}: {ink} on {ground} is {ratio:.2}"
            );
            if ratio < worst.0 {
                worst = (ratio, format!("{ink} on {ground}"));
            }
        }
    }
    println!("worst: {:.2}, {}", worst.0, worst.1);
    // No other colour is used but through these names.
    let rules = style.split('}').filter(|rule| !rule.contains(":root"));
    assert!(
        !rules
            .into_iter()
            .any(|rule| rule.contains(": #") || rule.contains("rgb")),
        "a colour without a name"
    );
    for turned in [" order:", "-reverse", "float:", "outline: 0"] {
        assert!(
            !style.contains(turned),
            "{turned} parts what is seen from what is read"
        );
    }
}

/// Everything that a page may hold: elements with the attributes that are ours.
fn vocabulary(document: &Document, vocabulary: &mut BTreeMap<String, BTreeSet<String>>) {
    for node in elements(document) {
        let attributes = vocabulary.entry(name(&node)).or_default();
        attributes.extend(
            node.attrs()
                .iter()
                .map(|attribute| attribute.name.local.to_string()),
        );
        let classes = attribute(&node, "class").unwrap_or_default();
        attributes.extend(classes.split(' ').map(|class| format!(".{class}")));
    }
}

/// The elements in order, but for what differs rightly: a link where a text is an address,
/// languages.
fn skeleton(document: &Document) -> Vec<String> {
    let mut skeleton = Vec::new();
    for node in elements(document) {
        let class = attribute(&node, "class").unwrap_or_default();
        let tag = if class == "address" {
            "address".to_owned()
        } else {
            name(&node)
        };
        let id = attribute(&node, "id").unwrap_or_default();
        if tag == "rect" || tag == "br" {
            // A picture of how many words there are, and a line break of the text.
            continue;
        }
        skeleton.push(format!("{tag} {class} {id}"));
    }
    skeleton
}

#[test]
fn nothing_that_means_harm_is_anything_but_text() {
    let nobody = Case::new(Mint::seeded(1).id(|_| false), "");
    // Findings differ with the words, rightly; they are told apart below.
    let none = Findings::of(&nobody, &House::default(), &OnFiles::default());
    let english = Words::of("en").unwrap();
    let bare = |case: &Case| with(case, &english, &none);
    let plain = bare(&planted("word"));
    let plain_skeleton = skeleton(&Document::from(plain.as_str()));
    let outside = public(&planted("word"));
    let outside_skeleton = skeleton(&Document::from(outside.as_str()));
    let mut ours = BTreeMap::new();
    for text in [
        &plain,
        &bare(&planted("https://a.example/b")),
        &page(&case(SAMPLE)),
        &page(&planted("word")),
    ] {
        vocabulary(&Document::from(text.as_str()), &mut ours);
    }
    for forbidden in ["script", "iframe", "img", "link", "form", "object", "base"] {
        assert!(!ours.contains_key(forbidden));
    }
    for payload in PAYLOADS {
        let case = planted(payload);
        let html = bare(&case);
        let document = Document::from(html.as_str());
        assert!(skeleton(&document) == plain_skeleton, "{payload:?}");
        let outside = public(&case);
        is_sound(&outside).unwrap_or_else(|error| panic!("{payload:?}: {error}"));
        let outside = Document::from(outside.as_str());
        assert!(outside_skeleton == skeleton(&outside), "{payload:?}");
        let reviews = outside.select("script").text().to_string();
        let reviews: serde_json::Value = serde_json::from_str(&reviews).unwrap();
        let first = reviews.as_array().map_or(&reviews, |all| &all[0]);
        assert_eq!(first["claimReviewed"], *payload);
        for html in [html, page(&case)] {
            is_sound(&html).unwrap_or_else(|error| panic!("{payload:?}: {error}"));
            let document = Document::from(html.as_str());
            let mut theirs = BTreeMap::new();
            vocabulary(&document, &mut theirs);
            for (tag, attributes) in &theirs {
                let known = ours
                    .get(tag)
                    .unwrap_or_else(|| panic!("{payload:?} makes a {tag}"));
                assert!(
                    attributes.is_subset(known),
                    "{payload:?}: {tag} {attributes:?}"
                );
            }
            // Line breaks are breaks of the markup, or signs where all stands on one line.
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let shown = [bare(&visible(payload)), bare(&visible_lines(payload))];
            for place in [
                "h1",
                "title",
                "#claim-1 blockquote",
                "#source-1",
                "#note-5",
                "#story",
            ] {
                let there = bare(&words(&document.select(place).nodes()[0]));
                let is_there = shown.iter().any(|shown| there.contains(shown));
                assert!(is_there, "{payload:?} in {place}: {there}");
            }
            assert!(
                !html.contains(|c| factdesk::text::is_unseen(c) && c != '\n'),
                "{payload:?}"
            );
        }
    }
}

#[test]
fn a_public_page_holds_no_findings_checkers_and_notes() {
    let case = case(SAMPLE);
    let html = public(&case);
    is_sound(&html).unwrap();
    let document = Document::from(html.as_str());
    let body = words(&document.select("body").nodes()[0]);
    for claim in case.claims.iter() {
        for ruling in &claim.rulings {
            assert!(ruling.note.is_empty() || !body.contains(&ruling.note));
        }
        for item in &claim.evidence {
            assert!(item.note.is_empty() || !body.contains(&item.note));
            assert!(body.contains(&item.quote) && body.contains(&item.url));
            if let Some(file) = &item.file {
                assert!(!html.contains(file.short_name()));
                assert!(!html.contains(&file.sha256.to_string()));
            }
        }
    }
    for source in case.sources.iter() {
        assert!(source.note.is_empty() || !body.contains(&source.note));
    }
    let findings = Findings::of(&case, &House::default(), &OnFiles::default());
    for claim in case.claims.iter() {
        for finding in findings.on(claim.id) {
            // A name of one word may be that of a standing.
            let name = finding.standard.name();
            assert!(!name.contains('-') || !body.contains(name), "{name}");
            let message = finding.message.to_string();
            assert!(!body.contains(&message), "{message}");
        }
    }
    let of_people = words(&document.select("main").nodes()[0]);
    let tokens: BTreeSet<&str> = of_people.split(|c: char| !c.is_alphanumeric()).collect();
    for checker in ["mk", "ab"] {
        assert!(!tokens.contains(checker), "{checker}");
    }
    assert!(!html.contains(&case.draft.as_ref().unwrap().name));
    // How each claim stands is still told.
    assert_eq!(document.select("article.claim").length(), 28);
}

#[test]
fn a_public_page_tells_programs_what_it_is() {
    let case = case(SAMPLE);
    let html = public(&case);
    let document = Document::from(html.as_str());
    let content = |selector: &str| {
        let found = document.select(selector);
        assert_eq!(found.length(), 1, "{selector}");
        found.attr("content").unwrap().to_string()
    };
    let about = "19 of 28 claims checked: confirmed 8, disputed 2, unverified 5, aside 4.";
    assert_eq!(content("meta[name=description]"), about);
    assert_eq!(content("meta[property='og:description']"), about);
    assert_eq!(content("meta[property='og:title']"), case.title);
    assert_eq!(content("meta[property='og:type']"), "article");
    assert_eq!(
        content("meta[property='og:url']"),
        "https://desk.example/crocus"
    );
    assert_eq!(content("meta[property='og:site_name']"), "Our desk");
    let reviews = document.select("script[type='application/ld+json']");
    let reviews: serde_json::Value = serde_json::from_str(reviews.text().as_ref()).unwrap();
    let reviews = reviews.as_array().unwrap();
    assert!(!reviews.is_empty());
    for review in reviews {
        let (page, id) = review["url"].as_str().unwrap().split_once('#').unwrap();
        assert_eq!(page, "https://desk.example/crocus");
        let quoted = document.select(&format!("#{id}"));
        assert_eq!(quoted.length(), 1, "{id}");
    }
    // Without an address there is none, and nothing is made up.
    let words = Words::of("en").unwrap();
    let findings = Findings::of(&case, &House::default(), &OnFiles::default());
    let html = optioned(&case, &words, &findings, |options| options.public = true);
    assert!(!html.contains("ld+json") && !html.contains("og:url"));
    assert!(html.contains("og:title"));
}

#[test]
fn no_shorthand_of_a_font_inherits_a_part() {
    let html = page(&case(SAMPLE));
    for rule in html.split(['{', ';', '}']).map(str::trim) {
        if let Some(font) = rule.strip_prefix("font:") {
            let is_part = font.contains("inherit") && font.trim() != "inherit";
            assert!(!is_part, "{rule}");
        }
    }
}

#[test]
fn a_line_break_that_a_person_typed_is_one() {
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
fn the_page_asks_for_nothing_outside() {
    let html = page(&case(SAMPLE));
    let document = Document::from(html.as_str());
    let policy = document.select("meta[http-equiv=Content-Security-Policy]");
    assert!(
        policy
            .attr("content")
            .unwrap()
            .starts_with("default-src 'none'; style-src 'unsafe-inline'")
    );
    for node in elements(&document) {
        for loading in [
            "src",
            "srcset",
            "data",
            "poster",
            "action",
            "background",
            "style",
            "xlink:href",
        ] {
            assert!(attribute(&node, loading).is_none());
        }
    }
    let style = document.select("style").text().to_string();
    for loading in ["url(", "@import", "expression", "image-set"] {
        assert!(!style.contains(loading));
    }
}

#[test]
fn a_web_of_sources_is_a_tree_however_deep_and_round() {
    let mut mint = Mint::seeded(3);
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
    // All of them stand behind the one that a claim credits.
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
    let told: BTreeSet<String> = document
        .select(".tree a")
        .nodes()
        .iter()
        .filter_map(|node| attribute(node, "href"))
        .collect();
    assert_eq!(told.len(), 5_000);
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

/// The page in a real browser, where `chromium` is in the PATH (Debian: `apt-get install
/// chromium`). The pictures come to lie in `target/tmp/page/`.
#[test]
fn a_browser_has_nothing_to_say_and_asks_for_nothing() {
    if Command::new("chromium").arg("--version").output().is_err() {
        eprintln!("skipped: there is no chromium here");
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    std::fs::create_dir_all(&folder).unwrap();
    let light = page(&case(SAMPLE));
    let dark = light.replace("(prefers-color-scheme: dark)", "all");
    for (look, html) in [("light", &light), ("dark", &dark)] {
        let file = folder.join(format!("{look}.html"));
        std::fs::write(&file, html).unwrap();
        for (size, width) in [("desk", 1280), ("phone", 500)] {
            let log = folder.join(format!("{look}-{size}.net.json"));
            let picture = folder.join(format!("{look}-{size}.png"));
            let ran = Command::new("chromium")
                .args([
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--enable-logging=stderr",
                ])
                .arg(format!(
                    "--user-data-dir={}",
                    folder.join("profile").display()
                ))
                .arg(format!("--window-size={width},4000"))
                .arg(format!("--log-net-log={}", log.display()))
                .arg(format!("--screenshot={}", picture.display()))
                .arg(format!("file://{}", file.display()))
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&ran.stderr);
            assert!(picture.is_file(), "{said}");
            assert!(!said.contains("CONSOLE"), "{said}");
            let net = std::fs::read_to_string(log).unwrap();
            assert!(
                !net.contains(".example"),
                "an address of the page was asked for"
            );
        }
        let paper = folder.join(format!("{look}.pdf"));
        let print = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
            ])
            .arg(format!(
                "--user-data-dir={}",
                folder.join("profile").display()
            ))
            .arg(format!("--print-to-pdf={}", paper.display()))
            .arg(format!("file://{}", file.display()))
            .output()
            .unwrap();
        assert!(print.status.success() && paper.is_file());
        // As much paper as there is to read: no page but the last is half empty.
        if let Ok(about) = Command::new("pdfinfo").arg(&paper).output() {
            let about = String::from_utf8_lossy(&about.stdout).into_owned();
            let pages = about.lines().find_map(|line| line.strip_prefix("Pages:"));
            let pages: usize = pages.unwrap().trim().parse().unwrap();
            assert!(pages <= 20, "{pages} pages");
            let text = Command::new("pdftotext").arg(&paper).arg("-").output();
            let text = String::from_utf8(text.unwrap().stdout).unwrap();
            let words: Vec<usize> = text
                .split('\u{c}')
                .map(|page| page.split_whitespace().count())
                .collect();
            let full = &words[..pages - 1];
            assert!(full.iter().all(|count| *count >= 120), "{words:?}");
        }
    }
}
