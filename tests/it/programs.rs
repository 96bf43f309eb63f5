//! Opens exports in the programs that people use. A test is skipped with a notice where its program
//! is not installed.

use crate::support::Desk;
use crate::support::programs::{office, prints, python_docx};
use factdesk::case::*;
use factdesk::store::{emit, load};

const CASE: &str = "crocus.case.ron";

/// The sample, with a fix of two words on its second claim and a note of two lines.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    let mut case = load(include_bytes!("../../assets/crocus-city-hall.case.ron")).unwrap();
    let claims = case.claims.iter().enumerate().map(|(place, claim)| {
        let mut claim: Claim = claim.as_ref().clone();
        if place == 1 {
            claim.fixes.push(Fix {
                id: IdGen::seeded(3).id(|_| false),
                by: "mk".to_owned(),
                at: "2024-03-23T07:50:00Z".parse().unwrap(),
                to: claim.text.replace("shopping centre", "concert hall"),
                why: String::new(),
                state: FixState::Proposed,
                settled_by: String::new(),
                settled_at: None,
            });
            claim.rulings[0].note = "It is a concert hall.\nNext to it.".to_owned();
        }
        claim.into()
    });
    case.claims = claims.collect::<Vec<_>>().into_iter().collect();
    desk.write(CASE, emit(&case).unwrap());
    desk
}

fn export(desk: &Desk, arguments: &[&str]) {
    let ran = desk.run(&[&["export", CASE], arguments].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn pandoc_reads_comments_links_and_changes_of_the_word_document() {
    let desk = desk("pandoc-word");
    export(&desk, &["--open", "-o", "a.docx"]);
    let arguments = [
        "--track-changes=all",
        "-t",
        "markdown",
        "--wrap=none",
        "a.docx",
    ];
    let Some(text) = prints("pandoc", &desk.folder, &arguments) else {
        return;
    };
    let count = |what: &str| text.matches(what).count();
    assert!(count("{.comment-start") >= 28, "{text}");
    assert_eq!(count("{.comment-start"), count("{.comment-end"));
    assert_eq!(
        (count("{.insertion"), count("{.deletion")),
        (1, 1),
        "{text}"
    );
    assert!(text.contains("[shopping centre]{.deletion"), "{text}");
    assert!(text.contains("[concert hall]{.insertion"), "{text}");
    assert!(
        text.contains("[https://crocus-hall.example/en](https://crocus-hall.example/en)")
            || text.contains("<https://crocus-hall.example/en>"),
        "{text}"
    );
}

#[test]
fn libreoffice_reads_the_word_document_and_prints_it() {
    let desk = desk("office-word");
    export(&desk, &["-o", "a.docx"]);
    if office(&desk, "fodt", "a.docx").is_none() {
        return;
    }
    let text = std::fs::read_to_string(desk.path("a.fodt")).unwrap();
    let notes = text.matches("<office:annotation ").count();
    assert!(notes >= 21, "{notes}");
    assert!(text.contains("<text:insertion>") && text.contains("<text:deletion>"));
    assert!(text.contains("Next to it."), "{text}");
    office(&desk, "pdf", "a.docx").unwrap();
    let Some(about) = prints("pdfinfo", &desk.folder, &["a.pdf"]) else {
        return;
    };
    assert!(about.contains("Pages:           2"), "{about}");
}

#[test]
fn python_docx_reads_the_word_document() {
    let desk = desk("python-word");
    export(&desk, &["-o", "a.docx"]);
    let script = "
d = docx.Document('a.docx')
print('\\n'.join(p.text for p in d.paragraphs))
print(d.settings.element.xml.count('compatibilityMode'))
";
    let Some(text) = python_docx(&desk, script) else {
        return;
    };
    assert!(
        text.starts_with("ISIS says it attacked Crocus City Hall"),
        "{text}"
    );
    assert!(text.trim_end().ends_with("\n1"), "{text}");
}

#[test]
fn pandoc_reads_the_memo_with_its_line_breaks() {
    let desk = desk("pandoc-memo");
    export(&desk, &["-o", "a.md"]);
    let arguments = ["-f", "gfm", "-t", "html", "a.md"];
    let Some(text) = prints("pandoc", &desk.folder, &arguments) else {
        return;
    };
    assert!(
        text.contains("It is a concert hall.<br />\nNext to it."),
        "{text}"
    );
    assert_eq!(text.matches("<h3").count(), 28, "{text}");
}

#[test]
fn libreoffice_reads_the_table_with_a_line_break_in_a_cell() {
    let desk = desk("office-table");
    export(&desk, &["-o", "a.csv"]);
    if office(&desk, "fods", "a.csv").is_none() {
        return;
    }
    let text = std::fs::read_to_string(desk.path("a.fods")).unwrap();
    // A head, and a row for each claim.
    assert_eq!(text.matches("<table:table-row ").count(), 29);
    let cell = "<text:p>It is a concert hall.</text:p><text:p>Next to it.</text:p>";
    assert!(text.contains(cell), "{text}");
}
