//! Claims: new ones, whom they credit, how they are worded, marked, split, joined and dropped.

use std::ops::Range;

use crate::case::deeds::{self, Credit, NewClaim, Together};
use crate::case::{ClaimId, SourceId, Span};
use crate::reading::places_to_cut;
use crate::text::{visible, words};

use crate::workbench::Turn;
use crate::workbench::actions::evidence::{proposals, source_of};
use crate::workbench::actions::reconfirm::ask_if_it_holds;
use crate::workbench::actions::report::about;
use crate::workbench::field::Field;
use crate::workbench::key::{Code, Key};
use crate::workbench::message::Message;
use crate::workbench::model::{Model, Pane};
use crate::workbench::popup::{Asks, Credits, Mode, Named, Prompt, Split};
use crate::workbench::template::template;
use crate::workbench::unsent::{offer_credits, offered};

/// `a` on the panes: typed. In the story a selection comes first.
pub fn new(model: &mut Model, _: &mut Turn<'_>) {
    let asks = Asks::Claim;
    let field = Field::line(&offered(model, asks));
    model.modes.push(Mode::Prompt(Prompt { asks, field }));
}

/// Makes a claim of words, at a place of the draft if one was chosen.
pub fn make(model: &mut Model, text: &str, span: Option<Span>, turn: &mut Turn<'_>) -> bool {
    let new = NewClaim {
        text: text.to_owned(),
        span,
        ..NewClaim::default()
    };
    let made = deeds::add_claim(model.case(), new, &model.stamp(turn), turn.mint);
    let id = made.as_ref().ok().map(|(_, id)| *id);
    let done = model.make(made.map(|(edit, _)| edit), turn);
    if let (true, Some(id)) = (done, id) {
        model.reveal(id);
        model.message = Message {
            tail: model.fill(template!("is a claim now.  {credit} credits a source.")),
            ..about(model, &[id])
        };
    }
    done
}

/// Space
pub fn mark(model: &mut Model, turn: &mut Turn<'_>) {
    let Some(id) = model.focus.claim else { return };
    if !model.look.marks.remove(&id) {
        model.look.marks.insert(id);
    }
    let marked = model.look.marks.len();
    super::navigate::down(model, turn);
    model.marks_changed();
    if marked > 0 {
        let act = model.fill(template!(
            "{confirm} {dispute} {unverified} {aside} {evidence} act on all of them, {leave} lets go"
        ));
        model.say(format!("{marked} marked: {act}"));
    }
}

/// `w`
pub fn wording(model: &mut Model, _: &mut Turn<'_>) {
    let Some(id) = model.focus.claim else { return };
    let asks = Asks::Wording(id);
    let field = Field::long(&offered(model, asks));
    model.modes.push(Mode::Prompt(Prompt { asks, field }));
}

/// A claim's words as the field for its wording opens with them.
pub fn wording_field(model: &Model, id: ClaimId) -> String {
    let shown = model
        .case()
        .claims
        .get(id)
        .map_or("", |claim| claim.shown());
    Field::long(shown).text()
}

/// Records a wording.
pub fn reword(model: &mut Model, id: ClaimId, wording: &str, turn: &mut Turn<'_>) -> bool {
    let Some(before) = model.case().claims.get(id).cloned() else {
        return false;
    };
    // A field holds no character that nobody sees: what was not changed in it is no other wording.
    if wording == wording_field(model, id) {
        model.say("The wording stays as it is");
        return true;
    }
    let one_line = wording.split_whitespace().collect::<Vec<_>>().join(" ");
    let edit = deeds::reword(model.case(), id, &one_line, &model.stamp(turn));
    let done = model.make(edit, turn);
    if done {
        model.message = Message {
            tail: "is the wording now.".to_owned(),
            ..about(model, &[id])
        };
        ask_if_it_holds(model, &before);
    }
    done
}

/// `s`
pub fn credit(model: &mut Model, _: &mut Turn<'_>) {
    let Some(claim) = model.claim() else { return };
    let opened: Vec<Named> = claim.chain().iter().copied().map(Named::Known).collect();
    let id = claim.id;
    let mut credits = Credits {
        claim: id,
        chain: opened.clone(),
        opened,
        link: 0,
        field: Field::line(""),
        at: 0,
    };
    offer_credits(model, &mut credits);
    model.modes.push(Mode::Credit(credits));
}

/// The proposals of the attribution picker: those that fit what is typed.
pub fn credit_proposals(model: &Model, credits: &Credits) -> Vec<Named> {
    let typed = credits.field.text();
    if typed.trim().is_empty() {
        let claim = model.case().claims.get(credits.claim);
        let candidates = claim.map_or(&[][..], |claim| claim.candidates());
        let sources = model.index.sources.iter().map(|(id, _)| *id);
        let others = sources.filter(|id| !candidates.contains(id));
        let all = candidates.iter().copied().chain(others);
        return all.map(Named::Known).collect();
    }
    proposals(model.case(), &typed, &[])
}

