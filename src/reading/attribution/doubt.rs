//! Decides what becomes of a doubtful credit: the user is asked about it, or it is dropped.

use super::cast::Cast;
use super::choice::Points;
use super::credit::Credit;
use super::naming::Nature;
use super::phrases::is_kind_of_person;
use super::somebody::{Somebody, Who};
use super::way::{Signs, Way};
use crate::case::SourceKind;

impl Cast {
    /// The credit unchanged if it is sure, with candidates instead of a chain if the user must be
    /// asked, and None if it has too few points. `other` is another possible speaker in the
    /// sentence. For the current sentence.
    pub(super) fn doubted(&self, credit: Credit, other: Option<Who>) -> Option<Credit> {
        self.doubted_at(self.now, credit, other)
    }

    /// Whether a credit of the current sentence has so few points that the user is asked.
    pub(super) fn is_doubtful(&self, credit: &Credit) -> bool {
        let sure = &Points::get().sure;
        self.sureness(self.now, credit)
            .is_some_and(|(_, points)| points < sure.asks)
    }

    /// The signs of a credit, completed by what the cast knows of the last of its chain, and the
    /// points of the credit. `now` is the number of the sentence. None if the chain is empty.
    fn sureness(&self, now: usize, credit: &Credit) -> Option<(Signs, i32)> {
        let who = self.get(*credit.chain.last()?)?;
        let since = who.credited.map_or(0, |at| now.saturating_sub(at));
        // Behind "according to" any name is a source, and the last speaker was credited before.
        // Only the subject of a verb may turn out to be no source.
        let is_by_verb = !matches!(credit.signs.way, Way::Phrase | Way::Last);
        let signs = Signs {
            // "TASS reports, citing a scoreboard": it is certain that TASS names the scoreboard as
            // its source.
            is_passed_on: credit.chain.len() > 1,
            is_strange: is_by_verb
                && who.is_named
                && who.kind == SourceKind::Other
                && who.nature == Nature::Thing
                && who.short.is_none(),
            is_ragged: is_by_verb
                && who.is_named
                && !who.is_proper
                && who.kind != SourceKind::Body
                && !is_kind_of_person(who.kind),
            ..credit.signs
        };
        Some((signs, Points::get().sure.of(signs, who, since)))
    }

    /// Like [`Cast::doubted`], for the sentence with the number `now`.
    pub(super) fn doubted_at(
        &self,
        now: usize,
        credit: Credit,
        other: Option<Who>,
    ) -> Option<Credit> {
        let sure = &Points::get().sure;
        let Some((signs, points)) = self.sureness(now, &credit) else {
            return Some(credit);
        };
        let credit = Credit { signs, ..credit };
        if points >= sure.asks {
            return Some(credit);
        }
        if points < sure.drops {
            return None;
        }
        let mut candidates: Vec<Who> = credit.chain.last().copied().into_iter().collect();
        candidates.extend(other);
        let others = candidates.first().map(|last| self.other_candidates(*last));
        let others = others.into_iter().flatten().take(sure.others);
        candidates.extend(others.filter(|who| Some(*who) != other));
        if candidates.len() < 2 {
            return Some(credit);
        }
        Some(Credit {
            chain: Vec::new(),
            candidates,
            ..credit
        })
    }

    /// Other candidates, the likeliest first: those recently mentioned who were credited before,
    /// and named people who were a sentence's topic. Without `who`.
    fn other_candidates(&self, who: Who) -> Vec<Who> {
        let is_candidate = |somebody: &Somebody| {
            let is_topic = somebody.is_person() && somebody.is_named && somebody.topic.is_some();
            self.is_recent(somebody.seen) && (somebody.credited.is_some() || is_topic)
        };
        let all = self.all.iter().enumerate().rev();
        let mut others: Vec<(i32, Who)> = all
            .filter(|(place, somebody)| Who(*place) != who && is_candidate(somebody))
            .map(|(place, somebody)| (self.presence(somebody), Who(place)))
            .collect();
        others.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        others.into_iter().map(|(_, who)| who).collect()
    }
}
