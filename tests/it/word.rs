//! The Word document, as an unzipper, an XML reader and our own reader of stories read it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use crate::support::payloads::{PAYLOADS, planted};
use crate::support::script::{moves, play};
use factdesk::case::*;
use factdesk::check::{Findings, House, OnFiles};
use factdesk::export::{Format, Options, Words, export};
use factdesk::reading;
use factdesk::store::load;
use factdesk::text::{is_unseen, visible};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

fn sample() -> Case {
    load(include_bytes!("../../assets/crocus-city-hall.case.ron")).unwrap()
}

fn document(case: &Case) -> Vec<u8> {
    let words = Words::of(&case.language).unwrap();
    // Findings differ with the words.
    let nobody = Case::new(Mint::seeded(1).id(|_| false), "");
    let findings = Findings::of(&nobody, &House::default(), &OnFiles::default());
    let now = "2026-11-23T22:30:00Z".parse().unwrap();
    let zone = TimeZone::UTC;
    export(
        Format::Docx,
        case,
        &Options::new(&words, &findings, &zone, now),
    )
    .unwrap()
}

/// The parts of the archive by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).unwrap();
        assert_eq!(entry.last_modified().unwrap(), zip::DateTime::DEFAULT);
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        parts.insert(entry.name().unwrap().into_owned(), text);
    }
    parts
}

/// What an XML reader that knows nothing of Word meets.
#[derive(Clone, Debug, PartialEq)]
enum Met {
    Start(String, Vec<(String, String)>),
    Text(String),
    End(String),
}

fn met(xml: &str) -> Vec<Met> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = true;
    let mut all: Vec<Met> = Vec::new();
    let add = |all: &mut Vec<Met>, text: &str| match all.last_mut() {
        Some(Met::Text(before)) => before.push_str(text),
        _ => all.push(Met::Text(text.to_owned())),
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = quick_xml::escape::unescape(&attribute.value)
                        .unwrap()
                        .into_owned();
                    (attribute.key.as_ref().to_owned(), value)
                });
                let attributes = attributes.collect();
                all.push(Met::Start(start.name().as_ref().to_owned(), attributes));
            }
            Event::End(end) => all.push(Met::End(end.name().as_ref().to_owned())),
            Event::Text(text) => add(&mut all, &text),
            Event::GeneralRef(reference) => {
                let name = format!("&{};", &*reference);
                add(&mut all, &quick_xml::escape::unescape(&name).unwrap());
            }
            Event::Decl(_) => {}
            Event::Eof => return all,
            other => panic!("no document of ours holds {other:?}"),
        }
    }
}

fn fit(text: &str) -> String {
    visible(text)
        .replace('\u{fffe}', "⟦U+FFFE⟧")
        .replace('\u{ffff}', "⟦U+FFFF⟧")
}

/// The words of each comment's stretch, by the comment's number.
fn stretches(main: &[Met]) -> BTreeMap<usize, String> {
    let id = |attributes: &[(String, String)]| attributes[0].1.parse::<usize>().unwrap();
    let mut open: BTreeMap<usize, String> = BTreeMap::new();
    let mut done = BTreeMap::new();
    let mut is_text = false;
    for piece in main {
        match piece {
            Met::Start(name, attributes) => match name.as_str() {
                "w:commentRangeStart" => {
                    assert!(open.insert(id(attributes), String::new()).is_none());
                }
                "w:commentRangeEnd" => {
                    let id = id(attributes);
                    assert!(done.insert(id, open.remove(&id).unwrap()).is_none());
                }
                "w:commentReference" => assert!(done.contains_key(&id(attributes))),
                "w:t" => is_text = true,
                _ => {}
            },
            Met::Text(text) if is_text => open.values_mut().for_each(|words| words.push_str(text)),
            Met::Text(text) => assert_eq!(text, "", "text outside a run"),
            Met::End(name) => {
                is_text &= name != "w:t";
                assert!(
                    name != "w:p" || open.is_empty(),
                    "a stretch leaves its paragraph"
                );
            }
        }
    }
    assert!(open.is_empty());
    done
}

/// Each comment: its attributes, and its paragraphs.
fn comments(part: &[Met]) -> Vec<(BTreeMap<String, String>, Vec<String>)> {
    let mut all = Vec::new();
    for piece in part {
        match piece {
            Met::Start(name, attributes) if name == "w:comment" => {
                all.push((
                    attributes.iter().cloned().collect::<BTreeMap<_, _>>(),
                    Vec::new(),
                ));
            }
            Met::Start(name, _) if name == "w:p" => all.last_mut().unwrap().1.push(String::new()),
            Met::Text(text) => all.last_mut().unwrap().1.last_mut().unwrap().push_str(text),
            _ => {}
        }
    }
    all
}

