//! Links, notes and comments of a draft become suggested evidence on the claims at their places,
//! and never claims. Documents are made by real programs where these are installed.

use crate::support::Desk;
use crate::support::bench::Bench;
use crate::support::programs::pandoc;
use crate::support::suggested::{count, suggested, texts};
use factdesk::case::{IdGen, Stance};
use factdesk::reading::{self, Format};
use factdesk::store::emit;

/// A draft of 70 paragraphs. If it is annotated, the second sentence of each has a footnote (50 of
/// them) or a comment (20).
fn draft(is_annotated: bool, has_comments: bool) -> String {
    let mut text = "# The bridges of the north\n\n".to_owned();
    let mut notes = String::new();
    for n in 1..=70 {
        let (mut before, mut after) = (String::new(), String::new());
        if is_annotated && n <= 50 {
            after = format!("[^{n}]");
            notes.push_str(&format!(
                "[^{n}]: Report {n} of the road office, https://roads.example/{n}.\n\n"
            ));
        } else if is_annotated && has_comments {
            before = format!(
                "[Where is this from, asks {n}?]{{.comment-start id=\"{n}\" author=\"Ann Lee\" date=\"2026-05-04T10:00:00Z\"}}"
            );
            after = format!("[]{{.comment-end id=\"{n}\"}}");
        }
        text.push_str(&format!(
            "The mayor of town {n} opened the bridge in May. {before}Bridge {n} cost {} million dollars.{after} It rained all day.\n\n",
            100 + n
        ));
    }
    text + &notes
}

#[test]
fn fifty_footnotes_and_twenty_comments_are_seventy_suggestions_and_no_claim() {
    let desk = Desk::new("handed");
    for (format, comments) in [("docx", 20), ("odt", 0), ("html", 0)] {
        let (Some(bare), Some(annotated)) = (
            pandoc(&draft(false, false), format),
            pandoc(&draft(true, comments > 0), format),
        ) else {
            return;
        };
        std::fs::write(desk.folder.join(format!("bare.{format}")), bare).unwrap();
        std::fs::write(desk.folder.join(format!("draft.{format}")), annotated).unwrap();
        desk.ok(&["new", &format!("bare.{format}"), "--force"]);
        let ran = desk.run(&["new", &format!("draft.{format}"), "--force"]);
        let items = 50 + comments;
        assert!(
            ran.err
                .contains(&format!("; {items} suggested items of evidence")),
            "{}",
            ran.err
        );
        assert!(!ran.err.contains("on no claim"), "{}", ran.err);
        let bare = suggested(&desk, "bare.case.ron");
        let claims = suggested(&desk, "draft.case.ron");
        assert_eq!(
            texts(&claims),
            texts(&bare),
            "{format}: no more claims than without"
        );
        assert_eq!((count(&claims), count(&bare)), (items, 0));
        for (text, items) in &claims {
            let Some(number) = text
                .strip_prefix("Bridge ")
                .and_then(|rest| rest.split(' ').next())
            else {
                assert!(items.is_empty(), "{text}: {items:?}");
                continue;
            };
            let n: usize = number.parse().unwrap();
            if n > 50 && comments == 0 {
                continue;
            }
            let [item] = items.as_slice() else {
                panic!("{text}: {items:?}");
            };
            if n <= 50 {
                assert_eq!(item["url"], format!("https://roads.example/{n}"));
                let note = format!("Report {n} of the road office, https://roads.example/{n}.");
                assert_eq!(item["note"], note);
            } else {
                assert_eq!(item["note"], format!("Where is this from, asks {n}?"));
                assert_eq!(item["by"], "Ann Lee");
                assert_eq!(item["at"], "2026-05-04T10:00:00.000Z");
            }
        }
        // No suggested evidence is counted.
        let status = desk.json(&["list", "draft.case.ron", "--format", "json"]);
        let rows = status["claims"].as_array().unwrap().iter();
        assert!(
            rows.clone()
                .all(|row| row["evidence"] == 0 && row["origins"] == 0)
        );
    }
}

