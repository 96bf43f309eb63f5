//! Attaches an item of evidence to one or more claims, as one edit. The evidence line and the form
//! both use this.

use crate::case::ops::{self, EditBuilder, NewEvidence, NewSource};
use crate::case::{
    Case, Change, Claim, ClaimId, Date, Edit, Evidence, EvidenceId, IdGen, Nature, Question,
    SourceId, Stamp, Timestamp, source_named,
};
use crate::error::Error;
use crate::text::counted;
use crate::workbench::action::{Item, NamedSource, UsedSource};
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::event::Context;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::evidence::nature;
use crate::workbench::template::template;
use crate::workbench::view::source_name;

/// The evidence for one of the claims of an item.
fn new_item(item: &Item, claim: Option<&Claim>, source: SourceId, today: Date) -> NewEvidence {
    let nature = item
        .nature
        .unwrap_or_else(|| nature(claim, source, item.question));
    NewEvidence {
        nature,
        quote: item.quote.clone(),
        url: item.url.clone(),
        accessed: (!item.url.is_empty()).then_some(today),
        ..NewEvidence::new(source, item.question, item.stance)
    }
}

/// The local date of a time.
pub fn local_date(at: Timestamp, zone: &jiff::tz::TimeZone) -> Date {
    at.instant().to_zoned(zone.clone()).date().into()
}

/// Whether a claim already has this item: the same source, question, quote, locator and address.
pub fn has_item(claim: &Claim, new: &NewEvidence) -> bool {
    claim.items().any(|item| {
        item.source == new.source
            && item.question == new.question
            && item.quote.trim() == new.quote.trim()
            && item.locator.trim() == new.locator.trim()
            && item.url.trim() == new.url.trim()
    })
}

/// The message if every claim already has the item.
pub fn already_attached(model: &Model, source: SourceId, question: Question) -> String {
    let name = source_name(model, source);
    let is_it = |item: &&Evidence| item.source == source && item.question == question;
    // The message names the stance, because the person may want to change it.
    let existing = model
        .claim()
        .and_then(|claim| claim.evidence.iter().find(is_it));
    let stance = existing.map_or_else(String::new, |item| format!(", as {}", item.stance));
    format!(
        "{name} is attached on {} already{stance}: nothing is attached twice",
        question.capitals()
    )
}

/// Attaches an item and reports it. A new source is created.
pub fn attach(model: &mut Model, item: &Item, cx: &mut Context<'_>) -> ActionResult {
    if model.person.is_none() {
        let what = format!("Evidence on claim {}", model.numbers(&item.claims));
        return ActionResult::OpensAbove(Popup::initials_before(model, &what));
    }
    let today = local_date(cx.at, &model.prefs.zone);
    let lacks =
        |id: &ClaimId| match &item.source {
            NamedSource::New(_) => true,
            NamedSource::Known(source) => model.case().claims.get(*id).is_some_and(|claim| {
                !has_item(claim, &new_item(item, Some(claim), *source, today))
            }),
        };
    let claims: Vec<ClaimId> = item.claims.iter().copied().filter(lacks).collect();
    if let (true, NamedSource::Known(source)) = (claims.is_empty(), &item.source) {
        // Every claim already has this item: nothing is attached, and the line stays open.
        model.notice = already_attached(model, *source, item.question);
        return ActionResult::Stays;
    }
    let edit_name = format!("{} evidence", item.question.capitals());
    let new = |claim: Option<&Claim>, source| new_item(item, claim, source, today);
    let (source, edit) = match add_to_each(model, &claims, &item.source, new, &edit_name, cx) {
        Ok(made) => made,
        Err(refusal) => {
            model.refuse(&refusal);
            return refused(model);
        }
    };
    let items = added_items(&edit);
    if !model.make(Ok(edit), cx) {
        return refused(model);
    }
    let shown = UsedSource {
        source,
        stance: item.stance,
        nature: item.nature,
    };
    remember(model, shown, &claims);
    model.recall.attached = items;
    report_attached(model, &claims, item.claims.len() - claims.len());
    ActionResult::Closes
}

/// The edit that adds an item to each of these claims. A new source is created. `edit_name` names the
/// edit if there are several claims.
pub fn add_to_each(
    model: &Model,
    claims: &[ClaimId],
    named: &NamedSource,
    new: impl Fn(Option<&Claim>, SourceId) -> NewEvidence,
    edit_name: &str,
    cx: &mut Context<'_>,
) -> Result<(SourceId, Edit), Error> {
    let stamp = model.stamp(cx);
    let mut builder = EditBuilder::new(model.case());
    let source = find_or_add_source(&mut builder, named, &stamp, cx.mint)?;
    let mut what = format!("{}: {edit_name}", counted(claims.len(), "claim"));
    for id in claims {
        let claim = builder.case().claims.get(*id).map(AsRef::as_ref);
        let new = new(claim, source);
        let edit = ops::add_evidence(builder.case(), *id, new, &stamp, cx.mint)?;
        if claims.len() == 1 {
            what.clone_from(&edit.what);
        }
        builder.add(edit)?;
    }
    Ok((source, builder.edit(what, &stamp)))
}

