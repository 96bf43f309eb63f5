//! Finding, filters, sources and findings.

use super::*;

#[test]
fn finding_lists_whole_words_first_and_goes_to_the_choice() {
    let mut bench = Bench::demo();
    bench.keys("/duty warn");
    assert!(bench.frame().contains("1 found"), "{}", bench.frame());
    bench.keys("<Enter>");
    assert_eq!(bench.focus(), 20);
    bench.keys("/12<Ctrl-U>21<Enter>");
    assert_eq!(bench.focus(), 21, "a number finds that claim");
}

#[test]
fn a_fuzzy_match_never_finds_quit() {
    let mut bench = Bench::demo();
    bench.keys(":query");
    let frame = bench.frame();
    assert!(!frame.contains("everything is recorded"), "{frame}");
    bench.keys("<Ctrl-U>quit");
    let frame = bench.frame();
    assert!(frame.contains("everything is recorded"), "{frame}");
}

/// The hits of the find line.
fn hits(bench: &Bench) -> Vec<Hit> {
    bench.app.finding().unwrap().found.hits.clone()
}

#[test]
fn finding_ignores_accents_and_letter_forms() {
    let story = "Мер сказав, що м’яч зник. Ёлка стои\u{301}т. The café burned. A train of thought left. Rainy days \
        remain. It is raining plainly. Reign and ruin.";
    let mut bench = Bench::story(story);
    let mut of = |typed: &str| {
        bench.keys(&format!("/{typed}"));
        let words: Vec<String> = hits(&bench)
            .into_iter()
            .map(|hit| match hit {
                Hit::Claim(id) => bench.case().claims.get(id).unwrap().text.clone(),
                Hit::Source(id) => bench.case().sources.get(id).unwrap().name.clone(),
            })
            .collect();
        bench.keys("<Esc>");
        words
    };
    for typed in ["мʼяч", "М'ЯЧ", "мяч"] {
        assert!(of(typed)[0].contains("м’яч"), "{typed}");
    }
    for (typed, found) in [
        ("елка", "Ёлка"),
        ("СТОИТ", "Ёлка"),
        ("cafe", "café"),
        ("CAFÉ", "café"),
        ("thougth", "thought"),
    ] {
        assert!(of(typed)[0].contains(found), "{typed}");
    }
    let rain = of("rain");
    assert!(
        rain[0].starts_with("Rainy") && rain[1].contains("raining"),
        "{rain:?}"
    );
    assert!(
        rain.iter()
            .all(|words| words.to_lowercase().contains("rain")),
        "{rain:?}"
    );
}

#[test]
fn finding_keeps_the_filter_starts_empty_and_finds_sources() {
    let mut bench = Bench::demo();
    bench.keys("fcontested<Enter>/russian");
    let claims = bench.case().claims.clone();
    let has = |claim: &Claim| claim.text.to_lowercase().contains("russian");
    assert!(claims.iter().filter(|claim| has(claim)).count() > 2);
    let rows = bench.app.model.index.rows.clone();
    let is_shown = |hit: &Hit| match hit {
        Hit::Claim(id) => rows.contains(id),
        Hit::Source(_) => true,
    };
    assert!(hits(&bench).iter().all(is_shown));
    assert!(bench.frame().contains("filtered out"), "{}", bench.frame());
    bench.keys("<Esc>/duty warn<Enter>");
    let said = bench.said();
    assert!(
        said.contains(&bench.filled("1 claim outside it: Esc, then {filter} shows all")),
        "{said}"
    );
    bench.keys("<Esc>/");
    assert_eq!(
        hits(&bench).len(),
        rows.len(),
        "it starts empty, under the filter"
    );
    bench.keys("<Esc>");
    assert_eq!(bench.app.model.index.rows, rows, "the filter stays");
    bench.keys("<Esc>/baza");
    let place = hits(&bench)
        .iter()
        .position(|hit| matches!(hit, Hit::Source(_)))
        .unwrap();
    bench.keys(&"<Down>".repeat(place));
    assert!(bench.frame().contains("source, "), "{}", bench.frame());
    bench.keys("<Enter>");
    assert_eq!(bench.app.model.focus.pane, Pane::Sources);
    assert_eq!(bench.app.model.source().unwrap().name, "Baza");
}

