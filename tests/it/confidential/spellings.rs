//! Alternative spellings of the same words, each with its own rule. No code of the program is used.

use unicode_normalization::UnicodeNormalization;

use crate::support::dice::Dice;

/// A spelling: changes the words, or returns none if it makes no difference.
pub type Spelling = fn(&str, &mut Dice) -> Option<String>;

/// All spellings with their names.
pub const SPELLINGS: &[(&str, Spelling)] = &[
    ("capitals", |text, _| Some(text.to_uppercase())),
    ("lower case", |text, _| Some(text.to_lowercase())),
    ("mixed case", |text, _| Some(mixed(text))),
    ("stress", stressed),
    ("decomposed", |text, _| Some(text.nfd().collect())),
    ("accents dropped", |text, _| Some(without_accents(text))),
    ("ё and е", |text, _| {
        Some(text.replace('ё', "е").replace('Ё', "Е"))
    }),
    ("apostrophe", apostrophe),
    ("one look-alike", one_look_alike),
    ("look-alikes", |text, _| {
        Some(text.chars().map(look_alike).collect())
    }),
    ("Greek look-alikes", |text, _| {
        Some(text.chars().map(greek).collect())
    }),
    ("full width", |text, _| {
        Some(text.chars().map(full_width).collect())
    }),
    ("math letters", math),
    ("circled letters", |text, _| {
        Some(text.chars().map(circled).collect())
    }),
    ("zero width", |text, dice| {
        one_between(text, dice, ZERO_WIDTH)
    }),
    ("zero width everywhere", |text, dice| {
        all_between(text, dice, ZERO_WIDTH)
    }),
    ("filler", |text, dice| one_between(text, dice, FILLERS)),
    ("direction marks", |text, dice| {
        one_between(text, dice, DIRECTIONS)
    }),
    ("tags and selectors", |text, dice| {
        one_between(text, dice, SELECTORS)
    }),
    ("hidden entity", |text, dice| {
        one_between(text, dice, HIDDEN)
    }),
    ("entities, decimal", |text, _| {
        Some(text.chars().map(|c| letter(c, &decimal(c))).collect())
    }),
    ("entities, padded", |text, _| {
        let padded = |c: char| format!("&#{:06};", u32::from(c));
        Some(text.chars().map(|c| letter(c, &padded(c))).collect())
    }),
    ("entities, hex", |text, _| {
        let hex = |c: char| format!("&#x{:X};", u32::from(c));
        Some(text.chars().map(|c| letter(c, &hex(c))).collect())
    }),
    ("entities, named", named_entities),
    ("one entity", |text, dice| one_letter(text, dice, decimal)),
    ("entities twice", |text, _| {
        let twice = |c: char| format!("&amp;#{};", u32::from(c));
        Some(text.chars().map(|c| letter(c, &twice(c))).collect())
    }),
    ("percent", |text, _| Some(percents(text, "%", true))),
    ("percent, small", |text, _| {
        Some(percents(text, "%", true).to_lowercase())
    }),
    ("percent, all", |text, _| Some(percents(text, "%", false))),
    ("percent twice", |text, _| Some(percents(text, "%25", true))),
    ("punycode", puny_words),
    ("spaced", |text, _| Some(joined_letters(text, " "))),
    ("spaced, not broken", |text, _| {
        Some(joined_letters(text, "\u{a0}"))
    }),
    ("letters with hyphens", |text, _| {
        Some(joined_letters(text, "-"))
    }),
    ("letters with dots", |text, _| {
        Some(joined_letters(text, "."))
    }),
    ("letters with low lines", |text, _| {
        Some(joined_letters(text, "_"))
    }),
    ("hyphenated", |text, dice| inside(text, dice, "-")),
    ("soft hyphen", |text, dice| inside(text, dice, "\u{ad}")),
    ("hyphenated over a line", |text, dice| {
        inside(text, dice, "-\n")
    }),
    ("broken over a line", |text, dice| inside(text, dice, "\n")),
    ("words over a line", |text, _| {
        text.contains(' ').then(|| text.replacen(' ', "\n", 1))
    }),
    ("word over two paragraphs", |text, dice| {
        inside(text, dice, PARAGRAPH)
    }),
    ("hyphenated over two paragraphs", |text, dice| {
        inside(text, dice, "-\u{2029}")
    }),
    ("name over two paragraphs", |text, _| {
        text.contains(' ').then(|| text.replacen(' ', PARAGRAPH, 1))
    }),
];

/// The mark at which a text is divided into two paragraphs.
pub const PARAGRAPH: &str = "\u{2029}";

