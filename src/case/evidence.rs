//! Evidence: what a source offers on one question of a claim.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::closed_enum::closed_enum;
use super::hash::Sha256;
use super::id::{EvidenceId, SourceId};
use super::record::record;
use super::ruling::{Question, Verdict};
use super::time::{Date, Timestamp};

record! {
    /// One item of evidence.
    pub struct Evidence {
        /// The id; never changes.
        required public id: EvidenceId as key,
        /// The person who added the item.
        required source by: String,
        /// When the item was added.
        required source at: Timestamp as key,
        /// The source that the item comes from.
        required public source: SourceId,
        /// The question that the item is about.
        default public question: Question,
        /// Whether the item supports or refutes the claim.
        required public stance: Stance,
        /// Whether the source has first-hand knowledge.
        default public nature: Nature,
        /// How credible the item is, independent of its source.
        optional public credibility: Credibility,
        /// The exact words of the source.
        default source quote: String,
        /// The place in the source: a page, a minute, a row.
        default source locator: String,
        /// The web address.
        default source url: String,
        /// The day on which a person saw the item at `url`.
        optional source accessed: Date,
        /// The address of an archived copy.
        default source archived: String,
        /// The file with the evidence. It is not copied into the case.
        optional source file: File,
        /// A note by the person who added it.
        default source note: String,
        /// Whether the program took the item from the writer's links, footnotes or comments, and
        /// nobody has accepted it yet. Suggested evidence does not count.
        default public suggested: bool,
    }
}

impl Evidence {
    /// An item with the required fields only.
    pub fn new(
        id: EvidenceId,
        by: impl Into<String>,
        at: Timestamp,
        source: SourceId,
        (question, stance): (Question, Stance),
    ) -> Self {
        Self {
            id,
            by: by.into(),
            at,
            source,
            question,
            stance,
            nature: Nature::default(),
            credibility: None,
            quote: String::new(),
            locator: String::new(),
            url: String::new(),
            accessed: None,
            archived: String::new(),
            file: None,
            note: String::new(),
            suggested: false,
        }
    }
}

record! {
    /// A file beside the case, with its hash at the time when it was added.
    pub struct File {
        /// The path, relative to the case's directory if it is inside of it.
        required source name: String,
        /// The hash of its bytes.
        required source sha256: Sha256,
    }
}

impl File {
    /// The file's name without its directory: exports must not reveal paths of the newsroom's
    /// machine.
    pub fn short_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }
}

closed_enum! {
    /// The relation of an item to the claim.
    pub enum Stance, "stance" {
        /// The item is for the claim.
        Supports = "supports",
        /// The item is against the claim.
        Refutes = "refutes",
        /// The item gives background and is neither for nor against the claim.
        Context = "context",
    }
}

impl Stance {
    /// The stance of evidence for a verdict.
    pub fn showing(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Confirmed => Self::Supports,
            Verdict::Disputed => Self::Refutes,
            Verdict::Unverified => Self::Context,
        }
    }
}

closed_enum! {
    /// Whether a source has first-hand knowledge.
    #[derive(Default)]
    pub enum Nature, "nature" {
        /// The source was there, or is the thing itself (a recording, a document).
        Primary = "primary",
        /// The source repeats what others know.
        #[default]
        Secondary = "secondary",
    }
}

/// The credibility of an item on the Admiralty scale: 1 (confirmed by others) to 5 (improbable), 6
/// (cannot be judged).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Credibility(u8);

/// The error for a value that is no credibility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoCredibility(String);

impl fmt::Display for NoCredibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a credibility: it is a digit from 1 to 6",
            crate::text::visible(&self.0)
        )
    }
}

impl std::error::Error for NoCredibility {}

impl TryFrom<u8> for Credibility {
    type Error = NoCredibility;

    fn try_from(digit: u8) -> Result<Self, NoCredibility> {
        if (1..=6).contains(&digit) {
            Ok(Self(digit))
        } else {
            Err(NoCredibility(digit.to_string()))
        }
    }
}

impl From<Credibility> for u8 {
    fn from(credibility: Credibility) -> Self {
        credibility.0
    }
}

impl FromStr for Credibility {
    type Err = NoCredibility;

    fn from_str(text: &str) -> Result<Self, NoCredibility> {
        text.parse::<u8>()
            .ok()
            .and_then(|digit| Self::try_from(digit).ok())
            .ok_or_else(|| NoCredibility(text.into()))
    }
}
