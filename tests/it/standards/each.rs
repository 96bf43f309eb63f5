//! Each standard: what it finds, and what it accepts.

use super::*;

#[test]
fn a_sound_case_meets_all_of_them() {
    assert_eq!(sound().findings(), BTreeSet::new());
}

#[test]
fn open_and_contested_and_stale() {
    tells(
        Standard::OpenClaim,
        || changed(Work::body(WORDS), |work| work.credit(&["Gazette"])),
        || {
            changed(Work::body(WORDS), |work| {
                let id = work.number(1);
                work.made(|case, stamp, _| ops::set_aside(case, id, Reason::Opinion, stamp));
            })
        },
    );
    let differ = |work: &mut Work| {
        work.rule("mk", Question::Fact, Verdict::Confirmed, None);
        work.rule(
            "ab",
            Question::Fact,
            Verdict::Disputed,
            Some(Reason::Denied),
        );
    };
    tells(
        Standard::Contested,
        || changed(Work::body(WORDS), differ),
        || {
            changed(Work::body(WORDS), |work| {
                differ(work);
                let id = work.number(1);
                let judged = Judgement {
                    verdict: Some(Verdict::Disputed),
                    note: "the log says otherwise".to_owned(),
                    decides: true,
                    ..Judgement::default()
                };
                work.made(|case, stamp, _| ops::rule(case, id, Question::Fact, &judged, stamp));
            })
        },
    );
    let reworded = |work: &mut Work| {
        work.confirm();
        let id = work.number(1);
        work.made(|case, stamp, _| ops::reword(case, id, "The old bridge was closed", stamp));
    };
    tells(
        Standard::StaleRuling,
        || changed(Work::body(WORDS), reworded),
        || {
            changed(Work::body(WORDS), |work| {
                reworded(work);
                work.confirm();
            })
        },
    );
}

#[test]
fn the_basis_of_a_verdict() {
    tells(
        Standard::ConfirmedWithoutEvidence,
        || changed(Work::body(WORDS), Work::confirm),
        || {
            changed(Work::body(WORDS), |work| {
                work.shows("City log");
                work.confirm();
            })
        },
    );
    // An item that is context, or one on *said*, is not support.
    let with_context = changed(Work::body(WORDS), |work| {
        work.item_with("City log", Question::Fact, Stance::Context, |_| {});
        work.confirm();
    });
    assert!(
        with_context
            .findings()
            .contains(&Standard::ConfirmedWithoutEvidence)
    );
    tells(
        Standard::DisputedWithoutEvidence,
        || {
            changed(Work::body(WORDS), |work| {
                work.rule(
                    "mk",
                    Question::Fact,
                    Verdict::Disputed,
                    Some(Reason::Denied),
                );
            })
        },
        || {
            changed(Work::body(WORDS), |work| {
                work.item_with("City log", Question::Fact, Stance::Refutes, |_| {});
                work.rule(
                    "mk",
                    Question::Fact,
                    Verdict::Disputed,
                    Some(Reason::Denied),
                );
            })
        },
    );
    tells(
        Standard::HearsayConfirmed,
        || {
            changed(Work::body(WORDS), |work| {
                work.credit(&["Gazette"]);
                work.shows_said("Gazette");
                work.confirm();
            })
        },
        || {
            changed(Work::body(WORDS), |work| {
                work.credit(&["Gazette"]);
                work.shows_said("Gazette");
                work.shows("City log");
                work.confirm();
            })
        },
    );
    tells(
        Standard::AnonymousOnly,
        || {
            changed(Work::body(WORDS), |work| {
                work.shows("An official");
                work.change_source("An official", |source| source.kind = SourceKind::Anonymous);
                work.confirm();
            })
        },
        || {
            changed(Work::body(WORDS), |work| {
                work.shows("An official");
                work.change_source("An official", |source| source.kind = SourceKind::Anonymous);
                work.shows("City log");
                work.confirm();
            })
        },
    );
}

