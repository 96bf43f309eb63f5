//! Undo and redo across sessions: one session undoes what another did.

use crate::support::script::{start, time};
use factdesk::case::ops::{self, Credit, Judgement, NewEvidence, NewSource};
use factdesk::case::standing::standing_of;
use factdesk::case::*;
use factdesk::error::Error;

/// A case over several sessions, each of which starts from the journal.
struct Sessions {
    first: Case,
    steps: Vec<Step>,
    history: History,
    mint: IdGen,
    minute: usize,
}

impl Sessions {
    fn new() -> Self {
        let mut mint = IdGen::seeded(3);
        let first = start(&mut mint);
        Self {
            history: History::new(first.clone()),
            first,
            steps: Vec::new(),
            mint,
            minute: 0,
        }
    }

    /// Quits and comes back.
    fn next(&mut self) {
        self.history = History::new(self.first.clone());
        for step in &self.steps {
            self.history.replay(step.clone()).unwrap();
        }
    }

    fn stamp(by: &str, minute: &mut usize) -> (String, Timestamp) {
        *minute += 2;
        (by.to_owned(), time(*minute))
    }

    fn make(
        &mut self,
        by: &str,
        op: impl FnOnce(&Case, &Stamp<'_>, &mut IdGen) -> Result<Edit, Error>,
    ) {
        let (by, at) = Self::stamp(by, &mut self.minute);
        let edit = op(self.history.case(), &Stamp { by: &by, at }, &mut self.mint).unwrap();
        self.steps.push(self.history.make(edit).unwrap());
    }

    fn rule(&mut self, by: &str, number: usize, question: Question, verdict: Verdict) {
        let id = self.claim(number).id;
        let judged = Judgement {
            verdict: Some(verdict),
            ..Judgement::default()
        };
        self.make(by, |case, stamp, _| {
            ops::rule(case, id, question, &judged, stamp)
        });
    }

    fn undo(&mut self, by: &str) -> Result<(), Error> {
        let (by, at) = Self::stamp(by, &mut self.minute);
        self.steps
            .push(self.history.undo(&Stamp { by: &by, at })?.step);
        Ok(())
    }

    fn redo(&mut self, by: &str) -> Result<(), Error> {
        let (by, at) = Self::stamp(by, &mut self.minute);
        self.steps
            .push(self.history.redo(&Stamp { by: &by, at })?.step);
        Ok(())
    }

    fn claim(&self, number: usize) -> &Claim {
        &self.history.case().claims[number - 1]
    }

    fn standing(&self, number: usize) -> Standing {
        standing_of(self.claim(number), Question::Fact).standing
    }

    fn rulings(&self, number: usize) -> Vec<&'static str> {
        self.claim(number)
            .rulings
            .iter()
            .map(Ruling::word)
            .collect()
    }
}

/// The first claim that credits somebody.
const CREDITED: usize = 2;

#[test]
fn undo_in_the_same_session_removes_a_ruling() {
    let mut sessions = Sessions::new();
    sessions.rule("mk", 1, Question::Fact, Verdict::Disputed);
    sessions.undo("mk").unwrap();
    assert_eq!(sessions.history.case(), &sessions.first);
    sessions.redo("mk").unwrap();
    assert_eq!(sessions.rulings(1), ["disputed"]);
}

#[test]
fn undo_in_a_later_session_withdraws_a_ruling() {
    let mut sessions = Sessions::new();
    sessions.rule("mk", 1, Question::Fact, Verdict::Disputed);
    sessions.next();
    sessions.undo("mk").unwrap();
    assert_eq!(sessions.rulings(1), ["disputed", "withdrawn"]);
    assert_eq!(sessions.standing(1), Standing::Open);
    // When the withdrawal is undone in the same session, it is removed as if it had never been
    // made.
    sessions.redo("mk").unwrap();
    assert_eq!(sessions.rulings(1), ["disputed"]);
    // In a later session, redo appends the ruling again.
    sessions.undo("mk").unwrap();
    sessions.next();
    sessions.redo("mk").unwrap();
    assert_eq!(sessions.rulings(1), ["disputed", "withdrawn", "disputed"]);
    assert_eq!(sessions.standing(1), Standing::Disputed);
    sessions.next();
    sessions.undo("mk").unwrap();
    assert_eq!(sessions.standing(1), Standing::Open);
    assert!(sessions.undo("mk").is_err(), "nothing is left to undo");
}

