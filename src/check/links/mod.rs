//! Suggested links between claims whose words show that one gives another count, denies the other,
//! or repeats it.
//!
//! A person accepts or ignores a suggestion; it is never a link by itself. [`LinkSuggestions`] is
//! an index that finds the claims that share rare words with a claim; `compare` compares two
//! claims.

mod compare;
mod keys;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::case::{Case, Claim, ClaimId, LinkKind};
use crate::check::text::Line;
use compare::ComparedClaim;
use keys::{hash, key_of};

/// A suggested link from one claim to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSuggestion {
    /// The other claim.
    pub to: ClaimId,
    /// How this claim bears on the other.
    pub kind: LinkKind,
    /// The words that show it: one sentence without a full stop.
    pub why: String,
}

/// How many suggestions a claim has at most.
const MAX_SUGGESTIONS: usize = 3;

/// A word that more claims than this contain is too common to relate two of them.
const MAX_CLAIMS_PER_WORD: usize = 120;

/// How many words of a claim are looked up in the index. Only hostile texts have more.
const MAX_WORDS: usize = 500;

/// How many claims are compared with one: those that share its rarest words.
const MAX_COMPARED: usize = 40;

/// An index of the words of all claims, to find related claims without reading all of them.
#[derive(Clone, Debug, Default)]
pub struct LinkSuggestions {
    /// The number of each claim, as used in `uses`.
    numbers: HashMap<ClaimId, u32>,
    /// The claims by number. A number is never reused.
    ids: Vec<ClaimId>,
    /// Pairs of a word and a claim that contains it: the word's key in the upper 32 bits, the
    /// claim's number in the lower 32.
    uses: BTreeSet<u64>,
}

impl LinkSuggestions {
    /// Indexes all claims of a case.
    pub fn of(case: &Case) -> Self {
        let mut suggestions = Self::default();
        let mut line = Line::default();
        let mut keys = HashMap::new();
        let mut uses = Vec::with_capacity(case.claims.len() * 16);
        for claim in case.uncut() {
            let number = suggestions.number_or_new(claim.id);
            let words = words(claim, &mut line, &mut keys);
            uses.extend(words.into_iter().map(|word| pack(word, number)));
        }
        uses.sort_unstable();
        suggestions.uses = uses.into_iter().collect();
        suggestions
    }

    /// Updates the index after a change of a claim: `before` is none for a new claim, `after` for a
    /// removed one.
    pub fn update(&mut self, before: Option<&Claim>, after: Option<&Claim>) {
        let before = before.filter(|claim| !claim.is_cut());
        let after = after.filter(|claim| !claim.is_cut());
        let indexed = |claim: &Claim| (claim.id, claim.text.clone(), claim.wording.clone());
        if before.map(indexed) == after.map(indexed) {
            return;
        }
        let mut line = Line::default();
        let mut keys = HashMap::new();
        if let Some(claim) = before {
            let number = self.number_or_new(claim.id);
            for word in words(claim, &mut line, &mut keys) {
                self.uses.remove(&pack(word, number));
            }
        }
        if let Some(claim) = after {
            let number = self.number_or_new(claim.id);
            let words = words(claim, &mut line, &mut keys);
            self.uses
                .extend(words.into_iter().map(|word| pack(word, number)));
        }
    }

    /// The suggested links from a claim to others, best first. Claims already linked with it in
    /// either direction are left out.
    pub fn on(&self, case: &Case, id: ClaimId) -> Vec<LinkSuggestion> {
        let Some(claim) = case.claims.get(id) else {
            return Vec::new();
        };
        let candidates = self.candidates(case, claim);
        if candidates.is_empty() {
            return Vec::new();
        }
        let here = ComparedClaim::of(case, claim);
        let mut found: Vec<(u32, LinkSuggestion)> = candidates
            .iter()
            .filter(|other| !is_linked(claim, other) && !is_linked(other, claim))
            .filter_map(|other| {
                let (score, kind, why) = here.relation_to(&ComparedClaim::of(case, other))?;
                let to = other.id;
                Some((score, LinkSuggestion { to, kind, why }))
            })
            .collect();
        // Suggestions with the same score are in the order of the story.
        found.sort_by_cached_key(|(score, suggestion)| {
            (std::cmp::Reverse(*score), case.number(suggestion.to))
        });
        found.truncate(MAX_SUGGESTIONS);
        found
            .into_iter()
            .map(|(_, suggestion)| suggestion)
            .collect()
    }

