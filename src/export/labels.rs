//! The labels of reports: a record with a field for each label.
//!
//! Labels are read from `assets/languages/*/reports.ron`. A newsroom's own labels are read from
//! `house.ron`, which has the same fields, all optional.

use serde::Deserialize;

use crate::case::{
    FixState, LinkKind, Nature, Part, Question, Reason, Reliability, SourceKind, Stance, Standing,
};

/// Declares a record of labels, and a second record for a newsroom's own labels, in which every
/// field is optional. With `of`, also declares a method that returns the label of an enum value.
macro_rules! labels {
    ($(#[$doc:meta])* $type:ident, $own:ident, of $enum:ident { $($field:ident = $variant:ident,)+ }) => {
        labels! { $(#[$doc])* $type, $own { $(
            #[doc = concat!("Of `", stringify!($enum), "::", stringify!($variant), "`.")]
            $field: String,
        )+ } }

        impl $type {
            /// The label of a value.
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
        pub(super) struct $own { $($field: Option<<$kind as Override>::Own>,)+ }

        impl Override for $type {
            type Own = $own;
            fn override_with(&mut self, own: $own) {
                $(if let Some(own) = own.$field { self.$field.override_with(own); })+
            }
            fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
                $(self.$field.each(change);)+
            }
        }
    };
}

/// Labels that a newsroom can override.
pub(super) trait Override {
    /// The same labels, all optional.
    type Own;
    fn override_with(&mut self, own: Self::Own);
    /// Calls `change` for each label.
    fn each(&mut self, change: &mut dyn FnMut(&mut String));
}

impl Override for String {
    type Own = String;
    fn override_with(&mut self, own: String) {
        *self = own;
    }
    fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(self);
    }
}

/// The forms of a word for numbers. `{}` is the place of the number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The form for 1; in Ukrainian and Russian also for 21, 31, 101 and so on.
    pub one: String,
    /// The form for 2 to 4, 22 to 24 and so on in Ukrainian and Russian; empty in English.
    #[serde(default)]
    pub few: String,
    /// The form for all other numbers.
    pub many: String,
}

impl Override for Counted {
    type Own = Counted;
    fn override_with(&mut self, own: Counted) {
        *self = own;
    }
    fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        for form in [&mut self.one, &mut self.few, &mut self.many] {
            change(form);
        }
    }
}

labels! {
    /// The standings.
    Standings, OwnStandings, of Standing {
        open = Open, confirmed = Confirmed, disputed = Disputed, unverified = Unverified, aside = Aside,
        contested = Contested, stale = Stale,
    }
}

labels! {
    /// The reasons for rulings on *fact*.
    Reasons, OwnReasons, of Reason {
        as_stated = AsStated, with_context = WithContext, contradicted = Contradicted,
        sources_conflict = SourcesConflict, denied = Denied, misleading = Misleading, insufficient = Insufficient,
        unavailable = Unavailable, opinion = Opinion, no_assertion = NoAssertion, elsewhere = Elsewhere,
    }
}

labels! {
    /// The reasons for rulings on *said* whose labels differ from those for *fact*.
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
    /// The verdicts on *fact* in `ClaimReview.alternateName`, for readers outside of the newsroom.
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
    /// The names of the questions.
    Questions, OwnQuestions, of Question { said = Said, fact = Fact, }
}

labels! {
    /// The questions as whole sentences: "Is it true?".
    Asked, OwnAsked, of Question { said = Said, fact = Fact, }
}

labels! {
    /// The stances of evidence.
    Stances, OwnStances, of Stance { supports = Supports, refutes = Refutes, context = Context, }
}

labels! {
    /// Whether a source has first-hand knowledge.
    Natures, OwnNatures, of Nature { primary = Primary, secondary = Secondary, }
}

labels! {
    /// The kinds of sources.
    Kinds, OwnKinds, of SourceKind {
        outlet = Outlet, agency = Agency, official = Official, body = Body, witness = Witness, document = Document,
        social = Social, expert = Expert, anonymous = Anonymous, other = Other,
    }
}

labels! {
    /// The meaning of the letters of reliability.
    Reliabilities, OwnReliabilities, of Reliability { a = A, b = B, c = C, d = D, e = E, f = F, }
}

labels! {
    /// The meaning of the digits of credibility.
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
    /// The kinds of paragraphs.
    Parts, OwnParts, of Part {
        title = Title, body = Body, heading = Heading, caption = Caption, boilerplate = Boilerplate,
    }
}

labels! {
    /// The relations between claims: `contradicts claim {}`.
    Links, OwnLinks, of LinkKind { contradicts = Contradicts, repeats = Repeats, updates = Updates, }
}

labels! {
    /// The states of a fix.
    Fixes, OwnFixes, of FixState {
        proposed = Proposed, accepted = Accepted, declined = Declined, made = Made, replaced = Replaced,
    }
}

labels! {
    /// The marks of the annotated story, without their brackets.
    Marks, OwnMarks {
        /// Confirmed.
        confirmed: String,
        /// Confirmed, though no evidence supports it.
        no_evidence: String,
        /// Disputed; the reason follows.
        disputed: String,
        /// Unverified; the reason follows.
        unverified: String,
        /// Open: nobody has ruled.
        open: String,
        /// Contested: people ruled differently.
        contested: String,
        /// Stale: the ruling is on an earlier text.
        stale: String,
        /// Set aside as an opinion.
        opinion: String,
        /// Set aside as no assertion.
        no_assertion: String,
        /// Set aside for the reason `Reason::Elsewhere`.
        elsewhere: String,
        /// The start of a mark about *said*: `SAID`.
        said: String,
    }
}

