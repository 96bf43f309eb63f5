//! `factdesk claim`: adds a claim, links claims, sets who said a claim.

use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Subcommand};

use super::change::change;
use super::failure::Result;
use super::listed::listed;
use super::{World, find, who, words};
use crate::case::ops::{self, Credit, NewClaim};
use crate::case::standing::{counts_again, standing_of};
use crate::case::{Case, Claim, ClaimId, LinkKind, Question, Stamp, Standing};
use crate::text::visible;

#[derive(Debug, Subcommand)]
pub(super) enum ClaimCommand {
    /// Add a claim; it is anchored if its words are in the story exactly once
    Add(Add),
    /// Link a claim to another that it contradicts, repeats or updates; a second time removes the
    /// link
    Link(Link),
    /// Say who said a claim: chooses where factdesk is not sure, corrects any other
    Who(Who),
}

#[derive(Debug, Args)]
pub(super) struct Who {
    /// The case file
    case: PathBuf,
    /// A claim's number, its id, or an unambiguous start of that
    claim: String,
    /// One of the candidates, or any other source: name or id; nobody: the story says it itself
    #[arg(value_name = "SOURCE|nobody", allow_hyphen_values = true)]
    source: String,
}

#[derive(Debug, Args)]
pub(super) struct Link {
    /// The case file
    case: PathBuf,
    /// A claim's number, its id, or an unambiguous start of that
    claim: String,
    /// How it bears on the other; updates: it is a later count of the same
    #[arg(value_parser = listed(LinkKind::NAMES, LinkKind::from_str))]
    kind: LinkKind,
    /// The other claim
    to: String,
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The case file
    case: PathBuf,
    /// The claim's words
    #[arg(allow_hyphen_values = true)]
    text: String,
    /// The source that it is credited to: name or id
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
}

pub(super) fn run(command: &ClaimCommand, world: &mut World) -> Result<()> {
    match command {
        ClaimCommand::Add(arguments) => add(arguments, world),
        ClaimCommand::Link(arguments) => link(arguments, world),
        ClaimCommand::Who(arguments) => set_credit(arguments, world),
    }
}

fn set_credit(arguments: &Who, world: &mut World) -> Result<()> {
    let by = who::person(world, &arguments.case)?;
    let stamp = Stamp {
        by: &by,
        at: world.now,
    };
    let (case, (before, was, rest)) = change(world, &arguments.case, |case, _| {
        let claim = find::claim(case, &arguments.claim)?;
        let who = match arguments.source.as_str() {
            "nobody" => None,
            word => Some(find::source(case, word)?.id),
        };
        let edit = if claim.is_unsure() {
            ops::choose_credit(case, claim.id, who, &stamp)?
        } else {
            ops::correct_credit(case, claim.id, who, &stamp)?
        };
        let rest = ops::rest_of_quotation(case, claim);
        let rest = rest.filter(|_| who.is_some() && claim.chain() != who.as_slice());
        let rest: Vec<ClaimId> = rest.map(|claim| claim.id).collect();
        Ok((edit, (claim.clone(), who_said(case, claim), rest)))
    })?;
    let Some(claim) = case.claims.get(before.id) else {
        return Ok(());
    };
    let instead = match (before.is_unsure(), was.as_str()) {
        (true, _) => String::new(),
        (false, was) if was == who_said(&case, claim) => ", no longer as a suggestion".to_owned(),
        (false, was) => format!(", not by {was}"),
    };
    writeln!(
        world.out,
        "{}\nsaid by {}{instead}",
        words::claim(&case, claim.id),
        who_said(&case, claim),
    )?;
    if !rest.is_empty() {
        let numbers = rest.iter().filter_map(|id| case.number(*id));
        let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
        let numbers = numbers.join(", ");
        writeln!(
            world.out,
            "so is the rest of the quotation, as a suggestion: {numbers}"
        )?;
    }
    let number = case.number(claim.id).unwrap_or_default();
    for question in Question::ALL {
        let Some(line) = effect_on_ruling(&before, claim, (*question, number)) else {
            continue;
        };
        writeln!(world.out, "{line}")?;
    }
    Ok(())
}

/// Who said a claim, the origin first: `Amaq via CNN`, or `nobody`.
fn who_said(case: &Case, claim: &Claim) -> String {
    let names = case.said_by(claim);
    let names: Vec<_> = names.iter().rev().map(|name| visible(name)).collect();
    if names.is_empty() {
        "nobody".to_owned()
    } else {
        names.join(" via ")
    }
}

/// The effect of a changed attribution on an earlier ruling. None if there is no effect.
fn effect_on_ruling(
    before: &Claim,
    after: &Claim,
    (question, number): (Question, usize),
) -> Option<String> {
    if let Some(ruling) = counts_again(before, after, question) {
        let (on, by) = (question.capitals(), visible(&ruling.by));
        return Some(format!(
            "{on} {}, by {by}, counts again: it was given for this attribution",
            ruling.word()
        ));
    }
    let ruling = standing_of(before, question).by?;
    let (on, by) = (question.capitals(), visible(&ruling.by));
    let word = ruling.word();
    if question == Question::Said && after.attribution.is_none() {
        return Some(format!(
            "{on} {word}, by {by}, no longer counts: nobody is credited now"
        ));
    }
    if standing_of(after, question).standing != Standing::Stale {
        return None;
    }
    let again = ruling.verdict.map_or(String::new(), |verdict| {
        format!(": `factdesk tag CASE {number} {verdict} --question {question}` gives it again")
    });
    Some(format!("{on} {word}, by {by}, is stale now{again}"))
}

fn link(arguments: &Link, world: &mut World) -> Result<()> {
    let by = who::person(world, &arguments.case)?;
    let stamp = Stamp {
        by: &by,
        at: world.now,
    };
    let (case, (id, to, is_set)) = change(world, &arguments.case, |case, _| {
        let claim = find::claim(case, &arguments.claim)?;
        let to = find::claim(case, &arguments.to)?.id;
        let is_there = claim
            .links
            .iter()
            .any(|link| link.to == to && link.kind == arguments.kind);
        let edit = ops::link(case, claim.id, to, arguments.kind, &stamp)?;
        Ok((edit, (claim.id, to, !is_there)))
    })?;
    writeln!(
        world.out,
        "{}\n{}{}\n{}",
        words::claim(&case, id),
        if is_set { "" } else { "no longer " },
        arguments.kind,
        words::claim(&case, to)
    )?;
    Ok(())
}

fn add(arguments: &Add, world: &mut World) -> Result<()> {
    let by = who::known_person(world, &arguments.case).unwrap_or_default();
    let stamp = Stamp {
        by: &by,
        at: world.now,
    };
    let (case, id) = change(world, &arguments.case, |case, mint| {
        let source = arguments
            .source
            .as_deref()
            .map(|word| find::source(case, word))
            .transpose()?;
        let credit = source.map(|source| Credit {
            chain: vec![source.id],
            ..Credit::default()
        });
        let new = NewClaim {
            text: arguments.text.clone(),
            credit,
            ..NewClaim::default()
        };
        Ok(ops::add_claim(case, new, &stamp, mint)?)
    })?;
    let Some(claim) = case.claims.get(id) else {
        return Ok(());
    };
    let place = match claim.span {
        Some(span) => format!("in paragraph {}", span.paragraph + 1),
        None => "free-standing".to_owned(),
    };
    writeln!(
        world.out,
        "{} {place}: {}",
        claim.id,
        words::claim(&case, claim.id)
    )?;
    Ok(())
}
