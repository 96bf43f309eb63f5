//! What something else did to the case meanwhile: the workbench goes on from that, and what of ours no longer fits is shown
//! beside what is there, until a person has said which is to stand.

use crate::case::{ClaimId, Edit};
use crate::store::{Notice, Receipt};
use crate::text::counted;

use crate::workbench::form::FormOf;
use crate::workbench::index::Filter;
use crate::workbench::key::{Code, Key};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::{Asks, Mode, Named, Yes};
use crate::workbench::template::template;
use crate::workbench::{Reread, Turn};

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
        let why = "this screen and the file have come apart: leave, and open the case again";
        model.receipts.unsaved = Some(why.to_owned());
    }
}

/// The case as the desk has it now, with what was done here since on top.
pub fn reread(model: &mut Model, reread: Reread) {
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
    model.index_anew();
    let case = model.history.case();
    model.look.marks.retain(|id| case.claims.has(*id));
    model.recall.ruled.retain(|id| case.claims.has(*id));
    model.recall.sources.retain(|id| case.sources.has(*id));
    // What came back by itself, as with a stash, is no longer offered.
    model
        .clashes
        .retain(|edit| !edit.is_in(model.history.case()));
    if model.clashes.is_empty() {
        model.modes.retain(|mode| !matches!(mode, Mode::Clash(_)));
    }
    let is_same_story = had_draft == model.case().draft;
    let gone = leave_what_is_gone(model, is_same_story);
    take_notices(model, notices, unfit);
    if let Some(words) = gone {
        // Over whatever has come in its place: a hand may still be typing to what was there.
        model.must_read(vec![words]);
        model.unseen = Some(model.now);
    }
    if is_new {
        let told = std::mem::take(&mut model.message);
        model.message = Message::new("Nobody else has the case now: it is yours to change");
        if !told.is_empty() {
            model.waiting.push_front(told);
        }
    }
}

/// Takes in what is to be told, and what of ours is to be decided on.
pub fn take_notices(model: &mut Model, notices: Vec<Notice>, unfit: Vec<Edit>) {
    let mut words = Vec::new();
    let mut clashes = unfit;
    for notice in notices {
        words.push(notice.told(model.now, &model.manner.zone));
        match notice {
            Notice::Refused(edits) => clashes.extend(edits),
            Notice::Lacking(lacks) => {
                // They bring back all that is lacking, what was offered before included.
                let earlier = std::mem::take(&mut model.offered);
                model.clashes.retain(|edit| !earlier.contains(edit));
                model.offered = lacks.lacking.edits().cloned().collect();
                clashes.extend(model.offered.iter().cloned());
            }
            _ => {}
        }
    }
    if !words.is_empty() {
        let message = Message::new(sentences(&words)).taken_in(&model.keys);
        if model.message.answers.is_some() || !model.message.is_empty() && model.manner.is_demo {
            model.waiting.push_back(message);
        } else {
            model.message = message;
        }
    }
    clashes.retain(|edit| !model.clashes.contains(edit) && !model.decided.contains(edit));
    if clashes.is_empty() {
        return;
    }
    model.clashes.extend(clashes);
    if model.modes.is_empty() {
        model.modes.push(Mode::Clash(0));
        model.unseen = Some(model.now);
    } else {
        let count = counted(model.clashes.len(), "edit");
        let shows = model.fill(template!("{clashes} shows them"));
        let words = format!("{count} of yours no longer fit: {shows}");
        model.waiting.push_back(Message::trouble(words));
    }
}

