//! The versions that a conflict keeps: whether each could stand in the case, and how the one that
//! is chosen is put there.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::change::{Item, Place, TheCase, sort};
use super::claim::{Claim, Earlier, Link, Waiver};
use super::conflict::Conflict;
use super::draft::{Draft, Revision};
use super::evidence::Evidence;
use super::fix::Fix;
use super::ordered_map::{OrderedMap, Record};
use super::publication::{Correction, SignOff};
use super::query::{Answer, Query};
use super::record::{Fields, Grain};
use super::redaction::Redaction;
use super::ruling::Ruling;
use super::search::Search;
use super::source::Source;
use super::{Case, Id};
use crate::text::visible;

impl Case {
    /// Why a conflict is invalid, if it is: its record has no such field or item, or one of its
    /// versions is not of its type or names a missing record. As the end of a sentence that names
    /// the conflict. None if the conflict's own record is missing: that error is reported for all
    /// references.
    pub fn fault_of(&self, conflict: &Conflict) -> Option<String> {
        let place = self.place_of(conflict.record)?;
        let alone = self.alone(place);
        if let Err(why) = alone.may_choose(place, conflict) {
            return Some(why);
        }
        let versions = [&conflict.ours, &conflict.theirs, &conflict.base];
        versions.into_iter().flatten().find_map(|version| {
            let mut with_it = alone.clone();
            if let Err(why) = with_it.put_version(conflict, Some(version)) {
                let of = match conflict.field.as_str() {
                    "" => "its record".to_owned(),
                    field => format!("`{}`", visible(field)),
                };
                return Some(format!(
                    "has a version that is none of {of}: {}",
                    visible(&why)
                ));
            }
            let lost = with_it.names().find(|named| !self.has(named.what))?.what;
            Some(format!(
                "has a version that names a {} that is not there: {lost}",
                lost.word()
            ))
        })
    }

    /// A case of the record at a place and nothing else: a version is tried in it without a copy of
    /// the whole.
    fn alone(&self, place: Place) -> Self {
        let mut case = Self::new(self.id, "");
        match place {
            Place::Case | Place::Draft => {
                case.draft.clone_from(&self.draft);
                case.signoffs.clone_from(&self.signoffs);
                case.redactions.clone_from(&self.redactions);
            }
            Place::Source(id) => case.sources.extend(self.sources.get(id).cloned()),
            Place::Claim(id)
            | Place::Evidence(id, _)
            | Place::Fix(id, _)
            | Place::Search(id, _) => case.claims.extend(self.claims.get(id).cloned()),
            Place::Query(id) | Place::Answer(id, _) => {
                let queries = self.queries.iter().filter(|query| query.id == id);
                case.queries = queries.cloned().collect();
            }
            Place::Correction(id) => {
                let corrections = self.corrections.iter().filter(|one| one.id == id);
                case.corrections = corrections.cloned().collect();
            }
        }
        case
    }

    /// Whether the field that a conflict is over is one that people choose. That of an item without
    /// an id is seen when a version of it is put in.
    fn may_choose(&self, place: Place, conflict: &Conflict) -> Result<(), String> {
        let name = conflict.field.as_str();
        if name.is_empty() || !conflict.key.is_empty() {
            return Ok(());
        }
        // The case's id stands for the draft, too.
        let draft = self.record(Place::Draft).filter(|_| place == Place::Case);
        let records = [self.record(place), draft].into_iter().flatten();
        let mut fields = records.flat_map(Fields::fields);
        match fields.find(|field| field.name == name) {
            None => Err(format!(
                "is over a field that its record does not have: `{}`",
                visible(name)
            )),
            // A draft's hash goes with its words.
            Some(field) if field.grain == Grain::Key || name == "sha256" => {
                Err(format!("is over a field that nobody chooses: `{name}`"))
            }
            Some(_) => Ok(()),
        }
    }

    /// Puts a version of what a conflict is about in its place; none: what is there goes, and a
    /// field goes back to what it is without a value.
    ///
    /// Errors: the version is not of its type, is of another record or item, or there is nothing to
    /// put it in. Then the case may be half changed.
    pub(super) fn put_version(
        &mut self,
        conflict: &Conflict,
        version: Option<&str>,
    ) -> Result<(), String> {
        let place = self.place_of(conflict.record).ok_or("its record is gone")?;
        if !conflict.key.is_empty() {
            return keyed(self, place, conflict, version);
        }
        if !conflict.field.is_empty() {
            return set(self, place, &conflict.field, version);
        }
        let key = conflict.record.as_str();
        match place {
            Place::Case | Place::Draft => {
                return Err("a case is never chosen as a whole".to_owned());
            }
            Place::Source(id) => {
                if version.is_none() {
                    self.redactions.retain(|one| one.source != id);
                }
                on_record::<Source>(&mut self.sources, id, version)
            }
            Place::Claim(id) => {
                if version.is_none() {
                    self.unlink(id);
                }
                on_record::<Claim>(&mut self.claims, id, version)
            }
            Place::Evidence(on, _) => in_list::<Evidence>(self, on, key, read(version)?),
            Place::Fix(on, _) => in_list::<Fix>(self, on, key, read(version)?),
            Place::Search(on, _) => in_list::<Search>(self, on, key, read(version)?),
            Place::Answer(on, _) => in_list::<Answer>(self, on, key, read(version)?),
            Place::Query(_) => in_list::<Query>(self, TheCase, key, read(version)?),
            Place::Correction(_) => in_list::<Correction>(self, TheCase, key, read(version)?),
        }?;
        self.sort();
        Ok(())
    }

