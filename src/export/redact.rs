//! Redaction: the same case with nothing in it that leads to a confidential source.
//!
//! It happens once, before any exporter is asked, so no format can forget it: what comes out is a case like any other,
//! with ids of its own, so that it cannot be laid beside the original either. [`Secrets`] says what is looked for.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use super::cuts::Cuts;
use crate::case::record::{Class, Fields, Grain};
use crate::case::{
    Case, CaseId, Claim, ClaimId, Draft, Evidence, EvidenceId, Fix, FixId, Id, Kind, Mint, Of,
    Paragraph, Search, SearchId, Source, SourceId, Span, person,
};
use crate::check::{NAMELESS, Secrets, is_nameless};
use crate::text::counted;

/// What stands where a name, an address or a file stood.
const MARK: &str = "[redacted]";

/// What was withheld.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Confidential sources whose record held something.
    pub sources: usize,
    /// Stretches of text that say `[redacted]` now.
    pub passages: usize,
    /// Addresses that were left out.
    pub links: usize,
    /// Files that were left out, each with its hash.
    pub files: usize,
    claims: HashMap<ClaimId, ClaimId>,
}

impl Withheld {
    /// The id of a claim in the redacted case.
    pub fn claim(&self, id: ClaimId) -> Option<ClaimId> {
        self.claims.get(&id).copied()
    }

    /// Whether there was nothing to withhold.
    pub fn is_nothing(&self) -> bool {
        self.sources + self.passages + self.links + self.files == 0
    }
}

impl fmt::Display for Withheld {
    /// `1 source, 3 passages, 2 links, 1 file`; what there is none of is left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.sources, "source"),
            (self.passages, "passage"),
            (self.links, "link"),
            (self.files, "file"),
        ];
        let there = counts.into_iter().filter(|(count, _)| *count > 0);
        let said: Vec<String> = there.map(|(count, word)| counted(count, word)).collect();
        f.write_str(if said.is_empty() { "nothing" } else { "" })?;
        f.write_str(&said.join(", "))
    }
}

/// A valid case in which every confidential source is [`NAMELESS`] (the next ones with a number), without aliases, url, archived
/// url, day and note; no source has what stands there for the newsroom alone; their evidence has no url, archived url, day and file; every text has `[redacted]` where one of
/// [`Secrets`] stood, and every address with one is gone. Kind, reliability and whom they rely on stay: origins are
/// counted by them.
///
/// All ids are fresh and in the order of the old ones. Spans and the draft's hash fit the new text. What was unanchored stays
/// so, what a ruling was on is made again, fresh where it was fresh, stale where it was stale.
pub fn redact(case: &Case, mint: &mut Mint) -> (Case, Withheld) {
    let secrets = Secrets::of(case);
    let block = block(&secrets);
    let mark = if secrets.may_touch(MARK) {
        block.to_string().repeat(5)
    } else {
        MARK.to_owned()
    };
    let mut redaction = Redaction {
        case,
        secrets: &secrets,
        mark,
        block,
        sources: fresh(mint, case.sources.iter().map(|source| source.id)),
        items: fresh(mint, items(case).map(|item| item.id)),
        fixes: fresh(mint, fixes(case).map(|fix| fix.id)),
        searches: fresh(mint, searches(case).map(|search| search.id)),
        people: HashMap::new(),
        spans: HashMap::new(),
        withheld: Withheld {
            claims: fresh(mint, case.claims.iter().map(|claim| claim.id)),
            ..Withheld::default()
        },
    };
    redaction.rename_people();
    let id: CaseId = mint.id(|id| id == case.id);
    (redaction.case(id), redaction.withheld)
}

fn items(case: &Case) -> impl Iterator<Item = &Evidence> {
    case.claims.iter().flat_map(|claim| &claim.evidence)
}

fn fixes(case: &Case) -> impl Iterator<Item = &Fix> {
    case.claims.iter().flat_map(|claim| &claim.fixes)
}

fn searches(case: &Case) -> impl Iterator<Item = &Search> {
    case.claims.iter().flat_map(|claim| &claim.searches)
}

/// New ids for old ones, in the same order, so that what ids put in order stays so.
fn fresh<K: Kind>(mint: &mut Mint, old: impl Iterator<Item = Id<K>>) -> HashMap<Id<K>, Id<K>> {
    let mut old: Vec<Id<K>> = old.collect();
    old.sort_unstable();
    let is_taken = |id: Id<K>| old.binary_search(&id).is_ok();
    let mut new: Vec<Id<K>> = old.iter().map(|_| mint.id(is_taken)).collect();
    new.sort_unstable();
    old.into_iter().zip(new).collect()
}

