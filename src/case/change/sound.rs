//! Whether a case can stand as an edit leaves it: every name leads somewhere, and what says two things says one.

use super::{Change, Edit, Moved, Place, Swap, moved, on_item};
use crate::case::Case;
use crate::case::claim::Claim;

use super::item::Item;

impl Edit {
    /// Whether what it changed can stand: everything that it names is there, nothing names what it took away, each reason fits its
    /// verdict, and a claim is credited to a chain or to candidates.
    pub(in crate::case) fn leaves_it_sound(&self, case: &Case) -> Result<(), Moved> {
        self.changes.iter().try_for_each(|change| match change {
            Change::Ruling(_, swap) => match &swap.after {
                Some(ruling) if !ruling.is_sound() => {
                    Err(moved("a ruling has a reason of another verdict"))
                }
                _ => Ok(()),
            },
            Change::Source(Swap {
                before: Some(source),
                after: None,
            }) => {
                let is_gone = !case.sources.has(source.id);
                if is_gone && case.names_source(source.id) {
                    return Err(moved(format!("the source {} is still named", source.name)));
                }
                Ok(())
            }
            Change::Claim(Swap {
                before: Some(claim),
                after: None,
            }) => {
                if case.claims.has(claim.id) {
                    return Ok(());
                }
                let links = |other: &Claim| other.links.iter().any(|link| link.to == claim.id);
                if case.claims.iter().any(|other| links(other)) {
                    return Err(moved(format!("another claim still links to {}", claim.id)));
                }
                match case.holds_claim(claim.id) {
                    Some(what) => Err(moved(format!("{what} names the claim {}", claim.id))),
                    None => Ok(()),
                }
            }
            other => stands(other.place(), case),
        })
    }
}

impl Change {
    /// The record that it changes, or whose list; none where that is the case or the draft, or the record is gone.
    fn place(&self) -> Option<Place> {
        fn of<T: Item>(swap: &Swap<T>, owner: T::Owner) -> Option<Place> {
            swap.after
                .as_ref()
                .and_then(|item| item.place(owner))
                .or(T::claim(owner).map(Place::Claim))
        }
        on_item!(self, |owner, swap| of(swap, *owner),
            Self::Field(change) | Self::Element(change) => Some(change.of),
            Self::Source(swap) => swap.after.as_ref().map(|source| Place::Source(source.id)),
            Self::Claim(swap) => swap.after.as_ref().map(|claim| Place::Claim(claim.id)),
            Self::Draft(_) | Self::Paragraph(..) => None,
        )
    }
}

/// Whether the record at a place can stand.
fn stands(place: Option<Place>, case: &Case) -> Result<(), Moved> {
    let Some(place) = place else {
        return Ok(());
    };
    if let Some(lost) = case.lost_name(place) {
        let called = case.record(place).map_or_else(String::new, |record| {
            let name = record.value("name").or_else(|| record.value("id"));
            let name = name.and_then(|name| Some(name.as_str()?.to_owned()));
            let kind = record.kind().to_lowercase();
            format!("the {kind} {}", name.unwrap_or_default())
        });
        let what = format!("{called} names the {} {lost}, which is gone", lost.word());
        return Err(moved(what));
    }
    let claim = place.claim().and_then(|id| case.claims.get(id));
    match claim {
        Some(claim) if !claim.is_credited_soundly() => Err(moved(format!(
            "the claim {} is credited to nobody, or both to a chain and to candidates",
            claim.id
        ))),
        _ => Ok(()),
    }
}
