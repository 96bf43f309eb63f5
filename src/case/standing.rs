//! Derives the state of a case from its rulings: the standing of a question, the progress of a
//! case, the coverage of its story.
//!
//! A standing depends on the rulings and on the text that they are about, not on evidence and not
//! on the order of edits. Rulings dated too far in the future are never the latest: see
//! [`Case::observe_time`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::Case;
use super::claim::Claim;
use super::closed_enum::closed_enum;
use super::draft::Part;
use super::person;
use super::ruling::{Question, Ruling, Verdict};

closed_enum! {
    /// The result of the rulings on a question.
    pub enum Standing, "standing" {
        /// Nobody has ruled.
        Open = "open",
        /// The answer is yes: the claim is true, or the source said it.
        Confirmed = "confirmed",
        /// The answer is no, or sources differ.
        Disputed = "disputed",
        /// Somebody checked and could not establish the answer.
        Unverified = "unverified",
        /// The question was set aside: there is nothing to rule on.
        Aside = "aside",
        /// People have ruled differently, and nobody has decided.
        Contested = "contested",
        /// All rulings are on an earlier text.
        Stale = "stale",
    }
}

impl Standing {
    /// Whether the question needs no more work: it has a verdict, or was set aside.
    pub fn is_settled(self) -> bool {
        matches!(
            self,
            Self::Confirmed | Self::Disputed | Self::Unverified | Self::Aside
        )
    }

    /// The standing after a fresh ruling with this verdict. `None` sets the question aside.
    pub fn of(verdict: Option<Verdict>) -> Self {
        match verdict {
            Some(Verdict::Confirmed) => Self::Confirmed,
            Some(Verdict::Disputed) => Self::Disputed,
            Some(Verdict::Unverified) => Self::Unverified,
            None => Self::Aside,
        }
    }
}

/// The standing of a question, and the latest ruling that it is based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrentStanding<'a> {
    /// The standing.
    pub standing: Standing,
    /// The ruling; none if the question is open, contested or stale.
    pub by: Option<&'a Ruling>,
}

/// The standing of a question.
///
/// Only the last ruling of each person counts, and none if that is a withdrawal. People are
/// compared by [`person::is_same`]. A ruling is fresh if it is on the present text. The standing
/// is:
/// - the verdict of the latest fresh ruling that decides, if any;
/// - else the verdict of all fresh rulings, if they agree;
/// - contested, if they differ;
/// - stale, if there are rulings but no fresh ones;
/// - open, if there are no rulings.
///
/// While a claim has candidates, *said* can only be open or set aside.
pub fn standing_of(claim: &Claim, question: Question) -> CurrentStanding<'_> {
    standing_and_fresh(claim, question).0
}

/// The standing of a question, and its fresh rulings by time.
pub fn standing_and_fresh(
    claim: &Claim,
    question: Question,
) -> (CurrentStanding<'_>, Vec<&Ruling>) {
    let mut last = last_rulings(claim, question);
    let is_unsure = question == Question::Said && claim.is_unsure();
    if is_unsure {
        last.retain(|ruling| ruling.verdict.is_none());
    }
    let is_ruled = !last.is_empty();
    let fresh = retain_current(claim, question, last);
    let standing = if !is_ruled || is_unsure && fresh.is_empty() {
        CurrentStanding {
            standing: Standing::Open,
            by: None,
        }
    } else {
        standing_from(&fresh)
    };
    (standing, fresh)
}

/// The standing for these fresh rulings of a question that has rulings: without a fresh one it is
/// stale.
fn standing_from<'a>(fresh: &[&'a Ruling]) -> CurrentStanding<'a> {
    let without = |standing| CurrentStanding { standing, by: None };
    let Some(latest) = fresh.last() else {
        return without(Standing::Stale);
    };
    let by = |ruling: &'a Ruling| CurrentStanding {
        standing: Standing::of(ruling.verdict),
        by: Some(ruling),
    };
    if let Some(deciding) = fresh.iter().rev().find(|ruling| ruling.decides) {
        by(deciding)
    } else if fresh.iter().all(|ruling| ruling.verdict == latest.verdict) {
        by(latest)
    } else {
        without(Standing::Contested)
    }
}

/// The last ruling of each person on a question, by time, without withdrawals and rulings on an
/// earlier text.
pub fn fresh(claim: &Claim, question: Question) -> Vec<&Ruling> {
    standing_and_fresh(claim, question).1
}

/// The ruling that counts again after a change to a claim: a stale question is no longer stale,
/// since text and attribution are the same as at the ruling.
pub fn counts_again<'a>(
    before: &Claim,
    after: &'a Claim,
    question: Question,
) -> Option<&'a Ruling> {
    let was = standing_of(before, question).standing;
    standing_of(after, question)
        .by
        .filter(|_| was == Standing::Stale && after.questions().any(|asked| asked == question))
}

/// What has changed since a stale ruling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The text of the claim.
    Words,
    /// The attribution of the claim.
    Credit,
    /// One or both of them; it cannot be determined.
    Either,
}

/// What has changed since the rulings on a stale question. A ruling stores only one hash. For
/// *said* that hash is over text and attribution. The hashes of rulings on *fact* are over the text
/// alone, so they may show which of the two changed.
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
    let of = claim.subject_hash(Question::Fact);
    if facts.iter().any(|fact| fact.of == of && fact.at <= at) {
        Changed::Credit
    } else if facts.iter().any(|fact| fact.of != of && fact.at >= at) {
        Changed::Words
    } else {
        Changed::Either
    }
}

