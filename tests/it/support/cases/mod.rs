//! Random whole cases: each record and field of the format, absent and present, with hostile texts.
//!
//! A case is made from choices, a list of numbers that is read from the front. When none is left
//! the plainest option is chosen, so that a shorter list gives a smaller case, and proptest finds
//! the smallest one that fails. Ids come from one pool, so that two cases share records that differ
//! in their fields.

mod canonical;
mod choices;
mod conflicts;
mod records;

use std::fmt::Debug;
use std::sync::Arc;

use factdesk::case::*;
use factdesk::store::emit;
use proptest::prelude::*;

use conflicts::conflict;

pub use canonical::{is_canonical, sort};
pub use choices::{Choices, time};
pub use records::{RECORDS, UNWRITTEN, records};

/// Any case.
pub fn cases() -> impl Strategy<Value = One> {
    choices().prop_map(|choices| One(case(&mut Choices::new(choices))))
}

/// Any two cases with records in common. Often they differ only a little.
pub fn pairs() -> impl Strategy<Value = Pair> {
    (choices(), choices(), choices()).prop_map(|(a, b, more)| {
        let [a, b] = [a, b].map(|choices| case(&mut Choices::new(choices)));
        let mut more = Choices::new(more);
        let b = if more.one_in(2) {
            b
        } else {
            near(&a, &b, &mut more)
        };
        Pair(a, b)
    })
}

/// Changes every claim.
pub fn each_claim(case: &mut Case, mut change: impl FnMut(&mut Claim)) {
    let claims = case.claims.iter().map(|claim| {
        let mut claim = Claim::clone(claim);
        change(&mut claim);
        Arc::new(claim)
    });
    case.claims = claims.collect();
}

/// A case, which a failure prints as its file.
#[derive(Clone)]
pub struct One(pub Case);

/// Two cases, which a failure prints as the file of the first and the edit that makes the second.
#[derive(Clone)]
pub struct Pair(pub Case, pub Case);

impl Debug for One {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&emit(&self.0).unwrap())
    }
}

impl Debug for Pair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", emit(&self.0).unwrap())?;
        for change in between(&self.0, &self.1).changes {
            writeln!(f, "{}", serde_json::to_string(&change).unwrap())?;
        }
        Ok(())
    }
}

/// The numbers from which a case is made.
pub fn choices() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..1500)
}

/// The first case with one in eight of the changes that turn it into the second, if they are valid
/// alone.
pub fn near(a: &Case, b: &Case, choices: &mut Choices) -> Case {
    let mut case = a.clone();
    for edit in single(&between(a, b)) {
        if choices.one_in(8) {
            // An edit that is not valid alone is left out.
            let _ = edit.apply(&mut case);
        }
    }
    case
}

/// The edit that turns one case into the other.
pub fn between(a: &Case, b: &Case) -> Edit {
    Edit::between(a, b, "all", "mk", time(0))
}

/// Each change of an edit as a separate edit.
pub fn single(edit: &Edit) -> Vec<Edit> {
    let changes = edit.changes.iter();
    let alone = changes.map(|change| Edit {
        changes: vec![change.clone()],
        ..edit.clone()
    });
    alone.collect()
}

/// The ids that records have.
struct Pool {
    case: CaseId,
    sources: Vec<SourceId>,
    claims: Vec<ClaimId>,
    evidence: Vec<EvidenceId>,
    fixes: Vec<FixId>,
    searches: Vec<SearchId>,
    queries: Vec<QueryId>,
    answers: Vec<AnswerId>,
    corrections: Vec<CorrectionId>,
}

impl Pool {
    fn new() -> Self {
        fn of<K: Kind>(mint: &mut IdGen, many: usize) -> Vec<Id<K>> {
            (0..many).map(|_| mint.id(|_| false)).collect()
        }
        let mint = &mut IdGen::seeded(16);
        Self {
            case: mint.id(|_| false),
            sources: of(mint, 4),
            claims: of(mint, 4),
            evidence: of(mint, 6),
            fixes: of(mint, 4),
            searches: of(mint, 3),
            queries: of(mint, 3),
            answers: of(mint, 4),
            corrections: of(mint, 3),
        }
    }
}