/// The same edit, claims taken whole, so that undoing it is its plain inverse in any session.
fn plainly(case: &crate::case::Case, edit: &Edit) -> Edit {
    let mut then = case.clone();
    match edit.apply(&mut then) {
        Ok(()) => Edit::restoring(case, &then, edit.what.clone(), edit.by.clone(), edit.at),
        Err(_) => edit.clone(),
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

/// Leaves forms on what is no longer there. What was typed in them is kept as after Esc. Says so, if any was left.
fn leave_what_is_gone(model: &mut Model, is_same_story: bool) -> Option<String> {
    let modes = std::mem::take(&mut model.modes);
    let (before, mut kept) = (modes.len(), 0);
    for mode in modes {
        let has = |id: &ClaimId| model.case().claims.has(*id);
        let is_there = match &mode {
            Mode::Evidence(line) => line.claims.iter().all(has),
            Mode::Credit(credits) => {
                let known = |named: &Named| match named {
                    Named::Known(id) => model.case().sources.has(*id),
                    Named::New(_) => true,
                };
                has(&credits.claim) && credits.chain.iter().all(known)
            }
            Mode::Split(split) => model
                .case()
                .claims
                .get(split.claim)
                .is_some_and(|claim| claim.text.is_char_boundary(split.at)),
            Mode::Select(_) => is_same_story,
            // A find looks at the claims as they were when it was opened, and goes to what is still there.
            Mode::Form(form) => has_record(model, &form.of),
            Mode::Prompt(prompt) => match prompt.asks {
                Asks::Wording(id) | Asks::Waiver(id, _) => has(&id),
                Asks::Claim | Asks::Initials(_) => true,
            },
            Mode::Clash(_) | Mode::Find(_) => true,
            // The rows and questions of others were made for the case as it was.
            Mode::Pick(pick) => pick.is_of_commands(),
            Mode::Ask(ask) => matches!(ask.yes, Yes::Quit | Yes::GoOn | Yes::LetGo(_)),
        };
        if is_there {
            model.modes.push(mode);
        } else {
            kept += usize::from(crate::workbench::unsent::of_mode(model, &mode).is_some());
            crate::workbench::unsent::left(model, &mode);
        }
    }
    if kept > 0 {
        Some(crate::workbench::actions::unsent::gone(model, kept))
    } else if model.modes.len() < before {
        Some("What was open here was made for the case as it was, and is closed".to_owned())
    } else {
        None
    }
}

/// Whether what a form is of is still there.
fn has_record(model: &Model, of: &FormOf) -> bool {
    let case = model.case();
    let has = |id: &ClaimId| case.claims.has(*id);
    match of {
        FormOf::NewEvidence(claims) => claims.iter().all(has),
        FormOf::Evidence(claim, item) => case
            .claims
            .get(*claim)
            .is_some_and(|claim| claim.evidence.iter().any(|there| there.id == *item)),
        FormOf::Source(id) => id.is_none_or(|id| case.sources.has(id)),
        FormOf::Ruling(claim, _) => has(claim),
        FormOf::Details | FormOf::Export(_) => true,
    }
}

/// `clashes`
pub fn clashes(model: &mut Model, _: &mut Turn<'_>) {
    model.modes.push(Mode::Clash(0));
}

/// Keys while the sides are shown: `m` lays mine over, Enter leaves what is there.
pub fn typed(model: &mut Model, at: usize, key: Key, turn: &mut Turn<'_>) {
    let last = model.clashes.len().saturating_sub(1);
    let at = at.min(last);
    match (key.code, key.latin().char()) {
        (Code::Down, _) | (_, Some('j')) => model.modes.push(Mode::Clash((at + 1).min(last))),
        (Code::Up, _) | (_, Some('k')) => model.modes.push(Mode::Clash(at.saturating_sub(1))),
        (_, Some('m')) => {
            let Some(mine) = model.clashes.get(at).cloned() else {
                return;
            };
            // Theirs who press the key, so that undo finds it.
            let by = model.person.clone().unwrap_or_default();
            let edit = mine.laid_over(model.case()).map(|edit| Edit {
                at: turn.at,
                by,
                ..edit
            });
            match edit {
                Ok(edit) if edit.changes.is_empty() => {
                    model.say("It is so already");
                    decided(model, at);
                }
                Ok(edit) => {
                    // Rulings that come back are not new: taking them out again leaves no answer to them.
                    let edit = if model.offered.contains(&mine) {
                        plainly(model.case(), &edit)
                    } else {
                        edit
                    };
                    if model.make(Ok(edit), turn) {
                        let back = model.fill(template!("{undo} takes it back"));
                        model.say(format!("Yours stands: {}; {back}", mine.what));
                        decided(model, at);
                    } else {
                        model.modes.push(Mode::Clash(at));
                    }
                }
                Err(moved) => {
                    model.message = Message::trouble(format!("That cannot be: {moved}"));
                    model.modes.push(Mode::Clash(at));
                }
            }
        }
        (Code::Enter, _) => {
            let what = model.clashes.get(at).map(|edit| edit.what.clone());
            model.say(format!(
                "What is there stands, not yours: {}",
                what.unwrap_or_default()
            ));
            decided(model, at);
        }
        _ => model.modes.push(Mode::Clash(at)),
    }
}

fn decided(model: &mut Model, at: usize) {
    if at < model.clashes.len() {
        let decided = model.clashes.remove(at);
        model.decided.push(decided);
    }
    if !model.clashes.is_empty() {
        model
            .modes
            .push(Mode::Clash(at.min(model.clashes.len() - 1)));
    }
}
