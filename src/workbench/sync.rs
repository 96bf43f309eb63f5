//! Brings the workbench up to date with a case that another program has changed. Edits that do not
//! fit the changed case are listed until the person has chosen a version.

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

/// Handles the receipt of an edit.
pub fn stored(model: &mut Model, receipt: Receipt) {
    model.receipts.recorded = model.receipts.recorded.max(receipt.serial);
    model.receipts.stuck = None;
    while model
        .pending
        .front()
        .is_some_and(|step| step.serial <= receipt.serial)
    {
        model.pending.pop_front();
    }
    // If the edit does not fit the file, it must not have fitted here either. Otherwise the screen
    // and the file differ.
    let is_known = model.receipts.unfit.contains(&receipt.serial);
    if !receipt.fits && !is_known {
        let why = "this screen is out of sync with the file: quit, and open the case again";
        model.receipts.unsaved = Some(why.to_owned());
    }
}

/// Replaces the case by the one from the store thread, and applies the pending edits to it.
pub fn reread(model: &mut Model, popups: &mut Vec<Popup>, reread: Reread) {
    let Reread {
        mut history,
        notices,
        is_ours,
    } = reread;
    let mut unfit = Vec::new();
    for step in std::mem::take(&mut model.pending) {
        match history.replay_from_copy(step) {
            Ok(step) => model.pending.push_back(step),
            Err(step) => {
                history.reserve_numbers(&step);
                model.receipts.unfit.push(step.serial);
                unfit.push(step.edit);
            }
        }
    }
    let draft_before = model.case().draft.clone();
    model.history = history;
    model.history.observe_time(model.now);
    let became_writable = model.receipts.read_only.is_some() && is_ours;
    if became_writable {
        model.receipts.read_only = None;
        // No edit has been made in this session.
        let last = model.history.last_serial();
        (model.receipts.made, model.receipts.recorded) = (last, last);
    }
    if let Filter::Source(id) = model.list_view.filter
        && !model.case().sources.has(id)
    {
        model.list_view.filter = Filter::All;
    }
    model.rebuild_index();
    let case = model.history.case();
    model.list_view.marks.retain(|id| case.claims.has(*id));
    model.recall.ruled.retain(|id| case.claims.has(*id));
    model.recall.sources.retain(|id| case.sources.has(*id));
    // Drop edits that the case contains again, for instance after a stash was restored.
    model
        .unapplied
        .retain(|edit| !edit.is_in(model.history.case()));
    if model.unapplied.is_empty() {
        popups.retain(|popup| !matches!(popup, Popup::Unapplied(_)));
    }
    let is_same_story = draft_before == model.case().draft;
    let closed_message = close_stale_popups(model, popups, is_same_story);
    take_notices(model, popups, notices, unfit);
    if let Some(words) = closed_message {
        // The text comes on top of all popups, because the person may still be typing for the
        // closed one.
        popups.push(Ask::to_read(&words).into());
        model.unseen = Some(model.now);
    }
    if became_writable {
        let earlier_message = std::mem::take(&mut model.message);
        model.message = Message::new("Nobody else has the case now: you can change it");
        if !earlier_message.is_empty() {
            model.waiting.push_front(earlier_message);
        }
    }
}

/// Shows the notices, and lists the edits that the person must decide on.
pub fn take_notices(
    model: &mut Model,
    popups: &mut Vec<Popup>,
    notices: Vec<Notice>,
    unfit: Vec<Edit>,
) {
    let mut words = Vec::new();
    let mut unapplied = unfit;
    for notice in notices {
        words.push(notice.sentence(model.now, &model.prefs.zone));
        match notice {
            Notice::Refused(edits) => unapplied.extend(edits),
            Notice::Missing(lost) => {
                // These edits restore everything that is lost, including what the earlier ones
                // would restore.
                let earlier = std::mem::take(&mut model.offered);
                model.unapplied.retain(|edit| !earlier.contains(edit));
                model.offered = lost.missing.edits().cloned().collect();
                unapplied.extend(model.offered.iter().cloned());
            }
            _ => {}
        }
    }
    if !words.is_empty() {
        let message = Message::new(sentences(&words)).prepared(&model.keys);
        if model.message.asks_for_digit() || !model.message.is_empty() && model.prefs.is_demo {
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

/// The sentences of notices, each with a capital.
fn sentences(words: &[String]) -> String {
    let with_capital = |words: &String| {
        let mut letters = words.chars();
        let first = letters.next().map(char::to_uppercase);
        first.into_iter().flatten().chain(letters).collect()
    };
    let capitalised: Vec<String> = words.iter().map(with_capital).collect();
    capitalised.join(". ")
}

/// Closes popups whose record does not exist any more. Stores their text as Esc does. Returns a
/// message if a popup was closed.
fn close_stale_popups(
    model: &mut Model,
    popups: &mut Vec<Popup>,
    is_same_story: bool,
) -> Option<String> {
    let is_gone = |popup: &mut Popup| !popup.is_valid(model, is_same_story);
    let closed: Vec<Popup> = popups.extract_if(.., is_gone).collect();
    let has_text = |popup: &&Popup| unsent::of_popup(model, popup).is_some();
    let with_text = closed.iter().filter(has_text).count();
    for popup in &closed {
        unsent::keep_on_close(model, popup);
    }
    match (with_text, closed.is_empty()) {
        (_, true) => None,
        (0, _) => Some("The case has changed, so what was open here is closed".to_owned()),
        (count, _) => Some(unsent::gone_message(model, count)),
    }
}
