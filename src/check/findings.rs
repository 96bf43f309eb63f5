//! The findings on a whole case. An edit updates only the findings that it can change.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::confidential::Secrets;
use super::context::{Context, Lints};
use super::file_check::FileChecks;
use super::finding::Finding;
use super::house::House;
use super::sourcing::SourceGraph;
use super::standards::{Severity, Standard};
use super::story_change::StoryChange;
use super::{claims, sources, story};
use crate::case::record::Fields;
use crate::case::standing::Coverage;
use crate::case::{Case, Claim, ClaimId, Edit, Evidence, SourceId, Swap};
use crate::parallel;

/// How many claims a thread checks at a time.
const CLAIMS_PER_THREAD: usize = 2_000;

/// The findings on a case, updated after each edit. They are never stored: they follow from the
/// case, the house standards and the files.
#[derive(Clone, Debug)]
pub struct Findings {
    context: Context,
    on_claims: HashMap<ClaimId, Vec<Finding>>,
    of_sources: Vec<Finding>,
    of_story: Vec<Finding>,
    /// Claims by the sources that they name, to find the claims that a changed source affects.
    by_source: Option<HashMap<SourceId, Vec<ClaimId>>>,
    counts: Counts,
}

/// Numbers of findings that nobody waived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Findings of any severity.
    pub all: usize,
    /// Errors that mark a claim with a flag. An error that the glyph of the standing already shows
    /// is not counted.
    pub flags: usize,
}

impl Counts {
    fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings.iter().filter(|finding| !finding.is_waived) {
            counts.all += 1;
            counts.flags +=
                usize::from(finding.is_error() && finding.standard.standing().is_none());
        }
        counts
    }
}

impl Findings {
    /// Checks a whole case.
    pub fn of(case: &Case, house: &House, files: &FileChecks) -> Self {
        let mut findings = Self::none(case, house, files);
        findings.context.secrets = Arc::new(Secrets::of(case));
        findings.rebuild(case);
        findings
    }

    /// Checks a redacted copy of a case. The redaction may have removed the words that name the
    /// origin of the story. If the whole case names it, its absence in the copy is no finding.
    pub fn of_redacted(case: &Case, whole: &Case, house: &House, files: &FileChecks) -> Self {
        let mut findings = Self::of(case, house, files);
        if whole.draft.as_deref().is_some_and(story::names_its_origin) {
            findings.counts -= Counts::of(&findings.of_story);
            let is_of_copy = |one: &Finding| one.standard == Standard::StoryUnsourced;
            findings.of_story.retain(|one| !is_of_copy(one));
            findings.counts += Counts::of(&findings.of_story);
        }
        findings
    }

    /// No findings yet: only the source graph is built.
    pub fn none(case: &Case, house: &House, files: &FileChecks) -> Self {
        let context = Context {
            house: house.clone(),
            graph: SourceGraph::of(case),
            secrets: Arc::default(),
            files: files.clone(),
            lints: Lints::new(),
            spellings: Vec::new(),
        };
        Self {
            context,
            on_claims: HashMap::new(),
            of_sources: Vec::new(),
            of_story: Vec::new(),
            by_source: None,
            counts: Counts::default(),
        }
    }

    fn rebuild(&mut self, case: &Case) {
        self.context.lints = story::lint(case);
        self.context.spellings = if self
            .context
            .house
            .severity_of(Standard::SpellingVaries)
            .is_some()
        {
            story::spellings(case)
        } else {
            Vec::new()
        };
        self.rebuild_claims(case);
    }

    /// Checks all claims, sources and the story again, and reuses the text lints.
    fn rebuild_claims(&mut self, case: &Case) {
        (self.on_claims, self.by_source) = (HashMap::new(), None);
        (self.of_sources, self.of_story) = (Vec::new(), Vec::new());
        self.counts = Counts::default();
        let context = &self.context;
        let found = parallel::map(&case.claims, CLAIMS_PER_THREAD, |claim| {
            claims::check(context, case, claim)
        });
        for (claim, found) in case.claims.iter().zip(found) {
            self.insert(claim.id, found);
        }
        self.check_sources(case);
        self.check_story(case);
    }

    fn check_claim(&mut self, case: &Case, claim: &Claim) {
        let found = claims::check(&self.context, case, claim);
        self.insert(claim.id, found);
    }

    fn insert(&mut self, id: ClaimId, found: Vec<Finding>) {
        if !found.is_empty() {
            self.counts += Counts::of(&found);
            self.on_claims.insert(id, found);
        }
    }

    fn forget(&mut self, id: ClaimId) {
        if let Some(found) = self.on_claims.remove(&id) {
            self.counts -= Counts::of(&found);
        }
    }

