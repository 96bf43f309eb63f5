//! Takes in what another program did to the case: the workbench continues from the changed case.
//! Our edits that no longer fit are shown next to the present state, until a person has chosen a
//! side.

use crate::case::Edit;
use crate::store::{Notice, Receipt};
use crate::text::counted;
use crate::workbench::event::Reread;
use crate::workbench::index::Filter;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::ask::Ask;
use crate::workbench::popup::unapplied::Unapplied;
use crate::workbench::template::template;
use crate::workbench::unsent;

/// An edit is on disk.
pub fn stored(model: &mut Model, receipt: Receipt) {
    model.receipts.kept = model.receipts.kept.max(receipt.serial);
    model.receipts.stuck = None;
    while model
        .pending
        .front()
        .is_some_and(|step| step.serial <= receipt.serial)
    {
        model.pending.pop_front();
    }
    // What no longer fitted has been taken off here, too, or something is wrong.
    let is_known = model.receipts.unfit.contains(&receipt.serial);
    if !receipt.fits && !is_known {
        let why = "this screen is out of sync with the file: quit, and open the case again";
        model.receipts.unsaved = Some(why.to_owned());
    }
}

/// The case as the desk has it now, with what was done here since on top.
pub fn reread(model: &mut Model, popups: &mut Vec<Popup>, reread: Reread) {
    let Reread {
        mut history,
        notices,
        is_ours,
    } = reread;
    let mut unfit = Vec::new();
    for step in std::mem::take(&mut model.pending) {
        match history.follow(step) {
            Ok(step) => model.pending.push_back(step),
            Err(step) => {
                history.pass(&step);
                model.receipts.unfit.push(step.serial);
                unfit.push(step.edit);
            }
        }
    }
    let had_draft = model.case().draft.clone();
    model.history = history;
    model.history.see(model.now);
    let is_new = model.receipts.read_only.is_some() && is_ours;
    if is_new {
        model.receipts.read_only = None;
        // Nothing was done here before.
        let last = model.history.last_serial();
        (model.receipts.made, model.receipts.kept) = (last, last);
    }
    if let Filter::Source(id) = model.look.filter
        && !model.case().sources.has(id)
    {
        model.look.filter = Filter::All;
    }
    model.rebuild_index();
    let case = model.history.case();
    model.look.marks.retain(|id| case.claims.has(*id));
    model.recall.ruled.retain(|id| case.claims.has(*id));
    model.recall.sources.retain(|id| case.sources.has(*id));
    // Edits that the case has again, for instance after a stash was restored, are no longer
    // offered.
    model
        .unapplied
        .retain(|edit| !edit.is_in(model.history.case()));
    if model.unapplied.is_empty() {
        popups.retain(|popup| !matches!(popup, Popup::Unapplied(_)));
    }
    let is_same_story = had_draft == model.case().draft;
    let gone = close_stale_popups(model, popups, is_same_story);
    take_notices(model, popups, notices, unfit);
    if let Some(words) = gone {
        // Over whatever has come in its place: a hand may still be typing to what was there.
        popups.push(Ask::to_read(&words).into());
        model.unseen = Some(model.now);
    }
    if is_new {
        let earlier_message = std::mem::take(&mut model.message);
        model.message = Message::new("Nobody else has the case now: you can change it");
        if !earlier_message.is_empty() {
            model.waiting.push_front(earlier_message);
        }
    }
}

/// Shows the notices, and stores our edits that a person must decide on.
pub fn take_notices(
    model: &mut Model,
    popups: &mut Vec<Popup>,
    notices: Vec<Notice>,
    unfit: Vec<Edit>,
) {
    let mut words = Vec::new();
    let mut unapplied = unfit;
    for notice in notices {
        words.push(notice.sentence(model.now, &model.manner.zone));
        match notice {
            Notice::Refused(edits) => unapplied.extend(edits),
            Notice::Lacking(lacks) => {
                // They bring back all that is lacking, what was offered before included.
                let earlier = std::mem::take(&mut model.offered);
                model.unapplied.retain(|edit| !earlier.contains(edit));
                model.offered = lacks.lacking.edits().cloned().collect();
                unapplied.extend(model.offered.iter().cloned());
            }
            _ => {}
        }
    }
    if !words.is_empty() {
        let message = Message::new(sentences(&words)).taken_in(&model.keys);
        if model.message.asks_for_digit() || !model.message.is_empty() && model.manner.is_demo {
            model.waiting.push_back(message);
        } else {
            model.message = message;
        }
    }
    unapplied.retain(|edit| !model.unapplied.contains(edit) && !model.decided.contains(edit));
    if unapplied.is_empty() {
        return;
    }
    model.unapplied.extend(unapplied);
    if popups.is_empty() {
        popups.push(Unapplied::default().into());
        model.unseen = Some(model.now);
    } else {
        let count = counted(model.unapplied.len(), "edit");
        let shows = model.fill(template!("{conflicts} shows them"));
        let words = format!("{count} of yours no longer apply: {shows}");
        model.waiting.push_back(Message::trouble(words));
    }
}

/// What notices say, each with a capital.
fn sentences(words: &[String]) -> String {
    let with_capital = |words: &String| {
        let mut letters = words.chars();
        let first = letters.next().map(char::to_uppercase);
        first.into_iter().flatten().chain(letters).collect()
    };
    let all: Vec<String> = words.iter().map(with_capital).collect();
    all.join(". ")
}

/// Closes the popups about things that no longer exist. Their text is kept as after Esc. Returns a
/// message if any was closed.
fn close_stale_popups(
    model: &mut Model,
    popups: &mut Vec<Popup>,
    is_same_story: bool,
) -> Option<String> {
    let is_gone = |popup: &mut Popup| !popup.is_valid(model, is_same_story);
    let gone: Vec<Popup> = popups.extract_if(.., is_gone).collect();
    let is_kept = |popup: &&Popup| unsent::of_popup(model, popup).is_some();
    let kept = gone.iter().filter(is_kept).count();
    for popup in &gone {
        unsent::left(model, popup);
    }
    match (kept, gone.is_empty()) {
        (_, true) => None,
        (0, _) => Some("The case has changed, so what was open here is closed".to_owned()),
        (kept, _) => Some(unsent::gone(model, kept)),
    }
}