#[test]
fn links_are_on_their_sentence() {
    let text = "# Port news\n\nThe [ferry sank](https://news.example/ferry) on Monday. Two people \
                [died](https://police.example/1 \"t\"), police said.[^1] Is it [over](https://other.example/)? \
                [It](https://a.example) and [again](https://a.example) [mail](mailto:x@y.example) cost a million \
                <!-- source: https://sheet.example/7 -->.\n\n[^1]: *By telephone*, 4 May.\n\n<!-- ask Ann about the\npilot -->\n\nThe mayor slept.\n";
    let desk = Desk::new("handed-links");
    std::fs::write(desk.folder.join("s.md"), text).unwrap();
    let mut made = vec!["s.md".to_owned()];
    let without: String = text
        .replace("<!-- source: https://sheet.example/7 -->", "")
        .replace("<!-- ask Ann about the\npilot -->", "");
    for format in ["docx", "odt", "html"] {
        if let Some(bytes) = pandoc(&without, format) {
            let name = format!("s.{format}");
            std::fs::write(desk.folder.join(&name), bytes).unwrap();
            made.push(name);
        }
    }
    for name in made {
        let ran = desk.run(&["new", &name, "--force"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let claims = suggested(&desk, "s.case.ron");
        let found: Vec<String> = claims
            .iter()
            .map(|(text, items)| {
                let start: String = text.chars().take(9).collect();
                let items = items.iter().map(|item| {
                    let field = |name: &str| item[name].as_str().unwrap_or_default();
                    format!("{} {}", field("url"), field("note"))
                });
                let mut items: Vec<String> = items.collect();
                items.sort();
                format!("{start}| {}", items.join(" | "))
            })
            .collect();
        let comment = if name == "s.md" {
            " | https://sheet.example/7 source: https://sheet.example/7"
        } else {
            ""
        };
        let expected = [
            "The ferry| https://news.example/ferry ".to_owned(),
            "Two peopl|  By telephone, 4 May. | https://police.example/1 ".to_owned(),
            format!("It and ag| https://a.example {comment}"),
            "The mayor| ".to_owned(),
        ];
        assert_eq!(found, expected, "{name}");
        assert!(
            ran.err.contains("1 link that is on no claim"),
            "{name}: {}",
            ran.err
        );
        if name == "s.md" {
            assert!(
                ran.err
                    .contains("A comment is on no claim: ask Ann about the pilot"),
                "{}",
                ran.err
            );
        }
        // The source of a link is the site of its page, else the document.
        let sources = desk.json(&["sources", "s.case.ron", "--format", "json"]);
        let sources = sources["sources"].as_array().unwrap().clone();
        let has = |source: &str| {
            sources
                .iter()
                .any(|one| one["name"] == source && one["suggested"] == true)
        };
        assert!(has("news.example") && has(&name), "{sources:?}");
    }
}

#[test]
fn notes_of_pages_are_found_by_their_links_back() {
    let sentence =
        "The ferry sank on Monday evening with two people on board, the coast guard said";
    for (program, mark, note) in [
        (
            "Google Docs",
            "<sup><a href=\"#ftnt1\" id=\"ftnt_ref1\">[1]</a></sup>",
            "<hr><div><p class=\"c1\"><a href=\"#ftnt_ref1\" id=\"ftnt1\">[1]</a><span>&nbsp;By telephone, see \
             <a href=\"https://www.google.com/url?q=https://log.example/1&amp;sa=D\">the log</a></span></p></div>",
        ),
        (
            "Google Docs, a remark",
            "<sup><a href=\"#cmnt1\" id=\"cmnt_ref1\">[a]</a></sup>",
            "<div class=\"c9\"><p class=\"c1\"><a href=\"#cmnt_ref1\" id=\"cmnt1\">[a]</a><span>By telephone, see</span></p>\
             <p><span>https://log.example/1</span></p></div>",
        ),
        (
            "Word",
            "<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\" title=\"\"><span>[1]</span></a>",
            "<div><br clear=all><hr><div id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\" name=\"_ftn1\"><span>[1]</span></a> \
             By telephone, see https://log.example/1</p></div></div>",
        ),
        (
            "LibreOffice",
            "<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" href=\"#sdfootnote1sym\"><sup>1</sup></a>",
            "<div id=\"sdfootnote1\"><p class=\"sdfootnote\"><a class=\"sdfootnotesym\" name=\"sdfootnote1sym\" \
             href=\"#sdfootnote1anc\">1</a>By telephone, see https://log.example/1</p></div>",
        ),
        (
            "a wiki",
            "<sup id=\"cite_ref-3\" class=\"reference\"><a href=\"#cite_note-3\">[3]</a></sup>",
            "<ol class=\"references\"><li id=\"cite_note-3\"><span class=\"mw-cite-backlink\"><b><a href=\"#cite_ref-3\">^</a></b></span> \
             <span>By telephone, see <a href=\"https://log.example/1\">the log</a></span></li></ol>",
        ),
    ] {
        let page = format!(
            "<html><head><title>Port news</title></head><body><h1>Port news of the week</h1><p>{sentence}.{mark} \
             The mayor slept all night.</p><p>Nobody knew of it on Tuesday morning.</p>{note}</body></html>"
        );
        let desk = Desk::new("handed-pages");
        std::fs::write(desk.folder.join("p.html"), page).unwrap();
        desk.ok(&["new", "p.html", "--force"]);
        let claims = suggested(&desk, "p.case.ron");
        assert_eq!(count(&claims), 1, "{program}: {claims:?}");
        let (text, items) = claims.iter().find(|(_, items)| !items.is_empty()).unwrap();
        assert!(text.starts_with(sentence), "{program}: {text}");
        assert_eq!(items[0]["url"], "https://log.example/1", "{program}");
        let note = items[0]["note"].as_str().unwrap();
        assert!(note.starts_with("By telephone, see"), "{program}: {note}");
        assert!(
            claims.iter().all(|(text, _)| !text.contains("telephone")),
            "{program}: {claims:?}"
        );
    }
}

#[test]
fn suggested_evidence_is_accepted_with_one_key_or_all_at_once() {
    let text = "# Port news\n\nThe [ferry sank](https://a.example/1) on Monday, [police](https://b.example/2) said. Two \
                people [died](https://c.example/3) in it.[^1]\n\n[^1]: By telephone.\n";
    let (case, report) =
        reading::read_story(text, Format::Markdown, "s.md", &mut IdGen::seeded(3)).unwrap();
    assert_eq!(report.suggested, 4);
    let mut bench = Bench::over(
        &emit(&case).unwrap(),
        Some("mk"),
        factdesk::workbench::UiPrefs::default(),
    );
    let left = |bench: &Bench| -> Vec<usize> {
        let suggested = |number| {
            bench
                .claim(number)
                .evidence
                .iter()
                .filter(|item| item.suggested)
                .count()
        };
        [suggested(1), suggested(2)].into()
    };
    assert_eq!(left(&bench), [2, 2]);
    bench.keys("i");
    assert_eq!(left(&bench), [0, 2]);
    assert!(
        bench.said().contains("2 items accepted, as context"),
        "{}",
        bench.said()
    );
    bench.keys("1");
    let items = bench.claim(1);
    assert!(
        items
            .evidence
            .iter()
            .all(|item| item.stance == Stance::Supports)
    );
    let known = |bench: &Bench, name: &str| {
        bench
            .case()
            .sources
            .iter()
            .any(|one| one.name == name && !one.suggested)
    };
    assert!(known(&bench, "a.example") && !known(&bench, "c.example"));
    // Two edits are undone in turn: the stance, then the acceptance.
    bench.keys("zz");
    assert_eq!(left(&bench), [2, 2]);
    // Only the item in focus is accepted.
    bench.keys("<Enter>i");
    assert_eq!(left(&bench), [1, 2]);
    bench.keys("<Esc>:accept all<Enter>");
    assert_eq!(left(&bench), [0, 0]);
    bench.keys("i");
    assert!(
        bench.said().contains("no evidence is suggested here")
            || bench.frame().contains("no evidence is suggested here"),
        "{}",
        bench.frame()
    );
}