const ZERO_WIDTH: &[&str] = &[
    "\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{feff}", "\u{ad}", "\u{2062}", "\u{2063}",
];
const FILLERS: &[&str] = &[
    "\u{3164}", "\u{115f}", "\u{1160}", "\u{17b4}", "\u{17b5}", "\u{ffa0}", "\u{fffc}", "\u{34f}",
    "\u{180e}", "\u{2800}", "\u{fff9}",
];
const DIRECTIONS: &[&str] = &[
    "\u{200e}", "\u{200f}", "\u{61c}", "\u{202a}", "\u{202c}", "\u{2066}", "\u{2069}", "\u{206a}",
];
const SELECTORS: &[&str] = &[
    "\u{fe0f}",
    "\u{fe00}",
    "\u{e0100}",
    "\u{e01ef}",
    "\u{e0061}",
    "\u{e007f}",
    "\u{1d173}",
    "\u{180b}",
];
const HIDDEN: &[&str] = &[
    "&ZeroWidthSpace;",
    "&shy;",
    "&zwnj;",
    "&zwj;",
    "&NoBreak;",
    "&#8203;",
    "&#x200B;",
    "&InvisibleComma;",
];

fn mixed(text: &str) -> String {
    let letters = text.chars().enumerate();
    let case = |(place, c): (usize, char)| -> String {
        if place % 2 == 0 {
            c.to_lowercase().collect()
        } else {
            c.to_uppercase().collect()
        }
    };
    letters.map(case).collect()
}

fn stressed(text: &str, dice: &mut Dice) -> Option<String> {
    let vowels = text
        .char_indices()
        .filter(|(_, c)| "аеиіоуяюєїэыёaeiouy".contains(*c));
    let vowels: Vec<(usize, char)> = vowels.collect();
    if vowels.is_empty() {
        return None;
    }
    let (at, c) = *dice.pick(&vowels);
    let end = at + c.len_utf8();
    Some(format!("{}\u{301}{}", &text[..end], &text[end..]))
}

fn without_accents(text: &str) -> String {
    let is_kept = |c: &char| !('\u{300}'..='\u{36f}').contains(c);
    text.nfd().filter(is_kept).collect()
}

fn apostrophe(text: &str, dice: &mut Dice) -> Option<String> {
    const ALL: &[&str] = &[
        "’", "ʼ", "`", "‘", "′", "ʹ", "\u{2bb}", "\u{ff07}", "\"", "*", "", "&#39;", "&apos;",
        "&rsquo;",
    ];
    let (before, after) = text.split_once('\'')?;
    // `'s` is not part of a name.
    (after.chars().count() > 1).then(|| format!("{before}{}{after}", dice.pick(ALL)))
}

const LATIN: &str = "aceopxyiABCEHIKMOPTXaceopxyj";
const CYRILLIC: &str = "асеорхуіАВСЕНІКМОРТХасеорхуј";
const GREEK: &[(char, char)] = &[
    ('a', 'α'),
    ('o', 'ο'),
    ('p', 'ρ'),
    ('v', 'ν'),
    ('i', 'ι'),
    ('k', 'κ'),
    ('u', 'υ'),
    ('A', 'Α'),
    ('B', 'Β'),
    ('E', 'Ε'),
    ('H', 'Η'),
    ('I', 'Ι'),
    ('K', 'Κ'),
    ('M', 'Μ'),
    ('O', 'Ο'),
    ('P', 'Ρ'),
    ('T', 'Τ'),
    ('а', 'α'),
    ('о', 'ο'),
    ('р', 'ρ'),
    ('к', 'κ'),
    ('і', 'ι'),
    ('А', 'Α'),
    ('В', 'Β'),
    ('Е', 'Ε'),
    ('Н', 'Η'),
    ('К', 'Κ'),
    ('М', 'Μ'),
    ('О', 'Ο'),
    ('Р', 'Ρ'),
    ('Т', 'Τ'),
];

fn look_alike(c: char) -> char {
    let other = |from: &str, to: &str| {
        let place = from.chars().position(|one| one == c)?;
        to.chars().nth(place)
    };
    other(LATIN, CYRILLIC)
        .or_else(|| other(CYRILLIC, LATIN))
        .unwrap_or(c)
}

fn greek(c: char) -> char {
    let found = GREEK.iter().find(|(from, _)| *from == c);
    found.map_or(c, |(_, to)| *to)
}