labels! {
    /// The fixed texts of reports. `{}` is the place of a name, a number or a time.
    Fixed, OwnFixed {
        /// The memo's heading.
        memo: String,
        /// The page's heading.
        page: String,
        /// Heading: disputed and unverified claims.
        troubles: String,
        /// Heading: unfinished work.
        stands_open: String,
        /// The text under `stands_open` if no work is unfinished.
        nothing_open: String,
        /// Heading: the counts.
        summary: String,
        /// Heading: the text under check.
        story: String,
        /// Heading: the claims.
        claims: String,
        /// A claim by its number: `Claim {}`.
        claim: String,
        /// Heading: claims that are not in the story.
        free: String,
        /// The note on a claim that was never in the story.
        nowhere: String,
        /// The note on a claim whose words are no longer in the story.
        unanchored: String,
        /// How many claims are open and have no comment: `{}` is a counted number of claims.
        uncommented: String,
        /// `{} of {} checked`.
        checked: String,
        /// Added if some of the checked claims are set aside: `{}` is their number.
        of_them_aside: String,
        /// Added if more claims have a verdict on *fact* but none on *said*: `{}` is their number.
        fact_alone: String,
        /// Heading: the coverage.
        coverage: String,
        /// The coverage: `{}` is a percentage.
        coverage_is: String,
        /// The decimal separator: `39.6`.
        decimal: String,
        /// Heading: the picture of the verdicts.
        verdicts: String,
        /// Label: the source that the story credits with the claim.
        said_by: String,
        /// The word between two sources of a chain, the origin first: `Amaq via CNN`.
        via: String,
        /// The text before the candidates: `not sure: {}`.
        not_sure: String,
        /// The word between two candidates.
        or: String,
        /// For an attribution that the program proposed and nobody has accepted.
        suggested: String,
        /// Label: the words that name the speaker.
        cue: String,
        /// Label: the words that hedge.
        hedge: String,
        /// Label: the restated claim.
        wording: String,
        /// Label: a proposed new text.
        fix: String,
        /// Label: the words of the claim in the story.
        words: String,
        /// Label: where a free-standing claim was made.
        place: String,
        /// `paragraph {}`.
        paragraph: String,
        /// Heading: rulings.
        rulings: String,
        /// For a question without a ruling.
        not_ruled: String,
        /// For a ruling that decides a contested question.
        decides: String,
        /// For a ruling that withdraws an earlier one.
        withdrawn: String,
        /// For a ruling on an earlier text.
        on_other_words: String,
        /// Label: a person's note.
        note: String,
        /// Quotation marks around a text.
        quoted: String,
        /// Heading: evidence.
        evidence: String,
        /// For a question without evidence.
        no_evidence: String,
        /// Label: a quotation.
        quote: String,
        /// Label: the place in the source.
        locator: String,
        /// Label: a web address.
        link: String,
        /// Label: the archived copy.
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
        /// Heading: links to other claims.
        links: String,
        /// Heading: the findings of the house standards.
        findings: String,
        /// For a waived finding.
        waived: String,
        /// `waived by {}`.
        waived_by: String,
        /// Heading: sources.
        sources: String,
        /// Label: a source.
        source: String,
        /// Heading: which source relies on which.
        who_relies: String,
        /// Label: what a source relies on.
        relies_on: String,
        /// For a source that relies on no other.
        relies_on_nobody: String,
        /// For sources that rely on each other in a circle.
        circle: String,
        /// The name of a confidential source.
        confidential: String,
        /// The replacement of redacted text.
        redacted: String,
        /// Label: who wrote the story.
        author: String,
        /// Label: who published it.
        publisher: String,
        /// Label: the day of publication.
        published: String,
        /// Label: the date that "today" means in the story.
        story_date: String,
        /// Heading: the meaning of marks and colours.
        legend: String,
        /// Heading: the table of contents.
        contents: String,
        /// The link that skips the head of the page.
        skip: String,
        /// Table header: numbers.
        number: String,
        /// Table header: standings.
        standing: String,
        /// The program and time of the report: `{}` is a time.
        made: String,
        /// The house standards that are switched off or changed: `{}` is the file, `{}` the
        /// changes.
        house_standards: String,
        /// The number of claims in the report: "Only {} of {} claims".
        part: String,
        /// The verdicts that have other labels.
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
    /// All labels of one language.
    Table, OwnTable {
        /// The language's code.
        language: String,
        /// The standings.
        standing: Standings,
        /// The reasons for *fact*.
        reason: Reasons,
        /// The reasons for *said*, where they differ.
        reason_said: SaidReasons,
        /// The verdicts for readers outside of the newsroom.
        rating: Ratings,
        /// The names of the questions.
        question: Questions,
        /// The questions as whole sentences: "Is it true?".
        asked: Asked,
        /// The stances.
        stance: Stances,
        /// Primary or secondary.
        nature: Natures,
        /// The kinds of sources.
        kind: Kinds,
        /// The letters of reliability.
        reliability: Reliabilities,
        /// The digits of credibility.
        credibility: Credibilities,
        /// The kinds of paragraphs.
        part: Parts,
        /// The relations between claims.
        link: Links,
        /// The states of a fix.
        fix: Fixes,
        /// The marks of the annotated story.
        mark: Marks,
        /// The fixed texts.
        report: Fixed,
    }
}
