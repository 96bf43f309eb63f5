//! Publishing: a person signs the case off, and says afterwards what was wrong.

use super::{Stamp, claim_of, needs_person, refused, with_words};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::id::{ClaimId, CorrectionId, Mint};
use crate::case::publication::{Correction, SignOff};
use crate::error::Error;
use crate::text::{clip, counted};

/// What a person says who signs a case off, and what `factdesk check` found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signing {
    /// How many findings stand.
    pub findings: usize,
    /// How many of them are of the level error.
    pub errors: usize,
    /// The person's own words.
    pub note: String,
    /// Why the case may be published although findings of the level error stand.
    pub with_errors: String,
}

/// Says that the case may be published, as it is now: see [`Case::of`].
///
/// Refuses a sign-off by nobody, and one over findings of the level error without a reason.
pub fn sign(case: &Case, signing: &Signing, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    needs_person(stamp, "a sign-off")?;
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
    // One person's sign-offs differ in their times, also where clocks do not.
    let theirs = case.signoffs.iter().filter(|one| one.by == stamp.by);
    let is_at = |at| theirs.clone().any(|one| one.at == at);
    let mut at = stamp.at;
    while is_at(at) {
        at = at.later(1);
    }
    let signoff = SignOff {
        by: stamp.by.to_owned(),
        at,
        of: case.of(),
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

/// A correction as a person gives it. See [`Correction`] for what each field is.
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

/// Notes what was wrong after publication.
///
/// Refuses an unknown claim, no words for what it was or is now, the same words for both, and a
/// correction by nobody.
pub fn correct(
    case: &Case,
    new: &NewCorrection,
    stamp: &Stamp<'_>,
    mint: &mut Mint,
) -> Result<(Edit, CorrectionId), Error> {
    needs_person(stamp, "a correction")?;
    let number = match new.claim {
        Some(id) => format!("{} ", claim_of(case, id)?.1),
        None => String::new(),
    };
    let was = with_words(
        &new.was,
        "a correction needs what was wrong",
        "say what was published",
    )?;
    let now = with_words(
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
