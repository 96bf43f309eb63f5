//! Sources: editing, merging and dropping them, opening their links.

use std::collections::HashSet;

use crate::case::{Source, SourceId, identity, ops, similar_sources};
use crate::text::visible;
use crate::workbench::action::Action;
use crate::workbench::event::{Context, Effect};
use crate::workbench::index::Filter;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::list::{List, Row};
use crate::workbench::template::template;
use crate::workbench::view::source_name;

/// `M`: asks for the source to merge into.
pub fn ask_merge(model: &Model) -> Option<Popup> {
    let gone = model.source()?;
    let sources = model.case().sources.iter();
    let mut others: Vec<&Source> = sources.map(AsRef::as_ref).collect();
    others.retain(|source| source.id != gone.id);
    // Sources with the same identity come first, because merging them is the usual case. Then come
    // sources with a similar name: one name contains the other.
    let same = identity(gone);
    let is_same_source = |source: &Source| identity(source) == same;
    let similar = similar_sources(model.case()).into_iter();
    let similar = similar.filter(|(part, whole)| part.id == gone.id || whole.id == gone.id);
    let similar: HashSet<SourceId> = similar
        .flat_map(|(part, whole)| [part.id, whole.id])
        .collect();
    others.sort_by_key(|source| (!is_same_source(source), !similar.contains(&source.id)));
    let rows = others
        .into_iter()
        .map(|source| {
            let detail = if is_same_source(source) {
                format!("{}, the same source", source.kind)
            } else if similar.contains(&source.id) {
                format!("{}, a similar name", source.kind)
            } else {
                source.kind.name().to_owned()
            };
            let into = Action::MergeInto(gone.id, source.id);
            Row::new(visible(&source.name), detail, into)
        })
        .collect();
    let title = format!("Merge {} into", visible(&gone.name));
    Some(List::new(title, rows).into())
}

/// Merges the first source into the second.
pub fn merge_into(model: &mut Model, gone: SourceId, keep: SourceId, cx: &mut Context<'_>) {
    let (lost, kept) = (source_name(model, gone), source_name(model, keep));
    let edit = ops::merge_sources(model.case(), keep, gone, &model.stamp(cx));
    if model.make(edit, cx) {
        model.focus.source = Some(keep);
        if model.list_view.filter == Filter::Source(gone) {
            model.list_view.filter = Filter::Source(keep);
            model.arrange();
        }
        let undo = model.fill(template!("{undo} undoes it"));
        model.message = Message::new(format!("Merged {lost} into {kept}; {undo}"));
    }
}

/// `R`: asks for a source that this one relies on. Sources that are recorded already come first.
pub fn ask_relies_on(model: &Model, id: SourceId) -> Option<Popup> {
    let source = model.case().sources.get(id)?;
    let is_relied = |other: &Source| source.relies_on.contains(&other.id);
    let mut others: Vec<&Source> = model.case().sources.iter().map(AsRef::as_ref).collect();
    others.retain(|other| other.id != id);
    let dependents: HashSet<SourceId> =
        model.index.findings.graph().below(id).into_iter().collect();
    // A stable sort keeps the order by name in each half.
    others.sort_by_key(|other| !is_relied(other));
    let rows = others.into_iter().map(|other| {
        let detail = if is_relied(other) {
            "relied on: Enter removes it".to_owned()
        } else if dependents.contains(&other.id) {
            format!("relies on {} itself: a circle", visible(&source.name))
        } else {
            other.kind.name().to_owned()
        };
        let rely = Action::RelyOn(id, other.id);
        Row::new(visible(&other.name), detail, rely)
    });
    let title = format!("Who does {} rely on?", visible(&source.name));
    Some(List::new(title, rows.collect()).into())
}

/// Records that a source relies on another, or removes that. Then asks again, because there may be
/// more.
pub fn toggle_relies_on(
    model: &mut Model,
    id: SourceId,
    other: SourceId,
    cx: &mut Context<'_>,
) -> Option<Popup> {
    let (who, on) = (source_name(model, id), source_name(model, other));
    let mut is_new = false;
    let change = |source: &mut Source| {
        is_new = !source.relies_on.contains(&other);
        if is_new {
            source.relies_on.push(other);
        } else {
            source.relies_on.retain(|relied| *relied != other);
        }
    };
    let edit = ops::change_source(model.case(), id, change, &model.stamp(cx));
    if !model.make(edit, cx) {
        return None;
    }
    let what = if is_new {
        "relies on"
    } else {
        "no longer relies on"
    };
    let circle = match model.index.findings.on_source(id).next() {
        Some(_) => model.fill(template!(": a circle, {findings} shows it")),
        None => String::new(),
    };
    let back = model.fill(template!("{undo} undoes it"));
    model.say(format!("{who} {what} {on}{circle}; {back}"));
    ask_relies_on(model, id)
}

/// `Del` in Sources: drops the source in focus.
pub fn drop(model: &mut Model, cx: &mut Context<'_>) {
    let Some(source) = model.source().cloned() else {
        return;
    };
    let edit = ops::drop_source(model.case(), source.id, &model.stamp(cx));
    if model.make(edit, cx) {
        model.say(format!(
            "{} is dropped; {}",
            visible(&source.name),
            model.fill(template!("{undo} brings it back"))
        ));
    }
}

/// `o` in Sources: opens the address of the source in focus.
pub fn open_link(model: &mut Model, cx: &mut Context<'_>) {
    let Some(source) = model.source() else { return };
    let url = source.url.clone();
    // The link is passed to an external program as an argument, so only web addresses are allowed.
    if url.starts_with("https://") || url.starts_with("http://") {
        model.say(format!("Opening {}", visible(&url)));
        cx.effects.push(Effect::Open(url));
    } else {
        model.say(format!(
            "{} is not an http address, so it is not opened; {}",
            visible(&url),
            model.fill(template!("{copy} copies it"))
        ));
    }
}
