//! Finding: what has all the typed words first, then what is near to them.
//!
//! Over 100,000 claims it takes longer than a frame, so a [`Finder`] works in slices on a thread of
//! its own; what it has found so far comes back with every slice. [`crate::text::search`] says how
//! texts are compared; each is brought to that form once, however many words are typed.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, OnceLock};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::case::{Case, Claim, ClaimId, SourceId};
use crate::text::search::{Near, folded, near, plain};

/// How many of the best hits are handed back; the count is of all.
const MOST_HITS: usize = 200;

/// The words to look for.
fn needles(query: &str) -> Vec<String> {
    let folded = folded(query);
    folded.split_whitespace().map(str::to_owned).collect()
}

/// How all the words stand in a text, the worst of them; none where one is missing.
fn worst(needles: &[String], text: &str, how: fn(&str, &str) -> Option<Near>) -> Option<Near> {
    needles.iter().try_fold(Near::Begins, |worst, word| {
        Some(match (worst, how(word, text)?) {
            // The typing errors of all words count together.
            (Near::Nearly(one), Near::Nearly(other)) => Near::Nearly(one + other),
            (worst, found) => worst.max(found),
        })
    })
}

/// The places of the texts that match a query, best first: those with all its words, then those
/// near to it; where there is none, those that have its letters one after the other. All of them
/// for an empty query. For a few hundred texts; more are for a [`Finder`].
pub fn rank<'a>(query: &str, texts: impl Iterator<Item = &'a str> + Clone) -> Vec<usize> {
    let words = needles(query);
    let start = words.join(" ");
    let mut hits: Vec<((Near, bool), usize)> = texts
        .clone()
        .enumerate()
        .filter_map(|(place, text)| {
            let text = folded(text);
            // One that starts with the query comes before one that has it somewhere.
            let at = worst(&words, &text, near)?;
            Some(((at, !text.starts_with(&start)), place))
        })
        .collect();
    if hits.is_empty() {
        return scattered(&words.concat(), texts);
    }
    hits.sort_unstable();
    hits.into_iter().map(|(_, place)| place).collect()
}

/// The least score for each typed letter. A letter that matches scores 16 and each gap costs 3, so
/// this keeps out texts that merely hold the letters somewhere.
const LEAST_SCORE: i64 = 14;

/// The texts that have these letters in this order, `exprt` in "export", the closest together
/// first.
fn scattered<'a>(letters: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let matcher = SkimMatcherV2::default();
    let least =
        i64::try_from(letters.chars().count()).map_or(i64::MAX, |count| count * LEAST_SCORE);
    let score = |text: &str| matcher.fuzzy_match(&folded(text), letters);
    let mut hits: Vec<(i64, usize)> = texts
        .enumerate()
        .filter_map(|(place, text)| Some((-score(text).filter(|score| *score >= least)?, place)))
        .collect();
    hits.sort_unstable();
    hits.into_iter().map(|(_, place)| place).collect()
}

/// Whether a text has all the words of a query, or is merely near to it.
pub fn is_plain_match(query: &str, text: &str) -> bool {
    worst(&needles(query), &folded(text), plain).is_some()
}

/// What can be found, as it was when the find was opened.
#[derive(Debug)]
pub struct Ground {
    claims: Vec<Arc<Claim>>,
    /// The claims that the list shows, where it does not show all.
    shown: Option<HashSet<ClaimId>>,
    sources: Vec<(SourceId, String)>,
    /// The sources' names, folded.
    names: HashMap<SourceId, String>,
    /// The claims' texts, folded when they are first looked at.
    texts: Vec<OnceLock<Box<str>>>,
}

impl Ground {
    /// Sources and claims as they are now: the claims of these rows, where not all are shown.
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

    /// The text in which a claim is searched: its wording, its words, whom it credits.
    fn text(&self, place: usize) -> Option<&str> {
        let (claim, text) = (self.claims.get(place)?, self.texts.get(place)?);
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

/// What to look for, and among what.
#[derive(Clone)]
pub struct Query {
    /// Counts the queries, so that an answer to an older one is known.
    pub serial: u64,
    /// As it was typed.
    pub text: String,
    /// What can be found.
    pub ground: Arc<Ground>,
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Query({}, {:?})", self.serial, self.text)
    }
}

/// Something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A claim of the list.
    Claim(ClaimId),
    /// A source, by its name.
    Source(SourceId),
}

/// What was found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// For which query.
    pub serial: u64,
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub count: usize,
    /// How many claims have the words that the list does not show.
    pub hidden: usize,
    /// Whether all claims have been looked at.
    pub is_done: bool,
}

/// Claims that are to be looked at, by their places.
#[derive(Clone, Debug)]
pub struct Part {
    /// The places.
    pub places: Vec<usize>,
    /// Whether also what is near to the words counts.
    is_near: bool,
}

