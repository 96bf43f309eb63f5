//! Edits: what changed, as records before and after.
//!
//! There is one kind of edit for commands, workbench, journal and undo. Applying is compare-and-swap and all or nothing:
//! a record that is not as the edit found it refuses the whole edit. The inverse is the swap of before and after.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Case;
use super::bare::{bare, is_default};
use super::claim::Claim;
use super::draft::Draft;
use super::evidence::Evidence;
use super::id::{ClaimId, SourceId};
use super::ruling::Ruling;
use super::shelf::{Record, Shelf};
use super::source::Source;
use super::time::{Date, Timestamp};

/// A record before and after. `None`: it is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    bound(serialize = "T: Serialize", deserialize = "T: Deserialize<'de>")
)]
pub struct Swap<T> {
    /// As the edit found it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub before: Option<T>,
    /// As the edit leaves it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub after: Option<T>,
}

impl<T> Swap<T> {
    /// A record that comes to be.
    pub fn new(after: T) -> Self {
        Self {
            before: None,
            after: Some(after),
        }
    }

    /// A record that goes.
    pub fn gone(before: T) -> Self {
        Self {
            before: Some(before),
            after: None,
        }
    }

    /// A record that changes.
    pub fn changed(before: T, after: T) -> Self {
        Self {
            before: Some(before),
            after: Some(after),
        }
    }

    fn inverse(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
        }
    }
}

/// What a case is called and when its story's "today" is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// [`Case::title`].
    pub title: String,
    /// [`Case::language`].
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: String,
    /// [`Case::story_date`].
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub story_date: Option<Date>,
}

/// One record's change.
#[expect(
    clippy::large_enum_variant,
    reason = "changes are few, and evidence is the most common one"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Title, language, story date. A head is always there.
    Head(Swap<Head>),
    /// The whole draft.
    Draft(Swap<Arc<Draft>>),
    /// A source.
    Source(Swap<Arc<Source>>),
    /// A claim with all that it holds.
    Claim(Swap<Arc<Claim>>),
    /// An evidence item of a claim.
    Evidence(ClaimId, Swap<Evidence>),
    /// A ruling on a claim.
    Ruling(ClaimId, Swap<Ruling>),
}

impl Change {
    /// Whether it leaves its record as it found it.
    pub(crate) fn is_idle(&self) -> bool {
        match self {
            Self::Head(swap) => swap.before == swap.after,
            Self::Draft(swap) => swap.before == swap.after,
            Self::Source(swap) => swap.before == swap.after,
            Self::Claim(swap) => swap.before == swap.after,
            Self::Evidence(_, swap) => swap.before == swap.after,
            Self::Ruling(_, swap) => swap.before == swap.after,
        }
    }

    fn inverse(self) -> Self {
        match self {
            Self::Head(swap) => Self::Head(swap.inverse()),
            Self::Draft(swap) => Self::Draft(swap.inverse()),
            Self::Source(swap) => Self::Source(swap.inverse()),
            Self::Claim(swap) => Self::Claim(swap.inverse()),
            Self::Evidence(claim, swap) => Self::Evidence(claim, swap.inverse()),
            Self::Ruling(claim, swap) => Self::Ruling(claim, swap.inverse()),
        }
    }
}

/// One thing that a person did to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// What it is called: `12 FACT disputed`.
    pub what: String,
    /// Who did it; empty where nobody need be named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The records, in the order in which they change.
    pub changes: Vec<Change>,
}

/// A record is not as an edit found it, or the edit would leave a name for something that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which record, and how it differs.
    pub what: String,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::visible(&self.what))
    }
}

impl std::error::Error for Moved {}

fn moved(what: impl Into<String>) -> Moved {
    Moved { what: what.into() }
}