#[test]
fn a_source_that_is_listed_twice_is_merged_from_its_finding() {
    let mut case = factdesk::store::load(SAMPLE.as_bytes()).unwrap();
    let baza = case
        .sources
        .iter()
        .find(|source| source.name == "Baza")
        .unwrap();
    let twin = Source {
        id: "s00000000zzz".parse().unwrap(),
        name: "BAZA".to_owned(),
        ..Source::clone(baza)
    };
    let sources = case.sources.iter().cloned().chain([Arc::new(twin)]);
    case.sources = sources.collect();
    let text = factdesk::store::emit(&case).unwrap();
    let mut bench = Bench::over(&text, Some("mk"), UiPrefs::default());
    let count = bench.case().sources.len();
    bench.keys("!double<Enter>");
    assert_eq!(bench.app.model.focus.pane, Pane::Sources);
    assert!(
        bench
            .said()
            .contains(&bench.filled("double-source: {merge} merge it into the other")),
        "{}",
        bench.said()
    );
    bench.keys("M");
    assert!(
        bench.frame().contains("the same source"),
        "{}",
        bench.frame()
    );
    bench.keys("<Enter>");
    assert_eq!(bench.case().sources.len(), count - 1);
    bench.keys("!double");
    assert!(
        bench.frame().contains("nothing matches"),
        "{}",
        bench.frame()
    );
}

#[test]
fn a_filter_shows_some_claims_and_escape_shows_all() {
    let mut bench = Bench::demo();
    bench.keys("fcontested<Enter>");
    assert_eq!((bench.app.model.index.rows.len(), bench.focus()), (1, 18));
    bench.keys("<Esc>");
    assert_eq!(bench.app.model.index.rows.len(), 28);
    assert_eq!(bench.focus(), 18, "focus stays on the claim");
    bench.keys("fneeds<Enter>g");
    let before = bench.app.model.index.rows.len();
    bench.keys("cc");
    assert!(
        bench.app.model.index.rows.len() < before,
        "what is checked leaves the list of what asks"
    );
}

#[test]
fn sources_are_edited_merged_and_dropped_only_when_unused() {
    let mut bench = Bench::demo();
    bench.keys("S");
    assert_eq!(bench.app.model.focus.pane, Pane::Sources);
    bench.keys("<Del>");
    assert!(bench.said().contains("still named"), "{}", bench.said());
    bench.keys("<Enter><Tab><Tab>b<Enter>");
    let source = bench.app.model.source().unwrap().clone();
    assert_eq!(
        (source.name.as_str(), source.reliability),
        ("ASTRA", Reliability::B)
    );
    let sources = bench.case().sources.len();
    bench.keys("MCNN<Enter>");
    assert_eq!(bench.case().sources.len(), sources - 1);
    assert_eq!(bench.app.model.source().unwrap().name, "CNN");
    bench.keys("z");
    assert_eq!(bench.case().sources.len(), sources);
    bench.keys("S");
    assert_eq!(bench.app.model.focus.pane, Pane::Claims);
}

#[test]
fn marks_and_filters_follow_changes() {
    let mut bench = Bench::demo();
    bench.keys("g  fmarked<Enter>");
    assert_eq!(bench.app.model.index.rows.len(), 2);
    bench.keys("g ");
    assert_eq!(
        bench.app.model.index.rows.len(),
        1,
        "an unmarked claim leaves the marked ones"
    );
    bench.keys(" ");
    assert_eq!(
        bench.app.model.index.rows.len(),
        28,
        "without a mark all are shown again"
    );
    bench.keys("fcontested<Enter>J");
    assert!(bench.said().contains("not shown"), "{}", bench.said());
}