/// A running search: first for all the words, then in the remaining claims for similar words.
pub struct Finder {
    query: Query,
    needles: Vec<String>,
    next: usize,
    rest: Vec<usize>,
    /// The claim whose number is typed.
    numbered: Option<ClaimId>,
    begins: Vec<Hit>,
    sources: Vec<Hit>,
    inside: Vec<Hit>,
    near: Vec<(usize, usize)>,
    near_sources: Vec<Hit>,
    count: usize,
    hidden: usize,
}

impl Finder {
    /// Nothing looked at yet but the sources, which are few.
    pub fn new(query: Query) -> Self {
        let needles = needles(&query.text);
        let (mut sources, mut near_sources) = (Vec::new(), Vec::new());
        if !needles.is_empty() {
            for (id, name) in &query.ground.sources {
                match worst(&needles, name, near) {
                    Some(Near::Nearly(_)) => near_sources.push(Hit::Source(*id)),
                    Some(_) => sources.push(Hit::Source(*id)),
                    None => {}
                }
            }
        }
        let number = query.text.trim().parse::<usize>().ok();
        let place = number.and_then(|number| number.checked_sub(1));
        let numbered = place.and_then(|place| query.ground.claims.get(place));
        Self {
            needles,
            next: 0,
            rest: Vec::new(),
            numbered: numbered.map(|claim| claim.id),
            begins: Vec::new(),
            count: sources.len() + near_sources.len(),
            sources,
            inside: Vec::new(),
            near: Vec::new(),
            near_sources,
            hidden: 0,
            query,
        }
    }

    /// Looks at this many claims more.
    pub fn slice(&mut self, claims: usize) -> Found {
        let part = self.part(claims);
        let looks = part.places.iter().map(|place| self.look(&part, *place));
        let looks = looks.collect();
        self.take(&part, looks)
    }

    /// The claims to look at next, at most this many.
    pub fn part(&mut self, claims: usize) -> Part {
        let all = self.query.ground.claims.len();
        if self.next < all {
            let from = self.next;
            self.next = all.min(from.saturating_add(claims));
            let places = (from..self.next).collect();
            return Part {
                places,
                is_near: false,
            };
        }
        let kept = self.rest.len().saturating_sub(claims);
        let places = self.rest.drain(kept..).rev().collect();
        Part {
            places,
            is_near: true,
        }
    }

    /// How the words stand in a claim of a part; none where one is missing. Any number of claims may
    /// be looked at at once.
    pub fn look(&self, part: &Part, place: usize) -> Option<Near> {
        let how = if part.is_near { near } else { plain };
        worst(&self.needles, self.query.ground.text(place)?, how)
    }

    /// Takes in what looking at all claims of a part has come to, in their order.
    pub fn take(&mut self, part: &Part, looks: Vec<Option<Near>>) -> Found {
        let ground = Arc::clone(&self.query.ground);
        for (place, look) in part.places.iter().zip(looks) {
            let Some(claim) = ground.claims.get(*place) else {
                continue;
            };
            match look {
                // What is near is looked for among these.
                None if part.is_near => {}
                None => self.rest.push(*place),
                Some(near) if self.is_shown(claim.id) => self.put(near, *place, claim.id),
                Some(_) => self.hidden += usize::from(!part.is_near),
            }
        }
        self.near.sort_unstable();
        self.near.truncate(MOST_HITS);
        self.found(&ground)
    }

    fn put(&mut self, near: Near, place: usize, id: ClaimId) {
        self.count += 1;
        let hits = match near {
            Near::Nearly(typos) => return self.near.push((typos, place)),
            Near::Begins => &mut self.begins,
            Near::Inside => &mut self.inside,
        };
        if hits.len() < MOST_HITS {
            hits.push(Hit::Claim(id));
        }
    }

    fn is_shown(&self, id: ClaimId) -> bool {
        let shown = self.query.ground.shown.as_ref();
        shown.is_none_or(|shown| shown.contains(&id))
    }

    fn found(&self, ground: &Ground) -> Found {
        let near = self
            .near
            .iter()
            .filter_map(|(_, place)| ground.claims.get(*place));
        let numbered = self.numbered.map(Hit::Claim);
        let hits = numbered
            .into_iter()
            .chain(
                [
                    &self.begins,
                    &self.sources,
                    &self.inside,
                    &self.near_sources,
                ]
                .into_iter()
                .flatten()
                .copied()
                .chain(near.map(|claim| Hit::Claim(claim.id)))
                .filter(|hit| Some(*hit) != numbered),
            )
            .take(MOST_HITS)
            .collect();
        Found {
            serial: self.query.serial,
            hits,
            count: self.count,
            hidden: self.hidden,
            is_done: self.next >= ground.claims.len() && self.rest.is_empty(),
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
    fn how_letters_are_drawn_makes_no_difference() {
        let names = ["М’яч", "Ёлки", "Café", "О’Нил"];
        for (query, place) in [
            ("м'яч", 0),
            ("МЯЧ", 0),
            ("елки", 1),
            ("cafe\u{301}", 2),
            ("CAFE", 2),
            ("о'нил", 3),
        ] {
            assert_eq!(rank(query, names.into_iter()), [place], "{query}");
        }
    }
}
