//! The labels themselves: records with a field for each word of a case and each fixed word of a
//! report.
//!
//! Read from `assets/languages/*/reports.ron` whole, and from a newsroom's `house.ron` in part,
//! with the same field names.

use serde::Deserialize;

use crate::case::{
    FixState, LinkKind, Nature, Part, Question, Reason, Reliability, SourceKind, Stance, Standing,
};

/// Makes a record of labels, and one of the same labels that may each be left out, to be laid over
/// it. With `of`, also the way from a word of the case to its label.
macro_rules! labels {
    ($(#[$doc:meta])* $type:ident, $own:ident, of $enum:ident { $($field:ident = $variant:ident,)+ }) => {
        labels! { $(#[$doc])* $type, $own { $(
            #[doc = concat!("Of `", stringify!($enum), "::", stringify!($variant), "`.")]
            $field: String,
        )+ } }

        impl $type {
            /// The label of one of them.
            pub fn of(&self, word: $enum) -> &str {
                match word { $($enum::$variant => &self.$field,)+ }
            }
        }
    };
    ($(#[$doc:meta])* $type:ident, $own:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $type { $($(#[$field_doc])* pub $field: $kind,)+ }

        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub(super) struct $own { $($field: Option<<$kind as Lay>::Own>,)+ }

        impl Lay for $type {
            type Own = $own;
            fn lay(&mut self, own: $own) {
                $(if let Some(own) = own.$field { self.$field.lay(own); })+
            }
            fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
                $(self.$field.each(change);)+
            }
        }
    };
}

/// What a newsroom's own words can be laid over.
pub(super) trait Lay {
    /// The same labels, all optional: a newsroom gives only those that it changes.
    type Own;
    fn lay(&mut self, own: Self::Own);
    /// Goes through all its labels.
    fn each(&mut self, change: &mut dyn FnMut(&mut String));
}

impl Lay for String {
    type Own = String;
    fn lay(&mut self, own: String) {
        *self = own;
    }
    fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(self);
    }
}

/// A number with its word, in the forms that the language has: `{}` is where the number goes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// For 1; in Ukrainian and Russian also for 21, 31, 101.
    pub one: String,
    /// For 2 to 4, 22 to 24 in Ukrainian and Russian; empty in English.
    #[serde(default)]
    pub few: String,
    /// For all others.
    pub many: String,
}

impl Lay for Counted {
    type Own = Counted;
    fn lay(&mut self, own: Counted) {
        *self = own;
    }
    fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        for form in [&mut self.one, &mut self.few, &mut self.many] {
            change(form);
        }
    }
}

labels! {
    /// What rulings add up to.
    Standings, OwnStandings, of Standing {
        open = Open, confirmed = Confirmed, disputed = Disputed, unverified = Unverified, aside = Aside,
        contested = Contested, stale = Stale,
    }
}

labels! {
    /// Why a ruling on *fact* is what it is.
    Reasons, OwnReasons, of Reason {
        as_stated = AsStated, with_context = WithContext, contradicted = Contradicted,
        sources_conflict = SourcesConflict, denied = Denied, misleading = Misleading, insufficient = Insufficient,
        unavailable = Unavailable, opinion = Opinion, no_assertion = NoAssertion, elsewhere = Elsewhere,
    }
}

labels! {
    /// Why a ruling on *said* is what it is, where that reads otherwise than on *fact*.
    SaidReasons, OwnSaidReasons {
        /// Of `Reason::AsStated`.
        as_stated: String,
        /// Of `Reason::WithContext`.
        with_context: String,
        /// Of `Reason::Contradicted`.
        contradicted: String,
        /// Of `Reason::Denied`.
        denied: String,
        /// Of `Reason::Misleading`.
        misleading: String,
    }
}

labels! {
    /// The verdict on a fact in words for readers outside the newsroom, in
    /// `ClaimReview.alternateName`.
    Ratings, OwnRatings {
        /// Of `Reason::AsStated`, and of confirmed without a reason.
        as_stated: String,
        /// Of `Reason::WithContext`.
        with_context: String,
        /// Of `Reason::Contradicted`.
        contradicted: String,
        /// Of `Reason::SourcesConflict`.
        sources_conflict: String,
        /// Of `Reason::Denied`.
        denied: String,
        /// Of `Reason::Misleading`.
        misleading: String,
        /// Of disputed without a reason.
        disputed: String,
        /// Of unverified, whatever the reason.
        unverified: String,
    }
}

