//! The Word document, as read by an unzipper, an XML reader and our own reader of stories.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use crate::support::payloads::{PAYLOADS, planted};
use crate::support::script::{moves, play};
use factdesk::case::*;
use factdesk::check::{FileChecks, Findings, House};
use factdesk::export::{ExportRequest, Format, Options, Words, export};
use factdesk::reading;
use factdesk::store::load;
use factdesk::text::{is_unseen, visible, visible_lines};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

fn sample() -> Case {
    load(include_bytes!("../../assets/crocus-city-hall.case.ron")).unwrap()
}

fn document(case: &Case) -> Vec<u8> {
    with_open(case, false)
}

/// The document, optionally with comments on claims that nobody has ruled on.
fn with_open(case: &Case, open: bool) -> Vec<u8> {
    let words = Words::of(&case.language).unwrap();
    // Findings differ with the words.
    let nobody = Case::new(IdGen::seeded(1).id(|_| false), "");
    let findings = Findings::of(&nobody, &House::default(), &FileChecks::default());
    let now = "2026-11-23T22:30:00Z".parse().unwrap();
    // Two hours ahead of the times in the case, so that the two are not confused.
    let zone = TimeZone::fixed(jiff::tz::offset(2));
    let mut request = ExportRequest::new(Format::Docx);
    request.open = open;
    let options = Options::new(&request, &words, &findings, &zone, now);
    export(Format::Docx, case, &options).unwrap()
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

/// A piece of XML for a reader that knows nothing about Word.
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
    fit_in(&visible_lines(text))
}

/// Like `fit`, for text on one line.
fn fit_line(text: &str) -> String {
    fit_in(&visible(text))
}

fn fit_in(text: &str) -> String {
    text.replace('\u{fffe}', "⟦U+FFFE⟧")
        .replace('\u{ffff}', "⟦U+FFFF⟧")
}

