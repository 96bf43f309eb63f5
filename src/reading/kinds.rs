//! The kind of each paragraph, if the format does not say it: found by its words, its length, its
//! end and its place.
//!
//! Boilerplate is not checked, so a line counts as boilerplate only for a reason that is listed
//! here. A person sees how many such lines there are, and can change each.

use super::block::Block;
use super::language::{Language, is_foreign, language_of, nearest, words_of};
use super::words::Words;
use crate::case::{Paragraph, Part};
use crate::text;

/// A title has no more words than this.
const LONGEST_TITLE: usize = 30;

/// A subhead has no more words than this; a longer line is one under a picture.
const LONGEST_HEADING: usize = 14;

/// A line of boilerplate has no more words than this.
const LONGEST_BOILERPLATE: usize = 20;

/// A line that only names who wrote, and where and when, has no more words than this.
const LONGEST_BYLINE: usize = 8;

/// A line that asserts nothing and has fewer words names what follows it; with more it says
/// what a picture shows.
const FEWEST_CAPTION: usize = 6;

/// Gives each block a kind, where the format has not said it.
pub(super) fn of_kinds(blocks: Vec<Block>) -> Vec<Paragraph> {
    let language = language_of(blocks.iter().map(|block| block.text.as_str()));
    let title = blocks
        .iter()
        .find(|block| block.part == Some(Part::Title))
        .map(|block| block.text.clone());
    let mut story = Story {
        language,
        has_title_already: title.is_some(),
        title: title.unwrap_or_default(),
        is_alone: blocks.len() < 2,
        has_body: false,
    };
    let last = blocks.len().saturating_sub(1);
    let kind = |(place, Block { part, text, .. }): (usize, Block)| {
        let part = match part {
            Some(part @ (Part::Body | Part::Caption | Part::Heading))
                if story.is_beside(&text, part) =>
            {
                Part::Boilerplate
            }
            Some(part) => part,
            None => story.kind(&text, place == last),
        };
        story.has_body |= part == Part::Body;
        Paragraph::new(part, text)
    };
    blocks.into_iter().enumerate().map(kind).collect()
}

/// What is known of a story while its paragraphs are looked at.
struct Story {
    language: Option<Language>,
    /// Whether the format says which the title is.
    has_title_already: bool,
    /// Empty as long as it has not come.
    title: String,
    is_alone: bool,
    has_body: bool,
}

impl Story {
    fn kind(&mut self, text: &str, is_last: bool) -> Part {
        let line = Line::of(text, self.language);
        let is_before_text = !self.title.is_empty() && !self.has_body;
        let opens =
            self.title.is_empty() && !self.has_body && !self.has_title_already && !self.is_alone;
        if line.is_boilerplate(self.language)
            || (opens && line.is_path())
            || (is_before_text && line.is_byline())
        {
            return Part::Boilerplate;
        }
        if line.is_caption() || self.repeats_title(text) {
            return Part::Caption;
        }
        if self.title.is_empty() && !self.has_body {
            let is_title = !self.is_alone && !line.ends && line.count <= LONGEST_TITLE;
            text.clone_into(&mut self.title);
            return if is_title { Part::Title } else { Part::Body };
        }
        if line.ends || line.is_item || line.count > LONGEST_HEADING {
            let is_under_picture = !line.ends
                && !line.is_item
                && (is_before_text || !line.asserts)
                && line.count <= LONGEST_TITLE;
            return if is_under_picture {
                Part::Caption
            } else {
                Part::Body
            };
        }
        let names_much = !line.asserts && line.count >= FEWEST_CAPTION;
        if (is_before_text && line.count > 4) || names_much {
            Part::Caption
        } else if is_last {
            // There is nothing under it.
            if line.asserts || line.count < FEWEST_CAPTION / 2 {
                Part::Body
            } else {
                Part::Caption
            }
        } else {
            Part::Heading
        }
    }

    /// Whether a line whose kind the format gives only counts pictures or credits one, or is the
    /// heading of a part of the site.
    fn is_beside(&self, text: &str, part: Part) -> bool {
        if part == Part::Heading {
            let line = Line::of(text, self.language);
            return line.count <= LONGEST_HEADING && line.opens_as_boilerplate();
        }
        is_counter(&text.to_lowercase()) || is_credit(text, words_of(nearest(text, self.language)))
    }

    /// Whether a line begins with the whole headline.
    fn repeats_title(&self, text: &str) -> bool {
        let title = self.title.trim_end_matches(['.', '!', '…']).to_lowercase();
        text::words(&title).nth(3).is_some() && text.to_lowercase().starts_with(&title)
    }
}