labels! {
    /// The two questions, named.
    Questions, OwnQuestions, of Question { said = Said, fact = Fact, }
}

labels! {
    /// The two questions, asked.
    Asked, OwnAsked, of Question { said = Said, fact = Fact, }
}

labels! {
    /// Which way an item points.
    Stances, OwnStances, of Stance { supports = Supports, refutes = Refutes, context = Context, }
}

labels! {
    /// Whether a source knows at first hand.
    Natures, OwnNatures, of Nature { primary = Primary, secondary = Secondary, }
}

labels! {
    /// What a source is.
    Kinds, OwnKinds, of SourceKind {
        outlet = Outlet, agency = Agency, official = Official, body = Body, witness = Witness, document = Document,
        social = Social, expert = Expert, anonymous = Anonymous, other = Other,
    }
}

labels! {
    /// What the letters of reliability say.
    Reliabilities, OwnReliabilities, of Reliability { a = A, b = B, c = C, d = D, e = E, f = F, }
}

labels! {
    /// What the digits of credibility say.
    Credibilities, OwnCredibilities {
        /// 1: confirmed by others.
        one: String,
        /// 2: probably true.
        two: String,
        /// 3: possibly true.
        three: String,
        /// 4: doubtful.
        four: String,
        /// 5: improbable.
        five: String,
        /// 6: cannot be judged.
        six: String,
    }
}

labels! {
    /// What a paragraph is.
    Parts, OwnParts, of Part {
        title = Title, body = Body, heading = Heading, caption = Caption, boilerplate = Boilerplate,
    }
}

labels! {
    /// How a claim bears on another: `contradicts claim {}`.
    Links, OwnLinks, of LinkKind { contradicts = Contradicts, repeats = Repeats, updates = Updates, }
}

labels! {
    /// What became of a fix.
    Fixes, OwnFixes, of FixState {
        proposed = Proposed, accepted = Accepted, declined = Declined, made = Made, replaced = Replaced,
    }
}

labels! {
    /// The marks of the annotated story, without their brackets.
    Marks, OwnMarks {
        /// Confirmed.
        confirmed: String,
        /// Confirmed, and no item on file that shows it.
        no_evidence: String,
        /// Disputed; the reason follows.
        disputed: String,
        /// Unverified; the reason follows.
        unverified: String,
        /// Nobody has ruled.
        open: String,
        /// People differ.
        contested: String,
        /// Ruled on other words.
        stale: String,
        /// Aside as an opinion.
        opinion: String,
        /// Aside as no assertion.
        no_assertion: String,
        /// Aside as said elsewhere.
        elsewhere: String,
        /// Before a mark on whether it was said: `SAID`.
        said: String,
    }
}

