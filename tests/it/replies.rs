//! Our own Word document comes back with replies to its comments, which are offered on the claims
//! of its case. `LibreOffice` takes the part of the word processor where it is installed.

use std::io::{Cursor, Read, Write};

use serde_json::Value;

use crate::support::Desk;
use crate::support::programs::office;
use crate::support::suggested::{count, suggested, texts};

const CASE: &str = "s.case.ron";

/// A story of three claims, two of them with rulings and one with a wording of its own, and its
/// export.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.write(
        "s.txt",
        "Port news\n\nThe ferry sank on Monday. Two people died in it.\n\nThe mayor said that the ferry sank on Monday.\n",
    );
    desk.ok(&["new", "s.txt"]);
    let note = ["--reason", "contradicted", "--note", "It was Tuesday."];
    desk.ok(&[&["tag", CASE, "1", "disputed"], &note[..]].concat());
    desk.ok(&["tag", CASE, "2", "confirmed"]);
    desk.ok(&["export", CASE, "-o", "out.docx"]);
    desk
}

/// A reply as Word writes it: on the words of the comment with this number, with the author's local
/// time, and with the time in UTC in a separate part.
struct Reply {
    to: usize,
    text: &'static str,
}

const PILOT: Reply = Reply {
    to: 0,
    text: "It was the pilot, see https://log.example/9",
};

