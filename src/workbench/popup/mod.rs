//! Who has the keys: on the panes the command table; else the topmost of a stack of modes, each with its own.

pub mod list;
use crate::case::{ClaimId, Nature, Question, SourceId, Stance, Verdict};
use crate::check::Standard;

use crate::workbench::commands::Command;
use crate::workbench::field::Field;
use crate::workbench::find::Find;
use crate::workbench::form::Form;
use crate::workbench::message::Shown;
use crate::workbench::popup::list::Pick;

/// Something that has the keys until it is left.
#[derive(Clone, Debug)]
pub enum Mode {
    /// Evidence on one line.
    Evidence(EvidenceLine),
    /// Whom a claim credits.
    Credit(Credits),
    /// A form of several fields.
    Form(Box<Form>),
    /// A list to choose from.
    Pick(Pick),
    /// Finding a claim.
    Find(Find),
    /// One field, for one purpose.
    Prompt(Prompt),
    /// A question with Enter for yes and Esc for no.
    Ask(Ask),
    /// Where a claim is cut in two.
    Split(Split),
    /// A selection in the story.
    Select(Selection),
    /// Which of two sides stands, after a change outside; of the edits in question this one, from 0.
    Clash(usize),
}

impl Mode {
    /// The ids of the commands whose keys it takes as the panes do. Its other keys are its own, whatever `keys.ron` says.
    pub fn takes(&self) -> &'static [&'static str] {
        match self {
            Self::Select(_) => &["new-claim", "bare", "kind", "copy"],
            Self::Split(_) => &["split"],
            Self::Ask(Ask {
                yes: Yes::Rule(..), ..
            }) => &["question"],
            _ => &[],
        }
    }
}

/// Evidence on one line: a source, and which way it points.
#[derive(Clone, Debug)]
pub struct EvidenceLine {
    /// The claims that the item is for: the one in focus, or the marked ones.
    pub claims: Vec<ClaimId>,
    /// The question that it is on.
    pub question: Question,
    /// Which way the item points.
    pub stance: Stance,
    /// Which way the person has it point, for when 0 no longer says another.
    pub own: Stance,
    /// Whether it is primary, if that was said; else it follows from the source.
    pub nature: Option<Nature>,
    /// The sources that a digit takes, in the order of the digits from 1.
    pub list: Vec<SourceId>,
    /// What 0 takes: the source used last, as it was used.
    pub last: Option<Shown>,
    /// The source as far as it is typed; a single digit is one of the list, and what goes on is a name.
    pub field: Field,
    /// Which of the proposals is taken, from 0.
    pub at: usize,
    /// What was pasted as its words.
    pub quote: String,
    /// What was pasted as its address.
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

/// Whom a claim credits: a chain under edit, nearest first.
#[derive(Clone, Debug)]
pub struct Credits {
    /// The claim.
    pub claim: ClaimId,
    /// The chain as it was when this was opened.
    pub opened: Vec<Named>,
    /// The chain so far.
    pub chain: Vec<Named>,
    /// Which link of it the field is for; its length for one more.
    pub link: usize,
    /// The source as far as it is typed.
    pub field: Field,
    /// Which of the proposals is taken, from 0.
    pub at: usize,
}

/// One field, for one purpose.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it asks for.
    pub asks: Asks,
    /// The answer so far.
    pub field: Field,
}

/// What a prompt asks for.
#[derive(Clone, Copy, Debug)]
pub enum Asks {
    /// Who rules; the command that wanted to know runs then.
    Initials(Option<&'static Command>),
    /// The words of a new claim.
    Claim,
    /// A claim restated.
    Wording(ClaimId),
    /// Why a claim need not meet a house standard.
    Waiver(ClaimId, Standard),
}

impl Asks {
    /// What tells it from others, for offering again what was typed; none for what is not.
    pub fn key(self) -> Option<String> {
        match self {
            Self::Initials(_) => None,
            Self::Claim => Some("claim".to_owned()),
            Self::Wording(id) => Some(format!("wording {id}")),
            Self::Waiver(id, standard) => Some(format!("waiver {id} {standard}")),
        }
    }
}

/// A question with Enter for yes and Esc for no.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is asked, up to the choices.
    pub words: String,
    /// What Enter does.
    pub yes: Yes,
}

/// What Enter does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Yes {
    /// Rules on all of these.
    Rule(Vec<ClaimId>, Question, Verdict),
    /// Sets *fact* aside on all of these.
    Aside(Vec<ClaimId>),
    /// Records rulings anew on words that were changed under them.
    Hold(ClaimId, Vec<Question>),
    /// Leaves with edits that are not recorded.
    Quit,
    /// Goes on: it had to be read.
    GoOn,
    /// Keeps no longer what was typed into a form of this key, whose record is gone.
    LetGo(String),
}

/// Where a claim is cut in two.
#[derive(Clone, Debug)]
pub struct Split {
    /// The claim.
    pub claim: ClaimId,
    /// The byte of its text before which it is cut.
    pub at: usize,
}

/// A selection in the story, inside one paragraph, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The paragraph, from 0.
    pub paragraph: usize,
    /// Where it was begun.
    pub from: usize,
    /// Where it has got to; before `from` if it goes backwards.
    pub to: usize,
}

impl Selection {
    /// The bytes that it covers.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.from.min(self.to)..self.from.max(self.to)
    }
}