#[test]
fn undoing_a_second_ruling_restores_the_persons_earlier_one() {
    let mut sessions = Sessions::new();
    sessions.rule("mk", 1, Question::Fact, Verdict::Confirmed);
    sessions.rule("mk", 1, Question::Fact, Verdict::Disputed);
    sessions.next();
    sessions.undo("mk").unwrap();
    assert_eq!(sessions.rulings(1), ["confirmed", "disputed", "confirmed"]);
    sessions.next();
    sessions.undo("mk").unwrap();
    assert_eq!(sessions.standing(1), Standing::Open);
    assert!(sessions.undo("mk").is_err());
    sessions.next();
    sessions.redo("mk").unwrap();
    assert_eq!(sessions.standing(1), Standing::Confirmed);
    sessions.redo("mk").unwrap();
    assert_eq!(sessions.standing(1), Standing::Disputed);
}

#[test]
fn undo_skips_the_edits_of_others_and_says_so() {
    for is_later in [false, true] {
        let mut sessions = Sessions::new();
        sessions.rule("mk", 1, Question::Fact, Verdict::Confirmed);
        sessions.rule("mk", 3, Question::Fact, Verdict::Disputed);
        sessions.rule("ab", 2, Question::Fact, Verdict::Disputed);
        sessions.rule("ab", 1, Question::Fact, Verdict::Disputed);
        if is_later {
            sessions.next();
        }
        let stamp = Stamp {
            by: "MK ",
            at: time(90),
        };
        let turned = sessions.history.undo(&stamp).unwrap();
        assert_eq!(turned.of.what, "3 FACT disputed");
        assert_eq!(turned.skipped(), "2 later edits by others stay.");
        assert_eq!(sessions.standing(3), Standing::Open);
        assert_eq!(sessions.standing(2), Standing::Disputed);
        assert_eq!(sessions.standing(1), Standing::Contested);
        let turned = sessions.history.undo(&stamp).unwrap();
        assert_eq!(turned.of.what, "1 FACT confirmed");
        assert_eq!(sessions.standing(1), Standing::Disputed);
        let turned = sessions.history.redo(&stamp).unwrap();
        assert_eq!(turned.of.what, "1 FACT confirmed");
        assert_eq!(sessions.standing(1), Standing::Contested);
    }
}

#[test]
fn another_persons_ruling_is_not_undone() {
    let mut sessions = Sessions::new();
    sessions.rule("ab", 1, Question::Fact, Verdict::Disputed);
    sessions.next();
    let refusal = sessions.undo("mk").unwrap_err();
    assert_eq!(refusal.what, "there is nothing of yours to undo");
    assert_eq!(sessions.rulings(1), ["disputed"]);
}

#[test]
fn ruling_on_said_accepts_a_suggestion_and_a_later_undo_makes_it_a_suggestion_again() {
    let mut sessions = Sessions::new();
    let is_suggested = |sessions: &Sessions| {
        let credit = sessions.claim(CREDITED).attribution.as_ref().unwrap();
        (
            credit.suggested,
            sessions
                .history
                .case()
                .sources
                .get(credit.chain[0])
                .unwrap()
                .suggested,
        )
    };
    assert_eq!(is_suggested(&sessions), (true, true));
    sessions.rule("mk", CREDITED, Question::Said, Verdict::Confirmed);
    assert_eq!(is_suggested(&sessions), (false, false));
    sessions.next();
    sessions.undo("mk").unwrap();
    assert_eq!(is_suggested(&sessions), (true, true));
    assert_eq!(sessions.rulings(CREDITED), ["confirmed", "withdrawn"]);
    sessions.next();
    sessions.redo("mk").unwrap();
    assert_eq!(is_suggested(&sessions), (false, false));
    assert_eq!(
        sessions.rulings(CREDITED),
        ["confirmed", "withdrawn", "confirmed"]
    );
}

#[test]
fn edits_before_a_ruling_can_still_be_undone_after_it() {
    let mut sessions = Sessions::new();
    let id = sessions.claim(1).id;
    sessions.make("mk", |case, stamp, _| {
        ops::reword(case, id, "The ferry of Kelm sank", stamp)
    });
    sessions.rule("mk", 1, Question::Fact, Verdict::Confirmed);
    sessions.next();
    sessions.undo("mk").unwrap();
    sessions.next();
    sessions.undo("mk").unwrap();
    assert_eq!(sessions.claim(1).wording, "");
    assert_eq!(sessions.rulings(1), ["confirmed", "withdrawn"]);
    sessions.redo("mk").unwrap();
    sessions.redo("mk").unwrap();
    assert_eq!(sessions.claim(1).wording, "The ferry of Kelm sank");
    assert_eq!(sessions.standing(1), Standing::Confirmed);
}

