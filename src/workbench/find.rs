//! The search: first texts with all typed words, then texts with similar words.
//!
//! A search of 100,000 claims takes longer than one frame. So a [`Finder`] works in slices on a
//! thread of its own and reports the results so far after each slice. [`crate::text::search`]
//! defines how texts are compared; each text is folded only once.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, OnceLock};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::case::{Case, Claim, ClaimId, SourceId};
use crate::text::search::{Near, folded, near, plain};

/// How many of the best hits are returned. `Found::count` counts all hits.
const MAX_HITS: usize = 200;

/// The folded words of a query.
fn needles(query: &str) -> Vec<String> {
    let folded = folded(query);
    folded.split_whitespace().map(str::to_owned).collect()
}

/// How well a text matches all words: the worst of their matches. None if a word is missing.
fn match_all(needles: &[String], text: &str, how: fn(&str, &str) -> Option<Near>) -> Option<Near> {
    needles.iter().try_fold(Near::Begins, |worst, word| {
        Some(match (worst, how(word, text)?) {
            // Typing errors add up over all words.
            (Near::Nearly(one), Near::Nearly(other)) => Near::Nearly(one + other),
            (worst, other) => worst.max(other),
        })
    })
}

/// The indexes of the texts that match a query, best first: texts with all words, then texts with
/// similar words. If there are none, texts that have the query's letters in order. An empty query
/// matches all texts. This is for a few hundred texts; [`Finder`] is for more.
pub fn rank<'a>(query: &str, texts: impl Iterator<Item = &'a str> + Clone) -> Vec<usize> {
    let words = needles(query);
    let start = words.join(" ");
    let mut hits: Vec<((Near, bool), usize)> = texts
        .clone()
        .enumerate()
        .filter_map(|(index, text)| {
            let text = folded(text);
            // A text that starts with the query comes before one that contains it elsewhere.
            let at = match_all(&words, &text, near)?;
            Some(((at, !text.starts_with(&start)), index))
        })
        .collect();
    if hits.is_empty() {
        return fuzzy_matches(&words.concat(), texts);
    }
    hits.sort_unstable();
    hits.into_iter().map(|(_, index)| index).collect()
}

/// The minimum score per typed letter. A matching letter scores 16 and each gap costs 3. So this
/// rejects texts in which the letters are far apart.
const MIN_SCORE_PER_LETTER: i64 = 14;

/// The texts with these letters in this order (`exprt` in "export"), the most compact matches
/// first.
fn fuzzy_matches<'a>(letters: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let matcher = SkimMatcherV2::default();
    let min_score = i64::try_from(letters.chars().count())
        .map_or(i64::MAX, |count| count * MIN_SCORE_PER_LETTER);
    let score = |text: &str| matcher.fuzzy_match(&folded(text), letters);
    let mut hits: Vec<(i64, usize)> = texts
        .enumerate()
        .filter_map(|(index, text)| {
            Some((-score(text).filter(|score| *score >= min_score)?, index))
        })
        .collect();
    hits.sort_unstable();
    hits.into_iter().map(|(_, index)| index).collect()
}

/// Whether a text contains all words of a query. Similar words do not count.
pub fn contains_all_words(query: &str, text: &str) -> bool {
    match_all(&needles(query), &folded(text), plain).is_some()
}

/// The claims and sources to search, as they were when the find line was opened.
#[derive(Debug)]
pub struct SearchSpace {
    claims: Vec<Arc<Claim>>,
    /// The claims that the list shows. None if it shows all.
    shown: Option<HashSet<ClaimId>>,
    sources: Vec<(SourceId, String)>,
    /// The folded names of the sources.
    names: HashMap<SourceId, String>,
    /// The folded texts of the claims, computed on first use.
    texts: Vec<OnceLock<Box<str>>>,
}

