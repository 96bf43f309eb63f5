//! Random but valid cases: a script of small numbers and texts, played as deeds on a story.

use factdesk::case::deeds::{self, Credit, Judgement, NewClaim, NewEvidence, NewSource};
use factdesk::case::standards::Standard;
use factdesk::case::*;
use proptest::prelude::*;

/// One move: which deed, on which records, with which words.
#[derive(Clone, Debug)]
pub struct Move {
    pub deed: u8,
    pub a: usize,
    pub b: usize,
    pub word: String,
}

pub fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let words = prop_oneof![any::<String>(), "[a-zа-яїґ' ]{1,12}", Just(String::new())];
    let one = (0..28_u8, any::<usize>(), any::<usize>(), words);
    prop::collection::vec(
        one.prop_map(|(deed, a, b, word)| Move { deed, a, b, word }),
        0..most,
    )
}

/// The words of the story that every script starts from.
const STORY: &[&str] = &[
    "The ferry sank. Two died, and nine were hurt, the mayor said.",
    "Їжак сказав: «Ні». За словами мера, усе добре.",
    "One. Two. Three. Four.",
];

pub fn start(mint: &mut Mint) -> Case {
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

/// The edit that a move makes; none if the deed refuses or there is nothing to do it to.
#[allow(clippy::too_many_lines, reason = "an arm for each deed")]
pub fn edit(case: &Case, turn: usize, step: &Move, mint: &mut Mint) -> Option<Edit> {
    let Move { deed, a, b, word } = step;
    let by = ["mk", "ab", "їр"][b % 3];
    // Bulk moves share a time, and clocks go wrong.
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
    match deed {
        0..=5 => {
            let verdict = Verdict::ALL.get(a % 4).copied();
            let reason = Reason::fitting(question, verdict).nth(b % 3);
            let decides = b % 5 == 0;
            deeds::rule(
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
        6 => deeds::withdraw(case, claim?, question, &stamp).ok(),
        7 | 8 => {
            let mut new = NewEvidence::new(second?, question, pick(Stance::ALL, *a));
            new.quote.clone_from(word);
            new.credibility = Credibility::try_from(u8::try_from(a % 8).unwrap()).ok();
            new.accessed = "2024-03-23".parse().ok();
            deeds::add_evidence(case, claim?, new, &stamp, mint).ok()
        }
        9 => deeds::drop_evidence(case, claim?, item()?, &stamp).ok(),
        10 => {
            let new = NewSource {
                name: word.clone(),
                relies_on: source.into_iter().collect(),
                ..NewSource::default()
            };
            deeds::add_source(case, new, &stamp, mint)
                .ok()
                .map(|(edit, _)| edit)
        }
        11 => deeds::change_source(
            case,
            source?,
            |source| source.relies_on.extend(second),
            &stamp,
        )
        .ok(),
        12 => deeds::put_together(case, source?, second?, &stamp).ok(),
        13 => {
            let new = NewClaim {
                text: word.clone(),
                credit: source.map(|id| credit(vec![id])),
                ..NewClaim::default()
            };
            deeds::add_claim(case, new, &stamp, mint)
                .ok()
                .map(|(edit, _)| edit)
        }
        14 => deeds::attribute(
            case,
            claim?,
            credit(source.into_iter().chain(second).collect()),
            &stamp,
        )
        .ok(),
        15 => deeds::reword(case, claim?, word, &stamp).ok(),
        16 => {
            let length = case.claims.get(claim?)?.text.len().max(1);
            deeds::split(case, claim?, b % length, &stamp, mint)
                .ok()
                .map(|(edit, _)| edit)
        }
        17 => deeds::join(case, claim?, other?, &stamp).ok(),
        18 => deeds::drop_claim(case, claim?, &stamp).ok(),
        19 => deeds::link(case, claim?, other?, pick(LinkKind::ALL, *b), &stamp).ok(),
        20 => deeds::accept(case, claim?, &stamp).ok(),
        21 => deeds::unattribute(case, claim?, &stamp).ok(),
        22 => deeds::drop_source(case, source?, &stamp).ok(),
        23 => deeds::change_evidence(
            case,
            claim?,
            item()?,
            |item| item.note.clone_from(word),
            &stamp,
        )
        .ok(),
        24 => deeds::waive(case, claim?, Standard::SingleOrigin, word, &stamp).ok(),
        25 => {
            let reason = Reason::fitting(Question::Fact, None).nth(a % 3)?;
            deeds::set_aside(case, claim?, reason, &stamp).ok()
        }
        26 => deeds::set_part(
            case,
            a % 3,
            pick(Part::ALL, *b),
            deeds::Proposed::default(),
            &stamp,
        )
        .ok(),
        _ => {
            let mut head = case.head();
            head.title.clone_from(word);
            head.story_date = "2024-03-23".parse().ok();
            let mut provenance = case.draft.as_ref().map(|draft| draft.provenance());
            if let Some(provenance) = &mut provenance {
                provenance.author.clone_from(word);
            }
            deeds::describe(case, head, provenance, &stamp).ok()
        }
    }
}

/// Plays moves, each in a session that goes on, and hands back the history and the case after each edit.
pub fn play(moves: &[Move]) -> (History, Vec<Case>) {
    let mut mint = Mint::seeded(7);
    let mut history = History::new(start(&mut mint));
    let mut cases = vec![history.case().clone()];
    for (turn, step) in moves.iter().enumerate() {
        if let Some(edit) = edit(history.case(), turn, step, &mut mint) {
            match history.make(edit) {
                Ok(_) => cases.push(history.case().clone()),
                // A deed may find things as it would leave them.
                Err(moved) => assert_eq!(moved.what, "it is so already"),
            }
        }
    }
    (history, cases)
}
