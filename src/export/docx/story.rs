//! The story part of the document, with the ranges of comments and the tracked changes.
//!
//! In Word, ranges of comments may overlap. So each claim has exactly one range.

use std::cmp::Reverse;
use std::io;

use super::changes::{Change, changes};
use super::comments::{Thread, reference};
use super::xml::{
    Formatting, WORD, Xml, cleaned, element, empty, local_time, paragraph, part, run,
};
use crate::case::{Claim, Paragraph, Part, Span, bookmark_of};
use crate::export::filled;
use crate::export::shown::{Shown, language};

/// The id by which the main part refers to the footer.
const FOOTER: &str = "rId9";

/// The page footer: the number of claims without a comment, and remarks on the newsroom's own
/// files.
pub(super) fn footer(shown: &Shown<'_>, threads: &[Thread<'_>]) -> io::Result<Vec<u8>> {
    let without = threads.iter().filter(|thread| thread.comments.is_empty());
    let without = match without.count() {
        0 => None,
        count => {
            let count = shown.words().counted(count, &shown.fixed().n_claims);
            Some(filled(&shown.fixed().uncommented, &[&count]))
        }
    };
    let mut lines: Vec<String> = without
        .into_iter()
        .chain(shown.options.remarks(shown.case))
        .collect();
    if lines.is_empty() {
        // A footer needs a paragraph.
        lines.push(String::new());
    }
    part("w:ftr", &WORD, |xml| {
        lines.iter().try_for_each(|line| {
            paragraph(xml, "Caption", |xml| run(xml, line, Formatting::default()))
        })
    })
}

