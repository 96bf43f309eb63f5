//! The records of the format and of a case.

use factdesk::case::record::{Field, Fields};
use factdesk::case::*;

/// Every record with its name and fields. `tests/schema.rs` checks that none is missing.
pub const RECORDS: &[(&str, &[Field])] = &[
    ("Case", Case::FIELDS),
    ("Draft", Draft::FIELDS),
    ("Revision", Revision::FIELDS),
    ("Source", Source::FIELDS),
    ("Claim", Claim::FIELDS),
    ("Attribution", Attribution::FIELDS),
    ("Evidence", Evidence::FIELDS),
    ("File", File::FIELDS),
    ("Ruling", Ruling::FIELDS),
    ("Link", Link::FIELDS),
    ("Waiver", Waiver::FIELDS),
    ("Fix", Fix::FIELDS),
    ("Search", Search::FIELDS),
    ("Earlier", Earlier::FIELDS),
    ("Query", Query::FIELDS),
    ("Answer", Answer::FIELDS),
    ("SignOff", SignOff::FIELDS),
    ("Correction", Correction::FIELDS),
    ("Conflict", Conflict::FIELDS),
    ("Redaction", Redaction::FIELDS),
];

/// A field that is known about a case but not in its file.
pub const UNWRITTEN: &str = "horizon";

/// Every record of a case, starting with the case itself.
pub fn records(case: &Case) -> Vec<&dyn Fields> {
    fn all<T: Fields>(records: &[T]) -> impl Iterator<Item = &dyn Fields> {
        records.iter().map(|record| record as &dyn Fields)
    }
    let mut records: Vec<&dyn Fields> = vec![case];
    if let Some(draft) = &case.draft {
        records.push(&**draft);
        records.extend(all(&draft.revisions));
    }
    records.extend(case.sources.iter().map(|source| &**source as &dyn Fields));
    for claim in case.claims.iter() {
        records.push(&**claim);
        records.extend(claim.attribution.iter().map(|credit| credit as &dyn Fields));
        records.extend(all(&claim.evidence));
        let files = claim.evidence.iter().filter_map(|item| item.file.as_ref());
        records.extend(files.map(|file| file as &dyn Fields));
        records.extend(all(&claim.rulings));
        records.extend(all(&claim.links));
        records.extend(all(&claim.waivers));
        records.extend(all(&claim.fixes));
        records.extend(all(&claim.searches));
        records.extend(all(&claim.earlier));
    }
    records.extend(all(&case.queries));
    records.extend(case.queries.iter().flat_map(|query| all(&query.answers)));
    records.extend(all(&case.signoffs));
    records.extend(all(&case.corrections));
    records.extend(all(&case.conflicts));
    records.extend(all(&case.redactions));
    records
}
