//! Sources: who or what says something, how reliable, and on whom they rely in turn.

use super::id::SourceId;
use super::person::folded;
use super::record::record;
use super::time::Date;
use super::words::words;

record! {
    /// Who or what says something.
    pub struct Source {
        /// Minted once.
        required public id: SourceId as key,
        /// What people call it.
        required source name: String,
        /// Other names of it: a handle, a number, a nickname. By bytes.
        default source aliases: Vec<String> as elements,
        /// What it is.
        default public kind: SourceKind,
        /// How far it has been right so far, whatever it says here.
        default public reliability: Reliability,
        /// Whom it has its knowledge from, by bytes.
        default public relies_on: Vec<SourceId> as elements,
        /// Whether what it says here is its own reporting, even where it relies on others
        /// elsewhere.
        default public own_reporting: bool,
        /// Where it is.
        default source url: String,
        /// The day it was looked at there.
        optional source accessed: Date,
        /// Where a copy of it is kept.
        default source archived: String,
        /// Whether it may be named outside the newsroom: `true` says no.
        default public confidential: bool,
        /// What it stands to gain or lose by what it says.
        default internal interest: String,
        /// Who in the newsroom knows who a confidential source is.
        default internal known_to: String,
        /// The checker's own words about it.
        default source note: String,
        /// Proposed by the reader, and not yet accepted by a person.
        default public suggested: bool,
    }
}

impl Source {
    /// A source of which only the name is known.
    pub fn new(id: SourceId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            aliases: Vec::new(),
            kind: SourceKind::default(),
            reliability: Reliability::default(),
            relies_on: Vec::new(),
            own_reporting: false,
            url: String::new(),
            accessed: None,
            archived: String::new(),
            confidential: false,
            interest: String::new(),
            known_to: String::new(),
            note: String::new(),
            suggested: false,
        }
    }
}

/// What makes two sources the same: equal name, kind and host.
pub fn identity(source: &Source) -> (String, SourceKind, String) {
    (key(&source.name), source.kind, host(&source.url))
}

/// A source's name as it is compared: in any case, with one kind of space and of apostrophe.
pub(super) fn key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words
        .join(" ")
        .replace(['’', '‘', 'ʼ', 'ʻ', '´', '`', '′'], "'");
    folded(&name).into_owned()
}

/// The host of an address in lower case, without `www.`; empty where there is none.
pub fn host(url: &str) -> String {
    let rest = url.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_lowercase();
    host.trim_start_matches("www.")
        .trim_end_matches('.')
        .to_owned()
}

words! {
    /// What a source is.
    #[derive(Default)]
    pub enum SourceKind, "kind of source" {
        /// A newspaper, a broadcaster, a site.
        Outlet = "outlet",
        /// A news agency.
        Agency = "agency",
        /// A person who speaks for an office.
        Official = "official",
        /// A ministry, an army, a party, a company.
        Body = "body",
        /// Somebody who was there.
        Witness = "witness",
        /// A paper, a record, a data set.
        Document = "document",
        /// A channel or account on a social network.
        Social = "social",
        /// Somebody asked for what they know of a field.
        Expert = "expert",
        /// Somebody who is not named.
        Anonymous = "anonymous",
        /// Anything else, or not said.
        #[default]
        Other = "other",
    }
}

words! {
    /// The Admiralty grade of a source's reliability. `F` says "cannot be judged", never "worst".
    #[derive(Default)]
    pub enum Reliability, "reliability" {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Reliability cannot be judged.
        #[default]
        F = "F",
    }
}
