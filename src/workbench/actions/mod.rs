//! Performing actions. One file for each subject; [`perform`] maps each action to its function.

pub mod accept;
pub mod action_result;
pub mod analysis;
mod aside;
mod attach;
mod bulk;
mod claims;
mod evidence;
mod findings;
mod forms;
pub mod jobs;
mod links;
mod lists;
mod navigate;
mod program;
mod reconfirm;
mod redaction;
pub mod report;
mod rule;
mod sources;
mod story;
mod unapplied;
mod unsent;

use crate::workbench::action::{Action, Pane};
use crate::workbench::commands::{Command, Place};
use crate::workbench::event::{Context, Effect};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::unapplied::Unapplied;
use crate::workbench::why_not::why_not;

use action_result::ActionResult;

pub use navigate::step;

/// Runs a command, or says why it is not possible now.
pub fn run(model: &mut Model, command: &'static Command, cx: &mut Context<'_>) -> ActionResult {
    if let Some(why) = why_not(model, &command.action) {
        let why = model.fill(why);
        model.message = Message::trouble(format!("Not now ({}): {why}", command.name()));
    } else if command.changes && model.is_read_only() {
        // `is_read_only` has shown the reason.
    } else if command.needs_person && model.person.is_none() {
        return ActionResult::Opens(Popup::initials(model, Some(command.id)));
    } else {
        return perform(model, command.action.clone(), cx);
    }
    ActionResult::Closes
}

