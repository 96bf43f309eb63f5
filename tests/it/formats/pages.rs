//! Pages of the web.

use super::*;

#[test]
fn a_page_of_an_english_site_is_its_story() {
    let (case, report) = read(page("ferry.html").as_bytes(), "ferry.html");
    insta::assert_snapshot!(shown(&case, &report));
}

#[test]
fn a_ukrainian_page_of_tables_in_windows_1251_is_its_story() {
    let page = page("mine.uk.html");
    let (bytes, _, had_none) = encoding_rs::WINDOWS_1251.encode(&page);
    assert!(!had_none);
    let (case, report) = read(&bytes, "mine.html");
    insta::assert_snapshot!(shown(&case, &report));
}

#[test]
fn a_page_whose_paragraphs_are_line_breaks_is_its_story() {
    let (case, report) = read(page("dam.ru.html").as_bytes(), "dam.ru.html");
    insta::assert_snapshot!(shown(&case, &report));
}

#[test]
fn a_headline_is_found_and_not_repeated() {
    let body = "<p>The ferry sank on Monday, the mayor said.</p><p>Nine were hurt, he said.</p>";
    let title = "<title>Nine hurt as a ferry sinks off Kelm | The Herald</title>";
    for (head, expected) in [
        (
            "<h1>The Herald</h1><h2>Nine hurt as a ferry sinks off Kelm</h2>",
            "Nine hurt as a ferry sinks off Kelm",
        ),
        (
            "<h1>Ferry sinks in a storm near Kelm</h1>",
            "Ferry sinks in a storm near Kelm",
        ),
        (
            "<h1>Nine hurt as a ferry sinks</h1><h1>Sport</h1>",
            "Nine hurt as a ferry sinks",
        ),
        ("", "Nine hurt as a ferry sinks off Kelm"),
    ] {
        let page = format!("<html><head>{title}</head><body>{head}{body}");
        let (case, _) = read(page.as_bytes(), "x.html");
        let paragraphs = paragraphs(&case);
        assert_eq!(paragraphs[0], format!("title: {expected}"));
        let repeats = paragraphs.iter().filter(|text| text.ends_with(expected));
        assert_eq!((repeats.count(), case.title.as_str()), (1, expected));
    }
}

#[test]
fn preformatted_text_keeps_its_lines() {
    let page = "<html><body><pre>FERRY SINKS\n\nThe ferry sank on Monday at noon off the cape of\nKelm, the mayor said; nobody \
                knows why it did so.\n\nA: 1\nB: 2\n</pre>";
    let (case, _) = read(page.as_bytes(), "x.html");
    let expected = [
        "title: FERRY SINKS",
        "body: The ferry sank on Monday at noon off the cape of Kelm, the mayor said; nobody knows why it did so.",
        "heading: A: 1",
        "body: B: 2",
    ];
    assert_eq!(paragraphs(&case), expected);
}

#[test]
fn the_work_of_the_parser_is_limited() {
    let words = "The ferry sank on Monday, the mayor said.";
    let too_deep = |page: String| refused(page.as_bytes(), "x.html");
    assert_eq!(
        too_deep(format!("<html>{}{words}", "<div>".repeat(1_000_000))),
        "x.html:1:1537: more than 400 elements are nested here"
    );
    let each = |count: usize, piece: fn(usize) -> String| {
        (0..count).map(piece).collect::<Vec<_>>().concat()
    };
    let wide = each(40_000, |at| format!("a{at} "));
    let bold = each(390, |at| format!("<b a={at}>"));
    for page in [
        format!("<html><p {wide}>{words}"),
        format!("<html><p =\"><p {wide}>{words}\">"),
        format!("<html><p>{bold}{}", "</p><p>x".repeat(200_000)),
    ] {
        let said = too_deep(page);
        assert!(
            said.ends_with("the page holds more markup than any story"),
            "{said}"
        );
    }
    // Markup that browsers repair or ignore: end tags without a start, empty comments, the
    // different rules inside drawings.
    for piece in [
        "<div><table><td></div></table>",
        "<div><!x </div>",
        "<div><!--></div>",
        "<optgroup>x",
        "<svg><title><div>",
        "<math><td>",
        "<script><!--<script></script><!--</script><div>",
        "<svg><g><![CDATA[></g>]]>",
        "<b><p>",
        "<a href=x><div>",
    ] {
        let page = format!("<html><p>{words}{}", piece.repeat(30_000));
        match document(page.as_bytes(), "x.html") {
            Ok(document) => assert!(document.lines().contains("The ferry sank"), "{piece}"),
            Err(error) => assert!(error.what.starts_with("x.html:1:"), "{piece}: {error}"),
        }
    }
    // Text that only looks like many tags is not counted.
    for page in [
        format!("<html><p>{words}<!-- {} -->", "<div>".repeat(100_000)),
        format!(
            "<html><p>{words}<script>{}</script>",
            "'<div>'".repeat(100_000)
        ),
        format!("<html><p title=\"{}\">{words}", "<div>".repeat(100_000)),
        format!("<html>{}{words}", "<p>".repeat(2000)),
        format!("<html><p>{words}{}", "< ".repeat(100_000)),
    ] {
        let (case, _) = read(page.as_bytes(), "x.html");
        assert!(
            paragraphs(&case)[0].contains("The ferry sank"),
            "{page:.60}"
        );
    }
    let long = format!("<html><ul>{}", format!("<li>{words}").repeat(70_000));
    let (case, report) = read(long.as_bytes(), "x.html");
    assert_eq!(case.claims.len(), 70_000);
    assert_eq!(
        report.notes,
        ["No article was found in the page, so all of its text is here"]
    );
}

#[test]
fn comments_and_note_marks_of_google_docs_are_no_text() {
    let page = "<html><head><title>Port fees</title></head><body><h1>Port fees</h1><p>The fees rose by 18 percent in \
                2019<sup><a href=\"#ftnt1\" id=\"ftnt_ref1\">[1]</a></sup><sup><a href=\"#cmnt1\" id=\"cmnt_ref1\">[a]</a></sup>. Two men \
                drowned.</p><hr><div><p><a href=\"#ftnt_ref1\" id=\"ftnt1\">[1]</a> The order of 9 January.</p></div><div style=\"border:1px\"><p><a \
                href=\"#cmnt_ref1\" id=\"cmnt1\">[a]</a><span>Is that so?</span></p></div></body></html>";
    let (case, report) = read(page.as_bytes(), "x.html");
    let expected = [
        "title: Port fees",
        "body: The fees rose by 18 percent in 2019. Two men drowned.",
    ];
    assert_eq!(paragraphs(&case), expected);
    let notes: Vec<&str> = case
        .claims
        .iter()
        .flat_map(|claim| &claim.evidence)
        .map(|item| item.note.as_str())
        .collect();
    assert_eq!(notes, ["The order of 9 January.", "Is that so?"]);
    assert_eq!(report.suggested, 2);
}
