//! Matches names with their transliterations in the other alphabet, by ear or by rules: `Холлоуэй`,
//! `Голловей` for Holloway. Other spellings of the same sound are found by `sounds`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::folded::folded;
use super::letters::is_cyrillic_word;
use crate::text::languages;

/// Latin letters with the Cyrillic letters for them: the usual ones, and the rare ones.
#[derive(Deserialize)]
struct Row(String, Vec<String>, Vec<String>);

/// A row of the table as letters. Each Cyrillic spelling has its cost.
struct Rule {
    latin: Vec<char>,
    cyrillic: Vec<(Vec<char>, usize)>,
}

/// The cost of a rare spelling, and that of a letter that no rule explains.
const SELDOM: usize = 1;
const MISTAKE: usize = 2;
/// A name with fewer letters than `LONG` may have no unexplained letter, one with fewer than
/// `SHORT` no rare spelling either. Otherwise it would match other names.
const LONG: usize = 7;
const SHORT: usize = 5;
/// Shorter names are not compared, because they resemble too many words; longer ones, because
/// comparing takes too long.
const MIN_LETTERS: usize = 4;
const MAX_LETTERS: usize = 24;

/// The rules by the first of their Latin letters, from `a` to `z`.
static RULES: LazyLock<Vec<Vec<Rule>>> = LazyLock::new(|| {
    let rows: Vec<Row> = ron::from_str(languages::TRANSCRIPTION).unwrap_or_default();
    let mut rules: Vec<Vec<Rule>> = ('a'..='z').map(|_| Vec::new()).collect();
    for Row(latin, usual, seldom) in rows {
        let way = |cost| move |letters: &String| (letters.chars().collect(), cost);
        let usual = usual.iter().map(way(0));
        let cyrillic = usual.chain(seldom.iter().map(way(SELDOM))).collect();
        let latin: Vec<char> = latin.chars().collect();
        let of = latin.first().and_then(|first| place(*first));
        if let Some(of) = of.and_then(|place| rules.get_mut(place)) {
            of.push(Rule { latin, cyrillic });
        }
    }
    rules
});

fn place(letter: char) -> Option<usize> {
    let place = u32::from(letter).checked_sub(u32::from('a'))?;
    usize::try_from(place).ok().filter(|place| *place < 26)
}

fn rules(letter: char) -> &'static [Rule] {
    let rules = place(letter).and_then(|place| RULES.get(place));
    rules.map_or(&[], Vec::as_slice)
}

/// The letters of a word, with one letter for those that languages write differently, and without
/// doubled consonants.
fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = Vec::new();
    for letter in folded(word).letters {
        let letter = match letter.plain {
            'ь' | 'ъ' => continue,
            'і' | 'ї' | 'й' | 'ы' => 'и',
            'є' | 'э' | 'ё' => 'е',
            'ґ' => 'г',
            plain => plain,
        };
        // A doubled vowel may be two sounds, or one of its own: `oo`.
        if letters.last() != Some(&letter) || "aeiouyаеиоуюя".contains(letter) {
            letters.push(letter);
        }
    }
    letters
}

/// A name that is compared with words of the other alphabet.
#[derive(Clone, Debug)]
pub(super) struct Transcribed {
    pub entry: usize,
    letters: Vec<char>,
    is_cyrillic: bool,
    /// The letters with which its transliterations may begin.
    firsts: Vec<char>,
}

impl Transcribed {
    /// `None` for a word that is too short or too long to compare.
    pub fn of(word: &str, entry: usize) -> Option<Self> {
        let letters = letters(word);
        if !(MIN_LETTERS..=MAX_LETTERS).contains(&letters.len()) {
            return None;
        }
        let is_cyrillic = is_cyrillic_word(word);
        let first = *letters.first()?;
        let mut firsts: Vec<char> = if is_cyrillic {
            let begins = |letter: &char| {
                let all = rules(*letter).iter().flat_map(|rule| &rule.cyrillic);
                all.into_iter()
                    .any(|(cyrillic, _)| cyrillic.first() == Some(&first))
            };
            ('a'..='z').filter(begins).collect()
        } else {
            let all = rules(first).iter();
            let all = all.filter(|rule| letters.starts_with(&rule.latin));
            let all = all.flat_map(|rule| &rule.cyrillic);
            all.filter_map(|(cyrillic, _)| cyrillic.first().copied())
                .collect()
        };
        firsts.sort_unstable();
        firsts.dedup();
        Some(Self {
            entry,
            letters,
            is_cyrillic,
            firsts,
        })
    }

