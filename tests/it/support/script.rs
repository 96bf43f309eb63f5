//! Random but valid cases: a script of small numbers and texts that is played as ops on a story.

use factdesk::case::ops::{self, Credit, Judgement, NewClaim, NewEvidence, NewSource};
use factdesk::case::*;
use factdesk::check::Standard;
use proptest::prelude::*;

/// A move: the op, the records, and the words.
#[derive(Clone, Debug)]
pub struct Move {
    pub op: u8,
    pub a: usize,
    pub b: usize,
    pub word: String,
}

pub fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let words = prop_oneof![any::<String>(), "[a-zа-яїґ' ]{1,12}", Just(String::new())];
    let one = (0..52_u8, any::<usize>(), any::<usize>(), words);
    prop::collection::vec(
        one.prop_map(|(op, a, b, word)| Move { op, a, b, word }),
        0..most,
    )
}

/// The words of the story that every script starts from.
const STORY: &[&str] = &[
    "The ferry sank. Two died, and nine were hurt, the mayor said.",
    "Їжак сказав: «Ні». За словами мера, усе добре.",
    "One. Two. Three. Four.",
];

pub fn start(mint: &mut IdGen) -> Case {
    let text = STORY.join("\n\n");
    factdesk::reading::read_story(&text, factdesk::reading::Format::Plain, "story.txt", mint)
        .unwrap()
        .0
}

pub fn time(minute: usize) -> Timestamp {
    let start: Timestamp = "2026-11-23T10:00:00.000Z".parse().unwrap();
    start.later(i64::try_from(minute).unwrap() * 500)
}

fn pick<T: Copy>(all: &[T], at: usize) -> T {
    all[at % all.len()]
}

/// The edit that a move makes. None if the op refuses, or has nothing to act on.
#[allow(clippy::too_many_lines, reason = "an arm for each op")]
pub fn edit(case: &Case, turn: usize, step: &Move, mint: &mut IdGen) -> Option<Edit> {
    let Move { op, a, b, word } = step;
    let by = ["mk", "ab", "їр"][b % 3];
    // Several moves share a time, and clocks can be wrong.
    let stamp = Stamp {
        by,
        at: time(turn - turn % 3),
    };
    let claims: Vec<ClaimId> = case.claims.iter().map(|claim| claim.id).collect();
    let sources: Vec<SourceId> = case.sources.iter().map(|source| source.id).collect();
    let claim = (!claims.is_empty()).then(|| pick(&claims, *a));
    let other = (!claims.is_empty()).then(|| pick(&claims, *b));
    let source = (!sources.is_empty()).then(|| pick(&sources, *a));
    let second = (!sources.is_empty()).then(|| pick(&sources, *b));
    let question = pick(Question::ALL, *b);
    let credit = |chain: Vec<SourceId>| Credit {
        cue: word.clone(),
        hedge: String::new(),
        chain,
    };
    let item = || {
        case.claims
            .get(claim?)?
            .evidence
            .first()
            .map(|item| item.id)
    };
    match op {
        1..=5 => {
            let verdict = Verdict::ALL.get(a % 4).copied();
            let reason = Reason::fitting(question, verdict).nth(b % 3);
            let decides = b % 5 == 0;
            ops::rule(
                case,
                claim?,
                question,
                &Judgement {
                    verdict,
                    reason,
                    note: word.clone(),
                    decides,
                },
                &stamp,
            )
            .ok()
        }
        6 => ops::withdraw(case, claim?, question, &stamp).ok(),
        7 | 8 => {
            let mut new = NewEvidence::new(second?, question, pick(Stance::ALL, *a));
            new.quote.clone_from(word);
            new.credibility = Credibility::try_from(u8::try_from(a % 8).unwrap()).ok();
            new.accessed = "2024-03-23".parse().ok();
            ops::add_evidence(case, claim?, new, &stamp, mint).ok()
        }
        9 => ops::drop_evidence(case, claim?, item()?, &stamp).ok(),
        10 => {
            let new = NewSource {
                name: word.clone(),
                relies_on: source.into_iter().collect(),
                ..NewSource::default()
            };
            ops::add_source(case, new, &stamp, mint)
                .ok()
                .map(|(edit, _)| edit)
        }
        11 => ops::change_source(
            case,
            source?,
            |source| source.relies_on.extend(second),
            &stamp,
        )
        .ok(),
        12 => ops::merge_sources(case, source?, second?, &stamp).ok(),
        13 => {
            let new = NewClaim {
                text: word.clone(),
                credit: source.map(|id| credit(vec![id])),
                ..NewClaim::default()
            };
            ops::add_claim(case, new, &stamp, mint)
                .ok()
                .map(|(edit, _)| edit)
        }
        14 => ops::attribute(
            case,
            claim?,
            credit(source.into_iter().chain(second).collect()),
            &stamp,
        )
        .ok(),
        15 => ops::reword(case, claim?, word, &stamp).ok(),
        16 => {
            let length = case.claims.get(claim?)?.text.len().max(1);
            ops::split(case, claim?, b % length, &stamp, mint)
                .ok()
                .map(|(edit, _)| edit)
        }
        17 => ops::join(case, claim?, other?, &stamp).ok(),
        18 => ops::drop_claim(case, claim?, &stamp).ok(),
        51 => ops::anchor(case, claim?, &stamp).ok(),
        19 => ops::link(case, claim?, other?, pick(LinkKind::ALL, *b), &stamp).ok(),
        20 => ops::accept(case, claim?, &stamp).ok(),
        21 => ops::unattribute(case, claim?, &stamp).ok(),
        22 => ops::drop_source(case, source?, &stamp).ok(),
        23 => ops::change_evidence(
            case,
            claim?,
            item()?,
            |item| item.note.clone_from(word),
            &stamp,
        )
        .ok(),
        24 => ops::waive(case, claim?, Standard::SingleOrigin.name(), word, &stamp).ok(),
        25 => {
            let reason = Reason::fitting(Question::Fact, None).nth(a % 3)?;
            ops::set_aside(case, claim?, reason, &stamp).ok()
        }
        26 => ops::set_part(
            case,
            a % 3,
            pick(Part::ALL, *b),
            ops::Proposed::default(),
            &stamp,
        )
        .ok(),
        27.. => {
            let of = (claim?, source, second, other?);
            desk(case, step, of, &stamp, mint)
        }
        0 => {
            let mut head = case.head();
            head.title.clone_from(word);
            head.story_date = "2024-03-23".parse().ok();
            let mut provenance = case.draft.as_ref().map(|draft| draft.provenance());
            if let Some(provenance) = &mut provenance {
                provenance.author.clone_from(word);
            }
            ops::describe(case, head, provenance, &stamp).ok()
        }
    }
}

