//! Evidence: on one line, where a digit or a few letters and Enter are enough; the form behind it has every field.

use crate::case::deeds::{self, NewEvidence, NewSource, Together};
use crate::case::person;
use crate::case::{Case, Claim, ClaimId, Mint, Nature, Question, Refusal, SourceId, Stamp, Stance};
use crate::text::visible;

use super::super::Turn;
use super::super::field::Field;
use super::super::find::{is_plain_match, rank};
use super::super::key::{Code, Key};
use super::super::message::Message;
use super::super::mode::{EvidenceLine, Mode, Named, Yes};
use super::super::model::Model;
use super::super::template::template;
use super::answer::about;
use super::asking::ask;
use crate::text::counted;

/// `e`
pub fn line(model: &mut Model, _: &mut Turn<'_>) {
    let marked = model.marked();
    if marked.is_empty() {
        open(model, model.focus.claim.into_iter().collect(), "", "");
    } else {
        let words = format!(
            "Evidence for {} ({})?",
            counted(marked.len(), "marked claim"),
            model.numbers(&marked)
        );
        ask(model, words, Yes::Evidence(marked));
    }
}

/// Opens the line for these claims, with what was pasted; else as it was last left for them.
pub fn open(model: &mut Model, claims: Vec<ClaimId>, quote: &str, url: &str) {
    let mut line = EvidenceLine {
        claims,
        stance: Stance::Supports,
        field: Field::line(""),
        at: 0,
        quote: quote.to_owned(),
        url: url.to_owned(),
    };
    if quote.is_empty() && url.is_empty() {
        super::unsent::offer_line(model, &mut line);
    }
    model.modes.push(Mode::Evidence(line));
}

/// The sources that fit what is typed, best first, then the new one that it would make. One that merely resembles what is
/// typed comes after the new one: nobody wants a wrong source by a slip.
pub fn proposals(case: &Case, typed: &str, recent: &[SourceId]) -> Vec<Named> {
    let typed = typed.trim();
    if typed.is_empty() {
        return recent.iter().copied().map(Named::Known).collect();
    }
    let names: Vec<&str> = case
        .sources
        .iter()
        .map(|source| source.name.as_str())
        .collect();
    let mut plain = Vec::new();
    let mut near = Vec::new();
    for place in rank(typed, names.iter().copied()) {
        if let Some(source) = case.sources.get_at(place) {
            if is_plain_match(typed, &source.name) {
                plain.push(Named::Known(source.id));
            } else {
                near.push(Named::Known(source.id));
            }
        }
    }
    let exact = |source: &str| source.to_lowercase() == typed.to_lowercase();
    if !names.iter().any(|name| exact(name)) {
        plain.push(Named::New(typed.to_owned()));
    }
    plain.append(&mut near);
    plain
}

/// The source that a name stands for, which is made if it is new.
pub fn source_of(
    all: &mut Together,
    named: &Named,
    stamp: &Stamp<'_>,
    mint: &mut Mint,
) -> Result<SourceId, Refusal> {
    match named {
        Named::Known(id) => Ok(*id),
        Named::New(name) => {
            let same = |name: &str| {
                let sources = all.case().sources.iter();
                sources
                    .into_iter()
                    .find(|source| source.name == name)
                    .map(|source| source.id)
            };
            if let Some(id) = same(name.trim()) {
                return Ok(id);
            }
            let new = NewSource {
                name: name.clone(),
                ..NewSource::default()
            };
            let (edit, id) = deeds::add_source(all.case(), new, stamp, mint)?;
            all.take(edit)?;
            Ok(id)
        }
    }
}

/// Question and nature that an item of this source starts with: a source in the claim's chain knows at first hand what
/// it said.
pub fn start(claim: Option<&Claim>, source: Option<SourceId>) -> (Question, Nature) {
    let is_own = claim
        .zip(source)
        .is_some_and(|(claim, source)| claim.chain().contains(&source));
    if is_own {
        (Question::Said, Nature::Primary)
    } else {
        (Question::Fact, Nature::Secondary)
    }
}