    fn check_sources(&mut self, case: &Case) {
        self.counts -= Counts::of(&self.of_sources);
        self.of_sources = sources::check(&self.context, case);
        self.counts += Counts::of(&self.of_sources);
    }

    fn check_story(&mut self, case: &Case) {
        self.counts -= Counts::of(&self.of_story);
        self.of_story = story::check(&self.context, case);
        self.counts += Counts::of(&self.of_story);
    }

    /// Builds the index of claims by source. Only updates need it.
    pub fn build_index(&mut self, case: &Case) {
        if self.by_source.is_some() {
            return;
        }
        let mut by_source: HashMap<SourceId, Vec<ClaimId>> = HashMap::new();
        for claim in case.claims.iter() {
            for source in claim.named_sources() {
                let claims = by_source.entry(source).or_default();
                if claims.last() != Some(&claim.id) {
                    claims.push(claim.id);
                }
            }
        }
        self.by_source = Some(by_source);
    }

    /// Checks every text of the case again, after a change of the confidential sources or their
    /// words.
    fn rebuild_confidential(&mut self, case: &Case) {
        self.context.graph = SourceGraph::of(case);
        self.context.secrets = Arc::new(Secrets::of(case));
        self.rebuild_claims(case);
    }

    /// Updates the findings after an edit. `case` already contains the edit.
    pub fn update(&mut self, edit: &Edit, case: &Case) {
        let mut touched = BTreeSet::new();
        let (mut has_moved, mut is_new_graph) = (false, false);
        let mut sources = HashSet::new();
        if edit.changes_story() {
            // A change of the story may change all of its words, and the year of dates without a
            // year.
            return self.rebuild(case);
        }
        for swap in edit.sources(case) {
            if both(&swap).any(|source| source.confidential) {
                return self.rebuild_confidential(case);
            }
            let stays = swap.before.as_ref().zip(swap.after.as_ref());
            is_new_graph |= stays.is_none_or(|(a, b)| a.name != b.name);
            sources.extend(both(&swap).map(|source| source.id));
        }
        for swap in edit.claims(case) {
            let stays = swap.before.as_ref().zip(swap.after.as_ref());
            let only_ruled = |(a, b): (&Arc<Claim>, &Arc<Claim>)| {
                a.differing(b).iter().all(|field| field.name == "rulings")
            };
            let is_ruled = stays.is_some_and(only_ruled);
            let mut items = both(&swap).flat_map(|claim| &claim.evidence);
            if !is_ruled && items.any(|item| is_secret(case, item)) {
                return self.rebuild_confidential(case);
            }
            touched.extend(both(&swap).map(|claim| claim.id));
            has_moved |= stays.is_none_or(|(a, b)| (a.span, &a.text) != (b.span, &b.text));
        }
        if !sources.is_empty() {
            // A changed link also changes the origins of all sources that rely on the changed
            // source, so collect these before and after the graph is updated.
            let mut affected: HashSet<SourceId> = HashSet::new();
            affected.extend(sources.iter().flat_map(|id| self.context.graph.below(*id)));
            if is_new_graph {
                self.context.graph = SourceGraph::of(case);
            } else {
                for source in sources.iter().filter_map(|id| case.sources.get(*id)) {
                    self.context.graph.update(source);
                }
            }
            affected.extend(sources.iter().flat_map(|id| self.context.graph.below(*id)));
            affected.extend(sources);
            self.build_index(case);
            let by_source = self.by_source.iter();
            let by_source =
                by_source.flat_map(|by_source| affected.iter().filter_map(|id| by_source.get(id)));
            touched.extend(by_source.flatten());
            self.check_sources(case);
        }
        if has_moved && !self.context.lints.is_empty() {
            // The finding of a text lint is reported on a claim that covers its words, otherwise on
            // the paragraph.
            self.check_story(case);
        }
        for id in touched {
            self.forget(id);
            if let Some(claim) = case.claims.get(id) {
                if let Some(by_source) = &mut self.by_source {
                    index_claim(by_source, claim);
                }
                self.check_claim(case, claim);
            }
        }
    }

    /// Stores the results of the checks of evidence files, and checks the claims concerned again.
    pub fn set_files(&mut self, files: FileChecks, case: &Case) {
        let story_change = self.context.files.story_change.take();
        self.context.files = files;
        self.context.files.story_change = story_change;
        let with_files: Vec<ClaimId> = case
            .claims
            .iter()
            .filter(|claim| claim.evidence.iter().any(|item| item.file.is_some()))
            .map(|claim| claim.id)
            .collect();
        for id in with_files {
            self.forget(id);
            if let Some(claim) = case.claims.get(id) {
                self.check_claim(case, claim);
            }
        }
    }