/// The edits for work other than ruling, and for what comes from a reader, a revision or a merge.
#[allow(clippy::too_many_lines, reason = "an arm for each op")]
fn desk(
    case: &Case,
    step: &Move,
    (claim, source, second, other): (ClaimId, Option<SourceId>, Option<SourceId>, ClaimId),
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Option<Edit> {
    let Move { op, a, b, word } = step;
    let on = case.claims.get(claim)?;
    let (fix, search) = (on.fixes.first(), on.searches.first());
    let query = (!case.queries.is_empty()).then(|| &case.queries[a % case.queries.len()]);
    let set = |field: &str, before: Option<serde_json::Value>, after: serde_json::Value| {
        Change::Field(FieldChange {
            of: Place::Claim(claim),
            field: field.to_owned(),
            before,
            after: (!after.is_null()).then_some(after),
        })
    };
    let came = |changes: Vec<Change>| Edit {
        what: "it came so".into(),
        by: stamp.by.into(),
        at: stamp.at,
        changes,
    };
    let edit = match op {
        27 => ops::propose_fix(case, claim, word, word, stamp, mint).map(|(edit, _)| edit),
        28 => ops::settle_fix(case, claim, fix?.id, a % 2 == 0, stamp),
        29 => ops::note_fix(case, claim, fix?.id, a % 2 == 0, stamp),
        30 if b % 2 == 0 => ops::drop_fix(case, claim, fix?.id, stamp),
        30 => ops::edit_fix(case, claim, fix?.id, (word, ""), stamp),
        31 | 32 => {
            let new = ops::NewQuery {
                claims: vec![claim, other],
                to: word.clone(),
                source,
                behalf: second.filter(|_| b % 2 == 0),
                question: word.clone(),
                due: Some(stamp.at),
                ..ops::NewQuery::default()
            };
            ops::ask(case, new, stamp, mint).map(|(edit, _)| edit)
        }
        33 => ops::change_query(case, query?.id, |query| query.claims = vec![claim], stamp),
        34 => {
            let kind = pick(AnswerKind::ALL, *b);
            ops::answer(case, query?.id, word, kind, stamp, mint).map(|(edit, _)| edit)
        }
        35 if b % 2 == 0 => ops::drop_query(case, query?.id, stamp),
        35 => ops::drop_answer(case, query?.id, query?.answers.first()?.id, stamp),
        36 => {
            let found = pick(Found::ALL, *b);
            ops::note_search(case, claim, (word, word), found, stamp, mint).map(|(edit, _)| edit)
        }
        37 => ops::drop_search(case, claim, search?.id, stamp),
        38 => ops::accuse(case, claim, source?, stamp),
        39 => ops::unaccuse(case, claim, source?, stamp),
        40 => ops::mark_key_claim(case, claim, !on.key, stamp),
        41 => {
            let signing = ops::NewSignOff {
                findings: a % 7,
                note: word.clone(),
                ..ops::NewSignOff::default()
            };
            ops::sign_off(case, &signing, stamp)
        }
        42 => {
            let new = ops::NewCorrection {
                claim: (b % 2 == 0).then_some(claim),
                was: word.clone(),
                now: format!("not {word}"),
                ..ops::NewCorrection::default()
            };
            ops::correct(case, &new, stamp, mint).map(|(edit, _)| edit)
        }
        43 => {
            let of = on.attribution.as_ref();
            let before = of.map(|credit| serde_json::to_value(credit).unwrap());
            let (source, second) = (source?, second.filter(|id| Some(*id) != source)?);
            let after = Attribution {
                cue: word.clone(),
                hedge: String::new(),
                chain: Vec::new(),
                candidates: vec![source, second],
                suggested: b % 2 == 0,
            };
            let after = serde_json::to_value(after).unwrap();
            return Some(came(vec![set("attribution", before, after)]));
        }
        44 => ops::choose_credit(case, claim, source.filter(|_| b % 3 > 0), stamp),
        45 => {
            let new = NewEvidence::new(second?, Question::Fact, Stance::Supports);
            ops::add_evidence(case, claim, new, stamp, mint).map(|mut edit| {
                for change in &mut edit.changes {
                    if let Change::Evidence(_, swap) = change {
                        swap.after.as_mut().unwrap().suggested = true;
                    }
                }
                edit
            })
        }
        46 => ops::accept_all_evidence(case, &[claim], stamp),
        47 => ops::redact(case, source?, word, b % 2 == 0, stamp),
        48 => {
            let ours =
                Some(format!("{word:?}")).filter(|text| ron::from_str::<String>(text).is_ok());
            let theirs = (b % 3 > 0).then(|| "\"theirs\"".to_owned());
            let new = Conflict::new(claim.into(), "", "wording", (ours, theirs, None));
            if case.conflicts.contains(&new) {
                return None;
            }
            return Some(came(vec![Change::Conflict(Swap::new(new))]));
        }
        _ if b % 2 == 0 => {
            let side = pick(ops::Side::ALL, *a);
            ops::decide(case, case.conflicts.first()?.id, side, stamp)
        }
        _ => {
            let span = on.span.map(|span| serde_json::to_value(span).unwrap())?;
            let now = serde_json::json!(stamp.at);
            return Some(came(vec![
                set("span", Some(span), serde_json::Value::Null),
                set(
                    "added",
                    on.added.map(|at| serde_json::json!(at)),
                    now.clone(),
                ),
                set("cut", None, now),
            ]));
        }
    };
    edit.ok()
}

/// Plays moves in one session, and returns the history and the case after each edit.
pub fn play(moves: &[Move]) -> (History, Vec<Case>) {
    let mut mint = IdGen::seeded(7);
    let mut history = History::new(start(&mut mint));
    let mut cases = vec![history.case().clone()];
    for (turn, step) in moves.iter().enumerate() {
        if let Some(edit) = edit(history.case(), turn, step, &mut mint) {
            match history.make(edit) {
                Ok(_) => cases.push(history.case().clone()),
                // The case may already be as the op would make it.
                Err(moved) => assert_eq!(moved.what, "nothing would change"),
            }
        }
    }
    (history, cases)
}
