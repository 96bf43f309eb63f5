//! The names of records and items in messages.

use super::Case;
use super::change::{Change, Place, Swap};
use super::claim::Claim;
use super::evidence::Evidence;
use super::id::{ClaimId, SourceId};
use super::ruling::Ruling;
use crate::text::{clip, visible};

/// The longest quotation of a claim, in terminal cells.
const LONGEST_QUOTE: usize = 40;

/// The kinds of records that a message can name, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A ruling. A ruling that changed counts as removed and added.
    Ruling,
    /// An evidence item.
    Evidence,
    /// The wording of a claim that both versions have.
    Wording,
    /// A link of a claim that both versions have.
    Link,
    /// A waiver on a claim that both versions have.
    Waiver,
    /// A fix of a claim that both versions have.
    Fix,
    /// A search for a claim that both versions have.
    Search,
    /// A query.
    Query,
    /// An answer to a query that both versions have.
    Answer,
    /// A claim: its text, span, place and attribution.
    Claim,
    /// A source.
    Source,
    /// A sign-off.
    SignOff,
    /// A correction.
    Correction,
    /// A conflict.
    Conflict,
    /// A redaction.
    Redaction,
}

impl Kind {
    /// The word for one record.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ruling => "ruling",
            Self::Evidence => "evidence item",
            Self::Wording => "wording",
            Self::Link => "link",
            Self::Waiver => "waiver",
            Self::Fix => "fix",
            Self::Search => "search",
            Self::Query => "query",
            Self::Answer => "answer",
            Self::Claim => "claim",
            Self::Source => "source",
            Self::SignOff => "sign-off",
            Self::Correction => "correction",
            Self::Conflict => "conflict",
            Self::Redaction => "redaction",
        }
    }
}

/// A kind, and the names of the record before and after a change.
pub(super) type Named = (Kind, Option<String>, Option<String>);

/// The names of records in two versions of a case. The number of a claim is its number in `a`; if
/// it is not in `a`, its number in `b`.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub a: &'a Case,
    pub b: &'a Case,
}

