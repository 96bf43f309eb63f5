//! The margin comments, one thread per claim. The first comment has the verdict on *fact* and the
//! evidence; its author is the person who ruled. The replies have the verdict on *said* and the
//! rulings of other people. For a question without a ruling, the first comment has a line. A claim
//! without any ruling gets a comment with factdesk as author, if the options ask for it.

use std::io;

use super::links::Links;
use super::xml::{
    Formatting, WORD, Xml, cleaned, element, empty, local_time, part, run, styled, time,
};
use crate::case::standing::{CurrentStanding, standing_of};
use crate::case::{Claim, Evidence, FixState, OWN_INITIALS, Question, Ruling, Standing};
use crate::export::filled;
use crate::export::shown::{Shown, rulings};

/// The author of comments on claims without a ruling.
const PROGRAM_AUTHOR: &str = "factdesk";

/// A claim and its comments. A claim without a ruling has none, unless the options ask for them.
pub(super) struct Thread<'a> {
    pub claim: &'a Claim,
    /// The number of the claim's bookmark.
    pub bookmark: usize,
    pub comments: Vec<Comment<'a>>,
}

/// A comment: its number, the number of the comment that it answers, and its content.
pub(super) struct Comment<'a> {
    pub id: usize,
    answers: Option<usize>,
    question: Question,
    about: CommentContent<'a>,
}

/// The content of a comment.
#[derive(Clone, Copy)]
enum CommentContent<'a> {
    /// The standing of the question.
    Standing(CurrentStanding<'a>),
    /// A ruling that does not decide the standing.
    Ruling(&'a Ruling),
}

impl<'a> CommentContent<'a> {
    fn by(self) -> Option<&'a Ruling> {
        match self {
            Self::Standing(current) => current.by,
            Self::Ruling(ruling) => Some(ruling),
        }
    }
}

/// The threads of all claims, in order.
pub(super) fn threads<'a>(shown: &Shown<'a>) -> Vec<Thread<'a>> {
    let mut next = 0;
    let claims = shown.claims();
    let mut threads: Vec<Thread<'_>> = claims
        .map(|(_, claim)| {
            let first = next;
            let comments: Vec<_> = contents_on(claim, shown.options.request.open)
                .into_iter()
                .zip(first..)
                .map(|((question, about), id)| Comment {
                    id,
                    answers: (id > first).then_some(first),
                    question,
                    about,
                })
                .collect();
            next += comments.len();
            Thread {
                claim,
                bookmark: 0,
                comments,
            }
        })
        .collect();
    // Comments, bookmarks and tracked changes need different numbers.
    for (thread, number) in threads.iter_mut().zip(next..) {
        thread.bookmark = number;
    }
    threads
}