/// Every claim's comments stand on its words, are by whoever ruled and say how it stands.
fn is_sound(case: &Case) -> Result<(), TestCaseError> {
    let bytes = document(case);
    prop_assert_eq!(&document(case), &bytes);
    let parts = parts(&bytes);
    for (name, text) in &parts {
        prop_assert!(!text.contains(|c| is_unseen(c) && c != '\n'), "{}", name);
        met(text);
    }
    let stretches = stretches(&met(&parts["word/document.xml"]));
    let comments = comments(&met(&parts["word/comments.xml"]));
    let questions = case
        .uncut()
        .flat_map(|claim| claim.questions().map(move |question| (claim, question)));
    let questions: Vec<_> = questions.collect();
    prop_assert_eq!(stretches.len(), questions.len());
    prop_assert_eq!(comments.len(), questions.len());
    for (id, (claim, question)) in questions.into_iter().enumerate() {
        prop_assert_eq!(&stretches[&id], &fit(&claim.text));
        let (about, lines) = &comments[id];
        let stands = standing::stands(claim, question);
        let author = stands
            .by
            .map_or("factdesk".to_owned(), |ruling| fit(&ruling.by));
        prop_assert_eq!(&about["w:author"], &author);
        prop_assert_eq!(&about["w:id"], &id.to_string());
        let at = about["w:date"].parse::<Timestamp>().unwrap();
        if let Some(ruling) = stands.by {
            prop_assert_eq!(
                at.to_string()[..19].to_owned(),
                ruling.at.to_string()[..19].to_owned()
            );
            prop_assert!(
                ruling.note.is_empty()
                    || lines.iter().any(|line| line.contains(&fit(&ruling.note)))
            );
        }
        let number = case.number(claim.id).unwrap();
        prop_assert!(lines[0].contains(&number.to_string()), "{}", lines[0]);
    }
    Ok(())
}

#[test]
fn the_document_of_the_sample() {
    let case = sample();
    is_sound(&case).unwrap();
    let parts = parts(&document(&case));
    let names: Vec<_> = parts.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/comments.xml",
            "word/document.xml",
            "word/styles.xml",
        ]
    );
    let lines = |part: &str| {
        parts[part]
            .replace("</w:p>", "</w:p>\n")
            .replace("<w:comment ", "\n<w:comment ")
    };
    insta::assert_snapshot!("sample_document", lines("word/document.xml"));
    insta::assert_snapshot!("sample_comments", lines("word/comments.xml"));
    insta::assert_snapshot!("sample_core", lines("docProps/core.xml"));
}

#[test]
fn our_own_reader_reads_the_same_story() {
    let case = sample();
    let bytes = document(&case);
    let mut no_tool = |_, _: &[u8]| panic!("no other program is asked");
    let read = reading::read_document(&bytes, "sample.docx", &mut no_tool).unwrap();
    let (read, _) =
        reading::story_of(read, "sample.docx", &mut Mint::seeded(1), &mut |_| ()).unwrap();
    let told = |case: &Case| -> Vec<Paragraph> {
        let paragraphs = case.draft.as_ref().unwrap().paragraphs.iter();
        paragraphs
            .filter(|paragraph| paragraph.part() != Part::Boilerplate)
            .cloned()
            .collect()
    };
    assert_eq!(told(&read), told(&case));
    assert_eq!(read.language, case.language);
}

#[test]
fn nothing_that_means_harm_is_anything_but_text() {
    let skeleton = |text: &str| -> Vec<(String, Vec<String>)> {
        let pieces = met(text).into_iter();
        let starts = pieces.filter_map(|piece| match piece {
            Met::Start(name, attributes) => {
                Some((name, attributes.into_iter().map(|(name, _)| name).collect()))
            }
            _ => None,
        });
        starts.collect()
    };
    let plain = parts(&document(&planted("word")));
    for payload in PAYLOADS {
        let case = planted(payload);
        is_sound(&case).unwrap_or_else(|error| panic!("{payload:?}: {error}"));
        let parts = parts(&document(&case));
        for (name, text) in &parts {
            assert!(
                skeleton(text) == skeleton(&plain[name]),
                "{payload:?} in {name}"
            );
        }
        let title = met(&parts["docProps/core.xml"])
            .into_iter()
            .find_map(|piece| match piece {
                Met::Text(text) => Some(text),
                _ => None,
            });
        assert_eq!(title.unwrap(), fit(payload));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_document_is_sound(script in moves(60)) {
        is_sound(play(&script).0.case())?;
    }

    #[test]
    fn stretches_may_overlap(spans in prop::collection::vec((0..24_usize, 0..24_usize), 1..8)) {
        let mut mint = Mint::seeded(5);
        let mut case = Case::new(mint.id(|_| false), "x");
        let text = "їжак, said \u{ffff}\u{fffe} & <the> mayor of Їжаків";
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        case.draft = Some(Draft::new("x", vec![Paragraph::Body(text.to_owned())]).into());
        case.claims = spans.into_iter().map(|(a, b)| {
            let span = Span { paragraph: 0, start: places[a.min(b)], end: places[a.max(b)] };
            Claim::new(mint.id(|_| false), Some(span), &text[span.start..span.end]).into()
        }).collect();
        is_sound(&case)?;
    }
}
