//! `annotations`: W3C Web Annotations as JSON-LD: a collection with one annotation for each claim
//! that is in the story.
//!
//! If the draft has a web address, the annotations target that page and quote the claim's text.
//! Else they target the draft, and also have positions, in code points. Positions count in the text
//! that the draft's hash covers: all paragraphs including boilerplate, each followed by a line
//! feed. The fields follow the W3C Recommendation "Web Annotation Data Model", 2017, sections 3.2,
//! 4.2.4, 4.2.5, 5.1, 5.2.

use serde::Serialize;

use super::options::broken;
use super::shown::{Shown, web_address};
use super::{Options, json};
use crate::case::standing::standing_of;
use crate::case::{Case, Claim, Draft, Question, Reason, Span};
use crate::error::Error;
use crate::text::{visible, visible_lines};

/// Code points of context before and after a quote, as in most tools.
const AROUND: usize = 32;

#[derive(Serialize)]
struct Collection {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: String,
    total: usize,
    first: Page,
}

#[derive(Serialize)]
struct Page {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<Annotation>,
}

#[derive(Serialize)]
struct Annotation {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Person>,
    body: Vec<Body>,
    target: Target,
}

#[derive(Serialize)]
struct Person {
    #[serde(rename = "type")]
    kind: &'static str,
    name: String,
}

#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: String,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

#[derive(Serialize)]
struct Target {
    source: String,
    selector: Vec<Selector>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector {
    #[serde(rename = "TextQuoteSelector")]
    Quote(Quote),
    #[serde(rename = "TextPositionSelector")]
    Position(Position),
}

#[derive(Serialize)]
struct Quote {
    exact: String,
    prefix: String,
    suffix: String,
}

#[derive(Serialize)]
struct Position {
    start: usize,
    end: usize,
}

/// The text of a draft in which positions are counted, with the start of each paragraph in bytes
/// and in code points.
struct Joined {
    text: String,
    starts: Vec<(usize, usize)>,
}

impl Joined {
    fn of(draft: &Draft) -> Self {
        let mut joined = Self {
            text: String::new(),
            starts: Vec::with_capacity(draft.paragraphs.len()),
        };
        let mut points = 0;
        for paragraph in &draft.paragraphs {
            joined.starts.push((joined.text.len(), points));
            joined.text.push_str(paragraph.text());
            joined.text.push('\n');
            points += paragraph.text().chars().count() + 1;
        }
        joined
    }

    /// The selectors for a span; none for an invalid span.
    fn selectors(&self, span: Span) -> Option<(Quote, Position)> {
        let (from, points) = *self.starts.get(span.paragraph)?;
        let (start, end) = (from + span.start, from + span.end);
        let exact = self.text.get(start..end)?;
        let before = self.text.get(..start)?;
        let prefix: Vec<char> = before.chars().rev().take(AROUND).collect();
        let at = points + self.text.get(from..start)?.chars().count();
        let quote = Quote {
            exact: exact.to_owned(),
            prefix: prefix.into_iter().rev().collect(),
            suffix: self.text.get(end..)?.chars().take(AROUND).collect(),
        };
        let position = Position {
            start: at,
            end: at + exact.chars().count(),
        };
        Some((quote, position))
    }
}

/// The exported JSON.
pub(super) fn text(case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Error> {
    let Some(draft) = case.draft.as_deref() else {
        return Err(Error::refused(
            "the case has no story, so there is nothing to annotate".to_owned(),
            "export it as csv, markdown or json".to_owned(),
        ));
    };
    let shown = Shown { case, options };
    let joined = Joined::of(draft);
    let id = format!("urn:x-factdesk:{}", case.id);
    let page = web_address(&draft.url);
    let source = page.map_or_else(|| format!("{id}:draft"), str::to_owned);
    let items: Vec<Annotation> = shown
        .claims()
        .filter_map(|(_, claim)| {
            let (quote, position) = joined.selectors(case.anchor(claim)?)?;
            let source = source.clone();
            // The positions on the page differ from those in the draft.
            let position = page.is_none().then_some(Selector::Position(position));
            let quote = Selector::Quote(quote);
            let selector = std::iter::once(quote).chain(position).collect();
            Some(annotation(&shown, claim, Target { source, selector }))
        })
        .collect();
    let collection = Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        kind: "AnnotationCollection",
        label: label(case, draft, page.is_some()),
        total: items.len(),
        first: Page {
            id: format!("{id}:page"),
            kind: "AnnotationPage",
            start_index: 0,
            items,
        },
        id,
    };
    json::safe(&collection)
        .map(|text| json::for_pages(&text).into_bytes())
        .map_err(|error| broken(&error))
}

/// The label of the collection. For annotations with positions, it names the text in which they
/// count.
fn label(case: &Case, draft: &Draft, is_on_page: bool) -> String {
    let title = visible(&case.title);
    if is_on_page {
        return title.into_owned();
    }
    let sha256 = draft.sha256;
    format!(
        "{title} (positions count code points over the story's paragraphs, each followed by a line feed; SHA-256 {sha256})"
    )
}

/// The annotation for a claim. Its bodies have the standing of each question: as text for people,
/// and as a tag for programs.
fn annotation(shown: &Shown<'_>, claim: &Claim, target: Target) -> Annotation {
    let mut body = Vec::new();
    for question in claim.questions() {
        let current = standing_of(claim, question);
        let note = current.by.map_or("", |ruling| ruling.note.as_str());
        let standing = shown.standing(claim, question);
        let asked = &shown.words().asked;
        let mut words = format!("{} {standing}", asked.of(question));
        if !note.is_empty() {
            words.push_str(&format!(". {}", visible_lines(note)));
        }
        body.push(Body {
            kind: "TextualBody",
            purpose: "assessing",
            value: words,
            format: "text/plain",
            language: Some(shown.words().language.clone()),
        });
        let reason = current.by.and_then(|ruling| ruling.reason);
        let reason = reason.map_or_else(String::new, |reason| format!(":{}", Reason::name(reason)));
        body.push(Body {
            kind: "TextualBody",
            purpose: "tagging",
            value: format!("{question}:{}{reason}", current.standing),
            format: "text/plain",
            language: None,
        });
    }
    // Creator and time are those of the verdict on *fact*, else on *said*.
    let by = [Question::Fact, Question::Said]
        .into_iter()
        .find_map(|question| standing_of(claim, question).by);
    Annotation {
        id: format!("urn:x-factdesk:{}:{}", shown.case.id, claim.id),
        kind: "Annotation",
        motivation: "assessing",
        created: by.map(|ruling| ruling.at.to_string()),
        creator: by.map(|ruling| Person {
            kind: "Person",
            name: ruling.by.clone(),
        }),
        body,
        target,
    }
}
