//! Words that only resemble the name of a confidential source: they are asked about, a person
//! decides, and the decision is applied.

use std::sync::Arc;

use crate::support::Desk;
use crate::support::bench::Bench;
use crate::support::cases::each_claim;
use factdesk::case::*;
use factdesk::export::{Confidential, Format, redact, undecided};
use factdesk::store::{emit, load};
use factdesk::workbench::{Effect, Job, UiPrefs};

/// A case whose story has a word that differs by one letter from the name of a confidential source.
fn doubtful() -> Case {
    let text = "Marta Bellwether kept the register. They met at the Bellweather inn by the river.\n\n\
                In May the Bellweather inn closed, the owner said.";
    let mut mint = IdGen::seeded(9);
    let format = factdesk::reading::Format::Plain;
    let read = factdesk::reading::read_story(text, format, "register.txt", &mut mint);
    let mut case = read.unwrap().0;
    case.sources = case
        .sources
        .iter()
        .filter(|source| !source.name.contains("Bellwether"))
        .cloned()
        .collect();
    case.title = "The register".to_owned();
    each_claim(&mut case, |claim| claim.attribution = None);
    let mut source = Source::new(mint.id(|_| false), "Marta Bellwether");
    source.confidential = true;
    source.kind = SourceKind::Witness;
    case.sources = case
        .sources
        .iter()
        .cloned()
        .chain([Arc::new(source)])
        .collect();
    load(emit(&case).unwrap().as_bytes()).unwrap()
}

/// Records a decision on every place in question.
fn decided(case: &Case, cut: bool) -> Case {
    let mut decided = case.clone();
    for one in undecided(case) {
        for place in &one.places {
            let stamp = Stamp {
                by: "mk",
                at: "2026-11-23T10:00:00.000Z".parse().unwrap(),
            };
            let edit = ops::redact(&decided, one.source, &place.place, cut, &stamp).unwrap();
            edit.apply(&mut decided).unwrap();
        }
    }
    decided
}

#[test]
fn a_similar_word_is_asked_about_once_and_treated_as_decided() {
    let case = doubtful();
    let asked = undecided(&case);
    let words: Vec<&str> = asked.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(words, ["Bellweather"]);
    let places: Vec<&str> = asked[0]
        .places
        .iter()
        .map(|one| one.place.as_str())
        .collect();
    assert_eq!(
        places,
        [
            "met at the [Bellweather] inn by the",
            "In May the [Bellweather] inn closed, the"
        ]
    );
    assert_eq!(asked[0].places[0].stands, ["paragraph 1"]);
    let shown = |case: &Case| emit(&redact(case).0).unwrap();
    assert!(shown(&case).contains("Bellweather"));
    let (cut, kept) = (decided(&case, true), decided(&case, false));
    assert!(undecided(&cut).is_empty() && undecided(&kept).is_empty());
    assert!(shown(&kept).contains("the Bellweather inn") && !shown(&kept).contains("Bellwether"));
    assert!(
        !shown(&cut).contains("Bellweather") && shown(&cut).contains("the [redacted] inn closed")
    );

    // The same words elsewhere are decided, but in a different context they are asked about again.
    let mut more = cut.clone();
    each_claim(&mut more, |claim| {
        claim.wording = "met at the Bellweather inn by the sea".to_owned();
    });
    assert!(undecided(&more).is_empty());
    each_claim(&mut more, |claim| {
        claim.wording = "she left the Bellweather inn".to_owned();
    });
    assert_eq!(undecided(&more)[0].places.len(), 1);

    // Decisions on a source that is no longer confidential have no effect, and a redacted case
    // raises no questions.
    let mut open = cut.clone();
    open.sources = open
        .sources
        .iter()
        .map(|source| {
            let mut source = Source::clone(source);
            source.confidential = false;
            Arc::new(source)
        })
        .collect();
    assert!(undecided(&open).is_empty() && shown(&open).contains("Bellweather"));
    let (redacted, _) = redact(&cut);
    assert!(undecided(&redacted).is_empty() && redacted.redactions.is_empty());
    assert!(redact(&redacted).1.is_nothing());
}