#[test]
fn origins_and_circles() {
    let four_of_one = |work: &mut Work| {
        for outlet in ["RIA", "TASS", "Interfax", "Gazette"] {
            work.relies(outlet, "An official");
            work.shows(outlet);
        }
        work.confirm();
    };
    tells(
        Standard::SingleOrigin,
        || changed(Work::body(WORDS), four_of_one),
        || {
            changed(Work::body(WORDS), |work| {
                four_of_one(work);
                work.shows("City log");
            })
        },
    );
    let primary = changed(Work::body(WORDS), |work| {
        work.item_with("City log", Question::Fact, Stance::Supports, |item| {
            item.nature = Nature::Primary;
        });
        work.confirm();
    });
    assert!(!primary.findings().contains(&Standard::SingleOrigin));
    // One denial is enough for a denial. One source alone does not make a claim wrong.
    let disputed = |reason| {
        changed(Work::body(WORDS), |work| {
            work.item_with("City log", Question::Fact, Stance::Refutes, |_| {});
            work.rule("mk", Question::Fact, Verdict::Disputed, Some(reason));
        })
    };
    assert!(
        !disputed(Reason::Denied)
            .findings()
            .contains(&Standard::SingleOrigin)
    );
    assert!(
        disputed(Reason::Contradicted)
            .findings()
            .contains(&Standard::SingleOrigin)
    );
    tells(
        Standard::CircularSourcing,
        || {
            changed(Work::body(WORDS), |work| {
                work.relies("Blog", "Encyclopedia");
                work.relies("Encyclopedia", "Blog");
            })
        },
        || {
            changed(Work::body(WORDS), |work| {
                work.relies("Blog", "Encyclopedia");
                work.relies("Encyclopedia", "City log");
                work.relies("Blog", "City log");
            })
        },
    );
}

#[test]
fn the_chain_and_the_people() {
    tells(
        Standard::SaidNotChecked,
        || {
            changed(Work::body(WORDS), |work| {
                work.credit(&["Gazette"]);
                work.confirm();
            })
        },
        || {
            changed(Work::body(WORDS), |work| {
                work.credit(&["Gazette"]);
                work.rule(
                    "mk",
                    Question::Said,
                    Verdict::Unverified,
                    Some(Reason::Unavailable),
                );
                work.confirm();
            })
        },
    );
    let said = |seen: &'static [&'static str]| {
        move || {
            changed(Work::body(WORDS), |work| {
                work.credit(&["CNN", "Amaq"]);
                for name in seen {
                    work.shows_said(name);
                }
                work.rule("mk", Question::Said, Verdict::Confirmed, None);
            })
        }
    };
    tells(Standard::LinkUnseen, said(&["CNN"]), said(&["CNN", "Amaq"]));
    assert!(said(&[])().findings().contains(&Standard::LinkUnseen));
    // A recording of the speaker shows what they said, whichever question it is attached to.
    let on_fact = |nature| {
        move || {
            changed(said(&["CNN"])(), |work| {
                work.item_with("Amaq", Question::Fact, Stance::Supports, |item| {
                    item.nature = nature;
                });
            })
        }
    };
    tells(
        Standard::LinkUnseen,
        on_fact(Nature::Secondary),
        on_fact(Nature::Primary),
    );
    tells(
        Standard::RulingWithoutReason,
        || {
            changed(Work::body(WORDS), |work| {
                work.rule("mk", Question::Fact, Verdict::Disputed, None);
            })
        },
        || {
            changed(Work::body(WORDS), |work| {
                work.rule(
                    "mk",
                    Question::Fact,
                    Verdict::Disputed,
                    Some(Reason::Denied),
                );
            })
        },
    );
    tells(
        Standard::SecondCheckerMissing,
        || changed(Work::body(WORDS), Work::confirm),
        || {
            changed(Work::body(WORDS), |work| {
                work.confirm();
                work.rule("ab", Question::Fact, Verdict::Confirmed, None);
            })
        },
    );
    let unverified = changed(Work::body(WORDS), |work| {
        work.rule("mk", Question::Fact, Verdict::Unverified, None);
    });
    assert!(
        !unverified
            .findings()
            .contains(&Standard::SecondCheckerMissing)
    );
}

