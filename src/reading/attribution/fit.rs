//! Fits the points of `assets/points.ron` to stories whose speakers somebody marked:
//!
//! `FACTDESK_MARKS=FOLDER cargo test --release --lib -- reading::attribution::fit --nocapture`
//!
//! A marked story is a JSON file with `language`, `story` and `claims`. Each claim has the `start`
//! of a sentence, and `said_by`: null if the writer asserts it, otherwise a list for each person or
//! body that must be credited, with parts of the name in lower case. Each number is changed by one
//! or two as long as the result improves. The test prints the score of the current and the fitted
//! points, the score on stories that were left out of the fit, the outcomes by way, sign and
//! language, and the fitted table.
//!
//! `FACTDESK_WRONG=1` prints what is not right, `FACTDESK_WRONG=all` all. `FACTDESK_ONLY_SCORE=1`
//! skips the fit, `FACTDESK_POINTS=FILE` starts from other points. The default is two short stories.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::choice::{Points, with_points};
use super::way::{Signs, noted_ways};
use crate::case::{Case, Claim, IdGen, SourceId};
use crate::reading::{Format, read_story};

/// The worth of one sentence by its outcome: a wrong name costs more than a question.
const RIGHT: i32 = 2;
const ASKED: i32 = 1;
const WRONG: i32 = -4;

/// The stories are divided into this many parts. For the check on unseen stories, each part in turn
/// is left out of the fit.
const PARTS: usize = 5;

/// The most rounds in which all points are tried.
const MOST_ROUNDS: usize = 4;

/// How many sentences have which outcome.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    claims: i32,
    right: i32,
    asked: i32,
    asked_right: i32,
    names: i32,
    wrong: i32,
}

impl Score {
    fn worth(self) -> i32 {
        RIGHT * self.right + ASKED * self.asked_right + WRONG * self.wrong
    }

    fn add(&mut self, other: Self) {
        self.claims += other.claims;
        self.right += other.right;
        self.asked += other.asked;
        self.asked_right += other.asked_right;
        self.names += other.names;
        self.wrong += other.wrong;
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            claims,
            right,
            asked,
            asked_right,
            names,
            wrong,
        } = self;
        write!(
            f,
            "{claims} sentences: {right} right, {asked} asked ({asked_right} with the right one first), \
             {wrong} of {names} names wrong"
        )
    }
}

/// A number of the table that is fitted: its name, and access to it.
type Parameter = (&'static str, fn(&mut Points) -> &mut i32);

/// The numbers that are fitted. `margins.namesake`, `most`, `memory`, `sure.asks` and `sure.others`
/// are not: a person chooses how much the reader asks and how far back it looks.
const PARAMETERS: &[Parameter] = &[
    ("margins.pronoun", |points| &mut points.margins.pronoun),
    ("margins.description", |points| {
        &mut points.margins.description
    }),
    ("margins.surname", |points| &mut points.margins.surname),
    ("least", |points| &mut points.least),
    ("topic.has", |points| &mut points.topic.has),
    ("topic.fades", |points| &mut points.topic.fades),
    ("credited.has", |points| &mut points.credited.has),
    ("credited.fades", |points| &mut points.credited.fades),
    ("seen.has", |points| &mut points.seen.has),
    ("seen.fades", |points| &mut points.seen.fades),
    ("gender", |points| &mut points.gender),
    ("several", |points| &mut points.several),
    ("bare", |points| &mut points.bare),
    ("role", |points| &mut points.role),
    ("kind", |points| &mut points.kind),
    ("unknown", |points| &mut points.unknown),
    ("sure.verb", |points| &mut points.sure.verb),
    ("sure.far_verb", |points| &mut points.sure.far_verb),
    ("sure.phrase", |points| &mut points.sure.phrase),
    ("sure.paper", |points| &mut points.sure.paper),
    ("sure.parenthesis", |points| &mut points.sure.parenthesis),
    ("sure.citing", |points| &mut points.sure.citing),
    ("sure.participle", |points| &mut points.sure.participle),
    ("sure.signature", |points| &mut points.sure.signature),
    ("sure.layout", |points| &mut points.sure.layout),
    ("sure.narration", |points| &mut points.sure.narration),
    ("sure.dropped", |points| &mut points.sure.dropped),
    ("sure.colon", |points| &mut points.sure.colon),
    ("sure.quotation", |points| &mut points.sure.quotation),
    ("sure.last.has", |points| &mut points.sure.last.has),
    ("sure.last.fades", |points| &mut points.sure.last.fades),
    ("sure.thing", |points| &mut points.sure.thing),
    ("sure.beat", |points| &mut points.sure.beat),
    ("sure.hearsay", |points| &mut points.sure.hearsay),
    ("sure.description", |points| &mut points.sure.description),
    ("sure.pronoun", |points| &mut points.sure.pronoun),
    ("sure.weak", |points| &mut points.sure.weak),
    ("sure.not_introduced", |points| {
        &mut points.sure.not_introduced
    }),
    ("sure.nameless", |points| &mut points.sure.nameless),
    ("sure.long", |points| &mut points.sure.long),
    ("sure.contested", |points| &mut points.sure.contested),
    ("sure.shared", |points| &mut points.sure.shared),
    ("sure.told", |points| &mut points.sure.told),
    ("sure.strange", |points| &mut points.sure.strange),
    ("sure.ragged", |points| &mut points.sure.ragged),
    ("sure.drops", |points| &mut points.sure.drops),
];

/// A marked story. Each of its claims is the start of a sentence and, for each one who must be
/// credited, parts of their name in lower case. The list is empty if the writer asserts the
/// sentence.
struct Marked {
    language: String,
    story: String,
    claims: Vec<(String, Vec<Vec<String>>)>,
}

/// Reads the marked stories of a folder, in the order of their file names.
fn read_marked_stories(folder: &Path) -> Vec<Marked> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let value: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let claim = |claim: &Value| {
            let expected = serde_json::from_value(claim["said_by"].clone()).unwrap_or_default();
            (
                normalized(claim["start"].as_str().unwrap_or_default()),
                expected,
            )
        };
        Some(Marked {
            language: value["language"].as_str().unwrap_or_default().to_owned(),
            story: value["story"].as_str()?.to_owned(),
            claims: value["claims"].as_array()?.iter().map(claim).collect(),
        })
    };
    paths.into_iter().filter_map(read).collect()
}