/// A sign that stands in no secret and is no letter. A case whose secrets hold all of these has only hostile ones.
fn block(secrets: &Secrets) -> char {
    let is_free = |c: &char| !secrets.may_touch(c.encode_utf8(&mut [0; 4]));
    ('\u{2588}'..='\u{25ff}')
        .find(is_free)
        .unwrap_or('\u{2588}')
}

/// Takes the fields of a class out of a record. One that cannot be without a value is set by the caller.
fn clear<T: Fields>(record: &mut T, class: Class) {
    let fields = record.fields().iter();
    for field in fields.filter(|field| field.class == class && field.grain != Grain::Key) {
        let _ = record.set(field.name, None);
    }
}

struct Redaction<'a> {
    case: &'a Case,
    secrets: &'a Secrets,
    /// What stands where a secret stood. Nothing of it can be part of one.
    mark: String,
    /// What makes names differ where nothing else may.
    block: char,
    sources: HashMap<SourceId, SourceId>,
    items: HashMap<EvidenceId, EvidenceId>,
    fixes: HashMap<FixId, FixId>,
    searches: HashMap<SearchId, SearchId>,
    /// People of the desk whose name holds a secret.
    people: HashMap<&'a str, String>,
    /// Where the spans of the old draft stand in the new one.
    spans: HashMap<ClaimId, Span>,
    withheld: Withheld,
}

impl<'a> Redaction<'a> {
    fn case(&mut self, id: CaseId) -> Case {
        let case = self.case;
        let draft = case.draft.as_deref().map(|draft| self.draft(draft));
        let names = self.names();
        let sources = case.sources.iter();
        let sources: Vec<Source> = sources
            .zip(names)
            .map(|(source, name)| self.source(source, name))
            .collect();
        let claims = case.claims.iter();
        let claims: Vec<Claim> = claims
            .map(|claim| self.claim(claim, draft.as_ref()))
            .collect();
        Case {
            format: case.format,
            id,
            title: self.text(&case.title),
            language: if self.secrets.holds(&case.language) {
                String::new()
            } else {
                case.language.clone()
            },
            story_date: case.story_date,
            draft: draft.map(Arc::new),
            sources: sources.into_iter().map(Arc::new).collect(),
            claims: claims.into_iter().map(Arc::new).collect(),
            queries: Vec::new(),
            signoffs: Vec::new(),
            corrections: Vec::new(),
            conflicts: Vec::new(),
            redactions: Vec::new(),
            horizon: case.horizon,
        }
    }

    /// A text with the mark where a secret stood.
    fn text(&mut self, text: &str) -> String {
        let ranges = self.secrets.ranges(text);
        if ranges.is_empty() {
            return text.to_owned();
        }
        self.withheld.passages += ranges.len();
        Cuts::new(ranges, &self.mark).made(text)
    }

    /// An address, or nothing where it holds a secret.
    fn link(&mut self, url: &str) -> String {
        if !self.secrets.holds_in_address(url) {
            return url.to_owned();
        }
        self.withheld.links += 1;
        String::new()
    }

    fn draft(&mut self, draft: &Draft) -> Draft {
        let mut paragraphs = Vec::with_capacity(draft.paragraphs.len());
        for (place, paragraph) in draft.paragraphs.iter().enumerate() {
            let text = self.paragraph(place, paragraph.text());
            paragraphs.push(Paragraph::new(paragraph.part(), text));
        }
        let sha256 = if paragraphs == draft.paragraphs {
            draft.sha256
        } else {
            Draft::hash(&paragraphs)
        };
        Draft {
            name: self.text(&draft.name),
            sha256,
            url: self.link(&draft.url),
            author: self.text(&draft.author),
            publisher: self.text(&draft.publisher),
            published: draft.published,
            seen: draft.seen,
            archived: self.link(&draft.archived),
            paragraphs,
            revisions: Vec::new(),
        }
    }

    /// A paragraph, and where the spans in it stand now.
    fn paragraph(&mut self, place: usize, text: &str) -> String {
        if self.secrets.is_empty() {
            return text.to_owned();
        }
        let mut text = text.to_owned();
        let mut spans: Vec<(ClaimId, bool, Span)> = self
            .case
            .claims_in(place)
            .filter_map(|claim| Some((claim.id, self.case.is_adrift(claim), claim.span?)))
            .collect();
        loop {
            let mut ranges = self.secrets.ranges(&text);
            // A span that starts inside a word leaves a whole word where the paragraph has none.
            for (_, _, span) in spans.iter().filter(|(_, is_adrift, _)| !is_adrift) {
                let words = text.get(span.start..span.end).unwrap_or_default();
                let found = self.secrets.ranges(words).into_iter();
                ranges.extend(found.map(|range| span.start + range.start..span.start + range.end));
            }
            if ranges.is_empty() {
                break;
            }
            let cuts = Cuts::new(ranges, &self.mark);
            self.withheld.passages += cuts.len();
            text = cuts.made(&text);
            for (_, _, span) in &mut spans {
                span.start = cuts.start(span.start);
                span.end = cuts.end(span.end);
            }
        }
        self.spans
            .extend(spans.into_iter().map(|(id, _, span)| (id, span)));
        text
    }

