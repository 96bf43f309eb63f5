//! Redacts claims with all their items, queries and corrections.

use std::collections::HashMap;

use super::place::Owner;
use super::redactor::Redactor;
use super::words::clear;
use crate::case::record::{Class, Fields};
use crate::case::{
    Attribution, Claim, ClaimId, Correction, Draft, Evidence, File, Of, Query, Question, Timestamp,
};
use crate::check::{Doubt, Place, Secrets};

impl Redactor<'_> {
    pub(super) fn claim(&mut self, claim: &Claim, draft: Option<&Draft>) -> Claim {
        let mut new = claim.clone();
        new.id = self.ids().new_of(claim.id);
        self.location.owner = Owner::Claim(self.case.number(claim.id).unwrap_or_default());
        // `words` sets the text later. For a claim in the draft, it takes the text from the
        // redacted draft.
        new.text.clear();
        self.redact_fields(&mut new);
        self.words(claim, &mut new, draft);
        self.credit(&mut new);
        for item in &mut new.evidence {
            self.item(item);
        }
        for fix in &mut new.fixes {
            fix.id = self.ids().new_of(fix.id);
            self.redact_whole_text(fix);
        }
        for search in &mut new.searches {
            search.id = self.ids().new_of(search.id);
            self.redact_whole_text(search);
        }
        for waiver in &mut new.waivers {
            self.redact_whole_text(waiver);
        }
        for earlier in &mut new.earlier {
            self.redact_fields(earlier);
        }
        for link in &mut new.links {
            link.to = self.ids().new_of(link.to);
            self.redact_fields(link);
        }
        self.rulings(claim, &mut new);
        new
    }

    /// Redacts the text of a claim, and updates its span.
    fn words(&mut self, claim: &Claim, new: &mut Claim, draft: Option<&Draft>) {
        new.span = claim
            .span
            .map(|span| self.spans.get(&claim.id).copied().unwrap_or(span));
        let present = new.span.and_then(|span| draft?.at(span));
        if claim.span.is_some() && !self.case.is_unanchored(claim) {
            present.unwrap_or(&claim.text).clone_into(&mut new.text);
            return;
        }
        self.location.field = "text";
        new.text = self.text(&claim.text);
        // An unanchored claim must stay unanchored. If its redacted text equals the text at its
        // span, the span is made empty.
        if let Some(span) = &mut new.span
            && present == Some(new.text.as_str())
        {
            span.end = span.start;
        }
    }

    /// Redacts the attribution and the accused. If the attribution has a confidential source, cue
    /// and hedge are removed. Confidential sources are removed from the accused.
    fn credit(&mut self, claim: &mut Claim) {
        let before = claim.accused.len();
        claim.accused.retain(|id| !self.is_confidential(*id));
        self.withheld.passages += before - claim.accused.len();
        for id in &mut claim.accused {
            *id = self.ids().new_of(*id);
        }
        if let Some(credit) = &mut claim.attribution {
            if credit.sources().any(|id| self.is_confidential(id)) {
                let said = [&mut credit.cue, &mut credit.hedge].into_iter();
                for words in said.filter(|words| !words.is_empty()) {
                    self.withheld.passages += 1;
                    words.clear();
                }
            } else {
                self.redact_fields(credit);
            }
            for id in credit.chain.iter_mut().chain(&mut credit.candidates) {
                *id = self.ids().new_of(*id);
            }
        }
    }

    /// Redacts an item of evidence. An item of a confidential source keeps its question, stance,
    /// nature and credibility. The person who added it and the time are removed, since they could
    /// show who met the source.
    fn item(&mut self, item: &mut Evidence) {
        if self.is_confidential(item.source) {
            let before = item.clone();
            clear(item, Class::Internal);
            clear(item, Class::Source);
            item.by.clone_from(&self.mark);
            item.at = no_time();
            let links = [&before.url, &before.archived].into_iter();
            self.withheld.links += links.filter(|url| !url.is_empty()).count();
            self.withheld.files += usize::from(before.file.is_some());
            self.withheld.items += usize::from(*item != before);
        } else {
            self.redact_fields(item);
            self.location.field = "file";
            let may_reveal = |file: &mut File| {
                self.secrets.holds_in_address(&file.name)
                    || self.secrets.holds(&file.sha256.to_string())
                    || !self.cut(&file.name).is_empty()
            };
            if item.file.take_if(may_reveal).is_some() {
                self.withheld.files += 1;
            }
        }
        item.id = self.ids().new_of(item.id);
        item.source = self.ids().new_of(item.source);
    }

    /// Computes the hashes in rulings again. The old hashes would confirm a guess of the redacted
    /// words.
    fn rulings(&mut self, claim: &Claim, new: &mut Claim) {
        let mut stale: HashMap<Of, Of> = HashMap::new();
        let [said, fact] =
            [Question::Said, Question::Fact].map(|question| new.subject_hash(question));
        let id = new.id;
        for ruling in &mut new.rulings {
            self.redact_fields(ruling);
            let is_fresh = ruling.of == claim.subject_hash(ruling.question);
            let number = stale.len();
            ruling.of = match ruling.question {
                Question::Said if is_fresh => said,
                Question::Fact if is_fresh => fact,
                _ if self.secrets.is_empty() => ruling.of,
                _ => *stale
                    .entry(ruling.of)
                    .or_insert_with(|| hash_other_than([said, fact], id, number)),
            };
        }
    }

    /// Redacts the query with this number (from 1). None if it is to or about a confidential
    /// source, or to a person who speaks for one.
    pub(super) fn query(&mut self, number: usize, query: &Query) -> Option<Query> {
        let mut new = query.clone();
        self.location.owner = Owner::Query(number);
        if query.named_sources().any(|id| self.is_confidential(id)) || self.names_source(&mut new) {
            self.withheld.queries += 1;
            return None;
        }
        if self.is_to_relative(query) {
            self.withheld.queries += 1;
            return None;
        }
        self.redact_fields(&mut new);
        new.id = self.ids().new_of(query.id);
        for id in &mut new.claims {
            *id = self.ids().new_of(*id);
        }
        for id in new.source.iter_mut().chain(&mut new.behalf) {
            *id = self.ids().new_of(*id);
        }
        for answer in &mut new.answers {
            answer.id = self.ids().new_of(answer.id);
            self.redact_whole_text(answer);
        }
        Some(new)
    }

    /// Whether a person decided that the addressee of a query is a relative of a confidential
    /// source. Such a query is removed. The person is asked if the addressee is called a relative,
    /// and the query is about a claim with that source.
    fn is_to_relative(&mut self, query: &Query) -> bool {
        if !Secrets::has_relative(&query.to) {
            return false;
        }
        let claims = query
            .claims
            .iter()
            .filter_map(|id| self.case.claims.get(*id));
        let sources = claims.flat_map(|claim| {
            let credited = claim.attribution.iter().flat_map(Attribution::sources);
            let items = claim.evidence.iter().map(|item| item.source);
            items.chain(credited)
        });
        let Some(source) = sources.into_iter().find(|id| self.is_confidential(*id)) else {
            return false;
        };
        self.location.kind = query.kind();
        self.location.field = "to";
        let all = Place {
            range: 0..query.to.len(),
            source,
            doubt: Some(Doubt::Office),
        };
        !self.cut_at(&query.to, vec![all]).is_empty()
    }

    /// Redacts the correction with this number (from 1).
    pub(super) fn correction(&mut self, number: usize, correction: &Correction) -> Correction {
        let mut new = correction.clone();
        self.location.owner = Owner::Correction(number);
        self.redact_fields(&mut new);
        new.id = self.ids().new_of(correction.id);
        new.claim = new.claim.map(|id| self.ids().new_of(id));
        new
    }
}

/// A constant time for fields that need one, where the true time could reveal the source.
fn no_time() -> Timestamp {
    Timestamp::new(jiff::Timestamp::UNIX_EPOCH)
}

/// A hash that belongs to no text and differs from those in `fresh`.
fn hash_other_than(fresh: [Of; 2], id: ClaimId, number: usize) -> Of {
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