/// Keys in the attribution picker.
pub fn credit_typed(model: &mut Model, mut credits: Credits, key: Key, turn: &mut Turn<'_>) {
    let rows = credit_proposals(model, &credits);
    let is_idle = credits.field.is_empty() && credits.at == 0;
    match key.code {
        Code::Enter if is_idle => return record(model, credits, turn),
        Code::Enter | Code::Tab => {
            if let Some(named) = rows.get(row(&credits)).filter(|_| !is_idle) {
                set_link(&mut credits, named.clone());
                if key.code == Code::Enter {
                    return record(model, credits, turn);
                }
            } else if key.code == Code::Tab {
                credits.link = (credits.link + 1).min(credits.chain.len());
            }
        }
        Code::Del if credits.field.is_empty() => {
            let id = credits.claim;
            return drop_credit(model, id, turn);
        }
        Code::Backspace if credits.field.is_empty() => {
            let link = if credits.link < credits.chain.len() {
                credits.link
            } else {
                credits.chain.len().saturating_sub(1)
            };
            if link < credits.chain.len() {
                credits.chain.remove(link);
            }
            credits.link = link.min(credits.chain.len());
        }
        Code::Left if credits.field.is_empty() => credits.link = credits.link.saturating_sub(1),
        Code::Right if credits.field.is_empty() => {
            credits.link = (credits.link + 1).min(credits.chain.len());
        }
        Code::Down => {
            credits.at = (credits.at + 1).min(
                rows.len()
                    .saturating_sub(usize::from(!credits.field.is_empty())),
            );
        }
        Code::Up => credits.at = credits.at.saturating_sub(1),
        _ => {
            if credits.field.key(key) {
                credits.at = 0;
            }
        }
    }
    model.modes.push(Mode::Credit(credits));
}

/// Which of the proposals is chosen. With nothing typed the first step down goes onto the first of them; before it Enter
/// takes the chain as it is.
pub fn row(credits: &Credits) -> usize {
    if credits.field.is_empty() {
        credits.at.saturating_sub(1)
    } else {
        credits.at
    }
}

fn set_link(credits: &mut Credits, named: Named) {
    if let Some(link) = credits.chain.get_mut(credits.link) {
        *link = named;
    } else {
        credits.chain.push(named);
    }
    credits.link += 1;
    credits.field.set("");
    credits.at = 0;
}

fn record(model: &mut Model, credits: Credits, turn: &mut Turn<'_>) {
    let Some(before) = model.case().claims.get(credits.claim).cloned() else {
        return;
    };
    let same: Vec<Named> = before.chain().iter().copied().map(Named::Known).collect();
    if credits.chain.is_empty() && before.is_unsure() {
        model.say("Choose who said it; Del says that nobody did: the story says it itself");
        return model.modes.push(Mode::Credit(credits));
    }
    if credits.chain.is_empty() {
        if before.attribution.is_some() {
            drop_credit(model, credits.claim, turn);
        }
        return;
    }
    let stamp = model.stamp(turn);
    let number = model.number(credits.claim);
    let edit = if same == credits.chain {
        if before
            .attribution
            .as_ref()
            .is_some_and(|credit| !credit.suggested)
        {
            return;
        }
        deeds::accept(model.case(), credits.claim, &stamp)
    } else {
        let mut all = Together::on(model.case());
        let ids: Result<Vec<SourceId>, _> = credits
            .chain
            .iter()
            .map(|named| source_of(&mut all, named, &stamp, turn.mint))
            .collect();
        let credit = before
            .attribution
            .clone()
            .unwrap_or_else(|| crate::case::Attribution {
                cue: String::new(),
                hedge: String::new(),
                chain: Vec::new(),
                candidates: Vec::new(),
                suggested: false,
            });
        ids.and_then(|chain| {
            let credit = Credit {
                cue: credit.cue,
                hedge: credit.hedge,
                chain,
            };
            let edit = deeds::attribute(all.case(), credits.claim, credit, &stamp)?;
            all.take(edit)
        })
        .map(|()| all.edit(format!("{number} credited"), &stamp))
    };
    if model.make(edit, turn) {
        let who = model.said_by(credits.claim);
        model.go_to(Some(credits.claim));
        model.message = Message {
            tail: format!("is credited to {who}."),
            ..about(model, &[credits.claim])
        };
        ask_if_it_holds(model, &before);
    } else {
        model.modes.push(Mode::Credit(credits));
    }
}

fn drop_credit(model: &mut Model, id: ClaimId, turn: &mut Turn<'_>) {
    let edit = deeds::unattribute(model.case(), id, &model.stamp(turn));
    if model.make(edit, turn) {
        model.go_to(Some(id));
        model.message = Message {
            tail: model.fill(template!(
                "is credited to nobody now; {undo} brings it back."
            )),
            ..about(model, &[id])
        };
    }
}

/// The bytes before which a claim can be cut: the starts of its words but the first, opening marks with them.
fn cuts(text: &str) -> Vec<usize> {
    let starts = words(text).map(|Range { start, .. }| {
        let before = text.get(..start).unwrap_or_default();
        before.rfind(char::is_whitespace).map_or(0, |space| {
            let width = before.get(space..).and_then(|rest| rest.chars().next());
            space + width.map_or(0, char::len_utf8)
        })
    });
    let mut cuts: Vec<usize> = starts.filter(|at| *at > 0).collect();
    cuts.dedup();
    cuts
}

