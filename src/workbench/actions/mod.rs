//! Performing actions. One file for each subject; [`perform`] maps each action to its function.

pub mod accept;
pub mod analysis;
mod aside;
mod attach;
mod bulk;
mod claims;
pub mod done;
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

use done::Done;

pub use navigate::step;

/// Runs a command, or says why it is not possible now.
pub fn run(model: &mut Model, command: &'static Command, cx: &mut Context<'_>) -> Done {
    if let Some(why) = why_not(model, &command.action) {
        let why = model.fill(why);
        model.message = Message::trouble(format!("Not now ({}): {why}", command.name()));
    } else if command.changes && model.is_read_only() {
        // `is_read_only` has shown the reason.
    } else if command.needs_person && model.person.is_none() {
        return Done::Opens(Popup::initials(model, Some(command.id)));
    } else {
        return perform(model, command.action.clone(), cx);
    }
    Done::Closes
}

/// Carries out an action.
#[expect(clippy::too_many_lines, reason = "one line an action")]
pub fn perform(model: &mut Model, action: Action, cx: &mut Context<'_>) -> Done {
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
            return Done::Opens(bulk::ask_to_rule(model, question, verdict));
        }
        Action::Rule { claims, .. } if claims.is_empty() => {}
        Action::Rule {
            claims,
            question,
            verdict,
            reason,
        } => rule::rule_on(model, &claims, question, verdict, reason, cx),
        Action::SetAside(claims, reason) => aside::set_aside(model, &claims, reason, cx),
        Action::Reconfirm(claim, questions) => reconfirm::hold(model, claim, &questions, cx),

        Action::Evidence => return Done::from(evidence::line(model, "", "")),
        Action::Paste(text) => return Done::from(evidence::pasted(model, &text)),
        Action::Attach(item) => return attach::attach(model, &item, cx),
        Action::AllFields(item) => return Done::Opens(forms::new_evidence(model, &item)),
        Action::Accept => accept::accept(model, &accept::in_hand(model), cx),
        Action::AcceptAll => accept::accept(model, &accept::everywhere(model), cx),
        Action::Point(items, stance) => accept::point(model, &items, stance, cx),
        Action::Primary => attach::primary(model, cx),
        Action::OpenItem => return Done::from(evidence::open_item(model)),
        Action::DropItem => evidence::drop_item(model, cx),
        Action::EditSource => return Done::Opens(forms::source(model, model.focus.source)),
        Action::NewSource => return Done::Opens(forms::source(model, None)),
        Action::ReliesOn => {
            let source = model.focus.source;
            return Done::from(source.and_then(|id| sources::ask_relied(model, id)));
        }
        Action::RelyOn(source, on) => return Done::from(sources::rely(model, source, on, cx)),
        Action::MergeSource => return Done::from(sources::ask_merge(model)),
        Action::MergeInto(gone, keep) => sources::merge_into(model, gone, keep, cx),
        Action::OpenLink => sources::open_link(model, cx),
        Action::DropSource => sources::drop(model, cx),
        Action::Record(form) => return forms::record(model, &form, cx),

        Action::NewClaim => return Done::Opens(claims::new(model)),
        Action::MakeClaim(text, span) => return Done::from(claims::make(model, &text, span, cx)),
        Action::Credit => return Done::from(claims::credit(model)),
        Action::Attribute(claim, chain) => return claims::attribute(model, claim, &chain, cx),
        Action::Choose {
            claims,
            who,
            is_last,
        } => return claims::choose(model, &claims, who, is_last, cx),
        Action::Unattribute(claim) => claims::unattribute(model, claim, cx),
        Action::Wording => return Done::from(claims::wording(model)),
        Action::Reword(claim, words) => return claims::reword(model, claim, &words, cx),
        Action::Mark => claims::mark(model),
        Action::Split => return Done::from(claims::split(model)),
        Action::SplitAt(claim, at) => return Done::from(claims::split_at(model, claim, at, cx)),
        Action::Join => return Done::from(claims::join(model, cx)),
        Action::JoinAs(first, next, as_in) => {
            return Done::from(claims::join_as(model, (first, next), as_in, cx));
        }
        Action::DropClaim => claims::drop(model, cx),
        Action::Anchor => claims::anchor(model, cx),
        Action::Link => return Done::from(links::choose(model)),
        Action::AskLink(claim, to) => return Done::Opens(links::ask_how(model, claim, to)),
        Action::LinkAs(claim, to, kind) => links::link(model, claim, to, kind, cx),
        Action::Findings => return Done::from(findings::findings(model)),
        Action::GoToFinding(place) => return Done::from(findings::go(model, place)),
        Action::Waive => return Done::from(findings::waive(model, cx)),
        Action::AskWaiver(claim, standard) => {
            return Done::from(findings::ask_why(model, claim, standard, cx));
        }
        Action::WaiveFor(claim, standard, why) => {
            return Done::from(findings::waived(model, claim, standard, &why, cx));
        }

        Action::Story => story::turn(model),
        Action::Select => return Done::Opens(story::select(model)),
        Action::Kind => return Done::Opens(story::kind(model)),
        Action::AskPart(paragraph) => return Done::Opens(story::ask_part(model, paragraph)),
        Action::SetPart(paragraph, part) => story::set_part(model, paragraph, part, cx),
        Action::NextUncovered => return Done::from(story::next_uncovered(model)),
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
        Action::Find => return Done::Opens(lists::find(model, cx)),
        Action::Search(query) => {
            cx.effects.push(Effect::Find(query));
            return Done::Stays;
        }
        Action::GoTo(hit) => lists::go_to(model, hit),
        Action::Filter => return Done::Opens(lists::filter(model)),
        Action::ShowOnly(filter) => lists::show_only(model, filter),
        Action::Order => return Done::Opens(lists::order()),
        Action::Arrange(order) => lists::arrange(model, order),

        Action::Palette => return Done::Opens(lists::palette(model)),
        Action::Help => return Done::Opens(lists::help(model)),
        Action::Command(id) => return named(model, id, cx),
        Action::Export => return Done::Opens(jobs::choose()),
        Action::ExportAs(format) => return Done::Opens(jobs::ask_where(model, format)),
        Action::Editor => return program::editor(model),
        Action::EditField => return Done::EditsHere,
        Action::Copy => program::copy(model, cx),
        Action::CopyPart(paragraph, range) => {
            program::copy_part(model, paragraph, range, cx);
            return Done::Stays;
        }
        Action::Details => return Done::Opens(forms::details(model)),
        Action::Save => {
            model.say("Saving the case file");
            cx.effects.push(Effect::Save);
        }
        Action::Unsent => return Done::Opens(unsent::list(model)),
        Action::Reopen(place) => return Done::from(unsent::reopen(model, place, cx)),
        Action::Discard(of) => unsent::discard(model, &of),
        Action::Conflicts => return Done::Opens(Unapplied::default().into()),
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
            return Done::Stays;
        }
        Action::Unsure => return claims::unsure(model),
        Action::Who => return Done::Opens(Popup::initials(model, None)),
        Action::SetPerson(name, then) => {
            program::set_person(model, name);
            return then.map_or(Done::Closes, |then| perform(model, *then, cx));
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
    Done::Closes
}

/// Runs the command with this id, after moving the focus to its pane.
fn named(model: &mut Model, id: &str, cx: &mut Context<'_>) -> Done {
    let Some(command) = Command::of(id) else {
        return Done::Closes;
    };
    match command.place {
        Place::Sources => model.focus.pane = Pane::Sources,
        Place::Verdict => model.focus.pane = Pane::Verdict,
        Place::Claims => model.focus.pane = Pane::Claims,
        Place::Panes => {}
    }
    run(model, command, cx)
}
