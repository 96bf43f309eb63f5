//! Finds several words in a row that a source's own evidence or notes have, too.

use std::collections::HashMap;

use super::context::Context;
use super::folded::folded;
use crate::case::{Case, SourceId};

/// How many words in a row are looked up together.
const STEP: usize = 3;
/// Words in a row are a source's own if there are this many, with this many letters: "at six in the
/// morning" has too few.
const ENOUGH: [(usize, usize); 2] = [(5, 20), (4, 24)];
/// In quotation marks, three words are enough if they have this many letters.
const QUOTED: usize = 12;
/// The most places that are remembered for the same words, so that a hostile text costs no more.
const PLACES: usize = 8;

/// What the confidential sources said or wrote, as words that keep only their looks.
#[derive(Debug, Default)]
pub(super) struct OwnWords {
    texts: Vec<(SourceId, Vec<String>)>,
    /// Where [`STEP`] words in a row stand: the index of the text, and that of the first word in
    /// it.
    places: HashMap<String, Vec<(usize, usize)>>,
}

impl OwnWords {
    pub fn of(case: &Case) -> Self {
        let mut own = Self::default();
        for source in case.sources.iter().filter(|source| source.confidential) {
            let items = case.claims.iter().flat_map(|claim| &claim.evidence);
            let items = items.filter(|item| item.source == source.id);
            let texts = items.flat_map(|item| [&item.quote, &item.note, &item.locator]);
            for text in texts.chain([&source.note]) {
                own.take(source.id, text);
            }
        }
        own
    }

    fn take(&mut self, source: SourceId, text: &str) {
        let context = Context::of(&folded(text));
        let words: Vec<String> = context.words.into_iter().map(|word| word.look).collect();
        let number = self.texts.len();
        for (at, step) in words.windows(STEP).enumerate() {
            let places = self.places.entry(step.join(" ")).or_default();
            if places.len() < PLACES {
                places.push((number, at));
            }
        }
        if words.len() >= STEP {
            self.texts.push((source, words));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The longest beginning of `words` that a source's own text has: how many words, and the
    /// source. `None` where too few are the same. Fewer words are enough if they are quoted;
    /// `ends_quote` says whether a quotation of this many words ends there.
    pub fn find(
        &self,
        words: &[&str],
        ends_quote: &dyn Fn(usize) -> bool,
    ) -> Option<(usize, SourceId)> {
        let key = words.get(..STEP)?.join(" ");
        let mut best = None;
        for (text, at) in self.places.get(&key)? {
            let Some((source, own)) = self.texts.get(*text) else {
                continue;
            };
            let own = own.get(*at..).unwrap_or_default();
            let same = own.iter().zip(words).take_while(|(own, word)| own == *word);
            let count = same.count();
            if best.is_none_or(|(most, _)| count > most) {
                best = Some((count, *source));
            }
        }
        let (count, _) = best?;
        let same = words.get(..count)?;
        let letters: usize = same.iter().map(|word| word.chars().count()).sum();
        let is_own = ENOUGH
            .iter()
            .any(|(words, least)| count >= *words && letters >= *least);
        let (_, source) = best?;
        let is_long = |count: &usize| {
            let words = words.get(..*count).unwrap_or_default().iter();
            words.map(|word| word.chars().count()).sum::<usize>() >= QUOTED
        };
        let quoted = || {
            let all = (STEP..=count).rev().filter(is_long);
            all.into_iter().find(|count| ends_quote(*count))
        };
        if is_own {
            return Some((count, source));
        }
        Some((quoted()?, source))
    }
}