/// The main part. Boilerplate is left out unless it has a claim. Claims that are not in the story
/// come last.
pub(super) fn story(shown: &Shown<'_>, threads: &[Thread<'_>]) -> io::Result<Vec<u8>> {
    let case = shown.case;
    let mut story = Story {
        shown,
        language: language(&case.language).unwrap_or_default(),
        next_change: threads.iter().map(|it| it.comments.len() + 1).sum(),
    };
    let mut threads = threads.iter().peekable();
    part("w:document", &WORD, |xml| {
        element(xml, "w:body", &[], |xml| {
            let mut free = Vec::new();
            let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
            for (index, words) in paragraphs.enumerate() {
                let mut anchored: Vec<PlacedThread<'_>> = Vec::new();
                let is_here = |thread: &&Thread<'_>| {
                    let span = thread.claim.span;
                    span.is_some_and(|span| span.paragraph <= index)
                };
                while let Some(thread) = threads.next_if(is_here) {
                    match case.anchor(thread.claim) {
                        Some(span) => anchored.push((span, thread)),
                        None => free.push(thread),
                    }
                }
                if words.part() != Part::Boilerplate || !anchored.is_empty() {
                    let claims: Vec<(Span, &Claim)> = anchored
                        .iter()
                        .map(|(span, it)| (*span, it.claim))
                        .collect();
                    let changes = changes(&claims);
                    paragraph(xml, style(words), |xml| {
                        story.write_commented(xml, words.text(), &anchored, &changes)
                    })?;
                }
            }
            free.extend(threads);
            if !free.is_empty() {
                paragraph(xml, "Heading1", |xml| {
                    run(xml, &shown.fixed().free, Formatting::default())
                })?;
            }
            for thread in free {
                let text = &thread.claim.text;
                let whole = Span {
                    paragraph: 0,
                    start: 0,
                    end: text.len(),
                };
                paragraph(xml, "", |xml| {
                    story.write_commented(xml, text, &[(whole, thread)], &[])
                })?;
            }
            // A4 with Word's default margins.
            element(xml, "w:sectPr", &[], |xml| {
                let footer = [("w:type", "default"), ("r:id", FOOTER)];
                empty(xml, "w:footerReference", &footer)?;
                empty(xml, "w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
                let margins = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, "1440"));
                let edges = ["w:header", "w:footer"].map(|edge| (edge, "708"));
                let margins = margins.into_iter().chain(edges).chain([("w:gutter", "0")]);
                empty(xml, "w:pgMar", &margins.collect::<Vec<_>>())
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

/// The comments on a claim, with its span in the paragraph.
type PlacedThread<'a> = (Span, &'a Thread<'a>);

struct Story<'a> {
    shown: &'a Shown<'a>,
    language: &'a str,
    /// The number of the next tracked change. Comments and bookmarks have the lower numbers.
    next_change: usize,
}

impl Story<'_> {
    /// Writes a text with the comment ranges of its claims and its tracked changes. `anchored` is
    /// sorted by start.
    fn write_commented(
        &mut self,
        xml: &mut Xml,
        text: &str,
        anchored: &[PlacedThread<'_>],
        changes: &[Change<'_>],
    ) -> io::Result<()> {
        let spans = anchored.iter().flat_map(|(span, _)| [span.start, span.end]);
        let changed = changes
            .iter()
            .flat_map(|change| [change.range.start, change.range.end]);
        let mut edges: Vec<usize> = spans.chain(changed).chain([0, text.len()]).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut ends: Vec<&PlacedThread<'_>> = anchored.iter().collect();
        ends.sort_by_key(|(span, _)| (span.end, Reverse(span.start)));
        let mut ending = ends.into_iter().peekable();
        let mut starting = anchored.iter().peekable();
        let mut changes = changes.iter().peekable();
        for (index, edge) in edges.iter().enumerate() {
            // An insertion at the start or end of a claim is part of the claim.
            let starts_here = starting.peek().is_some_and(|(span, _)| span.start == *edge);
            let is_in = |change: &&Change<'_>| {
                change.range.end == *edge && !(change.range.is_empty() && starts_here)
            };
            if let Some(change) = changes.next_if(is_in) {
                self.write_insertion(xml, change)?;
            }
            // Ranges that end here are closed before those that start here are opened. The
            // exception is an empty range, which must be opened first.
            let is_done = |(span, _): &&PlacedThread<'_>| span.end <= *edge && span.start < *edge;
            while let Some((_, thread)) = ending.next_if(is_done) {
                write_range_end(xml, thread)?;
            }
            while let Some((_, thread)) = starting.next_if(|(span, _)| span.start <= *edge) {
                let (id, name) = (thread.bookmark.to_string(), bookmark_of(thread.claim.id));
                empty(xml, "w:bookmarkStart", &[("w:id", &id), ("w:name", &name)])?;
                for comment in &thread.comments {
                    let id = comment.id.to_string();
                    empty(xml, "w:commentRangeStart", &[("w:id", &id)])?;
                }
            }
            if let Some(change) = changes.next_if(|change| change.range.end == *edge) {
                self.write_insertion(xml, change)?;
            }
            while let Some((_, thread)) = ending.next_if(|(span, _)| span.end <= *edge) {
                write_range_end(xml, thread)?;
            }
            let next = edges.get(index + 1).copied().unwrap_or(*edge);
            let words = text.get(*edge..next).unwrap_or_default();
            match changes.peek() {
                Some(change) if change.range.start <= *edge => {
                    self.write_tracked(xml, "w:del", change, words)?;
                }
                _ => run(xml, words, self.formatting())?,
            }
        }
        Ok(())
    }

    fn formatting(&self) -> Formatting<'_> {
        Formatting {
            language: self.language,
            ..Formatting::default()
        }
    }

    fn write_insertion(&mut self, xml: &mut Xml, change: &Change<'_>) -> io::Result<()> {
        self.write_tracked(xml, "w:ins", change, change.to)
    }

    /// Writes deleted or inserted words, unless there are none.
    fn write_tracked(
        &mut self,
        xml: &mut Xml,
        name: &str,
        change: &Change<'_>,
        words: &str,
    ) -> io::Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        let id = self.next_change.to_string();
        self.next_change += 1;
        let author = cleaned(&change.fix.by);
        let at = local_time(change.fix.at, self.shown.options.zone);
        let attributes = [
            ("w:id", id.as_str()),
            ("w:author", &author),
            ("w:date", &at),
        ];
        element(xml, name, &attributes, |xml| {
            let formatting = Formatting {
                is_deleted: name == "w:del",
                ..self.formatting()
            };
            run(xml, words, formatting)
        })
    }
}

fn write_range_end(xml: &mut Xml, thread: &Thread<'_>) -> io::Result<()> {
    for comment in &thread.comments {
        let id = comment.id.to_string();
        empty(xml, "w:commentRangeEnd", &[("w:id", &id)])?;
        reference(xml, "w:commentReference", &[("w:id", &id)])?;
    }
    empty(
        xml,
        "w:bookmarkEnd",
        &[("w:id", &thread.bookmark.to_string())],
    )
}