/// The document with replies, and with other changes to its text.
fn replied(docx: &[u8], replies: &[Reply], changes: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let name = part.name().unwrap().into_owned();
        for (place, reply) in replies.iter().enumerate() {
            let (id, to) = (900 + place, reply.to);
            let (key, words) = (format!("0000090{place}"), reply.text);
            let mut put = |before: &str, what: String| {
                let at = text
                    .find(before)
                    .unwrap_or_else(|| panic!("{name}: {before}"));
                text.insert_str(at, &what);
            };
            match name.as_str() {
                "word/comments.xml" => put(
                    "</w:comments>",
                    format!(
                        "<w:comment w:id=\"{id}\" w:author=\"Ann Lee\" w:date=\"2026-12-01T11:30:00Z\" w:initials=\"AL\">\
                         <w:p w14:paraId=\"{key}\"><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>"
                    ),
                ),
                "word/commentsIds.xml" => put(
                    "</w16cid:commentsIds>",
                    format!(
                        "<w16cid:commentId w16cid:paraId=\"{key}\" w16cid:durableId=\"7{key}\"/>"
                    ),
                ),
                "word/commentsExtensible.xml" => put(
                    "</w16cex:commentsExtensible>",
                    format!(
                        "<w16cex:commentExtensible w16cex:durableId=\"7{key}\" w16cex:dateUtc=\"2026-12-01T09:30:00Z\"/>"
                    ),
                ),
                "word/document.xml" => {
                    put(
                        &format!("<w:commentRangeStart w:id=\"{to}\"/>"),
                        format!("<w:commentRangeStart w:id=\"{id}\"/>"),
                    );
                    put(
                        &format!("<w:commentRangeEnd w:id=\"{to}\"/>"),
                        format!(
                            "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
                        ),
                    );
                }
                _ => {}
            }
        }
        if name == "word/document.xml" {
            for (from, to) in changes {
                assert!(text.contains(from), "{from}: {text}");
                text = text.replace(from, to);
            }
        }
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Writes `back.docx`.
fn come_back(desk: &Desk, replies: &[Reply], changes: &[(&str, &str)]) {
    let docx = std::fs::read(desk.path("out.docx")).unwrap();
    desk.write("back.docx", replied(&docx, replies, changes));
}

/// The suggestions on the claims of the case: claim, person, note.
fn on_claims(desk: &Desk, case: &str) -> Vec<(String, String, String)> {
    let text = |item: &Value, field: &str| item[field].as_str().unwrap_or_default().to_owned();
    let all = suggested(desk, case)
        .into_iter()
        .flat_map(|(claim, items)| {
            items
                .into_iter()
                .map(move |item| (claim.clone(), text(&item, "by"), text(&item, "note")))
        });
    all.collect()
}

fn of_pilot() -> [(String, String, String); 1] {
    let words = ["The ferry sank on Monday.", "Ann Lee", PILOT.text];
    let [claim, by, note] = words.map(str::to_owned);
    [(claim, by, note)]
}

#[test]
fn replies_become_notes_by_their_authors_in_a_new_case() {
    let desk = desk("replies-new");
    come_back(&desk, &[PILOT], &[]);
    let ran = desk.run(&["new", "back.docx"]);
    assert!(
        ran.err.contains("comments that factdesk made"),
        "{}",
        ran.err
    );
    let claims = suggested(&desk, "back.case.ron");
    assert_eq!(texts(&claims).len(), 3);
    assert_eq!(count(&claims), 1, "{claims:?}");
    let item = &claims[0].1[0];
    assert_eq!(item["by"], "Ann Lee");
    assert_eq!(item["note"], PILOT.text);
    assert_eq!(item["url"], "https://log.example/9");
    assert_eq!(item["at"], "2026-12-01T09:30:00.000Z");
    // Reading the document unchanged adds nothing.
    desk.ok(&["new", "out.docx"]);
    assert_eq!(count(&suggested(&desk, "out.case.ron")), 0);
}

#[test]
fn replies_are_added_to_an_existing_case_once_and_undo_removes_them() {
    let desk = desk("replies-case");
    let before = desk.read(CASE);
    come_back(&desk, &[PILOT], &[]);
    let (out, err) = desk.both(&["evidence", "import", CASE, "back.docx"]);
    assert_eq!(
        out,
        "1 “The ferry sank on Monday.”: Ann Lee: It was the pilot, see https://log.example/9\n"
    );
    insta::assert_snapshot!("replies_come_in", err);
    assert_eq!(on_claims(&desk, CASE), of_pilot());
    let with = desk.read(CASE);
    let (out, err) = desk.both(&["evidence", "import", CASE, "back.docx"]);
    assert_eq!((out.as_str(), desk.read(CASE)), ("", with.clone()));
    assert!(
        err.contains("nothing new to suggest; 1 more is there already"),
        "{err}"
    );
    // A suggestion does not count, and the rulings stand.
    let rows = desk.json(&["list", CASE, "--format", "json"]);
    assert_eq!(rows["claims"][0]["evidence"], 0);
    assert_eq!(rows["claims"][0]["standing"], "disputed");
    desk.ok(&["undo", CASE]);
    assert_eq!(desk.read(CASE), before);
    desk.ok(&["undo", CASE, "--redo"]);
    assert_eq!(desk.read(CASE), with);
}

#[test]
fn an_accepted_reply_is_not_added_again() {
    let desk = desk("replies-accepted");
    come_back(&desk, &[PILOT], &[]);
    desk.ok(&["evidence", "import", CASE, "back.docx"]);
    let accepted = desk.read(CASE).replace(", suggested: true", "");
    desk.write(CASE, &accepted);
    let (_, err) = desk.both(&["evidence", "import", CASE, "back.docx"]);
    assert!(err.contains("1 more is there already"), "{err}");
    assert_eq!(desk.read(CASE), accepted);
}

#[test]
fn a_reply_finds_its_claim_whatever_the_writer_changed() {
    let desk = desk("replies-changed");
    let changes = [
        ("The ferry sank on Monday.</w:t>", "She went down.</w:t>"),
        (
            "Two people died in it.</w:t>",
            "The ferry sank on Monday.</w:t>",
        ),
    ];
    let other = Reply {
        to: 1,
        text: "Three, says the hospital.",
    };
    come_back(&desk, &[PILOT, other], &changes);
    desk.ok(&["evidence", "import", CASE, "back.docx"]);
    let found = on_claims(&desk, CASE);
    assert_eq!(found[0], of_pilot()[0]);
    assert_eq!(found[1].0, "Two people died in it.");
    assert_eq!(found[1].2, "Three, says the hospital.");
    assert_eq!(found.len(), 2);
}

#[test]
fn without_our_bookmarks_the_words_identify_the_claim() {
    let desk = desk("replies-words");
    let docx = std::fs::read(desk.path("out.docx")).unwrap();
    let names = replied(&docx, &[], &[("_factdesk_", "somebodys_")]);
    desk.write("out.docx", names);
    let other = Reply {
        to: 1,
        text: "Three, says the hospital.",
    };
    let changes = [("Two people died in it.</w:t>", "She was old.</w:t>")];
    come_back(&desk, &[PILOT, other], &changes);
    let (_, err) = desk.both(&["evidence", "import", CASE, "back.docx"]);
    assert_eq!(on_claims(&desk, CASE), of_pilot());
    assert!(
        err.contains("A comment is on no claim: Three, says the hospital\n")
            || err.contains("A comment is on no claim: Three, says the hospital."),
        "{err}"
    );
}

#[test]
fn a_reply_to_a_claim_that_is_gone_is_named() {
    let desk = desk("replies-gone");
    desk.ok(&["claim", "add", CASE, "The port was closed."]);
    desk.ok(&["tag", CASE, "4", "confirmed"]);
    desk.ok(&["export", CASE, "-o", "out.docx", "--force"]);
    for _ in 0..2 {
        desk.ok(&["undo", CASE]);
    }
    let to_gone = Reply {
        to: 2,
        text: "It was open.",
    };
    come_back(&desk, &[to_gone], &[]);
    let before = desk.read(CASE);
    let (out, err) = desk.both(&["evidence", "import", CASE, "back.docx"]);
    assert_eq!((out.as_str(), desk.read(CASE)), ("", before));
    assert!(
        err.contains("A comment is on a claim that is not in the case any more: It was open.\n"),
        "{err}"
    );
}

#[test]
fn words_that_two_claims_share_identify_neither_without_a_bookmark() {
    let desk = Desk::new("replies-twice");
    desk.write(
        "s.txt",
        "Port news\n\nThe ferry sank.\n\nThe mayor slept. The ferry sank.\n",
    );
    desk.ok(&["new", "s.txt"]);
    desk.write(
        "a.md",
        "# Port news\n\nThe ferry sank. <!-- Who says so? -->\n\nThe mayor slept. <!-- He told me. --> The ferry sank.\n",
    );
    let (_, err) = desk.both(&["evidence", "import", CASE, "a.md"]);
    let found = on_claims(&desk, CASE);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "The mayor slept.");
    assert!(
        err.contains("A comment is on words of which several claims are: Who says so?"),
        "{err}"
    );
}

