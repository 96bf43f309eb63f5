//! What a key, a digit, a row of a list or Enter asks for: one type, and only data. `why_not` says
//! when it cannot be done now, `actions::perform` does it.

use std::ops::Range;

use crate::case::{
    ClaimId, EvidenceId, LinkKind, Nature, Part, Question, Reason, SourceId, Span, Stance, Verdict,
};
use crate::check::Standard;
use crate::export::Format;
use crate::workbench::find::{Hit, Query};
use crate::workbench::form::Filled;
use crate::workbench::index::{Filter, Order};

/// Something that is asked for.
#[derive(Clone, Debug)]
pub enum Action {
    // The actions of the command table, which describes each. They apply to what is in focus, or to
    // what is marked.
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

    // What rows, digits and popups ask for.
    /// Nothing: a row only tells, what is asked had to be read.
    Nothing,
    /// Runs the command of this id, in the pane that it is for.
    Command(&'static str),
    /// Asks whether to rule so on all marked claims.
    AskToRule(Question, Verdict),
    /// Rules on these claims.
    Rule {
        /// The claims.
        claims: Vec<ClaimId>,
        /// On which question.
        question: Question,
        /// How.
        verdict: Verdict,
        /// Why, if that was said.
        reason: Option<Reason>,
    },
    /// Sets *fact* aside on these claims; without a reason as no assertion, and asks for one.
    SetAside(Vec<ClaimId>, Option<Reason>),
    /// Records my rulings again on words that were changed under them.
    Reconfirm(ClaimId, Vec<Question>),
    /// Takes a paste on the panes: somebody's words, or where they stand.
    Paste(String),
    /// Attaches evidence.
    Attach(Item),
    /// Says which way these items point.
    Point(Vec<(ClaimId, EvidenceId)>, Stance),
    /// Opens the form with all its fields.
    AllFields(Item),
    /// Says whom a claim credits, nearest first.
    Attribute(ClaimId, Vec<Named>),
    /// Says that it credits nobody.
    Unattribute(ClaimId),
    /// Sets who said claims that the story leaves open. None: the story says it itself.
    Choose {
        /// The claims.
        claims: Vec<ClaimId>,
        /// Who said them.
        who: Option<SourceId>,
        /// Whether this answers the last of the open claims.
        is_last: bool,
    },
    /// Makes a claim of words, at a place of the draft if one was chosen.
    MakeClaim(String, Option<Span>),
    /// Restates a claim.
    Reword(ClaimId, String),
    /// Cuts a claim in two before this byte.
    SplitAt(ClaimId, usize),
    /// Joins the first claim with the second; the third, which is one of them, credits whom the
    /// whole does.
    JoinAs(ClaimId, ClaimId, ClaimId),
    /// Asks how the first claim bears on the second.
    AskLink(ClaimId, ClaimId),
    /// Says so, or that it no longer does.
    LinkAs(ClaimId, ClaimId, LinkKind),
    /// Goes to the place of a finding.
    GoToFinding(Objection),
    /// Asks why a claim is exempt from a standard. If the standard is waived already, removes the
    /// waiver.
    AskWaiver(ClaimId, Standard),
    /// Waives the standard, for this reason.
    WaiveFor(ClaimId, Standard, String),
    /// Puts the first source into the second.
    MergeInto(SourceId, SourceId),
    /// Says that the first source relies on the second, or no longer.
    RelyOn(SourceId, SourceId),
    /// Asks what this paragraph (from 0) is.
    AskPart(usize),
    /// Says what it is.
    SetPart(usize, Part),
    /// Selects the next sentence without a claim from this paragraph and byte on.
    UncoveredFrom(usize, usize),
    /// Shows only these claims.
    ShowOnly(Filter),
    /// Shows them in this order.
    Arrange(Order),
    /// Looks for claims and sources.
    Search(Query),
    /// Goes to what was found.
    GoTo(Hit),
    /// Copies words of a paragraph.
    CopyPart(usize, Range<usize>),
    /// Hands the field that is typed into to an editor.
    EditField,
    /// Records what a form holds.
    Record(Filled),
    /// Asks where to, for an export in this format.
    ExportAs(Format),
    /// Opens the form or field of the unsent text with this place in the list.
    Reopen(usize),
    /// Discards the unsent text with this key.
    Discard(String),
    /// Says who rules; this wanted to know, and goes on.
    SetPerson(String, Option<Box<Self>>),
    /// Applies my unapplied edit at this place over what the file has.
    KeepMine(usize),
    /// Lets what is there stand.
    KeepTheirs(usize),
    /// Says of these places, each of a confidential source, whether redacted exports cut them.
    DecidePlaces {
        /// The source and the place.
        places: Vec<(SourceId, String)>,
        /// Whether they are cut; else they are kept.
        cut: bool,
        /// Whether nothing is undecided then.
        is_last: bool,
        /// The export that waits for that.
        export: Option<Filled>,
    },
    /// Undoes the last answer of the popup; what it was about is asked again.
    UndoHere,
    /// Quits, whatever is lost.
    QuitAnyway,
}

/// A pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Who says something.
    Sources,
    /// What is said: the list, or the story.
    #[default]
    Claims,
    /// What is known of the claim in focus.
    Verdict,
}

/// How far a key moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// To the next row.
    Row,
    /// By half a page.
    HalfPage,
    /// By a page.
    Page,
    /// To the end.
    End,
}

/// An item of evidence to be attached.
#[derive(Clone, Debug)]
pub struct Item {
    /// To these claims.
    pub claims: Vec<ClaimId>,
    /// On this question.
    pub question: Question,
    /// Whose it is.
    pub source: Named,
    /// Which way it points.
    pub stance: Stance,
    /// Whether it is primary, if a person has said so.
    pub nature: Option<Nature>,
    /// Its words.
    pub quote: String,
    /// Where it stands.
    pub url: String,
}

/// A source that is there, or the name of one to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of the case's.
    Known(SourceId),
    /// A new one of this name.
    New(String),
}

/// Which source an item is of, which way it points, and whether it is primary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The source.
    pub source: SourceId,
    /// Which way the item points.
    pub stance: Stance,
    /// Whether it is primary, if a person has said so; else that follows from what it is on.
    pub nature: Option<Nature>,
}

/// A finding, and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The standard.
    pub standard: Standard,
    /// The question that it is about, where it says so.
    pub question: Option<Question>,
    /// The claim, if it is about one.
    pub claim: Option<ClaimId>,
    /// The source, if it is about one.
    pub source: Option<SourceId>,
    /// The paragraph (from 0), if it is about one.
    pub paragraph: Option<usize>,
}

impl Action {
    /// Whether it rules with one key: such a key that is held down must not rule twice.
    pub fn rules(&self) -> bool {
        matches!(
            self,
            Self::Verdict(_) | Self::Aside | Self::Again | Self::Decide
        )
    }

    /// Whether it needs a claim that it is about.
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

    /// Whether it leaves something or the program, which is possible where nothing can be read.
    pub fn leaves(&self) -> bool {
        matches!(
            self,
            Self::Leave | Self::Quit | Self::Interrupt | Self::Suspend | Self::Redraw
        )
    }
}