#[test]
fn a_redacted_export_is_refused_until_its_places_are_decided() {
    let desk = Desk::new("undecided");
    let case = "one.case.ron";
    std::fs::write(desk.path(case), emit(&doubtful()).unwrap()).unwrap();
    for format in Format::NAMES {
        let said = desk.fails(
            2,
            &["export", case, "--to", format, "--redact", "-o", "out"],
        );
        assert!(
            said.contains("1. paragraph 1: met at the [Bellweather] inn"),
            "{said}"
        );
        assert!(
            said.contains("\n   paragraph 2: In May the [Bellweather] inn"),
            "{said}"
        );
        assert!(
            said.contains("Hint:") && said.contains("--reviewed"),
            "{said}"
        );
        assert!(!said.contains("Bellwether"), "{said}");
        assert!(!desk.path("out").exists());
    }
    for command in ["list", "sources"] {
        let said = desk.fails(2, &[command, case, "--redact"]);
        assert!(said.contains("2 places may lead"), "{said}");
        let shown = desk.ok(&[command, case, "--redact", "--reviewed", "--format", "json"]);
        assert!(!shown.contains("Bellwether"), "{shown}");
    }
    desk.fails(2, &["export", case, "--to", "json", "--reviewed"]);
    let out = desk.ok(&["export", case, "--to", "json", "--redact", "--reviewed"]);
    assert!(
        out.contains("the Bellweather inn") && !out.contains("Bellwether"),
        "{out}"
    );
    std::fs::write(desk.path(case), emit(&decided(&doubtful(), true)).unwrap()).unwrap();
    let out = desk.ok(&["export", case, "--to", "annotated", "--redact"]);
    assert!(
        out.contains("the [redacted] inn") && !out.contains("[["),
        "{out}"
    );

    // The name of the file itself.
    let named = [
        "export",
        case,
        "--to",
        "json",
        "--redact",
        "-o",
        "bellwether.json",
    ];
    let said = desk.fails(2, &named);
    assert!(
        !said.to_lowercase().contains("bellwether") && said.contains("name of the file"),
        "{said}"
    );
}

fn bench() -> Bench {
    let text = emit(&doubtful()).unwrap();
    let mut bench = Bench::over(&text, Some("mk"), UiPrefs::default());
    bench.keys("<Esc>");
    bench
}

#[test]
fn a_file_name_that_identifies_a_source_is_refused_before_any_question() {
    let mut bench = bench();
    bench.app.model.file = "bellwether.case.ron".into();
    bench.keys("Xmemo<Enter>");
    let frame = bench.frame();
    assert!(frame.contains("redacted.memo.md"), "{frame}");
    for _ in 0..40 {
        bench.keys("<Backspace>");
    }
    bench.keys("bellwether.md<Enter>");
    let frame = bench.frame();
    assert!(
        frame.contains("the name of the file leads to a confidential source"),
        "{frame}"
    );
    bench.keys("<Backspace><Backspace><Backspace>");
    for _ in 0..10 {
        bench.keys("<Backspace>");
    }
    bench.keys("memo.md<Enter>");
    assert!(
        bench.frame().contains("Bellweather inn"),
        "{}",
        bench.frame()
    );
}

#[test]
fn the_export_form_asks_about_doubtful_places_and_continues() {
    for (width, height) in [(120, 36), (80, 24)] {
        let mut bench = bench();
        bench.resize(width, height);
        bench.keys("Xmemo<Enter><Enter>");
        insta::assert_snapshot!(format!("asked_{width}x{height}"), bench.frame());
        bench.keys("<Space>");
        insta::assert_snapshot!(format!("one_by_one_{width}x{height}"), bench.frame());
        bench.keys("1");
        assert_eq!(bench.case().redactions.len(), 1);
        bench.keys("<Backspace>");
        assert!(bench.case().redactions.is_empty());
        bench.keys("2<Down>1");
        let cut: Vec<bool> = bench.case().redactions.iter().map(|one| one.cut).collect();
        assert_eq!(cut.len(), 2);
        assert!(cut.contains(&true) && cut.contains(&false));
        let is_export = |effect: &Effect| {
            matches!(effect, Effect::Run(Job::Export(case, request))
            if case.redactions.len() == 2 && request.confidential == Confidential::Redact)
        };
        assert!(bench.out.iter().any(is_export), "{:?}", bench.said());
        assert!(bench.frame().contains("mk"));
    }
}

#[test]
fn an_export_that_waits_for_answers_continues_or_says_that_it_stopped() {
    let nobody = || {
        let text = emit(&doubtful()).unwrap();
        let mut bench = Bench::over(&text, None, UiPrefs::default());
        bench.keys("<Esc>Xmemo<Enter><Enter>");
        assert!(
            bench.frame().contains("The export waits"),
            "{}",
            bench.frame()
        );
        bench
    };
    let exports = |bench: &Bench| {
        let is_export = |effect: &&Effect| matches!(effect, Effect::Run(Job::Export(..)));
        bench.out.iter().filter(is_export).count()
    };
    let mut bench = nobody();
    bench.keys("1?<Enter>");
    assert!(bench.frame().contains("with a letter"), "{}", bench.frame());
    bench.keys("<Backspace><Backspace>mk<Enter>");
    assert!(
        bench.frame().contains("Space one by one"),
        "{}",
        bench.frame()
    );
    bench.keys("<Space>");
    assert!(
        bench.frame().contains("Space together"),
        "{}",
        bench.frame()
    );
    bench.keys("1");
    assert_eq!(exports(&bench), 0);
    bench.keys("1");
    assert_eq!(exports(&bench), 1, "{}", bench.said());
    // If either question is cancelled, the message says so.
    let mut bench = nobody();
    bench.keys("<Esc>");
    assert_eq!(bench.said(), "Nothing was exported");
    let mut bench = nobody();
    bench.keys("mk<Enter><Esc>");
    assert_eq!(bench.said(), "Nothing was exported");
    assert_eq!(exports(&bench), 0);
}

