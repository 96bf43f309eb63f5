//! The inflected forms of a word of a name: its cases in Ukrainian and Russian with their changing
//! stems, the possessive adjectives, the English plural and possessive.
//!
//! A form too many does little harm, since no text has a form that is not a word. A missing form
//! lets a name through.

use super::folded::is_cyrillic;
use crate::reading;

/// A form in small letters, and whether it is a possessive adjective or a case of one («Ольжин»,
/// «Кравцева»).
pub(super) type Form = (String, bool);

const FEMININE: &[&str] = &[
    "а", "я", "и", "і", "ї", "ы", "у", "ю", "о", "е", "є", "ою", "ею", "єю", "ой", "ей", "ьою",
    "йою", "ам", "ям", "ами", "ями", "ах", "ях",
];
const MASCULINE: &[&str] = &[
    "", "ь", "й", "а", "я", "у", "ю", "ом", "ем", "єм", "ём", "ові", "еві", "єві", "і", "ї", "е",
    "є", "и", "ы", "ів", "їв", "ов", "ев", "єв", "ей", "ам", "ям", "ами", "ями", "ах", "ях",
];
const NEUTER: &[&str] = &[
    "о", "е", "є", "а", "я", "у", "ю", "ом", "ем", "єм", "ові", "еві", "єві", "і", "ї", "и", "ы",
    "ів", "їв", "ов", "ам", "ям", "ами", "ями", "ах", "ях",
];
const ADJECTIVE: &[&str] = &[
    "ий", "ій", "ый", "ой", "їй", "а", "я", "ая", "яя", "е", "є", "ое", "ее", "ого", "його", "его",
    "ому", "йому", "ему", "им", "ім", "їм", "ым", "ом", "ем", "ої", "йої", "ей", "у", "ю", "ую",
    "юю", "ою", "йою", "ею", "і", "ї", "ие", "ые", "и", "ы", "их", "іх", "їх", "ых", "ими", "іми",
    "їми", "ыми",
];
/// Endings of surnames such as `Петров` and `Ільїн`.
const OF_FAMILY: &[&str] = &[
    "", "а", "у", "е", "і", "ым", "им", "ом", "ой", "ою", "ої", "ій", "ы", "и", "ых", "их", "ыми",
    "ими", "ові",
];
const PLURAL: &[&str] = &[
    "", "и", "і", "ї", "ы", "а", "я", "е", "ів", "їв", "ов", "ев", "єв", "ей", "ам", "ям", "ами",
    "ями", "ах", "ях", "их", "ых", "им", "ым", "ими", "ыми",
];
/// Endings behind an apostrophe or a soft sign: `Солов'я`, `Воробья`.
const SOFT: &[&str] = &[
    "'я", "ья", "ьём", "'ю", "ью", "'єм", "ьем", "'єві", "'ї", "ье", "ьи", "ьев", "'їв", "'є",
    "ьям", "'ям",
];
const VOWELS: &str = "аеєиіїоуюяыэё";
/// A genitive plural without an ending has at least this many letters: shorter ones are words.
const MIN_BARE: usize = 4;
/// Endings of nouns of the third declension.
const THIRD: &[&str] = &[
    "", "ь", "і", "и", "ю", "'ю", "ью", "ї", "ей", "ям", "ами", "ах",
];

/// The forms of a word in small Cyrillic letters, sorted and without repetition. A word without
/// Cyrillic letters has itself as its only form.
pub(super) fn cyrillic(word: &str) -> Vec<Form> {
    if !word.contains(is_cyrillic) {
        return vec![(word.to_owned(), false)];
    }
    let mut forms = Forms(vec![(word.to_owned(), false)]);
    forms.of(word);
    for form in reading::forms_of_name(word) {
        forms.0.push((form, false));
    }
    let mut forms = forms.0;
    forms.sort();
    forms.dedup_by(|next, kept| next.0 == kept.0);
    forms
}

