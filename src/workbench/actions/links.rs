//! Links between claims: one contradicts, repeats or updates another. Only a person sets them.

use crate::case::{ClaimId, LinkKind, ops};
use crate::text::visible;
use crate::workbench::action::Action;
use crate::workbench::event::Context;
use crate::workbench::labels;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::list::{List, Row};
use crate::workbench::template::template;

/// `L`: asks which claim to link to. Existing links come first, and choosing one removes it. Then
/// come the suggestions, then all other claims.
pub fn choose(model: &Model) -> Option<Popup> {
    let claim = model.claim()?;
    let label = |id: ClaimId| {
        let words = model
            .case()
            .claims
            .get(id)
            .map_or(String::new(), |other| visible(other.shown()).into_owned());
        format!("{} {words}", model.number(id))
    };
    let mut rows = Vec::new();
    for link in &claim.links {
        rows.push(Row::new(
            format!("remove link: {} {}", link.kind, label(link.to)),
            format!("said by {}", visible(&link.by)),
            Action::LinkAs(claim.id, link.to, link.kind),
        ));
    }
    for suggestion in model.index.suggestions.on(model.case(), claim.id) {
        rows.push(Row::new(
            format!("{}? {}", suggestion.kind, label(suggestion.to)),
            suggestion.why,
            Action::LinkAs(claim.id, suggestion.to, suggestion.kind),
        ));
    }
    for other in model.case().uncut() {
        if other.id != claim.id {
            rows.push(Row::new(
                label(other.id),
                "",
                Action::AskLink(claim.id, other.id),
            ));
        }
    }
    let title = format!("Which claim to link claim {} to?", model.number(claim.id));
    Some(List::new(title, rows).about_claim().into())
}

/// Asks for the kind of the link.
pub fn ask_kind(model: &Model, claim: ClaimId, to: ClaimId) -> Popup {
    let rows = LinkKind::ALL
        .iter()
        .map(|kind| {
            let link = Action::LinkAs(claim, to, *kind);
            Row::new(kind.name(), labels::link(*kind), link)
        })
        .collect();
    let title = format!("Claim {} … {}", model.number(claim), model.number(to));
    List::new(title, rows).about_claim().into()
}

/// Adds a link, or removes it if it exists.
pub fn link(model: &mut Model, claim: ClaimId, to: ClaimId, kind: LinkKind, cx: &mut Context<'_>) {
    let edit = ops::link(model.case(), claim, to, kind, &model.stamp(cx));
    let what = edit
        .as_ref()
        .map(|edit| edit.what.clone())
        .unwrap_or_default();
    if model.make(edit, cx) {
        let back = model.fill(template!("{undo} undoes it"));
        model.say(format!("{what}; {back}"));
    }
}
