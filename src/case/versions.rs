//! The versions in a conflict: whether each is valid in the case, and how to apply the chosen one.

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
    /// Why a conflict is invalid: its record has no such field or item, or one of its versions has
    /// the wrong type or refers to a missing record. The text is the end of a sentence: "the
    /// conflict" and `has a version that …`. `None` if the conflict is valid, or if its own record
    /// is missing: that is reported with all other references.
    pub fn conflict_error(&self, conflict: &Conflict) -> Option<String> {
        let place = self.place_of(conflict.record)?;
        let with_record_only = self.with_only_the_record_at(place);
        if let Err(why) = with_record_only.check_choosable(place, conflict) {
            return Some(why);
        }
        let versions = [&conflict.ours, &conflict.theirs, &conflict.base];
        versions.into_iter().flatten().find_map(|version| {
            let mut with_version = with_record_only.clone();
            if let Err(why) = with_version.put_version(conflict, Some(version)) {
                let of = match conflict.field.as_str() {
                    "" => "its record".to_owned(),
                    field => format!("`{}`", visible(field)),
                };
                return Some(format!(
                    "has a version that is no valid value of {of}: {}",
                    visible(&why)
                ));
            }
            let missing = with_version
                .references()
                .find(|named| !self.has(named.what))?
                .what;
            Some(format!(
                "has a version that names a {} that is not in the case: {missing}",
                missing.word()
            ))
        })
    }

    /// A case with only the record at a place. A version can be tried in it without copying the
    /// whole case.
    fn with_only_the_record_at(&self, place: Place) -> Self {
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

    /// Whether people can choose the field of a conflict. Fields of items without an id are checked
    /// later, when a version is applied.
    fn check_choosable(&self, place: Place, conflict: &Conflict) -> Result<(), String> {
        let name = conflict.field.as_str();
        if name.is_empty() || !conflict.key.is_empty() {
            return Ok(());
        }
        // A conflict about the draft has the id of the case as its record.
        let draft = self.record(Place::Draft).filter(|_| place == Place::Case);
        let records = [self.record(place), draft].into_iter().flatten();
        let mut fields = records.flat_map(Fields::fields);
        match fields.find(|field| field.name == name) {
            None => Err(format!(
                "is about a field that its record does not have: `{}`",
                visible(name)
            )),
            // The hash of a draft follows from its text.
            Some(field) if field.grain == Grain::Key || name == "sha256" => Err(format!(
                "is about a field that is never in conflict: `{name}`"
            )),
            Some(_) => Ok(()),
        }
    }

    /// Applies a version in a conflict. None removes the item or record, or resets the field.
    ///
    /// Errors: the version has the wrong type, or belongs to another record or item; its record is
    /// gone. After an error the case may be partly changed.
    pub(super) fn put_version(
        &mut self,
        conflict: &Conflict,
        version: Option<&str>,
    ) -> Result<(), String> {
        let place = self.place_of(conflict.record).ok_or("its record is gone")?;
        if !conflict.key.is_empty() {
            return put_keyed_item(self, place, conflict, version);
        }
        if !conflict.field.is_empty() {
            return set_field(self, place, &conflict.field, version);
        }
        let key = conflict.record.as_str();
        match place {
            Place::Case | Place::Draft => {
                return Err("the conflict names no field of the case".to_owned());
            }
            Place::Source(id) => {
                if version.is_none() {
                    self.redactions.retain(|one| one.source != id);
                }
                put_record::<Source>(&mut self.sources, id, version)
            }
            Place::Claim(id) => {
                if version.is_none() {
                    self.remove_links_to(id);
                }
                put_record::<Claim>(&mut self.claims, id, version)
            }
            Place::Evidence(on, _) => {
                put_in_list::<Evidence>(self, on, key, parse_version(version)?)
            }
            Place::Fix(on, _) => put_in_list::<Fix>(self, on, key, parse_version(version)?),
            Place::Search(on, _) => put_in_list::<Search>(self, on, key, parse_version(version)?),
            Place::Answer(on, _) => put_in_list::<Answer>(self, on, key, parse_version(version)?),
            Place::Query(_) => put_in_list::<Query>(self, TheCase, key, parse_version(version)?),
            Place::Correction(_) => {
                put_in_list::<Correction>(self, TheCase, key, parse_version(version)?)
            }
        }?;
        self.sort();
        Ok(())
    }

    /// After a whole record was chosen: keeps what people have recorded on the record since the
    /// merge. These are field values and items that are in no version. Items that are in all
    /// versions, but were removed from the record since, stay removed.
    ///
    /// Errors: the choice removed the record, and somebody has recorded something on it since the
    /// merge.
    pub(super) fn keep_later(&mut self, before: &Self, conflict: &Conflict) -> Result<(), String> {
        let is_whole = conflict.field.is_empty() && conflict.key.is_empty();
        let Some(place) = before.place_of(conflict.record).filter(|_| is_whole) else {
            return Ok(());
        };
        let mut known = Vec::new();
        let versions = [&conflict.ours, &conflict.theirs, &conflict.base];
        for version in versions.into_iter().flatten() {
            let mut case = before.with_only_the_record_at(place);
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

    /// Sorts the lists of the record at a place, or the lists that contain the record.
    fn resort(&mut self, place: Place) {
        if let Some(id) = place.claim() {
            self.claims.change(id, Claim::sort);
        } else if let Place::Source(id) = place {
            self.sources.change(id, Record::sort);
        } else {
            self.sort();
        }
    }

    /// Removes every link to a claim.
    fn remove_links_to(&mut self, id: Id<super::id::OfClaim>) {
        let links = |claim: &&Arc<Claim>| claim.links.iter().any(|link| link.to == id);
        let linking: Vec<_> = self.claims.iter().filter(links).map(|it| it.id).collect();
        for claim in linking {
            self.claims
                .change(claim, |claim| claim.links.retain(|link| link.to != id));
        }
    }
}

/// Sets a field of the record at a place. If the case has no such field, sets it in the draft.
fn set_field(
    case: &mut Case,
    place: Place,
    field: &str,
    version: Option<&str>,
) -> Result<(), String> {
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

/// Applies a version of an item that has no id, or of one of its fields.
fn put_keyed_item(
    case: &mut Case,
    place: Place,
    conflict: &Conflict,
    version: Option<&str>,
) -> Result<(), String> {
    let put = match place {
        Place::Claim(id) => put_item::<Ruling>(case, id, conflict, version)
            .or_else(|| put_item::<Link>(case, id, conflict, version))
            .or_else(|| put_item::<Waiver>(case, id, conflict, version))
            .or_else(|| put_item::<Earlier>(case, id, conflict, version)),
        Place::Case => put_item::<SignOff>(case, TheCase, conflict, version)
            .or_else(|| put_item::<Redaction>(case, TheCase, conflict, version))
            .or_else(|| put_item::<Revision>(case, TheCase, conflict, version)),
        _ => None,
    };
    put.unwrap_or_else(|| Err("its item is gone".to_owned()))
}

/// Applies the version if the item is of type `T`: the list has the item, or a version can be
/// parsed as one. `None` if the item is of another type.
fn put_item<T: Item + DeserializeOwned>(
    case: &mut Case,
    owner: T::Owner,
    conflict: &Conflict,
    version: Option<&str>,
) -> Option<Result<(), String>> {
    let has_key = |item: &T| item.key() == conflict.key;
    let present = T::list(case, owner)?
        .iter()
        .find(|one| has_key(one))
        .cloned();
    let after = if conflict.field.is_empty() {
        let mut versions = [&conflict.ours, &conflict.theirs].into_iter().flatten();
        let is_a_version = |text: &String| ron::from_str::<T>(text).is_ok_and(|it| has_key(&it));
        if present.is_none() && !versions.any(is_a_version) {
            return None;
        }
        parse_version(version)
    } else {
        with_field(present?, &conflict.field, version).map(Some)
    };
    Some(after.and_then(|after| put_in_list::<T>(case, owner, &conflict.key, after)))
}

fn with_field<T: Fields>(mut item: T, field: &str, version: Option<&str>) -> Result<T, String> {
    let value = version.map(|text| item.parse(field, text)).transpose()?;
    item.set(field, value.as_ref())?;
    Ok(item)
}

fn parse_version<T: DeserializeOwned>(version: Option<&str>) -> Result<Option<T>, String> {
    let read = |text| ron::from_str(text).map_err(|error| error.to_string());
    version.map(read).transpose()
}

/// Replaces a record by another version of it, or removes it.
fn put_record<T>(
    records: &mut OrderedMap<T>,
    id: Id<T::Kind>,
    version: Option<&str>,
) -> Result<(), String>
where
    T: Record + Clone + DeserializeOwned,
{
    let version: Option<T> = parse_version(version)?;
    if version.as_ref().is_some_and(|version| version.id() != id) {
        return Err("it has another id".to_owned());
    }
    records.remove(id);
    records.extend(version.map(Arc::new));
    Ok(())
}

/// The items of the chosen version, plus the items that people have added or changed since the
/// merge, minus those that they have removed. `None` if there are no such changes.
fn items_with_later(
    now: Option<&Value>,
    known: &[Option<Value>],
    chosen: Option<&Value>,
) -> Option<Value> {
    fn items(list: Option<&Value>) -> &[Value] {
        list.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
    fn is_same(one: &Value, other: &Value) -> bool {
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
        known.len() > 1 && was_in_all && !now.iter().any(|present| is_same(present, item))
    };
    let is_changed = |item: &Value| later.iter().any(|later| is_same(later, item));
    let chosen = items(chosen);
    let unchanged: Vec<&Value> = chosen
        .iter()
        .filter(|item| !is_gone(item) && !is_changed(item))
        .collect();
    if later.is_empty() && unchanged.len() == chosen.len() {
        return None;
    }
    let items = unchanged.into_iter().chain(later).cloned().collect();
    Some(Value::Array(items))
}

/// Replaces the item with this key by another version of it, or removes it.
fn put_in_list<T: Item>(
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
