//! Finding: claims that have all the typed words first, then those that are near to them.
//!
//! The only room that knows `fuzzy-matcher`. Over 100,000 claims it takes longer than a frame, so a [`Finder`] works in
//! slices on a thread of its own; what it has found so far comes back with every slice.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::field::Field;
use crate::case::{Case, Claim, ClaimId, SourceId};

/// How many of the best hits are handed back; the count is of all.
const MOST_HITS: usize = 200;

/// The least score for each typed letter. A letter that matches scores 16 and each gap costs 3, so this lets a slip pass
/// and keeps out texts that merely hold the letters somewhere.
const LEAST_SCORE: i64 = 14;

/// The words to look for, in lower case.
fn needles(query: &str) -> Vec<String> {
    query.split_whitespace().map(str::to_lowercase).collect()
}

fn has_all(needles: &[String], text: &str) -> bool {
    let text = text.to_lowercase();
    needles.iter().all(|word| text.contains(word))
}

/// How near a text is to the query; none if it is not.
fn nearness(matcher: &SkimMatcherV2, query: &str, text: &str) -> Option<i64> {
    let letters = i64::try_from(query.chars().filter(|c| !c.is_whitespace()).count()).ok()?;
    matcher
        .fuzzy_match(text, query)
        .filter(|score| *score >= letters * LEAST_SCORE)
}

/// The places of the texts that match a query, best first: those with all its words, then those near to it. All of them
/// for an empty query. For a few hundred texts; more are for a [`Finder`].
pub fn rank<'a>(query: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let (words, matcher) = (needles(query), SkimMatcherV2::default());
    let lower = query.to_lowercase();
    let mut hits: Vec<(i64, usize)> = texts
        .enumerate()
        .filter_map(|(place, text)| {
            if has_all(&words, text) {
                // One that starts with the query comes before one that has it somewhere.
                let starts = text.to_lowercase().starts_with(lower.trim());
                Some((i64::MIN + i64::from(!starts), place))
            } else {
                nearness(&matcher, query.trim(), text).map(|score| (-score, place))
            }
        })
        .collect();
    hits.sort_unstable();
    hits.into_iter().map(|(_, place)| place).collect()
}

/// Whether a text has all the words of a query, or is merely near to it.
pub fn is_plain_match(query: &str, text: &str) -> bool {
    has_all(&needles(query), text)
}

/// What to look for, and among what.
#[derive(Clone)]
pub struct Query {
    /// Counts the queries, so that an answer to an older one is known.
    pub serial: u64,
    /// As it was typed.
    pub text: String,
    claims: Arc<[Arc<Claim>]>,
    names: Arc<HashMap<SourceId, String>>,
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Query({}, {:?})", self.serial, self.text)
    }
}

/// What was found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// For which query.
    pub serial: u64,
    /// The best hits, best first.
    pub hits: Vec<ClaimId>,
    /// How many there are in all.
    pub count: usize,
    /// Whether all claims have been looked at.
    pub is_done: bool,
}

/// A search on its way.
pub struct Finder {
    query: Query,
    needles: Vec<String>,
    matcher: SkimMatcherV2,
    next: usize,
    rest: Vec<usize>,
    is_fuzzy: bool,
    plain: Vec<usize>,
    near: Vec<(i64, usize)>,
    count: usize,
}

impl Finder {
    /// Nothing looked at yet.
    pub fn new(query: Query) -> Self {
        Self {
            needles: needles(&query.text),
            query,
            matcher: SkimMatcherV2::default(),
            next: 0,
            rest: Vec::new(),
            is_fuzzy: false,
            plain: Vec::new(),
            near: Vec::new(),
            count: 0,
        }
    }

    /// Looks at this many claims more.
    pub fn slice(&mut self, claims: usize) -> Found {
        for _ in 0..claims {
            if self.is_fuzzy {
                let Some(place) = self.rest.pop() else { break };
                let near = self
                    .text(place)
                    .and_then(|text| nearness(&self.matcher, self.query.text.trim(), &text));
                if let Some(score) = near {
                    self.count += 1;
                    self.near.push((-score, place));
                }
            } else if let Some(text) = self.text(self.next) {
                if has_all(&self.needles, &text) {
                    self.count += 1;
                    if self.plain.len() < MOST_HITS {
                        self.plain.push(self.next);
                    }
                } else {
                    self.rest.push(self.next);
                }
                self.next += 1;
            } else {
                self.is_fuzzy = true;
            }
        }
        self.near.sort_unstable();
        self.near.truncate(MOST_HITS);
        let places = self
            .plain
            .iter()
            .chain(self.near.iter().map(|(_, place)| place));
        let numbered = self.query.text.trim().parse::<usize>().ok();
        let numbered = numbered.and_then(|number| number.checked_sub(1));
        let hits = numbered
            .iter()
            .chain(places.filter(|place| Some(**place) != numbered))
            .take(MOST_HITS)
            .filter_map(|place| self.query.claims.get(*place))
            .map(|claim| claim.id)
            .collect();
        Found {
            serial: self.query.serial,
            hits,
            count: self.count,
            is_done: self.is_fuzzy && self.rest.is_empty(),
        }
    }

    /// What a claim is found by: its wording, its words, whom it credits.
    fn text(&self, place: usize) -> Option<String> {
        let claim = self.query.claims.get(place)?;
        let mut text = claim.shown().to_owned();
        if !claim.wording.is_empty() {
            text.push(' ');
            text.push_str(&claim.text);
        }
        for name in claim
            .chain()
            .iter()
            .filter_map(|id| self.query.names.get(id))
        {
            text.push(' ');
            text.push_str(name);
        }
        Some(text)
    }
}

/// The find line, with what it found.
#[derive(Clone, Debug)]
pub struct Find {
    /// What is typed.
    pub field: Field,
    /// The serial of the last query.
    pub serial: u64,
    /// What it found so far.
    pub found: Found,
    /// Which hit is chosen, from 0.
    pub at: usize,
    claims: Arc<[Arc<Claim>]>,
    names: Arc<HashMap<SourceId, String>>,
}

impl Find {
    /// An empty line over the claims as they are now.
    pub fn new(case: &Case, text: &str) -> Self {
        let names = case
            .sources
            .iter()
            .map(|source| (source.id, source.name.clone()));
        Self {
            field: Field::line(text),
            serial: 0,
            found: Found::default(),
            at: 0,
            claims: case.claims.iter().cloned().collect(),
            names: Arc::new(names.collect()),
        }
    }

    /// The next query, for what is typed now. `finds` counts the queries of all finds.
    pub fn query(&mut self, finds: &mut u64) -> Query {
        *finds += 1;
        self.serial = *finds;
        Query {
            serial: self.serial,
            text: self.field.text(),
            claims: Arc::clone(&self.claims),
            names: Arc::clone(&self.names),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_come_before_near_ones() {
        let names = ["Washington Post", "CNN", "Kyiv Post", "The Post"];
        assert_eq!(rank("post", names.into_iter()), [0, 2, 3]);
        assert_eq!(rank("kyiv p", names.into_iter()), [2]);
        assert_eq!(rank("Washngton", names.into_iter()), [0]);
        assert_eq!(rank("", names.into_iter()).len(), 4);
        assert!(rank("zz", names.into_iter()).is_empty());
    }
}