/// Endings of adjectives in the genitive, dative or locative, each with the endings that its
/// nominative may have.
const OBLIQUE: &[(&str, &[&str])] = &[
    ("ського", &["ський", "ский"]),
    ("цького", &["цький", "цкий"]),
    ("зького", &["зький"]),
    ("ого", &["ий", "ый", "ой"]),
    ("його", &["ій"]),
    ("его", &["ий"]),
    ("ському", &["ський", "ский"]),
    ("ської", &["ська"]),
    ("цької", &["цька"]),
    ("ової", &["ова"]),
    ("евої", &["ева"]),
    ("ої", &["а"]),
    ("ской", &["ская"]),
    ("овой", &["ова"]),
    ("евой", &["ева"]),
];
/// Endings that nouns have in the genitive, each with the endings that the nominative may have.
const GENITIVE: &[(&str, &[&str])] = &[
    ("ця", &["ець", "ц"]),
    ("ца", &["ец", "ц"]),
    ("ка", &["ко", "к"]),
    ("ова", &["ов", "ів"]),
    ("ева", &["ев"]),
    ("а", &["", "о"]),
    ("ія", &["ій"]),
    ("ия", &["ий"]),
    ("я", &["ь", "й"]),
    ("ьї", &["ья"]),
    ("ії", &["ія"]),
    ("ии", &["ия"]),
    ("ни", &["на"]),
    ("ны", &["на"]),
];

/// The nominatives that a Cyrillic word may have if it stands in another case, as a name in a title
/// does: `Ревуцький` of `Ревуцького`. The endings of nouns in other cases are also those of
/// nominatives, so they are converted only if `has_before` says that another word stands before.
pub(super) fn nominatives(word: &str, has_before: bool) -> Vec<String> {
    let of = |ends: &[(&str, &[&str])]| -> Vec<String> {
        let found = ends
            .iter()
            .find_map(|(from, to)| Some((word.strip_suffix(from)?, *to)));
        let (stem, to) = found.unwrap_or(("", &[]));
        let is_word = stem.chars().count() > 2;
        to.iter()
            .filter(|_| is_word)
            .map(|end| format!("{stem}{end}"))
            .collect()
    };
    let mut all = of(OBLIQUE);
    if all.is_empty() && has_before {
        all = of(GENITIVE);
    }
    all
}

/// The forms of a word in small Latin letters: the word itself, and with `s` or `es`, as a plural
/// or as a possessive without its apostrophe.
pub(super) fn latin(word: &str) -> Vec<Form> {
    let mut forms = vec![(word.to_owned(), false), (format!("{word}s"), false)];
    if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        forms.push((format!("{word}es"), false));
    }
    forms
}

/// Collects the forms of one word.
struct Forms(Vec<Form>);

impl Forms {
    /// Adds the stem with each of these endings.
    fn put(&mut self, stem: &str, endings: &[&str]) {
        let forms = endings
            .iter()
            .map(|ending| (format!("{stem}{ending}"), false));
        self.0.extend(forms);
    }

    /// Adds the possessive adjectives of a stem: with each of the endings in `bare` alone, and with
    /// each suffix in `before` in all cases.
    fn possessive(&mut self, stem: &str, bare: &[&str], before: &[&str]) {
        self.0
            .extend(bare.iter().map(|ending| (format!("{stem}{ending}"), true)));
        for before in before {
            let endings = OF_FAMILY.iter().chain(&["ого", "ому", "е", "о"]);
            self.0
                .extend(endings.map(|ending| (format!("{stem}{before}{ending}"), true)));
        }
    }

    /// Adds the forms of a word by its last letter.
    fn of(&mut self, word: &str) {
        let Some((at, last)) = word.char_indices().next_back() else {
            return;
        };
        let Some(stem) = word.get(..at).filter(|stem| !stem.is_empty()) else {
            return;
        };
        match last {
            'а' | 'я' => self.feminine(word, stem),
            'о' => {
                self.put(stem, NEUTER);
                self.possessive(stem, &["ів"], &["ов", "ев", "єв"]);
                self.softened(stem, &["і", "е", "у"]);
            }
            'й' => self.masculine_in_j(word, stem),
            'ь' => {
                self.put(stem, THIRD);
                self.masculine(stem);
            }
            'и' | 'і' | 'ї' | 'ы' => {
                self.put(stem, PLURAL);
                self.put(stem, ADJECTIVE);
                self.put(word, &["й", "я", "ю", "єм", "ем", "єві", "ї", "є"]);
            }
            'е' | 'є' | 'ё' => {
                self.put(stem, NEUTER);
                self.put(stem, ADJECTIVE);
            }
            'у' | 'ю' | 'э' => {}
            _ => self.masculine(word),
        }
    }