fn one_look_alike(text: &str, dice: &mut Dice) -> Option<String> {
    let places: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| look_alike(*c) != *c)
        .map(|(at, _)| at)
        .collect();
    if places.is_empty() {
        return None;
    }
    let place = *dice.pick(&places);
    let letters = text.char_indices();
    Some(
        letters
            .map(|(at, c)| if at == place { look_alike(c) } else { c })
            .collect(),
    )
}

fn full_width(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
        _ => c,
    }
}

#[allow(clippy::unnecessary_wraps, reason = "a spelling like the others")]
fn math(text: &str, dice: &mut Dice) -> Option<String> {
    /// The first capital and the first small letter of each style without gaps.
    const STYLES: &[(u32, u32)] = &[
        (0x1d400, 0x1d41a),
        (0x1d468, 0x1d482),
        (0x1d4d0, 0x1d4ea),
        (0x1d56c, 0x1d586),
        (0x1d5a0, 0x1d5ba),
        (0x1d5d4, 0x1d5ee),
        (0x1d608, 0x1d622),
        (0x1d670, 0x1d68a),
    ];
    let (capitals, small) = *dice.pick(STYLES);
    let letter = |c: char| match c {
        'A'..='Z' => char::from_u32(capitals + u32::from(c) - u32::from('A')).unwrap(),
        'a'..='z' => char::from_u32(small + u32::from(c) - u32::from('a')).unwrap(),
        '0'..='9' => char::from_u32(0x1d7ce + u32::from(c) - u32::from('0')).unwrap(),
        _ => c,
    };
    Some(text.chars().map(letter).collect())
}

fn circled(c: char) -> char {
    match c {
        'A'..='Z' => char::from_u32(0x24b6 + u32::from(c) - u32::from('A')).unwrap(),
        'a'..='z' => char::from_u32(0x24d0 + u32::from(c) - u32::from('a')).unwrap(),
        _ => c,
    }
}

/// The places between two letters of one word.
fn joints(text: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let between = letters.windows(2).filter_map(|pair| {
        (pair[0].1.is_alphanumeric() && pair[1].1.is_alphanumeric()).then_some(pair[1].0)
    });
    between.collect()
}

fn one_between(text: &str, dice: &mut Dice, signs: &[&str]) -> Option<String> {
    let sign = *dice.pick(signs);
    inside(text, dice, sign)
}

#[allow(clippy::unnecessary_wraps, reason = "a spelling like the others")]
fn all_between(text: &str, dice: &mut Dice, signs: &[&str]) -> Option<String> {
    let mut made = text.to_owned();
    for at in joints(text).into_iter().rev() {
        let sign: &str = dice.pick::<&str>(signs);
        made.insert_str(at, sign);
    }
    Some(made)
}

/// A sign in the middle of a word, with at least two letters on either side where the word has
/// them.
fn inside(text: &str, dice: &mut Dice, sign: &str) -> Option<String> {
    let all = joints(text);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let inner: Vec<usize> = all
        .iter()
        .copied()
        .filter(|&at| {
            is_letter(text[..at].chars().rev().nth(1)) && is_letter(text[at..].chars().nth(1))
        })
        .collect();
    // Nobody breaks a short word, but an invisible sign can be anywhere.
    let is_seen = sign.contains(['-', '\n', '\u{2029}']);
    let places = if inner.is_empty() && !is_seen {
        all
    } else {
        inner
    };
    if places.is_empty() {
        return None;
    }
    let at = *dice.pick(&places);
    Some(format!("{}{sign}{}", &text[..at], &text[at..]))
}

fn joined_letters(text: &str, sign: &str) -> String {
    let mut made = text.to_owned();
    for at in joints(text).into_iter().rev() {
        made.insert_str(at, sign);
    }
    // The words are further apart than the letters.
    if sign.trim().is_empty() {
        made.replace(' ', "  ").replace("  ", &format!(" {sign} "))
    } else {
        made
    }
}

fn decimal(c: char) -> String {
    format!("&#{};", u32::from(c))
}

fn letter(c: char, written: &str) -> String {
    if c.is_alphanumeric() {
        written.to_owned()
    } else {
        c.to_string()
    }
}

fn one_letter(text: &str, dice: &mut Dice, written: impl Fn(char) -> String) -> Option<String> {
    let places: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| c.is_alphabetic())
        .collect();
    if places.is_empty() {
        return None;
    }
    let (at, c) = *dice.pick(&places);
    Some(format!(
        "{}{}{}",
        &text[..at],
        written(c),
        &text[at + c.len_utf8()..]
    ))
}

