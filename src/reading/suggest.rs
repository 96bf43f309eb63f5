//! Evidence that a document suggests: from its author, or from others in comments. It does not
//! count until a person accepts it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::annotations::{Annotation, Kind, Mark, Sign, Spans};
use super::document::Document;
use super::report::Report;
use crate::case::{
    Case, Claim, ClaimId, Evidence, IdGen, Paragraph, Part, Question, Source, SourceId, SourceKind,
    Stance, Timestamp, host,
};
use crate::text::{clip, visible};

/// Evidence to suggest for a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SuggestedItem {
    /// The name of its source. If empty, the source is the site of its address, else the document.
    pub source: String,
    /// The person who contributed it. Empty if that is the source or the document.
    pub by: String,
    /// The time, if known.
    pub at: Option<Timestamp>,
    pub url: String,
    pub note: String,
}

/// How many cells of a note or comment on no claim the report quotes.
const MAX_CELLS_QUOTED: usize = 80;
const MAX_LISTED: usize = 10;

/// Adds suggested evidence to claims, which are given by their indexes in the case. `document`: the
/// name of the document, which is the default source.
pub(super) fn suggest(
    case: &mut Case,
    suggestions: Vec<(usize, SuggestedItem)>,
    document: &str,
    now: Timestamp,
    mint: &mut IdGen,
) {
    let mut known: HashMap<String, SourceId> = case
        .sources
        .iter()
        .map(|source| (source.name.clone(), source.id))
        .collect();
    let mut new_sources: Vec<Source> = Vec::new();
    let mut source = |one: &SuggestedItem, mint: &mut IdGen| {
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
            new_sources.push(source);
            id
        })
    };
    let mut items: HashMap<usize, Vec<Evidence>> = HashMap::new();
    for (index, (at, one)) in suggestions.into_iter().enumerate() {
        let by = [&one.by, &one.source]
            .into_iter()
            .find(|name| !name.is_empty());
        // Evidence is sorted by the time when it was added, so each item is added a millisecond
        // after the previous one.
        let after = i64::try_from(index).unwrap_or(i64::MAX);
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
        .chain(new_sources.into_iter().map(Arc::new))
        .collect();
    case.sort();
}

/// The links, notes and comments of a document, and where they are in its paragraphs.
pub(super) struct Annotations {
    pub all: Vec<Annotation>,
    /// The claims whose words the document marks.
    pub claims: Vec<ClaimId>,
    /// The places of annotations in each paragraph, in order.
    pub marks: Vec<Vec<Mark>>,
}

/// Why an annotation belongs to no claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unplaced {
    /// There is no claim at its place.
    NoClaim,
    /// Its claim is no longer in the case.
    ClaimRemoved,
    /// Several claims have the same words.
    Several,
}

impl Unplaced {
    /// The reason, as the report words it.
    fn as_words(self) -> &'static str {
        match self {
            Self::NoClaim => "on no claim",
            Self::ClaimRemoved => "on a claim that is not in the case any more",
            Self::Several => "on words of which several claims are",
        }
    }
}

/// The annotations on claims, each with the index of its claim. `reasons`: for each annotation of
/// the document, why it is on no claim. None if it is on a claim or is not reported.
pub(super) struct Placed<'a> {
    pub on_claims: Vec<(usize, &'a Annotation)>,
    reasons: Vec<Option<Unplaced>>,
}

impl Annotations {
    /// Removes the annotations from a document and returns them. Its blocks must still be in it.
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

    /// Adds the annotations as suggested evidence to the claims at their places. Notes and comments
    /// on no claim are listed in the report. Links in boilerplate are ignored. `name`: the
    /// document's file name.
    pub fn add_to_claims(
        self,
        case: &mut Case,
        (name, now): (&str, Timestamp),
        mint: &mut IdGen,
        report: &mut Report,
    ) {
        let Some(draft) = case.draft.clone().filter(|_| !self.all.is_empty()) else {
            return;
        };
        let placed = self.assign(&draft.paragraphs, &draft.url, |index, paragraph, marks| {
            let here = case.claims_in(index);
            let (claims, spans): (Vec<usize>, Vec<_>) = here
                .filter_map(|claim| {
                    let span = claim.span?;
                    Some((case.claims.place(claim.id)?, span.start..span.end))
                })
                .unzip();
            let spans = Spans::of(spans);
            let claim_of = |mark: &Mark| {
                let at = spans.at(*mark, paragraph.text());
                at.and_then(|at| claims.get(at)).copied()
            };
            let claim_of = |mark| claim_of(mark).ok_or(Unplaced::NoClaim);
            marks.iter().map(claim_of).collect()
        });
        let on_claims = placed.on_claims.iter();
        let suggestions = on_claims.map(|(at, one)| (*at, one.as_evidence(&draft.author, name)));
        let suggestions: Vec<_> = suggestions.collect();
        report.suggested += suggestions.len();
        self.report_unplaced(&placed, report);
        suggest(case, suggestions, name, now, mint);
    }

