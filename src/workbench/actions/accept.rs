//! Accepting suggested evidence: one item, all items of a claim, or all items of the case. After
//! that, a person may change the stance.

use crate::case::ops::{self, EditBuilder};
use crate::case::{ClaimId, Evidence, EvidenceId, Stance};
use crate::text::counted;
use crate::workbench::action::{Action, Pane};
use crate::workbench::event::Context;
use crate::workbench::message::{Choice, Message};
use crate::workbench::model::Model;

/// The suggested items that `accept` applies to. This is the item in focus in the Verdict pane. If
/// there is none, these are all items of the marked claims, or of the claim in focus.
pub fn items_to_accept(model: &Model) -> Vec<(ClaimId, EvidenceId)> {
    let Some(claim) = model.claim() else {
        return Vec::new();
    };
    if model.focus.pane == Pane::Verdict
        && let Some(item) = claim.evidence.get(model.focus.item)
        && item.suggested
    {
        return vec![(claim.id, item.id)];
    }
    let marked = model.marked();
    let claims = if marked.is_empty() {
        vec![claim.id]
    } else {
        marked
    };
    suggested_on(model, &claims)
}

/// All suggested items of the case.
pub fn all_suggested(model: &Model) -> Vec<(ClaimId, EvidenceId)> {
    let claims: Vec<ClaimId> = model.case().uncut().map(|claim| claim.id).collect();
    suggested_on(model, &claims)
}

fn suggested_on(model: &Model, claims: &[ClaimId]) -> Vec<(ClaimId, EvidenceId)> {
    let claims = claims.iter().filter_map(|id| model.case().claims.get(*id));
    let items = claims.flat_map(|claim| {
        let suggested = claim.evidence.iter().filter(|item| item.suggested);
        suggested.map(|item| (claim.id, item.id))
    });
    items.collect()
}

/// Accepts these items as one step and asks for their stance.
pub fn accept(model: &mut Model, items: &[(ClaimId, EvidenceId)], cx: &mut Context<'_>) {
    let stamp = model.stamp(cx);
    let edit = match items {
        [(claim, item)] => ops::accept_evidence(model.case(), *claim, *item, &stamp),
        items => {
            let mut claims: Vec<ClaimId> = items.iter().map(|(claim, _)| *claim).collect();
            claims.dedup();
            ops::accept_all_evidence(model.case(), &claims, &stamp)
        }
    };
    if !model.make(edit, cx) {
        return;
    }
    model.recall.attached = items.to_vec();
    report_stance(model, items, Stance::Context);
}

/// Reports the stance of the accepted items, with digits for the other stances.
fn report_stance(model: &mut Model, items: &[(ClaimId, EvidenceId)], stance: Stance) {
    let mut claims: Vec<ClaimId> = items.iter().map(|(claim, _)| *claim).collect();
    claims.dedup();
    let others = Stance::ALL.iter().filter(|other| **other != stance);
    let choices = ('1'..='9').zip(others).map(|(digit, stance)| Choice {
        digit,
        words: stance.name().to_owned(),
        action: Action::SetStance(items.to_vec(), *stance),
    });
    let choices = choices.collect();
    model.message = Message {
        tail: format!("{} accepted, as {stance}.", counted(items.len(), "item")),
        asks: "Which way?".to_owned(),
        choices,
        ..model.about(&claims)
    };
}

/// Sets the stance of these items.
pub fn set_stance(
    model: &mut Model,
    items: &[(ClaimId, EvidenceId)],
    stance: Stance,
    cx: &mut Context<'_>,
) {
    let stamp = model.stamp(cx);
    let mut builder = EditBuilder::new(model.case());
    let made = items.iter().try_for_each(|(claim, item)| {
        let change = |item: &mut Evidence| item.stance = stance;
        let edit = ops::change_evidence(builder.case(), *claim, *item, change, &stamp)?;
        builder.add(edit)
    });
    let what = format!("{}: {stance}", counted(items.len(), "evidence item"));
    let edit = made.map(|()| builder.edit(what, &stamp));
    if model.make(edit, cx) {
        model.recall.attached = items.to_vec();
        report_stance(model, items, stance);
    }
}
