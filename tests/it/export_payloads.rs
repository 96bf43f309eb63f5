//! Hostile texts in every field of a case. An independent reader parses each export and must find
//! only our own structure, and the complete text if the format contains it.

use std::sync::Arc;

use crate::support::payloads::{PAYLOADS, planted};
use comrak::nodes::{AstNode, NodeLink, NodeValue};
use factdesk::case::*;
use factdesk::check::{FileChecks, Findings, House, is_nameless};
use factdesk::export::{Choice, ExportRequest, Format, Options, Words, export};
use factdesk::store::load;
use factdesk::text::{is_unseen, visible, visible_lines};
use jiff::tz::TimeZone;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use serde_json::Value;

/// A text without any special meaning.
const HARMLESS: &str = "word";

fn exported(format: Format, case: &Case) -> String {
    exported_in(&Words::of("en").unwrap(), format, case)
}

fn exported_in(words: &Words, format: Format, case: &Case) -> String {
    let findings = Findings::of(case, &House::default(), &FileChecks::default());
    let now = "2026-11-23T10:00:00Z".parse().unwrap();
    let zone = TimeZone::UTC;
    let mut request = ExportRequest::new(format);
    request.url = Some("https://desk.example/check".to_owned());
    request.publisher = Some("Our desk".to_owned());
    if format == Format::Claimreview {
        request.choice = Choice::One(case.claims.get_at(0).unwrap().id);
    }
    let options = Options::new(&request, words, &findings, &zone, now);
    let bytes = export(format, case, &options).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Checks the export of the case with each payload.
fn each(format: Format, check: impl Fn(&str, &Case, &str)) {
    for payload in PAYLOADS {
        let case = planted(payload);
        check(payload, &case, &exported(format, &case));
    }
}

#[test]
fn payloads_are_unique() {
    let mut all = PAYLOADS.to_vec();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), PAYLOADS.len());
    assert!(PAYLOADS.len() >= 200, "{}", PAYLOADS.len());
}

#[test]
fn no_export_contains_a_hidden_character() {
    for format in [
        Format::Json,
        Format::Csv,
        Format::Markdown,
        Format::Annotated,
        Format::Annotations,
        Format::Claimreview,
    ] {
        each(format, |payload, _, text| {
            let hidden = text.chars().find(|c| is_unseen(*c) && *c != '\n');
            assert_eq!(hidden, None, "{format}: {payload:?}");
        });
    }
}

/// The case file escapes only the hidden characters of its format, so that the same case is always
/// the same bytes.
#[test]
fn the_case_file_contains_no_unescaped_hidden_characters() {
    each(Format::Ron, |payload, _, text| {
        let hidden = text.chars().find(|c| {
            (c.is_control() && *c != '\n')
                || matches!(
                    *c,
                    '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}'
                )
                || matches!(*c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                || matches!(*c, '\u{e0000}'..='\u{e007f}')
        });
        assert_eq!(hidden, None, "{payload:?}");
    });
}

#[test]
fn ron_and_json_read_back_as_the_same_case() {
    each(Format::Ron, |payload, case, text| {
        assert_eq!(&load(text.as_bytes()).unwrap(), case, "{payload:?}");
    });
    each(Format::Json, |payload, case, text| {
        let read: Case = serde_json::from_str(text).unwrap();
        assert_eq!(&read, case, "{payload:?}");
    });
}

/// JSON with all strings from the payload replaced by null, so that only the structure is left.
fn skeleton(value: &Value) -> Value {
    match value {
        Value::String(_) => Value::Null,
        Value::Array(items) => items.iter().map(skeleton).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), skeleton(value)))
            .collect(),
        other => other.clone(),
    }
}

#[test]
fn linked_data_has_our_fields_and_can_be_embedded() {
    for format in [Format::Claimreview, Format::Annotations] {
        each(format, |payload, case, text| {
            assert!(!text.contains(['<', '>', '&']), "{payload:?}");
            let value: Value = serde_json::from_str(text).unwrap();
            if format == Format::Claimreview {
                assert_eq!(value["claimReviewed"], *payload);
                let author = &value["itemReviewed"]["author"]["name"];
                assert!(author == payload || author.is_null() && is_nameless(payload));
                for url in [
                    &value["itemReviewed"]["author"]["sameAs"],
                    &value["itemReviewed"]["appearance"][0]["url"],
                ] {
                    let is_web = |url: &str| url.to_lowercase().starts_with("http");
                    assert!(url.as_str().is_none_or(is_web), "{payload:?}");
                }
            } else {
                let items = value["first"]["items"].as_array().unwrap();
                let anchored = case
                    .claims
                    .iter()
                    .filter(|claim| case.anchor(claim).is_some());
                assert_eq!(items.len(), anchored.count(), "{payload:?}");
                for item in items {
                    assert_eq!(item["target"]["selector"][0]["exact"], *payload);
                }
                // The positions differ with the length of the text.
                let shape = skeleton(&items[0]["body"]);
                let harmless: Value =
                    serde_json::from_str(&exported(format, &planted(HARMLESS))).unwrap();
                assert_eq!(
                    shape,
                    skeleton(&harmless["first"]["items"][0]["body"]),
                    "{payload:?}"
                );
            }
        });
    }
}