labels! {
    /// The fixed words of the reports. `{}` is where a name, a number or a time goes.
    Fixed, OwnFixed {
        /// The memo's heading.
        memo: String,
        /// The page's heading.
        page: String,
        /// Heading: what is disputed, and what could not be established.
        troubles: String,
        /// Heading: what is still to be done.
        stands_open: String,
        /// Under it, where nothing is.
        nothing_open: String,
        /// Heading: the counts.
        summary: String,
        /// Heading: the text under check.
        story: String,
        /// Heading: the claims.
        claims: String,
        /// A claim by its number: `Claim {}`.
        claim: String,
        /// Heading: claims that stand in no paragraph.
        free: String,
        /// Of such a claim.
        nowhere: String,
        /// Of a claim whose words no longer stand in the story.
        unanchored: String,
        /// How many claims are open and have no comment: `{}` is a number of claims.
        uncommented: String,
        /// `{} of {} checked`: claims.
        checked: String,
        /// What is added to it where more claims have a verdict on the fact, and none on who said
        /// it: `{}` is their number.
        fact_alone: String,
        /// Heading: the share of words under checked claims.
        coverage: String,
        /// What that share is: `{}` is a percentage.
        coverage_is: String,
        /// Between a whole number and its parts: `39.6`.
        decimal: String,
        /// Heading: the verdicts at a glance.
        verdicts: String,
        /// Label: who the story says said it.
        said_by: String,
        /// Between two links of a chain, the origin first: `Amaq via CNN`.
        via: String,
        /// Before those of whom nobody has chosen one yet: `not sure: {}`.
        not_sure: String,
        /// Between two of them.
        or: String,
        /// Of a credit that the reader proposed and nobody accepted.
        suggested: String,
        /// Label: the words that credit.
        cue: String,
        /// Label: the words that hedge.
        hedge: String,
        /// Label: the claim restated to stand alone.
        wording: String,
        /// Label: words proposed in place of the story's.
        fix: String,
        /// Label: the words as they stand in the story.
        words: String,
        /// Label: where a free-standing claim was made.
        place: String,
        /// `paragraph {}`.
        paragraph: String,
        /// Heading: rulings.
        rulings: String,
        /// Where nobody has ruled on a question.
        not_ruled: String,
        /// Of a ruling that settles a question over which people differ.
        decides: String,
        /// Of a ruling that withdraws an earlier one.
        withdrawn: String,
        /// Of a ruling on other words than stand there now.
        on_other_words: String,
        /// Label: the person's own words.
        note: String,
        /// Words in quotation marks.
        quoted: String,
        /// Heading: evidence.
        evidence: String,
        /// Where there is none.
        no_evidence: String,
        /// Label: exact words.
        quote: String,
        /// Label: where in the source.
        locator: String,
        /// Label: an address on the net.
        link: String,
        /// Label: where a copy is kept.
        archived: String,
        /// `seen on {}`.
        accessed: String,
        /// Label: a file.
        file: String,
        /// Label: a file's hash.
        hash: String,
        /// Label: the digit of credibility.
        credibility: String,
        /// Label: the letter of reliability.
        reliability: String,
        /// Label: the kind of a source.
        kind: String,
        /// `brought by {}`: evidence.
        brought_by: String,
        /// `ruled by {}`.
        ruled_by: String,
        /// Heading: how it bears on other claims.
        links: String,
        /// Heading: the findings of the house standards.
        findings: String,
        /// Of a finding that somebody waived.
        waived: String,
        /// `waived by {}`.
        waived_by: String,
        /// Heading: sources.
        sources: String,
        /// Label: a source.
        source: String,
        /// Heading: who relies on whom.
        who_relies: String,
        /// Label: whom a source relies on.
        relies_on: String,
        /// Where it relies on nobody.
        relies_on_nobody: String,
        /// Of sources that rely on each other round about.
        circle: String,
        /// What a source without a name for outsiders is called.
        confidential: String,
        /// What stands where its name, address or words stood.
        redacted: String,
        /// Label: who wrote the story.
        author: String,
        /// Label: who published it.
        publisher: String,
        /// Label: the day it was published.
        published: String,
        /// Label: the day that the story's "today" is.
        story_date: String,
        /// Heading: what the marks and colours say.
        legend: String,
        /// Heading: the way to the parts of a page.
        contents: String,
        /// The link past the head of a page.
        skip: String,
        /// A table's head: how many.
        number: String,
        /// A table's head: how a question stands.
        standing: String,
        /// Who made the report with what and when: `{}` is a time.
        made: String,
        /// Which house standards are off or weigh otherwise: `{}` is the file, `{}` what it says.
        house_standards: String,
        /// Of how many claims a report is, and how many there are: "Only {} of {} claims".
        part: String,
        /// Which verdicts have other labels, too.
        house_words: String,
        /// `{} claims`.
        n_claims: Counted,
        /// `{} items of evidence`.
        n_items: Counted,
        /// `{} sources`.
        n_sources: Counted,
        /// `{} origins`.
        n_origins: Counted,
        /// `{} words`.
        n_words: Counted,
        /// `{} findings`.
        n_findings: Counted,
    }
}

labels! {
    /// All the words of the reports in one language.
    Table, OwnTable {
        /// The language's code.
        language: String,
        /// What rulings add up to.
        standing: Standings,
        /// Why, on *fact*.
        reason: Reasons,
        /// Why, on *said*, where it reads otherwise.
        reason_said: SaidReasons,
        /// The verdicts for readers outside.
        rating: Ratings,
        /// The questions, named.
        question: Questions,
        /// The questions, asked.
        asked: Asked,
        /// Which way an item points.
        stance: Stances,
        /// At first hand or not.
        nature: Natures,
        /// What a source is.
        kind: Kinds,
        /// Letters of reliability.
        reliability: Reliabilities,
        /// Digits of credibility.
        credibility: Credibilities,
        /// What a paragraph is.
        part: Parts,
        /// How a claim bears on another.
        link: Links,
        /// What became of a fix.
        fix: Fixes,
        /// Marks of the annotated story.
        mark: Marks,
        /// The fixed words.
        report: Fixed,
    }
}