    /// The claims that share the rarest words with a claim.
    fn candidates<'a>(&self, case: &'a Case, claim: &Claim) -> Vec<&'a Arc<Claim>> {
        if self.uses.is_empty() {
            return Vec::new();
        }
        let mut shared: HashMap<u32, u64> = HashMap::new();
        let words = words(claim, &mut Line::default(), &mut HashMap::new());
        for word in words.into_iter().take(MAX_WORDS) {
            let uses = self.uses.range(pack(word, 0)..=pack(word, u32::MAX));
            let claims: Vec<u32> = uses
                .take(MAX_CLAIMS_PER_WORD + 1)
                .map(|&place| unpack_claim(place))
                .collect();
            if claims.len() > MAX_CLAIMS_PER_WORD {
                continue;
            }
            let weight = 10_000 / (claims.len() as u64 + 1);
            for number in claims {
                *shared.entry(number).or_default() += weight;
            }
        }
        let get = |(number, weight): (u32, u64)| {
            let id = *self.ids.get(usize::try_from(number).ok()?)?;
            let other = case.claims.get(id).filter(|other| other.id != claim.id)?;
            Some((std::cmp::Reverse(weight), id, other))
        };
        let mut candidates: Vec<_> = shared.into_iter().filter_map(get).collect();
        candidates.sort_unstable_by_key(|(weight, id, _)| (*weight, *id));
        candidates.truncate(MAX_COMPARED);
        candidates.into_iter().map(|(_, _, other)| other).collect()
    }

    /// The number of a claim. A new claim gets the next number.
    fn number_or_new(&mut self, id: ClaimId) -> u32 {
        let ids = &mut self.ids;
        *self.numbers.entry(id).or_insert_with(|| {
            ids.push(id);
            // Memory cannot hold 2^32 claims, so the number fits.
            u32::try_from(ids.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

/// A word and a claim's number in one integer.
fn pack(word: u32, number: u32) -> u64 {
    u64::from(word) << 32 | u64::from(number)
}

fn unpack_claim(place: u64) -> u32 {
    u32::try_from(place & u64::from(u32::MAX)).unwrap_or(u32::MAX)
}

fn is_linked(from: &Claim, to: &Claim) -> bool {
    from.links.iter().any(|link| link.to == to.id)
}

/// The keys of the words of a claim's text and wording that show its subject, without duplicates.
fn words(claim: &Claim, line: &mut Line, keys: &mut HashMap<u64, Option<u32>>) -> Vec<u32> {
    let mut words = Vec::with_capacity(24);
    for text in [&claim.text, &claim.wording] {
        if text.is_empty() {
            continue;
        }
        line.set_text(text);
        for at in 0..line.len() {
            if line.is_word(at) {
                let low = line.lower(at);
                let key = keys.entry(hash(low.bytes()));
                words.extend(*key.or_insert_with(|| key_of(low)));
            }
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{IdGen, Link};
    use proptest::prelude::*;

    fn case_of(texts: &[&str]) -> Case {
        let mut mint = IdGen::seeded(7);
        let mut case = Case::new(mint.id(|_| false), "x");
        let mut claims: Vec<Arc<Claim>> = Vec::new();
        for text in texts {
            let id = mint.id(|_| false);
            let mut claim = Claim::new(id, None, *text);
            claim.added = Some(
                format!("2026-11-23T10:00:00.{:03}Z", claims.len())
                    .parse()
                    .unwrap(),
            );
            claims.push(Arc::new(claim));
        }
        case.claims = claims.into_iter().collect();
        case
    }

    /// The suggestions for all claims as `1 contradicts 2`.
    fn of(texts: &[&str]) -> Vec<String> {
        let case = case_of(texts);
        let suggestions = LinkSuggestions::of(&case);
        let all = case.claims.iter().flat_map(|claim| {
            let here = case.number(claim.id).unwrap();
            let found = suggestions.on(&case, claim.id);
            let found = found
                .into_iter()
                .map(|suggestion| (suggestion.kind, case.number(suggestion.to).unwrap()));
            found
                .map(move |(kind, to)| format!("{here} {kind} {to}"))
                .collect::<Vec<_>>()
        });
        all.collect()
    }

    const EACH_CONTRADICTS_THE_OTHER: [&str; 2] = ["1 contradicts 2", "2 contradicts 1"];

    #[test]
    fn different_counts_of_the_same_thing() {
        let case = case_of(&[
            "Russian media counted 40 killed.",
            "60 people were killed, the agency said.",
        ]);
        let suggestions = LinkSuggestions::of(&case).on(&case, case.claims[0].id);
        assert_eq!(suggestions[0].why, "both count “killed”: 40 here, 60 there");
        for texts in [
            [
                "Russian media counted 40 killed.",
                "60 people were killed, the agency said.",
            ],
            [
                "The ferry had 212 passengers and four cars on board.",
                "The ferry had 230 passengers and four cars on board.",
            ],
            [
                "Загинули 40 людей, кажуть медики.",
                "За даними поліції, загиблих 60.",
            ],
            [
                "Погибли 40 человек, говорят медики.",
                "По данным полиции, убиты 60 человек.",
            ],
        ] {
            assert_eq!(of(&texts), EACH_CONTRADICTS_THE_OTHER, "{texts:?}");
        }
        for texts in [
            [
                "40 people were killed.",
                "The death toll later rose to 60 killed.",
            ],
            [
                "40 people were killed.",
                "As of midnight 60 people were dead.",
            ],
            ["Загинули 40 людей.", "Станом на ранок загинули 60 людей."],
            ["Погибли 40 человек.", "Позже число погибших: 60 погибших."],
            [
                "By 22 March 2024, 40 people were killed.",
                "By 24 March 2024, 60 people were killed.",
            ],
        ] {
            assert_eq!(of(&texts), ["2 updates 1"], "{texts:?}");
        }
    }

    #[test]
    fn claimed_and_denied() {
        for texts in [
            [
                "Russian officials blamed Ukraine for the attack.",
                "Kyiv denied that it had anything to do with it.",
            ],
            [
                "ISIS has claimed responsibility for the attack.",
                "Official ISIS channels had not mentioned the attack.",
            ],
            [
                "The crew had been drinking, a passenger said.",
                "The operator denied that the crew had been drinking.",
            ],
            [
                "Посадовці звинуватили Україну.",
                "Київ заявив, що непричетний: нічого спільного.",
            ],
            ["Чиновники обвинили Украину.", "Киев отрицает причастность."],
        ] {
            assert_eq!(of(&texts), EACH_CONTRADICTS_THE_OTHER, "{texts:?}");
        }
    }

    #[test]
    fn a_claim_in_other_order_repeats_it() {
        assert_eq!(
            of(&[
                "Armed men opened fire at Crocus City Hall.",
                "At Crocus City Hall armed men opened fire."
            ]),
            ["1 repeats 2", "2 repeats 1"]
        );
    }

    #[test]
    fn unrelated_claims_get_no_suggestion() {
        for texts in [
            [
                "40 people were killed.",
                "40 people were killed in all, 100 injured.",
            ],
            ["40 people were killed.", "100 people were injured."],
            [
                "40 people were killed.",
                "Among them 5 children were killed.",
            ],
            [
                "40 people were killed in Paris.",
                "They say 60 were killed in London.",
            ],
            [
                "In 2002 130 people were killed.",
                "In 2024 140 people were killed.",
            ],
            ["40 soldiers were killed.", "60 civilians were killed."],
            ["The port denied it.", "The crew had been drinking."],
            ["It came without evidence.", "Evidence is with the police."],
            [
                "The ferry had 212 people on board.",
                "The island has 300 people in winter.",
            ],
            [
                "Ukraine exports grain.",
                "Kyiv denied that it had anything to do with it.",
            ],
            ["Загинули 40 людей.", "Поранено 60 людей."],
        ] {
            assert_eq!(of(&texts), [""; 0], "{texts:?}");
        }
    }

    #[test]
    fn linked_claims_get_no_suggestion() {
        let mut case = case_of(&["40 people were killed.", "60 people were killed."]);
        let (a, b) = (case.claims[0].id, case.claims[1].id);
        let (kind, by) = (LinkKind::Contradicts, "mk".into());
        let at = "2026-11-23T10:00:00.000Z".parse().unwrap();
        let suggestions = LinkSuggestions::of(&case);
        assert_eq!(suggestions.on(&case, a).len(), 1);
        case.claims.change(a, |claim| {
            claim.links.push(Link {
                to: b,
                kind,
                by,
                at,
            });
        });
        assert!(suggestions.on(&case, a).is_empty() && suggestions.on(&case, b).is_empty());
    }

    proptest! {
        #[test]
        fn an_updated_index_equals_a_new_one(
            texts in prop::collection::vec("(killed|Kyiv|40|60|people|were|fire|hall|загинули|людей|[a-z]{1,3}|[ .,]|é|\u{202e}){0,12}", 1..6),
            new in any::<String>(),
            at in 0usize..6,
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut case = case_of(&texts);
            let mut suggestions = LinkSuggestions::of(&case);
            let before = Arc::clone(&case.claims[at % texts.len()]);
            case.claims.change(before.id, |claim| claim.text = new);
            let after = Arc::clone(case.claims.get(before.id).unwrap());
            suggestions.update(Some(&before), Some(&after));
            prop_assert_eq!(&suggestions.uses, &LinkSuggestions::of(&case).uses);
            for claim in case.claims.iter() {
                let found = suggestions.on(&case, claim.id);
                prop_assert!(found.len() <= MAX_SUGGESTIONS);
                prop_assert!(found.iter().all(|suggestion| !suggestion.why.contains(crate::text::is_unseen)));
            }
            suggestions.update(Some(&after), None);
            case.claims.remove(after.id);
            prop_assert_eq!(suggestions.uses.len(), LinkSuggestions::of(&case).uses.len());
        }
    }
}
