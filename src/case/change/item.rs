//! Items: the elements of a record's list. A key identifies each item within its list.

use crate::case::ordered_map::sort_values;
use std::cmp::Ordering;
use std::sync::Arc;

use super::place::Place;
use super::{Change, Swap};
use crate::case::claim::{Earlier, Link, Waiver};
use crate::case::conflict::Conflict;
use crate::case::draft::Revision;
use crate::case::evidence::Evidence;
use crate::case::fix::Fix;
use crate::case::id::{ClaimId, QueryId};
use crate::case::publication::{Correction, SignOff};
use crate::case::query::{Answer, Query};
use crate::case::record::Fields;
use crate::case::redaction::Redaction;
use crate::case::ruling::Ruling;
use crate::case::search::Search;
use crate::case::{Case, Claim};

/// The owner of a list that belongs to the case or its draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::case) struct TheCase;

/// An item of a list.
pub(in crate::case) trait Item:
    Fields + Clone + PartialEq + serde::Serialize
{
    /// The id of the record that owns the list; [`TheCase`] for lists of the case and its draft.
    type Owner: Copy + Eq + std::fmt::Debug;

    /// The name of one item in messages: `evidence item`.
    const WORD: &'static str;

    /// The name of this kind of item in messages: `evidence`.
    const KIND: &'static str;

    /// Whether the items have ids. The fields of items with ids are changed one at a time. Other
    /// items are only added or removed as a whole.
    const HAS_ID: bool;

    /// The list; none if its record is missing.
    fn list(case: &Case, owner: Self::Owner) -> Option<&Vec<Self>>;

    /// Changes the list; none if its record is missing.
    fn change_list<R>(
        case: &mut Case,
        owner: Self::Owner,
        change: impl FnOnce(&mut Vec<Self>) -> R,
    ) -> Option<R>;

    /// The canonical order. Items that are equal in it have the same key.
    fn order(&self, other: &Self) -> Ordering;

    /// The key, unique within the list.
    fn key(&self) -> String;

    /// Whether a list can have only one of the two: they have the same id, or are equal.
    fn is_same_item(&self, other: &Self) -> bool;

    /// The place of the item, if its fields are changed one at a time.
    fn place(&self, owner: Self::Owner) -> Option<Place>;

    /// The change for adding, removing or replacing an item.
    fn change(owner: Self::Owner, swap: Swap<Self>) -> Change;

    /// The claim that owns the list, if a claim does.
    fn claim(owner: Self::Owner) -> Option<ClaimId>;
}