impl Names<'_> {
    /// The number of a claim, padded with spaces so that sorting by text sorts by number: `  12 `.
    pub fn number(self, id: ClaimId) -> String {
        let number = self.a.number(id).or_else(|| self.b.number(id));
        format!("{:>4} ", number.unwrap_or_default())
    }

    pub fn claim(self, id: ClaimId, claim: &Claim) -> String {
        let words = clip(claim.shown(), LONGEST_QUOTE);
        format!("{}“{}”", self.number(id), visible(&words))
    }

    pub fn source(self, id: SourceId) -> String {
        let source = self.b.sources.get(id).or_else(|| self.a.sources.get(id));
        source.map_or_else(String::new, |source| visible(&source.name).into_owned())
    }

    pub fn ruling(self, id: ClaimId, ruling: &Ruling) -> String {
        let (question, by) = (ruling.question.capitals(), visible(&ruling.by));
        format!("{}{question} {} ({by})", self.number(id), ruling.word())
    }

    pub fn evidence(self, id: ClaimId, item: &Evidence) -> String {
        format!(
            "{}{} {}",
            self.number(id),
            self.source(item.source),
            item.stance
        )
    }

    /// The kind and name of the record at a place. Not for the case or its draft, which have no
    /// name.
    pub fn at(self, place: Place) -> (Kind, String) {
        let of_claim = |id: &ClaimId| self.b.claims.get(*id).or_else(|| self.a.claims.get(*id));
        let query = |id| self.b.queries.iter().find(|query| query.id == id);
        let nameless = String::new;
        match place {
            Place::Case | Place::Draft => (Kind::Claim, nameless()),
            Place::Source(id) => (Kind::Source, self.source(id)),
            Place::Claim(id) => {
                let name = of_claim(&id).map_or_else(nameless, |claim| self.claim(id, claim));
                (Kind::Claim, name)
            }
            Place::Evidence(on, id) => {
                let item =
                    of_claim(&on).and_then(|claim| claim.evidence.iter().find(|it| it.id == id));
                (
                    Kind::Evidence,
                    item.map_or_else(nameless, |item| self.evidence(on, item)),
                )
            }
            Place::Fix(on, id) => {
                let fix = of_claim(&on).and_then(|claim| claim.fixes.iter().find(|it| it.id == id));
                let by = fix.map_or("", |fix| &fix.by);
                (Kind::Fix, format!("{}({})", self.number(on), visible(by)))
            }
            Place::Search(on, id) => {
                let searches = of_claim(&on).map(|claim| &claim.searches);
                let search = searches.and_then(|searches| searches.iter().find(|it| it.id == id));
                let place = search.map_or("", |search| &search.place);
                (
                    Kind::Search,
                    format!("{}{}", self.number(on), visible(place)),
                )
            }
            Place::Query(id) => {
                let to = query(id).map_or("", |query| query.to.as_str());
                (Kind::Query, visible(to).into_owned())
            }
            Place::Answer(on, _) => {
                let to = query(on).map_or("", |query| query.to.as_str());
                (Kind::Answer, visible(to).into_owned())
            }
            Place::Correction(id) => {
                let correction = self.b.corrections.iter().find(|one| one.id == id);
                let now = correction.map_or("", |one| one.now.as_str());
                (
                    Kind::Correction,
                    format!("“{}”", visible(&clip(now, LONGEST_QUOTE))),
                )
            }
        }
    }

    /// The kind and names of an item before and after a change. A name is missing if the item was
    /// added or removed.
    pub fn item(self, change: &Change) -> Option<Named> {
        #[expect(clippy::unnecessary_wraps, reason = "each arm is one of these or none")]
        fn before_and_after<T>(
            kind: Kind,
            swap: &Swap<T>,
            name: impl Fn(&T) -> String,
        ) -> Option<Named> {
            let (before, after) = (swap.before.as_ref(), swap.after.as_ref());
            Some((kind, before.map(&name), after.map(&name)))
        }
        let named = |id: &ClaimId, words: &str, by: &str| {
            format!("{}{} ({})", self.number(*id), visible(words), visible(by))
        };
        match change {
            Change::Source(swap) => {
                before_and_after(Kind::Source, swap, |one| visible(&one.name).into_owned())
            }
            Change::Ruling(id, swap) => {
                before_and_after(Kind::Ruling, swap, |one| self.ruling(*id, one))
            }
            Change::Evidence(id, swap) => {
                before_and_after(Kind::Evidence, swap, |one| self.evidence(*id, one))
            }
            Change::Link(id, swap) => {
                before_and_after(Kind::Link, swap, |one| named(id, one.kind.name(), &one.by))
            }
            Change::Waiver(id, swap) => {
                before_and_after(Kind::Waiver, swap, |one| named(id, &one.standard, &one.by))
            }
            Change::Fix(id, swap) => before_and_after(Kind::Fix, swap, |one| {
                named(id, &clip(&one.to, LONGEST_QUOTE), &one.by)
            }),
            Change::Search(id, swap) => {
                before_and_after(Kind::Search, swap, |one| named(id, &one.place, &one.by))
            }
            Change::Query(swap) => {
                before_and_after(Kind::Query, swap, |one| visible(&one.to).into_owned())
            }
            Change::Answer(id, swap) => {
                let to = self.at(Place::Query(*id)).1;
                before_and_after(Kind::Answer, swap, |one| format!("{to}: {}", one.kind))
            }
            Change::SignOff(swap) => {
                before_and_after(Kind::SignOff, swap, |one| visible(&one.by).into_owned())
            }
            Change::Correction(swap) => before_and_after(Kind::Correction, swap, |one| {
                format!("“{}”", visible(&clip(&one.now, LONGEST_QUOTE)))
            }),
            Change::Conflict(swap) => before_and_after(Kind::Conflict, swap, |one| {
                format!("{} {}", one.record, visible(&one.field))
                    .trim_end()
                    .to_owned()
            }),
            Change::Redaction(swap) => before_and_after(Kind::Redaction, swap, |one| {
                visible(&one.place).into_owned()
            }),
            _ => None,
        }
    }
}
