//! Choosing between the two versions that a merge has left of a field, an item or a record.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::{Refusal, Stamp, needs_person, refused};
use crate::case::Case;
use crate::case::change::{Edit, Item, Place, TheCase, sort};
use crate::case::claim::{Claim, Earlier, Link, Waiver};
use crate::case::conflict::Conflict;
use crate::case::draft::{Draft, Revision};
use crate::case::evidence::Evidence;
use crate::case::fix::Fix;
use crate::case::id::ConflictId;
use crate::case::publication::{Correction, SignOff};
use crate::case::query::{Answer, Query};
use crate::case::record::Fields;
use crate::case::redaction::Redaction;
use crate::case::ruling::Ruling;
use crate::case::search::Search;
use crate::case::shelf::{Record, Shelf};
use crate::case::source::Source;
use crate::case::words::words;
use crate::text::visible;

words! {
    /// Which version of two is meant.
    pub enum Side, "side" {
        /// The one that was here.
        Ours = "ours",
        /// The one that came in.
        Theirs = "theirs",
    }
}

/// Chooses one of the two versions that a merge has left. It takes the place of what is there, and the conflict goes. Where the
/// version that is chosen is none, the field goes back to what it is without a value, and an item or record goes.
///
/// Refuses an unknown conflict, a version that cannot stand in the case as it is now, and choosing by nobody.
pub fn decide(case: &Case, id: ConflictId, side: Side, stamp: &Stamp<'_>) -> Result<Edit, Refusal> {
    let Some(conflict) = case.conflicts.iter().find(|one| one.id == id) else {
        return Err(refused(
            format!("there is no conflict {id}"),
            "somebody may have chosen meanwhile; look again",
        ));
    };
    needs_person(stamp, "choosing a version")?;
    let cannot = |why: &str| {
        refused(
            format!(
                "that version of {} cannot be used: {}",
                named(case, conflict),
                visible(why)
            ),
            "change what prevents it first, or choose the other version",
        )
    };
    if let Some(why) = case.fault_of(conflict) {
        return Err(cannot(&format!("the conflict {why}")));
    }
    let chosen = match side {
        Side::Ours => &conflict.ours,
        Side::Theirs => &conflict.theirs,
    };
    let mut after = case.clone();
    after.conflicts.retain(|one| one.id != id);
    put(&mut after, conflict, chosen.as_deref()).map_err(|why| cannot(&why))?;
    let what = format!("{}: {side} chosen", named(case, conflict));
    let edit = Edit::between(case, &after, what, stamp.by, stamp.at);
    edit.apply(&mut case.clone())
        .map_err(|moved| cannot(&moved.to_string()))?;
    Ok(edit)
}

