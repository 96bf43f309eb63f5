//! Evidence: what a source offers on one question of a claim.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::hash::Sha256;
use super::id::{EvidenceId, SourceId};
use super::record::record;
use super::ruling::{Question, Verdict};
use super::time::{Date, Timestamp};
use super::words::words;

record! {
    /// One item of evidence.
    pub struct Evidence {
        /// Minted once.
        required public id: EvidenceId as key,
        /// Who brought it.
        required source by: String,
        /// When.
        required source at: Timestamp as key,
        /// Whose it is.
        required public source: SourceId,
        /// What it bears on.
        default public question: Question,
        /// Which way it points.
        required public stance: Stance,
        /// Whether the source knows it at first hand.
        default public nature: Nature,
        /// How likely it is on its own merits, apart from its source.
        optional public credibility: Credibility,
        /// Its exact words.
        default source quote: String,
        /// Where in the source: a page, a minute, a row.
        default source locator: String,
        /// Where on the net.
        default source url: String,
        /// The day you saw it there.
        optional source accessed: Date,
        /// Where a copy of it is kept.
        default source archived: String,
        /// The file that holds it, which stays where it is.
        optional source file: File,
        /// The checker's own words about it.
        default source note: String,
        /// Read from the writer's own links, footnotes or comments, and not yet accepted by a
        /// person: it counts for nothing.
        default public suggested: bool,
    }
}

impl Evidence {
    /// An item of which no more is known than who brought it when, whose it is and what it says.
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
    /// A file beside the case, and what it held when it was put in evidence.
    pub struct File {
        /// Its path, from the case's folder where it lies below that.
        required source name: String,
        /// Of its bytes.
        required source sha256: Sha256,
    }
}

impl File {
    /// The file's name without its folders: the path on the newsroom's machine must not leave it.
    pub fn short_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }
}

words! {
    /// Which way an item points.
    pub enum Stance, "stance" {
        /// It speaks for the claim.
        Supports = "supports",
        /// It speaks against it.
        Refutes = "refutes",
        /// It sheds light and decides nothing.
        Context = "context",
    }
}

impl Stance {
    /// The way that evidence points which shows a verdict.
    pub fn showing(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Confirmed => Self::Supports,
            Verdict::Disputed => Self::Refutes,
            Verdict::Unverified => Self::Context,
        }
    }
}

words! {
    /// Whether a source knows at first hand.
    #[derive(Default)]
    pub enum Nature, "nature" {
        /// It was there, or is the thing itself.
        Primary = "primary",
        /// It passes on what others know.
        #[default]
        Secondary = "secondary",
    }
}

/// The Admiralty digit of an item's credibility, 1 (confirmed by others) to 5 (improbable); 6 says
/// "cannot be judged".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Credibility(u8);

/// A number that is no credibility.
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
