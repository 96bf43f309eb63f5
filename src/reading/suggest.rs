//! Evidence that a document brings with it, from others or from its writer: it is suggested, and
//! counts for nothing until a person accepts it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::annotations::{Annotation, Kind, Mark, Sign, Spans};
use super::document::Document;
use super::report::Report;
use crate::case::{
    Case, Claim, ClaimId, Evidence, Mint, Paragraph, Part, Question, Source, SourceId, SourceKind,
    Stance, Timestamp, host,
};
use crate::text::{clip, visible};

/// What is offered on a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Offered {
    /// Whose it is; empty for the source that has the address, else the document.
    pub source: String,
    /// Who brings it; empty for the document.
    pub by: String,
    /// When, if that is known.
    pub at: Option<Timestamp>,
    pub url: String,
    pub note: String,
}

/// Cells of a note or comment that is named because it is on no claim, and how many are.
const LONGEST_NAMED: usize = 80;
const MOST_NAMED: usize = 10;

/// Puts what is offered on claims (by their place in the list) into the case. `document`: what the
/// document is called, which is the source of what names no other.
pub(super) fn suggest(
    case: &mut Case,
    offered: Vec<(usize, Offered)>,
    document: &str,
    now: Timestamp,
    mint: &mut Mint,
) {
    let mut known: HashMap<String, SourceId> = case
        .sources
        .iter()
        .map(|source| (source.name.clone(), source.id))
        .collect();
    let mut made: Vec<Source> = Vec::new();
    let mut source = |one: &Offered, mint: &mut Mint| {
        // A link within the page has no host.
        let host = host(one.url.split_once("://").map_or("", |(_, rest)| rest));
        let (name, kind) = match (one.source.as_str(), host.as_str()) {
            ("", "") => (document, SourceKind::Document),
            ("", host) => (host, SourceKind::Outlet),
            (name, _) => (name, SourceKind::Outlet),
        };
        *known.entry(name.to_owned()).or_insert_with(|| {
            let mut source = Source::new(mint.id(|_| false), name);
            source.kind = kind;
            source.suggested = true;
            let id = source.id;
            made.push(source);
            id
        })
    };
    let mut items: HashMap<usize, Vec<Evidence>> = HashMap::new();
    for (place, (at, one)) in offered.into_iter().enumerate() {
        let by = [&one.by, &one.source]
            .into_iter()
            .find(|name| !name.is_empty());
        // A millisecond apart, since items stand in the order in which they were added.
        let after = i64::try_from(place).unwrap_or(i64::MAX);
        let mut item = Evidence::new(
            mint.id(|_| false),
            by.map_or(document, String::as_str),
            one.at.unwrap_or_else(|| now.later(after)),
            source(&one, mint),
            (Question::Fact, Stance::Context),
        );
        (item.url, item.note, item.suggested) = (one.url, one.note, true);
        items.entry(at).or_default().push(item);
    }
    let claims = case.claims.iter().enumerate().map(|(at, claim)| {
        let Some(items) = items.remove(&at) else {
            return Arc::clone(claim);
        };
        let mut claim = Claim::clone(claim);
        claim.evidence.extend(items);
        Arc::new(claim)
    });
    case.claims = claims.collect();
    case.sources = case
        .sources
        .iter()
        .cloned()
        .chain(made.into_iter().map(Arc::new))
        .collect();
    case.sort();
}

/// The links, notes and comments of a document, and where they are in its paragraphs.
pub(super) struct Annotations {
    pub all: Vec<Annotation>,
    /// The claims whose words the document marks.
    pub claims: Vec<ClaimId>,
    /// Of each paragraph, in order.
    pub marks: Vec<Vec<Mark>>,
}

/// Why something stands on no claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nowhere {
    /// No claim is at its place.
    NoClaim,
    /// The claim that it is on is no longer in the case.
    Gone,
    /// The words that it is on are those of several.
    Several,
}

impl Nowhere {
    /// The words for a note or comment.
    fn as_words(self) -> &'static str {
        match self {
            Self::NoClaim => "on no claim",
            Self::Gone => "on a claim that is not in the case any more",
            Self::Several => "on words of which several claims are",
        }
    }
}

/// What is handed over, each on its claim by its place in the list; and of all of it, why it stands
/// on none.
pub(super) struct Placed<'a> {
    pub on: Vec<(usize, &'a Annotation)>,
    nowhere: Vec<Option<Nowhere>>,
}

impl Annotations {
    /// Of a document, before its text is taken out of it.
    pub fn of(document: &mut Document) -> Self {
        Self {
            all: std::mem::take(&mut document.annotations),
            claims: std::mem::take(&mut document.claims),
            marks: document
                .blocks()
                .iter()
                .map(|block| block.marks.clone())
                .collect(),
        }
    }

