//! Redacts the draft, and updates spans in it.

use std::ops::Range;

use super::place::Owner;
use super::redactor::Redactor;
use crate::case::{ClaimId, Draft, Paragraph, Part, Span};
use crate::check::Place;
use crate::export::cuts::Cuts;

/// A span in a text that is being redacted: the claim, whether it is unanchored, and its present
/// span.
type MovingSpan = (ClaimId, bool, Span);

impl Redactor<'_> {
    /// Redacts the draft and computes its hash again. Earlier drafts are removed, since their
    /// hashes would confirm a guess of the redacted words.
    pub(super) fn draft(&mut self, draft: &Draft) -> Draft {
        let mut new = draft.clone();
        self.location.owner = Owner::Draft;
        self.redact_fields(&mut new);
        new.revisions = Vec::new();
        let mut paragraphs = Vec::with_capacity(draft.paragraphs.len());
        let places = self.places(draft);
        for (index, (paragraph, places)) in draft.paragraphs.iter().zip(places).enumerate() {
            self.location.owner = Owner::Paragraph(index + 1);
            let text = self.paragraph(index, paragraph, places);
            paragraphs.push(Paragraph::new(paragraph.part(), text));
        }
        if paragraphs != draft.paragraphs {
            new.sha256 = Draft::hash(&paragraphs);
            // The page at the address still has the removed words.
            for url in [&mut new.url, &mut new.archived] {
                self.withheld.links += usize::from(!url.is_empty());
                url.clear();
            }
        }
        new.paragraphs = paragraphs;
        new
    }

    /// The places to redact in each paragraph, including names that are split between two
    /// paragraphs.
    fn places(&self, draft: &Draft) -> Vec<Vec<Place>> {
        let texts: Vec<&str> = draft.paragraphs.iter().map(Paragraph::text).collect();
        self.secrets.places_across(&texts)
    }

    /// Redacts a paragraph. A caption that names a confidential source is replaced as a whole:
    /// "third from the right" tells who that is. A caption with several claims loses only the name,
    /// since otherwise all its claims would become the same text.
    fn paragraph(&mut self, index: usize, paragraph: &Paragraph, places: Vec<Place>) -> String {
        let mut text = paragraph.text().to_owned();
        if self.secrets.is_empty() {
            return text;
        }
        let case = self.case;
        // Captions without a mark of their own are boilerplate.
        let is_caption = matches!(paragraph.part(), Part::Caption | Part::Boilerplate)
            && case.claims_in(index).count() < 2;
        let mut spans: Vec<MovingSpan> = case
            .claims_in(index)
            .filter_map(|claim| Some((claim.id, case.is_unanchored(claim), claim.span?)))
            .collect();
        // If a paragraph contains no secret, spans of whole words in it need not be searched.
        let is_whole =
            |(_, _, span): &MovingSpan| places.is_empty() && is_whole_words(&text, *span);
        let parts: Vec<MovingSpan> = spans.iter().copied().filter(|one| !is_whole(one)).collect();
        let mut ranges = if is_caption && self.is_named_at(&text, &places) {
            std::iter::once(0..text.len()).collect()
        } else {
            self.cut_at(&text, places)
        };
        ranges.extend(self.in_spans(&text, &parts));
        while !ranges.is_empty() {
            let cuts = Cuts::new(ranges, &self.mark);
            self.withheld.passages += cuts.len();
            text = cuts.apply(&text);
            for (_, _, span) in &mut spans {
                span.start = cuts.start(span.start);
                span.end = cuts.end(span.end);
            }
            // A place that somebody decided to keep is not reported again. But a cut can join words
            // so that they certainly name a source.
            ranges = self.secrets.ranges(&text);
            ranges.extend(self.in_spans(&text, &spans));
            ranges = self.joined(&text, ranges);
        }
        let spans = spans.into_iter().map(|(id, _, span)| (id, span));
        self.spans.extend(spans);
        text
    }

    /// Finds secrets in the text of spans. A span that starts inside of a word may contain a name
    /// that the search of the whole paragraph does not find.
    fn in_spans(&self, text: &str, spans: &[MovingSpan]) -> Vec<Range<usize>> {
        let anchored = spans.iter().filter(|(_, is_unanchored, _)| !is_unanchored);
        let ranges = anchored.flat_map(|(_, _, span)| {
            let words = text.get(span.start..span.end).unwrap_or_default();
            let ranges = self.secrets.ranges(words).into_iter();
            ranges.map(|range| span.start + range.start..span.start + range.end)
        });
        ranges.collect()
    }
}

/// Whether a span consists of whole words and has a capital letter. A name in such a span is also
/// found by a search of the whole paragraph.
fn is_whole_words(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let words = text.get(span.start..span.end).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let is_edge = |c: Option<char>| c.is_none_or(char::is_whitespace);
    is_edge(before.chars().next_back())
        && is_edge(after.chars().next())
        && words.contains(char::is_uppercase)
}
