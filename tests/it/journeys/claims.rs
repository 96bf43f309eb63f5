//! Making, splitting, joining and dropping claims, and the kinds of paragraphs.

use super::*;

#[test]
fn a_claim_is_split_and_joined_and_dropped() {
    let mut bench = Bench::demo();
    let claims = bench.case().claims.len();
    bench.keys("/at least 100<Enter>");
    let number = bench.focus();
    let whole = bench.claim(number);
    bench.keys("|");
    assert!(bench.frame().contains("Split claim"), "{}", bench.frame());
    bench.keys("<Home><Right><Enter>");
    assert_eq!(bench.case().claims.len(), claims + 1);
    let (first, second) = (bench.claim(number), bench.claim(number + 1));
    assert_eq!(first.id, whole.id);
    assert!(whole.text.starts_with(&first.text) && whole.text.ends_with(&second.text));
    // The ruling was on other words. Only a person's own ruling would raise the question whether it
    // still holds, and this one is somebody else's.
    assert_eq!(bench.fact(number), Standing::Stale);
    bench.keys("J");
    assert_eq!(bench.claim(number).text, whole.text);
    assert_eq!(bench.case().claims.len(), claims);
    bench.keys("<Del>");
    assert_eq!(bench.case().claims.len(), claims - 1);
    bench.keys("z");
    assert_eq!(bench.case().claims.len(), claims);
    assert_eq!(bench.focus(), number);
}

#[test]
fn joining_claims_of_two_speakers_asks_who_said_it() {
    for (choice, who) in [("<Enter>", "Vik"), ("<Down><Enter>", "Aas")] {
        let mut bench = Bench::story(
            "Ferry\n\nThe ferry sank at noon, Lars Vik said. The captain drowned, Jon Aas said.\n",
        );
        let claims = bench.case().claims.len();
        bench.keys("g");
        let number = bench.focus();
        bench.keys("J");
        let frame = bench.frame();
        assert!(frame.contains("who said it?"), "{frame}");
        assert!(
            frame.contains("Lars Vik") && frame.contains("Jon Aas"),
            "{frame}"
        );
        assert_eq!(bench.case().claims.len(), claims);
        bench.keys("<Esc>");
        assert_eq!(bench.case().claims.len(), claims);
        bench.keys("J");
        bench.keys(choice);
        assert_eq!(bench.case().claims.len(), claims - 1);
        let said_by = bench.case().said_by(&bench.claim(number)).concat();
        assert!(said_by.ends_with(who), "{said_by}");
        assert!(
            bench.said().contains(&format!("credited to {said_by}")),
            "{}",
            bench.said()
        );
        bench.keys("z");
        assert_eq!(bench.case().claims.len(), claims);
    }
}

#[test]
fn undoing_a_split_moves_focus_back() {
    let mut bench = Bench::demo();
    bench.keys("/at least 100<Enter>");
    let number = bench.focus();
    bench.keys("|<Enter>jz");
    assert_eq!(bench.focus(), number);
    bench.keys("ZGz");
    assert_eq!(bench.focus(), number);
}

#[test]
fn a_mark_is_shown_in_the_story() {
    let mut bench = Bench::demo();
    bench.keys("t/at least 100<Enter>");
    let number = bench.focus();
    bench.keys("<Space>");
    assert!(bench.frame().contains("•✓"), "{}", bench.frame());
    bench.keys("k");
    assert_eq!(bench.focus(), number);
    assert!(bench.frame().contains("•✓"), "{}", bench.frame());
    bench.keys("<Esc>");
    assert!(!bench.frame().contains("•✓"), "{}", bench.frame());
}

#[test]
fn a_split_is_never_proposed_inside_an_amount() {
    let mut bench = Bench::story("Ferry sinks\n\nThe owner lost 2.4 million dollars.\n");
    bench.keys("gj");
    for _ in 0..8 {
        bench.keys("|");
        let frame = bench.frame();
        assert!(frame.contains('┃'), "{frame}");
        for bad in ["2.4 ┃ million", "million ┃ dollars"] {
            assert!(!frame.contains(bad), "{frame}");
        }
    }
}

