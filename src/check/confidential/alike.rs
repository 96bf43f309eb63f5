//! Letters that a reader takes for one another: other shapes, letters with strokes, look-alikes in
//! another alphabet.

/// The ASCII digit for an Arabic, Persian, Devanagari, Bengali or Thai one. None for any other
/// character.
pub(super) fn decimal(c: char) -> Option<char> {
    const NOUGHTS: [u32; 5] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];
    let value = |nought: &u32| {
        u32::from(c)
            .checked_sub(*nought)
            .filter(|value| *value < 10)
    };
    char::from_digit(NOUGHTS.iter().find_map(value)?, 10)
}

/// The plain letter for a Latin letter in a shape that Unicode does not fold: regional indicators,
/// letters in circles and squares, small capitals. None for any other.
pub(super) fn set_as_one(c: char) -> Option<&'static str> {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    let of = |from: u32| {
        let at = usize::try_from(u32::from(c).checked_sub(from)?).ok()?;
        LETTERS.get(at..=at)
    };
    match c {
        '\u{1f1e6}'..='\u{1f1ff}' => of(0x1f1e6),
        '\u{1f150}'..='\u{1f169}' => of(0x1f150),
        '\u{1f170}'..='\u{1f189}' => of(0x1f170),
        'ᴀ' => Some("a"),
        'ʙ' => Some("b"),
        'ᴄ' => Some("c"),
        'ᴅ' => Some("d"),
        'ᴇ' => Some("e"),
        'ɢ' => Some("g"),
        'ʜ' => Some("h"),
        'ɪ' | 'Ɪ' => Some("i"),
        'ᴊ' => Some("j"),
        'ᴋ' => Some("k"),
        'ʟ' => Some("l"),
        'ᴍ' => Some("m"),
        'ɴ' => Some("n"),
        'ᴏ' => Some("o"),
        'ᴘ' => Some("p"),
        'ʀ' | 'Ʀ' => Some("r"),
        'ꜱ' => Some("s"),
        'ᴛ' => Some("t"),
        'ᴜ' => Some("u"),
        'ᴠ' => Some("v"),
        'ᴡ' => Some("w"),
        'ʏ' => Some("y"),
        'ᴢ' => Some("z"),
        _ => None,
    }
}

/// The plain letters for a letter with a stroke or for a ligature (`ø`, `æ`). Empty for any other.
pub(super) fn own_letter(c: char) -> &'static str {
    match c {
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'æ' => "ae",
        'œ' => "oe",
        'ə' => "e",
        'þ' => "th",
        'ɡ' => "g",
        'ɑ' => "a",
        'ґ' | 'ғ' => "г",
        _ => "",
    }
}

/// One letter for all that look alike in Latin, Cyrillic and Greek. Two letters of one alphabet
/// stay apart, except the Cyrillic pairs `н` and `һ`, `у` and `ү`.
pub(super) fn look(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'е' | 'ε' => 'e',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'н' | 'һ' => 'h',
        'о' | 'ο' => 'o',
        'п' | 'η' => 'n',
        'р' | 'ρ' => 'p',
        'с' => 'c',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'у' | 'ү' => 'y',
        'х' | 'χ' => 'x',
        'г' => 'r',
        'и' | 'υ' => 'u',
        'ԛ' => 'q',
        'ԝ' => 'w',
        'ӏ' => 'l',
        'ν' => 'v',
        _ => c,
    }
}

/// The Latin transliteration of a Cyrillic letter. A Latin letter stays as it is; for any other the
/// result is empty.
pub(super) fn latin_for(c: char) -> &'static str {
    const CYRILLIC: &[char] = &[
        'а', 'б', 'в', 'г', 'ґ', 'д', 'е', 'є', 'ж', 'з', 'и', 'і', 'ї', 'к', 'л', 'м', 'н', 'о',
        'п', 'р', 'с', 'т', 'у', 'ф', 'х', 'ц', 'ч', 'ш', 'щ', 'ы', 'э', 'ю', 'я',
    ];
    const LATIN: &[&str] = &[
        "a", "b", "v", "g", "g", "d", "e", "ie", "zh", "z", "i", "i", "i", "k", "l", "m", "n", "o",
        "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "y", "e", "yu", "ya",
    ];
    const ALL: &str = "abcdefghijklmnopqrstuvwxyz";
    let at = CYRILLIC.iter().position(|other| *other == c);
    let latin = at.and_then(|at| LATIN.get(at)).copied();
    latin
        .or_else(|| ALL.find(c).and_then(|at| ALL.get(at..=at)))
        .unwrap_or_default()
}

/// The Latin letter that a Greek one looks like. Any other character stays as it is.
pub(super) fn greek_look(c: char, is_upper: bool) -> char {
    match (c, is_upper) {
        ('α', _) => 'a',
        ('β', _) => 'b',
        ('ε', _) => 'e',
        ('ζ', _) => 'z',
        ('η', true) => 'h',
        ('η', false) | ('ν', true) => 'n',
        ('ι', _) => 'i',
        ('κ', _) => 'k',
        ('μ', _) => 'm',
        ('ν', false) => 'v',
        ('ο' | 'σ', _) => 'o',
        ('ρ', _) => 'p',
        ('τ', _) => 't',
        ('υ', true) | ('γ', false) => 'y',
        ('υ', false) => 'u',
        ('χ', _) => 'x',
        ('ω', false) => 'w',
        _ => c,
    }
}

/// The Cyrillic letter for a Latin one inside a Cyrillic word: the one that sounds the same for
/// letters in the list (`n`, `r`, `u`), else the one that looks the same. Any other character stays
/// as it is.
pub(super) fn cyrillic_for(c: char) -> char {
    const BY_SOUND: [(char, char); 10] = [
        ('n', 'н'),
        ('r', 'р'),
        ('u', 'у'),
        ('d', 'д'),
        ('l', 'л'),
        ('v', 'в'),
        ('z', 'з'),
        ('g', 'г'),
        ('j', 'й'),
        ('f', 'ф'),
    ];
    let by_sound = BY_SOUND.iter().find(|(latin, _)| *latin == c);
    let by_look = || "авеіјкмнопрсѕтух".chars().find(|letter| look(*letter) == c);
    by_sound.map_or_else(|| by_look().unwrap_or(c), |(_, letter)| *letter)
}

/// The Cyrillic letter that a Latin one looks like, else [`cyrillic_for`].
pub(super) fn cyrillic_like(c: char) -> char {
    let alike = "авеіјкмнопрсѕтухги"
        .chars()
        .find(|letter| look(*letter) == c);
    alike.unwrap_or_else(|| cyrillic_for(c))
}
