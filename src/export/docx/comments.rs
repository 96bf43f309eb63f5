//! The margin comments: one for each question of each claim, by the person whose ruling is the
//! standing, or by the program where nobody ruled.

use std::io;

use super::xml::{WORD, Xml, element, empty, fit, paragraph, part, run, time};
use crate::case::standing::stands;
use crate::case::{Claim, Evidence, Question, Ruling};
use crate::export::filled;
use crate::export::shown::Shown;

/// Who comments where nobody ruled.
const NOBODY: &str = "factdesk";

/// A comment: its number in the document, and what it is on.
#[derive(Clone, Copy)]
pub(super) struct Comment<'a> {
    pub id: usize,
    pub claim: &'a Claim,
    pub question: Question,
}

/// All comments, in the order of the claims, *said* before *fact*.
pub(super) fn all<'a>(shown: &Shown<'a>) -> impl Iterator<Item = Comment<'a>> + use<'a> {
    let each = shown.claims().flat_map(|(_, claim)| {
        let questions = claim.questions();
        questions.map(move |question| (claim, question))
    });
    each.enumerate().map(|(id, (claim, question))| Comment {
        id,
        claim,
        question,
    })
}

/// The part that holds them.
pub(super) fn comments(shown: &Shown<'_>) -> io::Result<Vec<u8>> {
    part("w:comments", &WORD, |xml| {
        for one in all(shown) {
            comment(xml, shown, one)?;
        }
        Ok(())
    })
}

fn comment(xml: &mut Xml, shown: &Shown<'_>, comment: Comment<'_>) -> io::Result<()> {
    let Comment {
        id,
        claim,
        question,
    } = comment;
    let stands = stands(claim, question);
    let by = stands.by;
    let author = by.map_or(NOBODY, |ruling| &ruling.by);
    let at = by.map_or(shown.options.now, |ruling| ruling.at);
    let (id, author, at) = (id.to_string(), fit(author), time(at));
    let attributes = [
        ("w:id", id.as_str()),
        ("w:author", &author),
        ("w:date", &at),
        ("w:initials", &initials(&author)),
    ];
    element(xml, "w:comment", &attributes, |xml| {
        let words = shown.words();
        let claimed = filled(&shown.fixed().claim, &[&shown.number(claim.id)]);
        paragraph(xml, "CommentText", |xml| {
            element(xml, "w:r", &[], |xml| {
                element(xml, "w:rPr", &[], |xml| {
                    empty(xml, "w:rStyle", &[("w:val", "CommentReference")])
                })?;
                empty(xml, "w:annotationRef", &[])
            })?;
            run(
                xml,
                &format!("{claimed}. {} ", words.asked.of(question)),
                false,
            )?;
            run(xml, &shown.stood(question, stands), true)
        })?;
        for line in lines(shown, claim, question, by) {
            paragraph(xml, "CommentText", |xml| run(xml, &line, false))?;
        }
        Ok(())
    })
}

/// What a comment says below its verdict.
fn lines(shown: &Shown<'_>, claim: &Claim, question: Question, by: Option<&Ruling>) -> Vec<String> {
    let fixed = shown.fixed();
    let mut lines = Vec::new();
    let mut labelled = |label: &str, words: &str| {
        if !words.is_empty() {
            lines.push(format!("{label}: {words}"));
        }
    };
    match question {
        Question::Said => labelled(&fixed.said_by, &shown.said_by(claim)),
        Question::Fact => {
            if claim.span.is_some()
                && let Some(why) = shown.why_nowhere(claim)
            {
                labelled(&fixed.words, why);
            }
            labelled(&fixed.place, &claim.place);
            labelled(&fixed.wording, &claim.wording);
        }
    }
    if let Some(ruling) = by {
        labelled(&fixed.note, &ruling.note);
    }
    let of = claim.of(question);
    let others = claim
        .rulings
        .iter()
        .filter(|ruling| ruling.question == question);
    for ruling in others.filter(|ruling| !by.is_some_and(|by| by.has_key_of(ruling))) {
        let who = filled(&fixed.ruled_by, &[&ruling.by]);
        let mut line = format!("{}, {who}, {}", shown.ruled(ruling), shown.time(ruling.at));
        if ruling.of != of {
            line.push_str(&format!(" ({})", fixed.on_other_words));
        }
        if !ruling.note.is_empty() {
            line.push_str(&format!(". {}", ruling.note));
        }
        lines.push(line);
    }
    lines.extend(
        claim
            .evidence_on(question)
            .map(|item| evidence(shown, item)),
    );
    if question == Question::Fact {
        let findings = shown.options.findings.on(claim.id).iter();
        let open =
            findings.filter(|finding| !finding.is_waived && !finding.standard.is_of_standing());
        lines.extend(open.map(|finding| {
            let name = finding.standard.name();
            format!("{}: {name}: {}", fixed.findings, finding.message)
        }));
    }
    lines
}

/// An item in one line: `supports, primary: CNN (B, usually reliable): “…”, 0:42, https://…`.
fn evidence(shown: &Shown<'_>, item: &Evidence) -> String {
    let grade = shown.case.sources.get(item.source);
    let grade = grade.map_or_else(String::new, |source| shown.grade(source));
    let quote = if item.quote.is_empty() {
        String::new()
    } else {
        shown.quoted(&item.quote)
    };
    let accessed = item.accessed.map_or_else(String::new, |day| {
        filled(&shown.fixed().accessed, &[&day.to_string()])
    });
    let file = item.file.as_ref().map_or("", crate::case::File::short_name);
    let parts = [
        quote.as_str(),
        &item.locator,
        &item.url,
        &accessed,
        &item.archived,
        file,
        &item.note,
    ];
    let parts: Vec<&str> = parts
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    let said = parts.join("; ");
    let gap = if said.is_empty() { "" } else { ": " };
    format!(
        "{}: {} ({grade}){gap}{said}",
        shown.bearing(item),
        shown.name(item.source)
    )
}

/// The first letters of a name's words; of a name of one short word, all of it.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [one] if one.chars().count() <= 3 => (*one).to_owned(),
        words => words
            .iter()
            .filter_map(|word| word.chars().next())
            .take(3)
            .collect(),
    }
}
