//! Ruling: one key a verdict, a digit for its reason, a digit for the source that shows it, and on to the next claim.

use crate::case::deeds::{self, Judgement, NewEvidence, Together};
use crate::case::standing::stands;
use crate::case::{
    Claim, ClaimId, Nature, Question, Reason, Refusal, Ruling, SourceId, Stance, Standing, Verdict,
};
use crate::text::{clip, visible};

use super::super::key::{Code, Key};
use super::super::message::{Answers, Message};
use super::super::mode::{Ask, Mode, Yes};
use super::super::model::Model;
use super::super::words::{of_verdict, reason, short_reason};
use super::super::{Effect, Turn};
use crate::text::counted;

/// `c`
pub fn confirm(model: &mut Model, turn: &mut Turn<'_>) {
    verdict(model, Verdict::Confirmed, turn);
}

/// `d`
pub fn dispute(model: &mut Model, turn: &mut Turn<'_>) {
    verdict(model, Verdict::Disputed, turn);
}

/// `u`
pub fn unverified(model: &mut Model, turn: &mut Turn<'_>) {
    verdict(model, Verdict::Unverified, turn);
}

fn verdict(model: &mut Model, verdict: Verdict, turn: &mut Turn<'_>) {
    let question = model.focus.question;
    let is_marked = |id: ClaimId| model.look.marks.contains(&id);
    if !model.look.marks.is_empty() {
        // `▸` is on the claim in focus; what it points at says nothing of marked claims elsewhere.
        let question = if model.focus.claim.is_some_and(is_marked) {
            question
        } else {
            Question::Fact
        };
        return ask_to_rule(model, question, verdict);
    }
    let claims: Vec<_> = model.focus.claim.into_iter().collect();
    rule_on(model, &claims, question, verdict, None, turn);
}

