//! Each standard of names, of words and of the story as a whole.

use super::*;

#[test]
fn a_source_that_is_listed_twice() {
    let twice = |name: &'static str, url: &'static str| {
        changed(sound(), |work| {
            let id = work.source("City log");
            work.change_source("City log", |source| {
                source.url = "https://www.kelm.example/log".to_owned();
            });
            work.made(|case, stamp, mint| {
                let mut twin = Source::new(mint.id(|id| case.sources.has(id)), name);
                twin.url = url.to_owned();
                twin.relies_on = vec![id];
                let changes = vec![Change::Source(Swap {
                    before: None,
                    after: Some(Arc::new(twin)),
                })];
                Ok(Edit {
                    what: "twin".to_owned(),
                    by: "mk".to_owned(),
                    at: stamp.at,
                    changes,
                })
            });
        })
    };
    for name in ["City log", "CITY LOG", "City  log "] {
        tells(
            Standard::DoubleSource,
            || twice(name, "http://kelm.example"),
            || twice(name, "https://other.example/log"),
        );
    }
    // Two sources without a name are not the same for that reason.
    let nameless = changed(twice("CITY LOG", "http://kelm.example"), |work| {
        // No op removes a name, but a file may come without one.
        work.made(|case, stamp, _| {
            let nameless = |source: &Arc<Source>| {
                let mut after = Source::clone(source);
                after.name = "\u{b} ".to_owned();
                Change::Source(Swap {
                    before: Some(Arc::clone(source)),
                    after: Some(Arc::new(after)),
                })
            };
            Ok(Edit {
                what: "no names".to_owned(),
                by: stamp.by.to_owned(),
                at: stamp.at,
                changes: case.sources.iter().map(nameless).collect(),
            })
        });
    });
    assert!(!nameless.findings().contains(&Standard::DoubleSource));
    // After merging, every use is moved and one source is left.
    let mut work = twice("CITY LOG", "kelm.example/other");
    let findings = Findings::of(work.history.case(), &work.house, &work.files);
    let all = findings.all(work.history.case(), Coverage::of(work.history.case()));
    let double = all
        .iter()
        .find(|finding| finding.standard == Standard::DoubleSource);
    let gone = double.unwrap().source.unwrap();
    let mut sources = work.history.case().sources.iter();
    let kept =
        sources.find(|source| source.id != gone && source.name.eq_ignore_ascii_case("city log"));
    let kept = kept.unwrap().id;
    work.made(|case, stamp, _| ops::merge_sources(case, kept, gone, stamp));
    assert!(!work.findings().contains(&Standard::DoubleSource));
    assert!(!work.history.case().is_source_referenced(gone));
    assert!(
        work.history
            .case()
            .sources
            .get(kept)
            .unwrap()
            .relies_on
            .is_empty()
    );
}

#[test]
fn a_source_whose_name_is_part_of_anothers() {
    let beside = |name: &'static str, change: fn(&mut Source)| {
        changed(sound(), |work| {
            work.source(name);
            work.change_source(name, change);
        })
    };
    let nothing = |source: &mut Source| source.reliability = Reliability::A;
    for name in ["City", "LOG", "Office", "City log of Kelm"] {
        tells(
            Standard::SimilarSource,
            || beside(name, nothing),
            || beside("Log of the city", nothing),
        );
    }
    tells(
        Standard::SimilarSource,
        || beside("Log", nothing),
        || beside("Log", |source| source.confidential = true),
    );
    let relying = changed(beside("Log", nothing), |work| {
        work.relies("Log", "City log");
    });
    assert!(!relying.findings().contains(&Standard::SimilarSource));
    let kinds = changed(
        beside("Log", |source| source.kind = SourceKind::Outlet),
        |work| {
            work.change_source("City log", |source| source.kind = SourceKind::Document);
        },
    );
    assert!(!kinds.findings().contains(&Standard::SimilarSource));
    // An abbreviation with and without the small words, and a word that only looks like one.
    for (short, whole, is_similar) in [
        ("IMF", "International Monetary Fund", true),
        ("DOJ", "Department of Justice", true),
        ("ВООЗ", "Всесвітня організація охорони здоров'я", true),
        ("Doj", "Department of Justice", false),
        ("IMF", "Interior Ministry", false),
    ] {
        let both = changed(beside(short, nothing), |work| {
            work.source(whole);
        });
        let found = both.findings().contains(&Standard::SimilarSource);
        assert_eq!(found, is_similar, "{short}, {whole}");
    }
}

