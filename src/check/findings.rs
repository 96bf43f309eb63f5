//! What was found in a whole case. It follows an edit at the cost of what the edit touched.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::confidential::Secrets;
use super::context::{Context, Lints};
use super::finding::Finding;
use super::house::House;
use super::on_file::OnFiles;
use super::sourcing::Web;
use super::standards::{Severity, Standard};
use super::{claims, sources, story};
use crate::case::record::Fields;
use crate::case::standing::Coverage;
use crate::case::{Case, Claim, ClaimId, Edit, Evidence, SourceId, Swap};
use crate::parallel;

/// How many claims are worth a thread of their own.
const SHARE: usize = 2_000;

/// The findings on a case. They follow edits; nothing is stored, all follows from
/// case, house and files.
#[derive(Clone, Debug)]
pub struct Findings {
    context: Context,
    on_claims: HashMap<ClaimId, Vec<Finding>>,
    of_sources: Vec<Finding>,
    of_story: Vec<Finding>,
    /// Claims by the sources that they name, so that a changed source finds those that it bears on.
    naming: Option<HashMap<SourceId, Vec<ClaimId>>>,
    counts: Counts,
}

/// How many findings there are that nobody waived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of any weight.
    pub all: usize,
    /// Errors that raise a flag: those that the standing's own glyph does not say already.
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
    /// What is found in a case.
    pub fn of(case: &Case, house: &House, files: &OnFiles) -> Self {
        let mut findings = Self::none(case, house, files);
        findings.context.secrets = Arc::new(Secrets::of(case));
        findings.rebuild(case);
        findings
    }

    /// Before anything was looked for.
    pub fn none(case: &Case, house: &House, files: &OnFiles) -> Self {
        let context = Context {
            house: house.clone(),
            web: Web::of(case),
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
            naming: None,
            counts: Counts::default(),
        }
    }

    fn rebuild(&mut self, case: &Case) {
        self.context.lints = story::read(case);
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

    /// Looks at everything again, on what was read of the draft before.
    fn rebuild_claims(&mut self, case: &Case) {
        (self.on_claims, self.naming) = (HashMap::new(), None);
        (self.of_sources, self.of_story) = (Vec::new(), Vec::new());
        self.counts = Counts::default();
        let context = &self.context;
        let found = parallel::map(&case.claims, SHARE, |claim| {
            claims::look(context, case, claim)
        });
        for (claim, found) in case.claims.iter().zip(found) {
            self.take_in(claim.id, found);
        }
        self.look_at_sources(case);
        self.look_at_story(case);
    }

    fn look_at(&mut self, case: &Case, claim: &Claim) {
        let found = claims::look(&self.context, case, claim);
        self.take_in(claim.id, found);
    }

    fn take_in(&mut self, id: ClaimId, found: Vec<Finding>) {
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

    fn look_at_sources(&mut self, case: &Case) {
        self.counts -= Counts::of(&self.of_sources);
        self.of_sources = sources::look(&self.context, case);
        self.counts += Counts::of(&self.of_sources);
    }

    fn look_at_story(&mut self, case: &Case) {
        self.counts -= Counts::of(&self.of_story);
        self.of_story = story::look(&self.context, case);
        self.counts += Counts::of(&self.of_story);
    }

    /// Gets ready to follow edits: what only looks once can do without.
    pub fn ready(&mut self, case: &Case) {
        if self.naming.is_some() {
            return;
        }
        let mut naming: HashMap<SourceId, Vec<ClaimId>> = HashMap::new();
        for claim in case.claims.iter() {
            for source in claim.named_sources() {
                let claims = naming.entry(source).or_default();
                if claims.last() != Some(&claim.id) {
                    claims.push(claim.id);
                }
            }
        }
        self.naming = Some(naming);
    }

    /// What may not be named has changed: every word of the case is looked at again.
    fn rebuild_secrets(&mut self, case: &Case) {
        self.context.web = Web::of(case);
        self.context.secrets = Arc::new(Secrets::of(case));
        self.rebuild_claims(case);
    }

    /// Follows an edit that the case now has.
    pub fn follow(&mut self, edit: &Edit, case: &Case) {
        let mut touched = BTreeSet::new();
        let (mut has_moved, mut is_new_web) = (false, false);
        let mut sources = HashSet::new();
        if edit.changes_story() {
            // The year that dates are held against, or every word of the story.
            return self.rebuild(case);
        }
        for swap in edit.sources(case) {
            if both(&swap).any(|source| source.confidential) {
                return self.rebuild_secrets(case);
            }
            let stays = swap.before.as_ref().zip(swap.after.as_ref());
            is_new_web |= stays.is_none_or(|(a, b)| a.name != b.name);
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
                return self.rebuild_secrets(case);
            }
            touched.extend(both(&swap).map(|claim| claim.id));
            has_moved |= stays.is_none_or(|(a, b)| (a.span, &a.text) != (b.span, &b.text));
        }
        if !sources.is_empty() {
            // Those below a source before and after it was changed have other origins now.
            let mut bears_on: HashSet<SourceId> = HashSet::new();
            bears_on.extend(sources.iter().flat_map(|id| self.context.web.below(*id)));
            if is_new_web {
                self.context.web = Web::of(case);
            } else {
                for source in sources.iter().filter_map(|id| case.sources.get(*id)) {
                    self.context.web.follow(source);
                }
            }
            bears_on.extend(sources.iter().flat_map(|id| self.context.web.below(*id)));
            bears_on.extend(sources);
            self.ready(case);
            let naming = self.naming.iter();
            let naming = naming.flat_map(|naming| bears_on.iter().filter_map(|id| naming.get(id)));
            touched.extend(naming.flatten());
            self.look_at_sources(case);
        }
        if has_moved && !self.context.lints.is_empty() {
            // If a claim was added, removed or moved, a finding may change from the claim to its
            // paragraph, or back.
            self.look_at_story(case);
        }
        for id in touched {
            self.forget(id);
            if let Some(claim) = case.claims.get(id) {
                if let Some(naming) = &mut self.naming {
                    name(naming, claim);
                }
                self.look_at(case, claim);
            }
        }
    }

    /// Takes in what the files of items were found to hold.
    pub fn take_files(&mut self, files: OnFiles, case: &Case) {
        let is_story_changed = self.context.files.is_story_changed;
        self.context.files = files;
        self.context.files.is_story_changed = is_story_changed;
        let with_files: Vec<ClaimId> = case
            .claims
            .iter()
            .filter(|claim| claim.evidence.iter().any(|item| item.file.is_some()))
            .map(|claim| claim.id)
            .collect();
        for id in with_files {
            self.forget(id);
            if let Some(claim) = case.claims.get(id) {
                self.look_at(case, claim);
            }
        }
    }

    /// Takes in whether the story's file holds another text than the draft.
    pub fn take_story(&mut self, is_changed: bool, case: &Case) {
        self.context.files.is_story_changed = is_changed;
        self.look_at_story(case);
    }

    /// The house standards in force.
    pub fn house(&self) -> &House {
        &self.context.house
    }

    /// Who relies on whom.
    pub fn web(&self) -> &Web {
        &self.context.web
    }

    /// What the files of items were found to hold.
    pub fn files(&self) -> &OnFiles {
        &self.context.files
    }

    /// What is found on a claim, the worst first.
    pub fn on(&self, claim: ClaimId) -> &[Finding] {
        self.on_claims.get(&claim).map_or(&[], Vec::as_slice)
    }

    /// What is found on a source.
    pub fn on_source(&self, source: SourceId) -> impl Iterator<Item = &Finding> {
        self.of_sources
            .iter()
            .filter(move |finding| finding.source == Some(source))
    }

    /// On how many claims each standard has a finding, in the order of the table, those with none left
    /// out.
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

    /// Whether a claim has a finding that nobody waived.
    pub fn has(&self, claim: ClaimId, standard: Standard) -> bool {
        self.on(claim)
            .iter()
            .any(|finding| finding.standard == standard && !finding.is_waived)
    }

    /// Whether an error stands on a claim that its standings' glyphs do not say already.
    pub fn is_flagged(&self, claim: ClaimId) -> bool {
        Counts::of(self.on(claim)).flags > 0
    }

    /// How many findings nobody has waived. `coverage` is that of the whole story: the caller knows
    /// it already.
    pub fn counts(&self, coverage: Coverage) -> Counts {
        let mut counts = self.counts;
        counts += Counts::of(self.unread(coverage).as_slice());
        counts
    }

    fn unread(&self, coverage: Coverage) -> Option<Finding> {
        story::unread(&self.context, coverage)
    }

    /// All findings grouped by what they are about, the worst group and in each group the worst
    /// finding first: the story's own, then the sources', then the claims' in draft order.
    pub fn all(&self, case: &Case, coverage: Coverage) -> Vec<Finding> {
        let mut others: Vec<Finding> = self.of_story.clone();
        others.extend(self.unread(coverage));
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
        // Stable: the order above holds among groups that weigh the same. What is waived weighs
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

/// Notes a claim under each source that it names. One that no longer names a source may stand there
/// still: it is looked at once more than need be, and finds the same.
fn name(naming: &mut HashMap<SourceId, Vec<ClaimId>>, claim: &Claim) {
    for source in claim.named_sources() {
        let claims = naming.entry(source).or_default();
        if !claims.contains(&claim.id) {
            claims.push(claim.id);
        }
    }
}

/// What stood before a change, and what stands after it.
fn both<T>(swap: &Swap<T>) -> impl Iterator<Item = &T> {
    swap.before.iter().chain(&swap.after)
}

/// Whether an item is a confidential source's, whose file and page lead to it.
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
