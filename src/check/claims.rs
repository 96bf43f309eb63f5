//! Checks one claim against the house standards: the standing of its questions, the evidence for
//! them, and its own words.

use super::collector::{Collector, name};
use super::context::Context;
use super::finding::Finding;
use super::items::check_items;
use super::phrase::{Filling, phrase};
use super::standards::Standard;
use crate::case::standing::{
    self, Changed, CurrentStanding, Standing, changed_under, fresh, standing_and_fresh, standing_of,
};
use crate::case::{Case, Claim, Evidence, Question, Reason, Ruling, SourceKind, Stance};
use crate::check::sourcing::{links_with_seen, needs_origins};
use crate::text::visible;

/// All findings on a claim, the worst first.
pub(super) fn check(context: &Context, case: &Case, claim: &Claim) -> Vec<Finding> {
    if claim.is_cut() {
        return Vec::new();
    }
    let mut collector = Collector::new(context, Some(claim));
    let said = claim
        .attribution
        .as_ref()
        .map(|_| standing_of(claim, Question::Said));
    let (fact, people) = standing_and_fresh(claim, Question::Fact);
    check_standings(&mut collector, case, claim, said, fact);
    check_rulings(&mut collector, said, fact, &people);
    let on_said = said.map(|current| (Question::Said, current));
    for (question, current) in on_said.into_iter().chain([(Question::Fact, fact)]) {
        check_unanswered_evidence(&mut collector, case, claim, question, current);
    }
    check_future_rulings(&mut collector, claim);
    check_support(&mut collector, case, claim, fact);
    check_chain(&mut collector, case, claim, said, fact);
    check_items(&mut collector, case, claim);
    check_words(&mut collector, case, claim);
    collector.sorted()
}

/// Adds findings on open, contested and stale questions.
fn check_standings(
    collector: &mut Collector<'_>,
    case: &Case,
    claim: &Claim,
    said: Option<CurrentStanding<'_>>,
    fact: CurrentStanding<'_>,
) {
    let both = [(Question::Said, said), (Question::Fact, Some(fact))];
    let with_standing = |standing| {
        both.into_iter()
            .filter(move |(_, current)| current.is_some_and(|current| current.standing == standing))
            .map(|(question, _)| question)
    };
    let open: Vec<Question> = with_standing(Standing::Open).collect();
    if let Some(first) = open.first() {
        let message = match open.as_slice() {
            [_] => phrase!("{} is open", *first),
            _ => phrase!("said and fact are open"),
        };
        let hint = match said {
            Some(said) if claim.is_unsure() && said.standing == Standing::Open => {
                let names = case.candidates(claim);
                let names = names
                    .iter()
                    .map(|name| Filling::from(visible(name).as_ref()));
                let names = Filling::List(names.collect(), " or ");
                phrase!("first choose who said it: {}", names)
            }
            _ if open.len() == 1 => phrase!("rule on it, or set it aside"),
            _ => phrase!("rule on them, or set them aside"),
        };
        collector.add(Standard::OpenClaim, message, hint);
    }
    for question in with_standing(Standing::Contested) {
        let sides = fresh(claim, question).into_iter().map(|ruling| {
            let word = Filling::Word(ruling.word());
            Filling::Phrase(phrase!("{} says {}", visible(&ruling.by).as_ref(), word))
        });
        collector.add(
            Standard::Contested,
            phrase!("{} is contested: {}", question, comma_list(sides)),
            phrase!("let one of them decide, with a note that says why"),
        );
    }
    for question in with_standing(Standing::Stale) {
        let (message, hint) = match changed_under(claim, question) {
            Changed::Words => (
                phrase!("{} was ruled on before the words changed", question),
                phrase!("rule on the words as they are now"),
            ),
            Changed::Credit => (
                phrase!("{} was ruled on before the credit changed", question),
                phrase!("rule on the claim as it is now"),
            ),
            Changed::Either => (
                phrase!(
                    "{} was ruled on before the words or the credit changed",
                    question
                ),
                phrase!("rule on the claim as it is now"),
            ),
        };
        collector.add(Standard::StaleRuling, message, hint);
    }
}