/// The contents of a claim's comments: first the standings, then the rulings of other people. With
/// `with_open`, a claim without any ruling gets one for its open standing.
fn contents_on(claim: &Claim, with_open: bool) -> Vec<(Question, CommentContent<'_>)> {
    let mut all: Vec<(Question, CommentContent<'_>)> = Vec::new();
    let mut others = Vec::new();
    let said = claim.attribution.as_ref().map(|_| Question::Said);
    for question in [Question::Fact].into_iter().chain(said) {
        let current = standing_of(claim, question);
        if current.standing == Standing::Open {
            continue;
        }
        all.push((question, CommentContent::Standing(current)));
        let rulings = rulings(claim, question).into_iter();
        let rulings = rulings.filter(|ruling| !current.by.is_some_and(|by| by.has_key_of(ruling)));
        others.extend(rulings.map(|ruling| (question, CommentContent::Ruling(ruling))));
    }
    if all.is_empty() && with_open {
        let open = CurrentStanding {
            standing: Standing::Open,
            by: None,
        };
        all.push((Question::Fact, CommentContent::Standing(open)));
    }
    all.extend(others);
    all
}

/// The XML part with the comments. Adds their web addresses to `links`.
pub(super) fn comments(
    shown: &Shown<'_>,
    threads: &[Thread<'_>],
    links: &mut Links,
) -> io::Result<Vec<u8>> {
    part("w:comments", &WORD, |xml| {
        for thread in threads {
            for one in &thread.comments {
                comment(xml, shown, thread.claim, one, links)?;
            }
        }
        Ok(())
    })
}

/// Three XML parts that only later versions of Word read: which comment answers which, the ids of
/// comments, and the time of each in UTC.
pub(super) fn extra_parts(
    shown: &Shown<'_>,
    threads: &[Thread<'_>],
) -> io::Result<[(&'static str, Vec<u8>); 3]> {
    let all = || threads.iter().flat_map(|thread| &thread.comments);
    let word = |year: &str, name: &str| {
        format!("http://schemas.microsoft.com/office/word/{year}/wordml{name}")
    };
    let extended = word("2012", "");
    let extended = part("w15:commentsEx", &[("xmlns:w15", &extended)], |xml| {
        all().try_for_each(|comment| {
            let (own, answers) = (key(comment.id), comment.answers.map(key));
            let mut attributes = vec![("w15:paraId", own.as_str())];
            attributes.extend(answers.as_deref().map(|key| ("w15:paraIdParent", key)));
            attributes.push(("w15:done", "0"));
            empty(xml, "w15:commentEx", &attributes)
        })
    })?;
    let ids = word("2016", "/cid");
    let ids = part("w16cid:commentsIds", &[("xmlns:w16cid", &ids)], |xml| {
        all().try_for_each(|comment| {
            let key = key(comment.id);
            let attributes = [("w16cid:paraId", key.as_str()), ("w16cid:durableId", &key)];
            empty(xml, "w16cid:commentId", &attributes)
        })
    })?;
    let extensible = word("2018", "/cex");
    let space = [("xmlns:w16cex", extensible.as_str())];
    let extensible = part("w16cex:commentsExtensible", &space, |xml| {
        all().try_for_each(|comment| {
            let key = key(comment.id);
            let at = time(at(shown, comment));
            let attributes = [
                ("w16cex:durableId", key.as_str()),
                ("w16cex:dateUtc", at.as_str()),
            ];
            empty(xml, "w16cex:commentExtensible", &attributes)
        })
    })?;
    Ok([
        ("word/commentsExtended.xml", extended),
        ("word/commentsIds.xml", ids),
        ("word/commentsExtensible.xml", extensible),
    ])
}

/// The id of a comment's last paragraph: eight hexadecimal digits, and not 0. The extra parts refer
/// to a comment by this id.
fn key(id: usize) -> String {
    format!("{:08X}", id + 1)
}

fn at(shown: &Shown<'_>, comment: &Comment<'_>) -> crate::case::Timestamp {
    let by = comment.about.by();
    by.map_or(shown.options.now, |ruling| ruling.at)
}

/// A line in a comment.
type Line = Vec<Piece>;

/// A part of a line.
enum Piece {
    Bold(String),
    Words(String),
    Address(String),
}

fn comment(
    xml: &mut Xml,
    shown: &Shown<'_>,
    claim: &Claim,
    comment: &Comment<'_>,
    links: &mut Links,
) -> io::Result<()> {
    let author = comment
        .about
        .by()
        .map_or(PROGRAM_AUTHOR, |ruling| &ruling.by);
    let at = local_time(at(shown, comment), shown.options.zone);
    let (id, author) = (comment.id.to_string(), cleaned(author));
    let attributes = [
        ("w:id", id.as_str()),
        ("w:author", &author),
        ("w:date", &at),
        ("w:initials", OWN_INITIALS),
    ];
    element(xml, "w:comment", &attributes, |xml| {
        let lines = lines(shown, claim, comment);
        let last = lines.len() - 1;
        for (index, line) in lines.iter().enumerate() {
            let key = [("w14:paraId", key(comment.id))];
            let key = key.each_ref().map(|(name, key)| (*name, key.as_str()));
            let attributes: &[_] = if index == last { &key } else { &[] };
            element(xml, "w:p", attributes, |xml| {
                styled(xml, "CommentText", |xml| {
                    if index == 0 {
                        reference(xml, "w:annotationRef", &[])?;
                    }
                    line.iter().try_for_each(|piece| match piece {
                        Piece::Bold(words) => {
                            let formatting = Formatting {
                                is_bold: true,
                                ..Formatting::default()
                            };
                            run(xml, words, formatting)
                        }
                        Piece::Words(words) => run(xml, words, Formatting::default()),
                        Piece::Address(url) => links.write(xml, url),
                    })
                })
            })?;
        }
        Ok(())
    })
}

/// The reference mark of a comment, in the comment or in the story.
pub(super) fn reference(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    element(xml, "w:r", &[], |xml| {
        element(xml, "w:rPr", &[], |xml| {
            empty(xml, "w:rStyle", &[("w:val", "CommentReference")])
        })?;
        empty(xml, name, attributes)
    })
}

/// The lines of a comment, the verdict first.
fn lines(shown: &Shown<'_>, claim: &Claim, comment: &Comment<'_>) -> Vec<Line> {
    let fixed = shown.fixed();
    let question = comment.question;
    let (verdict, other_words) = match comment.about {
        CommentContent::Standing(current) => (shown.standing_words(question, current), false),
        CommentContent::Ruling(ruling) => (
            shown.ruled(ruling),
            ruling.of != claim.subject_hash(question),
        ),
    };
    let number = filled(&fixed.claim, &[&shown.number(claim.id)]);
    let mut about = format!(". {number}. {}", shown.words().asked.of(question));
    if other_words {
        about.push_str(&format!(" ({})", fixed.on_other_words));
    }
    let mut lines = vec![vec![Piece::Bold(verdict), Piece::Words(about)]];
    let note = comment.about.by().map_or("", |ruling| &ruling.note);
    if !note.is_empty() {
        lines.push(vec![Piece::Words(note.to_owned())]);
    }
    if matches!(comment.about, CommentContent::Standing(_)) {
        lines.extend(on_question(shown, claim, question));
    }
    if comment.answers.is_none() {
        lines.extend(first_comment_lines(shown, claim, question));
    }
    lines
}

/// The lines on a question: who said it (for *said*), and the evidence.
fn on_question(shown: &Shown<'_>, claim: &Claim, question: Question) -> Vec<Line> {
    let mut lines = Vec::new();
    let said_by = shown.said_by(claim);
    if question == Question::Said && !said_by.is_empty() {
        let credit = claim.attribution.as_ref();
        let is_guess = credit.is_some_and(|credit| credit.suggested) && !claim.is_unsure();
        let said_by = if is_guess {
            format!("{said_by} ({})", shown.fixed().suggested)
        } else {
            said_by
        };
        lines.push(labelled(&shown.fixed().said_by, &said_by));
    }
    lines.extend(
        claim
            .evidence_on(question)
            .map(|item| evidence(shown, item)),
    );
    lines
}

/// The lines that only the first comment of a claim has: about questions without a ruling, and
/// about the claim.
fn first_comment_lines(shown: &Shown<'_>, claim: &Claim, question: Question) -> Vec<Line> {
    let fixed = shown.fixed();
    let mut lines = Vec::new();
    let others = claim.questions().filter(|other| *other != question);
    let is_open = |other: &Question| standing_of(claim, *other).standing == Standing::Open;
    for other in others.filter(is_open) {
        let open = shown.words().standing(Standing::Open);
        lines.push(labelled(shown.words().question.of(other), open));
        lines.extend(on_question(shown, claim, other));
    }
    if claim.span.is_some()
        && let Some(why) = shown.why_nowhere(claim)
    {
        lines.push(labelled(&fixed.words, why));
    }
    if !claim.place.is_empty() {
        let place = Piece::Address(claim.place.clone());
        lines.push(vec![Piece::Words(format!("{}: ", fixed.place)), place]);
    }
    if !claim.wording.is_empty() {
        lines.push(labelled(&fixed.wording, &claim.wording));
    }
    for fix in &claim.fixes {
        if matches!(fix.state, FixState::Made | FixState::Replaced) {
            continue;
        }
        lines.push(labelled(&fixed.fix, &shown.fix(fix)));
    }
    let findings = shown.options.findings.on(claim.id).iter();
    let open =
        findings.filter(|finding| !finding.is_waived && finding.standard.standing().is_none());
    let wordings = shown.words().findings();
    lines.extend(open.map(|finding| {
        let [message, _] = finding.translated(wordings);
        labelled(&fixed.findings, &message)
    }));
    lines
}

fn labelled(label: &str, words: &str) -> Line {
    vec![Piece::Words(format!("{label}: {words}"))]
}

/// An evidence item on one line: `supports, primary: CNN (B, usually reliable): “…”; 0:42;
/// https://…`.
fn evidence(shown: &Shown<'_>, item: &Evidence) -> Line {
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
        (quote.as_str(), false),
        (&item.locator, false),
        (&item.url, true),
        (&accessed, false),
        (&item.archived, true),
        (file, false),
        (&item.note, false),
    ];
    let (bearing, name) = (shown.bearing(item), shown.name(item.source));
    let mut line = Vec::new();
    let mut words = format!("{bearing}: {name} ({grade})");
    let parts = parts.into_iter().filter(|(part, _)| !part.is_empty());
    for (index, (part, is_address)) in parts.enumerate() {
        words.push_str(if index == 0 { ": " } else { "; " });
        if is_address {
            line.push(Piece::Words(std::mem::take(&mut words)));
            line.push(Piece::Address(part.to_owned()));
        } else {
            words.push_str(part);
        }
    }
    line.push(Piece::Words(words));
    line
}