    /// Adds the forms of a word in `-а` or `-я`.
    fn feminine(&mut self, word: &str, stem: &str) {
        self.put(stem, FEMININE);
        // The genitive plural: `Зозуль`, `Дзюб`, `Галушок`.
        if stem.chars().count() >= MIN_BARE {
            self.put(stem, &[if word.ends_with('я') { "ь" } else { "" }]);
            let hard = stem
                .strip_suffix('к')
                .filter(|bare| bare.ends_with(|c| !VOWELS.contains(c)));
            if let Some(bare) = hard {
                self.put(bare.trim_end_matches('ь'), &["ок", "ек"]);
            }
        }
        self.0.push((format!("{stem}ів"), true));
        self.softened(stem, &["і", "е", "ы", "и"]);
        let own = changed(stem, &[("г", "ж"), ("к", "ч"), ("х", "ш"), ("ц", "ч")]);
        self.possessive(
            own.as_deref().unwrap_or(stem),
            &["ин", "їн", "ін"],
            &["ин", "їн"],
        );
        let like_adjectives = [
            "ська", "цька", "зька", "ова", "ева", "єва", "їва", "іна", "ина", "їна", "ына", "ая",
            "яя", "ская", "цкая", "а",
        ];
        let Some(ending) = like_adjectives
            .iter()
            .find(|ending| word.ends_with(**ending))
        else {
            return;
        };
        let stem = if ending.ends_with('я') {
            word.get(..word.len() - 4).unwrap_or(stem)
        } else {
            stem
        };
        if *ending != "а" {
            self.put(stem, ADJECTIVE);
            self.put(stem, OF_FAMILY);
        }
        // `Чорна`, `Білої`: a surname may be declined like an adjective.
        if stem.chars().count() > 2 {
            self.put(stem, &["ої", "ій", "ою", "у", "ой", "ую"]);
        }
        // The surname of her husband or father: `Задорожного` of `Задорожна`.
        let before = stem.strip_suffix('н').and_then(|bare| bare.chars().last());
        if before.is_some_and(|c| !"аеєиіїоуюяыэёьн".contains(c)) {
            self.put(stem, &["ий", "ого", "ому", "им", "ім", "і", "их", "ими"]);
        }
    }

    /// Adds the forms of a word in `-й`.
    fn masculine_in_j(&mut self, word: &str, stem: &str) {
        // `Серый` is declined only like an adjective: `серия` is no form of it.
        if !word.ends_with("ый") {
            self.put(
                stem,
                &[
                    "й", "я", "ю", "єм", "ем", "єві", "еві", "ї", "и", "є", "е", "їв", "ев", "ям",
                    "ями", "ях", "йом", "йові",
                ],
            );
            self.possessive(stem, &["їв"], &["єв", "ев"]);
        }
        let Some((at, vowel)) = stem.char_indices().next_back() else {
            return;
        };
        let short = stem.get(..at).unwrap_or_default();
        match vowel {
            'и' | 'і' | 'ы' | 'о' | 'ї' => self.put(short, ADJECTIVE),
            _ => {}
        }
        if matches!(vowel, 'е' | 'і' | 'и') {
            self.put(short, SOFT);
        }
        if word.ends_with("ій") {
            self.put(short, &["оя", "ою", "оєм", "оєві", "ої"]);
        }
    }

