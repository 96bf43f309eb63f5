//! Every house standard: a case in which it finds something, and a near one that it leaves alone.
//! And what holds of findings whatever is done: they are the same whether they followed every edit
//! or are made anew.

use crate::support::{Desk, script};
use std::collections::BTreeSet;
use std::sync::Arc;

use factdesk::case::ops::{self, Credit, Judgement, NewClaim, NewEvidence, NewSource, Stamp};
use factdesk::case::standing::Coverage;
use factdesk::case::*;
use factdesk::check::{
    Finding, Findings, House, Match, OnFile, OnFiles, Severity, Standard, Wordings,
};
use factdesk::error::Error;
use factdesk::store::load;
use proptest::prelude::*;

/// A case under work, by short names.
struct Work {
    history: History,
    mint: Mint,
    seconds: i64,
    by: &'static str,
    files: OnFiles,
    house: House,
}

fn at(seconds: i64) -> Timestamp {
    "2026-11-23T10:00:00Z"
        .parse::<Timestamp>()
        .unwrap()
        .later(seconds * 1000)
}

impl Work {
    /// A story of these paragraphs, published somewhere; nothing in it is a claim yet.
    fn story(paragraphs: Vec<Paragraph>) -> Self {
        let mut mint = Mint::seeded(11);
        let mut case = Case::new(mint.id(|_| false), "a story");
        case.story_date = Some("2024-03-23".parse().unwrap());
        let mut draft = Draft::new("story.txt", paragraphs);
        draft.publisher = "The Paper".to_owned();
        case.draft = Some(Arc::new(draft));
        Self {
            history: History::new(case),
            mint,
            seconds: 0,
            by: "mk",
            files: OnFiles::default(),
            house: House::default(),
        }
    }

    /// One sentence, which is a claim.
    fn body(text: &str) -> Self {
        let mut work = Self::story(vec![Paragraph::Body(text.to_owned())]);
        work.claim(text);
        work
    }