/// The text of each comment's range before any tracked change, by the comment's number.
fn stretches(main: &[Met]) -> BTreeMap<usize, String> {
    let id = |attributes: &[(String, String)]| attributes[0].1.parse::<usize>().unwrap();
    let mut open: BTreeMap<usize, String> = BTreeMap::new();
    let mut done = BTreeMap::new();
    let (mut is_text, mut is_put_in) = (false, false);
    for piece in main {
        let mut say = |words: &str| open.values_mut().for_each(|text| text.push_str(words));
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
                "w:t" | "w:delText" => is_text = true,
                "w:ins" => is_put_in = true,
                "w:br" if !is_put_in => say("\n"),
                _ => {}
            },
            Met::Text(text) if is_text => {
                if !is_put_in {
                    say(text);
                }
            }
            Met::Text(text) => assert_eq!(text, "", "text outside a run"),
            Met::End(name) => {
                is_text &= name != "w:t" && name != "w:delText";
                is_put_in &= name != "w:ins";
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

/// Each comment: its attributes, its paragraphs, and the number of its last paragraph.
fn comments(part: &[Met]) -> Vec<(BTreeMap<String, String>, Vec<String>, String)> {
    let mut all: Vec<(BTreeMap<String, String>, Vec<String>, String)> = Vec::new();
    for piece in part {
        match piece {
            Met::Start(name, attributes) => {
                let attributes: BTreeMap<_, _> = attributes.iter().cloned().collect();
                match name.as_str() {
                    "w:comment" => all.push((attributes, Vec::new(), String::new())),
                    "w:p" => {
                        let (_, lines, key) = all.last_mut().unwrap();
                        lines.push(String::new());
                        *key = attributes.get("w14:paraId").cloned().unwrap_or_default();
                    }
                    "w:br" => all.last_mut().unwrap().1.last_mut().unwrap().push('\n'),
                    _ => {}
                }
            }
            Met::Text(text) => all.last_mut().unwrap().1.last_mut().unwrap().push_str(text),
            Met::End(_) => {}
        }
    }
    all
}

/// The attributes of each element of this name, without its prefixes.
fn attributes(part: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let short = |name: &str| name.rsplit(':').next().unwrap().to_owned();
    let starts = met(part).into_iter().filter_map(|piece| match piece {
        Met::Start(found, attributes) if found == name => Some(attributes),
        _ => None,
    });
    let bare = |it: Vec<(String, String)>| {
        let pairs = it.into_iter().map(|(name, value)| (short(&name), value));
        pairs.collect()
    };
    starts.map(bare).collect()
}

/// Checks that the comments of each claim are one thread on its words, that it begins with the
/// standing, and that each comment is by the person who ruled.
fn is_sound(case: &Case) -> Result<(), TestCaseError> {
    for open in [false, true] {
        is_sound_with(case, open)?;
    }
    Ok(())
}

fn is_sound_with(case: &Case, open: bool) -> Result<(), TestCaseError> {
    let bytes = with_open(case, open);
    prop_assert_eq!(&with_open(case, open), &bytes);
    let parts = parts(&bytes);
    for (name, text) in &parts {
        prop_assert!(!text.contains(|c| is_unseen(c) && c != '\n'), "{}", name);
        met(text);
    }
    let stretches = stretches(&met(&parts["word/document.xml"]));
    let comments = comments(&met(&parts["word/comments.xml"]));
    let threads = attributes(&parts["word/commentsExtended.xml"], "w15:commentEx");
    let ids = attributes(&parts["word/commentsIds.xml"], "w16cid:commentId");
    let times = attributes(
        &parts["word/commentsExtensible.xml"],
        "w16cex:commentExtensible",
    );
    prop_assert_eq!(stretches.len(), comments.len());
    for list in [&threads, &ids, &times] {
        prop_assert_eq!(list.len(), comments.len());
    }
    let words = Words::of(&case.language).unwrap();
    let mut next = 0;
    for claim in case.uncut() {
        let stands = |question| standing::standing_of(claim, question);
        let is_open = |question: &Question| stands(*question).standing == Standing::Open;
        let (open_ones, ruled): (Vec<Question>, Vec<Question>) =
            claim.questions().partition(is_open);
        let first = next;
        let is_thread = |place: &usize| {
            threads.get(*place).is_some_and(|it| {
                let parent = it.get("paraIdParent");
                (*place == first) == parent.is_none()
            })
        };
        while is_thread(&next) {
            next += 1;
        }
        if ruled.is_empty() && !open {
            // The following comments belong to another claim.
            next = first;
            continue;
        }
        let thread = &comments[first..next];
        let of_fact = stands(Question::Fact);
        let begins = if ruled == [Question::Said] {
            stands(Question::Said)
        } else {
            of_fact
        };
        let label = words.standing(begins.standing);
        prop_assert!(thread[0].1[0].starts_with(label), "{:?}", thread[0].1);
        for question in open_ones {
            let described = thread.iter().flat_map(|(_, lines, _)| lines);
            let open = words.standing(Standing::Open);
            let open = format!("{}: {open}", words.question.of(question));
            let is_told = thread[0].1[0].starts_with(words.standing(Standing::Open))
                || described.into_iter().any(|line| *line == open);
            prop_assert!(is_told, "{}", open);
        }
        for (place, (about, lines, key)) in thread.iter().enumerate() {
            let id = first + place;
            prop_assert_eq!(&about["w:id"], &id.to_string());
            prop_assert_eq!(&stretches[&id], &fit(&claim.text));
            prop_assert_eq!(&threads[id]["paraId"], key);
            prop_assert_eq!(&ids[id]["paraId"], key);
            prop_assert_eq!(&ids[id]["durableId"], &times[id]["durableId"]);
            if place > 0 {
                prop_assert_eq!(&threads[id]["paraIdParent"], &thread[0].2);
            }
            let number = case.number(claim.id).unwrap();
            prop_assert!(lines[0].contains(&number.to_string()), "{}", lines[0]);
            // The desk's clock is two hours ahead of UTC.
            let utc: Timestamp = times[id]["dateUtc"].parse().unwrap();
            let local: Timestamp = format!("{}Z", about["w:date"]).parse().unwrap();
            let between = local.instant().duration_since(utc.instant());
            prop_assert_eq!(between.as_hours(), 2);
            let second = |at: Timestamp| at.to_string()[..19].to_owned();
            let at = second(utc);
            let is_by = |ruling: &Ruling| {
                fit_line(&ruling.by) == about["w:author"]
                    && second(ruling.at) == at
                    && (ruling.note.is_empty() || lines.contains(&fit(&ruling.note)))
            };
            prop_assert!(
                about["w:author"] == "factdesk" || claim.rulings.iter().any(is_by),
                "{:?} {:?}",
                about,
                lines
            );
        }
        for ruling in claim
            .rulings
            .iter()
            .filter(|it| ruled.contains(&it.question))
        {
            let is_there = thread
                .iter()
                .any(|(about, ..)| about["w:author"] == fit_line(&ruling.by));
            prop_assert!(is_there, "{} is missing", ruling.by);
        }
    }
    prop_assert_eq!(next, comments.len());
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
            "docProps/app.xml",
            "docProps/core.xml",
            "word/_rels/comments.xml.rels",
            "word/_rels/document.xml.rels",
            "word/comments.xml",
            "word/commentsExtended.xml",
            "word/commentsExtensible.xml",
            "word/commentsIds.xml",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
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
    let (read, _) = reading::story_of(
        read,
        "sample.docx",
        crate::support::start_of_1970(),
        &mut IdGen::seeded(1),
        &mut |_| (),
    )
    .unwrap();
    let described = |case: &Case| -> Vec<Paragraph> {
        let paragraphs = case.draft.as_ref().unwrap().paragraphs.iter();
        paragraphs
            .filter(|paragraph| paragraph.part() != Part::Boilerplate)
            .cloned()
            .collect()
    };
    assert_eq!(described(&read), described(&case));
    assert_eq!(read.language, case.language);
}

#[test]
fn hostile_text_is_never_anything_but_text() {
    // A payload may contain line breaks, or be an address that can become a link.
    let varying = [
        ("w:br", ""),
        ("w:r", ""),
        ("w:rPr", ""),
        ("w:t", "xml:space"),
        ("w:rStyle", "w:val"),
        ("w:hyperlink", "r:id w:history"),
        ("Relationship", "Id Type Target TargetMode"),
    ];
    let varies: BTreeMap<&str, &str> = varying.into_iter().collect();
    let skeleton = |text: &str| -> Vec<(String, Vec<String>)> {
        let mut firm = Vec::new();
        for piece in met(text) {
            let Met::Start(name, attributes) = piece else {
                continue;
            };
            let attributes: Vec<String> = attributes.into_iter().map(|(name, _)| name).collect();
            match varies.get(name.as_str()) {
                Some(known) => assert!(known.starts_with(&attributes.join(" ")), "{name}"),
                None => firm.push((name, attributes)),
            }
        }
        firm
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
        assert_eq!(title.unwrap(), fit_line(payload));
    }
}

/// A case of one paragraph with a claim on all of it, and this proposed fix.
fn with_fix(text: &str, to: &str) -> Case {
    let mut mint = IdGen::seeded(5);
    let mut case = Case::new(mint.id(|_| false), "x");
    case.draft = Some(Draft::new("x", vec![Paragraph::Body(text.to_owned())]).into());
    let span = Span {
        paragraph: 0,
        start: 0,
        end: text.len(),
    };
    let mut claim = Claim::new(mint.id(|_| false), Some(span), text);
    claim.fixes.push(Fix {
        id: mint.id(|_| false),
        by: "mk".to_owned(),
        at: "2026-11-23T10:12:40.007Z".parse().unwrap(),
        to: to.to_owned(),
        why: "survey of 4 May".to_owned(),
        state: FixState::Proposed,
        settled_by: String::new(),
        settled_at: None,
    });
    case.claims = std::iter::once(claim.into()).collect();
    case
}

#[test]
fn a_fix_is_a_tracked_change_of_the_words_that_differ() {
    let case = with_fix(
        "He knew of the crack in March and let it sail.",
        "He knew of the crack in May and let it sail.",
    );
    let parts = parts(&document(&case));
    let changes = |name: &str| attributes(&parts["word/document.xml"], name);
    for name in ["w:del", "w:ins"] {
        let [change] = &changes(name)[..] else {
            panic!("one {name}")
        };
        assert_eq!(change["author"], "mk");
        assert_eq!(change["date"], "2026-11-23T12:12:40");
    }
    let main = &parts["word/document.xml"];
    assert!(main.contains(">March</w:delText>"), "{main}");
    assert!(main.contains(">May</w:t></w:r></w:ins>"), "{main}");
    is_sound(&case).unwrap();
    // A reader that accepts the changes reads the new words. A settled fix is not a change any
    // more.
    let mut no_tool = |_, _: &[u8]| panic!("no other program is asked");
    let read = reading::read_document(&document(&case), "x.docx", &mut no_tool).unwrap();
    let (read, _) = reading::story_of(
        read,
        "x.docx",
        crate::support::start_of_1970(),
        &mut IdGen::seeded(1),
        &mut |_| (),
    )
    .unwrap();
    assert_eq!(
        read.draft.as_ref().unwrap().paragraphs[0].text(),
        "He knew of the crack in May and let it sail."
    );
    for state in [FixState::Declined, FixState::Made, FixState::Replaced] {
        let mut settled = case.clone();
        let mut claim: Claim = settled.claims.get_at(0).unwrap().as_ref().clone();
        claim.fixes[0].state = state;
        settled.claims = std::iter::once(claim.into()).collect();
        let main = &self::parts(&document(&settled))["word/document.xml"];
        assert!(!main.contains("<w:ins"), "{state}");
    }
}

#[test]
fn inserted_text_is_in_the_range_of_its_claim() {
    for (text, to) in [
        ("It sank.", "Today it sank."),
        ("It sank.", "It sank. Nobody died."),
        ("It sank.", ""),
        ("It sank.", "She burned"),
    ] {
        let case = with_fix(text, to);
        is_sound(&case).unwrap();
        let main = &parts(&with_open(&case, true))["word/document.xml"];
        let place = |what: &str| main.find(what);
        let (start, end) = (place("<w:commentRangeStart"), place("<w:commentRangeEnd"));
        for change in [place("<w:ins"), place("<w:del")].into_iter().flatten() {
            assert!(start < Some(change) && Some(change) < end, "{to}");
        }
    }
}

#[test]
fn a_typed_line_break_is_kept_and_an_address_is_a_link() {
    let mut case = sample();
    let mut claim: Claim = case.claims.get_at(0).unwrap().as_ref().clone();
    claim.rulings.truncate(1);
    claim.rulings[0].note = "first\nsecond".to_owned();
    claim.evidence[0].url = "https://a.example/ї?b&c".to_owned();
    let kept = case.claims.iter().skip(1).cloned();
    case.claims = std::iter::once(claim.into()).chain(kept).collect();
    let parts = parts(&document(&case));
    let comments = &parts["word/comments.xml"];
    assert!(comments.contains(">first</w:t><w:br/><w:t"), "{comments}");
    assert!(!comments.contains('␊'));
    let targets = attributes(&parts["word/_rels/comments.xml.rels"], "Relationship");
    let wanted = "https://a.example/%D1%97?b&c";
    let link = targets.iter().find(|it| it["Target"] == wanted).unwrap();
    assert_eq!(link["TargetMode"], "External");
    let links = attributes(comments, "w:hyperlink");
    assert!(links.iter().any(|it| it["id"] == link["Id"]));
    for link in links {
        assert!(targets.iter().any(|it| it["Id"] == link["id"]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_document_is_sound(script in moves(60)) {
        is_sound(play(&script).0.case())?;
    }

    #[test]
    fn comment_ranges_may_overlap(spans in prop::collection::vec((0..24_usize, 0..24_usize), 1..8)) {
        let mut mint = IdGen::seeded(5);
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
