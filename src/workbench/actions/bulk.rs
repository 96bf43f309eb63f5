//! Before something is done to many claims it is asked once; Enter does it, Esc leaves it.

use crate::case::{ClaimId, Question, Standing, Verdict};
use crate::text::counted;

use crate::workbench::actions::aside::plain;
use crate::workbench::actions::reconfirm::hold;
use crate::workbench::actions::rule::rule_on;
use crate::workbench::key::{Code, Key};
use crate::workbench::model::Model;
use crate::workbench::popup::{Ask, Mode, Yes};
use crate::workbench::template::template;
use crate::workbench::{Effect, Turn};

/// Asks whether all marked claims are ruled on so, and names both the claims and the question.
pub fn ask_to_rule(model: &mut Model, question: Question, verdict: Verdict) {
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
    let is_settled = |id: &&ClaimId| {
        let standings = model.index.standings(**id);
        standings.is_some_and(|at| !at.asks_for(question))
    };
    let settled = able.iter().filter(is_settled).count();
    if settled > 0 {
        let are = if settled == 1 { "is" } else { "are" };
        words.push_str(&format!("  {settled} {are} ruled on already."));
    }
    if !unable.is_empty() {
        let count = unable.len();
        words.push_str(&format!(
            "  Not {}, which credit nobody.",
            model.numbers(&unable)
        ));
        if able.is_empty() {
            words = format!(
                "None of the {} credits anybody: {}",
                counted(count, "marked claim"),
                model.fill(template!("{question} asks on FACT"))
            );
        }
    }
    ask(model, words, Yes::Rule(able, question, verdict));
}

/// Asks before something is done to many claims. It names what is done and to which.
pub fn ask(model: &mut Model, mut words: String, yes: Yes) {
    if let Some(id) = model
        .focus
        .claim
        .filter(|id| !model.look.marks.contains(id))
    {
        words.push_str(&format!("  Not claim {} in focus.", model.number(id)));
    }
    model.modes.push(Mode::Ask(Ask { words, yes }));
}

/// Enter does it, Esc leaves it; where it is a ruling on marked claims, the key of `question` turns to the other one.
pub fn asked(model: &mut Model, ask: Ask, key: Key, command: Option<&str>, turn: &mut Turn<'_>) {
    if let (Yes::Rule(_, question, verdict), Some("question")) = (&ask.yes, command) {
        return ask_to_rule(model, question.other(), *verdict);
    }
    if key.code != Code::Enter {
        model.modes.push(Mode::Ask(ask));
        return;
    }
    match ask.yes {
        Yes::Rule(claims, ..) if claims.is_empty() => {}
        Yes::Rule(claims, question, verdict) => {
            if rule_on(model, &claims, question, verdict, None, turn) {
                model.look.marks.clear();
                model.marks_changed();
            }
        }
        Yes::Aside(claims) => {
            if plain(model, &claims, turn) {
                model.look.marks.clear();
                model.marks_changed();
            }
        }
        Yes::Hold(claim, questions) => hold(model, claim, &questions, turn),
        Yes::Quit => turn.effects.push(Effect::Quit),
        Yes::GoOn => {}
        Yes::LetGo(of) => super::unsent::let_go(model, &of),
    }
}
