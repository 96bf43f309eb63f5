//! After a ruling: the message, the digits for a reason or a source, and the next focus.

use crate::case::standing::fresh;
use crate::case::{Claim, ClaimId, Question, Reason, SourceId, Stance, Standing, Verdict};
use crate::text::{counted, visible};
use crate::workbench::action::{Action, Item, NamedSource, UsedSource};
use crate::workbench::labels::{reason, short_reason};
use crate::workbench::message::{Choice, Message};
use crate::workbench::model::Model;
use crate::workbench::popup::evidence::digits;
use crate::workbench::template::template;

/// Remembers that these claims were just ruled on. Returns the message, with the digits for a
/// reason or for evidence.
pub fn after_ruling(
    model: &mut Model,
    claims: &[ClaimId],
    question: Question,
    verdict: Option<Verdict>,
    given: Option<Reason>,
) -> Message {
    model.recall.ruled.extend(claims);
    model.recall.just_ruled = Some((claims.to_vec(), question));
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
        ..model.about(claims)
    };
    if let Some(contested) = contested(model, claims, question) {
        message.tail = format!("{}{}. {contested}", message.tail, message.by);
        message.by.clear();
    }
    let asks_why = given.is_none() && verdict != Some(Verdict::Confirmed);
    if asks_why {
        message.asks = "Why?".to_owned();
        let choice = |(digit, reason): (char, Reason)| Choice {
            digit,
            words: short_reason(question, reason).to_owned(),
            action: match verdict {
                Some(verdict) => Action::Rule {
                    claims: claims.to_vec(),
                    question,
                    verdict,
                    reason: Some(reason),
                },
                None => Action::SetAside(claims.to_vec(), Some(reason)),
            },
        };
        let reasons = Reason::fitting(question, verdict);
        message.choices = ('1'..='9').zip(reasons).map(choice).collect();
    } else if let Some(verdict) = verdict {
        message.choices = source_choices(model, claims, question, Stance::showing(verdict));
        message.asks = match verdict {
            _ if message.choices.is_empty() => {
                model.fill(template!("{evidence} adds what shows it"))
            }
            Verdict::Unverified => "Which source was looked at?".to_owned(),
            _ => "Which source shows it?".to_owned(),
        };
    }
    message
}

/// The choices for the source of new evidence: the sources of these claims. `0` is the source used
/// last, with its last stance and nature.
fn source_choices(
    model: &mut Model,
    claims: &[ClaimId],
    question: Question,
    stance: Stance,
) -> Vec<Choice> {
    let list = model
        .recall
        .sources_for_digits(model.history.case(), claims);
    let last = model.recall.last_shown(model.case());
    let with_stance = |source: &SourceId| UsedSource {
        source: *source,
        stance,
        nature: None,
    };
    let shown_sources = list.iter().map(with_stance).chain(last);
    let digits = digits(model, &list, last).into_iter();
    let choice = |((digit, words), shown): (_, UsedSource)| Choice {
        digit,
        words,
        action: Action::Attach(Item {
            claims: claims.to_vec(),
            question,
            source: NamedSource::Known(shown.source),
            stance: shown.stance,
            nature: shown.nature,
            quote: String::new(),
            url: String::new(),
        }),
    };
    digits.zip(shown_sources).map(choice).collect()
}

/// The note that people differ on the question that was just ruled on, with their verdicts and the
/// key that decides. None if they agree.
pub fn contested(model: &Model, claims: &[ClaimId], question: Question) -> Option<String> {
    let is_contested = |id: &&ClaimId| model.is_contested(**id, question);
    let count = claims.iter().filter(is_contested).count();
    let first = claims.iter().find(is_contested)?;
    let glyph = model.glyph(Standing::Contested);
    if claims.len() > 1 {
        let decides = model.fill(template!("{decide} decides on each."));
        return Some(format!("{glyph} {count} of them are contested: {decides}"));
    }
    let claim = model.case().claims.get(*first)?;
    let others = others(model, claim, question);
    let decides = model.fill(template!("{decide} decides."));
    Some(format!("Now {glyph} contested ({others}): {decides}"))
}

