//! A line of a story with its properties: whether it ends like a sentence, makes a statement, is a
//! picture credit, or belongs to the site.

use super::detection::{is_foreign, rules_language};
use super::language::{Language, words_of};
use super::words::Words;
use crate::text;

/// How many words a title may have.
pub(super) const MAX_TITLE_WORDS: usize = 30;

/// How many words a heading may have. A longer line is body text or a caption.
pub(super) const MAX_HEADING_WORDS: usize = 14;

/// How many words a line of boilerplate may have.
const MAX_BOILERPLATE_WORDS: usize = 20;

/// How many words a byline, or the path to a page, may have.
const MAX_BYLINE_WORDS: usize = 8;

/// How many words a caption must have. A shorter line without a statement is a heading.
pub(super) const MIN_CAPTION_WORDS: usize = 6;

/// Closing characters that may follow the end of a sentence.
const CLOSERS: [char; 9] = ['"', '”', '»', '’', ')', ']', '」', '』', '）'];

/// Punctuation that ends a sentence or part of one. `!` and `?` are not included, since a headline
/// may end with them.
const END_MARKS: [char; 14] = [
    '.', ':', ';', ',', '。', '．', '：', '；', '，', '।', '॥', '۔', '։', '።',
];

/// How many words a line may have besides a link, so that it only refers to the link. Such a line
/// makes no statement.
const MAX_WORDS_BESIDE_LINK: usize = 3;

/// How many words a picture credit may have.
const MAX_CREDIT_WORDS: usize = 12;

/// How many words a line about the site or its writers may have.
const MAX_SITE_WORDS: usize = 60;

/// Words in picture counters: "image 1 of 8".
const COUNTER_WORDS: [&str; 17] = [
    "image",
    "photo",
    "picture",
    "slide",
    "page",
    "of",
    "фото",
    "зображення",
    "слайд",
    "сторінка",
    "з",
    "із",
    "изображение",
    "страница",
    "из",
    "bild",
    "foto",
];

/// The number of words of a text. In scripts without spaces it is estimated by the number of
/// characters.
fn word_count(text: &str) -> usize {
    let is_half_word =
        |c: &char| ('\u{2e80}'..='\u{9fff}').contains(c) || ('\u{f900}'..='\u{faff}').contains(c);
    let is_fifth_of_word =
        |c: &char| ('\u{e00}'..='\u{eff}').contains(c) || ('\u{1000}'..='\u{17ff}').contains(c);
    let start = || {
        text.chars()
            .take(MAX_TITLE_WORDS * 10)
            .filter(|c| !c.is_ascii())
    };
    text.split(' ').take(MAX_TITLE_WORDS * 2).count()
        + start().filter(is_half_word).count() / 2
        + start().filter(is_fifth_of_word).count() / 5
}

/// A line without the footnote marks at its end: `[6] [7]`.
fn without_notes(mut line: &str) -> &str {
    while let Some(note) = line.trim_end().strip_suffix(']') {
        let rest = note.trim_end_matches(|c: char| c.is_ascii_digit());
        match rest.strip_suffix('[') {
            Some(start) if rest.len() < note.len() => line = start,
            _ => break,
        }
    }
    line.trim_end()
}

/// Whether a word starts like an address or an account name.
fn is_link(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    [
        "http://",
        "https://",
        "www.",
        "t.me/",
        "pic.twitter.com/",
        "@",
    ]
    .iter()
    .any(|start| word.starts_with(start) && word.len() > start.len())
}

/// Whether a lower-case line is only a picture counter: "image 1 of / 8".
pub(super) fn is_counter(lower: &str) -> bool {
    let mut numbers = 0;
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let all = words.filter(|word| !word.is_empty()).all(|word| {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        numbers += usize::from(is_number);
        is_number || COUNTER_WORDS.contains(&word)
    });
    let is_fraction = lower.contains('/') || lower.contains(char::is_alphabetic);
    all && numbers == 2 && is_fraction
}

