//! What only resembles a confidential source, so that a person must look: a word that differs from
//! a name by one letter, a rare word, a detail from the source's own fields. There must be few such
//! places, or people stop looking.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::folded::{Folded, Gap, folded};
use super::forms;
use super::lexicon::{LEXICON, Sort, is_cyrillic_word, looks, sound};
use crate::case::{Case, Evidence, SourceId};
use crate::text::languages::ALL;

/// A word with fewer letters is not compared with a difference of one letter.
const LETTERS: usize = 6;

/// Each form with one letter removed, and the forms that this may come from.
#[derive(Debug, Default)]
pub(super) struct Near {
    shortened: HashMap<String, Vec<(String, SourceId)>>,
}

impl Near {
    /// Of these forms of names.
    pub fn of<'a>(names: impl Iterator<Item = (&'a str, SourceId)>) -> Self {
        let mut near = Self::default();
        for (look, source) in names {
            let is_long = (LETTERS..=24).contains(&look.chars().count());
            if !is_long || look.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            for short in shortened(look) {
                let all = near.shortened.entry(short).or_default();
                all.push((look.to_owned(), source));
            }
        }
        near
    }

    /// The source from whose name a word differs by one letter that is another, missing or too
    /// many, or by two that changed places.
    pub fn find(&self, look: &str) -> Option<SourceId> {
        let count = look.chars().count();
        if self.shortened.is_empty() || !(LETTERS - 1..=25).contains(&count) {
            return None;
        }
        let short = shortened(look);
        let of = short
            .iter()
            .map(String::as_str)
            .chain([look])
            .filter_map(|short| self.shortened.get(short));
        of.flatten()
            .find(|(form, _)| is_one_letter(form, look))
            .map(|(_, source)| *source)
    }
}

/// The word, and the word without each of its letters.
fn shortened(word: &str) -> Vec<String> {
    let without = word.char_indices().map(|(at, c)| {
        let (before, after) = word.split_at(at);
        [before, after.get(c.len_utf8()..).unwrap_or_default()].concat()
    });
    without.chain([word.to_owned()]).collect()
}

fn is_one_letter(one: &str, other: &str) -> bool {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one == other {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (
        one.get(same..).unwrap_or_default(),
        other.get(same..).unwrap_or_default(),
    );
    match (one, other) {
        ([a, b, one @ ..], [c, d, other @ ..]) if a == d && b == c && one == other => true,
        ([_, one @ ..], [_, rest @ ..]) if one == rest => true,
        ([_, rest @ ..], _) if rest == other => true,
        (_, [_, rest @ ..]) if rest == one => true,
        _ => false,
    }
}

/// The most words and details of one source that are asked about.
const MOST: usize = 3;
/// A word that occurs more often in the story is not rare.
const RARE: usize = 2;

/// What a source's own fields say besides its name: places, times, days, rare words.
#[derive(Debug, Default)]
pub(super) struct Own {
    pub words: HashMap<String, SourceId>,
    /// The same as they sound, for those who write in the other alphabet.
    pub sounds: HashMap<String, SourceId>,
    /// Two words beside one another: a street and a number, a day and a month, hours and minutes.
    pub pairs: HashMap<(String, String), SourceId>,
}

impl Own {
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.pairs.is_empty()
    }

    pub fn of(case: &Case, story: &Frequencies) -> Self {
        let mut own = Self::default();
        for source in case.sources.iter().filter(|source| source.confidential) {
            let items = case.claims.iter().flat_map(|claim| &claim.evidence);
            let items = items.filter(|item| item.source == source.id);
            let texts = items.flat_map(|item| [&item.locator, &item.note]);
            let (mut words, mut pairs) = (HashSet::new(), HashSet::new());
            for text in texts.chain([&source.note]) {
                own.take(&folded(text), source.id, story, (&mut words, &mut pairs));
            }
        }
        own
    }

    fn take(
        &mut self,
        text: &Folded,
        source: SourceId,
        story: &Frequencies,
        (words, pairs): (&mut HashSet<String>, &mut HashSet<(String, String)>),
    ) {
        let all: Vec<(String, Word)> = words_of(text);
        for (place, (look, word)) in all.iter().enumerate() {
            if word.is_name
                && story.is_rare(look)
                && words.len() < MOST
                && words.insert(look.clone())
            {
                let sound = sound(&word.plain);
                if sound.chars().count() > 4 {
                    self.sounds.entry(sound).or_insert(source);
                }
                for form in forms_of(&word.plain) {
                    self.words.entry(form).or_insert(source);
                }
            }
            let Some((next, after)) = all.get(place + 1) else {
                continue;
            };
            let is_body = is_body((look, word), (next, after));
            if !(is_body || is_detail((look, word), (next, after))) || pairs.len() >= MOST {
                continue;
            }
            let pair = (look.clone(), next.clone());
            let firsts = if word.is_number {
                vec![look.clone()]
            } else {
                forms_of(&word.plain)
            };
            let seconds = if after.is_number {
                vec![next.clone()]
            } else {
                forms_of(&after.plain)
            };
            let count: usize = firsts
                .iter()
                .flat_map(|first| seconds.iter().map(move |second| (first, second)))
                .map(|(first, second)| {
                    story
                        .pairs
                        .get(&(first.clone(), second.clone()))
                        .copied()
                        .unwrap_or(0)
                })
                .sum();
            if (1..=RARE).contains(&count) && pairs.insert(pair) {
                for first in &firsts {
                    for second in &seconds {
                        self.pairs
                            .entry((first.clone(), second.clone()))
                            .or_insert(source);
                    }
                }
            }
        }
    }
}

