//! What the message line says after a ruling, and what a digit answers there: the reason, then the source that shows it.

use crate::case::standing::fresh;
use crate::case::{ClaimId, Nature, Question, Reason, SourceId, Stance, Standing, Verdict};
use crate::text::{clip, counted, visible};

use crate::workbench::Turn;
use crate::workbench::actions::aside::set_aside;
use crate::workbench::actions::attach::{Came, Item, attach, name};
use crate::workbench::actions::rule::rule_on;
use crate::workbench::message::{Answers, Message, Shown};
use crate::workbench::model::Model;
use crate::workbench::popup::Named;
use crate::workbench::template::template;
use crate::workbench::words::{reason, short_reason};

/// What the message line says after a ruling, with the digits that say more.
pub fn ruled(
    model: &mut Model,
    claims: &[ClaimId],
    question: Question,
    verdict: Option<Verdict>,
    given: Option<Reason>,
) -> Message {
    model.recall.ruled.extend(claims);
    model.recall.just = Some((claims.to_vec(), question));
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
    if let Some(contested) = contested(model, claims, question) {
        message.tail = format!("{}{}. {contested}", message.tail, message.by);
        message.by.clear();
    }
    let asks_why = given.is_none() && verdict != Some(Verdict::Confirmed);
    if asks_why {
        let list: Vec<Reason> = Reason::fitting(question, verdict).collect();
        message.asks = "Why?".to_owned();
        let words = list.iter().map(|of| short_reason(question, *of).to_owned());
        message.choices = ('1'..='9').zip(words).collect();
        message.answers = Some(Answers::Reasons {
            claims: claims.to_vec(),
            question,
            verdict,
            list,
        });
    } else if let Some(verdict) = verdict {
        let list = model.numbered_sources(claims);
        let last = model.last_shown();
        if list.is_empty() && last.is_none() {
            message.asks = model.fill(template!("{evidence} adds what shows it"));
        } else {
            message.asks = match verdict {
                Verdict::Unverified => "Which source was looked at?",
                _ => "Which source shows it?",
            }
            .to_owned();
            message.choices = choices(model, &list, last);
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
                last,
            });
        }
    }
    message
}

/// The sources that digits take, with those digits; 0 says how its source was used.
pub fn choices(model: &Model, list: &[SourceId], last: Option<Shown>) -> Vec<(char, String)> {
    let named = |id: SourceId| clip(&name(model.case(), id), 16).into_owned();
    let names = list.iter().map(|id| named(*id));
    let mut choices: Vec<(char, String)> = ('1'..='9').zip(names).collect();
    choices.extend(last.map(|shown| {
        let nature = match shown.nature {
            Some(Nature::Primary) => " primary",
            _ => "",
        };
        let (name, stance) = (named(shown.source), shown.stance);
        ('0', format!("{name}: {stance}{nature}"))
    }));
    choices
}

/// That people differ on what was just ruled on, who says what, and the key that decides; none where they do not.
fn contested(model: &Model, claims: &[ClaimId], question: Question) -> Option<String> {
    let is_contested = |id: &&ClaimId| model.is_contested(**id, question);
    let count = claims.iter().filter(is_contested).count();
    let first = claims.iter().find(is_contested)?;
    let glyph = model.glyph(Standing::Contested);
    if claims.len() > 1 {
        let decides = model.fill(template!("{decide} decides on each."));
        return Some(format!(
            "{glyph} {count} of them stand contested: {decides}"
        ));
    }
    let claim = model.case().claims.get(*first)?;
    let others: Vec<String> = fresh(claim, question)
        .into_iter()
        .filter(|ruling| Some(ruling.by.as_str()) != model.person.as_deref())
        .map(|ruling| format!("{} says {}", visible(&ruling.by), ruling.word()))
        .collect();
    let others = others.join(", ");
    let decides = model.fill(template!("{decide} decides."));
    Some(format!("It stands {glyph} contested ({others}): {decides}"))
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

/// Says it. That nothing is left to rule on is said once the line is free: the last ruling deserves its reason too.
pub fn tell(model: &mut Model, said: Message) {
    let progress = model.index.progress;
    model.recall.is_done = progress.claims > 0 && progress.checked == progress.claims;
    let asks = said.answers.is_some();
    model.message = said;
    if model.recall.is_done && !asks {
        let last = std::mem::take(&mut model.message);
        let mut done = all_checked(model);
        done.tail = format!("{}  {} {}", done.tail, last.head, last.tail);
        model.message = done;
        model.recall.is_done = false;
    }
}

/// That everything is checked, with what stands, and the next key.
pub fn all_checked(model: &Model) -> Message {
    let progress = model.index.progress;
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
    // Whoever has checked everything is not done while the house finds errors.
    let next = match model.index.flags() {
        0 => model.fill(template!("{quit} quits, {undo} undoes.")),
        errors => format!(
            "{} stand{}: {}",
            counted(errors, "error"),
            if errors == 1 { "s" } else { "" },
            model.fill(template!("{findings} lists them."))
        ),
    };
    Message::new(format!("All {all} checked: {stands}.  {next}"))
}

/// Whether this digit answers the line; else what does, in words.
pub fn takes(answers: &Answers, digit: usize) -> Result<(), String> {
    let (count, has_last) = match answers {
        Answers::Reasons { list, .. } => (list.len(), false),
        Answers::Sources { list, last, .. } => (list.len(), last.is_some()),
    };
    if (1..=count).contains(&digit) || digit == 0 && has_last {
        return Ok(());
    }
    let mut those = match count {
        0 => String::new(),
        1 => "1 does".to_owned(),
        count => format!("1 to {count} do"),
    };
    if has_last {
        those = match count {
            0 => "0 does".to_owned(),
            _ => format!("0 and {those}").replace("does", "do"),
        };
    }
    Err(format!("{digit} answers nothing here: {those}"))
}

/// A digit on the message line, which takes it.
pub fn answer(model: &mut Model, said: Message, digit: usize, turn: &mut Turn<'_>) {
    match said.answers.clone() {
        Some(Answers::Reasons {
            claims,
            question,
            verdict,
            list,
        }) => match (
            digit.checked_sub(1).and_then(|place| list.get(place)),
            verdict,
        ) {
            (None, _) => {}
            (Some(reason), Some(verdict)) => {
                rule_on(model, &claims, question, verdict, Some(*reason), turn);
            }
            (Some(reason), None) => {
                set_aside(model, &claims, *reason, turn);
            }
        },
        Some(Answers::Sources {
            claims,
            question,
            stance,
            list,
            last,
        }) => {
            let shown = match digit.checked_sub(1) {
                None => last,
                Some(place) => list.get(place).map(|source| Shown {
                    source: *source,
                    stance,
                    nature: None,
                }),
            };
            let Some(shown) = shown else { return };
            let item = Item {
                claims: &claims,
                question,
                stance: shown.stance,
                nature: shown.nature,
                quote: "",
                url: "",
            };
            // What is there already is no answer: the line stays for another.
            if let Came::Nothing(why) = attach(model, item, &Named::Known(shown.source), turn) {
                model.notice = why;
                model.message = said;
            }
        }
        None => {}
    }
}