/// Whether a sentence is only a picture credit: "Photo: A. Lee / UNI".
pub(super) fn is_credit(sentence: &str, words: &Words) -> bool {
    let word_count = word_count(sentence);
    if word_count > MAX_CREDIT_WORDS {
        return false;
    }
    let lower = sentence.to_lowercase();
    let is_label = |credit: &String| credit.ends_with(':') && lower.starts_with(credit.as_str());
    let labels = || {
        Language::ALL
            .iter()
            .flat_map(|language| &language.words().credits)
    };
    if word_count <= MIN_CAPTION_WORDS && labels().any(is_label) {
        return true;
    }
    let has_credit = |language: &Words| {
        let mut credits = language.credits.iter();
        credits.any(|credit| lower.contains(credit.as_str()))
    };
    let asserts = || {
        text::words(&lower)
            .filter_map(|word| lower.get(word))
            .any(|word| words.is_verb(word))
    };
    Language::ALL
        .iter()
        .any(|language| has_credit(language.words()))
        && !asserts()
}

/// A paragraph, with properties computed from its text.
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub lower: String,
    pub words: &'static Words,
    /// The number of words.
    pub word_count: usize,
    /// Whether it ends like a sentence, or with a link.
    pub ends: bool,
    /// Whether it makes a statement: it has a finite verb, or is long and in an unsupported
    /// language.
    pub asserts: bool,
    /// Whether it is an item of a list.
    pub is_item: bool,
}

impl<'a> Line<'a> {
    pub fn of(text: &'a str, story: Option<Language>) -> Self {
        let language = rules_language(text, story);
        let words = words_of(language);
        let word_count = word_count(text);
        let start: String = text.chars().take(400).collect();
        let lower = start.to_lowercase();
        let ending = without_notes(text).trim_end_matches(CLOSERS);
        let is_thai = || text.contains(|c: char| ('\u{e00}'..='\u{eff}').contains(&c));
        let ends = (ending.ends_with(END_MARKS) && !ending.ends_with("..."))
            // A post may end with a link. Thai and Lao have no full stops, so the length is used.
            || text.split(' ').next_back().is_some_and(is_link)
            || (word_count > MAX_HEADING_WORDS && is_thai());
        let asserts = match language {
            Some(_) => text::words(&lower)
                .filter_map(|word| lower.get(word))
                .any(|word| words.is_verb(word)),
            // The verbs of unsupported languages are not known, so the length is used.
            None => word_count >= MIN_CAPTION_WORDS,
        };
        let is_item = text.starts_with(['-', '–', '—', '•', '*']);
        Self {
            text,
            lower,
            words,
            word_count,
            ends,
            asserts,
            is_item,
        }
    }

    /// Whether a line is boilerplate: navigation, "read also", a credit, a line about the site, a
    /// language switch, only links, a line in another language, or a line without letters and
    /// digits.
    pub fn is_boilerplate(&self, story: Option<Language>) -> bool {
        let is_short = self.word_count <= MAX_BOILERPLATE_WORDS;
        let is_foreign = !self.ends
            && self.word_count > 3
            && story.is_some_and(|story| is_foreign(self.text, story));
        (is_short && (is_foreign || self.opens_as_boilerplate()))
            || self.is_reference()
            || self.is_signature()
            || self.is_credit()
            || self.is_of_site()
            || is_counter(&self.lower)
            || self.is_language_switch()
            || self.lower.split(' ').all(is_link)
            || !self.text.contains(char::is_alphanumeric)
    }

    /// Whether it starts like a line of the site: "Read also".
    pub fn opens_as_boilerplate(&self) -> bool {
        // A sentence of the story may begin with such a word: "Фото опублікував мер".
        let is_sentence = self.ends && self.asserts && self.word_count >= MIN_CAPTION_WORDS;
        let fits = |start: &&String| {
            self.lower.starts_with(start.as_str())
                && (!is_sentence || start.trim().contains(' ') || start.ends_with(':'))
        };
        Language::ALL.iter().any(|language| {
            language
                .words()
                .boilerplate
                .iter()
                .any(|start| fits(&start))
        })
    }