/// The case that these choices give. It is sound and in canonical order.
pub fn case(choices: &mut Choices) -> Case {
    let pool = Pool::new();
    let mut case = Case::new(pool.case, choices.text());
    case.language = choices
        .pick(&["", "en", "uk", "ru", "x-\"klingon\""])
        .to_owned();
    case.story_date = choices.maybe(Choices::date);
    case.draft = (!choices.one_in(4)).then(|| Arc::new(draft(choices)));
    let sources: Vec<SourceId> = pool
        .sources
        .iter()
        .copied()
        .filter(|_| !choices.one_in(4))
        .collect();
    let made = sources
        .iter()
        .map(|id| Arc::new(source(*id, &sources, choices)));
    case.sources = made.collect();
    let ids: Vec<ClaimId> = pool
        .claims
        .iter()
        .copied()
        .filter(|_| !choices.one_in(4))
        .collect();
    let mut claims: Vec<Claim> = Vec::new();
    for id in &ids {
        claims.push(claim(*id, &case, (&sources, &ids), choices));
    }
    items(&mut claims, &pool, &sources, choices);
    case.claims = claims.into_iter().map(Arc::new).collect();
    case.queries = queries(&pool, &sources, &ids, choices);
    case.signoffs = choices.several(3, |choices| SignOff {
        by: choices.person(),
        at: choices.time(),
        of: Of::over([choices.text().as_bytes()]),
        findings: choices.below(3),
        note: choices.text(),
        with_errors: choices.text(),
    });
    for id in choices.some(&pool.corrections) {
        case.corrections.push(Correction {
            id,
            claim: if ids.is_empty() {
                None
            } else {
                choices.maybe(|choices| choices.pick(&ids))
            },
            by: choices.person(),
            at: choices.time(),
            was: choices.text(),
            now: choices.text(),
            why: choices.text(),
            found_by: choices.text(),
            notice: choices.text(),
        });
    }
    if !sources.is_empty() {
        case.redactions = choices.several(3, |choices| Redaction {
            source: choices.pick(&sources),
            place: choices.pick(&["title", "м'я\n", ""]).to_owned(),
            cut: choices.one_in(2),
            by: choices.person(),
            at: choices.time(),
        });
    }
    sort(&mut case);
    case.conflicts = choices.several(4, |choices| conflict(&case, choices));
    // Some are about something that nobody can choose, for example a draft's hash.
    let conflicts = std::mem::take(&mut case.conflicts).into_iter();
    case.conflicts = conflicts
        .filter(|one| case.conflict_error(one).is_none())
        .collect();
    case.conflicts.sort_by_key(|conflict| conflict.id);
    case.conflicts.dedup_by_key(|conflict| conflict.id);
    sort(&mut case);
    case
}

fn draft(choices: &mut Choices) -> Draft {
    let paragraphs = choices.several(4, |choices| {
        let part = choices.pick(Part::ALL);
        let text = match choices.below(3) {
            2 => choices.text(),
            place => [
                "The ferry sank. Two died, the mayor said.",
                "Їжак сказав: «Ні». За словами мера, усе добре.",
            ][place]
                .to_owned(),
        };
        Paragraph::new(part, text)
    });
    let mut draft = Draft::new(choices.text(), paragraphs);
    draft.url = choices.text();
    draft.author = choices.text();
    draft.publisher = choices.text();
    draft.published = choices.maybe(Choices::date);
    draft.seen = choices.maybe(Choices::date);
    draft.archived = choices.text();
    draft.revisions = choices.several(3, |choices| Revision {
        at: time(choices.below(3)),
        by: choices.pick(&["mk", "ab"]).to_owned(),
        name: choices.pick(&["ferry.txt", "", "-"]).to_owned(),
        sha256: choices.hash(),
    });
    draft
}

fn source(id: SourceId, all: &[SourceId], choices: &mut Choices) -> Source {
    let name = match choices.below(4) {
        3 => choices.text(),
        place => ["CNN", "Amaq", "мер"][place].to_owned(),
    };
    Source {
        aliases: choices.several(3, Choices::text),
        kind: choices.pick(SourceKind::ALL),
        reliability: choices.pick(Reliability::ALL),
        relies_on: choices.some(all),
        own_reporting: choices.one_in(2),
        url: choices.text(),
        accessed: choices.maybe(Choices::date),
        archived: choices.text(),
        confidential: choices.one_in(3),
        interest: choices.text(),
        known_to: choices.text(),
        note: choices.text(),
        suggested: choices.one_in(3),
        ..Source::new(id, name)
    }
}

fn claim(
    id: ClaimId,
    case: &Case,
    (sources, claims): (&[SourceId], &[ClaimId]),
    choices: &mut Choices,
) -> Claim {
    let mut claim = Claim::new(id, None, choices.text());
    claim.cut = choices.one_in(6).then(|| choices.time());
    if claim.cut.is_none() {
        place(&mut claim, case, choices);
    }
    claim.wording = choices.text();
    claim.place = choices.text();
    claim.added = claim.cut.or(if claim.span.is_none() || choices.one_in(6) {
        choices.maybe(Choices::time)
    } else {
        None
    });
    claim.key = choices.one_in(2);
    claim.accused = choices.some(sources);
    if !sources.is_empty() && choices.one_in(2) {
        let who = (0..=choices.below(3))
            .map(|_| choices.pick(sources))
            .collect();
        let (chain, candidates) = if choices.one_in(3) {
            (Vec::new(), who)
        } else {
            (who, Vec::new())
        };
        claim.attribution = Some(Attribution {
            cue: choices.text(),
            hedge: choices.text(),
            chain,
            candidates,
            suggested: choices.one_in(2),
        });
    }
    claim.rulings = choices.several(4, |choices| ruling(&claim, choices));
    claim.links = choices.several(2, |choices| Link {
        to: choices.pick(claims),
        kind: choices.pick(LinkKind::ALL),
        by: choices.person(),
        at: choices.time(),
    });
    claim.waivers = choices.several(2, |choices| Waiver {
        standard: choices
            .pick(&["open-claim", "single-origin", "of another house"])
            .to_owned(),
        by: choices.person(),
        at: choices.time(),
        reason: choices.text(),
    });
    claim.earlier = choices.several(2, |choices| Earlier {
        at: choices.time(),
        text: choices.text(),
    });
    claim
}

