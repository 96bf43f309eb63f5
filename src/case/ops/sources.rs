//! Operations on sources: add, change, drop, merge.

use std::sync::Arc;

use super::{
    Stamp, changed, changed_source, refuse_conflicted_items, refuse_if_conflicted, refused,
    remove_duplicates, source_of,
};
use crate::case::Case;
use crate::case::between;
use crate::case::change::{Change, Edit, Swap};
use crate::case::claim::Claim;
use crate::case::id::{IdGen, SourceId};
use crate::case::ordered_map::sort_values;
use crate::case::query::Query;
use crate::case::redaction::Redaction;
use crate::case::ruling::Question;
use crate::case::source::{Reliability, Source, SourceKind, identity};
use crate::error::Error;
use crate::text::visible;

/// The input for a source. The fields are those of [`Source`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of Source")]
pub struct NewSource {
    pub name: String,
    pub kind: SourceKind,
    pub reliability: Reliability,
    pub relies_on: Vec<SourceId>,
    pub url: String,
    pub confidential: bool,
    pub aliases: Vec<String>,
    pub note: String,
}

/// Adds a source.
///
/// Errors: an empty name; a name that another source has; reliance on an unknown source.
pub fn add_source(
    case: &Case,
    new: NewSource,
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Result<(Edit, SourceId), Error> {
    let mut source = Source::new(mint.id(|id| case.sources.has(id)), new.name.trim());
    source.kind = new.kind;
    source.reliability = new.reliability;
    source.relies_on = new.relies_on;
    source.url = new.url;
    source.confidential = new.confidential;
    source.aliases = new.aliases;
    source.note = new.note;
    remove_duplicates(&mut source.relies_on);
    normalize_aliases(&mut source);
    validate(case, &source)?;
    let (what, id) = (format!("new source {}", source.name), source.id);
    let changes = vec![Change::Source(Swap::new(Arc::new(source)))];
    Ok((stamp.edit(what, changes), id))
}

/// Changes a source. Its id stays. Changing a suggested source accepts it.
pub fn change_source(
    case: &Case,
    id: SourceId,
    change: impl FnOnce(&mut Source),
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let before = source_of(case, id)?;
    let mut after = Source {
        suggested: false,
        ..Source::clone(before)
    };
    change(&mut after);
    after.id = id;
    let name = after.name.trim().to_owned();
    after.name = name;
    remove_duplicates(&mut after.relies_on);
    normalize_aliases(&mut after);
    validate(case, &after)?;
    let what = match (before.confidential, after.confidential) {
        (true, false) => format!("source {} no longer confidential", after.name),
        (false, true) => format!("source {} made confidential", after.name),
        _ => format!("source {}", after.name),
    };
    Ok(stamp.edit(what, changed_source(before, |source| *source = after)))
}

/// Normalises the aliases of a source: trimmed, sorted, no empty ones, no duplicates, not its name.
fn normalize_aliases(source: &mut Source) {
    for name in &mut source.aliases {
        *name = name.trim().to_owned();
    }
    let name = source.name.clone();
    source
        .aliases
        .retain(|alias| !alias.is_empty() && *alias != name);
    sort_values(&mut source.aliases);
}

/// Removes a source and its redaction decisions.
///
/// Errors: an unknown source; another record refers to it.
pub fn drop_source(case: &Case, id: SourceId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let source = source_of(case, id)?;
    if let Some(user) = case.referrer_of(id) {
        let name = visible(&source.name);
        return Err(refused(
            format!("{name} is still named: by {user}"),
            "remove it there, or merge it into another source instead",
        ));
    }
    refuse_if_conflicted(case, id, "the source")?;
    let decided = case.redactions.iter().filter(|one| one.source == id);
    let gone = decided.cloned().map(Swap::gone);
    let mut changes: Vec<Change> = gone.map(Change::Redaction).collect();
    changes.push(Change::Source(Swap::gone(Arc::clone(source))));
    refuse_conflicted_items(case, &changes)?;
    Ok(stamp.edit(format!("source {} dropped", source.name), changes))
}

/// Merges the source `gone` into the source `keep`. References and fields of `gone` move to `keep`;
/// its name becomes an alias. Duplicates and self-reliance are removed. Fresh rulings on *said*
/// stay fresh, since the text that they are about is the same. If both sources were a claim's only
/// candidates, `keep` becomes its attribution.
pub fn merge_sources(
    case: &Case,
    keep: SourceId,
    gone: SourceId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (kept, lost) = (source_of(case, keep)?, source_of(case, gone)?);
    if keep == gone {
        return Err(refused(
            "a source cannot be merged into itself",
            "choose another source",
        ));
    }
    refuse_if_conflicted(case, gone, "the source that goes")?;
    let moved = |ids: &mut Vec<SourceId>| {
        ids.iter_mut()
            .filter(|id| **id == gone)
            .for_each(|id| *id = keep);
        remove_duplicates(ids);
    };
    let mut changes = Vec::new();
    for source in case.sources.iter().filter(|source| source.id != gone) {
        changes.extend(changed_source(source, |after| {
            if after.id == keep {
                merge_fields(after, lost);
            }
            moved(&mut after.relies_on);
            after.relies_on.retain(|id| *id != after.id);
            sort_values(&mut after.relies_on);
            sort_values(&mut after.aliases);
        }));
    }
    for claim in case
        .claims
        .iter()
        .filter(|claim| claim.named_sources().any(|id| id == gone))
    {
        changes.extend(changed(claim, |after| {
            replace_source(after, claim, gone, keep, moved);
        }));
    }
    for query in &case.queries {
        let is_it = |id: SourceId| if id == gone { keep } else { id };
        let after = Query {
            source: query.source.map(is_it),
            behalf: query.behalf.map(is_it),
            ..query.clone()
        };
        changes.extend(between::split(&Change::Query(Swap::changed(
            query.clone(),
            after,
        ))));
    }
    changes.extend(move_redactions(case, keep, gone));
    changes.push(Change::Source(Swap::gone(Arc::clone(lost))));
    refuse_conflicted_items(case, &changes)?;
    Ok(stamp.edit(format!("{} merged into {}", lost.name, kept.name), changes))
}

/// Moves the redaction decisions of `gone` to `keep`. A decision of `keep` for the same place
/// stays.
fn move_redactions(case: &Case, keep: SourceId, gone: SourceId) -> Vec<Change> {
    let mut changes = Vec::new();
    let of_gone = || case.redactions.iter().filter(|one| one.source == gone);
    for one in of_gone() {
        changes.push(Change::Redaction(Swap::gone(one.clone())));
    }
    for one in of_gone() {
        let is_it = |other: &&Redaction| other.source == keep && other.place == one.place;
        if !case.redactions.iter().any(|other| is_it(&other)) {
            changes.push(Change::Redaction(Swap::new(Redaction {
                source: keep,
                ..one.clone()
            })));
        }
    }
    changes
}

/// Copies the fields of the source `lost` into `kept`: lists and notes are joined, other fields are
/// filled if they are empty. The result is confidential if either source was.
fn merge_fields(kept: &mut Source, lost: &Source) {
    kept.relies_on.extend(&lost.relies_on);
    kept.aliases.extend(lost.aliases.iter().cloned());
    kept.aliases.push(lost.name.clone());
    kept.aliases.retain(|alias| *alias != kept.name);
    kept.own_reporting |= lost.own_reporting;
    if kept.url.is_empty() {
        kept.url.clone_from(&lost.url);
        kept.accessed = kept.accessed.or(lost.accessed);
    }
    if kept.archived.is_empty() {
        kept.archived.clone_from(&lost.archived);
    }
    if kept.kind == SourceKind::Other {
        kept.kind = lost.kind;
    }
    if kept.reliability == Reliability::F {
        kept.reliability = lost.reliability;
    }
    for (kept, lost) in [
        (&mut kept.interest, &lost.interest),
        (&mut kept.known_to, &lost.known_to),
        (&mut kept.note, &lost.note),
    ] {
        if !lost.trim().is_empty() && lost != kept {
            let both = [kept.trim(), lost.trim()];
            let both: Vec<&str> = both.into_iter().filter(|text| !text.is_empty()).collect();
            *kept = both.join("\n");
        }
    }
    kept.confidential |= lost.confidential;
    kept.suggested &= lost.suggested;
}

fn replace_source(
    after: &mut Claim,
    before: &Claim,
    gone: SourceId,
    keep: SourceId,
    moved: impl Fn(&mut Vec<SourceId>),
) {
    for item in after.evidence.iter_mut().filter(|item| item.source == gone) {
        item.source = keep;
    }
    moved(&mut after.accused);
    if let Some(credit) = &mut after.attribution {
        moved(&mut credit.chain);
        moved(&mut credit.candidates);
        if before.candidates().len() > 1 && credit.candidates.len() == 1 {
            std::mem::swap(&mut credit.chain, &mut credit.candidates);
        }
    }
    let (was, is) = (
        before.subject_hash(Question::Said),
        after.subject_hash(Question::Said),
    );
    for ruling in after
        .rulings
        .iter_mut()
        .filter(|ruling| ruling.question == Question::Said && ruling.of == was)
    {
        ruling.of = is;
    }
}

fn validate(case: &Case, source: &Source) -> Result<(), Error> {
    if source.name.is_empty() {
        return Err(refused("a source needs a name", "say who or what it is"));
    }
    if let Some(other) = case.sources.iter().find(|other| {
        let is_same = other.name == source.name || identity(other) == identity(source);
        other.id != source.id && is_same
    }) {
        let name = visible(&other.name);
        return Err(refused(
            format!("there is a source {name} already ({})", other.id),
            "use that one, or give this one a name that tells them apart",
        ));
    }
    if source.relies_on.contains(&source.id) {
        return Err(refused(
            "a source cannot rely on itself",
            "name the source that it relies on",
        ));
    }
    source
        .relies_on
        .iter()
        .try_for_each(|id| source_of(case, *id).map(|_| ()))
}