#[test]
fn one_person_in_any_spelling_and_rulings_from_the_future() {
    let one = changed(sound(), |work| {
        // The second person is the first one in capitals, so nobody else has ruled.
        work.rule(
            "AB ",
            Question::Fact,
            Verdict::Disputed,
            Some(Reason::Denied),
        );
        work.rule("ab", Question::Fact, Verdict::Confirmed, None);
    });
    assert_eq!(one.findings(), BTreeSet::new());
    let alone = changed(Work::body(WORDS), |work| {
        work.confirm();
        work.rule("MK", Question::Fact, Verdict::Confirmed, None);
    });
    assert!(alone.findings().contains(&Standard::SecondCheckerMissing));
    let last = alone
        .history
        .case()
        .claims
        .get_at(0)
        .unwrap()
        .rulings
        .last()
        .unwrap();
    assert_eq!(last.by, "MK");
    let future = |is_ruled_again: bool| {
        changed(Work::body(WORDS), |work| {
            let id = work.number(1);
            let seconds = std::mem::replace(&mut work.seconds, 1_000_000_000);
            let judged = Judgement {
                verdict: Some(Verdict::Disputed),
                reason: Some(Reason::Denied),
                note: "for ever".to_owned(),
                decides: true,
            };
            work.made(|case, stamp, _| ops::rule(case, id, Question::Fact, &judged, stamp));
            work.seconds = seconds;
            work.history.observe_time(at(seconds));
            if is_ruled_again {
                work.rule(" MK", Question::Fact, Verdict::Confirmed, None);
            }
        })
    };
    tells(Standard::TimeInFuture, || future(false), || future(true));
    let work = future(true);
    let claim = work.history.case().claims.get_at(0).unwrap();
    assert_eq!(
        standing::standing_of(claim, Question::Fact).standing,
        Standing::Confirmed
    );
    assert_eq!(claim.rulings[0].at, at(work.seconds), "dated now");
    assert_eq!(claim.rulings.len(), 2, "and nothing is lost");
    // A later decision by another person wins over one from the future.
    let decided = changed(future(false), |work| {
        let id = work.number(1);
        work.by = "ab";
        let judged = Judgement {
            verdict: Some(Verdict::Confirmed),
            note: "seen".to_owned(),
            decides: true,
            ..Judgement::default()
        };
        work.made(|case, stamp, _| ops::rule(case, id, Question::Fact, &judged, stamp));
    });
    let claim = decided.history.case().claims.get_at(0).unwrap();
    assert_eq!(
        standing::standing_of(claim, Question::Fact).standing,
        Standing::Confirmed
    );
}

#[test]
fn the_confidential_and_the_adrift() {
    let exposed = |text: &'static str| {
        changed(Work::body(text), |work| {
            work.source("Ivan Petrenko");
            work.change_source("Ivan Petrenko", |source| {
                source.confidential = true;
                source.url = "https://petrenko.example/me".to_owned();
            });
        })
    };
    tells(
        Standard::ConfidentialExposed,
        || exposed("The list was real, Ivan  Petrenko said."),
        || exposed("The list was real, a person who had seen it said."),
    );
    for change in [
        "A wording that names petrenko.example",
        "IVAN PETRENKO saw it",
    ] {
        let work = changed(exposed("The list was real."), |work| {
            let id = work.number(1);
            work.made(|case, stamp, _| ops::reword(case, id, change, stamp));
        });
        assert!(
            work.findings().contains(&Standard::ConfidentialExposed),
            "{change}"
        );
    }
    let named = changed(exposed("The list was real."), |work| {
        work.source("Ivan Petrenko's sister");
    });
    assert!(named.findings().contains(&Standard::ConfidentialExposed));
    let titled = changed(exposed("The list was real."), |work| {
        let mut case = work.history.case().clone();
        case.title = "What Ivan Petrenko saw".to_owned();
        work.history = History::new(case);
    });
    let case = titled.history.case();
    let found = Findings::of(case, &House::default(), &FileChecks::default());
    let found = found.all(case, Coverage::of(case));
    let is_exposing = |finding: &&Finding| finding.standard == Standard::ConfidentialExposed;
    let finding = found.iter().find(is_exposing).unwrap();
    let source = case.sources.iter().next().unwrap().id;
    assert_eq!(finding.exposes, Some(source));
    assert_eq!(
        finding.message.to_string(),
        format!("its title names a confidential source ({source}): words 2 to 3")
    );
    // Quotes, locators and notes do not count, since redaction covers them.
    let noted = changed(exposed("The list was real."), |work| {
        work.item_with("Ivan Petrenko", Question::Fact, Stance::Supports, |item| {
            item.quote = "I am Ivan Petrenko".to_owned();
            item.note = "called Ivan Petrenko".to_owned();
        });
    });
    assert!(!noted.findings().contains(&Standard::ConfidentialExposed));
    let drifted = |is_unanchored: bool| {
        let mut work = Work::body(WORDS);
        if is_unanchored {
            let mut case = work.history.case().clone();
            case.draft = Some(Arc::new(Draft::new(
                "s",
                vec![Paragraph::Body("Other words stand here.".to_owned())],
            )));
            work.history = History::new(case);
        }
        work
    };
    tells(Standard::Unanchored, || drifted(true), || drifted(false));
}

