//! Text that several reports use: standings, attributions, sources.
//!
//! The text is plain, with hidden characters made visible. Each report escapes it for its format.

use std::collections::HashSet;
use std::sync::Arc;

use super::labels::Table;
use super::{Options, Words, filled, time};
use crate::case::standing::{CurrentStanding, Progress, is_checked, standing_of};
use crate::case::{
    Case, Claim, ClaimId, Evidence, Fix, Question, Ruling, Source, SourceId, Stance, Standing,
    Timestamp, person,
};
use crate::check::{NAMELESS, is_nameless};
use crate::text::{is_quotation, visible, visible_lines};

/// The number of claims or paragraphs of a report that a thread renders at a time.
pub(super) const SHARE: usize = 200;

/// A case with its export options.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The case.
    pub case: &'a Case,
    /// The options.
    pub options: &'a Options<'a>,
}

impl<'a> Shown<'a> {
    /// The labels of the report.
    pub fn words(&self) -> &'a Words {
        self.options.words
    }

    /// The fixed texts of the report.
    pub fn fixed(&self) -> &'a super::labels::Fixed {
        let table: &Table = self.options.words;
        &table.report
    }

    /// The local time with its UTC offset.
    pub fn time(&self, at: Timestamp) -> String {
        time(at, self.options.zone)
    }

    /// The number of checked claims. If more claims have a verdict on *fact* but none on *said*,
    /// their number is added, so that the sum agrees with the counts by verdict.
    pub fn checked_count(&self) -> String {
        let Progress {
            checked, claims, ..
        } = Progress::of(self.case);
        let has_fact =
            |claim: &&Arc<Claim>| standing_of(claim, Question::Fact).standing.is_settled();
        let facts = self.case.uncut().filter(has_fact).count();
        let fixed = self.fixed();
        let mut words = filled(&fixed.checked, &[&checked.to_string(), &claims.to_string()]);
        // A claim that was set aside counts as checked, though nobody has checked it. So the number
        // of such claims is added.
        let is_aside = |claim: &&Arc<Claim>| {
            is_checked(claim) && standing_of(claim, Question::Fact).standing == Standing::Aside
        };
        let aside = self.case.uncut().filter(is_aside).count();
        if aside > 0 {
            words += ", ";
            words += &filled(&fixed.of_them_aside, &[&aside.to_string()]);
        }
        if let Some(more @ 1..) = facts.checked_sub(checked) {
            words += ", ";
            words += &filled(&fixed.fact_alone, &[&more.to_string()]);
        }
        words
    }

    /// The text in the quotation marks of the language, unless it has quotation marks already. Line
    /// breaks stay.
    pub fn quoted(&self, words: &str) -> String {
        let shown = visible_lines(words);
        if is_quotation(&shown) {
            shown.into_owned()
        } else {
            filled(&visible(&self.fixed().quoted), &[&shown])
        }
    }

    /// Why a claim is not in the story: its text was removed, or it never was in the story. None if
    /// it is in the story.
    pub fn why_nowhere(&self, claim: &Claim) -> Option<&'a str> {
        let table: &'a Table = self.options.words;
        let fixed = &table.report;
        match self.case.anchor(claim) {
            Some(_) => None,
            None if claim.span.is_some() => Some(&fixed.unanchored),
            None => Some(&fixed.nowhere),
        }
    }

    /// The selected claims with their numbers.
    pub fn claims(&self) -> impl Iterator<Item = (usize, &'a Claim)> + use<'a> {
        let options = self.options;
        let claims = self.case.numbered();
        let claims = claims.map(|(number, claim)| (number, claim.as_ref()));
        claims.filter(|(_, claim): &(usize, &Claim)| options.asks_for(claim.id))
    }

    /// The sources of the selected claims: those credited, accused or with evidence, and all
    /// sources on which these rely.
    pub fn sources(&self) -> Vec<&'a Source> {
        let mut named: HashSet<SourceId> = HashSet::new();
        let mut to_visit: Vec<SourceId> = Vec::new();
        for (_, claim) in self.claims() {
            let items = claim.items().map(|item| item.source);
            to_visit.extend(claim.chain().iter().chain(&claim.accused).copied());
            to_visit.extend(items);
        }
        while let Some(id) = to_visit.pop() {
            if named.insert(id) {
                let source = self.case.sources.get(id).into_iter();
                to_visit.extend(source.flat_map(|source| source.relies_on.iter().copied()));
            }
        }
        let shown = self.case.shown_sources().map(AsRef::as_ref);
        shown.filter(|source| named.contains(&source.id)).collect()
    }

    /// The name of a source.
    pub fn name(&self, id: SourceId) -> String {
        let source = self.case.sources.get(id);
        source.map_or_else(String::new, |source| self.name_of(source))
    }

    /// The name of a source. If the source may not be named, a text that says so in the language of
    /// the report.
    pub fn name_of(&self, source: &Source) -> String {
        let number = source.name.strip_prefix(NAMELESS);
        match number.filter(|_| is_nameless(&source.name)) {
            Some(number) => format!("{}{number}", visible(&self.fixed().confidential)),
            None => visible(&source.name).into_owned(),
        }
    }

    /// Who said a claim: the sources with the origin first (`Amaq via CNN`), or the candidates.
    /// Empty without an attribution.
    pub fn said_by(&self, claim: &Claim) -> String {
        if claim.is_unsure() {
            let names = claim.candidates().iter().map(|id| self.name(*id));
            let names = names.collect::<Vec<_>>();
            let names = names.join(&format!(" {} ", self.fixed().or));
            return filled(&self.fixed().not_sure, &[&names]);
        }
        let names = claim.chain().iter().rev();
        let names: Vec<String> = names.map(|id| self.name(*id)).collect();
        names.join(&format!(" {} ", self.fixed().via))
    }

    /// The number of a claim.
    pub fn number(&self, id: ClaimId) -> String {
        self.case.number(id).unwrap_or_default().to_string()
    }

    /// The standing of a question: `confirmed: with context`.
    pub fn standing(&self, claim: &Claim, question: Question) -> String {
        self.standing_words(question, standing_of(claim, question))
    }

    /// Like [`Shown::standing`], for a standing that was computed before.
    pub fn standing_words(&self, question: Question, current: CurrentStanding<'_>) -> String {
        let reason = current.by.and_then(|ruling| ruling.reason);
        self.standing_and_reason(question, current.standing, reason)
    }

    /// A ruling as text: `disputed: sources conflict`, `withdrawn`.
    pub fn ruled(&self, ruling: &Ruling) -> String {
        if ruling.is_withdrawal() {
            return self.fixed().withdrawn.clone();
        }
        self.standing_and_reason(ruling.question, Standing::of(ruling.verdict), ruling.reason)
    }

    fn standing_and_reason(
        &self,
        question: Question,
        standing: Standing,
        reason: Option<crate::case::Reason>,
    ) -> String {
        let standing = self.words().standing(standing);
        match reason {
            Some(reason) => format!("{standing}: {}", self.words().reason(question, reason)),
            None => standing.to_owned(),
        }
    }

    /// A fix as text: state, author, new text and reason. It may have line breaks.
    pub fn fix(&self, fix: &Fix) -> String {
        let state = self.words().fix.of(fix.state);
        let (by, to) = (visible(&fix.by), self.quoted(&fix.to));
        let why = visible_lines(&fix.why);
        let gap = if why.is_empty() { "" } else { ". " };
        format!("{state}, {by}: {to}{gap}{why}")
    }

    /// The grade of a source: `B, usually reliable`.
    pub fn grade(&self, source: &Source) -> String {
        let table: &Table = self.words();
        let says = table.reliability.of(source.reliability);
        format!("{}, {says}", source.reliability)
    }

    /// Whether the report shows who added an item and when. Redaction removes both for a
    /// confidential source.
    pub fn shows_who_added(&self, item: &Evidence) -> bool {
        let source = self.case.sources.get(item.source);
        !source.is_some_and(|source| source.confidential && is_nameless(&source.name))
    }

    /// An item's stance, and whether it is primary or secondary: `supports, primary`.
    pub fn bearing(&self, item: &Evidence) -> String {
        let table: &Table = self.words();
        format!(
            "{}, {}",
            table.stance.of(item.stance),
            table.nature.of(item.nature)
        )
    }
}

