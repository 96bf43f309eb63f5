//! Whole cases of every shape: each record and field of the format, absent and present, with texts
//! that mean harm.
//!
//! A case is made of choices, a list of numbers that is read from the front. Where nothing is left
//! the plainest is chosen, so that a shorter list is a smaller case, and proptest finds the
//! smallest that fails. Ids come from one pool: two cases have records in common that differ in
//! their fields.

use std::fmt::Debug;
use std::sync::Arc;

use factdesk::case::record::{Field, Fields, Grain};
use factdesk::case::*;
use factdesk::store::emit;
use proptest::prelude::*;
use serde::Serialize;

use super::payloads::PAYLOADS;

/// Every record, by its name, with its fields. `tests/schema.rs` sees to it that none is missing.
pub const RECORDS: &[(&str, &[Field])] = &[
    ("Case", Case::FIELDS),
    ("Draft", Draft::FIELDS),
    ("Revision", Revision::FIELDS),
    ("Source", Source::FIELDS),
    ("Claim", Claim::FIELDS),
    ("Attribution", Attribution::FIELDS),
    ("Evidence", Evidence::FIELDS),
    ("File", File::FIELDS),
    ("Ruling", Ruling::FIELDS),
    ("Link", Link::FIELDS),
    ("Waiver", Waiver::FIELDS),
    ("Fix", Fix::FIELDS),
    ("Search", Search::FIELDS),
    ("Earlier", Earlier::FIELDS),
    ("Query", Query::FIELDS),
    ("Answer", Answer::FIELDS),
    ("SignOff", SignOff::FIELDS),
    ("Correction", Correction::FIELDS),
    ("Conflict", Conflict::FIELDS),
    ("Redaction", Redaction::FIELDS),
];

/// What is known of a case beside what its file says, and so in no file.
pub const UNWRITTEN: &str = "horizon";

/// Any case.
pub fn cases() -> impl Strategy<Value = One> {
    choices().prop_map(|choices| One(case(&mut Choices::new(choices))))
}

/// Any two cases with records in common; often the second differs from the first in little.
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

/// A case, told as its file.
#[derive(Clone)]
pub struct One(pub Case);

/// Two cases, told as the file of the first and what makes the second of it.
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

/// The numbers that a case is made of.
pub fn choices() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..1500)
}

/// The first case with one in eight of the changes that make it the second, where they can stand
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

/// The edit that makes one case of another.
pub fn between(a: &Case, b: &Case) -> Edit {
    Edit::between(a, b, "all", "mk", time(0))
}

/// Each change of an edit as an edit of its own.
pub fn single(edit: &Edit) -> Vec<Edit> {
    let changes = edit.changes.iter();
    let alone = changes.map(|change| Edit {
        changes: vec![change.clone()],
        ..edit.clone()
    });
    alone.collect()
}

/// Numbers to choose by.
pub struct Choices(std::vec::IntoIter<u16>);

impl Choices {
    pub fn new(choices: Vec<u16>) -> Self {
        Self(choices.into_iter())
    }

    fn next(&mut self) -> usize {
        self.0.next().unwrap_or_default().into()
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.next() % limit
    }

    /// Whether the rarer of two is chosen.
    pub fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == many - 1
    }

    pub fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    /// Some of them, in their order.
    fn some<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        all.iter().filter(|_| self.one_in(3)).cloned().collect()
    }

    /// Like `some`, but never empty.
    fn some_of<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        let some = self.some(all);
        if some.is_empty() {
            vec![self.pick(all)]
        } else {
            some
        }
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.one_in(3).then(|| make(self))
    }

    /// None to as many, each made so.
    fn several<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let many = self.below(most + 1);
        (0..many).map(|_| make(self)).collect()
    }

    /// A text: none, plain, hostile or random.
    fn text(&mut self) -> String {
        match self.below(7) {
            0 | 1 => String::new(),
            2 => self
                .pick(&["mk", "Їжак сказав: «Ні».", "so", "a\nb", "м'я"])
                .to_owned(),
            3 | 4 => self.pick(PAYLOADS).to_owned(),
            5 => self
                .pick(&[
                    "] // c7k3m9q2x4bd",
                    "evidence: [],\n            rulings: [],",
                    "Furniture(\"x\")",
                    "format: 1",
                    "Some(1)",
                ])
                .to_owned(),
            _ => {
                let many = self.below(6);
                (0..many)
                    .map(|_| {
                        char::from_u32(u32::try_from(self.next()).unwrap() * 17).unwrap_or('x')
                    })
                    .collect()
            }
        }
    }

    fn person(&mut self) -> String {
        match self.below(5) {
            4 => self.text(),
            place => ["mk", "ab", "MK", "їр"][place].to_owned(),
        }
    }

    fn time(&mut self) -> Timestamp {
        match self.below(12) {
            11 => "0001-01-01T00:00:00.000Z".parse().unwrap(),
            10 => "9999-12-30T21:59:59.999Z".parse().unwrap(),
            place => time(place / 2),
        }
    }

    fn date(&mut self) -> Date {
        self.pick(&["2024-03-23", "2024-02-29", "0001-01-01", "9999-12-31"])
            .parse()
            .unwrap()
    }

    fn hash(&mut self) -> Sha256 {
        Sha256::over([self.pick(&["a", "b", "c"]).as_bytes()])
    }
}