/// Asks whether all marked claims are ruled on so, and names both the claims and the question; `v` turns to the other one.
fn ask_to_rule(model: &mut Model, question: Question, verdict: Verdict) {
    let has = |id: &ClaimId| {
        let standings = model.index.standings(*id);
        standings.is_some_and(|at| at.on(question).is_some())
    };
    let (able, unable): (Vec<_>, Vec<_>) = model.marked().into_iter().partition(has);
    let mut words = format!(
        "{}: {} {verdict} for {} ({})?",
        question.capitals(),
        model.glyph(of_verdict(verdict)),
        counted(able.len(), "marked claim"),
        model.numbers(&able)
    );
    if !unable.is_empty() {
        let count = unable.len();
        words.push_str(&format!(
            "  Not {}, which credit nobody.",
            model.numbers(&unable)
        ));
        if able.is_empty() {
            words = format!(
                "None of the {} credits anybody: v asks on FACT",
                counted(count, "marked claim")
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

/// Enter does it, Esc leaves it; where it is a ruling on marked claims, `v` turns to the other question.
pub fn asked(model: &mut Model, ask: Ask, key: Key, turn: &mut Turn<'_>) {
    if let (Yes::Rule(_, question, verdict), Some('v')) = (&ask.yes, key.latin().char()) {
        let other = match question {
            Question::Said => Question::Fact,
            Question::Fact => Question::Said,
        };
        return ask_to_rule(model, other, *verdict);
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
            }
        }
        Yes::Aside(claims, reason) => {
            if set_aside(model, &claims, reason, turn) {
                model.look.marks.clear();
            }
        }
        Yes::Evidence(claims, question) => super::evidence::open(model, claims, question, "", ""),
        Yes::Hold(claim, questions) => hold(model, claim, &questions, turn),
        Yes::Quit => turn.effects.push(Effect::Quit),
    }
}

/// Rules on claims, as one edit, and goes on.
fn rule_on(
    model: &mut Model,
    claims: &[ClaimId],
    question: Question,
    verdict: Verdict,
    reason: Option<Reason>,
    turn: &mut Turn<'_>,
) -> bool {
    let judged = Judgement {
        verdict: Some(verdict),
        reason,
        ..Judgement::default()
    };
    let word = format!("{} {verdict}", question.capitals());
    let edit = each(model, claims, &word, turn, |case, id, stamp| {
        deeds::rule(case, id, question, &judged, stamp)
    });
    if !model.make(edit, turn) {
        return false;
    }
    model.recall.ruling = Some((Some(verdict), reason));
    model.recall.evidence = None;
    let said = ruled(model, claims, question, Some(verdict), reason);
    go_on(model, claims, question);
    tell(model, said);
    true
}

/// The same deed on each claim, as one edit.
pub fn each(
    model: &Model,
    claims: &[ClaimId],
    word: &str,
    turn: &Turn<'_>,
    deed: impl Fn(
        &crate::case::Case,
        ClaimId,
        &crate::case::Stamp<'_>,
    ) -> Result<crate::case::Edit, Refusal>,
) -> Result<crate::case::Edit, Refusal> {
    let stamp = model.stamp(turn);
    if let [only] = claims {
        return deed(model.case(), *only, &stamp);
    }
    let mut all = Together::on(model.case());
    for id in claims {
        let edit = deed(all.case(), *id, &stamp)?;
        all.take(edit)?;
    }
    Ok(all.edit(
        format!("{}: {word}", counted(claims.len(), "claim")),
        &stamp,
    ))
}

/// What the message line says after a ruling, with the digits that say more.
fn ruled(
    model: &mut Model,
    claims: &[ClaimId],
    question: Question,
    verdict: Option<Verdict>,
    given: Option<Reason>,
) -> Message {
    model.recall.ruled.extend(claims);
    let standing = verdict.map_or(Standing::Aside, of_verdict);
    let who = visible(model.person.as_deref().unwrap_or_default()).into_owned();
    let why = given.map_or(String::new(), |given| {
        format!(": {}", reason(question, given))
    });
    let word = if verdict.is_some() {
        standing.name()
    } else {
        "no fact here"
    };
    let mut message = Message {
        tail: format!(
            "{} {} {word}{why}",
            question.capitals(),
            model.glyph(standing)
        ),
        by: format!(", as {who}"),
        ..about(model, claims)
    };
    let asks_why = given.is_none() && verdict != Some(Verdict::Confirmed);
    if asks_why {
        let list: Vec<Reason> = Reason::fitting(question, verdict).collect();
        message.asks = "Why?".to_owned();
        message.choices = list
            .iter()
            .map(|of| short_reason(question, *of).to_owned())
            .collect();
        message.answers = Some(Answers::Reasons {
            claims: claims.to_vec(),
            question,
            verdict,
            list,
        });
    } else if let Some(verdict) = verdict {
        let list = model.numbered_sources();
        if list.is_empty() {
            message.asks = "e brings what shows it".to_owned();
        } else {
            let names = list.iter().filter_map(|id| model.case().sources.get(*id));
            message.asks = "Which source shows it?".to_owned();
            message.choices = names
                .map(|source| clip(&visible(&source.name), 20).into_owned())
                .collect();
            let stance = match verdict {
                Verdict::Confirmed => Stance::Supports,
                Verdict::Disputed => Stance::Refutes,
                Verdict::Unverified => Stance::Context,
            };
            message.answers = Some(Answers::Sources {
                claims: claims.to_vec(),
                question,
                stance,
                list,
            });
        }
    }
    message
}

/// The claims at the head of a message: a number and words, or how many there are.
pub fn about(model: &Model, claims: &[ClaimId]) -> Message {
    let mut message = Message::default();
    if let [id] = claims {
        message.head = model.number(*id).to_string();
        if let Some(claim) = model.case().claims.get(*id) {
            message.quote = visible(claim.shown()).into_owned();
        }
    } else {
        message.head = counted(claims.len(), "claim");
    }
    message
}

/// To the claim's other question if that asks for a ruling, else to the claim that `n` would find. A question on which
/// others ruled differently still asks; whoever ruled on it goes on all the same.
fn go_on(model: &mut Model, claims: &[ClaimId], ruled: Question) {
    let Some(here) = model.focus.claim.filter(|id| claims.contains(id)) else {
        // A filter has moved focus on already, or the ruling was on others.
        return;
    };
    let other = match ruled {
        Question::Said => Question::Fact,
        Question::Fact => Question::Said,
    };
    if model
        .index
        .standings(here)
        .is_some_and(|at| at.asks_for(other))
    {
        model.focus.question = other;
    } else if let Some((next, _)) = model
        .next_to_rule(false)
        .filter(|_| model.manner.auto_advance)
    {
        model.go_to(Some(next));
    }
}

/// Says it; if nothing is left to rule on, says that first, with what stands and the next key.
fn tell(model: &mut Model, mut said: Message) {
    let progress = model.index.progress;
    if progress.claims > 0 && progress.checked == progress.claims {
        let counts = [
            (Standing::Confirmed, progress.confirmed),
            (Standing::Disputed, progress.disputed),
            (Standing::Unverified, progress.unverified),
            (Standing::Aside, progress.aside),
        ];
        let stands: Vec<String> = counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(standing, count)| format!("{}{count}", model.glyph(standing)))
            .collect();
        let (all, stands) = (counted(progress.claims, "claim"), stands.join(" "));
        let last = std::mem::take(&mut said.tail);
        said.by.clear();
        // The digits still answer: the last ruling deserves its reason too.
        said.tail = format!(
            "All {all} checked: {stands}.  q quits, z undoes.  {} {last}",
            said.head
        );
        (said.head, said.quote) = (String::new(), String::new());
    }
    model.message = said;
}

/// A digit on the message line.
pub fn answer(model: &mut Model, answers: &Answers, digit: usize, turn: &mut Turn<'_>) {
    let too_far = |model: &mut Model| model.say(format!("There is no {digit} to choose"));
    match answers {
        Answers::Reasons {
            claims,
            question,
            verdict,
            list,
        } => match (list.get(digit - 1), verdict) {
            (None, _) => too_far(model),
            (Some(reason), Some(verdict)) => {
                rule_on(model, claims, *question, *verdict, Some(*reason), turn);
            }
            (Some(reason), None) => {
                set_aside(model, claims, *reason, turn);
            }
        },
        Answers::Sources {
            claims,
            question,
            stance,
            list,
        } => match list.get(digit - 1) {
            None => too_far(model),
            Some(source) => shows(model, claims, *question, *stance, *source, turn),
        },
    }
}

/// Brings an item of this source on the question just ruled on.
fn shows(
    model: &mut Model,
    claims: &[ClaimId],
    question: Question,
    stance: Stance,
    source: SourceId,
    turn: &mut Turn<'_>,
) {
    let mut all = Together::on(model.case());
    let stamp = model.stamp(turn);
    let mut what = String::new();
    let mut made = Ok(());
    for id in claims {
        let item = item(
            all.case().claims.get(*id).map(AsRef::as_ref),
            source,
            question,
            stance,
        );
        made = made.and_then(|()| {
            let edit = deeds::add_evidence(all.case(), *id, item, &stamp, turn.mint)?;
            what.clone_from(&edit.what);
            all.take(edit)
        });
    }
    if claims.len() > 1 {
        what = format!(
            "{}: {} evidence",
            counted(claims.len(), "claim"),
            question.capitals()
        );
    }
    let edit = made.map(|()| all.edit(what, &stamp));
    if model.make(edit, turn) {
        model.used(source);
        model.recall.evidence = Some((source, stance));
        let name = model
            .case()
            .sources
            .get(source)
            .map(|source| visible(&source.name).into_owned());
        let tail = format!(
            "{} {stance}: {}. e says more of it.",
            question.capitals(),
            name.unwrap_or_default()
        );
        model.message = Message {
            tail,
            ..about(model, claims)
        };
    }
}

/// An item on a question. It is primary only for *said* by a source in the claim's own chain.
fn item(
    claim: Option<&Claim>,
    source: SourceId,
    question: Question,
    stance: Stance,
) -> NewEvidence {
    let is_own = claim.is_some_and(|claim| claim.chain().contains(&source));
    NewEvidence {
        nature: if is_own && question == Question::Said {
            Nature::Primary
        } else {
            Nature::Secondary
        },
        ..NewEvidence::new(source, question, stance)
    }
}

/// `v`
pub fn other_question(model: &mut Model, _: &mut Turn<'_>) {
    let has_said = model
        .claim()
        .is_some_and(|claim| claim.attribution.is_some());
    model.focus.question = match model.focus.question {
        Question::Fact if has_said => Question::Said,
        Question::Fact => {
            return model
                .say("Nobody is credited for this claim, so FACT is its only question: s credits");
        }
        Question::Said => Question::Fact,
    };
}

/// The person's own ruling that stands last on a question; none if it is a withdrawal.
pub fn own<'a>(claim: &'a Claim, person: Option<&str>, question: Question) -> Option<&'a Ruling> {
    let mine = |ruling: &&Ruling| Some(ruling.by.as_str()) == person && ruling.question == question;
    claim
        .rulings
        .iter()
        .rfind(mine)
        .filter(|ruling| !ruling.is_withdrawal())
}

