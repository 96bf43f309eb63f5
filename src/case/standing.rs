//! What the rulings add up to: the standing of a question, the progress of a case, the coverage of
//! its story.
//!
//! A standing depends on the rulings and on the words that they are about, not on evidence and not
//! on the order of edits. It reads no clock; but the time that was passed to [`Case::see`] decides
//! which rulings lie too far ahead to be the latest.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Case;
use super::claim::Claim;
use super::draft::Part;
use super::person;
use super::ruling::{Question, Ruling, Verdict};
use super::words::words;

words! {
    /// What the rulings on a question add up to.
    pub enum Standing, "standing" {
        /// Nobody has ruled.
        Open = "open",
        /// It is true.
        Confirmed = "confirmed",
        /// It is not so, or sources differ.
        Disputed = "disputed",
        /// Somebody looked and could not establish it.
        Unverified = "unverified",
        /// Set aside: there is nothing to rule on.
        Aside = "aside",
        /// People differ, and nobody has decided.
        Contested = "contested",
        /// All rulings are on other words.
        Stale = "stale",
    }
}

impl Standing {
    /// Whether nothing is left to do: there is a verdict, or the question is set aside.
    pub fn is_settled(self) -> bool {
        matches!(
            self,
            Self::Confirmed | Self::Disputed | Self::Unverified | Self::Aside
        )
    }

    /// What a fresh ruling with this verdict makes of its question; none sets it aside.
    pub fn of(verdict: Option<Verdict>) -> Self {
        match verdict {
            Some(Verdict::Confirmed) => Self::Confirmed,
            Some(Verdict::Disputed) => Self::Disputed,
            Some(Verdict::Unverified) => Self::Unverified,
            None => Self::Aside,
        }
    }
}

/// The standing of a question, and the ruling that makes it: the latest one that agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stands<'a> {
    /// What the rulings add up to.
    pub standing: Standing,
    /// Which ruling says so; none where the question is open, contested or stale.
    pub by: Option<&'a Ruling>,
}

/// How a question of a claim stands.
///
/// Each person's last ruling counts, a withdrawal removing theirs; people are compared by
/// [`person::is_one`]. Of those, the ones on today's words are fresh. If a fresh one decides, it is
/// the standing (the latest if several); else if all fresh ones agree, theirs; if they differ,
/// contested; if none is fresh but some are left, stale; if none is left, open. While nobody has
/// chosen among the candidates of an unsure claim, *said* can be set aside and is open otherwise.
pub fn stands(claim: &Claim, question: Question) -> Stands<'_> {
    stands_on(claim, question).0
}

/// How a question stands, and the fresh rulings that it is made of, in order of time.
pub fn stands_on(claim: &Claim, question: Question) -> (Stands<'_>, Vec<&Ruling>) {
    let mut last = last_rulings(claim, question);
    let is_unsure = question == Question::Said && claim.is_unsure();
    if is_unsure {
        last.retain(|ruling| ruling.verdict.is_none());
    }
    let is_ruled = !last.is_empty();
    let fresh = on_today(claim, question, last);
    let stands = if !is_ruled || is_unsure && fresh.is_empty() {
        Stands {
            standing: Standing::Open,
            by: None,
        }
    } else {
        made_of(&fresh)
    };
    (stands, fresh)
}

/// What fresh rulings add up to, where there are rulings at all.
fn made_of<'a>(fresh: &[&'a Ruling]) -> Stands<'a> {
    let without = |standing| Stands { standing, by: None };
    let Some(latest) = fresh.last() else {
        return without(Standing::Stale);
    };
    let stands = |ruling: &'a Ruling| Stands {
        standing: Standing::of(ruling.verdict),
        by: Some(ruling),
    };
    if let Some(deciding) = fresh.iter().rev().find(|ruling| ruling.decides) {
        stands(deciding)
    } else if fresh.iter().all(|ruling| ruling.verdict == latest.verdict) {
        stands(latest)
    } else {
        without(Standing::Contested)
    }
}

/// Each person's last ruling on a question as far as it is on today's words, withdrawals left out,
/// in order of time: what the question's standing is made of.
pub fn fresh(claim: &Claim, question: Question) -> Vec<&Ruling> {
    stands_on(claim, question).1
}

/// The ruling by which a question stands again that was stale: its very words and credit are back.
pub fn counts_again<'a>(
    before: &Claim,
    after: &'a Claim,
    question: Question,
) -> Option<&'a Ruling> {
    let was = stands(before, question).standing;
    stands(after, question)
        .by
        .filter(|_| was == Standing::Stale && after.questions().any(|asked| asked == question))
}