/// Items with an id are sorted by time and id, and their fields are changed one at a time. All
/// other items are sorted by their key, and are only added or removed as a whole.
macro_rules! items {
    ($($type:ident, $word:literal of $kind:literal, $owner:tt.$list:ident, ($($key:ident),+) $(, $place:ident)?;)+) => { $(
        impl Item for $type {
            type Owner = owner!($owner);
            const WORD: &'static str = $word;
            const KIND: &'static str = $kind;
            const HAS_ID: bool = items!(@has_id $($place)?);

            fn list(case: &Case, owner: Self::Owner) -> Option<&Vec<Self>> {
                list!($owner, case, owner, $list)
            }

            fn change_list<R>(
                case: &mut Case,
                owner: Self::Owner,
                change: impl FnOnce(&mut Vec<Self>) -> R,
            ) -> Option<R> {
                change_list!($owner, case, owner, $list, change)
            }

            fn order(&self, other: &Self) -> Ordering {
                Ordering::Equal$(.then_with(|| self.$key.cmp(&other.$key)))+
            }

            fn key(&self) -> String {
                items!(@key self [$($key),+] $($place)?)
            }

            fn is_same_item(&self, other: &Self) -> bool {
                items!(@is_one self other $($place)?)
            }

            fn place(&self, owner: Self::Owner) -> Option<Place> {
                items!(@place self owner $owner $($place)?)
            }

            fn change(owner: Self::Owner, swap: Swap<Self>) -> Change {
                items!(@change owner $owner swap $type)
            }

            fn claim(owner: Self::Owner) -> Option<ClaimId> {
                items!(@claim owner $owner)
            }
        }
    )+ };
    (@key $self:ident [$($key:ident),+]) => {
        [$($self.$key.to_string()),+].join(" ")
    };
    (@key $self:ident [$($key:ident),+] $place:ident) => {
        $self.id.to_string()
    };
    (@has_id) => { false };
    (@has_id $place:ident) => { true };
    (@is_one $self:ident $other:ident) => { $self == $other };
    (@is_one $self:ident $other:ident $place:ident) => { $self.id == $other.id };
    (@place $self:ident $owner:ident $of:tt) => {{
        let _ = $owner;
        None
    }};
    (@place $self:ident $owner:ident case $place:ident) => {{
        let TheCase = $owner;
        Some(Place::$place($self.id))
    }};
    (@place $self:ident $owner:ident $of:tt $place:ident) => {
        Some(Place::$place($owner, $self.id))
    };
    (@change $owner:ident claim $swap:ident $type:ident) => { Change::$type($owner, $swap) };
    (@change $owner:ident query $swap:ident $type:ident) => { Change::$type($owner, $swap) };
    (@change $owner:ident $of:tt $swap:ident $type:ident) => {{
        let TheCase = $owner;
        Change::$type($swap)
    }};
    (@claim $owner:ident claim) => { Some($owner) };
    (@claim $owner:ident $of:tt) => {{
        let _ = $owner;
        None
    }};
}

macro_rules! owner {
    (claim) => {
        ClaimId
    };
    (query) => {
        QueryId
    };
    ($of:tt) => {
        TheCase
    };
}

macro_rules! list {
    (claim, $case:ident, $owner:ident, $list:ident) => {
        $case.claims.get($owner).map(|claim| &claim.$list)
    };
    (query, $case:ident, $owner:ident, $list:ident) => {{
        let query = $case.queries.iter().find(|query| query.id == $owner);
        query.map(|query| &query.$list)
    }};
    (draft, $case:ident, $owner:ident, $list:ident) => {{
        let TheCase = $owner;
        $case.draft.as_ref().map(|draft| &draft.$list)
    }};
    (case, $case:ident, $owner:ident, $list:ident) => {{
        let TheCase = $owner;
        Some(&$case.$list)
    }};
}

macro_rules! change_list {
    (claim, $case:ident, $owner:ident, $list:ident, $change:ident) => {
        $case
            .claims
            .change($owner, |claim| $change(&mut claim.$list))
    };
    (query, $case:ident, $owner:ident, $list:ident, $change:ident) => {{
        let query = $case.queries.iter_mut().find(|query| query.id == $owner);
        query.map(|query| $change(&mut query.$list))
    }};
    (draft, $case:ident, $owner:ident, $list:ident, $change:ident) => {{
        let TheCase = $owner;
        $case
            .draft
            .as_mut()
            .map(|draft| $change(&mut Arc::make_mut(draft).$list))
    }};
    (case, $case:ident, $owner:ident, $list:ident, $change:ident) => {{
        let TheCase = $owner;
        Some($change(&mut $case.$list))
    }};
}

items! {
    Evidence, "evidence item" of "evidence", claim.evidence, (at, id), Evidence;
    Ruling, "ruling" of "ruling", claim.rulings, (at, by, question);
    Link, "link" of "link", claim.links, (at, to, kind, by);
    Waiver, "waiver" of "waiver", claim.waivers, (at, standard, by);
    Fix, "fix" of "fix", claim.fixes, (at, id), Fix;
    Search, "search" of "search", claim.searches, (at, id), Search;
    Earlier, "earlier text" of "earlier text", claim.earlier, (at, text);
    Query, "query" of "query", case.queries, (at, id), Query;
    Answer, "answer" of "answer", query.answers, (at, id), Answer;
    Revision, "earlier draft" of "earlier draft", draft.revisions, (at, by, name);
    SignOff, "sign-off" of "sign-off", case.signoffs, (at, by);
    Correction, "correction" of "correction", case.corrections, (at, id), Correction;
    Conflict, "conflict" of "conflict", case.conflicts, (record, key, field, id);
    Redaction, "redaction" of "redaction", case.redactions, (at, source, place);
}

