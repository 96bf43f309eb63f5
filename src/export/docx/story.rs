//! The story with the places of the comments in it.
//!
//! Word lets the stretches of comments overlap, so each claim's words are exactly its stretch.

use std::cmp::Reverse;
use std::io;

use super::comments::{Comment, all};
use super::xml::{WORD, Xml, element, empty, paragraph, part, run, run_in};
use crate::case::{Paragraph, Part, Span};
use crate::export::shown::{Shown, language};

/// The main part. Boilerplate is left out unless somebody claims something in it; free claims come
/// at the end.
pub(super) fn story(shown: &Shown<'_>) -> io::Result<Vec<u8>> {
    let case = shown.case;
    let mut comments = all(shown).peekable();
    let language = language(&case.language).unwrap_or_default();
    part("w:document", &WORD, |xml| {
        element(xml, "w:body", &[], |xml| {
            let mut free = Vec::new();
            for (place, words) in case
                .draft
                .iter()
                .flat_map(|draft| &draft.paragraphs)
                .enumerate()
            {
                let mut here: Vec<(Span, Comment<'_>)> = Vec::new();
                while let Some(comment) = comments.next_if(|comment| {
                    comment
                        .claim
                        .span
                        .is_some_and(|span| span.paragraph <= place)
                }) {
                    match case.anchor(comment.claim) {
                        Some(span) => here.push((span, comment)),
                        None => free.push(comment),
                    }
                }
                if words.part() != Part::Boilerplate || !here.is_empty() {
                    paragraph(xml, style(words), |xml| {
                        commented(xml, words.text(), language, &here)
                    })?;
                }
            }
            free.extend(comments.by_ref());
            let mut is_first = true;
            for together in free.chunk_by(|one, other| one.claim.id == other.claim.id) {
                if std::mem::take(&mut is_first) {
                    paragraph(xml, "Heading1", |xml| run(xml, &shown.fixed().free, false))?;
                }
                let Some(claim) = together.first().map(|comment| comment.claim) else {
                    continue;
                };
                let whole = Span {
                    paragraph: 0,
                    start: 0,
                    end: claim.text.len(),
                };
                let here: Vec<_> = together.iter().map(|comment| (whole, *comment)).collect();
                paragraph(xml, "", |xml| commented(xml, &claim.text, language, &here))?;
            }
            for line in shown.options.house() {
                paragraph(xml, "Caption", |xml| run(xml, &line, false))?;
            }
            // A4, with the margins that Word gives.
            element(xml, "w:sectPr", &[], |xml| {
                empty(xml, "w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
                let margins = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, "1440"));
                empty(xml, "w:pgMar", &margins)
            })
        })
    })
}

fn style(paragraph: &Paragraph) -> &'static str {
    match paragraph.part() {
        Part::Title => "Title",
        Part::Heading => "Heading2",
        Part::Caption => "Caption",
        Part::Boilerplate => "Boilerplate",
        Part::Body => "",
    }
}

/// A text with the stretches of its comments, which come in order of where they start.
fn commented(
    xml: &mut Xml,
    text: &str,
    language: &str,
    here: &[(Span, Comment<'_>)],
) -> io::Result<()> {
    let mut edges: Vec<usize> = here
        .iter()
        .flat_map(|(span, _)| [span.start, span.end])
        .chain([0, text.len()])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let mut ends: Vec<&(Span, Comment<'_>)> = here.iter().collect();
    ends.sort_by_key(|(span, _)| (span.end, Reverse(span.start)));
    let mut ending = ends.into_iter().peekable();
    let mut starting = here.iter().peekable();
    for (place, edge) in edges.iter().enumerate() {
        // What ends here ends before what starts here, except for a claim of no words, which must
        // have started.
        let is_done = |(span, _): &&(Span, Comment<'_>)| span.end <= *edge && span.start < *edge;
        while let Some((_, comment)) = ending.next_if(is_done) {
            end(xml, comment)?;
        }
        while let Some((_, comment)) = starting.next_if(|(span, _)| span.start <= *edge) {
            empty(
                xml,
                "w:commentRangeStart",
                &[("w:id", &comment.id.to_string())],
            )?;
        }
        while let Some((_, comment)) = ending.next_if(|(span, _)| span.end <= *edge) {
            end(xml, comment)?;
        }
        let next = edges.get(place + 1).copied().unwrap_or(*edge);
        run_in(xml, text.get(*edge..next).unwrap_or_default(), language)?;
    }
    Ok(())
}

fn end(xml: &mut Xml, comment: &Comment<'_>) -> io::Result<()> {
    let id = comment.id.to_string();
    empty(xml, "w:commentRangeEnd", &[("w:id", &id)])?;
    element(xml, "w:r", &[], |xml| {
        element(xml, "w:rPr", &[], |xml| {
            empty(xml, "w:rStyle", &[("w:val", "CommentReference")])
        })?;
        empty(xml, "w:commentReference", &[("w:id", &id)])
    })
}