/// The rulings on a question. A ruling that the same person completed later is left out: a verdict
/// and its later reason and note count as one ruling.
pub fn rulings(claim: &Claim, question: Question) -> Vec<&Ruling> {
    let all = claim.rulings.iter();
    let all: Vec<&Ruling> = all.filter(|ruling| ruling.question == question).collect();
    let is_completed = |index: usize, ruling: &Ruling| {
        let mut later = all.iter().skip(index + 1);
        let next = later.find(|other| person::is_same(&other.by, &ruling.by));
        next.is_some_and(|next| {
            let keeps_reason_and_note = (ruling.reason.is_none() || ruling.reason == next.reason)
                && (ruling.note.is_empty() || ruling.note == next.note);
            (next.verdict, next.of) == (ruling.verdict, ruling.of)
                && !ruling.is_withdrawal()
                && (!ruling.decides || next.decides)
                && keeps_reason_and_note
        })
    };
    let uncompleted = all.iter().enumerate();
    let uncompleted = uncompleted.filter(|(index, ruling)| !is_completed(*index, ruling));
    uncompleted.map(|(_, ruling)| *ruling).collect()
}

/// Whether any evidence on this question supports the claim.
pub fn has_support(claim: &Claim, question: Question) -> bool {
    claim
        .evidence_on(question)
        .any(|item| item.stance == Stance::Supports)
}

/// The address if it can be a link: a web address without characters that have a meaning in some
/// format. None for any other scheme, and for hidden characters, spaces, quotes or brackets. Such
/// an address is shown as text.
pub fn web_address(url: &str) -> Option<&str> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"'`\\{}|^[]".contains(c);
    (is_web && url.chars().all(is_plain) && visible(url) == url).then_some(url)
}

/// The text if it is a language tag (BCP 47), otherwise none.
pub fn language(text: &str) -> Option<&str> {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let is_first =
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (is_first && parts.all(is_part)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for url in [
            "https://a.example/b?c=d&e#f",
            "HTTP://a.example",
            "https://п.укр/ї",
        ] {
            assert_eq!(web_address(url), Some(url));
        }
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "https://a.example/ b",
            "https://a.example/\u{202e}b",
            "https://a.example/\"onclick=",
            "https://a.example/<b>",
            "",
        ] {
            assert_eq!(web_address(url), None, "{url}");
        }
    }
}