#[test]
fn joining_two_claims_prefers_neither_verdict() {
    let mut bench = Bench::story("Ferry sinks\n\nThe ferry sank at noon. The captain drowned.\n");
    let number = 2;
    bench.keys("gjc");
    assert_eq!(bench.focus(), number + 1);
    bench.keys("dgj");
    let word = |bench: &Bench| [bench.fact(number), bench.fact(number + 1)];
    assert_eq!(word(&bench), [Standing::Confirmed, Standing::Disputed]);
    bench.keys("J");
    assert!(
        bench
            .said()
            .contains("FACT had two verdicts (confirmed, by "),
        "{}",
        bench.said()
    );
    assert!(
        bench.said().contains(" and disputed, by "),
        "{}",
        bench.said()
    );
    assert!(!bench.frame().contains("keep the verdict"));
    bench.keys("<Enter>");
    assert_eq!(bench.fact(number), Standing::Stale);
}

#[test]
fn a_paragraph_that_becomes_boilerplate_loses_its_claims_and_gets_them_back() {
    let mut bench = Bench::story(FERRY);
    let claims = bench.case().claims.len();
    bench.keys("jtKboil<Enter>");
    let left = bench.case().claims.len();
    assert!(left < claims, "{}", bench.said());
    assert!(
        bench.said().contains("is boilerplate, without"),
        "{}",
        bench.said()
    );
    bench.keys("z");
    assert_eq!(bench.case().claims.len(), claims);
    // Somebody has worked on a claim with a ruling, so it stays.
    bench.keys("c");
    bench.keys("kKboil<Enter>");
    assert!(
        bench
            .case()
            .claims
            .iter()
            .any(|claim| !claim.rulings.is_empty())
    );
    bench.keys("z");
    assert_eq!(bench.case().claims.len(), claims);
}

#[test]
fn boilerplate_that_becomes_text_gets_claims_with_credits() {
    let mut bench = Bench::story(
        "Ferry sinks\n\nFerry sinks off Kelm.\n\nRead also: two died, the coast guard said\n",
    );
    let claims = bench.case().claims.len();
    let part = |bench: &Bench| bench.case().draft.as_ref().unwrap().paragraphs[2].part();
    assert_eq!(part(&bench).name(), "boilerplate");
    // A paragraph without claims is reached by selecting text.
    bench.keys("tV<Down><Down>K");
    // The paragraph's own words are shown, not those of the claim in focus.
    assert!(
        bench.frame().contains("Read also: two died"),
        "{}",
        bench.frame()
    );
    bench.keys("body<Enter>");
    assert_eq!(part(&bench).name(), "body", "{}", bench.frame());
    assert!(
        bench.said().contains("is body, with 1 claim"),
        "{}",
        bench.said()
    );
    assert_eq!(bench.case().claims.len(), claims + 1);
    assert!(
        bench
            .case()
            .sources
            .iter()
            .any(|source| source.name == "coast guard")
    );
    bench.keys("z");
    assert_eq!(bench.case().claims.len(), claims);
    assert!(bench.case().sources.is_empty());
}

#[test]
fn a_claim_is_made_from_selected_words_and_from_a_sentence_without_claims() {
    let mut bench = Bench::story(FERRY);
    let claims = bench.case().claims.len();
    bench.keys("tV<Right><Right><Shift-Left>a");
    assert_eq!(bench.case().claims.len(), claims + 1, "{}", bench.said());
    let id = bench.app.model.focus.claim.unwrap();
    let made = bench.case().claims.get(id).unwrap();
    let span = made.span.unwrap();
    assert_eq!(
        bench.case().draft.as_ref().unwrap().at(span),
        Some(made.text.as_str())
    );
    // Dropping every claim leaves sentences without claims, and b goes through them.
    let mut bench = Bench::story(FERRY);
    let text = bench.claim(2).text.clone();
    bench.keys("gj<Del>");
    bench.keys("gb");
    assert!(
        bench.said().contains("No claim covers this sentence"),
        "{}",
        bench.said()
    );
    bench.keys("a");
    assert_eq!(bench.case().claims.len(), claims);
    assert_eq!(bench.app.model.claim().unwrap().text, text);
}

