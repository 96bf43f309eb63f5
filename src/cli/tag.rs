//! `factdesk tag`: rules on a claim, or withdraws a ruling.

use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::change::change;
use super::failure::Result;
use super::listed::listed;
use super::{World, find, who, words};
use crate::case::ops::{self, Judgement};
use crate::case::standing::{last_by, standing_of};
use crate::case::{Question, Reason, Stamp, UnknownWord, Verdict};
use crate::text::visible;

/// Rule on a claim, or withdraw a ruling.
#[derive(Debug, Args)]
pub(super) struct Tag {
    /// The case file
    case: PathBuf,
    /// A claim's number, its id, or an unambiguous start of that
    claim: String,
    /// The verdict, or aside: there is nothing to rule on
    #[arg(value_parser = listed(&[Verdict::NAMES, &["aside"]].concat(), Tagged::from_str), required_unless_present = "withdraw", conflicts_with = "withdraw")]
    verdict: Option<Tagged>,
    /// Which question: fact (is it true?) or said (did they say it?)
    #[arg(long, default_value = "fact", value_parser = listed(Question::NAMES, Question::from_str), hide_possible_values = true)]
    question: Question,
    /// Why. confirmed: as-stated (default), with-context. disputed: contradicted, sources-conflict
    /// (not on said), denied, misleading. unverified: insufficient, unavailable. aside:
    /// no-assertion (default), opinion, elsewhere
    #[arg(long, value_parser = listed(Reason::NAMES, Reason::from_str), hide_possible_values = true, conflicts_with = "withdraw")]
    reason: Option<Reason>,
    /// Your own words about it
    #[arg(
        long,
        default_value = "",
        hide_default_value = true,
        conflicts_with = "withdraw"
    )]
    note: String,
    /// Decide a contested question; needs --note
    #[arg(long, conflicts_with = "withdraw")]
    decide: bool,
    /// Withdraw your last ruling on the question
    #[arg(long)]
    withdraw: bool,
}

/// A verdict; `None` is `aside`.
#[derive(Clone, Copy, Debug)]
struct Tagged(Option<Verdict>);

impl FromStr for Tagged {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        if word.eq_ignore_ascii_case("aside") {
            return Ok(Self(None));
        }
        word.parse()
            .map(|verdict| Self(Some(verdict)))
            .map_err(|unknown: UnknownWord| UnknownWord {
                known: format!("{}, aside", unknown.known),
                ..unknown
            })
    }
}

pub(super) fn run(arguments: &Tag, world: &mut World) -> Result<()> {
    let by = who::person(world, &arguments.case)?;
    let stamp = Stamp {
        by: &by,
        at: world.now,
    };
    let on = arguments.question;
    let (case, id) = change(world, &arguments.case, |case, _| {
        let claim = find::claim(case, &arguments.claim)?.id;
        let Some(Tagged(verdict)) = arguments.verdict else {
            return Ok((ops::withdraw(case, claim, on, &stamp)?, claim));
        };
        let reason = arguments
            .reason
            .or(verdict.is_none().then_some(Reason::NoAssertion));
        let judged = Judgement {
            verdict,
            reason,
            note: arguments.note.clone(),
            decides: arguments.decide,
        };
        Ok((ops::rule(case, claim, on, &judged, &stamp)?, claim))
    })?;
    let Some(claim) = case.claims.get(id) else {
        return Ok(());
    };
    let now = standing_of(claim, on);
    let word = match arguments.verdict {
        None => format!("withdrawn; now {}", now.standing),
        Some(Tagged(verdict)) => {
            let own_ruling = last_by(claim, &by, on);
            let reason = own_ruling
                .and_then(|ruling| ruling.reason)
                .map_or(String::new(), |reason| format!(": {reason}"));
            let verdict = verdict.map_or("aside", Verdict::name);
            let differs = if now.standing.name() == verdict {
                String::new()
            } else {
                format!("; now {}", now.standing)
            };
            format!("{verdict}{reason}{differs}")
        }
    };
    writeln!(
        world.out,
        "{} {word} (as {}): {}",
        on.capitals(),
        visible(&by),
        words::claim(&case, claim.id)
    )?;
    Ok(())
}
