//! Claims: adding, attributing, rewording, marking, splitting, joining, dropping.

use crate::case::ops::{self, Credit, EditBuilder, NewClaim};
use crate::case::standing::fresh;
use crate::case::{Claim, ClaimId, Question, SourceId, Span};
use crate::text::visible;
use crate::workbench::action::{Action, NamedSource, Pane};
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::actions::attach::find_or_add_source;
use crate::workbench::actions::bulk::apply_to_each;
use crate::workbench::actions::navigate::step;
use crate::workbench::actions::reconfirm::{ask_to_reconfirm, counts_again_note};
use crate::workbench::event::Context;
use crate::workbench::field::Field;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::credit::Credit as CreditPopup;
use crate::workbench::popup::list::{List, Row};
use crate::workbench::popup::prompt::{Prompt, Purpose};
use crate::workbench::popup::split::Split;
use crate::workbench::popup::unsure::Unsure;
use crate::workbench::template::template;
use crate::workbench::view::source_name;

/// `a` on the panes: asks for the words of a new claim. In the story, `a` uses the selection.
pub fn new(model: &Model) -> Popup {
    Prompt::new(model, Purpose::Claim).into()
}

/// Creates a claim from words. If they were selected in the draft, the claim gets their span.
pub fn add(model: &mut Model, text: &str, span: Option<Span>, cx: &mut Context<'_>) -> bool {
    let new = NewClaim {
        text: text.to_owned(),
        span,
        ..NewClaim::default()
    };
    let made = ops::add_claim(model.case(), new, &model.stamp(cx), cx.mint);
    let id = made.as_ref().ok().map(|(_, id)| *id);
    let done = model.make(made.map(|(edit, _)| edit), cx);
    if let (true, Some(id)) = (done, id) {
        model.reveal(id);
        let words = model.fill(template!("is a claim now.  {credit} credits a source."));
        model.say_about(id, words);
    }
    done
}

/// Space: marks the claim in focus, or removes its mark, and moves to the next row.
pub fn mark(model: &mut Model) {
    let Some(id) = model.focus.claim else { return };
    if !model.list_view.marks.remove(&id) {
        model.list_view.marks.insert(id);
    }
    let marked = model.list_view.marks.len();
    step(model, 1);
    model.marks_changed();
    if marked > 0 {
        let act = model.fill(template!(
            "{confirm} {dispute} {unverified} {aside} {evidence} act on all of them, {leave} unmarks them"
        ));
        model.say(format!("{marked} marked: {act}"));
    }
}

/// `w`: asks for the wording of the claim.
pub fn wording(model: &Model) -> Option<Popup> {
    let id = model.focus.claim?;
    Some(Prompt::new(model, Purpose::Wording(id)).into())
}

/// Records a wording.
pub fn reword(model: &mut Model, id: ClaimId, wording: &str, cx: &mut Context<'_>) -> ActionResult {
    let Some(before) = model.case().claims.get(id).cloned() else {
        return ActionResult::Closes;
    };
    // A field cannot show invisible characters. So the new text is compared with the text that the
    // field showed. If both are equal, the wording stays as it is.
    if wording == Field::long(before.shown()).text() {
        model.say("The wording stays as it is");
        return ActionResult::Closes;
    }
    let one_line = wording.split_whitespace().collect::<Vec<_>>().join(" ");
    let edit = ops::reword(model.case(), id, &one_line, &model.stamp(cx));
    if !model.make(edit, cx) {
        return ActionResult::from(!model.message.is_trouble);
    }
    let again_hint = counts_again_note(model, &before);
    model.say_about(id, format!("is the wording now.{again_hint}"));
    ActionResult::from(ask_to_reconfirm(model, &before, &[]))
}

/// `s`: asks who said the claim in focus.
pub fn credit(model: &Model) -> Option<Popup> {
    let claim = model.claim()?;
    if claim.is_unsure() && model.person.is_none() {
        return Some(Popup::initials(model, Some("credit")));
    }
    let credit = CreditPopup::of(claim.id, claim.chain());
    Some(credit.into())
}

/// *who said it?* in the palette: lists the claims with several candidates.
pub fn unsure(model: &Model) -> ActionResult {
    ActionResult::from(Unsure::of(model).map(Popup::from))
}

/// Chooses who said claims with several candidates, as one step for undo. The list closes after the
/// last claim.
pub fn choose(
    model: &mut Model,
    claims: &[ClaimId],
    who: Option<SourceId>,
    is_last: bool,
    cx: &mut Context<'_>,
) -> ActionResult {
    let name = who.map_or_else(|| "nobody".to_owned(), |who| source_name(model, who));
    let edit = apply_to_each(
        model,
        claims,
        &format!("said by {name}"),
        cx,
        |case, id, stamp| ops::choose_credit(case, id, who, stamp),
    );
    if !model.make(edit, cx) {
        return ActionResult::Stays;
    }
    if let [only] = claims {
        model.go_to(Some(*only));
    }
    let is = if claims.len() == 1 { "is" } else { "are" };
    let undo = model.fill(template!("{undo} undoes it"));
    model.message = Message {
        tail: format!("{is} credited to {name}; {undo}."),
        ..model.about(claims)
    };
    ActionResult::from(is_last)
}