#[test]
fn a_claim_can_be_dropped_once_its_ruling_is_withdrawn() {
    let mut sessions = Sessions::new();
    let how_many = sessions.history.case().claims.len();
    sessions.make("mk", |case, stamp, mint| {
        let new = ops::NewClaim {
            text: "Kelm is an island".into(),
            ..ops::NewClaim::default()
        };
        ops::add_claim(case, new, stamp, mint).map(|(edit, _)| edit)
    });
    sessions.rule("mk", how_many + 1, Question::Fact, Verdict::Confirmed);
    sessions.next();
    sessions.undo("mk").unwrap();
    sessions.undo("mk").unwrap();
    assert_eq!(sessions.history.case().claims.len(), how_many);
    sessions.next();
    sessions.redo("mk").unwrap();
    sessions.redo("mk").unwrap();
    assert_eq!(sessions.standing(how_many + 1), Standing::Confirmed);
}

#[test]
fn undo_removes_evidence_and_sources_of_an_earlier_session() {
    let mut sessions = Sessions::new();
    sessions.make("mk", |case, stamp, mint| {
        let new = NewSource {
            name: "Harbour log".into(),
            ..NewSource::default()
        };
        ops::add_source(case, new, stamp, mint).map(|(edit, _)| edit)
    });
    let with_source = sessions.history.case().clone();
    let (claim, source) = (
        sessions.claim(1).id,
        with_source
            .sources
            .iter()
            .find(|source| source.name == "Harbour log")
            .unwrap()
            .id,
    );
    sessions.make("mk", |case, stamp, mint| {
        ops::add_evidence(
            case,
            claim,
            NewEvidence::new(source, Question::Fact, Stance::Supports),
            stamp,
            mint,
        )
    });
    sessions.next();
    sessions.undo("mk").unwrap();
    assert_eq!(sessions.history.case(), &with_source);
    sessions.undo("mk").unwrap();
    assert_eq!(sessions.history.case(), &sessions.first);
}

#[test]
fn a_new_edit_clears_redo() {
    let mut sessions = Sessions::new();
    sessions.rule("mk", 1, Question::Fact, Verdict::Disputed);
    sessions.undo("mk").unwrap();
    sessions.rule("mk", 2, Question::Fact, Verdict::Confirmed);
    assert_eq!(
        sessions.redo("mk").unwrap_err().what,
        "there is nothing to redo"
    );
}

#[test]
fn merging_sources_keeps_rulings_on_said_fresh() {
    let mut sessions = Sessions::new();
    sessions.rule("mk", CREDITED, Question::Said, Verdict::Confirmed);
    sessions.make("mk", |case, stamp, mint| {
        let new = NewSource {
            name: "The mayor of Kelm".into(),
            ..NewSource::default()
        };
        ops::add_source(case, new, stamp, mint).map(|(edit, _)| edit)
    });
    let sources = &sessions.history.case().sources;
    let keep = sources
        .iter()
        .find(|source| source.name == "The mayor of Kelm")
        .unwrap()
        .id;
    let gone = sessions.claim(CREDITED).chain()[0];
    sessions.make("mk", |case, stamp, _| {
        ops::merge_sources(case, keep, gone, stamp)
    });
    assert_eq!(sessions.claim(CREDITED).chain(), [keep]);
    assert_eq!(
        standing_of(sessions.claim(CREDITED), Question::Said).standing,
        Standing::Confirmed
    );
    let id = sessions.claim(CREDITED).id;
    let other = sessions
        .history
        .case()
        .sources
        .iter()
        .find(|source| source.id != keep)
        .unwrap()
        .id;
    sessions.make("mk", |case, stamp, _| {
        ops::attribute(
            case,
            id,
            Credit {
                chain: vec![other],
                ..Credit::default()
            },
            stamp,
        )
    });
    assert_eq!(
        standing_of(sessions.claim(CREDITED), Question::Said).standing,
        Standing::Stale
    );
}

