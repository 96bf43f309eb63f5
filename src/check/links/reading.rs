//! What the words of one claim can repeat, deny or count again from another's.

use std::collections::BTreeMap;

use super::telling::telling;
use crate::case::{Case, Claim, LinkKind};
use crate::check::text::numbers::number;
use crate::check::text::{Line, Place, Sort, WORDS, shown};

/// A claim as it is compared with others.
pub(super) struct Reading {
    /// Its significant words, each with its place and its form in the text. Words of the names of
    /// its sources are left out.
    words: BTreeMap<u32, (usize, String)>,
    /// The names in it, those of its sources too.
    names: Vec<u32>,
    /// Those that say of what place or body it speaks.
    places: Vec<u32>,
    /// Days, months and years in it.
    times: Vec<u32>,
    /// The day that it names in full.
    date: Option<(u64, usize, u64)>,
    counts: Vec<Count>,
    /// All numbers in it, in order.
    amounts: Vec<u64>,
    is_denial: bool,
    is_negated: bool,
    is_later: bool,
    /// The phrases of it that phrases of another may oppose.
    opposed: Vec<(Place, String)>,
}

/// A count in a claim.
struct Count {
    amount: u64,
    /// The fate that is counted, of those listed as `counted`.
    fate: Option<usize>,
    /// What is counted, if the text is more precise than "people".
    of: Option<u32>,
    /// The word that says what is counted.
    word: String,
}

/// Where two claims are compared word by word, how many each has at least.
const ENOUGH: usize = 4;

/// A claim with more names or counts than this is a list: only the first ones are compared.
const MOST: usize = 24;

/// How many words of the text a suggestion tells.
const SHOWN: usize = 4;

impl Reading {
    pub fn of(case: &Case, claim: &Claim) -> Self {
        let line = Line::of(claim.shown());
        let sources: Vec<Line> = case.said_by(claim).into_iter().map(Line::of).collect();
        let sources: Vec<u32> = sources
            .iter()
            .flat_map(|line| (0..line.len()).filter_map(|at| telling(line.low(at))))
            .collect();
        let mut reading = Self {
            words: BTreeMap::new(),
            names: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
            date: None,
            counts: counts(&line),
            amounts: line
                .figures()
                .iter()
                .filter_map(|figure| figure.amount)
                .collect(),
            is_denial: false,
            is_negated: false,
            is_later: false,
            opposed: Vec::new(),
        };
        reading.amounts.sort_unstable();
        reading.date = date(&line);
        reading.see_words(&line, &sources);
        reading.see_signs(&line);
        if !claim.wording.is_empty() {
            reading.see_signs(&Line::of(&claim.text));
        }
        reading.counts.truncate(MOST);
        reading.names.truncate(4 * MOST);
        reading.places.truncate(4 * MOST);
        reading.times.truncate(MOST);
        reading.opposed.truncate(MOST);
        reading
    }

    /// Sees the words, names and times.
    fn see_words(&mut self, line: &Line, sources: &[u32]) {
        for at in 0..line.len() {
            let low = line.low(at);
            if matches!(low.len(), 4)
                && low.starts_with(['1', '2'])
                && low.bytes().all(|byte| byte.is_ascii_digit())
            {
                self.times.extend(low.parse::<u32>().ok());
            }
            if !line.is_word(at) {
                continue;
            }
            let Some(word) = telling(low) else { continue };
            if WORDS.weekdays.has(low) || WORDS.months.has(low) {
                self.times.push(word);
            } else if WORDS.kin.has(low) || (line.is_capital(at) && at > 0) {
                self.names.push(word);
                if !sources.contains(&word) {
                    self.places.push(word);
                }
            }
            if !sources.contains(&word) && !WORDS.denials.has(low) {
                self.words
                    .entry(word)
                    .or_insert_with(|| (at, line.raw(at).to_owned()));
            }
        }
        self.names.extend_from_slice(sources);
    }

    /// Sees what turns a claim about, and the phrases that others oppose.
    fn see_signs(&mut self, line: &Line) {
        for at in 0..line.len() {
            if !line.is_word(at) {
                continue;
            }
            let low = line.low(at);
            self.is_denial |= WORDS.denials.has(low);
            self.is_negated |= WORDS.negations.has(low);
            self.is_later |= WORDS.later.at(line, at).is_some();
            if let Some((length, places)) = WORDS.opposed.at(line, at) {
                let raw = line.raw_of(at..at + length);
                self.opposed
                    .extend(places.iter().map(|place| (*place, raw.to_owned())));
            }
        }
    }