#[test]
fn places_with_the_same_words_are_decided_with_one_key_and_undone_with_one() {
    let mut bench = bench();
    bench.keys(":redaction<Enter>2");
    let kept = bench.case().redactions.clone();
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|one| !one.cut && one.by == "mk"));
    assert!(bench.said().contains("2 places kept"), "{}", bench.said());
    bench.keys(":redaction<Enter>");
    assert!(
        bench.said().contains("need no decision"),
        "{}",
        bench.said()
    );
    bench.keys("z");
    assert!(bench.case().redactions.is_empty());
}

#[test]
fn copying_reveals_nothing_of_a_confidential_source() {
    let mut bench = bench();
    bench.keys("gy");
    let copied = |bench: &Bench| {
        let copied = bench.out.iter().filter_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text.clone()),
            _ => None,
        });
        copied.collect::<Vec<_>>()
    };
    assert_eq!(copied(&bench).len(), 1);
    assert!(
        copied(&bench)[0].starts_with("[redacted]"),
        "{:?}",
        copied(&bench)
    );
    bench.keys("Sgy");
    assert_eq!(copied(&bench).len(), 1);
    assert!(bench.said().contains("confidential"), "{}", bench.said());
}

#[test]
fn a_name_interrupted_by_the_end_of_a_paragraph_is_removed_too() {
    let mut case = doubtful();
    let draft = Arc::make_mut(case.draft.as_mut().unwrap());
    let texts = ["The register was kept by Marta", "Bellwether, until May."];
    draft.paragraphs = texts
        .map(|text| Paragraph::new(Part::Body, text.to_owned()))
        .into();
    draft.sha256 = Draft::hash(&draft.paragraphs);
    case.claims = Vec::new().into_iter().collect();
    let (redacted, _) = redact(&case);
    let paragraphs = &redacted.draft.as_ref().unwrap().paragraphs;
    assert_eq!(paragraphs[0].text(), "The register was kept by [redacted]");
    assert_eq!(paragraphs[1].text(), "[redacted], until May.");
}

#[test]
fn an_office_beside_a_name_is_asked_about_and_treated_as_decided() {
    let desk = Desk::new("office");
    let case = "one.case.ron";
    let office = "keeper of the old lighthouse";
    let text = format!(
        "Marta Bellwether, {office}, has the register.\n\nThe keeper of the lighthouse left in May."
    );
    let mut mint = IdGen::seeded(9);
    let format = factdesk::reading::Format::Plain;
    let read = factdesk::reading::read_story(&text, format, "register.txt", &mut mint);
    let mut new = read.unwrap().0;
    let mut source = Source::new(mint.id(|_| false), "Marta Bellwether");
    source.confidential = true;
    new.sources = [Arc::new(source)].into_iter().collect();
    each_claim(&mut new, |claim| claim.attribution = None);
    std::fs::write(desk.path(case), emit(&new).unwrap()).unwrap();
    let said = desk.fails(2, &["export", case, "--to", "json", "--redact"]);
    for place in [
        "1. the case: title, also paragraph 1: [redacted], [keeper of the old lighthouse], has the (",
        "\n   paragraph 2: The [keeper of the lighthouse] left in May.\n",
    ] {
        assert!(said.contains(place), "{said}");
    }
    assert!(!said.contains("Bellwether"), "{said}");
    let out = desk.ok(&["export", case, "--to", "json", "--redact", "--reviewed"]);
    assert!(
        out.contains("[redacted], keeper of the old lighthouse, has"),
        "{out}"
    );
    std::fs::write(desk.path(case), emit(&decided(&new, true)).unwrap()).unwrap();
    let out = desk.ok(&["export", case, "--to", "json", "--redact"]);
    assert!(!out.contains("lighthouse"), "{out}");
}