fn retain_current<'a>(
    claim: &Claim,
    question: Question,
    mut rulings: Vec<&'a Ruling>,
) -> Vec<&'a Ruling> {
    if !rulings.is_empty() {
        let of = claim.subject_hash(question);
        rulings.retain(|ruling| ruling.of == of);
    }
    rulings
}

/// The last ruling of each person on a question, without withdrawals, by time.
fn last_rulings(claim: &Claim, question: Question) -> Vec<&Ruling> {
    // In reverse order, the first ruling of a person is their last.
    let on_question = by_time(claim)
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

/// The rulings on a claim, by time. Rulings after the horizon come first, so that they are never
/// the latest. Otherwise a ruling from a wrong clock would stay the latest forever.
pub fn by_time(claim: &Claim) -> impl DoubleEndedIterator<Item = &Ruling> {
    // Rulings are sorted by time.
    let first_ahead = claim
        .rulings
        .partition_point(|ruling| !claim.horizon.is_before(ruling.at));
    let (known, ahead) = claim.rulings.split_at(first_ahead);
    ahead.iter().chain(known)
}

/// A person's last ruling on a question. It may be a withdrawal.
pub fn last_by<'a>(claim: &'a Claim, by: &str, question: Question) -> Option<&'a Ruling> {
    by_time(claim)
        .rev()
        .find(|ruling| ruling.question == question && person::is_same(&ruling.by, by))
}

/// A person's last ruling on a question; none if it is a withdrawal.
pub fn last_own_ruling<'a>(
    claim: &'a Claim,
    person: Option<&str>,
    question: Question,
) -> Option<&'a Ruling> {
    last_by(claim, person?, question).filter(|ruling| !ruling.is_withdrawal())
}

/// The rulings after the horizon that count anyway, since their author has no other ruling on the
/// question.
pub fn rulings_ahead(claim: &Claim) -> impl Iterator<Item = &Ruling> {
    let ahead = claim
        .rulings
        .iter()
        .filter(|ruling| claim.horizon.is_before(ruling.at));
    ahead.filter(|ruling| last_by(claim, &ruling.by, ruling.question) == Some(*ruling))
}

/// Whether all questions of the claim are settled.
pub fn is_checked(claim: &Claim) -> bool {
    claim
        .questions()
        .all(|question| standing_of(claim, question).standing.is_settled())
}

/// The progress of a case: its uncut claims, counted by the standing of *fact*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// All uncut claims.
    pub claims: usize,
    /// Claims with all questions settled.
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
    /// Counts the claims of a case. The seven standings add up to `claims`.
    pub fn of(case: &Case) -> Self {
        let mut progress = Self::default();
        for claim in case.uncut() {
            progress.claims += 1;
            progress.checked += usize::from(is_checked(claim));
            *progress.count(standing_of(claim, Question::Fact).standing) += 1;
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

/// The words of the story, and how many of them are covered by checked claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The words of all paragraphs, except boilerplate, and titles, headings and captions without a
    /// claim.
    pub words: usize,
    /// The words that are covered by a checked claim.
    pub checked: usize,
}

impl Coverage {
    /// Counts the words of a case.
    pub fn of(case: &Case) -> Self {
        let mut coverage = Self::default();
        let paragraphs = case
            .draft
            .as_ref()
            .map_or(0, |draft| draft.paragraphs.len());
        for index in 0..paragraphs {
            coverage += Self::of_paragraph(case, index);
        }
        coverage
    }

    /// Counts the words of one paragraph (from 0). A title, heading or caption without a claim is
    /// not counted.
    pub fn of_paragraph(case: &Case, index: usize) -> Self {
        let mut coverage = Self::default();
        let Some(paragraph) = case
            .draft
            .as_ref()
            .and_then(|draft| draft.paragraphs.get(index))
        else {
            return coverage;
        };
        let anchored: Vec<_> = case
            .claims_in(index)
            .filter(|claim| !case.is_unanchored(claim))
            .filter_map(|claim| Some((claim.span?, claim)))
            .collect();
        let counts = match paragraph.part() {
            Part::Body => true,
            Part::Title | Part::Heading | Part::Caption => !anchored.is_empty(),
            Part::Boilerplate => false,
        };
        if counts {
            let checked = anchored.iter().filter(|(_, claim)| is_checked(claim));
            let spans = checked.map(|(span, _)| span.start..span.end).collect();
            coverage.add(paragraph.text(), spans);
        }
        coverage
    }

    /// Counts the words of a paragraph with these checked spans. A word that overlaps a span is
    /// checked.
    fn add(&mut self, text: &str, mut checked: Vec<Range<usize>>) {
        checked.sort_by_key(|span| span.start);
        // Words are in order. So only the largest end of the spans that start before a word
        // matters.
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

    /// The share of checked words, from 0 to 1, with four digits; 1 if there are no words.
    pub fn share(self) -> f64 {
        if self.words == 0 {
            return 1.0;
        }
        let parts = u32::try_from(self.checked * 10_000 / self.words).unwrap_or_default();
        f64::from(parts) / 10_000.0
    }

    /// The share in per cent with one decimal: `39.6`. It is `100.0` only if every word is checked.
    pub fn percent(self) -> String {
        self.percent_below(100)
    }

    /// Like `percent`. A share below `most` per cent is never rounded up to it.
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
    fn a_share_is_not_rounded_up_to_the_limit() {
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