pub fn time(minute: usize) -> Timestamp {
    let start: Timestamp = "2026-11-23T10:00:00.000Z".parse().unwrap();
    start.later(i64::try_from(minute).unwrap() * 60_000)
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
        fn of<K: Kind>(mint: &mut Mint, many: usize) -> Vec<Id<K>> {
            (0..many).map(|_| mint.id(|_| false)).collect()
        }
        let mint = &mut Mint::seeded(16);
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

/// The case of these choices. It is sound and in canonical order.
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
    // Some are over what nobody chooses, as a draft's hash.
    let conflicts = std::mem::take(&mut case.conflicts).into_iter();
    case.conflicts = conflicts
        .filter(|one| case.fault_of(one).is_none())
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
            claim.of(question)
        },
        note: choices.text(),
        decides: choices.one_in(4),
    }
}

/// Gives claims evidence, fixes and searches. One of an id may be another claim's in another case.
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

/// Two values of a field of any record or item, or of a record or item as a whole.
fn conflict(case: &Case, choices: &mut Choices) -> Conflict {
    let record = choices.pick(&owners(case));
    let place = case.place_of(record).unwrap();
    let keyed = keyed(case, place);
    let (key, fields) = if !keyed.is_empty() && choices.one_in(3) {
        choices.pick(&keyed)
    } else {
        let of_draft = case
            .record(Place::Draft)
            .filter(|_| place == Place::Case && choices.one_in(2));
        (String::new(), of_draft.or(case.record(place)).unwrap())
    };
    let can_change = |field: &&Field| field.grain != Grain::Key && field.name != UNWRITTEN;
    let fields_that_change: Vec<_> = fields.fields().iter().filter(can_change).collect();
    let field = choices.pick(&fields_that_change);
    let values = values(case).into_iter();
    let fitting = values.filter(|text| fields.parse(field.name, text).is_ok());
    let fitting: Vec<String> = fitting.collect();
    if !fitting.is_empty() && !choices.one_in(4) {
        let mut value = || choices.one_in(2).then(|| choices.pick(&fitting));
        let values = (value(), value(), value());
        return Conflict::new(record, key, field.name, values);
    }
    match whole(case, place) {
        Some(whole) => {
            let dropped = choices.one_in(2);
            let values = (Some(whole.clone()), (!dropped).then_some(whole), None);
            Conflict::new(record, "", "", values)
        }
        None => Conflict::new(record, "", "title", (None, None, None)),
    }
}

/// The record at a place as a version of it has it; none for the case and its draft, which are
/// never chosen as a whole.
fn whole(case: &Case, place: Place) -> Option<String> {
    fn text<T: Serialize>(list: &[T], is_it: impl Fn(&T) -> bool) -> Option<String> {
        let bare = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let record = list.iter().find(|record| is_it(record));
        record.map(|record| bare.to_string(record).unwrap())
    }
    let claim = |id| case.claims.get(id).unwrap();
    let query = |id| case.queries.iter().find(|one| one.id == id).unwrap();
    match place {
        Place::Case | Place::Draft => None,
        Place::Source(id) => text(&case.sources, |source| source.id == id),
        Place::Claim(id) => text(&case.claims, |claim| claim.id == id),
        Place::Evidence(on, id) => text(&claim(on).evidence, |item| item.id == id),
        Place::Fix(on, id) => text(&claim(on).fixes, |fix| fix.id == id),
        Place::Search(on, id) => text(&claim(on).searches, |search| search.id == id),
        Place::Query(id) => text(&case.queries, |query| query.id == id),
        Place::Answer(on, id) => text(&query(on).answers, |answer| answer.id == id),
        Place::Correction(id) => text(&case.corrections, |one| one.id == id),
    }
}

