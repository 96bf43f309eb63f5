//! Actions: what a key, a digit, a row of a list or Enter requests. This file is only data:
//! `why_not` says when an action is not possible, `actions::perform` carries it out.

use std::ops::Range;

use crate::case::{
    ClaimId, EvidenceId, LinkKind, Nature, Part, Question, Reason, SourceId, Span, Stance, Verdict,
};
use crate::check::Standard;
use crate::export::Format;
use crate::workbench::find::{Hit, Query};
use crate::workbench::form::Filled;
use crate::workbench::index::{Filter, Order};

/// A request for one action.
#[derive(Clone, Debug)]
pub enum Action {
    // The actions of the command table, which describes each. They apply to the claim or item in
    // focus, or to the marked claims.
    Verdict(Verdict),
    OtherQuestion,
    Aside,
    Back,
    Again,
    MyRuling,
    Decide,
    Undo,
    Redo,
    Evidence,
    Accept,
    AcceptAll,
    Primary,
    Credit,
    EditSource,
    NewSource,
    ReliesOn,
    MergeSource,
    OpenLink,
    DropSource,
    OpenItem,
    DropItem,
    NewClaim,
    Wording,
    Mark,
    Split,
    Join,
    DropClaim,
    Link,
    Waive,
    Anchor,
    Story,
    Select,
    Kind,
    NextUncovered,
    Move(Stride, isize),
    Next,
    Previous,
    NextPane,
    PreviousPane,
    Sources,
    VerdictPane,
    Find,
    Findings,
    Filter,
    Order,
    Palette,
    Help,
    Export,
    Editor,
    Copy,
    Details,
    Save,
    Unsent,
    Conflicts,
    Redaction,
    Unsure,
    Who,
    Leave,
    Redraw,
    Suspend,
    Quit,
    Interrupt,
    CapsLock,

    // Actions of rows, digits and popups.
    /// Does nothing: the action of a row or question that only has to be read.
    Nothing,
    /// Runs the command with this id in its own pane.
    Command(&'static str),
    /// Asks for confirmation before ruling on all marked claims.
    AskToRule(Question, Verdict),
    /// Rules on these claims.
    Rule {
        /// The claims.
        claims: Vec<ClaimId>,
        /// The question.
        question: Question,
        /// The verdict.
        verdict: Verdict,
        /// The reason, if one was given.
        reason: Option<Reason>,
    },
    /// Sets *fact* aside on these claims. Without a reason it records "no assertion" and asks for a
    /// reason.
    SetAside(Vec<ClaimId>, Option<Reason>),
    /// Repeats the person's rulings on these questions after the words have changed.
    Reconfirm(ClaimId, Vec<Question>),
    /// Handles a paste on the panes: a quote or a URL.
    Paste(String),
    /// Attaches evidence.
    Attach(Item),
    /// Sets the stance of these items.
    SetStance(Vec<(ClaimId, EvidenceId)>, Stance),
    /// Opens the evidence form with all fields.
    AllFields(Item),
    /// Sets the attribution of a claim, nearest source first.
    Attribute(ClaimId, Vec<NamedSource>),
    /// Removes the attribution of a claim.
    Unattribute(ClaimId),
    /// Chooses who said claims with several candidates.
    Choose {
        /// The claims.
        claims: Vec<ClaimId>,
        /// Who said them. None: the story itself.
        who: Option<SourceId>,
        /// Whether these are the last claims to choose for.
        is_last: bool,
    },
    /// Creates a claim from words. If they were selected in the draft, the claim gets their span.
    MakeClaim(String, Option<Span>),
    /// Sets the wording of a claim.
    Reword(ClaimId, String),
    /// Splits a claim before this byte.
    SplitAt(ClaimId, usize),
    /// Joins the first claim with the second. The third is one of the two: its attribution stays.
    JoinAs(ClaimId, ClaimId, ClaimId),
    /// Asks for the kind of link from the first claim to the second.
    AskLink(ClaimId, ClaimId),
    /// Adds this link, or removes it if it exists.
    LinkAs(ClaimId, ClaimId, LinkKind),
    /// Goes to the place of a finding.
    GoToFinding(FindingRef),
    /// Asks why a claim is exempt from a standard. If the standard is waived already, removes the
    /// waiver.
    AskWaiver(ClaimId, Standard),
    /// Waives the standard for this reason.
    WaiveFor(ClaimId, Standard, String),
    /// Merges the first source into the second.
    MergeInto(SourceId, SourceId),
    /// Records that the first source relies on the second, or removes that.
    RelyOn(SourceId, SourceId),
    /// Asks for the kind of this paragraph (from 0).
    AskParagraphKind(usize),
    /// Sets the kind of a paragraph.
    SetParagraphKind(usize, Part),
    /// Selects the next sentence without a claim from this paragraph and byte on.
    UncoveredFrom(usize, usize),
    /// Sets the filter of the list.
    ShowOnly(Filter),
    /// Sets the order of the list.
    Arrange(Order),
    /// Starts a search for claims and sources.
    Search(Query),
    /// Goes to a search result.
    GoTo(Hit),
    /// Copies a byte range of a paragraph.
    CopyRange(usize, Range<usize>),
    /// Opens the current field in an editor.
    EditField,
    /// Records the values of a form.
    Record(Filled),
    /// Asks for the file of an export in this format.
    ExportAs(Format),
    /// Opens the form or field of the unsent text at this index of the list.
    Reopen(usize),
    /// Discards the unsent text with this key.
    Discard(String),
    /// Sets the person who rules, then performs the action that needed one.
    SetPerson(String, Option<Box<Self>>),
    /// Applies the person's unapplied edit at this index to the version in the file.
    KeepMine(usize),
    /// Drops the person's unapplied edit at this index and keeps the version in the file.
    KeepTheirs(usize),
    /// Decides whether redacted exports cut these places. Each place belongs to a confidential
    /// source.
    DecidePlaces {
        /// The source and the place.
        places: Vec<(SourceId, String)>,
        /// Whether they are cut; otherwise they are kept.
        cut: bool,
        /// Whether these are the last places to decide.
        is_last: bool,
        /// The export that waits for the decisions.
        export: Option<Filled>,
    },
    /// Undoes the last answer in the popup, which then asks again.
    UndoHere,
    /// Quits even if work is lost.
    QuitAnyway,
}

/// A pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The sources.
    Sources,
    /// The claims, as a list or in the story.
    #[default]
    Claims,
    /// The details of the claim in focus.
    Verdict,
}

