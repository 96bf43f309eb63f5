//! Small parts of the page: badges, times, addresses, languages.

use std::collections::HashMap;

use maud::{Markup, Render, html};

use super::super::filled;
use super::super::labels::{Fixed, Table};
use super::super::shown::{SHARE, Shown, language, web_address};
use crate::case::standing::{Coverage, CurrentStanding, standing_of};
use crate::case::{Attribution, Claim, ClaimId, Date, Question, Standing, Timestamp};
use crate::check::Finding;
use crate::parallel;
use crate::text::letters::is_cyrillic;
use crate::text::{visible, visible_lines};

/// The return type of [`parts`].
struct Parts<'a, T, F> {
    items: &'a [T],
    part: F,
}

/// Renders a part of the page for each item, in parallel. A few parts at a time are appended to the
/// page. If all were collected first, a large case would copy a hundred megabytes.
pub(super) fn parts<'a, T: Sync>(
    items: &'a [T],
    part: impl Fn(&T) -> Markup + Sync + 'a,
) -> impl Render + 'a {
    Parts { items, part }
}

impl<T: Sync, F: Fn(&T) -> Markup + Sync> Render for Parts<'_, T, F> {
    fn render_to(&self, page: &mut String) {
        parallel::each(self.items, SHARE, &self.part, |part| page.push_str(&part.0));
    }
}

/// The data that all parts of the page need.
pub(super) struct Page<'a> {
    pub shown: Shown<'a>,
    pub fixed: &'a Fixed,
    pub table: &'a Table,
    /// All findings, in the order of `Findings::all`. Empty on a public page.
    pub findings: Vec<Finding>,
    /// The coverage of the story.
    pub coverage: Coverage,
    /// The standings of *fact* and *said* by claim. They are cached, since computing one needs a
    /// hash.
    standings: HashMap<ClaimId, [CurrentStanding<'a>; 2]>,
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
            standings: shown
                .case
                .claims
                .iter()
                .map(|claim| {
                    let standings = [Question::Fact, Question::Said]
                        .map(|question| standing_of(claim, question));
                    (claim.id, standings)
                })
                .collect(),
        }
    }

    /// Whether the page is for readers outside of the newsroom. Such a page has no findings, no
    /// names of checkers, and none of their notes and files.
    pub fn is_public(&self) -> bool {
        self.shown.options.request.public
    }

    /// The attribution of a claim. None if it is a suggestion and the page is public.
    pub fn credit<'c>(&self, claim: &'c Claim) -> Option<&'c Attribution> {
        let credit = claim.attribution.as_ref();
        credit.filter(|credit| !credit.suggested || !self.is_public())
    }

    /// The language of the page.
    pub fn language(&self) -> &str {
        &self.table.language
    }

    /// The language of the story, if it is not that of the page. Empty for an unknown language.
    pub fn foreign(&self) -> Option<&str> {
        let own = language(&self.shown.case.language).unwrap_or_default();
        (own != self.language()).then_some(own)
    }

    /// The language tag of a text from the story. If the text is in another script than the story's
    /// language, the tag has only the script.
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

    /// The selected claims with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &'a Claim)> + use<'a> {
        self.shown.claims()
    }

    /// Whether any claim is not in the story.
    pub fn has_free(&self) -> bool {
        let case = self.shown.case;
        let mut claims = self.numbered();
        claims.any(|(_, claim)| case.anchor(claim).is_none())
    }

    /// The standing of a question.
    pub fn standing_of(&self, claim: &Claim, question: Question) -> CurrentStanding<'a> {
        let open = CurrentStanding {
            standing: Standing::Open,
            by: None,
        };
        let [fact, said] = self
            .standings
            .get(&claim.id)
            .copied()
            .unwrap_or([open, open]);
        match question {
            Question::Fact => fact,
            Question::Said => said,
        }
    }

    /// Whether all questions of a claim are settled.
    pub fn is_checked(&self, claim: &Claim) -> bool {
        claim
            .questions()
            .all(|question| self.standing_of(claim, question).standing.is_settled())
    }

    /// The badge of a question: symbol, standing and reason.
    pub fn badge(&self, claim: &Claim, question: Question) -> Markup {
        let current = self.standing_of(claim, question);
        html! {
            span class={ "badge " (current.standing) } {
                span.glyph aria-hidden="true" { (glyph(current.standing)) } " " (self.shown.standing_words(question, current))
            }
        }
    }

    /// The badge of a standing.
    pub fn standing_alone(&self, standing: Standing) -> Markup {
        html! {
            span class={ "badge " (standing) } {
                span.glyph aria-hidden="true" { (glyph(standing)) } " " (self.shown.words().standing(standing))
            }
        }
    }

    /// A time with its offset, to the minute, also machine-readable.
    pub fn time(&self, at: Timestamp) -> Markup {
        let shown = self.shown.time(at);
        // HTML requires the offset directly after the time.
        let exact = shown
            .rsplit_once(' ')
            .map(|(time, offset)| format!("{time}{offset}"));
        html! { time datetime=[exact] { (shown) } }
    }

    /// `seen on` and a date.
    pub fn seen(&self, date: Date) -> Markup {
        let mut pieces = self.fixed.accessed.splitn(2, "{}");
        html! { (pieces.next().unwrap_or_default()) (day(date)) (pieces.next().unwrap_or_default()) }
    }

    /// A link to a claim, with its number.
    pub fn claim(&self, id: ClaimId, pattern: &str) -> Markup {
        let number = self.shown.number(id);
        html! { a href={ "#claim-" (number) } { (filled(pattern, &[&number])) } }
    }
}

/// Text with its line breaks.
pub(super) fn lines(words: &str) -> Markup {
    let shown = visible_lines(words);
    html! {
        @for (index, line) in shown.split('\n').enumerate() {
            @if index > 0 { br; }
            (line)
        }
    }
}

/// A pattern with one `{}`, filled with a text. Hidden characters in the text are made visible.
pub(super) fn filled_with(pattern: &str, words: &str) -> String {
    filled(pattern, &[&visible(words)])
}

/// The symbol of a standing. It is never shown without the name of the standing.
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

/// A date that a person entered.
pub(super) fn day(date: Date) -> Markup {
    html! { time datetime=(date) { (date) } }
}

/// A web address as a link; any other text as it is.
pub(super) fn address(url: &str) -> Markup {
    html! {
        @match web_address(url) {
            Some(url) => a.address href=(url) rel="noopener noreferrer" dir="ltr" { (url) },
            None => span.address dir="auto" { (visible(url)) },
        }
    }
}