/// The names that HTML has for letters of these alphabets.
const NAMED: &[(char, &str)] = &[
    ('а', "acy"),
    ('б', "bcy"),
    ('в', "vcy"),
    ('г', "gcy"),
    ('д', "dcy"),
    ('е', "iecy"),
    ('ё', "iocy"),
    ('ж', "zhcy"),
    ('з', "zcy"),
    ('и', "icy"),
    ('й', "jcy"),
    ('к', "kcy"),
    ('л', "lcy"),
    ('м', "mcy"),
    ('н', "ncy"),
    ('о', "ocy"),
    ('п', "pcy"),
    ('р', "rcy"),
    ('с', "scy"),
    ('т', "tcy"),
    ('у', "ucy"),
    ('ф', "fcy"),
    ('х', "khcy"),
    ('ц', "tscy"),
    ('ч', "chcy"),
    ('ш', "shcy"),
    ('щ', "shchcy"),
    ('ы', "ycy"),
    ('ь', "softcy"),
    ('э', "ecy"),
    ('ю', "yucy"),
    ('я', "yacy"),
    ('і', "iukcy"),
    ('ї', "yicy"),
    ('є', "jukcy"),
    ('О', "Ocy"),
    ('П', "Pcy"),
    ('К', "Kcy"),
    ('М', "Mcy"),
    ('Д', "Dcy"),
    ('С', "Scy"),
    ('ë', "euml"),
    ('ü', "uuml"),
    ('á', "aacute"),
    ('ę', "eogon"),
    ('ł', "lstrok"),
];

#[allow(clippy::unnecessary_wraps, reason = "a spelling like the others")]
fn named_entities(text: &str, _: &mut Dice) -> Option<String> {
    let named = |c: char| {
        let found = NAMED.iter().find(|(one, _)| *one == c);
        found.map_or_else(|| c.to_string(), |(_, name)| format!("&{name};"))
    };
    Some(text.chars().map(named).collect())
}

fn percents(text: &str, sign: &str, keeps_ascii: bool) -> String {
    let byte = |byte: u8| {
        if keeps_ascii && byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("{sign}{byte:02X}")
        }
    };
    text.bytes().map(byte).collect()
}

/// None if a part is ASCII, since that needs no punycode.
fn puny_words(text: &str, _: &mut Dice) -> Option<String> {
    if text.split([' ', ',', '.']).any(str::is_ascii) {
        return None;
    }
    let words: Vec<String> = text
        .split([' ', ',', '.'])
        .filter(|word| !word.is_empty())
        .map(|word| puny(&word.to_lowercase()))
        .collect();
    Some(words.join("-"))
}

/// A label of a host, encoded by RFC 3492.
pub fn puny(label: &str) -> String {
    if label.is_ascii() {
        return label.to_owned();
    }
    let label: Vec<char> = label.nfc().collect();
    let mut made: String = label.iter().filter(|c| c.is_ascii()).collect();
    let basic = u32::try_from(made.len()).unwrap();
    if basic > 0 {
        made.push('-');
    }
    let all = u32::try_from(label.len()).unwrap();
    let (mut next, mut delta, mut bias, mut done) = (128_u32, 0_u32, 72_u32, basic);
    while done < all {
        let least = label
            .iter()
            .map(|c| u32::from(*c))
            .filter(|c| *c >= next)
            .min()
            .unwrap();
        delta += (least - next) * (done + 1);
        next = least;
        for c in label.iter().map(|c| u32::from(*c)) {
            if c < next {
                delta += 1;
            }
            if c == next {
                let (mut rest, mut place) = (delta, 36);
                loop {
                    let edge = if place <= bias {
                        1
                    } else {
                        (place - bias).min(26)
                    };
                    if rest < edge {
                        break;
                    }
                    made.push(digit(edge + (rest - edge) % (36 - edge)));
                    rest = (rest - edge) / (36 - edge);
                    place += 36;
                }
                made.push(digit(rest));
                bias = adapted(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta += 1;
        next += 1;
    }
    format!("xn--{made}")
}

fn digit(value: u32) -> char {
    char::from_digit((value + 10) % 36, 36).unwrap()
}

fn adapted(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut bias = 0;
    while delta > 455 {
        delta /= 35;
        bias += 36;
    }
    bias + 36 * delta / (delta + 38)
}

#[test]
fn punycode_matches_the_standard() {
    // From RFC 3492 and from existing hosts.
    assert_eq!(puny("bücher"), "xn--bcher-kva");
    assert_eq!(puny("укр"), "xn--j1amh");
    assert_eq!(puny("пример"), "xn--e1afmkfd");
    assert_eq!(
        puny("почемужеонинеговорятпорусски"),
        "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"
    );
}
