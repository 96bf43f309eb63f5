//! Finds the kinds of paragraphs in formats that do not give them: by words, length, ending and
//! position.
//!
//! Boilerplate is not checked, so a line is boilerplate only for one of the reasons in this module.
//! A person sees the number of such lines and can change the kind of each.

use super::block::Block;
use super::detection::{language_of, rules_language};
use super::language::{Language, words_of};
use super::line::{
    Line, MAX_HEADING_WORDS, MAX_TITLE_WORDS, MIN_CAPTION_WORDS, is_counter, is_credit,
};
use crate::case::{Paragraph, Part};
use crate::text;

/// Classifies each block without a kind. A block with a kind can still become boilerplate.
pub(super) fn classify(blocks: Vec<Block>) -> Vec<Paragraph> {
    let language = language_of(blocks.iter().map(|block| block.text.as_str()));
    let title = blocks
        .iter()
        .find(|block| block.part == Some(Part::Title))
        .map(|block| block.text.clone());
    let mut story = Story {
        language,
        is_title_marked: title.is_some(),
        title: title.unwrap_or_default(),
        is_only_block: blocks.len() < 2,
        has_body: false,
    };
    let last = blocks.len().saturating_sub(1);
    let kind = |(index, Block { part, text, .. }): (usize, Block)| {
        let part = match part {
            Some(part @ (Part::Body | Part::Caption | Part::Heading))
                if story.is_boilerplate_despite_kind(&text, part) =>
            {
                Part::Boilerplate
            }
            Some(part) => part,
            None => story.kind(&text, index == last),
        };
        story.has_body |= part == Part::Body;
        Paragraph::new(part, text)
    };
    blocks.into_iter().enumerate().map(kind).collect()
}

/// The state while the paragraphs of a story are classified.
struct Story {
    language: Option<Language>,
    /// Whether the format marks the title.
    is_title_marked: bool,
    /// Empty until the title has been found.
    title: String,
    is_only_block: bool,
    has_body: bool,
}

impl Story {
    fn kind(&mut self, text: &str, is_last: bool) -> Part {
        let line = Line::of(text, self.language);
        let is_before_text = !self.title.is_empty() && !self.has_body;
        let may_be_first_line =
            self.title.is_empty() && !self.has_body && !self.is_title_marked && !self.is_only_block;
        if line.is_boilerplate(self.language)
            || (may_be_first_line && line.is_path())
            || (is_before_text && line.is_byline())
        {
            return Part::Boilerplate;
        }
        if line.is_caption() || self.repeats_title(text) {
            return Part::Caption;
        }
        if self.title.is_empty() && !self.has_body {
            let is_title = !self.is_only_block && !line.ends && line.word_count <= MAX_TITLE_WORDS;
            text.clone_into(&mut self.title);
            return if is_title { Part::Title } else { Part::Body };
        }
        if line.ends || line.is_item || line.word_count > MAX_HEADING_WORDS {
            let is_under_picture = !line.ends
                && !line.is_item
                && (is_before_text || !line.asserts)
                && line.word_count <= MAX_TITLE_WORDS;
            return if is_under_picture {
                Part::Caption
            } else {
                Part::Body
            };
        }
        let is_long_name = !line.asserts && line.word_count >= MIN_CAPTION_WORDS;
        if (is_before_text && line.word_count > 4) || is_long_name {
            Part::Caption
        } else if is_last {
            if line.asserts || line.word_count < MIN_CAPTION_WORDS / 2 {
                Part::Body
            } else {
                Part::Caption
            }
        } else {
            Part::Heading
        }
    }

    /// Whether a line is boilerplate although the format gives it another kind: a picture counter,
    /// a picture credit, or the heading of a part of the site.
    fn is_boilerplate_despite_kind(&self, text: &str, part: Part) -> bool {
        if part == Part::Heading {
            let line = Line::of(text, self.language);
            return line.word_count <= MAX_HEADING_WORDS && line.opens_as_boilerplate();
        }
        is_counter(&text.to_lowercase())
            || is_credit(text, words_of(rules_language(text, self.language)))
    }

    /// Whether a line begins with the whole headline, which must have at least four words.
    fn repeats_title(&self, text: &str) -> bool {
        let title = self.title.trim_end_matches(['.', '!', '…']).to_lowercase();
        text::words(&title).nth(3).is_some() && text.to_lowercase().starts_with(&title)
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
        classify(blocks).iter().map(Paragraph::part).collect()
    }

    #[test]
    fn a_story_has_a_title_headings_captions_and_boilerplate() {
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
    fn bylines_and_captions_come_before_the_text() {
        let story = "Автобус зіткнувся з дрезиною\nЛеся Гайова | 21.05.2025, 17:48\nПошкоджений автобус на переїзді біля станції\nРейсовий автобус зіткнувся з \
                     дрезиною.\nЩо далі\nПоліція шукає свідків.\nВодій у залі суду, 21 травня";
        assert_eq!(
            kinds(story),
            [Title, Boilerplate, Caption, Body, Heading, Body, Caption]
        );
    }

    #[test]
    fn a_short_post_with_a_link_is_body() {
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
    fn counters_credits_and_lines_of_the_site_are_boilerplate() {
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