#[test]
fn a_document_without_replies_changes_nothing() {
    let desk = desk("replies-none");
    let before = desk.read(CASE);
    for (document, said) in [
        ("s.txt", "s.txt: nothing new to suggest.\n"),
        ("out.docx", "out.docx: nothing new to suggest.\n"),
    ] {
        let (out, err) = desk.both(&["evidence", "import", CASE, document]);
        assert_eq!((out.as_str(), desk.read(CASE)), ("", before.clone()));
        assert!(err.contains(said), "{err}");
    }
    let said = desk.fails(2, &["evidence", "import", CASE, CASE]);
    assert!(said.contains("is a case, not a story"), "{said}");
    let said = desk.fails(2, &["evidence", "import", CASE, "none.docx"]);
    assert!(said.contains("there is no file none.docx"), "{said}");
}

/// Passes the document through `LibreOffice`, with a reply as that program stores it: a comment at
/// a point right behind the comment that it answers.
fn through_office(desk: &Desk, to: &str) -> Option<()> {
    office(desk, "fodt", "out.docx")?;
    let mut text = desk.read("out.fodt");
    let note = text.find("It was Tuesday.").unwrap();
    let name = text[..note].rsplit("office:name=\"").next().unwrap();
    let name = name.split('"').next().unwrap();
    let end = format!("<office:annotation-end office:name=\"{name}\"/>");
    let reply = format!(
        "{end}<office:annotation><dc:creator>Ann Lee</dc:creator><dc:date>2026-12-01T09:30:00</dc:date>\
         <meta:creator-initials>AL</meta:creator-initials><text:p>{}</text:p></office:annotation>",
        PILOT.text
    );
    assert!(text.contains(&end), "{text}");
    text = text.replace(&end, &reply);
    desk.write("back.fodt", text);
    office(desk, to, "back.fodt")
}

#[test]
fn replies_that_libreoffice_wrote_go_into_the_case() {
    for to in ["docx", "odt"] {
        let desk = desk(&format!("replies-office-{to}"));
        if through_office(&desk, to).is_none() {
            return;
        }
        let back = format!("back.{to}");
        let (_, err) = desk.both(&["evidence", "import", CASE, &back]);
        assert_eq!(on_claims(&desk, CASE), of_pilot(), "{to}: {err}");
        assert!(
            err.contains("Left out: 2 comments that factdesk made."),
            "{to}: {err}"
        );
        let (_, err) = desk.both(&["evidence", "import", CASE, &back]);
        assert!(err.contains("1 more is there already"), "{to}: {err}");
        // A new case made from it has the reply too, and none of our own comments.
        desk.ok(&["new", &back, "-o", "new.case.ron"]);
        assert_eq!(on_claims(&desk, "new.case.ron"), of_pilot(), "{to}");
    }
}