    /// Adds it as suggested evidence to the claims at its place. If there are none, the report
    /// names it. Boilerplate is ignored. `name` is the name of the document's file.
    pub fn offer(
        self,
        case: &mut Case,
        (name, now): (&str, Timestamp),
        mint: &mut Mint,
        report: &mut Report,
    ) {
        let Some(draft) = case.draft.clone().filter(|_| !self.all.is_empty()) else {
            return;
        };
        let placed = self.placed(&draft.paragraphs, &draft.url, |place, paragraph, marks| {
            let here = case.claims_in(place);
            let (claims, spans): (Vec<usize>, Vec<_>) = here
                .filter_map(|claim| {
                    let span = claim.span?;
                    Some((case.claims.place(claim.id)?, span.start..span.end))
                })
                .unzip();
            let spans = Spans::of(spans);
            let on = |mark: &Mark| {
                let at = spans.at(*mark, paragraph.text());
                at.and_then(|at| claims.get(at)).copied()
            };
            let on = |mark| on(mark).ok_or(Nowhere::NoClaim);
            marks.iter().map(on).collect()
        });
        let on = placed.on.iter();
        let offered = on.map(|(at, one)| (*at, one.offered(&draft.author, name)));
        let offered: Vec<_> = offered.collect();
        report.suggested += offered.len();
        self.name_the_rest(&placed, report);
        suggest(case, offered, name, now, mint);
    }

    /// On which claims it stands, as `find` tells it of the marks of a paragraph. `own`: the address
    /// of the document itself.
    pub fn placed(
        &self,
        paragraphs: &[Paragraph],
        own: &str,
        find: impl Fn(usize, &Paragraph, &[Mark]) -> Vec<Result<usize, Nowhere>>,
    ) -> Placed<'_> {
        // A link outside of all claims is no loss: it may be in a part that does not belong to the
        // story.
        let nowhere = |one: &Annotation| (one.kind != Kind::Link).then_some(Nowhere::NoClaim);
        let mut placed = Placed {
            on: Vec::new(),
            nowhere: self.all.iter().map(nowhere).collect(),
        };
        // A link twice in one sentence is one.
        let mut seen: HashSet<(usize, &str)> = HashSet::new();
        for (place, (paragraph, marks)) in paragraphs.iter().zip(&self.marks).enumerate() {
            if marks.is_empty() {
                continue;
            }
            let is_boilerplate = paragraph.part() == Part::Boilerplate;
            for (mark, found) in marks.iter().zip(find(place, paragraph, marks)) {
                if !matches!(mark.sign, Sign::After | Sign::Before) {
                    continue;
                }
                let Some(one) = self.all.get(mark.of).filter(|one| !one.is_empty()) else {
                    continue;
                };
                let is_link = one.kind == Kind::Link;
                let is_own = is_link && !own.is_empty() && is_same_page(&one.url, own);
                let is_dropped = is_own || (is_link && is_boilerplate);
                if let Some(nowhere) = placed.nowhere.get_mut(mark.of) {
                    *nowhere = found.err().filter(|_| !is_dropped);
                }
                let Some(at) = found.ok().filter(|_| !is_dropped) else {
                    continue;
                };
                if !is_link || seen.insert((at, one.url.as_str())) {
                    placed.on.push((at, one));
                }
            }
        }
        placed
    }

    /// Names in the report what stands on no claim: links by their number, notes and comments with
    /// their first words too.
    pub fn name_the_rest(&self, placed: &Placed<'_>, report: &mut Report) {
        let rest = self.all.iter().zip(&placed.nowhere);
        let rest = rest.filter(|(one, _)| !one.is_empty());
        let rest: Vec<(&Annotation, Nowhere)> = rest
            .filter_map(|(one, nowhere)| Some((one, (*nowhere)?)))
            .collect();
        for kind in Kind::ALL {
            let count = rest.iter().filter(|(one, _)| one.kind == kind).count();
            let (one, more) = kind.on_no_claim();
            report.leave_out(count, one, more);
        }
        let named = rest.iter().filter(|(one, _)| one.kind != Kind::Link);
        for (one, nowhere) in named.take(MOST_NAMED) {
            let words = if one.text.is_empty() {
                &one.url
            } else {
                &one.text
            };
            let words = words.replace('\n', " ");
            let what = match one.kind {
                Kind::Comment => "A comment",
                Kind::Link | Kind::Note => "A note",
            };
            let words = clip(&visible(&words), LONGEST_NAMED).into_owned();
            let why = nowhere.as_words();
            let words = words.trim_end_matches('.');
            report.notes.push(format!("{what} is {why}: {words}"));
        }
    }
}

impl Annotation {
    /// As it is offered on a claim, by the one who signed it; else a link or note by the writer of the
    /// document, if that says who it is, and a comment by nobody but the document of this name.
    pub(super) fn offered(&self, writer: &str, document: &str) -> Offered {
        let writer = if self.kind == Kind::Comment {
            ""
        } else {
            writer
        };
        let mut by = [&self.by, writer, document].into_iter();
        Offered {
            source: String::new(),
            by: by.find(|by| !by.is_empty()).unwrap_or_default().to_owned(),
            at: self.at,
            url: self.url.clone(),
            note: self.text.clone(),
        }
    }
}

/// Whether two addresses are of one page, whatever place of it they name.
fn is_same_page(one: &str, other: &str) -> bool {
    let page = |url: &str| {
        let url = url.split('#').next().unwrap_or_default();
        let url = url.trim_end_matches('/');
        url.split_once("://")
            .map_or(url, |(_, rest)| rest)
            .to_owned()
    };
    page(one) == page(other)
}