impl SearchSpace {
    /// The sources and claims of a case. `shown`: the rows of the list if a filter is set.
    pub fn new(case: &Case, shown: Option<&[ClaimId]>) -> Self {
        let sources: Vec<_> = case
            .shown_sources()
            .map(|source| (source.id, folded(&source.name).into_owned()))
            .collect();
        let claims: Vec<_> = case.uncut().cloned().collect();
        Self {
            texts: claims.iter().map(|_| OnceLock::new()).collect(),
            claims,
            shown: shown.map(|rows| rows.iter().copied().collect()),
            names: sources.iter().cloned().collect(),
            sources,
        }
    }

    /// The searched text of a claim: its wording, its words, and the names of its attribution.
    fn text(&self, index: usize) -> Option<&str> {
        let (claim, text) = (self.claims.get(index)?, self.texts.get(index)?);
        Some(text.get_or_init(|| {
            let mut text = folded(claim.shown()).into_owned();
            if !claim.wording.is_empty() {
                text.push('\n');
                text.push_str(&folded(&claim.text));
            }
            for name in claim.chain().iter().filter_map(|id| self.names.get(id)) {
                text.push('\n');
                text.push_str(name);
            }
            text.into()
        }))
    }
}

/// A query and the claims and sources to search.
#[derive(Clone)]
pub struct Query {
    /// A running number that identifies outdated answers.
    pub serial: u64,
    /// The query as typed.
    pub text: String,
    /// The claims and sources to search.
    pub space: Arc<SearchSpace>,
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Query({}, {:?})", self.serial, self.text)
    }
}

/// A search result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A claim.
    Claim(ClaimId),
    /// A source whose name matches.
    Source(SourceId),
}

/// The results so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The serial of the query.
    pub serial: u64,
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// The number of all hits.
    pub count: usize,
    /// The number of matching claims that the filter hides.
    pub hidden: usize,
    /// Whether all claims have been searched.
    pub is_done: bool,
}

/// A batch of claims to compare with the query.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The indexes of the claims.
    pub indexes: Vec<usize>,
    /// Whether similar words count, too.
    is_near: bool,
}

/// A running search. It searches all claims for all words of the query, then the claims without a
/// match for similar words.
pub struct Finder {
    query: Query,
    needles: Vec<String>,
    next: usize,
    unmatched: Vec<usize>,
    /// The claim whose number the query is.
    claim_by_number: Option<ClaimId>,
    hits_at_start: Vec<Hit>,
    sources: Vec<Hit>,
    hits_inside: Vec<Hit>,
    near: Vec<(usize, usize)>,
    near_sources: Vec<Hit>,
    count: usize,
    hidden: usize,
}

impl Finder {
    /// A search that has compared only the sources, which are few.
    pub fn new(query: Query) -> Self {
        let needles = needles(&query.text);
        let (mut sources, mut near_sources) = (Vec::new(), Vec::new());
        if !needles.is_empty() {
            for (id, name) in &query.space.sources {
                match match_all(&needles, name, near) {
                    Some(Near::Nearly(_)) => near_sources.push(Hit::Source(*id)),
                    Some(_) => sources.push(Hit::Source(*id)),
                    None => {}
                }
            }
        }
        let number = query.text.trim().parse::<usize>().ok();
        let index = number.and_then(|number| number.checked_sub(1));
        let claim_by_number = index.and_then(|index| query.space.claims.get(index));
        Self {
            needles,
            next: 0,
            unmatched: Vec::new(),
            claim_by_number: claim_by_number.map(|claim| claim.id),
            hits_at_start: Vec::new(),
            count: sources.len() + near_sources.len(),
            sources,
            hits_inside: Vec::new(),
            near: Vec::new(),
            near_sources,
            hidden: 0,
            query,
        }
    }

    /// Searches the next `claims` claims and returns all results so far.
    pub fn search_next(&mut self, claims: usize) -> Found {
        let batch = self.next_batch(claims);
        let matches = batch
            .indexes
            .iter()
            .map(|index| self.compare(&batch, *index));
        let matches = matches.collect();
        self.add_results(&batch, matches)
    }