#[test]
fn findings_on_the_words_of_a_claim() {
    tells(
        Standard::WeekdayMismatch,
        || Work::body("The bridge fell on Thursday, March 22."),
        || Work::body("The bridge fell on Friday, March 22."),
    );
    // Without a year, the weekday cannot be checked.
    let undated = changed(
        Work::body("The bridge fell on Thursday, March 22."),
        |work| {
            let mut case = work.history.case().clone();
            case.story_date = None;
            work.history = History::new(case);
        },
    );
    assert!(!undated.findings().contains(&Standard::WeekdayMismatch));
    tells(
        Standard::SumMismatch,
        || Work::body("There were 40 killed and 100 injured, 150 in all."),
        || Work::body("There were 40 killed and 110 injured, 150 in all."),
    );
    let titled = |title: &str, body: &str| {
        Work::story(vec![
            Paragraph::Title(title.to_owned()),
            Paragraph::Body(body.to_owned()),
        ])
    };
    tells(
        Standard::TitleBeyondBody,
        || {
            titled(
                "At least 60 killed at a concert hall",
                "At least 40 people were killed at the concert hall that night, the ministry said, and dozens more were brought to the hospitals of the city, where doctors asked people to give blood.",
            )
        },
        || {
            titled(
                "At least 40 killed at a concert hall",
                "At least 40 people were killed at the concert hall that night, the ministry said, and dozens more were brought to the hospitals of the city, where doctors asked people to give blood.",
            )
        },
    );
    tells(
        Standard::SpellingVaries,
        || {
            titled(
                "Shots at Crocus hall",
                "People fled from Krokus that night. The Krokus hall burned.",
            )
        },
        || {
            titled(
                "Shots at Crocus hall",
                "People fled from Crocus that night. The Crocus hall burned.",
            )
        },
    );
    let beside = |boilerplate: &str| {
        Work::story(vec![
            Paragraph::Body(WORDS.to_owned()),
            Paragraph::Boilerplate(boilerplate.to_owned()),
        ])
    };
    tells(
        Standard::NumberInBoilerplate,
        || beside("Read also: 40 people killed in a concert hall"),
        || beside("© 2024 The Paper, 12:40"),
    );
}

#[test]
fn the_story_as_a_whole() {
    tells(
        Standard::UnreadText,
        || Work::story(vec![Paragraph::Body(WORDS.to_owned())]),
        sound,
    );
    let unsourced = changed(Work::body(WORDS), |work| {
        let mut case = work.history.case().clone();
        case.draft = Some(Arc::new(Draft::new(
            "s",
            vec![Paragraph::Body(WORDS.to_owned())],
        )));
        work.history = History::new(case);
    });
    tells(Standard::StoryUnsourced, || unsourced, sound);
}

#[test]
fn a_confidential_source_whose_name_is_ordinary_words() {
    let called = |name: &'static str| {
        move || {
            changed(sound(), |work| {
                work.source("City log");
                work.change_source("City log", |source| {
                    source.name = name.to_owned();
                    source.confidential = true;
                });
            })
        }
    };
    for (ordinary, name) in [
        (
            "head of the harbour office",
            "head of the harbour office, Olena",
        ),
        ("Голова ОТГ", "Голова ОТГ Демчук"),
        ("former workers who complained of it", "Kovelprom workers"),
    ] {
        tells(
            Standard::ConfidentialOrdinary,
            called(ordinary),
            called(name),
        );
    }
}

#[test]
fn every_standard_is_tested_above() {
    let source = concat!(include_str!("each.rs"), include_str!("names_and_words.rs"));
    for standard in Standard::ALL {
        assert!(
            source.contains(&format!("Standard::{standard:?},")),
            "{standard} has no case here"
        );
    }
}
