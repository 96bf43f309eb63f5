//! What differs between two states of a case, in numbers and in words: for what was recovered, what a change outside did,
//! and what a backup would bring back.

use std::collections::HashMap;
use std::sync::Arc;

use super::claim::{Claim, Link, Waiver};
use super::evidence::Evidence;
use super::id::{ClaimId, SourceId};
use super::ruling::Ruling;
use super::shelf::Shelf;
use super::source::Source;
use super::{Case, Record};
use crate::text::{clip, counted, visible};

/// How many records of a kind are named before the rest is only counted.
const NAMED: usize = 3;

/// The longest quotation of a claim, in cells.
const LONGEST_QUOTE: usize = 40;

/// The records of one kind that differ, each by what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Only in the second state.
    pub new: Vec<String>,
    /// Only in the first.
    pub gone: Vec<String>,
    /// In both, and not the same.
    pub changed: Vec<String>,
}

/// What differs between two states of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Rulings; one is never changed, but taken away and made.
    pub rulings: Records,
    /// Evidence items.
    pub evidence: Records,
    /// Claims in their own words, span, place and attribution.
    pub claims: Records,
    /// Wordings of claims that both states have.
    pub wordings: Records,
    /// Links of claims that both states have.
    pub links: Records,
    /// Waivers of claims that both states have.
    pub waivers: Records,
    /// Sources.
    pub sources: Records,
    /// Whether the draft differs.
    pub draft: bool,
    /// Whether title, language or story date differ.
    pub head: bool,
}

impl Difference {
    /// What makes `b` of `a`.
    pub fn between(a: &Case, b: &Case) -> Self {
        let mut difference = Self {
            draft: a.draft != b.draft,
            head: a.head() != b.head(),
            ..Self::default()
        };
        let (had, has) = (numbered(a), numbered(b));
        let sources = (&a.sources, &b.sources);
        for (id, (number, claim)) in &had {
            match has.get(id) {
                Some((_, now)) if Arc::ptr_eq(claim, now) => {}
                Some((_, now)) => difference.claim(*number, claim, now, sources),
                None => {
                    difference.claims.gone.push(called(*number, claim));
                    difference.within(*number, Some(claim), None, sources);
                }
            }
        }
        for (id, (number, claim)) in &has {
            if !had.contains_key(id) {
                difference.claims.new.push(called(*number, claim));
                difference.within(*number, None, Some(claim), sources);
            }
        }
        for list in [
            &mut difference.claims,
            &mut difference.wordings,
            &mut difference.links,
            &mut difference.waivers,
            &mut difference.evidence,
            &mut difference.rulings,
        ] {
            list.sort();
        }
        difference.sources(a, b);
        difference
    }

    fn claim(
        &mut self,
        number: usize,
        before: &Claim,
        after: &Claim,
        sources: (&Shelf<Source>, &Shelf<Source>),
    ) {
        let own = |claim: &Claim| Claim {
            wording: String::new(),
            links: Vec::new(),
            waivers: Vec::new(),
            ..claim.stem()
        };
        if own(before) != own(after) {
            self.claims.changed.push(called(number, after));
        }
        if before.wording != after.wording {
            let list = match (before.wording.is_empty(), after.wording.is_empty()) {
                (true, _) => &mut self.wordings.new,
                (_, true) => &mut self.wordings.gone,
                _ => &mut self.wordings.changed,
            };
            list.push(format!("{number:>4}"));
        }
        let link = |link: &Link| format!("{number:>4} {} ({})", link.kind, visible(&link.by));
        self.links.compare(&before.links, &after.links, link);
        let waiver = |waiver: &Waiver| {
            let (standard, by) = (visible(&waiver.standard), visible(&waiver.by));
            format!("{number:>4} {standard} ({by})")
        };
        self.waivers
            .compare(&before.waivers, &after.waivers, waiver);
        self.within(number, Some(before), Some(after), sources);
    }