    /// Stores how the text of the story's file differs from the draft.
    pub fn set_story_change(&mut self, change: Option<StoryChange>, case: &Case) {
        self.context.files.story_change = change;
        self.check_story(case);
    }

    /// The house standards in force.
    pub fn house(&self) -> &House {
        &self.context.house
    }

    /// The source graph: which source relies on which.
    pub fn graph(&self) -> &SourceGraph {
        &self.context.graph
    }

    /// The results of the checks of evidence files.
    pub fn files(&self) -> &FileChecks {
        &self.context.files
    }

    /// The findings on a claim, the worst first.
    pub fn on(&self, claim: ClaimId) -> &[Finding] {
        self.on_claims.get(&claim).map_or(&[], Vec::as_slice)
    }

    /// The findings on a source.
    pub fn on_source(&self, source: SourceId) -> impl Iterator<Item = &Finding> {
        self.of_sources
            .iter()
            .filter(move |finding| finding.source == Some(source))
    }

    /// The number of claims with a finding of each standard, in the order of the table. Standards
    /// without a finding are left out.
    pub fn by_standard(&self) -> Vec<(Standard, usize)> {
        let mut counts: BTreeMap<Standard, usize> = BTreeMap::new();
        for id in self.on_claims.keys() {
            let standards: BTreeSet<Standard> = self
                .on(*id)
                .iter()
                .filter(|finding| !finding.is_waived)
                .map(|finding| finding.standard)
                .collect();
            for standard in standards {
                *counts.entry(standard).or_default() += 1;
            }
        }
        counts.into_iter().collect()
    }

    /// Whether a claim has a finding of this standard that nobody waived.
    pub fn has(&self, claim: ClaimId, standard: Standard) -> bool {
        self.on(claim)
            .iter()
            .any(|finding| finding.standard == standard && !finding.is_waived)
    }

    /// Whether a claim has an error that the glyphs of its standings do not show already.
    pub fn is_flagged(&self, claim: ClaimId) -> bool {
        Counts::of(self.on(claim)).flags > 0
    }

    /// The numbers of findings that nobody waived. `coverage`: that of the whole story, computed by
    /// the caller.
    pub fn counts(&self, coverage: Coverage) -> Counts {
        let mut counts = self.counts;
        counts += Counts::of(self.low_coverage(coverage).as_slice());
        counts
    }

    fn low_coverage(&self, coverage: Coverage) -> Option<Finding> {
        story::low_coverage(&self.context, coverage)
    }

    /// All findings in groups: on the story, on each source, on each claim in draft order. The
    /// groups with the worst findings come first, and in each group the worst finding comes first.
    pub fn all(&self, case: &Case, coverage: Coverage) -> Vec<Finding> {
        let mut others: Vec<Finding> = self.of_story.clone();
        others.extend(self.low_coverage(coverage));
        others.extend(self.of_sources.iter().cloned());
        others.sort_by_key(|finding| (finding.source, finding.paragraph, finding.order()));
        let mut groups: Vec<Vec<Finding>> = others
            .chunk_by(|a, b| (a.source, a.paragraph) == (b.source, b.paragraph))
            .map(<[Finding]>::to_vec)
            .collect();
        groups.extend(
            case.claims
                .iter()
                .filter_map(|claim| self.on_claims.get(&claim.id))
                .cloned(),
        );
        groups.retain(|group| !group.is_empty());
        // A stable sort keeps the order above among groups of equal severity. Waived findings come
        // last.
        groups.sort_by_key(|group| {
            let unwaived = group.iter().filter(|finding| !finding.is_waived);
            unwaived
                .map(|finding| finding.severity)
                .min()
                .map_or((true, Severity::Info), |worst| (false, worst))
        });
        groups.into_iter().flatten().collect()
    }
}

/// Adds a claim to the index under each source that it names. Entries are never removed: a claim
/// that no longer names a source is checked once more than needed, with the same result.
fn index_claim(by_source: &mut HashMap<SourceId, Vec<ClaimId>>, claim: &Claim) {
    for source in claim.named_sources() {
        let claims = by_source.entry(source).or_default();
        if !claims.contains(&claim.id) {
            claims.push(claim.id);
        }
    }
}

/// The record before and after a change, where it exists.
fn both<T>(swap: &Swap<T>) -> impl Iterator<Item = &T> {
    swap.before.iter().chain(&swap.after)
}

/// Whether an item's source is confidential, so that the item's file and page could reveal it.
fn is_secret(case: &Case, item: &Evidence) -> bool {
    case.sources
        .get(item.source)
        .is_some_and(|source| source.confidential)
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.flags += other.flags;
    }
}

impl std::ops::SubAssign for Counts {
    fn sub_assign(&mut self, other: Self) {
        self.all -= other.all;
        self.flags -= other.flags;
    }
}