/// Moves the message that was just set into the popup, as the reason why the popup refuses.
pub fn refused(model: &mut Model) -> ActionResult {
    ActionResult::Refuses("", std::mem::take(&mut model.message).tail)
}

/// Remembers the source of the attached item, for the digit `0` and for the command that repeats a
/// ruling.
pub fn remember(model: &mut Model, shown: UsedSource, claims: &[ClaimId]) {
    model.recall.used(shown.source);
    model.recall.last = Some(shown);
    let last = model.recall.ruled.last();
    if claims.iter().any(|id| last == Some(id)) {
        model.recall.evidence = Some(shown);
    }
}

/// The items that an edit adds.
pub fn added_items(edit: &Edit) -> Vec<(ClaimId, EvidenceId)> {
    let added = |change: &Change| match change {
        Change::Evidence(claim, swap) => Some((*claim, swap.after.as_ref()?.id)),
        _ => None,
    };
    edit.changes.iter().filter_map(added).collect()
}

/// Reports the item that was just attached, and offers to switch between primary and secondary.
/// `had`: the number of claims that had the item before.
pub fn report_attached(model: &mut Model, claims: &[ClaimId], had: usize) {
    let item = model.recall.attached.first().and_then(|(claim, id)| {
        let claim = model.case().claims.get(*claim)?;
        claim.evidence.iter().find(|item| item.id == *id).cloned()
    });
    let Some(item) = item else { return };
    let other = match item.nature {
        Nature::Primary => Nature::Secondary,
        Nature::Secondary => Nature::Primary,
    };
    let had = match had {
        0 => String::new(),
        had => format!(" {} had it already.", counted(had, "claim")),
    };
    model.message = Message {
        tail: format!(
            "{} {}: {}, {}, attached.{had}",
            item.question.capitals(),
            item.stance,
            source_name(model, item.source),
            item.nature
        ),
        asks: match other {
            Nature::Primary => model.fill(template!("{primary} primary")),
            Nature::Secondary => model.fill(template!("{primary} secondary")),
        },
        ..model.about(claims)
    };
}

/// `p`: switches the items that were just attached between primary and secondary.
pub fn primary(model: &mut Model, cx: &mut Context<'_>) {
    let attached = model.recall.attached.clone();
    let nature_of = |case: &Case, (claim, id): &(ClaimId, EvidenceId)| {
        let claim = case.claims.get(*claim)?;
        let item = claim.evidence.iter().find(|item| item.id == *id)?;
        Some(item.nature)
    };
    let first = attached
        .first()
        .and_then(|item| nature_of(model.case(), item));
    let to = match first {
        Some(Nature::Secondary) => Nature::Primary,
        Some(Nature::Primary) => Nature::Secondary,
        None => return,
    };
    let stamp = model.stamp(cx);
    let mut builder = EditBuilder::new(model.case());
    let mut made: Result<(), Error> = Ok(());
    for item in &attached {
        if nature_of(builder.case(), item).is_none_or(|nature| nature == to) {
            continue;
        }
        made = made.and_then(|()| {
            let (claim, id) = *item;
            let change = |item: &mut Evidence| item.nature = to;
            let edit = ops::change_evidence(builder.case(), claim, id, change, &stamp)?;
            builder.add(edit)
        });
    }
    let claims: Vec<ClaimId> = attached.iter().map(|(claim, _)| *claim).collect();
    let what = match claims.as_slice() {
        [id] => format!("{} evidence {to}", model.number(*id)),
        claims => format!("{}: evidence {to}", counted(claims.len(), "claim")),
    };
    let edit = made.map(|()| builder.edit(what, &stamp));
    if model.make(edit, cx) {
        let recall = &mut model.recall;
        let last = recall.last.map(|shown| shown.source);
        for shown in [&mut recall.last, &mut recall.evidence] {
            if let Some(shown) = shown
                && Some(shown.source) == last
            {
                shown.nature = Some(to);
            }
        }
        report_attached(model, &claims, 0);
    }
}

/// The source that a name refers to. Creates the source if there is none.
pub fn find_or_add_source(
    builder: &mut EditBuilder,
    named: &NamedSource,
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Result<SourceId, Error> {
    match named {
        NamedSource::Known(id) => Ok(*id),
        NamedSource::New(name) => {
            if let Some(source) = source_named(builder.case(), name) {
                return Ok(source.id);
            }
            let new = NewSource {
                name: name.clone(),
                ..NewSource::default()
            };
            let (edit, id) = ops::add_source(builder.case(), new, stamp, mint)?;
            builder.add(edit)?;
            Ok(id)
        }
    }
}
