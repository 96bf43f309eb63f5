//! The small pieces of which every part of the page is made: badges, times, addresses, languages.

use std::collections::HashMap;

use maud::{Markup, html};

use super::super::filled;
use super::super::labels::{Fixed, Table};
use super::super::shown::{Shown, language, web_address};
use crate::case::standing::{Coverage, Stands, stands};
use crate::case::{Attribution, Claim, ClaimId, Date, Question, Standing, Timestamp};
use crate::check::Finding;
use crate::text::letters::is_cyrillic;
use crate::text::{visible, visible_lines};

/// What all parts of the page are made with.
pub(super) struct Page<'a> {
    pub shown: Shown<'a>,
    pub fixed: &'a Fixed,
    pub table: &'a Table,
    /// All findings, in the order of `Findings::all`. None on a page for readers outside.
    pub findings: Vec<Finding>,
    /// How much of the story is checked.
    pub coverage: Coverage,
    /// How each question stands, which takes a hash to know: *fact*, then *said*.
    stands: HashMap<ClaimId, [Stands<'a>; 2]>,
}

impl<'a> Page<'a> {
    pub fn of(shown: Shown<'a>) -> Self {
        let coverage = shown.options.coverage(shown.case);
        Self {
            shown,
            fixed: shown.fixed(),
            table: shown.words(),
            findings: if shown.options.request.public {
                Vec::new()
            } else {
                shown.options.findings.all(shown.case, coverage)
            },
            coverage,
            stands: shown
                .case
                .claims
                .iter()
                .map(|claim| {
                    let stands =
                        [Question::Fact, Question::Said].map(|question| stands(claim, question));
                    (claim.id, stands)
                })
                .collect(),
        }
    }

    /// Whether it is for readers outside the newsroom: then it holds no findings, no names of
    /// checkers, and no notes and files of theirs.
    pub fn is_public(&self) -> bool {
        self.shown.options.request.public
    }

    /// Who said a claim, as far as the page says so: readers outside are shown no guess that nobody
    /// has accepted.
    pub fn credit<'c>(&self, claim: &'c Claim) -> Option<&'c Attribution> {
        let credit = claim.attribution.as_ref();
        credit.filter(|credit| !credit.suggested || !self.is_public())
    }

    /// The language of the page's own words.
    pub fn language(&self) -> &str {
        &self.table.language
    }

    /// The language of the story, where it is known and not that of the page. A story whose
    /// language is not known says so, as an empty tag does.
    pub fn foreign(&self) -> Option<&str> {
        let own = language(&self.shown.case.language).unwrap_or_default();
        (own != self.language()).then_some(own)
    }

    /// The language of a text of the story. Where its script is not that of the story, only the
    /// script is known.
    pub fn language_of(&self, text: &str) -> Option<&str> {
        let own = language(&self.shown.case.language).unwrap_or_default();
        let (mut cyrillic, mut latin) = (0_usize, 0_usize);
        for c in text.chars() {
            cyrillic += usize::from(is_cyrillic(c));
            latin += usize::from(c.is_ascii_alphabetic());
        }
        match own.get(..2) {
            Some("uk" | "ru" | "be" | "bg" | "sr") if latin > 4 * cyrillic => Some("und-Latn"),
            Some("en" | "de" | "fr" | "pl" | "es" | "it") if cyrillic > 4 * latin => {
                Some("und-Cyrl")
            }
            _ => self.foreign(),
        }
    }

    /// The claims that are asked for, with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &'a Claim)> + use<'a> {
        self.shown.claims()
    }

    /// Whether a claim stands in no paragraph.
    pub fn has_free(&self) -> bool {
        let case = self.shown.case;
        let mut claims = self.numbered();
        claims.any(|(_, claim)| case.anchor(claim).is_none())
    }

    /// How a question stands.
    pub fn stands(&self, claim: &Claim, question: Question) -> Stands<'a> {
        let open = Stands {
            standing: Standing::Open,
            by: None,
        };
        let [fact, said] = self.stands.get(&claim.id).copied().unwrap_or([open, open]);
        match question {
            Question::Fact => fact,
            Question::Said => said,
        }
    }

    /// Whether every question that it has is settled.
    pub fn is_checked(&self, claim: &Claim) -> bool {
        claim
            .questions()
            .all(|question| self.stands(claim, question).standing.is_settled())
    }

    /// The badge of a question: sign, word and reason.
    pub fn badge(&self, claim: &Claim, question: Question) -> Markup {
        let stands = self.stands(claim, question);
        html! {
            span class={ "badge " (stands.standing) } {
                span.glyph aria-hidden="true" { (glyph(stands.standing)) } " " (self.shown.standing_words(question, stands))
            }
        }
    }

    /// The badge of a standing by itself.
    pub fn standing_alone(&self, standing: Standing) -> Markup {
        html! {
            span class={ "badge " (standing) } {
                span.glyph aria-hidden="true" { (glyph(standing)) } " " (self.shown.words().standing(standing))
            }
        }
    }

    /// A time with its offset, to the minute for people and programs alike.
    pub fn time(&self, at: Timestamp) -> Markup {
        let shown = self.shown.time(at);
        // HTML asks for the offset right behind the time.
        let exact = shown
            .rsplit_once(' ')
            .map(|(time, offset)| format!("{time}{offset}"));
        html! { time datetime=[exact] { (shown) } }
    }

    /// `seen on` a day.
    pub fn seen(&self, date: Date) -> Markup {
        let mut pieces = self.fixed.accessed.splitn(2, "{}");
        html! { (pieces.next().unwrap_or_default()) (day(date)) (pieces.next().unwrap_or_default()) }
    }

    /// A link to a claim by its number.
    pub fn claim(&self, id: ClaimId, pattern: &str) -> Markup {
        let number = self.shown.number(id);
        html! { a href={ "#claim-" (number) } { (filled(pattern, &[&number])) } }
    }
}

/// Foreign words with the line breaks that stand in them.
pub(super) fn lines(words: &str) -> Markup {
    let shown = visible_lines(words);
    html! {
        @for (place, line) in shown.split('\n').enumerate() {
            @if place > 0 { br; }
            (line)
        }
    }
}

/// A pattern with one `{}`, filled with foreign words.
pub(super) fn filled_with(pattern: &str, words: &str) -> String {
    filled(pattern, &[&visible(words)])
}

/// The sign of a standing, which never stands without its word.
pub(super) fn glyph(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "○",
        Standing::Confirmed => "✓",
        Standing::Disputed => "✗",
        Standing::Unverified => "?",
        Standing::Aside => "–",
        Standing::Contested => "≠",
        Standing::Stale => "~",
    }
}

/// A day that a person typed.
pub(super) fn day(date: Date) -> Markup {
    html! { time datetime=(date) { (date) } }
}

/// An address: a link where it is one of the web, else text.
pub(super) fn address(url: &str) -> Markup {
    html! {
        @match web_address(url) {
            Some(url) => a.address href=(url) rel="noopener noreferrer" dir="ltr" { (url) },
            None => span.address dir="auto" { (visible(url)) },
        }
    }
}