/// A word of a text, as far as it matters here.
struct Word {
    plain: String,
    is_number: bool,
    /// With a capital where no sentence begins, and no word that is known.
    is_name: bool,
    is_upper: bool,
    gap: Gap,
}

fn words_of(text: &Folded) -> Vec<(String, Word)> {
    let mut words = Vec::with_capacity(text.words.len());
    for range in &text.words {
        let Some(letters) = text.letters.get(range.clone()) else {
            continue;
        };
        let Some(first) = letters.first() else {
            continue;
        };
        let look: String = letters.iter().map(|letter| letter.look).collect();
        let is_number = letters.iter().all(|letter| letter.plain.is_ascii_digit());
        let begins =
            range.start == 0 || first.gap.has(Gap::END | Gap::LINE) || first.gap.has(Gap::DOT);
        let is_name = first.is_upper
            && !begins
            && letters.len() > 4
            && letters.iter().all(|letter| letter.plain.is_alphabetic())
            && LEXICON.sort(&look, is_cyrillic_word(&look)) == Sort::Telling;
        let plain = letters.iter().map(|letter| letter.plain).collect();
        words.push((
            look,
            Word {
                plain,
                is_number,
                is_name,
                is_upper: first.is_upper,
                gap: first.gap,
            },
        ));
    }
    words
}

/// Whether two words are a name that no list has: `Akin Gump`.
fn is_body(one: (&str, &Word), other: (&str, &Word)) -> bool {
    let is_name = |(look, word): (&str, &Word)| {
        word.is_upper
            && !word.is_number
            && word.plain.chars().count() > 2
            && LEXICON.sort(look, is_cyrillic_word(look)) == Sort::Telling
    };
    is_name(one) && is_name(other) && other.1.gap.only(Gap::SPACE)
}

/// Whether two words are a street with a number, a day with a month, or a time of the day.
fn is_detail(one: (&str, &Word), other: (&str, &Word)) -> bool {
    let is_near = !other.1.gap.has(Gap::FAR | Gap::LINE);
    let is_small = |number: &str, most: u32| number.parse().is_ok_and(|number: u32| number <= most);
    let is_month = |look: &str| MONTHS.contains(look);
    is_near
        && match (one.1.is_number, other.1.is_number) {
            (true, true) => {
                other.1.gap.has(Gap::END)
                    && is_small(one.0, 23)
                    && is_small(other.0, 59)
                    && other.0.len() == 2
            }
            (false, true) => {
                is_month(one.0)
                    || (one.1.is_upper && one.1.plain.chars().count() > 3 && is_small(other.0, 999))
            }
            // `14 Quay Street`
            (true, false) => {
                let is_street = other.1.is_upper && other.1.plain.chars().count() > 3;
                (is_month(other.0) && is_small(one.0, 31)) || (is_street && is_small(one.0, 999))
            }
            _ => false,
        }
}

/// The names of months in all languages, as they are compared.
static MONTHS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let months = ALL.iter().flat_map(|lists| lists.shared().months);
    months.flatten().map(|month| looks(&month)).collect()
});

fn forms_of(plain: &str) -> Vec<String> {
    let forms = if is_cyrillic_word(plain) {
        forms::cyrillic(plain)
    } else {
        forms::latin(plain)
    };
    let own = forms
        .into_iter()
        .filter(|(_, is_possessive)| !is_possessive);
    own.map(|(form, _)| looks(&form)).collect()
}

/// How often words stand in the story, its claims and what public sources offer.
#[derive(Debug, Default)]
pub(super) struct Frequencies {
    words: HashMap<String, usize>,
    pairs: HashMap<(String, String), usize>,
    /// Words of the names of sources that may be named.
    public: HashSet<String>,
}

impl Frequencies {
    pub fn of(case: &Case) -> Self {
        let mut story = Self::default();
        for source in case.sources.iter().filter(|source| !source.confidential) {
            story.public.extend(
                words_of(&folded(&source.name))
                    .into_iter()
                    .map(|(look, _)| look),
            );
        }
        let paragraphs = case
            .draft
            .iter()
            .flat_map(|draft| &draft.paragraphs)
            .map(crate::case::Paragraph::text);
        // A claim repeats its words of the story.
        let free = case.claims.iter().filter(|claim| claim.span.is_none());
        let is_public = |item: &&Evidence| {
            let source = case.sources.get(item.source);
            source.is_none_or(|source| !source.confidential)
        };
        let items = case.claims.iter().flat_map(|claim| &claim.evidence);
        let notes = items
            .filter(is_public)
            .flat_map(|item| [&item.quote, &item.locator, &item.note]);
        let texts = paragraphs.chain(free.map(|claim| claim.text.as_str()));
        for text in texts.chain(notes.map(String::as_str)) {
            let words = words_of(&folded(text));
            for pair in words.windows(2) {
                if let [(one, _), (other, _)] = pair {
                    *story.pairs.entry((one.clone(), other.clone())).or_default() += 1;
                }
            }
            for (look, _) in words {
                *story.words.entry(look).or_default() += 1;
            }
        }
        story
    }

    /// Whether a word stands in the story seldom enough to lead to somebody.
    pub fn is_rare(&self, look: &str) -> bool {
        let count = self.words.get(look).copied().unwrap_or(0);
        count <= RARE && !self.public.contains(look)
    }
}