/// The verdicts of other people on a question: `mk says unverified, ab says disputed`.
pub fn others(model: &Model, claim: &Claim, question: Question) -> String {
    let others: Vec<String> = fresh(claim, question)
        .into_iter()
        .filter(|ruling| Some(ruling.by.as_str()) != model.person.as_deref())
        .map(|ruling| format!("{} says {}", visible(&ruling.by), ruling.word()))
        .collect();
    others.join(", ")
}

/// Shows a message. If every claim is checked, also shows that. A message that asks for a digit
/// must be answered first, because the last ruling needs its reason.
pub fn show_message(model: &mut Model, message: Message) {
    let progress = model.index.progress;
    model.recall.is_done = progress.claims > 0 && progress.checked == progress.claims;
    let asks = message.asks_for_digit();
    model.message = message;
    if model.recall.is_done && !asks {
        let last = std::mem::take(&mut model.message);
        let mut done = all_checked(model);
        done.tail = format!("{}  {} {}", done.tail, last.head, last.tail);
        model.message = done;
        model.recall.is_done = false;
    }
}

/// The message that everything is checked, with the counts and the next key.
pub fn all_checked(model: &Model) -> Message {
    let progress = model.index.progress;
    let counts = [
        (Standing::Confirmed, progress.confirmed),
        (Standing::Disputed, progress.disputed),
        (Standing::Unverified, progress.unverified),
        (Standing::Aside, progress.aside),
    ];
    let standing_counts: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(standing, count)| format!("{}{count}", model.glyph(standing)))
        .collect();
    let (all, standing_counts) = (counted(progress.claims, "claim"), standing_counts.join(" "));
    // Findings may still have errors if every claim is checked.
    let next = match model.index.flags() {
        _ if model.analysis.is_running() => model.fill(template!(
            "Findings are not counted yet. {quit} quits, {undo} undoes."
        )),
        0 => model.fill(template!("{quit} quits, {undo} undoes.")),
        errors => format!(
            "{} stand{}: {}",
            counted(errors, "error"),
            if errors == 1 { "s" } else { "" },
            model.fill(template!("{findings} lists them."))
        ),
    };
    Message::new(format!("All {all} checked: {standing_counts}.  {next}"))
}

/// The claim in focus before a ruling, and the claim to which `n` would have moved the focus. The
/// ruling may move or hide their rows.
pub struct FocusBefore {
    claim: Option<ClaimId>,
    next: Option<ClaimId>,
}

impl FocusBefore {
    /// The present focus.
    pub fn of(model: &Model) -> Self {
        Self {
            claim: model.focus.claim,
            next: model.next_to_rule(false).map(|(id, _)| id),
        }
    }
}

/// Moves the focus to the claim's other question if that needs a ruling, else to the claim that `n`
/// would find. The focus also leaves a question that is still contested.
pub fn move_on(model: &mut Model, claims: &[ClaimId], ruled: Question, before: &FocusBefore) {
    // A ruling on other claims does not move the focus.
    let Some(here) = before.claim.filter(|id| claims.contains(id)) else {
        return;
    };
    let other = ruled.other();
    let needs_ruling = |id: &ClaimId| {
        let standings = model.index.standings(*id);
        standings.is_some_and(|at| !at.is_checked())
    };
    let is_shown = model.index.row(here).is_some();
    let has_other = model
        .index
        .standings(here)
        .is_some_and(|at| at.needs_ruling(other));
    if is_shown && has_other {
        model.go_to(Some(here));
        model.focus.question = other;
    } else if model.prefs.auto_advance {
        let next = before
            .next
            .filter(|id| needs_ruling(id) && model.index.row(*id).is_some());
        let next = next.or_else(|| model.next_to_rule(false).map(|(id, _)| id));
        if next.is_some() {
            model.go_to(next);
        }
    }
}