#[test]
fn splitting_and_joining_move_evidence_and_rulings() {
    let mut sessions = Sessions::new();
    let id = sessions.claim(CREDITED).id;
    let text = sessions.claim(CREDITED).text.clone();
    sessions.rule("mk", CREDITED, Question::Fact, Verdict::Confirmed);
    let cut = text.find(", and").unwrap() + 1;
    sessions.make("mk", |case, stamp, mint| {
        ops::split(case, id, cut, stamp, mint).map(|(edit, _)| edit)
    });
    let (first, second) = (
        sessions.claim(CREDITED).clone(),
        sessions.claim(CREDITED + 1).clone(),
    );
    assert_eq!(format!("{} {}", first.text, second.text), text);
    assert_eq!(
        (first.id, first.rulings.len(), second.rulings.len()),
        (id, 1, 0)
    );
    assert_eq!(first.attribution, second.attribution);
    assert_eq!(
        standing_of(&first, Question::Fact).standing,
        Standing::Stale
    );
    assert!(
        !sessions.history.case().is_unanchored(&first)
            && !sessions.history.case().is_unanchored(&second)
    );
    sessions.rule("ab", CREDITED + 1, Question::Fact, Verdict::Disputed);
    sessions.make("mk", |case, stamp, _| ops::join(case, id, second.id, stamp));
    assert_eq!(sessions.claim(CREDITED).text, text);
    // The words are again those that mk ruled on, while ab ruled on other words.
    assert_eq!(sessions.rulings(CREDITED), ["confirmed", "disputed"]);
    assert_eq!(sessions.standing(CREDITED), Standing::Confirmed);

    // Nobody made the rulings that the join moved. In another session the join is undone
    // completely, and the other person's ruling moves back too.
    sessions.next();
    sessions.undo("mk").unwrap();
    let again = sessions.claim(CREDITED + 1);
    assert_eq!((again.id, again.rulings.len()), (second.id, 1));
    assert_eq!(sessions.rulings(CREDITED), ["confirmed"]);
    sessions.next();
    sessions.redo("mk").unwrap();
    assert_eq!(sessions.rulings(CREDITED), ["confirmed", "disputed"]);
}

#[test]
fn people_who_differ_make_a_question_contested_until_one_decides() {
    let mut sessions = Sessions::new();
    sessions.rule("mk", 1, Question::Fact, Verdict::Confirmed);
    sessions.rule("ab", 1, Question::Fact, Verdict::Disputed);
    assert_eq!(sessions.standing(1), Standing::Contested);
    let id = sessions.claim(1).id;
    let decided = Judgement {
        verdict: Some(Verdict::Disputed),
        note: "the log says so".into(),
        decides: true,
        ..Judgement::default()
    };
    sessions.make("ed", |case, stamp, _| {
        ops::rule(case, id, Question::Fact, &decided, stamp)
    });
    assert_eq!(sessions.standing(1), Standing::Disputed);
    sessions.make("ed", |case, stamp, _| {
        ops::withdraw(case, id, Question::Fact, stamp)
    });
    assert_eq!(sessions.standing(1), Standing::Contested);
    sessions.make("ab", |case, stamp, _| {
        ops::withdraw(case, id, Question::Fact, stamp)
    });
    assert_eq!(sessions.standing(1), Standing::Confirmed);
    sessions.make("mk", |case, stamp, _| {
        ops::reword(case, id, "Other words", stamp)
    });
    assert_eq!(sessions.standing(1), Standing::Stale);
}

#[test]
fn undo_keeps_a_later_ruling_from_another_machine() {
    let mut sessions = Sessions::new();
    sessions.rule("mk", 1, Question::Fact, Verdict::Confirmed);
    let known = sessions.steps.clone();
    // On another machine mk rules again, and the file comes back with both rulings.
    sessions.rule("mk", 1, Question::Fact, Verdict::Disputed);
    let mut history = History::new(sessions.history.case().clone());
    for step in known {
        history.remember(step);
    }
    let refused = history
        .undo(&Stamp {
            by: "mk",
            at: time(90),
        })
        .unwrap_err();
    assert!(refused.what.ends_with("there is a later ruling on it"));
    assert_eq!(
        standing_of(&history.case().claims[0], Question::Fact).standing,
        Standing::Disputed
    );
}

#[test]
fn a_withdrawal_does_not_overrule_a_later_decision_of_somebody_else() {
    let mut sessions = Sessions::new();
    let id = sessions.claim(1).id;
    let mut decide = |by: &str, verdict| {
        let judged = Judgement {
            verdict: Some(verdict),
            note: "the log".into(),
            decides: true,
            ..Judgement::default()
        };
        sessions.make(by, |case, stamp, _| {
            ops::rule(case, id, Question::Fact, &judged, stamp)
        });
    };
    decide("mk", Verdict::Confirmed);
    decide("aa", Verdict::Disputed);
    sessions.rule("mk", 1, Question::Fact, Verdict::Unverified);
    assert_eq!(sessions.standing(1), Standing::Disputed);
    sessions.next();
    sessions.undo("mk").unwrap();
    assert_eq!(sessions.standing(1), Standing::Disputed);
}