/// Adds findings on verdicts without a reason, and on verdicts on *fact* by fewer people than the
/// house requires.
fn check_rulings(
    collector: &mut Collector<'_>,
    said: Option<CurrentStanding<'_>>,
    fact: CurrentStanding<'_>,
    people: &[&Ruling],
) {
    for (question, current) in [(Question::Said, said), (Question::Fact, Some(fact))] {
        if let Some(ruling) = current.and_then(|current| current.by)
            && ruling.verdict.is_some()
            && ruling.reason.is_none()
        {
            collector.add(
                Standard::RulingWithoutReason,
                phrase!(
                    "{} is {} without a reason",
                    question,
                    Filling::Word(ruling.word())
                ),
                phrase!("give the reason"),
            );
        }
    }
    let required = collector.context.house.checkers();
    if matches!(fact.standing, Standing::Confirmed | Standing::Disputed)
        && collector.is_on(Standard::SecondCheckerMissing)
    {
        let is_verdict = |ruling: &&&Ruling| ruling.verdict.is_some();
        let count = people.iter().filter(is_verdict).count();
        if count < required {
            let message = match people.last() {
                Some(ruling) => phrase!(
                    "{} of {} required people ruled on fact: {}",
                    count,
                    required,
                    visible(&ruling.by).as_ref()
                ),
                None => phrase!("{} of {} required people ruled on fact", count, required),
            };
            collector.add(
                Standard::SecondCheckerMissing,
                message,
                phrase!("let a colleague rule on fact as well"),
            );
        }
    }
}

/// Adds a finding on evidence against the verdict that no ruling answers. A ruling answers an item
/// with a later note, or with a reason that admits another side.
fn check_unanswered_evidence(
    collector: &mut Collector<'_>,
    case: &Case,
    claim: &Claim,
    question: Question,
    current: CurrentStanding<'_>,
) {
    let stance = match current.standing {
        Standing::Confirmed => Stance::Refutes,
        Standing::Disputed => Stance::Supports,
        _ => return,
    };
    let mut against = claim
        .evidence_on(question)
        .filter(|item| item.stance == stance)
        .peekable();
    if against.peek().is_none() || !collector.is_on(Standard::AgainstUnanswered) {
        return;
    }
    let agreeing: Vec<&Ruling> = fresh(claim, question)
        .into_iter()
        .filter(|ruling| Standing::of(ruling.verdict) == current.standing)
        .collect();
    let is_answered = |item: &Evidence| {
        agreeing.iter().any(|ruling| {
            ruling.reason.is_some_and(admits_other_side)
                || (!ruling.note.trim().is_empty() && ruling.at >= item.at)
        })
    };
    let mut names: Vec<String> = against
        .filter(|item| !is_answered(item))
        .map(|item| name(case, item.source))
        .collect();
    names.sort_unstable();
    names.dedup();
    if !names.is_empty() {
        let finding = collector.add(
            Standard::AgainstUnanswered,
            match stance {
                Stance::Supports => phrase!(
                    "{} is {} and supported by {}, which no ruling answers",
                    question,
                    current.standing,
                    names.join(", ")
                ),
                _ => phrase!(
                    "{} is {} and refuted by {}, which no ruling answers",
                    question,
                    current.standing,
                    names.join(", ")
                ),
            },
            phrase!("say in the note of your ruling why it does not count"),
        );
        if let Some(finding) = finding {
            finding.question = Some(question);
        }
    }
}

/// Whether a reason itself admits that there is another side.
fn admits_other_side(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::WithContext | Reason::SourcesConflict | Reason::Denied | Reason::Misleading
    )
}

/// Adds findings on rulings with a date in the future that count because their author has no other
/// ruling on the question.
fn check_future_rulings(collector: &mut Collector<'_>, claim: &Claim) {
    let future: Vec<(Question, String, String)> = standing::rulings_ahead(claim)
        .map(|ruling| {
            let day = ruling.at.to_string().chars().take(10).collect();
            (ruling.question, visible(&ruling.by).into_owned(), day)
        })
        .collect();
    for (question, by, day) in future {
        let finding = collector.add(
            Standard::TimeInFuture,
            phrase!(
                "the ruling of {} on {} is from the future: {}",
                by.as_str(),
                question,
                day
            ),
            phrase!("let {} rule again: that ruling is dated now and counts", by),
        );
        if let Some(finding) = finding {
            finding.question = Some(question);
        }
    }
}