    /// The names of the sources, in order. No two confidential ones are called the same.
    fn names(&mut self) -> Vec<String> {
        let case = self.case;
        let kept = case.sources.iter().map(|source| source.name.as_str());
        let mut taken: HashSet<String> = kept
            .filter(|name| is_nameless(name))
            .map(str::to_owned)
            .collect();
        let mut next = 1;
        let mut names = Vec::with_capacity(case.sources.len());
        let mut had = HashSet::new();
        for source in case.sources.iter() {
            let stays = is_nameless(&source.name) && had.insert(&source.name);
            names.push(match (source.confidential, stays) {
                (true, true) => source.name.clone(),
                (true, false) => self.nameless(&mut next, &mut taken),
                (false, _) => self.text(&source.name),
            });
        }
        names
    }

    /// The next name for a confidential source.
    fn nameless(&self, next: &mut usize, taken: &mut HashSet<String>) -> String {
        loop {
            let mut name = match *next {
                1 => NAMELESS.to_owned(),
                number => format!("{NAMELESS} ({number})"),
            };
            if self.secrets.holds(&name) {
                name = self.block.to_string().repeat(*next + 4);
            }
            *next += 1;
            if taken.insert(name.clone()) {
                return name;
            }
        }
    }

    fn source(&mut self, source: &Source, name: String) -> Source {
        let mut new = source.clone();
        new.id = self.source_id(source.id);
        new.relies_on = source
            .relies_on
            .iter()
            .map(|id| self.source_id(*id))
            .collect();
        clear(&mut new, Class::Internal);
        if source.confidential {
            clear(&mut new, Class::Source);
        }
        new.name = name;
        if source.confidential {
            let (mut before, mut after) = (source.clone(), new.clone());
            (before.id, after.id) = (source.id, source.id);
            (before.relies_on, after.relies_on) = (Vec::new(), Vec::new());
            self.withheld.sources += usize::from(before != after);
        } else {
            new.url = self.link(&source.url);
            new.archived = self.link(&source.archived);
            new.note = self.text(&source.note);
            let aliases = source.aliases.iter().map(|alias| self.text(alias));
            new.aliases = aliases.collect();
            new.aliases.sort();
            new.aliases.dedup();
        }
        new
    }

    /// The new id of a source; of one that is not there, which no loaded case has, the old.
    fn source_id(&self, id: SourceId) -> SourceId {
        self.sources.get(&id).copied().unwrap_or(id)
    }

    fn claim_id(&self, id: ClaimId) -> ClaimId {
        self.withheld.claim(id).unwrap_or(id)
    }

    fn claim(&mut self, claim: &Claim, draft: Option<&Draft>) -> Claim {
        let mut new = claim.clone();
        new.id = self.claim_id(claim.id);
        self.words(claim, &mut new, draft);
        new.wording = self.text(&claim.wording);
        new.place = self.text(&claim.place);
        if let Some(credit) = &mut new.attribution {
            credit.cue = self.text(&credit.cue);
            credit.hedge = self.text(&credit.hedge);
            for id in credit.chain.iter_mut().chain(&mut credit.candidates) {
                *id = self.source_id(*id);
            }
        }
        for id in &mut new.accused {
            *id = self.source_id(*id);
        }
        new.accused.sort_unstable();
        for item in &mut new.evidence {
            self.item(item);
        }
        for fix in &mut new.fixes {
            fix.id = self.fixes.get(&fix.id).copied().unwrap_or(fix.id);
            fix.to = self.text(&fix.to);
            fix.why = self.text(&fix.why);
            self.person(&mut fix.by);
            self.person(&mut fix.settled_by);
        }
        for search in &mut new.searches {
            search.id = self.searches.get(&search.id).copied().unwrap_or(search.id);
            search.place = self.text(&search.place);
            search.query = self.text(&search.query);
            self.person(&mut search.by);
        }
        for earlier in &mut new.earlier {
            earlier.text = self.text(&earlier.text);
        }
        for link in &mut new.links {
            link.to = self.claim_id(link.to);
            self.person(&mut link.by);
        }
        for waiver in &mut new.waivers {
            waiver.reason = self.text(&waiver.reason);
            waiver.standard = self.text(&waiver.standard);
            self.person(&mut waiver.by);
        }
        self.rulings(claim, &mut new);
        new
    }