/// Text with single spaces and straight apostrophes, for comparison.
fn normalized(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('’', "'")
}

/// The outcome for a marked sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Right,
    /// The user is asked, and somebody who must be credited is the first candidate.
    AskedRight,
    /// The user is asked, and the first candidate is somebody else.
    AskedWrong,
    /// Somebody who must be credited is missing, and nobody else is credited.
    TooFew,
    WrongName,
    /// Somebody is credited with a sentence that the writer asserts.
    NotNarrator,
    /// Nobody is credited with a sentence that somebody else said.
    Nobody,
    /// The reader found no claim with this start.
    NotFound,
}

/// A marked sentence with the reader's credit and its outcome.
struct Judged {
    start: String,
    way: Option<Signs>,
    outcome: Outcome,
    /// The names of those credited, or of the candidates, in lower case.
    said: Vec<String>,
    wrong: usize,
}

impl Judged {
    fn score(&self) -> Score {
        let is = |outcome| i32::from(self.outcome == outcome);
        let asked_right = is(Outcome::AskedRight);
        let asked = asked_right + is(Outcome::AskedWrong);
        let named = i32::try_from(self.said.len()).unwrap();
        Score {
            claims: 1,
            right: is(Outcome::Right),
            asked,
            asked_right,
            names: if asked > 0 { 0 } else { named },
            wrong: i32::try_from(self.wrong).unwrap(),
        }
    }
}

/// The outcome for each marked sentence of a story.
fn judged(marked: &Marked) -> Vec<Judged> {
    let mut mint = IdGen::seeded(1);
    let (case, _) = read_story(&marked.story, Format::Plain, "story.txt", &mut mint).unwrap();
    let ways = noted_ways();
    let judge = |(start, expected): &(String, Vec<Vec<String>>)| {
        let mut claims = case.claims.iter().zip(&ways);
        let found = claims.find(|(claim, _)| normalized(&claim.text).starts_with(start.as_str()));
        let Some((claim, way)) = found else {
            return Judged {
                start: start.clone(),
                way: None,
                outcome: Outcome::NotFound,
                said: Vec::new(),
                wrong: 0,
            };
        };
        let (outcome, said, wrong) = judge_claim(&case, claim, expected);
        Judged {
            start: start.clone(),
            way: *way,
            outcome,
            said,
            wrong,
        }
    };
    marked.claims.iter().map(judge).collect()
}