    /// The first two letters of its transliterations in Cyrillic letters. None for a Cyrillic name.
    pub fn starts(&self) -> impl Iterator<Item = [char; 2]> {
        let latin = Some(self.letters.as_slice()).filter(|_| !self.is_cyrillic);
        let all = latin.map(|latin| beginnings(latin, 2));
        let all = all.into_iter().flatten();
        all.filter_map(|start| start.try_into().ok())
    }

    /// Whether a word of the other alphabet may be this name. `bases` are the word without each
    /// possible case ending.
    fn is(&self, word: &[char], bases: &[Vec<char>]) -> bool {
        let may_begin = word
            .first()
            .is_some_and(|first| self.firsts.contains(first));
        let count = self.letters.len();
        let fits = |base: &&Vec<char>| base.len() * 2 >= count && base.len() <= count * 2;
        may_begin
            && bases.iter().filter(fits).any(|base| {
                let (latin, cyrillic) = if self.is_cyrillic {
                    (base.as_slice(), self.letters.as_slice())
                } else {
                    (self.letters.as_slice(), base.as_slice())
                };
                cost(latin, cyrillic) <= max_cost(latin, cyrillic, self.is_cyrillic)
            })
    }
}

/// The first letters, so many, of the Cyrillic spellings of a Latin word.
fn beginnings(latin: &[char], count: usize) -> Vec<Vec<char>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let fits = latin.first().map_or(&[][..], |first| rules(*first)).iter();
    let fits = fits.filter(|rule| latin.starts_with(&rule.latin));
    let all = fits.flat_map(|rule| {
        let rest = latin.get(rule.latin.len()..).unwrap_or_default();
        rule.cyrillic.iter().flat_map(move |(letters, _)| {
            let own = letters.get(..letters.len().min(count)).unwrap_or_default();
            let rest = beginnings(rest, count - own.len()).into_iter();
            rest.map(move |rest| [own, &rest].concat())
        })
    });
    all.collect()
}

/// The first two letters of a Cyrillic word, as [`Transcribed::starts`] has them.
pub(super) fn start(word: &str) -> Option<[char; 2]> {
    letters(word).get(..2)?.try_into().ok()
}

/// The highest cost at which two names still match. A Latin spelling of a Cyrillic name may have no
/// unexplained letter, since it has fewer variants.
fn max_cost(latin: &[char], cyrillic: &[char], is_from_cyrillic: bool) -> usize {
    match latin.len().min(cyrillic.len() + 1) {
        ..SHORT => 0,
        SHORT..LONG => SELDOM,
        _ if is_from_cyrillic => SELDOM,
        _ => MISTAKE,
    }
}

/// The lowest cost at which the Latin word is a spelling of the Cyrillic one.
fn cost(latin: &[char], cyrillic: &[char]) -> usize {
    const NEVER: usize = usize::MAX / 2;
    let width = cyrillic.len() + 1;
    // The lowest cost at which the first letters of both words match, for each pair of lengths.
    let mut costs = vec![NEVER; (latin.len() + 1) * width];
    let put = |costs: &mut Vec<usize>, at: usize, cost: usize| {
        if let Some(old) = costs.get_mut(at) {
            *old = cost.min(*old);
        }
    };
    put(&mut costs, 0, 0);
    for at in 0..=latin.len() {
        for to in 0..width {
            let here = costs.get(at * width + to).copied().unwrap_or(NEVER);
            if here > MISTAKE {
                continue;
            }
            let (rest, other) = (
                latin.get(at..).unwrap_or_default(),
                cyrillic.get(to..).unwrap_or_default(),
            );
            let fits = rest.first().map_or(&[][..], |first| rules(*first));
            for rule in fits.iter().filter(|rule| rest.starts_with(&rule.latin)) {
                for (letters, more) in &rule.cyrillic {
                    // An `e` at the end, or in `es` at the end, is silent and costs nothing.
                    let is_end = rest.len() == 1 || rest == ['e', 's'];
                    let is_silent = letters.is_empty() && rule.latin == ['e'] && is_end;
                    let more = if is_silent { 0 } else { *more };
                    if other.starts_with(letters) {
                        let next = (at + rule.latin.len()) * width + to + letters.len();
                        put(&mut costs, next, here + more);
                    }
                }
            }
            for (from, behind) in [(1, 0), (0, 1), (1, 1)] {
                if at + from <= latin.len() && to + behind < width {
                    put(
                        &mut costs,
                        (at + from) * width + to + behind,
                        here + MISTAKE,
                    );
                }
            }
        }
    }
    costs.last().copied().unwrap_or(NEVER)
}