    /// Adds the forms of a stem that ends in a consonant.
    fn masculine(&mut self, stem: &str) {
        let changed = other_stems(stem);
        for stem in std::iter::once(stem).chain(changed.iter().map(String::as_str)) {
            self.put(stem, MASCULINE);
            self.possessive(stem, &["ів"], &["ов", "ев", "єв"]);
            let own = self::changed(stem, &[("г", "ж"), ("к", "ч"), ("х", "ш"), ("ц", "ч")]);
            if let Some(own) = own {
                self.put(&own, &["е"]);
            }
            self.softened(stem, &["і"]);
        }
        let families = ["ов", "ев", "єв", "їв", "ін", "ин", "їн", "ын"];
        if families.iter().any(|ending| stem.ends_with(ending)) {
            self.put(stem, OF_FAMILY);
        }
        if stem.ends_with("ов") {
            self.put(stem, THIRD);
        }
        if stem.ends_with("їв") || stem.ends_with("ів") {
            let short = stem.get(..stem.len() - 4).unwrap_or_default();
            self.put(
                short,
                &[
                    "ова", "ову", "овим", "ові", "єва", "єву", "євим", "єві", "ева", "еву", "евим",
                    "еві",
                ],
            );
        }
    }

    /// Adds the forms in which `г`, `к`, `х` become `з`, `ц`, `с`: `Ользі`, `Вероніці`, `Солосі`.
    fn softened(&mut self, stem: &str, endings: &[&str]) {
        if let Some(soft) = changed(stem, &[("г", "з"), ("к", "ц"), ("х", "с")]) {
            self.put(&soft, endings);
        }
    }
}

/// The stem with the first of these endings that it has replaced. None if it has none of them.
fn changed(stem: &str, ends: &[(&str, &str)]) -> Option<String> {
    ends.iter()
        .find_map(|(from, to)| Some(format!("{}{to}", stem.strip_suffix(from)?)))
}

/// The stems that a word has in its other cases: `Кравц` of `Кравець`, `Сокол` of `Сокіл`, `Зайц`
/// of `Заяц`, `Льв` of `Лев`.
pub(super) fn other_stems(stem: &str) -> Vec<String> {
    let letters: Vec<char> = stem.chars().collect();
    let mut stems = Vec::new();
    let [before @ .., vowel, last] = letters.as_slice() else {
        return stems;
    };
    let before: String = before.iter().collect();
    let is_long = before.chars().count() > 1 || stem == "лев" || stem == "пес";
    // `Шевц` of `Швець`.
    if let [first, second, 'е', 'ц'] = letters.as_slice()
        && ![first, second]
            .into_iter()
            .any(|letter| VOWELS.contains(*letter))
    {
        stems.push(format!("{first}е{second}ц"));
    }
    if matches!(vowel, 'о' | 'е' | 'є' | 'ё' | 'я') && is_long {
        match last {
            'ц' => {
                let joint = if before.ends_with(['а', 'о', 'е', 'у', 'и', 'і', 'я', 'є', 'ы'])
                {
                    "й"
                } else {
                    ""
                };
                stems.push(format!("{before}{joint}ц"));
                stems.push(format!("{before}{joint}ч"));
                stems.push(format!("{before}ьц"));
            }
            'р' if *vowel == 'о' => {}
            'к' | 'л' | 'н' | 'р' | 'т' | 'в' | 'с' | 'м' if *vowel != 'я' => {
                stems.push(format!("{before}{last}"));
                stems.push(format!("{before}ь{last}"));
                if before.ends_with(['а', 'о', 'е', 'у', 'и', 'і']) {
                    stems.push(format!("{before}й{last}"));
                }
            }
            _ => {}
        }
    }
    if *vowel == 'і' {
        stems.extend(["о", "е"].map(|vowel| format!("{before}{vowel}{last}")));
    }
    if *vowel == 'ї' {
        stems.push(format!("{before}є{last}"));
    }
    // `Гвізд` of `Гвіздь`: the vowel stands before two consonants. `Камін` and `Лебід` have only
    // one, so the lines above change their vowel.
    if let [start @ .., 'і', first, _] = letters.as_slice() {
        let start: String = start.iter().collect();
        stems.extend(["о", "е"].map(|vowel| format!("{start}{vowel}{first}{last}")));
    }
    stems
}
