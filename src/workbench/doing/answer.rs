//! What the message line says after a ruling, and what a digit answers there: the reason, then the source that shows it.

use crate::case::deeds::{self, NewEvidence, Together};
use crate::case::{Claim, ClaimId, Nature, Question, Reason, SourceId, Stance, Standing, Verdict};
use crate::text::{clip, counted, visible};

use super::super::Turn;
use super::super::message::{Answers, Message};
use super::super::model::Model;
use super::super::template::template;
use super::super::words::{reason, short_reason};
use super::aside::set_aside;
use super::evidence::start;
use super::rule::rule_on;

/// What the message line says after a ruling, with the digits that say more.
pub fn ruled(
    model: &mut Model,
    claims: &[ClaimId],
    question: Question,
    verdict: Option<Verdict>,
    given: Option<Reason>,
) -> Message {
    model.recall.ruled.extend(claims);
    let standing = Standing::of(verdict);
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
        let list = sources_for(model, claims, question);
        if list.is_empty() {
            message.asks = model.fill(template!("{evidence} brings what shows it"));
        } else {
            let names = list.iter().filter_map(|id| model.case().sources.get(*id));
            message.asks = match verdict {
                Verdict::Unverified => "Which source was looked at?",
                _ => "Which source shows it?",
            }
            .to_owned();
            message.choices = names
                .map(|source| clip(&visible(&source.name), 16).into_owned())
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

/// Says it; if nothing is left to rule on, says that first, with what stands and the next key.
pub fn tell(model: &mut Model, mut said: Message) {
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
            "All {all} checked: {stands}.  {}  {} {last}",
            model.fill(template!("{quit} quits, {undo} undoes.")),
            said.head
        );
        (said.head, said.quote) = (String::new(), String::new());
    }
    model.message = said;
}

/// The sources that the digits take: on *said* first those that the claim itself credits, who know best what they said.
fn sources_for(model: &Model, claims: &[ClaimId], question: Question) -> Vec<SourceId> {
    let mut list = model.numbered_sources();
    if let (Question::Said, [id]) = (question, claims)
        && let Some(claim) = model.case().claims.get(*id)
    {
        list.retain(|source| !claim.chain().contains(source));
        list.splice(0..0, claim.chain().iter().copied());
        list.truncate(9);
    }
    list
}

/// A digit on the message line.
pub fn answer(model: &mut Model, answers: &Answers, digit: usize, turn: &mut Turn<'_>) {
    match answers {
        Answers::Reasons {
            claims,
            question,
            verdict,
            list,
        } => match (list.get(digit - 1), verdict) {
            (None, _) => {}
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
            None => {}
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
            "{} {stance}: {}. {}",
            question.capitals(),
            name.unwrap_or_default(),
            model.fill(template!("{evidence} says more of it."))
        );
        model.message = Message {
            tail,
            ..about(model, claims)
        };
    }
}

/// An item on a question. It is primary only for *said* by a source in the claim's own chain.
pub fn item(
    claim: Option<&Claim>,
    source: SourceId,
    question: Question,
    stance: Stance,
) -> NewEvidence {
    let nature = match start(claim, Some(source)) {
        (at, nature) if at == question => nature,
        _ => Nature::Secondary,
    };
    NewEvidence {
        nature,
        ..NewEvidence::new(source, question, stance)
    }
}