    /// The words of a claim, and where they stand.
    fn words(&mut self, claim: &Claim, new: &mut Claim, draft: Option<&Draft>) {
        new.span = claim
            .span
            .map(|span| self.spans.get(&claim.id).copied().unwrap_or(span));
        let there = new.span.and_then(|span| draft?.at(span));
        if claim.span.is_some() && !self.case.is_adrift(claim) {
            new.text = there.unwrap_or(&claim.text).to_owned();
            return;
        }
        new.text = self.text(&claim.text);
        // Two other words may both be redacted, and then be the same.
        if let Some(span) = &mut new.span
            && there == Some(new.text.as_str())
        {
            span.end = span.start;
        }
    }

    fn item(&mut self, item: &mut Evidence) {
        let source = self.case.sources.get(item.source);
        let is_theirs = source.is_some_and(|source| source.confidential);
        item.id = self.items.get(&item.id).copied().unwrap_or(item.id);
        item.source = self.source_id(item.source);
        self.person(&mut item.by);
        item.quote = self.text(&item.quote);
        item.locator = self.text(&item.locator);
        item.note = self.text(&item.note);
        if is_theirs {
            let links = [&item.url, &item.archived].into_iter();
            self.withheld.links += links.filter(|url| !url.is_empty()).count();
            (item.url, item.archived) = <(String, String)>::default();
            item.accessed = None;
        } else {
            item.url = self.link(&item.url);
            item.archived = self.link(&item.archived);
        }
        let leads = |file: &mut crate::case::File| {
            is_theirs
                || self.secrets.holds_in_address(&file.name)
                || self.secrets.holds(&file.sha256.to_string())
        };
        if item.file.take_if(leads).is_some() {
            self.withheld.files += 1;
        }
    }

    /// What each ruling was on, made again: the old hash would show whether a guess at the words is right.
    fn rulings(&mut self, claim: &Claim, new: &mut Claim) {
        let mut stale: HashMap<Of, Of> = HashMap::new();
        let [said, fact] = [crate::case::Question::Said, crate::case::Question::Fact]
            .map(|question| new.of(question));
        let id = new.id;
        for ruling in &mut new.rulings {
            self.person(&mut ruling.by);
            ruling.note = self.text(&ruling.note);
            let is_fresh = ruling.of == claim.of(ruling.question);
            let number = stale.len();
            ruling.of = match ruling.question {
                crate::case::Question::Said if is_fresh => said,
                crate::case::Question::Fact if is_fresh => fact,
                _ if self.secrets.is_empty() => ruling.of,
                _ => *stale
                    .entry(ruling.of)
                    .or_insert_with(|| other_than([said, fact], id, number)),
            };
        }
    }

    /// A name for each person of the desk whose own holds a secret, no two the same: each has rulings of their own.
    fn rename_people(&mut self) {
        if self.secrets.is_empty() {
            return;
        }
        let claims = || self.case.claims.iter();
        let by = claims().flat_map(|claim| {
            let items = claim.evidence.iter().map(|item| &item.by);
            let rulings = claim.rulings.iter().map(|ruling| &ruling.by);
            let links = claim.links.iter().map(|link| &link.by);
            let waivers = claim.waivers.iter().map(|waiver| &waiver.by);
            let searches = claim.searches.iter().map(|search| &search.by);
            let fixes = claim.fixes.iter();
            let fixes = fixes.flat_map(|fix| [&fix.by, &fix.settled_by]);
            let ruled = items.chain(rulings).chain(links).chain(waivers);
            ruled.chain(searches).chain(fixes)
        });
        let people: std::collections::BTreeSet<&'a str> = by.map(String::as_str).collect();
        let (secret, open): (Vec<_>, Vec<_>) = people
            .into_iter()
            .partition(|name| self.secrets.holds(name));
        let mut taken: HashSet<String> = open.into_iter().map(str::to_owned).collect();
        for name in secret {
            let same = self.people.keys().find(|other| person::is_one(other, name));
            if let Some(new) = same.and_then(|other| self.people.get(other)).cloned() {
                self.people.insert(name, new);
                continue;
            }
            let mut new = self.text(name);
            while !taken.insert(new.clone()) {
                new.push(self.block);
            }
            self.people.insert(name, new);
        }
    }

    fn person(&self, by: &mut String) {
        if let Some(name) = self.people.get(by.as_str()) {
            *by = name.clone();
        }
    }
}

/// A hash of nothing, different from these.
fn other_than(fresh: [Of; 2], id: ClaimId, number: usize) -> Of {
    let mut number = number.to_string();
    loop {
        let of = Of::over([
            b"other words\x1f".as_slice(),
            id.as_str().as_bytes(),
            number.as_bytes(),
        ]);
        if !fresh.contains(&of) {
            return of;
        }
        number.push('+');
    }
}