    fn made(&mut self, edit: impl FnOnce(&Case, &Stamp<'_>, &mut Mint) -> Result<Edit, Error>) {
        self.seconds += 1;
        let stamp = Stamp {
            by: self.by,
            at: at(self.seconds),
        };
        let edit = edit(self.history.case(), &stamp, &mut self.mint).unwrap();
        self.history.make(edit).unwrap();
    }

    fn claim(&mut self, text: &str) {
        self.made(|case, stamp, mint| {
            let new = NewClaim {
                text: text.to_owned(),
                span: None,
                place: String::new(),
                credit: None,
            };
            Ok(ops::add_claim(case, new, stamp, mint)?.0)
        });
    }

    /// The claim of this number, from 1.
    fn number(&self, number: usize) -> ClaimId {
        self.history.case().claims.get_at(number - 1).unwrap().id
    }

    fn source(&mut self, name: &str) -> SourceId {
        let there = self
            .history
            .case()
            .sources
            .iter()
            .find(|source| source.name == name);
        if let Some(source) = there {
            return source.id;
        }
        let new = NewSource {
            name: name.to_owned(),
            ..NewSource::default()
        };
        self.made(|case, stamp, mint| Ok(ops::add_source(case, new, stamp, mint)?.0));
        self.source(name)
    }

    fn change_source(&mut self, name: &str, change: impl FnOnce(&mut Source)) {
        let id = self.source(name);
        self.made(|case, stamp, _| ops::change_source(case, id, change, stamp));
    }

    fn relies(&mut self, name: &str, on: &str) {
        let on = self.source(on);
        self.change_source(name, |source| source.relies_on.push(on));
    }

    fn credit(&mut self, chain: &[&str]) {
        let chain = chain.iter().map(|name| self.source(name)).collect();
        let id = self.number(1);
        let credit = Credit {
            cue: "said".to_owned(),
            hedge: String::new(),
            chain,
        };
        self.made(|case, stamp, _| ops::attribute(case, id, credit, stamp));
    }

    /// An item on claim 1; the last word may be changed before it is brought.
    fn item_with(
        &mut self,
        name: &str,
        question: Question,
        stance: Stance,
        change: impl FnOnce(&mut NewEvidence),
    ) {
        let mut new = NewEvidence::new(self.source(name), question, stance);
        change(&mut new);
        let id = self.number(1);
        self.made(|case, stamp, mint| ops::add_evidence(case, id, new, stamp, mint));
    }

    fn shows(&mut self, name: &str) {
        self.item_with(name, Question::Fact, Stance::Supports, |_| {});
    }

    fn shows_said(&mut self, name: &str) {
        self.item_with(name, Question::Said, Stance::Supports, |item| {
            item.nature = Nature::Primary;
        });
    }

    fn rule(
        &mut self,
        by: &'static str,
        question: Question,
        verdict: Verdict,
        reason: Option<Reason>,
    ) {
        let id = self.number(1);
        let before = std::mem::replace(&mut self.by, by);
        let judged = Judgement {
            verdict: Some(verdict),
            reason,
            ..Judgement::default()
        };
        self.made(|case, stamp, _| ops::rule(case, id, question, &judged, stamp));
        self.by = before;
    }

    fn confirm(&mut self) {
        self.rule("mk", Question::Fact, Verdict::Confirmed, None);
    }

    fn findings(&self) -> BTreeSet<Standard> {
        let case = self.history.case();
        let findings = Findings::of(case, &self.house, &self.files);
        let all = findings.all(case, Coverage::of(case));
        all.into_iter()
            .filter(|finding| !finding.is_waived)
            .map(|finding| finding.standard)
            .collect()
    }
}

const WORDS: &str = "The bridge was closed for two days.";

/// A claim that meets every standard.
fn sound() -> Work {
    let mut work = Work::body(WORDS);
    work.credit(&["Gazette"]);
    work.shows_said("Gazette");
    work.shows("City log");
    work.shows("Bridge office");
    for by in ["mk", "ab"] {
        work.rule(by, Question::Said, Verdict::Confirmed, None);
        work.rule(by, Question::Fact, Verdict::Confirmed, None);
    }
    work
}

#[test]
fn a_sound_case_meets_all_of_them() {
    assert_eq!(sound().findings(), BTreeSet::new());
}

/// Holds a case in which the standard finds something against a near one which it leaves alone.
fn tells(standard: Standard, finds: impl FnOnce() -> Work, leaves: impl FnOnce() -> Work) {
    let found = finds().findings();
    assert!(
        found.contains(&standard),
        "{standard} is not found: {found:?}"
    );
    let left = leaves().findings();
    assert!(
        !left.contains(&standard),
        "{standard} is found in the near case"
    );
}

fn changed(mut work: Work, change: impl FnOnce(&mut Work)) -> Work {
    change(&mut work);
    work
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
fn what_a_verdict_rests_on() {
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
    // An item of context, or one on said, is no support.
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
    // One denial is what a denial rests on; one source alone does not make a thing wrong.
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
    // A recording of the speaker shows what they said, whichever question it is on.
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
fn what_items_lack() {
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
                // A telephone call has no page.
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
    let with_file = |found: OnFile| {
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
        || with_file(OnFile::AsNoted(Some(Match::Absent))),
        || with_file(OnFile::AsNoted(Some(Match::ButForSpacing))),
    );
    let finding_of = |found: Match| {
        let work = with_file(OnFile::AsNoted(Some(found)));
        let findings = Findings::of(work.history.case(), &work.house, &work.files);
        let on = findings.on(work.number(1)).to_vec();
        let left_out = |finding: &Finding| finding.standard == Standard::QuoteLeftOut;
        on.into_iter().find(left_out)
    };
    tells(
        Standard::QuoteLeftOut,
        || {
            let lost = Match::NegationLost("not".to_owned());
            with_file(OnFile::AsNoted(Some(lost)))
        },
        || with_file(OnFile::AsNoted(Some(Match::ButForBrackets))),
    );
    for (found, severity) in [
        (Match::NegationLost("not".to_owned()), Severity::Error),
        (Match::NegationAdded("not".to_owned()), Severity::Error),
        (Match::OutOfOrder, Severity::Error),
        (Match::OverSentence, Severity::Warning),
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
        OnFile::Missing,
        OnFile::Changed(Some(Match::Verbatim)),
        OnFile::Unreadable("no pdftotext".to_owned()),
    ] {
        tells(
            Standard::FileChanged,
            || with_file(bad),
            || with_file(OnFile::AsNoted(Some(Match::Verbatim))),
        );
    }
}

#[test]
fn the_story_s_file() {
    tells(
        Standard::StoryChanged,
        || {
            changed(Work::body(WORDS), |work| {
                work.files.is_story_changed = true;
            })
        },
        sound,
    );
}

#[test]
fn what_speaks_against_a_ruling_is_answered() {
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
    // A note says nothing of what came after it; a reason that speaks to both sides does.
    tells(
        Standard::AgainstUnanswered,
        confirmed(Reason::AsStated, "seen with my own eyes", true),
        confirmed(Reason::WithContext, "", true),
    );
    // What agrees, or gives context, or is on a claim that nobody could establish, asks for no
    // answer.
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
    // Two that have no name are not one for that.
    let nameless = changed(twice("CITY LOG", "http://kelm.example"), |work| {
        // No deed takes a name away; a file may come without.
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
    // Merged, every use is moved and one is left.
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
    work.made(|case, stamp, _| ops::put_together(case, kept, gone, stamp));
    assert!(!work.findings().contains(&Standard::DoubleSource));
    assert!(!work.history.case().names_source(gone));
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
fn one_person_in_any_spelling_and_rulings_from_the_future() {
    let one = changed(sound(), |work| {
        // The second person is the first in capitals: nobody else has ruled.
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
            work.history.see(at(seconds));
            if is_ruled_again {
                work.rule(" MK", Question::Fact, Verdict::Confirmed, None);
            }
        })
    };
    tells(Standard::TimeInFuture, || future(false), || future(true));
    let work = future(true);
    let claim = work.history.case().claims.get_at(0).unwrap();
    assert_eq!(
        standing::stands(claim, Question::Fact).standing,
        Standing::Confirmed
    );
    assert_eq!(claim.rulings[0].at, at(work.seconds), "dated now");
    assert_eq!(claim.rulings.len(), 2, "and nothing is lost");
    // Of another person a later decision wins over one that is from the future.
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
        standing::stands(claim, Question::Fact).standing,
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
    let found = Findings::of(case, &House::default(), &OnFiles::default());
    let found = found.all(case, Coverage::of(case));
    let is_exposing = |finding: &&Finding| finding.standard == Standard::ConfidentialExposed;
    let finding = found.iter().find(is_exposing).unwrap();
    let source = case.sources.iter().next().unwrap().id;
    assert_eq!(finding.exposes, Some(source));
    assert_eq!(
        finding.message.to_string(),
        format!("its title names a confidential source ({source}): words 2 to 3")
    );
    // Quotes, locators and notes do not count: redaction sees to them.
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
fn what_the_words_show() {
    tells(
        Standard::WeekdayMismatch,
        || Work::body("The bridge fell on Thursday, March 22."),
        || Work::body("The bridge fell on Friday, March 22."),
    );
    // Without a year nobody can say.
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
fn every_standard_is_told_apart_above() {
    let source = include_str!("standards.rs");
    for standard in Standard::ALL {
        assert!(
            source.contains(&format!("Standard::{standard:?},")),
            "{standard} has no case here"
        );
    }
}

#[test]
fn what_is_waived_or_off_does_not_count() {
    let mut work = changed(Work::body(WORDS), Work::confirm);
    let id = work.number(1);
    work.made(|case, stamp, _| {
        ops::waive(
            case,
            id,
            Standard::ConfirmedWithoutEvidence.name(),
            "the mayor signed it before us",
            stamp,
        )
    });
    assert!(
        !work
            .findings()
            .contains(&Standard::ConfirmedWithoutEvidence)
    );
    let findings = Findings::of(work.history.case(), &work.house, &work.files);
    let waived: Vec<_> = findings
        .on(id)
        .iter()
        .filter(|finding| finding.is_waived)
        .collect();
    assert_eq!(waived.len(), 1);
    assert!(!findings.is_flagged(id));
    work.made(|case, stamp, _| {
        ops::unwaive(case, id, Standard::ConfirmedWithoutEvidence.name(), stamp)
    });
    assert!(
        work.findings()
            .contains(&Standard::ConfirmedWithoutEvidence)
    );
    work.house = ron::from_str(
        "(levels: {\"confirmed-without-evidence\": Off, \"second-checker-missing\": Error})",
    )
    .unwrap();
    assert!(
        !work
            .findings()
            .contains(&Standard::ConfirmedWithoutEvidence)
    );
    let findings = Findings::of(work.history.case(), &work.house, &work.files);
    let second = findings
        .on(id)
        .iter()
        .find(|finding| finding.standard == Standard::SecondCheckerMissing);
    assert_eq!(second.unwrap().severity, Severity::Error);
}

#[test]
fn more_origins_can_be_asked_for() {
    let mut work = sound();
    work.house = ron::from_str("(origins: 3)").unwrap();
    assert!(work.findings().contains(&Standard::SingleOrigin));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn findings_that_follow_edits_are_those_made_anew(moves in script::moves(40)) {
        let (_, cases) = script::play(&moves);
        let house = House::default();
        let files = OnFiles::default();
        let mut following = Findings::of(&cases[0], &house, &files);
        for pair in cases.windows(2) {
            let edit = Edit::between(&pair[0], &pair[1], "next", "mk", at(0));
            following.follow(&edit, &pair[1]);
            let anew = Findings::of(&pair[1], &house, &files);
            let coverage = Coverage::of(&pair[1]);
            prop_assert_eq!(following.all(&pair[1], coverage), anew.all(&pair[1], coverage));
            prop_assert_eq!(following.counts(coverage), anew.counts(coverage));
            let unwaived = anew.all(&pair[1], coverage).iter().filter(|finding| !finding.is_waived).count();
            prop_assert_eq!(anew.counts(coverage).all, unwaived);
        }
    }
}

/// The sentences in the code of a folder that stand in a call of `phrase!`.
fn patterns(folder: &std::path::Path, found: &mut std::collections::BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            patterns(&path, found);
            continue;
        }
        let code = std::fs::read_to_string(&path).unwrap();
        for call in code.split("phrase!(").skip(1) {
            if let Some(rest) = call.trim_start().strip_prefix('"') {
                found.insert(rest.split('"').next().unwrap().to_owned());
            }
        }
    }
}

#[derive(serde::Deserialize)]
struct FindingsFile {
    patterns: std::collections::BTreeMap<String, String>,
    words: std::collections::BTreeMap<String, String>,
}

#[test]
fn every_finding_is_said_in_every_language() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = std::collections::BTreeSet::new();
    patterns(&root.join("src/check"), &mut all);
    all.remove("{}");
    assert!(all.len() > 70, "{}", all.len());
    let mut words: Vec<&str> = [Standing::NAMES, Question::NAMES, SourceKind::NAMES].concat();
    words.extend([
        "withdrawn",
        "error",
        "warning",
        "info",
        "text",
        "fix",
        " and ",
        ".",
    ]);
    words.extend(["Monday", "Sunday", "January", "December"]);
    for language in ["uk", "ru"] {
        let path = root.join(format!("assets/languages/{language}/findings.ron"));
        let file: FindingsFile = ron::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let known: std::collections::BTreeSet<String> = file.patterns.keys().cloned().collect();
        assert_eq!(known, all, "{language}");
        for (english, other) in &file.patterns {
            let gaps = |text: &str| text.matches("{}").count();
            assert_eq!(gaps(english), gaps(other), "{language}: {english}");
        }
        for word in &words {
            assert!(file.words.contains_key(*word), "{language}: {word}");
        }
    }
}

#[test]
fn a_finding_is_said_in_another_language() {
    let case = load(include_bytes!("../../assets/crocus-city-hall.case.ron")).unwrap();
    let findings = Findings::of(&case, &House::default(), &OnFiles::default());
    let coverage = Coverage::of(&case);
    let all = findings.all(&case, coverage);
    let (english, ukrainian) = (Wordings::of("en"), Wordings::of("uk"));
    for finding in &all {
        let own = [finding.message.to_string(), finding.hint.to_string()];
        assert_eq!(finding.in_words(&english), own);
        for (other, own) in finding.in_words(&ukrainian).iter().zip(own) {
            assert_ne!(*other, own);
        }
    }
    let unread = all
        .iter()
        .find(|it| it.standard == Standard::UnreadText)
        .unwrap();
    assert_eq!(
        unread.in_words(&ukrainian)[0],
        "перевіреними твердженнями охоплено 65,1 % тексту; потрібно 90 %"
    );
}

#[test]
fn check_says_findings_in_the_language_of_the_desk() {
    let desk = Desk::new("check-language");
    let case = "crocus.case.ron";
    desk.write(case, include_str!("../../assets/crocus-city-hall.case.ron"));
    let check = |more: &[&str]| desk.run(&[&["check", case], more].concat()).out;
    let (english, ukrainian) = ("1 of 2 required people", "факт перевірили 1 з 2");
    assert!(check(&[]).contains(english));
    let own = check(&["--report-language", "uk"]);
    assert!(own.contains(ukrainian));
    // So is what stands around them.
    let last = own.lines().last().unwrap();
    assert!(last.starts_with("crocus.case.ron: помилок: "), "{last}");
    let is_english = |word: &&&str| own.contains(&format!("  {word} "));
    let words = ["error", "warning", "info", "waived"];
    assert_eq!(words.iter().find(is_english), None, "{own}");
    assert!(own.contains("crocus.case.ron: справа\n"), "{own}");
    let folder = desk.path("home/.config/factdesk");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.ron"), "(report_language: \"uk\")").unwrap();
    assert!(check(&[]).contains(ukrainian));
    // Programs read the same words everywhere.
    assert!(check(&["--format", "json"]).contains(english));
}
