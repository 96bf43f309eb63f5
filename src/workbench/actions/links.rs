//! How a claim bears on another: it contradicts it, repeats it, or is a later count of the same. Never set by itself.

use crate::case::{ClaimId, LinkKind, deeds};
use crate::text::{clip, visible};

use crate::workbench::model::Model;
use crate::workbench::popup::Mode;
use crate::workbench::popup::list::{Choice, Pick, Row};
use crate::workbench::template::template;
use crate::workbench::{Turn, words};

/// How much of a claim's words a row shows, in cells.
const WORDS: usize = 60;

/// `L`: on which other claim? The links that are there come first, and choosing one takes it
/// back; then what the words show.
pub fn choose(model: &mut Model, _: &mut Turn<'_>) {
    let Some(claim) = model.claim().cloned() else {
        return;
    };
    let label = |id: ClaimId| {
        let words = model.case().claims.get(id).map_or(String::new(), |other| {
            clip(&visible(other.shown()), WORDS).into_owned()
        });
        format!("{} {words}", model.number(id))
    };
    let row = |label: String, detail: String, choice| Row {
        keys: String::new(),
        label,
        detail,
        is_on: true,
        choice,
    };
    let mut rows = Vec::new();
    for link in &claim.links {
        rows.push(row(
            format!("no longer {} {}", link.kind, label(link.to)),
            format!("said by {}", visible(&link.by)),
            Choice::Link(claim.id, link.to, link.kind),
        ));
    }
    for offer in model.index.offers.on(model.case(), claim.id) {
        rows.push(row(
            format!("{}? {}", offer.kind, label(offer.to)),
            offer.why,
            Choice::Link(claim.id, offer.to, offer.kind),
        ));
    }
    for other in model.case().uncut() {
        if other.id != claim.id {
            rows.push(row(
                label(other.id),
                String::new(),
                Choice::LinkTo(claim.id, other.id),
            ));
        }
    }
    let title = format!("On which claim does {} bear?", model.number(claim.id));
    model.modes.push(Mode::Pick(Pick::new(title, rows)));
}

/// How does it bear on that one?
pub fn ask_how(model: &mut Model, claim: ClaimId, to: ClaimId) {
    let rows = LinkKind::ALL
        .iter()
        .map(|kind| Row {
            keys: String::new(),
            label: kind.name().to_owned(),
            detail: words::link(*kind).to_owned(),
            is_on: true,
            choice: Choice::Link(claim, to, *kind),
        })
        .collect();
    let title = format!("Claim {} … {}", model.number(claim), model.number(to));
    model.modes.push(Mode::Pick(Pick::new(title, rows)));
}

/// Records the link, or takes it back.
pub fn link(model: &mut Model, claim: ClaimId, to: ClaimId, kind: LinkKind, turn: &mut Turn<'_>) {
    let edit = deeds::link(model.case(), claim, to, kind, &model.stamp(turn));
    let what = edit
        .as_ref()
        .map(|edit| edit.what.clone())
        .unwrap_or_default();
    if model.make(edit, turn) {
        let back = model.fill(template!("{undo} takes it back"));
        model.say(format!("{what}; {back}"));
    }
}
