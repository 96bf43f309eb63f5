//! Evidence that a document brings with it, from others or from its writer: it is suggested, and
//! counts for nothing until a person accepts it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::document::Document;
use super::handed::{Handed, Kind, Mark, claim_at};
use super::report::Report;
use crate::case::{
    Case, Claim, Evidence, Mint, Question, Source, SourceId, SourceKind, Stance, Timestamp,
};
use crate::text::{clip, visible};

/// What is offered on a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Offered {
    /// Whose it is; empty for whoever has the address, else the document.
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
        let (name, kind) = match (one.source.as_str(), host(&one.url)) {
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
        claim.evidence = items;
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

/// The host of an address, without `www.`; empty where there is none.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// What a document hands over beside its text, and where in its paragraphs.
pub(super) struct HandedOver {
    handed: Vec<Handed>,
    /// Of each paragraph, in order.
    marks: Vec<Vec<Mark>>,
}

impl HandedOver {
    /// Of a document, before its text is taken out of it.
    pub fn of(document: &mut Document) -> Self {
        Self {
            handed: std::mem::take(&mut document.handed),
            marks: document
                .blocks()
                .iter()
                .map(|block| block.marks.clone())
                .collect(),
        }
    }

    /// Offers it on the claims that it stands in. What stands in none is named in the report;
    /// boilerplate brings nothing. `name` is that of the document's file.
    pub fn offer(
        self,
        case: &mut Case,
        (name, now): (&str, Timestamp),
        mint: &mut Mint,
        report: &mut Report,
    ) {
        if self.handed.is_empty() {
            return;
        }
        let draft = case.draft.clone();
        let own = draft.as_ref().map_or("", |draft| draft.url.as_str());
        let writer = draft.as_ref().map_or("", |draft| draft.author.as_str());
        let writer = if writer.is_empty() { name } else { writer };
        let paragraphs = draft.iter().flat_map(|draft| &draft.paragraphs);
        let mut offered = Vec::new();
        // A link twice in one sentence is one.
        let mut seen: HashSet<(usize, &str)> = HashSet::new();
        // A link may stand in what is no part of the story, which is nobody's loss.
        let mut is_placed: Vec<bool> = self
            .handed
            .iter()
            .map(|one| one.kind == Kind::Link)
            .collect();
        for (place, (paragraph, marks)) in paragraphs.zip(&self.marks).enumerate() {
            if marks.is_empty() {
                continue;
            }
            let here = case.claims_in(place);
            let (claims, spans): (Vec<usize>, Vec<_>) = here
                .filter_map(|claim| {
                    let span = claim.span?;
                    Some((case.claims.place(claim.id)?, span.start..span.end))
                })
                .unzip();
            let is_boilerplate = paragraph.part() == crate::case::Part::Boilerplate;
            for mark in marks {
                let Some(one) = self.handed.get(mark.of).filter(|one| !one.is_empty()) else {
                    continue;
                };
                let is_link = one.kind == Kind::Link;
                let is_own = is_link && !own.is_empty() && is_same_page(&one.url, own);
                let claim = claim_at(*mark, paragraph.text(), &spans);
                let claim = claim.and_then(|at| claims.get(at));
                let is_dropped = is_own || (is_link && is_boilerplate);
                if let Some(is_placed) = is_placed.get_mut(mark.of) {
                    *is_placed = claim.is_some() || is_dropped;
                }
                let Some(at) = claim.filter(|_| !is_dropped) else {
                    continue;
                };
                if !is_link || seen.insert((*at, one.url.as_str())) {
                    let by = if one.by.is_empty() { writer } else { &one.by };
                    offered.push((
                        *at,
                        Offered {
                            source: String::new(),
                            by: by.to_owned(),
                            at: one.at,
                            url: one.url.clone(),
                            note: one.text.clone(),
                        },
                    ));
                }
            }
        }
        report.suggested += offered.len();
        self.name_the_rest(&is_placed, report);
        suggest(case, offered, name, now, mint);
    }

    /// Names in the report what stands on no claim: links by their number, notes and comments with
    /// their first words too.
    fn name_the_rest(&self, is_placed: &[bool], report: &mut Report) {
        let rest = self.handed.iter().zip(is_placed);
        let rest = rest.filter(|(one, is_placed)| !**is_placed && !one.is_empty());
        let rest: Vec<&Handed> = rest.map(|(one, _)| one).collect();
        for kind in Kind::ALL {
            let count = rest.iter().filter(|one| one.kind == kind).count();
            let (one, more) = kind.on_no_claim();
            report.leave_out(count, one, more);
        }
        let named = rest.iter().filter(|one| one.kind != Kind::Link);
        for one in named.take(MOST_NAMED) {
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
            report.notes.push(format!("{what} is on no claim: {words}"));
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