    /// Where a whole record was chosen: keeps what people have recorded on it since the merge.
    /// Those are the fields that are as in no version, and the items that are in none; items that
    /// all versions have and the record no longer has stay away.
    ///
    /// Errors: the record was to go, and somebody has recorded something on it.
    pub(super) fn keep_later(&mut self, before: &Self, conflict: &Conflict) -> Result<(), String> {
        let is_whole = conflict.field.is_empty() && conflict.key.is_empty();
        let Some(place) = before.place_of(conflict.record).filter(|_| is_whole) else {
            return Ok(());
        };
        let mut known = Vec::new();
        let versions = [&conflict.ours, &conflict.theirs, &conflict.base];
        for version in versions.into_iter().flatten() {
            let mut case = before.alone(place);
            case.put_version(conflict, Some(version))?;
            known.push(case);
        }
        let value = |case: &Self, field: &str| case.record(place)?.value(field);
        let fields = before.record(place).map_or(&[][..], Fields::fields);
        let mut later = Vec::new();
        for field in fields {
            let now = value(before, field.name);
            let known: Vec<_> = known.iter().map(|case| value(case, field.name)).collect();
            match field.grain {
                Grain::Key => {}
                Grain::Records => {
                    let chosen = value(self, field.name);
                    let list = items_with_later(now.as_ref(), &known, chosen.as_ref());
                    later.extend(list.map(|list| (field.name, Some(list))));
                }
                Grain::Whole | Grain::Elements if known.contains(&now) => {}
                Grain::Whole | Grain::Elements => later.push((field.name, now)),
            }
        }
        if later.is_empty() {
            return Ok(());
        }
        self.change_record(place, |record| {
            let mut later = later.iter();
            later.try_for_each(|(field, value)| record.set(field, value.as_ref()))
        })
        .ok_or("somebody has recorded something on it since the merge")??;
        self.resort(place);
        Ok(())
    }

    /// Puts the lists of the record at a place, or around it, into their canonical order.
    fn resort(&mut self, place: Place) {
        if let Some(id) = place.claim() {
            self.claims.change(id, Claim::sort);
        } else if let Place::Source(id) = place {
            self.sources.change(id, Record::sort);
        } else {
            self.sort();
        }
    }

    /// Takes away every link to a claim.
    fn unlink(&mut self, id: Id<super::id::OfClaim>) {
        let links = |claim: &&Arc<Claim>| claim.links.iter().any(|link| link.to == id);
        let linking: Vec<_> = self.claims.iter().filter(links).map(|it| it.id).collect();
        for claim in linking {
            self.claims
                .change(claim, |claim| claim.links.retain(|link| link.to != id));
        }
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
    if let (Place::Draft, Some(draft)) = (place, case.draft.as_mut()) {
        let draft = Arc::make_mut(draft);
        draft.sha256 = Draft::hash(&draft.paragraphs);
    }
    case.resort(place);
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

/// Puts the version into the item, if the item is of this type: it is in the list, or the version
/// is a valid item.
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

/// Puts a version of a record in the place of the one that stands there.
fn on_record<T>(
    records: &mut OrderedMap<T>,
    id: Id<T::Kind>,
    version: Option<&str>,
) -> Result<(), String>
where
    T: Record + Clone + DeserializeOwned,
{
    let version: Option<T> = read(version)?;
    if version.as_ref().is_some_and(|version| version.id() != id) {
        return Err("it has another id".to_owned());
    }
    records.remove(id);
    records.extend(version.map(Arc::new));
    Ok(())
}

/// The items of a version with those that people have brought or changed since the merge, and
/// without those that they have taken away; none if people did neither.
fn items_with_later(
    now: Option<&Value>,
    known: &[Option<Value>],
    chosen: Option<&Value>,
) -> Option<Value> {
    fn items(list: Option<&Value>) -> &[Value] {
        list.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
    fn is_one(one: &Value, other: &Value) -> bool {
        one == other || one.get("id").is_some_and(|id| Some(id) == other.get("id"))
    }
    let now = items(now);
    let has = |list: &Option<Value>, item: &Value| items(list.as_ref()).contains(item);
    let later: Vec<&Value> = now
        .iter()
        .filter(|item| !known.iter().any(|list| has(list, item)))
        .collect();
    let is_gone = |item: &Value| {
        let was_in_all = known.iter().all(|list| has(list, item));
        known.len() > 1 && was_in_all && !now.iter().any(|there| is_one(there, item))
    };
    let is_changed = |item: &Value| later.iter().any(|later| is_one(later, item));
    let chosen = items(chosen);
    let kept: Vec<&Value> = chosen
        .iter()
        .filter(|item| !is_gone(item) && !is_changed(item))
        .collect();
    if later.is_empty() && kept.len() == chosen.len() {
        return None;
    }
    let all = kept.into_iter().chain(later).cloned().collect();
    Some(Value::Array(all))
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
