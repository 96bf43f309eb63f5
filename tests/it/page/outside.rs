//! The page for readers outside, and hostile text.

use super::*;

/// Everything that a page may contain: elements with our own attributes.
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

/// The elements in order, without legitimate differences: the link if a text is an address, and
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
            // An image of the word count, and a line break in the text.
            continue;
        }
        skeleton.push(format!("{tag} {class} {id}"));
    }
    skeleton
}

#[test]
fn hostile_text_is_never_anything_but_text() {
    let nobody = Case::new(IdGen::seeded(1).id(|_| false), "");
    // Findings rightly differ with the words, and are compared below.
    let none = Findings::of(&nobody, &House::default(), &FileChecks::default());
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
            // Line breaks are break elements, or signs where everything is on one line.
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
    let findings = Findings::of(&case, &House::default(), &FileChecks::default());
    for claim in case.claims.iter() {
        for finding in findings.on(claim.id) {
            // A name of one word may also be the name of a standing.
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
    // The standing of each claim is still there.
    assert_eq!(document.select("article.claim").length(), 28);
}

#[test]
fn a_public_page_has_machine_readable_metadata() {
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
    // Without an address the page gives none and invents nothing.
    let words = Words::of("en").unwrap();
    let findings = Findings::of(&case, &House::default(), &FileChecks::default());
    let html = optioned(&case, &words, &findings, |request| request.public = true);
    assert!(!html.contains("ld+json") && !html.contains("og:url"));
    assert!(html.contains("og:title"));
}