    /// Whether it makes no statement and has only a few words besides links: "Source:
    /// `https://example.org`".
    pub fn is_reference(&self) -> bool {
        let (links, others): (Vec<&str>, Vec<&str>) = self
            .lower
            .split(' ')
            .filter(|word| word.contains(char::is_alphanumeric))
            .partition(|word| is_link(word));
        !links.is_empty() && !self.asserts && others.len() <= MAX_WORDS_BESIDE_LINK
    }

    /// Whether it is the signature of an embedded post: "— Dodeka Lines (@dodekalines) October 12,
    /// 2025".
    pub fn is_signature(&self) -> bool {
        self.word_count <= MAX_HEADING_WORDS
            && self.text.starts_with(['—', '–', '-'])
            && self.text.contains("(@")
    }

    /// Whether it is only a picture credit or an agency's name: "Photo: A. Lee", "(Reuters)".
    pub fn is_credit(&self) -> bool {
        let is_agency =
            self.text.starts_with('(') && self.text.ends_with(')') && self.word_count <= 3;
        is_agency || is_credit(self.text, self.words)
    }

    /// Whether it is about the site or its writers: "Follow him on …".
    pub fn is_of_site(&self) -> bool {
        let marks = Language::ALL
            .iter()
            .flat_map(|language| &language.words().of_site);
        self.word_count <= MAX_SITE_WORDS
            && marks
                .into_iter()
                .any(|mark| self.lower.contains(mark.as_str()))
    }

    /// Whether it is a language switch: "УКР | РУС | ENG", "ua en ru".
    pub fn is_language_switch(&self) -> bool {
        let codes = [
            "ua", "uk", "en", "ru", "de", "fr", "pl", "укр", "рус", "eng", "kz", "es", "it",
        ];
        let parts: Vec<&str> = self
            .lower
            .split([' ', '|', '/', '•', '·'])
            .filter(|part| !part.is_empty())
            .collect();
        let is_code = |part: &&str| codes.contains(part);
        !parts.is_empty() && parts.len() <= 12 && parts.iter().all(is_code)
    }

    /// Whether it is the path to the page within the site: "Science | Ecology".
    pub fn is_path(&self) -> bool {
        let parts: Vec<&str> = self
            .text
            .split(['|', '/', '·', '›', '»', '→'])
            .map(str::trim)
            .collect();
        parts.len() > 1
            && !self.asserts
            && self.word_count <= MAX_BYLINE_WORDS
            && parts.iter().all(|part| part.split(' ').count() <= 3)
    }

    /// Whether it is a byline: names, dates and times, but no statement.
    pub fn is_byline(&self) -> bool {
        let is_name = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let lower = word.to_lowercase();
            word.is_empty()
                || word.starts_with(char::is_uppercase)
                || word.starts_with(char::is_numeric)
                || self.words.stops.contains(&lower)
                || self.words.particles.contains(&lower)
                || self.words.inside.contains(&lower)
        };
        let has_separator = self.text.contains(['|', '•', '·', ','])
            || self.text.contains(" — ")
            || self.text.contains(" – ");
        let names = self.text.split(' ').all(is_name);
        let is_time = self.word_count <= MAX_BYLINE_WORDS
            && self.text.starts_with(|c: char| c.is_ascii_digit())
            && (self.text.contains(':') || self.text.contains(" 20"));
        if is_time {
            return true;
        }
        let has_time = self.text.contains(|c: char| c.is_ascii_digit());
        let longest = if has_time && self.text.contains('|') {
            MAX_BYLINE_WORDS * 2
        } else {
            MAX_BYLINE_WORDS
        };
        self.word_count <= longest
            && !self.asserts
            && names
            && (has_separator || has_time || !self.ends && self.word_count <= 3)
    }

    /// Whether its words show that it is a caption, such as "Pictured:".
    pub fn is_caption(&self) -> bool {
        let opens = self
            .words
            .captions
            .iter()
            .any(|start| self.lower.starts_with(start.as_str()));
        let shows = !self.ends
            && self.word_count <= MAX_TITLE_WORDS
            && self
                .words
                .caption_marks
                .iter()
                .any(|mark| self.lower.contains(mark.as_str()));
        opens || shows
    }
}