#[test]
fn in_any_order_and_filter_focus_goes_to_the_next_claim_that_asks() {
    let mut bench = Bench::demo();
    bench.keys(":order of<Enter>what needs<Enter>");
    assert_eq!(
        (bench.focus(), bench.app.model.index.row(bench.claim(11).id)),
        (11, Some(0)),
        "{}",
        bench.frame()
    );
    bench.keys("jcd");
    assert_eq!(bench.focus(), 18, "not back to the top: {}", bench.frame());
    let mut bench = Bench::demo();
    bench.keys("fopen<Enter>vd");
    assert_eq!(
        bench.focus(),
        12,
        "the ruled claim has left the list of open ones"
    );
}

#[test]
fn circular_reporting_is_found_and_fixed() {
    let mut bench = Bench::demo();
    bench.keys("SjjjRcbs<Enter><Esc>gjjjjRcnn<Enter><Esc>");
    assert!(bench.app.model.index.flags() > 1);
    bench.keys("!circ<Enter>");
    assert_eq!(bench.app.model.focus.pane, Pane::Sources);
    assert!(
        bench
            .said()
            .starts_with(&bench.filled("circular-sourcing: {relies-on} ")),
        "{}",
        bench.said()
    );
    let frame = bench.frame();
    assert!(frame.contains("circular-sourcing"), "{frame}");
    // The key that the message names removes the link again.
    bench.keys("Rcnn<Enter><Esc>!circular");
    assert!(bench.frame().contains("nothing matches"));
}

#[test]
fn a_failing_gate_is_fixed_finding_by_finding() {
    let mut bench = Bench::story("The bridge was closed for two days.");
    let errors = |bench: &Bench| {
        let index = &bench.app.model.index;
        let all = index.findings.all(bench.case(), index.coverage);
        all.iter().filter(|finding| finding.is_error()).count()
    };
    bench.keys("c");
    assert_eq!(errors(&bench), 1);
    bench.keys("!<Enter>");
    assert!(
        bench.said().starts_with(
            &bench.filled("1 confirmed-without-evidence: {evidence} add evidence on FACT")
        ),
        "{}",
        bench.said()
    );
    assert!(bench.frame().contains("✓!  1 "), "{}", bench.frame());
    // The key that the finding names adds an item from one outlet, but one origin is too few.
    bench.keys("eGazette<Enter>!<Enter>");
    assert!(
        bench
            .said()
            .starts_with(&bench.filled("1 single-origin: {evidence} ")),
        "{}",
        bench.said()
    );
    // An outlet that relies on the first one adds no origin.
    bench.keys("eHerald<Enter>SgjRgaz<Enter><Esc>");
    assert_eq!(errors(&bench), 1);
    bench.keys("h:I am<Enter>ab<Enter>eCity log<Enter>");
    assert_eq!(errors(&bench), 0);
    assert!(!bench.frame().contains("✓!  1 "));
}

#[test]
fn waiving_a_finding_needs_a_reason_and_can_be_undone() {
    let mut bench = Bench::story("The bridge was closed for two days.");
    bench.keys("cWconf<Enter><Enter>");
    assert!(
        bench.said().contains("A waiver needs a reason"),
        "{}",
        bench.said()
    );
    bench.keys("the mayor signed it before us<Enter>");
    assert_eq!(bench.claim(1).waivers.len(), 1);
    assert_eq!(bench.app.model.index.flags(), 0);
    bench.keys("Wconf<Enter>");
    assert_eq!(bench.claim(1).waivers.len(), 0);
    bench.keys("z");
    assert_eq!(bench.claim(1).waivers.len(), 1);
}

#[test]
fn waiving_starts_with_the_finding_chosen_in_the_list() {
    let mut bench = Bench::story("The bridge was closed on Thursday, March 22, 2024.");
    bench.keys("c!weekday<Enter>");
    // No ruling key fits what a person has to find out first.
    let said = bench.said();
    assert!(said.contains("weekday-mismatch: find out"), "{said}");
    bench.keys("W<Enter>the town's own calendar<Enter>");
    let waivers = &bench.claim(1).waivers;
    let waived: Vec<_> = waivers.iter().map(|one| one.standard.as_str()).collect();
    assert_eq!(waived, ["weekday-mismatch"]);
}