    /// Evidence and rulings of a claim.
    fn within(
        &mut self,
        number: usize,
        before: Option<&Claim>,
        after: Option<&Claim>,
        sources: (&Shelf<Source>, &Shelf<Source>),
    ) {
        let rulings = |claim: Option<&Claim>| -> Vec<Ruling> {
            claim.map(|claim| claim.rulings.clone()).unwrap_or_default()
        };
        self.rulings
            .compare(&rulings(before), &rulings(after), |ruling: &Ruling| {
                let (question, by) = (ruling.question.capitals(), visible(&ruling.by));
                format!("{number:>4} {question} {} ({by})", ruling.word())
            });

        let items = |claim: Option<&Claim>| -> HashMap<_, Evidence> {
            let items = claim
                .map(|claim| claim.evidence.clone())
                .unwrap_or_default();
            items.into_iter().map(|item| (item.id, item)).collect()
        };
        let name = |item: &Evidence| {
            let source = sources.0.get(item.source).or(sources.1.get(item.source));
            let source = source.map_or("".into(), |source| visible(&source.name));
            format!("{number:>4} {source} {}", item.stance)
        };
        let (had, has) = (items(before), items(after));
        for (id, item) in &had {
            match has.get(id) {
                Some(now) if now == item => {}
                Some(now) => self.evidence.changed.push(name(now)),
                None => self.evidence.gone.push(name(item)),
            }
        }
        let new = has.values().filter(|item| !had.contains_key(&item.id));
        self.evidence.new.extend(new.map(name));
    }

    fn sources(&mut self, a: &Case, b: &Case) {
        let name = |source: &Source| visible(&source.name).into_owned();
        let by_id = |case: &Case| -> HashMap<SourceId, Arc<Source>> {
            let all = case
                .sources
                .iter()
                .map(|source| (source.id, Arc::clone(source)));
            all.collect()
        };
        let (had, has) = (by_id(a), by_id(b));
        for source in a.sources.iter() {
            match has.get(&source.id()) {
                Some(now) if now == source => {}
                Some(now) => self.sources.changed.push(name(now)),
                None => self.sources.gone.push(name(source)),
            }
        }
        let new = b
            .sources
            .iter()
            .filter(|source| !had.contains_key(&source.id));
        self.sources.new.extend(new.map(|source| name(source)));
    }

    /// What is not in another difference, by name.
    #[must_use]
    pub fn without(mut self, other: &Self) -> Self {
        let lists = [
            (&mut self.rulings, &other.rulings),
            (&mut self.evidence, &other.evidence),
            (&mut self.claims, &other.claims),
            (&mut self.wordings, &other.wordings),
            (&mut self.links, &other.links),
            (&mut self.waivers, &other.waivers),
            (&mut self.sources, &other.sources),
        ];
        for (records, known) in lists {
            records.new.retain(|name| !known.new.contains(name));
            records.gone.retain(|name| !known.gone.contains(name));
            records.changed.retain(|name| !known.changed.contains(name));
        }
        self.draft &= !other.draft;
        self.head &= !other.head;
        self
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many records of which kinds came, changed and went: `2 rulings and 1 source`, `1 claim changed`, `1 claim less`.
    pub fn counted(&self) -> String {
        let mut parts = Vec::new();
        for (records, word) in self.kinds() {
            if !records.new.is_empty() {
                parts.push(counted(records.new.len(), word));
            }
        }
        for (records, word) in self.kinds() {
            if !records.changed.is_empty() {
                parts.push(format!("{} changed", counted(records.changed.len(), word)));
            }
        }
        for (records, word) in self.kinds() {
            // A ruling that is there in another form has both come and gone.
            let less = records.gone.len().saturating_sub(records.new.len());
            if less > 0 {
                parts.push(format!("{} less", counted(less, word)));
            }
        }
        if self.draft {
            parts.push("another draft".to_owned());
        }
        if self.head {
            parts.push("the case's details".to_owned());
        }
        listed(&parts)
    }

    fn kinds(&self) -> [(&Records, &'static str); 7] {
        [
            (&self.rulings, "ruling"),
            (&self.evidence, "evidence item"),
            (&self.wordings, "wording"),
            (&self.links, "link"),
            (&self.waivers, "waiver"),
            (&self.claims, "claim"),
            (&self.sources, "source"),
        ]
    }

    /// What the first state lacks of the second, where that has what was recorded: `lacks 2 rulings (…) recorded here`.
    pub fn lacked(&self) -> String {
        let names = |of: fn(&Records) -> Vec<String>| -> Vec<String> {
            let kinds = self.kinds().into_iter();
            let all = kinds.map(|(records, word)| (of(records), word));
            let some = all.filter(|(names, _)| !names.is_empty());
            some.map(|(names, word)| named(&names, word)).collect()
        };
        let mut lacks = names(|records| records.new.clone());
        let changed = names(|records| records.changed.clone());
        lacks.extend(changed.iter().map(|names| format!("changes of {names}")));
        if self.draft {
            lacks.push("the draft as it was".to_owned());
        }
        if self.head {
            lacks.push("the case's details as they were".to_owned());
        }
        let mut parts = Vec::new();
        if !lacks.is_empty() {
            parts.push(format!("lacks {} recorded here", listed(&lacks)));
        }
        let again = names(|records| records.gone.clone());
        if !again.is_empty() {
            parts.push(format!("has again {} taken out here", listed(&again)));
        }
        parts.join(" and ")
    }

    /// What the second state has and lacks beside the first, in words, with names.
    pub fn told(&self) -> String {
        let mut parts = Vec::new();
        let mut tell = |verb: &str, of: fn(&Records) -> &[String]| {
            let kinds = self.kinds().into_iter();
            let named: Vec<String> = kinds
                .filter(|(records, _)| !of(records).is_empty())
                .map(|(records, word)| named(of(records), word))
                .collect();
            if !named.is_empty() {
                parts.push(format!("{verb} {}", listed(&named)));
            }
        };
        tell("lacks", |records| &records.gone);
        tell("has", |records| &records.new);
        tell("differs in", |records| &records.changed);
        if self.draft {
            parts.push("has another draft".to_owned());
        }
        if self.head {
            parts.push("has another title, language or date".to_owned());
        }
        parts.join("; ")
    }
}

impl Records {
    /// Compares two lists of what is never changed, but taken away and made.
    fn compare<T: PartialEq>(&mut self, had: &[T], has: &[T], name: impl Fn(&T) -> String) {
        let not_in = |list: &[T], other: &[T]| -> Vec<String> {
            let left = list.iter().filter(|item| !other.contains(item));
            left.map(&name).collect()
        };
        self.new.extend(not_in(has, had));
        self.gone.extend(not_in(had, has));
    }

    fn sort(&mut self) {
        for list in [&mut self.new, &mut self.gone, &mut self.changed] {
            // Numbers stand padded, so that they sort as numbers do. A ruling and its reason are two of one name.
            list.sort();
            list.dedup();
            for name in list {
                *name = name.trim_start().to_owned();
            }
        }
    }
}

/// The claims of a case by id, each with its number.
fn numbered(case: &Case) -> HashMap<ClaimId, (usize, Arc<Claim>)> {
    let claims = case.claims.iter().enumerate();
    claims
        .map(|(place, claim)| (claim.id, (place + 1, Arc::clone(claim))))
        .collect()
}

fn called(number: usize, claim: &Claim) -> String {
    let words = clip(claim.shown(), LONGEST_QUOTE);
    format!("{number:>4} “{}”", visible(&words))
}

/// `2 rulings (12 FACT disputed (mk), 13 SAID confirmed (mk))`
fn named(names: &[String], word: &str) -> String {
    let mut shown: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    if names.len() > NAMED {
        shown.push("…");
    }
    format!("{} ({})", counted(names.len(), word), shown.join(", "))
}

/// `a`, `a and b`, `a, b and c`
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::super::deeds::{self, Judgement, NewClaim, NewSource};
    use super::super::{Mint, Question, Stamp, Verdict};
    use super::*;

    fn stamp() -> Stamp<'static> {
        Stamp {
            by: "mk",
            at: "2026-11-23T10:15:00.000Z".parse().unwrap(),
        }
    }

