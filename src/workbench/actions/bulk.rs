//! Actions on many claims at once: the program asks for confirmation and makes one edit.

use crate::case::ops::EditBuilder;
use crate::case::{Case, ClaimId, Edit, Question, Stamp, Standing, Verdict};
use crate::error::Error;
use crate::text::counted;
use crate::workbench::action::Action;
use crate::workbench::event::Context;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::ask::Ask;
use crate::workbench::template::template;

/// Asks for confirmation before a ruling on all marked claims. The text names the claims and the
/// question.
pub fn ask_to_rule(model: &Model, question: Question, verdict: Verdict) -> Popup {
    let has = |id: &ClaimId| {
        let standings = model.index.standings(*id);
        standings.is_some_and(|at| at.on(question).is_some())
    };
    let (able, unable): (Vec<_>, Vec<_>) = model.marked().into_iter().partition(has);
    let mut words = format!(
        "{}: {} {verdict} for {} ({})?",
        question.capitals(),
        model.glyph(Standing::of(Some(verdict))),
        counted(able.len(), "marked claim"),
        model.numbers(&able)
    );
    words.push_str(&settled_note(model, &able, question));
    if !unable.is_empty() {
        let count = unable.len();
        words.push_str(&format!(
            "  Not {}: no attribution.",
            model.numbers(&unable)
        ));
        if able.is_empty() {
            words = format!(
                "None of the {} has an attribution: {}",
                counted(count, "marked claim"),
                model.fill(template!("{question} asks on FACT"))
            );
        }
    }
    let yes = Action::Rule {
        claims: able,
        question,
        verdict,
        reason: None,
    };
    ask(model, words, yes)
}

/// The popup that asks for confirmation before an action on many claims. The text names the claim
/// in focus if it is not one of them.
pub fn ask(model: &Model, mut words: String, yes: Action) -> Popup {
    if let Some(id) = model
        .focus
        .claim
        .filter(|id| !model.list_view.marks.contains(id))
    {
        words.push_str(&format!("  Not claim {} in focus.", model.number(id)));
    }
    Ask { words, yes }.into()
}

/// Applies the same op to each claim, as one edit.
pub fn apply_to_each(
    model: &Model,
    claims: &[ClaimId],
    edit_name: &str,
    cx: &Context<'_>,
    op: impl Fn(&Case, ClaimId, &Stamp<'_>) -> Result<Edit, Error>,
) -> Result<Edit, Error> {
    let stamp = model.stamp(cx);
    if let [only] = claims {
        return op(model.case(), *only, &stamp);
    }
    let mut builder = EditBuilder::new(model.case());
    for id in claims {
        let edit = op(builder.case(), *id, &stamp)?;
        builder.add(edit)?;
    }
    Ok(builder.edit(
        format!("{}: {edit_name}", counted(claims.len(), "claim")),
        &stamp,
    ))
}

/// Clears the marks after an action on the marked claims.
pub fn clear_marks(model: &mut Model) {
    if !model.list_view.marks.is_empty() {
        model.list_view.marks.clear();
        model.marks_changed();
    }
}

/// A sentence that says how many of these claims need no ruling on a question. It begins with two
/// spaces. Empty if each claim needs one.
pub fn settled_note(model: &Model, claims: &[ClaimId], question: Question) -> String {
    let is_settled = |id: &&ClaimId| {
        let standings = model.index.standings(**id);
        standings.is_some_and(|at| !at.needs_ruling(question))
    };
    match claims.iter().filter(is_settled).count() {
        0 => String::new(),
        1 => "  1 is ruled on already.".to_owned(),
        count => format!("  {count} are ruled on already."),
    }
}