/// `x`
pub fn aside(model: &mut Model, turn: &mut Turn<'_>) {
    let marked = model.marked();
    if !marked.is_empty() {
        let words = format!(
            "FACT: {} aside, no assertion, for {} ({})?",
            model.glyph(Standing::Aside),
            counted(marked.len(), "marked claim"),
            model.numbers(&marked)
        );
        return ask(model, words, Yes::Aside(marked, Reason::NoAssertion));
    }
    let Some((id, claim)) = model.focus.claim.zip(model.claim().cloned()) else {
        return;
    };
    let is_aside = |question| {
        own(&claim, model.person.as_deref(), question)
            .is_some_and(|ruling| ruling.verdict.is_none())
    };
    if is_aside(Question::Fact) {
        let said = is_aside(Question::Said);
        let mut both = Together::on(model.case());
        let stamp = model.stamp(turn);
        let mut taken = deeds::withdraw(both.case(), id, Question::Fact, &stamp)
            .and_then(|edit| both.take(edit));
        if said {
            taken = taken.and_then(|()| {
                let edit = deeds::withdraw(both.case(), id, Question::Said, &stamp)?;
                both.take(edit)
            });
        }
        let number = model.number(id);
        let edit = taken.map(|()| both.edit(format!("{number} FACT no longer aside"), &stamp));
        if model.make(edit, turn) {
            model.go_to(Some(id));
            model.message = Message {
                tail: "FACT is no longer aside.".to_owned(),
                ..about(model, &[id])
            };
        }
        return;
    }
    let judged = Judgement {
        reason: Some(Reason::NoAssertion),
        ..Judgement::default()
    };
    let edit = deeds::rule(
        model.case(),
        id,
        Question::Fact,
        &judged,
        &model.stamp(turn),
    );
    if model.make(edit, turn) {
        was_set_aside(model, &[id], None);
    }
}

