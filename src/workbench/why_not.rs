//! Reasons why an action is not possible now.

use crate::workbench::action::Action;
use crate::workbench::actions::accept;
use crate::workbench::model::Model;
use crate::workbench::template::{Template, template};

/// Why this action is not possible now, with a hint. None if it is possible.
pub fn why_not(model: &Model, action: &Action) -> Option<Template> {
    let (is_impossible, why) = match action {
        _ if action.is_about_a_claim() && model.claim().is_none() => (
            true,
            template!("there is no claim here: {new-claim} makes one"),
        ),
        Action::Decide => (
            model.to_decide().is_none(),
            template!("nothing is contested here; {confirm} {dispute} {unverified} rule"),
        ),
        Action::Waive if model.analysis.is_running() => {
            (true, template!("the case is still being checked"))
        }
        Action::Waive => {
            let findings = |id| model.index.findings.on(id);
            (
                model.focus.claim.is_none_or(|id| findings(id).is_empty()),
                template!("this claim has no findings"),
            )
        }
        Action::Accept => (
            accept::items_to_accept(model).is_empty(),
            template!("no evidence is suggested here: {evidence} adds it"),
        ),
        Action::AcceptAll => (
            accept::all_suggested(model).is_empty(),
            template!("no evidence is suggested in this case: {evidence} adds it"),
        ),
        Action::Primary => (
            model.recall.attached.is_empty(),
            template!("nothing was attached just now: in Verdict, {open-item} opens an item"),
        ),
        Action::Find | Action::Filter | Action::Order => (
            model.case().claims.is_empty(),
            template!("there are no claims yet: {new-claim} makes one"),
        ),
        Action::EditSource | Action::ReliesOn | Action::MergeSource | Action::DropSource => (
            model.source().is_none(),
            template!("there is no source yet: {evidence} and {credit} add one"),
        ),
        Action::OpenLink => (
            model.source().is_none_or(|source| source.url.is_empty()),
            template!("this source has no link: {edit-source} edits it"),
        ),
        Action::OpenItem | Action::DropItem => (
            model.item_count() == 0,
            template!("this claim has no evidence and no ruling yet"),
        ),
        Action::Story | Action::Select | Action::Kind | Action::NextUncovered => (
            model.case().draft.is_none(),
            template!("this case has no story, only claims"),
        ),
        Action::Back | Action::Again => (
            model.recall.ruled.is_empty(),
            template!("nothing was ruled on yet"),
        ),
        Action::Undo => (
            model.history.last_done().is_none(),
            template!("there is nothing to undo"),
        ),
        Action::Redo => (
            model.history.last_undone().is_none(),
            template!("there is nothing to redo"),
        ),
        Action::Unsent => (
            model.unsent_input.all.is_empty(),
            template!("there is no unsent text"),
        ),
        Action::Redaction => {
            let mut sources = model.case().sources.iter();
            (
                !sources.any(|source| source.confidential),
                template!("no source is confidential; {edit-source} can make one so"),
            )
        }
        Action::Unsure => (
            !model.case().uncut().any(|claim| claim.is_unsure()),
            template!("no claim leaves it open"),
        ),
        Action::Conflicts => (
            model.unapplied.is_empty(),
            template!("there is no conflict"),
        ),
        _ => return None,
    };
    is_impossible.then_some(why)
}
