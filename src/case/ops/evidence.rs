//! Operations on evidence: add, accept, change, drop.

use super::{
    Stamp, accept_sources, claim_of, refuse_if_conflicted, refused, require_person, source_of,
};
use crate::case::Case;
use crate::case::between::split;
use crate::case::change::{Change, Edit, Swap};
use crate::case::claim::Claim;
use crate::case::evidence::{Credibility, Evidence, File, Nature, Stance};
use crate::case::id::{ClaimId, EvidenceId, IdGen, SourceId};
use crate::case::ruling::Question;
use crate::case::time::Date;
use crate::error::Error;
use crate::text::counted;

/// The input for an evidence item. The fields are those of [`Evidence`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of Evidence")]
pub struct NewEvidence {
    pub source: SourceId,
    pub question: Question,
    pub stance: Stance,
    pub nature: Nature,
    pub credibility: Option<Credibility>,
    pub quote: String,
    pub locator: String,
    pub url: String,
    pub accessed: Option<Date>,
    pub archived: String,
    pub file: Option<File>,
    pub note: String,
}

impl NewEvidence {
    /// An item with the required fields only.
    pub fn new(source: SourceId, question: Question, stance: Stance) -> Self {
        Self {
            source,
            question,
            stance,
            nature: Nature::default(),
            credibility: None,
            quote: String::new(),
            locator: String::new(),
            url: String::new(),
            accessed: None,
            archived: String::new(),
            file: None,
            note: String::new(),
        }
    }
}

/// Adds an item to a claim. A suggested source becomes accepted.
///
/// Errors: an unknown claim or source; evidence on *said* for a claim without attribution; no
/// person.
pub fn add_evidence(
    case: &Case,
    id: ClaimId,
    new: NewEvidence,
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let source = source_of(case, new.source)?;
    require_attribution(claim, number, new.question)?;
    if stamp.by.trim().is_empty() {
        return Err(refused(
            "evidence needs the person who adds it",
            "say who you are",
        ));
    }
    let what = format!(
        "{number} {} evidence: {} {}",
        new.question.capitals(),
        source.name,
        new.stance
    );
    let taken = |id: EvidenceId| {
        case.claims
            .iter()
            .any(|claim| claim.evidence.iter().any(|item| item.id == id))
    };
    let item = Evidence {
        nature: new.nature,
        credibility: new.credibility,
        quote: new.quote,
        locator: new.locator,
        url: new.url,
        accessed: new.accessed,
        archived: new.archived,
        file: new.file,
        note: new.note,
        ..Evidence::new(
            mint.id(taken),
            stamp.by,
            stamp.at,
            new.source,
            (new.question, new.stance),
        )
    };
    let mut changes = accept_sources(case, &[item.source]);
    changes.push(Change::Evidence(id, Swap::new(item)));
    Ok(stamp.edit(what, changes))
}

/// Accepts an item that the program took from the writer's links, footnotes or comments. Its
/// suggested source becomes accepted too.
///
/// Errors: an unknown claim or item; an accepted item; no person.
pub fn accept_evidence(
    case: &Case,
    id: ClaimId,
    item: EvidenceId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (item, number) = item_of(case, id, item)?;
    require_person(stamp, "accepting evidence")?;
    if !item.suggested {
        return Err(refused(
            format!("this evidence of claim {number} is not a suggested one"),
            "there is nothing to accept",
        ));
    }
    let what = format!("{number} {} evidence accepted", item.question.capitals());
    Ok(stamp.edit(what, accepted(case, &[(id, item)])))
}

/// Accepts all suggested items of these claims.
///
/// Errors: an unknown claim; no suggested items; no person.
pub fn accept_all_evidence(case: &Case, ids: &[ClaimId], stamp: &Stamp<'_>) -> Result<Edit, Error> {
    require_person(stamp, "accepting evidence")?;
    let mut suggested: Vec<(ClaimId, &Evidence)> = Vec::new();
    for id in ids {
        let items = claim_of(case, *id)?.0.evidence.iter();
        suggested.extend(items.filter(|item| item.suggested).map(|item| (*id, item)));
    }
    let of = match ids {
        [id] => format!("{} ", claim_of(case, *id)?.1),
        _ => String::new(),
    };
    if suggested.is_empty() {
        return Err(refused(
            "there is no suggested evidence here",
            "there is nothing to accept",
        ));
    }
    let what = format!("{of}{} accepted", counted(suggested.len(), "evidence item"));
    Ok(stamp.edit(what, accepted(case, &suggested)))
}

fn accepted(case: &Case, items: &[(ClaimId, &Evidence)]) -> Vec<Change> {
    let sources: Vec<SourceId> = items.iter().map(|(_, item)| item.source).collect();
    let mut changes = accept_sources(case, &sources);
    for (id, item) in items {
        let after = Evidence {
            suggested: false,
            ..Evidence::clone(item)
        };
        let swap = Swap::changed(Evidence::clone(item), after);
        changes.extend(split(&Change::Evidence(*id, swap)));
    }
    changes
}

/// Changes an item. Its id, person and time stay. Changing a suggested item accepts it and its
/// source.
pub fn change_evidence(
    case: &Case,
    id: ClaimId,
    item: EvidenceId,
    change: impl FnOnce(&mut Evidence),
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (before, number) = item_of(case, id, item)?;
    let mut after = Evidence {
        suggested: false,
        ..before.clone()
    };
    change(&mut after);
    (after.id, after.at, after.by) = (before.id, before.at, before.by.clone());
    source_of(case, after.source)?;
    require_attribution(claim_of(case, id)?.0, number, after.question)?;
    let what = format!("{number} {} evidence changed", after.question.capitals());
    let mut changes = accept_sources(case, &[after.source]);
    let swap = Swap::changed(before.clone(), after);
    changes.extend(split(&Change::Evidence(id, swap)));
    Ok(stamp.edit(what, changes))
}

/// Removes an item.
pub fn drop_evidence(
    case: &Case,
    id: ClaimId,
    item: EvidenceId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (before, number) = item_of(case, id, item)?;
    refuse_if_conflicted(case, item, "the evidence")?;
    let what = format!("{number} {} evidence dropped", before.question.capitals());
    Ok(stamp.edit(what, vec![Change::Evidence(id, Swap::gone(before.clone()))]))
}

/// Refuses evidence on *said* for a claim without attribution.
fn require_attribution(claim: &Claim, number: usize, question: Question) -> Result<(), Error> {
    if question == Question::Said && claim.attribution.is_none() {
        return Err(refused(
            format!("claim {number} is credited to nobody, so there can be no evidence on said"),
            "add it on fact, or credit a source first",
        ));
    }
    Ok(())
}

fn item_of(case: &Case, id: ClaimId, item: EvidenceId) -> Result<(&Evidence, usize), Error> {
    let (claim, number) = claim_of(case, id)?;
    let found = claim.evidence.iter().find(|other| other.id == item);
    let missing = || {
        refused(
            format!("claim {number} has no evidence {item}"),
            "the case may have changed meanwhile",
        )
    };
    Ok((found.ok_or_else(missing)?, number))
}