/// Sets the attribution of a claim, nearest source first.
pub fn attribute(
    model: &mut Model,
    id: ClaimId,
    chain: &[NamedSource],
    cx: &mut Context<'_>,
) -> ActionResult {
    let Some(before) = model.case().claims.get(id).cloned() else {
        return ActionResult::Closes;
    };
    let same: Vec<NamedSource> = before
        .chain()
        .iter()
        .copied()
        .map(NamedSource::Known)
        .collect();
    if chain.is_empty() && before.is_unsure() {
        model.say("A digit chooses who said it; 0: nobody, the story says it itself");
        return ActionResult::Stays;
    }
    if chain.is_empty() {
        if before.attribution.is_some() {
            unattribute(model, id, cx);
        }
        return ActionResult::Closes;
    }
    let stamp = model.stamp(cx);
    let number = model.number(id);
    let rest: Vec<ClaimId> = ops::rest_of_quotation(model.case(), &before)
        .filter(|_| same != chain)
        .map(|claim| claim.id)
        .collect();
    let edit = if same == chain {
        if before
            .attribution
            .as_ref()
            .is_some_and(|credit| !credit.suggested)
        {
            return ActionResult::Closes;
        }
        ops::accept(model.case(), id, &stamp)
    } else {
        let mut builder = EditBuilder::new(model.case());
        let ids: Result<Vec<SourceId>, _> = chain
            .iter()
            .map(|named| find_or_add_source(&mut builder, named, &stamp, cx.mint))
            .collect();
        let credit = before.attribution.as_ref();
        let said_as = credit.map(|credit| (credit.cue.clone(), credit.hedge.clone()));
        let (cue, hedge) = said_as.unwrap_or_default();
        ids.and_then(|chain| {
            let credit = Credit { cue, hedge, chain };
            let edit = ops::attribute(builder.case(), id, credit, &stamp)?;
            builder.add(edit)
        })
        .map(|()| builder.edit(format!("{number} credited"), &stamp))
    };
    if model.make(edit, cx) {
        let who = model.said_by(id);
        model.go_to(Some(id));
        let (again_hint, former) = (
            counts_again_note(model, &before),
            no_longer_credited(model, id, before.chain()),
        );
        let rest = match model.numbers(&rest) {
            none if none.is_empty() => none,
            numbers => format!("; so is the rest of the quotation, as a guess: {numbers}"),
        };
        model.say_about(
            id,
            format!("is credited to {who}{former}{rest}.{again_hint}"),
        );
        ActionResult::from(ask_to_reconfirm(model, &before, &[]))
    } else {
        ActionResult::Stays
    }
}

/// The sources of `before` that the claim does not credit any more: `, no longer to CNN`. Empty if
/// there are none.
fn no_longer_credited(model: &Model, id: ClaimId, before: &[SourceId]) -> String {
    let now = model
        .case()
        .claims
        .get(id)
        .map_or(&[][..], |claim| claim.chain());
    let former = before.iter().filter(|source| !now.contains(source));
    let names: Vec<String> = former
        .filter_map(|id| model.case().sources.get(*id))
        .map(|source| visible(&source.name).into_owned())
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(", no longer to {}", names.join(" and "))
    }
}

/// Removes the attribution of a claim.
pub fn unattribute(model: &mut Model, id: ClaimId, cx: &mut Context<'_>) {
    let edit = ops::unattribute(model.case(), id, &model.stamp(cx));
    if model.make(edit, cx) {
        model.go_to(Some(id));
        let words = model.fill(template!(
            "is credited to nobody now; {undo} brings it back."
        ));
        model.say_about(id, words);
    }
}

/// `|`: asks for the place at which the claim is split in two.
pub fn split(model: &mut Model) -> Option<Popup> {
    let split = Split::of(model);
    if split.is_none() {
        model.say("One word cannot be split");
    }
    split.map(Popup::from)
}

/// Splits a claim before this byte.
pub fn split_at(model: &mut Model, id: ClaimId, at: usize, cx: &mut Context<'_>) -> Option<Popup> {
    let before = model.case().claims.get(id).cloned()?;
    let made = ops::split(model.case(), id, at, &model.stamp(cx), cx.mint);
    if !model.make(made.map(|(edit, _)| edit), cx) {
        return None;
    }
    model.go_to(Some(id));
    let both = match model.said_by(id) {
        who if who.is_empty() => who,
        who => format!(", both credited to {who}"),
    };
    let done = if before.wording.is_empty() {
        format!("and the rest are two claims now{both}.")
    } else {
        let undo = model.fill(template!("{undo} brings it back"));
        format!(
            "and the rest are two claims now{both}, in the words of the story. The wording is gone: {undo}."
        )
    };
    model.say_about(id, &done);
    ask_to_reconfirm(model, &before, &[])
}