    /// The next batch, of at most this many claims.
    pub fn next_batch(&mut self, claims: usize) -> Batch {
        let claim_count = self.query.space.claims.len();
        if self.next < claim_count {
            let from = self.next;
            self.next = claim_count.min(from.saturating_add(claims));
            let indexes = (from..self.next).collect();
            return Batch {
                indexes,
                is_near: false,
            };
        }
        let split = self.unmatched.len().saturating_sub(claims);
        let indexes = self.unmatched.drain(split..).rev().collect();
        Batch {
            indexes,
            is_near: true,
        }
    }

    /// Compares a claim of a batch with the query. None if a word is missing. Several threads may
    /// do this at the same time.
    pub fn compare(&self, batch: &Batch, index: usize) -> Option<Near> {
        let how = if batch.is_near { near } else { plain };
        match_all(&self.needles, self.query.space.text(index)?, how)
    }

    /// Adds the results for all claims of a batch, in the batch's order.
    pub fn add_results(&mut self, batch: &Batch, matches: Vec<Option<Near>>) -> Found {
        let space = Arc::clone(&self.query.space);
        for (index, result) in batch.indexes.iter().zip(matches) {
            let Some(claim) = space.claims.get(*index) else {
                continue;
            };
            match result {
                // The second pass searches these claims for similar words.
                None if batch.is_near => {}
                None => self.unmatched.push(*index),
                Some(near) if self.is_shown(claim.id) => self.add_hit(near, *index, claim.id),
                Some(_) => self.hidden += usize::from(!batch.is_near),
            }
        }
        self.near.sort_unstable();
        self.near.truncate(MAX_HITS);
        self.results(&space)
    }

    fn add_hit(&mut self, near: Near, index: usize, id: ClaimId) {
        self.count += 1;
        let hits = match near {
            Near::Nearly(typos) => return self.near.push((typos, index)),
            Near::Begins => &mut self.hits_at_start,
            Near::Inside => &mut self.hits_inside,
        };
        if hits.len() < MAX_HITS {
            hits.push(Hit::Claim(id));
        }
    }

    fn is_shown(&self, id: ClaimId) -> bool {
        let shown = self.query.space.shown.as_ref();
        shown.is_none_or(|shown| shown.contains(&id))
    }

    fn results(&self, space: &SearchSpace) -> Found {
        let near = self
            .near
            .iter()
            .filter_map(|(_, index)| space.claims.get(*index));
        let claim_by_number = self.claim_by_number.map(Hit::Claim);
        let hits = claim_by_number
            .into_iter()
            .chain(
                [
                    &self.hits_at_start,
                    &self.sources,
                    &self.hits_inside,
                    &self.near_sources,
                ]
                .into_iter()
                .flatten()
                .copied()
                .chain(near.map(|claim| Hit::Claim(claim.id)))
                .filter(|hit| Some(*hit) != claim_by_number),
            )
            .take(MAX_HITS)
            .collect();
        Found {
            serial: self.query.serial,
            hits,
            count: self.count,
            hidden: self.hidden,
            is_done: self.next >= space.claims.len() && self.unmatched.is_empty(),
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
        assert_eq!(
            rank("wshpost", names.into_iter()),
            [0],
            "its letters in order"
        );
        assert_eq!(rank("", names.into_iter()).len(), 4);
        assert!(rank("zz", names.into_iter()).is_empty());
        let words = ["A brainy plan", "reign", "The rain", "Rain fell"];
        assert_eq!(rank("rain", words.into_iter()), [3, 2, 0]);
    }

    #[test]
    fn case_accents_and_apostrophes_make_no_difference() {
        let names = ["М’яч", "Ёлки", "Café", "О’Нил"];
        for (query, index) in [
            ("м'яч", 0),
            ("МЯЧ", 0),
            ("елки", 1),
            ("cafe\u{301}", 2),
            ("CAFE", 2),
            ("о'нил", 3),
        ] {
            assert_eq!(rank(query, names.into_iter()), [index], "{query}");
        }
    }
}