impl Edit {
    /// The edit that takes this one back, at the same time and by the same person.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self
            .changes
            .iter()
            .rev()
            .cloned()
            .map(Change::inverse)
            .collect();
        Self {
            changes,
            ..self.clone()
        }
    }

    /// Whether every record is as the edit leaves it.
    pub fn is_in(&self, case: &Case) -> bool {
        let claim = |id: &ClaimId| case.claims.get(*id);
        self.changes.iter().all(|change| match change {
            Change::Head(swap) => swap.after.as_ref() == Some(&case.head()),
            Change::Draft(swap) => swap.after == case.draft,
            Change::Source(swap) => is_left(swap, |source| case.sources.get(source.id).cloned()),
            Change::Claim(Swap {
                after: Some(after), ..
            }) => claim(&after.id).is_some_and(|now| now.goes_on_from(after)),
            Change::Claim(swap) => is_left(swap, |claim| case.claims.get(claim.id).cloned()),
            Change::Evidence(id, swap) => is_left(swap, |item| {
                claim(id)?
                    .evidence
                    .iter()
                    .find(|other| other.id == item.id)
                    .cloned()
            }),
            Change::Ruling(id, swap) => is_left(swap, |ruling| {
                claim(id)?
                    .rulings
                    .iter()
                    .find(|other| other.has_key_of(ruling))
                    .cloned()
            }),
        })
    }

    /// Makes the edit, or leaves the case as it is and says which record has moved.
    pub fn apply(&self, case: &mut Case) -> Result<(), Moved> {
        for (done, change) in self.changes.iter().enumerate() {
            if let Err(refusal) = apply(change, case) {
                take_back(self.changes.iter().take(done), case);
                return Err(refusal);
            }
        }
        if let Err(refusal) = self.leaves_it_sound(case) {
            take_back(self.changes.iter(), case);
            return Err(refusal);
        }
        for change in &self.changes {
            match change {
                Change::Claim(Swap {
                    after: Some(claim), ..
                }) => case.mark(claim.id),
                Change::Ruling(id, _) => case.mark(*id),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether the changed records can stand: everything that they name is there, and each reason fits its verdict.
    pub(super) fn leaves_it_sound(&self, case: &Case) -> Result<(), Moved> {
        for change in &self.changes {
            match change {
                Change::Head(_)
                | Change::Draft(_)
                | Change::Evidence(_, Swap { after: None, .. }) => {}
                Change::Ruling(_, swap) => {
                    if swap.after.as_ref().is_some_and(|ruling| !ruling.is_sound()) {
                        return Err(moved("a ruling has a reason of another verdict"));
                    }
                }
                Change::Source(Swap {
                    after: Some(source),
                    ..
                }) => {
                    if let Some(lost) = source.relies_on.iter().find(|id| !case.sources.has(**id)) {
                        return Err(moved(format!(
                            "{} relies on the source {lost}, which is gone",
                            source.name
                        )));
                    }
                }
                Change::Claim(Swap {
                    after: Some(claim), ..
                }) => {
                    if let Some(lost) = claim.named_sources().find(|id| !case.sources.has(*id)) {
                        return Err(moved(format!(
                            "the claim {} names the source {lost}, which is gone",
                            claim.id
                        )));
                    }
                    if let Some(lost) = claim.links.iter().find(|link| !case.claims.has(link.to)) {
                        return Err(moved(format!(
                            "the claim {} links to {}, which is gone",
                            claim.id, lost.to
                        )));
                    }
                }
                Change::Evidence(
                    _,
                    Swap {
                        after: Some(item), ..
                    },
                ) => {
                    if !case.sources.has(item.source) {
                        return Err(moved(format!(
                            "the evidence {} is of a source that is gone",
                            item.id
                        )));
                    }
                }
                Change::Source(Swap {
                    before,
                    after: None,
                }) => {
                    if let Some(source) = before
                        && !case.sources.has(source.id)
                        && case.names_source(source.id)
                    {
                        return Err(moved(format!("the source {} is still named", source.name)));
                    }
                }
                Change::Claim(Swap {
                    before,
                    after: None,
                }) => {
                    if let Some(claim) = before
                        && !case.claims.has(claim.id)
                        && case
                            .claims
                            .iter()
                            .any(|other| other.links.iter().any(|link| link.to == claim.id))
                    {
                        return Err(moved(format!("another claim still links to {}", claim.id)));
                    }
                }
            }
        }
        Ok(())
    }
}

pub(super) fn take_back<'a>(changes: impl DoubleEndedIterator<Item = &'a Change>, case: &mut Case) {
    for change in changes.rev() {
        let undone = apply(&change.clone().inverse(), case);
        debug_assert!(
            undone.is_ok(),
            "what was just applied can be taken back: {undone:?}"
        );
    }
}

pub(super) fn apply(change: &Change, case: &mut Case) -> Result<(), Moved> {
    match change {
        Change::Head(swap) => {
            if swap.before.as_ref() != Some(&case.head()) {
                return Err(moved("the case's title, language or date has changed"));
            }
            let Some(head) = swap.after.clone() else {
                return Err(moved("a case cannot lose its title"));
            };
            (case.title, case.language, case.story_date) =
                (head.title, head.language, head.story_date);
            Ok(())
        }
        Change::Draft(swap) => {
            if swap.before != case.draft {
                return Err(moved("the draft has changed"));
            }
            case.draft.clone_from(&swap.after);
            Ok(())
        }
        Change::Source(swap) => swapped(swap, &mut case.sources, |source| {
            format!("the source {}", source.name)
        }),
        Change::Claim(swap) => swapped(swap, &mut case.claims, |claim| {
            format!("the claim {}", claim.id)
        }),
        Change::Evidence(id, swap) => {
            let same = |a: &Evidence, b: &Evidence| a.id == b.id;
            item(case, *id, |claim| {
                swapped_item(
                    swap,
                    &mut claim.evidence,
                    same,
                    Evidence::order,
                    "evidence item",
                )
            })
        }
        Change::Ruling(id, swap) => {
            let same = |a: &Ruling, b: &Ruling| a.order(b).is_eq();
            item(case, *id, |claim| {
                swapped_item(swap, &mut claim.rulings, same, Ruling::order, "ruling")
            })
        }
    }
}

/// Swaps a record on a shelf.
fn swapped<T>(
    swap: &Swap<Arc<T>>,
    shelf: &mut Shelf<T>,
    name: impl Fn(&T) -> String,
) -> Result<(), Moved>
where
    T: Record + Clone + PartialEq,
{
    if let Some(before) = &swap.before {
        match shelf.get(before.id()) {
            None => return Err(moved(format!("{} is gone", name(before)))),
            Some(there) if there != before => {
                return Err(moved(format!("{} has changed", name(before))));
            }
            Some(_) => {}
        }
    }
    let stays = swap.before.as_ref().map(|before| before.id());
    if let Some(after) = &swap.after
        && stays != Some(after.id())
        && shelf.has(after.id())
    {
        return Err(moved(format!("{} is there already", name(after))));
    }
    if let Some(id) = stays {
        shelf.remove(id);
    }
    if let Some(after) = &swap.after {
        shelf.insert(Arc::clone(after));
    }
    Ok(())
}

/// Whether a record is as a swap leaves it: as after, or gone. `now` finds the record that has its key.
fn is_left<T: PartialEq>(swap: &Swap<T>, now: impl Fn(&T) -> Option<T>) -> bool {
    match (&swap.before, &swap.after) {
        (_, Some(after)) => now(after).as_ref() == Some(after),
        (Some(before), None) => now(before).is_none(),
        (None, None) => true,
    }
}

/// Changes a list inside a claim.
fn item(
    case: &mut Case,
    id: ClaimId,
    change: impl FnOnce(&mut Claim) -> Result<(), Moved>,
) -> Result<(), Moved> {
    case.claims
        .change(id, change)
        .unwrap_or_else(|| Err(moved(format!("the claim {id} is gone"))))
}

/// Swaps an item of a list in canonical order. `same` says whether two items have the same key.
fn swapped_item<T: Clone + PartialEq>(
    swap: &Swap<T>,
    list: &mut Vec<T>,
    same: fn(&T, &T) -> bool,
    order: fn(&T, &T) -> std::cmp::Ordering,
    word: &str,
) -> Result<(), Moved> {
    let gone = match &swap.before {
        None => None,
        Some(before) => match list.iter().position(|item| item == before) {
            Some(place) => Some(place),
            None => return Err(moved(format!("the {word} is gone or has changed"))),
        },
    };
    if let Some(after) = &swap.after
        && list
            .iter()
            .enumerate()
            .any(|(place, item)| gone != Some(place) && same(item, after))
    {
        return Err(moved(format!("the {word} is there already")));
    }
    if let Some(place) = gone {
        list.remove(place);
    }
    if let Some(after) = &swap.after {
        let place = list.partition_point(|item| order(item, after).is_lt());
        list.insert(place, after.clone());
    }
    Ok(())
}

impl Claim {
    /// Whether it is that claim, with perhaps more evidence and rulings.
    fn goes_on_from(&self, before: &Self) -> bool {
        self.stem() == before.stem()
            && before
                .evidence
                .iter()
                .all(|item| self.evidence.contains(item))
            && before
                .rulings
                .iter()
                .all(|ruling| self.rulings.contains(ruling))
    }

    /// The claim without evidence and rulings.
    pub(crate) fn stem(&self) -> Self {
        Self {
            evidence: Vec::new(),
            rulings: Vec::new(),
            ..self.clone()
        }
    }
}

impl Case {
    /// Title, language, story date.
    pub fn head(&self) -> Head {
        Head {
            title: self.title.clone(),
            language: self.language.clone(),
            story_date: self.story_date,
        }
    }

    /// Whether a claim or another source names this source.
    pub fn names_source(&self, id: SourceId) -> bool {
        self.sources
            .iter()
            .any(|source| source.id != id && source.relies_on.contains(&id))
            || self
                .claims
                .iter()
                .any(|claim| claim.named_sources().any(|named| named == id))
    }
}
