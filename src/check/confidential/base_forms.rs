//! Word lists that have only base forms, and the search for the base form of an inflected word.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::letters::is_cyrillic_word;
use super::letters::looks;
use super::stems::stem;

/// The endings of base forms, in letters as they look.
static ENDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    ["", "а", "я", "о", "е", "ь", "й", "ий", "ая", "и", "і"]
        .map(looks)
        .to_vec()
});

/// The letters of Cyrillic case endings, as they look: а я у ю о е є и і ы ь в м х.
pub(super) const ENDING: [char; 14] = [
    'a', 'я', 'y', 'ю', 'o', 'e', 'є', 'u', 'i', 'ы', 'ь', 'b', 'm', 'x',
];

/// Words in letters as they look, each with a value, found also by their inflected forms.
pub(super) struct Listed<T> {
    pub words: HashMap<String, T>,
    /// Each base form without one of the [`ENDS`], with its value. Where several words give the
    /// same stem, the one whose ending comes first in [`ENDS`] counts; the number is its place
    /// there.
    stems: HashMap<String, (usize, T)>,
}

impl<T: Clone> Listed<T> {
    /// Indexes these words. A word for which `has_forms` is false matches only itself.
    pub fn of(words: HashMap<String, T>, has_forms: impl Fn(&T) -> bool) -> Self {
        let mut stems: HashMap<String, (usize, T)> = HashMap::new();
        for (word, what) in words.iter().filter(|(_, what)| has_forms(what)) {
            for (rank, end) in ENDS.iter().enumerate() {
                let Some(stem) = word.strip_suffix(end.as_str()) else {
                    continue;
                };
                let of = stems
                    .entry(stem.to_owned())
                    .or_insert_with(|| (rank, what.clone()));
                if rank < of.0 {
                    *of = (rank, what.clone());
                }
            }
        }
        Self { words, stems }
    }

    /// The value of a word in letters as they look, or of the base form that it may be a form of.
    /// None if the list has neither.
    pub fn get(&self, look: &str, is_cyrillic: bool, has_forms: impl Fn(&T) -> bool) -> Option<&T> {
        if let Some(found) = self.words.get(look) {
            return Some(found);
        }
        if !is_cyrillic {
            let of = |end| self.words.get(look.strip_suffix(end)?);
            return of("s").or_else(|| of("es")).filter(|what| has_forms(what));
        }
        let mut stem = look;
        for _ in 0..4 {
            stem.chars().nth(1)?;
            if let Some((_, found)) = self.stems.get(stem) {
                return Some(found);
            }
            let (at, last) = stem.char_indices().next_back()?;
            if !ENDING.contains(&last) {
                return None;
            }
            stem = stem.get(..at)?;
        }
        None
    }
}

impl Listed<String> {
    /// A list of base forms; the value of each is the word itself.
    pub fn bases(words: HashSet<String>) -> Self {
        let words = words.into_iter().map(|word| (word.clone(), word));
        Self::of(words.collect(), |_| true)
    }

    /// The base form of a word, also where its stem changes (`лікарок`, `лікарці`, `продавця`,
    /// `secretaries`, `firemen`). None if the list has no such word.
    pub fn base(&self, look: &str, is_cyrillic: bool) -> Option<&str> {
        let same = self.get(look, is_cyrillic, |_| true);
        let turned = || {
            let mut all = turned(look, is_cyrillic);
            all.find_map(|other| self.get(&other, is_cyrillic, |_| true))
        };
        same.or_else(turned).map(String::as_str)
    }
}

/// Pairs of endings, as they look: how an inflected form with a changed stem ends, and how its stem
/// in the lists ends.
static TURNED: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    [
        ("ок", "к"),
        ("ек", "к"),
        ("ці", "к"),
        ("зі", "г"),
        ("сі", "х"),
        ("стер", "стр"),
        ("ця", "ец"),
        ("цю", "ец"),
        ("ці", "ец"),
        ("цем", "ец"),
        ("цеві", "ец"),
        ("ців", "ец"),
        ("цям", "ец"),
        ("цями", "ец"),
        ("цях", "ец"),
        ("ца", "ец"),
        ("цу", "ец"),
        ("цом", "ец"),
        ("цы", "ец"),
        ("цов", "ец"),
        ("цев", "ец"),
        ("цам", "ец"),
        ("цами", "ец"),
        ("цах", "ец"),
    ]
    .map(|(from, to)| (looks(from), looks(to)))
    .to_vec()
});