/// The items without an id in the lists of the record at a place, by their keys.
fn keyed(case: &Case, place: Place) -> Vec<(String, &dyn Fields)> {
    fn all<T: Fields>(list: &[T], key: impl Fn(&T) -> String) -> Vec<(String, &dyn Fields)> {
        let items = list.iter();
        items.map(|item| (key(item), item as &dyn Fields)).collect()
    }
    match place {
        Place::Claim(id) => {
            let claim = case.claims.get(id).unwrap();
            let rulings = all(&claim.rulings, |it| {
                format!("{} {} {}", it.at, it.by, it.question)
            });
            let waivers = all(&claim.waivers, |it| {
                format!("{} {} {}", it.at, it.standard, it.by)
            });
            [rulings, waivers].concat()
        }
        Place::Case => {
            let signoffs = all(&case.signoffs, |it| format!("{} {}", it.at, it.by));
            let redactions = all(&case.redactions, |it| {
                format!("{} {} {}", it.at, it.source, it.place)
            });
            [signoffs, redactions].concat()
        }
        _ => Vec::new(),
    }
}

/// Every record with an id that a conflict can be about.
pub fn owners(case: &Case) -> Vec<AnyId> {
    let mut owners: Vec<AnyId> = vec![case.id.into()];
    owners.extend(case.sources.iter().map(|source| AnyId::from(source.id)));
    for claim in case.claims.iter() {
        owners.push(claim.id.into());
        owners.extend(claim.evidence.iter().map(|item| AnyId::from(item.id)));
        owners.extend(claim.fixes.iter().map(|fix| AnyId::from(fix.id)));
        owners.extend(claim.searches.iter().map(|search| AnyId::from(search.id)));
    }
    for query in &case.queries {
        owners.push(query.id.into());
        owners.extend(query.answers.iter().map(|answer| AnyId::from(answer.id)));
    }
    owners.extend(
        case.corrections
            .iter()
            .map(|correction| AnyId::from(correction.id)),
    );
    owners
}

/// Values of all types, as the file would have them.
fn values(case: &Case) -> Vec<String> {
    let mut values: Vec<String> = [
        "\"\"", "\"so\"", "\"\\u{202e}Їжак\\n\"", "true", "false", "3", "[]", "[\"a\", \"b\"]", "\"2024-03-23\"",
        "\"2026-11-23T10:12:40.007Z\"", "\"b11c8456b0a597cc3ad1213a3666ed4fbc9d29bf61aa21e2394e35c3eee66d00\"", "Social", "B", "Said",
        "Refutes", "Primary", "Accepted", "NotFound", "Refused", "(paragraph: 0, start: 1, end: 2)", "[Title(\"x\"), Boilerplate(\"y\")]",
        "(name: \"x\", sha256: \"b11c8456b0a597cc3ad1213a3666ed4fbc9d29bf61aa21e2394e35c3eee66d00\")",
    ]
    .map(str::to_owned)
    .to_vec();
    for source in case.sources.iter() {
        values.push(format!("\"{}\"", source.id));
        values.push(format!("[\"{}\"]", source.id));
        values.push(format!(
            "(hedge: \"allegedly\", chain: [\"{}\"])",
            source.id
        ));
    }
    for claim in case.claims.iter() {
        values.push(format!("\"{}\"", claim.id));
        values.push(format!("[\"{}\"]", claim.id));
    }
    values
}

/// The other fields of an item: items with the same key are sorted by them.
fn rest<T: Serialize>(item: &T) -> String {
    serde_json::to_string(item).unwrap()
}

