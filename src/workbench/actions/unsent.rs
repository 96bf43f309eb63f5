//! The list of what was typed and not sent: how each is called, and the way back into its form.

use crate::case::{ClaimId, Question};
use crate::store::{Typed, Unsent};
use crate::text::{clip, counted, pasteable, visible};
use crate::workbench::Effect;
use crate::workbench::Turn;
use crate::workbench::actions::{claims, evidence, findings, forms};
use crate::workbench::model::{Model, Pane};
use crate::workbench::popup::list::{Choice, Pick, Row};
use crate::workbench::popup::{Ask, Mode, Yes};
use crate::workbench::template::template;
use crate::workbench::unsent::{CHAIN, SHOWN, STANCE};

/// How a list calls it: its form, and the text from where it differs from what stood there.
pub fn title(unsent: &Unsent) -> String {
    let typed = typed_fields(unsent).next();
    let text = typed.map_or("", |field| new_part(&field.opened, &field.text));
    let gap = match typed {
        Some(field) if field.text != text => "…",
        _ => "",
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "{}: “{gap}{}”",
        visible(&unsent.title),
        clip(&visible(&text), SHOWN)
    )
}

/// A text from the last word on that it has in common with what stood there.
fn new_part<'a>(opened: &str, text: &'a str) -> &'a str {
    let pairs = text.char_indices().zip(opened.chars());
    let same = pairs.take_while(|((_, a), b)| a == b).last();
    let end = same.map_or(0, |((at, c), _)| at + c.len_utf8());
    let same = text.get(..end).unwrap_or_default();
    let word = same.trim_end().rfind(char::is_whitespace);
    let start = word.map_or(0, |at| at + 1);
    text.get(start..).unwrap_or(text).trim_start()
}

/// Everything in it that a person typed.
fn words(unsent: &Unsent) -> String {
    let texts: Vec<_> = typed_fields(unsent)
        .map(|field| field.text.as_str())
        .collect();
    texts.join("\n")
}

fn typed_fields(unsent: &Unsent) -> impl Iterator<Item = &Typed> {
    unsent.fields.iter().filter(|field| {
        let is_shown = field.name != CHAIN && field.name != STANCE;
        is_shown && field.text != field.opened && !field.text.is_empty()
    })
}

pub fn has_words(unsent: &Unsent) -> bool {
    !words(unsent).is_empty()
}

/// `unsent`
pub fn list(model: &mut Model, _: &mut Turn<'_>) {
    let rows = model.recall.unsent.values().enumerate();
    let rows = rows.map(|(place, unsent)| Row {
        keys: String::new(),
        label: title(unsent),
        detail: unsent.at.shown(model.now, &model.manner.zone),
        is_on: true,
        choice: Choice::Unsent(place),
    });
    let rows = rows.collect();
    model
        .modes
        .push(Mode::Pick(Pick::new("Typed and not sent", rows)));
}

/// Opens the form again that a text was typed into. Where its record is gone the text can be copied.
pub fn reopen(model: &mut Model, place: usize, turn: &mut Turn<'_>) {
    let Some(unsent) = model.recall.unsent.values().nth(place).cloned() else {
        return;
    };
    let form = unsent.form().to_owned();
    // The one that was chosen is offered, whichever of them it is.
    if form != unsent.of {
        let all = &mut model.recall.unsent;
        let (chosen, other) = (all.remove(&unsent.of), all.remove(&form));
        all.extend(chosen.map(|it| {
            (
                form.clone(),
                Unsent {
                    of: form.clone(),
                    ..it
                },
            )
        }));
        all.extend(other.map(|it| {
            (
                unsent.of.clone(),
                Unsent {
                    of: unsent.of.clone(),
                    ..it
                },
            )
        }));
    }
    if open(model, &form, turn).is_some() {
        return;
    }
    if model.recall.copied.insert(form.clone()) {
        // A clipboard may not be there, so the text stays.
        let text = pasteable(&words(&unsent));
        let what = "what you typed, whose record is gone";
        turn.effects.push(Effect::Copy { what, text });
    } else {
        let words = format!("{}. It was copied. Let it go?", title(&unsent));
        model.modes.push(Mode::Ask(Ask {
            words,
            yes: Yes::LetGo(form),
        }));
    }
}

/// Keeps a text no longer.
pub fn let_go(model: &mut Model, of: &str) {
    model.recall.unsent.remove(of);
    model.say("Let go");
}

/// Opens what this is kept under; none if its record is gone.
fn open(model: &mut Model, of: &str, turn: &mut Turn<'_>) -> Option<()> {
    let (kind, rest) = of.split_once(' ').unwrap_or((of, ""));
    let mut ids = rest.split(' ');
    let first = ids.next().unwrap_or_default();
    let claim = || {
        let id: ClaimId = first.parse().ok()?;
        model.case().claims.has(id).then_some(id)
    };
    match kind {
        "claim" => claims::new(model, turn),
        "details" => forms::details(model),
        "source" if rest.is_empty() => forms::source(model, None),
        "source" => {
            let id = first
                .parse()
                .ok()
                .filter(|id| model.case().sources.has(*id))?;
            model.focus.source = Some(id);
            forms::source(model, Some(id));
        }
        "item" => {
            let mut claims = model.case().claims.iter();
            let (claim, item) = claims.find_map(|claim| {
                let mut items = claim.evidence.iter();
                let item = items.find(|item| item.id.to_string() == first)?;
                Some((claim.id, item.clone()))
            })?;
            model.reveal(claim);
            forms::evidence(model, claim, &item);
        }
        "line" | "evidence" => {
            // A line has its question after its claims; a form has it among its fields.
            let named = rest.rsplit_once(' ').and_then(|(ids, question)| {
                let question: Question = question.parse().ok()?;
                Some((ids, question))
            });
            let ids = named.map_or(rest, |(ids, _)| ids);
            let all: Option<Vec<ClaimId>> = ids.split(' ').map(|id| id.parse().ok()).collect();
            let all = all.filter(|all| all.iter().all(|id| model.case().claims.has(*id)))?;
            model.reveal(*all.first()?);
            let question = match (named, all.as_slice()) {
                (Some((_, question)), _) => question,
                (None, [_]) => model.focus.question,
                (None, _) => Question::Fact,
            };
            evidence::open_on(model, all, question, "", "");
            if kind == "evidence"
                && let Some(Mode::Evidence(line)) = model.modes.pop()
            {
                forms::new_evidence(model, &line, "");
            }
        }
        "wording" => {
            model.reveal(claim()?);
            claims::wording(model, turn);
        }
        "credit" => {
            model.reveal(claim()?);
            claims::credit(model, turn);
        }
        "ruling" => {
            let claim = claim()?;
            let question: Question = ids.next()?.parse().ok()?;
            model.reveal(claim);
            model.focus.question = question;
            forms::ruling(model, claim, question, false);
        }
        "waiver" => {
            let claim = claim()?;
            let standard = ids.next()?.parse().ok()?;
            model.reveal(claim);
            findings::ask_why(model, claim, standard, turn);
        }
        _ => return None,
    }
    if kind != "source" {
        model.focus.pane = Pane::Claims;
    }
    Some(())
}

/// That what somebody was writing on is gone, and where the words are.
pub fn gone(model: &Model, count: usize) -> String {
    let lists = model.fill(template!("{unsent} lists it"));
    let forms = counted(count, "form");
    format!("What {forms} stood for is gone from the case; what you typed is kept: {lists}")
}