/// Sets claims aside for a reason, as one edit.
fn set_aside(model: &mut Model, claims: &[ClaimId], reason: Reason, turn: &mut Turn<'_>) -> bool {
    let edit = each(model, claims, "aside", turn, |case, id, stamp| {
        deeds::set_aside(case, id, reason, stamp)
    });
    let done = model.make(edit, turn);
    if done {
        was_set_aside(model, claims, Some(reason));
    }
    done
}

fn was_set_aside(model: &mut Model, claims: &[ClaimId], given: Option<Reason>) {
    model.recall.ruling = Some((None, given.or(Some(Reason::NoAssertion))));
    model.recall.evidence = None;
    let said = ruled(model, claims, Question::Fact, None, given);
    go_on(model, claims, Question::Fact);
    tell(model, said);
}

/// Backspace
pub fn back(model: &mut Model, _: &mut Turn<'_>) {
    let case = model.history.case();
    let here = model.focus.claim;
    let mut ruled = std::mem::take(&mut model.recall.ruled);
    ruled.retain(|id| case.claims.has(*id));
    // Standing on it already, one goes further back.
    while ruled.len() > 1 && ruled.last().copied() == here {
        ruled.pop();
    }
    let last = ruled.last().copied();
    model.recall.ruled = ruled;
    if let Some(id) = last {
        model.reveal(id);
        let number = model.number(id);
        model.say(format!("Back to claim {number}. {}", stands_as(model, id)));
    }
}