/// Whether a spreadsheet would evaluate a cell: after spaces and quotation marks it starts with an
/// operator and is no number.
fn is_formula(cell: &str) -> bool {
    let cell = cell.trim_start_matches([' ', '"']);
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'])
        && cell.trim().parse::<f64>().is_err()
}

#[test]
fn spreadsheets_get_text_and_no_formulas() {
    each(Format::Csv, |payload, case, text| {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let at = |name: &str| header.iter().position(|column| column == name).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows.len(), case.claims.len(), "{payload:?}");
        for row in &rows {
            assert!(!row.iter().any(is_formula), "{payload:?}: {row:?}");
            for column in [
                "text",
                "wording",
                "place",
                "cue",
                "hedge",
                "fact_note",
                "said_note",
            ] {
                let cell = row.get(at(column)).unwrap();
                let shown = visible_lines(payload);
                let is_whole = cell.replace('\'', "") == shown.replace('\'', "");
                assert!(is_whole || cell.is_empty(), "{payload:?}: {column}: {cell}");
            }
        }
        // Many European spreadsheets separate cells by semicolons.
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .flexible(true)
            .quoting(false)
            .from_reader(text.as_bytes());
        for row in reader.records() {
            let row = row.unwrap();
            assert!(!row.iter().any(is_formula), "{payload:?}: {row:?}");
        }
    });
}

/// The structure that a Markdown reader finds in the memo, without our own links, and all text.
fn read(memo: &str) -> (Vec<String>, String) {
    let mut structure = Vec::new();
    let mut text = String::new();
    let mut links = 0;
    // All extensions except the one that changes the text.
    let all = pulldown_cmark::Options::all() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(memo, all) {
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Autolink,
                dest_url,
                ..
            }) => {
                let lower = dest_url.to_lowercase();
                assert!(
                    lower.starts_with("http://") || lower.starts_with("https://"),
                    "{lower}"
                );
                links += 1;
            }
            Event::End(TagEnd::Link) if links > 0 => links -= 1,
            Event::Text(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::InlineHtml(html) if &*html == "<br>" => text.push('\n'),
            other => structure.push(format!("{other:?}")),
        }
    }
    (structure, text)
}

/// 1 if the payload is only white space, else 0.
fn is_blank(payload: &str) -> usize {
    usize::from(payload.trim().is_empty())
}

/// A harmless case whose memo must have the same structure. A payload of white space gives no
/// common source name and no answer to evidence against a ruling, so its case has other findings.
fn harmless(payload: &str) -> Case {
    let mut case = planted(HARMLESS);
    if is_blank(payload) == 1 {
        let blank = || " ".to_owned();
        let mut sources: Vec<_> = case.sources.iter().cloned().collect();
        for source in &mut sources {
            Arc::make_mut(source).name = blank();
        }
        case.sources = sources.into_iter().collect();
        let mut claims: Vec<_> = case.claims.iter().cloned().collect();
        for claim in &mut claims {
            for ruling in &mut Arc::make_mut(claim).rulings {
                ruling.note = blank();
            }
        }
        case.claims = claims.into_iter().collect();
    }
    case
}

#[test]
fn the_memo_has_our_structure_and_the_whole_text() {
    let ours = [HARMLESS, ""].map(|like| read(&exported(Format::Markdown, &harmless(like))).0);
    each(Format::Markdown, |payload, _, memo| {
        let (structure, text) = read(memo);
        assert_eq!(structure, ours[is_blank(payload)], "{payload:?}");
        let shown = visible_lines(payload);
        let lines: Vec<&str> = shown.trim().lines().map(str::trim).collect();
        assert!(text.contains(&lines.join("\n")), "{payload:?}: {text}");
    });
}

/// The report words of a newsroom, all replaced by this word.
fn own_words(word: &str) -> Words {
    let word = ron::to_string(word).unwrap();
    let report = [
        "memo",
        "story",
        "stands_open",
        "claims",
        "claim",
        "checked",
        "coverage_is",
        "said_by",
        "via",
        "suggested",
        "cue",
        "wording",
        "paragraph",
        "not_ruled",
        "on_other_words",
        "note",
        "quoted",
        "evidence",
        "quote",
        "locator",
        "link",
        "accessed",
        "file",
        "brought_by",
        "ruled_by",
        "findings",
        "waived_by",
        "sources",
        "source",
        "reliability",
        "relies_on",
        "relies_on_nobody",
        "circle",
        "author",
        "made",
    ];
    let report = report.map(|label| format!("{label}: {word}")).join(", ");
    let house = format!(
        "(question: (fact: {word}), asked: (fact: {word}), stance: (supports: {word}), nature: (primary: {word}), \
         kind: (outlet: {word}), reliability: (f: {word}), credibility: (three: {word}), part: (title: {word}), \
         link: (contradicts: {word}), report: ({report}))"
    );
    Words::of("en").unwrap().with_own(&house).unwrap()
}