/// `|`
pub fn split(model: &mut Model, _: &mut Turn<'_>) {
    let Some(claim) = model.claim() else { return };
    let cuts = cuts(&claim.text);
    let likely = likely_cuts(model, &claim.text);
    let middle = cuts.get(cuts.len() / 2);
    let Some(at) = likely.first().or(middle).copied() else {
        return model.say("One word cannot be split");
    };
    let claim = claim.id;
    model.modes.push(Mode::Split(Split { claim, at }));
}

/// Of the places between two words the ones where a person would cut, the likeliest first.
fn likely_cuts(model: &Model, text: &str) -> Vec<usize> {
    let cuts = cuts(text);
    let places = places_to_cut(text, &model.case().language);
    // A quotation mark before the word goes with it.
    let cut = |place: usize| cuts.iter().rev().find(|at| **at <= place).copied();
    places.into_iter().filter_map(cut).collect()
}

/// Keys while a claim is being cut.
pub fn split_typed(
    model: &mut Model,
    mut split: Split,
    key: Key,
    command: Option<&str>,
    turn: &mut Turn<'_>,
) {
    let Some(claim) = model.case().claims.get(split.claim) else {
        return;
    };
    let cuts = cuts(&claim.text);
    let at = cuts
        .iter()
        .position(|at| *at == split.at)
        .unwrap_or_default();
    let to = match (key.code, key.latin().char()) {
        (Code::Enter, _) => {
            let made = deeds::split(
                model.case(),
                split.claim,
                split.at,
                &model.stamp(turn),
                turn.mint,
            );
            let before = claim_of(model, split.claim);
            if model.make(made.map(|(edit, _)| edit), turn) {
                model.go_to(Some(split.claim));
                model.message = Message {
                    tail: "and the rest are two claims now.".to_owned(),
                    ..about(model, &[split.claim])
                };
                if let Some(before) = before {
                    ask_if_it_holds(model, &before);
                }
            }
            return;
        }
        _ if command == Some("split") => {
            let likely = likely_cuts(model, &claim.text);
            let now = likely.iter().position(|at| *at == split.at);
            let next = likely.get(now.map_or(0, |now| now + 1)).or(likely.first());
            next.and_then(|next| cuts.iter().position(|at| at == next))
                .unwrap_or(at)
        }
        (Code::Left | Code::Up, _) | (_, Some('h' | 'k')) => at.saturating_sub(1),
        (Code::Right | Code::Down, _) | (_, Some('l' | 'j')) => at + 1,
        (Code::Home, _) => 0,
        (Code::End, _) => cuts.len(),
        _ => at,
    };
    if let Some(to) = cuts.get(to.min(cuts.len().saturating_sub(1))) {
        split.at = *to;
    }
    model.modes.push(Mode::Split(split));
}

fn claim_of(model: &Model, id: ClaimId) -> Option<std::sync::Arc<crate::case::Claim>> {
    model.case().claims.get(id).cloned()
}

/// `J`
pub fn join(model: &mut Model, turn: &mut Turn<'_>) {
    let Some(id) = model.focus.claim else { return };
    let next = model
        .case()
        .claims
        .place(id)
        .and_then(|place| model.case().claims.get_at(place + 1));
    let Some(next) = next.map(|claim| claim.id) else {
        return model.say("There is no claim after this one");
    };
    if model.index.row(next).is_none() {
        return model.say(model.fill(template!("The next claim is not shown: {leave} shows all")));
    }
    let before = claim_of(model, id);
    let edit = deeds::join(model.case(), id, next, &model.stamp(turn));
    if model.make(edit, turn) {
        model.go_to(Some(id));
        model.message = Message {
            tail: model.fill(template!("is one claim now; {undo} parts them.")),
            ..about(model, &[id])
        };
        if let Some(before) = before {
            ask_if_it_holds(model, &before);
        }
    }
}

/// Del in Claims.
pub fn drop(model: &mut Model, turn: &mut Turn<'_>) {
    let Some(claim) = model.claim() else { return };
    let (id, number, words) = (
        claim.id,
        model.number(claim.id),
        visible(claim.shown()).into_owned(),
    );
    let edit = deeds::drop_claim(model.case(), id, &model.stamp(turn));
    if model.make(edit, turn) {
        model.message = Message {
            head: number.to_string(),
            quote: words,
            tail: model.fill(template!("is dropped; {undo} brings it back.")),
            ..Message::default()
        };
    }
}

/// Anchors the claim where its words stand exactly once.
pub fn anchor(model: &mut Model, turn: &mut Turn<'_>) {
    let Some(id) = model.focus.claim else { return };
    let edit = deeds::anchor(model.case(), id, &model.stamp(turn));
    if model.make(edit, turn) {
        model.focus.pane = Pane::Claims;
        model.message = Message {
            tail: "stands in the story now.".to_owned(),
            ..about(model, &[id])
        };
    }
}