    /// How this claim bears on another where the words show it: how sure that is, how, and what
    /// shows it.
    pub fn against(&self, other: &Self) -> Option<(u32, LinkKind, String)> {
        self.counted(other)
            .or_else(|| self.denied(other))
            .or_else(|| self.repeated(other))
    }

    /// The link between two claims that count the same thing and give different numbers.
    fn counted(&self, other: &Self) -> Option<(u32, LinkKind, String)> {
        let is_apart = |a: &[u32], b: &[u32]| {
            !a.is_empty() && !b.is_empty() && !a.iter().any(|word| b.contains(word))
        };
        let is_same_time = !is_apart(&self.times, &other.times);
        let is_later = self.is_after(other);
        if is_apart(&self.places, &other.places) || (!is_same_time && is_later.is_none()) {
            return None;
        }
        let is_same = |a: &Count, b: &Count| match (a.fate, b.fate) {
            (Some(fate), Some(other)) => fate == other && a.of == b.of,
            (None, None) => a.of.is_some() && a.of == b.of && self.shares(other) >= 60,
            _ => false,
        };
        let pairs = || {
            self.counts
                .iter()
                .flat_map(|a| other.counts.iter().map(move |b| (a, b)))
        };
        // A claim that has both numbers says how they agree.
        let agrees = |(a, b): (&Count, &Count)| {
            pairs().any(|(c, d)| {
                c.amount == d.amount && is_same(c, d) && (std::ptr::eq(a, c) || std::ptr::eq(b, d))
            })
        };
        let (a, b) =
            pairs().find(|&(a, b)| a.amount != b.amount && is_same(a, b) && !agrees((a, b)))?;
        let kind = match is_later {
            Some(true) => LinkKind::Updates,
            // The later claim is suggested the link.
            Some(false) => return None,
            None => LinkKind::Contradicts,
        };
        let why = format!(
            "both count “{}”: {} here, {} there",
            shown(&a.word),
            number(a.amount),
            number(b.amount)
        );
        Some((300 + self.shares(other), kind, why))
    }

    /// Whether this claim is later than the other, where the words tell it.
    fn is_after(&self, other: &Self) -> Option<bool> {
        match (self.date, other.date) {
            (Some(a), Some(b)) if a != b => Some(a > b),
            _ if self.is_later == other.is_later => None,
            _ => Some(self.is_later),
        }
    }

    /// Claimed here and denied there, or the other way round.
    fn denied(&self, other: &Self) -> Option<(u32, LinkKind, String)> {
        if let Some(why) = self.opposed(other) {
            return Some((200 + self.shares(other), LinkKind::Contradicts, why));
        }
        let (denies, denied) = match (self.is_denial, other.is_denial) {
            (true, false) => (self, other),
            (false, true) => (other, self),
            _ if self.is_negated == other.is_negated => return None,
            _ => {
                let is_alike = self.amounts == other.amounts
                    && self.words.len().min(other.words.len()) >= ENOUGH - 1
                    && self.shares(other) >= 60;
                return is_alike.then(|| {
                    let why = format!(
                        "one says what the other negates{}",
                        self.common_words(other, ": ")
                    );
                    (150 + self.shares(other), LinkKind::Contradicts, why)
                });
            }
        };
        let common = denied
            .words
            .keys()
            .filter(|word| denies.words.contains_key(word))
            .count();
        // Most of what is denied is also in the denial, which may say more.
        let is_repeated = common >= 2 && common * 2 >= denied.words.len() && !denied.is_negated;
        is_repeated.then(|| {
            let why = format!(
                "one says what the other denies{}",
                self.common_words(other, ": ")
            );
            (180 + self.shares(other), LinkKind::Contradicts, why)
        })
    }

    /// Two phrases of claims with a name in common that cannot both be true.
    fn opposed(&self, other: &Self) -> Option<String> {
        if !self.names.iter().any(|name| other.names.contains(name)) {
            return None;
        }
        let is_on =
            |reading: &Self, place: Place| reading.opposed.iter().any(|(other, _)| *other == place);
        self.opposed.iter().find_map(|(place, here)| {
            let facing = (place.0, 1 - place.1);
            // A claim with both phrases reports what others say.
            if is_on(self, facing) || is_on(other, *place) {
                return None;
            }
            let (_, there) = other.opposed.iter().find(|(place, _)| *place == facing)?;
            Some(format!("“{}” here, “{}” there", shown(here), shown(there)))
        })
    }

