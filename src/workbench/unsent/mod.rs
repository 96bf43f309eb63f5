//! What was typed and not sent: kept when a form is left in whatever way, and offered when it is next opened.
//!
//! The same data is kept on disk, so a form that was left and one that a kill took are offered in the same words.

mod editor;

use std::collections::BTreeMap;

use crate::case::{ClaimId, Question, SourceId, Stance};
use crate::store::{Typed, Unsent};
use crate::text::{clip, visible};
use crate::workbench::actions::evidence;
use crate::workbench::form::{Form, FormOf, Input};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::{Asks, Credits, EvidenceLine, Mode, Named, Prompt};
use crate::workbench::template::template;
use crate::workbench::{Effect, Turn};

pub use editor::{came_back, edit, late};

use crate::workbench::actions::unsent::{has_words, title};

/// The name of the field of an attribution that holds the chain; it is written by ids, so nobody is shown it.
pub const CHAIN: &str = "chain";

/// The name of the field of a line of evidence that says which way it points.
pub const STANCE: &str = "stance";

/// How much of a text a list shows, in cells.
pub const SHOWN: usize = 60;

/// What was typed into what has the keys; none if nothing was, or if it takes no text that anybody would miss.
pub fn of_mode(model: &Model, mode: &Mode) -> Option<Unsent> {
    let unsent = whole(model, mode)?;
    // Which way evidence points is not typed.
    let is_line = matches!(mode, Mode::Evidence(_));
    (unsent.is_changed() && (!is_line || has_words(&unsent))).then_some(unsent)
}

/// What stands in what has the keys, whether or not anything was typed.
fn whole(model: &Model, mode: &Mode) -> Option<Unsent> {
    match mode {
        Mode::Form(form) => Some(of_form(model, form)),
        Mode::Evidence(line) => Some(of_line(model, line)),
        Mode::Credit(credits) => Some(of_credits(model, credits)),
        Mode::Prompt(prompt) => of_prompt(model, prompt),
        _ => None,
    }
}

fn typed(name: &str, opened: impl Into<String>, text: impl Into<String>) -> Typed {
    Typed {
        name: name.to_owned(),
        opened: opened.into(),
        text: text.into(),
    }
}

/// What was typed into a form.
pub fn of_form(model: &Model, form: &Form) -> Unsent {
    let fields = form.entries.iter().zip(&form.opened);
    Unsent {
        of: form.of.key(),
        title: form.title.clone(),
        at: model.now,
        fields: fields
            .map(|(entry, opened)| typed(entry.name, opened.as_str(), entry.value()))
            .collect(),
    }
}

fn of_line(model: &Model, line: &EvidenceLine) -> Unsent {
    Unsent {
        of: line_key(&line.claims, line.question),
        title: format!(
            "{} evidence for claim {}",
            line.question.capitals(),
            model.numbers(&line.claims)
        ),
        at: model.now,
        fields: vec![
            typed("source", "", line.field.text()),
            typed("quote", "", line.quote.as_str()),
            typed("url", "", line.url.as_str()),
            typed(STANCE, Stance::Supports.name(), line.own.name()),
        ],
    }
}

fn of_credits(model: &Model, credits: &Credits) -> Unsent {
    Unsent {
        of: credits_key(credits.claim),
        title: format!("Who says claim {}?", model.number(credits.claim)),
        at: model.now,
        fields: vec![
            typed("source", "", credits.field.text()),
            typed(CHAIN, written(&credits.opened), written(&credits.chain)),
        ],
    }
}

/// A chain by ids; the names of sources to come have a `+` before them.
fn written(chain: &[Named]) -> String {
    let links: Vec<String> = chain
        .iter()
        .map(|named| match named {
            Named::Known(id) => id.to_string(),
            Named::New(name) => format!("+{name}"),
        })
        .collect();
    links.join("\n")
}

/// The chain that was written so; none if one of its sources is gone.
fn read(model: &Model, written: &str) -> Option<Vec<Named>> {
    let links = written.lines().map(|link| match link.strip_prefix('+') {
        Some(name) => Some(Named::New(name.to_owned())),
        None => {
            let id: SourceId = link.parse().ok()?;
            model.case().sources.has(id).then_some(Named::Known(id))
        }
    });
    links.collect()
}

fn of_prompt(model: &Model, prompt: &Prompt) -> Option<Unsent> {
    let of = prompt.asks.key()?;
    let title = match prompt.asks {
        Asks::Wording(id) => format!("Wording of claim {}", model.number(id)),
        Asks::Waiver(id, standard) => {
            format!("Why need claim {} not meet {standard}?", model.number(id))
        }
        Asks::Claim | Asks::Initials(_) => "New claim".to_owned(),
    };
    Some(Unsent {
        of,
        title,
        at: model.now,
        fields: vec![typed("", opened(model, prompt.asks), prompt.field.text())],
    })
}

