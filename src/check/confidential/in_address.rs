//! Names in addresses and in the names of files, also where a line end once broke them.

use super::{Doubt, Secrets};

impl Secrets {
    /// Whether an address identifies a source. In it characters may be written as `%D0%90` and
    /// spaces as `_`, `+` or `-`.
    pub fn holds_in_address(&self, address: &str) -> bool {
        !self.is_empty() && self.addresses.get(address, || self.is_in_address(address))
    }

    fn is_in_address(&self, address: &str) -> bool {
        // Between slashes every word is part of an address.
        if self.holds(&format!("/{address}/")) || self.holds(address) {
            return true;
        }
        // A name may be split in the address where a line once ended: `dem-_chuk`, `dem+chuk`.
        let is_joint = |c: char| c.is_whitespace() || "-_+".contains(c);
        let mut joined = String::with_capacity(address.len());
        for piece in address.split_inclusive(|c| !is_joint(c)) {
            let joint = piece.trim_end_matches(|c| !is_joint(c));
            let is_break = joint.len() > 1 || joint.contains(['+', ' ', '\n']);
            joined += if is_break {
                piece.trim_start_matches(is_joint)
            } else {
                piece
            };
        }
        let leads = |address: &str| {
            self.places(&format!("/{address}/")).iter().any(|place| {
                matches!(
                    place.doubt,
                    None | Some(Doubt::GivenName | Doubt::CommonWord)
                )
            })
        };
        (joined.len() < address.len() && leads(&joined))
            || (address.contains('_') && self.holds(&format!("/{}/", without_breaks(address))))
    }
}

/// Each part of an address once for every `_` in it, without that `_`, which may stand for a line
/// end inside a name. The parts beside it stay, since they may have the rest of the name. At most
/// 16 are tried in each part.
pub(super) fn without_breaks(address: &str) -> String {
    let parts: Vec<&str> = address.split('/').collect();
    let tried = parts.iter().enumerate().flat_map(|(number, part)| {
        let beside = |number: Option<usize>| number.and_then(|at| parts.get(at)).unwrap_or(&"");
        let (last, next) = (beside(number.checked_sub(1)), beside(number.checked_add(1)));
        part.match_indices('_').take(16).map(move |(at, _)| {
            let (before, after) = part.split_at(at);
            let whole = [before, after.trim_start_matches('_')].concat();
            [last, whole.as_str(), next].join("/")
        })
    });
    tried.collect::<Vec<_>>().join("/")
}
