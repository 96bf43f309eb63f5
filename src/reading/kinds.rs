//! What each paragraph is in the story, where the format does not say it: by its words, its length, its end and its place.
//!
//! What is taken for furniture is left out of the check, so a line counts as such only for a reason that stands here; a
//! person sees how many there are and can change each.

use super::language::{Language, is_foreign, language_of, nearest};
use super::words::Words;
use crate::case::{Paragraph, Part};
use crate::text;

/// A title has no more words than this.
const LONGEST_TITLE: usize = 30;

/// A subhead has no more words than this; a longer line is one under a picture.
const LONGEST_HEADING: usize = 14;

/// A line of furniture has no more words than this.
const LONGEST_FURNITURE: usize = 20;

/// A line that only names who wrote, and where and when, has no more words than this.
const LONGEST_BYLINE: usize = 8;

/// A line that asserts nothing and has fewer words names what stands under it; with more it says what a picture shows.
const FEWEST_CAPTION: usize = 6;

/// Gives each block a kind, where the format has not said it.
pub(super) fn of_kinds(blocks: Vec<(Option<Part>, String)>) -> Vec<Paragraph> {
    let language = language_of(blocks.iter().map(|(_, text)| text.as_str()));
    let title = blocks
        .iter()
        .find(|(part, _)| *part == Some(Part::Title))
        .map(|(_, text)| text.clone());
    let mut story = Story {
        language,
        has_title_already: title.is_some(),
        title: title.unwrap_or_default(),
        is_alone: blocks.len() < 2,
        has_body: false,
    };
    let last = blocks.len().saturating_sub(1);
    let kind = |(place, (part, text)): (usize, (Option<Part>, String))| {
        let part = part.unwrap_or_else(|| story.kind(&text, place == last));
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
        if line.is_furniture(self.language)
            || (opens && line.is_path())
            || (is_before_text && line.is_byline())
        {
            return Part::Furniture;
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

    /// Whether a line begins with the whole headline.
    fn repeats_title(&self, text: &str) -> bool {
        let title = self.title.trim_end_matches(['.', '!', '…']).to_lowercase();
        text::words(&title).nth(3).is_some() && text.to_lowercase().starts_with(&title)
    }
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
        let words = nearest(text, story).unwrap_or(Language::English).words();
        let count = text.split(' ').take(LONGEST_TITLE * 2).count();
        let start: String = text.chars().take(400).collect();
        let lower = start.to_lowercase();
        let ending = text.trim_end_matches(['"', '”', '»', '’', ')', ']']);
        let ends = ending.ends_with(['.', ':', ';', ',', '!', '?', '…'])
            && !(ending.ends_with("...") || ending.ends_with(['!', '?', '…']));
        let asserts = text::words(&lower)
            .filter_map(|word| lower.get(word))
            .any(|word| words.is_verb(word));
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

    /// Navigation, language switches, "read also", credits, links on their own and to stories in another language, lines
    /// without a letter.
    fn is_furniture(&self, story: Option<Language>) -> bool {
        let is_short = self.count <= LONGEST_FURNITURE;
        let opens = Language::ALL.iter().any(|language| {
            // A whole sentence that only begins with such a word may be one of the story: "Фото опублікував мер".
            let is_sentence = self.ends && self.asserts && self.count >= FEWEST_CAPTION;
            let fits = |start: &&String| {
                self.lower.starts_with(start.as_str())
                    && (!is_sentence || start.trim().contains(' ') || start.ends_with(':'))
            };
            language.words().furniture.iter().any(|start| fits(&start))
        });
        // The line under an embedded post: "— Dodeka Lines (@dodekalines) October 12, 2025".
        let is_link = |word: &str| {
            let word = word.trim_start_matches('(');
            ["http://", "https://", "www.", "t.me/", "@"]
                .iter()
                .any(|start| word.starts_with(start) && word.len() > start.len())
        };
        let leads_away =
            !self.ends && self.count <= LONGEST_HEADING && self.lower.split(' ').any(is_link);
        let is_foreign =
            !self.ends && self.count > 3 && story.is_some_and(|story| is_foreign(self.text, story));
        (is_short && (opens || is_foreign || leads_away))
            || self.is_switch()
            || self.lower.split(' ').all(is_link)
            || !self.text.contains(char::is_alphanumeric)
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

    /// Who wrote, where and when: names, dates and times, and nothing that is said of them.
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
        self.count <= LONGEST_BYLINE
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
    use Part::{Body, Caption, Furniture, Heading, Title};

    fn kinds(story: &str) -> Vec<Part> {
        let blocks = story
            .split('\n')
            .map(|line| (None, line.to_owned()))
            .collect();
        of_kinds(blocks).iter().map(Paragraph::part).collect()
    }

    #[test]
    fn a_story_has_a_title_subheads_captions_and_furniture() {
        let story = "ua en ru\nFerry sinks off the cape\nBy Ann Lee\nThe ferry sank on Monday.\nRescue\nBoats came at \
                     noon.\nPictured: the ferry in 2019.\nRead also: What we know\nhttps://example.org/x";
        assert_eq!(
            kinds(story),
            [
                Furniture, Title, Furniture, Body, Heading, Body, Caption, Furniture, Furniture
            ]
        );
    }

    #[test]
    fn the_line_under_an_embedded_post_is_furniture() {
        let story = "Ferry aground\n“We are sad,” said Ann Holt, who runs the port of Kelm.\nWe are sorry for the delay of the boat.\n— Dodeka Lines (@dodekalines) October 12, 2025\nThe police (@kelm) found nobody on board of the ferry.";
        assert_eq!(
            kinds(story),
            [
                Part::Title,
                Part::Body,
                Part::Body,
                Part::Furniture,
                Part::Body
            ]
        );
    }

    #[test]
    fn a_link_in_another_language_is_furniture_and_a_repeated_headline_a_caption() {
        let story = "Gunmen open fire at a hall\nGunmen open fire at a hall: smoke over the roof\nThey came in the evening.\nСтрілянина \
                     в Крокусі: що відомо\nPolice came late.\nFollow us on WhatsApp for live updates";
        assert_eq!(
            kinds(story),
            [Title, Caption, Body, Furniture, Body, Furniture]
        );
    }

    #[test]
    fn lines_before_the_text_say_who_wrote_and_what_a_picture_shows() {
        let story = "Автобус зіткнувся з дрезиною\nЛеся Гайова | 21.05.2025, 17:48\nПошкоджений автобус на переїзді біля станції\nРейсовий автобус зіткнувся з \
                     дрезиною.\nЩо далі\nПоліція шукає свідків.\nВодій у залі суду, 21 травня";
        assert_eq!(
            kinds(story),
            [Title, Furniture, Caption, Body, Heading, Body, Caption]
        );
    }

    #[test]
    fn a_text_of_one_line_is_body() {
        assert_eq!(kinds("The ferry sank on Monday"), [Body]);
    }
}