/// What stands in a field of one purpose before anything is typed.
pub fn opened(model: &Model, asks: Asks) -> String {
    match asks {
        Asks::Wording(id) => crate::workbench::actions::claims::wording_field(model, id),
        Asks::Claim | Asks::Waiver(..) | Asks::Initials(_) => String::new(),
    }
}

/// Under what evidence on one line is kept.
pub fn line_key(claims: &[ClaimId], question: Question) -> String {
    let ids: Vec<_> = claims.iter().map(ToString::to_string).collect();
    format!("line {} {question}", ids.join(" "))
}

fn credits_key(claim: ClaimId) -> String {
    format!("credit {claim}")
}

/// Leaves a mode. What was typed is offered again when it is next opened on the same record.
pub fn left(model: &mut Model, mode: &Mode) {
    if let Some(mut unsent) = of_mode(model, mode) {
        // The record may be gone by now, its number and words with it.
        if let Some(before) = model.recall.kept.get(&unsent.of) {
            unsent.title.clone_from(&before.title);
            for (field, before) in unsent.fields.iter_mut().zip(&before.fields) {
                field.opened.clone_from(&before.opened);
            }
        }
        keep(model, unsent);
    }
}

/// Keeps it until its form is opened again. What is kept of that form already, since something was pasted into a new one
/// meanwhile, stays beside it.
pub fn keep(model: &mut Model, unsent: Unsent) {
    let all = &mut model.recall.unsent;
    let of = unsent.of.clone();
    if let Some(before) = all.insert(of.clone(), unsent)
        && Some(&before.fields) != all.get(&of).map(|now| &now.fields)
    {
        let before = Unsent { of, ..before }.beside(|of| all.contains_key(of));
        all.insert(before.of.clone(), before);
    }
}

/// Sends everything that is typed and not sent to be kept on disk, if that has changed. After the edits of the turn, so that
/// no text goes from there before its edit is in the journal; before all else, which may take a while or end the program.
pub fn send(model: &mut Model, turn: &mut Turn<'_>) {
    if model.receipts.read_only.is_some() {
        return;
    }
    let open = model.modes.iter().filter_map(|mode| of_mode(model, mode));
    let open: Vec<_> = open.collect();
    // An editor may still have what nothing was typed into here. What was sent meanwhile is no longer typed.
    for edited in model.recall.edited.values_mut() {
        let is_open = open.iter().any(|open| open.of == edited.of);
        if !is_open && !model.recall.unsent.contains_key(&edited.of) {
            for field in &mut edited.fields {
                field.opened.clone_from(&field.text);
            }
        }
    }
    let edited = model.recall.edited.values().cloned();
    let all = edited.chain(model.recall.unsent.values().cloned());
    let all = all.chain(open).map(|unsent| (unsent.of.clone(), unsent));
    let mut all: BTreeMap<_, _> = all.collect();
    // Where an export goes is asked anew each time.
    all.retain(|of, _| !of.starts_with(crate::workbench::actions::jobs::EXPORT));
    for (of, unsent) in &mut all {
        // What was typed an hour ago was not typed now.
        if let Some(before) = model.recall.kept.get(of)
            && before.fields == unsent.fields
        {
            unsent.at = before.at;
        }
    }
    if all != model.recall.kept {
        let is_edit = |effect: &Effect| matches!(effect, Effect::Record(_));
        let at = turn
            .effects
            .iter()
            .rposition(is_edit)
            .map_or(0, |at| at + 1);
        turn.effects
            .insert(at, Effect::Keep(all.values().cloned().collect()));
        model.recall.kept = all;
    }
}

/// Takes in what an earlier session was left with.
pub fn take_in(model: &mut Model, all: Vec<Unsent>) {
    if all.is_empty() {
        return;
    }
    let titles: Vec<_> = all.iter().map(title).collect();
    let (first, more) = (
        titles.first().cloned().unwrap_or_default(),
        titles.len() - 1,
    );
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    let lists = model.fill(template!("{unsent} lists it"));
    let words = format!("Typed earlier and not sent: {first}{more}; {lists}");
    for unsent in all {
        model.recall.kept.insert(unsent.of.clone(), unsent.clone());
        keep(model, unsent);
    }
    if model.message.is_empty() {
        model.message = Message::new(words);
    } else {
        model.waiting.push_back(Message::new(words));
    }
}