/// Keys on the line.
pub fn typed(model: &mut Model, mut line: EvidenceLine, key: Key, turn: &mut Turn<'_>) {
    let proposals = proposals(model.case(), &line.field.text(), &model.numbered_sources());
    let digit = key
        .char()
        .and_then(|c| c.to_digit(10))
        .filter(|digit| *digit > 0);
    match (key.code, digit) {
        // Nothing named is nothing to attach: the first of the numbered ones is only proposed.
        (Code::Enter, _) if line.field.text().trim().is_empty() && line.at == 0 => {
            model.say("Name the source first: a digit takes a numbered one, letters find one or make a new one");
        }
        (Code::Enter, _) => {
            return match proposals.get(line.at) {
                Some(named) => attach(model, line, named, turn),
                None => {
                    model.modes.push(Mode::Evidence(line));
                    model.say("Name a source: the case has none yet");
                }
            };
        }
        // A digit is a source only where no name has begun; after a space it is part of one.
        (_, Some(digit)) if line.field.is_empty() => {
            if let Some(named) = proposals.get(digit as usize - 1) {
                return attach(model, line, named, turn);
            }
            model.say(format!(
                "There is no source {digit}; a space first makes the digit part of a name"
            ));
        }
        (Code::Tab, _) => {
            let at = Stance::ALL
                .iter()
                .position(|stance| *stance == line.stance)
                .unwrap_or_default();
            let by = if key.shift { Stance::ALL.len() - 1 } else { 1 };
            line.stance = Stance::ALL
                .get((at + by) % Stance::ALL.len())
                .copied()
                .unwrap_or(Stance::Supports);
        }
        (Code::Down, _) => {
            let named = proposals
                .get(line.at)
                .filter(|_| !line.field.text().trim().is_empty());
            let name = match named {
                Some(Named::Known(id)) => model
                    .case()
                    .sources
                    .get(*id)
                    .map(|source| source.name.clone()),
                Some(Named::New(name)) => Some(name.clone()),
                None => None,
            };
            return super::forms::new_evidence(model, &line, &name.unwrap_or_default());
        }
        (Code::Up, _) => line.at = (line.at + 1) % proposals.len().max(1),
        _ => {
            if line.field.key(key) {
                line.at = 0;
            }
        }
    }
    model.modes.push(Mode::Evidence(line));
}

fn attach(model: &mut Model, line: EvidenceLine, named: &Named, turn: &mut Turn<'_>) {
    if model.person.is_none() {
        model.modes.push(Mode::Evidence(line));
        return super::app::ask_initials(model, None);
    }
    let stamp = model.stamp(turn);
    let mut all = Together::on(model.case());
    let mut what = String::new();
    let mut on = Question::Fact;
    let mut made = source_of(&mut all, named, &stamp, turn.mint);
    for id in &line.claims {
        made = made.and_then(|source| {
            let (question, nature) =
                start(all.case().claims.get(*id).map(AsRef::as_ref), Some(source));
            on = question;
            let item = NewEvidence {
                nature,
                quote: line.quote.clone(),
                url: line.url.clone(),
                ..NewEvidence::new(source, question, line.stance)
            };
            let edit = deeds::add_evidence(all.case(), *id, item, &stamp, turn.mint)?;
            what.clone_from(&edit.what);
            all.take(edit)?;
            Ok(source)
        });
    }
    if line.claims.len() > 1 {
        what = format!("{}: evidence", counted(line.claims.len(), "claim"));
    }
    let source = made.as_ref().ok().copied();
    let edit = made.map(|_| all.edit(what, &stamp));
    if !model.make(edit, turn) {
        model.modes.push(Mode::Evidence(line));
        return;
    }
    let Some(source) = source else { return };
    model.used(source);
    if line
        .claims
        .iter()
        .any(|id| model.recall.ruled.last() == Some(id))
    {
        model.recall.evidence = Some((source, line.stance));
    }
    model.done_with(&line.claims);
    let name = model
        .case()
        .sources
        .get(source)
        .map(|source| visible(&source.name).into_owned());
    let on = if line.claims.len() == 1 {
        on.capitals()
    } else {
        ""
    };
    model.message = Message {
        tail: format!(
            "{on} {}: {}, attached.",
            line.stance,
            name.unwrap_or_default()
        )
        .trim_start()
        .to_owned(),
        ..about(model, &line.claims)
    };
}

/// Enter in the Verdict pane: the item or ruling in focus.
pub fn open_item(model: &mut Model, _: &mut Turn<'_>) {
    let Some(claim) = model.claim().cloned() else {
        return;
    };
    match claim.evidence.get(model.focus.item) {
        Some(item) => super::forms::evidence(model, claim.id, item),
        None => {
            let place = model.focus.item - claim.evidence.len();
            // Rulings are shown the latest first.
            if let Some(ruling) = claim.rulings.iter().rev().nth(place) {
                let is_mine = |person: &str| person::is_one(&ruling.by, person);
                if model.person.as_deref().is_some_and(is_mine) {
                    model.focus.question = ruling.question;
                    super::forms::ruling(model, false);
                } else {
                    let who = visible(&ruling.by).into_owned();
                    let note = if ruling.note.is_empty() {
                        "no note".to_owned()
                    } else {
                        visible(&ruling.note).into_owned()
                    };
                    model.say(format!(
                        "{who}'s ruling stays as {who} made it ({note}): {}",
                        model.fill(template!(
                            "{confirm}, {dispute}, {unverified} rule yourself"
                        ))
                    ));
                }
            }
        }
    }
}

/// Del in the Verdict pane.
pub fn drop_item(model: &mut Model, turn: &mut Turn<'_>) {
    let Some(claim) = model.claim().cloned() else {
        return;
    };
    let Some(item) = claim.evidence.get(model.focus.item) else {
        return model.say(model.fill(template!(
            "A ruling is not dropped: {ruling} takes back your own"
        )));
    };
    let edit = deeds::drop_evidence(model.case(), claim.id, item.id, &model.stamp(turn));
    if model.make(edit, turn) {
        model.message = Message {
            tail: model.fill(template!("the evidence is dropped; {undo} brings it back.")),
            ..about(model, &[claim.id])
        };
    }
}
