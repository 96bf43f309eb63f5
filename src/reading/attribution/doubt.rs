//! Makes a question of a credit that is not sure enough.

use super::cast::Cast;
use super::choice::Points;
use super::quotations::Credit;
use super::somebody::{Somebody, Who};
use super::way::Signs;

impl Cast {
    /// Makes a question of a credit that is not sure, or nothing if it is hardly one.
    pub(super) fn doubted(&self, credit: Credit) -> Option<Credit> {
        self.doubted_at(self.now, credit)
    }

    /// The same for what stands in a sentence before.
    pub(super) fn doubted_at(&self, now: usize, credit: Credit) -> Option<Credit> {
        let sure = &Points::get().sure;
        let Some((last, who)) = credit
            .chain
            .last()
            .and_then(|last| Some((*last, self.get(*last)?)))
        else {
            return Some(credit);
        };
        let since = who.credited.map_or(0, |at| now.saturating_sub(at));
        // "TASS reports, citing a scoreboard": that TASS has it from there is not in doubt.
        let signs = Signs {
            is_passed_on: credit.chain.len() > 1,
            ..credit.signs
        };
        let points = sure.of(signs, who, since);
        if points >= sure.asks {
            return Some(credit);
        }
        if points < sure.drops {
            return None;
        }
        let mut candidates = vec![last];
        candidates.extend(self.beside(last).into_iter().take(sure.others));
        if candidates.len() < 2 {
            return Some(credit);
        }
        Some(Credit {
            chain: Vec::new(),
            candidates,
            ..credit
        })
    }

    /// Whom the story has just credited or spoken of, without this one, the likeliest first.
    fn beside(&self, who: Who) -> Vec<Who> {
        let speaks = |somebody: &Somebody| {
            let is_topic = somebody.is_person() && somebody.is_named && somebody.topic.is_some();
            self.is_recent(somebody.seen) && (somebody.credited.is_some() || is_topic)
        };
        let all = self.all.iter().enumerate().rev();
        let mut others: Vec<(i32, Who)> = all
            .filter(|(place, somebody)| Who(*place) != who && speaks(somebody))
            .map(|(place, somebody)| (self.presence(somebody), Who(place)))
            .collect();
        others.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        others.into_iter().map(|(_, who)| who).collect()
    }
}