    #[test]
    fn what_came_and_went_is_counted_and_named() {
        let mut mint = Mint::seeded(3);
        let mut before = Case::new(mint.id(|_| false), "ferry");
        for words in ["It sank.", "Nobody died."] {
            let edit = {
                let new = NewClaim {
                    text: words.to_owned(),
                    ..NewClaim::default()
                };
                deeds::add_claim(&before, new, &stamp(), &mut mint)
                    .unwrap()
                    .0
            };
            edit.apply(&mut before).unwrap();
        }
        let mut after = before.clone();
        for claim in before.claims.iter() {
            let judged = Judgement {
                verdict: Some(Verdict::Disputed),
                ..Judgement::default()
            };
            let edit = deeds::rule(&after, claim.id, Question::Fact, &judged, &stamp()).unwrap();
            edit.apply(&mut after).unwrap();
        }
        let new = NewSource {
            name: "Reuters".to_owned(),
            ..NewSource::default()
        };
        let edit = deeds::add_source(&after, new, &stamp(), &mut mint)
            .unwrap()
            .0;
        edit.apply(&mut after).unwrap();

        let there = Difference::between(&before, &after);
        assert_eq!(there.counted(), "2 rulings and 1 source");
        assert_eq!(
            there.told(),
            "has 2 rulings (1 FACT disputed (mk), 2 FACT disputed (mk)) and 1 source (Reuters)"
        );
        let back = Difference::between(&after, &before);
        assert_eq!(back.counted(), "2 rulings less and 1 source less");
        assert_eq!(
            back.told(),
            "lacks 2 rulings (1 FACT disputed (mk), 2 FACT disputed (mk)) and 1 source (Reuters)"
        );
        assert!(Difference::between(&after, &after.clone()).is_empty());
    }
}