/// Carries out an action.
#[expect(clippy::too_many_lines, reason = "one line an action")]
pub fn perform(model: &mut Model, action: Action, cx: &mut Context<'_>) -> ActionResult {
    match action {
        Action::Verdict(verdict) => return rule::verdict(model, verdict, cx),
        Action::OtherQuestion => rule::other_question(model),
        Action::Aside => return aside::aside(model, cx),
        Action::Back => rule::back(model),
        Action::Again => return rule::again(model, cx),
        Action::MyRuling => return rule::my_ruling(model),
        Action::Decide => return rule::decide(model),
        Action::Undo => program::undo_or_redo(model, false, cx),
        Action::Redo => program::undo_or_redo(model, true, cx),
        Action::AskToRule(question, verdict) => {
            return ActionResult::Opens(bulk::ask_to_rule(model, question, verdict));
        }
        Action::Rule { claims, .. } if claims.is_empty() => {}
        Action::Rule {
            claims,
            question,
            verdict,
            reason,
        } => rule::rule_on(model, &claims, question, verdict, reason, cx),
        Action::SetAside(claims, reason) => aside::set_aside(model, &claims, reason, cx),
        Action::Reconfirm(claim, questions) => reconfirm::reconfirm(model, claim, &questions, cx),

        Action::Evidence => return ActionResult::from(evidence::open_line(model, "", "")),
        Action::Paste(text) => return ActionResult::from(evidence::handle_paste(model, &text)),
        Action::Attach(item) => return attach::attach(model, &item, cx),
        Action::AllFields(item) => return ActionResult::Opens(forms::new_evidence(model, &item)),
        Action::Accept => accept::accept(model, &accept::items_to_accept(model), cx),
        Action::AcceptAll => accept::accept(model, &accept::all_suggested(model), cx),
        Action::SetStance(items, stance) => accept::set_stance(model, &items, stance, cx),
        Action::Primary => attach::primary(model, cx),
        Action::OpenItem => return ActionResult::from(evidence::open_item(model)),
        Action::DropItem => evidence::drop_item(model, cx),
        Action::EditSource => return ActionResult::Opens(forms::source(model, model.focus.source)),
        Action::NewSource => return ActionResult::Opens(forms::source(model, None)),
        Action::ReliesOn => {
            let source = model.focus.source;
            return ActionResult::from(source.and_then(|id| sources::ask_relies_on(model, id)));
        }
        Action::RelyOn(source, on) => {
            return ActionResult::from(sources::toggle_relies_on(model, source, on, cx));
        }
        Action::MergeSource => return ActionResult::from(sources::ask_merge(model)),
        Action::MergeInto(gone, keep) => sources::merge_into(model, gone, keep, cx),
        Action::OpenLink => sources::open_link(model, cx),
        Action::DropSource => sources::drop(model, cx),
        Action::Record(form) => return forms::record(model, &form, cx),

        Action::NewClaim => return ActionResult::Opens(claims::new(model)),
        Action::MakeClaim(text, span) => {
            return ActionResult::from(claims::add(model, &text, span, cx));
        }
        Action::Credit => return ActionResult::from(claims::credit(model)),
        Action::Attribute(claim, chain) => return claims::attribute(model, claim, &chain, cx),
        Action::Choose {
            claims,
            who,
            is_last,
        } => return claims::choose(model, &claims, who, is_last, cx),
        Action::Unattribute(claim) => claims::unattribute(model, claim, cx),
        Action::Wording => return ActionResult::from(claims::wording(model)),
        Action::Reword(claim, words) => return claims::reword(model, claim, &words, cx),
        Action::Mark => claims::mark(model),
        Action::Split => return ActionResult::from(claims::split(model)),
        Action::SplitAt(claim, at) => {
            return ActionResult::from(claims::split_at(model, claim, at, cx));
        }
        Action::Join => return ActionResult::from(claims::join(model, cx)),
        Action::JoinAs(first, next, as_in) => {
            return ActionResult::from(claims::join_as(model, (first, next), as_in, cx));
        }
        Action::DropClaim => claims::drop(model, cx),
        Action::Anchor => claims::anchor(model, cx),
        Action::Link => return ActionResult::from(links::choose(model)),
        Action::AskLink(claim, to) => {
            return ActionResult::Opens(links::ask_kind(model, claim, to));
        }
        Action::LinkAs(claim, to, kind) => links::link(model, claim, to, kind, cx),
        Action::Findings => return ActionResult::from(findings::findings(model)),
        Action::GoToFinding(place) => return ActionResult::from(findings::go_to(model, place)),
        Action::Waive => return ActionResult::from(findings::waive(model, cx)),
        Action::AskWaiver(claim, standard) => {
            return ActionResult::from(findings::ask_why(model, claim, standard, cx));
        }
        Action::WaiveFor(claim, standard, why) => {
            return ActionResult::from(findings::record_waiver(model, claim, standard, &why, cx));
        }

        Action::Story => story::toggle_story(model),
        Action::Select => return ActionResult::Opens(story::select(model)),
        Action::Kind => return ActionResult::Opens(story::kind(model)),
        Action::AskParagraphKind(paragraph) => {
            return ActionResult::Opens(story::ask_paragraph_kind(model, paragraph));
        }
        Action::SetParagraphKind(paragraph, part) => {
            story::set_paragraph_kind(model, paragraph, part, cx);
        }
        Action::NextUncovered => return ActionResult::from(story::next_uncovered(model)),
        Action::UncoveredFrom(paragraph, byte) => {
            return story::uncovered_from(model, paragraph, byte);
        }

        Action::Move(stride, way) => navigate::stride(model, stride, way),
        Action::Next => navigate::next(model, false),
        Action::Previous => navigate::next(model, true),
        Action::NextPane => navigate::next_pane(model, false),
        Action::PreviousPane => navigate::next_pane(model, true),
        Action::Sources => navigate::sources(model),
        Action::VerdictPane => model.focus.pane = Pane::Verdict,
        Action::Find => return ActionResult::Opens(lists::find(model, cx)),
        Action::Search(query) => {
            cx.effects.push(Effect::Find(query));
            return ActionResult::Stays;
        }
        Action::GoTo(hit) => lists::go_to(model, hit),
        Action::Filter => return ActionResult::Opens(lists::filter(model)),
        Action::ShowOnly(filter) => lists::show_only(model, filter),
        Action::Order => return ActionResult::Opens(lists::order()),
        Action::Arrange(order) => lists::arrange(model, order),

        Action::Palette => return ActionResult::Opens(lists::palette(model)),
        Action::Help => return ActionResult::Opens(lists::help(model)),
        Action::Command(id) => return run_by_id(model, id, cx),
        Action::Export => return ActionResult::Opens(jobs::choose()),
        Action::ExportAs(format) => return ActionResult::Opens(jobs::ask_where(model, format)),
        Action::Editor => return program::editor(model),
        Action::EditField => return ActionResult::OpensEditor,
        Action::Copy => program::copy(model, cx),
        Action::CopyRange(paragraph, range) => {
            program::copy_range(model, paragraph, range, cx);
            return ActionResult::Stays;
        }
        Action::Details => return ActionResult::Opens(forms::details(model)),
        Action::Save => {
            model.say("Saving the case file");
            cx.effects.push(Effect::Save);
        }
        Action::Unsent => return ActionResult::Opens(unsent::list(model)),
        Action::Reopen(place) => return ActionResult::from(unsent::reopen(model, place, cx)),
        Action::Discard(of) => unsent::discard(model, &of),
        Action::Conflicts => return ActionResult::Opens(Unapplied::default().into()),
        Action::KeepMine(at) => return unapplied::keep_mine(model, at, cx),
        Action::KeepTheirs(at) => return unapplied::keep_theirs(model, at),
        Action::Redaction => return redaction::open(model),
        Action::DecidePlaces {
            places,
            cut,
            is_last,
            export,
        } => return redaction::decide(model, &places, cut, (is_last, export), cx),
        Action::UndoHere => {
            program::undo_or_redo(model, false, cx);
            return ActionResult::Stays;
        }
        Action::Unsure => return claims::unsure(model),
        Action::Who => return ActionResult::Opens(Popup::initials(model, None)),
        Action::SetPerson(name, then) => {
            program::set_person(model, name);
            return then.map_or(ActionResult::Closes, |then| perform(model, *then, cx));
        }
        Action::Leave => program::leave(model),
        Action::Redraw => cx.effects.push(Effect::Redraw),
        Action::Suspend => cx.effects.push(Effect::Suspend),
        Action::Quit => return program::quit(model, cx),
        Action::QuitAnyway => cx.effects.push(Effect::Quit),
        Action::Interrupt => program::interrupt(model),
        Action::CapsLock => program::caps_lock(model),
        Action::Nothing => {}
    }
    ActionResult::Closes
}

/// Runs the command with this id, after moving the focus to its pane.
fn run_by_id(model: &mut Model, id: &str, cx: &mut Context<'_>) -> ActionResult {
    let Some(command) = Command::of(id) else {
        return ActionResult::Closes;
    };
    match command.place {
        Place::Sources => model.focus.pane = Pane::Sources,
        Place::Verdict => model.focus.pane = Pane::Verdict,
        Place::Claims => model.focus.pane = Pane::Claims,
        Place::Panes => {}
    }
    run(model, command, cx)
}