/// Puts the lists that are the case's own into the order of the format. Sources and claims stand so
/// always.
pub fn sort(case: &mut Case) {
    fn put<T: Serialize + PartialEq, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
        list.sort_by_cached_key(|item| (key(item), rest(item)));
        list.dedup();
    }
    if let Some(draft) = &mut case.draft {
        put(&mut Arc::make_mut(draft).revisions, |it| {
            (it.at, it.by.clone(), it.name.clone())
        });
    }
    put(&mut case.queries, |it| (it.at, it.id));
    for query in &mut case.queries {
        put(&mut query.answers, |it| (it.at, it.id));
    }
    put(&mut case.signoffs, |it| (it.at, it.by.clone()));
    put(&mut case.corrections, |it| (it.at, it.id));
    put(&mut case.conflicts, |it| {
        (it.record, it.key.clone(), it.field.clone(), it.id)
    });
    put(&mut case.redactions, |it| {
        (it.at, it.source, it.place.clone())
    });
}

/// Whether everything stands in the order of the format, each thing once.
pub fn is_canonical(case: &Case) -> bool {
    fn stand<T: Serialize, K: Ord>(list: &[T], key: impl Fn(&T) -> K) -> bool {
        let key = |item: &T| (key(item), rest(item));
        list.is_sorted_by(|one, next| key(one) < key(next))
    }
    let draft = case.draft.as_ref().is_none_or(|draft| {
        stand(&draft.revisions, |it| {
            (it.at, it.by.clone(), it.name.clone())
        })
    });
    let sources = stand(&case.sources, |it| (it.name.clone(), it.id));
    let inside = case
        .sources
        .iter()
        .all(|it| stand(&it.aliases, String::clone) && stand(&it.relies_on, |id| *id));
    let claims = stand(&case.claims, |it| match it.span {
        Some(span) => (
            false,
            Some((span.paragraph, span.start, span.end)),
            None,
            it.id,
        ),
        None => (true, None, it.added, it.id),
    });
    let in_claims = case.claims.iter().all(|claim| {
        stand(&claim.accused, |id| *id)
            && stand(&claim.evidence, |it| (it.at, it.id))
            && stand(&claim.rulings, |it| (it.at, it.by.clone(), it.question))
            && stand(&claim.links, |it| (it.at, it.to, it.kind, it.by.clone()))
            && stand(&claim.waivers, |it| {
                (it.at, it.standard.clone(), it.by.clone())
            })
            && stand(&claim.fixes, |it| (it.at, it.id))
            && stand(&claim.searches, |it| (it.at, it.id))
            && stand(&claim.earlier, |it| (it.at, it.text.clone()))
    });
    let queries = stand(&case.queries, |it| (it.at, it.id));
    let answers = case
        .queries
        .iter()
        .all(|query| stand(&query.answers, |it| (it.at, it.id)));
    let others = stand(&case.signoffs, |it| (it.at, it.by.clone()))
        && stand(&case.corrections, |it| (it.at, it.id))
        && stand(&case.conflicts, |it| {
            (it.record, it.key.clone(), it.field.clone(), it.id)
        })
        && stand(&case.redactions, |it| (it.at, it.source, it.place.clone()));
    draft && sources && inside && claims && in_claims && queries && answers && others
}

/// Every record of a case, from the case itself down.
pub fn records(case: &Case) -> Vec<&dyn Fields> {
    fn all<T: Fields>(records: &[T]) -> impl Iterator<Item = &dyn Fields> {
        records.iter().map(|record| record as &dyn Fields)
    }
    let mut records: Vec<&dyn Fields> = vec![case];
    if let Some(draft) = &case.draft {
        records.push(&**draft);
        records.extend(all(&draft.revisions));
    }
    records.extend(case.sources.iter().map(|source| &**source as &dyn Fields));
    for claim in case.claims.iter() {
        records.push(&**claim);
        records.extend(claim.attribution.iter().map(|credit| credit as &dyn Fields));
        records.extend(all(&claim.evidence));
        let files = claim.evidence.iter().filter_map(|item| item.file.as_ref());
        records.extend(files.map(|file| file as &dyn Fields));
        records.extend(all(&claim.rulings));
        records.extend(all(&claim.links));
        records.extend(all(&claim.waivers));
        records.extend(all(&claim.fixes));
        records.extend(all(&claim.searches));
        records.extend(all(&claim.earlier));
    }
    records.extend(all(&case.queries));
    records.extend(case.queries.iter().flat_map(|query| all(&query.answers)));
    records.extend(all(&case.signoffs));
    records.extend(all(&case.corrections));
    records.extend(all(&case.conflicts));
    records.extend(all(&case.redactions));
    records
}
