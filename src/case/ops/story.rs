//! Operations on the story: the kind of a paragraph, title, language, date and provenance.

use std::sync::Arc;

use super::{Stamp, refused};
use crate::case::between;
use crate::case::change::{Change, Edit, Place, Swap};
use crate::case::draft::{Draft, Paragraph, Part, Provenance};
use crate::case::{Case, Claim, Head, Source};
use crate::error::Error;
use crate::text::counted;

/// The claims that the program proposes for a paragraph, with their new sources.
#[derive(Clone, Debug, Default)]
pub struct Proposed {
    /// The claims; each has a span.
    pub claims: Vec<Claim>,
    /// The sources that the claims refer to and the case does not have.
    pub sources: Vec<Source>,
}

/// Sets the kind of a paragraph (from 0). Its text stays. If it becomes boilerplate, the claims in
/// it that nobody has worked on are removed. Otherwise the proposed claims are added, except those
/// that overlap an existing claim.
///
/// Errors: an unknown paragraph; the paragraph has this kind already.
pub fn set_part(
    case: &Case,
    paragraph: usize,
    part: Part,
    proposed: Proposed,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let present = case
        .draft
        .as_ref()
        .and_then(|draft| draft.paragraphs.get(paragraph));
    let Some(text) = present else {
        return Err(refused(
            "there is no such paragraph",
            "the case may have changed meanwhile; look again",
        ));
    };
    if text.part() == part {
        return Err(refused(
            format!("paragraph {} is {part} already", paragraph + 1),
            "choose another kind",
        ));
    }
    let after = Paragraph::new(part, text.text().to_owned());
    let mut changes = vec![Change::Paragraph(
        paragraph,
        Swap::changed(text.clone(), after),
    )];
    let note = if part == Part::Boilerplate {
        let untouched = case
            .claims_in(paragraph)
            .filter(|claim| is_untouched(case, claim));
        let gone: Vec<Change> = untouched
            .map(|claim| Change::Claim(Swap::gone(Arc::clone(claim))))
            .collect();
        let count = gone.len();
        changes.extend(gone);
        if count > 0 {
            format!(", without {}", counted(count, "claim"))
        } else {
            String::new()
        }
    } else {
        let count = changes.len();
        changes.extend(added_claims(case, paragraph, proposed));
        let claims = changes
            .iter()
            .skip(count)
            .filter(|change| matches!(change, Change::Claim(_)));
        match claims.count() {
            0 => String::new(),
            count => format!(", with {}", counted(count, "claim")),
        }
    };
    Ok(stamp.edit(
        format!("paragraph {} is {part}{note}", paragraph + 1),
        changes,
    ))
}

/// Whether nobody has worked on a claim since the program proposed it.
fn is_untouched(case: &Case, claim: &Claim) -> bool {
    let is_linked = || {
        case.claims
            .iter()
            .any(|other| other.links.iter().any(|link| link.to == claim.id))
    };
    claim.is_untouched()
        && claim.wording.is_empty()
        && !claim.key
        && claim.accused.is_empty()
        && claim
            .attribution
            .as_ref()
            .is_none_or(|credit| credit.suggested)
        && !is_linked()
        && case.claim_blocker(claim.id).is_none()
}

/// The changes that add the proposed claims and their sources. Claims that overlap an existing
/// claim are left out.
fn added_claims(case: &Case, paragraph: usize, proposed: Proposed) -> Vec<Change> {
    let is_free = |claim: &Claim| {
        claim.span.is_some_and(|span| {
            span.paragraph == paragraph
                && case
                    .claims_in(paragraph)
                    .filter_map(|present| present.span)
                    .all(|present| span.end <= present.start || present.end <= span.start)
        })
    };
    let claims: Vec<Claim> = proposed.claims.into_iter().filter(is_free).collect();
    let is_named = |source: &Source| {
        claims
            .iter()
            .any(|claim| claim.named_sources().any(|named| named == source.id))
    };
    let sources: Vec<Source> = proposed.sources.into_iter().filter(is_named).collect();
    let sources = sources
        .into_iter()
        .map(|source| Change::Source(Swap::new(Arc::new(source))));
    let claims = claims
        .into_iter()
        .map(|claim| Change::Claim(Swap::new(Arc::new(claim))));
    sources.chain(claims).collect()
}

/// Changes the case's details; and the draft's provenance, if there is a draft.
///
/// Errors: an empty title.
pub fn describe(
    case: &Case,
    head: Head,
    provenance: Option<Provenance>,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    if head.title.trim().is_empty() {
        return Err(refused(
            "a case needs a title",
            "say what the story is about",
        ));
    }
    let mut changes = Vec::new();
    let after = Case {
        title: head.title,
        language: head.language,
        story_date: head.story_date,
        ..Case::new(case.id, "")
    };
    between::fields(Place::Case, case, &after, &mut changes);
    if let (Some(draft), Some(provenance)) = (&case.draft, provenance) {
        let after = Draft::clone(draft).with_provenance(provenance);
        between::drafts(draft, &after, &mut changes);
    }
    Ok(stamp.edit("case details", changes))
}