/// What was changed under a stale ruling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The words.
    Words,
    /// Whom the claim credits.
    Credit,
    /// One of both; no ruling tells which.
    Either,
}

/// What was changed under the rulings on a stale question. A ruling keeps no more than a hash of
/// what it was on, so for *said* the rulings on *fact*, which are on the words alone, have to tell.
pub fn changed_under(claim: &Claim, question: Question) -> Changed {
    if question == Question::Fact {
        return Changed::Words;
    }
    let (said, facts) = (
        last_rulings(claim, question),
        last_rulings(claim, Question::Fact),
    );
    let Some(at) = said.last().map(|ruling| ruling.at) else {
        return Changed::Either;
    };
    let of = claim.of(Question::Fact);
    if facts.iter().any(|fact| fact.of == of && fact.at <= at) {
        Changed::Credit
    } else if facts.iter().any(|fact| fact.of != of && fact.at >= at) {
        Changed::Words
    } else {
        Changed::Either
    }
}

fn on_today<'a>(
    claim: &Claim,
    question: Question,
    mut rulings: Vec<&'a Ruling>,
) -> Vec<&'a Ruling> {
    if !rulings.is_empty() {
        let of = claim.of(question);
        rulings.retain(|ruling| ruling.of == of);
    }
    rulings
}

/// Each person's last ruling on a question, withdrawals left out, in order of time.
fn last_rulings(claim: &Claim, question: Question) -> Vec<&Ruling> {
    // Read backwards, the first of a person is their last.
    let on_question = in_time(claim)
        .rev()
        .filter(|ruling| ruling.question == question);
    let mut people = BTreeSet::new();
    let mut last: Vec<&Ruling> = on_question
        .filter(|ruling| people.insert(person::folded(&ruling.by)))
        .filter(|ruling| !ruling.is_withdrawal())
        .collect();
    last.reverse();
    last
}

/// The rulings on a claim in order of time. Rulings beyond the horizon come first, so that they are
/// never the latest: a ruling made by a wrong clock must not win forever.
pub fn in_time(claim: &Claim) -> impl DoubleEndedIterator<Item = &Ruling> {
    // Rulings stand in order of time.
    let known = claim
        .rulings
        .partition_point(|ruling| !claim.horizon.is_before(ruling.at));
    let (known, ahead) = claim.rulings.split_at(known);
    ahead.iter().chain(known)
}

/// A person's last ruling on a question, which may be a withdrawal.
pub fn last_by<'a>(claim: &'a Claim, by: &str, question: Question) -> Option<&'a Ruling> {
    in_time(claim)
        .rev()
        .find(|ruling| ruling.question == question && person::is_one(&ruling.by, by))
}

/// The person's own ruling that stands last on a question; none if it is a withdrawal.
pub fn own<'a>(claim: &'a Claim, person: Option<&str>, question: Question) -> Option<&'a Ruling> {
    last_by(claim, person?, question).filter(|ruling| !ruling.is_withdrawal())
}

/// The rulings that count though they lie beyond the horizon: those of people who have no other on
/// that question.
pub fn ahead(claim: &Claim) -> impl Iterator<Item = &Ruling> {
    let ahead = claim
        .rulings
        .iter()
        .filter(|ruling| claim.horizon.is_before(ruling.at));
    ahead.filter(|ruling| last_by(claim, &ruling.by, ruling.question) == Some(*ruling))
}

/// Whether every question that the claim has stands as a verdict or aside.
pub fn is_checked(claim: &Claim) -> bool {
    claim
        .questions()
        .all(|question| stands(claim, question).standing.is_settled())
}

/// How far a case is: its claims counted by the standing of *fact*, cut ones left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// All claims that are not cut.
    pub claims: usize,
    /// Those of which every question is settled.
    pub checked: usize,
    /// *Fact* open.
    pub open: usize,
    /// *Fact* confirmed.
    pub confirmed: usize,
    /// *Fact* disputed.
    pub disputed: usize,
    /// *Fact* unverified.
    pub unverified: usize,
    /// *Fact* set aside.
    pub aside: usize,
    /// *Fact* contested.
    pub contested: usize,
    /// *Fact* stale.
    pub stale: usize,
}

impl Progress {
    /// Counts a case. The seven standings add up to `claims`.
    pub fn of(case: &Case) -> Self {
        let mut progress = Self::default();
        for claim in case.uncut() {
            progress.claims += 1;
            progress.checked += usize::from(is_checked(claim));
            *progress.count(stands(claim, Question::Fact).standing) += 1;
        }
        progress
    }

