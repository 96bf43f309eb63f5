//! Every house standard, with a case in which it finds something and a similar one in which it does
//! not. For all findings, updating them after every edit must give the same result as computing
//! them again.

mod each;
mod names_and_words;
mod said_in_words;

use crate::support::{Desk, script};
use factdesk::case::ops::{self, Credit, Judgement, NewClaim, NewEvidence, NewSource, Stamp};
use factdesk::case::standing::Coverage;
use factdesk::case::*;
use factdesk::check::{
    FileCheck, FileChecks, Finding, Findings, House, Match, Severity, Standard, StoryChange,
    Wordings,
};
use factdesk::error::Error;
use factdesk::store::load;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A case in progress, with short names for the edits.
struct Work {
    history: History,
    mint: IdGen,
    seconds: i64,
    by: &'static str,
    files: FileChecks,
    house: House,
}

fn at(seconds: i64) -> Timestamp {
    "2026-11-23T10:00:00Z"
        .parse::<Timestamp>()
        .unwrap()
        .later(seconds * 1000)
}

impl Work {
    /// A published story of these paragraphs, without claims.
    fn story(paragraphs: Vec<Paragraph>) -> Self {
        let mut mint = IdGen::seeded(11);
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
            files: FileChecks::default(),
            house: House::default(),
        }
    }

    /// A story of one sentence, which is a claim.
    fn body(text: &str) -> Self {
        let mut work = Self::story(vec![Paragraph::Body(text.to_owned())]);
        work.claim(text);
        work
    }

    fn made(&mut self, edit: impl FnOnce(&Case, &Stamp<'_>, &mut IdGen) -> Result<Edit, Error>) {
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

    /// The claim with this number, from 1.
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

    /// Adds an item to claim 1, after `change` was applied to it.
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
fn a_waived_or_disabled_finding_does_not_count() {
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
fn a_house_can_require_more_origins() {
    let mut work = sound();
    work.house = ron::from_str("(origins: 3)").unwrap();
    assert!(work.findings().contains(&Standard::SingleOrigin));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn updated_findings_match_findings_computed_again(moves in script::moves(40)) {
        let (_, cases) = script::play(&moves);
        let house = House::default();
        let files = FileChecks::default();
        let mut updated = Findings::of(&cases[0], &house, &files);
        for pair in cases.windows(2) {
            let edit = Edit::between(&pair[0], &pair[1], "next", "mk", at(0));
            updated.update(&edit, &pair[1]);
            let anew = Findings::of(&pair[1], &house, &files);
            let coverage = Coverage::of(&pair[1]);
            prop_assert_eq!(updated.all(&pair[1], coverage), anew.all(&pair[1], coverage));
            prop_assert_eq!(updated.counts(coverage), anew.counts(coverage));
            let unwaived = anew.all(&pair[1], coverage).iter().filter(|finding| !finding.is_waived).count();
            prop_assert_eq!(anew.counts(coverage).all, unwaived);
        }
    }
}

fn changed(mut work: Work, change: impl FnOnce(&mut Work)) -> Work {
    change(&mut work);
    work
}

/// Checks a case in which the standard finds something, and a similar one in which it does not.
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