#[test]
fn missing_details_of_items() {
    let page = |item: &mut NewEvidence| item.url = "https://log.example/7".to_owned();
    tells(
        Standard::EvidenceUnarchived,
        || {
            changed(Work::body(WORDS), |work| {
                work.item_with("City log", Question::Fact, Stance::Supports, page);
            })
        },
        || {
            changed(Work::body(WORDS), |work| {
                work.item_with("City log", Question::Fact, Stance::Supports, |item| {
                    page(item);
                    item.archived = "https://archive.example/7".to_owned();
                });
                // A telephone call has no page number.
                work.shows("Bridge office");
            })
        },
    );
    tells(
        Standard::EvidenceUndated,
        || {
            changed(Work::body(WORDS), |work| {
                work.item_with("City log", Question::Fact, Stance::Supports, page);
            })
        },
        || {
            changed(Work::body(WORDS), |work| {
                work.item_with("City log", Question::Fact, Stance::Supports, |item| {
                    page(item);
                    item.accessed = Some("2024-03-23".parse().unwrap());
                });
                work.shows("Bridge office");
            })
        },
    );
    let with_file = |found: FileCheck| {
        changed(Work::body(WORDS), |work| {
            work.item_with("City log", Question::Fact, Stance::Supports, |item| {
                item.quote = "closed for two days".to_owned();
                item.file = Some(File {
                    name: "log.txt".to_owned(),
                    sha256: Draft::hash(&[]),
                });
            });
            let item = work.history.case().claims.get_at(0).unwrap().evidence[0].id;
            work.files.insert(item, found);
        })
    };
    tells(
        Standard::QuoteNotFound,
        || with_file(FileCheck::AsNoted(Some(Match::Absent))),
        || with_file(FileCheck::AsNoted(Some(Match::ExceptSpacing))),
    );
    let finding_of = |found: Match| {
        let work = with_file(FileCheck::AsNoted(Some(found)));
        let findings = Findings::of(work.history.case(), &work.house, &work.files);
        let on = findings.on(work.number(1)).to_vec();
        let left_out = |finding: &Finding| finding.standard == Standard::QuoteLeftOut;
        on.into_iter().find(left_out)
    };
    tells(
        Standard::QuoteLeftOut,
        || {
            let lost = Match::NegationLost("not".to_owned());
            with_file(FileCheck::AsNoted(Some(lost)))
        },
        || with_file(FileCheck::AsNoted(Some(Match::ExceptBrackets))),
    );
    for (found, severity) in [
        (Match::NegationLost("not".to_owned()), Severity::Error),
        (Match::NegationAdded("not".to_owned()), Severity::Error),
        (Match::OutOfOrder, Severity::Error),
        (Match::AcrossSentences, Severity::Warning),
        (Match::ManyLeftOut, Severity::Warning),
        (Match::AfterNegation("not".to_owned()), Severity::Warning),
    ] {
        let finding = finding_of(found.clone()).unwrap();
        assert_eq!(finding.severity, severity, "{found:?}");
        let message = finding.message.to_string();
        assert!(message.contains("log.txt"), "{message}");
    }
    assert_eq!(finding_of(Match::Absent), None);
    for bad in [
        FileCheck::Missing,
        FileCheck::Changed(Some(Match::Verbatim)),
        FileCheck::Unreadable("no pdftotext".to_owned()),
    ] {
        tells(
            Standard::FileChanged,
            || with_file(bad),
            || with_file(FileCheck::AsNoted(Some(Match::Verbatim))),
        );
    }
}

#[test]
fn the_file_of_the_story() {
    tells(
        Standard::StoryChanged,
        || {
            changed(Work::body(WORDS), |work| {
                work.files.story_change = Some(StoryChange {
                    from: 1,
                    missing: Vec::new(),
                });
            })
        },
        sound,
    );
}

#[test]
fn evidence_against_a_ruling_needs_a_reply() {
    let ruled = |verdict, reason, note: &'static str, stance, is_later: bool| {
        move || {
            changed(Work::body(WORDS), |work| {
                let id = work.number(1);
                let item = |work: &mut Work| {
                    work.item_with("City log", Question::Fact, stance, |_| {});
                };
                if !is_later {
                    item(work);
                }
                let judged = Judgement {
                    verdict: Some(verdict),
                    reason: Some(reason),
                    note: note.to_owned(),
                    decides: false,
                };
                work.made(|case, stamp, _| ops::rule(case, id, Question::Fact, &judged, stamp));
                if is_later {
                    item(work);
                }
            })
        }
    };
    let confirmed =
        |reason, note, is_later| ruled(Verdict::Confirmed, reason, note, Stance::Refutes, is_later);
    let disputed =
        |reason, note, is_later| ruled(Verdict::Disputed, reason, note, Stance::Supports, is_later);
    tells(
        Standard::AgainstUnanswered,
        confirmed(Reason::AsStated, "", false),
        confirmed(Reason::AsStated, "the log is of another bridge", false),
    );
    tells(
        Standard::AgainstUnanswered,
        disputed(Reason::Contradicted, " ", false),
        disputed(Reason::SourcesConflict, "", false),
    );
    // A note does not answer evidence that came after it, but a reason about both sides does.
    tells(
        Standard::AgainstUnanswered,
        confirmed(Reason::AsStated, "seen with my own eyes", true),
        confirmed(Reason::WithContext, "", true),
    );
    // Evidence needs no reply if it agrees, gives context, or is on a claim that nobody could
    // establish.
    tells(
        Standard::AgainstUnanswered,
        disputed(Reason::Contradicted, "", true),
        ruled(
            Verdict::Confirmed,
            Reason::AsStated,
            "",
            Stance::Context,
            true,
        ),
    );
    let unverified = ruled(
        Verdict::Unverified,
        Reason::Insufficient,
        "",
        Stance::Refutes,
        false,
    );
    assert!(
        !unverified()
            .findings()
            .contains(&Standard::AgainstUnanswered)
    );
}
