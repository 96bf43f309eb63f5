//! Who those are whom a sentence credits.

use super::cast::Cast;
use super::choice::Meant;
use super::clause::{Clause, Found};
use super::quotations::Credit;
use super::somebody::Who;
use super::way::{Called, Signs};
use crate::reading::words::Case;

/// What was found, with everybody in it known.
pub(super) fn resolved(found: &Found, clause: &Clause, cast: &mut Cast) -> Option<Credit> {
    let words = clause.phrases().words;
    let mut chain: Vec<Who> = Vec::new();
    let mut candidates = Vec::new();
    let mut said = false;
    // Those farther off were there before the ones who pass on what they say.
    for mention in found.chain.iter().rev() {
        // Whom they told it to may be an outlet without a name; who only passes it on says nothing.
        let is_hearer = mention.case != Case::Nominative;
        if !chain.is_empty() && !is_hearer && cast.is_some_outlet(mention, clause.phrases()) {
            continue;
        }
        let is_venue = found.venue.as_ref() == Some(&mention.phrase.words);
        match cast.resolve(mention, clause.phrases()) {
            // "While speaking to Blair", "Lee told Crane that": somebody who was asked or told is no link.
            Meant::One(who) if is_venue && cast.is_one_person(who) => (),
            Meant::One(who) if !chain.contains(&who) => {
                said |= !is_venue;
                chain.insert(0, who);
            }
            Meant::Several(all) if candidates.is_empty() => candidates = all,
            _ => (),
        }
    }
    // "He told CNN": who heard it is not who said it, although nobody knows who he is.
    if !said && candidates.is_empty() {
        return None;
    }
    candidates.retain(|who| !chain.contains(who));
    let credit = Credit {
        cue: found.cue.clone(),
        hedge: clause.hedge(),
        signs: Signs {
            called: found
                .chain
                .last()
                .map_or(Called::Name, |mention| Called::of(&mention.phrase)),
            ..found.signs
        },
        ..Credit::default()
    };
    match candidates.as_slice() {
        [] => (),
        [one] => chain.push(*one),
        // Somebody who only passes it on is not the answer to who said it.
        _ => {
            return Some(Credit {
                candidates,
                ..credit
            });
        }
    }
    let last = *chain.last()?;
    if found.is_relayed
        && let Some(who) = chain.first()
    {
        cast.passes_on(*who);
    }
    // "Сповіщають Обрії Приазов’я": a name with a verb of several is no person's.
    if words.has_cases && words.several_endings.fit(&found.cue.to_lowercase()) {
        for who in &chain {
            cast.is_no_person(*who, words);
        }
    }
    for who in &chain {
        cast.credit(*who);
    }
    if found.relied_on > 0
        && chain.len() > 1
        && let Some(relying) = chain.first()
    {
        cast.relies(*relying, last);
    }
    let credit = Credit { chain, ..credit };
    let other = found
        .other
        .as_ref()
        .filter(|_| cast.is_doubtful(&credit))
        .map(|other| cast.resolve(other, clause.phrases()));
    let other = match other {
        Some(Meant::One(who)) if !credit.chain.contains(&who) => Some(who),
        _ => None,
    };
    cast.doubted(credit, other)
}