/// Puts the items of a list into canonical order. Items with the same key are sorted by their
/// remaining fields. Equal items without an id are merged into one. Two items with the same id both
/// stay: the loader reports them.
pub(in crate::case) fn sort<T: Item>(list: &mut Vec<T>) {
    let rest = |item: &T| serde_json::to_string(item).unwrap_or_default();
    list.sort_by(|a, b| a.order(b).then_with(|| rest(a).cmp(&rest(b))));
    list.dedup_by(|a, b| !T::HAS_ID && a == b);
}

/// Whether a list is in canonical order.
pub(in crate::case) fn is_sorted<T: Item>(list: &[T]) -> bool {
    list.is_sorted_by(|a, b| a.order(b).is_lt())
}

impl Claim {
    /// Sorts the claim's lists into canonical order.
    pub(crate) fn sort(&mut self) {
        sort(&mut self.evidence);
        sort(&mut self.rulings);
        sort(&mut self.links);
        sort(&mut self.waivers);
        sort(&mut self.fixes);
        sort(&mut self.searches);
        sort(&mut self.earlier);
        sort_values(&mut self.accused);
    }

    /// Whether the claim's lists are in canonical order.
    pub(crate) fn is_sorted(&self) -> bool {
        is_sorted(&self.evidence)
            && is_sorted(&self.rulings)
            && is_sorted(&self.links)
            && is_sorted(&self.waivers)
            && is_sorted(&self.fixes)
            && is_sorted(&self.searches)
            && is_sorted(&self.earlier)
            && self.accused.is_sorted_by(|a, b| a < b)
    }
}

impl Case {
    /// Puts the case's own lists into canonical order. Sources and claims are always in order.
    pub(crate) fn sort(&mut self) {
        for query in &mut self.queries {
            sort(&mut query.answers);
        }
        sort(&mut self.queries);
        sort(&mut self.signoffs);
        sort(&mut self.corrections);
        sort(&mut self.conflicts);
        // If two people make the same merge from opposite sides, they get the same conflict with
        // `ours` and `theirs` swapped. Only one of the two is kept.
        self.conflicts
            .dedup_by(|later, first| later.is_mirrored(first));
        sort(&mut self.redactions);
        if let Some(draft) = self
            .draft
            .as_mut()
            .filter(|draft| !is_sorted(&draft.revisions))
        {
            sort(&mut Arc::make_mut(draft).revisions);
        }
    }
}

impl Ruling {
    /// Whether both are rulings of the same person on the same question at the same time.
    pub fn has_key_of(&self, other: &Self) -> bool {
        Item::order(self, other).is_eq()
    }
}

/// Runs `$item` for a change of an item of any list: `$owner` names the record with the list,
/// `$swap` is the item before and after. Arms for the other kinds of change follow.
macro_rules! on_item {
    ($change:expr, |$owner:ident, $swap:ident| $item:expr, $($other:pat => $result:expr),+ $(,)?) => {
        match $change {
            Change::Evidence($owner, $swap) => $item,
            Change::Ruling($owner, $swap) => $item,
            Change::Link($owner, $swap) => $item,
            Change::Waiver($owner, $swap) => $item,
            Change::Fix($owner, $swap) => $item,
            Change::Search($owner, $swap) => $item,
            Change::Earlier($owner, $swap) => $item,
            Change::Answer($owner, $swap) => $item,
            Change::Revision($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            Change::Query($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            Change::SignOff($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            Change::Correction($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            Change::Conflict($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            Change::Redaction($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            $($other => $result),+
        }
    };
}

pub(in crate::case) use on_item;