/// Characters that may follow the end of a sentence.
const CLOSERS: [char; 9] = ['"', '”', '»', '’', ')', ']', '」', '』', '）'];

/// The last character of a sentence, or of a line that leads to one. `!` and `?` are not here,
/// since a headline may end with them.
const STOPS: [char; 14] = [
    '.', ':', ';', ',', '。', '．', '：', '；', '，', '।', '॥', '۔', '։', '።',
];

/// Fewer words than this beside a link only lead to it.
const FEWEST_BESIDE_LINK: usize = 3;

/// A line that only says whose a picture is has no more words than this.
const LONGEST_CREDIT: usize = 12;

/// A line that speaks of the site has no more words than this.
const LONGEST_OF_SITE: usize = 60;

/// The words of a counter of pictures.
const OF_COUNTERS: [&str; 17] = [
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

/// How many words a text has: as spaces part them, and about as many as stand in signs of scripts
/// without spaces.
fn count(text: &str) -> usize {
    let of_two =
        |c: &char| ('\u{2e80}'..='\u{9fff}').contains(c) || ('\u{f900}'..='\u{faff}').contains(c);
    let of_five =
        |c: &char| ('\u{e00}'..='\u{eff}').contains(c) || ('\u{1000}'..='\u{17ff}').contains(c);
    let start = || {
        text.chars()
            .take(LONGEST_TITLE * 10)
            .filter(|c| !c.is_ascii())
    };
    text.split(' ').take(LONGEST_TITLE * 2).count()
        + start().filter(of_two).count() / 2
        + start().filter(of_five).count() / 5
}

/// A line without the marks of notes at its end: `[6] [7]`.
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

/// Whether a word is a link or the name of an account.
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

/// Whether a line in lower case only counts pictures: "image 1 of / 8".
fn is_counter(lower: &str) -> bool {
    let mut numbers = 0;
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let all = words.filter(|word| !word.is_empty()).all(|word| {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        numbers += usize::from(is_number);
        is_number || OF_COUNTERS.contains(&word)
    });
    let is_fraction = lower.contains('/') || lower.contains(char::is_alphabetic);
    all && numbers == 2 && is_fraction
}

/// Whether a sentence only says whose a picture is: "Photo: A. Lee / UNI".
pub(super) fn is_credit(sentence: &str, words: &Words) -> bool {
    let count = count(sentence);
    if count > LONGEST_CREDIT {
        return false;
    }
    let lower = sentence.to_lowercase();
    let is_label = |credit: &String| credit.ends_with(':') && lower.starts_with(credit.as_str());
    let labels = || {
        Language::ALL
            .iter()
            .flat_map(|language| &language.words().credits)
    };
    if count <= FEWEST_CAPTION && labels().any(is_label) {
        return true;
    }
    let is_one = |language: &Words| {
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
        .any(|language| is_one(language.words()))
        && !asserts()
}

/// A paragraph, and what can be seen of it.
struct Line<'a> {
    text: &'a str,
    lower: String,
    words: &'static Words,
    /// Words, as spaces part them.
    count: usize,
    /// Whether it ends like a sentence.
    ends: bool,
    /// Whether it has a finite verb.
    asserts: bool,
    /// Whether it is one of a list.
    is_item: bool,
}

impl<'a> Line<'a> {
    fn of(text: &'a str, story: Option<Language>) -> Self {
        let language = nearest(text, story);
        let words = words_of(language);
        let count = count(text);
        let start: String = text.chars().take(400).collect();
        let lower = start.to_lowercase();
        let ending = without_notes(text).trim_end_matches(CLOSERS);
        let is_thai = || text.contains(|c: char| ('\u{e00}'..='\u{eff}').contains(&c));
        let ends = (ending.ends_with(STOPS) && !ending.ends_with("..."))
            // A post ends with the link that it shares; Thai and Lao have no stops.
            || text.split(' ').next_back().is_some_and(is_link)
            || (count > LONGEST_HEADING && is_thai());
        let asserts = match language {
            Some(_) => text::words(&lower)
                .filter_map(|word| lower.get(word))
                .any(|word| words.is_verb(word)),
            // Who knows no verb of a language takes a line of some length for a sentence.
            None => count >= FEWEST_CAPTION,
        };
        let is_item = text.starts_with(['-', '–', '—', '•', '*']);
        Self {
            text,
            lower,
            words,
            count,
            ends,
            asserts,
            is_item,
        }
    }

    /// Navigation, language switches, "read also", credits, links on their own and to stories in
    /// another language, lines without a letter.
    fn is_boilerplate(&self, story: Option<Language>) -> bool {
        let is_short = self.count <= LONGEST_BOILERPLATE;
        let is_foreign =
            !self.ends && self.count > 3 && story.is_some_and(|story| is_foreign(self.text, story));
        (is_short && (is_foreign || self.opens_as_boilerplate()))
            || self.leads_away()
            || self.is_signature()
            || self.is_credit()
            || self.is_of_site()
            || is_counter(&self.lower)
            || self.is_switch()
            || self.lower.split(' ').all(is_link)
            || !self.text.contains(char::is_alphanumeric)
    }

    /// Whether it starts as lines of the site do: "Read also".
    fn opens_as_boilerplate(&self) -> bool {
        // A whole sentence that only begins with such a word may be one of the story: "Фото
        // опублікував мер".
        let is_sentence = self.ends && self.asserts && self.count >= FEWEST_CAPTION;
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

    /// Whether hardly a word stands beside its links: "Source: `https://example.org`". A short post
    /// with a link or a name asserts like any other line.
    fn leads_away(&self) -> bool {
        let (links, others): (Vec<&str>, Vec<&str>) = self
            .lower
            .split(' ')
            .filter(|word| word.contains(char::is_alphanumeric))
            .partition(|word| is_link(word));
        !links.is_empty() && !self.asserts && others.len() <= FEWEST_BESIDE_LINK
    }

    /// The line under an embedded post: "— Dodeka Lines (@dodekalines) October 12, 2025".
    fn is_signature(&self) -> bool {
        self.count <= LONGEST_HEADING
            && self.text.starts_with(['—', '–', '-'])
            && self.text.contains("(@")
    }

    /// Whether it only says whose picture stands by it, or which agency the story is from: "Photo:
    /// A. Lee", "(Reuters)".
    fn is_credit(&self) -> bool {
        let is_agency = self.text.starts_with('(') && self.text.ends_with(')') && self.count <= 3;
        is_agency || is_credit(self.text, self.words)
    }

    /// Whether it speaks of the site and its writers: "Follow him on …".
    fn is_of_site(&self) -> bool {
        let marks = Language::ALL
            .iter()
            .flat_map(|language| &language.words().of_site);
        self.count <= LONGEST_OF_SITE
            && marks
                .into_iter()
                .any(|mark| self.lower.contains(mark.as_str()))
    }

    /// "УКР | РУС | ENG", "ua en ru".
    fn is_switch(&self) -> bool {
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

    /// Where on the site the page stands: "Science | Ecology".
    fn is_path(&self) -> bool {
        let parts: Vec<&str> = self
            .text
            .split(['|', '/', '·', '›', '»', '→'])
            .map(str::trim)
            .collect();
        parts.len() > 1
            && !self.asserts
            && self.count <= LONGEST_BYLINE
            && parts.iter().all(|part| part.split(' ').count() <= 3)
    }

    /// Who wrote, where and when: names, dates and times without a statement about them.
    fn is_byline(&self) -> bool {
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
        let parted = self.text.contains(['|', '•', '·', ','])
            || self.text.contains(" — ")
            || self.text.contains(" – ");
        let names = self.text.split(' ').all(is_name);
        let is_time = self.count <= LONGEST_BYLINE
            && self.text.starts_with(|c: char| c.is_ascii_digit())
            && (self.text.contains(':') || self.text.contains(" 20"));
        if is_time {
            return true;
        }
        let has_time = self.text.contains(|c: char| c.is_ascii_digit());
        let longest = if has_time && self.text.contains('|') {
            LONGEST_BYLINE * 2
        } else {
            LONGEST_BYLINE
        };
        self.count <= longest
            && !self.asserts
            && names
            && (parted || has_time || !self.ends && self.count <= 3)
    }

    /// Whether it says that it stands under a picture.
    fn is_caption(&self) -> bool {
        let opens = self
            .words
            .captions
            .iter()
            .any(|start| self.lower.starts_with(start.as_str()));
        let shows = !self.ends
            && self.count <= LONGEST_TITLE
            && self
                .words
                .caption_marks
                .iter()
                .any(|mark| self.lower.contains(mark.as_str()));
        opens || shows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Part::{Body, Boilerplate, Caption, Heading, Title};

    fn kinds(story: &str) -> Vec<Part> {
        let blocks = story
            .split('\n')
            .map(|line| Block::new(None, line.to_owned()))
            .collect();
        of_kinds(blocks).iter().map(Paragraph::part).collect()
    }

    #[test]
    fn a_story_has_a_title_subheads_captions_and_boilerplate() {
        let story = "ua en ru\nFerry sinks off the cape\nBy Ann Lee\nThe ferry sank on Monday.\nRescue\nBoats came at \
                     noon.\nPictured: the ferry in 2019.\nRead also: What we know\nhttps://example.org/x";
        assert_eq!(
            kinds(story),
            [
                Boilerplate,
                Title,
                Boilerplate,
                Body,
                Heading,
                Body,
                Caption,
                Boilerplate,
                Boilerplate
            ]
        );
    }

    #[test]
    fn the_line_under_an_embedded_post_is_boilerplate() {
        let story = "Ferry aground\n“We are sad,” said Ann Holt, who runs the port of Kelm.\nWe are sorry for the delay of the boat.\n— Dodeka Lines (@dodekalines) October 12, 2025\nThe police (@kelm) found nobody on board of the ferry.";
        assert_eq!(
            kinds(story),
            [
                Part::Title,
                Part::Body,
                Part::Body,
                Part::Boilerplate,
                Part::Body
            ]
        );
    }

    #[test]
    fn a_link_in_another_language_is_boilerplate_and_a_repeated_headline_a_caption() {
        let story = "Gunmen open fire at a hall\nGunmen open fire at a hall: smoke over the roof\nThey came in the evening.\nСтрілянина \
                     в Крокусі: що відомо\nPolice came late.\nFollow us on WhatsApp for live updates";
        assert_eq!(
            kinds(story),
            [Title, Caption, Body, Boilerplate, Body, Boilerplate]
        );
    }

    #[test]
    fn lines_before_the_text_say_who_wrote_and_what_a_picture_shows() {
        let story = "Автобус зіткнувся з дрезиною\nЛеся Гайова | 21.05.2025, 17:48\nПошкоджений автобус на переїзді біля станції\nРейсовий автобус зіткнувся з \
                     дрезиною.\nЩо далі\nПоліція шукає свідків.\nВодій у залі суду, 21 травня";
        assert_eq!(
            kinds(story),
            [Title, Boilerplate, Caption, Body, Heading, Body, Caption]
        );
    }

    #[test]
    fn a_short_post_with_a_link_asserts_like_any_other() {
        let post = "Warehouse on fire in the port, two hurt https://t.co/x";
        let story = format!(
            "Fire in the port\nThe port burned on Monday night.\n{post}\n@harbour_post The crane fell.\nvia @harbour_post\nMore: https://t.co/x\n— Harbour Post (@harbour_post) May 4, 2019"
        );
        assert_eq!(
            kinds(&story),
            [
                Title,
                Body,
                Body,
                Body,
                Boilerplate,
                Boilerplate,
                Boilerplate
            ]
        );
    }

    #[test]
    fn what_only_goes_with_pictures_and_the_site_is_boilerplate() {
        let story = "Fire in the port\nThe port burned on Monday night.\nImage 2 of / 8\nPhoto: Ann Lee / Harbour Post\n(Reuters)\nSource: Supplied\nBo Karr writes on ports. Follow him on Twitter for more of it.\nThe photo: nobody knows who took it.\nThe crane fell at noon.";
        assert_eq!(
            kinds(story),
            [
                Title,
                Body,
                Boilerplate,
                Boilerplate,
                Boilerplate,
                Boilerplate,
                Boilerplate,
                Body,
                Body
            ]
        );
    }

    #[test]
    fn stories_in_scripts_without_spaces_or_stops_have_a_body() {
        for (story, count) in [
            (
                "渡轮沉没\n渡轮星期一在港口外沉没。船上有四十人。\n市长说没有人受伤。",
                3,
            ),
            (
                "จมลงแล้ว\nเรือข้ามฟากจมลงนอกท่าเรือเมื่อวันจันทร์ที่ผ่านมา มีผู้โดยสารสี่สิบคนอยู่บนเรือ และทุกคนได้รับการช่วยเหลือจากเจ้าหน้าที่ในเวลาต่อมา",
                2,
            ),
            ("नाव डूबी\nनाव सोमवार को डूब गई।\nकोई घायल नहीं हुआ।", 3),
            (
                "Լաստանավը խորտակվեց\nԼաստանավը խորտակվեց երկուշաբթի օրը։",
                2,
            ),
        ] {
            let found = kinds(story);
            assert_eq!(found[0], Title, "{story}");
            assert_eq!(found[1..], vec![Body; count - 1], "{story}");
        }
    }

    #[test]
    fn a_text_of_one_line_is_body() {
        assert_eq!(kinds("The ferry sank on Monday"), [Body]);
    }
}