    /// The count of one standing of *fact*.
    pub fn count(&mut self, standing: Standing) -> &mut usize {
        match standing {
            Standing::Open => &mut self.open,
            Standing::Confirmed => &mut self.confirmed,
            Standing::Disputed => &mut self.disputed,
            Standing::Unverified => &mut self.unverified,
            Standing::Aside => &mut self.aside,
            Standing::Contested => &mut self.contested,
            Standing::Stale => &mut self.stale,
        }
    }
}

impl std::ops::AddAssign for Coverage {
    fn add_assign(&mut self, other: Self) {
        self.words += other.words;
        self.checked += other.checked;
    }
}

impl std::ops::SubAssign for Coverage {
    fn sub_assign(&mut self, other: Self) {
        self.words -= other.words;
        self.checked -= other.checked;
    }
}

/// Words under check, and how many of them are covered by checked claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Words of all paragraphs but boilerplate and bare labels.
    pub words: usize,
    /// Those under a checked claim.
    pub checked: usize,
}

impl Coverage {
    /// Counts a case.
    pub fn of(case: &Case) -> Self {
        let mut coverage = Self::default();
        let paragraphs = case
            .draft
            .as_ref()
            .map_or(0, |draft| draft.paragraphs.len());
        for place in 0..paragraphs {
            coverage += Self::of_paragraph(case, place);
        }
        coverage
    }

    /// Counts one paragraph (from 0). A title, heading or caption on which no claim stands is a
    /// bare label.
    pub fn of_paragraph(case: &Case, place: usize) -> Self {
        let mut coverage = Self::default();
        let Some(paragraph) = case
            .draft
            .as_ref()
            .and_then(|draft| draft.paragraphs.get(place))
        else {
            return coverage;
        };
        let here: Vec<_> = case
            .claims_in(place)
            .filter(|claim| !case.is_unanchored(claim))
            .filter_map(|claim| Some((claim.span?, claim)))
            .collect();
        let counts = match paragraph.part() {
            Part::Body => true,
            Part::Title | Part::Heading | Part::Caption => !here.is_empty(),
            Part::Boilerplate => false,
        };
        if counts {
            let checked = here.iter().filter(|(_, claim)| is_checked(claim));
            let spans = checked.map(|(span, _)| span.start..span.end).collect();
            coverage.add(paragraph.text(), spans);
        }
        coverage
    }

    /// Counts the words of a paragraph, of which these spans are checked. A word counts if a span
    /// touches it.
    fn add(&mut self, text: &str, mut checked: Vec<Range<usize>>) {
        checked.sort_by_key(|span| span.start);
        // Words come in order, so a span that ends before one word ends before all that follow.
        let mut furthest = 0;
        let mut spans = checked.into_iter().peekable();
        for word in crate::text::words(text) {
            while let Some(span) = spans.next_if(|span| span.start < word.end) {
                furthest = furthest.max(span.end);
            }
            self.words += 1;
            self.checked += usize::from(word.start < furthest);
        }
    }

    /// The share of words that are checked, 0 to 1, to four digits; 1 where there are no words to
    /// check.
    pub fn share(self) -> f64 {
        if self.words == 0 {
            return 1.0;
        }
        let parts = u32::try_from(self.checked * 10_000 / self.words).unwrap_or_default();
        f64::from(parts) / 10_000.0
    }

    /// The share in per cent, to one digit behind the point, as every screen and report has it:
    /// `39.6`. It is 100 only with the last word.
    pub fn percent(self) -> String {
        self.percent_below(100)
    }

    /// Like `percent`, for a share below this many per cent: rounding must not hide that.
    pub fn percent_below(self, most: usize) -> String {
        let tenths = (self.checked * 2000 + self.words).checked_div(self.words * 2);
        let mut tenths = tenths.unwrap_or(1000);
        if self.checked * 100 < self.words * most {
            tenths = tenths.min((most * 10).saturating_sub(1));
        }
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_not_rounded_over_what_is_missing() {
        let percent = |checked, words| Coverage { words, checked }.percent();
        for (checked, words, shown) in [
            (0, 0, "100.0"),
            (0, 7, "0.0"),
            (1, 3, "33.3"),
            (2, 3, "66.7"),
            (9_999, 10_000, "99.9"),
            (10_000, 10_000, "100.0"),
        ] {
            assert_eq!(percent(checked, words), shown);
        }
        let short = Coverage {
            checked: 5_999,
            words: 10_000,
        };
        assert_eq!(short.percent_below(60), "59.9");
        assert_eq!(short.percent_below(50), "60.0");
    }
}