/// `J`: joins the claim with the next one. If their attributions differ, a person first chooses
/// one.
pub fn join(model: &mut Model, cx: &mut Context<'_>) -> Option<Popup> {
    let first = model.claim().cloned()?;
    let next = model.case().claims.place(first.id).and_then(|place| {
        let after = model.case().claims.iter().skip(place + 1);
        after.into_iter().find(|claim| !claim.is_cut()).cloned()
    });
    let Some(next) = next else {
        model.say("There is no claim after this one");
        return None;
    };
    if model.index.row(next.id).is_none() {
        model.say(model.fill(template!("The next claim is not shown: {leave} shows all")));
        return None;
    }
    let is_same = first.chain() == next.chain() && first.candidates() == next.candidates();
    // If the claims cannot be joined, report that before asking who said it.
    if is_same || ops::join(model.case(), first.id, next.id, &model.stamp(cx)).is_err() {
        return join_as(model, (first.id, next.id), first.id, cx);
    }
    let row = |claim: &Claim| {
        let who = match model.said_by(claim.id) {
            who if who.is_empty() => "nobody: the story says it itself".to_owned(),
            who => who,
        };
        let join = Action::JoinAs(first.id, next.id, claim.id);
        Row::new(who, format!("as claim {}", model.number(claim.id)), join)
    };
    let [number, other] = [first.id, next.id].map(|id| model.number(id));
    let title = format!("Claims {number} and {other} joined: who said it?");
    Some(List::new(title, vec![row(&first), row(&next)]).into())
}

/// Joins two claims. The joined claim gets the attribution of `credit_of`.
pub fn join_as(
    model: &mut Model,
    (id, next): (ClaimId, ClaimId),
    credit_of: ClaimId,
    cx: &mut Context<'_>,
) -> Option<Popup> {
    let before = model.case().claims.get(id).cloned()?;
    let of_next = model.case().claims.get(next).cloned()?;
    let edit = ops::join_as(model.case(), (id, next), credit_of, &model.stamp(cx));
    if !model.make(edit, cx) {
        return None;
    }
    model.go_to(Some(id));
    let who = if before.attribution.is_some() || of_next.attribution.is_some() {
        match model.said_by(id) {
            who if who.is_empty() => ", credited to nobody".to_owned(),
            who => format!(", credited to {who}"),
        }
    } else {
        String::new()
    };
    let undo = model.fill(template!("{undo} undoes it"));
    let opposed = opposite_verdicts(&before, &of_next);
    let rulings = opposed.iter().map(|(question, verdicts)| {
        let (on, verdicts) = (question.capitals(), verdicts.join(" and "));
        format!(" {on} had two verdicts ({verdicts}): rule again.")
    });
    let rulings = rulings.collect::<Vec<_>>().concat();
    model.say_about(id, format!("is one claim now{who}; {undo}.{rulings}"));
    let opposed: Vec<Question> = opposed.into_iter().map(|(question, _)| question).collect();
    ask_to_reconfirm(model, &before, &opposed)
}

/// The questions on which two claims have different verdicts, each with the verdicts and who gave
/// them. The joined claim keeps none of these verdicts.
fn opposite_verdicts(first: &Claim, second: &Claim) -> Vec<(Question, Vec<String>)> {
    let mut disagreements = Vec::new();
    for question in Question::ALL {
        let (of_first, of_second) = (fresh(first, *question), fresh(second, *question));
        let rulings = || of_first.iter().chain(&of_second);
        let is_alike = rulings().all(|one| rulings().all(|other| one.verdict == other.verdict));
        if is_alike || of_first.is_empty() || of_second.is_empty() {
            continue;
        }
        let mut verdicts = Vec::new();
        for ruling in rulings() {
            let verdict = format!("{}, by {}", ruling.word(), visible(&ruling.by));
            if !verdicts.contains(&verdict) {
                verdicts.push(verdict);
            }
        }
        disagreements.push((*question, verdicts));
    }
    disagreements
}

/// `Del` in Claims: drops the claim in focus.
pub fn drop(model: &mut Model, cx: &mut Context<'_>) {
    let Some(claim) = model.claim() else { return };
    let (id, number, words) = (
        claim.id,
        model.number(claim.id),
        visible(claim.shown()).into_owned(),
    );
    let edit = ops::drop_claim(model.case(), id, &model.stamp(cx));
    if model.make(edit, cx) {
        model.message = Message {
            head: number.to_string(),
            quote: words,
            tail: model.fill(template!("is dropped; {undo} brings it back.")),
            ..Message::default()
        };
    }
}

/// Anchors the claim in focus, if its words occur exactly once in the draft.
pub fn anchor(model: &mut Model, cx: &mut Context<'_>) {
    let Some(id) = model.focus.claim else { return };
    let edit = ops::anchor(model.case(), id, &model.stamp(cx));
    if model.make(edit, cx) {
        model.focus.pane = Pane::Claims;
        model.say_about(id, "is anchored in the story now.");
    }
}