#[test]
fn a_typed_claim_gets_its_words_and_source() {
    let mut bench = Bench::demo();
    bench.keys("aThe hall has 6,200 seats<Enter>");
    let claim = bench.app.model.claim().unwrap().clone();
    assert_eq!(
        (claim.text.as_str(), claim.span),
        ("The hall has 6,200 seats", None)
    );
    bench.keys("shall's web<Enter>");
    assert_eq!(
        bench.case().said_by(bench.app.model.claim().unwrap()),
        ["Hall's website"]
    );
    assert_eq!(bench.app.model.focus.question, Question::Said);
    // Adds a source to the end of the chain.
    bench.keys("s<Right>Builder Ltd<Enter>");
    assert_eq!(
        bench.case().said_by(bench.app.model.claim().unwrap()),
        ["Hall's website", "Builder Ltd"]
    );
    assert!(
        bench.said().contains("Builder Ltd via Hall's website"),
        "{}",
        bench.said()
    );
    bench.keys("s<Del>");
    assert!(bench.app.model.claim().unwrap().attribution.is_none());
}

#[test]
fn a_changed_credit_is_not_reported_as_changed_words() {
    let mut bench = Bench::demo();
    assert_eq!(bench.app.model.focus.question, Question::Said);
    bench.keys("c<Esc>");
    let ruled = bench.claim(11);
    assert_eq!(ruled.rulings.last().unwrap().question, Question::Said);
    bench.keys("<Backspace>sHarbour radio<Enter>");
    assert!(
        bench.said().starts_with(
            "The credit of claim 11 changed. Does this still hold: SAID confirmed, by you?"
        ),
        "{}",
        bench.said()
    );
}

#[test]
fn changing_words_asks_whether_my_ruling_still_holds() {
    let mut bench = Bench::demo();
    bench.keys("cc");
    bench.keys("<Backspace>");
    assert_eq!((bench.focus(), bench.fact(11)), (11, Standing::Confirmed));
    bench.keys("w<Ctrl-U>The layout was old<Enter>");
    assert!(
        bench
            .said()
            .contains("Do these still hold: SAID confirmed and FACT confirmed, by you?"),
        "{}",
        bench.said()
    );
    let frame = bench.frame();
    assert!(
        frame.contains("Enter: keep them") && frame.contains("Esc: leave them stale"),
        "{frame}"
    );
    assert_eq!(
        bench.said(),
        "The words of claim 11 changed. Do these still hold: SAID confirmed and FACT confirmed, by you?"
    );
    // Other keys do nothing and say so, and the question stays.
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 10)] {
        bench.resize(width, height);
        for key in ["z", "j", "q", "c", "5", "<F5>"] {
            bench.keys(key);
            let frame = bench.frame();
            let name = key.trim_matches(['<', '>']);
            let words = format!("{name} does nothing here: press");
            assert!(frame.contains(&words), "{key}: {frame}");
            let frame = frame.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                frame.contains("Enter: keep them Esc: leave them stale"),
                "{frame}"
            );
        }
        assert_eq!(bench.fact(11), Standing::Stale);
    }
    bench.resize(120, 36);
    bench.keys("<Esc>");
    assert_eq!(bench.fact(11), Standing::Stale);
    bench.keys("z");
    assert_eq!(bench.fact(11), Standing::Confirmed);
    bench.keys("w<Ctrl-U>The layout was old<Enter><Enter>");
    assert_eq!(
        (bench.fact(11), bench.standing_of(11, Question::Said)),
        (Standing::Confirmed, Standing::Confirmed)
    );
}