/// The outcome for a claim, the names of those credited or of the candidates, and how many names
/// are wrong. `expected` has parts of each name that must be credited.
fn judge_claim(
    case: &Case,
    claim: &Claim,
    expected: &[Vec<String>],
) -> (Outcome, Vec<String>, usize) {
    let name = |id: &SourceId| {
        let source = case.sources.iter().find(|one| one.id == *id)?;
        Some(source.name.to_lowercase())
    };
    let names = |ids: &[SourceId]| -> Vec<String> { ids.iter().filter_map(name).collect() };
    let has = |name: &String, parts: &Vec<String>| {
        parts
            .iter()
            .any(|part| name.contains(part) || part.contains(name.as_str()))
    };
    let fits = |name: &String| expected.iter().any(|parts| has(name, parts));
    let candidates = names(claim.candidates());
    if let Some(first) = candidates.first() {
        let outcome = if fits(first) {
            Outcome::AskedRight
        } else {
            Outcome::AskedWrong
        };
        return (outcome, candidates, 0);
    }
    let chain = claim
        .attribution
        .as_ref()
        .map(|credit| names(&credit.chain));
    let chain = chain.unwrap_or_default();
    let wrong = chain.iter().filter(|name| !fits(name)).count();
    let named = |parts: &Vec<String>| {
        let mut all = chain.iter();
        all.any(|name| parts.iter().any(|part| name.contains(part)))
    };
    let outcome = match (expected.is_empty(), chain.is_empty()) {
        (true, false) => Outcome::NotNarrator,
        (false, true) => Outcome::Nobody,
        _ if wrong > 0 => Outcome::WrongName,
        _ if expected.iter().all(named) => Outcome::Right,
        _ => Outcome::TooFew,
    };
    (outcome, chain, wrong)
}

/// The sum of the outcomes of a story's marked sentences.
fn score(marked: &Marked) -> Score {
    let mut score = Score::default();
    for one in judged(marked) {
        score.add(one.score());
    }
    score
}

