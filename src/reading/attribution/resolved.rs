//! Turns the words for the speakers that a sentence credits into members of the cast.

use super::cast::Cast;
use super::choice::Meant;
use super::clause::{Clause, Found};
use super::credit::Credit;
use super::phrases::Mention;
use super::somebody::{Somebody, Who};
use super::way::{Called, Signs};
use crate::reading::words::Case;

/// The credit for what was found in a clause, with its people and bodies looked up in the cast.
/// Tells the cast who was credited. None if nobody is known but those who heard it, or if the
/// credit is too doubtful.
pub(super) fn resolved(found: &Found, clause: &Clause, cast: &mut Cast) -> Option<Credit> {
    let words = clause.phrases().words;
    let (mut chain, candidates) = chain_of(found, clause, cast)?;
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
        // The speaker is left open: those who only pass the words on are not candidates.
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
    // "Сповіщають Обрії Приазов’я": a plural verb shows that the name is not a person's.
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

/// The outlet of which somebody is an anonymous source, if the story has named it: "источники
/// газеты".
fn outlet_of(mention: &Mention, clause: &Clause, cast: &Cast) -> Option<Who> {
    let outlet = clause.outlet_of_source(&mention.phrase)?;
    let named = Somebody::named(&outlet, clause.phrases(), cast.now);
    match cast.described(&outlet, &named, clause.phrases()) {
        Meant::One(who) => Some(who).filter(|who| !cast.is_nameless(*who)),
        _ => None,
    }
}

/// The chain of those who are credited, and the candidates if the text leaves one of them open.
/// None if nobody is known but those who heard it.
fn chain_of(found: &Found, clause: &Clause, cast: &mut Cast) -> Option<(Vec<Who>, Vec<Who>)> {
    let mut chain: Vec<Who> = Vec::new();
    let mut candidates = Vec::new();
    let mut said = false;
    // The speaker, who is last in the chain, is resolved first, then those who pass the words on.
    for mention in found.chain.iter().rev() {
        // An outlet without a name ("the newspaper") in the nominative only passes the words on, so
        // it is no link. In another case it is an outlet that heard them, and is resolved.
        let is_hearer = mention.case != Case::Nominative;
        if !chain.is_empty() && !is_hearer && cast.is_some_outlet(mention, clause.phrases()) {
            continue;
        }
        let is_venue = found.venue.as_ref() == Some(&mention.phrase.words);
        match cast.resolve(mention, clause.phrases()) {
            // "While speaking to Blair", "Lee told Crane that": a person who heard or asked is no
            // link. Nor is "агентству", if the story has named no agency.
            Meant::One(who)
                if is_venue
                    && (cast.is_one_person(who)
                        || clause.phrases().words.has_cases && cast.is_nameless(who)) => {}
            Meant::One(who) if !chain.contains(&who) => {
                said |= !is_venue;
                chain.insert(0, who);
                if let Some(outlet) = outlet_of(mention, clause, cast)
                    && !chain.contains(&outlet)
                {
                    chain.insert(0, outlet);
                }
            }
            Meant::Several(all) if candidates.is_empty() => candidates = all,
            _ => (),
        }
    }
    // "He told CNN": if the cast does not know who "he" is, CNN, who heard it, is still not the
    // speaker.
    if !said && candidates.is_empty() {
        return None;
    }
    candidates.retain(|who| !chain.contains(who));
    Some((chain, candidates))
}