/// What people call what a conflict is about: `claim 3 wording`.
fn named(case: &Case, conflict: &Conflict) -> String {
    let place = case.place_of(conflict.record);
    let number = place
        .and_then(Place::claim)
        .and_then(|id| case.number(id))
        .map(|number| format!("claim {number}"));
    let name = match place {
        Some(Place::Source(id)) => case.sources.get(id).map(|source| source.name.clone()),
        Some(Place::Claim(_)) => None,
        _ => Some(conflict.record.word().to_owned()),
    };
    let item = match conflict.key.as_str() {
        "" => None,
        key => Some(format!("item {key}")),
    };
    let field = conflict.field.replace('_', " ");
    let parts = [number, name, item, Some(field)];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

/// Puts a version in its place.
fn put(case: &mut Case, conflict: &Conflict, version: Option<&str>) -> Result<(), String> {
    let place = case.place_of(conflict.record).ok_or("its record is gone")?;
    if !conflict.key.is_empty() {
        return keyed(case, place, conflict, version);
    }
    if !conflict.field.is_empty() {
        set(case, place, &conflict.field, version)?;
        case.sort();
        return Ok(());
    }
    let key = conflict.record.as_str();
    match place {
        Place::Case | Place::Draft => Err("a case is never chosen as a whole".to_owned()),
        Place::Source(id) => {
            if version.is_none() {
                case.redactions.retain(|one| one.source != id);
            }
            let version: Option<Source> = read(version)?;
            on_shelf(&mut case.sources, id, version)
        }
        Place::Claim(id) => {
            let version: Option<Claim> = read(version)?;
            if version.is_none() {
                let links = |claim: &&Arc<Claim>| claim.links.iter().any(|link| link.to == id);
                let linking: Vec<_> = case.claims.iter().filter(links).map(|it| it.id).collect();
                for claim in linking {
                    let unlink = |claim: &mut Claim| claim.links.retain(|link| link.to != id);
                    case.claims.change(claim, unlink);
                }
            }
            on_shelf(&mut case.claims, id, version)
        }
        Place::Evidence(on, _) => in_list::<Evidence>(case, on, key, read(version)?),
        Place::Fix(on, _) => in_list::<Fix>(case, on, key, read(version)?),
        Place::Search(on, _) => in_list::<Search>(case, on, key, read(version)?),
        Place::Answer(on, _) => in_list::<Answer>(case, on, key, read(version)?),
        Place::Query(_) => in_list::<Query>(case, TheCase, key, read(version)?),
        Place::Correction(_) => in_list::<Correction>(case, TheCase, key, read(version)?),
    }
}

/// Sets a field of the record at a place; the case's place stands for its draft, too.
fn set(case: &mut Case, place: Place, field: &str, version: Option<&str>) -> Result<(), String> {
    let has = |record: &dyn Fields| record.fields().iter().any(|own| own.name == field);
    let place = match case.record(place) {
        Some(record) if !has(record) && place == Place::Case => Place::Draft,
        _ => place,
    };
    let record = case.record(place).ok_or("its record is gone")?;
    let value = version.map(|text| record.parse(field, text)).transpose()?;
    case.change_record(place, |record| record.set(field, value.as_ref()))
        .ok_or("its record is gone")??;
    match place {
        Place::Claim(id) => {
            case.claims.change(id, Claim::sort);
        }
        Place::Source(id) => {
            case.sources.change(id, Record::sort);
        }
        Place::Draft => {
            if let Some(draft) = case.draft.as_mut().filter(|_| field == "paragraphs") {
                let draft = Arc::make_mut(draft);
                draft.sha256 = Draft::hash(&draft.paragraphs);
            }
        }
        _ => {}
    }
    Ok(())
}

/// Puts a version of an item that has no id in its place, or of a field of it.
fn keyed(
    case: &mut Case,
    place: Place,
    conflict: &Conflict,
    version: Option<&str>,
) -> Result<(), String> {
    let put = match place {
        Place::Claim(id) => item::<Ruling>(case, id, conflict, version)
            .or_else(|| item::<Link>(case, id, conflict, version))
            .or_else(|| item::<Waiver>(case, id, conflict, version))
            .or_else(|| item::<Earlier>(case, id, conflict, version)),
        Place::Case => item::<SignOff>(case, TheCase, conflict, version)
            .or_else(|| item::<Redaction>(case, TheCase, conflict, version))
            .or_else(|| item::<Revision>(case, TheCase, conflict, version)),
        _ => None,
    };
    put.unwrap_or_else(|| Err("its item is gone".to_owned()))
}

/// The same, if the item is one of this kind: it is in the list, or a version of it can be.
fn item<T: Item + DeserializeOwned>(
    case: &mut Case,
    owner: T::Owner,
    conflict: &Conflict,
    version: Option<&str>,
) -> Option<Result<(), String>> {
    let is_it = |item: &T| item.key() == conflict.key;
    let there = T::list(case, owner)?.iter().find(|one| is_it(one)).cloned();
    let after = if conflict.field.is_empty() {
        let mut versions = [&conflict.ours, &conflict.theirs].into_iter().flatten();
        let is_a_version = |text: &String| ron::from_str::<T>(text).is_ok_and(|it| is_it(&it));
        if there.is_none() && !versions.any(is_a_version) {
            return None;
        }
        read(version)
    } else {
        with_field(there?, &conflict.field, version).map(Some)
    };
    Some(after.and_then(|after| in_list::<T>(case, owner, &conflict.key, after)))
}

fn with_field<T: Fields>(mut item: T, field: &str, version: Option<&str>) -> Result<T, String> {
    let value = version.map(|text| item.parse(field, text)).transpose()?;
    item.set(field, value.as_ref())?;
    Ok(item)
}

fn read<T: DeserializeOwned>(version: Option<&str>) -> Result<Option<T>, String> {
    let read = |text| ron::from_str(text).map_err(|error| error.to_string());
    version.map(read).transpose()
}

/// Puts a version of a record where it stands.
fn on_shelf<T: Record + Clone>(
    shelf: &mut Shelf<T>,
    id: crate::case::Id<T::Kind>,
    version: Option<T>,
) -> Result<(), String> {
    if version.as_ref().is_some_and(|version| version.id() != id) {
        return Err("it has another id".to_owned());
    }
    shelf.remove(id);
    shelf.extend(version.map(Arc::new));
    Ok(())
}

/// Puts a version of the item of a key in the place of what has that key.
fn in_list<T: Item>(
    case: &mut Case,
    owner: T::Owner,
    key: &str,
    version: Option<T>,
) -> Result<(), String> {
    if version.as_ref().is_some_and(|version| version.key() != key) {
        return Err("it is another item".to_owned());
    }
    T::change_list(case, owner, |list| {
        list.retain(|item| item.key() != key);
        list.extend(version);
        sort(list);
    })
    .ok_or_else(|| "what it was on is gone".to_owned())
}