#[test]
fn words_of_a_newsroom_are_no_markup() {
    let case = planted(HARMLESS);
    for with_gap in [false, true] {
        let memo = |word: &str| {
            let word = if with_gap {
                format!("{word}{{}}")
            } else {
                word.to_owned()
            };
            exported_in(&own_words(&word), Format::Markdown, &case)
        };
        let ours = memo(HARMLESS);
        let (structure_of_ours, kinds_of_ours) = (read(&ours).0, as_github(&ours).0);
        for payload in PAYLOADS {
            let memo = memo(payload);
            let (structure, text) = read(&memo);
            assert_eq!(structure, structure_of_ours, "{payload:?}");
            let shown = visible(payload);
            assert!(text.contains(shown.trim()), "{payload:?}: {text}");
            let (kinds, links) = as_github(&memo);
            assert_eq!(kinds, kinds_of_ours, "{payload:?}");
            assert_eq!(links.len(), 0, "{payload:?}: {links:?}");
        }
    }
}

/// The node kinds and link targets by GitHub's rules, where plain addresses become links.
fn as_github(memo: &str) -> (Vec<String>, Vec<String>) {
    let arena = comrak::Arena::new();
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    options.extension.alerts = true;
    let root = comrak::parse_document(&arena, memo, &options);
    let (mut kinds, mut links) = (Vec::new(), Vec::new());
    gather(root, &mut kinds, &mut links);
    (kinds, links)
}

fn gather<'a>(node: &'a AstNode<'a>, kinds: &mut Vec<String>, links: &mut Vec<String>) {
    for child in node.children() {
        match &child.data.borrow().value {
            NodeValue::Link(link) => {
                let NodeLink { url, .. } = link.as_ref();
                links.push(url.clone());
                continue;
            }
            NodeValue::Text(_) | NodeValue::SoftBreak | NodeValue::LineBreak => {}
            NodeValue::HtmlInline(html) if html == "<br>" => {}
            other => kinds.push(
                format!("{other:?}")
                    .split(['(', ' '])
                    .next()
                    .unwrap()
                    .to_owned(),
            ),
        }
        gather(child, kinds, links);
    }
}

#[test]
fn no_address_in_the_memo_becomes_a_link_by_itself() {
    let ours = [HARMLESS, ""].map(|like| as_github(&exported(Format::Markdown, &harmless(like))).0);
    each(Format::Markdown, |payload, _, memo| {
        let (kinds, links) = as_github(memo);
        assert_eq!(kinds, ours[is_blank(payload)], "{payload:?}");
        let lower = memo.to_lowercase();
        let marked = lower.matches("<http").count() - lower.matches("\\<http").count();
        assert_eq!(links.len(), marked, "{payload:?}: {links:?}");
    });
}

/// Separates the story's text from the verdict marks, and counts the marks. A single bracket
/// belongs to a mark.
fn unmarked(text: &str) -> (String, usize) {
    let (mut story, mut marks, mut inside) = (String::new(), 0, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_doubled = matches!(c, '[' | ']') && chars.next_if_eq(&c).is_some();
        match c {
            '[' if !is_doubled => {
                assert!(!inside, "{text}");
                inside = true;
                marks += 1;
                assert_eq!(story.pop(), Some(' '), "{text}");
            }
            ']' if !is_doubled => {
                assert!(inside, "{text}");
                inside = false;
            }
            _ if !inside => story.push(c),
            _ => {}
        }
    }
    (story, marks)
}

#[test]
fn verdict_marks_are_distinguished_from_brackets_of_the_story() {
    let (_, ours) = unmarked(&exported(Format::Annotated, &planted(HARMLESS)));
    each(Format::Annotated, |payload, _, text| {
        let (story, marks) = unmarked(text);
        assert_eq!(marks, ours, "{payload:?}");
        let shown = visible(payload);
        let lines: Vec<&str> = story.lines().filter(|line| !line.is_empty()).collect();
        // The text has four paragraphs, then two free claims under their heading.
        assert_eq!(lines.len(), 7, "{payload:?}: {text}");
        for (place, line) in lines.iter().enumerate() {
            assert!(place == 4 || *line == shown, "{payload:?}: {line}");
        }
    });
}