/// Puts back into a form what was typed into it; what is not so by now in the record is told.
pub fn offer(model: &mut Model, form: &mut Form) {
    let Some(unsent) = model.recall.unsent.remove(&form.of.key()) else {
        return;
    };
    // What a form of something new opens with was typed just now.
    let is_of_record = !matches!(
        form.of,
        FormOf::NewEvidence(_) | FormOf::Source(None) | FormOf::Export(_)
    );
    let mut there = Vec::new();
    let mut is_back = false;
    for field in unsent
        .fields
        .iter()
        .filter(|field| field.text != field.opened)
    {
        let Some(entry) = form
            .entries
            .iter_mut()
            .find(|entry| entry.name == field.name)
        else {
            continue;
        };
        let now = entry.value();
        let may_change = is_of_record && matches!(entry.input, Input::Text(_));
        if now == field.text || now != field.opened && !may_change {
            continue;
        }
        entry.set(&field.text);
        is_back = true;
        if now != field.opened {
            there.push(format!("{}: “{}”", entry.name, clip(&visible(&now), SHOWN)));
        }
    }
    if is_back {
        say_back(model, &unsent, &there);
    }
}

/// What was typed into the one field of this purpose, else what it opens with.
pub fn offered(model: &mut Model, asks: Asks) -> String {
    let opened = opened(model, asks);
    let unsent = asks.key().and_then(|key| model.recall.unsent.remove(&key));
    let Some((unsent, field)) = unsent.and_then(|unsent| {
        let field = unsent.fields.first()?.clone();
        Some((unsent, field))
    }) else {
        return opened;
    };
    if field.text == opened {
        return opened;
    }
    let there = (field.opened != opened).then(|| format!("“{}”", clip(&visible(&opened), SHOWN)));
    say_back(model, &unsent, there.as_slice());
    field.text
}

/// Puts back into a line of evidence what was typed there. What was pasted just now comes first.
pub fn offer_line(model: &mut Model, line: &mut EvidenceLine) {
    let Some(unsent) = model
        .recall
        .unsent
        .remove(&line_key(&line.claims, line.question))
    else {
        return;
    };
    for field in &unsent.fields {
        match field.name.as_str() {
            "source" if line.field.is_empty() => line.field.set(&field.text),
            "quote" if line.quote.is_empty() => line.quote.clone_from(&field.text),
            "url" if line.url.is_empty() => line.url.clone_from(&field.text),
            STANCE => line.own = field.text.parse().unwrap_or(line.own),
            _ => {}
        }
    }
    evidence::changed(line);
    model.recall.is_back = true;
}

/// The same of an attribution, if the claim credits the same as then.
pub fn offer_credits(model: &mut Model, credits: &mut Credits) {
    let Some(unsent) = model.recall.unsent.remove(&credits_key(credits.claim)) else {
        return;
    };
    for field in &unsent.fields {
        match field.name.as_str() {
            CHAIN if field.opened == written(&credits.opened) => {
                if let Some(chain) = read(model, &field.text) {
                    credits.link = chain.len();
                    credits.chain = chain;
                }
            }
            "source" => credits.field.set(&field.text),
            _ => {}
        }
    }
    say_back(model, &unsent, &[]);
}

/// Says that what was typed is back, and what the record has in its place by now.
fn say_back(model: &mut Model, unsent: &Unsent, there: &[String]) {
    let time = unsent.at.shown(model.now, &model.manner.zone);
    model.recall.is_back = true;
    model.say(if there.is_empty() {
        format!("What you typed at {time} is back; Ctrl-U clears it")
    } else {
        let there = there.join(", ");
        format!("What you typed at {time} is back. What stands there was changed since ({there}): Ctrl-U takes that")
    });
}

/// Puts in the place of what came back what the record has.
pub fn clear(model: &mut Model) {
    let Some(mut mode) = model.modes.pop() else {
        return;
    };
    match &mut mode {
        Mode::Form(form) => {
            let opened = form.opened.iter();
            for (entry, opened) in form.entries.iter_mut().zip(opened) {
                entry.set(opened);
            }
            form.error.clear();
        }
        Mode::Prompt(prompt) => {
            let opened = opened(model, prompt.asks);
            prompt.field.set(&opened);
        }
        Mode::Evidence(line) => {
            line.field.set("");
            line.quote.clear();
            line.url.clear();
        }
        Mode::Credit(credits) => {
            credits.chain.clone_from(&credits.opened);
            credits.field.set("");
        }
        _ => {}
    }
    model.modes.push(mode);
    model.say("Cleared");
}