/// The signs that make a credit doubtful, by name, and whether the credit has each.
fn signs_of(signs: Signs) -> [(&'static str, bool); 9] {
    [
        ("weak", signs.is_weak),
        ("not introduced", !signs.is_introduced),
        ("crowd", signs.is_crowd),
        ("passed on", signs.is_passed_on),
        ("contested", signs.is_contested),
        ("shared", signs.is_shared),
        ("told", signs.is_told),
        ("strange", signs.is_strange),
        ("ragged", signs.is_ragged),
    ]
}

/// Prints the outcomes by sign, by way and by language. If `FACTDESK_WRONG` is set, prints the
/// sentences that are not right.
fn print_ways(stories: &[Marked]) {
    let mut ways: BTreeMap<String, BTreeMap<Outcome, usize>> = BTreeMap::new();
    let mut languages: BTreeMap<&str, (Score, BTreeMap<Outcome, usize>)> = BTreeMap::new();
    let mut signs: BTreeMap<&str, BTreeMap<Outcome, usize>> = BTreeMap::new();
    let prints_wrong = std::env::var_os("FACTDESK_WRONG").is_some();
    let prints_all = std::env::var("FACTDESK_WRONG").is_ok_and(|what| what == "all");
    for story in stories {
        let (sum, outcomes) = languages.entry(&story.language).or_default();
        for one in judged(story) {
            let way = one
                .way
                .map(|signs| format!("{:?} {:?}", signs.way, signs.called));
            let way = way.unwrap_or_default();
            for (sign, has_sign) in one.way.map(signs_of).into_iter().flatten() {
                if has_sign {
                    *signs
                        .entry(sign)
                        .or_default()
                        .entry(one.outcome)
                        .or_default() += 1;
                }
            }
            if prints_wrong && (prints_all || one.outcome != Outcome::Right) {
                let signs = one.way.map(signs_of).into_iter().flatten();
                let signs: Vec<&str> = signs
                    .filter(|(_, has_sign)| *has_sign)
                    .map(|(sign, _)| sign)
                    .collect();
                let signs = signs.join(", ");
                println!(
                    "{:?} [{way}: {signs}] {:?} {}",
                    one.outcome, one.said, one.start
                );
            }
            *ways.entry(way).or_default().entry(one.outcome).or_default() += 1;
            *outcomes.entry(one.outcome).or_default() += 1;
            sum.add(one.score());
        }
    }
    for (sign, outcomes) in signs {
        println!("{sign:>24}: {outcomes:?}");
    }
    for (way, outcomes) in ways {
        println!("{way:>24}: {outcomes:?}");
    }
    for (language, (sum, outcomes)) in languages {
        println!("{language}: {sum}; {outcomes:?}");
    }
}

/// Scores points on all stories, and keeps the scores: none is computed twice.
struct Fitter {
    stories: Vec<Marked>,
    known: HashMap<Vec<i32>, Vec<Score>>,
}

impl Fitter {
    fn scores(&mut self, points: &Points) -> &[Score] {
        let mut key = points.clone();
        let key: Vec<i32> = PARAMETERS
            .iter()
            .map(|(_, parameter)| *parameter(&mut key))
            .collect();
        let stories = &self.stories;
        self.known
            .entry(key)
            .or_insert_with(|| with_points(points, || stories.iter().map(score).collect()))
    }

    /// The score on the stories of one part (`is_own`), or on all others.
    fn sum(&mut self, points: &Points, part: usize, is_own: bool) -> Score {
        let mut sum = Score::default();
        for (place, score) in self.scores(points).iter().enumerate() {
            if (place % PARTS == part) == is_own {
                sum.add(*score);
            }
        }
        sum
    }

    /// The best points found on all stories except those of one part, starting from `now`.
    fn fit(&mut self, now: &Points, part: usize) -> Points {
        let mut best = now.clone();
        let mut worth = self.sum(&best, part, false).worth();
        for _ in 0..MOST_ROUNDS {
            let before = worth;
            for (_, parameter) in PARAMETERS {
                for step in [-2, -1, 1, 2] {
                    let mut tried = best.clone();
                    *parameter(&mut tried) += step;
                    let now = self.sum(&tried, part, false).worth();
                    if now > worth {
                        (best, worth) = (tried, now);
                    }
                }
            }
            if worth == before {
                break;
            }
        }
        best
    }
}

/// Two built-in stories. The second is marked wrongly on purpose.
fn built_in_stories() -> Vec<Marked> {
    let expected = |name: &str| vec![vec![name.to_owned()]];
    let story =
        "Mayor Ann Lee said the bridge was closed. She said it would open in May. Nobody was hurt.";
    let wrong = "The road is safe, Tom Crane said.";
    vec![
        Marked {
            language: "en".to_owned(),
            story: story.to_owned(),
            claims: vec![
                ("Mayor Ann Lee said".to_owned(), expected("ann lee")),
                ("She said it".to_owned(), expected("ann lee")),
                ("Nobody was hurt.".to_owned(), Vec::new()),
            ],
        },
        Marked {
            language: "en".to_owned(),
            story: wrong.to_owned(),
            claims: vec![("The road is safe".to_owned(), expected("ann lee"))],
        },
    ]
}

#[test]
fn points_are_fitted_to_marked_stories() {
    let folder = std::env::var_os("FACTDESK_MARKS").map(PathBuf::from);
    let mut fitter = Fitter {
        stories: folder
            .as_deref()
            .map_or_else(built_in_stories, read_marked_stories),
        known: HashMap::new(),
    };
    // No story is in this part, so that all stories count.
    let no_part = PARTS;
    // Other points can be tried without a new build.
    let others = std::env::var_os("FACTDESK_POINTS")
        .map(|path| ron::from_str(&std::fs::read_to_string(path).unwrap()).unwrap());
    let now: Points = others.unwrap_or_else(|| Points::get().clone());
    let as_they_are = fitter.sum(&now, no_part, false);
    println!("as they are: {as_they_are}");
    with_points(&now, || print_ways(&fitter.stories));
    if std::env::var_os("FACTDESK_ONLY_SCORE").is_some() {
        return;
    }
    if folder.is_none() {
        let text = "4 sentences: 3 right, 0 asked (0 with the right one first), 1 of 3 names wrong";
        assert_eq!(as_they_are.to_string(), text);
    }
    let mut best = fitter.fit(&now, no_part);
    let fitted = fitter.sum(&best, no_part, false);
    println!("fitted:      {fitted}");
    assert!(fitted.worth() >= as_they_are.worth());
    let (mut seen, mut unseen) = (Score::default(), Score::default());
    for part in 0..PARTS {
        let points = fitter.fit(&now, part);
        unseen.add(fitter.sum(&points, part, true));
        seen.add(fitter.sum(&now, part, true));
    }
    println!("on stories apart, as they are: {seen}\n                  fitted:      {unseen}");
    let mut old = now;
    for (name, parameter) in PARAMETERS {
        let (old, new) = (*parameter(&mut old), *parameter(&mut best));
        println!(
            "{name}: {new}{}",
            if old == new { "" } else { " (changed)" }
        );
    }
}