/// Puts a claim into the draft, unanchored in some cases.
fn place(claim: &mut Claim, case: &Case, choices: &mut Choices) {
    let paragraphs = case
        .draft
        .as_ref()
        .map_or(&[][..], |draft| &draft.paragraphs);
    if paragraphs.is_empty() || choices.one_in(4) {
        claim.span = choices.one_in(6).then(|| Span {
            paragraph: choices.below(9),
            start: choices.below(9),
            end: usize::MAX,
        });
        return;
    }
    let paragraph = choices.below(paragraphs.len());
    let text = paragraphs[paragraph].text();
    let boundaries: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let (one, other) = (choices.pick(&boundaries), choices.pick(&boundaries));
    let span = Span {
        paragraph,
        start: one.min(other),
        end: one.max(other),
    };
    claim.span = Some(span);
    if !choices.one_in(6) {
        claim.text = text[span.start..span.end].to_owned();
    }
}

fn ruling(claim: &Claim, choices: &mut Choices) -> Ruling {
    let question = choices.pick(Question::ALL);
    let verdict = Verdict::ALL.get(choices.below(4)).copied();
    let reasons: Vec<Option<Reason>> = Reason::fitting(question, verdict)
        .map(Some)
        .chain([None])
        .collect();
    Ruling {
        at: choices.time(),
        by: choices.person(),
        question,
        verdict,
        reason: choices.pick(&reasons),
        of: if choices.one_in(3) {
            Of::over([choices.text().as_bytes()])
        } else {
            claim.subject_hash(question)
        },
        note: choices.text(),
        decides: choices.one_in(4),
    }
}

/// Gives claims evidence, fixes and searches. An item may belong to a different claim in another
/// case.
fn items(claims: &mut [Claim], pool: &Pool, sources: &[SourceId], choices: &mut Choices) {
    if claims.is_empty() {
        return;
    }
    for id in pool.evidence.iter().filter(|_| !sources.is_empty()) {
        if !choices.one_in(3) {
            let place = choices.below(claims.len());
            claims[place].evidence.push(evidence(*id, sources, choices));
        }
    }
    for id in choices.some(&pool.fixes) {
        let fix = Fix {
            id,
            by: choices.person(),
            at: choices.time(),
            to: choices.text(),
            why: choices.text(),
            state: choices.pick(FixState::ALL),
            settled_by: choices.person(),
            settled_at: choices.maybe(Choices::time),
        };
        let place = choices.below(claims.len());
        claims[place].fixes.push(fix);
    }
    for id in choices.some(&pool.searches) {
        let search = Search {
            id,
            by: choices.person(),
            at: choices.time(),
            place: choices.text(),
            query: choices.text(),
            found: choices.pick(Found::ALL),
        };
        let place = choices.below(claims.len());
        claims[place].searches.push(search);
    }
}

fn evidence(id: EvidenceId, sources: &[SourceId], choices: &mut Choices) -> Evidence {
    Evidence {
        id,
        by: choices.person(),
        at: choices.time(),
        source: choices.pick(sources),
        question: choices.pick(Question::ALL),
        stance: choices.pick(Stance::ALL),
        nature: choices.pick(Nature::ALL),
        credibility: choices.maybe(|choices| {
            Credibility::try_from(u8::try_from(1 + choices.below(6)).unwrap()).unwrap()
        }),
        quote: choices.text(),
        locator: choices.text(),
        url: choices.text(),
        accessed: choices.maybe(Choices::date),
        archived: choices.text(),
        file: choices.maybe(|choices| File {
            name: choices.text(),
            sha256: choices.hash(),
        }),
        note: choices.text(),
        suggested: choices.one_in(3),
    }
}

fn queries(
    pool: &Pool,
    sources: &[SourceId],
    claims: &[ClaimId],
    choices: &mut Choices,
) -> Vec<Query> {
    let mut queries: Vec<Query> = Vec::new();
    if claims.is_empty() {
        return queries;
    }
    for id in choices.some(&pool.queries) {
        let who = |choices: &mut Choices| {
            if sources.is_empty() {
                None
            } else {
                choices.maybe(|choices| choices.pick(sources))
            }
        };
        queries.push(Query {
            id,
            by: choices.person(),
            at: choices.time(),
            claims: choices.some_of(claims),
            to: choices.text(),
            source: who(choices),
            behalf: who(choices),
            via: choices.text(),
            question: choices.text(),
            due: choices.maybe(Choices::time),
            disclosed: choices.text(),
            answers: Vec::new(),
        });
    }
    for id in &pool.answers {
        if !queries.is_empty() && choices.one_in(2) {
            let place = choices.below(queries.len());
            queries[place].answers.push(Answer {
                id: *id,
                at: choices.time(),
                by: choices.person(),
                text: choices.text(),
                kind: choices.pick(AnswerKind::ALL),
            });
        }
    }
    queries
}