    /// Assigns the annotations to claims. `find` returns the claim of each mark of a paragraph.
    /// `own`: the address of the document; links to it are ignored.
    pub fn assign(
        &self,
        paragraphs: &[Paragraph],
        own: &str,
        find: impl Fn(usize, &Paragraph, &[Mark]) -> Vec<Result<usize, Unplaced>>,
    ) -> Placed<'_> {
        // A link without a claim is not reported: it may be in a part that does not belong to the
        // story.
        let reason = |one: &Annotation| (one.kind != Kind::Link).then_some(Unplaced::NoClaim);
        let mut placed = Placed {
            on_claims: Vec::new(),
            reasons: self.all.iter().map(reason).collect(),
        };
        // Several equal links in one claim count once.
        let mut seen: HashSet<(usize, &str)> = HashSet::new();
        for (index, (paragraph, marks)) in paragraphs.iter().zip(&self.marks).enumerate() {
            if marks.is_empty() {
                continue;
            }
            let is_boilerplate = paragraph.part() == Part::Boilerplate;
            for (mark, found) in marks.iter().zip(find(index, paragraph, marks)) {
                if !matches!(mark.sign, Sign::After | Sign::Before) {
                    continue;
                }
                let Some(one) = self.all.get(mark.of).filter(|one| !one.is_empty()) else {
                    continue;
                };
                let is_link = one.kind == Kind::Link;
                let is_own = is_link && !own.is_empty() && is_same_page(&one.url, own);
                let is_dropped = is_own || (is_link && is_boilerplate);
                if let Some(reason) = placed.reasons.get_mut(mark.of) {
                    *reason = found.err().filter(|_| !is_dropped);
                }
                let Some(at) = found.ok().filter(|_| !is_dropped) else {
                    continue;
                };
                if !is_link || seen.insert((at, one.url.as_str())) {
                    placed.on_claims.push((at, one));
                }
            }
        }
        placed
    }

    /// Reports the annotations on no claim: their number by kind, and the first words of notes and
    /// comments.
    pub fn report_unplaced(&self, placed: &Placed<'_>, report: &mut Report) {
        let unplaced = self.all.iter().zip(&placed.reasons);
        let unplaced = unplaced.filter(|(one, _)| !one.is_empty());
        let unplaced: Vec<(&Annotation, Unplaced)> = unplaced
            .filter_map(|(one, reason)| Some((one, (*reason)?)))
            .collect();
        for kind in Kind::ALL {
            let count = unplaced.iter().filter(|(one, _)| one.kind == kind).count();
            let (one, more) = kind.on_no_claim();
            report.leave_out(count, one, more);
        }
        let named = unplaced.iter().filter(|(one, _)| one.kind != Kind::Link);
        for (one, reason) in named.take(MAX_LISTED) {
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
            let words = clip(&visible(&words), MAX_CELLS_QUOTED).into_owned();
            let why = reason.as_words();
            let words = words.trim_end_matches('.');
            report.notes.push(format!("{what} is {why}: {words}"));
        }
    }
}

impl Annotation {
    /// The evidence of an annotation. Its contributor is the person who signed it. Without a
    /// signature, the contributor of a link or note is the author of the document, if known, else
    /// the document.
    pub(super) fn as_evidence(&self, writer: &str, document: &str) -> SuggestedItem {
        let writer = if self.kind == Kind::Comment {
            ""
        } else {
            writer
        };
        let mut by = [&self.by, writer, document].into_iter();
        SuggestedItem {
            source: String::new(),
            by: by.find(|by| !by.is_empty()).unwrap_or_default().to_owned(),
            at: self.at,
            url: self.url.clone(),
            note: self.text.clone(),
        }
    }
}

/// Whether two addresses are of the same page, whatever their schemes and fragments.
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
