//! Operations for publication: sign-off and correction.

use super::{Stamp, claim_of, refused, require_person, require_text};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::id::{ClaimId, CorrectionId, IdGen};
use crate::case::publication::{Correction, SignOff};
use crate::error::Error;
use crate::text::{clip, counted};

/// The input for a sign-off, with the result of `factdesk check`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSignOff {
    /// The number of findings.
    pub findings: usize,
    /// The number of findings of the level error.
    pub errors: usize,
    /// The person's note.
    pub note: String,
    /// Why the case may be published in spite of errors.
    pub with_errors: String,
}

/// Signs the case off in its present state: see [`Case::signoff_hash`].
///
/// Errors: no person; findings of the level error without a reason.
pub fn sign_off(case: &Case, signing: &NewSignOff, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    require_person(stamp, "a sign-off")?;
    let with_errors = signing.with_errors.trim();
    if signing.errors > 0 && with_errors.is_empty() {
        let (stand, them) = if signing.errors == 1 {
            ("stands", "it")
        } else {
            ("stand", "them")
        };
        return Err(refused(
            format!(
                "{} of the level error {stand}",
                counted(signing.errors, "finding")
            ),
            format!(
                "`factdesk check` names {them}; settle or waive {them}, or say why the case may be published all the same"
            ),
        ));
    }
    // Two sign-offs of one person get different times, even if clocks disagree.
    let theirs = case.signoffs.iter().filter(|one| one.by == stamp.by);
    let is_at = |at| theirs.clone().any(|one| one.at == at);
    let mut at = stamp.at;
    while is_at(at) {
        at = at.later(1);
    }
    let signoff = SignOff {
        by: stamp.by.to_owned(),
        at,
        of: case.signoff_hash(),
        findings: signing.findings,
        note: signing.note.trim().to_owned(),
        with_errors: if signing.errors > 0 {
            with_errors.to_owned()
        } else {
            String::new()
        },
    };
    Ok(stamp.edit("signed off", vec![Change::SignOff(Swap::new(signoff))]))
}

/// The input for a correction. The fields are those of [`Correction`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of Correction")]
pub struct NewCorrection {
    pub claim: Option<ClaimId>,
    pub was: String,
    pub now: String,
    pub why: String,
    pub found_by: String,
    pub notice: String,
}

/// Records an error found after publication.
///
/// Errors: an unknown claim; an empty text before or after; equal texts; no person.
pub fn correct(
    case: &Case,
    new: &NewCorrection,
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Result<(Edit, CorrectionId), Error> {
    require_person(stamp, "a correction")?;
    let number = match new.claim {
        Some(id) => format!("{} ", claim_of(case, id)?.1),
        None => String::new(),
    };
    let was = require_text(
        &new.was,
        "a correction needs what was wrong",
        "say what was published",
    )?;
    let now = require_text(
        &new.now,
        "a correction needs what is right",
        "say what is right",
    )?;
    if was == now {
        return Err(refused(
            "the correction is what was published",
            "say what is right instead of it",
        ));
    }
    let what = format!("{number}corrected: “{}”", clip(now, 40));
    let correction = Correction {
        id: mint.id(|id: CorrectionId| case.has(id.into())),
        claim: new.claim,
        by: stamp.by.to_owned(),
        at: stamp.at,
        was: was.to_owned(),
        now: now.to_owned(),
        why: new.why.trim().to_owned(),
        found_by: new.found_by.trim().to_owned(),
        notice: new.notice.trim().to_owned(),
    };
    let id = correction.id;
    let changes = vec![Change::Correction(Swap::new(correction))];
    Ok((stamp.edit(what, changes), id))
}