    /// The link between two claims that say the same in the same words.
    fn repeated(&self, other: &Self) -> Option<(u32, LinkKind, String)> {
        let least = self.words.len().min(other.words.len());
        let most = self.words.len().max(other.words.len());
        let common = self.common(other).count();
        let is_within = least > ENOUGH && common * 10 >= least * 9 && most <= least * 2;
        let is_same = least >= ENOUGH && (self.shares(other) >= 80 || is_within);
        let is_same_side = self.is_negated == other.is_negated && self.is_denial == other.is_denial;
        (is_same && is_same_side && self.amounts == other.amounts).then(|| {
            let why = format!("the same words again{}", self.common_words(other, ": "));
            (100 + self.shares(other), LinkKind::Repeats, why)
        })
    }

    /// The words that both have, and where they stand here.
    fn common<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a (usize, String)> {
        let common = self
            .words
            .iter()
            .filter(|(word, _)| other.words.contains_key(word));
        common.map(|(_, raw)| raw)
    }

    /// The share of words that both have among those that either has, in per cent.
    fn shares(&self, other: &Self) -> u32 {
        let common = self.common(other).count();
        let all = self.words.len() + other.words.len() - common;
        u32::try_from(common * 100 / all.max(1)).unwrap_or_default()
    }

    /// Some of the words that both have, in quotation marks; nothing where they have none.
    fn common_words(&self, other: &Self, before: &str) -> String {
        let mut words: Vec<_> = self.common(other).collect();
        words.sort_unstable();
        let words: Vec<&str> = words
            .into_iter()
            .take(SHOWN)
            .map(|(_, raw)| raw.as_str())
            .collect();
        if words.is_empty() {
            return String::new();
        }
        format!("{before}“{}”", shown(&words.join(" ")))
    }
}

/// How many words from a number the word stands that says what is counted.
const NEAR: usize = 4;

/// The counts of a claim that another may count otherwise.
fn counts(line: &Line) -> Vec<Count> {
    let figures = line.figures();
    let mut counts = Vec::new();
    for (place, figure) in figures.iter().enumerate() {
        let Some(amount) = figure.amount.filter(|_| figure.sort == Sort::Count) else {
            continue;
        };
        let floor = place
            .checked_sub(1)
            .and_then(|before| figures.get(before))
            .map_or(0, |before| before.to);
        let end = figures.get(place + 1).map_or(line.len(), |next| next.from);
        // "Of them 5 were children" is within another count.
        if WORDS
            .parts
            .is_in(line, figure.from.saturating_sub(3).max(floor)..figure.from)
        {
            continue;
        }
        let after: Vec<usize> = (figure.to..end)
            .take_while(|at| line.is_word(*at))
            .take(NEAR + 1)
            .collect();
        let before = (floor..figure.from).rev().take(NEAR - 1);
        let fate_of = |at: &usize| WORDS.counted.at(line, *at).map(|(_, fate)| (*at, *fate));
        let found = after
            .iter()
            .find_map(fate_of)
            .or_else(|| before.clone().find_map(|at| fate_of(&at)));
        let until = found
            .map(|(at, _)| at)
            .filter(|at| *at >= figure.to)
            .unwrap_or(usize::MAX);
        let is_telling = |at: &&usize| {
            let low = line.low(**at);
            let is_anybody = found.is_some() && WORDS.anybody.has(low);
            !is_anybody
                && !WORDS.approximations.has(low)
                && !WORDS.counted.has(low)
                && (!WORDS.stopwords.has(low) || found.is_none())
        };
        // "40 soldiers were killed": the first word, if it says more than "people".
        let of = after
            .iter()
            .take(2)
            .take_while(|at| **at < until)
            .find(is_telling)
            .copied();
        let of =
            of.filter(|at| !WORDS.stopwords.has(line.low(*at)) && !WORDS.later.has(line.low(*at)));
        let word = found.map(|(at, _)| at).or(of);
        counts.extend(word.map(|word| Count {
            amount,
            fate: found.map(|(_, fate)| fate),
            of: of.and_then(|at| telling(line.low(at))),
            word: line.raw(word).to_owned(),
        }));
    }
    counts
}

/// The one day that a claim names in full, as year, month and day.
fn date(line: &Line) -> Option<(u64, usize, u64)> {
    let mut months =
        (0..line.len()).filter(|at| line.is_word(*at) && WORDS.months.has(line.low(*at)));
    let at = months.next().filter(|_| months.next().is_none())?;
    let number = |at: Option<usize>| line.low(at?).parse::<u64>().ok();
    let is_day = |day: &u64| (1..=31).contains(day);
    let is_year = |year: &u64| (1900..2200).contains(year);
    let day = number(at.checked_sub(1))
        .filter(is_day)
        .or_else(|| number(Some(at + 1)).filter(is_day))?;
    let year = (at + 1..at + 4).find_map(|at| number(Some(at)).filter(is_year))?;
    Some((year, *WORDS.months.of(line.low(at))?, day))
}