#[test]
fn changing_the_kind_of_a_paragraph_keeps_its_words() {
    let mut bench = Bench::demo();
    let hash = bench.case().draft.as_ref().unwrap().sha256;
    let place = bench.claim(11).span.unwrap().paragraph;
    bench.keys("Kboil<Enter>");
    let draft = bench.case().draft.clone().unwrap();
    assert_eq!(
        (draft.paragraphs[place].part(), draft.sha256),
        (Part::Boilerplate, hash)
    );
    bench.keys("z");
    assert_eq!(
        bench.case().draft.as_ref().unwrap().paragraphs[place].part(),
        Part::Body
    );
}

#[test]
fn a_popup_reports_unknown_keys() {
    let mut bench = Bench::story(FERRY);
    for key in ["x", "5", "<F5>"] {
        bench.keys("|").keys(key);
        let frame = bench.frame();
        let name = key.trim_matches(['<', '>']);
        let footer = frame.lines().last().unwrap_or_default();
        assert!(
            footer.contains(&format!("{name} does nothing here: press Left Right, ")),
            "{frame}"
        );
        bench.keys("<Esc>");
    }
}

#[test]
fn a_split_starts_between_statements() {
    let mut bench = Bench::story(
        "Mr. Vik met Dr. Aas at St. Olav on Monday.\n\n“The road was shut,” the mayor said and left.",
    );
    // Neither sentence has an obvious place, so the split is proposed between two plain words.
    bench.keys("g|");
    assert!(bench.frame().contains("Dr. Aas ┃ at"), "{}", bench.frame());
    bench.keys("<Esc>j|");
    assert!(!bench.frame().contains("” ┃"), "{}", bench.frame());
}

#[test]
fn a_split_says_that_it_removed_a_wording() {
    let mut bench = Bench::story("The bridge was closed for two days and the school for three.");
    bench.keys("w now<Enter>|<Home><Right><Enter>");
    assert!(
        bench.said().contains("The wording is gone"),
        "{}",
        bench.said()
    );
    bench.keys("z");
    assert!(bench.claim(1).wording.ends_with("now"));
}

#[test]
fn a_language_must_be_a_tag() {
    let mut bench = Bench::story(FERRY);
    bench.keys(":case details<Enter><Tab>bad words<Enter>");
    assert!(
        bench.frame().contains("it is a tag like"),
        "{}",
        bench.frame()
    );
    assert_eq!(bench.case().language, "en");
}

#[test]
fn a_later_count_is_offered_as_superseding_an_earlier_one() {
    let mut bench = Bench::story(
        "At least 40 people were killed at the hall, Russian media said. \
         Later that night the toll rose to 60 people killed at the hall, the ministry said.",
    );
    bench.keys("G");
    assert!(bench.frame().contains("updates? 1"), "{}", bench.frame());
    assert!(bench.claim(2).links.is_empty());
    bench.keys("L<Enter>");
    assert_eq!(bench.claim(2).links[0].kind, LinkKind::Updates);
    bench.keys("g");
    let frame = bench.frame();
    assert!(frame.contains("(superseded)"), "{frame}");
}

#[test]
fn the_details_show_the_origin_of_a_story() {
    let mut bench = Bench::story(FERRY);
    bench.keys(":case details<Enter><Tab><Tab><Tab>Anna<Tab>Kelm<Tab>http://k.ex<Enter>");
    let provenance = bench.case().draft.as_ref().unwrap().provenance();
    assert_eq!(
        (
            provenance.author.as_str(),
            provenance.publisher.as_str(),
            provenance.url.as_str()
        ),
        ("Anna", "Kelm", "http://k.ex")
    );
    bench.save();
    assert_eq!(bench.file(), *bench.case());
    bench.keys("z");
    let provenance = bench.case().draft.as_ref().unwrap().provenance();
    assert_eq!(provenance, Provenance::default());
}