#[test]
fn kept_places_are_reported_in_the_form_and_in_the_receipt() {
    let kept = decided(&doubtful(), false);
    for (width, height) in [(120, 36), (80, 24), (60, 20)] {
        let mut bench = Bench::over(&emit(&kept).unwrap(), Some("mk"), UiPrefs::default());
        bench.resize(width, height);
        bench.keys("Xmemo<Enter>");
        let frame = bench.frame();
        let words = frame
            .split(['│', ' ', '\n'])
            .filter(|word| !word.is_empty());
        let words = words.collect::<Vec<_>>().join(" ");
        let note = "Redacted, this markdown still has 2 places that may lead to a confidential \
                    source: somebody decided to keep them";
        if width < 120 {
            assert!(words.contains(note), "{frame}");
        } else {
            assert!(
                words.contains("this markdown still has 2 places"),
                "{frame}"
            );
        }
    }
    let desk = Desk::new("kept-places");
    let case = "register.case.ron";
    let ran = |text: &str, extra: &[&str]| {
        desk.write(case, text);
        let command = [&["export", case, "--to", "annotated", "--redact"], extra].concat();
        desk.run(&command).err
    };
    let err = ran(&emit(&kept).unwrap(), &[]);
    assert!(
        err.contains("Note: 2 places that may lead to a confidential source stay in this annotated: 2 as decided."),
        "{err}"
    );
    let err = ran(&emit(&doubtful()).unwrap(), &["--reviewed"]);
    assert!(
        err.contains("stay in this annotated: 2 undecided."),
        "{err}"
    );
    let err = ran(&emit(&decided(&doubtful(), true)).unwrap(), &[]);
    assert!(!err.contains("may lead"), "{err}");
}

/// A case with one claim of a confidential source of this name, and a query about it.
fn asked_of(name: &str, to: &str, question: &str) -> Case {
    let mut case = doubtful();
    let mut mint = IdGen::seeded(77);
    let is_secret = |source: &&Arc<Source>| source.confidential;
    let id = case.sources.iter().find(is_secret).unwrap().id;
    let sources = case.sources.iter().map(|source| {
        let mut source = Source::clone(source);
        if source.confidential {
            source.name = name.to_owned();
        }
        Arc::new(source)
    });
    case.sources = sources.collect();
    let first = case.claims.iter().next().unwrap().id;
    let mut item = Evidence::new(
        mint.id(|_| false),
        "mk",
        Timestamp::default(),
        id,
        (Question::Fact, Stance::Supports),
    );
    item.quote = "the pumps were dry by noon".to_owned();
    each_claim(&mut case, |claim| {
        if claim.id == first {
            claim.evidence.push(item.clone());
        }
    });
    let claims = vec![first];
    case.queries.push(Query {
        id: mint.id(|_| false),
        by: "mk".to_owned(),
        at: Timestamp::default(),
        claims,
        to: to.to_owned(),
        source: None,
        behalf: None,
        via: String::new(),
        question: question.to_owned(),
        due: None,
        disclosed: String::new(),
        answers: Vec::new(),
    });
    case
}

#[test]
fn a_query_to_a_relative_is_asked_about_and_removed_completely() {
    let case = asked_of("Marta Bellwether", "her husband", "Was she there?");
    let is_query = |one: &factdesk::export::Doubtful| one.words == "her husband";
    assert!(undecided(&case).iter().any(is_query));
    let redacted = |case: &Case| redact(case).0;
    assert!(redacted(&decided(&case, true)).queries.is_empty());
    assert_eq!(redacted(&decided(&case, false)).queries.len(), 1);
    let other = asked_of("Marta Bellwether", "the mayor's office", "Was she there?");
    assert!(
        !undecided(&other)
            .iter()
            .any(|one| one.places[0].stands[0].starts_with("query"))
    );
}

#[test]
fn a_query_that_quotes_a_source_is_asked_about() {
    let question = "Is it true that “the pumps were dry”?";
    let case = asked_of("Marta Bellwether", "the mayor's office", question);
    let asked: Vec<String> = undecided(&case).into_iter().map(|one| one.words).collect();
    assert!(
        asked.contains(&"the pumps were dry".to_owned()),
        "{asked:?}"
    );
}

#[test]
fn an_export_says_that_a_name_is_ordinary_words() {
    let note = "the name of 1 confidential source is ordinary words";
    let desk = Desk::new("ordinary-name");
    let (file, case) = ("one.case.ron", asked_of("man", "x", "y"));
    desk.write(file, emit(&case).unwrap());
    let command = ["export", file, "--to", "json", "--redact", "--reviewed"];
    let err = desk.run(&command).err;
    assert!(err.contains(note), "{err}");
    desk.write(file, emit(&doubtful()).unwrap());
    assert!(!desk.run(&command).err.contains(note));
    let mut bench = Bench::over(&emit(&case).unwrap(), Some("mk"), UiPrefs::default());
    bench.keys("Xmemo<Enter>");
    let frame = bench.frame();
    assert!(
        frame.contains("the name of 1 confidential source"),
        "{frame}"
    );
}