/// Pairs of endings, as they look: of the stem of a woman's name of a trade, and of the man's.
static KIN: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    [
        ("тельк", "тел"),
        ("тельниц", "тел"),
        ("щиц", "щик"),
        ("чиц", "чик"),
        ("ниц", "ник"),
        ("истк", "ист"),
        ("істк", "іст"),
        ("ичк", "ик"),
        ("ічк", "ік"),
        ("антш", "ант"),
        ("ентш", "ент"),
        ("антк", "ант"),
        ("ентк", "ент"),
        ("арк", "ар"),
        ("ярк", "яр"),
        ("ерк", "ер"),
        ("орк", "ор"),
        ("ерш", "ер"),
        ("орш", "ор"),
        ("логин", "лог"),
        ("вачк", "вач"),
        ("ачк", "ак"),
        ("ериц", "ер"),
        ("ириц", "ир"),
        ("ориц", "ор"),
        ("ичих", "ик"),
        ("ачих", "ач"),
        ("арих", "ар"),
        ("орих", "ор"),
        ("ирк", "ир"),
        ("ирш", "ир"),
        ("арш", "ар"),
        ("ярш", "яр"),
        ("рин", "р"),
        ("атк", "ат"),
        ("атш", "ат"),
        ("анк", "ан"),
        ("анш", "ан"),
        ("енк", "ен"),
        ("ертк", "ерт"),
        ("ресс", "р"),
        ("тесс", "т"),
        ("вчин", "вец"),
        ("рчин", "рец"),
        ("инк", "ин"),
        ("woman", "man"),
        ("tres", "ter"),
        ("tres", "tor"),
        ("ardes", "ard"),
        ("mistres", "master"),
        ("euse", "eur"),
    ]
    .map(|(her, his)| (looks(her), looks(his)))
    .to_vec()
});

/// The stem of a word for somebody, with its stems in other cases and numbers and for a person of
/// the other sex: `лаборантк`, `лаборанток`, `лаборантц`, `лаборант`.
pub(super) fn stems_of_trade(of: &str, is_cyrillic: bool) -> Vec<String> {
    let swapped = |stem: &str, from: &str, to: &str| Some([stem.strip_suffix(from)?, to].concat());
    let mut all = vec![of.to_owned()];
    let kin = KIN
        .iter()
        .filter(|(her, _)| is_cyrillic_word(her) == is_cyrillic || her.is_ascii());
    let kin: Vec<&(String, String)> = kin.collect();
    // A second round, since `лаборантка` leads to `лаборантша` only by way of `лаборант`.
    for _ in 0..2 {
        let one_step = |one: &String| -> Vec<String> {
            let all = kin.iter();
            let all = all
                .filter_map(|(her, his)| swapped(one, her, his).or_else(|| swapped(one, his, her)));
            all.collect()
        };
        let more: Vec<String> = all.iter().flat_map(one_step).collect();
        all.extend(more);
        all.sort_unstable();
        all.dedup();
    }
    let ends: &[(&str, &str)] = if is_cyrillic {
        &[]
    } else {
        &[("men", "man"), ("ie", "y")]
    };
    let cyrillic: &[(String, String)] = if is_cyrillic { &TURNED } else { &[] };
    let ends = cyrillic
        .iter()
        .map(|(from, to)| (&**from, &**to))
        .chain(ends.iter().copied());
    let ends: Vec<(&str, &str)> = ends.collect();
    let more: Vec<String> = all
        .iter()
        .flat_map(|one| {
            ends.iter()
                .filter_map(move |(from, to)| swapped(one, to, from))
        })
        .map(|form| stem(&form, is_cyrillic).to_owned())
        .collect();
    all.extend(more);
    all.sort_unstable();
    all.dedup();
    all
}

/// The words, with another stem, that this word may be a form of, in letters as they look.
fn turned(look: &str, is_cyrillic: bool) -> impl Iterator<Item = String> + '_ {
    let latin: &[(&str, &str)] = if is_cyrillic {
        &[]
    } else {
        &[("ies", "y"), ("men", "man")]
    };
    let cyrillic: &[(String, String)] = if is_cyrillic { &TURNED } else { &[] };
    let cyrillic = cyrillic.iter().map(|(from, to)| (&**from, &**to));
    let ends = cyrillic.chain(latin.iter().copied());
    ends.filter_map(move |(from, to)| {
        let stem = look.strip_suffix(from)?;
        stem.chars().nth(1)?;
        Some([stem, to].concat())
    })
}