/// How a claim stands, in words.
pub fn stands_as(model: &Model, id: ClaimId) -> String {
    let Some(claim) = model.case().claims.get(id) else {
        return String::new();
    };
    let stands: Vec<String> = claim
        .questions()
        .map(|question| {
            let standing = stands(claim, question).standing;
            format!(
                "{} {} {standing}",
                question.capitals(),
                model.glyph(standing)
            )
        })
        .collect();
    format!("It stands {}.", stands.join(", "))
}

/// `.`
pub fn again(model: &mut Model, turn: &mut Turn<'_>) {
    let (Some((verdict, given)), Some(id)) = (model.recall.ruling, model.focus.claim) else {
        return;
    };
    let Some(verdict) = verdict else {
        set_aside(model, &[id], given.unwrap_or(Reason::NoAssertion), turn);
        return;
    };
    let question = model.focus.question;
    // What is a reason for one question need not be one for the other.
    let given = given.filter(|given| given.fits(question, Some(verdict)));
    let judged = Judgement {
        verdict: Some(verdict),
        reason: given,
        ..Judgement::default()
    };
    let shown = model
        .recall
        .evidence
        .filter(|(source, _)| model.case().sources.has(*source));
    let stamp = model.stamp(turn);
    let mut both = Together::on(model.case());
    let mut what = String::new();
    let mut made = deeds::rule(model.case(), id, question, &judged, &stamp).and_then(|edit| {
        what.clone_from(&edit.what);
        both.take(edit)
    });
    if let Some((source, stance)) = shown {
        let item = item(model.claim().map(AsRef::as_ref), source, question, stance);
        made = made.and_then(|()| {
            let edit = deeds::add_evidence(both.case(), id, item, &stamp, turn.mint)?;
            both.take(edit)
        });
    }
    let edit = made.map(|()| both.edit(what, &stamp));
    if model.make(edit, turn) {
        let mut said = ruled(model, &[id], question, Some(verdict), given);
        if let Some((source, stance)) = shown {
            let name = model
                .case()
                .sources
                .get(source)
                .map(|source| visible(&source.name).into_owned());
            said.tail
                .push_str(&format!("  With {}: {stance}.", name.unwrap_or_default()));
        }
        go_on(model, &[id], question);
        tell(model, said);
    }
}

/// `r`
pub fn my_ruling(model: &mut Model, _: &mut Turn<'_>) {
    super::forms::ruling(model);
}

/// After the words or the chain of a claim were changed: if that left own rulings on other words, asks whether they hold.
pub fn ask_if_it_holds(model: &mut Model, before: &Claim) {
    let Some(after) = model.case().claims.get(before.id) else {
        return;
    };
    let person = model.person.as_deref();
    let questions: Vec<Question> = Question::ALL
        .iter()
        .copied()
        .filter(|question| {
            let was = before.of(*question);
            after.of(*question) != was
                && (*question == Question::Fact || after.attribution.is_some())
                && own(after, person, *question).is_some_and(|ruling| ruling.of == was)
        })
        .collect();
    if !questions.is_empty() {
        let words = "Your ruling was on other words.".to_owned();
        model.modes.push(Mode::Ask(Ask {
            words,
            yes: Yes::Hold(before.id, questions),
        }));
    }
}

/// Rules anew as before, on the words as they are now.
fn hold(model: &mut Model, id: ClaimId, questions: &[Question], turn: &mut Turn<'_>) {
    let Some(claim) = model.case().claims.get(id).cloned() else {
        return;
    };
    let stamp = model.stamp(turn);
    let mut all = Together::on(model.case());
    let mut made = Ok(());
    for question in questions {
        let Some(ruling) = own(&claim, model.person.as_deref(), *question) else {
            continue;
        };
        let judged = Judgement {
            verdict: ruling.verdict,
            reason: ruling.reason,
            note: ruling.note.clone(),
            decides: ruling.decides,
        };
        made = made.and_then(|()| {
            let edit = deeds::rule(all.case(), id, *question, &judged, &stamp)?;
            all.take(edit)
        });
    }
    let edit = made.map(|()| all.edit(format!("{} holds", model.number(id)), &stamp));
    if model.make(edit, turn) {
        model.say(format!("Recorded anew. {}", stands_as(model, id)));
    }
}