/// Case endings of a foreign name in Cyrillic letters, each with the ending of the nominative that
/// it replaces.
const ENDINGS: &[(&str, &str)] = &[
    ("", ""),
    ("а", ""),
    ("у", ""),
    ("ом", ""),
    ("ем", ""),
    ("е", ""),
    ("и", ""),
    ("ови", ""),
    ("а", "а"),
    ("ои", "а"),
    ("ою", "а"),
    ("у", "а"),
    ("я", "и"),
    ("ю", "и"),
    ("ем", "и"),
    ("еви", "и"),
];

/// The entry of the first name of which a word may be a transliteration. Names in the word's own
/// alphabet are skipped.
pub(super) fn find(names: &[Transcribed], word: &str, is_cyrillic: bool) -> Option<usize> {
    let mut names = names
        .iter()
        .filter(|name| name.is_cyrillic != is_cyrillic)
        .peekable();
    names.peek()?;
    let word = letters(word);
    if !(MIN_LETTERS..=MAX_LETTERS + 2).contains(&word.len()) {
        return None;
    }
    let mut bases: Vec<Vec<char>> = Vec::new();
    if is_cyrillic {
        for (ending, base) in ENDINGS {
            let ending: Vec<char> = ending.chars().collect();
            if let Some(stem) = word.strip_suffix(ending.as_slice()) {
                let base = stem.iter().copied().chain(base.chars()).collect();
                if stem.len() + 1 >= MIN_LETTERS && !bases.contains(&base) {
                    bases.push(base);
                }
            }
        }
    } else {
        let bare = word.strip_suffix(&['s']).map(<[char]>::to_vec);
        bases.push(word.clone());
        bases.extend(bare);
    }
    let name = names.find(|name| name.is(&word, &bases))?;
    Some(name.entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        ron::from_str::<Vec<Row>>(languages::TRANSCRIPTION).unwrap();
    }

    fn is(name: &str, word: &str) -> bool {
        let names: Vec<_> = Transcribed::of(name, 7).into_iter().collect();
        find(&names, &word.to_lowercase(), is_cyrillic_word(word)) == Some(7)
    }

    #[test]
    fn a_foreign_name_is_known_in_cyrillic_letters() {
        for (name, words) in [
            (
                "holloway",
                "Холлоуэй Голловей Холловэй Холлоуэя Голловеєм Холлоуэю",
            ),
            (
                "wainwright",
                "Уэйнрайт Вейнрайт Вэйнрайта Уэйнрайтом Уейнрайтові",
            ),
            ("butterfield", "Баттерфілд Баттерфилд Батерфілда"),
            ("whitby", "Уитби Вітбі"),
            ("ashworth", "Эшуорт Ешворт Эшворта"),
            ("thornbury", "Торнбери Торнбері"),
            ("shaughnessy", "Шонесси Шонессі"),
            ("mcgregor", "Макгрегор Макґреґор МакГрегора"),
            ("leighton", "Лейтон Лейтона"),
            ("crowhurst", "Кроухёрст Кроугерст"),
            ("blythe", "Блайт"),
            ("moorhouse", "Мурхаус Мурхауса Мургауз"),
            ("featherstone", "Фезерстоун Фезерстоуна"),
            ("knightley", "Найтли Найтлі"),
            ("pemberton", "Пембертон Пембертону"),
        ] {
            for word in words.split(' ') {
                assert!(is(name, word), "{name}: {word}");
            }
        }
        for (name, word) in [("Холлоуэй", "Holloway"), ("Вейнрайт", "Wainwright")] {
            assert!(is(&name.to_lowercase(), word), "{name}: {word}");
        }
    }

    #[test]
    fn other_names_are_others() {
        for (name, words) in [
            ("holloway", "Холодов Галицький Головко Холявка Холмс"),
            ("wainwright", "Винник Вернигора Венгрия Рейтинг"),
            ("butterfield", "Батурин Баттерфляй Батьківщина"),
            ("whitby", "Виторг Вибори Хитрий"),
            ("morton", "Мартин Мороз Мартыненко"),
        ] {
            for word in words.split(' ') {
                assert!(!is(name, word), "{name}: {word}");
            }
        }
    }
}