/// Adds findings on the evidence for the verdict on *fact*.
fn check_support(
    collector: &mut Collector<'_>,
    case: &Case,
    claim: &Claim,
    fact: CurrentStanding<'_>,
) {
    let (stance, without, message, hint) = match fact.standing {
        Standing::Confirmed => (
            Stance::Supports,
            Standard::ConfirmedWithoutEvidence,
            phrase!("fact is confirmed and no item supports it"),
            phrase!("add evidence on FACT that supports the claim"),
        ),
        Standing::Disputed => (
            Stance::Refutes,
            Standard::DisputedWithoutEvidence,
            phrase!("fact is disputed and no item refutes it"),
            phrase!("add evidence on FACT that refutes the claim"),
        ),
        _ => return,
    };
    let context = collector.context;
    let side = context
        .graph
        .support(claim, Question::Fact)
        .behind(fact.standing);
    if side.items == 0 {
        collector.add(without, message, hint);
        let on_said = claim.evidence_on(Question::Said).count();
        if on_said > 0
            && stance == Stance::Supports
            && claim.evidence_on(Question::Fact).next().is_none()
        {
            collector.add(
                Standard::HearsayConfirmed,
                phrase!(
                    "fact is confirmed on {} that they said it",
                    Filling::Count(on_said, "item")
                ),
                phrase!("add evidence on FACT: that they said it does not make it true"),
            );
        }
        return;
    }
    let required = context.house.origins();
    if needs_origins(fact) && !side.suffices(required) {
        let (items, origins) = (
            Filling::Count(side.items, "item"),
            Filling::Count(side.origins, "origin"),
        );
        let message = match (stance, side.items) {
            (Stance::Supports, 1) => phrase!(
                "{} that supports: {}, {} required (or 1 primary item)",
                items,
                origins,
                required
            ),
            (Stance::Supports, _) => phrase!(
                "{} that support: {}, {} required (or 1 primary item)",
                items,
                origins,
                required
            ),
            (_, 1) => phrase!(
                "{} that refutes: {}, {} required (or 1 primary item)",
                items,
                origins,
                required
            ),
            _ => phrase!(
                "{} that refute: {}, {} required (or 1 primary item)",
                items,
                origins,
                required
            ),
        };
        let hint = match required - side.origins {
            1 => phrase!("one independent origin more, or one primary item"),
            more => phrase!("{} independent origins more, or one primary item", more),
        };
        collector.add(Standard::SingleOrigin, message, hint);
    }
    let is_anonymous = |item: &Evidence| {
        case.sources
            .get(item.source)
            .is_some_and(|source| source.kind == SourceKind::Anonymous)
    };
    let mut items = claim
        .evidence_on(Question::Fact)
        .filter(|item| item.stance == stance);
    if items.all(is_anonymous) {
        collector.add(
            Standard::AnonymousOnly,
            phrase!("fact rests on anonymous sources alone"),
            phrase!("add an item from a named source, or a document"),
        );
    }
}

/// Adds findings on an attributed claim: *fact* has a verdict but *said* has none, or *said* is
/// confirmed but no evidence shows what one of the sources in the chain said.
fn check_chain(
    collector: &mut Collector<'_>,
    case: &Case,
    claim: &Claim,
    said: Option<CurrentStanding<'_>>,
    fact: CurrentStanding<'_>,
) {
    let Some(said) = said else { return };
    let is_verdict = |at: Standing| {
        matches!(
            at,
            Standing::Confirmed | Standing::Disputed | Standing::Unverified
        )
    };
    if is_verdict(fact.standing)
        && !is_verdict(said.standing)
        && said.standing != Standing::Contested
    {
        collector.add(
            Standard::SaidNotChecked,
            phrase!("fact is {}, and said is {}", fact.standing, said.standing),
            phrase!("rule on said: did they say it, as the story gives it?"),
        );
    }
    if said.standing == Standing::Confirmed {
        let unseen: Vec<String> = links_with_seen(claim)
            .filter(|(_, is_seen)| !is_seen)
            .map(|(id, _)| name(case, id))
            .collect();
        if !unseen.is_empty() {
            let all = links_with_seen(claim).map(|(id, is_seen)| {
                let name = name(case, id);
                Filling::Phrase(if is_seen {
                    phrase!("{} seen", name)
                } else {
                    phrase!("{} not seen", name)
                })
            });
            let unseen = unseen.into_iter().map(Filling::Text).collect();
            collector.add(
                Standard::LinkUnseen,
                phrase!("{}", comma_list(all)),
                phrase!(
                    "add evidence on said that shows what {} said",
                    Filling::List(unseen, " and ")
                ),
            );
        }
    }
}

fn comma_list(parts: impl Iterator<Item = Filling>) -> Filling {
    Filling::List(parts.collect(), ", ")
}

/// Adds findings on the claim's own words.
fn check_words(collector: &mut Collector<'_>, case: &Case, claim: &Claim) {
    if case.is_unanchored(claim) {
        collector.add(
            Standard::Unanchored,
            phrase!("its words are no longer at its place in the story"),
            phrase!("anchor it where they are now, or drop it"),
        );
    }
    super::story::add_lints_of_claim(collector, case, claim);
    let texts = [
        ("text", claim.text.as_str()),
        ("wording", &claim.wording),
        ("place", &claim.place),
    ];
    let fixes = claim.fixes.iter().map(|fix| ("fix", fix.to.as_str()));
    collector.add_exposed(
        texts.into_iter().chain(fixes),
        phrase!("restate it without the name, or have the draft fixed"),
    );
}
