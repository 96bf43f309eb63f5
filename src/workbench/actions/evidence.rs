//! Evidence: on one line, where a digit or a few letters and Enter are enough; the form behind it has every field.

use crate::case::deeds::{self, NewSource, Together};
use crate::case::person;
use crate::case::{Case, ClaimId, Mint, Question, Refusal, SourceId, Stamp, Stance, source_named};
use crate::text::visible;

use crate::workbench::Turn;
use crate::workbench::actions::attach::{Came, Item, attach};
use crate::workbench::actions::report::about;
use crate::workbench::field::Field;
use crate::workbench::find::{is_plain_match, rank};
use crate::workbench::key::{Code, Key};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::{EvidenceLine, Mode, Named};
use crate::workbench::template::template;

/// `e`
pub fn line(model: &mut Model, _: &mut Turn<'_>) {
    open(model, "", "");
}

/// Opens the line for the marked claims, else for the one in focus, on the question pointed at, with what was pasted; else
/// as it was last left for them.
pub fn open(model: &mut Model, quote: &str, url: &str) {
    match in_hand(model) {
        Ok((claims, question)) => open_on(model, claims, question, quote, url),
        Err(why) => model.say(why),
    }
}

/// The same for these claims, on this question.
pub fn open_on(
    model: &mut Model,
    claims: Vec<ClaimId>,
    question: Question,
    quote: &str,
    url: &str,
) {
    let list = model.numbered_sources(&claims);
    let last = model.last_shown();
    let mut line = EvidenceLine {
        claims,
        question,
        stance: Stance::Supports,
        own: Stance::Supports,
        nature: None,
        list,
        last,
        field: Field::line(""),
        at: 0,
        quote: quote.to_owned(),
        url: url.to_owned(),
    };
    if quote.is_empty() && url.is_empty() {
        crate::workbench::unsent::offer_line(model, &mut line);
    }
    model.modes.push(Mode::Evidence(line));
}

/// The claims that evidence would be for, and the question; why not, if there are none.
fn in_hand(model: &Model) -> Result<(Vec<ClaimId>, Question), String> {
    let marked = model.marked();
    let Some(here) = model.focus.claim else {
        return Ok((marked, Question::Fact));
    };
    if marked.is_empty() {
        return Ok((vec![here], model.focus.question));
    }
    // `▸` is on the claim in focus; what it points at says nothing of marked claims elsewhere.
    if !marked.contains(&here) || model.focus.question == Question::Fact {
        return Ok((marked, Question::Fact));
    }
    let credits = |id: &ClaimId| {
        let claim = model.case().claims.get(*id);
        claim.is_some_and(|claim| claim.attribution.is_some())
    };
    let (able, unable): (Vec<_>, Vec<_>) = marked.into_iter().partition(credits);
    if unable.is_empty() {
        return Ok((able, Question::Said));
    }
    let points = model.fill(template!("{question} points at FACT"));
    Err(format!(
        "Marked claims {} credit nobody, so nothing bears on SAID there: {points}",
        model.numbers(&unable)
    ))
}

/// The single digit that is all that stands on the line.
pub fn digit(line: &EvidenceLine) -> Option<usize> {
    let text = line.field.text();
    let mut letters = text.chars();
    let digit = letters.next().and_then(|c| c.to_digit(10))?;
    letters.next().is_none().then_some(digit as usize)
}

/// The source that a digit takes.
fn of_digit(line: &EvidenceLine, digit: usize) -> Option<SourceId> {
    match digit.checked_sub(1) {
        None => line.last.map(|shown| shown.source),
        Some(place) => line.list.get(place).copied(),
    }
}

/// The sources that the line may mean, the likeliest first.
pub fn meant(case: &Case, line: &EvidenceLine) -> Vec<Named> {
    match digit(line) {
        Some(digit) => of_digit(line, digit)
            .map(Named::Known)
            .into_iter()
            .collect(),
        None => proposals(case, &line.field.text(), &line.list),
    }
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
    if source_named(case, typed).is_none() {
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
            if let Some(source) = source_named(all.case(), name) {
                return Ok(source.id);
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

/// Keys on the line.
pub fn typed(model: &mut Model, mut line: EvidenceLine, key: Key, turn: &mut Turn<'_>) {
    let meant = meant(model.case(), &line);
    let is_empty = line.field.text().trim().is_empty();
    match key.code {
        // Nothing named is nothing to attach: the first of the numbered ones is only proposed.
        Code::Enter if is_empty && line.at == 0 => {
            model.notice = "Name the source first: a digit takes one of the list, letters find one or make a new one".to_owned();
        }
        Code::Enter => match meant.get(line.at).cloned() {
            Some(named) => return attached(model, line, &named, turn),
            None => {
                model.notice = format!(
                    "{} is none of the list: type on, or a space, to make a name of it",
                    visible(&line.field.text())
                );
            }
        },
        Code::Tab => {
            let at = Stance::ALL
                .iter()
                .position(|stance| *stance == line.stance)
                .unwrap_or_default();
            let by = if key.shift { Stance::ALL.len() - 1 } else { 1 };
            line.stance = Stance::ALL
                .get((at + by) % Stance::ALL.len())
                .copied()
                .unwrap_or(Stance::Supports);
            line.own = line.stance;
        }
        Code::Down => {
            let name = match meant.get(line.at).filter(|_| !is_empty) {
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
        Code::Up => line.at = (line.at + 1) % meant.len().max(1),
        _ => {
            let before = line.field.text();
            if line.field.key(key) && line.field.text() != before {
                changed(&mut line);
            }
        }
    }
    model.modes.push(Mode::Evidence(line));
}

/// What is typed has changed: the first match is taken again, and 0 brings how its source was used, for as long as it stands.
pub fn changed(line: &mut EvidenceLine) {
    line.at = 0;
    (line.stance, line.nature) = (line.own, None);
    if line.field.text() == "0"
        && let Some(last) = line.last
    {
        (line.stance, line.nature) = (last.stance, last.nature);
    }
}

fn attached(model: &mut Model, line: EvidenceLine, named: &Named, turn: &mut Turn<'_>) {
    if model.person.is_none() {
        model.modes.push(Mode::Evidence(line));
        return super::app::ask_initials(model, None);
    }
    let item = Item {
        claims: &line.claims,
        question: line.question,
        stance: line.stance,
        nature: line.nature,
        quote: &line.quote,
        url: &line.url,
    };
    match attach(model, item, named, turn) {
        Came::Attached => {}
        Came::Nothing(why) => {
            model.notice = why;
            model.modes.push(Mode::Evidence(line));
        }
        Came::Refused => {
            // The line is over the message.
            model.notice = std::mem::take(&mut model.message).tail;
            model.modes.push(Mode::Evidence(line));
        }
    }
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
                    super::forms::ruling(model, claim.id, ruling.question, false);
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