/// How far a navigation key moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// One row.
    Row,
    /// Half a page.
    HalfPage,
    /// A page.
    Page,
    /// To the first or last row.
    End,
}

/// A new item of evidence.
#[derive(Clone, Debug)]
pub struct Item {
    /// The claims that get the item.
    pub claims: Vec<ClaimId>,
    /// The question that it bears on.
    pub question: Question,
    /// Its source.
    pub source: NamedSource,
    /// Its stance.
    pub stance: Stance,
    /// Whether it is primary; none if nobody has said so.
    pub nature: Option<Nature>,
    /// The quoted words.
    pub quote: String,
    /// Its address.
    pub url: String,
}

/// An existing source, or the name of a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedSource {
    /// A source of the case.
    Known(SourceId),
    /// A new source with this name.
    New(String),
}

/// The source, stance and nature of an attached item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedSource {
    /// The source.
    pub source: SourceId,
    /// Its stance.
    pub stance: Stance,
    /// Whether it is primary; none if nobody has said so, and the default applies.
    pub nature: Option<Nature>,
}

/// A finding as a list row refers to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingRef {
    /// The standard.
    pub standard: Standard,
    /// The question, if the finding is about only one.
    pub question: Option<Question>,
    /// The claim, if the finding is about one.
    pub claim: Option<ClaimId>,
    /// The source, if the finding is about one.
    pub source: Option<SourceId>,
    /// The paragraph (from 0), if the finding is about one.
    pub paragraph: Option<usize>,
}

impl Action {
    /// Whether the key of the action makes a ruling at once. Such a key must not rule twice while
    /// it is held down.
    pub fn is_ruling(&self) -> bool {
        matches!(
            self,
            Self::Verdict(_) | Self::Aside | Self::Again | Self::Decide
        )
    }

    /// Whether the action needs a claim in focus.
    pub fn is_about_a_claim(&self) -> bool {
        matches!(
            self,
            Self::Verdict(_)
                | Self::OtherQuestion
                | Self::Aside
                | Self::MyRuling
                | Self::Evidence
                | Self::Credit
                | Self::Wording
                | Self::Mark
                | Self::Split
                | Self::Join
                | Self::DropClaim
                | Self::Link
                | Self::Anchor
                | Self::Next
                | Self::Previous
                | Self::VerdictPane
                | Self::Decide
                | Self::Waive
        )
    }

    /// Whether the action closes something or quits. Such actions work even if the screen is too
    /// small to show anything.
    pub fn is_exit(&self) -> bool {
        matches!(
            self,
            Self::Leave | Self::Quit | Self::Interrupt | Self::Suspend | Self::Redraw
        )
    }
}
