//! Fits the points of `assets/points.ron` to stories that somebody marked:
//!
//! `FACTDESK_MARKS=FOLDER cargo test --release --lib -- reading::attribution::fit --nocapture`
//!
//! A marked story is a JSON file with `story` and `claims`: each has the `start` of a sentence and
//! `said_by`, which is null where the writer asserts it, else a list for each person or body that
//! must be named, of parts of the name in small letters. The points are changed one by one as long as
//! that helps. It prints the table, and how points do on the fifth of the stories that they were not
//! fitted on. Without a folder it runs on two stories of its own.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::choice::{Points, with_points};
use crate::case::{Case, Claim, Mint, SourceId};
use crate::reading::{Format, read_story};

/// What a sentence is worth: a wrong name is worse than a question, a question than the right name.
const RIGHT: i32 = 2;
const ASKED: i32 = 1;
const WRONG: i32 = -4;

/// The stories are cut into this many parts, of which one at a time is left out of the fit.
const PARTS: usize = 5;

/// Rounds after which it ends in any case.
const MOST_ROUNDS: usize = 4;

/// How points do on some sentences.
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

/// What a number of the table is called, and where it stands.
type Dial = (&'static str, fn(&mut Points) -> &mut i32);

const DIALS: &[Dial] = &[
    ("margin", |points| &mut points.margin),
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
];

/// A story and what must be said of its sentences.
struct Marked {
    story: String,
    claims: Vec<(String, Vec<Vec<String>>)>,
}

fn marked(folder: &Path) -> Vec<Marked> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let value: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let claim = |claim: &Value| {
            let must = serde_json::from_value(claim["said_by"].clone()).unwrap_or_default();
            (plain(claim["start"].as_str().unwrap_or_default()), must)
        };
        Some(Marked {
            story: value["story"].as_str()?.to_owned(),
            claims: value["claims"].as_array()?.iter().map(claim).collect(),
        })
    };
    paths.into_iter().filter_map(read).collect()
}

fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('’', "'")
}

/// How the reader does on a story.
fn score(marked: &Marked) -> Score {
    let mut mint = Mint::seeded(1);
    let (case, _) = read_story(&marked.story, Format::Plain, "story.txt", &mut mint).unwrap();
    let mut score = Score::default();
    for (start, must) in &marked.claims {
        score.claims += 1;
        let mut claims = case.claims.iter();
        if let Some(claim) = claims.find(|claim| plain(&claim.text).starts_with(start.as_str())) {
            score.add(of_claim(&case, claim, must));
        }
    }
    score
}

fn of_claim(case: &Case, claim: &Claim, must: &[Vec<String>]) -> Score {
    let names = |ids: &[SourceId]| -> Vec<String> {
        let name = |id: &SourceId| {
            Some(
                case.sources
                    .iter()
                    .find(|one| one.id == *id)?
                    .name
                    .to_lowercase(),
            )
        };
        ids.iter().filter_map(name).collect()
    };
    let has = |name: &String, parts: &Vec<String>| {
        parts
            .iter()
            .any(|part| name.contains(part) || part.contains(name.as_str()))
    };
    let fits = |name: &String| must.iter().any(|parts| has(name, parts));
    let candidates = names(claim.candidates());
    if let Some(first) = candidates.first() {
        return Score {
            asked: 1,
            asked_right: i32::from(fits(first)),
            ..Score::default()
        };
    }
    let chain = claim
        .attribution
        .as_ref()
        .map(|credit| names(&credit.chain));
    let chain = chain.unwrap_or_default();
    let wrong = chain.iter().filter(|name| !fits(name)).count();
    let all = must
        .iter()
        .all(|parts| chain.iter().any(|name| has(name, parts)));
    Score {
        right: i32::from(all && wrong == 0),
        names: i32::try_from(chain.len()).unwrap(),
        wrong: i32::try_from(wrong).unwrap(),
        ..Score::default()
    }
}

/// Scores points once, story by story.
struct Fitter {
    stories: Vec<Marked>,
    known: HashMap<Vec<i32>, Vec<Score>>,
}

impl Fitter {
    fn scores(&mut self, points: &Points) -> &[Score] {
        let mut key = points.clone();
        let key: Vec<i32> = DIALS.iter().map(|(_, dial)| *dial(&mut key)).collect();
        let stories = &self.stories;
        self.known
            .entry(key)
            .or_insert_with(|| with_points(points, || stories.iter().map(score).collect()))
    }

    /// On the stories of one part, or on all others.
    fn sum(&mut self, points: &Points, part: usize, is_own: bool) -> Score {
        let mut sum = Score::default();
        for (place, score) in self.scores(points).iter().enumerate() {
            if (place % PARTS == part) == is_own {
                sum.add(*score);
            }
        }
        sum
    }

    /// The points that do best on all stories but those of one part.
    fn fit(&mut self, part: usize) -> Points {
        let mut best = Points::get().clone();
        let mut worth = self.sum(&best, part, false).worth();
        for _ in 0..MOST_ROUNDS {
            let before = worth;
            for (_, dial) in DIALS {
                for step in [-2, -1, 1, 2] {
                    let mut tried = best.clone();
                    *dial(&mut tried) += step;
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

/// Two stories of our own. The second is marked wrongly on purpose.
fn invented() -> Vec<Marked> {
    let must = |name: &str| vec![vec![name.to_owned()]];
    let told =
        "Mayor Ann Lee said the bridge was closed. She said it would open in May. Nobody was hurt.";
    let wrong = "The road is safe, Tom Crane said.";
    vec![
        Marked {
            story: told.to_owned(),
            claims: vec![
                ("Mayor Ann Lee said".to_owned(), must("ann lee")),
                ("She said it".to_owned(), must("ann lee")),
                ("Nobody was hurt.".to_owned(), Vec::new()),
            ],
        },
        Marked {
            story: wrong.to_owned(),
            claims: vec![("The road is safe".to_owned(), must("ann lee"))],
        },
    ]
}

#[test]
fn points_are_fitted_to_marked_stories() {
    let folder = std::env::var_os("FACTDESK_MARKS").map(PathBuf::from);
    let mut fitter = Fitter {
        stories: folder.as_deref().map_or_else(invented, marked),
        known: HashMap::new(),
    };
    // No story is of this part: all count.
    let none = PARTS;
    let now = Points::get().clone();
    let as_they_are = fitter.sum(&now, none, false);
    println!("as they are: {as_they_are}");
    if folder.is_none() {
        let text = "4 sentences: 3 right, 0 asked (0 with the right one first), 1 of 3 names wrong";
        assert_eq!(as_they_are.to_string(), text);
    }
    let mut best = fitter.fit(none);
    let fitted = fitter.sum(&best, none, false);
    println!("fitted:      {fitted}");
    assert!(fitted.worth() >= as_they_are.worth());
    let (mut seen, mut unseen) = (Score::default(), Score::default());
    for part in 0..PARTS {
        let points = fitter.fit(part);
        unseen.add(fitter.sum(&points, part, true));
        seen.add(fitter.sum(&now, part, true));
    }
    println!("on stories apart, as they are: {seen}\n                  fitted:      {unseen}");
    let mut old = now;
    for (name, dial) in DIALS {
        let (old, new) = (*dial(&mut old), *dial(&mut best));
        println!(
            "{name}: {new}{}",
            if old == new { "" } else { " (changed)" }
        );
    }
}
